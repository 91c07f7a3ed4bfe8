//! Every mistake has its sentence in both languages, with the same places to fill.

use std::collections::BTreeSet;

use andon::{
    exchange::{Argument, Expected, FaultWords, Message, census, expected::SlipExpected},
    settings::sample,
};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use crate::imports_round_trip::{frame, list, morning};

const LOCALES: [(&str, &str); 2] = [
    ("ja", include_str!("../../assets/locales/ja/import.ftl")),
    ("en", include_str!("../../assets/locales/en/import.ftl")),
];

/// The ids that the source names: one that is forgotten in the list below is found here.
fn ids_of_the_source() -> BTreeSet<String> {
    let source = include_str!("../../src/exchange/expected.rs");
    let pieces = source.split("\"import-expected-").skip(1);
    pieces
        .map(|piece| format!("import-expected-{}", piece.split('"').next().unwrap()))
        .collect()
}

fn every() -> Vec<Expected> {
    let nearest = Some("x".into());
    let slips = SlipExpected::ALL.iter().map(|what| Expected::Slip {
        what: *what,
        nearest: None,
    });
    let mut every = vec![
        Expected::Present,
        Expected::Readable,
        Expected::PlainFile,
        Expected::AtMostBytes(3 << 20),
        Expected::TextFile,
        Expected::CsvNotWorkbook,
        Expected::NotUtf16,
        Expected::Utf8OrShiftJis,
        Expected::Rows,
        Expected::Column("ward"),
        Expected::KnownColumn {
            nearest: nearest.clone(),
        },
        Expected::ColumnOnce { first: 3 },
        Expected::Fields(3),
        Expected::ClosedQuotes,
        Expected::Filled,
        Expected::NameOrReading,
        Expected::PlainCharacters,
        Expected::AtMostCharacters(3),
        Expected::Code,
        Expected::Number,
        Expected::Unique { first: 3 },
        Expected::KnownWard {
            nearest: nearest.clone(),
        },
        Expected::KnownRoom {
            nearest: nearest.clone(),
        },
        Expected::KnownBed {
            nearest: nearest.clone(),
        },
        Expected::KnownDepartment {
            nearest: nearest.clone(),
        },
        Expected::WardKind,
        Expected::BedKind,
        Expected::BedsListed(3),
        Expected::KnownZone { nearest },
        Expected::Identifier,
        Expected::NotByHand,
        Expected::OtherPatient { first: 3 },
        Expected::FreeBed { first: 3 },
        Expected::Birth,
        Expected::WholeBirth,
        Expected::DayAndTime,
        Expected::RealDay,
        Expected::RealTime,
        Expected::Since(1880),
        Expected::NotInFuture,
        Expected::BornBeforeAdmission,
        Expected::Sex,
        Expected::Mobility,
        Expected::NoneOrAllergies,
        Expected::Inquiry,
        Expected::UserName,
        Expected::Role,
        Expected::NoAdministrator,
        Expected::Duty,
        Expected::GlassReason,
        Expected::IdleTime,
    ];
    every.extend(slips);
    every
}

type Book = FluentBundle<FluentResource>;

fn book(language: &str, source: &str) -> Book {
    let mut book = FluentBundle::new(vec![language.parse().unwrap()]);
    book.set_use_isolating(false);
    book.add_resource(FluentResource::try_new(source.to_owned()).unwrap())
        .unwrap();
    book
}

/// The sentence; every place is filled, and shown.
fn say(book: &Book, (id, arguments): &Message) -> String {
    let mut places = FluentArgs::new();
    for (name, argument) in arguments {
        match argument {
            Argument::Text(text) => places.set(*name, text.as_str()),
            Argument::Number(number) => places.set(*name, FluentValue::from(*number)),
        }
    }
    let message = book.get_message(id).unwrap_or_else(|| panic!("{id} has no sentence"));
    let mut faults = Vec::new();
    let sentence = book
        .format_pattern(message.value().unwrap(), Some(&places), &mut faults)
        .into_owned();
    assert!(faults.is_empty(), "{id}: {faults:?}");
    for (name, argument) in arguments {
        let filled = match argument {
            Argument::Text(text) => text.to_string(),
            Argument::Number(number) => number.to_string(),
        };
        assert!(sentence.contains(&filled), "{id} does not say {name}: {sentence}");
    }
    sentence
}

#[test]
fn every_mistake_has_a_sentence_in_both_languages() {
    let mut seen = BTreeSet::new();
    for (language, source) in LOCALES {
        let book = book(language, source);
        for expected in every() {
            let message = expected.words();
            assert!(!say(&book, &message).is_empty());
            seen.insert(message.0.to_owned());
        }
    }
    assert_eq!(seen, ids_of_the_source());
}

#[test]
fn a_fault_is_told_in_whole() {
    let head = sample::INPATIENTS.lines().next().unwrap();
    let text = format!("{head}\n00000001,山田　花,,F,,5F,501,1,,2026-11-19T06:45,,,,,,\n\"\n");
    let faults = census::read(&list(text), &frame(), morning()).unwrap_err();
    let [ja, en] = LOCALES.map(|(language, source)| {
        let book = book(language, source);
        let told = |words: FaultWords| {
            let messages = [Some(words.place), words.found, Some(words.expected), words.nearest];
            messages
                .iter()
                .flatten()
                .map(|message| say(&book, message))
                .collect::<Vec<_>>()
                .join(" | ")
        };
        faults.iter().map(|fault| told(fault.words())).collect::<Vec<_>>()
    });
    assert_eq!(
        ja,
        [
            "inpatients.csv 2行目 6列目 ward | 「5F」 | この病棟はありません | もしかして「5E」",
            "inpatients.csv 3行目 1列目 patient_id | 「\"」 | 引用符 \" が閉じていないか、項目の途中にあります"
        ]
    );
    assert_eq!(
        en,
        [
            "inpatients.csv line 2, column 6 ward | \"5F\" | there is no such ward | did you mean \"5E\"?",
            "inpatients.csv line 3, column 1 patient_id | \"\"\" | a quotation mark \" is not closed, or stands inside a field"
        ]
    );
    let empty = census::read(&list(""), &frame(), morning()).unwrap_err();
    let words = empty.iter().next().unwrap().words();
    assert_eq!(
        (words.place.0, words.found, words.nearest),
        ("import-place-file", None, None)
    );
}
