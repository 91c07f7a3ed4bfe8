//! What the command line is answered with when there is nothing to do: help and version, or what is wrong with it, in
//! the user's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::i18n::{Value, Words};

use super::exit::Exit;

/// What is printed instead of doing something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    pub text: String,
    pub exit: Exit,
}

/// Translates what clap has found.
pub fn of(fault: &clap::Error, words: &Words) -> Complaint {
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
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-wrong-value",
        ErrorKind::InvalidUtf8 => "cli-wrong-utf8",
        ErrorKind::ArgumentConflict => "cli-wrong-conflict",
        _ => "cli-wrong",
    };
    let context = |kinds: &[ContextKind]| {
        kinds
            .iter()
            .find_map(|kind| fault.get(*kind))
            .map(shown)
            .unwrap_or_default()
    };
    let argument = context(&[ContextKind::InvalidArg, ContextKind::InvalidSubcommand]);
    let value = context(&[ContextKind::InvalidValue]);
    let filling = [
        ("argument", Value::from(argument.as_str())),
        ("value", Value::from(value.as_str())),
    ];
    let mut lines = vec![words.fill(key, &filling)];
    let valid = context(&[ContextKind::ValidValue]);
    if !valid.is_empty() {
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
    lines.push(words.say("cli-wrong-help"));
    Complaint {
        text: lines.join("\n"),
        exit: Exit::CouldNotRun,
    }
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            texts.join(", ")
        }
        ContextValue::Bool(flag) => flag.to_string(),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
