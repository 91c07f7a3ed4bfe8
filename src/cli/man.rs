//! The manual pages: `andon.1` and one for each task, out of the definitions of the command line and the table of the
//! vocabulary, so that they cannot say anything else.

use std::io;

use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

use crate::i18n::Words;

use super::{
    arguments::command,
    vocabulary::{
        help,
        table::{Area, VOCABULARY},
    },
};

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// `andon-census.1`
    pub file: String,
    /// In roff.
    pub text: String,
}

/// All pages, the first one of the program itself.
pub fn pages(words: &Words) -> io::Result<Vec<Page>> {
    let mut pages = Vec::new();
    collect(&command(words), "andon", words, &mut pages)?;
    Ok(pages)
}

fn collect(command: &clap::Command, name: &str, words: &Words, pages: &mut Vec<Page>) -> io::Result<()> {
    pages.push(page(command, name, words)?);
    for task in command.get_subcommands().filter(|task| task.get_name() != "help") {
        collect(task, &format!("{name}-{}", task.get_name()), words, pages)?;
    }
    Ok(())
}

fn page(command: &clap::Command, name: &str, words: &Words) -> io::Result<Page> {
    // The vocabulary has sections of its own; as one text behind the options it could not be read.
    let command = command.clone().after_long_help(None::<&str>).name(name.to_owned());
    let man = Man::new(command)
        .title(name.to_uppercase())
        .date(String::new())
        .manual(words.say("cli-manual"));
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_options_section(&mut text)?;
    if name == "andon" {
        man.render_subcommands_section(&mut text)?;
    }
    let mut own = Roff::new();
    match name {
        "andon-run" => vocabulary(&mut own, words),
        "andon" => {
            paragraphs(&mut own, &words.say("cli-heading-exit"), &words.say("cli-after-andon"));
        }
        _ => {}
    }
    own.to_writer(&mut text)?;
    let text = String::from_utf8(text).map_err(io::Error::other)?;
    Ok(Page {
        file: format!("{name}.1"),
        text,
    })
}

fn paragraphs(roff: &mut Roff, heading: &str, text: &str) {
    roff.control("SH", [heading]);
    for line in text.lines() {
        roff.text([roman(line)]);
        roff.control("br", []);
    }
}

fn vocabulary(roff: &mut Roff, words: &Words) {
    let (about, exit) = (words.say("run-help-shape"), words.say("run-help-exit"));
    paragraphs(roff, &words.say("run-help-vocabulary"), &format!("{about}\n{exit}"));
    for area in Area::ALL {
        roff.control("SS", [words.say(area.term()).as_str()]);
        for verb in VOCABULARY.iter().filter(|verb| verb.area == area) {
            roff.control("TP", []);
            roff.text([bold(verb.word)]);
            roff.text([roman(words.say(&verb.term()))]);
            for line in help::details(verb, words) {
                roff.control("br", []);
                roff.text([roman(line)]);
            }
        }
    }
    roff.control("SH", [words.say("run-help-refusals").as_str()]);
    for (code, sentence) in help::refusals(words) {
        roff.control("TP", []);
        roff.text([bold(code)]);
        roff.text([roman(sentence)]);
    }
}
