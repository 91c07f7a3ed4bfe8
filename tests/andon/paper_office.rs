//! A laptop at which somebody prints, and what is looked for on its paper.

use std::sync::Arc;

use andon::{
    domain::{
        ask::{Answer, Board, Person, census},
        census::FrameWard,
        command::Question,
        identity::{Patient, PatientRef},
        record::UserName,
    },
    i18n::{Language, Words},
    print::{
        Fonts, Kind, Press, Printed,
        document::{
            Alike, Origin, Teller,
            letterhead::{LETTERHEAD, Letterhead},
        },
        form::{Filling, Row, SpotKind},
        press::{Layout, Shelf},
    },
    settings::forms,
};
use chrono::NaiveDate;

use crate::{
    paper_kit::{assert_apart, fonts},
    world::Laptop,
};

/// The hospital as its letters name it.
fn letterhead() -> Letterhead {
    let mut letterhead = Letterhead::default();
    for (name, value) in LETTERHEAD.iter().zip([
        "見本県見本市中央区万代東３丁目１番５６号",
        "00-0000-0000",
        "00-0000-0001",
        "27",
        "1",
        "1234567",
    ]) {
        letterhead.set(name, value.to_owned());
    }
    letterhead
}

/// A laptop at which somebody prints.
pub struct Office {
    pub laptop: Laptop,
    pub words: Words,
    origin: Origin,
    pub alike: Alike,
    pub fonts: Fonts,
    pub shelf: Shelf,
}

impl Office {
    pub fn new(language: Language, laptop: Laptop) -> Self {
        let words = crate::harness::words(language);
        let shelved = forms::shelf(None, &words);
        assert!(shelved.faults.is_empty(), "{:#?}", shelved.faults);
        Self {
            origin: Origin {
                at: laptop.now(),
                by: UserName::parse("k.mori").unwrap(),
                station: "07".into(),
                anchor: "1234 a1b2c3d4e5f60718".into(),
                letterhead: letterhead(),
                sample: false,
            },
            laptop,
            words,
            alike: Alike::new(),
            fonts: fonts(),
            shelf: shelved.shelf,
        }
    }

    pub fn teller(&self) -> Teller<'_> {
        Teller {
            hospital: &self.laptop.hospital,
            words: &self.words,
            origin: &self.origin,
            alike: &self.alike,
        }
    }

    pub fn press(&self) -> Press<'_> {
        Press {
            fonts: &self.fonts,
            words: &self.words,
            shelf: &self.shelf,
        }
    }

    pub fn ward(&self, code: &str) -> FrameWard {
        self.laptop.hospital.frame().unwrap().ward(code).unwrap().clone()
    }

    pub fn print(&self, kind: Kind, filling: &Filling) -> Printed {
        let filled = std::slice::from_ref(filling);
        self.press().documents(kind, filled, Layout::Single).unwrap()
    }

    pub fn pdf(&self, printed: &Printed) -> Vec<u8> {
        assert_apart(printed);
        let pdf = printed
            .pdf(&self.fonts, printed.kind.name(), self.words.language())
            .unwrap();
        look(printed.kind.name(), self.words.language(), &pdf);
        pdf
    }

    /// What is known of somebody.
    pub fn person(&self, patient: PatientRef) -> Person {
        match self.laptop.asks(&Question::Person { patient }) {
            Ok(Answer::Person(person)) => *person,
            other => panic!("no person: {other:?}"),
        }
    }

    /// The record of who lies in this bed.
    pub fn known(&self, bed: &str) -> &Arc<Patient> {
        self.laptop.hospital.find_patient(&self.patient(bed)).unwrap()
    }

    /// The hospital on one page.
    pub fn board(&self) -> Board {
        match self.laptop.asks(&Question::Board) {
            Ok(Answer::Board(board)) => board,
            other => panic!("no board: {other:?}"),
        }
    }

    /// Who lies in this bed.
    pub fn patient(&self, bed: &str) -> PatientRef {
        let rows = census(&self.laptop.hospital, None);
        PatientRef::Record(rows.iter().find(|row| row.bed.as_str() == bed).unwrap().patient)
    }
}

/// With `ANDON_PAPER` set to a folder, what the tests print is left there to be looked at.
pub fn look(name: &str, language: Language, pdf: &[u8]) {
    if let Some(folder) = std::env::var_os("ANDON_PAPER") {
        let path = std::path::Path::new(&folder).join(format!("{name}-{}.pdf", language.code()));
        std::fs::write(path, pdf).unwrap();
    }
}

/// The same laptop with paper in either language.
pub fn both(laptop: fn() -> Laptop) -> [Office; 2] {
    Language::ALL.map(|language| Office::new(language, laptop()))
}

/// Every value of a filling that stands on paper as it is.
pub fn values(filling: &Filling, names: &[&str]) -> Vec<String> {
    let rows = filling.lists.values().flatten().filter_map(|row| match row {
        Row::Values(values) => Some(values),
        Row::Heading(_) => None,
    });
    rows.chain([&filling.values])
        .flat_map(|values| names.iter().filter_map(|name| values.get(name)))
        .map(str::to_owned)
        .collect()
}

/// What did not fit, and what cannot be drawn.
pub fn cuts(printed: &Printed) -> Vec<&SpotKind> {
    printed.spots.iter().map(|spot| &spot.kind).collect()
}

/// The day on which the sample is printed.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

/// Everything is on the paper as it was said.
#[track_caller]
pub fn assert_whole(printed: &Printed) {
    assert_eq!(cuts(printed), Vec::<&SpotKind>::new(), "{:?}", printed.kind);
}
