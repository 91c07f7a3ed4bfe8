//! F5 by keys: from an ambulance to a saved number, and everything that becomes of it.

use andon::app::{Effect, Route};
use andon::domain::{
    command::{Command, Register},
    identity::{Birth, Identifier, PatientRef, Sex},
    numbers::ledger::{Filter, NumberState, Row, rows},
    record::UserName,
};
use andon::i18n::Language;
use andon::input::read_script;
use andon::screens;

use crate::harness::{LARGE, Player, SMALL, snapshot};
use crate::world::{Laptop, identifier, text};

fn laptop() -> Laptop {
    let mut laptop = Laptop::with_numbers(7, 1);
    let day = chrono::NaiveDate::from_ymd_opt(1948, 5, 6).unwrap();
    for (number, name, kana, place, sex) in [
        ("00012345", "田中 太郎", "タナカ タロウ", "5E-101-1", Sex::Male),
        ("00020391", "佐藤 花子", "サトウ ハナコ", "5E-101-2", Sex::Female),
    ] {
        let person = Register {
            identifier: Some(identifier(number)),
            name: Some(text(name)),
            kana: Some(text(kana)),
            sex: Some(sex),
            birth: Some(Birth::On(day.into())),
            ..Register::default()
        };
        let admission = andon::domain::command::Admission::into_bed(crate::world::bed(place));
        laptop.does(Command::AdmitNew { person, admission }).unwrap();
    }
    laptop
}

fn board(language: Language, size: (u16, u16)) -> Player {
    Player::at(language, size, laptop(), Route::Board, screens::open)
}

fn ledger(player: &Player) -> Vec<Row> {
    rows(player.hospital(), &Filter::default())
}

fn keys(script: &str) -> usize {
    read_script(script).unwrap().len()
}

#[test]
fn an_unidentified_patient_has_a_saved_number_after_at_most_eight_keys() {
    for (script, age) in [
        ("F5 u F12", false),
        ("F5 u 1 F12", false),
        ("F5 u 1 enter 4 0 F12", true),
    ] {
        assert!(keys(script) <= 8, "{script}");
        let mut player = board(Language::Japanese, SMALL);
        player.types(script);
        let rows = ledger(&player);
        assert_eq!(rows.len(), 1, "{script}");
        assert_eq!(rows[0].state, NumberState::Issued);
        assert_eq!(rows[0].sex, script.contains(" 1 ").then_some(Sex::Male), "{script}");
        assert_eq!(rows[0].birth.is_some(), age, "{script}");
        // The number is said, and stands in the list.
        let notice = player.session.notice().unwrap().text;
        assert!(notice.contains(rows[0].number.as_str()), "{notice}");
        // What is always refused is not offered.
        assert!(!notice.contains("Ctrl-Z"), "{notice}");
    }
}

/// Gives numbers to two unidentified, one known, twins, three of a mass casualty, and prepares two packets.
fn a_night(player: &mut Player) {
    player.types("F5 u 1 enter 4 0 enter text:駅前 F12");
    player.types("u 2 F12");
    player.types("p text:山本 enter text:山本　次郎 F12");
    player.types("B text:佐藤 down enter text:MF F12");
    player.types("M 3 enter 1 enter text:A-098 enter text:駅前事故 F12");
    player.types("Q 2 F12");
}

#[test]
fn a_night_in_the_emergency_department() {
    let night = |language, size| {
        let mut player = board(language, size);
        a_night(&mut player);
        player
    };
    let player = night(Language::Japanese, SMALL);
    let states: Vec<NumberState> = ledger(&player).iter().map(|row| row.state).collect();
    assert_eq!(
        states.iter().filter(|state| **state == NumberState::Issued).count(),
        8,
        "{states:?}"
    );
    assert_eq!(
        states.iter().filter(|state| **state == NumberState::Prepared).count(),
        2
    );
    snapshot("ids-arrivals", night, |_| {});
    snapshot("ids-ledger", night, |player| {
        player.types("right down down");
    });
}

#[test]
fn an_empty_list_says_what_to_do() {
    snapshot("ids-empty", board, |player| {
        player.types("F5");
    });
}

#[test]
fn the_forms_of_numbers() {
    for (name, script) in [
        ("form-issue-unidentified", "F5 u"),
        ("form-issue-mass", "F5 M"),
        ("form-issue-newborn", "F5 B text:佐藤"),
    ] {
        snapshot(name, board, |player| {
            player.types(script);
        });
    }
}

fn number_of(player: &Player, place: usize) -> Identifier {
    ledger(player)[place].number.clone()
}

#[test]
fn straight_from_the_number_into_a_bed() {
    let mut player = board(Language::Japanese, LARGE);
    player.types("F5 u 1 F12 a text:6W-101-1 enter F12");
    let row = &ledger(&player)[0];
    assert_eq!(row.bed().map(ToString::to_string).as_deref(), Some("6W-101-1"));
    assert!(row.is_unidentified() && !row.waits_for_a_bed());
}

#[test]
fn who_has_a_record_gets_no_second_one_by_accident() {
    let mut player = board(Language::Japanese, SMALL);
    // The same name and reading; the form asks whether it is one of these.
    player.types("F5 p text:田中太郎 down enter");
    player.types("F12");
    assert!(ledger(&player).is_empty());
}

#[test]
fn a_number_is_linked_found_and_unlinked() {
    let mut player = board(Language::Japanese, LARGE);
    player.types("F5 u 1 F12");
    let number = number_of(&player, 0);
    player.types("L text:00012345 enter");
    player.types("right enter");
    let row = &ledger(&player)[0];
    assert_eq!(
        (row.state, row.others.len()),
        (NumberState::Linked, 1),
        "{}",
        player.text()
    );
    let known = player
        .hospital()
        .find_patient(&PatientRef::Identifier(number))
        .unwrap()
        .id;
    assert_eq!(player.hospital().persons(known).len(), 2);
    player.types("U F12");
    assert_eq!(ledger(&player)[0].state, NumberState::Issued);
}

/// Somebody unidentified in a bed, whom the laptop's own user takes for 田中 太郎, who lies in another one.
fn two_beds(language: Language, size: (u16, u16)) -> Player {
    let mut laptop = laptop();
    laptop.user = UserName::parse("kango").unwrap();
    let mut player = Player::at(language, size, laptop, Route::Board, screens::open);
    player.types("F5 u 1 F12 a text:6W-101-1 enter F12");
    player
}

fn is_linked(player: &Player) -> bool {
    ledger(player)[0].state == NumberState::Linked
}

/// They lie in two beds: nobody links them alone. The other person types a pass phrase of their own, which goes to whoever lets
/// people in and nowhere else.
#[test]
fn two_in_two_beds_are_linked_by_two_people() {
    let mut player = two_beds(Language::Japanese, LARGE);
    // Without another person the form does not go on; nor with oneself.
    player.types("L text:00012345 enter F12");
    assert!(!is_linked(&player));
    player.types("C-u text:kango enter text:rain-and-umbrella F12");
    assert!(
        !is_linked(&player) && !player.text().contains("連結する"),
        "{}",
        player.text()
    );
    player.types("C-u text:k.mori F12");
    assert!(!player.text().contains("rain-and-umbrella"), "{}", player.text());
    player.types("right enter");
    assert!(is_linked(&player), "{}", player.text());
    let asked: Vec<_> = player
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::DecideAs {
                user, phrase, request, ..
            } => Some((user.to_string(), phrase.reveal().to_owned(), request.command.clone())),
            _ => None,
        })
        .collect();
    let [(user, phrase, command)] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    assert_eq!((user.as_str(), phrase.as_str()), ("k.mori", "rain-and-umbrella"));
    assert!(matches!(command, Command::ConfirmLink { .. }));
    assert!(player.drafts().is_none());
}

/// Somebody else has said so at another laptop: whoever looks now is the second person, under the account that is open.
#[test]
fn whoever_finds_a_proposal_confirms_it() {
    let mut laptop = two_beds(Language::Japanese, LARGE).laptop;
    let number = rows(&laptop.hospital, &Filter::default())[0].number.clone();
    laptop.user = UserName::parse("k.mori").unwrap();
    laptop
        .does(Command::ProposeLink {
            patient: PatientRef::Identifier(number),
            with: PatientRef::Identifier(identifier("00012345")),
        })
        .unwrap();
    laptop.user = UserName::parse("kango").unwrap();
    let mut player = Player::at(Language::Japanese, LARGE, laptop, Route::Board, screens::open);
    player.types("F5 L text:00012345 enter");
    // Whose word it is stands in the question.
    assert!(player.text().contains("k.mori"), "{}", player.text());
    player.types("right enter");
    assert!(is_linked(&player), "{}", player.text());
}

#[test]
fn the_form_that_asks_for_another_person() {
    snapshot("form-link-second", two_beds, |player| {
        player.types("L text:00012345 enter text:k.mori enter text:rain");
    });
}

#[test]
fn a_number_is_voided_after_a_question_and_a_packet_is_given() {
    let mut player = board(Language::Japanese, LARGE);
    player.types("F5 Q 2 F12 right V");
    player.types("enter text:汚損 F12");
    assert_eq!(ledger(&player)[1].state, NumberState::Prepared);
    player.types("right enter");
    let voided: Vec<bool> = ledger(&player)
        .iter()
        .map(|row| row.state == NumberState::Voided)
        .collect();
    assert_eq!(voided.iter().filter(|voided| **voided).count(), 1, "{voided:?}");
    let left = voided.iter().position(|voided| !voided).unwrap();
    let number = number_of(&player, left);
    player.types(&format!("A C-u text:{number} enter F12"));
    assert_eq!(ledger(&player)[left].state, NumberState::Issued);
}

#[test]
fn the_list_is_narrowed_by_number_alias_and_tag() {
    let mut player = board(Language::Japanese, LARGE);
    a_night(&mut player);
    player.types("right / text:A-099 enter");
    let notices = |player: &Player| player.session.notice().map(|notice| notice.text);
    assert!(notices(&player).is_none(), "{:?}", notices(&player));
    player.types("enter");
    let title = player.session.visible().last().unwrap().title(&player.session.scope());
    assert!(title.contains("不詳"), "{title}");
}

#[test]
fn a_laptop_without_a_block_says_so_in_the_form() {
    let mut player = Player::at(
        Language::Japanese,
        SMALL,
        Laptop::set_up(7),
        Route::Board,
        screens::open,
    );
    player.types("F5 u F12");
    assert!(ledger(&player).is_empty());
    let (buffer, _) = player.buffer();
    let shown: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
    assert!(shown.replace(' ', "").contains("番号枠"), "{shown}");
    player.types("esc G 1 F12 u F12");
    assert_eq!(ledger(&player).len(), 1);
}

/// The other person proves themselves for one moment. Their pass phrase is in no draft, and is gone when the laptop is locked: who
/// comes back is alone.
#[test]
fn nobody_confirms_a_link_with_the_phrase_of_somebody_who_has_left() {
    const TYPED: &str = "L text:00012345 enter C-u text:k.mori enter text:rain-and-umbrella";
    let mut player = two_beds(Language::Japanese, LARGE);
    player.types(TYPED);
    let kept = player.drafts().expect("whom and which account is kept");
    assert!(!format!("{kept:?}").contains("rain-and-umbrella"), "{kept:?}");
    let mut again = player.dies_and_starts();
    again.types("F12").types("right enter");
    assert!(!is_linked(&again), "{}", again.text());
    let mut player = two_beds(Language::Japanese, LARGE);
    player.types(TYPED).types("C-k").types("enter");
    assert!(
        player.text().contains("00012345"),
        "what was typed beside it is there: {}",
        player.text()
    );
    player.types("F12").types("right enter");
    assert!(!is_linked(&player), "{}", player.text());
}
