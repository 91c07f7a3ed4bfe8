//! What holds on every screen, the forms included: each shown key is heard, a scanner is taken for a scanner, a click does
//! what is seen there, no word runs out of its place, and no size tears a column.

use std::collections::BTreeSet;

use andon::app::{Action, KeyContext, Keys, Notice, Overlay, Pulse, Situation, load};
use andon::i18n::{Language, Words};
use andon::input::{Ability, Chord, Input, Key, Named, Offer, Roll};
use andon::theme::Ambiguous;

use crate::harness::{Exhibit, Gallery, Hall, LARGE, Player, SMALL, WIDE, keys};
use crate::store_kit::long;

fn chord(written: &str) -> Chord {
    Chord::parse(written).unwrap()
}

/// Without the large hospital: what a key or a click means does not depend on how many patients there are.
fn small() -> Vec<Exhibit> {
    let mut all = Gallery::exhibits();
    all.retain(|one| one.hall != Hall::Busy);
    all
}

/// At an edge these have nowhere to go, and say nothing about it.
fn may_be_silent(action: Action) -> bool {
    use Action::{
        Down, EraseAfter, EraseAll, EraseBefore, EraseWord, First, GoOn, Last, Left, NextField, NextWard, Open,
        PageDown, PageUp, PreviousField, PreviousWard, Redraw, Right, Save, Up,
    };
    matches!(
        action,
        Up | Down | Left | Right | PageUp | PageDown | First | Last | PreviousField | NextField | Redraw
    ) || matches!(
        action,
        EraseBefore | EraseAfter | EraseWord | EraseAll | PreviousWard | NextWard | GoOn | Save | Open
    )
}

/// Presses every key that help shows, on every screen, through the real handler: none is unknown, none says that it cannot
/// when it is shown as able, and none does nothing at all.
#[test]
fn every_shown_key_of_every_context_is_heard() {
    let gallery = Gallery::new();
    let heard = hear(&gallery, &keys(), &BTreeSet::new());
    assert!(heard.pressed > 500, "{}", heard.pressed);
    for context in KeyContext::ALL {
        assert!(
            heard.contexts.contains(context),
            "{} is on no screen of the gallery",
            context.name()
        );
    }
}

/// The same under the tables that are laid over the default: what they add and move is pressed where it is shown.
#[test]
fn every_shown_key_of_the_overlays_is_heard() {
    let gallery = Gallery::new();
    let usual = shown(&gallery, &keys());
    for (overlay, moved) in [(Overlay::Compact, 0), (Overlay::Vim, 40)] {
        let (keys, faults) = load(&[overlay], None);
        assert_eq!(faults, []);
        let heard = hear(&gallery, &keys, &usual);
        assert!(heard.pressed >= moved, "{overlay:?}: {}", heard.pressed);
        // Without function keys every screen can still be reached: nothing but the keys has gone.
        assert!(heard.contexts.len() > 12, "{overlay:?}: {:?}", heard.contexts);
    }
}

/// What was pressed, and where.
#[derive(Default)]
struct Heard {
    pressed: usize,
    contexts: BTreeSet<KeyContext>,
}

/// A key of a context and what it does there.
type ShownKey = (Vec<KeyContext>, String, Action);

fn shown_key(situation: &Situation, offer: &Offer<Action, KeyContext>) -> ShownKey {
    (situation.contexts.clone(), offer.keys.to_string(), offer.action)
}

fn shown(gallery: &Gallery, keys: &Keys) -> BTreeSet<ShownKey> {
    let mut all = BTreeSet::new();
    for exhibit in small() {
        let player = gallery.open_with(&exhibit, Language::Japanese, SMALL, keys.clone());
        let situation = player.session.situation();
        let offers = player.session.keys().offers(&situation, &[]);
        all.extend(offers.iter().map(|offer| shown_key(&situation, offer)));
    }
    all
}

fn hear(gallery: &Gallery, keys: &Keys, known_already: &BTreeSet<ShownKey>) -> Heard {
    let mut silent = BTreeSet::new();
    let mut heard = Heard::default();
    let mut known: BTreeSet<Vec<u8>> = BTreeSet::new();
    let mut once: BTreeSet<(ShownKey, bool)> = BTreeSet::new();
    let open = |exhibit: &Exhibit| gallery.open_with(exhibit, Language::Japanese, SMALL, keys.clone());
    for exhibit in small() {
        let player = open(&exhibit);
        let situation = player.session.situation();
        heard.contexts.extend(situation.contexts.iter().copied());
        // The same keys of the same contexts under the same conditions are pressed once.
        let mark = format!("{situation:?}").into_bytes();
        if !known.insert(mark) {
            continue;
        }
        let offers = player.session.keys().offers(&situation, &[]);
        assert!(!offers.is_empty(), "{} has no keys", exhibit.name);
        for offer in &offers {
            let does_another =
                |other: &&Offer<Action, KeyContext>| other.keys == offer.keys && other.ability == Ability::Can;
            if offer.ability == Ability::Cannot && offers.iter().any(|other| does_another(&other)) {
                continue;
            }
            if known_already.contains(&shown_key(&situation, offer)) {
                continue;
            }
            // By day a key of the same contexts is pressed once where it can act and once where it cannot.
            let pressed = (shown_key(&situation, offer), offer.ability == Ability::Can);
            if !once.insert(pressed) && !long() {
                continue;
            }
            let mut player = open(&exhibit);
            if offer.keys.chords().next() != Some(chord("esc")) {
                // A sequence that the keys of the exhibit have begun is given up first.
                while !player.session.pending().0.is_empty() {
                    player.types("esc");
                }
            }
            let (before, effects) = (player.shows(), player.effects.len());
            for chord in offer.keys.chords() {
                player.input(Input::Press(chord));
            }
            heard.pressed += 1;
            let text = player.text();
            let what = format!("{}: {} {}", exhibit.name, offer.keys, offer.action.name());
            assert!(
                !text.contains("割り当てた操作はありません"),
                "{what} is unknown\n{text}"
            );
            assert!(
                !text.contains("この画面はまだありません"),
                "{what} leads nowhere\n{text}"
            );
            let answered = player.shows() != before || player.effects.len() > effects;
            if offer.ability == Ability::Cannot {
                assert!(
                    player.session.notice().is_some(),
                    "{what} cannot act and does not say why\n{text}"
                );
            } else if !answered && !may_be_silent(offer.action) {
                silent.insert(what);
            }
        }
    }
    // What is open already says nothing when it is asked for again.
    silent.retain(|what| !what.starts_with("admit-forget: ") && !what.starts_with("check-stand-in: "));
    assert!(silent.is_empty(), "these keys do nothing: {silent:#?}");
    heard
}

/// A number and Enter within milliseconds: whatever is open, it is looked for, and nothing that the digits opened stays.
#[test]
fn a_scanner_is_understood_everywhere() {
    let gallery = Gallery::new();
    for exhibit in small().into_iter().filter(|one| one.hall != Hall::Nothing) {
        let mut player = gallery.open(&exhibit, Language::Japanese, SMALL);
        let known = exhibit.hall == Hall::Ward;
        let number = if known { "00031415" } else { "99999999" };
        let before = player.laptop.commits().len();
        let asked_for = player.session.takes_scan();
        scan(&mut player, number);
        let text = player.text();
        assert_eq!(
            player.laptop.commits().len(),
            before,
            "{}: something was changed",
            exhibit.name
        );
        if asked_for {
            // A field that asks for a number has it.
            assert!(
                // A list that is no text takes nothing, and tells nothing of whom a check expects.
                text.contains(number) || text.contains("渡邉") || exhibit.name == "check-stand-in",
                "{}\n{text}",
                exhibit.name
            );
        } else if known {
            assert!(
                text.contains("渡邉"),
                "{}: the person is not open\n{text}",
                exhibit.name
            );
            assert!(text.contains(number), "{}\n{text}", exhibit.name);
        } else {
            assert!(
                text.contains("探す") && text.contains(number),
                "{}\n{text}",
                exhibit.name
            );
        }
    }
}

/// Types a number as a scanner does.
pub fn scan(player: &mut Player, number: &str) {
    let mut at = 1_000_000;
    for letter in number.chars() {
        at += 4;
        player.input_at(Input::Press(Chord::plain(Key::Char(letter))), Pulse(at));
    }
    player.input_at(Input::Press(chord("enter")), Pulse(at + 4));
}

/// Everywhere, twice on each place, and the wheel: no panic, no torn column, and nothing is saved by a click on a list.
#[test]
fn the_mouse_points_at_what_is_seen() {
    let gallery = Gallery::new();
    for exhibit in small() {
        for (x, y) in [(4, 1), (20, 5), (30, 9), (44, 13), (40, 23)] {
            let mut player = gallery.open(&exhibit, Language::English, SMALL);
            let before = player.laptop.commits().len();
            player.shows();
            player.input(Input::Click(x, y));
            player.shows();
            player.input(Input::Wheel(Roll::Down));
            player.input(Input::Wheel(Roll::Up));
            player.shows();
            // A key that is shown may be clicked, the one of an answer too.
            if y < 23 {
                assert_eq!(player.laptop.commits().len(), before, "{} {x},{y}", exhibit.name);
            }
        }
    }
}

/// In every size, in both languages, where signs are wide and where they are not.
#[test]
fn no_size_tears_a_column() {
    let gallery = Gallery::new();
    for exhibit in Gallery::exhibits() {
        for (language, ambiguous) in [
            (Language::Japanese, Ambiguous::Narrow),
            (Language::English, Ambiguous::Narrow),
            (Language::Japanese, Ambiguous::Wide),
        ] {
            let mut player = gallery.open(&exhibit, language, SMALL);
            player.session.measured(ambiguous);
            for (columns, rows) in [SMALL, (99, 30), (100, 24), WIDE, (79, 24)] {
                player.input(Input::Resize(columns, rows));
                // Asserts that every line is exactly as wide as the terminal.
                player.shows();
            }
        }
    }
}

/// No word of ours runs out of its place: what is cut may be a name, a reading or a number of the data, and nothing else. By
/// day at 80 columns, where the room is short.
#[test]
fn no_text_runs_out_of_its_place() {
    let gallery = Gallery::new();
    let mut cut = BTreeSet::new();
    let wider: &[(u16, u16)] = if long() { &[LARGE, WIDE] } else { &[] };
    for exhibit in Gallery::exhibits() {
        for language in Language::ALL {
            let mut player = gallery.open(&exhibit, language, SMALL);
            let shown = player.text();
            let mut note_cut = |player: &Player| {
                let ours = our_words(language);
                let is_ours = |text: &String| {
                    ours.iter()
                        .any(|own| text.contains(own.as_str()) && own.chars().count() > 2)
                };
                let texts = player.session.spots().cut();
                let texts = texts
                    .iter()
                    .filter(|text| !STATES.iter().any(|state| text.contains(state)) && is_ours(text));
                cut.extend(texts.map(|text| format!("{} {}: {text}", exhibit.name, language.code())));
            };
            note_cut(&player);
            // A message of two lines takes a row for a moment: never the selected one.
            let selected = |text: &str| text.lines().filter(|line| line.contains('▸')).count();
            player.session.say(Notice::quiet("病床は使用中です。".repeat(8)));
            let told = player.text();
            assert_eq!(selected(&told), selected(&shown), "{}\n{told}", exhibit.name);
            for (columns, rows) in wider {
                player.input(Input::Resize(*columns, *rows));
                player.shows();
                note_cut(&player);
            }
        }
    }
    assert!(cut.is_empty(), "{} texts do not fit: {cut:#?}", cut.len());
}

/// What is the matter with a patient stands in one cell, as much of it as fits and then the sign for more; Enter shows it whole.
const STATES: [&str; 9] = [
    "missing:",
    "未入力",
    "ask allergies",
    "アレルギー未聴取",
    "on leave",
    "off the ward",
    "外泊",
    "出棟",
    "beds  ",
];

/// The texts of the screens that have no place to be filled.
/// A key is no help when it is not said what it does: no line of any screen's help is cut, in either language.
#[test]
fn help_says_every_line_whole() {
    let gallery = Gallery::new();
    let mut known: BTreeSet<Vec<KeyContext>> = BTreeSet::new();
    let mut cut = BTreeSet::new();
    for exhibit in small() {
        let contexts = gallery
            .open(&exhibit, Language::Japanese, SMALL)
            .session
            .situation()
            .contexts;
        if !known.insert(contexts) {
            continue;
        }
        for language in Language::ALL {
            let mut player = gallery.open(&exhibit, language, SMALL);
            player.types("F1");
            for _ in 0..3 {
                let text = player.text();
                // The box lies over the screen, which may well be cut.
                let lines = text.lines().filter_map(|line| line.split('│').nth(1));
                cut.extend(lines.filter(|line| line.contains('…')).map(str::to_owned));
                player.types("pgdn");
            }
        }
    }
    assert!(cut.is_empty(), "{cut:#?}");
}

fn our_words(language: Language) -> Vec<String> {
    let files = Words::sources(language).iter();
    let on_screen = files.filter(|(name, _)| !matches!(*name, "cli" | "run" | "import" | "paper"));
    let lines = on_screen.flat_map(|(_, source)| source.lines());
    let texts = lines.filter_map(|line| line.split_once(" = ").map(|(_, text)| text.to_owned()));
    texts.filter(|text| !text.contains('{')).collect()
}

/// Every refusal and every message of the line at the bottom can be read to its end at 80 columns.
#[test]
fn every_message_fits_the_message_line() {
    let measure = andon::theme::Measure::new(Ambiguous::Narrow);
    for language in Language::ALL {
        for (file, source) in Words::sources(language) {
            if !matches!(*file, "shell" | "keys" | "refusals" | "drafts" | "dates") {
                continue;
            }
            for (key, text) in source.lines().filter_map(|line| line.split_once(" = ")) {
                // A place is filled with about as much as a name and a bed.
                let filled = fill(text);
                let lines = measure.wrap(&filled, 76).len();
                let most = if key.ends_with("-question") || key.starts_with("too-small") {
                    6
                } else {
                    3
                };
                assert!(
                    lines <= most,
                    "{} {file}: {key} takes {lines} lines: {filled}",
                    language.code()
                );
            }
        }
    }
}

fn fill(text: &str) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        filled.push_str("5E-501-1 田中太郎");
        rest = after.split_once('}').map_or("", |(_, behind)| behind);
    }
    filled.push_str(rest);
    filled
}

/// What another station changes marks itself for a moment, and the selection stays where it is.
#[test]
fn a_changed_row_marks_itself_for_a_moment() {
    marks_itself_for_a_moment("census", "00031415", "渡邉");
    marks_itself_for_a_moment("beds", "00020391", "佐藤");
}

fn marks_itself_for_a_moment(screen: &str, who: &str, name: &str) {
    let gallery = Gallery::new();
    let exhibit = Gallery::exhibits().into_iter().find(|one| one.name == screen).unwrap();
    let mut player = gallery.open(&exhibit, Language::Japanese, SMALL);
    let selected = |text: &str| {
        text.lines()
            .find(|line| line.contains('▸'))
            .map(|line| line.replace('•', " "))
    };
    let before = selected(&player.text());
    assert!(!player.text().contains('•'));
    let to = andon::domain::command::Command::Diet {
        patient: crate::world::identifier(who).into(),
        to: crate::world::text("絶食"),
    };
    player.laptop.does(to).unwrap();
    let hospital = std::sync::Arc::new(player.laptop.hospital.clone());
    player.tell(andon::app::Message::Hospital(hospital));
    let marked: Vec<String> = player
        .text()
        .lines()
        .filter(|line| line.contains('•'))
        .map(str::to_owned)
        .collect();
    assert!(
        marked.len() == 1 && marked[0].contains(name),
        "{marked:?}\n{}",
        player.text()
    );
    assert_eq!(selected(&player.text()), before);
    let fades = player.session.fades().expect("the loop wakes for it");
    player.session.tick(fades);
    assert!(!player.text().contains('•'), "{}", player.text());
    assert_eq!(player.session.fades(), None, "and sleeps again");
}

#[test]
fn what_is_pasted_where_nothing_is_typed_is_looked_for() {
    let gallery = Gallery::new();
    let exhibit = Gallery::exhibits()
        .into_iter()
        .find(|one| one.name == "census")
        .unwrap();
    let mut player = gallery.open(&exhibit, Language::Japanese, SMALL);
    player.input(Input::Paste("０００３１４１５\n".to_owned()));
    assert!(
        player.text().contains("探す") && player.text().contains("渡邉"),
        "{}",
        player.text()
    );
}

/// A reading in Latin letters, several words, half-width kana: found as they are found in the lists.
#[test]
fn people_are_found_however_they_are_typed() {
    let gallery = Gallery::new();
    let exhibit = Gallery::exhibits().into_iter().find(|one| one.name == "find").unwrap();
    for typed in [
        "watanabe",
        "ﾜﾀﾅﾍﾞ",
        "わたなべ_さゆり",
        "sayuri_watanabe",
        "渡邉さゆり",
        "31415",
    ] {
        let mut player = gallery.open(&exhibit, Language::Japanese, SMALL);
        player.types(&format!("text:{typed}"));
        assert!(player.text().contains("00031415"), "{typed}\n{}", player.text());
    }
}
