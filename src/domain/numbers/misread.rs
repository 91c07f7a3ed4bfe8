//! What a hand does to a number when it copies it, and an eye that reads it: the errors that are made of a right number, and what
//! may have been meant by one that is not right.

use super::scheme::Scheme;

/// What a hand does to a number, the likelier first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorKind {
    /// Two neighbours swapped.
    Adjacent,
    /// Letters written for the digits that they look like, or digits for letters.
    LookAlike,
    /// One sign read as another.
    Single,
    /// A sign written twice, or one that does not belong there.
    TooMany,
    /// A sign that is missing.
    LeftOut,
    /// Two digits swapped over one between them.
    Jump,
}

impl ErrorKind {
    /// Its word in the shell.
    pub fn word(self) -> &'static str {
        match self {
            Self::Adjacent => "adjacent-swap",
            Self::LookAlike => "look-alike",
            Self::Single => "single",
            Self::TooMany => "one-too-many",
            Self::LeftOut => "left-out",
            Self::Jump => "jump-swap",
        }
    }
}

/// One error in a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    pub kind: ErrorKind,
    /// The places of the signs that it changes, from 0; one place twice for a single wrong digit. Of signs that look alike the
    /// first and the last; of one that is missing, where it belongs.
    pub places: (usize, usize),
    pub made: Vec<char>,
}

/// Every letter of `plain` read as any other.
pub fn letters(plain: &[char]) -> Vec<Error> {
    let letters = plain.iter().enumerate().filter(|(_, sign)| sign.is_ascii_uppercase());
    let read_as = |(place, sign): (usize, &char)| {
        let others = ('A'..='Z').filter(|other| other != sign);
        let made = others.map(|other| {
            let mut made = plain.to_vec();
            made.splice(place..=place, [other]);
            made
        });
        let errors = made.map(|made| Error {
            kind: ErrorKind::Single,
            places: (place, place),
            made,
        });
        errors.collect::<Vec<_>>()
    };
    letters.flat_map(read_as).collect()
}

/// Every single error, adjacent and jump swap of the digits of `plain`.
pub fn errors(plain: &[char]) -> Vec<Error> {
    let mut errors = Vec::new();
    for (place, sign) in plain.iter().enumerate().filter(|(_, sign)| sign.is_ascii_digit()) {
        for other in ('0'..='9').filter(|other| other != sign) {
            let mut made = plain.to_vec();
            if let Some(slot) = made.get_mut(place) {
                *slot = other;
            }
            errors.push(Error {
                kind: ErrorKind::Single,
                places: (place, place),
                made,
            });
        }
        for (kind, distance) in [(ErrorKind::Adjacent, 1), (ErrorKind::Jump, 2)] {
            let partner = place + distance;
            if plain
                .get(partner)
                .is_some_and(|other| other.is_ascii_digit() && other != sign)
            {
                let mut made = plain.to_vec();
                made.swap(place, partner);
                errors.push(Error {
                    kind,
                    places: (place, partner),
                    made,
                });
            }
        }
    }
    errors
}

/// Letters and the digits that they are taken for, in print and by hand. A small L has become a capital by then.
const ALIKE: [(char, char); 11] = [
    ('O', '0'),
    ('D', '0'),
    ('Q', '0'),
    ('I', '1'),
    ('L', '1'),
    ('Z', '2'),
    ('S', '5'),
    ('G', '6'),
    ('T', '7'),
    ('B', '8'),
    ('G', '9'),
];

/// Every sign that a number can have.
fn signs() -> impl Iterator<Item = char> {
    ('0'..='9').chain('A'..='Z')
}

/// What may have been meant by `plain`, which is not right, if it was a number of `form`: whatever is one error away. Not by
/// comparing it with every number that was given: there are a few hundred of these, however many those are.
pub fn meant(plain: &[char], form: &Scheme) -> Vec<Error> {
    let wanted = form.signs();
    match wanted.len() {
        length if length == plain.len() => {
            let swaps = errors(plain)
                .into_iter()
                .filter(|error| error.kind != ErrorKind::Single);
            swaps.chain(alike(plain, &wanted)).chain(singles(plain)).collect()
        }
        length if length == plain.len() + 1 => left_out(plain),
        length if length + 1 == plain.len() => too_many(plain),
        _ => Vec::new(),
    }
}

/// Every sign that stands where it cannot stand, as the one that it looks like: whoever reads one O for a 0 reads all of them so.
fn alike(plain: &[char], wanted: &[Option<char>]) -> Option<Error> {
    let looks = |read: char, wanted: Option<char>| match wanted {
        Some(sign) if sign == read => Some(read),
        Some(sign) => ALIKE.contains(&(sign, read)).then_some(sign),
        None if read.is_ascii_digit() => Some(read),
        None => ALIKE
            .iter()
            .find(|(letter, _)| *letter == read)
            .map(|(_, digit)| *digit),
    };
    let made: Option<Vec<char>> = plain
        .iter()
        .zip(wanted)
        .map(|(read, sign)| looks(*read, *sign))
        .collect();
    let made = made?;
    let mut changed = plain
        .iter()
        .zip(&made)
        .enumerate()
        .filter(|(_, (read, sign))| read != sign);
    let first = changed.next()?.0;
    let last = changed.next_back().map_or(first, |(place, _)| place);
    Some(Error {
        kind: ErrorKind::LookAlike,
        places: (first, last),
        made,
    })
}

/// Any sign read as any other.
fn singles(plain: &[char]) -> Vec<Error> {
    let of = |(place, read): (usize, &char)| {
        let others = signs().filter(|other| other != read);
        let errors = others.map(|other| {
            let mut made = plain.to_vec();
            made.splice(place..=place, [other]);
            at(ErrorKind::Single, place, made)
        });
        errors.collect::<Vec<_>>()
    };
    plain.iter().enumerate().flat_map(of).collect()
}

/// Any sign missing anywhere.
fn left_out(plain: &[char]) -> Vec<Error> {
    let of = |place: usize| {
        // Before or behind its like it makes no difference.
        let new = signs().filter(move |sign| plain.get(place) != Some(sign));
        let errors = new.map(|sign| {
            let mut made = plain.to_vec();
            made.insert(place, sign);
            at(ErrorKind::LeftOut, place, made)
        });
        errors.collect::<Vec<_>>()
    };
    (0..=plain.len()).flat_map(of).collect()
}

/// Any sign that may not belong there.
fn too_many(plain: &[char]) -> Vec<Error> {
    let differs = |place: &usize| plain.get(*place) != plain.get(place + 1);
    let without = |place: usize| {
        let mut made = plain.to_vec();
        made.remove(place);
        at(ErrorKind::TooMany, place, made)
    };
    (0..plain.len()).filter(differs).map(without).collect()
}

fn at(kind: ErrorKind, place: usize, made: Vec<char>) -> Error {
    Error {
        kind,
        places: (place, place),
        made,
    }
}
