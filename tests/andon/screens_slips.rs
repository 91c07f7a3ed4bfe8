//! F7 and F8 by keyboard: a pharmacist's morning, a form registered in twelve keys, and what the screens show.

use andon::app::{KeyContext, Route};
use andon::domain::command::Command;
use andon::domain::numbers::BlockNumber;
use andon::domain::slips::{
    Custody, SlipNumber,
    command::{NumberGiven, SlipCommand, WriteSlip},
};
use andon::i18n::Language;
use andon::screens;
use andon::settings::slips;

use crate::harness::{LARGE, Player, SMALL, sample, snapshot};
use crate::slip_world::{Paper, code, drug, post, sheet, who};
use crate::world::{Laptop, text};

const DRUGS: [&str; 5] = [
    "アムロジピン錠5mg",
    "フロセミド錠20mg",
    "メトホルミン錠250mg",
    "ワルファリンK錠1mg",
    "ランソプラゾールOD錠15mg",
];

/// The sample hospital with the standard book; `slips` prescriptions of the wards, typed, printed, on their way.
fn morning(slips: usize) -> (Laptop, Vec<SlipNumber>) {
    let mut laptop = sample();
    let book = slips::standard().unwrap();
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

#[test]
fn a_pharmacists_morning_by_keyboard() {
    for (language, size) in [(Language::Japanese, SMALL), (Language::English, LARGE)] {
        let (laptop, slips) = morning(30);
        let mut player = player(language, size, laptop);
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
        player.types("home q 1 enter text:用量を確認 enter enter enter");
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
        player.types("R C-u text:アムロジピン錠2.5mg F12");
        assert_eq!(player.laptop.known(*first).revision(), 2, "{}", player.text());
        // The warnings of the sample are looked at before it is printed.
        player.types("p");
        if player.session.situation().contexts.first() == Some(&KeyContext::Question) {
            player.types("y");
        }
        player.types("k");
        for number in 1..=3 {
            player.types(&format!("text:{first}/{number} enter"));
        }
        player.types("esc");
        let known = player.laptop.known(*first);
        assert!(
            known.copies.iter().all(|copy| !known.is_recalled(copy)),
            "{}",
            player.text()
        );

        // A second question, answered with no change.
        player.types("r esc end q 5 enter text:読めません enter enter enter");
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
        player.types(&format!("l text:{lost}/1 enter esc"));
        assert!(player.laptop.custody(lost, 1).is_lost(), "{}", player.text());
        player.types(&format!("m text:{lost}/1 enter esc"));
        assert!(at_the_pharmacy(&player.laptop, lost), "{}", player.text());
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
    let pressed: usize = keys.iter().map(|keys| keys.len() + 1).sum();
    assert!(pressed <= 12, "{keys:?}");
    for typed in &keys {
        player.types(&format!("text:{typed} enter"));
    }
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
    assert!(screen.contains("薬剤 1") && screen.contains("体重"), "{screen}");
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
