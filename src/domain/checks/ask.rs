//! What is shown of checks: rows for lists, exports and the patient's detail, and the figures of a day. A check in which
//! nothing was stated yet names nobody.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    alarm::{self, Alarm},
    check::{Check, CheckId},
    fact::{Mismatch, PaperException},
    identifiers::{IdentifierKind, StandIn},
    policy::{Made, PurposeCode},
    progress::{Standing, Wanting},
    refusal::CheckRefusal,
};
use crate::domain::{
    access::Context,
    census::{Place, WardCode},
    command::{Question, Whereabouts},
    identity::{PatientId, PatientRef},
    numbers::verify::{Here, verify},
    record::{Day, Station, Timestamp, UserName},
    refusal::Refusal,
    slips::{SlipNumber, ask::SlipQuestion},
    state::Hospital,
};

/// What a check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CheckResult {
    Open,
    Verified,
    Mismatched,
    Abandoned,
    /// On paper, not blind.
    OnPaper,
}

/// One check, as lists and files show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRow {
    pub check: CheckId,
    pub result: CheckResult,
    /// Nobody while nothing was stated.
    pub patient: Option<PatientId>,
    pub purpose: PurposeCode,
    pub ward: Option<WardCode>,
    pub slip: Option<SlipNumber>,
    /// When it came to its result, or was begun.
    pub at: Timestamp,
    pub by: UserName,
    pub second: Option<UserName>,
    pub used: Vec<IdentifierKind>,
    pub stands_in: Option<StandIn>,
    pub mismatch: Option<Mismatch>,
    pub exception: Option<PaperException>,
    pub seconds: Option<u64>,
    /// Until when it holds, if it was verified.
    pub holds_until: Option<Timestamp>,
    pub wanting: Vec<Wanting>,
    /// Whose names can be confused with the patient's, or of whom all of it is true as well. Nobody while nothing was stated.
    pub alike: Vec<PatientId>,
}

/// Which checks are wanted; what is empty does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckFilter {
    pub patient: Option<PatientRef>,
    pub ward: Option<WardCode>,
    /// In the hospital's own time.
    pub day: Option<Day>,
    pub purpose: Option<PurposeCode>,
    pub result: Option<CheckResult>,
}

/// The checks of one ward on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckFigures {
    /// Nothing for patients who were in no ward.
    pub ward: Option<WardCode>,
    /// Blind checks that came to a result.
    pub checks: usize,
    pub verified: usize,
    /// Mismatches, those entered from paper included.
    pub mismatches: usize,
    pub abandoned: usize,
    /// On paper, never counted as blind.
    pub on_paper: usize,
    /// Of the blind ones, how many somebody or something else spoke for the patient.
    pub instead: usize,
    /// Of the blind ones.
    pub median_seconds: Option<u64>,
}

impl CheckFigures {
    /// The share of blind checks in which the patient did not speak, in per cent.
    pub fn instead_percent(&self) -> Option<usize> {
        (self.checks > 0).then(|| self.instead * 100 / self.checks)
    }
}

/// A patient who was not the one who was expected, again and again; or a slip that was taken to others than its patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckAlarm {
    /// Of a slip: whose it is, as far as that is known.
    pub patient: Option<PatientId>,
    pub slip: Option<SlipNumber>,
    pub ward: Option<WardCode>,
    pub mismatches: usize,
    /// When it last happened.
    pub last: Option<Timestamp>,
}

/// The row of a check; nothing of one whose beginning has not arrived.
pub fn row(check: &Check, now: Timestamp) -> Option<CheckRow> {
    let (about, said) = (check.about.as_ref()?, check.said()?);
    let is_blind = matches!(check.standing, Standing::Begun(_));
    let begun = check.standing.begun();
    let second = match &check.standing {
        Standing::Agreed(agreed) => agreed.second(),
        Standing::Verified(verified) => verified.agreed().second(),
        _ => None,
    };
    let (mismatch, exception) = match &check.standing {
        Standing::Mismatched(mismatched) => (Some(mismatched.mismatch), None),
        Standing::OnPaper(paper) => (None, paper.exception),
        _ => (None, None),
    };
    let also = match &check.standing {
        Standing::Agreed(agreed) => agreed.also(),
        _ => &[],
    };
    // A mismatch names nobody either: the name of a look-alike is nearly the one that was not stated.
    let hides = is_blind || mismatch.is_some();
    let mut alike: Vec<PatientId> = begun.map(|begun| begun.fact.alike.clone()).unwrap_or_default();
    alike.extend(also);
    alike.sort_unstable();
    alike.dedup();
    Some(CheckRow {
        check: check.id,
        result: result(check, now),
        patient: (!is_blind).then_some(about.patient),
        purpose: about.purpose.clone(),
        ward: about.ward.clone(),
        slip: check.slip(),
        at: said.at,
        by: begun.map_or_else(|| said.by.clone(), |begun| begun.by().clone()),
        second: second.map(|said| said.by.clone()),
        used: check.used().map(|used| used.iter().collect()).unwrap_or_default(),
        stands_in: check.stands_in(),
        mismatch,
        exception,
        seconds: check.seconds(),
        holds_until: check.holds_until(),
        wanting: if check.is_open(now) {
            check.standing.wanting()
        } else {
            Vec::new()
        },
        alike: if hides { Vec::new() } else { alike },
    })
}

fn result(check: &Check, now: Timestamp) -> CheckResult {
    match &check.standing {
        Standing::Verified(_) => CheckResult::Verified,
        Standing::Mismatched(_) => CheckResult::Mismatched,
        Standing::OnPaper(_) => CheckResult::OnPaper,
        _ if check.is_abandoned(now) => CheckResult::Abandoned,
        _ => CheckResult::Open,
    }
}

/// One check; refused as long as nothing was stated.
pub fn one(hospital: &Hospital, check: CheckId, context: &Context<'_>) -> Result<CheckRow, Refusal> {
    let known = hospital.check(check).ok_or(CheckRefusal::UnknownCheck { check })?;
    if known.is_blind(context.now) {
        return Err(CheckRefusal::StatementFirst { check }.into());
    }
    row(known, context.now).ok_or_else(|| CheckRefusal::UnknownCheck { check }.into())
}

/// The checks that pass the filter, newest first.
pub fn rows(hospital: &Hospital, filter: &CheckFilter, now: Timestamp) -> Result<Vec<CheckRow>, Refusal> {
    let patient = match &filter.patient {
        Some(reference) => Some(crate::domain::census::decide::known(hospital, reference)?.id),
        None => None,
    };
    let mut rows: Vec<CheckRow> = hospital
        .checks()
        .filter(|check| {
            patient.is_none_or(|wanted| check.patient().is_some_and(|one| hospital.is_one_person(wanted, one)))
        })
        .filter_map(|check| row(check, now))
        .filter(|row| patient.is_none() || row.patient.is_some())
        .filter(|row| filter.ward.is_none() || row.ward == filter.ward)
        .filter(|row| filter.purpose.as_ref().is_none_or(|purpose| row.purpose == *purpose))
        .filter(|row| filter.result.is_none_or(|result| row.result == result))
        .filter(|row| filter.day.is_none() || day_of(hospital, row.at) == filter.day)
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.check)));
    Ok(rows)
}

/// The day of a moment on the hospital's clocks.
pub fn day_of(hospital: &Hospital, at: Timestamp) -> Option<Day> {
    let zone = hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone());
    at.to_utc().map(|utc| Day::from(utc.with_timezone(&zone).date_naive()))
}

/// The figures of a day, ward by ward in the order of the frame, those in no ward last.
pub fn figures(hospital: &Hospital, day: Day, now: Timestamp) -> Vec<CheckFigures> {
    let mut wards: BTreeMap<(usize, Option<WardCode>), (CheckFigures, Vec<u64>)> = BTreeMap::new();
    let place = |ward: &Option<WardCode>| {
        let frame = hospital.frame();
        let known = frame.and_then(|frame| frame.wards.iter().position(|known| Some(&known.code) == ward.as_ref()));
        known.unwrap_or(usize::MAX)
    };
    for check in hospital.checks() {
        let Some(row) = row(check, now).filter(|row| day_of(hospital, row.at) == Some(day)) else {
            continue;
        };
        let made = check.about.as_ref().map(|about| about.made);
        let key = (place(&row.ward), row.ward.clone());
        let (figures, seconds) = wards.entry(key).or_default();
        figures.ward = row.ward;
        figures.mismatches += usize::from(check.is_mismatch());
        match row.result {
            CheckResult::Abandoned => figures.abandoned += 1,
            CheckResult::OnPaper => figures.on_paper += 1,
            CheckResult::Verified | CheckResult::Mismatched if made == Some(Made::Laptop) => {
                figures.checks += 1;
                figures.verified += usize::from(row.result == CheckResult::Verified);
                figures.instead += usize::from(row.stands_in.is_some());
                seconds.extend(row.seconds);
            }
            CheckResult::Open | CheckResult::Verified | CheckResult::Mismatched => {}
        }
    }
    wards
        .into_values()
        .map(|(figures, seconds)| CheckFigures {
            median_seconds: median(seconds),
            ..figures
        })
        .collect()
}

fn median(mut seconds: Vec<u64>) -> Option<u64> {
    seconds.sort_unstable();
    let upper = seconds.get(seconds.len() / 2).copied()?;
    let lower = seconds.get(seconds.len().saturating_sub(1) / 2).copied()?;
    Some(u64::midpoint(lower, upper))
}

/// The alarms of the whole hospital.
pub fn alarms(hospital: &Hospital) -> Vec<CheckAlarm> {
    let Some(adopted) = hospital.check_policy() else {
        return Vec::new();
    };
    let alarm = |alarm: &Alarm<'_>| {
        let mismatches = alarm.mismatches();
        let last = mismatches.last();
        let (patient, slip) = match alarm {
            Alarm::Patient(patient, _) => (Some(*patient), None),
            Alarm::Slip(slip, _) => (hospital.patient_of_slip(*slip), Some(*slip)),
        };
        CheckAlarm {
            patient,
            slip,
            ward: last.and_then(|check| check.about.as_ref()?.ward.clone()),
            mismatches: mismatches.len(),
            last: last.and_then(|check| check.said()).map(|said| said.at),
        }
    };
    alarm::alarms(hospital, &adopted.policy).iter().map(alarm).collect()
}

/// Whoever is to type what a patient states is not told what is expected: neither of that patient alone, nor in a list that
/// the patient can stand in (domain.md, Identity check 2).
pub fn blind(hospital: &Hospital, question: &Question, context: &Context<'_>) -> Result<(), Refusal> {
    for check in blind_of(hospital, &context.asker.user, context.commit.station, context.now) {
        if check
            .patient()
            .is_some_and(|patient| tells_of(hospital, question, patient, Here::of(context)))
        {
            return Err(CheckRefusal::StatementFirst { check: check.id }.into());
        }
    }
    Ok(())
}

/// The checks of somebody at a station in which nothing was stated yet: what finds people by anything that is typed would say
/// who is expected.
pub fn blind_of<'h>(
    hospital: &'h Hospital,
    user: &'h UserName,
    station: Station,
    now: Timestamp,
) -> impl Iterator<Item = &'h Arc<Check>> {
    hospital.checks().filter(move |check| {
        let by_asker = check.standing.begun().is_some_and(|begun| begun.by() == user);
        let here = check.id.event().commit.station == station;
        by_asker && here && check.is_blind(now)
    })
}

/// Whether the answer says, or can say, who this patient is.
fn tells_of(hospital: &Hospital, question: &Question, patient: PatientId, here: Here) -> bool {
    let is_patient = |reference: &PatientRef| {
        hospital
            .find_patient(reference)
            .is_some_and(|known| hospital.is_one_person(patient, known.id))
    };
    let is_they = |other: Option<PatientId>| other.is_some_and(|other| hospital.is_one_person(patient, other));
    let is_slip = |slip: SlipNumber| is_they(hospital.patient_of_slip(slip));
    match question {
        Question::Person { patient: asked }
        | Question::PersonFor { patient: asked, .. }
        | Question::Where {
            what: Whereabouts::Patient(asked),
        }
        | Question::Slips(SlipQuestion::OfPatient(asked)) => is_patient(asked),
        Question::Where {
            what: Whereabouts::Bed(bed),
        } => hospital.occupants(bed).any(|stay| is_they(stay.patient())),
        Question::Where {
            what: Whereabouts::Slip(name),
        }
        | Question::Slips(SlipQuestion::Slip(name)) => is_slip(name.slip),
        Question::Verify(number) => verify(hospital, number, here).is_some_and(|verdict| {
            let near = verdict.near.iter().map(|near| near.patient);
            near.chain([verdict.patient]).any(is_they)
        }),
        Question::Census { ward } => hospital.present().any(|stay| {
            let answers = stay.place().and_then(Place::answers);
            is_they(stay.patient())
                && ward
                    .as_ref()
                    .is_none_or(|ward| answers.is_some_and(|bed| bed.ward() == ward.as_str()))
        }),
        Question::Slips(SlipQuestion::Billing(filter) | SlipQuestion::Reconcile(filter)) => {
            filter.patient.as_ref().is_none_or(is_patient)
        }
        // Lists of paper, of numbers, and of what disagrees, name everybody.
        Question::Discrepancies
        | Question::Ledger(_)
        | Question::Slips(SlipQuestion::Desk { .. } | SlipQuestion::Runs | SlipQuestion::Queries { .. }) => true,
        Question::Board => alarms(hospital).iter().any(|alarm| is_they(alarm.patient)),
        // Counts, and checks, which hide by themselves.
        Question::Slips(SlipQuestion::Load)
        | Question::Check { .. }
        | Question::Checks { .. }
        | Question::CheckFigures { .. } => false,
    }
}
