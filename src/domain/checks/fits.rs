//! Which purpose goes with which slip, and which steps of a slip wait for an identity check (domain.md, Identity check 3 and 5):
//! a tablet's prescription in hand proves nothing before a transfusion.
//!
//! By the kinds of the standard book. A kind, or a purpose, that a hospital adds itself stands in no row here and fits all.

use super::{check::Check, fact::PaperException, policy::PurposeCode, progress::Standing};
use crate::domain::{
    record::Timestamp,
    slips::{Code, Slip, fact::PlannedStep},
    state::Hospital,
};

/// The kinds of slips that each purpose is made with. Any paper can be handed over, so `document` has them all.
const KINDS: &[(&str, &[&str])] = &[
    ("transfusion", &["blood"]),
    ("cross-match", &["blood"]),
    ("operation", &["operation"]),
    ("chemotherapy", &["chemotherapy"]),
    ("medication", &["rx-inpatient", "rx-discharge", "rx-narcotic"]),
    ("injection", &["injection", "rx-narcotic"]),
    ("specimen", &["laboratory", "microbiology", "pathology"]),
    ("imaging", &["imaging"]),
    (
        "procedure",
        &["procedure", "endoscopy", "physiology", "rehabilitation", "dialysis"],
    ),
    ("meal", &["meal"]),
    ("transfer", &["transfer-notice", "admission-notice"]),
    ("discharge", &["discharge-notice", "rx-discharge"]),
];

/// Kinds that are handed over and need no other check.
const HANDED_OVER: &[&str] = &["rx-outside", "referral", "consultation", "reference-print"];

/// The steps that nobody records without a check of that purpose: what must not reach the wrong patient.
const STEPS: &[(&str, &str, &str)] = &[
    ("blood", "collect", "cross-match"),
    ("blood", "give", "transfusion"),
    ("chemotherapy", "give", "chemotherapy"),
    ("operation", "time-out", "operation"),
];

/// Kinds whose 実施 names its lot and amount: both are kept for twenty years (血液法).
const WITH_LOT: &[&str] = &["blood"];

/// Whether a check for this purpose can be made with a slip of this kind in hand.
pub fn fits(purpose: &PurposeCode, kind: &Code) -> bool {
    let kind = kind.as_str();
    let is_known = HANDED_OVER.contains(&kind) || KINDS.iter().any(|(_, kinds)| kinds.contains(&kind));
    match KINDS.iter().find(|(code, _)| *code == purpose.as_str()) {
        Some((_, kinds)) => kinds.contains(&kind) || !is_known,
        None => true,
    }
}

/// Whether 実施 of a slip needs its lot and its amount.
pub fn needs_lot(kind: &Code) -> bool {
    WITH_LOT.contains(&kind.as_str())
}

/// What a step of a slip waits for; nothing where the hospital's policy has no such purpose.
pub fn needed(hospital: &Hospital, slip: &Slip, step: &PlannedStep) -> Option<PurposeCode> {
    let kind = &slip.written()?.kind;
    let (.., purpose) = STEPS
        .iter()
        .find(|(of, code, _)| *of == kind.as_str() && *code == step.code.as_str())?;
    let purpose = PurposeCode::parse(purpose)?;
    hospital.check_policy()?.policy.purpose(&purpose)?;
    Some(purpose)
}

/// Whether a step that waits for an identity check may be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// It waits for none, or one holds.
    Open,
    /// None was made, and it was entered that there was no laptop: the step is recorded, because it happened, and as unchecked.
    Unchecked(PurposeCode),
    /// A check of this purpose is missing.
    Shut(PurposeCode),
}

/// How the gate before a step stands at `at`.
pub fn gate(hospital: &Hospital, slip: &Slip, step: &PlannedStep, at: Timestamp) -> Gate {
    let Some(purpose) = needed(hospital, slip, step) else {
        return Gate::Open;
    };
    let of_slip = hospital.checks_of_slip(slip.number);
    let of_patient = hospital.patient_of_slip(slip.number).into_iter();
    let of_patient = of_patient.flat_map(|patient| hospital.checks_of(patient));
    let meant: Vec<_> = of_slip
        .chain(of_patient)
        .filter(|check| is_for(check, slip, &purpose))
        .collect();
    if meant.iter().any(|check| holds(check, at)) {
        Gate::Open
    } else if meant.iter().any(|check| was_without_a_laptop(check)) {
        Gate::Unchecked(purpose)
    } else {
        Gate::Shut(purpose)
    }
}

/// Whether it is of this purpose and of this patient, with this slip in hand or none.
fn is_for(check: &Check, slip: &Slip, purpose: &PurposeCode) -> bool {
    check.about.as_ref().is_some_and(|about| about.purpose == *purpose)
        && check.slip().is_none_or(|in_hand| in_hand == slip.number)
}

fn holds(check: &Check, at: Timestamp) -> bool {
    match &check.standing {
        Standing::Verified(verified) => {
            let from = verified.said().at.minute();
            from <= at && check.holds_until().is_some_and(|until| at <= until)
        }
        _ => false,
    }
}

fn was_without_a_laptop(check: &Check) -> bool {
    let exception = match &check.standing {
        Standing::OnPaper(paper) => paper.exception,
        _ => None,
    };
    exception == Some(PaperException::NoLaptop) && check.slip().is_some()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn a_purpose_goes_with_its_own_kinds_of_slips() {
        let fits = |purpose: &str, kind: &str| fits(&PurposeCode::parse(purpose).unwrap(), &Code::parse(kind).unwrap());
        assert!(fits("transfusion", "blood") && fits("cross-match", "blood") && fits("medication", "rx-inpatient"));
        assert!(fits("document", "rx-outside") && fits("document", "blood"));
        for kind in [
            "rx-inpatient",
            "laboratory",
            "injection",
            "referral",
            "rx-outside",
            "chemotherapy",
        ] {
            assert!(!fits("transfusion", kind), "{kind}");
        }
        assert!(!fits("medication", "laboratory") && !fits("medication", "blood"));
        // What a hospital adds itself.
        assert!(fits("transfusion", "autologous-blood") && fits("dental", "laboratory"));
    }
}
