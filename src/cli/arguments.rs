//! The command line: what can be written. Its help is in `help`.
//! Long because every task of the shell has its arguments here, and nothing else.

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::i18n::{Language, Words};

use super::{
    complaint::{self, Complaint},
    console::Console,
    exit::Exit,
    help::command,
    print_arguments::Print,
};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "andon", version)]
pub struct Arguments {
    #[arg(long, global = true, value_name = "FOLDER")]
    pub dir: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_enum,
        hide_possible_values = true,
        value_name = "LANGUAGE"
    )]
    pub lang: Option<Tongue>,
    #[arg(long, global = true, env = "ANDON_USER", hide_env = true, value_name = "NAME")]
    pub user: Option<String>,
    #[arg(
        long,
        global = true,
        env = "ANDON_PASSPHRASE_FILE",
        hide_env = true,
        value_name = "FILE"
    )]
    pub passphrase_file: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "passphrase_file")]
    pub recovery_key_file: Option<PathBuf>,
    /// It is good once, so that it may stand on a command line.
    #[arg(long, global = true, value_name = "CODE")]
    pub code: Option<String>,
    #[command(subcommand)]
    pub task: Option<Task>,
}

/// What can be done from the shell.
#[derive(Debug, Subcommand)]
pub enum Task {
    Demo,
    Init(Init),
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Import {
        #[command(subcommand)]
        what: Import,
    },
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Export {
        #[command(subcommand)]
        what: Export,
    },
    Census(Census),
    Where(Where),
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Check {
        #[command(subcommand)]
        what: CheckTask,
    },
    Id {
        #[command(subcommand)]
        what: Id,
    },
    Search(Search),
    FindDuplicates(FindDuplicates),
    Verify(Verify),
    Backup(OneFolder),
    Restore(OneFolder),
    Mirror(MirrorTo),
    #[command(subcommand_required = true, arg_required_else_help = true)]
    User {
        #[command(subcommand)]
        what: User,
    },
    Audit(Audit),
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Recovery {
        #[command(subcommand)]
        what: Recovery,
    },
    // Clap looks whether there is a long help before `help` can put one in.
    #[command(after_long_help = "-")]
    Run(Run),
    Print(Print),
    #[command(subcommand_required = true, arg_required_else_help = true)]
    Forms {
        #[command(subcommand)]
        what: Forms,
    },
    Keys(Keys),
    Man(Man),
    Completions(Completions),
}

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

#[derive(Debug, Subcommand)]
pub enum Import {
    Census(ImportCensus),
    Slips(ImportSlips),
    /// The policy of identity checks.
    Checks(ImportChecks),
    Register(ImportRegister),
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

#[derive(Debug, Args)]
pub struct ImportRegister {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub output: Output,
}

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
pub struct ImportCensus {
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

#[derive(Debug, Args)]
pub struct ImportChecks {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub check: bool,
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
    #[arg(long, value_name = "DAY", value_parser = crate::cli::tasks::check_day)]
    pub day: Option<chrono::NaiveDate>,
    #[arg(long, value_name = "PATIENT")]
    pub patient: Option<String>,
    #[arg(long, value_name = "PURPOSE", value_parser = crate::cli::tasks::check_purpose)]
    pub purpose: Option<crate::domain::checks::PurposeCode>,
    #[arg(long, value_name = "RESULT", value_parser = ["open", "verified", "mismatched", "abandoned", "on-paper"], hide_possible_values = true)]
    pub result: Option<String>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct CheckFigures {
    #[arg(long, value_name = "DAY", value_parser = crate::cli::tasks::check_day)]
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

/// Numbers that are given by hand.
#[derive(Debug, Subcommand)]
pub enum Id {
    New(IdNew),
    Verify(IdVerify),
    Ledger(IdLedger),
    Crosswalk(IdCrosswalk),
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
pub struct Envelopes {
    #[arg(value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..=200))]
    pub count: u16,
    #[command(flatten)]
    pub slips: Slips,
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
pub struct OneUser {
    #[arg(value_name = "NAME")]
    pub account: String,
}

#[derive(Debug, Args)]
pub struct Run {
    /// `-` is standard input, too.
    #[arg(value_name = "FILE", default_value = "-", hide_default_value = true)]
    pub file: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum Forms {
    Check(FormsCheck),
}

#[derive(Debug, Args)]
pub struct FormsCheck {
    #[arg(value_name = "FOLDER")]
    pub forms: Option<PathBuf>,
    #[arg(long, value_name = "FOLDER")]
    pub preview: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Keys {
    #[arg(long, value_enum, hide_possible_values = true, value_name = "KEYMAP")]
    pub keymap: Vec<Keymap>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct Man {
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_enum, hide_possible_values = true, value_name = "SHELL")]
    pub shell: Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    Ja,
    En,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Ja => Self::Japanese,
            Tongue::En => Self::English,
        }
    }
}

/// How results are written; every task that has results takes it.
#[derive(Debug, Clone, Copy, Args)]
pub struct Output {
    #[arg(
        long,
        value_enum,
        hide_possible_values = true,
        value_name = "FORMAT",
        default_value = "table",
        hide_default_value = true
    )]
    pub format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Keymap {
    Compact,
    Vim,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// The language of this call: the argument, then the environment. Needed before anything can be read, because what
/// cannot be read is complained about in it.
pub fn language(arguments: &[OsString], environment: impl Fn(&str) -> Option<String>) -> Language {
    let given = arguments.iter().enumerate().find_map(|(place, argument)| {
        let argument = argument.to_str()?;
        match argument.strip_prefix("--lang") {
            Some("") => arguments.get(place + 1)?.to_str().and_then(Language::parse),
            Some(rest) => rest.strip_prefix('=').and_then(Language::parse),
            None => None,
        }
    });
    let values = ["LC_ALL", "LC_MESSAGES", "LANG"].map(environment);
    given.unwrap_or_else(|| Language::from_environment(values.iter().map(Option::as_deref)))
}

/// What was asked for, in the user's language; or what there was to say instead has been said.
pub fn ready(
    arguments: &[OsString],
    environment: impl Fn(&str) -> Option<String>,
    console: &mut Console<'_>,
) -> Result<(Arguments, Words), Exit> {
    let words = Words::load(language(arguments, environment)).map_err(|fault| {
        // Only a build with a broken locale file comes here, and it has no words to say so.
        console.complain(fault);
        Exit::CouldNotRun
    })?;
    match parse(arguments, &words) {
        Ok(arguments) => Ok((arguments, words)),
        Err(Complaint { text, exit: Exit::Fine }) => {
            let told = console.say(text.trim_end()).and_then(|()| console.flush());
            Err(told.map_or(Exit::CouldNotRun, |()| Exit::Fine))
        }
        Err(Complaint { text, exit }) => {
            console.complain(text.trim_end());
            Err(exit)
        }
    }
}

/// Reads the command line, or says what to print instead: the help, the version, a complaint.
pub fn parse(arguments: &[OsString], words: &Words) -> Result<Arguments, Complaint> {
    let mut command = command(words);
    let plain = without_language(arguments);
    let helps = plain.get(1).is_some_and(|argument| argument == "help");
    command
        // Help takes the names of tasks and nothing else, and it is in the language asked for already.
        .try_get_matches_from_mut(if helps { &plain } else { arguments })
        .and_then(|matches| Arguments::from_arg_matches(&matches))
        .map_err(|fault| complaint::of(&fault, meant(&command, arguments), words))
}

/// The arguments without the one for the language.
fn without_language(arguments: &[OsString]) -> Vec<OsString> {
    let mut plain = Vec::with_capacity(arguments.len());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.to_str().and_then(|argument| argument.strip_prefix("--lang")) {
            Some("") => drop(rest.next()),
            Some(value) if value.starts_with('=') => {}
            _ => plain.push(argument.clone()),
        }
    }
    plain
}

/// The task that a command line means, as far as it can be followed.
fn meant<'a>(command: &'a clap::Command, arguments: &[OsString]) -> &'a clap::Command {
    let mut task = command;
    for argument in arguments.iter().skip(1).filter_map(|argument| argument.to_str()) {
        if argument != "help" {
            task = task.find_subcommand(argument).unwrap_or(task);
        }
    }
    task
}
