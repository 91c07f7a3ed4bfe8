//! The rules of domain.md §3 Census, one by one.

use andon::domain::{
    access::Role,
    ask::{self, CensusRow},
    census::{BlockReason, Disposition, Isolation, Missing, Mobility, OutKind, Place, RoomName, RoomRule},
    command::{
        Admission, Admit, AllergyAnswer, Care, Command, Discharge, Expect, Leave, RecordAllergy, Register, Request,
    },
    identity::{Allergy, AllergyKind, AllergyStatus, Inquiry, PatientRef, Sex},
    record::Timestamp,
    refusal::Refusal,
};

use crate::world::{Laptop, bed, identifier, text};

fn who(id: &str) -> PatientRef {
    PatientRef::Identifier(identifier(id))
}

fn person(id: &str, sex: Sex) -> Command {
    Command::Register(Register {
        identifier: Some(identifier(id)),
        name: Some(text(&format!("患者{id}"))),
        sex: Some(sex),
        ..Register::default()
    })
}

fn admit(id: &str, at: &str) -> Command {
    Command::Admit(Admit {
        patient: who(id),
        admission: Admission::into_bed(bed(at)),
    })
}

fn leave(id: &str, kind: OutKind) -> Command {
    Command::Leave(Leave {
        patient: who(id),
        kind,
        until: None,
        place: None,
    })
}

fn discharge(id: &str) -> Command {
    Command::Discharge(Discharge {
        patient: who(id),
        disposition: Disposition::Home,
        place: None,
    })
}

/// A laptop with 1 in 5E-101-1 and 2 in 5E-101-2, and 3 registered.
fn ward() -> Laptop {
    let mut laptop = Laptop::set_up(1);
    for (id, sex) in [("1", Sex::Male), ("2", Sex::Male), ("3", Sex::Female)] {
        laptop.does(person(id, sex)).unwrap();
    }
    laptop.does(admit("1", "5E-101-1")).unwrap();
    laptop.does(admit("2", "5E-101-2")).unwrap();
    laptop
}

fn refused(laptop: &mut Laptop, command: impl Into<Request>) -> &'static str {
    let before = laptop.shows();
    let code = laptop.does(command).expect_err("must be refused").code();
    assert_eq!(laptop.shows(), before, "a refusal changes nothing");
    code
}

fn row(laptop: &Laptop, id: &str) -> CensusRow {
    let rows = ask::census(&laptop.hospital, None);
    rows.into_iter()
        .find(|row| row.identifier.as_ref().is_some_and(|known| known.as_str() == id))
        .unwrap()
}

fn at(laptop: &Laptop, minutes: i64, command: Command) -> Request {
    Request {
        command,
        at: Some(laptop.now().plus_seconds(minutes * 60)),
        note: None,
    }
}

#[test]
fn rule_1_a_bed_holds_one_patient() {
    let mut laptop = ward();
    assert_eq!(refused(&mut laptop, admit("3", "5E-101-1")), "bed-occupied");
    assert_eq!(
        refused(
            &mut laptop,
            Command::Transfer {
                patient: who("2"),
                bed: bed("5E-101-1")
            }
        ),
        "bed-occupied"
    );
}

#[test]
fn rule_2_a_swap_is_one_commit() {
    let mut laptop = ward();
    let commit = laptop
        .does(Command::Swap {
            patient: who("1"),
            with: who("2"),
        })
        .unwrap()
        .unwrap();
    assert_eq!(commit.events.len(), 2);
    assert_eq!(row(&laptop, "1").bed, bed("5E-101-2"));
    assert_eq!(row(&laptop, "2").bed, bed("5E-101-1"));
    assert_eq!(laptop.hospital.discrepancies(), Vec::new());
    assert_eq!(
        refused(
            &mut laptop,
            Command::Swap {
                patient: who("1"),
                with: who("1")
            }
        ),
        "same-patient"
    );
}

#[test]
fn rule_3_the_bed_is_free_when_the_patient_has_left() {
    let mut laptop = ward();
    laptop.does(leave("1", OutKind::Leave)).unwrap();
    assert_eq!(refused(&mut laptop, admit("3", "5E-101-1")), "bed-occupied");
    // Discharged from leave: nobody has to come back for it.
    laptop.does(discharge("1")).unwrap();
    laptop.does(admit("3", "5E-101-1")).unwrap();
    assert_eq!(refused(&mut laptop, discharge("1")), "not-admitted");
}

#[test]
fn rule_4_transit_is_visible_and_keeps_no_bed_but_its_goal_is_promised() {
    let mut laptop = ward();
    laptop
        .does(Command::Depart {
            patient: who("1"),
            bed: bed("6W-101-1"),
        })
        .unwrap();
    assert!(matches!(row(&laptop, "1").place, Place::Transit { .. }));
    assert_eq!(refused(&mut laptop, admit("3", "6W-101-1")), "bed-awaited");
    laptop.does(admit("3", "5E-101-1")).unwrap();
    for command in [
        discharge("1"),
        leave("1", OutKind::Leave),
        Command::Transfer {
            patient: who("1"),
            bed: bed("6W-101-2"),
        },
        Command::Swap {
            patient: who("1"),
            with: who("2"),
        },
    ] {
        assert_eq!(refused(&mut laptop, command), "in-transit");
    }
    let board = ask::board(&laptop.hospital).unwrap();
    assert_eq!((board.wards[0].transit_out, board.wards[1].transit_in), (1, 1));
    laptop
        .does(Command::Arrive {
            patient: who("1"),
            bed: None,
        })
        .unwrap();
    assert_eq!(row(&laptop, "1").bed, bed("6W-101-1"));
    assert_eq!(
        refused(
            &mut laptop,
            Command::Arrive {
                patient: who("1"),
                bed: None
            }
        ),
        "not-in-transit"
    );
}

#[test]
fn rule_4_every_way_of_being_out_keeps_the_bed() {
    for kind in OutKind::ALL {
        let mut laptop = ward();
        laptop.does(leave("1", *kind)).unwrap();
        assert_eq!(refused(&mut laptop, admit("3", "5E-101-1")), "bed-occupied");
        assert_eq!(
            refused(
                &mut laptop,
                Command::Transfer {
                    patient: who("1"),
                    bed: bed("6W-101-1")
                }
            ),
            "out"
        );
        if *kind != OutKind::Absconded {
            assert_eq!(refused(&mut laptop, leave("1", OutKind::Outing)), "out");
            laptop.does(leave("1", OutKind::Absconded)).unwrap();
        }
        laptop.does(Command::Return { patient: who("1") }).unwrap();
        assert!(matches!(row(&laptop, "1").place, Place::InBed { .. }));
        assert_eq!(refused(&mut laptop, Command::Return { patient: who("1") }), "not-out");
    }
}

#[test]
fn rule_4_newborns_in_cots_count_apart() {
    let mut laptop = ward();
    laptop.does(admit("3", "6W-C-1")).unwrap();
    let board = ask::board(&laptop.hospital).unwrap();
    let row = &board.wards[1];
    assert_eq!((row.licensed, row.occupied, row.cots, row.present), (4, 0, 1, 1));
}

#[test]
fn rule_5_blocked_beds_and_ruled_rooms() {
    let mut laptop = ward();
    let block = |at: &str| Command::Block {
        bed: bed(at),
        reason: BlockReason::Cleaning,
        until: None,
    };
    assert_eq!(refused(&mut laptop, block("5E-101-1")), "bed-occupied");
    laptop.does(block("5E-102-1")).unwrap();
    assert_eq!(refused(&mut laptop, block("5E-102-1")), "already-blocked");
    assert_eq!(refused(&mut laptop, admit("3", "5E-102-1")), "bed-blocked");
    laptop.does(Command::Unblock { bed: bed("5E-102-1") }).unwrap();
    assert_eq!(
        refused(&mut laptop, Command::Unblock { bed: bed("5E-102-1") }),
        "not-blocked"
    );

    let room = |raw: &str, rule| Command::RuleRoom {
        room: RoomName::parse(raw).unwrap(),
        rule,
    };
    laptop
        .does(room(
            "5E-102",
            RoomRule {
                sex: Some(Sex::Male),
                isolation: None,
            },
        ))
        .unwrap();
    assert_eq!(refused(&mut laptop, admit("3", "5E-102-1")), "room-for-sex");
    laptop
        .does(room(
            "6W-101",
            RoomRule {
                sex: None,
                isolation: Some(Isolation::Airborne),
            },
        ))
        .unwrap();
    assert_eq!(refused(&mut laptop, admit("3", "6W-101-1")), "room-for-isolation");
    let mut admission = Admission::into_bed(bed("6W-101-1"));
    admission.isolation = Some(Isolation::Airborne);
    laptop
        .does(Command::Admit(Admit {
            patient: who("3"),
            admission,
        }))
        .unwrap();
    assert_eq!(refused(&mut laptop, room("9Z-1", RoomRule::default())), "unknown-room");
}

#[test]
fn rule_9_every_row_says_who_when_and_where() {
    let laptop = ward();
    let said = row(&laptop, "1").said;
    assert_eq!(said.by.as_str(), "clerk");
    assert_eq!(said.order.event.commit.station.number(), 1);
    assert_eq!(said.order.stamp.recorded(), laptop.now());
}

#[test]
fn rule_10_a_first_list_line_is_one_step_and_shows_what_is_missing() {
    let mut laptop = Laptop::set_up(1);
    let person = Register {
        kana: Some(text("タナカ　タロウ")),
        ..Register::default()
    };
    let admission = Admission::into_bed(bed("5E-101-1"));
    let commit = laptop.does(Command::AdmitNew { person, admission }).unwrap().unwrap();
    assert_eq!(commit.events.len(), 2);
    let rows = ask::census(&laptop.hospital, None);
    let missing = &rows[0].missing;
    for what in [
        Missing::Identifier,
        Missing::Name,
        Missing::Sex,
        Missing::Birth,
        Missing::Department,
    ] {
        assert!(missing.contains(&what), "{what:?}");
    }
    assert_eq!(ask::board(&laptop.hospital).unwrap().wards[0].incomplete, 1);
    let nobody = Command::AdmitNew {
        person: Register::default(),
        admission: Admission::into_bed(bed("5E-101-2")),
    };
    assert_eq!(refused(&mut laptop, nobody), "name-missing");
}

#[test]
fn rule_11_unknown_is_not_none() {
    let mut laptop = ward();
    let status = |laptop: &Laptop| row(laptop, "1").allergies;
    assert_eq!(status(&laptop), None);
    assert_eq!(ask::board(&laptop.hospital).unwrap().wards[0].not_asked, 2);
    let answer = |answer| {
        Command::Allergy(RecordAllergy {
            patient: who("1"),
            answer,
        })
    };
    laptop.does(answer(AllergyAnswer::None)).unwrap();
    assert_eq!(status(&laptop), Some(Vec::new()));
    let penicillin = Allergy {
        kind: AllergyKind::Drug,
        what: text("ペニシリン系"),
    };
    laptop.does(answer(AllergyAnswer::Present(penicillin.clone()))).unwrap();
    assert_eq!(status(&laptop), Some(vec![penicillin.clone()]));
    assert_eq!(
        refused(&mut laptop, answer(AllergyAnswer::Present(penicillin))),
        "allergy-known"
    );
    assert_eq!(refused(&mut laptop, answer(AllergyAnswer::None)), "allergies-recorded");
    assert!(matches!(
        laptop.hospital.find_patient(&who("1")).unwrap().allergies.status(),
        AllergyStatus::Present(found) if found.len() == 1
    ));
    laptop
        .does(Command::Mobility {
            patient: who("1"),
            to: Mobility::Walking,
        })
        .unwrap();
    laptop
        .does(Command::Isolation {
            patient: who("1"),
            to: Isolation::None,
        })
        .unwrap();
    assert_eq!(ask::board(&laptop.hospital).unwrap().wards[0].not_asked, 1);
}

/// A mistake is taken out again, by itself, however old it is; "none" and "not asked" stay told apart.
#[test]
fn what_was_recorded_by_mistake_is_taken_out() {
    let mut laptop = ward();
    let status = |laptop: &Laptop| row(laptop, "1").allergies;
    let answer = |answer| {
        Command::Allergy(RecordAllergy {
            patient: who("1"),
            answer,
        })
    };
    let allergy = |what: &str| Allergy {
        kind: AllergyKind::Drug,
        what: text(what),
    };
    assert_eq!(
        refused(&mut laptop, answer(AllergyAnswer::NotAsked)),
        "nothing-to-change"
    );
    laptop.does(answer(AllergyAnswer::None)).unwrap();
    laptop.does(answer(AllergyAnswer::NotAsked)).unwrap();
    assert_eq!(status(&laptop), None, "nobody was asked");

    laptop.does(answer(AllergyAnswer::None)).unwrap();
    let found = laptop
        .does(answer(AllergyAnswer::Present(allergy("ペニシリン系"))))
        .unwrap()
        .unwrap();
    laptop.does(answer(AllergyAnswer::Present(allergy("卵")))).unwrap();
    let wrong = answer(AllergyAnswer::Withdrawn(allergy("そば")));
    assert_eq!(refused(&mut laptop, wrong), "allergy-not-recorded");
    assert_eq!(
        refused(&mut laptop, answer(AllergyAnswer::NotAsked)),
        "allergies-recorded"
    );
    laptop
        .does(answer(AllergyAnswer::Withdrawn(allergy("ペニシリン系"))))
        .unwrap();
    assert_eq!(status(&laptop), Some(vec![allergy("卵")]));
    laptop.does(answer(AllergyAnswer::Withdrawn(allergy("卵")))).unwrap();
    assert_eq!(status(&laptop), Some(Vec::new()), "they were asked before");
    // Found again, it is a finding of its own.
    laptop
        .does(answer(AllergyAnswer::Present(allergy("ペニシリン系"))))
        .unwrap();
    assert_eq!(status(&laptop), Some(vec![allergy("ペニシリン系")]));
    let undo = Command::Undo {
        sequence: found.id.sequence,
    };
    assert_eq!(refused(&mut laptop, undo), "already-undone");
}

/// What was known before holds again; what came with the admission is part of it.
#[test]
fn the_last_word_on_a_stay_is_taken_out() {
    let mut laptop = ward();
    let withdraw = |what| Command::Withdraw {
        patient: who("1"),
        what,
    };
    let isolation = |to| Command::Isolation { patient: who("1"), to };
    let now = |laptop: &Laptop| row(laptop, "1").isolation;
    assert_eq!(refused(&mut laptop, withdraw(Care::Isolation)), "nothing-to-change");
    laptop.does(isolation(Isolation::Contact)).unwrap();
    laptop.does(isolation(Isolation::Airborne)).unwrap();
    laptop.does(withdraw(Care::Isolation)).unwrap();
    assert_eq!(now(&laptop), Some(Isolation::Contact));
    laptop.does(withdraw(Care::Isolation)).unwrap();
    assert_eq!(now(&laptop), None, "not asked");
    let person = Register {
        name: Some(text("森 一郎")),
        identifier: Some(identifier("77")),
        ..Register::default()
    };
    let admission = Admission {
        isolation: Some(Isolation::Droplet),
        ..Admission::into_bed(bed("5E-102-2"))
    };
    laptop.does(Command::AdmitNew { person, admission }).unwrap();
    let withdraw = Command::Withdraw {
        patient: who("77"),
        what: Care::Isolation,
    };
    assert_eq!(refused(&mut laptop, withdraw), "came-with-admission");
}

#[test]
fn times_lie_in_the_stay_and_not_in_the_future() {
    let mut laptop = ward();
    let diet = || Command::Diet {
        patient: who("1"),
        to: text("絶食"),
    };
    let future = at(&laptop, 2, diet());
    assert_eq!(refused(&mut laptop, future), "at-in-future");
    let before = at(&laptop, -10, diet());
    assert_eq!(refused(&mut laptop, before), "at-before-stay");
    laptop.millis += 3_600_000;
    laptop.does(leave("1", OutKind::Outing)).unwrap();
    let back_before_out = at(&laptop, -30, Command::Return { patient: who("1") });
    assert_eq!(refused(&mut laptop, back_before_out), "at-before-last-movement");
    // What happened earlier and is no movement may be told later: both times are kept.
    let told_later = at(&laptop, -30, diet());
    let commit = laptop.does(told_later).unwrap().unwrap();
    assert_eq!(commit.events[0].at, laptop.now().plus_seconds(-1800));
    assert_eq!(commit.stamp.recorded(), laptop.now());
}

#[test]
fn expected_and_reserved() {
    let mut laptop = ward();
    let expect = |id: &str, at: Option<&str>| {
        Command::Expect(Expect {
            patient: who(id),
            when: None,
            bed: at.map(bed),
            department: None,
        })
    };
    assert_eq!(refused(&mut laptop, expect("1", None)), "already-admitted");
    laptop.does(expect("3", Some("6W-101-1"))).unwrap();
    assert_eq!(refused(&mut laptop, expect("3", None)), "already-expected");
    assert_eq!(
        refused(
            &mut laptop,
            Command::Transfer {
                patient: who("1"),
                bed: bed("6W-101-1")
            }
        ),
        "bed-reserved"
    );
    assert_eq!(ask::board(&laptop.hospital).unwrap().expected, 1);
    laptop.does(admit("3", "6W-101-1")).unwrap();
    assert_eq!(ask::board(&laptop.hospital).unwrap().expected, 0);
    assert!(laptop.hospital.bed(&bed("6W-101-1")).unwrap().reserved().is_none());

    let reserve = |at: &str, id: &str| Command::Reserve {
        bed: bed(at),
        patient: who(id),
        until: None,
    };
    laptop.does(reserve("6W-102-1", "1")).unwrap();
    assert_eq!(refused(&mut laptop, reserve("6W-102-1", "2")), "already-reserved");
    laptop
        .does(Command::Transfer {
            patient: who("1"),
            bed: bed("6W-102-1"),
        })
        .unwrap();
    assert!(laptop.hospital.bed(&bed("6W-102-1")).unwrap().reserved().is_none());
}

#[test]
fn restricted_patients_are_answered_like_strangers() {
    let mut laptop = ward();
    let inquire = |name: &str| Command::Inquire {
        name: text(name),
        caller: Some(text("家族")),
    };
    let told = |laptop: &mut Laptop, name: &str| {
        let commit = laptop.does(inquire(name)).unwrap().unwrap();
        format!("{:?}", commit.events[0].fact)
    };
    assert!(told(&mut laptop, "患者1").contains("Ward(WardCode(\"5E\"))"));
    laptop
        .does(Command::Restrict {
            patient: who("1"),
            inquiry: Inquiry::Restricted,
        })
        .unwrap();
    let restricted = told(&mut laptop, "患者1");
    let stranger = told(&mut laptop, "患者9").replace('9', "1");
    assert_eq!(restricted, stranger);
    assert!(row(&laptop, "1").restricted);
}

#[test]
fn who_may_only_read_changes_nothing() {
    let mut laptop = ward();
    laptop.role = Role::Reader;
    assert_eq!(refused(&mut laptop, discharge("1")), "not-allowed");
    assert_eq!(
        refused(
            &mut laptop,
            Command::Undo {
                sequence: andon::domain::record::Sequence::FIRST
            }
        ),
        "not-allowed"
    );
}

#[test]
fn undo_is_refused_when_later_facts_rest_on_it() {
    let mut laptop = ward();
    let move_on = |to: &str| Command::Transfer {
        patient: who("1"),
        bed: bed(to),
    };
    let first = laptop.does(move_on("6W-101-1")).unwrap().unwrap().id.sequence;
    let second = laptop.does(move_on("6W-102-1")).unwrap().unwrap().id.sequence;
    assert_eq!(refused(&mut laptop, Command::Undo { sequence: first }), "later-facts");
    laptop.does(Command::Undo { sequence: second }).unwrap();
    assert_eq!(row(&laptop, "1").bed, bed("6W-101-1"));
    // Somebody else took the bed meanwhile.
    laptop.does(admit("3", "5E-101-1")).unwrap();
    let refusal = laptop.does(Command::Undo { sequence: first }).unwrap_err();
    assert!(matches!(refusal, Refusal::LaterFacts { .. }), "{refusal:?}");
    let undo_of_undo = laptop
        .hospital
        .next_sequence(laptop.station, andon::domain::record::Installation::FIRST);
    assert_eq!(
        refused(&mut laptop, Command::Undo { sequence: undo_of_undo }),
        "unknown-commit"
    );
    let frame = andon::domain::record::Sequence::FIRST;
    assert_eq!(refused(&mut laptop, Command::Undo { sequence: frame }), "cannot-undo");
}

#[test]
fn undo_never_puts_a_patient_into_a_blocked_bed() {
    let mut laptop = ward();
    let moved = laptop
        .does(Command::Transfer {
            patient: who("1"),
            bed: bed("6W-101-1"),
        })
        .unwrap()
        .unwrap();
    laptop
        .does(Command::Block {
            bed: bed("5E-101-1"),
            reason: BlockReason::Infection,
            until: None,
        })
        .unwrap();
    assert_eq!(
        refused(
            &mut laptop,
            Command::Undo {
                sequence: moved.id.sequence
            }
        ),
        "later-facts"
    );
}

#[test]
fn until_and_birth_are_checked() {
    let mut laptop = ward();
    let early = Some(Timestamp::from_seconds(0));
    let out = Command::Leave(Leave {
        patient: who("1"),
        kind: OutKind::Leave,
        until: early,
        place: None,
    });
    assert_eq!(refused(&mut laptop, out), "until-before-at");
    let born = |day: chrono::NaiveDate| {
        Command::Register(Register {
            name: Some(text("未来")),
            birth: Some(andon::domain::identity::Birth::On(day.into())),
            ..Register::default()
        })
    };
    assert_eq!(
        refused(&mut laptop, born(chrono::NaiveDate::from_ymd_opt(2099, 1, 1).unwrap())),
        "birth-in-future"
    );
    assert_eq!(
        refused(&mut laptop, born(chrono::NaiveDate::from_ymd_opt(1815, 1, 1).unwrap())),
        "birth-impossible"
    );
}

#[test]
fn a_list_completes_who_is_known_and_stops_at_another_birth() {
    use andon::domain::{census::StayId, command::CensusLine, identity::Birth};
    let mut laptop = ward();
    let day = |year| Birth::On(chrono::NaiveDate::from_ymd_opt(year, 5, 6).unwrap().into());
    let list = |birth| CensusLine {
        line: 2,
        identifier: identifier("3"),
        name: Some(text("別の名")),
        kana: Some(text("カナ")),
        sex: Some(Sex::Female),
        birth: Some(birth),
        bed: bed("6W-101-1"),
        department: None,
        admitted: Timestamp::from_seconds(1_795_300_000),
        mobility: None,
        diet: None,
        allergies: Some(vec![Allergy {
            kind: AllergyKind::Unsorted,
            what: text("そば"),
        }]),
        phone: None,
        address: None,
        inquiry: Inquiry::Restricted,
    };
    laptop
        .does(Command::ImportCensus {
            lines: vec![list(day(1948))],
        })
        .unwrap();
    let person = std::sync::Arc::clone(laptop.hospital.find_patient(&who("3")).unwrap());
    assert_eq!(
        person.name.get(),
        Some(&text("患者3")),
        "what is known is not overwritten"
    );
    assert_eq!(person.kana.get(), Some(&text("カナ")));
    assert!(person.is_restricted() && matches!(person.allergies.status(), AllergyStatus::Present(_)));
    assert!(
        laptop
            .hospital
            .stay(StayId::imported(person.id, Timestamp::from_seconds(1_795_300_000)))
            .is_some()
    );

    laptop.does(discharge("3")).unwrap();
    let mut other = list(day(1950));
    other.admitted = Timestamp::from_seconds(1_795_300_060);
    let refusal = laptop.does(Command::ImportCensus { lines: vec![other] }).unwrap_err();
    let Refusal::ImportClashes { clashes } = refusal else {
        panic!("{refusal:?}")
    };
    assert_eq!(clashes[0].refusal.code(), "identifier-taken");
}
