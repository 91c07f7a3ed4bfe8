//! One slip with everything: what it says, what is to be looked at, where every sheet is and how it got there, which steps are
//! done, what was asked and answered. One that has left the hot state is asked of the store.
//! Long because everything that can have happened to a slip has its lines here.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::sentences::Speaker;
use crate::app::{Action, Happening, Intent, KeyContext, Notice, Route, Scope, Screen, Situation, Tone};
use crate::domain::ask::Answer;
use crate::domain::checks::alarm::holds;
use crate::domain::command::Question;
use crate::domain::slips::{
    Copy, CopyName, Query, Slip, SlipNumber,
    ask::{SlipAnswer, SlipQuestion, present_warnings},
    fact::QueryOutcome,
    safety::Warning,
    term::Named,
};
use crate::i18n::Value;
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Rule, Scrollbar, Selection, Span};

use super::deed::{self, Target};
use super::line;
use super::strip::{self, Around, Pressed, Strip};

/// Rows that a page key walks.
const PAGE: usize = 8;

pub struct SlipScreen {
    number: SlipNumber,
    /// As the store gave it.
    kept: Option<Arc<Slip>>,
    /// Why the store gave nothing.
    unknown: Option<String>,
    names: Vec<CopyName>,
    selection: Selection<CopyName>,
    top: usize,
    strip: Option<Strip>,
}

impl SlipScreen {
    pub fn new(number: SlipNumber, scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            number: SlipNumber::meant(number, scope.hospital),
            kept: None,
            unknown: None,
            names: Vec::new(),
            selection: Selection::default(),
            top: 0,
            strip: None,
        };
        screen.settle(scope);
        screen
    }

    fn slip<'a>(&'a self, scope: &'a Scope<'_>) -> Option<&'a Arc<Slip>> {
        scope.hospital.slip(self.number).or(self.kept.as_ref())
    }

    fn target(&self, scope: &Scope<'_>) -> Target {
        let name = self.selection.key().copied();
        let copy = name.and_then(|name| self.slip(scope)?.copy(name.copy?));
        let post = copy
            .and_then(|copy: &Copy| copy.custody().post().cloned())
            .or_else(|| self.slip(scope)?.origin().cloned());
        Target::new(name.or(Some(self.number.into())), post)
    }

    fn around(&self, scope: &Scope<'_>) -> Around {
        let target = self.target(scope);
        Around {
            listed: vec![self.number],
            selected: target.name,
            post: deed::own_post(scope).or(target.post),
        }
    }

    /// A key while the field for a number is open.
    fn press(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        let around = self.around(scope);
        match self.strip.as_mut().map(|strip| strip.press(action, &around, scope)) {
            Some(Pressed::Done(intents)) => return intents,
            Some(Pressed::Closes) => self.strip = None,
            Some(Pressed::ForTheList) | None => {}
        }
        Vec::new()
    }

    fn ask(&self) -> Vec<Intent> {
        let question = SlipQuestion::Slip(self.number.into());
        vec![Intent::Ask(Box::new(Question::Slips(question)))]
    }

    /// Rows of the body, and how many of them are in sight.
    fn sizes(&self, slip: &Slip, scope: &Scope<'_>) -> (usize, usize) {
        let head = head(slip, scope).len();
        let room = usize::from(scope.area.1).saturating_sub(head);
        (self.body(slip, scope).len(), room)
    }

    /// The sheet that the arrows have chosen is in sight.
    fn scroll_to_selected(&mut self, scope: &Scope<'_>) {
        let Some(slip) = self.slip(scope).cloned() else { return };
        let body = self.body(&slip, scope);
        let (all, room) = self.sizes(&slip, scope);
        let place = body
            .iter()
            .position(|row| row.sheet == self.selection.key().and_then(|name| name.copy));
        if let Some(place) = place.filter(|_| self.selection.key().is_some()) {
            self.top = self.top.min(place).max((place + 2).saturating_sub(room));
        }
        self.top = self.top.min(all.saturating_sub(room));
    }

    fn body(&self, slip: &Slip, scope: &Scope<'_>) -> Vec<Row> {
        let words = scope.words;
        let mut rows = says(slip, scope);
        rows.push(Row::title(words.say("slips-where")));
        let selected = self.selection.key().and_then(|name| name.copy);
        for copy in &slip.copies {
            let [first, second] = line::lines(slip, copy, selected == Some(copy.number), scope);
            rows.push(Row {
                sheet: Some(copy.number),
                ..Row::line(first)
            });
            rows.push(Row::line(second));
            // Its whole way, of the sheet that is chosen.
            if selected == Some(copy.number) {
                rows.extend(way(copy, scope).into_iter().map(Row::line));
            }
        }
        rows.push(Row::title(words.say("slips-steps")));
        rows.extend(steps(slip, scope).into_iter().map(Row::line));
        if !slip.queries.is_empty() {
            rows.push(Row::title(words.say("slips-queries")));
            rows.extend(slip.queries.iter().flat_map(|query| asked(query, scope)).map(Row::line));
        }
        rows
    }
}

/// One row of the body.
struct Row {
    spans: Vec<Span>,
    is_title: bool,
    /// The sheet that begins here.
    sheet: Option<crate::domain::slips::CopyNumber>,
}

impl Row {
    fn line(spans: Vec<Span>) -> Self {
        Self {
            spans,
            is_title: false,
            sheet: None,
        }
    }

    fn title(text: String) -> Self {
        Self {
            spans: vec![Span::plain(text)],
            is_title: true,
            sheet: None,
        }
    }
}

/// What stands on the paper.
fn says(slip: &Slip, scope: &Scope<'_>) -> Vec<Row> {
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
            Span::dim(format!("  {}  {}", said.by, scope.moment(said.at))),
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
        let by = performed
            .by
            .as_ref()
            .map_or_else(|| said.by.to_string(), ToString::to_string);
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
fn way(copy: &Copy, scope: &Scope<'_>) -> Vec<Vec<Span>> {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    copy.moves
        .iter()
        .map(|(said, custody)| {
            vec![
                Span::dim(format!("      {}  ", scope.moment(said.at))),
                Span::plain(speaker.custody(custody)),
                Span::dim(format!("  {}", said.by)),
            ]
        })
        .collect()
}

fn steps(slip: &Slip, scope: &Scope<'_>) -> Vec<Vec<Span>> {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    slip.plan()
        .iter()
        .map(|step| {
            let title = speaker.named(&Named::Step(slip.number, step.code.clone()));
            let (shape, role, note) = match slip.done(step) {
                Some((said, done)) => {
                    let by = done
                        .by
                        .as_ref()
                        .map_or_else(|| said.by.to_string(), ToString::to_string);
                    (Shape::Good, Role::Good, format!("{by}  {}", scope.moment(said.at)))
                }
                None if slip.was_seen(step).is_some() => {
                    let seen = slip.was_seen(step).map(|(said, seen)| {
                        let by = seen
                            .by
                            .as_ref()
                            .map_or_else(|| said.by.to_string(), ToString::to_string);
                        let places = [("by", Value::from(by)), ("at", scope.moment(said.at).into())];
                        scope.words.fill("slips-step-seen", &places)
                    });
                    (Shape::Good, Role::Text, seen.unwrap_or_default())
                }
                None if slip.is_done(step) => {
                    let at = slip.done_at(step).map(|at| scope.moment(at)).unwrap_or_default();
                    (Shape::Good, Role::Good, at)
                }
                None => (Shape::EmptyBed, Role::Dim, speaker.post(&step.at)),
            };
            vec![
                Span::new(format!("{} ", scope.look.sign(shape)), role),
                Span::plain(title),
                Span::dim(format!("  {note}")),
            ]
        })
        .collect()
}

fn asked(query: &Query, scope: &Scope<'_>) -> Vec<Vec<Span>> {
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
            query.said.by,
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

/// Kind, number, patient, urgency, and every warning.
fn head(slip: &Slip, scope: &Scope<'_>) -> Vec<Vec<Span>> {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    let who = slip
        .patient()
        .map(|patient| speaker.patient(patient))
        .unwrap_or_default();
    let due = slip
        .content()
        .map(|content| scope.moment(content.due))
        .unwrap_or_default();
    let places = [("due", Value::from(due.as_str()))];
    let orderer = slip.written().and_then(|written| written.orderer.as_ref());
    let orderer = orderer.map(|orderer| format!("  {orderer}")).unwrap_or_default();
    let ward = slip.origin().map(|origin| speaker.post(origin)).unwrap_or_default();
    let mut lines = vec![
        vec![
            Span::new(speaker.slip_kind(slip), Role::Accent),
            Span::plain(format!("  {}", slip.number)),
            Span::dim(format!(
                "  {}  {}",
                speaker.urgency(slip),
                scope.words.fill("slips-by", &places)
            )),
        ],
        vec![Span::plain(who), Span::dim(format!("  {ward}{orderer}"))],
    ];
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
        alarms.push((Shape::Stop, scope.words.say("slips-revision-due"), Role::Alarm));
    }
    if let Some((said, why)) = slip.cancelled.last() {
        let text = format!("{}: {why}  {}", scope.words.say("slips-cancelled"), said.by);
        alarms.push((Shape::Stop, text, Role::Alarm));
    }
    // Only for whoever still gives something.
    if slip.outcome().is_none() && !slip.is_cancelled() {
        let mut warnings = present_warnings(scope.hospital, slip);
        if let Some(patient) = slip.patient() {
            warnings = super::with_look_alikes(warnings, patient, scope);
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
        if let Some(moved) = super::moved(slip, scope) {
            alarms.push((Shape::Late, moved, Role::Warn));
        }
    }
    let alarms = alarms.into_iter().map(|(shape, text, role)| {
        vec![
            Span::new(format!("{} ", scope.look.sign(shape)), role),
            Span::new(text, role),
        ]
    });
    lines.extend(alarms);
    lines
}

/// Draws the head; returns the row below.
pub(super) fn draw_head(canvas: &mut Canvas<'_>, area: Rect, slip: &Slip, scope: &Scope<'_>) -> u16 {
    let mut y = area.y;
    for spans in head(slip, scope) {
        if y < area.bottom() {
            canvas.put_spans(area.x, y, area.width, &spans);
            y += 1;
        }
    }
    y
}

impl Screen for SlipScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        if self.strip.is_some() {
            return Situation {
                contexts: vec![KeyContext::Typing, KeyContext::Form],
                holds: std::collections::BTreeSet::new(),
                typing: Typing::Text,
            };
        }
        Situation {
            contexts: vec![KeyContext::Slips, KeyContext::Lists],
            holds: self.target(scope).conditions(scope),
            typing: Typing::Keys,
        }
    }

    fn takes_scan(&self) -> bool {
        self.strip.as_ref().is_some_and(Strip::takes_scan)
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let around = self.around(scope);
        if let (Some(strip), Some(edit)) = (&mut self.strip, edit_of(&happening)) {
            return strip.apply(&edit, &around, scope);
        }
        match happening {
            Happening::Action(action) if self.strip.is_some() => return self.press(action, scope),
            Happening::Decided(outcome) if self.strip.is_some() => {
                let decided = self.strip.as_mut().map(|strip| strip.decided(outcome, &around, scope));
                let (intents, closes) = decided.unwrap_or_default();
                if closes {
                    self.strip = None;
                }
                return intents;
            }
            Happening::Action(action) if strip::takes(action) => {
                self.strip = Some(Strip::for_one(action, &around, scope));
            }
            Happening::Action(Action::WriteSlip) => {
                let patient = self.slip(scope).and_then(|slip| slip.patient());
                return vec![Intent::Open(Route::SlipKinds(patient))];
            }
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Action(action @ (Action::Up | Action::Down | Action::First | Action::Last)) => {
                match action {
                    Action::Up => self.selection.step(&self.names, -1),
                    Action::Down => self.selection.step(&self.names, 1),
                    Action::First => self.selection.go(&self.names, 0),
                    _ => self.selection.go(&self.names, usize::MAX),
                }
                self.scroll_to_selected(scope);
            }
            Happening::Action(Action::PageDown) => {
                let (all, room) = self.slip(scope).map_or((0, 0), |slip| self.sizes(slip, scope));
                self.top = (self.top + PAGE).min(all.saturating_sub(room));
            }
            Happening::Action(Action::PageUp) => self.top = self.top.saturating_sub(PAGE),
            // It has just been opened, or is asked for once more.
            Happening::Begins | Happening::Action(Action::Open) if self.slip(scope).is_none() => return self.ask(),
            Happening::Action(action) => return deed::intents(action, &self.target(scope), scope),
            Happening::Answered(answer) => match *answer {
                Ok(Answer::Slips(SlipAnswer::Slip(view))) => self.kept = Some(view.slip),
                Ok(_) => {}
                Err(refusal) => {
                    let text = scope.refused(&refusal.into());
                    self.unknown = Some(text.clone());
                    return vec![Intent::Say(Notice::new(Tone::Warn, text))];
                }
            },
            Happening::Decided(Err(refused)) => {
                return vec![Intent::Say(Notice::new(Tone::Warn, scope.refused(&refused)))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        self.names = self
            .slip(scope)
            .map(|slip| {
                let slip = Arc::clone(slip);
                slip.copies
                    .iter()
                    .map(|copy| CopyName {
                        slip: slip.number,
                        copy: Some(copy.number),
                    })
                    .collect()
            })
            .unwrap_or_default();
        self.selection.settle(&self.names);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look);
        let Some(slip) = self.slip(scope) else {
            let text = self
                .unknown
                .clone()
                .unwrap_or_else(|| scope.words.say("slips-in-the-store"));
            crate::screens::empty::draw(&mut canvas, area, &text);
            return None;
        };
        let area = Rect::new(area.x + 1, area.y, area.width.saturating_sub(2), area.height);
        let y = draw_head(&mut canvas, area, slip, scope);
        let rows = self.body(slip, scope);
        let room = usize::from(area.bottom().saturating_sub(y));
        let top = self.top.min(rows.len().saturating_sub(room));
        for (y, row) in (y..area.bottom()).zip(rows.iter().skip(top)) {
            let place = Rect::new(area.x, y, area.width, 1);
            match row.spans.first() {
                Some(title) if row.is_title => Rule::titled(title.text.clone()).draw(&mut canvas, place),
                _ => {
                    canvas.put_spans(area.x, y, area.width.saturating_sub(1), &row.spans);
                }
            }
        }
        Scrollbar {
            top,
            shown: room,
            all: rows.len(),
        }
        .draw(
            &mut canvas,
            Rect::new(area.x, y, area.width + 1, area.bottom().saturating_sub(y)),
        );
        if let Some(strip) = &self.strip {
            let row = Rect::new(area.x, area.bottom().saturating_sub(1), area.width, 1);
            super::draw_strip(&mut canvas, row, strip, scope);
        }
        canvas.cursor()
    }

    fn papers(&self, scope: &Scope<'_>) -> Option<crate::app::Selection> {
        Some(self.target(scope).selection(scope))
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        format!("{} {}", scope.words.say("action-slips"), self.number)
    }
}
