//! What the machine says: a newer hospital, answers, how paper and mirror do, that nothing is taken any more.

use super::super::PaperNews;
use super::super::door::{Mirror, ReadOnly};
use super::super::{Action, Effect, Errand, Happening, Message, Notice, Tone};
use super::{Keeping, Session, Why, open_discrepancies};
use crate::i18n::Value;

impl Session {
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
            Message::Answered { errand, answer } => {
                if self.waiting.contains_key(&errand) {
                    self.insight.hears(errand, &answer);
                }
                self.answer(errand, Happening::Answered(Box::new(answer)))
            }
            Message::Found { errand, found } => {
                self.answer_newest(self.looking, errand, Happening::Found(Box::new(found)))
            }
            Message::Compared { errand, doubles } => {
                self.answer_newest(self.comparing, errand, Happening::Compared(Box::new(doubles)))
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

    /// To the screen that asked for it, unless something else has been asked since, or the screen is closed.
    fn answer_newest(&mut self, newest: Option<(Errand, u64)>, errand: Errand, answer: Happening) -> Vec<Effect> {
        let asked = newest.filter(|(newest, _)| *newest == errand);
        let screen = asked.and_then(|(_, screen)| self.stack.iter().position(|open| open.id == screen));
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

    /// Nothing is taken any more, and why.
    pub(super) fn read_only(&mut self, why: &ReadOnly) {
        self.keeping = Keeping::ReadOnly;
        let text = self.words.say(match why {
            ReadOnly::WriteFailed(_) | ReadOnly::SyncFailed(_) | ReadOnly::Ended => "store-failed",
            ReadOnly::Damaged { .. } => "store-damaged",
            ReadOnly::NotUnderstood { .. } => "store-not-understood",
        });
        self.notice = Some(Notice::new(Tone::Alarm, text));
    }
}
