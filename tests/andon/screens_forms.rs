//! The forms: how few keys they take, what they say of what was typed, what they ask first, and what stays when the answer
//! is no.

use std::sync::Arc;

use andon::app::door::NotSaved;
use andon::app::{Effect, Message};
use andon::domain::ask::Person;
use andon::domain::census::{Disposition, Mobility, OutKind, Place};
use andon::domain::command::{Command, Discharge, Expect, Question};
use andon::domain::identity::{AllergyStatus, Birth, Identifier, Patient, PatientRef, Sex};
use andon::i18n::Language;
use andon::input::{Step, read_script};

use crate::harness::{LARGE, Player, SMALL, snapshot};
use crate::screens_census::{census, person, ward, who};
use crate::world::{Laptop, bed, identifier};

fn japanese() -> Player {
    census(Language::Japanese, SMALL, ward())
}

fn patient(player: &Player, id: &str) -> Arc<Patient> {
    Arc::clone(player.hospital().find_patient(&who(id)).unwrap())
}

fn place(player: &Player, id: &str) -> Place {
    let patient = patient(player, id);
    let stay = player.hospital().open_stay(patient.id).unwrap();
    stay.place().unwrap().clone()
}

fn in_bed(name: &str) -> Place {
    Place::InBed { bed: bed(name) }
}

fn keys(script: &str) -> usize {
    let steps = read_script(script).unwrap();
    steps.iter().filter(|step| matches!(step, Step::Input(_))).count()
}

/// Types a movement, and says that it was saved by a few keys in one commit.
#[track_caller]
fn moves(player: &mut Player, script: &str) -> String {
    // The answer to a question is one more.
    let most = if script.ends_with(" y") { 6 } else { 5 };
    assert!(keys(script) <= most, "{script} takes {} keys", keys(script));
    let before = player.laptop.commits().len();
    player.types(script);
    // A long message goes on in a second line.
    let text = player.text().replace("Ctrl-Z\n   取消", "Ctrl-Z 取消");
    assert_eq!(player.laptop.commits().len(), before + 1, "{script}\n{text}");
    assert!(text.contains("保存済　Ctrl-Z 取消"), "{script}\n{text}");
    assert!(text.contains("入院患者一覧"), "{script}: the form is closed\n{text}");
    let line = text.lines().find(|line| line.contains("Ctrl-Z")).unwrap();
    line.split("　保存済").next().unwrap().trim().to_owned()
}

/// Selects a patient by number in the list of the whole hospital.
fn selecting(player: &mut Player, id: &str) {
    player.types(&format!("/ text:{id} enter"));
}

#[test]
fn every_movement_takes_five_keys_or_fewer() {
    let player = &mut japanese();
    selecting(player, "00012345");
    // Bed 102-1 is awaited and 102-2 blocked: the other ward.
    assert_eq!(
        moves(player, "t 6 w 2 enter"),
        "● 5E-101-1 田中　太郎 を 6W-102-2 へ転棟"
    );
    assert_eq!(place(player, "00012345"), in_bed("6W-102-2"));
    assert_eq!(
        moves(player, "T 5 e 1 enter y"),
        "● 6W-102-2 田中　太郎 を 5E-101-1 へ送り出し"
    );
    assert!(matches!(place(player, "00012345"), Place::Transit { .. }));
    assert_eq!(moves(player, "r enter"), "● 6W-102-2 田中　太郎 が 5E-101-1 に到着");
    assert_eq!(place(player, "00012345"), in_bed("5E-101-1"));

    for (script, kind, done) in [
        ("l enter enter", OutKind::Leave, "が外泊"),
        ("o enter enter", OutKind::Outing, "が外出"),
        ("w 1 enter enter", OutKind::OffWard, "が出棟"),
        ("x enter enter y", OutKind::Absconded, "を無断離院として記録"),
    ] {
        assert!(moves(player, script).ends_with(done), "{}", player.text());
        assert!(
            matches!(place(player, "00012345"), Place::Out { kind: found, .. } if found == kind),
            "{script}"
        );
        assert!(moves(player, "r enter").ends_with("が帰院・帰棟"));
        assert_eq!(place(player, "00012345"), in_bed("5E-101-1"));
    }

    assert_eq!(
        moves(player, "s 渡 enter"),
        "● 5E-101-1 田中　太郎 と 6W-101-1 渡邉　さゆり の病床を入替"
    );
    assert_eq!(place(player, "00012345"), in_bed("6W-101-1"));

    assert_eq!(moves(player, "c s u enter"), "● 6W-101-1 田中　太郎 を SURG へ転科");
    assert_eq!(moves(player, "m 3 enter"), "● 6W-101-1 田中　太郎 の救護区分：独歩");
    assert_eq!(moves(player, "i 1 enter"), "● 6W-101-1 田中　太郎 の隔離：隔離なし");
    // Digits that stand apart in the name of a bed name none: a reservation takes the whole name.
    player.types("v 6 2 2 enter");
    assert!(
        player.text().contains("「622」という病床はありません"),
        "{}",
        player.text()
    );
    player.types("C-u text:6w1022 enter");
    assert!(
        player.text().contains("● 6W-102-2 を 6W-101-1 田中　太郎 のために予約"),
        "{}",
        player.text()
    );
    assert_eq!(moves(player, "I enter"), "● 6W-101-1 田中　太郎 の照会を制限");
    assert_eq!(moves(player, "d 1 enter"), "● 6W-101-1 田中　太郎 が退院（自宅）");
    assert!(patient(player, "00012345").is_restricted());
    assert!(player.hospital().open_stay(patient(player, "00012345").id).is_none());
}

#[test]
fn what_is_asked_takes_few_keys_too() {
    let player = &mut japanese();
    selecting(player, "00020391");
    // On leave: what is asked does not need the bed.
    assert_eq!(
        moves(player, "y 1 enter"),
        "● 5E-101-2 佐藤　花子 のアレルギー：なし（聴取済）"
    );
    assert_eq!(patient(player, "00020391").allergies.status(), AllergyStatus::None);
    assert_eq!(
        moves(player, "f 軟 enter y"),
        "● 5E-101-2 佐藤　花子 の食事を 軟 に変更"
    );
    assert_eq!(
        moves(player, "f 常 enter"),
        "● 5E-101-2 佐藤　花子 の食事を 常食 に変更"
    );
}

/// What was recorded by mistake is offered where it is recorded, and asked about before it is gone.
#[test]
fn a_wrong_allergy_is_taken_out_in_the_same_form() {
    let player = &mut japanese();
    selecting(player, "00012345");
    let known = |player: &Player| {
        let patient = patient(player, "00012345");
        match patient.allergies.status() {
            AllergyStatus::NotAsked => "not asked".to_owned(),
            AllergyStatus::None => "none".to_owned(),
            AllergyStatus::Present(found) => found.iter().map(|one| one.what.to_string()).collect(),
        }
    };
    assert_eq!(known(player), "ペニシリン", "{}", player.text());
    player.types("y");
    assert!(
        player.text().contains("6 誤って記録した：ペニシリン（薬剤）を取り消す"),
        "{}",
        player.text()
    );
    player.types("6 enter");
    assert!(
        player.text().contains("記録したことを確かめましたか"),
        "{}",
        player.text()
    );
    player.types("enter");
    assert_eq!(known(player), "ペニシリン", "the safe answer");
    player.types("F12 y");
    assert_eq!(known(player), "not asked", "{}", player.text());
    let text = player.text();
    assert!(
        text.contains("アレルギー「ペニシリン」の記録を取り消し　保存済"),
        "{text}"
    );
    assert!(!text.contains("Ctrl-Z"), "it is recorded again, not undone: {text}");
    // And a "none" that nobody has said.
    player.types("y 1 enter y 6 enter");
    assert_eq!(known(player), "not asked", "{}", player.text());
}

#[test]
fn a_wrong_isolation_is_taken_out_in_the_same_form() {
    let player = &mut japanese();
    selecting(player, "00012345");
    let isolation = |player: &Player| {
        let patient = patient(player, "00012345");
        player
            .hospital()
            .open_stay(patient.id)
            .unwrap()
            .isolation
            .get()
            .copied()
    };
    let before = isolation(player);
    player.types("i 4 enter");
    assert_ne!(isolation(player), before, "{}", player.text());
    player.types("i 6 enter");
    assert_eq!(isolation(player), before, "{}", player.text());
    assert!(
        player.text().contains("の隔離「空気予防」の記録を取り消し"),
        "{}",
        player.text()
    );
}

#[test]
fn beds_take_few_keys() {
    let player = &mut japanese();
    player.types("] end");
    assert_eq!(moves(player, "b enter"), "● 5E-102-2 を使用可");
    assert_eq!(moves(player, "b 3 enter enter"), "● 5E-102-2 を使用不可（故障）");
    assert_eq!(moves(player, "b enter"), "● 5E-102-2 を使用可");
    assert_eq!(moves(player, "R 2 enter enter"), "● 病室 5E-102 の条件を変更");
    assert_eq!(
        moves(player, "v paste:00031415 enter"),
        "● 5E-102-2 を 6W-101-1 渡邉　さゆり のために予約"
    );
}

/// Somebody expected is admitted into the bed that was kept; somebody registered by a scan of the number.
#[test]
fn admissions_take_few_keys() {
    let player = &mut japanese();
    selecting(player, "00016180");
    assert_eq!(moves(player, "a C-s y"), "● 鈴木　三郎 が 6W-101-2 に入院");
    let stay = player.hospital().open_stay(patient(player, "00016180").id).unwrap();
    assert_eq!(stay.department.get().map(ToString::to_string).as_deref(), Some("SURG"));
    let known = person("00099999", "森　一郎", "モリ　イチロウ", Sex::Male, (1960, 1, 1));
    player.laptop.does(Command::Register(known)).unwrap();
    let hospital = Arc::new(player.laptop.hospital.clone());
    player.tell(Message::Hospital(hospital));
    player.types("esc W text:6w enter end");
    assert!(player.text().contains("▸ C-1"), "{}", player.text());
    player.types("up");
    assert_eq!(moves(player, "a paste:00099999 C-s"), "● 森　一郎 が 6W-102-2 に入院");
}

#[test]
fn somebody_new_is_typed_in() {
    let mut player = japanese();
    player.types("] ] end up a");
    player.types("text:たなか_じろう enter text:田中　次郎 enter enter m enter");
    assert!(player.text().contains("生年月日"), "{}", player.text());
    player.types("text:昭２３．５．６");
    assert!(player.text().contains("1948-05-06 (昭23)  78歳"), "{}", player.text());
    player.types("enter text:ｔ０７－００１２ C-s");
    assert!(
        player.text().contains("田中　次郎 が 6W-102-2 に入院"),
        "{}",
        player.text()
    );
    let found = patient(&player, "T07-0012");
    assert_eq!(found.kana.get().unwrap().as_str(), "タナカ ジロウ");
    assert_eq!(found.sex.get(), Some(&Sex::Male));
    assert!(matches!(found.birth.get(), Some(Birth::On(day)) if day.to_string() == "1948-05-06"));
    // 6W has one department, and it is likely.
    let stay = player.hospital().open_stay(found.id).unwrap();
    assert_eq!(stay.department.get().map(ToString::to_string).as_deref(), Some("CARD"));
}

/// A part of a name never chooses a person; walking to the line does.
#[test]
fn nobody_is_taken_for_another() {
    let mut player = japanese();
    player.types("] ] end up a text:鈴木 enter");
    assert!(player.text().contains("一覧を見て下キーで選んで"), "{}", player.text());
    player.types("down C-s");
    assert!(
        player.text().contains("鈴木　三郎 が 6W-102-2 に入院"),
        "{}",
        player.text()
    );
    let mut player = japanese();
    player.types("] ] end up a text:鈴木 up enter text:鈴木　次郎 C-s");
    assert!(
        player.text().contains("鈴木　次郎 が 6W-102-2 に入院"),
        "{}",
        player.text()
    );
    assert_eq!(
        player
            .hospital()
            .patients()
            .filter(|one| one.name.get().is_some_and(|name| name.as_str().starts_with("鈴木")))
            .count(),
        2
    );
}

/// Somebody who is an inpatient elsewhere is found, and is not admitted twice.
#[test]
fn an_inpatient_is_not_admitted_again() {
    let mut player = japanese();
    player.types("] ] end up a text:00012345");
    assert!(player.text().contains("在院 5E-101-1"), "{}", player.text());
    player.types("enter");
    assert!(player.text().contains("転棟を使ってください"), "{}", player.text());
    let before = player.laptop.commits().len();
    player.types("C-s");
    assert!(player.text().contains("まだ保存していません"), "{}", player.text());
    assert_eq!(player.laptop.commits().len(), before);
}

/// A number that only the store knows: its name is there before anything is saved.
#[test]
fn somebody_from_long_ago_is_found_by_number() {
    let mut player = japanese();
    let mut past = Laptop::set_up(8);
    past.does(Command::Register(person(
        "00055555",
        "小川　みどり",
        "オガワ　ミドリ",
        Sex::Female,
        (1940, 4, 4),
    )))
    .unwrap();
    let found = Arc::clone(past.hospital.find_patient(&who("00055555")).unwrap());
    player.store.push(Person {
        patient: found,
        stay: None,
    });
    player.types("] ] end up a text:00055555 enter");
    assert!(player.text().contains("小川　みどり"), "{}", player.text());
    assert!(
        !player.text().contains("* カナ") && !player.text().contains("生年月日"),
        "nothing more is asked\n{}",
        player.text()
    );
    let asked = |effect: &&Effect| matches!(effect, Effect::Ask { question, .. } if matches!(**question, Question::Person { .. }));
    assert_eq!(player.effects.iter().filter(asked).count(), 1);
}

#[test]
fn somebody_new_is_announced_in_two_steps() {
    let mut player = japanese();
    player.types("n text:もり_はな enter text:森　花 C-s");
    assert!(player.text().contains("森　花 の入院予定を登録"), "{}", player.text());
    assert!(player.text().contains("入院予定 2"), "{}", player.text());
    player.types("C-z y C-z y");
    assert!(player.text().contains("入院予定 1"), "{}", player.text());
}

#[test]
fn a_time_is_said_as_it_was_understood() {
    let mut player = japanese();
    player.types("m S-tab text:昨日_２３：３０");
    assert!(player.text().contains("11-22 23:30（9時間前）"), "{}", player.text());
    player.types("enter 1 enter");
    let stay = player.hospital().open_stay(patient(&player, "00012345").id).unwrap();
    assert_eq!(stay.mobility.get(), Some(&Mobility::Stretcher));
    let at = stay.mobility.latest().unwrap().said.at;
    assert_eq!(at.to_utc().unwrap().to_rfc3339(), "2026-11-22T14:30:00+00:00");
}

#[test]
fn what_cannot_be_read_is_said_beside_the_field() {
    for (typed, said) in [
        ("25:00", "25時00分という時刻はありません"),
        ("2/30_9:00", "2月30日という日はありません"),
        ("abc", "日時として読めません"),
        ("11/22", "時刻も入力してください"),
        ("10:00", "未来です"),
        ("11/1_8:00", "入院（11-21 07:00）より前です"),
    ] {
        let mut player = japanese();
        player.types(&format!("m 1 S-tab text:{typed} enter"));
        let text = player.text().replace(['\n', ' '], "");
        assert!(text.contains(&said.replace(' ', "")), "{typed}\n{}", player.text());
        let before = player.laptop.commits().len();
        player.types("1 enter");
        assert_eq!(player.laptop.commits().len(), before, "{typed}");
        assert!(player.text().contains("まだ保存していません"), "{}", player.text());
    }
}

#[test]
fn a_bed_that_is_taken_says_by_whom() {
    for (typed, said) in [
        ("6w-101-1", "渡邉　さゆり"),
        ("6w1011", "渡邉　さゆり"),
        ("5e1022", "使用不可です（清掃中）"),
        ("5e1021", "高橋　一 が転棟中"),
        ("6w1012", "鈴木　三郎"),
        ("5E-101", "5E-101 に空床はありません"),
        ("9x", "「9x」という病床はありません"),
    ] {
        let mut player = japanese();
        player.types(&format!("t text:{typed}"));
        let text = player.text().replace('\n', " ");
        let words = |text: &str| text.split_whitespace().collect::<String>();
        assert!(words(&text).contains(&words(said)), "{typed}\n{}", player.text());
        let before = player.laptop.commits().len();
        player.types("enter");
        assert_eq!(player.laptop.commits().len(), before, "{typed}");
    }
}

/// Between the last look and the save another station took the bed.
#[test]
fn a_refused_save_leaves_the_form_as_it_was() {
    let mut player = japanese();
    player.types("t text:6w1022");
    player.slow = true;
    player.types("enter");
    assert!(player.text().contains("保存しています"), "{}", player.text());
    player
        .laptop
        .does(Command::Transfer {
            patient: who("00031415"),
            bed: bed("6W-102-2"),
        })
        .unwrap();
    let hospital = Arc::new(player.laptop.hospital.clone());
    player.tell(Message::Hospital(hospital));
    player.slow = false;
    player.rest();
    let text = player.text();
    assert!(text.contains("移動先の病床"), "{text}");
    assert!(text.contains("保存していません。何も変更していません"), "{text}");
    assert!(text.contains("渡邉　さゆり がいます"), "{text}");
    assert_eq!(place(&player, "00012345"), in_bed("5E-101-1"));
    // The way on: another bed.
    player.types("C-u text:6w1011 enter");
    assert!(player.text().contains("へ転棟"), "{}", player.text());
}

#[test]
fn when_the_disk_is_full_the_form_says_so_and_stays() {
    let mut player = japanese();
    player.disk = Some(NotSaved::DiskFull { free: 4096 });
    player.types("d 2 enter text:中央病院 enter");
    let text = player.text();
    assert!(
        text.contains("中央病院") && text.contains("ディスクの空きがありません"),
        "{text}"
    );
    player.disk = None;
    player.types("enter");
    assert!(player.text().contains("退院（転院　中央病院）"), "{}", player.text());
    assert!(
        patient(&player, "00012345")
            .admission
            .get()
            .is_some_and(Option::is_none)
    );
}

/// Whoever closes the form while it is saved still hears what became of it.
#[test]
fn an_answer_is_never_lost_with_its_form() {
    let mut player = japanese();
    player.slow = true;
    player.types("d 1 enter esc");
    assert!(player.text().contains("入院患者一覧"));
    player.slow = false;
    player.rest();
    assert!(player.text().contains("が退院（自宅）"), "{}", player.text());
    let mut player = japanese();
    player.slow = true;
    player.types("d 1 enter esc");
    player.disk = Some(NotSaved::DiskFull { free: 0 });
    player.slow = false;
    player.rest();
    assert!(
        player.text().contains("ディスクの空きがありません"),
        "{}",
        player.text()
    );
}

#[test]
fn what_is_hard_to_take_back_is_asked_first() {
    for (script, question) in [
        ("d 4 enter", "死亡退院として"),
        ("d 5 enter", "自己退院"),
        ("x enter enter", "無断離院として"),
    ] {
        let mut player = japanese();
        let before = player.laptop.commits().len();
        player.types(script);
        let text = player.text();
        assert!(text.contains(question), "{text}");
        // Name, both calendars and number are in the question; the safe answer is marked.
        assert!(text.contains("1948-05-06 (昭23)"), "{text}");
        player.types("enter");
        assert_eq!(player.laptop.commits().len(), before, "{}", player.text());
        assert!(
            player.text().contains("日時"),
            "the form is still there\n{}",
            player.text()
        );
        player.types("C-s y");
        assert_eq!(player.laptop.commits().len(), before + 1, "{}", player.text());
    }
    let mut player = japanese();
    player.types("d 4 enter y");
    let stays: Vec<_> = player.hospital().stays().collect();
    assert!(stays.iter().any(|stay| matches!(
        stay.place(),
        Some(Place::Left {
            disposition: Disposition::Died,
            ..
        })
    )));
}

#[test]
fn long_forms_are_not_lost_by_a_slip() {
    let mut player = japanese();
    player.types("] ] end up a text:もり enter text:森 esc");
    assert!(player.text().contains("破棄しますか"), "{}", player.text());
    player.types("enter");
    assert!(player.text().contains("モリ"), "{}", player.text());
    player.types("F2");
    assert!(player.text().contains("破棄しますか"), "{}", player.text());
    player.types("esc");
    assert!(player.text().contains("モリ"), "{}", player.text());
    player.types("esc y");
    assert!(player.text().contains("入院患者一覧"), "{}", player.text());
    // Nothing typed, nothing asked.
    player.types("a esc");
    assert!(player.text().contains("入院患者一覧"), "{}", player.text());
}

#[test]
fn escape_takes_back_what_was_typed_in_a_list_first() {
    let mut player = japanese();
    player.types("d text:転 esc");
    assert!(player.text().contains("  1 自宅"), "{}", player.text());
    player.types("esc");
    assert!(player.text().contains("入院患者一覧"), "{}", player.text());
}

#[test]
fn only_what_was_changed_is_amended() {
    let mut player = japanese();
    player.types("e C-s");
    assert!(player.text().contains("変更はありません"), "{}", player.text());
    player.types("tab tab tab C-u text:S23.5.7 tab tab text:０６－１２３４ C-s");
    assert!(player.text().contains("患者情報を訂正・追記"), "{}", player.text());
    let found = patient(&player, "00012345");
    assert_eq!(found.phone.get().unwrap().as_str(), "06-1234");
    assert!(matches!(found.birth.get(), Some(Birth::On(day)) if day.to_string() == "1948-05-07"));
    assert_eq!(found.name.claims().len(), 1);
    player.types("e C-u C-s");
    assert!(player.text().contains("空にはできません"), "{}", player.text());
}

#[test]
fn taking_back_says_what_and_asks() {
    let mut player = japanese();
    player.types("t text:6w2 enter");
    assert_eq!(place(&player, "00012345"), in_bed("6W-102-2"));
    player.types("C-z");
    assert!(
        player
            .text()
            .contains("「5E-101-1 田中　太郎 を 6W-102-2 へ転棟」をなかったことに"),
        "{}",
        player.text()
    );
    player.types("C-z enter");
    assert_eq!(
        place(&player, "00012345"),
        in_bed("6W-102-2"),
        "the safe answer is marked"
    );
    player.types("C-z y");
    assert_eq!(place(&player, "00012345"), in_bed("5E-101-1"));
    assert!(player.text().contains("を取り消しました"), "{}", player.text());
}

#[test]
fn what_others_went_on_from_is_not_taken_back() {
    let mut player = japanese();
    player.types("t text:6w2 enter");
    // Somebody on another station moved the patient on.
    let mut other = Laptop::set_up(9);
    other.unite(player.laptop.commits());
    other.millis = player.laptop.millis + 60_000;
    other
        .does(Command::Leave(andon::domain::command::Leave {
            patient: who("00012345"),
            kind: OutKind::OffWard,
            until: None,
            place: None,
        }))
        .unwrap();
    player.laptop.unite(other.commits());
    let hospital = Arc::new(player.laptop.hospital.clone());
    player.tell(Message::Hospital(hospital));
    player.types("C-z y");
    let text = player.text();
    assert!(text.contains("取り消せません"), "{text}");
    assert!(text.contains("clerk") && text.contains("端末09"), "{text}");
    assert!(matches!(place(&player, "00012345"), Place::Out { .. }));
}

/// Every key that is offered for a selection opens a form or says why not: nothing happens in silence.
#[test]
fn no_key_does_nothing_in_silence() {
    for line in 0..7 {
        let mut player = japanese();
        player.types(&"down ".repeat(line));
        let situation = player.session.situation();
        let offers = player.session.keys().offers(&situation, &[]);
        let before = player.text();
        for offer in offers.iter().filter(|offer| offer.action.is_movement()) {
            let mut player = japanese();
            player.types(&"down ".repeat(line));
            for chord in offer.keys.chords() {
                player.input(andon::input::Input::Press(chord));
            }
            assert_ne!(player.text(), before, "{} on line {line}", offer.keys);
            assert!(!player.text().contains("まだありません"), "{}", player.text());
        }
    }
}

#[test]
fn forms_speak_the_language_of_now() {
    let mut player = japanese();
    player.types("d C-l");
    let text = player.text();
    assert!(text.contains("Goes to") && text.contains("1 home"), "{text}");
    player.types("2 enter C-l enter");
    assert!(player.text().contains("退院（転院）"), "{}", player.text());
}

#[test]
fn the_forms_as_they_open() {
    for (name, script) in [
        ("form-admit", "] ] end up a"),
        ("form-transfer", "t"),
        ("form-discharge", "d"),
        ("form-off-ward", "w"),
        ("form-swap", "s"),
        ("form-allergy", "y 2 enter"),
        ("form-amend", "e"),
        ("form-expect", "n text:もり"),
        ("form-block", "] ] end up b enter"),
        ("form-room-rule", "] ] end up R"),
        ("form-absconded", "x enter enter"),
    ] {
        snapshot(
            name,
            |language, size| census(language, size, ward()),
            |player| {
                player.types(script);
            },
        );
    }
}

#[test]
fn the_forms_that_say_no() {
    snapshot(
        "form-bed-taken",
        |language, size| census(language, size, ward()),
        |player| {
            player.types("t text:6w1011 enter");
        },
    );
    snapshot(
        "form-new-patient",
        |language, size| census(language, size, ward()),
        |player| {
            player.types("] ] end up a text:もり_はな enter text:森　花 tab tab tab text:S64.3.1 tab");
        },
    );
    snapshot(
        "undo-question",
        |language, size| census(language, size, ward()),
        |player| {
            player.types("t text:6w2 enter C-z");
        },
    );
}

/// An expectation that was announced twice is refused before it is saved.
#[test]
fn what_was_announced_is_not_announced_again() {
    let mut player = japanese();
    let refused = player.laptop.does(Command::Expect(Expect {
        patient: PatientRef::Identifier(Identifier::parse("00016180").unwrap()),
        when: None,
        bed: None,
        department: None,
    }));
    assert!(refused.is_err());
    player.types("n text:00016180 enter");
    assert!(player.text().contains("入院予定はすでにあります"), "{}", player.text());
}

#[test]
fn a_discharge_that_another_station_made_is_seen() {
    let mut player = japanese();
    player.types("t");
    player
        .laptop
        .does(Command::Discharge(Discharge {
            patient: PatientRef::Identifier(identifier("00012345")),
            disposition: Disposition::Home,
            place: None,
        }))
        .unwrap();
    let hospital = Arc::new(player.laptop.hospital.clone());
    player.tell(Message::Hospital(hospital));
    player.types("text:6w2");
    assert!(player.text().contains("入院していません"), "{}", player.text());
}

#[test]
fn large_terminals_show_who_it_is_beside_the_form() {
    let mut player = census(Language::Japanese, LARGE, ward());
    player.types("t");
    assert!(player.text().contains("病床の経過"), "{}", player.text());
}
