//! What is wrong with what is typed, said while it is typed: what cannot be read, what the hospital would refuse, and who may be
//! somebody else.

use super::{Comparison, FormScreen, General, Said};
use crate::app::door::Refused;
use crate::app::{Intent, Scope};
use crate::domain::command::Request;
use crate::domain::refusal::Refusal;
use crate::input::Named;
use crate::screens::forms::reader::{Reader, Wrong, fields_of};
use crate::search::everyone::Double;

impl FormScreen {
    /// The request as it would be made now.
    pub(super) fn request(&self, scope: &Scope<'_>) -> (Option<Request>, Vec<Wrong>) {
        let mut reader = Reader::new(&self.form, scope);
        let request = self.sheet.request(&mut reader).filter(|_| reader.is_right());
        (request, reader.wrongs())
    }

    /// Says what is wrong: what cannot be read, and what the hospital would refuse.
    pub(super) fn judge(&mut self, scope: &Scope<'_>) {
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
    pub(in crate::screens::forms) fn bring_up_to_date(&mut self, scope: &Scope<'_>) {
        self.sheet.settle(&mut self.form, scope);
        self.judge(scope);
    }

    pub(super) fn field_of(&self, likely: &[&'static str]) -> Option<&'static str> {
        let asked = |id: &&&'static str| self.form.asked().any(|field| field.id == **id);
        likely.iter().find(asked).copied()
    }

    /// The words of a refusal; some forms know a nearer way on.
    pub(in crate::screens::forms) fn worded(&self, refused: &Refused, scope: &Scope<'_>) -> String {
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
    pub(super) fn compare(&mut self) -> Option<Intent> {
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

    pub(super) fn heard(&mut self, doubles: Vec<Double>, scope: &Scope<'_>) -> Vec<Intent> {
        self.sheet.compared(doubles, &mut self.form, scope);
        self.judge(scope);
        match std::mem::replace(&mut self.comparison, Comparison::Done) {
            Comparison::Awaited => self.save(scope),
            Comparison::Done | Comparison::UnderWay => Vec::new(),
        }
    }
}
