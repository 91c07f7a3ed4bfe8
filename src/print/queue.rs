//! What the print system says about its queues and jobs. `lp` answers 0 for a paused or unreachable printer too, so only
//! what `lpstat` tells afterwards counts, and only "completed successfully" is printed.
//!
//! Read in the C locale. Not here: running the programs (runtime).

use std::{
    io,
    path::{Path, PathBuf},
};

/// A queue of the print system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    pub name: String,
    pub state: QueueState,
}

/// How a queue does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueueState {
    Idle,
    Printing,
    /// Stopped, with the words of the print system; empty when it has none.
    Stopped(String),
}

/// What became of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// On its way.
    Waiting,
    Printed,
    NotPrinted(WhyNot),
}

/// Why a job is not printed, as far as the print system tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// There is no `lp` on this machine.
    NoPrintSystem,
    /// The print system does not know the queue.
    NoQueue,
    /// The queue is stopped; the words of the print system.
    Paused(String),
    /// The printer does not answer; the words of the print system.
    Unreachable(String),
    /// `lp` refused; its own words.
    Refused(String),
    /// The programs of the print system did not answer in time.
    Hung,
    /// Still not printed after the time that was waited.
    Slow,
    /// The job is gone without having been printed.
    Cancelled,
    /// The job has left the queue, and nothing tells whether it was printed.
    Unconfirmed,
}

impl WhyNot {
    /// The key of its words in the locale files.
    pub const fn term(&self) -> &'static str {
        match self {
            Self::NoPrintSystem => "print-why-no-system",
            Self::NoQueue => "print-why-no-queue",
            Self::Paused(_) => "print-why-paused",
            Self::Unreachable(_) => "print-why-unreachable",
            Self::Refused(_) => "print-why-refused",
            Self::Hung => "print-why-hung",
            Self::Slow => "print-why-slow",
            Self::Cancelled => "print-why-cancelled",
            Self::Unconfirmed => "print-why-unconfirmed",
        }
    }

    /// What the print system said in its own words, if it did.
    pub fn detail(&self) -> &str {
        match self {
            Self::Paused(detail) | Self::Unreachable(detail) | Self::Refused(detail) => detail,
            _ => "",
        }
    }
}

/// A print system, as everything that prints sees it. The runtime has one, tests may have another.
pub trait PrintSystem: Send + Sync {
    /// The queues there are.
    fn queues(&self) -> Result<Vec<Queue>, WhyNot>;

    /// Hands pages in; the name of the job. `title` is seen by everybody at the printer, `paper` is its size by name.
    fn hand_in(&self, queue: &str, title: &str, paper: Option<&str>, pdf: &[u8]) -> Result<String, WhyNot>;

    /// How a job does now.
    fn look(&self, queue: &str, request: &str) -> Progress;

    /// Follows a job until it is printed, is not, or has taken too long. Never waits for ever.
    fn follow(&self, queue: &str, request: &str) -> Progress;

    /// Takes a job back, if it still can be.
    fn cancel(&self, request: &str);
}

/// Where papers are kept that are not printed. The runtime has one.
pub trait Papers: Send + Sync {
    /// Writes a paper to a file that is not there yet, readable by this user only.
    fn write(&self, path: &Path, pdf: &[u8]) -> io::Result<()>;

    /// Keeps a paper in the folder of this laptop's papers, and says where.
    fn keep(&self, name: &str, pdf: &[u8]) -> io::Result<PathBuf>;
}

/// A queue's name as `lp` may be given it: it is an argument of its own, never part of a shell line, and never an option.
pub fn is_queue_name(name: &str) -> bool {
    (1..=127).contains(&name.len())
        && !name.starts_with('-')
        && name
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, '/' | '#' | '"' | '\'' | '\\'))
}

/// The queues in the answer of `lpstat -p`.
pub fn queues(lpstat: &str) -> Vec<Queue> {
    let mut queues: Vec<Queue> = Vec::new();
    for line in lpstat.lines() {
        if let Some(rest) = line.strip_prefix("printer ") {
            let Some((name, says)) = rest.split_once(' ') else {
                continue;
            };
            let state = if says.starts_with("is idle") {
                QueueState::Idle
            } else if says.starts_with("now printing") {
                QueueState::Printing
            } else {
                QueueState::Stopped(String::new())
            };
            queues.push(Queue {
                name: name.to_owned(),
                state,
            });
        } else if let Some(Queue {
            state: QueueState::Stopped(why),
            ..
        }) = queues.last_mut()
        {
            // The reason stands on lines of its own, moved in.
            if line.starts_with(char::is_whitespace) && !line.trim().is_empty() {
                if !why.is_empty() {
                    why.push(' ');
                }
                why.push_str(line.trim());
            }
        }
    }
    queues
}

/// The name of the job in the answer of `lp`: `request id is laser-12 (1 file(s))`.
pub fn request(lp: &str) -> Option<String> {
    let rest = lp.lines().find_map(|line| line.split("request id is ").nth(1))?;
    rest.split_whitespace().next().map(str::to_owned)
}

/// How a job does, from `lpstat -l -W not-completed -o`, `lpstat -l -W completed -o` and the state of its queue.
pub fn progress(job: &str, waiting: &str, completed: &str, queue: Option<&QueueState>) -> Progress {
    if let Some(says) = said_of(job, waiting) {
        let lower = says.to_lowercase();
        if [
            "unreachable",
            "not responding",
            "unable to connect",
            "offline",
            "no route",
            "timed out",
        ]
        .iter()
        .any(|sign| lower.contains(sign))
        {
            return Progress::NotPrinted(WhyNot::Unreachable(status_of(&says)));
        }
        return match queue {
            Some(QueueState::Stopped(why)) => Progress::NotPrinted(WhyNot::Paused(why.clone())),
            None => Progress::NotPrinted(WhyNot::NoQueue),
            Some(QueueState::Idle | QueueState::Printing) => Progress::Waiting,
        };
    }
    match said_of(job, completed) {
        Some(says) if says.contains("job-completed-successfully") => Progress::Printed,
        Some(says) if says.contains("cancel") || says.contains("abort") => Progress::NotPrinted(WhyNot::Cancelled),
        Some(_) | None => Progress::NotPrinted(WhyNot::Unconfirmed),
    }
}

/// What stands under the line of a job.
fn said_of(job: &str, lpstat: &str) -> Option<String> {
    let mut lines = lpstat.lines();
    lines.find(|line| line.split_whitespace().next() == Some(job))?;
    let says: Vec<&str> = lines
        .take_while(|line| line.starts_with(char::is_whitespace))
        .map(str::trim)
        .collect();
    Some(says.join("\n"))
}

fn status_of(says: &str) -> String {
    let status = says.lines().find_map(|line| line.strip_prefix("Status:"));
    status.unwrap_or(says).trim().to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    const PRINTERS: &str = "printer laser-5e is idle.  enabled since Thu 26 Nov 2026 09:00:00\n\
        printer lab now printing lab-7.  enabled since Thu 26 Nov 2026 09:00:00\n\
        printer old disabled since Thu 26 Nov 2026 08:00:00 -\n\tPaused by operator\n\tdoor open\n";

    #[test]
    fn queues_are_read_with_their_reasons() {
        assert_eq!(
            queues(PRINTERS),
            [
                Queue {
                    name: "laser-5e".into(),
                    state: QueueState::Idle
                },
                Queue {
                    name: "lab".into(),
                    state: QueueState::Printing
                },
                Queue {
                    name: "old".into(),
                    state: QueueState::Stopped("Paused by operator door open".into())
                },
            ]
        );
        assert_eq!(queues(""), []);
        assert_eq!(queues("garbage\n\tmore\n"), []);
    }

    #[test]
    fn only_completed_successfully_is_printed() {
        let line = "laser-5e-12 mori 20480 Thu 26 Nov 2026 09:10:00\n";
        let idle = Some(&QueueState::Idle);
        let waiting = format!("{line}\tStatus: \n\tAlerts: job-printing\n\tqueued for laser-5e\n");
        assert_eq!(progress("laser-5e-12", &waiting, "", idle), Progress::Waiting);
        let stopped = QueueState::Stopped("Paused".into());
        assert_eq!(
            progress("laser-5e-12", &waiting, "", Some(&stopped)),
            Progress::NotPrinted(WhyNot::Paused("Paused".into()))
        );
        let away = format!("{line}\tStatus: The printer is not responding.\n\tqueued for laser-5e\n");
        assert_eq!(
            progress("laser-5e-12", &away, "", idle),
            Progress::NotPrinted(WhyNot::Unreachable("The printer is not responding.".into()))
        );
        let done = |alert: &str| format!("{line}\tAlerts: {alert}\n\tqueued for laser-5e\n");
        assert_eq!(
            progress("laser-5e-12", "", &done("job-completed-successfully"), idle),
            Progress::Printed
        );
        assert_eq!(
            progress("laser-5e-12", "", &done("job-canceled-by-user"), idle),
            Progress::NotPrinted(WhyNot::Cancelled)
        );
        assert_eq!(
            progress("laser-5e-12", "", line, idle),
            Progress::NotPrinted(WhyNot::Unconfirmed)
        );
        // Another job whose name begins alike is another job.
        assert_eq!(
            progress("laser-5e-1", &waiting, "", idle),
            Progress::NotPrinted(WhyNot::Unconfirmed)
        );
    }

    #[test]
    fn the_name_of_the_request() {
        assert_eq!(
            request("request id is laser-5e-12 (1 file(s))\n").unwrap(),
            "laser-5e-12"
        );
        assert_eq!(request("lp: error\n"), None);
    }

    #[test]
    fn a_name_is_never_an_option_or_a_path() {
        assert!(is_queue_name("laser-5e"));
        for name in ["", "-oraw", "a b", "a/b", "a;b\n", "名前"] {
            assert!(!is_queue_name(name), "{name:?}");
        }
    }
}
