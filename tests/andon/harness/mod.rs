//! Keys in, screens out: a whole session on a laptop without disk and terminal. Effects are carried out between two keys, so
//! nothing waits for time: by `machine`, and for paper by `printer`.
//!
//! ```ignore
//! let mut desk = Player::new(Language::Japanese, SMALL);
//! desk.types("F3 down down text:たなか enter");
//! snapshot("census-filtered", |player| { player.types("F3 / text:たなか"); });
//! ```

mod gallery;
mod machine;
mod picture;
mod printer;
mod probe;

use std::sync::{Arc, LazyLock};

use andon::app::door::{LockedOut, MirrorChosen, NotChosen, NotSaved};
use andon::app::{
    Desk, Drafts, Effect, Keys as KeyTable, Message, Opening, Pulse, Route, Scope, Screen, Session, Start, load,
};
use andon::domain::access::PhraseState;
use andon::domain::ask::Person;
use andon::domain::command::Command;
use andon::domain::record::{SettingsVersion, UserName};
use andon::domain::state::Hospital;
use andon::domain::text::{NAME, Text};
use andon::i18n::{Language, Words};
use andon::input::{Input, Step, read_script};
use andon::screens;
use andon::search::index::Index;
use andon::settings::sample;
use andon::theme::{Ambiguous, Depth, Look, Palette, Setting};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::world::Laptop;

pub use gallery::{Exhibit, Gallery, Hall};
pub use machine::FIRST_PHRASE;
pub use picture::picture;
pub use probe::probe;

pub const SMALL: (u16, u16) = (80, 24);
pub const LARGE: (u16, u16) = (120, 36);
pub const WIDE: (u16, u16) = (200, 60);

/// Somebody at a laptop.
pub struct Player {
    pub session: Session,
    pub laptop: Laptop,
    /// Everything the session asked of the machine so far.
    pub effects: Vec<Effect>,
    /// Set: nothing is decided until it is cleared, as if the disk were slow.
    pub slow: bool,
    /// Set: whatever is decided cannot be saved.
    pub disk: Option<NotSaved>,
    /// People whom only the store still knows.
    pub store: Vec<Person>,
    /// Set: the programs of the print system do not answer.
    pub lpstat_hangs: bool,
    /// Former patients.
    pub register: Option<Index>,
    /// Whose account is locked at this laptop.
    pub locked: Vec<LockedOut>,
    /// What becomes of choosing a mirror.
    pub mirrored: Result<MirrorChosen, NotChosen>,
    waiting: Vec<Effect>,
}

impl Player {
    pub fn new(language: Language, size: (u16, u16), laptop: Laptop) -> Self {
        Self::at(language, size, laptop, Route::Board, probe)
    }

    /// A session that begins at `first`, with screens out of `opener`.
    pub fn at(
        language: Language,
        size: (u16, u16),
        laptop: Laptop,
        first: Route,
        opener: fn(&Route, &Scope<'_>) -> Option<Box<dyn Screen>>,
    ) -> Self {
        Self::with_keys(language, size, laptop, (first, keys()), opener)
    }

    /// The same with keys of its own.
    pub fn with_keys(
        language: Language,
        size: (u16, u16),
        laptop: Laptop,
        (first, keys): (Route, KeyTable),
        opener: fn(&Route, &Scope<'_>) -> Option<Box<dyn Screen>>,
    ) -> Self {
        let session = Session::new(Start {
            words: words(language),
            look: Look::new(Setting {
                palette: Palette::Dark,
                depth: Depth::TrueColour,
                ambiguous: Ambiguous::Narrow,
            })
            .unwrap(),
            keys,
            hospital: Arc::new(laptop.hospital.clone()),
            desk: Desk {
                life: Some((laptop.station, laptop.installation)),
                ..desk()
            },
            ward: None,
            now: laptop.now(),
            size,
            opener,
            first,
        });
        Self {
            session,
            laptop,
            effects: Vec::new(),
            slow: false,
            disk: None,
            store: Vec::new(),
            lpstat_hangs: false,
            register: None,
            locked: Vec::new(),
            mirrored: Ok(MirrorChosen { is_same_disk: false }),
            waiting: Vec::new(),
        }
    }

    /// Types a script in the notation of the keymap, and lets everything come to rest after each key.
    pub fn types(&mut self, script: &str) -> &mut Self {
        for step in read_script(script).unwrap() {
            match step {
                Step::Input(input) => self.input(input),
                Step::Idle => self.rest(),
            }
        }
        self
    }

    pub fn input(&mut self, input: Input) {
        let effects = self.session.input(input);
        self.take(effects);
    }

    /// As the terminal says it, with the moment at which it came.
    pub fn input_at(&mut self, input: Input, at: Pulse) {
        let effects = self.session.input_at(input, at);
        self.take(effects);
    }

    /// What the machine keeps of what is being typed.
    pub fn drafts(&self) -> Option<Drafts> {
        let kept = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::KeepDrafts(drafts) => Some(drafts.clone()),
            _ => None,
        });
        kept.filter(|drafts| !drafts.forms.is_empty())
    }

    /// The program has died, and is started again on the same laptop with what the machine had kept.
    #[must_use]
    pub fn dies_and_starts(self) -> Self {
        let (language, size) = (self.session.words().language(), self.session.size());
        let drafts = self.drafts();
        let hospital = Arc::new(self.laptop.hospital.clone());
        let mut again = Self::at(language, size, self.laptop, Route::Welcome, screens::open);
        again.session.begin(Opening {
            given_up: None,
            hospital,
            desk: desk(),
            phrase: PhraseState::Own,
            recovery: None,
            drafts,
            read_only: None,
        });
        again
    }

    /// Somebody else works here from now on.
    pub fn becomes(&mut self, user: &str) {
        let drafts = None;
        let account = UserName::parse(user).and_then(|user| self.laptop.hospital.account(&user).cloned());
        let standing = account.and_then(|account| account.standing().cloned());
        self.session.begin(Opening {
            given_up: None,
            hospital: Arc::new(self.laptop.hospital.clone()),
            desk: Desk {
                login: user.to_owned(),
                user: standing.map_or_else(|| user.to_owned(), |standing| standing.name.to_string()),
                ..desk()
            },
            phrase: PhraseState::Own,
            recovery: None,
            drafts,
            read_only: None,
        });
    }

    /// Something was saved behind the back of the screen.
    pub fn hears_the_hospital(&mut self) {
        self.hear(Message::Hospital(Arc::new(self.laptop.hospital.clone())));
    }

    /// Carries out what is waiting.
    pub fn rest(&mut self) {
        while !self.waiting.is_empty() {
            for effect in std::mem::take(&mut self.waiting) {
                self.carry_out(effect);
            }
        }
        assert!(self.session.is_idle(), "something is still under way");
    }

    /// The same, what was asked last first: threads are ready in any order.
    pub fn rest_backwards(&mut self) {
        self.waiting.reverse();
        self.rest();
    }

    fn take(&mut self, effects: Vec<Effect>) {
        self.effects.extend(effects.iter().cloned());
        self.waiting.extend(effects);
        if !self.slow {
            self.rest();
        }
    }

    fn hear(&mut self, message: Message) {
        let effects = self.session.message(message);
        self.effects.extend(effects.iter().cloned());
        self.waiting.extend(effects);
    }

    pub fn tell(&mut self, message: Message) {
        let effects = self.session.message(message);
        self.take(effects);
    }

    pub fn hospital(&self) -> &Hospital {
        &self.laptop.hospital
    }

    pub fn buffer(&self) -> (Buffer, Option<Position>) {
        let (columns, rows) = self.session.size();
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let cursor = screens::draw(&self.session, &mut buffer);
        (buffer, cursor)
    }

    /// The screen as text, with its style runs below.
    pub fn shows(&self) -> String {
        let (buffer, cursor) = self.buffer();
        picture(&buffer, self.session.look(), cursor)
    }

    /// The text alone.
    pub fn text(&self) -> String {
        self.shows().split("\n--").next().unwrap().to_owned()
    }
}

fn desk() -> Desk {
    Desk {
        user: "看護 太郎".to_owned(),
        login: "kango".to_owned(),
        station: "07".to_owned(),
        sample: false,
        life: None,
        ..Desk::default()
    }
}

/// The texts, read once a test: there are thousands of sessions in some.
pub fn words(language: Language) -> Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::load(Language::Japanese).unwrap());
    WORDS.in_language(language)
}

/// The default table, which must hold no mistake.
pub fn keys() -> KeyTable {
    static KEYS: LazyLock<KeyTable> = LazyLock::new(|| {
        let (keys, faults) = load(&[], None);
        assert_eq!(faults, []);
        keys
    });
    KEYS.clone()
}

/// Compares one screen in two sizes and two languages with what was approved.
pub fn snapshot(name: &str, start: impl Fn(Language, (u16, u16)) -> Player, play: impl Fn(&mut Player)) {
    for language in Language::ALL {
        for size in [SMALL, LARGE] {
            let mut player = start(language, size);
            play(&mut player);
            let name = format!("{name}-{}-{}x{}", language.code(), size.0, size.1);
            insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
                insta::assert_snapshot!(name, player.shows());
            });
        }
    }
}

/// A laptop with the sample hospital: 865 beds, 600 inpatients. Read once, because all tests begin with the same.
pub fn sample() -> Laptop {
    static SAMPLE: LazyLock<Laptop> = LazyLock::new(read_sample);
    SAMPLE.clone()
}

fn read_sample() -> Laptop {
    let mut laptop = Laptop::new(7);
    let name = Text::parse("見本病院", NAME).unwrap();
    let sample = sample::sample(name, chrono_tz::Asia::Tokyo, laptop.now()).unwrap();
    let frame = Arc::new(sample.frame);
    let version = SettingsVersion([7; 8]);
    laptop.does(Command::AdoptFrame { version, frame }).unwrap();
    laptop.does(Command::ImportCensus { lines: sample.lines }).unwrap();
    laptop
}
