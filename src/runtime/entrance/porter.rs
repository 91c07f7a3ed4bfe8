//! Judges one attempt to come in. What is tried is written down before it is looked at, so that pulling the plug in
//! between gains nobody a guess.

use super::{
    CameInBy, Entry, EntryFault, Ring, floor,
    keys::{RECOVERY, of_envelope},
    read_off,
};
use crate::{
    domain::{
        access::{
            PassPhrase,
            control::{Attempt, Control, PersonKey as PersonRecord, Way},
            lockout::{Admission, FAILURES, Reading},
        },
        record::{Timestamp, UserName},
    },
    journal::Purpose,
    runtime::{clock::Clock, open::Means},
    vault::{DataKey, Drawn, PersonKey, Sealed, Stretch, UnwrapFault, Wrap},
};

/// One attempt, on its way.
#[derive(Debug, Clone)]
pub(in crate::runtime) struct Knock {
    attempt: Attempt,
    /// What this store has of the person; `None` when nobody has this name.
    person: Option<PersonRecord>,
}

/// Whether a second factor is asked for, of whoever has one.
#[derive(Debug, Clone)]
pub(in crate::runtime) enum Code {
    /// Whoever is in already proves that they are themselves.
    NotAsked,
    Asked(Option<PassPhrase>),
}

/// Somebody whose phrase was right.
#[derive(Debug, Clone)]
pub(in crate::runtime) struct Admitted {
    pub(super) key: DataKey,
    pub(super) user: Option<UserName>,
    pub(super) way: CameInBy,
    /// The attempt, where it is not over yet.
    pub(super) knock: Option<Knock>,
}

/// What the porter says to a knock.
#[derive(Debug, Clone)]
pub(in crate::runtime) enum Knocked {
    /// This is to be written down first, then the phrase may be looked at.
    Try(Knock),
    /// Not now, whatever they say. The record is there the first time it happens in a minute.
    TurnedAway { seconds: u64, record: Option<Control> },
}

/// Knows what is demanded in this store.
#[derive(Debug, Clone, Copy)]
pub(in crate::runtime) struct Porter {
    floor: Stretch,
    purpose: Purpose,
}

/// What was turned away is written down once in so many milliseconds: somebody who keeps trying must not fill the disk.
const TOLD_AGAIN: u64 = 60 * 1000;

impl Porter {
    pub(in crate::runtime) fn new(purpose: Purpose) -> Self {
        Self {
            floor: floor(purpose),
            purpose,
        }
    }

    /// Whether a person may try now.
    pub(in crate::runtime) fn knock(user: &UserName, way: Way, ring: &Ring, clock: &dyn Clock) -> Knocked {
        let reading = ring.keyring.reading().at(clock.uptime());
        let person = ring.keyring.person(user).cloned();
        let attempt = Attempt {
            // Nobody's name is not written down: it may be a pass phrase in the wrong field.
            user: person.as_ref().map(|person| person.user.clone()),
            way,
            reading,
            at: clock.now(),
        };
        match ring.admission(user, reading, clock.uptime()) {
            Admission::May => Knocked::Try(Knock { attempt, person }),
            Admission::Locked { for_millis } => {
                let last = ring.keyring.reading().running.0;
                let again = reading.running.0.saturating_sub(last) >= TOLD_AGAIN;
                Knocked::TurnedAway {
                    seconds: for_millis.div_ceil(1000),
                    record: again.then_some(Control::TurnedAway(attempt)),
                }
            }
        }
    }

    /// Looks at the phrase. Slow, on purpose; needs nothing but what it is given.
    pub(in crate::runtime) fn try_phrase(self, knock: &Knock, phrase: &PassPhrase) -> Result<DataKey, EntryFault> {
        let wrong = EntryFault::Wrong { left: 0 };
        let Some(person) = &knock.person else {
            // As slow as for somebody who is known: the clock must not tell whether a name exists.
            let _same_time = Wrap::waste(phrase.reveal(), self.floor);
            return Err(wrong);
        };
        let wrap = Wrap::from_bytes(person.wrap.clone());
        let own = wrap
            .open_person(person.user.as_str(), phrase.reveal(), self.floor)
            .map_err(|fault| match fault {
                UnwrapFault::Wrong => wrong,
                UnwrapFault::TooWeak => EntryFault::TooWeak,
                UnwrapFault::Malformed => EntryFault::Broken,
            })?;
        Ok(own.open(&Sealed(person.data.clone()))?)
    }

    /// The whole of it, for a store that is shut: `write` saves a record and folds it into the ring.
    pub(super) fn admit(
        self,
        entry: &Entry,
        means: &Means,
        ring: &mut Ring,
        write: &mut dyn FnMut(&mut Ring, &Control) -> Result<(), EntryFault>,
    ) -> Result<Admitted, EntryFault> {
        let admitted = |key, user, way| Admitted {
            key,
            user,
            way,
            knock: None,
        };
        match entry {
            Entry::Trial(user) => {
                let sealed = ring.keyring.trial().filter(|_| self.purpose == Purpose::Trial);
                let sealed = Sealed(sealed.ok_or(EntryFault::PhraseNeeded)?.to_vec());
                let key = PersonKey::everybody().open(&sealed)?;
                Ok(admitted(key, Some(user.clone()), CameInBy::Nothing))
            }
            Entry::Person { user, phrase, .. } => {
                let knock = match Self::knock(user, Way::PassPhrase, ring, means.clock.as_ref()) {
                    Knocked::Try(knock) => knock,
                    Knocked::TurnedAway { seconds, record } => {
                        if let Some(record) = record {
                            write(ring, &record)?;
                        }
                        return Err(EntryFault::Locked { seconds });
                    }
                };
                write(ring, &knock.attempted())?;
                let key = self
                    .try_phrase(&knock, phrase)
                    .map_err(|fault| told(fault, user, ring, knock.reading()))?;
                Ok(Admitted {
                    knock: Some(knock),
                    ..admitted(key, Some(user.clone()), CameInBy::PassPhrase)
                })
            }
            Entry::Recovery(typed) => {
                let drawn = read_off(typed, Drawn::RECOVERY)?;
                let attempt = unnamed(Way::Recovery, None, ring, means.clock.as_ref());
                write(ring, &Control::Attempted(attempt.clone()))?;
                let wrap = Wrap::from_bytes(ring.keyring.recovery().ok_or(EntryFault::Wrong { left: 0 })?.to_vec());
                let key = wrap
                    .open_data(RECOVERY, &drawn)
                    .map_err(|_| EntryFault::Wrong { left: 0 })?;
                write(ring, &Control::Entered(attempt))?;
                Ok(admitted(key, None, CameInBy::Recovery))
            }
            Entry::Envelope { user, code } => {
                let drawn = read_off(code, Drawn::CODE)?;
                let attempt = unnamed(Way::Envelope, None, ring, means.clock.as_ref());
                write(ring, &Control::Attempted(attempt))?;
                // Used up when the store is open, and whose account it is can be read; before anybody is let in.
                let (number, key) = envelope(ring, user, &drawn, means.clock.as_ref())?;
                Ok(admitted(key, Some(user.clone()), CameInBy::Envelope(number)))
            }
        }
    }
}

/// The envelope that holds this, and the key in it. Only for somebody with an account, and only while it is locked: whoever
/// has forgotten their phrase locks it in five tries, or is given another one by whoever may.
pub(in crate::runtime) fn envelope(
    ring: &Ring,
    user: &UserName,
    drawn: &Drawn,
    clock: &dyn Clock,
) -> Result<(u32, DataKey), EntryFault> {
    let wrong = EntryFault::Wrong { left: 0 };
    let person = ring.keyring.person(user);
    let found = person.and_then(|_| {
        ring.keyring.envelopes().find_map(|(number, wrap)| {
            let key = Wrap::from_bytes(wrap.to_vec()).open_data(&of_envelope(number), drawn);
            key.ok().map(|key| (number, key))
        })
    });
    let found = found.ok_or(wrong)?;
    let reading = ring.keyring.reading().at(clock.uptime());
    match ring.admission(user, reading, clock.uptime()) {
        Admission::Locked { .. } => Ok(found),
        Admission::May => Err(EntryFault::EnvelopeNotNeeded),
    }
}

/// An attempt that counts against nobody's account.
pub(in crate::runtime) fn unnamed(way: Way, user: Option<UserName>, ring: &Ring, clock: &dyn Clock) -> Attempt {
    Attempt {
        user,
        way,
        reading: ring.keyring.reading().at(clock.uptime()),
        at: clock.now(),
    }
}

/// A wrong phrase, with how many are left; somebody who is not known is told what somebody who is would be told the first
/// time.
fn told(fault: EntryFault, user: &UserName, ring: &Ring, now: Reading) -> EntryFault {
    match fault {
        EntryFault::Wrong { .. } if ring.keyring.person(user).is_none() => EntryFault::Wrong { left: FAILURES - 1 },
        EntryFault::Wrong { .. } => EntryFault::Wrong {
            left: ring.left(user, now),
        },
        other => other,
    }
}

impl Knock {
    /// Whose account it is; `None` when nobody has the name.
    pub(in crate::runtime) fn user(&self) -> Option<&UserName> {
        self.attempt.user.as_ref()
    }

    pub(in crate::runtime) fn reading(&self) -> Reading {
        self.attempt.reading
    }

    /// What is written down before the phrase is looked at.
    pub(in crate::runtime) fn attempted(&self) -> Control {
        Control::Attempted(self.attempt.clone())
    }

    /// What is written down when it was right.
    pub(in crate::runtime) fn entered(&self, clock: &dyn Clock) -> Control {
        let at: Timestamp = clock.now();
        Control::Entered(Attempt {
            reading: self.attempt.reading.at(clock.uptime()),
            at,
            ..self.attempt.clone()
        })
    }
}
