//! Any keys in any order at any size: no panic, no torn column, nothing that was saved is lost.

use andon::app::{Effect, Pulse, Route};
use andon::domain::command::{Command, Register};
use andon::i18n::Language;
use andon::input::{Chord, Input, Key, Roll};
use andon::screens;
use andon::theme::Ambiguous;

use crate::harness::{Gallery, Hall, Player, SMALL};
use crate::screens_board::busy;
use crate::screens_discrepancies::apart;
use crate::world::{Laptop, text};

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
            let person = Register {
                name: Some(text(&format!("遠方 患者{step}"))),
                ..Register::default()
            };
            player.laptop.does(Command::Register(person)).unwrap();
            let hospital = std::sync::Arc::new(player.laptop.hospital.clone());
            player.tell(andon::app::Message::Hospital(hospital));
        } else {
            player.input(Input::Press(Chord::parse(KEYS[pick % KEYS.len()]).unwrap()));
        }
        // Asserts that every line is exactly as wide as the terminal.
        player.shows();
    }
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
/// sizes. `ANDON_KEYS=100000 cargo test --release monkey_walks_everywhere` is the long walk; the short one is for every change.
#[test]
fn the_monkey_walks_everywhere() {
    let keys: u64 = std::env::var("ANDON_KEYS").map_or(1_500, |count| count.parse().unwrap());
    let gallery = Gallery::new();
    let exhibits = Gallery::exhibits();
    let mut dice = 0x2545_f491_4f6c_dd1d_u64;
    let mut roll = |sides: usize| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        usize::try_from(dice % u64::try_from(sides).unwrap()).unwrap()
    };
    let all = every_key();
    let (mut pressed, mut saved) = (0, 0);
    while pressed < keys {
        let exhibit = &exhibits[roll(exhibits.len())];
        let language = Language::ALL[roll(2)];
        let mut player = gallery.open(exhibit, language, SMALL);
        if roll(4) == 0 {
            player.session.measured(Ambiguous::Wide);
        }
        let begun = player.laptop.commits().len();
        let mut told = 0;
        for _ in 0..120 {
            let before = player.effects.len();
            match roll(100) {
                0..3 => {
                    let (columns, rows) = (20 + roll(190), 5 + roll(60));
                    player.input(Input::Resize(
                        u16::try_from(columns).unwrap(),
                        u16::try_from(rows).unwrap(),
                    ));
                }
                3..6 => {
                    let (x, y) = (u16::try_from(roll(80)).unwrap(), u16::try_from(roll(24)).unwrap());
                    player.input(Input::Click(x, y));
                }
                6..8 => player.input(Input::Wheel(if roll(2) == 0 { Roll::Up } else { Roll::Down })),
                8..10 => player.input(Input::Paste(PASTES[roll(PASTES.len())].to_owned())),
                10..12 => {
                    let mut at = pressed * 10_000;
                    for letter in "00031415".chars() {
                        at += 4;
                        player.input_at(Input::Press(Chord::plain(Key::Char(letter))), Pulse(at));
                    }
                    player.input_at(Input::Press(Chord::plain(Key::Enter)), Pulse(at + 4));
                }
                12..14 => {
                    let hospital = std::sync::Arc::new(player.laptop.hospital.clone());
                    player.tell(andon::app::Message::Hospital(hospital));
                }
                _ => player.input(Input::Press(all[roll(all.len())])),
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
        // Nothing that was decided is lost: what the hospital shows is what its commits fold to.
        let commits = player.laptop.commits();
        assert!(
            commits.len() - begun <= told,
            "{}: more was saved than asked for",
            exhibit.name
        );
        saved += commits.len() - begun;
        let mut again = Laptop::new(9);
        again.unite(commits);
        let hospital = |laptop: &Laptop| {
            let rows = andon::domain::ask::census(&laptop.hospital, None);
            format!("{rows:?}")
        };
        if exhibit.hall != Hall::Busy {
            assert_eq!(hospital(&again), hospital(&player.laptop), "{}", exhibit.name);
        }
    }
    assert!(
        keys < 50_000 || saved > 100,
        "only {saved} were saved: the monkey walks in circles"
    );
}

const PASTES: [&str; 4] = ["00031415", "田中　太郎\r\n", "Ｓ２３．５．６", "\u{1b}[200~x\t\u{0}"];

/// Every key of every table, letters, kana, and keys that nothing is bound to.
fn every_key() -> Vec<Chord> {
    let keys = crate::harness::keys();
    let mut all: Vec<Chord> = keys
        .table()
        .flat_map(|(_, keys, _)| keys.chords().collect::<Vec<_>>())
        .collect();
    all.extend(
        "abcdefghijklmnopqrstuvwxyz0123456789-/.田たアﾅ　が"
            .chars()
            .map(|one| Chord::plain(Key::Char(one))),
    );
    // What leads on is pressed more often than what leads out.
    all.extend(["enter", "enter", "enter", "tab", "down", "down", "1", "2", "y"].map(|key| Chord::parse(key).unwrap()));
    all
}
