//! A line for a drug as people type it: `name | amount | usage | duration`, what is not known left empty.

use std::fmt;

use super::fact::DrugLine;
use crate::domain::text::{NAME, Text, TextFault};

/// Why something typed is no line for a drug. Nothing of it is left out in silence: half a prescription is another one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrugFault {
    #[error("more than four parts")]
    TooManyParts,
    #[error(transparent)]
    Text(#[from] TextFault),
}

impl DrugLine {
    /// Reads one line. The bar may be full-width.
    pub fn parse(raw: &str) -> Result<Self, DrugFault> {
        let mut cells = raw.split(['|', '｜']).map(str::trim);
        let name = Text::parse(cells.next().unwrap_or_default(), NAME)?;
        let mut next = || match cells.next() {
            None | Some("") => Ok(None),
            Some(cell) => Text::parse(cell, NAME).map(Some),
        };
        let line = Self {
            name,
            amount: next()?,
            usage: next()?,
            duration: next()?,
        };
        match cells.next() {
            Some(_) => Err(DrugFault::TooManyParts),
            None => Ok(line),
        }
    }
}

impl fmt::Display for DrugLine {
    /// As it is read again: an empty part between two keeps its place.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rest = [&self.amount, &self.usage, &self.duration];
        let known = rest.iter().rposition(|part| part.is_some()).map_or(0, |last| last + 1);
        self.name.fmt(f)?;
        for part in rest.iter().take(known) {
            write!(f, " | {}", part.as_ref().map(Text::as_str).unwrap_or_default())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    fn parts(raw: &str) -> [Option<String>; 4] {
        let line = DrugLine::parse(raw).unwrap();
        [Some(line.name), line.amount, line.usage, line.duration].map(|part| part.map(|part| part.to_string()))
    }

    #[test]
    fn every_part_stays_in_its_place() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            parts("アモキシシリンカプセル250mg | 3Cap ｜ 1日3回 毎食後 | 7日分"),
            [
                some("アモキシシリンカプセル250mg"),
                some("3Cap"),
                some("1日3回 毎食後"),
                some("7日分")
            ]
        );
        assert_eq!(
            parts("ロキソプロフェン錠60mg || 疼痛時"),
            [some("ロキソプロフェン錠60mg"), None, some("疼痛時"), None]
        );
        for raw in ["A | 1錠 | 疼痛時 | 7日分", "A", "A |  |  | 7日分", "A |  | 疼痛時"] {
            assert_eq!(DrugLine::parse(raw).unwrap().to_string(), raw);
        }
    }

    #[test]
    fn nothing_is_left_out_in_silence() {
        let long = "あ".repeat(NAME + 1);
        assert_eq!(
            DrugLine::parse("A | 1錠 | 1日1回 | 朝食後 | 7日分"),
            Err(DrugFault::TooManyParts)
        );
        for raw in [long.clone(), format!("A | {long}"), "A\u{200b}\u{202e} | 1".to_owned()] {
            assert!(matches!(DrugLine::parse(&raw), Err(DrugFault::Text(_))), "{raw}");
        }
        assert_eq!(DrugLine::parse(" | 1錠"), Err(DrugFault::Text(TextFault::Empty)));
    }
}
