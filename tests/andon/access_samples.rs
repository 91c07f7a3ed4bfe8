//! One of each command about slips, paper and identity checks, for the table of permissions.

use std::sync::Arc;

use andon::domain::{
    checks::{
        CheckId, PurposeCode, StandIn, Stated,
        command::{CheckCommand, InHand, PaperLine},
    },
    command::Command,
    identity::{PatientRef, RegisterAdopted},
    numbers::{
        Arrival, Tongue,
        issue::{Issue, Newcomer},
        packets::Activate,
    },
    printing::{
        PrintEnd, PrintJobId,
        decide::AskPrint,
        fact::{Paper, PrintTo},
    },
    record::{CommitId, EventId, SettingsVersion},
    slips::{
        CopyName, SlipNumber,
        command::{
            AskBack, Before, Dropped, NumberGiven, Perform, PickUp, Revise, SlipCommand, Taken, WarningsSeen, WriteSlip,
        },
        fact::{AskedOf, Ending, Handed, Method, Outcome, QueryOutcome, QueryReason},
        run::RunId,
    },
};

use crate::{
    slip_world::{code, post, prescription},
    world::{identifier, text},
};

/// The word of a command about slips.
pub fn word(command: &SlipCommand) -> &'static str {
    match command {
        SlipCommand::AdoptBook { .. } => "slip-adopt-book",
        SlipCommand::PrepareBlanks { .. } => "slip-prepare-blanks",
        SlipCommand::Write(WriteSlip { number: Some(_), .. }) => "slip-register",
        SlipCommand::Write(_) => "slip-write",
        SlipCommand::Print { .. } => "slip-print",
        SlipCommand::PickUp(_) => "slip-pick-up",
        SlipCommand::HandOver { .. } => "slip-hand-over",
        SlipCommand::Receive { .. } => "slip-receive",
        SlipCommand::Start { .. } => "slip-start",
        SlipCommand::Done { .. } => "slip-done",
        SlipCommand::Perform(_) => "slip-perform",
        SlipCommand::ReturnResult { .. } => "slip-return-result",
        SlipCommand::Bill { .. } => "slip-bill",
        SlipCommand::File { .. } => "slip-file",
        SlipCommand::Query(_) => "slip-query",
        SlipCommand::Follow { .. } => "slip-follow",
        SlipCommand::Answer { .. } => "slip-answer",
        SlipCommand::PassNote { .. } => "slip-pass-note",
        SlipCommand::Revise(_) => "slip-revise",
        SlipCommand::Recall { .. } => "slip-recall",
        SlipCommand::CannotFind { .. } => "slip-cannot-find",
        SlipCommand::Found { .. } => "slip-found",
        SlipCommand::Cancel { .. } => "slip-cancel",
        SlipCommand::OpenRun { .. } => "slip-open-run",
        SlipCommand::CloseRun { .. } => "slip-close-run",
    }
}

/// The word of a step of an identity check.
pub fn word_of_check(step: &CheckCommand) -> &'static str {
    match step {
        CheckCommand::AdoptPolicy { .. } => "check-adopt-policy",
        CheckCommand::Begin { .. } => "check-begin",
        CheckCommand::Vouch { .. } => "check-vouch",
        CheckCommand::State { .. } => "check-state",
        CheckCommand::Slip { .. } => "check-slip",
        CheckCommand::Second { .. } => "check-second",
        CheckCommand::Abandon { .. } => "check-abandon",
        CheckCommand::Paper { .. } => "check-paper",
    }
}

/// The word of a command about the numbers of patients.
pub fn word_of_number(command: &Command) -> &'static str {
    match command {
        Command::Issue(_) => "issue",
        Command::PreparePackets { .. } => "packets",
        Command::ActivatePacket(_) => "activate",
        Command::VoidId { .. } => "void-id",
        Command::PrintId { .. } => "print-id",
        Command::Link { .. } => "link",
        Command::ProposeLink { .. } => "propose-link",
        Command::ConfirmLink { .. } => "confirm-link",
        Command::Unlink { .. } => "unlink",
        other => panic!("{other:?} is about no number"),
    }
}

pub fn of_numbers() -> Vec<Command> {
    let number = || identifier("00001");
    let patient = |number: &str| PatientRef::Identifier(identifier(number));
    vec![
        Command::Issue(Box::new(Issue {
            newcomer: Newcomer::Unidentified {
                sex: None,
                birth: None,
                arrival: Arrival::default(),
            },
            declined: Vec::new(),
            tongue: Tongue::Japanese,
            request: None,
        })),
        Command::PreparePackets {
            count: 2,
            request: None,
        },
        Command::ActivatePacket(Box::new(Activate {
            number: number(),
            alias: None,
            sex: None,
            birth: None,
            arrival: Arrival::default(),
            tongue: Tongue::Japanese,
        })),
        Command::VoidId {
            number: number(),
            reason: text("二重発行"),
        },
        Command::PrintId {
            number: number(),
            reason: None,
        },
        Command::Link {
            patient: patient("00001"),
            with: patient("00002"),
        },
        Command::ProposeLink {
            patient: patient("00001"),
            with: patient("00002"),
        },
        Command::ConfirmLink {
            patient: patient("00001"),
            with: patient("00002"),
        },
        Command::Unlink {
            patient: patient("00001"),
            with: patient("00002"),
            reason: None,
        },
    ]
}

/// How many commands [`word`] tells apart, those about paper, the steps of a check, and those about numbers.
pub const COMMANDS: usize = 25 + 3 + 8 + 9;

pub fn of_checks(commit: CommitId) -> Vec<Command> {
    let check = CheckId::issued(EventId { commit, index: 0 });
    let slip = CopyName::parse("S07-100123-41").unwrap();
    let purpose = || PurposeCode::parse("transfusion").unwrap();
    let all = [
        CheckCommand::AdoptPolicy {
            version: SettingsVersion([8; 8]),
            policy: Arc::new(andon::settings::checks::shipped().unwrap()),
        },
        CheckCommand::Begin {
            purpose: purpose(),
            in_hand: InHand::Slip(slip),
        },
        CheckCommand::Vouch {
            check,
            by: StandIn::Family,
        },
        CheckCommand::State {
            check,
            stated: Stated::default(),
        },
        CheckCommand::Slip { check, slip },
        CheckCommand::Second { check },
        CheckCommand::Abandon { check },
        CheckCommand::Paper {
            lines: vec![PaperLine {
                in_hand: InHand::Slip(slip),
                purpose: purpose(),
                at: None,
                exception: None,
                remark: None,
            }],
        },
    ];
    all.into_iter().map(Command::Check).collect()
}

#[allow(clippy::too_many_lines, reason = "one of each")]
pub fn of_slips(commit: CommitId) -> Vec<Command> {
    let slip = SlipNumber::parse("S07-100123-41").unwrap();
    let name = CopyName { slip, copy: None };
    let run = RunId(commit);
    let all = [
        SlipCommand::AdoptBook {
            version: SettingsVersion([5; 8]),
            book: andon::settings::slips::standard().unwrap(),
        },
        SlipCommand::PrepareBlanks {
            kind: code("rx-inpatient"),
            count: 1,
        },
        SlipCommand::Write(prescription("アムロジピン錠5mg")),
        SlipCommand::Write(WriteSlip {
            number: Some(NumberGiven::Tail("6620".to_owned())),
            ..prescription("アムロジピン錠5mg")
        }),
        SlipCommand::Print {
            slip,
            printer: None,
            seen: WarningsSeen::Yes,
            at: None,
        },
        SlipCommand::PickUp(PickUp {
            what: Taken::Copy(name),
            carrier: None,
            run: None,
            to: None,
        }),
        SlipCommand::HandOver {
            what: Dropped::Copy(name),
            to: Handed::Post(post("pharmacy")),
        },
        SlipCommand::Receive {
            name,
            at: post("pharmacy"),
        },
        SlipCommand::Start { slip, at: None },
        SlipCommand::Done {
            slip,
            step: None,
            at: None,
            by: None,
            before: Before::Recorded,
        },
        SlipCommand::Perform(Perform {
            slip,
            outcome: Outcome::Done,
            by: None,
            amount: None,
            lot: None,
            remark: None,
        }),
        SlipCommand::ReturnResult {
            slip,
            by: None,
            remark: None,
        },
        SlipCommand::Bill { slip },
        SlipCommand::File {
            name,
            how: Ending::Filed,
            at: None,
        },
        SlipCommand::Query(AskBack {
            slip,
            at: None,
            reason: QueryReason::Illegible,
            asked: None,
            how: Method::Phone,
            question: text("用量は"),
            caller: None,
        }),
        SlipCommand::Follow {
            slip,
            of: AskedOf::OnDuty,
            asked: text("当直医"),
            how: None,
        },
        SlipCommand::Answer {
            slip,
            outcome: QueryOutcome::Unchanged,
            answer: text("そのまま"),
            by: text("佐藤"),
        },
        SlipCommand::PassNote { name },
        SlipCommand::Revise(Revise {
            slip,
            urgency: None,
            values: Vec::new(),
            drugs: Vec::new(),
            ordered: None,
        }),
        SlipCommand::Recall { name, at: None },
        SlipCommand::CannotFind { name, remark: None },
        SlipCommand::Found {
            name,
            at: post("pharmacy"),
        },
        SlipCommand::Cancel {
            slip,
            reason: text("中止"),
        },
        SlipCommand::OpenRun {
            carrier: text("搬送 一"),
            posts: Vec::new(),
        },
        SlipCommand::CloseRun { run, remark: None },
    ];
    all.into_iter().map(Command::Slip).collect()
}

pub fn of_paper(commit: CommitId) -> Vec<Command> {
    let job = PrintJobId::issued(EventId { commit, index: 0 });
    vec![
        Command::AskPrint(AskPrint {
            paper: Paper::HospitalList,
            count: 1,
            to: PrintTo::Folder,
            reason: None,
            seen: WarningsSeen::Yes,
            desk: None,
        }),
        Command::HandPrint {
            job,
            request: "queue-7".into(),
        },
        Command::EndPrint {
            job,
            end: PrintEnd::GivenUp,
            desk: None,
        },
    ]
}

/// The hospital and its slips in one step.
pub fn begin() -> Command {
    Command::Begin {
        version: SettingsVersion([6; 8]),
        frame: Arc::new(crate::world::frame()),
        slips: SettingsVersion([6; 8]),
        book: andon::settings::slips::standard().unwrap(),
    }
}

/// A register of former patients.
pub fn register() -> Command {
    Command::AdoptRegister(RegisterAdopted {
        content: [9; 32],
        people: 1,
    })
}
