//! QR codes and Code 128. Both hold ASCII only: numbers with their check digits, never a name.

use barcoders::sym::code128::Code128;
use qrcodegen::{QrCode, QrCodeEcc};

use super::paper::times;

/// Modules around a QR code that stay white.
pub const QUIET_QR: u16 = 4;
/// Modules beside a Code 128 that stay white.
pub const QUIET_BARS: u16 = 10;
/// Millimetres that a QR code needs at least, its quiet zone not counted.
pub const SMALLEST_QR: f32 = 12.0;
/// Millimetres of the thinnest bar that hand scanners of wards read.
pub const THINNEST_BAR: f32 = 0.25;

/// Why something cannot be made a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeFault {
    #[error("a code holds printable ASCII only")]
    NotAscii,
    #[error("more than a code holds")]
    TooLong,
    #[error("nothing to encode")]
    Empty,
    /// The place that the form gives would make the bars thinner than a scanner reads.
    #[error("the place is too narrow for the bars")]
    TooNarrow,
}

/// A QR code: rows of dark and light modules, without the quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Squares {
    pub side: u16,
    dark: Vec<bool>,
}

impl Squares {
    /// Error level M: a sheet that was folded once is still read.
    pub fn of(value: &str) -> Result<Self, CodeFault> {
        check(value)?;
        let code = QrCode::encode_text(value, QrCodeEcc::Medium).map_err(|_| CodeFault::TooLong)?;
        let dark = (0..code.size())
            .flat_map(|y| (0..code.size()).map(move |x| (x, y)))
            .map(|(x, y)| code.get_module(x, y))
            .collect();
        Ok(Self {
            side: u16::try_from(code.size()).unwrap_or_default(),
            dark,
        })
    }

    /// Runs of dark modules: row, first module, how many.
    pub fn runs(&self) -> Vec<(u16, u16, u16)> {
        let side = usize::from(self.side.max(1));
        let mut runs = Vec::new();
        for (row, modules) in (0_u16..).zip(self.dark.chunks(side)) {
            let mut start = None;
            for (place, dark) in (0_u16..).zip(modules.iter().copied().chain([false])) {
                match (dark, start) {
                    (true, None) => start = Some(place),
                    (false, Some(from)) => {
                        runs.push((row, from, place - from));
                        start = None;
                    }
                    _ => {}
                }
            }
        }
        runs
    }
}

/// A Code 128: modules from left to right, without the quiet zones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    dark: Vec<bool>,
}

impl Bars {
    pub fn of(value: &str) -> Result<Self, CodeFault> {
        check(value)?;
        let code = Code128::new(with_sets(value)).map_err(|_| CodeFault::NotAscii)?;
        Ok(Self {
            dark: code.encode().into_iter().map(|module| module == 1).collect(),
        })
    }

    /// How many modules wide.
    pub fn modules(&self) -> usize {
        self.dark.len()
    }

    /// Runs of dark modules: the first, how many.
    pub fn runs(&self) -> Vec<(u16, u16)> {
        let mut runs = Vec::new();
        let mut start = None;
        for (place, dark) in (0_u16..).zip(self.dark.iter().copied().chain([false])) {
            match (dark, start) {
                (true, None) => start = Some(place),
                (false, Some(from)) => {
                    runs.push((from, place - from));
                    start = None;
                }
                _ => {}
            }
        }
        runs
    }

    /// How wide a module becomes in a place of `width` millimetres with the quiet zones in it.
    pub fn module_in(&self, width: f32) -> f32 {
        width / (times(self.modules()) + 2.0 * f32::from(QUIET_BARS))
    }
}

/// With the signs by which the library is told the character sets: four or more figures in a row go two by two (set C),
/// everything else as it is (set B).
fn with_sets(value: &str) -> String {
    const SET_B: char = '\u{181}';
    const SET_C: char = '\u{106}';
    let mut out = String::new();
    let mut set = None;
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
        let pairs = figures - figures % 2;
        let (wanted, take) = if pairs >= 4 {
            (SET_C, pairs)
        } else {
            (SET_B, if figures > 0 { figures } else { c.len_utf8() })
        };
        if set != Some(wanted) {
            out.push(wanted);
            set = Some(wanted);
        }
        let (now, later) = rest.split_at_checked(take).unwrap_or((rest, ""));
        out.push_str(now);
        rest = later;
    }
    out
}

fn check(value: &str) -> Result<(), CodeFault> {
    if value.is_empty() {
        return Err(CodeFault::Empty);
    }
    let printable = value.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    printable.then_some(()).ok_or(CodeFault::NotAscii)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn only_ascii_is_encoded() {
        assert_eq!(Squares::of("田中").unwrap_err(), CodeFault::NotAscii);
        assert_eq!(Bars::of("ｱ").unwrap_err(), CodeFault::NotAscii);
        assert_eq!(Squares::of("").unwrap_err(), CodeFault::Empty);
        assert_eq!(Squares::of(&"9".repeat(9_000)).unwrap_err(), CodeFault::TooLong);
    }

    #[test]
    fn figures_are_packed_two_by_two() {
        let (packed, plain) = (Bars::of("00123456").unwrap(), Bars::of("ABCDEFGH").unwrap());
        assert!(packed.modules() < plain.modules());
        assert_eq!(with_sets("T07-00123-41"), "\u{181}T07-\u{106}0012\u{181}3-41");
        assert_eq!(with_sets("0012345"), "\u{106}001234\u{181}5");
    }
}
