//! A slip on paper: in all its copies, void when it was recalled, blank for the pen.

use andon::{
    domain::identity::AllergyKind,
    i18n::Language,
    print::{
        Kind,
        document::slip::{Validity, Who},
        press::Layout,
    },
};

use crate::{
    paper_kit::{assert_written, read, scan_all},
    paper_office::{assert_whole, both, look},
    paper_people::{full, slip},
};

#[test]
fn a_slip_is_printed_in_all_its_copies() {
    for mut office in both(full) {
        let patient = office.known("5E-101-1").clone();
        let other = office.known("5E-101-2").id;
        office.alike.insert(patient.id, vec![other]);
        let sheet = slip(
            &office,
            office.teller().who(&patient, AllergyKind::Drug),
            1,
            Validity::Valid,
        );
        let fillings = office.teller().slip(&sheet);
        let printed = office.press().documents(Kind::Slip, &fillings, Layout::Single).unwrap();
        assert_whole(&printed);
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
        let patient = office.known("5E-101-2");
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
