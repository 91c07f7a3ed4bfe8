//! Numbers for people: with their record in one step, never twice, and never lost by an undo.

use std::collections::BTreeSet;

use andon::domain::{
    ask::Answer,
    census::{Disposition, fact::InquiryAnswer},
    command::{Admission, Admit, Amend, Command, Discharge, Question, Register, Whereabouts},
    identity::{Birth, Identifier, Inquiry, PatientRef, Sex},
    numbers::{
        Arrival, BlockNumber, NumberKind, NumberRefusal, Preset, Range, Schemes, Tongue, Triage,
        alias::Names,
        issue::{Activate, Issue, Newcomer},
        ledger::{self, Filter, NumberState, Row, arrivals},
        link::{Attention, attention},
        rates::ErrorKind,
        verify::verify,
    },
    printing::{Paper, PrintEnd, PrintJobId, PrintTo, decide::AskPrint},
    record::{Day, EventId, Fact, Sequence, Station, Timestamp, UserName},
    refusal::Refusal,
    slips::command::WarningsSeen,
};

use crate::world::{Laptop, bed, given, identifier, text};

fn unidentified() -> Newcomer {
    Newcomer::Unidentified {
        sex: Some(Sex::Male),
        birth: Some(Birth::AboutYear(1960)),
        arrival: Arrival::default(),
    }
}

fn issue(newcomer: Newcomer) -> Command {
    Command::Issue(Box::new(Issue {
        newcomer,
        declined: Vec::new(),
        tongue: Tongue::Japanese,
        request: None,
    }))
}

/// Gives the numbers and says which.
fn gives(laptop: &mut Laptop, newcomer: Newcomer) -> Vec<Identifier> {
    let commit = laptop.does(issue(newcomer)).unwrap().unwrap();
    laptop.millis += 60_000;
    given(&commit)
}

fn user(name: &str) -> UserName {
    UserName::parse(name).unwrap()
}

fn activate(number: &Identifier) -> Command {
    Command::ActivatePacket(Box::new(Activate {
        number: number.clone(),
        alias: None,
        sex: None,
        birth: None,
        arrival: Arrival::default(),
        tongue: Tongue::Japanese,
    }))
}

fn reference(number: &Identifier) -> PatientRef {
    PatientRef::Identifier(number.clone())
}

fn ledger(laptop: &Laptop) -> Vec<Row> {
    match laptop.asks(&Question::Ledger(Filter::default())).unwrap() {
        Answer::Ledger(rows) => rows,
        other => panic!("{other:?}"),
    }
}

fn admit(laptop: &mut Laptop, number: &Identifier, into: &str) {
    let admission = Admission::into_bed(bed(into));
    let patient = reference(number);
    laptop.does(Command::Admit(Admit { patient, admission })).unwrap();
    laptop.millis += 60_000;
}

fn mother(laptop: &mut Laptop) -> Identifier {
    let number = identifier("00022012");
    laptop
        .does(Command::Register(Register {
            identifier: Some(number.clone()),
            name: Some(text("見本 花子")),
            kana: Some(text("ミホン ハナコ")),
            ..Register::default()
        }))
        .unwrap();
    admit(laptop, &number, "5E-101-1");
    number
}

/// The numbers of so many packets that this laptop prepares.
fn prepared(laptop: &mut Laptop, count: u16) -> Vec<Identifier> {
    let prepare = Command::PreparePackets { count, request: None };
    given(&laptop.does(prepare).unwrap().unwrap())
}

#[test]
fn somebody_unknown_gets_a_number_an_alias_and_a_record_in_one_commit() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let commit = laptop.does(issue(unidentified())).unwrap().unwrap();
    assert_eq!(commit.events.len(), 2);
    let [number] = given(&commit).try_into().unwrap();
    assert!(number.as_str().starts_with("T07-10001-"));
    let patient = laptop.hospital.find_patient(&reference(&number)).unwrap();
    let name = patient.name.get().unwrap().to_string();
    assert!(name.starts_with("不詳 ") && name.contains('・'), "{name}");
    assert_eq!(patient.birth.get(), Some(&Birth::AboutYear(1960)));
    // Typed without hyphens, it is the same person.
    let typed = identifier(&number.as_str().replace('-', ""));
    assert_eq!(laptop.hospital.find_patient(&reference(&typed)).unwrap().id, patient.id);
    let row = &ledger(&laptop)[0];
    assert_eq!((row.state, &row.number), (NumberState::Issued, &number));
    assert!(row.is_unidentified() && row.waits_for_a_bed());
}

#[test]
fn a_number_that_was_given_is_not_taken_back_by_undo_and_not_given_again() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let commit = laptop.does(issue(unidentified())).unwrap().unwrap();
    let undone = laptop.does(Command::Undo {
        sequence: commit.id.sequence,
    });
    assert_eq!(undone.unwrap_err().code(), "cannot-undo");
    let number = given(&commit)[0].clone();
    let reason = text("二重発行");
    laptop
        .does(Command::VoidId {
            number: number.clone(),
            reason: reason.clone(),
        })
        .unwrap();
    assert_eq!(
        laptop
            .does(Command::VoidId {
                number: number.clone(),
                reason
            })
            .unwrap_err()
            .code(),
        "number-voided"
    );
    let next = gives(&mut laptop, unidentified());
    assert!(next[0] > number);
    assert_eq!(ledger(&laptop)[0].state, NumberState::Voided);
}

/// A retraction from another laptop refolds the subjects of a commit. It must not make a number free.
#[test]
fn what_is_used_stays_used_whatever_is_folded_anew() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let first = gives(&mut laptop, unidentified());
    let commit = laptop.commits().last().unwrap().clone();
    let mut other = Laptop::set_up(8);
    other.unite(laptop.commits());
    let mut retraction = other
        .does(Command::Register(Register {
            name: Some(text("誰か")),
            ..Register::default()
        }))
        .unwrap()
        .unwrap()
        .as_ref()
        .clone();
    retraction.id.sequence = Sequence::new(900).unwrap();
    retraction.events = (0..2)
        .map(|index| andon::domain::record::Event {
            at: laptop.now(),
            basis: Vec::new(),
            fact: Fact::Retracted(andon::domain::record::fact::Retracted {
                event: commit.order(index).event,
                subjects: andon::domain::state::Subject::of(&commit.events[usize::from(index)].fact),
            }),
        })
        .collect();
    laptop.take(std::sync::Arc::new(retraction));
    assert!(
        laptop
            .hospital
            .number(&first[0])
            .is_none_or(|number| number.patient().is_none())
    );
    assert_ne!(gives(&mut laptop, unidentified()), first);
}

#[test]
fn the_search_comes_first_and_none_of_these_is_recorded() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let day = Day::from(chrono::NaiveDate::from_ymd_opt(1948, 5, 6).unwrap());
    let person = Register {
        name: Some(text("見本　太郎")),
        birth: Some(Birth::On(day)),
        ..Register::default()
    };
    laptop
        .does(Command::Register(Register {
            identifier: Some(identifier("00022012")),
            name: Some(text("見本 太郎")),
            birth: Some(Birth::On(day)),
            ..Register::default()
        }))
        .unwrap();
    let known = Newcomer::Known {
        person,
        arrival: Arrival::default(),
    };
    let refused = laptop.does(issue(known.clone())).unwrap_err();
    assert_eq!(refused.code(), "likely-same");
    assert_eq!(refused.see().len(), 1);
    let declined = vec![PatientRef::Identifier(identifier("00022012"))];
    let command = Command::Issue(Box::new(Issue {
        newcomer: known,
        declined,
        tongue: Tongue::Japanese,
        request: None,
    }));
    let commit = laptop.does(command).unwrap().unwrap();
    let declined = commit.events.iter().find_map(|event| match &event.fact {
        Fact::NumberIssued(issued) => Some(issued.declined.len()),
        _ => None,
    });
    assert_eq!(declined, Some(1));
    let nameless = Newcomer::Known {
        person: Register::default(),
        arrival: Arrival::default(),
    };
    assert_eq!(laptop.does(issue(nameless)).unwrap_err().code(), "name-missing");
}

#[test]
fn children_are_named_from_the_mother_and_their_numbers_are_no_neighbours() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let mother = reference(&mother(&mut laptop));
    let twins = Newcomer::Newborn {
        mother: mother.clone(),
        babies: vec![Sex::Male, Sex::Female],
        born: None,
    };
    let numbers = gives(&mut laptop, twins);
    let third = gives(
        &mut laptop,
        Newcomer::Newborn {
            mother: mother.clone(),
            babies: vec![Sex::Female],
            born: None,
        },
    );
    let names: Vec<String> = numbers
        .iter()
        .chain(&third)
        .map(|number| {
            laptop
                .hospital
                .find_patient(&reference(number))
                .unwrap()
                .name
                .get()
                .unwrap()
                .to_string()
        })
        .collect();
    assert_eq!(names, ["見本 花子児A", "見本 花子児B", "見本 花子児C"]);
    let sequence = |number: &Identifier| {
        laptop
            .hospital
            .schemes()
            .newborn
            .read(number.as_str())
            .unwrap()
            .sequence
    };
    let all: Vec<u32> = numbers.iter().chain(&third).map(sequence).collect();
    assert!(all.windows(2).all(|pair| pair[1] - pair[0] > 1), "{all:?}");
    let row = ledger(&laptop)
        .into_iter()
        .find(|row| row.number == numbers[1])
        .unwrap();
    let of = row.mother.unwrap();
    assert_eq!((of.order, of.of), (2, 2));
    assert!(of.stay.is_some());
    let many = Newcomer::Newborn {
        mother,
        babies: vec![Sex::Male; 7],
        born: None,
    };
    assert_eq!(laptop.does(issue(many)).unwrap_err().code(), "count-out-of-range");
}

/// A slip of the hand in a list of people must not make a man the mother of a child. What is not known is no reason to refuse.
#[test]
fn a_man_is_no_mother_whichever_record_says_so() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let of = |mother: &Identifier| Newcomer::Newborn {
        mother: reference(mother),
        babies: vec![Sex::Female],
        born: None,
    };
    let unknown = |sex| Newcomer::Unidentified {
        sex,
        birth: None,
        arrival: Arrival::default(),
    };
    let man = gives(&mut laptop, unknown(Some(Sex::Male))).remove(0);
    let refused = laptop.does(issue(of(&man))).unwrap_err();
    assert_eq!(refused.code(), "mother-is-man");
    assert_eq!(refused.see().len(), 1);
    assert_eq!(ledger(&laptop).len(), 1, "no number is lost by it");
    for sex in [Some(Sex::Female), Some(Sex::Unknown), None] {
        let mother = gives(&mut laptop, unknown(sex)).remove(0);
        assert_eq!(gives(&mut laptop, of(&mother)).len(), 1, "{sex:?}");
    }
    // Nothing was asked under this number, and the linked record of the same person says a man.
    let nameless = gives(&mut laptop, unknown(None)).remove(0);
    let (patient, with) = (reference(&nameless), reference(&man));
    laptop.does(Command::Link { patient, with }).unwrap().unwrap();
    assert_eq!(laptop.does(issue(of(&nameless))).unwrap_err().code(), "mother-is-man");
}

#[test]
fn five_hundred_come_in_one_commit_with_aliases_and_tags_of_their_own() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let arrival = Arrival {
        triage: Some(Triage::Red),
        tag: Some(text("A-098")),
        incident: Some(text("駅前事故")),
        ..Arrival::default()
    };
    let mass = |count| Newcomer::Mass {
        count,
        arrival: arrival.clone(),
    };
    let commit = laptop.does(issue(mass(500))).unwrap().unwrap();
    assert_eq!(commit.events.len(), 1000);
    let rows = ledger(&laptop);
    let distinct = |of: &dyn Fn(&Row) -> String| rows.iter().map(of).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(&|row| row.number.to_string()), 500);
    assert_eq!(distinct(&|row| row.alias.as_ref().unwrap().to_string()), 500);
    assert_eq!(distinct(&|row| row.arrival.tag.as_ref().unwrap().to_string()), 500);
    assert_eq!(rows[0].arrival.tag.as_ref().unwrap().as_str(), "A-098");
    assert_eq!(rows[2].arrival.tag.as_ref().unwrap().as_str(), "A-100");
    assert_eq!(rows[499].arrival.tag.as_ref().unwrap().as_str(), "A-597");
    for count in [0, 501] {
        assert_eq!(
            laptop.does(issue(mass(count))).unwrap_err().code(),
            "count-out-of-range"
        );
    }
    assert_eq!(
        laptop
            .does(Command::PreparePackets {
                count: 501,
                request: None
            })
            .unwrap_err()
            .code(),
        "count-out-of-range"
    );
}

fn activation(number: &Identifier, alias: Option<&str>) -> Command {
    Command::ActivatePacket(Box::new(Activate {
        number: number.clone(),
        alias: alias.map(text),
        sex: Some(Sex::Female),
        birth: None,
        arrival: Arrival {
            tag: Some(text("B-7")),
            ..Arrival::default()
        },
        tongue: Tongue::English,
    }))
}

#[test]
fn a_packet_waits_is_given_once_and_is_known_by_its_check_digits_elsewhere() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let packets = prepared(&mut laptop, 3);
    assert!(ledger(&laptop).iter().all(|row| row.state == NumberState::Prepared));
    laptop.does(activation(&packets[1], None)).unwrap();
    assert_eq!(
        laptop.does(activation(&packets[1], None)).unwrap_err().code(),
        "packet-given"
    );
    let rows = ledger(&laptop);
    assert_eq!(rows[1].state, NumberState::Issued);
    assert!(rows[1].name.as_ref().unwrap().as_str().starts_with("Unknown "));
    // Another laptop that has never met this one.
    let mut far = Laptop::with_numbers(8, 1);
    assert_eq!(
        far.does(activation(&packets[0], None)).unwrap_err().code(),
        "name-missing"
    );
    let misread = identifier(&packets[0].as_str().replace("10001", "10010"));
    assert_eq!(
        far.does(activation(&misread, Some("不詳 かすみ・はやぶさ")))
            .unwrap_err()
            .code(),
        "not-a-number"
    );
    far.does(activation(&packets[0], Some("不詳 かすみ・はやぶさ")))
        .unwrap();
    far.unite(laptop.commits());
    laptop.unite(far.commits());
    assert_eq!(laptop.shows(), far.shows());
    let row = &ledger(&laptop)[0];
    assert_eq!((row.state, row.station.number()), (NumberState::Issued, 7));
    laptop
        .does(Command::VoidId {
            number: packets[2].clone(),
            reason: text("汚損"),
        })
        .unwrap();
    assert_eq!(
        laptop.does(activation(&packets[2], None)).unwrap_err().code(),
        "number-voided"
    );
}

#[test]
fn labels_are_printed_again_only_with_a_reason() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    let print = |reason: Option<&str>| Command::PrintId {
        number: number.clone(),
        reason: reason.map(text),
    };
    laptop.does(print(None)).unwrap();
    assert_eq!(laptop.does(print(None)).unwrap_err().code(), "reason-missing");
    laptop.does(print(Some("破損"))).unwrap();
    assert_eq!(ledger(&laptop)[0].printed.len(), 2);
    let unknown = Command::PrintId {
        number: identifier("T07-10999-00"),
        reason: None,
    };
    assert_eq!(laptop.does(unknown).unwrap_err().code(), "not-a-number");
    // No label of a number that is not to be used any more.
    let number = gives(&mut laptop, unidentified())[0].clone();
    let reason = text("汚損");
    laptop
        .does(Command::VoidId {
            number: number.clone(),
            reason: reason.clone(),
        })
        .unwrap();
    let label = Command::PrintId {
        number,
        reason: Some(reason),
    };
    assert_eq!(laptop.does(label).unwrap_err().code(), "number-voided");
}

#[test]
fn nobody_waits_for_a_number_for_want_of_an_alias() {
    let mut names = Names::new(6, Station::new(7).unwrap(), Vec::new());
    let drawn: Vec<String> = (0..3_000).map(|_| names.draw().unwrap().to_string()).collect();
    let apart: BTreeSet<&String> = drawn.iter().collect();
    assert_eq!(apart.len(), drawn.len());
}

#[test]
fn a_number_that_is_yet_to_be_given_belongs_to_nobody() {
    let mut laptop = Laptop::with_numbers(7, 1);
    gives(&mut laptop, unidentified());
    // What this laptop gives next, and the packet after that, on paper that looks right.
    let mut ahead = laptop.clone();
    let next = gives(&mut ahead, unidentified())[0].clone();
    let packet = prepared(&mut ahead, 1)[0].clone();
    let register = |number: &Identifier| {
        Command::Register(Register {
            identifier: Some(number.clone()),
            name: Some(text("見本 太郎")),
            ..Register::default()
        })
    };
    assert_eq!(laptop.does(register(&next)).unwrap_err().code(), "number-never-given");
    assert_eq!(
        laptop
            .does(activation(&packet, Some("不詳 かすみ")))
            .unwrap_err()
            .code(),
        "number-never-given"
    );
    // Given to somebody who is known already, the same.
    let known = identifier("00022012");
    laptop.does(register(&known)).unwrap();
    let amend = Command::Amend(andon::domain::command::Amend {
        patient: reference(&known),
        person: Register {
            identifier: Some(next.clone()),
            ..Register::default()
        },
        stay: Vec::new(),
    });
    assert_eq!(laptop.does(amend).unwrap_err().code(), "number-never-given");
    // A digit misread: nobody becomes a new patient by it.
    let misread = identifier(&next.as_str().replace("0002", "0003"));
    assert_eq!(laptop.does(register(&misread)).unwrap_err().code(), "number-misread");
    // Another laptop hears of the number by its label. Whoever gives it hears of that, and leaves it out.
    let mut far = Laptop::with_numbers(9, 1);
    far.does(register(&next)).unwrap();
    far.does(activation(&packet, Some("不詳 かすみ"))).unwrap();
    laptop.unite(far.commits());
    let given_now = gives(&mut laptop, unidentified())[0].clone();
    assert_ne!(given_now, next);
    let packets = prepared(&mut laptop, 2);
    assert!(!packets.contains(&packet), "{packets:?}");
}

#[test]
fn one_packet_given_away_on_two_laptops_is_a_discrepancy_with_both() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let packet = prepared(&mut laptop, 1)[0].clone();
    let mut far = Laptop::with_numbers(9, 1);
    far.unite(laptop.commits());
    // Nothing is said of either: the two registrations are the same to the letter.
    laptop.does(activation(&packet, None)).unwrap();
    far.does(activation(&packet, None)).unwrap();
    assert!(laptop.hospital.discrepancies().is_empty());
    let (ours, theirs) = (laptop.commits().to_vec(), far.commits().to_vec());
    laptop.unite(&theirs);
    far.unite(&ours);
    for one in [&laptop, &far] {
        let found = one.hospital.discrepancies();
        let twice: Vec<_> = found.iter().filter(|one| one.kind.code() == "number-twice").collect();
        assert_eq!(twice.len(), 1, "{found:?}");
        assert_eq!(twice[0].events.len(), 3, "the packet and both who gave it away");
    }
}

#[test]
fn a_link_joins_two_records_and_can_be_taken_away() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    admit(&mut laptop, &number, "5E-101-2");
    let own = identifier("00022012");
    laptop
        .does(Command::Register(Register {
            identifier: Some(own.clone()),
            name: Some(text("見本 太郎")),
            ..Register::default()
        }))
        .unwrap();
    let link = || Command::Link {
        patient: reference(&number),
        with: reference(&own),
    };
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
    let twice = |laptop: &Laptop| {
        let found = laptop.hospital.discrepancies();
        found.iter().filter(|one| one.kind.code() == "two-stays").count()
    };
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
    let same = Command::Link {
        patient: reference(&one),
        with: reference(&one),
    };
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
    let both = Command::Link {
        patient: reference(&own[0]),
        with: reference(&own[1]),
    };
    assert_eq!(laptop.does(both).unwrap_err().code(), "not-temporary");
}

#[test]
fn somebody_in_a_bed_keeps_the_only_number() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    let other = gives(&mut laptop, unidentified())[0].clone();
    admit(&mut laptop, &number, "5E-101-1");
    let void = |number: &Identifier| Command::VoidId {
        number: number.clone(),
        reason: text("誤り"),
    };
    assert_eq!(laptop.does(void(&number)).unwrap_err().code(), "number-needed");
    // Linked with a record that has another number, it is not needed any more; and then the other one is.
    laptop
        .does(Command::Link {
            patient: reference(&number),
            with: reference(&other),
        })
        .unwrap();
    laptop.does(void(&number)).unwrap();
    assert_eq!(laptop.does(void(&other)).unwrap_err().code(), "number-needed");
    // A voiding can be taken back: it frees nothing.
    let sequence = laptop.commits().last().unwrap().id.sequence;
    laptop.does(Command::Undo { sequence }).unwrap();
    assert!(!laptop.hospital.is_voided(&number));
    assert!(gives(&mut laptop, unidentified())[0] > other);
}

/// A number can be void, a person cannot: whoever stood in the corridor with it is still there.
#[test]
fn whoever_waits_stays_in_sight_when_the_number_is_voided() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    let void = Command::VoidId {
        number: number.clone(),
        reason: text("読めない"),
    };
    laptop.does(void).unwrap();
    let seen = |laptop: &Laptop, back: i64| {
        let since = laptop.now().plus_seconds(-back);
        arrivals(&laptop.hospital, since)
    };
    let rows = seen(&laptop, 86_400);
    assert_eq!(rows.len(), 1);
    assert!(rows[0].is_voided_on_somebody() && rows[0].number == number);
    // A new number of the hospital's own: nothing is wrong any more.
    laptop
        .does(Command::Amend(Amend {
            patient: reference(&number),
            person: Register {
                identifier: Some(identifier("00077001")),
                ..Register::default()
            },
            stay: Vec::new(),
        }))
        .unwrap();
    assert!(seen(&laptop, 86_400).is_empty());
    // And that number is the one that is shown and printed from now on.
    let patient = laptop.hospital.find_patient(&reference(&number)).unwrap().clone();
    assert_eq!(laptop.hospital.identifier_of(&patient), Some(&identifier("00077001")));
}

#[test]
fn a_packet_voided_here_and_given_away_there_is_named() {
    let mut store = Laptop::with_numbers(7, 1);
    let number = prepared(&mut store, 1)[0].clone();
    let mut ward = Laptop::with_numbers(8, 1);
    ward.unite(store.commits());
    store.millis += 60_000;
    ward.millis = store.millis + 60_000;
    let void = Command::VoidId {
        number: number.clone(),
        reason: text("濡れた"),
    };
    store.does(void.clone()).unwrap();
    ward.does(activate(&number)).unwrap();
    let commits: Vec<_> = store.commits().iter().chain(ward.commits()).cloned().collect();
    for laptop in [&mut store, &mut ward] {
        laptop.unite(&commits);
        let found = laptop.hospital.discrepancies();
        let named = found.iter().filter(|one| one.kind.code() == "voided-in-use");
        assert_eq!(named.count(), 1, "{found:?}");
        let since = laptop.now().plus_seconds(-86_400);
        assert!(arrivals(&laptop.hospital, since).iter().any(|row| row.number == number));
    }
    // Voided by somebody who knew whose it is: no disagreement.
    let mut knowing = Laptop::with_numbers(9, 1);
    let number = prepared(&mut knowing, 1)[0].clone();
    knowing.does(activate(&number)).unwrap();
    knowing
        .does(Command::VoidId {
            number,
            reason: text("濡れた"),
        })
        .unwrap();
    assert!(knowing.hospital.discrepancies().is_empty());
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
    one.does(Command::Link {
        patient: reference(&first),
        with: reference(&second),
    })
    .unwrap();
    admit(&mut other, &first, "5E-101-1");
    admit(&mut other, &second, "5E-101-2");
    let commits: Vec<_> = one.commits().iter().chain(other.commits()).cloned().collect();
    for laptop in [&mut one, &mut other] {
        laptop.unite(&commits);
        let found = laptop.hospital.discrepancies();
        assert_eq!(
            found.iter().filter(|one| one.kind.code() == "two-stays").count(),
            1,
            "{found:?}"
        );
    }
}

/// "No answer" holds for the person, whichever of the numbers they lie under.
#[test]
fn a_restricted_person_is_not_told_of_under_the_other_number() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    admit(&mut laptop, &number, "5E-101-1");
    let own = identifier("00022012");
    laptop
        .does(Command::Register(Register {
            identifier: Some(own.clone()),
            name: Some(text("見本 太郎")),
            ..Register::default()
        }))
        .unwrap();
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
    laptop
        .does(Command::Link {
            patient: reference(&number),
            with: reference(&own),
        })
        .unwrap();
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
    laptop
        .does(Command::Amend(Amend {
            patient: reference(&number),
            person: Register {
                identifier: Some(foreign.clone()),
                ..Register::default()
            },
            stay: Vec::new(),
        }))
        .unwrap();
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

/// Whoever was discharged waits for nothing, and a number that comes back the same day does.
#[test]
fn whoever_has_left_does_not_wait_for_a_bed() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    admit(&mut laptop, &number, "5E-101-1");
    laptop
        .does(Command::Discharge(Discharge {
            patient: reference(&number),
            disposition: Disposition::Home,
            place: None,
        }))
        .unwrap();
    laptop.millis += 60_000;
    let rows = ledger(&laptop);
    assert_eq!(rows[0].whereabouts, ledger::Whereabouts::Left);
    assert!(!rows[0].waits_for_a_bed());
    // Two days later nobody looks for them, though nobody knows who it was.
    laptop.millis += 3 * 86_400_000;
    let since = laptop.now().plus_seconds(-86_400);
    assert!(arrivals(&laptop.hospital, since).is_empty());
    // Back under a new number, linked with the old one: waits.
    let again = gives(&mut laptop, unidentified())[0].clone();
    laptop
        .does(Command::Link {
            patient: reference(&number),
            with: reference(&again),
        })
        .unwrap();
    let rows = ledger(&laptop);
    let back = rows.iter().find(|row| row.number == again).unwrap();
    assert!(back.waits_for_a_bed(), "{back:?}");
}

/// Most who come to the emergency department go home from there: the list lets them go, and their slips and labels stay.
#[test]
fn whoever_goes_home_from_the_emergency_department_leaves_the_list() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    let stays = gives(&mut laptop, unidentified())[0].clone();
    let leave = |number: &Identifier| {
        Command::Discharge(Discharge {
            patient: reference(number),
            disposition: Disposition::Home,
            place: None,
        })
    };
    laptop.does(leave(&number)).unwrap().unwrap();
    laptop.millis += 60_000;
    let row =
        |laptop: &Laptop, number: &Identifier| ledger(laptop).into_iter().find(|row| row.number == *number).unwrap();
    assert_eq!(row(&laptop, &number).whereabouts, ledger::Whereabouts::Left);
    assert_eq!(
        row(&laptop, &number).ended.as_ref().map(|(_, to)| *to),
        Some(Disposition::Home)
    );
    assert!(row(&laptop, &stays).waits_for_a_bed());
    // Said once.
    assert_eq!(laptop.does(leave(&number)).unwrap_err().code(), "not-admitted");
    // It was somebody else: taken back, the person waits.
    let sequence = laptop.commits().last().unwrap().id.sequence;
    laptop.does(Command::Undo { sequence }).unwrap();
    assert!(row(&laptop, &number).waits_for_a_bed());
    laptop.does(leave(&number)).unwrap().unwrap();
    laptop.millis += 2 * 86_400_000;
    let since = laptop.now().plus_seconds(-86_400);
    let seen: Vec<Identifier> = arrivals(&laptop.hospital, since)
        .into_iter()
        .map(|row| row.number)
        .collect();
    assert_eq!(seen, [stays]);
    // Back, and into a bed.
    admit(&mut laptop, &number, "5E-101-1");
    assert!(row(&laptop, &number).bed().is_some());
}

/// Labels that came out with the packet are those of whoever is given it: a second wristband needs a reason.
#[test]
fn labels_of_a_packet_count_as_those_of_the_person() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = prepared(&mut laptop, 1)[0].clone();
    let ask = |paper: Paper| {
        Command::AskPrint(AskPrint {
            paper,
            count: 1,
            to: PrintTo::Folder,
            reason: None,
            seen: WarningsSeen::No,
            desk: None,
        })
    };
    let packets = Paper::Packets {
        numbers: vec![number.clone()],
    };
    let asked = laptop.does(ask(packets)).unwrap().unwrap();
    let job = PrintJobId::issued(EventId {
        commit: asked.id,
        index: 0,
    });
    let end = PrintEnd::Printed { sheets: 2 };
    laptop.does(Command::EndPrint { job, end, desk: None }).unwrap();
    laptop.does(activate(&number)).unwrap();
    let patient = laptop.hospital.find_patient(&reference(&number)).unwrap().id;
    let again = laptop.does(ask(Paper::Labels { patient })).unwrap_err();
    assert_eq!(again.code(), "reprint-reason-missing");
    // A number that is not to be used any more comes on no label.
    laptop
        .does(Command::VoidId {
            number: number.clone(),
            reason: text("濡れた"),
        })
        .unwrap();
    assert_eq!(
        laptop.does(ask(Paper::Labels { patient })).unwrap_err().code(),
        "number-voided"
    );
    let packets = Paper::Packets { numbers: vec![number] };
    assert_eq!(laptop.does(ask(packets)).unwrap_err().code(), "number-voided");
}

/// Two laptops that drew the same two words for two people.
#[test]
fn one_alias_for_two_people_is_named() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let mut other = Laptop::with_numbers(8, 1);
    gives(&mut laptop, unidentified());
    let theirs = other.does(issue(unidentified())).unwrap().unwrap();
    let mine = laptop.hospital.numbers().next().unwrap().alias().cloned();
    let mut forged = (*theirs).clone();
    for event in &mut forged.events {
        if let Fact::NumberIssued(issued) = &mut event.fact {
            issued.alias = mine.clone();
        }
    }
    laptop.unite(&[std::sync::Arc::new(forged)]);
    let found = laptop.hospital.discrepancies();
    assert_eq!(
        found.iter().filter(|one| one.kind.code() == "alias-twice").count(),
        1,
        "{found:?}"
    );
    // One of them is known by now.
    let number = ledger(&laptop)[0].number.clone();
    laptop
        .does(Command::Amend(Amend {
            patient: reference(&number),
            person: Register {
                identifier: Some(identifier("00022012")),
                ..Register::default()
            },
            stay: Vec::new(),
        }))
        .unwrap();
    assert!(
        laptop
            .hospital
            .discrepancies()
            .iter()
            .all(|one| one.kind.code() != "alias-twice")
    );
}

#[test]
fn a_misread_number_leads_to_the_one_that_was_given() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let numbers = gives(
        &mut laptop,
        Newcomer::Mass {
            count: 40,
            arrival: Arrival::default(),
        },
    );
    let right = &numbers[11];
    let verdict = verify(&laptop.hospital, right).unwrap();
    assert!(verdict.holds && verdict.given && verdict.near.is_empty());
    // M07-10012-.. read with its 1 and 2 swapped.
    let misread = identifier(&right.as_str().replacen("10012", "10021", 1));
    let verdict = verify(&laptop.hospital, &misread).unwrap();
    assert!(!verdict.holds && !verdict.given);
    let near = verdict.near.iter().find(|near| near.number == *right).unwrap();
    assert_eq!((near.error, near.places), (ErrorKind::Adjacent, (8, 9)));
    assert_eq!((near.read, near.meant), (('2', '1'), ('1', '2')));
    assert!(near.patient.is_some());
    // Only what was really given is offered.
    assert!(verdict.near.iter().all(|near| numbers.contains(&near.number)));
    assert_eq!(verify(&laptop.hospital, &identifier("00022012")), None);
    // The letter may have been misread as well.
    let lettered = identifier(&right.as_str().replacen('M', "B", 1));
    let verdict = verify(&laptop.hospital, &lettered).unwrap();
    assert!(!verdict.holds);
    let near = verdict.near.iter().find(|near| near.number == *right).unwrap();
    assert_eq!((near.places, near.read.0, near.meant.0), ((1, 1), 'B', 'M'));
    // What is void is on nobody's wrist, and a packet lies in its drawer: neither is offered.
    let right = right.clone();
    laptop
        .does(Command::VoidId {
            number: right.clone(),
            reason: text("汚損"),
        })
        .unwrap();
    assert_eq!(
        verify(&laptop.hospital, &right).unwrap().state,
        Some(NumberState::Voided)
    );
    let verdict = verify(&laptop.hospital, &misread).unwrap();
    assert!(verdict.near.iter().all(|near| near.number != right));
    let packet = prepared(&mut laptop, 1)[0].clone();
    assert_eq!(
        verify(&laptop.hospital, &packet).unwrap().state,
        Some(NumberState::Prepared)
    );
}

/// Other schemes since yesterday: the wristbands of yesterday are read as before.
#[test]
fn numbers_of_former_schemes_are_still_read() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    let schemes = Schemes::preset(Preset::DigitsOnly {
        reserved: Range::parse("90000000000..99999999999").unwrap(),
    });
    laptop
        .does(Command::AdoptSchemes {
            version: schemes.version(),
            schemes: std::sync::Arc::new(schemes),
        })
        .unwrap();
    let typed = identifier(&number.as_str().replace('-', ""));
    assert_eq!(laptop.hospital.as_written(&typed), number);
    let verdict = verify(&laptop.hospital, &typed).unwrap();
    assert!(verdict.holds && verdict.given && verdict.kind == NumberKind::Temporary);
    // One laptop has used the station digits of the eight-digit preset up: it is not left out unasked.
    let mut far = Laptop::with_numbers(30, 1);
    let narrow = Schemes::preset(Preset::DigitsOnly {
        reserved: Range::parse("90000000..99999999").unwrap(),
    });
    let adopt = Command::AdoptSchemes {
        version: narrow.version(),
        schemes: std::sync::Arc::new(narrow),
    };
    match far.does(adopt).unwrap_err() {
        Refusal::Number(NumberRefusal::Schemes { faults }) => {
            assert!(
                faults.iter().all(|fault| fault.word() == "station-left-out"),
                "{faults:?}"
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_emergency_department_sees_who_came_who_has_no_name_and_who_waits() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let old = gives(&mut laptop, unidentified())[0].clone();
    laptop.millis += 3 * 24 * 3_600_000;
    let person = Register {
        name: Some(text("見本 三郎")),
        ..Register::default()
    };
    let known = gives(
        &mut laptop,
        Newcomer::Known {
            person,
            arrival: Arrival::default(),
        },
    )[0]
    .clone();
    admit(&mut laptop, &known, "5E-101-1");
    let since = Timestamp::from_seconds(i64::try_from(laptop.millis / 1000).unwrap() - 86_400);
    let rows = arrivals(&laptop.hospital, since);
    let seen: Vec<_> = rows
        .iter()
        .map(|row| (&row.number, row.is_unidentified(), row.waits_for_a_bed()))
        .collect();
    assert_eq!(seen, [(&old, true, true), (&known, false, false)]);
}

#[test]
fn stations_apart_give_different_numbers_and_agree_when_they_meet() {
    let mut laptops = [
        Laptop::with_numbers(7, 1),
        Laptop::with_numbers(8, 1),
        Laptop::living(7, 2),
    ];
    let two = BlockNumber::new(2);
    laptops[2]
        .does(Command::GrantBlock {
            station: None,
            block: two,
        })
        .unwrap();
    let mut all = BTreeSet::new();
    for laptop in &mut laptops {
        for _ in 0..5 {
            assert!(all.insert(gives(laptop, unidentified())[0].clone()));
        }
    }
    let commits: Vec<_> = laptops.iter().flat_map(|laptop| laptop.commits().to_vec()).collect();
    for laptop in &mut laptops {
        laptop.unite(&commits);
    }
    assert_eq!(laptops[0].shows(), laptops[1].shows());
    assert_eq!(laptops[0].shows(), laptops[2].shows());
    assert_eq!(ledger(&laptops[0]).len(), 15);
    // The new life has not moved into the block of the old one.
    assert!(matches!(
        laptops[2].does(Command::GrantBlock {
            station: None,
            block: BlockNumber::new(1)
        }),
        Err(Refusal::Number(_))
    ));
}
