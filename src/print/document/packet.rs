//! Packets: numbers that are prepared in peacetime, to be given to whoever comes unknown, with the labels that go with them.

use super::{Teller, slip::PacketSheet};
use crate::{
    domain::{
        identity::Identifier,
        numbers::{Alias, IssuedNumber},
        text::Text,
    },
    i18n::{Language, Value},
    print::form::Filling,
};

impl Teller<'_> {
    /// The sheet of a prepared number.
    pub fn prepared(&self, number: &Identifier) -> Filling {
        let known = self.hospital.number(number);
        let said = |text: Option<&Text>| text.map(ToString::to_string).unwrap_or_default();
        let arrival = known.map(|known| known.arrival()).unwrap_or_default();
        self.packet(&PacketSheet {
            id: number.to_string(),
            alias: self.alias(known.and_then(|known| known.alias())),
            tag: said(arrival.tag.as_ref()),
            incident: said(arrival.incident.as_ref()),
        })
    }

    /// A label of a prepared number: nobody is known yet, the alias is the name.
    pub fn packet_label(&self, number: &Identifier) -> Filling {
        let known = self.hospital.number(number);
        let times = known.map_or(0, |known| known.printed.len());
        let again = if times == 0 {
            String::new()
        } else {
            self.words.fill("paper-reprint", &[("count", Value::from(times))])
        };
        let mut values = self
            .common()
            .with("name", self.alias(known.and_then(|known| known.alias())))
            .with("kana", self.words.say("paper-packet-label"))
            .with("id", number.to_string())
            .with("id_code", number.to_string())
            .with("allergies", self.words.say("paper-allergies-not-asked"))
            .with("reprint", again);
        let unknown = [
            "sex",
            "age",
            "birth",
            "birth_era",
            "other_ids",
            "allergic",
            "look_alike",
            "newborn",
            "mother",
            "phone",
            "address",
        ];
        for name in unknown {
            values.set(name, "");
        }
        values.into()
    }

    fn alias(&self, alias: Option<&Alias>) -> String {
        alias.map_or_else(String::new, |alias| match self.words.language() {
            Language::Japanese => alias.japanese(),
            Language::English => alias.english(),
        })
    }
}

/// The packets that nobody was given and that were never printed, in the order of their numbers.
pub fn unprinted<'a>(numbers: impl Iterator<Item = &'a std::sync::Arc<IssuedNumber>>) -> Vec<Identifier> {
    let mut found: Vec<Identifier> = numbers
        .filter(|number| number.patient().is_none() && !number.is_voided() && number.printed.is_empty())
        .filter(|number| !number.issued.is_empty())
        .map(|number| number.number.clone())
        .collect();
    found.sort_unstable();
    found
}
