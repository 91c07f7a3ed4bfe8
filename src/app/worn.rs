//! Tags from the field that two people wear since somebody was given one. It is said after saving: nobody waits for it in a hurry,
//! and nobody goes on without a word.

use super::door::Receipt;
use crate::domain::identity::Identifier;
use crate::domain::numbers::tags::Worn;
use crate::domain::state::Hospital;
use crate::domain::text::Text;
use crate::i18n::{Value, Words};

/// A tag of one who was just given it, and the number of another one who wears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WornTwice {
    pub tag: Text,
    pub by: Identifier,
}

/// The tags of those who were given a number, or the number of a packet, by this commit, as far as others wear them, too.
/// `hospital` is the state with it.
pub fn worn_twice(receipt: &Receipt, hospital: &Hospital) -> Vec<WornTwice> {
    let held = receipt.patient.and_then(|patient| hospital.patient(patient));
    let held = held.into_iter().flat_map(|patient| &patient.identifiers);
    let activated = held.filter_map(|(_, number)| hospital.number(number)).filter(|number| {
        let last = number.activated.last();
        last.is_some_and(|(said, _)| Some(said.order.event.commit) == receipt.commit)
    });
    let given = receipt.numbers.iter().filter_map(|number| hospital.number(number));
    let tagged: Vec<_> = given
        .chain(activated)
        .filter(|number| number.arrival().tag.is_some())
        .collect();
    if tagged.is_empty() {
        return Vec::new();
    }
    let worn = Worn::of(hospital);
    let twice = tagged.into_iter().filter_map(|number| {
        let arrival = number.arrival();
        let (tag, holder) = (arrival.tag.clone()?, number.patient()?);
        let others = worn.by_others(&arrival, holder, hospital).into_iter();
        Some(others.map(move |other| WornTwice {
            tag: tag.clone(),
            by: other.number.clone(),
        }))
    });
    twice.flatten().collect()
}

/// `A-098 (M07-10001-49)`: each tag with who wears it, too; of many the first, and how many more there are.
pub fn worn_words(worn: &[WornTwice], most: usize, words: &Words) -> Option<String> {
    let pair = |one: &WornTwice| {
        let places = [
            ("tag", Value::from(one.tag.as_str())),
            ("number", Value::from(one.by.as_str())),
        ];
        words.fill("tag-worn-by", &places)
    };
    let mut tags: Vec<String> = worn.iter().take(most).map(pair).collect();
    let more = worn.len() - tags.len();
    if more > 0 {
        tags.push(words.fill("list-more", &[("count", Value::from(more))]));
    }
    let tags = tags.join(&words.say("list-comma"));
    (!worn.is_empty()).then(|| words.fill("tag-worn-twice", &[("tags", Value::from(tags.as_str()))]))
}
