//! The surnames, or the given names, of a register: each way of writing one with its reading once, numbered in the order of its
//! sounds.

use std::collections::HashMap;
use std::ops::Range;

use super::strings::Strings;
use crate::search::fold::kanji::NameKanji;
use crate::search::fold::{kana, latin, plain};

/// The number of a name in its dictionary.
pub type Name = u32;

/// All names of one kind.
#[derive(Debug, Default)]
pub struct Dictionary {
    /// As written in the register.
    pub written: Strings,
    /// The reading as written in the register.
    pub reading: Strings,
    /// The folded reading: ascending.
    pub sounds: Strings,
    /// The written name with look-alikes as one.
    pub alike: Strings,
    /// The reading in Latin letters, in the one spelling.
    pub latin: Strings,
    /// The names in the order of `alike` and of `latin`.
    pub by_alike: Vec<Name>,
    pub by_latin: Vec<Name>,
    /// The names that sound exactly so.
    heard: HashMap<Box<[u8]>, Range<Name>>,
    /// The places in `by_latin` of the names that are spelled exactly so.
    spelled: HashMap<Box<[u8]>, Range<u32>>,
}

/// One name before it has its number.
pub struct NewName {
    pub written: String,
    pub reading: String,
    sounds: Vec<u8>,
    latin: String,
}

impl NewName {
    pub fn new(written: &str, reading: &str) -> Self {
        let plain = plain(reading);
        let (sounds, latin) = match kana::written(&plain) {
            Some(heard) => (kana::fold(&heard), latin::of_sounds(&heard)),
            None => (Vec::new(), latin::typed(&plain)),
        };
        Self {
            written: written.to_owned(),
            reading: reading.to_owned(),
            sounds,
            latin,
        }
    }

    fn order(&self) -> (&[u8], &str, &str) {
        (&self.sounds, &self.reading, &self.written)
    }
}

impl Dictionary {
    /// Numbers the names; `of` their places gives the numbers.
    pub fn of(names: &[NewName], kanji: &NameKanji) -> (Self, Vec<Name>) {
        let mut order: Vec<usize> = (0..names.len()).collect();
        order.sort_by(|a, b| {
            names
                .get(*a)
                .map(NewName::order)
                .cmp(&names.get(*b).map(NewName::order))
        });
        let mut dictionary = Self::default();
        let mut numbers = vec![0; names.len()];
        for place in order {
            let Some(name) = names.get(place) else { continue };
            let number = dictionary.written.push(name.written.as_bytes());
            dictionary.reading.push(name.reading.as_bytes());
            dictionary.sounds.push(&name.sounds);
            dictionary.alike.push(kanji.alike(&name.written).as_bytes());
            dictionary.latin.push(name.latin.as_bytes());
            if let Some(known) = numbers.get_mut(place) {
                *known = number;
            }
        }
        dictionary.by_alike = ordered(&dictionary.alike);
        dictionary.by_latin = ordered(&dictionary.latin);
        dictionary.listen();
        (dictionary, numbers)
    }

    /// Fills what is derived from the orders.
    pub fn listen(&mut self) {
        let end = u32::try_from(self.len()).unwrap_or(u32::MAX);
        self.heard = equals(end, |name| self.sounds.get(name));
        let at = |place: u32| self.by_latin.get(place as usize).copied().unwrap_or(u32::MAX);
        self.spelled = equals(end, |place| self.latin.get(at(place)));
    }

    pub fn len(&self) -> usize {
        self.written.len()
    }

    /// The names that sound exactly so.
    pub fn heard(&self, sounds: &[u8]) -> Option<Range<Name>> {
        self.heard.get(sounds).cloned()
    }

    /// The names whose reading in Latin letters is exactly so.
    pub fn spelled(&self, latin: &[u8]) -> &[Name] {
        let places = self
            .spelled
            .get(latin)
            .map(|places| places.start as usize..places.end as usize);
        places.and_then(|places| self.by_latin.get(places)).unwrap_or_default()
    }

    /// The names whose sounds begin so.
    pub fn sounds_from(&self, sounds: &[u8]) -> Range<Name> {
        let end = u32::try_from(self.len()).unwrap_or(u32::MAX);
        let first = first(end, |name| self.sounds.get(name) >= sounds);
        let last = first + self::first(end - first, |name| !self.sounds.get(first + name).starts_with(sounds));
        first..last
    }

    /// The names whose writing, look-alikes as one, begins so.
    pub fn alike_from(&self, alike: &[u8]) -> &[Name] {
        beginning(&self.by_alike, &self.alike, alike)
    }

    /// The names whose reading in Latin letters begins so.
    pub fn latin_from(&self, latin: &[u8]) -> &[Name] {
        beginning(&self.by_latin, &self.latin, latin)
    }

    pub fn memory(&self) -> usize {
        let texts = [&self.written, &self.reading, &self.sounds, &self.alike, &self.latin];
        let whole = self.heard.keys().chain(self.spelled.keys());
        let heard: usize = whole.map(|key| key.len() + 48).sum();
        texts.into_iter().map(Strings::memory).sum::<usize>() + (self.by_alike.len() + self.by_latin.len()) * 4 + heard
    }
}

/// The ranges of equal keys in an order.
fn equals<'a>(end: u32, key: impl Fn(u32) -> &'a [u8]) -> HashMap<Box<[u8]>, Range<u32>> {
    let mut ranges = HashMap::new();
    let mut from = 0;
    while from < end {
        let own = key(from);
        let mut to = from + 1;
        while to < end && key(to) == own {
            to += 1;
        }
        if !own.is_empty() {
            ranges.insert(own.into(), from..to);
        }
        from = to;
    }
    ranges
}

fn ordered(texts: &Strings) -> Vec<Name> {
    let mut order: Vec<Name> = (0..u32::try_from(texts.len()).unwrap_or(u32::MAX)).collect();
    order.sort_unstable_by(|a, b| texts.get(*a).cmp(texts.get(*b)).then(a.cmp(b)));
    order
}

/// The part of an order whose texts begin so.
fn beginning<'a>(order: &'a [Name], texts: &Strings, with: &[u8]) -> &'a [Name] {
    let from = order.partition_point(|name| texts.get(*name) < with);
    let rest = order.get(from..).unwrap_or_default();
    let many = rest.partition_point(|name| texts.get(*name).starts_with(with));
    rest.get(..many).unwrap_or_default()
}

/// The first number below `end` for which it is true, as it then stays.
fn first(end: u32, is_true: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, end);
    while low < high {
        let middle = low + (high - low) / 2;
        if is_true(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}
