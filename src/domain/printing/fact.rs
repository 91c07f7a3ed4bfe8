//! What can have happened to a print job. Each struct is frozen as a record format.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::PrintJobId;
use crate::domain::{
    census::WardCode,
    identity::{Identifier, PatientId},
    record::Day,
    slips::{PadId, Post, RunId, SlipNumber},
    text::Text,
};

/// What is on the paper. The order of the variants is part of the record format.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Paper {
    WardList {
        ward: WardCode,
    },
    HospitalList,
    Headcount {
        ward: WardCode,
    },
    /// Labels with the number of a patient.
    Labels {
        patient: PatientId,
    },
    WristStrips {
        patient: PatientId,
    },
    Summary {
        patient: PatientId,
    },
    NursingSheet {
        ward: WardCode,
        day: Day,
    },
    MealSheet {
        ward: WardCode,
        day: Day,
    },
    DailyReport {
        day: Day,
    },
    /// Copies of one revision of a slip, by their places in it; all of them when none is named.
    Slip {
        slip: SlipNumber,
        revision: u8,
        copies: Vec<u8>,
    },
    /// Every form of these pads, in all its copies, for a ward or clinic.
    Blanks {
        ward: Post,
        pads: Vec<PadId>,
    },
    /// What a carrier fetches, and where it goes.
    RunSheet {
        run: RunId,
    },
    /// What a desk received in a day, and what became of it.
    DeskRegister {
        desk: Post,
        day: Day,
    },
    /// Numbers that were prepared for whoever comes: a sheet for each, and its labels behind it.
    Packets {
        numbers: Vec<Identifier>,
    },
}

impl Paper {
    /// Whose number is on it, where two pieces of the same paper in use are a danger.
    pub fn identifies(&self) -> Option<PatientId> {
        match self {
            Self::Labels { patient } | Self::WristStrips { patient } => Some(*patient),
            _ => None,
        }
    }

    /// The numbers given by hand that it names one by one.
    pub fn packets(&self) -> &[Identifier] {
        match self {
            Self::Packets { numbers } => numbers,
            _ => &[],
        }
    }

    /// Whom it is about.
    pub fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Labels { patient } | Self::WristStrips { patient } | Self::Summary { patient } => Some(*patient),
            _ => None,
        }
    }

    pub fn ward(&self) -> Option<&WardCode> {
        match self {
            Self::WardList { ward }
            | Self::Headcount { ward }
            | Self::NursingSheet { ward, .. }
            | Self::MealSheet { ward, .. } => Some(ward),
            _ => None,
        }
    }

    pub fn slip(&self) -> Option<SlipNumber> {
        match self {
            Self::Slip { slip, .. } => Some(*slip),
            _ => None,
        }
    }

    pub fn pads(&self) -> &[PadId] {
        match self {
            Self::Blanks { pads, .. } => pads,
            _ => &[],
        }
    }

    pub fn run(&self) -> Option<RunId> {
        match self {
            Self::RunSheet { run } => Some(*run),
            _ => None,
        }
    }

    /// What it is about, by its code or number: never by the name of a person, because it is seen at every printer.
    pub fn about(&self) -> Option<String> {
        match self {
            Self::WardList { ward }
            | Self::Headcount { ward }
            | Self::NursingSheet { ward, .. }
            | Self::MealSheet { ward, .. } => Some(ward.to_string()),
            Self::Slip { slip, copies, .. } => Some(match copies.as_slice() {
                [] => slip.to_string(),
                copies => {
                    let copies: Vec<String> = copies.iter().map(u8::to_string).collect();
                    format!("{slip}/{}", copies.join(","))
                }
            }),
            Self::Blanks { ward, .. } => Some(ward.to_string()),
            Self::RunSheet { run } => Some(run.to_string()),
            Self::DeskRegister { desk, .. } => Some(desk.to_string()),
            Self::Packets { numbers } => match numbers.as_slice() {
                [] => None,
                [number] => Some(number.to_string()),
                [first, .., last] => Some(format!("{first} … {last}  ×{}", numbers.len())),
            },
            Self::HospitalList
            | Self::Labels { .. }
            | Self::WristStrips { .. }
            | Self::Summary { .. }
            | Self::DailyReport { .. } => None,
        }
    }
}

/// Where it is to come out. The order of the variants is part of the record format.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PrintTo {
    /// A file that somebody named.
    File,
    /// The folder of this laptop's papers.
    Folder,
    /// A queue of the print system.
    Queue(SmolStr),
}

/// Somebody wants it on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintAsked {
    pub job: PrintJobId,
    pub paper: Paper,
    /// Labels or strips, of a packet for each number; 1 for a document.
    pub count: u16,
    pub to: PrintTo,
    /// Why it is printed again.
    pub reason: Option<Text>,
}

/// At which desk it comes out, where that is not where it was ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintPlaced {
    pub job: PrintJobId,
    pub desk: Post,
}

/// The print system has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintHanded {
    pub job: PrintJobId,
    /// The name that the print system gave it.
    pub request: SmolStr,
}

/// How a job ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PrintEnd {
    /// The print system says that it was printed.
    Printed {
        sheets: u32,
    },
    /// It is in a file.
    Written {
        sheets: u32,
    },
    NotPrinted(NotPrinted),
    /// Somebody looked, and does not want it any more.
    GivenUp,
}

/// Why it is not on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotPrinted {
    pub trouble: Trouble,
    /// The words of the print system.
    pub said: Option<Text>,
}

/// What was in the way. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Trouble {
    NoPrintSystem,
    NoQueue,
    Paused,
    Unreachable,
    Refused,
    Hung,
    Slow,
    Cancelled,
    Unconfirmed,
    /// The file could not be written.
    Disk,
}

/// A job is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintEnded {
    pub job: PrintJobId,
    pub end: PrintEnd,
}
