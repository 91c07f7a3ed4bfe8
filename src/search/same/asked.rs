//! A registration in the forms in which it is compared; made once for all candidates.

use chrono::NaiveDate;

use crate::domain::identity::Sex;
use crate::search::fold::address::Address;
use crate::search::fold::kana::Sound;
use crate::search::fold::kanji::NameKanji;
use crate::search::fold::{Script, dates, kana, latin, numbers, plain};
use crate::search::person::parts;

/// Somebody who is to be registered, as said or written. Empty is what was not said.
#[derive(Debug, Clone, Copy)]
pub struct Registration<'a> {
    pub name: &'a str,
    /// In any script.
    pub kana: &'a str,
    pub sex: Sex,
    /// In any form; a year alone as well.
    pub birth: &'a str,
    pub phone: &'a str,
    pub address: &'a str,
}

/// The same, kept for a thread that compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    pub name: String,
    pub kana: String,
    pub sex: Sex,
    pub birth: String,
    pub phone: String,
    pub address: String,
}

impl Particulars {
    pub fn registration(&self) -> Registration<'_> {
        Registration {
            name: &self.name,
            kana: &self.kana,
            sex: self.sex,
            birth: &self.birth,
            phone: &self.phone,
            address: &self.address,
        }
    }
}

/// A name as surname and given name, every way that it can be divided when it was written without a blank.
#[derive(Debug, Clone, Default)]
pub(super) struct Cuts<T>(pub Vec<(T, T)>);

/// A name undivided, in each of the forms.
#[derive(Debug, Clone, Default)]
pub(super) struct Whole {
    pub(super) alike: String,
    pub(super) sounds: Vec<Sound>,
    pub(super) latin: String,
}

/// The registration, ready to be compared.
#[derive(Debug, Clone)]
pub struct Asked {
    /// As it is searched for.
    pub(super) written: String,
    pub(super) reading: String,
    /// Written names with look-alikes as one.
    pub(super) alike: Cuts<String>,
    pub(super) sounds: Cuts<Vec<Sound>>,
    /// The reading in Latin letters, when it was given in them.
    pub(super) latin: Cuts<String>,
    /// For somebody of whom one word is known.
    pub(super) whole: Whole,
    pub(super) sex: Sex,
    pub(super) birth: Option<dates::Typed>,
    pub(super) other_eras: Vec<NaiveDate>,
    pub(super) phone: u64,
    pub(super) address: Address,
}

impl Asked {
    pub fn new(registration: &Registration<'_>, kanji: &NameKanji) -> Self {
        let (mut written, mut reading) = (tidy(registration.name), tidy(registration.kana));
        let called = written.clone();
        // A name that was written in kana, and nothing said of how it is read.
        if reading.is_empty() && !written.is_empty() && Script::of(&written) == Script::Kana {
            reading = std::mem::take(&mut written);
        }
        let script = Script::of(&reading);
        let birth = dates::read(registration.birth);
        let alike = |part: &str| kanji.alike(part);
        let sounds = |part: &str| {
            let written = kana::written(part);
            written.map(|sounds| kana::fold(&sounds)).unwrap_or_default()
        };
        let [in_kana, in_latin] =
            [Script::Kana, Script::Latin].map(|wanted| if script == wanted { &*reading } else { "" });
        let whole = |name: &str| name.replace(' ', "");
        Self {
            alike: cut(&written, alike),
            sounds: cut(in_kana, sounds),
            latin: cut(in_latin, latin::typed),
            whole: Whole {
                alike: alike(&whole(&called)),
                sounds: sounds(&whole(in_kana)),
                latin: latin::typed(&whole(in_latin)),
            },
            written,
            reading,
            sex: registration.sex,
            other_eras: birth
                .and_then(dates::Typed::day)
                .map(|day| dates::in_other_eras(day).collect())
                .unwrap_or_default(),
            birth,
            phone: numbers::phone(registration.phone).map_or(0, |digits| numbers::packed(&digits)),
            address: Address::read(registration.address),
        }
    }
}

fn tidy(name: &str) -> String {
    plain(name).trim().to_owned()
}

/// Every way to divide a name: at its blank, or anywhere.
fn cut<T>(name: &str, form: impl Fn(&str) -> T) -> Cuts<T> {
    if name.is_empty() {
        return Cuts(Vec::new());
    }
    if name.contains(' ') {
        let (surname, given) = parts(name);
        return Cuts(vec![(form(surname), form(given))]);
    }
    let places = name.char_indices().map(|(at, _)| at).skip(1).chain([name.len()]);
    let halves = places.filter_map(|at| name.split_at_checked(at));
    Cuts(halves.map(|(surname, given)| (form(surname), form(given))).collect())
}
