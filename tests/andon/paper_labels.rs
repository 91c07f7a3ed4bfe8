//! Labels and wrist strips: every code is read by a scanner, and none that may be in use is printed again without a reason.

use andon::{
    domain::{
        ask::census,
        command::Command,
        identity::PatientRef,
        printing::{Paper, PrintEnd, PrintJobId, PrintTo, decide::AskPrint},
        record::EventId,
        refusal::Refusal,
        slips::command::WarningsSeen,
    },
    print::{
        Kind, Mark,
        document::label::Edition,
        form::Filling,
        press::{Labels, PressFault},
    },
};

use crate::{
    harness::sample,
    paper_kit::{assert_written, scan_all},
    paper_office::{assert_whole, both, values},
    paper_people::full,
    world::{identifier, text},
};

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
        let patient = office.known("5E-101-1");
        let strips = [
            office.teller().label(patient, &Edition::First),
            office.teller().label(patient, &Edition::First),
        ];
        let printed = office
            .press()
            .labels(Kind::WristStrip, &strips, Labels::OnSheet { first: 1 })
            .unwrap();
        assert_whole(&printed);
        let pdf = office.pdf(&printed);
        // A code along the strip, and one across it, which a hand does not bend.
        assert_eq!(scan_all(&printed.pages, &pdf), (2, 4));
        assert_written(
            values(&strips[0], &["name", "kana", "id", "birth", "birth_era", "allergies"]),
            &pdf,
        );
    }
}

/// A job is asked for, ends once, and a label that may be in use is printed again only with a reason.
#[test]
fn a_print_job_ends_once_and_a_second_label_needs_a_reason() {
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
        seen: WarningsSeen::No,
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
