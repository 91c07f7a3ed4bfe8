//! The numbers that an authenticator shows: RFC 6238 with SHA-1, six digits, thirty seconds, as every authenticator has it.

use totp_rs::{Algorithm, Builder, Totp};

use super::random::{NoRandomness, Randomness, fresh};

/// How long a number is shown, in seconds.
const STEP: u64 = 30;

/// What a person's authenticator and the laptops share.
pub struct Authenticator(Totp);

impl Authenticator {
    /// A secret that is drawn: 160 bits.
    pub fn draw(randomness: &dyn Randomness) -> Result<Vec<u8>, NoRandomness> {
        fresh::<20>(randomness).map(|drawn| drawn.to_vec())
    }

    /// `None` when no authenticator takes such a secret.
    pub fn of(secret: &[u8]) -> Option<Self> {
        let numbers = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(STEP)
            .with_secret(secret.to_vec());
        numbers.build().ok().map(Self)
    }

    /// The half minute in which the authenticator shows this: the present one, or one beside it, because clocks differ. One
    /// that was used, or is older, is none any more.
    pub fn step_of(&self, typed: &str, seconds: u64, used: u64) -> Option<u64> {
        let now = seconds / STEP;
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        (now.saturating_sub(1)..=now.saturating_add(1))
            .filter(|step| *step > used)
            .find(|step| self.0.generate(step * STEP).to_string() == digits)
    }

    /// For typing it into an authenticator.
    pub fn base32(&self) -> String {
        self.0.secret().to_base32()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    /// The vectors of RFC 6238, appendix B, SHA-1: the last six of their eight digits.
    #[test]
    fn the_numbers_are_those_of_the_standard() {
        let authenticator = Authenticator::of(b"12345678901234567890").unwrap();
        for (seconds, number) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(
                authenticator.step_of(number, seconds, 0),
                Some(seconds / STEP),
                "{number}"
            );
        }
        assert_eq!(authenticator.base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_number_is_good_once_and_for_a_minute_and_a_half() {
        let authenticator = Authenticator::of(b"12345678901234567890").unwrap();
        let step = 1_111_111_109 / STEP;
        for (late, good) in [(0, true), (30, true), (60, false)] {
            let found = authenticator.step_of("081 804", 1_111_111_109 + late, 0);
            assert_eq!(found, good.then_some(step), "{late}");
        }
        assert_eq!(authenticator.step_of("081804", 1_111_111_109, step), None);
        assert_eq!(authenticator.step_of("081805", 1_111_111_109, 0), None);
        assert_eq!(authenticator.step_of("", 1_111_111_109, 0), None);
    }
}
