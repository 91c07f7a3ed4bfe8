//! `andon where`: where a person is, or who is in a bed, in one step.

use crate::{
    app::sentences::{Speaker, zone},
    cli::{
        arguments::{Format, Where},
        console::Console,
        exit::{Exit, Unheard},
        table::{Edge, Table},
        vocabulary::{kind, person, slip_rows},
    },
    domain::{
        ask::{Answer, others},
        command::{Question, Whereabouts},
        slips::ask::{SlipAnswer, SlipView},
        state::Hospital,
    },
    exchange::census as list,
    i18n::Value,
};

use super::{
    Given, Stop,
    census::{refuse, write},
    store,
};

pub(super) fn whereabouts(wanted: &Where, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let asker = store.asker();
    let hospital = store.door().hospital();
    let written = kind::narrow(&wanted.what);
    let Some(what) = person::whereabouts(&written, hospital.frame().map(AsRef::as_ref)) else {
        let shown = crate::exchange::faults::shown(&wanted.what);
        let expected = given.words.say("run-expects-whereabouts");
        let filling = [
            ("found", Value::from(shown.as_str())),
            ("expected", Value::from(expected.as_str())),
        ];
        console.complain(given.words.fill("cli-where-unreadable", &filling));
        return Ok(Exit::Refused);
    };
    let question = Question::Where { what };
    let rows = match store.door().ask(&asker, &question) {
        Ok(Answer::Where(rows)) => rows,
        Ok(Answer::Slips(SlipAnswer::Slip(view))) => {
            return slip(&view, wanted.output.format, given, &hospital, console);
        }
        // This question has no other answer.
        Ok(_) => Vec::new(),
        Err(refusal) => return Err(refuse(&refusal, &hospital, given, console)),
    };
    // Whoever had left is in sight again after the question.
    let hospital = store.door().hospital();
    let now = given.machine.now();
    let people = wanted.output.format == Format::Table;
    let speaker = Speaker::new(given.words, &hospital);
    if people && rows.is_empty() {
        console.say(nobody(&question, &speaker))?;
    } else {
        write(&rows, wanted.output.format, &hospital, now, given.words, console)?;
    }
    if people {
        beside(&question, &speaker)
            .iter()
            .try_for_each(|line| console.say(line))?;
    }
    Ok(Exit::Fine)
}

/// Where every sheet of a slip is.
fn slip(
    view: &SlipView,
    format: Format,
    given: &Given<'_>,
    hospital: &Hospital,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let speaker = Speaker::new(given.words, hospital);
    let zone = zone(hospital);
    if format == Format::Json {
        console.say(slip_rows::slip(view, zone, &speaker))?;
        return Ok(Exit::Fine);
    }
    let say = |key: &str| given.words.say(key);
    let mut table = Table::default()
        .column(say("cli-column-copy"), Edge::Left)
        .column(say("cli-column-role"), Edge::Left)
        .column(say("cli-column-where"), Edge::Left)
        .column(say("cli-column-since"), Edge::Left);
    let rows: Vec<Vec<String>> = view
        .slip
        .copies
        .iter()
        .map(|copy| {
            vec![
                format!("{}/{}", view.slip.number, copy.number),
                speaker.copy_role(&view.slip, copy),
                speaker.custody(copy.custody()),
                copy.since().map(|since| speaker.time(since)).unwrap_or_default(),
            ]
        })
        .collect();
    if format == Format::Csv {
        let mut writer = csv::Writer::from_writer(console.results());
        let written = rows.iter().try_for_each(|row| writer.write_record(row));
        written
            .map_err(std::io::Error::from)
            .and_then(|()| writer.flush())
            .map_err(Unheard)?;
        return Ok(Exit::Fine);
    }
    for row in rows {
        table.row(row);
    }
    let patient = view
        .slip
        .patient()
        .map(|patient| speaker.patient(patient))
        .unwrap_or_default();
    let next = if let Some(query) = view.slip.open_query() {
        let places = [
            ("asked", Value::from(query.asked())),
            ("question", Value::from(query.raised.question.as_str())),
        ];
        given.words.fill("slips-query-open", &places)
    } else if view.slip.awaits_revision() {
        given.words.say("slips-revision-due")
    } else {
        speaker.next_step(&view.slip).unwrap_or_default()
    };
    let filling = [
        ("kind", Value::from(speaker.slip_kind(&view.slip))),
        ("patient", Value::from(patient.as_str())),
        ("next", Value::from(next.as_str())),
    ];
    console.say(given.words.fill("cli-where-slip", &filling).trim_end())?;
    table.lines().iter().try_for_each(|line| console.say(line))?;
    Ok(Exit::Fine)
}

/// What there is to say when there is no row.
fn nobody(question: &Question, speaker: &Speaker<'_>) -> String {
    let (key, name, value) = match question {
        Question::Where {
            what: Whereabouts::Bed(bed),
        } => ("cli-where-empty", "bed", bed.to_string()),
        Question::Where {
            what: Whereabouts::Patient(patient),
        } => {
            let known = speaker.hospital().find_patient(patient);
            let expected = known.is_some_and(|known| speaker.hospital().open_stay(known.id).is_some());
            let key = if expected {
                "cli-where-expected"
            } else {
                "cli-where-not-here"
            };
            let named = known.map_or_else(|| patient.to_string(), |known| speaker.patient(known.id));
            let told = speaker.words().fill(key, &[("patient", Value::from(named.as_str()))]);
            return match known.map(|known| others(speaker.hospital(), known.id)) {
                Some(others) if !others.is_empty() => {
                    let numbers = [("numbers", Value::from(list::numbers(&others)))];
                    format!("{told}\n{}", speaker.words().fill("cli-where-also", &numbers))
                }
                _ => told,
            };
        }
        _ => return String::new(),
    };
    speaker.words().fill(key, &[(name, Value::from(value.as_str()))])
}

/// Of a bed also whether it can be used, and for whom it is kept.
fn beside(question: &Question, speaker: &Speaker<'_>) -> Vec<String> {
    let Question::Where {
        what: Whereabouts::Bed(name),
    } = question
    else {
        return Vec::new();
    };
    let bed = speaker.hospital().bed(name);
    let blocked = bed.and_then(|bed| bed.blocked()).map(|block| {
        let reason = speaker.words().say(block.reason.term());
        speaker
            .words()
            .fill("cli-where-blocked", &[("reason", Value::from(reason.as_str()))])
    });
    let reserved = bed.and_then(|bed| bed.reserved()).map(|kept| {
        let patient = speaker.patient(kept.patient);
        speaker
            .words()
            .fill("cli-where-reserved", &[("patient", Value::from(patient.as_str()))])
    });
    blocked.into_iter().chain(reserved).collect()
}
