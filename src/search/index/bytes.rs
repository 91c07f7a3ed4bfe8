//! An index as bytes: its columns one after the other, each with its length. What can be derived in a moment is derived.

use std::io::{self, Read, Write};

use super::Index;
use super::dictionary::Dictionary;
use super::rows::Rows;
use super::strings::Strings;
use crate::search::fold::kanji::NameKanji;

/// The version of this form, and of the folds that its orders rest on: an index in another form, or folded by other tables, is
/// made anew out of its people.
pub const FORM: u32 = 1;

/// The longest column that is believed: 4 GB would be a damaged length.
const LONGEST: u64 = 1 << 31;

/// Why bytes are no index.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("{0}")]
    Bytes(#[from] io::Error),
    /// Written by another version of the program.
    #[error("the index has form {0}")]
    OtherForm(u32),
    #[error("the columns do not fit together")]
    Crooked,
}

impl Index {
    /// Writes the index.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&FORM.to_le_bytes())?;
        for dictionary in [&self.surnames, &self.givens] {
            for texts in [
                &dictionary.written,
                &dictionary.reading,
                &dictionary.sounds,
                &dictionary.alike,
                &dictionary.latin,
            ] {
                strings(out, texts)?;
            }
            fours(out, &dictionary.by_alike)?;
            fours(out, &dictionary.by_latin)?;
        }
        let rows = &self.rows;
        for column in [
            &rows.surname,
            &rows.given,
            &rows.birth,
            &rows.town,
            &rows.surname_start,
            &rows.by_given,
            &rows.given_start,
            &rows.by_birth,
            &rows.by_id,
            &rows.by_phone,
            &rows.address_keys,
            &rows.by_address,
        ] {
            fours(out, column)?;
        }
        length(out, rows.phone.len())?;
        rows.phone
            .iter()
            .try_for_each(|phone| out.write_all(&phone.to_le_bytes()))?;
        bytes(out, &rows.sex)?;
        bytes(out, &rows.id_length)?;
        for texts in [&rows.text, &rows.towns, &rows.postcodes] {
            strings(out, texts)?;
        }
        out.write_all(&rows.id_lengths.to_le_bytes())
    }

    /// Reads what [`Index::write`] wrote.
    pub fn read(from: &mut dyn Read) -> Result<Self, Unreadable> {
        let form = number(from)?;
        if form != FORM {
            return Err(Unreadable::OtherForm(form));
        }
        let surnames = dictionary(from)?;
        let givens = dictionary(from)?;
        let mut rows = Rows::default();
        for column in [
            &mut rows.surname,
            &mut rows.given,
            &mut rows.birth,
            &mut rows.town,
            &mut rows.surname_start,
            &mut rows.by_given,
            &mut rows.given_start,
            &mut rows.by_birth,
            &mut rows.by_id,
            &mut rows.by_phone,
            &mut rows.address_keys,
            &mut rows.by_address,
        ] {
            *column = read_fours(from)?;
        }
        rows.phone = read_eights(from)?;
        rows.sex = read_bytes(from)?;
        rows.id_length = read_bytes(from)?;
        for texts in [&mut rows.text, &mut rows.towns, &mut rows.postcodes] {
            *texts = read_strings(from)?;
        }
        rows.id_lengths = number(from)?;
        let people = rows.len();
        let lengths = [
            rows.given.len(),
            rows.birth.len(),
            rows.town.len(),
            rows.phone.len(),
            rows.text.len(),
        ];
        let orders = [
            rows.by_given.len(),
            rows.by_birth.len(),
            rows.by_id.len(),
            rows.by_phone.len(),
        ];
        if lengths.iter().chain(&orders).any(|length| *length != people) {
            return Err(Unreadable::Crooked);
        }
        Ok(Self {
            surnames,
            givens,
            rows,
            kanji: NameKanji::shipped(),
        })
    }
}

fn length(out: &mut dyn Write, length: usize) -> io::Result<()> {
    out.write_all(&(length as u64).to_le_bytes())
}

fn bytes(out: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    length(out, bytes.len())?;
    out.write_all(bytes)
}

fn fours(out: &mut dyn Write, column: &[u32]) -> io::Result<()> {
    length(out, column.len())?;
    let mut block = Vec::with_capacity(16 * 1024);
    for part in column.chunks(4 * 1024) {
        block.clear();
        block.extend(part.iter().flat_map(|number| number.to_le_bytes()));
        out.write_all(&block)?;
    }
    Ok(())
}

fn strings(out: &mut dyn Write, texts: &Strings) -> io::Result<()> {
    fours(out, &texts.starts)?;
    bytes(out, &texts.bytes)
}

fn number(from: &mut dyn Read) -> Result<u32, Unreadable> {
    let mut four = [0; 4];
    from.read_exact(&mut four)?;
    Ok(u32::from_le_bytes(four))
}

/// A length that is not believed before the bytes are there: `width` bytes each.
fn read_length(from: &mut dyn Read, width: u64) -> Result<u64, Unreadable> {
    let mut eight = [0; 8];
    from.read_exact(&mut eight)?;
    let many = u64::from_le_bytes(eight);
    many.checked_mul(width)
        .filter(|bytes| *bytes <= LONGEST)
        .map(|_| many)
        .ok_or(Unreadable::Crooked)
}

/// Bytes in pieces, so that a damaged length takes no memory that is not filled.
fn read_pieces(from: &mut dyn Read, mut left: u64, mut take: impl FnMut(&[u8])) -> Result<(), Unreadable> {
    let mut piece = vec![0; 64 * 1024];
    while left > 0 {
        let many = usize::try_from(left).unwrap_or(usize::MAX).min(piece.len());
        let part = piece.get_mut(..many).ok_or(Unreadable::Crooked)?;
        from.read_exact(part)?;
        take(part);
        left -= many as u64;
    }
    Ok(())
}

fn read_bytes(from: &mut dyn Read) -> Result<Vec<u8>, Unreadable> {
    let many = read_length(from, 1)?;
    let mut bytes = Vec::new();
    bytes.reserve_exact(usize::try_from(many).unwrap_or(0).min(1 << 26));
    read_pieces(from, many, |piece| bytes.extend_from_slice(piece))?;
    Ok(bytes)
}

fn read_fours(from: &mut dyn Read) -> Result<Vec<u32>, Unreadable> {
    let many = read_length(from, 4)?;
    let mut column = Vec::new();
    column.reserve_exact(usize::try_from(many).unwrap_or(0).min(1 << 23));
    read_pieces(from, many * 4, |piece| {
        let four = |four: &[u8]| four.try_into().map_or(0, u32::from_le_bytes);
        column.extend(piece.chunks_exact(4).map(four));
    })?;
    Ok(column)
}

fn read_eights(from: &mut dyn Read) -> Result<Vec<u64>, Unreadable> {
    let many = read_length(from, 8)?;
    let mut column = Vec::new();
    column.reserve_exact(usize::try_from(many).unwrap_or(0).min(1 << 22));
    read_pieces(from, many * 8, |piece| {
        let eight = |eight: &[u8]| eight.try_into().map_or(0, u64::from_le_bytes);
        column.extend(piece.chunks_exact(8).map(eight));
    })?;
    Ok(column)
}

fn read_strings(from: &mut dyn Read) -> Result<Strings, Unreadable> {
    Ok(Strings {
        starts: read_fours(from)?,
        bytes: read_bytes(from)?,
    })
}

fn dictionary(from: &mut dyn Read) -> Result<Dictionary, Unreadable> {
    let mut dictionary = Dictionary::default();
    for texts in [
        &mut dictionary.written,
        &mut dictionary.reading,
        &mut dictionary.sounds,
        &mut dictionary.alike,
        &mut dictionary.latin,
    ] {
        *texts = read_strings(from)?;
    }
    dictionary.by_alike = read_fours(from)?;
    dictionary.by_latin = read_fours(from)?;
    dictionary.listen();
    Ok(dictionary)
}
