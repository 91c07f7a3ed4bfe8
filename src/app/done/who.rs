//! Whom it was about, as a ward speaks of people.

use std::sync::Arc;

use super::Filling;
use crate::domain::census::Stay;
use crate::domain::command::Register;
use crate::domain::identity::{Birth, Patient, PatientRef};
use crate::domain::state::Hospital;
use crate::domain::text::Text;

/// The stay that somebody is in.
pub(super) fn stay_of<'a>(hospital: &'a Hospital, reference: &PatientRef) -> Option<&'a Arc<Stay>> {
    hospital.open_stay(hospital.find_patient(reference)?.id)
}

/// `5E-501-1 田中 太郎`: the bed stands before the name, because that is how a ward speaks of people.
pub(super) fn who(hospital: &Hospital, reference: &PatientRef) -> Filling {
    let Some(patient) = hospital.find_patient(reference) else {
        return match reference {
            PatientRef::Identifier(identifier) => Filling::Word(identifier.to_string()),
            PatientRef::Record(id) => Filling::Patient(*id),
        };
    };
    let name = patient.name.get().or_else(|| patient.kana.get());
    let name = name
        .map(ToString::to_string)
        .or_else(|| patient.identifier().map(ToString::to_string))
        .unwrap_or_else(|| patient.id.to_string());
    // Whoever shares the name with somebody who is here is told by the day of birth as well.
    let shares = |other: &Patient| {
        let same = |one: &Text, two: &Text| plain_name(one) == plain_name(two);
        other.id != patient.id
            && matches!((other.name.get(), patient.name.get()), (Some(one), Some(two)) if same(one, two))
            && hospital.open_stay(other.id).is_some()
    };
    let name = match patient.birth.get() {
        Some(Birth::On(day)) if hospital.patients().any(|other| shares(other)) => format!("{name} ({day})"),
        _ => name,
    };
    let stay = hospital.open_stay(patient.id).filter(|stay| stay.is_present());
    match stay.and_then(|stay| stay.place()).and_then(|place| place.answers()) {
        Some(bed) => Filling::Word(format!("{} {name}", bed.shown())),
        None => Filling::Word(name),
    }
}

/// A name without the blanks in it.
fn plain_name(name: &Text) -> String {
    name.as_str().chars().filter(|c| !c.is_whitespace()).collect()
}

/// Somebody who is only now being registered.
pub(super) fn named(person: &Register) -> Filling {
    let name = person.name.as_ref().or(person.kana.as_ref());
    Filling::Word(
        name.map(ToString::to_string)
            .or_else(|| person.identifier.as_ref().map(ToString::to_string))
            .unwrap_or_default(),
    )
}
