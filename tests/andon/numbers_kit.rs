//! What the tests of numbers for people begin with: somebody unknown, a packet, two records of one person.

use andon::domain::{
    ask::Answer,
    census::{Discrepancy, Disposition},
    command::{Admission, Admit, Amend, Command, Discharge, Question, Register},
    identity::{Birth, Identifier, PatientRef, Sex},
    numbers::{
        Arrival, Tongue,
        issue::{Issue, Newcomer},
        ledger::{Filter, Row},
        packets::Activate,
    },
    record::UserName,
};

use crate::world::{Laptop, bed, given, identifier, text};

/// Somebody of whom nobody knows who it is.
pub fn unidentified() -> Newcomer {
    Newcomer::Unidentified {
        sex: Some(Sex::Male),
        birth: Some(Birth::AboutYear(1960)),
        arrival: Arrival::default(),
    }
}

pub fn issue(newcomer: Newcomer) -> Command {
    Command::Issue(Box::new(Issue {
        newcomer,
        declined: Vec::new(),
        tongue: Tongue::Japanese,
        request: None,
    }))
}

/// Gives the numbers and says which.
pub fn gives(laptop: &mut Laptop, newcomer: Newcomer) -> Vec<Identifier> {
    let commit = laptop.does(issue(newcomer)).unwrap().unwrap();
    laptop.millis += 60_000;
    given(&commit)
}

pub fn user(name: &str) -> UserName {
    UserName::parse(name).unwrap()
}

/// A packet is given to somebody of whom nothing is known.
pub fn activate(number: &Identifier) -> Command {
    Command::ActivatePacket(Box::new(Activate {
        number: number.clone(),
        alias: None,
        sex: None,
        birth: None,
        arrival: Arrival::default(),
        tongue: Tongue::Japanese,
    }))
}

pub fn reference(number: &Identifier) -> PatientRef {
    PatientRef::Identifier(number.clone())
}

/// Every number that was given or prepared.
pub fn ledger(laptop: &Laptop) -> Vec<Row> {
    match laptop.asks(&Question::Ledger(Filter::default())).unwrap() {
        Answer::Ledger(rows) => rows,
        other => panic!("{other:?}"),
    }
}

/// Into a bed; a minute goes by.
pub fn admit(laptop: &mut Laptop, number: &Identifier, into: &str) {
    let admission = Admission::into_bed(bed(into));
    let patient = reference(number);
    laptop.does(Command::Admit(Admit { patient, admission })).unwrap();
    laptop.millis += 60_000;
}

/// Somebody in a bed who has a child.
pub fn mother(laptop: &mut Laptop) -> Identifier {
    let number = identifier("00022012");
    laptop
        .does(Command::Register(Register {
            identifier: Some(number.clone()),
            name: Some(text("見本 花子")),
            kana: Some(text("ミホン ハナコ")),
            ..Register::default()
        }))
        .unwrap();
    admit(laptop, &number, "5E-101-1");
    number
}

/// The numbers of so many packets that this laptop prepares.
pub fn prepared(laptop: &mut Laptop, count: u16) -> Vec<Identifier> {
    let prepare = Command::PreparePackets { count, request: None };
    given(&laptop.does(prepare).unwrap().unwrap())
}

/// Somebody with a number of the hospital's own.
pub fn registers(number: &Identifier) -> Command {
    Command::Register(Register {
        identifier: Some(number.clone()),
        name: Some(text("見本 太郎")),
        ..Register::default()
    })
}

/// The person under this number has another one, too.
pub fn is_known_as(number: &Identifier, also: &Identifier) -> Command {
    Command::Amend(Amend {
        patient: reference(number),
        person: Register {
            identifier: Some(also.clone()),
            ..Register::default()
        },
        stay: Vec::new(),
    })
}

pub fn goes_home(number: &Identifier) -> Command {
    Command::Discharge(Discharge {
        patient: reference(number),
        disposition: Disposition::Home,
        place: None,
    })
}

pub fn voids(number: &Identifier, reason: &str) -> Command {
    Command::VoidId {
        number: number.clone(),
        reason: text(reason),
    }
}

/// Two records are one person.
pub fn links(one: &Identifier, other: &Identifier) -> Command {
    Command::Link {
        patient: reference(one),
        with: reference(other),
    }
}

/// The discrepancies of one kind.
pub fn disagreements(laptop: &Laptop, code: &str) -> Vec<Discrepancy> {
    let mut found = laptop.hospital.discrepancies();
    found.retain(|one| one.kind.code() == code);
    found
}
