//! `andon check`: the identity checks that are at hand, and the figures of a day, for people and for other programs.

use chrono::NaiveDate;

use crate::{
    app::sentences::zone,
    cli::{
        arguments::{CheckFigures, CheckList, CheckTask, Format},
        console::Console,
        exit::{Exit, Unheard},
        json::{Json, Object},
        table::{Edge, Table},
        vocabulary::{checks, person},
    },
    domain::{
        ask::Answer,
        census::WardCode,
        checks::{
            CheckRefusal, PurposeCode,
            ask::{CheckFilter, CheckResult},
        },
        command::Question,
        record::Day,
        refusal::Refusal,
        state::Hospital,
    },
    exchange::faults::shown,
    i18n::{Value, Words},
};

use super::{Given, Stop, census::refuse, store};

/// The columns that people see of a check, and their headings.
const LIST: &[(&str, &str)] = &[
    ("at", "checks-at"),
    ("result", "checks-result"),
    ("purpose", "checks-purpose"),
    ("patient", "checks-patient"),
    ("identifiers", "checks-how"),
    ("by", "checks-by"),
    ("second", "check-step-second"),
    ("seconds", "checks-seconds"),
    ("slip", "checks-slip"),
];

/// The columns of a day's figures, and their headings.
const FIGURES: &[(&str, &str)] = &[
    ("ward", "run-field-ward"),
    ("checks", "checks-column-blind"),
    ("mismatches", "check-result-mismatched"),
    ("abandoned", "check-result-abandoned"),
    ("median_seconds", "checks-column-median"),
    ("instead_percent", "checks-column-instead"),
    ("on_paper", "check-result-on-paper"),
];

pub(super) fn check(wanted: &CheckTask, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    match wanted {
        CheckTask::List(list) => self::list(list, given, console),
        CheckTask::Figures(figures) => self::figures(figures, given, console),
    }
}

fn list(wanted: &CheckList, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    let filter = filter(wanted, &hospital).map_err(|refusal| refuse(&refusal, &hospital, given, console))?;
    let rows = match store.door().ask(&store.asker(), &Question::Checks { filter }) {
        Ok(Answer::Checks(rows)) => rows,
        // The question has no other answer.
        Ok(_) => Vec::new(),
        Err(refusal) => return Err(refuse(&refusal, &hospital, given, console)),
    };
    let zone = zone(&hospital);
    let objects: Vec<Object> = rows.iter().map(|row| checks::check(row, &hospital, zone)).collect();
    write(objects, LIST, wanted.output.format, given.words, console)?;
    if wanted.output.format == Format::Table {
        let count = [("count", Value::from(rows.len()))];
        console.say(given.words.fill("cli-check-count", &count))?;
    }
    Ok(Exit::Fine)
}

fn figures(wanted: &CheckFigures, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    let day = wanted.day.map(Day::from);
    let found = match store.door().ask(&store.asker(), &Question::CheckFigures { day }) {
        Ok(Answer::CheckFigures(_, found)) => found,
        Ok(_) => Vec::new(),
        Err(refusal) => return Err(refuse(&refusal, &hospital, given, console)),
    };
    let objects = found.iter().map(checks::figures_of_ward).collect();
    write(objects, FIGURES, wanted.output.format, given.words, console)?;
    Ok(Exit::Fine)
}

fn filter(wanted: &CheckList, hospital: &Hospital) -> Result<CheckFilter, Refusal> {
    let ward = wanted.ward.as_deref().map(|raw| {
        WardCode::parse(raw).map_err(|_| Refusal::UnknownWard {
            ward: shown(raw).to_string(),
        })
    });
    // What is misspelt finds nothing, and nothing found must not be taken for nothing done.
    let policy = hospital.check_policy().map(|adopted| &adopted.policy);
    if let Some(purpose) = wanted.purpose.clone()
        && policy.is_none_or(|policy| policy.purpose(&purpose).is_none())
    {
        return Err(CheckRefusal::UnknownPurpose { purpose }.into());
    }
    Ok(CheckFilter {
        patient: wanted.patient.as_deref().and_then(person::read),
        ward: ward.transpose()?,
        day: wanted.day.map(Day::from),
        purpose: wanted.purpose.clone(),
        result: wanted.result.as_deref().and_then(CheckResult::from_word),
    })
}

/// What a check is for, for the arguments.
pub fn purpose(raw: &str) -> Result<PurposeCode, String> {
    PurposeCode::parse(raw).ok_or_else(|| shown(raw).to_string())
}

/// A day of the calendar, for the arguments.
pub fn day(raw: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(raw, "%Y-%m-%d").map_err(|fault| fault.to_string())
}

fn write(
    rows: Vec<Object>,
    columns: &[(&'static str, &str)],
    format: Format,
    words: &Words,
    console: &mut Console<'_>,
) -> Result<(), Unheard> {
    match format {
        Format::Json => console.say(Json::from(rows)),
        Format::Csv => csv(&rows, console.results()).map_err(Unheard),
        Format::Table => {
            let mut table = Table::default();
            for (name, heading) in columns {
                let is_number = matches!(
                    *name,
                    "seconds"
                        | "checks"
                        | "mismatches"
                        | "abandoned"
                        | "median_seconds"
                        | "instead_percent"
                        | "on_paper"
                );
                table = table.column(words.say(heading), if is_number { Edge::Right } else { Edge::Left });
            }
            for row in &rows {
                table.row(columns.iter().map(|(name, _)| row.cell(name)).collect());
            }
            table.lines().iter().try_for_each(|line| console.say(line))
        }
    }
}

/// All columns, under their names. Every cell is a code, a number or a time: none can be a formula.
fn csv(rows: &[Object], out: impl std::io::Write) -> std::io::Result<()> {
    let mut writer = ::csv::Writer::from_writer(out);
    if let Some(first) = rows.first() {
        writer.write_record(first.names())?;
    }
    for row in rows {
        writer.write_record(row.names().map(|name| row.cell(name)))?;
    }
    writer.flush()
}
