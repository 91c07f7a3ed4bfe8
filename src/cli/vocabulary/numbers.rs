//! The commands about numbers that are given by hand.

use crate::domain::command::Command;

use super::{cells::Cells, unreadable::Unreadable};

/// The command of a line of this area.
pub fn command(cells: &mut Cells) -> Result<Command, Unreadable> {
    Ok(match cells.verb().word {
        "grant-block" => Command::GrantBlock {
            station: cells.station("station"),
            block: cells.block("block"),
        },
        _ => return Err(Unreadable::DoMissing),
    })
}
