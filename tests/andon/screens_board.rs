//! The board and the choice of a ward: keys in, the whole screen out.

use andon::app::{Effect, Preference, Route};
use andon::domain::ask;
use andon::domain::census::{BedName, BlockReason, OutKind, WardCode};
use andon::domain::command::{Command, Expect, Leave, Register};
use andon::i18n::Language;
use andon::screens;

use crate::harness::{Player, SMALL, sample, snapshot};
use crate::world::{Laptop, bed, identifier, text};

/// The first bed of a ward in which nobody is.
pub fn free_bed(laptop: &Laptop, ward: &str) -> BedName {
    let frame = laptop.hospital.frame().unwrap();
    let beds = &frame.ward(ward).unwrap().beds;
    let is_free = |name: &BedName| laptop.hospital.occupants(name).next().is_none();
    beds.iter().find(|bed| is_free(&bed.name)).unwrap().name.clone()
}

/// The sample after a night: people away, on their way, absconded, a bed blocked, somebody expected.
pub fn busy() -> Laptop {
    let mut laptop = sample();
    let patients: Vec<_> = ask::census(&laptop.hospital, Some(&WardCode::parse("5E").unwrap()))
        .into_iter()
        .map(|row| row.patient)
        .collect();
    for (patient, kind, hours) in [
        (patients[0], OutKind::Leave, Some(30)),
        (patients[1], OutKind::OffWard, Some(1)),
        (patients[2], OutKind::Outing, Some(9)),
        (patients[3], OutKind::Absconded, None),
    ] {
        let leave = Leave {
            patient: patient.into(),
            kind,
            until: hours.map(|hours| laptop.now().plus_seconds(hours * 3600)),
            place: None,
        };
        laptop.does(Command::Leave(leave)).unwrap();
    }
    let depart = Command::Depart {
        patient: patients[4].into(),
        bed: free_bed(&laptop, "6W"),
    };
    laptop.does(depart).unwrap();
    let block = Command::Block {
        bed: bed("5E-501-3"),
        reason: BlockReason::Cleaning,
        until: Some(laptop.now().plus_seconds(4 * 3600)),
    };
    laptop.does(block).unwrap();
    let person = Register {
        identifier: Some(identifier("00990001")),
        name: Some(text("大野 花")),
        ..Register::default()
    };
    laptop.does(Command::Register(person)).unwrap();
    let expect = Expect {
        patient: identifier("00990001").into(),
        when: Some(laptop.now().plus_seconds(5 * 3600)),
        bed: Some(bed("5E-504-3")),
        department: None,
    };
    laptop.does(Command::Expect(expect)).unwrap();
    laptop.millis += 2 * 3600 * 1000;
    laptop
}

fn board(language: Language, size: (u16, u16)) -> Player {
    Player::at(language, size, busy(), Route::Board, screens::open)
}

fn line<'a>(text: &'a str, begin: &str) -> &'a str {
    text.lines().find(|line| line.contains(begin)).unwrap()
}

#[test]
fn a_night_on_the_board() {
    snapshot("board-busy", board, |player| {
        player.types("down down down down down down down down");
    });
}

#[test]
fn a_calm_hospital_has_no_alarm() {
    let calm = |language, size| Player::at(language, size, sample(), Route::Board, screens::open);
    snapshot("board-calm", calm, |_| {});
    let shows = calm(Language::Japanese, SMALL).shows();
    assert!(!shows.contains("alarm") && !shows.contains("warn"), "{shows}");
}

#[test]
fn the_figures_add_up_and_say_what_they_hold() {
    let player = board(Language::English, (200, 60));
    let text = player.text();
    assert!(text.contains("600 inpatients"), "{text}");
    assert!(
        text.contains("599 in beds + 0 newborns in cots + 1 in transit; 1 expected"),
        "{text}"
    );
    assert!(line(&text, " 5E ").contains("27/41"), "{text}");
    // On a large screen the people behind the figures stand below.
    assert!(line(&text, "In transit 1").contains("Blocked beds 1"), "{text}");
    assert!(text.contains("大野 花"), "who is expected\n{text}");
}

#[test]
fn what_is_wrong_stands_on_top() {
    let player = board(Language::Japanese, SMALL);
    let text = player.text();
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[1].contains("■ 無断離院") && lines[1].contains("5E-502-1"),
        "{text}"
    );
    assert!(lines[2].contains("▲ 転棟中のまま1時間以上"), "{text}");
    assert!(
        lines[3].contains("▲ 帰院・帰棟の予定を過ぎています") && lines[3].contains("1人"),
        "{text}"
    );
    assert!(player.shows().contains(" 1: alarm 0-79"), "{}", player.shows());
}

#[test]
fn the_wards_scroll_and_the_hospital_stands_still() {
    let mut player = board(Language::Japanese, SMALL);
    player.types("end");
    let text = player.text();
    assert!(line(&text, "4P").starts_with('▸'), "{text}");
    assert!(line(&text, "599/865").contains("599/865"), "{text}");
    player.types("home");
    assert!(line(&player.text(), "599/865").starts_with('▸'));
}

#[test]
fn enter_opens_the_ward() {
    let mut player = board(Language::Japanese, SMALL);
    player.types("down down enter");
    let ward = Some(WardCode::parse("CCU").unwrap());
    assert_eq!(player.effects, [Effect::Remember(Preference::Ward(ward.clone()))]);
    assert_eq!(player.session.scope().ward, ward.as_ref());
}

#[test]
fn a_hospital_without_wards_says_what_to_do() {
    for route in [Route::Board, Route::Beds] {
        let player = Player::at(Language::Japanese, SMALL, Laptop::new(7), route, screens::open);
        assert!(player.text().contains("andon init --hospital"), "{}", player.text());
    }
}

#[test]
fn a_ward_is_chosen_by_typing() {
    snapshot("wards", board, |player| {
        player.types("W text:9");
    });
}

#[test]
fn the_chosen_ward_is_remembered_and_selected() {
    let mut player = board(Language::Japanese, SMALL);
    player.types("W text:しんけい");
    assert!(
        player.text().contains("当てはまる病棟がありません"),
        "{}",
        player.text()
    );
    player.types("C-u text:集中 down enter");
    let chosen = player.session.scope().ward.unwrap().to_string();
    assert_eq!(chosen, "CCU", "the second whose name holds it");
    assert!(line(&player.text(), "CCU").starts_with('▸'), "{}", player.text());
    // The first line is the whole hospital; Enter on what is marked changes nothing.
    player.types("W enter");
    assert_eq!(player.session.scope().ward.unwrap().as_str(), "CCU");
    player.types("W pgup pgup enter");
    assert_eq!(player.session.scope().ward, None);
}
