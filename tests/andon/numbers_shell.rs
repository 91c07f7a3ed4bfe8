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

/// "UNKNOWN UNKNOWN" became two patients, and so would whoever is called by one word: asked before a second number is given.
#[test]
fn a_name_of_one_word_is_asked_about_too() {
    let (_folder, store) = Store::with_a_block();
    let mut program = store.run(&[]);
    for (name, kana) in [
        ("田中太郎", None),
        ("身元不明", None),
        ("Unknown", None),
        ("高橋", Some("タカハシ")),
        ("UNKNOWN UNKNOWN", None),
        ("ナナシ", None),
    ] {
        let mut line = json!({"do": "issue", "kind": "known", "name": name});
        if let Some(kana) = kana {
            line["kana"] = kana.into();
        }
        let first = program.ask(&line);
        // Whoever is merely called alike is told apart by whoever asks.
        if first["ok"] == false {
            let seen = first["see"].as_array().unwrap().iter().map(|one| one.as_str().unwrap());
            line["none_of"] = seen.collect::<Vec<_>>().join(" ").into();
            assert_eq!(program.ask(&line)["ok"], true, "{name}");
        }
        let again = program.ask(&line);
        assert_eq!(again["refusal"], "likely-same", "{name}: {again}");
    }
    // By the reading alone, which says nothing of how it is written.
    let read = program.ask(&json!({"do": "issue", "kind": "known", "name": "タカハシ"}));
    assert_eq!(read["refusal"], "likely-same", "{read}");
    // As two words, of whom one word is known.
    let apart = program.ask(&json!({"do": "issue", "kind": "known", "name": "田中 太郎"}));
    assert_eq!(apart["refusal"], "likely-same", "{apart}");
    let other = program.ask(&json!({"do": "issue", "kind": "known", "name": "田中次郎"}));
    assert_eq!(other["ok"], true, "{other}");
    program.end();
    // And whoever was written down in kana alone is found by what is heard.
    for typed in ["ナナシ", "ななし", "nanashi"] {
        let found = told(&store.do_once(&["search", typed]).stdout);
        assert!(found.contains("ナナシ"), "{typed}: {found}");
    }
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
    // A label with it may still be about: it is offered, and marked.
    let verdict = verify(&misread);
    assert_eq!(
        (
            &verdict["near"][0]["number"],
            &verdict["near"][0]["state"],
            &verdict["near"][0]["error"]
        ),
        (&json!(number), &json!("voided"), &json!("adjacent-swap"))
    );
    let said = told(&store.do_once(&["id", "verify", &misread]).stdout);
    assert!(said.contains("\"10\"") && said.contains("voided"), "{said}");
    // One sign left out, and O for 0; the same in a line.
    let errors = [("1001", "left-out"), ("1OOO1", "look-alike")];
    let looked = errors.map(|(read, error)| {
        let wrong = number.replacen("10001", read, 1);
        let verdict = verify(&wrong);
        assert_eq!(
            (&verdict["near"][0]["number"], &verdict["near"][0]["error"]),
            (&json!(number), &json!(error)),
            "{verdict}"
        );
        (wrong, verdict)
    });
    let mut program = store.run(&[]);
    for (wrong, verdict) in looked {
        let answer = program.ask(&json!({"do": "verify-id", "number": wrong}));
        assert_eq!(
            (&answer["ok"], &answer["near"]),
            (&json!(true), &verdict["near"]),
            "{answer}"
        );
    }
    let answer = program.ask(&json!({"do": "verify-id", "number": "00048432"}));
    assert_eq!(
        (&answer["given"], &answer["near"]),
        (&json!(false), &json!([])),
        "{answer}"
    );
    program.end();
    // Another station's is not said to be given by nobody.
    let output = store.do_once(&["id", "verify", "M31-10021-35"]);
    let said = told(&output.stdout);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("station 31") && said.contains("\"21\"") && said.contains("M31-10012-35"),
        "{said}"
    );
    assert!(!said.contains("No number"), "{said}");
}

#[test]
fn whoever_goes_by_two_numbers_is_shown_with_both() {
    let (_folder, store) = Store::with_a_block();
    let own = "00048432";
    let mut program = store.run(&[]);
    let mut does = |line: Value| {
        let answer = program.ask(&line);
        assert_eq!(answer["ok"], true, "{line}\n{answer}");
        answer
    };
    does(json!({"do": "register", "id": own, "name": "見本 太郎", "kana": "ミホン タロウ", "sex": "M"}));
    let allergy = |patient: &str, what: &str| json!({"do": "allergy", "patient": patient, "status": "present", "kind": "drug", "what": what});
    does(allergy(own, "セフェム系"));
    let number = does(json!({"do": "issue", "kind": "unidentified", "sex": "M"}))["number"].clone();
    let number = number.as_str().unwrap();
    let person = |patient: &str| json!({"do": "person", "patient": patient});
    let apart = does(person(number))["person"].clone();
    assert_eq!(
        (&apart["identifiers"], &apart["links"], &apart["allergies"]["status"]),
        (&json!([number]), &json!([]), &json!("not-asked"))
    );
    does(allergy(number, "造影剤"));
    does(json!({"do": "link", "patient": number, "with": own}));
    for (asked, other) in [(number, own), (own, number)] {
        let told = does(person(asked))["person"].clone();
        assert_eq!(told["identifiers"], json!([asked, other]), "own first");
        let found = told["allergies"]["found"].as_array().unwrap();
        assert_eq!(
            (&told["allergies"]["status"], found.len()),
            (&json!("present"), 2),
            "{told}"
        );
        let links = told["links"].as_array().unwrap();
        assert_eq!(links.len(), 1, "{told}");
        assert_eq!(
            (
                &links[0]["identifiers"],
                &links[0]["with"],
                links[0]["allergies"]["found"].as_array().unwrap().len()
            ),
            (&json!([other]), &json!(asked), 1)
        );
    }
    does(json!({"do": "admit", "patient": number, "bed": "5E-501-1"}));
    let rows = does(json!({"do": "where", "what": own}))["rows"].clone();
    assert_eq!(
        (&rows[0]["patient_id"], &rows[0]["other_numbers"]),
        (&json!(number), &json!(own))
    );
    let found = does(json!({"do": "find", "text": "ミホン"}))["rows"].clone();
    assert_eq!(
        (&found[0]["patient_id"], &found[0]["other_numbers"]),
        (&json!(own), &json!(number))
    );
    program.end();
    for asked in [
        ["where", own],
        ["where", number],
        ["search", "ミホン"],
        ["search", number],
    ] {
        for format in ["table", "json", "csv"] {
            let told = told(&store.do_once(&[&asked[..], &["--format", format]].concat()).stdout);
            assert!(told.contains(own) && told.contains(number), "{asked:?}\n{told}");
        }
    }
    let mut program = store.run(&[]);
    assert_eq!(
        program.ask(&json!({"do": "discharge", "patient": number, "disposition": "home"}))["ok"],
        true
    );
    program.end();
    let told = told(&store.do_once(&["where", own]).stdout);
    assert!(told.contains(own) && told.contains(number), "not here any more: {told}");
}

/// A store that could not give the numbers that were asked for is not made, so that the next try finds nothing in its way.
#[test]
fn a_block_without_room_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let small = Store::small(folder.path());
    let tables = folder.path().join("hospital");
    let tables = tables.to_str().unwrap();
    let store = Store {
        folder: folder.path().join("another"),
    };
    let init = |station: &str, more: &[&str]| {
        let founds = ["init", "--trial", "--hospital", tables, "--station", station];
        store.do_once(&[&founds[..], more].concat())
    };
    let output = init("8", &["--installation", "12"]);
    assert_eq!(output.status.code(), Some(2));
    let said = told(&output.stderr);
    assert!(
        said.contains("12") && said.contains("the largest is 9") && said.contains("andon id schemes"),
        "{said}"
    );
    assert!(!store.folder.exists(), "half a store stays behind");
    let output = init("8", &["--installation", "9"]);
    assert!(output.status.success(), "{}", told(&output.stderr));
    // As the message says: without the block, other forms, then the block.
    let form = |letter: &str, sequence: u8| {
        format!("{letter}{{station:3}}-{{installation:2}}{{sequence:{sequence}}}-{{check:mod-97-10}}")
    };
    let (temporary, newborn, mass, slip) = (form("T", 4), form("B", 4), form("M", 4), form("S", 5));
    let schemes = [
        "id",
        "schemes",
        "--temporary",
        &temporary,
        "--newborn",
        &newborn,
        "--mass",
        &mass,
        "--slip",
        &slip,
    ];
    let output = small.do_once(&schemes);
    assert!(output.status.success(), "{}", told(&output.stderr));
    let output = small.do_once(&["id", "grant", "12"]);
    assert!(output.status.success(), "{}", told(&output.stderr));
}

/// Whoever grants the next block sees which there are, whose they are and what is left of each; and so does every other laptop, as far
/// as it has heard.
#[test]
fn the_blocks_are_listed_with_whose_they_are_and_what_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let seventh = Store::small(folder.path());
    let empty = told(&seventh.do_once(&["id", "blocks"]).stdout);
    assert!(empty.contains("No block was granted"), "{empty}");
    let tables = folder.path().join("hospital");
    let store = Store {
        folder: folder.path().join("first"),
    };
    let tables = tables.to_str().unwrap();
    let founds = [
        "init",
        "--trial",
        "--hospital",
        tables,
        "--station",
        "1",
        "--installation",
        "1",
    ];
    assert!(store.do_once(&founds).status.success());
    for grants in [["id", "grant", "--station", "8"].as_slice(), &["id", "grant", "2"]] {
        assert!(store.do_once(grants).status.success());
    }
    assert!(store.do_once(&["id", "new", "mass", "count=3"]).status.success());
    let listed = |more: &[&str]| {
        let output = store.do_once(&[&["id", "blocks", "--format", "json"], more].concat());
        let rows: Value = serde_json::from_str(&told(&output.stdout)).unwrap();
        let rows = rows.as_array().unwrap().clone();
        let row = |row: &Value| {
            (
                row["station"].clone(),
                row["block"].clone(),
                row["holder"].clone(),
                row["left_mass"].clone(),
            )
        };
        rows.iter().map(row).collect::<Vec<_>>()
    };
    let row =
        |station: u64, block: u64, holder: &str, left: u64| (json!(station), json!(block), json!(holder), json!(left));
    assert_eq!(
        listed(&[]),
        [
            row(1, 1, "here", 9996),
            row(1, 2, "here", 9999),
            row(8, 1, "set-aside", 9999)
        ]
    );
    assert_eq!(listed(&["--station", "8"]), [row(8, 1, "set-aside", 9999)]);
    let table = told(&store.do_once(&["id", "blocks"]).stdout);
    for part in [
        "Holder",
        "this laptop",
        "08",
        "set aside",
        "9996",
        "Laptop 01 keeps the list",
    ] {
        assert!(table.contains(part), "{part}: {table}");
    }
    // A laptop that could give nothing from it gets none.
    let far = store.do_once(&["id", "grant", "--station", "100"]);
    let said = told(&far.stderr);
    assert_eq!(far.status.code(), Some(1), "{said}");
    assert!(said.contains("100") && said.contains("form of the numbers"), "{said}");
}

#[test]
fn a_station_without_room_is_told_before_it_has_to_give_numbers() {
    let folder = tempfile::tempdir().unwrap();
    Store::small(folder.path());
    let tables = folder.path().join("hospital");
    let tables = tables.to_str().unwrap();
    for (station, fits) in [("99", true), ("100", false)] {
        let store = Store {
            folder: folder.path().join(station),
        };
        let output = store.do_once(&[
            "init",
            "--trial",
            "--hospital",
            tables,
            "--station",
            station,
            "--installation",
            "1",
        ]);
        let said = told(&output.stderr);
        assert!(output.status.success(), "{said}");
        let is_warned = said.contains("up to 99") && said.contains("andon id schemes");
        assert_eq!(is_warned, !fits, "{station}: {said}");
    }
}

/// Whoever gives numbers at a table hears in time that they come to an end, and how many there are when they are too few.
#[test]
fn few_numbers_are_told_in_time() {
    let (_folder, store) = Store::with_a_block();
    let mut program = store.run(&[]);
    // 9,999 in a block; all but six.
    for count in [500; 19].into_iter().chain([493]) {
        let answer = program.ask(&json!({"do": "prepare-packets", "count": count}));
        assert_eq!(answer["ok"], true);
    }
    program.end();
    let new = |count: &str| store.do_once(&["id", "new", "mass", &format!("count={count}"), "tag=９９"]);
    let output = new("10");
    let said = told(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("6 numbers left") && said.contains("andon id grant"),
        "{said}"
    );
    // In the digits of a Japanese keyboard, too; and its tags are counted.
    let output = new("２");
    let said = told(&output.stderr);
    assert!(
        output.status.success() && said.contains("4 numbers left") && said.contains("andon id grant"),
        "{said}"
    );
    assert_eq!(told(&output.stdout).lines().count(), 2);
    let rows = json_of(&store, &["id", "ledger", "--state", "issued", "--format", "json"]);
    let tags: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["tag"]).collect();
    assert_eq!(tags, [&json!("９９"), &json!("１００")]);
    assert!(told(&new("4").stderr).contains("no number left"));
    let said = told(&new("1").stderr);
    assert!(said.contains("used up"), "{said}");
}

#[test]
fn paper_for_a_number_that_nobody_has_names_the_number() {
    let (_folder, store) = Store::with_a_block();
    for asked in [
        ["labels", "T07-10099-05"],
        ["wrist", "00099999"],
        ["summary", "00099999"],
        ["packets", "T07-10099-05"],
    ] {
        let output = store.do_once(&["print", asked[0], asked[1], "--preview"]);
        let said = told(&output.stderr);
        assert_eq!(
            (output.status.code(), output.stdout.is_empty()),
            (Some(1), true),
            "{said}"
        );
        assert!(said.contains(asked[1]) && !said.contains('@'), "{said}");
    }
}

/// What is not printed is not shown as if it were: whoever sees it writes it down.
#[test]
fn paper_with_a_voided_number_is_not_even_shown() {
    let (_folder, store) = Store::with_a_block();
    let mut program = store.run(&[]);
    let person = program.ask(&json!({"do": "issue", "kind": "unidentified"}))["number"].clone();
    let packet = program.ask(&json!({"do": "prepare-packets", "count": 1}))["number"].clone();
    program.end();
    let (person, packet) = (person.as_str().unwrap(), packet.as_str().unwrap());
    let papers = [["labels", person], ["wrist", person], ["packets", packet]];
    let preview = |paper: [&str; 2]| store.do_once(&["print", paper[0], paper[1], "--preview"]);
    for paper in papers {
        let output = preview(paper);
        assert!(output.status.success(), "{}", told(&output.stderr));
        assert!(told(&output.stdout).contains(paper[1]));
    }
    let mut program = store.run(&[]);
    for number in [person, packet] {
        let void = json!({"do": "void-id", "number": number, "reason": "汚損"});
        assert_eq!(program.ask(&void)["ok"], true);
    }
    program.end();
    for paper in papers {
        let output = preview(paper);
        let said = told(&output.stderr);
        assert_eq!(
            (output.status.code(), output.stdout.is_empty()),
            (Some(1), true),
            "{said}"
        );
        assert!(said.contains(paper[1]) && said.contains("voided"), "{said}");
    }
}

/// A voided number was given, and so the exit code says; the answer begins with that nobody is to use it.
#[test]
fn a_voided_number_is_looked_at_and_said_to_be_voided_first() {
    let (_folder, store) = Store::with_a_block();
    let mut program = store.run(&[]);
    let number = program.ask(&json!({"do": "issue", "kind": "unidentified"}))["number"].clone();
    assert_eq!(
        program.ask(&json!({"do": "void-id", "number": number, "reason": "汚損"}))["ok"],
        true
    );
    program.end();
    let number = number.as_str().unwrap();
    let looked = store.do_once(&["id", "verify", number]);
    let said = told(&looked.stdout);
    assert_eq!(looked.status.code(), Some(0), "{said}");
    assert!(said.starts_with(&format!("{number} was voided")), "{said}");
    let looked = store.do_once(&["id", "verify", number, "--format", "json"]);
    let said: Value = serde_json::from_str(&told(&looked.stdout)).unwrap();
    assert_eq!((&said["given"], &said["state"]), (&json!(true), &json!("voided")));
}

/// Two people must never get one number: a register that has numbers of the form in force is not taken, and says which line.
#[test]
fn a_register_that_meets_the_numbers_given_by_hand_is_refused() {
    let (folder, store) = Store::with_a_block();
    let adopted = store.do_once(&["id", "schemes", "--digits-only", "90000000..99999999"]);
    assert!(adopted.status.success(), "{}", told(&adopted.stderr));
    let register = folder.path().join("register.csv");
    fs::write(
        &register,
        "patient_id,kanji_name,kana_name\n00048432,鈴木 一,スズキ ハジメ\n91100016,山田 太郎,ヤマダ タロウ\n",
    )
    .unwrap();
    let output = store.do_once(&["import", "register", register.to_str().unwrap()]);
    let said = told(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for part in ["register.csv", "3", "91100016", "andon id schemes"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let found = store.do_once(&["search", "ヤマダタロウ"]);
    assert!(!told(&found.stdout).contains("山田"), "{}", told(&found.stdout));
    // The other way round: the register is here, and a form that meets it is not adopted.
    let (folder, store) = Store::with_a_block();
    let register_of = |name: &str, lines: &str| {
        let file = folder.path().join(name);
        fs::write(&file, format!("patient_id,kanji_name,kana_name\n{lines}\n")).unwrap();
        store.do_once(&["import", "register", file.to_str().unwrap()])
    };
    assert!(
        register_of("one.csv", "91100016,山田 太郎,ヤマダ タロウ")
            .status
            .success()
    );
    let digits = ["id", "schemes", "--digits-only", "90000000..99999999"];
    let refused = store.do_once(&digits);
    let said = told(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(said.contains("91100016"), "{said}");
    // Another register, and the range is free.
    assert!(
        register_of("two.csv", "11100016,山田 太郎,ヤマダ タロウ")
            .status
            .success()
    );
    assert!(store.do_once(&digits).status.success());
}

/// Digits alone may be a former patient's number: where nobody can ask the register, they are not adopted, and the way on is told.
/// Nobody waits for it who uses a letter.
#[test]
fn digits_alone_are_not_adopted_over_a_register_that_cannot_be_read() {
    let (folder, store) = Store::with_a_block();
    let file = folder.path().join("register.csv");
    fs::write(
        &file,
        "patient_id,kanji_name,kana_name\n00048432,鈴木 一,スズキ ハジメ\n",
    )
    .unwrap();
    let import = || {
        let output = store.do_once(&["import", "register", file.to_str().unwrap()]);
        assert!(output.status.success(), "{}", told(&output.stderr));
    };
    import();
    for kept in fs::read_dir(store.folder.join("register")).unwrap() {
        let path = kept.unwrap().path();
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).unwrap();
    }
    let digits = ["id", "schemes", "--digits-only", "90000000..99999999"];
    let refused = store.do_once(&digits);
    let said = told(&refused.stderr);
    assert_eq!(refused.status.code(), Some(1), "{said}");
    assert!(
        said.contains("cannot be read") && said.contains("andon import register"),
        "{said}"
    );
    let letter = [
        "id",
        "schemes",
        "--temporary",
        "X{station:2}-{installation:1}{sequence:4}-{check:mod-97-10}",
    ];
    let adopted = store.do_once(&letter);
    assert!(adopted.status.success(), "{}", told(&adopted.stderr));
    import();
    let adopted = store.do_once(&digits);
    assert!(adopted.status.success(), "{}", told(&adopted.stderr));
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
    assert_eq!(again["worn_tags"], json!(["ａ-099"]), "{again}");
    assert_eq!(program.ask(&many("A-098", "川岸")).get("tag_worn_by"), None);
    let packet = program.ask(&json!({"do": "prepare-packets", "count": 1}))["number"].clone();
    let given = program.ask(&json!({"do": "activate-packet", "number": packet, "tag": "A-098", "incident": "駅前"}));
    assert_eq!(given["tag_worn_by"], json!([first["numbers"][0]["number"]]), "{given}");
    program.end();
    let output = store.do_once(&["id", "new", "mass", "count=1", "tag=A-098", "incident=川岸"]);
    assert!(output.status.success());
    assert!(
        told(&output.stderr).contains("A-098 (M07-10005-37)"),
        "{}",
        told(&output.stderr)
    );
}

/// An alias that was given the hospital's own number is found by the name that the register has under it, and nobody is taken for a
/// stranger a second time.
#[test]
fn an_alias_with_the_number_of_a_former_patient_is_found_by_their_name() {
    let (folder, store) = Store::with_a_block();
    let register = folder.path().join("register.csv");
    fs::write(
        &register,
        "patient_id,kanji_name,kana_name,sex,dob,phone,address,postcode\n00044444,佐藤 健一,サトウ ケンイチ,M,1955-04-05,,,\n",
    )
    .unwrap();
    assert!(
        store
            .do_once(&["import", "register", register.to_str().unwrap()])
            .status
            .success()
    );
    let mut program = store.run(&[]);
    let number = program.ask(&json!({"do": "issue", "kind": "unidentified"}))["number"].clone();
    let known = json!({"do": "amend", "patient": number, "id": "00044444"});
    assert_eq!(program.ask(&known)["ok"], true);
    let again =
        json!({"do": "issue", "kind": "known", "name": "佐藤 健一", "kana": "サトウ ケンイチ", "dob": "1955-04-05"});
    let answer = program.ask(&again);
    assert_eq!(answer["refusal"], "likely-same", "{answer}");
    program.end();
    for typed in ["佐藤健一", "サトウケンイチ", "1955-04-05"] {
        let found = told(&store.do_once(&["search", typed]).stdout);
        assert!(found.contains(number.as_str().unwrap()), "{typed}: {found}");
    }
}

/// A packet in a drawer may still be given to somebody: a register that has its number is not taken.
#[test]
fn a_register_that_meets_a_packet_is_refused() {
    let (folder, store) = Store::with_a_block();
    let digits = ["id", "schemes", "--digits-only", "90000000..99999999"];
    assert!(store.do_once(&digits).status.success());
    let mut program = store.run(&[]);
    let packet = program.ask(&json!({"do": "prepare-packets", "count": 1}))["number"].clone();
    let given = program.ask(&json!({"do": "issue", "kind": "unidentified"}))["number"].clone();
    program.end();
    for (number, code) in [(packet, Some(1)), (given, Some(0))] {
        let number = number.as_str().unwrap();
        let file = folder.path().join("register.csv");
        fs::write(
            &file,
            format!("patient_id,kanji_name,kana_name\n{number},高橋 二郎,タカハシ ジロウ\n"),
        )
        .unwrap();
        let output = store.do_once(&["import", "register", file.to_str().unwrap()]);
        assert_eq!(output.status.code(), code, "{number}: {}", told(&output.stderr));
    }
}
