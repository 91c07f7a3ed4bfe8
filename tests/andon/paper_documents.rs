//! Every document as a printer gives it: all names and numbers are on it, every code is read by a scanner, pages and copies
//! are counted, twice printed is the same.

use std::collections::BTreeMap;

use andon::{
    domain::{
        ask::{Answer, census},
        census::{Disposition, FrameWard, fact::StayDetail},
        command::{AllergyAnswer, Amend, Command, Discharge, Question, RecordAllergy, Register},
        identity::{Allergy, AllergyKind, Birth, PatientRef, Sex},
        record::{Day, UserName},
        recovery::{Meal, NursingScore},
        slips::Purpose,
        text::{REMARK, Text},
    },
    i18n::{Language, Words},
    print::{
        Kind, Mark, Press, Printed,
        document::{
            Alike, Origin, Teller,
            carry::{CarriedCopy, DeskRegister, RegisteredSlip, RunSheet},
            label::Edition,
            letterhead::{LETTERHEAD, Letterhead},
            slip::{BlankLines, Pace, PacketSheet, Room, SlipCopy, SlipLine, SlipSheet, SlipStep, Validity, Who},
        },
        fonts::{Face, Lack},
        form::{Filling, Row, SpotKind},
        press::{Labels, Layout, PressFault},
    },
    settings::forms,
};
use chrono::NaiveDate;

use crate::{
    harness::sample,
    paper_kit::{assert_apart, assert_written, draw, fonts, read, scan_all},
    world::{Laptop, department, identifier, text},
};

/// The hospital as its letters name it.
fn letterhead() -> Letterhead {
    let mut letterhead = Letterhead::default();
    for (name, value) in LETTERHEAD.iter().zip([
        "見本県見本市中央区万代東３丁目１番５６号",
        "00-0000-0000",
        "00-0000-0001",
        "27",
        "1",
        "1234567",
    ]) {
        letterhead.set(name, value.to_owned());
    }
    letterhead
}

/// A laptop at which somebody prints.
pub struct Office {
    pub laptop: Laptop,
    pub words: Words,
    origin: Origin,
    alike: Alike,
    pub fonts: andon::print::Fonts,
    shelf: andon::print::press::Shelf,
}

impl Office {
    pub fn new(language: Language, laptop: Laptop) -> Self {
        let words = Words::load(language).unwrap();
        let shelved = forms::shelf(None, &words);
        assert!(shelved.faults.is_empty(), "{:#?}", shelved.faults);
        Self {
            origin: Origin {
                at: laptop.now(),
                by: UserName::parse("k.mori").unwrap(),
                station: "07".into(),
                anchor: "1234 a1b2c3d4e5f60718".into(),
                letterhead: letterhead(),
                sample: false,
            },
            laptop,
            words,
            alike: Alike::new(),
            fonts: fonts(),
            shelf: shelved.shelf,
        }
    }

    pub fn teller(&self) -> Teller<'_> {
        Teller {
            hospital: &self.laptop.hospital,
            words: &self.words,
            origin: &self.origin,
            alike: &self.alike,
        }
    }

    pub fn press(&self) -> Press<'_> {
        Press {
            fonts: &self.fonts,
            words: &self.words,
            shelf: &self.shelf,
        }
    }

    pub fn ward(&self, code: &str) -> FrameWard {
        self.laptop.hospital.frame().unwrap().ward(code).unwrap().clone()
    }

    pub fn print(&self, kind: Kind, filling: &Filling) -> Printed {
        let filled = std::slice::from_ref(filling);
        self.press().documents(kind, filled, Layout::Single).unwrap()
    }

    pub fn pdf(&self, printed: &Printed) -> Vec<u8> {
        assert_apart(printed);
        let pdf = printed
            .pdf(&self.fonts, printed.kind.name(), self.words.language())
            .unwrap();
        look(printed.kind.name(), self.words.language(), &pdf);
        pdf
    }

    /// What is known of somebody.
    pub fn person(&self, patient: PatientRef) -> andon::domain::ask::Person {
        match self.laptop.asks(&Question::Person { patient }) {
            Ok(Answer::Person(person)) => *person,
            other => panic!("no person: {other:?}"),
        }
    }

    /// Who lies in this bed.
    fn patient(&self, bed: &str) -> PatientRef {
        let rows = census(&self.laptop.hospital, None);
        PatientRef::Record(rows.iter().find(|row| row.bed.as_str() == bed).unwrap().patient)
    }
}

/// With `ANDON_PAPER` set to a folder, what the tests print is left there to be looked at.
pub fn look(name: &str, language: Language, pdf: &[u8]) {
    if let Some(folder) = std::env::var_os("ANDON_PAPER") {
        let path = std::path::Path::new(&folder).join(format!("{name}-{}.pdf", language.code()));
        std::fs::write(path, pdf).unwrap();
    }
}

fn both(laptop: fn() -> Laptop) -> [Office; 2] {
    Language::ALL.map(|language| Office::new(language, laptop()))
}

/// Every value of a filling that stands on paper as it is.
pub fn values(filling: &Filling, names: &[&str]) -> Vec<String> {
    let rows = filling.lists.values().flatten().filter_map(|row| match row {
        Row::Values(values) => Some(values),
        Row::Heading(_) => None,
    });
    rows.chain([&filling.values])
        .flat_map(|values| names.iter().filter_map(|name| values.get(name)))
        .map(str::to_owned)
        .collect()
}

pub fn cuts(printed: &Printed) -> Vec<&SpotKind> {
    printed.spots.iter().map(|spot| &spot.kind).collect()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

#[test]
fn a_ward_list_has_every_bed_and_every_patient() {
    for office in both(sample) {
        let ward = office.ward("5E");
        let filling = office.teller().ward_list(&ward);
        let printed = office.print(Kind::WardList, &filling);
        assert_eq!(cuts(&printed), Vec::<&SpotKind>::new());
        let pdf = office.pdf(&printed);
        let inside = census(&office.laptop.hospital, Some(&ward.code));
        assert!(inside.len() > 10);
        assert_written(
            inside
                .iter()
                .filter_map(|row| row.name.as_ref().map(ToString::to_string)),
            &pdf,
        );
        assert_written(
            inside
                .iter()
                .filter_map(|row| row.identifier.as_ref().map(ToString::to_string)),
            &pdf,
        );
        assert_written(
            ward.beds
                .iter()
                .map(|bed| format!("{}-{}", bed.name.room(), bed.name.bed())),
            &pdf,
        );
        // Page x of y, when, by whom, where, and the anchor of the journal.
        let pages = read(&pdf);
        assert_eq!(pages.len(), printed.sheets());
        for (number, page) in pages.iter().enumerate() {
            let page: String = page.split_whitespace().collect();
            for part in [
                &format!("{}/{}", number + 1, pages.len()),
                "k.mori",
                "2026-11-23",
                "07",
                "a1b2c3d4e5f60718",
            ] {
                assert!(page.contains(part), "{part} is not on page {}", number + 1);
            }
        }
        for sheet in draw(&pdf) {
            assert!(sheet.ink() > 0.005, "a page is blank");
        }
    }
}

#[test]
fn the_list_of_the_hospital_counts_its_pages() {
    for office in both(sample) {
        let filling = office.teller().hospital_list();
        let printed = office.print(Kind::HospitalList, &filling);
        assert_eq!(cuts(&printed), Vec::<&SpotKind>::new());
        let pdf = office.pdf(&printed);
        assert_written(values(&filling, &["name", "id"]), &pdf);
        let pages = read(&pdf).len();
        assert_eq!(pages, printed.pages.len());
        assert!((14..=20).contains(&pages), "{pages}");
    }
}

#[test]
fn the_headcount_is_blind() {
    for office in both(sample) {
        let ward = office.ward("5E");
        let printed = office.print(Kind::Headcount, &office.teller().headcount(&ward));
        let pdf = office.pdf(&printed);
        assert_written(
            ward.beds
                .iter()
                .map(|bed| format!("{}-{}", bed.name.room(), bed.name.bed())),
            &pdf,
        );
        let said = read(&pdf).concat();
        for row in census(&office.laptop.hospital, Some(&ward.code)) {
            assert!(
                !said.contains(row.name.unwrap().as_str()),
                "a name is on the blind sheet"
            );
        }
    }
}

#[test]
fn labels_begin_at_the_free_position_and_every_code_is_read() {
    for office in both(sample) {
        let rows = census(&office.laptop.hospital, None);
        let labels: Vec<Filling> = rows
            .iter()
            .take(6)
            .map(|row| {
                let patient = office.laptop.hospital.patient(row.patient).unwrap();
                office.teller().label(patient, &Edition::First)
            })
            .collect();
        let press = office.press();
        let printed = press
            .labels(Kind::Label, &labels, Labels::OnSheet { first: 21 })
            .unwrap();
        assert_eq!(printed.pages.len(), 2, "four on the rest of the sheet, two on the next");
        let first = printed.pages[0].marks.iter().find_map(|mark| match mark {
            Mark::Qr { area, .. } => Some((area.x, area.y)),
            _ => None,
        });
        // Position 21 is the last of the seventh row.
        let (x, y) = first.unwrap();
        assert!(x > 139.2 && y > 12.9 + 6.0 * 33.9 && y < 12.9 + 7.0 * 33.9, "{x} {y}");
        let pdf = office.pdf(&printed);
        assert_eq!(scan_all(&printed.pages, &pdf), (6, 6));
        assert_written(
            labels.iter().flat_map(|label| values(label, &["name", "id", "birth"])),
            &pdf,
        );
        let single = press.labels(Kind::Label, &labels, Labels::Singly).unwrap();
        assert_eq!(single.pages.len(), 6);
        assert!((single.pages[0].size.width - 63.5).abs() < 0.01);
        for wrong in [0, 25] {
            let refused = press
                .labels(Kind::Label, &labels, Labels::OnSheet { first: wrong })
                .unwrap_err();
            assert_eq!(
                refused,
                PressFault::NoPosition {
                    first: wrong,
                    labels: 24
                }
            );
        }
        let again = office.teller().label(
            office.laptop.hospital.patient(rows[0].patient).unwrap(),
            &Edition::Again { times: 2 },
        );
        assert!(!again.values.get("reprint").unwrap().is_empty());
    }
}

#[test]
fn wrist_strips_are_read_and_tell_allergies() {
    for office in both(full) {
        let patient = office
            .laptop
            .hospital
            .find_patient(&office.patient("5E-101-1"))
            .unwrap();
        let strips = [
            office.teller().label(patient, &Edition::First),
            office.teller().label(patient, &Edition::First),
        ];
        let printed = office
            .press()
            .labels(Kind::WristStrip, &strips, Labels::OnSheet { first: 1 })
            .unwrap();
        assert_eq!(cuts(&printed), Vec::<&SpotKind>::new());
        let pdf = office.pdf(&printed);
        // A code along the strip, and one across it, which a hand does not bend.
        assert_eq!(scan_all(&printed.pages, &pdf), (2, 4));
        assert_written(
            values(&strips[0], &["name", "kana", "id", "birth", "birth_era", "allergies"]),
            &pdf,
        );
    }
}

/// A ward of four with the longest that is realistic, and names that few fonts can write.
fn full() -> Laptop {
    full_on(Laptop::set_up(7))
}

/// The same on a laptop that knows more.
#[allow(
    clippy::too_many_lines,
    reason = "four people with everything that can be known of them"
)]
pub fn full_on(mut laptop: Laptop) -> Laptop {
    let people = [
        (
            "00123456",
            "勅使河原 小次郎左衛門",
            "テシガワラ コジロウザエモン",
            Sex::Male,
            (1931, 12, 31),
        ),
        (
            "00987654",
            "髙﨑 邉𠮷葛\u{e0100}",
            "タカサキ ベヨシカツラギ",
            Sex::Female,
            (1948, 5, 6),
        ),
        (
            "T09-10123-69",
            "Wolfeschlegelsteinhausen Maximiliane",
            "ヴォルフェシュレーゲルシュタインハウゼン マクシミリアーネ",
            Sex::Female,
            (2019, 5, 1),
        ),
        (
            "00000019",
            "山田花子ベビー児A",
            "ヤマダハナコベビー",
            Sex::Unknown,
            (2026, 11, 20),
        ),
    ];
    for (place, (id, name, kana, sex, (year, month, date))) in people.into_iter().enumerate() {
        let bed = crate::world::bed(&format!("5E-{}-{}", 101 + place / 2, 1 + place % 2));
        let born = NaiveDate::from_ymd_opt(year, month, date).unwrap();
        let mut admission = andon::domain::command::Admission::into_bed(bed);
        admission.department = Some(department("CARD"));
        admission.diet = Some(text("糖尿病食1600kcal・減塩6g・とろみ・きざみ"));
        admission.mobility = Some(andon::domain::census::Mobility::Stretcher);
        let person = Register {
            identifier: Some(identifier(id)),
            name: Some(text(name)),
            kana: Some(text(kana)),
            sex: Some(sex),
            birth: Some(Birth::On(Day::from(born))),
            phone: Some(text("06-0000-0000")),
            address: Some(
                Text::parse(
                    "大阪府大阪市住吉区万代東３丁目１番５６号 サンプルハイツ万代東弐番館１２０３号室",
                    REMARK,
                )
                .unwrap(),
            ),
        };
        laptop.does(Command::AdmitNew { person, admission }).unwrap();
        let patient = PatientRef::Identifier(identifier(id));
        for (kind, what) in [
            (AllergyKind::Drug, "セファゾリンナトリウム（アナフィラキシー）"),
            (AllergyKind::Contrast, "非イオン性ヨード造影剤"),
            (AllergyKind::Food, "そば・落花生・甲殻類"),
        ] {
            let answer = AllergyAnswer::Present(Allergy { kind, what: text(what) });
            laptop
                .does(Command::Allergy(RecordAllergy {
                    patient: patient.clone(),
                    answer,
                }))
                .unwrap();
        }
        for diagnosis in [
            "急性前壁心筋梗塞、左冠動脈前下行枝近位部閉塞、経皮的冠動脈形成術後",
            "2型糖尿病性腎症第4期",
            "慢性閉塞性肺疾患",
        ] {
            let diagnosis = Text::parse(diagnosis, REMARK).unwrap();
            laptop
                .does(Command::Diagnosis {
                    patient: patient.clone(),
                    diagnosis,
                })
                .unwrap();
        }
        let amend = Amend {
            patient: patient.clone(),
            person: Register::default(),
            stay: vec![
                StayDetail::Physician(text("五十嵐 慎一郎")),
                StayDetail::Pager(text("7123")),
                StayDetail::KeyPerson(text("勅使河原 ゆかり")),
                StayDetail::KeyRelation(text("長女")),
                StayDetail::KeyPhone(text("090-0000-0000")),
                StayDetail::Route(text("救急車（南部救命センターから）")),
            ],
        };
        laptop.does(Command::Amend(amend)).unwrap();
        laptop
            .does(Command::NursingScore {
                patient: patient.clone(),
                day: Day::from(day()),
                score: NursingScore { a: 3, b: 10, c: 1 },
            })
            .unwrap();
        laptop
            .does(Command::Meal {
                patient,
                day: Day::from(day()),
                meal: Meal::Breakfast,
                diet: Some(text("全粥・減塩")),
            })
            .unwrap();
    }
    laptop
}

#[test]
fn a_summary_holds_everything_that_is_known() {
    for office in both(full) {
        for bed in ["5E-101-1", "5E-102-1"] {
            let question = Question::Person {
                patient: office.patient(bed),
            };
            let Ok(Answer::Person(person)) = office.laptop.asks(&question) else {
                panic!("no person")
            };
            let filling = office.teller().summary(&person);
            let printed = office.print(Kind::Summary, &filling);
            assert_eq!(cuts(&printed), Vec::<&SpotKind>::new());
            let pdf = office.pdf(&printed);
            assert_eq!(scan_all(&printed.pages, &pdf), (1, 0));
            let names = [
                "name",
                "kana",
                "id",
                "birth",
                "birth_era",
                "sex",
                "age",
                "allergies",
                "phone",
                "address",
                "bed",
                "department",
                "physician",
                "pager",
                "key_person",
                "key_phone",
                "diagnoses",
                "diet",
                "route",
            ];
            let read: String = read(&pdf).concat().split_whitespace().collect();
            for value in values(&filling, &names) {
                let value: String = value.split_whitespace().collect();
                assert!(read.contains(&value), "{value} is not on the summary");
            }
        }
    }
}

#[test]
fn the_sheets_of_a_day_have_what_is_known_and_room_for_the_rest() {
    for office in both(full) {
        let ward = office.ward("5E");
        let scores = office.teller().nursing_sheet(&ward, day());
        assert_eq!(values(&scores, &["b"]), ["10", "10", "10", "10"]);
        let printed = office.print(Kind::NursingSheet, &scores);
        assert_written(values(&scores, &["name", "id", "b"]), &office.pdf(&printed));
        let meals = office.teller().meal_sheet(&ward, day());
        let printed = office.print(Kind::MealSheet, &meals);
        assert_eq!(cuts(&printed), Vec::<&SpotKind>::new());
        assert_written(values(&meals, &["name", "id", "breakfast"]), &office.pdf(&printed));
        let other = office.teller().nursing_sheet(&ward, day().succ_opt().unwrap());
        assert_eq!(values(&other, &["b"]).concat(), "", "another day is not scored yet");
    }
}

#[test]
fn the_daily_report_shows_the_hospital_in_figures_and_bars() {
    for office in both(sample) {
        let Ok(Answer::Board(board)) = office.laptop.asks(&Question::Board) else {
            panic!("no board")
        };
        let filling = office.teller().daily_report(&board, day());
        let printed = office.print(Kind::DailyReport, &filling);
        assert_eq!(cuts(&printed), Vec::<&SpotKind>::new());
        let taken: usize = board.wards.iter().map(|ward| ward.occupied).sum();
        assert_eq!(filling.values.get("taken").unwrap(), taken.to_string());
        let pdf = office.pdf(&printed);
        assert_written(
            board
                .wards
                .iter()
                .map(|ward| format!("{}/{}", ward.occupied, ward.licensed)),
            &pdf,
        );
        assert_written(values(&filling, &["count", "free", "discrepancies"]), &pdf);
    }
}

/// Each ward's row adds up from midnight to now, and says what was ordered there and is not through.
#[test]
fn the_daily_report_sums_up_every_ward() {
    let mut laptop = full();
    let today = Office::new(Language::Japanese, full()).teller().today();
    let patient = |bed: &str| Office::new(Language::Japanese, laptop.clone()).patient(bed);
    let (moves, leaves, dies) = (patient("5E-101-1"), patient("5E-101-2"), patient("5E-102-1"));
    laptop
        .does(Command::Transfer {
            patient: moves,
            bed: crate::world::bed("6W-101-1"),
        })
        .unwrap();
    for (patient, disposition) in [(leaves, Disposition::Home), (dies, Disposition::Died)] {
        let out = Discharge {
            patient,
            disposition,
            place: None,
        };
        laptop.does(Command::Discharge(out)).unwrap();
    }
    let office = Office::new(Language::Japanese, laptop);
    let Ok(Answer::Board(board)) = office.laptop.asks(&Question::Board) else {
        panic!("no board")
    };
    let filling = office.teller().daily_report(&board, today);
    let row = |ward: &str| {
        let rows = filling.rows("balance").iter();
        let mut found = rows.filter_map(|row| match row {
            Row::Values(values) if values.get("ward") == Some(ward) => Some(values),
            _ => None,
        });
        let values = found.next_back().unwrap();
        [
            "before",
            "admitted",
            "moved_in",
            "moved_out",
            "discharged",
            "died",
            "now",
        ]
        .map(|name| values.get(name).unwrap().to_owned())
    };
    assert_eq!(row("5E"), ["0", "4", "", "1", "1", "1", "1"]);
    assert_eq!(row("6W"), ["0", "", "1", "", "", "", "1"]);
    assert_eq!(row(""), ["0", "4", "1", "1", "1", "1", "2"], "the sum");
    let present = |code: &str| {
        let ward = board.wards.iter().find(|ward| ward.ward.as_str() == code).unwrap();
        ward.present.to_string()
    };
    assert_eq!(
        (present("5E"), present("6W")),
        (row("5E")[6].clone(), row("6W")[6].clone())
    );
    // Tomorrow they were there at midnight.
    let tomorrow = office.teller().daily_report(&board, today.succ_opt().unwrap());
    let before: Vec<String> = values(&tomorrow, &["before"]);
    assert_eq!(before.iter().filter(|before| *before == "1").count(), 2, "{before:?}");
    let stations = values(&filling, &["last"]);
    assert_eq!(stations.len(), 1);
    // Anybody who has the newest commit can tell whether the paper shows it.
    let newest = office.laptop.commits().last().unwrap();
    let hash = blake3::hash(&andon::domain::record::wire::write(newest).unwrap()).to_hex();
    assert_eq!(stations[0], format!("{} {}", newest.id.sequence.number(), &hash[..16]));
    let pdf = office.pdf(&office.print(Kind::DailyReport, &filling));
    assert_written(stations, &pdf);
}

#[allow(clippy::too_many_lines, reason = "every field of a slip, once")]
fn slip(office: &Office, who: Who, revision: u32, validity: Validity) -> SlipSheet {
    let ja = office.words.language() == Language::Japanese;
    let say = |japanese: &str, english: &str| if ja { japanese.to_owned() } else { english.to_owned() };
    let copy = |place, purpose, role: String, destination: String, keep: String| SlipCopy {
        role,
        purpose,
        colour: say("白", "White"),
        destination,
        keep,
        code: format!("07-000042-17/{place}"),
        place,
        of: 3,
    };
    SlipSheet {
        code: "rx-inpatient".into(),
        slip_type: say("処方箋（入院・臨時）", "Prescription (inpatient)"),
        number: "07-000042-17".into(),
        revision,
        validity,
        urgency: say("緊急", "Urgent"),
        pace: Pace::Pressing,
        held: String::new(),
        void: if validity == Validity::Valid {
            String::new()
        } else {
            say(
                "第2版：第3版に差替え 11-23 10:02",
                "revision 2, replaced by 3 11-23 10:02",
            )
        },
        isolation: say("接触予防", "contact"),
        ward: say("5階東病棟", "5E"),
        bed: "5E-101-1".into(),
        department: say("循環器内科", "Cardiology"),
        orderer: say("五十嵐 慎一郎", "S. Igarashi"),
        orderer_title: office.words.say("paper-prescriber"),
        ordered_at: "2026-11-23 09:12".into(),
        orderer_phone: say("PHS 7123", "Pager 7123"),
        query_phone: "2201".into(),
        remark: say(
            "粉砕して経管投与。腎機能低下のため減量済み。",
            "Crushed, by tube; reduced for renal function.",
        ),
        licence: "麻-12345".into(),
        lines: if who == Who::Blank {
            Vec::new()
        } else {
            vec![
                SlipLine {
                    text: "アムロジピンベシル酸塩口腔内崩壊錠5mg「サンプル」".into(),
                    amount: "1錠".into(),
                    usage: "分1 朝食後".into(),
                    note: "14日分".into(),
                    warning: String::new(),
                },
                SlipLine {
                    text: "ワルファリンカリウム錠0.5mg".into(),
                    amount: "3錠".into(),
                    usage: "分1 夕食後".into(),
                    note: "7日分".into(),
                    warning: say("▲アレルギー登録：ワルファリン", "▲allergy on record"),
                },
                SlipLine {
                    text: "スルファメトキサゾール・トリメトプリム配合錠".into(),
                    amount: "2錠".into(),
                    usage: "分2".into(),
                    note: "監査済".into(),
                    warning: String::new(),
                },
            ]
        },
        fields: Vec::new(),
        answers: Vec::new(),
        steps: ["accept", "dispense", "audit", "issue", "give"]
            .map(|step| SlipStep {
                title: step.into(),
                done: String::new(),
            })
            .to_vec(),
        blank: BlankLines {
            room: Room::Drugs,
            ..BlankLines::default()
        },
        edition: Edition::First,
        who,
        copies: vec![
            copy(
                1,
                Purpose::Work,
                say("正", "Original"),
                say("薬剤部", "Pharmacy"),
                say("薬剤部 調剤録", "Pharmacy"),
            ),
            copy(
                2,
                Purpose::Origin,
                say("控", "Ward copy"),
                say("5階東病棟", "Ward 5E"),
                say("診療録", "Chart"),
            ),
            copy(
                3,
                Purpose::Billing,
                say("医事用", "Billing"),
                say("医事課", "Billing office"),
                say("医事課", "Billing office"),
            ),
        ],
    }
}

#[test]
fn a_slip_is_printed_in_all_its_copies() {
    for mut office in both(full) {
        let patient = office
            .laptop
            .hospital
            .find_patient(&office.patient("5E-101-1"))
            .unwrap()
            .clone();
        let other = office
            .laptop
            .hospital
            .find_patient(&office.patient("5E-101-2"))
            .unwrap()
            .id;
        office.alike.insert(patient.id, vec![other]);
        let sheet = slip(
            &office,
            office.teller().who(&patient, AllergyKind::Drug),
            1,
            Validity::Valid,
        );
        let fillings = office.teller().slip(&sheet);
        let printed = office.press().documents(Kind::Slip, &fillings, Layout::Single).unwrap();
        assert_eq!(cuts(&printed), Vec::<&SpotKind>::new());
        assert_eq!(printed.pages.len(), 3, "each copy is its own page");
        let pdf = office.pdf(&printed);
        assert_eq!(scan_all(&printed.pages, &pdf), (3, 0));
        for (page, copy) in read(&pdf).iter().zip(&sheet.copies) {
            let page: String = page.split_whitespace().collect();
            let person = office.teller().person(&patient);
            let mut wanted = vec![
                copy.role.clone(),
                copy.destination.clone(),
                format!("{}/3", copy.place),
                sheet.number.clone(),
            ];
            for name in [
                "name",
                "kana",
                "id",
                "birth",
                "birth_era",
                "sex",
                "allergies",
                "look_alike",
            ] {
                wanted.push(person.get(name).unwrap().to_owned());
            }
            wanted.extend(sheet.lines.iter().map(|line| line.text.clone()));
            wanted.extend([
                sheet.slip_type.clone(),
                sheet.ward.clone(),
                sheet.query_phone.clone(),
                sheet.urgency.clone(),
            ]);
            for part in wanted {
                let part: String = part.split_whitespace().collect();
                assert!(page.contains(&part), "{part} is not on the copy {}", copy.role);
            }
            assert!(!page.contains(&office.words.say("paper-void")));
        }
        // Two A5 on an A4: three copies are two sheets.
        let saved = office
            .press()
            .documents(Kind::Slip, &fillings, Layout::TwoOnOne)
            .unwrap();
        assert_eq!(saved.sheets(), 2);
        assert_eq!(
            scan_all(
                &saved.pages,
                &saved.pdf(&office.fonts, "07", Language::Japanese).unwrap()
            ),
            (3, 0)
        );
    }
}

#[test]
fn a_recalled_revision_is_void_on_every_copy_and_its_number_is_still_read() {
    for office in both(full) {
        let patient = office
            .laptop
            .hospital
            .find_patient(&office.patient("5E-101-2"))
            .unwrap();
        let sheet = slip(
            &office,
            office.teller().who(patient, AllergyKind::Drug),
            2,
            Validity::Recalled,
        );
        let printed = office
            .press()
            .documents(Kind::Slip, &office.teller().slip(&sheet), Layout::Single)
            .unwrap();
        let pdf = printed.pdf(&office.fonts, "slip", office.words.language()).unwrap();
        look("slip-void", office.words.language(), &pdf);
        assert_eq!(scan_all(&printed.pages, &pdf), (3, 0));
        for page in read(&pdf) {
            assert!(page.contains(&office.words.say("paper-void")));
            assert!(page.contains('2'), "the revision");
        }
    }
}

#[test]
fn a_blank_form_has_its_number_and_room_to_write() {
    for office in both(full) {
        let sheet = slip(&office, Who::Blank, 1, Validity::Valid);
        let printed = office
            .press()
            .documents(Kind::Slip, &office.teller().slip(&sheet), Layout::Single)
            .unwrap();
        let pdf = printed.pdf(&office.fonts, "slip", office.words.language()).unwrap();
        look("slip-blank", office.words.language(), &pdf);
        assert_eq!(scan_all(&printed.pages, &pdf), (3, 0));
        assert_written(
            [
                sheet.number.clone(),
                office.words.say("paper-name"),
                office.words.say("paper-birth"),
            ],
            &pdf,
        );
    }
}

#[test]
fn runs_registers_and_packets_are_read() {
    for office in both(full) {
        let copies: Vec<CarriedCopy> = (1..=30)
            .map(|place| CarriedCopy {
                number: format!("S07-{place:06}-17/12r3"),
                slip_type: "検体検査".into(),
                role: "正".into(),
                from: "5階東病棟".into(),
                to: "検査部（中央採血室）".into(),
                patient: "勅使河原 小次郎左衛門 00123456".into(),
                urgency: "至急".into(),
                ..CarriedCopy::default()
            })
            .collect();
        let run = RunSheet {
            run: "便 12".into(),
            carrier: "西村".into(),
            from: "5E".into(),
            starts: "10:30".into(),
            copies,
        };
        let filling = office.teller().run_sheet(&run);
        let printed = office.print(Kind::RunSheet, &filling);
        assert_eq!(cuts(&printed), Vec::<&SpotKind>::new());
        let pdf = office.pdf(&printed);
        assert_eq!(printed.pages.len(), 2);
        assert_eq!(scan_all(&printed.pages, &pdf), (0, 30));
        assert_written(values(&filling, &["patient", "from"]), &pdf);

        let register = DeskRegister {
            desk: "薬剤部".into(),
            day: "2026-11-23".into(),
            slips: vec![RegisteredSlip {
                at: "09:20".into(),
                number: "07-000042-17".into(),
                slip_type: "処方箋".into(),
                role: "正".into(),
                patient: "勅使河原 小次郎左衛門".into(),
                id: "00123456".into(),
                from: "5階東病棟".into(),
                urgency: "緊急".into(),
                done: "09:41".into(),
                by: "岡 薬剤師".into(),
            }],
        };
        let filling = office.teller().desk_register(&register);
        let printed = office.print(Kind::DeskRegister, &filling);
        assert_written(
            values(&filling, &["number_shown", "patient", "id", "done"]),
            &office.pdf(&printed),
        );

        let packet = PacketSheet {
            id: "T09-10123-69".into(),
            alias: "あさぎ・とび".into(),
            tag: "A-017".into(),
            incident: "2026-A".into(),
        };
        let filling = office.teller().packet(&packet);
        let printed = office.print(Kind::Packet, &filling);
        let pdf = office.pdf(&printed);
        assert_eq!(scan_all(&printed.pages, &pdf), (1, 1));
        assert_written(values(&filling, &["id", "alias", "tag"]), &pdf);
    }
}

#[test]
fn twice_printed_is_the_same_and_every_form_stands_empty() {
    for office in both(sample) {
        let filling = office.teller().ward_list(&office.ward("5E"));
        let (once, again) = (
            office.print(Kind::WardList, &filling),
            office.print(Kind::WardList, &filling),
        );
        let write = |printed: &Printed| printed.pdf(&fonts(), "ward-list", Language::Japanese).unwrap();
        assert!(write(&once) == write(&again), "the bytes differ");
        let mut forms = 0;
        for (name, form) in office.shelf.all() {
            let pages = office.press().examples(form);
            assert!(pages.len() >= 2, "{name}: empty and filled");
            // With everything that can be marked, as long as it gets, on all of its pages.
            let printed = Printed {
                kind: form.document,
                pages,
                spots: Vec::new(),
            };
            assert_apart(&printed);
            let pages = printed.pages;
            let pdf = andon::print::pdf::write(&pages, &office.fonts, &name, office.words.language()).unwrap();
            look(&format!("example-{name}"), office.words.language(), &pdf);
            forms += 1;
        }
        assert_eq!(forms, forms::BUILT_IN.len());
    }
}

#[test]
fn every_kanji_of_the_standard_is_drawn() {
    let fonts = fonts();
    let all = include_str!("../golden/characters/jisx0213.txt");
    let mut counted = Vec::new();
    for level in all.lines().filter(|line| !line.starts_with('#')) {
        for face in [Face::Regular, Face::Bold] {
            assert_eq!(fonts.shape(level, face).lacks, [], "{face:?}");
        }
        counted.push(level.chars().count());
    }
    assert!(counted[0] > 1_200 && counted[1] > 2_400, "{counted:?}");
    // And they come back out of the PDF as they went in.
    let mut laptop = Laptop::set_up(7);
    let rare: String = all
        .lines()
        .skip(1)
        .flat_map(|level| level.chars().step_by(97))
        .take(54)
        .collect();
    let person = Register {
        identifier: Some(identifier("00123456")),
        name: Some(text(&format!("髙﨑 {rare}"))),
        ..Register::default()
    };
    let admission = andon::domain::command::Admission::into_bed(crate::world::bed("5E-101-1"));
    laptop.does(Command::AdmitNew { person, admission }).unwrap();
    let office = Office::new(Language::Japanese, laptop);
    let filling = office.teller().ward_list(&office.ward("5E"));
    let printed = office.print(Kind::WardList, &filling);
    let pdf = office.pdf(&printed);
    let read: String = read(&pdf).concat().split_whitespace().collect();
    for c in rare.chars() {
        assert!(read.contains(c), "{c} U+{:X} did not come back", c as u32);
    }
}

#[test]
fn what_cannot_be_drawn_is_told() {
    let mut laptop = Laptop::set_up(7);
    let person = Register {
        identifier: Some(identifier("00123456")),
        name: Some(text("田\u{13000}中")),
        ..Register::default()
    };
    let admission = andon::domain::command::Admission::into_bed(crate::world::bed("5E-101-1"));
    laptop.does(Command::AdmitNew { person, admission }).unwrap();
    let office = Office::new(Language::Japanese, laptop);
    let printed = office.print(Kind::WardList, &office.teller().ward_list(&office.ward("5E")));
    let lack = Lack::Character('\u{13000}');
    assert!(printed.spots.iter().any(|spot| spot.kind
        == SpotKind::Lacks {
            text: "田\u{13000}中".into(),
            lack
        }));
}

/// Somebody with the longest name that there is, and with more allergies than fit on a line.
fn longest() -> (Laptop, Vec<String>) {
    let mut laptop = full();
    let name: String = "マリア・フェルナンダ・デ・ロス・アンヘレス・ゴンサレス・ロドリゲス・デ・ラ・クルス＝エスピノサ・イ・モンテネグロ・バレンシア"
        .chars()
        .take(60)
        .collect();
    let person = Register {
        identifier: Some(identifier("00199003")),
        name: Some(text(&name)),
        kana: Some(text(&name)),
        birth: Some(Birth::On(Day::from(NaiveDate::from_ymd_opt(1989, 1, 7).unwrap()))),
        sex: Some(Sex::Female),
        ..Register::default()
    };
    let admission = andon::domain::command::Admission::into_bed(crate::world::bed("6W-101-1"));
    laptop.does(Command::AdmitNew { person, admission }).unwrap();
    let patient = PatientRef::Identifier(identifier("00199003"));
    let mut lost = vec![name];
    for (kind, what) in [
        (AllergyKind::Contrast, "ヨード造影剤（イオパミドール）呼吸困難"),
        (AllergyKind::Contrast, "ガドリニウム造影剤"),
        (AllergyKind::Food, "卵・牛乳・小麦・そば・落花生・えび・かに"),
        (AllergyKind::Food, "キウイ、バナナ、アボカド（口腔アレルギー症候群）"),
        (AllergyKind::Drug, "ペニシリン系（アナフィラキシー 2019年）"),
        (AllergyKind::Drug, "セフェム系 全身蕁麻疹"),
        (AllergyKind::Drug, "NSAIDs（アスピリン喘息）"),
        (AllergyKind::Other, "ラテックス、アルコール綿"),
    ] {
        let allergy = Allergy { kind, what: text(what) };
        let record = RecordAllergy {
            patient: patient.clone(),
            answer: AllergyAnswer::Present(allergy),
        };
        laptop.does(Command::Allergy(record)).unwrap();
        lost.push(what.to_owned());
    }
    (laptop, lost)
}

/// A name that is not whole is another person's, and what is not read of an allergy is given. Neither is cut on any paper.
#[test]
fn no_name_and_no_allergy_is_cut_on_any_paper() {
    for language in Language::ALL {
        let (laptop, all) = longest();
        let office = Office::new(language, laptop);
        let teller = office.teller();
        let reference = PatientRef::Identifier(identifier("00199003"));
        let question = Question::Person { patient: reference };
        let Ok(Answer::Person(person)) = office.laptop.asks(&question) else {
            panic!("no person")
        };
        let ward = office.ward("6W");
        let label = teller.label(&person.patient, &Edition::First);
        let sheet = |first| slip(&office, teller.who(&person.patient, first), 1, Validity::Valid);
        let name = &all[..1];
        let single = |kind| {
            office
                .press()
                .labels(kind, std::slice::from_ref(&label), Labels::Singly)
                .unwrap()
        };
        for (printed, wanted) in [
            (office.print(Kind::WardList, &teller.ward_list(&ward)), &all[..]),
            (office.print(Kind::HospitalList, &teller.hospital_list()), name),
            (single(Kind::Label), name),
            (single(Kind::WristStrip), &all[..]),
            (office.print(Kind::Summary, &teller.summary(&person)), &all[..]),
            (
                office.print(Kind::NursingSheet, &teller.nursing_sheet(&ward, day())),
                name,
            ),
            (
                office.print(Kind::MealSheet, &teller.meal_sheet(&ward, day())),
                &all[..],
            ),
            (
                office.print(Kind::Slip, &teller.slip(&sheet(AllergyKind::Food))[0]),
                &all[..],
            ),
        ] {
            let kind = printed.kind;
            assert_eq!(cuts(&printed), Vec::<&SpotKind>::new(), "{kind:?}");
            look(&format!("longest-{}", kind.name()), language, &office.pdf(&printed));
            let written: String = printed.pages.iter().flat_map(andon::print::Page::texts).collect();
            let written: String = written.split_whitespace().collect();
            for text in wanted {
                let text: String = text.split_whitespace().collect();
                assert!(written.contains(&text), "{text} is not whole on {kind:?}: {written}");
            }
        }
        // The kitchen reads what must not be eaten first.
        let slip = teller.slip(&sheet(AllergyKind::Food)).remove(0);
        let read = slip.values.get("allergies").unwrap();
        assert!(
            read.find("卵") < read.find("ペニシリン") && read.find("卵") < read.find("ヨード"),
            "{read}"
        );
    }
}

/// Nothing is clipped in silence: what is more than a paper holds is marked on it in words, and told.
#[test]
fn what_does_not_fit_is_marked_and_told() {
    let (mut laptop, _) = longest();
    for number in 0..30 {
        let allergy = Allergy {
            kind: AllergyKind::Drug,
            what: text(&format!("薬剤{number}（全身の発疹と呼吸困難）")),
        };
        let patient = PatientRef::Identifier(identifier("00199003"));
        let answer = AllergyAnswer::Present(allergy);
        laptop
            .does(Command::Allergy(RecordAllergy { patient, answer }))
            .unwrap();
    }
    let office = Office::new(Language::Japanese, laptop);
    let patient = PatientRef::Identifier(identifier("00199003"));
    let patient = office.laptop.hospital.find_patient(&patient).unwrap();
    let strip = office.teller().label(patient, &Edition::First);
    let text = strip.values.get("allergies").unwrap().to_owned();
    let printed = office
        .press()
        .labels(Kind::WristStrip, &[strip], Labels::Singly)
        .unwrap();
    assert_eq!(cuts(&printed), [&SpotKind::Cut { text }]);
    let written: String = printed.pages[0].texts().collect();
    assert!(written.contains(&office.words.say("paper-allergies-more")), "{written}");
}

/// What goes on over the page repeats its head and does not lie over it.
#[test]
fn further_pages_have_no_words_over_their_rows() {
    for office in both(sample) {
        let rows =
            (0..60).map(|row| Row::Values(andon::print::form::Values::default().with("at", format!("11-{row}"))));
        let patient = office.patient("5E-501-1");
        let Ok(Answer::Person(person)) = office.laptop.asks(&Question::Person { patient }) else {
            panic!("no person")
        };
        let mut filling = office.teller().summary(&person);
        filling.lists.insert("movements", rows.collect());
        let printed = office.print(Kind::Summary, &filling);
        assert!(printed.pages.len() >= 2);
        office.pdf(&printed);
        let name = person.patient.name.get().unwrap().as_str();
        assert!(printed.pages.iter().all(|page| page.texts().any(|text| text == name)));
        let counted = office.print(Kind::Headcount, &office.teller().headcount(&office.ward("5E")));
        assert_eq!(counted.pages.len(), 2);
        office.pdf(&counted);
    }
}

/// A table that finds no room for a row under the one before it begins on the next page, with its head.
#[test]
fn no_head_of_a_table_stands_alone() {
    let office = Office::new(Language::Japanese, full());
    let person = office.person(office.patient("5E-101-1"));
    let rows = |field: &'static str, text: &str, count: usize| {
        let row = Row::Values(andon::print::form::Values::default().with(field, text.to_owned()));
        vec![row; count]
    };
    let mut turned = 0;
    for orders in 6..30 {
        let mut filling = office.teller().summary(&person);
        filling.lists.insert("open_slips", rows("number", "S07", orders));
        filling.lists.insert("movements", rows("at", "一つの異動", 2));
        let printed = office.print(Kind::Summary, &filling);
        turned += usize::from(printed.pages.len() > 1);
        for (number, page) in printed.pages.iter().enumerate() {
            let stands = |wanted: &str| page.texts().any(|text| text.trim() == wanted);
            assert_eq!(
                stands(&office.words.say("paper-movement")),
                stands("一つの異動"),
                "page {} below {orders} orders",
                number + 1
            );
        }
    }
    assert!(turned > 3, "no page was turned");
}

/// A form may use every field that it is promised, and documents fill nothing else.
#[test]
fn documents_fill_the_fields_that_forms_are_promised() {
    let office = Office::new(Language::Japanese, full());
    let teller = office.teller();
    let ward = office.ward("5E");
    let question = Question::Person {
        patient: office.patient("5E-101-1"),
    };
    let Ok(Answer::Person(person)) = office.laptop.asks(&question) else {
        panic!("no person")
    };
    let Ok(Answer::Board(board)) = office.laptop.asks(&Question::Board) else {
        panic!("no board")
    };
    let sheet = slip(
        &office,
        teller.who(&person.patient, AllergyKind::Drug),
        1,
        Validity::Valid,
    );
    let mut filled: BTreeMap<Kind, Filling> = BTreeMap::new();
    filled.insert(Kind::WardList, teller.ward_list(&ward));
    filled.insert(Kind::HospitalList, teller.hospital_list());
    filled.insert(Kind::Headcount, teller.headcount(&ward));
    filled.insert(Kind::Label, teller.label(&person.patient, &Edition::First));
    filled.insert(Kind::Summary, teller.summary(&person));
    filled.insert(Kind::NursingSheet, teller.nursing_sheet(&ward, day()));
    filled.insert(Kind::MealSheet, teller.meal_sheet(&ward, day()));
    filled.insert(Kind::DailyReport, teller.daily_report(&board, day()));
    filled.insert(Kind::Slip, teller.slip(&sheet).remove(0));
    filled.insert(
        Kind::RunSheet,
        teller.run_sheet(&RunSheet {
            copies: vec![CarriedCopy::default()],
            ..RunSheet::default()
        }),
    );
    filled.insert(
        Kind::DeskRegister,
        teller.desk_register(&DeskRegister {
            slips: vec![RegisteredSlip::default()],
            ..DeskRegister::default()
        }),
    );
    filled.insert(Kind::Packet, teller.packet(&PacketSheet::default()));
    for (kind, filling) in filled {
        let promised: Vec<&str> = kind.fields().into_iter().flatten().copied().collect();
        for name in filling.values.names() {
            assert!(
                promised.contains(&name) || name.starts_with(andon::print::document::SLIP_FIELD),
                "{}: {name} is filled and not promised",
                kind.name()
            );
        }
        for (list, rows) in &filling.lists {
            let (_, fields) = kind
                .lists()
                .iter()
                .find(|(name, _)| name == list)
                .expect("a promised list");
            for row in rows {
                let Row::Values(values) = row else { continue };
                for name in values.names() {
                    assert!(
                        fields.contains(&name),
                        "{}: {list}.{name} is filled and not promised",
                        kind.name()
                    );
                }
            }
        }
    }
}

/// A job is asked for, ends once, and a label that may be in use is printed again only with a reason.
#[test]
fn a_print_job_ends_once_and_a_second_label_needs_a_reason() {
    use andon::domain::{
        printing::{Paper, PrintEnd, PrintJobId, PrintTo, decide::AskPrint},
        record::EventId,
        refusal::Refusal,
    };
    let mut laptop = full();
    let patient = laptop
        .hospital
        .find_patient(&PatientRef::Identifier(identifier("00123456")))
        .unwrap()
        .id;
    let ask = |reason| AskPrint {
        paper: Paper::Labels { patient },
        count: 1,
        to: PrintTo::Folder,
        reason,
        seen: andon::domain::slips::command::WarningsSeen::No,
        desk: None,
    };
    let commit = laptop.does(Command::AskPrint(ask(None))).unwrap().unwrap();
    let again = laptop.does(Command::AskPrint(ask(None))).unwrap_err();
    assert_eq!(again, Refusal::ReprintReasonMissing { patient });
    assert!(laptop.does(Command::AskPrint(ask(Some(text("汚損"))))).is_ok());
    let job = PrintJobId::issued(EventId {
        commit: commit.id,
        index: 0,
    });
    let end = PrintEnd::Printed { sheets: 1 };
    assert!(
        laptop
            .does(Command::EndPrint {
                job,
                end: end.clone(),
                desk: None
            })
            .is_ok()
    );
    let twice = laptop
        .does(Command::EndPrint {
            job,
            end: end.clone(),
            desk: None,
        })
        .unwrap_err();
    assert_eq!(twice, Refusal::PrintJobEnded { job });
    let job = PrintJobId::issued(EventId {
        commit: commit.id,
        index: 9,
    });
    assert_eq!(
        laptop.does(Command::EndPrint { job, end, desk: None }).unwrap_err(),
        Refusal::UnknownPrintJob { job }
    );
}
