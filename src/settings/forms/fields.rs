//! The keys of one element of a form: each is asked for by name and shape, what nobody asked for is a mistake.

use std::collections::BTreeMap;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::fault::{FormFault, FormFaultKind};
use crate::{
    exchange::nearest::nearest,
    print::paper::{Area, Place, Size},
};

/// Collects the mistakes of one file.
pub(super) struct Blame<'a> {
    file: &'a str,
    source: &'a str,
    pub faults: Vec<FormFault>,
}

impl<'a> Blame<'a> {
    /// The tables of `source`, as far as they can be read, and what is wrong with how it is written.
    pub fn parsed(file: &'a str, source: &'a str) -> (Spanned<DeTable<'a>>, Self) {
        let mut blame = Self {
            file,
            source,
            faults: Vec::new(),
        };
        let (table, mistakes) = DeTable::parse_recoverable(source);
        for mistake in mistakes {
            let at = mistake.span().map_or(0, |span| span.start);
            blame.say(at, FormFaultKind::Syntax(mistake.message().to_owned()), None);
        }
        (table, blame)
    }

    fn line(&self, at: usize) -> usize {
        1 + self.source.bytes().take(at).filter(|byte| *byte == b'\n').count()
    }

    pub fn say(&mut self, at: usize, kind: FormFaultKind, nearest: Option<String>) {
        self.faults.push(FormFault {
            file: self.file.to_owned(),
            line: Some(self.line(at)),
            kind,
            nearest,
        });
    }

    /// `found` is not one of `known`.
    pub fn unknown<'k>(
        &mut self,
        at: usize,
        found: &str,
        kind: fn(String) -> FormFaultKind,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let near = nearest(found, known).map(|near| near.to_string());
        self.say(at, kind(found.to_owned()), near);
    }
}

/// The keys of one element.
pub(super) struct Fields<'t, 'f, 'b> {
    table: &'t DeTable<'t>,
    at: usize,
    asked: Vec<&'static str>,
    pub blame: &'f mut Blame<'b>,
}

impl<'t, 'f, 'b> Fields<'t, 'f, 'b> {
    pub fn new(table: &'t DeTable<'t>, at: usize, blame: &'f mut Blame<'b>) -> Self {
        Self {
            table,
            at,
            asked: Vec::new(),
            blame,
        }
    }

    pub fn at(&self) -> usize {
        self.at
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push(key);
        self.table
            .iter()
            .find(|(name, _)| name.get_ref() == key)
            .map(|(_, value)| value)
    }

    fn shape(&mut self, key: &'static str, value: &Spanned<DeValue<'_>>, needs: &'static str) {
        let key = key.to_owned();
        self.blame
            .say(value.span().start, FormFaultKind::Shape { key, needs }, None);
    }

    /// `key` has to be there.
    pub fn need<T>(&mut self, key: &'static str, value: Option<T>) -> Option<T> {
        let present = self.table.iter().any(|(name, _)| name.get_ref() == key);
        if value.is_none() && !present {
            self.blame.say(self.at, FormFaultKind::Missing(key), None);
        }
        value
    }

    pub fn text(&mut self, key: &'static str) -> Option<(String, usize)> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some((text.to_string(), value.span().start)),
            _ => {
                self.shape(key, value, "form-fault-text");
                None
            }
        }
    }

    /// Several texts, and where they begin.
    pub fn texts(&mut self, key: &'static str) -> Option<(Vec<String>, usize)> {
        let value = self.get(key)?;
        let texts = match value.get_ref() {
            DeValue::Array(several) => several
                .iter()
                .map(|one| one.get_ref().as_str().map(str::to_owned))
                .collect(),
            _ => None,
        };
        if texts.is_none() {
            self.shape(key, value, "form-fault-texts");
        }
        texts.map(|texts| (texts, value.span().start))
    }

    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else { return false };
        match value.get_ref() {
            DeValue::Boolean(flag) => *flag,
            _ => {
                self.shape(key, value, "form-fault-flag");
                false
            }
        }
    }

    /// A length or a size: not negative, not absurd.
    pub fn number(&mut self, key: &'static str) -> Option<f32> {
        let value = self.get(key)?;
        let number = number(value.get_ref());
        if number.is_none() {
            self.shape(key, value, "form-fault-number");
        }
        number
    }

    pub fn count(&mut self, key: &'static str) -> Option<u16> {
        let value = self.get(key)?;
        let count = match value.get_ref() {
            DeValue::Integer(written) => written
                .to_string()
                .parse::<u16>()
                .ok()
                .filter(|count| (1..=100).contains(count)),
            _ => None,
        };
        if count.is_none() {
            self.shape(key, value, "form-fault-count");
        }
        count
    }

    /// One of a few words; `choices` in the order in which they are told.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let (written, at) = self.text(key)?;
        let found = choices.iter().find(|(word, _)| *word == written);
        if found.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            let near =
                nearest(&written, words.iter().copied()).map_or_else(|| words.join(" | "), |near| near.to_string());
            let key = key.to_owned();
            let needs = "form-fault-choice";
            self.blame.say(at, FormFaultKind::Shape { key, needs }, Some(near));
        }
        found.map(|(_, choice)| *choice)
    }

    pub fn pair(&mut self, key: &'static str) -> Option<(f32, f32)> {
        let value = self.get(key)?;
        let pair = match value.get_ref() {
            DeValue::Array(two) if two.len() == 2 => {
                let mut numbers = two.iter().map(|one| number(one.get_ref()));
                numbers.next().flatten().zip(numbers.next().flatten())
            }
            _ => None,
        };
        if pair.is_none() {
            self.shape(key, value, "form-fault-pair");
        }
        pair
    }

    pub fn place(&mut self, key: &'static str) -> Option<Place> {
        self.pair(key).map(|(x, y)| Place { x, y })
    }

    pub fn size(&mut self, key: &'static str) -> Option<Size> {
        self.pair(key).map(|(width, height)| Size { width, height })
    }

    /// Where the element stands; it must lie on the paper.
    pub fn area(&mut self, at: &'static str, size: &'static str, paper: Size) -> Option<Area> {
        let (corner, extent) = (self.place(at), self.size(size));
        let corner = self.need(at, corner);
        let extent = self.need(size, extent);
        let area = Area::new(corner?, extent?);
        self.on_paper(area, paper);
        Some(area)
    }

    pub fn on_paper(&mut self, area: Area, paper: Size) {
        if !area.lies_on(paper) {
            self.blame.say(self.at, FormFaultKind::OffPaper("at"), None);
        }
    }

    pub fn list(&mut self, key: &'static str) -> Option<Vec<(&'t DeTable<'t>, usize)>> {
        let value = self.get(key)?;
        tables(value).or_else(|| {
            self.shape(key, value, "form-fault-tables");
            None
        })
    }

    pub fn table(&mut self, key: &'static str) -> Option<(&'t DeTable<'t>, usize)> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some((table, value.span().start)),
            _ => {
                self.shape(key, value, "form-fault-tables");
                None
            }
        }
    }

    /// What is there and was not asked for.
    pub fn finish(self) {
        let unknown: BTreeMap<usize, String> = self
            .table
            .iter()
            .filter(|(name, _)| !self.asked.contains(&name.get_ref().as_ref()))
            .map(|(name, _)| (name.span().start, name.get_ref().to_string()))
            .collect();
        for (at, name) in unknown {
            self.blame
                .unknown(at, &name, FormFaultKind::UnknownKey, self.asked.iter().copied());
        }
    }
}

/// The tables of an array of tables.
pub(super) fn tables<'t>(value: &'t Spanned<DeValue<'t>>) -> Option<Vec<(&'t DeTable<'t>, usize)>> {
    let DeValue::Array(several) = value.get_ref() else {
        return None;
    };
    several
        .iter()
        .map(|one| match one.get_ref() {
            DeValue::Table(table) => Some((table, one.span().start)),
            _ => None,
        })
        .collect()
}

fn number(value: &DeValue<'_>) -> Option<f32> {
    let written = match value {
        DeValue::Integer(written) => written.to_string(),
        DeValue::Float(written) => written.to_string(),
        _ => return None,
    };
    written
        .parse::<f32>()
        .ok()
        .filter(|number| (0.0..=2_000.0).contains(number))
}

/// Whole millimetres for a message, rounded up.
pub(super) fn tenths(length: f32) -> u32 {
    (0..2_000_u16)
        .find(|whole| f32::from(*whole) >= length)
        .map_or(2_000, u32::from)
}
