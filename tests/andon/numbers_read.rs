//! A number is read back: misread, of other schemes, void, or never given.

use andon::domain::{
    command::Command,
    identity::Identifier,
    numbers::{
        Arrival, NumberKind, NumberRefusal, Preset, Range, Schemes,
        issue::Newcomer,
        ledger::NumberState,
        misread::ErrorKind,
        verify::{Here, Verdict, verify},
    },
    refusal::Refusal,
};

use crate::{
    numbers_kit::{gives, prepared, unidentified, voids},
    world::{Laptop, identifier},
};

/// What the laptop says of a number.
fn looks(laptop: &Laptop, number: &Identifier) -> Option<Verdict> {
    let here = Here {
        station: laptop.station,
        installation: laptop.installation,
    };
    verify(&laptop.hospital, number, here)
}

#[test]
fn a_misread_number_leads_to_the_one_that_was_given() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let numbers = gives(
        &mut laptop,
        Newcomer::Mass {
            count: 40,
            arrival: Arrival::default(),
        },
    );
    let right = &numbers[11];
    let verdict = looks(&laptop, right).unwrap();
    assert!(verdict.holds && verdict.given && verdict.near.is_empty());
    // M07-10012-.. read with its 1 and 2 swapped.
    let misread = identifier(&right.as_str().replacen("10012", "10021", 1));
    let verdict = looks(&laptop, &misread).unwrap();
    assert!(!verdict.holds && !verdict.given);
    let near = verdict.near.iter().find(|near| near.number == *right).unwrap();
    assert_eq!((near.error, near.places), (ErrorKind::Adjacent, (8, 9)));
    assert_eq!((near.read, near.meant), (('2', '1'), ('1', '2')));
    assert!(near.patient.is_some());
    // Only what was really given is offered.
    assert!(verdict.near.iter().all(|near| numbers.contains(&near.number)));
    assert_eq!(looks(&laptop, &identifier("00022012")), None);
    // The letter may have been misread as well.
    let lettered = identifier(&right.as_str().replacen('M', "B", 1));
    let verdict = looks(&laptop, &lettered).unwrap();
    assert!(!verdict.holds);
    let near = verdict.near.iter().find(|near| near.number == *right).unwrap();
    assert_eq!((near.places, near.read.0, near.meant.0), ((1, 1), 'B', 'M'));
    // What is void was on a label, and is offered as void; a packet lies in its drawer.
    let right = right.clone();
    laptop.does(voids(&right, "汚損")).unwrap();
    assert_eq!(looks(&laptop, &right).unwrap().state, Some(NumberState::Voided));
    let verdict = looks(&laptop, &misread).unwrap();
    let near = verdict.near.iter().find(|near| near.number == right).unwrap();
    assert_eq!((near.state, near.places), (Some(NumberState::Voided), (8, 9)));
    let packet = prepared(&mut laptop, 1)[0].clone();
    assert_eq!(looks(&laptop, &packet).unwrap().state, Some(NumberState::Prepared));
    let swapped: String = packet.as_str().replacen("T07", "T70", 1);
    let verdict = looks(&laptop, &identifier(&swapped)).unwrap();
    assert!(verdict.near.iter().all(|near| near.number != packet));
}

/// Every error of the hand and of the eye that makes another number of these leads back to it, whether or not what it makes has
/// still the form of one.
#[test]
fn every_error_leads_back_to_the_number_that_was_given() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let count = 12;
    let arrival = Arrival::default();
    let mut numbers = gives(&mut laptop, Newcomer::Mass { count, arrival });
    numbers.extend(gives(&mut laptop, unidentified()));
    let mut looked = 0;
    for right in &numbers {
        let signs: Vec<char> = right.as_str().chars().collect();
        let mut wrong: Vec<(ErrorKind, String)> = Vec::new();
        for (place, sign) in signs.iter().enumerate().filter(|(_, sign)| **sign != '-') {
            let with = |new: &[char]| {
                let mut made = signs.clone();
                made.splice(place..=place, new.iter().copied());
                made.into_iter().collect::<String>()
            };
            wrong.push((ErrorKind::LeftOut, with(&[])));
            wrong.push((ErrorKind::TooMany, with(&[*sign, *sign])));
            wrong.push((ErrorKind::Single, with(&['X'])));
            match sign {
                '0' => wrong.extend([
                    (ErrorKind::LookAlike, with(&['O'])),
                    (ErrorKind::LookAlike, with(&['o'])),
                ]),
                '1' => wrong.extend(['l', 'I'].map(|alike| (ErrorKind::LookAlike, with(&[alike])))),
                _ => {}
            }
        }
        wrong.push((ErrorKind::LookAlike, right.as_str().replace('0', "O").replace('1', "I")));
        for (kind, read) in wrong {
            let verdict = looks(&laptop, &identifier(&read));
            let verdict = verdict.unwrap_or_else(|| panic!("{read} of {right}: nothing is said"));
            assert!(!verdict.given && !verdict.holds, "{read}");
            let near = verdict.near.iter().find(|near| near.number == *right);
            let near = near.unwrap_or_else(|| panic!("{read} of {right}: {verdict:?}"));
            assert_eq!(near.error, kind, "{read} of {right}");
            assert!(near.patient.is_some() && near.places.0 <= read.len() + 1);
            assert!(verdict.near.iter().all(|near| numbers.contains(&near.number)), "{read}");
            looked += 1;
        }
    }
    assert!(looked > 400, "{looked}");
}

/// What another laptop gave is not known here: the signs that are suspicious are shown, and who knows is named.
#[test]
fn whoever_may_have_given_it_is_asked() {
    let laptop = Laptop::with_numbers(7, 1);
    let mut other = Laptop::with_numbers(31, 1);
    let count = 12;
    let arrival = Arrival::default();
    let right = gives(&mut other, Newcomer::Mass { count, arrival })[11].clone();
    let verdict = looks(&laptop, &right).unwrap();
    assert!(verdict.holds && !verdict.given);
    assert_eq!(verdict.ask, [31]);
    let swapped = identifier(&right.as_str().replacen("10012", "10021", 1));
    let alike = identifier(&right.as_str().replacen("10012", "1OO12", 1));
    for (read, error) in [(&swapped, ErrorKind::Adjacent), (&alike, ErrorKind::LookAlike)] {
        let verdict = looks(&laptop, read).unwrap();
        assert!(verdict.near.is_empty(), "nothing that was given here");
        let possible = &verdict.possible[0];
        assert_eq!(
            (&possible.number, possible.station, possible.error),
            (&right, 31, error)
        );
        assert!(verdict.ask.contains(&31) && !verdict.ask.contains(&7), "{verdict:?}");
        // There it is known.
        let there = looks(&other, read).unwrap();
        assert_eq!((&there.near[0].number, there.ask.contains(&31)), (&right, false));
    }
    // What this laptop would have given and did not was given by nobody.
    let own = identifier("M07-10021-86");
    assert!(looks(&laptop, &own).is_some_and(|verdict| !verdict.ask.contains(&7)));
    // A life that was set up anew knows nothing of what the one before gave.
    let again = Laptop::with_numbers(31, 2);
    let verdict = looks(&again, &swapped).unwrap();
    assert_eq!((&verdict.possible[0].number, &verdict.ask[..]), (&right, &[31][..]));
}

/// Other schemes since yesterday: the wristbands of yesterday are read as before.
#[test]
fn numbers_of_former_schemes_are_still_read() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    let schemes = Schemes::preset(Preset::DigitsOnly {
        reserved: Range::parse("90000000000..99999999999").unwrap(),
    });
    laptop
        .does(Command::AdoptSchemes {
            version: schemes.version(),
            schemes: std::sync::Arc::new(schemes),
        })
        .unwrap();
    let typed = identifier(&number.as_str().replace('-', ""));
    assert_eq!(laptop.hospital.as_written(&typed), number);
    let verdict = looks(&laptop, &typed).unwrap();
    assert!(verdict.holds && verdict.given && verdict.read.unwrap().kind == NumberKind::Temporary);
    // One laptop has used the station digits of the eight-digit preset up: it is not left out unasked.
    let mut far = Laptop::with_numbers(30, 1);
    let narrow = Schemes::preset(Preset::DigitsOnly {
        reserved: Range::parse("90000000..99999999").unwrap(),
    });
    let adopt = Command::AdoptSchemes {
        version: narrow.version(),
        schemes: std::sync::Arc::new(narrow),
    };
    match far.does(adopt).unwrap_err() {
        Refusal::Number(NumberRefusal::Schemes { faults }) => {
            assert!(
                faults.iter().all(|fault| fault.word() == "station-left-out"),
                "{faults:?}"
            );
        }
        other => panic!("{other:?}"),
    }
}

/// One check digit lets so much through that only what a hand really swaps is named of other laptops; who is to be asked is said.
#[test]
fn one_check_digit_names_no_coincidences() {
    let narrow = || {
        Schemes::preset(Preset::DigitsOnly {
            reserved: Range::parse("90000000..99999999").unwrap(),
        })
    };
    let adopt = || Command::AdoptSchemes {
        version: narrow().version(),
        schemes: std::sync::Arc::new(narrow()),
    };
    let mut laptop = Laptop::with_numbers(7, 1);
    let mut other = Laptop::with_numbers(3, 1);
    laptop.does(adopt()).unwrap();
    other.does(adopt()).unwrap();
    let theirs = gives(&mut other, unidentified())[0].clone();
    // 9 3 1 0001 and the check digit.
    let signs: Vec<char> = theirs.as_str().chars().collect();
    let with = |place: usize, sign: char| {
        let mut wrong = signs.clone();
        wrong[place] = sign;
        identifier(&wrong.into_iter().collect::<String>())
    };
    let verdict = looks(&laptop, &with(5, '4')).unwrap();
    assert!(!verdict.holds && verdict.possible.iter().all(|near| near.error != ErrorKind::Single));
    assert_eq!(verdict.ask[0], 3);
    let swapped: String = [&signs[..5], &[signs[6], signs[5]], &signs[7..]]
        .concat()
        .into_iter()
        .collect();
    let verdict = looks(&laptop, &identifier(&swapped)).unwrap();
    let found = verdict.possible.iter().find(|near| near.number == theirs).unwrap();
    assert_eq!(
        (found.error, found.places, verdict.ask[0]),
        (ErrorKind::Adjacent, (6, 7), 3)
    );
    // The hospital's own number, which has a digit less, is none of them.
    assert_eq!(looks(&laptop, &identifier("1234567")), None);
    // What was given here is named alone.
    let own = gives(&mut laptop, unidentified())[0].clone();
    let signs: Vec<char> = own.as_str().chars().collect();
    let mut wrong = signs.clone();
    wrong[5] = '4';
    let verdict = looks(&laptop, &identifier(&wrong.into_iter().collect::<String>())).unwrap();
    assert!(verdict.near.iter().any(|near| near.number == own));
    assert_eq!((verdict.possible.len(), verdict.ask.len()), (0, 0), "{verdict:?}");
}
