//! A small hospital and stations without disks, for tests of decisions and folds.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use andon::domain::{
    access::{Asker, Context, Permissions, Role},
    ask,
    census::{
        BedKind, BedName, Department, DepartmentCode, Frame, FrameBed, FrameWard, WardCode, WardKind, frame::PlaceCode,
    },
    command::{Command, Question, Request},
    decide::{Decision, OwnCommits, decide},
    identity::{FormerPatients, Identifier, RegisterUnread},
    numbers::{BlockNumber, Counter, NumberKind},
    record::{
        Commit, CommitId, History, HistoryLost, Installation, Position, Sequence, SettingsVersion, Stamp, Station,
        Timestamp, UserName, wire,
    },
    refusal::Refusal,
    state::Hospital,
    text::{NAME, Text},
};
use andon::search::stated::Spellings;
use andon::settings::checks;

/// 2026-11-23 09:00 in Japan, in milliseconds.
pub const MORNING: u64 = 1_795_392_000_000;

pub fn text(raw: &str) -> Text {
    Text::parse(raw, NAME).unwrap()
}

pub fn bed(raw: &str) -> BedName {
    BedName::parse(raw).unwrap()
}

pub fn identifier(raw: &str) -> Identifier {
    Identifier::parse(raw).unwrap()
}

pub fn department(raw: &str) -> DepartmentCode {
    DepartmentCode::parse(raw).unwrap()
}

/// Two wards of four beds, in rooms of two, and one cot.
pub fn frame() -> Frame {
    let ward = |code: &str, cots: usize| {
        let code = WardCode::parse(code).unwrap();
        let place = |raw: String| PlaceCode::parse(&raw).unwrap();
        let mut beds: Vec<FrameBed> = (0..4)
            .map(|n| FrameBed {
                name: BedName::new(
                    &code,
                    &place(format!("{}", 101 + n / 2)),
                    &place(format!("{}", 1 + n % 2)),
                ),
                kind: BedKind::Licensed,
            })
            .collect();
        beds.extend((0..cots).map(|n| FrameBed {
            name: BedName::new(&code, &place("C".into()), &place(format!("{}", n + 1))),
            kind: BedKind::Cot,
        }));
        FrameWard {
            code,
            name_ja: text("病棟"),
            name_en: None,
            kind: WardKind::General,
            departments: vec![department("CARD")],
            beds,
        }
    };
    Frame {
        hospital: text("試験病院"),
        time_zone: "Asia/Tokyo".into(),
        departments: ["CARD", "SURG"]
            .map(|code| Department {
                code: department(code),
                name_ja: text(code),
                name_en: text(code),
            })
            .into(),
        wards: vec![ward("5E", 0), ward("6W", 1)],
    }
}

/// The numbers of former patients, as the register has them.
#[derive(Debug, Clone, Default)]
pub struct Former(pub Vec<Identifier>);

impl FormerPatients for Former {
    fn have(&self, number: &Identifier) -> bool {
        self.0.contains(number)
    }

    fn number_that(&self, fits: &dyn Fn(&str) -> bool) -> Result<Option<Identifier>, RegisterUnread> {
        Ok(self.0.iter().find(|number| fits(number.as_str())).cloned())
    }
}

/// One laptop: what it knows, and every commit it holds, its own and others'.
#[derive(Clone)]
pub struct Laptop {
    pub station: Station,
    pub installation: Installation,
    pub hospital: Hospital,
    /// The wall clock, in milliseconds; a test moves it.
    pub millis: u64,
    pub role: Role,
    pub spelling: Spellings,
    pub former: Former,
    pub user: UserName,
    commits: Vec<Arc<Commit>>,
}

impl History for Laptop {
    fn commit(&self, position: Position) -> Result<Arc<Commit>, HistoryLost> {
        let index = usize::try_from(position.0).unwrap();
        self.commits.get(index).cloned().ok_or(HistoryLost(position))
    }
}

impl OwnCommits for Laptop {
    fn position(&self, id: CommitId) -> Option<Position> {
        self.commits
            .iter()
            .position(|commit| commit.id == id)
            .map(|index| Position(index as u64))
    }
}

impl Laptop {
    pub fn new(station: u16) -> Self {
        Self {
            station: Station::new(station).unwrap(),
            installation: Installation::FIRST,
            hospital: Hospital::default(),
            millis: MORNING,
            // May everything; a test of the table names another role.
            role: Role::Trial,
            user: UserName::parse("clerk").unwrap(),
            spelling: Spellings::shipped(),
            former: Former::default(),
            commits: Vec::new(),
        }
    }

    /// A laptop that has adopted the small hospital.
    pub fn set_up(station: u16) -> Self {
        let mut laptop = Self::new(station);
        laptop.adopts();
        laptop
    }

    fn adopts(&mut self) {
        let frame = Arc::new(frame());
        self.does(Command::AdoptFrame {
            version: SettingsVersion([7; 8]),
            frame,
        })
        .unwrap();
    }

    /// The `life`-th life of a station, with the small hospital and no block of numbers.
    pub fn living(station: u16, life: u16) -> Self {
        let mut laptop = Self::new(station);
        laptop.installation = Installation::new(life).unwrap();
        laptop.adopts();
        laptop
    }

    /// A laptop that has adopted the small hospital and gives numbers from a block.
    pub fn with_numbers(station: u16, block: u16) -> Self {
        let mut laptop = Self::set_up(station);
        laptop
            .does(Command::GrantBlock {
                station: None,
                block: BlockNumber::new(block),
            })
            .unwrap();
        laptop
    }

    /// Whoever works at it.
    pub fn asker(&self) -> Asker {
        Asker {
            user: self.user.clone(),
            role: self.role,
        }
    }

    /// What a question is asked with.
    fn looking<'a>(&'a self, asker: &'a Asker, permissions: &'a Permissions) -> Context<'a> {
        Context {
            asker,
            permissions,
            now: self.now(),
            stamp: self.hospital.newest(),
            commit: CommitId {
                station: self.station,
                installation: self.installation,
                sequence: Sequence::FIRST,
            },
            spelling: &self.spelling,
            former: &self.former,
            chance: 0,
            worn: &[],
        }
    }

    /// The numbers that its next command could give.
    pub fn counter(&self, kind: NumberKind) -> Result<Counter<'_>, Refusal> {
        Counter::new(&self.hospital, &self.former, kind, (self.station, self.installation))
    }

    /// Checks its patients by the policy that the program carries.
    pub fn adopts_checks(&mut self) {
        self.does(checks::adopt(checks::shipped().unwrap()).unwrap()).unwrap();
    }

    pub fn now(&self) -> Timestamp {
        Timestamp::from_seconds(i64::try_from(self.millis / 1000).unwrap())
    }

    /// Decides and, if it is not refused, folds. The bytes go through the wire, as they would through the disk.
    pub fn does(&mut self, command: impl Into<Request>) -> Result<Option<Arc<Commit>>, Refusal> {
        let user = self.user.clone();
        self.does_as(user.as_str(), command)
    }

    /// The same for somebody who is named.
    pub fn does_as(&mut self, user: &str, command: impl Into<Request>) -> Result<Option<Arc<Commit>>, Refusal> {
        let asker = Asker {
            user: UserName::parse(user).unwrap(),
            role: self.role,
        };
        let permissions = Permissions::default();
        let installation = self.installation;
        let context = Context {
            asker: &asker,
            permissions: &permissions,
            now: self.now(),
            stamp: self.hospital.newest().tick(self.millis),
            commit: CommitId {
                station: self.station,
                installation,
                sequence: self.hospital.next_sequence(self.station, installation),
            },
            spelling: &self.spelling,
            former: &self.former,
            chance: self.millis ^ u64::from(self.station.number()),
            worn: &[],
        };
        match decide(&self.hospital, command.into(), &context, self)? {
            Decision::Nothing => Ok(None),
            Decision::Already(id) => Ok(self.commits().iter().find(|commit| commit.id == id).cloned()),
            Decision::Commit(commit) => {
                let commit = wire::read(&wire::write(&commit).unwrap()).unwrap();
                Ok(Some(self.take(Arc::new(commit))))
            }
        }
    }

    /// Answers a question on what it knows.
    pub fn asks(&self, question: &Question) -> Result<ask::Answer, Refusal> {
        let (asker, permissions) = (self.asker(), Permissions::default());
        let context = self.looking(&asker, &permissions);
        ask::ask(&self.hospital, question, &context)
    }

    /// Folds a commit in, from wherever it came.
    pub fn take(&mut self, commit: Arc<Commit>) -> Arc<Commit> {
        if !self.hospital.has_seen(commit.id) {
            self.commits.push(Arc::clone(&commit));
            let position = Position(self.commits.len() as u64 - 1);
            let mut hospital = std::mem::take(&mut self.hospital);
            hospital.apply(&commit, position, self).unwrap();
            self.hospital = hospital;
        }
        commit
    }

    pub fn commits(&self) -> &[Arc<Commit>] {
        &self.commits
    }

    /// Takes all that `other` has.
    pub fn unite(&mut self, other: &[Arc<Commit>]) {
        for commit in other {
            self.take(Arc::clone(commit));
        }
    }

    /// Everything the hospital shows, in an order of its own: equal texts are equal hospitals.
    pub fn shows(&self) -> String {
        let hospital = &self.hospital;
        let mut out = String::new();
        let patients: BTreeMap<_, _> = hospital.patients().map(|p| (p.id, p)).collect();
        for patient in patients.values() {
            writeln!(out, "{patient:?}").unwrap();
        }
        let stays: BTreeMap<_, _> = hospital.stays().map(|s| (s.id, s)).collect();
        for stay in stays.values() {
            writeln!(out, "{stay:?}").unwrap();
        }
        for bed in frame().beds() {
            let mut occupants: Vec<_> = hospital.occupants(&bed.name).map(|stay| stay.id).collect();
            occupants.sort();
            let mut bound: Vec<_> = hospital.bound_for(&bed.name).map(|stay| stay.id).collect();
            bound.sort();
            let state = hospital
                .bed(&bed.name)
                .map(|b| (b.block.clone(), b.reservation.clone(), b.movement.clone()));
            writeln!(out, "{} {occupants:?} {bound:?} {state:?}", bed.name).unwrap();
        }
        writeln!(out, "{:#?}", hospital.discrepancies()).unwrap();
        writeln!(out, "{:#?}", ask::census(hospital, None)).unwrap();
        writeln!(out, "{:#?}", ask::board(hospital)).unwrap();
        // Where the bytes lie is each laptop's own matter.
        let places = regex_free(&out);
        places.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }
}

/// Strips the locators of a trace, which name positions in one laptop's journal.
fn regex_free(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("trace: Trace {") {
        let (before, after) = rest.split_at(start);
        out.push_str(before);
        let end = after.find("last:").expect("a trace ends with its last event");
        out.push_str("trace: ");
        rest = &after[end..];
    }
    out.push_str(rest);
    out
}

/// The numbers that a commit gave by hand.
pub fn given(commit: &Commit) -> Vec<Identifier> {
    let given = commit.events.iter().flat_map(|event| event.fact.given());
    given.map(|given| given.number.clone()).collect()
}

/// The reading of a laptop's clock, for tests of order.
pub fn stamp(millis: u64) -> Stamp {
    Stamp { millis, counter: 0 }
}
