//! The rows of a slip below its head: what stands on the paper, every place of a sheet, the steps with whoever did them and whose
//! they are, what was asked and answered.

use crate::app::Scope;
use crate::app::sentences::Speaker;
use crate::domain::record::Said;
use crate::domain::slips::{
    Copy, CopyNumber, Query, Slip,
    decide::entitled,
    fact::{PlannedStep, QueryOutcome},
    term::Named,
};
use crate::domain::text::Text;
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::Span;

/// One row of the body.
pub(super) struct Row {
    pub spans: Vec<Span>,
    pub is_title: bool,
    /// The sheet that begins here.
    pub sheet: Option<CopyNumber>,
}

impl Row {
    pub fn line(spans: Vec<Span>) -> Self {
        Self {
            spans,
            is_title: false,
            sheet: None,
        }
    }

    pub fn title(text: String) -> Self {
        Self {
            spans: vec![Span::plain(text)],
            is_title: true,
            sheet: None,
        }
    }
}

/// What stands on the paper.
pub(super) fn says(slip: &Slip, scope: &Scope<'_>) -> Vec<Row> {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    let mut rows = Vec::new();
    let Some((written, content)) = slip.written().zip(slip.content()) else {
        return rows;
    };
    for drug in &content.drugs {
        let parts = [&drug.amount, &drug.usage, &drug.duration];
        let rest: Vec<String> = parts.into_iter().flatten().map(ToString::to_string).collect();
        rows.push(Row::line(vec![
            Span::plain(format!("  {}", drug.name)),
            Span::dim(format!("  {}", rest.join("  "))),
        ]));
    }
    // What was changed by word of mouth stands under what it changes.
    let noted = slip
        .queries
        .iter()
        .filter(|query| query.outcome() == Some(QueryOutcome::Note));
    for (_, answer) in noted.filter_map(|query| query.answers.last()) {
        let places = [
            ("note", answer.answer.as_str().into()),
            ("by", answer.by.as_str().into()),
        ];
        rows.push(Row::line(vec![Span::new(
            format!(
                "{} {}",
                scope.look.sign(Shape::Stop),
                scope.words.fill("slips-noted", &places)
            ),
            Role::Alarm,
        )]));
    }
    if let Some((said, ordered)) = slip.revised_for() {
        let places = [
            ("revision", Value::from(usize::from(ordered.revision))),
            ("by", ordered.by.as_str().into()),
            ("reason", ordered.reason.as_str().into()),
        ];
        rows.push(Row::line(vec![
            Span::plain(format!("  {}", scope.words.fill("slips-revised-for", &places))),
            Span::dim(format!("  {}  {}", scope.user(&said.by), scope.moment(said.at))),
        ]));
    }
    let kind = scope
        .hospital
        .slip_book()
        .and_then(|book| book.slip_type(&written.kind));
    for (field, value) in &content.values {
        let value = speaker.slip_value(kind.and_then(|kind| kind.field(field)), value.as_str());
        let title = speaker.named(&Named::SlipField(written.kind.clone(), field.clone()));
        rows.push(Row::line(vec![Span::dim(format!("  {title}  ")), Span::plain(value)]));
    }
    for (said, performed) in &slip.performed {
        let by = recorded(performed.by.as_ref(), said, scope);
        let more = [&performed.amount, &performed.lot, &performed.remark];
        let more: Vec<String> = more.into_iter().flatten().map(ToString::to_string).collect();
        rows.push(Row::line(vec![
            Span::new(format!("  {}", scope.words.say(performed.outcome.term())), Role::Good),
            Span::plain(format!("  {}  {}", more.join("  "), by)),
            Span::dim(format!("  {}", scope.moment(said.at))),
        ]));
    }
    if let Some(billed) = slip.billed.last() {
        rows.push(Row::line(vec![
            Span::new(format!("  {}", scope.words.say("slips-billed")), Role::Good),
            Span::dim(format!("  {}  {}", billed.by, scope.moment(billed.at))),
        ]));
    } else if let Some(due) = slip.billing_due() {
        let places = [("due", scope.moment(due).into())];
        rows.push(Row::line(vec![Span::plain(format!(
            "  {}",
            scope.words.fill("slips-billing-due", &places)
        ))]));
    }
    rows
}

/// Every place where a sheet has been, with whose word it is.
pub(super) fn way(copy: &Copy, scope: &Scope<'_>) -> Vec<Vec<Span>> {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    copy.moves
        .iter()
        .map(|(said, custody)| {
            vec![
                Span::dim(format!("      {}  ", scope.moment(said.at))),
                Span::plain(speaker.custody(custody)),
                Span::dim(format!("  {}", scope.user(&said.by))),
            ]
        })
        .collect()
}

pub(super) fn steps(slip: &Slip, scope: &Scope<'_>) -> Vec<Vec<Span>> {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    slip.plan()
        .iter()
        .map(|step| {
            let title = speaker.named(&Named::Step(slip.number, step.code.clone()));
            let (shape, role, note) = match slip.done(step) {
                Some((said, done)) => {
                    let by = recorded(done.by.as_ref(), said, scope);
                    (Shape::Good, Role::Good, format!("{by}  {}", scope.moment(said.at)))
                }
                None if slip.was_seen(step).is_some() => {
                    let seen = slip.was_seen(step).map(|(said, seen)| {
                        let by = recorded(seen.by.as_ref(), said, scope);
                        let places = [("by", Value::from(by)), ("at", scope.moment(said.at).into())];
                        scope.words.fill("slips-step-seen", &places)
                    });
                    (Shape::Good, Role::Text, seen.unwrap_or_default())
                }
                None if slip.is_done(step) => {
                    let at = slip.done_at(step).map(|at| scope.moment(at)).unwrap_or_default();
                    (Shape::Good, Role::Good, at)
                }
                None => (Shape::EmptyBed, Role::Dim, whose(slip, step, scope, &speaker)),
            };
            // Nobody was checked before it.
            let unchecked = slip.unchecked.iter().any(|(_, one)| one.step == step.code) && slip.is_done(step);
            let (shape, role, note) = if unchecked {
                let note = format!("{note}  {}", scope.words.say("slips-step-unchecked"));
                (Shape::Stop, Role::Alarm, note)
            } else {
                (shape, role, note)
            };
            let told = if unchecked {
                Span::new
            } else {
                |text, _| Span::dim(text)
            };
            vec![
                Span::new(format!("{} ", scope.look.sign(shape)), role),
                Span::plain(title),
                told(format!("  {note}"), role),
            ]
        })
        .collect()
}

/// Who did it, and who recorded it where that is another: a name that was typed is what somebody said of themselves.
fn recorded(by: Option<&Text>, said: &Said, scope: &Scope<'_>) -> String {
    match by {
        Some(by) if by.as_str() != said.by.as_str() => {
            let places = [("by", by.as_str().into()), ("recorder", scope.user(&said.by).into())];
            scope.words.fill("slips-recorded-by", &places)
        }
        _ => scope.user(&said.by),
    }
}

/// Where a step is to be done, and whose it is.
fn whose(slip: &Slip, step: &PlannedStep, scope: &Scope<'_>, speaker: &Speaker<'_>) -> String {
    let who = entitled::whose(scope.hospital, slip, step).iter();
    let who: Vec<String> = who.map(|one| scope.words.say(one.term())).collect();
    let place = speaker.post(&step.at);
    if who.is_empty() {
        return place;
    }
    format!("{place}  {}", who.join(&scope.words.say("list-comma")))
}

pub(super) fn asked(query: &Query, scope: &Scope<'_>) -> Vec<Vec<Span>> {
    let words = scope.words;
    let raised = &query.raised;
    let (shape, role) = if query.is_open() {
        (Shape::Stop, Role::Alarm)
    } else {
        (Shape::Good, Role::Good)
    };
    let caller = raised
        .caller
        .as_ref()
        .map(|caller| format!("  {caller}"))
        .unwrap_or_default();
    let mut lines = vec![vec![
        Span::new(format!("{} ", scope.look.sign(shape)), role),
        Span::plain(format!(
            "{}: {}{caller}",
            words.say(raised.reason.term()),
            raised.question
        )),
        Span::dim(format!(
            "  {} {}  {}  {}",
            raised.asked,
            words.say(raised.how.term()),
            scope.user(&query.said.by),
            scope.moment(query.said.at)
        )),
    ]];
    for (said, followed) in &query.followed {
        lines.push(vec![Span::dim(format!(
            "    {} {}  {}  {}",
            words.say(followed.of.term()),
            followed.asked,
            words.say(followed.how.term()),
            scope.moment(said.at)
        ))]);
    }
    for (said, answer) in &query.answers {
        lines.push(vec![
            Span::new(format!("    {}", words.say(answer.outcome.term())), Role::Accent),
            Span::plain(format!("  {}", answer.answer)),
            Span::dim(format!("  {}  {}", answer.by, scope.moment(said.at))),
        ]);
    }
    lines
}
