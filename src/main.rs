//! Arguments in, exit code out.

use std::{
    env,
    ffi::OsString,
    io::{self, BufWriter, IsTerminal},
    process::ExitCode,
};

use andon::{
    cli::{self, Console, Exit, Task},
    runtime::{
        open::Means,
        paths,
        program::{self, Begin, Chosen, Place},
        renew, secrecy,
        shell::ThisMachine,
        terminal::Farewell,
    },
};

fn main() -> ExitCode {
    secrecy::no_core_dumps();
    let arguments: Vec<OsString> = env::args_os().collect();
    // Not locked: the thread that measures the terminal writes as well, and would wait for the end of the program.
    let (out, err) = (BufWriter::new(io::stdout()), io::stderr());
    let watched = err.is_terminal();
    let mut console = Console::new(out, err, watched);
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
    if renew::finish(&folder).is_err() {
        // There is a store beside, and none in its place: nobody may take that for a laptop that is set up anew.
        console.complain(cli::renewal_unfinished(&folder, &words));
        return Exit::CouldNotRun;
    }
    if let Some(exit) = cli::perform(&arguments, &folder, &ThisMachine::new(who()), &words, console) {
        return exit;
    }
    let place = match arguments.task {
        Some(Task::Demo) => Place::Sample,
        _ => Place::Store(folder.clone()),
    };
    let phrase = match arguments
        .passphrase_file
        .as_deref()
        .map(cli::phrase_of_file)
        .transpose()
    {
        Ok(phrase) => phrase,
        Err(fault) => {
            let file = arguments.passphrase_file.unwrap_or_default().display().to_string();
            console.complain(cli::cannot_read(&file, &fault, &words));
            return Exit::CouldNotRun;
        }
    };
    let begin = Begin {
        place,
        user: arguments.user.clone(),
        phrase,
        words: words.clone(),
        language: match arguments.lang {
            Some(_) => Chosen::ForThisStart,
            None => Chosen::ByTheEnvironment,
        },
        environment: |name| env::var(name).ok(),
        means: Means::machine(who()),
    };
    let bar = cli::Bar::new(console, &words, "cli-progress-open");
    match program::run(begin, Box::new(move |done, of| bar.show(done, of))) {
        Ok(Farewell::Quit) => Exit::Fine,
        Ok(Farewell::Signal(number)) => Exit::Signal(u8::try_from(number).unwrap_or(u8::MAX)),
        // As a hang-up ends any other program.
        Ok(Farewell::Closed) => Exit::Signal(1),
        Err(fault) => {
            console.complain(fault.in_words(&folder, &words));
            Exit::CouldNotRun
        }
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
