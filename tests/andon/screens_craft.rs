//! What the pictures showed and nobody may break again: the line says what the field needs, lists stand under their fields, columns
//! hold what they say, help is read at a glance.

use andon::app::{Overlay, Route, load};
use andon::i18n::Language;
use andon::input::Input;
use andon::screens;

use crate::harness::{LARGE, Player, SMALL, WIDE, sample};
use crate::screens_paper::paper_hall;

fn at(language: Language, size: (u16, u16), route: Route) -> Player {
    Player::at(language, size, sample(), route, screens::open)
}

fn last_line(player: &Player) -> String {
    player.text().lines().last().unwrap_or_default().to_owned()
}

/// In a form the line says how the field is left, cleared and saved, before the ways to other screens.
#[test]
fn the_line_says_what_a_field_needs() {
    for (language, needs) in [
        (
            Language::Japanese,
            ["Enter次へ", "Shift-Tab前の項目", "Ctrl-U消す", "F12保存"],
        ),
        (
            Language::English,
            ["Enter next", "Shift-Tab previous", "Ctrl-U clear", "F12 save"],
        ),
    ] {
        let mut player = at(language, SMALL, Route::Census);
        player.types("a");
        let line = last_line(&player);
        let places: Vec<Option<usize>> = needs.iter().map(|need| line.find(need)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{line}");
        assert!(line.contains("F10"), "the way to everything else stays: {line}");
    }
}

/// A box with a list says that Enter chooses.
#[test]
fn a_box_with_a_list_says_how_it_is_answered() {
    for (language, choose) in [(Language::Japanese, "Enter決定"), (Language::English, "Enter choose")] {
        for keys in ["C-p", "C-f", "W"] {
            let mut player = at(language, SMALL, Route::Census);
            player.types(keys);
            let line = last_line(&player);
            assert!(line.trim_start().starts_with(choose), "{keys}: {line}");
        }
    }
}

/// The keys of a screen stand in two columns on the smallest terminal: nobody scrolls four pages at night.
#[test]
fn help_stands_in_two_columns_at_eighty() {
    for language in Language::ALL {
        for route in [
            Route::Board,
            Route::Census,
            Route::Beds,
            Route::Slips,
            Route::Desk,
            Route::Ids,
        ] {
            let mut player = at(language, SMALL, route.clone());
            player.types("F1");
            let text = player.text();
            let rows = text.lines().filter_map(|line| line.split('│').nth(1));
            // A second column of keys: something stands behind the middle after a gap.
            let columns = rows.filter(|row| {
                let words: Vec<&str> = row.split("  ").filter(|part| !part.trim().is_empty()).collect();
                words.len() >= 4
            });
            assert!(columns.count() >= 4, "{route:?}\n{text}");
        }
    }
}

/// What is next with a slip and where it is, whole in every list: it is what the list is read for.
#[test]
fn what_is_next_with_a_slip_is_read_whole() {
    for language in Language::ALL {
        for (size, views) in [(SMALL, 2), (LARGE, 4)] {
            let mut player = Player::at(language, size, paper_hall(), Route::Slips, screens::open);
            for _ in 0..views {
                let text = player.text();
                let rows: Vec<&str> = text
                    .lines()
                    .filter(|line| line.contains("S07-") && line.contains('/'))
                    .collect();
                let is_cut = |row: &&&str| row.trim_end_matches(['█', '│', ' ']).ends_with('…');
                let cut: Vec<&&str> = rows.iter().filter(is_cut).collect();
                assert!(!rows.is_empty() && cut.is_empty(), "{cut:#?}\n{text}");
                player.types("right");
            }
        }
    }
}

/// The first list shows a department whole, by its name or by its code.
#[test]
fn the_first_list_cuts_no_department() {
    for (language, name) in [(Language::Japanese, "呼吸器内科"), (Language::English, "Respiratory")] {
        for size in [SMALL, LARGE] {
            let mut player = at(language, size, Route::Census);
            player.types("W text:6E enter g f");
            let text = player.text();
            let row = text.lines().find(|line| line.contains("00028802")).unwrap_or_default();
            let whole = row.contains(name) || row.contains(" RESP ");
            assert!(whole && !row.contains('…'), "{row}\n{text}");
        }
    }
}

/// A day of birth that is still to come is told beside the field, not when everything else is filled.
#[test]
fn a_birth_that_cannot_be_is_told_at_once() {
    for typed in ["2999-01-01", "1700-01-01"] {
        let mut player = at(Language::Japanese, SMALL, Route::Census);
        player.types(&format!("N tab tab tab tab text:{typed} tab"));
        let text = player.text();
        let field = text.lines().position(|line| line.contains(typed)).unwrap_or_default();
        let told = text.lines().skip(field).take(2).any(|line| line.contains('■'));
        assert!(field > 0 && told, "{typed}\n{text}");
    }
}

/// On a terminal that is too small nothing is typed, chosen or saved: nobody would see what.
#[test]
fn what_is_not_seen_is_not_done() {
    let mut player = at(Language::Japanese, SMALL, Route::Census);
    player.types("W text:5E enter d");
    let before = player.text();
    player.input(Input::Resize(60, 15));
    player.types("1 enter F12 enter y esc");
    player.input(Input::Paste("羽賀".to_owned()));
    player.input(Input::Resize(80, 24));
    assert_eq!(player.text(), before);
}

/// On the widest terminal an allergy has its own column and is whole in it, whatever else has to go.
#[test]
fn an_allergy_is_whole_in_its_column() {
    for language in Language::ALL {
        let mut player = at(language, WIDE, Route::Census);
        player.types("/ text:00016826 enter");
        let text = player.text();
        let row = text
            .lines()
            .find(|line| line.contains("MFICU-06") && line.contains("00016826"))
            .unwrap_or_default();
        assert!(row.contains("ヨード造影剤"), "{text}");
    }
}

/// Whoever dispenses reads how many days: an order that is longer than the line goes on below.
#[test]
fn an_order_is_read_whole() {
    for language in Language::ALL {
        for keys in ["F7 end", "F7 end enter"] {
            let mut player = Player::at(language, SMALL, paper_hall(), Route::Board, screens::open);
            player.types(keys);
            let text = player.text();
            let order = text
                .lines()
                .position(|line| line.contains('錠') && !line.contains("S07-"));
            let lines = text.lines().skip(order.unwrap_or(99)).take(2).collect::<String>();
            assert!(lines.contains("7日分") && !lines.contains('…'), "{text}");
        }
    }
}

/// Where the function keys are not used, the way to everything else stays on the line.
#[test]
fn the_menu_is_on_the_line_without_function_keys() {
    let (keys, faults) = load(&[Overlay::Compact], None);
    assert_eq!(faults, []);
    let player = Player::with_keys(
        Language::Japanese,
        SMALL,
        sample(),
        (Route::Census, keys),
        screens::open,
    );
    assert!(last_line(&player).contains("g gメニュー"), "{}", player.text());
}
