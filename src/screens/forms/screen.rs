//! The paper that every sheet lies on.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::door::{Outcome, Refused};
use crate::app::{
    Action, Confirmation, Happening, Intent, KeyContext, Notice, Route, Scope, Screen, Selection, Situation, Tone,
};
use crate::domain::census::Place;
use crate::domain::command::Request;
use crate::domain::refusal::Refusal;
use crate::i18n::Value;
use crate::input::{Key, Named, Sequence, Typing};
use crate::screens::detail::{self, About};
use crate::screens::fields::edit_of;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Face, Form, FormField, ListAndDetail, Moved, Rule, Span};

use super::hint::hint;
use super::reader::{Reader, Wrong, fields_of};
use super::room::same_room;
use super::sheet::Sheet;

/// So many fields are work that nobody wants to type twice.
const LONG: usize = 6;

/// Whether the keyboard is in the form, or the writer has the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    Typing,
    Saving,
}

/// Something that is wrong with the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
struct General {
    text: String,
    /// Whether it is said at once. That nothing was changed yet is no news before somebody saves.
    said: Said,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    AtOnce,
    WhenSaving,
}

pub struct FormScreen {
    action: Action,
    selection: Selection,
    sheet: Box<dyn Sheet>,
    form: Form,
    /// What stood in the fields at the beginning.
    initial: Vec<String>,
    progress: Progress,
    /// What is wrong with which field, as of now.
    wrongs: Vec<Wrong>,
    /// What is wrong and belongs to no field.
    general: Option<General>,
    /// What the writer said; it stands until something is changed.
    refused: Option<(Option<&'static str>, Refused)>,
    /// Whether somebody wanted to save since the last change.
    tried: bool,
}

impl FormScreen {
    pub fn new(action: Action, selection: Selection, mut sheet: Box<dyn Sheet>, scope: &Scope<'_>) -> Self {
        let mut form = sheet.form(scope);
        sheet.settle(&mut form, scope);
        let mut screen = Self {
            action,
            selection,
            sheet,
            initial: Vec::new(),
            form,
            progress: Progress::Typing,
            wrongs: Vec::new(),
            general: None,
            refused: None,
            tried: false,
        };
        screen.initial = screen.values();
        screen.judge(scope);
        screen
    }

    fn values(&self) -> Vec<String> {
        let fields = self.form.fields().iter();
        fields.map(|field| field.value().to_owned()).collect()
    }

    /// The request as it would be made now.
    fn request(&self, scope: &Scope<'_>) -> (Option<Request>, Vec<Wrong>) {
        let mut reader = Reader::new(&self.form, scope);
        let request = self.sheet.request(&mut reader).filter(|_| reader.is_right());
        (request, reader.wrongs())
    }

    /// Says what is wrong: what cannot be read, and what the hospital would refuse.
    fn judge(&mut self, scope: &Scope<'_>) {
        let (request, mut wrongs) = self.request(scope);
        self.general = None;
        if let Some(refusal) = request.and_then(|request| scope.preview(&request)) {
            let text = self.worded(&Refused::Refusal(refusal.clone()), scope);
            match self.field_of(fields_of(&refusal)) {
                Some(field) => wrongs.push(Wrong { field, text }),
                None => {
                    let said = match refusal {
                        Refusal::NothingToChange => Said::WhenSaving,
                        _ => Said::AtOnce,
                    };
                    self.general = Some(General { text, said });
                }
            }
        }
        self.wrongs = wrongs;
    }

    fn field_of(&self, likely: &[&'static str]) -> Option<&'static str> {
        let asked = |id: &&&'static str| self.form.asked().any(|field| field.id == **id);
        likely.iter().find(asked).copied()
    }

    /// The words of a refusal; some forms know a nearer way on.
    fn worded(&self, refused: &Refused, scope: &Scope<'_>) -> String {
        if let Refused::Refusal(refusal) = refused {
            let key = format!("form-refusal-{}-{}", self.action.name(), refusal.code());
            let patient = refusal.see().first().map(|id| scope.patient(*id)).unwrap_or_default();
            if let Some(text) = scope.words.find(&key, &[("patient", patient.into())]) {
                return text;
            }
        }
        scope.refused(refused)
    }

    /// Saves, or says what is still wrong, or asks first.
    fn save(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        self.form.reach_all();
        self.refused = None;
        self.tried = true;
        self.sheet.settle(&mut self.form, scope);
        self.judge(scope);
        if let Some(wrong) = self.wrongs.first() {
            self.form.focus(wrong.field);
            return vec![say(scope, "form-not-yet", Tone::Warn)];
        }
        if self.general.is_some() {
            return vec![say(scope, "form-not-possible", Tone::Warn)];
        }
        if let Some(danger) = self.sheet.danger(&self.form, scope) {
            let confirmation = Confirmation {
                title: self.title(scope),
                question: danger.question,
                safe: scope.words.say("answer-safe"),
                go: danger.go,
                then: vec![Intent::Agree],
            };
            return vec![Intent::Open(Route::Confirm(Box::new(confirmation)))];
        }
        self.submit(scope)
    }

    fn submit(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let (Some(request), _) = self.request(scope) else {
            return Vec::new();
        };
        self.progress = Progress::Saving;
        vec![Intent::decide(request)]
    }

    fn decided(&mut self, outcome: Outcome, scope: &Scope<'_>) -> Vec<Intent> {
        self.progress = Progress::Typing;
        match outcome {
            Ok(receipt) => match self.sheet.then(&receipt, &mut self.form, scope) {
                Some(request) => {
                    self.progress = Progress::Saving;
                    vec![Intent::decide(request)]
                }
                None => vec![Intent::Back],
            },
            Err(refused) => {
                let field = match &refused {
                    Refused::Refusal(refusal) => self.field_of(fields_of(refusal)),
                    Refused::NotSaved(_) => None,
                };
                self.form.reach_all();
                if let Some(field) = field {
                    self.form.focus(field);
                }
                self.refused = Some((field, refused));
                vec![say(scope, "form-not-saved", Tone::Alarm)]
            }
        }
    }

    fn act(&mut self, action: Action, scope: &Scope<'_>) -> Vec<Intent> {
        match action {
            Action::Back if self.form.forget_typed() => Vec::new(),
            Action::Back if self.is_unsaved() => vec![Intent::Open(Route::Confirm(Box::new(Confirmation {
                title: scope.words.say("forget-title"),
                question: scope.words.say("forget-question"),
                safe: scope.words.say("forget-safe"),
                go: scope.words.say("forget-go"),
                then: vec![Intent::Forget],
            })))],
            Action::Back => vec![Intent::Back],
            _ if self.progress == Progress::Saving => Vec::new(),
            Action::Save => self.save(scope),
            Action::GoOn if self.form.stays() => Vec::new(),
            Action::GoOn | Action::NextField => {
                let moved = self.form.go_on();
                if moved == Moved::PastEnd && action == Action::GoOn {
                    return self.save(scope);
                }
                self.left(scope)
            }
            Action::PreviousField => {
                self.form.previous();
                self.left(scope)
            }
            Action::Up => {
                self.form.step(-1);
                Vec::new()
            }
            Action::Down => {
                self.form.step(1);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// The keyboard has left a field: perhaps the store knows more.
    fn left(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        self.sheet.settle(&mut self.form, scope);
        let question = self.sheet.wonders(&self.form, scope);
        question
            .map(|question| Intent::Ask(Box::new(question)))
            .into_iter()
            .collect()
    }

    fn face(&self, field: &FormField, scope: &Scope<'_>) -> Face {
        let words = scope.words;
        let own = format!("form-{}-{}", self.action.name(), field.id);
        let label = words
            .find(&own, &[])
            .unwrap_or_else(|| words.say(&format!("form-{}", field.id)));
        let said = match &self.refused {
            Some((Some(id), refused)) if *id == field.id => Some(self.worded(refused, scope)),
            _ => None,
        };
        let wrong = self.wrongs.iter().find(|wrong| wrong.field == field.id);
        Face {
            label,
            error: said.or_else(|| wrong.map(|wrong| wrong.text.clone())),
            hint: hint(scope, field, self.form.focused() == Some(field)),
        }
    }

    /// What stands at the foot: why it was refused, or what Enter does now.
    fn foot(&self, scope: &Scope<'_>) -> (Option<Shape>, String, Role) {
        if let Some((None, refused)) = &self.refused {
            return (Some(Shape::Stop), self.worded(refused, scope), Role::Alarm);
        }
        if self.progress == Progress::Saving {
            return (None, scope.words.say("form-saving"), Role::Accent);
        }
        let general = self.general.as_ref();
        if let Some(general) = general.filter(|general| self.tried || general.said == Said::AtOnce) {
            return (Some(Shape::Late), general.text.clone(), Role::Warn);
        }
        if let Some(alike) = same_room(&self.form, scope) {
            return (Some(Shape::LookAlike), alike, Role::Warn);
        }
        let situation = self.situation(scope);
        // The same key that the line at the bottom shows.
        let key = |action: Action| {
            let keys = scope.keys.keys_of(&situation, action);
            let function = |keys: &&Sequence| matches!(keys.first().key, Key::F(_));
            let shown = keys.iter().find(function).or(keys.first());
            Value::from(shown.map(ToString::to_string).unwrap_or_default())
        };
        let places = [
            ("enter", key(Action::GoOn)),
            ("save", key(Action::Save)),
            ("next", key(Action::NextField)),
        ];
        let choosing = self.form.is_choosing();
        let text = match (self.form.is_at_end(), choosing) {
            (true, true) => scope.words.fill("form-foot-choose-save", &places),
            (true, false) => scope.words.fill("form-foot-save", &places),
            (false, true) => scope.words.fill("form-foot-choose-next", &places),
            (false, false) => scope.words.fill("form-foot-next", &places),
        };
        (None, text, Role::Dim)
    }

    /// Whom or what it is about: enough to see that it is the right one.
    fn head(&self, scope: &Scope<'_>, room: usize) -> Vec<Span> {
        let measure = scope.look.measure();
        if let Some(id) = self.sheet.patient() {
            let stay = scope.hospital.open_stay(id);
            let place = stay.and_then(|stay| stay.place());
            let mut line = Vec::new();
            if let Some(bed) = place.and_then(Place::answers) {
                line.push(Span::plain(format!("{bed}  ")));
            }
            line.push(Span::new(scope.patient(id), Role::Accent));
            if let Some(patient) = scope.hospital.patient(id) {
                let kana = patient.kana.get().map(|kana| format!("  {kana}"));
                let mut who = Vec::new();
                who.extend(patient.sex.get().map(|sex| scope.words.say(sex.term())));
                if let Some(birth) = patient.birth.get() {
                    who.push(scope.birth(*birth));
                    who.push(scope.age(*birth));
                }
                who.extend(patient.identifier().map(|id| format!("ID {id}")));
                let who = format!("  {}", who.join("  "));
                let columns: usize = line.iter().map(|span| measure.columns(&span.text)).sum();
                // The reading goes first when the room is short.
                let needs = columns + measure.columns(&who);
                if let Some(kana) = kana.filter(|kana| needs + measure.columns(kana) <= room) {
                    line.push(Span::plain(kana));
                }
                line.push(Span::plain(who));
            }
            if let Some(state) = place.and_then(|place| detail::place::state(scope, place)) {
                line.push(Span::new(format!("  {}", state.said(scope)), state.role));
            }
            return line;
        }
        if let Some(bed) = &self.selection.bed
            && self.sheet.is_about_bed()
        {
            return vec![Span::new(bed.to_string(), Role::Accent)];
        }
        vec![Span::new(self.title(scope), Role::Accent)]
    }
}

fn say(scope: &Scope<'_>, key: &str, tone: Tone) -> Intent {
    Intent::Say(Notice::new(tone, scope.words.say(key)))
}

impl Screen for FormScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::Typing, KeyContext::Form],
            holds: BTreeSet::new(),
            typing: Typing::Text,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if let Some(edit) = edit_of(&happening) {
            if self.progress == Progress::Typing {
                self.form.apply(&edit);
                self.refused = None;
                self.tried = false;
            }
            return Vec::new();
        }
        match happening {
            Happening::Action(action) => self.act(action, scope),
            Happening::Agreed => self.submit(scope),
            Happening::Decided(outcome) => self.decided(outcome, scope),
            Happening::Answered(answer) => {
                self.sheet.answered(&answer, &mut self.form, scope);
                Vec::new()
            }
            Happening::Text(_) | Happening::Scanned | Happening::Found(_) | Happening::NotOpened(_) => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        self.sheet.settle(&mut self.form, scope);
        // Fields that were asked for later begin as they are now.
        self.judge(scope);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look);
        let measure = canvas.measure();
        let required = scope.words.say("form-required");
        // The line at both ends, and the air around the title.
        let room = usize::from(area.width).saturating_sub(8);
        let left = self.head(scope, room);
        // Who it is goes before how fields are marked.
        let columns: usize = left.iter().map(|span| measure.columns(&span.text)).sum();
        let right = if columns + measure.columns(&required) + 4 <= room {
            vec![Span::dim(required)]
        } else {
            Vec::new()
        };
        Rule { left, right }.draw(&mut canvas, Rect { height: 1, ..area });
        let mut body = Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(1));
        if let Some(patient) = self.sheet.patient() {
            let parts = ListAndDetail::of(body);
            if let (Some(divider), Some(place)) = (parts.divider, parts.detail) {
                canvas.down(divider.x, divider.y, divider.height, Shape::Down, Role::Border);
                let place = Rect::new(place.x + 1, place.y, place.width.saturating_sub(1), place.height);
                let lines = detail::lines(scope, &About::Person(patient), place.width.saturating_sub(1));
                detail::draw(&mut canvas, place, &lines, 0);
                body = parts.list;
            }
        }
        // Long lines are hard to read, and fields need no more.
        let width = body.width.saturating_sub(4).min(110);
        let x = body.x + 2;
        let mut y = body.y;
        let means = scope.words.say(&format!("form-means-{}", self.action.name()));
        for line in measure.wrap(&means, usize::from(width)) {
            canvas.put(x, y, width, &line, Role::Dim);
            y += 1;
        }
        y += 1;
        let (shape, text, role) = self.foot(scope);
        let mark: u16 = if shape.is_some() { 2 } else { 0 };
        let lines = measure.wrap(&text, usize::from(width.saturating_sub(mark)));
        let rows = u16::try_from(lines.len()).unwrap_or(1);
        let foot = body.bottom().saturating_sub(rows + 1).max(y);
        for (y, line) in (foot..body.bottom()).zip(&lines) {
            if let (Some(shape), true) = (shape, y == foot) {
                canvas.sign(x, y, shape, role);
            }
            canvas.put(x + mark, y, width.saturating_sub(mark), line, role);
        }
        let fields = Rect::new(x - 2, y, width + 2, foot.saturating_sub(y));
        let face = |field: &FormField| self.face(field, scope);
        self.form.draw(&mut canvas, fields, &face);
        canvas.cursor()
    }

    fn is_unsaved(&self) -> bool {
        self.form.asked().count() >= LONG && self.values() != self.initial
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say(&format!("action-{}", self.action.name()))
    }
}
