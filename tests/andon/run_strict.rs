//! What `andon run` takes and what it refuses to read: nothing is guessed, nothing is ignored, every refusal says the way.

use andon::domain::slips::{
    Purpose,
    book::Profession,
    fact::{AskedOf, Ending, Method, Outcome, QueryOutcome, QueryReason},
};
use andon::{
    cli::{
        Exit,
        lines::LONGEST,
        vocabulary::{
            help,
            table::{VOCABULARY, verb},
            verb::Need,
        },
    },
    domain::{
        census::{BlockReason, Disposition, Isolation, Mobility, OutKind, Planned, fact::Insurance},
        identity::{AllergyKind, Inquiry, Sex},
        numbers::{NumberKind, Triage, ledger::NumberState},
        recovery::Meal,
        refusal::Refusal,
    },
    i18n::Language,
};
use serde_json::Value;

use crate::{
    run_door::{Desk, run, run_in, words},
    world::Laptop,
};

fn desk() -> Desk {
    Desk::new(Laptop::set_up(1))
}

/// The answer to one line on a new laptop.
fn one(line: &str) -> Value {
    let (answers, _) = run(&desk(), line);
    assert_eq!(answers.len(), 1, "{line}");
    answers.into_iter().next().unwrap()
}

fn unreadable(line: &str) -> Value {
    let answer = one(line);
    assert_eq!(answer["ok"], false, "{line}");
    assert_eq!(answer["refusal"], "unreadable", "{line}: {answer}");
    answer
}

fn texts(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one.as_str().unwrap())
        .collect()
}

#[test]
fn an_unknown_field_is_refused_with_the_nearest_name() {
    let answer = unreadable(r#"{"do":"transfer","patient":"1","bde":"5E-101-1"}"#);
    assert_eq!(answer["field"], "bde");
    assert_eq!(answer["nearest"], "bed");
    assert_eq!(texts(&answer["valid"]), ["patient", "bed", "at", "note"]);
    assert!(answer["message"].as_str().unwrap().contains("Did you mean bed?"));
    // A question happens at no time.
    assert_eq!(unreadable(r#"{"do":"board","at":"2026-11-23T09:00"}"#)["field"], "at");
    // Even where the value would have done nothing.
    assert_eq!(
        unreadable(r#"{"do":"unblock","bed":"5E-101-1","reason":null}"#)["field"],
        "reason"
    );
}

#[test]
fn an_unknown_word_lists_the_valid_ones() {
    let answer = unreadable(r#"{"do":"leave","patient":"1","kind":"holiday"}"#);
    assert_eq!(texts(&answer["valid"]), ["leave", "outing", "off-ward", "absconded"]);
    assert!(answer["message"].as_str().unwrap().contains("\"holiday\""));
    let answer = unreadable(r#"{"do":"amdit"}"#);
    assert_eq!(answer["nearest"], "admit");
    assert_eq!(texts(&answer["valid"]).len(), VOCABULARY.len());
    assert_eq!(unreadable(r#"{"do":3}"#)["field"], "do");
    assert_eq!(unreadable(r#"{"patient":"1"}"#)["field"], "do");
    assert_eq!(unreadable(r#"{"do":"ADMIT"}"#)["nearest"], "admit");
}

#[test]
fn wrong_types_are_not_bent_into_right_ones() {
    for (line, field) in [
        // A number has lost its leading zeros.
        (r#"{"do":"person","patient":22012}"#, "patient"),
        (r#"{"do":"person","patient":null}"#, "patient"),
        (r#"{"do":"person","patient":["1"]}"#, "patient"),
        (r#"{"do":"person","patient":{"id":"1"}}"#, "patient"),
        (r#"{"do":"person","patient":true}"#, "patient"),
        (r#"{"do":"person","patient":"たなか"}"#, "patient"),
        (r#"{"do":"undo","seq":"3"}"#, "seq"),
        (r#"{"do":"undo","seq":0}"#, "seq"),
        (r#"{"do":"undo","seq":-1}"#, "seq"),
        (r#"{"do":"undo","seq":1.5}"#, "seq"),
        (r#"{"do":"undo","seq":99999999999999999999}"#, "seq"),
        (r#"{"do":"register","name":1}"#, "name"),
        (r#"{"do":"register","name":"a","age":"40"}"#, "age"),
        (r#"{"do":"register","name":"a","age":141}"#, "age"),
        (r#"{"do":"register","name":"a","dob":"1948-2-3"}"#, "dob"),
        (r#"{"do":"register","name":"a","dob":"1948-02-30"}"#, "dob"),
        (r#"{"do":"register","name":"a","dob":"昭和23年5月6日"}"#, "dob"),
        (r#"{"do":"register","name":"a","sex":"m"}"#, "sex"),
        (r#"{"do":"register","name":"a","id":"12 34"}"#, "id"),
        (r#"{"do":"unblock","bed":"5E-101"}"#, "bed"),
        (r#"{"do":"unblock","bed":"5E-101-1-1"}"#, "bed"),
        (r#"{"do":"restrict-room","room":"5E-101-1"}"#, "room"),
        (r#"{"do":"restrict-room","room":"5E-101","sex":"U"}"#, "sex"),
        (r#"{"do":"department","patient":"1","to":"循環器"}"#, "to"),
        (r#"{"do":"transfer","patient":"1","bed":"5E-101-1","at":"09:00"}"#, "at"),
        (
            r#"{"do":"transfer","patient":"1","bed":"5E-101-1","at":"2026/11/23 9:00"}"#,
            "at",
        ),
        (
            r#"{"do":"transfer","patient":"1","bed":"5E-101-1","at":1795392000}"#,
            "at",
        ),
        (
            r#"{"do":"nursing-score","patient":"1","day":"2026-11-23","a":100,"b":0,"c":0}"#,
            "a",
        ),
        (
            r#"{"do":"nursing-score","patient":"1","day":"2026-11-23T00:00","a":1,"b":0,"c":0}"#,
            "day",
        ),
        (
            r#"{"do":"meal","patient":"1","day":"2026-11-23","meal":"lunch","skipped":false}"#,
            "skipped",
        ),
        (
            r#"{"do":"close-discrepancy","discrepancy":"1234","remark":"x"}"#,
            "discrepancy",
        ),
    ] {
        assert_eq!(unreadable(line)["field"], field, "{line}");
    }
}

#[test]
fn what_is_missing_and_what_excludes_each_other_is_named() {
    assert_eq!(unreadable(r#"{"do":"transfer","patient":"1"}"#)["field"], "bed");
    assert_eq!(
        unreadable(r#"{"do":"discharge","patient":"1"}"#)["field"],
        "disposition"
    );
    assert_eq!(
        texts(&unreadable(r#"{"do":"admit","bed":"5E-101-1"}"#)["valid"]),
        ["patient", "name", "kana"]
    );
    assert_eq!(
        unreadable(r#"{"do":"admit","bed":"5E-101-1","patient":"1","name":"a"}"#)["field"],
        "name"
    );
    assert_eq!(
        unreadable(r#"{"do":"register","name":"a","dob":"1948-05-06","age":78}"#)["field"],
        "age"
    );
    assert_eq!(
        unreadable(r#"{"do":"allergy","patient":"1","status":"none","what":"卵"}"#)["field"],
        "what"
    );
    assert_eq!(
        unreadable(r#"{"do":"allergy","patient":"1","status":"present"}"#)["field"],
        "what"
    );
    assert_eq!(
        texts(&unreadable(r#"{"do":"meal","patient":"1","day":"2026-11-23","meal":"lunch"}"#)["valid"]),
        ["diet", "skipped"]
    );
    assert_eq!(unreadable(r#"{"do":"board","do":"board"}"#)["field"], "do");
}

#[test]
fn lines_that_are_no_commands_cost_one_answer_each_and_the_next_goes_on() {
    let mut input = b"\n{\"do\":\"board\"}\n   \n{\"do\":\n[]\n\"board\"\n\xff\xfe\n".to_vec();
    input.extend(vec![b' '; LONGEST + 1]);
    input.extend(b"\n{\"do\":\"board\"} x\n{\"do\":\"board\"}");
    let (answers, exit) = run(&desk(), input);
    let seen: Vec<(u64, bool)> = answers
        .iter()
        .map(|answer| (answer["line"].as_u64().unwrap(), answer["ok"].as_bool().unwrap()))
        .collect();
    assert_eq!(
        seen,
        [
            (2, true),
            (4, false),
            (5, false),
            (6, false),
            (7, false),
            (8, false),
            (9, false),
            (10, true)
        ]
    );
    for answer in &answers[1..7] {
        assert_eq!(answer["refusal"], "unreadable");
    }
    assert_eq!(exit, Exit::Refused);
}

#[test]
fn full_width_letters_and_digits_are_taken_everywhere() {
    let desk = desk();
    let (answers, exit) = run(
        &desk,
        "{\"do\":\"admit\",\"name\":\"小森　眞希子\",\"id\":\"０００２２０１２\",\"bed\":\"５Ｅ－１０１－１\",\
         \"department\":\"ＣＡＲＤ\",\"at\":\"２０２６－１１－２３Ｔ０８：００\"}\n\
         {\"do\":\"where\",\"what\":\"００02２012\"}\n",
    );
    assert_eq!(exit, Exit::Fine, "{answers:?}");
    assert_eq!(answers[0]["patient"], "00022012");
    assert_eq!(answers[1]["rows"][0]["patient_id"], "00022012");
    assert_eq!(answers[1]["rows"][0]["room"], "101");
    assert_eq!(answers[1]["rows"][0]["department"], "CARD");
    assert_eq!(answers[1]["rows"][0]["admitted_at"], "2026-11-23T08:00");
}

#[test]
fn a_person_without_a_number_is_named_by_the_record_that_the_answer_gave() {
    let desk = desk();
    let (answers, _) = run(
        &desk,
        r#"{"do":"register","kana":"フショウ　アサギ","age":40,"sex":"M"}"#,
    );
    let record = answers[0]["patient"].as_str().unwrap().to_owned();
    assert!(record.starts_with('@'), "{record}");
    let line = format!(r#"{{"do":"admit","patient":"{record}","bed":"5E-101-1"}}"#);
    let (answers, exit) = run(&desk, line);
    assert_eq!(
        (exit, &answers[0]["patient"]),
        (Exit::Fine, &Value::from(record.as_str()))
    );
    let line = format!(r#"{{"do":"person","patient":"{record}"}}"#);
    let person = &run(&desk, line).0[0]["person"];
    assert_eq!(person["dob"], "1986");
    assert_eq!(person["allergies"]["status"], "not-asked");
    assert_eq!(person["stay"]["place"]["position"], "in-bed");
    assert_eq!(person["stay"]["movements"].as_array().unwrap().len(), 1);
}

#[test]
fn refusals_name_the_person_in_the_way_in_the_language_chosen() {
    let desk = desk();
    let input = r#"{"do":"admit","name":"小森　眞希子","id":"00022012","bed":"5E-101-1","at":"2026-11-23T08:00"}
{"do":"register","name":"田村　颯哉","id":"00056819"}
{"do":"admit","patient":"00056819","bed":"5E-101-1"}
{"do":"transfer","patient":"00022012","bed":"5E-101-2","at":"2026-11-23T07:59"}
"#;
    let (answers, exit) = run_in(&desk, input, Language::Japanese);
    assert_eq!(exit, Exit::Refused);
    assert_eq!(answers[2]["line"], 3);
    assert_eq!(answers[2]["refusal"], "bed-occupied");
    assert_eq!(texts(&answers[2]["see"]), ["00022012"]);
    let message = answers[2]["message"].as_str().unwrap();
    assert!(
        message.starts_with("病床 5E-101-1 には 00022012 小森　眞希子 がいます"),
        "{message}"
    );
    let message = answers[3]["message"].as_str().unwrap();
    assert!(message.contains("2026-11-23 07:59"), "{message}");
    assert!(message.contains("2026-11-23 08:00"), "{message}");
}

#[test]
fn a_text_that_would_play_with_a_terminal_is_refused_and_not_repeated() {
    for (sign, named) in [
        ("202e", "U+202E"),
        ("001b", "U+001B"),
        ("009b", "U+009B"),
        ("0007", "U+0007"),
    ] {
        let answer = one(&format!("{{\"do\":\"register\",\"name\":\"a\\u{sign}[2Jb\"}}"));
        assert_eq!(answer["refusal"], "text-refused", "{named}");
        assert!(answer["message"].as_str().unwrap().contains(named), "{answer}");
    }
    for line in [
        "{\"do\":\"\\u001b[2J\\u202e\"}",
        "{\"do\":\"board\",\"\\u001b\\u202e\":1}",
        "{\"do\":\"person\",\"patient\":\"\\u001b\\u202e\"}",
        "{\"\\u202e\":1,\"\\u202e\":1}",
    ] {
        let answer = unreadable(line).to_string();
        assert!(!answer.contains('\u{202e}') && !answer.contains('\u{1b}'), "{answer}");
    }
    let long = format!("{{\"do\":\"register\",\"name\":\"{}\"}}", "長".repeat(61));
    assert_eq!(one(&long)["refusal"], "text-refused");
}

#[test]
fn an_inquiry_is_answered_alike_for_the_restricted_and_for_nobody() {
    let desk = desk();
    let input = r#"{"do":"admit","name":"小森　眞希子","id":"1","bed":"5E-101-1"}
{"do":"inquire","name":"小森 眞希子","caller":"娘"}
{"do":"restrict","patient":"1"}
{"do":"inquire","name":"小森　眞希子"}
{"do":"inquire","name":"山田　花子"}
"#;
    let (answers, _) = run(&desk, input);
    assert_eq!(
        (&answers[1]["told"], &answers[1]["ward"]),
        (&"ward".into(), &"5E".into())
    );
    for answer in &answers[3..] {
        let mut fields: Vec<&String> = answer.as_object().unwrap().keys().collect();
        fields.sort();
        assert_eq!(fields, ["line", "ok", "seq", "told"]);
        assert_eq!(answer["told"], "cannot-answer");
    }
}

#[test]
fn a_disk_that_fails_is_told_and_ends_in_two() {
    let mut desk = desk();
    desk.disk_fails_after = Some(1);
    let before = desk.commits();
    let input = "{\"do\":\"register\",\"name\":\"a\"}\n{\"do\":\"register\",\"name\":\"b\"}\n{\"do\":\"board\"}\n";
    let (answers, exit) = run(&desk, input);
    assert_eq!(exit, Exit::CouldNotRun);
    assert_eq!(answers[0]["ok"], true);
    assert_eq!(answers[1]["ok"], false);
    assert_eq!(answers[1]["refusal"], "read-only");
    assert!(answers[1]["message"].as_str().unwrap().contains("EIO"));
    assert_eq!(answers[2]["ok"], true);
    assert_eq!(desk.commits(), before + 1);
}

/// A line of a `do` with all its fields, as far as they go together.
fn full_line(word: &str, leave_out: &[&str]) -> String {
    let verb = verb(word).unwrap();
    let mut fields = vec![format!("\"do\":\"{word}\"")];
    for field in verb.all_fields().filter(|field| !leave_out.contains(&field.name)) {
        let words = field.kind.words();
        let value = match (field.kind.term(), words.last()) {
            (_, Some(word)) => format!("\"{word}\""),
            ("run-expects-patient" | "run-expects-identifier" | "run-expects-whereabouts", _) => "\"123\"".into(),
            ("run-expects-bed", _) => "\"5E-101-1\"".into(),
            ("run-expects-room", _) => "\"5E-101\"".into(),
            ("run-expects-ward", _) => "\"5E\"".into(),
            ("run-expects-department", _) => "\"CARD\"".into(),
            ("run-expects-time", _) => "\"2026-11-23T08:00\"".into(),
            ("run-expects-day" | "run-expects-birth" | "run-expects-stated-birth", _) => "\"2026-11-01\"".into(),
            ("run-expects-discrepancy", _) => "\"00000000000000ff\"".into(),
            ("run-expects-check", _) => "\"7-1-31.0\"".into(),
            ("run-expects-purpose", _) => "\"meal\"".into(),
            ("run-expects-flag", _) => "true".into(),
            ("run-expects-slip" | "run-expects-form", _) => "\"S07-100123-41\"".into(),
            ("run-expects-code", _) => "\"urgent\"".into(),
            ("run-expects-post", _) => "\"pharmacy\"".into(),
            ("run-expects-posts", _) => "\"5E, pharmacy\"".into(),
            ("run-expects-run", _) => "\"7-1-31\"".into(),
            ("run-expects-values", _) => "\"weight=52\"".into(),
            ("run-expects-drugs", _) => "\"a | b | c | d\"".into(),
            ("run-expects-count", _) => "50".into(),
            (
                "run-expects-age"
                | "run-expects-points"
                | "run-expects-sequence"
                | "run-expects-station"
                | "run-expects-block"
                | "run-expects-people",
                _,
            ) => "3".into(),
            ("run-expects-user", _) => "\"k.mori\"".into(),
            ("run-expects-patients", _) => "\"123 124\"".into(),
            ("run-expects-babies", _) => "\"MF\"".into(),
            ("run-expects-name" | "run-expects-remark", _) => "\"字\"".into(),
            other => panic!("{other:?}"),
        };
        fields.push(format!("\"{}\":{value}", field.name));
    }
    format!("{{{}}}", fields.join(","))
}

#[test]
fn every_do_can_be_said_with_every_field_it_has() {
    for verb in VOCABULARY {
        // One side of each pair that excludes each other, then the other side.
        let sides: [Vec<&str>; 2] = [
            verb.apart.iter().map(|(one, _)| *one).collect(),
            verb.apart.iter().map(|(_, other)| *other).collect(),
        ];
        for side in sides {
            let mut side = side;
            if side.contains(&"patient") {
                side.push("age");
            }
            if verb.word == "issue" {
                // The last of its kinds is many at once: who they are is not known.
                side.extend([
                    "name", "kana", "sex", "dob", "age", "phone", "address", "mother", "babies",
                ]);
            }
            let answer = one(&full_line(verb.word, &side));
            assert_ne!(answer["refusal"], "unreadable", "{answer}");
        }
    }
}

#[test]
fn every_required_field_is_missed_by_name() {
    let mut checked = 0;
    for verb in VOCABULARY {
        for field in verb.all_fields().filter(|field| field.need == Need::Required) {
            let mut leave_out = vec![field.name];
            leave_out.extend(verb.apart.iter().map(|(one, _)| *one));
            let answer = unreadable(&full_line(verb.word, &leave_out));
            assert_eq!(answer["field"], field.name, "{answer}");
            checked += 1;
        }
    }
    assert!(checked > 30);
}

#[test]
fn the_table_has_words_for_all_it_names_and_names_only_what_there_is() {
    for language in Language::ALL {
        let words = words(language);
        let said = |key: &str| assert!(words.find(key, &[]).is_some(), "{key} has no words");
        for verb in VOCABULARY {
            said(&verb.term());
            said(verb.area.term());
            for field in verb.all_fields() {
                said(field.term);
                said(field.kind.term());
            }
            for (one, other) in verb.apart {
                assert!(verb.field(one).is_some() && verb.field(other).is_some());
            }
            assert!(verb.one_of.iter().all(|name| verb.field(name).is_some()));
            for code in verb.all_refusals() {
                assert!(Refusal::codes().any(|known| known == code), "{}: {code}", verb.word);
            }
        }
        macro_rules! terms {
            ($($kind:ty),*) => {$(
                assert!(!<$kind>::ALL.is_empty());
                for value in <$kind>::ALL { said(value.term()); }
            )*};
        }
        terms!(
            BlockReason,
            Disposition,
            Isolation,
            Mobility,
            OutKind,
            Planned,
            Insurance,
            AllergyKind,
            Inquiry,
            Sex,
            Meal,
            Purpose,
            Outcome,
            Ending,
            QueryReason,
            QueryOutcome,
            Method,
            AskedOf,
            Profession,
            NumberKind,
            NumberState,
            Triage
        );
    }
}

#[test]
fn every_refusal_has_a_sentence_with_the_way_on_in_both_languages() {
    for language in Language::ALL {
        let found = help::refusals(&words(language));
        let codes: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
        for code in Refusal::codes().chain(help::NOT_SAVED.iter().copied()) {
            assert!(codes.contains(&code), "{code}");
        }
        for (code, sentence) in &found {
            assert!(!sentence.contains("refusal-"), "{code} has no sentence: {sentence}");
            assert!(!sentence.contains(['{', '$']), "{code} has an open place: {sentence}");
        }
        // The help shows the whole of it.
        let help = help::vocabulary(&words(language));
        assert!(Refusal::codes().all(|code| help.contains(code)));
        assert!(VOCABULARY.iter().all(|verb| help.contains(verb.word)));
    }
}
