//! One value that several laptops may change without seeing each other.

use serde::{Deserialize, Serialize};

use super::{clock::Order, few::Few, ids::EventId, said::Said};

/// One claim about a value: the event that made it and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim<T> {
    pub said: Said,
    pub value: T,
}

/// A value with the events that nobody has superseded yet (its *heads*). Usually one; two or more when stations changed
/// it apart. The latest head in the shared order is what the screens show; differing heads are a discrepancy until an
/// event that knew them all settles it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register<T> {
    heads: Few<Claim<T>>,
}

impl<T> Default for Register<T> {
    fn default() -> Self {
        Self { heads: Few::new() }
    }
}

impl<T: PartialEq> Register<T> {
    /// Applies one claim, in fold order. `basis` are the events that whoever decided it had seen: those are superseded,
    /// the others stay beside it.
    pub fn claim(&mut self, said: Said, basis: &[EventId], value: T) {
        self.heads.retain(|head| !basis.contains(&head.said.order.event));
        self.heads.push(Claim { said, value });
    }

    pub fn get(&self) -> Option<&T> {
        self.latest().map(|head| &head.value)
    }

    pub fn latest(&self) -> Option<&Claim<T>> {
        self.heads.iter().max_by_key(|head| head.said.order)
    }

    pub fn heads(&self) -> impl Iterator<Item = EventId> + '_ {
        self.heads.iter().map(|head| head.said.order.event)
    }

    /// The heads with their place in the order of all events.
    pub fn orders(&self) -> impl Iterator<Item = Order> + '_ {
        self.heads.iter().map(|head| head.said.order)
    }

    pub fn claims(&self) -> &[Claim<T>] {
        &self.heads
    }

    /// True when stations changed it apart and the results differ.
    pub fn is_disputed(&self) -> bool {
        self.heads
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a.value != b.value))
    }

    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }
}
