//! Slips that are finished leave the hot state, and are found all the same: by whoever asks where they are, by whoever wants
//! to do something with them, after a start, and when the index is gone.

use std::{fs, time::Instant};

use andon::{
    app::door::Door,
    domain::{
        access::{Asker, Role},
        ask::Answer,
        command::{Command, Question, Register, Request, Whereabouts},
        numbers::BlockNumber,
        slips::{
            CopyName, Custody, SlipNumber,
            ask::SlipAnswer,
            command::{SlipCommand, WarningsSeen, WriteSlip},
            fact::Ending,
        },
    },
    runtime::{open::IndexFound, writer::Handle},
    store::Pace,
};

use crate::{
    slip_world::{TARO, code, post, sheet, who},
    store_kit::{Bench, clerk, does},
    world::{identifier, text},
};

/// How many slips of each store.
const SLIPS: usize = 60;

fn slip(handle: &Handle, command: SlipCommand) -> Vec<SlipNumber> {
    does(handle, Command::Slip(command)).unwrap().slips
}

/// Written, printed, cancelled, and every copy seen to be void.
fn finished(handle: &Handle) -> SlipNumber {
    let number = slip(
        handle,
        SlipCommand::Write(WriteSlip {
            number: None,
            kind: Some(code("reference-print")),
            patient: who(TARO),
            origin: Some(post("5E")),
            urgency: None,
            orderer: None,
            values: vec![(code("range"), text("サマリー")), (code("purpose"), text("診療"))],
            drugs: Vec::new(),
        }),
    )[0];
    let seen = WarningsSeen::Yes;
    slip(
        handle,
        SlipCommand::Print {
            slip: number,
            printer: None,
            seen,
            at: None,
        },
    );
    slip(
        handle,
        SlipCommand::Cancel {
            slip: number,
            reason: text("不要"),
        },
    );
    for copy in ["1", "2"] {
        let name = sheet(number, copy);
        slip(handle, SlipCommand::Recall { name, at: None });
    }
    number
}

fn is_found(handle: &Handle, number: SlipNumber) -> std::time::Duration {
    let what = Whereabouts::Slip(CopyName::from(number));
    let begun = Instant::now();
    let answer = handle.ask(&clerk(), &Question::Where { what }).unwrap();
    let took = begun.elapsed();
    let Answer::Slips(SlipAnswer::Slip(view)) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(view.slip.number, number);
    assert!(view.patient.is_some(), "whose it is comes with it");
    let void = |custody: &Custody| matches!(custody, Custody::Ended { how: Ending::Void, .. });
    assert!(view.slip.copies.len() == 2 && view.slip.copies.iter().all(|copy| void(copy.custody())));
    took
}

#[test]
fn an_old_slip_is_found_wherever_it_lies() {
    let bench = Bench::real(Pace::EAGER);
    let store = bench.init(7);
    let handle = store.handle();
    // Blocks are granted by whoever sets the laptop up.
    let administrator = Asker {
        role: Role::Administrator,
        ..clerk()
    };
    let grant = Command::GrantBlock {
        station: None,
        block: BlockNumber::new(1),
    };
    handle.decide(administrator, Request::from(grant)).unwrap();
    does(
        &handle,
        Command::Register(Register {
            identifier: Some(identifier(TARO)),
            name: Some(text("見本　太郎")),
            ..Register::default()
        }),
    )
    .unwrap();
    let numbers: Vec<SlipNumber> = (0..SLIPS).map(|_| finished(&handle)).collect();
    handle.settle_index();
    let hot = handle.hospital().slips().count();
    assert!(hot < SLIPS / 4, "{hot} of {SLIPS} are still in memory");
    for number in &numbers {
        is_found(&handle, *number);
    }
    // Whoever wants to do something with it is told what became of it, not that it is unknown.
    let name = sheet(numbers[0], "1");
    let refused = does(&handle, Command::Slip(SlipCommand::CannotFind { name, remark: None }));
    assert!(format!("{refused:?}").contains("Void"), "{refused:?}");
    // A number of this hospital that nobody has written on.
    let scheme = handle.hospital().schemes().slip.clone();
    let unknown = scheme
        .write(
            andon::domain::record::Station::new(7).unwrap(),
            BlockNumber::FIRST,
            9_000,
        )
        .unwrap();
    let what = Whereabouts::Slip(CopyName::from(SlipNumber::from(&unknown)));
    let refused = handle.ask(&clerk(), &Question::Where { what }).unwrap_err();
    assert_eq!(refused.code(), "unknown-slip");
    store.close();

    let (store, opened) = bench.open();
    assert_eq!(opened.index, IndexFound::Used);
    let slowest = numbers
        .iter()
        .map(|number| is_found(&store.handle(), *number))
        .max()
        .unwrap();
    assert!(slowest.as_millis() < 1_000, "{slowest:?}");
    store.close();

    fs::remove_dir_all(bench.index()).unwrap();
    let (store, opened) = bench.open();
    assert!(matches!(opened.index, IndexFound::Rebuilt(_)));
    for number in &numbers {
        is_found(&store.handle(), *number);
    }
    // The numbers go on where they were.
    let next = finished(&store.handle());
    assert!(!numbers.contains(&next));
    store.close();
}
