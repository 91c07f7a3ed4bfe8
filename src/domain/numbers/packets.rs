//! Packets: numbers with aliases that are printed in peacetime and given away when somebody comes, on whichever laptop.

use super::{
    Counter,
    alias::{self, Alias, Tongue},
    asked,
    fact::{Arrival, IssuedNumber, NumberIssued, PacketActivated},
    issue::{Drawing, found_before_now, goes_by, in_range},
    refusal::NumberRefusal,
    scheme::{NumberKind, Parts},
    typed,
    verify::packets_meant,
};
use crate::domain::{
    access::Context,
    compose::Draft,
    identity::{self, Birth, Identifier, Particular, PatientId, PatientRef, Sex, fact::Registered},
    record::Timestamp,
    refusal::Refusal,
    state::Hospital,
    text::Text,
};

/// Numbers with aliases, to be printed in peacetime and given away when somebody comes.
pub fn prepare(
    hospital: &Hospital,
    count: u16,
    request: Option<Text>,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let mut counter = Counter::new(hospital, context.former, NumberKind::MassCasualty, context.life())?;
    let mut drawing = Drawing::new(hospital, context);
    let mut draft = Draft::default();
    for _ in 0..in_range(count)? {
        draft.add(
            at,
            NumberIssued {
                given: counter.take()?,
                patient: None,
                alias: Some(drawing.draw()?),
                mother: None,
                arrival: Arrival::default(),
                declined: Vec::new(),
            },
        );
    }
    asked::note(&mut draft, at, request);
    Ok(draft)
}

/// Somebody is given a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activate {
    pub number: Identifier,
    /// What stands on the packet, where this laptop does not know it.
    pub alias: Option<Text>,
    pub sex: Option<Sex>,
    pub birth: Option<Birth>,
    pub arrival: Arrival,
    pub tongue: Tongue,
}

/// The packet belongs to somebody from now on. It may come from a laptop that is not in reach: then its check digits
/// vouch for the number, and the alias is read from the packet.
pub fn activate(
    hospital: &Hospital,
    activate: Activate,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    identity::decide::plausible_birth(hospital, activate.birth, context.now)?;
    found_before_now(&activate.arrival, context)?;
    let number = hospital.as_written(&activate.number);
    let packet = hospital.number(&number);
    match packet {
        Some(packet) => {
            if packet.is_voided() {
                return Err(NumberRefusal::Voided { number }.into());
            }
            if let Some(patient) = goes_by(hospital, packet) {
                return Err(NumberRefusal::PacketGiven { number, patient }.into());
            }
        }
        None => {
            let former = hospital.former_schemes();
            let readings: Vec<Parts> = former
                .iter()
                .filter_map(|scheme| scheme.read(number.as_str()))
                .collect();
            if readings.is_empty() {
                return Err(NumberRefusal::NotANumber { number }.into());
            }
            if !readings.iter().any(|parts| parts.holds) {
                let meant = packets_meant(hospital, &number);
                return Err(NumberRefusal::Misread { number, meant }.into());
            }
            typed::plausible(hospital, &number, context)?;
            if let Some(known) = hospital.find_patient(&PatientRef::Identifier(number.clone())) {
                return Err(NumberRefusal::PacketGiven {
                    number,
                    patient: known.id,
                }
                .into());
            }
        }
    }
    let known = packet.and_then(|packet| packet.alias()).cloned();
    let alias = known.clone().or_else(|| activate.alias.as_ref().and_then(Alias::read));
    let name = match &alias {
        Some(alias) => alias.name(activate.tongue),
        None => activate.alias.and_then(|read| alias::typed(&read, activate.tongue)),
    };
    let name = name.ok_or(NumberRefusal::AliasMissing)?;
    if known.is_none()
        && let Some(other) = called_so(hospital, alias.as_ref(), &name)
    {
        // Misread, or one packet written down twice.
        return Err(NumberRefusal::AliasInUse { name, patient: other }.into());
    }
    let patient = PatientId::of(&number);
    let mut particulars = vec![Particular::Name(name)];
    particulars.extend(alias.as_ref().and_then(Alias::reading).map(Particular::Kana));
    particulars.extend(activate.sex.map(Particular::Sex));
    particulars.extend(activate.birth.map(Particular::Birth));
    let mut draft = Draft::one(
        at,
        Registered {
            patient,
            identifiers: vec![number.clone()],
            particulars,
        },
    );
    draft.add(
        at,
        PacketActivated {
            number,
            patient,
            arrival: activate.arrival,
        },
    );
    Ok(draft)
}

/// Somebody who goes by this very alias already. One that is merely like it may be on an honest packet: laptops that do not see each
/// other draw different pairs, which may resemble each other.
fn called_so(hospital: &Hospital, alias: Option<&Alias>, name: &Text) -> Option<PatientId> {
    let is_like = |given: &IssuedNumber, patient: PatientId| {
        let person = hospital.patient(patient)?;
        let theirs = person.name.get().filter(|theirs| alias::is_made(theirs))?;
        let like = |alias: &Alias| {
            let other = given.alias().cloned().or_else(|| Alias::read(theirs));
            other.as_ref() == Some(alias)
        };
        (theirs == name || alias.is_some_and(like)).then_some(patient)
    };
    let mut numbers = hospital.numbers().filter(|number| !number.is_voided());
    numbers.find_map(|number| is_like(number, number.patient()?))
}
