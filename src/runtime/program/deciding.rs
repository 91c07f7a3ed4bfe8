//! Commands of a session go through the door: of whoever works here, or of somebody else who is at the laptop for a moment and
//! proves it.

use std::time::Instant;

use crate::app::door::{Door, NotSaved, Refused};
use crate::app::{Errand, Message, NotUnlocked, Way};
use crate::domain::access::pin::Pin;
use crate::domain::access::{AccessRefusal, Asker, PassPhrase, Role};
use crate::domain::checks::command::CheckCommand;
use crate::domain::command::{Command, Request};
use crate::domain::decide::deed;
use crate::domain::record::UserName;
use crate::domain::refusal::Refusal;
use crate::domain::slips::decide::is_a_second_persons;

use super::super::entrance::Code;
use super::super::support_log;
use super::super::terminal::Post;
use super::super::writer::Handle;
use super::changed;
use super::hands::WorkplaceHands;
use super::workplace::Workplace;

impl WorkplaceHands {
    fn decide_by(way: Option<(Handle, Asker)>, errand: Errand, request: Request, post: &Post) {
        let Some((door, asker)) = way else {
            let outcome = Err(NotSaved::Closed.into());
            post.message(Message::Decided { errand, outcome });
            return;
        };
        let (deed, begun) = (deed(&request.command), Instant::now());
        let outcome = door.decide(asker, request);
        let took = begun.elapsed();
        tracing::info!(?deed, outcome = support_log::word(&outcome), ?took, "decided");
        // The new state first, so that the screen that hears the answer already sees what it did.
        post.message(changed(&door));
        post.message(Message::Decided { errand, outcome });
    }

    pub(super) fn decide(&self, errand: Errand, request: Request, post: &Post) {
        Self::decide_by(self.way(), errand, request, post);
    }

    /// As somebody else who is at the laptop for a moment and proves it, by the same way as whoever comes in: what is wrong
    /// counts against their account. Whoever works here goes on.
    pub(super) fn decide_as(
        &self,
        errand: Errand,
        user: &UserName,
        phrase: &PassPhrase,
        request: Request,
        post: &Post,
    ) {
        // To confirm what another began, and for nothing else.
        let confirms = match &request.command {
            Command::Check(CheckCommand::Second { .. } | CheckCommand::Vouch { .. }) | Command::ConfirmLink { .. } => {
                true
            }
            Command::Slip(step) => {
                let door = self.workplace().as_ref().map(Workplace::handle);
                door.is_some_and(|door| is_a_second_persons(&door.hospital(), step))
            }
            _ => false,
        };
        if !confirms {
            let outcome = Err(Refusal::NotAllowed.into());
            post.message(Message::Decided { errand, outcome });
            return;
        }
        match self.vouched(user, phrase) {
            Ok(way) => Self::decide_by(Some(way), errand, request, post),
            Err(refused) => {
                let outcome = Err(refused);
                post.message(Message::Decided { errand, outcome });
            }
        }
    }

    /// Somebody who is not the one who works here, and has proved it. In a store that is tried out and has no accounts, a
    /// name is enough, and the screen says so.
    fn vouched(&self, user: &UserName, phrase: &PassPhrase) -> Result<(Handle, Asker), Refused> {
        let (door, purpose, works_here) = {
            let place = self.workplace();
            let place = place.as_ref().ok_or(NotSaved::Closed)?;
            (place.handle(), place.purpose(), place.asker())
        };
        let hospital = door.hospital();
        // A number is for coming back to one's own work; somebody else may have thought it up at an open laptop.
        if hospital.has_accounts() && Pin::of(phrase.reveal()).is_some() {
            return Err(Refusal::from(AccessRefusal::NoPin).into());
        }
        self.let_in(&door, purpose, (user, phrase, Code::NotAsked), Way::Phrase)
            .map_err(not_proved)?;
        let role = match hospital.account(user).and_then(|account| account.role()) {
            Some(role) => role,
            None if hospital.has_accounts() => Role::Reader,
            None => works_here.role,
        };
        let asker = Asker {
            user: user.clone(),
            role,
        };
        Ok((door, asker))
    }
}

/// Why somebody who confirms was not believed, as a refusal of what they confirm.
fn not_proved(why: NotUnlocked) -> Refused {
    let refusal = match why {
        NotUnlocked::Wrong { left } | NotUnlocked::WrongCode { left } => AccessRefusal::NotProved { left },
        NotUnlocked::WrongPin { left } => AccessRefusal::NotProved { left: left.into() },
        NotUnlocked::Locked { minutes } => AccessRefusal::LockedOut { minutes },
        NotUnlocked::NoPin | NotUnlocked::BadPin => AccessRefusal::NoPin,
        NotUnlocked::Failed(why) => return NotSaved::Record(why).into(),
        NotUnlocked::NoUser
        | NotUnlocked::NoEnvelope
        | NotUnlocked::EnvelopeNotNeeded
        | NotUnlocked::NotByEnvelope
        | NotUnlocked::CodeNeeded
        | NotUnlocked::Phrase(_) => AccessRefusal::NoAccount,
    };
    Refusal::from(refusal).into()
}
