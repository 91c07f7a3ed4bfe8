//! How hospitals write sex, mobility, allergies and consent to inquiries. An empty cell is "not asked", never "none".

use crate::{
    domain::{
        census::Mobility,
        identity::{Allergy, AllergyKind, Inquiry, Sex},
        text::{NAME, Text},
    },
    exchange::Expected,
};

/// Between two allergies in one cell; the first is the one we write.
pub const SEPARATORS: [char; 3] = [';', '；', '、'];

/// What we write for "asked, and there are none".
pub const NONE: &str = "none";

pub fn sex(word: &str) -> Result<Option<Sex>, Expected> {
    Ok(Some(match word.to_uppercase().as_str() {
        "" => return Ok(None),
        "M" | "男" | "男性" => Sex::Male,
        "F" | "女" | "女性" => Sex::Female,
        "U" | "不明" => Sex::Unknown,
        _ => return Err(Expected::Sex),
    }))
}

pub fn mobility(word: &str) -> Result<Option<Mobility>, Expected> {
    Ok(Some(match word.to_lowercase().as_str() {
        "" | "未入力" => return Ok(None),
        "stretcher" | "担送" => Mobility::Stretcher,
        "assisted" | "護送" => Mobility::Assisted,
        "walking" | "独歩" => Mobility::Walking,
        _ => return Err(Expected::Mobility),
    }))
}

pub fn inquiry(word: &str) -> Result<Inquiry, Expected> {
    match word.to_lowercase().as_str() {
        "" | "open" => Ok(Inquiry::Open),
        "restricted" => Ok(Inquiry::Restricted),
        _ => Err(Expected::Inquiry),
    }
}

/// `None`: not asked. Empty: asked, and there are none. Otherwise the wrong part and what was expected of it.
pub fn allergies(cell: &str) -> Result<Option<Vec<Allergy>>, (&str, Expected)> {
    let mut found: Vec<Allergy> = Vec::new();
    let mut denied = None;
    for part in cell.split(SEPARATORS).map(str::trim) {
        match part {
            "" | "未聴取" | "不明" => {}
            "なし" | "無し" | "無" | "特になし" => denied = Some(part),
            _ if part.eq_ignore_ascii_case(NONE) => denied = Some(part),
            // A lone dash or cross: somebody's "none", or somebody's "not asked".
            _ if !part.chars().any(char::is_alphanumeric) => {
                let what = Text::parse(part, NAME)
                    .err()
                    .map_or(Expected::NoneOrAllergies, Expected::from);
                return Err((part, what));
            }
            _ => {
                let what = Text::parse(part, NAME).map_err(|fault| (part, fault.into()))?;
                let allergy = Allergy {
                    kind: AllergyKind::Unsorted,
                    what,
                };
                if !found.contains(&allergy) {
                    found.push(allergy);
                }
            }
        }
    }
    match denied {
        Some(_) if !found.is_empty() => Err((cell, Expected::NoneOrAllergies)),
        Some(_) => Ok(Some(found)),
        None => Ok((!found.is_empty()).then_some(found)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "tests may stop"
    )]

    use super::*;

    fn named(cell: &str) -> Option<Vec<String>> {
        allergies(cell)
            .unwrap()
            .map(|found| found.iter().map(|allergy| allergy.what.to_string()).collect())
    }

    #[test]
    fn not_asked_is_not_none() {
        for not_asked in ["", " ", ";", "未聴取", "不明"] {
            assert_eq!(named(not_asked), None, "{not_asked:?}");
        }
        for none in ["none", "None", "なし", "無し", "特になし", "なし;"] {
            assert_eq!(named(none), Some(vec![]), "{none:?}");
        }
        assert_eq!(named("卵"), Some(vec!["卵".into()]));
        assert_eq!(
            named("卵、そば; NSAIDs；卵"),
            Some(vec!["卵".into(), "そば".into(), "NSAIDs".into()])
        );
    }

    #[test]
    fn what_can_mean_two_things_is_asked_back() {
        assert_eq!(allergies("なし;卵"), Err(("なし;卵", Expected::NoneOrAllergies)));
        assert_eq!(allergies("-"), Err(("-", Expected::NoneOrAllergies)));
        assert_eq!(allergies("卵;×"), Err(("×", Expected::NoneOrAllergies)));
        assert_eq!(allergies("\u{202e}"), Err(("\u{202e}", Expected::PlainCharacters)));
        assert_eq!(allergies("卵;a\u{1b}b"), Err(("a\u{1b}b", Expected::PlainCharacters)));
        let long = "x".repeat(61);
        assert_eq!(allergies(&long), Err((long.as_str(), Expected::AtMostCharacters(60))));
    }

    #[test]
    fn words_of_both_languages() {
        assert_eq!(sex("女"), Ok(Some(Sex::Female)));
        assert_eq!(sex("m"), Ok(Some(Sex::Male)));
        assert_eq!(sex(""), Ok(None));
        assert_eq!(sex("X"), Err(Expected::Sex));
        assert_eq!(mobility("護送"), Ok(Some(Mobility::Assisted)));
        assert_eq!(mobility(""), Ok(None));
        assert_eq!(mobility("歩く"), Err(Expected::Mobility));
        assert_eq!(inquiry(""), Ok(Inquiry::Open));
        assert_eq!(inquiry("restricted"), Ok(Inquiry::Restricted));
        assert_eq!(inquiry("yes"), Err(Expected::Inquiry));
        for known in Mobility::ALL {
            assert_eq!(mobility(known.word()), Ok(Some(*known)), "what we write is read");
        }
        for known in Sex::ALL {
            assert_eq!(sex(known.word()), Ok(Some(*known)));
        }
        for known in Inquiry::ALL {
            assert_eq!(inquiry(known.word()), Ok(*known));
        }
    }
}
