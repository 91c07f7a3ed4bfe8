//! A simulated outage, written through the library: the beds, admissions and patient-days of the one that andon is sized
//! for (865 beds, about 600 inpatients, 73 days), filled with movements, meals, diets and scores to any number of events.
//! Or only its first morning, with any number of inpatients.
//!
//! Everything is decided by the same code as in the hospital; only the fdatasync is shared by many commits. The same seed
//! gives the same outage.

use std::{path::Path, sync::Arc};

use andon::{
    app::door::Door as _,
    domain::{
        access::{Asker, Context, Permissions, Role},
        census::{
            BedKind, BedName, Department, DepartmentCode, Disposition, Frame, FrameBed, FrameWard, Mobility, OutKind,
            Place, WardCode, WardKind, frame::PlaceCode,
        },
        checks::Unspelled,
        command::{Admission, AllergyAnswer, Command, Discharge, Leave, RecordAllergy, Register, Request},
        decide::{Decision, OwnCommits, decide},
        identity::{Birth, Identifier, NoFormerPatients, PatientId, PatientRef, Sex},
        record::{
            Commit, CommitId, Day, History, HistoryLost, Installation, Position, SettingsVersion, Station, Timestamp,
            UserName, wire,
        },
        recovery::{Meal, NursingScore},
        refusal::Refusal,
        state::Hospital,
        text::{NAME, Text},
    },
    journal::{Class, Holder, Journal, Layout, Record, StoreLock, disk::Disk},
    runtime::{
        clock::SteeredClock,
        init::{AdoptedSlips, Founding, Setup, fresh_identity},
        open::{Means, Store},
    },
    settings::slips,
    store::label_of,
    vault::Seal,
};

/// 2026-09-01 00:00 in Japan.
const FIRST_DAY: u64 = 1_788_188_400_000;
const DAY: u64 = 24 * 3600 * 1000;
/// How long the outage was.
pub const DAYS: u64 = 73;
const BEDS: usize = 865;
const INPATIENTS: usize = 600;
const WARDS: usize = 22;
const ADMISSIONS_A_DAY: u64 = 30;
/// Commits that share an fdatasync.
const TOGETHER: u64 = 4096;

/// What was written.
#[derive(Debug, Clone, Copy)]
pub struct Simulated {
    pub commits: u64,
    pub events: u64,
    pub days: u64,
    pub patient_days: u64,
}

pub fn frame(beds: usize) -> Arc<Frame> {
    let departments = ["CARD", "SURG", "ORTH", "NEUR", "PED", "OBGY", "RESP", "GAST"].map(|code| Department {
        code: DepartmentCode::parse(code).expect("a code"),
        name_ja: text(code),
        name_en: text(code),
    });
    let wards = (0..WARDS).map(|number| {
        let code = WardCode::parse(&format!(
            "{}{}",
            number / 2 + 3,
            if number % 2 == 0 { "E" } else { "W" }
        ));
        let code = code.expect("a code");
        let place = |raw: String| PlaceCode::parse(&raw).expect("a code");
        let beds = (0..beds)
            .filter(|bed| bed % WARDS == number)
            .enumerate()
            .map(|(place_in_ward, _)| FrameBed {
                name: BedName::new(
                    &code,
                    &place(format!("{}", 501 + place_in_ward / 4)),
                    &place(format!("{}", 1 + place_in_ward % 4)),
                ),
                kind: BedKind::Licensed,
            });
        FrameWard {
            name_ja: text("病棟"),
            name_en: None,
            kind: WardKind::General,
            departments: departments.iter().map(|department| department.code.clone()).collect(),
            beds: beds.collect(),
            code,
        }
    });
    Arc::new(Frame {
        hospital: text("模擬病院"),
        time_zone: "Asia/Tokyo".into(),
        wards: wards.collect(),
        departments: departments.into(),
    })
}

/// Writes an outage of about `events` events into the empty folder `folder`.
pub fn simulate(folder: &Path, events: u64, seed: u64) -> Simulated {
    let mut outage = Outage::begin(folder, seed, BEDS, INPATIENTS, FIRST_DAY);
    // Meals, scores and changes alone make about five events for each patient and day.
    let plain = INPATIENTS as u64 * 5;
    let days = (events / plain).clamp(3, DAYS);
    let trips = events.saturating_sub(days * plain) / (days * INPATIENTS as u64 * 2);
    for day in 0..days {
        outage.day(day, trips);
        if outage.written.events >= events {
            break;
        }
    }
    outage.journal.sync().expect("the journal takes it");
    outage.written
}

/// Writes the first morning of a hospital with `inpatients` patients in a few more beds into the empty folder `folder`.
pub fn first_morning(folder: &Path, inpatients: usize) -> Simulated {
    let mut outage = Outage::begin(folder, 7, inpatients + inpatients / 20, inpatients, FIRST_DAY);
    outage.journal.sync().expect("the journal takes it");
    outage.written
}

pub struct Outage {
    pub journal: Journal,
    pub hospital: Hospital,
    frame: Arc<Frame>,
    asker: Asker,
    permissions: Permissions,
    chance: Chance,
    pub millis: u64,
    people: u64,
    pub written: Simulated,
}

/// A store that is tried out, founded as the program founds one, and closed again: its hospital, and the seal of its records.
fn founded(folder: &Path, frame: &Arc<Frame>, millis: u64) -> (Hospital, Arc<dyn Seal>) {
    let means = Means {
        clock: Arc::new(SteeredClock::at_millis(millis)),
        ..Means::machine("a simulation".into())
    };
    let setup = Setup {
        store: fresh_identity(),
        station: Station::new(1).expect("a number"),
        installation: Installation::FIRST,
        user: UserName::parse("clerk").expect("a name"),
        founding: Founding::Trial,
        version: SettingsVersion([1; 8]),
        frame: Arc::clone(frame),
        block: None,
        slips: AdoptedSlips {
            version: SettingsVersion([1; 8]),
            book: slips::standard().expect("the built-in slips"),
        },
    };
    let store = Store::init(folder, setup, &means).expect("an empty folder").store;
    let made = ((*store.handle().hospital()).clone(), store.seal());
    store.close();
    made
}

struct Nothing;

impl History for Nothing {
    fn commit(&self, position: Position) -> Result<Arc<Commit>, HistoryLost> {
        Err(HistoryLost(position))
    }
}

impl OwnCommits for Nothing {
    fn position(&self, _: CommitId) -> Option<Position> {
        None
    }
}

impl Outage {
    /// The first moment, in milliseconds of the Unix clock, with `inpatients` people admitted.
    pub fn begin(folder: &Path, seed: u64, beds: usize, inpatients: usize, millis: u64) -> Self {
        let frame = frame(beds);
        let (hospital, seal) = founded(folder, &frame, millis);
        let holder = Holder {
            process: std::process::id(),
            who: "a simulation".into(),
            since: 0,
        };
        let lock = StoreLock::take(&Disk, folder, &holder).expect("the folder is ours");
        let journal = Journal::open(Arc::new(Disk), &lock, Layout::STANDARD, seal, None);
        let mut outage = Self {
            journal: journal.expect("the store that was founded").0,
            hospital,
            frame,
            asker: Asker {
                user: UserName::parse("clerk").expect("a name"),
                role: Role::Trial,
            },
            permissions: Permissions::default(),
            chance: Chance(seed | 1),
            millis,
            people: 0,
            written: Simulated {
                commits: 1,
                events: 2,
                days: 0,
                patient_days: 0,
            },
        };
        for _ in 0..inpatients {
            outage.admit();
        }
        outage
    }

    fn does(&mut self, command: Command) {
        // A refusal is part of the day: a bed that was just taken, a patient who has just gone.
        let _refused = self.decides(Request::from(command));
    }

    pub fn decides(&mut self, request: Request) -> Result<(), Refusal> {
        let (station, installation) = (Station::new(1).expect("a number"), Installation::FIRST);
        let context = Context {
            asker: &self.asker,
            permissions: &self.permissions,
            now: Timestamp::from_seconds(i64::try_from(self.millis / 1000).expect("a date")),
            stamp: self.hospital.newest().tick(self.millis),
            commit: CommitId {
                station,
                installation,
                sequence: self.hospital.next_sequence(station, installation),
            },
            spelling: &Unspelled,
            former: &NoFormerPatients,
            chance: self.millis,
            worn: &[],
        };
        let Decision::Commit(commit) = decide(&self.hospital, request, &context, &Nothing)? else {
            return Ok(());
        };
        let payload = wire::write(&commit).expect("a commit has bytes");
        let record = Record {
            class: Class::Commit,
            label: label_of(commit.id),
            payload: &payload,
        };
        let point = self.journal.append(&record).expect("the journal takes it");
        self.hospital
            .apply(&commit, Position(point.position.0), &Nothing)
            .expect("it comes in order");
        self.written.commits += 1;
        self.written.events += commit.events.len() as u64;
        if self.written.commits.is_multiple_of(TOGETHER) {
            self.journal.sync().expect("the journal takes it");
        }
        Ok(())
    }

    fn day(&mut self, day: u64, trips: u64) {
        let begin = FIRST_DAY + day * DAY;
        let today = Day::from(
            Timestamp::from_seconds(i64::try_from(begin / 1000).expect("a date"))
                .to_utc()
                .expect("a date")
                .date_naive(),
        );
        let present: Vec<PatientId> = self.hospital.present().filter_map(|stay| stay.patient()).collect();
        self.written.patient_days += present.len() as u64;
        self.written.days += 1;
        let rounds = trips.max(3);
        for round in 0..rounds {
            self.millis = begin + (round + 1) * (DAY / (rounds + 2));
            let meal = [
                (0, Meal::Breakfast),
                (rounds / 2, Meal::Lunch),
                (rounds - 1, Meal::Dinner),
            ];
            let meal = meal.iter().find(|(at, _)| *at == round).map(|(_, meal)| *meal);
            for patient in &present {
                self.millis += 20;
                let who = PatientRef::Record(*patient);
                if let Some(meal) = meal {
                    let diet = Some(text("常食"));
                    self.does(Command::Meal {
                        patient: who.clone(),
                        day: today,
                        meal,
                        diet,
                    });
                }
                if round == 1 {
                    self.details(&who, today);
                }
                if round < trips {
                    self.does(Command::Leave(Leave {
                        patient: who.clone(),
                        kind: OutKind::OffWard,
                        until: None,
                        place: Some(text("放射線科")),
                    }));
                    self.does(Command::Return { patient: who });
                }
            }
        }
        self.come_and_go(&present);
        self.forget_the_finished();
    }

    fn details(&mut self, who: &PatientRef, today: Day) {
        let score = NursingScore {
            a: self.chance.below(4) as u8,
            b: self.chance.below(9) as u8,
            c: 0,
        };
        self.does(Command::NursingScore {
            patient: who.clone(),
            day: today,
            score,
        });
        if self.chance.below(4) == 0 {
            let to = ["常食", "軟食", "流動食", "絶食"][self.chance.below(4) as usize];
            self.does(Command::Diet {
                patient: who.clone(),
                to: text(to),
            });
        }
        if self.chance.below(8) == 0 {
            let to = Mobility::ALL[self.chance.below(3) as usize];
            self.does(Command::Mobility {
                patient: who.clone(),
                to,
            });
        }
        if self.chance.below(12) == 0
            && let Some(bed) = self.free_bed()
        {
            self.does(Command::Transfer {
                patient: who.clone(),
                bed,
            });
        }
    }

    fn come_and_go(&mut self, present: &[PatientId]) {
        for _ in 0..ADMISSIONS_A_DAY {
            self.millis += 1000;
            let leaving = present[self.chance.below(present.len() as u64) as usize];
            self.does(Command::Discharge(Discharge {
                patient: PatientRef::Record(leaving),
                disposition: Disposition::Home,
                place: None,
            }));
            self.admit();
        }
    }

    fn admit(&mut self) {
        let Some(bed) = self.free_bed() else { return };
        self.people += 1;
        let identifier = Identifier::parse(&format!("{:08}", self.people)).expect("a number");
        let person = Register {
            identifier: Some(identifier.clone()),
            name: Some(text(&format!("模擬 患者{}", self.people))),
            kana: Some(text(&format!("モギ {}", reading(self.people)))),
            sex: Some(if self.people.is_multiple_of(2) {
                Sex::Female
            } else {
                Sex::Male
            }),
            birth: Some(Birth::AboutYear(1930 + (self.people % 80) as i32)),
            phone: Some(text("06-0000-0000")),
            address: Some(text("大阪府大阪市北区模擬町1-2-3")),
        };
        let department = &self.frame.departments[self.chance.below(8) as usize].code;
        let mut admission = Admission::into_bed(bed);
        admission.department = Some(department.clone());
        admission.mobility = Some(Mobility::Walking);
        admission.diet = Some(text("常食"));
        self.does(Command::AdmitNew { person, admission });
        let patient = PatientRef::Identifier(identifier);
        self.does(Command::Allergy(RecordAllergy {
            patient: patient.clone(),
            answer: AllergyAnswer::None,
        }));
        self.does(Command::Diagnosis {
            patient,
            diagnosis: text("肺炎"),
        });
    }

    fn free_bed(&mut self) -> Option<BedName> {
        let beds = self.frame.beds().count() as u64;
        let from = self.chance.below(beds) as usize;
        let beds = self.frame.beds().skip(from).chain(self.frame.beds().take(from));
        let mut free = beds.filter(|bed| {
            self.hospital.occupants(&bed.name).next().is_none() && self.hospital.bound_for(&bed.name).next().is_none()
        });
        free.next().map(|bed| bed.name.clone())
    }

    /// Nobody names them again here, so they need not be kept anywhere.
    pub fn forget_the_finished(&mut self) {
        let before = Timestamp::from_seconds(i64::try_from(self.millis / 1000).expect("a date") - 2 * 24 * 3600);
        for subject in self.hospital.finished(before) {
            self.hospital.take_out(&subject);
        }
        debug_assert!(
            self.hospital
                .present()
                .all(|stay| !matches!(stay.place(), Some(Place::Left { .. })))
        );
    }
}

/// A reading that few share: whoever is called like everybody would be a look-alike of everybody.
fn reading(mut number: u64) -> String {
    const SYLLABLES: [char; 16] = [
        'ア', 'キ', 'ス', 'テ', 'ノ', 'ハ', 'ミ', 'ユ', 'レ', 'ロ', 'ク', 'サ', 'ト', 'ニ', 'ム', 'ヨ',
    ];
    let mut word = String::new();
    for _ in 0..4 {
        word.push(SYLLABLES[(number % 16) as usize]);
        number = number / 16 + number % 16 * 5;
    }
    word
}

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

fn text(raw: &str) -> Text {
    Text::parse(raw, NAME).expect("a word")
}
