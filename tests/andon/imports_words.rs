//! Every mistake has its sentence in both languages, with the same places to fill.

use std::collections::{BTreeMap, BTreeSet};

use andon::exchange::{Argument, Expected};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

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
    vec![
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
        Expected::OtherPatient { first: 3 },
        Expected::FreeBed { first: 3 },
        Expected::Birth,
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
    ]
}

#[test]
fn every_mistake_has_a_sentence_in_both_languages() {
    let mut seen = BTreeMap::new();
    for (language, source) in LOCALES {
        let mut book = FluentBundle::new(vec![language.parse().unwrap()]);
        book.add_resource(FluentResource::try_new(source.to_owned()).unwrap())
            .unwrap();
        for expected in every() {
            let (id, arguments) = expected.words();
            let mut places = FluentArgs::new();
            for (name, argument) in &arguments {
                match argument {
                    Argument::Text(text) => places.set(*name, text.as_str()),
                    Argument::Number(number) => places.set(*name, FluentValue::from(*number)),
                }
            }
            let message = book
                .get_message(id)
                .unwrap_or_else(|| panic!("{language}: {id} has no sentence"));
            let mut faults = Vec::new();
            let sentence = book.format_pattern(message.value().unwrap(), Some(&places), &mut faults);
            assert!(faults.is_empty(), "{language}: {id}: {faults:?}");
            for (name, argument) in &arguments {
                let filled = match argument {
                    Argument::Text(text) => text.to_string(),
                    Argument::Number(number) => number.to_string(),
                };
                assert!(
                    sentence.contains(&filled),
                    "{language}: {id} does not say {name}: {sentence}"
                );
            }
            seen.insert(id.to_owned(), ());
        }
    }
    assert_eq!(seen.into_keys().collect::<BTreeSet<_>>(), ids_of_the_source());
}
