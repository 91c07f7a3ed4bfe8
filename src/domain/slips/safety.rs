//! What must be shown before a slip is printed, and again at the desk (domain.md, Order slips 9): never silently, never as
//! a refusal that somebody would learn to click away.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::{
    book::{Code, DrugGroup, FieldKind, SlipBook, SlipType},
    fact::{Content, DrugLine},
    number::SlipNumber,
    slip::Slip,
};
use crate::domain::{
    census::{OutKind, Place},
    checks::Spelling,
    identity::{AllergyKind, AllergyStatus, Patient, PatientId},
    state::Hospital,
    text::Text,
};

/// One thing to look at. The order of the variants is part of the record format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Warning {
    /// 未聴取: unknown is not none.
    AllergyNotAsked,
    /// A drug on the slip is, or belongs to the group of, what the patient is allergic to.
    Allergy {
        what: Text,
        drug: Text,
    },
    /// Somebody with the same reading or the same name is in the hospital.
    LookAlike(PatientId),
    Discharged,
    OnLeave,
    /// The same drug is on another slip that is still open.
    SameDrug {
        slip: SlipNumber,
        drug: Text,
    },
    /// After the cut-off of its urgency: it counts for the next day.
    AfterCutOff,
}

impl Warning {
    /// Its word in the shell.
    pub fn word(&self) -> &'static str {
        match self {
            Self::AllergyNotAsked => "allergy-not-asked",
            Self::Allergy { .. } => "allergy",
            Self::LookAlike(_) => "look-alike",
            Self::Discharged => "discharged",
            Self::OnLeave => "on-leave",
            Self::SameDrug { .. } => "same-drug",
            Self::AfterCutOff => "after-cut-off",
        }
    }
}

/// What is asked for on a slip, as far as it can harm.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ordered<'a> {
    pub kind: Option<&'a SlipType>,
    pub drugs: &'a [DrugLine],
    pub values: &'a [(Code, Text)],
}

impl<'a> Ordered<'a> {
    pub fn of(kind: Option<&'a SlipType>, content: &'a Content) -> Self {
        Self {
            kind,
            drugs: &content.drugs,
            values: &content.values,
        }
    }

    /// The names of what is given: of every drug, and of what was chosen in a field and belongs to a group of drugs (the contrast
    /// medium of an imaging request, the heparin of a dialysis).
    fn substances(&self, groups: &[DrugGroup]) -> Vec<Text> {
        let is_drug = |name: &str| {
            let name = plain(name);
            let mut words = groups.iter().flat_map(|group| &group.words);
            words.any(|word| name.contains(&plain(word.as_str())))
        };
        let mut found: Vec<Text> = self.drugs.iter().map(|drug| drug.name.clone()).collect();
        for (code, value) in self.values {
            let field = self.kind.and_then(|kind| kind.field(code));
            let Some(FieldKind::Choice(choices) | FieldKind::Checks(choices)) = field.map(|field| &field.kind) else {
                continue;
            };
            let chosen = |ja: &str, en: &str| {
                value
                    .as_str()
                    .split([',', '、'])
                    .map(str::trim)
                    .any(|one| one == ja || one == en)
            };
            let chosen = choices.iter().filter(|one| chosen(one.ja.as_str(), one.en.as_str()));
            found.extend(chosen.map(|one| one.ja.clone()).filter(|name| is_drug(name.as_str())));
        }
        found
    }
}

/// Everything to look at before a slip that asks for this is printed for `patient`. `own` is the slip itself, if it is
/// written already; `spelling` knows which names are taken for each other.
pub fn warnings(
    hospital: &Hospital,
    book: &SlipBook,
    patient: &Patient,
    ordered: &Ordered<'_>,
    own: Option<SlipNumber>,
    spelling: &dyn Spelling,
) -> Vec<Warning> {
    let mut found = Vec::new();
    let given = ordered.substances(&book.groups);
    if !given.is_empty() {
        allergies(book, &hospital.allergies(patient.id), &given, &mut found);
    }
    same_drugs(hospital, patient.id, ordered.drugs, own, &mut found);
    found.extend(look_alikes(hospital, patient, spelling).map(Warning::LookAlike));
    let stays: Vec<_> = hospital
        .open_stays(patient.id)
        .filter_map(|stay| stay.place())
        .collect();
    if stays.iter().any(|place| {
        let away = [OutKind::Leave, OutKind::Outing, OutKind::Absconded];
        matches!(place, Place::Out { kind, .. } if away.contains(kind))
    }) {
        found.push(Warning::OnLeave);
    }
    // The register of admissions ends with "none" after a discharge.
    let records = hospital.records(patient.id);
    if stays.is_empty() && records.iter().any(|record| record.admission.get() == Some(&None)) {
        found.push(Warning::Discharged);
    }
    found
}

fn allergies(book: &SlipBook, known: &AllergyStatus<'_>, given: &[Text], found: &mut Vec<Warning>) {
    match known {
        AllergyStatus::NotAsked => found.push(Warning::AllergyNotAsked),
        AllergyStatus::None => {}
        AllergyStatus::Present(known) => {
            for allergy in known.iter().filter(|allergy| allergy.kind != AllergyKind::Food) {
                for name in given {
                    if is_one(&book.groups, allergy.what.as_str(), name.as_str()) {
                        found.push(Warning::Allergy {
                            what: allergy.what.clone(),
                            drug: name.clone(),
                        });
                    }
                }
            }
        }
    }
}

/// Whether a drug is what somebody is allergic to: one names the other, or both belong to one group.
pub fn is_one(groups: &[DrugGroup], allergy: &str, drug: &str) -> bool {
    let (allergy, drug) = (plain(allergy), plain(drug));
    if names(&allergy, &drug) {
        return true;
    }
    groups.iter().any(|group| {
        let words: Vec<String> = group.words.iter().map(|word| plain(word.as_str())).collect();
        let titles = [plain(group.title.ja.as_str()), plain(group.title.en.as_str())];
        let is_meant = words.iter().chain(&titles).any(|word| names(word, &allergy));
        is_meant && words.iter().any(|word| drug.contains(word.as_str()))
    })
}

/// One contains the other; a single letter says nothing.
fn names(one: &str, other: &str) -> bool {
    let long = |text: &str| text.chars().nth(1).is_some();
    long(one) && long(other) && (one.contains(other) || other.contains(one))
}

/// Without width, case, kind of kana and blanks.
pub fn plain(raw: &str) -> String {
    raw.nfkc()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// The name of a drug without strength and form: what stands before the first digit.
fn stem(name: &str) -> String {
    let plain = plain(name);
    let stem: String = plain.chars().take_while(|c| !c.is_ascii_digit()).collect();
    if stem.is_empty() { plain } else { stem }
}

fn same_drugs(
    hospital: &Hospital,
    patient: PatientId,
    drugs: &[DrugLine],
    own: Option<SlipNumber>,
    found: &mut Vec<Warning>,
) {
    let wanted: Vec<(String, &DrugLine)> = drugs.iter().map(|drug| (stem(drug.name.as_str()), drug)).collect();
    for slip in hospital.open_slips(patient).filter(|slip| Some(slip.number) != own) {
        if !is_still_given(slip) {
            continue;
        }
        let known = slip.content().into_iter().flat_map(|content| &content.drugs);
        for stem in known.map(|drug| self::stem(drug.name.as_str())) {
            for (_, drug) in wanted.iter().filter(|(wanted, _)| *wanted == stem) {
                let warning = Warning::SameDrug {
                    slip: slip.number,
                    drug: drug.name.clone(),
                };
                if !found.contains(&warning) {
                    found.push(warning);
                }
            }
        }
    }
}

fn is_still_given(slip: &Slip) -> bool {
    !slip.is_cancelled() && slip.outcome().is_none()
}

/// As it is written, and as it is read.
fn named_as(one: &Patient) -> (Option<&str>, Option<&str>) {
    (one.name.get().map(Text::as_str), one.kana.get().map(Text::as_str))
}

/// Inpatients with the same reading, or the same name, as `patient`, or with one that can be taken for it.
fn look_alikes(hospital: &Hospital, patient: &Patient, spelling: &dyn Spelling) -> impl Iterator<Item = PatientId> {
    let person = hospital.persons(patient.id);
    let said = |text: Option<&Text>| text.map(|text| plain(text.as_str()));
    let records = hospital.records(patient.id);
    let own: Vec<(Option<String>, Option<String>)> = records
        .iter()
        .map(|record| (said(record.kana.get()), said(record.name.get())))
        .collect();
    let named = |record: &Patient| record.name.get().is_some() || record.kana.get().is_some();
    let mut found: Vec<PatientId> = hospital
        .present()
        .filter_map(|stay| stay.patient())
        .filter(|id| !person.contains(id))
        .filter_map(|id| hospital.patient(id))
        .filter(|other| {
            let same = |own: &Option<String>, other: Option<&Text>| {
                own.as_ref()
                    .zip(other)
                    .is_some_and(|(own, other)| *own == plain(other.as_str()))
            };
            own.iter()
                .any(|(kana, name)| same(kana, other.kana.get()) || same(name, other.name.get()))
                || records
                    .iter()
                    .any(|record| named(record) && spelling.can_be_confused(named_as(record), named_as(other)))
        })
        .map(|other| other.id)
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;
    use crate::domain::{slips::book::Title, text::NAME};

    fn text(raw: &str) -> Text {
        Text::parse(raw, NAME).unwrap()
    }

    #[test]
    fn a_group_joins_what_words_do_not() {
        let groups = [DrugGroup {
            title: Title {
                ja: text("ペニシリン系"),
                en: text("Penicillins"),
            },
            words: ["ペニシリン", "アモキシシリン", "アンピシリン", "ユナシン"]
                .map(text)
                .to_vec(),
        }];
        assert!(is_one(&groups, "ペニシリン", "アモキシシリンカプセル250mg"));
        assert!(is_one(&groups, "ぺにしりん系", "ﾕﾅｼﾝS静注用1.5g"));
        assert!(is_one(&[], "アモキシシリン", "アモキシシリンカプセル250mg"));
        assert!(!is_one(&groups, "ペニシリン", "セファゾリンNa点滴静注用1g"));
        assert!(!is_one(&[], "ペニシリン", "アモキシシリンカプセル250mg"));
        assert!(!is_one(&groups, "そば", "アモキシシリンカプセル250mg"));
        assert!(
            !is_one(&groups, "シ", "アモキシシリンカプセル250mg"),
            "one letter says nothing"
        );
    }

    #[test]
    fn the_stem_of_a_drug_leaves_out_its_strength() {
        assert_eq!(stem("アムロジピン錠５ｍｇ"), stem("アムロジピン錠2.5mg"));
        assert_ne!(stem("アムロジピン錠5mg"), stem("アムロジピンOD錠5mg"));
    }
}
