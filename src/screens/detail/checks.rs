//! The last identity checks of a person: `13:40  与薬  2項目`.

use crate::app::Scope;
use crate::domain::checks::ask::{self, CheckFilter, CheckResult, CheckRow};
use crate::domain::identity::PatientId;
use crate::i18n::{Language, Value};
use crate::theme::{Role, Shape};

use super::entries::Entry;

/// Checks that are shown; the rest is in the list of checks.
const SHOWN: usize = 3;

/// Newest first. A check in which nothing was stated yet is not among them.
pub fn entries(scope: &Scope<'_>, patient: PatientId) -> Vec<Entry> {
    let filter = CheckFilter {
        patient: Some(patient.into()),
        ..CheckFilter::default()
    };
    let rows = ask::rows(scope.hospital, &filter, scope.now).unwrap_or_default();
    let label = scope.words.say("detail-checks");
    rows.iter()
        .filter(|row| !matches!(row.result, CheckResult::Open | CheckResult::Abandoned))
        .take(SHOWN)
        .enumerate()
        .map(|(place, row)| {
            let (text, role) = line(scope, row);
            let label = if place == 0 { label.clone() } else { String::new() };
            Entry::labelled(label, text).in_role(role)
        })
        .collect()
}

fn line(scope: &Scope<'_>, row: &CheckRow) -> (String, Role) {
    let policy = scope.hospital.check_policy();
    let purpose = policy.and_then(|adopted| adopted.policy.purpose(&row.purpose));
    let purpose = match (purpose, scope.words.language()) {
        (Some(purpose), Language::Japanese) => purpose.name_ja.to_string(),
        (Some(purpose), Language::English) => purpose.name_en.to_string(),
        (None, _) => row.purpose.to_string(),
    };
    let (key, shape, role) = match row.result {
        CheckResult::Verified => ("detail-check", Shape::Good, Role::Good),
        CheckResult::Mismatched => ("detail-check-mismatch", Shape::Stop, Role::Alarm),
        _ => ("detail-check-paper", Shape::Saved, Role::Text),
    };
    let places = [
        ("at", Value::from(scope.moment(row.at))),
        ("purpose", purpose.into()),
        ("count", row.used.len().into()),
    ];
    let text = scope.words.fill(key, &places);
    (format!("{} {text}", scope.look.sign(shape)), role)
}
