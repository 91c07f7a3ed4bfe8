//! How many slips of the hand the check digits of a scheme catch, counted one by one.

use super::{
    misread::{ErrorKind, errors, letters},
    scheme::Scheme,
    series::BlockNumber,
};
use crate::domain::record::Station;

/// Caught of made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rate {
    pub caught: u64,
    pub made: u64,
}

impl Rate {
    fn count(&mut self, caught: bool) {
        self.made += 1;
        self.caught += u64::from(caught);
    }

    /// Of a hundred thousand, rounded down: a rate that is not whole is never shown as whole.
    pub fn per_100_000(self) -> u64 {
        (self.caught * 100_000).checked_div(self.made).unwrap_or(100_000)
    }
}

/// What was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rates {
    /// One digit read as another.
    pub single: Rate,
    /// Two neighbours swapped.
    pub adjacent: Rate,
    /// Two digits swapped over one between them.
    pub jump: Rate,
    /// One letter read as another.
    pub letter: Rate,
    /// One sign left out.
    pub missing: Rate,
    /// One sign written twice.
    pub doubled: Rate,
}

/// Every such error in each of `places`: station, block and sequence of a number. Those that the scheme cannot write are
/// left out, and errors that make no difference are none. An error is caught when what it makes is right by none of the
/// schemes in use: this one, and those `beside` it. A letter misread makes a number of another kind, if that is right.
pub fn rates(scheme: &Scheme, beside: &[Scheme], places: impl Iterator<Item = (Station, BlockNumber, u32)>) -> Rates {
    let mut rates = Rates::default();
    for (station, block, sequence) in places {
        let Ok(number) = scheme.write(station, block, sequence) else {
            continue;
        };
        let plain: Vec<char> = number.as_str().chars().filter(|c| *c != '-').collect();
        let caught = |wrong: &[char]| {
            let wrong: String = wrong.iter().collect();
            let holds = |scheme: &Scheme| scheme.read(&wrong).is_some_and(|parts| parts.holds);
            !holds(scheme) && !beside.iter().any(holds)
        };
        for error in errors(&plain) {
            let rate = match error.kind {
                ErrorKind::Single => &mut rates.single,
                ErrorKind::Adjacent => &mut rates.adjacent,
                ErrorKind::Jump => &mut rates.jump,
                // Counted below; `errors` makes none of them.
                ErrorKind::LookAlike | ErrorKind::TooMany | ErrorKind::LeftOut => continue,
            };
            rate.count(caught(&error.made));
        }
        for error in letters(&plain) {
            rates.letter.count(caught(&error.made));
        }
        for (place, sign) in plain.iter().enumerate() {
            // Of two that are alike it makes no difference which one is left out, or written twice.
            if place.checked_sub(1).and_then(|before| plain.get(before)) == Some(sign) {
                continue;
            }
            let mut made = plain.clone();
            made.remove(place);
            rates.missing.count(caught(&made));
            made.splice(place..place, [*sign, *sign]);
            rates.doubled.count(caught(&made));
        }
    }
    rates
}
