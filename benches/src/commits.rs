//! Durable single commits: andon's writer against SQLite and against the bare disk, in turns on the same disk, so that
//! whatever else the machine does hits all alike.
//!
//! The same number of bytes for all three. andon also decides, folds, publishes and lets its index follow; SQLite and the
//! bare append only store.

use std::{path::Path, time::Instant};

use andon::{
    app::door::{Door, Ticket},
    domain::{
        access::{Asker, Role},
        command::{Command, Request},
        identity::PatientId,
        record::UserName,
        text::{NAME, Text},
    },
    journal::Reader,
    runtime::{
        entrance::Entry,
        open::{Means, Store},
        writer::Handle,
    },
};

use crate::{
    Form,
    bare::Bare,
    figures::{aim, spread, table},
    simulate::first_morning,
};

/// Commits that share one sync in the second row.
const TOGETHER: usize = 64;

trait Contender {
    /// `turns` times: `together` commits that are durable when it returns.
    fn commit(&mut self, turns: usize, together: usize);
}

struct Andon {
    _store: Store,
    handle: Handle,
    clerk: Asker,
    patients: Vec<PatientId>,
    next: usize,
}

impl Andon {
    fn new(folder: &Path) -> Self {
        first_morning(folder, 600);
        let (store, _) =
            Store::open(folder, &Means::machine("a bench".into()), &Entry::trial(), &mut |_| {}).expect("it opens");
        let handle = store.handle();
        let patients = handle.hospital().present().filter_map(|stay| stay.patient()).collect();
        Self {
            _store: store,
            handle,
            clerk: clerk(),
            patients,
            next: 0,
        }
    }

    fn request(&mut self) -> Request {
        self.next += 1;
        let to = Text::parse(&format!("常食 {}", self.next), NAME).expect("a diet");
        let patient = self.patients[self.next % self.patients.len()].into();
        Request::from(Command::Diet { patient, to })
    }

    fn reader(&self) -> Reader {
        self.handle.archive().past().reader().clone()
    }

    /// How many bytes a commit takes in the journal, and how many of them are its payload.
    fn bytes(&mut self) -> (usize, usize) {
        let before = self.reader().saved();
        self.commit(64, 1);
        let stored: Vec<_> = self
            .reader()
            .scan_after(&before)
            .map(|stored| stored.expect("a whole journal"))
            .collect();
        let (first, last) = (stored.first().expect("commits"), stored.last().expect("commits"));
        let framed = (last.position().0 - first.position().0) as usize / (stored.len() - 1);
        let payload = stored.iter().map(|stored| stored.payload.len()).sum::<usize>() / stored.len();
        (framed, payload)
    }
}

impl Contender for Andon {
    fn commit(&mut self, turns: usize, together: usize) {
        for _ in 0..turns {
            if together == 1 {
                // As the screens do it: handed in and waited for.
                let request = self.request();
                drop(self.handle.decide(self.clerk.clone(), request).expect("saved"));
            } else {
                // As `andon run` does it while there is more to read.
                let tickets: Vec<Ticket> = (0..together)
                    .map(|_| {
                        let request = self.request();
                        self.handle.submit(self.clerk.clone(), request)
                    })
                    .collect();
                tickets
                    .into_iter()
                    .for_each(|ticket| drop(ticket.wait().expect("saved")));
            }
        }
    }
}

struct Sqlite {
    connection: rusqlite::Connection,
    payload: Vec<u8>,
    next: i64,
}

impl Sqlite {
    fn new(file: &Path, payload: usize) -> Self {
        let connection = rusqlite::Connection::open(file).expect("it opens");
        connection.pragma_update(None, "journal_mode", "WAL").expect("WAL");
        connection.pragma_update(None, "synchronous", "FULL").expect("FULL");
        let made = "CREATE TABLE event (sequence INTEGER PRIMARY KEY, station INTEGER, kind INTEGER, payload BLOB)";
        connection.execute(made, ()).expect("a table");
        let mode: String = connection
            .query_row("PRAGMA journal_mode", (), |row| row.get(0))
            .expect("a mode");
        let synchronous: i64 = connection
            .query_row("PRAGMA synchronous", (), |row| row.get(0))
            .expect("a mode");
        assert_eq!((mode.as_str(), synchronous), ("wal", 2));
        Self {
            connection,
            payload: vec![7; payload],
            next: 0,
        }
    }
}

impl Contender for Sqlite {
    fn commit(&mut self, turns: usize, together: usize) {
        for _ in 0..turns {
            let transaction = self.connection.unchecked_transaction().expect("a transaction");
            let mut insert = transaction
                .prepare_cached("INSERT INTO event VALUES (?1, 1, 1, ?2)")
                .expect("a statement");
            for _ in 0..together {
                self.next += 1;
                insert.execute((self.next, &self.payload)).expect("a row");
            }
            drop(insert);
            transaction.commit().expect("a commit");
        }
    }
}

struct Record {
    bare: Bare,
    bytes: Vec<u8>,
}

impl Contender for Record {
    fn commit(&mut self, turns: usize, together: usize) {
        let bytes = self.bytes.repeat(together);
        (0..turns).for_each(|_| self.bare.append(&bytes));
    }
}

pub fn measure(folder: &Path, form: Form) {
    let folder = folder.join("commits");
    let _of_a_run_before = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let (rounds, turns) = form.either((6, 30), (80, 100));
    let mut andon = Andon::new(&folder.join("andon"));
    let (framed, payload) = andon.bytes();
    let bare = Record {
        bare: Bare::new(&folder.join("bare"), framed * (rounds + 1) * turns * (1 + TOGETHER / 8)),
        bytes: vec![7; framed],
    };
    let sqlite = Sqlite::new(&folder.join("sqlite.db"), payload);
    let mut contenders: [Box<dyn Contender>; 3] = [Box::new(andon), Box::new(sqlite), Box::new(bare)];
    println!("\nDurable commits: {framed} bytes each, {payload} of them payload; {rounds} rounds of {turns}, in turns");
    let mut rows = vec![
        [
            "",
            "andon/s",
            "SQLite/s",
            "bare/s",
            "andon : SQLite",
            "andon : bare",
            "SQLite : bare",
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    for (name, turns, together) in [("one by one", turns, 1), ("64 under one sync", turns / 8, TOGETHER)] {
        let rates = in_turns(&mut contenders, rounds, turns, together);
        let middle = |contender: usize| spread(&rates.iter().map(|round| round[contender]).collect::<Vec<_>>()).median;
        let ratio =
            |one: usize, other: usize| spread(&rates.iter().map(|round| round[one] / round[other]).collect::<Vec<_>>());
        let shown = |ratio: crate::figures::Spread| format!("{:.2} ({:.2}–{:.2})", ratio.median, ratio.low, ratio.high);
        rows.push(vec![
            name.to_owned(),
            format!("{:.0}", middle(0)),
            format!("{:.0}", middle(1)),
            format!("{:.0}", middle(2)),
            shown(ratio(0, 1)),
            shown(ratio(0, 2)),
            shown(ratio(1, 2)),
        ]);
        if together == 1 {
            let (sqlite, bare) = (ratio(0, 1).median, ratio(0, 2).median);
            rows.push(vec![
                "  aim".to_owned(),
                String::new(),
                String::new(),
                String::new(),
                format!("≥ 1: {}", aim(form, sqlite >= 1.0)),
                format!("≥ 0.8: {}", aim(form, bare >= 0.8)),
            ]);
        }
    }
    print!("{}", table(&rows));
    println!("  (median of the rounds' ratios, and the middle half of them)");
    println!(
        "  one by one: handed in, decided, folded, on the disk, answered, as the screens do it; SQLite a transaction of one row;"
    );
    println!("  bare one write and one fdatasync into blocks that are there. The same payload, the same disk.");
    println!(
        "  64 under one sync is no race between equals: andon decides, folds and answers 64 commands of callers who know"
    );
    println!(
        "  nothing of each other; SQLite cannot share a sync between callers, so its figure is one transaction of 64 rows."
    );
    drop(contenders);
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
}

/// The rates of each round, in commits a second. Who begins changes from round to round.
fn in_turns(contenders: &mut [Box<dyn Contender>; 3], rounds: usize, turns: usize, together: usize) -> Vec<[f64; 3]> {
    let turns = turns.max(1);
    contenders
        .iter_mut()
        .for_each(|contender| contender.commit(turns, together));
    (0..rounds)
        .map(|round| {
            let mut rates = [0.0; 3];
            for place in 0..3 {
                let which = (place + round) % 3;
                let begun = Instant::now();
                contenders[which].commit(turns, together);
                rates[which] = (turns * together) as f64 / begun.elapsed().as_secs_f64();
            }
            rates
        })
        .collect()
}

fn clerk() -> Asker {
    Asker {
        user: UserName::parse("clerk").expect("a name"),
        role: Role::WardClerk,
    }
}
