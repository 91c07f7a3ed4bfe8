//! How much a desk has to do on paper: arrivals, done, backlog and oldest hour by hour, the time to clear at the present rate, and
//! the word before the limit is reached (domain.md, Order slips 10).

use std::sync::Arc;

use andon::domain::slips::{
    SlipNumber,
    ask::{
        DeskLoad, LoadState,
        load::{HOURS, load},
    },
    command::SlipCommand,
};
use andon::settings::slips;

use LoadState::{Fine, Near, Over};

use crate::{
    slip_world::{Paper, code, prescription, with_slips},
    world::Laptop,
};

const LIMIT: u16 = 5;

/// A pharmacy of five slips an hour.
fn small_pharmacy() -> Laptop {
    let mut laptop = with_slips(7);
    let mut book = slips::standard().unwrap().as_ref().clone();
    for desk in book.desks.iter_mut().filter(|desk| desk.code == code("pharmacy")) {
        desk.per_hour = Some(LIMIT);
    }
    let book = Arc::new(book);
    let version = slips::version(&book).unwrap();
    laptop.slip(SlipCommand::AdoptBook { version, book }).unwrap();
    laptop
}

fn pharmacy(laptop: &Laptop) -> DeskLoad {
    let loads = load(&laptop.hospital, laptop.now());
    loads.into_iter().find(|load| load.desk == code("pharmacy")).unwrap()
}

fn comes(laptop: &mut Laptop, drug: usize) -> SlipNumber {
    let slip = laptop.printed(prescription(&format!("薬剤{drug}錠")));
    for by in ["医師", "看護"] {
        laptop.done(slip, by).unwrap();
    }
    laptop.receive(slip, "pharmacy").unwrap();
    slip
}

#[test]
fn a_desk_is_warned_of_before_its_limit_is_reached() {
    let mut laptop = small_pharmacy();
    let mut states = Vec::new();
    let mut slips = Vec::new();
    for number in 0..usize::from(LIMIT) {
        slips.push(comes(&mut laptop, number));
        let now = pharmacy(&laptop);
        assert_eq!(usize::try_from(now.arrived_last_hour()).unwrap(), number + 1);
        states.push(now.state);
    }
    assert_eq!(states, [Fine, Fine, Fine, Near, Over], "before, at, and not after");

    // An hour later nothing comes in, and what waits is a whole hour's work.
    laptop.millis += 3_600_000;
    let later = pharmacy(&laptop);
    assert_eq!(later.arrived_last_hour(), 0);
    assert_eq!(later.arrivals[HOURS - 2], u32::from(LIMIT));
    assert_eq!((later.waiting(), later.state), (u32::from(LIMIT), Near));
    assert_eq!(later.clear, None, "nothing was done: it never clears");
    assert_eq!(later.backlog[HOURS - 1], u32::from(LIMIT));
    let first = later.oldest.unwrap();

    // Two are through; at that rate the other three take three hours.
    for slip in &slips[..2] {
        for by in ["甲", "乙", "甲"] {
            laptop.done(*slip, by).unwrap();
        }
    }
    let after = pharmacy(&laptop);
    assert_eq!((after.done_last_hour(), after.waiting()), (2, 3));
    assert_eq!(after.clear, Some(180));
    assert!(after.oldest.unwrap() > first, "the oldest is one that waits");
    // They were due within half an hour: late once each, however many sheets they have.
    assert_eq!(after.late, 3);

    // A day later all of it has left the chart, and what waits still waits.
    laptop.millis += 24 * 3_600_000;
    let tomorrow = pharmacy(&laptop);
    assert_eq!(tomorrow.arrivals.iter().sum::<u32>(), 0);
    assert_eq!(tomorrow.backlog, [3; HOURS]);
}
