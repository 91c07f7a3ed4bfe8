//! What a `do` is: its fields, what they need, and what it can be refused for. Which there are is in `table`.

use super::{kind::Kind, table::EVERY_COMMAND};

/// One `do`.
#[derive(Debug, Clone, Copy)]
pub struct Verb {
    pub word: &'static str,
    pub area: Area,
    pub fields: &'static [Field],
    /// One of these must be there.
    pub one_of: &'static [&'static str],
    /// Pairs that exclude each other.
    pub apart: &'static [(&'static str, &'static str)],
    /// The refusals of its own, beside those of every command, in the order in which they are looked for.
    pub refusals: &'static [&'static str],
}

impl Verb {
    /// Its field of this name, those of every command included.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.all_fields().find(|field| field.name == name)
    }

    pub fn all_fields(&self) -> impl Iterator<Item = &'static Field> + use<> {
        self.fields.iter().chain(self.area.fields())
    }

    /// The key of what it does.
    pub fn term(&self) -> String {
        format!("run-do-{}", self.word)
    }

    /// Every refusal that it can come to, beside a line that cannot be read and a disk that fails.
    pub fn all_refusals(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.refusals.iter().chain(self.area.refusals()).copied()
    }
}

/// What a `do` is about; the order of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    People,
    Any,
    Census,
    Beds,
    Headcount,
    Numbers,
    Slips,
    Check,
    Recovery,
    Ask,
}

impl Area {
    pub const ALL: [Self; 10] = [
        Self::People,
        Self::Any,
        Self::Census,
        Self::Beds,
        Self::Headcount,
        Self::Numbers,
        Self::Slips,
        Self::Check,
        Self::Recovery,
        Self::Ask,
    ];

    /// The key of its heading.
    pub const fn term(self) -> &'static str {
        match self {
            Self::People => "run-area-people",
            Self::Any => "run-area-any",
            Self::Census => "run-area-census",
            Self::Beds => "run-area-beds",
            Self::Headcount => "run-area-headcount",
            Self::Numbers => "run-area-numbers",
            Self::Slips => "run-area-slips",
            Self::Check => "run-area-check",
            Self::Recovery => "run-area-recovery",
            Self::Ask => "run-area-ask",
        }
    }

    /// The fields that every `do` of the area has: a question changes nothing, so it happens at no time.
    const fn fields(self) -> &'static [Field] {
        match self {
            Self::Ask => &[],
            _ => EVERY_COMMAND,
        }
    }

    const fn refusals(self) -> &'static [&'static str] {
        match self {
            Self::Ask => &["not-allowed"],
            _ => &["not-allowed", "at-in-future", "text-refused", "history-lost"],
        }
    }
}

/// One field of a `do`.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    /// The key of its name for people.
    pub term: &'static str,
    pub kind: Kind,
    pub need: Need,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Required,
    Optional,
    /// What holds when it is left out.
    Default(&'static str),
}
