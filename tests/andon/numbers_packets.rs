//! Packets and labels: prepared, given to somebody once, void, printed again only with a reason.

use andon::domain::{
    command::{Amend, Command, Register},
    identity::{Identifier, Sex},
    numbers::{
        Alias, Arrival, NumberRefusal, Tongue,
        drawing::Aliases,
        ledger::{NumberState, arrivals},
        packets::Activate,
    },
    printing::{Paper, PrintEnd, PrintJobId, PrintTo, decide::AskPrint},
    record::EventId,
    refusal::Refusal,
    slips::command::WarningsSeen,
    state::Hospital,
};

use crate::{
    numbers_kit::{
        activate, disagreements, gives, is_known_as, ledger, prepared, reference, registers, unidentified, voids,
    },
    world::{Laptop, identifier, text},
};

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
        "alias-missing"
    );
    let misread = identifier(&packets[0].as_str().replace("10001", "10010"));
    assert_eq!(
        far.does(activation(&misread, Some("不詳 かすみ・はやぶさ")))
            .unwrap_err()
            .code(),
        "number-misread"
    );
    far.does(activation(&packets[0], Some("不詳 かすみ・はやぶさ")))
        .unwrap();
    far.unite(laptop.commits());
    laptop.unite(far.commits());
    assert_eq!(laptop.shows(), far.shows());
    let row = &ledger(&laptop)[0];
    assert_eq!((row.state, row.station.number()), (NumberState::Issued, 7));
    laptop.does(voids(&packets[2], "汚損")).unwrap();
    assert_eq!(
        laptop.does(activation(&packets[2], None)).unwrap_err().code(),
        "number-voided"
    );
}

/// A packet whose number was typed wrong is none that was never heard of: its check digits say so, and the packet in the drawer that is
/// one slip of the hand away is named. One that somebody wears, or that was voided, is not meant by whoever has one in the hand.
#[test]
fn a_packet_that_was_misread_is_refused_with_the_one_that_may_be_meant() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let packets = prepared(&mut laptop, 3);
    let misread = |number: &Identifier| {
        let (body, check) = number.as_str().rsplit_once('-').unwrap();
        let swapped: String = check.chars().rev().collect();
        identifier(&format!("{body}-{swapped}"))
    };
    let said = |laptop: &mut Laptop, number: &Identifier| match laptop.does(activation(&misread(number), None)) {
        Err(Refusal::Number(NumberRefusal::Misread { meant, .. })) => meant,
        other => panic!("{other:?}"),
    };
    assert_eq!(said(&mut laptop, &packets[0]), [packets[0].clone()]);
    laptop.does(activation(&packets[0], None)).unwrap();
    laptop.does(voids(&packets[1], "汚損")).unwrap();
    for gone in &packets[..2] {
        assert!(said(&mut laptop, gone).is_empty(), "{gone}");
    }
    let none = laptop.does(activation(&identifier("00012345"), None));
    assert_eq!(none.unwrap_err().code(), "not-a-number");
}

/// Numbers that follow one another are one error apart. Where the first was given, nobody is sent to take the second for the person
/// whose label was misread.
#[test]
fn no_packet_is_named_where_a_number_that_was_given_is_as_near() {
    let mut laptop = Laptop::with_numbers(7, 1);
    let packets = prepared(&mut laptop, 2);
    let (body, _) = packets[1].as_str().rsplit_once('-').unwrap();
    let (_, check) = packets[0].as_str().rsplit_once('-').unwrap();
    let between = identifier(&format!("{body}-{check}"));
    let meant = |laptop: &mut Laptop| match laptop.does(activation(&between, None)) {
        Err(Refusal::Number(NumberRefusal::Misread { meant, .. })) => meant,
        other => panic!("{other:?}"),
    };
    assert_eq!(meant(&mut laptop), packets, "nobody has either of them");
    laptop.does(activation(&packets[0], None)).unwrap();
    assert_eq!(meant(&mut laptop), []);
}

/// Whoever writes down the mark alone has written down no alias, and the words of ours are ours without a blank between them.
#[test]
fn an_alias_is_more_than_its_mark_and_ours_without_a_blank() {
    let mut far = Laptop::with_numbers(8, 1);
    let packets = prepared(&mut far, 2);
    let mut laptop = Laptop::with_numbers(7, 1);
    for mark in ["Unknown", "不詳", "unknown unknown", "不詳・", "Unknown /"] {
        let refused = laptop.does(activation(&packets[0], Some(mark))).unwrap_err();
        assert_eq!(refused.code(), "alias-missing", "{mark}");
    }
    for (number, typed) in packets.iter().zip(["かすみうま", "icicle horse"]) {
        laptop.does(activation(number, Some(typed))).unwrap();
    }
    let name = |number: &Identifier| {
        let person = laptop.hospital.find_patient(&reference(number)).unwrap();
        person.name.get().unwrap().to_string()
    };
    assert_eq!(
        packets.iter().map(name).collect::<Vec<_>>(),
        ["Unknown Mist Horse", "Unknown Icicle Horse"]
    );
}

/// What was typed from a packet of a laptop that is not in reach looks like no real name, has the reading of its words, and is nobody
/// else's.
#[test]
fn the_alias_of_a_packet_from_elsewhere_is_marked_read_and_given_once() {
    let mut far = Laptop::with_numbers(8, 1);
    let packets = prepared(&mut far, 4);
    let mut laptop = Laptop::with_numbers(7, 1);
    let called = |laptop: &Laptop, number: &Identifier| {
        let person = laptop.hospital.find_patient(&reference(number)).unwrap();
        let said = |register: &andon::domain::record::Register<andon::domain::text::Text>| {
            register.get().map(ToString::to_string)
        };
        (said(&person.name).unwrap(), said(&person.kana))
    };
    laptop.does(activation(&packets[0], Some("かすみ・うま"))).unwrap();
    let (name, reading) = called(&laptop, &packets[0]);
    assert_eq!(
        (name.as_str(), reading.as_deref()),
        ("Unknown Mist Horse", Some("カスミ ウマ"))
    );
    laptop.does(activation(&packets[1], Some("むかし"))).unwrap();
    assert_eq!(called(&laptop, &packets[1]), ("Unknown むかし".to_owned(), None));
    for twice in ["不詳 かすみ・うま", "mist horse", "むかし", "Unknown むかし"] {
        let refused = laptop.does(activation(&packets[2], Some(twice))).unwrap_err();
        assert_eq!(refused.code(), "alias-in-use", "{twice}");
    }
    laptop.does(activation(&packets[2], Some("つらら・うま"))).unwrap();
    // Noted among those that were given, so that nobody is drawn one like it, and after a restart, too.
    let given = [("かすみ・うま"), ("つらら・うま")].map(|raw| Alias::read(&text(raw)).unwrap());
    assert_eq!(*laptop.hospital.aliases(), given.iter().collect::<Aliases>());
    let mut read_back = Hospital::from_extent(laptop.hospital.extent());
    laptop.hospital.snapshots().for_each(|snapshot| read_back.put(snapshot));
    assert_eq!(read_back.aliases(), laptop.hospital.aliases());
    // Known by name, nobody goes by the alias any more.
    let named = Command::Amend(Amend {
        patient: reference(&packets[1]),
        person: Register {
            name: Some(text("鈴木 一")),
            ..Register::default()
        },
        stay: Vec::new(),
    });
    laptop.does(named).unwrap();
    laptop.does(activation(&packets[3], Some("むかし"))).unwrap();
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
        let twice = disagreements(one, "number-twice");
        assert_eq!(twice.len(), 1);
        assert_eq!(twice[0].events.len(), 3, "the packet and both who gave it away");
    }
}

#[test]
fn a_packet_voided_here_and_given_away_there_is_named() {
    let mut store = Laptop::with_numbers(7, 1);
    let number = prepared(&mut store, 1)[0].clone();
    let mut ward = Laptop::with_numbers(8, 1);
    ward.unite(store.commits());
    store.millis += 60_000;
    ward.millis = store.millis + 60_000;
    let void = voids(&number, "濡れた");
    store.does(void.clone()).unwrap();
    ward.does(activate(&number)).unwrap();
    let commits: Vec<_> = store.commits().iter().chain(ward.commits()).cloned().collect();
    for laptop in [&mut store, &mut ward] {
        laptop.unite(&commits);
        assert_eq!(disagreements(laptop, "voided-in-use").len(), 1);
        let since = laptop.now().plus_seconds(-86_400);
        assert!(arrivals(&laptop.hospital, since).iter().any(|row| row.number == number));
    }
    // Voided by somebody who knew whose it is: no disagreement.
    let mut knowing = Laptop::with_numbers(9, 1);
    let number = prepared(&mut knowing, 1)[0].clone();
    knowing.does(activate(&number)).unwrap();
    knowing.does(voids(&number, "濡れた")).unwrap();
    assert!(knowing.hospital.discrepancies().is_empty());
}

#[test]
fn a_number_that_is_yet_to_be_given_belongs_to_nobody() {
    let mut laptop = Laptop::with_numbers(7, 1);
    gives(&mut laptop, unidentified());
    // What this laptop gives next, and the packet after that, on paper that looks right.
    let mut ahead = laptop.clone();
    let next = gives(&mut ahead, unidentified())[0].clone();
    let packet = prepared(&mut ahead, 1)[0].clone();
    assert_eq!(laptop.does(registers(&next)).unwrap_err().code(), "number-never-given");
    assert_eq!(
        laptop
            .does(activation(&packet, Some("不詳 かすみ")))
            .unwrap_err()
            .code(),
        "number-never-given"
    );
    // Given to somebody who is known already, the same.
    let known = identifier("00022012");
    laptop.does(registers(&known)).unwrap();
    let amend = is_known_as(&known, &next);
    assert_eq!(laptop.does(amend).unwrap_err().code(), "number-never-given");
    // A digit misread: nobody becomes a new patient by it.
    let misread = identifier(&next.as_str().replace("0002", "0003"));
    assert_eq!(laptop.does(registers(&misread)).unwrap_err().code(), "number-misread");
    // Another laptop hears of the number by its label. Whoever gives it hears of that, and leaves it out.
    let mut far = Laptop::with_numbers(9, 1);
    far.does(registers(&next)).unwrap();
    far.does(activation(&packet, Some("不詳 かすみ"))).unwrap();
    laptop.unite(far.commits());
    let given_now = gives(&mut laptop, unidentified())[0].clone();
    assert_ne!(given_now, next);
    let packets = prepared(&mut laptop, 2);
    assert!(!packets.contains(&packet), "{packets:?}");
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
    laptop.does(voids(&number, "汚損")).unwrap();
    let label = Command::PrintId {
        number,
        reason: Some(text("汚損")),
    };
    assert_eq!(laptop.does(label).unwrap_err().code(), "number-voided");
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
    laptop.does(voids(&number, "濡れた")).unwrap();
    assert_eq!(
        laptop.does(ask(Paper::Labels { patient })).unwrap_err().code(),
        "number-voided"
    );
    let packets = Paper::Packets { numbers: vec![number] };
    assert_eq!(laptop.does(ask(packets)).unwrap_err().code(), "number-voided");
}
