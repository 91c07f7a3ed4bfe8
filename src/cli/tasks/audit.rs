//! `andon audit`: who did and saw what, filtered, for people and for other programs.

use crate::{
    cli::{
        arguments::{Audit, Format},
        console::Console,
        exit::{Exit, Unheard},
        json::Object,
        machine::Reach,
        table::{Edge, Table},
    },
    domain::{
        access::{
            Deed,
            trail::{Trace, TrailLine},
        },
        record::{Timestamp, UserName},
        text::{NAME, Text},
    },
    exchange::{moment::write_time, sheet::harmless},
    i18n::Value,
};

use super::{Given, Stop, census, store};

pub(super) fn audit(wanted: &Audit, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    if let Err(refusal) = store.may(Deed::ReadAudit) {
        return Err(census::refuse(&refusal, &hospital, given, console));
    }
    let zone = hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone());
    // Somebody who left long ago is found by their number as well.
    let reach = match wanted.patient {
        Some(_) => Reach::Everybody,
        None => Reach::Present,
    };
    let mut rows = Vec::new();
    let unread = store.trail(reach, &mut |line| {
        if takes(wanted, &line, &patient(&line)) {
            rows.push(line);
        }
    });
    // Whoever reads the trail is in it.
    if let Ok(what) = Text::parse("audit", NAME) {
        let rows = rows.len() as u64;
        store.note(vec![Trace::Exported { what, rows }]);
    }
    let lines = Lines { rows: &rows, zone };
    match wanted.output.format {
        Format::Json => lines.as_json(console)?,
        Format::Csv => lines.as_csv(console)?,
        Format::Table => lines.as_table(given, console)?,
    }
    if unread > 0 {
        // Whoever reads the trail must not take what is left of it for all of it.
        let count = [("count", Value::from(usize::try_from(unread).unwrap_or(usize::MAX)))];
        console.complain(given.words.fill("audit-unread", &count));
        return Ok(Exit::Refused);
    }
    Ok(Exit::Fine)
}

/// The number of whom a line is about, or the name of the record where nobody knows one.
fn patient(line: &TrailLine) -> String {
    let number = line.number.as_ref().map(ToString::to_string);
    number
        .or_else(|| line.patient.map(|id| id.to_string()))
        .unwrap_or_default()
}

/// The lines that are wanted, in the time of the hospital.
struct Lines<'a> {
    rows: &'a [TrailLine],
    zone: chrono_tz::Tz,
}

impl Lines<'_> {
    fn time(&self, at: Timestamp) -> String {
        write_time(at, self.zone)
    }

    fn as_json(&self, console: &mut Console<'_>) -> Result<(), Stop> {
        for line in self.rows {
            console.say(
                Object::default()
                    .with("record", line.record)
                    .with("at", self.time(line.at))
                    .with("recorded", self.time(line.recorded))
                    .with("station", line.station.to_string())
                    .with("user", line.user.as_ref().map(UserName::as_str))
                    .with("what", line.what.as_str())
                    .with("patient", patient(line))
                    .with("detail", line.detail.as_str()),
            )?;
        }
        Ok(())
    }

    fn as_csv(&self, console: &mut Console<'_>) -> Result<(), Stop> {
        let mut writer = csv::Writer::from_writer(console.results());
        let mut written = writer.write_record([
            "record", "at", "recorded", "station", "user", "what", "patient", "detail",
        ]);
        for line in self.rows {
            let user = line.user.as_ref().map(ToString::to_string).unwrap_or_default();
            let cells = [
                line.record.to_string(),
                self.time(line.at),
                self.time(line.recorded),
                line.station.to_string(),
                harmless(&user),
                line.what.clone(),
                harmless(&patient(line)),
                harmless(&line.detail),
            ];
            written = written.and_then(|()| writer.write_record(cells));
        }
        let flushed = written.map_err(std::io::Error::from).and_then(|()| writer.flush());
        Ok(flushed.map_err(Unheard)?)
    }

    fn as_table(&self, given: &Given<'_>, console: &mut Console<'_>) -> Result<(), Stop> {
        let mut table = Table::default().column(given.words.say("audit-column-record"), Edge::Right);
        for heading in ["at", "recorded", "station", "user", "what", "patient", "detail"] {
            table = table.column(given.words.say(&format!("audit-column-{heading}")), Edge::Left);
        }
        for line in self.rows {
            table.row(vec![
                line.record.to_string(),
                self.time(line.at),
                self.time(line.recorded),
                line.station.to_string(),
                line.user.as_ref().map(ToString::to_string).unwrap_or_default(),
                line.what.clone(),
                patient(line),
                line.detail.clone(),
            ]);
        }
        Ok(table.lines().iter().try_for_each(|line| console.say(line))?)
    }
}

/// Whether a line is wanted.
fn takes(wanted: &Audit, line: &TrailLine, patient: &str) -> bool {
    let by = |user: &str| line.user.as_ref().is_some_and(|known| known.as_str() == user);
    wanted.of.as_deref().is_none_or(by)
        && wanted.what.as_deref().is_none_or(|what| line.what == what)
        && wanted.patient.as_deref().is_none_or(|wanted| patient == wanted)
}
