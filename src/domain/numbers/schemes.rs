//! How a hospital numbers by hand, as one setting. Schemes that could give one number twice, or a number that the hospital
//! has given itself, or that would run out within weeks, are refused when they are adopted.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{
    check::CheckKind,
    fault::SchemeFault,
    range::Range,
    scheme::{NumberKind, Part, Scheme},
};
use crate::domain::record::{SettingsVersion, Station};

/// How this hospital numbers by hand: one scheme for each kind, the ranges of its own numbers, and those it reserved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schemes {
    pub temporary: Scheme,
    pub newborn: Scheme,
    pub mass: Scheme,
    pub slip: Scheme,
    /// Where the EHR gives its own numbers.
    pub own: Vec<Range>,
    /// What the EHR keeps free for this program.
    pub reserved: Vec<Range>,
}

/// The schemes that a hospital can begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preset {
    /// A letter that no number of the hospital has, then digits: safe by hand. The default.
    LetterAndDigits,
    /// Digits of the hospital's own length, out of a range that the EHR keeps free: what analysers and modalities take.
    /// Slips, which no analyser reads, keep their letter.
    DigitsOnly { reserved: Range },
}

impl Default for Schemes {
    fn default() -> Self {
        Self {
            temporary: lettered("T", 4),
            newborn: lettered("B", 4),
            mass: lettered("M", 4),
            slip: lettered("S", 5),
            own: Vec::new(),
            reserved: Vec::new(),
        }
    }
}

fn lettered(letters: &str, sequence: u8) -> Scheme {
    Scheme::new(vec![
        Part::Literal(SmolStr::new(letters)),
        Part::Station(2),
        Part::Literal(SmolStr::new_static("-")),
        Part::Installation(1),
        Part::Sequence(sequence),
        Part::Literal(SmolStr::new_static("-")),
        Part::Check(CheckKind::Mod97),
    ])
}

impl Schemes {
    pub fn preset(preset: Preset) -> Self {
        let Preset::DigitsOnly { reserved } = preset else {
            return Self::default();
        };
        let shared = digits_only(&reserved);
        Self {
            temporary: shared.clone(),
            newborn: shared.clone(),
            mass: shared,
            reserved: vec![reserved],
            ..Self::default()
        }
    }

    /// Those of the sample hospital: no laptop that is at work gives such a number, whoever tries it out beside it.
    pub fn sample() -> Self {
        Self {
            temporary: lettered("XT", 4),
            newborn: lettered("XB", 4),
            mass: lettered("XM", 4),
            ..Self::default()
        }
    }

    /// By its content: what two laptops adopt alike is one thing.
    pub fn version(&self) -> SettingsVersion {
        let mut hasher = blake3::Hasher::new_derive_key("andon 2026 version of schemes of numbers");
        for (_, scheme) in self.all() {
            hasher.update(scheme.to_string().as_bytes());
        }
        for range in self.own.iter().chain(&self.reserved) {
            hasher.update(range.to_string().as_bytes());
        }
        let mut version = [0; 8];
        hasher.finalize_xof().fill(&mut version);
        SettingsVersion(version)
    }

    pub fn of(&self, kind: NumberKind) -> &Scheme {
        match kind {
            NumberKind::Temporary => &self.temporary,
            NumberKind::Newborn => &self.newborn,
            NumberKind::MassCasualty => &self.mass,
            NumberKind::Slip => &self.slip,
        }
    }

    pub fn all(&self) -> impl Iterator<Item = (NumberKind, &Scheme)> {
        NumberKind::ALL.iter().map(|kind| (*kind, self.of(*kind)))
    }

    /// The largest block that has room in every form.
    pub fn largest_block(&self) -> u32 {
        self.all().map(|(_, scheme)| scheme.blocks()).min().unwrap_or_default()
    }

    /// The largest station that has.
    pub fn largest_station(&self) -> u32 {
        self.all()
            .map(|(_, scheme)| scheme.stations())
            .min()
            .unwrap_or_default()
    }

    /// Whether a station can give numbers of any kind.
    pub fn have_room_for(&self, station: Station) -> bool {
        let mut all = self.all();
        all.any(|(_, scheme)| u32::from(station.number()) <= scheme.stations())
    }

    /// Everything that is wrong. `former` are the schemes by which numbers may have been given already: a new one must
    /// be the same or could never give the same number.
    pub fn faults(&self, former: &[Scheme]) -> Vec<SchemeFault> {
        let mut faults = Vec::new();
        for (kind, scheme) in self.all() {
            scheme.faults(kind, &mut faults);
        }
        if !faults.is_empty() {
            return faults;
        }
        for (place, (kind, scheme)) in self.all().enumerate() {
            // Kinds with one scheme share its numbers.
            let needed: u64 = self
                .all()
                .filter(|(_, other)| *other == scheme)
                .map(|(kind, _)| kind.needed())
                .sum();
            let numbers = u64::from(scheme.capacity());
            if numbers < needed {
                faults.push(SchemeFault::TooFew { kind, numbers, needed });
            }
            for (other, theirs) in self.all().skip(place + 1) {
                if theirs != scheme && scheme.meets(theirs) {
                    faults.push(SchemeFault::Meets { kind, other });
                }
            }
            let rest = self.all().skip(place + 1);
            for (other, _) in rest.filter(|(_, theirs)| scheme.is_misread_as(theirs)) {
                faults.push(SchemeFault::LettersUncounted { kind, other });
            }
            for old in former.iter().filter(|old| *old != scheme && scheme.meets(old)) {
                faults.push(SchemeFault::MeetsFormer {
                    kind,
                    former: old.to_string(),
                });
            }
            for range in self.own.iter().filter(|range| range.touches(scheme)) {
                faults.push(SchemeFault::InOwnRange {
                    kind,
                    range: range.to_string(),
                });
            }
            if scheme.is_digits_only() && !self.reserved.iter().any(|range| range.holds(scheme)) {
                faults.push(SchemeFault::NotReserved { kind });
            }
        }
        faults
    }
}

/// The widest that fits: two digits of the station before one, the better check before the shorter.
fn digits_only(reserved: &Range) -> Scheme {
    let width = usize::from(reserved.digits);
    let (first, last) = (
        format!("{:0width$}", reserved.first),
        format!("{:0width$}", reserved.last),
    );
    let lead: String = first
        .chars()
        .zip(last.chars())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a)
        .collect();
    let literal = format!("{}{lead}", reserved.letters);
    let free = u8::try_from(width.saturating_sub(lead.len())).unwrap_or_default();
    let shape = |station: u8, check: &CheckKind| {
        let sequence = free.saturating_sub(station + 1 + check.width()).min(8);
        let parts = vec![
            Part::Literal(SmolStr::new(&literal)),
            Part::Station(station),
            Part::Installation(1),
            Part::Sequence(sequence),
            Part::Check(check.clone()),
        ];
        (sequence, Scheme::new(parts))
    };
    let tries = [(2, CheckKind::Mod97), (2, CheckKind::Damm), (1, CheckKind::Damm)];
    let fits = tries
        .iter()
        .map(|(station, check)| shape(*station, check))
        .find(|(sequence, _)| *sequence >= 4);
    // Too short for any: the refusal says by how much.
    fits.unwrap_or_else(|| shape(1, &CheckKind::Damm)).1
}
