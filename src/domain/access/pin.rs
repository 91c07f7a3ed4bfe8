//! A short number for coming back to a laptop within one shift. It opens no store: it only lifts the lock of one that is
//! open, for whoever came in with their pass phrase before.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Digits that were typed as one, wiped when they are let go. Full-width digits are digits.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Pin(String);

/// Why a number is not good enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum PinFault {
    #[error("not {} to {} digits", Pin::LEAST, Pin::MOST)]
    NotDigits,
    /// 0000, 1234, 8765: the first that anybody tries.
    #[error("too easily guessed")]
    Easy,
}

/// How many wrong ones end it; then the pass phrase is asked for.
pub const TRIES: u8 = 3;
/// How long it is good for, in seconds: one shift.
pub const SHIFT: u64 = 12 * 60 * 60;

impl Pin {
    pub const LEAST: usize = 4;
    pub const MOST: usize = 8;

    /// What looks like one; a pass phrase never does, it is longer.
    pub fn of(typed: &str) -> Option<Self> {
        let digits: String = typed.trim().nfkc().collect();
        let is_pin =
            (Self::LEAST..=Self::MOST).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_pin.then_some(Self(digits))
    }

    /// Whether somebody may have it.
    pub fn judge(typed: &str) -> Result<Self, PinFault> {
        let pin = Self::of(typed).ok_or(PinFault::NotDigits)?;
        let bytes = pin.0.as_bytes();
        let all = |step: i16| {
            let pairs = bytes.iter().zip(bytes.iter().skip(1));
            pairs
                .into_iter()
                .all(|(one, next)| i16::from(*next) - i16::from(*one) == step)
        };
        if all(0) || all(1) || all(-1) {
            return Err(PinFault::Easy);
        }
        Ok(pin)
    }

    /// For whoever keeps a proof of it. Never to be shown, kept or written down.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Never shows it.
impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_that_are_not_tried_first() {
        for easy in ["0000", "1234", "87654321", "３３３３"] {
            assert_eq!(Pin::judge(easy), Err(PinFault::Easy), "{easy}");
        }
        for none in ["", "123", "123456789", "12a4", "a pass phrase of some length"] {
            assert_eq!(Pin::judge(none), Err(PinFault::NotDigits), "{none}");
        }
        assert_eq!(
            Pin::judge("４７１１").map(|pin| pin.reveal().to_owned()),
            Ok("4711".to_owned())
        );
        assert_eq!(format!("{:?}", Pin::of("4711")), "Some(Pin(..))");
    }
}
