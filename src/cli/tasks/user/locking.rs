//! After how long without a key the laptops of a ward lock themselves.

use crate::{
    cli::{
        arguments::Format,
        arguments::LockAfter,
        console::Console,
        exit::Exit,
        faults::list_of_faults,
        json::{Json, Object},
    },
    domain::{
        access::{IdleTime, decide::AccountCommand},
        census::WardCode,
        state::Hospital,
    },
    exchange::{Expected, Faults},
    i18n::Value,
};

use super::{
    super::{Given, Stop, store},
    complain, submit, wanted,
};

pub(super) fn lock_after(wanted: &LockAfter, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    let Some((ward, time)) = wanted.ward.as_ref().zip(wanted.time.as_ref()) else {
        return list(&hospital, wanted.output.format, given, console);
    };
    let mut faults = Faults::default();
    let wards = wanted::wards(std::slice::from_ref(ward), &hospital, &mut faults);
    let after = wanted::word("TIME", time, parse, Expected::IdleTime, &mut faults);
    let (Some(ward), Some(after), 0) = (wards.into_iter().next(), after, faults.count()) else {
        console.complain(list_of_faults(given.words, &faults));
        return Ok(Exit::Refused);
    };
    let after = match after {
        Asked::AsEverywhere => None,
        Asked::After(time) => Some(time),
    };
    let command = AccountCommand::SetIdleTime {
        ward: ward.clone(),
        after,
    };
    match submit(store.as_ref(), command) {
        Ok(_) => {
            let seconds = after.unwrap_or(IdleTime::DEFAULT).as_seconds();
            let time = spoken(seconds, given);
            let filling = [
                ("ward", Value::from(ward.as_str())),
                ("time", Value::from(time.as_str())),
            ];
            let values = Object::default()
                .with("ward", ward.as_str())
                .with("seconds", u64::from(seconds));
            console.tell(
                wanted.output.format,
                given.words.fill("lock-after-set", &filling),
                &values,
            )?;
            Ok(Exit::Fine)
        }
        Err(refused) => Ok(complain(&refused, store.as_ref(), given, console)),
    }
}

/// What was asked for.
#[derive(Clone, Copy)]
enum Asked {
    AsEverywhere,
    After(IdleTime),
}

/// `2` and `2m` are minutes, `30s` are seconds; `default` is what holds everywhere else.
fn parse(raw: &str) -> Option<Asked> {
    if raw == "default" {
        return Some(Asked::AsEverywhere);
    }
    let (number, unit) = match raw.strip_suffix('s') {
        Some(number) => (number, 1),
        None => (raw.strip_suffix('m').unwrap_or(raw), 60),
    };
    let seconds = number.parse::<u16>().ok()?.checked_mul(unit)?;
    IdleTime::seconds(seconds).map(Asked::After)
}

fn list(hospital: &Hospital, format: Format, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let wards = hospital.frame().map(|frame| frame.wards.as_slice()).unwrap_or_default();
    let seconds = |ward: &WardCode| hospital.idle_time(ward).unwrap_or(IdleTime::DEFAULT).as_seconds();
    match format {
        Format::Table => {
            for ward in wards {
                console.say(format!(
                    "{:<8}{}",
                    ward.code.as_str(),
                    spoken(seconds(&ward.code), given)
                ))?;
            }
        }
        Format::Json => {
            let row = |code: &WardCode| {
                Object::default()
                    .with("ward", code.as_str())
                    .with("seconds", u64::from(seconds(code)))
            };
            let rows: Vec<Object> = wards.iter().map(|ward| row(&ward.code)).collect();
            console.say(Json::from(rows))?;
        }
        Format::Csv => {
            console.say("ward,seconds")?;
            for ward in wards {
                console.say(format!("{},{}", ward.code.as_str(), seconds(&ward.code)))?;
            }
        }
    }
    Ok(Exit::Fine)
}

fn spoken(seconds: u16, given: &Given<'_>) -> String {
    let (key, count) = if seconds.is_multiple_of(60) {
        ("lock-after-minutes", seconds / 60)
    } else {
        ("lock-after-seconds", seconds)
    };
    given.words.fill(key, &[("count", Value::from(count))])
}
