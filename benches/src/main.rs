//! What andon promises about speed and memory, measured in one run and told as ratios.
//!
//! ```sh
//! cargo run --release --manifest-path benches/Cargo.toml            # everything, about five minutes
//! cargo run --release --manifest-path benches/Cargo.toml -- --short # seconds: only that it runs; the figures mean little
//! cargo run --release --manifest-path benches/Cargo.toml -- commits # one part: commits, mass, start, frame, slips, paper
//! ```
//!
//! `--folder DIR` says where the stores lie; it must be on the disk that is to be measured. Without it they lie beside the
//! build, because the folder for temporary files is often no disk at all.
//!
//! - `commits`: durable single commits through andon's writer, SQLite and a bare append, in turns on the same disk.
//! - `mass`: five hundred numbers of a mass casualty in one durable step, on this disk and on one whose sync takes 3 ms.
//! - `start`: the first frame after outages of 100,000, 1,000,000 and 3,000,000 events, each in a process of its own.
//! - `find`: recall and time of every keystroke over the register that `--register DIR` names (`master.csv`), beside
//!   SkimMatcherV2 and fzf; without it over invented people.
//! - `same`: pairs that are found, in that register, in the one that `--unseen DIR` names, and in FEBRL4 (`--febrl DIR`).
//! - `frame`: from a key to the painted frame in a real terminal, and the memory of a full hospital.
//! - `slips`: 73 days of order slips: start, memory, `where`, and the frames of desk, slips and board.
//! - `access`: coming in beside Argon2's own time, and what the seal costs a durable record.
//! - `paper`: a slip in its copies, a list of 700, 500 labels, in CPU time.
//! - `simulate` and `slip_sim` (of the tests) write the outages, `terminal` paints, `person` sits at a terminal, `child` runs a
//!   part in a process of its own, `figures` counts.

mod access;
mod alike;
mod bare;
mod child;
mod commits;
mod doubles;
mod febrl;
mod figures;
mod finding;
mod frame;
mod intake;
mod mass;
mod paper;
mod person;
mod queries;
mod register;
mod simulate;
#[allow(dead_code, reason = "the tests read what comes of a day, a bench only its lines")]
#[path = "../../tests/andon/slip_sim.rs"]
mod slip_sim;
mod slips;
mod slow_disk;
mod start;
mod terminal;
mod typing;

use std::path::PathBuf;

/// Where the marks of a machine's stores lie.
const MARKS: &str = andon::runtime::mark::VARIABLE;

/// How much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Short,
    Full,
}

impl Form {
    pub fn either<T>(self, short: T, full: T) -> T {
        match self {
            Self::Short => short,
            Self::Full => full,
        }
    }
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(task) = child::asked(&arguments) {
        return match task {
            child::Task::Simulate { folder, events } => start::simulate_there(&folder, events),
            child::Task::Open { folder, since } => start::open_there(&folder, since),
            child::Task::Write { folder } => start::write_there(&folder),
            child::Task::SimulateSlips { folder, slips } => slips::simulate_there(&folder, slips),
            child::Task::Where { folder, slips } => slips::where_there(&folder, slips),
            child::Task::Program { folder } => frame::program_there(&folder),
        };
    }
    let form = if take(&mut arguments, "--short") {
        Form::Short
    } else {
        Form::Full
    };
    let folder = named(&mut arguments, "--folder");
    let register = named(&mut arguments, "--register");
    let unseen = named(&mut arguments, "--unseen");
    let febrl = named(&mut arguments, "--febrl");
    let kept = folder.is_some();
    let folder = folder.unwrap_or_else(|| {
        let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target");
        beside.join(format!("stores-{}", std::process::id()))
    });
    std::fs::create_dir_all(&folder).expect("a folder for the stores");
    // The programs that are measured work elsewhere: a folder named from here would be another one there, without a hospital.
    let folder = folder.canonicalize().expect("a folder for the stores");
    if std::env::var_os(MARKS).is_none() {
        // The stores of a bench leave no marks on the machine that a hospital may work on. The variable is read where a store
        // is opened, and no process can safely change its own: it is started again.
        let again = std::process::Command::new(std::env::current_exe().expect("this program"))
            .args(std::env::args().skip(1))
            .env(MARKS, folder.join("marks"))
            .status()
            .expect("this program starts");
        if !kept {
            std::fs::remove_dir_all(&folder).expect("the folder is ours");
        }
        std::process::exit(again.code().unwrap_or(1));
    }
    let parts = [
        "commits", "mass", "start", "frame", "slips", "paper", "find", "same", "access",
    ];
    if let Some(unknown) = arguments.iter().find(|argument| !parts.contains(&argument.as_str())) {
        eprintln!("{unknown} is none of: {} --short --folder DIR", parts.join(" "));
        std::process::exit(2);
    }
    let wanted = |part: &str| arguments.is_empty() || arguments.iter().any(|argument| argument == part);
    println!("{}", figures::machine());
    if wanted("commits") {
        commits::measure(&folder, form);
    }
    if wanted("mass") {
        mass::measure(&folder, form);
    }
    if wanted("start") {
        start::measure(&folder, form);
    }
    if wanted("frame") {
        frame::measure(&folder, form);
    }
    if wanted("slips") {
        slips::measure(&folder, form);
    }
    if wanted("find") {
        finding::measure(register.as_deref(), &folder, form);
    }
    if wanted("same") {
        doubles::measure(register.as_deref(), unseen.as_deref(), febrl.as_deref(), form);
    }
    if wanted("access") {
        access::measure(&folder, form);
    }
    if wanted("paper") {
        paper::measure(&folder, form);
    }
    if !kept {
        std::fs::remove_dir_all(&folder).expect("the folder is ours");
    }
}

/// The folder behind an option.
fn named(arguments: &mut Vec<String>, name: &str) -> Option<PathBuf> {
    let at = arguments.iter().position(|argument| argument == name)?;
    arguments.remove(at);
    (at < arguments.len()).then(|| PathBuf::from(arguments.remove(at)))
}

fn take(arguments: &mut Vec<String>, name: &str) -> bool {
    let before = arguments.len();
    arguments.retain(|argument| argument != name);
    arguments.len() < before
}
