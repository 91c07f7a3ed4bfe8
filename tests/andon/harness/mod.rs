//! Keys in, screens out: a whole session on a laptop without disk and terminal. Effects are carried out between two keys, so
//! nothing waits for time.
//!
//! ```ignore
//! let mut desk = Player::new(Language::Japanese, SMALL);
//! desk.types("F3 down down text:たなか enter");
//! snapshot("census-filtered", |player| { player.types("F3 / text:たなか"); });
//! ```

mod gallery;
mod picture;
mod probe;

use std::sync::Arc;

use andon::app::door::{Findings, Former, LockedOut, MirrorChosen, NotChosen, NotSaved, Receipt};
use andon::app::paper::PaperOrder;
use andon::app::sentences::Speaker;
use andon::app::{
    Desk, Drafts, Effect, Errand, FirstSlip, Keys as KeyTable, Message, NotOpened, NotUnlocked, Opening, PaperAnswer,
    PaperNews, PaperShown, Pulse, Route, Scope, Screen, Session, Start, Unlocked, load,
};
use andon::domain::access::{Keys, PhraseState, Role, decide::AccountCommand};
use andon::domain::ask::{Answer, Person};
use andon::domain::checks::CheckId;
use andon::domain::command::{Command, Question, Request};
use andon::domain::identity::{PatientId, PatientRef};
use andon::domain::printing::decide::{AskPrint, times_printed};
use andon::domain::printing::{PrintEnd, PrintJobId, PrintTo};
use andon::domain::record::{Commit, EventId, SettingsVersion, UserName};
use andon::domain::refusal::Refusal;
use andon::domain::slips::ask::{SlipAnswer, SlipQuestion};
use andon::domain::state::{
    Hospital, Subject,
    slips::{run_of, slips_of},
};
use andon::domain::text::{NAME, Text};
use andon::i18n::{Language, Words};
use andon::input::{Input, Step, read_script};
use andon::print::document::{Origin, Teller};
use andon::print::making::{Details, kind_of, make};
use andon::print::press::Layout;
use andon::print::preview::preview;
use andon::print::queue::{Queue, QueueState, WhyNot};
use andon::print::{Fonts, Press};
use andon::screens;
use andon::search::alike::LookAlikes;
use andon::search::everyone::{Everyone, KnownPeople};
use andon::search::index::Index;
use andon::search::same::{Card, SHIPPED};
use andon::settings::{forms, sample};
use andon::theme::{Ambiguous, Depth, Look, Measure, Palette, Setting};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::world::{Laptop, given};

pub use gallery::{Exhibit, Gallery, Hall};
pub use picture::picture;
pub use probe::probe;

/// What is drawn for everybody here.
pub const FIRST_PHRASE: &str = "7K3MQ-X9RTD-2WHPC-V6NFE-J4GB8";

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

    fn carry_out(&mut self, effect: Effect) {
        let (errand, request, user) = match effect {
            Effect::Decide { errand, request } => (errand, request, self.laptop.user.to_string()),
            Effect::DecideAs {
                errand, user, request, ..
            } => (errand, request, user.to_string()),
            Effect::Ask { errand, question } => {
                let answer = self.answer(&question);
                self.hear(Message::Answered { errand, answer });
                return;
            }
            Effect::Search { errand, typed, most } => {
                let known = KnownPeople::of(&self.laptop.hospital, &[]);
                let everyone = Everyone {
                    hospital: &self.laptop.hospital,
                    known: &known,
                    register: self.register.as_ref(),
                };
                let found = Findings {
                    people: everyone.find(&typed, most),
                    former: match &self.register {
                        Some(_) => Former::Searched,
                        None => Former::NotImported,
                    },
                };
                self.hear(Message::Found {
                    errand,
                    found: Ok(found),
                });
                return;
            }
            Effect::Compare { errand, person } => {
                let known = KnownPeople::of(&self.laptop.hospital, &[]);
                let everyone = Everyone {
                    hospital: &self.laptop.hospital,
                    known: &known,
                    register: self.register.as_ref(),
                };
                let card = Card::read(SHIPPED).unwrap();
                let doubles = Ok(everyone.same_person(&person.registration(), &card));
                self.hear(Message::Compared { errand, doubles });
                return;
            }
            Effect::LookAtPaper {
                errand,
                order,
                columns,
                measure,
                language,
            } => {
                let answer = Box::new(self.paper(&order, columns, measure, language));
                self.hear(Message::PaperShown { errand, answer });
                return;
            }
            Effect::AskLocked { errand } => {
                let locked = Ok(self.locked.clone());
                return self.hear(Message::LockedOut { errand, locked });
            }
            Effect::ChooseMirror { errand, .. } => {
                let chosen = self.mirrored.clone();
                return self.hear(Message::MirrorChosen { errand, chosen });
            }
            Effect::ResetPhrase { errand, user, .. } => return self.reset_phrase(errand, user),
            Effect::Print { order, .. } => return self.print(&order),
            Effect::Unlock { errand, user, .. } => return self.let_back(errand, user),
            Effect::SetPin { errand, .. } | Effect::ChangePhrase { errand, .. } => {
                let user = self.session.scope().desk.login.clone();
                return self.let_back(errand, user);
            }
            Effect::TrySample { errand, .. } | Effect::SetUp { errand, .. } => {
                // What is wrong with files is a matter of the tests of the program.
                let lines = vec!["no store is made here".to_owned()];
                self.hear(Message::Opened {
                    errand,
                    opened: Err(NotOpened { lines }),
                });
                return;
            }
            _ => return,
        };
        if let Some(fault) = &self.disk {
            let outcome = Err(fault.clone().into());
            self.hear(Message::Decided { errand, outcome });
            return;
        }
        let outcome = match self.laptop.does_as(&user, *request) {
            Ok(commit) => {
                let hospital = Arc::new(self.laptop.hospital.clone());
                self.hear(Message::Hospital(hospital));
                Ok(Receipt {
                    commit: commit.as_ref().map(|commit| commit.id),
                    patient: commit.as_deref().and_then(|commit| whom(commit, &self.laptop.hospital)),
                    stay: None,
                    told: None,
                    slips: commit.as_deref().map(slips_of).unwrap_or_default(),
                    run: commit.as_deref().and_then(run_of),
                    check: commit.as_deref().and_then(check_of),
                    numbers: commit.as_deref().map(given).unwrap_or_default(),
                    events: commit.map_or(0, |commit| commit.events.len()),
                })
            }
            Err(refusal) => Err(refusal.into()),
        };
        self.hear(Message::Decided { errand, outcome });
    }

    /// Sets a phrase that is always the same; a lock ends with it.
    fn reset_phrase(&mut self, errand: Errand, user: UserName) {
        let keys = Keys {
            public: [9; 32],
            wrap: vec![9],
            phrase: PhraseState::First,
        };
        let by = self.session.scope().desk.login.clone();
        let command = AccountCommand::ResetPassPhrase {
            user: user.clone(),
            keys,
        };
        let decided = self.laptop.does_as(&by, Request::from(Command::Account(command)));
        let words = words(self.session.words().language());
        let reset = match decided {
            Ok(_) => {
                self.locked.retain(|one| one.user != user);
                let phrase = FIRST_PHRASE.to_owned().into();
                Ok(FirstSlip { user, phrase })
            }
            Err(refusal) => Err(Speaker::new(&words, &self.laptop.hospital).refusal(&refusal)),
        };
        self.hears_the_hospital();
        self.hear(Message::PhraseReset { errand, reset });
    }

    /// Everybody is let in, under the name they say.
    fn let_back(&mut self, errand: Errand, user: String) {
        let Some(name) = UserName::parse(&user) else {
            let unlocked = Err(NotUnlocked::NoUser);
            return self.hear(Message::Unlocked { errand, unlocked });
        };
        self.laptop.user = name;
        if self.laptop.hospital.has_accounts() {
            // What they may is in their account.
            self.laptop.role = Role::Reader;
        }
        let desk = Desk {
            login: user,
            ..self.session.scope().desk.clone()
        };
        let unlocked = Ok(Unlocked {
            desk,
            drafts: None,
            phrase: PhraseState::Own,
        });
        self.hear(Message::Unlocked { errand, unlocked });
    }

    /// A printer that prints everything, at once.
    fn print(&mut self, order: &PaperOrder) {
        if order.fresh.is_some() {
            return;
        }
        let asked = self.laptop.does(Command::AskPrint(AskPrint {
            paper: order.paper.clone(),
            count: order.count,
            to: PrintTo::Queue("laser-5e".into()),
            reason: order.reason.clone(),
            seen: order.seen,
            desk: None,
        }));
        let Ok(Some(asked)) = asked else {
            return self.hear(Message::Paper(PaperNews::NotPrinted(format!("{asked:?}"))));
        };
        let job = PrintJobId::issued(EventId {
            commit: asked.id,
            index: 0,
        });
        let end = PrintEnd::Printed { sheets: 1 };
        self.laptop
            .does(Command::EndPrint {
                job,
                end,
                desk: order.desk.clone(),
            })
            .unwrap();
        self.hear(Message::Hospital(Arc::new(self.laptop.hospital.clone())));
    }

    /// A print system of two printers, one of them stopped; the pages are those of the program.
    fn paper(&self, order: &PaperOrder, columns: u16, measure: Measure, language: Language) -> PaperAnswer {
        let words = Words::load(language).unwrap();
        let shelved = forms::shelf(None, &words);
        let fonts = Fonts::load().unwrap();
        let origin = Origin {
            at: self.laptop.now(),
            by: UserName::parse("k.mori").unwrap(),
            station: "07".to_owned(),
            letterhead: andon::print::document::letterhead::Letterhead::default(),
            anchor: "12 0123456789abcdef".to_owned(),
            sample: false,
        };
        let alike = LookAlikes::among(&self.laptop.hospital)
            .all()
            .map(|(patient, others)| (patient, others.iter().map(|other| other.who).collect()))
            .collect();
        let teller = Teller {
            hospital: &self.laptop.hospital,
            words: &words,
            origin: &origin,
            alike: &alike,
        };
        let press = Press {
            fonts: &fonts,
            words: &words,
            shelf: &shelved.shelf,
        };
        let person = order.paper.patient().map(|patient| {
            let question = Question::Person {
                patient: PatientRef::Record(patient),
            };
            match self.laptop.asks(&question) {
                Ok(Answer::Person(person)) => *person,
                other => panic!("{other:?}"),
            }
        });
        let slip =
            order.paper.slip().map(
                |slip| match self.laptop.asks(&Question::Slips(SlipQuestion::Slip(slip.into()))) {
                    Ok(Answer::Slips(SlipAnswer::Slip(view))) => *view,
                    other => panic!("{other:?}"),
                },
            );
        let details = Details {
            person,
            slip,
            labels: order.labels,
            count: order.count,
            before: times_printed(&self.laptop.hospital, &order.paper),
            layout: order.layout.unwrap_or(Layout::TwoOnOne),
            samples: order.fresh.iter().flat_map(|fresh| fresh.kinds.clone()).collect(),
        };
        let form = shelved.shelf.form(kind_of(&order.paper));
        let positions = form.and_then(|form| form.grid).map_or(1, |grid| grid.count());
        let printed = make(&order.paper, &details, &teller, &press).unwrap();
        let width = |text: &str| u16::try_from(measure.columns(text)).unwrap();
        PaperAnswer {
            order: order.clone(),
            pages: Ok(PaperShown {
                pages: preview(&printed.pages, columns, width),
                spots: Vec::new(),
            }),
            queues: if self.lpstat_hangs {
                Err(WhyNot::Hung)
            } else {
                Ok(vec![
                    Queue {
                        name: "laser-5e".to_owned(),
                        state: QueueState::Idle,
                    },
                    Queue {
                        name: "laser-er".to_owned(),
                        state: QueueState::Stopped("Paper jam".to_owned()),
                    },
                ])
            },
            usual: Some("laser-5e".to_owned()),
            layout: Layout::TwoOnOne,
            positions,
        }
    }

    /// From the newest state, and from the store for those who have left it.
    fn answer(&self, question: &Question) -> Result<Answer, Refusal> {
        if let Question::Person {
            patient: PatientRef::Identifier(wanted),
        } = question
        {
            let known = |person: &&Person| person.patient.identifiers.iter().any(|(_, number)| number == wanted);
            if let Some(person) = self.store.iter().find(known) {
                return Ok(Answer::Person(Box::new(person.clone())));
            }
        }
        self.laptop.asks(question)
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

/// Whom a commit is about, as the writer says it in its receipt.
fn whom(commit: &Commit, hospital: &Hospital) -> Option<PatientId> {
    let mut subjects = commit.events.iter().flat_map(|event| Subject::of(&event.fact));
    subjects.find_map(|subject| match subject {
        Subject::Patient(id) => Some(id),
        Subject::Stay(id) => hospital.stay(id)?.patient(),
        Subject::Slip(number) => hospital.slip(number)?.patient(),
        _ => None,
    })
}

/// Which identity check a commit is about.
fn check_of(commit: &Commit) -> Option<CheckId> {
    let mut subjects = commit.events.iter().flat_map(|event| Subject::of(&event.fact));
    subjects.find_map(|subject| match subject {
        Subject::Check(id) => Some(id),
        _ => None,
    })
}

/// The texts, read once a test: there are thousands of sessions in some.
pub fn words(language: Language) -> Words {
    thread_local! {
        static WORDS: Words = Words::load(Language::Japanese).unwrap();
    }
    WORDS.with(|words| words.in_language(language))
}

/// The default table, which must hold no mistake.
pub fn keys() -> KeyTable {
    thread_local! {
        static KEYS: KeyTable = {
            let (keys, faults) = load(&[], None);
            assert_eq!(faults, []);
            keys
        };
    }
    KEYS.with(KeyTable::clone)
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
    let mut laptop = Laptop::new(7);
    let name = Text::parse("見本病院", NAME).unwrap();
    let sample = sample::sample(name, chrono_tz::Asia::Tokyo, laptop.now()).unwrap();
    let frame = Arc::new(sample.frame);
    let version = SettingsVersion([7; 8]);
    laptop.does(Command::AdoptFrame { version, frame }).unwrap();
    laptop.does(Command::ImportCensus { lines: sample.lines }).unwrap();
    laptop
}
