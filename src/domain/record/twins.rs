//! The same fact said by two laptops that did not see each other, as when both import one list. It opens a subject once;
//! whoever goes on from one of the twins goes on from all of them.

use serde::{Deserialize, Serialize};

use super::{few::Few, ids::EventId};

/// What opened a subject, with all the events that said so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twins<T> {
    openings: Few<(T, Few<EventId>)>,
}

impl<T> Default for Twins<T> {
    fn default() -> Self {
        Self { openings: Few::new() }
    }
}

impl<T: PartialEq> Twins<T> {
    /// What opened the subject first.
    pub(crate) fn first(&self) -> Option<&T> {
        self.openings.first().map(|(opening, _)| opening)
    }

    /// True when this very thing was said before: then it claims nothing of its own.
    pub(crate) fn said_before(&mut self, event: EventId, opening: T) -> bool {
        if let Some((_, events)) = self.openings.iter_mut().find(|(known, _)| *known == opening) {
            events.push(event);
            return true;
        }
        self.openings.push((opening, Few::from_elem(event, 1)));
        false
    }

    /// Whether this event opened the subject.
    pub(crate) fn contains(&self, event: EventId) -> bool {
        self.openings.iter().any(|(_, events)| events.contains(&event))
    }

    /// The basis of a later fact, with the twins of every opening in it.
    pub(crate) fn widen<'a>(&self, basis: &'a [EventId]) -> std::borrow::Cow<'a, [EventId]> {
        let mut wide = std::borrow::Cow::Borrowed(basis);
        for (_, events) in self.openings.iter().filter(|(_, events)| events.len() > 1) {
            if events.iter().any(|event| basis.contains(event)) {
                wide.to_mut()
                    .extend(events.iter().filter(|event| !basis.contains(event)));
            }
        }
        wide
    }
}
