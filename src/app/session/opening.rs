//! A store begins to be worked on: what is shown first, and what has to be said or asked before anything else.

use super::super::{
    Action, Confirmation, Effect, Errand, HandOut, Happening, Intent, NotOpened, Notice, Opening, Route, Tone,
};
use super::{Keeping, Selection, Session, open_discrepancies};
use crate::domain::access::PhraseState;
use crate::domain::census::{WardCode, frame::FrameWard};
use crate::domain::slips::Post;
use crate::i18n::Value;

impl Session {
    /// A store was opened or made, or was not: then the screen that asked says why.
    pub(super) fn opened(&mut self, errand: Errand, opened: Result<Box<Opening>, NotOpened>) -> Vec<Effect> {
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
