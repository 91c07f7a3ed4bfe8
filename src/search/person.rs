//! Somebody as a register or a registration describes them: words and numbers, nothing decided about them yet.

use chrono::NaiveDate;

use crate::domain::identity::Sex;

/// One person, borrowed from wherever it was read. Empty text is what nobody said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    pub id: &'a str,
    /// Surname and given name with a blank between them, as written.
    pub name: &'a str,
    pub kana: &'a str,
    pub sex: Sex,
    pub birth: Option<NaiveDate>,
    pub phone: &'a str,
    pub address: &'a str,
    pub postcode: &'a str,
}

/// The same with words of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub kana: String,
    pub sex: Sex,
    pub birth: Option<NaiveDate>,
    pub phone: String,
    pub address: String,
    pub postcode: String,
}

impl Person {
    pub fn entry(&self) -> Entry<'_> {
        Entry {
            id: &self.id,
            name: &self.name,
            kana: &self.kana,
            sex: self.sex,
            birth: self.birth,
            phone: &self.phone,
            address: &self.address,
            postcode: &self.postcode,
        }
    }
}

/// Surname and given name: what stands before the first blank, and what behind it. Without a blank all of it is the surname.
pub fn parts(name: &str) -> (&str, &str) {
    let name = name.trim();
    match name.find(char::is_whitespace) {
        Some(at) => (
            name.get(..at).unwrap_or(name),
            name.get(at..).unwrap_or_default().trim(),
        ),
        None => (name, ""),
    }
}

/// An address up to its first number, and the rest of it: the town, and the house.
pub fn town_and_house(address: &str) -> (&str, &str) {
    let at = address
        .char_indices()
        .find(|(_, c)| c.is_ascii_digit() || matches!(c, '０'..='９'))
        .map_or(address.len(), |(at, _)| at);
    (
        address.get(..at).unwrap_or(address),
        address.get(at..).unwrap_or_default(),
    )
}
