//! What was said, and the hospital that follows from it.

use std::collections::BTreeMap;

use serde_json::Value;

/// One thing that an accepted command said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    Person {
        who: usize,
    },
    Number {
        who: usize,
        number: String,
    },
    Of {
        who: usize,
        field: &'static str,
        value: String,
    },
    Allergy {
        who: usize,
        kind: String,
        what: String,
    },
    NoAllergies {
        who: usize,
    },
    Expected {
        who: usize,
        stay: usize,
        when: String,
        bed: String,
    },
    Admitted {
        who: usize,
        stay: usize,
        bed: String,
        at: String,
    },
    /// A movement of somebody admitted: `from` is left free, `to` is taken.
    Moved {
        who: usize,
        stay: usize,
        place: Place,
        at: String,
        from: Option<String>,
        to: Option<String>,
    },
    OfStay {
        stay: usize,
        field: &'static str,
        value: String,
    },
    Diagnosis {
        stay: usize,
        what: String,
    },
    /// A tray or a score, as a person answer lists it.
    Kept {
        stay: usize,
        list: &'static str,
        what: Value,
    },
    Blocked {
        bed: String,
        reason: Option<String>,
    },
    Reserved {
        bed: String,
        who: Option<usize>,
    },
    Room {
        room: String,
        sex: String,
        isolation: String,
    },
    /// Nothing follows from it, and it cannot be taken back.
    Log,
}

/// Where somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    Expected {
        bed: String,
        when: String,
    },
    In {
        bed: String,
    },
    Out {
        bed: String,
        kind: String,
        until: String,
        place: String,
    },
    Transit {
        from: String,
        to: String,
    },
    Left,
}

impl Place {
    /// The bed that is kept.
    pub fn keeps(&self) -> Option<&str> {
        match self {
            Self::In { bed } | Self::Out { bed, .. } => Some(bed),
            Self::Expected { .. } | Self::Transit { .. } | Self::Left => None,
        }
    }

    /// The bed whose ward answers for somebody who is here.
    pub fn answers(&self) -> Option<&str> {
        match self {
            Self::Transit { from, .. } => Some(from),
            other => other.keeps(),
        }
    }

    pub fn is_out(&self) -> bool {
        matches!(self, Self::Out { .. })
    }

    /// What an answer calls it, and the bed that belongs to it.
    pub fn words(&self) -> (&str, &str) {
        match self {
            Self::Expected { bed, .. } => ("expected", bed),
            Self::In { bed } => ("in-bed", bed),
            Self::Out { bed, kind, .. } => (kind, bed),
            Self::Transit { from, .. } => ("in-transit", from),
            Self::Left => ("left", ""),
        }
    }
}

#[derive(Debug, Clone, Default)]
pub struct Person {
    pub record: String,
    /// Every name that this person ever had.
    pub ever: Vec<String>,
    pub known: bool,
    pub numbers: Vec<String>,
    pub fields: BTreeMap<&'static str, String>,
    pub allergies: Vec<(String, String)>,
    pub no_allergies: bool,
}

impl Person {
    /// How answers name this person.
    pub fn called(&self) -> String {
        self.numbers.first().unwrap_or(&self.record).clone()
    }

    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

#[derive(Debug, Clone)]
pub struct Stay {
    pub who: usize,
    /// Empty while expected.
    pub admitted: String,
    pub place: Place,
    pub since: String,
    pub fields: BTreeMap<&'static str, String>,
    pub diagnoses: Vec<String>,
    /// Trays and scores, by the name of their list.
    pub kept: Vec<(&'static str, Value)>,
    /// Where the stay went, with its bed, in order.
    pub moves: Vec<(String, String)>,
}

impl Stay {
    fn of(who: usize) -> Self {
        Self {
            who,
            admitted: String::new(),
            place: Place::Left,
            since: String::new(),
            fields: BTreeMap::new(),
            diagnoses: Vec::new(),
            kept: Vec::new(),
            moves: Vec::new(),
        }
    }

    fn goes(&mut self, place: Place, at: &str) {
        let (position, bed) = place.words();
        self.moves.push((position.to_owned(), bed.to_owned()));
        self.place = place;
        at.clone_into(&mut self.since);
    }

    pub fn is_here(&self) -> bool {
        !self.admitted.is_empty() && self.place != Place::Left
    }

    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// What follows from the notes.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub persons: BTreeMap<usize, Person>,
    pub stays: BTreeMap<usize, Stay>,
    pub blocked: BTreeMap<String, String>,
    pub reserved: BTreeMap<String, usize>,
    /// Sex and isolation.
    pub rooms: BTreeMap<String, (String, String)>,
}

impl State {
    pub fn effect(&mut self, note: &Note) {
        match note {
            Note::Person { who } => self.persons.get_mut(who).unwrap().known = true,
            Note::Number { who, number } => {
                let person = self.persons.get_mut(who).unwrap();
                person.numbers.push(number.clone());
                person.ever.push(number.clone());
            }
            Note::Of { who, field, value } => {
                self.persons.get_mut(who).unwrap().fields.insert(field, value.clone());
            }
            Note::Allergy { who, kind, what } => {
                self.persons
                    .get_mut(who)
                    .unwrap()
                    .allergies
                    .push((kind.clone(), what.clone()));
            }
            Note::NoAllergies { who } => self.persons.get_mut(who).unwrap().no_allergies = true,
            Note::Expected { who, stay, when, bed } => {
                let place = Place::Expected {
                    bed: bed.clone(),
                    when: when.clone(),
                };
                let stay = self.stays.entry(*stay).or_insert_with(|| Stay::of(*who));
                stay.goes(place, "");
            }
            Note::Admitted { who, stay, bed, at } => {
                let stay = self.stays.entry(*stay).or_insert_with(|| Stay::of(*who));
                stay.admitted.clone_from(at);
                stay.goes(Place::In { bed: bed.clone() }, at);
            }
            Note::Moved { stay, place, at, .. } => {
                self.stays.get_mut(stay).unwrap().goes(place.clone(), at);
            }
            Note::OfStay { stay, field, value } => {
                self.stays.get_mut(stay).unwrap().fields.insert(field, value.clone());
            }
            Note::Diagnosis { stay, what } => self.stays.get_mut(stay).unwrap().diagnoses.push(what.clone()),
            Note::Kept { stay, list, what } => self.stays.get_mut(stay).unwrap().kept.push((list, what.clone())),
            Note::Log => {}
            Note::Blocked { bed, reason } => match reason {
                Some(reason) => drop(self.blocked.insert(bed.clone(), reason.clone())),
                None => drop(self.blocked.remove(bed)),
            },
            Note::Reserved { bed, who } => match who {
                Some(who) => drop(self.reserved.insert(bed.clone(), *who)),
                None => drop(self.reserved.remove(bed)),
            },
            Note::Room { room, sex, isolation } => {
                self.rooms.insert(room.clone(), (sex.clone(), isolation.clone()));
            }
        }
    }
}

/// The person that a note is about.
pub fn about(note: &Note) -> Option<usize> {
    match note {
        Note::Person { who }
        | Note::Number { who, .. }
        | Note::Of { who, .. }
        | Note::Allergy { who, .. }
        | Note::NoAllergies { who }
        | Note::Expected { who, .. }
        | Note::Admitted { who, .. }
        | Note::Moved { who, .. } => Some(*who),
        _ => None,
    }
}

/// The stay that a note is about.
pub fn of_stay(note: &Note) -> Option<usize> {
    match note {
        Note::Expected { stay, .. }
        | Note::Admitted { stay, .. }
        | Note::Moved { stay, .. }
        | Note::OfStay { stay, .. }
        | Note::Diagnosis { stay, .. }
        | Note::Kept { stay, .. } => Some(*stay),
        _ => None,
    }
}
