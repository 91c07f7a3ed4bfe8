//! The life of a slip and of every copy of it (domain.md, Order slips 1–9).

use andon::domain::{
    census::{Disposition, OutKind},
    command::{Command, Discharge, Leave},
    numbers::BlockNumber,
    printing::{self, decide::AskPrint, fact::PrintTo},
    record::Station,
    refusal::Refusal,
    slips::{
        CopyName, CopyNumber, Custody, Purpose, SlipNumber,
        ask::{PaperFilter, lists, load, runs},
        command::{Before, Dropped, NumberGiven, PickUp, SlipCommand, Taken, WarningsSeen, WriteSlip},
        fact::{Ending, Handed, Outcome, QueryOutcome},
        safety::Warning,
    },
};

use crate::{
    slip_world::{HANAKO, Paper, TARO, allergic, code, drug, post, prescription, sheet, who, with_slips},
    world::{Laptop, text},
};

fn refused(outcome: Result<std::sync::Arc<andon::domain::record::Commit>, Refusal>) -> &'static str {
    outcome.unwrap_err().code()
}

fn at(desk: &str) -> Custody {
    Custody::At { post: post(desk) }
}

fn on_the_list(laptop: &Laptop, desk: &str, slip: SlipNumber) -> bool {
    lists::desk(&laptop.hospital, &post(desk), laptop.now())
        .iter()
        .any(|row| row.slip == slip)
}

/// To the pharmacy's shelf: written, printed, signed, taken as an order, carried, received.
fn at_the_pharmacy(laptop: &mut Laptop) -> SlipNumber {
    let slip = laptop.printed(prescription("アムロジピン錠5mg"));
    laptop.done(slip, "医師 佐藤").unwrap();
    laptop.done(slip, "看護 一郎").unwrap();
    laptop.pick_up(slip).unwrap();
    laptop.receive(slip, "pharmacy").unwrap();
    slip
}

#[test]
fn a_prescription_from_the_first_word_to_the_folder() {
    let mut laptop = with_slips(7);
    let slip = laptop.write(prescription("アムロジピン錠5mg"));
    assert_eq!(laptop.custody(slip, 1), Custody::Unprinted);
    assert_eq!(refused(laptop.receive(slip, "pharmacy")), "not-printed");
    laptop.print(slip).unwrap();
    assert_eq!(refused(laptop.print(slip)), "already-printed");
    assert_eq!(laptop.custody(slip, 1), at("5E"));
    assert!(
        on_the_list(&laptop, "pharmacy", slip),
        "the pharmacy knows what is to come"
    );
    assert!(on_the_list(&laptop, "5E", slip));

    laptop.done(slip, "医師 佐藤").unwrap();
    assert_eq!(refused(laptop.step(slip, "dispense", "薬剤師 甲")), "step-missing");
    laptop.done(slip, "看護 一郎").unwrap();
    assert_eq!(refused(laptop.done(slip, "薬剤師 甲")), "not-received");

    laptop.pick_up(slip).unwrap();
    let carried = laptop.custody(slip, 1);
    assert!(matches!(&carried, Custody::Carried { from, to, .. } if *from == post("5E") && *to == post("pharmacy")));
    laptop.receive(slip, "pharmacy").unwrap();
    assert_eq!(laptop.custody(slip, 1), at("pharmacy"));
    assert_eq!(refused(laptop.receive(slip, "pharmacy")), "already-received");

    laptop.slip(SlipCommand::Start { slip, at: None }).unwrap();
    laptop.done(slip, "薬剤師 甲").unwrap();
    assert_eq!(refused(laptop.done(slip, "薬剤師 甲")), "same-person");
    assert_eq!(refused(laptop.file(slip, "pharmacy")), "steps-open");
    laptop.done(slip, "薬剤師 乙").unwrap();
    assert_eq!(refused(laptop.perform(slip, Outcome::Done)), "step-missing");
    laptop.done(slip, "薬剤師 甲").unwrap();
    laptop.file(slip, "pharmacy").unwrap();

    assert_eq!(
        laptop.known(slip).billing_due(),
        None,
        "billing follows what was performed"
    );
    assert_eq!(refused(laptop.bill(slip)), "not-performed");
    laptop.perform(slip, Outcome::Done).unwrap();
    let due = laptop.known(slip).billing_due().unwrap();
    assert_eq!(due.seconds(), laptop.now().seconds() + 2160 * 60);
    assert_eq!(refused(laptop.bill(slip)), "not-received");
    laptop.pick_up(sheet(slip, "3")).unwrap();
    laptop.receive(slip, "billing").unwrap();
    assert_eq!(refused(laptop.file(slip, "billing")), "billing-open");
    laptop.bill(slip).unwrap();
    assert_eq!(refused(laptop.bill(slip)), "already-billed");
    laptop.file(slip, "billing").unwrap();
    assert!(!laptop.known(slip).is_finished(), "the ward still has its copy");
    laptop.file(slip, "5E").unwrap();
    assert!(laptop.known(slip).is_finished());
    assert!(!on_the_list(&laptop, "pharmacy", slip) && !on_the_list(&laptop, "5E", slip));
    assert!(laptop.hospital.discrepancies().is_empty());
}

#[test]
fn a_question_stops_the_work_until_it_is_answered() {
    let mut laptop = with_slips(7);
    let slip = at_the_pharmacy(&mut laptop);
    laptop.query(slip).unwrap();
    assert_eq!(refused(laptop.done(slip, "薬剤師 甲")), "query-open");
    assert_eq!(
        refused(laptop.slip(SlipCommand::Start { slip, at: None })),
        "query-open"
    );
    assert_eq!(refused(laptop.perform(slip, Outcome::Done)), "query-open");
    assert_eq!(refused(laptop.file(slip, "pharmacy")), "query-open");
    assert_eq!(refused(laptop.query(slip)), "query-open");
    let open = lists::queries(&laptop.hospital, Some(&post("5E")));
    assert_eq!(open.len(), 1, "the ward that ordered sees it");
    assert_eq!(open[0].query.asked(), "循環器 佐藤");
    laptop
        .slip(SlipCommand::Follow {
            slip,
            of: andon::domain::slips::fact::AskedOf::OnDuty,
            asked: text("当直 鈴木"),
            how: None,
        })
        .unwrap();
    assert_eq!(laptop.known(slip).open_query().unwrap().asked(), "当直 鈴木");
    laptop.answer(slip, QueryOutcome::Unchanged).unwrap();
    assert_eq!(refused(laptop.answer(slip, QueryOutcome::Unchanged)), "no-query");
    laptop.done(slip, "薬剤師 甲").unwrap();
    assert!(lists::queries(&laptop.hospital, None).is_empty());
}

#[test]
fn a_note_reaches_everybody_who_holds_a_copy_and_recalls_none() {
    let mut laptop = with_slips(7);
    let slip = at_the_pharmacy(&mut laptop);
    laptop.query(slip).unwrap();
    laptop.answer(slip, QueryOutcome::Note).unwrap();
    assert_eq!(laptop.known(slip).revision(), 1);
    let told: Vec<u8> = laptop
        .known(slip)
        .unpassed()
        .map(|(_, copy)| copy.number.number)
        .collect();
    assert_eq!(told, [2, 3], "the pharmacy wrote it on its own sheet");
    laptop.done(slip, "薬剤師 甲").unwrap();
    for number in ["2", "3"] {
        let name = sheet(slip, number);
        laptop.slip(SlipCommand::PassNote { name }).unwrap();
    }
    assert_eq!(laptop.known(slip).unpassed().count(), 0);
    let name = CopyName::from(slip);
    assert_eq!(refused(laptop.slip(SlipCommand::PassNote { name })), "no-note");
}

#[test]
fn a_reissue_recalls_every_old_copy_and_nothing_else_does() {
    let mut laptop = with_slips(7);
    let slip = at_the_pharmacy(&mut laptop);
    laptop.query(slip).unwrap();
    assert_eq!(refused(laptop.revise(slip, "アムロジピン錠2.5mg")), "query-open");
    laptop.answer(slip, QueryOutcome::Reissue).unwrap();
    assert_eq!(refused(laptop.done(slip, "薬剤師 甲")), "revision-due");
    laptop.revise(slip, "アムロジピン錠2.5mg").unwrap();
    laptop.print(slip).unwrap();
    assert_eq!(laptop.known(slip).revision(), 2);
    let recalled: Vec<_> = laptop
        .known(slip)
        .copies
        .iter()
        .filter(|copy| laptop.known(slip).is_recalled(copy))
        .map(|copy| copy.number.to_string())
        .collect();
    assert_eq!(recalled, ["1", "2", "3"]);
    assert_eq!(refused(laptop.file(sheet(slip, "1"), "pharmacy")), "copy-recalled");
    assert_eq!(refused(laptop.recall(sheet(slip, "1r2"))), "copy-not-recalled");
    for number in ["1", "2", "3"] {
        laptop.recall(sheet(slip, number)).unwrap();
    }
    assert_eq!(refused(laptop.recall(sheet(slip, "1"))), "copy-void");
    assert_eq!(
        refused(laptop.receive(sheet(slip, "1"), "pharmacy")),
        "copy-void",
        "what was seen to be void and turns up again is not called done with"
    );
    assert_eq!(
        refused(laptop.done_at(slip, "pharmacy", Before::SeenOnPaper)),
        "not-received",
        "the new sheet has to come first"
    );
    laptop.pick_up(slip).unwrap();
    laptop.receive(slip, "pharmacy").unwrap();
    laptop.done_at(slip, "pharmacy", Before::SeenOnPaper).unwrap();
}

#[test]
fn a_lost_copy_is_missed_by_everybody_until_it_is_found() {
    let mut laptop = with_slips(7);
    let slip = laptop.printed(prescription("アムロジピン錠5mg"));
    laptop.pick_up(slip).unwrap();
    laptop.lose(sheet(slip, "1")).unwrap();
    let Custody::Lost { last } = laptop.custody(slip, 1) else {
        panic!("not lost")
    };
    assert!(matches!(*last, Custody::Carried { .. }), "what was known stays");
    assert_eq!(refused(laptop.receive(sheet(slip, "1"), "pharmacy")), "copy-lost");
    assert_eq!(refused(laptop.lose(sheet(slip, "1"))), "copy-lost");
    let rows = lists::desk(&laptop.hospital, &post("pharmacy"), laptop.now());
    assert!(
        rows[0].custody.is_lost() && rows[0].is_late(laptop.now()),
        "on top of the list"
    );
    let missing = lists::unaccounted(&laptop.hospital, &PaperFilter::default(), laptop.now()).unwrap();
    assert!(missing[0].custody.is_lost());
    assert_eq!(refused(laptop.find(sheet(slip, "2"), "5E")), "copy-not-lost");
    laptop.find(slip, "pharmacy").unwrap();
    assert_eq!(laptop.custody(slip, 1), at("pharmacy"));
}

#[test]
fn a_form_is_registered_by_the_end_of_its_number() {
    let mut laptop = with_slips(7);
    let forms = laptop.forms("microbiology", 50);
    let tail = |slip: SlipNumber| slip.to_string().replace('-', "")[6..].to_owned();
    laptop.register(NumberGiven::Tail(tail(forms[3])), TARO).unwrap();
    let slip = laptop.known(forms[3]);
    assert_eq!(
        (slip.copies.len(), slip.written().unwrap().kind.as_str()),
        (7, "microbiology")
    );
    assert!(
        slip.copies.iter().all(|copy| *copy.custody() == at("5E")),
        "the paper is in the ward"
    );
    assert_eq!(
        refused(laptop.register(NumberGiven::Tail(tail(forms[3])), HANAKO)),
        "unknown-blank"
    );
    assert_eq!(
        refused(laptop.register(NumberGiven::Whole(forms[3]), HANAKO)),
        "slip-already-written"
    );
    assert_eq!(refused(laptop.print(forms[3])), "already-printed");
    // A number of this laptop that it never gave is a misread one, and so is one whose check digits do not fit.
    let scheme = laptop.hospital.schemes().slip.clone();
    let number = |station: u16, sequence| {
        let given = scheme
            .write(Station::new(station).unwrap(), BlockNumber::FIRST, sequence)
            .unwrap();
        SlipNumber::from(&given)
    };
    assert_eq!(
        refused(laptop.register(NumberGiven::Whole(number(7, 9_000)), TARO)),
        "unknown-blank"
    );
    let misread = SlipNumber::parse("S07-100051-00").unwrap();
    assert_eq!(
        refused(laptop.register(NumberGiven::Whole(misread), TARO)),
        "slip-misread"
    );
    assert_eq!(refused(laptop.receive(misread, "pharmacy")), "slip-misread");
    // A pad of another laptop that is not known here needs its kind.
    assert_eq!(
        refused(laptop.register(NumberGiven::Whole(number(8, 5)), TARO)),
        "slip-type-missing"
    );
    // Hyphens are for the eye.
    let bare = SlipNumber::parse(&forms[4].to_string().replace('-', "")).unwrap();
    laptop.register(NumberGiven::Whole(bare), HANAKO).unwrap();
    laptop.receive(bare, "microbiology").unwrap();
}

#[test]
fn no_number_is_given_twice_even_when_its_slip_was_taken_back() {
    let mut laptop = with_slips(7);
    let first = laptop.write(prescription("アムロジピン錠5mg"));
    let sequence = laptop.commits().last().unwrap().id.sequence;
    laptop.does(Command::Undo { sequence }).unwrap();
    let forms = laptop.forms("laboratory", 3);
    let second = laptop.write(prescription("アムロジピン錠5mg"));
    let mut all = vec![first, second];
    all.extend(&forms);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 5, "{all:?}");
}

#[test]
fn what_was_done_after_keeps_a_step_from_being_taken_back() {
    let mut laptop = with_slips(7);
    let slip = laptop.write(prescription("アムロジピン錠5mg"));
    let written = laptop.commits().last().unwrap().id.sequence;
    laptop.print(slip).unwrap();
    let printed = laptop.commits().last().unwrap().id.sequence;
    assert_eq!(
        laptop.does(Command::Undo { sequence: written }).unwrap_err().code(),
        "later-facts"
    );
    laptop.does(Command::Undo { sequence: printed }).unwrap();
    assert_eq!(laptop.custody(slip, 1), Custody::Unprinted);
    laptop.does(Command::Undo { sequence: written }).unwrap();
    assert!(laptop.hospital.discrepancies().is_empty());
    assert!(!on_the_list(&laptop, "5E", slip));
}

#[test]
fn a_prescription_for_outside_ends_with_the_patient() {
    let mut laptop = with_slips(7);
    let mut write = prescription("アムロジピン錠5mg");
    write.kind = Some(code("rx-outside"));
    write.urgency = None;
    assert_eq!(
        refused(laptop.slip(SlipCommand::Write(write.clone()))),
        "slip-field-missing",
        "insurer, category, seal"
    );
    write.values = [
        ("insurer", "06271234"),
        ("insured", "12-345"),
        ("share", "被保険者"),
        ("seal", "記名押印"),
    ]
    .map(|(field, value)| (code(field), text(value)))
    .to_vec();
    let slip = laptop.printed(write);
    for by in ["医師 佐藤", "医事 花"] {
        laptop.done(slip, by).unwrap();
    }
    let give = |name: CopyName| SlipCommand::File {
        name,
        how: Ending::Given,
        at: None,
    };
    assert_eq!(refused(laptop.slip(give(sheet(slip, "2")))), "not-for-patient");
    laptop.perform(slip, Outcome::Done).unwrap();
    laptop.slip(give(slip.into())).unwrap();
    assert!(laptop.known(slip).was_given());
    let until = laptop.known(slip).written().unwrap().valid_until.unwrap();
    let zone = chrono_tz::Asia::Tokyo;
    let last = until.to_utc().unwrap().with_timezone(&zone).format("%F %T").to_string();
    assert_eq!(last, "2026-11-26 23:59:59", "four days with the day of issue");
    // The pharmacy outside asks back by fax; it has no account.
    let query = andon::domain::slips::command::AskBack {
        slip,
        at: None,
        reason: andon::domain::slips::fact::QueryReason::Duplicate,
        asked: None,
        how: andon::domain::slips::fact::Method::Fax,
        question: text("他院でも同じ薬が出ています"),
        caller: Some(text("見本薬局 駅前店")),
    };
    laptop.slip(SlipCommand::Query(query)).unwrap();
    assert!(laptop.known(slip).open_query().unwrap().raised.caller.is_some());
}

#[test]
fn what_is_stopped_or_returned_is_not_billed() {
    for outcome in [Outcome::Stopped, Outcome::Returned] {
        let mut laptop = with_slips(7);
        let slip = at_the_pharmacy(&mut laptop);
        laptop.perform(slip, outcome).unwrap();
        assert_eq!(laptop.known(slip).billing_due(), None);
        assert_eq!(refused(laptop.perform(slip, Outcome::Done)), "already-done");
        laptop.file(slip, "pharmacy").unwrap();
        laptop.receive(sheet(slip, "3"), "billing").unwrap();
        laptop.file(slip, "billing").unwrap();
        laptop.file(slip, "5E").unwrap();
        assert!(laptop.known(slip).is_finished());
    }
    // Returned after it was billed for: the money goes back with it.
    let mut laptop = with_slips(7);
    let slip = at_the_pharmacy(&mut laptop);
    for by in ["薬剤師 甲", "薬剤師 乙", "薬剤師 甲"] {
        laptop.done(slip, by).unwrap();
    }
    laptop.perform(slip, Outcome::Done).unwrap();
    assert_eq!(
        lists::billing(&laptop.hospital, &PaperFilter::default(), laptop.now())
            .unwrap()
            .len(),
        1
    );
    laptop.perform(slip, Outcome::Returned).unwrap();
    assert!(
        lists::billing(&laptop.hospital, &PaperFilter::default(), laptop.now())
            .unwrap()
            .is_empty()
    );
}

/// The rest of the days, a second bag: whoever billed the first part does not know of it yet.
#[test]
fn what_is_given_after_it_was_billed_is_billed_too() {
    let mut laptop = with_slips(7);
    let slip = at_the_pharmacy(&mut laptop);
    for by in ["薬剤師 甲", "薬剤師 乙", "薬剤師 甲"] {
        laptop.done(slip, by).unwrap();
    }
    laptop.perform(slip, Outcome::Done).unwrap();
    laptop.receive(sheet(slip, "3"), "billing").unwrap();
    laptop.bill(slip).unwrap();
    assert_eq!(laptop.known(slip).billing_due(), None);
    laptop.perform(slip, Outcome::Done).unwrap();
    assert!(laptop.known(slip).billing_due().is_some());
    let rows = lists::billing(&laptop.hospital, &PaperFilter::default(), laptop.now()).unwrap();
    assert_eq!(rows.len(), 1);
    laptop.bill(slip).unwrap();
    assert_eq!(refused(laptop.bill(slip)), "already-billed");
}

/// A result that was carried back by hand: its number means the result, not the sheet that the laboratory works from.
#[test]
fn a_number_that_comes_back_means_the_result_that_is_waited_for() {
    let mut laptop = with_slips(7);
    let slip = laptop.printed(WriteSlip {
        kind: Some(code("laboratory")),
        values: vec![(code("tests"), text("血算")), (code("specimen"), text("静脈血"))],
        drugs: Vec::new(),
        urgency: None,
        ..prescription("検査")
    });
    let result = laptop
        .known(slip)
        .current()
        .find(|copy| copy.purpose == Purpose::Result)
        .map(|copy| copy.number)
        .unwrap();
    let all: Vec<CopyNumber> = laptop.known(slip).current().map(|copy| copy.number).collect();
    for number in all {
        let name = CopyName {
            slip,
            copy: Some(number),
        };
        laptop.receive(name, "laboratory").ok();
    }
    laptop.receive(slip, "5E").unwrap();
    let at = |number: CopyNumber| laptop.known(slip).copy(number).unwrap().custody().post().cloned();
    assert_eq!(at(result), Some(post("5E")));
    let work = laptop
        .known(slip)
        .current()
        .find(|copy| copy.purpose == Purpose::Work)
        .unwrap();
    assert_eq!(at(work.number), Some(post("laboratory")), "nobody has moved it");
}

/// What may have come out of a printer is not taken back by a record: nobody would know of the paper.
#[test]
fn what_was_sent_to_a_printer_is_not_undone() {
    let mut laptop = with_slips(7);
    let asked = |paper: printing::Paper| {
        Command::AskPrint(AskPrint {
            paper,
            count: 1,
            to: PrintTo::Queue("ward".into()),
            reason: None,
            seen: WarningsSeen::Yes,
            desk: None,
        })
    };
    let slip = laptop.write(prescription("アムロジピン錠5mg"));
    let sequence = |laptop: &Laptop| laptop.commits().last().unwrap().id.sequence;
    let written = sequence(&laptop);
    laptop
        .does(asked(printing::Paper::Slip {
            slip,
            revision: 1,
            copies: Vec::new(),
        }))
        .unwrap();
    let undo = |sequence| Command::Undo { sequence };
    assert_eq!(laptop.does(undo(written)).unwrap_err().code(), "later-facts");
    let kind = code("rx-inpatient");
    laptop.slip(SlipCommand::PrepareBlanks { kind, count: 2 }).unwrap();
    let prepared = sequence(&laptop);
    let pads = laptop.hospital.pads().map(|pad| pad.id).collect();
    laptop
        .does(asked(printing::Paper::Blanks { ward: post("5E"), pads }))
        .unwrap();
    assert_eq!(laptop.does(undo(prepared)).unwrap_err().code(), "later-facts");
}

#[test]
fn a_run_fetches_what_lies_ready_and_ends_with_empty_hands() {
    let mut laptop = with_slips(7);
    let slips: Vec<SlipNumber> = (0..3)
        .map(|_| laptop.printed(prescription("アムロジピン錠5mg")))
        .collect();
    let run = laptop.open_run().unwrap();
    let legs = laptop.hospital.run(run).unwrap().legs().len();
    assert_eq!(
        legs, 3,
        "the sheet for the pharmacy of each; billing gets its own when the work is done"
    );
    assert!(laptop.open_run().is_err(), "what one run fetches is left to it");
    let take = PickUp {
        what: Taken::AllAt(post("5E")),
        carrier: None,
        run: Some(run),
        to: None,
    };
    laptop.slip(SlipCommand::PickUp(take.clone())).unwrap();
    assert_eq!(refused(laptop.slip(SlipCommand::PickUp(take))), "nothing-to-carry");
    let rows = runs::runs(&laptop.hospital);
    assert_eq!((rows[0].carried.len(), rows[0].waiting), (3, 0));
    for slip in &slips[1..] {
        laptop.receive(*slip, "pharmacy").unwrap();
    }
    assert_eq!(
        refused(laptop.slip(SlipCommand::CloseRun { run, remark: None })),
        "run-not-empty"
    );
    let name = sheet(slips[0], "1");
    let to = Handed::Post(post("pharmacy"));
    laptop
        .slip(SlipCommand::HandOver {
            what: Dropped::Copy(name),
            to,
        })
        .unwrap();
    assert!(matches!(laptop.custody(slips[0], 1), Custody::HandedOver { .. }));
    laptop.receive(slips[0], "pharmacy").unwrap();
    laptop.slip(SlipCommand::CloseRun { run, remark: None }).unwrap();
    assert_eq!(
        refused(laptop.slip(SlipCommand::CloseRun { run, remark: None })),
        "run-closed"
    );
}

#[test]
fn what_must_be_looked_at_is_shown_before_the_printing() {
    let mut laptop = with_slips(7);
    allergic(&mut laptop, HANAKO, "ペニシリン");
    let mut write = prescription("アモキシシリンカプセル250mg");
    write.patient = who(HANAKO);
    let slip = laptop.write(write.clone());
    let warned = laptop.known(slip).written().unwrap().warned.clone();
    assert!(matches!(warned.as_slice(), [Warning::Allergy { .. }]), "{warned:?}");
    let print = |seen| SlipCommand::Print {
        slip,
        printer: None,
        seen,
        at: None,
    };
    assert_eq!(refused(laptop.slip(print(WarningsSeen::No))), "warnings-unseen");
    laptop.slip(print(WarningsSeen::Yes)).unwrap();
    // The same drug again, while the first slip is open.
    let second = laptop.write(write);
    let warned = &laptop.known(second).written().unwrap().warned;
    assert!(
        warned
            .iter()
            .any(|one| matches!(one, Warning::SameDrug { slip: first, .. } if *first == slip))
    );
    // An allergy that is found after the writing shows at the printing.
    let third = laptop.write(prescription("レボフロキサシン錠500mg"));
    assert!(laptop.known(third).written().unwrap().warned.is_empty());
    allergic(&mut laptop, TARO, "キノロン系");
    let print = SlipCommand::Print {
        slip: third,
        printer: None,
        seen: WarningsSeen::No,
        at: None,
    };
    assert_eq!(refused(laptop.slip(print)), "warnings-unseen");
}

#[test]
fn on_leave_discharged_and_not_asked_are_said() {
    let mut laptop = with_slips(7);
    laptop
        .does(Command::Leave(Leave {
            patient: who(TARO),
            kind: OutKind::Leave,
            until: None,
            place: None,
        }))
        .unwrap();
    let slip = laptop.write(prescription("アムロジピン錠5mg"));
    assert_eq!(laptop.known(slip).written().unwrap().warned, [Warning::OnLeave]);
    laptop
        .does(Command::Discharge(Discharge {
            patient: who(TARO),
            disposition: Disposition::Home,
            place: None,
        }))
        .unwrap();
    let mut write = prescription("メトホルミン錠250mg");
    assert_eq!(
        refused(laptop.slip(SlipCommand::Write(write.clone()))),
        "origin-missing"
    );
    write.origin = Some(post("outpatient"));
    let slip = laptop.write(write);
    assert_eq!(laptop.known(slip).written().unwrap().warned, [Warning::Discharged]);
    let open = lists::of_patient(&laptop.hospital, laptop.known(slip).patient().unwrap(), laptop.now());
    assert!(open.len() >= 3, "a discharge shows what is still open");
}

#[test]
fn after_the_cut_off_it_counts_for_the_day_after() {
    let mut laptop = with_slips(7);
    let mut write = prescription("アムロジピン錠5mg");
    write.urgency = Some(code("routine"));
    // Nine in the morning, the cut-off is noon.
    let early = laptop.write(write.clone());
    laptop.millis += 4 * 3_600_000;
    write.drugs = vec![drug("メトホルミン錠250mg")];
    let late = laptop.write(write);
    let due = |slip| {
        laptop
            .known(slip)
            .content()
            .unwrap()
            .due
            .to_utc()
            .unwrap()
            .with_timezone(&chrono_tz::Asia::Tokyo)
    };
    assert_eq!(due(early).format("%F %R").to_string(), "2026-11-24 17:00");
    assert_eq!(due(late).format("%F %R").to_string(), "2026-11-25 17:00");
    assert_eq!(laptop.known(late).written().unwrap().warned, [Warning::AfterCutOff]);
}

#[test]
fn the_late_ones_are_on_top() {
    let mut laptop = with_slips(7);
    let mut write = prescription("アムロジピン錠5mg");
    write.urgency = Some(code("soon"));
    let soon = laptop.printed(write.clone());
    write.urgency = Some(code("urgent"));
    write.drugs = vec![drug("フロセミド錠20mg")];
    let urgent = laptop.printed(write);
    let order = |laptop: &Laptop| {
        lists::desk(&laptop.hospital, &post("pharmacy"), laptop.now())
            .iter()
            .map(|row| (row.slip, row.is_late(laptop.now())))
            .collect::<Vec<_>>()
    };
    assert_eq!(order(&laptop), [(urgent, false), (soon, false)]);
    laptop.millis += 40 * 60_000;
    assert_eq!(order(&laptop), [(urgent, true), (soon, false)]);
    laptop.receive(urgent, "pharmacy").unwrap();
    assert!(order(&laptop)[0].1, "received is not done");
}

/// 調剤 is done and the drug is on the ward: that it was not given is as late as the slip, on the sheet that the ward kept.
#[test]
fn what_is_not_given_at_the_patient_is_late_on_the_list_of_the_ward() {
    let mut laptop = with_slips(7);
    let slip = at_the_pharmacy(&mut laptop);
    for by in ["薬剤師 甲", "薬剤師 乙", "薬剤師 甲"] {
        laptop.done(slip, by).unwrap();
    }
    let next = laptop.known(slip).next_step().unwrap();
    assert_eq!((next.code.as_str(), next.at.as_str()), ("give", "5E"));
    let late = |laptop: &Laptop| {
        let listed = lists::desk(&laptop.hospital, &post("5E"), laptop.now())
            .iter()
            .filter(|row| row.slip == slip && row.is_late(laptop.now()))
            .map(|row| row.copy.number)
            .collect::<Vec<_>>();
        let counted = load::by_origin(&laptop.hospital, laptop.now());
        (listed, counted[&post("5E")].late)
    };
    // The sheet for billing is on its way, for longer than it may be; its place is another's matter.
    laptop.receive(sheet(slip, "3"), "billing").ok();
    assert_eq!(late(&laptop), (vec![], 0));
    laptop.millis += 31 * 60_000;
    assert_eq!(late(&laptop), (vec![2], 1));
    laptop.perform(slip, Outcome::Done).unwrap();
    assert_eq!(late(&laptop), (vec![], 0));
}

#[test]
fn a_cancelled_slip_calls_its_paper_back() {
    let mut laptop = with_slips(7);
    let slip = at_the_pharmacy(&mut laptop);
    laptop.cancel(slip).unwrap();
    assert_eq!(refused(laptop.cancel(slip)), "slip-cancelled");
    assert_eq!(refused(laptop.done(slip, "薬剤師 甲")), "slip-cancelled");
    assert!(!laptop.known(slip).is_finished());
    for number in ["1", "2", "3"] {
        laptop.recall(sheet(slip, number)).unwrap();
    }
    assert!(laptop.known(slip).is_finished());
}

/// A report goes along to be written on and comes back; one that does not is on the ward's list when it is late.
#[test]
fn a_report_goes_along_and_is_late_until_it_is_back() {
    let mut laptop = with_slips(7);
    let slip = laptop.printed(WriteSlip {
        kind: Some(code("laboratory")),
        values: vec![(code("tests"), text("血算"))],
        drugs: Vec::new(),
        urgency: Some(code("urgent")),
        ..prescription("検査")
    });
    let report = laptop
        .known(slip)
        .current()
        .find(|copy| copy.purpose == Purpose::Result)
        .unwrap()
        .number
        .number;
    for by in ["医師", "看護", "看護"] {
        laptop.done(slip, by).unwrap();
    }
    laptop.pick_up(slip).unwrap();
    assert!(
        matches!(laptop.custody(slip, report), Custody::Carried { .. }),
        "{:?}",
        laptop.custody(slip, report)
    );
    laptop.receive(slip, "laboratory").unwrap();
    assert_eq!(laptop.custody(slip, report), at("laboratory"));
    laptop.millis += 5 * 3_600_000;
    let late = |laptop: &Laptop, desk: &str| {
        let rows = lists::desk(&laptop.hospital, &post(desk), laptop.now());
        let of_report = |row: &&lists::CopyRow| row.slip == slip && row.copy.number == report;
        rows.iter().find(of_report).map(|row| row.is_late(laptop.now()))
    };
    assert_eq!(late(&laptop, "5E"), Some(true), "the ward waits for it");
    for by in ["技師", "技師"] {
        laptop.done(slip, by).unwrap();
    }
    laptop
        .slip(SlipCommand::ReturnResult {
            slip,
            by: None,
            remark: None,
        })
        .unwrap();
    let ready = andon::domain::slips::decide::ready_to_go(&laptop.hospital, &[post("laboratory")]);
    assert!(
        ready
            .iter()
            .any(|leg| leg.copy.number == report && leg.to == post("5E")),
        "{ready:?}"
    );
    assert_eq!(late(&laptop, "5E"), Some(true), "measured is not reported");
    laptop.receive(sheet(slip, &report.to_string()), "5E").unwrap();
    assert_eq!(late(&laptop, "5E"), Some(false));
}

#[test]
fn what_is_missing_is_asked_for_by_ward_patient_day_and_month() {
    let mut laptop = with_slips(7);
    let first = laptop.printed(prescription("アムロジピン錠5mg"));
    laptop.millis += 24 * 3_600_000;
    let mut other = prescription("フロセミド錠20mg");
    other.patient = who(HANAKO);
    let second = laptop.printed(other);
    let missing = |filter: PaperFilter| -> std::collections::BTreeSet<SlipNumber> {
        let rows = lists::unaccounted(&laptop.hospital, &filter, laptop.now()).unwrap();
        rows.into_iter().map(|row| row.slip).collect()
    };
    let all = PaperFilter::default;
    let day = |raw: &str| Some(raw.parse::<chrono::NaiveDate>().unwrap().into());
    assert_eq!(missing(all()), [first, second].into());
    assert_eq!(
        missing(PaperFilter {
            patient: Some(who(TARO)),
            ..all()
        }),
        [first].into()
    );
    assert_eq!(
        missing(PaperFilter {
            from: day("2026-11-24"),
            ..all()
        }),
        [second].into()
    );
    assert_eq!(
        missing(PaperFilter {
            to: day("2026-11-23"),
            ..all()
        }),
        [first].into()
    );
    let month = PaperFilter {
        from: day("2026-11-01"),
        to: day("2026-11-30"),
        ward: Some(post("5E")),
        ..all()
    };
    assert_eq!(missing(month), [first, second].into());
    assert!(
        missing(PaperFilter {
            ward: Some(post("6W")),
            ..all()
        })
        .is_empty()
    );
}
