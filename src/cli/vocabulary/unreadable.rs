//! Why a line could not be read, and what was expected of it.

use crate::domain::refusal::Refusal;

use super::{
    table::VOCABULARY,
    verb::{Field, Verb},
};

/// A line that comes to no command: it cannot be read, or a text in it is not acceptable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    Unreadable(Unreadable),
    Refused(Refusal),
}

impl From<Unreadable> for Wrong {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

/// What is wrong with a line.
#[derive(Debug, Clone)]
pub enum Unreadable {
    NotUtf8,
    /// More bytes than this; it was passed over without being kept.
    TooLong {
        most: usize,
    },
    /// JSON that ends too early: a line that was cut off.
    CutShort,
    NotJson {
        column: usize,
    },
    NotAnObject,
    FieldTwice {
        field: String,
    },
    DoMissing,
    UnknownDo {
        found: String,
        nearest: Option<&'static str>,
    },
    UnknownField {
        verb: &'static Verb,
        field: String,
        nearest: Option<&'static str>,
    },
    Missing {
        field: &'static Field,
    },
    OneOfMissing {
        names: &'static [&'static str],
    },
    Apart {
        names: (&'static str, &'static str),
    },
    Wrong {
        field: &'static Field,
        found: String,
    },
    /// A field that makes no sense beside the value of another.
    Idle {
        field: &'static str,
        because: &'static str,
    },
}

impl Unreadable {
    /// The key of its sentence.
    pub const fn term(&self) -> &'static str {
        match self {
            Self::NotUtf8 => "unreadable-not-utf8",
            Self::TooLong { .. } => "unreadable-too-long",
            Self::CutShort => "unreadable-cut-short",
            Self::NotJson { .. } => "unreadable-not-json",
            Self::NotAnObject => "unreadable-not-an-object",
            Self::FieldTwice { .. } => "unreadable-field-twice",
            Self::DoMissing => "unreadable-do-missing",
            Self::UnknownDo { .. } => "unreadable-unknown-do",
            Self::UnknownField { .. } => "unreadable-unknown-field",
            Self::Missing { .. } => "unreadable-missing",
            Self::OneOfMissing { .. } => "unreadable-one-of-missing",
            Self::Apart { .. } => "unreadable-apart",
            Self::Wrong { .. } => "unreadable-wrong",
            Self::Idle { .. } => "unreadable-idle",
        }
    }

    /// The field that it is about.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::FieldTwice { field } | Self::UnknownField { field, .. } => Some(field),
            Self::DoMissing | Self::UnknownDo { .. } => Some("do"),
            Self::Missing { field } | Self::Wrong { field, .. } => Some(field.name),
            Self::Apart { names } => Some(names.1),
            Self::Idle { field, .. } => Some(field),
            Self::NotUtf8
            | Self::TooLong { .. }
            | Self::CutShort
            | Self::NotJson { .. }
            | Self::NotAnObject
            | Self::OneOfMissing { .. } => None,
        }
    }

    /// The words that would have been right, where there are such words.
    pub fn valid(&self) -> Vec<&'static str> {
        match self {
            Self::DoMissing | Self::UnknownDo { .. } => VOCABULARY.iter().map(|verb| verb.word).collect(),
            Self::UnknownField { verb, .. } => verb.all_fields().map(|field| field.name).collect(),
            Self::Missing { field } | Self::Wrong { field, .. } => field.kind.words(),
            Self::OneOfMissing { names } => names.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The valid word that was probably meant.
    pub const fn nearest(&self) -> Option<&'static str> {
        match self {
            Self::UnknownDo { nearest, .. } | Self::UnknownField { nearest, .. } => *nearest,
            _ => None,
        }
    }
}

/// By what a reader sees of it: the table has one entry of each name.
impl PartialEq for Unreadable {
    fn eq(&self, other: &Self) -> bool {
        let detail = |one: &Self| match one {
            Self::TooLong { most } => most.to_string(),
            Self::NotJson { column } => column.to_string(),
            Self::UnknownDo { found, .. } | Self::Wrong { found, .. } => found.clone(),
            Self::Apart { names } => names.0.to_owned(),
            Self::Idle { because, .. } => (*because).to_owned(),
            _ => String::new(),
        };
        self.term() == other.term()
            && self.field() == other.field()
            && self.nearest() == other.nearest()
            && self.valid() == other.valid()
            && detail(self) == detail(other)
    }
}

impl Eq for Unreadable {}
