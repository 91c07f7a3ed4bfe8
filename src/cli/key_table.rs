//! The keys of the screens, a row each, out of the keymap that runs: for `andon keys` and the manual.

use crate::{
    app::{Keys, Overlay, load},
    i18n::Words,
    input::Named,
};

/// What some keys do in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The name of the place in keymap files.
    pub context: &'static str,
    pub keys: String,
    /// The name of the action in keymap files.
    pub action: &'static str,
    /// The action in words.
    pub does: String,
}

impl Row {
    /// The key of the place's name.
    pub fn place(&self) -> String {
        format!("context-{}", self.context)
    }
}

/// All rows, place by place.
pub fn rows(overlays: &[Overlay], words: &Words) -> Vec<Row> {
    // The tables of the program have no mistakes: a test of theirs reads them all.
    rows_of(&load(overlays, None).0, words)
}

/// All rows of a table that runs.
pub fn rows_of(keymap: &Keys, words: &Words) -> Vec<Row> {
    let mut rows = Vec::new();
    for (context, keys, bindings) in keymap.table() {
        for binding in bindings {
            rows.push(Row {
                context: context.name(),
                keys: keys.to_string(),
                action: binding.action.name(),
                does: words.say(&format!("action-{}", binding.action.name())),
            });
        }
    }
    rows
}
