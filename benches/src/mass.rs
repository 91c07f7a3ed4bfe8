//! A mass casualty: five hundred numbers, each with its record, alias and tag, in one durable step, against one durable
//! commit and the encoding of what is saved.

use std::{path::Path, sync::Arc, time::Instant};

use andon::{
    app::door::Door,
    domain::{
        access::{Asker, Role},
        command::{Command, Register, Request},
        numbers::{
            Arrival, BlockNumber, Tongue,
            issue::{Issue, Newcomer},
        },
        record::{Installation, SettingsVersion, Station, UserName, wire},
        text::{NAME, Text},
    },
    runtime::{
        init::{AdoptedSlips, Founding, Setup, fresh_identity},
        open::{Means, Store},
    },
    settings::{hospital::zone, sample::sample, slips},
    store::Past,
};

use crate::{
    Form,
    figures::{aim, spread, table},
};

pub fn measure(folder: &Path, form: Form) {
    let folder = folder.join("mass");
    let _of_a_run_before = std::fs::remove_dir_all(&folder);
    let mut means = Means::machine("a bench".into());
    // As on a laptop: the machine's mark is raised before anybody hears of a number.
    means.marks = Some(folder.join("marks"));
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
    let (mut singles, mut masses, mut encodings) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds {
        for number in 0..10 {
            let person = Register {
                name: Some(text(&format!("誰か {round} {number}"))),
                ..Register::default()
            };
            let began = Instant::now();
            decide(Command::Register(person));
            singles.push(began.elapsed().as_secs_f64() * 1000.0);
        }
        let arrival = Arrival {
            tag: Some(text("A-001")),
            incident: Some(text("駅前事故")),
            ..Arrival::default()
        };
        let issue = Issue {
            newcomer: Newcomer::Mass { count: 500, arrival },
            declined: Vec::new(),
            tongue: Tongue::Japanese,
        };
        let began = Instant::now();
        let receipt = decide(Command::Issue(Box::new(issue)));
        masses.push(began.elapsed().as_secs_f64() * 1000.0);
        assert_eq!(receipt.numbers.len(), 500);
        let id = receipt.commit.expect("a commit");
        let past: &Past = handle.archive().past();
        let mut records = past.reader().scan().map(|stored| stored.expect("a whole journal"));
        let commit = records.find_map(|stored| Past::understand(&stored).filter(|commit| commit.id == id));
        let commit = commit.expect("it is in the journal");
        let began = Instant::now();
        let bytes = wire::write(&commit).expect("bytes");
        encodings.push(began.elapsed().as_secs_f64() * 1000.0);
        assert!(bytes.len() > 50_000);
    }
    store.close();
    let (single, mass, encoding) = (spread(&singles), spread(&masses), spread(&encodings));
    let row = |name: &str, what: crate::figures::Spread| {
        let ms = |value: f64| format!("{value:.3}");
        vec![name.to_owned(), ms(what.low), ms(what.median), ms(what.high)]
    };
    println!("\nFive hundred numbers of a mass casualty in one step, {rounds} rounds (milliseconds)");
    let head = ["", "quarter", "median", "three quarters"].map(str::to_owned).to_vec();
    println!(
        "{}",
        table(&[
            head,
            row("one durable commit", single),
            row("500 numbers", mass),
            row("encoding of those", encoding),
        ])
    );
    let limit = 3.0 * single.median + encoding.median;
    println!(
        "  {:.3} ms, aim: less than 3 commits and the encoding, {limit:.3} ms: {}",
        mass.median,
        aim(form, mass.median < limit)
    );
}
