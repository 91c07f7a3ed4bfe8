//! What is around every screen: keys, message line, help, palette, questions, undo, language, looks, sizes.

use andon::app::door::{Mirror, ReadOnly};
use andon::app::{Action, Effect, Keeping, Message, Preference};
use andon::copying::NotCopied;
use andon::domain::command::{Admission, Command, Register};
use andon::i18n::Language;
use andon::input::{Ability, Chord, Input};
use andon::theme::Palette;

use crate::harness::{Player, SMALL, sample, snapshot};
use crate::world::{Laptop, bed, text};

fn laptop() -> Laptop {
    let mut laptop = Laptop::set_up(7);
    for (place, name) in [
        ("5E-101-1", "田中 太郎"),
        ("5E-101-2", "佐藤 花子"),
        ("6W-101-1", "高橋 一"),
    ] {
        let person = Register {
            name: Some(text(name)),
            ..Register::default()
        };
        laptop
            .does(Command::AdmitNew {
                person,
                admission: Admission::into_bed(bed(place)),
            })
            .unwrap();
    }
    laptop
}

fn player(language: Language, size: (u16, u16)) -> Player {
    Player::new(language, size, laptop())
}

fn japanese() -> Player {
    player(Language::Japanese, SMALL)
}

fn press(written: &str) -> Input {
    Input::Press(Chord::parse(written).unwrap())
}

#[test]
fn the_frame_in_both_languages_and_sizes() {
    snapshot("frame", player, |player| {
        player.types("down");
    });
}

#[test]
fn help_shows_all_keys_of_the_screen() {
    snapshot("help", player, |player| {
        player.types("?");
    });
}

#[test]
fn no_line_of_help_is_cut() {
    for language in Language::ALL {
        let mut player = player(language, SMALL);
        player.types("?");
        for _ in 0..4 {
            assert!(!player.text().contains('…'), "{}", player.text());
            player.types("pgdn");
        }
    }
}

#[test]
fn the_palette_finds_by_name() {
    snapshot("actions", player, |player| {
        let typed = if player.text().contains("保存済") {
            "C-p text:退院"
        } else {
            "C-p text:disch"
        };
        player.types(typed);
    });
}

#[test]
fn a_question_says_what_will_happen() {
    snapshot("question", player, |player| {
        player.types("down d");
    });
}

#[test]
fn the_safe_answer_is_the_default_and_the_other_saves() {
    let mut player = japanese();
    player.types("d enter");
    assert_eq!(player.hospital().present().count(), 3, "Enter alone changes nothing");
    player.types("d right enter");
    assert_eq!(player.hospital().present().count(), 2);
    assert!(player.text().contains("● discharged"), "{}", player.text());
    player.types("down");
    assert!(
        !player.text().contains("discharged"),
        "a message goes when the next key comes"
    );
}

#[test]
fn saved_is_said_only_when_it_is_durable() {
    let mut player = japanese();
    player.slow = true;
    player.types("d y");
    assert_eq!(player.session.keeping(), Keeping::Saving);
    assert!(!player.text().contains("保存済"), "{}", player.text());
    player.rest();
    assert_eq!(player.session.keeping(), Keeping::Saved);
    assert!(player.text().contains("● 保存済"));
}

#[test]
fn what_was_done_can_be_taken_back() {
    let mut player = japanese();
    player.types("C-z");
    assert_eq!(player.effects, [], "nothing was done yet");
    player.types("d y C-z y");
    assert_eq!(player.hospital().present().count(), 3);
    assert!(player.text().contains("取り消しました"), "{}", player.text());
    player.types("C-z");
    assert_eq!(
        player.hospital().present().count(),
        3,
        "there is nothing more to take back"
    );
}

#[test]
fn the_palette_acts_on_the_screen_below() {
    let mut player = japanese();
    player.types("C-p text:退院 enter");
    assert!(player.text().contains("田中 太郎"));
    player.types("y");
    assert_eq!(player.hospital().present().count(), 2);
}

#[test]
fn with_japanese_input_on_the_keys_work_and_the_line_says_so() {
    let mut player = japanese();
    player.types("ｄ");
    assert!(player.text().contains("日本語入力がオンです"), "{}", player.text());
    player.types("esc");
    assert!(!player.text().contains("日本語入力"), "{}", player.text());
    player.types("・ text:佐藤");
    assert!(
        player.text().contains("佐藤") && !player.text().contains("田中"),
        "{}",
        player.text()
    );
}

#[test]
fn while_typing_letters_are_text() {
    let mut player = japanese();
    player.types("/ text:d?/a");
    assert_eq!(player.effects, []);
    assert!(!player.text().contains("田中"), "the filter holds d?/a");
    player.types("esc");
    assert!(player.text().contains("田中"));
}

#[test]
fn the_selection_stays_with_its_patient() {
    let mut player = japanese();
    player.types("down");
    let person = Register {
        name: Some(text("青木 次郎")),
        ..Register::default()
    };
    let admission = Admission::into_bed(bed("5E-102-1"));
    player.laptop.does(Command::AdmitNew { person, admission }).unwrap();
    player.types("down down");
    let before = player.text();
    let line = |text: &str| text.lines().find(|line| line.starts_with('▸')).unwrap().to_owned();
    player.tell(Message::Hospital(std::sync::Arc::new(player.laptop.hospital.clone())));
    assert!(player.text().contains("青木"), "the new patient is there");
    assert_eq!(line(&before), line(&player.text()));
}

#[test]
fn the_language_changes_with_one_key() {
    let mut player = japanese();
    player.types("C-l");
    assert!(player.text().contains("● saved"), "{}", player.text());
    assert_eq!(
        player.effects,
        [Effect::Remember(Preference::Language(Language::English))]
    );
    player.types("C-l");
    assert!(player.text().contains("● 保存済"));
}

#[test]
fn the_theme_changes_with_one_key() {
    let mut player = japanese();
    player.types("C-t");
    assert_eq!(player.effects, [Effect::Remember(Preference::Theme(Palette::Light))]);
    assert_eq!(player.session.look().setting().palette, Palette::Light);
}

#[test]
fn below_eighty_by_twenty_four_it_says_so() {
    let mut player = japanese();
    player.types("size:60x20");
    assert!(player.text().contains("80桁24行以上"), "{}", player.text());
    player.types("size:10x2");
    player.types("size:80x24");
    assert!(player.text().contains("田中"));
}

#[test]
fn when_nothing_can_be_saved_the_title_says_so_and_keys_explain() {
    let mut player = japanese();
    player.tell(Message::ReadOnly(ReadOnly::SyncFailed("EIO".to_owned())));
    assert!(player.text().contains("✖ 保存不可"), "{}", player.text());
    assert!(player.shows().contains(" 0: bar-alarm 0-79"), "{}", player.shows());
    player.types("d");
    assert!(player.text().contains("変更はできません"), "{}", player.text());
    assert_eq!(player.effects, []);
}

/// How far the copy on the stick is stands in the title, behind a lock as well; that it is lost is said with the way on.
#[test]
fn the_title_says_how_the_mirror_does() {
    let lost = |records| Mirror::Lost {
        folder: "/media/stick/andon".to_owned(),
        why: NotCopied::NotThere,
        records: Some(records),
        whole: None,
    };
    let folder = "/media/stick/andon".to_owned();
    let whole = || Mirror::UpToDate { folder: folder.clone() };
    let mut player = Player::new(Language::Japanese, (120, 36), sample());
    assert!(!player.text().contains("ミラー"), "{}", player.text());
    player.tell(Message::Mirror(whole()));
    assert!(player.text().contains("ミラー最新"), "{}", player.text());
    player.tell(Message::Mirror(Mirror::Behind {
        folder: folder.clone(),
        records: 12,
        whole: None,
    }));
    assert!(player.text().contains("ミラー12件遅れ"), "{}", player.text());
    player.tell(Message::Mirror(lost(12)));
    // That it falls further behind is in the title, and is no news to be read again.
    player.types("down");
    player.tell(Message::Mirror(lost(13)));
    assert!(player.text().contains("ミラー停止 13件遅れ"), "{}", player.text());
    assert!(!player.text().contains("差し直してください"), "{}", player.text());
    player.tell(Message::Mirror(whole()));
    player.tell(Message::Mirror(lost(12)));
    assert!(player.text().contains("ミラー停止 12件遅れ"), "{}", player.text());
    assert!(player.text().contains("差し直してください"), "{}", player.text());
    player.types("C-k");
    assert!(player.text().contains("ロック中"), "{}", player.text());
    assert!(player.text().contains("ミラー停止"), "{}", player.text());
    player.tell(Message::Mirror(whole()));
    assert!(player.text().contains("ミラー最新"), "{}", player.text());
    // A narrow title has no room for what is well; what is not is there.
    let mut narrow = Player::new(Language::English, (80, 24), sample());
    narrow.tell(Message::Mirror(lost(12)));
    assert!(narrow.text().contains("mirror lost"), "{}", narrow.text());
}

#[test]
fn a_begun_sequence_shows_what_may_follow() {
    let mut player = japanese();
    player.types("g");
    assert!(player.text().contains("病床図"), "{}", player.text());
    player.types("esc");
    player.types("z");
    assert!(
        player.text().contains("z に割り当てた操作はありません"),
        "{}",
        player.text()
    );
}

#[test]
fn leaving_is_asked_once() {
    let mut player = japanese();
    player.types("esc");
    assert!(player.text().contains("Ctrl-C"), "{}", player.text());
    player.types("C-q enter");
    assert_eq!(player.effects, []);
    player.types("C-q y");
    assert_eq!(player.effects, [Effect::Quit]);
}

/// Help, key line and palette come from the keymap; so every key that is shown must reach the session as what it says.
#[test]
fn every_key_that_is_shown_is_heard() {
    let player = japanese();
    let situation = player.session.situation();
    let offers = player.session.keys().offers(&situation, &[]);
    assert!(offers.len() > 40);
    for offer in offers.iter().filter(|offer| offer.ability == Ability::Can) {
        let mut player = japanese();
        for chord in offer.keys.chords() {
            player.input(Input::Press(chord));
        }
        let text = player.text();
        assert!(
            !text.contains("割り当てた操作はありません"),
            "{} does nothing",
            offer.keys
        );
        assert!(
            !text.contains("できません"),
            "{} cannot, though it is shown as able",
            offer.keys
        );
        if offer.action == Action::Help {
            assert!(text.contains("この画面の全キー"), "{text}");
        }
    }
}

#[test]
fn any_keys_and_sizes_leave_a_whole_screen() {
    let mut player = japanese();
    let keys = [
        "down", "up", "d", "y", "n", "esc", "?", "C-p", "/", "あ", "x", "enter", "tab", "C-l", "C-t", "g", "b", "C-z",
        "F1", "pgdn", "home", "end", "bs", "C-u", "left", "right", "ｄ", "C-q",
    ];
    let mut seed = 0x9e37_79b9_u64;
    for _ in 0..1_000 {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let pick = usize::try_from(seed % 1_000).unwrap();
        if pick < 20 {
            let (columns, rows) = (
                u16::try_from(1 + seed / 7 % 200).unwrap(),
                u16::try_from(1 + seed / 11 % 60).unwrap(),
            );
            player.input(Input::Resize(columns, rows));
        } else {
            player.input(press(keys[pick % keys.len()]));
        }
        // Asserts that every line is exactly as wide as the terminal.
        player.shows();
    }
}

/// Nobody has a pass phrase there, and nobody is shut out of the sample by a key.
#[test]
fn where_there_are_no_accounts_enter_alone_opens_the_lock() {
    let mut player = japanese();
    player.slow = true;
    player.types("C-k");
    assert!(player.text().contains("見本と訓練用"), "{}", player.text());
    player.types("enter");
    assert!(
        matches!(player.effects.last(), Some(Effect::Unlock { .. })),
        "{:?}",
        player.effects
    );
}
