//! The bed map: walking it, what stands in the tiles, what the keys act on.

use andon::app::{Happening, Intent, KeyContext, Message, Route, Scope, Screen, Situation};
use andon::domain::census::{OutKind, RoomRule};
use andon::domain::command::{Admission, Command, Leave, Register};
use andon::domain::identity::Sex;
use andon::i18n::Language;
use andon::input::Typing;
use andon::screens;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::harness::{LARGE, Player, SMALL, snapshot};
use crate::screens_board::busy;
use crate::screens_discrepancies::apart;
use crate::world::{Laptop, bed, identifier, text};

/// Stands in for a form, and shows what it was opened with.
struct Opened(String);

impl Screen for Opened {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Form],
            holds: std::collections::BTreeSet::new(),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, _: &Scope<'_>) -> Vec<Intent> {
        match happening {
            Happening::Action(andon::app::Action::Back) => vec![Intent::Back],
            _ => Vec::new(),
        }
    }

    fn settle(&mut self, _: &Scope<'_>) {}

    fn view(&self, _: &Scope<'_>, _: Rect, _: &mut Buffer) -> Option<Position> {
        None
    }

    fn title(&self, _: &Scope<'_>) -> String {
        self.0.clone()
    }
}

/// The screens, but a form only says what it is about.
pub fn with_forms(route: &Route, scope: &Scope<'_>) -> Option<Box<dyn Screen>> {
    match route {
        Route::Form(action, selection) if *action != andon::app::Action::Close => {
            let patient = selection
                .patient
                .map(|patient| scope.patient(patient))
                .unwrap_or_default();
            let bed = selection.bed.as_ref().map(ToString::to_string).unwrap_or_default();
            Some(Box::new(Opened(format!("<{action:?}|{patient}|{bed}>"))))
        }
        other => screens::open(other, scope),
    }
}

fn map_of(language: Language, size: (u16, u16), laptop: Laptop) -> Player {
    Player::at(language, size, laptop, Route::Beds, with_forms)
}

fn small() -> Player {
    map_of(Language::Japanese, SMALL, apart())
}

/// The bed that the detail is about.
fn selected(player: &Player) -> String {
    let text = player.text();
    let head = text.lines().rev().find(|line| line.starts_with('─')).unwrap();
    head.split_whitespace().nth(1).unwrap().to_owned()
}

#[test]
fn a_ward_after_a_night() {
    let start = |language, size| map_of(language, size, busy());
    snapshot("beds-busy", start, |player| {
        player.types("] ] ] ] ] ] ] right down");
    });
}

#[test]
fn beds_in_conflict() {
    let start = |language, size| map_of(language, size, apart());
    snapshot("beds-conflict", start, |player| {
        player.types("right");
    });
}

#[test]
fn without_a_ward_the_first_is_shown_and_brackets_go_round() {
    let mut player = small();
    assert!(player.text().contains("5E 病棟"), "{}", player.text());
    player.types("[");
    assert!(player.text().contains("6W 病棟"), "{}", player.text());
    player.types("]");
    assert!(player.text().contains("5E 病棟"), "{}", player.text());
    player.types("W text:6 enter");
    assert!(player.text().contains("6W 病棟"), "{}", player.text());
}

#[test]
fn arrows_walk_rooms_and_beds() {
    let mut player = small();
    assert_eq!(selected(&player), "5E-101-1");
    for (key, bed) in [
        ("down", "5E-101-2"),
        ("right", "5E-102-1"),
        ("down", "5E-102-2"),
        ("left", "5E-101-2"),
        ("up", "5E-101-1"),
        ("end", "5E-102-2"),
        ("home", "5E-101-1"),
    ] {
        player.types(key);
        assert_eq!(selected(&player), bed, "after {key}\n{}", player.text());
    }
}

#[test]
fn every_patient_of_a_shared_bed_can_be_selected() {
    let mut player = small();
    player.types("right");
    let first = player.text();
    player.types("down");
    let second = player.text();
    assert_eq!(first.matches("■重複").count(), 2, "{first}");
    for text in [&first, &second] {
        assert!(text.contains("5E-102-1"), "{text}");
    }
    let names = |text: &str| {
        (
            text.rsplit("─\n").next().unwrap().contains("高橋"),
            text.rsplit("─\n").next().unwrap().contains("鈴木"),
        )
    };
    assert_ne!(names(&first), names(&second), "{first}\n{second}");
}

#[test]
fn the_movement_keys_act_on_the_selected_bed() {
    let mut player = small();
    player.types("down d");
    assert!(
        player.text().contains("<Discharge|佐藤 花子|5E-101-2>"),
        "{}",
        player.text()
    );
    player.types("esc up a");
    assert!(player.text().contains("<Admit||5E-101-1>"), "{}", player.text());
    player.types("esc enter");
    assert!(
        player.text().contains("<Admit||5E-101-1>"),
        "Enter admits into an empty bed\n{}",
        player.text()
    );
    player.types("esc t");
    assert!(
        player.text().contains("一覧で患者を選ぶと使えます"),
        "{}",
        player.text()
    );
    player.types("] b");
    assert!(player.text().contains("<Block|"), "{}", player.text());
}

#[test]
fn who_is_on_the_way_stands_at_both_ends() {
    let mut laptop = Laptop::set_up(7);
    let person = Register {
        identifier: Some(identifier("00012345")),
        name: Some(text("田中 太郎")),
        ..Register::default()
    };
    let admission = Admission::into_bed(bed("5E-101-1"));
    laptop.does(Command::AdmitNew { person, admission }).unwrap();
    let depart = Command::Depart {
        patient: identifier("00012345").into(),
        bed: bed("6W-102-2"),
    };
    laptop.does(depart).unwrap();
    let mut player = map_of(Language::Japanese, SMALL, laptop);
    let text = player.text();
    assert!(
        text.contains("送り出し・転棟中") && text.contains("→6W-102-2"),
        "{text}"
    );
    player.types("end r");
    assert!(player.text().contains("<Arrive|田中 太郎|"), "{}", player.text());
    player.types("esc ]");
    assert!(player.text().contains("→受入 田中 太郎"), "{}", player.text());
    player.types("right down r");
    assert!(
        player.text().contains("<Arrive|田中 太郎|6W-102-2>"),
        "{}",
        player.text()
    );
}

#[test]
fn the_selection_stays_on_the_bed() {
    let mut player = small();
    player.types("down");
    assert!(player.text().contains("佐藤 花子"), "{}", player.text());
    let discharge = Command::Transfer {
        patient: identifier("00020391").into(),
        bed: bed("6W-102-1"),
    };
    player.laptop.does(discharge).unwrap();
    player.tell(Message::Hospital(std::sync::Arc::new(player.laptop.hospital.clone())));
    assert_eq!(
        selected(&player),
        "5E-101-2",
        "the patient has gone, the bed is still selected"
    );
    assert!(player.text().contains("空床。"), "{}", player.text());
}

#[test]
fn who_was_looked_at_is_selected_again() {
    let mut player = small();
    player.types("right down down F2 F4");
    assert_eq!(selected(&player), "5E-102-2");
}

#[test]
fn rooms_say_their_rule_and_cots_are_cots() {
    let mut laptop = Laptop::set_up(7);
    let rule = RoomRule {
        sex: Some(Sex::Female),
        isolation: None,
    };
    let room = bed("6W-101-1").room_name();
    laptop.does(Command::RuleRoom { room, rule }).unwrap();
    let mut player = map_of(Language::Japanese, SMALL, laptop);
    player.types("]");
    let text = player.text();
    assert!(text.contains("101 女のみ") && text.contains("空きコット"), "{text}");
    assert!(text.contains("0/4床"), "a cot is no licensed bed\n{text}");
}

#[test]
fn what_is_looked_for_is_found_on_the_map() {
    let mut player = small();
    player.types("/ text:00020391");
    assert_eq!(selected(&player), "5E-101-2");
    player.types("C-u text:青木 enter");
    assert_eq!(selected(&player), "5E-102-2");
    player.types("/ text:zzz");
    assert!(player.text().contains("0件"), "{}", player.text());
    player.types("esc d");
    assert!(
        player.text().contains("<Discharge|青木 良子|5E-102-2>"),
        "{}",
        player.text()
    );
}

/// Two names that differ at their end only, as long as the tile: neither is cut where they differ.
#[test]
fn names_are_whole_where_they_tell_two_people_apart() {
    let laptop = || {
        let mut laptop = Laptop::set_up(7);
        for (place, name) in [
            ("5E-101-1", "マリア・ドロレス・ガルシア・A"),
            ("5E-101-2", "マリア・ドロレス・ガルシア・B"),
        ] {
            let person = Register {
                name: Some(text(name)),
                sex: Some(Sex::Female),
                ..Register::default()
            };
            let admission = Admission::into_bed(bed(place));
            laptop.does(Command::AdmitNew { person, admission }).unwrap();
        }
        laptop
    };
    for size in [SMALL, LARGE, (200, 60)] {
        let text = map_of(Language::Japanese, size, laptop()).text();
        let map: String = text.lines().take(8).collect();
        assert!(
            map.contains("ガルシア・A") && map.contains("ガルシア・B"),
            "{size:?}\n{text}"
        );
    }
}

#[test]
fn a_large_ward_of_one_room_uses_the_width() {
    let player = map_of(Language::Japanese, SMALL, crate::harness::sample());
    let text = player.text();
    assert!(text.contains("ICU  01-06") && text.contains("ICU  13-18"), "{text}");
    let first = text.lines().find(|line| line.contains("ICU  01-06")).unwrap();
    assert!(
        first.contains("ICU  07-12"),
        "the parts stand beside one another\n{text}"
    );
}

#[test]
fn somebody_overdue_is_marked() {
    let mut laptop = apart();
    let leave = Leave {
        patient: identifier("00020391").into(),
        kind: OutKind::Outing,
        until: Some(laptop.now().plus_seconds(600)),
        place: None,
    };
    laptop.does(Command::Leave(leave)).unwrap();
    let mut player = map_of(Language::Japanese, SMALL, laptop);
    assert!(
        !player.text().contains("▲外出") && player.text().contains("外出"),
        "{}",
        player.text()
    );
    let later = player.laptop.now().plus_seconds(1200);
    player.session.tick(later);
    assert!(player.text().contains("▲外出"), "{}", player.text());
}
