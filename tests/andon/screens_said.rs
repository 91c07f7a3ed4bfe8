//! What the screens say when something cannot be, of whom they say it, and where the keyboard is afterwards: the places at
//! which somebody who sees andon for the first time was left alone.

use andon::app::Route;
use andon::domain::ask::Answer;
use andon::domain::command::Question;
use andon::i18n::Language;
use andon::screens;

use crate::checks_rules;
use crate::harness::{LARGE, Player, SMALL, sample, snapshot};
use crate::screens_census::{census, ward};

fn japanese() -> Player {
    census(Language::Japanese, SMALL, ward())
}

#[track_caller]
fn says(player: &Player, expected: &str) {
    // A long line goes on in the next one.
    let text = player.text();
    let whole: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let expected: String = expected.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(whole.contains(&expected), "{expected}\n{text}");
}

fn selecting(player: &mut Player, id: &str) {
    player.types(&format!("/ text:{id} enter"));
}

#[test]
fn the_palette_knows_what_belongs_to_another_screen_and_says_where() {
    let boxes = |language, size| Player::at(language, size, ward(), Route::Board, screens::open);
    snapshot("palette-elsewhere", boxes, |player| {
        let typed = match player.session.words().language() {
            Language::Japanese => "C-p text:死亡",
            Language::English => "C-p text:died",
        };
        player.types(typed);
    });
    let mut player = boxes(Language::Japanese, SMALL);
    let before = player.laptop.commits().len();
    player.types("C-p text:てんとう enter");
    says(&player, "「転棟・転室（到着済み）」は");
    says(&player, "の画面で行います");
    assert_eq!(player.laptop.commits().len(), before);
}

#[test]
fn digits_that_stand_apart_name_no_bed() {
    let mut player = japanese();
    selecting(&mut player, "00012345");
    player.types("t 6 2 2 enter");
    says(&player, "「622」という病床はありません");
    player.types("C-u text:6w enter");
    says(&player, "いくつか当てはまります");
    assert!(
        player.text().contains("転棟・転室"),
        "the form is open\n{}",
        player.text()
    );
}

#[test]
fn the_lines_under_an_open_list_are_covered_whole() {
    let mut player = japanese();
    player.types("a");
    let text = player.text();
    let covered = ["診療科", "予定・緊急", "救護区分"];
    let list = text.lines().filter(|line| line.contains("1948") || line.contains("19"));
    for line in list {
        assert!(!covered.iter().any(|label| line.contains(label)), "{line}\n{text}");
    }
}

#[test]
fn times_that_cannot_be_are_named() {
    let mut player = japanese();
    selecting(&mut player, "00012345");
    player.types("d S-tab text:25:99 tab");
    says(&player, "25時99分という時刻はありません");
    player.types("S-tab C-u text:2026-02-30T10:00 tab");
    player.types("S-tab C-u text:2/30 tab");
    says(&player, "2月30日という日はありません");
    // Before the stay: at once, whatever else is missing.
    player.types("S-tab C-u text:2000-01-01T10:00 tab");
    says(&player, "入院後の時刻にしてください");
}

#[test]
fn nothing_changed_is_no_mistake() {
    let mut player = japanese();
    selecting(&mut player, "00012345");
    player.types("e F12");
    says(&player, "変更はありません。Esc で戻ります。");
    assert!(!player.text().contains('■'), "{}", player.text());
}

#[test]
fn a_time_that_was_typed_is_read_back() {
    let mut player = japanese();
    selecting(&mut player, "00012345");
    let at = player.session.scope().local_now() - chrono::TimeDelta::minutes(30);
    player.types(&format!("l S-tab text:{} tab text:明日 F12", at.format("%H:%M")));
    says(&player, &format!("帰院予定）（{}）", at.format("%H:%M")));
}

#[test]
fn what_is_taken_back_is_selected_again() {
    let mut player = japanese();
    selecting(&mut player, "00012345");
    player.types("esc d 1 enter");
    says(&player, "が退院（自宅）");
    player.types("l");
    says(&player, "外泊：一覧で患者を選ぶと使えます。");
    player.types("C-z y");
    says(&player, "取り消しました");
    player.types("l");
    assert!(
        player.text().contains("帰院予定") && player.text().contains("田中"),
        "{}",
        player.text()
    );
}

#[test]
fn what_cannot_be_done_says_why() {
    let mut player = japanese();
    selecting(&mut player, "00012345");
    player.types("b");
    says(&player, "患者がいる病床は使用不可にできません");
    player.types("r");
    says(&player, "病床にいる患者です");
    player.types("l enter enter t");
    says(&player, "先に r で帰院・帰棟を記録してください");
}

#[test]
fn esc_leads_back_to_where_one_came_from() {
    let mut player = Player::at(Language::Japanese, SMALL, sample(), Route::Census, screens::open);
    player.types("F7 esc");
    assert!(player.text().contains("入院患者一覧"), "{}", player.text());
    player.types("esc");
    says(&player, "終了は Ctrl");
}

#[test]
fn a_check_says_what_is_missing_and_is_not_thrown_away() {
    let mut player = Player::at(
        Language::Japanese,
        SMALL,
        checks_rules::ward(),
        Route::Census,
        screens::open,
    );
    player.types("F6 1 0 enter text:わたなべ F12");
    says(&player, "あと1項目が必要です。生年月日");
    player.types("esc");
    says(&player, "この認証をやめますか");
    player.types("n");
    says(&player, "わたなべ");
    player.types("esc y");
    assert!(player.text().contains("入院患者一覧"), "{}", player.text());
}

#[test]
fn a_filtered_ward_says_how_many_the_hospital_has() {
    let mut player = Player::at(Language::Japanese, LARGE, sample(), Route::Census, screens::open);
    player.types("W text:5E enter / text:たなか");
    says(&player, "5E の絞込");
    says(&player, "0件（病院全体 10件）");
}

#[test]
fn the_beds_of_the_board_add_up() {
    let player = Player::at(Language::Japanese, LARGE, sample(), Route::Board, screens::open);
    let Ok(Answer::Board(board)) = player.laptop.asks(&Question::Board) else {
        panic!("the board")
    };
    for ward in board.wards {
        // Reserved, blocked and awaited beds may be one another; nobody is ever put into one of them.
        let rest = ward.licensed - ward.occupied - ward.free;
        assert!(rest <= ward.blocked + ward.reserved + ward.transit_in, "{ward:?}");
    }
}
