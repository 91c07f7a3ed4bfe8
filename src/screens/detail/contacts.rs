//! How a person and whoever is to be called are reached. It opens with Enter, which is in the audit trail; the cursor only
//! passes, and is told that there is something.

use crate::app::Scope;
use crate::domain::census::Stay;
use crate::domain::identity::Patient;
use crate::widgets::Span;

use super::entries::Entry;
use super::person::{join, said, value};

/// That there is somebody to call is said; whom, opens with Enter.
pub(super) fn behind_enter(scope: &Scope<'_>, patient: &Patient, stay: Option<&Stay>) -> Vec<Entry> {
    if contacts(scope, patient, stay).is_empty() {
        return Vec::new();
    }
    vec![
        Entry::Gap,
        Entry::Line(vec![Span::dim(scope.words.say("detail-contacts-behind"))]),
    ]
}

pub(super) fn contacts(scope: &Scope<'_>, patient: &Patient, stay: Option<&Stay>) -> Vec<Entry> {
    let mut entries = Vec::new();
    if let Some(stay) = stay {
        let key = join(&[stay.key_person.get(), stay.key_relation.get(), stay.key_phone.get()]);
        entries.extend(value(scope, "detail-key-person", key));
    }
    entries.extend(value(scope, "detail-phone", said(patient.phone.get())));
    entries.extend(value(scope, "detail-address", said(patient.address.get())));
    if let Some(insurance) = stay.and_then(|stay| stay.insurance.get()) {
        entries.push(Entry::labelled(
            scope.words.say("detail-insurance"),
            scope.words.say(insurance.term()),
        ));
    }
    if !entries.is_empty() {
        entries.insert(0, Entry::Gap);
    }
    entries
}
