//! An identity check that was under way when the program ended without a word (kill, power): nobody is at it any more. It is given
//! up, and kept as given up; whoever was at it begins anew and is told so.

use crate::{
    app::door::Door,
    domain::{
        access::Asker,
        checks::{CheckId, command::CheckCommand},
        command::{Command, Request},
        record::Timestamp,
    },
};

/// Gives up what this person left lying at this laptop. When the last of it was begun.
pub(super) fn give_up(door: &dyn Door, asker: &Asker, now: Timestamp) -> Option<Timestamp> {
    let station = door.status().station;
    let hospital = door.hospital();
    let left: Vec<(CheckId, Timestamp)> = hospital
        .checks()
        // One that was left lying for longer is over by itself.
        .filter(|check| check.is_open(now) && check.id.event().commit.station == station)
        .filter_map(|check| Some((check, check.standing.begun()?)))
        .filter(|(_, begun)| *begun.by() == asker.user)
        .map(|(check, begun)| (check.id, begun.said.at))
        .collect();
    let given_up = left.into_iter().filter(|(check, _)| {
        let step = CheckCommand::Abandon { check: *check };
        door.decide(asker.clone(), Request::from(Command::Check(step))).is_ok()
    });
    given_up.map(|(_, at)| at).max()
}
