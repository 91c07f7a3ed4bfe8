//! Look-alikes: inpatients whose names can be taken for each other (domain.md, Identity check 6). Kept in step as people come
//! and go: whoever is new is compared with everybody, the others are not compared again.
//!
//! The rule (evidence.md, look-alikes on wards): the same written name; the same reading; or one edit between the readings,
//! anywhere in them. A shared surname alone says nothing: of 900 inpatients it would flag 478, this flags about 31.

use std::collections::{BTreeMap, HashMap};

use super::fold::kanji::NameKanji;
use super::fold::{kana, plain};
use super::same::within_one;
use crate::domain::census::BedName;
use crate::domain::identity::{Patient, PatientId};
use crate::domain::state::Hospital;
use crate::domain::text::Text;

/// In what two names are alike; the first is the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Written the same, other forms of a character included.
    SameName,
    /// Written otherwise, and read the same.
    SameReading,
    /// One sound apart, or written with characters that are taken for each other.
    Similar,
}

impl Kind {
    /// Its stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SameName => "same-name",
            Self::SameReading => "same-reading",
            Self::Similar => "similar",
        }
    }
}

/// One other person, and in what the names are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LookAlike {
    pub kind: Kind,
    pub who: PatientId,
}

/// A name in the forms in which it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Forms {
    same: String,
    alike: String,
    sounds: Vec<u8>,
}

impl Forms {
    fn of(name: &str, reading: &str, kanji: &NameKanji) -> Self {
        Self {
            same: kanji.same(name),
            alike: kanji.alike(name),
            sounds: kana::written(&plain(reading))
                .map(|sounds| kana::fold(&sounds))
                .unwrap_or_default(),
        }
    }
}

/// A name as it was when it was compared.
#[derive(Debug, Clone)]
struct Known {
    name: Option<Text>,
    kana: Option<Text>,
    forms: Forms,
}

/// The look-alikes among the inpatients.
#[derive(Debug, Clone)]
pub struct LookAlikes {
    kanji: NameKanji,
    known: HashMap<PatientId, Known>,
    /// In both directions, ordered by kind.
    found: BTreeMap<PatientId, Vec<LookAlike>>,
}

impl Default for LookAlikes {
    fn default() -> Self {
        Self {
            kanji: NameKanji::shipped(),
            known: HashMap::new(),
            found: BTreeMap::new(),
        }
    }
}

impl LookAlikes {
    /// Of everybody who is here now.
    pub fn among(hospital: &Hospital) -> Self {
        let mut found = Self::default();
        found.follow(hospital);
        found
    }

    /// Brings it up to what the hospital is now. Only who came, left or was renamed is looked at anew.
    pub fn follow(&mut self, hospital: &Hospital) {
        let mut here: HashMap<PatientId, &Patient> = HashMap::with_capacity(self.known.len());
        for id in hospital.present().filter_map(|stay| stay.patient()) {
            if let Some(patient) = hospital.patient(id) {
                here.insert(id, patient);
            }
        }
        let is_same = |id: &PatientId, known: &Known| {
            here.get(id).is_some_and(|patient| {
                known.name.as_ref() == patient.name.get() && known.kana.as_ref() == patient.kana.get()
            })
        };
        let gone: Vec<PatientId> = self
            .known
            .iter()
            .filter(|(id, known)| !is_same(id, known))
            .map(|(id, _)| *id)
            .collect();
        for id in gone {
            self.forget(id);
        }
        let mut new: Vec<(PatientId, &Patient)> = here
            .into_iter()
            .filter(|(id, _)| !self.known.contains_key(id))
            .collect();
        new.sort_unstable_by_key(|(id, _)| *id);
        for (id, patient) in new {
            self.meet(id, patient);
        }
    }

    fn forget(&mut self, id: PatientId) {
        self.known.remove(&id);
        for other in self.found.remove(&id).unwrap_or_default() {
            if let Some(theirs) = self.found.get_mut(&other.who) {
                theirs.retain(|one| one.who != id);
                if theirs.is_empty() {
                    self.found.remove(&other.who);
                }
            }
        }
    }

    fn meet(&mut self, id: PatientId, patient: &Patient) {
        let (name, kana) = (patient.name.get().cloned(), patient.kana.get().cloned());
        let forms = Forms::of(
            name.as_ref().map_or("", Text::as_str),
            kana.as_ref().map_or("", Text::as_str),
            &self.kanji,
        );
        let alike = self.known.iter();
        let alike: Vec<LookAlike> = alike
            .filter_map(|(who, known)| {
                let kind = compare(&forms, &known.forms)?;
                Some(LookAlike { kind, who: *who })
            })
            .collect();
        for other in alike {
            self.note(id, other);
            let back = LookAlike {
                kind: other.kind,
                who: id,
            };
            self.note(other.who, back);
        }
        self.known.insert(id, Known { name, kana, forms });
    }

    fn note(&mut self, id: PatientId, other: LookAlike) {
        let list = self.found.entry(id).or_default();
        let place = list.partition_point(|one| *one < other);
        list.insert(place, other);
    }

    /// Who can be taken for this inpatient, the worst first.
    pub fn of(&self, patient: PatientId) -> &[LookAlike] {
        self.found.get(&patient).map(Vec::as_slice).unwrap_or_default()
    }

    /// The worst of them.
    pub fn worst(&self, patient: PatientId) -> Option<Kind> {
        self.of(patient).first().map(|one| one.kind)
    }

    /// The table of name characters that names are compared with.
    pub const fn kanji(&self) -> &NameKanji {
        &self.kanji
    }

    /// How many inpatients have one.
    pub fn count(&self) -> usize {
        self.found.len()
    }

    /// Everybody who has one.
    pub fn all(&self) -> impl Iterator<Item = (PatientId, &[LookAlike])> {
        self.found.iter().map(|(id, others)| (*id, others.as_slice()))
    }
}

/// How many of these people, by name and reading, have somebody among the others whom they can be taken for: the rule, measured.
pub fn flagged<'a>(names: impl IntoIterator<Item = (&'a str, &'a str)>, kanji: &NameKanji) -> usize {
    let forms: Vec<Forms> = names
        .into_iter()
        .map(|(name, reading)| Forms::of(name, reading, kanji))
        .collect();
    let others = |at: usize| forms.iter().enumerate().filter(move |(other, _)| *other != at);
    let has_one = |at: usize, own: &Forms| others(at).any(|(_, other)| compare(own, other).is_some());
    forms.iter().enumerate().filter(|(at, own)| has_one(*at, own)).count()
}

/// Who in the room of `bed` can be taken for somebody of this name, who may not be an inpatient yet; the worst first.
pub fn in_room(
    hospital: &Hospital,
    bed: &BedName,
    (name, reading): (&str, &str),
    but: Option<PatientId>,
    kanji: &NameKanji,
) -> Vec<LookAlike> {
    let Some(frame) = hospital.frame() else {
        return Vec::new();
    };
    let (room, forms) = (bed.room_name(), Forms::of(name, reading, kanji));
    let beds = frame.beds().filter(|other| other.name.room_name() == room);
    let mates = beds.flat_map(|other| hospital.occupants(&other.name));
    let mut alike: Vec<LookAlike> = mates
        .filter_map(|stay| stay.patient())
        .filter(|who| Some(*who) != but)
        .filter_map(|who| hospital.patient(who))
        .filter_map(|other| {
            let name = other.name.get().map_or("", Text::as_str);
            let reading = other.kana.get().map_or("", Text::as_str);
            let kind = compare(&forms, &Forms::of(name, reading, kanji))?;
            Some(LookAlike { kind, who: other.id })
        })
        .collect();
    alike.sort_unstable();
    alike
}

fn compare(one: &Forms, other: &Forms) -> Option<Kind> {
    if !one.same.is_empty() && one.same == other.same {
        return Some(Kind::SameName);
    }
    if !one.sounds.is_empty() && one.sounds == other.sounds {
        return Some(Kind::SameReading);
    }
    if !one.alike.is_empty() && one.alike == other.alike {
        return Some(Kind::Similar);
    }
    let near = !one.sounds.is_empty() && !other.sounds.is_empty() && within_one(&one.sounds, &other.sounds);
    near.then_some(Kind::Similar)
}
