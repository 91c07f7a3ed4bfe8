//! `andon where`: where a person is, or who is in a bed, in one step.

use crate::{
    cli::{
        arguments::{Format, Where},
        console::Console,
        exit::Exit,
        vocabulary::{kind, person},
    },
    domain::{ask::Answer, command::Question},
    i18n::Value,
};

use super::{
    Given, Stop,
    asker::asker,
    census::{refuse, write},
    store,
};

pub(super) fn whereabouts(wanted: &Where, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let asker = asker(given, console)?;
    let store = store::open(given, console)?;
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
    let rows = match store.door().ask(&asker, &Question::Where { what }) {
        Ok(Answer::Where(rows)) => rows,
        // This question has no other answer.
        Ok(_) => Vec::new(),
        Err(refusal) => return Err(refuse(&refusal, &hospital, given, console)),
    };
    if rows.is_empty() && wanted.format == Format::Table {
        console.say(given.words.say("cli-where-nobody"))?;
        return Ok(Exit::Fine);
    }
    let now = given.machine.now();
    write(&rows, wanted.format, &hospital, now, given.words, console)?;
    Ok(Exit::Fine)
}
