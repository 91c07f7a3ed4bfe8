//! What is wrong with a number that somebody read or typed: which digits are suspicious, and which numbers that were really
//! given are one slip of the hand away. What another laptop gave is its to know: those that it may have given are told apart.

use super::{
    issue::goes_by,
    ledger::{self, NumberState},
    misread::{Error, ErrorKind, meant},
    scheme::{NumberKind, Parts, Scheme},
    series::{BlockNumber, Series, blocks_of},
};
use crate::domain::{
    access::Context,
    identity::{Identifier, PatientId, PatientRef},
    record::{Installation, Station},
    state::Hospital,
};

/// What is to be said of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// With its hyphens in their places; as it was typed when it cannot be taken apart.
    pub number: Identifier,
    /// What stands in it; `None` when it has not the form of a number given by hand.
    pub read: Option<Reading>,
    /// The check digits agree with the rest.
    pub holds: bool,
    /// It was given, as far as this laptop knows.
    pub given: bool,
    /// What became of it, where the ledger has it.
    pub state: Option<NumberState>,
    pub patient: Option<PatientId>,
    /// Given numbers that are one error away; only for a number that is not right. Those that hold first.
    pub near: Vec<Near>,
    /// Right numbers that are one error away, and that another laptop may have given.
    pub possible: Vec<Near>,
    /// The stations that know whether they gave this number, or one of those that are possible; this one when it was an
    /// earlier life of it.
    pub ask: Vec<u16>,
}

/// A number taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub kind: NumberKind,
    pub station: u16,
    pub block: u16,
    pub sequence: u32,
}

/// A number that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    pub number: Identifier,
    pub station: u16,
    pub error: ErrorKind,
    /// Which signs of the number as it is written, from 1: two that were swapped, or one twice.
    pub places: (usize, usize),
    /// What stands there, and what should.
    pub read: (char, char),
    pub meant: (char, char),
    /// What became of it, where the ledger has it.
    pub state: Option<NumberState>,
    pub patient: Option<PatientId>,
}

/// Who looks: what this life of a laptop gave, it knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Here {
    pub station: Station,
    pub installation: Installation,
}

impl Here {
    pub fn of(context: &Context<'_>) -> Self {
        Self {
            station: context.commit.station,
            installation: context.commit.installation,
        }
    }
}

/// How many numbers, and stations, are named that may have given one: more say nothing.
const POSSIBLE: usize = 5;

/// Looks at a number. `None` when it does not look like one of this hospital's schemes, nor like one misread.
pub fn verify(hospital: &Hospital, raw: &Identifier, here: Here) -> Option<Verdict> {
    let read = hospital.read_by_hand(raw.as_str());
    let written = read
        .as_ref()
        .and_then(|(_, parts)| Identifier::parse(&parts.written).ok());
    let number = written.unwrap_or_else(|| raw.clone());
    let patient = holder(hospital, &number);
    if read.is_none() && patient.is_some() {
        // Somebody's number of the hospital's own: nobody misread it.
        return None;
    }
    let holds = read.as_ref().is_some_and(|(_, parts)| parts.holds);
    let given = read
        .as_ref()
        .is_some_and(|(scheme, parts)| parts.holds && is_given(hospital, scheme, &number));
    let as_read = read.as_ref().map(|(_, parts)| parts.station);
    let away = if given {
        Away::default()
    } else {
        one_error_away(hospital, &number, as_read, here)
    };
    let reading = read.map(|(scheme, parts)| {
        let elsewhere = holds && !given && is_elsewhere(hospital, &parts, here);
        (kind(hospital, scheme, &number), parts, elsewhere)
    });
    let itself = reading.as_ref().filter(|(.., elsewhere)| *elsewhere);
    let itself = itself.map(|(_, parts, _)| parts.station);
    let mut ask: Vec<u16> = itself.into_iter().collect();
    ask.extend(away.ask.into_iter().filter(|station| Some(*station) != itself));
    if reading.is_none() && away.near.is_empty() && away.possible.is_empty() {
        return None;
    }
    Some(Verdict {
        read: reading.map(|(kind, parts, _)| Reading {
            kind,
            station: parts.station,
            block: parts.block,
            sequence: parts.sequence,
        }),
        holds,
        state: state(hospital, &number).filter(|_| given),
        given,
        patient,
        number,
        near: away.near,
        possible: away.possible,
        ask,
    })
}

fn kind(hospital: &Hospital, scheme: &Scheme, number: &Identifier) -> NumberKind {
    let known = hospital.number(number);
    known
        .and_then(|known| Some(known.issued.first()?.1.given.kind))
        .unwrap_or_else(|| hospital.kind_of(scheme))
}

fn state(hospital: &Hospital, number: &Identifier) -> Option<NumberState> {
    let known = hospital.number(number)?;
    Some(ledger::row(hospital, known)?.state)
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

/// Whether somebody may have the number in the hand. A packet that nobody was given lies in its drawer: to offer it would be to
/// offer a mistake. One that was voided was on a label before, and is offered as such.
fn is_about(hospital: &Hospital, number: &Identifier) -> bool {
    hospital.number(number).is_none_or(|known| known.patient().is_some())
}

/// Whether somebody else may have given it: another station, or another life of this one. What this laptop heard of those is not
/// all that they gave.
fn is_elsewhere(hospital: &Hospital, parts: &Parts, here: Here) -> bool {
    let Some((station, block)) = Station::new(parts.station).zip(BlockNumber::new(parts.block)) else {
        return false;
    };
    let is_by_another = || match hospital.block(station, block) {
        Some(known) => !known.is_of(here.installation) || known.is_shared(),
        // What an earlier life gave from has a smaller number than any of this one.
        None => blocks_of(hospital, station, here.installation)
            .last()
            .is_none_or(|own| block < *own),
    };
    parts.sequence > 0 && (station != here.station || is_by_another())
}

/// What is one error away.
#[derive(Default)]
struct Away {
    near: Vec<Near>,
    possible: Vec<Near>,
    ask: Vec<u16>,
}

fn one_error_away(hospital: &Hospital, number: &Identifier, as_read: Option<u16>, here: Here) -> Away {
    let read = Signs::of(number);
    let mut away = Away::default();
    // Those that another laptop may have given, and whether to name them tells anything.
    let mut elsewhere: Vec<(Near, bool)> = Vec::new();
    for form in &forms(hospital) {
        for error in meant(&read.plain, form) {
            let Some((number, parts)) = right(form, &error) else {
                continue;
            };
            if is_given(hospital, form, &number) {
                if is_about(hospital, &number) {
                    away.near.push(read.near(hospital, number, parts.station, &error));
                }
            } else if is_elsewhere(hospital, &parts, here) {
                let tells = tells(form, error.kind);
                elsewhere.push((read.near(hospital, number, parts.station, &error), tells));
            }
        }
    }
    // The likelier slip of the hand first: neighbours swapped, then one wrong sign, then a jump.
    let order = |near: &Near| (near.error, near.places, near.number.clone());
    away.near
        .sort_by_key(|near| (near.state == Some(NumberState::Voided), order(near)));
    elsewhere.sort_by_key(|(near, _)| (Some(near.station) != as_read, order(near)));
    // Where one that holds is near, whatever needs a station that nobody read as well is a coincidence.
    if away.near.iter().any(|near| near.state != Some(NumberState::Voided)) {
        elsewhere.retain(|(near, _)| Some(near.station) == as_read);
    }
    for (near, _) in &elsewhere {
        if !away.ask.contains(&near.station) && away.ask.len() < POSSIBLE {
            away.ask.push(near.station);
        }
    }
    away.possible = elsewhere
        .into_iter()
        .filter_map(|(near, tells)| tells.then_some(near))
        .collect();
    for list in [&mut away.near, &mut away.possible] {
        let mut known: Vec<Identifier> = Vec::new();
        list.retain(|near| {
            let is_new = !known.contains(&near.number);
            known.extend(is_new.then(|| near.number.clone()));
            is_new
        });
    }
    away.possible.truncate(POSSIBLE);
    away
}

/// Every form that numbers have or had.
fn forms(hospital: &Hospital) -> Vec<Scheme> {
    let mut forms = hospital.former_schemes();
    forms.extend(hospital.schemes().all().map(|(_, scheme)| scheme.clone()));
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// The number that is meant by an error, where its check digits hold.
fn right(form: &Scheme, error: &Error) -> Option<(Identifier, Parts)> {
    let made: String = error.made.iter().collect();
    let parts = form.read(&made).filter(|parts| parts.holds)?;
    Some((Identifier::parse(&parts.written).ok()?, parts))
}

/// What may be meant by a number that is not right, where somebody has a packet in the hand: the packets one error away that lie in
/// their drawer, which nobody else is offered. Nothing where one that was given is as near: numbers that follow one another are, and
/// whoever holds the label of the first would be sent to take the second for the same person.
pub fn packets_meant(hospital: &Hospital, number: &Identifier) -> Vec<Identifier> {
    let read = Signs::of(number);
    let is_unused = |number: &Identifier| {
        let known = hospital.number(number);
        known.is_some_and(|known| !known.issued.is_empty() && !known.is_voided() && goes_by(hospital, known).is_none())
    };
    let is_somebodys = |number: &Identifier| {
        let known = hospital.number(number);
        known.is_some_and(|known| goes_by(hospital, known).is_some()) || holder(hospital, number).is_some()
    };
    let forms = forms(hospital);
    let near = forms.iter().flat_map(|form| {
        let errors = meant(&read.plain, form).into_iter();
        let telling = errors.filter(move |error| tells(form, error.kind));
        telling.filter_map(move |error| Some((error.kind, right(form, &error)?.0)))
    });
    let mut near: Vec<(ErrorKind, Identifier)> = near.collect();
    if near.iter().any(|(_, number)| is_somebodys(number)) {
        return Vec::new();
    }
    near.retain(|(_, number)| is_unused(number));
    near.sort_unstable();
    let mut packets: Vec<Identifier> = Vec::new();
    for (_, number) in near {
        if !packets.contains(&number) {
            packets.push(number);
        }
    }
    packets
}

/// Whether a right number that is this error away is more than a coincidence: with one check digit, any sign read as another is
/// right once in ten.
fn tells(form: &Scheme, error: ErrorKind) -> bool {
    match error {
        ErrorKind::Adjacent | ErrorKind::LookAlike | ErrorKind::Jump => true,
        ErrorKind::Single | ErrorKind::TooMany | ErrorKind::LeftOut => {
            form.check().is_some_and(|check| check.width() > 1)
        }
    }
}

/// The signs of a number, and where those without hyphens stand in it as it is written.
struct Signs {
    plain: Vec<char>,
    places: Vec<usize>,
}

impl Signs {
    fn of(number: &Identifier) -> Self {
        let signs = (1..).zip(number.as_str().chars()).filter(|(_, c)| *c != '-');
        let (places, plain) = signs.unzip();
        Self { plain, places }
    }

    fn near(&self, hospital: &Hospital, number: Identifier, station: u16, error: &Error) -> Near {
        let (first, second) = error.places;
        let sign = |signs: &[char], place: usize| signs.get(place).copied().unwrap_or_default();
        // What is missing at the end stands behind the last.
        let behind = self.places.last().map(|last| last + 1).unwrap_or_default();
        let place = |place: usize| self.places.get(place).copied().unwrap_or(behind);
        Near {
            station,
            error: error.kind,
            places: (place(first), place(second)),
            read: (sign(&self.plain, first), sign(&self.plain, second)),
            meant: (sign(&error.made, first), sign(&error.made, second)),
            state: state(hospital, &number),
            patient: holder(hospital, &number),
            number,
        }
    }
}
