//! From the start of the program to its first frame, after outages of several sizes: with the index, without it, after a
//! kill, on a cold disk. Every start is a process of its own.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use andon::{
    app::{Route, door::Door},
    domain::{
        access::{Asker, Role},
        ask::Answer,
        command::{Command, Question, Request},
        record::{Day, Timestamp, UserName},
        recovery::NursingScore,
    },
    runtime::{
        entrance::Entry,
        open::{IndexFound, Means, Store},
    },
};

use crate::{
    Form, child,
    figures::{aim, quantile, table},
    simulate::simulate,
    terminal::Seat,
};

/// The aim after the longest outage.
const AIM_MILLISECONDS: f64 = 1000.0;
const AIM_MEGABYTES: f64 = 300.0;

pub fn measure(folder: &Path, form: Form) {
    println!("\nFrom the start of the program to the first frame (200×60), 73 days of outage or less");
    let head = [
        "events", "start", "folded", "open ms", "rows ms", "frame ms", "RSS MB", "peak MB",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let sizes: &[u64] = form.either(&[20_000], &[100_000, 1_000_000, 3_000_000]);
    let mut aims = Vec::new();
    for events in sizes {
        let store = folder.join(format!("outage-{events}"));
        if !store.exists() {
            child::run("simulate", &store, Some(u128::from(*events)));
        }
        let sled = store.join("sled");
        let without_index = || {
            let _none_yet = std::fs::remove_dir_all(&sled);
        };
        let (few, many) = form.either((1, 2), (2, 7));
        rows.push(starts(
            *events,
            "no index: everything replayed",
            &store,
            few,
            without_index,
        ));
        let warm = starts(*events, "with the index", &store, many, || {});
        aims.push((*events, warm.clone()));
        rows.push(warm);
        // The short form leaves the machine's caches to whoever else works there.
        if form == Form::Full && drop_caches() {
            rows.push(starts(*events, "with the index, disk cold", &store, many, || {
                drop_caches();
            }));
        }
        let after_kill = starts(
            *events,
            "after kill -9 while writing",
            &store,
            form.either(1, 5),
            || {
                kill_while_writing(
                    &store,
                    form.either(Duration::from_millis(300), Duration::from_millis(1500)),
                );
            },
        );
        aims.push((*events, after_kill.clone()));
        rows.push(after_kill);
    }
    print!("{}", table(&rows));
    for (events, row) in aims.iter().filter(|(events, _)| Some(events) == sizes.last()) {
        let number = |column: usize| row[column].parse::<f64>().expect("a figure");
        let reached = number(5) < AIM_MILLISECONDS && number(7) < AIM_MEGABYTES;
        println!(
            "  aim at {events}, {}: < 1000 ms and < 300 MB: {}",
            row[1],
            aim(form, reached)
        );
    }
}

/// The medians of several starts; `before` each, something is done to the store.
pub fn starts(events: u64, what: &str, store: &Path, times: usize, mut before: impl FnMut()) -> Vec<String> {
    let answers: Vec<child::Answer> = (0..times)
        .map(|_| {
            before();
            child::run("open", store, Some(child::now()))
        })
        .collect();
    let median = |name: &str| {
        quantile(
            &answers.iter().map(|answer| answer.number(name)).collect::<Vec<_>>(),
            0.5,
        )
    };
    let used = answers.iter().all(|answer| answer.text("index") == "used");
    assert!(
        used != what.starts_with("no index"),
        "{what}: the index was {answers:?}"
    );
    let mut row = vec![events.to_string(), what.to_owned()];
    row.extend(["folded", "open", "rows", "frame", "resident", "peak"].map(|name| format!("{:.0}", median(name))));
    row
}

/// In a child: writes an outage.
pub fn simulate_there(folder: &Path, events: u64) {
    let written = simulate(folder, events, 7);
    println!(
        "commits {}\nevents {}\ndays {}",
        written.commits, written.events, written.days
    );
}

/// In a child: opens the store, answers the first question, paints the first frame.
pub fn open_there(folder: &Path, since: u128) {
    let (store, opened) =
        Store::open(folder, &Means::machine("a bench".into()), &Entry::trial(), &mut |_| {}).expect("it opens");
    println!("open {}", child::milliseconds_since(since));
    let handle = store.handle();
    match handle
        .ask(&clerk(), &Question::Census { ward: None })
        .expect("it answers")
    {
        Answer::Census(rows) => assert!(rows.len() > 500, "{}", rows.len()),
        other => panic!("{other:?}"),
    }
    println!("rows {}", child::milliseconds_since(since));
    let now = handle.hospital().newest().recorded();
    let mut seat = Seat::new(handle.hospital(), Route::Board, now);
    assert!(seat.paint() > 200, "nothing was painted");
    println!("frame {}", child::milliseconds_since(since));
    let (resident, peak) = child::memory();
    let index = match opened.index {
        IndexFound::Used => "used".to_owned(),
        IndexFound::Rebuilt(why) => format!("rebuilt: {why}"),
        IndexFound::Without(why) => format!("without: {why}"),
    };
    println!(
        "resident {resident}\npeak {peak}\nfolded {}\nindex {index}",
        opened.folded
    );
    store.close();
}

/// In a child: writes until it is killed, and says how many are saved.
pub fn write_there(folder: &Path) {
    let (store, _) =
        Store::open(folder, &Means::machine("a bench".into()), &Entry::trial(), &mut |_| {}).expect("it opens");
    let handle = store.handle();
    let present: Vec<_> = handle.hospital().present().filter_map(|stay| stay.patient()).collect();
    let day = Day::from(Timestamp::from_seconds(0).to_utc().expect("a date").date_naive());
    for number in 0_usize.. {
        let tickets: Vec<_> = (0..32)
            .map(|one| {
                let patient = present[(number * 32 + one) % present.len()].into();
                let score = NursingScore { a: 1, b: 1, c: 1 };
                handle.submit(clerk(), Request::from(Command::NursingScore { patient, day, score }))
            })
            .collect();
        tickets
            .into_iter()
            .for_each(|ticket| drop(ticket.wait().expect("saved")));
        println!("{}", (number + 1) * 32);
    }
}

fn kill_while_writing(store: &Path, after: Duration) {
    let mut writing = child::command("write", store, None)
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(writing.stdout.take().expect("its output")).lines();
    let first = lines.next().expect("it saves").expect("it saves");
    assert_eq!(first, "32");
    let begun = Instant::now();
    while begun.elapsed() < after && lines.next().is_some() {}
    writing.kill().expect("it is there");
    writing.wait().expect("it is gone");
}

pub fn clerk() -> Asker {
    Asker {
        user: UserName::parse("clerk").expect("a name"),
        role: Role::WardClerk,
    }
}

/// Only root may, and only on Linux; without it there is no cold disk to be measured.
pub fn drop_caches() -> bool {
    std::fs::write("/proc/sys/vm/drop_caches", "3").is_ok()
}
