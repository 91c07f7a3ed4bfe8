//! The list of accounts: what a night supervisor does at 03:00, what only an administrator does, and what is shown of it.

use andon::app::door::LockedOut;
use andon::app::{Effect, Route};
use andon::domain::access::{
    AccountState, Duty, Keys, PhraseState, Role, Standing,
    decide::{AccountCommand, OpenAccount},
    glass::GlassReason,
};
use andon::domain::census::WardCode;
use andon::domain::command::{Command, Request};
use andon::domain::record::UserName;
use andon::i18n::Language;
use andon::screens;

use crate::harness::{FIRST_PHRASE, LARGE, Player, SMALL, snapshot};
use crate::world::{Laptop, text};

fn user(name: &str) -> UserName {
    UserName::parse(name).unwrap()
}

/// People of every kind that the list tells apart.
pub fn staff() -> Laptop {
    let mut laptop = Laptop::set_up(7);
    let account = |name: &str, shown: &str, role, duty, phrase| OpenAccount {
        user: user(name),
        standing: Standing {
            name: text(shown),
            role,
            duty,
            wards: match role {
                Role::WardClerk => vec![WardCode::parse("5E").unwrap()],
                _ => Vec::new(),
            },
        },
        keys: Keys {
            public: [1; 32],
            wrap: vec![1],
            phrase,
        },
    };
    let own = PhraseState::Own;
    let accounts = vec![
        account("k.mori", "森 健", Role::Administrator, None, own),
        account("h.sato", "佐藤 花", Role::WardClerk, None, own),
        account("n.abe", "阿部 直", Role::Nurse, Some(Duty::NightSupervisor), own),
        account("p.ito", "伊藤 薫", Role::Pharmacy, None, own),
        account("m.ono", "小野 実", Role::Nurse, None, PhraseState::First),
        account("c.ueda", "上田 章", Role::CommandPost, None, own),
        account("z.taki", "滝 純", Role::Carrier, None, own),
    ];
    laptop.does(Command::Account(AccountCommand::Open(accounts))).unwrap();
    let broken = AccountCommand::BreakGlass {
        reason: GlassReason::NobodyElse,
        words: None,
    };
    laptop
        .does_as("p.ito", Request::from(Command::Account(broken)))
        .unwrap();
    let closed = AccountCommand::Close { user: user("z.taki") };
    laptop.does(Command::Account(closed)).unwrap();
    laptop
}

fn at(who: &str, language: Language, size: (u16, u16)) -> Player {
    let mut player = Player::at(language, size, staff(), Route::Board, screens::open);
    player.locked = vec![LockedOut {
        user: user("h.sato"),
        minutes: 12,
    }];
    player.types("g u");
    player.types(&format!("text:{who} tab text:whatever enter"));
    player
}

#[test]
fn the_list_as_it_is_drawn() {
    snapshot(
        "accounts",
        |language, size| at("n.abe", language, size),
        |player| {
            player.types("g U down down down down");
        },
    );
    snapshot(
        "accounts-reset",
        |language, size| at("n.abe", language, size),
        |player| {
            player.types("g U r y");
        },
    );
    snapshot(
        "accounts-role",
        |language, size| at("k.mori", language, size),
        |player| {
            player.types("g U m");
        },
    );
}

/// At 03:00: who is locked out stands on top, and gets a new first pass phrase, which is shown once and goes on paper.
#[test]
fn a_night_supervisor_helps_whoever_is_locked_out() {
    for size in [SMALL, LARGE] {
        let mut supervisor = at("n.abe", Language::Japanese, size);
        supervisor.types("g U");
        let first = supervisor
            .text()
            .lines()
            .find(|line| line.contains("h.sato") && line.contains("クラーク"))
            .unwrap()
            .to_owned();
        assert!(first.contains("ロック中 あと12分"), "{first}");
        // Enter asks, and Enter again is the safe answer.
        supervisor.types("enter enter");
        assert!(!supervisor.text().contains(FIRST_PHRASE), "{}", supervisor.text());
        supervisor.types("r y");
        assert!(supervisor.text().contains(FIRST_PHRASE), "{}", supervisor.text());
        supervisor.types("y");
        assert!(!supervisor.text().contains(FIRST_PHRASE), "{}", supervisor.text());
        let handed = supervisor.effects.iter().find_map(|effect| match effect {
            Effect::HandOut { text, .. } => Some(text.0.to_string()),
            _ => None,
        });
        let handed = handed.unwrap();
        assert!(handed.contains(FIRST_PHRASE) && handed.contains("佐藤 花"), "{handed}");
        let line = supervisor
            .text()
            .lines()
            .find(|line| line.contains("h.sato") && line.contains("クラーク"))
            .unwrap()
            .to_owned();
        assert!(line.contains("初回待ち") && !line.contains("ロック中"), "{line}");
        // Neither in what is kept for a crash nor in what is asked of the machine by name.
        assert!(!format!("{:?}", supervisor.effects).contains(FIRST_PHRASE));
    }
}

/// A duty is no administrator: roles, closing and those above stay as they are, and it is said why.
#[test]
fn a_night_supervisor_changes_nobody_and_resets_nobody_above() {
    let mut supervisor = at("n.abe", Language::Japanese, LARGE);
    supervisor.types("g U");
    let before = supervisor.laptop.commits().len();
    for keys in ["x", "o", "m"] {
        supervisor.types(keys);
        assert!(supervisor.text().contains("権限"), "{keys}: {}", supervisor.text());
    }
    supervisor.types("/ text:ueda enter r y");
    assert!(!supervisor.text().contains(FIRST_PHRASE), "{}", supervisor.text());
    assert!(
        supervisor.text().contains("管理者だけが再発行できます"),
        "{}",
        supervisor.text()
    );
    assert_eq!(supervisor.laptop.commits().len(), before);
    // Whoever has neither the role nor the duty does not see the list, nor reviews anything.
    for who in ["m.ono", "p.ito", "h.sato"] {
        let mut nurse = at(who, Language::Japanese, LARGE);
        nurse.types("g U");
        assert!(!nurse.text().contains("c.ueda"), "{who}: {}", nurse.text());
    }
    supervisor.types("esc g V");
    assert!(supervisor.text().contains("権限"), "{}", supervisor.text());
}

#[test]
fn an_administrator_closes_opens_and_gives_another_role() {
    let mut chief = at("k.mori", Language::Japanese, LARGE);
    chief.types("g U / text:p.ito enter x y");
    let hospital = |player: &Player| player.laptop.hospital.clone();
    let state = |player: &Player| hospital(player).account(&user("p.ito")).unwrap().state.get().copied();
    assert_eq!(state(&chief), Some(AccountState::Closed));
    assert!(chief.text().contains("停止"), "{}", chief.text());
    chief.types("o y");
    assert_eq!(state(&chief), Some(AccountState::Open));
    let standing_of = |player: &Player| {
        let hospital = hospital(player);
        hospital.account(&user("p.ito")).unwrap().standing().unwrap().clone()
    };
    // The role of now is marked: Enter changes nothing.
    let before = chief.laptop.commits().len();
    chief.types("m enter");
    assert_eq!(chief.laptop.commits().len(), before);
    chief.types("m text:部門 enter");
    assert!(chief.text().contains("薬剤部 から 部門受付"), "{}", chief.text());
    chief.types("enter m text:部門 enter y");
    let standing = standing_of(&chief);
    assert_eq!((standing.role, standing.duty), (Role::Desk, None));
    chief.types("m text:当直 enter y");
    let standing = standing_of(&chief);
    assert_eq!(
        (standing.role, standing.duty),
        (Role::Desk, Some(Duty::NightSupervisor))
    );
    // The last administrator stays one.
    chief.types("esc / text:k.mori enter m text:看護 enter y");
    assert!(chief.text().contains("管理者はこの人だけです"), "{}", chief.text());
}

/// The command post sees the same list, and reviews from it.
#[test]
fn the_command_post_reviews_from_the_list() {
    let mut post = at("c.ueda", Language::Japanese, LARGE);
    post.types("g U / text:p.ito enter");
    assert!(post.text().contains("緊急確認待ち1件"), "{}", post.text());
    post.types("v text:妥当 enter esc");
    let hospital = &post.laptop.hospital;
    assert!(hospital.account(&user("p.ito")).unwrap().broken[0].reviewed.is_some());
    assert!(!post.text().contains("緊急確認待ち1件"), "{}", post.text());
    post.types("r");
    assert!(post.text().contains("権限"), "{}", post.text());
}

/// What is seen leaves the list under the key. Enter held down says nothing of whoever stands there next.
#[test]
fn enter_held_down_has_seen_one_line() {
    let mut post = at("c.ueda", Language::Japanese, LARGE);
    let broken = AccountCommand::BreakGlass {
        reason: GlassReason::NobodyElse,
        words: None,
    };
    let command = Request::from(Command::Account(broken));
    post.laptop.does_as("n.abe", command).unwrap();
    post.hears_the_hospital();
    post.types("g V enter enter enter");
    let seen = |player: &Player| {
        let accounts = player.laptop.hospital.accounts();
        let glass = accounts.flat_map(|account| account.broken.clone());
        glass.filter(|glass| glass.reviewed.is_some()).count()
    };
    assert_eq!(seen(&post), 1, "{}", post.text());
    post.types("down enter");
    assert_eq!(seen(&post), 2, "{}", post.text());
}
