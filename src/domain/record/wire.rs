//! The canonical bytes of a commit: what a station signs and what travels. The envelope is readable without knowing the
//! facts in it, so an older program keeps and passes on what it does not understand.
//!
//! Layout: one byte of format, then the bincode of `CommitV1`.

use serde::{Deserialize, Serialize};

use super::{
    bytes::{self, BytesFault},
    clock::{Stamp, Timestamp},
    event::{Commit, Event, SettingsVersion},
    fact::Fact,
    ids::{CommitId, EventId},
    said::UserName,
};
use crate::domain::text::Text;

/// The format that this program writes.
pub const FORMAT: u8 = 1;

/// Frozen: golden files hold it.
#[derive(Serialize, Deserialize)]
struct CommitV1<'a> {
    id: CommitId,
    stamp: Stamp,
    user: UserName,
    settings: SettingsVersion,
    note: Option<Text>,
    #[serde(borrow)]
    events: Vec<EventV1<'a>>,
}

/// Frozen: golden files hold it.
#[derive(Serialize, Deserialize)]
struct EventV1<'a> {
    kind: u16,
    version: u16,
    at: Timestamp,
    basis: Vec<EventId>,
    #[serde(borrow)]
    payload: std::borrow::Cow<'a, [u8]>,
}

/// Why canonical bytes are not a commit, or a commit cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireFault {
    #[error("no bytes")]
    Nothing,
    #[error("commit format {0} is newer than this program")]
    Newer(u8),
    #[error("more than 65,535 events in one commit")]
    TooMany,
    #[error(transparent)]
    Bytes(#[from] BytesFault),
}

/// The canonical bytes of `commit`.
pub fn write(commit: &Commit) -> Result<Vec<u8>, WireFault> {
    if commit.events.len() > usize::from(u16::MAX) {
        return Err(WireFault::TooMany);
    }
    let mut events = Vec::with_capacity(commit.events.len());
    for event in &commit.events {
        let (kind, version) = event.fact.kind();
        events.push(EventV1 {
            kind,
            version,
            at: event.at,
            basis: event.basis.clone(),
            payload: event.fact.payload()?.into(),
        });
    }
    let mut out = Vec::with_capacity(256);
    out.push(FORMAT);
    let body = CommitV1 {
        id: commit.id,
        stamp: commit.stamp,
        user: commit.user.clone(),
        settings: commit.settings,
        note: commit.note.clone(),
        events,
    };
    bytes::encode_behind(&mut out, &body)?;
    Ok(out)
}

/// The commit in canonical `bytes`.
pub fn read(bytes: &[u8]) -> Result<Commit, WireFault> {
    let (format, body) = bytes.split_first().ok_or(WireFault::Nothing)?;
    if *format != FORMAT {
        return Err(WireFault::Newer(*format));
    }
    let v1: CommitV1<'_> = bytes::decode_borrowed(body)?;
    let mut events = Vec::with_capacity(v1.events.len());
    for event in v1.events {
        let fact = Fact::read(event.kind, event.version, &event.payload)?;
        events.push(Event {
            at: event.at,
            basis: event.basis,
            fact,
        });
    }
    Ok(Commit {
        id: v1.id,
        stamp: v1.stamp,
        user: v1.user,
        settings: v1.settings,
        note: v1.note,
        events,
    })
}
