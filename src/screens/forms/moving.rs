//! 転棟・転室, 送り出し, 到着, 病床入替: from bed to bed.

use crate::app::Scope;
use crate::domain::census::Place;
use crate::domain::command::{Command, Request};
use crate::domain::identity::PatientId;
use crate::domain::slips::ask::todo;
use crate::i18n::{Language, Value};
use crate::widgets::{Accepts, ChoiceField, Form, FormField, Need, TextEdit, TextField};

use super::choices::{self, People};
use super::discharge::open_slips;
use super::reader::Reader;
use super::room::other_sex;
use super::sheet::{Beside, Danger, Sheet};

/// When it happened; it stands before the question, because now is right most of the time.
pub fn at() -> FormField {
    FormField::text("at", Need::Optional, TextField::new(TextEdit::new(Accepts::Folded)))
}

pub fn request(command: Command, at: Option<crate::domain::record::Timestamp>) -> Request {
    Request {
        command,
        at,
        note: None,
    }
}

/// The ward that a patient is in or on the way to.
pub fn ward_of(scope: &Scope<'_>, patient: PatientId) -> Option<String> {
    let stay = scope.hospital.open_stay(patient)?;
    let bed = match stay.place()? {
        Place::Transit { to, .. } => to,
        place => place.answers()?,
    };
    Some(bed.ward().to_owned())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    AtOnce,
    SendOff,
    Arrive,
}

/// Into another bed: at once, on the way, or arriving.
pub struct ToBed {
    patient: PatientId,
    how: How,
    made_for: Option<(u64, Language)>,
}

impl ToBed {
    fn new(patient: PatientId, how: How) -> Self {
        Self {
            patient,
            how,
            made_for: None,
        }
    }

    pub fn transfer(patient: PatientId) -> Self {
        Self::new(patient, How::AtOnce)
    }

    pub fn depart(patient: PatientId) -> Self {
        Self::new(patient, How::SendOff)
    }

    pub fn arrive(patient: PatientId) -> Self {
        Self::new(patient, How::Arrive)
    }

    fn beds(&self, scope: &Scope<'_>) -> Vec<crate::widgets::Choice> {
        let near = ward_of(scope, self.patient);
        choices::free_beds(scope, Some(self.patient), near.as_deref())
    }

    /// The bed that was announced, or one that is kept for the patient.
    fn likely(&self, scope: &Scope<'_>) -> Option<String> {
        let stay = scope.hospital.open_stay(self.patient)?;
        if let (How::Arrive, Some(Place::Transit { to, .. })) = (self.how, stay.place()) {
            return Some(to.to_string());
        }
        let mut kept: Vec<_> = scope.hospital.reserved_beds(self.patient).collect();
        kept.sort_unstable();
        kept.first().map(ToString::to_string)
    }
}

impl Sheet for ToBed {
    fn form(&self, scope: &Scope<'_>) -> Form {
        let mut beds = choices::bed_field(scope, self.beds(scope));
        if let Some(bed) = self.likely(scope) {
            beds.choose(&bed);
        }
        Form::new(vec![at(), FormField::choice("bed", Need::Required, beds)]).beginning_at("bed")
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language());
        if self.made_for != Some(now) {
            self.made_for = Some(now);
            if let Some(beds) = form.choice_mut("bed") {
                beds.replace(self.beds(scope));
            }
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let bed = reader.bed("bed", Some(self.patient))?;
        let patient = self.patient.into();
        let command = match self.how {
            How::AtOnce => Command::Transfer { patient, bed },
            How::SendOff => Command::Depart { patient, bed },
            How::Arrive => Command::Arrive {
                patient,
                bed: Some(bed),
            },
        };
        Some(request(command, at))
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.patient)
    }

    fn danger(&self, form: &Form, scope: &Scope<'_>) -> Option<Danger> {
        match self.how {
            How::AtOnce | How::SendOff => other_sex(form, Some(self.patient), scope),
            // They are there.
            How::Arrive => None,
        }
    }

    /// Paper that was ordered in the ward that is left: it is on its way there.
    fn beside(&self, scope: &Scope<'_>) -> Vec<Beside> {
        open_slips(self.patient, scope)
    }

    fn beside_title(&self, scope: &Scope<'_>) -> String {
        let count = todo::open(scope.hospital, self.patient).count();
        scope.words.fill("slips-move-along", &[("count", Value::from(count))])
    }
}

/// Two patients change beds.
pub struct Swapping {
    patient: PatientId,
    made_for: Option<(u64, Language)>,
}

impl Swapping {
    pub fn new(patient: PatientId) -> Self {
        Self {
            patient,
            made_for: None,
        }
    }

    fn others(&self, scope: &Scope<'_>) -> Vec<crate::widgets::Choice> {
        let near = ward_of(scope, self.patient);
        choices::people(scope, People::InBed { except: self.patient }, near.as_deref())
    }
}

impl Sheet for Swapping {
    fn form(&self, scope: &Scope<'_>) -> Form {
        // Of several who fit nobody is taken because they come first.
        let with = ChoiceField::new(self.others(scope)).alone();
        Form::new(vec![at(), FormField::choice("with", Need::Required, with)]).beginning_at("with")
    }

    fn settle(&mut self, form: &mut Form, scope: &Scope<'_>) {
        let now = (scope.edition, scope.words.language());
        if self.made_for != Some(now) {
            self.made_for = Some(now);
            if let Some(with) = form.choice_mut("with") {
                with.replace(self.others(scope));
            }
        }
    }

    fn request(&self, reader: &mut Reader<'_>) -> Option<Request> {
        let at = reader.at();
        let with = reader.person("with")?;
        let command = Command::Swap {
            patient: self.patient.into(),
            with: with.into(),
        };
        Some(request(command, at))
    }

    fn patient(&self) -> Option<PatientId> {
        Some(self.patient)
    }
}
