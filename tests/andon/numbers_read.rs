//! A number is read back: misread, of other schemes, void, or never given.

use andon::domain::{
    command::Command,
    numbers::{
        Arrival, NumberKind, NumberRefusal, Preset, Range, Schemes, issue::Newcomer, ledger::NumberState,
        rates::ErrorKind, verify::verify,
    },
    refusal::Refusal,
};

use crate::{
    numbers_kit::{gives, prepared, unidentified, voids},
    world::{Laptop, identifier},
};

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
    let verdict = verify(&laptop.hospital, right).unwrap();
    assert!(verdict.holds && verdict.given && verdict.near.is_empty());
    // M07-10012-.. read with its 1 and 2 swapped.
    let misread = identifier(&right.as_str().replacen("10012", "10021", 1));
    let verdict = verify(&laptop.hospital, &misread).unwrap();
    assert!(!verdict.holds && !verdict.given);
    let near = verdict.near.iter().find(|near| near.number == *right).unwrap();
    assert_eq!((near.error, near.places), (ErrorKind::Adjacent, (8, 9)));
    assert_eq!((near.read, near.meant), (('2', '1'), ('1', '2')));
    assert!(near.patient.is_some());
    // Only what was really given is offered.
    assert!(verdict.near.iter().all(|near| numbers.contains(&near.number)));
    assert_eq!(verify(&laptop.hospital, &identifier("00022012")), None);
    // The letter may have been misread as well.
    let lettered = identifier(&right.as_str().replacen('M', "B", 1));
    let verdict = verify(&laptop.hospital, &lettered).unwrap();
    assert!(!verdict.holds);
    let near = verdict.near.iter().find(|near| near.number == *right).unwrap();
    assert_eq!((near.places, near.read.0, near.meant.0), ((1, 1), 'B', 'M'));
    // What is void is on nobody's wrist, and a packet lies in its drawer: neither is offered.
    let right = right.clone();
    laptop.does(voids(&right, "汚損")).unwrap();
    assert_eq!(
        verify(&laptop.hospital, &right).unwrap().state,
        Some(NumberState::Voided)
    );
    let verdict = verify(&laptop.hospital, &misread).unwrap();
    assert!(verdict.near.iter().all(|near| near.number != right));
    let packet = prepared(&mut laptop, 1)[0].clone();
    assert_eq!(
        verify(&laptop.hospital, &packet).unwrap().state,
        Some(NumberState::Prepared)
    );
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
    let verdict = verify(&laptop.hospital, &typed).unwrap();
    assert!(verdict.holds && verdict.given && verdict.kind == NumberKind::Temporary);
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
