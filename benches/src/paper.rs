//! Paper: a slip in three copies, the list of a hospital of 700, 500 labels; from the filled document to the bytes of the
//! PDF, in CPU time of this thread.

use std::collections::HashMap;

use andon::{
    domain::{
        ask::census,
        identity::AllergyKind,
        record::{Timestamp, UserName},
        state::Hospital,
    },
    i18n::{Language, Words},
    print::{
        Fonts, Kind, Press, Printed,
        document::{
            Origin, Teller,
            label::Edition,
            slip::{BlankLines, Pace, SlipCopy, SlipLine, SlipSheet, SlipStep, Validity},
        },
        press::{Labels, Layout},
    },
    runtime::{
        entrance::Entry,
        open::{Means, Store},
    },
    settings::forms,
};
use std::path::Path;

use crate::{
    Form,
    figures::{aim, quantile, table},
    simulate::first_morning,
};

const PATIENTS: usize = 700;

/// Makes one document of the hospital; bytes and pages.
type Work<'a> = &'a dyn Fn(&Hospital) -> (usize, usize);

pub fn measure(folder: &Path, form: Form) {
    let store = folder.join("paper");
    if !store.exists() {
        first_morning(&store, PATIENTS);
    }
    let means = Means::machine("a bench".into());
    let (store, _) = Store::open(&store, &means, &Entry::trial(), &mut |_| ()).expect("the store");
    let hospital = andon::app::door::Door::hospital(&store.handle());
    let words = Words::load(Language::Japanese).expect("the texts");
    let fonts = Fonts::load().expect("the fonts");
    let shelved = forms::shelf(None, &words);
    assert!(shelved.faults.is_empty(), "the built-in forms");
    let origin = Origin {
        at: Timestamp::from_seconds(1_795_392_000),
        by: UserName::parse("bench").expect("a name"),
        station: "07".into(),
        letterhead: andon::print::document::letterhead::Letterhead::default(),
        anchor: "1 0".into(),
        sample: false,
    };
    let alike = HashMap::new();
    let teller = Teller {
        hospital: &hospital,
        words: &words,
        origin: &origin,
        alike: &alike,
    };
    let press = Press {
        fonts: &fonts,
        words: &words,
        shelf: &shelved.shelf,
    };
    println!("\nPaper, CPU time from the hospital to the bytes of the PDF");
    let mut rows = vec![
        ["", "pages", "kB", "median ms", "max ms", "aim ms"]
            .map(str::to_owned)
            .to_vec(),
    ];
    let mut told = Vec::new();
    let write = |printed: Printed| {
        let pdf = printed.pdf(&fonts, "bench", Language::Japanese).expect("a PDF");
        (printed.pages.len(), pdf.len())
    };
    // Whose slip it is was said when it was written: looking through the census of 700 for somebody is no part of printing,
    // and was 15 % of what was measured.
    let somebody = census(&hospital, None).first().expect("a patient").patient;
    let slip = |hospital: &Hospital| {
        let patient = hospital.patient(somebody).expect("the patient");
        let sheet = slip(teller.who(patient, AllergyKind::Drug));
        write(
            press
                .documents(Kind::Slip, &teller.slip(&sheet), Layout::Single)
                .expect("a slip"),
        )
    };
    let list = |_: &Hospital| {
        let filling = teller.hospital_list();
        write(
            press
                .documents(Kind::HospitalList, &[filling], Layout::Single)
                .expect("a list"),
        )
    };
    let labels = |hospital: &Hospital| {
        let rows = census(hospital, None);
        let labels: Vec<_> = rows
            .iter()
            .take(500)
            .map(|row| teller.label(hospital.patient(row.patient).expect("the patient"), &Edition::First))
            .collect();
        assert_eq!(labels.len(), 500);
        write(
            press
                .labels(Kind::Label, &labels, Labels::OnSheet { first: 1 })
                .expect("labels"),
        )
    };
    let works: [(&str, f64, Work<'_>); 3] = [
        ("a slip in three copies", 10.0, &slip),
        ("the list of 700 inpatients", 100.0, &list),
        ("500 labels", 500.0, &labels),
    ];
    for (what, most, work) in works {
        let mut times = Vec::new();
        let mut made = (0, 0);
        for _ in 0..form.either(2, 30) {
            let before = cpu();
            made = work(&hospital);
            times.push(cpu() - before);
        }
        let middle = quantile(&times, 0.5);
        rows.push(vec![
            what.to_owned(),
            made.0.to_string(),
            (made.1 / 1024).to_string(),
            format!("{middle:.1}"),
            format!("{:.1}", quantile(&times, 1.0)),
            format!("{most:.0}"),
        ]);
        told.push(format!(
            "  aim, {what}: {middle:.1} < {most:.0} ms: {}",
            aim(form, middle < most)
        ));
    }
    print!("{}", table(&rows));
    told.iter().for_each(|line| println!("{line}"));
}

/// Milliseconds of CPU that this thread has had.
fn cpu() -> f64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    now.tv_sec as f64 * 1_000.0 + now.tv_nsec as f64 / 1_000_000.0
}

fn slip(who: andon::print::document::slip::Who) -> SlipSheet {
    let copy = |place: usize, role: &str, destination: &str| SlipCopy {
        role: role.into(),
        purpose: andon::domain::slips::Purpose::Work,
        colour: "白".into(),
        destination: destination.into(),
        keep: destination.into(),
        code: format!("07-000042-17/{place}"),
        place,
        of: 3,
    };
    let line = |text: &str, amount: &str| SlipLine {
        text: text.into(),
        amount: amount.into(),
        usage: "朝食後".into(),
        warning: String::new(),
        note: "14日分".into(),
    };
    SlipSheet {
        code: "rx-inpatient".into(),
        slip_type: "処方箋（入院・臨時）".into(),
        number: "07-000042-17".into(),
        revision: 1,
        validity: Validity::Valid,
        urgency: "緊急".into(),
        pace: Pace::Pressing,
        held: String::new(),
        void: String::new(),
        isolation: String::new(),
        who,
        ward: "5階東病棟".into(),
        bed: "5E-501-1".into(),
        department: "循環器内科".into(),
        orderer: "見本 医師".into(),
        orderer_title: "処方医・署名".into(),
        ordered_at: "2026-11-23 09:12".into(),
        orderer_phone: "5512".into(),
        query_phone: "7123".into(),
        remark: "粉砕して経管投与。腎機能低下のため減量済み。".into(),
        licence: String::new(),
        lines: vec![
            line("アムロジピンベシル酸塩口腔内崩壊錠5mg", "1錠 分1 朝食後"),
            line("ワルファリンカリウム錠0.5mg", "3錠 分1 夕食後"),
            line("スルファメトキサゾール・トリメトプリム配合錠", "2錠 分2"),
        ],
        fields: Vec::new(),
        answers: Vec::new(),
        steps: ["指示受け", "調剤", "鑑査", "払出", "与薬"]
            .map(|title| SlipStep {
                title: title.into(),
                done: String::new(),
            })
            .to_vec(),
        blank: BlankLines::default(),
        edition: Edition::First,
        copies: vec![
            copy(1, "正", "薬剤部"),
            copy(2, "控", "5階東病棟"),
            copy(3, "医事用", "医事課"),
        ],
    }
}
