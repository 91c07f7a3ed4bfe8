//! What is known of a bed without a patient in it.

use crate::app::Scope;
use crate::domain::census::{BedName, FrameBed};
use crate::domain::identity::{PatientId, Sex};
use crate::domain::state::Hospital;
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::Span;

use super::entries::Entry;
use super::place::deadline;

pub fn entries(scope: &Scope<'_>, name: &BedName) -> Vec<Entry> {
    let words = scope.words;
    let mut entries = vec![Entry::Line(vec![Span::new(name.to_string(), Role::Accent)])];
    if let Ok(code) = crate::domain::census::WardCode::parse(name.ward()) {
        entries.push(Entry::Line(vec![Span::dim(scope.ward_title(&code))]));
    }
    entries.push(Entry::Gap);
    entries.extend(state(scope, name));
    if let Some(mates) = room_mates(scope, name) {
        entries.push(Entry::labelled(words.say("detail-room-mates"), mates));
    }
    let rule = scope.hospital.room(&name.room_name()).and_then(|room| room.rule.get());
    if let Some(rule) = rule.filter(|rule| rule.sex.is_some() || rule.isolation.is_some()) {
        let sex = rule.sex.map(|sex| words.say(sex.term()));
        let isolation = rule.isolation.map(|isolation| words.say(isolation.term()));
        let text: Vec<String> = sex.into_iter().chain(isolation).collect();
        let text = words.fill("detail-rule-only", &[("who", text.join("  ").into())]);
        entries.push(Entry::labelled(words.say("detail-rule"), text));
    }
    entries
}

/// Empty, or why it cannot be given to anybody.
fn state(scope: &Scope<'_>, name: &BedName) -> Vec<Entry> {
    let words = scope.words;
    let mut entries = Vec::new();
    let label = |key: &str| words.say(key);
    let bed = scope.hospital.bed(name);
    let block = bed.and_then(|bed| bed.blocked().zip(bed.block.latest()));
    if let Some((block, claim)) = block {
        let mut text = format!(
            "{} {}  {}",
            scope.look.sign(Shape::BlockedBed),
            words.say("census-blocked"),
            words.say(block.reason.term())
        );
        if let Some(until) = block.until {
            let until = words.fill("until", &[("at", deadline(scope, until).into())]);
            text = format!("{text}  {until}");
        }
        entries.push(Entry::labelled(label("detail-state"), text));
        entries.push(Entry::labelled(label("detail-said"), scope.source(&claim.said)));
    }
    let mut bound = false;
    for stay in scope.hospital.bound_for(name) {
        if let Some(patient) = stay.patient() {
            bound = true;
            let who = scope.patient(patient);
            let text = words.fill("detail-awaited", &[("who", who.into())]);
            entries.push(Entry::labelled(label("detail-state"), text).in_role(Role::Accent));
        }
    }
    if let Some((reservation, claim)) = bed.and_then(|bed| bed.reserved().zip(bed.reservation.latest())) {
        let who = scope.patient(reservation.patient);
        let mut text = words.fill("detail-reserved", &[("who", who.into())]);
        if let Some(until) = reservation.until {
            let until = words.fill("until", &[("at", deadline(scope, until).into())]);
            text = format!("{text}  {until}");
        }
        entries.push(Entry::labelled(label("detail-reservation"), text));
        entries.push(Entry::labelled(label("detail-said"), scope.source(&claim.said)));
    }
    if block.is_none() && !bound {
        let text = format!("{} {}", scope.look.sign(Shape::EmptyBed), words.say("census-empty"));
        entries.insert(0, Entry::labelled(label("detail-state"), text));
    }
    entries
}

/// Who keeps the other beds of the room of this one, and their sex as far as it is known.
pub fn others_in_room(hospital: &Hospital, name: &BedName) -> Vec<(Option<PatientId>, Option<Sex>)> {
    let ward = hospital.frame().and_then(|frame| frame.ward(name.ward()));
    let beds = ward.map(|ward| ward.beds.as_slice()).unwrap_or_default();
    let others = beds
        .iter()
        .map(|bed| &bed.name)
        .filter(|other| other.room() == name.room() && *other != name);
    others
        .flat_map(|bed| hospital.occupants(bed))
        .map(|stay| {
            let patient = stay.patient();
            (patient, patient.and_then(|id| hospital.patient(id)?.sex.get().copied()))
        })
        .collect()
}

/// Who else lies in the room, by sex: what a bed is chosen by. Nothing for a single room.
pub fn room_mates(scope: &Scope<'_>, name: &BedName) -> Option<String> {
    let ward = scope.hospital.frame()?.ward(name.ward())?;
    let in_room = |bed: &&FrameBed| bed.name.room() == name.room();
    if ward.beds.iter().filter(in_room).count() < 2 {
        return None;
    }
    let mut counts = [0_usize; 3];
    for (_, sex) in others_in_room(scope.hospital, name) {
        let [men, women, others] = &mut counts;
        match sex {
            Some(Sex::Male) => *men += 1,
            Some(Sex::Female) => *women += 1,
            Some(Sex::Unknown) | None => *others += 1,
        }
    }
    let parts: Vec<String> = [Sex::Male, Sex::Female, Sex::Unknown]
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(sex, count)| {
            let places = [
                ("sex", Value::from(scope.words.say(sex.term()))),
                ("count", Value::from(count)),
            ];
            scope.words.fill("detail-room-mates-of", &places)
        })
        .collect();
    if parts.is_empty() {
        return Some(scope.words.say("detail-room-mates-none"));
    }
    Some(parts.join(" "))
}
