//! What the monkey does next: mostly what leads on from where it is, as people do, and often anything at all. Nobody learns
//! whether a form saves what it should from keys that never fill one.

use std::collections::VecDeque;

use andon::app::{Action, KeyContext};
use andon::input::{Ability, Chord, Input, Key, Offer, Roll, Spot};

use crate::harness::Player;

/// A key of the table, and what it does here.
type Shown = Offer<Action, KeyContext>;

/// Dice that fall the same way in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }
}

/// The hand of the monkey: what it is in the middle of, and all the keys there are.
pub struct Hand {
    all: Vec<Chord>,
    /// The rest of a gesture; the screen may have changed under it.
    rest: VecDeque<Input>,
}

impl Hand {
    pub fn new() -> Self {
        Self {
            all: every_key(),
            rest: VecDeque::new(),
        }
    }

    /// Another screen: nothing is left of what was begun.
    pub fn lets_go(&mut self) {
        self.rest.clear();
    }

    /// One key, paste, click or turn of the wheel.
    pub fn next(&mut self, player: &Player, dice: &mut Dice) -> Input {
        match dice.roll(100) {
            0..2 => {
                let (x, y) = (dice.roll(80), dice.roll(24));
                return Input::Click(u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
            }
            2..4 => return Input::Wheel(dice.one(&[Roll::Up, Roll::Down])),
            4..6 => return Input::Paste(dice.one(&PASTES).to_owned()),
            6..16 => return Input::Press(dice.one(&self.all)),
            _ => {}
        }
        if self.rest.is_empty() {
            self.rest = gesture(player, dice).into();
        }
        self.rest.pop_front().unwrap_or(press("enter"))
    }
}

/// What leads on from here.
fn gesture(player: &Player, dice: &mut Dice) -> Vec<Input> {
    if player.session.locked().is_some() {
        return vec![press("enter")];
    }
    let situation = player.session.situation();
    let is_in = |context| situation.contexts.contains(&context);
    if is_in(KeyContext::Question) {
        return vec![press(dice.one(&["y", "y", "y", "enter"]))];
    }
    if is_in(KeyContext::Finder) {
        return fill(dice.one(&SOUGHT));
    }
    if is_in(KeyContext::Typing) {
        return field(player, dice);
    }
    let offers = player.session.keys().offers(&situation, &[]);
    let (here, elsewhere): (Vec<_>, Vec<_>) = offers
        .iter()
        .filter(|offer| offer.ability == Ability::Can)
        .partition(|offer| offer.context != KeyContext::Everywhere);
    // What is recorded of patients, beds and numbers goes before walking about.
    let records = |offer: &&&Shown| offer.action.is_movement() || offer.action.is_about_numbers();
    let recording: Vec<&Shown> = here.iter().filter(records).copied().collect();
    let able = match dice.roll(12) {
        0 => elsewhere,
        1..9 if !recording.is_empty() => recording,
        _ if here.is_empty() => elsewhere,
        _ => here,
    };
    if able.is_empty() {
        return vec![press("esc")];
    }
    able[dice.roll(able.len())].keys.chords().map(Input::Press).collect()
}

/// Answers the field with the keyboard, and goes on.
fn field(player: &Player, dice: &mut Dice) -> Vec<Input> {
    let (buffer, cursor) = player.buffer();
    let Some(cursor) = cursor else {
        return vec![press("enter")];
    };
    let spots = player.session.spots();
    let is_list = (0..player.session.size().1).any(|y| matches!(spots.at(cursor.x, y), Some(Spot::Choice(_))));
    let id = match spots.at(cursor.x, cursor.y) {
        Some(Spot::Field(id)) => id,
        _ => "",
    };
    // As it begins: the answer that is right most of the time. What is needed has its sign before the field.
    let is_needed = (0..cursor.x).any(|x| buffer.cell((x, cursor.y)).is_some_and(|cell| cell.symbol() == "*"));
    match dice.roll(10) {
        0 => return vec![press("enter")],
        1..6 if !is_needed => return vec![press("F12")],
        6..9 if !is_needed => return vec![press("enter")],
        _ => {}
    }
    let clear = press("C-u");
    if is_list && (!matches!(id, "who" | "slip-who" | "mother") || dice.roll(2) == 0) {
        let mut keys = vec![press("down"); 1 + dice.roll(4)];
        keys.insert(0, clear);
        keys.push(press("enter"));
        return keys;
    }
    let answers: &[&str] = match id {
        "until" | "when" => &["23:50", "2030-1-2 10:00"],
        "name" => &["新井　一", "安西　二葉", "Arai Mitsu"],
        "kana" => &["あらい　はじめ", "ｱﾝｻﾞｲ ﾌﾀﾊﾞ"],
        "birth" => &["S23.5.6", "1990-01-02", "推40", "令和２年３月４日"],
        "who" | "slip-who" | "mother" => &PEOPLE,
        "id" => &["00090001", "00090002", "００ー０９０００３", "90004"],
        _ => &ANSWERS,
    };
    let mut keys = fill(dice.one(answers));
    keys.insert(0, clear);
    keys
}

/// Types a text and goes on. What an input method commits, or is long, comes in one piece.
fn fill(text: &str) -> Vec<Input> {
    let mut keys: Vec<Input> = if text.is_ascii() && text.len() < 6 {
        text.chars()
            .map(|one| Input::Press(Chord::plain(Key::Char(one))))
            .collect()
    } else {
        vec![Input::Paste(text.to_owned())]
    };
    keys.push(press("enter"));
    keys
}

fn press(key: &str) -> Input {
    Input::Press(Chord::parse(key).unwrap())
}

const PEOPLE: [&str; 4] = ["00012345", "00020391", "00031415", "00027182"];

/// For fields of all kinds: counts, numbers of slips, names, days.
const ANSWERS: [&str; 9] = [
    "1",
    "2",
    "10",
    "S07-100001",
    "看護　花子",
    "経過観察のため",
    "アムロジピン錠5mg",
    "2026-11-30",
    "090-1234-5678",
];

/// What is looked for: people, beds, actions, slips.
const SOUGHT: [&str; 9] = [
    "00012345",
    "たなか",
    "5E",
    "admit",
    "transfer",
    "register",
    "issue",
    "S07-1",
    "undo",
];

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
    all
}
