//! Nothing is lost on its way to paper in silence: what is long, what is rare, what goes on over the page.

use andon::{
    domain::{
        command::{Admission, AllergyAnswer, Command, RecordAllergy, Register},
        identity::{Allergy, AllergyKind, PatientRef},
    },
    i18n::Language,
    print::{
        Kind, Page,
        document::{label::Edition, slip::Validity},
        fonts::{Face, Lack},
        form::{Row, SpotKind, Values},
        press::Labels,
    },
};

use crate::{
    harness::sample,
    paper_kit::{fonts, read},
    paper_office::{Office, assert_whole, both, cuts, day, look},
    paper_people::{full, longest, slip},
    world::{Laptop, bed, identifier, text},
};

/// A name that is not whole is another person's, and what is not read of an allergy is given. Neither is cut on any paper.
#[test]
fn no_name_and_no_allergy_is_cut_on_any_paper() {
    for language in Language::ALL {
        let (laptop, all) = longest();
        let office = Office::new(language, laptop);
        let teller = office.teller();
        let reference = PatientRef::Identifier(identifier("00199003"));
        let person = office.person(reference);
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
            assert_whole(&printed);
            look(&format!("longest-{}", kind.name()), language, &office.pdf(&printed));
            let written: String = printed.pages.iter().flat_map(Page::texts).collect();
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
    let admission = Admission::into_bed(bed("5E-101-1"));
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
    let admission = Admission::into_bed(bed("5E-101-1"));
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

/// What goes on over the page repeats its head and does not lie over it.
#[test]
fn further_pages_have_no_words_over_their_rows() {
    for office in both(sample) {
        let rows = (0..60).map(|row| Row::Values(Values::default().with("at", format!("11-{row}"))));
        let patient = office.patient("5E-501-1");
        let person = office.person(patient);
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
        let row = Row::Values(Values::default().with(field, text.to_owned()));
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
