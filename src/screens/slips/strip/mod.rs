//! The field for numbers, the same wherever sheets are listed: scanned or typed, one after another, without leaving it. A whole
//! number, or its last digits where only one slip of the list ends with them. Beside it stand who does it and where, so that
//! nothing is done to a sheet, or at a place, that nobody has read.
//!
//! `typed` reads what was typed, `second` is the second person of a step, `view` draws.
//! Long because what waits and what is asked before a step belong to one field.

mod second;
mod typed;
mod view;

use std::collections::VecDeque;

use crate::app::door::Outcome;
use crate::app::sentences::Speaker;
use crate::app::{Action, Intent, Notice, Scope, Tone};
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::domain::slips::{
    Code, CopyName, Post, SlipNumber, SlipRefusal,
    command::{Before, SlipCommand},
    decide::entitled,
    term::Named as Thing,
};
use crate::domain::text::{NAME, Text};
use crate::i18n::Value;
use crate::widgets::{Accepts, Edit, TextEdit};

use super::deed::{self, Target};
use second::{Confirmed, Second};
use typed::{Typed, example, found, harmful, misplaced, read, which};

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
    /// Somebody else has to do this step, and proves who they are.
    second: Option<Second>,
    /// What was scanned meanwhile: no number is lost, and none is sent twice.
    queue: VecDeque<String>,
    /// Opened about one sheet that is selected; it closes when that is done.
    about_one: bool,
    /// The last digits of a number of the list: what is typed is shown, not described.
    example: Option<String>,
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

/// What a key came to.
pub enum Pressed {
    Done(Vec<Intent>),
    /// The field is left; what was not done is said once more.
    Closes(Vec<Intent>),
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

/// Whether an action needs a form about one slip: the slip is named first, by its number or as the selected row.
pub fn leads(action: Action) -> bool {
    matches!(
        action,
        Action::AskBack | Action::Perform | Action::Revise | Action::CancelSlip
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
            second: None,
            queue: VecDeque::new(),
            about_one: false,
            example: around
                .selected
                .map(|name| name.slip)
                .or_else(|| around.listed.first().copied())
                .map(example),
        }
    }

    /// With the selected sheet in it: Enter is about that one, typing about another.
    pub fn for_one(action: Action, around: &Around, scope: &Scope<'_>) -> Self {
        let mut strip = Self::for_many(action, around, scope);
        let is_asked = |name: &CopyName| {
            let slip = scope.hospital.slip(name.slip);
            slip.is_some_and(|slip| slip.open_query().is_some())
        };
        let offered = around.selected.filter(|name| match action {
            // An old sheet is seen before it is void: its number is read off it, or taken on purpose.
            Action::Recall => false,
            // One question at a time.
            Action::AskBack => !is_asked(name),
            _ => true,
        });
        if let Some(name) = offered {
            strip.edit = TextEdit::proposing(Accepts::Code, &name.to_string());
            strip.about_one = true;
        }
        strip
    }

    /// Wipes what the second person has typed.
    pub fn forget_secrets(&mut self) {
        if let Some(second) = &mut self.second {
            second.forget();
        }
    }

    /// A scanner types into the number.
    pub fn takes_scan(&self) -> bool {
        self.at == Part::Number && self.second.is_none()
    }

    /// Something was typed.
    pub fn apply(&mut self, edit: &Edit, around: &Around, scope: &Scope<'_>) -> Vec<Intent> {
        if let Some(second) = &mut self.second {
            self.error = None;
            second.apply(edit);
            return Vec::new();
        }
        if let Some(asks) = self.asks.take() {
            // A scanner that reads a number beginning with Y answers no question: it types what is printed, in capitals.
            let yes = matches!(edit, Edit::Insert(text) if matches!(text.as_str(), "y" | "ｙ"));
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
        if self.second.is_some() {
            return Pressed::Done(self.press_second(action, around, scope));
        }
        match action {
            Action::Back if self.asks.is_some() => {
                if let Some(asks) = self.asks.take() {
                    self.fails(asks.number, scope.words.say("slips-strip-not-signed"));
                }
                Pressed::Done(Vec::new())
            }
            Action::Back => Pressed::Closes(self.left(scope)),
            // Enter is no answer to a question: nothing is signed by a key that is pressed anyway.
            Action::GoOn | Action::Open | Action::Save if self.asks.is_some() => Pressed::Done(Vec::new()),
            // A scanner ends with the next field; where a number stands, that is the next number.
            Action::NextField if self.at == Part::Number && !self.edit.is_empty() && !self.edit.is_proposed() => {
                self.entered(around, scope)
            }
            Action::NextField | Action::PreviousField => {
                self.turn();
                Pressed::Done(Vec::new())
            }
            Action::GoOn | Action::Open | Action::Save if self.at != Part::Number => {
                if self.about_one && !self.edit.is_empty() {
                    return self.entered(around, scope);
                }
                self.at = Part::Number;
                Pressed::Done(Vec::new())
            }
            Action::GoOn | Action::Open | Action::Save => self.entered(around, scope),
            _ => Pressed::ForTheList,
        }
    }

    /// A key while a second person is asked for.
    fn press_second(&mut self, action: Action, around: &Around, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(mut second) = self.second.take() else {
            return Vec::new();
        };
        match action {
            Action::Back => {
                let text = scope.words.say("slips-strip-not-seconded");
                self.fails(second.name.to_string(), text.clone());
                let mut intents = vec![Intent::Say(Notice::new(Tone::Warn, text))];
                intents.extend(self.next(around, scope));
                return intents;
            }
            Action::GoOn | Action::Open | Action::Save => match second.enter() {
                Confirmed::By(user, phrase) => {
                    let name = second.name;
                    let command = self.command(name, None, Before::Recorded, around, scope);
                    if let Some(command) = command {
                        self.error = None;
                        self.waits = Some(name.to_string());
                        return vec![Intent::decide_as(user, phrase, Command::Slip(command))];
                    }
                }
                Confirmed::NotYet(why) => self.error = why.map(|why| scope.words.say(why)),
            },
            Action::NextField | Action::PreviousField | Action::Up | Action::Down => second.turn(),
            _ => {}
        }
        self.second = Some(second);
        Vec::new()
    }

    /// To the next field, where there is one.
    fn turn(&mut self) {
        self.at = match self.at {
            Part::Number if self.by.is_some() => Part::By,
            Part::Number | Part::By if self.place.is_some() => Part::Place,
            _ => Part::Number,
        };
    }

    /// Enter: the field stays for the next number, unless a form about this one takes its place.
    fn entered(&mut self, around: &Around, scope: &Scope<'_>) -> Pressed {
        let intents = self.enter(around, scope);
        if intents.iter().any(|intent| matches!(intent, Intent::Open(_))) {
            return Pressed::Closes(intents);
        }
        Pressed::Done(intents)
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
        if self.waits.is_some() || self.second.is_some() {
            self.queue.push_back(typed);
            return Vec::new();
        }
        self.go_on(typed, around, scope)
    }

    fn go_on(&mut self, typed: String, around: &Around, scope: &Scope<'_>) -> Vec<Intent> {
        let name = match read(&typed, &around.listed) {
            Typed::Name(name) => name,
            Typed::Nothing => return Vec::new(),
            unknown => {
                let key = match unknown {
                    Typed::Ambiguous => "slips-strip-ambiguous",
                    Typed::Unfinished => "slips-strip-unfinished",
                    _ => "slips-strip-unknown",
                };
                let error = scope.words.fill(key, &[("slip", typed.as_str().into())]);
                // Digits that somebody has mistyped are no sheet that was refused; what a scanner read is one.
                let number = if typed.bytes().all(|byte| byte.is_ascii_digit()) {
                    String::new()
                } else {
                    typed
                };
                return self.stops(number, error, around, scope);
            }
        };
        if let Some((None, typed)) = &self.place {
            let error = scope
                .words
                .fill("refusal-unknown-post", &[("post", typed.text().into())]);
            return self.stops(name.to_string(), error, around, scope);
        }
        if let Some(error) = which(self.action, name, around.post.as_ref(), scope) {
            // It is asked which sheet; none was refused.
            return self.stops(String::new(), error, around, scope);
        }
        if let Some(question) = self.wants_a_second(name, around, scope) {
            self.second = Some(Second::new(name, question));
            return Vec::new();
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
            return self.stops(name.to_string(), question, around, scope);
        }
        self.send(name, Before::Recorded, around, scope)
    }

    /// A number comes to nothing, which is said whole on the line of messages; then the next of those that wait.
    fn stops(&mut self, number: String, error: String, around: &Around, scope: &Scope<'_>) -> Vec<Intent> {
        let mut intents = vec![Intent::Say(Notice::new(Tone::Warn, error.clone()))];
        self.fails(number, error);
        intents.extend(self.next(around, scope));
        intents
    }

    /// The numbers that came to nothing, and those that were scanned and not looked at yet, once more: they are still in somebody's
    /// hand. What is being saved is not among them; what comes of that is said when it comes.
    fn left(&self, scope: &Scope<'_>) -> Vec<Intent> {
        let waiting = self.queue.iter().filter(|typed| !self.refused.contains(typed));
        let left: Vec<&str> = self.refused.iter().chain(waiting).map(String::as_str).collect();
        if left.is_empty() {
            return Vec::new();
        }
        let places = [("slips", left.join(" ").into())];
        let text = scope.words.fill("slips-strip-left", &places);
        vec![Intent::Say(Notice::new(Tone::Warn, text))]
    }

    /// The next of those that wait.
    fn next(&mut self, around: &Around, scope: &Scope<'_>) -> Vec<Intent> {
        let next = self.queue.pop_front();
        next.map_or_else(Vec::new, |typed| self.go_on(typed, around, scope))
    }

    /// Who does it, where that is not the account that records it anyway; a carrier is always named.
    fn by(&self, scope: &Scope<'_>) -> Option<Text> {
        let by = self.by.as_ref()?;
        let is_account = scope.hospital.has_accounts() && by.is_proposed() && self.action != Action::PickUp;
        (!is_account).then(|| Text::parse(by.text(), NAME).ok()).flatten()
    }

    fn command(
        &self,
        name: CopyName,
        by: Option<Text>,
        before: Before,
        around: &Around,
        scope: &Scope<'_>,
    ) -> Option<SlipCommand> {
        let post = match &self.place {
            Some((place, _)) => place.clone(),
            None => around.post.clone(),
        };
        let target = Target {
            name: Some(name),
            post,
            by,
            before,
        };
        deed::command(self.action, &target, scope)
    }

    fn send(&mut self, name: CopyName, before: Before, around: &Around, scope: &Scope<'_>) -> Vec<Intent> {
        if leads(self.action) {
            return self.form_about(name.meant(scope.hospital), around, scope);
        }
        let Some(command) = self.command(name, self.by(scope), before, around, scope) else {
            self.error = Some(scope.words.say("slips-nothing-selected"));
            return Vec::new();
        };
        self.error = None;
        self.waits = Some(name.to_string());
        vec![Intent::decide(Command::Slip(command))]
    }

    /// The form that says more about it. What is finished is brought back on its own screen.
    fn form_about(&mut self, name: CopyName, around: &Around, scope: &Scope<'_>) -> Vec<Intent> {
        if scope.hospital.slip(name.slip).is_none() {
            let places = [("slip", Value::from(name.slip.to_string()))];
            let error = scope.words.fill("refusal-unknown-slip", &places);
            return self.stops(name.to_string(), error, around, scope);
        }
        deed::intents(self.action, &Target::new(Some(name), around.post.clone()), scope)
    }

    fn would_be_refused(&self, name: CopyName, before: Before, around: &Around, scope: &Scope<'_>) -> Option<Refusal> {
        let command = self.command(name, self.by(scope), before, around, scope)?;
        scope.preview(&Command::Slip(command).into())
    }

    /// The question before a step that is another's, or before which steps are not recorded: does the sheet show that it was done?
    fn unsigned(&self, name: CopyName, around: &Around, scope: &Scope<'_>) -> Option<String> {
        let (slip, step, theirs) = match self.would_be_refused(name, Before::Recorded, around, scope)? {
            Refusal::Slip(SlipRefusal::StepMissing { slip, step, .. }) => (slip, step, None),
            Refusal::Slip(SlipRefusal::OtherProfession { slip, step, who }) => (slip, step, Some(who)),
            _ => return None,
        };
        if self.action != Action::StepDone
            || self
                .would_be_refused(name, Before::SeenOnPaper, around, scope)
                .is_some()
        {
            return None;
        }
        let known = scope.hospital.slip(slip)?;
        let step = known.plan().iter().find(|one| one.code == step)?;
        let speaker = Speaker::new(scope.words, scope.hospital);
        let named = |code: &Code| speaker.named(&Thing::Step(slip, code.clone()));
        let mut missing: Vec<String> = known.missing_before(step).map(|one| named(&one.code)).collect();
        let comma = scope.words.say("list-comma");
        let Some(who) = theirs else {
            let places = [
                ("slip", slip.to_string().into()),
                ("steps", missing.join(&comma).into()),
            ];
            return Some(scope.words.fill("slips-strip-unsigned", &places));
        };
        missing.push(named(&step.code));
        let who: Vec<String> = who.iter().map(|one| scope.words.say(one.term())).collect();
        let places = [
            ("slip", slip.to_string().into()),
            ("steps", missing.join(&comma).into()),
            ("who", who.join(&comma).into()),
        ];
        Some(scope.words.fill("slips-strip-theirs", &places))
    }

    /// What is asked where somebody else with an account has to do the step: whoever works here has done the one before.
    fn wants_a_second(&self, name: CopyName, around: &Around, scope: &Scope<'_>) -> Option<String> {
        if !scope.hospital.has_accounts() {
            return None;
        }
        let refused = self.would_be_refused(name, Before::Recorded, around, scope)?;
        let Refusal::Slip(SlipRefusal::SamePerson { slip, step } | SlipRefusal::SecondUnproved { slip, step }) =
            refused
        else {
            return None;
        };
        let known = scope.hospital.slip(slip)?;
        let plan = known.plan().iter().find(|one| one.code == step)?;
        let speaker = Speaker::new(scope.words, scope.hospital);
        let who = entitled::whose(scope.hospital, known, plan).iter();
        let who: Vec<String> = who.map(|one| scope.words.say(one.term())).collect();
        let places = [
            ("slip", slip.to_string().into()),
            ("step", speaker.named(&Thing::Step(slip, step)).into()),
            ("who", who.join(&scope.words.say("list-comma")).into()),
        ];
        Some(scope.words.fill("slips-strip-second", &places))
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
                let wrong = remark.and_then(|(slip, post)| misplaced(slip, name, post, scope));
                // Whoever takes it in reads what harms before the next sheet: the detail shows another one.
                let harms = || remark.and_then(|(slip, _)| harmful(slip, scope));
                if let Some(text) = wrong.or_else(harms) {
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
}
