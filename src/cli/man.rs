//! The manual pages: `andon.1` and one for each task, out of the definitions of the command line, the table of the
//! vocabulary and the keymap, so that they cannot say anything else.

use roff::{Roff, bold, italic, roman};

use crate::i18n::Words;

use super::{
    help::{command, usage},
    key_table,
    vocabulary::{
        help::{self, Detail},
        table::VOCABULARY,
        verb::Area,
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
pub fn pages(words: &Words) -> Vec<Page> {
    let mut pages = Vec::new();
    collect(&command(words), "andon", words, &mut pages);
    pages
}

fn collect(command: &clap::Command, name: &str, words: &Words, pages: &mut Vec<Page>) {
    let tasks: Vec<&clap::Command> = command
        .get_subcommands()
        .filter(|task| task.get_name() != "help")
        .collect();
    pages.push(Page {
        file: format!("{name}.1"),
        text: page(command, name, &tasks, words),
    });
    for task in tasks {
        collect(task, &page_of(name, task), words, pages);
    }
}

/// The name of the page of a task that stands under `name`.
fn page_of(name: &str, task: &clap::Command) -> String {
    format!("{name}-{}", task.get_name())
}

fn page(command: &clap::Command, name: &str, tasks: &[&clap::Command], words: &Words) -> String {
    let mut roff = Roff::new();
    let version = concat!("andon ", env!("CARGO_PKG_VERSION"));
    // Without a date: what is generated twice is the same twice. (A place that is left out would be filled by the next.)
    let title = name.to_uppercase();
    roff.control("TH", [title.as_str(), "1", " ", version, &words.say("cli-manual")]);
    // Words of the vocabulary are copied out of here: none is broken.
    roff.control("nh", []);
    roff.control("ad", ["l"]);
    heading(&mut roff, words, "man-name");
    roff.text([roman(format!("{name} - {}", text(command.get_about())))]);
    heading(&mut roff, words, "man-synopsis");
    synopsis(&mut roff, command, words);
    if let Some(after) = command.get_after_help() {
        heading(&mut roff, words, "man-description");
        paragraphs(&mut roff, &after.to_string());
    }
    if !tasks.is_empty() {
        heading(&mut roff, words, "man-commands");
        for task in tasks {
            roff.control("TP", []);
            roff.text([bold(page_of(name, task)), roman("(1)")]);
            roff.text([roman(text(task.get_about()))]);
        }
    }
    arguments(&mut roff, command, words);
    if name == "andon" || name == "andon-keys" {
        keys(&mut roff, words);
    }
    if name == "andon" || name == "andon-run" {
        vocabulary(&mut roff, words);
    }
    heading(&mut roff, words, "man-exit");
    paragraphs(
        &mut roff,
        &words.say(if name == "andon-run" {
            "run-help-exit"
        } else {
            "man-exit-codes"
        }),
    );
    if name == "andon" {
        pairs(&mut roff, words, "man-environment", ENVIRONMENT);
        pairs(&mut roff, words, "man-files", FILES);
        // What nobody can see must stand where whoever sets laptops up begins to read.
        heading(&mut roff, words, "man-images");
        paragraphs(&mut roff, &words.say("cli-after-id"));
    } else {
        heading(&mut roff, words, "man-see-also");
        roff.text([bold("andon"), roman("(1)")]);
    }
    roff.to_roff()
}

/// What is read from the environment, with the keys of what it means.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("ANDON_DIR", "man-environment-dir"),
    ("ANDON_USER", "man-environment-user"),
    ("ANDON_CONFIG", "man-environment-config"),
    ("NO_COLOR", "man-environment-no-color"),
    ("LC_ALL, LC_MESSAGES, LANG", "man-environment-lang"),
];

/// What lies in the folder of a store, and in that of the preferences.
const FILES: &[(&str, &str)] = &[
    ("journal/", "man-files-journal"),
    ("sled/", "man-files-sled"),
    ("copied, restored", "man-files-copied"),
    ("mirror", "man-files-mirror"),
    ("copied-out/", "man-files-copied-out"),
    ("preferences.toml", "man-files-preferences"),
    ("keys.toml", "man-files-keys"),
    ("andon.log", "man-files-log"),
    ("drafts", "man-files-drafts"),
];

fn heading(roff: &mut Roff, words: &Words, key: &str) {
    roff.control("SH", [words.say(key).as_str()]);
}

fn text(help: Option<&clap::builder::StyledStr>) -> String {
    help.map(ToString::to_string).unwrap_or_default()
}

fn synopsis(roff: &mut Roff, command: &clap::Command, words: &Words) {
    let line = usage(&mut command.clone(), words);
    let name = command.get_bin_name().unwrap_or("andon");
    let rest = line.strip_prefix(name).unwrap_or_default();
    roff.text([bold(name), roman(rest)]);
}

/// Paragraphs stay apart, and the lines of one stay lines.
fn paragraphs(roff: &mut Roff, text: &str) {
    for (place, paragraph) in text.split("\n\n").enumerate() {
        if place > 0 {
            roff.control("PP", []);
        }
        for (place, line) in paragraph.lines().enumerate() {
            if place > 0 {
                roff.control("br", []);
            }
            roff.text([roman(line.trim_start())]);
        }
    }
}

fn arguments(roff: &mut Roff, command: &clap::Command, words: &Words) {
    for (key, positional) in [("man-arguments", true), ("man-options", false)] {
        let mut found: Vec<&clap::Arg> = command
            .get_arguments()
            .filter(|one| one.is_positional() == positional && !one.is_hide_set())
            .collect();
        if found.is_empty() {
            continue;
        }
        found.sort_by_key(|one| super::help::place(one.get_id().as_str()));
        heading(roff, words, key);
        for one in found {
            roff.control("TP", []);
            let mut written = Vec::new();
            if let Some(short) = one.get_short() {
                written.extend([bold(format!("-{short}")), roman(", ")]);
            }
            written.push(bold(one.to_string()));
            roff.text(written);
            roff.text([roman(text(one.get_help()))]);
        }
    }
}

fn pairs(roff: &mut Roff, words: &Words, key: &str, pairs: &[(&str, &str)]) {
    heading(roff, words, key);
    for (name, meaning) in pairs {
        roff.control("TP", []);
        roff.text([bold(*name)]);
        roff.text([roman(words.say(meaning))]);
    }
}

/// The keys of the screens, place by place.
fn keys(roff: &mut Roff, words: &Words) {
    heading(roff, words, "man-keys");
    paragraphs(roff, &words.say("man-keys-about"));
    let mut place = "";
    for row in key_table::rows(&[], words) {
        if row.context != place {
            place = row.context;
            roff.control("SS", [words.say(&row.place()).as_str()]);
        }
        roff.control("TP", ["12"]);
        roff.text([bold(row.keys)]);
        roff.text([roman(row.does)]);
    }
}

fn vocabulary(roff: &mut Roff, words: &Words) {
    heading(roff, words, "man-vocabulary");
    paragraphs(roff, &words.say("run-help-shape"));
    for area in Area::ALL {
        roff.control("SS", [words.say(area.term()).as_str()]);
        for verb in VOCABULARY.iter().filter(|verb| verb.area == area) {
            roff.control("TP", []);
            roff.text([bold(verb.word)]);
            roff.text([roman(words.say(&verb.term()))]);
            for Detail { label, text } in help::details(verb, words) {
                roff.control("br", []);
                roff.text([italic(label), roman(format!(": {text}"))]);
            }
        }
    }
    heading(roff, words, "man-refusals");
    for (code, sentence) in help::refusals(words) {
        roff.control("TP", []);
        roff.text([bold(code)]);
        roff.text([roman(sentence)]);
    }
}
