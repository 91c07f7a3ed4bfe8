//! What the writer calls saved is saved, and what it does not is not.

use andon::{
    app::door::{Access, Door, Refused},
    domain::{
        ask::Answer,
        command::{Admission, Command, Question, Register},
        refusal::Refusal,
    },
    runtime::open::{IndexFound, Store},
    store::Pace,
};

use crate::{
    store_kit::{Bench, clerk, does},
    world::{bed, identifier, text},
};

fn admit(number: usize, into: &str) -> Command {
    Command::AdmitNew {
        person: Register {
            identifier: Some(identifier(&format!("{number:05}"))),
            name: Some(text("見本")),
            ..Register::default()
        },
        admission: Admission::into_bed(bed(into)),
    }
}

fn census(store: &Store) -> usize {
    match store.handle().ask(&clerk(), &Question::Census { ward: None }).unwrap() {
        Answer::Census(rows) => rows.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_receipt_is_given_when_the_state_shows_it_and_a_reopened_store_has_it() {
    let bench = Bench::real(Pace::STANDARD);
    let store = bench.init(7);
    let handle = store.handle();
    let receipt = does(&handle, admit(1, "5E-101-1")).unwrap();
    assert_eq!(receipt.commit.unwrap().to_string(), "7-1-2");
    assert_eq!(receipt.events, 2);
    let stay = handle.hospital().stay(receipt.stay.unwrap()).cloned().unwrap();
    assert_eq!(stay.patient(), receipt.patient);
    let refused = does(&handle, admit(2, "5E-101-1")).unwrap_err();
    assert!(
        matches!(refused, Refused::Refusal(Refusal::BedOccupied { .. })),
        "{refused:?}"
    );
    assert_eq!(handle.status().sequence.unwrap().number(), 2);
    assert_eq!(handle.status().access, Access::Writable);
    let head = handle.status().head;
    store.close();

    let (store, opened) = bench.open();
    assert_eq!((opened.index, opened.folded), (IndexFound::Used, 0));
    assert_eq!(store.handle().status().head, head);
    assert_eq!(census(&store), 1);
    assert_eq!(store.handle().hospital().stay(stay.id), Some(&stay));
}
