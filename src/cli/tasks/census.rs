//! `andon census`: who is in the hospital, for people and for programs.

use chrono::Datelike;
use chrono_tz::Tz;

use crate::{
    app::sentences::{Speaker, zone},
    cli::{
        arguments::{Census, Format},
        console::Console,
        exit::{Exit, Unheard},
        table::{Edge, Table},
    },
    domain::{
        ask::{Answer, CensusRow},
        census::{Place, WardCode},
        command::Question,
        identity::Birth,
        record::Timestamp,
        refusal::Refusal,
        state::Hospital,
    },
    exchange::census::{self as list, Audience},
    i18n::{Value, Words},
};

use super::{Given, Stop, store};

pub(super) fn census(wanted: &Census, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let asker = store.asker();
    let hospital = store.door().hospital();
    let ward = match &wanted.ward {
        None => None,
        Some(raw) => {
            if let Ok(ward) = WardCode::parse(raw) {
                Some(ward)
            } else {
                let unknown = Refusal::UnknownWard {
                    ward: crate::exchange::faults::shown(raw).to_string(),
                };
                return Err(refuse(&unknown, &hospital, given, console));
            }
        }
    };
    let rows = match store.door().ask(&asker, &Question::Census { ward }) {
        Ok(Answer::Census(rows)) => rows,
        // The question of a census has no other answer.
        Ok(_) => Vec::new(),
        Err(refusal) => return Err(refuse(&refusal, &hospital, given, console)),
    };
    let now = given.machine.now();
    write(&rows, wanted.output.format, &hospital, now, given.words, console)?;
    if wanted.output.format == Format::Table {
        console.say(
            given
                .words
                .fill("cli-census-count", &[("count", Value::from(rows.len()))]),
        )?;
    }
    Ok(Exit::Fine)
}

/// Says why a question is not answered.
pub(super) fn refuse(refusal: &Refusal, hospital: &Hospital, given: &Given<'_>, console: &mut Console<'_>) -> Stop {
    console.complain(Speaker::new(given.words, hospital).refusal(refusal));
    Exit::Refused.into()
}

/// Inpatients in the format that was asked for.
pub(super) fn write(
    rows: &[CensusRow],
    format: Format,
    hospital: &Hospital,
    now: Timestamp,
    words: &Words,
    console: &mut Console<'_>,
) -> Result<(), Unheard> {
    let zone = zone(hospital);
    match format {
        Format::Csv => list::csv(rows, zone, Audience::Program, console.results()).map_err(Unheard),
        Format::Json => list::json(rows, zone, console.results()).map_err(Unheard),
        Format::Table => table(rows, &Shown { zone, now, words })
            .lines()
            .iter()
            .try_for_each(|line| console.say(line)),
    }
}

struct Shown<'a> {
    zone: Tz,
    now: Timestamp,
    words: &'a Words,
}

fn table(rows: &[CensusRow], shown: &Shown<'_>) -> Table {
    let heading = |key: &str| shown.words.say(key);
    // Hardly anybody goes by two numbers: without any of them the lines stay as short as a terminal.
    let goes_by_several = rows.iter().any(|row| !row.others.is_empty());
    let mut table = Table::default()
        .column(heading("run-field-bed"), Edge::Left)
        .column(heading("cli-column-id"), Edge::Left)
        .column(heading("run-field-name"), Edge::Left)
        .column(heading("run-field-kana"), Edge::Left)
        .column(heading("run-field-sex"), Edge::Left)
        .column(heading("cli-column-age"), Edge::Right)
        .column(heading("run-field-department"), Edge::Left)
        .column(heading("run-field-mobility"), Edge::Left)
        .column(heading("run-field-diet"), Edge::Left)
        .column(heading("cli-column-place"), Edge::Left);
    if goes_by_several {
        table = table.column(heading("cli-column-other-numbers"), Edge::Left);
    }
    for row in rows {
        let unknown = || shown.words.say("cli-not-known");
        let mut cells = vec![
            row.bed.to_string(),
            row.identifier
                .as_ref()
                .map_or_else(|| row.patient.to_string(), ToString::to_string),
            row.name.as_ref().map_or_else(unknown, ToString::to_string),
            row.kana.as_ref().map_or_else(unknown, ToString::to_string),
            row.sex.map_or_else(unknown, |sex| shown.words.say(sex.term())),
            age(row.birth, shown).unwrap_or_else(unknown),
            row.department.as_ref().map_or_else(unknown, ToString::to_string),
            row.mobility
                .map_or_else(unknown, |mobility| shown.words.say(mobility.term())),
            row.diet.as_ref().map(ToString::to_string).unwrap_or_default(),
            place(&row.place, shown),
        ];
        if goes_by_several {
            cells.push(list::numbers(&row.others));
        }
        table.row(cells);
    }
    table
}

/// Whole years today; `~` before those that were estimated.
fn age(birth: Option<Birth>, shown: &Shown<'_>) -> Option<String> {
    let today = shown.now.to_utc()?.with_timezone(&shown.zone).date_naive();
    match birth? {
        Birth::On(day) => {
            let born = day.to_date()?;
            let before_birthday = (today.month(), today.day()) < (born.month(), born.day());
            Some((today.year() - born.year() - i32::from(before_birthday)).to_string())
        }
        Birth::AboutYear(year) => Some(format!("~{}", today.year() - year)),
    }
}

/// Blank for whoever is in the bed.
fn place(place: &Place, shown: &Shown<'_>) -> String {
    match place {
        Place::InBed { .. } => String::new(),
        Place::Out { kind, place, .. } => {
            let word = shown.words.say(kind.term());
            match place {
                Some(place) => format!("{word} {place}"),
                None => word,
            }
        }
        Place::Transit { to, .. } => shown
            .words
            .fill("cli-place-in-transit", &[("bed", Value::from(to.as_str()))]),
        Place::Expected { .. } => shown.words.say("cli-place-expected"),
        Place::Left { .. } => shown.words.say("cli-place-left"),
    }
}
