//! A key that does nothing here says why, and how to go on.

use std::collections::BTreeSet;

use super::super::{Action, KeyCondition, KeyContext, Notice, Situation};
use super::{Keeping, Session};
use crate::i18n::Value;
use crate::input::{Chord, Key, Named, Typing};

/// The command post and the recovery: their screens are still to come.
const RESERVED: [Key; 2] = [Key::F(9), Key::F(11)];

impl Session {
    /// What is said of keys that mean nothing here, with the way on.
    pub(super) fn not_a_key(&self, chords: &[Chord]) -> Notice {
        if let Some(text) = self.meant_for_a_patient(chords) {
            return Notice::quiet(text);
        }
        let keys: Vec<String> = chords.iter().map(ToString::to_string).collect();
        let places = [
            ("keys", keys.join(" ").into()),
            ("help", self.first_key(Action::Help).into()),
            ("lock", self.first_key_everywhere(Action::Lock).into()),
        ];
        // Keys that other papers about andon speak of, and whose screens are still to come.
        let is_reserved = matches!(chords, [only] if RESERVED.contains(&only.key));
        let key = match (is_reserved, self.saves_in_forms(chords)) {
            (true, _) => "key-reserved",
            (false, true) => "key-saves",
            (false, false) => "key-unknown",
        };
        Notice::quiet(self.words.fill(key, &places))
    }

    /// Whether a form is saved with these keys.
    pub(super) fn saves_in_forms(&self, chords: &[Chord]) -> bool {
        let form = Situation {
            contexts: vec![KeyContext::Form],
            holds: BTreeSet::new(),
            typing: Typing::Text,
        };
        let keys = self.keys.keys_of(&form, Action::Save);
        keys.iter().any(|keys| keys.chords().eq(chords.iter().copied()))
    }

    /// Where nobody is selected, what the key would do with a patient, and where that is done.
    fn meant_for_a_patient(&self, chords: &[Chord]) -> Option<String> {
        let innermost = self.situation().contexts.first().copied();
        if innermost == Some(KeyContext::Question) {
            return Some(self.words.say("key-in-question"));
        }
        if !matches!(innermost, Some(KeyContext::Board | KeyContext::Menu)) {
            return None;
        }
        let mut table = self.keys.table();
        let (_, keys, bindings) = table
            .find(|(context, keys, _)| *context == KeyContext::Movements && keys.chords().eq(chords.iter().copied()))?;
        let action = bindings.first()?.action;
        let places = [
            ("keys", Value::from(keys.to_string())),
            ("action", self.words.say(&format!("action-{}", action.name())).into()),
            ("census", self.first_key_everywhere(Action::Census).into()),
        ];
        Some(self.words.fill("key-for-a-patient", &places))
    }

    /// An action that the keymap has for this key and that is not to be had now.
    pub(super) fn cannot(&self, action: Action) -> String {
        let action = match action {
            // Of the two of one key the one that somebody may have meant.
            Action::Unblock if !self.situation().holds.contains(&KeyCondition::BedBlocked) => Action::Block,
            action => action,
        };
        let name = action.name();
        let what = self.words.say(&format!("action-{name}"));
        if self.hospital.frame().is_none() {
            return self.words.fill("cannot-no-hospital", &[("action", what.into())]);
        }
        if self.keeping == Keeping::ReadOnly {
            return self.words.fill("cannot-store", &[("action", what.into())]);
        }
        if let Some(text) = self.words.find(&format!("cannot-{name}"), &[]) {
            return text;
        }
        let why = if action.is_movement() {
            why_not(action, &self.situation().holds)
        } else {
            "cannot-now"
        };
        let places = [
            ("action", Value::from(what)),
            ("admit", self.first_key(Action::Admit).into()),
            ("return", self.first_key(Action::Return).into()),
            ("arrive", self.first_key(Action::Arrive).into()),
        ];
        self.words.fill(why, &places)
    }
}

/// Why a movement cannot be made with what is selected: the key of the sentence that says it, with the way on.
fn why_not(action: Action, holds: &BTreeSet<KeyCondition>) -> &'static str {
    let is = |condition: KeyCondition| holds.contains(&condition);
    match action {
        Action::Block if is(KeyCondition::Bed) => "cannot-bed-occupied",
        Action::Block | Action::RoomRule => "cannot-no-bed",
        Action::Reserve if !is(KeyCondition::Patient) => "cannot-no-bed",
        _ if !is(KeyCondition::Patient) => "cannot-no-patient",
        _ if is(KeyCondition::Expected) => "cannot-expected",
        _ if is(KeyCondition::InTransit) => "cannot-in-transit",
        Action::Return | Action::Arrive => "cannot-in-bed",
        _ if is(KeyCondition::Away) => "cannot-away",
        _ if !is(KeyCondition::InBed) => "cannot-not-here",
        _ => "cannot-now",
    }
}
