//! What the forecast of paper and toner reckons with is what our pages take: measured on slips of the kinds that wards write
//! all day, as long as they write them, and on a ward list; and what a hospital writes itself is counted.

use andon::{
    domain::{
        identity::PatientRef,
        printing::Paper as OnPaper,
        slips::{Code, SlipNumber, command::WriteSlip, fact::DrugLine},
    },
    i18n::Language,
    print::{
        Kind, Printed,
        forecast::{Rates, forecast, pages_of_copies},
        making::{Details, make},
        press::Layout,
    },
};

use crate::{
    harness::sample,
    paper_kit::{Sheet, draw},
    paper_office::Office,
    paper_slips::{full, view},
    slip_world::{Paper, prescription, with_slips},
    world::{Laptop, identifier, text},
};

/// What a ward writes in a day, of a hundred slips: the kind, how many of them, its fields, its drugs.
type Day = [(
    &'static str,
    u32,
    &'static [(&'static str, &'static str)],
    &'static [[&'static str; 4]],
); 6];

const DAY: Day = [
    (
        "rx-inpatient",
        26,
        &[("weight", "58.4"), ("start", "2026-11-24")],
        &[
            ["アムロジピンOD錠5mg", "1錠", "分1 朝食後", "14日分"],
            ["酸化マグネシウム錠330mg", "6錠", "分3 毎食後", "14日分"],
            ["ランソプラゾールOD錠15mg", "1錠", "分1 朝食後", "14日分"],
        ],
    ),
    (
        "injection",
        26,
        &[("route", "静脈点滴"), ("rate", "80"), ("start", "2026-11-24T09:00")],
        &[
            ["ソルデム3A輸液500mL", "500mL", "6時間で点滴", "2本"],
            ["セファゾリンNa点滴静注用1g", "1g", "生食100mLに溶解 30分", "1日2回"],
        ],
    ),
    (
        "laboratory",
        24,
        &[
            ("tests", "血算,生化学（基本）,電解質,CRP"),
            ("specimen", "静脈血"),
            ("collect", "2026-11-24T06:30"),
        ],
        &[],
    ),
    (
        "imaging",
        10,
        &[
            ("modality", "単純X線"),
            ("site", "胸部 正面・側面"),
            ("purpose", "肺炎の経過"),
            ("contrast", "なし"),
            ("contrast-allergy", "なし"),
        ],
        &[],
    ),
    (
        "meal",
        9,
        &[("diet", "糖尿病"), ("energy", "1600"), ("from", "2026-11-24")],
        &[],
    ),
    (
        "consultation",
        5,
        &[
            ("department", "感染症内科"),
            ("purpose", "発熱の精査"),
            ("course", "11月20日より39度の発熱。血液培養2セット提出済み。"),
            ("question", "抗菌薬の選択について"),
            ("where", "病室"),
        ],
        &[],
    ),
];

fn written(laptop: &mut Laptop, kind: &str, values: &[(&str, &str)], drugs: &[[&str; 4]]) -> SlipNumber {
    let slip = WriteSlip {
        number: None,
        kind: Code::parse(kind),
        patient: PatientRef::Identifier(identifier("00123456")),
        origin: None,
        urgency: None,
        orderer: Some(text("五十嵐 慎一郎")),
        values: values
            .iter()
            .map(|(code, value)| (Code::parse(code).unwrap(), text(value)))
            .collect(),
        drugs: drugs
            .iter()
            .map(|[name, amount, usage, duration]| DrugLine {
                name: text(name),
                amount: Some(text(amount)),
                usage: Some(text(usage)),
                duration: Some(text(duration)),
            })
            .collect(),
    };
    laptop.write(slip)
}

fn ink(office: &Office, printed: &Printed) -> f64 {
    let sheets = draw(&printed.pdf(&office.fonts, "ink", Language::Japanese).unwrap());
    let pages = f64::from(u32::try_from(sheets.len()).unwrap());
    sheets.iter().map(Sheet::ink).sum::<f64>() / pages * 1_000.0
}

#[test]
fn the_forecast_reckons_with_real_pages() {
    let mut laptop = full();
    let slips: Vec<(SlipNumber, u32)> = DAY
        .iter()
        .map(|(kind, weight, values, drugs)| (written(&mut laptop, kind, values, drugs), *weight))
        .collect();
    let office = Office::new(Language::Japanese, laptop);
    let made = |slip: SlipNumber| {
        let paper = OnPaper::Slip {
            slip,
            revision: 1,
            copies: Vec::new(),
        };
        let details = Details {
            slip: Some(view(&office.laptop, slip)),
            layout: Layout::Single,
            ..Details::default()
        };
        make(&paper, &details, &office.teller(), &office.press()).unwrap()
    };
    let (mut pages, mut copies, mut black) = (0, 0, 0.0);
    for (slip, weight) in &slips {
        let printed = made(*slip);
        let of = u32::try_from(view(&office.laptop, *slip).slip.current().count()).unwrap();
        let took = u32::try_from(printed.pages.len()).unwrap();
        pages += weight * took;
        copies += weight * of;
        // One copy of each is enough: the others differ in a few words.
        let first = Printed {
            pages: printed.pages[..1].to_vec(),
            ..printed
        };
        black += ink(&office, &first) * f64::from(weight * took);
    }
    let black = black / f64::from(pages);
    let list = Office::new(Language::Japanese, sample());
    let list = list.print(Kind::WardList, &list.teller().ward_list(&list.ward("5E")));
    let lists = ink(&office, &list);
    let rates = Rates::default();
    let a_copy = f64::from(pages) * 100.0 / f64::from(copies);
    let told =
        format!("{a_copy:.0} pages a hundred copies, slips {black:.1} ‰, ward list {lists:.1} ‰; reckoned {rates:?}");
    println!("{told}");
    assert!((a_copy - f64::from(rates.pages)).abs() < 8.0, "{told}");
    let reckoned = f64::from(rates.slip_ink * (100 - rates.urgent) + rates.urgent_ink * rates.urgent) / 100.0;
    assert!((black - reckoned).abs() < 6.0, "{told}");
    assert!((lists - f64::from(rates.list_ink)).abs() < 5.0, "{told}");
}

/// A hospital that writes enough is counted: what it does takes the place of what we measured.
#[test]
fn what_a_hospital_writes_itself_is_counted() {
    let mut laptop = with_slips(7);
    let before = Rates::observed(&laptop.hospital, laptop.now(), None);
    assert_eq!(before, Rates::default());
    for number in 0..200 {
        let mut slip = prescription(&format!("サンプル錠{number}mg"));
        let line = slip.drugs[0].clone();
        slip.drugs.extend(vec![line; 5]);
        laptop.write(slip);
    }
    let office = Office::new(Language::Japanese, laptop);
    let (hospital, now) = (&office.laptop.hospital, office.laptop.now());
    // Six drugs go on over a page more, on each of three copies.
    let pages = pages_of_copies(&office.teller(), &office.press());
    assert_eq!(pages, Some(200));
    let rates = Rates::observed(hospital, now, pages);
    // Two hundred in an hour are not yet what a day takes.
    assert_eq!(
        (rates.copies, rates.pages, rates.slips),
        (3, 200, before.slips),
        "{rates:?}"
    );
    let (counted, assumed) = (forecast(hospital, rates, 1), forecast(hospital, before, 1));
    assert!(counted.sheets > assumed.sheets, "{counted:?} {assumed:?}");
    let few = Office::new(Language::Japanese, with_slips(8));
    assert_eq!(pages_of_copies(&few.teller(), &few.press()), None);
}
