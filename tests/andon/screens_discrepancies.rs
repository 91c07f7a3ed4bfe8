//! Discrepancies: what stations did apart, in words, and how it is settled.

use andon::app::Route;
use andon::domain::access::{
    Keys, PhraseState, Role, Standing,
    decide::{AccountCommand, OpenAccount},
};
use andon::domain::census::{BlockReason, WardCode};
use andon::domain::command::{Admission, Amend, Command, Register, Request};
use andon::domain::identity::Inquiry;
use andon::domain::record::UserName;
use andon::i18n::Language;
use andon::screens;

use crate::harness::{Player, SMALL, WIDE, snapshot};
use crate::screens_beds::with_forms;
use crate::world::{Laptop, bed, identifier, text};

fn admits(laptop: &mut Laptop, place: &str, name: &str, number: &str) {
    let person = Register {
        identifier: Some(identifier(number)),
        name: Some(text(name)),
        ..Register::default()
    };
    let admission = Admission::into_bed(bed(place));
    laptop.does(Command::AdmitNew { person, admission }).unwrap();
}

/// Two laptops that did not see each other: a bed with two patients, a patient moved apart, a blocked bed in use, a diet
/// that was changed in two ways.
pub fn apart() -> Laptop {
    let mut one = Laptop::set_up(7);
    admits(&mut one, "5E-101-1", "田中 太郎", "00012345");
    admits(&mut one, "5E-101-2", "佐藤 花子", "00020391");
    let mut other = Laptop::new(12);
    other.unite(one.commits());
    for laptop in [&mut one, &mut other] {
        laptop.millis += 25 * 60 * 1000;
    }
    let moves = |to: &str| Command::Transfer {
        patient: identifier("00012345").into(),
        bed: bed(to),
    };
    let eats = |diet: &str| Command::Diet {
        patient: identifier("00020391").into(),
        to: text(diet),
    };
    one.does(moves("6W-101-1")).unwrap();
    other.does(moves("6W-102-2")).unwrap();
    admits(&mut one, "5E-102-1", "高橋 一", "00030001");
    admits(&mut other, "5E-102-1", "鈴木 次郎", "00030002");
    let block = Command::Block {
        bed: bed("5E-102-2"),
        reason: BlockReason::Broken,
        until: None,
    };
    one.does(block).unwrap();
    admits(&mut other, "5E-102-2", "青木 良子", "00030003");
    one.does(eats("常食")).unwrap();
    other.does(eats("減塩食")).unwrap();
    one.unite(other.commits());
    one
}

fn list(language: Language, size: (u16, u16)) -> Player {
    Player::at(language, size, apart(), Route::Discrepancies, with_forms)
}

fn japanese() -> Player {
    list(Language::Japanese, SMALL)
}

#[test]
fn every_disagreement_in_words() {
    snapshot("discrepancies", list, |player| {
        player.types("down down");
    });
}

#[test]
fn a_bed_with_two_patients() {
    snapshot("discrepancies-shared", list, |player| {
        player.types("right");
    });
}

#[test]
fn closing_asks_what_was_found() {
    snapshot("discrepancies-close", list, |player| {
        player.types("down z enter");
    });
}

#[test]
fn it_says_who_said_what_and_what_can_be_done() {
    let mut player = japanese();
    player.types("down");
    let text = player.text();
    for words in [
        "移動の食い違い",
        "田中 太郎  6W-101-1",
        "田中 太郎  6W-102-2",
        "clerk 09:25 端末07",
        "clerk 09:25 端末12",
        "違っていれば t でその病床へ転棟を記録",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    player.types("down");
    let text = player.text();
    assert!(text.contains("食事  常食") && text.contains("食事  減塩食"), "{text}");
    player.types("down");
    assert!(player.text().contains("使用不可（故障）"), "{}", player.text());
}

#[test]
fn the_keys_act_on_the_chosen_one_of_two() {
    let mut player = japanese();
    player.types("t");
    let first = player.text();
    player.types("esc right t");
    let second = player.text();
    for (text, name) in [(&first, "高橋 一"), (&second, "鈴木 次郎")] {
        assert!(text.contains(&format!("<Transfer|{name}|5E-102-1>")), "{text}");
    }
}

#[test]
fn settling_the_fact_settles_the_discrepancy() {
    let mut player = japanese();
    assert!(player.text().contains("■不一致 4"), "{}", player.text());
    let transfer = Command::Transfer {
        patient: identifier("00030002").into(),
        bed: bed("6W-102-1"),
    };
    player.laptop.does(transfer).unwrap();
    player.tell(andon::app::Message::Hospital(std::sync::Arc::new(
        player.laptop.hospital.clone(),
    )));
    assert!(
        player.text().contains("■不一致 3") && !player.text().contains("病床の重複"),
        "{}",
        player.text()
    );
}

#[test]
fn closing_keeps_who_and_why() {
    let mut player = japanese();
    player.types("down z enter");
    assert!(
        player.text().contains("何を確かめ、どう解決したかを書いてください"),
        "nothing is closed without a word"
    );
    player.types("text:病棟で確認、６Ｗに在床 enter");
    let text = player.text();
    assert!(text.contains("解決済みにしました：移動の食い違い"), "{text}");
    assert!(
        text.contains("未解決 3件") && text.contains("解決済み 1件") && text.contains("■不一致 3"),
        "{text}"
    );
    player.types("end");
    let text = player.text();
    assert!(
        text.contains("病棟で確認、６Ｗに在床") && text.contains("✔ 解決済み"),
        "{text}"
    );
    player.types("z");
    assert!(player.text().contains("すでに解決済みです"), "{}", player.text());
    player.types("C-z y");
    assert!(
        player.text().contains("未解決 4件"),
        "closing can be taken back\n{}",
        player.text()
    );
}

#[test]
fn enter_goes_to_the_bed() {
    let mut player = japanese();
    player.types("end enter");
    let text = player.text();
    assert!(text.contains("病床図") && text.contains("─ 5E-102-2"), "{text}");
    assert_eq!(player.session.scope().ward.unwrap().as_str(), "5E");
}

#[test]
fn without_any_it_says_so() {
    let player = Player::at(
        Language::Japanese,
        SMALL,
        Laptop::set_up(7),
        Route::Discrepancies,
        screens::open,
    );
    assert!(player.text().contains("不一致はありません"), "{}", player.text());
}

/// Two laptops wrote down another telephone number of a patient whom nobody may hear of: that they differ is in the list,
/// whom to call is behind the reason, and no business of a pharmacy's at all.
#[test]
fn what_is_disputed_of_a_restricted_patient_is_behind_the_reason() {
    let mut one = Laptop::set_up(7);
    admits(&mut one, "5E-101-1", "田中 太郎", "00012345");
    let account = |user: &str, role, wards: &[&str]| OpenAccount {
        user: UserName::parse(user).unwrap(),
        standing: Standing {
            name: text("職員 一"),
            role,
            duty: None,
            wards: wards.iter().map(|ward| WardCode::parse(ward).unwrap()).collect(),
        },
        keys: Keys {
            public: [1; 32],
            wrap: vec![1],
            phrase: PhraseState::Own,
        },
    };
    let accounts = vec![
        account("h.sato", Role::WardClerk, &["5E"]),
        account("n.abe", Role::Nurse, &["6W"]),
        account("p.ito", Role::Pharmacy, &[]),
    ];
    one.does(Command::Account(AccountCommand::Open(accounts))).unwrap();
    let mut other = Laptop::new(12);
    other.unite(one.commits());
    for (laptop, phone) in [(&mut one, "06-1234-5678"), (&mut other, "06-8765-4321")] {
        laptop.millis += 25 * 60 * 1000;
        let amend = Amend {
            patient: identifier("00012345").into(),
            person: Register {
                phone: Some(text(phone)),
                ..Register::default()
            },
            stay: Vec::new(),
        };
        laptop.does_as("h.sato", Request::from(Command::Amend(amend))).unwrap();
    }
    one.unite(other.commits());
    let shown = |who: &str, one: &Laptop| {
        let mut player = Player::at(Language::Japanese, WIDE, one.clone(), Route::Board, screens::open);
        player.types("g u");
        player.types(&format!("text:{who} tab text:whatever enter g d"));
        let text = player.text();
        assert!(text.contains("田中 太郎"), "{text}");
        text.contains("06-1234-5678") || text.contains("06-8765-4321")
    };
    assert!(shown("h.sato", &one) && shown("n.abe", &one));
    assert!(!shown("p.ito", &one), "no business of a pharmacy's");
    let restrict = Command::Restrict {
        patient: identifier("00012345").into(),
        inquiry: Inquiry::Restricted,
    };
    one.does_as("h.sato", Request::from(restrict)).unwrap();
    assert!(shown("h.sato", &one), "the ward is the clerk's own");
    assert!(!shown("n.abe", &one), "and not the nurse's");
}
