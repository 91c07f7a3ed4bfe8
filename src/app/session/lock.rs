//! The lock: everything personal is off the screen, and what was under way waits behind it. Links, mirror and the writer
//! do not notice. Whoever comes back says their pass phrase; somebody else says who they are as well.

use zeroize::{Zeroize, Zeroizing};

use super::super::{Effect, Errand, Notice, Unlocked};
use super::{Session, Why};
use crate::domain::access::PassPhrase;
use crate::i18n::Value;
use crate::input::{Chord, Held, Input, Key};

/// What is typed at a locked laptop.
pub struct Lock {
    user: String,
    secret: Zeroizing<String>,
    field: LockField,
    /// Why the last try came to nothing.
    said: Option<String>,
}

/// Where the keyboard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockField {
    User,
    Secret,
}

/// The longest thing that is taken; what is longer is no pass phrase.
const LONGEST: usize = 400;

impl Lock {
    fn new(user: &str) -> Self {
        Self {
            user: user.to_owned(),
            // Room at once: a string that grows leaves its smaller copies behind.
            secret: Zeroizing::new(String::with_capacity(LONGEST * 4)),
            field: LockField::Secret,
            said: None,
        }
    }

    pub fn user(&self) -> &str {
        &self.user
    }

    /// How many signs were typed: all that may be shown of them.
    pub fn signs(&self) -> usize {
        self.secret.chars().count()
    }

    pub fn field(&self) -> LockField {
        self.field
    }

    pub fn said(&self) -> Option<&str> {
        self.said.as_deref()
    }

    fn put(&mut self, text: &str) {
        let line = text.chars().filter(|c| !c.is_control());
        match self.field {
            LockField::User => {
                let room = LONGEST.saturating_sub(self.user.chars().count());
                self.user.extend(line.take(room));
            }
            LockField::Secret => {
                let room = LONGEST.saturating_sub(self.secret.chars().count());
                self.secret.extend(line.take(room));
            }
        }
    }

    fn take_back(&mut self) {
        match self.field {
            LockField::User => drop(self.user.pop()),
            LockField::Secret => drop(self.secret.pop()),
        }
    }

    fn clear(&mut self) {
        match self.field {
            LockField::User => self.user.clear(),
            LockField::Secret => self.secret.zeroize(),
        }
    }
}

impl Session {
    /// What is typed at a locked laptop; nothing when it is not locked.
    pub fn locked(&self) -> Option<&Lock> {
        self.lock.as_ref()
    }

    /// Takes everything personal off the screen. What was typed stays where it is.
    pub fn lock(&mut self) -> Vec<Effect> {
        if self.lock.is_some() || self.hospital.frame().is_none() {
            return Vec::new();
        }
        self.listener.forget();
        self.notice = None;
        self.lock = Some(Lock::new(&self.desk.login));
        vec![Effect::Lock, Effect::Repaint]
    }

    pub(super) fn locked_input(&mut self, input: Input) -> Vec<Effect> {
        let waits = self.is_unlocking();
        let Some(lock) = &mut self.lock else {
            return Vec::new();
        };
        match input {
            Input::Resize(columns, rows) => self.size = (columns, rows),
            _ if waits => {}
            Input::Paste(text) => lock.put(&text),
            Input::Press(Chord {
                key,
                ctrl: Held::Up,
                alt: Held::Up,
                ..
            }) => match key {
                Key::Char(letter) => lock.put(letter.encode_utf8(&mut [0; 4])),
                Key::Backspace => lock.take_back(),
                Key::Delete | Key::Esc => lock.clear(),
                Key::Tab | Key::Up | Key::Down => {
                    lock.field = match lock.field {
                        LockField::User => LockField::Secret,
                        LockField::Secret => LockField::User,
                    };
                }
                Key::Enter if lock.field == LockField::User => lock.field = LockField::Secret,
                Key::Enter => return self.try_to_unlock(),
                _ => {}
            },
            Input::Press(Chord {
                key: Key::Char('u'),
                ctrl: Held::Down,
                ..
            }) => lock.clear(),
            Input::Press(_) | Input::Click(..) | Input::Wheel(_) => {}
        }
        Vec::new()
    }

    fn is_unlocking(&self) -> bool {
        self.waiting.values().any(|waiting| waiting.why == Why::Unlocks)
    }

    fn try_to_unlock(&mut self) -> Vec<Effect> {
        let Some(lock) = &mut self.lock else {
            return Vec::new();
        };
        let user = lock.user.trim().to_owned();
        let phrase = PassPhrase::new(lock.secret.as_str());
        lock.secret.zeroize();
        lock.said = Some(self.words.say("lock-looking"));
        let errand = self.errand(0, Why::Unlocks, None);
        vec![Effect::Unlock { errand, user, phrase }]
    }

    pub(super) fn unlocked(
        &mut self,
        errand: Errand,
        unlocked: Result<Unlocked, super::super::NotUnlocked>,
    ) -> Vec<Effect> {
        use super::super::NotUnlocked;
        if self.waiting.remove(&errand).is_none() {
            return Vec::new();
        }
        let said = match unlocked {
            Ok(unlocked) => {
                let is_another = unlocked.desk.login != self.desk.login;
                self.lock = None;
                self.desk = unlocked.desk;
                if is_another {
                    // What another began is not this one's to go on with, nor to take back.
                    self.saved.clear();
                    self.begin_anew();
                }
                let places = [("user", Value::from(self.desk.user.as_str()))];
                self.notice = Some(Notice::quiet(self.words.fill("lock-welcome", &places)));
                return vec![Effect::Repaint];
            }
            Err(NotUnlocked::Wrong { left }) => self.words.fill("lock-wrong", &[("left", Value::from(left))]),
            Err(NotUnlocked::Locked { minutes }) => {
                let minutes = i64::try_from(minutes).unwrap_or(i64::MAX);
                self.words.fill("lock-locked-out", &[("minutes", Value::from(minutes))])
            }
            Err(NotUnlocked::NoUser) => self.words.say("lock-no-user"),
            Err(NotUnlocked::Failed(why)) => self.words.fill("lock-failed", &[("why", Value::from(why))]),
        };
        if let Some(lock) = &mut self.lock {
            lock.said = Some(said);
        }
        Vec::new()
    }
}
