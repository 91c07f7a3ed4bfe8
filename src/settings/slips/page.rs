//! One TOML file, taken apart by name. What is not expected is a mistake, and every mistake has its line.

use std::{cell::RefCell, collections::BTreeSet};

use smol_str::SmolStr;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    domain::{
        slips::{Code, Title},
        text::Text,
    },
    exchange::{Expected, Fault, Faults, expected::SlipExpected, nearest::nearest},
};

/// A file with the mistakes found in it so far.
pub(super) struct Page<'a> {
    pub(super) file: SmolStr,
    source: &'a str,
    faults: RefCell<Faults>,
}

impl<'a> Page<'a> {
    pub(super) fn new(file: &str, source: &'a str) -> Self {
        Self {
            file: SmolStr::new(file),
            source,
            faults: RefCell::default(),
        }
    }

    /// The table of the file; what is no TOML is noted.
    pub(super) fn parse(&self) -> Spanned<DeTable<'a>> {
        let (table, mistakes) = DeTable::parse_recoverable(self.source);
        for mistake in mistakes {
            let at = mistake.span().map_or(0, |span| span.start);
            self.blame(at, mistake.message(), SlipExpected::Toml, None);
        }
        table
    }

    pub(super) fn blame(&self, at: usize, found: &str, what: SlipExpected, nearest: Option<SmolStr>) {
        let expected = Expected::Slip { what, nearest };
        self.push(at, found, expected);
    }

    fn push(&self, at: usize, found: &str, expected: Expected) {
        let line = 1 + self.source.bytes().take(at).filter(|byte| *byte == b'\n').count();
        let line = u64::try_from(line).unwrap_or(u64::MAX);
        let fault = Fault::in_line(&self.file, line, found, expected);
        self.faults.borrow_mut().push(fault);
    }

    pub(super) fn faults(self) -> Faults {
        self.faults.into_inner()
    }
}

/// One table of a page. What nobody asked for is a mistake when it is dropped.
pub(super) struct Sheet<'p, 'a, 't> {
    page: &'p Page<'a>,
    table: &'t DeTable<'a>,
    at: usize,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'p, 'a, 't> Sheet<'p, 'a, 't> {
    pub(super) fn new(page: &'p Page<'a>, table: &'t DeTable<'a>, at: usize) -> Self {
        Self {
            page,
            table,
            at,
            asked: RefCell::default(),
        }
    }

    fn get(&self, key: &'static str) -> Option<&'t Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().insert(key);
        self.table
            .iter()
            .find(|(name, _)| name.get_ref().as_ref() == key)
            .map(|(_, value)| value)
    }

    pub(super) fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    /// Where a value stands, or the table when it is missing.
    pub(super) fn place(&self, key: &'static str) -> usize {
        self.get(key).map_or(self.at, |value| value.span().start)
    }

    pub(super) fn blame(&self, key: &'static str, found: &str, what: SlipExpected) {
        self.page.blame(self.place(key), found, what, None);
    }

    fn missing(&self, key: &'static str) {
        self.page.blame(self.at, key, SlipExpected::Given, None);
    }

    pub(super) fn raw(&self, key: &'static str) -> Option<&'t str> {
        let value = self.get(key)?;
        if let DeValue::String(text) = value.get_ref() {
            return Some(text.as_ref());
        }
        self.blame(key, key, SlipExpected::Text);
        None
    }

    pub(super) fn needed(&self, key: &'static str) -> Option<&'t str> {
        if !self.has(key) {
            self.missing(key);
        }
        self.raw(key)
    }

    pub(super) fn text(&self, key: &'static str, most: usize) -> Option<Text> {
        let raw = self.raw(key)?;
        Text::parse(raw, most)
            .map_err(|fault| self.page.push(self.place(key), raw, Expected::from(fault)))
            .ok()
    }

    pub(super) fn code(&self, key: &'static str) -> Option<Code> {
        let raw = self.needed(key)?;
        let code = Code::parse(raw);
        if code.is_none() {
            self.blame(key, raw, SlipExpected::Code);
        }
        code
    }

    /// One of some words, by `read`.
    pub(super) fn word<T>(
        &self,
        key: &'static str,
        words: &[&'static str],
        what: SlipExpected,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let raw = self.raw(key)?;
        let found = read(raw);
        if found.is_none() {
            let meant = nearest(raw, words.iter().copied());
            self.page.blame(self.place(key), raw, what, meant);
        }
        found
    }

    /// Several of some words.
    pub(super) fn words<T>(
        &self,
        key: &'static str,
        words: &[&'static str],
        what: SlipExpected,
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        for (at, raw) in self.list(key) {
            match read(raw) {
                Some(value) => found.push(value),
                None => {
                    let meant = nearest(raw, words.iter().copied());
                    self.page.blame(at, raw, what, meant);
                }
            }
        }
        found
    }

    /// The texts of a list, with where they stand.
    pub(super) fn list(&self, key: &'static str) -> Vec<(usize, &'t str)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.blame(key, key, SlipExpected::List);
            return Vec::new();
        };
        let mut found = Vec::new();
        for entry in list {
            match entry.get_ref() {
                DeValue::String(text) => found.push((entry.span().start, text.as_ref())),
                _ => self.page.blame(entry.span().start, key, SlipExpected::Text, None),
            }
        }
        found
    }

    pub(super) fn texts(&self, key: &'static str, most: usize) -> Vec<Text> {
        self.list(key)
            .into_iter()
            .filter_map(|(at, raw)| {
                Text::parse(raw, most)
                    .map_err(|fault| self.page.push(at, raw, Expected::from(fault)))
                    .ok()
            })
            .collect()
    }

    pub(super) fn number(&self, key: &'static str, from: u32, to: u32) -> Option<u32> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().replace('_', "").parse::<u32>().ok(),
            _ => None,
        };
        let fits = number.filter(|number| (from..=to).contains(number));
        if fits.is_none() {
            self.blame(key, key, SlipExpected::Number);
        }
        fits
    }

    pub(super) fn flag(&self, key: &'static str) -> bool {
        match self.get(key).map(Spanned::get_ref) {
            None => false,
            Some(DeValue::Boolean(flag)) => *flag,
            Some(_) => {
                self.blame(key, key, SlipExpected::Flag);
                false
            }
        }
    }

    /// `{ ja = "…", en = "…" }`.
    pub(super) fn title(&self, key: &'static str) -> Option<Title> {
        let Some(value) = self.get(key) else {
            self.missing(key);
            return None;
        };
        self.title_of(value, key)
    }

    fn title_of(&self, value: &'t Spanned<DeValue<'a>>, key: &'static str) -> Option<Title> {
        let DeValue::Table(table) = value.get_ref() else {
            self.page.blame(value.span().start, key, SlipExpected::Title, None);
            return None;
        };
        let sheet = Sheet::new(self.page, table, value.span().start);
        let part = |key| {
            if !sheet.has(key) {
                sheet.missing(key);
            }
            sheet.text(key, crate::domain::text::NAME)
        };
        let (ja, en) = (part("ja"), part("en"));
        sheet.close();
        Some(Title { ja: ja?, en: en? })
    }

    pub(super) fn titles(&self, key: &'static str) -> Vec<Title> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.blame(key, key, SlipExpected::List);
            return Vec::new();
        };
        list.iter().filter_map(|entry| self.title_of(entry, key)).collect()
    }

    /// The tables of a `[[key]]`, in order.
    pub(super) fn sheets(&self, key: &'static str) -> Vec<Sheet<'p, 'a, 't>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.blame(key, key, SlipExpected::Tables);
            return Vec::new();
        };
        let mut sheets = Vec::new();
        for entry in list {
            match entry.get_ref() {
                DeValue::Table(table) => sheets.push(Sheet::new(self.page, table, entry.span().start)),
                _ => self.page.blame(entry.span().start, key, SlipExpected::Tables, None),
            }
        }
        sheets
    }

    /// Whatever was not asked for is not known here.
    pub(super) fn close(self) {
        let asked = self.asked.borrow();
        for (name, _) in self.table {
            let raw = name.get_ref().as_ref();
            if !asked.contains(raw) {
                let meant = nearest(raw, asked.iter().copied());
                self.page.blame(name.span().start, raw, SlipExpected::Key, meant);
            }
        }
    }
}
