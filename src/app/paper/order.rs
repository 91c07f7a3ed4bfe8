//! What somebody wants on paper, and what comes of it: plain data between screens, shell and the print room.

use std::path::PathBuf;

use crate::{
    domain::{
        printing::Paper,
        slips::{Code, Post, SlipNumber, command::WarningsSeen},
        text::Text,
    },
    print::{
        form::Spot,
        press::{Labels, Layout},
        preview::PreviewPage,
        queue::{Queue, WhyNot},
    },
};

/// What somebody wants on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperOrder {
    pub paper: Paper,
    /// Labels or strips.
    pub count: u16,
    pub labels: Labels,
    pub to: Outlet,
    /// Why a number is printed again.
    pub reason: Option<Text>,
    /// Of a slip: whether its warnings were looked at.
    pub seen: WarningsSeen,
    /// How small pages are put on sheets; as this laptop does it where nothing is said.
    pub layout: Option<Layout>,
    /// Forms that get their numbers first.
    pub fresh: Option<FreshForms>,
    /// Of a slip: the desk where it is printed, and lies then; the ward that ordered when nothing is said.
    pub desk: Option<Post>,
}

/// Forms to be made: so many of each kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreshForms {
    pub kinds: Vec<Code>,
    pub count: u16,
}

impl PaperOrder {
    /// One document.
    pub fn document(paper: Paper, to: Outlet) -> Self {
        Self {
            paper,
            count: 1,
            labels: Labels::OnSheet { first: 1 },
            to,
            reason: None,
            seen: WarningsSeen::No,
            layout: None,
            fresh: None,
            desk: None,
        }
    }

    /// All copies of a slip as it is now, its warnings seen.
    pub fn slip(slip: SlipNumber, revision: u8, to: Outlet) -> Self {
        let copies = Vec::new();
        Self {
            seen: WarningsSeen::Yes,
            ..Self::document(Paper::Slip { slip, revision, copies }, to)
        }
    }

    /// New forms for a ward or clinic.
    pub fn forms(ward: Post, fresh: FreshForms, to: Outlet) -> Self {
        let pads = Vec::new();
        Self {
            fresh: Some(fresh),
            ..Self::document(Paper::Blanks { ward, pads }, to)
        }
    }
}

/// Where the paper comes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outlet {
    /// Where this laptop printed last; whoever carries the order out knows.
    Usual,
    File(PathBuf),
    /// The folder of this laptop's papers.
    Folder,
    Queue(String),
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperDone {
    Printed { queue: String, request: String },
    Written { path: PathBuf },
    NotPrinted { queue: String, why: WhyNot },
}

/// A finished job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperReceipt {
    pub pages: usize,
    /// What is not on the paper as it should be.
    pub spots: Vec<Spot>,
    pub done: PaperDone,
}

/// What a paper will look like, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperShown {
    pub pages: Vec<PreviewPage>,
    /// What will not be on it as it should be, in words.
    pub spots: Vec<String>,
}

/// The answer to a look at a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperAnswer {
    /// What was looked at: whoever has asked for another paper since waits for that one.
    pub order: PaperOrder,
    /// The pages, or in words why there are none.
    pub pages: Result<PaperShown, Vec<String>>,
    pub queues: Result<Vec<Queue>, WhyNot>,
    /// The printer that was used last.
    pub usual: Option<String>,
    /// How this laptop puts small pages on sheets.
    pub layout: Layout,
    /// Labels on a sheet of this document; 1 where there is no sheet of labels.
    pub positions: u16,
}

/// How a print job goes, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperNews {
    /// The print system has it.
    Waiting(String),
    /// Printed or written, and everything is on it.
    Done(String),
    /// Printed or written, and something is not on it as it should be.
    Flawed(String),
    /// It is not on paper.
    NotPrinted(String),
}

impl PaperNews {
    /// Done; with the first flaw, and how many more there are, behind it.
    pub fn done(words: String, flaws: &[String]) -> Self {
        match flaws {
            [] => Self::Done(words),
            [one] => Self::Flawed(format!("{words} {one}")),
            [first, more @ ..] => Self::Flawed(format!("{words} {first} (+{})", more.len())),
        }
    }
}

impl PaperAnswer {
    /// Where nothing can be made ready: no store is open.
    pub fn nothing(order: PaperOrder) -> Self {
        Self {
            order,
            pages: Err(Vec::new()),
            queues: Err(WhyNot::NoPrintSystem),
            usual: None,
            layout: Layout::TwoOnOne,
            positions: 1,
        }
    }
}
