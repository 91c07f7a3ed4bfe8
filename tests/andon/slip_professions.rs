//! Whose a step is: a clerk types and a physician signs, the second pharmacist is another account that proved itself, what was
//! done without an identity check is never recorded as checked (issues 7 and 8).

use andon::domain::{
    access::{
        Keys, PhraseState, Role, Standing,
        decide::{AccountCommand, OpenAccount},
    },
    census::DiscrepancyKind,
    checks::{
        command::{CheckCommand, InHand, PaperLine},
        fact::PaperException,
    },
    command::Command,
    record::{Fact, UserName, wire},
    refusal::Refusal,
    slips::{
        Custody, Slip, SlipNumber,
        book::Profession,
        command::{Before, Perform, Revise, SlipCommand, WriteSlip},
        decide::{entitled, is_a_second_persons},
        fact::Outcome,
    },
};
use andon::settings::slips;

use crate::{
    checks_rules::purpose,
    event_golden::unhex,
    slip_world::{Paper, blood_request, code, drug, post, prescription, sheet, with_slips},
    world::{Laptop, text},
};

/// Gives people accounts. Whoever has none is the trial that may everything.
pub fn hires(laptop: &mut Laptop, people: &[(&str, &str, Role)]) {
    let accounts = people.iter().map(|(user, name, role)| OpenAccount {
        user: UserName::parse(user).unwrap(),
        standing: Standing {
            name: text(name),
            role: *role,
            duty: None,
            wards: Vec::new(),
        },
        keys: Keys {
            public: [1; 32],
            wrap: vec![1],
            phrase: PhraseState::Own,
        },
    });
    laptop
        .does(Command::Account(AccountCommand::Open(accounts.collect())))
        .unwrap();
}

/// The small hospital with its people.
fn staffed() -> Laptop {
    let mut laptop = with_slips(7);
    hires(
        &mut laptop,
        &[
            ("clerk1", "事務 一", Role::WardClerk),
            ("dr1", "医師 一", Role::Physician),
            ("ns1", "看護 一", Role::Nurse),
            ("ph1", "薬剤 一", Role::Pharmacy),
            ("ph2", "薬剤 二", Role::Pharmacy),
            ("lab1", "検査 一", Role::Desk),
            ("cr1", "搬送 一", Role::Carrier),
        ],
    );
    laptop
}

fn does(laptop: &mut Laptop, user: &str, command: SlipCommand) -> Result<(), Refusal> {
    laptop.millis += 60_000;
    laptop.does_as(user, Command::Slip(command)).map(|_| ())
}

fn code_of(outcome: Result<(), Refusal>) -> &'static str {
    outcome.err().map_or("done", |refusal| refusal.code())
}

fn done(slip: SlipNumber, by: Option<&str>, before: Before) -> SlipCommand {
    SlipCommand::Done {
        slip,
        step: None,
        at: None,
        by: by.map(text),
        before,
    }
}

fn receive(laptop: &mut Laptop, user: &str, slip: SlipNumber, desk: &str) -> &'static str {
    let (name, at) = (slip.into(), post(desk));
    code_of(does(laptop, user, SlipCommand::Receive { name, at }))
}

fn perform(slip: SlipNumber, by: Option<&str>) -> SlipCommand {
    SlipCommand::Perform(Perform {
        slip,
        outcome: Outcome::Done,
        by: by.map(text),
        amount: Some(text("1")),
        lot: Some(text("LOT-7")),
        remark: None,
    })
}

#[test]
fn a_clerk_types_a_prescription_and_a_physician_signs_it() {
    let mut laptop = staffed();
    let write = SlipCommand::Write(prescription("アムロジピン錠5mg"));
    assert_eq!(code_of(does(&mut laptop, "clerk1", write)), "done");
    let slip = laptop.hospital.slips().next().unwrap().number;
    laptop.print(slip).unwrap();
    // Neither the clerk nor the nurse signs, whatever name they type.
    for user in ["clerk1", "ns1"] {
        let signs = done(slip, Some("循環器 佐藤"), Before::Recorded);
        match does(&mut laptop, user, signs) {
            Err(Refusal::Slip(andon::domain::slips::SlipRefusal::OtherProfession { who, .. })) => {
                assert_eq!(who, [Profession::Physician, Profession::Dentist]);
            }
            other => panic!("{user}: {other:?}"),
        }
    }
    // Whoever has the signed sheet says that they see it, and it says that they said so.
    let seen = done(slip, None, Before::SeenOnPaper);
    assert_eq!(code_of(does(&mut laptop, "clerk1", seen)), "done");
    let known = laptop.known(slip);
    assert!(known.steps.is_empty(), "nobody has signed here");
    assert_eq!(known.seen.len(), 1);
    assert_eq!(known.seen[0].0.by.as_str(), "clerk1");
    assert_eq!(known.next_step().unwrap().code, code("accept"));
    // A physician signs with their own account, and orders what they type.
    let write = SlipCommand::Write(WriteSlip {
        orderer: None,
        ..prescription("フロセミド錠20mg")
    });
    assert_eq!(code_of(does(&mut laptop, "ns1", write.clone())), "orderer-missing");
    assert_eq!(code_of(does(&mut laptop, "dr1", write)), "done");
    let own = |slip: &&std::sync::Arc<Slip>| slip.written().unwrap().orderer.as_ref() == Some(&text("医師 一"));
    let second = laptop.hospital.slips().find(own).unwrap().number;
    laptop.print(second).unwrap();
    assert_eq!(
        code_of(does(&mut laptop, "dr1", done(second, None, Before::Recorded))),
        "done"
    );
    assert_eq!(laptop.known(second).steps.len(), 1);
    assert_eq!(
        code_of(does(&mut laptop, "dr1", done(second, None, Before::Recorded))),
        "other-profession",
        "taking the order is the ward's"
    );
    assert_eq!(
        code_of(does(&mut laptop, "ns1", done(second, None, Before::Recorded))),
        "done"
    );
}

#[test]
fn the_second_pharmacist_is_another_account_and_no_name() {
    let mut laptop = staffed();
    let slip = laptop.printed(prescription("アムロジピン錠5mg"));
    laptop.done(slip, "医師 佐藤").unwrap();
    laptop.done(slip, "看護 一郎").unwrap();
    assert_eq!(receive(&mut laptop, "ns1", slip, "pharmacy"), "others-receive");
    assert_eq!(receive(&mut laptop, "cr1", slip, "pharmacy"), "others-receive");
    assert!(matches!(laptop.custody(slip, 1), Custody::At { post: here } if here == post("5E")));
    assert_eq!(receive(&mut laptop, "ph1", slip, "pharmacy"), "done");
    for user in ["ns1", "dr1", "lab1", "clerk1"] {
        for before in [Before::Recorded, Before::SeenOnPaper] {
            assert_eq!(
                code_of(does(&mut laptop, user, done(slip, Some("薬剤 一"), before))),
                "other-profession",
                "{user}"
            );
        }
    }
    let dispenses = done(slip, Some("薬剤 一"), Before::Recorded);
    assert!(!is_a_second_persons(
        &laptop.hospital,
        &done(slip, None, Before::Recorded)
    ));
    assert_eq!(code_of(does(&mut laptop, "ph1", dispenses)), "done");
    // Nobody is their own second, and a name that is typed is nobody.
    for (by, why) in [
        (None, "same-person"),
        (Some("薬剤 二"), "second-unproved"),
        (Some("ph2"), "second-unproved"),
    ] {
        assert_eq!(
            code_of(does(&mut laptop, "ph1", done(slip, by, Before::Recorded))),
            why,
            "{by:?}"
        );
    }
    let named = done(slip, Some("薬剤 三"), Before::Recorded);
    assert_eq!(code_of(does(&mut laptop, "ph2", named)), "second-unproved");
    assert_eq!(
        code_of(does(&mut laptop, "ns1", done(slip, None, Before::Recorded))),
        "other-profession"
    );
    // Only this step may be recorded by somebody who proves themselves for a moment.
    assert!(is_a_second_persons(
        &laptop.hospital,
        &done(slip, None, Before::Recorded)
    ));
    assert!(!is_a_second_persons(&laptop.hospital, &perform(slip, None)));
    assert_eq!(
        code_of(does(&mut laptop, "ph2", done(slip, Some("薬剤 二"), Before::Recorded))),
        "done"
    );
    let known = laptop.known(slip);
    let (said, audit) = known.steps.last().unwrap();
    assert_eq!(
        (said.by.as_str(), audit.step.as_str(), &audit.by),
        ("ph2", "audit", &None)
    );
}

#[test]
fn what_a_nurse_performed_is_typed_off_with_the_nurses_name() {
    let mut laptop = staffed();
    let slip = laptop.printed(prescription("アムロジピン錠5mg"));
    for by in ["医師", "看護"] {
        laptop.done(slip, by).unwrap();
    }
    laptop.receive(slip, "pharmacy").unwrap();
    for by in ["甲", "乙", "甲"] {
        // The trial has no account: it tries what the two pharmacists do.
        laptop.role = Role::Trial;
        let user = if by == "乙" { "ph2" } else { "ph1" };
        assert_eq!(
            code_of(does(&mut laptop, user, done(slip, None, Before::Recorded))),
            "done"
        );
    }
    assert_eq!(
        code_of(does(&mut laptop, "clerk1", perform(slip, None))),
        "other-profession"
    );
    assert_eq!(
        code_of(does(&mut laptop, "clerk1", perform(slip, Some("事務 一")))),
        "other-profession",
        "a clerk gives no drug"
    );
    assert_eq!(
        code_of(does(&mut laptop, "clerk1", perform(slip, Some("看護 一")))),
        "done"
    );
    let (said, performed) = &laptop.known(slip).performed[0];
    assert_eq!(
        (said.by.as_str(), performed.by.as_ref().unwrap().as_str()),
        ("clerk1", "看護 一")
    );
}

#[test]
fn a_transfusion_without_the_laptop_is_recorded_as_unchecked_and_somebody_looks_into_it() {
    let mut laptop = with_slips(7);
    laptop.adopts_checks();
    let slip = laptop.printed(blood_request());
    for by in ["医師", "看護"] {
        laptop.done(slip, by).unwrap();
    }
    assert_eq!(laptop.done(slip, "看護").unwrap_err().code(), "check-needed");
    let exception = |code: &str| CheckCommand::Paper {
        lines: vec![PaperLine {
            in_hand: InHand::Slip(slip.into()),
            purpose: purpose(code),
            at: None,
            exception: Some(PaperException::NoLaptop),
            remark: None,
        }],
    };
    laptop.does(Command::Check(exception("cross-match"))).unwrap();
    let commit = laptop.done(slip, "看護").unwrap();
    let unchecked = commit
        .events
        .iter()
        .any(|event| matches!(&event.fact, Fact::StepUnchecked(fact) if fact.purpose == purpose("cross-match")));
    assert!(unchecked, "{commit:?}");
    let open: Vec<_> = laptop.hospital.discrepancies();
    assert!(
        matches!(&open[0].kind, DiscrepancyKind::StepUnchecked { slip: of, step } if *of == slip && *step == code("collect")),
        "{open:?}"
    );
    // It stays with the slip, also after somebody has looked into it.
    laptop
        .does(Command::CloseDiscrepancy {
            discrepancy: open[0].id,
            remark: text("看護師長が採血管のラベルを確認"),
        })
        .unwrap();
    assert_eq!(laptop.known(slip).unchecked.len(), 1);
    // The next gate is shut as ever.
    laptop.receive(slip, "blood").unwrap();
    for by in ["技師 甲", "技師 乙", "技師 甲"] {
        laptop.done(slip, by).unwrap();
    }
    assert_eq!(laptop.perform(slip, Outcome::Done).unwrap_err().code(), "check-needed");
    laptop.does(Command::Check(exception("transfusion"))).unwrap();
    laptop.perform(slip, Outcome::Done).unwrap();
    assert_eq!(laptop.known(slip).unchecked.len(), 2);
    // Taking back takes the whole of it back.
    let sequence = laptop.commits().last().unwrap().id.sequence;
    laptop.does(Command::Undo { sequence }).unwrap();
    let known = laptop.known(slip);
    assert!(known.performed.is_empty() && known.unchecked.len() == 1, "{known:?}");
}

#[test]
fn a_reissue_says_on_whose_order() {
    let mut laptop = with_slips(7);
    let slip = laptop.printed(prescription("アムロジピン錠5mg"));
    let revise = |ordered| {
        SlipCommand::Revise(Revise {
            slip,
            urgency: None,
            values: Vec::new(),
            drugs: vec![drug("アムロジピン錠2.5mg")],
            ordered,
        })
    };
    assert_eq!(laptop.slip(revise(None)).unwrap_err().code(), "revision-unordered");
    laptop.slip(revise(Some((text("佐藤"), text("減量"))))).unwrap();
    // The answer to a question has said it.
    laptop.query(slip).unwrap();
    laptop
        .answer(slip, andon::domain::slips::fact::QueryOutcome::Reissue)
        .unwrap();
    let again = SlipCommand::Revise(Revise {
        slip,
        urgency: None,
        values: Vec::new(),
        drugs: vec![drug("アムロジピン錠1.25mg")],
        ordered: None,
    });
    laptop.slip(again).unwrap();
}

#[test]
fn paper_that_a_desk_prints_lies_at_the_desk() {
    let mut laptop = with_slips(7);
    let slip = laptop.write(prescription("アムロジピン錠5mg"));
    laptop
        .slip(SlipCommand::Print {
            slip,
            printer: None,
            seen: andon::domain::slips::command::WarningsSeen::Yes,
            at: Some(post("pharmacy")),
        })
        .unwrap();
    for copy in 1..=3 {
        assert_eq!(laptop.custody(slip, copy), Custody::At { post: post("pharmacy") });
    }
    assert!(laptop.hospital.discrepancies().is_empty(), "one place, not two");
    // The ward's sheet has a way to go, the pharmacy's has come.
    let ready = andon::domain::slips::decide::ready_to_go(&laptop.hospital, &[]);
    assert_eq!(ready.len(), 1, "{ready:?}");
    assert_eq!((ready[0].copy.number, &ready[0].to), (2, &post("5E")));
    assert!(laptop.known(slip).copy(ready[0].copy).is_some() && !laptop.copy(slip, 2).has_arrived());
    assert!(laptop.copy(slip, 1).has_arrived());
    laptop.receive(sheet(slip, "2"), "5E").unwrap();
}

#[test]
fn every_step_of_the_standard_book_is_somebodys_and_old_books_say_so_too() {
    let book = slips::standard().unwrap();
    for kind in &book.types {
        if let Some(sign) = kind.step(&code("sign")) {
            assert_eq!(sign.by, kind.issued_by, "{}", kind.code);
        }
        for step in kind.steps.iter().filter(|step| step.unlike.is_some()) {
            assert!(!step.by.is_empty(), "{} {}", kind.code, step.code);
        }
        let prescribes = ["rx-inpatient", "rx-narcotic", "injection", "chemotherapy", "blood"];
        if prescribes.contains(&kind.code.as_str()) {
            assert!(entitled::needs_an_orderer(kind), "{}", kind.code);
        }
    }
    // As it was recorded before steps had owners.
    let old = include_str!("../golden/events/0701-v1-slip-types-adopted.hex");
    let commit = wire::read(&unhex(old)).unwrap();
    let Fact::SlipTypesAdopted(adopted) = &commit.events[0].fact else {
        panic!("{commit:?}")
    };
    let kind = &adopted.book.types[0];
    assert!(kind.steps.iter().all(|step| step.by == kind.received_by));
}
