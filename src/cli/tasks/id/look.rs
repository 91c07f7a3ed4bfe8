//! `andon id verify`: how a number was misread.

use crate::{
    app::door::Door,
    cli::{arguments::IdVerify, console::Console, exit::Exit, vocabulary::ledger},
    domain::{
        access::Asker,
        ask::Answer,
        command::Question,
        identity::Identifier,
        numbers::{
            ledger::NumberState,
            misread::ErrorKind,
            verify::{Near, Verdict},
        },
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
    let mut lines = vec![first_words(&verdict, &number, given)];
    if !verdict.given {
        lines.extend(verdict.near.iter().map(|near| near_words(near, &hospital, given)));
        lines.extend(verdict.possible.iter().map(|possible| {
            let number = [("number", Value::from(possible.number.as_str()))];
            let would = given.words.fill("cli-id-near-possible", &number);
            line(&error_words(possible, given), &would, given)
        }));
        lines.extend(ask_words(&verdict, door, given));
        if verdict.near.is_empty() && verdict.ask.is_empty() && !verdict.holds {
            lines.push(given.words.say("cli-id-near-none"));
        }
    }
    let values = ledger::verdict(&verdict, &hospital);
    console.tell(wanted.output.format, lines.join("\n"), &values)?;
    Ok(if verdict.given { Exit::Fine } else { Exit::Refused })
}

/// What the number itself is.
fn first_words(verdict: &Verdict, number: &str, given: &Given<'_>) -> String {
    let Some(read) = &verdict.read else {
        return given.words.fill("cli-id-misshapen", &[("number", Value::from(number))]);
    };
    let (kind, station) = (given.words.say(read.kind.term()), format!("{:02}", read.station));
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
        ("number", Value::from(number)),
        ("kind", Value::from(kind.as_str())),
        ("station", Value::from(station.as_str())),
    ];
    given.words.fill(key, &filling)
}

/// Which signs are suspicious, and what should stand there.
fn error_words(near: &Near, given: &Given<'_>) -> String {
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
    ];
    let key = match near.error {
        ErrorKind::Adjacent | ErrorKind::Jump => "cli-id-near-swap",
        ErrorKind::Single => "cli-id-near-digit",
        ErrorKind::LookAlike if single => "cli-id-near-alike",
        ErrorKind::LookAlike => "cli-id-near-alike-several",
        ErrorKind::TooMany => "cli-id-near-too-many",
        ErrorKind::LeftOut => "cli-id-near-left-out",
    };
    given.words.fill(key, &filling)
}

/// The same, with the number that was given and whose it is.
fn near_words(near: &Near, hospital: &Hospital, given: &Given<'_>) -> String {
    let name = near
        .patient
        .and_then(|patient| hospital.patient(patient)?.name.get().cloned());
    let (number, name) = (
        near.number.to_string(),
        name.map(|name| name.to_string()).unwrap_or_default(),
    );
    let filling = [
        ("number", Value::from(number.as_str())),
        ("patient", Value::from(name.as_str())),
    ];
    let key = if near.state == Some(NumberState::Voided) {
        "cli-id-near-voided"
    } else {
        "cli-id-near-given"
    };
    let offered = given.words.fill(key, &filling);
    line(&error_words(near, given), offered.trim_end(), given)
}

fn line(error: &str, offered: &str, given: &Given<'_>) -> String {
    let filling = [("error", Value::from(error)), ("offered", Value::from(offered))];
    given.words.fill("cli-id-near-line", &filling)
}

/// Which laptops know more.
fn ask_words(verdict: &Verdict, door: &dyn Door, given: &Given<'_>) -> Vec<String> {
    let own = door.status().station.number();
    let others = verdict.ask.iter().filter(|station| **station != own);
    let others: Vec<String> = others.map(|station| format!("{station:02}")).collect();
    let stations = others.join(given.words.say("cli-id-near-between").as_str());
    let number = verdict.number.to_string();
    let filling = [
        ("stations", Value::from(stations.as_str())),
        ("number", Value::from(number.as_str())),
    ];
    let elsewhere = (!others.is_empty()).then(|| given.words.fill("cli-id-near-elsewhere", &filling));
    let before = verdict
        .ask
        .contains(&own)
        .then(|| given.words.say("cli-id-near-before"));
    elsewhere.into_iter().chain(before).collect()
}
