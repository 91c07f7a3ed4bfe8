//! What is read out of files of others, and written for them.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Output;

#[derive(Debug, Subcommand)]
pub enum Import {
    Census(ImportFile),
    Slips(ImportSlips),
    /// The policy of identity checks.
    Checks(ImportFile),
    Register(ImportFile),
}

#[derive(Debug, Args)]
pub struct ImportSlips {
    /// Without one: what the program carries.
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub output: Output,
}

/// A file that is taken in, or only tried.
#[derive(Debug, Args)]
pub struct ImportFile {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Subcommand)]
pub enum Export {
    Slips(ExportSlips),
}

#[derive(Debug, Args)]
pub struct ExportSlips {
    #[arg(value_enum, hide_possible_values = true, value_name = "WHAT")]
    pub about: SlipTable,
    #[arg(long, value_name = "WARD")]
    pub ward: Option<String>,
    #[arg(long, value_name = "DESK")]
    pub desk: Option<String>,
    #[arg(long, value_name = "PATIENT")]
    pub patient: Option<String>,
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    #[arg(
        long,
        value_enum,
        hide_possible_values = true,
        value_name = "FORMAT",
        default_value = "sheet",
        hide_default_value = true
    )]
    pub format: SheetFormat,
}

/// Which table of slips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SlipTable {
    /// Every sheet that is not accounted for.
    Copies,
    /// What was performed and is not billed.
    Billing,
    /// What lies at a desk or ward and is on its way there.
    Desk,
    Queries,
    Load,
    Runs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SheetFormat {
    /// CSV for a spreadsheet.
    Sheet,
    /// CSV for a program.
    Csv,
    Json,
}
