//! What a number looks like, as data: literal, station, installation, sequence and check parts, written as
//! `T{station:2}-{installation:1}{sequence:4}-{check:mod-97-10}`.

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{
    check::{CheckFault, CheckKind},
    fault::SchemeFault,
    series::BlockNumber,
};
use crate::domain::{identity::Identifier, record::Station};

/// What a number is for. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NumberKind {
    /// A person who has no number of the hospital, or of whom nobody knows it.
    Temporary,
    Newborn,
    MassCasualty,
    Slip,
}

impl NumberKind {
    /// Numbers of one block that last for three months at the busiest station: ten persons, five newborns, two hundred
    /// slips a day; for a mass casualty, one event of the largest size (domain.md, Patient IDs 6).
    pub fn needed(self) -> u64 {
        match self {
            Self::Temporary => 900,
            Self::Newborn => 450,
            Self::MassCasualty => 500,
            Self::Slip => 18_000,
        }
    }
}

/// One part of a number. Widths are in digits. The order of the variants is part of the record format.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// Capitals, digits and hyphens.
    Literal(SmolStr),
    Station(u8),
    /// The block: the life of the station, or a further block of it.
    Installation(u8),
    Sequence(u8),
    Check(CheckKind),
}

/// The parts of a number, in order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Scheme {
    parts: Vec<Part>,
}

/// A number taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    pub station: u16,
    pub block: u16,
    pub sequence: u32,
    /// Whether the check digits agree with the rest.
    pub holds: bool,
    /// As it is printed, hyphens in their places.
    pub written: SmolStr,
}

/// Why a number cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WriteFault {
    #[error("the {part} {value} has more than {width} digits")]
    TooWide { part: &'static str, value: u64, width: u8 },
    #[error(transparent)]
    Check(#[from] CheckFault),
    #[error("the scheme makes no identifier")]
    NoIdentifier,
}

/// Why a written scheme is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a part of a number: {0}")]
pub struct PatternFault(pub String);

impl Scheme {
    pub fn new(parts: Vec<Part>) -> Self {
        Self { parts }
    }

    /// Reads a scheme as it is written.
    pub fn parse(raw: &str) -> Result<Self, PatternFault> {
        let mut parts = Vec::new();
        let mut rest = raw.trim();
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('{') {
                let (part, after) = inside.split_once('}').ok_or_else(|| PatternFault(rest.to_owned()))?;
                parts.push(part_of(part).ok_or_else(|| PatternFault(format!("{{{part}}}")))?);
                rest = after;
            } else {
                let end = rest.find('{').unwrap_or(rest.len());
                let (literal, after) = rest.split_at(end);
                parts.push(Part::Literal(SmolStr::new(literal)));
                rest = after;
            }
        }
        Ok(Self { parts })
    }

    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The number of a place in a series.
    pub fn write(&self, station: Station, block: BlockNumber, sequence: u32) -> Result<Identifier, WriteFault> {
        let mut text = String::with_capacity(16);
        for part in &self.parts {
            match part {
                Part::Literal(literal) => text.push_str(literal),
                Part::Station(width) => push(&mut text, "station", u64::from(station.number()), *width)?,
                Part::Installation(width) => push(&mut text, "installation", u64::from(block.number()), *width)?,
                Part::Sequence(width) => push(&mut text, "sequence", u64::from(sequence), *width)?,
                Part::Check(check) => text.push_str(&check.digits(&text)?),
            }
        }
        Identifier::parse(&text).map_err(|_| WriteFault::NoIdentifier)
    }

    /// Takes a number apart, typed with or without its hyphens. `None` when it does not look like one of this scheme.
    pub fn read(&self, raw: &str) -> Option<Parts> {
        let mut rest: Vec<char> = raw.chars().filter(|c| *c != '-').rev().collect();
        let (mut station, mut block, mut sequence, mut holds) = (0, 0, 0, true);
        let mut written = String::with_capacity(raw.len() + 2);
        for part in &self.parts {
            match part {
                Part::Literal(literal) => {
                    for c in literal.chars() {
                        if c != '-' && rest.pop()? != c {
                            return None;
                        }
                        written.push(c);
                    }
                }
                Part::Station(width) => station = take(&mut rest, *width, &mut written)?,
                Part::Installation(width) => block = take(&mut rest, *width, &mut written)?,
                Part::Sequence(width) => sequence = take(&mut rest, *width, &mut written)?,
                Part::Check(check) => {
                    take(&mut rest, check.width(), &mut written)?;
                    holds = check.holds(&written);
                }
            }
        }
        rest.is_empty().then_some(())?;
        Some(Parts {
            station: u16::try_from(station).ok()?,
            block: u16::try_from(block).ok()?,
            sequence,
            holds,
            written: SmolStr::new(&written),
        })
    }

    /// The largest sequence of a block. Zero is left out: it looks like nothing.
    pub fn capacity(&self) -> u32 {
        self.width(|part| matches!(part, Part::Sequence(_)))
    }

    /// The largest block of a station.
    pub fn blocks(&self) -> u32 {
        self.width(|part| matches!(part, Part::Installation(_)))
    }

    /// The largest station that can give such numbers.
    pub fn stations(&self) -> u32 {
        self.width(|part| matches!(part, Part::Station(_)))
    }

    fn width(&self, which: impl Fn(&Part) -> bool) -> u32 {
        let width = self.parts.iter().find(|part| which(part)).map_or(0, Part::width);
        10_u32.checked_pow(u32::from(width)).map_or(u32::MAX, |all| all - 1)
    }

    /// The signs of a number, hyphens left out: a literal sign, or any digit.
    pub(super) fn signs(&self) -> Vec<Option<char>> {
        let mut signs = Vec::new();
        for part in &self.parts {
            match part {
                Part::Literal(literal) => signs.extend(literal.chars().filter(|c| *c != '-').map(Some)),
                other => signs.extend(std::iter::repeat_n(None, usize::from(other.width()))),
            }
        }
        signs
    }

    /// Whether its numbers look like those of a hospital: nothing tells them apart but the range.
    pub fn is_digits_only(&self) -> bool {
        let mut signs = self.signs().into_iter();
        signs.all(|sign| sign.is_none_or(|sign| sign.is_ascii_digit()))
    }

    /// Characters as printed.
    fn length(&self) -> usize {
        let width = |part: &Part| match part {
            Part::Literal(literal) => literal.len(),
            other => usize::from(other.width()),
        };
        self.parts.iter().map(width).sum()
    }

    /// How the last digits are made.
    pub(super) fn check(&self) -> Option<&CheckKind> {
        self.parts.iter().find_map(|part| match part {
            Part::Check(check) => Some(check),
            _ => None,
        })
    }

    /// Whether a number of this scheme becomes one of `other` by letters that are read as others: their forms differ in
    /// letters alone, and no check digit counts them.
    pub(super) fn is_misread_as(&self, other: &Self) -> bool {
        let (own, others) = (self.signs(), other.signs());
        let is_letter = |sign: &Option<char>| sign.is_some_and(|sign| sign.is_ascii_uppercase());
        let same_but_letters = own
            .iter()
            .zip(&others)
            .all(|(one, theirs)| one == theirs || is_letter(one) && is_letter(theirs));
        let uncounted = |scheme: &Self| scheme.check().is_some_and(|check| !check.counts_letters());
        own.len() == others.len() && own != others && same_but_letters && uncounted(self) && uncounted(other)
    }

    /// Whether one number could be of both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let (own, others) = (self.signs(), other.signs());
        own.len() == others.len()
            && own.iter().zip(&others).all(|pair| match pair {
                (Some(one), Some(other)) => one == other,
                (Some(sign), None) | (None, Some(sign)) => sign.is_ascii_digit(),
                (None, None) => true,
            })
    }

    /// What is wrong with this scheme alone.
    pub(super) fn faults(&self, kind: NumberKind, faults: &mut Vec<SchemeFault>) {
        let mut count =
            |part: &'static str, which: fn(&Part) -> bool| match self.parts.iter().filter(|p| which(p)).count() {
                0 => faults.push(SchemeFault::Missing { kind, part }),
                1 => {}
                _ => faults.push(SchemeFault::Twice { kind, part }),
            };
        count("station", |part| matches!(part, Part::Station(_)));
        count("installation", |part| matches!(part, Part::Installation(_)));
        count("sequence", |part| matches!(part, Part::Sequence(_)));
        count("check", |part| matches!(part, Part::Check(_)));
        if !matches!(self.parts.last(), Some(Part::Check(_))) {
            faults.push(SchemeFault::CheckNotLast { kind });
        }
        let limits = |part: &Part| match part {
            Part::Station(width) => (1..=3).contains(width),
            Part::Installation(width) => (1..=4).contains(width),
            Part::Sequence(width) => (1..=8).contains(width),
            Part::Literal(text) => text
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-'),
            Part::Check(check) => check.is_possible(),
        };
        for part in self.parts.iter().filter(|part| !limits(part)) {
            faults.push(SchemeFault::Impossible {
                kind,
                part: part.to_string(),
            });
        }
        if self.length() > Identifier::LONGEST {
            faults.push(SchemeFault::TooLong {
                kind,
                length: self.length(),
            });
        }
    }
}

impl Part {
    /// Digits it takes; a literal is not counted.
    fn width(&self) -> u8 {
        match self {
            Self::Literal(_) => 0,
            Self::Station(width) | Self::Installation(width) | Self::Sequence(width) => *width,
            Self::Check(check) => check.width(),
        }
    }
}

fn push(text: &mut String, part: &'static str, value: u64, width: u8) -> Result<(), WriteFault> {
    let unit = |place: u8| 10_u64.checked_pow(u32::from(place));
    if unit(width).is_some_and(|too_much| value >= too_much) {
        return Err(WriteFault::TooWide { part, value, width });
    }
    for place in (0..width).rev() {
        let digit = unit(place).map_or(0, |unit| value / unit % 10);
        let digit = u32::try_from(digit).ok().and_then(|digit| char::from_digit(digit, 10));
        text.push(digit.unwrap_or('0'));
    }
    Ok(())
}

fn take(rest: &mut Vec<char>, width: u8, written: &mut String) -> Option<u32> {
    let mut value = 0_u32;
    for _ in 0..width {
        let c = rest.pop()?;
        value = value.checked_mul(10)?.checked_add(c.to_digit(10)?)?;
        written.push(c);
    }
    Some(value)
}

fn part_of(raw: &str) -> Option<Part> {
    let (name, value) = raw.split_once(':')?;
    let width = || value.parse::<u8>().ok();
    Some(match name {
        "station" => Part::Station(width()?),
        "installation" => Part::Installation(width()?),
        "sequence" => Part::Sequence(width()?),
        "check" => Part::Check(match value {
            "mod-97-10" => CheckKind::Mod97,
            "damm" => CheckKind::Damm,
            "luhn" => CheckKind::Luhn,
            // weighted:3,1:10
            other => {
                let (weights, modulus) = other.strip_prefix("weighted:")?.split_once(':')?;
                let weights: Option<Vec<u8>> = weights.split(',').map(|weight| weight.parse::<u8>().ok()).collect();
                CheckKind::Weighted {
                    weights: weights?,
                    modulus: modulus.parse().ok()?,
                }
            }
        }),
        _ => return None,
    })
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Literal(literal) => f.write_str(literal),
            Self::Station(width) => write!(f, "{{station:{width}}}"),
            Self::Installation(width) => write!(f, "{{installation:{width}}}"),
            Self::Sequence(width) => write!(f, "{{sequence:{width}}}"),
            Self::Check(CheckKind::Weighted { weights, modulus }) => {
                let weights: Vec<String> = weights.iter().map(ToString::to_string).collect();
                write!(f, "{{check:weighted:{}:{modulus}}}", weights.join(","))
            }
            Self::Check(check) => write!(f, "{{check:{}}}", check.word()),
        }
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| part.fmt(f))
    }
}
