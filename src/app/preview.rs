//! What the hospital would say to a request that is still being typed: the same rules as when it is saved, so that a form
//! never promises what the writer refuses.

use std::sync::Arc;

use chrono::NaiveDateTime;
use chrono::TimeZone;

use crate::domain::access::{Asker, Context, Permissions, Role};
use crate::domain::checks::{Spelling, Unspelled};
use crate::domain::command::{Command, Request};
use crate::domain::decide::{OwnCommits, decide};
use crate::domain::record::{
    Commit, CommitId, History, HistoryLost, Installation, Position, Sequence, Station, Timestamp, UserName,
};
use crate::domain::refusal::Refusal;

use crate::search::stated::Spellings;

use super::Scope;

/// Nothing that was written is needed for what forms ask.
struct NoPast;

impl History for NoPast {
    fn commit(&self, position: Position) -> Result<Arc<Commit>, HistoryLost> {
        Err(HistoryLost(position))
    }
}

impl OwnCommits for NoPast {
    fn position(&self, _: CommitId) -> Option<Position> {
        None
    }
}

impl Scope<'_> {
    /// Why it would be refused, as far as can be seen from here: whoever was discharged long ago is known to the store alone.
    pub fn preview(&self, request: &Request) -> Option<Refusal> {
        let asker = Asker {
            user: UserName::parse("preview")?,
            role: Role::WardClerk,
        };
        // What a number may be depends on whose it would be.
        let (station, installation) = self.desk.life.unwrap_or((Station::new(1)?, Installation::FIRST));
        let permissions = Permissions::default();
        // The tables of names are read only where names are compared.
        let spelling: Box<dyn Spelling> = match &request.command {
            Command::Check(_) => Box::new(Spellings::shipped()),
            _ => Box::new(Unspelled),
        };
        let context = Context {
            asker: &asker,
            permissions: &permissions,
            now: self.now,
            stamp: self.hospital.newest(),
            commit: CommitId {
                station,
                installation,
                sequence: Sequence::FIRST,
            },
            spelling: spelling.as_ref(),
            chance: 0,
        };
        match decide(self.hospital, request.clone(), &context, &NoPast) {
            Err(Refusal::UnknownPatient { .. } | Refusal::HistoryLost(_)) | Ok(_) => None,
            // Which numbers there are is known where they are given.
            Err(Refusal::Number(refusal)) if refusal.is_of_the_station() => None,
            Err(refusal) => Some(refusal),
        }
    }

    /// The moment at which the hospital's clocks show this; nothing for an hour that they leave out.
    pub fn timestamp(&self, local: NaiveDateTime) -> Option<Timestamp> {
        let zone = self.hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone());
        let moment = zone.from_local_datetime(&local).earliest()?;
        Some(Timestamp::from(moment.to_utc()))
    }
}
