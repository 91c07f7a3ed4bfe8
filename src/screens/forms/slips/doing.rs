//! 実施、中止、返品; a cancellation; a carrier who sets out.

use crate::app::{Scope, Selection, sentences::Speaker};
use crate::domain::checks::fits::needs_lot;
use crate::domain::command::{Command, Request};
use crate::domain::identity::PatientId;
use crate::domain::slips::{
    Post,
    command::{Perform, SlipCommand},
    decide::ready_to_go,
    fact::Outcome,
};
use crate::domain::text::REMARK;
use crate::theme::{Role, Shape};
use crate::widgets::{Asked, ChoiceField, Form, FormField, Need};

use super::super::choices;
use super::super::moving::{at, request};
use super::super::reader::Reader;
use super::super::sheet::{Beside, Sheet};
use super::{About, text};

/// 実施、中止、返品.
pub struct Performing(About);

impl Performing {
    pub fn new(selection: &Selection) -> Self {
        Self(About::new(selection))
    }
}

impl Sheet for Performing {
    fn patient(&self) -> Option<PatientId> {
        self.0.patient
    }

    fn about(&self, scope: &Scope<'_>) -> Option<String> {
        self.0.named(scope)
    }

    fn form(&self, scope: &Scope<'_>) -> Form {
        let outcomes = choices::words(scope, Outcome::ALL, Outcome::word, Outcome::term);
        let kind = self
            .0
            .slip(scope)
            .and_then(|slip| slip.written())
            .map(|written| &written.kind);
        let lot = if kind.is_some_and(needs_lot) {
            Need::Required
        } else {
            Need::Optional
        };
        Form::new(vec![
            at(),
            FormField::choice(
                "perform-outcome",
                Need::Required,
                ChoiceField::new(outcomes).numbered().with("done"),
            ),
            text("perform-by", Need::Optional),
            text("perform-amount", lot),
            text("perform-lot", lot),
        ])
        .beginning_at("perform-outcome")
    }

    /// What was stopped or sent back has no amount.
    fn settle(&mut self, form: &mut Form, _: &Scope<'_>) {
        let done = if form.value("perform-outcome") == Outcome::Done.word() {
            Asked::Yes
        } else {
            Asked::No
        };
        form.ask("perform-lot", done);
        form.ask("perform-amount", done);
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let command = SlipCommand::Perform(Perform {
            slip: self.0.paper.slip?.slip,
            outcome: reader.word("perform-outcome", Outcome::from_word)?,
            by: reader.name("perform-by"),
            amount: reader.name("perform-amount"),
            lot: reader.name("perform-lot"),
            remark: None,
        });
        Some(request(Command::Slip(command), at))
    }
}

pub struct Cancelling(About);

impl Cancelling {
    pub fn new(selection: &Selection) -> Self {
        Self(About::new(selection))
    }
}

impl Sheet for Cancelling {
    fn patient(&self) -> Option<PatientId> {
        self.0.patient
    }

    fn about(&self, scope: &Scope<'_>) -> Option<String> {
        self.0.named(scope)
    }

    /// What has to be called back.
    fn beside(&self, scope: &Scope<'_>) -> Vec<Beside> {
        self.0.sheets(scope)
    }

    fn beside_title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("slips-to-recall")
    }

    fn form(&self, _: &Scope<'_>) -> Form {
        Form::new(vec![text("cancel-why", Need::Required)])
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let reason = reader.text("cancel-why", REMARK)?;
        let slip = self.0.paper.slip?.slip;
        Some(request(Command::Slip(SlipCommand::Cancel { slip, reason }), None))
    }
}

/// A carrier sets out.
pub struct OpeningRun;

impl Sheet for OpeningRun {
    fn form(&self, _: &Scope<'_>) -> Form {
        Form::new(vec![
            text("run-carrier", Need::Required),
            text("run-posts", Need::Optional),
        ])
    }

    /// What lies ready where, so that nobody is sent for nothing.
    fn beside(&self, scope: &Scope<'_>) -> Vec<Beside> {
        let speaker = Speaker::new(scope.words, scope.hospital);
        let mut ready: Vec<(Post, usize)> = Vec::new();
        for leg in ready_to_go(scope.hospital, &[]) {
            match ready.last_mut() {
                Some((post, count)) if *post == leg.from => *count += 1,
                _ => ready.push((leg.from, 1)),
            }
        }
        let told = ready.into_iter().map(|(post, count)| {
            let places = [("post", speaker.post(&post).into()), ("count", count.into())];
            Beside {
                shape: Shape::EmptyBed,
                text: format!("{post}  {}", scope.words.fill("run-ready", &places)),
                role: Role::Text,
            }
        });
        told.collect()
    }

    fn beside_title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("run-ready-title")
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let carrier = reader.name("run-carrier")?;
        let typed = reader.form.value("run-posts").to_owned();
        let named = typed.split([',', '、', ' ', '　']).filter(|one| !one.is_empty());
        let Some(posts) = named.map(Post::parse).collect::<Option<Vec<Post>>>() else {
            reader.note_key("run-posts", "slips-wrong-posts");
            return None;
        };
        Some(request(Command::Slip(SlipCommand::OpenRun { carrier, posts }), None))
    }
}
