//! How long a start takes, and how much memory, after outages of any size: with the index, without it, after a kill.
//!
//! `start [EVENTS…]` (default 100000 1000000 3000000); `--folder DIR` keeps the stores there.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use andon::{
    app::door::Door,
    domain::{
        access::{Asker, Role},
        command,
        record::UserName,
    },
    runtime::open::{IndexFound, Means, Store},
};
use andon_benches::simulate::simulate;

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("open") => return open(Path::new(&arguments[1])),
        Some("write") => return write(Path::new(&arguments[1])),
        _ => {}
    }
    let folder = match arguments.iter().position(|argument| argument == "--folder") {
        Some(at) => {
            let folder = PathBuf::from(arguments.remove(at + 1));
            arguments.remove(at);
            folder
        }
        None => std::env::temp_dir().join(format!("andon-start-{}", std::process::id())),
    };
    let sizes: Vec<u64> = arguments.iter().map(|argument| argument.parse().expect("a number of events")).collect();
    let sizes = if sizes.is_empty() { vec![100_000, 1_000_000, 3_000_000] } else { sizes };
    for events in sizes {
        let store = folder.join(events.to_string());
        if !store.exists() {
            let begun = Instant::now();
            let simulated = simulate(&store, events, 7);
            println!("\n{events} events: {simulated:?}, written in {:.1} s", begun.elapsed().as_secs_f64());
        }
        println!("  journal {} MB", size(&store.join("journal")) / 1_000_000);
        let _none_yet = std::fs::remove_dir_all(store.join("sled"));
        report("rebuild, everything replayed", &store);
        println!("  sled {} MB", size(&store.join("sled")) / 1_000_000);
        report("start", &store);
        drop_caches();
        report("start, disk cache dropped", &store);
        kill_while_writing(&store);
        report("start after kill -9", &store);
        report("start", &store);
    }
}

/// Opens the store in another process, so that the memory is that of a fresh program.
fn report(what: &str, store: &Path) {
    let output = Command::new(std::env::current_exe().expect("a program")).arg("open").arg(store).output();
    let output = output.expect("it starts");
    print!("  {what}: {}", String::from_utf8_lossy(&output.stdout));
    if !output.status.success() {
        println!("{}", String::from_utf8_lossy(&output.stderr));
    }
}

fn open(store: &Path) {
    let begun = Instant::now();
    let (open, opened) = Store::open(store, &Means::machine("a bench".into()), &mut |_| {}).expect("it opens");
    let board = open.handle().ask(&clerk(), &command::Question::Board).expect("it answers");
    let ready = begun.elapsed();
    let index = match opened.index {
        IndexFound::Used => "used".to_owned(),
        IndexFound::Rebuilt(why) => format!("rebuilt, {why}"),
        IndexFound::Without(why) => format!("without, {why}"),
    };
    let (now, most) = memory();
    let andon::domain::ask::Answer::Board(board) = board else { return };
    let present: usize = board.wards.iter().map(|row| row.present).sum();
    print!(
        "{:.0} ms to the first answer, {now} MB now, {most} MB at most; index {index}, {} folded, {present} present",
        ready.as_secs_f64() * 1000.0,
        opened.folded
    );
    let begun = Instant::now();
    open.close();
    println!(", closed in {:.0} ms", begun.elapsed().as_secs_f64() * 1000.0);
}

/// Writes until it is killed; says how many are saved.
fn write(store: &Path) {
    let (open, _) = Store::open(store, &Means::machine("a bench".into()), &mut |_| {}).expect("it opens");
    let handle = open.handle();
    let present: Vec<_> = handle.hospital().present().filter_map(|stay| stay.patient()).collect();
    for number in 0_u64.. {
        let tickets: Vec<_> = (0..32)
            .map(|one| {
                let patient = present[(number as usize * 32 + one) % present.len()];
                let score = andon::domain::recovery::NursingScore { a: 1, b: 1, c: 1 };
                let epoch = andon::domain::record::Timestamp::from_seconds(0).to_utc().expect("a date");
                let day = andon::domain::record::Day::from(epoch.date_naive());
                let command = command::Command::NursingScore { patient: patient.into(), day, score };
                handle.submit(clerk(), command.into())
            })
            .collect();
        tickets.into_iter().for_each(|ticket| drop(ticket.wait().expect("saved")));
        println!("{}", (number + 1) * 32);
    }
}

fn kill_while_writing(store: &Path) {
    let mut child = Command::new(std::env::current_exe().expect("a program"))
        .arg("write")
        .arg(store)
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let _first_saved = lines.next();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(4));
        child.kill().expect("it is there");
        child.wait().expect("it is gone");
    });
    let last = lines.map_while(Result::ok).last().unwrap_or_default();
    println!("  killed after {last} commits in 4 s");
}

fn clerk() -> Asker {
    Asker { user: UserName::parse("clerk").expect("a name"), role: Role::WardClerk }
}

/// Resident memory in MB: now, and at most.
fn memory() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    (field("VmRSS:").unwrap_or(0) / 1000, field("VmHWM:").unwrap_or(0) / 1000)
}

fn size(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(about) if about.is_dir() => size(&entry.path()),
            Ok(about) => about.len(),
            Err(_) => 0,
        })
        .sum()
}

/// Only root may; without it the figure is that of a warm cache.
fn drop_caches() {
    if std::fs::write("/proc/sys/vm/drop_caches", "3").is_err() {
        println!("  (the disk cache could not be dropped)");
    }
}
