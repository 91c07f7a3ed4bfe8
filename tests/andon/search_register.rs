//! The register of former patients through the real program: imported whole or not at all, found in any script, replaced as a
//! whole, and never searched when its file is not what the journal says.

use std::{fs, process::Stdio};

use andon::settings::sample;
use serde_json::{Value, json};

use crate::program::{Store, andon};

const HEAD: &str = "patient_id,kanji_name,kana_name,sex,dob,phone,address,postcode\n";
const PEOPLE: [&str; 5] = [
    "00010001,髙橋　太郎,タカハシ　タロウ,M,1948-05-06,090-1234-5678,東京都多摩市入谷1-22-33,182-5305",
    "00010002,斎藤　優子,サイトウ　ユウコ,F,1989-01-08,03-1111-2222,千葉県柏市南柏2-1,277-0001",
    "00010003,大野　真一,オオノ　シンイチ,M,1960-03-17,,千葉県柏市北柏4,277-0002",
    "00010004,NGUYEN VAN ANH,グエン　ヴァン　アイン,M,1995-10-21,080-9999-0000,東京都足立区綾瀬1-1-1,120-0005",
    "00010005,田中　和子,タナカ　カズコ,F,,,,",
];

fn register(people: &[&str]) -> String {
    format!("{HEAD}{}\n", people.join("\n"))
}

struct Place {
    folder: tempfile::TempDir,
    store: Store,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::small(folder.path());
        Self { folder, store }
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn import(&self, text: &str) -> (i32, String, String) {
        let file = self.file("master.csv", text);
        self.shell(&["import", "register", &file, "--format", "json"])
    }

    fn shell(&self, arguments: &[&str]) -> (i32, String, String) {
        let done = self.store.do_once(arguments);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (done.status.code().unwrap(), text(&done.stdout), text(&done.stderr))
    }

    /// The numbers of those who are found, in order.
    fn found(&self, query: &str) -> Vec<String> {
        let (code, out, err) = self.shell(&["search", query, "--format", "json"]);
        assert_eq!(code, 0, "{err}");
        let answer: Value = serde_json::from_str(&out).unwrap();
        let results = answer["results"].as_array().unwrap();
        results
            .iter()
            .map(|one| one["patient_id"].as_str().unwrap().to_owned())
            .collect()
    }
}

#[test]
fn a_former_patient_is_found_by_whatever_is_typed() {
    let place = Place::new();
    let (code, out, err) = place.import(&register(&PEOPLE));
    assert_eq!(code, 0, "{err}");
    assert_eq!(
        serde_json::from_str::<Value>(&out).unwrap(),
        json!({"people": 5, "new": 5, "changed": 0, "gone": 0})
    );
    for (query, id) in [
        ("高橋太郎", "00010001"),
        ("髙橋　太郎", "00010001"),
        ("たかはし たろう", "00010001"),
        ("ﾀｶﾊｼ", "00010001"),
        ("takahashi taro", "00010001"),
        ("takahasi tarou", "00010001"),
        ("タロウ タカハシ", "00010001"),
        ("タカハス タロウ", "00010001"),
        ("S23.5.6", "00010001"),
        ("1948/5/6", "00010001"),
        ("12345678", "00010001"),
        ("10001", "00010001"),
        ("00010001-7", "00010001"),
        ("斉藤 優子", "00010002"),
        ("昭和64年1月8日", "00010002"),
        ("ohno shinichi", "00010003"),
        ("ono sin'iti", "00010003"),
        ("nguyen", "00010004"),
        ("ぐえん ばんあいん", "00010004"),
        ("田中 かずこ", "00010005"),
    ] {
        assert_eq!(place.found(query).first().map(String::as_str), Some(id), "{query}");
    }
    assert!(place.found("山田 花子").is_empty());
    for other in ["00100010", "00001000", "00010007"] {
        assert!(place.found(other).is_empty(), "{other} is somebody else's number");
    }
}

#[test]
fn a_batch_answers_each_line_and_says_what_it_cost() {
    let place = Place::new();
    assert_eq!(place.import(&register(&PEOPLE)).0, 0);
    let file = place.file("queries.txt", "大野\n\nｵｵﾉ ｼﾝｲﾁ\n");
    let (code, out, err) = place.shell(&["search", "--batch", &file, "--limit", "3"]);
    assert_eq!(code, 0, "{err}");
    let answers: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), 3);
    assert!(answers.iter().all(|answer| answer["cpu_us"].is_u64()));
    assert_eq!(answers[1]["results"], json!([]));
    assert_eq!(answers[2]["query"], "ｵｵﾉ ｼﾝｲﾁ");
    assert_eq!(
        answers[2]["results"][0],
        json!({"patient_id": "00010003", "name": "大野　真一", "kana": "オオノ　シンイチ", "dob": "1960-03-17",
               "where": "register", "score": 1000, "other_numbers": ""})
    );
}

#[test]
fn inpatients_come_first_and_say_where_they_are() {
    let place = Place::new();
    assert_eq!(place.import(&register(&PEOPLE)).0, 0);
    let mut program = place.store.run(&[]);
    let admitted =
        json!({"do": "admit", "id": "00010003", "name": "大野　真一", "kana": "オオノ　シンイチ", "bed": "5E-501-1"});
    assert_eq!(program.ask(&admitted)["ok"], true);
    let answer = program.ask(&json!({"do": "find", "text": "おおの"}));
    assert_eq!(
        answer["count"], 1,
        "whoever is here is not shown again as a former patient: {answer}"
    );
    assert_eq!(answer["rows"][0]["where"], "5E-501-1");
    let former = program.ask(&json!({"do": "person", "patient": "00010002"}));
    assert_eq!(former["person"]["kana"], "サイトウ　ユウコ", "{former}");
    let nobody = program.ask(&json!({"do": "person", "patient": "99999999"}));
    assert_eq!(nobody["refusal"], "unknown-patient");
    program.end();
}

#[test]
fn a_look_alike_in_the_same_room_is_said_when_somebody_is_put_there() {
    let place = Place::new();
    let mut program = place.store.run(&[]);
    let lines = [
        json!({"do": "admit", "id": "1", "name": "髙橋　太郎", "kana": "タカハシ　タロウ", "bed": "5E-501-1"}),
        json!({"do": "admit", "id": "2", "name": "高橋　太朗", "kana": "タカハシ　タロオ", "bed": "5E-502-1"}),
        json!({"do": "transfer", "patient": "2", "bed": "5E-501-2"}),
        json!({"do": "admit", "id": "3", "name": "大野　真一", "kana": "オオノ　シンイチ", "bed": "5E-502-1"}),
    ];
    let answers = lines.map(|line| program.ask(&line));
    assert!(answers.iter().all(|answer| answer["ok"] == true), "{answers:?}");
    assert!(answers[1]["warnings"].is_null(), "another room: {}", answers[1]);
    let warned = &answers[2]["warnings"][0];
    assert_eq!(warned["warning"], "look-alike");
    assert_eq!(
        (&warned["patient"], &warned["bed"]),
        (&json!("1"), &json!("5E-501-1")),
        "{warned}"
    );
    assert!(answers[3]["warnings"].is_null(), "{}", answers[3]);
    program.end();
}

#[test]
fn a_register_replaces_the_one_before_and_says_what_changed() {
    let place = Place::new();
    assert_eq!(place.import(&register(&PEOPLE)).0, 0);
    let moved = PEOPLE[0].replace("入谷", "永山");
    let next = [
        moved.as_str(),
        PEOPLE[2],
        PEOPLE[3],
        "00010006,山田　花子,ヤマダ　ハナコ,F,2001-02-03,,,",
    ];
    let file = place.file("next.csv", &register(&next));
    let checked = place.shell(&["import", "register", &file, "--check", "--format", "json"]);
    let change = json!({"people": 4, "new": 1, "changed": 1, "gone": 2});
    assert_eq!(serde_json::from_str::<Value>(&checked.1).unwrap(), change);
    assert!(place.found("山田").is_empty(), "a check changes nothing");
    let (code, out, err) = place.import(&register(&next));
    assert_eq!(code, 0, "{err}");
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap(), change);
    assert_eq!(place.found("山田"), ["00010006"]);
    assert!(place.found("斎藤").is_empty());
    let files = fs::read_dir(place.store.folder.join("register")).unwrap().count();
    assert_eq!(files, 1, "the file of the register before is gone");
}

#[test]
fn a_damaged_register_is_refused_line_by_line_and_nothing_of_it_is_there() {
    let place = Place::new();
    assert_eq!(place.import(&register(&PEOPLE[..2])).0, 0);
    // A tenth of the lines are damaged, each in a way of its own.
    let mut lines: Vec<String> = (0..1000)
        .map(|number| format!("{:08},山田　花子,ヤマダ　ハナコ,F,1960-01-02,,,", 20000 + number))
        .collect();
    for number in (5..1000).step_by(10) {
        lines[number] = match number / 10 % 5 {
            0 => lines[number].replace("1960-01-02", "1960-02-30"),
            1 => lines[number].replace(",F,", ",X,"),
            2 => lines[number].replacen(',', ",\"", 1),
            3 => "00020000,山田　花子,ヤマダ　ハナコ,F,,,,".to_owned(),
            _ => lines[number].replace(",,,", ","),
        };
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let (code, out, err) = place.import(&register(&lines));
    assert_eq!((code, out.as_str()), (1, ""), "{err}");
    let named = err
        .lines()
        .filter(|line| line.contains("master.csv") && line.contains("line "))
        .count();
    assert_eq!(named, 100, "{err}");
    assert!(place.found("山田").is_empty());
    assert_eq!(place.found("高橋"), ["00010001"], "the register before still holds");
}

#[test]
fn a_file_that_is_not_what_the_journal_says_is_not_searched() {
    let place = Place::new();
    assert_eq!(place.import(&register(&PEOPLE)).0, 0);
    let folder = place.store.folder.join("register");
    let path = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&path).unwrap();
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    for damaged in [&flipped[..], &whole[..whole.len() - 4], &whole[..whole.len() / 2], &[]] {
        fs::write(&path, damaged).unwrap();
        let (code, out, err) = place.shell(&["search", "高橋", "--format", "json"]);
        assert_eq!(code, 2, "{out}");
        assert!(err.contains("The register of former patients"), "{err}");
        assert!(out.contains("\"results\":[]"), "{out}");
        assert!(!err.contains("panicked"), "{err}");
    }
    fs::write(&path, &whole).unwrap();
    assert_eq!(place.found("高橋"), ["00010001"]);
    fs::remove_file(&path).unwrap();
    assert_eq!(place.shell(&["search", "高橋"]).0, 2);
}

/// A real store, which opens with a phrase: `verify` looks behind the seal, and at the register, too.
#[test]
fn verify_reads_the_register_of_a_real_store() {
    let place = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = place.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (phrase, file) = (
        write("phrase", "three umbrellas in the rain"),
        write("master.csv", &register(&PEOPLE)),
    );
    let files = sample::files();
    for table in [&files.departments, &files.wards, &files.beds] {
        fs::write(place.path().join(table.name.as_str()), &table.bytes).unwrap();
    }
    let store = place.path().join("store");
    let shell = |arguments: &[&str]| {
        let mut command = andon();
        command.args([
            "--lang",
            "en",
            "--user",
            "k.mori",
            "--passphrase-file",
            &phrase,
            "--dir",
        ]);
        command.arg(&store).args(arguments).stdin(Stdio::null());
        let done = command.output().unwrap();
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        (done.status.code().unwrap(), done.stdout, told)
    };
    let lists = place.path().to_str().unwrap();
    for arguments in [
        &["init", "--hospital", lists, "--station", "7"][..],
        &["import", "register", &file],
    ] {
        let (code, _, told) = shell(arguments);
        assert_eq!(code, 0, "{arguments:?}: {told}");
    }
    let verify = || {
        let (code, out, told) = shell(&["verify", "--format", "json"]);
        let answer: Value = serde_json::from_slice(&out).unwrap_or_else(|_| panic!("{told}"));
        (code, answer)
    };
    let (code, sound) = verify();
    assert_eq!(
        (code, &sound["sound"], &sound["register"]),
        (0, &json!(true), &json!(PEOPLE.len())),
        "{sound}"
    );
    let held = fs::read_dir(store.join("register"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let mut bytes = fs::read(&held).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&held, &bytes).unwrap();
    let (code, damaged) = verify();
    assert_eq!((code, &damaged["sound"]), (1, &json!(false)), "{damaged}");
    assert!(damaged["damage"].to_string().contains("register"), "{damaged}");
    assert!(damaged["register"].is_null(), "{damaged}");
}

#[test]
fn likely_doubles_come_with_points_and_reasons() {
    let place = Place::new();
    assert_eq!(place.import(&register(&PEOPLE)).0, 0);
    let file = place.file(
        "regs.csv",
        "reg_id,kanji_name,kana_name,sex,dob_text,phone,address,postcode\n\
         R1,高橋太郎,,M,昭和23年5月6日,09012345678,,\n\
         R2,,サイトウ ユウコ,F,平成1.1.8,,柏市南柏２丁目１,\n\
         R3,鈴木　一郎,スズキ　イチロウ,M,1970-07-07,070-1212-3434,東京都港区芝5-1-1,\n",
    );
    let (code, out, err) = place.shell(&["find-duplicates", &file, "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let answers: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers[0]["zone"], "must-resolve", "{out}");
    assert_eq!(answers[0]["candidates"][0]["patient_id"], "00010001");
    assert_eq!(answers[0]["candidates"][0]["fields"]["birth"], "equal");
    let reasons = answers[0]["candidates"][0]["reasons"].as_str().unwrap();
    assert!(
        reasons.contains("same: ") && reasons.contains("date of birth"),
        "{reasons}"
    );
    assert_eq!(answers[1]["candidates"][0]["patient_id"], "00010002", "{out}");
    assert_eq!(answers[2]["zone"], "silent", "{out}");
    let (_, table, _) = place.shell(&["find-duplicates", &file]);
    assert!(table.contains("3 registrations"), "{table}");
}
