//! Questions about the hospital and their answers. They change nothing, and pass the same permission door.
//!
//! Long because the rows of every list stand beside what they are answered with.

use std::{collections::HashMap, sync::Arc};

use super::{
    access::{AccessRefusal, Context, Deed, asks_why},
    census::{
        BedKind, BedName, DepartmentCode, Discrepancy, DiscrepancyKind, Frame, Isolation, Missing, Mobility, OutKind,
        Place, Stay, StayId, WardCode, stay::Movement,
    },
    checks::{
        self,
        ask::{CheckAlarm, CheckFigures, CheckRow},
    },
    command::{Question, Whereabouts},
    identity::{Allergy, AllergyStatus, Birth, Identifier, Patient, PatientId, PatientRef, Sex},
    numbers::{
        ledger,
        verify::{Verdict, verify},
    },
    record::{Day, Register, Said, Timestamp, UserName},
    refusal::{Refusal, frame_of},
    slips::{
        CopyName, SlipNumber,
        ask::{self as slips, SlipAnswer, SlipQuestion},
    },
    state::Hospital,
    text::Text,
};

/// What a question comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Census(Vec<CensusRow>),
    Person(Box<Person>),
    Where(Vec<CensusRow>),
    Discrepancies(Vec<Discrepancy>),
    Board(Board),
    Slips(SlipAnswer),
    Check(Box<CheckRow>),
    Checks(Vec<CheckRow>),
    CheckFigures(Day, Vec<CheckFigures>),
    Ledger(Vec<ledger::Row>),
    /// `None`: it does not look like a number given by hand.
    Verdict(Option<Box<Verdict>>),
}

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

/// One person with everything known, and the stay they are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub patient: std::sync::Arc<Patient>,
    pub stay: Option<std::sync::Arc<Stay>>,
}

impl Person {
    /// The bed history, oldest first.
    pub fn movements(&self) -> impl Iterator<Item = &Movement> {
        self.stay.iter().flat_map(|stay| &stay.movements)
    }

    /// How to reach a person is for those who reach them.
    fn told_to(mut self, hospital: &Hospital, context: &Context<'_>) -> Self {
        if context.allow(hospital, Deed::ReadContacts).is_ok() {
            return self;
        }
        let patient = Arc::make_mut(&mut self.patient);
        patient.phone = Register::default();
        patient.address = Register::default();
        if let Some(stay) = self.stay.as_mut().map(Arc::make_mut) {
            stay.key_person = Register::default();
            stay.key_relation = Register::default();
            stay.key_phone = Register::default();
            stay.insurance = Register::default();
        }
        self
    }
}

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

/// Answers `question` on the newest state.
pub fn ask(hospital: &Hospital, question: &Question, context: &Context<'_>) -> Result<Answer, Refusal> {
    let deed = match question {
        // Whom a check was for stands in it, and whose a number is in the ledger.
        Question::Person { .. }
        | Question::PersonFor { .. }
        | Question::Check { .. }
        | Question::Checks { .. }
        | Question::Ledger(_)
        | Question::Verify(_) => Deed::ReadPerson,
        Question::Slips(_)
        | Question::Where {
            what: Whereabouts::Slip(_),
        } => Deed::ReadSlips,
        Question::Census { .. }
        | Question::Where { .. }
        | Question::Discrepancies
        | Question::Board
        | Question::CheckFigures { .. } => Deed::ReadCensus,
    };
    context.allow(hospital, deed)?;
    checks::ask::blind(hospital, question, context)?;
    match question {
        Question::Census { ward } => {
            if let Some(ward) = ward
                && frame_of(hospital)?.ward(ward.as_str()).is_none()
            {
                return Err(Refusal::UnknownWard { ward: ward.to_string() });
            }
            let rows = census(hospital, ward.as_ref());
            Ok(Answer::Census(Discreet::of(hospital, context).rows(rows)))
        }
        Question::Person { patient } => {
            let person = person(hospital, patient)?;
            if asks_why(hospital, &context.asker.user, &person.patient) {
                return Err(AccessRefusal::ReasonNeeded.into());
            }
            Ok(Answer::Person(Box::new(person.told_to(hospital, context))))
        }
        Question::PersonFor { patient, .. } => {
            let person = person(hospital, patient)?.told_to(hospital, context);
            Ok(Answer::Person(Box::new(person)))
        }
        Question::Where {
            what: Whereabouts::Patient(patient),
        } => {
            if let Some(name) = slip_meant(hospital, patient) {
                return slips::ask(hospital, &SlipQuestion::Slip(name), context).map(Answer::Slips);
            }
            let person = super::census::decide::known(hospital, patient)?;
            let rows = hospital.open_stays(person.id).filter_map(|stay| row(hospital, stay));
            Ok(Answer::Where(Discreet::of(hospital, context).rows(rows.collect())))
        }
        Question::Where {
            what: Whereabouts::Bed(bed),
        } => {
            if frame_of(hospital)?.bed(bed).is_none() {
                return Err(Refusal::UnknownBed { bed: bed.to_string() });
            }
            let rows = hospital.occupants(bed).filter_map(|stay| row(hospital, stay));
            Ok(Answer::Where(Discreet::of(hospital, context).rows(rows.collect())))
        }
        Question::Where {
            what: Whereabouts::Slip(name),
        } => slips::ask(hospital, &SlipQuestion::Slip(*name), context).map(Answer::Slips),
        Question::Slips(question) => slips::ask(hospital, question, context).map(Answer::Slips),
        Question::Discrepancies => Ok(Answer::Discrepancies(hospital.discrepancies())),
        Question::Board => board(hospital).map(Answer::Board),
        Question::Check { check } => {
            checks::ask::one(hospital, *check, context).map(|row| Answer::Check(Box::new(row)))
        }
        Question::Checks { filter } => checks::ask::rows(hospital, filter, context.now).map(Answer::Checks),
        Question::CheckFigures { day } => {
            let today = checks::ask::day_of(hospital, context.now);
            let day = day.or(today).unwrap_or_else(|| Day::from(chrono::NaiveDate::default()));
            Ok(Answer::CheckFigures(
                day,
                checks::ask::figures(hospital, day, context.now),
            ))
        }
        Question::Ledger(filter) => Ok(Answer::Ledger(ledger::rows(hospital, filter))),
        Question::Verify(number) => Ok(Answer::Verdict(verify(hospital, number).map(Box::new))),
    }
}

/// What whoever asks needs of the people in a list, and no more.
pub struct Discreet<'a> {
    hospital: &'a Hospital,
    user: &'a UserName,
    /// Whether they may open a person, and know how to reach them.
    opens: bool,
    reaches: bool,
}

impl<'a> Discreet<'a> {
    pub fn of(hospital: &'a Hospital, context: &Context<'a>) -> Self {
        let may = |deed| context.allow(hospital, deed).is_ok();
        Self {
            hospital,
            user: &context.asker.user,
            opens: may(Deed::ReadPerson),
            reaches: may(Deed::ReadContacts),
        }
    }

    /// Whether this person's telephone and address are for whoever asks: a restricted one's are behind a reason.
    pub fn may_reach(&self, patient: PatientId) -> bool {
        let known = self.hospital.patient(patient);
        self.reaches && !known.is_some_and(|known| asks_why(self.hospital, self.user, known))
    }

    /// Whether the same of people whom the hospital does not know is.
    pub fn reaches(&self) -> bool {
        self.reaches
    }

    fn rows(&self, mut rows: Vec<CensusRow>) -> Vec<CensusRow> {
        for row in &mut rows {
            if !self.may_reach(row.patient) {
                (row.phone, row.address) = (None, None);
            }
            if !self.opens {
                // Who is where, for whoever brings the list. Nothing is said to be missing of what is not told.
                (row.birth, row.diet, row.allergies) = (None, None, None);
                (row.isolation, row.mobility) = (None, None);
                row.missing.clear();
            }
        }
        rows
    }
}

/// The slip that a number means, unless somebody is known by it.
fn slip_meant(hospital: &Hospital, patient: &PatientRef) -> Option<CopyName> {
    let PatientRef::Identifier(identifier) = patient else {
        return None;
    };
    if hospital.find_patient(patient).is_some() {
        return None;
    }
    let slip = SlipNumber::parse(identifier.as_str())?;
    slip.parts(hospital).map(|_| CopyName::from(slip))
}

fn person(hospital: &Hospital, patient: &PatientRef) -> Result<Person, Refusal> {
    let patient = super::census::decide::known(hospital, patient)?;
    let stay = hospital.open_stay(patient.id).cloned();
    Ok(Person { patient, stay })
}

/// The inpatients of one ward or of the hospital, in the order of the frame's beds; whoever lies in a bed that the
/// frame does not have comes last, never left out.
pub fn census(hospital: &Hospital, ward: Option<&WardCode>) -> Vec<CensusRow> {
    let order: HashMap<&BedName, usize> = hospital
        .frame()
        .map(|frame| {
            frame
                .beds()
                .enumerate()
                .map(|(index, bed)| (&bed.name, index))
                .collect()
        })
        .unwrap_or_default();
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
