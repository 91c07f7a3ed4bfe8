//! A census list from a file: all of it, or nothing. What is already here is skipped, so that the same list can come
//! twice, or on thirty laptops (architecture.md §3.5).

use std::collections::HashMap;

use crate::domain::{
    access::Context,
    census::{BedName, StayId, fact::Admitted},
    command::CensusLine,
    compose::Draft,
    identity::{
        AllergyStatus, Birth, Inquiry, Particular, Patient, PatientId, PatientRef,
        fact::{AllergiesDenied, AllergyFound, Amended, Registered},
    },
    record::Timestamp,
    refusal::{Clash, Refusal},
    state::Hospital,
};

use super::{Claimant, department_exists, free_for};

/// Registers and admits everybody on the list who is not here yet.
pub fn import(
    hospital: &Hospital,
    lines: Vec<CensusLine>,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let mut draft = Draft::default();
    let mut clashes = Vec::new();
    let mut taken: HashMap<BedName, PatientId> = HashMap::new();
    for line in lines {
        let number = line.line;
        match one(hospital, line, at, context, &mut taken, &mut draft) {
            Ok(()) => {}
            Err(refusal) => clashes.push(Clash {
                line: number,
                refusal: Box::new(refusal),
            }),
        }
    }
    if clashes.is_empty() {
        Ok(draft)
    } else {
        Err(Refusal::ImportClashes { clashes })
    }
}

fn one(
    hospital: &Hospital,
    line: CensusLine,
    at: Timestamp,
    context: &Context<'_>,
    taken: &mut HashMap<BedName, PatientId>,
    draft: &mut Draft,
) -> Result<(), Refusal> {
    let reference = PatientRef::Identifier(line.identifier.clone());
    let known = hospital.find_patient(&reference);
    let patient = known.map_or_else(|| PatientId::of(&line.identifier), |patient| patient.id);
    let stay = StayId::imported(patient, line.admitted);
    if hospital.stay(stay).is_some_and(|stay| !stay.admitted.is_empty()) {
        return Ok(());
    }
    if let Some(open) = hospital.open_stay(patient)
        && open.is_present()
        && let Some(place) = open.place()
    {
        return Err(Refusal::AlreadyAdmitted {
            patient,
            place: place.clone(),
        });
    }
    if line.admitted > context.now {
        return Err(Refusal::AtInFuture { at: line.admitted });
    }
    department_exists(hospital, line.department.as_ref())?;
    free_for(
        hospital,
        &line.bed,
        &Claimant {
            patient: Some(patient),
            sex: line.sex,
            isolation: None,
        },
    )?;
    if let Some(other) = taken.insert(line.bed.clone(), patient) {
        return Err(Refusal::BedOccupied {
            bed: line.bed,
            patient: other,
        });
    }
    match known {
        None => {
            crate::domain::numbers::typed::plausible(hospital, &line.identifier, context)?;
            register(patient, &line, at, draft);
        }
        Some(known) => {
            super::movement::goes_by_a_number(hospital, known.id)?;
            complete(known, &line, at, draft)?;
        }
    }
    draft.add(
        line.admitted,
        Admitted {
            stay,
            patient,
            bed: line.bed,
            department: line.department,
            mobility: line.mobility,
            diet: line.diet,
            isolation: None,
            details: Vec::new(),
        },
    );
    Ok(())
}

fn particulars(line: &CensusLine) -> Vec<Particular> {
    let mut said = Vec::new();
    said.extend(line.name.clone().map(Particular::Name));
    said.extend(line.kana.clone().map(Particular::Kana));
    said.extend(line.sex.map(Particular::Sex));
    said.extend(line.birth.map(Particular::Birth));
    said.extend(line.phone.clone().map(Particular::Phone));
    said.extend(line.address.clone().map(Particular::Address));
    if line.inquiry == Inquiry::Restricted {
        said.push(Particular::Inquiry(Inquiry::Restricted));
    }
    said
}

fn register(patient: PatientId, line: &CensusLine, at: Timestamp, draft: &mut Draft) {
    let identifiers = vec![line.identifier.clone()];
    draft.add(
        at,
        Registered {
            patient,
            identifiers,
            particulars: particulars(line),
        },
    );
    match line.allergies.as_deref() {
        None => {}
        Some([]) => draft.add(at, AllergiesDenied { patient }),
        Some(found) => {
            for allergy in found {
                draft.add(
                    at,
                    AllergyFound {
                        patient,
                        allergy: allergy.clone(),
                    },
                );
            }
        }
    }
}

/// Somebody who is known already: the list adds what nobody said yet and overwrites nothing. Another date of birth
/// under the same number is another person, and stops the import.
fn complete(known: &Patient, line: &CensusLine, at: Timestamp, draft: &mut Draft) -> Result<(), Refusal> {
    let patient = known.id;
    if let (Some(Birth::On(here)), Some(Birth::On(listed))) = (known.birth.get(), line.birth)
        && *here != listed
    {
        return Err(Refusal::IdentifierTaken {
            identifier: line.identifier.clone(),
            patient,
        });
    }
    let fresh: Vec<Particular> = particulars(line)
        .into_iter()
        .filter(|said| is_new(known, said))
        .collect();
    if !fresh.is_empty() {
        draft.add(
            at,
            Amended {
                patient,
                particulars: fresh,
            },
        );
    }
    for allergy in line
        .allergies
        .iter()
        .flatten()
        .filter(|allergy| !known.allergies.is_recorded(allergy))
    {
        draft.add(
            at,
            AllergyFound {
                patient,
                allergy: allergy.clone(),
            },
        );
    }
    if line.allergies.as_ref().is_some_and(Vec::is_empty) && known.allergies.status() == AllergyStatus::NotAsked {
        draft.add(at, AllergiesDenied { patient });
    }
    Ok(())
}

fn is_new(known: &Patient, said: &Particular) -> bool {
    match said {
        Particular::Name(_) => known.name.is_empty(),
        Particular::Kana(_) => known.kana.is_empty(),
        Particular::Sex(_) => known.sex.is_empty(),
        Particular::Birth(_) => known.birth.is_empty(),
        Particular::Phone(_) => known.phone.is_empty(),
        Particular::Address(_) => known.address.is_empty(),
        Particular::Inquiry(_) => !known.is_restricted(),
    }
}
