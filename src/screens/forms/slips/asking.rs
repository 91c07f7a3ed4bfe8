//! 疑義照会: the question, who is asked when nobody answers, the answer and what it means for the paper.

use crate::app::{Scope, Selection};
use crate::domain::command::{Command, Request};
use crate::domain::identity::PatientId;
use crate::domain::slips::{
    Purpose,
    command::{AskBack, SlipCommand},
    fact::{AskedOf, Method, QueryOutcome, QueryReason},
};
use crate::domain::text::{REMARK, Text};
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Asked, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::super::choices;
use super::super::moving::request;
use super::super::reader::Reader;
use super::super::sheet::{Beside, Sheet};
use super::{About, text};

/// 疑義照会.
pub struct AskingBack(About);

impl AskingBack {
    pub fn new(selection: &Selection) -> Self {
        Self(About::new(selection))
    }
}

impl Sheet for AskingBack {
    fn patient(&self) -> Option<PatientId> {
        self.0.patient
    }

    fn about(&self, scope: &Scope<'_>) -> Option<String> {
        self.0.named(scope)
    }

    /// What is asked about: the drugs are in sight while the question is written and read out.
    fn beside(&self, scope: &Scope<'_>) -> Vec<Beside> {
        self.0.written(scope)
    }

    fn beside_title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("slips-what-it-says")
    }

    fn form(&self, scope: &Scope<'_>) -> Form {
        let reasons = choices::words(scope, QueryReason::ALL, QueryReason::word, QueryReason::term);
        let methods = choices::words(scope, Method::ALL, Method::word, Method::term);
        let slip = self.0.slip(scope);
        let orderer = slip.and_then(|slip| slip.written()?.orderer.clone());
        let asked = TextEdit::proposing(Accepts::Text, orderer.as_ref().map(Text::as_str).unwrap_or_default());
        Form::new(vec![
            FormField::choice("query-reason", Need::Required, ChoiceField::new(reasons).numbered()),
            text("query-question", Need::Required),
            FormField::text("query-asked", Need::Required, TextField::new(asked)),
            FormField::choice(
                "query-how",
                Need::Required,
                ChoiceField::new(methods).numbered().with("phone"),
            ),
            // A pharmacy outside has no account here: who called is written down.
            text("query-caller", Need::Optional),
        ])
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        let goes_outside = self
            .0
            .slip(scope)
            .is_some_and(|slip| slip.copies.iter().any(|copy| copy.purpose == Purpose::Patient));
        form.ask("query-caller", if goes_outside { Asked::Yes } else { Asked::No });
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let reason = reader.word("query-reason", QueryReason::from_word);
        let question = reader.text("query-question", REMARK);
        let command = SlipCommand::Query(AskBack {
            slip: self.0.paper.slip?.slip,
            at: self.0.paper.post.clone(),
            reason: reason?,
            asked: reader.name("query-asked"),
            how: reader.word("query-how", Method::from_word).unwrap_or(Method::Phone),
            question: question?,
            caller: reader.name("query-caller"),
        });
        Some(request(Command::Slip(command), None))
    }
}

/// Nobody answered: the same department is asked, then the doctor on duty.
pub struct Following(About);

impl Following {
    pub fn new(selection: &Selection) -> Self {
        Self(About::new(selection))
    }
}

impl Sheet for Following {
    fn patient(&self) -> Option<PatientId> {
        self.0.patient
    }

    fn about(&self, scope: &Scope<'_>) -> Option<String> {
        self.0.named(scope)
    }

    fn form(&self, scope: &Scope<'_>) -> Form {
        // The prescriber was asked first; then come the others, in this order.
        let asked = self.0.slip(scope).and_then(|slip| slip.open_query());
        let next = match asked.and_then(|query| query.followed.last()) {
            Some(_) => AskedOf::OnDuty,
            None => AskedOf::Department,
        };
        let of = choices::words(scope, AskedOf::ALL, AskedOf::word, AskedOf::term);
        let methods = choices::words(scope, Method::ALL, Method::word, Method::term);
        let how = asked.map_or(Method::Phone, |query| query.raised.how);
        Form::new(vec![
            FormField::choice(
                "query-of",
                Need::Required,
                ChoiceField::new(of).numbered().with(next.word()),
            ),
            text("query-asked", Need::Required),
            FormField::choice(
                "query-how",
                Need::Required,
                ChoiceField::new(methods).numbered().with(how.word()),
            ),
        ])
        .beginning_at("query-asked")
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let of = reader.word("query-of", AskedOf::from_word);
        let asked = reader.name("query-asked");
        let command = SlipCommand::Follow {
            slip: self.0.paper.slip?.slip,
            of: of?,
            asked: asked?,
            how: reader.word("query-how", Method::from_word),
        };
        Some(request(Command::Slip(command), None))
    }
}

/// The answer to it, with what it means for the paper.
pub struct Answering(About);

impl Answering {
    pub fn new(selection: &Selection) -> Self {
        Self(About::new(selection))
    }
}

impl Sheet for Answering {
    fn patient(&self) -> Option<PatientId> {
        self.0.patient
    }

    fn about(&self, scope: &Scope<'_>) -> Option<String> {
        self.0.named(scope)
    }

    fn beside(&self, scope: &Scope<'_>) -> Vec<Beside> {
        let mut lines = question(&self.0, scope);
        lines.extend(self.0.written(scope));
        lines
    }

    fn beside_title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("slips-the-question")
    }

    fn form(&self, scope: &Scope<'_>) -> Form {
        let outcomes = choices::words(scope, QueryOutcome::ALL, QueryOutcome::word, QueryOutcome::term);
        let slip = self.0.slip(scope);
        let asked = slip
            .and_then(|slip| slip.open_query())
            .map(|query| query.asked().to_owned())
            .unwrap_or_default();
        let by = TextEdit::proposing(Accepts::Text, &asked);
        Form::new(vec![
            FormField::choice("query-outcome", Need::Required, ChoiceField::new(outcomes).numbered()),
            text("query-answer", Need::Required),
            FormField::text("query-by", Need::Required, TextField::new(by)),
        ])
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let outcome = reader.word("query-outcome", QueryOutcome::from_word);
        let answer = reader.text("query-answer", REMARK);
        let by = reader.name("query-by");
        let command = SlipCommand::Answer {
            slip: self.0.paper.slip?.slip,
            outcome: outcome?,
            answer: answer?,
            by: by?,
        };
        Some(request(Command::Slip(command), None))
    }
}

/// The question that is answered.
fn question(about: &About, scope: &Scope<'_>) -> Vec<Beside> {
    let query = about.slip(scope).and_then(|slip| slip.open_query());
    let line = query.map(|query| {
        let reason = scope.words.say(query.raised.reason.term());
        Beside {
            shape: Shape::Stop,
            text: format!("{reason}: {}  {}", query.raised.question, query.asked()),
            role: Role::Warn,
        }
    });
    line.into_iter().collect()
}
