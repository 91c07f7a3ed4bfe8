//! A laptop that writes slips: the small hospital, the standard book, two patients, and short words for what people do.

use std::sync::{Arc, LazyLock};

use andon::domain::{
    command::{Admission, AllergyAnswer, Command, RecordAllergy, Register, Request},
    identity::{Allergy, AllergyKind, PatientRef},
    record::Commit,
    refusal::Refusal,
    slips::{
        Code, Copy, CopyName, Custody, Post, Slip, SlipBook, SlipNumber,
        command::{AskBack, Before, NumberGiven, Perform, PickUp, Revise, SlipCommand, Taken, WarningsSeen, WriteSlip},
        fact::{DrugLine, Ending, Method, Outcome, QueryOutcome, QueryReason},
    },
    state::slips::{run_of, slips_of},
};
use andon::settings::slips;

use crate::world::{Laptop, bed, identifier, text};

pub const TARO: &str = "00022012";
pub const HANAKO: &str = "00056819";

pub fn code(raw: &str) -> Code {
    Code::parse(raw).unwrap()
}

pub fn post(raw: &str) -> Post {
    Post::parse(raw).unwrap()
}

pub fn who(raw: &str) -> PatientRef {
    PatientRef::Identifier(identifier(raw))
}

pub fn drug(name: &str) -> DrugLine {
    DrugLine {
        name: text(name),
        amount: Some(text("3錠")),
        usage: Some(text("1日3回 毎食後")),
        duration: Some(text("7日分")),
    }
}

/// The standard book. Read once, because nearly all tests about paper begin with it.
pub fn standard() -> Arc<SlipBook> {
    static BOOK: LazyLock<Arc<SlipBook>> = LazyLock::new(|| slips::standard().unwrap());
    BOOK.clone()
}

/// The laptop, with the book and both patients in bed.
pub fn with_slips(station: u16) -> Laptop {
    let mut laptop = Laptop::with_numbers(station, 1);
    let book = standard();
    let version = slips::version(&book).unwrap();
    laptop
        .does(Command::Slip(SlipCommand::AdoptBook { version, book }))
        .unwrap();
    for (id, name, place) in [(TARO, "見本　太郎", "5E-101-1"), (HANAKO, "見本　花子", "5E-101-2")] {
        laptop
            .does(Command::AdmitNew {
                person: Register {
                    identifier: Some(identifier(id)),
                    name: Some(text(name)),
                    ..Register::default()
                },
                admission: Admission::into_bed(bed(place)),
            })
            .unwrap();
        laptop
            .does(Command::Allergy(RecordAllergy {
                patient: who(id),
                answer: AllergyAnswer::None,
            }))
            .unwrap();
    }
    laptop
}

pub fn allergic(laptop: &mut Laptop, id: &str, what: &str) {
    laptop
        .does(Command::Allergy(RecordAllergy {
            patient: who(id),
            answer: AllergyAnswer::Present(Allergy {
                kind: AllergyKind::Drug,
                what: text(what),
            }),
        }))
        .unwrap();
}

/// A prescription of one drug.
pub fn prescription(drug_name: &str) -> WriteSlip {
    WriteSlip {
        number: None,
        kind: Some(code("rx-inpatient")),
        patient: who(TARO),
        origin: None,
        urgency: Some(code("urgent")),
        orderer: Some(text("循環器 佐藤")),
        values: Vec::new(),
        drugs: vec![drug(drug_name)],
    }
}

/// A request for blood.
pub fn blood_request() -> WriteSlip {
    let values = [
        ("product", "RBC-LR（赤血球）"),
        ("units", "2"),
        ("group", "A"),
        ("rhesus", "陽性"),
        ("second", "済"),
        ("use", "2026-11-24T10:00"),
        ("consent", "あり"),
    ];
    WriteSlip {
        kind: Some(code("blood")),
        values: values.map(|(field, value)| (code(field), text(value))).to_vec(),
        drugs: Vec::new(),
        ..prescription("輸血")
    }
}

/// What people do, one word each; a minute passes between two of them.
pub trait Paper {
    fn slip(&mut self, command: SlipCommand) -> Result<Arc<Commit>, Refusal>;
    fn known(&self, slip: SlipNumber) -> &Slip;

    fn copy(&self, slip: SlipNumber, number: u8) -> &Copy {
        let known = self.known(slip);
        known
            .current()
            .find(|copy| copy.number.number == number)
            .unwrap_or_else(|| panic!("{slip} has no copy {number}"))
    }

    fn custody(&self, slip: SlipNumber, number: u8) -> Custody {
        self.copy(slip, number).custody().clone()
    }

    fn write(&mut self, write: WriteSlip) -> SlipNumber {
        let commit = self.slip(SlipCommand::Write(write)).unwrap();
        slips_of(&commit)[0]
    }

    fn print(&mut self, slip: SlipNumber) -> Result<Arc<Commit>, Refusal> {
        let seen = WarningsSeen::Yes;
        self.slip(SlipCommand::Print {
            slip,
            printer: None,
            seen,
            at: None,
        })
    }

    /// Typed and printed.
    fn printed(&mut self, write: WriteSlip) -> SlipNumber {
        let slip = self.write(write);
        self.print(slip).unwrap();
        slip
    }

    fn pick_up(&mut self, name: impl Into<CopyName>) -> Result<Arc<Commit>, Refusal> {
        self.slip(SlipCommand::PickUp(PickUp {
            what: Taken::Copy(name.into()),
            carrier: Some(text("搬送 山田")),
            run: None,
            to: None,
        }))
    }

    fn receive(&mut self, name: impl Into<CopyName>, desk: &str) -> Result<Arc<Commit>, Refusal> {
        let name = name.into();
        self.slip(SlipCommand::Receive { name, at: post(desk) })
    }

    fn done(&mut self, slip: SlipNumber, by: &str) -> Result<Arc<Commit>, Refusal> {
        let by = Some(text(by));
        let before = Before::Recorded;
        self.slip(SlipCommand::Done {
            slip,
            step: None,
            at: None,
            by,
            before,
        })
    }

    /// The step that is due at a desk; `before` says what becomes of the ward's.
    fn done_at(&mut self, slip: SlipNumber, desk: &str, before: Before) -> Result<Arc<Commit>, Refusal> {
        self.slip(SlipCommand::Done {
            slip,
            step: None,
            at: Some(post(desk)),
            by: Some(text("薬剤師 甲")),
            before,
        })
    }

    fn step(&mut self, slip: SlipNumber, step: &str, by: &str) -> Result<Arc<Commit>, Refusal> {
        let (step, by) = (Some(code(step)), Some(text(by)));
        let before = Before::Recorded;
        self.slip(SlipCommand::Done {
            slip,
            step,
            at: None,
            by,
            before,
        })
    }

    fn perform(&mut self, slip: SlipNumber, outcome: Outcome) -> Result<Arc<Commit>, Refusal> {
        self.slip(SlipCommand::Perform(Perform {
            slip,
            outcome,
            by: Some(text("看護 一郎")),
            amount: Some(text("3錠")),
            lot: Some(text("LOT-7")),
            remark: None,
        }))
    }

    fn bill(&mut self, slip: SlipNumber) -> Result<Arc<Commit>, Refusal> {
        self.slip(SlipCommand::Bill { slip })
    }

    fn file(&mut self, name: impl Into<CopyName>, desk: &str) -> Result<Arc<Commit>, Refusal> {
        self.slip(SlipCommand::File {
            name: name.into(),
            how: Ending::Filed,
            at: Some(post(desk)),
        })
    }

    fn query(&mut self, slip: SlipNumber) -> Result<Arc<Commit>, Refusal> {
        self.slip(SlipCommand::Query(AskBack {
            slip,
            at: Some(post("pharmacy")),
            reason: QueryReason::Dose,
            asked: None,
            how: Method::Phone,
            question: text("用量が通常の倍です"),
            caller: None,
        }))
    }

    fn answer(&mut self, slip: SlipNumber, outcome: QueryOutcome) -> Result<Arc<Commit>, Refusal> {
        self.slip(SlipCommand::Answer {
            slip,
            outcome,
            answer: text("そのとおりに"),
            by: text("循環器 佐藤"),
        })
    }

    fn revise(&mut self, slip: SlipNumber, drug_name: &str) -> Result<Arc<Commit>, Refusal> {
        self.slip(SlipCommand::Revise(Revise {
            slip,
            urgency: None,
            values: Vec::new(),
            drugs: vec![drug(drug_name)],
            ordered: Some((text("循環器 佐藤"), text("腎機能低下"))),
        }))
    }

    fn recall(&mut self, name: CopyName) -> Result<Arc<Commit>, Refusal> {
        self.slip(SlipCommand::Recall { name, at: None })
    }

    fn lose(&mut self, name: impl Into<CopyName>) -> Result<Arc<Commit>, Refusal> {
        let name = name.into();
        self.slip(SlipCommand::CannotFind { name, remark: None })
    }

    fn find(&mut self, name: impl Into<CopyName>, desk: &str) -> Result<Arc<Commit>, Refusal> {
        let name = name.into();
        self.slip(SlipCommand::Found { name, at: post(desk) })
    }

    fn cancel(&mut self, slip: SlipNumber) -> Result<Arc<Commit>, Refusal> {
        let reason = text("指示の取消");
        self.slip(SlipCommand::Cancel { slip, reason })
    }

    /// Forms of a kind, ready to be written on by hand.
    fn forms(&mut self, kind: &str, count: u16) -> Vec<SlipNumber> {
        let kind = code(kind);
        let commit = self.slip(SlipCommand::PrepareBlanks { kind, count }).unwrap();
        slips_of(&commit)
    }

    fn register(&mut self, number: NumberGiven, patient: &str) -> Result<Arc<Commit>, Refusal> {
        self.slip(SlipCommand::Write(WriteSlip {
            number: Some(number),
            kind: None,
            patient: who(patient),
            origin: None,
            urgency: None,
            orderer: None,
            values: Vec::new(),
            drugs: Vec::new(),
        }))
    }

    fn open_run(&mut self) -> Result<andon::domain::slips::RunId, Refusal> {
        let commit = self.slip(SlipCommand::OpenRun {
            carrier: text("搬送 山田"),
            posts: Vec::new(),
        })?;
        Ok(run_of(&commit).unwrap())
    }
}

impl Paper for Laptop {
    fn slip(&mut self, command: SlipCommand) -> Result<Arc<Commit>, Refusal> {
        self.millis += 60_000;
        self.does(Request::from(Command::Slip(command))).map(Option::unwrap)
    }

    fn known(&self, slip: SlipNumber) -> &Slip {
        self.hospital.slip(slip).unwrap()
    }
}

/// One sheet of a slip.
pub fn sheet(slip: SlipNumber, raw: &str) -> CopyName {
    CopyName::parse(&format!("{slip}/{raw}")).unwrap()
}
