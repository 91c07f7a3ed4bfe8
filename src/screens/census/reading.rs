//! What the list is worked out from, and when it is worked out anew: the lines, their widths, which of them the filter lets
//! through.

use super::rows::{self, Key, Line};
use super::states::StateWords;
use super::{CensusScreen, columns::Widest};
use crate::app::Scope;
use crate::domain::census::WardCode;
use crate::i18n::Language;
use crate::screens::matching::{Haystack, Needle};

/// What the lines were worked out from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) edition: u64,
    pub(super) ward: Option<WardCode>,
    /// States are looked for by their words.
    pub(super) language: Language,
}

/// What the widths were worked out from: names do not change with the hour, ages with the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Widths {
    source: Source,
    day: chrono::NaiveDate,
}

impl CensusScreen {
    /// Works out the lines when the hospital or the ward has changed, and which of them the filter lets through.
    pub(super) fn read(&mut self, scope: &Scope<'_>) {
        let source = Source {
            edition: scope.edition,
            ward: scope.ward.cloned(),
            language: scope.words.language(),
        };
        if self.source.as_ref() != Some(&source) {
            let before = std::mem::take(&mut self.lines);
            (self.lines, self.figures) = rows::read(scope, scope.ward);
            // Of another ward every line would be new.
            match &self.source {
                Some(shown) if shown.ward == source.ward => {
                    let now = scope.now.seconds();
                    self.changes.note(keyed(&before), keyed(&self.lines), now);
                }
                _ => self.changes.clear(),
            }
            self.source = Some(source.clone());
        }
        let widths = Widths {
            source: source.clone(),
            day: scope.local_now().date(),
        };
        if self.widths.as_ref() != Some(&widths) {
            self.widest = Widest::of(&self.lines, scope);
            self.widths = Some(widths);
        }
        let typed = self.typed().to_owned();
        let filtered = (source, typed);
        if self.filtered.as_ref() != Some(&filtered) {
            let needle = Needle::among_names(&filtered.1, scope.look_alikes.kanji());
            self.shown = if needle.is_empty() {
                (0..self.lines.len()).collect()
            } else {
                let haystacks = self.haystacks(&filtered.0, scope);
                let holds = |(index, hay): (usize, &Haystack)| hay.holds(&needle).then_some(index);
                haystacks.iter().enumerate().filter_map(holds).collect()
            };
            self.elsewhere = match scope.ward {
                Some(_) if !needle.is_empty() => {
                    let everywhere = self.everywhere(scope).iter();
                    everywhere.filter(|hay| hay.holds(&needle)).count()
                }
                _ => 0,
            };
            let line = |index: &usize| self.lines.get(*index).map(|line| line.key.clone());
            self.keys = self.shown.iter().filter_map(line).collect();
            self.filtered = Some(filtered);
        }
    }

    /// What each line is found by, worked out once for a list.
    fn haystacks(&mut self, source: &Source, scope: &Scope<'_>) -> &[Haystack] {
        if self.haystacks.as_ref().is_none_or(|(of, _)| of != source) {
            let states = StateWords::of_screen(scope.words);
            let found = self
                .lines
                .iter()
                .map(|line| line.haystack(scope.look_alikes.kanji(), &states))
                .collect();
            self.haystacks = Some((source.clone(), found));
        }
        self.haystacks
            .as_ref()
            .map(|(_, found)| found.as_slice())
            .unwrap_or_default()
    }

    /// The same for everybody in the hospital.
    fn everywhere(&mut self, scope: &Scope<'_>) -> &[Haystack] {
        if self
            .everywhere
            .as_ref()
            .is_none_or(|(of, _)| *of != (scope.edition, scope.words.language()))
        {
            let (lines, _) = rows::read(scope, None);
            let states = StateWords::of_screen(scope.words);
            let found = lines
                .iter()
                .map(|line| line.haystack(scope.look_alikes.kanji(), &states));
            self.everywhere = Some(((scope.edition, scope.words.language()), found.collect()));
        }
        self.everywhere
            .as_ref()
            .map(|(_, found)| found.as_slice())
            .unwrap_or_default()
    }
}

fn keyed(lines: &[Line]) -> impl Iterator<Item = (&Key, &Line)> {
    lines.iter().map(|line| (&line.key, line))
}
