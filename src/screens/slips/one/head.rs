//! What is read first of a slip: its kind, its number, whose it is, by when, and everything that must be looked at.

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::app::sentences::Speaker;
use crate::domain::checks::alarm::holds;
use crate::domain::slips::{
    Slip,
    ask::present_warnings,
    fact::{QueryOutcome, Source},
    safety::Warning,
    term::Named,
};
use crate::i18n::Value;
use crate::screens::slips::allergic;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Span};

/// Kind, number, patient, urgency, and every warning.
pub(super) fn head(slip: &Slip, width: u16, scope: &Scope<'_>) -> Vec<Vec<Span>> {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    let who = slip
        .patient()
        .map(|patient| scope.identified(patient))
        .unwrap_or_default();
    let due = slip
        .content()
        .map(|content| scope.moment(content.due))
        .unwrap_or_default();
    let places = [("due", Value::from(due.as_str()))];
    let orderer = slip.written().and_then(|written| written.orderer.as_ref());
    let orderer = orderer.map(|orderer| format!("  {orderer}")).unwrap_or_default();
    let ward = slip.origin().map(|origin| speaker.post(origin)).unwrap_or_default();
    let revision = speaker.revision(slip, slip.revision());
    let revision = revision.map(|revision| format!("  {revision}")).unwrap_or_default();
    let mut lines = vec![
        vec![
            Span::new(speaker.slip_kind(slip), Role::Accent),
            Span::plain(format!("  {}", slip.number)),
            Span::new(revision, Role::Accent),
            Span::dim(format!(
                "  {}  {}",
                speaker.urgency(slip),
                scope.words.fill("slips-by", &places)
            )),
        ],
        vec![Span::plain(who), Span::dim(format!("  {ward}{orderer}"))],
    ];
    let alarms = alarms(slip, scope, &speaker).into_iter().map(|(shape, text, role)| {
        vec![
            Span::new(format!("{} ", scope.look.sign(shape)), role),
            Span::new(text, role),
        ]
    });
    lines.extend(alarms);
    let width = usize::from(width);
    lines.into_iter().flat_map(|line| whole(line, width, scope)).collect()
}

/// What stops it, and what must be looked at before anything is given.
fn alarms(slip: &Slip, scope: &Scope<'_>, speaker: &Speaker<'_>) -> Vec<(Shape, String, Role)> {
    let mut alarms: Vec<(Shape, String, Role)> = Vec::new();
    let held = holds(scope.hospital, slip.number).filter(|_| !slip.is_cancelled());
    if let Some(check) = held.and_then(|id| scope.hospital.check(id)) {
        let at = check.said().map(|said| scope.moment(said.at)).unwrap_or_default();
        let text = scope.words.fill("slips-held-whole", &[("at", Value::from(at))]);
        alarms.push((Shape::Stop, text, Role::Alarm));
    }
    if let Some(query) = slip.open_query() {
        let places = [
            ("asked", Value::from(query.asked())),
            ("question", Value::from(query.raised.question.as_str())),
        ];
        let text = scope.words.fill("slips-query-open", &places);
        alarms.push((Shape::Stop, text, Role::Alarm));
    } else if slip.awaits_revision() {
        // With the answer that asked for it: whoever writes it anew reads what was said.
        let answers = slip.queries.iter().rev().filter_map(|query| query.answers.last());
        let answer = answers
            .map(|(_, answer)| answer)
            .find(|answer| answer.outcome == QueryOutcome::Reissue);
        let due = scope.words.say("slips-revision-due");
        let text = answer.map_or_else(
            || due.clone(),
            |answer| format!("{due}: {}  {}", answer.answer, answer.by),
        );
        alarms.push((Shape::Stop, text, Role::Alarm));
    }
    // What was answered holds for whoever works from the paper, and stands on no sheet that was printed before.
    let noted = slip.queries.iter().filter(|query| query.revision == slip.revision());
    for (_, answer) in noted.filter_map(|query| query.answers.last()) {
        if answer.outcome == QueryOutcome::Note && slip.outcome().is_none() {
            let places = [
                ("note", Value::from(answer.answer.as_str())),
                ("by", Value::from(answer.by.as_str())),
            ];
            alarms.push((
                Shape::Stop,
                scope.words.fill("slips-changed-by-note", &places),
                Role::Alarm,
            ));
        }
    }
    if let Some((said, why)) = slip.cancelled.last() {
        let text = format!(
            "{}: {why}  {}",
            scope.words.say("slips-cancelled"),
            scope.user(&said.by)
        );
        alarms.push((Shape::Stop, text, Role::Alarm));
    }
    for (said, step) in &slip.unchecked {
        let places = [
            (
                "step",
                speaker.named(&Named::Step(slip.number, step.step.clone())).into(),
            ),
            ("purpose", speaker.named(&Named::Purpose(step.purpose.clone())).into()),
        ];
        let text = format!(
            "{}  {}",
            scope.words.fill("slips-unchecked", &places),
            scope.moment(said.at)
        );
        alarms.push((Shape::Stop, text, Role::Alarm));
    }
    // Only for whoever still gives something.
    if slip.outcome().is_none() && !slip.is_cancelled() {
        // What a hand wrote on the form is not here to be compared.
        let by_hand = slip.content().is_some_and(|content| content.source == Source::ByHand);
        if let Some(allergies) = slip
            .patient()
            .filter(|_| by_hand)
            .and_then(|patient| allergic(patient, scope))
        {
            let text = scope
                .words
                .fill("slips-by-hand-allergic", &[("what", allergies.into())]);
            alarms.push((Shape::Late, text, Role::Warn));
        }
        let mut warnings = present_warnings(scope.hospital, slip);
        if let Some(patient) = slip.patient() {
            warnings = super::super::with_look_alikes(warnings, patient, scope);
        }
        if slip
            .written()
            .is_some_and(|written| written.warned.contains(&Warning::AfterCutOff))
        {
            warnings.push(Warning::AfterCutOff);
        }
        let shape = |warning: &Warning| match warning {
            Warning::LookAlike(_) => Shape::LookAlike,
            _ => Shape::Late,
        };
        alarms.extend(
            warnings
                .iter()
                .map(|warning| (shape(warning), speaker.warning(warning), Role::Warn)),
        );
        if let Some(moved) = super::super::moved(slip, scope) {
            alarms.push((Shape::Late, moved, Role::Warn));
        }
    }
    alarms
}

/// In as many rows as it needs: a due time or a question that is cut says nothing.
fn whole(line: Vec<Span>, width: usize, scope: &Scope<'_>) -> Vec<Vec<Span>> {
    let measure = scope.look.measure();
    let mut rows: Vec<Vec<Span>> = vec![Vec::new()];
    let mut used = 0;
    for span in line {
        let columns = measure.columns(&span.text);
        if used + columns <= width {
            used += columns;
            if let Some(row) = rows.last_mut() {
                row.push(span);
            }
            continue;
        }
        // Behind a sign the text goes on beside it; anything else begins a row of its own.
        let beside = used <= 2 && used > 0;
        for (place, text) in measure
            .wrap(span.text.trim_start(), width.saturating_sub(2))
            .into_iter()
            .enumerate()
        {
            used = 2 + measure.columns(&text);
            let own = Span::new(text, span.role);
            match rows.last_mut() {
                Some(row) if row.is_empty() || (beside && place == 0) => row.push(own),
                _ => rows.push(vec![Span::plain("  "), own]),
            }
        }
    }
    rows
}

/// Draws the head; returns the row below.
pub fn draw_head(canvas: &mut Canvas<'_>, area: Rect, slip: &Slip, scope: &Scope<'_>) -> u16 {
    let mut y = area.y;
    for spans in head(slip, area.width, scope) {
        if y < area.bottom() {
            canvas.put_spans(area.x, y, area.width, &spans);
            y += 1;
        }
    }
    y
}
