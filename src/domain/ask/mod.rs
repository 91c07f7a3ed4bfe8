//! Questions about the hospital and their answers. They change nothing, and pass the same permission door.
//!
//! Here is which deed a question is and who answers it; `census`, `board` and `person` have what is answered, `discreet` takes out
//! of lists what is not for whoever asks. Slips, checks and numbers answer in folders of their own.

mod board;
mod census;
mod discreet;
mod person;

pub use board::{Board, BoardRow, board, board_with, ward_of};
pub use census::{CensusRow, census, others, row};
pub use discreet::Discreet;
pub use person::Person;

use super::{
    access::{AccessRefusal, Context, Deed, asks_why},
    census::Discrepancy,
    checks::{
        self,
        ask::{CheckFigures, CheckRow},
    },
    command::{Question, Whereabouts},
    identity::PatientRef,
    numbers::{
        ledger,
        verify::{Here, Verdict, verify},
    },
    record::Day,
    refusal::{Refusal, frame_of},
    slips::{
        CopyName, SlipNumber,
        ask::{self as slips, SlipAnswer, SlipQuestion},
    },
    state::Hospital,
};
use person::person;

/// What a question comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Census(Vec<CensusRow>),
    Person(Box<Person>),
    Where(Vec<CensusRow>),
    Discrepancies(Vec<Discrepancy>),
    Board(Board),
    Slips(SlipAnswer),
    Check(Box<CheckRow>),
    Checks(Vec<CheckRow>),
    CheckFigures(Day, Vec<CheckFigures>),
    Ledger(Vec<ledger::Row>),
    /// `None`: it does not look like a number given by hand.
    Verdict(Option<Box<Verdict>>),
}

/// Answers `question` on the newest state.
pub fn ask(hospital: &Hospital, question: &Question, context: &Context<'_>) -> Result<Answer, Refusal> {
    let deed = match question {
        // Whom a check was for stands in it, and whose a number is in the ledger.
        Question::Person { .. }
        | Question::PersonFor { .. }
        | Question::Check { .. }
        | Question::Checks { .. }
        | Question::Ledger(_)
        | Question::Verify(_) => Deed::ReadPerson,
        Question::Slips(_)
        | Question::Where {
            what: Whereabouts::Slip(_),
        } => Deed::ReadSlips,
        Question::Census { .. }
        | Question::Where { .. }
        | Question::Discrepancies
        | Question::Board
        | Question::CheckFigures { .. } => Deed::ReadCensus,
    };
    context.allow(hospital, deed)?;
    checks::ask::blind(hospital, question, context)?;
    match question {
        Question::Census { ward } => {
            if let Some(ward) = ward
                && frame_of(hospital)?.ward(ward.as_str()).is_none()
            {
                return Err(Refusal::UnknownWard { ward: ward.to_string() });
            }
            let rows = census(hospital, ward.as_ref());
            Ok(Answer::Census(Discreet::of(hospital, context).rows(rows)))
        }
        Question::Person { patient } => {
            let person = person(hospital, patient)?;
            if asks_why(hospital, &context.asker.user, &person.patient) {
                return Err(AccessRefusal::ReasonNeeded.into());
            }
            Ok(Answer::Person(Box::new(person.told_to(hospital, context))))
        }
        Question::PersonFor { patient, .. } => {
            let person = person(hospital, patient)?.told_to(hospital, context);
            Ok(Answer::Person(Box::new(person)))
        }
        Question::Where {
            what: Whereabouts::Patient(patient),
        } => {
            if let Some(name) = slip_meant(hospital, patient) {
                return slips::ask(hospital, &SlipQuestion::Slip(name), context).map(Answer::Slips);
            }
            let person = super::census::decide::known(hospital, patient)?;
            let rows = hospital.open_stays(person.id).filter_map(|stay| row(hospital, stay));
            Ok(Answer::Where(Discreet::of(hospital, context).rows(rows.collect())))
        }
        Question::Where {
            what: Whereabouts::Bed(bed),
        } => {
            if frame_of(hospital)?.bed(bed).is_none() {
                return Err(Refusal::UnknownBed { bed: bed.to_string() });
            }
            let rows = hospital.occupants(bed).filter_map(|stay| row(hospital, stay));
            Ok(Answer::Where(Discreet::of(hospital, context).rows(rows.collect())))
        }
        Question::Where {
            what: Whereabouts::Slip(name),
        } => slips::ask(hospital, &SlipQuestion::Slip(*name), context).map(Answer::Slips),
        Question::Slips(question) => slips::ask(hospital, question, context).map(Answer::Slips),
        Question::Discrepancies => Ok(Answer::Discrepancies(hospital.discrepancies())),
        Question::Board => board(hospital).map(Answer::Board),
        Question::Check { check } => {
            checks::ask::one(hospital, *check, context).map(|row| Answer::Check(Box::new(row)))
        }
        Question::Checks { filter } => checks::ask::rows(hospital, filter, context.now).map(Answer::Checks),
        Question::CheckFigures { day } => {
            let today = checks::ask::day_of(hospital, context.now);
            let day = day.or(today).unwrap_or_else(|| Day::from(chrono::NaiveDate::default()));
            Ok(Answer::CheckFigures(
                day,
                checks::ask::figures(hospital, day, context.now),
            ))
        }
        Question::Ledger(filter) => Ok(Answer::Ledger(ledger::rows(hospital, filter))),
        Question::Verify(number) => Ok(Answer::Verdict(
            verify(hospital, number, Here::of(context)).map(Box::new),
        )),
    }
}

/// The slip that a number means, unless somebody is known by it.
fn slip_meant(hospital: &Hospital, patient: &PatientRef) -> Option<CopyName> {
    let PatientRef::Identifier(identifier) = patient else {
        return None;
    };
    if hospital.find_patient(patient).is_some() {
        return None;
    }
    let slip = SlipNumber::parse(identifier.as_str())?;
    slip.parts(hospital).map(|_| CopyName::from(slip))
}
