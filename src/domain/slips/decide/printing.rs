//! Slips and forms on paper: what may be printed, and what it means for a slip that its copies have come out.

use super::{after_writing, known};
use crate::domain::{
    identity::Patient,
    printing::Paper,
    record::Timestamp,
    refusal::Refusal,
    slips::{
        Slip,
        command::WarningsSeen,
        copy::{CopyName, CopyNumber, Custody},
        fact::{DrugLine, SlipPrinted, Source},
        number::SlipNumber,
        pad::PadId,
        refusal::SlipRefusal,
        safety::{Warning, warnings},
    },
    state::Hospital,
    text::Text,
};

/// The copies of a slip were printed elsewhere, and somebody says so.
pub(super) fn print(
    hospital: &Hospital,
    slip: SlipNumber,
    printer: Option<Text>,
    seen: WarningsSeen,
    at: Timestamp,
) -> Result<SlipPrinted, Refusal> {
    let known = known(hospital, slip)?;
    after_writing(known, at)?;
    let revision = known.revision();
    first_time(hospital, known, seen)?;
    Ok(SlipPrinted {
        slip,
        revision,
        printer,
    })
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
    let shown = match slip.patient().and_then(|id| hospital.patient(id)) {
        Some(patient) => now(hospital, patient, slip),
        None => Vec::new(),
    };
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

fn now(hospital: &Hospital, patient: &Patient, slip: &Slip) -> Vec<Warning> {
    let drugs: &[DrugLine] = slip
        .content()
        .map(|content| content.drugs.as_slice())
        .unwrap_or_default();
    hospital
        .slip_book()
        .map(|book| warnings(hospital, book, patient, drugs, Some(slip.number)))
        .unwrap_or_default()
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

/// What a job that has come out means for its slip: all copies of the revision are on paper now, where it was ordered.
/// Nothing when it was so before, or when the slip was cancelled or reissued meanwhile: what is on paper now is void.
pub fn came_out(hospital: &Hospital, paper: &Paper, printer: Option<Text>) -> Option<SlipPrinted> {
    let Paper::Slip { slip, revision, copies } = paper else {
        return None;
    };
    let known = hospital.slip(*slip)?;
    let first = copies.is_empty() && !is_on_paper(known, *revision) && known.written().is_some();
    first.then_some(SlipPrinted {
        slip: *slip,
        revision: *revision,
        printer,
    })
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
