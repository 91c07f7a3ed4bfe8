//! Parts that run in a process of their own, so that their memory and their first moments are those of a fresh program.
//! They answer with lines of `name value`.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{SystemTime, UNIX_EPOCH},
};

/// What a child is asked for.
#[derive(Debug)]
pub enum Task {
    Simulate {
        folder: PathBuf,
        events: u64,
    },
    /// `since` is when the program was started.
    Open {
        folder: PathBuf,
        since: u128,
    },
    Write {
        folder: PathBuf,
    },
    /// So many order slips of some days.
    SimulateSlips {
        folder: PathBuf,
        slips: usize,
    },
    /// Where so many old slips are.
    Where {
        folder: PathBuf,
        slips: usize,
    },
    /// The terminal program; `-` for the sample.
    Program {
        folder: PathBuf,
    },
}

/// The first argument of a child.
pub const CHILD: &str = "--child";

/// The task that this process was started for, if it is a child.
pub fn asked(arguments: &[String]) -> Option<Task> {
    let [first, task, folder, rest @ ..] = arguments else {
        return None;
    };
    if first != CHILD {
        return None;
    }
    let folder = PathBuf::from(folder);
    let number = || {
        rest.first()
            .and_then(|number| number.parse::<u128>().ok())
            .expect("a number")
    };
    Some(match task.as_str() {
        "simulate" => Task::Simulate {
            folder,
            events: number() as u64,
        },
        "open" => Task::Open {
            folder,
            since: number(),
        },
        "write" => Task::Write { folder },
        "simulate-slips" => Task::SimulateSlips {
            folder,
            slips: number() as usize,
        },
        "where" => Task::Where {
            folder,
            slips: number() as usize,
        },
        "program" => Task::Program { folder },
        other => panic!("{other}"),
    })
}

/// A child that is asked for `task`.
pub fn command(task: &str, folder: &Path, number: Option<u128>) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    // What the machine remembers of stores lies with the stores of this run: one of an earlier run with the same name would be
    // taken for the original, and a copy is looked for in the whole journal at every start.
    let machine = folder.parent().unwrap_or(folder).join("machine");
    command
        .env("ANDON_MACHINE_DIR", machine)
        .arg(CHILD)
        .arg(task)
        .arg(folder)
        .args(number.map(|number| number.to_string()));
    command
}

/// What a child answered.
#[derive(Debug, Clone)]
pub struct Answer(BTreeMap<String, String>);

impl Answer {
    pub fn number(&self, name: &str) -> f64 {
        self.text(name)
            .parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {self:?}"))
    }

    pub fn text(&self, name: &str) -> &str {
        self.0
            .get(name)
            .map_or_else(|| panic!("no {name}: {self:?}"), String::as_str)
    }
}

/// Runs a child to its end.
pub fn run(task: &str, folder: &Path, number: Option<u128>) -> Answer {
    let output = command(task, folder, number)
        .stderr(Stdio::inherit())
        .output()
        .expect("it starts");
    assert!(output.status.success(), "{task} failed");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Answer(
        text.lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
    )
}

/// Nanoseconds of the wall clock, so that parent and child can compare.
pub fn now() -> u128 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("after 1970")
        .as_nanos()
}

pub fn milliseconds_since(since: u128) -> f64 {
    now().saturating_sub(since) as f64 / 1e6
}

/// What this process has of the machine's memory, in MB: now, and at most. 0 where the system does not say.
pub fn memory() -> (u64, u64) {
    memory_of(std::process::id())
}

/// The same of another process.
pub fn memory_of(process: u32) -> (u64, u64) {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    (field("VmRSS:").unwrap_or(0) / 1000, field("VmHWM:").unwrap_or(0) / 1000)
}
