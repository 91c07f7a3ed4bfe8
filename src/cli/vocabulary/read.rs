//! From a line to what it asks for.

use chrono_tz::Tz;

use crate::{
    domain::{
        census::Frame,
        command::{Question, Request},
        numbers::Tongue,
        record::Timestamp,
        text::Text,
    },
    exchange::{faults, nearest::nearest},
};

use super::{
    build,
    cells::Cells,
    object::{self, Fields, Scalar},
    table::{VOCABULARY, verb},
    unreadable::{Unreadable, Wrong},
    verb::{Area, Need, Verb},
};

/// What a line is read in: the time for ages, the zone for clocks, the frame to tell a bed from a number with hyphens.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    pub now: Timestamp,
    pub zone: Tz,
    pub frame: Option<&'a Frame>,
    /// In which language names are made for those who have none.
    pub tongue: Tongue,
}

/// What a line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    Change(Request),
    Question(Question),
    /// People by whatever is known of them.
    Find(Find),
}

/// Whom to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find {
    pub text: Text,
    pub most: u16,
}

/// People that an answer names when the line does not say how many.
const MOST_PEOPLE: u16 = 100;

/// Reads one line. Everything in it must be known and right.
pub fn read(line: &str, setting: &Setting<'_>) -> Result<Asked, Wrong> {
    let fields = object::fields(line)?;
    let verb = verb_of(&fields)?;
    let mut cells = Cells::new(verb, setting.tongue);
    // Names first: a misspelt name is the likelier cause of whatever else would be wrong.
    for (name, _) in &fields {
        if name != "do" && verb.field(name).is_none() {
            return Err(unknown_field(verb, name).into());
        }
    }
    for (name, value) in &fields {
        if let Some(field) = verb.field(name) {
            cells.put(field, field.kind.read(field, value, setting)?);
        }
    }
    complete(verb, &cells)?;
    match verb.area {
        Area::Ask if verb.word == "find" => find(&mut cells).map(Asked::Find),
        Area::Ask => build::question(&mut cells).map(Asked::Question),
        _ => request(&mut cells).map(Asked::Change),
    }
    .map_err(Wrong::from)
}

fn find(cells: &mut Cells) -> Result<Find, Unreadable> {
    let text = cells.text("text");
    Ok(Find {
        text: cells.need(text, "text")?,
        most: cells.count("limit").unwrap_or(MOST_PEOPLE),
    })
}

fn request(cells: &mut Cells) -> Result<Request, Unreadable> {
    let (at, note) = (cells.time("at"), cells.text("note"));
    let command = build::command(cells)?;
    Ok(Request { command, at, note })
}

fn verb_of(fields: &Fields) -> Result<&'static Verb, Unreadable> {
    let (_, value) = fields
        .iter()
        .find(|(name, _)| name == "do")
        .ok_or(Unreadable::DoMissing)?;
    let unknown = |nearest| Unreadable::UnknownDo {
        found: value.shown(),
        nearest,
    };
    let Scalar::Text(word) = value else {
        return Err(unknown(None));
    };
    verb(word).ok_or_else(|| unknown(meant(word, VOCABULARY.iter().map(|verb| verb.word))))
}

fn unknown_field(verb: &'static Verb, name: &str) -> Unreadable {
    Unreadable::UnknownField {
        verb,
        field: faults::shown(name).to_string(),
        nearest: meant(name, verb.all_fields().map(|field| field.name)),
    }
}

/// The known word that was probably meant.
fn meant(found: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let known: Vec<&'static str> = known.collect();
    let word = nearest(found, known.iter().copied())?;
    known.into_iter().find(|known| *known == word.as_str())
}

fn complete(verb: &'static Verb, cells: &Cells) -> Result<(), Unreadable> {
    if let Some(names) = verb
        .apart
        .iter()
        .find(|(one, other)| cells.has(one) && cells.has(other))
    {
        return Err(Unreadable::Apart { names: *names });
    }
    if let Some(field) = verb
        .all_fields()
        .find(|field| field.need == Need::Required && !cells.has(field.name))
    {
        return Err(Unreadable::Missing { field });
    }
    if !verb.one_of.is_empty() && !verb.one_of.iter().any(|name| cells.has(name)) {
        return Err(Unreadable::OneOfMissing { names: verb.one_of });
    }
    Ok(())
}
