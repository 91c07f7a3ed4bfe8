//! What may happen in an identity check. There is no override: what does not match ends the check, and the way on is a new
//! one (domain.md, Identity check 7). Long because every step of a check is decided here.

use std::sync::Arc;

use super::{
    check::{Check, CheckId},
    command::{CheckCommand, InHand, PaperLine},
    compare::{Stated, compare, look_alikes, on_record},
    fact::{
        BegunFrom, CheckAbandoned, CheckBegun, CheckMatched, CheckMismatched, CheckSeconded, CheckSlipMatched,
        CheckStated, CheckVouched, CheckedOnPaper, Comparison, Demand, Mismatch,
    },
    fits,
    identifiers::{Identifiers, StandIn},
    policy::{CheckPolicy, CheckPolicyAdopted, Made, Purpose, PurposeCode, Second},
    progress::{Standing, Wanting},
    refusal::CheckRefusal,
};
use crate::domain::{
    access::Context,
    census::{WardCode, decide::known},
    compose::Draft,
    identity::{Patient, PatientId, PatientRef},
    record::{EventId, Fact, SettingsVersion, Timestamp},
    refusal::Refusal,
    slips::{self, CopyName, SlipNumber, SlipRefusal, decide::unknown},
    state::Hospital,
};

/// Decides one step.
pub fn decide(
    hospital: &Hospital,
    command: CheckCommand,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let at = when(&command, at, context)?;
    match command {
        CheckCommand::AdoptPolicy { version, policy } => adopt(hospital, version, policy, at),
        CheckCommand::Begin { purpose, in_hand } => begin(hospital, &purpose, &in_hand, at, context),
        CheckCommand::Vouch { check, by } => vouch(hospital, check, by, at, context),
        CheckCommand::State { check, stated } => state(hospital, check, &stated, at, context),
        CheckCommand::Slip { check, slip } => slip_in_hand(hospital, check, slip, at, context),
        CheckCommand::Second { check } => second(hospital, check, at, context),
        CheckCommand::Abandon { check } => abandon(hospital, check, at, context),
        CheckCommand::Paper { lines } => paper(hospital, lines, at, context),
    }
}

/// When a step is recorded. What is made at a laptop is made when it is typed: a check of an hour ago would open the gate before
/// what was given an hour ago, and nobody was asked then. What the boxes of a slip say has its own time, and its own fact.
fn when(command: &CheckCommand, at: Timestamp, context: &Context<'_>) -> Result<Timestamp, CheckRefusal> {
    match command {
        CheckCommand::AdoptPolicy { .. } | CheckCommand::Paper { .. } => Ok(at),
        CheckCommand::Begin { .. }
        | CheckCommand::Vouch { .. }
        | CheckCommand::State { .. }
        | CheckCommand::Slip { .. }
        | CheckCommand::Second { .. }
        | CheckCommand::Abandon { .. } => {
            if at.minute() == context.now.minute() {
                Ok(context.now)
            } else {
                Err(CheckRefusal::OnlyNow { at })
            }
        }
    }
}

fn adopt(
    hospital: &Hospital,
    version: SettingsVersion,
    policy: Arc<CheckPolicy>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let flaws = policy.flaws();
    if !flaws.is_empty() {
        return Err(CheckRefusal::PolicyUnsafe { flaws }.into());
    }
    if hospital
        .check_policy()
        .is_some_and(|adopted| adopted.version == version)
    {
        return Ok(Draft::default());
    }
    Ok(Draft::one(at, CheckPolicyAdopted { version, policy }))
}

fn policy_of(hospital: &Hospital) -> Result<&CheckPolicyAdopted, CheckRefusal> {
    hospital.check_policy().ok_or(CheckRefusal::NoPolicy)
}

fn purpose_of<'p>(policy: &'p CheckPolicy, code: &PurposeCode) -> Result<&'p Purpose, CheckRefusal> {
    policy
        .purpose(code)
        .ok_or_else(|| CheckRefusal::UnknownPurpose { purpose: code.clone() })
}

/// Whose the thing in hand is, and the slip, if it is one.
fn in_hand(hospital: &Hospital, in_hand: &InHand) -> Result<(Arc<Patient>, Option<SlipNumber>), Refusal> {
    match in_hand {
        InHand::Patient(patient) => Ok((known(hospital, patient)?, None)),
        InHand::Slip(name) => {
            let slip = name.meant(hospital).slip;
            let patient = patient_of(hospital, slip)?;
            Ok((known(hospital, &PatientRef::Record(patient))?, Some(slip)))
        }
    }
}

fn patient_of(hospital: &Hospital, slip: SlipNumber) -> Result<PatientId, Refusal> {
    if hospital.slip(slip).is_none_or(|slip| slip.written.is_empty()) {
        return Err(unknown(hospital, slip).into());
    }
    let whose = hospital.patient_of_slip(slip);
    whose.ok_or_else(|| CheckRefusal::SlipOfSeveral { slip }.into())
}

/// A slip that a check can be made for: in force, and the sheet in hand is not one that was recalled. A slip that is held is
/// checked anew: that is the way on.
fn in_force(hospital: &Hospital, name: CopyName) -> Result<(), Refusal> {
    let name = name.meant(hospital);
    let slip = slips::decide::in_force(hospital, name.slip)?;
    let Some(number) = name.copy else { return Ok(()) };
    match slip.copy(number) {
        None => Err(SlipRefusal::UnknownCopy { name }.into()),
        Some(copy) if slip.is_recalled(copy) => Err(SlipRefusal::Recalled { name }.into()),
        Some(_) => Ok(()),
    }
}

/// A slip of the kind that the purpose is made with: asking the patient and holding another paper proves nothing
/// (医療安全情報 No.195).
fn goes_with(hospital: &Hospital, slip: SlipNumber, purpose: &PurposeCode) -> Result<(), CheckRefusal> {
    let kind = hospital
        .slip(slip)
        .and_then(|slip| slip.written())
        .map(|written| written.kind.clone());
    match kind.filter(|kind| !fits::fits(purpose, kind)) {
        Some(kind) => {
            let purpose = purpose.clone();
            Err(CheckRefusal::PurposeDiffers { slip, kind, purpose })
        }
        None => Ok(()),
    }
}

fn ward_of(hospital: &Hospital, patient: PatientId) -> Option<WardCode> {
    let place = hospital.open_stay(patient)?.place()?;
    WardCode::parse(place.answers()?.ward()).ok()
}

fn begin(
    hospital: &Hospital,
    purpose: &PurposeCode,
    hand: &InHand,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let adopted = policy_of(hospital)?;
    let asked = purpose_of(&adopted.policy, purpose)?;
    let (patient, slip) = in_hand(hospital, hand)?;
    if let InHand::Slip(name) = hand {
        in_force(hospital, *name)?;
    }
    if let Some(slip) = slip {
        goes_with(hospital, slip, purpose)?;
    }
    let alike = look_alikes(hospital, &patient, context.spelling);
    let check = CheckId::issued(EventId {
        commit: context.commit,
        index: 0,
    });
    let begun = CheckBegun {
        check,
        patient: patient.id,
        purpose: purpose.clone(),
        from: if slip.is_some() {
            BegunFrom::Slip
        } else {
            BegunFrom::Patient
        },
        slip,
        ward: ward_of(hospital, patient.id),
        demand: demand(adopted, asked, &alike),
        alike,
    };
    Ok(Draft::one(at, begun))
}

/// What the policy asks for this patient.
fn demand(adopted: &CheckPolicyAdopted, purpose: &Purpose, alike: &[PatientId]) -> Demand {
    let policy = &adopted.policy;
    let is_alike = !alike.is_empty();
    let third: Identifiers = if is_alike {
        policy.third.clone()
    } else {
        Identifiers::default()
    };
    // One more than the policy asks for, whatever the record has: who has none is asked for it first.
    let more = u8::from(is_alike);
    let second = if is_alike && policy.alike_second == Second::Needed {
        Second::Needed
    } else {
        purpose.second
    };
    Demand {
        policy: adopted.version,
        made: purpose.made,
        identifiers: purpose.identifiers.saturating_add(more),
        third,
        second,
        slip: purpose.slip,
        instead: purpose.instead.clone(),
        lasts: purpose.lasts,
        open: policy.open,
    }
}

/// The check, when it is still under way.
fn under_way(hospital: &Hospital, check: CheckId, context: &Context<'_>) -> Result<Arc<Check>, CheckRefusal> {
    let known = hospital.check(check).ok_or(CheckRefusal::UnknownCheck { check })?;
    if known.is_open(context.now) {
        Ok(Arc::clone(known))
    } else {
        Err(CheckRefusal::Over { check })
    }
}

/// The check, for the one who began it.
fn own(hospital: &Hospital, check: CheckId, context: &Context<'_>) -> Result<Arc<Check>, CheckRefusal> {
    let known = under_way(hospital, check, context)?;
    match known.standing.begun() {
        Some(begun) if *begun.by() == context.asker.user => Ok(known),
        _ => Err(CheckRefusal::OfAnother { check }),
    }
}

fn vouch(
    hospital: &Hospital,
    check: CheckId,
    by: StandIn,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let known = under_way(hospital, check, context)?;
    let Standing::Begun(begun) = &known.standing else {
        return Err(CheckRefusal::AlreadyStated { check }.into());
    };
    if !begun.fact.demand.instead.contains(&by) {
        return Err(CheckRefusal::StandInNotEnough { stands_in: by }.into());
    }
    if let Some(stands_in) = begun.stands_in().filter(|known| *known != by) {
        return Err(CheckRefusal::SpeaksAlready { stands_in }.into());
    }
    if begun.vouched.iter().any(|(said, _)| said.by == context.asker.user) {
        return Err(CheckRefusal::SamePerson.into());
    }
    // The first word is that of whoever made the check; a second of the staff gives theirs behind it.
    if begun.vouched.is_empty() && *begun.by() != context.asker.user {
        return Err(CheckRefusal::OfAnother { check }.into());
    }
    if begun.vouched.len() >= by.vouchers() {
        return Err(CheckRefusal::SpeaksAlready { stands_in: by }.into());
    }
    Ok(Draft::one(at, CheckVouched { check, by }))
}

fn state(
    hospital: &Hospital,
    check: CheckId,
    stated: &Stated,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let current = own(hospital, check, context)?;
    let (Some(begun), Some(about)) = (current.standing.begun(), &current.about) else {
        return Err(CheckRefusal::UnknownCheck { check }.into());
    };
    let used = stated.used();
    if used.is_empty() {
        return Err(CheckRefusal::NothingStated.into());
    }
    if let Some(bed) = stated.names_a_bed(hospital) {
        return Err(CheckRefusal::BedNeverCounts { bed }.into());
    }
    let policy = policy_of(hospital)?;
    if let Some(kind) = used.iter().find(|kind| !policy.policy.counts.contains(*kind)) {
        return Err(CheckRefusal::DoesNotCount { kind }.into());
    }
    let patient = known(hospital, &PatientRef::Record(about.patient))?;
    let on_record = on_record(hospital, patient.id);
    if let Some(kind) = used.iter().find(|kind| !on_record.contains(*kind)) {
        return Err(CheckRefusal::NotOnRecord { kind }.into());
    }
    let comparison = compare(hospital, stated, &patient, context.spelling);
    let differs = comparison == Comparison::Differs;
    let fact = CheckStated {
        check,
        used,
        comparison,
    };
    let mut draft = Draft::one(at, fact.clone());
    if differs {
        let slip = current.slip().or(begun.fact.slip);
        let mismatch = Mismatch::Statement;
        draft.add(at, CheckMismatched { check, mismatch, slip });
    } else {
        conclude(&current, &fact.into(), at, &mut draft, context);
    }
    Ok(draft)
}

/// Adds that the patient is verified, when `step` was the last thing that was wanting.
fn conclude(check: &Check, step: &Fact, at: Timestamp, draft: &mut Draft, context: &Context<'_>) {
    let mut ahead = check.clone();
    let said = crate::domain::record::Said {
        order: crate::domain::record::Order {
            stamp: context.stamp,
            event: EventId {
                commit: context.commit,
                index: 0,
            },
        },
        at,
        by: context.asker.user.clone(),
    };
    ahead.apply(&said, step);
    if matches!(ahead.standing, Standing::Agreed(_)) && ahead.standing.wanting().is_empty() {
        draft.add(at, CheckMatched { check: check.id });
    }
}

fn slip_in_hand(
    hospital: &Hospital,
    check: CheckId,
    name: CopyName,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let known = own(hospital, check, context)?;
    let slip = name.meant(hospital).slip;
    if !matches!(known.standing, Standing::Agreed(_)) {
        return Err(CheckRefusal::StatementFirst { check }.into());
    }
    let whose = patient_of(hospital, slip)?;
    if !known
        .patient()
        .is_some_and(|patient| hospital.is_one_person(patient, whose))
    {
        let mismatch = Mismatch::Slip;
        let slip = Some(slip);
        return Ok(Draft::one(at, CheckMismatched { check, mismatch, slip }));
    }
    in_force(hospital, name)?;
    if let Some(about) = &known.about {
        goes_with(hospital, slip, &about.purpose)?;
    }
    let fact = CheckSlipMatched { check, slip };
    let mut draft = Draft::one(at, fact.clone());
    conclude(&known, &fact.into(), at, &mut draft, context);
    Ok(draft)
}

/// Whoever asks is the second person: authenticated like everybody who asks, and somebody else than the first.
fn second(hospital: &Hospital, check: CheckId, at: Timestamp, context: &Context<'_>) -> Result<Draft, Refusal> {
    let known = under_way(hospital, check, context)?;
    let Standing::Agreed(agreed) = &known.standing else {
        return Err(CheckRefusal::StatementFirst { check }.into());
    };
    if *agreed.begun().by() == context.asker.user {
        return Err(CheckRefusal::SamePerson.into());
    }
    if agreed.begun().fact.demand.second == Second::NotNeeded || agreed.second().is_some() {
        return Err(CheckRefusal::NoSecondNeeded.into());
    }
    let fact = CheckSeconded { check };
    let mut draft = Draft::one(at, fact.clone());
    conclude(&known, &fact.into(), at, &mut draft, context);
    Ok(draft)
}

fn abandon(hospital: &Hospital, check: CheckId, at: Timestamp, context: &Context<'_>) -> Result<Draft, Refusal> {
    own(hospital, check, context)?;
    Ok(Draft::one(at, CheckAbandoned { check }))
}

/// The boxes of slips. Kept as on paper, not blind; where the laptop is demanded, only as an exception.
fn paper(hospital: &Hospital, lines: Vec<PaperLine>, at: Timestamp, context: &Context<'_>) -> Result<Draft, Refusal> {
    let adopted = policy_of(hospital)?;
    if lines.is_empty() {
        return Err(CheckRefusal::EmptyBatch.into());
    }
    let mut draft = Draft::default();
    let mut entered: Vec<SlipNumber> = Vec::new();
    for line in lines {
        let purpose = purpose_of(&adopted.policy, &line.purpose)?;
        let (patient, slip) = in_hand(hospital, &line.in_hand)?;
        if let Some(slip) = slip {
            goes_with(hospital, slip, &line.purpose)?;
            // Blood has two: that of the sample, and that of the transfusion.
            let is_known = hospital.checks_of_slip(slip).any(|check| {
                check.about.as_ref().is_some_and(|about| about.purpose == line.purpose)
                    && check.slip() == Some(slip)
                    && (check.is_verified() || matches!(check.standing, Standing::OnPaper(_)))
            });
            if is_known || entered.contains(&slip) {
                return Err(CheckRefusal::AlreadyEntered { slip }.into());
            }
            entered.push(slip);
        }
        let needs_laptop =
            purpose.made == Made::Laptop || !look_alikes(hospital, &patient, context.spelling).is_empty();
        if needs_laptop && line.exception.is_none() {
            return Err(CheckRefusal::NeedsLaptop {
                purpose: line.purpose,
                patient: patient.id,
            }
            .into());
        }
        let when = line.at.unwrap_or(at);
        if when.minute() > context.now {
            return Err(Refusal::AtInFuture { at: when });
        }
        let check = CheckId::issued(EventId {
            commit: context.commit,
            index: draft.len(),
        });
        draft.add(
            when,
            CheckedOnPaper {
                check,
                patient: patient.id,
                purpose: purpose.code.clone(),
                slip,
                ward: ward_of(hospital, patient.id),
                policy: adopted.version,
                lasts: purpose.lasts,
                exception: line.exception,
                remark: line.remark,
            },
        );
    }
    Ok(draft)
}

/// What is wanting after the statement is in, for whoever shows it: before, nothing about others is told.
pub fn wants_third(check: &Check) -> bool {
    check.standing.wanting().contains(&Wanting::Third)
}
