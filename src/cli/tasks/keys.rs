//! `andon keys`: the table of keys as it is in force, and everything that is wrong with the user's own.
//!
//! With `--keymap` it shows the tables of the program instead, whatever lies beside the preferences.

use crate::{
    app::{Overlay, fault_in_words, load},
    cli::{
        arguments::{Format, Keymap, Keys},
        console::Console,
        exit::Exit,
        json::{Json, Object},
        key_table::rows_of,
        table::{Edge, Table},
    },
};

use super::{Given, Stop};

pub(super) fn keys(wanted: &Keys, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let overlays: Vec<Overlay> = wanted.keymap.iter().map(|keymap| overlay(*keymap)).collect();
    let (keymap, faults) = if overlays.is_empty() {
        given.machine.own_keys().load()
    } else {
        load(&overlays, None)
    };
    for fault in &faults {
        console.complain(fault_in_words(fault, given.words));
    }
    let rows = rows_of(&keymap, given.words);
    match wanted.output.format {
        Format::Json => {
            let objects: Vec<Object> = rows
                .iter()
                .map(|row| {
                    Object::default()
                        .with("context", row.context)
                        .with("keys", row.keys.as_str())
                        .with("action", row.action)
                        .with("does", row.does.as_str())
                })
                .collect();
            console.say(Json::from(objects))?;
        }
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(console.results());
            let mut written = writer.write_record(["context", "keys", "action", "does"]);
            for row in &rows {
                written = written.and_then(|()| writer.write_record([row.context, &row.keys, row.action, &row.does]));
            }
            let flushed = written.map_err(std::io::Error::from).and_then(|()| writer.flush());
            flushed.map_err(crate::cli::exit::Unheard)?;
        }
        Format::Table => {
            let mut table = Table::default()
                .column(given.words.say("cli-column-context"), Edge::Left)
                .column(given.words.say("cli-column-keys"), Edge::Left)
                .column(given.words.say("cli-column-does"), Edge::Left);
            for row in rows {
                table.row(vec![given.words.say(&row.place()), row.keys, row.does]);
            }
            table.lines().iter().try_for_each(|line| console.say(line))?;
        }
    }
    Ok(if faults.is_empty() { Exit::Fine } else { Exit::Refused })
}

const fn overlay(keymap: Keymap) -> Overlay {
    match keymap {
        Keymap::Compact => Overlay::Compact,
        Keymap::Vim => Overlay::Vim,
    }
}
