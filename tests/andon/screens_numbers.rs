//! What F5 says of somebody who was given a number: for how long, when it happened, who was ruled out; and what it answers.

use andon::app::Route;
use andon::domain::{
    command::{Command, Request},
    numbers::{Arrival, Triage, issue::Newcomer},
};
use andon::i18n::Language;
use andon::screens;

use crate::harness::{Player, snapshot};
use crate::numbers_kit::issue;
use crate::world::{Laptop, text};

const HOUR: i64 = 3600;

fn board(language: Language, size: (u16, u16), laptop: Laptop) -> Player {
    Player::at(language, size, laptop, Route::Board, screens::open)
}

/// The same at another moment than now.
fn ago(laptop: &Laptop, seconds: i64, command: Command) -> Request {
    Request {
        at: Some(laptop.now().plus_seconds(-seconds)),
        ..command.into()
    }
}

fn somebody(arrival: Arrival) -> Newcomer {
    Newcomer::Unidentified {
        sex: None,
        birth: None,
        arrival,
    }
}

/// Two of whom it was only written down this morning that they came, and twelve of an accident.
fn many() -> Laptop {
    let mut laptop = Laptop::with_numbers(7, 1);
    for hours in [37, 9] {
        let came = ago(&laptop, hours * HOUR, issue(somebody(Arrival::default())));
        laptop.does(came).unwrap();
        laptop.millis += 60_000;
    }
    let arrival = Arrival {
        triage: Some(Triage::Yellow),
        tag: Some(text("A-098")),
        incident: Some(text("駅前事故")),
        ..Arrival::default()
    };
    laptop.does(issue(Newcomer::Mass { count: 12, arrival })).unwrap();
    laptop
}

/// Whoever is unidentified for the longest is seen to be, in a mass casualty, too; when it happened is not when it was typed.
#[test]
fn how_long_somebody_has_been_here_is_always_in_sight() {
    let night = |language, size| board(language, size, many());
    snapshot("ids-for-how-long", night, |player| {
        player.types("F5 end");
    });
}
