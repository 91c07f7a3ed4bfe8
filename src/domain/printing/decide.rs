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
    identity::PatientRef,
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
    if let Some(patient) = wanted.paper.identifies()
        && wanted.reason.is_none()
        && times_printed(hospital, &wanted.paper) > 0
    {
        return Err(Refusal::ReprintReasonMissing { patient });
    }
    let job = PrintJobId::issued(EventId {
        commit: context.commit,
        index: 0,
    });
    Ok(Draft::one(
        at,
        PrintAsked {
            job,
            paper: wanted.paper,
            count: wanted.count.max(1),
            to: wanted.to,
            reason: wanted.reason,
        },
    ))
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
    Ok(Draft::one(at, PrintEnded { job, end }))
}

fn open(hospital: &Hospital, job: PrintJobId) -> Result<(), Refusal> {
    let known = hospital.print_job(job).filter(|job| !job.asked.is_empty());
    match known.map(|job| job.state()) {
        None => Err(Refusal::UnknownPrintJob { job }),
        Some(PrintState::Ended(_)) => Err(Refusal::PrintJobEnded { job }),
        Some(PrintState::Asked | PrintState::Handed(_)) => Ok(()),
    }
}
