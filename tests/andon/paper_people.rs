//! People with the longest that is realistic, and a slip with everything that can stand on one.

use andon::{
    domain::{
        census::{Mobility, fact::StayDetail},
        command::{Admission, AllergyAnswer, Amend, Command, RecordAllergy, Register},
        identity::{Allergy, AllergyKind, Birth, PatientRef, Sex},
        record::Day,
        recovery::{Meal, NursingScore},
        slips::Purpose,
        text::{REMARK, Text},
    },
    i18n::Language,
    print::document::{
        label::Edition,
        slip::{BlankLines, Pace, Room, SlipCopy, SlipLine, SlipSheet, SlipStep, Validity, Who},
    },
};
use chrono::NaiveDate;

use crate::{
    paper_office::{Office, day},
    world::{Laptop, bed, department, identifier, text},
};

/// A ward of four with the longest that is realistic, and names that few fonts can write.
pub fn full() -> Laptop {
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
        let bed = bed(&format!("5E-{}-{}", 101 + place / 2, 1 + place % 2));
        let born = NaiveDate::from_ymd_opt(year, month, date).unwrap();
        let mut admission = Admission::into_bed(bed);
        admission.department = Some(department("CARD"));
        admission.diet = Some(text("糖尿病食1600kcal・減塩6g・とろみ・きざみ"));
        admission.mobility = Some(Mobility::Stretcher);
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

/// Somebody with the longest name that there is, and with more allergies than fit on a line.
pub fn longest() -> (Laptop, Vec<String>) {
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
    let admission = Admission::into_bed(bed("6W-101-1"));
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

/// A slip with every field that one can have.
#[allow(clippy::too_many_lines, reason = "every field of a slip, once")]
pub fn slip(office: &Office, who: Who, revision: u32, validity: Validity) -> SlipSheet {
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
