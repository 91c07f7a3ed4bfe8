//! The selected discrepancy, whole: what it means, who stands in it, who said what, what can be done, how it was closed.

use ratatui::layout::Rect;

use crate::app::{Scope, Situation};
use crate::domain::census::Discrepancy;
use crate::domain::identity::PatientId;
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Rule, Span};

use super::case;

/// Writes downwards and stops at the lower edge.
struct Pen<'a, 'b> {
    canvas: &'a mut Canvas<'b>,
    area: Rect,
    y: u16,
    /// Rows before a head.
    air: u16,
}

impl Pen<'_, '_> {
    fn text(&mut self, indent: u16, text: &str, role: Role) {
        let room = self.area.width.saturating_sub(indent);
        for line in self.canvas.measure().wrap(text, usize::from(room)) {
            self.line(indent, &[Span::new(line, role)]);
        }
    }

    fn line(&mut self, indent: u16, spans: &[Span]) {
        if self.y < self.area.bottom() {
            let room = self.area.width.saturating_sub(indent);
            self.canvas.put_spans(self.area.x + indent, self.y, room, spans);
            self.y += 1;
        }
    }

    fn head(&mut self, text: String) {
        self.y += self.air;
        self.line(0, &[Span::dim(text)]);
    }
}

pub fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    one: &Discrepancy,
    person: usize,
    scope: &Scope<'_>,
    situation: &Situation,
) {
    let words = scope.words;
    Rule::titled(case::title(&one.kind, scope)).draw(canvas, Rect { height: 1, ..area });
    let inner = Rect::new(
        area.x + 1,
        area.y + 1,
        area.width.saturating_sub(2),
        area.height.saturating_sub(1),
    );
    let mut pen = Pen {
        canvas,
        area: inner,
        y: inner.y,
        air: u16::from(inner.height >= 24),
    };
    if let Some(closing) = &one.closed {
        let places = [("source", Value::from(scope.source(&closing.said)))];
        let good = scope.look.sign(Shape::Good);
        pen.text(
            0,
            &format!("{good} {}", words.fill("discrepancies-closed-by", &places)),
            Role::Good,
        );
        pen.text(2, closing.remark.as_str(), Role::Text);
    }
    pen.text(0, &case::meaning(&one.kind, scope), Role::Text);
    let people = case::people(&one.kind, scope);
    if !people.is_empty() {
        pen.head(words.say(if people.len() > 1 {
            "discrepancies-who-of"
        } else {
            "discrepancies-who"
        }));
        for (index, patient) in people.iter().enumerate() {
            let chosen = index == person.min(people.len() - 1);
            let sign = if chosen { scope.look.sign(Shape::Pointer) } else { " " };
            let role = if chosen { Role::Accent } else { Role::Text };
            let who = vec![
                Span::new(format!("{sign} {}", scope.patient(*patient)), role),
                Span::dim(format!("  {}", who_words(*patient, scope))),
            ];
            pen.line(0, &who);
        }
    }
    pen.head(words.say("discrepancies-said"));
    for statement in case::statements(one, scope) {
        pen.text(2, &statement.text, Role::Text);
        pen.text(4, &statement.source, Role::Dim);
    }
    if one.closed.is_none() {
        pen.head(words.say("discrepancies-do"));
        pen.text(2, &case::way_out(&one.kind, scope, situation), Role::Text);
    }
}

/// What tells people apart: birth, age, number.
fn who_words(patient: PatientId, scope: &Scope<'_>) -> String {
    let Some(patient) = scope.hospital.patient(patient) else {
        return String::new();
    };
    let parts: Vec<String> = [
        patient
            .birth
            .get()
            .map(|birth| format!("{} {}", scope.birth(*birth), scope.age(*birth))),
        patient.sex.get().map(|sex| scope.words.say(sex.term())),
        patient.identifier().map(ToString::to_string),
    ]
    .into_iter()
    .flatten()
    .collect();
    parts.join("  ")
}
