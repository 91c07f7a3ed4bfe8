//! The sheet: a line for each bed of the ward, with what is recorded, what was typed, and what became of it.

use std::collections::BTreeMap;

use crate::app::Scope;
use crate::domain::ask::{self, CensusRow};
use crate::domain::census::{BedKind, BedName, BlockReason, FrameWard, Place, stay::Missing};
use crate::domain::identity::PatientId;
use crate::domain::state::Hospital;

use super::typed::Typed;

/// What the hospital knows of a bed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    Free,
    Patient(Box<CensusRow>),
    /// Two or more; that is settled elsewhere.
    Shared,
    Blocked(BlockReason),
    /// Somebody is on the way to it.
    Awaited(PatientId),
    Reserved(PatientId),
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub bed: BedName,
    pub kind: BedKind,
    pub held: Held,
}

/// What somebody did on a line in this sitting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// Typed, not saved; it belongs to what the bed holds.
    pub draft: Option<Typed>,
    /// Typed, not saved, and the bed holds something else now. None of it is thrown away, and none of it is sent.
    pub displaced: Vec<Typed>,
    /// On its way to the disk, and how many answers are still to come.
    pub sent: Option<(Typed, usize)>,
    /// Admitted from here, and as whom: when that is taken back, the line has it again.
    pub kept: Option<(Typed, PatientId)>,
    pub refused: Option<String>,
    /// Somebody looked: nobody is in this bed.
    pub empty: bool,
}

/// How far the ward is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    pub beds: usize,
    /// Beds with a patient.
    pub done: usize,
    /// Of those, with something missing.
    pub incomplete: usize,
    pub empty: usize,
    /// Blocked, awaited, reserved, shared: not for this list.
    pub apart: usize,
    /// Nobody has looked yet.
    pub rest: usize,
    pub unsaved: usize,
}

impl Line {
    /// Whether something can be typed here.
    pub fn takes_text(&self) -> bool {
        match &self.held {
            Held::Free => true,
            Held::Patient(row) => row.place.keeps().is_some(),
            Held::Shared | Held::Blocked(_) | Held::Awaited(_) | Held::Reserved(_) => false,
        }
    }

    pub fn patient(&self) -> Option<&CensusRow> {
        match &self.held {
            Held::Patient(row) => Some(row),
            _ => None,
        }
    }
}

impl Work {
    /// Keeps what was typed and is not saved.
    pub fn keep(&mut self, typed: Typed, held: &Held) {
        self.displaced.push(typed);
        self.sort_out(held);
    }

    /// Parts what was typed over what the bed holds now from what was typed over something else.
    pub fn sort_out(&mut self, held: &Held) {
        self.displaced.extend(self.draft.take_if(|draft| !draft.belongs(held)));
        if self.draft.is_none()
            && let Some(place) = self.displaced.iter().rposition(|typed| typed.belongs(held))
        {
            self.draft = Some(self.displaced.remove(place));
        }
    }

    /// Lines that were typed and are nowhere else.
    pub fn unsaved(&self) -> usize {
        usize::from(self.draft.is_some()) + self.displaced.len()
    }
}

/// The lines of a ward as they are now.
pub fn lines(hospital: &Hospital, ward: &FrameWard) -> Vec<Line> {
    ward.beds
        .iter()
        .map(|bed| Line {
            bed: bed.name.clone(),
            kind: bed.kind,
            held: held(hospital, &bed.name),
        })
        .collect()
}

fn held(hospital: &Hospital, bed: &BedName) -> Held {
    let mut rows = hospital.occupants(bed).filter_map(|stay| ask::row(hospital, stay));
    if let Some(row) = rows.next() {
        return if rows.next().is_some() {
            Held::Shared
        } else {
            Held::Patient(Box::new(row))
        };
    }
    let state = hospital.bed(bed);
    if let Some(block) = state.and_then(|state| state.blocked()) {
        return Held::Blocked(block.reason);
    }
    if let Some(patient) = hospital.bound_for(bed).find_map(|stay| stay.patient()) {
        return Held::Awaited(patient);
    }
    match state.and_then(|state| state.reserved()) {
        Some(reservation) => Held::Reserved(reservation.patient),
        None => Held::Free,
    }
}

/// What this list asks for and does not have.
pub fn missing(row: &CensusRow) -> Vec<&'static str> {
    row.missing
        .iter()
        .filter_map(|missing| match missing {
            Missing::Name => Some("missing-name"),
            Missing::Kana => Some("missing-kana"),
            Missing::Sex => Some("beds-sex"),
            Missing::Birth => Some("beds-birth"),
            Missing::Department => Some("beds-department"),
            Missing::Identifier => Some("beds-number"),
            Missing::Mobility | Missing::Allergies => None,
        })
        .collect()
}

pub fn progress(lines: &[Line], works: &BTreeMap<BedName, Work>) -> Progress {
    let mut progress = Progress {
        beds: lines.len(),
        ..Progress::default()
    };
    for line in lines {
        let work = works.get(&line.bed);
        progress.unsaved += work.map_or(0, Work::unsaved);
        match &line.held {
            Held::Patient(row) => {
                progress.done += 1;
                progress.incomplete += usize::from(!missing(row).is_empty());
            }
            Held::Free => match work {
                Some(Work { sent: Some(_), .. }) => progress.done += 1,
                Some(Work {
                    empty: true,
                    draft: None,
                    ..
                }) => progress.empty += 1,
                _ => progress.rest += 1,
            },
            Held::Shared | Held::Blocked(_) | Held::Awaited(_) | Held::Reserved(_) => progress.apart += 1,
        }
    }
    progress
}

/// What the bed holds now, where something else was typed.
pub fn holds_words(held: &Held, scope: &Scope<'_>) -> String {
    match held {
        Held::Free => scope.words.say("beds-empty"),
        Held::Patient(row) => scope.patient(row.patient),
        held => held_words(held, scope),
    }
}

/// The patient in words, for lines on which nothing can be typed.
pub fn held_words(held: &Held, scope: &Scope<'_>) -> String {
    let words = scope.words;
    let about = |key: &str, patient: PatientId| words.fill(key, &[("patient", scope.patient(patient).into())]);
    match held {
        Held::Free => String::new(),
        Held::Patient(row) => match &row.place {
            Place::Out { kind, .. } => words.say(kind.term()),
            _ => String::new(),
        },
        Held::Shared => words.say("beds-shared-long"),
        Held::Blocked(reason) => {
            let places = [("reason", words.say(reason.term()).into()), ("until", "".into())];
            words.fill("beds-blocked", &places).trim_end().to_owned()
        }
        Held::Awaited(patient) => about("beds-awaited-long", *patient),
        Held::Reserved(patient) => about("beds-reserved-long", *patient),
    }
}
