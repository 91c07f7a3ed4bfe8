//! What the control records of a store come to: whose phrases open it, and who has tried too often.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    control::{Attempt, Control, PersonKey, Way},
    glass::LASTS,
    lockout::{Admission, Lockout, Reading, Running, Uptime},
};
use crate::domain::record::{EventId, UserName};

/// The fold of the control records, in the order of the journal. Total: what does not fit changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keyring {
    people: BTreeMap<UserName, PersonKey>,
    recovery: Option<Vec<u8>>,
    envelopes: BTreeMap<u32, Vec<u8>>,
    /// The number that the next envelope gets.
    next_envelope: u32,
    trial: Option<Vec<u8>>,
    lockouts: BTreeMap<UserName, Lockout>,
    reading: Reading,
    /// Broken glass, and when it was by the time that the machine ran. Kept for ever: a wall clock can be put back by years.
    glass: BTreeMap<EventId, Running>,
}

/// When glass was broken, by the time that a machine ran, and a reading of that.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GlassTimes {
    reading: Reading,
    broken: BTreeMap<EventId, Running>,
}

impl GlassTimes {
    /// Broken glass whose hour is over.
    pub fn worn(&self, uptime: Uptime) -> Vec<EventId> {
        let now = self.reading.at(uptime).running;
        let lasts = u64::try_from(LASTS).unwrap_or_default().saturating_mul(1000);
        let is_over = |at: &Running| at.0.saturating_add(lasts) <= now.0;
        let over = self.broken.iter().filter(|(_, at)| is_over(at));
        over.map(|(event, _)| *event).collect()
    }
}

impl Keyring {
    pub fn take(&mut self, control: Control) {
        match control {
            Control::PersonKey(key) => {
                // A new pass phrase, set by whoever may, ends a lock.
                self.lockouts.remove(&key.user);
                self.people.insert(key.user.clone(), key);
            }
            Control::PersonKeyGone(user) => {
                self.people.remove(&user);
                self.lockouts.remove(&user);
            }
            Control::RecoveryKey(wrap) => self.recovery = Some(wrap),
            Control::EnvelopeKey(key) => {
                self.next_envelope = self.next_envelope.max(key.number.saturating_add(1));
                self.envelopes.insert(key.number, key.wrap);
            }
            Control::EnvelopeUsed(number) => {
                self.envelopes.remove(&number);
            }
            Control::TrialKey(key) => self.trial = Some(key),
            Control::Attempted(attempt) => {
                self.note(&attempt);
                if let Some(user) = attempt.user {
                    self.lockouts
                        .entry(user)
                        .or_default()
                        .attempted(attempt.reading.running);
                }
            }
            Control::Entered(attempt) => {
                self.note(&attempt);
                // An envelope says nothing of whether the phrase was known: the lock goes on.
                if let Some(user) = attempt.user.filter(|_| attempt.way != Way::Envelope) {
                    self.lockouts.remove(&user);
                }
            }
            Control::Kept(_) => {}
            Control::GlassSeen(seen) => {
                if seen.reading.running >= self.reading.running {
                    self.reading = seen.reading;
                }
                self.glass.entry(seen.event).or_insert(seen.reading.running);
            }
            Control::TurnedAway(attempt) => self.note(&attempt),
        }
    }

    fn note(&mut self, attempt: &Attempt) {
        // What is written may come from a machine that was told another time; it never goes back.
        if attempt.reading.running >= self.reading.running {
            self.reading = attempt.reading;
        }
    }

    pub fn person(&self, user: &UserName) -> Option<&PersonKey> {
        self.people.get(user)
    }

    pub fn people(&self) -> impl Iterator<Item = &PersonKey> {
        self.people.values()
    }

    pub fn recovery(&self) -> Option<&[u8]> {
        self.recovery.as_deref()
    }

    /// The envelopes that nobody has opened.
    pub fn envelopes(&self) -> impl Iterator<Item = (u32, &[u8])> {
        self.envelopes.iter().map(|(number, wrap)| (*number, wrap.as_slice()))
    }

    /// Somewhere a record cannot be read: any of them may have been used.
    pub fn distrust_envelopes(&mut self) {
        self.envelopes.clear();
    }

    /// Whether this machine has noted when that glass was broken.
    pub fn has_seen(&self, glass: EventId) -> bool {
        self.glass.contains_key(&glass)
    }

    /// When glass was broken, by the time that this machine ran.
    pub fn glass(&self) -> GlassTimes {
        GlassTimes {
            reading: self.reading,
            broken: self.glass.clone(),
        }
    }

    pub fn next_envelope(&self) -> u32 {
        self.next_envelope.max(1)
    }

    pub fn trial(&self) -> Option<&[u8]> {
        self.trial.as_deref()
    }

    /// The newest time that was written down.
    pub fn reading(&self) -> Reading {
        self.reading
    }

    pub fn admission(&self, user: &UserName, now: Reading) -> Admission {
        self.lockouts
            .get(user)
            .map_or(Admission::May, |lockout| lockout.judge(now.running))
    }

    /// How many more phrases may be tried for an account before it is locked.
    pub fn left(&self, user: &UserName, now: Reading) -> usize {
        self.lockouts
            .get(user)
            .map_or(super::lockout::FAILURES, |lockout| lockout.left(now.running))
    }
}
