//! A number that is asked for twice under one name: after a crash, after an answer that was lost. The second time it comes to
//! the number that was given the first time.

use std::sync::Arc;

use super::{
    NumberKind, NumberRefusal,
    fact::{NumberAsked, NumberIssued},
    issue::Newcomer,
};
use crate::domain::{
    command::Command,
    compose::Draft,
    identity::{self, Particular},
    record::{CommitId, Fact, Said, Timestamp},
    refusal::Refusal,
    state::Hospital,
    text::Text,
};

/// Notes beside the first number of a request by what name it was asked for.
pub(super) fn note(draft: &mut Draft, at: Timestamp, request: Option<Text>) {
    let first = draft.facts().find_map(|fact| match fact {
        Fact::NumberIssued(issued) => Some(issued.given.number.clone()),
        _ => None,
    });
    if let (Some(number), Some(request)) = (first, request) {
        draft.add(at, NumberAsked { number, request });
    }
}

/// What is asked for under a name.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    Persons(&'a Newcomer),
    Packets(u16),
}

/// The commit that gave what is asked for, if this very request was decided before. Something else under the same name is
/// refused: to be told another person's number would be worse than none.
pub fn before(hospital: &Hospital, command: &Command) -> Result<Option<CommitId>, Refusal> {
    let (request, wanted) = match command {
        Command::Issue(issue) => (&issue.request, Wanted::Persons(&issue.newcomer)),
        Command::PreparePackets { count, request } => (request, Wanted::Packets(*count)),
        _ => return Ok(None),
    };
    let Some(request) = request else { return Ok(None) };
    let Some(first) = hospital.asked_as(request) else {
        return Ok(None);
    };
    let Some((said, given)) = first.issued.first() else {
        return Ok(None);
    };
    let commit = said.order.event.commit;
    let numbers = hospital.numbers().filter_map(|number| number.issued.first());
    let mut together: Vec<&(Said, Arc<NumberIssued>)> =
        numbers.filter(|(said, _)| said.order.event.commit == commit).collect();
    together.sort_unstable_by_key(|(said, _)| said.order);
    if is_same(hospital, wanted, given, &together) {
        Ok(Some(commit))
    } else {
        let number = first.number.clone();
        Err(NumberRefusal::RequestDiffers { number }.into())
    }
}

/// What was said of somebody when the number was given.
fn said<'a>(hospital: &'a Hospital, given: &NumberIssued) -> &'a [Particular] {
    let patient = given.patient.and_then(|patient| hospital.patient(patient));
    let opening = patient.and_then(|patient| patient.openings.first());
    opening
        .map(|opening| opening.particulars.as_slice())
        .unwrap_or_default()
}

/// Whether what was given then, the first and all of `together`, is what is asked for now.
fn is_same(
    hospital: &Hospital,
    wanted: Wanted<'_>,
    given: &NumberIssued,
    together: &[&(Said, Arc<NumberIssued>)],
) -> bool {
    let kind = given.given.kind;
    let newcomer = match wanted {
        Wanted::Persons(newcomer) => newcomer,
        // Nobody's when they were prepared, whoever has them by now.
        Wanted::Packets(count) => {
            return kind == NumberKind::MassCasualty && given.patient.is_none() && together.len() == usize::from(count);
        }
    };
    match newcomer {
        Newcomer::Known { person, arrival } => {
            kind == NumberKind::Temporary
                && given.alias.is_none()
                && given.arrival == *arrival
                && said(hospital, given) == identity::decide::particulars(person.clone())
        }
        Newcomer::Unidentified { sex, birth, arrival } => {
            let sex = sex.map(Particular::Sex);
            let wanted = sex.into_iter().chain(birth.map(Particular::Birth));
            // The alias is the program's own word.
            let known = said(hospital, given)
                .iter()
                .filter(|one| !matches!(one, Particular::Name(_) | Particular::Kana(_)));
            kind == NumberKind::Temporary
                && given.alias.is_some()
                && given.arrival == *arrival
                && known.cloned().eq(wanted)
        }
        Newcomer::Newborn { mother, babies, .. } => {
            let mother = hospital.find_patient(mother).map(|mother| mother.id);
            let sexes = together.iter().map(|(_, given)| {
                let mut sexes = said(hospital, given).iter().filter_map(|one| match one {
                    Particular::Sex(sex) => Some(*sex),
                    _ => None,
                });
                sexes.next_back()
            });
            kind == NumberKind::Newborn
                && mother.is_some()
                && given.mother.as_ref().map(|known| known.patient) == mother
                && sexes.eq(babies.iter().map(|sex| Some(*sex)))
        }
        Newcomer::Mass { count, arrival } => {
            kind == NumberKind::MassCasualty
                && given.patient.is_some()
                && given.arrival == *arrival
                && together.len() == usize::from(*count)
        }
    }
}
