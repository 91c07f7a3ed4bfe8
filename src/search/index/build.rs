//! Makes an index, person by person.

use std::collections::HashMap;

use super::dictionary::{Dictionary, Name, NewName};
use super::rows::{Rows, day_number, sex_code};
use super::strings::Strings;
use super::{Index, Row};
use crate::search::fold::kanji::NameKanji;
use crate::search::fold::{Script, address, numbers, plain};
use crate::search::person::{Entry, parts, town_and_house};

/// An index that is not finished.
#[derive(Default)]
pub struct Builder {
    surnames: Names,
    givens: Names,
    towns: HashMap<String, u32>,
    rows: Rows,
    /// Reused for every person.
    key: String,
}

/// Names in the order in which they came.
#[derive(Default)]
struct Names {
    numbers: HashMap<String, u32>,
    names: Vec<NewName>,
}

impl Names {
    fn number(&mut self, written: &str, reading: &str, key: &mut String) -> u32 {
        key.clear();
        key.push_str(written);
        key.push('\n');
        key.push_str(reading);
        if let Some(number) = self.numbers.get(key.as_str()) {
            return *number;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(NewName::new(written, reading));
        self.numbers.insert(key.clone(), number);
        number
    }
}

impl Builder {
    pub fn len(&self) -> usize {
        self.rows.surname.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds one person.
    pub fn add(&mut self, entry: &Entry<'_>) {
        // A name that is written in kana is read as it is written, whether or not somebody has said so.
        let is_read = !entry.kana.is_empty() || Script::of(&plain(entry.name)) != Script::Kana;
        let reading = if is_read { entry.kana } else { entry.name };
        let (written, reading) = (parts(entry.name), parts(reading));
        let surname = self.surnames.number(written.0, reading.0, &mut self.key);
        let given = self.givens.number(written.1, reading.1, &mut self.key);
        let (town, house) = town_and_house(entry.address);
        self.key.clear();
        self.key.push_str(town);
        self.key.push('\n');
        self.key.push_str(entry.postcode);
        let town = match self.towns.get(self.key.as_str()) {
            Some(number) => *number,
            None => {
                let number = self.rows.towns.push(town.as_bytes());
                self.rows.postcodes.push(entry.postcode.as_bytes());
                self.towns.insert(self.key.clone(), number);
                number
            }
        };
        let rows = &mut self.rows;
        rows.surname.push(surname);
        rows.given.push(given);
        rows.birth.push(entry.birth.map_or(0, day_number));
        rows.sex.push(sex_code(entry.sex));
        rows.phone
            .push(numbers::phone(entry.phone).map_or(0, |digits| numbers::packed(&digits)));
        rows.town.push(town);
        self.key.clear();
        self.key.push_str(entry.id);
        self.key.push_str(house);
        rows.text.push(self.key.as_bytes());
        rows.id_length.push(u8::try_from(entry.id.len()).unwrap_or(u8::MAX));
    }

    /// The finished index.
    pub fn finish(self) -> Index {
        let kanji = NameKanji::shipped();
        let (surnames, surname_numbers) = Dictionary::of(&self.surnames.names, &kanji);
        let (givens, given_numbers) = Dictionary::of(&self.givens.names, &kanji);
        drop((self.surnames, self.givens, self.towns));
        let mut came = self.rows;
        renumber(&mut came.surname, &surname_numbers);
        renumber(&mut came.given, &given_numbers);
        let order = by_name(&came);
        let mut rows = in_order(came, &order);
        drop(order);
        rows.surname_start = starts(&rows.surname, surnames.len());
        order_by_given(&mut rows, givens.len());
        order_otherwise(&mut rows);
        Index {
            surnames,
            givens,
            rows,
            kanji,
        }
    }
}

fn renumber(column: &mut [Name], numbers: &[Name]) {
    for name in column {
        *name = numbers.get(*name as usize).copied().unwrap_or(0);
    }
}

/// Row numbers in the order of a key.
fn sorted<K: Ord + Copy>(keys: impl Iterator<Item = K>) -> Vec<u32> {
    let mut pairs: Vec<(K, u32)> = keys.zip(0..).collect();
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, row)| row).collect()
}

fn by_name(rows: &Rows) -> Vec<u32> {
    let both = rows.surname.iter().zip(&rows.given);
    sorted(both.map(|(surname, given)| (u64::from(*surname) << 32) | u64::from(*given)))
}

fn taken<T: Copy + Default>(column: Vec<T>, order: &[u32]) -> Vec<T> {
    let taken = order
        .iter()
        .map(|row| column.get(*row as usize).copied().unwrap_or_default());
    let taken = taken.collect();
    drop(column);
    taken
}

fn in_order(came: Rows, order: &[u32]) -> Rows {
    let mut text = Strings::default();
    text.bytes.reserve_exact(came.text.bytes.len());
    text.starts.reserve_exact(came.text.starts.len());
    for row in order {
        text.push(came.text.get(*row));
    }
    drop(came.text);
    Rows {
        surname: taken(came.surname, order),
        given: taken(came.given, order),
        birth: taken(came.birth, order),
        sex: taken(came.sex, order),
        phone: taken(came.phone, order),
        town: taken(came.town, order),
        id_length: taken(came.id_length, order),
        text,
        towns: came.towns,
        postcodes: came.postcodes,
        ..Rows::default()
    }
}

/// Where each name begins in an ascending column.
fn starts(column: &[Name], names: usize) -> Vec<u32> {
    let mut starts = vec![0_u32; names + 1];
    for name in column {
        if let Some(count) = starts.get_mut(*name as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    starts
}

fn order_by_given(rows: &mut Rows, names: usize) {
    rows.given_start = starts(&rows.given, names);
    let mut next = rows.given_start.clone();
    let mut order = vec![0_u32; rows.given.len()];
    for (row, name) in (0..).zip(&rows.given) {
        if let Some(place) = next.get_mut(*name as usize) {
            if let Some(slot) = order.get_mut(*place as usize) {
                *slot = row;
            }
            *place += 1;
        }
    }
    rows.by_given = order;
}

fn order_otherwise(rows: &mut Rows) {
    let all = 0..u32::try_from(rows.len()).unwrap_or(u32::MAX);
    rows.by_birth = sorted(rows.birth.iter().copied());
    rows.by_phone = sorted(rows.phone.iter().copied());
    let ids: Strings = all.clone().fold(Strings::default(), |mut ids, row| {
        let id = numbers::identifier(rows.id(row));
        rows.id_lengths |= 1 << id.len().min(31);
        ids.push(id.as_bytes());
        ids
    });
    let mut by_id: Vec<u32> = all.clone().collect();
    by_id.sort_unstable_by(|a, b| ids.get(*a).cmp(ids.get(*b)));
    rows.by_id = by_id;
    drop(ids);
    let towns: Vec<String> = (0..u32::try_from(rows.towns.len()).unwrap_or(u32::MAX))
        .map(|town| address::town(rows.towns.text(town)))
        .collect();
    let mut keyed: Vec<(u32, u32)> = all
        .map(|row| {
            let town = rows.town.get(row as usize).copied().unwrap_or(0);
            let town = towns.get(town as usize).map_or("", String::as_str);
            (address::key(town, &address::numbers(rows.house(row))), row)
        })
        .filter(|(key, _)| *key != 0)
        .collect();
    keyed.sort_unstable();
    rows.address_keys = keyed.iter().map(|(key, _)| *key).collect();
    rows.by_address = keyed.into_iter().map(|(_, row)| row).collect();
}

impl Index {
    /// Every row, in the order of the index.
    pub fn all(&self) -> impl Iterator<Item = Row> + use<> {
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).map(Row)
    }
}
