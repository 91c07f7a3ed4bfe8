//! What people do at three in the morning: a key too many, the wrong person in a list, a word of the board typed into a filter.
//! Nothing of it may lock them out, hurt anybody, or answer with a sentence that is not true.

use andon::app::{LockKind, Route, Tone};
use andon::domain::command::{Admission, Command, Leave, Register};
use andon::domain::{
    census::OutKind,
    identity::{Birth, Sex},
    numbers::ledger::{Filter, rows},
};
use andon::i18n::Language;
use andon::screens;

use crate::harness::{LARGE, Player, SMALL, sample};
use crate::world::{Laptop, bed, identifier, text};

/// A man and a woman in 5E-101, a woman who was never here before, and numbers to give.
fn laptop() -> Laptop {
    let mut laptop = Laptop::with_numbers(7, 1);
    laptop.adopts_checks();
    let day = chrono::NaiveDate::from_ymd_opt(1990, 5, 6).unwrap();
    let person = |number: &str, name: &str, kana: &str, sex| Register {
        identifier: Some(identifier(number)),
        name: Some(text(name)),
        kana: Some(text(kana)),
        sex,
        birth: Some(Birth::On(day.into())),
        ..Register::default()
    };
    for (number, name, kana, place, sex) in [
        ("00012345", "田中 太郎", "タナカ タロウ", "5E-101-1", Some(Sex::Male)),
        ("00020391", "佐藤 花子", "サトウ ハナコ", "5E-101-2", Some(Sex::Female)),
    ] {
        let admission = Admission::into_bed(bed(place));
        let person = person(number, name, kana, sex);
        laptop.does(Command::AdmitNew { person, admission }).unwrap();
    }
    let stranger = person("00030000", "石川 遥", "イシカワ ハルカ", None);
    laptop.does(Command::Register(stranger)).unwrap();
    laptop
}

fn at(language: Language, size: (u16, u16), route: Route) -> Player {
    Player::at(language, size, laptop(), route, screens::open)
}

fn census() -> Player {
    at(Language::Japanese, SMALL, Route::Census)
}

fn said(player: &Player) -> String {
    player.session.notice().map(|notice| notice.text).unwrap_or_default()
}

fn last_line(player: &Player) -> String {
    player.text().lines().last().unwrap_or_default().to_owned()
}

/// Enter on the last field has saved; F12, which saves in every form, comes a breath later.
#[test]
fn a_key_too_many_after_saving_locks_nobody_out() {
    let mut player = census();
    player.types("i 1 enter");
    let saved = said(&player);
    assert!(saved.contains("保存済"), "{}", player.text());
    for again in ["F12", "C-s", "F12"] {
        player.types(again);
        assert!(player.session.locked().is_none(), "{again}");
        assert_eq!(said(&player), saved, "{again}: what was saved stands there still");
        assert_eq!(player.session.notice().map(|notice| notice.tone), Some(Tone::Saved));
    }
    // Pressed for itself it says what it is, and what locks.
    player.types("down F12");
    assert!(player.session.locked().is_none());
    assert!(
        said(&player).contains("F12 は入力画面で保存するキーです"),
        "{}",
        said(&player)
    );
    assert!(said(&player).contains("Ctrl-K"), "{}", said(&player));
    player.types("C-k");
    assert_eq!(
        player.session.locked().map(andon::app::Lock::kind),
        Some(LockKind::Away)
    );
    // Nor is a question answered or left by it.
    let mut player = census();
    player.types("d 5 enter F12");
    assert!(
        player.session.locked().is_none() && player.text().contains("自己退院を記録"),
        "{}",
        player.text()
    );
}

/// In the last field the line says what the text over it says.
#[test]
fn the_line_says_that_enter_saves_in_the_last_field() {
    let mut player = census();
    player.types("t");
    assert!(player.text().contains("Enter で保存します"), "{}", player.text());
    assert!(last_line(&player).contains("Enter保存"), "{}", last_line(&player));
    player.types("S-tab");
    assert!(last_line(&player).contains("Enter次へ"), "{}", last_line(&player));
}

/// A room with free beds is not called full because two of them fit what was typed.
#[test]
fn a_room_with_free_beds_is_never_called_full() {
    let mut player = census();
    player.types("t text:102 enter");
    let text = player.text();
    assert!(
        text.contains("いくつか当てはまります") && !text.contains("空床はありません"),
        "{text}"
    );
    // All of 5E-101 is taken; the letters of it stand in 5E-102-1, too, which nobody means.
    player.types("C-u text:5e101 enter");
    assert!(player.text().contains("5E-101 に空床はありません"), "{}", player.text());
    assert!(player.laptop.hospital.occupants(&bed("5E-102-1")).next().is_none());
}

/// No man is in the list of mothers, and whoever types his name is told why; a woman of the ward stands first.
#[test]
fn a_man_is_not_chosen_as_a_mother() {
    for (language, refused) in [
        (Language::Japanese, "男性として登録されています"),
        (Language::English, "is recorded as a man"),
    ] {
        let mut player = at(language, LARGE, Route::Census);
        player.types("F5 B");
        let text = player.text();
        assert!(text.contains("5E-101-2 佐藤 花子") && !text.contains("田中"), "{text}");
        assert!(
            !text.contains("石川"),
            "who is no inpatient comes when looked for\n{text}"
        );
        for typed in ["田中", "00012345"] {
            player.types(&format!("C-u text:{typed} enter"));
            let text = player.text().replace('\n', " ");
            assert!(text.contains(refused) || said(&player).contains(refused), "{text}");
            player.types("enter F12");
            assert!(rows(player.hospital(), &Filter::default()).is_empty());
        }
        // Nobody has asked: it is said, and not refused.
        player.types("C-u text:石川 down");
        let asked = match language {
            Language::Japanese => "性別は未入力です",
            Language::English => "was not asked",
        };
        assert!(player.text().contains(asked), "{}", player.text());
    }
}

/// From the bed of the mother to a cot, without leaving the list for another screen.
#[test]
fn a_newborn_gets_a_number_where_the_mother_is_selected() {
    let mut player = census();
    // On the man it opens without a mother; on the woman with her.
    player.types("B");
    assert!(!player.text().contains("母 *  田中"), "{}", player.text());
    player.types("esc down B enter 1 enter enter");
    let given = rows(player.hospital(), &Filter::default());
    assert_eq!(given.len(), 1, "{}", player.text());
    assert!(given[0].mother.is_some());
    assert!(said(&player).contains("F5 でラベル・入院"), "{}", said(&player));
    // Until there is a bed, the child stands in the list of who waits for one, and the cots come first.
    player.types("F5");
    assert!(player.text().contains("佐藤 花子"), "{}", player.text());
    player.types("a");
    let text = player.text();
    assert!(text.contains("佐藤 花子"), "{text}");
    // Handed in twice, the form comes to one number.
    let mut player = census();
    player.types("down B enter 1 F12 F12");
    assert_eq!(rows(player.hospital(), &Filter::default()).len(), 1);
}

/// What comes next stands in the message, and on the line.
#[test]
fn a_number_that_was_given_names_its_label() {
    for (language, next, key) in [
        (Language::Japanese, "P ラベル　a 入院", "P印刷"),
        (Language::English, "P prints labels, a admits", "P Print"),
    ] {
        let mut player = at(language, SMALL, Route::Census);
        player.types("F5 u 2 F12");
        let alias = rows(player.hospital(), &Filter::default())[0].name.clone().unwrap();
        assert!(said(&player).contains(alias.as_str()), "{}", said(&player));
        assert!(said(&player).contains(next), "{}", said(&player));
        assert!(last_line(&player).contains(key), "{}", last_line(&player));
    }
}

/// Whoever was in no bed is not discharged from one; whoever is not here cannot leave.
#[test]
fn whoever_leaves_the_emergency_department_is_not_discharged_from_a_bed() {
    let mut player = census();
    player.types("F5 u 2 F12");
    assert!(last_line(&player).contains("d転帰"), "{}", last_line(&player));
    player.types("d");
    let text = player.text();
    assert!(
        text.contains("転帰（帰宅・転送・死亡）") && !text.contains("病床が空きます"),
        "{text}"
    );
    player.types("1 enter");
    assert!(said(&player).contains("救急外来を退出"), "{}", said(&player));
    player.types("d");
    assert!(said(&player).contains("入院していない患者です"), "{}", said(&player));
}

/// What the board counts is found by the words of the board, in the language of the screen.
#[test]
fn the_filter_finds_what_the_board_counts() {
    let mut laptop = laptop();
    let leave = Leave {
        patient: identifier("00020391").into(),
        kind: OutKind::OffWard,
        until: None,
        place: None,
    };
    laptop.does(Command::Leave(leave)).unwrap();
    let mut player = Player::at(Language::Japanese, SMALL, laptop, Route::Census, screens::open);
    let mut finds = |typed: &str, who: &[&str]| {
        player.types(&format!("/ C-u text:{typed} enter"));
        let text = player.text();
        for (name, is_found) in [
            ("田中 太郎", who.contains(&"田中")),
            ("佐藤 花子", who.contains(&"佐藤")),
        ] {
            assert_eq!(text.contains(name), is_found, "{typed}\n{text}");
        }
        player.types("esc");
    };
    finds("出棟", &["佐藤"]);
    finds("救護区分未聴取", &["田中", "佐藤"]);
    finds("アレルギー未聴取", &["田中", "佐藤"]);
    finds("外泊", &[]);
    player.types("C-l / C-u text:off_ward enter");
    assert!(
        player.text().contains("佐藤 花子") && !player.text().contains("田中 太郎"),
        "{}",
        player.text()
    );
}

/// The papers of a ward are not gone without a word where the whole hospital is shown.
#[test]
fn papers_say_that_those_of_a_ward_need_a_ward() {
    let mut player = Player::at(Language::Japanese, SMALL, sample(), Route::Census, screens::open);
    player.types("g p");
    assert!(player.text().contains("W で病棟を選ぶと"), "{}", player.text());
    player.types("W text:5E enter");
    let text = player.text();
    assert!(text.contains("食事") && !text.contains("W で病棟を選ぶと"), "{text}");
}

/// The number of the patient does not go behind the digit that has chosen what the check is for.
#[test]
fn a_check_asks_for_whom_in_an_empty_field() {
    let mut player = at(Language::Japanese, SMALL, Route::Board);
    player.types("F6 5 enter");
    let text = player.text();
    assert!(text.contains("誰の認証かが決まっていません"), "{text}");
    player.types("text:00020391");
    assert!(player.text().contains("Enter で決めます"), "{}", player.text());
    player.types("enter");
    let chosen = |player: &Player| {
        let text = player.text();
        let marked = text.lines().find(|line| line.trim_start().starts_with('▸'));
        marked.unwrap_or_default().trim_start().to_owned()
    };
    assert!(
        chosen(&player).starts_with("▸  5"),
        "what was chosen stays chosen\n{}",
        player.text()
    );
}

/// In the sample nobody knows a name to type: Enter goes back, as it says.
#[test]
fn the_sample_is_left_and_entered_without_knowing_a_name() {
    let mut player = at(Language::Japanese, SMALL, Route::Board);
    player.types("g u");
    assert!(player.session.locked().is_some());
    player.types("enter");
    assert!(player.session.locked().is_none(), "{}", player.text());
    assert_eq!(said(&player), "ロックを解除しました。");
}

/// Who was found stands in columns: dates under dates, numbers under numbers.
#[test]
fn who_is_found_stands_in_columns() {
    for (language, size) in [(Language::Japanese, SMALL), (Language::English, LARGE)] {
        let mut player = at(language, size, Route::Board);
        player.types("/ text:000");
        let text = player.text();
        let columns: Vec<usize> = text
            .lines()
            .filter_map(|line| {
                line.find("1990-05-06")
                    .map(|at| unicode_width::UnicodeWidthStr::width(&line[..at]))
            })
            .collect();
        assert_eq!(columns.len(), 3, "{text}");
        assert!(columns.iter().all(|at| *at == columns[0]), "{columns:?}\n{text}");
    }
}

/// Who came together stands in the order of the tags, with the colour and the tag that are read from the next stretcher.
#[test]
fn casualties_stand_with_their_tags_at_eighty_columns() {
    for (language, red) in [(Language::Japanese, "赤"), (Language::English, "red")] {
        let mut player = at(language, SMALL, Route::Board);
        player.types("F5 M 3 enter 1 enter text:A-101 F12");
        let text = player.text();
        let places: Vec<usize> = ["A-101", "A-102", "A-103"]
            .iter()
            .filter_map(|tag| text.find(tag))
            .collect();
        assert!(places.len() == 3 && places.is_sorted(), "{text}");
        assert!(text.matches(red).count() >= 3, "{text}");
        player.types("enter");
        assert!(
            player.text().contains("A-101") && player.text().contains(red),
            "{}",
            player.text()
        );
    }
}

/// An allergy is never cut off without a sign, and stands before what is only missing.
#[test]
fn an_allergy_goes_before_what_is_missing() {
    for language in [Language::Japanese, Language::English] {
        let mut player = at(language, SMALL, Route::Census);
        player.types("y 2 enter text:セフェム系 enter");
        let text = player.text();
        let row = text.lines().find(|line| line.contains("田中 太郎")).unwrap_or_default();
        assert!(row.contains("セフェム系") || row.contains('…'), "{text}");
        let word = match language {
            Language::Japanese => "アレルギー",
            Language::English => "allergy",
        };
        assert!(row.contains(word), "{text}");
    }
}
