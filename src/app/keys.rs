//! The keymap of this program: its contexts and conditions, the tables that are part of it, and the user's own.

use crate::input::{self, Fault, Keymap, Layer, merge};

use super::Action;

crate::named! {
    /// Where the keyboard can be. A screen names its own from the innermost outwards.
    pub enum KeyContext {
        Everywhere = "everywhere",
        /// Any list or map.
        Lists = "lists",
        /// The records of a patient, to take one back.
        Records = "records",
        /// Lists and maps in which a patient or a bed is selected.
        Movements = "movements",
        /// The first question of a laptop without a store.
        Welcome = "welcome",
        Board = "board",
        Census = "census",
        Beds = "beds",
        FirstList = "first-list",
        /// The same, before a ward is chosen.
        FirstListWard = "first-list-ward",
        /// Documents and printers.
        Papers = "papers",
        Discrepancies = "discrepancies",
        /// Lists of slips, with one selected.
        Slips = "slips",
        /// The list of one desk.
        Desk = "desk",
        /// Numbers that are given by hand.
        Ids = "ids",
        /// Who has an account.
        Accounts = "accounts",
        /// The runs of the carriers.
        Runs = "runs",
        Menu = "menu",
        Form = "form",
        /// A field that is typed into.
        Typing = "typing",
        /// Choosing what an identity check is for.
        CheckPurpose = "check-purpose",
        Check = "check",
        /// What came of a check.
        CheckResult = "check-result",
        /// The boxes of slips.
        CheckPaper = "check-paper",
        Question = "question",
        Help = "help",
        /// A field with a list that it filters.
        Finder = "finder",
    }
}

crate::named! {
    /// What can be true of the present selection.
    pub enum KeyCondition {
        /// A patient is selected.
        Patient = "patient",
        /// The patient is here: in a bed, away from it, or waiting for one in the emergency department.
        Here = "here",
        /// The patient is in the bed.
        InBed = "in-bed",
        /// The patient keeps a bed and is out of it: leave, outing, off the ward, absconded.
        Away = "away",
        InTransit = "in-transit",
        Expected = "expected",
        /// A bed is selected.
        Bed = "bed",
        BedEmpty = "bed-empty",
        BedBlocked = "bed-blocked",
        /// A slip is selected.
        Slip = "slip",
        /// A question on it is open.
        Queried = "queried",
        /// The answer to a question was to write it anew, and nobody has.
        RevisionDue = "revision-due",
        /// A note has not reached the holder of a sheet.
        NoteDue = "note-due",
        /// An old sheet is to be seen and voided.
        Recalled = "recalled",
        /// A sheet cannot be found.
        Lost = "lost",
        /// A number that was given by hand is selected.
        Number = "number",
        /// A run is selected.
        Run = "run",
        /// There is a hospital to look at.
        Hospital = "hospital",
        /// Data can be changed: the store is open and sound.
        Writable = "writable",
        /// There is something to take back.
        CanUndo = "can-undo",
        /// A filter is on.
        Filtered = "filtered",
        /// The keyboard is in the last field of a form: going on means saving.
        LastField = "last-field",
    }
}

/// The table of keys.
pub type Keys = Keymap<Action, KeyContext, KeyCondition>;

/// Where the keyboard is just now.
pub type Situation = input::Situation<KeyContext, KeyCondition>;

/// The table that everything else is laid over; readable as a manual.
pub const DEFAULT: (&str, &str) = ("default.toml", include_str!("../../keymaps/default.toml"));

/// Tables that come with the program and can be laid over the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Overlay {
    /// No function keys, for terminals and laptops that take them.
    Compact,
    Vim,
}

impl Overlay {
    pub const ALL: [Self; 2] = [Self::Compact, Self::Vim];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Vim => "vim",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|overlay| overlay.name() == name)
    }

    const fn source(self) -> (&'static str, &'static str) {
        match self {
            Self::Compact => ("compact.toml", include_str!("../../keymaps/compact.toml")),
            Self::Vim => ("vim.toml", include_str!("../../keymaps/vim.toml")),
        }
    }
}

/// Lays the tables over one another. A mistake in the user's file costs the user's file, never the start: all mistakes come
/// back, and the tables of the program run.
pub fn load(overlays: &[Overlay], user: Option<(&str, &str)>) -> (Keys, Vec<Fault>) {
    let mut layers = Vec::new();
    let mut faults = Vec::new();
    let own = std::iter::once(DEFAULT).chain(overlays.iter().map(|overlay| overlay.source()));
    for (file, source) in own {
        match Layer::read(file, source) {
            Ok(layer) => layers.push(layer),
            Err(found) => faults.extend(found),
        }
    }
    let base = merge(&layers).unwrap_or_else(|found| {
        faults.extend(found);
        Keys::default()
    });
    let Some((file, source)) = user else {
        return (base, faults);
    };
    let merged = Layer::read(file, source).and_then(|layer| {
        layers.push(layer);
        merge(&layers)
    });
    match merged {
        Ok(keys) => (keys, faults),
        Err(found) => {
            faults.extend(found);
            (base, faults)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use std::collections::BTreeSet;

    use super::*;
    use crate::i18n::{Language, Words};
    use crate::input::{Chord, Found, Key, Named, Sequence, Typing};

    fn everywhere(context: KeyContext) -> Situation {
        Situation {
            contexts: vec![context, KeyContext::Everywhere],
            holds: KeyCondition::ALL.iter().copied().collect(),
            typing: Typing::Keys,
        }
    }

    #[test]
    fn the_tables_of_the_program_hold_no_mistake() {
        for overlays in [
            &[][..],
            &[Overlay::Compact],
            &[Overlay::Vim],
            &[Overlay::Compact, Overlay::Vim],
        ] {
            let (keys, faults) = load(overlays, None);
            assert_eq!(faults, [], "{overlays:?}");
            assert!(keys.table().count() > 30);
        }
    }

    #[test]
    fn every_action_has_a_key_and_a_text() {
        let (keys, _) = load(&[], None);
        let bound: BTreeSet<Action> = keys
            .table()
            .flat_map(|(_, _, bindings)| bindings.iter().map(|binding| binding.action))
            .collect();
        let words = Words::load(Language::English).unwrap();
        for action in Action::ALL {
            assert!(bound.contains(action), "{} has no key", action.name());
            assert!(
                words.find(&format!("action-{}", action.name()), &[]).is_some(),
                "{} has no text",
                action.name()
            );
        }
        for context in KeyContext::ALL {
            let key = format!("context-{}", context.name());
            assert!(words.find(&key, &[]).is_some(), "{key} has no text");
        }
    }

    /// F6 to F10 convert text while an input method composes, F10 and F11 are taken by some terminals.
    #[test]
    fn no_function_key_is_the_only_way() {
        let (keys, _) = load(&[], None);
        for (context, sequence, bindings) in keys.table() {
            if !matches!(sequence.first().key, Key::F(_)) {
                continue;
            }
            for binding in bindings {
                let others = keys
                    .table()
                    .filter(|(other, keys, bindings)| {
                        *other == context
                            && !matches!(keys.first().key, Key::F(_))
                            && bindings.iter().any(|other| other.action == binding.action)
                    })
                    .count();
                assert!(others > 0, "{sequence} is the only way to {}", binding.action.name());
            }
        }
    }

    #[test]
    fn the_compact_table_has_no_function_keys() {
        let (keys, _) = load(&[Overlay::Compact], None);
        let left: Vec<String> = keys
            .table()
            .filter(|(_, keys, _)| matches!(keys.first().key, Key::F(_)))
            .map(|(_, keys, _)| keys.to_string())
            .collect();
        assert_eq!(left, Vec::<String>::new());
    }

    #[test]
    fn a_broken_user_file_leaves_the_defaults_running() {
        let (keys, faults) = load(
            &[],
            Some(("mine.toml", "[everywhere]\n\"C-b\" = \"bord\"\nF1 = \"menu\"\n")),
        );
        assert_eq!(faults.len(), 1);
        let first = faults.first().unwrap();
        assert_eq!((first.line, first.nearest.as_deref()), (Some(2), Some("board")));
        let f1 = [Chord::parse("F1").unwrap()];
        assert_eq!(
            keys.find(&everywhere(KeyContext::Board), &f1),
            Found::Action(Action::Help)
        );
    }

    #[test]
    fn a_user_file_is_laid_over_the_defaults() {
        let (keys, faults) = load(&[], Some(("mine.toml", "[everywhere]\nF1 = \"menu\"\n")));
        assert_eq!(faults, []);
        let f1 = [Chord::parse("F1").unwrap()];
        assert_eq!(
            keys.find(&everywhere(KeyContext::Board), &f1),
            Found::Action(Action::Menu)
        );
    }

    /// Who types a name must not move a patient.
    #[test]
    fn while_typing_no_key_moves_a_patient() {
        let (keys, _) = load(&[], None);
        let typing = Situation {
            contexts: vec![KeyContext::Typing, KeyContext::Form, KeyContext::Everywhere],
            typing: Typing::Text,
            ..everywhere(KeyContext::Form)
        };
        for offer in keys.offers(&typing, &[]) {
            let keys: Sequence = offer.keys;
            assert!(keys.first().types().is_none(), "{keys} types");
            assert!(
                !matches!(offer.action, Action::Admit | Action::Discharge | Action::Transfer),
                "{keys}"
            );
        }
    }
}
