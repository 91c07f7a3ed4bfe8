//! What the hospital would say to a request that is still being typed: the same rules as when it is saved, so that a form
//! never promises what the writer refuses.

use std::sync::Arc;

use chrono::NaiveDateTime;
use chrono::TimeZone;

use crate::domain::access::glass::LASTS;
use crate::domain::access::{Asker, Context, Deed, Permissions, Role, asks_why};
use crate::domain::checks::{Spelling, Unspelled};
use crate::domain::command::{Command, Request};
use crate::domain::decide::{OwnCommits, decide};
use crate::domain::identity::{NoFormerPatients, PatientId};
use crate::domain::numbers::NumberRefusal;
use crate::domain::record::{
    Commit, CommitId, History, HistoryLost, Installation, Position, Sequence, Station, Timestamp, UserName,
};
use crate::domain::refusal::Refusal;

use crate::search::stated::Spellings;

use super::{Scope, Way};

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
    /// Whether whoever works here may, by their account; where there are no accounts everybody may.
    pub fn may(&self, deed: Deed) -> Result<(), Refusal> {
        if !self.hospital.has_accounts() {
            return Ok(());
        }
        let user = UserName::parse(&self.desk.login).ok_or(Refusal::NotAllowed)?;
        let role = match self.desk.way {
            Way::Phrase => Role::Reader,
            Way::Envelope => Role::Envelope,
        };
        self.in_context(&Asker { user, role }, &Unspelled, |context| {
            context.allow(self.hospital, deed)
        })
        .unwrap_or(Err(Refusal::NotAllowed))
    }

    /// Whether the detail of this patient opens for whoever works here with a reason only.
    pub fn asks_why(&self, patient: PatientId) -> bool {
        let user = UserName::parse(&self.desk.login);
        let known = self.hospital.patient(patient);
        let asks = user.zip(known);
        let asks = asks.is_some_and(|(user, known)| asks_why(self.hospital, &user, known));
        // Given once, a reason holds until whoever gave it leaves.
        asks && !self.reasoned.contains(&patient)
    }

    /// The glass that whoever works here has broken, while it lasts: seconds left.
    pub fn glass(&self) -> Option<i64> {
        let account = self.hospital.account(&UserName::parse(&self.desk.login)?)?;
        let glass = account.glass(self.now, self.worn)?;
        // The clock of the screen stands a moment behind that of the record.
        Some((glass.until.seconds() - self.now.seconds()).min(LASTS))
    }

    fn in_context<T>(&self, asker: &Asker, spelling: &dyn Spelling, ask: impl FnOnce(&Context<'_>) -> T) -> Option<T> {
        // What a number may be depends on whose it would be.
        let (station, installation) = self.desk.life.unwrap_or((Station::new(1)?, Installation::FIRST));
        let permissions = Permissions::default();
        let context = Context {
            asker,
            permissions: &permissions,
            now: self.now,
            stamp: self.hospital.newest(),
            commit: CommitId {
                station,
                installation,
                sequence: Sequence::FIRST,
            },
            spelling,
            former: &NoFormerPatients,
            chance: 0,
            worn: self.worn,
        };
        Some(ask(&context))
    }

    /// Why it would be refused, as far as can be seen from here: whoever was discharged long ago is known to the store alone.
    pub fn preview(&self, request: &Request) -> Option<Refusal> {
        // Of paper it is said at once whose a step is; of everything else, when it is saved: there only the hospital's own rules
        // count here.
        let own = UserName::parse(&self.desk.login).filter(|user| {
            let account = self.hospital.account(user);
            matches!(request.command, Command::Slip(_)) && account.is_some_and(|account| account.is_open())
        });
        let asker = match own {
            Some(user) => Asker {
                user,
                role: Role::Reader,
            },
            None => Asker {
                user: UserName::parse("preview")?,
                role: Role::Trial,
            },
        };
        // The tables of names are read only where names are compared.
        let spelling: Box<dyn Spelling> = match &request.command {
            Command::Check(_) => Box::new(Spellings::shipped()),
            _ => Box::new(Unspelled),
        };
        let is_packet = matches!(request.command, Command::ActivatePacket(_));
        let decided = self.in_context(&asker, spelling.as_ref(), |context| {
            decide(self.hospital, request.clone(), context, &NoPast)
        })?;
        match decided {
            Err(Refusal::UnknownPatient { .. } | Refusal::HistoryLost(_)) | Ok(_) => None,
            // Which numbers there are is known where they are given.
            Err(Refusal::Number(refusal)) if refusal.is_of_the_station() => None,
            // So is whose number the register has. No packet is a former patient's: its check digits speak for themselves.
            Err(Refusal::Number(NumberRefusal::Misread { .. })) if self.hospital.register().is_some() && !is_packet => {
                None
            }
            Err(Refusal::Number(NumberRefusal::NeverGiven { .. })) if self.hospital.register().is_some() => None,
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
