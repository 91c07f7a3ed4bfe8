//! Finding people on the screens: what the index finds beside the list, look-alikes where a name can be mistaken, and the warning
//! when two of them would share a room.

use andon::app::{Action, Route, Selection};
use andon::domain::command::{Admission, Command, Discharge, Register};
use andon::domain::identity::{Birth, PatientId, Sex};
use andon::i18n::Language;
use andon::screens;
use andon::search::alike::{Kind, LookAlikes};
use andon::search::index::Builder;
use andon::search::person::Entry;

use crate::harness::{LARGE, Player, SMALL};
use crate::screens_census::person;
use crate::world::{Laptop, bed, identifier, text};

fn admit(laptop: &mut Laptop, id: &str, name: &str, kana: &str, place: &str) {
    let person = person(id, name, kana, Sex::Male, (1948, 5, 6));
    let admission = Admission::into_bed(bed(place));
    laptop.does(Command::AdmitNew { person, admission }).unwrap();
}

fn ward() -> Laptop {
    let mut laptop = Laptop::set_up(7);
    admit(&mut laptop, "00000001", "田中　太郎", "タナカ　タロウ", "5E-101-1");
    admit(&mut laptop, "00000002", "田仲　太朗", "タナカ　タロウ", "5E-102-1");
    admit(&mut laptop, "00000003", "山﨑　健", "ヤマザキ　ケン", "5E-102-2");
    laptop
}

fn id(number: &str) -> PatientId {
    PatientId::of(&identifier(number))
}

#[test]
fn look_alikes_follow_people_as_they_come_and_go() {
    let mut laptop = ward();
    let mut found = LookAlikes::default();
    found.follow(&laptop.hospital);
    assert_eq!(found.count(), 2);
    assert_eq!(found.worst(id("00000001")), Some(Kind::SameReading));
    assert_eq!(found.of(id("00000002"))[0].who, id("00000001"));
    assert_eq!(found.worst(id("00000003")), None);

    admit(&mut laptop, "00000004", "田中太郎", "タナカ　タロオ", "6W-101-1");
    admit(&mut laptop, "00000005", "山崎　剣", "ヤマサキ　ケン", "6W-101-2");
    found.follow(&laptop.hospital);
    assert_eq!(
        found.worst(id("00000001")),
        Some(Kind::SameName),
        "the worst comes first"
    );
    assert_eq!(found.worst(id("00000003")), Some(Kind::Similar), "one sound apart");
    let mut anew = LookAlikes::default();
    anew.follow(&laptop.hospital);
    assert!(anew.all().eq(found.all()), "kept in step is the same as found anew");

    for number in ["00000001", "00000005"] {
        let discharge = Discharge {
            patient: identifier(number).into(),
            disposition: andon::domain::census::Disposition::Home,
            place: None,
        };
        laptop.does(Command::Discharge(discharge)).unwrap();
    }
    found.follow(&laptop.hospital);
    assert_eq!(found.worst(id("00000003")), None);
    assert_eq!(found.of(id("00000002")).len(), 1);
    let mut anew = LookAlikes::default();
    anew.follow(&laptop.hospital);
    assert!(anew.all().eq(found.all()));
}

#[test]
fn the_list_the_detail_and_the_board_say_who_can_be_confused() {
    for (language, size, kind) in [(Language::Japanese, SMALL, "同音"), (Language::English, LARGE, "sound")] {
        let mut player = Player::at(language, size, ward(), Route::Census, screens::open);
        let text = player.text();
        let flagged = text.lines().filter(|line| line.contains(&format!("≠{kind}"))).count();
        assert_eq!(flagged, 2, "{text}");
        player.types("enter");
        let text = player.text();
        assert!(text.contains("≠") && text.contains("5E-102-1"), "{text}");
    }
    let board = Player::at(Language::Japanese, (200, 40), ward(), Route::Board, screens::open);
    assert!(board.text().contains("類似"), "{}", board.text());
}

#[test]
fn the_filter_knows_other_forms_of_a_character() {
    let mut player = Player::at(Language::Japanese, LARGE, ward(), Route::Census, screens::open);
    player.types("/ text:山崎");
    assert!(player.text().contains("山﨑"), "{}", player.text());
}

#[test]
fn finding_takes_mistakes_and_former_patients_too() {
    let mut player = Player::at(Language::Japanese, LARGE, ward(), Route::Board, screens::open);
    player.register = Some(hanako());
    player.types("/ text:takahashi");
    assert!(
        player.text().contains("髙橋　花子") && player.text().contains("過去の患者"),
        "{}",
        player.text()
    );
    // The admission form, filled with what the register knows.
    player.types("enter");
    let text = player.text();
    for known in [
        "00090001",
        "髙橋　花子",
        "タカハシ　ハナコ",
        "1960-01-02",
        "1-2-3",
        "09012345678",
    ] {
        assert!(text.contains(known), "{known}: {text}");
    }
    player.types("text:5e-101-2 enter F12 y");
    let admitted = player
        .laptop
        .hospital
        .patient(id("00090001"))
        .expect("admitted")
        .clone();
    assert_eq!(
        admitted.phone.get().map(ToString::to_string).as_deref(),
        Some("09012345678")
    );
    assert!(player.laptop.hospital.open_stay(admitted.id).is_some());
    player.types("/ text:やまざし_けん");
    assert!(player.text().contains("山﨑"), "one wrong kana: {}", player.text());
}

#[test]
fn nobody_is_said_to_be_nowhere_before_the_former_patients_were_looked_through() {
    for (language, looking, unsearched) in [
        (Language::Japanese, "探しています", "患者台帳は未取込"),
        (Language::English, "Looking for", "no register was imported"),
    ] {
        let mut player = Player::at(language, SMALL, ward(), Route::Board, screens::open);
        player.slow = true;
        player.types("/ text:みしらぬ");
        assert!(player.text().contains(looking), "{}", player.text());
        player.rest();
        assert!(player.text().contains(unsearched), "{}", player.text());
    }
}

#[test]
fn an_answer_to_what_was_typed_before_is_no_news() {
    let mut player = Player::at(Language::Japanese, LARGE, ward(), Route::Board, screens::open);
    player.slow = true;
    player.types("/ text:やまざし_け");
    player.types("C-u text:みしらぬ");
    player.rest();
    assert!(!player.text().contains("山﨑"), "{}", player.text());
}

#[test]
fn a_look_alike_in_the_same_room_is_said_before_anybody_is_put_there() {
    let mut player = Player::at(Language::Japanese, LARGE, ward(), Route::Census, screens::open);
    player.types("W text:5e enter down a text:たなか_たろお enter text:田中　太郎 enter");
    let text = player.text();
    assert!(text.contains("同室に") && text.contains("田中"), "{text}");
}

#[test]
fn what_was_typed_stands_out_and_a_date_that_an_era_does_not_have_is_told() {
    let mut player = Player::at(Language::Japanese, SMALL, ward(), Route::Board, screens::open);
    player.register = Some(hanako());
    player.types("/ text:S64.1.9");
    assert!(player.text().contains("1989-01-09"), "{}", player.text());
    player.types("C-u text:S35.1.2");
    assert!(
        player.text().contains("髙橋　花子") && player.text().contains("00090001"),
        "{}",
        player.text()
    );
    // What comes along when a name is copied does not matter, and a mark without a sound is nobody's name.
    player.types("C-u");
    player.input(andon::input::Input::Paste("高橋\u{200b}花子".to_owned()));
    assert!(player.text().contains("00090001"), "{}", player.text());
    player.types("C-u text:ー");
    assert!(!player.text().contains("00090001"), "{}", player.text());
}

/// A register of one: 髙橋　花子.
fn hanako() -> andon::search::index::Index {
    let mut register = Builder::default();
    register.add(&Entry {
        id: "00090001",
        name: "髙橋　花子",
        kana: "タカハシ　ハナコ",
        sex: Sex::Female,
        birth: chrono::NaiveDate::from_ymd_opt(1960, 1, 2),
        phone: "090-1234-5678",
        address: "東京都多摩市入谷1-2-3",
        postcode: "",
    });
    register.finish()
}

/// The admission of somebody new up to the date of birth, as the family says it.
const SAID: &str =
    "W text:5e enter down a text:たかはし_はなこ enter text:高橋_花子 enter enter 2 enter text:S35.1.2 enter";

#[test]
fn whoever_may_be_known_already_is_asked_about_before_anything_is_saved() {
    for (language, question, why, size) in [
        (Language::Japanese, "同じ人", "一致:読み", SMALL),
        (Language::English, "Same person", "same:reading", LARGE),
    ] {
        let mut player = Player::at(language, size, ward(), Route::Census, screens::open);
        player.register = Some(hanako());
        player.types(SAID);
        assert!(player.text().contains(question), "{}", player.text());
        // It cannot be saved without an answer.
        let before = player.laptop.commits().len();
        player.types("F12");
        assert_eq!(player.laptop.commits().len(), before, "{}", player.text());
        // The keyboard is in the question now; the first line is the likeliest, and why is said to its end.
        let text: String = player.text().split_whitespace().collect();
        assert!(text.contains(why) && text.contains("1-2-3"), "{}", player.text());
        player.types("1 enter");
        assert!(player.text().contains("00090001"), "{}", player.text());
        assert!(player.text().contains("09012345678"), "{}", player.text());
        player.types("F12 y");
        let known = player
            .laptop
            .hospital
            .patient(id("00090001"))
            .expect("the former patient")
            .clone();
        assert!(player.laptop.hospital.open_stay(known.id).is_some());
    }
}

/// Whoever is said to be somebody from the records is not recorded again, with a number to go by or without.
#[test]
fn who_is_known_without_a_number_gets_no_second_record() {
    for size in [SMALL, LARGE] {
        let mut laptop = ward();
        let person = Register {
            name: Some(text("山川 次郎")),
            kana: Some(text("ヤマカワ ジロウ")),
            sex: Some(Sex::Male),
            birth: Some(Birth::On(chrono::NaiveDate::from_ymd_opt(1948, 5, 6).unwrap().into())),
            ..Register::default()
        };
        laptop.does(Command::Register(person)).unwrap();
        let before = laptop.hospital.patients().count();
        let first = Route::Form(Action::Register, Selection::default());
        let mut player = Player::at(Language::Japanese, size, laptop, first, screens::open);
        player.types("tab text:山川_次郎 tab text:やまかわ_じろう tab 1 tab text:S23.5.6 tab F12");
        assert!(player.text().contains("同じ人"), "{}", player.text());
        player.types("1 enter F12").types("F12");
        assert_eq!(player.laptop.hospital.patients().count(), before, "{}", player.text());
        let text: String = player.text().split_whitespace().collect();
        assert!(text.contains("すでに登録されている人です"), "{}", player.text());
        player.types("C-u 2 enter");
        assert_eq!(
            player.laptop.hospital.patients().count(),
            before + 1,
            "{}",
            player.text()
        );
    }
}

#[test]
fn somebody_else_is_somebody_else_when_somebody_has_said_so() {
    let mut player = Player::at(Language::Japanese, LARGE, ward(), Route::Census, screens::open);
    player.register = Some(hanako());
    player.types(SAID).types("F12");
    let before = player.laptop.commits().len();
    player.types("2 enter F12 y");
    assert_eq!(player.laptop.commits().len(), before + 1, "{}", player.text());
    assert!(player.laptop.hospital.patient(id("00090001")).is_none());
}

#[test]
fn saving_waits_until_everybody_was_compared() {
    let mut player = Player::at(Language::Japanese, LARGE, ward(), Route::Census, screens::open);
    player.register = Some(hanako());
    player.types(SAID.split(" text:S35").next().unwrap());
    player.rest();
    player.slow = true;
    player.types("text:S35.1.2 F12");
    let before = player.laptop.commits().len();
    player.rest();
    assert_eq!(player.laptop.commits().len(), before, "{}", player.text());
    assert!(player.text().contains("同じ人"), "{}", player.text());
}
