//! What may be taken back, and reservations that are let go: stories that random commands came to, each told once.

use andon::domain::{
    census::{BlockReason, Disposition},
    command::{Admission, Admit, Amend, Command, Discharge, Expect, Register},
    identity::{PatientRef, Sex},
    record::Sequence,
};

use crate::world::{Laptop, bed, identifier, text};

fn who(id: &str) -> PatientRef {
    PatientRef::Identifier(identifier(id))
}

/// Does it, and says under which number it can be taken back.
fn done(laptop: &mut Laptop, command: Command) -> Sequence {
    laptop.does(command).unwrap().unwrap().id.sequence
}

fn refused(laptop: &mut Laptop, command: Command) -> &'static str {
    laptop.does(command).unwrap_err().code()
}

fn undo(sequence: Sequence) -> Command {
    Command::Undo { sequence }
}

fn register(id: &str) -> Command {
    Command::Register(Register {
        identifier: Some(identifier(id)),
        name: Some(text("見本")),
        ..Register::default()
    })
}

fn admit(id: &str, into: &str) -> Command {
    Command::Admit(Admit {
        patient: who(id),
        admission: Admission::into_bed(bed(into)),
    })
}

fn discharge(id: &str) -> Command {
    Command::Discharge(Discharge {
        patient: who(id),
        disposition: Disposition::Home,
        place: None,
    })
}

fn expect(id: &str) -> Command {
    Command::Expect(Expect {
        patient: who(id),
        when: None,
        bed: None,
        department: None,
    })
}

fn reserve(id: &str, name: &str) -> Command {
    Command::Reserve {
        bed: bed(name),
        patient: who(id),
        until: None,
    }
}

fn unreserve(name: &str) -> Command {
    Command::Unreserve { bed: bed(name) }
}

fn swap(one: &str, other: &str) -> Command {
    Command::Swap {
        patient: who(one),
        with: who(other),
    }
}

/// 1 in 5E-101-1, 2 in 5E-101-2, 3 registered.
fn ward() -> Laptop {
    let mut laptop = Laptop::set_up(1);
    for id in ["1", "2", "3"] {
        done(&mut laptop, register(id));
    }
    done(&mut laptop, admit("1", "5E-101-1"));
    done(&mut laptop, admit("2", "5E-101-2"));
    laptop
}

fn is_reserved(laptop: &Laptop, name: &str) -> bool {
    laptop.hospital.bed(&bed(name)).unwrap().reserved().is_some()
}

#[test]
fn what_was_taken_back_in_a_bed_is_no_movement_in_it() {
    let mut laptop = ward();
    let left = done(&mut laptop, discharge("1"));
    let blocked = done(
        &mut laptop,
        Command::Block {
            bed: bed("5E-101-1"),
            reason: BlockReason::Cleaning,
            until: None,
        },
    );
    assert_eq!(refused(&mut laptop, undo(left)), "later-facts");
    done(&mut laptop, undo(blocked));
    done(&mut laptop, undo(left));
    assert_eq!(laptop.hospital.occupants(&bed("5E-101-1")).count(), 1);
}

#[test]
fn a_registration_carries_the_announcement_and_the_bed_that_is_kept() {
    let mut laptop = Laptop::set_up(1);
    let known = done(&mut laptop, register("1"));
    let announced = done(&mut laptop, expect("1"));
    assert_eq!(refused(&mut laptop, undo(known)), "later-facts");
    done(&mut laptop, undo(announced));
    let kept = done(&mut laptop, reserve("1", "5E-101-1"));
    assert_eq!(refused(&mut laptop, undo(known)), "later-facts");
    done(&mut laptop, undo(kept));
    done(&mut laptop, undo(known));
    assert_eq!(refused(&mut laptop, expect("1")), "unknown-patient");
}

#[test]
fn a_discharge_is_not_taken_back_from_somebody_who_is_announced_again() {
    let mut laptop = ward();
    let left = done(&mut laptop, discharge("1"));
    let announced = done(&mut laptop, expect("1"));
    assert_eq!(refused(&mut laptop, undo(left)), "later-facts");
    done(&mut laptop, undo(announced));
    done(&mut laptop, undo(left));
}

#[test]
fn several_corrections_in_one_are_taken_back_only_while_all_of_them_stand() {
    let mut laptop = ward();
    let amend = |sex: Option<Sex>, kana: Option<&str>| {
        Command::Amend(Amend {
            patient: who("1"),
            person: Register {
                sex,
                kana: kana.map(text),
                ..Register::default()
            },
            stay: Vec::new(),
        })
    };
    let both = done(&mut laptop, amend(Some(Sex::Male), Some("ミホン")));
    let later = done(&mut laptop, amend(Some(Sex::Female), None));
    assert_eq!(refused(&mut laptop, undo(both)), "later-facts");
    done(&mut laptop, undo(later));
    done(&mut laptop, undo(both));
}

#[test]
fn a_reservation_can_be_let_go_by_anybody() {
    let mut laptop = ward();
    done(&mut laptop, reserve("3", "6W-101-1"));
    done(&mut laptop, register("4"));
    assert_eq!(refused(&mut laptop, admit("4", "6W-101-1")), "bed-reserved");
    done(&mut laptop, unreserve("6W-101-1"));
    assert_eq!(refused(&mut laptop, unreserve("6W-101-1")), "not-reserved");
    assert_eq!(refused(&mut laptop, unreserve("6W-999-9")), "unknown-bed");
    done(&mut laptop, admit("4", "6W-101-1"));
}

#[test]
fn a_bed_that_was_let_go_is_kept_again_only_for_somebody_who_could_have_it() {
    let mut laptop = ward();
    let kept_for = done(&mut laptop, register("4"));
    done(&mut laptop, reserve("4", "6W-101-1"));
    let let_go = done(&mut laptop, unreserve("6W-101-1"));
    // In it by now.
    let came = done(&mut laptop, admit("4", "6W-101-1"));
    assert_eq!(refused(&mut laptop, undo(let_go)), "later-facts");
    done(&mut laptop, undo(came));
    // Not known any more.
    done(&mut laptop, undo(kept_for));
    assert_eq!(refused(&mut laptop, undo(let_go)), "later-facts");
    // Somebody else: kept as before.
    done(&mut laptop, reserve("3", "6W-102-1"));
    let let_go = done(&mut laptop, unreserve("6W-102-1"));
    assert!(!is_reserved(&laptop, "6W-102-1"));
    done(&mut laptop, undo(let_go));
    assert!(is_reserved(&laptop, "6W-102-1"));
}

#[test]
fn a_swap_into_the_bed_that_was_kept_fulfils_the_reservation() {
    let mut laptop = ward();
    done(&mut laptop, reserve("1", "5E-101-2"));
    done(&mut laptop, reserve("3", "5E-101-1"));
    let swapped = done(&mut laptop, swap("1", "2"));
    assert!(!is_reserved(&laptop, "5E-101-2"));
    assert!(is_reserved(&laptop, "5E-101-1"), "for somebody else: still kept");
    done(&mut laptop, undo(swapped));
    assert!(is_reserved(&laptop, "5E-101-2"));
}

/// What another did is taken back by whoever might have done it, and by nobody else: an auditor changes nothing, a carrier
/// carries. One's own is one's own.
#[test]
fn what_another_did_is_taken_back_by_whoever_might_have_done_it() {
    use andon::domain::access::Role;

    for role in Role::ALL {
        let mut laptop = ward();
        done(&mut laptop, register("4"));
        let came = done(&mut laptop, admit("4", "6W-101-1"));
        laptop.role = role;
        let may = Role::CARE.contains(&role) || role == Role::Trial;
        let taken_back = laptop.does_as("another", undo(came));
        let refused = taken_back.is_err_and(|refusal| refusal.code() == "not-allowed");
        assert_eq!(!refused, may, "{}", role.word());
    }
    let mut laptop = ward();
    done(&mut laptop, register("4"));
    let came = done(&mut laptop, admit("4", "6W-101-1"));
    laptop.role = Role::Carrier;
    done(&mut laptop, undo(came));
}
