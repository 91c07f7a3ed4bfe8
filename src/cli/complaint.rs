//! What the command line is answered with when there is nothing to do: help and version, or what is wrong with it, in
//! the user's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::i18n::{Value, Words};

use super::{exit::Exit, help};

/// What is printed instead of doing something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    pub text: String,
    pub exit: Exit,
}

/// Translates what clap has found in a command line that means `task`.
pub fn of(fault: &clap::Error, task: &clap::Command, words: &Words) -> Complaint {
    let context = |kinds: &[ContextKind]| {
        let found = kinds.iter().find_map(|kind| fault.get(*kind));
        found.map(shown).unwrap_or_default()
    };
    let argument = context(&[ContextKind::InvalidArg, ContextKind::InvalidSubcommand]);
    let key = match fault.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            return Complaint {
                text: fault.to_string(),
                exit: Exit::Fine,
            };
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return Complaint {
                text: fault.to_string(),
                exit: Exit::CouldNotRun,
            };
        }
        ErrorKind::UnknownArgument => "cli-wrong-unknown-argument",
        ErrorKind::InvalidSubcommand => "cli-wrong-unknown-task",
        ErrorKind::MissingRequiredArgument => "cli-wrong-missing",
        ErrorKind::InvalidValue if context(&[ContextKind::InvalidValue]).is_empty() => "cli-wrong-no-value",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-wrong-value",
        ErrorKind::InvalidUtf8 => "cli-wrong-utf8",
        ErrorKind::ArgumentConflict if context(&[ContextKind::PriorArg]) == argument => "cli-wrong-twice",
        ErrorKind::ArgumentConflict => "cli-wrong-conflict",
        _ => "cli-wrong",
    };
    let filling = [
        ("argument", Value::from(argument.as_str())),
        ("value", Value::from(context(&[ContextKind::InvalidValue]))),
    ];
    let mut lines = vec![words.fill(key, &filling)];
    let valid = context(&[ContextKind::ValidValue]);
    if valid.is_empty() {
        // What it would take.
        let named = |one: &&clap::Arg| argument.split(LISTED).any(|name| name == one.to_string());
        for one in task.get_arguments().filter(named) {
            let help = one.get_help().map(ToString::to_string).unwrap_or_default();
            lines.push(format!("  {one}  {help}"));
        }
    } else {
        lines.push(words.fill("unreadable-valid", &[("words", Value::from(valid))]));
    }
    let meant = context(&[
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ]);
    if !meant.is_empty() {
        lines.push(words.fill("unreadable-nearest", &[("nearest", Value::from(meant))]));
    }
    let usage = help::usage(&mut task.clone(), words);
    lines.push(format!("{}: {usage}", words.say("cli-heading-usage")));
    let path = task.get_bin_name().unwrap_or("andon").trim_start_matches("andon");
    lines.push(words.fill("cli-wrong-help", &[("task", Value::from(path.trim()))]));
    Complaint {
        text: lines.join("\n"),
        exit: Exit::CouldNotRun,
    }
}

/// Between the arguments of a complaint.
const LISTED: &str = ", ";

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(LISTED),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            texts.join(LISTED)
        }
        ContextValue::Bool(flag) => flag.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
