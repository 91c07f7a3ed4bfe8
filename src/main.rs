//! Arguments in, exit code out.

use std::{
    env,
    ffi::OsString,
    io::{self, BufWriter, IsTerminal},
    process::ExitCode,
};

use andon::{
    cli::{self, Console, Exit},
    runtime::{paths, shell::ThisMachine},
};

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let (out, err) = (BufWriter::new(io::stdout().lock()), io::stderr());
    let watched = err.is_terminal();
    let mut console = Console::new(out, err.lock(), watched);
    begin(&arguments, &mut console).into()
}

fn begin(arguments: &[OsString], console: &mut Console<'_>) -> Exit {
    let (arguments, words) = match cli::arguments::ready(arguments, |name| env::var(name).ok(), console) {
        Ok(ready) => ready,
        Err(exit) => return exit,
    };
    let named = arguments.dir.as_deref();
    let Ok(folder) = paths::store_folder(named, env::var_os(paths::VARIABLE), paths::platform_folder()) else {
        console.complain(words.say("cli-no-folder"));
        return Exit::CouldNotRun;
    };
    if let Some(exit) = cli::perform(&arguments, &folder, &ThisMachine::new(who()), &words, console) {
        exit
    } else {
        console.complain(words.say("cli-no-screen"));
        Exit::CouldNotRun
    }
}

/// The user and the machine, for whoever finds the store locked.
fn who() -> String {
    let named = |names: [&str; 2]| {
        names
            .iter()
            .filter_map(|name| env::var(name).ok())
            .find(|name| !name.is_empty())
    };
    let (user, machine) = (named(["USER", "USERNAME"]), named(["HOSTNAME", "COMPUTERNAME"]));
    [user, machine].into_iter().flatten().collect::<Vec<_>>().join("@")
}
