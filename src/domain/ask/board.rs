//! The hospital on one page: a row for each ward, counted.

use std::collections::HashMap;

use crate::domain::{
    census::{
        BedKind, BedName, Discrepancy, DiscrepancyKind, Frame, Missing, Mobility, OutKind, Place, Stay, StayId,
        WardCode,
    },
    checks::{self, ask::CheckAlarm},
    identity::{Identifier, PatientId},
    refusal::{Refusal, frame_of},
    state::Hospital,
};

/// The hospital on one page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    pub wards: Vec<BoardRow>,
    /// Open discrepancies of the whole hospital, those without a ward included.
    pub discrepancies: usize,
    pub expected: usize,
    /// Patients with mismatches in a row: somebody must go there.
    pub check_alarms: Vec<CheckAlarm>,
}

/// One ward on the board. Patients away from their bed are counted where their bed is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRow {
    pub ward: WardCode,
    pub licensed: usize,
    /// Licensed beds that somebody keeps.
    pub occupied: usize,
    /// Inpatients in a licensed bed that somebody else keeps too; each is a discrepancy.
    pub shared: usize,
    /// Licensed beds into which somebody could be put now: nobody keeps, is bound for, or waits for them.
    pub free: usize,
    pub blocked: usize,
    pub reserved: usize,
    /// Healthy newborns in cots: counted for headcount and evacuation, not for licensed beds.
    pub cots: usize,
    /// Inpatients the ward answers for, newborns and those in transit from it included.
    pub present: usize,
    pub transit_out: usize,
    pub transit_in: usize,
    pub off_ward: usize,
    pub outing: usize,
    pub leave: usize,
    pub absconded: usize,
    pub stretcher: usize,
    pub assisted: usize,
    pub walking: usize,
    /// Inpatients of whom allergies, mobility or isolation were not asked yet.
    pub not_asked: usize,
    pub incomplete: usize,
    pub discrepancies: usize,
}

impl BoardRow {
    fn new(ward: WardCode) -> Self {
        Self {
            ward,
            licensed: 0,
            occupied: 0,
            shared: 0,
            free: 0,
            blocked: 0,
            reserved: 0,
            cots: 0,
            present: 0,
            transit_out: 0,
            transit_in: 0,
            off_ward: 0,
            outing: 0,
            leave: 0,
            absconded: 0,
            stretcher: 0,
            assisted: 0,
            walking: 0,
            not_asked: 0,
            incomplete: 0,
            discrepancies: 0,
        }
    }
}

/// The board: a row per ward of the frame.
pub fn board(hospital: &Hospital) -> Result<Board, Refusal> {
    let mut open = hospital.discrepancies();
    open.retain(|one| one.closed.is_none());
    board_with(hospital, &open)
}

/// The board, where it is known already what disagrees and nobody has closed: finding that is a walk through the hospital.
pub fn board_with(hospital: &Hospital, open: &[Discrepancy]) -> Result<Board, Refusal> {
    let frame = frame_of(hospital)?;
    let mut rows: Vec<BoardRow> = frame
        .wards
        .iter()
        .map(|ward| BoardRow::new(ward.code.clone()))
        .collect();
    let index: HashMap<&str, usize> = frame
        .wards
        .iter()
        .enumerate()
        .map(|(index, ward)| (ward.code.as_str(), index))
        .collect();
    for (row, ward) in rows.iter_mut().zip(&frame.wards) {
        row.licensed = ward.licensed_beds();
        for bed in &ward.beds {
            row.free += usize::from(bed.kind == BedKind::Licensed && is_free(hospital, &bed.name));
            let Some(state) = hospital.bed(&bed.name) else {
                continue;
            };
            row.blocked += usize::from(state.blocked().is_some());
            row.reserved += usize::from(state.reserved().is_some());
        }
    }
    for stay in hospital.present() {
        let Some(place) = stay.place() else { continue };
        if let Place::Transit { to, .. } = place
            && let Some(row) = index.get(to.ward()).and_then(|i| rows.get_mut(*i))
        {
            row.transit_in += 1;
        }
        let ward = place.answers().map(BedName::ward).unwrap_or_default();
        if let Some(row) = index.get(ward).and_then(|i| rows.get_mut(*i)) {
            count(hospital, frame, stay, place, row);
        }
    }
    let mut board = Board {
        wards: rows,
        ..Board::default()
    };
    for discrepancy in open {
        board.discrepancies += 1;
        let ward = ward_of(hospital, &discrepancy.kind);
        if let Some(row) = ward
            .and_then(|ward| index.get(ward.as_str()))
            .and_then(|i| board.wards.get_mut(*i))
        {
            row.discrepancies += 1;
        }
    }
    board.expected = hospital
        .stays()
        .filter(|s| matches!(s.place(), Some(Place::Expected { .. })))
        .count();
    board.check_alarms = checks::ask::alarms(hospital);
    Ok(board)
}

/// Whether somebody could be put into the bed now.
fn is_free(hospital: &Hospital, bed: &BedName) -> bool {
    let state = hospital.bed(bed);
    hospital.occupants(bed).next().is_none()
        && hospital.bound_for(bed).next().is_none()
        && state.is_none_or(|state| state.blocked().is_none() && state.reserved().is_none())
}

/// Whether somebody else is counted for the bed already.
fn is_second(hospital: &Hospital, stay: &Stay, bed: &BedName) -> bool {
    hospital.occupants(bed).next().is_some_and(|first| first.id != stay.id)
}

fn count(hospital: &Hospital, frame: &Frame, stay: &Stay, place: &Place, row: &mut BoardRow) {
    row.present += 1;
    if let Some(bed) = place.keeps() {
        match frame.bed(bed).map(|bed| bed.kind) {
            Some(BedKind::Cot) => row.cots += 1,
            // Two in one bed are two people and one bed.
            Some(BedKind::Licensed) | None if is_second(hospital, stay, bed) => row.shared += 1,
            Some(BedKind::Licensed) | None => row.occupied += 1,
        }
    }
    match place {
        Place::Transit { .. } => row.transit_out += 1,
        Place::Out {
            kind: OutKind::OffWard, ..
        } => row.off_ward += 1,
        Place::Out {
            kind: OutKind::Outing, ..
        } => row.outing += 1,
        Place::Out {
            kind: OutKind::Leave, ..
        } => row.leave += 1,
        Place::Out {
            kind: OutKind::Absconded,
            ..
        } => row.absconded += 1,
        Place::InBed { .. } | Place::Expected { .. } | Place::Left { .. } => {}
    }
    match stay.mobility.get() {
        Some(Mobility::Stretcher) => row.stretcher += 1,
        Some(Mobility::Assisted) => row.assisted += 1,
        Some(Mobility::Walking) => row.walking += 1,
        None => {}
    }
    let missing = hospital.missing(stay);
    let unasked = missing
        .iter()
        .any(|what| matches!(what, Missing::Allergies | Missing::Mobility));
    row.not_asked += usize::from(unasked || stay.isolation.is_empty());
    let unknown = missing
        .iter()
        .any(|what| !matches!(what, Missing::Allergies | Missing::Mobility));
    row.incomplete += usize::from(unknown);
}

/// The ward that has to do with a discrepancy, if one has.
pub fn ward_of(hospital: &Hospital, kind: &DiscrepancyKind) -> Option<WardCode> {
    let of_stay = |stay: &StayId| hospital.stay(*stay)?.place()?.answers().cloned();
    let of_patient = |patient: &PatientId| hospital.open_stay(*patient)?.place()?.answers().cloned();
    let of_number = |number: &Identifier| of_patient(&hospital.number(number)?.patient()?);
    let bed = match kind {
        DiscrepancyKind::BedShared { bed, .. }
        | DiscrepancyKind::BedUnknown { bed, .. }
        | DiscrepancyKind::BlockedInUse { bed, .. } => Some(bed.clone()),
        DiscrepancyKind::MovedApart { stay }
        | DiscrepancyKind::StayDisputed { stay }
        | DiscrepancyKind::NoAdmission { stay } => of_stay(stay),
        DiscrepancyKind::PersonDisputed { patient }
        | DiscrepancyKind::TwoStays { patient, .. }
        | DiscrepancyKind::NoRegistration { patient } => of_patient(patient),
        DiscrepancyKind::IdentifierShared { patients, .. } => patients.iter().find_map(of_patient),
        DiscrepancyKind::SlipTwice { slip }
        | DiscrepancyKind::SlipUnwritten { slip }
        | DiscrepancyKind::SlipRevisedApart { slip }
        | DiscrepancyKind::SlipElsewhere { slip, .. }
        | DiscrepancyKind::StepUnchecked { slip, .. }
        | DiscrepancyKind::CopyApart { slip, .. } => {
            let origin = hospital.slip(*slip)?.origin()?;
            return WardCode::parse(origin.as_str()).ok();
        }
        DiscrepancyKind::FramesDiffer
        | DiscrepancyKind::SlipTypesDiffer
        | DiscrepancyKind::SchemesDiffer
        | DiscrepancyKind::BlockShared { .. }
        | DiscrepancyKind::StationForked { .. } => None,
        DiscrepancyKind::NumberTwice { number } | DiscrepancyKind::VoidedInUse { number } => of_number(number),
        DiscrepancyKind::AliasTwice { numbers } => numbers.iter().find_map(of_number),
    };
    WardCode::parse(bed?.ward()).ok()
}
