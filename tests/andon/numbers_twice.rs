//! A number that is asked for twice comes to one; two people in two beds are joined by two. Through the real program, in stores
//! on a real disk.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use andon::{app::Step, i18n::Language, runtime::mark::Marking, store::Pace};
use serde_json::{Value, json};

use crate::{
    access_entrance::{PHRASE, trial_with_accounts},
    harness::{Player, SMALL},
    program::{Program, Store},
    store_kit::Bench,
    world::Laptop,
};

fn numbers(answer: &Value) -> Vec<String> {
    assert_eq!(answer["ok"], true, "{answer}");
    let one = [answer.clone()];
    let given = answer["numbers"].as_array().map_or(&one[..], Vec::as_slice);
    given
        .iter()
        .map(|given| given["number"].as_str().unwrap().to_owned())
        .collect()
}

fn in_the_ledger(program: &mut Program) -> Vec<String> {
    let answer = program.ask(&json!({"do": "ledger"}));
    let rows = answer["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| row["number"].as_str().unwrap().to_owned())
        .collect()
}

/// Who does not know whether an answer was lost asks again under the same name, and gets the number that was given.
#[test]
fn what_is_asked_again_comes_to_the_number_that_was_given() {
    let (_folder, store) = Store::with_a_block();
    let mut program = store.run(&[]);
    assert_eq!(
        program.ask(&json!({"do": "register", "id": "00000001", "name": "見本 花子", "sex": "F"}))["ok"],
        true
    );
    let admit = json!({"do": "admit", "patient": "00000001", "bed": "6W-601-1", "department": "PEDI"});
    assert_eq!(program.ask(&admit)["ok"], true);
    let lines = [
        json!({"do": "issue", "kind": "unidentified", "sex": "M", "age": 40, "found": "駅前", "request": "er-1"}),
        json!({"do": "issue", "kind": "known", "name": "例 一郎", "dob": "1931-01-31", "request": "er-2"}),
        json!({"do": "issue", "kind": "newborn", "mother": "00000001", "babies": "FM", "request": "er-3"}),
        json!({"do": "issue", "kind": "mass", "count": 3, "incident": "駅前事故", "request": "er-4"}),
        json!({"do": "prepare-packets", "count": 2, "request": "er-6"}),
    ];
    let given: Vec<Vec<String>> = lines.iter().map(|line| numbers(&program.ask(line))).collect();
    assert_eq!(given.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 2, 3, 2]);
    // Twice in one breath, before anything of it is on the disk.
    let line = json!({"do": "issue", "kind": "unidentified", "request": "er-5"});
    let both = program.ask_all(&[line.clone(), line]);
    assert_eq!(numbers(&both[0]), numbers(&both[1]));
    // The program dies; whoever asked had no answer.
    program.child.kill().unwrap();
    program.child.wait().unwrap();
    let mut program = store.run(&[]);
    let again: Vec<Vec<String>> = lines.iter().map(|line| numbers(&program.ask(line))).collect();
    assert_eq!(again, given);
    assert_eq!(in_the_ledger(&mut program).len(), 10);
    // A packet of them that was given away meanwhile changes nothing of that.
    let activate = json!({"do": "activate-packet", "number": given[4][0], "sex": "F"});
    assert_eq!(program.ask(&activate)["ok"], true);
    assert_eq!(numbers(&program.ask(&lines[4])), given[4]);
    // Another person under the same name is not told the number of the first.
    for line in [
        json!({"do": "issue", "kind": "unidentified", "sex": "F", "request": "er-1"}),
        json!({"do": "issue", "kind": "known", "name": "例 二郎", "dob": "1931-01-31", "request": "er-2"}),
        json!({"do": "issue", "kind": "newborn", "mother": "00000001", "babies": "F", "request": "er-3"}),
        json!({"do": "issue", "kind": "newborn", "mother": "00000001", "babies": "MF", "request": "er-3"}),
        json!({"do": "issue", "kind": "mass", "count": 2, "incident": "駅前事故", "request": "er-4"}),
        json!({"do": "issue", "kind": "mass", "count": 1, "request": "er-5"}),
        json!({"do": "issue", "kind": "mass", "count": 2, "request": "er-6"}),
        json!({"do": "prepare-packets", "count": 3, "request": "er-6"}),
        json!({"do": "prepare-packets", "count": 3, "request": "er-4"}),
    ] {
        let answer = program.ask(&line);
        assert_eq!(answer["refusal"], "request-differs", "{line} {answer}");
    }
    // And without a name nobody is taken for another.
    let line = json!({"do": "issue", "kind": "unidentified"});
    assert_ne!(numbers(&program.ask(&line)), numbers(&program.ask(&line)));
    program.end();
}

/// Killed at any moment between the question and the answer: asked again, there is one number.
#[test]
fn a_crash_before_the_answer_gives_no_second_number() {
    let (_folder, store) = Store::with_a_block();
    // The last one has answered into a pipe that nobody reads.
    for (round, pause) in [0, 60, 150, 400].into_iter().enumerate() {
        let line = json!({"do": "issue", "kind": "unidentified", "request": format!("crash-{round}")});
        let mut program = store.run(&[]);
        let input = program.input.as_mut().unwrap();
        writeln!(input, "{line}").unwrap();
        input.flush().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(pause));
        program.child.kill().unwrap();
        program.child.wait().unwrap();
        let mut program = store.run(&[]);
        let first = numbers(&program.ask(&line));
        assert_eq!(numbers(&program.ask(&line)), first);
        assert_eq!(in_the_ledger(&mut program).len(), round + 1);
        program.end();
    }
}

fn emergency() -> Player {
    Player::at(
        Language::Japanese,
        SMALL,
        Laptop::with_numbers(7, 1),
        andon::app::Route::Board,
        andon::screens::open,
    )
}

fn given(player: &Player) -> usize {
    player.hospital().numbers().count()
}

/// F12 twice, or the program dies after it was saved and before it said so: the form comes back, is saved once more, and there is
/// one number.
#[test]
fn a_form_that_is_handed_in_twice_comes_to_one_number() {
    let mut player = emergency();
    player.types("F5 u 1 F12 F12 F12 enter");
    assert_eq!(given(&player), 1, "{}", player.text());
    // The next person gets the next number.
    player.types("esc F5 u 1 F12");
    assert_eq!(given(&player), 2, "{}", player.text());
    let mut player = emergency();
    player.slow = true;
    player.types("F5 u 1 F12 F12");
    let drafts = player.drafts().expect("kept until the answer comes");
    assert_eq!(drafts.forms[0].step, Step::HandedIn);
    let mut asked = player.effects.iter().filter_map(|effect| match effect {
        andon::app::Effect::Decide { request, .. } => Some(request.command.clone()),
        _ => None,
    });
    let request = asked.next().unwrap();
    assert!(
        asked.next().is_none(),
        "while it is being saved nothing is handed in again"
    );
    drop(asked);
    // It was saved; the answer was not heard.
    player.laptop.does(request).unwrap().unwrap();
    player.slow = false;
    let mut again = player.dies_and_starts();
    assert!(again.text().contains("保存の途中で中断した"), "{}", again.text());
    again.types("F12");
    assert_eq!(given(&again), 1, "{}", again.text());
    let number = again.hospital().numbers().next().unwrap().number.clone();
    let notice = again.session.notice().unwrap().text;
    assert!(notice.contains(number.as_str()), "{notice}");
    assert_eq!(again.drafts(), None);
}

/// `andon run` under an account.
fn run_as(folder: &Path, user: &str, phrase: &Path, lines: &[Value]) -> Vec<Value> {
    let store = Store {
        folder: folder.to_owned(),
    };
    let mut program = store.run(&["--user", user, "--passphrase-file", phrase.to_str().unwrap()]);
    let answers = program.ask_all(lines);
    program.end();
    answers
}

/// Two unidentified people in two beds turn out to be one. One account says so; nothing is joined until another has looked.
#[test]
fn two_in_two_beds_are_joined_by_two_accounts() {
    let mut bench = Bench::real(Pace::EAGER);
    bench.means.marks = Marking::of_machine(Some(bench.folder.with_file_name("machine")));
    trial_with_accounts(&bench).close();
    let phrase: PathBuf = bench.temporary.path().join("phrase");
    fs::write(&phrase, PHRASE).unwrap();
    let said = |user: &str, lines: &[Value]| run_as(&bench.folder, user, &phrase, lines);
    let code = |answer: &Value| match answer["ok"].as_bool() {
        Some(true) => "ok".to_owned(),
        _ => answer["refusal"].as_str().unwrap_or_default().to_owned(),
    };
    assert_eq!(
        code(&said("k.mori", &[json!({"do": "grant-block", "block": 1})])[0]),
        "ok"
    );
    let issue = json!({"do": "issue", "kind": "unidentified"});
    let answers = said("h.sato", &[issue.clone(), issue]);
    let (one, other) = (numbers(&answers[0]).remove(0), numbers(&answers[1]).remove(0));
    let pair = |word: &str| json!({"do": word, "patient": one, "with": other});
    let admit = |number: &str, bed: &str| json!({"do": "admit", "patient": number, "bed": bed, "department": "CARD"});
    let answers = said(
        "h.sato",
        &[
            admit(&one, "5E-101-1"),
            admit(&other, "5E-101-2"),
            pair("link"),
            pair("confirm-link"),
            pair("propose-link"),
            pair("confirm-link"),
            pair("link"),
        ],
    );
    let codes: Vec<String> = answers.iter().map(code).collect();
    assert_eq!(
        codes,
        [
            "ok",
            "ok",
            "two-beds",
            "link-not-proposed",
            "ok",
            "second-is-first",
            "two-beds"
        ],
        "{answers:?}"
    );
    let says = |answer: &Value| answer["message"].as_str().unwrap().to_owned();
    assert!(says(&answers[2]).contains("propose-link"), "{answers:?}");
    // It is proposed: whoever links it, the proposer or somebody else, hears for whom it waits and how it goes on.
    let others = said("n.abe", &[pair("link")]).remove(0);
    assert_eq!(code(&others), "two-beds");
    for waits in [&answers[6], &others] {
        let words = says(waits);
        assert!(words.contains("h.sato") && words.contains("confirm-link"), "{words}");
        assert!(!words.contains("propose-link"), "{words}");
    }
    let ledger = || said("n.abe", &[json!({"do": "ledger"})]).remove(0);
    let states = |answer: &Value| -> Vec<String> {
        let rows = answer["rows"].as_array().unwrap();
        rows.iter()
            .map(|row| row["state"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(states(&ledger()), ["issued", "issued"], "nothing is joined yet");
    // Nobody else has the account of the second person: the wrong phrase comes to nothing.
    let wrong = bench.temporary.path().join("wrong");
    fs::write(&wrong, "three umbrellas in the sun").unwrap();
    let store = Store {
        folder: bench.folder.clone(),
    };
    let mut program = store.run(&["--user", "n.abe", "--passphrase-file", wrong.to_str().unwrap()]);
    let _broken_pipe = writeln!(program.input.as_mut().unwrap(), "{}", pair("confirm-link"));
    assert_eq!(program.answer(), None);
    program.end();
    assert_eq!(code(&said("n.abe", &[pair("confirm-link")])[0]), "ok");
    assert_eq!(states(&ledger()), ["linked", "linked"]);
    // Both stay searchable, and it can be taken away.
    for number in [&one, &other] {
        let answer = said("h.sato", &[json!({"do": "person", "patient": number})]).remove(0);
        assert_eq!(answer["ok"], true, "{answer}");
    }
    let unlink = json!({"do": "unlink", "patient": one, "with": other, "reason": "別人"});
    assert_eq!(code(&said("h.sato", &[unlink])[0]), "ok");
    assert_eq!(states(&ledger()), ["issued", "issued"]);
}
