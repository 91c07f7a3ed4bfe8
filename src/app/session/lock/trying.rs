//! What becomes of what is typed before the lock: keys, tries, and who comes in.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroize;

use super::super::{Session, Why, insight::Leaving};
use super::{Lock, LockField, LockKind, why_not::why_not};
use crate::app::{Action, Effect, Errand, NotUnlocked, Notice, Opening, Tone, Unlocked, Way};
use crate::domain::access::{PassPhrase, PhraseState};
use crate::i18n::Value;
use crate::input::{Chord, Heard, Held, Input, Key};

impl Session {
    /// What is typed where nobody has come in; nothing while somebody works.
    pub fn locked(&self) -> Option<&Lock> {
        self.lock.as_ref()
    }

    /// Shows the door of a store that is shut.
    pub fn stand_before(&mut self, user: &str) {
        self.lock = Some(Lock::new(LockKind::Entrance, user));
    }

    /// Whether the laptop is open to somebody: who thinks up a number or a phrase has not left.
    pub fn is_somebody_here(&self) -> bool {
        let kind = self.lock.as_ref().map(Lock::kind);
        matches!(kind, None | Some(LockKind::NewPin | LockKind::NewPhrase))
    }

    /// Takes everything personal off the screen. What was typed stays where it is.
    pub fn lock(&mut self) -> Vec<Effect> {
        if !self.is_somebody_here() || self.hospital.frame().is_none() {
            return Vec::new();
        }
        self.hide(LockKind::Away);
        let sought = self.sought(Leaving::Laptop);
        self.forget_insight();
        sought.into_iter().chain([Effect::Lock, Effect::Repaint]).collect()
    }

    /// Asks for a number for coming back within the shift: not by an envelope, which is good once.
    pub(in crate::app::session) fn ask_for_pin(&mut self) -> Vec<Effect> {
        if self.desk.way == Way::Envelope {
            self.notice = Some(Notice::new(Tone::Warn, self.words.say("new-pin-by-envelope")));
            return Vec::new();
        }
        self.hide(LockKind::NewPin);
        vec![Effect::Repaint]
    }

    pub(in crate::app::session) fn ask_for_own_phrase(&mut self) {
        self.hide(LockKind::NewPhrase);
    }

    /// Somebody else wants to work here: their name first.
    pub(in crate::app::session) fn change_user(&mut self) -> Vec<Effect> {
        let effects = self.lock();
        // Where there are no accounts everybody is the one who was here: Enter goes on, as it says.
        let accounts = self.hospital.has_accounts();
        if let Some(lock) = self.lock.as_mut().filter(|_| accounts) {
            lock.user.clear();
            lock.field = LockField::User;
        }
        effects
    }

    fn hide(&mut self, kind: LockKind) {
        self.listener.forget();
        self.notice = None;
        for open in &mut self.stack {
            open.screen.forget_secrets();
        }
        self.lock = Some(Lock::new(kind, &self.desk.login));
    }

    pub(in crate::app::session) fn locked_input(&mut self, input: Input) -> Vec<Effect> {
        if let Input::Resize(columns, rows) = input {
            self.size = (columns, rows);
            return Vec::new();
        }
        let waits = self.is_unlocking();
        let Some(lock) = self.lock.as_mut().filter(|_| !waits) else {
            return Vec::new();
        };
        match input {
            Input::Paste(text) => lock.put(&text),
            Input::Press(chord) => return self.locked_key(chord),
            Input::Resize(..) | Input::Click(..) | Input::Wheel(_) => {}
        }
        Vec::new()
    }

    fn locked_key(&mut self, chord: Chord) -> Vec<Effect> {
        let is_plain = chord.ctrl == Held::Up && chord.alt == Held::Up;
        let Some(lock) = &mut self.lock else { return Vec::new() };
        match chord.key {
            Key::Char(letter) if is_plain => lock.put(letter.encode_utf8(&mut [0; 4])),
            Key::Char('u') if chord.ctrl == Held::Down => lock.clear(),
            Key::Char('e') if chord.ctrl == Held::Down && lock.has_user() => lock.other_way(),
            Key::Backspace => lock.take_back(),
            Key::Delete => lock.clear(),
            Key::Esc => return self.step_back(),
            Key::Tab | Key::Down => lock.step(chord.shift == Held::Up),
            Key::Up => lock.step(false),
            Key::Enter if !lock.is_last() => lock.step(true),
            Key::Enter => return self.try_the_lock(),
            _ => return self.locked_action(chord),
        }
        Vec::new()
    }

    /// What may be done from before the door: nothing that is about anybody.
    fn locked_action(&mut self, chord: Chord) -> Vec<Effect> {
        let kind = self.lock.as_ref().map(Lock::kind);
        let heard = self.listener.hear(chord, &self.keys, &Self::everywhere());
        self.listener.forget();
        match heard {
            Heard::Action(action @ (Action::Language | Action::Theme | Action::Redraw), _) => self.act(action),
            // Whoever is locked out must not get past the lock by ending the program into a shell of somebody else's.
            Heard::Action(Action::Quit, _) if kind == Some(LockKind::Entrance) => vec![Effect::Quit],
            _ => Vec::new(),
        }
    }

    /// Esc: empties what was typed, and leaves what was asked for only by the way.
    fn step_back(&mut self) -> Vec<Effect> {
        let Some(lock) = &mut self.lock else { return Vec::new() };
        lock.wipe();
        lock.said = None;
        match lock.kind {
            LockKind::NewPin => {
                self.lock = None;
                vec![Effect::Repaint]
            }
            // Without a phrase of one's own nothing can be done here; somebody else may come.
            LockKind::NewPhrase => {
                self.lock = Some(Lock::new(LockKind::Away, &self.desk.login));
                Vec::new()
            }
            LockKind::Entrance | LockKind::Away => Vec::new(),
        }
    }

    fn is_unlocking(&self) -> bool {
        self.waiting.values().any(|waiting| waiting.why == Why::Unlocks)
    }

    fn try_the_lock(&mut self) -> Vec<Effect> {
        let Some(lock) = &mut self.lock else { return Vec::new() };
        // With the input method on, a name comes in wide letters.
        let user: String = lock.user.trim().nfkc().flat_map(char::to_lowercase).collect();
        let (kind, way) = (lock.kind, lock.way);
        let phrase = PassPhrase::new(lock.secret.as_str());
        let own = PassPhrase::new(lock.own.as_str());
        let code = PassPhrase::new(lock.code.as_str());
        let is_same = lock.secret == lock.again;
        let is_open_to_all = kind == LockKind::Away && !self.hospital.has_accounts();
        if phrase.is_empty() && !is_open_to_all {
            lock.field = LockField::Secret;
            lock.said = Some(self.words.say("lock-needed"));
            return Vec::new();
        }
        if matches!(kind, LockKind::NewPhrase | LockKind::NewPin) && !is_same {
            lock.again.zeroize();
            lock.said = Some(self.words.say("lock-differs"));
            return Vec::new();
        }
        if kind == LockKind::NewPin && own.is_empty() && self.hospital.has_accounts() {
            lock.field = LockField::Own;
            lock.said = Some(self.words.say("lock-needed"));
            return Vec::new();
        }
        lock.wipe();
        lock.field = match kind {
            LockKind::NewPin => LockField::Own,
            _ => LockField::Secret,
        };
        lock.said = Some(self.words.say("lock-looking"));
        let errand = self.errand(0, Why::Unlocks, None);
        let language = self.words.language();
        vec![match kind {
            LockKind::Entrance => Effect::Enter {
                errand,
                user,
                phrase,
                code,
                way,
                language,
            },
            LockKind::Away => Effect::Unlock {
                errand,
                user,
                phrase,
                code,
                way,
                language,
            },
            LockKind::NewPhrase => Effect::ChangePhrase {
                errand,
                phrase,
                language,
            },
            LockKind::NewPin => Effect::SetPin {
                errand,
                phrase: own,
                pin: phrase,
            },
        }]
    }

    pub(in crate::app::session) fn entered(
        &mut self,
        errand: Errand,
        entered: Result<Box<Opening>, NotUnlocked>,
    ) -> Vec<Effect> {
        if self.waiting.remove(&errand).is_none() {
            return Vec::new();
        }
        match entered {
            Ok(opening) => {
                self.lock = None;
                self.notice = None;
                self.begin(*opening);
                vec![Effect::Repaint]
            }
            Err(why) => {
                self.said_at_the_lock(&why);
                Vec::new()
            }
        }
    }

    pub(in crate::app::session) fn unlocked(
        &mut self,
        errand: Errand,
        unlocked: Result<Unlocked, NotUnlocked>,
    ) -> Vec<Effect> {
        if self.waiting.remove(&errand).is_none() {
            return Vec::new();
        }
        let unlocked = match unlocked {
            Ok(unlocked) => unlocked,
            Err(why) => {
                self.said_at_the_lock(&why);
                return Vec::new();
            }
        };
        let kind = self.lock.as_ref().map(Lock::kind);
        let is_another = unlocked.desk.login != self.desk.login;
        self.lock = None;
        // Back by an envelope is not back to what was open.
        let is_another = is_another || unlocked.desk.way != self.desk.way;
        self.desk = unlocked.desk;
        self.forget_insight();
        if is_another {
            // What another began is not this one's to go on with, nor to take back; it waits for them.
            self.saved.clear();
            self.begin_anew();
        }
        let places = [("user", Value::from(self.desk.user.as_str()))];
        let key = match kind {
            Some(LockKind::NewPin) => "new-pin-set",
            Some(LockKind::NewPhrase) => "new-phrase-set",
            _ if is_another => "lock-welcome",
            _ => "lock-opened",
        };
        // What failed behind the lock is told to whoever asked for it.
        let failed = self.notice.take();
        let failed = failed.filter(|notice| !is_another && matches!(notice.tone, Tone::Alarm | Tone::Warn));
        self.notice = failed.or_else(|| Some(Notice::quiet(self.words.fill(key, &places))));
        if is_another && let Some(drafts) = unlocked.drafts {
            self.resume(drafts);
        }
        if unlocked.phrase == PhraseState::First {
            self.ask_for_own_phrase();
        }
        vec![Effect::Repaint]
    }

    fn said_at_the_lock(&mut self, why: &NotUnlocked) {
        let said = why_not(why, &self.words);
        match &mut self.lock {
            Some(lock) => {
                // The phrase is typed again: it was wiped when it was looked at.
                lock.asks_code |= matches!(why, NotUnlocked::CodeNeeded);
                lock.said = Some(said);
            }
            None => self.notice = Some(Notice::new(Tone::Alarm, said)),
        }
    }
}
