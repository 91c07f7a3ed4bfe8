//! The inpatients as lists and files show them: a row for each.

use crate::domain::{
    census::{BedName, DepartmentCode, Isolation, Missing, Mobility, Place, Stay, StayId, WardCode},
    identity::{Allergy, AllergyStatus, Birth, Identifier, PatientId, Sex},
    record::{Said, Timestamp},
    state::Hospital,
    text::Text,
};

/// One inpatient, as lists and files show them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CensusRow {
    pub patient: PatientId,
    pub stay: StayId,
    pub identifier: Option<Identifier>,
    /// The other numbers of the person, those of linked records included.
    pub others: Vec<Identifier>,
    pub name: Option<Text>,
    pub kana: Option<Text>,
    pub sex: Option<Sex>,
    pub birth: Option<Birth>,
    /// The bed whose ward answers for the patient; in transit the one that was left.
    pub bed: BedName,
    pub place: Place,
    /// Since when the place holds.
    pub since: Timestamp,
    pub admitted: Timestamp,
    pub department: Option<DepartmentCode>,
    pub mobility: Option<Mobility>,
    pub isolation: Option<Isolation>,
    pub diet: Option<Text>,
    /// `None`: not asked. Empty: none.
    pub allergies: Option<Vec<Allergy>>,
    pub phone: Option<Text>,
    pub address: Option<Text>,
    /// Calls and visitors are answered as if the patient were not here.
    pub restricted: bool,
    /// What the ward has still to ask.
    pub missing: Vec<Missing>,
    /// Whose word the place is.
    pub said: Said,
}

/// The inpatients of one ward or of the hospital, in the order of the frame's beds; whoever lies in a bed that the
/// frame does not have comes last, never left out.
pub fn census(hospital: &Hospital, ward: Option<&WardCode>) -> Vec<CensusRow> {
    let order = hospital.frame().map(|frame| frame.order()).unwrap_or_default();
    let mut rows: Vec<CensusRow> = hospital
        .present()
        .filter_map(|stay| row(hospital, stay))
        .filter(|row| ward.is_none_or(|ward| row.bed.ward() == ward.as_str()))
        .collect();
    rows.sort_by(|a, b| {
        let key = |row: &CensusRow| order.get(&row.bed).copied().unwrap_or(usize::MAX);
        (key(a), &a.bed, a.admitted, a.stay).cmp(&(key(b), &b.bed, b.admitted, b.stay))
    });
    rows
}

/// The row of one stay; `None` for one that is over, expected without a bed, or not admitted here yet.
pub fn row(hospital: &Hospital, stay: &Stay) -> Option<CensusRow> {
    let placed = stay.place.latest()?;
    let id = stay.patient()?;
    let patient = hospital.patient(id);
    let allergies = match hospital.allergies(id) {
        AllergyStatus::NotAsked => None,
        AllergyStatus::None => Some(Vec::new()),
        AllergyStatus::Present(found) => Some(found.into_iter().cloned().collect()),
    };
    Some(CensusRow {
        patient: id,
        stay: stay.id,
        identifier: patient.and_then(|p| hospital.identifier_of(p).cloned()),
        others: others(hospital, id),
        name: patient.and_then(|p| p.name.get().cloned()),
        kana: patient.and_then(|p| p.kana.get().cloned()),
        sex: patient.and_then(|p| p.sex.get().copied()),
        birth: patient.and_then(|p| p.birth.get().copied()),
        bed: placed.value.place.answers()?.clone(),
        place: placed.value.place.clone(),
        since: placed.value.since,
        admitted: stay.admitted_at().unwrap_or(placed.value.since),
        department: stay.department.get().cloned(),
        mobility: stay.mobility.get().copied(),
        isolation: stay.isolation.get().copied(),
        diet: stay.diet.get().cloned(),
        allergies,
        phone: patient.and_then(|p| p.phone.get().cloned()),
        address: patient.and_then(|p| p.address.get().cloned()),
        restricted: hospital.is_restricted(id),
        missing: hospital.missing(stay),
        said: placed.said.clone(),
    })
}

/// The numbers of a person beside the one that lists show.
pub fn others(hospital: &Hospital, patient: PatientId) -> Vec<Identifier> {
    let shown = hospital
        .patient(patient)
        .and_then(|patient| hospital.identifier_of(patient));
    let records = hospital
        .persons(patient)
        .into_iter()
        .filter_map(|id| hospital.patient(id));
    let numbers = records.flat_map(|record| &record.identifiers).map(|(_, number)| number);
    numbers.filter(|number| Some(*number) != shown).cloned().collect()
}
