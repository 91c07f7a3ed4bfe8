//! Stores for the tests of the writer and of the index: on a real disk or on a simulated one, with a clock that stands.

#![allow(dead_code, reason = "a kit holds more than one test uses")]

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use andon::{
    app::door::{Door, Outcome},
    domain::{
        access::{Asker, Permissions, Role},
        ask::Answer,
        census::{BedName, BlockReason, Disposition, Frame, Mobility, OutKind},
        command::{
            Admission, Admit, AllergyAnswer, Amend, CensusLine, Command, Discharge, Expect, Leave, Question,
            RecordAllergy, Register, Request, Whereabouts,
        },
        identity::{Allergy, AllergyKind, Identifier, Inquiry, PatientRef, Sex},
        record::{Commit, Day, Installation, Sequence, SettingsVersion, Station, Timestamp, UserName, wire},
        recovery::Meal,
        refusal::Refusal,
        state::Hospital,
    },
    journal::{Class, Layout, disk::Disk, files::Files, simulated::SimulatedDisk},
    runtime::{
        clock::SteeredClock,
        entrance::Entry,
        init::{AdoptedSlips, Founding, Setup, fresh_identity},
        mark::Marking,
        open::{IndexPlace, Means, Opened, Store},
        random::SystemRandomness,
        writer::Handle,
    },
    store::Pace,
};

use crate::world::{Laptop, MORNING, bed, frame, identifier, text};

pub fn clerk() -> Asker {
    Asker {
        user: UserName::parse("clerk").unwrap(),
        role: Role::WardClerk,
    }
}

/// One place to have stores in, with the clock that they go by.
pub struct Bench {
    /// What a new store adopts.
    pub frame: Frame,
    pub clock: Arc<SteeredClock>,
    pub means: Means,
    pub folder: PathBuf,
    /// Holds the folder of the index, and of the store if the disk is real.
    pub temporary: tempfile::TempDir,
}

impl Bench {
    /// Journal on `disk`, index in a real folder.
    pub fn simulated(disk: &SimulatedDisk, pace: Pace) -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let index = IndexPlace::At(temporary.path().join("sled"));
        Self::new(Arc::new(disk.clone()), PathBuf::from("/store"), index, pace, temporary)
    }

    pub fn real(pace: Pace) -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("store");
        Self::new(Arc::new(Disk), folder, IndexPlace::Beside, pace, temporary)
    }

    fn new(
        files: Arc<dyn Files>,
        folder: PathBuf,
        index: IndexPlace,
        pace: Pace,
        temporary: tempfile::TempDir,
    ) -> Self {
        let clock = Arc::new(SteeredClock::at_millis(MORNING));
        let means = Means {
            files,
            clock: Arc::clone(&clock) as Arc<_>,
            who: "a test".to_owned(),
            randomness: Arc::new(SystemRandomness),
            permissions: Arc::new(Permissions::default()),
            layout: Layout::SMALL,
            index,
            marks: Marking::Needless,
            pace,
        };
        Self {
            frame: frame(),
            clock,
            means,
            folder,
            temporary,
        }
    }

    /// Another machine at the same hour: the files of `disk`, an index of its own.
    pub fn twin(&self, disk: &SimulatedDisk, index: IndexPlace) -> Self {
        let mut means = self.means.clone();
        means.files = Arc::new(disk.clone());
        means.index = index;
        Self {
            frame: self.frame.clone(),
            clock: Arc::clone(&self.clock),
            means,
            folder: self.folder.clone(),
            temporary: tempfile::tempdir().unwrap(),
        }
    }

    /// A store that is tried out: no accounts, everybody may what their role may, and it opens without a pass phrase.
    pub fn init(&self, station: u16) -> Store {
        let setup = Setup {
            store: fresh_identity(),
            station: Station::new(station).unwrap(),
            installation: Installation::FIRST,
            user: clerk().user,
            founding: Founding::Trial,
            version: SettingsVersion([7; 8]),
            frame: Arc::new(self.frame.clone()),
            block: None,
            slips: AdoptedSlips {
                version: SettingsVersion([7; 8]),
                book: andon::settings::slips::standard().unwrap(),
            },
        };
        Store::init(&self.folder, setup, &self.means).unwrap().store
    }

    pub fn open(&self) -> (Store, Opened) {
        Store::open(&self.folder, &self.means, &Entry::trial(), &mut |_| {}).unwrap()
    }

    pub fn index(&self) -> PathBuf {
        match &self.means.index {
            IndexPlace::At(folder) => folder.clone(),
            _ => self.folder.join("sled"),
        }
    }

    pub fn now(&self) -> Timestamp {
        use andon::runtime::clock::Clock;
        self.clock.now()
    }
}

pub fn does(handle: &Handle, command: Command) -> Outcome {
    handle.decide(clerk(), Request::from(command))
}

/// The same by somebody who may grant blocks.
pub fn grants(handle: &Handle, command: Command) -> Outcome {
    let founder = Asker {
        role: Role::Administrator,
        ..clerk()
    };
    handle.decide(founder, Request::from(command))
}

/// A folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every commit that is saved, in its canonical bytes, in the order of the journal.
pub fn canonical(handle: &Handle) -> Vec<Vec<u8>> {
    let reader = handle.archive().past().reader().clone();
    let commits = reader.scan().map(|stored| stored.unwrap());
    let commits = commits.filter(|stored| stored.class == Class::Commit);
    commits.map(|stored| stored.payload).collect()
}

/// What `laptop` has said or heard, handed to a store as it would come over from another station.
pub fn bring(handle: &Handle, commits: &[Arc<Commit>]) {
    for commit in commits {
        handle.import(wire::write(commit).unwrap()).wait().unwrap();
    }
}

/// Whether the long forms of the tests were asked for: `ANDON_LONG=1 cargo test`.
pub fn long() -> bool {
    std::env::var_os("ANDON_LONG").is_some_and(|value| value != "0" && !value.is_empty())
}

/// How often something is tried.
pub fn rounds(short: u32, in_the_long_form: u32) -> u32 {
    if long() { in_the_long_form } else { short }
}

/// Everything a store shows, those who have left the hot state included: equal texts are equal hospitals.
pub fn shows(handle: &Handle) -> String {
    let mut hospital = (*handle.hospital()).clone();
    handle
        .archive()
        .bring_back(&mut hospital, &handle.archive().everybody())
        .unwrap();
    let mut laptop = Laptop::new(1);
    laptop.hospital = hospital;
    laptop.shows()
}

/// Every answer there is about the people and beds of the small hospital.
pub fn answers(handle: &Handle) -> Vec<Result<Answer, Refusal>> {
    let mut questions = vec![
        Question::Census { ward: None },
        Question::Discrepancies,
        Question::Board,
    ];
    for number in 0..PEOPLE {
        let patient = PatientRef::Identifier(identifier(&format!("{number:05}")));
        questions.push(Question::Person {
            patient: patient.clone(),
        });
        questions.push(Question::Where {
            what: Whereabouts::Patient(patient),
        });
    }
    questions.extend(frame().beds().map(|bed| Question::Where {
        what: Whereabouts::Bed(bed.name.clone()),
    }));
    questions
        .iter()
        .map(|question| handle.ask(&clerk(), question))
        .collect()
}

/// How many numbers the deeds name.
pub const PEOPLE: u8 = 6;

/// What a command depends on beside its numbers.
pub struct Scene {
    pub hospital: Arc<Hospital>,
    /// The newest sequence of whoever acts.
    pub newest: u64,
    pub now: Timestamp,
}

impl Scene {
    pub fn of_store(handle: &Handle, now: Timestamp) -> Self {
        Self {
            hospital: handle.hospital(),
            newest: handle.status().sequence.map_or(1, Sequence::number),
            now,
        }
    }

    pub fn of_laptop(laptop: &Laptop) -> Self {
        let next = laptop.hospital.next_sequence(laptop.station, Installation::FIRST);
        Self {
            hospital: Arc::new(laptop.hospital.clone()),
            newest: next.number().saturating_sub(1).max(1),
            now: laptop.now(),
        }
    }
}

/// One thing somebody asks for: the same numbers are the same command.
#[allow(clippy::too_many_lines, reason = "one arm for each command")]
pub fn deed(what: u8, who: u8, where_: u8, other: u8, scene: &Scene) -> Command {
    let frame = frame();
    let beds: Vec<_> = frame.beds().map(|bed| bed.name.clone()).collect();
    let bed = beds[usize::from(where_) % beds.len()].clone();
    let number = |who: u8| identifier(&format!("{:05}", who % PEOPLE));
    let patient = || PatientRef::Identifier(number(who));
    let person = || Register {
        identifier: Some(number(who)),
        name: Some(text(&format!("患者{who}"))),
        sex: Some(if who.is_multiple_of(2) { Sex::Female } else { Sex::Male }),
        ..Register::default()
    };
    match what % 34 {
        0 => Command::Register(person()),
        1..=4 => Command::AdmitNew {
            person: person(),
            admission: Admission::into_bed(bed),
        },
        5..=7 => Command::Admit(Admit {
            patient: patient(),
            admission: Admission::into_bed(bed),
        }),
        8 | 9 => Command::Transfer {
            patient: patient(),
            bed,
        },
        10 => Command::Depart {
            patient: patient(),
            bed,
        },
        11 => Command::Arrive {
            patient: patient(),
            bed: None,
        },
        12 => Command::Swap {
            patient: patient(),
            with: PatientRef::Identifier(number(other)),
        },
        13 => Command::Leave(Leave {
            patient: patient(),
            kind: OutKind::ALL[usize::from(other % 4)],
            until: None,
            place: None,
        }),
        14 => Command::Return { patient: patient() },
        15..=18 => Command::Discharge(Discharge {
            patient: patient(),
            disposition: Disposition::Home,
            place: None,
        }),
        19 => Command::Diet {
            patient: patient(),
            to: text(["常食", "軟食"][usize::from(other % 2)]),
        },
        20 => Command::Mobility {
            patient: patient(),
            to: Mobility::ALL[usize::from(other % 3)],
        },
        21 => Command::Block {
            bed,
            reason: BlockReason::Cleaning,
            until: None,
        },
        22 => Command::Unblock { bed },
        23 | 24 => {
            let back = u64::from(other) * if who.is_multiple_of(3) { 7 } else { 1 };
            Command::Undo {
                sequence: Sequence::new(scene.newest.saturating_sub(back).max(1)).unwrap(),
            }
        }
        25 => Command::Amend(Amend {
            patient: patient(),
            person: Register {
                name: Some(text(&format!("改名{other}"))),
                identifier: (other.is_multiple_of(4)).then(|| number(other)),
                ..Register::default()
            },
            stay: Vec::new(),
        }),
        26 => Command::Allergy(RecordAllergy {
            patient: patient(),
            answer: if other == 0 {
                AllergyAnswer::None
            } else {
                AllergyAnswer::Present(Allergy {
                    kind: AllergyKind::Drug,
                    what: text(&format!("薬{other}")),
                })
            },
        }),
        27 => Command::Expect(Expect {
            patient: patient(),
            when: None,
            bed: Some(bed),
            department: None,
        }),
        28 => Command::Reserve {
            bed,
            patient: patient(),
            until: None,
        },
        29 => Command::Restrict {
            patient: patient(),
            inquiry: Inquiry::Restricted,
        },
        30 => Command::Diagnosis {
            patient: patient(),
            diagnosis: text(&format!("病名{other}")),
        },
        31 => Command::Inquire {
            name: text(&format!("患者{who}")),
            caller: None,
        },
        32 => Command::ImportCensus {
            lines: vec![census_line(&number(who), bed, scene.now, i64::from(other))],
        },
        _ => match scene
            .hospital
            .discrepancies()
            .into_iter()
            .find(|one| one.closed.is_none())
        {
            Some(open) => Command::CloseDiscrepancy {
                discrepancy: open.id,
                remark: text("済"),
            },
            None => Command::Meal {
                patient: patient(),
                day: Day::from(scene.now.to_utc().unwrap().date_naive()),
                meal: Meal::Lunch,
                diet: None,
            },
        },
    }
}

fn census_line(number: &Identifier, bed: BedName, now: Timestamp, hours: i64) -> CensusLine {
    CensusLine {
        line: 2,
        identifier: number.clone(),
        name: Some(text("名簿の人")),
        kana: None,
        sex: None,
        birth: None,
        bed,
        department: None,
        admitted: now.plus_seconds(-3600 * hours).minute(),
        mobility: None,
        diet: None,
        allergies: Some(Vec::new()),
        phone: None,
        address: None,
        inquiry: Inquiry::Open,
    }
}

/// Numbers that look like chance and are the same every time.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    pub fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }

    /// What somebody asks for in this scene.
    pub fn deed_in(&mut self, scene: &Scene) -> Command {
        deed(self.byte(), self.byte(), self.byte(), self.byte() % 10, scene)
    }

    /// Something is asked for at a store, and some time goes by.
    pub fn deed(&mut self, bench: &Bench, handle: &Handle) -> Command {
        bench.clock.advance_seconds(self.below(4000));
        self.deed_in(&Scene::of_store(handle, bench.now()))
    }

    /// Something happens on a laptop without a store, and some time goes by there.
    pub fn lives(&mut self, laptop: &mut Laptop) {
        laptop.millis += 1000 * self.below(4000);
        let command = self.deed_in(&Scene::of_laptop(laptop));
        let _some_are_refused = laptop.does(command);
    }
}

/// Somebody new, into a bed.
pub fn admit(number: usize, into: &str) -> Command {
    Command::AdmitNew {
        person: Register {
            identifier: Some(identifier(&format!("{number:05}"))),
            name: Some(text("見本")),
            ..Register::default()
        },
        admission: Admission::into_bed(bed(into)),
    }
}
