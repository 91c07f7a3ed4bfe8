//! Every paper that can be asked for, made as screen and shell make it: each code is read by a scanner and stands beside it in
//! figures, lists end with the anchor of the journal, and the same state gives the same bytes. A paper that is added does not
//! compile here before somebody has said what is on it.

use andon::{
    domain::{
        census::WardCode,
        command::Command,
        identity::{Identifier, PatientId, PatientRef},
        printing::Paper as OnPaper,
        record::{Day, wire},
        slips::{PadId, RunId, SlipNumber, command::WriteSlip},
    },
    i18n::Language,
    print::{
        Kind, Mark, Printed,
        form::SpotKind,
        making::{Details, kind_of, make},
    },
};

use crate::{
    paper_kit::{assert_apart, read, scan_all},
    paper_office::{Office, cuts, look},
    paper_slips::{full, view},
    slip_world::{Paper, post, prescription, sheet},
    world::{Laptop, given, identifier},
};

/// A morning of paper.
struct Morning {
    laptop: Laptop,
    patient: PatientId,
    slip: SlipNumber,
    pad: PadId,
    run: RunId,
    packets: Vec<Identifier>,
}

impl Morning {
    fn new() -> Self {
        let mut laptop = full();
        let reference = PatientRef::Identifier(identifier("00123456"));
        let slip = laptop.printed(WriteSlip {
            patient: reference.clone(),
            ..prescription("アムロジピンベシル酸塩口腔内崩壊錠5mg「サンプル」")
        });
        let run = laptop.open_run().unwrap();
        laptop.pick_up(sheet(slip, "1")).unwrap();
        laptop.receive(sheet(slip, "1"), "pharmacy").unwrap();
        let pad = PadId(laptop.forms("laboratory", 2)[0]);
        let prepared = laptop
            .does(Command::PreparePackets {
                count: 2,
                request: None,
            })
            .unwrap()
            .unwrap();
        let packets = given(&prepared);
        let patient = laptop.hospital.find_patient(&reference).unwrap().id;
        Self {
            laptop,
            patient,
            slip,
            pad,
            run,
            packets,
        }
    }

    fn papers(&self, day: Day) -> Vec<OnPaper> {
        let ward = WardCode::parse("5E").unwrap();
        let patient = self.patient;
        vec![
            OnPaper::WardList { ward: ward.clone() },
            OnPaper::HospitalList,
            OnPaper::Headcount { ward: ward.clone() },
            OnPaper::Labels { patient },
            OnPaper::WristStrips { patient },
            OnPaper::Summary { patient },
            OnPaper::NursingSheet {
                ward: ward.clone(),
                day,
            },
            OnPaper::MealSheet { ward, day },
            OnPaper::DailyReport { day },
            OnPaper::Slip {
                slip: self.slip,
                revision: 1,
                copies: Vec::new(),
            },
            OnPaper::Blanks {
                ward: post("5E"),
                pads: vec![self.pad],
            },
            OnPaper::RunSheet { run: self.run },
            OnPaper::DeskRegister {
                desk: post("pharmacy"),
                day,
            },
            OnPaper::Packets {
                numbers: self.packets.clone(),
            },
        ]
    }
}

/// What a paper must have: how many QR codes and Code 128 are on it, and whether its foot has the anchor of the journal.
fn wanted(paper: &OnPaper, office: &Office, printed: &Printed) -> ((usize, usize), bool) {
    let pages = printed.pages.len();
    match paper {
        OnPaper::WardList { .. }
        | OnPaper::HospitalList
        | OnPaper::Headcount { .. }
        | OnPaper::NursingSheet { .. }
        | OnPaper::MealSheet { .. }
        | OnPaper::DailyReport { .. }
        | OnPaper::DeskRegister { .. } => ((0, 0), true),
        OnPaper::RunSheet { run } => ((0, office.laptop.hospital.run(*run).unwrap().legs().len()), true),
        OnPaper::Labels { .. } => ((3, 3), false),
        // The code along the strip, and one across it.
        OnPaper::WristStrips { .. } => ((3, 6), false),
        OnPaper::Summary { .. } => ((1, 0), false),
        OnPaper::Slip { .. } | OnPaper::Blanks { .. } => ((pages, 0), false),
        // A sheet, and its three labels.
        OnPaper::Packets { numbers } => ((4 * numbers.len(), 4 * numbers.len()), false),
    }
}

fn made(office: &Office, paper: &OnPaper) -> Printed {
    let patient = match paper {
        OnPaper::Labels { patient } | OnPaper::WristStrips { patient } | OnPaper::Summary { patient } => Some(*patient),
        _ => None,
    };
    let person = patient.map(|patient| office.person(PatientRef::Record(patient)));
    let details = Details {
        person,
        slip: paper.slip().map(|slip| view(&office.laptop, slip)),
        count: 3,
        ..Details::default()
    };
    make(paper, &details, &office.teller(), &office.press()).unwrap()
}

#[test]
fn every_paper_is_scanned_counted_and_the_same_twice() {
    for language in Language::ALL {
        let morning = Morning::new();
        let office = Office::new(language, morning.laptop.clone());
        let papers = morning.papers(Day::from(office.teller().today()));
        for kind in Kind::ALL {
            assert!(papers.iter().any(|paper| kind_of(paper) == kind), "no {kind:?}");
        }
        // What anybody who has this newest commit reckons for it.
        let newest = morning.laptop.commits().last().unwrap().clone();
        let hash = blake3::hash(&wire::write(&newest).unwrap()).to_hex();
        let station = format!("07:{}{}", newest.id.sequence.number(), &hash[..16]);
        for paper in papers {
            let printed = made(&office, &paper);
            let pdf = printed.pdf(&office.fonts, "all", language).unwrap();
            let again = made(&office, &paper).pdf(&office.fonts, "all", language).unwrap();
            assert!(pdf == again, "{paper:?}: the bytes differ");
            look(&format!("all-{:?}", kind_of(&paper)), language, &pdf);
            assert_apart(&printed);
            assert_eq!(cuts(&printed), Vec::<&SpotKind>::new(), "{paper:?}");
            let (codes, has_anchor) = wanted(&paper, &office, &printed);
            assert_eq!(scan_all(&printed.pages, &pdf), codes, "{paper:?}");
            let pages = read(&pdf);
            assert_eq!(pages.len(), printed.pages.len());
            for (page, text) in printed.pages.iter().zip(pages) {
                let text: String = text.split_whitespace().collect();
                for mark in &page.marks {
                    if let Mark::Qr { value, .. } | Mark::Bars { value, .. } = mark {
                        assert!(
                            text.contains(value),
                            "{value} cannot be read without a scanner: {paper:?}"
                        );
                    }
                }
                if has_anchor {
                    for part in ["a1b2c3d4e5f60718", &station, "k.mori", "2026-11-23"] {
                        assert!(text.contains(part), "{part} is not in the foot: {paper:?}");
                    }
                }
            }
        }
    }
}
