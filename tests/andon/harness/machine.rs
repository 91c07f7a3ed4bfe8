//! What the machine does with an effect, on a laptop without disk and terminal.

use std::sync::Arc;

use andon::app::door::{Findings, Former, Receipt};
use andon::app::sentences::Speaker;
use andon::app::{Desk, Effect, Errand, FirstSlip, Message, NotOpened, NotUnlocked, Unlocked};
use andon::domain::access::{Keys, PhraseState, Role, decide::AccountCommand};
use andon::domain::ask::{Answer, Person};
use andon::domain::checks::CheckId;
use andon::domain::command::{Command, Question, Request};
use andon::domain::identity::{PatientId, PatientRef};
use andon::domain::record::{Commit, UserName};
use andon::domain::refusal::Refusal;
use andon::domain::state::{
    Hospital, Subject,
    slips::{run_of, slips_of},
};
use andon::search::everyone::{Everyone, KnownPeople};
use andon::search::same::{Card, SHIPPED};

use super::{Player, words};
use crate::world::given;

/// What is drawn for everybody here.
pub const FIRST_PHRASE: &str = "7K3MQ-X9RTD-2WHPC-V6NFE-J4GB8";

impl Player {
    pub(super) fn carry_out(&mut self, effect: Effect) {
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
            Effect::SetPin { errand, .. } | Effect::ChangePhrase { errand, .. } => return self.stays(errand),
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
                    slips: commit.as_deref().map(slips_of).unwrap_or_default(),
                    run: commit.as_deref().and_then(run_of),
                    check: commit.as_deref().and_then(check_of),
                    numbers: commit.as_deref().map(given).unwrap_or_default(),
                    events: commit.map_or(0, |commit| commit.events.len()),
                    ..Receipt::default()
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

    /// Whoever is there has a new PIN or pass phrase.
    fn stays(&mut self, errand: Errand) {
        let user = self.session.scope().desk.login.clone();
        self.let_back(errand, user);
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
