//! The entrance of a store: who may open it, what they have to say, and what is written down of it.
//!
//! - `ring`: the control records of a store, and the file that spares reading all of the journal for them.
//! - `tries`: what the machine remembers of failures, where the folder of the store cannot.
//! - `porter`: judges one attempt; it is written down before the phrase is looked at.
//! - `keys`: new keys for a person, the store's own key sealed to them. `pins`: numbers for a shift, in memory only.
//!
//! Two ways lead here: opening a store that is shut (`enter`), and changing the user of one that is open (the writer's
//! desk). Both go by the same porter.

mod keys;
mod pins;
mod porter;
mod ring;
mod tries;

use std::sync::Arc;

use super::{clock::Clock, open::Means};
use crate::{
    domain::{
        access::{Asker, PassPhrase, Role, control::Control},
        record::UserName,
        state::Hospital,
    },
    journal::{Class, Closed, Journal, Point, Purpose, Record, Refusal, StoreHeader, StoreLock, TornTail},
    vault::{DataKey, Drawn, Label, NoKey, NoRandomness, SealFault, Stretch},
};

pub use keys::{FirstPhrase, KeysFault, first_keys, own_keys};
pub(super) use keys::{founding, key_for, of_envelope, trial_key};
pub(super) use pins::{PinJudged, Pins};
pub(super) use porter::{Admitted, Code, Knock, Knocked, Porter, envelope, unnamed};
pub(super) use ring::Ring;

/// How somebody comes in.
#[derive(Debug, Clone)]
pub enum Entry {
    /// Into a store that is tried out, under any name.
    Trial(UserName),
    Person {
        user: UserName,
        phrase: PassPhrase,
        /// Of a second factor, if the person has one.
        code: Option<PassPhrase>,
    },
    /// With the sheet that was printed when the store was made.
    Recovery(PassPhrase),
    /// With one of the envelopes that were sealed for the day when an account is locked; under whose name it is used.
    Envelope { user: UserName, code: PassPhrase },
}

impl Entry {
    /// Into a store that is tried out, under a name of no importance: for tests and benches.
    pub fn trial() -> Self {
        Self::Trial(nobody())
    }
}

/// Who stands at a laptop where nobody has given a name.
pub const NOBODY: &str = "andon";

#[allow(clippy::expect_used, reason = "a constant, and a test holds that it is a name")]
pub(super) fn nobody() -> UserName {
    UserName::parse(NOBODY).expect("a user name")
}

/// Why somebody was not let in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryFault {
    /// Another phrase, or nobody of this name: not told apart. So many more may be tried.
    #[error("not the right pass phrase")]
    Wrong { left: usize },
    #[error("locked for {seconds} seconds")]
    Locked { seconds: u64 },
    /// The pass phrase is right, and the account has a second factor.
    #[error("the code of the second factor is needed")]
    CodeNeeded,
    /// Not what the authenticator shows, and no printed code that is good. So many more may be tried.
    #[error("not the code of the second factor")]
    WrongCode { left: usize },
    /// A real store is not entered without a pass phrase.
    #[error("a pass phrase is needed")]
    PhraseNeeded,
    /// The account is wrapped with parameters that only a trial may have.
    #[error("the account's key is wrapped too cheaply for a real store")]
    TooWeak,
    /// What is on the sheet or in the envelope was not typed as it is printed there.
    #[error("{0}")]
    Mistyped(crate::vault::DrawnFault),
    /// The code is good, and the account is not locked: whoever it is says their pass phrase.
    #[error("the account is not locked")]
    EnvelopeNotNeeded,
    #[error("nobody comes in as an administrator, an auditor or the command post by an envelope")]
    NotByEnvelope,
    #[error("the key of the store could not be unsealed")]
    Broken,
    #[error("the system gives no randomness")]
    NoRandomness,
    #[error("the attempt could not be written down: {0}")]
    NotWritten(String),
}

impl From<NoRandomness> for EntryFault {
    fn from(NoRandomness: NoRandomness) -> Self {
        Self::NoRandomness
    }
}

impl From<SealFault> for EntryFault {
    fn from(fault: SealFault) -> Self {
        match fault {
            SealFault::NoRandomness => Self::NoRandomness,
            _ => Self::Broken,
        }
    }
}

/// How somebody has come in, as far as it matters behind the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CameInBy {
    /// A trial, or a store that is being made.
    Nothing,
    PassPhrase,
    Recovery,
    /// This one; it is used up before anybody hears that it was good.
    Envelope(u32),
}

/// Somebody has come in.
#[derive(Debug, Clone)]
pub(super) struct Entered {
    pub(super) key: DataKey,
    /// Who; `None` with the recovery sheet, which is nobody's.
    pub(super) user: Option<UserName>,
    pub(super) way: CameInBy,
    /// The attempt that is not over: what the account asks for beside the phrase is read when the store is open.
    pub(super) knock: Option<Knock>,
    pub(super) code: Option<PassPhrase>,
    pub(super) ring: Ring,
    /// An end that a power cut tore, cut off on the way in.
    pub(super) torn: Option<TornTail>,
    /// A record that the file beside the journal remembers and the journal does not have: its end was cut off.
    pub(super) missed: Option<Point>,
}

impl Entered {
    /// Whether the phrase opened what the account itself says is its key. The record in the journal is in the clear: anybody
    /// who can open the store could write one under the name of another. An old phrase, of which the record was not
    /// replaced before a kill, is not the account's any more either.
    pub(super) fn is_by_own_key(&self, hospital: &Hospital) -> bool {
        let Some(user) = self.user.as_ref().filter(|_| self.way == CameInBy::PassPhrase) else {
            return true;
        };
        // Whoever has no account may nothing, and is told so.
        let Some(keys) = hospital.account(user).and_then(|account| account.keys.get()) else {
            return true;
        };
        let record = self.ring.keyring.person(user);
        record.is_some_and(|record| record.public == keys.public && record.wrap == keys.wrap)
    }

    pub(super) fn left(&self, clock: &dyn Clock) -> usize {
        let reading = self.ring.keyring.reading().at(clock.uptime());
        self.user.as_ref().map_or(0, |user| self.ring.left(user, reading))
    }
}

/// Whoever holds the recovery sheet.
#[allow(clippy::expect_used, reason = "a constant, and a test holds that it is a name")]
pub(super) fn of_the_sheet() -> Asker {
    Asker {
        user: UserName::parse(SHEET).expect("a user name"),
        role: Role::Recovery,
    }
}

/// What the recovery sheet is called in the trail. No account has this name.
pub const SHEET: &str = "recovery";

/// What a guess must have cost at least in this store.
pub(super) fn floor(purpose: Purpose) -> Stretch {
    match purpose {
        Purpose::Real => Stretch::STANDARD,
        Purpose::Trial => Stretch::TRIAL,
    }
}

/// Lets somebody into a store that is shut. Takes about as long as its pass phrase is stretched.
pub(super) fn enter(
    lock: &StoreLock,
    means: &Means,
    header: &StoreHeader,
    entry: &Entry,
) -> Result<Entered, super::open::OpenFault> {
    let marks = means.marks.folder();
    let (mut ring, mut journal, opened, missed) = Ring::open(&means.files, means.layout, lock, header, marks)?;
    let mut write = |ring: &mut Ring, control: &Control| write_down(&mut journal, ring, header, control);
    let came_in = Porter::new(header.purpose).admit(entry, means, &mut ring, &mut write);
    if journal.closed().is_none() && ring.is_far_behind() {
        ring.keep(&mut journal, means.files.as_ref(), header);
    }
    drop(journal);
    let Admitted { key, user, way, knock } = came_in.map_err(super::open::OpenFault::Entry)?;
    Ok(Entered {
        key,
        user,
        way,
        knock,
        code: match entry {
            Entry::Person { code, .. } => code.clone(),
            _ => None,
        },
        ring,
        torn: opened.torn,
        missed,
    })
}

/// Appends and saves a control record, and folds it. A damaged journal and a full disk take none: people come in to read all
/// the same, and what was tried is remembered by the machine, or at least by this process.
fn write_down(
    journal: &mut Journal,
    ring: &mut Ring,
    header: &StoreHeader,
    control: &Control,
) -> Result<(), EntryFault> {
    let written = append(journal, header, control).and_then(|()| journal.sync());
    let is_remembered = ring.take(control.clone());
    match written {
        Ok(point) => {
            ring.point = Some(point);
            Ok(())
        }
        Err(refusal) if is_remembered || is_readable(&refusal) => Ok(()),
        Err(refusal) => Err(EntryFault::NotWritten(refusal.to_string())),
    }
}

/// Whether a journal that does not take a record can still be read by whoever comes in.
pub(super) fn is_readable(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::DiskFull { .. } | Refusal::Closed(Closed::Damaged(_)))
}

/// Appends a control record; the caller saves it.
pub(super) fn append(journal: &mut Journal, header: &StoreHeader, control: &Control) -> Result<(), Refusal> {
    let label = Label {
        station: header.station,
        installation: header.installation,
        sequence: 0,
        kind: control.kind(),
    };
    // A control record is far below what bincode refuses to write.
    let payload = control.write().unwrap_or_default();
    let record = Record {
        class: Class::Control,
        label,
        payload: &payload,
    };
    journal.append(&record).map(|_| ())
}

/// What somebody read off paper.
pub(super) fn read_off(typed: &PassPhrase, groups: usize) -> Result<Drawn, EntryFault> {
    Drawn::parse(typed.reveal(), groups).map_err(EntryFault::Mistyped)
}

/// The seal of a store that nobody has opened yet.
pub(super) fn shut() -> Arc<dyn crate::vault::Seal> {
    Arc::new(NoKey)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_has_a_name() {
        assert_eq!(nobody().as_str(), NOBODY);
        assert_eq!(of_the_sheet().user.as_str(), SHEET);
    }
}
