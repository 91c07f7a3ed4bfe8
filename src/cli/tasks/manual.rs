//! `andon man`: the manual pages, made from the same definitions as the help.

use std::{fs, io, path::Path};

use crate::{
    cli::{
        arguments::Man,
        console::Console,
        exit::{Exit, Unheard},
        faults::of_system,
        man,
    },
    i18n::Value,
};

use super::{Given, Stop};

pub(super) fn manual(wanted: &Man, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let pages = man::pages(given.words);
    let Some(folder) = &wanted.out else {
        // To be read at once: `andon man | man -l -`.
        if let Some(page) = pages.first() {
            console.results().write_all(page.text.as_bytes()).map_err(Unheard)?;
        }
        return Ok(Exit::Fine);
    };
    if let Err(fault) = write(&pages, folder) {
        let (shown, why) = (folder.display().to_string(), of_system(&fault, given.words));
        let filling = [
            ("folder", Value::from(shown.as_str())),
            ("why", Value::from(why.as_str())),
        ];
        console.complain(given.words.fill("cli-cannot-write", &filling));
        return Ok(Exit::CouldNotRun);
    }
    for page in &pages {
        console.say(folder.join(&page.file).display())?;
    }
    Ok(Exit::Fine)
}

fn write(pages: &[man::Page], folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    pages
        .iter()
        .try_for_each(|page| fs::write(folder.join(&page.file), &page.text))
}
