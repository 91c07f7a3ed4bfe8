//! The commands about numbers that are given by hand.

use crate::domain::{
    command::{Command, Question},
    identity::{Birth, Sex},
    numbers::{
        Arrival, NumberKind, Triage,
        issue::{Issue, Newcomer},
        ledger::{Filter, NumberState},
        packets::Activate,
    },
    record::Day,
};

use super::{build::person, cells::Cells, unreadable::Unreadable};

/// The command of a line of this area.
pub fn command(cells: &mut Cells) -> Result<Command, Unreadable> {
    Ok(match cells.verb().word {
        "grant-block" => Command::GrantBlock {
            station: cells.station("station"),
            block: cells.block("block"),
        },
        "issue" => Command::Issue(Box::new(issue(cells)?)),
        "prepare-packets" => {
            let count = cells.count("count");
            Command::PreparePackets {
                count: cells.need(count, "count")?,
                request: cells.text("request"),
            }
        }
        "activate-packet" => {
            let number = cells.identifier("number");
            Command::ActivatePacket(Box::new(Activate {
                number: cells.need(number, "number")?,
                alias: cells.text("alias"),
                sex: cells.word("sex", Sex::from_word),
                birth: cells.birth("dob").or_else(|| cells.birth("age")),
                arrival: arrival(cells),
                tongue: cells.tongue(),
            }))
        }
        "void-id" => {
            let (number, reason) = (cells.identifier("number"), cells.text("reason"));
            Command::VoidId {
                number: cells.need(number, "number")?,
                reason: cells.need(reason, "reason")?,
            }
        }
        "print-id" => {
            let number = cells.identifier("number");
            Command::PrintId {
                number: cells.need(number, "number")?,
                reason: cells.text("reason"),
            }
        }
        word @ ("link" | "propose-link" | "confirm-link") => {
            let (patient, with) = (cells.patient("patient"), cells.patient("with"));
            let (patient, with) = (cells.need(patient, "patient")?, cells.need(with, "with")?);
            match word {
                "propose-link" => Command::ProposeLink { patient, with },
                "confirm-link" => Command::ConfirmLink { patient, with },
                _ => Command::Link { patient, with },
            }
        }
        "unlink" => {
            let (patient, with) = (cells.patient("patient"), cells.patient("with"));
            Command::Unlink {
                patient: cells.need(patient, "patient")?,
                with: cells.need(with, "with")?,
                reason: cells.text("reason"),
            }
        }
        _ => return Err(Unreadable::DoMissing),
    })
}

/// Which numbers are asked for.
pub fn ledger(cells: &mut Cells) -> Question {
    Question::Ledger(Filter {
        kind: cells.word("kind", NumberKind::from_word),
        state: cells.word("state", NumberState::from_word),
        station: cells.station("station"),
        incident: cells.text("incident"),
    })
}

/// What a field says of every kind of newcomer, and what only of some.
const EVERYBODY: [&str; 5] = ["kind", "none_of", "request", "at", "note"];
const ARRIVED: [&str; 7] = [
    "found",
    "found_at",
    "features",
    "belongings",
    "triage",
    "tag",
    "incident",
];
const KNOWN: [&str; 7] = ["name", "kana", "sex", "dob", "age", "phone", "address"];
const NEWBORN: [&str; 4] = ["mother", "babies", "sex", "dob"];
const UNIDENTIFIED: [&str; 3] = ["sex", "dob", "age"];

fn issue(cells: &mut Cells) -> Result<Issue, Unreadable> {
    let kind = cells.word("kind", |word| {
        ["known", "unidentified", "newborn", "mass"]
            .into_iter()
            .find(|known| *known == word)
    });
    let kind = cells.need(kind, "kind")?;
    let fits: &[&[&str]] = match kind {
        "known" => &[&EVERYBODY, &ARRIVED, &KNOWN],
        "unidentified" => &[&EVERYBODY, &ARRIVED, &UNIDENTIFIED],
        "newborn" => &[&EVERYBODY, &NEWBORN],
        _ => &[&EVERYBODY, &ARRIVED, &["count"]],
    };
    if let Some(field) = cells
        .names()
        .find(|name| !fits.iter().any(|names| names.contains(name)))
    {
        return Err(Unreadable::Idle { field, because: "kind" });
    }
    let newcomer = match kind {
        "known" => Newcomer::Known {
            person: person(cells),
            arrival: arrival(cells),
        },
        "unidentified" => Newcomer::Unidentified {
            sex: cells.word("sex", Sex::from_word),
            birth: cells.birth("dob").or_else(|| cells.birth("age")),
            arrival: arrival(cells),
        },
        "newborn" => {
            let mother = cells.patient("mother");
            let one = cells.word("sex", Sex::from_word);
            Newcomer::Newborn {
                mother: cells.need(mother, "mother")?,
                babies: cells
                    .babies("babies")
                    .unwrap_or_else(|| vec![one.unwrap_or(Sex::Unknown)]),
                born: cells.birth("dob").and_then(day),
            }
        }
        _ => {
            let count = cells.count("count");
            Newcomer::Mass {
                count: cells.need(count, "count")?,
                arrival: arrival(cells),
            }
        }
    };
    Ok(Issue {
        newcomer,
        declined: cells.patients("none_of").unwrap_or_default(),
        request: cells.text("request"),
        tongue: cells.tongue(),
    })
}

/// The day of a birth; of a year alone there is none.
fn day(birth: Birth) -> Option<Day> {
    match birth {
        Birth::On(day) => Some(day),
        Birth::AboutYear(_) => None,
    }
}

fn arrival(cells: &mut Cells) -> Arrival {
    Arrival {
        found: cells.text("found"),
        found_at: cells.time("found_at"),
        features: cells.text("features"),
        belongings: cells.text("belongings"),
        triage: cells.word("triage", Triage::from_word),
        tag: cells.text("tag"),
        incident: cells.text("incident"),
    }
}
