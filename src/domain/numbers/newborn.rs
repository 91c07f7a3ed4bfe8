//! Newborns: named from the mother, tied to her stay, with numbers that are no neighbours (domain.md, Patient IDs 5).

use super::{
    Counter,
    alias::{Tongue, newborn, newborn_reading},
    fact::{Arrival, IssuedNumber, Mother, NumberIssued},
    issue::with_record,
    refusal::NumberRefusal,
    scheme::NumberKind,
};
use crate::domain::{
    access::Context,
    census::decide::known,
    compose::Draft,
    identity::{self, Birth, Particular, PatientId, PatientRef, Sex},
    record::{Day, Timestamp},
    refusal::Refusal,
    state::Hospital,
    text::{NAME, Text},
};

/// Numbers between two children of one mother, so that theirs are no neighbours.
const APART: u32 = 7;

/// The children of one birth, in order, and what is said of all of them.
pub(super) struct Birthing<'a> {
    pub babies: &'a [Sex],
    pub born: Option<Day>,
    pub tongue: Tongue,
    pub declined: Vec<PatientId>,
}

/// A number and a record for each child.
pub(super) fn children(
    hospital: &Hospital,
    mother: &PatientRef,
    birth: Birthing<'_>,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    const MOST: u16 = 6;
    let Birthing {
        babies,
        born,
        tongue,
        declined,
    } = birth;
    let mother = known(hospital, mother)?;
    if is_man(hospital, mother.id) {
        return Err(NumberRefusal::MotherIsMan { patient: mother.id }.into());
    }
    let of = u8::try_from(babies.len()).unwrap_or(u8::MAX);
    if of == 0 || u16::from(of) > MOST {
        return Err(NumberRefusal::CountOutOfRange { most: MOST }.into());
    }
    let zone = hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone());
    let born = born.or(day_of(at, zone));
    identity::decide::plausible_birth(hospital, born.map(Birth::On), context.now)?;
    let stay = hospital
        .open_stay(mother.id)
        .filter(|stay| stay.is_present())
        .map(|stay| stay.id);
    let mothers = hospital.persons(mother.id);
    let before = hospital.numbers().filter(|number| {
        let known = number.mother().filter(|known| mothers.contains(&known.patient));
        let in_one_stay = |known: &Mother| stay.is_some() && known.stay == stay;
        let in_one_birth = || born_on(hospital, number, zone).is_some_and(|day| is_one_birth(born, day));
        !number.is_voided() && known.is_some_and(|known| in_one_stay(known) || in_one_birth())
    });
    let before = u8::try_from(before.count()).unwrap_or(u8::MAX);
    let mut counter = Counter::new(hospital, context.former, NumberKind::Newborn, context.life())?;
    let mut draft = Draft::default();
    for (place, sex) in (1..=of).zip(babies) {
        if place > 1 || before > 0 {
            counter.skip(APART);
        }
        let given = counter.take()?;
        let order = before.saturating_add(place);
        let letter = (of > 1 || before > 0).then(|| char::from(b'A'.saturating_add(order - 1).min(b'Z')));
        let mut particulars = Vec::new();
        // A mother without a name is called by her reading, or by her number: a child is never without a name.
        let own = mother.name.get().or(mother.kana.get()).cloned();
        let own = own.or_else(|| {
            let number = hospital.identifier_of(&mother).map(ToString::to_string);
            Text::parse(&number.unwrap_or_else(|| mother.id.to_string()), NAME).ok()
        });
        let name = own.and_then(|name| newborn(&name, letter, tongue));
        particulars.extend(name.map(Particular::Name));
        let reading = mother.kana.get().and_then(|kana| newborn_reading(kana, letter));
        particulars.extend(reading.map(Particular::Kana));
        particulars.push(Particular::Sex(*sex));
        particulars.extend(born.map(Birth::On).map(Particular::Birth));
        let issued = NumberIssued {
            given,
            patient: None,
            alias: None,
            mother: Some(Box::new(Mother {
                patient: mother.id,
                stay,
                order,
                of: before.saturating_add(of),
            })),
            arrival: Arrival::default(),
            declined: declined.clone(),
        };
        with_record(issued, particulars, at, &mut draft);
    }
    Ok(draft)
}

fn day_of(at: Timestamp, zone: chrono_tz::Tz) -> Option<Day> {
    at.to_utc().map(|at| Day::from(at.with_timezone(&zone).date_naive()))
}

/// The day on which a child was born; of one whose record says none, the day of its number.
fn born_on(hospital: &Hospital, number: &IssuedNumber, zone: chrono_tz::Tz) -> Option<Day> {
    let child = number.patient().and_then(|child| hospital.patient(child));
    match child.and_then(|child| child.birth.get()) {
        Some(Birth::On(day)) => Some(*day),
        Some(Birth::AboutYear(_)) | None => number.issued.first().and_then(|(said, _)| day_of(said.at, zone)),
    }
}

/// Twins are born in one night, perhaps on both sides of midnight; their mother may be admitted, or recognised, between them.
fn is_one_birth(one: Option<Day>, other: Day) -> bool {
    let apart = |one: Day| Some((one.to_date()? - other.to_date()?).num_days().abs());
    one.and_then(apart).is_some_and(|days| days <= 1)
}

/// Whether everything that is known of the sex, at whichever of the linked records, says a man. Not asked is no reason: a woman in
/// labour is not sent away for a form.
pub fn is_man(hospital: &Hospital, patient: PatientId) -> bool {
    let records = hospital.records(patient);
    let said = records.iter().filter_map(|record| record.sex.get());
    let mut known = said.filter(|sex| **sex != Sex::Unknown).peekable();
    known.peek().is_some() && known.all(|sex| *sex == Sex::Male)
}
