//! A number is given with its record in one step, never twice, and is never lost by an undo.

use std::collections::BTreeSet;

use andon::domain::{
    command::{Amend, Command, Register},
    identity::{Birth, Identifier, PatientRef, Sex},
    numbers::{
        Arrival, BlockNumber, Tongue, Triage,
        alias::Alias,
        drawing::{Aliases, Names},
        issue::{Issue, Newcomer},
        ledger::{NumberState, Row},
    },
    record::{Day, Fact, Sequence, Station},
    refusal::Refusal,
    state::Hospital,
    text::NAME,
};

use crate::{
    numbers_kit::{disagreements, gives, is_known_as, issue, ledger, mother, reference, unidentified, voids},
    world::{Laptop, given, identifier, text},
};

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
    laptop.does(voids(&number, "二重発行")).unwrap();
    let again = laptop.does(voids(&number, "二重発行"));
    assert_eq!(again.unwrap_err().code(), "number-voided");
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
                subjects: andon::domain::state::Subject::of(&commit.events[usize::from(index)].fact).into_vec(),
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

#[test]
fn nobody_waits_for_a_number_for_want_of_an_alias() {
    let mut names = Names::new(6, Station::new(7).unwrap(), &Aliases::default());
    let drawn: Vec<String> = (0..3_000).map(|_| names.draw().unwrap().to_string()).collect();
    let apart: BTreeSet<&String> = drawn.iter().collect();
    assert_eq!(apart.len(), drawn.len());
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
            std::sync::Arc::make_mut(issued).alias = mine.clone();
        }
    }
    laptop.unite(&[std::sync::Arc::new(forged)]);
    assert_eq!(disagreements(&laptop, "alias-twice").len(), 1);
    // One of them is known by now.
    let number = ledger(&laptop)[0].number.clone();
    laptop.does(is_known_as(&number, &identifier("00022012"))).unwrap();
    assert!(disagreements(&laptop, "alias-twice").is_empty());
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

/// Every pair of words there is.
fn all_aliases() -> Vec<Alias> {
    let mut names = Names::new(6, Station::new(9).unwrap(), &Aliases::default());
    std::iter::from_fn(|| names.draw()).collect()
}

/// All of these, as packets of another laptop that came in one commit.
fn are_given(laptop: &mut Laptop, aliases: Vec<Alias>) -> Vec<Identifier> {
    let mut other = Laptop::with_numbers(8, 1);
    let packet = other.does(Command::PreparePackets {
        count: 1,
        request: None,
    });
    let mut forged = (*packet.unwrap().unwrap()).clone();
    let [event] = forged.events.try_into().unwrap();
    let mut numbers = Vec::new();
    forged.events = aliases
        .into_iter()
        .enumerate()
        .map(|(place, alias)| {
            let mut event = event.clone();
            let Fact::NumberIssued(issued) = &mut event.fact else {
                panic!("a packet is a number");
            };
            let issued = std::sync::Arc::make_mut(issued);
            issued.given.number = identifier(&format!("X{place:05}"));
            issued.alias = Some(alias);
            numbers.push(issued.given.number.clone());
            event
        })
        .collect();
    laptop.unite(&[std::sync::Arc::new(forged)]);
    numbers
}

/// An alias is free again when nobody goes by it any more, and is taken when there is no other.
#[test]
fn when_every_alias_was_given_those_that_nobody_goes_by_are_given_again() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let numbers = are_given(&mut laptop, all_aliases());
    assert!(numbers.len() >= 10_000);
    assert_eq!(laptop.does(issue(unidentified())).unwrap_err().code(), "no-alias");
    let free = laptop.hospital.number(&numbers[4_321]).unwrap().alias().cloned();
    laptop.does(voids(&numbers[4_321], "破損")).unwrap();
    let given = gives(&mut laptop, unidentified());
    assert_eq!(laptop.hospital.number(&given[0]).unwrap().alias().cloned(), free);
    assert_eq!(laptop.does(issue(unidentified())).unwrap_err().code(), "no-alias");
}

/// One pair is left that is unlike all others, and two people come at once.
#[test]
fn the_last_alias_is_not_given_to_two_people_who_come_at_once() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let mut all = all_aliases();
    let is_apart = |place: &usize| {
        let others = all.iter().enumerate().filter(|(other, _)| other != place);
        let others: Aliases = others.map(|(_, alias)| alias).collect();
        Names::new(1, laptop.station, &others).draw_apart().is_some()
    };
    let last = (0..all.len()).find(is_apart).expect("some words are like no other");
    all.remove(last);
    are_given(&mut laptop, all);
    let two = Command::PreparePackets {
        count: 2,
        request: None,
    };
    assert_eq!(laptop.does(two).unwrap_err().code(), "no-alias");
    gives(&mut laptop, unidentified());
}

/// As long as there are others, nobody is called like somebody who was here before.
#[test]
fn an_alias_that_was_given_once_is_not_given_to_the_next() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let mut were_here = Vec::new();
    for place in 0..40 {
        let number = gives(&mut laptop, unidentified()).remove(0);
        were_here.push(laptop.hospital.number(&number).unwrap().alias().cloned().unwrap());
        let own = identifier(&format!("{:08}", 22_012 + place));
        laptop.does(is_known_as(&number, &own)).unwrap();
    }
    let arrival = Arrival::default();
    for number in gives(&mut laptop, Newcomer::Mass { count: 500, arrival }) {
        let alias = laptop.hospital.number(&number).unwrap().alias().cloned().unwrap();
        assert!(were_here.iter().all(|before| !before.is_like(&alias)), "{alias}");
    }
}

/// What a laptop reads back knows the same aliases as one that folded everything.
#[test]
fn aliases_that_were_given_are_known_after_a_start() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let arrival = Arrival::default();
    gives(&mut laptop, Newcomer::Mass { count: 60, arrival });
    let number = gives(&mut laptop, unidentified()).remove(0);
    laptop.does(is_known_as(&number, &identifier("00022012"))).unwrap();
    let mut read_back = Hospital::from_extent(laptop.hospital.extent());
    laptop.hospital.snapshots().for_each(|snapshot| read_back.put(snapshot));
    assert_ne!(*read_back.aliases(), Aliases::default());
    assert_eq!(read_back.aliases(), laptop.hospital.aliases());
}

/// What was said of a number stands in the order in which it was said, in whatever order it came from elsewhere.
#[test]
fn a_number_is_the_same_in_whatever_order_one_hears_of_it() {
    let mut other = Laptop::with_numbers(8, 1);
    let mut said = Vec::new();
    let issued = other.does(issue(unidentified())).unwrap().unwrap();
    let number = given(&issued).remove(0);
    said.push(issued);
    let prints = |reason: Option<&str>| Command::PrintId {
        number: number.clone(),
        reason: reason.map(text),
    };
    for command in [
        prints(None),
        prints(Some("破損")),
        prints(Some("紛失")),
        voids(&number, "判明"),
    ] {
        other.millis += 60_000;
        said.push(other.does(command).unwrap().unwrap());
    }
    let known = other.hospital.number(&number).unwrap();
    assert_eq!((known.printed.len(), known.is_voided()), (3, true));
    let mut orders = 0;
    for first in 0..said.len() {
        for second in (0..said.len()).filter(|second| *second != first) {
            let mut laptop = Laptop::with_numbers(7, 1);
            let rest = (0..said.len()).rev().filter(|place| ![first, second].contains(place));
            for place in [first, second].into_iter().chain(rest) {
                laptop.unite(&said[place..=place]);
            }
            assert_eq!(laptop.hospital.number(&number), Some(known), "{first} {second}");
            orders += 1;
        }
    }
    assert_eq!(orders, 20);
}

/// The reading of an alias does not stand above the name of whoever was recognised, and who has a name is not waited for as unknown.
#[test]
fn a_name_that_becomes_known_takes_the_reading_of_the_alias_away() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let number = gives(&mut laptop, unidentified())[0].clone();
    let reading = |laptop: &Laptop| {
        let person = laptop.hospital.find_patient(&reference(&number)).unwrap();
        person.kana.get().map(ToString::to_string)
    };
    let alias = reading(&laptop).unwrap();
    let unknown = |laptop: &Laptop| ledger(laptop)[0].is_unidentified();
    assert!(unknown(&laptop));
    let amend = |name: Option<&str>, kana: Option<&str>| {
        Command::Amend(Amend {
            patient: reference(&number),
            person: Register {
                name: name.map(text),
                kana: kana.map(text),
                ..Register::default()
            },
            stay: Vec::new(),
        })
    };
    for kana in [None, Some(alias.as_str())] {
        let refused = laptop.does(amend(Some("鈴木 一"), kana)).unwrap_err();
        assert_eq!(refused.code(), "alias-reading");
    }
    assert!(unknown(&laptop));
    laptop.does(amend(Some("鈴木 一"), Some("スズキ ハジメ"))).unwrap();
    assert_eq!(reading(&laptop).as_deref(), Some("スズキ ハジメ"));
    assert!(!unknown(&laptop));
    // From then on it is a name like any other.
    laptop.does(amend(Some("鈴木 肇"), None)).unwrap();
}

/// One tag on two people is worse than none, and a tag that is left out in silence is looked for.
#[test]
fn a_tag_that_grows_too_long_when_it_is_counted_up_is_refused() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let longest = "A".repeat(NAME - 2);
    let many = |tag: String, count| Newcomer::Mass {
        count,
        arrival: Arrival {
            tag: Some(text(&tag)),
            ..Arrival::default()
        },
    };
    let refusal = laptop.does(issue(many(format!("{longest}98"), 3))).unwrap_err();
    assert_eq!(refusal.code(), "tag-too-long");
    assert!(ledger(&laptop).is_empty());
    assert_eq!(gives(&mut laptop, many(format!("{longest}98"), 2)).len(), 2);
}
