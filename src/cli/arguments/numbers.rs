//! `andon id`: numbers that are given by hand, and the blocks that they come from.

use clap::{Args, Subcommand};

use super::Output;

/// Numbers that are given by hand.
#[derive(Debug, Subcommand)]
pub enum Id {
    New(IdNew),
    Verify(IdVerify),
    Ledger(IdLedger),
    Crosswalk(IdCrosswalk),
    Blocks(IdBlocks),
    Grant(IdGrant),
    Rates(IdRates),
    Renew(IdRenew),
    Schemes(IdSchemes),
}

#[derive(Debug, Args)]
pub struct IdNew {
    #[arg(value_name = "WHO")]
    pub who: String,
    #[arg(value_name = "FIELD=VALUE")]
    pub fields: Vec<String>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct IdVerify {
    #[arg(value_name = "NUMBER")]
    pub number: String,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct IdLedger {
    #[arg(long, value_name = "KIND", value_parser = ["temporary", "newborn", "mass"], hide_possible_values = true)]
    pub kind: Option<String>,
    #[arg(long, value_name = "STATE", value_parser = ["prepared", "issued", "linked", "voided"], hide_possible_values = true)]
    pub state: Option<String>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=999))]
    pub station: Option<u16>,
    #[arg(long, value_name = "INCIDENT")]
    pub incident: Option<String>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct IdCrosswalk {
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct IdBlocks {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=999))]
    pub station: Option<u16>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct IdGrant {
    #[arg(value_name = "BLOCK", value_parser = clap::value_parser!(u16).range(1..=9999), required_unless_present = "station")]
    pub block: Option<u16>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=999))]
    pub station: Option<u16>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct IdRenew {
    #[arg(value_name = "BLOCK", value_parser = clap::value_parser!(u16).range(1..=9999))]
    pub block: u16,
}

#[derive(Debug, Args)]
pub struct IdRates {
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct IdSchemes {
    #[arg(long, value_name = "RANGE", conflicts_with = "letters")]
    pub digits_only: Option<String>,
    #[arg(long)]
    pub letters: bool,
    #[arg(long, value_name = "FORM")]
    pub temporary: Option<String>,
    #[arg(long, value_name = "FORM")]
    pub newborn: Option<String>,
    #[arg(long, value_name = "FORM")]
    pub mass: Option<String>,
    #[arg(long, value_name = "FORM")]
    pub slip: Option<String>,
    #[arg(long, value_name = "RANGE")]
    pub own: Vec<String>,
    #[command(flatten)]
    pub output: Output,
}
