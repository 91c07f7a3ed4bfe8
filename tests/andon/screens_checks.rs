//! F6 by keys: blind until something was stated, quick, and readable from an arm's length.

use andon::app::Route;
use andon::domain::checks::ask::{CheckFilter, CheckResult, rows};
use andon::domain::slips::SlipNumber;
use andon::domain::state::Subject;
use andon::i18n::Language;
use andon::input::{Step, read_script};
use andon::screens;

use crate::checks_rules::ward;
use crate::checks_slips;
use crate::every_screen::scan;
use crate::harness::{LARGE, Player, SMALL, snapshot};
use crate::slip_world::{Paper, prescription};
use crate::world::Laptop;

fn census(language: Language, size: (u16, u16)) -> Player {
    Player::at(language, size, ward(), Route::Census, screens::open)
}

fn japanese() -> Player {
    census(Language::Japanese, SMALL)
}

fn results(laptop: &Laptop) -> Vec<CheckResult> {
    let rows = rows(&laptop.hospital, &CheckFilter::default(), laptop.now()).unwrap();
    rows.into_iter().map(|row| row.result).collect()
}

/// Keys of a script.
fn keys(script: &str) -> usize {
    let steps = read_script(script).unwrap();
    steps.iter().filter(|step| matches!(step, Step::Input(_))).count()
}

/// Everything that is expected of 渡辺 健: none of it may be seen before it was stated.
const EXPECTED: [&str; 7] = ["渡辺", "ワタナベ", "1948", "昭23", "05-06", "1001", "本町"];

fn assert_blind(player: &Player) {
    let text = player.text();
    for expected in EXPECTED {
        assert!(!text.contains(expected), "{expected} is shown:\n{text}");
    }
}

#[test]
fn name_and_date_of_birth_take_fewer_than_forty_keys() {
    let mut player = japanese();
    let script = "F6 1 0 enter text:watanabeken enter text:19480506 enter";
    player.types(script);
    assert_eq!(results(&player.laptop), [CheckResult::Verified], "{}", player.text());
    assert!(player.text().contains("認 証 済"), "{}", player.text());
    println!("identity check, name and date of birth: {} keys", keys(script));
    assert!(keys(script) < 40, "{} keys", keys(script));
    // Back to the list with one key.
    player.types("enter");
    assert!(player.text().contains("渡辺"), "{}", player.text());
}

#[test]
fn nothing_expected_is_on_the_screen_before_it_was_stated() {
    for size in [SMALL, LARGE] {
        let mut player = census(Language::Japanese, size);
        for script in ["F6", "1 0", "enter", "text:わたなべ", "enter", "text:S23.5"] {
            player.types(script);
            assert_blind(&player);
        }
        // A wrong date: told that it does not match, and nothing more.
        player.types("text:.7 enter");
        assert!(player.text().contains("不 一 致"), "{}", player.text());
        assert_blind(&player);
        // The way on is a new check, as blind as the first.
        player.types("n");
        assert_blind(&player);
        assert_eq!(results(&player.laptop), [CheckResult::Open, CheckResult::Mismatched]);
    }
}

#[test]
fn what_cannot_be_read_is_no_mismatch() {
    let mut player = japanese();
    player.types("F6 1 0 enter text:わたなべけん enter text:48.5.6 enter");
    assert!(player.text().contains("日付として読めません"), "{}", player.text());
    assert_eq!(results(&player.laptop), [CheckResult::Open]);
    player.types("C-u text:昭和23年5月6日 enter");
    assert_eq!(results(&player.laptop), [CheckResult::Verified]);
}

/// What cannot be read does not count as stated, and is said when the keyboard leaves the field.
#[test]
fn what_cannot_be_read_is_not_counted() {
    let mut player = japanese();
    player.types("F6 1 0 enter text:わたなべけん tab text:48.5 up");
    let text = player.text();
    assert!(text.contains("日付として読めません"), "{text}");
    assert!(text.contains("入力 1項目"), "{text}");
    // A date where a name belongs.
    player.types("C-u text:S23.5.6 down");
    assert!(player.text().contains("氏名に数字があります"), "{}", player.text());
    assert_eq!(results(&player.laptop), [CheckResult::Open]);
}

/// A check that is begun is not doubled by the key that has begun it.
#[test]
fn the_key_of_a_check_opens_no_second_one() {
    let mut player = japanese();
    player.types("F6 1 0 enter text:わた F6");
    assert!(player.text().contains("この認証の途中です"), "{}", player.text());
    assert_eq!(results(&player.laptop), [CheckResult::Open]);
    player.types("text:なべけん enter text:S23.5.6 enter");
    assert_eq!(results(&player.laptop), [CheckResult::Verified], "{}", player.text());
}

#[test]
fn a_look_alike_is_named_after_the_statement_and_two_people_are_needed() {
    let mut player = japanese();
    player.types("down F6 1 0 enter");
    assert!(player.text().contains("氏名の似た患者がいます"), "{}", player.text());
    assert!(!player.text().contains("多朗"), "{}", player.text());
    player.types("text:たなかたろう enter text:1950-1-2 enter text:1002 enter");
    assert!(player.text().contains("二人目"), "{}", player.text());
    // The same account is nobody else.
    player.types("text:clerk enter text:x enter");
    assert!(player.text().contains("別の職員"), "{}", player.text());
    assert_eq!(results(&player.laptop), [CheckResult::Open]);
    player.types("text:nurse enter text:x enter");
    assert_eq!(results(&player.laptop), [CheckResult::Verified]);
    assert!(player.text().contains("clerk"), "{}", player.text());
}

/// Locked while the second person was typing: whoever comes back is alone, and confirms nothing with what was typed.
#[test]
fn the_phrase_of_the_second_person_is_gone_with_the_lock() {
    let mut player = japanese();
    player.types("down F6 1 0 enter text:たなかたろう enter text:1950-1-2 enter text:1002 enter");
    player.types("text:nurse enter text:x").types("C-k").types("enter");
    player.types("enter enter enter");
    assert_eq!(results(&player.laptop), [CheckResult::Open], "{}", player.text());
}

#[test]
fn name_and_birth_of_a_look_alike_alone_name_the_other_one() {
    let mut player = japanese();
    player.types("down F6 1 0 enter text:たなかたろう enter text:1950-1-2 enter F12");
    let text = player.text();
    assert!(text.contains("多朗") && text.contains("もう一つ聞いて"), "{text}");
}

#[test]
fn leaving_gives_the_check_up_and_keeps_that() {
    let mut player = japanese();
    player.types("F6 1 0 enter text:わた esc");
    assert_eq!(
        results(&player.laptop),
        [CheckResult::Open],
        "what was typed is not thrown away by a key"
    );
    player.types("y");
    assert_eq!(results(&player.laptop), [CheckResult::Abandoned]);
    assert!(player.text().contains("渡辺"), "{}", player.text());
    // Going elsewhere asks first.
    player.types("F6 1 0 enter F3");
    assert_eq!(results(&player.laptop), [CheckResult::Open, CheckResult::Abandoned]);
}

#[test]
fn who_cannot_state_it_is_spoken_for() {
    let mut player = japanese();
    player.types("F6 1 0 enter C-y enter");
    assert!(
        player.text().contains("本人に代わって名乗る：家族"),
        "{}",
        player.text()
    );
    player.types("text:渡邊健 enter text:1948/5/6 enter");
    assert_eq!(results(&player.laptop), [CheckResult::Verified]);
}

#[test]
fn without_a_patient_a_number_chooses_one() {
    let mut player = Player::at(Language::Japanese, SMALL, ward(), Route::Board, screens::open);
    player.types("F6 enter");
    assert!(
        player.text().contains("誰の認証かが決まっていません"),
        "{}",
        player.text()
    );
    player.types("text:1001 enter text:10 enter text:わたなべけん enter text:19480506 enter");
    assert_eq!(results(&player.laptop), [CheckResult::Verified]);
}

#[test]
fn two_mismatches_are_an_alarm_on_the_board() {
    let mut player = japanese();
    player.types("F6 1 0 enter text:だれか enter text:19480506 enter n text:だれか enter text:19480506 enter");
    player.types("F2");
    assert!(player.text().contains("患者認証の不一致が 2回"), "{}", player.text());
}

#[test]
fn what_was_checked_stands_in_the_detail_and_in_the_list() {
    let mut player = census(Language::Japanese, LARGE);
    player.types("F6 1 0 enter text:わたなべけん enter text:19480506 enter enter");
    let text = player.text();
    assert!(text.contains("患者認証") && text.contains("2項目"), "{text}");
    player.types("g y");
    assert!(player.text().contains("認証済"), "{}", player.text());
    player.types("text:不一致");
    assert!(player.text().contains("0 / 1 件"), "{}", player.text());
}

/// Keys of somebody who types at leisure, a second.
const KEYS_A_SECOND: usize = 3;

#[test]
fn twenty_slips_of_paper_take_two_minutes() {
    let (mut laptop, first) = checks_slips::ward();
    let mut slips = vec![first];
    slips.extend((1..20).map(|_| laptop.printed(prescription("アムロジピン錠5mg"))));
    let mut player = Player::at(Language::Japanese, SMALL, laptop, Route::Census, screens::open);
    let mut script = "g o".to_owned();
    for slip in &slips {
        // As people type it: the hyphens are left out.
        let number = slip.to_string().replace('-', "");
        script.extend([" text:", number.as_str(), " enter"]);
    }
    script.push_str(" F12");
    player.types(&script);
    assert_eq!(results(&player.laptop), [CheckResult::OnPaper; 20], "{}", player.text());
    for slip in &slips {
        assert_eq!(player.laptop.hospital.checks_of_slip(*slip).count(), 1);
    }
    let typed = keys(&script);
    println!("twenty slips of paper: {typed} keys, {} seconds", typed / KEYS_A_SECOND);
    assert!(typed / KEYS_A_SECOND <= 120, "{typed} keys");
}

#[test]
fn a_check_takes_under_fifteen_seconds() {
    // The longest name of the sample kinds, in kana, with a slip in hand.
    let (laptop, slip) = checks_slips::ward();
    let mut player = Player::at(Language::Japanese, SMALL, laptop, Route::Slip(slip), screens::open);
    let script = "F6 5 enter text:mihontarou enter text:S23.5.6 enter";
    let steps = read_script(script).unwrap();
    for step in steps {
        player.laptop.millis += 1_000 / KEYS_A_SECOND as u64;
        if let Step::Input(input) = step {
            player.input(input);
        }
    }
    let row = rows(&player.laptop.hospital, &CheckFilter::default(), player.laptop.now())
        .unwrap()
        .remove(0);
    assert_eq!(
        (row.result, row.slip),
        (CheckResult::Verified, Some(slip)),
        "{}",
        player.text()
    );
    let seconds = keys(script) / KEYS_A_SECOND;
    println!(
        "identity check with a slip in hand: {} keys, {seconds} seconds, {:?} of them from the purpose on",
        keys(script),
        row.seconds
    );
    assert!(seconds < 15 && row.seconds.unwrap() < 15 && keys(script) < 40);
}

#[test]
fn a_slip_that_did_not_match_is_held_on_every_screen() {
    let (laptop, slip) = checks_slips::ward();
    let mut player = Player::at(Language::Japanese, SMALL, laptop, Route::Slip(slip), screens::open);
    player.types("F6 5 enter text:だれか enter text:19480506 enter");
    let text = player.text();
    assert!(text.contains(&format!("伝票 {slip} は保留です")), "{text}");
    // What is expected is still not told.
    assert!(!text.contains("見本"), "{text}");
    player.types("enter");
    assert!(player.text().contains("患者認証が不一致"), "{}", player.text());
    player.types("F7");
    assert!(player.text().contains("認証保留"), "{}", player.text());
    // A second one is an alarm; then the other way on: the slip is cancelled from the result.
    player.types("F6 5 enter text:だれか enter text:19480506 enter");
    assert!(player.text().contains("警報"), "{}", player.text());
    player.types("x text:別の患者 F12");
    assert!(
        player.laptop.hospital.slip(slip).unwrap().is_cancelled(),
        "{}",
        player.text()
    );
}

#[test]
fn a_scanned_slip_is_taken_and_never_looked_for() {
    let (laptop, slip) = checks_slips::ward();
    let mut player = Player::at(Language::Japanese, SMALL, laptop, Route::Census, screens::open);
    player.types("F6");
    scan(&mut player, &slip.to_string());
    player.types("5 enter");
    assert_eq!(results(&player.laptop), [CheckResult::Open], "{}", player.text());
    // In the middle of a statement it says nothing of whom it is for.
    scan(&mut player, &slip.to_string());
    assert!(
        !player.text().contains("見本") && !player.text().contains("00022012"),
        "{}",
        player.text()
    );
}

#[test]
fn an_exception_is_said_where_it_happened() {
    let mut player = japanese();
    // 1002 looks like somebody: the laptop was needed.
    player.types("g o text:1001 enter text:1002 enter F12");
    assert_eq!(results(&player.laptop), []);
    assert!(player.text().contains("端末での認証が必要"), "{}", player.text());
    player.types("C-e C-e C-e C-e F12");
    assert_eq!(results(&player.laptop), [CheckResult::OnPaper; 2]);
}

#[test]
fn the_purposes() {
    snapshot("check-purpose", census, |player| {
        player.types("F6 down");
    });
}

#[test]
fn the_statement() {
    snapshot("check-statement", census, |player| {
        player.types("F6 1 0 enter text:わたなべ");
    });
}

#[test]
fn a_look_alike() {
    snapshot("check-look-alike", census, |player| {
        player.types("down F6 1 0 enter text:たなかたろう enter text:1950-1-2 enter F12");
    });
}

#[test]
fn the_second_person() {
    snapshot("check-second", census, |player| {
        player.types("F6 3 enter text:わたなべけん enter text:19480506 enter text:nurse enter text:abc");
    });
}

#[test]
fn verified() {
    snapshot("check-verified", census, |player| {
        player.types("F6 1 0 enter text:わたなべけん enter text:19480506 enter");
    });
}

#[test]
fn mismatched() {
    snapshot("check-mismatched", census, |player| {
        player.types("F6 1 0 enter text:わたなべけん enter text:19480507 enter");
    });
}

#[test]
fn a_slip_that_is_held() {
    let held = |language, size| {
        let (laptop, slip) = checks_slips::ward();
        Player::at(language, size, laptop, Route::Slip(slip), screens::open)
    };
    snapshot("check-held", held, |player| {
        player.types("F6 5 enter text:だれか enter text:19480506 enter enter");
    });
    snapshot("check-mismatched-slip", held, |player| {
        player.types("F6 5 enter text:だれか enter text:19480506 enter n text:だれか enter text:19480506 enter");
    });
}

#[test]
fn the_boxes_of_slips() {
    snapshot("check-paper", census, |player| {
        player.types("g o text:1001 enter text:1003 enter C-e C-e text:10");
    });
}

#[test]
fn the_list() {
    snapshot("check-list", census, |player| {
        player.types("F6 1 0 enter text:わたなべけん enter text:19480506 enter enter");
        player.types("F6 1 0 enter text:わたなべけん enter text:19480507 enter enter g y");
    });
}

/// One bad scan spoils nothing, the last digits are enough, and nobody loses a batch by a key.
#[test]
fn a_batch_of_boxes_is_not_lost_by_a_key() {
    let (mut laptop, slip) = checks_slips::ward();
    let other = laptop.printed(prescription("ファモチジン錠20mg"));
    let mut player = Player::at(Language::Japanese, SMALL, laptop, Route::Census, screens::open);
    let tail = |slip: andon::domain::slips::SlipNumber| slip.to_string().replace('-', "")[6..].to_owned();
    player.types(&format!(
        "g o text:9999999 enter text:{} enter text:{slip} enter",
        tail(other)
    ));
    let text = player.text();
    assert!(text.contains(slip.as_str()) && text.contains(other.as_str()), "{text}");
    player.types("esc");
    assert!(player.text().contains("2枚はまだ保存していません"), "{}", player.text());
    player.types("enter F12");
    assert_eq!(
        results(&player.laptop),
        [CheckResult::OnPaper, CheckResult::OnPaper],
        "{}",
        player.text()
    );
}

/// Twenty slips that were typed are there again after a crash, with their exceptions.
#[test]
fn a_batch_that_was_cut_off_comes_back() {
    let (mut laptop, first) = checks_slips::ward();
    let second = laptop.printed(prescription("ファモチジン錠20mg"));
    let mut player = Player::at(Language::Japanese, LARGE, laptop, Route::CheckPaper, screens::open);
    player.types(&format!("text:{first} enter text:{second} enter C-e text:12"));
    let before = player.text();
    assert!(
        before.contains(first.as_str()) && before.contains(second.as_str()),
        "{before}"
    );
    let mut player = player.dies_and_starts();
    let after = player.text();
    for what in [first.as_str(), second.as_str(), "12"] {
        assert!(after.contains(what), "{what}: {after}");
    }
    player.types("C-u F12");
    let kept = rows(&player.laptop.hospital, &CheckFilter::default(), player.laptop.now()).unwrap();
    assert_eq!(kept.len(), 2, "{}", player.text());
    assert_eq!(kept.iter().filter(|row| row.exception.is_some()).count(), 1);
    assert!(player.drafts().is_none(), "what is saved is no draft");
}

/// A slip that is not in memory any more keeps its line and its exception, and gives neither to another.
#[test]
fn a_batch_that_comes_back_gives_no_exception_to_another_slip() {
    let (mut laptop, first) = checks_slips::ward();
    let second = laptop.printed(prescription("ファモチジン錠20mg"));
    let mut player = Player::at(Language::Japanese, LARGE, laptop, Route::CheckPaper, screens::open);
    player.types(&format!("text:{first} enter text:{second} enter C-e"));
    player.laptop.hospital.take_out(&Subject::Slip(second)).unwrap();
    let mut player = player.dies_and_starts();
    let text = player.text();
    let of = |slip: SlipNumber| {
        text.lines()
            .find(|line| line.contains(slip.as_str()) && !line.contains("見つかり"))
    };
    let exception = "端末なし";
    assert!(of(second).is_some_and(|line| line.contains('■')), "{text}");
    assert!(of(first).is_some_and(|line| !line.contains(exception)), "{text}");
    player.types("F12");
    assert_eq!(results(&player.laptop), [], "{}", player.text());
    player.types("C-d F12");
    let kept = rows(&player.laptop.hospital, &CheckFilter::default(), player.laptop.now()).unwrap();
    assert_eq!(kept.len(), 1, "{}", player.text());
    assert_eq!((kept[0].slip, kept[0].exception), (Some(first), None));
}
