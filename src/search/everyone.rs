//! Everybody who can be found: the people whom the hospital knows today, and a register of former patients. Whoever is here comes
//! first and is shown once, whatever register they stand in as well.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::fold::numbers;
use super::index::{Builder, Index, MISTAKE, Query, Row};
use super::person::{Entry, Person};
use super::rank::Ranking;
use super::same::{Card, Evidence, Points, Registration, Zone};
use crate::domain::census::BedName;
use crate::domain::identity::{Birth, Patient, PatientId, Sex};
use crate::domain::state::Hospital;
use crate::domain::text::Text;

/// Who was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Whom {
    /// Somebody whom the hospital knows today, present or not.
    Known(PatientId),
    /// A former patient, by the row in the register.
    Former(Row),
}

/// Somebody who was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub whom: Whom,
    pub person: Person,
    /// The other numbers of somebody known, those of linked records included: what is on a wrist may be any of them.
    pub others: Vec<String>,
    /// The bed whose ward answers for an inpatient.
    pub bed: Option<BedName>,
    /// 1000 for what was typed exactly, less for what is further away.
    pub score: u16,
}

/// Somebody who may be the person that is to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Double {
    pub whom: Whom,
    pub person: Person,
    pub bed: Option<BedName>,
    pub points: Points,
    pub zone: Zone,
    pub evidence: Evidence,
}

/// The people of the hospital's own records, as an index: small, and made again when somebody comes.
#[derive(Debug)]
pub struct KnownPeople {
    index: Index,
    /// Whose row it is; somebody with two numbers has two rows.
    whose: HashMap<Row, PatientId>,
    /// The numbers of each record.
    own: HashMap<PatientId, Vec<String>>,
    /// Their numbers, letters and digits only: whoever has one of them is not shown again as a former patient.
    numbers: HashMap<String, Row>,
}

impl KnownPeople {
    /// `left` are those who have left the hot state; whoever is back in it is taken from there.
    pub fn of(hospital: &Hospital, left: &[Arc<Patient>]) -> Self {
        let left = left.iter().filter(|patient| hospital.patient(patient.id).is_none());
        let patients = hospital.patients().chain(left);
        let mut patients: Vec<&Arc<Patient>> = patients.filter(|patient| patient.is_known()).collect();
        patients.sort_unstable_by_key(|patient| patient.id);
        let mut builder = Builder::default();
        let mut by_number: HashMap<String, PatientId> = HashMap::new();
        let mut own: HashMap<PatientId, Vec<String>> = HashMap::new();
        for patient in patients {
            let given = patient.identifiers.iter().map(|(_, number)| number.to_string());
            let given: Vec<String> = given.collect();
            own.insert(patient.id, given.clone());
            let shown = if given.is_empty() {
                vec![patient.id.to_string()]
            } else {
                given
            };
            for id in shown {
                builder.add(&entry(&id, patient));
                by_number.insert(id, patient.id);
            }
        }
        let index = builder.finish();
        let whose = index
            .all()
            .filter_map(|row| Some((row, *by_number.get(index.id(row))?)));
        Self {
            whose: whose.collect(),
            own,
            numbers: index
                .all()
                .map(|row| (numbers::identifier(index.id(row)), row))
                .collect(),
            index,
        }
    }
}

fn entry<'a>(id: &'a str, patient: &'a Patient) -> Entry<'a> {
    Entry {
        id,
        name: patient.name.get().map_or("", Text::as_str),
        kana: patient.kana.get().map_or("", Text::as_str),
        sex: patient.sex.get().copied().unwrap_or(Sex::Unknown),
        birth: match patient.birth.get() {
            Some(Birth::On(day)) => day.to_date(),
            Some(Birth::AboutYear(_)) | None => None,
        },
        phone: patient.phone.get().map_or("", Text::as_str),
        address: patient.address.get().map_or("", Text::as_str),
        postcode: "",
    }
}

/// Everybody, for one search or one check. Cheap to make.
pub struct Everyone<'a> {
    pub hospital: &'a Hospital,
    pub known: &'a KnownPeople,
    pub register: Option<&'a Index>,
}

impl Everyone<'_> {
    /// At most `most` people whom what was typed may mean: inpatients first, the likeliest first.
    pub fn find(&self, typed: &str, most: usize) -> Vec<Candidate> {
        let query = Query::read(typed);
        let mut found: Vec<((bool, bool, u16), Whom, Row)> = Vec::new();
        let mut seen = HashSet::new();
        for one in self.known.index.find(&query, most) {
            let Some(id) = self.known.whose.get(&one.row).copied() else {
                continue;
            };
            if seen.insert(id) {
                let order = (one.cost >= MISTAKE, self.bed(id).is_none(), one.cost);
                found.push((order, Whom::Known(id), one.row));
            }
        }
        let room = most + seen.len();
        let register = self.register.into_iter().flat_map(|register| {
            let found = register.find(&query, room).into_iter();
            found.map(move |one| (register, one))
        });
        for (register, one) in register {
            let wrong = one.cost >= MISTAKE;
            match self.here(register.id(one.row)) {
                None => found.push(((wrong, true, one.cost), Whom::Former(one.row), one.row)),
                // By what the register says of them: an alias has the hospital's number, and not yet the name.
                Some((id, row)) if seen.insert(id) => {
                    found.push(((wrong, self.bed(id).is_none(), one.cost), Whom::Known(id), row));
                }
                Some(_) => {}
            }
        }
        found.sort_by_key(|(order, ..)| *order);
        found.truncate(most);
        let ranking = Ranking::new(typed);
        let mut ranked: Vec<_> = found
            .into_iter()
            .filter_map(|(order, whom, row)| {
                let person = self.person(whom, row)?;
                let fit = ranking.score(&format!("{} {}", person.name, person.kana)).unwrap_or(0);
                Some((order, -fit, whom, person))
            })
            .collect();
        ranked.sort_by_key(|(order, fit, ..)| (*order, *fit));
        ranked
            .into_iter()
            .map(|((.., cost), _, whom, person)| Candidate {
                whom,
                bed: self.bed_of(whom),
                others: self.others(whom, &person.id),
                person,
                score: 1000_u16.saturating_sub(cost.saturating_mul(10)),
            })
            .collect()
    }

    /// Who may be the person that is to be registered, the likeliest first.
    pub fn same_person(&self, registration: &Registration<'_>, card: &Card) -> Vec<Double> {
        let mut doubles: Vec<Double> = Vec::new();
        let mut seen = HashSet::new();
        for likely in self.known.index.same_person(registration, card) {
            let Some(id) = self.known.whose.get(&likely.row).copied() else {
                continue;
            };
            if let Some(person) = self.person(Whom::Known(id), likely.row).filter(|_| seen.insert(id)) {
                doubles.push(self.double(Whom::Known(id), person, &likely));
            }
        }
        for (register, likely) in self.register.into_iter().flat_map(|register| {
            register
                .same_person(registration, card)
                .into_iter()
                .map(move |one| (register, one))
        }) {
            let (whom, row) = match self.here(register.id(likely.row)) {
                None => (Whom::Former(likely.row), likely.row),
                Some((id, row)) if seen.insert(id) => (Whom::Known(id), row),
                Some(_) => continue,
            };
            if let Some(person) = self.person(whom, row) {
                doubles.push(self.double(whom, person, &likely));
            }
        }
        doubles.sort_by_key(|one| std::cmp::Reverse(one.points));
        let must = doubles.iter().filter(|one| one.zone == Zone::MustResolve).count();
        doubles.truncate(must.max(card.listed()));
        doubles
    }

    /// Who of those whom the hospital knows has this number of the register, and one of their rows.
    fn here(&self, number: &str) -> Option<(PatientId, Row)> {
        let row = *self.known.numbers.get(&numbers::identifier(number))?;
        Some((*self.known.whose.get(&row)?, row))
    }

    fn double(&self, whom: Whom, person: Person, likely: &super::same::Likely) -> Double {
        Double {
            whom,
            person,
            bed: self.bed_of(whom),
            points: likely.points,
            zone: likely.zone,
            evidence: likely.evidence,
        }
    }

    fn person(&self, whom: Whom, row: Row) -> Option<Person> {
        match whom {
            Whom::Known(_) => Some(self.known.index.person(row)),
            Whom::Former(row) => self.register.map(|register| register.person(row)),
        }
    }

    /// The numbers of a person beside the one that is shown.
    fn others(&self, whom: Whom, shown: &str) -> Vec<String> {
        let Whom::Known(id) = whom else {
            return Vec::new();
        };
        let records = self.hospital.persons(id).into_iter();
        let numbers = records.filter_map(|record| self.known.own.get(&record)).flatten();
        numbers.filter(|number| *number != shown).cloned().collect()
    }

    fn bed_of(&self, whom: Whom) -> Option<BedName> {
        match whom {
            Whom::Known(id) => self.bed(id).cloned(),
            Whom::Former(_) => None,
        }
    }

    /// Where an inpatient belongs.
    fn bed(&self, id: PatientId) -> Option<&BedName> {
        let stay = self.hospital.open_stay(id).filter(|stay| stay.is_present())?;
        stay.place()?.answers()
    }
}
