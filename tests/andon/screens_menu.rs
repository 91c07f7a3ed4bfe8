//! The menu: what it shows, and that each line does what it says.

use andon::app::{Effect, Preference, Route};
use andon::i18n::Language;
use andon::screens;

use crate::harness::{Player, SMALL, snapshot};
use crate::screens_discrepancies::apart;

fn menu(language: Language, size: (u16, u16)) -> Player {
    let mut player = Player::at(language, size, apart(), Route::Board, screens::open);
    player.types("F10");
    player
}

#[test]
fn the_menu_with_its_keys() {
    snapshot("menu", menu, |player| {
        player.types("down down down");
    });
}

#[test]
fn each_line_leads_where_it_says() {
    for (steps, expected) in [
        (0, "全体ボード"),
        (2, "病床図"),
        (3, "救急外来"),
        (4, "病棟を選ぶ"),
        (5, "どの病棟の患者を入力しますか"),
        (6, "未解決 4件"),
        (16, "操作を探す"),
        (18, "この画面の全キー"),
        (24, "利用者の一覧"),
        (25, "2台目のディスクへの写し"),
        (29, "終了する"),
    ] {
        let mut player = menu(Language::Japanese, SMALL);
        for _ in 0..steps {
            player.types("down");
        }
        player.types("enter");
        assert!(player.text().contains(expected), "{steps}\n{}", player.text());
    }
}

#[test]
fn language_and_colours_change_at_once_and_the_menu_stays() {
    let mut player = menu(Language::Japanese, SMALL);
    player.types(&format!("{}enter", "down ".repeat(26)));
    assert!(player.text().contains("Change the language"), "{}", player.text());
    assert_eq!(
        player.effects,
        [Effect::Remember(Preference::Language(Language::English))]
    );
    player.types("down enter");
    assert!(player.text().contains("light"), "{}", player.text());
}

#[test]
fn it_says_what_andon_is() {
    let mut player = menu(Language::Japanese, SMALL);
    player.types("end up");
    let text = player.text();
    assert!(
        text.contains(env!("CARGO_PKG_VERSION")) && text.contains("電子カルテが止まった日"),
        "{text}"
    );
}

#[test]
fn esc_leaves_it() {
    let mut player = menu(Language::English, SMALL);
    player.types("esc");
    assert!(player.text().contains("inpatients"), "{}", player.text());
}
