//! What is done with paper by keyboard, beyond the pharmacist's morning: scanning from every screen, runs, load, filters, the
//! warnings before printing, the slips that a discharge leaves open.

use andon::app::{KeyContext, Pulse, Route};
use andon::domain::slips::{Custody, SlipNumber, ask::runs::in_hands, fact::AskedOf};
use andon::i18n::Language;
use andon::input::{Chord, Input, Key};
use andon::screens;

use crate::harness::{LARGE, Player, SMALL, WIDE, snapshot};
use crate::slip_world::{HANAKO, Paper, TARO, allergic, drug, post, prescription, sheet, who, with_slips};
use crate::world::{Laptop, text};

/// A small hospital in which paper is in every state: late, carried, lost, asked about, recalled, done, blank.
pub fn paper_hall() -> Laptop {
    let mut laptop = with_slips(7);
    allergic(&mut laptop, HANAKO, "ペニシリン");
    let drugs = [
        "アムロジピン錠5mg",
        "フロセミド錠20mg",
        "メトホルミン錠250mg",
        "ワルファリンK錠1mg",
        "ランソプラゾールOD錠15mg",
        "アセトアミノフェン錠500mg",
        "センノシド錠12mg",
    ];
    let slips: Vec<SlipNumber> = drugs
        .into_iter()
        .enumerate()
        .map(|(place, name)| {
            let mut write = prescription(name);
            if place % 2 == 1 {
                write.patient = who(HANAKO);
            }
            let slip = laptop.printed(write);
            laptop.done(slip, "医師 佐藤").unwrap();
            laptop.done(slip, "看護 一郎").unwrap();
            slip
        })
        .collect();
    for slip in &slips[..4] {
        laptop.pick_up(*slip).unwrap();
        laptop.receive(*slip, "pharmacy").unwrap();
    }
    laptop.query(slips[0]).unwrap();
    laptop.lose(sheet(slips[1], "1")).unwrap();
    for by in ["薬剤師 甲", "薬剤師 乙", "薬剤師 甲"] {
        laptop.done(slips[2], by).unwrap();
    }
    laptop
        .perform(slips[2], andon::domain::slips::fact::Outcome::Done)
        .unwrap();
    laptop.query(slips[3]).unwrap();
    laptop
        .answer(slips[3], andon::domain::slips::fact::QueryOutcome::Reissue)
        .unwrap();
    laptop.revise(slips[3], "ワルファリンK錠0.5mg").unwrap();
    laptop.open_run().unwrap();
    laptop.pick_up(slips[4]).unwrap();
    laptop.forms("laboratory", 3);
    laptop.write(prescription("酸化マグネシウム錠330mg"));
    laptop.millis += 30 * 60_000;
    laptop
}

fn player(language: Language, size: (u16, u16), first: Route) -> Player {
    at(language, size, first, paper_hall())
}

fn at(language: Language, size: (u16, u16), first: Route, laptop: Laptop) -> Player {
    let mut player = Player::at(language, size, laptop, first, screens::open);
    player.session.tick(player.laptop.now());
    player
}

fn slips(laptop: &Laptop) -> Vec<SlipNumber> {
    let mut slips: Vec<SlipNumber> = laptop.hospital.slips().map(|slip| slip.number).collect();
    slips.sort_unstable();
    slips
}

/// As a scanner types: much faster than a hand, with Enter behind.
fn scans(player: &mut Player, code: &str, at: u64) {
    let keys = code.chars().map(|one| Chord::plain(Key::Char(one)));
    for (place, chord) in (0..).zip(keys.chain([Chord::plain(Key::Enter)])) {
        player.input_at(Input::Press(chord), Pulse(at + place * 4));
    }
    player.rest();
}

#[test]
fn a_scanned_slip_is_opened_from_every_screen_and_a_blank_form_is_registered() {
    for first in [
        Route::Board,
        Route::Census,
        Route::Beds,
        Route::Slips,
        Route::Desk,
        Route::Runs,
        Route::Load,
    ] {
        for what in ["", "/2"] {
            let mut player = player(Language::English, SMALL, first.clone());
            let slip = slips(&player.laptop)[2];
            scans(&mut player, &format!("{slip}{what}"), 1_000);
            let text = player.text();
            assert!(
                text.contains("Where the sheets are") || text.contains(&format!("Slips {slip}")),
                "{first:?}\n{text}"
            );
        }
        let mut player = player(Language::English, SMALL, first.clone());
        let form = player.laptop.hospital.pads().next().unwrap().blank().next().unwrap();
        scans(&mut player, &form.to_string(), 1_000);
        // The number is there; only the patient is asked for.
        player.types("text:00022012 enter enter");
        let written = player.laptop.hospital.slip(form);
        assert!(
            written.is_some_and(|slip| slip.patient().is_some()),
            "{first:?}\n{}",
            player.text()
        );
    }
}

#[test]
fn what_is_scanned_at_a_desk_is_received_one_after_the_other_and_none_is_dropped() {
    let mut player = player(Language::Japanese, SMALL, Route::Desk);
    player.types("D text:pharmacy enter r");
    let all = slips(&player.laptop);
    let (coming, unknown) = ([all[5], all[6]], "S07-100999-99");
    let mut at = 1_000;
    for code in [coming[0].to_string(), unknown.to_owned(), format!("{}/1", coming[1])] {
        scans(&mut player, &code, at);
        at += 1_000;
    }
    for slip in coming {
        assert_eq!(
            player.laptop.custody(slip, 1),
            Custody::At { post: post("pharmacy") },
            "{}",
            player.text()
        );
    }
    let text = player.text();
    assert!(
        text.contains("2枚 済") && text.contains("1枚 不可") && text.contains(unknown),
        "{text}"
    );
}

#[test]
fn another_pharmacist_signs_at_the_same_laptop() {
    let mut laptop = with_slips(7);
    let slip = laptop.printed(prescription("アムロジピン錠5mg"));
    for by in ["医師 佐藤", "看護 一郎"] {
        laptop.done(slip, by).unwrap();
    }
    laptop.receive(slip, "pharmacy").unwrap();
    let mut player = at(Language::Japanese, SMALL, Route::Desk, laptop);
    player.types("D text:pharmacy enter d");
    player.types(&format!("text:{slip} enter text:{slip} enter"));
    assert!(player.text().contains("別の人"), "{}", player.text());
    player.types(&format!("tab C-u text:薬剤師乙 enter text:{slip} enter"));
    let known = player.laptop.known(slip);
    let by: Vec<String> = known
        .steps
        .iter()
        .filter_map(|(_, done)| done.by.as_ref().map(ToString::to_string))
        .collect();
    assert_eq!(by.last().map(String::as_str), Some("薬剤師乙"), "{}", player.text());
}

#[test]
fn a_desk_is_narrowed_by_ward_patient_kind_and_number() {
    let mut player = player(Language::Japanese, LARGE, Route::Desk);
    player.types("D text:pharmacy enter");
    let rows = |player: &Player| player.text().lines().filter(|line| line.contains("S07-")).count();
    let all = rows(&player);
    player.types("/ text:花子 enter");
    let hanako = rows(&player);
    assert!(0 < hanako && hanako < all, "{hanako} of {all}\n{}", player.text());
    assert!(
        player.text().contains("花子") && !player.text().contains("見本　太郎"),
        "{}",
        player.text()
    );
    // Esc takes the filter away before it leaves.
    player.types("esc");
    assert_eq!(rows(&player), all);
    let number = slips(&player.laptop)[2].to_string();
    player.types(&format!("/ text:{} enter", number.replace('-', "")));
    assert!(player.text().contains(&number), "{}", player.text());
}

#[test]
fn a_carrier_walks_a_run_by_keyboard() {
    for (language, size) in [(Language::Japanese, SMALL), (Language::English, LARGE)] {
        let mut laptop = with_slips(7);
        let slips: Vec<SlipNumber> = (0..3)
            .map(|_| laptop.printed(prescription("アムロジピン錠5mg")))
            .collect();
        let mut player = at(language, size, Route::Board, laptop);
        player.types("g r U text:山田 enter C-s");
        let run = player
            .laptop
            .hospital
            .runs()
            .next()
            .unwrap_or_else(|| panic!("{}", player.text()))
            .id;
        // Everything that lies at the first stop; then it is put down where it is to go.
        player.types("home u");
        assert_eq!(
            in_hands(&player.laptop.hospital)[0].sheets.len(),
            3,
            "{}",
            player.text()
        );
        player.types("z");
        assert!(player.laptop.hospital.run(run).unwrap().is_open(), "she still has it");
        // Which sheets she has, and where each is to go; each of them is opened, and the paper of the run is the first to print.
        for slip in &slips {
            assert!(player.text().contains(&format!("{slip}/1")), "{}", player.text());
        }
        player.types("P");
        let first = player
            .text()
            .lines()
            .find(|line| line.contains("山田"))
            .map(str::to_owned);
        let sheet = ["搬送便表", "Carrier's round"][usize::from(language == Language::English)];
        assert!(first.is_some_and(|line| line.contains(sheet)), "{}", player.text());
        player.types("esc end enter");
        assert!(
            player.text().contains(slips[2].as_str())
                && player.session.situation().contexts.first() == Some(&KeyContext::Slips),
            "{}",
            player.text()
        );
        player.types("esc home");
        for _ in 0..4 {
            player.types("down h");
        }
        assert!(in_hands(&player.laptop.hospital).is_empty(), "{}", player.text());
        for slip in &slips {
            let here = Custody::HandedOver { post: post("pharmacy") };
            assert_eq!(player.laptop.custody(*slip, 1), here);
        }
        player.types("z");
        assert!(!player.laptop.hospital.run(run).unwrap().is_open(), "{}", player.text());
    }
}

#[test]
fn warnings_are_asked_about_before_a_slip_counts_as_printed() {
    let mut laptop = with_slips(7);
    allergic(&mut laptop, HANAKO, "ペニシリン");
    let mut write = prescription("アモキシシリンカプセル250mg");
    write.patient = who(HANAKO);
    let slip = laptop.write(write);
    let mut player = at(Language::Japanese, SMALL, Route::Slips, laptop);
    player.types("p");
    assert!(player.text().contains("ペニシリン"), "{}", player.text());
    // The safe answer is marked.
    player.types("enter");
    assert_eq!(player.laptop.custody(slip, 1), Custody::Unprinted);
    player.types("p y");
    assert_eq!(player.laptop.custody(slip, 1), Custody::At { post: post("5E") });
}

#[test]
fn a_discharge_shows_what_is_still_open_and_what_to_do_with_each() {
    for (language, size, words) in [
        (
            Language::Japanese,
            SMALL,
            ["未了の伝票", "照会に回答", "医事用を請求へ"],
        ),
        (
            Language::English,
            LARGE,
            ["slips are open", "answer the query", "to bill"],
        ),
    ] {
        let laptop = paper_hall();
        let taro = laptop.hospital.find_patient(&who(TARO)).unwrap().id;
        let selection = andon::app::Selection::of_patient(&laptop.hospital, taro);
        let player = at(
            language,
            size,
            Route::Form(andon::app::Action::Discharge, selection),
            laptop,
        );
        let text = player.text();
        for word in words {
            assert!(text.contains(word), "{word}\n{text}");
        }
    }
}

#[test]
fn an_absent_prescriber_is_followed_by_the_department_then_the_doctor_on_duty() {
    let mut player = player(Language::Japanese, SMALL, Route::Slips);
    let slip = slips(&player.laptop)[0];
    player.types(&format!("/ text:{slip} enter Q text:循環器田口 enter enter"));
    let asked = |player: &Player| player.laptop.known(slip).open_query().unwrap().asked().to_owned();
    assert_eq!(asked(&player), "循環器田口", "{}", player.text());
    player.types("Q text:当直鈴木 enter enter");
    assert_eq!(asked(&player), "当直鈴木", "{}", player.text());
    let followed = &player.laptop.known(slip).open_query().unwrap().followed;
    let of: Vec<AskedOf> = followed.iter().map(|(_, followed)| followed.of).collect();
    assert_eq!(of, [AskedOf::Department, AskedOf::OnDuty]);
}

#[test]
fn a_pharmacy_outside_asks_by_fax_without_an_account() {
    let mut laptop = with_slips(7);
    let mut write = prescription("アムロジピン錠5mg");
    write.kind = Some(crate::slip_world::code("rx-outside"));
    write.urgency = None;
    write.values = [
        ("insurer", "06271234"),
        ("insured", "12-345"),
        ("share", "被保険者"),
        ("seal", "記名押印"),
    ]
    .map(|(field, value)| (crate::slip_world::code(field), text(value)))
    .to_vec();
    write.drugs = vec![drug("アムロジピン錠5mg")];
    let slip = laptop.printed(write);
    let mut player = at(Language::Japanese, SMALL, Route::Slips, laptop);
    player.types("q enter 4 enter text:他院と重複 enter enter 3 enter text:見本薬局 enter");
    let query = player
        .laptop
        .known(slip)
        .open_query()
        .unwrap_or_else(|| panic!("{}", player.text()));
    assert_eq!(
        query.raised.caller.as_ref().map(ToString::to_string).as_deref(),
        Some("見本薬局")
    );
    assert_eq!(player.session.situation().contexts.first(), Some(&KeyContext::Slips));
}

#[test]
fn the_screens_of_a_day_on_paper() {
    let start = |language, size| player(language, size, Route::Board);
    snapshot("paper-board", start, |_| {});
    snapshot("paper-load", start, |player| {
        player.types("g l down");
    });
    snapshot("paper-runs", start, |player| {
        player.types("g r");
    });
    snapshot("paper-unaccounted", start, |player| {
        player.types("F7 right");
    });
    snapshot("paper-billing", start, |player| {
        player.types("F7 right right");
    });
    snapshot("paper-queries", start, |player| {
        player.types("F7 left");
    });
    snapshot("paper-ask-back", start, |player| {
        player.types("F7 end q enter");
    });
}

#[test]
fn the_board_of_the_command_post_has_room_for_the_desks() {
    let player = player(Language::Japanese, WIDE, Route::Board);
    let text = player.text();
    assert!(
        text.contains("部署") && text.contains("薬剤部") && text.contains("照会"),
        "{text}"
    );
}

#[test]
fn nobody_is_sent_home_from_an_order_that_is_under_way_without_a_question() {
    let laptop = paper_hall();
    let taro = laptop.hospital.find_patient(&who(TARO)).unwrap().id;
    let selection = andon::app::Selection::of_patient(&laptop.hospital, taro);
    let route = Route::Form(andon::app::Action::Discharge, selection);
    let mut player = at(Language::English, SMALL, route, laptop);
    player.types("1 enter");
    assert!(player.text().contains("not finished"), "{}", player.text());
    let is_here = |player: &Player| player.laptop.hospital.open_stay(taro).is_some();
    player.types("enter");
    assert!(is_here(&player), "Enter is no yes");
    player.types("1 enter y");
    assert!(!is_here(&player), "{}", player.text());
}
