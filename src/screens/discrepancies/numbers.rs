//! Discrepancies of numbers given by hand, in words: who gave which number, and whom another laptop's record speaks of.

use crate::app::Scope;
use crate::domain::census::DiscrepancyKind;
use crate::domain::identity::{Identifier, Particular};
use crate::domain::numbers::{Arrival, fact::ForkFound, ledger::NumberState};
use crate::domain::record::{Fact, Said, wire};
use crate::i18n::Value;

/// Who said what of the numbers in question.
pub fn said_of_numbers(kind: &DiscrepancyKind, scope: &Scope<'_>) -> Vec<(Said, String)> {
    let hospital = scope.hospital;
    match kind {
        DiscrepancyKind::BlockShared { station, block } => hospital
            .block(*station, *block)
            .into_iter()
            .flat_map(|block| &block.holders)
            .map(|(said, life)| {
                let places = [
                    ("station", Value::from(station.to_string())),
                    ("block", block.to_string().into()),
                    ("life", life.number().to_string().into()),
                ];
                (said.clone(), scope.words.fill("discrepancy-block-of", &places))
            })
            .collect(),
        DiscrepancyKind::StationForked {
            station,
            installation,
            sequence,
        } => hospital
            .life(*station, *installation)
            .into_iter()
            .flat_map(|life| &life.forks)
            .filter(|(_, fork)| fork.commit.sequence == *sequence)
            .map(|(said, fork)| {
                let list = |numbers: &[Identifier]| {
                    let named: Vec<String> = numbers.iter().map(ToString::to_string).collect();
                    named.join(" ")
                };
                let places = [
                    ("station", Value::from(station.to_string())),
                    ("record", fork.commit.to_string().into()),
                    ("here", list(&fork.here).into()),
                    ("there", list(&fork.there).into()),
                ];
                {
                    let mut text = scope.words.fill("discrepancy-fork-of", &places);
                    let people = people_of(fork);
                    if !people.is_empty() {
                        text.push_str("  ");
                        let places = [("people", people.into())];
                        text.push_str(&scope.words.fill("discrepancy-fork-people", &places));
                    }
                    (said.clone(), text)
                }
            })
            .collect(),
        DiscrepancyKind::NumberTwice { number } => given_twice(number, scope),
        DiscrepancyKind::VoidedInUse { number } => {
            let known = hospital.number(number).into_iter();
            let voided = known.clone().flat_map(|known| known.voided.claims()).map(|claim| {
                let state = scope.words.say(NumberState::Voided.term());
                (claim.said.clone(), format!("{number}  {state}  {}", claim.value))
            });
            voided.chain(given_twice(number, scope)).collect()
        }
        DiscrepancyKind::AliasTwice { numbers } => numbers
            .iter()
            .filter_map(|number| {
                let known = hospital.number(number)?;
                let name = scope.patient(known.patient()?);
                Some((known.since()?.clone(), format!("{number}  {name}")))
            })
            .collect(),
        DiscrepancyKind::SchemesDiffer => hospital
            .schemes_claimed()
            .iter()
            .map(|claim| {
                let forms: Vec<String> = claim.value.schemes.all().map(|(_, form)| form.to_string()).collect();
                (claim.said.clone(), forms.join("  "))
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Whom the other record registered: they stand in no list here, and must be taken over by hand.
fn people_of(fork: &ForkFound) -> String {
    let Ok(other) = wire::read(&fork.other) else {
        return String::new();
    };
    let named = other.events.iter().filter_map(|event| match &event.fact {
        Fact::Registered(person) => {
            let name = person.particulars.iter().find_map(|one| match one {
                Particular::Name(name) => Some(name.to_string()),
                _ => None,
            });
            let numbers = person.identifiers.iter().map(ToString::to_string);
            Some(name.into_iter().chain(numbers).collect::<Vec<_>>().join(" "))
        }
        _ => None,
    });
    named.collect::<Vec<_>>().join("  ")
}

/// Everybody who gave a number, or a packet, away, and to whom as far as that was said.
fn given_twice(number: &Identifier, scope: &Scope<'_>) -> Vec<(Said, String)> {
    let Some(known) = scope.hospital.number(number) else {
        return Vec::new();
    };
    let to = |arrival: &Arrival| {
        let triage = arrival.triage.map(|triage| scope.words.say(triage.term()));
        let said = [&arrival.tag, &arrival.found, &arrival.features];
        let said = said.into_iter().flatten().map(ToString::to_string);
        let parts: Vec<String> = triage.into_iter().chain(said).collect();
        format!("{number}  {}", parts.join("  ")).trim_end().to_owned()
    };
    let issued = known.issued.iter().filter(|(_, fact)| fact.patient.is_some());
    let issued = issued.map(|(said, fact)| (said.clone(), to(&fact.arrival)));
    let activated = known
        .activated
        .iter()
        .map(|(said, fact)| (said.clone(), to(&fact.arrival)));
    issued.chain(activated).collect()
}
