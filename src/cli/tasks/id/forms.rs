//! `andon id schemes` and `andon id rates`: what numbers look like, and what their check digits catch.

use std::sync::Arc;

use crate::{
    app::door::Door,
    cli::{
        arguments::{Format, IdRates, IdSchemes},
        console::Console,
        exit::Exit,
        json::Object,
        table::{Edge, Table},
    },
    domain::{
        access::Asker,
        command::Command,
        numbers::{
            BlockNumber, Preset, Range, Scheme, SchemeFault, Schemes,
            rates::{Rate, rates},
            series::left,
        },
        record::Station,
    },
    i18n::Value,
};

use super::{Given, Stop, submit, write};

/// Numbers that are counted with when not all are.
const SAMPLE: usize = 997;

pub(super) fn counted(wanted: &IdRates, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let step = if wanted.all { 1 } else { SAMPLE };
    let places = || {
        (1..10_000_000_u32).step_by(step).filter_map(|body| {
            let station = Station::new(u16::try_from(body / 100_000).ok()?)?;
            let block = BlockNumber::new(u16::try_from(body / 10_000 % 10).ok()?)?;
            Some((station, block, body % 10_000))
        })
    };
    let heading = |key: &str| given.words.say(key);
    let mut table = Table::default()
        .column(heading("cli-id-rate-check"), Edge::Left)
        .column(heading("cli-id-rate-single"), Edge::Right)
        .column(heading("cli-id-rate-adjacent"), Edge::Right)
        .column(heading("cli-id-rate-jump"), Edge::Right)
        .column(heading("cli-id-rate-letter"), Edge::Right)
        .column(heading("cli-id-rate-missing"), Edge::Right)
        .column(heading("cli-id-rate-doubled"), Edge::Right);
    let mut rows = Vec::new();
    for check in ["mod-97-10", "damm", "luhn", "weighted:3,1:10"] {
        // As the four kinds stand beside each other: a letter misread makes a number of another kind.
        let form = |letter: &str| {
            Scheme::parse(&format!(
                "{letter}{{station:2}}{{installation:1}}{{sequence:4}}{{check:{check}}}"
            ))
            .ok()
        };
        let Some(scheme) = form("T") else { continue };
        let beside: Vec<Scheme> = ["B", "M", "S"].into_iter().filter_map(form).collect();
        let found = rates(&scheme, &beside, places());
        let share = |rate: Rate| {
            let of = rate.per_100_000();
            format!("{}.{:03} % ({}/{})", of / 1000, of % 1000, rate.caught, rate.made)
        };
        table.row(vec![
            check.to_owned(),
            share(found.single),
            share(found.adjacent),
            share(found.jump),
            share(found.letter),
            share(found.missing),
            share(found.doubled),
        ]);
        rows.push(
            Object::default()
                .with("check", check)
                .with("single_caught", found.single.caught)
                .with("single_made", found.single.made)
                .with("adjacent_caught", found.adjacent.caught)
                .with("adjacent_made", found.adjacent.made)
                .with("jump_caught", found.jump.caught)
                .with("jump_made", found.jump.made)
                .with("letter_caught", found.letter.caught)
                .with("letter_made", found.letter.made)
                .with("missing_caught", found.missing.caught)
                .with("missing_made", found.missing.made)
                .with("doubled_caught", found.doubled.caught)
                .with("doubled_made", found.doubled.made),
        );
    }
    if wanted.output.format != Format::Table {
        return write(&rows, wanted.output, (&[], &[]), given, console);
    }
    console.say(
        given
            .words
            .fill("cli-id-rates", &[("count", Value::from(places().count()))]),
    )?;
    table.lines().iter().try_for_each(|line| console.say(line))?;
    Ok(Exit::Fine)
}

pub(super) fn schemes(
    wanted: &IdSchemes,
    door: &dyn Door,
    asker: Asker,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let known = Schemes::clone(door.hospital().schemes());
    match change(wanted, known.clone()) {
        Ok(changed) if changed == known => {}
        Ok(changed) => {
            let version = changed.version();
            let command = Command::AdoptSchemes {
                version,
                schemes: Arc::new(changed),
            };
            submit(command, door, asker, given, console)?;
            if wanted.output.format == Format::Table {
                console.say(given.words.say("cli-id-schemes-adopted"))?;
            }
        }
        Err((key, found)) => {
            let shown = crate::exchange::faults::shown(&found);
            console.complain(given.words.fill(key, &[("found", Value::from(shown.as_str()))]));
            return Ok(Exit::Refused);
        }
    }
    let hospital = door.hospital();
    let status = door.status();
    let rows: Vec<Object> = hospital
        .schemes()
        .all()
        .map(|(kind, scheme)| {
            let free = left(&hospital, kind, status.station, status.installation);
            Object::default()
                .with("kind", kind.word())
                .with("scheme", scheme.to_string())
                .with("capacity", u64::from(scheme.capacity()))
                .with("left", free.numbers)
        })
        .collect();
    write(
        &rows,
        wanted.output,
        (&["kind", "scheme", "capacity", "left"], &[]),
        given,
        console,
    )
}

/// What of the schemes changes; or the key of a complaint and what was found.
fn change(wanted: &IdSchemes, known: Schemes) -> Result<Schemes, (&'static str, String)> {
    let range = |raw: &String| Range::parse(raw).ok_or_else(|| ("cli-id-range", raw.clone()));
    let mut schemes = match &wanted.digits_only {
        Some(raw) => Schemes {
            own: known.own,
            ..Schemes::preset(Preset::DigitsOnly { reserved: range(raw)? })
        },
        None if wanted.letters => Schemes {
            own: known.own,
            ..Schemes::default()
        },
        None => known,
    };
    let forms = [
        (&wanted.temporary, &mut schemes.temporary),
        (&wanted.newborn, &mut schemes.newborn),
        (&wanted.mass, &mut schemes.mass),
        (&wanted.slip, &mut schemes.slip),
    ];
    for (raw, form) in forms {
        if let Some(raw) = raw {
            *form = Scheme::parse(raw).map_err(|_| ("cli-id-pattern", raw.clone()))?;
        }
    }
    if !wanted.own.is_empty() {
        schemes.own = wanted.own.iter().map(range).collect::<Result<_, _>>()?;
    }
    Ok(schemes)
}

/// One fault of schemes, in words.
pub(super) fn scheme_fault(fault: &SchemeFault, given: &Given<'_>) -> String {
    let kind = given.words.say(fault.kind().term());
    let spoken = fault.spoken();
    let mut filling = vec![("kind", Value::from(kind.as_str()))];
    filling.extend(spoken.iter().map(|(place, text)| (*place, Value::from(text.as_str()))));
    given.words.fill(&format!("scheme-fault-{}", fault.word()), &filling)
}
