//! `andon forms check`: all mistakes of the hospital's forms at once, and what they look like.

use std::path::Path;

use crate::{
    cli::{
        arguments::{Forms, FormsCheck},
        console::Console,
        exit::Exit,
        faults::of_system,
    },
    i18n::{Value, Words},
    print::{Fonts, Press, pdf},
    settings::forms::{self, FormFault},
};

use super::{Given, Stop};

pub(super) fn forms(wanted: &Forms, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let Forms::Check(wanted) = wanted;
    check(wanted, given, console)
}

fn check(wanted: &FormsCheck, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let own = given.folder.join(forms::FOLDER);
    let folder = wanted.forms.as_deref().unwrap_or(&own);
    let shelved = forms::shelf(Some(folder), given.words);
    if let Some(out) = &wanted.preview {
        if let Err(fault) = render(&shelved.shelf, out, given) {
            let (place, why) = (out.display().to_string(), of_system(&fault, given.words));
            let filling = [
                ("folder", Value::from(place.as_str())),
                ("why", Value::from(why.as_str())),
            ];
            console.complain(given.words.fill("cli-cannot-write", &filling));
            return Ok(Exit::CouldNotRun);
        }
        let place = out.display().to_string();
        console.say(
            given
                .words
                .fill("print-forms-preview", &[("folder", Value::from(place.as_str()))]),
        )?;
    }
    if shelved.faults.is_empty() {
        let filling = [
            ("built", Value::from(forms::BUILT_IN.len())),
            ("own", Value::from(shelved.own.len())),
        ];
        console.say(given.words.fill("print-forms-checked", &filling))?;
        return Ok(Exit::Fine);
    }
    for fault in &shelved.faults {
        console.complain(line(fault, given.words));
    }
    let count = [("count", Value::from(shelved.faults.len()))];
    console.complain(given.words.fill("print-forms-faults", &count));
    Ok(Exit::Refused)
}

/// One mistake: where, what, and what was probably meant.
pub fn line(fault: &FormFault, words: &Words) -> String {
    let file = ("file", Value::from(fault.file.as_str()));
    let place = match fault.line {
        Some(line) => words.fill("form-fault-place", &[file, ("line", Value::from(line))]),
        None => words.fill("form-fault-file", &[file]),
    };
    let (key, found) = fault.kind.text();
    let mut parts = vec![place, words.fill(key, &[("found", Value::from(found))])];
    parts.extend(
        fault
            .nearest
            .as_ref()
            .map(|nearest| words.fill("form-fault-near", &[("nearest", Value::from(nearest.as_str()))])),
    );
    parts.join(": ")
}

/// Every form, empty and with examples, a file each.
fn render(shelf: &crate::print::press::Shelf, out: &Path, given: &Given<'_>) -> std::io::Result<()> {
    std::fs::create_dir_all(out)?;
    let fonts = Fonts::load().map_err(std::io::Error::other)?;
    let press = Press {
        fonts: &fonts,
        words: given.words,
        shelf,
    };
    for (name, form) in shelf.all() {
        let pages = press.examples(form);
        let written = pdf::write(&pages, &fonts, &name, given.words.language()).map_err(std::io::Error::other)?;
        std::fs::write(out.join(format!("{name}.pdf")), written)?;
    }
    Ok(())
}
