//! Questions about slips. They change nothing, and pass the same permission door as all others.
//!
//! `lists`: what lies at a desk, what is missing, what is to be billed. `load`: how much a desk has to do. `runs`: what
//! carriers have. `todo`: what has to be done about a slip whose patient leaves.

pub mod lists;
pub mod load;
pub mod runs;
pub mod todo;

use std::sync::Arc;

pub use lists::{BillingRow, CopyRow, QueryRow};
pub use load::{DeskLoad, LoadState, WardSlips};
pub use runs::{InHands, RunRow};
pub use todo::Todo;

use super::{
    book::Post,
    copy::CopyName,
    decide::{post, unknown},
    refusal::SlipRefusal,
    safety::{Ordered, Warning, warnings},
    slip::Slip,
};
use crate::domain::{
    access::Context,
    checks::Unspelled,
    identity::{Patient, PatientRef},
    record::{Day, Timestamp},
    refusal::Refusal,
    state::Hospital,
};

/// What people want to know of slips.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipQuestion {
    Slip(CopyName),
    /// The open slips of a person.
    OfPatient(PatientRef),
    /// What is on the list of a desk or ward, the latest first.
    Desk {
        desk: Post,
        /// Lateness is reckoned at this moment; now when empty.
        at: Option<Timestamp>,
        only: Only,
    },
    /// Every sheet that is not accounted for.
    Reconcile(PaperFilter),
    /// Slips whose billing copy is not billed though it should be.
    Billing(PaperFilter),
    Load,
    Runs,
    Queries {
        ward: Option<Post>,
    },
}

/// Which rows of a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    All,
    Late,
}

/// Which slips are asked for: of a ward, a patient, a day, a month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperFilter {
    pub ward: Option<Post>,
    pub patient: Option<PatientRef>,
    /// Written (for billing: 実施) from this day on, and up to this one.
    pub from: Option<Day>,
    pub to: Option<Day>,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipAnswer {
    Slip(Box<SlipView>),
    Copies(Vec<CopyRow>),
    Billing(Vec<BillingRow>),
    Load(Vec<DeskLoad>),
    /// Open runs, and who has what.
    Runs(Vec<RunRow>, Vec<InHands>),
    Queries(Vec<QueryRow>),
}

/// One slip with whoever it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipView {
    pub slip: Arc<Slip>,
    pub patient: Option<Arc<Patient>>,
    /// What is to be looked at now.
    pub warnings: Vec<Warning>,
}

/// Answers on the newest state. Whether it may be asked was asked before.
pub fn ask(hospital: &Hospital, question: &SlipQuestion, context: &Context<'_>) -> Result<SlipAnswer, Refusal> {
    Ok(match question {
        SlipQuestion::Slip(name) => SlipAnswer::Slip(Box::new(view(hospital, *name)?)),
        SlipQuestion::OfPatient(patient) => {
            let person = crate::domain::census::decide::known(hospital, patient)?;
            SlipAnswer::Copies(lists::of_patient(hospital, person.id, context.now))
        }
        SlipQuestion::Desk { desk, at, only } => {
            let here = post(hospital, desk)?;
            let now = at.unwrap_or(context.now);
            let mut rows = lists::desk(hospital, &here, now);
            if *only == Only::Late {
                rows.retain(|row| row.is_late(now));
            }
            SlipAnswer::Copies(rows)
        }
        SlipQuestion::Reconcile(filter) => SlipAnswer::Copies(lists::unaccounted(hospital, filter, context.now)?),
        SlipQuestion::Billing(filter) => SlipAnswer::Billing(lists::billing(hospital, filter, context.now)?),
        SlipQuestion::Load => SlipAnswer::Load(load::load(hospital, context.now)),
        SlipQuestion::Runs => SlipAnswer::Runs(runs::runs(hospital), runs::in_hands(hospital)),
        SlipQuestion::Queries { ward } => {
            let ward = ward.as_ref().map(|ward| post(hospital, ward)).transpose()?;
            SlipAnswer::Queries(lists::queries(hospital, ward.as_ref()))
        }
    })
}

/// One slip as it is now.
pub fn view(hospital: &Hospital, name: CopyName) -> Result<SlipView, Refusal> {
    let name = name.meant(hospital);
    let slip = hospital
        .slip(name.slip)
        .filter(|slip| !slip.written.is_empty() || !slip.copies.is_empty())
        .ok_or_else(|| unknown(hospital, name.slip))?;
    if let Some(copy) = name.copy
        && slip.copy(copy).is_none()
    {
        return Err(SlipRefusal::UnknownCopy { name }.into());
    }
    let patient = slip.patient().and_then(|id| hospital.patient(id)).cloned();
    Ok(SlipView {
        slip: Arc::clone(slip),
        warnings: present_warnings(hospital, slip),
        patient,
    })
}

/// What is to be looked at before this slip is worked on.
pub fn present_warnings(hospital: &Hospital, slip: &Slip) -> Vec<Warning> {
    let (Some(book), Some(written), Some(content)) = (hospital.slip_book(), slip.written(), slip.content()) else {
        return Vec::new();
    };
    let Some(patient) = hospital.patient(written.patient) else {
        return Vec::new();
    };
    let ordered = Ordered::of(book.slip_type(&written.kind), content);
    let mut found = warnings(hospital, book, patient, &ordered, Some(slip.number), &Unspelled);
    // Names that only sound or look alike were compared when it was written; whoever is still here stays told.
    let told = written.warned.iter().filter(|warning| match warning {
        Warning::LookAlike(other) => hospital.open_stay(*other).is_some_and(|stay| stay.is_present()),
        _ => false,
    });
    for warning in told {
        if !found.contains(warning) {
            found.push(warning.clone());
        }
    }
    found
}
