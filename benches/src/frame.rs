//! From a key to the painted frame at 200×60, and the memory of a full hospital: the real program, its threads and its
//! loop included, in a terminal of its own. Measured from the write of the key to the last byte of the frame.

use std::path::Path;

use andon::{
    i18n::{Language, Words},
    runtime::{
        open::Means,
        program::{self, Begin, Chosen, Place},
    },
};

use crate::{
    Form,
    figures::{aim, quantile, table},
    person::Person,
    simulate::first_morning,
};

/// A key is on the screen within one frame of a screen that shows sixty a second.
const AIM_MILLISECONDS: f64 = 16.0;
/// Start to first paint with the sample.
const AIM_START_MILLISECONDS: f64 = 300.0;

/// What somebody does, and the keys of one round of it. Every key changes something on the screen.
const DOINGS: [(&str, &[&str]); 6] = [
    ("another screen: board, census, beds", &["\x1bOQ", "\x1bOR", "\x1bOS"]),
    (
        "board: from ward to ward",
        &["\x1bOQ", "\x1b[B", "\x1b[B", "\x1b[A", "\x1b[A"],
    ),
    (
        "census: from patient to patient",
        &["\x1bOR", "\x1b[B", "\x1b[B", "\x1b[6~", "\x1b[5~", "\x1b[A", "\x1b[A"],
    ),
    (
        "census: filter as you type",
        &[
            "\x1bOR", "/", "患", "者", "1", "2", "\x7f", "\x7f", "\x7f", "\x7f", "\x1b[27u", "\x1b[27u",
        ],
    ),
    (
        "beds: from bed to bed",
        &["\x1bOS", "\x1b[B", "\x1b[C", "\x1b[B", "\x1b[D", "\x1b[A"],
    ),
    ("find anything", &["\x06", "患", "者", "5", "9", "\x7f", "\x1b[27u"]),
];

pub fn measure(folder: &Path, form: Form) {
    let rounds = form.either(3, 120);
    println!("\nFrom a key to the painted frame, the real program in a terminal of 200×60");
    let head = ["inpatients", "", "keys", "p50 ms", "p99 ms", "max ms"];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let mut told = Vec::new();
    let mut all = Vec::new();
    for inpatients in [600, 900] {
        let store = folder.join(format!("morning-{inpatients}"));
        if !store.exists() {
            first_morning(&store, inpatients);
        }
        let home = folder.join("home");
        std::fs::create_dir_all(&home).expect("a folder");
        let mut person = Person::sit_down(Some(&store), &home);
        person.first_frame();
        let mut first = inpatients.to_string();
        for (doing, keys) in DOINGS {
            // The first round wakes what sleeps: caches, pages of the program.
            for key in keys {
                person.press(key);
            }
            let times: Vec<f64> = (0..rounds).flat_map(|_| keys).map(|key| person.press(key)).collect();
            let figure = |part| format!("{:.2}", quantile(&times, part));
            let what = vec![std::mem::take(&mut first), doing.to_owned(), times.len().to_string()];
            rows.push(
                what.into_iter()
                    .chain([figure(0.5), figure(0.99), figure(1.0)])
                    .collect(),
            );
            all.extend(times);
        }
        let (resident, peak) = person.memory();
        told.push(format!(
            "  memory with {inpatients} inpatients: {resident} MB, at most {peak} MB"
        ));
    }
    print!("{}", table(&rows));
    let p99 = quantile(&all, 0.99);
    println!(
        "  aim, all keys together: p99 {p99:.2} < 16 ms: {}",
        aim(form, p99 < AIM_MILLISECONDS)
    );
    told.iter().for_each(|line| println!("{line}"));
    sample(folder, form);
}

/// `andon demo`, from the start of the process to the last byte of the first frame.
fn sample(folder: &Path, form: Form) {
    let home = folder.join("home");
    let (mut times, mut memory) = (Vec::new(), (0, 0));
    for _ in 0..form.either(2, 15) {
        let mut person = Person::sit_down(None, &home);
        times.push(person.first_frame());
        memory = person.memory();
    }
    let middle = quantile(&times, 0.5);
    println!(
        "  the sample hospital, start to first frame: median {middle:.0} ms, at most {:.0} ms; {} MB, at most {} MB",
        quantile(&times, 1.0),
        memory.0,
        memory.1
    );
    println!("  aim: < 300 ms: {}", aim(form, middle < AIM_START_MILLISECONDS));
}

/// In a child: the terminal program, as `andon` and `andon demo` begin it.
pub fn program_there(folder: &Path) {
    let place = if folder == Path::new("-") {
        Place::Sample
    } else {
        Place::Store(folder.to_owned())
    };
    let begin = Begin {
        place,
        user: Some("bench".to_owned()),
        phrase: None,
        words: Words::load(Language::Japanese).expect("the texts"),
        language: Chosen::ForThisStart,
        environment: |name| std::env::var(name).ok(),
        means: Means::machine("a bench".into()),
    };
    program::run(begin, Box::new(|_, _| ())).expect("it runs");
}
