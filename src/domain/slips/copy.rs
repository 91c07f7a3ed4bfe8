//! One sheet of paper: where it is and who has it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    book::{Post, Purpose},
    fact::Ending,
    number::SlipNumber,
    run::RunId,
};
use crate::domain::{
    record::{EventId, Order, Register, Said, Timestamp},
    state::Hospital,
    text::Text,
};

/// Which sheet of a slip: its revision and its place in it, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CopyNumber {
    pub revision: u8,
    pub number: u8,
}

impl CopyNumber {
    /// `2`, or `2r3` for the second sheet of the third revision.
    pub fn parse(raw: &str) -> Option<Self> {
        let (number, revision) = raw.split_once(['r', 'R']).unwrap_or((raw, "1"));
        let digit = |raw: &str| {
            let plain = (1..=2).contains(&raw.len()) && raw.bytes().all(|byte| byte.is_ascii_digit());
            plain
                .then(|| raw.parse::<u8>().ok())
                .flatten()
                .filter(|number| *number > 0)
        };
        Some(Self {
            revision: digit(revision)?,
            number: digit(number)?,
        })
    }
}

impl fmt::Display for CopyNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.revision {
            1 => write!(f, "{}", self.number),
            revision => write!(f, "{}r{revision}", self.number),
        }
    }
}

/// A slip, or one sheet of it, as people type or scan it: `S07-100123-41`, `S07-100123-41/2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CopyName {
    pub slip: SlipNumber,
    /// `None`: the one that is meant at the place where it is typed.
    pub copy: Option<CopyNumber>,
}

impl CopyName {
    pub fn parse(raw: &str) -> Option<Self> {
        let (slip, copy) = match raw.trim().split_once('/') {
            Some((slip, copy)) => (slip, Some(CopyNumber::parse(copy)?)),
            None => (raw, None),
        };
        Some(Self {
            slip: SlipNumber::parse(slip)?,
            copy,
        })
    }
}

impl CopyName {
    /// With the number as its scheme writes it.
    #[must_use]
    pub fn meant(self, hospital: &Hospital) -> Self {
        Self {
            slip: SlipNumber::meant(self.slip, hospital),
            ..self
        }
    }
}

impl From<SlipNumber> for CopyName {
    fn from(slip: SlipNumber) -> Self {
        Self { slip, copy: None }
    }
}

impl fmt::Display for CopyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.copy {
            Some(copy) => write!(f, "{}/{copy}", self.slip),
            None => self.slip.fmt(f),
        }
    }
}

/// Where a sheet is. Exactly one of these at any time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Custody {
    /// Written, not on paper yet.
    Unprinted,
    /// There, and somebody answers for it.
    At { post: Post },
    Carried {
        carrier: Text,
        run: Option<RunId>,
        from: Post,
        to: Post,
    },
    /// Put down there; nobody has received it.
    HandedOver { post: Post },
    /// It has come to its end.
    Ended { how: Ending, post: Post },
    /// Cannot be found; last it was known to be there.
    Lost { last: Box<Custody> },
}

impl Custody {
    /// The place where one would look for it.
    pub fn post(&self) -> Option<&Post> {
        match self {
            Self::Unprinted => None,
            Self::At { post } | Self::HandedOver { post } | Self::Ended { post, .. } => Some(post),
            Self::Carried { to, .. } => Some(to),
            Self::Lost { last } => last.post(),
        }
    }

    pub fn is_ended(&self) -> bool {
        matches!(self, Self::Ended { .. })
    }

    pub fn is_lost(&self) -> bool {
        matches!(self, Self::Lost { .. })
    }
}

/// A place, and since when, as people gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub custody: Custody,
    pub since: Timestamp,
}

/// One sheet with its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copy {
    pub number: CopyNumber,
    pub purpose: Purpose,
    pub to: Post,
    pub kept: Register<Kept>,
    /// Every place it was in, in fold order.
    pub moves: Vec<(Said, Custody)>,
}

impl Copy {
    pub(super) fn new(number: CopyNumber, purpose: Purpose, to: Post) -> Self {
        Self {
            number,
            purpose,
            to,
            kept: Register::default(),
            moves: Vec::new(),
        }
    }

    pub fn custody(&self) -> &Custody {
        self.kept.get().map_or(&Custody::Unprinted, |kept| &kept.custody)
    }

    /// Since when it is where it is.
    pub fn since(&self) -> Option<Timestamp> {
        self.kept.get().map(|kept| kept.since)
    }

    /// Whose word it is.
    pub fn said(&self) -> Option<&Said> {
        self.kept.latest().map(|claim| &claim.said)
    }

    pub fn is_open(&self) -> bool {
        !self.custody().is_ended()
    }

    /// Whether it was received where it was to go.
    pub fn has_arrived(&self) -> bool {
        self.moves
            .iter()
            .any(|(_, custody)| matches!(custody, Custody::At { post } if *post == self.to))
    }

    /// Two stations said apart where it is: received twice, filed and carried.
    pub fn is_apart(&self) -> bool {
        self.kept.claims().len() > 1
    }

    pub(super) fn go(&mut self, said: &Said, basis: &[EventId], custody: Custody) {
        self.moves.push((said.clone(), custody.clone()));
        let since = said.at;
        self.kept.claim(said.clone(), basis, Kept { custody, since });
    }

    pub(super) fn orders(&self) -> impl Iterator<Item = Order> + '_ {
        self.kept.orders()
    }
}
