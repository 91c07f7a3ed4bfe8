//! kill -9 while commands stream in: what was answered is there afterwards, and nothing but a beginning of what was sent.
//!
//! Each round starts the real `andon run`, throws commands of the model's dice at it, and kills it at some moment: while it
//! starts, between two answers, or when it has nothing left to do. The next life must show what the model says after *n* of
//! the commands, where *n* is at least what was answered and at most what was sent. Between some rounds what lies beside
//! the journal is lost or damaged; nobody sees a difference.
//!
//! `ANDON_LONG=1` plays 200 rounds, `ANDON_SEED` repeats a run.

use std::{
    io::{BufRead, Write},
    process::{Child, ChildStdin},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use serde_json::{Value, json};

use crate::{
    program::{Harm, Program, Store, one_a_line},
    run_model::{
        compare, compare_answer,
        dice::Dice,
        hospital::{self, Model, Verdict},
        record_prefix, seed_of_environment,
    },
};

const ROUNDS: usize = 12;
const LONG: usize = 200;
/// Commands that are thrown in one round, if it lives that long.
const COMMANDS: usize = 300;
/// How long ago they begin, a minute each: all rounds together are 42 days.
const DAYS: i64 = 50;

#[test]
fn what_was_answered_survives_kill_9() {
    let rounds = if std::env::var("ANDON_LONG").is_ok() {
        LONG
    } else {
        ROUNDS
    };
    let seed = seed_of_environment().unwrap_or(0x0009_0009);
    let told = std::panic::catch_unwind(|| play(rounds, seed)).unwrap_or_else(|cause| {
        eprintln!("run it again with ANDON_SEED={seed}");
        std::panic::resume_unwind(cause)
    });
    eprintln!("{told:?}");
    // A test that only ever kills an idle or a dead program would prove nothing.
    assert!(told.answered > rounds * COMMANDS / 10, "{told:?}");
    assert!(told.amid > rounds / 3, "{told:?}");
}

/// What happened in all rounds.
#[derive(Debug, Default)]
struct Told {
    rounds: usize,
    /// Commands whose answer was read.
    answered: usize,
    /// Those that were saved, and whose answer came too late.
    unheard: usize,
    /// Rounds that were ended while commands were under way.
    amid: usize,
    harmed: usize,
}

fn play(rounds: usize, seed: u64) -> Told {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::small(folder.path());
    let mut program = store.run(&[]);
    let mut model = Model::new(&hospital::tables(), record_prefix(&mut program));
    program.end();
    let mut dice = Dice::new(seed, DAYS);
    let mut told = Told::default();
    for round in 0..rounds {
        let lines = dice.plan(&model, COMMANDS);
        let answers = one_life(&store, &lines, &mut dice);
        told.rounds += 1;
        told.answered += answers.len();
        told.amid += usize::from(answers.len() < lines.len());
        if dice.chance(40) {
            store.harm_index(Harm::ALL[round % Harm::ALL.len()]);
            told.harmed += 1;
        }
        let mut program = store.run(&[]);
        told.unheard += agree(&mut model, &lines, &answers, &mut program);
        compare::everything(&mut program, &model);
        program.end();
    }
    told
}

/// Throws `lines` at the program, and kills it. Returns the answers that could be read.
fn one_life(store: &Store, lines: &[Value], dice: &mut Dice) -> Vec<Value> {
    let Program {
        mut child,
        input,
        mut output,
    } = store.run(&[]);
    let text = one_a_line(lines);
    let mut input = input.unwrap();
    let writing = thread::spawn(move || -> ChildStdin {
        // Whoever is killed reads no further.
        let _dead = input.write_all(text.as_bytes()).and_then(|()| input.flush());
        input
    });
    let (heard, hears) = channel();
    let reading = thread::spawn(move || {
        let mut answers = Vec::new();
        let mut line = String::new();
        // What has no end of line was not answered.
        while output.read_line(&mut line).unwrap() > 0 && line.ends_with('\n') {
            answers.push(serde_json::from_str(&line).unwrap());
            line.clear();
            let _nobody_waits = heard.send(());
        }
        answers
    });
    wait_for_the_moment(dice, lines.len(), &hears);
    kill(&mut child);
    let answers = reading.join().unwrap();
    drop(writing.join().unwrap());
    answers
}

/// Some time after the start, or when so many answers were read, or a little later.
fn wait_for_the_moment(dice: &mut Dice, lines: usize, hears: &Receiver<()>) {
    if dice.chance(20) {
        thread::sleep(Duration::from_millis(dice.below(60)));
        return;
    }
    for _ in 0..dice.below(lines as u64 + 1) {
        if hears.recv().is_err() {
            break;
        }
    }
    if dice.chance(50) {
        thread::sleep(Duration::from_micros(dice.below(3000)));
    }
}

fn kill(child: &mut Child) {
    child.kill().unwrap();
    let ended = child.wait().unwrap();
    assert!(!ended.success(), "it ended before it was killed: {ended}");
}

/// Brings the model to where the program is: everything that was answered, and what was saved behind it. Returns how many
/// of those there were.
fn agree(model: &mut Model, lines: &[Value], answers: &[Value], program: &mut Program) -> usize {
    let (heard, rest) = lines.split_at(answers.len());
    let verdicts: Vec<Verdict> = heard.iter().map(|line| model.take(line)).collect();
    // A question that is written down tells how far the records go.
    let probe = json!({"do": "inquire", "name": "誰でもない人"});
    let next = program.ask(&probe)["seq"].as_u64().unwrap();
    assert!(
        next >= model.next_seq(),
        "answered with ok, and gone: the next record is {next}, and not {}",
        model.next_seq()
    );
    let mut unheard = 0;
    for line in rest {
        if model.next_seq() == next {
            break;
        }
        unheard += usize::from(matches!(model.take(line), Verdict::Done { .. } | Verdict::Told { .. }));
    }
    assert_eq!(model.next_seq(), next, "the program has records that nobody asked for");
    for ((line, verdict), answer) in heard.iter().zip(&verdicts).zip(answers) {
        compare_answer(model, line, verdict, answer);
    }
    let told = Verdict::Told { seq: next, ward: None };
    assert_eq!(model.take(&probe), told);
    unheard
}
