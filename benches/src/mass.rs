//! A mass casualty: five hundred numbers, each with its record, alias and tag, in one durable step, against one durable
//! commit and what has to be done to the five hundred whatever they cost on the disk: deciding them, encoding and sealing them,
//! folding them into the hospital. Each of these is measured alone, in memory, so that the step can be held against their sum.
//!
//! Whatever gives a number waits for the disk twice: for the journal, and for the mark that the machine keeps outside of the
//! store. One number, given the same way, stands beside the five hundred; so does the bare disk, which takes the same bytes and
//! the mark in two writes and two syncs and thinks of nothing: nothing that saves five hundred numbers can be faster than that
//! and encoding them.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use andon::{
    app::door::Door,
    domain::{
        self,
        access::{Asker, Context, Role},
        checks::compare::Unspelled,
        command::{Command, Register, Request},
        decide::{Decision, OwnCommits},
        numbers::{
            Arrival, BlockNumber, Tongue,
            issue::{Issue, Newcomer},
        },
        record::{
            Commit, CommitId, History, HistoryLost, Installation, Position, SettingsVersion, Station, UserName, wire,
        },
        text::{NAME, Text},
    },
    runtime::{
        init::{AdoptedSlips, Founding, Setup, fresh_identity},
        mark::Marking,
        open::{Means, Store},
    },
    settings::{hospital::zone, sample::sample, slips},
    store::{Past, label_of},
    vault::{DataKey, Seal},
};

use crate::{
    Form,
    bare::Bare,
    figures::{aim, spread, table},
    slow_disk::SlowDisk,
};

/// What the disk of a clean laptop may take for a sync.
const SYNC: Duration = Duration::from_millis(3);

/// Bytes of what the machine writes down of a store.
const MARK: usize = 512;

/// Nothing here looks back.
struct NoPast;

impl History for NoPast {
    fn commit(&self, position: Position) -> Result<Arc<Commit>, HistoryLost> {
        Err(HistoryLost(position))
    }
}

impl OwnCommits for NoPast {
    fn position(&self, _: CommitId) -> Option<Position> {
        None
    }
}

pub fn measure(folder: &Path, form: Form) {
    let means = Means::machine("a bench".into());
    on(&folder.join("mass"), "this disk", means, Duration::ZERO, form);
    let mut means = Means::machine("a bench".into());
    means.files = Arc::new(SlowDisk(SYNC));
    let disk = format!("this disk and {} ms more for a sync", SYNC.as_millis());
    on(&folder.join("mass-slow"), &disk, means, SYNC, form);
}

/// `mark` is what a sync of the mark would take longer on that disk: it does not go through the files of the store.
fn on(folder: &Path, disk: &str, mut means: Means, mark: Duration, form: Form) {
    let _of_a_run_before = std::fs::remove_dir_all(folder);
    // As on a laptop: the machine's mark is raised before anybody hears of a number.
    means.marks = Marking::of_machine(Some(folder.join("marks")));
    let text = |raw: &str| Text::parse(raw, NAME).expect("a text");
    let hospital =
        sample(text("見本病院"), zone("Asia/Tokyo").expect("a zone"), means.clock.now()).expect("the sample");
    let clerk = Asker {
        user: UserName::parse("clerk").expect("a name"),
        role: Role::Trial,
    };
    let setup = Setup {
        store: fresh_identity(),
        station: Station::new(7).expect("a number"),
        installation: Installation::FIRST,
        user: clerk.user.clone(),
        founding: Founding::Trial,
        version: SettingsVersion([1; 8]),
        frame: Arc::new(hospital.frame),
        block: Some(BlockNumber::FIRST),
        slips: AdoptedSlips {
            version: SettingsVersion([1; 8]),
            book: slips::standard().expect("the kinds of slips"),
        },
    };
    let store = Store::init(&folder.join("store"), setup, &means)
        .expect("a store")
        .store;
    let handle = store.handle();
    let decide = |command: Command| handle.decide(clerk.clone(), Request::from(command)).expect("saved");
    decide(Command::ImportCensus { lines: hospital.lines });
    for block in 2..=9 {
        decide(Command::GrantBlock {
            station: None,
            block: BlockNumber::new(block),
        });
    }
    // No more than there are aliases that are unlike each other.
    let rounds = form.either(3, 6);
    let (mut singles, mut ones, mut masses, mut encodings) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut decisions, mut seals, mut folds, mut bares) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut bare = Bare::new(&folder.join("bare"), rounds << 20);
    let mut bare_mark = Bare::new(&folder.join("bare-mark"), rounds << 20);
    let key = DataKey::fresh(means.randomness.as_ref()).expect("a key");
    let seal = key.seal(&means.randomness);
    let millis = |began: Instant| began.elapsed().as_secs_f64() * 1000.0;
    let waits = mark.as_secs_f64() * 1000.0;
    for round in 0..rounds {
        for number in 0..10 {
            let person = Register {
                name: Some(text(&format!("誰か {round} {number}"))),
                ..Register::default()
            };
            let began = Instant::now();
            decide(Command::Register(person));
            singles.push(millis(began));
        }
        let arrival = Arrival {
            tag: Some(text("A-001")),
            incident: Some(text("駅前事故")),
            ..Arrival::default()
        };
        let of_so_many = |count| {
            Command::Issue(Box::new(Issue {
                newcomer: Newcomer::Mass {
                    count,
                    arrival: arrival.clone(),
                },
                declined: Vec::new(),
                tongue: Tongue::Japanese,
                request: None,
            }))
        };
        for _ in 0..10 {
            let began = Instant::now();
            decide(of_so_many(1));
            ones.push(millis(began) + waits);
        }
        // The same on the same state, in memory: what it takes to think of five hundred.
        let command = of_so_many(500);
        let before = handle.hospital();
        let status = handle.status();
        let context = Context {
            worn: &[],
            asker: &clerk,
            permissions: &means.permissions,
            now: means.clock.now(),
            stamp: before.newest().tick(means.clock.millis()),
            commit: CommitId {
                station: status.station,
                installation: status.installation,
                sequence: before.next_sequence(status.station, status.installation),
            },
            spelling: &Unspelled,
            chance: 7 + round as u64,
        };
        let began = Instant::now();
        let decision = domain::decide::decide(&before, Request::from(command.clone()), &context, &NoPast);
        decisions.push(millis(began));
        assert!(matches!(decision, Ok(Decision::Commit(_))));
        let began = Instant::now();
        let receipt = decide(command);
        masses.push(millis(began) + waits);
        assert_eq!(receipt.numbers.len(), 500);
        let id = receipt.commit.expect("a commit");
        let past: &Past = handle.archive().past();
        let mut records = past.reader().scan().map(|stored| stored.expect("a whole journal"));
        let commit = records.find_map(|stored| Past::understand(&stored).filter(|commit| commit.id == id));
        let commit = commit.expect("it is in the journal");
        let began = Instant::now();
        let bytes = wire::write(&commit).expect("bytes");
        encodings.push(millis(began));
        assert!(bytes.len() > 50_000);
        let mut sealed = bytes.clone();
        let label = label_of(commit.id);
        let began = Instant::now();
        seal.seal(&label, &mut sealed).expect("a seal");
        seals.push(millis(began));
        let began = Instant::now();
        bare.append(&sealed);
        bare_mark.append(&[7; MARK]);
        bares.push(millis(began) + 2.0 * waits);
        let mut hospital = (*before).clone();
        let began = Instant::now();
        let touched = hospital
            .apply_written(&commit, &bytes, Position(u64::MAX), &NoPast)
            .expect("folded");
        folds.push(millis(began));
        assert_eq!(touched.len(), 1000);
    }
    store.close();
    let (single, one, mass, encoding) = (spread(&singles), spread(&ones), spread(&masses), spread(&encodings));
    let (decision, sealing, fold, bare) = (spread(&decisions), spread(&seals), spread(&folds), spread(&bares));
    let row = |name: &str, what: crate::figures::Spread| {
        let ms = |value: f64| format!("{value:.3}");
        vec![name.to_owned(), ms(what.low), ms(what.median), ms(what.high)]
    };
    println!("\nFive hundred numbers of a mass casualty in one step, on {disk}, {rounds} rounds (milliseconds)");
    let head = ["", "quarter", "median", "three quarters"].map(str::to_owned).to_vec();
    println!(
        "{}",
        table(&[
            head,
            row("one durable commit", single),
            row("one number, durable: the journal and the mark", one),
            row("deciding 500, in memory", decision),
            row("encoding 500, in memory", encoding),
            row("sealing 500, in memory", sealing),
            row("folding 500, in memory", fold),
            row("the bare disk: the bytes of 500, and the mark", bare),
            row("500 numbers, durable: the journal and the mark", mass),
        ])
    );
    let coding = encoding.median + sealing.median;
    let memory = coding + decision.median + fold.median;
    println!(
        "  the step is {:.3} ms: {:.2} durable commits, or {:.2} times one number",
        mass.median,
        mass.median / single.median,
        mass.median / one.median,
    );
    let floor = coding + bare.median;
    println!("  encoding, sealing and the bare disk, below which nothing gets: {floor:.3} ms");
    let held = |what: &str, most: f64| {
        let word = aim(form, mass.median < most);
        println!("  less than {what}: {:.3} of {most:.3} ms: {word}", mass.median);
    };
    held(
        "3 durable commits, and encoding and sealing",
        3.0 * single.median + coding,
    );
    held(
        "3 times one number, and encoding and sealing",
        3.0 * one.median + coding,
    );
    held("3 times encoding, sealing and the bare disk", 3.0 * floor);
    held(
        "3 durable commits, and what 500 take in memory",
        3.0 * single.median + memory,
    );
}
