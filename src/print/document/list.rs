//! The lists of inpatients: one ward with every bed, to write in; the whole hospital, to find anybody.

use super::{Teller, teller::text};
use crate::{
    domain::{
        ask::{CensusRow, census},
        census::{BedKind, FrameWard, Missing, WardCode},
        identity::{AllergyKind, Sex},
    },
    i18n::Value,
    print::form::{Filling, Row, Values},
};

impl Teller<'_> {
    /// One ward: every bed in the order of the ward, empty ones too, because paper is where the next patient is written.
    pub fn ward_list(&self, ward: &FrameWard) -> Filling {
        let rows = census(self.hospital, Some(&ward.code));
        let mut lines = Vec::new();
        for bed in &ward.beds {
            let mut in_bed = rows.iter().filter(|row| row.bed == bed.name).peekable();
            if in_bed.peek().is_none() {
                lines.push(Row::Values(self.empty_bed(ward, &bed.name)));
            }
            lines.extend(in_bed.map(|row| Row::Values(self.patient_row(row))));
        }
        // Whoever lies in a bed that the frame does not have comes last, never left out.
        let strangers = rows
            .iter()
            .filter(|row| ward.beds.iter().all(|bed| bed.name != row.bed));
        lines.extend(strangers.map(|row| Row::Values(self.patient_row(row))));
        let not_asked = rows
            .iter()
            .filter(|row| row.allergies.is_none() || row.mobility.is_none());
        let values = self
            .common()
            .with("ward", self.ward_beside(ward.code.as_str()))
            .with("ward_code", ward.code.to_string())
            .with("taken", taken(ward, &rows).to_string())
            .with("beds", ward.licensed_beds().to_string())
            .with("count", rows.len().to_string())
            .with("not_asked", not_asked.count().to_string());
        filling(values, "patients", lines)
    }

    /// The whole hospital, ward after ward.
    pub fn hospital_list(&self) -> Filling {
        let rows = census(self.hospital, None);
        let mut lines = Vec::new();
        let mut ward = None;
        for row in &rows {
            if ward != Some(row.bed.ward()) {
                ward = Some(row.bed.ward());
                let count = rows.iter().filter(|other| other.bed.ward() == row.bed.ward()).count();
                let heading = self.words.fill(
                    "paper-ward-heading",
                    &[
                        ("code", Value::from(row.bed.ward())),
                        ("ward", Value::from(self.ward_beside(row.bed.ward()))),
                        ("count", Value::from(count)),
                    ],
                );
                lines.push(Row::Heading(heading));
            }
            lines.push(Row::Values(self.patient_row(row)));
        }
        let wards = self
            .hospital
            .frame()
            .map(|frame| frame.wards.as_slice())
            .unwrap_or_default();
        let taken: usize = wards.iter().map(|ward| taken(ward, &rows)).sum();
        let beds: usize = wards.iter().map(FrameWard::licensed_beds).sum();
        let values = self
            .common()
            .with("count", rows.len().to_string())
            .with("taken", taken.to_string())
            .with("beds", beds.to_string());
        filling(values, "patients", lines)
    }

    /// The ward of this code, if the hospital has it.
    pub fn ward_of(&self, code: &WardCode) -> Option<&FrameWard> {
        self.hospital.frame()?.ward(code.as_str())
    }

    /// As short as a column is narrow: `F`, 女.
    fn sex_in_a_column(&self, sex: Sex) -> String {
        self.words.say(&format!("paper-{}", sex.term()))
    }

    /// One inpatient as a row.
    pub(super) fn patient_row(&self, row: &CensusRow) -> Values {
        let stay = self.hospital.stay(row.stay);
        let missing = |what: Missing| row.missing.contains(&what);
        let unknown = self.words.say("paper-unknown");
        let mut marks = Vec::new();
        let isolation = self.precautions(row.isolation);
        marks.extend((!isolation.is_empty()).then_some(isolation));
        marks.extend(
            self.alike
                .contains_key(&row.patient)
                .then(|| self.words.say("paper-look-alike-short")),
        );
        // A sign that staff know from the screen: words would tell whoever reads at the counter.
        marks.extend(row.restricted.then(|| self.words.say("paper-restricted")));
        Values::default()
            .with("bed", format!("{}-{}", row.bed.room(), row.bed.bed()))
            .with("room", row.bed.room().to_owned())
            .with(
                "name",
                if missing(Missing::Name) {
                    unknown.clone()
                } else {
                    text(row.name.as_ref())
                },
            )
            .with("kana", text(row.kana.as_ref()))
            .with("sex", row.sex.map(|sex| self.sex_in_a_column(sex)).unwrap_or_default())
            .with("age", row.birth.map(|birth| self.age(birth)).unwrap_or_default())
            .with(
                "birth",
                row.birth.map_or_else(
                    || self.words.say("paper-birth-unknown-short"),
                    |birth| self.birth(birth),
                ),
            )
            .with(
                "birth_era",
                row.birth.and_then(|birth| self.era_short(birth)).unwrap_or_default(),
            )
            .with(
                "id",
                row.identifier
                    .as_ref()
                    .map_or_else(|| row.patient.to_string(), ToString::to_string),
            )
            .with(
                "department",
                row.department
                    .as_ref()
                    .map(|code| self.department(code))
                    .unwrap_or_default(),
            )
            .with("physician", text(stay.and_then(|stay| stay.physician.get())))
            .with(
                "mobility",
                row.mobility.map_or_else(
                    || self.words.say("paper-not-asked"),
                    |mobility| self.words.say(mobility.term()),
                ),
            )
            .with(
                "isolation",
                row.isolation
                    .map(|isolation| self.words.say(isolation.term()))
                    .unwrap_or_default(),
            )
            .with(
                "diet",
                row.diet
                    .as_ref()
                    .map_or_else(|| self.words.say("paper-not-asked"), ToString::to_string),
            )
            .with("allergies", self.allergy_words(row, AllergyKind::Drug))
            .with("place", self.place(&row.place))
            .with("admitted", self.local(row.admitted).format("%m-%d").to_string())
            .with("marks", marks.join(" "))
            .with("empty", String::new())
    }

    pub(super) fn allergy_words(&self, row: &CensusRow, first: AllergyKind) -> String {
        match row.allergies.as_deref() {
            None => self.words.say("paper-allergies-not-asked"),
            Some([]) => self.words.say("paper-allergies-none"),
            Some(found) => self.by_kind(found, first),
        }
    }

    fn empty_bed(&self, ward: &FrameWard, bed: &crate::domain::census::BedName) -> Values {
        let state = self.hospital.bed(bed);
        let blocked = state.and_then(|state| state.blocked());
        let cot = ward
            .beds
            .iter()
            .any(|known| known.name == *bed && known.kind == BedKind::Cot);
        let what = match blocked {
            Some(block) => {
                let reason = self.words.say(block.reason.term());
                self.words.fill("paper-bed-blocked", &[("reason", Value::from(reason))])
            }
            None if state.is_some_and(|state| state.reserved().is_some()) => self.words.say("paper-bed-reserved"),
            None if cot => self.words.say("paper-cot-empty"),
            None => self.words.say("paper-bed-empty"),
        };
        Values::default()
            .with("bed", format!("{}-{}", bed.room(), bed.bed()))
            .with("room", bed.room().to_owned())
            .with("empty", what)
    }
}

/// Licensed beds that somebody keeps.
fn taken(ward: &FrameWard, rows: &[CensusRow]) -> usize {
    let licensed = ward.beds.iter().filter(|bed| bed.kind == BedKind::Licensed);
    licensed
        .filter(|bed| rows.iter().any(|row| row.place.keeps() == Some(&bed.name)))
        .count()
}

pub(super) fn filling(values: Values, list: &'static str, rows: Vec<Row>) -> Filling {
    let mut filling = Filling::from(values);
    filling.lists.insert(list, rows);
    filling
}
