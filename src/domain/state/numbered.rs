//! What the hospital knows of the numbers that are given by hand.

use super::{
    Arc, Block, BlockNumber, Discrepancy, Hospital, Identifier, Installation, IssuedNumber, Life, Link, Patient,
    PatientId, Said, Scheme, Schemes, Station, Used,
};
use crate::domain::{census::DiscrepancyKind, identity::AllergyStatus};

impl Hospital {
    /// Numbers that could be, or were, given twice.
    pub(super) fn discrepancies_of_numbers(&self, found: &mut Vec<Discrepancy>) {
        for block in self.blocks.values().filter(|block| block.is_shared()) {
            let kind = DiscrepancyKind::BlockShared {
                station: block.station,
                block: block.number,
            };
            let events = block.holders.iter().map(|(said, _)| said.order.event).collect();
            found.push(Discrepancy::new(kind, events));
        }
        for ((station, installation), life) in &self.lives {
            for (said, fork) in &life.forks {
                let kind = DiscrepancyKind::StationForked {
                    station: *station,
                    installation: *installation,
                    sequence: fork.commit.sequence,
                };
                found.push(Discrepancy::new(kind, vec![said.order.event]));
            }
        }
    }

    /// The schemes in force: the hospital's own, or those that andon begins with.
    pub fn schemes(&self) -> &Arc<Schemes> {
        self.settings
            .schemes
            .get()
            .map_or(&self.first_schemes, |adopted| &adopted.schemes)
    }

    /// Every scheme by which numbers may have been given, those that andon begins with included.
    pub fn former_schemes(&self) -> Vec<Scheme> {
        let first = self.first_schemes.all().map(|(_, scheme)| scheme);
        let mut former: Vec<Scheme> = first.chain(&self.settings.former).cloned().collect();
        former.sort_unstable();
        former.dedup();
        former
    }

    pub fn blocks(&self) -> impl Iterator<Item = &Arc<Block>> {
        self.blocks.values()
    }

    pub fn block(&self, station: Station, number: BlockNumber) -> Option<&Arc<Block>> {
        self.blocks.get(&(station, number))
    }

    /// A life of a station, if something was found of it.
    pub fn life(&self, station: Station, installation: Installation) -> Option<&Life> {
        self.lives.get(&(station, installation)).map(AsRef::as_ref)
    }

    /// A number of a patient that was given by hand.
    pub fn number(&self, number: &Identifier) -> Option<&Arc<IssuedNumber>> {
        self.numbers.get(number)
    }

    /// Every number of a patient that was given by hand or set aside in a packet.
    pub fn numbers(&self) -> impl Iterator<Item = &Arc<IssuedNumber>> {
        self.numbers.values()
    }

    /// A number as it is printed, hyphens in their places, whichever way it was typed.
    pub fn as_written(&self, number: &Identifier) -> Identifier {
        if self.numbers.contains_key(number) {
            return number.clone();
        }
        let read = self
            .schemes()
            .all()
            .find_map(|(_, scheme)| scheme.read(number.as_str()));
        let written = read.and_then(|parts| Identifier::parse(&parts.written).ok());
        written.unwrap_or_else(|| number.clone())
    }

    /// All records of the person that a record belongs to, itself first: those that are linked, and linked with those.
    pub fn persons(&self, patient: PatientId) -> Vec<PatientId> {
        let mut found = vec![patient];
        let mut next = 0;
        while let Some(one) = found.get(next).copied() {
            next += 1;
            for other in self.linked.get(&one).into_iter().flatten() {
                if !found.contains(other) {
                    found.push(*other);
                }
            }
        }
        found
    }

    /// The records of a person that are here, the named one first.
    pub fn records(&self, patient: PatientId) -> Vec<&Arc<Patient>> {
        let persons = self.persons(patient).into_iter();
        persons.filter_map(|id| self.patients.get(&id)).collect()
    }

    /// Whether two records are one person.
    pub fn is_one_person(&self, one: PatientId, other: PatientId) -> bool {
        one == other || self.persons(one).contains(&other)
    }

    /// What the person is allergic to, at whichever of the linked records it was said.
    pub fn allergies(&self, patient: PatientId) -> AllergyStatus<'_> {
        let mut known = AllergyStatus::NotAsked;
        for record in self.records(patient) {
            known = known.and(record.allergies.status());
        }
        known
    }

    /// What was said of two records being one person.
    pub fn link(&self, one: PatientId, other: PatientId) -> Option<&Link> {
        self.links.get(&(one.min(other), one.max(other))).map(AsRef::as_ref)
    }

    /// The links that hold of a record, each with whose word it is and the other record.
    pub fn links_of(&self, patient: PatientId) -> impl Iterator<Item = (&Said, PatientId)> {
        let others = self.linked.get(&patient).into_iter().flatten();
        others.filter_map(move |other| {
            let said = &self.link(patient, *other)?.linked.latest()?.said;
            Some((said, *other))
        })
    }

    /// Whether a person has a number that was not given by hand, at this record or a linked one.
    pub fn is_identified(&self, patient: PatientId) -> bool {
        let records = self.persons(patient);
        let numbers = records
            .iter()
            .filter_map(|id| self.patients.get(id))
            .flat_map(|known| &known.identifiers);
        numbers
            .into_iter()
            .any(|(_, number)| !self.numbers.contains_key(number))
    }

    /// How far the blocks are used, of every station that is known.
    pub fn used(&self) -> &Used {
        &self.used
    }
}
