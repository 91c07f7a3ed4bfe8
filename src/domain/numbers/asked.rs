//! A number that is asked for twice under one name: after a crash, after an answer that was lost. The second time it comes to
//! the number that was given the first time.

use super::{
    NumberRefusal,
    fact::{IssuedNumber, NumberAsked, NumberIssued},
    issue::{Issue, Newcomer},
};
use crate::domain::{
    compose::Draft,
    identity::{self, Particular, fact::Registered},
    record::{CommitId, Fact, Timestamp},
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

/// The commit that gave what is asked for, if this very request was decided before. Somebody else under the same name is
/// refused: to be told another person's number would be worse than none.
pub fn before(hospital: &Hospital, issue: &Issue) -> Result<Option<CommitId>, Refusal> {
    let Some(request) = &issue.request else { return Ok(None) };
    let Some(first) = hospital.asked_as(request) else {
        return Ok(None);
    };
    let Some((said, given)) = first.issued.first() else {
        return Ok(None);
    };
    let commit = said.order.event.commit;
    let together = hospital.numbers().filter_map(|number| number.issued.first());
    let together = together.filter(|(said, _)| said.order.event.commit == commit).count();
    if is_same(hospital, issue, (first, given), together) {
        Ok(Some(commit))
    } else {
        let number = first.number.clone();
        Err(NumberRefusal::RequestDiffers { number }.into())
    }
}

/// Whether what was given then is what is asked for now.
fn is_same(
    hospital: &Hospital,
    issue: &Issue,
    (first, given): (&IssuedNumber, &NumberIssued),
    together: usize,
) -> bool {
    let said = given
        .patient
        .and_then(|patient| hospital.patient(patient)?.openings.first().cloned());
    let has = |particulars: &[Particular]| {
        said.as_ref()
            .is_some_and(|said: &Registered| said.particulars == particulars)
    };
    // Of a person without a name the alias is the program's own word.
    let has_beside_the_alias = |wanted: &[Particular]| {
        let named = |one: &&Particular| !matches!(one, Particular::Name(_) | Particular::Kana(_));
        said.as_ref()
            .is_some_and(|said| said.particulars.iter().filter(named).eq(wanted))
    };
    match &issue.newcomer {
        Newcomer::Known { person, arrival } => {
            given.alias.is_none() && given.arrival == *arrival && has(&identity::decide::particulars(person.clone()))
        }
        Newcomer::Unidentified { sex, birth, arrival } => {
            let wanted: Vec<Particular> = sex
                .map(Particular::Sex)
                .into_iter()
                .chain(birth.map(Particular::Birth))
                .collect();
            together == 1 && given.alias.is_some() && given.arrival == *arrival && has_beside_the_alias(&wanted)
        }
        Newcomer::Newborn { mother, babies, .. } => {
            let mother = hospital.find_patient(mother).map(|mother| mother.id);
            first.mother().map(|known| known.patient) == mother && mother.is_some() && together == babies.len()
        }
        Newcomer::Mass { count, arrival } => {
            given.alias.is_some()
                && given.arrival == *arrival
                && together == usize::from(*count)
                && first.mother().is_none()
        }
    }
}
