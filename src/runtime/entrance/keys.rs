//! New keys: a person's, the store's own sealed to a person, the recovery sheet.

use zeroize::Zeroizing;

use super::EntryFault;
use crate::{
    domain::{
        access::{
            Keys, PassPhrase, PhraseFault, PhraseState,
            control::{Control, PersonKey as PersonRecord},
        },
        record::UserName,
    },
    vault::{DataKey, Drawn, PersonKey, PublicKey, Randomness, SealFault, Stretch, Wrap},
};

/// Why no keys were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeysFault {
    #[error(transparent)]
    Phrase(#[from] PhraseFault),
    #[error(transparent)]
    Seal(#[from] SealFault),
}

/// A drawn pass phrase, to be handed over on paper once.
pub type FirstPhrase = Zeroizing<String>;

/// Words that are tried first, as [`PassPhrase::judge`] wants them.
const COMMON: &str = include_str!("../../../assets/access/common.txt");

/// Keys closed by a person's own phrase, if it is good enough. Takes as long as `stretch`.
pub fn own_keys(
    user: &UserName,
    phrase: &PassPhrase,
    stretch: Stretch,
    randomness: &dyn Randomness,
) -> Result<Keys, KeysFault> {
    let common: Vec<&str> = COMMON
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    phrase.judge(user, &common)?;
    let key = PersonKey::fresh(randomness).map_err(|_| SealFault::NoRandomness)?;
    let wrap = Wrap::by_phrase(&key, user.as_str(), phrase.reveal(), stretch, randomness)?;
    Ok(keys(&key, &wrap, PhraseState::Own))
}

/// Keys closed by a phrase that is drawn here, to be changed at first use. Quick: a hundred drawn bits need no stretching,
/// so that a staff list of two thousand takes a moment and not a morning.
pub fn first_keys(user: &UserName, randomness: &dyn Randomness) -> Result<(Keys, FirstPhrase), KeysFault> {
    let drawn = Drawn::fresh(Drawn::CODE, randomness).map_err(|_| SealFault::NoRandomness)?;
    let key = PersonKey::fresh(randomness).map_err(|_| SealFault::NoRandomness)?;
    let wrap = Wrap::by_drawn(&key, user.as_str(), &drawn, randomness)?;
    let phrase = Zeroizing::new(drawn.reveal().to_owned());
    Ok((keys(&key, &wrap, PhraseState::First), phrase))
}

fn keys(key: &PersonKey, wrap: &Wrap, phrase: PhraseState) -> Keys {
    Keys {
        public: key.public().0,
        wrap: wrap.bytes().to_vec(),
        phrase,
    }
}

/// What opens this store for the person of an account.
pub(in crate::runtime) fn key_for(
    user: &UserName,
    keys: &Keys,
    data: &DataKey,
    randomness: &dyn Randomness,
) -> Result<Control, SealFault> {
    let sealed = PublicKey(keys.public).seal(data, randomness)?;
    Ok(Control::PersonKey(PersonRecord {
        user: user.clone(),
        public: keys.public,
        wrap: keys.wrap.clone(),
        data: sealed.0,
    }))
}

/// What a recovery key is bound to.
pub(super) const RECOVERY: &str = "recovery";

/// The recovery key of a new store, and what opens the store for it.
pub(in crate::runtime) fn founding(
    data: &DataKey,
    randomness: &dyn Randomness,
) -> Result<(Drawn, Control), EntryFault> {
    let drawn = Drawn::fresh(Drawn::RECOVERY, randomness)?;
    let wrap = Wrap::of_data(data, RECOVERY, &drawn, randomness)?;
    Ok((drawn, Control::RecoveryKey(wrap.bytes().to_vec())))
}

/// What the code of an envelope is bound to.
pub(in crate::runtime) fn of_envelope(number: u32) -> String {
    format!("envelope {number}")
}

/// What opens a trial for everybody.
pub(in crate::runtime) fn trial_key(data: &DataKey, randomness: &dyn Randomness) -> Result<Control, EntryFault> {
    let sealed = PersonKey::everybody().public().seal(data, randomness)?;
    Ok(Control::TrialKey(sealed.0))
}
