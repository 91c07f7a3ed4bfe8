//! 73 days of order slips (domain.md §1: about 211,000, with every step of every copy, until this morning): the start, the memory, how
//! long `where` takes for any old slip, and the frames of desk, slips and board. After 10 days, too: memory follows what is
//! open, not how long it has lasted.

use std::{
    collections::VecDeque,
    path::Path,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use andon::{
    app::door::Door,
    cli::vocabulary::{self, Asked, Setting},
    domain::{
        ask::Answer,
        command::{Command, Question, Request, Whereabouts},
        numbers::{BlockNumber, Schemes, Tongue},
        record::Timestamp,
        slips::{
            CopyName, Post, SlipNumber,
            ask::{SlipAnswer, lists, load},
            command::SlipCommand,
        },
    },
    domain::text::{REMARK, Text},
    exchange::moment::write_time,
    runtime::{
        entrance::Entry,
        open::{Means, Store},
    },
    settings::{checks, slips},
};

use crate::{
    Form, child,
    figures::{aim, quantile, table},
    person::Person,
    simulate::Outage,
    slip_sim::{self, Chance, DAY, Patient, Wish},
    start::{clerk, drop_caches, starts},
};

const SEED: u64 = 0x000A_4D08;
const INPATIENTS: usize = 600;
const BEDS: usize = 865;
/// Slips of one of the 73 days.
const A_DAY: usize = 2_890;
const DAYS: usize = 73;
/// Enough blocks of numbers.
const BLOCKS: u16 = 6;
const MINUTE: u64 = 60_000;

const AIM_WHERE: f64 = 50.0;
const AIM_FRAME: f64 = 16.0;
const AIM_START: f64 = 1000.0;

/// What somebody does, and the keys of one round. Every key changes something on the screen.
const DOINGS: [(&str, &[&str]); 5] = [
    (
        "F8 pharmacy: from sheet to sheet",
        &["\x1b[B", "\x1b[B", "\x1b[6~", "\x1b[A", "\x1b[5~"],
    ),
    ("F8: from desk to desk", &["]", "]", "]", "[", "[", "["]),
    ("F8: choosing a desk by typing", &["D", "p", "h", "a", "\x1b[27u"]),
    (
        "F7: all open slips of the hospital",
        &["\x1bOR", "\x1bOS", "\x1b[18~", "\x1b[B", "\x1b[6~", "\x1b[A"],
    ),
    ("F2 board", &["\x1bOR", "\x1bOQ", "\x1b[B", "\x1b[B", "\x1b[A"]),
];

pub fn measure(folder: &Path, form: Form) {
    println!("\nOrder slips on paper, the real program on a store with days of them (200×60)");
    let sizes: &[usize] = form.either(&[180], &[10 * A_DAY, DAYS * A_DAY]);
    let head = [
        "slips", "start", "folded", "open ms", "rows ms", "frame ms", "RSS MB", "peak MB",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    let mut told = Vec::new();
    for slips in sizes {
        let store = folder.join(format!("slips-{slips}"));
        if !store.exists() {
            let made = child::run("simulate-slips", &store, Some(*slips as u128));
            told.push(format!(
                "  {slips} slips over {} days: {} copies, {} commits, written in {:.0} s; the journal has {} MB",
                made.text("days"),
                made.text("copies"),
                made.text("commits"),
                made.number("seconds"),
                made.text("megabytes")
            ));
            rows.push(starts(
                *slips as u64,
                "no index: everything replayed",
                &store,
                1,
                || {
                    let _none_yet = std::fs::remove_dir_all(store.join("sled"));
                },
            ));
        }
        let warm = starts(*slips as u64, "with the index", &store, form.either(2, 7), || {});
        let started = warm[5].parse::<f64>().expect("a figure");
        rows.push(warm);
        told.push(format!(
            "  aim at {slips}, start to first frame: {started:.0} < 1000 ms: {}",
            aim(form, started < AIM_START)
        ));
        if form == Form::Full && drop_caches() {
            rows.push(starts(*slips as u64, "with the index, disk cold", &store, 5, || {
                drop_caches();
            }));
        }
        let found = child::run("where", &store, Some(form.either(20, 400)));
        let slowest = found.number("where-max");
        told.push(format!(
            "  where, any of {slips} slips: p50 {:.2}, p99 {:.2}, at most {slowest:.2} < 50 ms: {}",
            found.number("where-p50"),
            found.number("where-p99"),
            aim(form, slowest < AIM_WHERE)
        ));
        told.push(format!(
            "  in memory {} slips, {} of them open; lists and figures: desk {:.2} ms, load of all desks {:.2} ms, discrepancies {:.2} ms",
            found.text("hot"),
            found.text("open"),
            found.number("desk"),
            found.number("load"),
            found.number("discrepancies")
        ));
        frames(&store, folder, form, *slips, &found, &mut told);
    }
    print!("{}", table(&rows));
    told.iter().for_each(|line| println!("{line}"));
}

/// A pharmacist at the terminal: walks, looks, and receives by typed numbers.
fn frames(store: &Path, folder: &Path, form: Form, slips: usize, found: &child::Answer, told: &mut Vec<String>) {
    let home = folder.join("home");
    std::fs::create_dir_all(&home).expect("a folder");
    let mut person = Person::sit_down(Some(store), &home);
    person.first_frame();
    person.press("\x1b[19~");
    person.press("D");
    "pharmacy".chars().for_each(|letter| {
        person.press(&letter.to_string());
    });
    person.press_and_save("\r");
    let mut rows = vec![["keys", "", "p50 ms", "p99 ms", "max ms"].map(str::to_owned).to_vec()];
    let mut all = Vec::new();
    let mut row = |what: &str, times: Vec<f64>| {
        // Nobody measures what nobody did: an hour in which nothing is on its way has no row.
        if times.is_empty() {
            return;
        }
        let figure = |part| format!("{:.2}", quantile(&times, part));
        rows.push(vec![
            what.to_owned(),
            times.len().to_string(),
            figure(0.5),
            figure(0.99),
            figure(1.0),
        ]);
        all.extend(times);
    };
    // Thirty sheets come in: the end of each number, and Enter, which also saves.
    person.press("r");
    let (mut typed, mut saved) = (Vec::new(), Vec::new());
    for number in found.text("coming").split(',').take(form.either(3, 30)) {
        typed.extend(number.chars().map(|one| person.press(&one.to_string())));
        saved.push(person.press_and_save("\r"));
    }
    person.press("\x1b[27u");
    row("F8 pharmacy: a number typed", typed);
    row("F8 pharmacy: received and saved", saved);
    for (doing, keys) in DOINGS {
        for key in keys {
            person.press(key);
        }
        let rounds = form.either(1, 40);
        row(
            doing,
            (0..rounds).flat_map(|_| keys).map(|key| person.press(key)).collect(),
        );
    }
    let (resident, peak) = person.memory();
    let p99 = quantile(&all, 0.99);
    told.extend(table(&rows).lines().map(str::to_owned));
    told.push(format!(
        "  aim with {slips} slips, all keys together: p99 {p99:.2} < 16 ms: {}; memory {resident} MB, at most {peak} MB",
        aim(form, p99 < AIM_FRAME)
    ));
}

/// In a child: writes so many slips, a day after the other, until now.
pub fn simulate_there(folder: &Path, slips: usize) {
    let begun = Instant::now();
    let days = if slips < 1_000 { 3 } else { slips / A_DAY };
    let millis = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("after 1970")
        .as_millis() as u64;
    // Until the latest half past ten in the morning, when most is under way.
    let busy = (10 * 60 + 30) * MINUTE;
    let midnight = (millis + 9 * 3_600_000 - busy) / 86_400_000 * 86_400_000 - 9 * 3_600_000;
    let millis = midnight + busy;
    let first = midnight - (days as u64 - 1) * 86_400_000;
    let mut outage = Outage::begin(folder, SEED, BEDS, INPATIENTS, first - 3_600_000);
    let book = slips::standard().expect("the standard book");
    let version = slips::version(&book).expect("its version");
    let adopted = Command::Slip(SlipCommand::AdoptBook {
        version,
        book: std::sync::Arc::clone(&book),
    });
    outage.decides(Request::from(adopted)).expect("the book is adopted");
    let policy = checks::adopt(checks::shipped().expect("the shipped policy")).expect("its version");
    outage
        .decides(Request::from(policy))
        .expect("the policy of checks is adopted");
    for block in 1..=BLOCKS {
        let granted = Command::GrantBlock {
            station: None,
            block: BlockNumber::new(block),
        };
        outage.decides(Request::from(granted)).expect("numbers are granted");
    }
    let mut patients: Vec<Patient> = outage
        .hospital
        .present()
        .filter_map(|stay| {
            let id = outage.hospital.patient(stay.patient()?)?.identifier()?.to_string();
            let ward = stay.place()?.keeps()?.ward().to_owned();
            Some(Patient { id, ward })
        })
        .collect();
    patients.sort_by(|one, other| one.id.cmp(&other.id));
    let frame = outage.hospital.frame().cloned().expect("its beds");
    let zone = frame.zone();
    let (mut given, mut copies, mut written) = (0, 0, 0);
    let mut waiting: VecDeque<(i64, String)> = VecDeque::new();
    for day in 0..days as i64 {
        let wish = Wish {
            seed: SEED + day as u64,
            slips: slips * (day as usize + 1) / days - slips * day as usize / days,
            first: day,
            days: 1,
            given,
            losses: 3,
            station: 1,
        };
        let paper = slip_sim::paper(wish, &book, &patients);
        given += paper.numbers.len() as u32;
        copies += paper.copies;
        written += paper.slips;
        // What of yesterday goes on today comes between.
        let mut lines: Vec<(i64, String)> = waiting.drain(..).chain(paper.lines).collect();
        lines.sort_by_key(|(minute, _)| *minute);
        waiting = lines.into();
        let until = ((day + 1) * DAY).min(((millis - first) / MINUTE) as i64);
        while waiting.front().is_some_and(|(minute, _)| *minute < until) {
            let Some((minute, line)) = waiting.pop_front() else {
                break;
            };
            outage.millis = outage.millis.max(first + minute as u64 * MINUTE) + 1;
            let at = Timestamp::from_seconds((first / 1000) as i64 + minute * 60);
            let line = format!(r#"{{{line},"at":"{}"}}"#, write_time(at, zone));
            let setting = Setting {
                now: Timestamp::from_seconds((outage.millis / 1000) as i64),
                zone,
                frame: Some(&frame),
                tongue: Tongue::Japanese,
            };
            let Ok(Asked::Change(request)) = vocabulary::read(&line, &setting) else {
                panic!("{line}")
            };
            if let Err(refusal) = outage.decides(request) {
                panic!("{line}\n{refusal:?}");
            }
        }
        // Somebody looks into what was done without an identity check.
        let open: Vec<_> = outage.hospital.discrepancies();
        for discrepancy in open.into_iter().filter(|one| one.closed.is_none()).map(|one| one.id) {
            let remark = Text::parse("looked into", REMARK).expect("a text");
            let closing = Command::CloseDiscrepancy { discrepancy, remark };
            outage.decides(Request::from(closing)).expect("it is closed");
        }
        outage.forget_the_finished();
    }
    outage.journal.sync().expect("the journal takes it");
    let megabytes: u64 = size(folder) / 1_000_000;
    println!(
        "days {days}\nslips {written}\ncopies {copies}\ncommits {}\nseconds {:.1}\nmegabytes {megabytes}",
        outage.written.commits,
        begun.elapsed().as_secs_f64()
    );
}

fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| {
            let about = entry.metadata().ok()?;
            Some(if about.is_dir() {
                size(&entry.path())
            } else {
                about.len()
            })
        })
        .sum()
}

/// In a child: asks where so many of the slips are, each once; and how long the lists of the screens take to make.
pub fn where_there(folder: &Path, count: usize) {
    let (store, _) =
        Store::open(folder, &Means::machine("a bench".into()), &Entry::trial(), &mut |_| {}).expect("it opens");
    let handle = store.handle();
    let hospital = handle.hospital();
    let schemes = Schemes::default();
    let given = highest(&hospital);
    let mut chance = Chance(SEED);
    let times: Vec<f64> = (0..count)
        .map(|_| {
            // Early and late ones alike.
            let number = slip_sim::number(&schemes, 1, 1 + chance.below(u64::from(given)) as u32);
            let slip = SlipNumber::parse(&number).expect("a number");
            let what = Whereabouts::Slip(CopyName::from(slip));
            let begun = Instant::now();
            let answer = handle.ask(&clerk(), &Question::Where { what });
            let took = begun.elapsed().as_secs_f64() * 1e3;
            match answer {
                Ok(Answer::Slips(SlipAnswer::Slip(view))) => {
                    assert!(view.slip.number == slip && !view.slip.copies.is_empty());
                }
                // The last forms of today are not written on yet.
                Err(refusal) => assert_eq!(refusal.code(), "unknown-slip"),
                Ok(other) => panic!("{other:?}"),
            }
            took
        })
        .collect();
    let now = hospital.newest().recorded();
    let pharmacy = Post::parse("pharmacy").expect("a desk");
    let coming: Vec<String> = lists::desk(&hospital, &pharmacy, now)
        .iter()
        .filter(|row| !row.is_at(&pharmacy) && row.to == pharmacy && !row.custody.is_lost())
        .filter(|row| {
            *row.custody.post().unwrap_or(&pharmacy) != row.to
                || matches!(row.custody, andon::domain::slips::Custody::Carried { .. })
        })
        .map(|row| row.slip.to_string())
        .collect();
    let milliseconds = |work: &dyn Fn()| {
        let times: Vec<f64> = (0..9)
            .map(|_| {
                let begun = Instant::now();
                work();
                begun.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        quantile(&times, 0.5)
    };
    println!(
        "where-p50 {}\nwhere-p99 {}\nwhere-max {}\nhot {}\nopen {}\ncoming {}",
        quantile(&times, 0.5),
        quantile(&times, 0.99),
        quantile(&times, 1.0),
        hospital.slips().count(),
        hospital.slips().filter(|slip| !slip.is_finished()).count(),
        coming.join(",")
    );
    println!(
        "desk {}\nload {}\ndiscrepancies {}",
        milliseconds(&|| drop(lists::desk(&hospital, &pharmacy, now))),
        milliseconds(&|| drop(load::load(&hospital, now))),
        milliseconds(&|| drop(hospital.discrepancies()))
    );
    store.close();
}

/// How many numbers the station has given.
fn highest(hospital: &andon::domain::state::Hospital) -> u32 {
    let schemes = Schemes::default();
    let capacity = schemes.slip.capacity();
    let station = andon::domain::record::Station::new(1).expect("a station");
    (1..=BLOCKS)
        .filter_map(BlockNumber::new)
        .map(|block| {
            let series = andon::domain::numbers::Series::of(&schemes.slip);
            hospital.used().highest(series, station, block).min(capacity)
        })
        .sum()
}
