//! Drawing aliases: by chance, and each unlike all that are in use.

use std::{collections::HashMap, sync::LazyLock};

use foldhash::quality::RandomState;

use super::{
    alias::{APART, Alias, distance},
    hat::{DEALT, Hat, Looks, Pair},
    words::{FIRST, SECOND},
};
use crate::domain::record::Station;

/// Where each word stands in its list. Made once: words do not change.
struct Places {
    first: HashMap<&'static str, usize, RandomState>,
    second: HashMap<&'static str, usize, RandomState>,
}

impl Places {
    fn all() -> &'static Self {
        static PLACES: LazyLock<Places> = LazyLock::new(|| {
            let places = |words: &'static [(&str, &str)]| words.iter().map(|(ja, _)| *ja).zip(0..).collect();
            Places {
                first: places(&FIRST),
                second: places(&SECOND),
            }
        });
        &PLACES
    }

    /// Nothing of an alias of another list of words.
    fn of(&self, alias: &Alias) -> Option<Pair> {
        Some((
            *self.first.get(alias.ja.0.as_str())?,
            *self.second.get(alias.ja.1.as_str())?,
        ))
    }
}

/// For each word the words that one of two short ones could be taken for, itself included. Made once: words do not change.
struct Near {
    first: Vec<Vec<usize>>,
    second: Vec<Vec<usize>>,
}

impl Near {
    fn all() -> &'static Self {
        static NEAR: LazyLock<Near> = LazyLock::new(|| Near {
            first: near(&FIRST),
            second: near(&SECOND),
        });
        &NEAR
    }
}

fn near(words: &[(&str, &str)]) -> Vec<Vec<usize>> {
    let signs: Vec<usize> = words.iter().map(|(word, _)| word.chars().count()).collect();
    let is_near = |(one, (word, length)): (usize, (&str, usize)), (other, (theirs, others)): (usize, (&str, usize))| {
        one == other || length.abs_diff(others) < APART && distance(word, theirs) < APART
    };
    let all = || {
        words
            .iter()
            .map(|(word, _)| *word)
            .zip(signs.iter().copied())
            .enumerate()
    };
    all()
        .map(|one| {
            all()
                .filter(|other| is_near(one, *other))
                .map(|(place, _)| place)
                .collect()
        })
        .collect()
}

/// Which pairs are in use. A table with a place for each: five hundred are drawn at once, each looked up among thousands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Taken {
    pairs: Vec<bool>,
    firsts: Vec<bool>,
    seconds: Vec<bool>,
}

impl Taken {
    fn none() -> Self {
        Self {
            pairs: vec![false; FIRST.len() * SECOND.len()],
            firsts: vec![false; FIRST.len()],
            seconds: vec![false; SECOND.len()],
        }
    }

    fn take(&mut self, (first, second): Pair) {
        let places = [
            (&mut self.pairs, first * SECOND.len() + second),
            (&mut self.firsts, first),
            (&mut self.seconds, second),
        ];
        for (list, place) in places {
            if let Some(taken) = list.get_mut(place) {
                *taken = true;
            }
        }
    }

    fn has(&self, (first, second): Pair) -> bool {
        is_set(&self.pairs, first * SECOND.len() + second)
    }

    fn has_a_word_of(&self, (first, second): Pair) -> bool {
        is_set(&self.firsts, first) || is_set(&self.seconds, second)
    }
}

fn is_set(list: &[bool], place: usize) -> bool {
    list.get(place).copied().unwrap_or_default()
}

/// Some aliases, to be told quickly whether another is like one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aliases {
    taken: Taken,
    /// Of an older list of words.
    older: Vec<Alias>,
}

impl Default for Aliases {
    fn default() -> Self {
        Self {
            taken: Taken::none(),
            older: Vec::new(),
        }
    }
}

impl Aliases {
    pub fn note(&mut self, alias: &Alias) {
        match Places::all().of(alias) {
            Some(pair) => self.taken.take(pair),
            None if self.older.contains(alias) => {}
            None => self.older.push(alias.clone()),
        }
    }
}

impl<'a> FromIterator<&'a Alias> for Aliases {
    fn from_iter<I: IntoIterator<Item = &'a Alias>>(aliases: I) -> Self {
        let mut all = Self::default();
        aliases.into_iter().for_each(|alias| all.note(alias));
        all
    }
}

/// Draws aliases for one command, each unlike all before it.
#[derive(Debug, Clone)]
pub struct Names {
    chance: u64,
    /// Whose pairs are drawn first.
    share: usize,
    in_use: Aliases,
    drawn: Vec<Pair>,
    /// How far the drawing has to look: what was not found once is not there the next time either.
    looks: Looks,
    hat: Hat,
}

impl Names {
    /// `chance` is random and handed in; nothing that is drawn is like one of `in_use`.
    pub fn new(chance: u64, station: Station, in_use: &Aliases) -> Self {
        let share = usize::from(station.number()) % DEALT;
        Self {
            chance,
            share,
            in_use: in_use.clone(),
            drawn: Vec::new(),
            looks: Looks::Own,
            hat: Hat::filled(chance, share, Looks::Own),
        }
    }

    /// From here on, nothing that is drawn is like one of `in_use` or what was drawn before; all others may come again.
    pub fn beside(&mut self, in_use: Aliases) {
        self.in_use = in_use;
        self.drawn.iter().for_each(|pair| self.in_use.taken.take(*pair));
        self.looks = Looks::Own;
        self.hat = Hat::filled(self.chance, self.share, self.looks);
    }

    /// The next one; `None` when every pair is in use. After some thousands at once those that are left come near to one
    /// another: then any pair that nobody has, because nobody waits for a number for want of a name.
    pub fn draw(&mut self) -> Option<Alias> {
        self.draw_up_to(Looks::Any)
    }

    /// The same, and `None` when all pairs that are left are like one in use.
    pub fn draw_apart(&mut self) -> Option<Alias> {
        self.draw_up_to(Looks::Apart)
    }

    fn draw_up_to(&mut self, last: Looks) -> Option<Alias> {
        loop {
            while let Some(pair) = self.hat.draw() {
                // What will not do now will not do later either: more are in use then.
                if self.will_do(pair) {
                    self.in_use.taken.take(pair);
                    self.drawn.push(pair);
                    return Alias::of(pair.0, pair.1);
                }
            }
            self.looks = self.looks.next().filter(|next| *next <= last)?;
            self.hat = Hat::filled(self.chance, self.share, self.looks);
        }
    }

    fn will_do(&self, pair: Pair) -> bool {
        match self.looks {
            Looks::Own => !self.in_use.taken.has_a_word_of(pair) && self.is_apart(pair),
            Looks::OwnApart | Looks::Apart => self.is_apart(pair),
            Looks::Any => !self.in_use.taken.has(pair),
        }
    }

    /// Unlike all in use. Only one that shares a word can be like it, and then only where the other words are near.
    fn is_apart(&self, (first, second): Pair) -> bool {
        let near = Near::all();
        let seconds = near.second.get(second).into_iter().flatten();
        let firsts = near.first.get(first).into_iter().flatten();
        let unlike_older = || {
            let alias = Alias::of(first, second);
            alias.is_some_and(|alias| !self.in_use.older.iter().any(|known| alias.is_like(known)))
        };
        !seconds
            .map(|other| (first, *other))
            .any(|pair| self.in_use.taken.has(pair))
            && !firsts
                .map(|other| (*other, second))
                .any(|pair| self.in_use.taken.has(pair))
            && (self.in_use.older.is_empty() || unlike_older())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may stop")]
    use std::collections::HashSet;

    use smol_str::SmolStr;

    use super::*;

    fn station(number: u16) -> Station {
        Station::new(number).unwrap()
    }

    fn drawn(station_number: u16, chance: u64, many: usize) -> Vec<Alias> {
        let mut names = Names::new(chance, station(station_number), &Aliases::default());
        (0..many).map(|_| names.draw().unwrap()).collect()
    }

    #[test]
    fn five_hundred_aliases_are_unlike_and_in_no_order() {
        for chance in 0..20 {
            let drawn = drawn(7, chance, 500);
            for (place, one) in drawn.iter().enumerate() {
                assert!(drawn.iter().skip(place + 1).all(|other| !one.is_like(other)), "{one}");
            }
            // As long as there are words, nobody shares one.
            let few = &drawn[..20];
            let shared = few
                .iter()
                .enumerate()
                .filter(|(place, one)| few.iter().skip(place + 1).any(|other| one.shares_a_word_with(other)));
            assert_eq!(shared.count(), 0);
            let place = |alias: &Alias| FIRST.iter().position(|(ja, _)| *ja == alias.ja.0).unwrap();
            let rising = drawn
                .windows(2)
                .filter(|pair| place(&pair[0]) < place(&pair[1]))
                .count();
            assert!((150..350).contains(&rising), "{rising} of 499 are in order");
        }
        assert_ne!(drawn(7, 1, 1), drawn(7, 2, 1));
    }

    /// Thirty laptops that never met, a bad day's unidentified at each: nobody goes by the alias of another.
    #[test]
    fn stations_that_do_not_see_each_other_give_different_aliases() {
        let each = FIRST.len() * SECOND.len() / DEALT / 2;
        assert!(
            each >= 50,
            "{each} for each station before it looks among those of others"
        );
        let mut seen = HashSet::new();
        for number in 1..=30 {
            for alias in drawn(number, u64::from(number) * 7, each) {
                assert!(seen.insert(alias.clone()), "{alias} at {number}");
            }
        }
    }

    /// The quick way of telling likeness is that of `is_like`.
    #[test]
    fn what_is_near_by_the_table_is_near_by_the_signs() {
        let taken = [(0, 0), (3, 17), (20, 4), (20, 30), (41, 41)];
        let aliases: Vec<Alias> = taken.iter().map(|(a, b)| Alias::of(*a, *b).unwrap()).collect();
        let names = Names::new(1, station(1), &aliases.iter().collect());
        for first in 0..FIRST.len() {
            for second in 0..SECOND.len() {
                let alias = Alias::of(first, second).unwrap();
                let like = aliases.iter().any(|known| alias.is_like(known));
                assert_eq!(names.is_apart((first, second)), !like, "{alias}");
            }
        }
    }

    /// An alias of a list of words that is no more keeps what is like it from being given.
    #[test]
    fn an_alias_of_an_older_list_counts() {
        let now = Alias::of(5, 9).unwrap();
        let old = Alias {
            ja: (SmolStr::new("むかし"), now.ja.1.clone()),
            en: now.en.clone(),
        };
        let names = Names::new(1, station(1), &[old].iter().collect());
        assert_eq!(names.in_use.older.len(), 1);
        assert_eq!(names.is_apart((5, 9)), !now.is_like(&names.in_use.older[0]));
    }

    #[test]
    fn when_all_pairs_are_in_use_there_is_none() {
        let all: Vec<Alias> = (0..FIRST.len())
            .flat_map(|first| (0..SECOND.len()).filter_map(move |second| Alias::of(first, second)))
            .collect();
        let last = all[77].clone();
        assert_eq!(Names::new(3, station(1), &all.iter().collect()).draw(), None);
        let but_one: Vec<Alias> = all.into_iter().filter(|alias| *alias != last).collect();
        assert_eq!(Names::new(3, station(1), &but_one.iter().collect()).draw(), Some(last));
    }
}
