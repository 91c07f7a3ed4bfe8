//! What has happened in the sample hospital this morning, so that a first look shows a day and not a table: beds blocked,
//! people in theatre, on leave and on their way, newborns in cots, people expected, order slips in every state, and a bed that two
//! laptops gave away while they did not see each other.
//!
//! All of it are honest commands, decided one by one like any other; the data are lines of `andon run` in `assets/hospital`.

use crate::domain::checks::Unspelled;
use std::fmt::Write as _;

use chrono::{DateTime, DurationRound, TimeDelta};
use chrono_tz::Tz;

use super::super::{open::Store, writer::Handle};
use crate::{
    app::{
        door::{Door, Refused, Ticket},
        sentences::zone,
    },
    cli::vocabulary::{self, Asked, Setting},
    domain::{
        access::{Asker, Context, Permissions},
        census::Isolation,
        command::{CensusLine, Command, Request},
        decide::{Decision, OwnCommits, decide},
        identity::{Identifier, NoFormerPatients, PatientRef},
        numbers::Tongue,
        record::{Commit, CommitId, History, HistoryLost, Installation, Position, Sequence, Station, Timestamp, wire},
        state::Hospital,
        text::{NAME, Text},
    },
    exchange::moment,
    i18n::Language,
};

/// This laptop's morning.
const MORNING: &str = include_str!("../../../assets/hospital/morning.jsonl");
/// The paper of this morning. The numbers are those that a new laptop gives, in order.
const SLIPS: &str = include_str!("../../../assets/hospital/slips.jsonl");
/// What the people of the sample eat, take and say, in English; a line each, the longer words first. Names stay as they are.
const ENGLISH: &str = include_str!("../../../assets/hospital/english.txt");
/// What another laptop did meanwhile, without seeing it.
const ELSEWHERE: &str = include_str!("../../../assets/hospital/elsewhere.jsonl");

/// The number of the other laptop.
const OTHER: u16 = 2;

/// Why a part of the morning did not happen: something for the log, and for the test.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotLived {
    #[error("a line of the morning cannot be read: {0}")]
    Unreadable(String),
    #[error("{line}: {why}")]
    Refused { line: String, why: Refused },
    #[error("the other laptop: {0}")]
    Elsewhere(String),
}

/// Most people were asked for their allergies when they came; the list of the sample only holds what was found.
pub(super) fn asked(lines: &mut [CensusLine]) {
    for line in lines.iter_mut().filter(|line| was_asked(&line.identifier)) {
        line.allergies.get_or_insert_default();
    }
}

/// The diets in the language of whoever looks around.
pub(super) fn told(lines: &mut [CensusLine], language: Language) {
    for line in lines {
        let told = line.diet.as_ref().map(|diet| in_language(diet.as_str(), language));
        line.diet = told.and_then(|diet| Text::parse(&diet, NAME).ok());
    }
}

fn in_language(text: &str, language: Language) -> String {
    match language {
        Language::Japanese => text.to_owned(),
        Language::English => {
            let pairs = ENGLISH.lines().filter_map(|line| line.split_once('\t'));
            pairs.fold(text.to_owned(), |text, (found, said)| text.replace(found, said))
        }
    }
}

/// Five of six.
fn was_asked(identifier: &Identifier) -> bool {
    let digits = identifier.as_str().bytes().map(u32::from).sum::<u32>();
    !digits.is_multiple_of(6)
}

/// Lets the morning happen. What cannot happen is left out and told.
pub(super) fn live(
    store: &Store,
    asker: &Asker,
    lines: &[CensusLine],
    (now, language): (Timestamp, Language),
) -> Vec<NotLived> {
    let door = store.handle();
    let mut left_out = Vec::new();
    // Seen from the other laptop, which has the list, and nothing of what is said here from now on.
    let apart = door.hospital();
    let asked: Vec<Ticket> = lines
        .iter()
        .filter(|line| was_asked(&line.identifier))
        .map(|line| {
            let patient = PatientRef::Identifier(line.identifier.clone());
            door.submit(
                asker.clone(),
                Command::Isolation {
                    patient,
                    to: Isolation::None,
                }
                .into(),
            )
        })
        .collect();
    let mut morning = requests(MORNING, &apart, (now, language), &mut left_out);
    morning.extend(requests(SLIPS, &apart, (now, language), &mut left_out));
    let morning: Vec<(&str, Ticket)> = morning
        .into_iter()
        .map(|(line, request)| (line, door.submit(asker.clone(), request)))
        .collect();
    let asked = asked.into_iter().map(|ticket| ("isolation", ticket));
    for (line, ticket) in asked.chain(morning) {
        if let Err(why) = ticket.wait() {
            let line = line.to_owned();
            left_out.push(NotLived::Refused { line, why });
        }
    }
    for (line, request) in requests(ELSEWHERE, &apart, (now, language), &mut left_out) {
        if let Err(why) = elsewhere(&door, &apart, request, asker, now) {
            left_out.push(NotLived::Elsewhere(format!("{line}: {why}")));
        }
    }
    left_out
}

/// Decided by the other laptop on what it saw, and heard of here.
fn elsewhere(door: &Handle, apart: &Hospital, request: Request, asker: &Asker, now: Timestamp) -> Result<(), String> {
    let station = Station::new(OTHER).ok_or("no such station")?;
    let permissions = Permissions::default();
    let context = Context {
        asker,
        permissions: &permissions,
        now,
        stamp: apart
            .newest()
            .tick(u64::try_from(now.seconds()).unwrap_or_default().saturating_mul(1000)),
        commit: CommitId {
            station,
            installation: Installation::FIRST,
            sequence: Sequence::FIRST,
        },
        spelling: &Unspelled,
        former: &NoFormerPatients,
        // Nothing of the morning is drawn by lot.
        chance: 0,
        worn: &[],
    };
    let decided = decide(apart, request, &context, &Nothing).map_err(|refusal| format!("{refusal:?}"))?;
    if let Decision::Commit(commit) = decided {
        let canonical = wire::write(&commit).map_err(|fault| fault.to_string())?;
        door.import(canonical).wait().map_err(|refused| refused.to_string())?;
    }
    Ok(())
}

/// The commands of some lines, with the times of today.
fn requests<'a>(
    lines: &'a str,
    hospital: &Hospital,
    (now, language): (Timestamp, Language),
    left_out: &mut Vec<NotLived>,
) -> Vec<(&'a str, Request)> {
    let zone = zone(hospital);
    let frame = hospital.frame().map(AsRef::as_ref);
    let setting = Setting {
        now,
        zone,
        frame,
        tongue: Tongue::Japanese,
    };
    let Some(today) = moment::local(now, zone) else {
        return Vec::new();
    };
    let mut requests = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty()) {
        match vocabulary::read(&dated(&in_language(line, language), today), &setting) {
            Ok(Asked::Change(request)) => requests.push((line, request)),
            Ok(Asked::Question(_) | Asked::Find(_)) | Err(_) => left_out.push(NotLived::Unreadable(line.to_owned())),
        }
    }
    requests
}

/// `{-40}` is forty minutes ago, `{+60}` the next full half hour in an hour, `{today}` the date.
fn dated(line: &str, now: DateTime<Tz>) -> String {
    let mut out = String::with_capacity(line.len() + 32);
    let mut rest = line;
    // The object itself begins with a brace that stands for itself.
    while let Some((before, after)) = rest.split_once("\"{") {
        let (mark, after) = after.split_once('}').unwrap_or((after, ""));
        let _infallible = write!(out, "{before}\"{}", of_mark(mark, now));
        rest = after;
    }
    out.push_str(rest);
    out
}

fn of_mark(mark: &str, now: DateTime<Tz>) -> String {
    let Ok(minutes) = mark.parse::<i64>() else {
        return now.format("%Y-%m-%d").to_string();
    };
    let then = now + TimeDelta::minutes(minutes);
    let then = if mark.starts_with('+') {
        then.duration_round_up(TimeDelta::minutes(30)).unwrap_or(then)
    } else {
        then
    };
    then.format("%Y-%m-%dT%H:%M").to_string()
}

/// The other laptop looks back at nothing.
struct Nothing;

impl History for Nothing {
    fn commit(&self, position: Position) -> Result<std::sync::Arc<Commit>, HistoryLost> {
        Err(HistoryLost(position))
    }
}

impl OwnCommits for Nothing {
    fn position(&self, _: CommitId) -> Option<Position> {
        None
    }
}
