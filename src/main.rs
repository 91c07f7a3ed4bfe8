//! Arguments in, exit code out.

use std::{
    env,
    ffi::OsString,
    io::{self, BufWriter, IsTerminal, Write},
    process::ExitCode,
};

use andon::{
    cli::{self, Console, Exit, Words},
    runtime::{paths, shell::ThisMachine},
};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let (out, err) = (BufWriter::new(io::stdout().lock()), io::stderr());
    let watched = err.is_terminal();
    let mut console = Console::new(out, err.lock(), watched);
    let exit = begin(&arguments, &mut console);
    exit.into()
}

fn begin(arguments: &[OsString], console: &mut Console<'_>) -> Exit {
    let language = cli::arguments::language(arguments, |name| env::var(name).ok());
    let words = match Words::load(language) {
        Ok(words) => words,
        // Only a build with a broken locale file comes here, and it has no words to say so.
        Err(fault) => {
            console.complain(fault);
            return Exit::CouldNotRun;
        }
    };
    let arguments = match cli::parse(arguments, &words) {
        Ok(arguments) => arguments,
        Err(complaint) => return complaint.tell(console),
    };
    let environment = env::var_os(paths::VARIABLE);
    let folder = match paths::store_folder(arguments.dir.as_deref(), environment, paths::platform_folder()) {
        Ok(folder) => folder,
        Err(_) => {
            console.complain(words.say("cli-no-folder"));
            return Exit::CouldNotRun;
        }
    };
    let machine = ThisMachine::new(who());
    match cli::perform(&arguments, &folder, &machine, &words, console) {
        Some(exit) => exit,
        None => todo!(),
    }
}

/// The user and the machine, for whoever finds the store locked.
fn who() -> String {
    let named = |names: [&str; 2]| names.iter().find_map(|name| env::var(name).ok()).filter(|name| !name.is_empty());
    let user = named(["USER", "USERNAME"]);
    let machine = named(["HOSTNAME", "COMPUTERNAME"]);
    [user, machine].into_iter().flatten().collect::<Vec<_>>().join("@")
}
