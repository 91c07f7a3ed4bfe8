//! The bytes of every fact ever written. A golden file is never changed: a changed record gets a new version, an
//! upcaster and a golden file of its own.

use std::{fmt::Write as _, fs, path::PathBuf, sync::Arc};

use andon::domain::{
    census::{
        BlockReason, DiscrepancyId, Disposition, Isolation, Mobility, OutKind, Planned, RoomName, RoomRule, StayId,
        WardCode,
        bed::{Block, Reservation},
        discrepancy::DiscrepancyClosed,
        fact::{
            Admitted, Arrived, BedBlocked, BedReserved, BedUnblocked, Departed, DepartmentChanged, DietChanged,
            Discharged, Expected, InquiryAnswer, InquiryAnswered, Insurance, IsolationChanged, MobilityChanged,
            ReservationDropped, Returned, RoomRuled, StayAmended, StayDetail, Swapped, Transferred, WentOut,
        },
        frame::FrameAdopted,
    },
    identity::{
        Allergy, AllergyKind, Birth, Inquiry, Particular, PatientId, RegisterAdopted, Sex,
        fact::{AllergiesDenied, AllergyFound, Amended, IdentifierGiven, Registered},
    },
    numbers::{
        Alias, Arrival, BlockNumber, Given, NumberKind, Range, Scheme, Schemes, Series, Triage,
        fact::{
            ArrivalEnded, BlockGranted, ForkFound, LinkProposed, Linked, Mother, NumberAsked, NumberIssued,
            NumberPrinted, NumberVoided, PacketActivated, SchemesAdopted, Unlinked,
        },
    },
    printing::{
        NotPrinted, Paper, PrintEnd, PrintJobId, PrintTo, Trouble,
        fact::{PrintAsked, PrintEnded, PrintHanded, PrintPlaced},
    },
    record::{
        Commit, CommitId, Day, Event, EventId, Fact, Installation, Sequence, SettingsVersion, Stamp, Station,
        Timestamp, UserName, fact::Retracted, wire,
    },
    recovery::{
        Meal, NursingScore,
        fact::{Diagnosed, MealServed, NursingScored},
    },
    state::Subject,
};

use crate::world::{bed, department, frame, identifier, text};

fn event_id(sequence: u64, index: u16) -> EventId {
    let commit = CommitId {
        station: Station::new(7).unwrap(),
        installation: Installation::new(2).unwrap(),
        sequence: Sequence::new(sequence).unwrap(),
    };
    EventId { commit, index }
}

fn given(number: &str, kind: NumberKind) -> Given {
    Given {
        kind,
        number: identifier(number),
        series: Series::of(Schemes::default().of(kind)),
        station: Station::new(7).unwrap(),
        block: BlockNumber::FIRST,
        sequence: 1,
    }
}

/// One or more of every kind, every variant of every enum at least once.
#[allow(clippy::too_many_lines, reason = "one row for each kind")]
fn all() -> Vec<(&'static str, Fact)> {
    let patient = PatientId::of(&identifier("00022012"));
    let stay = StayId::imported(patient, Timestamp::from_seconds(1_795_392_000));
    let fresh = StayId::issued(event_id(41, 1));
    let day = Day::from(chrono::NaiveDate::from_ymd_opt(1948, 5, 6).unwrap());
    let until = Some(Timestamp::from_seconds(1_795_400_000));
    let mut all: Vec<(&'static str, Fact)> = vec![
        (
            "frame-adopted",
            FrameAdopted {
                version: SettingsVersion([1; 8]),
                frame: Arc::new(frame()),
            }
            .into(),
        ),
        (
            "register-adopted",
            RegisterAdopted {
                content: [0xab; 32],
                people: 1_000_000,
            }
            .into(),
        ),
        (
            "retracted",
            Retracted {
                event: event_id(40, 3),
                subjects: vec![
                    Subject::Settings,
                    Subject::Patient(patient),
                    Subject::Stay(fresh),
                    Subject::Bed(bed("5E-101-1")),
                    Subject::Room(RoomName::parse("5E-101").unwrap()),
                    Subject::Discrepancy(DiscrepancyId::parse("0123456789abcdef").unwrap()),
                ],
            }
            .into(),
        ),
        (
            "discrepancy-closed",
            DiscrepancyClosed {
                discrepancy: DiscrepancyId::parse("0123456789abcdef").unwrap(),
                remark: text("二人とも確認"),
            }
            .into(),
        ),
        (
            "registered",
            Registered {
                patient,
                identifiers: vec![identifier("00022012"), identifier("A-12")],
                particulars: vec![
                    Particular::Name(text("見本　太郎")),
                    Particular::Kana(text("ミホン　タロウ")),
                    Particular::Sex(Sex::Male),
                    Particular::Birth(Birth::On(day)),
                    Particular::Phone(text("000-0000-0000")),
                    Particular::Address(text("見本県見本市1-2-3")),
                    Particular::Inquiry(Inquiry::Restricted),
                ],
            }
            .into(),
        ),
        (
            "amended",
            Amended {
                patient: PatientId::issued(event_id(3, 0)),
                particulars: vec![
                    Particular::Sex(Sex::Female),
                    Particular::Sex(Sex::Unknown),
                    Particular::Birth(Birth::AboutYear(1950)),
                    Particular::Inquiry(Inquiry::Open),
                ],
            }
            .into(),
        ),
        (
            "identifier-given",
            IdentifierGiven {
                patient,
                identifier: identifier("B-7"),
            }
            .into(),
        ),
        ("allergies-denied", AllergiesDenied { patient }.into()),
        (
            "retracted-numbers",
            Retracted {
                event: event_id(40, 3),
                subjects: vec![
                    Subject::Block(Station::new(7).unwrap(), BlockNumber::FIRST),
                    Subject::Life(Station::new(7).unwrap(), Installation::FIRST),
                ],
            }
            .into(),
        ),
        (
            "retracted-people",
            Retracted {
                event: event_id(40, 3),
                subjects: vec![
                    Subject::Number(identifier("T07-10001-49")),
                    Subject::link(patient, PatientId::issued(event_id(3, 0))),
                ],
            }
            .into(),
        ),
        (
            "schemes-adopted",
            SchemesAdopted {
                version: SettingsVersion([5; 8]),
                schemes: Arc::new(Schemes {
                    temporary: Scheme::parse("9{station:2}{installation:1}{sequence:4}{check:damm}").unwrap(),
                    newborn: Scheme::parse("8{station:2}{installation:1}{sequence:4}{check:luhn}").unwrap(),
                    mass: Scheme::parse("7{station:2}{installation:1}{sequence:4}{check:weighted:3,1:10}").unwrap(),
                    own: vec![Range::parse("00000000..69999999").unwrap()],
                    reserved: vec![Range::parse("T0000000..T9999999").unwrap()],
                    ..Schemes::default()
                }),
            }
            .into(),
        ),
        (
            "block-granted",
            BlockGranted {
                station: Station::new(7).unwrap(),
                block: BlockNumber::new(3).unwrap(),
                to: Some(Installation::new(2).unwrap()),
            }
            .into(),
        ),
        (
            "block-granted",
            BlockGranted {
                station: Station::new(8).unwrap(),
                block: BlockNumber::FIRST,
                to: None,
            }
            .into(),
        ),
        (
            "number-issued",
            NumberIssued {
                given: given("T07-10001-49", NumberKind::Temporary),
                patient: Some(patient),
                alias: Some(Alias {
                    ja: ("かすみ".into(), "はやぶさ".into()),
                    en: ("Mist".into(), "Falcon".into()),
                }),
                mother: None,
                arrival: Arrival {
                    found: Some(text("駅前")),
                    found_at: until,
                    features: Some(text("白髪")),
                    belongings: Some(text("鍵")),
                    triage: Some(Triage::Red),
                    tag: Some(text("A-101")),
                    incident: Some(text("駅前事故")),
                },
                declined: vec![PatientId::of(&identifier("00022012"))],
            }
            .into(),
        ),
        (
            "number-issued",
            NumberIssued {
                given: given("B07-10008-11", NumberKind::Newborn),
                patient: None,
                alias: None,
                mother: Some(Box::new(Mother {
                    patient,
                    stay: Some(stay),
                    order: 2,
                    of: 3,
                })),
                arrival: Arrival {
                    triage: Some(Triage::Yellow),
                    ..Arrival::default()
                },
                declined: Vec::new(),
            }
            .into(),
        ),
        (
            "number-issued",
            NumberIssued {
                given: given("S07-100001-49", NumberKind::Slip),
                patient: None,
                alias: None,
                mother: None,
                arrival: Arrival {
                    triage: Some(Triage::Green),
                    ..Arrival::default()
                },
                declined: Vec::new(),
            }
            .into(),
        ),
        (
            "packet-activated",
            PacketActivated {
                number: identifier("M07-10001-27"),
                patient,
                arrival: Arrival {
                    triage: Some(Triage::Black),
                    ..Arrival::default()
                },
            }
            .into(),
        ),
        (
            "number-voided",
            NumberVoided {
                number: identifier("T07-10001-49"),
                reason: text("二重発行"),
            }
            .into(),
        ),
        (
            "number-printed",
            NumberPrinted {
                number: identifier("T07-10001-49"),
                reason: Some(text("破損")),
            }
            .into(),
        ),
        (
            "linked",
            Linked {
                one: patient,
                other: PatientId::issued(event_id(3, 0)),
                second: UserName::parse("k.mori"),
            }
            .into(),
        ),
        (
            "unlinked",
            Unlinked {
                one: patient,
                other: PatientId::issued(event_id(3, 0)),
                reason: Some(text("別人")),
            }
            .into(),
        ),
        (
            "link-proposed",
            LinkProposed {
                one: patient,
                other: PatientId::issued(event_id(3, 0)),
            }
            .into(),
        ),
        (
            "number-asked",
            NumberAsked {
                number: identifier("T07-10001-49"),
                request: text("07-1-31-1790000000"),
            }
            .into(),
        ),
        (
            "arrival-ended",
            ArrivalEnded {
                number: identifier("T07-10001-49"),
                patient,
                disposition: Disposition::Hospital,
                place: Some(text("県立病院")),
            }
            .into(),
        ),
        (
            "fork-found",
            ForkFound {
                commit: event_id(31, 0).commit,
                here: vec![identifier("T07-10001-49")],
                there: vec![identifier("T07-10001-49"), identifier("T07-10002-46")],
                other: vec![1, 2, 3],
            }
            .into(),
        ),
        (
            "expected",
            Expected {
                stay: fresh,
                patient,
                when: until,
                bed: Some(bed("5E-101-1")),
                department: Some(department("CARD")),
            }
            .into(),
        ),
        (
            "admitted",
            Admitted {
                stay,
                patient,
                bed: bed("5E-101-1"),
                department: Some(department("CARD")),
                mobility: Some(Mobility::Stretcher),
                diet: Some(text("減塩食")),
                isolation: Some(Isolation::Contact),
                details: vec![
                    StayDetail::Planned(Planned::Emergency),
                    StayDetail::Route(text("救急車")),
                ],
            }
            .into(),
        ),
        (
            "departed",
            Departed {
                stay,
                from: bed("5E-101-1"),
                to: bed("6W-101-1"),
            }
            .into(),
        ),
        (
            "arrived",
            Arrived {
                stay,
                announced: bed("6W-101-1"),
                bed: bed("6W-101-2"),
            }
            .into(),
        ),
        (
            "transferred",
            Transferred {
                stay,
                from: bed("5E-101-1"),
                to: bed("6W-101-1"),
            }
            .into(),
        ),
        (
            "swapped",
            Swapped {
                stay,
                with: fresh,
                from: bed("5E-101-1"),
                to: bed("6W-101-1"),
            }
            .into(),
        ),
        (
            "returned",
            Returned {
                stay,
                bed: bed("5E-101-1"),
            }
            .into(),
        ),
        (
            "department-changed",
            DepartmentChanged {
                stay,
                department: department("SURG"),
            }
            .into(),
        ),
        (
            "diet-changed",
            DietChanged {
                stay,
                diet: text("絶食"),
            }
            .into(),
        ),
        (
            "stay-amended",
            StayAmended {
                stay,
                details: vec![
                    StayDetail::Physician(text("見本医師")),
                    StayDetail::Pager(text("1234")),
                    StayDetail::KeyPerson(text("見本　花子")),
                    StayDetail::KeyRelation(text("妻")),
                    StayDetail::KeyPhone(text("000-0000-0001")),
                    StayDetail::Planned(Planned::Scheduled),
                    StayDetail::Route(text("外来")),
                    StayDetail::InsuranceConfirmed(Insurance::Confirmed),
                    StayDetail::InsuranceConfirmed(Insurance::NotConfirmed),
                ],
            }
            .into(),
        ),
        ("bed-unblocked", BedUnblocked { bed: bed("5E-101-1") }.into()),
        (
            "bed-reserved",
            BedReserved {
                bed: bed("5E-101-1"),
                reservation: Reservation { patient, until },
            }
            .into(),
        ),
        (
            "reservation-dropped",
            ReservationDropped { bed: bed("5E-101-1") }.into(),
        ),
        (
            "room-ruled",
            RoomRuled {
                room: RoomName::parse("5E-101").unwrap(),
                rule: RoomRule {
                    sex: Some(Sex::Female),
                    isolation: Some(Isolation::Airborne),
                },
            }
            .into(),
        ),
        (
            "inquiry-answered-ward",
            InquiryAnswered {
                asked: text("見本　太郎"),
                caller: Some(text("家族")),
                told: InquiryAnswer::Ward(WardCode::parse("5E").unwrap()),
            }
            .into(),
        ),
        (
            "inquiry-answered-nothing",
            InquiryAnswered {
                asked: text("見本　太郎"),
                caller: None,
                told: InquiryAnswer::CannotAnswer,
            }
            .into(),
        ),
        (
            "diagnosed",
            Diagnosed {
                stay,
                diagnosis: text("肺炎"),
            }
            .into(),
        ),
        (
            "nursing-scored",
            NursingScored {
                stay,
                day,
                score: NursingScore { a: 1, b: 2, c: 3 },
            }
            .into(),
        ),
    ];
    let job = PrintJobId::issued(event_id(41, 0));
    let ward = WardCode::parse("5E").unwrap();
    let papers = [
        Paper::WardList { ward: ward.clone() },
        Paper::HospitalList,
        Paper::Headcount { ward: ward.clone() },
        Paper::Labels { patient },
        Paper::WristStrips { patient },
        Paper::Summary { patient },
        Paper::NursingSheet {
            ward: ward.clone(),
            day,
        },
        Paper::MealSheet { ward, day },
        Paper::DailyReport { day },
    ];
    let ways = [PrintTo::File, PrintTo::Folder, PrintTo::Queue("laser-5e".into())];
    for (paper, to) in papers.into_iter().zip(ways.into_iter().cycle()) {
        let reason = paper.identifies().map(|_| text("汚損のため"));
        let asked = PrintAsked {
            job,
            paper,
            count: 24,
            to,
            reason,
        };
        all.push(("print-asked", asked.into()));
    }
    let slip = andon::domain::slips::SlipNumber::parse("S07-100123-41").unwrap();
    let of_slips = [
        Paper::Slip {
            slip,
            revision: 2,
            copies: vec![1, 3],
        },
        Paper::Blanks {
            ward: andon::domain::slips::Post::parse("5E").unwrap(),
            pads: vec![andon::domain::slips::PadId(slip)],
        },
        Paper::RunSheet {
            run: andon::domain::slips::RunId::parse("7-1-31").unwrap(),
        },
        Paper::DeskRegister {
            desk: andon::domain::slips::Post::parse("pharmacy").unwrap(),
            day,
        },
    ];
    for paper in of_slips {
        let asked = PrintAsked {
            job,
            paper,
            count: 1,
            to: PrintTo::Folder,
            reason: None,
        };
        all.push(("print-asked-slips", asked.into()));
    }
    let packets = PrintAsked {
        job,
        paper: Paper::Packets {
            numbers: vec![identifier("M07-10001-23"), identifier("M07-10002-20")],
        },
        count: 24,
        to: PrintTo::Folder,
        reason: None,
    };
    all.push(("print-asked-packets", packets.into()));
    all.push((
        "print-handed",
        PrintHanded {
            job,
            request: "laser-5e-12".into(),
        }
        .into(),
    ));
    let desk = andon::domain::slips::Post::parse("pharmacy").unwrap();
    all.push(("print-placed", PrintPlaced { job, desk }.into()));
    let troubles = [
        Trouble::NoPrintSystem,
        Trouble::NoQueue,
        Trouble::Paused,
        Trouble::Unreachable,
        Trouble::Refused,
        Trouble::Hung,
        Trouble::Slow,
        Trouble::Cancelled,
        Trouble::Unconfirmed,
        Trouble::Disk,
    ];
    let ends = [
        PrintEnd::Printed { sheets: 3 },
        PrintEnd::Written { sheets: 2 },
        PrintEnd::GivenUp,
    ];
    let failed = troubles.map(|trouble| {
        let said = (trouble == Trouble::Paused).then(|| text("Paused"));
        PrintEnd::NotPrinted(NotPrinted { trouble, said })
    });
    for end in ends.into_iter().chain(failed) {
        all.push(("print-ended", PrintEnded { job, end }.into()));
    }
    for kind in AllergyKind::ALL {
        let allergy = Allergy {
            kind: *kind,
            what: text("ペニシリン系"),
        };
        all.push(("allergy-found", AllergyFound { patient, allergy }.into()));
    }
    for kind in OutKind::ALL {
        let place = Some(text("手術室"));
        all.push((
            "went-out",
            WentOut {
                stay,
                bed: bed("5E-101-1"),
                kind: *kind,
                until,
                place,
            }
            .into(),
        ));
    }
    for disposition in Disposition::ALL {
        let from = bed("5E-101-1");
        all.push((
            "discharged",
            Discharged {
                stay,
                patient,
                from,
                disposition: *disposition,
                place: None,
            }
            .into(),
        ));
    }
    for mobility in Mobility::ALL {
        all.push((
            "mobility-changed",
            MobilityChanged {
                stay,
                mobility: *mobility,
            }
            .into(),
        ));
    }
    for isolation in Isolation::ALL {
        all.push((
            "isolation-changed",
            IsolationChanged {
                stay,
                isolation: *isolation,
            }
            .into(),
        ));
    }
    for reason in BlockReason::ALL {
        let block = Block { reason: *reason, until };
        all.push((
            "bed-blocked",
            BedBlocked {
                bed: bed("5E-101-1"),
                block,
            }
            .into(),
        ));
    }
    for meal in Meal::ALL {
        all.push((
            "meal-served",
            MealServed {
                stay,
                day,
                meal: *meal,
                diet: Some(text("常食")),
            }
            .into(),
        ));
    }
    all.extend(crate::slip_golden::all());
    all.extend(crate::checks_facts::all(event_id));
    all.extend(crate::access_golden::all());
    all
}

fn commit(facts: impl IntoIterator<Item = Fact>) -> Commit {
    Commit {
        id: event_id(42, 0).commit,
        stamp: Stamp {
            millis: 1_795_392_000_123,
            counter: 5,
        },
        user: UserName::parse("m.sample").unwrap(),
        settings: SettingsVersion([9; 8]),
        note: Some(text("メモ")),
        events: facts
            .into_iter()
            .map(|fact| Event {
                at: Timestamp::from_seconds(1_795_391_940),
                basis: vec![event_id(1, 0), event_id(41, 65_535)],
                fact,
            })
            .collect(),
    }
}

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden/events")
        .join(format!("{name}.hex"))
}

pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::new();
    for row in bytes.chunks(32) {
        for byte in row {
            write!(out, "{byte:02x}").unwrap();
        }
        out.push('\n');
    }
    out
}

pub fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

/// With `ANDON_NEW_GOLDEN` set, missing files are written; present ones never are.
#[test]
fn every_fact_has_its_bytes_for_ever() {
    let mut groups: std::collections::BTreeMap<&str, Vec<Fact>> = std::collections::BTreeMap::new();
    for (name, fact) in all() {
        groups.entry(name).or_default().push(fact);
    }
    for (name, facts) in groups {
        let (kind, version) = facts[0].kind();
        let commit = commit(facts);
        let bytes = wire::write(&commit).unwrap();
        let path = golden(&format!("{kind:04x}-v{version}-{name}"));
        if !path.exists() && std::env::var_os("ANDON_NEW_GOLDEN").is_some() {
            fs::write(&path, hex(&bytes)).unwrap();
        }
        let kept =
            fs::read_to_string(&path).unwrap_or_else(|_| panic!("no golden file for {name}: {}", path.display()));
        assert_eq!(
            hex(&bytes),
            kept,
            "the bytes of {name} changed: old records would be misread"
        );
        assert_eq!(
            wire::read(&unhex(&kept)).unwrap(),
            commit,
            "{name} is read as something else"
        );
    }
}

#[test]
fn every_kind_is_held_by_a_golden_file() {
    let held: std::collections::BTreeSet<u16> = all().iter().map(|(_, fact)| fact.kind().0).collect();
    for (kind, _, name) in Fact::KINDS {
        assert!(held.contains(kind), "{name} has no golden file");
    }
}

#[test]
fn what_is_not_understood_is_kept_and_passed_on() {
    let mut commit = commit(all().into_iter().map(|(_, fact)| fact).take(2));
    commit.events[1].fact = Fact::Unknown(andon::domain::record::fact::Unknown {
        kind: 0x7fff,
        version: 3,
        payload: vec![1, 2, 3],
    });
    let bytes = wire::write(&commit).unwrap();
    let read = wire::read(&bytes).unwrap();
    assert_eq!(read, commit);
    assert_eq!(wire::write(&read).unwrap(), bytes);
}

#[test]
fn damaged_bytes_are_never_a_panic_and_leftovers_are_refused() {
    // A fact at a time: every byte of every kind is damaged, without reading all kinds for each.
    for (name, fact) in all() {
        let bytes = wire::write(&commit([fact])).unwrap();
        for index in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[index] ^= 0x10;
            let _ = wire::read(&damaged);
            assert!(
                wire::read(&bytes[..index]).is_err(),
                "{name} cut at {index} is taken for whole"
            );
        }
        let mut longer = bytes;
        longer.push(0);
        assert!(wire::read(&longer).is_err(), "{name}");
    }
}
