//! `andon id blocks` and `andon id grant`: which blocks there are, and a further one.

use crate::{
    app::{door::Door, sentences::zone},
    cli::{
        arguments::{Format, IdBlocks, IdGrant},
        console::Console,
        exit::Exit,
        json::{Json, Object},
    },
    domain::{
        access::Asker,
        command::Command,
        numbers::{
            BlockNumber, NumberKind,
            blocks::{BlockRow, rows},
            verify::Here,
        },
        record::Station,
        state::Hospital,
    },
    exchange::moment::write_time,
    i18n::Value,
};

use super::{Given, Stop, submit, write};

/// The columns of the list.
const BLOCKS: [&str; 10] = [
    "station",
    "block",
    "holder",
    "left_temporary",
    "left_newborn",
    "left_mass",
    "left_slip",
    "granted_at",
    "granted_by",
    "granted_station",
];

/// Those that a table has room for: all but the last.
const SHOWN: &[&str] = BLOCKS.split_at(9).0;

pub(super) fn list(
    wanted: &IdBlocks,
    door: &dyn Door,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let (hospital, status) = (door.hospital(), door.status());
    let here = Here {
        station: status.station,
        installation: status.installation,
    };
    let is_table = wanted.output.format == Format::Table;
    let found = rows(&hospital, wanted.station.and_then(Station::new), here);
    let objects: Vec<Object> = found
        .iter()
        .map(|row| {
            let (station, holder): (Json, String) = if is_table {
                (row.station.to_string().into(), given.words.say(row.holder.term()))
            } else {
                (u64::from(row.station.number()).into(), row.holder.word().to_owned())
            };
            let whose = Object::default()
                .with("station", station)
                .with("block", u64::from(row.number.number()))
                .with("holder", holder);
            counted(whose, row, &hospital)
        })
        .collect();
    if is_table && objects.is_empty() {
        console.say(given.words.say("cli-id-blocks-none"))?;
        return Ok(Exit::Fine);
    }
    let exit = write(&objects, wanted.output, (SHOWN, &BLOCKS), given, console)?;
    if is_table {
        console.say(given.words.say("cli-id-blocks-heard"))?;
    }
    Ok(exit)
}

fn counted(whose: Object, row: &BlockRow, hospital: &Hospital) -> Object {
    let zone = zone(hospital);
    let granted = row.granted.as_ref();
    whose
        .with("left_temporary", row.left_of(NumberKind::Temporary))
        .with("left_newborn", row.left_of(NumberKind::Newborn))
        .with("left_mass", row.left_of(NumberKind::MassCasualty))
        .with("left_slip", row.left_of(NumberKind::Slip))
        .with("granted_at", granted.map(|said| write_time(said.at, zone)))
        .with("granted_by", granted.map(|said| said.by.to_string()))
        .with(
            "granted_station",
            granted.map(|said| u64::from(said.order.event.commit.station.number())),
        )
}

pub(super) fn grant(
    wanted: &IdGrant,
    door: &dyn Door,
    asker: Asker,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let before: Vec<(Station, BlockNumber)> = known(&door.hospital());
    let command = Command::GrantBlock {
        station: wanted.station.and_then(Station::new),
        block: wanted.block.and_then(BlockNumber::new),
    };
    submit(command, door, asker, given, console)?;
    let granted = known(&door.hospital())
        .into_iter()
        .find(|block| !before.contains(block));
    let own = (
        door.status().station,
        wanted.block.and_then(BlockNumber::new).unwrap_or(BlockNumber::FIRST),
    );
    let (station, block) = granted.unwrap_or(own);
    let (number, block) = (station.to_string(), u64::from(block.number()));
    let filling = [
        ("station", Value::from(number.as_str())),
        ("block", Value::from(block.to_string())),
    ];
    let values = Object::default()
        .with("station", u64::from(station.number()))
        .with("block", block);
    console.tell(
        wanted.output.format,
        given.words.fill("cli-id-granted", &filling),
        &values,
    )?;
    Ok(Exit::Fine)
}

fn known(hospital: &Hospital) -> Vec<(Station, BlockNumber)> {
    hospital.blocks().map(|block| (block.station, block.number)).collect()
}
