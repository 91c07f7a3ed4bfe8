//! `andon completions`: what a shell offers after Tab.

use clap_complete::{Shell as Kind, generate};

use crate::cli::{
    arguments::{Completions, Shell},
    console::Console,
    exit::{Exit, Unheard},
    help::command,
};

use super::{Given, Stop};

pub(super) fn completions(wanted: &Completions, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let kind = match wanted.shell {
        Shell::Bash => Kind::Bash,
        Shell::Zsh => Kind::Zsh,
        Shell::Fish => Kind::Fish,
    };
    // Written to memory first: the generator panics when a pipe breaks.
    let mut script = Vec::new();
    generate(kind, &mut command(given.words), "andon", &mut script);
    console.results().write_all(&script).map_err(Unheard)?;
    Ok(Exit::Fine)
}
