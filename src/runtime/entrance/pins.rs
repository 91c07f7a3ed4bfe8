//! The numbers with which people come back within their shift. In memory only: they end with the program.

use std::collections::HashMap;

use zeroize::Zeroizing;

use crate::{
    domain::{
        access::{
            lockout::Uptime,
            pin::{Pin, SHIFT, TRIES},
        },
        record::UserName,
    },
    runtime::clock::Clock,
    vault::{NoRandomness, Randomness},
};

/// Of everybody who set one since the program began.
#[derive(Debug, Default)]
pub(in crate::runtime) struct Pins(HashMap<UserName, Kept>);

struct Kept {
    salt: [u8; 16],
    proof: Zeroizing<[u8; 32]>,
    since: Uptime,
    wrong: u8,
}

/// What became of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::runtime) enum PinJudged {
    Right,
    /// So many more may be tried.
    Wrong {
        left: u8,
    },
}

impl Pins {
    pub(in crate::runtime) fn set(
        &mut self,
        user: &UserName,
        pin: &Pin,
        clock: &dyn Clock,
        randomness: &dyn Randomness,
    ) -> Result<(), NoRandomness> {
        let mut salt = [0; 16];
        randomness.fill(&mut salt)?;
        let kept = Kept {
            proof: proof(pin, &salt),
            salt,
            since: clock.uptime(),
            wrong: 0,
        };
        self.0.insert(user.clone(), kept);
        Ok(())
    }

    /// Whether this user has one that is still good. One of a shift that is over goes.
    pub(in crate::runtime) fn has(&mut self, user: &UserName, clock: &dyn Clock) -> bool {
        let now = clock.uptime();
        let is_over =
            |kept: &Kept| kept.since.boot != now.boot || now.millis.saturating_sub(kept.since.millis) >= SHIFT * 1000;
        if self.0.get(user).is_some_and(is_over) {
            self.0.remove(user);
        }
        self.0.contains_key(user)
    }

    /// Looks at a number; the last wrong one ends it. `None` when there is none to compare with.
    pub(in crate::runtime) fn judge(&mut self, user: &UserName, pin: &Pin) -> Option<PinJudged> {
        let kept = self.0.get_mut(user)?;
        let is_right = blake3::Hash::from(*kept.proof) == blake3::Hash::from(*proof(pin, &kept.salt));
        if is_right {
            kept.wrong = 0;
            return Some(PinJudged::Right);
        }
        kept.wrong += 1;
        let left = TRIES.saturating_sub(kept.wrong);
        if left == 0 {
            self.0.remove(user);
        }
        Some(PinJudged::Wrong { left })
    }

    /// Somebody whose pass phrase was changed, or whose account was closed.
    pub(in crate::runtime) fn forget(&mut self, user: &UserName) {
        self.0.remove(user);
    }
}

fn proof(pin: &Pin, salt: &[u8; 16]) -> Zeroizing<[u8; 32]> {
    let material = Zeroizing::new([salt.as_slice(), pin.reveal().as_bytes()].concat());
    blake3::derive_key("andon 2026 number for a shift", &material).into()
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept(..)")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;
    use crate::runtime::{clock::SteeredClock, random::SystemRandomness};

    fn pin(digits: &str) -> Pin {
        Pin::of(digits).unwrap()
    }

    /// Three wrong ones end it, the right one behind them included; a right one in between begins the count anew.
    #[test]
    fn three_wrong_numbers_end_it() {
        let (user, clock) = (UserName::parse("h.sato").unwrap(), SteeredClock::at_millis(1_000));
        let mut pins = Pins::default();
        pins.set(&user, &pin("4711"), &clock, &SystemRandomness).unwrap();
        let mut tries = |digits: &str| pins.judge(&user, &pin(digits));
        assert_eq!(tries("4712"), Some(PinJudged::Wrong { left: 2 }));
        assert_eq!(tries("4713"), Some(PinJudged::Wrong { left: 1 }));
        assert_eq!(tries("4711"), Some(PinJudged::Right));
        for left in [2, 1, 0] {
            assert_eq!(tries("0815"), Some(PinJudged::Wrong { left }));
        }
        assert_eq!(tries("4711"), None);
        assert!(!pins.has(&user, &clock));
    }

    /// It is good for one shift of one start of the machine, whatever the wall clock says, and ends with the pass phrase.
    #[test]
    fn a_number_ends_with_the_shift() {
        let (user, clock) = (UserName::parse("h.sato").unwrap(), SteeredClock::at_millis(1_000));
        let mut pins = Pins::default();
        let again = |pins: &mut Pins| pins.set(&user, &pin("4711"), &clock, &SystemRandomness).unwrap();
        again(&mut pins);
        clock.advance_seconds(SHIFT - 1);
        clock.set(crate::domain::record::Timestamp::from_seconds(0));
        assert!(pins.has(&user, &clock));
        clock.advance_seconds(1);
        assert!(!pins.has(&user, &clock));
        again(&mut pins);
        clock.start_again();
        assert!(!pins.has(&user, &clock));
        again(&mut pins);
        pins.forget(&user);
        assert!(!pins.has(&user, &clock));
    }
}
