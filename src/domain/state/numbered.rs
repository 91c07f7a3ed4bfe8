//! What the hospital knows of the numbers that are given by hand.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Arc, Block, BlockNumber, Discrepancy, Hospital, Identifier, Installation, IssuedNumber, Life, Link, Patient,
    PatientId, Said, Scheme, Schemes, Station, Used,
};
use crate::domain::{
    census::DiscrepancyKind,
    identity::AllergyStatus,
    numbers::{NumberKind, drawing::Aliases, fact::SchemesAdopted, scheme::Parts},
    record::Claim,
    text::Text,
};

impl Hospital {
    /// Numbers that could be, or were, given twice.
    pub(super) fn discrepancies_of_numbers(&self, found: &mut Vec<Discrepancy>) {
        for block in self.blocks.values().filter(|block| block.is_shared()) {
            let kind = DiscrepancyKind::BlockShared {
                station: block.station,
                block: block.number,
            };
            let holders = block.holders.iter().map(|(said, _)| said.order.event);
            let told = block.set_aside.orders().map(|order| order.event);
            found.push(Discrepancy::new(kind, holders.chain(told).collect()));
        }
        for number in self.numbers.values().filter(|number| number.is_given_twice()) {
            let kind = DiscrepancyKind::NumberTwice {
                number: number.number.clone(),
            };
            let issued = number.issued.iter().map(|(said, _)| said.order.event);
            let activated = number.activated.iter().map(|(said, _)| said.order.event);
            found.push(Discrepancy::new(kind, issued.chain(activated).collect()));
        }
        for number in self.numbers.values().filter(|number| number.is_voided_apart()) {
            let kind = DiscrepancyKind::VoidedInUse {
                number: number.number.clone(),
            };
            let voided = number.voided.orders().map(|order| order.event);
            let activated = number.activated.iter().map(|(said, _)| said.order.event);
            found.push(Discrepancy::new(kind, voided.chain(activated).collect()));
        }
        self.aliases_twice(found);
        if self.settings.schemes.is_disputed() {
            let events = self.settings.schemes.heads().collect();
            found.push(Discrepancy::new(DiscrepancyKind::SchemesDiffer, events));
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

    /// Two people who go by one alias: laptops that did not see each other drew the same.
    fn aliases_twice(&self, found: &mut Vec<Discrepancy>) {
        let mut known: BTreeMap<String, Vec<&Arc<IssuedNumber>>> = BTreeMap::new();
        for number in self.numbers.values() {
            let goes_by = number.alias().filter(|_| !number.is_voided());
            let patient = number.patient().filter(|patient| !self.is_identified(*patient));
            if let (Some(alias), Some(_)) = (goes_by, patient) {
                known.entry(alias.japanese()).or_default().push(number);
            }
        }
        for mut numbers in known.into_values().filter(|numbers| numbers.len() > 1) {
            numbers.sort_unstable_by(|one, other| one.number.cmp(&other.number));
            let people: BTreeSet<Option<PatientId>> = numbers
                .iter()
                .map(|number| {
                    number
                        .patient()
                        .map(|patient| self.persons(patient).into_iter().min().unwrap_or(patient))
                })
                .collect();
            if people.len() < 2 {
                continue;
            }
            let events = numbers.iter().filter_map(|number| Some(number.since()?.order.event));
            let events = events.collect();
            let mut numbers: Vec<Identifier> = numbers.iter().map(|number| number.number.clone()).collect();
            numbers.sort_unstable();
            found.push(Discrepancy::new(DiscrepancyKind::AliasTwice { numbers }, events));
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
        let mut former: Vec<Scheme> = self.every_scheme().cloned().collect();
        former.sort_unstable();
        former.dedup();
        former
    }

    /// The same, some of them more than once.
    fn every_scheme(&self) -> impl Iterator<Item = &Scheme> {
        let first = self.first_schemes.all().map(|(_, scheme)| scheme);
        first.chain(&self.settings.former)
    }

    /// What was adopted, more than one when stations did it apart.
    pub fn schemes_claimed(&self) -> &[Claim<SchemesAdopted>] {
        self.settings.schemes.claims()
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

    /// The first number that was given for a request of this name.
    pub fn asked_as(&self, request: &Text) -> Option<&IssuedNumber> {
        let given = self.asked.get(request)?.iter();
        let mut numbers = given.filter_map(|number| self.numbers.get(number));
        let found = numbers.find(|number| number.request.as_ref() == Some(request));
        found.map(AsRef::as_ref)
    }

    /// Whether somebody goes by this very identifier.
    pub fn holds(&self, number: &Identifier) -> bool {
        self.holders.contains_key(number)
    }

    /// Everything that somebody goes by.
    pub fn identifiers(&self) -> impl Iterator<Item = &Identifier> {
        self.holders.keys()
    }

    /// Every number of a patient that was given by hand or set aside in a packet, by number.
    pub fn numbers(&self) -> impl Iterator<Item = &Arc<IssuedNumber>> {
        self.numbers.values()
    }

    /// A number as it is printed, hyphens in their places, whichever way it was typed.
    pub fn as_written(&self, number: &Identifier) -> Identifier {
        if self.numbers.contains_key(number) {
            return number.clone();
        }
        // A wristband of last week is still worn when the hospital has adopted other schemes since.
        let read = self.read_by_hand(number.as_str());
        let written = read.and_then(|(_, parts)| Identifier::parse(&parts.written).ok());
        written.unwrap_or_else(|| number.clone())
    }

    /// A number taken apart by the schemes in force, or by those before; one whose check digits hold is believed first.
    pub fn read_by_hand(&self, raw: &str) -> Option<(&Scheme, Parts)> {
        let now = self.schemes().all().map(|(_, scheme)| scheme);
        let all = now.chain(self.every_scheme());
        let mut readings: Vec<(&Scheme, Parts)> = all
            .filter_map(|scheme| {
                let parts = scheme.read(raw)?;
                Some((scheme, parts))
            })
            .collect();
        // Stable: of two that hold, or do not, the scheme in force.
        readings.sort_by_key(|(_, parts)| !parts.holds);
        readings.into_iter().next()
    }

    /// What numbers of a scheme are for: of those in force, else of those that andon begins with, else for persons.
    pub fn kind_of(&self, scheme: &Scheme) -> NumberKind {
        let known = self.schemes().all().chain(self.first_schemes.all());
        let mut kinds = known.filter(|(_, form)| *form == scheme).map(|(kind, _)| kind);
        kinds.next().unwrap_or(NumberKind::Temporary)
    }

    /// Whether a number was given by hand: it stands in the ledger, or it reads as one that another laptop gave, of which this
    /// one has heard by its label alone.
    pub fn is_by_hand(&self, number: &Identifier) -> bool {
        self.numbers.contains_key(number)
            || self
                .every_scheme()
                .any(|scheme| scheme.read(number.as_str()).is_some_and(|parts| parts.holds))
    }

    /// Whether somebody here goes by this number, which was given by hand and holds.
    pub fn is_somebodys_by_hand(&self, number: &Identifier) -> bool {
        let known = self.number(&self.as_written(number));
        known.is_some_and(|known| known.patient().is_some() && !known.is_voided())
    }

    /// Whether a number is not to be used any more.
    pub fn is_voided(&self, number: &Identifier) -> bool {
        self.numbers.get(number).is_some_and(|known| known.is_voided())
    }

    /// The number of a record that is shown and printed: the first that is not voided. Where all are, the first: somebody wears
    /// it, and must be found by it.
    pub fn identifier_of<'a>(&self, patient: &'a Patient) -> Option<&'a Identifier> {
        let mut numbers = patient.identifiers.iter().map(|(_, number)| number);
        numbers
            .find(|number| !self.is_voided(number))
            .or_else(|| patient.identifier())
    }

    /// Whether the person goes by a number that holds, beside `number`, at this record or a linked one.
    pub fn goes_by_another(&self, patient: PatientId, number: &Identifier) -> bool {
        self.records(patient)
            .into_iter()
            .flat_map(|record| &record.identifiers)
            .any(|(_, other)| other != number && !self.is_voided(other))
    }

    /// Whether calls and visitors are answered as if the person were not here: it is enough that one of the records says so.
    pub fn is_restricted(&self, patient: PatientId) -> bool {
        self.records(patient).into_iter().any(|record| record.is_restricted())
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
        numbers.into_iter().any(|(_, number)| !self.is_by_hand(number))
    }

    /// The same of somebody who has `given`, which was given by hand. Asked for each of thousands of numbers: most people are one
    /// record with this one number.
    pub fn is_identified_beside(&self, patient: PatientId, given: &Identifier) -> bool {
        if self.linked.contains_key(&patient) {
            return self.is_identified(patient);
        }
        let known = self.patients.get(&patient);
        let mut numbers = known.into_iter().flat_map(|known| &known.identifiers);
        numbers.any(|(_, number)| number != given && !self.is_by_hand(number))
    }

    /// Every alias that was ever given here.
    pub fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// How far the blocks are used, of every station that is known.
    pub fn used(&self) -> &Used {
        &self.used
    }
}
