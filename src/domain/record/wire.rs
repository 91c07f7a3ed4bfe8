//! The canonical bytes of a commit: what a station signs and what travels. The envelope is readable without knowing the
//! facts in it, so an older program keeps and passes on what it does not understand.
//!
//! Layout: one byte of format, then the bincode of `CommitV1`.

use std::borrow::Cow;

use serde::{Deserialize, Serialize, Serializer};

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

/// Bytes that most payloads fit into, and what most events take around theirs.
const USUAL: usize = 160;
const ENVELOPE: usize = 32;

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
    basis: Cow<'a, [EventId]>,
    #[serde(borrow, serialize_with = "in_one_piece")]
    payload: Cow<'a, [u8]>,
}

/// The same bytes as one by one, which is how a slice is written otherwise.
fn in_one_piece<S: Serializer>(payload: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(payload)
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
    // All payloads behind one another: five hundred people are a thousand.
    let mut payloads = Vec::with_capacity(USUAL * commit.events.len());
    let mut ends = Vec::with_capacity(commit.events.len());
    for event in &commit.events {
        event.fact.payload(&mut payloads)?;
        ends.push(payloads.len());
    }
    let mut events = Vec::with_capacity(commit.events.len());
    let mut begin = 0;
    for (event, end) in commit.events.iter().zip(ends) {
        let (kind, version) = event.fact.kind();
        events.push(EventV1 {
            kind,
            version,
            at: event.at,
            basis: Cow::Borrowed(&event.basis),
            payload: Cow::Borrowed(payloads.get(begin..end).unwrap_or_default()),
        });
        begin = end;
    }
    let mut out = Vec::with_capacity(USUAL + payloads.len() + ENVELOPE * events.len());
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
            basis: event.basis.into_owned(),
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
