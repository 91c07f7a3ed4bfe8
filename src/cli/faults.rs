//! What is wrong with a file, in words.

use std::io::{self, ErrorKind};

use crate::{
    exchange::{Argument, Faults, Message},
    i18n::{Value, Words},
};

/// The faults of a file, a line each, and how many there are.
pub fn list_of_faults(words: &Words, faults: &Faults) -> String {
    let mut lines: Vec<String> = Vec::new();
    for fault in faults.iter() {
        let told = fault.words();
        let parts: Vec<String> = [Some(told.place), told.found, Some(told.expected), told.nearest]
            .into_iter()
            .flatten()
            .map(|message| message_text(words, message))
            .collect();
        lines.push(parts.join(": "));
    }
    if faults.more() > 0 {
        lines.push(words.fill("import-more", &[("count", Value::from(faults.more()))]));
    }
    lines.push(words.fill("import-summary", &[("count", Value::from(faults.count()))]));
    lines.join("\n")
}

fn message_text(words: &Words, (id, arguments): Message) -> String {
    let filling: Vec<(&str, Value<'_>)> = arguments
        .iter()
        .map(|(name, argument)| {
            let value = match argument {
                Argument::Text(text) => Value::from(text.as_str()),
                Argument::Number(number) => Value::from(*number),
            };
            (*name, value)
        })
        .collect();
    words.fill(id, &filling)
}

/// Why the system does not do something with a file or folder, in words where there are words for it.
pub fn of_system(fault: &io::Error, words: &Words) -> String {
    let key = match fault.kind() {
        ErrorKind::NotFound => "cli-system-not-found",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "cli-system-not-permitted",
        ErrorKind::IsADirectory => "cli-system-folder",
        ErrorKind::NotADirectory => "cli-system-no-folder",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "cli-system-full",
        _ => return fault.to_string(),
    };
    words.say(key)
}
