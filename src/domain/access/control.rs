//! Control records: what must be readable before anybody has opened the store. They lie in the journal in the clear,
//! chained like everything else, and hold nothing of patients.
//!
//! Layout: one byte of format, then bincode. The kind stands in the record's label. Frozen: golden files hold it.

use serde::{Deserialize, Serialize};

use super::lockout::Reading;
use crate::domain::record::{
    EventId, Timestamp, UserName,
    bytes::{self, BytesFault},
};

/// One control record. Keys are the vault's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Control {
    /// What opens this store for a person.
    PersonKey(PersonKey),
    /// It opens the store no more.
    PersonKeyGone(UserName),
    /// What opens this store for whoever holds the recovery sheet.
    RecoveryKey(Vec<u8>),
    /// What opens this store for whoever holds one of the sealed envelopes: for a locked account, once.
    EnvelopeKey(EnvelopeKey),
    EnvelopeUsed(u32),
    /// Opens for everybody: of a store that is only tried out.
    TrialKey(Vec<u8>),
    /// Somebody is about to try. Written before the phrase is looked at.
    Attempted(Attempt),
    /// What they said was right.
    Entered(Attempt),
    /// They were not let to try: the account is locked.
    TurnedAway(Attempt),
    /// What the file beside the journal holds, by its hash: the file is believed when this names it.
    Kept([u8; 32]),
    /// Broken glass, by the time that this machine ran: its hour ends by that, whatever the wall clock says.
    GlassSeen(GlassSeen),
}

/// A data key sealed to a person, and their private key closed by their pass phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonKey {
    pub user: UserName,
    pub public: [u8; 32],
    pub wrap: Vec<u8>,
    pub data: Vec<u8>,
}

/// A data key closed by what stands in an envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnvelopeKey {
    pub number: u32,
    pub wrap: Vec<u8>,
}

/// When this machine first knew of a breaking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlassSeen {
    pub event: EventId,
    pub reading: Reading,
}

/// One attempt to come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// `None` when nobody has this name: what was typed may be a pass phrase in the wrong field.
    pub user: Option<UserName>,
    pub way: Way,
    pub reading: Reading,
    /// By the wall clock, for people.
    pub at: Timestamp,
}

/// How somebody comes in. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Way {
    PassPhrase,
    Recovery,
    Envelope,
    /// The number of a shift, at a laptop that is locked and open.
    Pin,
}

const FORMAT: u8 = 1;

/// Why bytes are not a control record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ControlFault {
    #[error("no bytes")]
    Nothing,
    #[error("control record format {0} is newer than this program")]
    Newer(u8),
    #[error("control record kind {0:#06x} is not known to this program")]
    Unknown(u16),
    #[error(transparent)]
    Bytes(#[from] BytesFault),
}

impl Control {
    /// Its number on the disk for ever.
    pub fn kind(&self) -> u16 {
        match self {
            Self::PersonKey(_) => 0x0010,
            Self::PersonKeyGone(_) => 0x0011,
            Self::RecoveryKey(_) => 0x0012,
            Self::EnvelopeKey(_) => 0x0013,
            Self::EnvelopeUsed(_) => 0x0014,
            Self::TrialKey(_) => 0x0015,
            Self::Attempted(_) => 0x0020,
            Self::Entered(_) => 0x0021,
            Self::TurnedAway(_) => 0x0022,
            Self::Kept(_) => 0x0016,
            Self::GlassSeen(_) => 0x0023,
        }
    }

    pub fn write(&self) -> Result<Vec<u8>, ControlFault> {
        let body = match self {
            Self::PersonKey(key) => bytes::encode(key),
            Self::PersonKeyGone(user) => bytes::encode(user),
            Self::RecoveryKey(wrap) | Self::TrialKey(wrap) => bytes::encode(wrap),
            Self::EnvelopeKey(key) => bytes::encode(key),
            Self::EnvelopeUsed(number) => bytes::encode(number),
            Self::Kept(hash) => bytes::encode(hash),
            Self::GlassSeen(seen) => bytes::encode(seen),
            Self::Attempted(attempt) | Self::Entered(attempt) | Self::TurnedAway(attempt) => bytes::encode(attempt),
        }?;
        let mut out = Vec::with_capacity(body.len() + 1);
        out.push(FORMAT);
        out.extend_from_slice(&body);
        Ok(out)
    }

    pub fn read(kind: u16, raw: &[u8]) -> Result<Self, ControlFault> {
        let (format, body) = raw.split_first().ok_or(ControlFault::Nothing)?;
        if *format != FORMAT {
            return Err(ControlFault::Newer(*format));
        }
        Ok(match kind {
            0x0010 => Self::PersonKey(bytes::decode(body)?),
            0x0011 => Self::PersonKeyGone(bytes::decode(body)?),
            0x0012 => Self::RecoveryKey(bytes::decode(body)?),
            0x0013 => Self::EnvelopeKey(bytes::decode(body)?),
            0x0014 => Self::EnvelopeUsed(bytes::decode(body)?),
            0x0015 => Self::TrialKey(bytes::decode(body)?),
            0x0020 => Self::Attempted(bytes::decode(body)?),
            0x0021 => Self::Entered(bytes::decode(body)?),
            0x0022 => Self::TurnedAway(bytes::decode(body)?),
            0x0016 => Self::Kept(bytes::decode(body)?),
            0x0023 => Self::GlassSeen(bytes::decode(body)?),
            other => return Err(ControlFault::Unknown(other)),
        })
    }
}
