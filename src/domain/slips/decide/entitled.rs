//! Who may do what on paper. The book says whose each step is and who receives; an account says what somebody is. A ward clerk
//! types a prescription, the signature is a physician's: what somebody else did is recorded only as read off the signed paper, and
//! says so.

use super::super::{
    book::{Destination, Post, Profession, SlipType, StepKind},
    fact::PlannedStep,
    slip::Slip,
};
use crate::domain::{
    access::{Context, Role},
    checks::fits,
    state::Hospital,
};

/// The professions that a role stands for. Roles are coarser than professions: which desk somebody works at is in no account.
pub const fn professions(role: Role) -> &'static [Profession] {
    use Profession::{
        Clerk, Dentist, Dietitian, Midwife, Nurse, Pharmacist, Physician, Radiographer, Technologist, Therapist,
    };
    match role {
        Role::Physician => &[Physician, Dentist],
        Role::Nurse => &[Nurse, Midwife],
        // Nurse or clerk of the emergency department: the role does not tell them apart.
        Role::Emergency => &[Nurse, Midwife, Clerk],
        Role::Pharmacy => &[Pharmacist],
        Role::Desk => &[Technologist, Radiographer, Dietitian, Therapist, Clerk],
        Role::WardClerk | Role::Billing => &[Clerk],
        Role::Trial => &[
            Physician,
            Dentist,
            Midwife,
            Nurse,
            Pharmacist,
            Technologist,
            Radiographer,
            Dietitian,
            Therapist,
            Clerk,
        ],
        Role::Reader
        | Role::Carrier
        | Role::InformationDesk
        | Role::CommandPost
        | Role::Administrator
        | Role::Auditor => &[],
    }
}

/// Whether the asker is one of these; everybody is where nobody is named.
fn is_one_of(who: &[Profession], hospital: &Hospital, context: &Context<'_>) -> bool {
    let own = professions(context.role(hospital));
    who.is_empty() || who.iter().any(|one| own.contains(one))
}

/// How somebody may record a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entitled {
    /// It is their own.
    Own,
    /// As read off the paper that whoever did it has signed.
    OffPaper(Vec<Profession>),
    /// Not at all: it is theirs.
    No(Vec<Profession>),
}

fn kind_of<'a>(hospital: &'a Hospital, slip: &Slip) -> Option<&'a SlipType> {
    hospital.slip_book()?.slip_type(&slip.written()?.kind)
}

/// Whose a step is, as the book says today; everybody's who works on slips when empty.
pub fn whose<'a>(hospital: &'a Hospital, slip: &Slip, step: &PlannedStep) -> &'a [Profession] {
    let plan = kind_of(hospital, slip).and_then(|kind| kind.step(&step.code));
    plan.map(|plan| plan.by.as_slice()).unwrap_or_default()
}

/// How the asker may record a step. A second person's step, and one that waits for an identity check, is recorded by whoever did
/// it; what was performed at the patient is transcribed with the name of whoever performed it.
pub(super) fn step(hospital: &Hospital, slip: &Slip, step: &PlannedStep, context: &Context<'_>) -> Entitled {
    let who = whose(hospital, slip, step);
    if is_one_of(who, hospital, context) {
        return Entitled::Own;
    }
    let is_near = slip.origin() == Some(&step.at)
        || kind_of(hospital, slip).is_some_and(|kind| is_one_of(&kind.received_by, hospital, context));
    let is_on_paper = match step.kind {
        StepKind::Perform => true,
        StepKind::Plain => step.unlike.is_none() && fits::needed(hospital, slip, step).is_none(),
        StepKind::Result => false,
    };
    if is_near && is_on_paper {
        Entitled::OffPaper(who.to_vec())
    } else {
        Entitled::No(who.to_vec())
    }
}

/// Who receives the working sheets of a slip at its desk, when the asker is none of them.
pub(super) fn not_receiving(
    hospital: &Hospital,
    slip: &Slip,
    here: &Post,
    context: &Context<'_>,
) -> Option<Vec<Profession>> {
    let kind = kind_of(hospital, slip)?;
    hospital.slip_book()?.desk(here)?;
    (!is_one_of(&kind.received_by, hospital, context)).then(|| kind.received_by.clone())
}

/// Whether only a physician or a dentist issues a kind: then the paper names one.
pub fn needs_an_orderer(kind: &SlipType) -> bool {
    let prescribes = |one: &Profession| matches!(one, Profession::Physician | Profession::Dentist);
    !kind.issued_by.is_empty() && kind.issued_by.iter().all(prescribes)
}

/// Whose a step is where the book does not say: the first at the ward is the signature of whoever issues; a desk's is of whoever
/// receives there; the ward's others are of everybody who works on slips.
pub fn usual(
    place: usize,
    at: &Destination,
    kind: StepKind,
    (issued_by, received_by): (&[Profession], &[Profession]),
) -> Vec<Profession> {
    match (at, kind) {
        (Destination::Origin, StepKind::Plain) if place == 0 => issued_by.to_vec(),
        (Destination::Desk(_), _) => received_by.to_vec(),
        _ => Vec::new(),
    }
}
