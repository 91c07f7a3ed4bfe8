//! Carries out what a session asks for: on a worker, one after another. Long because every effect has its arm.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;

use crate::app::door::{Door, NotSaved, Notice, Refused};
use crate::app::{
    Drafts, Effect, Errand, Message, NotOpened, NotUnlocked, PaperAnswer, PaperNews, Preference, SetUp, SetUpSoFar,
    Unlocked, Way,
};
use crate::domain::access::pin::Pin;
use crate::domain::access::{AccessRefusal, Asker, PassPhrase, Role};
use crate::domain::checks::command::CheckCommand;
use crate::domain::command::{Command, Question, Request};
use crate::domain::decide::deed;
use crate::domain::record::UserName;
use crate::domain::refusal::Refusal;
use crate::domain::slips::decide::is_a_second_persons;
use crate::i18n::{Language, Words};
use crate::print::Fonts;
use crate::search::same::Particulars;

use super::super::clock::{Clock, SystemClock};
use super::super::entrance::{Code, Pins};
use super::super::open::Means;
use super::super::printing::folder::sweep;
use super::super::support_log;
use super::super::terminal::{Hands, Post};
use super::super::writer::Handle;
use super::workplace::Workplace;
use super::{ConfigFolder, Preferences, changed, paper};

/// What is looked for.
enum Searched {
    People { typed: String, most: usize },
    Doubles(Box<Particulars>),
}

/// One search, with everything that it needs.
struct SearchJob {
    door: Handle,
    asker: Asker,
    errand: Errand,
    asked: Searched,
    post: Post,
}

impl SearchJob {
    fn done(self) {
        let errand = self.errand;
        self.post.message(match self.asked {
            Searched::People { typed, most } => {
                let found = self.door.find(&self.asker, &typed, most);
                Message::Found { errand, found }
            }
            Searched::Doubles(person) => {
                let doubles = self.door.same_person(&self.asker, &person.registration());
                Message::Compared { errand, doubles }
            }
        });
    }
}

fn look_for(jobs: &Receiver<SearchJob>) {
    while let Ok(first) = jobs.recv() {
        // What has been typed since makes the older question of its kind idle.
        let (mut people, mut doubles) = (None, None);
        for job in [first].into_iter().chain(jobs.try_iter()) {
            match job.asked {
                Searched::People { .. } => people = Some(job),
                Searched::Doubles(_) => doubles = Some(job),
            }
        }
        people.into_iter().chain(doubles).for_each(SearchJob::done);
    }
}

pub(super) struct WorkplaceHands {
    /// None before a store is chosen, and at the end.
    workplace: Mutex<Option<Workplace>>,
    /// Where a new store is made; none when only the sample was asked for.
    pub(super) folder: Option<PathBuf>,
    pub(super) means: Means,
    preferences: Mutex<Preferences>,
    /// The way to the thread that searches.
    searcher: Mutex<Option<Sender<SearchJob>>>,
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

    fn decide(&self, errand: Errand, request: Request, post: &Post) {
        let way = self.workplace().as_ref().map(|place| (place.handle(), place.asker()));
        Self::decide_by(way, errand, request, post);
    }

    /// As somebody else who is at the laptop for a moment and proves it, by the same way as whoever comes in: what is wrong
    /// counts against their account. Whoever works here goes on.
    fn decide_as(&self, errand: Errand, user: &UserName, phrase: &PassPhrase, request: Request, post: &Post) {
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

    fn ask(&self, errand: Errand, question: &Question, post: &Post) {
        let way = self.workplace().as_ref().map(|place| (place.handle(), place.asker()));
        // Without a store nobody is known.
        let answer = way.map_or(Err(Refusal::NoFrame), |(door, asker)| door.ask(&asker, question));
        post.message(Message::Answered { errand, answer });
    }

    /// On a thread of its own: the first search reads the register, and nobody who saves waits for that. The newest query wins.
    fn search(&self, errand: Errand, asked: Searched, post: &Post) {
        let way = self.workplace().as_ref().map(|place| (place.handle(), place.asker()));
        // Before a store is open there is nobody to find, and nothing that asks.
        let Some((door, asker)) = way else { return };
        let mut searcher = self.searcher.lock().unwrap_or_else(PoisonError::into_inner);
        let job = SearchJob {
            door,
            asker,
            errand,
            asked,
            post: post.clone(),
        };
        let unsent = match searcher.as_ref() {
            Some(sender) => sender.send(job).map_err(|unsent| unsent.0).err(),
            None => Some(job),
        };
        if let Some(job) = unsent {
            let (sender, jobs) = channel();
            match std::thread::Builder::new()
                .name("search".to_owned())
                .spawn(move || look_for(&jobs))
            {
                Ok(_) => {
                    let _thread_is_there = sender.send(job);
                    *searcher = Some(sender);
                }
                // Without a thread it is looked for here.
                Err(_) => job.done(),
            }
        }
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
                let way = self.workplace().as_ref().map(|place| (place.handle(), place.asker()));
                let locked = way.map_or(Ok(Vec::new()), |(door, asker)| door.locked_out(&asker));
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
                if let Some(place) = self.workplace().as_ref() {
                    place.handle().note(&place.asker(), vec![trace]);
                }
            }
            Effect::Lock => {
                tracing::info!("locked");
                self.sweep_papers();
            }
            // The wards and desks of the sample are nobody's place of work.
            Effect::Remember(Preference::Ward(_) | Preference::Post(_))
                if self.workplace().as_ref().is_some_and(Workplace::is_sample) => {}
            Effect::Remember(preference) => self.remember(|preferences| keep(preferences, preference)),
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

fn keep(preferences: &mut Preferences, preference: Preference) {
    preferences.take(preference);
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
