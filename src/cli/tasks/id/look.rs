//! `andon id verify`: how a number was misread.

use crate::{
    app::door::Door,
    cli::{arguments::IdVerify, console::Console, exit::Exit, vocabulary::ledger},
    domain::{
        access::Asker,
        ask::Answer,
        command::Question,
        identity::Identifier,
        numbers::{ledger::NumberState, verify::Near},
        state::Hospital,
    },
    i18n::Value,
};

use super::{Given, Stop};
use crate::cli::tasks::census::refuse;

pub(super) fn look(
    wanted: &IdVerify,
    door: &dyn Door,
    asker: &Asker,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let hospital = door.hospital();
    let verdict = match Identifier::parse(&wanted.number) {
        Err(_) => None,
        Ok(number) => match door.ask(asker, &Question::Verify(number)) {
            Ok(Answer::Verdict(verdict)) => verdict,
            // This question has no other answer.
            Ok(_) => None,
            Err(refusal) => return Err(refuse(&refusal, &hospital, given, console)),
        },
    };
    let Some(verdict) = verdict else {
        let shown = crate::exchange::faults::shown(&wanted.number);
        console.complain(
            given
                .words
                .fill("cli-id-form", &[("number", Value::from(shown.as_str()))]),
        );
        return Ok(Exit::Refused);
    };
    let number = verdict.number.to_string();
    let (kind, station) = (given.words.say(verdict.kind.term()), format!("{:02}", verdict.station));
    let key = match (verdict.holds, verdict.given) {
        (true, true) => match verdict.state {
            Some(NumberState::Voided) => "cli-id-good-voided",
            Some(NumberState::Prepared) => "cli-id-good-prepared",
            Some(NumberState::Issued | NumberState::Linked) | None => "cli-id-good",
        },
        (true, false) => "cli-id-unknown",
        (false, _) => "cli-id-wrong",
    };
    let filling = [
        ("number", Value::from(number.as_str())),
        ("kind", Value::from(kind.as_str())),
        ("station", Value::from(station.as_str())),
    ];
    let mut lines = vec![given.words.fill(key, &filling)];
    if !verdict.given {
        lines.extend(verdict.near.iter().map(|near| near_words(near, &hospital, given)));
        if verdict.near.is_empty() && !verdict.holds {
            lines.push(given.words.say("cli-id-near-none"));
        }
    }
    let values = ledger::verdict(&verdict, &hospital);
    console.tell(wanted.output.format, lines.join("\n"), &values)?;
    Ok(if verdict.given { Exit::Fine } else { Exit::Refused })
}

fn near_words(near: &Near, hospital: &Hospital, given: &Given<'_>) -> String {
    let name = near
        .patient
        .and_then(|patient| hospital.patient(patient)?.name.get().cloned());
    let (number, name) = (
        near.number.to_string(),
        name.map(|name| name.to_string()).unwrap_or_default(),
    );
    let single = near.places.0 == near.places.1;
    let pair = |(first, second): (char, char)| {
        if single {
            first.to_string()
        } else {
            format!("{first}{second}")
        }
    };
    let (read, meant) = (pair(near.read), pair(near.meant));
    let filling = [
        ("first", Value::from(near.places.0)),
        ("second", Value::from(near.places.1)),
        ("read", Value::from(read.as_str())),
        ("meant", Value::from(meant.as_str())),
        ("number", Value::from(number.as_str())),
        ("patient", Value::from(name.as_str())),
    ];
    let key = if single {
        "cli-id-near-digit"
    } else {
        "cli-id-near-swap"
    };
    given.words.fill(key, &filling).trim_end().to_owned()
}
