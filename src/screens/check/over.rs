//! A check that is over: what is said of it below the verdict.

use ratatui::layout::Rect;

use super::result::{self, Verdict};
use super::result_situation;
use super::view::person;
use crate::app::sentences::Speaker;
use crate::app::{Action, Scope};
use crate::domain::checks::Check;
use crate::domain::checks::alarm::{self, Alarm};
use crate::domain::checks::ask::{self, CheckResult, CheckRow};
use crate::domain::slips::term::Named as Thing;
use crate::i18n::Value;
use crate::theme::Role;
use crate::widgets::Canvas;

/// Draws a check that is over: the verdict from an arm's length, and below it what there is to know.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, check: &Check, scope: &Scope<'_>) {
    let Some(row) = ask::row(check, scope.now) else { return };
    let verdict = match row.result {
        CheckResult::Verified => Verdict::Verified,
        CheckResult::Mismatched => Verdict::Mismatched,
        CheckResult::Open | CheckResult::Abandoned | CheckResult::OnPaper => Verdict::Abandoned,
    };
    let body = Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(1));
    let below = if verdict == Verdict::Mismatched { 10 } else { 8 };
    let mut y = result::draw(canvas, body, verdict, &scope.words.say(verdict.term()), below);
    let lines = match verdict {
        Verdict::Verified => verified(&row, scope),
        Verdict::Mismatched => mismatched(check, &row, scope),
        Verdict::Abandoned => vec![(way_on(check, "check-given-up", Vec::new(), scope), Role::Text)],
    };
    for (text, role) in lines {
        for line in canvas.measure().wrap(&text, usize::from(area.width.saturating_sub(4))) {
            let columns = u16::try_from(canvas.measure().columns(&line)).unwrap_or(u16::MAX);
            let left = area.x + area.width.saturating_sub(columns) / 2;
            canvas.put(left, y, area.right().saturating_sub(left), &line, role);
            y += 1;
        }
    }
}

/// Who it is, what it was verified by and until when it holds; the slip, and the second person.
fn verified(row: &CheckRow, scope: &Scope<'_>) -> Vec<(String, Role)> {
    let mut lines = Vec::new();
    let used: Vec<String> = row.used.iter().map(|kind| scope.words.say(kind.term())).collect();
    let who = row.patient.map(|patient| person(patient, scope)).unwrap_or_default();
    lines.push((who, Role::Text));
    let until = row.holds_until.map(|at| scope.moment(at)).unwrap_or_default();
    let places = [
        ("used", Value::from(used.join(&scope.words.say("list-comma")))),
        ("seconds", Value::from(row.seconds.unwrap_or(0).to_string())),
        ("until", until.into()),
    ];
    lines.push((scope.words.fill("check-verified-by", &places), Role::Dim));
    if let Some(slip) = row.slip {
        let known = scope.hospital.slip(slip);
        let speaker = Speaker::new(scope.words, scope.hospital);
        let kind = known.map(|slip| speaker.slip_kind(slip)).unwrap_or_default();
        let purpose = speaker.named(&Thing::Purpose(row.purpose.clone()));
        let places = [
            ("slip", Value::from(slip.to_string())),
            ("kind", kind.into()),
            ("purpose", purpose.into()),
        ];
        lines.push((scope.words.fill("check-slip-matched", &places), Role::Text));
    }
    if let Some(second) = &row.second {
        let places = [
            ("by", Value::from(scope.user(&row.by))),
            ("second", scope.user(second).into()),
        ];
        lines.push((scope.words.fill("check-two", &places), Role::Dim));
    }
    lines
}

/// For what, where, when and by whom, and what to do; never who was expected.
fn mismatched(check: &Check, row: &CheckRow, scope: &Scope<'_>) -> Vec<(String, Role)> {
    let mut lines = Vec::new();
    let purpose = Speaker::new(scope.words, scope.hospital).named(&Thing::Purpose(row.purpose.clone()));
    let bed = row
        .patient
        .and_then(|patient| scope.hospital.open_stay(patient)?.place()?.answers().cloned());
    let places = [
        ("purpose", Value::from(purpose)),
        ("bed", bed.map(|bed| bed.shown().to_owned()).unwrap_or_default().into()),
        ("at", scope.moment(row.at).into()),
        ("by", scope.user(&row.by).into()),
    ];
    lines.push((scope.words.fill("check-mismatch-of", &places), Role::Text));
    lines.push((scope.words.say("check-mismatch-stop"), Role::Alarm));
    lines.extend(row.mismatch.map(|what| (scope.words.say(what.term()), Role::Text)));
    if let Some(slip) = row.slip {
        let places = [("slip", Value::from(slip.to_string()))];
        lines.push((scope.words.fill("check-slip-held", &places), Role::Text));
    }
    if is_alarm(check, scope) {
        lines.push((scope.words.say("check-alarmed"), Role::Alarm));
    }
    let (sentence, further) = match row.slip {
        Some(_) => ("check-way-on-slip", vec![("cancel", Action::CancelSlip)]),
        None => ("check-way-on", Vec::new()),
    };
    lines.push((way_on(check, sentence, further, scope), Role::Text));
    lines
}

/// The sentence with the way on, which names its keys.
fn way_on(check: &Check, sentence: &str, further: Vec<(&'static str, Action)>, scope: &Scope<'_>) -> String {
    let situation = result_situation(check);
    let keys = |(place, action): (&'static str, Action)| {
        let found = scope.keys.keys_of(&situation, action);
        let key = found.first().map(ToString::to_string).unwrap_or_default();
        (place, Value::from(key))
    };
    let places: Vec<(&str, Value<'_>)> = [("again", Action::Again)]
        .into_iter()
        .chain(further)
        .map(keys)
        .collect();
    scope.words.fill(sentence, &places)
}

/// Whether this mismatch was one too many: the command post sees it.
fn is_alarm(check: &Check, scope: &Scope<'_>) -> bool {
    let policy = scope.hospital.check_policy();
    let alarms = policy.map(|adopted| alarm::alarms(scope.hospital, &adopted.policy));
    let mut mismatches = alarms.iter().flatten().flat_map(Alarm::mismatches);
    mismatches.any(|known| known.id == check.id)
}
