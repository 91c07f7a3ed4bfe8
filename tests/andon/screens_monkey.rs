//! Any keys in any order at any size: no panic, no torn column, nothing that was saved is lost.

use andon::app::Route;
use andon::domain::command::{Command, Register};
use andon::i18n::Language;
use andon::input::{Chord, Input};
use andon::screens;
use andon::theme::Ambiguous;

use crate::harness::{Player, SMALL};
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
    for step in 0..700 {
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
