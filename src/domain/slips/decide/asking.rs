//! 疑義照会: the work stops until somebody who may has answered (薬剤師法 24条).

use super::{after_writing, known, post, sheet};
use crate::domain::{
    compose::Draft,
    record::Timestamp,
    refusal::Refusal,
    slips::{
        command::AskBack,
        copy::CopyName,
        fact::{AskedOf, Method, NotePassed, QueryAnswered, QueryFollowed, QueryOutcome, QueryRaised},
        number::SlipNumber,
        refusal::SlipRefusal,
    },
    state::Hospital,
    text::Text,
};

pub(super) fn query(hospital: &Hospital, wanted: AskBack, at: Timestamp) -> Result<Draft, Refusal> {
    let slip = wanted.slip;
    let known = known(hospital, slip)?;
    after_writing(known, at)?;
    if known.is_cancelled() {
        return Err(SlipRefusal::Cancelled { slip }.into());
    }
    if known.open_query().is_some() {
        return Err(SlipRefusal::QueryOpen { slip }.into());
    }
    let written = known.written().ok_or(SlipRefusal::UnknownSlip { slip })?;
    let here = match wanted.at {
        Some(wanted) => post(hospital, &wanted)?,
        None => known
            .next_step()
            .map_or_else(|| written.origin.clone(), |step| step.at.clone()),
    };
    // Nobody named on the paper: the ward that ordered is asked.
    let asked = wanted
        .asked
        .or_else(|| written.orderer.clone())
        .or_else(|| Text::parse(written.origin.as_str(), 60).ok())
        .ok_or(SlipRefusal::OriginMissing)?;
    Ok(Draft::one(
        at,
        QueryRaised {
            slip,
            at: here,
            reason: wanted.reason,
            of: AskedOf::Prescriber,
            asked,
            how: wanted.how,
            question: wanted.question,
            caller: wanted.caller,
        },
    ))
}

pub(super) fn follow(
    hospital: &Hospital,
    slip: SlipNumber,
    of: AskedOf,
    asked: Text,
    how: Option<Method>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let known = known(hospital, slip)?;
    let query = known.open_query().ok_or(SlipRefusal::NoQuery { slip })?;
    Ok(Draft::one(
        at,
        QueryFollowed {
            slip,
            query: query.id(),
            of,
            asked,
            how: how.unwrap_or(query.raised.how),
        },
    ))
}

pub(super) fn answer(
    hospital: &Hospital,
    slip: SlipNumber,
    outcome: QueryOutcome,
    (answer, by): (Text, Text),
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let known = known(hospital, slip)?;
    let query = known.open_query().ok_or(SlipRefusal::NoQuery { slip })?;
    if at < query.said.at.minute() {
        let moved = query.said.at;
        return Err(Refusal::AtBeforeLastMovement { at, moved });
    }
    let id = query.id();
    let mut draft = Draft::one(
        at,
        QueryAnswered {
            slip,
            query: id,
            outcome,
            answer,
            by,
        },
    );
    if outcome == QueryOutcome::Note {
        // Whoever asked has the sheet in the hand and writes the note on it.
        let asking = &query.raised.at;
        let here = known
            .current()
            .filter(|copy| copy.custody().post() == Some(asking))
            .map(|copy| copy.number);
        let copies: Vec<_> = here.collect();
        if !copies.is_empty() {
            draft.add(
                at,
                NotePassed {
                    slip,
                    query: id,
                    copies,
                },
            );
        }
    }
    Ok(draft)
}

/// The holder of a further copy has the note on it.
pub(super) fn pass_note(hospital: &Hospital, name: CopyName, at: Timestamp) -> Result<Draft, Refusal> {
    let slip = known(hospital, name.slip)?;
    let waits = |copy: &crate::domain::slips::Copy| slip.unpassed().any(|(_, other)| other.number == copy.number);
    let copy = sheet(slip, name, waits, || SlipRefusal::NoNote { name })?;
    let query = slip.unpassed().find(|(_, other)| other.number == copy.number);
    let (query, _) = query.ok_or(SlipRefusal::NoNote {
        name: SlipRefusal::name(slip.number, copy.number),
    })?;
    Ok(Draft::one(
        at,
        NotePassed {
            slip: slip.number,
            query: query.id(),
            copies: vec![copy.number],
        },
    ))
}
