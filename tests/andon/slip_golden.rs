//! The facts of slips for the golden files: one or more of every kind, every variant of every enum at least once.

use std::sync::Arc;

use andon::domain::{
    census::StayId,
    checks::PurposeCode,
    identity::PatientId,
    numbers::{BlockNumber, Given, NumberKind, Schemes, Series},
    record::{CommitId, EventId, Fact, Installation, Sequence, SettingsVersion, Station, Timestamp},
    slips::{
        Code, CopyNumber, CopyPlan, Desk, Destination, DrugGroup, Field, FieldKind, PadId, Purpose, RunId, SlipBook,
        SlipNumber, SlipType, StepKind, StepPlan, Title, Urgency,
        book::{Due, Profession, Required, SlipTypesAdopted},
        fact::{
            AskedOf, Billed, BlanksPrepared, Content, CopiesEnded, CopiesHandedOver, CopiesPickedUp, CopiesReceived,
            CopyFound, CopyLost, DrugLine, Ending, Handed, Leg, Method, NotePassed, Outcome, Performed, PlannedCopy,
            PlannedStep, QueryAnswered, QueryFollowed, QueryOutcome, QueryRaised, QueryReason, RevisionOrdered,
            RunClosed, RunOpened, SlipCancelled, SlipPrinted, SlipPrintedAt, SlipRevised, SlipWritten, Source,
            StepDone, StepSeen, StepUnchecked, WorkStarted,
        },
        safety::Warning,
    },
};

use crate::{
    slip_world::{code, post},
    world::{identifier, text},
};

fn number(sequence: u32) -> SlipNumber {
    SlipNumber::parse(&format!("S07-1{sequence:05}-41")).unwrap()
}

fn given(sequence: u32) -> Given {
    Given {
        kind: NumberKind::Slip,
        number: identifier(number(sequence).as_str()),
        series: Series::of(&Schemes::default().slip),
        station: Station::new(7).unwrap(),
        block: BlockNumber::FIRST,
        sequence,
    }
}

fn event(sequence: u64) -> EventId {
    EventId {
        commit: CommitId {
            station: Station::new(7).unwrap(),
            installation: Installation::new(2).unwrap(),
            sequence: Sequence::new(sequence).unwrap(),
        },
        index: 0,
    }
}

fn title(raw: &str) -> Title {
    Title {
        ja: text(raw),
        en: text("English"),
    }
}

fn book() -> SlipBook {
    let kinds = [
        FieldKind::Text,
        FieldKind::Number { unit: Some(text("kg")) },
        FieldKind::Day,
        FieldKind::Time,
        FieldKind::Choice(vec![title("はい")]),
        FieldKind::Checks(vec![title("空腹")]),
        FieldKind::Drugs,
    ];
    let field = |(index, kind): (usize, FieldKind)| Field {
        code: code(&format!("field-{index}")),
        title: title("項目"),
        kind,
        required: if index == 0 { Required::Yes } else { Required::No },
    };
    let urgency = |raw: &str, due| Urgency {
        code: code(raw),
        title: title("至急"),
        due,
        cut_off: Some(840),
    };
    let step = |raw: &str, kind, unlike: Option<Code>| StepPlan {
        code: code(raw),
        title: title("段階"),
        at: Destination::Desk(post("pharmacy")),
        kind,
        unlike,
        by: vec![Profession::Pharmacist],
    };
    SlipBook {
        desks: vec![Desk {
            code: code("pharmacy"),
            title: title("薬剤部"),
            phone: Some(text("2201")),
            per_hour: Some(150),
            place: Some(text("1階")),
        }],
        types: vec![SlipType {
            code: code("rx-inpatient"),
            title: title("処方箋"),
            fields: kinds.into_iter().enumerate().map(field).collect(),
            copies: Purpose::ALL
                .iter()
                .map(|purpose| CopyPlan {
                    role: title("正"),
                    purpose: *purpose,
                    colour: title("白"),
                    to: Destination::Origin,
                    keep: title("綴り"),
                })
                .collect(),
            steps: vec![
                step("dispense", StepKind::Plain, None),
                step("audit", StepKind::Perform, Some(code("dispense"))),
                step("report", StepKind::Result, None),
            ],
            urgencies: vec![
                urgency("urgent", Due::Within(30)),
                urgency("next-day", Due::Clock { days: 1, minute: 480 }),
            ],
            issued_by: Profession::ALL.to_vec(),
            received_by: Vec::new(),
            route: vec![Destination::Origin],
            phone: None,
            valid_days: Some(4),
        }],
        groups: vec![DrugGroup {
            title: title("ペニシリン系"),
            words: vec![text("アモキシシリン")],
        }],
        billing_minutes: 2160,
        carry_minutes: 60,
    }
}

fn content(source: Source) -> Content {
    Content {
        revision: 1,
        source,
        urgency: code("urgent"),
        due: Timestamp::from_seconds(1_795_400_000),
        values: vec![(code("weight"), text("52"))],
        drugs: vec![DrugLine {
            name: text("アモキシシリンカプセル250mg"),
            amount: Some(text("3Cap")),
            usage: None,
            duration: Some(text("7日分")),
        }],
    }
}

fn written(source: Source) -> SlipWritten {
    let patient = PatientId::of(&identifier("00022012"));
    SlipWritten {
        slip: number(123),
        patient,
        stay: Some(StayId::imported(patient, Timestamp::from_seconds(1_795_392_000))),
        kind: code("rx-inpatient"),
        book: SettingsVersion([3; 8]),
        origin: post("5E"),
        orderer: Some(text("佐藤")),
        content: content(source),
        copies: Purpose::ALL
            .iter()
            .map(|purpose| PlannedCopy {
                number: 1,
                purpose: *purpose,
                to: post("pharmacy"),
            })
            .collect(),
        steps: [StepKind::Plain, StepKind::Perform, StepKind::Result]
            .map(|kind| PlannedStep {
                code: code("dispense"),
                at: post("pharmacy"),
                kind,
                unlike: Some(code("sign")),
            })
            .to_vec(),
        billing_minutes: 2160,
        valid_until: Some(Timestamp::from_seconds(1_795_500_000)),
        warned: vec![
            Warning::AllergyNotAsked,
            Warning::Allergy {
                what: text("ペニシリン"),
                drug: text("アモキシシリン"),
            },
            Warning::LookAlike(patient),
            Warning::Discharged,
            Warning::OnLeave,
            Warning::SameDrug {
                slip: number(9),
                drug: text("アモキシシリン"),
            },
            Warning::AfterCutOff,
        ],
        pad: Some(PadId(number(101))),
        given: (source == Source::Typed).then(|| given(123)),
    }
}

#[allow(clippy::too_many_lines, reason = "one row for each kind")]
pub fn all() -> Vec<(&'static str, Fact)> {
    let slip = number(123);
    let copy = CopyNumber { revision: 1, number: 2 };
    let copies = vec![copy, CopyNumber { revision: 2, number: 1 }];
    let run = RunId(event(31).commit);
    let some = || Some(text("備考"));
    let mut all: Vec<(&'static str, Fact)> = vec![
        (
            "slip-types-adopted",
            SlipTypesAdopted {
                version: SettingsVersion([3; 8]),
                book: Arc::new(book()),
            }
            .into(),
        ),
        (
            "blanks-prepared",
            BlanksPrepared {
                pad: PadId(number(101)),
                kind: code("laboratory"),
                numbers: vec![number(101), number(102)],
                given: vec![given(102)],
            }
            .into(),
        ),
        ("slip-written", written(Source::Typed).into()),
        ("slip-written", written(Source::ByHand).into()),
        (
            "slip-printed",
            SlipPrinted {
                slip,
                revision: 1,
                printer: some(),
            }
            .into(),
        ),
        (
            "copies-picked-up",
            CopiesPickedUp {
                slip,
                copies: copies.clone(),
                carrier: text("山田"),
                run: Some(run),
                to: post("pharmacy"),
            }
            .into(),
        ),
        (
            "copies-received",
            CopiesReceived {
                slip,
                copies: copies.clone(),
                at: post("pharmacy"),
            }
            .into(),
        ),
        (
            "copy-lost",
            CopyLost {
                slip,
                copy,
                remark: some(),
            }
            .into(),
        ),
        (
            "copy-found",
            CopyFound {
                slip,
                copy,
                at: post("5E"),
            }
            .into(),
        ),
        (
            "work-started",
            WorkStarted {
                slip,
                at: post("pharmacy"),
            }
            .into(),
        ),
        (
            "step-done",
            StepDone {
                slip,
                step: code("dispense"),
                at: post("pharmacy"),
                by: Some(text("薬剤師 甲")),
                remark: some(),
            }
            .into(),
        ),
        (
            "step-seen",
            StepSeen {
                slip,
                step: code("sign"),
                at: post("pharmacy"),
                by: Some(text("薬剤師 甲")),
            }
            .into(),
        ),
        (
            "slip-printed-at",
            SlipPrintedAt {
                slip,
                revision: 2,
                printer: Some(text("LP-1")),
                at: post("pharmacy"),
            }
            .into(),
        ),
        (
            "step-unchecked",
            StepUnchecked {
                slip,
                step: code("give"),
                purpose: PurposeCode::parse("transfusion").unwrap(),
            }
            .into(),
        ),
        (
            "revision-ordered",
            RevisionOrdered {
                slip,
                revision: 2,
                by: text("佐藤"),
                reason: text("腎機能低下"),
            }
            .into(),
        ),
        ("billed", Billed { slip }.into()),
        (
            "note-passed",
            NotePassed {
                slip,
                query: event(40),
                copies: copies.clone(),
            }
            .into(),
        ),
        (
            "slip-revised",
            SlipRevised {
                slip,
                content: content(Source::Typed),
                warned: vec![Warning::OnLeave],
            }
            .into(),
        ),
        (
            "slip-cancelled",
            SlipCancelled {
                slip,
                reason: text("取消"),
            }
            .into(),
        ),
        (
            "run-opened",
            RunOpened {
                run,
                carrier: text("山田"),
                legs: vec![Leg {
                    slip,
                    copy,
                    from: post("5E"),
                    to: post("pharmacy"),
                }],
            }
            .into(),
        ),
        ("run-closed", RunClosed { run, remark: some() }.into()),
    ];
    for to in [Handed::Post(post("pharmacy")), Handed::Carrier(text("次の人"))] {
        let copies = copies.clone();
        all.push(("copies-handed-over", CopiesHandedOver { slip, copies, to }.into()));
    }
    for how in Ending::ALL {
        let ended = CopiesEnded {
            slip,
            copies: copies.clone(),
            how: *how,
            at: post("pharmacy"),
        };
        all.push(("copies-ended", ended.into()));
    }
    for outcome in Outcome::ALL {
        let performed = Performed {
            slip,
            outcome: *outcome,
            by: Some(text("看護 一郎")),
            amount: Some(text("3錠")),
            lot: Some(text("LOT-7")),
            remark: some(),
        };
        all.push(("performed", performed.into()));
    }
    for reason in QueryReason::ALL {
        for how in Method::ALL {
            let raised = QueryRaised {
                slip,
                at: post("pharmacy"),
                reason: *reason,
                of: AskedOf::Prescriber,
                asked: text("佐藤"),
                how: *how,
                question: text("用量"),
                caller: Some(text("見本薬局")),
            };
            all.push(("query-raised", raised.into()));
        }
    }
    for of in AskedOf::ALL {
        let followed = QueryFollowed {
            slip,
            query: event(40),
            of: *of,
            asked: text("当直"),
            how: Method::Phone,
        };
        all.push(("query-followed", followed.into()));
    }
    for outcome in QueryOutcome::ALL {
        let answered = QueryAnswered {
            slip,
            query: event(40),
            outcome: *outcome,
            answer: text("そのとおり"),
            by: text("佐藤"),
        };
        all.push(("query-answered", answered.into()));
    }
    all
}
