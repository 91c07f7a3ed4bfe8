//! What people do with slips. One scan or one typed number is enough at each step: what is not said follows from where it
//! is said.

use std::sync::Arc;

use super::{
    book::{Code, Post, SlipBook},
    copy::CopyName,
    fact::{AskedOf, DrugLine, Ending, Handed, Method, Outcome, QueryOutcome, QueryReason},
    number::SlipNumber,
    run::RunId,
};
use crate::domain::{identity::PatientRef, record::SettingsVersion, text::Text};

/// Every change of a slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipCommand {
    AdoptBook {
        version: SettingsVersion,
        book: Arc<SlipBook>,
    },
    PrepareBlanks {
        kind: Code,
        count: u16,
    },
    Write(WriteSlip),
    Print {
        slip: SlipNumber,
        printer: Option<Text>,
        seen: WarningsSeen,
        /// The desk where it came out; where it was ordered when nothing is said.
        at: Option<Post>,
    },
    PickUp(PickUp),
    HandOver {
        what: Dropped,
        to: Handed,
    },
    Receive {
        name: CopyName,
        at: Post,
    },
    Start {
        slip: SlipNumber,
        at: Option<Post>,
    },
    /// The next step of a place, or the next one whatever its place, or the one that is named.
    Done {
        slip: SlipNumber,
        step: Option<Code>,
        /// Where it is recorded: a desk records its own steps only.
        at: Option<Post>,
        by: Option<Text>,
        before: Before,
    },
    Perform(Perform),
    ReturnResult {
        slip: SlipNumber,
        by: Option<Text>,
        remark: Option<Text>,
    },
    Bill {
        slip: SlipNumber,
    },
    /// Filed, or given to the patient.
    File {
        name: CopyName,
        how: Ending,
        at: Option<Post>,
    },
    Query(AskBack),
    Follow {
        slip: SlipNumber,
        of: AskedOf,
        asked: Text,
        how: Option<Method>,
    },
    Answer {
        slip: SlipNumber,
        outcome: QueryOutcome,
        answer: Text,
        by: Text,
    },
    PassNote {
        name: CopyName,
    },
    Revise(Revise),
    /// An old copy was seen, and is void.
    Recall {
        name: CopyName,
        at: Option<Post>,
    },
    CannotFind {
        name: CopyName,
        remark: Option<Text>,
    },
    Found {
        name: CopyName,
        at: Post,
    },
    Cancel {
        slip: SlipNumber,
        reason: Text,
    },
    OpenRun {
        carrier: Text,
        /// Only what lies there is fetched; everywhere when empty.
        posts: Vec<Post>,
    },
    CloseRun {
        run: RunId,
        remark: Option<Text>,
    },
}

/// A slip to be written: typed, or by hand on a form that has its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteSlip {
    pub number: Option<NumberGiven>,
    /// Not needed where the number is of a pad.
    pub kind: Option<Code>,
    pub patient: PatientRef,
    /// The ward of the patient where nothing is said.
    pub origin: Option<Post>,
    /// The first of the kind where nothing is said.
    pub urgency: Option<Code>,
    pub orderer: Option<Text>,
    pub values: Vec<(Code, Text)>,
    pub drugs: Vec<DrugLine>,
}

/// The number of a form: whole, or its last digits among the forms at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberGiven {
    Whole(SlipNumber),
    /// At least [`super::number::SHORTEST_TAIL`] digits.
    Tail(String),
}

/// What becomes of the steps before, where nobody has recorded them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// They are missing, and the step is refused.
    Recorded,
    /// Whoever has the sheet sees on it that they were done, and says so.
    SeenOnPaper,
}

/// Whether what must be looked at was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WarningsSeen {
    Yes,
    No,
}

/// A carrier takes one copy, or everything of a run that lies at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickUp {
    pub what: Taken,
    pub carrier: Option<Text>,
    pub run: Option<RunId>,
    /// Where the copy goes by its plan where nothing is said.
    pub to: Option<Post>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    Copy(CopyName),
    AllAt(Post),
}

/// A carrier gives one copy away, or everything of a run: what is meant for the place where it is put down, or all of it
/// where another carrier goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dropped {
    Copy(CopyName),
    OfRun(RunId),
}

/// 実施、中止、返品.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Perform {
    pub slip: SlipNumber,
    pub outcome: Outcome,
    pub by: Option<Text>,
    pub amount: Option<Text>,
    pub lot: Option<Text>,
    pub remark: Option<Text>,
}

/// 疑義照会.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskBack {
    pub slip: SlipNumber,
    pub at: Option<Post>,
    pub reason: QueryReason,
    /// The orderer where nobody is named.
    pub asked: Option<Text>,
    pub how: Method,
    pub question: Text,
    pub caller: Option<Text>,
}

/// 再発行. What is not said stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revise {
    pub slip: SlipNumber,
    pub urgency: Option<Code>,
    pub values: Vec<(Code, Text)>,
    /// All lines anew; as they were when empty.
    pub drugs: Vec<DrugLine>,
    /// On whose order, and why.
    pub ordered: Option<(Text, Text)>,
}

impl SlipCommand {
    /// The slips that it names.
    pub fn slips(&self) -> Vec<SlipNumber> {
        match self {
            Self::Write(write) => match &write.number {
                Some(NumberGiven::Whole(slip)) => vec![*slip],
                _ => Vec::new(),
            },
            Self::Print { slip, .. }
            | Self::Start { slip, .. }
            | Self::Done { slip, .. }
            | Self::ReturnResult { slip, .. }
            | Self::Bill { slip }
            | Self::Follow { slip, .. }
            | Self::Answer { slip, .. }
            | Self::Cancel { slip, .. } => vec![*slip],
            Self::HandOver { what, .. } => match what {
                Dropped::Copy(name) => vec![name.slip],
                Dropped::OfRun(_) => Vec::new(),
            },
            Self::Receive { name, .. }
            | Self::File { name, .. }
            | Self::PassNote { name }
            | Self::Recall { name, .. }
            | Self::CannotFind { name, .. }
            | Self::Found { name, .. } => vec![name.slip],
            Self::PickUp(take) => match &take.what {
                Taken::Copy(name) => vec![name.slip],
                Taken::AllAt(_) => Vec::new(),
            },
            Self::Perform(perform) => vec![perform.slip],
            Self::Query(query) => vec![query.slip],
            Self::Revise(revise) => vec![revise.slip],
            Self::AdoptBook { .. } | Self::PrepareBlanks { .. } | Self::OpenRun { .. } | Self::CloseRun { .. } => {
                Vec::new()
            }
        }
    }

    /// The runs that it names.
    pub fn runs(&self) -> Vec<RunId> {
        match self {
            Self::CloseRun { run, .. }
            | Self::HandOver {
                what: Dropped::OfRun(run),
                ..
            } => vec![*run],
            Self::PickUp(take) => take.run.into_iter().collect(),
            _ => Vec::new(),
        }
    }
}
