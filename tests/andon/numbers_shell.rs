//! Numbers in the shell, with the real program: who may be meant is said before a number is given, tables are safe for
//! spreadsheets, and a number that is looked at says what became of it.

use std::fs;

use serde_json::{Value, json};

use crate::program::Store;

fn told(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn json_of(store: &Store, arguments: &[&str]) -> Value {
    let output = store.do_once(arguments);
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}{}", told(&output.stdout), told(&output.stderr)))
}

#[test]
fn tables_of_numbers_are_safe_for_spreadsheets() {
    let (_folder, store) = Store::with_a_block();
    // Nothing is listed yet, and the heads are there.
    for task in ["ledger", "crosswalk"] {
        let output = store.do_once(&["id", task, "--format", "csv"]);
        let text = told(&output.stdout);
        let head = text.strip_prefix('\u{feff}').expect("a byte order mark");
        assert!(head.starts_with("number,"), "{text}");
        assert_eq!(head.lines().count(), 1);
    }
    let mut program = store.run(&[]);
    let line = json!({
        "do": "issue", "kind": "unidentified", "features": "=HYPERLINK(\"x\")", "found": "+81", "tag": "-1", "incident": "駅前",
    });
    assert_eq!(program.ask(&line)["ok"], true);
    program.end();
    let text = told(&store.do_once(&["id", "ledger", "--format", "csv"]).stdout);
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads = rows.headers().unwrap().clone();
    let row = rows.records().next().unwrap().unwrap();
    let cell = |name: &str| row.get(heads.iter().position(|head| head == name).unwrap()).unwrap();
    assert_eq!(
        (cell("features"), cell("found"), cell("tag")),
        ("'=HYPERLINK(\"x\")", "'+81", "'-1")
    );
    // The heads of an empty table are those of a full one.
    let empty = told(
        &store
            .do_once(&["id", "ledger", "--format", "csv", "--state", "voided"])
            .stdout,
    );
    assert_eq!(empty.lines().next(), text.lines().next());
    let crosswalk = told(&store.do_once(&["id", "crosswalk", "--format", "csv"]).stdout);
    assert!(crosswalk.starts_with("\u{feff}number,hospital_id,"), "{crosswalk}");
    // An incident that cannot be one is no reason to list everything.
    let output = store.do_once(&["id", "ledger", "--incident", "\u{7}", "--format", "csv"]);
    assert!(
        !output.status.success() && output.stdout.is_empty(),
        "{}",
        told(&output.stdout)
    );
    assert!(!output.stderr.is_empty());
}

#[test]
fn whoever_is_known_is_looked_for_before_a_number_is_given() {
    let (folder, store) = Store::with_a_block();
    // A former patient, whom only the register knows, and somebody who was registered today.
    let register = folder.path().join("register.csv");
    fs::write(
        &register,
        "patient_id,kanji_name,kana_name,sex,dob,phone,address,postcode\n00900001,例 一郎,レイ イチロウ,M,1948-05-06,,,\n",
    )
    .unwrap();
    let output = store.do_once(&["import", "register", register.to_str().unwrap()]);
    assert!(output.status.success(), "{}", told(&output.stderr));
    let mut program = store.run(&[]);
    let person = json!({"do": "register", "id": "00022012", "name": "見本 太郎", "kana": "ミホン タロウ", "sex": "M", "dob": "1990-12-31"});
    assert_eq!(program.ask(&person)["ok"], true);
    for (name, kana, dob, id) in [
        ("例 一郎", "レイ イチロウ", "1948-05-06", "00900001"),
        ("見本 太朗", "ミホン タロウ", "1990-12-31", "00022012"),
    ] {
        let mut line = json!({"do": "issue", "kind": "known", "name": name, "kana": kana, "sex": "M", "dob": dob});
        let answer = program.ask(&line);
        assert_eq!(
            (&answer["ok"], &answer["refusal"]),
            (&json!(false), &json!("likely-same")),
            "{answer}"
        );
        assert_eq!(answer["candidates"][0]["patient_id"], id, "{answer}");
        assert!(!answer["candidates"][0]["reasons"].as_str().unwrap().is_empty());
        // None of these; and it is recorded with the number.
        line["none_of"] = answer["see"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_str().unwrap())
            .collect::<Vec<_>>()
            .join(" ")
            .into();
        let answer = program.ask(&line);
        assert_eq!(answer["ok"], true, "{answer}");
    }
    program.end();
    // The same in one go.
    let asked = [
        "id",
        "new",
        "known",
        "name=例 一郎",
        "kana=レイ イチロウ",
        "sex=M",
        "dob=1948-05-06",
    ];
    let output = store.do_once(&asked);
    assert!(!output.status.success());
    let complaint = told(&output.stderr);
    assert!(
        complaint.contains("00900001") && complaint.contains("none_of="),
        "{complaint}"
    );
    assert_eq!(
        store.do_once(&["id", "ledger", "--format", "json"]).status.code(),
        Some(0)
    );
    assert_eq!(
        json_of(&store, &["id", "ledger", "--format", "json"])
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn a_number_that_is_looked_at_says_what_became_of_it() {
    let (_folder, store) = Store::with_a_block();
    let mut program = store.run(&[]);
    let number = program.ask(&json!({"do": "issue", "kind": "unidentified"}))["number"].clone();
    let packet = program.ask(&json!({"do": "prepare-packets", "count": 1}))["number"].clone();
    program.end();
    let verify = |number: &str| json_of(&store, &["id", "verify", number, "--format", "json"]);
    let (number, packet) = (number.as_str().unwrap(), packet.as_str().unwrap());
    assert_eq!(verify(number)["state"], "issued");
    assert_eq!(verify(packet)["state"], "prepared");
    let misread = number.replacen("10001", "10010", 1);
    let verdict = verify(&misread);
    assert_eq!(
        (&verdict["holds"], &verdict["near"][0]["number"]),
        (&json!(false), &json!(number))
    );
    assert_eq!(
        (&verdict["near"][0]["error"], &verdict["near"][0]["sign"]),
        (&json!("adjacent-swap"), &json!(8))
    );
    let mut program = store.run(&[]);
    assert_eq!(
        program.ask(&json!({"do": "void-id", "number": number, "reason": "汚損"}))["ok"],
        true
    );
    // Taken back: a number that is void by mistake holds again.
    let seq = program.ask(&json!({"do": "ledger"}))["count"].clone();
    assert_eq!(seq, 2);
    program.end();
    assert_eq!(verify(number)["state"], "voided");
    assert_eq!(verify(&misread)["near"].as_array().unwrap().len(), 0);
}

/// One tag on two people is no reason to give no number, and it is told whoever gave it: by the answer, or beside the numbers.
#[test]
fn a_tag_that_is_worn_twice_is_told() {
    let (_folder, store) = Store::with_a_block();
    let mut program = store.run(&[]);
    let many = |tag: &str, incident: &str| json!({"do": "issue", "kind": "mass", "count": 2, "tag": tag, "incident": incident});
    let first = program.ask(&many("A-098", "駅前"));
    assert_eq!(first.get("tag_worn_by"), None, "{first}");
    let again = program.ask(&many("ａ-099", "駅前"));
    assert_eq!(again["tag_worn_by"], json!([first["numbers"][1]["number"]]), "{again}");
    assert_eq!(program.ask(&many("A-098", "川岸")).get("tag_worn_by"), None);
    let packet = program.ask(&json!({"do": "prepare-packets", "count": 1}))["number"].clone();
    let given = program.ask(&json!({"do": "activate-packet", "number": packet, "tag": "A-098", "incident": "駅前"}));
    assert_eq!(given["tag_worn_by"], json!([first["numbers"][0]["number"]]), "{given}");
    program.end();
    let output = store.do_once(&["id", "new", "mass", "count=1", "tag=A-098", "incident=川岸"]);
    assert!(output.status.success());
    assert!(
        told(&output.stderr).contains("M07-10005-37"),
        "{}",
        told(&output.stderr)
    );
}
