//! What comes in: from the terminal, from the machine, and time. Long because every message of the machine is answered here,
//! and the order in which they are looked at is one subject.

use std::collections::BTreeSet;

use crate::domain::record::Timestamp;
use crate::input::{Chord, Heard, Input, Key, Named, Roll, Spot, Typing, key_behind};

use super::super::PaperNews;
use super::super::door::{Mirror, ReadOnly};
use super::super::{
    Action, Confirmation, Effect, Errand, Extent, HandOut, Happening, Intent, KeyCondition, KeyContext, Message,
    NotOpened, Notice, Opening, Route, Situation, Tone,
};
use super::{Keeping, Pulse, Selection, Session, Why, open_discrepancies};
use crate::domain::access::PhraseState;
use crate::domain::census::{WardCode, frame::FrameWard};
use crate::domain::slips::Post;
use crate::i18n::Value;
use crate::theme::LEAST;

/// The command post and the recovery: their screens are still to come.
const RESERVED: [Key; 2] = [Key::F(9), Key::F(11)];

impl Session {
    /// Time has passed: the clock of the title bar, ages of things.
    pub fn tick(&mut self, now: Timestamp) {
        self.now = now;
        self.settle();
    }

    /// Something from the terminal at a moment of its own: it came as fast as a scanner types, or it did not.
    pub fn input_at(&mut self, input: Input, at: Pulse) -> Vec<Effect> {
        if self.lock.is_none()
            && !self.is_unseen()
            && let Input::Press(chord) = input
            && let Some(effects) = self.scanned(chord, at)
        {
            return self.after(effects);
        }
        self.input(input)
    }

    /// Something from the terminal, from a hand.
    pub fn input(&mut self, input: Input) -> Vec<Effect> {
        if self.is_unseen() && !matches!(input, Input::Resize(..)) {
            return self.unseen(&input);
        }
        if self.lock.is_some() {
            let effects = self.locked_input(input);
            self.settle();
            return effects;
        }
        let effects = match input {
            Input::Resize(columns, rows) => {
                self.size = (columns, rows);
                Vec::new()
            }
            Input::Paste(text) => {
                self.notice = None;
                if self.situation().typing == Typing::Text {
                    self.happen(Happening::Text(text))
                } else if self.hospital.frame().is_some() {
                    // Nothing is typed into here: it is looked for, as what a scanner types.
                    self.close_what_lies_over();
                    self.open(&Route::Find(text));
                    self.happen(Happening::Begins)
                } else {
                    Vec::new()
                }
            }
            Input::Click(x, y) => self.clicked(x, y),
            Input::Wheel(roll) => self.rolled(roll),
            Input::Press(chord) => {
                let situation = self.situation();
                let heard = self.listener.hear(chord, &self.keys, &situation);
                self.heard(heard)
            }
        };
        self.after(effects)
    }

    /// The terminal is too small for anything but saying so.
    fn is_unseen(&self) -> bool {
        self.size.0 < LEAST.0 || self.size.1 < LEAST.1
    }

    /// What nobody sees is not typed into and not saved: the one thing that a key can do is to end.
    fn unseen(&mut self, input: &Input) -> Vec<Effect> {
        let Input::Press(chord) = input else {
            return Vec::new();
        };
        if self.lock.is_some() {
            return Vec::new();
        }
        let heard = self.listener.hear(*chord, &self.keys, &self.situation());
        match heard {
            Heard::Action(Action::Quit, _) => {
                let effects = self.act(Action::Quit);
                self.after(effects)
            }
            _ => {
                self.listener.forget();
                Vec::new()
            }
        }
    }

    /// A click is the key that does the same: a shown key is pressed, anything else is up to the screen that drew it.
    fn clicked(&mut self, x: u16, y: u16) -> Vec<Effect> {
        match self.spots.at(x, y) {
            Some(Spot::Keys(keys)) => {
                self.listener.forget();
                let mut effects = Vec::new();
                for chord in keys.chords() {
                    let heard = self.listener.hear(chord, &self.keys, &self.situation());
                    effects.extend(self.heard(heard));
                }
                effects
            }
            Some(spot) => {
                self.notice = None;
                self.listener.forget();
                self.happen(Happening::Pointed(spot))
            }
            None => Vec::new(),
        }
    }

    /// The wheel walks through whatever is a list. In a form it would change answers, so there it does nothing.
    fn rolled(&mut self, roll: Roll) -> Vec<Effect> {
        const LINES: usize = 3;
        let walks = |context: &KeyContext| {
            use KeyContext::{Finder, Help, Lists, Menu};
            matches!(context, Lists | Help | Menu | Finder)
        };
        if !self.situation().contexts.iter().any(walks) {
            return Vec::new();
        }
        let action = match roll {
            Roll::Up => Action::Up,
            Roll::Down => Action::Down,
        };
        (0..LINES)
            .flat_map(|_| self.happen(Happening::Action(action)))
            .collect()
    }

    fn heard(&mut self, heard: Heard<Action>) -> Vec<Effect> {
        let told = self.notice.take();
        match heard {
            Heard::Action(action, method) => {
                self.method = method;
                self.act(action)
            }
            Heard::Cannot(action, method) => {
                self.method = method;
                let text = self.cannot(action);
                self.notice = Some(Notice::quiet(text));
                Vec::new()
            }
            Heard::Typed(letter) => self.happen(Happening::Text(letter.to_string())),
            Heard::Unknown(chords) if let Some(digit) = self.begins_number(&chords) => {
                // Somebody types a number by hand: what follows must not act on whatever is selected.
                self.open(&Route::Find(digit.to_string()));
                self.settle();
                self.happen(Happening::Begins)
            }
            // Pressed once more than was needed: that it is saved stands there still.
            Heard::Unknown(chords) if self.saves_in_forms(&chords) && told.as_ref().is_some_and(Notice::is_saved) => {
                self.notice = told;
                Vec::new()
            }
            Heard::Unknown(chords) => {
                let keys: Vec<String> = chords.iter().map(ToString::to_string).collect();
                let help = self.first_key(Action::Help);
                let places = [
                    ("keys", keys.join(" ").into()),
                    ("help", help.into()),
                    ("lock", self.first_key_everywhere(Action::Lock).into()),
                ];
                // Keys that other papers about andon speak of, and whose screens are still to come.
                let is_reserved = matches!(chords.as_slice(), [only] if RESERVED.contains(&only.key));
                let key = match (is_reserved, self.saves_in_forms(&chords)) {
                    (true, _) => "key-reserved",
                    (false, true) => "key-saves",
                    (false, false) => "key-unknown",
                };
                let text = self
                    .meant_for_a_patient(&chords)
                    .unwrap_or_else(|| self.words.fill(key, &places));
                self.notice = Some(Notice::quiet(text));
                Vec::new()
            }
            Heard::Pending | Heard::GivenUp => Vec::new(),
        }
    }

    /// Whether a form is saved with these keys.
    fn saves_in_forms(&self, chords: &[Chord]) -> bool {
        let form = Situation {
            contexts: vec![KeyContext::Form],
            holds: BTreeSet::new(),
            typing: Typing::Text,
        };
        let keys = self.keys.keys_of(&form, Action::Save);
        keys.iter().any(|keys| keys.chords().eq(chords.iter().copied()))
    }

    /// Where nobody is selected, what the key would do with a patient, and where that is done.
    fn meant_for_a_patient(&self, chords: &[Chord]) -> Option<String> {
        let innermost = self.situation().contexts.first().copied();
        if innermost == Some(KeyContext::Question) {
            return Some(self.words.say("key-in-question"));
        }
        if !matches!(innermost, Some(KeyContext::Board | KeyContext::Menu)) {
            return None;
        }
        let mut table = self.keys.table();
        let (_, keys, bindings) = table
            .find(|(context, keys, _)| *context == KeyContext::Movements && keys.chords().eq(chords.iter().copied()))?;
        let action = bindings.first()?.action;
        let places = [
            ("keys", Value::from(keys.to_string())),
            ("action", self.words.say(&format!("action-{}", action.name())).into()),
            ("census", self.first_key_everywhere(Action::Census).into()),
        ];
        Some(self.words.fill("key-for-a-patient", &places))
    }

    /// The first digit of a number, where nothing is typed and no key of its own waits for it.
    fn begins_number(&self, chords: &[Chord]) -> Option<char> {
        let [only] = chords else { return None };
        let digit = only.types().map(|one| key_behind(one).unwrap_or(one))?;
        let over = self.stack.last()?.screen.extent() == Extent::Over;
        (digit.is_ascii_digit() && !over && self.hospital.frame().is_some()).then_some(digit)
    }

    fn cannot(&self, action: Action) -> String {
        let action = match action {
            // Of the two of one key the one that somebody may have meant.
            Action::Unblock if !self.situation().holds.contains(&KeyCondition::BedBlocked) => Action::Block,
            action => action,
        };
        let name = action.name();
        let what = self.words.say(&format!("action-{name}"));
        if self.hospital.frame().is_none() {
            return self.words.fill("cannot-no-hospital", &[("action", what.into())]);
        }
        if self.keeping == Keeping::ReadOnly {
            return self.words.fill("cannot-store", &[("action", what.into())]);
        }
        if let Some(text) = self.words.find(&format!("cannot-{name}"), &[]) {
            return text;
        }
        let why = if action.is_movement() {
            why_not(action, &self.situation().holds)
        } else {
            "cannot-now"
        };
        let places = [
            ("action", Value::from(what)),
            ("admit", self.first_key(Action::Admit).into()),
            ("return", self.first_key(Action::Return).into()),
            ("arrive", self.first_key(Action::Arrive).into()),
        ];
        self.words.fill(why, &places)
    }

    /// The key of an action that every screen has, whatever is on top.
    pub(super) fn first_key_everywhere(&self, action: Action) -> String {
        let keys = self.keys.keys_of(&Self::everywhere(), action);
        keys.first().map(ToString::to_string).unwrap_or_default()
    }

    /// Where only what every screen has is heard.
    pub(super) fn everywhere() -> Situation {
        Situation {
            contexts: vec![KeyContext::Everywhere],
            holds: KeyCondition::ALL.iter().copied().collect(),
            typing: Typing::Keys,
        }
    }

    pub(super) fn first_key(&self, action: Action) -> String {
        self.keys
            .keys_of(&self.situation(), action)
            .first()
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    /// Something from outside the terminal.
    pub fn message(&mut self, message: Message) -> Vec<Effect> {
        let effects = match message {
            Message::Hospital(hospital) if std::sync::Arc::ptr_eq(&hospital, &self.hospital) => Vec::new(),
            Message::Hospital(hospital) => {
                self.hospital = hospital;
                self.edition += 1;
                self.discrepancies = open_discrepancies(&self.hospital);
                self.look_alikes.follow(&self.hospital);
                Vec::new()
            }
            Message::Decided { errand, outcome } => self.decided(errand, outcome),
            Message::Answered { errand, answer } => match self.waiting.remove(&errand) {
                Some(waiting) => {
                    self.insight.hears(errand, &answer);
                    match self.stack.iter().position(|open| open.id == waiting.screen) {
                        Some(index) => self.happen_at(index, Happening::Answered(Box::new(answer))),
                        None => Vec::new(),
                    }
                }
                None => Vec::new(),
            },
            Message::Found { errand, found } => {
                let asked = self.looking.filter(|(newest, _)| *newest == errand);
                let screen = asked.and_then(|(_, screen)| self.stack.iter().position(|open| open.id == screen));
                match screen {
                    Some(index) => self.happen_at(index, Happening::Found(Box::new(found))),
                    // Something else has been typed since, or the screen is closed.
                    None => Vec::new(),
                }
            }
            Message::Compared { errand, doubles } => {
                let asked = self.comparing.filter(|(newest, _)| *newest == errand);
                let screen = asked.and_then(|(_, screen)| self.stack.iter().position(|open| open.id == screen));
                match screen {
                    Some(index) => self.happen_at(index, Happening::Compared(Box::new(doubles))),
                    None => Vec::new(),
                }
            }
            Message::PaperShown { errand, answer } => self.answer(errand, Happening::PaperShown(answer)),
            Message::LockedOut { errand, locked } => self.answer(errand, Happening::LockedOut(locked)),
            Message::PhraseReset { errand, reset } => self.answer(errand, Happening::PhraseReset(reset)),
            Message::Paper(news) => {
                self.notice = Some(self.told_of_paper(news));
                Vec::new()
            }
            Message::Opened { errand, opened } => self.opened(errand, opened),
            Message::Entered { errand, entered } => self.entered(errand, entered),
            Message::Unlocked { errand, unlocked } => self.unlocked(errand, unlocked),
            Message::MirrorChosen { errand, chosen } => self.answer(errand, Happening::MirrorChosen(chosen)),
            Message::Mirror(mirror) => {
                self.mirror_does(mirror);
                Vec::new()
            }
            Message::ReadOnly(why) => {
                self.read_only(&why);
                Vec::new()
            }
            Message::Broken => {
                // Nobody answers any more; whoever stands before the lock must not wait for ever.
                self.waiting.retain(|_, waiting| waiting.why != Why::Unlocks);
                self.keeping = Keeping::ReadOnly;
                self.notice = Some(Notice::new(Tone::Alarm, self.words.say("store-broken")));
                Vec::new()
            }
        };
        self.after(effects)
    }

    /// To the screen that asked, as long as it is open.
    fn answer(&mut self, errand: Errand, answer: Happening) -> Vec<Effect> {
        let waiting = self.waiting.remove(&errand);
        let screen = waiting.and_then(|waiting| self.stack.iter().position(|open| open.id == waiting.screen));
        screen.map_or_else(Vec::new, |index| self.happen_at(index, answer))
    }

    /// How a print job goes; what is not on paper comes with the way on.
    fn told_of_paper(&self, news: PaperNews) -> Notice {
        match news {
            PaperNews::Waiting(text) => Notice::quiet(text),
            PaperNews::Done(text) => Notice::new(Tone::Saved, text),
            PaperNews::Flawed(text) => Notice::new(Tone::Warn, text),
            PaperNews::NotPrinted(text) => {
                let keys = self.first_key_everywhere(Action::Papers);
                let how = self.words.fill("papers-how", &[("keys", keys.into())]);
                Notice::new(Tone::Alarm, format!("{text} {how}"))
            }
        }
    }

    /// Says something before the first key.
    pub fn say(&mut self, notice: Notice) {
        self.notice = Some(notice);
    }

    /// A mirror that is lost is said once, with the way on, and so is that it is back; how far it is stands in the title.
    fn mirror_does(&mut self, mirror: Mirror) {
        let before = std::mem::replace(&mut self.mirror, mirror);
        let was_lost = matches!(before, Mirror::Lost { .. });
        // That it falls further behind is no news.
        let is_told = match (&before, &self.mirror) {
            (Mirror::Lost { why: before, .. }, Mirror::Lost { why, .. }) => before == why,
            _ => false,
        };
        match &self.mirror {
            Mirror::Lost { folder, why, .. } if !is_told => {
                let places = [
                    ("folder", Value::from(folder.as_str())),
                    ("detail", Value::from(why.detail())),
                ];
                let key = format!("mirror-{}", why.word());
                let text = self.words.find(&key, &places);
                let text = text.unwrap_or_else(|| self.words.fill(&format!("copy-{}", why.word()), &places));
                // What is not on paper, or not saved, is worse.
                if !self.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Alarm) {
                    self.notice = Some(Notice::new(Tone::Warn, text));
                }
            }
            Mirror::UpToDate { .. } if was_lost => {
                self.notice = Some(Notice::new(Tone::Saved, self.words.say("mirror-back")));
            }
            _ => {}
        }
    }

    fn read_only(&mut self, why: &ReadOnly) {
        self.keeping = Keeping::ReadOnly;
        let text = self.words.say(match why {
            ReadOnly::WriteFailed(_) | ReadOnly::SyncFailed(_) | ReadOnly::Ended => "store-failed",
            ReadOnly::Damaged { .. } => "store-damaged",
            ReadOnly::NotUnderstood { .. } => "store-not-understood",
        });
        self.notice = Some(Notice::new(Tone::Alarm, text));
    }

    fn opened(&mut self, errand: Errand, opened: Result<Box<Opening>, NotOpened>) -> Vec<Effect> {
        let Some(waiting) = self.waiting.remove(&errand) else {
            return Vec::new();
        };
        self.keeping = Keeping::Saved;
        match opened {
            Ok(opening) => {
                self.notice = None;
                self.begin(*opening);
                self.say_what_was_made();
                Vec::new()
            }
            Err(why) => match self.stack.iter().position(|open| open.id == waiting.screen) {
                Some(index) => {
                    self.notice = why.lines.first().map(|line| Notice::new(Tone::Alarm, line.clone()));
                    self.happen_at(index, Happening::NotOpened(why))
                }
                None => Vec::new(),
            },
        }
    }

    /// A hospital without patients was just made: what there is, and how its first patients come in.
    fn say_what_was_made(&mut self) {
        let Some(frame) = self.hospital.frame() else { return };
        if self.notice.is_some() || self.hospital.present().next().is_some() {
            return;
        }
        let places = [
            ("hospital", Value::from(frame.hospital.to_string())),
            ("wards", frame.wards.len().into()),
            (
                "beds",
                frame.wards.iter().map(FrameWard::licensed_beds).sum::<usize>().into(),
            ),
            ("first", self.first_key_everywhere(Action::FirstList).into()),
        ];
        self.notice = Some(Notice::new(Tone::Saved, self.words.fill("set-up-made", &places)));
    }

    /// Another works here now: from the board, with nothing of the one before.
    pub(super) fn begin_anew(&mut self) {
        self.stack.clear();
        // What the one before was typing is kept under their name.
        self.drafts.clear();
        self.focus = Selection::default();
        // Nor are answers to the one before for this one.
        self.waiting.clear();
        (self.looking, self.comparing) = (None, None);
        let first = self.first_route();
        self.root = Some(first.clone());
        self.before = None;
        self.intend(Intent::Open(first));
    }

    /// What is shown first: the ward of the last time or the hospital, to whoever may see it.
    fn first_route(&self) -> Route {
        let first = if self.ward.is_some() {
            Route::Census
        } else {
            Route::Board
        };
        match first.deed().map(|deed| self.scope().may(deed)) {
            Some(Err(_)) => Route::Menu,
            _ => first,
        }
    }

    /// The desk of the last time, where this hospital has it.
    pub fn work_at(&mut self, post: &Post) {
        let book = self.hospital.slip_book();
        let is_desk = book.is_some_and(|book| book.desk(post).is_some());
        let frame = self.hospital.frame();
        if is_desk || frame.is_some_and(|frame| frame.ward(post.as_str()).is_some()) {
            self.focus.paper.post = Some(post.clone());
        }
    }

    /// Begins to work on a store: on the ward of the last time, or with the whole hospital.
    pub fn begin(&mut self, opening: Opening) {
        self.discrepancies = open_discrepancies(&opening.hospital);
        self.hospital = opening.hospital;
        self.look_alikes.follow(&self.hospital);
        self.edition += 1;
        self.focus = Selection::default();
        self.desk = opening.desk;
        self.forget_insight();
        self.saved.clear();
        let there = |ward: &WardCode| {
            let frame = self.hospital.frame();
            frame.is_some_and(|frame| frame.ward(ward.as_str()).is_some())
        };
        // A hospital without patients has no ward of the last time.
        let empty = self.hospital.present().next().is_none();
        self.ward = self.ward.take().filter(|ward| !empty && there(ward));
        self.intend(Intent::Go(self.first_route()));
        self.before = None;
        if let Some(drafts) = opening.drafts {
            self.resume(drafts);
        }
        if let Some(at) = opening.given_up {
            let places = [("at", Value::from(self.scope().moment(at)))];
            let text = self.words.fill("check-left-lying", &places);
            let before = self.notice.take().map(|notice| notice.text);
            let text = before.map_or_else(|| text.clone(), |before| format!("{text} {before}"));
            self.notice = Some(Notice::new(Tone::Warn, text));
        }
        if let Some(recovery) = &opening.recovery {
            let hospital = self.hospital.frame().map(|frame| frame.hospital.to_string());
            let places = [
                ("recovery", Value::from(recovery.0.as_str())),
                ("hospital", Value::from(hospital.unwrap_or_default())),
                ("station", Value::from(self.desk.station.as_str())),
            ];
            let sheet = HandOut(self.words.fill("cli-init-recovery", &places).into());
            self.intend(Intent::Open(Route::Confirm(Box::new(Confirmation {
                title: self.words.say("recovery-title"),
                question: self.words.fill("recovery-text", &places),
                safe: self.words.say("recovery-written"),
                go: self.words.say("accounts-print"),
                then: vec![Intent::HandOut(sheet)],
            }))));
        }
        if let Some(why) = &opening.read_only {
            self.read_only(why);
        }
        if opening.phrase == PhraseState::First {
            self.ask_for_own_phrase();
        }
    }
}

/// Why a movement cannot be made with what is selected: the key of the sentence that says it, with the way on.
fn why_not(action: Action, holds: &BTreeSet<KeyCondition>) -> &'static str {
    let is = |condition: KeyCondition| holds.contains(&condition);
    match action {
        Action::Block if is(KeyCondition::Bed) => "cannot-bed-occupied",
        Action::Block | Action::RoomRule => "cannot-no-bed",
        Action::Reserve if !is(KeyCondition::Patient) => "cannot-no-bed",
        _ if !is(KeyCondition::Patient) => "cannot-no-patient",
        _ if is(KeyCondition::Expected) => "cannot-expected",
        _ if is(KeyCondition::InTransit) => "cannot-in-transit",
        Action::Return | Action::Arrive => "cannot-in-bed",
        _ if is(KeyCondition::Away) => "cannot-away",
        _ if !is(KeyCondition::InBed) => "cannot-not-here",
        _ => "cannot-now",
    }
}
