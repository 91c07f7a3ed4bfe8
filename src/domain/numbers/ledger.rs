//! Every number of a patient that was given by hand, what became of it, by whom, where and when; and who of those who came
//! is still without a name or a bed.

use std::sync::Arc;

use super::{
    alias::{self, Alias},
    fact::{Arrival, IssuedNumber, Mother},
    scheme::NumberKind,
};
use crate::domain::{
    census::{BedName, Disposition},
    identity::{Birth, Identifier, Patient, PatientId, Sex},
    record::{Said, Station, Timestamp},
    state::Hospital,
    text::Text,
};

/// What became of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NumberState {
    /// In a packet that nobody was given.
    Prepared,
    Issued,
    /// The person has another number, too.
    Linked,
    Voided,
}

/// Which rows of the ledger; `None` is all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    pub kind: Option<NumberKind>,
    pub state: Option<NumberState>,
    /// Where it was given.
    pub station: Option<Station>,
    pub incident: Option<Text>,
}

/// One number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub number: Identifier,
    pub kind: NumberKind,
    pub state: NumberState,
    pub station: Station,
    /// Given, or put into a packet.
    pub issued: Said,
    pub activated: Option<Said>,
    pub patient: Option<PatientId>,
    pub name: Option<Text>,
    pub kana: Option<Text>,
    pub sex: Option<Sex>,
    pub birth: Option<Birth>,
    pub alias: Option<Alias>,
    pub mother: Option<Mother>,
    pub arrival: Arrival,
    /// Whom the search showed before it was given, and who is none of them.
    pub declined: Vec<PatientId>,
    /// The other numbers of the person, those of linked records included.
    pub others: Vec<Identifier>,
    /// The hospital's own number of the person is known.
    pub identified: bool,
    /// Who linked it last, and when.
    pub linked: Option<Said>,
    /// When its labels were printed.
    pub printed: Vec<(Said, Option<Text>)>,
    pub voided: Option<(Said, Text)>,
    /// Whose word it is that the person has left without having been in a bed, and how.
    pub ended: Option<(Said, Disposition)>,
    /// Where the person is, or that nobody is here any more.
    pub whereabouts: Whereabouts,
}

/// Where somebody is who was given a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// Nobody has it: a packet.
    Nobody,
    /// Here, and in no bed.
    Waiting,
    Bed(BedName),
    /// Was in a bed, and was discharged; went from the emergency department; or has left the lists since.
    Left,
}

/// The rows, in the order in which the numbers were given.
pub fn rows(hospital: &Hospital, filter: &Filter) -> Vec<Row> {
    let mut rows: Vec<Row> = hospital
        .numbers()
        .filter_map(|number| row(hospital, number))
        .filter(|row| filter.kind.is_none_or(|kind| row.kind == kind))
        .filter(|row| filter.state.is_none_or(|state| row.state == state))
        .filter(|row| filter.station.is_none_or(|station| row.station == station))
        .filter(|row| filter.incident.is_none() || row.arrival.incident == filter.incident)
        .collect();
    rows.sort_by(|a, b| (a.issued.order, &a.number).cmp(&(b.issued.order, &b.number)));
    rows
}

/// The row of one number; `None` for a number that was only heard of from a packet.
pub fn row(hospital: &Hospital, number: &IssuedNumber) -> Option<Row> {
    let (said, fact) = number.issued.first().map_or_else(
        || {
            let (said, _) = number.activated.first()?;
            Some((said.clone(), None))
        },
        |(said, fact)| Some((said.clone(), Some(fact))),
    )?;
    let station = fact.map_or(said.order.event.commit.station, |fact| fact.given.station);
    let patient = number.patient();
    let person = patient.and_then(|id| hospital.patient(id));
    let persons = patient.map(|id| hospital.persons(id)).unwrap_or_default();
    let mut others: Vec<Identifier> = persons
        .iter()
        .filter_map(|id| hospital.patient(*id))
        .flat_map(|person| &person.identifiers)
        .map(|(_, other)| other.clone())
        .filter(|other| *other != number.number)
        .collect();
    others.dedup();
    let linked = patient.and_then(|id| {
        hospital
            .links_of(id)
            .map(|(said, _)| said.clone())
            .max_by_key(|said| said.order)
    });
    let state = if number.is_voided() {
        NumberState::Voided
    } else if patient.is_none() {
        NumberState::Prepared
    } else if others.is_empty() {
        NumberState::Issued
    } else {
        NumberState::Linked
    };
    let whereabouts = match patient {
        None => Whereabouts::Nobody,
        Some(_) if !number.ended.is_empty() && !is_in_bed(hospital, &persons) => Whereabouts::Left,
        Some(_) => whereabouts(hospital, &persons, number.since().map_or(said.at, |since| since.at)),
    };
    Some(Row {
        number: number.number.clone(),
        kind: fact.map_or(NumberKind::MassCasualty, |fact| fact.given.kind),
        state,
        station,
        issued: said,
        activated: number.activated.first().map(|(said, _)| said.clone()),
        patient,
        name: person.and_then(|person| person.name.get().cloned()),
        kana: person.and_then(|person| person.kana.get().cloned()),
        sex: person.and_then(|person| person.sex.get().copied()),
        birth: person.and_then(|person| person.birth.get().copied()),
        alias: number.alias().cloned(),
        mother: number.mother().cloned(),
        arrival: number.arrival().into_owned(),
        declined: fact.map(|fact| fact.declined.clone()).unwrap_or_default(),
        others,
        identified: patient.is_some_and(|patient| hospital.is_identified(patient)),
        linked,
        printed: number.printed.clone(),
        voided: number
            .voided
            .latest()
            .map(|claim| (claim.said.clone(), claim.value.clone())),
        ended: number.ended.latest().map(|claim| (claim.said.clone(), claim.value)),
        whereabouts,
    })
}

fn is_in_bed(hospital: &Hospital, records: &[PatientId]) -> bool {
    let mut stays = records.iter().flat_map(|id| hospital.open_stays(*id));
    stays.any(|stay| stay.is_present())
}

/// The numbers under which a person waits, of whom nobody has said that they left: whoever leaves, leaves all of them.
pub fn waiting_under(hospital: &Hospital, patient: PatientId) -> Vec<&IssuedNumber> {
    let records = hospital.records(patient);
    let numbers = records.into_iter().flat_map(|record| &record.identifiers);
    let known = numbers.filter_map(|(_, number)| hospital.number(number).map(AsRef::as_ref));
    known
        .filter(|number| number.patient().is_some() && number.ended.is_empty())
        .filter(|number| row(hospital, number).is_some_and(|row| row.whereabouts == Whereabouts::Waiting))
        .collect()
}

/// Where the person is whose records these are, and who came at `since`.
fn whereabouts(hospital: &Hospital, records: &[PatientId], since: Timestamp) -> Whereabouts {
    let mut present = records
        .iter()
        .flat_map(|id| hospital.open_stays(*id))
        .filter(|stay| stay.is_present());
    if let Some(bed) = present.find_map(|stay| stay.place()?.answers().cloned()) {
        return Whereabouts::Bed(bed);
    }
    // Only who was in a bed and is out of it leaves the hot state (`state::evict`); whoever waits stays in it.
    let mut here = records.iter().filter_map(|id| hospital.patient(*id)).peekable();
    let is_gone = here.peek().is_none();
    // Whoever was discharged this morning and comes back under a new number waits.
    let was_discharged = |record: &Arc<Patient>| {
        let last = record.admission.latest();
        last.is_some_and(|claim| claim.value.is_none() && claim.said.at >= since)
    };
    if is_gone || here.any(was_discharged) {
        Whereabouts::Left
    } else {
        Whereabouts::Waiting
    }
}

impl Row {
    /// Since when the person has been here under this number.
    pub fn since(&self) -> Timestamp {
        self.activated.as_ref().unwrap_or(&self.issued).at
    }

    /// Nobody knows who it is: still called by an alias, and no number that was not given by hand.
    pub fn is_unidentified(&self) -> bool {
        !self.identified
            && self.name.as_ref().is_none_or(alias::is_made)
            && matches!(self.state, NumberState::Issued | NumberState::Linked)
            && (self.alias.is_some() || self.kind == NumberKind::MassCasualty)
    }

    /// Here, and in no bed.
    pub fn waits_for_a_bed(&self) -> bool {
        matches!(self.state, NumberState::Issued | NumberState::Linked) && self.whereabouts == Whereabouts::Waiting
    }

    pub fn bed(&self) -> Option<&BedName> {
        match &self.whereabouts {
            Whereabouts::Bed(bed) => Some(bed),
            Whereabouts::Nobody | Whereabouts::Waiting | Whereabouts::Left => None,
        }
    }

    /// The number was taken from somebody who has no other: whoever it was may stand in the corridor.
    pub fn is_voided_on_somebody(&self) -> bool {
        self.state == NumberState::Voided && self.whereabouts == Whereabouts::Waiting && self.others.is_empty()
    }
}

/// Who came through the door of the emergency department since `since`, newborns as long as they are in no bed, and whoever is
/// still without a name and has not left: the longest first. Somebody whose only number was voided stays in sight as long: a number can be void, a person cannot.
pub fn arrivals(hospital: &Hospital, since: Timestamp) -> Vec<Row> {
    let mut rows: Vec<Row> = rows(hospital, &Filter::default())
        .into_iter()
        .filter(|row| row.patient.is_some())
        // A child is with the mother; until it has a cot no other list holds it.
        .filter(|row| row.kind != NumberKind::Newborn || row.waits_for_a_bed() || row.is_voided_on_somebody())
        .filter(|row| match row.state {
            NumberState::Prepared => false,
            NumberState::Issued | NumberState::Linked => {
                row.since() >= since || row.is_unidentified() && row.whereabouts != Whereabouts::Left
            }
            NumberState::Voided => {
                let voided = row.voided.as_ref().map_or(since, |(said, _)| said.at);
                row.is_voided_on_somebody() && voided >= since
            }
        })
        .collect();
    rows.sort_by_key(|row| (row.since(), row.issued.order));
    rows
}
