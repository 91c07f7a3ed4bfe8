//! What the shell can do, one file each.

mod audit;
mod caller;
mod census;
mod check;
mod completions;
mod copies;
mod duplicates;
mod export;
mod forms;
mod id;
mod import;
mod init;
mod keys;
mod manual;
mod paper;
mod print;
mod print_jobs;
mod print_order;
pub mod print_words;
mod recovery;
mod register;
pub mod run;
mod search;
mod store;
mod user;
mod verify;
mod whereabouts;

pub use caller::{cannot_read, phrase_of_file, renewal_unfinished};
pub use check::{day as check_day, purpose as check_purpose};
pub use import::refused as import_refused;
pub use store::Bar;
pub use store::fault_in_words as store_fault;

use std::path::Path;

use crate::i18n::{Value, Words};

use super::{
    arguments::{Arguments, Task},
    console::Console,
    exit::{Exit, Unheard},
    faults::of_system,
    machine::Machine,
};

/// What every task is given.
pub(super) struct Given<'a> {
    pub folder: &'a Path,
    pub user: Option<&'a str>,
    pub phrase_file: Option<&'a Path>,
    pub recovery_file: Option<&'a Path>,
    pub code: Option<&'a str>,
    pub machine: &'a dyn Machine,
    pub words: &'a Words,
}

/// Why a task came to nothing; what there is to say has been said.
pub(super) enum Stop {
    Exit(Exit),
    Unheard(Unheard),
}

impl From<Unheard> for Stop {
    fn from(unheard: Unheard) -> Self {
        Self::Unheard(unheard)
    }
}

impl From<Exit> for Stop {
    fn from(exit: Exit) -> Self {
        Self::Exit(exit)
    }
}

/// Does a task in the store of `folder`. `None` when it is not one of the shell's: the terminal program is asked for.
pub fn perform(
    arguments: &Arguments,
    folder: &Path,
    machine: &dyn Machine,
    words: &Words,
    console: &mut Console<'_>,
) -> Option<Exit> {
    let given = Given {
        folder,
        user: arguments.user.as_deref(),
        phrase_file: arguments.passphrase_file.as_deref(),
        recovery_file: arguments.recovery_key_file.as_deref(),
        code: arguments.code.as_deref(),
        machine,
        words,
    };
    let done = match arguments.task.as_ref()? {
        Task::Demo => return None,
        Task::Init(init) => init::init(init, &given, console),
        Task::Import { what } => import::import(what, &given, console),
        Task::Export { what } => export::export(what, &given, console),
        Task::Census(census) => census::census(census, &given, console),
        Task::Check { what } => check::check(what, &given, console),
        Task::Id { what } => id::id(what, &given, console),
        Task::Where(asked) => whereabouts::whereabouts(asked, &given, console),
        Task::Search(wanted) => search::search(wanted, &given, console),
        Task::FindDuplicates(wanted) => duplicates::find(wanted, &given, console),
        Task::Verify(verify) => verify::verify(verify, &given, console),
        Task::Backup(wanted) => copies::backup(wanted, &given, console),
        Task::Restore(wanted) => copies::restore(wanted, &given, console),
        Task::Mirror(wanted) => copies::mirror(wanted, &given, console),
        Task::Audit(wanted) => audit::audit(wanted, &given, console),
        Task::Recovery { what } => recovery::recovery(what, &given, console),
        Task::User { what } => user::user(what, &given, console),
        Task::Run(run) => run::from_file(run, &given, console),
        Task::Print(wanted) => print::print(wanted, &given, console),
        Task::Forms { what } => forms::forms(what, &given, console),
        Task::Keys(keys) => keys::keys(keys, &given, console),
        Task::Man(man) => manual::manual(man, &given, console),
        Task::Completions(wanted) => completions::completions(wanted, &given, console),
    };
    let flushed = done.and_then(|exit| console.flush().map(|()| exit).map_err(Stop::from));
    Some(match flushed {
        Ok(exit) | Err(Stop::Exit(exit)) => exit,
        Err(Stop::Unheard(unheard)) => {
            if !console.is_left() {
                let why = of_system(&unheard.0, words);
                console.complain(words.fill("cli-unheard", &[("why", Value::from(why.as_str()))]));
            }
            Exit::CouldNotRun
        }
    })
}
