//! `andon import`: lists of other systems, all of one or nothing of it.

use crate::{
    app::{
        door::{Door, NotSaved, Refused},
        sentences::Speaker,
    },
    cli::{
        arguments::{Import, ImportFile, ImportSlips},
        console::Console,
        exit::Exit,
        faults::list_of_faults,
        json::Object,
    },
    domain::{
        access::{Asker, Context, Permissions},
        census::decide,
        checks::{Made, Unspelled},
        command::{CensusLine, Command, Request},
        identity::{FormerPatients, NoFormerPatients},
        record::{CommitId, Sequence, Stamp},
        refusal::Refusal,
        slips::command::SlipCommand,
    },
    exchange::{Source, census, source::LARGEST},
    i18n::{Value, Words},
    settings::{
        checks,
        slips::{self, SlipFiles},
    },
};
use std::sync::Arc;

use super::{Given, Stop, store};

pub(super) fn import(wanted: &Import, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    match wanted {
        Import::Census(list) => import_census(list, given, console),
        Import::Slips(slips) => import_slips(slips, given, console),
        Import::Checks(policy) => import_checks(policy, given, console),
        Import::Register(file) => super::register::import(file, given, console),
    }
}

/// The policy of identity checks comes into force, whole, or all that is wrong with it is listed.
fn import_checks(wanted: &ImportFile, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let policy = match Source::open(&wanted.file, LARGEST).and_then(|source| checks::read(&source)) {
        Ok(policy) => policy,
        Err(faults) => {
            console.complain(list_of_faults(given.words, &faults));
            return Ok(Exit::Refused);
        }
    };
    let (purposes, laptop) = (policy.purposes.len(), policy.made(Made::Laptop).count());
    if !wanted.check {
        let store = store::open(given, console)?;
        let asker = store.asker();
        let adopted = match checks::adopt(policy) {
            Ok(adopt) => store.door().submit(asker, Request::from(adopt)).wait(),
            Err(fault) => Err(NotSaved::Record(fault.to_string()).into()),
        };
        if let Err(refused) = adopted {
            let hospital = store.door().hospital();
            console.complain(Speaker::new(given.words, &hospital).refused(&refused));
            return Ok(match refused {
                Refused::Refusal(_) => Exit::Refused,
                Refused::NotSaved(_) => Exit::CouldNotRun,
            });
        }
    }
    let key = if wanted.check {
        "cli-checks-checked"
    } else {
        "cli-checks-done"
    };
    let filling = [("purposes", Value::from(purposes)), ("laptop", Value::from(laptop))];
    let values = Object::default().with("purposes", purposes).with("laptop", laptop);
    console.tell(wanted.output.format, given.words.fill(key, &filling), &values)?;
    Ok(Exit::Fine)
}

fn import_census(wanted: &ImportFile, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let asker = store.asker();
    let door = store.door();
    let hospital = door.hospital();
    let Some(frame) = hospital.frame() else {
        return Err(super::census::refuse(&Refusal::NoFrame, &hospital, given, console));
    };
    let read = Source::open(&wanted.file, LARGEST).and_then(|source| census::read(&source, frame, given.machine.now()));
    let lines = match read {
        Ok(lines) => lines,
        Err(faults) => {
            console.complain(list_of_faults(given.words, &faults));
            return Ok(Exit::Refused);
        }
    };
    let count = lines.len();
    let before = hospital.present().count();
    let outcome = if wanted.check {
        let register = store.register().ok().flatten();
        let former = register
            .as_deref()
            .map_or(&NoFormerPatients as &dyn FormerPatients, |index| index);
        would_fit(lines, door, former, (&asker, given)).map_err(Refused::from)
    } else {
        let request = Request::from(Command::ImportCensus { lines });
        door.decide(asker, request).map(|_| ())
    };
    if let Err(refused) = outcome {
        return Ok(complain(
            &refused,
            &wanted.file.display().to_string(),
            door,
            given,
            console,
        ));
    }
    let key = if wanted.check {
        "import-checked"
    } else {
        "cli-import-done"
    };
    let new = door.hospital().present().count().saturating_sub(before);
    let filling = [
        ("count", Value::from(count)),
        ("new", Value::from(new)),
        ("known", Value::from(count.saturating_sub(new))),
    ];
    let values = Object::default().with("lines", count);
    let values = if wanted.check {
        values
    } else {
        values.with("new", new).with("known", count.saturating_sub(new))
    };
    console.tell(wanted.output.format, given.words.fill(key, &filling), &values)?;
    Ok(Exit::Fine)
}

/// The kinds of slips of a folder, laid over what the program carries.
fn import_slips(wanted: &ImportSlips, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let files = match &wanted.folder {
        Some(folder) => SlipFiles::open(folder),
        None => Ok(SlipFiles::default()),
    };
    let read = files.and_then(|files| slips::read(&files));
    let book = match read {
        Ok(book) => book,
        Err(faults) => {
            console.complain(list_of_faults(given.words, &faults));
            return Ok(Exit::Refused);
        }
    };
    let (kinds, desks, groups) = (book.types.len(), book.desks.len(), book.groups.len());
    if !wanted.check {
        let store = store::open(given, console)?;
        let asker = store.asker();
        let door = store.door();
        let version = match slips::version(&book) {
            Ok(version) => version,
            Err(fault) => {
                console.complain(fault.to_string());
                return Ok(Exit::CouldNotRun);
            }
        };
        let book = Arc::new(book);
        let adopt = Command::Slip(SlipCommand::AdoptBook { version, book });
        if let Err(refused) = door.submit(asker, Request::from(adopt)).wait() {
            return Ok(complain(&refused, "slips", door, given, console));
        }
    }
    let key = if wanted.check {
        "cli-import-slips-checked"
    } else {
        "cli-import-slips-done"
    };
    let filling = [
        ("kinds", Value::from(kinds)),
        ("desks", Value::from(desks)),
        ("groups", Value::from(groups)),
    ];
    let values = Object::default()
        .with("kinds", kinds)
        .with("desks", desks)
        .with("groups", groups);
    console.tell(wanted.output.format, given.words.fill(key, &filling), &values)?;
    Ok(Exit::Fine)
}

/// Whether the lines could be imported into what is here now. Nothing is written.
fn would_fit(
    lines: Vec<CensusLine>,
    door: &dyn Door,
    former: &dyn FormerPatients,
    (asker, given): (&Asker, &Given<'_>),
) -> Result<(), Refusal> {
    let (hospital, status) = (door.hospital(), door.status());
    let now = given.machine.now();
    let context = Context {
        asker,
        permissions: &Permissions::default(),
        now,
        stamp: Stamp::ZERO,
        commit: CommitId {
            station: status.station,
            installation: status.installation,
            sequence: status.sequence.map_or(Sequence::FIRST, Sequence::next),
        },
        spelling: &Unspelled,
        former,
        chance: 0,
        worn: &[],
    };
    decide::import::import(&hospital, lines, now, &context).map(|_| ())
}

/// Says each line that does not fit, with its reason.
fn complain(refused: &Refused, file: &str, door: &dyn Door, given: &Given<'_>, console: &mut Console<'_>) -> Exit {
    let hospital = door.hospital();
    for line in self::refused(refused, file, &Speaker::new(given.words, &hospital), given.words) {
        console.complain(line);
    }
    match refused {
        Refused::Refusal(_) => Exit::Refused,
        Refused::NotSaved(_) => Exit::CouldNotRun,
    }
}

/// Why a list was not taken: each line that does not fit, with its reason, and the sum of it.
pub fn refused(refused: &Refused, file: &str, speaker: &Speaker<'_>, words: &Words) -> Vec<String> {
    let mut told = Vec::new();
    match refused {
        Refused::Refusal(refusal) => {
            if let Refusal::ImportClashes { clashes } = refusal {
                for clash in clashes {
                    let number = clash.line.to_string();
                    let filling = [("file", Value::from(file)), ("line", Value::from(number.as_str()))];
                    let place = words.fill("import-place-line", &filling);
                    told.push(format!("{place}: {}", speaker.refusal(&clash.refusal)));
                }
            }
            told.push(speaker.refusal(refusal));
        }
        Refused::NotSaved(fault) => told.push(speaker.not_saved(fault)),
    }
    told
}
