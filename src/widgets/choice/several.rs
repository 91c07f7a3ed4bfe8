//! Where several values can be chosen: which ones are taken.

use super::super::Edit;
use super::field::ChoiceField;

/// What parts the values of a field that takes several.
pub(super) const BETWEEN: &str = "、";

impl ChoiceField {
    /// Several can be chosen: Space takes the one under the cursor, or lets it go.
    #[must_use]
    pub fn several(mut self) -> Self {
        self.several = Some((Vec::new(), String::new()));
        self
    }

    /// Whether several can be chosen.
    pub fn is_several(&self) -> bool {
        self.several.is_some()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.several
            .as_ref()
            .is_some_and(|(picked, _)| picked.iter().any(|one| one == key))
    }

    /// Takes a value among several, or lets it go.
    pub(super) fn toggle(&mut self, key: &str) {
        let Some((picked, joined)) = &mut self.several else {
            return;
        };
        match picked.iter().position(|one| one == key) {
            Some(place) => {
                picked.remove(place);
            }
            None => picked.push(key.to_owned()),
        }
        let place = |key: &String| self.choices.iter().position(|choice| choice.key == *key);
        picked.sort_by_key(place);
        *joined = picked.join(BETWEEN);
    }

    /// Takes these and no others, in a field that takes several.
    pub fn pick<'a>(&mut self, keys: impl IntoIterator<Item = &'a str>) {
        if let Some(several) = &mut self.several {
            *several = (Vec::new(), String::new());
        }
        for key in keys {
            self.toggle(key);
        }
    }

    /// The one that was typed or walked to is taken.
    pub(super) fn take_meant(&mut self) {
        let meant = self.chosen().map(str::to_owned);
        if let Some(key) = meant {
            self.toggle(&key);
        }
        // Whoever walks goes on from where they are; what was typed has done its work.
        if !self.filter.is_empty() {
            self.chosen = None;
        }
        self.before = None;
        self.filter.apply(&Edit::Clear);
    }
}
