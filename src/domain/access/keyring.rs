//! What the control records of a store come to: whose phrases open it, and who has tried too often.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    control::{Attempt, Control, PersonKey},
    lockout::{Admission, Lockout, Reading},
};
use crate::domain::record::UserName;

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
                if let Some(user) = attempt.user {
                    self.lockouts.remove(&user);
                }
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
