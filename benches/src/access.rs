//! What accounts and sealing cost: coming in beside Argon2's own time, and the seal in the time of a durable commit.

use std::{path::Path, sync::Arc, time::Instant};

use andon::{
    app::door::Door as _,
    domain::{
        access::{
            PassPhrase, Role, Standing,
            decide::{AccountCommand, OpenAccount},
        },
        command::{Command, Request},
        record::{Installation, SettingsVersion, Station, UserName},
        text::{NAME, Text},
    },
    journal::{Class, Holder, Journal, Purpose, Record, StoreHeader, StoreLock},
    runtime::{
        entrance::Entry,
        init::{AdoptedSlips, Founding, Setup, fresh_identity},
        open::{Means, Store},
    },
    settings::slips,
    vault::{ClearSeal, DataKey, Label, Seal, Stretch, Wrap},
};

use crate::{
    Form,
    figures::{aim, spread, table},
    simulate::frame,
};

const PHRASE: &str = "three umbrellas in the rain";

fn millis(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}

pub fn measure(folder: &Path, form: Form) {
    let folder = folder.join("access");
    let _of_a_run_before = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    coming_in(&folder.join("store"), form);
    sealing(&folder, form);
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
}

/// A real store with the accounts of a hospital: opened, and unlocked while it is open.
fn coming_in(folder: &Path, form: Form) {
    let (people, rounds) = form.either((50, 2), (2_000, 9));
    let means = Means {
        marks: None,
        ..Means::machine("a bench".into())
    };
    let user = UserName::parse("k.mori").expect("a name");
    let name = Text::parse("森 健", NAME).expect("a name");
    let setup = Setup {
        store: fresh_identity(),
        station: Station::new(1).expect("a number"),
        installation: Installation::FIRST,
        user: user.clone(),
        founding: Founding::Real {
            name: name.clone(),
            phrase: PassPhrase::new(PHRASE),
        },
        version: SettingsVersion([1; 8]),
        frame: frame(600),
        block: None,
        slips: AdoptedSlips {
            version: SettingsVersion([1; 8]),
            book: slips::standard().expect("the built-in slips"),
        },
    };
    let store = Store::init(folder, setup, &means).expect("an empty folder").store;
    let begun = Instant::now();
    let accounts = (0..people)
        .map(|number| {
            let user = UserName::parse(&format!("staff.{number}")).expect("a name");
            let (keys, _) = store.first_keys(&user).expect("randomness");
            let standing = Standing {
                name: name.clone(),
                role: Role::Nurse,
                duty: None,
                wards: Vec::new(),
            };
            OpenAccount { user, standing, keys }
        })
        .collect();
    let open = Request::from(Command::Account(AccountCommand::Open(accounts)));
    let asker = store.asker().expect("an administrator");
    store.handle().decide(asker, open).expect("saved");
    println!(
        "\nAccounts: {people} opened with first pass phrases in {:.0} ms",
        millis(begun)
    );
    store.close();
    let entry = Entry::Person {
        user: user.clone(),
        phrase: PassPhrase::new(PHRASE),
        code: None,
    };
    let (mut opens, mut unlocks, mut stretches) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let begun = Instant::now();
        assert!(Wrap::waste(PHRASE, Stretch::STANDARD));
        stretches.push(millis(begun));
        let begun = Instant::now();
        let (store, _) = Store::open(folder, &means, &entry, &mut |_| {}).expect("it opens");
        opens.push(millis(begun));
        let begun = Instant::now();
        store
            .handle()
            .log_in(&user, &PassPhrase::new(PHRASE), None)
            .expect("the phrase");
        unlocks.push(millis(begun));
        store.close();
    }
    let stretch = spread(&stretches).median;
    let mut rows = vec![
        ["", "all of it", "Argon2 alone", "beside Argon2"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for (what, took) in [("opening the store", &opens), ("unlocking the laptop", &unlocks)] {
        let median = spread(took).median;
        rows.push(vec![
            what.to_owned(),
            format!("{median:.0} ms"),
            format!("{stretch:.0} ms"),
            format!("{:.1} ms", (median - stretch).max(0.0)),
        ]);
    }
    print!("{}", table(&rows));
    let beside = (spread(&opens).median - stretch).max(spread(&unlocks).median - stretch);
    println!("  aim: under 1,000 ms beside Argon2: {}", aim(form, beside < 1000.0));
}

/// The same records through the seal that hides and the one that does not, in turns on the same disk.
fn sealing(folder: &Path, form: Form) {
    let (rounds, turns) = form.either((6, 30), (60, 100));
    let randomness: Arc<dyn andon::vault::Randomness> = Arc::new(andon::runtime::random::SystemRandomness);
    let key = DataKey::fresh(randomness.as_ref()).expect("randomness");
    let seals: [(&str, Arc<dyn Seal>); 2] = [
        ("clear", Arc::new(ClearSeal)),
        ("sealed", Arc::new(key.seal(&randomness))),
    ];
    let mut journals = seals.map(|(name, seal)| journal(&folder.join(name), seal));
    // As long as the commit of a diet.
    let payload = vec![7; 110];
    let label = Label {
        station: 1,
        installation: 1,
        sequence: 1,
        kind: 1,
    };
    let mut took = [Vec::new(), Vec::new()];
    for round in 0..=rounds {
        for place in 0..2 {
            let which = (place + round) % 2;
            let begun = Instant::now();
            for _ in 0..turns {
                let record = Record {
                    class: Class::Commit,
                    label,
                    payload: &payload,
                };
                journals[which].append(&record).expect("room");
                journals[which].sync().expect("a sync");
                if journals[which].wants_room() {
                    journals[which].prepare().expect("room");
                }
            }
            // The first round warms up.
            if round > 0 {
                took[which].push(begun.elapsed().as_secs_f64() * 1e6 / turns as f64);
            }
        }
    }
    let ratios: Vec<f64> = took[0]
        .iter()
        .zip(&took[1])
        .map(|(clear, sealed)| sealed / clear - 1.0)
        .collect();
    let seal = key.seal(&randomness);
    let begun = Instant::now();
    let alone = form.either(1_000, 100_000);
    for _ in 0..alone {
        let mut bytes = payload.clone();
        seal.seal(&label, &mut bytes).expect("randomness");
        std::hint::black_box(bytes);
    }
    let alone = begun.elapsed().as_secs_f64() * 1e6 / f64::from(alone);
    let (clear, ratio) = (spread(&took[0]).median, spread(&ratios));
    println!(
        "\nSealing: {} bytes of payload, {rounds} rounds of {turns} durable records, in turns",
        payload.len()
    );
    println!(
        "  clear {clear:.1} us, sealed {:.1} us a record",
        spread(&took[1]).median
    );
    println!(
        "  the seal costs {:+.1} % ({:+.1}–{:+.1} %); its work alone is {alone:.2} us, {:.1} % of a clear record",
        ratio.median * 100.0,
        ratio.low * 100.0,
        ratio.high * 100.0,
        alone / clear * 100.0
    );
    println!("  aim: under 10 %: {}", aim(form, ratio.median < 0.1));
}

fn journal(folder: &Path, seal: Arc<dyn Seal>) -> Journal {
    let means = Means::machine("a bench".into());
    let holder = Holder {
        process: std::process::id(),
        who: "a bench".to_owned(),
        since: 0,
    };
    let lock = StoreLock::take(means.files.as_ref(), folder, &holder).expect("nobody else");
    let header = StoreHeader {
        purpose: Purpose::Trial,
        store: fresh_identity(),
        station: 1,
        installation: 1,
        created: 0,
    };
    Journal::create(Arc::clone(&means.files), &lock, means.layout, header, seal).expect("an empty folder")
}
