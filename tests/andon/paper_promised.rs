//! What forms are promised, documents fill and nothing else; and the same paper is the same bytes.

use std::collections::BTreeMap;

use andon::{
    domain::identity::AllergyKind,
    i18n::Language,
    print::{
        Kind, Printed,
        document::{
            SLIP_FIELD,
            carry::{CarriedCopy, DeskRegister, RegisteredSlip, RunSheet},
            label::Edition,
            slip::{PacketSheet, Validity},
        },
        form::{Filling, Row},
        pdf,
    },
    settings::forms,
};

use crate::{
    harness::sample,
    paper_kit::{assert_apart, fonts},
    paper_office::{Office, both, day, look},
    paper_people::{full, slip},
};

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
            let pdf = pdf::write(&pages, &office.fonts, &name, office.words.language()).unwrap();
            look(&format!("example-{name}"), office.words.language(), &pdf);
            forms += 1;
        }
        assert_eq!(forms, forms::BUILT_IN.len());
    }
}

/// A form may use every field that it is promised, and documents fill nothing else.
#[test]
fn documents_fill_the_fields_that_forms_are_promised() {
    let office = Office::new(Language::Japanese, full());
    let teller = office.teller();
    let ward = office.ward("5E");
    let person = office.person(office.patient("5E-101-1"));
    let board = office.board();
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
                promised.contains(&name) || name.starts_with(SLIP_FIELD),
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
