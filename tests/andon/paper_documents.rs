//! Lists, sheets and reports as a printer gives them: all names and numbers are on them, every code is read by a scanner, pages
//! are counted.

use andon::{
    domain::{
        ask::census,
        census::Disposition,
        command::{Command, Discharge},
    },
    i18n::Language,
    print::{
        Kind,
        document::{
            carry::{CarriedCopy, DeskRegister, RegisteredSlip, RunSheet},
            slip::PacketSheet,
        },
        form::Row,
    },
};

use crate::{
    harness::sample,
    paper_kit::{assert_written, draw, read, scan_all},
    paper_office::{Office, assert_whole, both, day, values},
    paper_people::full,
    world::bed,
};

#[test]
fn a_ward_list_has_every_bed_and_every_patient() {
    for office in both(sample) {
        let ward = office.ward("5E");
        let filling = office.teller().ward_list(&ward);
        let printed = office.print(Kind::WardList, &filling);
        assert_whole(&printed);
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
        assert_whole(&printed);
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
fn a_summary_holds_everything_that_is_known() {
    for office in both(full) {
        for bed in ["5E-101-1", "5E-102-1"] {
            let person = office.person(office.patient(bed));
            let filling = office.teller().summary(&person);
            let printed = office.print(Kind::Summary, &filling);
            assert_whole(&printed);
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
        assert_whole(&printed);
        assert_written(values(&meals, &["name", "id", "breakfast"]), &office.pdf(&printed));
        let other = office.teller().nursing_sheet(&ward, day().succ_opt().unwrap());
        assert_eq!(values(&other, &["b"]).concat(), "", "another day is not scored yet");
    }
}

#[test]
fn the_daily_report_shows_the_hospital_in_figures_and_bars() {
    for office in both(sample) {
        let board = office.board();
        let filling = office.teller().daily_report(&board, day());
        let printed = office.print(Kind::DailyReport, &filling);
        assert_whole(&printed);
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
            bed: bed("6W-101-1"),
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
    let board = office.board();
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
        assert_whole(&printed);
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
