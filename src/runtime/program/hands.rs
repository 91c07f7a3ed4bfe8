//! Carries out what a session asks for, on a worker, one after another. How commands are decided is in `deciding`, how somebody is
//! looked for in `searching`, who is let in in `letting_in`, the mirror in `mirroring`, paper in `paper`.

use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::app::door::{Door, Notice};
use crate::app::{
    Drafts, Effect, Errand, Message, NotOpened, NotUnlocked, PaperAnswer, PaperNews, Preference, SetUp, SetUpSoFar,
    Unlocked,
};
use crate::domain::access::Asker;
use crate::domain::command::Question;
use crate::domain::refusal::Refusal;
use crate::i18n::{Language, Words};
use crate::print::Fonts;

use super::super::clock::{Clock, SystemClock};
use super::super::entrance::Pins;
use super::super::open::Means;
use super::super::printing::folder::sweep;
use super::super::terminal::{Hands, Post};
use super::super::writer::Handle;
use super::searching::{SearchJob, Searched};
use super::workplace::Workplace;
use super::{ConfigFolder, Preferences, changed, paper};

/// What carries out effects, with the store that is worked in.
pub(super) struct WorkplaceHands {
    /// None before a store is chosen, and at the end.
    workplace: Mutex<Option<Workplace>>,
    /// Where a new store is made; none when only the sample was asked for.
    pub(super) folder: Option<PathBuf>,
    pub(super) means: Means,
    preferences: Mutex<Preferences>,
    /// The way to the thread that searches.
    pub(super) searcher: Mutex<Option<Sender<SearchJob>>>,
    config: Option<ConfigFolder>,
    /// With which people come back within their shift.
    pub(super) pins: Mutex<Pins>,
    /// Read when the first paper is made.
    fonts: Arc<OnceLock<Fonts>>,
}

impl WorkplaceHands {
    pub fn new(
        workplace: Option<Workplace>,
        folder: Option<PathBuf>,
        means: Means,
        preferences: Preferences,
        config: Option<ConfigFolder>,
    ) -> Self {
        Self {
            workplace: Mutex::new(workplace),
            folder,
            means,
            preferences: Mutex::new(preferences),
            searcher: Mutex::new(None),
            config,
            pins: Mutex::default(),
            fonts: Arc::default(),
        }
    }

    /// Passes on what changes outside the session.
    pub fn listen(&self, post: &Post) {
        if let Some(workplace) = self.workplace().as_ref() {
            listen(workplace, post);
        }
    }

    /// Saves what was handed in and closes the store.
    pub fn close(&self) {
        self.sweep_papers();
        drop(self.searcher.lock().unwrap_or_else(PoisonError::into_inner).take());
        drop(self.workplace().take());
    }

    pub(super) fn workplace(&self) -> MutexGuard<'_, Option<Workplace>> {
        // What a panic left behind is still a store that must be closed.
        self.workplace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The door, and who goes through it; nothing before a store is open.
    pub(super) fn way(&self) -> Option<(Handle, Asker)> {
        self.workplace().as_ref().map(|place| (place.handle(), place.asker()))
    }

    fn ask(&self, errand: Errand, question: &Question, post: &Post) {
        // Without a store nobody is known.
        let answer = self
            .way()
            .map_or(Err(Refusal::NoFrame), |(door, asker)| door.ask(&asker, question));
        post.message(Message::Answered { errand, answer });
    }

    /// Where somebody prints; nothing before a store is open.
    fn desk(&self, language: Language) -> Option<paper::Desk> {
        let (usual, layout) = {
            let preferences = self.preferences.lock().unwrap_or_else(PoisonError::into_inner);
            (preferences.printer.clone(), preferences.layout())
        };
        let place = self.workplace();
        let workplace = place.as_ref()?;
        Some(paper::Desk {
            door: workplace.handle(),
            asker: workplace.asker(),
            store: workplace.folder(),
            sample: workplace.is_sample(),
            usual,
            layout,
            language,
            now: || SystemClock.now(),
            fonts: Arc::clone(&self.fonts),
        })
    }

    /// Papers in the clear do not lie about for long.
    fn sweep_papers(&self) {
        let folder = self.workplace().as_ref().map(Workplace::folder);
        if let Some(folder) = folder {
            sweep(&folder);
        }
    }

    /// Looks after the print jobs that a former life of the program left.
    pub fn look_after_papers(&self, language: Language, post: &Post) {
        self.sweep_papers();
        if let Some(desk) = self.desk(language) {
            desk.look_after(post.clone());
        }
    }

    /// The newest state first, so that whoever comes in sees their own account as it is.
    fn let_back(&self, errand: Errand, unlocked: Result<Unlocked, NotUnlocked>, post: &Post) {
        tracing::info!(unlocked = unlocked.is_ok(), "somebody stands before the lock");
        if let Some(place) = self.workplace().as_ref() {
            post.message(changed(&place.handle()));
        }
        post.message(Message::Unlocked { errand, unlocked });
    }

    /// What this laptop is called.
    pub(super) fn remembered_station(&self) -> Option<String> {
        let preferences = self.preferences.lock().unwrap_or_else(PoisonError::into_inner);
        preferences.station_name.clone()
    }

    fn open(&self, errand: Errand, made: Result<Workplace, NotOpened>, post: &Post) {
        tracing::info!(made = made.is_ok(), "a store was asked for");
        let opened = made.map(|workplace| {
            listen(&workplace, post);
            let opening = Box::new(workplace.opening());
            *self.workplace() = Some(workplace);
            opening
        });
        post.message(Message::Opened { errand, opened });
    }

    fn sample(&self, language: Language) -> Result<Workplace, NotOpened> {
        let words = speak(language)?;
        Ok(Workplace::sample(&self.means, &words)?)
    }

    fn set_up(&self, wanted: &SetUp, language: Language) -> Result<Workplace, NotOpened> {
        let words = speak(language)?;
        let folder = self.folder.clone().ok_or_else(|| NotOpened {
            lines: vec![words.say("cli-no-folder")],
        })?;
        let workplace = Workplace::set_up(wanted, &folder, &self.means, &words)?;
        self.remember(|preferences| {
            preferences.user = Some(wanted.user.clone());
            preferences.station_name = Some(wanted.station_name.clone()).filter(|name| !name.is_empty());
            preferences.set_up = SetUpSoFar::default();
            if let Some(zone) = workplace.zone() {
                preferences.take_zone(&folder, zone);
            }
        });
        Ok(workplace)
    }

    pub(super) fn remember(&self, change: impl FnOnce(&mut Preferences)) {
        let mut preferences = self.preferences.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut preferences);
        if let Some(config) = &self.config
            && let Err(error) = preferences.write(config)
        {
            // A preference that is lost costs a key press at the next start.
            tracing::warn!(%error, "preferences could not be kept");
        }
    }
}

impl Hands for WorkplaceHands {
    fn carry_out(&self, effect: Effect, post: &Post) {
        match effect {
            Effect::Decide { errand, request } => self.decide(errand, *request, post),
            Effect::DecideAs {
                errand,
                user,
                phrase,
                request,
            } => self.decide_as(errand, &user, &phrase, *request, post),
            Effect::Ask { errand, question } => self.ask(errand, &question, post),
            Effect::Search { errand, typed, most } => self.search(errand, Searched::People { typed, most }, post),
            Effect::Compare { errand, person } => self.search(errand, Searched::Doubles(person), post),
            Effect::TrySample { errand, language } => self.open(errand, self.sample(language), post),
            Effect::SetUp {
                errand,
                set_up,
                language,
            } => self.open(errand, self.set_up(&set_up, language), post),
            Effect::Print { order, language } => match self.desk(language) {
                Some(desk) => desk.print(*order, post.clone()),
                None => post.message(Message::Paper(PaperNews::NotPrinted(String::new()))),
            },
            Effect::LookAtPaper {
                errand,
                order,
                columns,
                measure,
                language,
            } => match self.desk(language) {
                Some(desk) => desk.look(errand, *order, columns, measure, post.clone()),
                None => post.message(Message::PaperShown {
                    errand,
                    answer: Box::new(PaperAnswer::nothing(*order)),
                }),
            },
            Effect::Enter {
                errand,
                user,
                phrase,
                code,
                way,
                language,
            } => {
                let entered = self.enter((&user, phrase, code, way), language, post);
                tracing::info!(entered = entered.is_ok(), "somebody stands before the store");
                post.message(Message::Entered { errand, entered });
            }
            Effect::Unlock {
                errand,
                user,
                phrase,
                code,
                way,
                language: _,
            } => {
                let unlocked = self.unlock((&user, &phrase, code, way));
                self.let_back(errand, unlocked, post);
            }
            Effect::ChangePhrase {
                errand,
                phrase,
                language,
            } => self.let_back(errand, self.change_phrase(&phrase, language), post),
            Effect::SetPin { errand, phrase, pin } => self.let_back(errand, self.set_pin(&phrase, &pin), post),
            Effect::AskLocked { errand } => {
                let locked = self
                    .way()
                    .map_or(Ok(Vec::new()), |(door, asker)| door.locked_out(&asker));
                post.message(Message::LockedOut { errand, locked });
            }
            Effect::ResetPhrase { errand, user, language } => {
                let reset = self.reset_phrase(user, language);
                tracing::info!(reset = reset.is_ok(), "a first pass phrase was asked for");
                if let Some(place) = self.workplace().as_ref() {
                    post.message(changed(&place.handle()));
                }
                post.message(Message::PhraseReset { errand, reset });
            }
            Effect::ChooseMirror { errand, folder } => {
                let chosen = self.choose_mirror(folder.as_deref());
                post.message(Message::MirrorChosen { errand, chosen });
            }
            Effect::HandOut { text, language } => match self.desk(language) {
                Some(desk) => desk.hand_out(text, post.clone()),
                None => post.message(Message::Paper(PaperNews::NotPrinted(String::new()))),
            },
            Effect::Note(trace) => {
                if let Some((door, asker)) = self.way() {
                    door.note(&asker, vec![trace]);
                }
            }
            Effect::Lock => {
                tracing::info!("locked");
                self.sweep_papers();
            }
            // The wards and desks of the sample are nobody's place of work.
            Effect::Remember(Preference::Ward(_) | Preference::Post(_))
                if self.workplace().as_ref().is_some_and(Workplace::is_sample) => {}
            Effect::Remember(preference) => self.remember(|preferences| preferences.take(preference)),
            // The loop does these itself.
            Effect::Repaint | Effect::Quit | Effect::KeepDrafts(_) => {}
        }
    }

    fn keep(&self, drafts: Drafts) {
        if let Some(workplace) = self.workplace().as_ref() {
            workplace.keep(drafts);
        }
    }
}

pub(super) fn listen(workplace: &Workplace, post: &Post) {
    let (door, post) = (workplace.handle(), post.clone());
    workplace.handle().subscribe(move |notice| match notice {
        Notice::Changed => post.message(changed(&door)),
        Notice::ReadOnly(why) => {
            tracing::error!(%why, "nothing is taken any more");
            post.message(Message::ReadOnly(why.clone()));
        }
        Notice::IndexStale(why) => tracing::warn!(why, "the index has stopped following"),
        Notice::Mirror(mirror) => post.message(Message::Mirror(mirror.clone())),
    });
    workplace.mirror();
}

fn speak(language: Language) -> Result<Words, NotOpened> {
    Words::load(language).map_err(|fault| NotOpened {
        lines: vec![fault.to_string()],
    })
}
