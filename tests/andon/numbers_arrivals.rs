//! Whom the emergency department sees: who came, who has no name, who waits for a bed.

use andon::domain::{
    census::Disposition,
    command::{Command, Register},
    identity::Identifier,
    numbers::{
        Arrival,
        issue::Newcomer,
        ledger::{self, arrivals},
    },
    record::Timestamp,
};

use crate::{
    numbers_kit::{
        activate, admit, gives, goes_home, is_known_as, issue, ledger, links, prepared, reference, unidentified, voids,
    },
    world::{Laptop, identifier, text},
};

/// A number can be void, a person cannot: whoever stood in the corridor with it is still there.
#[test]
fn whoever_waits_stays_in_sight_when_the_number_is_voided() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    let void = voids(&number, "読めない");
    laptop.does(void).unwrap();
    let seen = |laptop: &Laptop, back: i64| {
        let since = laptop.now().plus_seconds(-back);
        arrivals(&laptop.hospital, since)
    };
    let rows = seen(&laptop, 86_400);
    assert_eq!(rows.len(), 1);
    assert!(rows[0].is_voided_on_somebody() && rows[0].number == number);
    // A new number of the hospital's own: nothing is wrong any more.
    laptop.does(is_known_as(&number, &identifier("00077001"))).unwrap();
    assert!(seen(&laptop, 86_400).is_empty());
    // And that number is the one that is shown and printed from now on.
    let patient = laptop.hospital.find_patient(&reference(&number)).unwrap().clone();
    assert_eq!(laptop.hospital.identifier_of(&patient), Some(&identifier("00077001")));
}

/// Whoever was discharged waits for nothing, and a number that comes back the same day does.
#[test]
fn whoever_has_left_does_not_wait_for_a_bed() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    admit(&mut laptop, &number, "5E-101-1");
    laptop.does(goes_home(&number)).unwrap();
    laptop.millis += 60_000;
    let rows = ledger(&laptop);
    assert_eq!(rows[0].whereabouts, ledger::Whereabouts::Left);
    assert!(!rows[0].waits_for_a_bed());
    // Two days later nobody looks for them, though nobody knows who it was.
    laptop.millis += 3 * 86_400_000;
    let since = laptop.now().plus_seconds(-86_400);
    assert!(arrivals(&laptop.hospital, since).is_empty());
    // Back under a new number, linked with the old one: waits.
    let again = gives(&mut laptop, unidentified())[0].clone();
    laptop.does(links(&number, &again)).unwrap();
    let rows = ledger(&laptop);
    let back = rows.iter().find(|row| row.number == again).unwrap();
    assert!(back.waits_for_a_bed(), "{back:?}");
}

/// Most who come to the emergency department go home from there: the list lets them go, and their slips and labels stay.
#[test]
fn whoever_goes_home_from_the_emergency_department_leaves_the_list() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    let stays = gives(&mut laptop, unidentified())[0].clone();
    let leave = |number: &Identifier| goes_home(number);
    laptop.does(leave(&number)).unwrap().unwrap();
    laptop.millis += 60_000;
    let row =
        |laptop: &Laptop, number: &Identifier| ledger(laptop).into_iter().find(|row| row.number == *number).unwrap();
    assert_eq!(row(&laptop, &number).whereabouts, ledger::Whereabouts::Left);
    assert_eq!(
        row(&laptop, &number).ended.as_ref().map(|(_, to)| *to),
        Some(Disposition::Home)
    );
    assert!(row(&laptop, &stays).waits_for_a_bed());
    // Said once.
    assert_eq!(laptop.does(leave(&number)).unwrap_err().code(), "not-admitted");
    // It was somebody else: taken back, the person waits.
    let sequence = laptop.commits().last().unwrap().id.sequence;
    laptop.does(Command::Undo { sequence }).unwrap();
    assert!(row(&laptop, &number).waits_for_a_bed());
    laptop.does(leave(&number)).unwrap().unwrap();
    laptop.millis += 2 * 86_400_000;
    let since = laptop.now().plus_seconds(-86_400);
    let seen: Vec<Identifier> = arrivals(&laptop.hospital, since)
        .into_iter()
        .map(|row| row.number)
        .collect();
    assert_eq!(seen, [stays]);
    // Back, and into a bed.
    admit(&mut laptop, &number, "5E-101-1");
    assert!(row(&laptop, &number).bed().is_some());
}

#[test]
fn the_emergency_department_sees_who_came_who_has_no_name_and_who_waits() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let old = gives(&mut laptop, unidentified())[0].clone();
    laptop.millis += 3 * 24 * 3_600_000;
    let person = Register {
        name: Some(text("見本 三郎")),
        ..Register::default()
    };
    let known = gives(
        &mut laptop,
        Newcomer::Known {
            person,
            arrival: Arrival::default(),
        },
    )[0]
    .clone();
    admit(&mut laptop, &known, "5E-101-1");
    let since = Timestamp::from_seconds(i64::try_from(laptop.millis / 1000).unwrap() - 86_400);
    let rows = arrivals(&laptop.hospital, since);
    let seen: Vec<_> = rows
        .iter()
        .map(|row| (&row.number, row.is_unidentified(), row.waits_for_a_bed()))
        .collect();
    assert_eq!(seen, [(&old, true, true), (&known, false, false)]);
}

/// `at` in the future is refused, and so is that somebody was found then; the minute under way is now.
#[test]
fn nobody_was_found_in_the_future() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let packet = prepared(&mut laptop, 1).remove(0);
    let found = |at: Timestamp| Arrival {
        found_at: Some(at),
        ..Arrival::default()
    };
    let tomorrow = found(laptop.now().plus_seconds(86_400));
    let somebody = |arrival: Arrival| Newcomer::Unidentified {
        sex: None,
        birth: None,
        arrival,
    };
    let many = |arrival: Arrival| Newcomer::Mass { count: 2, arrival };
    for newcomer in [somebody(tomorrow.clone()), many(tomorrow.clone())] {
        let refusal = laptop.does(issue(newcomer)).unwrap_err();
        assert_eq!(refusal.code(), "found-in-future");
    }
    let Command::ActivatePacket(mut given) = activate(&packet) else {
        unreachable!("a packet is given")
    };
    given.arrival = tomorrow;
    let refusal = laptop.does(Command::ActivatePacket(given.clone())).unwrap_err();
    assert_eq!(refusal.code(), "found-in-future");
    // Nothing was given, and this very minute is none that is yet to come.
    assert!(ledger(&laptop).iter().all(|row| row.patient.is_none()));
    given.arrival = found(laptop.now().minute());
    laptop.does(Command::ActivatePacket(given)).unwrap();
    let now = laptop.now();
    gives(&mut laptop, somebody(found(now)));
}
