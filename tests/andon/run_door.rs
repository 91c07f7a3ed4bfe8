//! The shell over a laptop without a disk: lines in, answers out.

use std::{
    io::Cursor,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use andon::copying::NotCopied;
use andon::domain::access::trail::Copying;
use andon::domain::state::slips::{run_of, slips_of};
use andon::search::{
    everyone::{Double, Everyone, KnownPeople},
    same::{Card, Registration, SHIPPED},
};
use andon::{
    app::door::{
        Access, Door, Findings, Former, Head, Index, Mirror, NotSaved, ReadOnly, Receipt, Refused, Status, Ticket,
    },
    cli::{
        Caller, Console, Copied, Exit, Machine, MadeStore, NewStore, NotRenewed, OpenStore, Soundness, StoreFault,
        lines::Lines, tasks,
    },
    domain::{
        access::{Asker, Context, PassPhrase, Permissions, Role},
        ask::{self, Answer},
        command::{Question, Request},
        numbers::BlockNumber,
        record::{CommitId, Fact, Installation, Sequence, Stamp, Timestamp, UserName},
        refusal::Refusal,
        state::Hospital,
    },
    i18n::{Language, Words},
    print::queue::{Papers, PrintSystem, Progress, Queue, WhyNot},
};

use crate::world::{Laptop, given};

/// A laptop behind the door that screens and shell know.
pub struct Desk {
    laptop: Mutex<Laptop>,
    /// After so many commands the disk fails.
    pub disk_fails_after: Option<usize>,
    taken: Mutex<usize>,
    /// What was written down of what changes nothing.
    pub noted: Mutex<Vec<andon::domain::access::trail::Trace>>,
}

impl Desk {
    pub fn new(laptop: Laptop) -> Self {
        Self {
            laptop: Mutex::new(laptop),
            disk_fails_after: None,
            taken: Mutex::new(0),
            noted: Mutex::default(),
        }
    }

    pub fn commits(&self) -> usize {
        self.laptop.lock().unwrap().commits().len()
    }
}

impl Door for Desk {
    fn note(&self, _: &Asker, traces: Vec<andon::domain::access::trail::Trace>) {
        self.noted.lock().unwrap().extend(traces);
    }

    fn locked_out(&self, _: &Asker) -> Result<Vec<andon::app::door::LockedOut>, Refusal> {
        Ok(Vec::new())
    }

    fn find(&self, _: &Asker, typed: &str, most: usize) -> Result<Findings, Refusal> {
        let hospital = self.hospital();
        let known = KnownPeople::of(&hospital, &[]);
        let everyone = Everyone {
            hospital: &hospital,
            known: &known,
            register: None,
        };
        Ok(Findings {
            people: everyone.find(typed, most),
            former: Former::NotImported,
        })
    }

    fn same_person(&self, _: &Asker, registration: &Registration<'_>) -> Result<Vec<Double>, Refusal> {
        let hospital = self.hospital();
        let known = KnownPeople::of(&hospital, &[]);
        let everyone = Everyone {
            hospital: &hospital,
            known: &known,
            register: None,
        };
        Ok(everyone.same_person(registration, &Card::read(SHIPPED).unwrap()))
    }

    fn hospital(&self) -> Arc<Hospital> {
        Arc::new(self.laptop.lock().unwrap().hospital.clone())
    }

    fn submit(&self, asker: Asker, request: Request) -> Ticket {
        assert_eq!(asker.user.as_str(), "clerk");
        let mut taken = self.taken.lock().unwrap();
        *taken += 1;
        if self.disk_fails_after.is_some_and(|most| *taken > most) {
            let fault = NotSaved::ReadOnly(ReadOnly::SyncFailed("EIO".to_owned()));
            return Ticket::answered(Err(fault.into()));
        }
        let mut laptop = self.laptop.lock().unwrap();
        Ticket::answered(match laptop.does(request) {
            Err(refusal) => Err(Refused::Refusal(refusal)),
            Ok(None) => Ok(Receipt::default()),
            Ok(Some(commit)) => {
                let mut receipt = Receipt {
                    commit: Some(commit.id),
                    slips: slips_of(&commit),
                    run: run_of(&commit),
                    events: commit.events.len(),
                    numbers: given(&commit),
                    ..Receipt::default()
                };
                for event in &commit.events {
                    match &event.fact {
                        Fact::Registered(fact) => receipt.patient = Some(fact.patient),
                        Fact::Admitted(fact) => {
                            receipt.patient = Some(fact.patient);
                            receipt.stay = Some(fact.stay);
                        }
                        Fact::CheckBegun(fact) => receipt.check = Some(fact.check),
                        Fact::CheckStated(fact) => receipt.check = Some(fact.check),
                        Fact::InquiryAnswered(fact) => receipt.told = Some(fact.told.clone()),
                        _ => {}
                    }
                }
                Ok(receipt)
            }
        })
    }

    fn ask(&self, asker: &Asker, question: &Question) -> Result<Answer, Refusal> {
        let laptop = self.laptop.lock().unwrap();
        let context = Context {
            asker,
            permissions: &Permissions::default(),
            now: laptop.now(),
            stamp: Stamp::ZERO,
            commit: CommitId {
                station: laptop.station,
                installation: Installation::FIRST,
                sequence: Sequence::FIRST,
            },
            spelling: &laptop.spelling,
            former: &andon::domain::identity::NoFormerPatients,
            chance: 0,
            worn: &[],
        };
        ask::ask(&laptop.hospital, question, &context)
    }

    fn status(&self) -> Status {
        let laptop = self.laptop.lock().unwrap();
        Status {
            station: laptop.station,
            installation: Installation::FIRST,
            sequence: None,
            head: Head {
                number: 0,
                hash: [0; 32],
            },
            access: Access::Writable,
            index: Index::Following,
            mirror: Mirror::Absent,
        }
    }
}

/// A machine with a clock and no disk.
pub struct ClockOnly(pub Timestamp);

impl Machine for ClockOnly {
    fn now(&self) -> Timestamp {
        self.0
    }

    fn thread_time(&self) -> std::time::Duration {
        std::time::Duration::ZERO
    }

    fn own_keys(&self) -> andon::app::OwnKeys {
        andon::app::OwnKeys::default()
    }

    fn open(&self, _: &Path, _: &Caller, _: &mut dyn FnMut(u64, u64)) -> Result<Box<dyn OpenStore>, StoreFault> {
        Err(StoreFault::NoStore)
    }

    fn init(&self, _: &Path, _: NewStore) -> Result<MadeStore, StoreFault> {
        Err(StoreFault::NoStore)
    }

    fn ask_phrase(&self, _: &str) -> Option<PassPhrase> {
        None
    }

    fn renew(&self, _: &Path, _: BlockNumber, _: &Caller, _: &mut dyn FnMut(u64, u64)) -> Result<PathBuf, NotRenewed> {
        Err(StoreFault::NoStore.into())
    }

    fn back_up(
        &self,
        _: &Path,
        _: &Path,
        _: &mut dyn FnMut(),
        _: &mut dyn FnMut(u64, u64),
    ) -> Result<Copied, NotCopied> {
        Err(NotCopied::NotThere)
    }

    fn restore(&self, _: &Path, _: &Path, _: &mut dyn FnMut(u64, u64)) -> Result<Copied, NotCopied> {
        Err(NotCopied::NotThere)
    }

    fn choose_mirror(
        &self,
        _: &Path,
        _: &Path,
        _: &mut dyn FnMut(),
        _: &mut dyn FnMut(u64, u64),
    ) -> Result<Option<Copied>, NotCopied> {
        Err(NotCopied::NotThere)
    }

    fn forget_mirror(&self, _: &Path) -> Result<(), NotCopied> {
        Ok(())
    }

    fn leave_note(&self, _: &Path, _: Copying, _: Option<andon::domain::text::Text>) -> bool {
        false
    }

    fn mirror(&self, _: &Path) -> Result<Option<(PathBuf, Mirror)>, NotCopied> {
        Ok(None)
    }

    fn verify(&self, _: &Path, _: &mut dyn FnMut(u64, u64)) -> Result<Soundness, StoreFault> {
        Err(StoreFault::NoStore)
    }

    fn print_system(&self) -> Box<dyn PrintSystem> {
        Box::new(NoPrinter)
    }

    fn papers(&self, _: &Path) -> Box<dyn Papers> {
        Box::new(NoPrinter)
    }
}

/// A machine without printer and disk.
struct NoPrinter;

impl PrintSystem for NoPrinter {
    fn queues(&self) -> Result<Vec<Queue>, WhyNot> {
        Err(WhyNot::NoPrintSystem)
    }

    fn hand_in(&self, _: &str, _: &str, _: Option<&str>, _: &[u8]) -> Result<String, WhyNot> {
        Err(WhyNot::NoPrintSystem)
    }

    fn look(&self, _: &str, _: &str) -> Progress {
        Progress::NotPrinted(WhyNot::NoPrintSystem)
    }

    fn follow(&self, queue: &str, request: &str) -> Progress {
        self.look(queue, request)
    }

    fn cancel(&self, _: &str) {}
}

impl Papers for NoPrinter {
    fn write(&self, _: &Path, _: &[u8]) -> std::io::Result<()> {
        Err(std::io::ErrorKind::NotFound.into())
    }

    fn keep(&self, _: &str, _: &[u8]) -> std::io::Result<std::path::PathBuf> {
        Err(std::io::ErrorKind::NotFound.into())
    }
}

pub fn words(language: Language) -> Words {
    crate::harness::words(language)
}

/// What `input` is answered with: the answers, and the exit.
pub fn run(desk: &Desk, input: impl Into<Vec<u8>>) -> (Vec<serde_json::Value>, Exit) {
    run_in(desk, input, Language::English)
}

pub fn run_in(desk: &Desk, input: impl Into<Vec<u8>>, language: Language) -> (Vec<serde_json::Value>, Exit) {
    let asker = Asker {
        user: UserName::parse("clerk").unwrap(),
        role: Role::WardClerk,
    };
    let machine = ClockOnly(desk.laptop.lock().unwrap().now());
    let lines = Lines::of(Cursor::new(input.into())).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut console = Console::new(&mut out, &mut err, false);
    let exit = tasks::run::run(&lines, desk, &asker, &machine, &words(language), &mut console).unwrap();
    drop(console);
    assert!(err.is_empty(), "{}", String::from_utf8_lossy(&err));
    let text = String::from_utf8(out).unwrap();
    let answers = text.lines().map(|line| serde_json::from_str(line).unwrap());
    (answers.collect(), exit)
}
