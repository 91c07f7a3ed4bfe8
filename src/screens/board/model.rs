//! What the board shows, worked out once for each state of the hospital and not at each draw.

use std::collections::HashMap;

use crate::app::Scope;
use crate::domain::ask::{self, BoardRow};
use crate::domain::census::{BedName, BlockReason, OutKind, Place, Stay, WardCode};
use crate::domain::checks::ask::CheckAlarm;
use crate::domain::record::Timestamp;

use super::paper::Paper;

/// The numbers of one ward, or of the whole hospital.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    pub licensed: usize,
    pub occupied: usize,
    /// People in a bed that somebody else keeps too.
    pub shared: usize,
    /// Licensed beds into which somebody could be put now.
    pub free: usize,
    pub blocked: usize,
    pub reserved: usize,
    pub cots: usize,
    pub present: usize,
    pub transit_in: usize,
    pub transit_out: usize,
    pub leave: usize,
    pub outing: usize,
    pub off_ward: usize,
    pub absconded: usize,
    pub expected: usize,
    pub stretcher: usize,
    pub assisted: usize,
    pub walking: usize,
    pub not_asked: usize,
    pub incomplete: usize,
    pub discrepancies: usize,
    /// Slips that were ordered here and are not through; those of which a sheet is late, and those that are asked about.
    pub slips: usize,
    pub late_slips: usize,
    pub queried_slips: usize,
    /// Inpatients whose names can be taken for somebody else's.
    pub look_alikes: usize,
}

/// Somebody who is not in their bed, or not here yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    /// The bed that is kept, was left, or is meant.
    pub bed: Option<BedName>,
    /// Where to, in transit.
    pub to: Option<BedName>,
    pub since: Option<Timestamp>,
    /// When they are expected, or expected back.
    pub until: Option<Timestamp>,
}

/// The whole board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Model {
    pub wards: Vec<(WardCode, Figures)>,
    pub total: Figures,
    pub absconded: Vec<Person>,
    pub transit: Vec<Person>,
    /// On leave, outing or off the ward.
    pub away: Vec<Person>,
    pub expected: Vec<Person>,
    pub blocked: Vec<BlockedBed>,
    pub paper: Paper,
    /// Patients and sheets whose checks did not agree, one after the other.
    pub checks: Vec<CheckAlarm>,
}

/// A bed that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockedBed {
    pub bed: BedName,
    pub reason: BlockReason,
    pub until: Option<Timestamp>,
}

impl Model {
    /// Empty when the hospital has no frame yet.
    pub fn of(scope: &Scope<'_>) -> Self {
        let hospital = scope.hospital;
        let (Some(frame), Ok(board)) = (hospital.frame(), ask::board_with(hospital, scope.discrepancies)) else {
            return Self::default();
        };
        let mut model = Self {
            paper: Paper::of(scope),
            checks: board.check_alarms,
            ..Self::default()
        };
        for (row, ward) in board.wards.iter().zip(&frame.wards) {
            let slips = model.paper.ward(row.ward.as_str());
            let figures = Figures {
                slips: slips.open,
                late_slips: slips.late,
                queried_slips: slips.queried,
                ..Figures::of(row)
            };
            model.wards.push((row.ward.clone(), figures));
            model.blocked.extend(ward.beds.iter().filter_map(|bed| {
                let block = hospital.bed(&bed.name)?.blocked()?;
                Some(BlockedBed {
                    bed: bed.name.clone(),
                    reason: block.reason,
                    until: block.until,
                })
            }));
        }
        let index: HashMap<WardCode, usize> = frame
            .wards
            .iter()
            .enumerate()
            .map(|(index, ward)| (ward.code.clone(), index))
            .collect();
        for stay in hospital.stays() {
            model.take(scope, stay, &index);
        }
        for (patient, _) in scope.look_alikes.all() {
            let bed = hospital.open_stay(patient).and_then(|stay| stay.place()?.answers());
            let ward = bed.and_then(|bed| WardCode::parse(bed.ward()).ok());
            let figures = ward
                .and_then(|ward| index.get(&ward))
                .and_then(|at| model.wards.get_mut(*at));
            if let Some((_, figures)) = figures {
                figures.look_alikes += 1;
            }
        }
        for people in [
            &mut model.absconded,
            &mut model.transit,
            &mut model.away,
            &mut model.expected,
        ] {
            people.sort_by(|a, b| {
                (a.until.is_none(), a.until, a.since, &a.bed).cmp(&(b.until.is_none(), b.until, b.since, &b.bed))
            });
        }
        model.total = model
            .wards
            .iter()
            .fold(Figures::default(), |total, (_, ward)| total.plus(ward));
        // Those in wards that the frame does not have are here too, and so are the disagreements without a ward.
        model.total.present = hospital.present().count();
        model.total.discrepancies = board.discrepancies;
        model.total.expected = board.expected;
        model.total.absconded = model.absconded.len();
        model.total.transit_out = model.transit.len();
        // Clinics order, too.
        let slips = model.paper.total();
        model.total.slips = slips.open;
        model.total.late_slips = slips.late;
        model.total.queried_slips = slips.queried;
        model.total.look_alikes = scope.look_alikes.count();
        model
    }

    fn take(&mut self, scope: &Scope<'_>, stay: &Stay, index: &HashMap<WardCode, usize>) {
        let Some(placed) = stay.place.get() else { return };
        let here = stay.is_present();
        let person = |bed: Option<&BedName>, to: Option<&BedName>, until: Option<Timestamp>| Person {
            name: stay.patient().map(|id| scope.patient(id)).unwrap_or_default(),
            bed: bed.cloned(),
            to: to.cloned(),
            since: Some(placed.since),
            until,
        };
        match &placed.place {
            Place::Out {
                bed,
                kind: OutKind::Absconded,
                until,
                ..
            } if here => self.absconded.push(person(Some(bed), None, *until)),
            Place::Out { bed, until, .. } if here => self.away.push(person(Some(bed), None, *until)),
            Place::Transit { from, to } if here => self.transit.push(person(Some(from), Some(to), None)),
            Place::Expected { when, bed } => {
                let ward = bed.as_ref().and_then(|bed| WardCode::parse(bed.ward()).ok());
                if let Some((_, figures)) = ward
                    .and_then(|ward| index.get(&ward))
                    .and_then(|index| self.wards.get_mut(*index))
                {
                    figures.expected += 1;
                }
                self.expected.push(person(bed.as_ref(), None, *when));
            }
            _ => {}
        }
    }

    /// Those who should be back by now.
    pub fn overdue(&self, now: Timestamp) -> impl Iterator<Item = &Person> {
        self.away
            .iter()
            .filter(move |person| person.until.is_some_and(|until| until < now))
    }
}

impl Figures {
    fn of(row: &BoardRow) -> Self {
        Self {
            licensed: row.licensed,
            occupied: row.occupied,
            shared: row.shared,
            free: row.free,
            blocked: row.blocked,
            reserved: row.reserved,
            cots: row.cots,
            present: row.present,
            transit_in: row.transit_in,
            transit_out: row.transit_out,
            leave: row.leave,
            outing: row.outing,
            off_ward: row.off_ward,
            absconded: row.absconded,
            expected: 0,
            stretcher: row.stretcher,
            assisted: row.assisted,
            walking: row.walking,
            not_asked: row.not_asked,
            incomplete: row.incomplete,
            discrepancies: row.discrepancies,
            slips: 0,
            late_slips: 0,
            queried_slips: 0,
            look_alikes: 0,
        }
    }

    fn plus(self, other: &Self) -> Self {
        Self {
            licensed: self.licensed + other.licensed,
            occupied: self.occupied + other.occupied,
            shared: self.shared + other.shared,
            free: self.free + other.free,
            blocked: self.blocked + other.blocked,
            reserved: self.reserved + other.reserved,
            cots: self.cots + other.cots,
            present: self.present + other.present,
            transit_in: self.transit_in + other.transit_in,
            transit_out: self.transit_out + other.transit_out,
            leave: self.leave + other.leave,
            outing: self.outing + other.outing,
            off_ward: self.off_ward + other.off_ward,
            absconded: self.absconded + other.absconded,
            expected: self.expected + other.expected,
            stretcher: self.stretcher + other.stretcher,
            assisted: self.assisted + other.assisted,
            walking: self.walking + other.walking,
            not_asked: self.not_asked + other.not_asked,
            incomplete: self.incomplete + other.incomplete,
            discrepancies: self.discrepancies + other.discrepancies,
            slips: self.slips + other.slips,
            late_slips: self.late_slips + other.late_slips,
            queried_slips: self.queried_slips + other.queried_slips,
            look_alikes: self.look_alikes + other.look_alikes,
        }
    }
}
