//! The same person? Pairs that are found, at the thresholds of the shipped card: on the generator's noise, on sheets of a disaster
//! intake, and on FEBRL4. `--register` names the people of the seed that the card was fitted to (101, sheets with dice 7),
//! `--unseen` people that it has never met. Unseen is: the card, its thresholds and the comparison were finished before these
//! people were made. Seed 202 (dice 8) is not that: it was looked at while the thresholds were chosen. The figures in README
//! are of seed 303 and dice 9.

use std::path::Path;
use std::time::Duration;

use andon::runtime::clock::thread_time;
use andon::search::index::Index;
use andon::search::same::{Card, Registration, SHIPPED, Zone};

use crate::Form;
use crate::intake::{self, Sheet};
use crate::register;

pub fn measure(folder: Option<&Path>, unseen: Option<&Path>, febrl: Option<&Path>, form: Form) {
    println!("\n## The same person?");
    println!("| noise | sheets | precision | recall | F1 | warned among plainly new | a check: median, p99, max µs |");
    println!("|---|---|---|---|---|---|---|");
    match (folder, unseen) {
        (None, None) => {
            let lines = register::made(20_000);
            let index = register::index(&lines);
            let sheets = intake::sheets(&lines, form.either(100, 5000), 8);
            one("disaster intake, invented people", &index, &sheets);
        }
        (folder, unseen) => {
            for (name, folder) in [("the seed of the card", folder), ("unseen seed", unseen)] {
                let Some(folder) = folder else { continue };
                let lines = register::read(folder);
                let index = register::index(&lines);
                one(&format!("generator, {name}"), &index, &register::sheets(folder));
                let dice = if name == "unseen seed" { 9 } else { 7 };
                let sheets = intake::sheets(&lines, form.either(2000, 20_000), dice);
                one(&format!("disaster intake, {name}"), &index, &sheets);
            }
        }
    }
    match febrl {
        Some(folder) => crate::febrl::measure(folder),
        None => println!("FEBRL4 is not measured: --febrl DIR names the folder with dataset4a.csv and dataset4b.csv"),
    }
}

fn one(name: &str, index: &Index, sheets: &[Sheet]) {
    let card = Card::read(SHIPPED).expect("the shipped card");
    let (mut right, mut said, mut truths) = (0_u32, 0_u32, 0_u32);
    let (mut new, mut warned) = (0_u32, 0_u32);
    let mut times: Vec<Duration> = Vec::new();
    for sheet in sheets {
        let registration = Registration {
            name: &sheet.name,
            kana: &sheet.kana,
            sex: register::sex(&sheet.sex),
            birth: &sheet.birth,
            phone: &sheet.phone,
            address: &sheet.address,
        };
        let worked = thread_time();
        let likely = index.same_person(&registration, &card);
        times.push(thread_time().saturating_sub(worked));
        truths += u32::from(sheet.truth.is_some());
        for one in likely.iter().filter(|one| one.zone == Zone::MustResolve) {
            said += 1;
            right += u32::from(sheet.truth.as_deref() == Some(index.id(one.row)));
        }
        if sheet.plainly_new {
            new += 1;
            warned += u32::from(!likely.is_empty());
        }
    }
    times.sort_unstable();
    let at = |share: usize| {
        times
            .get((times.len() * share / 100).min(times.len() - 1))
            .map_or(0, Duration::as_micros)
    };
    let (precision, recall) = (share(right, said), share(right, truths));
    println!(
        "| {name} | {} | {precision:.4} | {recall:.4} | {:.4} | {:.2} % | {}, {}, {} |",
        sheets.len(),
        2.0 * precision * recall / (precision + recall),
        100.0 * share(warned, new),
        at(50),
        at(99),
        at(100)
    );
}

pub fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1))
}
