//! Why two may be one, in words: what is the same, what is nearly so, what is other; and what a date was taken for.

use crate::i18n::{Value, Words};
use crate::search::fold::dates;
use crate::search::same::{AddressLevel, BirthLevel, Evidence, Heard, PhoneLevel, Rarity, Seen, SexLevel};

/// How a field compares, as far as a reader cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Same,
    Near,
    Other,
}

impl Group {
    const ALL: [Self; 3] = [Self::Same, Self::Near, Self::Other];

    const fn key(self) -> &'static str {
        match self {
            Self::Same => "same-person-same",
            Self::Near => "same-person-near",
            Self::Other => "same-person-other",
        }
    }
}

/// The reasons in one line: "same: reading, date of birth; other: address". What nobody said is no reason.
pub fn reasons(evidence: &Evidence, words: &Words) -> String {
    let found = findings(evidence);
    let groups = Group::ALL.into_iter().filter_map(|group| {
        let of_group = found.iter().filter(|(own, _)| *own == group);
        let texts: Vec<String> = of_group.map(|(_, key)| words.say(key)).collect();
        let list = texts.join(&words.say("same-person-between"));
        (!list.is_empty()).then(|| words.fill(group.key(), &[("list", Value::from(list.as_str()))]))
    });
    let groups: Vec<String> = groups.collect();
    groups.join(&words.say("same-person-then"))
}

fn findings(evidence: &Evidence) -> Vec<(Group, &'static str)> {
    let (surname, given) = (evidence.surname, evidence.given);
    let mut found = Vec::new();
    let heard = |heard: Heard| match heard {
        Heard::Equal => Some(Group::Same),
        Heard::OneOff | Heard::TwoOff | Heard::Begun => Some(Group::Near),
        Heard::Different => Some(Group::Other),
        Heard::Missing => None,
    };
    let seen = |seen: Seen| match seen {
        Seen::Equal => Some(Group::Same),
        Seen::Partly => Some(Group::Near),
        Seen::Different => Some(Group::Other),
        Seen::Missing => None,
    };
    name(
        &mut found,
        heard(surname.0),
        heard(given.0),
        ["same-reading", "same-surname-reading", "same-given-reading"],
    );
    name(
        &mut found,
        seen(surname.1),
        seen(given.1),
        ["same-written", "same-surname-written", "same-given-written"],
    );
    if evidence.turned {
        found.push((Group::Near, "same-turned"));
    }
    found.extend(match evidence.birth {
        BirthLevel::Equal => Some((Group::Same, "same-birth")),
        BirthLevel::Within => Some((Group::Same, "same-birth-year")),
        BirthLevel::OneYear => Some((Group::Near, "same-birth-one-year")),
        BirthLevel::Turned => Some((Group::Near, "same-birth-turned")),
        BirthLevel::Era => Some((Group::Near, "same-birth-era")),
        BirthLevel::Digit => Some((Group::Near, "same-birth-digit")),
        BirthLevel::TwoParts => Some((Group::Near, "same-birth-two-parts")),
        BirthLevel::NearYear => Some((Group::Near, "same-birth-near-year")),
        BirthLevel::Different => Some((Group::Other, "same-birth")),
        BirthLevel::Missing => None,
    });
    found.extend(match evidence.sex {
        SexLevel::Different => Some((Group::Other, "same-sex")),
        SexLevel::Equal | SexLevel::Missing => None,
    });
    found.extend(match evidence.phone {
        PhoneLevel::Equal => Some((Group::Same, "same-phone")),
        PhoneLevel::Digit => Some((Group::Near, "same-phone-digit")),
        PhoneLevel::Different => Some((Group::Other, "same-phone")),
        PhoneLevel::Missing => None,
    });
    found.extend(match evidence.address {
        AddressLevel::Equal => Some((Group::Same, "same-address")),
        AddressLevel::Near => Some((Group::Near, "same-address")),
        AddressLevel::Town => Some((Group::Near, "same-town")),
        AddressLevel::Different => Some((Group::Other, "same-address")),
        AddressLevel::Missing => None,
    });
    if evidence.rarity == Rarity::Many {
        found.push((Group::Near, "same-common-name"));
    }
    found
}

/// Surname and given name in one word where they compare alike.
fn name(
    found: &mut Vec<(Group, &'static str)>,
    surname: Option<Group>,
    given: Option<Group>,
    [both, of_surname, of_given]: [&'static str; 3],
) {
    if surname.is_some() && surname == given {
        found.extend(surname.map(|group| (group, both)));
    } else {
        found.extend(surname.map(|group| (group, of_surname)));
        found.extend(given.map(|group| (group, of_given)));
    }
}

/// What a date that its era does not have was taken for; nothing for what is no such date.
pub fn outside_era(words: &Words, typed: &str) -> Option<String> {
    let dates::Typed::OutsideEra { typed, meant } = dates::read(typed)? else {
        return None;
    };
    let meant = meant.to_string();
    let places = [
        ("era", Value::from(typed.name())),
        ("meant", Value::from(meant.as_str())),
    ];
    Some(words.fill("search-outside-era", &places))
}
