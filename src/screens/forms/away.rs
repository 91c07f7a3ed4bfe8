//! 外泊, 外出, 出棟, 無断離院, 帰院: away from the bed that is kept, and back.

use crate::app::Scope;
use crate::domain::census::OutKind;
use crate::domain::command::{Command, Leave, Request};
use crate::domain::identity::PatientId;
use crate::domain::text::NAME;
use crate::i18n::Looks;
use crate::widgets::{Accepts, Form, FormField, Need, TextEdit, TextField};

use super::choices;
use super::moving::{at, request};
use super::reader::Reader;
use super::sheet::{Danger, Sheet};

pub struct Going {
    patient: PatientId,
    kind: OutKind,
}

impl Going {
    pub fn new(patient: PatientId, kind: OutKind) -> Self {
        Self { patient, kind }
    }
}

impl Sheet for Going {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let text = |id, accepts| FormField::text(id, Need::Optional, TextField::new(TextEdit::new(accepts)));
        let until = text("until", Accepts::Folded);
        let place = text("place", Accepts::Text);
        match self.kind {
            // When somebody is to come back matters most, then where they are.
            OutKind::Leave | OutKind::Outing => Form::new(vec![at(), until, place]).beginning_at("until"),
            OutKind::OffWard => {
                let place = choices::suggestions(scope, "form-off-ward-place");
                let place = FormField::choice("place", Need::Optional, place);
                Form::new(vec![at(), place, until]).beginning_at("place")
            }
            OutKind::Absconded => Form::new(vec![at(), place]).beginning_at("at"),
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let command = Command::Leave(Leave {
            patient: self.patient.into(),
            kind: self.kind,
            until: reader.moment("until", Looks::Ahead),
            place: reader.text("place", NAME),
        });
        Some(request(command, at))
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.patient)
    }

    fn danger(&self, _: &Form, scope: &Scope<'_>) -> Option<Danger> {
        (self.kind == OutKind::Absconded).then(|| Danger {
            question: scope.words.fill(
                "form-danger-absconded",
                &[("who", scope.identified(self.patient).into())],
            ),
            go: scope.words.say("form-danger-absconded-go"),
        })
    }
}

/// Back in the bed.
pub struct Returning(pub PatientId);

impl Sheet for Returning {
    fn form(&self, _: &Scope<'_>) -> Form {
        Form::new(vec![at()])
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let patient = self.0.into();
        Some(request(Command::Return { patient }, at))
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.0)
    }
}
