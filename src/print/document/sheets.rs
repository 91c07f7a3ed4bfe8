//! Sheets that a ward fills in by hand: the blind headcount, the daily nursing-necessity scores, the meals.

use chrono::NaiveDate;

use super::{Teller, list::filling};
use crate::{
    domain::{
        ask::{CensusRow, census},
        census::{BedKind, FrameWard},
        identity::AllergyKind,
        record::Day,
        recovery::Meal,
    },
    print::form::{Filling, Row, Values},
};

impl Teller<'_> {
    /// Every bed and no name: the ward writes what it sees before it sees the list (domain.md, Census 7).
    pub fn headcount(&self, ward: &FrameWard) -> Filling {
        let rows = ward.beds.iter().map(|bed| {
            let mut row = Values::default()
                .with("bed", format!("{}-{}", bed.name.room(), bed.name.bed()))
                .with("room", bed.name.room().to_owned());
            let blocked = self.hospital.bed(&bed.name).and_then(|bed| bed.blocked());
            row.set(
                "blocked",
                blocked
                    .map(|block| self.words.say(block.reason.term()))
                    .unwrap_or_default(),
            );
            let cot = bed.kind == BedKind::Cot;
            row.set(
                "cot",
                if cot {
                    self.words.say("paper-cot")
                } else {
                    String::new()
                },
            );
            Row::Values(row)
        });
        let values = self.ward_values(ward).with("beds", ward.beds.len().to_string());
        filling(values, "beds", rows.collect())
    }

    /// The points that are known of the day, and room for the others.
    pub fn nursing_sheet(&self, ward: &FrameWard, day: NaiveDate) -> Filling {
        let rows = census(self.hospital, Some(&ward.code));
        let lines = rows.iter().map(|row| {
            let score = self.hospital.stay(row.stay).and_then(|stay| {
                let of_day = stay.scores.iter().filter(|(_, scored, _)| *scored == Day::from(day));
                of_day.max_by_key(|(said, ..)| said.order).map(|(_, _, score)| *score)
            });
            let points = |points: Option<u8>| points.map(|points| points.to_string()).unwrap_or_default();
            Row::Values(
                keep(&self.patient_row(row), &["bed", "room", "name", "kana", "id", "age"])
                    .with("place", self.beside(row))
                    .with("a", points(score.map(|score| score.a)))
                    .with("b", points(score.map(|score| score.b)))
                    .with("c", points(score.map(|score| score.c))),
            )
        });
        let values = self
            .ward_values(ward)
            .with("day", self.day(day))
            .with("count", rows.len().to_string());
        filling(values, "patients", lines.collect())
    }

    /// Who gets what, and which trays were served.
    pub fn meal_sheet(&self, ward: &FrameWard, day: NaiveDate) -> Filling {
        let rows = census(self.hospital, Some(&ward.code));
        let lines = rows.iter().map(|row| {
            let served = |meal: Meal| {
                let stay = self.hospital.stay(row.stay)?;
                let trays = stay
                    .meals
                    .iter()
                    .filter(|(_, of, which, _)| (*of, *which) == (Day::from(day), meal));
                let (_, _, _, diet) = trays.max_by_key(|(said, ..)| said.order)?;
                Some(
                    diet.as_ref()
                        .map_or_else(|| self.words.say("paper-meal-none"), ToString::to_string),
                )
            };
            Row::Values(
                keep(&self.patient_row(row), &["bed", "room", "name", "kana", "id", "diet"])
                    .with("allergies", self.allergy_words(row, AllergyKind::Food))
                    .with("place", self.beside(row))
                    .with("breakfast", served(Meal::Breakfast).unwrap_or_default())
                    .with("lunch", served(Meal::Lunch).unwrap_or_default())
                    .with("dinner", served(Meal::Dinner).unwrap_or_default()),
            )
        });
        let values = self
            .ward_values(ward)
            .with("day", self.day(day))
            .with("count", rows.len().to_string());
        filling(values, "patients", lines.collect())
    }

    /// What whoever brings a tray or a paper must know: precautions, a name that is like another, where they are.
    fn beside(&self, row: &CensusRow) -> String {
        let parts = [
            self.precautions(row.isolation),
            self.look_alike_word(row.patient),
            self.place(&row.place),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }

    fn ward_values(&self, ward: &FrameWard) -> Values {
        self.common()
            .with("ward", self.ward_beside(ward.code.as_str()))
            .with("ward_code", ward.code.to_string())
    }
}

fn keep(row: &Values, names: &[&'static str]) -> Values {
    let mut kept = Values::default();
    for name in names {
        kept.set(*name, row.get(name).unwrap_or_default());
    }
    kept
}
