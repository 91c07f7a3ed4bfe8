//! What can be written behind `andon print`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub struct Print {
    #[command(subcommand)]
    pub what: PrintWhat,
}

#[derive(Debug, Subcommand)]
pub enum PrintWhat {
    /// The whole hospital.
    List {
        #[command(flatten)]
        target: Target,
    },
    Ward {
        #[arg(value_name = "WARD")]
        which: String,
        #[command(flatten)]
        target: Target,
    },
    Headcount {
        #[arg(value_name = "WARD")]
        which: String,
        #[command(flatten)]
        target: Target,
    },
    Labels(Labels),
    Wrist(Labels),
    Packets(Packets),
    Summary {
        #[arg(value_name = "PATIENT")]
        patient: String,
        #[command(flatten)]
        target: Target,
    },
    Scores {
        #[arg(value_name = "WARD")]
        which: String,
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        #[command(flatten)]
        target: Target,
    },
    Meals {
        #[arg(value_name = "WARD")]
        which: String,
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        #[command(flatten)]
        target: Target,
    },
    Report {
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        #[command(flatten)]
        target: Target,
    },
    Slip(SlipArguments),
    Blanks(BlanksArguments),
    /// What a carrier fetches.
    RunSheet {
        #[arg(value_name = "RUN")]
        run: String,
        #[command(flatten)]
        target: Target,
    },
    /// What a desk received in a day.
    DeskRegister {
        #[arg(value_name = "DESK")]
        desk: String,
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        #[command(flatten)]
        target: Target,
    },
    Queues,
    Jobs,
    Forecast {
        #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..=366))]
        days: u32,
    },
}

impl PrintWhat {
    /// Where a document goes; nothing for what is no document.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::List { target }
            | Self::Ward { target, .. }
            | Self::Headcount { target, .. }
            | Self::Summary { target, .. }
            | Self::Scores { target, .. }
            | Self::Meals { target, .. }
            | Self::Report { target, .. }
            | Self::RunSheet { target, .. }
            | Self::DeskRegister { target, .. } => Some(target),
            Self::Labels(labels) | Self::Wrist(labels) => Some(&labels.target),
            Self::Packets(packets) => Some(&packets.target),
            Self::Slip(slip) => Some(&slip.target),
            Self::Blanks(blanks) => Some(&blanks.target),
            Self::Queues | Self::Jobs | Self::Forecast { .. } => None,
        }
    }
}

#[derive(Debug, Args)]
pub struct Labels {
    #[arg(value_name = "PATIENT")]
    pub patient: String,
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..=500))]
    pub count: u16,
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true)]
    pub first: u16,
    #[arg(long)]
    pub single: bool,
    #[arg(long, value_name = "WHY")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub target: Target,
}

#[derive(Debug, Args)]
pub struct Packets {
    #[arg(value_name = "NUMBER")]
    pub numbers: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = 24, hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..=96))]
    pub labels: u16,
    #[arg(long, value_name = "WHY")]
    pub reason: Option<String>,
    #[command(flatten)]
    pub target: Target,
}

/// One slip, or one copy of it.
#[derive(Debug, Args)]
pub struct SlipArguments {
    #[arg(value_name = "SLIP")]
    pub slip: String,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    pub revision: Option<u8>,
    #[arg(long)]
    pub seen: bool,
    #[arg(long, value_name = "WHY")]
    pub reason: Option<String>,
    #[arg(long)]
    pub a5: bool,
    #[command(flatten)]
    pub target: Target,
}

/// New forms for a ward, or those of pads that are there.
#[derive(Debug, Args)]
pub struct BlanksArguments {
    #[arg(value_name = "WARD")]
    pub which: String,
    #[arg(long, value_name = "TYPE")]
    pub kind: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = 10, hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub count: u16,
    #[arg(long, value_name = "SLIP", conflicts_with_all = ["kind", "count"])]
    pub pad: Vec<String>,
    #[arg(long, value_name = "WHY")]
    pub reason: Option<String>,
    #[arg(long)]
    pub a5: bool,
    #[command(flatten)]
    pub target: Target,
}

/// Where a document goes; into the folder of papers when nothing is said.
#[derive(Debug, Args)]
pub struct Target {
    #[arg(long = "out", value_name = "FILE", conflicts_with_all = ["printer", "preview"])]
    pub pdf: Option<PathBuf>,
    #[arg(long, value_name = "QUEUE", conflicts_with = "preview")]
    pub printer: Option<String>,
    #[arg(long)]
    pub preview: bool,
}
