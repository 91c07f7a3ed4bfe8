//! What a casualty wears: the fields, and whether somebody else of the same event wears the same tag.

use crate::app::Scope;
use crate::domain::numbers::{
    Arrival, Triage,
    issue::MOST_AT_ONCE,
    tags::{Tags, Worn},
};
use crate::domain::text::{NAME, Text};
use crate::i18n::Value;
use crate::widgets::{Accepts, Form, FormField, Need, TextEdit, TextField};

use super::issuing::{text, word};

/// What a casualty wears.
pub fn tagged(scope: &Scope<'_>) -> [FormField; 3] {
    [
        word(scope, "triage", Triage::ALL, Triage::word, Triage::term),
        text("tag", Need::Optional, Accepts::Folded),
        incident(scope),
    ]
}

/// The event that many come from; the last one that was named stands there already.
fn incident(scope: &Scope<'_>) -> FormField {
    let named = scope.hospital.numbers().filter_map(|number| {
        let (said, _) = number.issued.last()?;
        Some((said.order, number.arrival().incident.clone()?))
    });
    let last = named.max_by_key(|(order, _)| *order).map(|(_, incident)| incident);
    // Named anew, it replaces what stood there: 駅前駅前 would be another event, and no tag of the first would be known in it.
    let edit = TextEdit::proposing(Accepts::Text, last.as_ref().map(Text::as_str).unwrap_or_default());
    FormField::text("incident", Need::Optional, TextField::new(edit))
}

/// That somebody of the same event wears the tag in this field, or one of those that are counted up from it.
pub fn tag_worn(field: &FormField, form: &Form, count: u16, scope: &Scope<'_>) -> Option<String> {
    let typed = |id: &str| Text::parse(form.value(id), NAME).ok();
    let first = typed("tag").filter(|_| field.id == "tag")?;
    let (worn, tags) = (Worn::of(scope.hospital), Tags::from(&first));
    (0..count.clamp(1, MOST_AT_ONCE)).find_map(|place| {
        let arrival = Arrival {
            tag: tags.at(place),
            incident: typed("incident"),
            ..Arrival::default()
        };
        let other = worn.by(&arrival).first()?;
        let who = other
            .patient()
            .map(|patient| scope.patient(patient))
            .unwrap_or_default();
        let places = [
            ("who", Value::from(format!("{} {who}", other.number))),
            (
                "tag",
                arrival.tag.as_ref().map(ToString::to_string).unwrap_or_default().into(),
            ),
        ];
        Some(scope.words.fill("form-tag-worn", &places))
    })
}
