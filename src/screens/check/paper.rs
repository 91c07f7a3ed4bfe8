//! The boxes of slips, entered afterwards: a number and Enter for each, an exception only where one happened, all saved in
//! one step. Kept as on paper, not blind. Nobody is checked here: this says what the paper says.
//! Long because what is typed, what is kept of it and what comes back after an interruption are one batch.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{
    Action, Answer, Confirmation, Draft, Happening, Intent, KeyContext, Notice, Route, Scope, Screen, Selection,
    Situation, Step, Tone,
};
use crate::domain::checks::{
    Made, Purpose,
    command::{CheckCommand, InHand, PaperLine},
    fact::PaperException,
};
use crate::domain::command::Command;
use crate::domain::identity::{Birth, PatientId};
use crate::domain::refusal::Refusal;
use crate::i18n::Value;
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Canvas, Edit, TextEdit, TextField};

use super::purpose::{in_hand, name};

/// What a line is about.
enum What {
    Known(InHand, PatientId),
    /// A number that was known when it was typed, before an interruption, and is not now: its line stays, and cannot be saved.
    Unknown(String),
}

/// One slip that was typed.
struct Slip {
    what: What,
    exception: Option<PaperException>,
    /// Why it cannot be entered like this.
    error: Option<String>,
}

pub struct PaperScreen {
    /// Which of the purposes on paper; it stays for the whole batch.
    purpose: usize,
    /// Its word, as it was last looked at.
    code: String,
    edit: TextEdit,
    slips: Vec<Slip>,
    /// The line that an exception goes to.
    selected: usize,
    error: Option<String>,
    waits: bool,
}

impl Default for PaperScreen {
    fn default() -> Self {
        Self {
            purpose: 0,
            code: String::new(),
            edit: TextEdit::new(Accepts::Code),
            slips: Vec::new(),
            selected: 0,
            error: None,
            waits: false,
        }
    }
}

/// The fields of a draft: what is typed, and the purpose; a slip each stands behind them.
const TYPED: &str = "typed";
const PURPOSE: &str = "purpose";
const SLIP: &str = "slip";

impl PaperScreen {
    /// A batch that was interrupted, as it was. What cannot be entered any more says so in its line.
    pub fn resume(draft: &Draft, scope: &Scope<'_>) -> Self {
        let mut screen = Self::default();
        let of = |field: &'static str| draft.answers.iter().filter(move |answer| answer.field == field);
        let code = of(PURPOSE)
            .next()
            .map(|answer| answer.text.as_str())
            .unwrap_or_default();
        let purposes = Self::purposes(scope);
        screen.purpose = purposes
            .iter()
            .position(|purpose| purpose.code.as_str() == code)
            .unwrap_or_default();
        for answer in of(SLIP) {
            let mut slip = Slip {
                what: what(&answer.text, scope).unwrap_or_else(|| What::Unknown(answer.text.clone())),
                exception: answer.chosen.as_deref().and_then(PaperException::from_word),
                error: None,
            };
            slip.error = match purposes.get(screen.purpose) {
                Some(purpose) => Self::fault(&slip, purpose, scope),
                None => Some(scope.words.say("refusal-no-check-policy")),
            };
            screen.slips.push(slip);
        }
        screen.selected = screen.slips.len().saturating_sub(1);
        for answer in of(TYPED) {
            screen.edit.apply(&Edit::Insert(answer.text.clone()));
        }
        screen
    }

    /// Those whose check is made on paper; the others as well, for exceptions.
    fn purposes<'s>(scope: &'s Scope<'_>) -> Vec<&'s Purpose> {
        let policy = scope.hospital.check_policy().map(|adopted| adopted.policy.as_ref());
        let all = policy
            .into_iter()
            .flat_map(|policy| policy.made(Made::Paper).chain(policy.made(Made::Laptop)));
        all.collect()
    }

    fn line(slip: &Slip, purpose: &Purpose) -> Option<PaperLine> {
        let What::Known(in_hand, _) = &slip.what else {
            return None;
        };
        Some(PaperLine {
            in_hand: in_hand.clone(),
            purpose: purpose.code.clone(),
            at: None,
            exception: slip.exception,
            remark: None,
        })
    }

    /// Why this line would be refused, in words.
    fn fault(slip: &Slip, purpose: &Purpose, scope: &Scope<'_>) -> Option<String> {
        let Some(line) = Self::line(slip, purpose) else {
            return Some(unknown(&number(slip), scope));
        };
        let lines = vec![line];
        let request = Command::Check(CheckCommand::Paper { lines }).into();
        let refusal: Refusal = scope.preview(&request)?;
        Some(scope.refused(&refusal.into()))
    }

    /// Another slip: its number, or that of the patient where the slip is not registered.
    fn enter(&mut self, scope: &Scope<'_>) {
        let typed = self.edit.text().trim().to_owned();
        if typed.is_empty() {
            return;
        }
        // Whatever comes of it, the next number begins in an empty field.
        self.edit.apply(&Edit::Clear);
        self.take(&typed, scope);
    }

    fn take(&mut self, typed: &str, scope: &Scope<'_>) {
        let purposes = Self::purposes(scope);
        let Some(purpose) = purposes.get(self.purpose) else {
            self.error = Some(scope.words.say("refusal-no-check-policy"));
            return;
        };
        let Some(what) = what(typed, scope) else {
            self.error = Some(unknown(typed, scope));
            return;
        };
        let is_same = |slip: &Slip| match (&slip.what, &what) {
            (What::Known(known @ InHand::Slip(_), _), What::Known(typed, _)) => known == typed,
            _ => false,
        };
        if self.slips.iter().any(is_same) {
            self.error = Some(scope.words.fill("check-paper-twice", &[("typed", typed.into())]));
            return;
        }
        let mut slip = Slip {
            what,
            exception: None,
            error: None,
        };
        slip.error = Self::fault(&slip, purpose, scope);
        self.slips.push(slip);
        self.selected = self.slips.len() - 1;
        self.error = None;
    }

    /// The next exception for the selected line; behind the last one there is none again.
    fn except(&mut self, scope: &Scope<'_>) {
        let purposes = Self::purposes(scope);
        let (Some(slip), Some(purpose)) = (self.slips.get_mut(self.selected), purposes.get(self.purpose)) else {
            return;
        };
        let next = match slip.exception {
            None => Some(0),
            Some(now) => PaperException::ALL
                .iter()
                .position(|one| *one == now)
                .map(|place| place + 1),
        };
        self.error = None;
        slip.exception = next.and_then(|place| PaperException::ALL.get(place).copied());
        slip.error = Self::fault(slip, purpose, scope);
    }

    fn turn(&mut self, scope: &Scope<'_>) {
        let purposes = Self::purposes(scope);
        self.purpose = (self.purpose + 1) % purposes.len().max(1);
        if let Some(purpose) = purposes.get(self.purpose) {
            for slip in &mut self.slips {
                slip.error = Self::fault(slip, purpose, scope);
            }
        }
    }

    fn save(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        self.error = None;
        self.enter(scope);
        let purposes = Self::purposes(scope);
        let Some(purpose) = purposes.get(self.purpose).filter(|_| self.error.is_none()) else {
            return Vec::new();
        };
        if let Some(place) = self.slips.iter().position(|slip| slip.error.is_some()) {
            self.selected = place;
            self.error = self.slips.get(place).and_then(|slip| slip.error.clone());
            return Vec::new();
        }
        if self.slips.is_empty() {
            self.error = Some(scope.words.say("refusal-empty-batch"));
            return Vec::new();
        }
        let lines = self.slips.iter().filter_map(|slip| Self::line(slip, purpose)).collect();
        self.waits = true;
        vec![Intent::decide(Command::Check(CheckCommand::Paper { lines }))]
    }

    /// Nobody loses twenty slips by a key.
    fn ask_to_leave(&self, scope: &Scope<'_>) -> Intent {
        let places = [("count", self.slips.len().into())];
        Intent::Open(Route::Confirm(Box::new(Confirmation {
            title: scope.words.say("action-check-paper"),
            question: scope.words.fill("check-paper-unsaved", &places),
            safe: scope.words.say("check-paper-go-on"),
            go: scope.words.say("forget-go"),
            then: vec![Intent::Forget],
        })))
    }

    /// What this is for, with the keys of it.
    fn how(&self, scope: &Scope<'_>) -> String {
        let situation = self.situation(scope);
        let key = |action: Action| Value::from(scope.shown_key(&situation, action));
        let places = [
            ("next", key(Action::GoOn)),
            ("except", key(Action::Except)),
            ("purpose", key(Action::TurnPurpose)),
            ("save", key(Action::Save)),
        ];
        scope.words.fill("check-paper-how", &places)
    }

    fn step(&mut self, steps: isize) {
        let last = self.slips.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(steps).min(last);
    }
}

/// As it was typed, whole.
fn number(slip: &Slip) -> String {
    match &slip.what {
        What::Known(InHand::Slip(slip), _) => slip.to_string(),
        What::Known(InHand::Patient(patient), _) => patient.to_string(),
        What::Unknown(typed) => typed.clone(),
    }
}

/// The slip, or the patient, behind a number; nothing where it is nobody's here.
fn what(typed: &str, scope: &Scope<'_>) -> Option<What> {
    let found = in_hand(typed, scope)?;
    let patient = match &found {
        InHand::Slip(slip) => scope.hospital.patient_of_slip(slip.slip)?,
        InHand::Patient(patient) => scope.hospital.find_patient(patient)?.id,
    };
    Some(What::Known(found, patient))
}

fn unknown(typed: &str, scope: &Scope<'_>) -> String {
    scope.words.fill("check-paper-unknown", &[("typed", typed.into())])
}

impl Screen for PaperScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        Situation {
            contexts: vec![KeyContext::CheckPaper, KeyContext::Typing, KeyContext::Form],
            holds: BTreeSet::new(),
            typing: Typing::Text,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        match happening {
            Happening::Decided(Ok(_)) => {
                let places = [("count", self.slips.len().into())];
                let text = scope.words.fill("done-check-paper", &places);
                *self = Self {
                    purpose: self.purpose,
                    ..Self::default()
                };
                return vec![Intent::Say(Notice::new(Tone::Saved, text))];
            }
            Happening::Decided(Err(refused)) => {
                self.waits = false;
                self.error = Some(scope.refused(&refused));
            }
            _ if self.waits => {}
            Happening::Action(Action::Back) if !self.slips.is_empty() => return vec![self.ask_to_leave(scope)],
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Action(Action::GoOn) => self.enter(scope),
            // What a scanner typed ends with this.
            Happening::Action(Action::NextField) if !self.edit.is_empty() => self.enter(scope),
            Happening::Action(Action::Save) => return self.save(scope),
            Happening::Action(Action::Up | Action::PreviousField) => self.step(-1),
            Happening::Action(Action::Down | Action::NextField) => self.step(1),
            Happening::Action(Action::Except) => self.except(scope),
            Happening::Action(Action::TurnPurpose) => self.turn(scope),
            Happening::Action(Action::TakeOut) if self.selected < self.slips.len() => {
                self.slips.remove(self.selected);
                self.step(0);
            }
            other => {
                if let Some(edit) = edit_of(&other) {
                    self.edit.apply(&edit);
                    self.error = None;
                }
            }
        }
        Vec::new()
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        let purposes = Self::purposes(scope);
        self.code = purposes
            .get(self.purpose)
            .map(|purpose| purpose.code.to_string())
            .unwrap_or_default();
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let (x, width) = (area.x + 2, area.width.saturating_sub(4));
        let label = 16.min(width);
        let room = width.saturating_sub(label);
        let mut area = area;
        for line in canvas.measure().wrap(&self.how(scope), usize::from(width)) {
            canvas.put(x, area.y, width, &line, Role::Dim);
            area.y += 1;
            area.height = area.height.saturating_sub(1);
        }
        area.y += 1;
        area.height = area.height.saturating_sub(1);
        let purposes = Self::purposes(scope);
        let purpose = purposes
            .get(self.purpose)
            .map(|purpose| name(purpose, scope))
            .unwrap_or_default();
        canvas.put(x, area.y, label, &scope.words.say("check-step-purpose"), Role::Dim);
        canvas.put_short(x + label, area.y, room, &purpose, Role::Accent);
        canvas.put(x, area.y + 1, label, &scope.words.say("check-paper-number"), Role::Text);
        TextField::new(self.edit.clone()).draw(&mut canvas, Rect::new(x + label, area.y + 1, room.min(30), 1), true);
        // What is refused is not among those that will be saved.
        let good = self.slips.iter().filter(|slip| slip.error.is_none()).count();
        let count = scope.words.fill("check-paper-count", &[("count", good.into())]);
        canvas.put_short(x + label + 32, area.y + 1, room.saturating_sub(32), &count, Role::Dim);
        let height = usize::from(area.height.saturating_sub(6));
        let top = (self.selected + 1).saturating_sub(height);
        for (y, (place, slip)) in (area.y + 3..).zip(self.slips.iter().enumerate().skip(top).take(height)) {
            let is_selected = place == self.selected;
            let role = |role: Role| if is_selected { Role::Selection } else { role };
            if is_selected {
                canvas.paint(Rect::new(x, y, width, 1), Role::Selection);
            }
            let (shape, of_line) = match (&slip.error, slip.exception) {
                (Some(_), _) => (Shape::Stop, Role::Alarm),
                (None, Some(_)) => (Shape::Late, Role::Warn),
                (None, None) => (Shape::Saved, Role::Dim),
            };
            canvas.sign(x, y, shape, role(of_line));
            canvas.put_short(x + 2, y, 18, &number(slip), role(Role::Text));
            let exception = slip
                .exception
                .map(|one| scope.words.say(one.term()))
                .unwrap_or_default();
            let columns = u16::try_from(canvas.measure().columns(&exception)).unwrap_or(0);
            let right = width.saturating_sub(columns + 1);
            let whose = match &slip.what {
                What::Known(_, patient) => in_short(*patient, scope),
                What::Unknown(_) => String::new(),
            };
            canvas.put_short(x + 21, y, right.saturating_sub(22), &whose, role(Role::Text));
            canvas.put(x + right, y, columns, &exception, role(Role::Warn));
        }
        let selected = self.slips.get(self.selected).and_then(|slip| slip.error.clone());
        if let Some(error) = self.error.clone().or(selected) {
            let y = area.bottom().saturating_sub(2);
            canvas.sign(x, y, Shape::Stop, Role::Warn);
            let lines = canvas.measure().wrap(&error, usize::from(width.saturating_sub(2)));
            for (row, line) in (y..area.bottom()).zip(&lines) {
                canvas.put(x + 2, row, width.saturating_sub(2), line, Role::Warn);
            }
        }
        canvas.cursor()
    }

    fn takes_scan(&self) -> bool {
        true
    }

    fn is_unsaved(&self) -> bool {
        !self.slips.is_empty()
    }

    /// Slip by slip, so that a crash costs nobody twenty slips.
    fn draft(&self) -> Option<Draft> {
        if self.slips.is_empty() && self.edit.is_empty() {
            return None;
        }
        let answer = |field: &str, text: String| Answer {
            field: field.to_owned(),
            text,
            ..Answer::default()
        };
        let slips = self.slips.iter().map(|slip| Answer {
            chosen: slip.exception.map(|one| one.word().to_owned()),
            ..answer(SLIP, number(slip))
        });
        let mut answers = vec![
            answer(TYPED, self.edit.text().to_owned()),
            answer(PURPOSE, self.code.clone()),
        ];
        answers.extend(slips);
        Some(Draft {
            form: Action::CheckPaper,
            selection: Selection::default(),
            answers,
            focus: TYPED.to_owned(),
            step: if self.waits { Step::HandedIn } else { Step::Typing },
        })
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-check-paper")
    }
}

/// Name, date of birth and bed: the reading is not needed beside the paper, and the line is short.
fn in_short(id: PatientId, scope: &Scope<'_>) -> String {
    let birth = scope.hospital.patient(id).and_then(|patient| patient.birth.get());
    let birth = birth.map(|birth| match birth {
        Birth::On(day) => day.to_string(),
        Birth::AboutYear(_) => scope.age(*birth),
    });
    let stay = scope.hospital.open_stay(id);
    let bed = stay.and_then(|stay| stay.place()?.answers().map(|bed| bed.shown().to_owned()));
    let parts = [Some(scope.patient(id)), birth, bed];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}
