//! Schemes of numbers: what they catch, which are refused, and that blocks are disjoint by construction.

use andon::domain::{
    command::{Command, Register},
    identity::{Identifier, PatientRef},
    numbers::{
        BlockNumber, CheckKind, Given, NumberKind, NumberRefusal, Part, Preset, Range, Scheme, SchemeFault, Schemes,
        rates::{Rate, rates},
        series::left,
    },
    record::{Installation, SettingsVersion, Station},
    refusal::Refusal,
};
use std::{collections::BTreeSet, sync::Arc};

use crate::world::{Former, Laptop, text};

fn scheme(raw: &str) -> Scheme {
    Scheme::parse(raw).unwrap()
}

fn block(number: u16) -> BlockNumber {
    BlockNumber::new(number).unwrap()
}

/// Every 9,973rd of the ten million places of the default scheme; `andon id rates --all` counts all of them.
fn places() -> impl Iterator<Item = (Station, BlockNumber, u32)> {
    (1..10_000_000_u32).step_by(9_973).filter_map(|body| {
        let station = Station::new(u16::try_from(body / 100_000).unwrap())?;
        let block = BlockNumber::new(u16::try_from(body / 10_000 % 10).unwrap())?;
        Some((station, block, body % 10_000))
    })
}

#[test]
fn the_check_digits_catch_what_is_claimed() {
    let measure = |check: &str| {
        let form = |letter: &str| {
            scheme(&format!(
                "{letter}{{station:2}}{{installation:1}}{{sequence:4}}{{check:{check}}}"
            ))
        };
        rates(&form("T"), &["B", "M", "S"].map(form), places())
    };
    println!(
        "{:<28}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}   per 100,000",
        "", "single", "adjacent", "jump", "letter", "missing", "doubled"
    );
    let mut table = Vec::new();
    for check in ["mod-97-10", "damm", "luhn", "weighted:3,1:10"] {
        let found = measure(check);
        println!(
            "{check:<28}{:>10}{:>10}{:>10}{:>10}{:>10}{:>10}",
            found.single.per_100_000(),
            found.adjacent.per_100_000(),
            found.jump.per_100_000(),
            found.letter.per_100_000(),
            found.missing.per_100_000(),
            found.doubled.per_100_000()
        );
        // Numbers of one form have one length.
        for rate in [found.missing, found.doubled] {
            assert!(rate.caught == rate.made && rate.made > 5_000);
        }
        // A letter is read as that of another kind once in 25 times, three times in all.
        let letters = if check == "mod-97-10" { 25 } else { 22 };
        assert_eq!(found.letter.caught * 25, found.letter.made * letters);
        assert!(found.single.made > 50_000 && found.adjacent.made > 4_000 && found.jump.made > 4_000);
        table.push(found);
    }
    let whole = |rate: Rate| rate.caught == rate.made;
    // The default: nothing is missed, hyphens or not.
    assert!(whole(table[0].single) && whole(table[0].adjacent) && whole(table[0].jump));
    // The schemes that a hospital begins with, beside one another.
    let first = Schemes::default();
    let beside = [first.newborn, first.mass, first.slip];
    let found = rates(&first.temporary, &beside, places());
    assert_eq!(found, table[0]);
    for rate in [
        found.single,
        found.adjacent,
        found.jump,
        found.letter,
        found.missing,
        found.doubled,
    ] {
        assert!(rate.made > 0 && rate.caught == rate.made, "{found:?}");
    }
    assert!(whole(table[1].single) && whole(table[1].adjacent) && !whole(table[1].jump));
    // Luhn misses every jump swap (evidence.md), and 09 against 90.
    assert!(whole(table[2].single) && !whole(table[2].adjacent) && table[2].jump.caught == 0);
    assert!(whole(table[3].single) && !whole(table[3].adjacent) && table[3].jump.caught == 0);
}

#[test]
fn a_number_is_written_and_read_with_or_without_its_hyphens() {
    let schemes = Schemes::default();
    let station = Station::new(7).unwrap();
    let number = schemes.temporary.write(station, block(1), 123).unwrap();
    assert_eq!(number.as_str(), "T07-10123-27");
    for typed in ["T07-10123-27", "T071012327", "T07101-2327"] {
        let parts = schemes.temporary.read(typed).unwrap();
        assert_eq!(
            (parts.station, parts.block, parts.sequence, parts.holds),
            (7, 1, 123, true),
            "{typed}"
        );
        assert_eq!(parts.written, "T07-10123-27");
    }
    assert!(!schemes.temporary.read("T07-10132-27").unwrap().holds);
    assert_eq!(schemes.temporary.read("M07-10123-27"), None);
    assert_eq!(schemes.temporary.read("T07-10123-5"), None);
    // The letter is checked, too.
    assert!(!schemes.newborn.read("B07-10123-27").unwrap().holds);
    assert!(
        schemes
            .temporary
            .write(Station::new(100).unwrap(), block(1), 1)
            .is_err()
    );
    assert!(schemes.temporary.write(station, block(10), 1).is_err());
}

#[test]
fn a_written_scheme_is_read_as_it_is_written() {
    for raw in [
        "T{station:2}-{installation:1}{sequence:4}-{check:mod-97-10}",
        "9{station:1}{installation:1}{sequence:4}{check:damm}",
        "X{station:3}{installation:2}{sequence:6}{check:weighted:3,1:10}",
    ] {
        assert_eq!(scheme(raw).to_string(), raw);
    }
    for wrong in [
        "T{station}",
        "T{station:x}",
        "{letter:2}",
        "T{station:2",
        "{check:crc}",
        "{check:weighted:3:x}",
    ] {
        assert!(Scheme::parse(wrong).is_err(), "{wrong}");
    }
    assert_eq!(
        Range::parse("00000000..89999999").unwrap().to_string(),
        "00000000..89999999"
    );
    assert_eq!(
        Range::parse("T0000000..T9999999").unwrap().to_string(),
        "T0000000..T9999999"
    );
    for wrong in ["", "1..22", "9..1", "A1..B2", "1", "..", "a1..a2", "é1..é2"] {
        assert_eq!(Range::parse(wrong), None, "{wrong}");
    }
}

fn faults(change: impl FnOnce(&mut Schemes)) -> Vec<&'static str> {
    let mut schemes = Schemes::default();
    change(&mut schemes);
    schemes.faults(&[]).iter().map(SchemeFault::word).collect()
}

#[test]
fn what_could_collide_or_run_out_is_refused_with_its_reason() {
    assert_eq!(faults(|_| {}), Vec::<&str>::new());
    let with = |raw: &'static str| faults(move |schemes| schemes.temporary = scheme(raw));
    // Two stations, two lives of one station.
    assert_eq!(with("T{installation:1}{sequence:6}{check:mod-97-10}"), ["missing"]);
    assert_eq!(with("T{station:2}{sequence:6}{check:mod-97-10}"), ["missing"]);
    assert_eq!(with("T{station:2}{installation:1}{check:mod-97-10}"), ["missing"]);
    // A misread number.
    assert_eq!(
        with("T{station:2}{installation:1}{sequence:4}"),
        ["missing", "check-not-last"]
    );
    assert_eq!(
        with("T{check:damm}{station:2}{installation:1}{sequence:4}"),
        ["check-not-last"]
    );
    assert_eq!(
        with("T{station:2}{station:1}{installation:1}{sequence:4}{check:damm}"),
        ["twice"]
    );
    assert_eq!(
        with("t{station:2}{installation:1}{sequence:4}{check:damm}"),
        ["impossible"]
    );
    assert_eq!(
        with("T{station:4}{installation:1}{sequence:4}{check:damm}"),
        ["impossible"]
    );
    assert_eq!(
        with("T{station:2}{installation:1}{sequence:4}{check:weighted:0:10}"),
        ["impossible"]
    );
    assert_eq!(
        with("TEMPORARYIDS{station:2}{installation:1}{sequence:4}{check:mod-97-10}"),
        ["too-long"]
    );
    // Weeks, not months.
    assert_eq!(
        with("T{station:2}{installation:1}{sequence:2}{check:mod-97-10}"),
        ["too-few"]
    );
    // Another kind's numbers, and a letter that differs only by its place.
    assert_eq!(
        with("B{station:1}{installation:2}{sequence:4}{check:mod-97-10}"),
        ["meets"]
    );
    // The hospital's own.
    let own = |range: &'static str| {
        faults(move |schemes| {
            schemes.temporary = scheme("9{station:2}{installation:1}{sequence:4}{check:damm}");
            schemes.own = vec![Range::parse(range).unwrap()];
            schemes.reserved = vec![Range::parse("900000000..999999999").unwrap()];
        })
    };
    assert_eq!(own("000000000..899999999"), Vec::<&str>::new());
    assert_eq!(own("000000000..900000000"), ["in-own-range"]);
    // Another length is another number.
    assert_eq!(own("0000000000..9999999999"), Vec::<&str>::new());
    assert_eq!(
        faults(|schemes| schemes.own = vec![Range::parse("T000000000..T000000001").unwrap()]),
        ["in-own-range"]
    );
    assert_eq!(
        with("9{station:2}{installation:1}{sequence:4}{check:damm}"),
        ["not-reserved"]
    );
}

#[test]
fn digits_only_fits_the_length_of_the_hospital_and_the_range_that_is_kept_free() {
    for (reserved, made) in [
        (
            "9000000000..9999999999",
            "9{station:2}{installation:1}{sequence:4}{check:mod-97-10}",
        ),
        (
            "900000000..999999999",
            "9{station:2}{installation:1}{sequence:4}{check:damm}",
        ),
        (
            "90000000..99999999",
            "9{station:1}{installation:1}{sequence:4}{check:damm}",
        ),
    ] {
        let range = Range::parse(reserved).unwrap();
        let schemes = Schemes::preset(Preset::DigitsOnly { reserved: range });
        assert_eq!(schemes.temporary.to_string(), made);
        assert_eq!(schemes.faults(&[]), []);
        let number = schemes.temporary.write(Station::new(7).unwrap(), block(1), 42).unwrap();
        assert_eq!(number.as_str().len(), reserved.split("..").next().unwrap().len());
        assert!(number.as_str().chars().all(|c| c.is_ascii_digit()));
    }
    let tight = Schemes::preset(Preset::DigitsOnly {
        reserved: Range::parse("9900000..9999999").unwrap(),
    });
    let words: BTreeSet<&str> = tight.faults(&[]).iter().map(SchemeFault::word).collect();
    assert!(words.contains("too-few"), "{words:?}");
}

/// The register has the hospital's own numbers of people who were here once: none of them is given to somebody else, whichever came
/// first, the register or the form of numbers.
#[test]
fn no_number_of_a_former_patient_is_given() {
    let digits = Schemes::preset(Preset::DigitsOnly {
        reserved: Range::parse("90000000..99999999").unwrap(),
    });
    let theirs = |number: &Given| number.number.clone();
    let adopt = |laptop: &mut Laptop| {
        laptop.does(Command::AdoptSchemes {
            version: SettingsVersion([1; 8]),
            schemes: Arc::new(digits.clone()),
        })
    };
    let mut laptop = Laptop::with_numbers(7, 1);
    laptop.former = Former(vec![
        Identifier::parse("00048432").unwrap(),
        Identifier::parse("91100016").unwrap(),
    ]);
    let refused = adopt(&mut laptop).unwrap_err();
    let Refusal::Number(NumberRefusal::Schemes { faults }) = refused else {
        panic!("{refused}");
    };
    let said: BTreeSet<_> = faults.iter().map(|fault| (fault.word(), fault.spoken())).collect();
    let in_register = ("in-register", vec![("identifier", "91100016".to_owned())]);
    assert_eq!(said, BTreeSet::from([in_register]));

    // The register came afterwards, from a laptop that did not know of the form: what it has is left out.
    let mut laptop = Laptop::with_numbers(7, 1);
    adopt(&mut laptop).unwrap();
    let mut counter = laptop.counter(NumberKind::Temporary).unwrap();
    let (one, two) = (counter.take().unwrap(), counter.take().unwrap());
    let misread: String = theirs(&two).as_str().chars().rev().collect();
    laptop.former = Former(vec![theirs(&one), Identifier::parse(&misread).unwrap()]);
    let mut counter = laptop.counter(NumberKind::Temporary).unwrap();
    assert_eq!(theirs(&counter.take().unwrap()), theirs(&two));

    // And whoever has such a number can come back under it, though its check digits are none.
    let broken = {
        let number = theirs(&two);
        let last = if number.as_str().ends_with('0') { '1' } else { '0' };
        Identifier::parse(&format!("{}{last}", &number.as_str()[..7])).unwrap()
    };
    let register = |laptop: &mut Laptop, number: &Identifier| {
        laptop.does(Command::Register(Register {
            identifier: Some(number.clone()),
            name: Some(text("山田 太郎")),
            ..Register::default()
        }))
    };
    assert_eq!(register(&mut laptop, &broken).unwrap_err().code(), "number-misread");
    assert_eq!(register(&mut laptop, &theirs(&one)).map(|_| ()), Ok(()));
    laptop.former.0.push(broken.clone());
    register(&mut laptop, &broken).unwrap();
    assert!(laptop.hospital.find_patient(&PatientRef::Identifier(broken)).is_some());
}

#[test]
fn a_new_scheme_never_repeats_a_former_one() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let adopt = |laptop: &mut Laptop, version: u8, raw: &str| {
        let schemes = Schemes {
            temporary: scheme(raw),
            ..Schemes::default()
        };
        laptop.does(Command::AdoptSchemes {
            version: SettingsVersion([version; 8]),
            schemes: Arc::new(schemes),
        })
    };
    let refused = adopt(
        &mut laptop,
        1,
        "T{station:1}{installation:2}{sequence:4}{check:mod-97-10}",
    )
    .unwrap_err();
    assert_eq!(refused.code(), "scheme-refused");
    let Refusal::Number(andon::domain::numbers::NumberRefusal::Schemes { faults }) = refused else {
        panic!("{refused}");
    };
    assert_eq!(
        faults.iter().map(SchemeFault::word).collect::<Vec<_>>(),
        ["meets-former"]
    );
    // Longer numbers are others; and the first scheme may come back, because it goes on where it was.
    adopt(
        &mut laptop,
        2,
        "T{station:2}{installation:1}{sequence:5}{check:mod-97-10}",
    )
    .unwrap();
    adopt(
        &mut laptop,
        3,
        "T{station:2}-{installation:1}{sequence:4}-{check:mod-97-10}",
    )
    .unwrap();
    // A patient of the hospital has a number like that already.
    let person = andon::domain::command::Register {
        identifier: Some(crate::world::identifier("X0711234")),
        name: Some(crate::world::text("見本 花子")),
        ..Default::default()
    };
    laptop.does(Command::Register(person)).unwrap();
    let refused = adopt(&mut laptop, 4, "X{station:1}{installation:1}{sequence:4}{check:damm}").unwrap_err();
    assert!(matches!(
        refused,
        Refusal::Number(andon::domain::numbers::NumberRefusal::Schemes { faults }) if faults[0].word() == "in-use"
    ));
}

#[test]
fn a_life_without_a_block_gives_nothing_and_an_empty_one_says_so() {
    let mut laptop = Laptop::set_up(7);
    assert_eq!(laptop.counter(NumberKind::Slip).unwrap_err().code(), "no-block");
    assert_eq!(
        laptop
            .does(Command::GrantBlock {
                station: None,
                block: Some(block(10))
            })
            .unwrap_err()
            .code(),
        "block-too-large"
    );
    laptop
        .does(Command::GrantBlock {
            station: None,
            block: Some(block(3)),
        })
        .unwrap();
    assert_eq!(
        laptop
            .does(Command::GrantBlock {
                station: None,
                block: Some(block(3))
            })
            .unwrap_err()
            .code(),
        "nothing-to-change"
    );
    let mut counter = laptop.counter(NumberKind::Temporary).unwrap();
    for sequence in 1..=9999 {
        assert_eq!(counter.take().unwrap().sequence, sequence);
    }
    assert_eq!(counter.take().unwrap_err().code(), "block-empty");
    // A further block goes on behind the first.
    laptop
        .does(Command::GrantBlock {
            station: None,
            block: Some(block(4)),
        })
        .unwrap();
    let mut counter = laptop.counter(NumberKind::Temporary).unwrap();
    counter.skip(9999);
    assert_eq!(counter.take().unwrap().number.as_str().get(..5), Some("T07-4"));
    let station = Station::new(7).unwrap();
    let free = left(&laptop.hospital, NumberKind::Temporary, station, Installation::FIRST);
    assert_eq!((free.numbers, free.of), (19_998, 19_998));
    assert!(!free.is_low(&laptop.hospital.schemes().temporary));
}

#[test]
fn blocks_are_granted_once_and_a_shared_one_stops_both() {
    let mut founder = Laptop::with_numbers(1, 1);
    let eight = Station::new(8).unwrap();
    let set_aside = |laptop: &mut Laptop| {
        laptop.does(Command::GrantBlock {
            station: Some(eight),
            block: None,
        })
    };
    set_aside(&mut founder).unwrap();
    set_aside(&mut founder).unwrap();
    let granted: Vec<u16> = founder
        .hospital
        .blocks()
        .filter(|b| b.station == eight)
        .map(|b| b.number.number())
        .collect();
    assert_eq!(granted, [1, 2]);
    let given = |station, number| Command::GrantBlock {
        station,
        block: Some(block(number)),
    };
    let again = founder.does(given(Some(eight), 2)).unwrap_err();
    assert_eq!(again.code(), "block-taken");
    // Not for a laptop that could give nothing from it: the forms have two digits for the station.
    let far = founder.does(given(Station::new(100), 1)).unwrap_err();
    assert_eq!(far.code(), "station-too-large");
    founder.does(given(Station::new(99), 1)).unwrap();
    // What another life holds is not granted, whether a number was given from it or not.
    let mut third = Laptop::living(8, 3);
    third.unite(Laptop::with_numbers(8, 1).commits());
    assert_eq!(third.does(given(None, 1)).unwrap_err().code(), "block-taken");
    // Two lives of one station that were told the same block: found when they meet.
    let mut first = Laptop::with_numbers(8, 1);
    let mut second = Laptop::living(8, 2);
    second
        .does(Command::GrantBlock {
            station: None,
            block: Some(block(1)),
        })
        .unwrap();
    first.counter(NumberKind::Temporary).unwrap();
    second.counter(NumberKind::Temporary).unwrap();
    first.unite(second.commits());
    second.unite(first.commits());
    for laptop in [&first, &second] {
        assert_eq!(
            laptop.counter(NumberKind::Temporary).unwrap_err().code(),
            "block-shared"
        );
        assert!(
            laptop
                .hospital
                .discrepancies()
                .iter()
                .any(|one| one.kind.code() == "block-shared")
        );
    }
    second
        .does(Command::GrantBlock {
            station: None,
            block: Some(block(1)),
        })
        .unwrap_err();
    // A further block goes on, and the shared one stays closed.
    second
        .does(Command::GrantBlock {
            station: None,
            block: Some(block(3)),
        })
        .unwrap();
    let given = second.counter(NumberKind::Temporary).unwrap().take().unwrap();
    assert_eq!(given.block, block(3));
}

#[test]
fn nobody_counts_their_own_blocks_and_one_laptop_alone_those_of_others() {
    let nine = Station::new(9);
    let mut laptop = Laptop::with_numbers(7, 1);
    for (station, number) in [
        (None, None),
        (Station::new(7), None),
        (nine, None),
        (nine, Some(block(2))),
    ] {
        let grant = Command::GrantBlock { station, block: number };
        let code = if station == nine {
            "block-of-another"
        } else {
            "block-unsaid"
        };
        assert_eq!(laptop.does(grant).unwrap_err().code(), code, "{station:?} {number:?}");
    }
    // The first laptop counts; set up anew, it does not know the list any more, and is told. Told wrong, it is found when both meet.
    let mut laptop = Laptop::with_numbers(1, 1);
    let grant = |number| Command::GrantBlock {
        station: nine,
        block: number,
    };
    laptop.does(grant(None)).unwrap();
    let mut again = Laptop::living(1, 2);
    again
        .does(Command::GrantBlock {
            station: None,
            block: Some(block(2)),
        })
        .unwrap();
    assert_eq!(again.does(grant(None)).unwrap_err().code(), "block-unsaid");
    again.does(grant(Some(block(1)))).unwrap();
    laptop.unite(again.commits());
    let found = laptop.hospital.discrepancies();
    assert!(found.iter().any(|one| one.kind.code() == "block-shared"), "{found:?}");
    // Whoever was told it gives nothing from it once that is known.
    let mut told = Laptop::with_numbers(9, 1);
    told.unite(laptop.commits());
    assert_eq!(told.counter(NumberKind::Temporary).unwrap_err().code(), "block-shared");
}

#[test]
fn a_block_of_which_a_number_was_heard_is_taken() {
    let mut laptop = Laptop::set_up(7);
    // A wristband of a former life of this station, which nobody here knows of.
    let former = Laptop::with_numbers(7, 1);
    let number = former.counter(NumberKind::Temporary).unwrap().take().unwrap().number;
    laptop
        .does(Command::Register(Register {
            identifier: Some(number),
            name: Some(text("見本 太郎")),
            ..Register::default()
        }))
        .unwrap();
    let grant = |number| Command::GrantBlock {
        station: None,
        block: Some(block(number)),
    };
    assert_eq!(laptop.does(grant(1)).unwrap_err().code(), "block-taken");
    laptop.does(grant(2)).unwrap();
}

#[test]
fn numbers_of_the_sample_are_no_others() {
    let sample = Schemes::sample();
    let real: Vec<Scheme> = Schemes::default().all().map(|(_, scheme)| scheme.clone()).collect();
    assert!(
        sample.faults(&real).is_empty(),
        "none could give what a real laptop gives"
    );
    for kind in [NumberKind::Temporary, NumberKind::Newborn, NumberKind::MassCasualty] {
        assert_ne!(sample.of(kind), Schemes::default().of(kind));
    }
}

#[test]
fn weights_and_letters_do_not_hide_in_a_scheme() {
    assert_eq!(
        Part::Check(CheckKind::Weighted {
            weights: vec![3, 1],
            modulus: 10
        })
        .to_string(),
        "{check:weighted:3,1:10}"
    );
}

/// Check digits that do not count letters leave a T that was read as a B unseen: such schemes are refused.
#[test]
fn kinds_that_differ_in_a_letter_alone_need_check_digits_that_count_it() {
    let form = |letter: &str, check: &str| {
        scheme(&format!(
            "{letter}{{station:2}}-{{installation:1}}{{sequence:4}}-{{check:{check}}}"
        ))
    };
    for check in ["damm", "luhn", "weighted:3,1:10"] {
        let schemes = Schemes {
            temporary: form("T", check),
            newborn: form("B", check),
            ..Schemes::default()
        };
        let faults = schemes.faults(&[]);
        let words: BTreeSet<&str> = faults.iter().map(SchemeFault::word).collect();
        assert_eq!(words, BTreeSet::from(["letters-uncounted"]), "{check}");
    }
    // One of the two counts it: the other's number does not hold under it.
    let schemes = Schemes {
        temporary: form("T", "damm"),
        ..Schemes::default()
    };
    assert!(
        schemes
            .faults(&[])
            .iter()
            .all(|fault| fault.word() != "letters-uncounted")
    );
    assert!(Schemes::default().faults(&[]).is_empty());
}
