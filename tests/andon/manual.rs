//! The manual pages of the repository are those of the program, and say all that there is to say; completions know every
//! command.

use std::{collections::BTreeMap, fs, path::Path};

use andon::{
    cli::{
        help::command,
        key_table,
        man::{self, Page},
        vocabulary::table::VOCABULARY,
    },
    domain::refusal::Refusal,
    i18n::{Language, Words},
};

use crate::program::andon;

const REMEDY: &str = "Write the pages again: cargo run -- man --lang en --out man";

fn words(language: Language) -> Words {
    crate::harness::words(language)
}

/// A page without what roff puts between its letters.
fn plain(page: &Page) -> String {
    let mut text = page.text.replace("\\-", "-").replace("\\*(Aq", "'");
    for font in ["\\fB", "\\fI", "\\fR"] {
        text = text.replace(font, "");
    }
    text
}

#[test]
fn the_pages_of_the_repository_are_those_of_the_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("man");
    let mut kept = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        kept.insert(name, fs::read_to_string(path).unwrap().replace("\r\n", "\n"));
    }
    let made: BTreeMap<String, String> = man::pages(&words(Language::English))
        .into_iter()
        .map(|page| (page.file, page.text))
        .collect();
    let names = |pages: &BTreeMap<String, String>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&kept), names(&made), "{REMEDY}");
    for (name, text) in &made {
        assert!(kept[name] == *text, "man/{name} is not what the program says. {REMEDY}");
    }
}

#[test]
fn the_first_page_has_exit_codes_vocabulary_refusals_and_keys_in_both_languages() {
    for language in Language::ALL {
        let words = words(language);
        let pages = man::pages(&words);
        let first = plain(&pages[0]);
        assert_eq!(pages[0].file, "andon.1");
        for exit in words.say("man-exit-codes").lines() {
            assert!(first.contains(exit.trim()), "{exit}");
        }
        for verb in VOCABULARY {
            assert!(first.contains(&format!("\n{}\n", verb.word)), "{}", verb.word);
            for field in verb.fields {
                let named = format!("\n{}", field.name);
                assert!(first.contains(&named), "{} of {}", field.name, verb.word);
            }
        }
        for code in Refusal::codes() {
            assert!(first.contains(&format!("\n{code}\n")), "{code}");
        }
        let keys = key_table::rows(&[], &words);
        assert!(keys.len() > 50, "{}", keys.len());
        for row in &keys {
            assert!(first.contains(&row.does), "{row:?}");
        }
        for page in &pages {
            let text = plain(page);
            assert!(text.lines().count() > 15, "{}", page.file);
            for kind in [
                "cli-",
                "man-",
                "run-help",
                "run-field",
                "run-expects",
                "action-",
                "context-",
            ] {
                let leaked = text.split_whitespace().find(|word| word.starts_with(kind));
                assert_eq!(leaked, None, "{}: a text is missing", page.file);
            }
        }
    }
}

/// An image of a whole disk cannot be told: whoever sets laptops up reads it on the first page, and beside the command that mends it.
#[test]
fn the_manual_says_what_an_image_of_a_laptop_does() {
    for language in Language::ALL {
        let words = words(language);
        let pages = man::pages(&words);
        let page = |file: &str| plain(pages.iter().find(|page| page.file == file).unwrap());
        let about = words.say("cli-after-id");
        for file in ["andon.1", "andon-id.1"] {
            let text = page(file);
            for paragraph in about.split("\n\n") {
                assert!(text.contains(paragraph.trim()), "{file}: {paragraph}");
            }
        }
        for file in ["andon.1", "andon-id.1", "andon-id-renew.1"] {
            let (image, renew) = match language {
                Language::English => ("image of a whole disk", "andon id renew"),
                Language::Japanese => ("イメージ", "andon id renew"),
            };
            let text = page(file);
            assert!(text.contains(image) && text.contains(renew), "{file}");
        }
        for told in ["station-forked", "andon init"] {
            assert!(about.contains(told), "{told}");
        }
        let code = match language {
            Language::English => "en",
            Language::Japanese => "ja",
        };
        let help = andon().args(["--lang", code, "id", "--help"]).output().unwrap();
        let help = String::from_utf8(help.stdout).unwrap();
        assert!(help.contains("station-forked"), "{help}");
    }
}

#[test]
fn each_command_has_a_page_and_the_help_of_each_is_in_both_languages() {
    for language in Language::ALL {
        let words = words(language);
        let tasks = command(&words);
        let pages = man::pages(&words);
        let mut checked = 0;
        for task in tasks.get_subcommands().filter(|task| task.get_name() != "help") {
            let file = format!("andon-{}.1", task.get_name());
            let page = pages.iter().find(|page| page.file == file).unwrap();
            let about = task.get_about().unwrap().to_string();
            assert!(about.len() > 5 && plain(page).contains(&about), "{file}: {about}");
            for argument in task.get_arguments() {
                let help = argument.get_help().unwrap().to_string();
                assert!(help.len() > 5, "{file}: {argument} is not explained");
            }
            checked += 1;
        }
        assert!(checked >= 10);
    }
}

#[test]
fn completions_know_every_command_and_option() {
    let tasks = command(&words(Language::English));
    for shell in ["bash", "zsh", "fish"] {
        let done = andon().args(["completions", shell]).output().unwrap();
        assert!(done.status.success());
        let script = String::from_utf8(done.stdout).unwrap();
        for task in tasks.get_subcommands() {
            assert!(script.contains(task.get_name()), "{shell}: {}", task.get_name());
            for option in task.get_arguments().filter_map(|argument| argument.get_long()) {
                // fish writes `-l format`, the others `--format`.
                let written = [format!("--{option}"), format!("-l {option}")];
                assert!(written.iter().any(|one| script.contains(one)), "{shell}: {option}");
            }
        }
    }
}
