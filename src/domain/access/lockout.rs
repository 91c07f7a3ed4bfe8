//! Five failures within fifteen minutes lock an account for fifteen minutes (Osaka's rule, domain.md §3 Access 2).
//!
//! No wall clock decides this: whoever holds the laptop sets it as they like. What counts is time that the machine is
//! known to have been running, see [`Running`].

use serde::{Deserialize, Serialize};

/// How long the machine has been running in all, as far as the store knows, in milliseconds. It never goes back, and
/// never goes faster than real time: time in which the machine was off, or in which nobody looked, may be missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Running(pub u64);

/// What the machine says of itself: which start of it this is, and how long ago that was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Uptime {
    /// Different after every start of the machine.
    pub boot: [u8; 16],
    /// Milliseconds since then, time asleep included.
    pub millis: u64,
}

/// A reading of both, as it was last written down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reading {
    pub running: Running,
    pub uptime: Uptime,
}

impl Reading {
    /// What it is now. Within one start of the machine all of the time between counts; after another start only what
    /// has gone by since that start, which is certainly later than the reading.
    #[must_use]
    pub fn at(self, uptime: Uptime) -> Self {
        let gone = if uptime.boot == self.uptime.boot {
            uptime.millis.saturating_sub(self.uptime.millis)
        } else {
            uptime.millis
        };
        Self {
            running: Running(self.running.0.saturating_add(gone)),
            // A machine that claims to have run for less than it did is not believed.
            uptime: Uptime {
                millis: if uptime.boot == self.uptime.boot {
                    uptime.millis.max(self.uptime.millis)
                } else {
                    uptime.millis
                },
                ..uptime
            },
        }
    }
}

const MINUTE: u64 = 60 * 1000;

/// How many failures lock.
pub const FAILURES: usize = 5;
/// Within how long, and for how long, in milliseconds.
pub const WINDOW: u64 = 15 * MINUTE;

/// The attempts on one account that nothing good came of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lockout {
    /// Oldest first; at most [`FAILURES`].
    failed: Vec<Running>,
}

/// Whether somebody may try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    May,
    /// Not for so many milliseconds, whatever they say.
    Locked {
        for_millis: u64,
    },
}

impl Lockout {
    pub fn judge(&self, now: Running) -> Admission {
        let locked_at = self.failed.get(FAILURES - 1);
        let until = locked_at.map_or(0, |at| at.0.saturating_add(WINDOW));
        if now.0 < until {
            Admission::Locked {
                for_millis: until - now.0,
            }
        } else {
            Admission::May
        }
    }

    /// Somebody tries. It counts as a failure until it is known to have been none, so that pulling the plug in between
    /// gains nothing.
    pub fn attempted(&mut self, now: Running) {
        if self.failed.len() >= FAILURES {
            // The lock is over, or nobody would have been let to try.
            self.failed.clear();
        }
        self.failed.retain(|at| at.0.saturating_add(WINDOW) > now.0);
        self.failed.push(now);
    }

    /// It was the right phrase.
    pub fn succeeded(&mut self) {
        self.failed.clear();
    }

    /// How many more may be tried before the account is locked.
    pub fn left(&self, now: Running) -> usize {
        match self.judge(now) {
            Admission::Locked { .. } => 0,
            Admission::May if self.failed.len() >= FAILURES => FAILURES,
            Admission::May => {
                let counted = self.failed.iter().filter(|at| at.0.saturating_add(WINDOW) > now.0);
                FAILURES.saturating_sub(counted.count())
            }
        }
    }

    pub fn is_clear(&self) -> bool {
        self.failed.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(minutes: u64) -> Running {
        Running(minutes * MINUTE)
    }

    #[test]
    fn the_fifth_failure_locks_and_the_sixth_phrase_is_not_looked_at() {
        let mut lockout = Lockout::default();
        for minute in 0..4 {
            lockout.attempted(minutes(minute));
            assert_eq!(lockout.judge(minutes(minute)), Admission::May);
        }
        assert_eq!(lockout.left(minutes(3)), 1);
        lockout.attempted(minutes(4));
        assert_eq!(lockout.left(minutes(4)), 0);
        assert_eq!(lockout.judge(minutes(10)), Admission::Locked { for_millis: 9 * MINUTE });
        assert_eq!(lockout.judge(minutes(19)), Admission::May);
        assert_eq!(lockout.left(minutes(19)), 5);
        lockout.attempted(minutes(19));
        assert_eq!(lockout.left(minutes(19)), 4);
    }

    #[test]
    fn failures_older_than_the_window_do_not_count_and_success_forgets() {
        let mut lockout = Lockout::default();
        for minute in [0, 1, 2, 3, 16] {
            lockout.attempted(minutes(minute));
        }
        assert_eq!(lockout.judge(minutes(16)), Admission::May);
        lockout.succeeded();
        assert!(lockout.is_clear());
    }

    #[test]
    fn running_time_never_goes_back_nor_faster_than_the_machine_ran() {
        let boot = |number: u8, millis: u64| Uptime {
            boot: [number; 16],
            millis,
        };
        let first = Reading::default().at(boot(1, 5_000));
        assert_eq!(first.running, Running(5_000));
        let same = first.at(boot(1, 7_000));
        assert_eq!(same.running, Running(7_000));
        // A machine that says it has run for less.
        let back = same.at(boot(1, 1_000));
        assert_eq!(back.running, Running(7_000));
        assert_eq!(back.at(boot(1, 7_000)).running, Running(7_000));
        // Started again: only what ran since counts.
        assert_eq!(back.at(boot(2, 300)).running, Running(7_300));
    }
}
