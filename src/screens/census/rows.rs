//! What the list holds: a line for every inpatient, and in one ward also for every bed without one. Worked out once for a state
//! of the hospital; words come in when a line is drawn.

use std::collections::{HashMap, HashSet};

use crate::app::Scope;
use crate::domain::census::{
    BedKind, BedName, Block, DepartmentCode, Discrepancy, FrameWard, Isolation, Missing, Mobility, Place, Stay, StayId,
    WardCode,
};
use crate::domain::identity::{Allergy, AllergyStatus, Birth, Identifier, PatientId, Sex};
use crate::domain::record::Timestamp;
use crate::domain::state::Hospital;
use crate::domain::text::Text;
use crate::screens::detail::concerns;
use crate::screens::matching::Haystack;
use crate::search::alike::{Kind, LookAlikes};
use crate::search::fold::kanji::NameKanji;

use super::states::StateWords;

/// What is selected: it stays selected wherever its line goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    Stay(StayId),
    Bed(BedName),
}

/// One inpatient, or somebody who is expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Who {
    pub patient: PatientId,
    pub identifier: Option<Identifier>,
    /// The other numbers of the person, those of linked records included.
    pub others: Vec<Identifier>,
    pub name: Option<Text>,
    pub kana: Option<Text>,
    pub sex: Option<Sex>,
    pub birth: Option<Birth>,
    pub place: Place,
    pub admitted: Option<Timestamp>,
    pub department: Option<DepartmentCode>,
    pub mobility: Option<Mobility>,
    pub isolation: Option<Isolation>,
    pub diet: Option<Text>,
    /// `None`: not asked. Empty: none.
    pub allergies: Option<Vec<Allergy>>,
    pub restricted: bool,
    pub missing: Vec<Missing>,
    pub disputed: Disputed,
    /// Somebody else's name can be taken for theirs.
    pub alike: Option<Kind>,
}

/// Whether something about it does not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disputed {
    No,
    /// Somebody else is in the same bed.
    Shared,
    Otherwise,
}

/// What a line is about.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Here(Box<Who>),
    /// Left another bed for this one.
    Coming {
        who: Box<Who>,
        from: BedName,
    },
    Empty {
        reserved: Option<PatientId>,
    },
    Blocked {
        block: Block,
    },
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub key: Key,
    pub bed: Option<BedName>,
    pub what: What,
}

impl Line {
    pub fn who(&self) -> Option<&Who> {
        match &self.what {
            What::Here(who) | What::Coming { who, .. } => Some(who),
            What::Empty { .. } | What::Blocked { .. } => None,
        }
    }

    /// What the line is found by. Working it out takes longer than the rest of the line, so that it waits for a filter.
    pub fn haystack(&self, kanji: &NameKanji, states: &StateWords) -> Haystack {
        let mut hay = states.of(self).fold(Haystack::default(), Haystack::with);
        if let Some(who) = self.who() {
            if let Some(name) = &who.name {
                hay = hay.with_name(name.as_str(), kanji);
            }
            if let Some(kana) = &who.kana {
                hay = hay.with_reading(kana.as_str());
            }
            if let Some(identifier) = &who.identifier {
                hay = hay.with(identifier.as_str());
            }
            for other in &who.others {
                hay = hay.with(other.as_str());
            }
        }
        match &self.bed {
            Some(bed) => hay.with(bed.as_str()),
            None => hay,
        }
    }
}

/// The numbers over the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Licensed beds that somebody keeps, of how many.
    pub taken: usize,
    pub beds: usize,
    /// People in a bed that somebody else keeps too.
    pub shared: usize,
    pub cots: usize,
    pub patients: usize,
    pub transit: usize,
    pub expected: usize,
}

/// The lines of one ward or of the hospital, in the order of its beds.
pub fn read(scope: &Scope<'_>, ward: Option<&WardCode>) -> (Vec<Line>, Figures) {
    let hospital = scope.hospital;
    let reader = Reader {
        hospital,
        look_alikes: scope.look_alikes,
        disputed: disputed(hospital, scope.discrepancies),
    };
    let found = ward.and_then(|code| hospital.frame()?.ward(code.as_str()));
    let lines = match found {
        Some(ward) => reader.ward(ward),
        None => reader.whole(),
    };
    let figures = figures(hospital, found);
    (lines, figures)
}

struct Reader<'a> {
    hospital: &'a Hospital,
    look_alikes: &'a LookAlikes,
    disputed: HashSet<StayId>,
}

impl Reader<'_> {
    fn ward(&self, ward: &FrameWard) -> Vec<Line> {
        let code = ward.code.as_str();
        let mut sent: HashMap<&BedName, Vec<&Stay>> = HashMap::new();
        let mut expected: Vec<&Stay> = Vec::new();
        let mut elsewhere: Vec<&Stay> = Vec::new();
        let known: HashSet<&BedName> = ward.beds.iter().map(|bed| &bed.name).collect();
        for stay in self.hospital.stays().filter(|stay| stay.is_open()) {
            match stay.place() {
                // Within the ward the line stands where the patient is going.
                Some(Place::Transit { from, to }) if from.ward() == code && to.ward() != code => {
                    sent.entry(from).or_default().push(stay);
                }
                Some(Place::Expected { bed: Some(bed), .. }) if bed.ward() == code => expected.push(stay),
                Some(place) if stay.is_present() => {
                    let unknown = |bed: &&BedName| bed.ward() == code && !known.contains(bed);
                    if place.keeps().as_ref().is_some_and(unknown) {
                        elsewhere.push(stay);
                    }
                }
                _ => {}
            }
        }
        let mut lines = Vec::new();
        let mut shown: HashSet<StayId> = HashSet::new();
        for bed in &ward.beds {
            let name = &bed.name;
            let before = lines.len();
            for stay in self.hospital.occupants(name) {
                lines.extend(self.here(stay, Some(name)));
            }
            let occupied = lines.len() > before;
            for stay in sent.get(name).into_iter().flatten() {
                lines.extend(self.here(stay, Some(name)));
            }
            let mut taken = occupied;
            for stay in self.hospital.bound_for(name) {
                lines.extend(self.coming(stay, name));
                taken = true;
            }
            if !occupied {
                for stay in expected.iter().filter(|stay| announced(stay) == Some(name)) {
                    lines.extend(self.here(stay, Some(name)));
                    shown.insert(stay.id);
                    taken = true;
                }
            }
            lines.extend(self.without_patient(name, taken));
        }
        elsewhere.sort_by_key(|stay| (stay.place().and_then(Place::answers).cloned(), stay.id));
        lines.extend(elsewhere.into_iter().filter_map(|stay| self.here(stay, None)));
        expected.retain(|stay| !shown.contains(&stay.id));
        lines.extend(self.expected(expected));
        lines
    }

    fn whole(&self) -> Vec<Line> {
        let order = self.hospital.frame().map(|frame| frame.order()).unwrap_or_default();
        let mut present: Vec<&Stay> = self.hospital.present().map(AsRef::as_ref).collect();
        present.sort_by_cached_key(|stay| {
            let bed = stay.place().and_then(Place::answers).cloned();
            let place = bed.as_ref().and_then(|bed| order.get(bed)).copied();
            (place.unwrap_or(usize::MAX), bed, stay.admitted_at(), stay.id)
        });
        let mut lines: Vec<Line> = present.into_iter().filter_map(|stay| self.here(stay, None)).collect();
        let waits = |stay: &&Stay| matches!(stay.place(), Some(Place::Expected { .. })) && stay.is_open();
        lines.extend(self.expected(self.hospital.stays().map(AsRef::as_ref).filter(waits).collect()));
        lines
    }

    /// Those who come soonest first.
    fn expected(&self, mut stays: Vec<&Stay>) -> Vec<Line> {
        stays.sort_by_key(|stay| match stay.place() {
            Some(Place::Expected { when, .. }) => (when.is_none(), *when, stay.id),
            _ => (true, None, stay.id),
        });
        stays.into_iter().filter_map(|stay| self.here(stay, None)).collect()
    }

    fn here(&self, stay: &Stay, at: Option<&BedName>) -> Option<Line> {
        let who = self.who(stay)?;
        let bed = at.or_else(|| stay.place()?.answers()).cloned();
        Some(Line {
            key: Key::Stay(stay.id),
            bed,
            what: What::Here(Box::new(who)),
        })
    }

    fn coming(&self, stay: &Stay, to: &BedName) -> Option<Line> {
        let who = self.who(stay)?;
        let from = stay.place()?.answers()?.clone();
        Some(Line {
            key: Key::Stay(stay.id),
            bed: Some(to.clone()),
            what: What::Coming {
                who: Box::new(who),
                from,
            },
        })
    }

    /// The line of the bed itself: when nobody is in it, and when it is blocked and nobody is coming either.
    fn without_patient(&self, name: &BedName, taken: bool) -> Option<Line> {
        let state = self.hospital.bed(name);
        let block = state.and_then(|bed| bed.blocked());
        let what = match block {
            Some(block) if self.hospital.occupants(name).next().is_none() => What::Blocked { block: block.clone() },
            _ if taken => return None,
            _ => What::Empty {
                reserved: state.and_then(|bed| bed.reserved()).map(|kept| kept.patient),
            },
        };
        Some(Line {
            key: Key::Bed(name.clone()),
            bed: Some(name.clone()),
            what,
        })
    }

    fn who(&self, stay: &Stay) -> Option<Who> {
        let id = stay.patient()?;
        let patient = self.hospital.patient(id);
        let place = stay.place()?.clone();
        let shared = place
            .keeps()
            .is_some_and(|bed| self.hospital.occupants(bed).nth(1).is_some());
        let disputed = match (shared, self.disputed.contains(&stay.id)) {
            (true, _) => Disputed::Shared,
            (false, true) => Disputed::Otherwise,
            (false, false) => Disputed::No,
        };
        Some(Who {
            patient: id,
            identifier: patient.and_then(|patient| self.hospital.identifier_of(patient).cloned()),
            others: crate::domain::ask::others(self.hospital, id),
            name: patient.and_then(|patient| patient.name.get().cloned()),
            kana: patient.and_then(|patient| patient.kana.get().cloned()),
            sex: patient.and_then(|patient| patient.sex.get().copied()),
            birth: patient.and_then(|patient| patient.birth.get().copied()),
            place,
            admitted: stay.admitted_at(),
            department: stay.department.get().cloned(),
            mobility: stay.mobility.get().copied(),
            isolation: stay.isolation.get().copied(),
            diet: stay.diet.get().cloned(),
            allergies: patient.and_then(|patient| match self.hospital.allergies(patient.id) {
                AllergyStatus::NotAsked => None,
                AllergyStatus::None => Some(Vec::new()),
                AllergyStatus::Present(found) => Some(found.into_iter().cloned().collect()),
            }),
            restricted: self.hospital.is_restricted(id),
            missing: if stay.is_present() {
                self.hospital.missing(stay)
            } else {
                Vec::new()
            },
            disputed,
            alike: self.look_alikes.worst(id),
        })
    }
}

/// The bed that is kept for somebody who is expected.
fn announced(stay: &Stay) -> Option<&BedName> {
    match stay.place() {
        Some(Place::Expected { bed, .. }) => bed.as_ref(),
        _ => None,
    }
}

/// The stays that an open discrepancy is about.
fn disputed(hospital: &Hospital, open: &[Discrepancy]) -> HashSet<StayId> {
    if open.is_empty() {
        return HashSet::new();
    }
    let about = |stay: &&Stay| open.iter().any(|one| concerns(&one.kind, stay));
    hospital
        .stays()
        .map(AsRef::as_ref)
        .filter(about)
        .map(|stay| stay.id)
        .collect()
}

fn figures(hospital: &Hospital, ward: Option<&FrameWard>) -> Figures {
    let in_ward = |bed: &BedName| ward.is_none_or(|ward| bed.ward() == ward.code.as_str());
    let mut figures = Figures::default();
    let wards = hospital.frame().map(|frame| frame.wards.as_slice()).unwrap_or_default();
    let wards = wards.iter().filter(|one| ward.is_none_or(|ward| ward.code == one.code));
    for bed in wards.flat_map(|ward| &ward.beds) {
        let people = hospital.occupants(&bed.name).count();
        let taken = usize::from(people > 0);
        match bed.kind {
            BedKind::Licensed => {
                figures.beds += 1;
                figures.taken += taken;
                figures.shared += people - taken;
            }
            BedKind::Cot => figures.cots += taken,
        }
    }
    for stay in hospital.stays().filter(|stay| stay.is_open()) {
        let Some(place) = stay.place() else { continue };
        match place {
            Place::Expected { bed, .. } => {
                let counts = bed.as_ref().map_or(ward.is_none(), in_ward);
                figures.expected += usize::from(counts);
            }
            Place::Transit { from, .. } if in_ward(from) => {
                figures.transit += 1;
                figures.patients += 1;
            }
            _ if stay.is_present() && place.answers().is_some_and(in_ward) => figures.patients += 1,
            _ => {}
        }
    }
    figures
}
