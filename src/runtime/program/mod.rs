//! The terminal program on this machine: what it begins with, and how it ends.
//!
//! - `preferences`: what this laptop remembers from one start to the next, and the user's own keys.
//! - `workplace`: an open store with whoever works in it: the hospital's own, a new one, the sample.
//! - `sample_day`: what has happened in the sample hospital this morning. `left_lying`: checks that somebody left open.
//! - `hands`: carries out what a session asks for: `deciding` commands, `searching` on a thread of its own, `letting_in` who comes,
//!   `mirroring` where everything is copied to, `paper` what is printed, and shown before it is.
//!
//! Not here: the loop (`terminal`), screens, the writer.

mod deciding;
mod hands;
mod left_lying;
mod letting_in;
mod mirroring;
mod paper;
mod preferences;
mod sample_day;
mod searching;
mod workplace;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::door::{Access, Door, ReadOnly};
use crate::app::{Desk, Message, Notice, Opening, OwnKeys, Route, Session, Start, Tone, fault_in_words};
use crate::cli::{Caller, StoreFault, store_fault};
use crate::domain::access::PassPhrase;
use crate::domain::census::WardCode;
use crate::domain::record::UserName;
use crate::domain::slips::Post;
use crate::domain::state::Hospital;
use crate::i18n::{Value, Words};
use crate::screens;
use crate::theme::{Ambiguous, Depth, Look, Palette, Setting, ThemeError};

use super::clock::{Clock, SystemClock};
use super::entrance::NOBODY;
use super::open::Means;
use super::shell::entry;
use super::support_log;
use super::terminal::{self, Ambiguity, Farewell, Mailbox, TerminalError};

use hands::WorkplaceHands;
use preferences::{ConfigFolder, Preferences, config_folder};
pub use workplace::NoWorkplace;
use workplace::Workplace;

/// What to work on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The sample hospital, in a store that is thrown away at the end.
    Sample,
    /// The store of this folder; where there is none, the question how to begin.
    Store(PathBuf),
}

/// Whether the language was chosen for this start or only follows the environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    ForThisStart,
    ByTheEnvironment,
}

/// What the program is started with.
pub struct Begin {
    pub place: Place,
    /// The user as named by argument or environment.
    pub user: Option<String>,
    /// What they say, when it does not have to be typed.
    pub phrase: Option<PassPhrase>,
    pub words: Words,
    pub language: Chosen,
    /// The variables of the environment: the colours of the terminal, the folder of preferences.
    pub environment: fn(&str) -> Option<String>,
    pub means: Means,
}

/// Why the program did not run.
#[derive(Debug, thiserror::Error)]
pub enum ProgramFault {
    #[error(transparent)]
    Terminal(#[from] TerminalError),
    #[error("{0}")]
    Store(StoreFault),
    #[error("the user name {0} cannot be used")]
    User(String),
    /// In words already.
    #[error("{0}")]
    NoWorkplace(NoWorkplace),
    #[error(transparent)]
    Theme(#[from] ThemeError),
}

impl ProgramFault {
    /// What happened and what to do, for `folder` as the store.
    pub fn in_words(&self, folder: &Path, words: &Words) -> String {
        match self {
            Self::Terminal(TerminalError::NoTerminal) => words.say("cli-no-terminal"),
            Self::Store(fault) => store_fault(fault, &folder.display().to_string(), words),
            Self::User(user) => words.fill("cli-wrong-user", &[("user", Value::from(user.as_str()))]),
            Self::NoWorkplace(why) => why.to_string(),
            Self::Terminal(fault) => words.fill("cli-terminal", &[("why", Value::from(fault.to_string()))]),
            Self::Theme(fault) => words.fill("cli-terminal", &[("why", Value::from(fault.to_string()))]),
        }
    }
}

/// Runs the program in this terminal. `progress` hears how far a long start has come, and is dropped before the first
/// frame.
pub fn run(begin: Begin, mut progress: Box<dyn FnMut(u64, u64) + '_>) -> Result<Farewell, ProgramFault> {
    // Before anything is made that would have to be thrown away again.
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(TerminalError::NoTerminal.into());
    }
    // Without a folder nothing is remembered.
    let config = config_folder(begin.environment);
    let preferences = Preferences::read(config.as_ref());
    if let Some(config) = &config {
        support_log::begin(config.path());
    }
    let words = match (begin.language, preferences.language()) {
        (Chosen::ByTheEnvironment, Some(language)) => begin.words.in_language(language),
        _ => begin.words,
    };
    let folder = match &begin.place {
        Place::Store(folder) => Some(folder.clone()),
        Place::Sample => None,
    };
    let user = begin.user.clone().or_else(|| preferences.user.clone());
    let who = (user.as_deref().unwrap_or(NOBODY), begin.phrase);
    let station = preferences.station_name.as_ref();
    let found = match &begin.place {
        Place::Sample => Found::sample(&begin.means, &words)?,
        Place::Store(folder) => Found::store(folder, who, station, &begin.means, &mut progress)?,
    };
    drop(progress);
    let is_shut = matches!(found, Found::Shut);
    let workplace = match found {
        Found::Open(workplace) => Some(*workplace),
        Found::Shut | Found::Nothing => None,
    };
    let own = config.as_ref().map(|config| config.keys(&preferences));
    let (keys, faults) = own.unwrap_or_default().load();
    let look = Look::new(Setting {
        palette: preferences.palette().unwrap_or(Palette::Dark),
        depth: depth(begin.environment),
        ambiguous: Ambiguous::Wide,
    })?;
    let (version, size) = (env!("CARGO_PKG_VERSION"), terminal::size()?);
    let (language, open) = (words.language().code(), workplace.is_some());
    let setting = look.setting();
    let (palette, depth) = (setting.palette.name(), setting.depth);
    tracing::info!(
        version,
        ?size,
        language,
        palette,
        ?depth,
        open,
        keymap_faults = faults.len(),
        "begins"
    );
    let clock = SystemClock;
    let mailbox = Mailbox::default();
    let opening = workplace.as_ref().map(Workplace::opening);
    let mut session = Session::new(Start {
        words: words.clone(),
        look,
        keys,
        hospital: Arc::new(Hospital::default()),
        desk: Desk {
            zone: folder.as_deref().and_then(|folder| preferences.zone(folder)),
            ..Desk::default()
        },
        ward: preferences.ward.as_deref().and_then(|ward| WardCode::parse(ward).ok()),
        now: clock.now(),
        size,
        opener: screens::open,
        first: Route::Welcome,
    });
    let stands_before = is_shut.then(|| user.as_deref().unwrap_or_default());
    begin_session(&mut session, opening, stands_before, &preferences);
    if let Some(notice) = wrong_keys(&faults, &words) {
        session.say(notice);
    }
    let is_sample = matches!(begin.place, Place::Sample);
    let lock_after = preferences.lock_after();
    let ambiguity = preferences.ambiguity().unwrap_or(Ambiguity::Measure);
    let hands = WorkplaceHands::new(workplace, folder, begin.means, preferences, config);
    hands.listen(&mailbox.post());
    hands.look_after_papers(words.language(), &mailbox.post());
    let setting = terminal::Setting {
        ambiguity,
        now: || SystemClock.now(),
        lock_after: (!is_sample).then_some(lock_after),
    };
    let hands = Arc::new(hands);
    let farewell = terminal::run(
        &mut session,
        &mailbox,
        Arc::clone(&hands) as Arc<dyn terminal::Hands>,
        setting,
    );
    // The store is closed here, not whenever the worker lets go of it: what was handed in is saved, the sample is gone.
    hands.close();
    tracing::info!(?farewell, "ends");
    Ok(farewell?)
}

/// On the store that is open; before the door of one that is shut, under the name of the last time; or with the guide.
fn begin_session(
    session: &mut Session,
    opening: Option<Opening>,
    stands_before: Option<&str>,
    preferences: &Preferences,
) {
    match (opening, stands_before) {
        (Some(opening), _) => {
            session.begin(opening);
            if let Some(post) = preferences.post.as_deref().and_then(Post::parse) {
                session.work_at(&post);
            }
        }
        (None, Some(user)) => session.stand_before(user),
        (None, None) => session.take_up(&preferences.set_up),
    }
}

/// What is said of keys of one's own that are none.
fn wrong_keys(faults: &[crate::input::Fault], words: &Words) -> Option<Notice> {
    let places = [
        ("first", Value::from(fault_in_words(faults.first()?, words))),
        ("count", faults.len().into()),
    ];
    Some(Notice::new(Tone::Warn, words.fill("keymap-defaults-run", &places)))
}

/// What is in a folder.
enum Found {
    Open(Box<Workplace>),
    /// A store; who it is, and what they say, is asked for on the screen.
    Shut,
    Nothing,
}

impl Found {
    fn sample(means: &Means, words: &Words) -> Result<Self, ProgramFault> {
        let sample = Workplace::sample(means, words).map_err(ProgramFault::NoWorkplace)?;
        Ok(Self::Open(Box::new(sample)))
    }

    fn store(
        folder: &Path,
        (named, phrase): (&str, Option<PassPhrase>),
        station: Option<&String>,
        means: &Means,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Self, ProgramFault> {
        let caller = Caller {
            user: UserName::parse(named).ok_or_else(|| ProgramFault::User(named.to_owned()))?,
            phrase,
            code: None,
            recovery: None,
        };
        match Workplace::open(folder, &entry(&caller), means, progress) {
            Ok(Some(workplace)) => Ok(Self::Open(Box::new(workplace.called(station.cloned())))),
            Ok(None) => Ok(Self::Nothing),
            Err(ProgramFault::Store(StoreFault::PhraseNeeded)) if caller.phrase.is_none() => Ok(Self::Shut),
            Err(ProgramFault::Store(StoreFault::CodeNeeded)) => Ok(Self::Shut),
            Err(fault) => Err(fault),
        }
    }
}

/// What the user has laid over the keys of the program.
pub fn own_keys(environment: impl Fn(&str) -> Option<String>) -> OwnKeys {
    let Some(config) = config_folder(environment) else {
        return OwnKeys::default();
    };
    config.keys(&Preferences::read(Some(&config)))
}

fn depth(environment: fn(&str) -> Option<String>) -> Depth {
    let [no_color, colorterm, term] = ["NO_COLOR", "COLORTERM", "TERM"].map(environment);
    Depth::from_environment(no_color.as_deref(), colorterm.as_deref(), term.as_deref())
}

/// What a session is told when the store takes nothing any more.
fn read_only(door: &dyn Door) -> Option<ReadOnly> {
    match door.status().access {
        Access::Writable => None,
        Access::ReadOnly(why) => Some(why),
    }
}

/// What changed outside the session, as a message for it.
fn changed(door: &dyn Door) -> Message {
    Message::Hospital(door.hospital())
}
