//! Where somebody has been, by whose word; and how a movement is called.

use crate::app::{Action, KeyCondition, KeyContext, Scope, Situation};
use crate::domain::census::{BedName, OutKind, Place, Stay, stay::Movement};
use crate::i18n::Value;
use crate::input::Typing;
use crate::widgets::Span;

use super::entries::Entry;

/// Newest first: the last movement is what people ask for.
pub fn entries(scope: &Scope<'_>, stay: &Stay) -> Vec<Entry> {
    let list = Situation {
        contexts: vec![KeyContext::Movements, KeyContext::Lists],
        holds: [KeyCondition::Patient, KeyCondition::Writable].into(),
        typing: Typing::Keys,
    };
    let keys = scope.keys.keys_of(&list, Action::TakeBack);
    let heading = match keys.first() {
        Some(keys) => scope
            .words
            .fill("detail-history-keys", &[("keys", keys.to_string().into())]),
        None => scope.words.say("detail-history"),
    };
    let mut entries = vec![Entry::Gap, Entry::Heading(heading)];
    let movements: Vec<&Movement> = stay.movements.iter().collect();
    for (index, movement) in movements.iter().enumerate().rev() {
        let before = index.checked_sub(1).and_then(|before| movements.get(before));
        let (verb, bed) = moved(scope, before.map(|before| &before.place), &movement.place);
        entries.push(Entry::Line(vec![
            Span::plain(format!("{}  ", scope.moment(movement.said.at))),
            Span::plain(format!("{bed}  ")),
            Span::plain(verb),
        ]));
        entries.push(Entry::Line(vec![Span::dim(format!(
            "    {}",
            scope
                .words
                .fill("detail-recorded", &[("source", scope.source(&movement.said).into())])
        ))]));
    }
    entries
}

/// What a movement was, and the bed that it led to or left.
pub fn moved(scope: &Scope<'_>, before: Option<&Place>, place: &Place) -> (String, String) {
    let words = scope.words;
    let bed = |bed: &BedName| bed.shown().to_owned();
    match place {
        Place::InBed { bed: to } => {
            let key = match before {
                None | Some(Place::Expected { .. }) => "detail-moved-admitted",
                Some(Place::Transit { .. }) => "detail-moved-arrived",
                Some(Place::Out { .. }) => "detail-moved-returned",
                Some(Place::InBed { .. } | Place::Left { .. }) => "detail-moved-transferred",
            };
            (words.say(key), bed(to))
        }
        Place::Out { bed: kept, kind, .. } => {
            let key = match kind {
                OutKind::OffWard => "detail-moved-off-ward",
                OutKind::Outing | OutKind::Leave | OutKind::Absconded => kind.term(),
            };
            (words.say(key), bed(kept))
        }
        Place::Transit { from, to } => (
            words.fill("detail-moved-departed", &[("bed", Value::from(to.shown()))]),
            bed(from),
        ),
        Place::Left { from, disposition, .. } => {
            let how = words.say(disposition.term());
            (words.fill("detail-left", &[("how", how.into())]), bed(from))
        }
        Place::Expected { bed: kept, .. } => (words.say("detail-expected"), kept.as_ref().map(bed).unwrap_or_default()),
    }
}
