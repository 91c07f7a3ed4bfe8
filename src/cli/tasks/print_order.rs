//! What `andon print` was asked for, read: which paper, of whom or what, where it goes.

use crate::{
    app::{
        door::Door,
        paper::{FreshForms, Outlet, PaperOrder},
        sentences::local,
    },
    cli::{
        arguments::{BlanksArguments, Labels as LabelArguments, Packets, PrintWhat, SlipArguments},
        console::Console,
        exit::Exit,
    },
    domain::{
        access::Asker,
        ask::Answer,
        census::WardCode,
        command::{Question, Whereabouts},
        identity::{Identifier, PatientId, PatientRef},
        numbers::{NumberRefusal, issue::MOST_AT_ONCE},
        printing::Paper,
        record::Day,
        refusal::Refusal,
        slips::{
            Code, CopyName, PadId, Post, RunId, SlipNumber, SlipRefusal,
            ask::{SlipAnswer, SlipQuestion},
            command::WarningsSeen,
            decide::post as post_known,
        },
        state::Hospital,
        text::{REMARK, Text},
    },
    i18n::read_date,
    print::{
        document::packet::unprinted,
        press::{Labels, Layout},
    },
};

use super::{Given, Stop, census::refuse};

/// What was asked for, read.
pub(super) fn order(
    what: &PrintWhat,
    to: Outlet,
    (door, asker): (&dyn Door, &Asker),
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<PaperOrder, Stop> {
    let hospital = &door.hospital();
    let today = Day::from(local(hospital, given.machine.now()).date());
    let paper = match what {
        PrintWhat::Ward { which, .. } => Paper::WardList {
            ward: ward_of(which, hospital, given, console)?,
        },
        PrintWhat::Headcount { which, .. } => Paper::Headcount {
            ward: ward_of(which, hospital, given, console)?,
        },
        PrintWhat::Scores { which, day, .. } => Paper::NursingSheet {
            ward: ward_of(which, hospital, given, console)?,
            day: day_of(day.as_deref(), today, given, console)?,
        },
        PrintWhat::Meals { which, day, .. } => Paper::MealSheet {
            ward: ward_of(which, hospital, given, console)?,
            day: day_of(day.as_deref(), today, given, console)?,
        },
        PrintWhat::Report { day, .. } => Paper::DailyReport {
            day: day_of(day.as_deref(), today, given, console)?,
        },
        PrintWhat::Summary { patient, .. } => Paper::Summary {
            patient: patient_of(patient, (door, asker), given, console)?,
        },
        PrintWhat::Labels(labels) => {
            let patient = patient_of(&labels.patient, (door, asker), given, console)?;
            return with_labels(Paper::Labels { patient }, labels, to, hospital, given, console);
        }
        PrintWhat::Wrist(labels) => {
            let patient = patient_of(&labels.patient, (door, asker), given, console)?;
            return with_labels(Paper::WristStrips { patient }, labels, to, hospital, given, console);
        }
        PrintWhat::Packets(packets) => return packets_order(packets, to, hospital, given, console),
        PrintWhat::Slip(slip) => return slip_order(slip, to, (door, asker), given, console),
        PrintWhat::Blanks(blanks) => return blanks_order(blanks, to, hospital, given, console),
        PrintWhat::RunSheet { run, .. } => match RunId::parse(run) {
            Some(run) => Paper::RunSheet { run },
            None => {
                console.complain(given.words.say("print-run-wrong"));
                return Err(Exit::CouldNotRun.into());
            }
        },
        PrintWhat::DeskRegister { desk, day, .. } => Paper::DeskRegister {
            desk: post_of(desk, hospital, given, console)?,
            day: day_of(day.as_deref(), today, given, console)?,
        },
        // The others are no documents, and are done by now.
        PrintWhat::List { .. } | PrintWhat::Queues | PrintWhat::Jobs | PrintWhat::Forecast { .. } => {
            Paper::HospitalList
        }
    };
    Ok(PaperOrder::document(paper, to))
}

fn with_labels(
    paper: Paper,
    labels: &LabelArguments,
    to: Outlet,
    hospital: &Hospital,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<PaperOrder, Stop> {
    Ok(PaperOrder {
        count: labels.count,
        labels: if labels.single {
            Labels::Singly
        } else {
            Labels::OnSheet { first: labels.first }
        },
        reason: reason_of(labels.reason.as_deref(), hospital, given, console)?,
        ..PaperOrder::document(paper, to)
    })
}

/// The packets that are named, or all that were prepared and never printed.
fn packets_order(
    wanted: &Packets,
    to: Outlet,
    hospital: &Hospital,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<PaperOrder, Stop> {
    let mut numbers = Vec::with_capacity(wanted.numbers.len());
    for raw in &wanted.numbers {
        let Ok(number) = Identifier::parse(raw) else {
            console.complain(given.words.say("print-patient-needed"));
            return Err(Exit::CouldNotRun.into());
        };
        if hospital.number(&hospital.as_written(&number)).is_none() {
            let unknown = NumberRefusal::NotANumber { number };
            return Err(refuse(&unknown.into(), hospital, given, console));
        }
        numbers.push(number);
    }
    if numbers.is_empty() {
        numbers = unprinted(hospital.numbers());
    }
    if numbers.is_empty() {
        console.complain(given.words.say("print-no-packets"));
        return Err(Exit::Refused.into());
    }
    numbers.truncate(usize::from(MOST_AT_ONCE));
    Ok(PaperOrder {
        count: wanted.labels,
        reason: reason_of(wanted.reason.as_deref(), hospital, given, console)?,
        ..PaperOrder::document(Paper::Packets { numbers }, to)
    })
}

/// A slip with all its copies, or the one that is named with it.
fn slip_order(
    wanted: &SlipArguments,
    to: Outlet,
    (door, asker): (&dyn Door, &Asker),
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<PaperOrder, Stop> {
    let Some(name) = CopyName::parse(&wanted.slip) else {
        console.complain(given.words.say("print-slip-wrong"));
        return Err(Exit::CouldNotRun.into());
    };
    let hospital = &door.hospital();
    let name = name.meant(hospital);
    // The revision that holds, unless a copy names its own. A finished slip is asked of the store.
    let question = Question::Slips(SlipQuestion::Slip(name.slip.into()));
    let now = match door.ask(asker, &question) {
        Ok(Answer::Slips(SlipAnswer::Slip(view))) => view.slip.revision(),
        Ok(_) => 1,
        Err(refusal) => return Err(refuse(&refusal, hospital, given, console)),
    };
    let revision = name.copy.map(|copy| copy.revision).or(wanted.revision).unwrap_or(now);
    let copies = name.copy.map(|copy| copy.number).into_iter().collect();
    let slip = name.slip;
    Ok(PaperOrder {
        reason: reason_of(wanted.reason.as_deref(), hospital, given, console)?,
        seen: if wanted.seen {
            WarningsSeen::Yes
        } else {
            WarningsSeen::No
        },
        layout: Some(if wanted.a5 { Layout::Single } else { Layout::TwoOnOne }),
        ..PaperOrder::document(Paper::Slip { slip, revision, copies }, to)
    })
}

/// New forms of the kinds that are named, of every kind where none is; or the pads that are named once more.
fn blanks_order(
    wanted: &BlanksArguments,
    to: Outlet,
    hospital: &Hospital,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<PaperOrder, Stop> {
    let ward = post_of(&wanted.which, hospital, given, console)?;
    let reason = reason_of(wanted.reason.as_deref(), hospital, given, console)?;
    let layout = Some(if wanted.a5 { Layout::Single } else { Layout::TwoOnOne });
    if !wanted.pad.is_empty() {
        let mut pads = Vec::new();
        for raw in &wanted.pad {
            let number = SlipNumber::parse(raw).map(|number| SlipNumber::meant(number, hospital));
            let Some(number) = number else {
                let tail = crate::exchange::faults::shown(raw).to_string();
                return Err(refuse(
                    &SlipRefusal::UnknownBlank { tail }.into(),
                    hospital,
                    given,
                    console,
                ));
            };
            pads.push(PadId(number));
        }
        return Ok(PaperOrder {
            reason,
            layout,
            ..PaperOrder::document(Paper::Blanks { ward, pads }, to)
        });
    }
    let mut kinds = Vec::new();
    for raw in &wanted.kind {
        match Code::parse(raw) {
            Some(kind) => kinds.push(kind),
            None => {
                let kind = crate::exchange::faults::shown(raw).to_string();
                return Err(refuse(
                    &SlipRefusal::UnknownKind { kind }.into(),
                    hospital,
                    given,
                    console,
                ));
            }
        }
    }
    if kinds.is_empty() {
        let book = hospital.slip_book().into_iter();
        kinds.extend(book.flat_map(|book| &book.types).map(|kind| kind.code.clone()));
    }
    let count = wanted.count;
    Ok(PaperOrder {
        reason,
        layout,
        ..PaperOrder::forms(ward, FreshForms { kinds, count }, to)
    })
}

fn reason_of(
    raw: Option<&str>,
    hospital: &Hospital,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Option<Text>, Stop> {
    match raw.map(|raw| Text::parse(raw, REMARK)) {
        None => Ok(None),
        Some(Ok(reason)) => Ok(Some(reason)),
        Some(Err(fault)) => {
            let field = "run-field-note";
            Err(refuse(&Refusal::TextRefused { field, fault }, hospital, given, console))
        }
    }
}

fn post_of(raw: &str, hospital: &Hospital, given: &Given<'_>, console: &mut Console<'_>) -> Result<Post, Stop> {
    let unknown = || {
        let ward = crate::exchange::faults::shown(raw).to_string();
        Refusal::UnknownWard { ward }
    };
    let found = Post::parse(raw)
        .ok_or_else(unknown)
        .and_then(|post| post_known(hospital, &post));
    found.map_err(|refusal| refuse(&refusal, hospital, given, console))
}

fn ward_of(raw: &str, hospital: &Hospital, given: &Given<'_>, console: &mut Console<'_>) -> Result<WardCode, Stop> {
    match WardCode::parse(raw) {
        Ok(ward) => Ok(ward),
        Err(_) => {
            let ward = crate::exchange::faults::shown(raw).to_string();
            Err(refuse(&Refusal::UnknownWard { ward }, hospital, given, console))
        }
    }
}

/// A number, or a record; of somebody who has left the record is derived, and the question that follows brings them back.
/// Whoever is typed. Nobody is refused by the name of a record that was never typed, nor known.
fn patient_of(
    raw: &str,
    (door, asker): (&dyn Door, &Asker),
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<PatientId, Stop> {
    if let Some(record) = PatientId::parse(raw) {
        return Ok(record);
    }
    let Ok(identifier) = Identifier::parse(raw) else {
        console.complain(given.words.say("print-patient-needed"));
        return Err(Exit::CouldNotRun.into());
    };
    let patient = PatientRef::Identifier(identifier.clone());
    if door.hospital().find_patient(&patient).is_none() {
        // Whoever has left is in sight again after the question.
        let what = Whereabouts::Patient(patient.clone());
        let _ = door.ask(asker, &Question::Where { what });
    }
    let hospital = door.hospital();
    match hospital.find_patient(&patient) {
        Some(known) => Ok(known.id),
        None => Err(refuse(&Refusal::UnknownPatient { patient }, &hospital, given, console)),
    }
}

fn day_of(raw: Option<&str>, today: Day, given: &Given<'_>, console: &mut Console<'_>) -> Result<Day, Stop> {
    match raw.map(read_date) {
        None => Ok(today),
        Some(Some(day)) => Ok(Day::from(day)),
        Some(None) => {
            console.complain(given.words.say("print-day-wrong"));
            Err(Exit::CouldNotRun.into())
        }
    }
}
