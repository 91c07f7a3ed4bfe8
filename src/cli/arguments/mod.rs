//! The command line: what can be written. Its help is in `help`, what the tasks do is in `tasks`.
//!
//! Here are the words that every task has, the tasks themselves, and how results are written; `store`, `lists`, `asking`,
//! `numbers`, `accounts`, `print` and `program` have the arguments of the tasks, and `reading` reads all of it.

mod accounts;
mod asking;
mod lists;
mod numbers;
mod print;
mod program;
mod reading;
mod store;

pub use accounts::{
    AddUser, Audit, BreakGlass, ChangeUser, Envelopes, ImportUsers, Listing, LockAfter, NewPhrase, OneUser, ResetUser,
    ReviewUse, SecondFactor, Slips, User,
};
pub use asking::{Census, CheckFigures, CheckList, CheckTask, FindDuplicates, Search, Where};
pub use lists::{Export, ExportSlips, Import, ImportFile, ImportSlips, SheetFormat, SlipTable};
pub use numbers::{Id, IdBlocks, IdCrosswalk, IdGrant, IdLedger, IdNew, IdRates, IdRenew, IdSchemes, IdVerify};
pub use print::{BlanksArguments, Labels, Packets, Print, PrintWhat, SlipArguments, Target};
pub use program::{Completions, Forms, FormsCheck, Keymap, Keys, Man, Run, Shell};
pub use reading::{language, parse, ready};
pub use store::{Init, MirrorTo, OneFolder, Recovery, RenewRecovery, Verify};

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::i18n::Language;

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
