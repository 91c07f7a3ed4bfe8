//! The values of one line, as its `do` takes them.

use crate::domain::{
    census::{BedName, DepartmentCode, DiscrepancyId, RoomName, WardCode},
    checks::{CheckId, PurposeCode},
    command::Whereabouts,
    identity::{Birth, Identifier, PatientRef, Sex},
    numbers::{BlockNumber, Tongue},
    record::{Day, Sequence, Station, Timestamp},
    slips::{Code, CopyName, Post, RunId, command::NumberGiven, fact::DrugLine},
    text::Text,
};

use super::{
    kind::Cell,
    unreadable::Unreadable,
    verb::{Field, Verb},
};

/// The fields that were given. Builders take them out by name.
pub struct Cells {
    verb: &'static Verb,
    tongue: Tongue,
    given: Vec<(&'static Field, Cell)>,
}

macro_rules! takers {
    ($($name:ident $variant:ident -> $type:ty;)*) => {$(
        /// The value of a field of this kind, if it was given.
        pub fn $name(&mut self, field: &'static str) -> Option<$type> {
            match self.take(field)? {
                Cell::$variant(value) => Some(value),
                _ => None,
            }
        }
    )*};
}

impl Cells {
    pub fn new(verb: &'static Verb, tongue: Tongue) -> Self {
        Self {
            verb,
            tongue,
            given: Vec::new(),
        }
    }

    pub fn verb(&self) -> &'static Verb {
        self.verb
    }

    /// The language of names that are made.
    pub fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// The names of the fields that were given.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.given.iter().map(|(field, _)| field.name)
    }

    pub fn put(&mut self, field: &'static Field, cell: Cell) {
        self.given.push((field, cell));
    }

    pub fn has(&self, field: &str) -> bool {
        self.given.iter().any(|(known, _)| known.name == field)
    }

    fn take(&mut self, field: &str) -> Option<Cell> {
        let place = self.given.iter().position(|(known, _)| known.name == field)?;
        Some(self.given.swap_remove(place).1)
    }

    takers! {
        patient Patient -> PatientRef;
        identifier Identifier -> Identifier;
        bed Bed -> BedName;
        room Room -> RoomName;
        ward Ward -> WardCode;
        department Department -> DepartmentCode;
        whereabouts Whereabouts -> Whereabouts;
        text Text -> Text;
        time Time -> Timestamp;
        day Day -> Day;
        birth Birth -> Birth;
        number Number -> u8;
        sequence Sequence -> Sequence;
        discrepancy Discrepancy -> DiscrepancyId;
        station Station -> Station;
        block Block -> BlockNumber;
        slip Slip -> CopyName;
        form Form -> NumberGiven;
        code Code -> Code;
        post Post -> Post;
        posts Posts -> Vec<Post>;
        run Run -> RunId;
        values Values -> Vec<(Code, Text)>;
        drugs Drugs -> Vec<DrugLine>;
        count Count -> u16;
        check Check -> CheckId;
        purpose Purpose -> PurposeCode;
        patients Patients -> Vec<PatientRef>;
        babies Babies -> Vec<Sex>;
    }

    /// The value of an enumeration of the domain.
    pub fn word<T>(&mut self, field: &'static str, from_word: fn(&str) -> Option<T>) -> Option<T> {
        match self.take(field)? {
            Cell::Word(word) => from_word(word),
            _ => None,
        }
    }

    /// `value`, or the complaint that `field` is missing.
    pub fn need<T>(&self, value: Option<T>, field: &str) -> Result<T, Unreadable> {
        value.ok_or_else(|| match self.verb.field(field) {
            Some(field) => Unreadable::Missing { field },
            None => Unreadable::DoMissing,
        })
    }
}
