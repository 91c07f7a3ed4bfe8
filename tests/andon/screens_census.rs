//! The inpatient list: what stands in it, finding people, where the selection stays, the detail beside it.

use std::sync::Arc;

use andon::app::{Effect, Message, Preference, Route};
use andon::domain::census::{BlockReason, Isolation, Mobility, OutKind};
use andon::domain::command::{
    Admission, AllergyAnswer, Command, Discharge, Expect, Leave, RecordAllergy, Register, Request,
};
use andon::domain::identity::{Allergy, AllergyKind, Birth, Inquiry, PatientRef, Sex};
use andon::domain::record::{Day, Timestamp};
use andon::i18n::Language;
use andon::screens;
use chrono::NaiveDate;

use crate::harness::{LARGE, Player, SMALL, sample, snapshot};
use crate::world::{Laptop, bed, department, identifier, text};

pub fn who(id: &str) -> PatientRef {
    PatientRef::Identifier(identifier(id))
}

pub fn person(id: &str, name: &str, kana: &str, sex: Sex, birth: (i32, u32, u32)) -> Register {
    let born = NaiveDate::from_ymd_opt(birth.0, birth.1, birth.2).unwrap();
    Register {
        identifier: Some(identifier(id)),
        name: Some(text(name)),
        kana: Some(text(kana)),
        sex: Some(sex),
        birth: Some(Birth::On(Day::from(born))),
        ..Register::default()
    }
}

/// Hours before the clock of the laptop.
fn before(laptop: &Laptop, hours: i64) -> Timestamp {
    laptop.now().plus_seconds(-3600 * hours)
}

fn admit(laptop: &mut Laptop, person: Register, place: &str, hours: i64) {
    let at = Some(before(laptop, hours));
    let admission = Admission {
        department: Some(department("CARD")),
        mobility: Some(Mobility::Assisted),
        diet: Some(text("常食")),
        ..Admission::into_bed(bed(place))
    };
    let command = Command::AdmitNew { person, admission };
    laptop
        .does(Request {
            command,
            at,
            note: None,
        })
        .unwrap();
}

/// A ward in which everything happens: 5E has four beds, 6W four and a cot.
#[allow(clippy::too_many_lines, reason = "the story of one night, in its order")]
pub fn ward() -> Laptop {
    let mut laptop = Laptop::set_up(7);
    laptop.adopts_checks();
    for (id, name, kana, sex, birth, place) in [
        (
            "00012345",
            "田中　太郎",
            "タナカ　タロウ",
            Sex::Male,
            (1948, 5, 6),
            "5E-101-1",
        ),
        (
            "00020391",
            "佐藤　花子",
            "サトウ　ハナコ",
            Sex::Female,
            (1990, 12, 31),
            "5E-101-2",
        ),
        (
            "00031415",
            "渡邉　さゆり",
            "ワタナベ　サユリ",
            Sex::Female,
            (1955, 2, 1),
            "6W-101-1",
        ),
        (
            "00027182",
            "高橋　一",
            "タカハシ　ハジメ",
            Sex::Male,
            (1936, 7, 20),
            "6W-101-2",
        ),
    ] {
        admit(&mut laptop, person(id, name, kana, sex, birth), place, 50);
    }
    let unknown = Register {
        name: Some(text("不詳 あさぎ")),
        birth: Some(Birth::AboutYear(1986)),
        ..Register::default()
    };
    let admission = Admission::into_bed(bed("6W-102-1"));
    laptop
        .does(Command::AdmitNew {
            person: unknown,
            admission,
        })
        .unwrap();
    let soon = laptop.now().plus_seconds(4 * 3600);
    laptop
        .does(Command::Allergy(RecordAllergy {
            patient: who("00012345"),
            answer: AllergyAnswer::Present(Allergy {
                kind: AllergyKind::Drug,
                what: text("ペニシリン"),
            }),
        }))
        .unwrap();
    laptop
        .does(Command::Isolation {
            patient: who("00012345"),
            to: Isolation::Contact,
        })
        .unwrap();
    laptop
        .does(Command::Leave(Leave {
            patient: who("00020391"),
            kind: OutKind::Leave,
            until: Some(soon),
            place: None,
        }))
        .unwrap();
    laptop
        .does(Command::Restrict {
            patient: who("00031415"),
            inquiry: Inquiry::Restricted,
        })
        .unwrap();
    laptop
        .does(Command::Block {
            bed: bed("5E-102-2"),
            reason: BlockReason::Cleaning,
            until: Some(soon),
        })
        .unwrap();
    laptop
        .does(Command::Depart {
            patient: who("00027182"),
            bed: bed("5E-102-1"),
        })
        .unwrap();
    laptop
        .does(Command::Register(person(
            "00016180",
            "鈴木　三郎",
            "スズキ　サブロウ",
            Sex::Male,
            (1972, 3, 3),
        )))
        .unwrap();
    laptop
        .does(Command::Expect(Expect {
            patient: who("00016180"),
            when: Some(soon),
            bed: Some(bed("6W-101-2")),
            department: Some(department("SURG")),
        }))
        .unwrap();
    laptop
}

pub fn census(language: Language, size: (u16, u16), laptop: Laptop) -> Player {
    Player::at(language, size, laptop, Route::Census, screens::open)
}

fn japanese() -> Player {
    census(Language::Japanese, SMALL, ward())
}

/// The selected line.
fn selected(player: &Player) -> String {
    let text = player.text();
    let line = text.lines().find(|line| line.starts_with('▸'));
    line.unwrap_or_else(|| panic!("nothing is selected\n{text}")).to_owned()
}

/// The hospital as the laptop knows it by now, as if another station had sent it.
fn hears(player: &mut Player) {
    player.tell(Message::Hospital(Arc::new(player.laptop.hospital.clone())));
}

#[test]
fn the_whole_hospital() {
    snapshot("census-whole", |language, size| census(language, size, ward()), |_| {});
}

#[test]
fn one_ward_with_its_beds() {
    snapshot(
        "census-ward",
        |language, size| census(language, size, ward()),
        |player| {
            player.types("]");
        },
    );
}

#[test]
fn the_other_ward_with_the_announced_and_the_unknown() {
    snapshot(
        "census-announced",
        |language, size| census(language, size, ward()),
        |player| {
            player.types("] ] down down");
        },
    );
}

#[test]
fn a_patient_alone_on_the_screen() {
    snapshot(
        "person",
        |language, size| census(language, size, ward()),
        |player| {
            player.types("enter");
        },
    );
}

#[test]
fn a_filter_that_is_typed() {
    snapshot(
        "census-filter",
        |language, size| census(language, size, ward()),
        |player| {
            player.types("/ text:さ");
        },
    );
}

#[test]
fn a_hospital_without_patients_says_what_to_do() {
    snapshot(
        "census-empty",
        |language, size| census(language, size, Laptop::set_up(7)),
        |_| {},
    );
}

#[test]
fn nobody_who_is_present_is_missing_and_every_bed_of_the_ward_is_there() {
    let mut player = census(Language::Japanese, (120, 60), ward());
    let whole = player.text();
    for name in ["田中", "佐藤", "渡邉", "高橋", "不詳", "鈴木"] {
        assert!(whole.contains(name), "{name}\n{whole}");
    }
    assert!(whole.contains("4/8床  入院 5人  転棟中 1  入院予定 1"), "{whole}");
    player.types("]");
    let ward = player.text();
    for row in ["101-1", "101-2", "102-1", "102-2"] {
        assert_eq!(
            ward.matches(&format!("  {row}")).count() + ward.matches(&format!("▸ {row}")).count(),
            1,
            "{ward}"
        );
    }
    assert!(ward.contains("← 6W-101-2 から受入"), "{ward}");
    assert!(ward.contains("▒ 使用不可"), "{ward}");
}

#[test]
fn people_are_found_however_they_are_typed() {
    for typed in [
        "田中",
        "たなか",
        "ﾀﾅｶ",
        "tanaka",
        "12345",
        "１２３４５",
        "5e-101-1",
        "5e1011",
    ] {
        let mut player = japanese();
        player.types(&format!("/ text:{typed}"));
        assert!(selected(&player).contains("田中"), "{typed}\n{}", player.text());
        assert!(player.text().contains("1件"), "{typed}\n{}", player.text());
    }
    let mut player = japanese();
    player.types("/ text:やまもと");
    assert!(
        player.text().contains("当てはまる患者・病床はありません"),
        "{}",
        player.text()
    );
}

#[test]
fn a_ward_says_how_many_are_found_elsewhere() {
    let mut player = japanese();
    player.types("] / text:渡邉");
    let text = player.text().split_whitespace().collect::<String>();
    assert!(text.contains("病院全体では1件"), "{}", player.text());
}

#[test]
fn escape_clears_the_filter_before_it_leaves() {
    let mut player = japanese();
    player.types("/ text:佐藤 enter");
    assert!(player.text().contains("/ 佐藤  1件"), "{}", player.text());
    assert!(!player.text().contains("田中"));
    // The keys are keys again, and the filter is on.
    player.types("d");
    assert!(player.text().contains("退院先"), "{}", player.text());
    player.types("esc esc");
    assert!(player.text().contains("田中"), "{}", player.text());
    assert!(!player.text().contains("戻る画面はありません"));
    player.types("esc");
    assert!(player.text().contains("戻る画面はありません"), "{}", player.text());
}

#[test]
fn while_a_filter_is_typed_arrows_walk_the_list() {
    let mut player = japanese();
    player.types("/ down down");
    assert!(selected(&player).contains("渡邉"), "{}", player.text());
    player.types("enter t");
    assert!(
        player.text().contains("移動先の病床"),
        "an empty filter is none\n{}",
        player.text()
    );
}

#[test]
fn the_selection_stays_with_its_patient() {
    let mut player = japanese();
    player.types("down down");
    assert!(selected(&player).contains("渡邉"));
    // Somebody comes in above, somebody above goes away, and the patient moves to another ward.
    player
        .laptop
        .does(Command::Discharge(Discharge {
            patient: who("00012345"),
            disposition: andon::domain::census::Disposition::Home,
            place: None,
        }))
        .unwrap();
    hears(&mut player);
    assert!(selected(&player).contains("渡邉"), "{}", player.text());
    player
        .laptop
        .does(Command::Transfer {
            patient: who("00031415"),
            bed: bed("5E-101-1"),
        })
        .unwrap();
    hears(&mut player);
    assert!(selected(&player).contains("渡邉"), "{}", player.text());
    assert!(selected(&player).contains("5E-101-1"), "{}", player.text());
}

#[test]
fn whoever_leaves_the_ward_makes_way_for_the_empty_bed() {
    let mut player = japanese();
    player.types("] down");
    assert!(selected(&player).contains("佐藤"));
    player.types("r enter T text:6w102 enter");
    // Sent off to another ward: still here until somebody sees them arrive.
    assert!(
        selected(&player).contains("佐藤") && selected(&player).contains("→ 6W-102-2"),
        "{}",
        player.text()
    );
    player.types("r enter");
    assert!(selected(&player).contains("101-2"), "{}", player.text());
    assert!(selected(&player).contains("空床"), "{}", player.text());
}

#[test]
fn wards_are_walked_and_remembered() {
    let mut player = japanese();
    player.types("] ] ]");
    let wards: Vec<Option<String>> = player
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Remember(Preference::Ward(ward)) => Some(ward.as_ref().map(ToString::to_string)),
            _ => None,
        })
        .collect();
    assert_eq!(wards, [Some("5E".to_owned()), Some("6W".to_owned()), None]);
    player.types("[");
    assert!(player.text().contains("6W 病棟"), "{}", player.text());
}

#[test]
fn what_lines_say_is_said_by_word_and_shape() {
    let mut player = census(Language::Japanese, (200, 60), ward());
    player.types("]");
    let ward = player.text();
    assert!(ward.contains("外泊 ～13:00"), "{ward}");
    player.types("]");
    let ward = player.text();
    let line = |name: &str| {
        ward.lines()
            .skip(3)
            .find(|line| line.contains(name))
            .unwrap()
            .to_owned()
    };
    assert!(line("渡邉").contains("◇"), "{ward}");
    assert!(line("渡邉").contains("未聴取"), "{ward}");
    assert!(line("不詳").contains("▲ 未入力"), "{ward}");
    assert!(line("不詳").contains("推40"), "{ward}");
    assert!(line("鈴木").contains("入院予定"), "{ward}");
    player.types("x enter enter y");
    let ward = player.text();
    assert!(ward.contains("■ 無断離院"), "{ward}");
    assert!(player.shows().contains("alarm"), "{}", player.shows());
}

#[test]
fn enter_on_a_bed_says_what_can_be_done_with_it() {
    let mut player = japanese();
    player.types("] end enter");
    assert!(player.text().contains("b で使用可に戻せます"), "{}", player.text());
}

#[test]
fn the_detail_scrolls_and_its_keys_act() {
    let mut player = japanese();
    player.types("enter end");
    assert!(player.text().contains("病床の経過"), "{}", player.text());
    player.types("m");
    assert!(player.text().contains("救護区分の変更"), "{}", player.text());
    player.types("esc esc");
    assert!(player.text().contains("入院患者一覧"), "{}", player.text());
}

/// Names that break columns where they can be broken.
fn wide_names() -> Laptop {
    let mut laptop = Laptop::set_up(7);
    for (index, (name, kana)) in [
        ("葛\u{E0100}城 か\u{3099}く", "ｶﾂﾗｷﾞ ｶﾞｸ"),
        ("マリア・デ・ロス・アンヘレス・ゴンサレス・デ・ラ・クルス", "ﾏﾘｱ"),
        ("👨‍👩‍👧 Ａｂc", "エイビーシー"),
        ("a\u{300}\u{340}\u{301}\u{302} Ng", "ナグ"),
    ]
    .into_iter()
    .enumerate()
    {
        let place = ["5E-101-1", "5E-101-2", "5E-102-1", "5E-102-2"][index];
        let id = format!("0000000{index}");
        admit(
            &mut laptop,
            person(&id, name, kana, Sex::Female, (1950, 1, 1)),
            place,
            5,
        );
    }
    laptop
}

#[test]
fn names_of_any_width_leave_a_whole_screen() {
    for language in Language::ALL {
        let mut player = census(language, SMALL, wide_names());
        for columns in [80, 81, 99, 100, 101, 120, 133, 200] {
            // Each picture asserts that no line is broken.
            player.types(&format!("size:{columns}x24 down enter"));
            player.shows();
            player.types("e tab tab tab");
            player.shows();
            player.types("esc esc");
            player.shows();
        }
    }
}

/// A key costs a picture; sixteen milliseconds are one frame. Unoptimised, with the sample of 600 in 200 columns.
#[test]
fn the_lines_are_worked_out_once() {
    let mut player = census(Language::Japanese, (200, 60), sample());
    player.types("down");
    // The quickest of them: what else the machine does just then says nothing about the list.
    let each = (0..50)
        .map(|_| {
            let began = std::time::Instant::now();
            player.types("down");
            player.buffer();
            began.elapsed()
        })
        .min()
        .unwrap();
    assert!(
        each.as_millis() < 250,
        "{each:?} for a key and its picture, unoptimised"
    );
}

#[test]
fn sizes_are_told_apart() {
    // Beside the list from 100 columns on, alone below.
    let small = census(Language::Japanese, SMALL, ward()).text();
    let large = census(Language::Japanese, LARGE, ward()).text();
    assert!(!small.contains("病床の経過") && large.contains("病床の経過"));
}

/// Whoever leaves the list by a movement takes the selection along: the next key is about nobody, not about the neighbour.
#[test]
fn nobody_slides_into_the_place_of_somebody_who_has_left() {
    let mut player = japanese();
    player.types("/ text:5e enter home");
    assert!(selected(&player).contains("田中"), "{}", player.text());
    player.types("t 6 w 2 enter");
    let before = player.laptop.commits().len();
    assert!(player.text().contains("へ転棟"), "{}", player.text());
    player.types("d y");
    assert_eq!(player.laptop.commits().len(), before, "{}", player.text());
    assert!(!player.text().contains('▸'), "{}", player.text());
    player.types("down");
    assert!(selected(&player).contains("佐藤"), "{}", player.text());
}
