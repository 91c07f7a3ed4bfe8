//! One slip with everything: what it says, what is to be looked at, where every sheet is, which steps are done, what was asked.
//! One that has left the hot state is asked of the store.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::sentences::Speaker;
use crate::app::{Action, Happening, Intent, KeyContext, Notice, Scope, Screen, Situation, Tone};
use crate::domain::ask::Answer;
use crate::domain::command::Question;
use crate::domain::slips::{
    Copy, CopyName, Slip, SlipNumber,
    ask::{SlipAnswer, SlipQuestion, present_warnings},
    term::Named,
};
use crate::i18n::Value;
use crate::input::Typing;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Rule, Selection, Span};

use super::deed::{self, Target};
use super::line;

pub struct SlipScreen {
    number: SlipNumber,
    /// As the store gave it.
    kept: Option<Arc<Slip>>,
    asked: bool,
    names: Vec<CopyName>,
    selection: Selection<CopyName>,
    top: u16,
}

impl SlipScreen {
    pub fn new(number: SlipNumber, scope: &Scope<'_>) -> Self {
        let mut screen = Self {
            number: SlipNumber::meant(number, scope.hospital),
            kept: None,
            asked: false,
            names: Vec::new(),
            selection: Selection::default(),
            top: 0,
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
        Target {
            name: name.or(Some(self.number.into())),
            post: copy
                .and_then(|copy: &Copy| copy.custody().post().cloned())
                .or_else(|| self.slip(scope)?.origin().cloned()),
        }
    }
}

/// Kind, number, patient, urgency, and every warning; returns the row below.
pub(super) fn draw_head(canvas: &mut Canvas<'_>, area: Rect, slip: &Slip, scope: &Scope<'_>) -> u16 {
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
    let lines = [
        vec![
            Span::new(speaker.slip_kind(slip), Role::Accent),
            Span::plain(format!("  {}", slip.number)),
            Span::dim(format!(
                "  {}  {}",
                speaker.urgency(slip),
                scope.words.fill("slips-by", &places)
            )),
        ],
        vec![Span::plain(who)],
    ];
    let mut y = area.y;
    for spans in &lines {
        if y < area.bottom() {
            canvas.put_spans(area.x, y, area.width, spans);
            y += 1;
        }
    }
    let mut warnings = present_warnings(scope.hospital, slip);
    if let Some(patient) = slip.patient() {
        warnings = super::with_look_alikes(warnings, patient, scope);
    }
    let mut alarms: Vec<(Shape, String, Role)> = warnings
        .iter()
        .map(|warning| (Shape::LookAlike, speaker.warning(warning), Role::Warn))
        .collect();
    if slip.is_cancelled() {
        alarms.insert(0, (Shape::Stop, scope.words.say("slips-cancelled"), Role::Alarm));
    }
    if let Some(query) = slip.open_query() {
        let places = [
            ("asked", Value::from(query.asked())),
            ("question", Value::from(query.raised.question.as_str())),
        ];
        alarms.insert(
            0,
            (Shape::Stop, scope.words.fill("slips-query-open", &places), Role::Alarm),
        );
    } else if slip.awaits_revision() {
        alarms.insert(0, (Shape::Stop, scope.words.say("slips-revision-due"), Role::Alarm));
    }
    for (shape, text, role) in alarms {
        if y < area.bottom() {
            canvas.sign(area.x, y, shape, role);
            canvas.put(area.x + 2, y, area.width.saturating_sub(2), &text, role);
            y += 1;
        }
    }
    y
}

impl Screen for SlipScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Slips, KeyContext::Lists],
            holds: self.target(scope).conditions(scope),
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        match happening {
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Action(Action::Up) => self.selection.step(&self.names, -1),
            Happening::Action(Action::Down) => self.selection.step(&self.names, 1),
            Happening::Action(Action::PageDown) => self.top = self.top.saturating_add(5),
            Happening::Action(Action::PageUp) => self.top = self.top.saturating_sub(5),
            // The first key of a slip that only the store has brings it.
            Happening::Action(Action::Open) if self.slip(scope).is_none() && !self.asked => {
                self.asked = true;
                let question = SlipQuestion::Slip(self.number.into());
                return vec![Intent::Ask(Box::new(Question::Slips(question)))];
            }
            Happening::Action(action) => return deed::intents(action, &self.target(scope), scope),
            Happening::Answered(answer) => match *answer {
                Ok(Answer::Slips(SlipAnswer::Slip(view))) => self.kept = Some(view.slip),
                Ok(_) => {}
                Err(refusal) => {
                    let text = scope.refused(&refusal.into());
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
            crate::screens::empty::draw(&mut canvas, area, &scope.words.say("slips-in-the-store"));
            return None;
        };
        let area = Rect::new(area.x + 1, area.y, area.width.saturating_sub(2), area.height);
        let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
        let mut y = draw_head(&mut canvas, area, slip, scope);
        if let Some(content) = slip.content() {
            for drug in &content.drugs {
                let parts = [&drug.amount, &drug.usage, &drug.duration];
                let rest: Vec<String> = parts.into_iter().flatten().map(ToString::to_string).collect();
                if y < area.bottom() {
                    let text = format!("{}  {}", drug.name, rest.join("  "));
                    canvas.put(area.x + 2, y, area.width.saturating_sub(2), &text, Role::Text);
                    y += 1;
                }
            }
        }
        if y < area.bottom() {
            Rule::titled(scope.words.say("slips-where")).draw(&mut canvas, Rect::new(area.x, y, area.width, 1));
            y += 1;
        }
        if y < area.bottom() {
            let rest = Rect::new(area.x, y, area.width, area.bottom() - y);
            y = line::draw(&mut canvas, rest, slip, self.selection.key().copied(), scope);
        }
        if y < area.bottom() {
            Rule::titled(scope.words.say("slips-steps")).draw(&mut canvas, Rect::new(area.x, y, area.width, 1));
            y += 1;
        }
        for step in slip.plan().iter().skip(usize::from(self.top)) {
            if y >= area.bottom() {
                break;
            }
            let title = speaker.named(&Named::Step(slip.number, step.code.clone()));
            let (shape, role, note) = match slip.done(step) {
                Some((said, done)) => {
                    let by = done
                        .by
                        .as_ref()
                        .map_or_else(|| said.by.to_string(), ToString::to_string);
                    (Shape::Good, Role::Good, format!("{by}  {}", scope.moment(said.at)))
                }
                None if slip.is_done(step) => (Shape::Good, Role::Good, String::new()),
                None => (Shape::EmptyBed, Role::Dim, speaker.post(&step.at)),
            };
            canvas.sign(area.x, y, shape, role);
            canvas.put_spans(
                area.x + 2,
                y,
                area.width.saturating_sub(2),
                &[Span::plain(title), Span::dim(format!("  {note}"))],
            );
            y += 1;
        }
        None
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        format!("{} {}", scope.words.say("action-slips"), self.number)
    }
}
