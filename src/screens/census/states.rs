//! The words by which the board counts people and beds: whoever is counted there is found here by the same word.

use crate::domain::census::{Missing, Mobility, OutKind, Place};
use crate::i18n::Words;

use super::rows::{Disputed, Line, What};

/// The words by which the board counts people and beds, so that whoever is counted there is found here. Looked up once for a list.
#[derive(Debug, Clone, Default)]
pub struct StateWords {
    words: Vec<(&'static str, String)>,
}

impl StateWords {
    const KEYS: [&'static str; 19] = [
        "board-head-leave",
        "board-head-outing",
        "board-head-off-ward",
        "board-head-absconded",
        "board-head-expected",
        "board-head-stretcher",
        "board-head-assisted",
        "board-head-walking",
        "board-head-incomplete",
        "census-disputed",
        "board-head-look-alikes",
        "board-head-blocked",
        "board-head-free",
        "board-head-reserved",
        "census-filter-transit",
        "census-filter-restricted",
        "census-filter-mobility-not-asked",
        "census-allergies-not-asked",
        "census-shared",
    ];

    pub fn of_screen(words: &Words) -> Self {
        let said = Self::KEYS.iter().map(|key| (*key, words.say(key).replace('\n', "")));
        Self { words: said.collect() }
    }

    /// The words that hold of a line.
    pub fn of(&self, line: &Line) -> impl Iterator<Item = &str> {
        let mut keys: Vec<&str> = Vec::new();
        match &line.what {
            What::Here(who) | What::Coming { who, .. } => {
                keys.extend(match &who.place {
                    Place::Out { kind, .. } => Some(match kind {
                        OutKind::Leave => "board-head-leave",
                        OutKind::Outing => "board-head-outing",
                        OutKind::OffWard => "board-head-off-ward",
                        OutKind::Absconded => "board-head-absconded",
                    }),
                    Place::Transit { .. } => Some("census-filter-transit"),
                    Place::Expected { .. } => Some("board-head-expected"),
                    Place::InBed { .. } | Place::Left { .. } => None,
                });
                let is_present = !matches!(who.place, Place::Expected { .. } | Place::Left { .. });
                keys.extend(match who.mobility {
                    Some(Mobility::Stretcher) => Some("board-head-stretcher"),
                    Some(Mobility::Assisted) => Some("board-head-assisted"),
                    Some(Mobility::Walking) => Some("board-head-walking"),
                    None => is_present.then_some("census-filter-mobility-not-asked"),
                });
                if !who.missing.is_empty() {
                    keys.push("board-head-incomplete");
                }
                if who.missing.contains(&Missing::Allergies) {
                    keys.push("census-allergies-not-asked");
                }
                if who.restricted {
                    keys.push("census-filter-restricted");
                }
                if who.alike.is_some() {
                    keys.push("board-head-look-alikes");
                }
                match who.disputed {
                    Disputed::No => {}
                    Disputed::Shared => keys.extend(["census-shared", "census-disputed"]),
                    Disputed::Otherwise => keys.push("census-disputed"),
                }
            }
            What::Empty { reserved } => {
                keys.push("board-head-free");
                keys.extend(reserved.map(|_| "board-head-reserved"));
            }
            What::Blocked { .. } => keys.push("board-head-blocked"),
        }
        let held = move |(key, _): &&(&'static str, String)| keys.contains(key);
        self.words.iter().filter(held).map(|(_, word)| word.as_str())
    }
}
