//! Slips and forms on paper: what may be printed, and what it means for a slip that its copies have come out.

use super::{after_writing, known, post};
use crate::domain::{
    compose::Draft,
    printing::Paper,
    record::{Fact, Timestamp},
    refusal::Refusal,
    slips::{
        Post, Slip,
        ask::present_warnings,
        command::WarningsSeen,
        copy::{CopyName, CopyNumber, Custody},
        fact::{SlipPrinted, SlipPrintedAt, Source},
        number::SlipNumber,
        pad::PadId,
        refusal::SlipRefusal,
    },
    state::Hospital,
    text::Text,
};

/// The copies of a slip were printed elsewhere, and somebody says so.
pub(super) fn print(
    hospital: &Hospital,
    slip: SlipNumber,
    (printer, desk): (Option<Text>, Option<Post>),
    seen: WarningsSeen,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let desk = desk.map(|desk| post(hospital, &desk)).transpose()?;
    let known = known(hospital, slip)?;
    after_writing(known, at)?;
    let revision = known.revision();
    first_time(hospital, known, seen)?;
    Ok(Draft::one(at, out_of_the_printer(known, revision, printer, desk)))
}

/// The copies of a revision have come out: where they were ordered, or at the desk where they were printed. There they lie.
fn out_of_the_printer(slip: &Slip, revision: u8, printer: Option<Text>, desk: Option<Post>) -> Fact {
    let number = slip.number;
    match desk.filter(|desk| slip.origin() != Some(desk)) {
        Some(at) => SlipPrintedAt {
            slip: number,
            revision,
            printer,
            at,
        }
        .into(),
        None => SlipPrinted {
            slip: number,
            revision,
            printer,
        }
        .into(),
    }
}

/// Whether the copies that hold may be printed for the first time.
fn first_time(hospital: &Hospital, slip: &Slip, seen: WarningsSeen) -> Result<(), Refusal> {
    let number = slip.number;
    if slip.is_cancelled() {
        return Err(SlipRefusal::Cancelled { slip: number }.into());
    }
    if is_by_hand(slip) || was_printed(slip, slip.revision()) {
        return Err(SlipRefusal::AlreadyPrinted { slip: number }.into());
    }
    // What holds now, not only what held when it was written.
    let shown = present_warnings(hospital, slip);
    if !shown.is_empty() && seen == WarningsSeen::No {
        return Err(SlipRefusal::WarningsUnseen { slip: number }.into());
    }
    Ok(())
}

fn is_by_hand(slip: &Slip) -> bool {
    slip.content().is_some_and(|content| content.source == Source::ByHand)
}

fn was_printed(slip: &Slip, revision: u8) -> bool {
    slip.printed.iter().any(|(_, printed)| *printed == revision)
}

/// Whether a printer may be asked for these copies. The first time all of them, under the rules of printing; after that any
/// of them, those of a revision that was replaced and of a cancelled slip included: they come out void.
pub fn printable(
    hospital: &Hospital,
    slip: SlipNumber,
    revision: u8,
    copies: &[u8],
    seen: WarningsSeen,
    at: Timestamp,
) -> Result<(), Refusal> {
    let known = known(hospital, slip)?;
    after_writing(known, at)?;
    for number in copies {
        let number = CopyNumber {
            revision,
            number: *number,
        };
        if known.copy(number).is_none() {
            let copy = Some(number);
            return Err(SlipRefusal::UnknownCopy {
                name: CopyName { slip, copy },
            }
            .into());
        }
    }
    if is_on_paper(known, revision) {
        // What was filled by hand is known here by its number only.
        return match known.content_of(revision) {
            Some(content) if content.source == Source::Typed => Ok(()),
            _ => Err(SlipRefusal::AlreadyPrinted { slip }.into()),
        };
    }
    if revision != known.revision() || !copies.is_empty() {
        return Err(SlipRefusal::NotPrinted { slip }.into());
    }
    first_time(hospital, known, seen)
}

/// Whether a revision has been on paper: printed, or written by hand on a form.
fn is_on_paper(slip: &Slip, revision: u8) -> bool {
    was_printed(slip, revision)
        || slip
            .copies
            .iter()
            .any(|copy| copy.number.revision == revision && *copy.custody() != Custody::Unprinted)
}

/// How often these copies may have come out.
pub fn times_printed(hospital: &Hospital, slip: SlipNumber, revision: u8, copies: &[u8]) -> usize {
    let once = hospital.slip(slip).is_some_and(|known| is_on_paper(known, revision));
    let same = |paper: &Paper| match paper {
        Paper::Slip {
            slip: other,
            revision: of,
            copies: printed,
        } => {
            let overlap = copies.is_empty() || printed.is_empty() || copies.iter().any(|copy| printed.contains(copy));
            *other == slip && *of == revision && overlap
        }
        _ => false,
    };
    let jobs = hospital
        .print_jobs()
        .filter(|job| job.may_be_printed() && job.asked.get().is_some_and(|asked| same(&asked.paper)))
        .count();
    jobs.max(usize::from(once))
}

/// What a job that has come out means for its slip: all copies of the revision are on paper now, where it was ordered or at the
/// desk that printed them. Nothing when it was so before, or when the slip was cancelled or reissued meanwhile: what is on paper
/// now is void.
pub fn came_out(hospital: &Hospital, paper: &Paper, (printer, desk): (Option<Text>, Option<Post>)) -> Option<Fact> {
    let Paper::Slip { slip, revision, copies } = paper else {
        return None;
    };
    let known = hospital.slip(*slip)?;
    let first = copies.is_empty() && !is_on_paper(known, *revision) && known.written().is_some();
    // A desk that the book does not know any more: the paper is where it was ordered, as far as anybody knows.
    let desk = desk.and_then(|desk| post(hospital, &desk).ok());
    first.then(|| out_of_the_printer(known, *revision, printer, desk))
}

/// Whether these pads were prepared here.
pub fn pads_known(hospital: &Hospital, pads: &[PadId]) -> Result<(), Refusal> {
    for pad in pads {
        if hospital.pad(*pad).is_none_or(|known| known.prepared.is_empty()) {
            return Err(SlipRefusal::UnknownBlank { tail: pad.to_string() }.into());
        }
    }
    Ok(())
}
