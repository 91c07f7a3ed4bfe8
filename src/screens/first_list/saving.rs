//! A line goes to the disk, and what comes back of it.

use crate::app::door::Outcome;
use crate::app::{Intent, Notice, Scope, Tone};
use crate::domain::command::Request;
use crate::domain::refusal::Refusal;
use crate::i18n::Value;

use super::FirstListScreen;
use super::entry::{self, Wrong};
use super::sheet::{self, Held, Line};
use super::typed::{Over, Typed};

impl FirstListScreen {
    pub(super) fn save(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        if !self.check_field(scope) {
            return Vec::new();
        }
        if let Some(wrong) = self.typed.entry.first_wrong(scope) {
            self.field = wrong.field;
            self.wrong = Some(wrong);
            return Vec::new();
        }
        let Some(line) = self.line().cloned() else {
            return Vec::new();
        };
        if !self.typed.is_changed() {
            if line.held == Held::Free {
                self.mark_empty();
            }
            self.put_down();
            self.go_to_next(scope);
            return Vec::new();
        }
        if !self.typed.belongs(&line.held) {
            let (field, text) = (self.field, displaced_words(&self.typed, &line, scope));
            self.wrong = Some(Wrong { field, text });
            return Vec::new();
        }
        if let Some(field) = self.typed.emptied() {
            self.field = field;
            let text = scope.words.say("first-cannot-empty");
            self.wrong = Some(Wrong { field, text });
            return Vec::new();
        }
        let requests = self.typed.requests(&line.bed, scope);
        if let Some(refusal) = requests.iter().find_map(|request| scope.preview(request)) {
            self.refuse(&refusal, scope);
            return Vec::new();
        }
        self.last_department.clone_from(&self.typed.entry.department);
        let intents = self.send(&line, requests);
        self.go_to_next(scope);
        intents
    }

    pub(super) fn send(&mut self, line: &Line, requests: Vec<Request>) -> Vec<Intent> {
        let work = self.works.entry(line.bed.clone()).or_default();
        work.sent = Some((self.typed.clone(), requests.len()));
        work.draft = None;
        work.refused = None;
        work.empty = false;
        self.under_way.extend(requests.iter().map(|_| line.bed.clone()));
        requests
            .into_iter()
            .map(|request| Intent::Decide(Box::new(request)))
            .collect()
    }

    /// The line stays, with the reason beside the field that it is about.
    pub(super) fn refuse(&mut self, refusal: &Refusal, scope: &Scope<'_>) {
        let text = match refusal {
            Refusal::AlreadyRegistered { patient } => {
                let places = [("patient", Value::from(scope.patient(*patient)))];
                scope.words.fill("first-number-known", &places)
            }
            other => scope.refused(&other.clone().into()),
        };
        self.field = entry::field_of(refusal);
        self.wrong = Some(Wrong {
            field: self.field,
            text,
        });
    }

    /// The disk has answered about the line that was sent first.
    pub(super) fn decided(&mut self, outcome: Outcome, scope: &Scope<'_>) -> Vec<Intent> {
        let Some(bed) = self.under_way.pop_front() else {
            return Vec::new();
        };
        let work = self.works.entry(bed.clone()).or_default();
        let Some((typed, answers)) = work.sent.take() else {
            return Vec::new();
        };
        match outcome {
            Ok(_) if answers > 1 => work.sent = Some((typed, answers - 1)),
            Ok(receipt) => {
                let admitted = receipt.patient.filter(|_| typed.over == Over::Nobody);
                work.kept = admitted.map(|who| (typed, who));
            }
            Err(refused) => {
                let why = scope.refused(&refused);
                work.refused = Some(why.clone());
                work.displaced.push(typed);
                if let Some(line) = self.lines.iter().find(|line| line.bed == bed) {
                    work.sort_out(&line.held);
                }
                // Whoever is still in the line sees it there.
                if self.line().is_some_and(|line| line.bed == bed) && !self.typed.is_changed() {
                    let at = self.at;
                    self.enter(at, scope);
                }
                let places = [("bed", Value::from(bed.as_str())), ("why", why.into())];
                let text = scope.words.fill("first-refused", &places);
                return vec![Intent::Say(Notice::new(Tone::Alarm, text))];
            }
        }
        Vec::new()
    }
}

/// What was typed here is about a bed that holds something else by now: it is neither saved nor lost.
pub(super) fn displaced_words(typed: &Typed, line: &Line, scope: &Scope<'_>) -> String {
    let places = [
        ("typed", Value::from(typed.name())),
        ("bed", line.bed.as_str().into()),
        ("now", sheet::holds_words(&line.held, scope).into()),
    ];
    scope.words.fill("first-displaced", &places)
}
