//! The field for numbers, the same wherever sheets are listed: scanned or typed, one after another, without leaving it. A whole
//! number, or its last digits where only one slip of the list ends with them. Beside it stand who does it and where, so that
//! nothing is done to a sheet, or at a place, that nobody has read.
//! Long because its three parts, what waits, and what it asks before a step belong to one field.

use std::collections::VecDeque;

use ratatui::layout::Rect;

use crate::app::door::Outcome;
use crate::app::sentences::Speaker;
use crate::app::{Action, Intent, Notice, Scope, Tone};
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::domain::slips::{
    CopyName, Custody, Post, Slip, SlipNumber, SlipRefusal,
    command::{Before, SlipCommand},
    number::SHORTEST_TAIL,
    term::Named as Thing,
};
use crate::domain::text::{NAME, Text};
use crate::i18n::Value;
use crate::input::Named as _;
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Canvas, Edit, TextEdit, TextField, folded};

use super::deed::{self, Target};
use super::desk::posts;

/// What is around the field: the slips of the list, the row under the cursor, the place where somebody works.
#[derive(Debug, Clone, Default)]
pub struct Around {
    pub listed: Vec<SlipNumber>,
    pub selected: Option<CopyName>,
    pub post: Option<Post>,
}

/// What is done with each number, and how it went so far.
pub struct Strip {
    pub action: Action,
    edit: TextEdit,
    /// Who does it, where the paper is signed: one laptop serves a whole desk.
    by: Option<TextEdit>,
    /// Where it is done, and what was typed to say so.
    place: Option<(Option<Post>, TextEdit)>,
    /// Which of them is typed into.
    at: Part,
    /// How many were done since it was opened.
    count: usize,
    /// Numbers that were refused since then: whoever scans many in a row does not look at each.
    refused: Vec<String>,
    error: Option<String>,
    /// What is being saved.
    waits: Option<String>,
    /// Steps before this one that nobody has recorded: is the sheet signed?
    asks: Option<Asks>,
    /// What was scanned meanwhile: no number is lost, and none is sent twice.
    queue: VecDeque<String>,
    /// Opened about one sheet that is selected; it closes when that is done.
    about_one: bool,
}

/// A question before a step.
struct Asks {
    name: CopyName,
    number: String,
    question: String,
}

/// The fields of the strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Number,
    By,
    Place,
}

/// What was typed.
pub enum Typed {
    Nothing,
    Name(CopyName),
    /// No slip of the list ends so.
    Unknown,
    Ambiguous,
}

/// What a key came to.
pub enum Pressed {
    Done(Vec<Intent>),
    /// The field is left.
    Closes,
    /// It is for the list.
    ForTheList,
}

/// Whether an action is done to sheets by their number.
pub fn takes(action: Action) -> bool {
    matches!(
        action,
        Action::Receive
            | Action::StartWork
            | Action::StepDone
            | Action::PerformMany
            | Action::ReturnResult
            | Action::File
            | Action::Bill
            | Action::PickUp
            | Action::HandOver
            | Action::PassNote
            | Action::CannotFind
            | Action::Found
            | Action::Recall
    )
}

/// Whether it is said where it is done.
fn has_place(action: Action) -> bool {
    matches!(
        action,
        Action::Receive | Action::StartWork | Action::StepDone | Action::HandOver | Action::Found
    )
}

/// Whether it is said who does it.
fn has_person(action: Action) -> bool {
    matches!(
        action,
        Action::StepDone | Action::ReturnResult | Action::PickUp | Action::PerformMany
    )
}

impl Strip {
    /// Empty, for one number after another.
    pub fn for_many(action: Action, around: &Around, scope: &Scope<'_>) -> Self {
        Self {
            action,
            edit: TextEdit::new(Accepts::Code),
            by: has_person(action).then(|| TextEdit::proposing(Accepts::Text, &scope.desk.user)),
            place: has_place(action).then(|| (around.post.clone(), TextEdit::new(Accepts::Folded))),
            at: Part::Number,
            count: 0,
            refused: Vec::new(),
            error: None,
            waits: None,
            asks: None,
            queue: VecDeque::new(),
            about_one: false,
        }
    }

    /// With the selected sheet in it: Enter is about that one, typing about another.
    pub fn for_one(action: Action, around: &Around, scope: &Scope<'_>) -> Self {
        let mut strip = Self::for_many(action, around, scope);
        if let Some(name) = around.selected {
            strip.edit = TextEdit::proposing(Accepts::Code, &name.to_string());
            strip.about_one = true;
        }
        strip
    }

    /// A scanner types into the number.
    pub fn takes_scan(&self) -> bool {
        self.at == Part::Number
    }

    /// Something was typed.
    pub fn apply(&mut self, edit: &Edit, around: &Around, scope: &Scope<'_>) -> Vec<Intent> {
        if let Some(asks) = self.asks.take() {
            let yes = matches!(edit, Edit::Insert(text) if folded(text) == "y");
            if yes {
                return self.send(asks.name, Before::SeenOnPaper, around, scope);
            }
            self.fails(asks.number, scope.words.say("slips-strip-not-signed"));
        }
        if matches!(edit, Edit::Insert(text) if text.trim().is_empty())
            && self.at == Part::Number
            && self.edit.is_empty()
        {
            // Space takes the selected row: seen first, done with Enter.
            if let Some(name) = around.selected {
                self.edit = TextEdit::proposing(Accepts::Code, &name.to_string());
            }
            return Vec::new();
        }
        match (self.at, &mut self.by, &mut self.place) {
            (Part::By, Some(by), _) => by.apply(edit),
            (Part::Place, _, Some((place, typed))) => {
                typed.apply(edit);
                *place = if typed.is_empty() {
                    around.post.clone()
                } else {
                    found(typed.text(), scope)
                };
            }
            _ => self.edit.apply(edit),
        }
        Vec::new()
    }

    pub fn press(&mut self, action: Action, around: &Around, scope: &Scope<'_>) -> Pressed {
        match action {
            Action::Back if self.asks.is_some() => {
                if let Some(asks) = self.asks.take() {
                    self.fails(asks.number, scope.words.say("slips-strip-not-signed"));
                }
                Pressed::Done(Vec::new())
            }
            Action::Back => Pressed::Closes,
            // Enter is no answer to a question: nothing is signed by a key that is pressed anyway.
            Action::GoOn | Action::Open | Action::Save if self.asks.is_some() => Pressed::Done(Vec::new()),
            // A scanner ends with the next field; where a number stands, that is the next number.
            Action::NextField if self.at == Part::Number && !self.edit.is_empty() && !self.edit.is_proposed() => {
                Pressed::Done(self.enter(around, scope))
            }
            Action::NextField | Action::PreviousField => {
                self.turn();
                Pressed::Done(Vec::new())
            }
            Action::GoOn | Action::Open | Action::Save if self.at != Part::Number => {
                if self.about_one && !self.edit.is_empty() {
                    return Pressed::Done(self.enter(around, scope));
                }
                self.at = Part::Number;
                Pressed::Done(Vec::new())
            }
            Action::GoOn | Action::Open | Action::Save => Pressed::Done(self.enter(around, scope)),
            _ => Pressed::ForTheList,
        }
    }

    /// To the next field, where there is one.
    fn turn(&mut self) {
        self.at = match self.at {
            Part::Number if self.by.is_some() => Part::By,
            Part::Number | Part::By if self.place.is_some() => Part::Place,
            _ => Part::Number,
        };
    }

    /// What was typed or scanned, out of the field; waits for its turn while something is being saved.
    fn enter(&mut self, around: &Around, scope: &Scope<'_>) -> Vec<Intent> {
        let typed = self.edit.text().trim().to_owned();
        self.edit = TextEdit::new(Accepts::Code);
        if typed.is_empty() {
            // Enter pressed twice means nothing more.
            self.error = Some(scope.words.say("slips-strip-nothing"));
            return Vec::new();
        }
        if self.waits.is_some() {
            self.queue.push_back(typed);
            return Vec::new();
        }
        self.go_on(typed, around, scope)
    }

    fn go_on(&mut self, typed: String, around: &Around, scope: &Scope<'_>) -> Vec<Intent> {
        let name = match Self::read(&typed, &around.listed) {
            Typed::Name(name) => name,
            Typed::Nothing => return Vec::new(),
            unknown => {
                let key = match unknown {
                    Typed::Ambiguous => "slips-strip-ambiguous",
                    _ => "slips-strip-unknown",
                };
                let error = scope.words.fill(key, &[("slip", typed.as_str().into())]);
                self.fails(typed, error);
                return self.next(around, scope);
            }
        };
        if let Some((None, typed)) = &self.place {
            let error = scope
                .words
                .fill("refusal-unknown-post", &[("post", typed.text().into())]);
            self.fails(name.to_string(), error);
            return self.next(around, scope);
        }
        if let Some(error) = which(self.action, name, scope) {
            self.fails(name.to_string(), error);
            return self.next(around, scope);
        }
        if let Some(question) = self.unsigned(name, around, scope) {
            if self.queue.is_empty() {
                self.asks = Some(Asks {
                    name,
                    number: name.to_string(),
                    question,
                });
                return Vec::new();
            }
            self.fails(name.to_string(), question);
            return self.next(around, scope);
        }
        self.send(name, Before::Recorded, around, scope)
    }

    /// The next of those that wait.
    fn next(&mut self, around: &Around, scope: &Scope<'_>) -> Vec<Intent> {
        let next = self.queue.pop_front();
        next.map_or_else(Vec::new, |typed| self.go_on(typed, around, scope))
    }

    fn command(&self, name: CopyName, before: Before, around: &Around, scope: &Scope<'_>) -> Option<SlipCommand> {
        let post = match &self.place {
            Some((place, _)) => place.clone(),
            None => around.post.clone(),
        };
        let target = Target {
            name: Some(name),
            post,
            by: self.by.as_ref().and_then(|by| Text::parse(by.text(), NAME).ok()),
            before,
        };
        deed::command(self.action, &target, scope)
    }

    fn send(&mut self, name: CopyName, before: Before, around: &Around, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(command) = self.command(name, before, around, scope) else {
            self.error = Some(scope.words.say("slips-nothing-selected"));
            return Vec::new();
        };
        self.error = None;
        self.waits = Some(name.to_string());
        vec![Intent::decide(Command::Slip(command))]
    }

    /// The question before a step, where steps before it are not recorded and the sheet may show that they were done.
    fn unsigned(&self, name: CopyName, around: &Around, scope: &Scope<'_>) -> Option<String> {
        let command = self.command(name, Before::Recorded, around, scope)?;
        let preview = |command: SlipCommand| scope.preview(&Command::Slip(command).into());
        let Some(Refusal::Slip(SlipRefusal::StepMissing { slip, step, .. })) = preview(command) else {
            return None;
        };
        if preview(self.command(name, Before::SeenOnPaper, around, scope)?).is_some() {
            return None;
        }
        let known = scope.hospital.slip(slip)?;
        let step = known.plan().iter().find(|one| one.code == step)?;
        let speaker = Speaker::new(scope.words, scope.hospital);
        let missing: Vec<String> = known
            .missing_before(step)
            .map(|one| speaker.named(&Thing::Step(slip, one.code.clone())))
            .collect();
        let places = [
            ("slip", slip.to_string().into()),
            ("steps", missing.join(&scope.words.say("list-comma")).into()),
        ];
        Some(scope.words.fill("slips-strip-unsigned", &places))
    }

    /// What was being saved is done, or was refused. `None`: the field has done its work and closes.
    pub fn decided(&mut self, outcome: Outcome, around: &Around, scope: &Scope<'_>) -> (Vec<Intent>, bool) {
        let number = self.waits.take().unwrap_or_default();
        let mut intents = Vec::new();
        let mut closes = false;
        match outcome {
            Ok(receipt) => {
                self.count += 1;
                self.error = None;
                let post = self.place.as_ref().and_then(|(place, _)| place.as_ref());
                let slip = receipt.slips.first().and_then(|slip| scope.hospital.slip(*slip));
                let remark = slip.zip(post).filter(|_| self.action == Action::Receive);
                let name = CopyName::parse(&number).and_then(|name| name.copy);
                if let Some(text) = remark.and_then(|(slip, post)| misplaced(slip, name, post, scope)) {
                    self.error = Some(text.clone());
                    let text = format!("{number}: {text}");
                    intents.push(Intent::Say(Notice::new(Tone::Warn, text)));
                } else {
                    closes = self.about_one && self.queue.is_empty() && self.edit.is_empty();
                }
            }
            Err(refused) => {
                let text = scope.refused(&refused);
                intents.push(Intent::Say(Notice::new(Tone::Warn, text.clone())));
                self.fails(number, text);
            }
        }
        intents.extend(self.next(around, scope));
        (intents, closes)
    }

    /// A number that came to nothing.
    fn fails(&mut self, number: String, error: String) {
        if !number.is_empty() && !self.refused.contains(&number) {
            self.refused.push(number);
        }
        self.error = Some(error);
    }

    /// Reads a number; `listed` are the slips of the list.
    pub fn read(raw: &str, listed: &[SlipNumber]) -> Typed {
        if raw.is_empty() {
            return Typed::Nothing;
        }
        let (number, copy) = raw
            .split_once('/')
            .map_or((raw, None), |(number, copy)| (number, Some(copy)));
        let tail = (SHORTEST_TAIL..=7).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        if tail {
            let mut fitting: Vec<SlipNumber> = listed.iter().copied().filter(|slip| slip.ends_with(number)).collect();
            fitting.sort_unstable();
            fitting.dedup();
            return match fitting.as_slice() {
                [only] => {
                    let whole = copy.map_or_else(|| only.to_string(), |copy| format!("{only}/{copy}"));
                    CopyName::parse(&whole).map_or(Typed::Unknown, Typed::Name)
                }
                [] => Typed::Unknown,
                _ => Typed::Ambiguous,
            };
        }
        CopyName::parse(&raw.to_lowercase()).map_or(Typed::Unknown, Typed::Name)
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let words = scope.words;
        let label = format!("{} ", words.say(&format!("action-{}", self.action.name())));
        let mut x = area.x + canvas.put(area.x, area.y, area.width, &label, Role::Accent);
        let room = |x: u16| area.right().saturating_sub(x);
        if let Some((place, typed)) = &self.place {
            let speaker = Speaker::new(words, scope.hospital);
            let text = match place {
                Some(place) => speaker.post(place),
                None => "?".to_owned(),
            };
            if self.at == Part::Place {
                let field = Rect::new(x, area.y, 12.min(room(x)), 1);
                TextField::new(typed.clone()).draw(canvas, field, true);
                x = field.right() + 1;
            }
            x += canvas.put(x, area.y, room(x), &format!("[{text}] "), Role::Accent);
        }
        let width = if self.about_one { 24 } else { 20 };
        let field = Rect::new(x, area.y, width.min(room(x)), 1);
        TextField::new(self.edit.clone()).draw(canvas, field, self.at == Part::Number);
        x = field.right() + 1;
        if let Some(by) = &self.by {
            let label = format!("{} ", words.say("slips-strip-by"));
            x += canvas.put(x, area.y, room(x), &label, Role::Dim);
            let field = Rect::new(x, area.y, 12.min(room(x)), 1);
            TextField::new(by.clone()).draw(canvas, field, self.at == Part::By);
            x = field.right() + 1;
        }
        if let Some(asks) = &self.asks {
            canvas.put_short(x, area.y, room(x), &asks.question, Role::Alarm);
            return;
        }
        if self.count > 0 {
            let text = words.fill("slips-strip-count", &[("count", Value::from(self.count))]);
            x += canvas.put(x, area.y, room(x), &text, Role::Good) + 2;
        }
        if !self.refused.is_empty() {
            let places = [
                ("count", Value::from(self.refused.len())),
                ("slips", self.refused.join(" ").into()),
            ];
            let text = words.fill("slips-strip-refused", &places);
            let text = format!("{} {text}", scope.look.sign(Shape::Stop));
            x += canvas.put_short(x, area.y, room(x), &text, Role::Warn) + 2;
        }
        match &self.error {
            Some(error) => {
                canvas.put_short(x, area.y, room(x), error, Role::Warn);
            }
            None if self.count == 0 && self.refused.is_empty() => {
                let key = if self.about_one {
                    "slips-strip-how-one"
                } else {
                    "slips-strip-how"
                };
                canvas.put_short(x, area.y, room(x), &words.say(key), Role::Dim);
            }
            None => {}
        }
    }

    /// What has to be read whole, on the line above: a question does not fit behind the fields.
    pub fn question(&self) -> Option<&str> {
        self.asks.as_ref().map(|asks| asks.question.as_str())
    }
}

/// The place that was typed: its code, or the beginning of what it is called.
fn found(typed: &str, scope: &Scope<'_>) -> Option<Post> {
    let typed = folded(typed.trim());
    let speaker = Speaker::new(scope.words, scope.hospital);
    let all = posts(scope);
    let same = all.iter().find(|post| folded(post.as_str()) == typed);
    let begins = || {
        all.iter()
            .find(|post| folded(post.as_str()).starts_with(&typed) || folded(&speaker.post(post)).contains(&typed))
    };
    same.or_else(begins).cloned()
}

/// Which sheet is meant has to be said where a slip has several that wait for it.
fn which(action: Action, name: CopyName, scope: &Scope<'_>) -> Option<String> {
    if action != Action::PassNote || name.copy.is_some() {
        return None;
    }
    let slip = scope.hospital.slip(name.meant(scope.hospital).slip)?;
    let waiting: Vec<String> = slip.unpassed().map(|(_, copy)| format!("/{}", copy.number)).collect();
    let places = [("copies", Value::from(waiting.join(" ")))];
    (waiting.len() > 1).then(|| scope.words.fill("slips-strip-which", &places))
}

/// What is the matter with a sheet that was received: not meant for here, or its patient is not where it was ordered any more.
fn misplaced(
    slip: &Slip,
    copy: Option<crate::domain::slips::CopyNumber>,
    here: &Post,
    scope: &Scope<'_>,
) -> Option<String> {
    let words = scope.words;
    let speaker = Speaker::new(words, scope.hospital);
    let copy = match copy {
        Some(number) => slip.copy(number),
        None => slip
            .current()
            .filter(|copy| matches!(copy.custody(), Custody::At { post } if post == here))
            .max_by_key(|copy| copy.since()),
    }?;
    if copy.to != *here && slip.origin() != Some(here) {
        let places = [
            ("role", speaker.copy_role(slip, copy).into()),
            ("post", speaker.post(&copy.to).into()),
        ];
        return Some(words.fill("slips-misrouted", &places));
    }
    super::elsewhere(slip, scope)
}
