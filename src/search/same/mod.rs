//! Whether a registration is somebody who is known already: an additive score that says its reasons.
//!
//! `asked` is the registration in the forms in which it is compared; `candidates` picks who is worth comparing; `evidence` is
//! what the comparison found, field by field; `card` gives each finding its points, out of a data file. Points are log2 of how
//! much likelier a finding is for one person than for two, so they add up, and 3 means eight to one.

mod asked;
mod candidates;
mod card;
mod compare;
mod evidence;

pub use asked::{Asked, Particulars, Registration};
pub use card::{Card, CardFault, SHIPPED, Zone};
pub use compare::{distance, within_one};
pub use evidence::{
    AddressLevel, BirthLevel, Evidence, Field, Finding, Grade, Heard, PhoneLevel, Rarity, Seen, SexLevel,
};

use std::fmt;

use crate::search::index::{Index, Row};

/// Log2 of how much likelier one person is than two, in hundredths, so that it can be compared and shown the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(i32);

impl Points {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the sum of some twenty weights, none of them above 30"
    )]
    fn of(points: f32) -> Self {
        Self((points * 100.0).round() as i32)
    }
}

impl fmt::Display for Points {
    /// `8.53`; `+8.5` with a sign.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let points = f64::from(self.0) / 100.0;
        if f.sign_plus() {
            write!(f, "{points:+.1}")
        } else {
            write!(f, "{points:.2}")
        }
    }
}

/// Somebody who may be the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    pub row: Row,
    pub points: Points,
    pub zone: Zone,
    pub evidence: Evidence,
}

impl Index {
    /// Who of this register may be the registered person, the likeliest first; the silent ones are left out.
    pub fn same_person(&self, registration: &Registration<'_>, card: &Card) -> Vec<Likely> {
        let asked = Asked::new(registration, self.kanji());
        let mut likely: Vec<Likely> = self
            .candidates(&asked)
            .into_iter()
            .map(|row| {
                let evidence = self.compare(&asked, row);
                let points = card.points(&evidence);
                let zone = card.zone(points);
                Likely {
                    row,
                    points: Points::of(points),
                    zone,
                    evidence,
                }
            })
            .filter(|likely| likely.zone != Zone::Silent)
            .collect();
        likely.sort_by_key(|one| (std::cmp::Reverse(one.points), one.row));
        let must = likely.iter().filter(|one| one.zone == Zone::MustResolve).count();
        likely.truncate(must.max(card.listed()));
        likely
    }
}
