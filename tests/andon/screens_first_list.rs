//! The first list: a ward typed bed by bed, and the census that comes of it.

use andon::app::{Keeping, Route};
use andon::domain::ask;
use andon::domain::census::{BlockReason, RoomRule, WardCode};
use andon::domain::command::{Admission, Command, Register};
use andon::domain::identity::{Birth, Sex};
use andon::i18n::Language;
use andon::screens;

use crate::harness::{Player, SMALL, snapshot};
use crate::world::{Laptop, bed, identifier, text};

fn sheet_of(language: Language, size: (u16, u16), laptop: Laptop) -> Player {
    let mut player = Player::at(language, size, laptop, Route::FirstList, screens::open);
    player.types("enter text:5E enter");
    player
}

fn sheet() -> Player {
    sheet_of(Language::Japanese, SMALL, Laptop::set_up(7))
}

/// Bed, name, reading, sex, birth, department, ID of everybody in a ward.
fn census(player: &Player, ward: &str) -> Vec<[String; 7]> {
    let some = |text: Option<String>| text.unwrap_or_default();
    ask::census(player.hospital(), Some(&WardCode::parse(ward).unwrap()))
        .into_iter()
        .map(|row| {
            let birth = row.birth.map(|birth| match birth {
                Birth::On(day) => day.to_string(),
                Birth::AboutYear(year) => format!("~{year}"),
            });
            [
                row.bed.to_string(),
                some(row.name.map(|name| name.to_string())),
                some(row.kana.map(|kana| kana.to_string())),
                some(row.sex.map(|sex| sex.word().to_owned())),
                some(birth),
                some(row.department.map(|code| code.to_string())),
                some(row.identifier.map(|number| number.to_string())),
            ]
        })
        .collect()
}

/// The line of a bed, as it stands on the screen.
fn line(player: &Player, bed: &str) -> String {
    let text = player.text();
    let found = text
        .lines()
        .find(|line| line.trim_start_matches(['▸', ' ']).starts_with(bed));
    found.unwrap_or_else(|| panic!("no line {bed}\n{text}")).to_owned()
}

const TANAKA: &str = "text:田中_太郎 enter text:たなか_たろう enter text:1 text:s23.5.6 enter enter text:12345 enter";

#[test]
fn a_whole_ward_by_keys() {
    let mut player = sheet();
    player.types(TANAKA);
    // The next bed is empty; then somebody of whom only the name is known; then the last one in full-width letters.
    player.types("enter");
    player.types("text:ハナコ C-s");
    player.types("text:Smith_John enter text:スミス_ジョン enter text:ｍ text:昭和５０年１月２日 enter text:SURG enter text:９９ enter");
    assert_eq!(
        census(&player, "5E"),
        [
            [
                "5E-101-1",
                "田中\u{3000}太郎",
                "タナカ\u{3000}タロウ",
                "M",
                "1948-05-06",
                "CARD",
                "12345"
            ],
            ["5E-102-1", "ハナコ", "ハナコ", "", "", "CARD", ""],
            [
                "5E-102-2",
                "Smith John",
                "スミス\u{3000}ジョン",
                "M",
                "1975-01-02",
                "SURG",
                "99"
            ],
        ]
        .map(|row| row.map(str::to_owned))
    );
    let text = player.text();
    assert!(
        text.contains("済 3") && text.contains("空床 1") && text.contains("残り 0 / 4床"),
        "{text}"
    );
    assert!(text.contains("情報不足 1"), "{text}");
    assert!(
        line(&player, "102-1").contains("未"),
        "what is missing is marked\n{text}"
    );
    assert!(text.contains("この病棟の入力は終わりです"), "{text}");
    assert_eq!(player.session.keeping(), Keeping::Saved);
    // Each admission says that its time is that of the list.
    let notes = player
        .laptop
        .commits()
        .iter()
        .filter(|commit| commit.note.is_some())
        .count();
    assert_eq!(notes, 3);
}

#[test]
fn the_sheet_in_the_middle_of_its_work() {
    let start = |language, size| {
        let mut laptop = Laptop::set_up(7);
        let block = Command::Block {
            bed: bed("6W-101-2"),
            reason: BlockReason::Cleaning,
            until: None,
        };
        laptop.does(block).unwrap();
        let person = Register {
            name: Some(text("高橋 一")),
            ..Register::default()
        };
        let admission = Admission::into_bed(bed("6W-101-1"));
        laptop.does(Command::AdmitNew { person, admission }).unwrap();
        let mut player = Player::at(language, size, laptop, Route::FirstList, screens::open);
        player.types("enter text:6W enter");
        player
    };
    snapshot("first-list", start, |player| {
        // One saved, one left unsaved, and a date that is none in the cot.
        player.types(TANAKA);
        player.types("text:佐藤_花子 enter down");
        player.types("text:赤ちゃん enter enter text:f text:3月6日 enter");
    });
}

#[test]
fn the_department_is_chosen_from_a_list() {
    let start = |language, size| sheet_of(language, size, Laptop::set_up(7));
    snapshot("first-list-department", start, |player| {
        player.types("text:田中_太郎 enter enter text:1 enter down");
    });
}

#[test]
fn a_ward_is_asked_for_first() {
    let start = |language, size| Player::at(language, size, Laptop::set_up(7), Route::FirstList, screens::open);
    snapshot("first-list-no-ward", start, |_| {});
    let player = Player::at(
        Language::Japanese,
        SMALL,
        Laptop::new(7),
        Route::FirstList,
        screens::open,
    );
    assert!(player.text().contains("andon init --hospital"), "{}", player.text());
}

#[test]
fn what_is_wrong_stands_beside_the_field_and_is_not_saved() {
    let mut player = sheet();
    player.types("text:田中 enter text:田中 enter");
    assert!(player.text().contains("フリガナに漢字があります"), "{}", player.text());
    player.types("C-u text:たなか enter text:1 text:1948.13.1 enter");
    assert!(player.text().contains("この日は暦にありません"), "{}", player.text());
    player.types("F12");
    assert_eq!(census(&player, "5E").len(), 0, "nothing was saved");
    player.types("C-u text:R90.1.1 enter");
    assert!(player.text().contains("生年月日が未来の日付です"), "{}", player.text());
    player.types("C-u text:2999 enter");
    assert!(player.text().contains("生年月日が未来の日付です"), "{}", player.text());
    player.types("C-u text:S23.5.6 F12");
    assert_eq!(census(&player, "5E").len(), 1);
}

#[test]
fn a_date_is_shown_in_both_calendars_while_it_is_typed() {
    let mut player = sheet();
    player.types("text:田中 enter enter text:2 text:1948-5-6");
    assert!(player.text().contains("1948-05-06 (昭23) 78歳"), "{}", player.text());
}

#[test]
fn a_number_that_is_taken_is_refused_before_it_is_sent() {
    let mut player = sheet();
    player.types(TANAKA);
    player.types("text:別人 enter enter text:2 enter enter text:12345 enter");
    let text = player.text();
    assert!(text.contains("すでに") && text.contains("田中"), "{text}");
    assert_eq!(census(&player, "5E").len(), 1);
    player.types("C-u text:12346 enter");
    assert_eq!(census(&player, "5E").len(), 2);
}

#[test]
fn a_room_for_women_refuses_at_the_sex() {
    let mut laptop = Laptop::set_up(7);
    let rule = RoomRule {
        sex: Some(Sex::Female),
        isolation: None,
    };
    let room = bed("5E-101-1").room_name();
    laptop.does(Command::RuleRoom { room, rule }).unwrap();
    let mut player = sheet_of(Language::Japanese, SMALL, laptop);
    player.types("text:田中 enter enter text:1 F12");
    let text = player.text();
    assert!(
        text.contains("5E-101-1　性別") && text.contains("別の病室を選ぶか"),
        "{text}"
    );
}

#[test]
fn a_line_that_the_disk_refuses_keeps_what_was_typed() {
    let mut player = sheet();
    player.slow = true;
    player.types("text:田中_太郎 F12");
    // While it is on its way, somebody else is put into the bed from elsewhere.
    let person = Register {
        name: Some(text("先客 様")),
        ..Register::default()
    };
    let admission = Admission::into_bed(bed("5E-101-1"));
    player.laptop.does(Command::AdmitNew { person, admission }).unwrap();
    player.types("text:次の人");
    player.rest();
    let text = player.text();
    assert!(text.contains("5E-101-1 の行は保存されていません"), "{text}");
    let refused = line(&player, "101-1");
    assert!(refused.contains('■') && refused.contains("田中"), "{text}");
    assert!(text.contains("次の人"), "the line being typed is left alone\n{text}");
}

#[test]
fn typing_goes_on_while_the_disk_is_slow() {
    let mut player = sheet();
    player.slow = true;
    player.types("text:一人目 F12 text:二人目 F12 text:三人目");
    assert_eq!(player.session.keeping(), Keeping::Saving);
    assert!(line(&player, "101-1").contains("一人目"), "{}", player.text());
    player.rest();
    assert_eq!(census(&player, "5E").len(), 2);
    assert!(line(&player, "102-1").contains("三人目"), "{}", player.text());
}

#[test]
fn undo_gives_the_line_back_for_correction() {
    let mut player = sheet();
    player.types(TANAKA);
    player.types("C-z y");
    assert_eq!(census(&player, "5E").len(), 0);
    let text = player.text();
    assert!(
        line(&player, "101-1").contains("田中　太郎") && text.contains("未保存 1"),
        "{text}"
    );
    player.types("up");
    player.types("C-u text:田中_次郎 F12");
    let names: Vec<String> = census(&player, "5E").into_iter().map(|[_, name, ..]| name).collect();
    assert_eq!(names, ["田中\u{3000}次郎"]);
}

#[test]
fn a_line_is_completed_later_in_its_place() {
    let mut player = sheet();
    player.types("text:田中_太郎 F12 up enter enter text:1 text:S23.5.6 enter text:SURG enter text:777 enter");
    let rows = census(&player, "5E");
    assert_eq!(
        rows,
        [["5E-101-1", "田中\u{3000}太郎", "", "M", "1948-05-06", "SURG", "777"].map(str::to_owned)]
    );
    player.types("up C-u F12");
    assert!(
        player.text().contains("記録された内容を空にはできません"),
        "{}",
        player.text()
    );
}

#[test]
fn what_was_typed_is_not_lost_by_leaving() {
    let mut player = sheet();
    player.types("text:田中 esc");
    assert!(player.text().contains("未保存の行が 1 行あります"), "{}", player.text());
    player.types("enter");
    assert!(
        line(&player, "101-1").contains("田中"),
        "the safe answer stays\n{}",
        player.text()
    );
    player.types("F2 esc");
    assert!(line(&player, "101-1").contains("田中"), "{}", player.text());
    player.types("esc y");
    assert!(!player.text().contains("101-1") || census(&player, "5E").is_empty());
}

#[test]
fn down_on_an_empty_name_is_an_empty_bed_and_a_page_is_not() {
    let mut player = sheet();
    player.types("down down");
    assert!(player.text().contains("空床 2"), "{}", player.text());
    let mut player = sheet();
    player.types("pgdn");
    assert!(player.text().contains("空床 0"), "{}", player.text());
}

#[test]
fn beds_that_are_not_for_this_list_are_passed_over() {
    let mut laptop = Laptop::set_up(7);
    let block = Command::Block {
        bed: bed("5E-101-2"),
        reason: BlockReason::Broken,
        until: None,
    };
    laptop.does(block).unwrap();
    let person = Register {
        identifier: Some(identifier("1")),
        name: Some(text("高橋 一")),
        ..Register::default()
    };
    let admission = Admission::into_bed(bed("5E-102-1"));
    laptop.does(Command::AdmitNew { person, admission }).unwrap();
    let mut player = sheet_of(Language::Japanese, SMALL, laptop);
    assert!(
        line(&player, "101-2").contains("▒ 使用不可（故障）"),
        "{}",
        player.text()
    );
    player.types("text:田中 F12");
    assert!(line(&player, "102-2").starts_with('▸'), "{}", player.text());
}

#[test]
fn the_language_changes_in_the_middle_of_a_line() {
    let mut player = sheet();
    player.types("text:田中_太郎 C-l");
    let text = player.text();
    assert!(text.contains("5E-101-1  Name") && text.contains("田中 太郎"), "{text}");
}

/// Somebody typed in full for the first bed, and left there unsaved.
const HANAKO: &str = "text:山本_花子 enter enter text:2 text:S30.1.1 enter enter text:777 down";

/// Somebody else is put into the first bed from elsewhere.
fn taken(player: &mut Player) {
    let person = Register {
        name: Some(text("先客 様")),
        ..Register::default()
    };
    let admission = Admission::into_bed(bed("5E-101-1"));
    player.laptop.does(Command::AdmitNew { person, admission }).unwrap();
}

/// Nobody but who was put there, as nobody but who put them there has said.
fn is_untouched(player: &Player) {
    let rows = census(player, "5E");
    let [row] = rows.as_slice() else {
        panic!("{rows:?}\n{}", player.text())
    };
    assert_eq!(row[..2], ["5E-101-1", "先客 様"], "{}", player.text());
    assert!(row[2..].iter().all(String::is_empty), "{row:?}\n{}", player.text());
}

const ALL_THE_KEYS: &str = "enter enter enter enter enter enter enter enter";

#[test]
fn what_was_typed_for_one_never_corrects_whoever_lies_there_by_then() {
    let mut player = sheet();
    player.types(HANAKO);
    taken(&mut player);
    player.hears_the_hospital();
    let shown = line(&player, "101-1");
    assert!(
        shown.contains("先客") && shown.contains("山本") && shown.contains('■'),
        "both are seen: {shown}"
    );
    player.types("up");
    assert!(
        player.text().contains("「山本\u{3000}花子」の入力は未保存です"),
        "{}",
        player.text()
    );
    player.types(ALL_THE_KEYS).types("up up F12");
    is_untouched(&player);
    // The bed is free again, and what was typed for it stands there as if nothing had been.
    let patient = player.hospital().patients().next().unwrap().id;
    let to = bed("5E-102-2");
    player
        .laptop
        .does(Command::Transfer {
            patient: patient.into(),
            bed: to,
        })
        .unwrap();
    player.hears_the_hospital();
    player.types("up up up F12");
    assert_eq!(
        census(&player, "5E")[0][..2],
        ["5E-101-1", "山本\u{3000}花子"],
        "{}",
        player.text()
    );
}

#[test]
fn a_line_that_comes_back_after_an_interruption_is_still_for_whom_it_was_typed() {
    let mut player = sheet();
    player.types(HANAKO);
    taken(&mut player);
    let mut again = player.dies_and_starts();
    assert!(line(&again, "101-1").contains("先客"), "{}", again.text());
    again.types("up up up").types(ALL_THE_KEYS).types("up up up F12");
    is_untouched(&again);
    let kept = again.drafts().expect("what was typed is not lost");
    assert!(
        kept.forms[0].answers.iter().any(|answer| answer.text == "777"),
        "{kept:?}"
    );
    again.types("esc");
    assert!(again.text().contains("未保存の行が 1 行"), "{}", again.text());
}

#[test]
fn a_bed_that_is_filled_under_the_keyboard_takes_nothing_of_the_line() {
    let mut player = sheet();
    player.types("text:山本");
    taken(&mut player);
    player.hears_the_hospital();
    player.types("text:花子 F12");
    is_untouched(&player);
    assert!(
        player.text().contains("「山本花子」の入力は未保存です"),
        "{}",
        player.text()
    );
    // Nothing typed yet: the line is that of whoever lies there now.
    let mut player = sheet();
    taken(&mut player);
    player.hears_the_hospital();
    assert!(line(&player, "101-1").contains("先客"), "{}", player.text());
    player.types("F12");
    is_untouched(&player);
}

#[test]
fn a_correction_that_comes_back_leaves_alone_what_others_have_corrected() {
    let mut player = sheet();
    player.types(TANAKA);
    player.types("up enter C-u text:タナカ_タロ enter");
    let patient = player.hospital().patients().next().unwrap().id;
    let person = Register {
        birth: Some(Birth::AboutYear(1950)),
        ..Register::default()
    };
    let stay = Vec::new();
    let amend = andon::domain::command::Amend {
        patient: patient.into(),
        person,
        stay,
    };
    player.laptop.does(Command::Amend(amend)).unwrap();
    let mut again = player.dies_and_starts();
    again.types("F12");
    let row = &census(&again, "5E")[0];
    assert_eq!(
        (row[2].as_str(), row[4].as_str()),
        ("タナカ\u{3000}タロ", "~1950"),
        "{}",
        again.text()
    );
}
