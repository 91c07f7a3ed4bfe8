//! The way from what was typed to the people it may mean, the likeliest first.
//!
//! Everything has a cost; the least comes first. What was typed exactly costs nothing, another spelling of the same sound or
//! another form of the same character a little, a beginning more, a mistake most. Mistakes are looked for only while there is
//! room for more people.

use super::by_number::HalfNumber;
use super::dictionary::{Dictionary, Name};
use super::join::{Fitting, Taking, both, givens, ranges, ranges_of, surnames};
use super::near;
use super::query::{Query, Word};
use super::rows::{Rows, day_number};
use super::{Index, Row};
use crate::search::fold::{Script, dates, kana, latin};

/// Somebody who may be meant, and how far that is from what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub row: Row,
    pub cost: u16,
}

/// The same sound in other kana, the same character in another form, a number without its zeros.
pub(super) const FORM: u16 = 1;
/// A character that is only taken for the one typed.
const ALIKE: u16 = 2;
/// The given name before the surname.
const TURNED: u16 = 1;
/// Only a surname was typed, only a given name.
const SURNAME_ALONE: u16 = 2;
const GIVEN_ALONE: u16 = 3;
/// What was typed is only the beginning.
pub const BEGUN: u16 = 6;
/// One mistake.
pub const MISTAKE: u16 = 20;

/// So few rows are looked at one by one.
const FEW: usize = 3000;
/// Whom a limit leaves out is not worth walking through.
const SPARE: usize = 3;

impl Index {
    /// At most `most` people whom a query may mean, the likeliest first.
    pub fn find(&self, query: &Query, most: usize) -> Vec<Found> {
        if query.is_empty() || most == 0 {
            return Vec::new();
        }
        let mut found: Vec<(u16, u32)> = if query.names.is_empty() {
            self.by_numbers(query, most)
        } else {
            let born = query.birth.and_then(|birth| self.born(birth));
            let span = query.birth.and_then(dates::Typed::span);
            let span = span.map(|(first, last)| day_number(first)..=day_number(last));
            // A few digits beside a name say nothing yet.
            let number = query
                .number
                .as_deref()
                .map(HalfNumber::new)
                .filter(|number| number.digits() >= 4);
            let passes = |row: u32| {
                let born = self.rows.birth.get(row as usize).copied().unwrap_or(0);
                span.as_ref().is_none_or(|span| span.contains(&born))
                    && number.as_ref().is_none_or(|number| number.is_of(&self.rows, row))
            };
            self.by_names(&query.names, most, &passes, born.filter(|born| born.len() <= FEW))
        };
        found.sort_unstable_by_key(|(cost, row)| (*row, *cost));
        found.dedup_by_key(|(_, row)| *row);
        found.sort_unstable();
        found.truncate(most);
        let found = found.into_iter();
        found.map(|(cost, row)| Found { row: Row(row), cost }).collect()
    }

    /// The rows of those born then.
    fn born(&self, birth: dates::Typed) -> Option<&[u32]> {
        let (first, last) = birth.span()?;
        let rows = &self.rows;
        let born = |row: u32| rows.birth.get(row as usize).copied().unwrap_or(0);
        let range = day_number(first)..=day_number(last);
        rows.by_birth.get(Rows::between(&rows.by_birth, born, &range))
    }

    fn by_numbers(&self, query: &Query, most: usize) -> Vec<(u16, u32)> {
        let mut found = Vec::new();
        if let Some(birth) = query.birth {
            let cost = if birth.day().is_some() { 0 } else { BEGUN };
            let born = self.born(birth).unwrap_or_default();
            found.extend(born.iter().take(most).map(|row| (cost, *row)));
        }
        if let Some(number) = &query.number {
            self.by_phone(number, most, &mut found);
            self.by_identifier(number, most, &mut found);
        }
        found
    }

    fn by_names(
        &self,
        words: &[Word],
        most: usize,
        passes: &dyn Fn(u32) -> bool,
        among: Option<&[u32]>,
    ) -> Vec<(u16, u32)> {
        let mut search = Search {
            index: self,
            most,
            taking: Taking {
                found: Vec::new(),
                room: 0,
                passes,
                among,
            },
        };
        match words {
            [word] => search.one_word(word),
            words => search.words(words),
        }
        if search.found() < most {
            match words {
                [word] => search.one_word_nearly(word),
                words => search.words_nearly(words),
            }
        }
        search.taking.found
    }

    /// The names that fit a word: whole, and as far as it goes.
    fn fitting(&self, dictionary: &Dictionary, word: &Word) -> Fitting {
        match word.script {
            Script::Kana => match word.sounds() {
                Some(sounds) => by_sound(dictionary, &sounds),
                None => Fitting::default(),
            },
            Script::Latin => by_letters(dictionary, &word.text),
            Script::Kanji => self.by_writing(dictionary, &word.text),
        }
    }

    /// Only the names that are whole.
    fn whole(&self, dictionary: &Dictionary, word: &Word) -> Fitting {
        self.fitting(dictionary, word).below(BEGUN)
    }

    fn by_writing(&self, dictionary: &Dictionary, text: &str) -> Fitting {
        let key = self.kanji.alike(text);
        let names = dictionary.alike_from(key.as_bytes());
        let whole = names.partition_point(|name| dictionary.alike.get(*name) == key.as_bytes());
        let (whole, begun) = names.split_at(whole);
        let mut fitting = Fitting::default();
        let same = self.kanji.same(text);
        for name in whole {
            let written = dictionary.written.text(*name);
            let cost = if written == text {
                0
            } else if self.kanji.same(written) == same {
                FORM
            } else {
                ALIKE
            };
            fitting.add(cost, ranges(&[*name]));
        }
        fitting.add(BEGUN, ranges_of(begun));
        fitting
    }
}

fn by_sound(dictionary: &Dictionary, sounds: &[kana::Sound]) -> Fitting {
    let key = kana::fold(sounds);
    let all = dictionary.sounds_from(&key);
    let mut fitting = Fitting::default();
    let mut begun = all.clone();
    if let Some(whole) = dictionary.heard(&key) {
        let typed: String = sounds.iter().map(|sound| kana::katakana(*sound)).collect();
        let (mut exact, mut other) = (Vec::new(), Vec::new());
        for name in whole.clone() {
            let reading = dictionary.reading.text(name);
            if reading == typed { &mut exact } else { &mut other }.push(name);
        }
        fitting.add(0, ranges(&exact));
        fitting.add(FORM, ranges(&other));
        begun.start = whole.end;
    }
    fitting.add(BEGUN, vec![begun]);
    fitting
}

fn by_letters(dictionary: &Dictionary, text: &str) -> Fitting {
    let mut fitting = Fitting::default();
    let letters: String = text
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_lowercase();
    let spelled = latin::typed(text);
    // What is whole comes first in the order.
    let mut add = |names: &[Name], is_whole: &dyn Fn(Name) -> bool| {
        let (whole, begun) = names.split_at(names.partition_point(|name| is_whole(*name)));
        fitting.add(0, ranges_of(whole));
        fitting.add(BEGUN, ranges_of(begun));
    };
    if !spelled.is_empty() {
        let names = dictionary.latin_from(spelled.as_bytes());
        add(names, &|name| dictionary.latin.get(name) == spelled.as_bytes());
    }
    if !letters.is_empty() {
        let names = dictionary.alike_from(letters.as_bytes());
        add(names, &|name| dictionary.alike.get(name) == letters.as_bytes());
    }
    fitting
}

/// One search among names.
struct Search<'a> {
    index: &'a Index,
    most: usize,
    taking: Taking<'a>,
}

impl Search<'_> {
    fn found(&self) -> usize {
        let mut rows: Vec<u32> = self.taking.found.iter().map(|(_, row)| *row).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.len()
    }

    fn join(&mut self, surnames: &Fitting, givens: &Fitting, cost: u16) {
        if !surnames.is_empty() && !givens.is_empty() {
            self.taking.room = self.most * SPARE;
            both(&self.index.rows, surnames, givens, cost, &mut self.taking);
        }
    }

    /// A word without a blank: a surname, a given name, or both written together.
    fn one_word(&mut self, word: &Word) {
        let Index {
            surnames: s, givens: g, ..
        } = self.index;
        for (left, right) in cuts(word) {
            let surname = self.index.whole(s, &left);
            if !surname.is_empty() {
                self.join(&surname, &self.index.fitting(g, &right), 0);
            }
            let given = self.index.whole(g, &left);
            if !given.is_empty() {
                self.join(&self.index.fitting(s, &right), &given, TURNED);
            }
        }
        let given = self.index.fitting(g, word);
        // Where one is a given name as well, both kinds of people are shown.
        let share = if given.below(BEGUN).is_empty() {
            self.most
        } else {
            self.most * 2 / 3
        };
        self.taking.room = share.max(1);
        surnames(
            &self.index.rows,
            &self.index.fitting(s, word),
            SURNAME_ALONE,
            &mut self.taking,
        );
        self.taking.room = self.most;
        givens(&self.index.rows, &given, GIVEN_ALONE, &mut self.taking);
    }

    fn one_word_nearly(&mut self, word: &Word) {
        let Index {
            surnames: s, givens: g, ..
        } = self.index;
        if word.text.chars().count() < 3 {
            return;
        }
        for (left, right) in cuts(word) {
            let (surname, given) = (self.index.whole(s, &left), self.index.whole(g, &right));
            if !surname.is_empty() {
                self.join(&surname, &nearly(g, &right), 0);
            }
            if !given.is_empty() {
                self.join(&nearly(s, &left), &given, 0);
            }
            let (given, surname) = (self.index.whole(g, &left), self.index.whole(s, &right));
            if !given.is_empty() {
                self.join(&nearly(s, &right), &given, TURNED);
            }
            if !surname.is_empty() {
                self.join(&surname, &nearly(g, &left), TURNED);
            }
            if let Some((left, right)) = crossed(&left, &right) {
                self.join(&self.index.whole(s, &left), &self.index.whole(g, &right), MISTAKE);
            }
        }
        self.taking.room = self.most;
        surnames(&self.index.rows, &nearly(s, word), SURNAME_ALONE, &mut self.taking);
        self.taking.room = self.most;
        givens(&self.index.rows, &nearly(g, word), GIVEN_ALONE, &mut self.taking);
    }

    /// Words with blanks between them: wherever the surname may end, in both orders.
    fn words(&mut self, words: &[Word]) {
        let Index {
            surnames: s, givens: g, ..
        } = self.index;
        for (left, right) in divided(words) {
            self.join(&self.index.fitting(s, &left), &self.index.fitting(g, &right), 0);
            self.join(&self.index.fitting(s, &right), &self.index.fitting(g, &left), TURNED);
        }
    }

    fn words_nearly(&mut self, words: &[Word]) {
        let Index {
            surnames: s, givens: g, ..
        } = self.index;
        for (left, right) in divided(words) {
            self.join(&nearly(s, &left), &self.index.fitting(g, &right), 0);
            self.join(&self.index.whole(s, &left), &nearly(g, &right), 0);
            self.join(&nearly(s, &right), &self.index.fitting(g, &left), TURNED);
            self.join(&self.index.whole(s, &right), &nearly(g, &left), TURNED);
            if let Some((left, right)) = crossed(&left, &right) {
                self.join(&self.index.whole(s, &left), &self.index.whole(g, &right), MISTAKE);
            }
        }
    }
}

/// The names that a word with one mistake in it may be.
fn nearly(dictionary: &Dictionary, word: &Word) -> Fitting {
    let mut fitting = Fitting::default();
    match word.script {
        Script::Kana => {
            let sounds = word.sounds().unwrap_or_default();
            for (cost, names) in near::sounding(dictionary, &sounds) {
                fitting.add(MISTAKE + cost, vec![names]);
            }
        }
        Script::Latin if word.text.len() >= 3 => {
            let names = near::spelling(dictionary, &latin::typed(&word.text));
            fitting.add(MISTAKE, ranges_of(&names));
        }
        Script::Latin | Script::Kanji => {}
    }
    fitting
}

/// A word cut in two wherever it can be.
fn cuts(word: &Word) -> impl Iterator<Item = (Word, Word)> + '_ {
    let places = word.text.char_indices().map(|(at, _)| at).skip(1);
    places.filter_map(|at| {
        let (left, right) = word.text.split_at_checked(at)?;
        // A small kana or a long mark belongs to the one before it.
        let begins = right.chars().next()?;
        (!matches!(
            begins,
            'ゃ' | 'ゅ' | 'ょ' | 'ャ' | 'ュ' | 'ョ' | 'ー' | 'ん' | 'ン' | 'っ' | 'ッ'
        ))
        .then(|| (Word::new(left), Word::new(right)))
    })
}

/// Words as surname and given name, wherever the one may end.
fn divided(words: &[Word]) -> impl Iterator<Item = (Word, Word)> + '_ {
    (1..words.len()).map(|at| {
        let (left, right) = words.split_at(at);
        let joined = |words: &[Word]| Word::new(&words.iter().map(|word| word.text.as_str()).collect::<String>());
        (joined(left), joined(right))
    })
}

/// The last kana of the surname and the first of the given name in the wrong order.
fn crossed(left: &Word, right: &Word) -> Option<(Word, Word)> {
    if left.script != Script::Kana || right.script != Script::Kana {
        return None;
    }
    let (last, first) = (left.text.chars().next_back()?, right.text.chars().next()?);
    let left = format!("{}{first}", left.text.strip_suffix(last)?);
    let right = format!("{last}{}", right.text.strip_prefix(first)?);
    Some((Word::new(&left), Word::new(&right)))
}
