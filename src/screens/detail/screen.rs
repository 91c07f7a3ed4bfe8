//! One person on the whole screen. Opening it is asked for, so that it is in the audit trail; a restricted patient of
//! another ward opens for a reason, which is typed here first.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::sentences::Speaker;
use crate::app::{Action, Happening, Intent, KeyContext, Route, Scope, Screen, Selection, Situation};
use crate::domain::ask::Answer;
use crate::domain::command::Question;
use crate::domain::identity::{PatientId, PatientRef};
use crate::domain::refusal::Refusal;
use crate::domain::text::{REMARK, Text};
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::screens::finder;
use crate::theme::Role;
use crate::widgets::{Accepts, Canvas, Rule, Span, TextEdit, TextField};

use super::{About, draw, lines, person};

pub struct PersonScreen {
    patient: PatientId,
    top: usize,
    seen: Seen,
}

/// Whether the person may be looked at.
enum Seen {
    /// Asked for; whoever is not restricted is shown already.
    Asked,
    Open,
    /// A reason is wanted.
    Why(TextEdit),
    /// Why not.
    Refused(Box<Refusal>),
}

impl PersonScreen {
    pub fn new(patient: PatientId) -> Self {
        Self {
            patient,
            top: 0,
            seen: Seen::Asked,
        }
    }

    fn selection(&self, scope: &Scope<'_>) -> Selection {
        Selection::of_patient(scope.hospital, self.patient)
    }

    /// Wide terminals keep the lines short enough to be read.
    fn width(scope: &Scope<'_>) -> u16 {
        scope.area.0.saturating_sub(4).min(96)
    }

    fn height(scope: &Scope<'_>) -> usize {
        usize::from(scope.area.1.saturating_sub(1))
    }

    fn is_shown(&self, scope: &Scope<'_>) -> bool {
        match self.seen {
            Seen::Open => true,
            Seen::Asked => !scope.asks_why(self.patient),
            Seen::Why(_) | Seen::Refused(_) => false,
        }
    }

    fn lines(&self, scope: &Scope<'_>) -> Vec<Vec<Span>> {
        if self.is_shown(scope) {
            return person::opened(scope, self.patient, Self::width(scope));
        }
        let mut lines = lines(scope, &About::Person(self.patient), Self::width(scope));
        if let Seen::Refused(refusal) = &self.seen {
            let text = Speaker::new(scope.words, scope.hospital).refusal(refusal);
            let measure = scope.look.measure();
            for line in measure.wrap(&text, usize::from(Self::width(scope))) {
                lines.push(vec![Span::new(line, Role::Warn)]);
            }
        }
        lines
    }

    /// Enter behind a reason: asks again, with it.
    fn give(&self) -> Vec<Intent> {
        let Seen::Why(edit) = &self.seen else {
            return Vec::new();
        };
        let Ok(reason) = Text::parse(edit.text(), REMARK) else {
            return Vec::new();
        };
        let patient = PatientRef::Record(self.patient);
        vec![Intent::Ask(Box::new(Question::PersonFor { patient, reason }))]
    }

    fn answered(&mut self, answer: Result<Answer, Refusal>) {
        self.seen = match answer {
            Ok(_) => Seen::Open,
            Err(refusal) if refusal.code() == "reason-needed" => Seen::Why(TextEdit::new(Accepts::Text)),
            Err(refusal) => Seen::Refused(Box::new(refusal)),
        };
        self.top = 0;
    }
}

impl Screen for PersonScreen {
    fn situation(&self, scope: &Scope<'_>) -> Situation {
        if matches!(self.seen, Seen::Why(_)) {
            return finder::situation();
        }
        let mut holds = self.selection(scope).conditions(scope.hospital);
        if !self.is_shown(scope) {
            holds.clear();
        }
        Situation {
            contexts: vec![KeyContext::Movements, KeyContext::Lists],
            holds,
            typing: Typing::Keys,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let page = Self::height(scope).saturating_sub(1).max(1);
        if let Seen::Why(edit) = &mut self.seen
            && let Some(change) = edit_of(&happening)
        {
            edit.apply(&change);
            return Vec::new();
        }
        match happening {
            Happening::Begins => {
                let patient = PatientRef::Record(self.patient);
                return vec![Intent::Ask(Box::new(Question::Person { patient }))];
            }
            Happening::Answered(answer) => self.answered(*answer),
            Happening::Action(Action::Open) if matches!(self.seen, Seen::Why(_)) => return self.give(),
            Happening::Action(Action::Back | Action::Open) => return vec![Intent::Back],
            Happening::Action(Action::Up) => self.top = self.top.saturating_sub(1),
            Happening::Action(Action::Down) => self.top += 1,
            Happening::Action(Action::PageUp) => self.top = self.top.saturating_sub(page),
            Happening::Action(Action::PageDown) => self.top += page,
            Happening::Action(Action::First) => self.top = 0,
            Happening::Action(Action::Last) => self.top = usize::MAX,
            Happening::Action(action) if action.is_movement() => {
                return vec![Intent::Open(Route::Form(action, self.selection(scope)))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let all = self.lines(scope).len();
        self.top = self.top.min(all.saturating_sub(Self::height(scope)));
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let stay = scope.hospital.open_stay(self.patient);
        let bed = stay.and_then(|stay| stay.place()).and_then(|place| place.answers());
        let title = bed.map(|bed| bed.shown().to_owned()).unwrap_or_default();
        Rule::titled(scope.words.say("detail-title"))
            .with_right(vec![Span::plain(title)])
            .draw(&mut canvas, Rect { height: 1, ..area });
        let body = Rect::new(
            area.x + 2,
            area.y + 1,
            area.width.saturating_sub(3).min(Self::width(scope) + 1),
            area.height.saturating_sub(1),
        );
        let lines = self.lines(scope);
        draw(&mut canvas, body, &lines, self.top);
        if let Seen::Why(edit) = &self.seen {
            let y = body.y + u16::try_from(lines.len()).unwrap_or_default() + 1;
            canvas.put(body.x, y, body.width, &scope.words.say("detail-why"), Role::Text);
            let field = Rect::new(body.x, y + 1, body.width.min(60), 1);
            TextField::new(edit.clone()).draw(&mut canvas, field, true);
            canvas.put(
                body.x,
                y + 3,
                body.width,
                &scope.words.say("detail-why-kept"),
                Role::Dim,
            );
        }
        canvas.cursor()
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.patient(self.patient)
    }
}
