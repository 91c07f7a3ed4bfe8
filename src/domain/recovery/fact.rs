//! What can have happened that back-entry will ask for. Each struct is frozen as a record format.

use serde::{Deserialize, Serialize};

use crate::domain::{census::StayId, record::Day, text::Text};

/// Breakfast, lunch or dinner. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Meal {
    Breakfast,
    Lunch,
    Dinner,
}

/// 看護必要度: the daily points of monitoring (A), patient state (B) and operations (C).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NursingScore {
    pub a: u8,
    pub b: u8,
    pub c: u8,
}

/// A physician named a diagnosis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnosed {
    pub stay: StayId,
    pub diagnosis: Text,
}

/// What was on the tray of one meal; `None` when it was skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MealServed {
    pub stay: StayId,
    pub day: Day,
    pub meal: Meal,
    pub diet: Option<Text>,
}

/// The ward scored a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NursingScored {
    pub stay: StayId,
    pub day: Day,
    pub score: NursingScore,
}
