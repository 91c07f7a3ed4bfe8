//! The help of the command line in the user's language: `cli-about-TASK`, `cli-after-TASK` and `cli-argument-NAME` of the
//! locale files, of the nearest name (`cli-about-import-census` before `cli-about-census`); the vocabulary of `andon run`
//! comes out of its table.

use clap::CommandFactory;

use crate::i18n::Words;

use super::{arguments::Arguments, vocabulary::help};

/// What every task has, in the order of the help, behind what is the task's own.
const EVERYWHERE: [&str; 7] = ["dir", "user", "passphrase_file", "code", "lang", "help", "version"];

/// The command line with its help in `words`.
pub fn command(words: &Words) -> clap::Command {
    let mut command = Arguments::command();
    // Clap's own help and version are put in place before they are translated.
    command.build();
    dressed(command, words, &[])
}

fn dressed(command: clap::Command, words: &Words, above: &[String]) -> clap::Command {
    let mut path = above.to_vec();
    path.push(command.get_name().to_owned());
    let mut command = command
        .about(said(words, "cli-about", &path).unwrap_or_default())
        .subcommand_help_heading(words.say("cli-heading-tasks"))
        .subcommand_value_name(words.say("cli-task"))
        .help_template(template(words));
    let arguments: Vec<String> = command.get_arguments().map(|one| one.get_id().to_string()).collect();
    for id in arguments {
        let mut named = path.clone();
        named.push(id.clone());
        let help = said(words, "cli-argument", &named).unwrap_or_default();
        command = command.mut_arg(&id, |argument| {
            let heading = if argument.is_positional() {
                "cli-heading-arguments"
            } else {
                "cli-heading-options"
            };
            let argument = argument
                .help(help)
                .long_help(None::<&str>)
                .help_heading(words.say(heading));
            match place(&id) {
                0 => argument,
                place => argument.display_order(900 + place),
            }
        });
    }
    let usage = usage(&mut command, words);
    command = command.override_usage(usage);
    if let Some(after) = said(words, "cli-after", &path) {
        command = if path.iter().any(|name| name == "run") {
            // Before the vocabulary, which is long.
            let long = format!("{after}\n\n{}", help::vocabulary(words));
            command.after_help(after).after_long_help(long)
        } else {
            command.after_help(after)
        };
    }
    let tasks: Vec<String> = command.get_subcommands().map(|one| one.get_name().to_owned()).collect();
    for task in tasks {
        command = command.mut_subcommand(&task, |task| dressed(task, words, &path));
    }
    command
}

/// Where an argument stands: what a task has for itself comes first.
pub fn place(id: &str) -> usize {
    EVERYWHERE
        .iter()
        .position(|name| *name == id)
        .map_or(0, |place| place + 1)
}

/// The text of the nearest name: that of the whole path, or of its end.
fn said(words: &Words, kind: &str, path: &[String]) -> Option<String> {
    (0..path.len()).find_map(|from| {
        let name = path.get(from..)?.join("-");
        words.find(&format!("{kind}-{name}"), &[])
    })
}

/// How a task is written, without the word before it.
pub fn usage(command: &mut clap::Command, words: &Words) -> String {
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    usage.replace("[OPTIONS]", &format!("[{}]", words.say("cli-options")))
}

fn template(words: &Words) -> String {
    format!(
        "{{before-help}}{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
        words.say("cli-heading-usage")
    )
}
