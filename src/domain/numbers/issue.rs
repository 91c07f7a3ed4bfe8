//! Giving numbers to people: known, unidentified, newborn, many at once; voiding and printing. A number is
//! committed with the record of the person, in one durable step, or not at all.

use super::{
    Counter, Given,
    alias::{Alias, Tongue},
    asked,
    drawing::Names,
    fact::{Arrival, IssuedNumber, NumberIssued, NumberPrinted, NumberVoided},
    newborn::{Birthing, children},
    refusal::NumberRefusal,
    scheme::NumberKind,
    tags::Tags,
};
use crate::domain::{
    access::Context,
    census::decide::known,
    command::Register,
    compose::Draft,
    identity::{self, Birth, Identifier, Particular, Patient, PatientId, PatientRef, Sex, fact::Registered},
    record::{Day, Timestamp},
    refusal::Refusal,
    state::Hospital,
    text::Text,
};

/// Somebody without a number is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    pub newcomer: Newcomer,
    /// Whom the search showed, and who is none of them.
    pub declined: Vec<PatientRef>,
    /// In which language names are made.
    pub tongue: Tongue,
    /// By what whoever asks knows this request again: asked a second time, after a crash or an answer that was lost, it comes to
    /// the number that was given, and never to a second one.
    pub request: Option<Text>,
}

/// Who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Newcomer {
    /// Says who it is; the hospital's number is not at hand.
    Known { person: Register, arrival: Arrival },
    Unidentified {
        sex: Option<Sex>,
        birth: Option<Birth>,
        arrival: Arrival,
    },
    Newborn {
        mother: PatientRef,
        /// One for each child, in the order of birth.
        babies: Vec<Sex>,
        /// The day of the command where it was not said.
        born: Option<Day>,
    },
    /// Many at once. The first tag is counted up for the others.
    Mass { count: u16, arrival: Arrival },
}

/// Persons that one command can bring (domain.md, Patient IDs 6).
pub const MOST_AT_ONCE: u16 = 500;

/// Gives the number, or the numbers. What was asked under the same name before is answered elsewhere: see
/// [`asked::before`](super::asked::before).
pub fn issue(hospital: &Hospital, mut issue: Issue, at: Timestamp, context: &Context<'_>) -> Result<Draft, Refusal> {
    let request = issue.request.take();
    let mut draft = given(hospital, issue, at, context)?;
    asked::note(&mut draft, at, request);
    Ok(draft)
}

fn given(hospital: &Hospital, issue: Issue, at: Timestamp, context: &Context<'_>) -> Result<Draft, Refusal> {
    match &issue.newcomer {
        Newcomer::Known { arrival, .. } | Newcomer::Unidentified { arrival, .. } | Newcomer::Mass { arrival, .. } => {
            found_before_now(arrival, context)?;
        }
        Newcomer::Newborn { .. } => {}
    }
    let mut declined = Vec::with_capacity(issue.declined.len());
    for reference in &issue.declined {
        declined.push(match (known(hospital, reference), reference) {
            (Ok(person), _) => person.id,
            // A former patient, whom only the register knows: the record that there would be.
            (Err(_), PatientRef::Identifier(number)) => PatientId::of(number),
            (Err(refusal), PatientRef::Record(_)) => return Err(refusal),
        });
    }
    let drawing = || Drawing::new(hospital, context);
    match issue.newcomer {
        Newcomer::Known { person, arrival } => one_known(hospital, person, arrival, declined, at, context),
        Newcomer::Unidentified { sex, birth, arrival } => {
            identity::decide::plausible_birth(hospital, birth, context.now)?;
            let mut counter = Counter::new(hospital, context.former, NumberKind::Temporary, context.life())?;
            let given = counter.take()?;
            let person = Nameless { sex, birth };
            let alias = drawing().draw()?;
            let mut draft = Draft::default();
            nameless(given, alias, &person, issue.tongue, (arrival, declined), at, &mut draft);
            Ok(draft)
        }
        Newcomer::Newborn { mother, babies, born } => {
            let birth = Birthing {
                babies: &babies,
                born,
                tongue: issue.tongue,
                declined,
            };
            children(hospital, &mother, birth, at, context)
        }
        Newcomer::Mass { count, arrival } => {
            let mut counter = Counter::new(hospital, context.former, NumberKind::MassCasualty, context.life())?;
            let mut drawing = drawing();
            let mut draft = Draft::of(2 * usize::from(count));
            let tags = arrival.tag.as_ref().map(Tags::from);
            for place in 0..in_range(count)? {
                let given = counter.take()?;
                let alias = drawing.draw()?;
                let tag = tags.as_ref().map(|tags| {
                    let too_long = |tag: &Text| NumberRefusal::TagTooLong {
                        tag: tag.clone(),
                        count,
                    };
                    tags.at(place).ok_or_else(|| too_long(tags.first()))
                });
                let one = Arrival {
                    tag: tag.transpose()?,
                    ..arrival.clone()
                };
                let person = Nameless { sex: None, birth: None };
                nameless(
                    given,
                    alias,
                    &person,
                    issue.tongue,
                    (one, declined.clone()),
                    at,
                    &mut draft,
                );
            }
            Ok(draft)
        }
    }
}

/// The number is not used any more. Somebody who lies in a bed and has no other that holds, at this record or a linked one,
/// needs it. Whoever has no bed stays in sight of the emergency department (`ledger::arrivals`).
pub fn void(hospital: &Hospital, number: &Identifier, reason: Text, at: Timestamp) -> Result<Draft, Refusal> {
    let known = found(hospital, number)?;
    let number = known.number.clone();
    if known.is_voided() {
        return Err(NumberRefusal::Voided { number }.into());
    }
    if let Some(patient) = goes_by(hospital, known)
        && hospital.open_stay(patient).is_some()
        && !hospital.goes_by_another(patient, &number)
    {
        return Err(NumberRefusal::NumberNeeded { number, patient }.into());
    }
    Ok(Draft::one(at, NumberVoided { number, reason }))
}

/// Labels were printed. Each time after the first has a reason: two wristbands of one number are a danger.
pub fn print(hospital: &Hospital, number: &Identifier, reason: Option<Text>, at: Timestamp) -> Result<Draft, Refusal> {
    let known = found(hospital, number)?;
    let number = known.number.clone();
    if known.is_voided() {
        return Err(NumberRefusal::Voided { number }.into());
    }
    if !known.printed.is_empty() && reason.is_none() {
        return Err(NumberRefusal::ReasonMissing { number }.into());
    }
    Ok(Draft::one(at, NumberPrinted { number, reason }))
}

/// Who goes by a number: whoever was given it, or else whoever has it as an ID all the same. Another laptop, which had not heard of
/// the packet yet, may have taken it for one.
pub(super) fn goes_by(hospital: &Hospital, number: &IssuedNumber) -> Option<PatientId> {
    let holder = || hospital.find_patient(&PatientRef::Identifier(number.number.clone()));
    number.patient().or_else(|| holder().map(|holder| holder.id))
}

fn found<'a>(hospital: &'a Hospital, number: &Identifier) -> Result<&'a IssuedNumber, Refusal> {
    let written = hospital.as_written(number);
    hospital
        .number(&written)
        .map(AsRef::as_ref)
        .ok_or_else(|| NumberRefusal::NotANumber { number: number.clone() }.into())
}

/// Draws the aliases of one command.
pub(super) struct Drawing<'h> {
    hospital: &'h Hospital,
    names: Names,
    reach: Reach,
}

/// What an alias that is drawn is unlike.
enum Reach {
    EverGiven,
    /// There are no such any more: unlike those that somebody goes by.
    InUse,
}

impl<'h> Drawing<'h> {
    pub(super) fn new(hospital: &'h Hospital, context: &Context<'_>) -> Self {
        Self {
            hospital,
            names: Names::new(context.chance, context.commit.station, hospital.aliases()),
            reach: Reach::EverGiven,
        }
    }

    pub(super) fn draw(&mut self) -> Result<Alias, Refusal> {
        if matches!(self.reach, Reach::EverGiven) {
            if let Some(alias) = self.names.draw_apart() {
                return Ok(alias);
            }
            self.names.beside(aliases_in_use(self.hospital).collect());
            self.reach = Reach::InUse;
        }
        self.names.draw().ok_or_else(|| NumberRefusal::NoAlias.into())
    }
}

/// The aliases that somebody goes by: of numbers that are not voided, whose holder is not known by name yet.
fn aliases_in_use(hospital: &Hospital) -> impl Iterator<Item = &Alias> {
    let goes_by = |number: &&std::sync::Arc<IssuedNumber>| {
        let is_identified = |patient| hospital.is_identified_beside(patient, &number.number);
        !number.is_voided() && !number.patient().is_some_and(is_identified)
    };
    hospital.numbers().filter(goes_by).filter_map(|number| number.alias())
}

/// Nobody was found at a moment that is yet to come; the minute that is under way counts as now, as it does for all that happened.
pub(super) fn found_before_now(arrival: &Arrival, context: &Context<'_>) -> Result<(), Refusal> {
    match arrival.found_at {
        Some(at) if at.minute() > context.now => Err(NumberRefusal::FoundInFuture { at }.into()),
        Some(_) | None => Ok(()),
    }
}

pub(super) fn in_range(count: u16) -> Result<u16, Refusal> {
    if (1..=MOST_AT_ONCE).contains(&count) {
        Ok(count)
    } else {
        Err(NumberRefusal::CountOutOfRange { most: MOST_AT_ONCE }.into())
    }
}

struct Nameless {
    sex: Option<Sex>,
    birth: Option<Birth>,
}

fn nameless(
    given: Given,
    alias: Alias,
    person: &Nameless,
    tongue: Tongue,
    (arrival, declined): (Arrival, Vec<PatientId>),
    at: Timestamp,
    draft: &mut Draft,
) {
    let mut particulars = Vec::new();
    particulars.extend(alias.name(tongue).map(Particular::Name));
    particulars.extend(alias.reading().map(Particular::Kana));
    particulars.extend(person.sex.map(Particular::Sex));
    particulars.extend(person.birth.map(Particular::Birth));
    let issued = NumberIssued {
        given,
        patient: None,
        alias: Some(alias),
        mother: None,
        arrival,
        declined,
    };
    with_record(issued, particulars, at, draft);
}

/// A number is given together with the record of whoever gets it, which is named by it.
pub(super) fn with_record(issued: NumberIssued, particulars: Vec<Particular>, at: Timestamp, draft: &mut Draft) {
    let patient = PatientId::of(&issued.given.number);
    draft.add(
        at,
        Registered {
            patient,
            identifiers: vec![issued.given.number.clone()],
            particulars,
        },
    );
    draft.add(
        at,
        NumberIssued {
            patient: Some(patient),
            ..issued
        },
    );
}

fn one_known(
    hospital: &Hospital,
    person: Register,
    arrival: Arrival,
    declined: Vec<PatientId>,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    if person.name.is_none() && person.kana.is_none() {
        return Err(Refusal::NameMissing);
    }
    identity::decide::plausible_birth(hospital, person.birth, context.now)?;
    if let Some(patient) = same_person(hospital, &person, &declined) {
        return Err(NumberRefusal::LikelySame { patient }.into());
    }
    let issued = NumberIssued {
        given: Counter::new(hospital, context.former, NumberKind::Temporary, context.life())?.take()?,
        patient: None,
        alias: None,
        mother: None,
        arrival,
        declined,
    };
    let mut draft = Draft::of(2);
    with_record(issued, identity::decide::particulars(person), at, &mut draft);
    Ok(draft)
}

/// Somebody here with this date of birth and this name or reading, whom nobody has ruled out. The search before says more;
/// this stands where there is no search.
fn same_person(hospital: &Hospital, person: &Register, declined: &[PatientId]) -> Option<PatientId> {
    let plain = |text: &Text| text.as_str().chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let same = |said: Option<&Text>, known: Option<&Text>| match (said, known) {
        (Some(said), Some(known)) => plain(said) == plain(known),
        _ => false,
    };
    let alike = |patient: &&std::sync::Arc<Patient>| {
        let born = matches!((person.birth, patient.birth.get()), (Some(Birth::On(a)), Some(Birth::On(b))) if a == *b);
        let named = same(person.name.as_ref(), patient.name.get()) || same(person.kana.as_ref(), patient.kana.get());
        born && named && !declined.contains(&patient.id)
    };
    hospital.patients().filter(alike).map(|patient| patient.id).min()
}
