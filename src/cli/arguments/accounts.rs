//! `andon user` and `andon audit`: who may work with the store, how they come in, and what was done in whose name.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Output;

/// What is done about accounts. Who does it is `--user`, as everywhere.
#[derive(Debug, Subcommand)]
pub enum User {
    Roles(Listing),
    List(Listing),
    Add(AddUser),
    Import(ImportUsers),
    Change(ChangeUser),
    Passphrase(NewPhrase),
    Reset(ResetUser),
    Close(OneUser),
    Reopen(OneUser),
    Glass(Listing),
    Review(ReviewUse),
    Envelopes(Envelopes),
    BreakGlass(BreakGlass),
    SecondFactor(SecondFactor),
    LockAfter(LockAfter),
}

#[derive(Debug, Args)]
pub struct Listing {
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct AddUser {
    #[arg(value_name = "NAME")]
    pub account: String,
    /// As the person is shown.
    #[arg(long, value_name = "TEXT")]
    pub full_name: String,
    #[arg(long, value_name = "ROLE")]
    pub role: String,
    #[arg(long, value_name = "DUTY")]
    pub duty: Option<String>,
    #[arg(long, value_name = "WARD")]
    pub ward: Vec<String>,
    #[command(flatten)]
    pub slips: Slips,
}

#[derive(Debug, Args)]
pub struct ImportUsers {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub slips: Slips,
}

/// Where first pass phrases go, for paper.
#[derive(Debug, Args)]
pub struct Slips {
    #[arg(long, value_name = "FILE")]
    pub slips: Option<PathBuf>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct ChangeUser {
    #[arg(value_name = "NAME")]
    pub account: String,
    #[arg(long, value_name = "TEXT")]
    pub full_name: Option<String>,
    #[arg(long, value_name = "ROLE")]
    pub role: Option<String>,
    #[arg(long, value_name = "DUTY")]
    pub duty: Option<String>,
    #[arg(long, value_name = "WARD")]
    pub ward: Vec<String>,
}

#[derive(Debug, Args)]
pub struct OneUser {
    #[arg(value_name = "NAME")]
    pub account: String,
}

#[derive(Debug, Args)]
pub struct NewPhrase {
    #[arg(long, value_name = "FILE")]
    pub new_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ResetUser {
    #[arg(value_name = "NAME")]
    pub account: String,
    #[command(flatten)]
    pub slips: Slips,
}

#[derive(Debug, Args)]
pub struct SecondFactor {
    #[arg(value_name = "KIND", value_parser = ["authenticator", "codes", "off"])]
    pub kind: String,
    /// Somebody else's, who has lost it; only `off`.
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    #[command(flatten)]
    pub slips: Slips,
}

#[derive(Debug, Args)]
pub struct BreakGlass {
    #[arg(value_name = "REASON")]
    pub reason: String,
    #[arg(long, value_name = "TEXT")]
    pub words: Option<String>,
}

#[derive(Debug, Args)]
pub struct ReviewUse {
    #[arg(value_name = "NAME")]
    pub account: String,
    /// The oldest that waits, when it is not said.
    #[arg(long, value_name = "EVENT")]
    pub event: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub remark: Option<String>,
}

#[derive(Debug, Args)]
pub struct Envelopes {
    #[arg(value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..=200))]
    pub count: u16,
    #[command(flatten)]
    pub slips: Slips,
}

#[derive(Debug, Args)]
pub struct LockAfter {
    /// Without one: what was said of which ward.
    #[arg(value_name = "WARD", requires = "time")]
    pub ward: Option<String>,
    #[arg(value_name = "TIME")]
    pub time: Option<String>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct Audit {
    /// The account whose deeds are wanted.
    #[arg(long, value_name = "NAME")]
    pub of: Option<String>,
    #[arg(long, value_name = "WHAT")]
    pub what: Option<String>,
    #[arg(long, value_name = "ID")]
    pub patient: Option<String>,
    #[command(flatten)]
    pub output: Output,
}
