//! What the hospital would say to a request that is still being typed: the same rules as when it is saved, so that a form
//! never promises what the writer refuses.

use std::sync::Arc;

use chrono::NaiveDateTime;
use chrono::TimeZone;

use crate::domain::access::{Asker, Context, Permissions, Role};
use crate::domain::command::Request;
use crate::domain::decide::{OwnCommits, decide};
use crate::domain::record::{
    Commit, CommitId, History, HistoryLost, Installation, Position, Sequence, Station, Timestamp, UserName,
};
use crate::domain::refusal::Refusal;

use super::Scope;

/// Nothing that was written is needed for what forms ask.
struct NoPast;

impl History for NoPast {
    fn commit(&self, position: Position) -> Result<Arc<Commit>, HistoryLost> {
        Err(HistoryLost(position))
    }
}

impl OwnCommits for NoPast {
    fn position(&self, _: CommitId) -> Option<Position> {
        None
    }
}

impl Scope<'_> {
    /// Why it would be refused, as far as can be seen from here: whoever was discharged long ago is known to the store alone.
    pub fn preview(&self, request: &Request) -> Option<Refusal> {
        let asker = Asker {
            user: UserName::parse("preview")?,
            // Whether somebody may is said when it is saved; here only the hospital's own rules count.
            role: Role::Trial,
        };
        let permissions = Permissions::default();
        let context = Context {
            asker: &asker,
            permissions: &permissions,
            now: self.now,
            stamp: self.hospital.newest(),
            commit: CommitId {
                station: Station::new(1)?,
                installation: Installation::FIRST,
                sequence: Sequence::FIRST,
            },
        };
        match decide(self.hospital, request.clone(), &context, &NoPast) {
            Err(Refusal::UnknownPatient { .. } | Refusal::HistoryLost(_)) | Ok(_) => None,
            Err(refusal) => Some(refusal),
        }
    }

    /// The moment at which the hospital's clocks show this; nothing for an hour that they leave out.
    pub fn timestamp(&self, local: NaiveDateTime) -> Option<Timestamp> {
        let zone = self.hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone());
        let moment = zone.from_local_datetime(&local).earliest()?;
        Some(Timestamp::from(moment.to_utc()))
    }
}
