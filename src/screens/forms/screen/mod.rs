//! The paper that every sheet lies on. Long because keys, lists, questions and what is kept while it is typed are one screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::door::{Outcome, Receipt, Refused};
use crate::app::{
    Action, Confirmation, Draft, Happening, Intent, KeyCondition, KeyContext, Notice, Route, Scope, Screen, Selection,
    Situation, Tone,
};
use crate::domain::command::Request;
use crate::domain::refusal::Refusal;
use crate::input::{Named, Spot, Typing};
use crate::screens::fields::edit_of;
use crate::search::everyone::Double;
use crate::search::same::Particulars;
use crate::widgets::{Form, Moved};

use super::issuing::name_request;
use super::reader::{Reader, Wrong, fields_of};
use super::sheet::Sheet;

/// Fields in which somebody is named, perhaps by a number on paper.
const NUMBERED: [&str; 5] = ["who", "with", "id", "slip-number", "slip-who"];

/// So many fields are work that nobody wants to type twice.
const LONG: usize = 6;

/// Whether the keyboard is in the form, or the writer has the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    Typing,
    Saving,
}

/// Something that is wrong with the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct General {
    pub(super) text: String,
    /// Whether it is said at once. That nothing was changed yet is no news before somebody saves.
    pub(super) said: Said,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    AtOnce,
    WhenSaving,
}

pub struct FormScreen {
    pub(super) action: Action,
    pub(super) selection: Selection,
    pub(super) sheet: Box<dyn Sheet>,
    pub(super) form: Form,
    pub(super) progress: Progress,
    /// What is wrong with which field, as of now.
    pub(super) wrongs: Vec<Wrong>,
    /// What is wrong and belongs to no field.
    pub(super) general: Option<General>,
    /// What the writer said; it stands until something is changed.
    pub(super) refused: Option<(Option<&'static str>, Refused)>,
    /// Whether the first of two steps is saved: what is refused then is the second one only.
    first: First,
    /// Whether somebody wanted to save since the last change.
    pub(super) tried: bool,
    /// Who was compared last with everybody, and whether the answer is there.
    compared: Option<Particulars>,
    comparison: Comparison,
}

/// The first step of what takes two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    Open,
    Saved,
}

/// How far the comparison of somebody new has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Done,
    UnderWay,
    /// Somebody wants to save, and waits for it.
    Awaited,
}

impl FormScreen {
    pub fn new(action: Action, selection: Selection, mut sheet: Box<dyn Sheet>, scope: &Scope<'_>) -> Self {
        let mut form = sheet.form(scope);
        sheet.settle(&mut form, scope);
        let mut screen = Self {
            action,
            selection,
            sheet,
            form,
            progress: Progress::Typing,
            wrongs: Vec::new(),
            general: None,
            refused: None,
            first: First::Open,
            tried: false,
            compared: None,
            comparison: Comparison::Done,
        };
        screen.form.begin();
        screen.judge(scope);
        screen
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
            match (&refusal, self.field_of(fields_of(&refusal))) {
                // No mistake: there is nothing to do, and that is said when somebody wants to save.
                (Refusal::NothingToChange, _) => {
                    let said = Said::WhenSaving;
                    self.general = Some(General { text, said });
                }
                (_, Some(field)) => wrongs.push(Wrong { field, text }),
                (_, None) => {
                    let said = Said::AtOnce;
                    self.general = Some(General { text, said });
                }
            }
        }
        self.wrongs = wrongs;
        self.judge_time(scope);
    }

    /// What happened before the stay is said at once, whatever else is still to be filled in.
    fn judge_time(&mut self, scope: &Scope<'_>) {
        let asked = self.form.asked().any(|field| field.id == "at");
        if !asked || self.wrongs.iter().any(|wrong| wrong.field == "at") {
            return;
        }
        let stay = self
            .sheet
            .patient()
            .and_then(|patient| scope.hospital.open_stay(patient));
        let admitted = stay.and_then(|stay| stay.admitted_at());
        let at = Reader::new(&self.form, scope).at();
        if let (Some(at), Some(admitted)) = (at, admitted)
            && at < admitted.minute()
        {
            let refusal = Refusal::AtBeforeStay { at, admitted };
            self.wrongs.push(Wrong {
                field: "at",
                text: self.worded(&Refused::Refusal(refusal), scope),
            });
        }
    }

    /// Brings choices, fields and faults in line with the hospital and with what is typed.
    pub(super) fn bring_up_to_date(&mut self, scope: &Scope<'_>) {
        self.sheet.settle(&mut self.form, scope);
        self.judge(scope);
    }

    fn field_of(&self, likely: &[&'static str]) -> Option<&'static str> {
        let asked = |id: &&&'static str| self.form.asked().any(|field| field.id == **id);
        likely.iter().find(asked).copied()
    }

    /// The words of a refusal; some forms know a nearer way on.
    pub(super) fn worded(&self, refused: &Refused, scope: &Scope<'_>) -> String {
        if let Refused::Refusal(refusal) = refused {
            let key = format!("form-refusal-{}-{}", self.action.name(), refusal.code());
            let patient = refusal.see().first().map(|id| scope.patient(*id)).unwrap_or_default();
            if let Some(text) = scope.words.find(&key, &[("patient", patient.into())]) {
                return text;
            }
        }
        scope.refused(refused)
    }

    /// Has somebody new compared with everybody, whenever something else is said of them.
    fn compare(&mut self) -> Option<Intent> {
        let said = self.sheet.doubts(&self.form);
        if said == self.compared {
            return None;
        }
        self.compared.clone_from(&said);
        self.comparison = match &said {
            Some(_) => Comparison::UnderWay,
            None => Comparison::Done,
        };
        said.map(|said| Intent::Compare(Box::new(said)))
    }

    fn heard(&mut self, doubles: Vec<Double>, scope: &Scope<'_>) -> Vec<Intent> {
        self.sheet.compared(doubles, &mut self.form, scope);
        self.judge(scope);
        match std::mem::replace(&mut self.comparison, Comparison::Done) {
            Comparison::Awaited => self.save(scope),
            Comparison::Done | Comparison::UnderWay => Vec::new(),
        }
    }

    /// Saves, or says what is still wrong, or asks first.
    fn save(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let asks = self.compare();
        if self.comparison != Comparison::Done {
            self.comparison = Comparison::Awaited;
            let waits = say(scope, "form-same-looking", Tone::Quiet);
            return asks.into_iter().chain([waits]).collect();
        }
        self.form.reach_all();
        self.refused = None;
        self.tried = true;
        self.sheet.settle(&mut self.form, scope);
        self.judge(scope);
        if let Some(wrong) = self.wrongs.first() {
            self.form.focus(wrong.field);
            return vec![say(scope, "form-not-yet", Tone::Warn)];
        }
        match &self.general {
            Some(general) if general.said == Said::WhenSaving => {
                self.tried = false;
                let mut situation = self.situation(scope);
                situation.contexts.push(KeyContext::Everywhere);
                let keys = scope.keys.keys_of(&situation, Action::Back);
                let back = keys.first().map(ToString::to_string).unwrap_or_default();
                let text = scope.words.fill("form-unchanged", &[("back", back.into())]);
                return vec![Intent::Say(Notice::quiet(text))];
            }
            Some(_) => return vec![say(scope, "form-not-possible", Tone::Warn)],
            None => {}
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
        name_request(&mut self.form, scope);
        let (Some(request), _) = self.request(scope) else {
            return Vec::new();
        };
        self.progress = Progress::Saving;
        self.first = First::Open;
        vec![Intent::decide(request)]
    }

    fn decided(&mut self, outcome: Outcome, scope: &Scope<'_>) -> Vec<Intent> {
        self.progress = Progress::Typing;
        match outcome {
            Ok(receipt) => {
                if let Some(confirmed) = self.sheet.seconded(&mut self.form, scope) {
                    self.progress = Progress::Saving;
                    self.first = First::Saved;
                    return vec![confirmed];
                }
                self.saved(&receipt, scope)
            }
            Err(refused) => self.was_refused(refused, scope),
        }
    }

    /// The next step of what takes two; or the form closes.
    fn saved(&mut self, receipt: &Receipt, scope: &Scope<'_>) -> Vec<Intent> {
        match self.sheet.then(receipt, &mut self.form, scope) {
            Some(request) => {
                self.progress = Progress::Saving;
                self.first = First::Saved;
                vec![Intent::decide(request)]
            }
            None => {
                // What was just written, and whoever was admitted, is the next thing in hand, not what the list stood on.
                let look = match receipt.slips.first().filter(|_| writes(self.action)) {
                    Some(slip) => {
                        let mut look = scope.focus.clone();
                        look.paper.slip = Some((*slip).into());
                        Some(look)
                    }
                    None => receipt
                        .patient
                        .filter(|_| self.sheet.patient().is_none())
                        .map(|patient| Selection {
                            patient: Some(patient),
                            ..Selection::default()
                        }),
                };
                look.map(Intent::Look).into_iter().chain([Intent::Back]).collect()
            }
        }
    }

    fn was_refused(&mut self, refused: Refused, scope: &Scope<'_>) -> Vec<Intent> {
        let field = match &refused {
            Refused::Refusal(refusal) => self.field_of(fields_of(refusal)),
            Refused::NotSaved(_) => None,
        };
        self.form.reach_all();
        if let Some(field) = field {
            self.form.focus(field);
        }
        self.refused = Some((field, refused));
        let key = match self.first {
            First::Open => "form-not-saved",
            First::Saved => "form-half-saved",
        };
        vec![say(scope, key, Tone::Alarm)]
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

    fn happened(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
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
            Happening::Pointed(spot) if self.progress == Progress::Typing => self.pointed(&spot, scope),
            Happening::Agreed => self.submit(scope),
            Happening::Decided(outcome) => self.decided(outcome, scope),
            Happening::Answered(answer) => {
                self.sheet.answered(&answer, &mut self.form, scope);
                Vec::new()
            }
            Happening::Compared(doubles) => {
                // Whoever may not be asked about is not compared; the form goes on as without it.
                let doubles = doubles.unwrap_or_default();
                self.heard(doubles, scope)
            }
            Happening::Text(_)
            | Happening::Pointed(_)
            | Happening::Scanned
            | Happening::Found(_)
            | Happening::NotOpened(_)
            | Happening::PaperShown(_)
            | Happening::LockedOut(_)
            | Happening::PhraseReset(_)
            | Happening::MirrorChosen(_)
            | Happening::Begins => Vec::new(),
        }
    }

    fn pointed(&mut self, spot: &Spot, scope: &Scope<'_>) -> Vec<Intent> {
        match spot {
            Spot::Field(id) => {
                self.form.focus(id);
                self.left(scope)
            }
            Spot::Choice(line) => {
                self.form.point(*line);
                self.refused = None;
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
}

/// Whether a form makes a slip that there was not.
fn writes(action: Action) -> bool {
    matches!(action, Action::WriteSlip | Action::RegisterSlip)
}

fn say(scope: &Scope<'_>, key: &str, tone: Tone) -> Intent {
    Intent::Say(Notice::new(tone, scope.words.say(key)))
}

impl Screen for FormScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        let at_end = self.form.is_at_end().then_some(KeyCondition::LastField);
        Situation {
            contexts: vec![KeyContext::Typing, KeyContext::Form],
            holds: at_end.into_iter().collect(),
            typing: Typing::Text,
        }
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        let mut intents = self.happened(happening, scope);
        if self.progress == Progress::Typing {
            intents.extend(self.compare());
        }
        intents
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        self.bring_up_to_date(scope);
    }

    fn forget_secrets(&mut self) {
        self.form.wipe_secrets();
    }

    fn takes_scan(&self) -> bool {
        self.form.focused().is_some_and(|field| NUMBERED.contains(&field.id))
    }

    fn draft(&self) -> Option<Draft> {
        self.kept()
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.draw(scope, area, buffer)
    }

    fn is_unsaved(&self) -> bool {
        self.form.asked().count() >= LONG && self.form.is_changed()
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        let own = self.sheet.title(scope);
        own.unwrap_or_else(|| scope.words.say(&format!("action-{}", self.action.name())))
    }
}
