//! The points of each finding and the thresholds of the zones, out of one data file.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::evidence::{Evidence, Field};

/// The card as it is shipped; its head says where its numbers come from.
pub const SHIPPED: &str = include_str!("../../../assets/search/same_person.toml");

/// What is to be done about somebody who may be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Zone {
    /// Nothing is issued before somebody has said whether it is the same person.
    MustResolve,
    /// Worth a look.
    Look,
    /// Nothing is said.
    Silent,
}

impl Zone {
    /// Its stable word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MustResolve => "must-resolve",
            Self::Look => "look",
            Self::Silent => "silent",
        }
    }
}

/// Points for findings.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    bias: f32,
    must_resolve: f32,
    look: f32,
    listed: usize,
    /// By field, then by level.
    points: Vec<Vec<f32>>,
}

/// Why a file is no card.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CardFault {
    #[error("{0}")]
    Toml(String),
    #[error("[{field}] has no points for `{level}`")]
    LevelMissing { field: &'static str, level: String },
    #[error("[{field}] has points for `{level}`, which is none of its levels")]
    LevelUnknown { field: String, level: String },
    #[error("the threshold `must-resolve` is below `look`")]
    ThresholdsTurned,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Written {
    bias: f32,
    zones: Zones,
    points: BTreeMap<String, BTreeMap<String, f32>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Zones {
    must_resolve: f32,
    look: f32,
    listed: usize,
}

impl Card {
    /// Reads a card; every level of every field must have its points.
    pub fn read(text: &str) -> Result<Self, CardFault> {
        let mut written: Written = toml::from_str(text).map_err(|fault| CardFault::Toml(fault.to_string()))?;
        if written.zones.must_resolve < written.zones.look {
            return Err(CardFault::ThresholdsTurned);
        }
        let mut points = Vec::new();
        for field in Field::ALL {
            let mut own = written.points.remove(field.name()).unwrap_or_default();
            let levels = field.levels().into_iter().map(|level| {
                own.remove(&level).ok_or(CardFault::LevelMissing {
                    field: field.name(),
                    level,
                })
            });
            points.push(levels.collect::<Result<Vec<f32>, _>>()?);
            if let Some((level, _)) = own.pop_first() {
                return Err(CardFault::LevelUnknown {
                    field: field.name().to_owned(),
                    level,
                });
            }
        }
        if let Some((field, _)) = written.points.pop_first() {
            let level = String::new();
            return Err(CardFault::LevelUnknown { field, level });
        }
        Ok(Self {
            bias: written.bias,
            must_resolve: written.zones.must_resolve,
            look: written.zones.look,
            listed: written.zones.listed,
            points,
        })
    }

    /// The points of one finding.
    pub fn points_of(&self, field: Field, level: usize) -> f32 {
        let of_field = self.points.get(field as usize);
        of_field.and_then(|levels| levels.get(level)).copied().unwrap_or(0.0)
    }

    /// The points of everything that was found.
    pub fn points(&self, evidence: &Evidence) -> f32 {
        let findings = evidence.findings();
        let each = findings
            .iter()
            .map(|finding| self.points_of(finding.field, finding.level));
        self.bias + each.sum::<f32>()
    }

    pub fn zone(&self, points: f32) -> Zone {
        if points >= self.must_resolve {
            Zone::MustResolve
        } else if points >= self.look {
            Zone::Look
        } else {
            Zone::Silent
        }
    }

    /// How many are listed for a look.
    pub const fn listed(&self) -> usize {
        self.listed
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn the_shipped_card_is_whole() {
        let card = Card::read(SHIPPED).unwrap();
        assert_eq!(card.zone(3.0), Zone::MustResolve);
        assert_eq!(card.zone(0.0), Zone::Look);
        assert_eq!(card.zone(-4.1), Zone::Silent);
        assert_eq!(card.listed(), 5);
    }

    #[test]
    fn a_card_with_a_hole_is_refused() {
        let without = SHIPPED.replacen("one-year", "one-yeer", 1);
        assert!(matches!(
            Card::read(&without),
            Err(CardFault::LevelMissing { field: "birth", .. })
        ));
        assert!(matches!(Card::read("bias = 1"), Err(CardFault::Toml(_))));
    }
}
