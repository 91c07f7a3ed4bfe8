//! A list that is wrong in every way there is: each mistake with its file, line, column, what was found and what was
//! expected, all at once; and nothing else.

use andon::{
    domain::record::Timestamp,
    exchange::{Expected, Faults, census},
};
use insta::assert_snapshot;

use crate::imports_round_trip::{frame, list, morning};

const HEAD: &str = "patient_id,kanji_name,kana_name,sex,dob,ward,room,bed,department,admitted_at,mobility,diet,allergies,phone,address,inquiry\n";

fn faults(text: &str) -> Faults {
    census::read(&list(text), &frame(), morning()).unwrap_err()
}

/// A right line for `place`, a room and bed of ward 5E; one cell replaced.
fn line(id: &str, place: &str, column: usize, cell: &str) -> String {
    let (room, bed) = place.split_once('-').unwrap();
    let mut cells: Vec<String> = [
        id,
        "小森　眞希子",
        "コモリ　マキコ",
        "F",
        "1965-12-30",
        "5E",
        room,
        bed,
        "CARD",
        "2026-11-19T06:45",
        "walking",
        "常食",
        "",
        "",
        "",
        "",
    ]
    .map(str::to_owned)
    .to_vec();
    if column > 0 {
        cell.clone_into(&mut cells[column - 1]);
    }
    cells.join(",") + "\n"
}

#[test]
fn the_whole_list_of_a_broken_file() {
    let lines: Vec<String> = vec![
        line("00000001", "509-1", 0, ""),
        line("00000002", "509-1", 0, ""),
        line("00000001", "510-1", 0, ""),
        line("０００００００１", "501-1", 0, ""),
        line("0000000300000000000000", "501-2", 0, ""),
        line("", "501-3", 0, ""),
        line("00000004", "501-4", 6, "5F"),
        line("00000005", "502-1", 7, "0501"),
        line("00000006", "501-03", 0, ""),
        line("00000007", "502-2", 9, "CADR"),
        line("00000008", "511-1", 5, "2026-02-30"),
        line("00000009", "502-3", 5, "2026-11-20"),
        line("00000010", "502-4", 5, "1879-12-31"),
        line("00000011", "503-1", 5, "昨日"),
        line("00000012", "503-2", 10, "2026-11-23T07:01"),
        line("00000013", "503-3", 10, "2026-11-31T07:01"),
        line("00000014", "503-4", 10, "2026-11-19"),
        line("00000015", "504-1", 2, "小森\u{202e}眞希子"),
        line("00000016", "504-2", 15, "大阪\u{7}市"),
        line("00000017", "504-3", 3, &"コ".repeat(61)),
        line("00000018", "504-4", 4, "X"),
        line("00000019", "505-1", 11, "running"),
        line("00000020", "505-2", 13, "なし;卵"),
        line("00000021", "505-3", 16, "maybe"),
        line("00000022", "505-4", 16, ",") + "\n",
        "a,b\n".to_owned(),
        "\"two\nlines\n".to_owned(),
        line("00000023", "506-1", 2, "\"say \"x\"\""),
        line("", "-", 6, ""),
        line("00000024", "506-2", 2, "").replace("コモリ　マキコ", ""),
        line("00000025", "506-3", 10, ""),
        line("00000026", "506-4", 12, "\"a\nb\""),
        line("00000027", "507-1", 5, "2027-01-01").replace("2026-11-19T06:45", "tomorrow"),
    ];
    let text = HEAD.to_owned() + &lines.concat();
    assert_snapshot!(faults(&text).plain());
}

#[test]
fn one_right_line_is_no_fault() {
    let read = census::read(
        &list(HEAD.to_owned() + &line("00000001", "501-1", 0, "")),
        &frame(),
        morning(),
    )
    .unwrap();
    assert_eq!((read.len(), read[0].line), (1, 2));
}

#[test]
fn columns() {
    let lines = line("00000001", "501-1", 0, "");
    assert_snapshot!(
        faults(&(HEAD.replace("allergies", "alergies").replace(",inquiry", ",sex") + &lines)).plain(),
        @r#"
    inpatients.csv:1: found ``, expected Column("allergies")
    inpatients.csv:1: found ``, expected Column("inquiry")
    inpatients.csv:1 alergies (13): found `alergies`, expected KnownColumn { nearest: Some("allergies") }
    inpatients.csv:1 sex (16): found `sex`, expected ColumnOnce { first: 4 }
    "#
    );
    assert_snapshot!(faults(HEAD).plain(), @"inpatients.csv: found ``, expected Rows");
    assert_snapshot!(faults("").plain(), @"inpatients.csv: found ``, expected Rows");
}

#[test]
fn a_hopeless_file_is_counted_to_the_end() {
    let mut text = HEAD.to_owned();
    for number in 0..5_000 {
        text.push_str(&line(&format!("P{number}"), "501-1", 6, "X"));
    }
    let faults = faults(&text);
    assert_eq!(
        (faults.iter().count(), faults.more(), faults.count()),
        (1_000, 4_000, 5_000)
    );
    assert!(
        faults
            .iter()
            .all(|fault| matches!(fault.expected, Expected::KnownWard { .. }))
    );
}

#[test]
fn the_present_is_the_limit() {
    let text = HEAD.to_owned() + &line("00000001", "501-1", 10, "2026-11-23T07:00");
    assert!(census::read(&list(text.clone()), &frame(), morning()).is_ok());
    let earlier = Timestamp::from_seconds(morning().seconds() - 60);
    let faults = census::read(&list(text), &frame(), earlier).unwrap_err();
    assert_eq!(faults.iter().next().unwrap().expected, Expected::NotInFuture);
}
