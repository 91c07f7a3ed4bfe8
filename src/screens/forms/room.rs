//! Who is in the room already: a name that can be taken for the one that is put there is said before anybody is.

use crate::app::Scope;
use crate::domain::census::BedName;
use crate::domain::identity::PatientId;
use crate::domain::text::Text;
use crate::search::alike::in_room;
use crate::widgets::Form;

use super::newcomer::Newcomer;

/// Somebody in the room of the chosen bed whose name can be taken for the one that is put there: `about` where the form is
/// about one known person, otherwise whoever the form names.
pub fn same_room(form: &Form, about: Option<PatientId>, scope: &Scope<'_>) -> Option<String> {
    let bed = BedName::parse(form.value("bed"))?;
    let known = about.or_else(|| Newcomer::known(form));
    let (name, kana) = match known.and_then(|id| scope.hospital.patient(id)) {
        Some(patient) => (
            patient.name.get().map_or("", Text::as_str),
            patient.kana.get().map_or("", Text::as_str),
        ),
        None => (form.value("name"), form.value("kana")),
    };
    let alike = in_room(scope.hospital, &bed, (name, kana), known, scope.look_alikes.kanji());
    let near = alike.first()?;
    let (kind, who) = (
        scope.words.say(&format!("alike-{}", near.kind.name())),
        scope.patient(near.who),
    );
    let places = [("kind", kind.as_str().into()), ("who", who.as_str().into())];
    Some(scope.words.fill("alike-same-room", &places))
}
