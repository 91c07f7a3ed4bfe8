//! What a form asks, and what it makes of the answers.

use crate::app::door::Receipt;
use crate::app::{Intent, Scope};
use crate::domain::ask::Answer;
use crate::domain::command::{Question, Request};
use crate::domain::identity::PatientId;
use crate::domain::refusal::Refusal;
use crate::search::everyone::Double;
use crate::search::same::Particulars;
use crate::theme::{Role, Shape};
use crate::widgets::{Form, FormField};

use super::reader::Reader;

/// One form. It keeps nothing of what was typed: that is in the fields.
pub trait Sheet: Send {
    /// The fields as they begin, with the keyboard in the first that has no default. Those before it need no answer.
    fn form(&self, scope: &Scope<'_>) -> Form;

    /// Brings choices in line with the hospital as it is now, and asks or stops asking for fields that depend on others.
    fn settle(&mut self, _form: &mut Form, _scope: &Scope<'_>) {}

    /// The request, when every answer can be read; what cannot is noted in the reader.
    fn request(&self, reader: &mut Reader<'_>) -> Option<Request>;

    /// The name of a field that is the hospital's own.
    fn label(&self, _id: &str, _scope: &Scope<'_>) -> Option<String> {
        None
    }

    /// What stands over it, where that says more than the name of the action: which kind of slip.
    fn title(&self, _scope: &Scope<'_>) -> Option<String> {
        None
    }

    /// What it means, where that is not the same for everybody.
    fn means(&self, _scope: &Scope<'_>) -> Option<String> {
        None
    }

    /// What the program made of what was typed in a field of the hospital's own, or how it is typed.
    fn hint(&self, _id: &str, _value: &str, _scope: &Scope<'_>) -> Option<String> {
        None
    }

    /// What has to be seen beside a field before the next one is filled.
    fn warning(&self, _field: &FormField, _form: &Form, _scope: &Scope<'_>) -> Option<String> {
        None
    }

    /// Whose movement or edit it is, when it is about one known person.
    fn patient(&self) -> Option<PatientId> {
        None
    }

    /// What it is about beside the person: the slip.
    fn about(&self, _scope: &Scope<'_>) -> Option<String> {
        None
    }

    /// What has to be seen before it is saved, a line each, under the fields.
    fn beside(&self, _scope: &Scope<'_>) -> Vec<Beside> {
        Vec::new()
    }

    fn beside_title(&self, _scope: &Scope<'_>) -> String {
        String::new()
    }

    /// Whether it is about the selected bed itself.
    fn is_about_bed(&self) -> bool {
        false
    }

    /// The question before something that is hard to take back, with the consequence in it.
    fn danger(&self, _form: &Form, _scope: &Scope<'_>) -> Option<Danger> {
        None
    }

    /// What only the store knows, once the keyboard has left a field.
    fn wonders(&mut self, _form: &Form, _scope: &Scope<'_>) -> Option<Question> {
        None
    }

    fn answered(&mut self, _answer: &Result<Answer, Refusal>, _form: &mut Form, _scope: &Scope<'_>) {}

    /// Whom the index is to compare with everybody, when somebody new is typed.
    fn doubts(&self, _form: &Form) -> Option<Particulars> {
        None
    }

    /// Who it may be.
    fn compared(&mut self, _doubles: Vec<Double>, _form: &mut Form, _scope: &Scope<'_>) {}

    /// What is said at the foot about the field with the keyboard.
    fn remark(&self, _form: &Form, _scope: &Scope<'_>) -> Option<String> {
        None
    }

    /// The second step, where it is another person's: what they confirm, with what proves that they are there.
    fn seconded(&mut self, _form: &mut Form, _scope: &Scope<'_>) -> Option<Intent> {
        None
    }

    /// The second step, for what takes two: somebody new is recorded first.
    fn then(&mut self, _receipt: &Receipt, _form: &mut Form, _scope: &Scope<'_>) -> Option<Request> {
        None
    }
}

/// One line under the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    pub shape: Shape,
    pub text: String,
    pub role: Role,
}

/// The question, and the answer that goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Danger {
    pub question: String,
    pub go: String,
}
