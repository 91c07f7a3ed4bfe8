//! What is wrong with a number that somebody read or typed: which digits are suspicious, and which numbers that were really
//! given are one slip of the hand away.

use super::{
    ledger::{self, NumberState},
    rates::{Error, ErrorKind, errors, letters},
    scheme::{NumberKind, Scheme},
    series::{BlockNumber, Series},
};
use crate::domain::{
    identity::{Identifier, PatientId, PatientRef},
    record::Station,
    state::Hospital,
};

/// What is to be said of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// With its hyphens in their places.
    pub number: Identifier,
    pub kind: NumberKind,
    pub station: u16,
    pub block: u16,
    pub sequence: u32,
    /// The check digits agree with the rest.
    pub holds: bool,
    /// It was given, as far as this laptop knows.
    pub given: bool,
    /// What became of it, where the ledger has it.
    pub state: Option<NumberState>,
    pub patient: Option<PatientId>,
    /// Given numbers that are one error away; only for a number that is not right.
    pub near: Vec<Near>,
}

/// A number that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    pub number: Identifier,
    pub error: ErrorKind,
    /// Which signs of the number as it is written, from 1: two that were swapped, or one twice.
    pub places: (usize, usize),
    /// What stands there, and what should.
    pub read: (char, char),
    pub meant: (char, char),
    pub patient: Option<PatientId>,
}

/// Looks at a number. `None` when it does not look like one of this hospital's schemes.
pub fn verify(hospital: &Hospital, raw: &Identifier) -> Option<Verdict> {
    let (scheme, parts) = hospital.read_by_hand(raw.as_str())?;
    let number = Identifier::parse(&parts.written).ok()?;
    let given = parts.holds && is_given(hospital, scheme, &number);
    let near = if given {
        Vec::new()
    } else {
        near(hospital, scheme, &number)
    };
    Some(Verdict {
        kind: hospital
            .number(&number)
            .and_then(|known| Some(known.issued.first()?.1.given.kind))
            .unwrap_or_else(|| hospital.kind_of(scheme)),
        station: parts.station,
        block: parts.block,
        sequence: parts.sequence,
        holds: parts.holds,
        state: hospital
            .number(&number)
            .filter(|_| given)
            .and_then(|known| Some(ledger::row(hospital, known)?.state)),
        given,
        patient: holder(hospital, &number),
        number,
        near,
    })
}

fn holder(hospital: &Hospital, number: &Identifier) -> Option<PatientId> {
    hospital
        .find_patient(&PatientRef::Identifier(number.clone()))
        .map(|patient| patient.id)
}

/// A patient's number stands in the ledger; a slip's lies below the highest that its block has given.
fn is_given(hospital: &Hospital, scheme: &Scheme, number: &Identifier) -> bool {
    if hospital.number(number).is_some() || holder(hospital, number).is_some() {
        return true;
    }
    let slips = hospital.kind_of(scheme) == NumberKind::Slip;
    let parts = scheme
        .read(number.as_str())
        .filter(|parts| slips && parts.holds && parts.sequence > 0);
    parts.is_some_and(|parts| {
        let place = Station::new(parts.station).zip(BlockNumber::new(parts.block));
        place.is_some_and(|(station, block)| {
            parts.sequence <= hospital.used().highest(Series::of(scheme), station, block)
        })
    })
}

/// Whether somebody may have the number in the hand. A packet that nobody was given lies in its drawer, and a number that was
/// voided is on nobody's wrist: to offer them would be to offer a mistake.
fn is_about(hospital: &Hospital, number: &Identifier) -> bool {
    hospital
        .number(number)
        .is_none_or(|known| !known.is_voided() && known.patient().is_some())
}

fn near(hospital: &Hospital, scheme: &Scheme, number: &Identifier) -> Vec<Near> {
    let written: Vec<char> = number.as_str().chars().collect();
    // Where the signs without hyphens stand in the number as it is written.
    let places: Vec<usize> = (1..)
        .zip(&written)
        .filter(|(_, c)| **c != '-')
        .map(|(place, _)| place)
        .collect();
    let plain: Vec<char> = written.iter().copied().filter(|c| *c != '-').collect();
    let slips = errors(&plain).into_iter().map(|error| (error, scheme));
    let mut found: Vec<Near> = Vec::new();
    let mut offer = |error: Error, form: &Scheme| {
        let meant: String = error.made.iter().collect();
        let Some(parts) = form.read(&meant).filter(|parts| parts.holds) else {
            return;
        };
        let Ok(number) = Identifier::parse(&parts.written) else {
            return;
        };
        if !is_given(hospital, form, &number) || !is_about(hospital, &number) {
            return;
        }
        let (first, second) = error.places;
        let sign = |signs: &[char], place: usize| signs.get(place).copied().unwrap_or_default();
        found.push(Near {
            error: error.kind,
            places: (
                places.get(first).copied().unwrap_or_default(),
                places.get(second).copied().unwrap_or_default(),
            ),
            read: (sign(&plain, first), sign(&plain, second)),
            meant: (sign(&error.made, first), sign(&error.made, second)),
            patient: holder(hospital, &number),
            number,
        });
    };
    slips.for_each(|(error, form)| offer(error, form));
    // A T that was read as a B makes a number of another kind.
    for error in letters(&plain) {
        let meant: String = error.made.iter().collect();
        if let Some((form, _)) = hospital.read_by_hand(&meant) {
            offer(error, form);
        }
    }
    // The likelier slip of the hand first: neighbours swapped, then one wrong digit, then a jump.
    found.sort_by(|a, b| (a.error, a.places, &a.number).cmp(&(b.error, b.places, &b.number)));
    found
}
