//! Forms that the law or custom knows have what it asks of them, copies on which somebody writes have room for it, and a hand
//! can write on blank forms.

use andon::{
    domain::{
        command::{AllergyAnswer, Command, RecordAllergy},
        identity::{Allergy, AllergyKind, PatientRef},
        printing::Paper as OnPaper,
        slips::{Code, PadId, Purpose, SlipNumber, command::WriteSlip, fact::DrugLine},
    },
    i18n::Language,
    print::{
        Mark, Page, Printed,
        form::SpotKind,
        making::{Details, make},
        press::Layout,
    },
};

use crate::{
    paper_kit::{assert_apart, read},
    paper_office::{Office, cuts, look},
    paper_slips::{full, is_its_turn, view},
    slip_world::{Paper, post},
    world::{Laptop, identifier, text},
};

fn written(laptop: &mut Laptop, kind: &str, values: &[(&str, &str)], drugs: usize) -> SlipNumber {
    laptop.write(WriteSlip {
        number: None,
        kind: Code::parse(kind),
        patient: PatientRef::Identifier(identifier("00123456")),
        origin: None,
        urgency: None,
        orderer: Some(text("医師 五十嵐 慎一郎")),
        values: values
            .iter()
            .map(|(code, value)| (Code::parse(code).unwrap(), text(value)))
            .collect(),
        drugs: (0..drugs)
            .map(|number| DrugLine {
                name: text(&format!("アムロジピンベシル酸塩口腔内崩壊錠{number}mg「サンプル」")),
                amount: Some(text("1錠")),
                usage: Some(text("分1 朝食後")),
                duration: Some(text("28日分")),
            })
            .collect(),
    })
}

fn made(office: &Office, paper: &OnPaper) -> Printed {
    let details = Details {
        slip: paper.slip().map(|slip| view(&office.laptop, slip)),
        layout: Layout::Single,
        ..Details::default()
    };
    let printed = make(paper, &details, &office.teller(), &office.press()).unwrap();
    assert_apart(&printed);
    assert_eq!(cuts(&printed), Vec::<&SpotKind>::new());
    printed
}

fn slip(office: &Office, slip: SlipNumber) -> Printed {
    let (revision, copies) = (1, Vec::new());
    made(office, &OnPaper::Slip { slip, revision, copies })
}

fn pages(office: &Office, name: &str, printed: &Printed) -> Vec<String> {
    let language = office.words.language();
    let pdf = printed.pdf(&office.fonts, name, language).unwrap();
    look(name, language, &pdf);
    let squeeze = |page: &String| page.split_whitespace().collect();
    read(&pdf).iter().map(squeeze).collect()
}

fn has(page: &str, wanted: &[&str]) {
    for part in wanted {
        let part: String = part.split_whitespace().collect();
        assert!(page.contains(&part), "{part} is missing: {page}");
    }
}

/// What a pharmacy outside refuses a prescription without (様式第二号), on one page.
#[test]
fn a_prescription_for_outside_has_what_a_pharmacy_asks_for() {
    let mut laptop = full();
    let values = [
        ("insurer", "06271234"),
        ("insured", "12-34・5678901 (枝番)01"),
        ("share", "被扶養者"),
        ("no-change", "変更不可"),
        ("seal", "記名押印"),
        ("refill", "2回"),
        ("leftover", "情報提供"),
    ];
    let prescription = written(&mut laptop, "rx-outside", &values, 5);
    let pad = PadId(laptop.forms("rx-outside", 1)[0]);
    let office = Office::new(Language::Japanese, laptop);
    let printed = slip(&office, prescription);
    assert_eq!(printed.pages.len(), 3, "a page a copy");
    let law = [
        "処方箋",
        "公費負担者番号",
        "公費負担医療の受給者番号",
        "保険者番号",
        "被保険者証・被保険者手帳の記号・番号",
        "保険医療機関の所在地及び名称",
        "電話",
        "保険医氏名",
        "㊞",
        "都道府県番号",
        "点数表番号",
        "医療機関コード",
        "交付年月日",
        "処方箋の使用期間",
        "変更不可",
        "患者希望",
        "リフィル可",
        "保険医署名",
        "疑義照会した上で調剤",
        "情報提供",
        "1回目",
        "調剤済年月日",
        "保険薬局の所在地及び名称・保険薬剤師氏名",
    ];
    for page in pages(&office, "outside", &printed) {
        has(&page, &law);
        has(
            &page,
            &[
                "06271234",
                "12-34・5678901",
                "見本県見本市中央区万代東",
                "00-0000-0000",
                "1234567",
                "医師五十嵐慎一郎",
                "歳",
            ],
        );
    }
    // The boxes are ticked, not told: a dependant, a refill, a report, and each drug that may not be changed.
    let ticks = |page: &Page| {
        page.marks
            .iter()
            .filter(|mark| matches!(mark, Mark::Tick { .. }))
            .count()
    };
    assert_eq!(printed.pages.iter().map(ticks).collect::<Vec<_>>(), [8, 8, 8]);
    let blank = made(
        &office,
        &OnPaper::Blanks {
            ward: post("5E"),
            pads: vec![pad],
        },
    );
    assert_eq!(blank.pages.len(), 3);
    assert_eq!(blank.pages.iter().map(ticks).sum::<usize>(), 0);
    for page in &pages(&office, "outside-blank", &blank) {
        has(page, &law);
    }
}

/// Whoever is allergic to many things gets no drug because the list was cut: all of it stands above the drugs of every copy that
/// leaves the hospital, the drugs give way, over the page where they must. So it does in a letter.
#[test]
fn a_pharmacy_outside_reads_every_allergy() {
    let mut laptop = full();
    let patient = PatientRef::Identifier(identifier("00123456"));
    let many: Vec<String> = (1..=16)
        .map(|number| format!("薬剤{number}系注射剤（{number}年前に全身の発疹と呼吸困難）"))
        .collect();
    for what in &many {
        let answer = AllergyAnswer::Present(Allergy {
            kind: AllergyKind::Drug,
            what: text(what),
        });
        let patient = patient.clone();
        laptop
            .does(Command::Allergy(RecordAllergy { patient, answer }))
            .unwrap();
    }
    let values = [
        ("insurer", "06271234"),
        ("insured", "12-34・5678901"),
        ("share", "被扶養者"),
        ("seal", "署名"),
    ];
    let prescription = written(&mut laptop, "rx-outside", &values, 5);
    let values = [
        ("to", "国立循環器病研究センター"),
        ("purpose", "転院"),
        ("diagnosis", "急性前壁心筋梗塞"),
        ("course", "PCI施行。"),
        ("drugs-now", "アスピリン100mg"),
    ];
    let letter = written(&mut laptop, "referral", &values, 0);
    for language in Language::ALL {
        let office = Office::new(language, laptop.clone());
        for (name, number, most) in [("outside-allergies", prescription, 2), ("letter-allergies", letter, 1)] {
            let printed = slip(&office, number);
            let pages = pages(&office, name, &printed);
            let copies = if name == "letter-allergies" { 4 } else { 3 };
            assert!(pages.len() <= most * copies, "{name}: {} pages", pages.len());
            let all: Vec<&str> = many.iter().map(String::as_str).collect();
            for page in &pages {
                has(page, &all);
            }
        }
        let whole = pages(&office, "outside-allergies", &slip(&office, prescription)).concat();
        let drugs = (0..5).map(|number| format!("アムロジピンベシル酸塩口腔内崩壊錠{number}mg「サンプル」"));
        for drug in drugs {
            assert_eq!(whole.matches(&drug).count(), 3, "{drug} on each copy");
        }
    }
}

/// 麻薬及び向精神薬取締法 27条, 医師法施行規則 21条: name with seal or signature, licence, address of the patient, the day.
#[test]
fn a_prescription_of_narcotics_has_its_licence_and_a_place_for_the_seal() {
    let mut laptop = full();
    let values = [
        ("license", "大阪府 第12345号"),
        ("address", "大阪府大阪市住吉区万代東3丁目1番56号"),
        ("route", "内服"),
    ];
    let narcotic = written(&mut laptop, "rx-narcotic", &values, 2);
    let office = Office::new(Language::Japanese, laptop);
    let printed = slip(&office, narcotic);
    for page in pages(&office, "narcotic", &printed) {
        has(
            &page,
            &[
                "麻薬施用者免許番号",
                "大阪府第12345号",
                "処方医・署名",
                "医師五十嵐慎一郎",
                "㊞",
            ],
        );
    }
    let whole = pages(&office, "narcotic", &printed).concat();
    has(
        &whole,
        &[
            "患者住所",
            "大阪府大阪市住吉区万代東3丁目1番56号",
            "残液",
            "返納者",
            "受領者",
        ],
    );
    let seal = |page: &Page| {
        page.marks.iter().any(|mark| {
            matches!(mark, Mark::Box { area, line: Some(_), fill: None } if (12.0..14.0).contains(&area.width) && area.height >= 12.0 && area.x > 45.0 && area.x < 60.0)
        })
    };
    assert!(printed.pages.iter().all(seal), "twelve millimetres for a seal");
}

/// A letter goes to whom it is addressed, on A4, from somebody who can be called back.
#[test]
fn a_referral_is_a_letter() {
    for language in Language::ALL {
        let mut laptop = full();
        let values = [
            ("to", "見本循環器病センター 心臓血管内科 部長 髙島 﨑子 先生"),
            ("purpose", "転院"),
            ("diagnosis", "急性前壁心筋梗塞、慢性心不全"),
            ("history", "2015年 完全房室ブロックにてペースメーカー植込み"),
            (
                "course",
                "11月20日 胸痛にて救急搬送。PCI施行。24日より発熱、血液培養提出中。",
            ),
            ("drugs-now", "アスピリン100mg、プラスグレル3.75mg"),
        ];
        let letter = written(&mut laptop, "referral", &values, 0);
        let office = Office::new(language, laptop);
        let printed = slip(&office, letter);
        assert_eq!(printed.pages.len(), 4);
        assert!(
            printed
                .pages
                .iter()
                .all(|page| page.size == andon::print::paper::Size::A4)
        );
        for page in pages(&office, "letter", &printed) {
            for (_, value) in &values {
                if *value != "転院" {
                    has(&page, &[value]);
                }
            }
            has(
                &page,
                &[
                    "見本県見本市中央区万代東",
                    "00-0000-0001",
                    "06-0000-0000",
                    "サンプルハイツ万代東弐番館",
                    "医師 五十嵐 慎一郎",
                    &office.words.say("paper-seal"),
                ],
            );
        }
    }
}

/// A request to another department is carried to that department, not to all of them.
#[test]
fn a_consultation_goes_to_the_department_that_is_asked() {
    let mut laptop = full();
    let values = [
        ("department", "感染症内科"),
        ("purpose", "発熱"),
        ("course", "11月20日より39度"),
        ("where", "病室"),
        ("question", "抗菌薬の選択"),
    ];
    let asked = written(&mut laptop, "consultation", &values, 0);
    let office = Office::new(Language::Japanese, laptop);
    let printed = slip(&office, asked);
    let first = pages(&office, "consultation", &printed).remove(0);
    has(&first, &["感染症内科外来（診療科）行", "回答"]);
}

/// What was found or done is written on the paper that comes back: a report has room, whatever the order was.
#[test]
fn copies_on_which_somebody_writes_have_room() {
    for language in Language::ALL {
        let mut laptop = full();
        let kinds = laptop.hospital.slip_book().unwrap().types.clone();
        let pads: Vec<PadId> = kinds
            .iter()
            .map(|kind| PadId(laptop.forms(kind.code.as_str(), 1)[0]))
            .collect();
        let office = Office::new(language, laptop);
        let said = |key: &str| office.words.say(key);
        for (turn, (kind, pad)) in kinds.iter().zip(pads).enumerate() {
            if !is_its_turn(turn, language) {
                continue;
            }
            let heading = |purpose: Purpose| match (purpose, kind.code.as_str()) {
                (Purpose::Result | Purpose::Work, "consultation") => Some(said("paper-answer-reply")),
                (Purpose::Result, _) => Some(said("paper-answer-report")),
                (Purpose::Companion, "injection" | "chemotherapy") => Some(said("paper-answer-given")),
                (Purpose::Companion, "blood" | "microbiology") => Some(said("paper-answer-sample")),
                (Purpose::Origin, "blood") => Some(said("paper-answer-transfused")),
                (Purpose::Origin, "rx-narcotic") => Some(said("paper-answer-narcotic")),
                _ => None,
            };
            let (ward, pads) = (post("5E"), vec![pad]);
            let printed = made(&office, &OnPaper::Blanks { ward, pads });
            for (place, plan) in kind.copies.iter().enumerate() {
                let Some(heading) = heading(plan.purpose) else {
                    continue;
                };
                let number = format!("/{}", place + 1);
                let own = |page: &&Page| {
                    page.texts()
                        .any(|text| text.starts_with('S') && text.ends_with(&number))
                };
                let room = printed
                    .pages
                    .iter()
                    .filter(own)
                    .find_map(|page| room_under(page, &heading));
                let least = if plan.purpose == Purpose::Result { 45.0 } else { 16.0 };
                assert!(
                    room.is_some_and(|room| room >= least),
                    "{} copy {}: {room:?} mm to write on",
                    kind.code,
                    place + 1
                );
            }
        }
    }
}

/// Millimetres of lines below these words.
fn room_under(page: &Page, heading: &str) -> Option<f32> {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let at = page.marks.iter().find_map(|mark| match mark {
        Mark::Text { line, .. } if squeezed(&line.shaped.text) == squeezed(heading) => Some(line.at.y),
        _ => None,
    })?;
    let rules = page.marks.iter().filter_map(|mark| match mark {
        Mark::Rule { from, to, .. } if (from.y - to.y).abs() < 0.01 && from.y > at && from.y < 175.0 => Some(from.y),
        _ => None,
    });
    rules.reduce(f32::max).map(|last| last - at)
}

/// Lines of a form are eight millimetres apart where a hand writes, and where a label goes nothing but the label is missing.
#[test]
fn a_hand_can_write_on_blank_forms() {
    let mut laptop = full();
    let kinds = laptop.hospital.slip_book().unwrap().types.clone();
    let pads: Vec<PadId> = kinds
        .iter()
        .map(|kind| PadId(laptop.forms(kind.code.as_str(), 1)[0]))
        .collect();
    let office = Office::new(Language::Japanese, laptop);
    for (kind, pad) in kinds.iter().zip(pads) {
        if ["rx-outside", "referral"].contains(&kind.code.as_str()) {
            continue;
        }
        let (ward, pads) = (post("5E"), vec![pad]);
        let printed = made(&office, &OnPaper::Blanks { ward, pads });
        let page = &printed.pages[0];
        let mut rules: Vec<f32> = page
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Rule { from, to, .. }
                    if to.x - from.x > 120.0 && (from.y - to.y).abs() < 0.01 && (97.0..175.0).contains(&from.y) =>
                {
                    Some(from.y)
                }
                _ => None,
            })
            .collect();
        rules.sort_by(f32::total_cmp);
        rules.dedup_by(|a, b| (*a - *b).abs() < 0.5);
        let steps: Vec<f32> = rules.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let written = steps.iter().filter(|step| **step >= 7.95).count();
        assert!(written >= 3, "{}: {steps:?}", kind.code);
        assert!(
            steps.iter().all(|step| *step >= 4.9),
            "{}: lines too close: {steps:?}",
            kind.code
        );
        // The label that andon prints covers what it stands for.
        let label = office.press().shelf.form(andon::print::Kind::Label).unwrap().size;
        let place = page.marks.iter().find_map(|mark| match mark {
            Mark::Box {
                area,
                line: Some(_),
                fill: None,
            } if area.width > 60.0 && area.width < 70.0 => Some(*area),
            _ => None,
        });
        let place = place.expect("a place for the label");
        assert!(place.width >= label.width && place.height >= label.height, "{place:?}");
    }
}
