//! Asking for paper, and keeping what became of it.

use smol_str::SmolStr;

use super::{
    PrintJobId, PrintState,
    fact::{Paper, PrintAsked, PrintEnd, PrintEnded, PrintHanded, PrintTo},
};
use crate::domain::{
    access::Context,
    census::decide::known,
    compose::Draft,
    identity::{Identifier, PatientRef},
    numbers::{NumberRefusal, fact::NumberPrinted, issue::MOST_AT_ONCE},
    record::{EventId, Timestamp},
    refusal::{Refusal, frame_of},
    state::Hospital,
    text::Text,
};

/// What somebody wants printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskPrint {
    pub paper: Paper,
    pub count: u16,
    pub to: PrintTo,
    pub reason: Option<Text>,
}

/// Asks for paper. A number that may be on paper already is printed again only with a reason: two labels of one patient
/// in use are how samples are mixed up.
pub fn ask(hospital: &Hospital, wanted: AskPrint, at: Timestamp, context: &Context<'_>) -> Result<Draft, Refusal> {
    if let Some(ward) = wanted.paper.ward()
        && frame_of(hospital)?.ward(ward.as_str()).is_none()
    {
        return Err(Refusal::UnknownWard { ward: ward.to_string() });
    }
    if let Some(patient) = wanted.paper.patient() {
        known(hospital, &PatientRef::Record(patient))?;
    }
    let paper = match wanted.paper {
        Paper::Packets { numbers } => Paper::Packets {
            numbers: packets(hospital, &numbers)?,
        },
        other => other,
    };
    if wanted.reason.is_none() && needs_reason(hospital, &paper) {
        return Err(match (paper.identifies(), paper.packets().first()) {
            (None, Some(number)) => NumberRefusal::ReasonMissing { number: number.clone() }.into(),
            (Some(patient), _) => Refusal::ReprintReasonMissing { patient },
            (None, None) => Refusal::NothingToChange,
        });
    }
    let job = PrintJobId::issued(EventId {
        commit: context.commit,
        index: 0,
    });
    Ok(Draft::one(
        at,
        PrintAsked {
            job,
            paper,
            count: wanted.count.max(1),
            to: wanted.to,
            reason: wanted.reason,
        },
    ))
}

/// The numbers of packets, as they are written. Whoever was given one already has its labels.
fn packets(hospital: &Hospital, numbers: &[Identifier]) -> Result<Vec<Identifier>, Refusal> {
    if numbers.is_empty() || numbers.len() > usize::from(MOST_AT_ONCE) {
        return Err(NumberRefusal::CountOutOfRange { most: MOST_AT_ONCE }.into());
    }
    let written = numbers.iter().map(|number| {
        let written = hospital.as_written(number);
        match hospital.number(&written) {
            None => Err(NumberRefusal::NotANumber { number: number.clone() }.into()),
            Some(known) if known.is_voided() => Err(NumberRefusal::Voided { number: written }.into()),
            Some(_) => Ok(written),
        }
    });
    written.collect()
}

/// Whether a number on the paper may be on such paper already.
pub fn needs_reason(hospital: &Hospital, paper: &Paper) -> bool {
    if paper.identifies().is_some() {
        return times_printed(hospital, paper) > 0;
    }
    let shares = |other: &Paper| other.packets().iter().any(|number| paper.packets().contains(number));
    let under_way = hospital
        .print_jobs()
        .filter(|job| job.may_be_printed())
        .any(|job| job.asked.get().is_some_and(|asked| shares(&asked.paper)));
    // Jobs leave the hot state; the ledger keeps that there were labels.
    let mut known = paper.packets().iter().filter_map(|number| hospital.number(number));
    under_way || known.any(|number| !number.printed.is_empty())
}

/// The numbers given by hand that come to be on paper with it.
fn on_paper(hospital: &Hospital, paper: &Paper) -> Vec<Identifier> {
    match paper.identifies() {
        Some(patient) => {
            let own = hospital.numbers().filter(|number| number.patient() == Some(patient));
            own.map(|number| number.number.clone()).collect()
        }
        None => paper.packets().to_vec(),
    }
}

/// How many jobs for the same paper may have come out, as far as the hot state goes back.
pub fn times_printed(hospital: &Hospital, paper: &Paper) -> usize {
    hospital
        .print_jobs()
        .filter(|job| job.may_be_printed() && job.asked.get().is_some_and(|asked| asked.paper == *paper))
        .count()
}

/// The print system has taken a job.
pub fn hand(hospital: &Hospital, job: PrintJobId, request: SmolStr, at: Timestamp) -> Result<Draft, Refusal> {
    open(hospital, job)?;
    Ok(Draft::one(at, PrintHanded { job, request }))
}

/// A job is over.
pub fn end(hospital: &Hospital, job: PrintJobId, end: PrintEnd, at: Timestamp) -> Result<Draft, Refusal> {
    open(hospital, job)?;
    let asked = hospital.print_job(job).and_then(|job| job.asked.get());
    let came_out = matches!(end, PrintEnd::Printed { .. } | PrintEnd::Written { .. });
    let mut draft = Draft::one(at, PrintEnded { job, end });
    if let Some(asked) = asked.filter(|_| came_out) {
        // The ledger of numbers says what is about.
        for number in on_paper(hospital, &asked.paper) {
            let reason = asked.reason.clone();
            draft.add(at, NumberPrinted { number, reason });
        }
    }
    Ok(draft)
}

fn open(hospital: &Hospital, job: PrintJobId) -> Result<(), Refusal> {
    let known = hospital.print_job(job).filter(|job| !job.asked.is_empty());
    match known.map(|job| job.state()) {
        None => Err(Refusal::UnknownPrintJob { job }),
        Some(PrintState::Ended(_)) => Err(Refusal::PrintJobEnded { job }),
        Some(PrintState::Asked | PrintState::Handed(_)) => Ok(()),
    }
}
