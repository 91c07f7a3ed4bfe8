//! The entrance of a store: who may open it, what they have to say, and what is written down of it.
//!
//! - `ring`: the control records of a store, and the file that spares reading all of the journal for them.
//! - `porter`: judges one attempt; it is written down before the phrase is looked at.
//! - `keys`: new keys for a person, the store's own key sealed to them. `pins`: numbers for a shift, in memory only.
//!
//! Two ways lead here: opening a store that is shut (`enter`), and changing the user of one that is open (the writer's
//! desk). Both go by the same porter.

mod keys;
mod pins;
mod porter;
mod ring;

use std::sync::Arc;

use super::open::Means;
use crate::{
    domain::{
        access::{PassPhrase, control::Control},
        record::UserName,
    },
    journal::{Class, Journal, Point, Purpose, Record, Refusal, StoreHeader, StoreLock, TornTail},
    vault::{DataKey, Drawn, Label, NoKey, NoRandomness, SealFault, Stretch},
};

pub use keys::{FirstPhrase, KeysFault, first_keys, own_keys};
pub(super) use keys::{founding, key_for, of_envelope, trial_key};
pub(super) use pins::{PinJudged, Pins};
pub(super) use porter::{Knock, Knocked, Porter, envelope, unnamed};
pub(super) use ring::Ring;

/// How somebody comes in.
#[derive(Debug, Clone)]
pub enum Entry {
    /// Into a store that is tried out, under any name.
    Trial(UserName),
    Person {
        user: UserName,
        phrase: PassPhrase,
    },
    /// With the sheet that was printed when the store was made.
    Recovery(PassPhrase),
    /// With one of the envelopes that were sealed for the day when an account is locked; under whose name it is used.
    Envelope {
        user: UserName,
        code: PassPhrase,
    },
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
    /// A real store is not entered without a pass phrase.
    #[error("a pass phrase is needed")]
    PhraseNeeded,
    /// The account is wrapped with parameters that only a trial may have.
    #[error("the account's key is wrapped too cheaply for a real store")]
    TooWeak,
    /// What is on the sheet or in the envelope was not typed as it is printed there.
    #[error("{0}")]
    Mistyped(crate::vault::DrawnFault),
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

/// Somebody has come in.
#[derive(Debug, Clone)]
pub(super) struct Entered {
    pub(super) key: DataKey,
    /// Who; `None` with the recovery sheet, which is nobody's.
    pub(super) user: Option<UserName>,
    pub(super) ring: Ring,
    /// An end that a power cut tore, cut off on the way in.
    pub(super) torn: Option<TornTail>,
    /// A record that the file beside the journal remembers and the journal does not have: its end was cut off.
    pub(super) missed: Option<Point>,
}

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
    let (mut ring, mut journal, opened, missed) = Ring::open(&means.files, means.layout, lock, header)?;
    let mut write = |ring: &mut Ring, control: &Control| write_down(&mut journal, ring, header, control);
    let came_in = Porter::new(header.purpose).admit(entry, means, &mut ring, &mut write);
    let is_whole = journal.closed().is_none();
    drop(journal);
    if is_whole {
        ring.keep(means.files.as_ref(), lock.folder(), header);
    }
    let (key, user) = came_in.map_err(super::open::OpenFault::Entry)?;
    Ok(Entered {
        key,
        user,
        ring,
        torn: opened.torn,
        missed,
    })
}

/// Appends and saves a control record, and folds it. A journal that is closed because of damage takes none: it may be
/// read all the same, and what was tried is known to this process.
fn write_down(
    journal: &mut Journal,
    ring: &mut Ring,
    header: &StoreHeader,
    control: &Control,
) -> Result<(), EntryFault> {
    let not_written = |refusal: Refusal| EntryFault::NotWritten(refusal.to_string());
    if journal.closed().is_none() {
        append(journal, header, control).map_err(not_written)?;
        ring.point = Some(journal.sync().map_err(not_written)?);
    }
    ring.keyring.take(control.clone());
    Ok(())
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
    }
}
