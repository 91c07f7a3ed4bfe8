//! Every refusal about slips is reached by somebody who does what people do: there is none that nobody has ever seen, and each
//! of them tells in both languages what is missing and what to do.

use std::collections::{BTreeMap, BTreeSet};

use andon::{
    app::sentences::Speaker,
    domain::{
        access::Role,
        command::{Command, Discharge},
        numbers::BlockNumber,
        record::{Station, UserName},
        refusal::Refusal,
        slips::{
            CopyName, FieldKind, Purpose, RunId, SlipNumber, SlipRefusal, SlipType, StepKind,
            book::Required,
            command::{Before, Dropped, NumberGiven, PickUp, Revise, SlipCommand, Taken, WarningsSeen, WriteSlip},
            fact::{Ending, Handed, Outcome, QueryOutcome},
        },
    },
    i18n::Language,
    settings::slips,
};

use crate::{
    harness::words,
    slip_professions::hires,
    slip_world::{HANAKO, Paper, TARO, allergic, code, drug, post, prescription, sheet, who, with_slips},
    world::{Laptop, text},
};

/// What was refused, by its word, with the hospital that it was refused in.
#[derive(Default)]
struct Reached(BTreeMap<&'static str, (Refusal, Laptop)>);

impl Reached {
    /// Does something that must be refused.
    fn no(&mut self, laptop: &mut Laptop, command: SlipCommand) {
        let refusal = laptop.slip(command).unwrap_err();
        self.0.entry(refusal.code()).or_insert((refusal, laptop.clone()));
    }
}

/// A slip of a kind with everything that its kind asks for.
fn filled(kind: &SlipType) -> WriteSlip {
    let value = |field: &andon::domain::slips::Field| match &field.kind {
        FieldKind::Text => Some("記載".to_owned()),
        FieldKind::Number { .. } => Some("5".to_owned()),
        FieldKind::Day => Some("2026-11-24".to_owned()),
        FieldKind::Time => Some("2026-11-24T10:00".to_owned()),
        FieldKind::Choice(choices) | FieldKind::Checks(choices) => Some(choices[0].ja.to_string()),
        FieldKind::Drugs => None,
    };
    WriteSlip {
        number: None,
        kind: Some(kind.code.clone()),
        patient: who(TARO),
        origin: None,
        urgency: None,
        orderer: Some(text("医師 佐藤")),
        values: kind
            .fields
            .iter()
            .filter(|field| field.required == Required::Yes)
            .filter_map(|field| Some((field.code.clone(), text(&value(field)?))))
            .collect(),
        drugs: vec![drug("アムロジピン錠5mg")],
    }
}

fn of_kind(fits: impl Fn(&SlipType) -> bool) -> SlipType {
    slips::standard()
        .unwrap()
        .types
        .iter()
        .find(|kind| fits(kind))
        .unwrap()
        .clone()
}

fn receive(name: impl Into<CopyName>, desk: &str) -> SlipCommand {
    SlipCommand::Receive {
        name: name.into(),
        at: post(desk),
    }
}

fn step(slip: SlipNumber, step: &str, by: &str) -> SlipCommand {
    SlipCommand::Done {
        slip,
        step: Some(code(step)),
        at: None,
        by: Some(text(by)),
        before: Before::Recorded,
    }
}

fn file(name: impl Into<CopyName>, how: Ending, at: Option<&str>) -> SlipCommand {
    SlipCommand::File {
        name: name.into(),
        how,
        at: at.map(post),
    }
}

#[allow(
    clippy::too_many_lines,
    reason = "every way in which writing is refused, one after the other"
)]
fn writing(reached: &mut Reached) {
    let mut bare = Laptop::with_numbers(7, 1);
    reached.no(&mut bare, SlipCommand::Write(prescription("アムロジピン錠5mg")));

    let mut laptop = with_slips(7);
    let write = prescription("アムロジピン錠5mg");
    reached.no(
        &mut laptop,
        SlipCommand::PrepareBlanks {
            kind: code("nothing"),
            count: 1,
        },
    );
    reached.no(
        &mut laptop,
        SlipCommand::PrepareBlanks {
            kind: code("laboratory"),
            count: 0,
        },
    );
    let urgency = Some(code("nothing"));
    reached.no(
        &mut laptop,
        SlipCommand::Write(WriteSlip {
            urgency,
            ..write.clone()
        }),
    );
    let values = vec![(code("nothing"), text("x"))];
    reached.no(
        &mut laptop,
        SlipCommand::Write(WriteSlip {
            values,
            ..write.clone()
        }),
    );
    let values = vec![(code("weight"), text("重い"))];
    reached.no(
        &mut laptop,
        SlipCommand::Write(WriteSlip {
            values,
            ..write.clone()
        }),
    );
    reached.no(
        &mut laptop,
        SlipCommand::Write(WriteSlip {
            drugs: Vec::new(),
            ..write.clone()
        }),
    );

    let unnamed = WriteSlip {
        orderer: None,
        ..write.clone()
    };
    reached.no(&mut laptop, SlipCommand::Write(unnamed));

    // Forms.
    let forms = laptop.forms("laboratory", 1_000);
    let register = |number, kind: Option<&str>| {
        SlipCommand::Write(WriteSlip {
            number: Some(number),
            kind: kind.map(code),
            drugs: Vec::new(),
            urgency: None,
            ..write.clone()
        })
    };
    reached.no(&mut laptop, register(NumberGiven::Tail("99999".to_owned()), None));
    let ending = |form: &SlipNumber| {
        let digits = form.to_string().replace('-', "");
        digits[digits.len() - 4..].to_owned()
    };
    // Four digits name one form among thousands; whoever has more at hand types more of them.
    let mut at_hand = forms.clone();
    let twice = loop {
        let mut seen = BTreeSet::new();
        match at_hand.iter().map(ending).find(|end| !seen.insert(end.clone())) {
            Some(twice) => break twice,
            None => at_hand.extend(laptop.forms("laboratory", 1_000)),
        }
    };
    reached.no(&mut laptop, register(NumberGiven::Tail(twice), None));
    let scheme = laptop.hospital.schemes().slip.clone();
    let foreign = scheme.write(Station::new(8).unwrap(), BlockNumber::FIRST, 5).unwrap();
    reached.no(
        &mut laptop,
        register(NumberGiven::Whole(SlipNumber::from(&foreign)), None),
    );
    reached.no(&mut laptop, register(NumberGiven::Whole(forms[0]), Some("meal")));
    laptop.register(NumberGiven::Whole(forms[0]), TARO).unwrap();
    reached.no(&mut laptop, register(NumberGiven::Whole(forms[0]), None));
    let misread = SlipNumber::parse("S07-100051-00").unwrap();
    reached.no(&mut laptop, register(NumberGiven::Whole(misread), None));
    reached.no(&mut laptop, receive(forms[1], "laboratory"));

    // Printing.
    allergic(&mut laptop, HANAKO, "ペニシリン");
    let mut warned = prescription("アモキシシリンカプセル250mg");
    warned.patient = who(HANAKO);
    let slip = laptop.write(warned);
    let print = |seen| SlipCommand::Print {
        slip,
        printer: None,
        seen,
        at: None,
    };
    reached.no(&mut laptop, receive(slip, "pharmacy"));
    reached.no(&mut laptop, print(WarningsSeen::No));
    laptop.slip(print(WarningsSeen::Yes)).unwrap();
    reached.no(&mut laptop, print(WarningsSeen::Yes));
    laptop.cancel(slip).unwrap();
    reached.no(&mut laptop, SlipCommand::Start { slip, at: None });
    // Seen to be void, and there once more.
    let recall = SlipCommand::Recall {
        name: sheet(slip, "1"),
        at: None,
    };
    laptop.slip(recall.clone()).unwrap();
    reached.no(&mut laptop, recall);

    laptop
        .does(Command::Discharge(Discharge {
            patient: who(TARO),
            disposition: andon::domain::census::Disposition::Home,
            place: None,
        }))
        .unwrap();
    reached.no(&mut laptop, SlipCommand::Write(write));
}

fn carrying(reached: &mut Reached) {
    let mut laptop = with_slips(7);
    let slip = laptop.printed(prescription("アムロジピン錠5mg"));
    let take = |what, carrier: Option<&str>, run| {
        SlipCommand::PickUp(PickUp {
            what,
            carrier: carrier.map(text),
            run,
            to: None,
        })
    };
    reached.no(&mut laptop, receive(slip, "nowhere"));
    reached.no(&mut laptop, receive(slip, "kitchen"));
    reached.no(&mut laptop, receive(sheet(slip, "9"), "pharmacy"));
    reached.no(&mut laptop, take(Taken::Copy(slip.into()), None, None));
    reached.no(&mut laptop, take(Taken::Copy(sheet(slip, "2")), Some("山田"), None));
    let run = RunId::parse("7-1-9999").unwrap();
    reached.no(&mut laptop, SlipCommand::CloseRun { run, remark: None });
    let to = Handed::Post(post("pharmacy"));
    let what = Dropped::Copy(sheet(slip, "1"));
    reached.no(&mut laptop, SlipCommand::HandOver { what, to });
    let run = laptop.open_run().unwrap();
    laptop.slip(take(Taken::AllAt(post("5E")), None, Some(run))).unwrap();
    reached.no(&mut laptop, take(Taken::Copy(sheet(slip, "1")), Some("鈴木"), None));
    reached.no(&mut laptop, SlipCommand::CloseRun { run, remark: None });
    for (copy, desk) in [("1", "pharmacy"), ("3", "billing")] {
        laptop.receive(sheet(slip, copy), desk).unwrap();
    }
    laptop.slip(SlipCommand::CloseRun { run, remark: None }).unwrap();
    reached.no(&mut laptop, SlipCommand::CloseRun { run, remark: None });
    reached.no(&mut laptop, receive(slip, "pharmacy"));
    reached.no(
        &mut laptop,
        SlipCommand::Found {
            name: sheet(slip, "1"),
            at: post("5E"),
        },
    );
    reached.no(
        &mut laptop,
        SlipCommand::Recall {
            name: sheet(slip, "1"),
            at: None,
        },
    );
    reached.no(&mut laptop, file(sheet(slip, "2"), Ending::Given, None));
    laptop.lose(sheet(slip, "1")).unwrap();
    reached.no(&mut laptop, receive(sheet(slip, "1"), "pharmacy"));
    laptop.find(slip, "pharmacy").unwrap();
    laptop.file(sheet(slip, "2"), "5E").unwrap();
    reached.no(&mut laptop, receive(sheet(slip, "2"), "5E"));
    reached.no(&mut laptop, file(sheet(slip, "1"), Ending::Filed, None));
    reached.no(&mut laptop, file(sheet(slip, "3"), Ending::Filed, None));

    // Four days with the day of issue.
    let outside = laptop.printed(filled(&of_kind(|kind| kind.code.as_str() == "rx-outside")));
    let known = laptop.known(outside);
    let copy = known
        .copies
        .iter()
        .find(|copy| copy.purpose == Purpose::Patient)
        .unwrap();
    let name = sheet(outside, &copy.number.to_string());
    laptop.millis += 5 * 24 * 3_600_000;
    reached.no(&mut laptop, receive(name, "6W"));
}

/// A nurse neither signs nor receives for the pharmacy; with accounts a name is no second person.
fn roles(reached: &mut Reached, laptop: &mut Laptop) {
    let slip = laptop.printed(prescription("フロセミド錠20mg"));
    reached.no(
        laptop,
        SlipCommand::Revise(Revise {
            slip,
            urgency: None,
            values: Vec::new(),
            drugs: vec![drug("フロセミド錠40mg")],
            ordered: None,
        }),
    );
    laptop.role = Role::Nurse;
    reached.no(laptop, step(slip, "sign", "医師"));
    reached.no(laptop, receive(slip, "pharmacy"));
    laptop.role = Role::Trial;
    hires(laptop, &[("ph1", "薬剤 一", Role::Pharmacy)]);
    for by in ["医師", "看護"] {
        laptop.done(slip, by).unwrap();
    }
    laptop.receive(slip, "pharmacy").unwrap();
    laptop.done(slip, "甲").unwrap();
    laptop.user = UserName::parse("ph1").unwrap();
    reached.no(laptop, step(slip, "audit", "乙"));
    laptop.user = UserName::parse("clerk").unwrap();
}

fn working(reached: &mut Reached) {
    let mut laptop = with_slips(7);
    let slip = laptop.printed(prescription("アムロジピン錠5mg"));
    reached.no(&mut laptop, step(slip, "nothing", "甲"));
    reached.no(&mut laptop, step(slip, "dispense", "甲"));
    reached.no(
        &mut laptop,
        SlipCommand::ReturnResult {
            slip,
            by: None,
            remark: None,
        },
    );
    reached.no(&mut laptop, SlipCommand::Bill { slip });
    for by in ["医師", "看護"] {
        laptop.done(slip, by).unwrap();
    }
    reached.no(&mut laptop, step(slip, "dispense", "甲"));
    laptop.receive(slip, "pharmacy").unwrap();
    let start = || SlipCommand::Start {
        slip,
        at: Some(post("pharmacy")),
    };
    laptop.slip(start()).unwrap();
    reached.no(&mut laptop, start());

    // Asked, answered with a note, then with a reissue.
    reached.no(
        &mut laptop,
        SlipCommand::Answer {
            slip,
            outcome: QueryOutcome::Unchanged,
            answer: text("はい"),
            by: text("医師"),
        },
    );
    reached.no(&mut laptop, SlipCommand::PassNote { name: slip.into() });
    laptop.query(slip).unwrap();
    reached.no(&mut laptop, step(slip, "dispense", "甲"));
    laptop.answer(slip, QueryOutcome::Reissue).unwrap();
    reached.no(&mut laptop, step(slip, "dispense", "甲"));
    laptop.revise(slip, "アムロジピン錠2.5mg").unwrap();
    reached.no(&mut laptop, file(sheet(slip, "1"), Ending::Filed, None));
    laptop.print(slip).unwrap();
    laptop.receive(slip, "pharmacy").unwrap();
    // The laboratory has nothing to do with it.
    let elsewhere = SlipCommand::Done {
        slip,
        step: None,
        at: Some(post("laboratory")),
        by: None,
        before: Before::Recorded,
    };
    reached.no(&mut laptop, elsewhere);
    for by in ["医師", "看護", "甲"] {
        laptop.done(slip, by).unwrap();
    }
    reached.no(&mut laptop, step(slip, "audit", "甲"));
    for by in ["乙", "甲"] {
        laptop.done(slip, by).unwrap();
    }
    laptop.perform(slip, Outcome::Done).unwrap();
    reached.no(
        &mut laptop,
        SlipCommand::Done {
            slip,
            step: None,
            at: None,
            by: None,
            before: Before::Recorded,
        },
    );
    laptop.receive(sheet(slip, "3r2"), "billing").unwrap();
    laptop.bill(slip).unwrap();
    reached.no(&mut laptop, SlipCommand::Bill { slip });

    roles(reached, &mut laptop);

    let unpaid = of_kind(|kind| kind.copies.iter().all(|copy| copy.purpose != Purpose::Billing));
    let slip = laptop.printed(filled(&unpaid));
    reached.no(&mut laptop, SlipCommand::Bill { slip });
    // A hospital whose requests for prints end without 実施.
    let mut book = slips::standard().unwrap().as_ref().clone();
    for kind in &mut book.types {
        if kind.code == unpaid.code {
            kind.steps.retain(|step| step.kind != StepKind::Perform);
        }
    }
    let book = std::sync::Arc::new(book);
    let version = slips::version(&book).unwrap();
    laptop.slip(SlipCommand::AdoptBook { version, book }).unwrap();
    let slip = laptop.printed(filled(&unpaid));
    let perform = laptop.perform(slip, Outcome::Done).unwrap_err();
    reached.0.entry(perform.code()).or_insert((perform, laptop.clone()));
}

#[test]
fn every_refusal_about_slips_has_been_seen_and_says_what_to_do() {
    let mut reached = Reached::default();
    writing(&mut reached);
    carrying(&mut reached);
    working(&mut reached);
    // What a mismatch of an identity check holds is seen in `checks_slips`, blood in `slip_safety`, a second printing in `paper_printers`.
    let elsewhere = [
        "slip-held",
        "slip-reprint-reason-missing",
        "check-needed",
        "lot-missing",
    ];
    let all = SlipRefusal::CODES
        .iter()
        .copied()
        .filter(|code| !elsewhere.contains(code));
    let all: BTreeSet<&str> = all.collect();
    let seen: BTreeSet<&str> = reached.0.keys().copied().collect();
    let never: Vec<_> = all.difference(&seen).collect();
    assert!(never.is_empty(), "nobody has seen {never:?}");
    for language in [Language::Japanese, Language::English] {
        let words = words(language);
        for (code, (refusal, laptop)) in &reached.0 {
            let said = Speaker::new(&words, &laptop.hospital).refusal(refusal);
            assert!(said.chars().count() > 15, "{code}: {said}");
            assert!(
                !said.contains(['{', '}']) && !said.contains("refusal-"),
                "{code}: {said}"
            );
            // What is wrong, and the way on.
            let sentences = said.matches(['。', '.']).count();
            assert!(sentences >= 2, "{code} does not say what to do: {said}");
        }
    }
}
