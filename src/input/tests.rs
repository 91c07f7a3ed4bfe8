//! Keymaps from the file to what is heard.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop")]

use std::collections::BTreeSet;

use super::*;
use crate::input::{Ability, Found, Heard, Listener, Method, Situation, Typing};

crate::named! {
    pub enum Act { Admit = "admit", Move = "transfer", Free = "unblock", Block = "block", Help = "help", Board = "board", Find = "find", }
}
crate::named! {
    pub enum Place { Beds = "beds", Everywhere = "everywhere", }
}
crate::named! {
    pub enum State { Empty = "bed-empty", Blocked = "bed-blocked", }
}

type TestLayer = Layer<Act, Place, State>;

const BASE: &str = r#"
[everywhere]
"F1" = "help"
"?" = "help"
"g b" = "board"
"C-f" = "find"

[beds]
a = { do = "admit", when = ["bed-empty", "!bed-blocked"] }
b = [{ do = "unblock", when = "bed-blocked" }, "block"]
"#;

fn map(sources: &[&str]) -> Keymap<Act, Place, State> {
    let layers: Vec<TestLayer> = sources
        .iter()
        .map(|source| Layer::read("test", source).unwrap())
        .collect();
    merge(&layers).unwrap()
}

fn at(holds: &[State]) -> Situation<Place, State> {
    Situation {
        contexts: vec![Place::Beds, Place::Everywhere],
        holds: holds.iter().copied().collect::<BTreeSet<_>>(),
        typing: Typing::Keys,
    }
}

fn find(map: &Keymap<Act, Place, State>, holds: &[State], written: &str) -> Found<Act> {
    let chords: Vec<Chord> = Sequence::parse(written).unwrap().chords().collect();
    map.find(&at(holds), &chords)
}

#[test]
fn conditions_choose_the_action() {
    let map = map(&[BASE]);
    assert_eq!(find(&map, &[State::Empty], "a"), Found::Action(Act::Admit));
    assert_eq!(find(&map, &[], "a"), Found::Cannot(Act::Admit));
    assert_eq!(
        find(&map, &[State::Empty, State::Blocked], "a"),
        Found::Cannot(Act::Admit)
    );
    assert_eq!(find(&map, &[State::Blocked], "b"), Found::Action(Act::Free));
    assert_eq!(find(&map, &[], "b"), Found::Action(Act::Block));
    assert_eq!(find(&map, &[], "g"), Found::Pending);
    assert_eq!(find(&map, &[], "x"), Found::Nothing);
}

#[test]
fn a_layer_above_changes_and_takes_away() {
    let map = map(&[
        BASE,
        "[everywhere]\nF1 = false\ng = false\n\"C-f\" = \"help\"\n[beds]\n\"?\" = \"find\"\n",
    ]);
    assert_eq!(find(&map, &[], "F1"), Found::Nothing);
    assert_eq!(find(&map, &[], "g"), Found::Nothing);
    assert_eq!(find(&map, &[], "C-f"), Found::Action(Act::Help));
    assert_eq!(
        find(&map, &[], "?"),
        Found::Action(Act::Find),
        "the inner context decides"
    );
    let help: Vec<String> = map
        .keys_of(&at(&[]), Act::Help)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(help, ["Ctrl-F"], "what an inner context took is not offered");
}

#[test]
fn offers_say_what_cannot_act_now() {
    let map = map(&[BASE]);
    let offers = map.offers(&at(&[]), &[]);
    let admit = offers.iter().find(|offer| offer.action == Act::Admit).unwrap();
    assert_eq!((admit.ability, admit.context), (Ability::Cannot, Place::Beds));
    assert_eq!(offers.len(), 7, "each of several actions of a key is a line of help");
    let pending: Vec<Chord> = Sequence::parse("g").unwrap().chords().collect();
    assert_eq!(map.offers(&at(&[]), &pending).len(), 1);
    let typing = Situation {
        typing: Typing::Text,
        ..at(&[])
    };
    let keys: Vec<String> = map
        .offers(&typing, &[])
        .iter()
        .map(|offer| offer.keys.to_string())
        .collect();
    assert_eq!(keys, ["Ctrl-F", "F1"], "while typing, letters are text");
}

#[test]
fn all_mistakes_are_reported_at_once_with_the_nearest_name() {
    let faults = TestLayer::read(
            "my.toml",
            "[evrywhere]\nF1 = \"hlep\"\n\"ctl-p\" = \"help\"\n[beds]\na = { do = \"amdit\", when = \"bed-emtpy\" }\nb = 3\n\"C-x\" = \"help\"\n\"ctrl-x\" = \"find\"\nc = { when = \"bed-empty\" }\n",
        )
        .unwrap_err();
    let said: Vec<(Option<usize>, &str, &str, Option<&str>)> = faults
        .iter()
        .map(|fault| {
            (
                fault.line,
                fault.kind.text().0,
                fault.kind.text().1,
                fault.nearest.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            (Some(1), "keymap-fault-context", "evrywhere", Some("everywhere")),
            (Some(2), "keymap-fault-action", "hlep", Some("help")),
            (Some(3), "keymap-fault-key", "ctl-p", Some("ctrl-p")),
            (Some(5), "keymap-fault-action", "amdit", Some("admit")),
            (Some(5), "keymap-fault-condition", "bed-emtpy", Some("bed-empty")),
            (Some(6), "keymap-fault-shape", "b", None),
            (Some(8), "keymap-fault-twice", "Ctrl-X", None),
            (Some(9), "keymap-fault-shape", "c", None),
        ]
    );
}

#[test]
fn a_broken_line_does_not_hide_the_others() {
    let faults = TestLayer::read("my.toml", "[beds]\na = = \"admit\"\nb = \"blok\"\n").unwrap_err();
    assert_eq!(faults[0].line, Some(2), "{faults:?}");
    assert_eq!(faults[0].kind.text().0, "keymap-fault-syntax");
    assert!(
        faults.iter().any(|fault| fault.nearest.as_deref() == Some("block")),
        "{faults:?}"
    );
}

#[test]
fn keys_that_could_never_be_reached_are_a_mistake() {
    let base = Layer::read("base", BASE).unwrap();
    let mine: TestLayer = Layer::read("mine", "\n[everywhere]\ng = \"help\"\n").unwrap();
    let faults = merge(&[base, mine]).unwrap_err();
    assert_eq!((faults[0].file.as_str(), faults[0].line), ("mine", Some(3)));
    assert_eq!(faults[0].nearest.as_deref(), Some("g b"));
}

#[test]
fn the_listener_hears_sequences_text_and_japanese_input() {
    let map = map(&[BASE]);
    let mut listener = Listener::default();
    let mut hear = |written: &str, typing| {
        let situation = Situation {
            typing,
            ..at(&[State::Empty])
        };
        listener.hear(Chord::parse(written).unwrap(), &map, &situation)
    };
    assert_eq!(hear("あ", Typing::Keys), Heard::Action(Act::Admit, Method::Japanese));
    assert_eq!(hear("あ", Typing::Text), Heard::Typed('あ'));
    assert_eq!(hear("g", Typing::Keys), Heard::Pending);
    assert_eq!(hear("b", Typing::Keys), Heard::Action(Act::Board, Method::Plain));
    assert_eq!(hear("g", Typing::Keys), Heard::Pending);
    assert_eq!(hear("esc", Typing::Keys), Heard::GivenUp);
    assert_eq!(hear("？", Typing::Keys), Heard::Action(Act::Help, Method::Japanese));
    assert!(matches!(hear("g", Typing::Keys), Heard::Pending));
    assert!(matches!(hear("z", Typing::Keys), Heard::Unknown(keys) if keys.len() == 2));
}
