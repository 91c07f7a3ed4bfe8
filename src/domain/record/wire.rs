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

/// Bytes that what stands before the events, and most events, fit into.
const HEAD: usize = 96;
const EVENT: usize = 160;

/// Frozen: golden files hold it. Written piece by piece: what stands before the events, and each event as soon as it is known how
/// long it is.
#[derive(Deserialize)]
struct CommitV1<'a> {
    id: CommitId,
    stamp: Stamp,
    user: UserName,
    settings: SettingsVersion,
    note: Option<Text>,
    #[serde(borrow)]
    events: Vec<EventV1<'a>>,
}

/// The same up to the events, and how many there are.
#[derive(Serialize)]
struct HeadV1<'a> {
    id: CommitId,
    stamp: Stamp,
    user: &'a UserName,
    settings: SettingsVersion,
    note: &'a Option<Text>,
    events: usize,
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
    let mut out = Vec::with_capacity(HEAD + EVENT * commit.events.len());
    out.push(FORMAT);
    let head = HeadV1 {
        id: commit.id,
        stamp: commit.stamp,
        user: &commit.user,
        settings: commit.settings,
        note: &commit.note,
        events: commit.events.len(),
    };
    bytes::encode_behind(&mut out, &head)?;
    let mut payload = Vec::with_capacity(EVENT);
    for event in &commit.events {
        payload.clear();
        event.fact.payload(&mut payload)?;
        let (kind, version) = event.fact.kind();
        let event = EventV1 {
            kind,
            version,
            at: event.at,
            basis: Cow::Borrowed(&event.basis),
            payload: Cow::Borrowed(&payload),
        };
        bytes::encode_behind(&mut out, &event)?;
    }
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
