//! One discrepancy in words: who stands in it, what is known from whom, what can be done.
//! Long because every kind of discrepancy has its lines here.

use crate::app::{Action, Scope, Selection, Situation, sentences::Speaker};
use crate::domain::access::Deed;
use crate::domain::census::{Discrepancy, DiscrepancyKind, Place, Stay, StayId};
use crate::domain::identity::{Patient, PatientId};
use crate::domain::record::{Claim, Said, Timestamp, register::differ};
use crate::domain::slips::{Copy, SlipNumber, term::Named};
use crate::i18n::Value;

use super::numbers::said_of_numbers;

/// Something that a station says, and whose word it is.
pub struct Statement {
    pub text: String,
    pub source: String,
}

/// The words of the kind: its title, a sentence, and what can be done.
pub fn title(kind: &DiscrepancyKind, scope: &Scope<'_>) -> String {
    scope.words.say(&format!("discrepancy-{}", kind.code()))
}

pub fn meaning(kind: &DiscrepancyKind, scope: &Scope<'_>) -> String {
    scope.words.say(&format!("discrepancy-{}-means", kind.code()))
}

/// What settles it, with the keys that this keymap has for it.
pub fn way_out(kind: &DiscrepancyKind, scope: &Scope<'_>, situation: &Situation) -> String {
    let key = |action: Action| {
        let keys = scope.keys.keys_of(situation, action);
        keys.first().map(ToString::to_string).unwrap_or_default()
    };
    let places = [
        ("transfer", Value::from(key(Action::Transfer))),
        ("discharge", key(Action::Discharge).into()),
        ("amend", key(Action::Amend).into()),
        ("department", key(Action::Department).into()),
        ("diet", key(Action::Diet).into()),
        ("mobility", key(Action::Mobility).into()),
        ("isolation", key(Action::Isolation).into()),
        ("unblock", key(Action::Unblock).into()),
        ("close", key(Action::Close).into()),
    ];
    scope.words.fill(&format!("discrepancy-{}-do", kind.code()), &places)
}

/// The bed that it is about, if it is about one; otherwise the beds of those who stand in it.
pub fn places(kind: &DiscrepancyKind, scope: &Scope<'_>) -> String {
    let bed = match kind {
        DiscrepancyKind::BedShared { bed, .. }
        | DiscrepancyKind::BedUnknown { bed, .. }
        | DiscrepancyKind::BlockedInUse { bed, .. } => Some(bed.clone()),
        _ => people(kind, scope).into_iter().find_map(|patient| {
            let stay = scope.hospital.open_stay(patient)?;
            stay.place()?.answers().cloned()
        }),
    };
    bed.map(|bed| bed.to_string()).unwrap_or_default()
}

/// Who stands in it.
pub fn people(kind: &DiscrepancyKind, scope: &Scope<'_>) -> Vec<PatientId> {
    let of_stay = |stay: &StayId| scope.hospital.stay(*stay).and_then(|stay| stay.patient());
    let mut people: Vec<PatientId> = match kind {
        DiscrepancyKind::BedShared { stays, .. } => stays.iter().filter_map(of_stay).collect(),
        DiscrepancyKind::MovedApart { stay }
        | DiscrepancyKind::StayDisputed { stay }
        | DiscrepancyKind::BedUnknown { stay, .. }
        | DiscrepancyKind::NoAdmission { stay }
        | DiscrepancyKind::BlockedInUse { stay, .. }
        | DiscrepancyKind::SlipElsewhere { stay, .. } => of_stay(stay).into_iter().collect(),
        DiscrepancyKind::PersonDisputed { patient }
        | DiscrepancyKind::TwoStays { patient, .. }
        | DiscrepancyKind::NoRegistration { patient } => vec![*patient],
        DiscrepancyKind::IdentifierShared { patients, .. } => patients.clone(),
        DiscrepancyKind::NumberTwice { number } | DiscrepancyKind::VoidedInUse { number } => {
            vec![PatientId::of(number)]
        }
        DiscrepancyKind::AliasTwice { numbers } => numbers.iter().map(PatientId::of).collect(),
        DiscrepancyKind::SlipTwice { slip }
        | DiscrepancyKind::SlipUnwritten { slip }
        | DiscrepancyKind::SlipRevisedApart { slip }
        | DiscrepancyKind::StepUnchecked { slip, .. }
        | DiscrepancyKind::CopyApart { slip, .. } => {
            let slip = scope.hospital.slip(*slip);
            let claims = slip.into_iter().flat_map(|slip| slip.written.claims());
            claims.map(|claim| claim.value.patient).collect()
        }
        DiscrepancyKind::FramesDiffer
        | DiscrepancyKind::SlipTypesDiffer
        | DiscrepancyKind::SchemesDiffer
        | DiscrepancyKind::BlockShared { .. }
        | DiscrepancyKind::StationForked { .. } => Vec::new(),
    };
    people.dedup();
    people
}

/// What the movement keys act on: one of the people, and the bed in question.
pub fn selection(one: &Discrepancy, person: usize, scope: &Scope<'_>) -> Selection {
    let people = people(&one.kind, scope);
    let patient = people.get(person).or(people.first()).copied();
    let of_patient = patient.map(|patient| Selection::of_patient(scope.hospital, patient));
    let bed = match &one.kind {
        DiscrepancyKind::BlockedInUse { bed, .. } => Some(bed.clone()),
        _ => None,
    };
    let of_patient = of_patient.unwrap_or_default();
    Selection {
        bed: bed.or(of_patient.bed),
        discrepancy: Some(one.id),
        ..of_patient
    }
}

/// Since when the newest of the facts that disagree is known.
pub fn since(one: &Discrepancy, scope: &Scope<'_>) -> Option<Timestamp> {
    facts(one, scope)
        .into_iter()
        .map(|said| said.order.stamp.recorded())
        .max()
}

/// Who said what, the older first.
pub fn statements(one: &Discrepancy, scope: &Scope<'_>) -> Vec<Statement> {
    let mut found = said(&one.kind, scope);
    found.sort_by_key(|(said, _)| said.order);
    found
        .into_iter()
        .map(|(said, text)| Statement {
            text,
            source: scope.source(&said),
        })
        .collect()
}

fn facts(one: &Discrepancy, scope: &Scope<'_>) -> Vec<Said> {
    said(&one.kind, scope).into_iter().map(|(said, _)| said).collect()
}

fn said(kind: &DiscrepancyKind, scope: &Scope<'_>) -> Vec<(Said, String)> {
    let hospital = scope.hospital;
    let stay = |id: &StayId| hospital.stay(*id).into_iter();
    match kind {
        DiscrepancyKind::BedShared { stays, .. } | DiscrepancyKind::TwoStays { stays, .. } => stays
            .iter()
            .flat_map(stay)
            .flat_map(|stay| places_of(stay, scope))
            .collect(),
        DiscrepancyKind::MovedApart { stay: id } => stay(id)
            .flat_map(|stay| {
                let admitted = disputed(stay.admitted.claims(), "beds-admitted", scope, |at| scope.moment(*at));
                places_of(stay, scope).into_iter().chain(admitted)
            })
            .collect(),
        DiscrepancyKind::BedUnknown { stay: id, .. } | DiscrepancyKind::NoAdmission { stay: id } => {
            stay(id).flat_map(|stay| places_of(stay, scope)).collect()
        }
        DiscrepancyKind::StayDisputed { stay: id } => stay(id).flat_map(|stay| stay_disputes(stay, scope)).collect(),
        DiscrepancyKind::PersonDisputed { patient } => hospital
            .patient(*patient)
            .into_iter()
            .flat_map(|patient| person_disputes(patient, scope))
            .collect(),
        DiscrepancyKind::IdentifierShared { identifier, patients } => patients
            .iter()
            .filter_map(|id| hospital.patient(*id))
            .flat_map(|patient| {
                let of = patient.identifiers.iter().filter(|(_, number)| number == identifier);
                of.map(|(said, number)| (said.clone(), format!("{number}  {}", scope.patient(patient.id))))
            })
            .collect(),
        DiscrepancyKind::NoRegistration { patient } => hospital
            .open_stays(*patient)
            .flat_map(|stay| places_of(stay, scope))
            .collect(),
        DiscrepancyKind::BlockedInUse { bed, stay: id } => {
            let block = hospital.bed(bed).into_iter().flat_map(|bed| {
                bed.block.claims().iter().filter_map(|claim| {
                    let block = claim.value.as_ref()?;
                    let places = [
                        ("reason", Value::from(scope.words.say(block.reason.term()))),
                        ("until", "".into()),
                    ];
                    let text = scope.words.fill("beds-blocked", &places);
                    Some((claim.said.clone(), format!("{}  {}", bed.name, text.trim_end())))
                })
            });
            stay(id).flat_map(|stay| places_of(stay, scope)).chain(block).collect()
        }
        DiscrepancyKind::BlockShared { .. }
        | DiscrepancyKind::StationForked { .. }
        | DiscrepancyKind::NumberTwice { .. }
        | DiscrepancyKind::VoidedInUse { .. }
        | DiscrepancyKind::AliasTwice { .. }
        | DiscrepancyKind::SchemesDiffer => said_of_numbers(kind, scope),
        DiscrepancyKind::FramesDiffer => hospital
            .frames()
            .iter()
            .map(|claim| {
                let frame = &claim.value.frame;
                let places = [
                    ("hospital", Value::from(frame.hospital.as_str())),
                    ("wards", frame.wards.len().into()),
                    ("beds", frame.licensed_beds().into()),
                ];
                (claim.said.clone(), scope.words.fill("discrepancy-frame", &places))
            })
            .collect(),
        _ => said_of_slips(kind, scope),
    }
}

/// The same, of slips.
fn said_of_slips(kind: &DiscrepancyKind, scope: &Scope<'_>) -> Vec<(Said, String)> {
    let hospital = scope.hospital;
    match kind {
        DiscrepancyKind::SlipTwice { slip } | DiscrepancyKind::SlipElsewhere { slip, .. } => {
            slip_writings(*slip, scope)
        }
        DiscrepancyKind::SlipRevisedApart { slip } => {
            let claims = hospital.slip(*slip).into_iter().flat_map(|slip| slip.content.claims());
            claims
                .map(|claim| (claim.said.clone(), format!("{slip}  r{}", claim.value.revision)))
                .collect()
        }
        DiscrepancyKind::SlipUnwritten { slip } => hospital
            .slip(*slip)
            .into_iter()
            .flat_map(|slip| &slip.copies)
            .filter_map(|copy| copy.said().map(|said| (said.clone(), copy_place(*slip, copy, scope))))
            .collect(),
        DiscrepancyKind::StepUnchecked { slip, step } => {
            let steps = hospital.slip(*slip).into_iter().flat_map(|slip| &slip.unchecked);
            let speaker = Speaker::new(scope.words, hospital);
            steps
                .filter(|(_, unchecked)| unchecked.step == *step)
                .map(|(said, unchecked)| {
                    let done = speaker.named(&Named::Step(*slip, step.clone()));
                    let purpose = speaker.named(&Named::Purpose(unchecked.purpose.clone()));
                    let places = [("step", done.into()), ("purpose", purpose.into())];
                    let text = scope.words.fill("slips-unchecked", &places);
                    (said.clone(), format!("{slip}  {text}"))
                })
                .collect()
        }
        DiscrepancyKind::CopyApart { slip, copy } => {
            let copy = hospital.slip(*slip).and_then(|slip| slip.copy(*copy));
            let claims = copy.into_iter().flat_map(|copy| copy.kept.claims());
            let speaker = Speaker::new(scope.words, hospital);
            claims
                .map(|claim| (claim.said.clone(), speaker.custody(&claim.value.custody)))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// What was written on a slip number, by everybody who wrote on it.
fn slip_writings(slip: SlipNumber, scope: &Scope<'_>) -> Vec<(Said, String)> {
    let speaker = Speaker::new(scope.words, scope.hospital);
    let known = scope.hospital.slip(slip);
    let claims = known.into_iter().flat_map(|slip| slip.written.claims());
    claims
        .map(|claim| {
            let kind = speaker.named(&Named::SlipType(claim.value.kind.clone()));
            let who = scope.patient(claim.value.patient);
            (claim.said.clone(), format!("{slip}  {kind}  {who}"))
        })
        .collect()
}

fn copy_place(slip: SlipNumber, copy: &Copy, scope: &Scope<'_>) -> String {
    let place = Speaker::new(scope.words, scope.hospital).custody(copy.custody());
    format!("{slip}/{}  {place}", copy.number)
}

/// Where a patient is, by everybody who says so.
fn places_of(stay: &Stay, scope: &Scope<'_>) -> Vec<(Said, String)> {
    let who = stay.patient().map(|patient| scope.patient(patient)).unwrap_or_default();
    let words = |claim: &Claim<crate::domain::census::Placed>| {
        let since = scope
            .words
            .fill("since", &[("at", scope.moment(claim.value.since).into())]);
        let place = place(&claim.value.place, scope);
        (
            claim.said.clone(),
            format!("{who}  {place}  {since}").trim_start().to_owned(),
        )
    };
    stay.place.claims().iter().map(words).collect()
}

fn place(place: &Place, scope: &Scope<'_>) -> String {
    let words = scope.words;
    match place {
        Place::InBed { bed } => bed.shown().to_owned(),
        Place::Out { bed, kind, .. } => format!("{} {}", bed.shown(), words.say(kind.term())),
        Place::Transit { from, to } => {
            let places = [
                ("from", Value::from(from.as_str())),
                ("to", to.as_str().into()),
                ("since", "".into()),
            ];
            words.fill("discrepancy-transit", &places)
        }
        Place::Left { from, disposition, .. } => {
            let places = [
                ("bed", Value::from(from.as_str())),
                ("to", words.say(disposition.term()).into()),
            ];
            words.fill("discrepancy-left", &places)
        }
        Place::Expected { .. } => words.say("discrepancy-expected"),
    }
}

/// The values that stations said apart.
fn disputed<T: PartialEq>(
    claims: &[Claim<T>],
    label: &str,
    scope: &Scope<'_>,
    write: impl Fn(&T) -> String,
) -> Vec<(Said, String)> {
    if !differ(claims) {
        return Vec::new();
    }
    let label = scope.words.say(label);
    let words = |claim: &Claim<T>| (claim.said.clone(), format!("{label}  {}", write(&claim.value)));
    claims.iter().map(words).collect()
}

/// Whom to call and where somebody lives: for roles that need it, and of a restricted patient behind the reason. That two
/// say it differently is no secret.
fn contact(patient: Option<PatientId>, scope: &Scope<'_>) -> impl Fn(&crate::domain::text::Text) -> String {
    let may = scope.may(Deed::ReadContacts).is_ok();
    let is_shown = may && !patient.is_some_and(|patient| scope.asks_why(patient));
    let hidden = scope.words.say("discrepancy-hidden");
    move |text| if is_shown { text.to_string() } else { hidden.clone() }
}

fn stay_disputes(stay: &Stay, scope: &Scope<'_>) -> Vec<(Said, String)> {
    let say = |key: &str| scope.words.say(key);
    let text = |text: &crate::domain::text::Text| text.to_string();
    let contact = contact(stay.patient(), scope);
    [
        disputed(stay.department.claims(), "beds-department", scope, |code| {
            scope.department(code)
        }),
        disputed(stay.diet.claims(), "beds-diet", scope, text),
        disputed(
            stay.mobility.claims(),
            "beds-mobility",
            scope,
            |value| say(value.term()),
        ),
        disputed(stay.isolation.claims(), "beds-isolation", scope, |value| {
            say(value.term())
        }),
        disputed(stay.physician.claims(), "run-field-physician", scope, text),
        disputed(stay.pager.claims(), "run-field-pager", scope, text),
        disputed(stay.key_person.claims(), "run-field-key_person", scope, &contact),
        disputed(stay.key_relation.claims(), "run-field-key_relation", scope, &contact),
        disputed(stay.key_phone.claims(), "run-field-key_phone", scope, &contact),
        disputed(stay.planned.claims(), "run-field-planned", scope, |value| {
            say(value.term())
        }),
        disputed(stay.route.claims(), "run-field-route", scope, text),
        disputed(stay.insurance.claims(), "run-field-insurance", scope, |value| {
            say(value.term())
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn person_disputes(patient: &Patient, scope: &Scope<'_>) -> Vec<(Said, String)> {
    let say = |key: &str| scope.words.say(key);
    let text = |text: &crate::domain::text::Text| text.to_string();
    let contact = contact(Some(patient.id), scope);
    [
        disputed(patient.name.claims(), "missing-name", scope, text),
        disputed(patient.kana.claims(), "missing-kana", scope, text),
        disputed(patient.sex.claims(), "beds-sex", scope, |value| say(value.term())),
        disputed(patient.birth.claims(), "beds-birth", scope, |value| scope.birth(*value)),
        disputed(patient.phone.claims(), "run-field-phone", scope, &contact),
        disputed(patient.address.claims(), "run-field-address", scope, &contact),
        disputed(patient.inquiry.claims(), "beds-inquiry", scope, |value| {
            say(value.term())
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}
