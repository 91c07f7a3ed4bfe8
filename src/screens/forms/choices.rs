//! The lists that fields open: beds, people, departments, the words of the hospital.

use std::collections::HashMap;

use crate::app::Scope;
use crate::domain::census::{BedKind, BedName, Place};
use crate::domain::identity::{Birth, Patient, PatientId, Sex};
use crate::domain::numbers::newborn::is_man;
use crate::domain::refusal::Refusal;
use crate::domain::state::Hospital;
use crate::i18n::Value;
use crate::screens::detail::{place, room_mates};
use crate::screens::matching::Haystack;
use crate::theme::Shape;
use crate::widgets::{Choice, ChoiceField, folded};

/// A short list of words, chosen by arrow, by number or by typing.
pub fn words<T: Copy>(
    scope: &Scope<'_>,
    all: &[T],
    word: fn(T) -> &'static str,
    term: fn(T) -> &'static str,
) -> Vec<Choice> {
    all.iter()
        .map(|one| Choice::new(word(*one), scope.words.say(term(*one))))
        .collect()
}

/// Several ready words of the locale files, `KEY-1` … `KEY-9`, which may also be typed otherwise.
pub fn suggestions(scope: &Scope<'_>, key: &str) -> ChoiceField {
    let found = (1..=9).filter_map(|number| scope.words.find(&format!("{key}-{number}"), &[]));
    ChoiceField::new(found.map(|text| Choice::new(text.clone(), text)).collect())
        .numbered()
        .or_typed(scope.words.say("form-as-typed"))
}

/// The diets that are in use, the commonest first.
pub fn diets(scope: &Scope<'_>) -> Vec<Choice> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for stay in scope.hospital.present() {
        if let Some(diet) = stay.diet.get() {
            *counts.entry(diet.as_str()).or_default() += 1;
        }
    }
    let mut diets: Vec<(&str, usize)> = counts.into_iter().collect();
    diets.sort_by(|(a, more), (b, less)| less.cmp(more).then(a.cmp(b)));
    diets.into_iter().map(|(diet, _)| Choice::new(diet, diet)).collect()
}

/// All departments, those of the ward first.
pub fn departments(scope: &Scope<'_>, ward: Option<&str>) -> Vec<Choice> {
    let Some(frame) = scope.hospital.frame() else {
        return Vec::new();
    };
    let of_ward = ward
        .and_then(|code| frame.ward(code))
        .map(|ward| ward.departments.as_slice())
        .unwrap_or_default();
    let (first, rest): (Vec<_>, Vec<_>) = frame
        .departments
        .iter()
        .partition(|department| of_ward.contains(&department.code));
    let all = first.into_iter().chain(rest);
    all.map(|department| {
        let name = scope.department(&department.code);
        // One that is called by its code alone need not be called twice.
        let remark = if name == department.code.as_str() {
            ""
        } else {
            department.code.as_str()
        };
        Choice::new(department.code.as_str(), name)
            .found_by(department.name_en.as_str())
            .found_by(department.name_ja.as_str())
            .with_remark(remark)
    })
    .collect()
}

/// The beds that somebody can be given: those of `near` first, for a newborn the cots. A bed that is kept for the person stands at the very top.
pub fn free_beds(scope: &Scope<'_>, taker: Option<PatientId>, near: Option<&str>) -> Vec<Choice> {
    let Some(frame) = scope.hospital.frame() else {
        return Vec::new();
    };
    let free = |bed: &&BedName| not_free(scope.hospital, bed, taker).is_none();
    let beds: Vec<&BedName> = frame.beds().map(|bed| &bed.name).filter(free).collect();
    let is_newborn = taker.is_some_and(|taker| is_newborn(scope.hospital, taker));
    let is_cot = |bed: &BedName| frame.bed(bed).is_some_and(|bed| bed.kind == BedKind::Cot);
    let rank = |bed: &&&BedName| {
        let kept = scope.hospital.bed(bed).and_then(|bed| bed.reserved());
        let own = kept.is_some_and(|kept| Some(kept.patient) == taker);
        (!own, is_newborn && !is_cot(bed), near != Some(bed.ward()))
    };
    let mut sorted: Vec<&&BedName> = beds.iter().collect();
    sorted.sort_by_key(rank);
    sorted.into_iter().map(|bed| bed_choice(scope, bed, taker)).collect()
}

/// Whether somebody has a number as a newborn: a cot is meant.
fn is_newborn(hospital: &Hospital, patient: PatientId) -> bool {
    let records = hospital.records(patient);
    let mut numbers = records.iter().flat_map(|record| &record.identifiers);
    numbers.any(|(_, number)| hospital.number(number).is_some_and(|number| number.mother().is_some()))
}

/// A field for one of the free beds. Those that are not free are known by their names.
pub fn bed_field(scope: &Scope<'_>, choices: Vec<Choice>) -> ChoiceField {
    let beds = scope.hospital.frame().into_iter().flat_map(|frame| frame.beds());
    ChoiceField::new(choices)
        .alone()
        .among(beds.map(|bed| bed.name.as_str()))
}

/// Every bed of the hospital, for reserving one that is still in use.
pub fn all_beds(scope: &Scope<'_>, near: Option<&str>) -> Vec<Choice> {
    let Some(frame) = scope.hospital.frame() else {
        return Vec::new();
    };
    let (first, rest): (Vec<&BedName>, Vec<&BedName>) = frame
        .beds()
        .map(|bed| &bed.name)
        .partition(|bed| near == Some(bed.ward()));
    let all = first.into_iter().chain(rest);
    all.map(|bed| {
        let occupant = scope.hospital.occupants(bed).find_map(|stay| stay.patient());
        match occupant {
            Some(patient) => {
                let choice = named_bed(bed);
                choice.with_remark(scope.patient(patient))
            }
            None => bed_choice(scope, bed, None),
        }
    })
    .collect()
}

fn named_bed(bed: &BedName) -> Choice {
    Choice::new(bed.as_str(), bed.shown()).found_by(&format!("{}-{}", bed.room(), bed.bed()))
}

fn bed_choice(scope: &Scope<'_>, bed: &BedName, taker: Option<PatientId>) -> Choice {
    let kept = scope.hospital.bed(bed).and_then(|bed| bed.reserved());
    let mut notes = Vec::new();
    if kept.is_some_and(|kept| Some(kept.patient) == taker) {
        notes.push(scope.words.say("form-bed-kept"));
    }
    notes.extend(mates(scope, bed));
    named_bed(bed).with_remark(notes.join("  "))
}

/// `同室 男2 女1`.
pub fn mates(scope: &Scope<'_>, bed: &BedName) -> Option<String> {
    let mates = room_mates(scope, bed)?;
    Some(scope.words.fill("form-bed-mates", &[("mates", mates.into())]))
}

/// Why a bed cannot be given to `taker`, as the domain would say it.
fn not_free(hospital: &Hospital, bed: &BedName, taker: Option<PatientId>) -> Option<Refusal> {
    let other = |patient: &PatientId| Some(*patient) != taker;
    if let Some(patient) = hospital.occupants(bed).find_map(|stay| stay.patient()) {
        let bed = bed.clone();
        return Some(Refusal::BedOccupied { bed, patient });
    }
    let state = hospital.bed(bed);
    if let Some(block) = state.and_then(|bed| bed.blocked()) {
        return Some(Refusal::BedBlocked {
            bed: bed.clone(),
            reason: block.reason,
        });
    }
    if let Some(patient) = hospital.bound_for(bed).filter_map(|stay| stay.patient()).find(other) {
        let bed = bed.clone();
        return Some(Refusal::BedAwaited { bed, patient });
    }
    let kept = state.and_then(|bed| bed.reserved()).map(|kept| kept.patient);
    kept.filter(other).map(|patient| Refusal::BedReserved {
        bed: bed.clone(),
        patient,
    })
}

/// Why none of the free beds is what was typed: it is the name of one that is not free.
pub fn why_not_free(hospital: &Hospital, typed: &str, taker: Option<PatientId>) -> Option<Refusal> {
    let plain = |text: &str| folded(text).replace('-', "");
    let typed = plain(typed);
    if typed.is_empty() {
        return None;
    }
    let frame = hospital.frame()?;
    let meant = |bed: &&BedName| {
        let whole = plain(bed.as_str());
        whole == typed || plain(&format!("{}{}", bed.room(), bed.bed())) == typed
    };
    let bed = frame.beds().map(|bed| &bed.name).find(meant)?;
    not_free(hospital, bed, taker)
}

/// Whether this names a bed, with its ward or without.
pub fn is_bed(hospital: &Hospital, typed: &str) -> bool {
    let typed = folded(typed);
    let mut beds = hospital.frame().into_iter().flat_map(|frame| frame.beds());
    typed.contains('-')
        && beds.any(|bed| {
            let bed = &bed.name;
            folded(bed.as_str()) == typed || folded(&format!("{}-{}", bed.room(), bed.bed())) == typed
        })
}

/// The room that was typed, when it has none that can be given to `taker`.
pub fn full_room(hospital: &Hospital, typed: &str, taker: Option<PatientId>) -> Option<String> {
    let plain = |text: &str| folded(text).replace('-', "");
    let typed = plain(typed);
    let beds = hospital.frame()?.beds().map(|bed| &bed.name);
    let meant = |bed: &&BedName| {
        let whole = format!("{}{}", bed.ward(), bed.room());
        !typed.is_empty() && (plain(bed.room()) == typed || plain(&whole) == typed)
    };
    let mut beds = beds.filter(meant).peekable();
    let room = beds.peek()?.room_name().to_string();
    beds.all(|bed| not_free(hospital, bed, taker).is_some()).then_some(room)
}

/// Who a list of people holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum People {
    /// Everybody; those who are not inpatients first.
    All,
    /// Those who lie in their bed, except one.
    InBed { except: PatientId },
    /// Everybody: the inpatients by bed, then whoever was discharged or never had a bed. Whom a slip is for.
    ForSlips,
    /// Everybody who is not known to be a man, nor a child that was just born, in the order of slips.
    Mothers,
    /// Nobody else.
    Men,
}

impl People {
    /// Inpatients first, by their bed; others once they are looked for.
    const fn is_by_bed(self) -> bool {
        matches!(self, Self::ForSlips | Self::Mothers)
    }

    fn holds(self, patient: PatientId, scope: &Scope<'_>) -> bool {
        match self {
            Self::Mothers => !is_man(scope.hospital, patient) && !is_newborn(scope.hospital, patient),
            Self::Men => is_man(scope.hospital, patient),
            Self::All | Self::InBed { .. } | Self::ForSlips => true,
        }
    }
}

/// People by name, reading, number and bed. Nobody is chosen by a part of a name.
pub fn people(scope: &Scope<'_>, who: People, near: Option<&str>) -> Vec<Choice> {
    let mut found: Vec<(u8, String, Choice)> = scope
        .hospital
        .patients()
        .filter(|patient| patient.is_known() && who.holds(patient.id, scope))
        .filter_map(|patient| {
            let stay = scope.hospital.open_stay(patient.id);
            let place = stay.and_then(|stay| stay.place());
            let bed = place.and_then(Place::answers);
            if let People::InBed { except } = who
                && (patient.id == except || !matches!(place, Some(Place::InBed { .. })))
            {
                return None;
            }
            let rank = match place {
                Some(place) if who.is_by_bed() && place.is_present() => {
                    u8::from(bed.is_none_or(|bed| near != Some(bed.ward())))
                }
                _ if who.is_by_bed() => 2,
                Some(Place::Expected { .. }) => 0,
                None | Some(Place::Left { .. }) => 1,
                Some(_) if bed.is_some_and(|bed| near == Some(bed.ward())) => 2,
                Some(_) => 3,
            };
            let sorted = match bed {
                Some(bed) => bed.to_string(),
                None => patient.kana.get().map(ToString::to_string).unwrap_or_default(),
            };
            Some((rank, sorted, person(scope, patient, who)))
        })
        .collect();
    found.sort_by(|(a, one, _), (b, other, _)| (a, one).cmp(&(b, other)));
    found.into_iter().map(|(_, _, choice)| choice).collect()
}

/// One person as a line of a list: who it is, so that nobody is taken for another.
pub fn person(scope: &Scope<'_>, patient: &Patient, who: People) -> Choice {
    let stay = scope.hospital.open_stay(patient.id);
    let place = stay.and_then(|stay| stay.place());
    let bed = place.and_then(Place::answers);
    // The store may know somebody who is not among those in hand.
    let name = match patient.name.get() {
        Some(name) => name.to_string(),
        None => scope.patient(patient.id),
    };
    // Whoever can be taken for another is marked wherever somebody is chosen.
    let name = match scope.look_alikes.worst(patient.id) {
        Some(_) => format!("{name} {}", scope.look.sign(Shape::LookAlike)),
        None => name,
    };
    let mut notes = Vec::new();
    // One letter, as in the list of inpatients: the line holds what tells people apart, the number at its end included.
    let letter = |sex: &Sex| scope.words.say(&format!("census-{}", sex.term()));
    notes.extend(patient.sex.get().map(letter));
    notes.extend(patient.birth.get().map(|birth| match birth {
        Birth::On(day) => day.to_string(),
        Birth::AboutYear(_) => scope.age(*birth),
    }));
    notes.extend(scope.hospital.identifier_of(patient).map(ToString::to_string));
    if who.is_by_bed() && !scope.look_alikes.of(patient.id).is_empty() {
        notes.insert(0, scope.look.sign(Shape::LookAlike).to_owned());
    }
    let label = match (who, bed) {
        (People::InBed { .. } | People::ForSlips | People::Mothers, Some(bed)) => format!("{} {name}", bed.shown()),
        _ => {
            notes.extend(standing(scope, place));
            name
        }
    };
    let mut hay = Haystack::default();
    for name in [patient.name.get(), patient.kana.get()].into_iter().flatten() {
        hay = hay.with_reading(name.as_str());
    }
    for (_, identifier) in &patient.identifiers {
        hay = hay.with(identifier.as_str());
    }
    if let (People::InBed { .. } | People::ForSlips | People::Mothers, Some(bed)) = (who, bed) {
        hay = hay.with(&format!("{}-{}", bed.room(), bed.bed()));
    }
    let mut choice = Choice::new(patient.id.to_string(), label).with_remark(notes.join("  "));
    let here = matches!(place, Some(place) if place.is_present());
    if (who == People::All && here) || (who.is_by_bed() && !here) {
        // Whoever is an inpatient is seldom meant, and is found to be one when looked for.
        choice = choice.when_sought();
    }
    hay.parts().fold(choice, Choice::found_by)
}

/// Whether somebody is an inpatient already.
fn standing(scope: &Scope<'_>, place: Option<&Place>) -> Option<String> {
    match place? {
        Place::Left { .. } => None,
        expected @ Place::Expected { .. } => place::state(scope, expected).map(|state| state.text),
        present => {
            let bed = present.answers().map(|bed| bed.shown().to_owned()).unwrap_or_default();
            Some(scope.words.fill("form-person-here", &[("bed", Value::from(bed))]))
        }
    }
}
