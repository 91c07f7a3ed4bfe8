//! What F5 says of somebody who was given a number: for how long, when it happened, who was ruled out; and what it answers.

use andon::app::Route;
use andon::domain::{
    command::{Admission, Command, Register, Request},
    identity::{Birth, RegisterAdopted},
    numbers::{
        Arrival, Triage,
        issue::Newcomer,
        ledger::{Filter, NumberState, Row, rows},
    },
};
use andon::i18n::Language;
use andon::screens;

use crate::harness::{LARGE, Player, SMALL, snapshot};
use crate::numbers_kit::{issue, prepared, reference, user};
use crate::world::{Laptop, bed, identifier, text};

const HOUR: i64 = 3600;

fn board(language: Language, size: (u16, u16), laptop: Laptop) -> Player {
    Player::at(language, size, laptop, Route::Board, screens::open)
}

fn ledger(player: &Player) -> Vec<Row> {
    rows(player.hospital(), &Filter::default())
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

/// Somebody found by the road in the night, of whom the form asks where and when.
fn found_by_night(language: Language, size: (u16, u16)) -> Player {
    let mut player = board(language, size, Laptop::with_numbers(7, 1));
    player.types("F5 u 1 enter 4 0 enter text:駅前 enter text:22:30 enter text:左腕に傷");
    player
}

#[test]
fn where_and_when_somebody_was_found() {
    snapshot("form-found-when", found_by_night, |_| {});
    snapshot("ids-found-when", found_by_night, |player| {
        player.types("F12");
    });
    snapshot("person-found-when", found_by_night, |player| {
        player.types("F12 enter");
    });
    snapshot(
        "form-packet-found-when",
        |language, size| board(language, size, many()),
        |player| {
            player.types("F5 Q 1 F12 right A tab");
        },
    );
}

/// The packet knows it, too.
#[test]
fn a_packet_is_given_to_somebody_who_was_found() {
    let mut player = board(Language::Japanese, SMALL, Laptop::with_numbers(7, 1));
    player.types("F5 Q 1 F12 right A F12");
    let row = ledger(&player).remove(0);
    assert_eq!((row.state, row.arrival.found_at), (NumberState::Issued, None));
    player.types("Q 1 F12 home A");
    player.types("tab tab tab tab tab tab text:川岸 tab text:8:15 F12");
    let found = ledger(&player).into_iter().find_map(|row| row.arrival.found_at);
    assert_eq!(
        found,
        Some(player.laptop.now().plus_seconds(-45 * 60)),
        "{}",
        player.text()
    );
}

/// Nobody was found tomorrow; the form says so beside the field, before anything is given.
#[test]
fn nobody_was_found_in_the_future() {
    let mut player = board(Language::Japanese, SMALL, Laptop::with_numbers(7, 1));
    player
        .types("F5 u tab tab tab text:11/24 F12")
        .types("C-u text:明日9:00 F12");
    assert!(player.text().contains("未来です"), "{}", player.text());
    assert!(ledger(&player).is_empty());
    player.types("C-u text:8:59 F12");
    assert_eq!(ledger(&player).len(), 1);
}

fn title(player: &Player) -> String {
    let top = player.session.visible().last().unwrap();
    top.title(&player.session.scope())
}

/// Whatever was typed into a form of numbers is asked about before another screen takes its place, and it comes back after a crash
/// as it was, question included.
#[test]
fn nothing_typed_is_left_behind_without_a_word() {
    let forms = [
        "F5 u 1",
        "F5 p text:山本 enter",
        "F5 M 3",
        "F5 V text:M07",
        "F5 A text:M07",
        "F5 Q 3",
    ];
    for keys in forms {
        for way in ["F2", "F3", "F4", "F5", "F7"] {
            let mut player = board(Language::Japanese, SMALL, Laptop::with_numbers(7, 1));
            player.types(keys);
            let form = title(&player);
            player.types(way);
            assert!(
                player.text().contains("破棄しますか"),
                "{keys} {way}\n{}",
                player.text()
            );
            player.types("esc");
            assert_eq!(title(&player), form, "{keys} {way}");
            let mut again = player.dies_and_starts();
            assert_eq!(title(&again), form, "{keys} {way}");
            again.types(way);
            assert!(again.text().contains("破棄しますか"), "{keys} {way}\n{}", again.text());
            again.types("right enter");
            assert_ne!(title(&again), form, "{keys} {way}");
            assert!(again.drafts().is_none());
        }
    }
}

/// What a form keeps for itself when it is handed in was typed by nobody; and Esc says what became of the little that was typed.
#[test]
fn a_form_that_nobody_typed_into_closes_and_one_answer_is_told() {
    let mut player = board(Language::Japanese, SMALL, Laptop::set_up(7));
    player.types("F5 u F12 F3");
    assert!(!player.text().contains("破棄しますか"), "{}", player.text());
    player.types("F5 Q 3 esc");
    let notice = player.session.notice().unwrap().text;
    assert!(notice.contains("保存せずに閉じました"), "{notice}");
}

/// They lie in two beds; whoever works here proposed the link before, and the other person comes now.
#[test]
fn a_link_that_is_made_is_said_to_be_made() {
    for first in [
        "",
        "L text:00012345 enter C-u text:k.mori enter text:wrong F12 right enter U F12 ",
    ] {
        let mut laptop = Laptop::with_numbers(7, 1);
        laptop.user = user("kango");
        laptop
            .does(Command::AdmitNew {
                person: Register {
                    identifier: Some(identifier("00012345")),
                    name: Some(text("田中 太郎")),
                    ..Register::default()
                },
                admission: Admission::into_bed(bed("5E-101-1")),
            })
            .unwrap();
        let mut player = board(Language::Japanese, LARGE, laptop);
        player.types("F5 u 1 F12 a text:6W-101-1 enter F12");
        let number = ledger(&player)[0].number.clone();
        player.types(first);
        player
            .laptop
            .does(Command::ProposeLink {
                patient: reference(&number),
                with: reference(&identifier("00012345")),
            })
            .unwrap();
        player.hears_the_hospital();
        player.types("L text:00012345 enter C-u text:k.mori enter text:rain-and-umbrella F12");
        player.types("y");
        let notice = player.session.notice().unwrap();
        assert!(notice.is_saved(), "{}", notice.text);
        assert!(notice.text.contains("に連結"), "{}", notice.text);
        assert_eq!(ledger(&player)[0].state, NumberState::Linked);
    }
}

fn with_tanaka(language: Language, size: (u16, u16)) -> Player {
    let mut laptop = Laptop::with_numbers(7, 1);
    laptop
        .does(Command::Register(Register {
            identifier: Some(identifier("00012345")),
            name: Some(text("田中 太郎")),
            kana: Some(text("タナカ タロウ")),
            birth: Some(Birth::On(chrono::NaiveDate::from_ymd_opt(1948, 5, 6).unwrap().into())),
            ..Register::default()
        }))
        .unwrap();
    board(language, size, laptop)
}

/// A number that nobody here has is nobody's record: what to do is looking further, or the name.
#[test]
fn a_number_that_nobody_has_is_not_said_to_have_a_record() {
    snapshot("form-number-unknown", with_tanaka, |player| {
        player.types("F5 p text:00999999 enter F12");
    });
    let mut player = with_tanaka(Language::Japanese, SMALL);
    player.types("F5 p text:00012345 enter F12");
    assert!(player.text().contains("登録されています"), "{}", player.text());
}

/// Whom the search showed, and who is somebody else, stands with the number that was given.
#[test]
fn who_was_declined_stands_with_the_number() {
    let declined = |player: &mut Player| {
        player.types("F5 p text:田中太郎 down enter F12 2 F12");
        assert_eq!(ledger(player).len(), 1, "{}", player.text());
    };
    snapshot("ids-declined", with_tanaka, declined);
    snapshot("person-declined", with_tanaka, |player| {
        declined(player);
        player.types("enter");
    });
}

/// One tag is on one person. Whoever types it a second time sees who wears it, and goes on when it is right all the same.
#[test]
fn a_tag_that_somebody_wears_already_is_pointed_at() {
    let many = |language, size| board(language, size, many());
    snapshot("form-tag-worn", many, |player| {
        player.types("F5 M 3 enter enter text:Ａ-096");
    });
    let mut player = many(Language::Japanese, LARGE);
    player.types("F5 M 3 enter enter text:A-096");
    assert!(player.text().contains("A-098 は M07-10001-49"), "{}", player.text());
    player.types("C-u text:A-200");
    assert!(!player.text().contains("付いています"), "{}", player.text());
    // Of another event there is another A-098.
    player.types("C-u text:A-098 tab C-u text:別の事故");
    assert!(!player.text().contains("付いています"), "{}", player.text());
    player.types("C-u text:駅前事故");
    assert!(player.text().contains("A-098 は M07-10001-49"), "{}", player.text());
    player.types("F12");
    assert_eq!(ledger(&player).len(), 17, "it is no refusal");
    // Nor is it silent: whoever went on reads which tag is on two people.
    let notice = player.session.notice().unwrap().text;
    assert!(
        notice.contains("保存済") && notice.contains("A-098（M07-10001-49）"),
        "{notice}"
    );
    // Named once more, the event is not the event twice.
    let mut named = many(Language::Japanese, LARGE);
    named.types("F5 M 3 enter enter text:A-096 tab text:駅前事故");
    assert!(named.text().contains("A-098 は M07-10001-49"), "{}", named.text());
    let mut hurried = many(Language::English, SMALL);
    hurried.types("F5 M 4 enter enter text:A-096 F12");
    assert!(
        hurried.text().contains("A-098 (M07-10001-49), A-099 (M07-10002-46)"),
        "{}",
        hurried.text()
    );
    hurried.types("M 2 enter enter text:A-300 F12");
    let notice = hurried.session.notice().unwrap().text;
    assert!(!notice.contains("A-300"), "{notice}");
    player.types("Q 1 F12 right A");
    player.types("tab tab tab tab text:A-098");
    assert!(player.text().contains("A-098 は M07-10001-49"), "{}", player.text());
}

/// Which number is linked is read whole, however long its name is.
#[test]
fn the_number_that_is_linked_stands_whole_over_the_form() {
    let many = |language, size| {
        let mut player = board(language, size, many());
        player.types("F5 u 1 enter 4 0 F12 a text:6W-101-1 enter F12");
        player
    };
    snapshot("form-link-head", many, |player| {
        player.types("L");
        let number = ledger(player).pop().unwrap().number.to_string();
        assert!(player.text().contains(&format!("ID {number}")), "{}", player.text());
    });
}

/// A number that cannot be is looked at again before anything else is asked of a packet.
#[test]
fn the_number_of_a_packet_is_checked_before_its_alias_is_asked() {
    // One digit of M09-10001-43 was misread.
    let night = |language, size| board(language, size, Laptop::with_numbers(7, 1));
    snapshot("form-packet-misread", night, |player| {
        player.types("F5 A text:M09-10001-44 F12");
        assert!(ledger(player).is_empty());
    });
    let mut player = night(Language::Japanese, LARGE);
    player.types("F5 A text:M07-10001-44 tab");
    assert!(!player.text().contains("仮氏名"), "{}", player.text());
    // One that this laptop has yet to give.
    let mut other = Laptop::with_numbers(9, 1);
    let theirs = prepared(&mut other, 1).remove(0);
    player.types(&format!("S-tab C-u text:{theirs} tab"));
    assert!(player.text().contains("仮氏名"), "{}", player.text());
    player.types("text:かすみ・とび F12");
    assert_eq!(ledger(&player).len(), 1, "{}", player.text());
    // Former patients, whom only the store can ask, are no packets: what was misread is said at once beside them, too, and which
    // packet in the drawer may be meant.
    let mut laptop = Laptop::with_numbers(7, 1);
    let own = prepared(&mut laptop, 1).remove(0);
    laptop
        .does(Command::AdoptRegister(RegisterAdopted {
            content: [1; 32],
            people: 2,
        }))
        .unwrap();
    let mut player = board(Language::English, LARGE, laptop);
    player.types("F5 A C-u text:M07-10001-94 F12");
    assert!(player.text().contains(own.as_str()), "{}", player.text());
    assert!(!player.text().contains("Alias"), "{}", player.text());
}

/// One is said as one, and by its number.
#[test]
fn one_casualty_is_named() {
    for (language, said) in [
        (Language::English, "M07-10001-49 given (mass casualty)"),
        (Language::Japanese, "M07-10001-49 を発番（多数傷病者）"),
    ] {
        let mut player = board(language, SMALL, Laptop::with_numbers(7, 1));
        player.types("F5 M 1 F12");
        let notice = player.session.notice().unwrap().text;
        assert!(notice.contains(said), "{notice}");
        player.types("M 2 F12");
        let notice = player.session.notice().unwrap().text;
        assert!(notice.contains('2') && !notice.contains("M07"), "{notice}");
    }
    let mut player = board(Language::English, SMALL, Laptop::with_numbers(7, 1));
    player.types("F5 Q 1 F12");
    let notice = player.session.notice().unwrap().text;
    assert!(notice.contains("1 packet prepared"), "{notice}");
}
