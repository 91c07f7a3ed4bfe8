//! Coming in while the store is open: with a pass phrase, by an envelope. Each attempt is written down by the desk before it
//! is looked at, and looked at on the thread of whoever tries: it is slow on purpose.

use std::sync::mpsc;

use super::{Handle, desk::Message};
use crate::{
    app::door::LockedOut,
    domain::{
        access::{Asker, Deed, PassPhrase, Role, control::Way, trail::Trace},
        record::UserName,
        refusal::Refusal,
    },
    runtime::entrance::{Code, EntryFault, FirstPhrase, Knock, Knocked, read_off},
    vault::Drawn,
};

/// Why no new recovery key was drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecoveryFault {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Entry(#[from] EntryFault),
}

impl Handle {
    /// Whether this is the person's pass phrase: for changing the user of an open store. Slow, on purpose; the attempt is
    /// written down before the phrase is looked at.
    pub fn log_in(&self, user: &UserName, phrase: &PassPhrase, code: Option<&PassPhrase>) -> Result<(), EntryFault> {
        self.by_phrase(user, phrase, Code::Asked(code.cloned()))
    }

    /// The same for whoever is in already, and proves that it is them: a second factor is for coming in.
    pub fn proves(&self, user: &UserName, phrase: &PassPhrase) -> Result<(), EntryFault> {
        self.by_phrase(user, phrase, Code::NotAsked)
    }

    fn by_phrase(&self, user: &UserName, phrase: &PassPhrase, code: Code) -> Result<(), EntryFault> {
        self.try_to_come_in(user, Way::PassPhrase, code, &mut |knock| {
            let key = self.shared.porter.try_phrase(knock, phrase)?;
            if key == self.shared.key {
                Ok(())
            } else {
                Err(EntryFault::Broken)
            }
        })
    }

    /// Somebody has opened the store with their phrase; what is missing is their second factor.
    pub(in crate::runtime) fn comes_in(&self, knock: Knock, code: Option<PassPhrase>) -> Result<(), EntryFault> {
        self.judged(knock, true, Code::Asked(code)).map(|_| ())
    }

    fn judged(&self, knock: Knock, is_right: bool, code: Code) -> Result<usize, EntryFault> {
        let (reply, told) = mpsc::sync_channel(1);
        let judged = Message::Judged {
            knock: Box::new(knock),
            is_right,
            code,
            reply,
        };
        self.told(judged, &told)
    }

    /// One attempt: written down, looked at by `look`, and written down again when it was right.
    pub(in crate::runtime) fn try_to_come_in(
        &self,
        user: &UserName,
        way: Way,
        code: Code,
        look: &mut dyn FnMut(&Knock) -> Result<(), EntryFault>,
    ) -> Result<(), EntryFault> {
        let closed = || EntryFault::NotWritten("the store is closed".to_owned());
        let (reply, told) = mpsc::sync_channel(1);
        let knock = Message::Knock {
            user: user.clone(),
            way,
            reply,
        };
        if !self.queue.hand_in(knock) {
            return Err(closed());
        }
        let knock = match told.recv().map_err(|_| closed())?? {
            Knocked::Try(knock) => knock,
            Knocked::TurnedAway { seconds, .. } => return Err(EntryFault::Locked { seconds }),
        };
        let looked = look(&knock);
        let left = self.judged(knock, looked.is_ok(), code)?;
        looked.map_err(|fault| match fault {
            EntryFault::Wrong { .. } => EntryFault::Wrong { left },
            other => other,
        })
    }

    /// Uses up the envelope that holds this code: for somebody whose account is locked. Says which one it was.
    pub fn use_envelope(&self, user: &UserName, code: &PassPhrase) -> Result<u32, EntryFault> {
        let drawn = read_off(code, Drawn::CODE)?;
        let (reply, told) = mpsc::sync_channel(1);
        let user = user.clone();
        self.told(Message::OpenEnvelope { user, drawn, reply }, &told)
    }

    /// The same of the envelope by which somebody has opened the store.
    pub(in crate::runtime) fn use_up(&self, user: &UserName, number: u32) -> Result<(), EntryFault> {
        let (reply, told) = mpsc::sync_channel(1);
        let user = user.clone();
        self.told(Message::UseEnvelope { user, number, reply }, &told)
    }

    /// Seals envelopes for the day when accounts are locked: the number and the code of each, for paper.
    pub fn seal_envelopes(&self, count: u16) -> Result<Vec<(u32, FirstPhrase)>, EntryFault> {
        let (reply, told) = mpsc::sync_channel(1);
        self.told(Message::SealEnvelopes { count, reply }, &told)
    }

    /// Draws another recovery key, for paper: the one before opens nothing any more. Whoever came in with the sheet itself does
    /// not: whoever found it would take it from those to whom it belongs.
    pub fn renew_recovery(&self, asker: &Asker) -> Result<FirstPhrase, RecoveryFault> {
        self.may(asker, Deed::ManageAccounts)?;
        if asker.role == Role::Recovery {
            return Err(Refusal::NotAllowed.into());
        }
        let (reply, told) = mpsc::sync_channel(1);
        let drawn = self.told(Message::RenewRecovery { reply }, &told)?;
        self.note(asker, vec![Trace::RenewedRecovery]);
        Ok(drawn)
    }

    /// Whose account is locked at this laptop, for whoever may see the accounts.
    pub(super) fn who_is_locked(&self, asker: &Asker) -> Result<Vec<LockedOut>, Refusal> {
        self.may(asker, Deed::ReadAccounts)?;
        let (reply, told) = mpsc::sync_channel(1);
        // A store that is being closed locks nobody out.
        let handed_in = self.queue.hand_in(Message::WhoIsLocked { reply });
        let locked = handed_in.then(|| told.recv().ok()).flatten().unwrap_or_default();
        let locked = locked.into_iter().map(|(user, millis)| LockedOut {
            user,
            minutes: millis.div_ceil(60 * 1000),
        });
        Ok(locked.collect())
    }

    fn told<T>(&self, message: Message, told: &mpsc::Receiver<Result<T, EntryFault>>) -> Result<T, EntryFault> {
        let closed = || EntryFault::NotWritten("the store is closed".to_owned());
        if !self.queue.hand_in(message) {
            return Err(closed());
        }
        told.recv().map_err(|_| closed())?
    }
}
