//! What the program made of what was typed, beside the field: the day that was meant, the age, who else is in the room.

use chrono::Datelike;

use crate::app::Scope;
use crate::domain::census::{BedKind, BedName};
use crate::domain::identity::PatientId;
use crate::i18n::{Looks, Value, clock, is_whole_day, read_moment, since, when};
use crate::screens::detail::place::deadline;
use crate::widgets::{FormField, Input};

use super::choices::mates;
use super::reader::read_birth;

/// `focused`: the keyboard is there; how something is typed is said only then.
pub fn hint(scope: &Scope<'_>, field: &FormField, focused: bool) -> Option<String> {
    let (words, value) = (scope.words, field.value());
    if let Input::Choice(choice) = &field.input
        && choice.is_lost()
        && !choice.is_hopeless()
    {
        let key = match field.id {
            "who" => "form-choose-person",
            _ => "form-choose-one",
        };
        return focused.then(|| words.say(key));
    }
    if value.is_empty() && !focused && field.id != "at" {
        return None;
    }
    match field.id {
        "at" if value.is_empty() => Some(words.fill("form-now", &[("at", clock(scope.local_now()).into())])),
        "found-at" if value.is_empty() => Some(words.say("form-found-at-how")),
        "at" | "found-at" => {
            let now = scope.local_now();
            let at = read_moment(value, now, Looks::Back).ok()?;
            if at > now {
                return Some(when(at, now));
            }
            let places = [
                ("at", Value::from(when(at, now))),
                ("since", since(words, at, now).into()),
            ];
            Some(words.fill("form-at-read", &places))
        }
        "until" | "when" if value.is_empty() => Some(words.say("form-moment-how")),
        "until" | "when" => {
            let now = scope.local_now();
            let at = read_moment(value, now, Looks::Ahead).ok()?;
            if is_whole_day(at) {
                return scope.timestamp(at).map(|at| deadline(scope, at));
            }
            Some(when(at, now))
        }
        "birth" if value.is_empty() => Some(words.say("form-birth-how")),
        "birth" => {
            let birth = read_birth(value, scope.local_now().date().year())?;
            Some(format!("{}  {}", scope.birth(birth), scope.age(birth)))
        }
        // Whom a list has put there, whole: a name alone is not enough.
        "with" | "slip-who" => Some(scope.told_apart(PatientId::parse(value)?)),
        "bed" if value.is_empty() => Some(words.say("form-bed-how")),
        "bed" => {
            let bed = BedName::parse(value)?;
            let frame = scope.hospital.frame();
            let is_cot = frame
                .and_then(|frame| frame.bed(&bed))
                .is_some_and(|bed| bed.kind == BedKind::Cot);
            if is_cot {
                return Some(words.say("form-bed-cot"));
            }
            // Where the list has said who else is in the room, it stands in the field.
            let is_said = matches!(&field.input, Input::Choice(choice) if !choice.note().is_empty());
            mates(scope, &bed).filter(|_| !is_said)
        }
        _ => None,
    }
}
