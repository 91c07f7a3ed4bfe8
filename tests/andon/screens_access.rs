//! The screens obey the table that the shell obeys: who may see what, whom a restricted patient opens for, broken glass, and
//! the lock that keeps what was begun.

use andon::app::{Effect, Message, PaperNews, Route};
use andon::domain::access::{
    Keys, PhraseState, Role, Standing,
    decide::{AccountCommand, OpenAccount},
    trail::Trace,
};
use andon::domain::command::{Admission, Command, Question, Register};
use andon::domain::identity::{Inquiry, PatientRef};
use andon::domain::record::UserName;
use andon::i18n::Language;
use andon::screens;

use crate::harness::{Gallery, Hall, LARGE, Player, SMALL, WIDE, snapshot};
use crate::world::{Laptop, bed, identifier, text};

const PHONE: &str = "06-1234-5678";

/// Four people with accounts, and a restricted patient in 5E.
fn hospital() -> Laptop {
    let mut laptop = Laptop::set_up(7);
    let person = Register {
        identifier: Some(identifier("00001")),
        name: Some(text("田中 太郎")),
        phone: Some(text(PHONE)),
        ..Register::default()
    };
    let admission = Admission::into_bed(bed("5E-101-1"));
    laptop.does(Command::AdmitNew { person, admission }).unwrap();
    let patient = PatientRef::Identifier(identifier("00001"));
    let inquiry = Inquiry::Restricted;
    laptop.does(Command::Restrict { patient, inquiry }).unwrap();
    let account = |user: &str, name: &str, role| OpenAccount {
        user: UserName::parse(user).unwrap(),
        standing: Standing {
            name: text(name),
            role,
            duty: None,
            wards: match role {
                Role::WardClerk => vec![andon::domain::census::WardCode::parse("5E").unwrap()],
                _ => Vec::new(),
            },
        },
        keys: Keys {
            public: [1; 32],
            wrap: vec![1],
            phrase: PhraseState::Own,
        },
    };
    let accounts = vec![
        account("k.mori", "森 健", Role::Administrator),
        account("h.sato", "佐藤 花", Role::WardClerk),
        account("p.ito", "伊藤 薫", Role::Pharmacy),
        account("i.kato", "加藤 案", Role::InformationDesk),
        account("n.abe", "阿部 直", Role::Nurse),
    ];
    laptop.does(Command::Account(AccountCommand::Open(accounts))).unwrap();
    laptop
}

fn at(user: &str, language: Language, size: (u16, u16)) -> Player {
    let mut player = Player::at(language, size, hospital(), Route::Board, screens::open);
    player.types("g u");
    player.types(&format!("text:{user} tab text:whatever enter"));
    assert!(player.session.locked().is_none(), "{}", player.text());
    player
}

fn of(user: &str, size: (u16, u16)) -> Player {
    at(user, Language::Japanese, size)
}

#[test]
fn a_restricted_patient_opens_for_a_reason_and_only_then() {
    for size in [LARGE, WIDE] {
        let mut pharmacist = of("p.ito", size);
        pharmacist.types("F3");
        // The cursor passes: what stands beside the list is no more than the list.
        assert!(pharmacist.text().contains("田中 太郎"), "{}", pharmacist.text());
        assert!(!pharmacist.text().contains(PHONE), "{}", pharmacist.text());
        pharmacist.types("enter");
        assert!(!pharmacist.text().contains(PHONE), "{}", pharmacist.text());
        assert!(pharmacist.text().contains("閲覧の理由"), "{}", pharmacist.text());
        // Enter alone is no reason.
        pharmacist.types("enter");
        assert!(!pharmacist.text().contains(PHONE));
        pharmacist.types("text:疑義照会のため enter");
        assert!(pharmacist.text().contains("食事"), "{}", pharmacist.text());
        // Whom to call is no business of a pharmacy's, and the ward is asked.
        assert!(!pharmacist.text().contains(PHONE), "{}", pharmacist.text());
        let asked = pharmacist.effects.iter().any(|effect| match effect {
            Effect::Ask { question, .. } => matches!(
                question.as_ref(),
                Question::PersonFor { reason, .. } if reason.as_str() == "疑義照会のため"
            ),
            _ => false,
        });
        assert!(asked);
        let mut clerk = of("h.sato", size);
        // The cursor passes the own ward's patient as well: whom to call opens with Enter, which is in the trail.
        clerk.types("F3");
        assert!(!clerk.text().contains(PHONE), "{}", clerk.text());
        clerk.types("enter");
        assert!(clerk.text().contains(PHONE), "{}", clerk.text());
    }
}

/// The form of what is known of a restricted patient is no way round the reason; given once, it holds until whoever gave it
/// leaves.
#[test]
fn a_form_of_a_restricted_patient_opens_behind_the_reason() {
    for size in [SMALL, WIDE] {
        let mut nurse = of("n.abe", size);
        nurse.types("F3 e");
        assert!(!nurse.text().contains(PHONE), "{}", nurse.text());
        assert!(nurse.text().contains("閲覧の理由"), "{}", nurse.text());
        nurse.types("text:転棟の準備 enter e");
        assert!(nurse.text().contains(PHONE), "{}", nurse.text());
        nurse.types("esc esc C-k");
        nurse.types("text:whatever enter F3 e");
        assert!(!nurse.text().contains(PHONE), "{}", nurse.text());
        // Whoever corrects nobody does not see the form.
        let mut pharmacist = of("p.ito", size);
        pharmacist.types("F3 e");
        assert!(pharmacist.text().contains("権限"), "{}", pharmacist.text());
    }
}

#[test]
fn opening_somebody_asks_so_that_it_is_in_the_trail_and_passing_does_not() {
    let mut clerk = of("h.sato", SMALL);
    clerk.types("F3 down up");
    let asks = |player: &Player| {
        let asked = |effect: &&Effect| matches!(effect, Effect::Ask { .. });
        player.effects.iter().filter(asked).count()
    };
    assert_eq!(asks(&clerk), 0);
    clerk.types("enter");
    assert_eq!(asks(&clerk), 1);
    clerk.types("esc / text:たなか esc esc");
    let mut finder = of("h.sato", SMALL);
    finder.types("C-f text:田中 esc");
    let noted = finder.effects.iter().any(|effect| match effect {
        Effect::Note(Trace::Searched { words }) => words.as_str() == "田中",
        _ => false,
    });
    assert!(noted, "{:?}", finder.effects);
}

#[test]
fn who_may_not_see_the_inpatients_does_not_see_them_on_any_screen() {
    let mut desk = of("i.kato", LARGE);
    for keys in ["F2", "F3", "F4", "g d", "C-f", "F7", "F8", "g p"] {
        desk.types(keys);
        let text = desk.text();
        assert!(!text.contains("田中"), "{keys}: {text}");
        assert!(text.contains("権限"), "{keys}: {text}");
        desk.types("esc");
    }
    let mut administrator = of("k.mori", LARGE);
    administrator.types("F3");
    assert!(!administrator.text().contains(PHONE));
    administrator.types("enter");
    assert!(!administrator.text().contains(PHONE), "{}", administrator.text());
}

#[test]
fn broken_glass_takes_one_key_and_is_on_the_screen_until_it_ends() {
    let mut desk = of("i.kato", LARGE);
    desk.types("g e");
    assert!(desk.text().contains("救命・急変"), "{}", desk.text());
    desk.types("1");
    assert!(desk.text().contains("緊急アクセス 残り60分"), "{}", desk.text());
    desk.types("F3");
    assert!(desk.text().contains("田中 太郎"), "{}", desk.text());
    desk.laptop.millis += 61 * 60 * 1000;
    let now = desk.laptop.now();
    desk.session.tick(now);
    assert!(!desk.text().contains("緊急アクセス 残り"), "{}", desk.text());
    // In words: the last of the list, and what was typed is the reason.
    let mut clerk = of("h.sato", SMALL);
    clerk.types("g e up up up up down down down down enter");
    assert!(clerk.text().contains("理由を入力"), "{}", clerk.text());
    clerk.types("text:災害対応 enter");
    assert!(clerk.text().contains("緊急アクセス 残り60分"), "{}", clerk.text());
}

#[test]
fn what_was_begun_waits_behind_the_lock() {
    let mut clerk = of("h.sato", SMALL);
    clerk.types("F3 a text:新井");
    assert!(clerk.text().contains("新井"));
    clerk.types("C-k");
    assert!(
        !clerk.text().contains("新井") && !clerk.text().contains("田中"),
        "{}",
        clerk.text()
    );
    clerk.types("text:whatever enter");
    assert!(clerk.text().contains("新井"), "{}", clerk.text());
    // Another gets nothing of it, and no way to take back what was done.
    clerk.types("C-k tab");
    clerk.types("C-u text:p.ito tab text:whatever enter");
    assert!(!clerk.text().contains("新井"), "{}", clerk.text());
}

#[test]
fn the_entrance_and_the_lock_as_they_are_drawn() {
    let shut = |language, size| {
        let mut player = Player::at(language, size, Laptop::new(7), Route::Welcome, screens::open);
        player.session.stand_before("h.sato");
        player
    };
    snapshot("access-entrance", shut, |_| {});
    snapshot(
        "access-lock",
        |language, size| at("h.sato", language, size),
        |player| {
            player.types("C-k text:abc");
        },
    );
    snapshot(
        "access-glass",
        |language, size| at("h.sato", language, size),
        |player| {
            player.types("g e");
        },
    );
    snapshot(
        "access-reason",
        |language, size| at("p.ito", language, size),
        |player| {
            player.types("F3 enter");
        },
    );
}

/// Wherever somebody is, in a form or in the middle of an identity check: one key, and nothing personal is left on the screen.
#[test]
fn every_screen_is_locked_with_one_key() {
    let gallery = Gallery::new();
    let mut all = Gallery::exhibits();
    all.retain(|one| one.hall != Hall::Busy);
    for exhibit in all {
        let mut player = gallery.open(&exhibit, Language::Japanese, SMALL);
        if player.session.scope().hospital.frame().is_none() {
            continue;
        }
        // Half a key is given up first.
        if exhibit.name == "pending" {
            player.types("esc");
        }
        player.types("C-k");
        assert!(player.session.locked().is_some(), "{}: {}", exhibit.name, player.text());
        assert!(
            player.text().contains("ロック中"),
            "{}: {}",
            exhibit.name,
            player.text()
        );
        let text = player.text();
        for patient in player.laptop.hospital.patients() {
            let name: String = patient.name.get().map(ToString::to_string).unwrap_or_default();
            assert!(name.is_empty() || !text.contains(&name), "{}: {name}", exhibit.name);
        }
    }
}

/// Somebody begins to think up a number and is called away: the laptop locks as from any other screen, and Esc opens nothing.
#[test]
fn a_number_that_is_being_thought_up_is_no_way_round_the_lock() {
    let mut clerk = of("h.sato", SMALL);
    clerk.types("F3 g n");
    assert!(clerk.text().contains("この勤務の暗証番号"), "{}", clerk.text());
    assert!(clerk.session.is_somebody_here());
    let _effects = clerk.session.lock();
    assert!(!clerk.session.is_somebody_here());
    clerk.types("esc esc");
    assert!(clerk.text().contains("ロック中"), "{}", clerk.text());
    assert!(!clerk.text().contains("田中"), "{}", clerk.text());
}

/// What was looked for is in the trail by whatever way the search is left: another screen, the lock.
#[test]
fn a_search_that_is_left_by_another_key_is_in_the_trail() {
    for leaves in ["F3", "C-k", "esc", "enter"] {
        let mut clerk = of("h.sato", SMALL);
        clerk.types("F3 C-f text:田中");
        clerk.types(leaves);
        let noted = clerk.effects.iter().filter(|effect| match effect {
            Effect::Note(Trace::Searched { words }) => words.as_str() == "田中",
            _ => false,
        });
        assert_eq!(noted.count(), 1, "{leaves}: {:?}", clerk.effects);
    }
}

/// What was under way goes on behind the lock, and shows nothing there: a change that was handed in is saved, a paper that was asked
/// for is printed, the numbers of the wards follow. A paper that failed is told to whoever comes back, and to nobody else.
#[test]
fn what_is_under_way_goes_on_behind_the_lock() {
    let failed = || Message::Paper(PaperNews::NotPrinted("田中 太郎: no paper".to_owned()));
    let beds = |player: &Player| {
        let text = player.text();
        let of = text.lines().find(|line| line.contains("5E")).unwrap().to_owned();
        of.split_once('/')
            .unwrap()
            .0
            .split_whitespace()
            .last()
            .unwrap()
            .to_owned()
    };
    let mut clerk = of("h.sato", SMALL);
    clerk.slow = true;
    clerk.types("F3 f text:常食 F12 C-k");
    assert!(clerk.text().contains("ロック中"), "{}", clerk.text());
    let (commits, before) = (clerk.laptop.commits().len(), beds(&clerk));
    clerk.rest();
    assert_eq!(clerk.laptop.commits().len(), commits + 1, "the change is saved");
    let person = Register {
        identifier: Some(identifier("00002")),
        name: Some(text("新井 恵")),
        ..Register::default()
    };
    let admission = Admission::into_bed(bed("5E-101-2"));
    clerk.laptop.does(Command::AdmitNew { person, admission }).unwrap();
    clerk.hears_the_hospital();
    assert_ne!(beds(&clerk), before, "{}", clerk.text());
    clerk.tell(Message::Paper(PaperNews::Done("田中 太郎: printed".to_owned())));
    clerk.tell(failed());
    let text = clerk.text();
    assert!(!text.contains("田中") && !text.contains("新井"), "{text}");
    clerk.slow = false;
    clerk.types("text:whatever enter");
    assert!(clerk.text().contains("no paper"), "{}", clerk.text());
    // Another hears nothing of it.
    clerk.types("C-k");
    clerk.tell(failed());
    clerk.types("tab C-u text:p.ito tab text:whatever enter");
    assert!(!clerk.text().contains("no paper"), "{}", clerk.text());
}
