//! How a command line is read: in which language, what was asked for, and what is said when it cannot be followed.

use std::ffi::OsString;

use clap::FromArgMatches;

use super::Arguments;
use crate::{
    cli::{
        complaint::{self, Complaint},
        console::Console,
        exit::Exit,
        help::command,
    },
    i18n::{Language, Words},
};

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
