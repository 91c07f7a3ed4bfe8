//! A census list from a file: all of it, or nothing. What is already here is skipped, so that the same list can come
//! twice, or on thirty laptops (architecture.md §3.5).

use std::collections::HashMap;

use crate::domain::{
    access::Context,
    census::{BedName, StayId, fact::Admitted},
    command::CensusLine,
    compose::Draft,
    identity::{
        Inquiry, Particular, PatientId, PatientRef,
        fact::{AllergiesDenied, AllergyFound, Registered},
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
    if known.is_none() {
        register(patient, &line, at, draft);
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

fn register(patient: PatientId, line: &CensusLine, at: Timestamp, draft: &mut Draft) {
    let mut particulars = Vec::new();
    particulars.extend(line.name.clone().map(Particular::Name));
    particulars.extend(line.kana.clone().map(Particular::Kana));
    particulars.extend(line.sex.map(Particular::Sex));
    particulars.extend(line.birth.map(Particular::Birth));
    particulars.extend(line.phone.clone().map(Particular::Phone));
    particulars.extend(line.address.clone().map(Particular::Address));
    if line.inquiry == Inquiry::Restricted {
        particulars.push(Particular::Inquiry(Inquiry::Restricted));
    }
    draft.add(
        at,
        Registered {
            patient,
            identifiers: vec![line.identifier.clone()],
            particulars,
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
