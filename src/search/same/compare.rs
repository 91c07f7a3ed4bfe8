//! The comparison of a registration with one person of an index.

use chrono::{Datelike, NaiveDate};

use super::asked::{Asked, Cuts};
use super::evidence::{AddressLevel, BirthLevel, Evidence, Grade, Heard, PhoneLevel, Rarity, Seen, SexLevel};
use crate::domain::identity::Sex;
use crate::search::fold::address::Address;
use crate::search::fold::dates::Typed;
use crate::search::fold::numbers;
use crate::search::index::{Index, Named, Row};

impl Index {
    /// What is found when a registration is held against a person.
    pub fn compare(&self, asked: &Asked, row: Row) -> Evidence {
        let named = self.named(row);
        let straight = names(asked, &named, false);
        let turned = names(asked, &named, true);
        let is_turned = rank(turned) < rank(straight);
        let (surname, given) = if is_turned { turned } else { straight };
        let mut evidence = Evidence {
            surname,
            given,
            turned: is_turned,
            birth: birth(asked, named.birth),
            sex: sex(asked.sex, named.sex),
            phone: phone(asked.phone, named.phone),
            address: address(&asked.address, &named),
            rarity: Rarity::Inexact,
        };
        if evidence.given_grade() == Grade::Good && evidence.surname_grade() == Grade::Good {
            evidence.rarity = rarity(self.expected(row));
        }
        evidence
    }
}

type Name = (Heard, Seen);

/// The better of two ways to divide a name has the lesser rank.
fn rank(names: (Name, Name)) -> (Grade, Grade, usize) {
    let of = |(heard, seen): Name| heard as usize + seen as usize;
    let grade = |name: Name| match name {
        (Heard::Equal, _) | (Heard::Missing, Seen::Equal) => Grade::Good,
        (_, Seen::Equal) | (Heard::OneOff | Heard::TwoOff, _) => Grade::Near,
        _ => Grade::Bad,
    };
    let (surname, given) = (grade(names.0), grade(names.1));
    (surname.max(given), surname.min(given), of(names.0) + of(names.1))
}

fn names(asked: &Asked, named: &Named<'_>, turned: bool) -> (Name, Name) {
    if let Some(word) = one_word(asked, named) {
        return (word, word);
    }
    let heard = if asked.latin.0.is_empty() {
        best(&asked.sounds, turned, |surname, given| {
            (heard(surname, named.surname_sounds), heard(given, named.given_sounds))
        })
    } else {
        best(&asked.latin, turned, |surname, given| {
            (
                heard(surname.as_bytes(), named.surname_latin.as_bytes()),
                heard(given.as_bytes(), named.given_latin.as_bytes()),
            )
        })
    };
    let seen = best(&asked.alike, turned, |surname, given| {
        (seen(surname, named.surname_alike), seen(given, named.given_alike))
    });
    let (heard_surname, heard_given) = heard.unwrap_or((Heard::Missing, Heard::Missing));
    let (seen_surname, seen_given) = seen.unwrap_or((Seen::Missing, Seen::Missing));
    ((heard_surname, seen_surname), (heard_given, seen_given))
}

/// What is known of the person is one word, surname and given name in one or the one alone, and it is the very name: as much as both
/// parts being equal. Two unknown people who are called by one word would pass without a question otherwise.
fn one_word(asked: &Asked, named: &Named<'_>) -> Option<Name> {
    if !named.is_one_word() {
        return None;
    }
    let whole = &asked.whole;
    let heard = if asked.latin.0.is_empty() {
        heard(&whole.sounds, named.surname_sounds)
    } else {
        heard(whole.latin.as_bytes(), named.surname_latin.as_bytes())
    };
    let seen = match seen(&whole.alike, named.surname_alike) {
        Seen::Equal => Seen::Equal,
        // What was written in kana says nothing of how the name is written.
        _ if asked.written.is_empty() => Seen::Missing,
        other => other,
    };
    let word = (heard, seen);
    let is_equal = matches!(
        word,
        (Heard::Equal, Seen::Equal | Seen::Missing) | (Heard::Missing, Seen::Equal)
    );
    is_equal.then_some(word)
}

/// The division of a name that fits best.
fn best<T, L: Ord + Copy>(cuts: &Cuts<T>, turned: bool, compare: impl Fn(&T, &T) -> (L, L)) -> Option<(L, L)> {
    let ways = cuts.0.iter().map(|(surname, given)| {
        if turned {
            compare(given, surname)
        } else {
            compare(surname, given)
        }
    });
    ways.min_by_key(|(surname, given)| ((*surname).max(*given), (*surname).min(*given)))
}

fn heard(one: &[u8], other: &[u8]) -> Heard {
    if one.is_empty() || other.is_empty() {
        return Heard::Missing;
    }
    let longer = one.len().max(other.len());
    match distance(one, other, 2) {
        Some(0) => Heard::Equal,
        Some(1) if longer > 1 => Heard::OneOff,
        Some(2) if longer >= 5 => Heard::TwoOff,
        _ if one.len() >= 2 && other.len() >= 2 && (one.starts_with(other) || other.starts_with(one)) => Heard::Begun,
        _ => Heard::Different,
    }
}

fn seen(one: &str, other: &str) -> Seen {
    if one.is_empty() || other.is_empty() {
        Seen::Missing
    } else if one == other {
        Seen::Equal
    } else if one.chars().any(|c| other.contains(c)) {
        Seen::Partly
    } else {
        Seen::Different
    }
}

/// Whether two words are at most one edit apart. Without a table: what they have in common at both ends is taken off.
pub fn within_one(one: &[u8], other: &[u8]) -> bool {
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (
        one.get(same..).unwrap_or_default(),
        other.get(same..).unwrap_or_default(),
    );
    let same = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let one = one.get(..one.len() - same).unwrap_or_default();
    let other = other.get(..other.len() - same).unwrap_or_default();
    match (one, other) {
        ([a, b], [c, d]) => a == d && b == c,
        (one, other) => one.len() <= 1 && other.len() <= 1,
    }
}

/// Edits between two short words (a changed order of two neighbours is one), up to `most`.
pub fn distance(one: &[u8], other: &[u8], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = Vec::with_capacity(other.len() + 1);
        row.push(i + 1);
        for (j, b) in other.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut least = (at(&last, j + 1) + 1)
                .min(at(&row, j) + 1)
                .min(at(&last, j) + usize::from(a != b));
            if i > 0 && j > 0 && one.get(i - 1) == Some(b) && other.get(j - 1) == Some(a) {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|edits| *edits <= most)
}

fn birth(asked: &Asked, known: Option<NaiveDate>) -> BirthLevel {
    let (Some(said), Some(known)) = (asked.birth, known) else {
        return BirthLevel::Missing;
    };
    let Some(day) = said.day() else {
        let (year, month) = match said {
            Typed::Month(year, month) => (year, Some(month)),
            Typed::Year(year) => (year, None),
            Typed::Day(_) | Typed::OutsideEra { .. } => return BirthLevel::Missing,
        };
        return match (year - known.year()).abs() {
            0 if month.is_none_or(|month| month == known.month()) => BirthLevel::Within,
            0..=2 => BirthLevel::NearYear,
            _ => BirthLevel::Different,
        };
    };
    let same_day = (day.month(), day.day()) == (known.month(), known.day());
    if day == known {
        BirthLevel::Equal
    } else if same_day && (day.year() - known.year()).abs() == 1 {
        BirthLevel::OneYear
    } else if day.year() == known.year() && (day.day(), day.month()) == (known.month(), known.day()) {
        BirthLevel::Turned
    } else if asked.other_eras.contains(&known) {
        BirthLevel::Era
    } else {
        let digits = |day: NaiveDate| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
        let (one, other) = (digits(day), digits(known));
        let differing = one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).count();
        let parts = [
            day.year() == known.year(),
            day.month() == known.month(),
            day.day() == known.day(),
        ];
        if differing == 1 {
            BirthLevel::Digit
        } else if parts.iter().filter(|same| **same).count() == 2 {
            BirthLevel::TwoParts
        } else {
            BirthLevel::Different
        }
    }
}

fn sex(one: Sex, other: Sex) -> SexLevel {
    if one == Sex::Unknown || other == Sex::Unknown {
        SexLevel::Missing
    } else if one == other {
        SexLevel::Equal
    } else {
        SexLevel::Different
    }
}

fn phone(one: u64, other: u64) -> PhoneLevel {
    if one == 0 || other == 0 {
        return PhoneLevel::Missing;
    }
    if one == other {
        return PhoneLevel::Equal;
    }
    let (one, other) = (numbers::unpacked(one), numbers::unpacked(other));
    match distance(one.as_bytes(), other.as_bytes(), 1) {
        Some(_) => PhoneLevel::Digit,
        None => PhoneLevel::Different,
    }
}

fn address(asked: &Address, named: &Named<'_>) -> AddressLevel {
    if asked.is_empty() || named.town.is_empty() && named.house.is_empty() {
        return AddressLevel::Missing;
    }
    let known = Address {
        town: crate::search::fold::address::town(named.town),
        numbers: crate::search::fold::address::numbers(named.house),
    };
    let same_town = asked.town == known.town
        || !asked.town.is_empty() && (known.town.ends_with(&asked.town) || asked.town.ends_with(&known.town));
    let same = asked
        .numbers
        .iter()
        .zip(&known.numbers)
        .take(3)
        .filter(|(a, b)| a == b)
        .count();
    let all = asked.numbers.len().min(known.numbers.len()).min(3);
    if same_town && all > 0 && same == all {
        AddressLevel::Equal
    } else if same_town && same > 0 || all >= 3 && same == 3 {
        AddressLevel::Near
    } else if same_town {
        AddressLevel::Town
    } else {
        AddressLevel::Different
    }
}

fn rarity(expected: f64) -> Rarity {
    if expected < 0.1 {
        Rarity::Single
    } else if expected < 1.0 {
        Rarity::Few
    } else if expected < 10.0 {
        Rarity::Several
    } else {
        Rarity::Many
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        assert_eq!(distance(b"tanaka", b"tanaka", 2), Some(0));
        assert_eq!(distance(b"tanaka", b"tanak", 2), Some(1));
        assert_eq!(distance(b"tanaka", b"atnaka", 2), Some(1));
        assert_eq!(distance(b"tanaka", b"takana", 2), Some(2));
        assert_eq!(distance(b"tanaka", b"suzuki", 2), None);
    }

    #[test]
    fn one_edit_is_told_without_a_table() {
        for one in [
            "", "a", "ab", "ba", "abc", "acb", "abcd", "abd", "aab", "tanaka", "tanaak",
        ] {
            for other in [
                "", "a", "b", "ab", "abc", "abb", "aab", "abcd", "bacd", "tanaka", "tanka",
            ] {
                let (a, b) = (one.as_bytes(), other.as_bytes());
                assert_eq!(within_one(a, b), distance(a, b, 1).is_some(), "{one} {other}");
            }
        }
    }
}
