//! F7 and F8 by keyboard: a pharmacist's morning, a form registered in twelve keys, and what the screens show.

use andon::app::paper::PaperOrder;
use andon::app::{Action, Effect, KeyContext, Route};
use andon::domain::access::Role;
use andon::domain::command::Command;
use andon::domain::numbers::BlockNumber;
use andon::domain::record::UserName;
use andon::domain::slips::{
    Custody, SlipNumber,
    command::{NumberGiven, SlipCommand, WriteSlip},
};
use andon::i18n::Language;
use andon::screens;
use andon::settings::slips;

use crate::harness::{LARGE, Player, SMALL, sample, snapshot};
use crate::slip_professions::hires;
use crate::slip_world::{Paper, TARO, allergic, code, drug, post, prescription, sheet, standard, who, with_slips};
use crate::world::{Laptop, text};

const DRUGS: [&str; 5] = [
    "アムロジピン錠5mg",
    "フロセミド錠20mg",
    "メトホルミン錠250mg",
    "ワルファリンK錠1mg",
    "ランソプラゾールOD錠15mg",
];

/// The sample hospital with the standard book; `slips` prescriptions of the wards, typed, printed, on their way.
pub fn morning(slips: usize) -> (Laptop, Vec<SlipNumber>) {
    let mut laptop = sample();
    let book = standard();
    let version = slips::version(&book).unwrap();
    laptop
        .does(Command::Slip(SlipCommand::AdoptBook { version, book }))
        .unwrap();
    laptop
        .does(Command::GrantBlock {
            station: None,
            block: BlockNumber::new(1),
        })
        .unwrap();
    let mut patients: Vec<String> = laptop
        .hospital
        .present()
        .filter_map(|stay| {
            laptop
                .hospital
                .patient(stay.patient()?)?
                .identifier()
                .map(ToString::to_string)
        })
        .collect();
    patients.sort();
    let written = (0..slips)
        .map(|index| {
            let slip = laptop.printed(WriteSlip {
                number: None,
                kind: Some(code("rx-inpatient")),
                patient: who(&patients[index * 7]),
                origin: None,
                urgency: Some(code(["soon", "urgent", "routine"][index % 3])),
                orderer: Some(text("医師 佐藤")),
                values: Vec::new(),
                drugs: vec![drug(DRUGS[index % DRUGS.len()])],
            });
            laptop.done(slip, "医師 佐藤").unwrap();
            laptop.done(slip, "看護 一郎").unwrap();
            laptop.pick_up(slip).unwrap();
            slip
        })
        .collect();
    (laptop, written)
}

fn player(language: Language, size: (u16, u16), laptop: Laptop) -> Player {
    let mut player = Player::at(language, size, laptop, Route::Board, screens::open);
    player.session.tick(player.laptop.now());
    player
}

/// The last five digits, as people read them off a form.
fn tail(slip: SlipNumber) -> String {
    slip.to_string().replace('-', "")[6..].to_owned()
}

fn at_the_pharmacy(laptop: &Laptop, slip: SlipNumber) -> bool {
    matches!(laptop.custody(slip, 1), Custody::At { post: here } if here == post("pharmacy"))
}

/// `p` gives paper: the copies come out, and that is the printing of the slip. Once more is asked about.
#[test]
fn the_key_prints_the_paper_and_asks_why_when_it_was_printed() {
    let (mut laptop, slips) = morning(2);
    let patient = laptop.known(slips[0]).patient().unwrap();
    let write = |drug_name: &str| WriteSlip {
        number: None,
        kind: Some(code("rx-inpatient")),
        patient: andon::domain::identity::PatientRef::Record(patient),
        origin: None,
        urgency: Some(code("urgent")),
        orderer: Some(text("医師 佐藤")),
        values: Vec::new(),
        drugs: vec![drug(drug_name)],
    };
    // The second of them is of a drug that the patient has already: that is a warning.
    let (plain, warned) = (
        laptop.write(write("酸化マグネシウム錠330mg")),
        laptop.write(write(DRUGS[0])),
    );
    let mut player = player(Language::Japanese, LARGE, laptop);
    let orders = |player: &Player| -> Vec<PaperOrder> {
        let printed = player.effects.iter().filter_map(|effect| match effect {
            Effect::Print { order, .. } => Some((**order).clone()),
            _ => None,
        });
        printed.collect()
    };
    let open = |player: &mut Player, slip: SlipNumber| {
        player.types(&format!("F7 / text:{slip} enter"));
        assert!(player.text().contains(slip.as_str()), "{}", player.text());
    };
    open(&mut player, plain);
    if player.laptop.known(plain).printed.is_empty() {
        player.types("p");
    }
    // What must be looked at is a question first, whatever it is.
    if orders(&player).is_empty() {
        player.types("y");
    }
    assert_eq!(orders(&player).len(), 1, "{}", player.text());
    assert_eq!(player.laptop.known(plain).printed.len(), 1);
    assert!(matches!(player.laptop.custody(plain, 3), Custody::At { .. }));
    player.types("esc");
    open(&mut player, warned);
    player.types("p");
    assert!(
        player.laptop.known(warned).printed.is_empty(),
        "the warning is asked first"
    );
    assert!(
        player.text().contains("印刷する前に確かめてください"),
        "{}",
        player.text()
    );
    player.types("enter");
    assert!(
        player.laptop.known(warned).printed.is_empty(),
        "the safe answer is marked"
    );
    player.types("p y");
    assert_eq!(player.laptop.known(warned).printed.len(), 1, "{}", player.text());
    // Printed is printed: the screen of papers asks why.
    player.types("p");
    assert!(player.text().contains(&format!("伝票  {warned}")), "{}", player.text());
    let before = orders(&player).len();
    player.types("enter");
    assert_eq!(orders(&player).len(), before, "{}", player.text());
    player.types("text:紙詰まり enter");
    let again = orders(&player).pop().unwrap();
    assert_eq!(
        again.reason.as_ref().map(ToString::to_string).as_deref(),
        Some("紙詰まり")
    );
    assert_eq!(
        player.laptop.known(warned).printed.len(),
        1,
        "a second paper, not a second printing"
    );
}

#[test]
fn a_pharmacists_morning_by_keyboard() {
    for language in Language::ALL {
        let (laptop, slips) = morning(30);
        let mut player = player(language, SMALL, laptop);
        player.types("F8 D text:pharmacy enter");
        // Thirty slips, one number after another, without leaving the field.
        player.types("r");
        for slip in &slips {
            assert!(!at_the_pharmacy(&player.laptop, *slip));
            player.types(&format!("text:{} enter", tail(*slip)));
            assert!(at_the_pharmacy(&player.laptop, *slip), "{slip}\n{}", player.text());
        }
        assert!(player.text().contains("30"), "{}", player.text());
        player.types("esc");

        // The first of the list is asked about; the answer is to write it anew.
        player.types("home q enter 1 enter text:用量を確認 enter enter enter");
        let asked: Vec<SlipNumber> = slips
            .iter()
            .copied()
            .filter(|slip| player.laptop.known(*slip).open_query().is_some())
            .collect();
        let [first] = asked.as_slice() else {
            panic!("{asked:?}\n{}", player.text())
        };
        let refused = player.laptop.done(*first, "薬剤師 甲");
        assert_eq!(refused.unwrap_err().code(), "query-open");
        // A minute has passed.
        player.session.tick(player.laptop.now());
        player.types("a 3 enter text:減量して再発行 enter enter");
        assert!(player.laptop.known(*first).awaits_revision(), "{}", player.text());
        // What comes next stands in the message and among the keys.
        let screen = player.text();
        let keys = screen.lines().last().unwrap();
        assert!(keys.contains('R'), "{screen}");
        let old = player.laptop.known(*first).content().unwrap().drugs[0].name.to_string();
        player.types("R enter");
        assert!(player.text().contains(&old), "the head is read: {}", player.text());
        player.types("C-u text:アムロジピン錠2.5mg F12");
        // Old and new stand in the question, and Enter is no answer to it.
        assert_eq!(player.session.situation().contexts.first(), Some(&KeyContext::Question));
        let screen = player.text();
        assert!(
            screen.contains(&old) && screen.contains("アムロジピン錠2.5mg"),
            "{screen}"
        );
        player.types("enter");
        assert_eq!(player.laptop.known(*first).revision(), 1, "{}", player.text());
        player.types("F12 y");
        assert_eq!(player.laptop.known(*first).revision(), 2, "{}", player.text());
        // The warnings of the sample are looked at before it is printed.
        player.types("p");
        if player.session.situation().contexts.first() == Some(&KeyContext::Question) {
            player.types("y");
        }
        // The one that lies here is named by its end; those of the ward are told apart.
        player.types(&format!("k text:{} enter", tail(*first)));
        assert!(player.text().contains(&format!("{first}/1")), "{}", player.text());
        player.types(&format!("text:{} enter", tail(*first)));
        assert!(
            player.text().contains("/2") && player.text().contains("/3"),
            "{}",
            player.text()
        );
        for number in 2..=3 {
            player.types(&format!("text:{}/{number} enter", tail(*first)));
        }
        player.types("esc");
        let known = player.laptop.known(*first);
        assert!(
            known.copies.iter().all(|copy| !known.is_recalled(copy)),
            "{}",
            player.text()
        );

        // A second question, answered with no change.
        player.types("r esc end q enter 5 enter text:読めません enter enter enter");
        let second = slips
            .iter()
            .copied()
            .find(|slip| player.laptop.known(*slip).open_query().is_some())
            .unwrap_or_else(|| panic!("{}", player.text()));
        player.types("a 1 enter text:そのとおり enter enter");
        assert!(
            player.laptop.known(second).open_query().is_none(),
            "{second} {}",
            player.text()
        );

        // One sheet cannot be found, and is found again.
        let lost = *slips.iter().find(|slip| **slip != *first && **slip != second).unwrap();
        player.types(&format!("l text:{} enter", tail(lost)));
        assert!(player.laptop.custody(lost, 1).is_lost(), "{}", player.text());
        assert!(player.text().contains(&format!("{lost}/1")), "{}", player.text());
        player.types(&format!("esc m text:{} enter", tail(lost)));
        assert!(at_the_pharmacy(&player.laptop, lost), "{}", player.text());
        assert!(player.text().contains(&format!("{lost}/1")), "{}", player.text());
        player.types("esc");
        assert!(player.laptop.hospital.discrepancies().is_empty());
    }
}

#[test]
fn a_form_is_registered_in_twelve_keys() {
    let (mut laptop, _) = morning(0);
    let forms = laptop.forms("laboratory", 20);
    let mut player = player(Language::Japanese, SMALL, laptop);
    player.types("F3 W text:5E enter F7");
    player.types("n");
    // Five digits and Enter, the bed without its ward and Enter.
    let in_bed = player
        .laptop
        .hospital
        .present()
        .filter_map(|stay| stay.place()?.keeps().cloned())
        .filter(|bed| bed.ward() == "5E")
        .min()
        .unwrap();
    let keys = [tail(forms[4]), format!("{}{}", in_bed.room(), in_bed.bed())];
    // And Enter at how urgent it is, where the first of the kind stands.
    let pressed: usize = keys.iter().map(|keys| keys.len() + 1).sum::<usize>() + 1;
    assert!(pressed <= 12, "{keys:?}");
    for typed in &keys {
        player.types(&format!("text:{typed} enter"));
    }
    player.types("enter");
    let slip = player
        .laptop
        .hospital
        .slip(forms[4])
        .unwrap_or_else(|| panic!("{}", player.text()));
    let patient = slip.patient().unwrap();
    let bed = player
        .laptop
        .hospital
        .open_stay(patient)
        .unwrap()
        .place()
        .unwrap()
        .keeps()
        .unwrap();
    assert_eq!(*bed, in_bed);
}

#[test]
fn a_slip_is_written_with_the_fields_of_its_kind() {
    let (laptop, _) = morning(0);
    let mut player = player(Language::Japanese, LARGE, laptop);
    player.types("F3 W text:5E enter F7 w text:処方箋（院内 enter");
    let screen = player.text();
    assert!(screen.contains("腎機能") && screen.contains("体重"), "{screen}");
    player.types("esc");
}

#[test]
fn the_screens_of_paper() {
    let start = |language, size| {
        let (mut laptop, slips) = morning(6);
        laptop.receive(slips[0], "pharmacy").unwrap();
        laptop.receive(slips[1], "pharmacy").unwrap();
        laptop.receive(slips[2], "pharmacy").unwrap();
        laptop.query(slips[1]).unwrap();
        laptop.lose(sheet(slips[3], "1")).unwrap();
        laptop.millis += 40 * 60_000;
        player(language, size, laptop)
    };
    snapshot("slips-desk", start, |player| {
        player.types("F8 D text:pharmacy enter");
    });
    snapshot("slips-receive", start, |player| {
        player.types("F8 D text:pharmacy enter r text:123");
    });
    snapshot("slips-list", start, |player| {
        player.types("F7");
    });
    snapshot("slips-query", start, |player| {
        player.types("F8 D text:pharmacy enter down down down down q enter");
    });
    // Answered with a reissue, and written anew: the void sheets and the valid ones.
    let answered = |player: &mut Player| {
        player.types("F8 D text:pharmacy enter down a 3 enter text:減量 enter enter R enter");
    };
    snapshot("slips-revise", start, answered);
    snapshot("slips-revise-asked", start, |player| {
        answered(player);
        player.types("C-u text:レボフロキサシン錠250mg space text:|1錠 F12");
    });
    snapshot("slips-revised", start, |player| {
        answered(player);
        player.types("C-u text:フロセミド錠10mg|1錠 F12 y");
    });
    snapshot("slips-one", start, |player| {
        player.types("F7 enter");
    });
}

#[test]
fn what_forms_at_hand_are_named_by() {
    let (mut laptop, _) = morning(0);
    let forms = laptop.forms("laboratory", 2);
    assert!(laptop.register(NumberGiven::Tail(tail(forms[0])), "00022012").is_ok());
}

#[test]
fn finding_takes_the_number_of_a_slip_whole_or_its_end() {
    let (laptop, slips) = morning(3);
    let mut player = player(Language::Japanese, LARGE, laptop);
    for typed in [
        slips[1].to_string(),
        slips[1].to_string().replace('-', ""),
        tail(slips[1]),
    ] {
        player.types(&format!("F2 / text:{typed}"));
        assert!(player.text().contains(slips[1].as_str()), "{typed}: {}", player.text());
        assert!(!player.text().contains(slips[2].as_str()), "{typed}: {}", player.text());
        player.types("enter");
        assert!(
            player.text().contains("アムロジピン") || player.text().contains("フロセミド"),
            "{}",
            player.text()
        );
        player.types("esc");
    }
}

/// Whoever takes in sheet after sheet by its number is told what harms: the detail shows another one.
#[test]
fn what_the_patient_is_allergic_to_is_said_when_the_sheet_comes_in() {
    let mut laptop = with_slips(7);
    allergic(&mut laptop, TARO, "ペニシリン系");
    let harmful = laptop.printed(prescription("アモキシシリンカプセル250mg"));
    let other = laptop.printed(prescription("アムロジピン錠5mg"));
    let mut player = player(Language::Japanese, SMALL, laptop);
    player.types(&format!("F8 D text:pharmacy enter r text:{harmful} enter"));
    assert!(at_the_pharmacy(&player.laptop, harmful));
    // On the message line, and not in the detail only, which may be about another sheet.
    let said = format!("{harmful}: アレルギー「ペニシリン系」");
    assert!(player.text().contains(&said), "{}", player.text());
    player.types(&format!("text:{other} enter"));
    assert!(at_the_pharmacy(&player.laptop, other));
}

/// With the paper in hand nobody looks for its row: whatever is done with a slip begins with its number.
#[test]
fn a_query_is_about_the_slip_whose_number_is_typed() {
    let (mut laptop, slips) = morning(4);
    for slip in &slips {
        laptop.receive(*slip, "pharmacy").unwrap();
    }
    let mut player = player(Language::Japanese, SMALL, laptop);
    player.types("F8 D text:pharmacy enter home");
    let in_hand = slips[3];
    player.types(&format!("q text:{} enter", tail(in_hand)));
    assert!(player.text().contains(in_hand.as_str()), "{}", player.text());
    player.types("1 enter text:用量を確認 enter enter enter");
    let asked: Vec<SlipNumber> = slips
        .iter()
        .copied()
        .filter(|slip| player.laptop.known(*slip).open_query().is_some())
        .collect();
    assert_eq!(asked, [in_hand], "{}", player.text());
    // What is asked about already is not asked about twice; what is not here is said.
    player.types(&format!("q text:{} enter", tail(in_hand)));
    assert!(player.text().contains("照会中です"), "{}", player.text());
    player.types("text:S07-999999-00 enter");
    let screen = player.text();
    assert!(
        screen.contains("S07-999999-00") && !screen.contains("照会内容"),
        "{screen}"
    );
    player.types("esc");
    for (key, action) in [("e", Action::Perform), ("R", Action::Revise), ("x", Action::CancelSlip)] {
        player.types(&format!("{key} text:{} enter", tail(slips[2])));
        assert!(
            player.text().contains(slips[2].as_str()),
            "{action:?}\n{}",
            player.text()
        );
        player.types("esc y esc");
    }
}

/// One query at a time: the row that is asked about already is not offered.
#[test]
fn what_is_asked_about_is_not_offered_for_a_query() {
    let (mut laptop, slips) = morning(1);
    laptop.receive(slips[0], "pharmacy").unwrap();
    laptop.query(slips[0]).unwrap();
    let mut player = player(Language::Japanese, SMALL, laptop);
    player.types("F8 D text:pharmacy enter q");
    assert!(player.text().contains("下4桁"), "{}", player.text());
}

/// Its work may have a day yet: what is late is the way, and it says by how much.
#[test]
fn paper_that_is_on_its_way_for_too_long_says_so() {
    let (mut laptop, _) = morning(3);
    laptop.millis += 100 * 60_000;
    for (language, late) in [(Language::Japanese, "分超過"), (Language::English, " min")] {
        let mut player = player(language, SMALL, laptop);
        player.types("F8 D text:pharmacy enter");
        let text = player.text();
        let rows: Vec<&str> = text.lines().filter(|line| line.contains("S07-")).collect();
        assert!(rows.iter().any(|row| row.contains(late)), "{text}");
        laptop = player.laptop;
    }
}

/// An order that is asked about is read whole, its days included.
#[test]
fn a_long_order_is_whole_under_the_fields_of_a_query() {
    let mut laptop = with_slips(7);
    let slip = laptop.printed(prescription(&"アムロジピン".repeat(5)));
    let mut player = player(Language::Japanese, SMALL, laptop);
    player.types(&format!("F7 q text:{slip} enter"));
    let text = player.text();
    let shown = text.lines().any(|line| line.contains("7日分") && !line.contains('…'));
    assert!(shown, "{text}");
}

/// Before Enter records a step, the field says which.
#[test]
fn the_step_that_is_about_to_be_recorded_is_named() {
    let (mut laptop, slips) = morning(1);
    laptop.receive(slips[0], "pharmacy").unwrap();
    for (language, step) in [(Language::Japanese, "「調剤」"), (Language::English, "\"dispensing\"")] {
        let mut player = player(language, SMALL, laptop);
        player.types("F8 D text:pharmacy enter d space");
        assert!(player.text().contains(step), "{}", player.text());
        laptop = player.laptop;
    }
}

/// Whatever part of the number somebody reads off the paper, the field finds the slip or says what is missing.
#[test]
fn a_number_is_taken_as_people_type_it() {
    let (laptop, slips) = morning(12);
    let mut player = player(Language::Japanese, SMALL, laptop);
    player.types("F8 D text:pharmacy enter r");
    let digits = |slip: SlipNumber| slip.to_string().replace(|sign: char| !sign.is_ascii_digit(), "");
    let screen = player.text();
    assert!(screen.contains("下4桁（例 "), "{screen}");
    // The last four, eight and all ten digits, the whole number as it is printed and without its hyphens.
    let ways = [
        digits(slips[0])[6..].to_owned(),
        digits(slips[1])[2..].to_owned(),
        digits(slips[2]),
        slips[3].to_string(),
        slips[4].to_string().replace('-', "").to_lowercase(),
    ];
    for (slip, typed) in slips.iter().zip(&ways) {
        player.types(&format!("text:{typed} enter"));
        assert!(at_the_pharmacy(&player.laptop, *slip), "{typed}\n{}", player.text());
    }
    // Without its check digits a number may be a misread one: what is missing is said whole, and nothing is received.
    let before = player.laptop.commits().len();
    player.types(&format!("text:{} enter", &digits(slips[5])[2..8]));
    assert!(
        player.text().contains("最後の2桁まで入力してください"),
        "{}",
        player.text()
    );
    player.types("text:9999 enter");
    assert!(
        player.text().contains("9999 で終わる伝票はありません"),
        "{}",
        player.text()
    );
    assert_eq!(player.laptop.commits().len(), before);
    // Mistyped digits are no sheet that was refused; a whole number is, and is said once more when the field is left.
    assert!(!player.text().contains("不可"), "{}", player.text());
    player.types("text:S07-999999-99 enter esc");
    let screen = player.text();
    assert!(screen.contains("済んでいない番号: S07-999999-99"), "{screen}");
}

/// Every kind that comes with the program has a short name of its own in both languages, short enough for 80 columns.
#[test]
fn kinds_are_told_apart_in_a_narrow_column() {
    let book = standard();
    for language in Language::ALL {
        let words = crate::harness::words(language);
        let mut seen = std::collections::BTreeSet::new();
        for kind in &book.types {
            let short = words
                .find(&format!("slips-kind-{}", kind.code), &[])
                .unwrap_or_else(|| panic!("{} has no short name", kind.code));
            assert!(unicode_width::UnicodeWidthStr::width(short.as_str()) <= 11, "{short}");
            assert!(seen.insert(short.clone()), "{short}");
        }
    }
}

/// A ward without slips is not a hospital without.
#[test]
fn a_ward_without_slips_says_how_many_there_are() {
    let (laptop, slips) = morning(2);
    let ward = laptop.known(slips[0]).origin().unwrap().to_string();
    let mut player = player(Language::Japanese, SMALL, laptop);
    let other = if ward == "5E" { "6W" } else { "5E" };
    player.types(&format!("F3 W text:{other} enter F7"));
    assert!(player.text().contains("病院全体では2件"), "{}", player.text());
}

/// Whoever walks a list with letters under the fingers records nothing by one of them.
#[test]
fn a_letter_alone_does_nothing_to_a_sheet() {
    let (laptop, _) = morning(3);
    let mut player = player(Language::Japanese, SMALL, laptop);
    let before = player.laptop.commits().len();
    for way in ["F7", "F7 enter", "F8 D text:pharmacy enter"] {
        player.types(way);
        for key in ["r", "u", "h", "l", "m", "k", "s", "d", "E", "o", "b", "z", "t"] {
            player.types(key);
            assert_eq!(
                player.session.situation().contexts.first(),
                Some(&KeyContext::Typing),
                "{way} {key}"
            );
            player.types("esc");
        }
        assert_eq!(player.laptop.commits().len(), before, "{way}");
        // An Enter too many at the desk takes no row either.
        if way.starts_with("F8") {
            player.types("r enter enter esc");
            assert_eq!(player.laptop.commits().len(), before, "{}", player.text());
        }
        player.types("esc");
    }
    // The sheet that is meant stands in the field, and Enter is about that one.
    player.types("F7 home l");
    let text = player.text();
    let named = text.lines().find(|line| line.contains("見当たらない")).unwrap();
    assert!(named.contains("S07-"), "{named}");
    player.types("enter");
    assert_eq!(player.laptop.commits().len(), before + 1);
    assert!(player.text().contains("所在不明に"), "{}", player.text());
}

#[test]
fn the_desk_asks_whether_the_sheet_is_signed_before_it_says_so() {
    let (mut laptop, _) = morning(0);
    let forms = laptop.forms("rx-inpatient", 3);
    laptop.register(NumberGiven::Whole(forms[0]), "00012027").unwrap();
    let mut player = player(Language::Japanese, LARGE, laptop);
    player.types("F8 D text:pharmacy enter r");
    assert!(player.text().contains("[薬剤部"), "{}", player.text());
    player.types(&format!("text:{} enter", tail(forms[0])));
    assert!(at_the_pharmacy(&player.laptop, forms[0]), "{}", player.text());
    assert!(player.text().contains("で受領"), "{}", player.text());
    player.types(&format!("esc d text:{} enter", tail(forms[0])));
    let text = player.text();
    assert!(
        text.contains("医師署名") && text.contains("指示受け") && text.contains("用紙に署名があれば y"),
        "{text}"
    );
    player.types("enter");
    assert!(player.laptop.known(forms[0]).steps.is_empty(), "Enter is no answer");
    player.types("esc");
    assert!(player.laptop.known(forms[0]).seen.is_empty());
    player.types(&format!("text:{} enter y", tail(forms[0])));
    let known = player.laptop.known(forms[0]);
    assert_eq!((known.seen.len(), known.steps.len()), (2, 1), "{}", player.text());
    assert!(player.text().contains("「調剤」を"), "{}", player.text());
    player.types("esc enter");
    assert!(player.text().contains("用紙で確認"), "{}", player.text());
}

/// What is scanned is typed in capitals: a number that begins with Y signs nothing.
#[test]
fn a_scan_is_no_answer_to_whether_a_sheet_is_signed() {
    let (mut laptop, _) = morning(0);
    let forms = laptop.forms("rx-inpatient", 3);
    laptop.register(NumberGiven::Whole(forms[0]), "00012027").unwrap();
    let mut player = player(Language::Japanese, LARGE, laptop);
    player.types(&format!("F8 D text:pharmacy enter r text:{} enter", tail(forms[0])));
    player.types(&format!("esc d text:{} enter text:Y07-100001-23 enter", tail(forms[0])));
    let known = player.laptop.known(forms[0]);
    assert!(known.seen.is_empty() && known.steps.is_empty(), "{}", player.text());
}

/// Numbers that were scanned and not looked at when the field is left: they are named, because the sheets are in somebody's hand.
#[test]
fn what_waits_when_the_field_is_left_is_named() {
    let (mut laptop, _) = morning(0);
    let forms = laptop.forms("rx-inpatient", 2);
    for form in &forms {
        laptop.register(NumberGiven::Whole(*form), "00012027").unwrap();
    }
    let mut player = player(Language::Japanese, LARGE, laptop);
    player.types("F8 D text:pharmacy enter r");
    player.slow = true;
    player.types(&format!("text:{} enter text:{} enter esc", forms[0], forms[1]));
    let said = player.session.notice().map(|notice| notice.text.clone());
    assert!(
        said.as_ref().is_some_and(|said| said.contains(forms[1].as_str())),
        "{said:?}"
    );
    player.rest();
    assert!(at_the_pharmacy(&player.laptop, forms[0]) && !at_the_pharmacy(&player.laptop, forms[1]));
}

#[test]
fn a_form_that_a_desk_registers_is_received_there() {
    let (mut laptop, _) = morning(0);
    let forms = laptop.forms("rx-inpatient", 3);
    let mut player = player(Language::Japanese, SMALL, laptop);
    player.types("F8 D text:pharmacy enter n");
    player.types(&format!("text:{} enter text:00012027 enter 3 enter", tail(forms[1])));
    if player.session.situation().contexts.first() == Some(&KeyContext::Question) {
        player.types("y");
    }
    assert!(at_the_pharmacy(&player.laptop, forms[1]), "{}", player.text());
    let content = player.laptop.known(forms[1]).content().unwrap();
    assert_eq!(content.urgency.as_str(), "urgent", "as it is ticked on the paper");
}

/// Days and moments are typed as everywhere, boxes are ticked in a list; what was typed by somebody who has not read the book.
#[test]
fn an_injection_and_a_laboratory_slip_are_written_by_somebody_who_reads_the_screen() {
    let (laptop, _) = morning(0);
    let mut player = player(Language::Japanese, LARGE, laptop);
    player.types("F3 F7 w text:laboratory enter");
    assert!(player.text().contains("を書く"), "{}", player.text());
    assert!(
        !player.text().contains("羽賀"),
        "nobody is taken from another screen: {}",
        player.text()
    );
    player.types("text:00012027 enter 1 enter text:医師_佐藤 enter");
    player.types("text:1 space text:3 enter");
    let text = player.text();
    let fields: Vec<&str> = text.lines().filter(|line| line.contains('、')).collect();
    assert!(!fields.is_empty(), "{text}");
    player.types("F12");
    if player.session.situation().contexts.first() == Some(&KeyContext::Question) {
        assert!(
            player.text().contains("検体検査") && player.text().contains("羽賀"),
            "{}",
            player.text()
        );
        player.types("y");
    }
    let written: Vec<&SlipNumber> = player.laptop.hospital.slips().map(|slip| &slip.number).collect();
    assert_eq!(written.len(), 1, "{}", player.text());
    assert!(
        player.text().contains("検体検査") && player.text().contains(written[0].as_str()),
        "{}",
        player.text()
    );
}

#[test]
fn the_cursor_belongs_to_a_slip_and_goes_to_the_one_that_was_written() {
    let (laptop, slips) = morning(6);
    let mut player = player(Language::Japanese, LARGE, laptop);
    player.types("F7 end");
    let whole = |player: &Player| {
        player
            .session
            .visible()
            .last()
            .unwrap()
            .papers(&player.session.scope())
            .unwrap()
    };
    let chosen = whole(&player).paper.slip.unwrap().slip;
    // Another sheet of it becomes the most pressing one, and the list is sorted anew.
    player.types("l enter");
    assert_eq!(whole(&player).paper.slip.unwrap().slip, chosen, "{}", player.text());
    assert!(slips.contains(&chosen));
    player.types("home w text:rx-inpatient enter text:00012027 enter 3 enter text:医師_佐藤 enter text:テルミサルタン錠40mg_|_1錠 F12");
    if player.session.situation().contexts.first() == Some(&KeyContext::Question) {
        player.types("y");
    }
    let written = whole(&player).paper.slip.unwrap().slip;
    assert!(
        !slips.contains(&written),
        "the cursor is on the new slip: {}",
        player.text()
    );
}

#[test]
fn who_moves_takes_the_slips_along_on_every_list() {
    let (laptop, slips) = morning(1);
    let slip = slips[0];
    let patient = laptop.known(slip).patient().unwrap();
    let from = laptop.known(slip).origin().unwrap().to_string();
    let number = laptop
        .hospital
        .patient(patient)
        .unwrap()
        .identifier()
        .unwrap()
        .to_string();
    let mut player = player(Language::Japanese, LARGE, laptop);
    player.types(&format!("F3 C-f text:{number} enter t"));
    assert!(player.text().contains(slip.as_str()), "{}", player.text());
    let to = if from == "8W" { "6W" } else { "8W" };
    player.types(&format!("text:{to} down enter"));
    let bed = player
        .laptop
        .hospital
        .open_stay(patient)
        .unwrap()
        .place()
        .unwrap()
        .answers()
        .unwrap()
        .clone();
    assert_eq!(bed.ward(), to, "{}", player.text());
    player.types(&format!("F3 W text:{to} enter F7"));
    let text = player.text();
    assert!(text.contains(slip.as_str()) && text.contains(bed.as_str()), "{text}");
}

/// The sample hospital with accounts: a pharmacist who works here, a second one, a clerk, a nurse.
fn staffed(user: &str, slips: usize) -> (Player, Vec<SlipNumber>) {
    let (mut laptop, slips) = morning(slips);
    for slip in &slips {
        laptop.receive(*slip, "pharmacy").unwrap();
    }
    hires(
        &mut laptop,
        &[
            ("ph1", "薬剤 一", Role::Pharmacy),
            ("ph2", "薬剤 二", Role::Pharmacy),
            ("clerk1", "事務 一", Role::WardClerk),
            ("ns1", "看護 一", Role::Nurse),
        ],
    );
    laptop.user = UserName::parse(user).unwrap();
    laptop.role = Role::Reader;
    let mut player = player(Language::Japanese, LARGE, laptop);
    player.becomes(user);
    (player, slips)
}

/// 鑑査 on the laptop of the first pharmacist: the second says who they are, and the first goes on.
#[test]
fn the_second_pharmacist_proves_themselves_in_the_field_for_numbers() {
    let (mut player, slips) = staffed("ph1", 2);
    player.types(&format!("F8 D text:pharmacy enter d text:{} enter", tail(slips[0])));
    assert_eq!(player.laptop.known(slips[0]).steps.len(), 3, "{}", player.text());
    // The same person once more: asked is another one, by account and pass phrase, and nothing is recorded before.
    player.types(&format!("text:{} enter", tail(slips[0])));
    let text = player.text();
    assert!(text.contains("別の薬剤師") && text.contains("パスフレーズ"), "{text}");
    assert_eq!(player.laptop.known(slips[0]).steps.len(), 3);
    player.types("text:ph2 enter enter");
    assert_eq!(
        player.laptop.known(slips[0]).steps.len(),
        3,
        "without a phrase nobody confirms"
    );
    player.types("text:another_phrase");
    assert!(
        !player.text().contains("another"),
        "a phrase is never shown: {}",
        player.text()
    );
    player.types("enter");
    let known = player.laptop.known(slips[0]);
    let (said, audit) = known.steps.last().unwrap();
    assert_eq!(
        (said.by.as_str(), audit.step.as_str()),
        ("ph2", "audit"),
        "{}",
        player.text()
    );
    // The first goes on under their own name.
    player.types(&format!("text:{} enter", tail(slips[1])));
    let (said, _) = player.laptop.known(slips[1]).steps.last().unwrap();
    assert_eq!(said.by.as_str(), "ph1");
    // Esc leaves it unrecorded, and says so.
    player.types(&format!("text:{} enter esc", tail(slips[1])));
    assert!(player.text().contains("別の人の確認が必要です"), "{}", player.text());
    assert_eq!(player.laptop.known(slips[1]).steps.len(), 3);
}

/// Locked while the second pharmacist was typing: what they typed is gone.
#[test]
fn the_phrase_of_the_second_pharmacist_is_gone_with_the_lock() {
    let (mut player, slips) = staffed("ph1", 1);
    player.types(&format!("F8 D text:pharmacy enter d text:{} enter", tail(slips[0])));
    player.types(&format!(
        "text:{} enter text:ph2 enter text:another_phrase",
        tail(slips[0])
    ));
    player.types("C-k").types("text:own enter").types("enter enter enter");
    assert_eq!(player.laptop.known(slips[0]).steps.len(), 3, "{}", player.text());
}

#[test]
fn a_clerk_is_told_whose_the_signature_is() {
    let (mut player, _) = staffed("clerk1", 0);
    let patient = andon::domain::identity::PatientRef::Identifier(crate::world::identifier("00012027"));
    let slip = player.laptop.printed(WriteSlip {
        number: None,
        kind: Some(code("rx-inpatient")),
        patient,
        origin: None,
        urgency: Some(code("urgent")),
        orderer: Some(text("医師 佐藤")),
        values: Vec::new(),
        drugs: vec![drug(DRUGS[0])],
    });
    player.hears_the_hospital();
    player.session.tick(player.laptop.now());
    player.types(&format!("F7 / text:{slip} enter enter"));
    let whose =
        player.text().contains("医師、歯科医師") || player.types("pagedown pagedown").text().contains("医師、歯科医師");
    assert!(whose, "who may is in the list of steps: {}", player.text());
    player.types("d enter");
    let text = player.text();
    assert!(text.contains("医師、歯科医師などの段階です"), "asked: {text}");
    player.types("enter");
    let known = player.laptop.known(slip);
    assert!(
        known.steps.is_empty() && known.seen.is_empty(),
        "Enter is no answer: {}",
        player.text()
    );
    player.types("y");
    let known = player.laptop.known(slip);
    assert_eq!((known.steps.len(), known.seen.len()), (0, 1), "{}", player.text());
}

#[test]
fn what_a_desk_prints_lies_at_the_desk() {
    let (mut laptop, slips) = morning(1);
    laptop.receive(slips[0], "pharmacy").unwrap();
    laptop.revise(slips[0], "アムロジピン錠2.5mg").unwrap();
    let mut player = player(Language::Japanese, LARGE, laptop);
    player.types("F8 D text:pharmacy enter home p");
    if player.session.situation().contexts.first() == Some(&KeyContext::Question) {
        player.types("y");
    }
    for copy in 1..=3 {
        let custody = player.laptop.custody(slips[0], copy);
        assert_eq!(custody, Custody::At { post: post("pharmacy") }, "{}", player.text());
    }
}

/// The carrier stands at the ward and one sheet is not there: by its number, without leaving the run.
#[test]
fn a_sheet_that_is_not_there_is_said_in_the_run() {
    let (mut laptop, slips) = morning(0);
    assert!(slips.is_empty());
    let patient = andon::domain::identity::PatientRef::Identifier(crate::world::identifier("00012027"));
    let mut written = Vec::new();
    for name in &DRUGS[..2] {
        written.push(laptop.printed(WriteSlip {
            number: None,
            kind: Some(code("rx-inpatient")),
            patient: patient.clone(),
            origin: None,
            urgency: Some(code("urgent")),
            orderer: Some(text("医師 佐藤")),
            values: Vec::new(),
            drugs: vec![drug(name)],
        }));
    }
    laptop.open_run().unwrap();
    let mut player = player(Language::Japanese, LARGE, laptop);
    player.types(&format!("g r l text:{} enter esc", tail(written[0])));
    assert!(player.laptop.custody(written[0], 1).is_lost(), "{}", player.text());
    player.types("u");
    assert!(
        matches!(player.laptop.custody(written[1], 1), Custody::Carried { .. }),
        "{}",
        player.text()
    );
    // What still is with the carrier stands in the way of the end, and the run is named by its carrier.
    player.types("z");
    if player.session.situation().contexts.first() == Some(&KeyContext::Question) {
        player.types("y");
    }
    assert!(player.text().contains("搬送 山田"), "{}", player.text());
}
