//! A register to measure on: read from a folder (`master.csv`, and `regs.csv` with `truth.csv` beside it), or made here out of a
//! few invented names, which is enough to see that everything runs.

use std::path::Path;

use andon::domain::identity::Sex;
use andon::search::index::{Builder, Index};
use andon::search::person::Entry;
use chrono::NaiveDate;

use crate::intake::{Dice, Line, Sheet};

/// The people of a register, as lines.
pub fn read(folder: &Path) -> Vec<Line> {
    let mut reader = csv::Reader::from_path(folder.join("master.csv")).expect("master.csv");
    let records = reader.records().map(|record| record.expect("a record"));
    records
        .map(|record| Line {
            id: record[0].to_owned(),
            name: record[1].to_owned(),
            kana: record[2].to_owned(),
            sex: record[3].to_owned(),
            birth: NaiveDate::parse_from_str(&record[4], "%Y-%m-%d").expect("a date"),
            phone: record[5].to_owned(),
            address: record[6].to_owned(),
        })
        .collect()
}

/// The registrations of a folder, with who they are.
pub fn sheets(folder: &Path) -> Vec<Sheet> {
    let mut truth = csv::Reader::from_path(folder.join("truth.csv")).expect("truth.csv");
    let truth: std::collections::HashMap<String, (String, String)> = truth
        .records()
        .map(|record| record.expect("a record"))
        .map(|record| (record[0].to_owned(), (record[1].to_owned(), record[2].to_owned())))
        .collect();
    let mut reader = csv::Reader::from_path(folder.join("regs.csv")).expect("regs.csv");
    let records = reader.records().map(|record| record.expect("a record"));
    records
        .map(|record| {
            let (who, case) = &truth[&record[0]];
            Sheet {
                name: record[1].to_owned(),
                kana: record[2].to_owned(),
                sex: record[3].to_owned(),
                birth: record[4].to_owned(),
                phone: record[5].to_owned(),
                address: record[6].to_owned(),
                truth: (!who.is_empty()).then(|| who.clone()),
                plainly_new: case == "new",
            }
        })
        .collect()
}

const SURNAMES: &[(&str, &str)] = &[
    ("佐藤", "サトウ"),
    ("髙橋", "タカハシ"),
    ("田中", "タナカ"),
    ("渡邉", "ワタナベ"),
    ("伊藤", "イトウ"),
    ("山﨑", "ヤマザキ"),
    ("中村", "ナカムラ"),
    ("小林", "コバヤシ"),
    ("加藤", "カトウ"),
    ("吉田", "ヨシダ"),
    ("山田", "ヤマダ"),
    ("佐々木", "ササキ"),
    ("大野", "オオノ"),
    ("小野", "オノ"),
    ("本間", "ホンマ"),
    ("神原", "カンバラ"),
    ("斎藤", "サイトウ"),
    ("服部", "ハットリ"),
];
const MALE: &[(&str, &str)] = &[
    ("太郎", "タロウ"),
    ("真一", "シンイチ"),
    ("健", "ケン"),
    ("翔太", "ショウタ"),
    ("大輔", "ダイスケ"),
    ("修", "オサム"),
    ("浩", "ヒロシ"),
    ("雄二", "ユウジ"),
    ("純一", "ジュンイチ"),
    ("和也", "カズヤ"),
    ("徹", "トオル"),
    ("学", "マナブ"),
];
const FEMALE: &[(&str, &str)] = &[
    ("花子", "ハナコ"),
    ("優子", "ユウコ"),
    ("恵子", "ケイコ"),
    ("美咲", "ミサキ"),
    ("和子", "カズコ"),
    ("陽子", "ヨウコ"),
    ("京子", "キョウコ"),
    ("幸", "ユキ"),
    ("さくら", "サクラ"),
    ("千代", "チヨ"),
    ("真由美", "マユミ"),
    ("順子", "ジュンコ"),
];
const TOWNS: &[&str] = &[
    "東京都多摩市入谷",
    "千葉県柏市南柏",
    "千葉県柏市北柏",
    "神奈川県横浜市旭区港南",
    "埼玉県戸田市本町",
];

/// A register of invented people.
pub fn made(people: usize) -> Vec<Line> {
    let mut dice = Dice::new(5);
    let first = NaiveDate::from_ymd_opt(1925, 1, 1).expect("a date");
    (0..people)
        .map(|number| {
            let (sex, givens) = if dice.below(2) == 0 { ("M", MALE) } else { ("F", FEMALE) };
            let (surname, given) = (SURNAMES[dice.below(SURNAMES.len())], givens[dice.below(givens.len())]);
            let days = chrono::Days::new(dice.below(36_000) as u64);
            let house = format!("{}-{}-{}", 1 + dice.below(9), 1 + dice.below(30), 1 + dice.below(40));
            Line {
                id: format!("{:08}", 10_001 + number * 5),
                name: format!("{}\u{3000}{}", surname.0, given.0),
                kana: format!("{}\u{3000}{}", surname.1, given.1),
                sex: sex.to_owned(),
                birth: first.checked_add_days(days).unwrap_or(first),
                phone: format!("090-{:04}-{:04}", dice.below(10_000), dice.below(10_000)),
                address: format!("{}{house}", TOWNS[dice.below(TOWNS.len())]),
            }
        })
        .collect()
}

/// The index of the lines.
pub fn index(lines: &[Line]) -> Index {
    let mut builder = Builder::default();
    for line in lines {
        builder.add(&Entry {
            id: &line.id,
            name: &line.name,
            kana: &line.kana,
            sex: sex(&line.sex),
            birth: Some(line.birth),
            phone: &line.phone,
            address: &line.address,
            postcode: "",
        });
    }
    builder.finish()
}

pub fn sex(code: &str) -> Sex {
    match code {
        "M" => Sex::Male,
        "F" => Sex::Female,
        _ => Sex::Unknown,
    }
}
