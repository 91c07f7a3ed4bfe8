//! `andon export`: tables for spreadsheets and programs. The columns are the names of the rows that `andon run` answers with.

use crate::{
    app::sentences::{Speaker, zone},
    cli::{
        arguments::{Export, ExportSlips, SheetFormat, SlipTable},
        console::Console,
        exit::{Exit, Unheard},
        json::{Json, Object},
        vocabulary::{kind, slip_rows},
    },
    domain::{
        ask::Answer,
        command::Question,
        identity::{Identifier, PatientRef},
        record::Day,
        slips::{
            Post,
            ask::{Only, PaperFilter, SlipQuestion},
        },
    },
    exchange::{
        faults::shown,
        sheet::{self, Audience},
    },
    i18n::Value,
};

use super::{Given, Stop, census::refuse, store};

pub(super) fn export(what: &Export, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    match what {
        Export::Slips(wanted) => slips(wanted, given, console),
    }
}

fn slips(wanted: &ExportSlips, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let Some(question) = question(wanted, given, console) else {
        return Ok(Exit::Refused);
    };
    let store = store::open(given, console)?;
    let answer = store.door().ask(&store.asker(), &Question::Slips(question));
    let hospital = store.door().hospital();
    let answer = match answer {
        Ok(Answer::Slips(answer)) => answer,
        // A question about slips has no other answer.
        Ok(_) => return Ok(Exit::Fine),
        Err(refusal) => return Err(refuse(&refusal, &hospital, given, console)),
    };
    let speaker = Speaker::new(given.words, &hospital);
    let rows = match slip_rows::answer(
        Object::default(),
        &answer,
        given.machine.now(),
        zone(&hospital),
        &speaker,
    )
    .get("rows")
    {
        Some(Json::List(rows)) => rows.clone(),
        _ => Vec::new(),
    };
    match wanted.format {
        SheetFormat::Json => {
            console.say(Json::List(rows))?;
            return Ok(Exit::Fine);
        }
        SheetFormat::Sheet => table(&rows, Audience::Spreadsheet, console)?,
        SheetFormat::Csv => table(&rows, Audience::Program, console)?,
    }
    Ok(Exit::Fine)
}

/// The columns of all rows in the order in which they first come: some places have more to say than others.
fn table(rows: &[Json], audience: Audience, console: &mut Console<'_>) -> Result<(), Unheard> {
    let objects = || {
        rows.iter().filter_map(|row| match row {
            Json::Object(object) => Some(object),
            _ => None,
        })
    };
    let mut names: Vec<&'static str> = Vec::new();
    for (name, _) in objects().flat_map(Object::fields) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let head = std::iter::once(names.iter().map(|name| (*name).to_owned()).collect::<Vec<String>>());
    let cells = objects().map(|object| {
        let cell = |name: &&str| object.get(name).map(Json::cell).unwrap_or_default();
        names.iter().map(cell).collect::<Vec<String>>()
    });
    let lines: Vec<Vec<String>> = head.chain(cells).collect();
    let lines = lines.iter().map(|line| line.iter().map(String::as_str));
    sheet::write(lines, audience, console.results()).map_err(Unheard)
}

/// What is asked for; nothing when an argument cannot be read, which has been said.
fn question(wanted: &ExportSlips, given: &Given<'_>, console: &mut Console<'_>) -> Option<SlipQuestion> {
    let post = |raw: &Option<String>, console: &mut Console<'_>| -> Option<Option<Post>> {
        let Some(raw) = raw else { return Some(None) };
        let found = Post::parse(&kind::narrow(raw));
        if found.is_none() {
            unreadable("cli-export-post", raw, given, console);
        }
        found.map(Some)
    };
    let day = |raw: &Option<String>, console: &mut Console<'_>| -> Option<Option<Day>> {
        let Some(raw) = raw else { return Some(None) };
        let found = chrono::NaiveDate::parse_from_str(raw.trim(), "%Y-%m-%d")
            .ok()
            .map(Day::from);
        if found.is_none() {
            unreadable("cli-export-day", raw, given, console);
        }
        found.map(Some)
    };
    let ward = post(&wanted.ward, console)?;
    let (from, until) = (day(&wanted.from, console)?, day(&wanted.until, console)?);
    let patient = match &wanted.patient {
        None => None,
        Some(raw) => {
            let found = Identifier::parse(&kind::narrow(raw)).ok().map(PatientRef::Identifier);
            if found.is_none() {
                unreadable("cli-export-patient", raw, given, console);
            }
            Some(found?)
        }
    };
    let filter = PaperFilter {
        ward: ward.clone(),
        patient,
        from,
        to: until,
    };
    Some(match wanted.about {
        SlipTable::Copies => SlipQuestion::Reconcile(filter),
        SlipTable::Billing => SlipQuestion::Billing(filter),
        SlipTable::Desk => {
            let Some(desk) = post(&wanted.desk, console)?.or(ward) else {
                console.complain(given.words.say("cli-export-desk-missing"));
                return None;
            };
            SlipQuestion::Desk {
                desk,
                at: None,
                only: Only::All,
            }
        }
        SlipTable::Queries => SlipQuestion::Queries { ward },
        SlipTable::Load => SlipQuestion::Load,
        SlipTable::Runs => SlipQuestion::Runs,
    })
}

fn unreadable(key: &str, raw: &str, given: &Given<'_>, console: &mut Console<'_>) {
    let found = shown(raw);
    console.complain(given.words.fill(key, &[("found", Value::from(found.as_str()))]));
}
