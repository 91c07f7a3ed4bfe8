//! The refusals that one laptop cannot come to through `andon run` (see `run_model`): each is reached here in another way, so
//! that there is none that nobody has ever seen. Those about numbers are in `numbers_schemes`.

use std::{collections::BTreeSet, sync::Arc};

use andon::domain::{
    access::{Asker, Context, Permissions, Role},
    census::BedName,
    checks::Unspelled,
    command::{Admission, CensusLine, Command, Register, Request},
    decide::{OwnCommits, decide},
    identity::{Allergy, AllergyKind, Inquiry, NoFormerPatients},
    record::{Commit, CommitId, History, HistoryLost, Position, Sequence, UserName},
    refusal::Refusal,
};

use crate::{
    run_model::OUT_OF_REACH,
    world::{Laptop, bed, identifier, text},
};

fn admit(number: &str, into: &str) -> Command {
    Command::AdmitNew {
        person: Register {
            identifier: Some(identifier(number)),
            name: Some(text("見本")),
            ..Register::default()
        },
        admission: Admission::into_bed(bed(into)),
    }
}

fn line(number: &str, into: BedName, laptop: &Laptop) -> CensusLine {
    CensusLine {
        line: 2,
        identifier: identifier(number),
        name: Some(text("見本")),
        kana: None,
        sex: None,
        birth: None,
        bed: into,
        department: None,
        admitted: laptop.now(),
        mobility: None,
        diet: None,
        allergies: None,
        phone: None,
        address: None,
        inquiry: Inquiry::Open,
    }
}

fn refused(laptop: &mut Laptop, command: Command) -> Refusal {
    laptop.does(command).unwrap_err()
}

fn not_allowed() -> Refusal {
    let mut laptop = Laptop::set_up(1);
    laptop.role = Role::Reader;
    refused(&mut laptop, admit("1", "5E-101-1"))
}

fn no_hospital() -> Refusal {
    refused(&mut Laptop::new(1), admit("1", "5E-101-1"))
}

fn import_clashes() -> Refusal {
    let mut laptop = Laptop::set_up(1);
    laptop.does(admit("1", "5E-101-1")).unwrap();
    let lines = vec![line("2", bed("5E-101-1"), &laptop)];
    refused(&mut laptop, Command::ImportCensus { lines })
}

/// Two laptops gave the same bed away; somebody settles it, and somebody else settles it again.
fn already_closed() -> Refusal {
    let (mut here, mut there) = (Laptop::set_up(1), Laptop::new(2));
    there.unite(here.commits());
    here.does(admit("1", "5E-101-1")).unwrap();
    there.does(admit("2", "5E-101-1")).unwrap();
    here.unite(there.commits());
    let [known] = here.hospital.discrepancies().try_into().unwrap();
    let close = Command::CloseDiscrepancy {
        discrepancy: known.id,
        remark: text("床で確かめた"),
    };
    here.does(close.clone()).unwrap();
    refused(&mut here, close)
}

/// A laptop that knows where its commits lie, and whose disk does not give them back.
struct Damaged;

impl History for Damaged {
    fn commit(&self, position: Position) -> Result<Arc<Commit>, HistoryLost> {
        Err(HistoryLost(position))
    }
}

impl OwnCommits for Damaged {
    fn position(&self, _: CommitId) -> Option<Position> {
        Some(Position(4711))
    }
}

fn history_lost() -> Refusal {
    let mut laptop = Laptop::set_up(1);
    let commit = laptop.does(admit("1", "5E-101-1")).unwrap().unwrap();
    let asker = Asker {
        user: UserName::parse("clerk").unwrap(),
        role: Role::WardClerk,
    };
    let context = Context {
        asker: &asker,
        permissions: &Permissions::default(),
        now: laptop.now(),
        stamp: laptop.hospital.newest(),
        commit: CommitId {
            sequence: Sequence::new(3).unwrap(),
            ..commit.id
        },
        spelling: &Unspelled,
        former: &NoFormerPatients,
        chance: 0,
        worn: &[],
    };
    let undo = Command::Undo {
        sequence: commit.id.sequence,
    };
    decide(&laptop.hospital, Request::from(undo), &context, &Damaged).unwrap_err()
}

/// More facts than a commit can number.
fn too_large() -> Refusal {
    let mut laptop = Laptop::set_up(1);
    let allergy = |number| Allergy {
        kind: AllergyKind::Drug,
        what: text(&format!("薬{number}")),
    };
    let lines = vec![CensusLine {
        allergies: Some((0..70_000).map(allergy).collect()),
        ..line("1", bed("5E-101-1"), &laptop)
    }];
    let before = laptop.shows();
    let refusal = refused(&mut laptop, Command::ImportCensus { lines });
    assert_eq!(laptop.shows(), before);
    refusal
}

#[test]
fn what_andon_run_cannot_come_to_is_reached_in_another_way() {
    let reached: BTreeSet<&str> = [
        not_allowed(),
        no_hospital(),
        import_clashes(),
        already_closed(),
        history_lost(),
        too_large(),
    ]
    .iter()
    .map(Refusal::code)
    .collect();
    assert_eq!(reached, BTreeSet::from(OUT_OF_REACH));
}
