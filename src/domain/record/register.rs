//! One value that several laptops may change without seeing each other.

use serde::{Deserialize, Serialize, Serializer};

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
        differ(&self.heads)
    }

    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }
}

/// Whether claims that stand beside each other say different things.
pub fn differ<T: PartialEq>(claims: &[Claim<T>]) -> bool {
    claims
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.value != b.value))
}

/// A register of which nothing is said of most subjects: until something is, it takes the room of a pointer. Five hundred people of
/// a mass casualty have neither a telephone number nor an address, and the room for them was a third of what each of them took.
///
/// Written like a [`Register`], said or not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "Register<T>", bound(deserialize = "T: Deserialize<'de>"))]
pub struct Seldom<T>(Option<Box<Register<T>>>);

impl<T> Default for Seldom<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> From<Register<T>> for Seldom<T> {
    fn from(register: Register<T>) -> Self {
        Self((!register.heads.is_empty()).then(|| Box::new(register)))
    }
}

impl<T: Serialize> Serialize for Seldom<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(register) => register.serialize(serializer),
            None => Register::<T>::default().serialize(serializer),
        }
    }
}

impl<T: PartialEq> Seldom<T> {
    /// See [`Register::claim`].
    pub fn claim(&mut self, said: Said, basis: &[EventId], value: T) {
        self.0.get_or_insert_default().claim(said, basis, value);
    }

    pub fn get(&self) -> Option<&T> {
        self.0.as_ref()?.get()
    }

    pub fn latest(&self) -> Option<&Claim<T>> {
        self.0.as_ref()?.latest()
    }

    pub fn claims(&self) -> &[Claim<T>] {
        self.0.as_ref().map(|register| register.claims()).unwrap_or_default()
    }

    pub fn heads(&self) -> impl Iterator<Item = EventId> + '_ {
        self.orders().map(|order| order.event)
    }

    pub fn orders(&self) -> impl Iterator<Item = Order> + '_ {
        self.claims().iter().map(|head| head.said.order)
    }

    pub fn is_disputed(&self) -> bool {
        differ(self.claims())
    }

    pub fn is_empty(&self) -> bool {
        self.claims().is_empty()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "tests may stop")]
    use super::*;
    use crate::domain::record::{
        CommitId, Installation, Sequence, Stamp, Station, Timestamp, UserName,
        bytes::{decode, encode},
    };

    #[test]
    fn what_is_seldom_said_is_written_and_answers_like_what_is_often_said() {
        let said = |index: u16| Said {
            order: Order {
                stamp: Stamp {
                    millis: 7,
                    counter: u32::from(index),
                },
                event: EventId {
                    commit: CommitId {
                        station: Station::FIRST,
                        installation: Installation::FIRST,
                        sequence: Sequence::FIRST,
                    },
                    index,
                },
            },
            at: Timestamp::from_seconds(7),
            by: UserName::parse("clerk").expect("a name"),
        };
        let (mut seldom, mut often) = (Seldom::<u32>::default(), Register::<u32>::default());
        let basis = [said(0).order.event, said(1).order.event];
        for (index, known, value) in [(0, 0, 3), (1, 0, 4), (2, 2, 5)] {
            for (one, other) in [
                (format!("{:?}", encode(&seldom)), format!("{:?}", encode(&often))),
                (format!("{:?}", seldom.get()), format!("{:?}", often.get())),
                (format!("{:?}", seldom.latest()), format!("{:?}", often.latest())),
                (format!("{:?}", seldom.claims()), format!("{:?}", often.claims())),
                (
                    format!("{:?}", seldom.is_disputed()),
                    format!("{:?}", often.is_disputed()),
                ),
                (format!("{:?}", seldom.is_empty()), format!("{:?}", often.is_empty())),
            ] {
                assert_eq!(one, other, "before claim {index}");
            }
            assert!(seldom.heads().eq(often.heads()) && seldom.orders().eq(often.orders()));
            let bytes = encode(&seldom).expect("bytes");
            assert_eq!(decode::<Seldom<u32>>(&bytes), Ok(seldom.clone()));
            let basis = basis.get(..known).unwrap_or_default();
            seldom.claim(said(index), basis, value);
            often.claim(said(index), basis, value);
        }
        assert_eq!(seldom.claims(), often.claims());
        assert_eq!(encode(&seldom), encode(&often));
        // Nothing said is told in one way only, or two folds of the same would differ.
        assert_eq!(Seldom::from(Register::<u32>::default()), Seldom::default());
    }
}
