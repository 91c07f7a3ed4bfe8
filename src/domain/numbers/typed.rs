//! Numbers that somebody typed, or that stand on paper from elsewhere: whether they may be somebody's. A number that this
//! laptop has yet to give must belong to nobody, and one whose check digits do not fit was misread.

use super::{
    refusal::NumberRefusal,
    scheme::Parts,
    series::{Series, blocks_of},
};
use crate::domain::{access::Context, command::Command, identity::Identifier, record::Station, state::Hospital};

/// The command with every number of a person as it is printed, hyphens in their places: one number is one record, however it was
/// typed, and whether or not that record is in memory just now.
pub fn written(hospital: &Hospital, mut command: Command) -> Command {
    let typed = match &mut command {
        Command::Register(person) | Command::AdmitNew { person, .. } => person.identifier.as_mut(),
        Command::Amend(amend) => amend.person.identifier.as_mut(),
        Command::ImportCensus { lines } => {
            for line in lines {
                line.identifier = hospital.as_written(&line.identifier);
            }
            None
        }
        _ => None,
    };
    if let Some(number) = typed {
        *number = hospital.as_written(number);
    }
    command
}

/// Refuses an identifier that reads as a number given by hand and cannot be one. Whatever reads as none is no concern here.
pub fn plausible(hospital: &Hospital, number: &Identifier, context: &Context<'_>) -> Result<(), NumberRefusal> {
    if let Some(known) = hospital.number(&hospital.as_written(number)) {
        let number = known.number.clone();
        if known.is_voided() {
            return Err(NumberRefusal::Voided { number });
        }
        if known.patient().is_some() {
            return Ok(());
        }
        // A packet lies in a drawer until somebody is given it: two people would go by one number. Of what was only heard of,
        // nobody has said yet whose it is.
        if !known.issued.is_empty() {
            return Err(NumberRefusal::PacketUnused { number });
        }
    }
    let schemes = hospital.former_schemes();
    let mut readings = schemes
        .iter()
        .filter_map(|scheme| Some((Series::of(scheme), scheme.read(number.as_str())?)))
        .peekable();
    if readings.peek().is_none() {
        return Ok(());
    }
    // The hospital's own, which a form was adopted over.
    let is_a_former_patients = || context.former.have(number);
    let mut holding = readings
        .filter(|(_, parts)| parts.holds && is_numbered(parts))
        .peekable();
    if holding.peek().is_none() {
        if is_a_former_patients() {
            return Ok(());
        }
        return Err(NumberRefusal::Misread {
            number: number.clone(),
            meant: Vec::new(),
        });
    }
    // What another laptop gave may be heard of here first by its label.
    if holding.any(|(series, parts)| !is_yet_to_be_given(hospital, series, &parts, context)) || is_a_former_patients() {
        Ok(())
    } else {
        Err(NumberRefusal::NeverGiven { number: number.clone() })
    }
}

/// Counting begins at 1 everywhere.
fn is_numbered(parts: &Parts) -> bool {
    parts.station > 0 && parts.block > 0 && parts.sequence > 0
}

/// Whether the deciding laptop gives it next, or later.
fn is_yet_to_be_given(hospital: &Hospital, series: Series, parts: &Parts, context: &Context<'_>) -> bool {
    let (station, installation) = (context.commit.station, context.commit.installation);
    let own = blocks_of(hospital, station, installation)
        .into_iter()
        .find(|block| block.number() == parts.block);
    Station::new(parts.station) == Some(station)
        && own.is_some_and(|block| parts.sequence > hospital.used().highest(series, station, block))
}
