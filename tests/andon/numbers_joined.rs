//! Two records of one person: linked, asked under either number, and taken apart again.

use andon::domain::{
    ask::Answer,
    census::{Disposition, fact::InquiryAnswer},
    command::{Admission, Admit, Amend, CensusLine, Command, Discharge, Question, Register, Whereabouts},
    identity::{Identifier, Inquiry, PatientRef},
    numbers::{
        ledger::NumberState,
        link::{Attention, attention},
    },
    record::{Commit, Fact},
    refusal::Refusal,
};

use crate::{
    numbers_kit::{
        admit, disagreements, gives, is_known_as, ledger, links, reference, registers, unidentified, user, voids,
    },
    world::{Laptop, bed, identifier, text},
};

#[test]
fn a_link_joins_two_records_and_can_be_taken_away() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    admit(&mut laptop, &number, "5E-101-2");
    let own = identifier("00022012");
    laptop.does(registers(&own)).unwrap();
    let link = || links(&number, &own);
    laptop
        .does(Command::PrintId {
            number: number.clone(),
            reason: None,
        })
        .unwrap();
    laptop.does(link()).unwrap();
    assert_eq!(laptop.does(link()).unwrap_err().code(), "nothing-to-change");
    // Either number leads to the bed, and the list shows both.
    for wanted in [&number, &own] {
        let question = Question::Where {
            what: Whereabouts::Patient(reference(wanted)),
        };
        let Answer::Where(rows) = laptop.asks(&question).unwrap() else {
            panic!()
        };
        assert_eq!((rows.len(), rows[0].bed.as_str()), (1, "5E-101-2"));
        assert_eq!(rows[0].others, std::slice::from_ref(&own));
    }
    let row = &ledger(&laptop)[0];
    assert_eq!(
        (row.state, row.others.as_slice()),
        (NumberState::Linked, [own.clone()].as_slice())
    );
    assert!(!row.is_unidentified() && row.linked.is_some());
    let known = laptop.hospital.find_patient(&reference(&own)).unwrap().id;
    let attention = attention(&laptop.hospital, known, laptop.now());
    assert!(
        attention.contains(&Attention::Labels {
            number: number.clone(),
            printed: 1
        }),
        "{attention:?}"
    );
    // The person is here already, under the other number.
    let admission = Admission::into_bed(bed("5E-102-1"));
    let again = Command::Admit(Admit {
        patient: reference(&own),
        admission,
    });
    assert_eq!(laptop.does(again).unwrap_err().code(), "already-admitted");
    // What is said of one number happens to the stay of the other.
    laptop
        .does(Command::Diet {
            patient: reference(&own),
            to: text("常食"),
        })
        .unwrap();
    assert_eq!(
        laptop.hospital.open_stay(known).unwrap().diet.get(),
        Some(&text("常食"))
    );
    let unlink = || Command::Unlink {
        patient: reference(&own),
        with: reference(&number),
        reason: None,
    };
    laptop.does(unlink()).unwrap();
    assert_eq!(laptop.does(unlink()).unwrap_err().code(), "not-linked");
    assert_eq!(ledger(&laptop)[0].state, NumberState::Issued);
    // An undo of the unlinking is a link again.
    let sequence = laptop.commits().last().unwrap().id.sequence;
    laptop.does(Command::Undo { sequence }).unwrap();
    assert_eq!(ledger(&laptop)[0].state, NumberState::Linked);
}

/// What nobody may do by linking, nobody does by taking something back: neither the unlinking of two who lie in two beds by now, nor
/// the discharge of one whose other record lies in a bed.
#[test]
fn taking_something_back_joins_nobody_in_two_beds() {
    let people = || {
        let mut laptop = Laptop::with_numbers(7, 1);
        let one = gives(&mut laptop, unidentified())[0].clone();
        let other = gives(&mut laptop, unidentified())[0].clone();
        admit(&mut laptop, &one, "5E-101-1");
        let (patient, with) = (reference(&one), reference(&other));
        (laptop, other, patient, with)
    };
    let undo = |laptop: &mut Laptop, commit: &Commit| {
        let sequence = commit.id.sequence;
        laptop
            .does(Command::Undo { sequence })
            .map(|_| ())
            .map_err(|refusal| refusal.code())
    };
    let link = |patient: &PatientRef, with: &PatientRef| Command::Link {
        patient: patient.clone(),
        with: with.clone(),
    };

    let (mut laptop, other, patient, with) = people();
    laptop.does(link(&patient, &with)).unwrap();
    let unlink = Command::Unlink {
        patient: patient.clone(),
        with: with.clone(),
        reason: None,
    };
    let unlinked = laptop.does(unlink).unwrap().unwrap();
    let mut before = laptop.clone();
    admit(&mut laptop, &other, "5E-101-2");
    assert_eq!(undo(&mut laptop, &unlinked), Err("two-beds"));
    // As long as one of them is in no bed, an unlinking by mistake is taken back.
    assert_eq!(undo(&mut before, &unlinked), Ok(()));

    let (mut laptop, other, patient, with) = people();
    admit(&mut laptop, &other, "5E-101-2");
    let discharge = Command::Discharge(Discharge {
        patient: with.clone(),
        disposition: Disposition::Home,
        place: None,
    });
    let discharged = laptop.does(discharge).unwrap().unwrap();
    let mut before = laptop.clone();
    laptop.does(link(&patient, &with)).unwrap();
    assert_eq!(undo(&mut laptop, &discharged), Err("already-admitted"));
    assert_eq!(undo(&mut before, &discharged), Ok(()));
}

/// Two records that are one person through a third one lie in one bed, however the link between them came back.
#[test]
fn an_unlinking_is_taken_back_where_a_third_record_joins_both() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let [one, other, third] = [(); 3].map(|()| gives(&mut laptop, unidentified())[0].clone());
    admit(&mut laptop, &one, "5E-101-1");
    laptop.does(links(&one, &other)).unwrap();
    let unlink = Command::Unlink {
        patient: reference(&one),
        with: reference(&other),
        reason: None,
    };
    let sequence = laptop.does(unlink).unwrap().unwrap().id.sequence;
    laptop.does(links(&one, &third)).unwrap();
    laptop.does(links(&other, &third)).unwrap();
    laptop.does(Command::Undo { sequence }).unwrap();
}

/// A number that was voided is on nobody's wrist: whoever has no other is not admitted under it.
#[test]
fn nobody_is_admitted_under_a_voided_number_alone() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    let void = Command::VoidId {
        number: number.clone(),
        reason: text("汚損"),
    };
    let voided = laptop.does(void).unwrap().unwrap();
    let admission = |laptop: &mut Laptop| {
        let admission = Admission::into_bed(bed("5E-101-1"));
        let patient = reference(&number);
        let done = laptop.does(Command::Admit(Admit { patient, admission }));
        done.map(|_| ()).map_err(|refusal| refusal.code())
    };
    assert_eq!(admission(&mut laptop), Err("number-voided"));
    // Nor is a bed kept for them.
    let reservation = |laptop: &mut Laptop| {
        let reserve = Command::Reserve {
            bed: bed("5E-101-1"),
            patient: reference(&number),
            until: None,
        };
        laptop.does(reserve).map(|_| ()).map_err(|refusal| refusal.code())
    };
    assert_eq!(reservation(&mut laptop), Err("number-voided"));
    let listed = Command::ImportCensus {
        lines: vec![CensusLine {
            line: 2,
            identifier: number.clone(),
            name: Some(text("見本 太郎")),
            kana: None,
            sex: None,
            birth: None,
            bed: bed("5E-101-1"),
            department: None,
            admitted: laptop.now(),
            mobility: None,
            diet: None,
            allergies: None,
            phone: None,
            address: None,
            inquiry: Inquiry::Open,
        }],
    };
    let Err(Refusal::ImportClashes { clashes }) = laptop.does(listed) else {
        panic!("a list admits somebody under a voided number");
    };
    assert_eq!(clashes.len(), 1);
    assert_eq!(clashes[0].refusal.code(), "number-voided");
    // The voiding taken back, or another number that holds, at this record or a linked one.
    let mut back = laptop.clone();
    back.does(Command::Undo {
        sequence: voided.id.sequence,
    })
    .unwrap();
    assert_eq!(reservation(&mut back), Ok(()));
    assert_eq!(admission(&mut back), Ok(()));
    let other = gives(&mut laptop, unidentified())[0].clone();
    laptop
        .does(Command::Link {
            patient: reference(&number),
            with: reference(&other),
        })
        .unwrap();
    assert_eq!(admission(&mut laptop), Ok(()));
}

#[test]
fn two_people_in_two_beds_are_joined_only_by_two_who_say_so() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let one = gives(&mut laptop, unidentified())[0].clone();
    let other = gives(&mut laptop, unidentified())[0].clone();
    admit(&mut laptop, &one, "5E-101-1");
    admit(&mut laptop, &other, "5E-101-2");
    let (patient, with) = (reference(&one), reference(&other));
    let link = || Command::Link {
        patient: patient.clone(),
        with: with.clone(),
    };
    let propose = || Command::ProposeLink {
        patient: patient.clone(),
        with: with.clone(),
    };
    let confirm = || Command::ConfirmLink {
        patient: with.clone(),
        with: patient.clone(),
    };
    let code = |laptop: &mut Laptop, command| laptop.does(command).unwrap_err().code();
    assert_eq!(code(&mut laptop, link()), "two-beds");
    assert_eq!(code(&mut laptop, confirm()), "link-not-proposed");
    laptop.does(propose()).unwrap().unwrap();
    assert!(laptop.does(propose()).unwrap().is_none(), "said once");
    // The clerk who says it is no second person.
    assert_eq!(code(&mut laptop, confirm()), "second-is-first");
    assert_eq!(code(&mut laptop, link()), "two-beds");
    let first = laptop.user.clone();
    // Nobody confirms what was said yesterday.
    let before = laptop.clone();
    laptop.millis += 13 * 3_600_000;
    laptop.user = user("k.mori");
    assert_eq!(code(&mut laptop, confirm()), "link-not-proposed");
    laptop = before;
    laptop.user = user("k.mori");
    laptop.does(confirm()).unwrap().unwrap();
    let ids = [&one, &other].map(|number| laptop.hospital.find_patient(&reference(number)).unwrap().id);
    assert!(laptop.hospital.is_one_person(ids[0], ids[1]));
    let said = laptop
        .hospital
        .link(ids[0], ids[1])
        .unwrap()
        .history
        .last()
        .unwrap()
        .clone();
    assert_eq!((said.0.by, said.2), (user("k.mori"), Some(first)));
    // One person in two beds: named until somebody has put it right.
    let twice = |laptop: &Laptop| disagreements(laptop, "two-stays").len();
    assert_eq!(twice(&laptop), 1);
    laptop
        .does(Command::Unlink {
            patient: patient.clone(),
            with: with.clone(),
            reason: None,
        })
        .unwrap();
    assert_eq!(twice(&laptop), 0);
    // What was said before the link was taken away confirms nothing any more.
    laptop.user = user("t.abe");
    assert_eq!(code(&mut laptop, confirm()), "link-not-proposed");
    let same = links(&one, &one);
    assert_eq!(laptop.does(same).unwrap_err().code(), "same-patient");
    let own = ["00000001", "00000002"].map(identifier);
    for number in &own {
        let person = Register {
            identifier: Some(number.clone()),
            name: Some(text("見本")),
            ..Register::default()
        };
        laptop.does(Command::Register(person)).unwrap();
    }
    let both = links(&own[0], &own[1]);
    assert_eq!(laptop.does(both).unwrap_err().code(), "not-temporary");
}

#[test]
fn somebody_in_a_bed_keeps_the_only_number() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    let other = gives(&mut laptop, unidentified())[0].clone();
    admit(&mut laptop, &number, "5E-101-1");
    let void = |number: &Identifier| voids(number, "誤り");
    assert_eq!(laptop.does(void(&number)).unwrap_err().code(), "number-needed");
    // Linked with a record that has another number, it is not needed any more; and then the other one is.
    laptop.does(links(&number, &other)).unwrap();
    laptop.does(void(&number)).unwrap();
    assert_eq!(laptop.does(void(&other)).unwrap_err().code(), "number-needed");
    // A voiding can be taken back: it frees nothing.
    let sequence = laptop.commits().last().unwrap().id.sequence;
    laptop.does(Command::Undo { sequence }).unwrap();
    assert!(!laptop.hospital.is_voided(&number));
    assert!(gives(&mut laptop, unidentified())[0] > other);
}

/// Beds of one person on two laptops that did not see each other: linked here, admitted under the other number there.
#[test]
fn one_person_in_two_beds_is_named_though_the_records_are_two() {
    let mut one = Laptop::with_numbers(7, 1);
    let first = gives(&mut one, unidentified())[0].clone();
    let second = gives(&mut one, unidentified())[0].clone();
    let mut other = Laptop::with_numbers(8, 1);
    other.unite(one.commits());
    other.millis = one.millis;
    one.does(links(&first, &second)).unwrap();
    admit(&mut other, &first, "5E-101-1");
    admit(&mut other, &second, "5E-101-2");
    let commits: Vec<_> = one.commits().iter().chain(other.commits()).cloned().collect();
    for laptop in [&mut one, &mut other] {
        laptop.unite(&commits);
        assert_eq!(disagreements(laptop, "two-stays").len(), 1);
    }
}

/// "No answer" holds for the person, whichever of the numbers they lie under.
#[test]
fn a_restricted_person_is_not_told_of_under_the_other_number() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    admit(&mut laptop, &number, "5E-101-1");
    let own = identifier("00022012");
    laptop.does(registers(&own)).unwrap();
    let asks = |laptop: &mut Laptop| {
        let inquiry = Command::Inquire {
            name: text("見本 太郎"),
            caller: None,
        };
        let commit = laptop.does(inquiry).unwrap().unwrap();
        match &commit.events[0].fact {
            Fact::InquiryAnswered(answer) => answer.told.clone(),
            other => panic!("{other:?}"),
        }
    };
    laptop.does(links(&number, &own)).unwrap();
    // The name of the one record leads to the bed of the other.
    assert!(matches!(asks(&mut laptop), InquiryAnswer::Ward(_)));
    laptop
        .does(Command::Restrict {
            patient: reference(&own),
            inquiry: Inquiry::Restricted,
        })
        .unwrap();
    assert_eq!(asks(&mut laptop), InquiryAnswer::CannotAnswer);
    // The next step on the ward: the record in the bed gets the real name.
    laptop
        .does(Command::Amend(Amend {
            patient: reference(&number),
            person: Register {
                name: Some(text("見本 太郎")),
                kana: Some(text("ミホン タロウ")),
                ..Register::default()
            },
            stay: Vec::new(),
        }))
        .unwrap();
    assert_eq!(asks(&mut laptop), InquiryAnswer::CannotAnswer);
    let Answer::Census(rows) = laptop.asks(&Question::Census { ward: None }).unwrap() else {
        panic!()
    };
    assert!(rows[0].restricted);
}

/// A label from a laptop that was never met makes nobody identified, and is no number for the EHR.
#[test]
fn a_number_of_another_station_is_not_the_hospitals_own() {
    let mut far = Laptop::with_numbers(8, 1);
    let foreign = gives(&mut far, unidentified())[0].clone();
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    laptop.does(is_known_as(&number, &foreign)).unwrap();
    let row = &ledger(&laptop)[0];
    assert!(row.is_unidentified() && !row.identified);
    assert!(laptop.hospital.is_by_hand(&foreign) && !laptop.hospital.is_by_hand(&identifier("00022012")));
    // Two such records can be linked: neither number is the hospital's.
    laptop
        .does(Command::Register(Register {
            identifier: Some(gives(&mut far, unidentified())[0].clone()),
            name: Some(text("例")),
            ..Register::default()
        }))
        .unwrap();
}

/// What keeps the only number of an inpatient from being voided holds for what is taken back: the hospital's own number, a link to the
/// record that has one, a discharge.
#[test]
fn nothing_that_is_taken_back_leaves_an_inpatient_without_a_number() {
    let code =
        |laptop: &mut Laptop, command: Command| laptop.does(command).map(|_| ()).map_err(|refusal| refusal.code());
    let undo = |laptop: &Laptop| Command::Undo {
        sequence: laptop.commits().last().unwrap().id.sequence,
    };
    let own = identifier("00022012");

    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    laptop.does(is_known_as(&number, &own)).unwrap();
    let known = undo(&laptop);
    admit(&mut laptop, &number, "5E-101-1");
    laptop.does(voids(&number, "汚損")).unwrap();
    assert_eq!(code(&mut laptop, known), Err("number-needed"));

    let linked = |laptop: &mut Laptop| {
        let number = gives(laptop, unidentified())[0].clone();
        laptop.does(registers(&own)).unwrap();
        laptop.does(links(&number, &own)).unwrap();
        let link = undo(laptop);
        admit(laptop, &number, "5E-101-1");
        laptop.does(voids(&number, "汚損")).unwrap();
        (number, link)
    };
    let mut laptop = Laptop::with_numbers(7, 1);
    let (number, link) = linked(&mut laptop);
    assert_eq!(code(&mut laptop, link), Err("number-needed"));
    let unlink = Command::Unlink {
        patient: reference(&number),
        with: reference(&own),
        reason: None,
    };
    assert_eq!(code(&mut laptop, unlink.clone()), Err("number-needed"));
    // Nobody in a bed: it may be taken apart.
    let discharge = Command::Discharge(Discharge {
        patient: reference(&number),
        disposition: Disposition::Home,
        place: None,
    });
    laptop.does(discharge).unwrap();
    let discharged = undo(&laptop);
    laptop.does(unlink).unwrap();
    assert_eq!(code(&mut laptop, discharged), Err("number-needed"));
}
