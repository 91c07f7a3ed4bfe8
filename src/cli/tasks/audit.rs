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
    let time = |at: Timestamp| write_time(at, zone);
    let patient = |line: &TrailLine| {
        let number = line.number.as_ref().map(ToString::to_string);
        number
            .or_else(|| line.patient.map(|id| id.to_string()))
            .unwrap_or_default()
    };
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
    match wanted.output.format {
        Format::Json => {
            for line in &rows {
                console.say(
                    Object::default()
                        .with("record", line.record)
                        .with("at", time(line.at))
                        .with("recorded", time(line.recorded))
                        .with("station", line.station.to_string())
                        .with("user", line.user.as_ref().map(UserName::as_str))
                        .with("what", line.what.as_str())
                        .with("patient", patient(line))
                        .with("detail", line.detail.as_str()),
                )?;
            }
        }
        Format::Csv => {
            let mut writer = csv::Writer::from_writer(console.results());
            let mut written = writer.write_record([
                "record", "at", "recorded", "station", "user", "what", "patient", "detail",
            ]);
            for line in &rows {
                let user = line.user.as_ref().map(ToString::to_string).unwrap_or_default();
                let cells = [
                    line.record.to_string(),
                    time(line.at),
                    time(line.recorded),
                    line.station.to_string(),
                    harmless(&user),
                    line.what.clone(),
                    harmless(&patient(line)),
                    harmless(&line.detail),
                ];
                written = written.and_then(|()| writer.write_record(cells));
            }
            let flushed = written.map_err(std::io::Error::from).and_then(|()| writer.flush());
            flushed.map_err(Unheard)?;
        }
        Format::Table => {
            let mut table = Table::default().column(given.words.say("audit-column-record"), Edge::Right);
            for heading in ["at", "recorded", "station", "user", "what", "patient", "detail"] {
                table = table.column(given.words.say(&format!("audit-column-{heading}")), Edge::Left);
            }
            for line in &rows {
                table.row(vec![
                    line.record.to_string(),
                    time(line.at),
                    time(line.recorded),
                    line.station.to_string(),
                    line.user.as_ref().map(ToString::to_string).unwrap_or_default(),
                    line.what.clone(),
                    patient(line),
                    line.detail.clone(),
                ]);
            }
            table.lines().iter().try_for_each(|line| console.say(line))?;
        }
    }
    if unread > 0 {
        // Whoever reads the trail must not take what is left of it for all of it.
        let count = [("count", Value::from(usize::try_from(unread).unwrap_or(usize::MAX)))];
        console.complain(given.words.fill("audit-unread", &count));
        return Ok(Exit::Refused);
    }
    Ok(Exit::Fine)
}

/// Whether a line is wanted.
fn takes(wanted: &Audit, line: &TrailLine, patient: &str) -> bool {
    let by = |user: &str| line.user.as_ref().is_some_and(|known| known.as_str() == user);
    wanted.of.as_deref().is_none_or(by)
        && wanted.what.as_deref().is_none_or(|what| line.what == what)
        && wanted.patient.as_deref().is_none_or(|wanted| patient == wanted)
}
