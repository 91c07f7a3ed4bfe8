//! The people, in the order of surname and given name, with the orders in which they are found otherwise.

use std::ops::{Range, RangeInclusive};

use chrono::{Datelike, NaiveDate};

use super::dictionary::Name;
use super::strings::Strings;
use super::{Index, Row};
use crate::domain::identity::{FormerPatients, Identifier, RegisterUnread, Sex};
use crate::search::fold::numbers;
use crate::search::person::Person;

/// One column for each particular; row by row.
#[derive(Debug, Default)]
pub struct Rows {
    pub surname: Vec<Name>,
    pub given: Vec<Name>,
    /// Days of the common era; 0 when nobody knows.
    pub birth: Vec<u32>,
    pub sex: Vec<u8>,
    /// Packed from the end.
    pub phone: Vec<u64>,
    /// The number of the town.
    pub town: Vec<u32>,
    /// The number of the person, then the house, in one text; how long the first is.
    pub text: Strings,
    pub id_length: Vec<u8>,
    /// Towns and their postcodes.
    pub towns: Strings,
    pub postcodes: Strings,
    /// Where the rows of each surname begin, and where the last end.
    pub surname_start: Vec<u32>,
    /// The rows in the order of given name, then row; where each given name begins.
    pub by_given: Vec<u32>,
    pub given_start: Vec<u32>,
    pub by_birth: Vec<u32>,
    pub by_id: Vec<u32>,
    pub by_phone: Vec<u32>,
    /// The keys of addresses, ascending, with the row of each.
    pub address_keys: Vec<u32>,
    pub by_address: Vec<u32>,
    /// How many letters and digits the numbers of this register have: a bit for each length.
    pub id_lengths: u32,
}

pub const fn sex_code(sex: Sex) -> u8 {
    match sex {
        Sex::Male => 1,
        Sex::Female => 2,
        Sex::Unknown => 0,
    }
}

const fn sex_of(code: u8) -> Sex {
    match code {
        1 => Sex::Male,
        2 => Sex::Female,
        _ => Sex::Unknown,
    }
}

pub fn day_number(day: NaiveDate) -> u32 {
    u32::try_from(day.num_days_from_ce()).unwrap_or(0)
}

impl Rows {
    pub fn len(&self) -> usize {
        self.surname.len()
    }

    pub fn id(&self, row: u32) -> &str {
        let text = self.text.get(row);
        let length = self.id_length.get(row as usize).copied().unwrap_or(0);
        let id = text.get(..usize::from(length)).unwrap_or_default();
        std::str::from_utf8(id).unwrap_or_default()
    }

    /// Surname, given name and town of the person at a place; what is no name where nobody is.
    fn names(&self, at: usize) -> [Name; 3] {
        [&self.surname, &self.given, &self.town].map(|column| column.get(at).copied().unwrap_or(u32::MAX))
    }

    pub fn house(&self, row: u32) -> &str {
        let text = self.text.get(row);
        let length = self.id_length.get(row as usize).copied().unwrap_or(0);
        let house = text.get(usize::from(length)..).unwrap_or_default();
        std::str::from_utf8(house).unwrap_or_default()
    }

    pub fn birth(&self, row: u32) -> Option<NaiveDate> {
        let days = self.birth.get(row as usize).copied().filter(|days| *days > 0)?;
        NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?)
    }

    /// The rows of the surnames in a range: they stand side by side.
    pub fn of_surnames(&self, names: &Range<Name>) -> Range<u32> {
        bounds(&self.surname_start, names)
    }

    /// The places in `by_given` of the given names in a range.
    pub fn of_givens(&self, names: &Range<Name>) -> Range<u32> {
        bounds(&self.given_start, names)
    }

    /// The rows of `order` whose key lies in a range.
    pub fn between<K: Ord>(order: &[u32], key: impl Fn(u32) -> K, range: &RangeInclusive<K>) -> Range<usize> {
        let from = order.partition_point(|row| key(*row) < *range.start());
        let rest = order.get(from..).unwrap_or_default();
        from..from + rest.partition_point(|row| key(*row) <= *range.end())
    }

    pub fn memory(&self) -> usize {
        let fours = [
            &self.surname,
            &self.given,
            &self.birth,
            &self.town,
            &self.surname_start,
            &self.by_given,
            &self.given_start,
            &self.by_birth,
            &self.by_id,
            &self.by_phone,
            &self.address_keys,
            &self.by_address,
        ];
        fours.iter().map(|column| column.len() * 4).sum::<usize>()
            + self.phone.len() * 8
            + self.sex.len()
            + self.id_length.len()
            + self.text.memory()
            + self.towns.memory()
            + self.postcodes.memory()
    }
}

fn bounds(starts: &[u32], names: &Range<Name>) -> Range<u32> {
    let at = |name: Name| starts.get(name as usize).copied().unwrap_or(0);
    at(names.start)..at(names.end)
}

impl Index {
    /// Everything about one person, in words of its own.
    pub fn person(&self, row: Row) -> Person {
        let Row(row) = row;
        let at = row as usize;
        let rows = &self.rows;
        let [surname, given, town] = rows.names(at);
        Person {
            id: rows.id(row).to_owned(),
            name: joined(self.surnames.written.text(surname), self.givens.written.text(given)),
            kana: joined(self.surnames.reading.text(surname), self.givens.reading.text(given)),
            sex: sex_of(rows.sex.get(at).copied().unwrap_or(0)),
            birth: rows.birth(row),
            phone: numbers::unpacked(rows.phone.get(at).copied().unwrap_or(0)),
            address: format!("{}{}", rows.towns.text(town), rows.house(row)),
            postcode: rows.postcodes.text(town).to_owned(),
        }
    }

    /// The number of a person, without making the rest of them.
    pub fn id(&self, row: Row) -> &str {
        self.rows.id(row.0)
    }

    /// The numbers of all, in their order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.rows.by_id.iter().map(|row| self.rows.id(*row))
    }

    /// The row of a number, letters and digits compared only.
    pub fn of_id(&self, id: &str) -> Option<Row> {
        let wanted = numbers::identifier(id);
        let from = self
            .rows
            .by_id
            .partition_point(|row| numbers::identifier(self.rows.id(*row)) < wanted);
        let row = self.rows.by_id.get(from).copied()?;
        (numbers::identifier(self.rows.id(row)) == wanted).then_some(Row(row))
    }
}

fn joined(surname: &str, given: &str) -> String {
    if given.is_empty() {
        return surname.to_owned();
    }
    let blank = if surname.is_ascii() { ' ' } else { '\u{3000}' };
    format!("{surname}{blank}{given}")
}

/// What of one person is compared, in the forms of the index.
pub struct Named<'a> {
    pub surname_sounds: &'a [u8],
    pub given_sounds: &'a [u8],
    pub surname_latin: &'a str,
    pub given_latin: &'a str,
    pub surname_alike: &'a str,
    pub given_alike: &'a str,
    pub sex: Sex,
    pub birth: Option<NaiveDate>,
    /// Packed from the end; 0 when nobody knows.
    pub phone: u64,
    pub town: &'a str,
    pub house: &'a str,
}

impl Named<'_> {
    /// Nothing is known that is a given name apart.
    pub fn is_one_word(&self) -> bool {
        self.given_sounds.is_empty() && self.given_latin.is_empty() && self.given_alike.is_empty()
    }
}

impl FormerPatients for Index {
    fn have(&self, number: &Identifier) -> bool {
        self.of_id(number.as_str()).is_some()
    }

    fn number_that(&self, fits: &dyn Fn(&str) -> bool) -> Result<Option<Identifier>, RegisterUnread> {
        let id = self.ids().find(|id| fits(id));
        Ok(id.and_then(|id| Identifier::parse(id).ok()))
    }
}

impl Index {
    pub fn named(&self, row: Row) -> Named<'_> {
        let Row(row) = row;
        let at = row as usize;
        let rows = &self.rows;
        let [surname, given, town] = rows.names(at);
        Named {
            surname_sounds: self.surnames.sounds.get(surname),
            given_sounds: self.givens.sounds.get(given),
            surname_latin: self.surnames.latin.text(surname),
            given_latin: self.givens.latin.text(given),
            surname_alike: self.surnames.alike.text(surname),
            given_alike: self.givens.alike.text(given),
            sex: sex_of(rows.sex.get(at).copied().unwrap_or(0)),
            birth: rows.birth(row),
            phone: rows.phone.get(at).copied().unwrap_or(0),
            town: rows.towns.text(town),
            house: rows.house(row),
        }
    }

    /// How many people could be expected to have the name of this one, if surnames and given names fell together by chance.
    pub fn expected(&self, row: Row) -> f64 {
        let Row(row) = row;
        let share = |column: &[Name], many: &dyn Fn(Name) -> u32| {
            let name = column.get(row as usize).copied().unwrap_or(0);
            f64::from(many(name))
        };
        let surnames = share(&self.rows.surname, &|name| {
            let alike = self
                .surnames
                .heard(self.surnames.sounds.get(name))
                .unwrap_or(name..name + 1);
            self.rows.of_surnames(&alike).len().try_into().unwrap_or(u32::MAX)
        });
        let givens = share(&self.rows.given, &|name| {
            let alike = self
                .givens
                .heard(self.givens.sounds.get(name))
                .unwrap_or(name..name + 1);
            self.rows.of_givens(&alike).len().try_into().unwrap_or(u32::MAX)
        });
        // Of a small register the names of a million are not known; its names count as in a hundred thousand.
        let people = u32::try_from(self.len().max(1)).unwrap_or(u32::MAX);
        surnames * givens / f64::from(people)
    }

    /// Everybody born on a day.
    pub fn born_on(&self, day: NaiveDate) -> impl Iterator<Item = Row> + '_ {
        let day = day_number(day);
        let born = |row: u32| self.rows.birth.get(row as usize).copied().unwrap_or(0);
        Self::rows_of(
            &self.rows.by_birth,
            Rows::between(&self.rows.by_birth, born, &(day..=day)),
        )
    }

    /// Everybody with a packed phone number; nobody for 0.
    pub fn reached_by(&self, phone: u64) -> impl Iterator<Item = Row> + '_ {
        let own = |row: u32| self.rows.phone.get(row as usize).copied().unwrap_or(0);
        let places = if phone == 0 {
            0..0
        } else {
            Rows::between(&self.rows.by_phone, own, &(phone..=phone))
        };
        Self::rows_of(&self.rows.by_phone, places)
    }

    /// Everybody with an address of this key; nobody for 0.
    pub fn living_at(&self, key: u32) -> impl Iterator<Item = Row> + '_ {
        let keys = &self.rows.address_keys;
        let from = keys.partition_point(|own| *own < key);
        let many = if key == 0 {
            0
        } else {
            keys.iter().skip(from).take_while(|own| **own == key).count()
        };
        Self::rows_of(&self.rows.by_address, from..from + many)
    }

    /// Everybody of whom the one word that is known is written, or sounds, so; of an empty word nobody.
    pub fn called<'a>(&'a self, alike: &'a str, sounds: &'a [u8]) -> impl Iterator<Item = Row> + 'a {
        let surnames = &self.surnames;
        let is_so = move |name: &&Name| surnames.alike.text(**name) == alike;
        let written = surnames.alike_from(alike.as_bytes()).iter().take_while(is_so);
        let written = written.filter(|_| !alike.is_empty()).map(|name| *name..*name + 1);
        let heard = surnames.heard(sounds).filter(|_| !sounds.is_empty());
        let rows = written.chain(heard).flat_map(|names| self.rows.of_surnames(&names));
        rows.map(Row).filter(|row| self.named(*row).is_one_word())
    }

    fn rows_of(order: &[u32], places: Range<usize>) -> impl Iterator<Item = Row> + '_ {
        order.get(places).unwrap_or_default().iter().copied().map(Row)
    }
}
