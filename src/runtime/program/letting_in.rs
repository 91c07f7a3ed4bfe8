//! Letting people in at the terminal: into a store that is shut, back to a laptop that is locked, with a pass phrase, the
//! number of their shift, or an envelope; and what they think up for it.

use std::sync::PoisonError;

use crate::app::door::{Door, Refused};
use crate::app::sentences::Speaker;
use crate::app::{FirstSlip, NotUnlocked, Opening, Unlocked, Way};
use crate::cli::StoreFault;
use crate::domain::access::{Asker, PassPhrase, Role, control, decide::AccountCommand, pin::Pin};
use crate::domain::command::{Command, Request};
use crate::domain::record::UserName;
use crate::i18n::{Language, Words};
use crate::journal::Purpose;

use super::super::entrance::{self, Code, Entry, EntryFault, KeysFault, PinJudged};
use super::super::terminal::Post;
use super::super::writer::Handle;
use super::ProgramFault;
use super::hands::{WorkplaceHands, listen};
use super::workplace::Workplace;

impl WorkplaceHands {
    /// Opens the store that is shut.
    pub(super) fn enter(
        &self,
        (user, phrase, code, way): (&str, PassPhrase, PassPhrase, Way),
        language: Language,
        post: &Post,
    ) -> Result<Box<Opening>, NotUnlocked> {
        let words = Words::load(language).map_err(|fault| NotUnlocked::Failed(fault.to_string()))?;
        let user = UserName::parse(user).ok_or(NotUnlocked::NoUser)?;
        let folder = self.folder.clone().ok_or(NotUnlocked::NoUser)?;
        let entry = match way {
            Way::Phrase => Entry::Person {
                user: user.clone(),
                phrase,
                code: Some(code),
            },
            Way::Envelope => Entry::Envelope {
                user: user.clone(),
                code: phrase,
            },
        };
        let opened = Workplace::open(&folder, &entry, &self.means, &mut |_, _| {});
        let failed = |why: String| NotUnlocked::Failed(why);
        let workplace = match opened {
            Ok(Some(workplace)) => workplace,
            Ok(None) => {
                let fault = ProgramFault::Store(StoreFault::NoStore);
                return Err(failed(fault.in_words(&folder, &words)));
            }
            Err(ProgramFault::Store(StoreFault::Wrong { .. })) if way == Way::Envelope => {
                return Err(NotUnlocked::NoEnvelope);
            }
            Err(ProgramFault::Store(StoreFault::CodeNeeded)) => return Err(NotUnlocked::CodeNeeded),
            Err(ProgramFault::Store(StoreFault::WrongCode { left })) => return Err(NotUnlocked::WrongCode { left }),
            Err(ProgramFault::Store(StoreFault::EnvelopeNotNeeded)) => return Err(NotUnlocked::EnvelopeNotNeeded),
            Err(ProgramFault::Store(StoreFault::NotByEnvelope)) => return Err(NotUnlocked::NotByEnvelope),
            Err(ProgramFault::Store(StoreFault::Wrong { left })) => return Err(NotUnlocked::Wrong { left }),
            Err(ProgramFault::Store(StoreFault::LockedOut { minutes })) => {
                return Err(NotUnlocked::Locked { minutes });
            }
            Err(fault) => return Err(failed(fault.in_words(&folder, &words))),
        };
        let station = self.remembered_station();
        let workplace = workplace.called(station);
        self.remember(|preferences| {
            preferences.user = Some(user.to_string());
            if let Some(zone) = workplace.zone() {
                preferences.take_zone(&folder, zone);
            }
        });
        listen(&workplace, post);
        let opening = Box::new(workplace.opening());
        *self.workplace() = Some(workplace);
        Ok(opening)
    }

    /// Back to a locked laptop, or another to it. The laptop is not held up while a phrase is looked at.
    pub(super) fn unlock(
        &self,
        (user, phrase, code, way): (&str, &PassPhrase, PassPhrase, Way),
    ) -> Result<Unlocked, NotUnlocked> {
        let user = UserName::parse(user).ok_or(NotUnlocked::NoUser)?;
        let (door, purpose) = {
            let place = self.workplace();
            let place = place.as_ref().ok_or(NotUnlocked::NoUser)?;
            (place.handle(), place.purpose())
        };
        let way = self.let_in(&door, purpose, (&user, phrase, Code::Asked(Some(code))), way)?;
        match self.workplace().as_mut() {
            Some(place) => Ok(place.admit(&user, way)),
            None => Err(NotUnlocked::NoUser),
        }
    }

    /// Says by which way it was: where there are no accounts, no envelope is used up.
    pub(super) fn let_in(
        &self,
        door: &Handle,
        purpose: Purpose,
        (user, phrase, code): (&UserName, &PassPhrase, Code),
        way: Way,
    ) -> Result<Way, NotUnlocked> {
        // In a store that is only tried out, and has no accounts, everybody may.
        if !door.hospital().has_accounts() {
            return match purpose {
                Purpose::Trial => Ok(Way::Phrase),
                Purpose::Real => Err(NotUnlocked::NoUser),
            };
        }
        if way == Way::Envelope {
            return match door.use_envelope(user, phrase) {
                Ok(_) => Ok(Way::Envelope),
                Err(EntryFault::Wrong { .. } | EntryFault::Mistyped(_)) => Err(NotUnlocked::NoEnvelope),
                Err(fault) => Err(not_unlocked(fault)),
            };
        }
        match Pin::of(phrase.reveal()) {
            Some(pin) => self.by_pin(door, user, &pin)?,
            None => match code {
                Code::NotAsked => door.proves(user, phrase),
                Code::Asked(code) => door.log_in(user, phrase, code.as_ref()),
            }
            .map_err(not_unlocked)?,
        }
        Ok(Way::Phrase)
    }

    fn by_pin(&self, door: &Handle, user: &UserName, pin: &Pin) -> Result<(), NotUnlocked> {
        let mut pins = self.pins.lock().unwrap_or_else(PoisonError::into_inner);
        if !pins.has(user, self.means.clock.as_ref()) {
            return Err(NotUnlocked::NoPin);
        }
        let mut left = None;
        let looked = door.try_to_come_in(user, control::Way::Pin, Code::NotAsked, &mut |knock| {
            let judged = knock.user().and_then(|user| pins.judge(user, pin));
            match judged {
                Some(PinJudged::Right) => return Ok(()),
                Some(PinJudged::Wrong { left: more }) => left = Some(more),
                None => {}
            }
            Err(EntryFault::Wrong { left: 0 })
        });
        looked.map_err(|fault| match (fault, left) {
            (EntryFault::Wrong { .. }, Some(left)) => NotUnlocked::WrongPin { left },
            (fault, _) => not_unlocked(fault),
        })
    }

    /// A pass phrase of one's own, in the place of what was drawn.
    pub(super) fn change_phrase(&self, phrase: &PassPhrase, language: Language) -> Result<Unlocked, NotUnlocked> {
        let (door, asker, purpose) = {
            let place = self.workplace();
            let place = place.as_ref().ok_or(NotUnlocked::NoUser)?;
            (place.handle(), place.asker(), place.purpose())
        };
        let floor = entrance::floor(purpose);
        let keys = entrance::own_keys(&asker.user, phrase, floor, self.means.randomness.as_ref());
        let keys = keys.map_err(|fault| match fault {
            KeysFault::Phrase(fault) => NotUnlocked::Phrase(fault),
            KeysFault::Seal(fault) => NotUnlocked::Failed(fault.to_string()),
        })?;
        decide(&door, &asker, AccountCommand::ChangePassPhrase(keys), language).map_err(NotUnlocked::Failed)?;
        self.pins
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .forget(&asker.user);
        let place = self.workplace();
        place.as_ref().map(Workplace::unlocked).ok_or(NotUnlocked::NoUser)
    }

    /// A first pass phrase for somebody else. The number of their shift ends with the phrase that it stood for.
    pub(super) fn reset_phrase(&self, user: UserName, language: Language) -> Result<FirstSlip, String> {
        let (door, asker) = {
            let place = self.workplace();
            let place = place.as_ref().ok_or_else(String::new)?;
            (place.handle(), place.asker())
        };
        let drawn = entrance::first_keys(&user, self.means.randomness.as_ref());
        let (keys, phrase) = drawn.map_err(|fault| fault.to_string())?;
        let command = AccountCommand::ResetPassPhrase {
            user: user.clone(),
            keys,
        };
        decide(&door, &asker, command, language)?;
        self.pins.lock().unwrap_or_else(PoisonError::into_inner).forget(&user);
        Ok(FirstSlip { user, phrase })
    }

    /// A number for coming back within the shift. Three seconds at a laptop that somebody left open must not be a way in as
    /// that person for twelve hours: the pass phrase is said again.
    pub(super) fn set_pin(&self, phrase: &PassPhrase, pin: &PassPhrase) -> Result<Unlocked, NotUnlocked> {
        let pin = Pin::judge(pin.reveal()).map_err(|_| NotUnlocked::BadPin)?;
        let (door, asker) = {
            let place = self.workplace();
            let place = place.as_ref().ok_or(NotUnlocked::NoUser)?;
            (place.handle(), place.asker())
        };
        if asker.role == Role::Envelope {
            return Err(NotUnlocked::NotByEnvelope);
        }
        if door.hospital().has_accounts() {
            door.proves(&asker.user, phrase).map_err(not_unlocked)?;
        }
        let place = self.workplace();
        let place = place.as_ref().ok_or(NotUnlocked::NoUser)?;
        let mut pins = self.pins.lock().unwrap_or_else(PoisonError::into_inner);
        let (clock, randomness) = (self.means.clock.as_ref(), self.means.randomness.as_ref());
        pins.set(&asker.user, &pin, clock, randomness)
            .map_err(|fault| NotUnlocked::Failed(fault.to_string()))?;
        Ok(place.unlocked())
    }
}

fn decide(door: &Handle, asker: &Asker, command: AccountCommand, language: Language) -> Result<(), String> {
    let request = Request::from(Command::Account(command));
    door.decide(asker.clone(), request).map(|_| ()).map_err(|refused| {
        let told = Words::load(language).map(|words| {
            let hospital = door.hospital();
            let speaker = Speaker::new(&words, &hospital);
            match &refused {
                Refused::Refusal(refusal) => speaker.refusal(refusal),
                Refused::NotSaved(fault) => speaker.not_saved(fault),
            }
        });
        told.unwrap_or_else(|_| refused.to_string())
    })
}

fn not_unlocked(fault: EntryFault) -> NotUnlocked {
    match fault {
        EntryFault::Wrong { left } => NotUnlocked::Wrong { left },
        EntryFault::Locked { seconds } => NotUnlocked::Locked {
            minutes: seconds.div_ceil(60),
        },
        EntryFault::PhraseNeeded => NotUnlocked::NoUser,
        EntryFault::CodeNeeded => NotUnlocked::CodeNeeded,
        EntryFault::WrongCode { left } => NotUnlocked::WrongCode { left },
        EntryFault::EnvelopeNotNeeded => NotUnlocked::EnvelopeNotNeeded,
        EntryFault::NotByEnvelope => NotUnlocked::NotByEnvelope,
        other => NotUnlocked::Failed(other.to_string()),
    }
}
