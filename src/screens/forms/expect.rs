//! 入院予定: somebody is announced, with or without a bed kept for them.

use crate::app::door::Receipt;
use crate::app::{Scope, Selection};
use crate::domain::ask::Answer;
use crate::domain::census::{BedName, WardCode};
use crate::domain::command::{Command, Expect, Question, Request};
use crate::domain::identity::{PatientId, PatientRef};
use crate::domain::refusal::Refusal;
use crate::i18n::{Language, Looks};
use crate::search::everyone::Double;
use crate::search::same::Particulars;
use crate::widgets::{Accepts, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::choices;
use super::moving::request;
use super::newcomer::{Meant, Newcomer};
use super::reader::Reader;
use super::sheet::Sheet;

pub struct Expecting {
    bed: Option<BedName>,
    newcomer: Newcomer,
    made_for: Option<(u64, Language, Option<PatientId>)>,
}

impl Expecting {
    pub fn new(selection: &Selection) -> Self {
        Self {
            // The bed of somebody who lies in it can be kept for the next one; but nobody means that by pressing a key on
            // a name.
            bed: selection.bed.clone().filter(|_| selection.patient.is_none()),
            newcomer: Newcomer::default(),
            made_for: None,
        }
    }

    fn expect(reader: &mut Reader<'_>, patient: PatientRef) -> Command {
        Command::Expect(Expect {
            patient,
            when: reader.moment("when", Looks::Ahead),
            bed: reader.bed("bed", None),
            department: reader.department("department"),
        })
    }
}

impl Sheet for Expecting {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let near = self
            .bed
            .as_ref()
            .map(BedName::ward)
            .or(scope.ward.map(WardCode::as_str));
        let mut beds = choices::bed_field(scope, choices::free_beds(scope, None, near));
        if let Some(bed) = &self.bed {
            beds.choose(bed.as_str());
        }
        let mut fields = Newcomer::fields(scope, None);
        fields.push(FormField::text(
            "when",
            Need::Optional,
            TextField::new(TextEdit::new(Accepts::Folded)),
        ));
        fields.push(FormField::choice("bed", Need::Optional, beds));
        fields.push(FormField::choice(
            "department",
            Need::Optional,
            ChoiceField::new(choices::departments(scope, near)),
        ));
        Form::new(fields)
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        self.newcomer.settle(form, scope);
        let taker = Newcomer::known(form);
        let made_for = (scope.edition, scope.words.language(), taker);
        if self.made_for != Some(made_for) {
            self.made_for = Some(made_for);
            let near = scope.ward.map(WardCode::as_str);
            if let Some(beds) = form.choice_mut("bed") {
                beds.replace(choices::free_beds(scope, taker, near));
            }
            if let Some(departments) = form.choice_mut("department") {
                departments.replace(choices::departments(scope, near));
            }
            if let Some(sex) = form.choice_mut("sex") {
                use crate::domain::identity::Sex;
                sex.replace(choices::words(scope, Sex::ALL, Sex::word, Sex::term));
            }
        }
    }

    /// Somebody new is recorded first; `then` announces them.
    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        match Newcomer::meant(reader)? {
            Meant::Known(patient) => Some(request(Self::expect(reader, patient.into()), None)),
            Meant::New(person) => {
                // Read now for what may be wrong in it; said once the person is in the records.
                reader.moment("when", Looks::Ahead);
                reader.bed("bed", None);
                Some(request(Command::Register(person), None))
            }
        }
    }

    fn then(&mut self, receipt: &Receipt, form: &mut Form, scope: &Scope<'_>) -> Option<Request> {
        if Newcomer::known(form).is_some() {
            return None;
        }
        let patient = receipt.patient?;
        // From now on it is somebody from the records, whatever becomes of the announcement.
        self.newcomer.choose(patient, form, scope);
        let mut reader = Reader::new(form, scope);
        Some(request(Self::expect(&mut reader, patient.into()), None))
    }

    fn wonders(&mut self, form: &Form, _: &Scope<'_>) -> Option<Question> {
        self.newcomer.wonders(form)
    }

    fn answered(&mut self, answer: &Result<Answer, Refusal>, form: &mut Form, scope: &Scope<'_>) {
        self.newcomer.answered(answer, form, scope);
    }

    fn doubts(&self, form: &Form) -> Option<Particulars> {
        Newcomer::doubts(form)
    }

    fn remark(&self, form: &Form, scope: &Scope<'_>) -> Option<String> {
        self.newcomer.remark(form, scope)
    }

    fn compared(&mut self, doubles: Vec<Double>, form: &mut Form, scope: &Scope<'_>) {
        self.newcomer.compared(doubles, form, scope);
    }
}
