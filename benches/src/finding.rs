//! Finding people: recall and the time of every keystroke, beside a linear walk with SkimMatcherV2 and beside `fzf --filter`, all
//! on the same people and the same queries. Times are those of the thread, so that a busy machine does not change them.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use andon::runtime::clock::thread_time;
use andon::search::index::{Index, Query};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::Form;
use crate::intake::Line;
use crate::queries::{DEMANDED, Wanted, queries};
use crate::register;
use crate::{alike, typing};

const FIRST: usize = 100;

pub fn measure(register: Option<&Path>, stores: &Path, form: Form) {
    let lines = register.map_or_else(|| register::made(20_000), register::read);
    println!("\n## Finding people among {}", lines.len());
    let began = Instant::now();
    let worked = thread_time();
    let index = register::index(&lines);
    let build = thread_time().saturating_sub(worked);
    let mut bytes = Vec::new();
    index.write(&mut bytes).expect("memory takes it");
    println!(
        "built in {:.1} s ({:.1} s of this thread); memory {} MB, rows included",
        began.elapsed().as_secs_f64(),
        build.as_secs_f64(),
        index.memory() / 1_000_000
    );
    drop(index);
    let worked = thread_time();
    let index = Index::read(&mut bytes.as_slice()).expect("what was written is read");
    println!(
        "read back in {:.2} s of this thread",
        thread_time().saturating_sub(worked).as_secs_f64()
    );
    drop(bytes);
    let all = queries(&lines, form.either(50, 2000), 42);
    index_alone(&index, &all);
    skim(&lines, &all, form.either(5, 60));
    fzf(&lines, &all, form.either(2, 10));
    four_digits(&lines, &all);
    alike::measure(&lines, form);
    typing::measure(stores, &index, form);
}

/// Four digits are shared by a hundred of a million people: whatever the order, some of them stand behind the hundredth. What the
/// best order could reach on these queries.
fn four_digits(lines: &[Line], all: &[Wanted]) {
    let end = |phone: &str| {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        digits
            .get(digits.len().saturating_sub(4)..)
            .unwrap_or_default()
            .to_owned()
    };
    let mut shared: HashMap<String, usize> = HashMap::new();
    for line in lines {
        *shared.entry(end(&line.phone)).or_default() += 1;
    }
    let asked = all.iter().filter(|one| one.kind == "phone, last 4");
    let best: Vec<f64> = asked
        .map(|one| (FIRST as f64 / shared[&one.typed] as f64).min(1.0))
        .collect();
    println!(
        "phone, last 4: no order of those who share the digits could hold more than {:.4} among the first {FIRST}",
        best.iter().sum::<f64>() / best.len().max(1) as f64
    );
}

fn index_alone(index: &Index, all: &[Wanted]) {
    println!("| typed | queries | wanted among the first {FIRST} | median µs | p99 µs | max µs |");
    println!("|---|---|---|---|---|---|");
    let mut every: Vec<Duration> = Vec::new();
    let mut kinds: Vec<&str> = Vec::new();
    for wanted in all {
        if !kinds.contains(&wanted.kind) {
            kinds.push(wanted.kind);
        }
    }
    for kind in kinds {
        let mut times = Vec::new();
        let (mut asked, mut hit) = (0_u32, 0_u32);
        for wanted in all.iter().filter(|wanted| wanted.kind == kind) {
            // Every keystroke on the way to the whole.
            let mut found = Vec::new();
            for (end, _) in wanted.typed.char_indices().skip(1).chain([(wanted.typed.len(), ' ')]) {
                let worked = thread_time();
                found = index.find(&Query::read(&wanted.typed[..end]), FIRST);
                times.push(thread_time().saturating_sub(worked));
            }
            asked += 1;
            hit += u32::from(found.iter().any(|one| index.id(one.row) == wanted.id));
        }
        every.extend(&times);
        let recall = f64::from(hit) / f64::from(asked.max(1));
        let demanded = DEMANDED.iter().find(|(demanded, _)| *demanded == kind);
        let verdict = match demanded {
            Some((_, least)) if recall < *least => " (below what is demanded)",
            _ => "",
        };
        println!("| {kind} | {asked} | {recall:.4}{verdict} | {} |", spread(times));
    }
    println!("| every keystroke | {} | | {} |", every.len(), spread(every.clone()));
}

fn spread(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    let micros = |time: Option<&Duration>| time.map_or(0, Duration::as_micros);
    format!("{} | {} | {}", micros(at(50)), micros(at(99)), micros(times.last()))
}

/// fuzzy-matcher over every line: the whole line, and the reading alone.
fn skim(lines: &[Line], all: &[Wanted], many: usize) {
    let matcher = SkimMatcherV2::default();
    let wanted: Vec<&Wanted> = all
        .iter()
        .filter(|one| one.kind == "given name first")
        .take(many)
        .collect();
    for (what, whole) in [("whole line", true), ("reading only", false)] {
        let texts: Vec<String> = lines
            .iter()
            .map(|line| {
                if whole {
                    format!(
                        "{} {} {} {} {} {}",
                        line.id, line.name, line.kana, line.birth, line.phone, line.address
                    )
                } else {
                    line.kana.clone()
                }
            })
            .collect();
        let mut times = Vec::new();
        let mut hit = 0;
        for one in &wanted {
            // As it stands in the register: a subsequence is not found the other way round.
            let typed: String = one.typed.split(' ').rev().collect();
            let worked = thread_time();
            let mut found: Vec<(i64, usize)> = texts
                .iter()
                .enumerate()
                .filter_map(|(at, text)| matcher.fuzzy_match(text, &typed).map(|score| (-score, at)))
                .collect();
            found.sort_unstable();
            times.push(thread_time().saturating_sub(worked));
            hit += usize::from(found.iter().take(FIRST).any(|(_, at)| lines[*at].id == one.id));
        }
        println!(
            "| SkimMatcherV2 over every line, {what} | {} | {:.4} | {} |",
            wanted.len(),
            hit as f64 / wanted.len().max(1) as f64,
            spread(times)
        );
    }
}

/// fzf as a whole process: it reads the people each time.
fn fzf(lines: &[Line], all: &[Wanted], many: usize) {
    if Command::new("fzf").arg("--version").output().is_err() {
        println!("fzf is not installed: not compared");
        return;
    }
    let text: String = lines
        .iter()
        .map(|line| format!("{} {} {}\n", line.id, line.name, line.kana))
        .collect();
    let mut times = Vec::new();
    let mut hit = 0;
    let wanted: Vec<&Wanted> = all.iter().filter(|one| one.kind == "kanji").take(many).collect();
    for one in &wanted {
        let began = Instant::now();
        let mut child = Command::new("fzf")
            .args(["--filter", &one.typed.replace(' ', "")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("fzf starts");
        let mut input = child.stdin.take().expect("a pipe");
        let output = std::thread::scope(|scope| {
            let text = text.as_bytes();
            scope.spawn(move || input.write_all(text));
            child.wait_with_output().expect("fzf ends")
        });
        times.push(began.elapsed());
        let found = String::from_utf8_lossy(&output.stdout);
        hit += usize::from(found.lines().take(FIRST).any(|line| line.starts_with(&one.id)));
    }
    println!(
        "| fzf --filter, whole process, wall time | {} | {:.4} | {} |",
        wanted.len(),
        hit as f64 / wanted.len().max(1) as f64,
        spread(times)
    );
}
