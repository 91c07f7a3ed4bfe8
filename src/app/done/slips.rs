//! What a command about slips does, in words: which sheet, for whom, at which desk.

use super::{Done, Filling, who::who};
use crate::domain::identity::PatientRef;
use crate::domain::slips::command::{Dropped, PickUp, SlipCommand, Taken, WriteSlip};
use crate::domain::slips::decide::carrying::{missed, recalled, received, turned_up};
use crate::domain::slips::fact::{Handed, QueryOutcome};
use crate::domain::slips::term::Named as Thing;
use crate::domain::slips::{CopyName, Post, SlipNumber};
use crate::domain::state::Hospital;

/// What a command about slips did: the slip by its number, and whom it is for.
pub(super) fn of(command: &SlipCommand, hospital: &Hospital) -> Option<Done> {
    let key = match command {
        SlipCommand::AdoptBook { .. } => return None,
        SlipCommand::PrepareBlanks { count, .. } => {
            return Some(Done {
                key: "done-prepare-slips".to_owned(),
                places: vec![("count", Filling::Number(usize::from(*count)))],
                at: None,
            });
        }
        SlipCommand::Write(write) => return Some(written(write, hospital)),
        SlipCommand::Print { .. } => "done-print-slip",
        SlipCommand::PickUp(PickUp {
            what: Taken::AllAt(_), ..
        }) => "done-pick-up-all",
        SlipCommand::PickUp(_) => "done-pick-up",
        SlipCommand::HandOver {
            what: Dropped::OfRun(_),
            ..
        } => "done-hand-over-run",
        SlipCommand::HandOver { .. } => "done-hand-over",
        SlipCommand::Receive { .. } => "done-receive",
        SlipCommand::Start { .. } => "done-start",
        SlipCommand::Done { .. } => "done-done",
        SlipCommand::Perform(_) => "done-perform",
        SlipCommand::ReturnResult { .. } => "done-return-result",
        SlipCommand::Bill { .. } => "done-bill",
        SlipCommand::File { .. } => "done-file",
        SlipCommand::Query(_) => "done-query",
        SlipCommand::Follow { .. } => "done-follow-query",
        // What comes next is somebody's to do: the answer alone changes no paper.
        SlipCommand::Answer { outcome, .. } => match outcome {
            QueryOutcome::Unchanged => "done-answer",
            QueryOutcome::Note => "done-answer-note",
            QueryOutcome::Reissue => "done-answer-reissue",
        },
        SlipCommand::PassNote { .. } => "done-pass-note",
        SlipCommand::Revise(_) => "done-revise",
        SlipCommand::Recall { .. } => "done-recall",
        SlipCommand::CannotFind { .. } => "done-cannot-find",
        SlipCommand::Found { .. } => "done-found",
        SlipCommand::Cancel { .. } => "done-cancel-slip",
        SlipCommand::OpenRun { .. } => "done-run-open",
        SlipCommand::CloseRun { .. } => "done-run-close",
    };
    let slip = command.slips().first().map(|slip| SlipNumber::meant(*slip, hospital));
    let patient = slip.and_then(|slip| hospital.slip(slip)?.patient());
    let number = Filling::Word(slip.map(|slip| slip.to_string()).unwrap_or_default());
    let who = patient.map_or_else(
        || Filling::Word(String::new()),
        |patient| who(hospital, &PatientRef::Record(patient)),
    );
    let mut places = vec![("slip", sheet(command, hospital).unwrap_or(number)), ("who", who)];
    places.extend(at_desk(command, hospital));
    Some(Done {
        key: key.to_owned(),
        places,
        at: None,
    })
}

/// A new slip: its number is known when it is written.
fn written(write: &WriteSlip, hospital: &Hospital) -> Done {
    let who = ("who", who(hospital, &write.patient));
    let number = ("slip", Filling::Word(String::new()));
    match &write.kind {
        Some(kind) if write.number.is_none() => Done {
            key: "done-write-slip".to_owned(),
            places: vec![who, number, ("kind", Filling::Thing(Thing::SlipType(kind.clone())))],
            at: None,
        },
        _ => Done {
            key: "done-register-slip".to_owned(),
            places: vec![who, number],
            at: None,
        },
    }
}

/// The sheet that a command is about, where it is about one; what comes in together is told by its numbers.
fn sheet(command: &SlipCommand, hospital: &Hospital) -> Option<Filling> {
    let name = match command {
        SlipCommand::Receive { name, at } if name.copy.is_none() => {
            let copies = received(hospital, *name, at)?;
            return match copies.as_slice() {
                [only] => Some(Filling::Sheet(CopyName {
                    copy: Some(*only),
                    ..name.meant(hospital)
                })),
                several => {
                    let numbers: Vec<String> = several.iter().map(ToString::to_string).collect();
                    let slip = name.meant(hospital).slip;
                    Some(Filling::Word(format!("{slip}/{}", numbers.join("・"))))
                }
            };
        }
        SlipCommand::Recall { name, at } if name.copy.is_none() => CopyName {
            copy: Some(recalled(hospital, *name, at.as_ref())?),
            ..name.meant(hospital)
        },
        SlipCommand::CannotFind { name, .. } if name.copy.is_none() => CopyName {
            copy: Some(missed(hospital, *name)?),
            ..name.meant(hospital)
        },
        SlipCommand::Found { name, .. } if name.copy.is_none() => CopyName {
            copy: Some(turned_up(hospital, *name)?),
            ..name.meant(hospital)
        },
        SlipCommand::Receive { name, .. }
        | SlipCommand::File { name, .. }
        | SlipCommand::PassNote { name }
        | SlipCommand::Recall { name, .. }
        | SlipCommand::CannotFind { name, .. }
        | SlipCommand::Found { name, .. }
        | SlipCommand::HandOver {
            what: Dropped::Copy(name),
            ..
        }
        | SlipCommand::PickUp(PickUp {
            what: Taken::Copy(name),
            ..
        }) => name.meant(hospital),
        _ => return None,
    };
    name.copy.map(|_| Filling::Sheet(name))
}

/// Where, and which step: whoever reads the message sees what was ticked in whose place.
fn at_desk(command: &SlipCommand, hospital: &Hospital) -> Vec<(&'static str, Filling)> {
    let post = |post: &Post| ("post", Filling::Thing(Thing::Post(post.clone())));
    match command {
        SlipCommand::Receive { at, .. } | SlipCommand::Found { at, .. } => vec![post(at)],
        SlipCommand::HandOver {
            to: Handed::Post(to), ..
        }
        | SlipCommand::PickUp(PickUp {
            what: Taken::AllAt(to), ..
        }) => vec![post(to)],
        SlipCommand::HandOver {
            to: Handed::Carrier(carrier),
            ..
        } => vec![("post", Filling::Word(carrier.to_string()))],
        SlipCommand::Done { slip, step, at, .. } => {
            let number = SlipNumber::meant(*slip, hospital);
            let Some(slip) = hospital.slip(number) else {
                return vec![
                    ("step", Filling::Word(String::new())),
                    ("post", Filling::Word(String::new())),
                ];
            };
            let planned = match (step, at) {
                (Some(code), _) => slip.plan().iter().find(|one| one.code == *code),
                (None, Some(at)) => slip.next_step_at(at),
                (None, None) => slip.next_step(),
            };
            match planned {
                Some(step) => vec![
                    ("step", Filling::Thing(Thing::Step(number, step.code.clone()))),
                    post(&step.at),
                ],
                None => vec![
                    ("step", Filling::Word(String::new())),
                    ("post", Filling::Word(String::new())),
                ],
            }
        }
        SlipCommand::Revise(revise) => {
            let slip = hospital.slip(SlipNumber::meant(revise.slip, hospital));
            let next = slip.map_or(0, |slip| usize::from(slip.revision()) + 1);
            vec![("revision", Filling::Number(next))]
        }
        _ => Vec::new(),
    }
}
