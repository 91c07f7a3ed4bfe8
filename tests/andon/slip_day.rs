//! A day of the sample hospital on paper through the real program: some 6,000 slips and 18,000 copies, all their steps, and
//! the losses. Afterwards every copy has exactly one place, the reconciliation lists exactly what was lost, and every piece
//! of late work was on the list of its desk from when it was due (issue 8).
//!
//! By day a tenth of it; `ANDON_LONG=1` runs all.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use andon::{
    domain::record::Timestamp,
    exchange::moment,
    settings::{sample::INPATIENTS, slips},
};
use serde_json::Value;

use crate::{
    program::Store,
    slip_sim::{self, DAY, Patient, Wish},
};

/// The sample hospital with its 600 inpatients, admitted a week ago.
fn hospital(folder: &Path) -> (Store, Vec<Patient>, i64) {
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/hospital");
    let store = Store {
        folder: folder.join("store"),
    };
    let hospital = tables.to_str().unwrap();
    let done = store.do_once(&[
        "init",
        "--trial",
        "--hospital",
        hospital,
        "--station",
        "7",
        "--installation",
        "1",
    ]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs();
    // Midnight in Japan, six days ago.
    let midnight = (i64::try_from(now).unwrap() + 9 * 3600).div_euclid(86_400) * 86_400 - 9 * 3600 - 6 * 86_400;
    let mut patients = Vec::new();
    let mut lines = String::new();
    let mut rows = csv::Reader::from_reader(INPATIENTS.as_bytes());
    for row in rows.records().map(Result::unwrap) {
        let (id, name, ward) = (&row[0], &row[1], &row[5]);
        let bed = format!("{ward}-{}-{}", &row[6], &row[7]);
        writeln!(
            lines,
            r#"{{"do":"admit","id":"{id}","name":"{name}","bed":"{bed}","at":"{}"}}"#,
            at(midnight, -60)
        )
        .unwrap();
        patients.push(Patient {
            id: id.to_owned(),
            ward: ward.to_owned(),
        });
    }
    let file = folder.join("patients.jsonl");
    fs::write(&file, lines).unwrap();
    let done = store.do_once(&["run", file.to_str().unwrap()]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    (store, patients, midnight)
}

fn at(midnight: i64, minute: i64) -> String {
    let moment = Timestamp::from_seconds(midnight + minute * 60);
    moment::write_time(moment, chrono_tz::Asia::Tokyo)
}

#[test]
#[allow(clippy::too_many_lines, reason = "one day, told from morning to night")]
fn a_day_on_paper_ends_with_every_copy_accounted_for() {
    let long = std::env::var_os("ANDON_LONG").is_some();
    let wish = Wish {
        seed: 0x000A_4D08,
        slips: if long { 6_000 } else { 600 },
        first: 0,
        days: 1,
        given: 0,
        losses: if long { 24 } else { 6 },
        station: 7,
    };
    let folder = tempfile::tempdir().unwrap();
    let (store, patients, midnight) = hospital(folder.path());
    let book = slips::standard().unwrap();
    let paper = slip_sim::paper(wish, &book, &patients);
    assert!(paper.copies >= wish.slips * 29 / 10, "{} copies", paper.copies);
    assert!(paper.late.len() > wish.slips / 100 && paper.lost.len() == wish.losses);

    // Every hour every desk is asked what is late, as of that hour.
    let desks: Vec<String> = book.desks.iter().map(|desk| desk.code.to_string()).collect();
    let posts: BTreeSet<&String> = paper.late.iter().map(|late| &late.desk).chain(&desks).collect();
    let last = paper.lines.last().unwrap().0;
    let mut lines = String::new();
    let mut asked: BTreeMap<usize, (i64, String)> = BTreeMap::new();
    let mut number = 0;
    let mut next_hour = 60;
    for (minute, line) in &paper.lines {
        while next_hour <= *minute {
            for post in &posts {
                number += 1;
                let when = at(midnight, next_hour);
                writeln!(lines, r#"{{"do":"desk","desk":"{post}","when":"{when}","late":true}}"#).unwrap();
                asked.insert(number, (next_hour, (*post).clone()));
            }
            next_hour += 60;
        }
        number += 1;
        writeln!(lines, r#"{{{line},"at":"{}"}}"#, at(midnight, *minute)).unwrap();
    }
    for question in [
        r#"{"do":"reconcile"}"#,
        r#"{"do":"discrepancies"}"#,
        r#"{"do":"billing"}"#,
        r#"{"do":"load"}"#,
    ] {
        writeln!(lines, "{question}").unwrap();
    }
    let file = folder.path().join("day.jsonl");
    fs::write(&file, &lines).unwrap();
    let done = store.do_once(&["run", file.to_str().unwrap()]);
    let answers: Vec<Value> = String::from_utf8(done.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let refused: Vec<_> = answers
        .iter()
        .zip(lines.lines())
        .filter(|(answer, _)| answer["ok"] != true)
        .take(5)
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
    assert_eq!(answers.len(), number + 4);

    // Late work was on its desk's list from the first full hour after it was due until it was done.
    let mut seen = 0;
    for (line, (hour, post)) in &asked {
        let listed: BTreeSet<(&str, &str)> = answers[line - 1]["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["slip"].as_str().unwrap(), row["copy"].as_str().unwrap()))
            .collect();
        for late in paper
            .late
            .iter()
            .filter(|late| late.desk == *post && late.due <= *hour && *hour < late.done)
        {
            let copy = late.copy.to_string();
            assert!(
                listed.contains(&(late.slip.as_str(), copy.as_str())),
                "{late:?} is not on the list of {post} at {}",
                at(midnight, *hour)
            );
            seen += 1;
        }
    }
    assert!(seen > paper.late.len() / 4, "{seen} of {}", paper.late.len());
    assert!(last < 5 * DAY);

    // What is not accounted for is what was lost, and nothing else.
    let rows = answers[number]["rows"].as_array().unwrap();
    let missing: BTreeSet<(String, String)> = rows
        .iter()
        .map(|row| {
            assert_eq!(row["place"], "lost", "{row}");
            (
                row["slip"].as_str().unwrap().to_owned(),
                row["copy"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let lost: BTreeSet<(String, String)> = paper.lost.iter().cloned().collect();
    assert_eq!(missing, lost);
    // What waited for an identity check and had none is named, and nothing else disagrees.
    let named = answers[number + 1]["rows"].as_array().unwrap();
    let kinds: BTreeSet<&str> = named.iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert!(
        kinds.is_empty() || kinds == BTreeSet::from(["step-unchecked"]),
        "{kinds:?}"
    );
    assert_eq!(named.len(), paper.unchecked, "{:?}", named.first());

    // Each copy of each slip has one place, and the last of its moves is it.
    let mut program = store.run(&[]);
    let mut copies = 0;
    let every = if long { 1 } else { 3 };
    for slip in paper.numbers.iter().step_by(every) {
        let answer = program.ask(&serde_json::json!({"do": "where", "what": slip}));
        for copy in answer["slip"]["copies"]
            .as_array()
            .unwrap_or_else(|| panic!("{answer}"))
        {
            copies += 1;
            let place = copy["place"].as_str().unwrap();
            assert!(
                matches!(place, "filed" | "given" | "void")
                    || lost.contains(&(slip.clone(), copy["copy"].as_str().unwrap().to_owned())),
                "{slip} {copy}"
            );
            let moves = copy["moves"].as_array().unwrap();
            assert_eq!(moves.last().unwrap()["place"], copy["place"]);
        }
    }
    program.end();
    assert!(copies >= paper.copies / every * 9 / 10, "{copies}");
    if long {
        assert_eq!(copies, paper.copies);
    }
    // The shell tells a person where a slip is.
    let told = store.do_once(&["where", &paper.lost[0].0]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.contains("cannot be found"), "{told}");
}
