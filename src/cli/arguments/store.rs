//! A store as a whole: made, looked over, copied, and opened again when nobody's phrase opens it.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Output;

#[derive(Debug, Args)]
pub struct Init {
    #[arg(long, value_name = "FOLDER")]
    pub hospital: PathBuf,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=999))]
    pub station: u16,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=9999))]
    pub installation: Option<u16>,
    #[arg(long, value_name = "HOSPITAL")]
    pub name: Option<String>,
    #[arg(long, value_name = "ZONE", default_value = "Asia/Tokyo", hide_default_value = true)]
    pub time_zone: String,
    /// As the first administrator is shown.
    #[arg(long, value_name = "NAME")]
    pub administrator: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub recovery_file: Option<PathBuf>,
    #[arg(long, conflicts_with = "recovery_file")]
    pub trial: bool,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    pub output: Output,
}

/// Where a copy is made, or is.
#[derive(Debug, Args)]
pub struct OneFolder {
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct MirrorTo {
    /// Without one: how the mirror does.
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    #[arg(long, conflicts_with = "folder")]
    pub off: bool,
    #[command(flatten)]
    pub output: Output,
}

/// The key that opens a store when nobody's phrase does.
#[derive(Debug, Subcommand)]
pub enum Recovery {
    Renew(RenewRecovery),
}

#[derive(Debug, Args)]
pub struct RenewRecovery {
    #[arg(long, value_name = "FILE")]
    pub recovery_file: Option<PathBuf>,
    #[command(flatten)]
    pub output: Output,
}
