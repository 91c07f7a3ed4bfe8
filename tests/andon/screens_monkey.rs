//! Any keys in any order at any size: no panic, no torn column, nothing that was saved is lost.

use std::collections::BTreeSet;

use andon::app::{Effect, Pulse, Route};
use andon::domain::command::{Command, Register};
use andon::domain::record::Fact;
use andon::i18n::Language;
use andon::input::{Chord, Input, Key};
use andon::screens;
use andon::theme::{Ambiguous, LEAST};

use crate::harness::{Gallery, Hall, Player, SMALL};
use crate::screens_board::busy;
use crate::screens_discrepancies::apart;
use crate::world::{Laptop, text};

mod hand;

use hand::{Dice, Hand};

const KEYS: [&str; 46] = [
    "down", "up", "left", "right", "pgdn", "pgup", "home", "end", "enter", "enter", "enter", "esc", "tab", "S-tab",
    "bs", "F2", "F4", "F10", "F12", "g", "d", "f", "m", "W", "[", "]", "/", "c", "1", "2", "田", "た", "a", "s", "-",
    "5", "E", "C-l", "C-z", "y", "n", "C-g", "C-u", "C-p", "?", "r",
];

fn play(laptop: Laptop, ambiguous: Ambiguous, mut seed: u64) {
    let mut player = Player::at(Language::Japanese, SMALL, laptop, Route::Board, screens::open);
    player.session.measured(ambiguous);
    for step in 0..250 {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let pick = usize::try_from(seed % 1_000).unwrap();
        if pick < 15 {
            let side = |by: u64, least: u64, most: u64| u16::try_from(least + seed / by % (most - least)).unwrap();
            player.input(Input::Resize(side(7, 20, 210), side(11, 5, 64)));
        } else if pick < 25 {
            // Something comes in from another station.
            comes_in(&mut player, step);
        } else {
            player.input(Input::Press(Chord::parse(KEYS[pick % KEYS.len()]).unwrap()));
        }
        // Asserts that every line is exactly as wide as the terminal.
        player.shows();
    }
}

/// Somebody is registered elsewhere.
fn comes_in(player: &mut Player, number: u64) {
    let person = Register {
        name: Some(text(&format!("遠方 患者{number}"))),
        ..Register::default()
    };
    player.laptop.does(Command::Register(person)).unwrap();
    let hospital = std::sync::Arc::new(player.laptop.hospital.clone());
    player.tell(andon::app::Message::Hospital(hospital));
}

#[test]
fn any_keys_on_the_sample() {
    play(busy(), Ambiguous::Narrow, 0x9e37_79b9);
}

#[test]
fn any_keys_where_stations_disagree() {
    for seed in [7, 0x1234_5678, 0xdead_beef] {
        play(apart(), Ambiguous::Narrow, seed);
    }
}

/// Where ● and ─ take two columns, their ASCII twins are drawn.
#[test]
fn any_keys_where_signs_are_wide() {
    play(apart(), Ambiguous::Wide, 0x5eed_5eed);
    let mut player = Player::at(Language::Japanese, (200, 60), busy(), Route::Board, screens::open);
    player.session.measured(Ambiguous::Wide);
    for keys in ["F2", "F4", "W esc g d", "F10", "esc g f"] {
        player.types(keys);
        let text = player.text();
        assert!(!text.contains(['●', '─', '■', '▸', '…', '█', '░']), "{keys}\n{text}");
    }
}

/// Every screen and every form, the keys of all of them, pastes, clicks, the wheel, bursts of a scanner, other stations,
/// sizes, and now and then the program dies. `ANDON_KEYS=100000 cargo test --release monkey_walks_everywhere` is the long walk;
/// the short one is for every change. Both must have written: of a hundred keys at least one is saved.
#[test]
fn the_monkey_walks_everywhere() {
    let keys: u64 = std::env::var("ANDON_KEYS").map_or(1_500, |count| count.parse().unwrap());
    let gallery = Gallery::new();
    let exhibits = Gallery::exhibits();
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let mut hand = Hand::new();
    let (mut pressed, mut saved) = (0_u64, 0_u64);
    let mut kinds = BTreeSet::new();
    while pressed < keys {
        let exhibit = &exhibits[dice.roll(exhibits.len())];
        let language = Language::ALL[dice.roll(2)];
        let mut player = gallery.open(exhibit, language, SMALL);
        if dice.roll(4) == 0 {
            player.session.measured(Ambiguous::Wide);
        }
        hand.lets_go();
        let begun = player.laptop.commits().len();
        let (mut told, mut others) = (0, 0);
        for _ in 0..120 {
            let before = player.effects.len();
            // In a window that is too small nothing can be done: it is made larger soon.
            let (columns, rows) = player.session.size();
            let is_small = columns < LEAST.0 || rows < LEAST.1;
            match dice.roll(100) {
                0..3 => {
                    let (columns, rows) = (20 + dice.roll(190), 5 + dice.roll(60));
                    player.input(Input::Resize(
                        u16::try_from(columns).unwrap(),
                        u16::try_from(rows).unwrap(),
                    ));
                }
                _ if is_small && dice.roll(4) == 0 => player.input(Input::Resize(SMALL.0, SMALL.1)),
                3..4 => scans(&mut player, pressed),
                4..5 if !matches!(exhibit.hall, Hall::Nothing | Hall::Staff) => {
                    comes_in(&mut player, pressed);
                    others += 1;
                }
                _ => {
                    let input = hand.next(&player, &mut dice);
                    player.input(input);
                }
            }
            pressed += 1;
            // Asserts that every line is exactly as wide as the terminal.
            player.shows();
            // A page on paper is asked for, and ends.
            let decided = player.effects[before..].iter().map(|effect| match effect {
                Effect::Decide { .. } | Effect::DecideAs { .. } | Effect::ResetPhrase { .. } => 1,
                Effect::Print { .. } => 2,
                _ => 0,
            });
            told += decided.sum::<usize>();
            if player.effects[before..].contains(&Effect::Quit) {
                break;
            }
        }
        let commits = player.laptop.commits().to_vec();
        let new = &commits[begun..];
        let own = new.len() - others;
        assert!(own <= told, "{}: more was saved than asked for", exhibit.name);
        saved += u64::try_from(own).unwrap();
        let facts = new.iter().flat_map(|commit| commit.events.iter());
        kinds.extend(facts.map(|event| event.fact.kind().0));
        // Nothing that was decided is lost: what the hospital shows is what its commits fold to.
        if exhibit.hall != Hall::Busy {
            let mut again = Laptop::new(9);
            again.unite(&commits);
            assert_eq!(again.shows(), player.laptop.shows(), "{}", exhibit.name);
        }
        if exhibit.hall != Hall::Nothing && dice.roll(8) == 0 {
            // What was being typed is offered again, and nothing else than before is saved.
            let player = player.dies_and_starts();
            player.shows();
            assert_eq!(player.laptop.commits().len(), commits.len(), "{}", exhibit.name);
        }
    }
    let names = Fact::KINDS.iter().filter(|(kind, _, _)| kinds.contains(kind));
    let names: BTreeSet<&str> = names.map(|(_, _, name)| *name).collect();
    println!(
        "{pressed} keys, {saved} saved, {} kinds of facts: {names:?}",
        names.len()
    );
    assert!(
        saved >= keys / 100,
        "of {pressed} keys only {saved} were saved: the monkey walks in circles"
    );
}

/// What a barcode scanner types, within milliseconds.
fn scans(player: &mut Player, pressed: u64) {
    let mut at = pressed * 10_000;
    for letter in "00031415".chars() {
        at += 4;
        player.input_at(Input::Press(Chord::plain(Key::Char(letter))), Pulse(at));
    }
    player.input_at(Input::Press(Chord::plain(Key::Enter)), Pulse(at + 4));
}
