//! `andon id ledger` and `andon id crosswalk`: every number, and which is which of the hospital's.

use crate::{
    app::{door::Door, sentences::zone},
    cli::{
        arguments::{Format, IdLedger, Output},
        console::Console,
        exit::{Exit, Unheard},
        json::Object,
        table::{Edge, Table},
        vocabulary::ledger,
    },
    domain::{
        access::Asker,
        ask::Answer,
        command::Question,
        numbers::{
            NumberKind,
            ledger::{Filter, NumberState, Row},
        },
        record::Station,
        text::{NAME, Text},
    },
    i18n::Value,
};

use super::{Given, Stop};
use crate::cli::tasks::census::refuse;

pub(super) fn found(
    filter: Filter,
    door: &dyn Door,
    asker: &Asker,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Vec<Row>, Stop> {
    match door.ask(asker, &Question::Ledger(filter)) {
        Ok(Answer::Ledger(rows)) => Ok(rows),
        // This question has no other answer.
        Ok(_) => Ok(Vec::new()),
        Err(refusal) => Err(refuse(&refusal, &door.hospital(), given, console)),
    }
}

pub(super) fn book(
    wanted: &IdLedger,
    door: &dyn Door,
    asker: &Asker,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let incident = match &wanted.incident {
        None => None,
        // What cannot be the name of an event is no reason to tell of all of them.
        Some(raw) => match Text::parse(raw, NAME) {
            Ok(incident) => Some(incident),
            Err(_) => {
                let shown = crate::exchange::faults::shown(raw);
                let places = [("found", Value::from(shown.as_str()))];
                console.complain(given.words.fill("cli-id-incident", &places));
                return Ok(Exit::Refused);
            }
        },
    };
    let filter = Filter {
        kind: wanted.kind.as_deref().and_then(NumberKind::from_word),
        state: wanted.state.as_deref().and_then(NumberState::from_word),
        station: wanted.station.and_then(Station::new),
        incident,
    };
    let rows = found(filter, door, asker, given, console)?;
    let hospital = door.hospital();
    let zone = zone(&hospital);
    let count = rows.len();
    let rows: Vec<Object> = rows.iter().map(|row| ledger::row(row, &hospital, zone)).collect();
    let shown = [
        "number",
        "kind",
        "state",
        "name",
        "other_numbers",
        "bed",
        "triage",
        "tag",
        "issued_at",
        "issued_by",
        "station",
    ];
    let exit = write(&rows, wanted.output, (&shown, &ledger::LEDGER), given, console)?;
    if wanted.output.format == Format::Table {
        console.say(
            given
                .words
                .fill("cli-id-ledger-count", &[("count", Value::from(count))]),
        )?;
    }
    Ok(exit)
}

/// Rows as a table of the columns that are `shown`, or whole; `heads` are all of them.
pub(super) fn write(
    rows: &[Object],
    output: Output,
    (shown, heads): (&[&str], &[&str]),
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    match output.format {
        Format::Json => {
            let lines: Vec<String> = rows.iter().map(ToString::to_string).collect();
            let body = if lines.is_empty() {
                String::new()
            } else {
                format!("\n{}\n", lines.join(",\n"))
            };
            console.say(format!("[{body}]"))?;
        }
        Format::Csv => Object::sheet(rows, heads, console.results()).map_err(Unheard)?,
        Format::Table => {
            let heading = |name: &str| {
                let key = format!("cli-id-column-{name}");
                given.words.say(&key)
            };
            let mut table = shown
                .iter()
                .fold(Table::default(), |table, name| table.column(heading(name), Edge::Left));
            for row in rows {
                table.row(shown.iter().map(|name| row.text(name)).collect());
            }
            table.lines().iter().try_for_each(|line| console.say(line))?;
        }
    }
    Ok(Exit::Fine)
}
