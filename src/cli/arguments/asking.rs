//! Tasks that look at the hospital and change nothing: the census, checks, where somebody is, finding people.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Output;
use crate::{
    cli::tasks::{check_day, check_purpose},
    domain::checks::PurposeCode,
};

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("asked").required(true).args(["query", "batch"]))]
pub struct Search {
    #[arg(value_name = "QUERY")]
    pub query: Option<String>,
    /// `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub batch: Option<PathBuf>,
    #[arg(long, value_name = "N", default_value = "100", hide_default_value = true,
        value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub limit: u16,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct FindDuplicates {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct Census {
    #[arg(long, value_name = "WARD")]
    pub ward: Option<String>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Subcommand)]
pub enum CheckTask {
    List(CheckList),
    Figures(CheckFigures),
}

#[derive(Debug, Args)]
pub struct CheckList {
    #[arg(long, value_name = "WARD")]
    pub ward: Option<String>,
    #[arg(long, value_name = "DAY", value_parser = check_day)]
    pub day: Option<chrono::NaiveDate>,
    #[arg(long, value_name = "PATIENT")]
    pub patient: Option<String>,
    #[arg(long, value_name = "PURPOSE", value_parser = check_purpose)]
    pub purpose: Option<PurposeCode>,
    #[arg(long, value_name = "RESULT", value_parser = ["open", "verified", "mismatched", "abandoned", "on-paper"], hide_possible_values = true)]
    pub result: Option<String>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct CheckFigures {
    #[arg(long, value_name = "DAY", value_parser = check_day)]
    pub day: Option<chrono::NaiveDate>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct Where {
    #[arg(value_name = "WHAT")]
    pub what: String,
    #[command(flatten)]
    pub output: Output,
}
