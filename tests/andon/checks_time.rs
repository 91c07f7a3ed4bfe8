//! When an identity check was made: now, and never an hour ago; and what a clock that was once ahead, or two days, do not change.

use andon::domain::{
    census::BlockReason,
    checks::{
        Stated,
        alarm::{Alarm, alarms},
        command::{CheckCommand, InHand},
    },
    command::{Command, Request},
    record::Timestamp,
    refusal::Refusal,
    slips::SlipNumber,
    state::Subject,
};

use crate::{
    checks_rules::{begin, born, purpose, step},
    checks_slips::ward,
    slip_safety::{blood, checked, given},
    slip_world::{HANAKO, Paper, TARO},
    world::{Laptop, bed, text},
};

const MINUTE: u64 = 60_000;

fn at(laptop: &Laptop, minutes: i64) -> Timestamp {
    laptop.now().plus_seconds(minutes * 60)
}

fn does_at(laptop: &mut Laptop, user: &str, command: CheckCommand, at: Timestamp) -> Result<(), Refusal> {
    let request = Request {
        at: Some(at),
        ..Request::from(Command::Check(command))
    };
    laptop.does_as(user, request).map(|_| ())
}

/// Blood that was given at ten is not covered by a check that somebody made at eleven, whatever time they say.
#[test]
fn a_check_at_a_laptop_proves_nothing_of_an_hour_ago() {
    let (mut laptop, _) = ward();
    let slip = blood(&mut laptop);
    let begun = CheckCommand::Begin {
        purpose: purpose("transfusion"),
        in_hand: InHand::Slip(slip.into()),
    };
    let ago = at(&laptop, -61);
    let refused = does_at(&mut laptop, "clerk", begun.clone(), ago).unwrap_err();
    assert_eq!(refused.code(), "check-only-now");
    let now = laptop.now();
    does_at(&mut laptop, "clerk", begun, now).unwrap();
    let check = laptop.hospital.checks_of_slip(slip).next().unwrap().id;
    let stated = Stated {
        name: Some(text("見本太郎")),
        birth: Some(born(1948, 5, 6)),
        ..Stated::default()
    };
    // Neither the statement nor the second person can be of another time.
    let state = CheckCommand::State { check, stated };
    assert_eq!(
        does_at(&mut laptop, "clerk", state.clone(), ago).unwrap_err().code(),
        "check-only-now"
    );
    step(&mut laptop, "clerk", state).unwrap();
    let second = CheckCommand::Second { check };
    assert_eq!(
        does_at(&mut laptop, "nurse", second.clone(), ago).unwrap_err().code(),
        "check-only-now"
    );
    step(&mut laptop, "nurse", second).unwrap();
    let verified = laptop.hospital.check(check).unwrap();
    assert!(verified.is_verified());
    assert_eq!(verified.said().unwrap().at, laptop.now());
}

/// The gate: what was given before the check was made is not given after it.
#[test]
fn no_blood_is_covered_by_a_check_that_came_after_it() {
    let (mut laptop, _) = ward();
    let slip = blood(&mut laptop);
    for by in ["医師", "看護"] {
        laptop.done(slip, by).unwrap();
    }
    checked(&mut laptop, "cross-match", slip);
    laptop.done(slip, "看護").unwrap();
    laptop.receive(slip, "blood").unwrap();
    for by in ["技師 甲", "技師 乙", "技師 甲"] {
        laptop.done(slip, by).unwrap();
    }
    laptop.millis += 60 * MINUTE;
    checked(&mut laptop, "transfusion", slip);
    let before = Request {
        at: Some(at(&laptop, -30)),
        ..Request::from(Command::Slip(given(slip, Some("12-3456"))))
    };
    assert_eq!(laptop.does(before).unwrap_err().code(), "check-needed");
    laptop.slip(given(slip, Some("12-3456"))).unwrap();
}

fn alarmed(laptop: &Laptop) -> Vec<(SlipNumber, usize)> {
    let policy = &laptop.hospital.check_policy().unwrap().policy;
    let alarms = alarms(&laptop.hospital, policy);
    let slips = alarms.iter().filter_map(|alarm| match alarm {
        Alarm::Slip(slip, row) => Some((*slip, row.len())),
        Alarm::Patient(..) => None,
    });
    slips.collect()
}

/// A slip that was taken to one wrong patient after the other is an alarm until somebody has checked it, however long that takes.
#[test]
fn an_alarm_does_not_run_out_after_two_days() {
    let (mut laptop, slip) = ward();
    let stated = Stated {
        name: Some(text("見本花子")),
        birth: Some(born(1950, 5, 6)),
        ..Stated::default()
    };
    for _ in 0..2 {
        let (check, stated) = (begin(&mut laptop, "medication", HANAKO), stated.clone());
        step(&mut laptop, "clerk", CheckCommand::State { check, stated }).unwrap();
        let in_hand = CheckCommand::Slip {
            check,
            slip: slip.into(),
        };
        step(&mut laptop, "clerk", in_hand).unwrap();
    }
    // She is verified for something else: the row is the slip's alone.
    let check = begin(&mut laptop, "meal", HANAKO);
    step(&mut laptop, "clerk", CheckCommand::State { check, stated }).unwrap();
    assert_eq!(alarmed(&laptop), [(slip, 2)]);
    laptop.millis += 4 * 24 * 60 * MINUTE;
    let since = at(&laptop, -2 * 24 * 60);
    for subject in laptop.hospital.finished(since) {
        if matches!(subject, Subject::Check(_)) {
            laptop.hospital.take_out(&subject);
        }
    }
    assert_eq!(alarmed(&laptop), [(slip, 2)]);
}

/// A stamp never goes back. A check that is begun when the clock is right again is over after its quarter of an hour.
#[test]
fn a_clock_that_was_ahead_once_keeps_no_check_open() {
    let (mut laptop, _) = ward();
    let right = laptop.millis;
    laptop.millis += 300 * 24 * 60 * MINUTE;
    let block = Command::Block {
        bed: bed("6W-101-2"),
        reason: BlockReason::Cleaning,
        until: None,
    };
    laptop.does(block).unwrap();
    laptop.millis = right;
    let check = begin(&mut laptop, "meal", TARO);
    let known = |laptop: &Laptop| laptop.hospital.check(check).unwrap().clone();
    assert!(known(&laptop).is_blind(laptop.now()));
    laptop.millis += 16 * MINUTE;
    assert!(!known(&laptop).is_open(laptop.now()) && known(&laptop).is_abandoned(laptop.now()));
    // One that was begun while it was ahead lies further ahead than it may last.
    laptop.millis = right + 24 * 60 * MINUTE;
    let ahead = begin(&mut laptop, "meal", TARO);
    laptop.millis = right + 30 * MINUTE;
    assert!(!laptop.hospital.check(ahead).unwrap().is_open(laptop.now()));
}
