//! Who is in the room already: a name that can be taken for the one that is put there is said before anybody is.

use crate::app::Scope;
use crate::domain::census::BedName;
use crate::domain::identity::{PatientId, Sex};
use crate::domain::text::Text;
use crate::i18n::Value;
use crate::screens::detail::{others_in_room, room_mates};
use crate::search::alike::in_room;
use crate::widgets::Form;

use super::newcomer::Newcomer;
use super::sheet::Danger;

/// The question before somebody is put into a room in which only the other sex lies. A rule of the room is a refusal of the
/// domain; this is what a ward would ask.
pub fn other_sex(form: &Form, about: Option<PatientId>, scope: &Scope<'_>) -> Option<Danger> {
    let bed = BedName::parse(form.value("bed"))?;
    let known = about.or_else(|| Newcomer::known(form));
    let sex = match known {
        Some(id) => scope.hospital.patient(id)?.sex.get().copied()?,
        None => Sex::from_word(form.value("sex"))?,
    };
    let mates: Vec<Sex> = others_in_room(scope.hospital, &bed)
        .into_iter()
        .filter(|(patient, _)| patient.is_none() || *patient != known)
        .filter_map(|(_, sex)| sex.filter(|sex| *sex != Sex::Unknown))
        .collect();
    let other = match sex {
        Sex::Male => Sex::Female,
        Sex::Female => Sex::Male,
        Sex::Unknown => return None,
    };
    // A room in which both lie, as in intensive care, is nobody's question.
    if mates.is_empty() || mates.iter().any(|one| *one != other) {
        return None;
    }
    let places = [
        ("bed", Value::from(bed.shown())),
        ("sex", scope.words.say(sex.term()).into()),
        ("mates", room_mates(scope, &bed).unwrap_or_default().into()),
    ];
    Some(Danger {
        question: scope.words.fill("form-danger-other-sex", &places),
        go: scope.words.say("form-danger-other-sex-go"),
    })
}

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
