//! Everything that is known of one number: whose it is, how it came to be, what became of it.

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::domain::numbers::ledger::Row;
use crate::domain::numbers::link::attention;
use crate::screens::beside::draw_known;
use crate::screens::detail::{declined, found, whose_child};
use crate::theme::Role;
use crate::widgets::Canvas;

pub fn draw(canvas: &mut Canvas<'_>, area: Rect, row: &Row, scope: &Scope<'_>) {
    let title = format!("{}  {}", row.number, super::lines::name(row, scope));
    draw_known(canvas, area, title, entries(row, scope));
}

/// Label, text, and how it is meant.
fn entries(row: &Row, scope: &Scope<'_>) -> Vec<(String, String, Role)> {
    let words = scope.words;
    let mut entries: Vec<(String, String, Role)> = Vec::new();
    let mut add = |key: &str, text: Option<String>, role: Role| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            entries.push((words.say(key), text, role));
        }
    };
    let (_, role) = super::lines::sign(row);
    let kind = format!("{}  {}", words.say(row.kind.term()), words.say(row.state.term()));
    add("ids-kind", Some(kind), role);
    add("form-alias", row.alias.as_ref().map(ToString::to_string), Role::Text);
    add("form-kana", row.kana.as_ref().map(ToString::to_string), Role::Text);
    add("form-sex", row.sex.map(|sex| words.say(sex.term())), Role::Text);
    let birth = row
        .birth
        .map(|birth| format!("{}  {}", scope.birth(birth), scope.age(birth)));
    add("form-birth", birth, Role::Text);
    let others: Vec<String> = row.others.iter().map(ToString::to_string).collect();
    add("ids-others", Some(others.join("  ")), Role::Accent);
    let mother = row.mother.as_ref().map(|mother| whose_child(mother, scope));
    add("form-mother", mother, Role::Text);
    let (place, place_role) = super::lines::place(row, scope);
    add("ids-where", Some(place), place_role);
    add(
        "form-triage",
        row.arrival.triage.map(|triage| words.say(triage.term())),
        Role::Text,
    );
    for (key, text) in [("form-tag", &row.arrival.tag), ("form-incident", &row.arrival.incident)] {
        add(key, text.as_ref().map(ToString::to_string), Role::Text);
    }
    for (key, text) in found(&row.arrival, scope) {
        add(key, Some(text), Role::Text);
    }
    for text in declined(row, scope) {
        add("ids-declined", Some(text), Role::Text);
    }
    add("ids-issued", Some(scope.happened(&row.issued)), Role::Dim);
    add(
        "ids-activated",
        row.activated.as_ref().map(|said| scope.happened(said)),
        Role::Dim,
    );
    add(
        "ids-linked",
        row.linked.as_ref().map(|said| scope.happened(said)),
        Role::Dim,
    );
    for (said, reason) in &row.printed {
        let reason = reason.as_ref().map(ToString::to_string).unwrap_or_default();
        add(
            "ids-printed",
            Some(format!("{}  {reason}", scope.happened(said)).trim_end().to_owned()),
            Role::Dim,
        );
    }
    if let Some((said, disposition)) = &row.ended {
        let text = format!("{}  {}", words.say(disposition.term()), scope.happened(said));
        add("ids-ended", Some(text), Role::Text);
    }
    if let Some((said, reason)) = &row.voided {
        add(
            "ids-voided",
            Some(format!("{}  {reason}", scope.happened(said))),
            Role::Warn,
        );
    }
    let carried = row
        .patient
        .map(|patient| attention(scope.hospital, patient, scope.now))
        .unwrap_or_default();
    for one in carried {
        add("ids-attention", Some(super::attention::words(&one, scope)), Role::Warn);
    }
    entries
}
