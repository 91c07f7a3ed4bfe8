//! What can have happened to a print job. Each struct is frozen as a record format.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::PrintJobId;
use crate::domain::{
    census::WardCode,
    identity::{Identifier, PatientId},
    record::Day,
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
