//! What the numbers that were given by hand say of a person: whose child, what a casualty wears, where and when somebody was found.

use crate::app::Scope;
use crate::domain::identity::{Patient, PatientId};
use crate::domain::numbers::fact::{Arrival, Mother};
use crate::domain::numbers::ledger;
use crate::domain::text::Text;
use crate::i18n::Value;
use crate::widgets::Span;

use super::entries::Entry;
use super::person::Seen;

/// Beside the name stands what tells one casualty from the next; the rest is for whoever has opened the person.
pub(super) fn entries(scope: &Scope<'_>, patient: &Patient, seen: Seen) -> Vec<Entry> {
    let numbers = patient
        .identifiers
        .iter()
        .filter_map(|(_, number)| scope.hospital.number(number));
    let rows = numbers.filter_map(|number| ledger::row(scope.hospital, number));
    let mut entries = Vec::new();
    for row in rows {
        let mut line = |key: &str, text: String| {
            let label = Span::dim(format!("{} ", scope.words.say(key)));
            entries.push(Entry::Line(vec![label, Span::plain(text)]));
        };
        if let Some(mother) = &row.mother {
            line("form-mother", whose_child(mother, scope));
        }
        if let Some(triage) = row.arrival.triage {
            line("form-triage", scope.words.say(triage.term()));
        }
        for (key, text) in [("form-tag", &row.arrival.tag), ("form-incident", &row.arrival.incident)] {
            if let Some(text) = text {
                line(key, text.to_string());
            }
        }
        if seen == Seen::Opened {
            if row.arrival != Arrival::default() || row.is_unidentified() {
                line("ids-since", scope.moment(row.since()));
            }
            let labelled = found(&row.arrival, scope).into_iter();
            entries.extend(labelled.map(|(key, text)| Entry::labelled(scope.words.say(key), text)));
            let none_of = declined(&row, scope).into_iter();
            entries.extend(none_of.map(|text| Entry::labelled(scope.words.say("ids-declined"), text)));
        }
    }
    entries
}

/// Where and when somebody was found, and by what they may be known: labels and texts.
pub fn found(arrival: &Arrival, scope: &Scope<'_>) -> Vec<(&'static str, String)> {
    let said = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
    let parts = [
        ("form-found", said(&arrival.found)),
        ("form-found-at", arrival.found_at.map(|at| scope.moment(at))),
        ("form-features", said(&arrival.features)),
        ("form-belongings", said(&arrival.belongings)),
    ];
    parts.into_iter().filter_map(|(key, text)| Some((key, text?))).collect()
}

/// Whom the search showed before the number was given, one by one, and who was said to be none of them. Of former patients, of whom this laptop
/// has no record, only how many.
pub fn declined(row: &ledger::Row, scope: &Scope<'_>) -> Vec<String> {
    let (known, former): (Vec<PatientId>, Vec<PatientId>) = row
        .declined
        .iter()
        .partition(|patient| scope.hospital.patient(**patient).is_some());
    let mut named: Vec<String> = known.into_iter().map(|patient| scope.identified(patient)).collect();
    if !former.is_empty() {
        let places = [("count", Value::from(former.len()))];
        named.push(scope.words.fill("ids-declined-former", &places));
    }
    named
}

/// `佐藤 花子 の 2人中 1人目`.
pub fn whose_child(mother: &Mother, scope: &Scope<'_>) -> String {
    let places = [
        ("who", Value::from(scope.patient(mother.patient))),
        ("order", usize::from(mother.order).into()),
        ("of", usize::from(mother.of).into()),
    ];
    scope.words.fill("ids-mother", &places)
}
