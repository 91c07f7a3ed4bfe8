//! kill -9 under `andon run`: every answer that was given is there at the next start, whatever became of the index.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{self, Child, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use andon::{
    domain::{
        command::{Admission, Command, Register},
        record::{Fact, wire},
    },
    journal::Layout,
    store::Pace,
};

use crate::{
    store_kit::{Bench, Chance, canonical, does, rounds},
    world::{identifier, text},
};

const PATIENTS: u64 = 9;

fn patient(number: u64) -> String {
    format!("{number:05}")
}

/// A store with nine inpatients, sized as hospitals get it.
fn store_with_patients() -> Bench {
    let mut bench = Bench::real(Pace::STANDARD);
    bench.means.layout = Layout::STANDARD;
    bench.means.layout.reserve = 0;
    let store = bench.init(7);
    for (number, bed) in (0..PATIENTS).zip(bench.frame.beds()) {
        let admit = Command::AdmitNew {
            person: Register {
                identifier: Some(identifier(&patient(number))),
                name: Some(text("見本")),
                ..Register::default()
            },
            admission: Admission::into_bed(bed.name.clone()),
        };
        does(&store.handle(), admit).unwrap();
    }
    store.close();
    bench
}

struct Shell {
    child: Child,
    /// What was answered: the sequence, and the diet that it was about.
    answered: thread::JoinHandle<BTreeMap<u64, u64>>,
    /// The last diet that was asked for.
    asked: thread::JoinHandle<u64>,
    /// One for each answer.
    heard: mpsc::Receiver<()>,
}

/// `andon run` on the store in `folder`, asked for one diet after the other, from `first` on.
fn shell(folder: &Path, first: u64) -> Shell {
    let mut child = process::Command::new(env!("CARGO_BIN_EXE_andon"))
        .args(["run", "--user", "clerk", "--dir"])
        .arg(folder)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let asked = thread::spawn(move || {
        let mut diet = first;
        // Until the program is gone.
        while writeln!(
            input,
            r#"{{"do":"diet","patient":"{}","to":"{diet}"}}"#,
            patient(diet % PATIENTS)
        )
        .is_ok()
        {
            diet += 1;
        }
        diet
    });
    let (hears, heard) = mpsc::channel();
    let answered = thread::spawn(move || {
        let mut answered = BTreeMap::new();
        for line in output.lines().map_while(Result::ok) {
            // The kill may have cut the last line in two: that was no answer.
            let Ok(answer) = serde_json::from_str::<serde_json::Value>(&line) else {
                break;
            };
            assert_eq!(answer["ok"], true, "{line}");
            let diet = first + answer["line"].as_u64().unwrap() - 1;
            answered.insert(answer["seq"].as_u64().unwrap(), diet);
            let _nobody_counts = hears.send(());
        }
        answered
    });
    Shell {
        child,
        answered,
        asked,
        heard,
    }
}

/// What the journal holds: of each own commit about a diet, which one.
fn diets(bench: &Bench) -> BTreeMap<u64, u64> {
    let (store, opened) = bench.open();
    assert_eq!((opened.faults.len(), opened.not_folded), (0, 0), "{opened:?}");
    let mut diets = BTreeMap::new();
    for bytes in canonical(&store.handle()) {
        let commit = wire::read(&bytes).unwrap();
        for event in &commit.events {
            if let Fact::DietChanged(fact) = &event.fact {
                diets.insert(commit.id.sequence.number(), fact.diet.as_str().parse().unwrap());
            }
        }
    }
    store.close();
    diets
}

#[test]
fn a_kill_loses_no_answer_that_was_given() {
    let mut chance = Chance(20_261_123);
    let mut bench = store_with_patients();
    let (mut next, mut all, mut quick) = (1_u64, 0, 0);
    for round in 0..rounds(10, 200) {
        if round % 20 == 19 {
            bench = store_with_patients();
        }
        let mut shell = shell(&bench.folder, next);
        // Some while it starts; most of them between two answers, however slow the machine is just then.
        if round % 5 == 2 {
            thread::sleep(Duration::from_millis(chance.below(200)));
        } else {
            let until = chance.below(400);
            let _ended_before = (0..until).try_for_each(|_| shell.heard.recv());
        }
        shell.child.kill().unwrap();
        shell.child.wait().unwrap();
        next = shell.asked.join().unwrap() + 1;
        let answered = shell.answered.join().unwrap();
        match round % 5 {
            3 => fs::remove_dir_all(bench.index()).unwrap_or_default(),
            4 => fs::write(bench.index().join("db"), b"nothing that sled ever wrote").unwrap_or_default(),
            _ => {}
        }
        let there = diets(&bench);
        for (sequence, diet) in &answered {
            assert_eq!(
                there.get(sequence),
                Some(diet),
                "round {round}: commit {sequence} was answered for"
            );
        }
        all += answered.len();
        quick += usize::from(answered.is_empty());
    }
    assert!(all > 100, "only {all} answers were given: nothing was tried");
    println!("{all} answers, none lost; {quick} rounds were over before the first answer");
}
