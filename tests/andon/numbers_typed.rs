//! Numbers that somebody types: a packet's is nobody's until it is activated, and one number is one record in every spelling.

use andon::domain::{
    census::Stay,
    command::{Admission, Amend, Command, Register},
    identity::{Birth, Identifier, PatientId, PatientRef, Sex},
    numbers::{
        alias::Tongue,
        fact::Arrival,
        issue::{Issue, Newcomer},
    },
    record::Day,
    state::{Subject, names::Name},
};

use crate::{
    numbers_kit::activate,
    world::{Laptop, bed, given, identifier, text},
};

fn packets(laptop: &mut Laptop, count: u16) -> Vec<Identifier> {
    let prepared = laptop.does(Command::PreparePackets { count, request: None });
    given(&prepared.unwrap().unwrap())
}

fn named(number: Option<&Identifier>) -> Register {
    Register {
        identifier: number.cloned(),
        name: Some(text("見本 太郎")),
        ..Register::default()
    }
}

fn admitted(number: &Identifier, place: &str) -> Command {
    Command::AdmitNew {
        person: named(Some(number)),
        admission: Admission::into_bed(bed(place)),
    }
}

fn without_hyphens(number: &Identifier) -> Identifier {
    identifier(&number.as_str().replace('-', ""))
}

#[test]
fn the_number_of_a_packet_in_a_drawer_is_nobodys() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let packets = packets(&mut laptop, 2);
    let known = identifier("00022012");
    laptop.does(Command::Register(named(Some(&known)))).unwrap();
    for number in [packets[0].clone(), without_hyphens(&packets[0])] {
        let amended = Command::Amend(Amend {
            patient: PatientRef::Identifier(known.clone()),
            person: named(Some(&number)),
            stay: Vec::new(),
        });
        for command in [
            Command::Register(named(Some(&number))),
            admitted(&number, "5E-101-1"),
            amended,
        ] {
            assert_eq!(laptop.does(command).unwrap_err().code(), "packet-unused");
        }
    }
    // The way on.
    laptop.does(activate(&packets[0])).unwrap();
    // A voided one is nobody's for ever.
    let reason = text("汚損");
    let number = packets[1].clone();
    laptop.does(Command::VoidId { number, reason }).unwrap();
    let register = Command::Register(named(Some(&packets[1])));
    assert_eq!(laptop.does(register).unwrap_err().code(), "number-voided");
}

/// A laptop that has not heard of the packet takes its number from the label of somebody who wears it. Whoever made the packet then
/// gives it to nobody else, and does not void it on a wrist.
#[test]
fn a_packet_that_somebody_wears_is_given_to_nobody_else() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let packet = packets(&mut laptop, 1).remove(0);
    let mut far = Laptop::with_numbers(8, 1);
    far.does(admitted(&packet, "5E-101-1")).unwrap();
    laptop.unite(far.commits());
    assert_eq!(laptop.does(activate(&packet)).unwrap_err().code(), "packet-given");
    let (number, reason) = (packet, text("汚損"));
    let void = Command::VoidId { number, reason };
    assert_eq!(laptop.does(void).unwrap_err().code(), "number-needed");
}

#[test]
fn one_number_is_one_record_in_every_spelling() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let packet = packets(&mut laptop, 1).remove(0);
    laptop.does(activate(&packet)).unwrap();
    let bare = without_hyphens(&packet);
    let register = Command::Register(named(Some(&bare)));
    assert_eq!(laptop.does(register.clone()).unwrap_err().code(), "already-registered");
    // Whoever has left the hot state is called back by either spelling.
    let record = PatientId::of(&packet);
    laptop.hospital.take_out(&Subject::Patient(record)).unwrap();
    for command in [
        register,
        admitted(&bare, "5E-101-1"),
        Command::Restrict {
            patient: PatientRef::Identifier(bare.clone()),
            inquiry: andon::domain::identity::Inquiry::Restricted,
        },
    ] {
        let names = Name::of_command(&command, &laptop.hospital);
        assert!(names.contains(&Name::Identifier(packet.clone())), "{names:?}");
    }
    // And a record that is made all the same, while the other is out of reach, is that record.
    laptop.does(admitted(&bare, "5E-101-1")).unwrap();
    assert!(laptop.hospital.patient(record).is_some());
    assert!(laptop.hospital.patient(PatientId::of(&bare)).is_none());
}

fn child(laptop: &mut Laptop, mother: &Identifier, born: Option<Day>) -> String {
    let issue = Issue {
        newcomer: Newcomer::Newborn {
            mother: PatientRef::Identifier(mother.clone()),
            babies: vec![Sex::Female],
            born,
        },
        declined: Vec::new(),
        tongue: Tongue::Japanese,
        request: None,
    };
    let number = given(&laptop.does(Command::Issue(Box::new(issue))).unwrap().unwrap()).remove(0);
    let child = laptop.hospital.find_patient(&PatientRef::Identifier(number)).unwrap();
    child.name.get().unwrap().to_string()
}

/// One before the mother has a bed, one after: they are twins, and so they are under another number of hers.
#[test]
fn twins_are_told_apart_whatever_happens_to_their_mother_between_them() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let (one, other) = (identifier("00020391"), identifier("00020392"));
    for number in [&one, &other] {
        let person = Register {
            name: Some(text("見本 花子")),
            ..named(Some(number))
        };
        laptop.does(Command::Register(person)).unwrap();
    }
    assert_eq!(child(&mut laptop, &one, None), "見本 花子児");
    let admission = Admission::into_bed(bed("5E-101-1"));
    laptop
        .does(Command::Admit(andon::domain::command::Admit {
            patient: PatientRef::Identifier(one.clone()),
            admission,
        }))
        .unwrap();
    assert!(
        laptop
            .hospital
            .present()
            .any(|stay: &std::sync::Arc<Stay>| stay.is_present())
    );
    assert_eq!(child(&mut laptop, &one, None), "見本 花子児B");
    // A child of a year ago is none of them.
    let mut alone = Laptop::with_numbers(8, 1);
    alone.does(Command::Register(named(Some(&one)))).unwrap();
    let year_ago = Day::from(chrono::NaiveDate::from_ymd_opt(2025, 11, 23).unwrap());
    assert_eq!(child(&mut alone, &one, Some(year_ago)), "見本 太郎児");
    assert_eq!(child(&mut alone, &one, None), "見本 太郎児");
}

#[test]
fn twins_are_told_apart_under_two_numbers_of_their_mother() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let hospital = identifier("00020391");
    laptop.does(Command::Register(named(Some(&hospital)))).unwrap();
    let issue = Issue {
        newcomer: Newcomer::Unidentified {
            sex: Some(Sex::Female),
            birth: Some(Birth::AboutYear(1995)),
            arrival: Arrival::default(),
        },
        declined: Vec::new(),
        tongue: Tongue::Japanese,
        request: None,
    };
    let unknown = given(&laptop.does(Command::Issue(Box::new(issue))).unwrap().unwrap()).remove(0);
    child(&mut laptop, &unknown, None);
    let (patient, with) = (
        PatientRef::Identifier(unknown),
        PatientRef::Identifier(hospital.clone()),
    );
    laptop.does(Command::Link { patient, with }).unwrap();
    assert!(child(&mut laptop, &hospital, None).ends_with("児B"));
}
