//! `andon search`: people by whatever is known of them, one query or a file of them.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::Path,
};

use crate::{
    app::outside_era,
    cli::{
        arguments::{Format, Search},
        console::Console,
        exit::Exit,
        faults::of_system,
        json::Object,
        table::{Edge, Table},
        vocabulary::candidates,
    },
    domain::{
        access::{Asker, trail::Trace},
        text::{REMARK, Text},
    },
    i18n::{Value, Words},
    search::everyone::Candidate,
};

use super::{Given, Stop, census::refuse, store};
use crate::cli::machine::OpenStore;

/// Bytes of a query that are read.
const LONGEST: usize = 4096;
/// Searches that are written down together.
const TOGETHER: usize = 200;

pub(super) fn search(wanted: &Search, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let asker = store.asker();
    let exit = store::looked_for_register(store.as_ref(), given, console);
    let most = usize::from(wanted.limit);
    match (&wanted.batch, &wanted.query) {
        (Some(file), _) => batch(file, most, store.as_ref(), &asker, given, console)?,
        (None, Some(query)) => one(
            query,
            most,
            wanted.output.format,
            store.as_ref(),
            &asker,
            given,
            console,
        )?,
        (None, None) => {}
    }
    Ok(exit)
}

fn one(
    query: &str,
    most: usize,
    format: Format,
    store: &dyn OpenStore,
    asker: &Asker,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<(), Stop> {
    let found = ask(query, most, store, asker, given, console)?;
    store.note(searched(query).into_iter().collect());
    match format {
        Format::Json => {
            let results: Vec<Object> = found.iter().map(candidates::candidate).collect();
            console.say(Object::default().with("query", query).with("results", results))?;
        }
        Format::Csv => candidates::csv(&found, console.results()).map_err(crate::cli::exit::Unheard)?,
        Format::Table => {
            if let Some(told) = outside_era(given.words, query) {
                console.complain(told);
            }
            table(&found, given.words)
                .lines()
                .iter()
                .try_for_each(|line| console.say(line))?;
            let count = [("count", Value::from(found.len()))];
            console.say(given.words.fill("cli-search-count", &count))?;
        }
    }
    Ok(())
}

/// What was looked for, for the trail.
pub(super) fn searched(query: &str) -> Option<Trace> {
    let words = Text::cut(query, REMARK)?;
    Some(Trace::Searched { words })
}

fn ask(
    query: &str,
    most: usize,
    store: &dyn OpenStore,
    asker: &Asker,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Vec<Candidate>, Stop> {
    let door = store.door();
    door.find(asker, query, most)
        .map(|found| found.people)
        .map_err(|refusal| refuse(&refusal, &door.hospital(), given, console))
}

/// One query a line, one answer a line, with the time that the thread took for it.
fn batch(
    file: &Path,
    most: usize,
    store: &dyn OpenStore,
    asker: &Asker,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<(), Stop> {
    let opened: io::Result<Box<dyn BufRead>> = if file == Path::new("-") {
        Ok(Box::new(BufReader::new(io::stdin())))
    } else {
        File::open(file).map(|file| Box::new(BufReader::new(file)) as Box<dyn BufRead>)
    };
    let unreadable = |fault: &io::Error, console: &mut Console<'_>| {
        let (file, why) = (file.display().to_string(), of_system(fault, given.words));
        let filling = [("file", Value::from(file.as_str())), ("why", Value::from(why.as_str()))];
        console.complain(given.words.fill("cli-cannot-read", &filling));
        Stop::from(Exit::CouldNotRun)
    };
    let mut lines = opened.map_err(|fault| unreadable(&fault, console))?;
    let mut line = Vec::new();
    // Written down together, so that a file of them is not as many commits.
    let mut traces = Vec::new();
    loop {
        line.clear();
        if traces.len() >= TOGETHER {
            store.note(std::mem::take(&mut traces));
        }
        let read = lines
            .read_until(b'\n', &mut line)
            .map_err(|fault| unreadable(&fault, console))?;
        if read == 0 {
            store.note(traces);
            return Ok(());
        }
        let query = String::from_utf8_lossy(line.get(..line.len().min(LONGEST)).unwrap_or_default());
        let query = query.trim_end_matches(['\n', '\r']);
        let before = given.machine.thread_time();
        traces.extend(searched(query));
        let found = ask(query, most, store, asker, given, console)?;
        let took = given.machine.thread_time().saturating_sub(before);
        let results: Vec<Object> = found.iter().map(candidates::candidate).collect();
        let answer = Object::default()
            .with("query", query)
            .with("cpu_us", u64::try_from(took.as_micros()).unwrap_or(u64::MAX))
            .with("results", results);
        console.say(answer)?;
    }
}

fn table(found: &[Candidate], words: &Words) -> Table {
    // Hardly anybody goes by two numbers: without any of them the lines stay as short as a terminal.
    let goes_by_several = found.iter().any(|candidate| !candidate.others.is_empty());
    let mut table = Table::default()
        .column(words.say("run-field-bed"), Edge::Left)
        .column(words.say("cli-column-id"), Edge::Left)
        .column(words.say("run-field-name"), Edge::Left)
        .column(words.say("run-field-kana"), Edge::Left)
        .column(words.say("run-field-sex"), Edge::Left)
        .column(words.say("run-field-dob"), Edge::Left)
        .column(words.say("cli-column-score"), Edge::Right);
    if goes_by_several {
        table = table.column(words.say("cli-column-other-numbers"), Edge::Left);
    }
    for candidate in found {
        let person = &candidate.person;
        let mut cells = vec![
            place(candidate, words),
            person.id.clone(),
            person.name.clone(),
            person.kana.clone(),
            words.say(person.sex.term()),
            person.birth.map(|day| day.to_string()).unwrap_or_default(),
            candidate.score.to_string(),
        ];
        if goes_by_several {
            cells.push(candidate.others.join(" "));
        }
        table.row(cells);
    }
    table
}

/// The bed of an inpatient, or that this is a former patient, or that somebody known is not here.
pub(super) fn place(candidate: &Candidate, words: &Words) -> String {
    match (&candidate.bed, candidate.whom) {
        (Some(bed), _) => bed.to_string(),
        (None, crate::search::everyone::Whom::Known(_)) => words.say("search-not-here"),
        (None, crate::search::everyone::Whom::Former(_)) => words.say("search-former"),
    }
}
