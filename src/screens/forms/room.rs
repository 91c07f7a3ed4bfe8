//! Who is in the room already: a name that can be taken for the one that is admitted is said before anybody is put there.

use crate::app::Scope;
use crate::domain::census::BedName;
use crate::widgets::Form;

use super::newcomer::Newcomer;

/// Somebody in the room of the chosen bed whose name can be taken for the one that is admitted.
pub fn same_room(form: &Form, scope: &Scope<'_>) -> Option<String> {
    let bed = BedName::parse(form.value("bed"))?;
    let known = Newcomer::known(form);
    let patient = known.and_then(|id| scope.hospital.patient(id));
    let (name, kana) = match patient {
        Some(patient) => (
            patient.name.get().map(ToString::to_string).unwrap_or_default(),
            patient.kana.get().map(ToString::to_string).unwrap_or_default(),
        ),
        None => (form.value("name").to_owned(), form.value("kana").to_owned()),
    };
    let alike = scope.look_alikes.would_be(&name, &kana, known);
    let near = alike.iter().find(|other| {
        let place = scope.hospital.open_stay(other.who).and_then(|stay| stay.place());
        let theirs = place.and_then(|place| place.answers());
        theirs.is_some_and(|theirs| theirs.ward() == bed.ward() && theirs.room() == bed.room())
    })?;
    let (kind, who) = (
        scope.words.say(&format!("alike-{}", near.kind.name())),
        scope.patient(near.who),
    );
    let places = [("kind", kind.as_str().into()), ("who", who.as_str().into())];
    Some(scope.words.fill("alike-same-room", &places))
}
