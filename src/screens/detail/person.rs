//! What is known of a person: who it is, in both calendars, the stay, what must be watched and what is missing.

use crate::app::Scope;
use crate::app::sentences::Speaker;
use crate::domain::access::Deed;
use crate::domain::census::{DiscrepancyKind, Isolation, Missing, Place, Stay};
use crate::domain::identity::{Allergy, AllergyKind, AllergyStatus, Patient, PatientId};
use crate::domain::slips::ask::todo;
use crate::domain::text::Text;
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::Span;

use super::entries::{self, Entry};
use super::{by_hand, checks, contacts, history, place};

/// What a list shows beside it: what whoever stands at the bed must know. The cursor only passes; how to reach people is
/// for whoever opens them, which is in the trail. Of a restricted patient of another ward, and for whoever opens nobody,
/// there is no more than the list itself.
pub fn entries(scope: &Scope<'_>, id: PatientId) -> Vec<Entry> {
    if scope.asks_why(id) {
        return closed(scope, id, "detail-closed");
    }
    if scope.may(Deed::ReadPerson).is_err() {
        return closed(scope, id, "detail-not-yours");
    }
    whole(scope, id, Seen::Passing)
}

/// Everything, for whoever has opened the person.
pub fn opened(scope: &Scope<'_>, id: PatientId, width: u16) -> Vec<Vec<Span>> {
    let entries = whole(scope, id, Seen::Opened);
    entries::lay_out(&entries, scope.look.measure(), usize::from(width))
}

/// Whether the cursor passes a person or somebody has opened them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Passing,
    Opened,
}

fn closed(scope: &Scope<'_>, id: PatientId, why: &str) -> Vec<Entry> {
    let mut name = vec![Span::new(scope.patient(id), Role::Accent)];
    if scope.hospital.patient(id).is_some_and(|known| known.is_restricted()) {
        let sign = scope.look.sign(Shape::Restricted);
        name.push(Span::dim(format!("  {sign} {}", scope.words.say("detail-restricted"))));
    }
    vec![
        Entry::Line(name),
        Entry::Gap,
        Entry::Line(vec![Span::dim(scope.words.say(why))]),
    ]
}

fn whole(scope: &Scope<'_>, id: PatientId, seen: Seen) -> Vec<Entry> {
    let Some(patient) = scope.hospital.patient(id) else {
        return vec![Entry::Line(vec![Span::dim(scope.words.say("detail-nobody"))])];
    };
    let stay = scope.hospital.open_stay(id);
    let mut entries = identity(scope, patient, seen);
    entries.extend(look_alikes(scope, id));
    entries.push(Entry::Gap);
    match stay {
        Some(stay) => {
            entries.extend(present(scope, stay));
            entries.push(Entry::Gap);
            entries.extend(care(scope, patient, stay));
            entries.extend(missing(scope, stay));
        }
        None => {
            entries.push(Entry::Line(vec![Span::dim(scope.words.say("detail-no-stay"))]));
            entries.push(allergies(scope, patient));
        }
    }
    entries.extend(checks::entries(scope, id));
    entries.extend(slips(scope, id));
    // Whoever has none of this to do with is not told.
    if scope.may(Deed::ReadContacts).is_ok() {
        entries.extend(match seen {
            Seen::Opened => contacts::contacts(scope, patient, stay.map(AsRef::as_ref)),
            Seen::Passing => contacts::behind_enter(scope, patient, stay.map(AsRef::as_ref)),
        });
    }
    if let Some(stay) = stay {
        entries.extend(history::entries(scope, stay));
    }
    entries
}

/// The open slips with the places of their sheets: where is my slip, asked by name.
fn slips(scope: &Scope<'_>, id: PatientId) -> Vec<Entry> {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    let lines: Vec<Entry> = todo::open(scope.hospital, id)
        .map(|(slip, _)| {
            let mut places: Vec<String> = Vec::new();
            for copy in slip.current().filter(|copy| copy.is_open()) {
                let place = speaker.custody(copy.custody());
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            Entry::Line(vec![
                Span::plain(format!("{} {}", slip.number, speaker.slip_kind(slip))),
                Span::dim(format!("  {}", places.join(&scope.words.say("list-comma")))),
            ])
        })
        .collect();
    if lines.is_empty() {
        return lines;
    }
    let count = [("count", Value::from(lines.len()))];
    let title = Entry::Line(vec![Span::dim(scope.words.fill("detail-slips", &count))]);
    [Entry::Gap, title].into_iter().chain(lines).collect()
}

fn identity(scope: &Scope<'_>, patient: &Patient, seen: Seen) -> Vec<Entry> {
    let words = scope.words;
    let mut name = vec![Span::new(scope.patient(patient.id), Role::Accent)];
    if scope.hospital.is_restricted(patient.id) {
        name.push(Span::dim(format!(
            "  {} {}",
            scope.look.sign(Shape::Restricted),
            words.say("detail-restricted")
        )));
    }
    let mut entries = vec![Entry::Line(name)];
    if let Some(kana) = patient.kana.get() {
        entries.push(Entry::Line(vec![Span::plain(kana.to_string())]));
    }
    let mut who = Vec::new();
    who.extend(patient.sex.get().map(|sex| words.say(sex.term())));
    if let Some(birth) = patient.birth.get() {
        who.push(scope.birth(*birth));
        // An estimated year is an age already.
        who.push(scope.age(*birth));
    }
    if !who.is_empty() {
        entries.push(Entry::Line(vec![Span::plain(who.join("  "))]));
    }
    let mut numbers: Vec<String> = patient
        .identifiers
        .iter()
        .map(|(_, number)| number.to_string())
        .collect();
    // Those of linked records, too: a label may still carry the other one.
    for other in crate::domain::ask::others(scope.hospital, patient.id) {
        if !numbers.iter().any(|number| number == other.as_str()) {
            numbers.push(format!("= {other}"));
        }
    }
    if !numbers.is_empty() {
        entries.push(Entry::Line(vec![Span::dim("ID "), Span::plain(numbers.join("  "))]));
    }
    entries.extend(by_hand::entries(scope, patient, seen));
    entries
}

/// Who else can be meant by this name, and where: name, day of birth and bed whole, because they tell the two apart.
fn look_alikes(scope: &Scope<'_>, id: PatientId) -> Vec<Entry> {
    let lines = alike_lines(scope, id).into_iter();
    lines
        .map(|text| Entry::Line(vec![Span::new(text, Role::Warn)]))
        .collect()
}

/// The same as text, with its sign.
pub fn alike_lines(scope: &Scope<'_>, id: PatientId) -> Vec<String> {
    let others = scope.look_alikes.of(id).iter().map(|other| {
        let place = scope.hospital.open_stay(other.who).and_then(|stay| stay.place());
        let bed = place
            .and_then(|place| place.answers())
            .map(|bed| bed.shown().to_owned());
        let birth = scope.hospital.patient(other.who).and_then(|other| other.birth.get());
        let birth = birth.map(|birth| scope.birth(*birth));
        let parts = [Some(scope.patient(other.who)), birth, bed];
        let who = parts.into_iter().flatten().collect::<Vec<_>>().join("  ");
        let kind = scope.words.say(&format!("alike-{}", other.kind.name()));
        let places = [("kind", Value::from(kind.as_str())), ("who", Value::from(who.as_str()))];
        format!(
            "{} {}",
            scope.look.sign(Shape::LookAlike),
            scope.words.fill("alike-line", &places)
        )
    });
    others.collect()
}

/// Where, since when, and which department answers.
fn present(scope: &Scope<'_>, stay: &Stay) -> Vec<Entry> {
    let words = scope.words;
    let mut entries = Vec::new();
    if let Some(placed) = stay.place.get() {
        let bed = placed
            .place
            .answers()
            .map(|bed| bed.shown().to_owned())
            .unwrap_or_default();
        let since = words.fill("since", &[("at", scope.moment(placed.since).into())]);
        let (text, role) = match place::state(scope, &placed.place) {
            Some(state) => (format!("{bed}  {}", state.said(scope)), state.role),
            None => (bed, Role::Text),
        };
        let text = if matches!(placed.place, Place::Expected { .. }) {
            text
        } else {
            format!("{text}  {since}")
        };
        entries.push(Entry::labelled(words.say("detail-place"), text.trim()).in_role(role));
    }
    if let Some(department) = stay.department.get() {
        entries.push(Entry::labelled(
            words.say("detail-department"),
            scope.department(department),
        ));
    }
    let physician = join(&[stay.physician.get(), stay.pager.get()]);
    entries.extend(value(scope, "detail-physician", physician));
    if let Some(admitted) = stay.admitted_at() {
        let mut text = scope.moment(admitted);
        if let Some(planned) = stay.planned.get() {
            text = format!("{text}  {}", words.say(planned.term()));
        }
        if let Some(route) = stay.route.get() {
            text = format!("{text}  {route}");
        }
        entries.push(Entry::labelled(words.say("detail-admitted"), text));
    }
    let about = scope.discrepancies.iter().filter(|one| concerns(&one.kind, stay));
    let disputed = about.count();
    if disputed > 0 {
        let text = words.fill("detail-discrepancies", &[("count", Value::from(disputed))]);
        let text = format!("{} {text}", scope.look.sign(Shape::Stop));
        entries.push(Entry::labelled(words.say("context-discrepancies"), text).in_role(Role::Alarm));
    }
    entries
}

/// Whether a discrepancy is about this stay or whose it is.
pub fn concerns(kind: &DiscrepancyKind, stay: &Stay) -> bool {
    match kind {
        DiscrepancyKind::BedShared { stays, .. } => stays.contains(&stay.id),
        DiscrepancyKind::MovedApart { stay: id }
        | DiscrepancyKind::StayDisputed { stay: id }
        | DiscrepancyKind::BedUnknown { stay: id, .. }
        | DiscrepancyKind::NoAdmission { stay: id }
        | DiscrepancyKind::BlockedInUse { stay: id, .. }
        | DiscrepancyKind::SlipElsewhere { stay: id, .. } => *id == stay.id,
        DiscrepancyKind::PersonDisputed { patient }
        | DiscrepancyKind::TwoStays { patient, .. }
        | DiscrepancyKind::NoRegistration { patient } => stay.patient() == Some(*patient),
        DiscrepancyKind::IdentifierShared { patients, .. } => {
            stay.patient().is_some_and(|patient| patients.contains(&patient))
        }
        DiscrepancyKind::NumberTwice { number } | DiscrepancyKind::VoidedInUse { number } => {
            stay.patient() == Some(PatientId::of(number))
        }
        DiscrepancyKind::AliasTwice { numbers } => {
            let mut people = numbers.iter().map(PatientId::of);
            people.any(|patient| stay.patient() == Some(patient))
        }
        DiscrepancyKind::FramesDiffer
        | DiscrepancyKind::SchemesDiffer
        | DiscrepancyKind::BlockShared { .. }
        | DiscrepancyKind::StationForked { .. }
        | DiscrepancyKind::SlipTypesDiffer
        | DiscrepancyKind::SlipTwice { .. }
        | DiscrepancyKind::SlipUnwritten { .. }
        | DiscrepancyKind::SlipRevisedApart { .. }
        | DiscrepancyKind::StepUnchecked { .. }
        | DiscrepancyKind::CopyApart { .. } => false,
    }
}

/// What whoever stands at the bed must know.
fn care(scope: &Scope<'_>, patient: &Patient, stay: &Stay) -> Vec<Entry> {
    let words = scope.words;
    let mobility = stay.mobility.get().map(|mobility| words.say(mobility.term()));
    let isolation = stay.isolation.get().map(|isolation| match isolation {
        // The label says of what.
        Isolation::None => words.say("detail-isolation-none"),
        isolation => words.say(isolation.term()),
    });
    let diet = stay.diet.get().map(ToString::to_string);
    let mut entries = vec![allergies(scope, patient)];
    entries.push(known_or(scope, "detail-diet", diet, "detail-not-known"));
    entries.push(known_or(scope, "detail-mobility", mobility, "detail-not-known"));
    entries.push(known_or(scope, "detail-isolation", isolation, "detail-not-asked"));
    let diagnoses: Vec<String> = stay.diagnoses.iter().map(|(_, text)| text.to_string()).collect();
    entries.extend(value(
        scope,
        "detail-diagnoses",
        (!diagnoses.is_empty()).then(|| diagnoses.join(&words.say("list-comma"))),
    ));
    entries
}

/// Not asked is never shown as none.
fn allergies(scope: &Scope<'_>, patient: &Patient) -> Entry {
    let words = scope.words;
    let label = words.say("detail-allergies");
    // At whichever of the linked records it was said.
    match scope.hospital.allergies(patient.id) {
        AllergyStatus::NotAsked => {
            let text = format!("{} {}", scope.look.sign(Shape::Late), words.say("detail-not-asked"));
            Entry::labelled(label, text).in_role(Role::Warn)
        }
        AllergyStatus::None => Entry::labelled(label, words.say("detail-allergies-none")),
        AllergyStatus::Present(found) => {
            let found: Vec<String> = found.into_iter().map(|one| allergy(scope, one)).collect();
            let text = format!(
                "{} {}",
                scope.look.sign(Shape::Stop),
                found.join(&words.say("list-comma"))
            );
            Entry::labelled(label, text).in_role(Role::Warn)
        }
    }
}

/// The kind is said where somebody knew it.
pub fn allergy(scope: &Scope<'_>, allergy: &Allergy) -> String {
    match allergy.kind {
        AllergyKind::Unsorted => allergy.what.to_string(),
        kind => {
            let places = [
                ("what", Value::from(allergy.what.as_str())),
                ("kind", scope.words.say(kind.term()).into()),
            ];
            scope.words.fill("detail-allergy", &places)
        }
    }
}

fn known_or(scope: &Scope<'_>, label: &str, known: Option<String>, unknown: &str) -> Entry {
    let label = scope.words.say(label);
    match known {
        Some(known) => Entry::labelled(label, known),
        None => {
            let text = format!("{} {}", scope.look.sign(Shape::Late), scope.words.say(unknown));
            Entry::labelled(label, text).in_role(Role::Warn)
        }
    }
}

/// What the ward has still to ask.
fn missing(scope: &Scope<'_>, stay: &Stay) -> Option<Entry> {
    let missing = scope.hospital.missing(stay);
    let words: Vec<String> = missing
        .into_iter()
        // These two are said where their value would stand.
        .filter(|what| !matches!(what, Missing::Allergies | Missing::Mobility))
        .map(|what| scope.words.say(missing_key(what)))
        .collect();
    if words.is_empty() {
        return None;
    }
    let text = format!(
        "{} {}",
        scope.look.sign(Shape::Late),
        words.join(&scope.words.say("list-comma"))
    );
    Some(Entry::labelled(scope.words.say("detail-missing"), text).in_role(Role::Warn))
}

pub fn missing_key(what: Missing) -> &'static str {
    match what {
        Missing::Identifier => "detail-missing-identifier",
        Missing::Name => "detail-missing-name",
        Missing::Kana => "detail-missing-kana",
        Missing::Sex => "detail-missing-sex",
        Missing::Birth => "detail-missing-birth",
        Missing::Department => "detail-missing-department",
        Missing::Mobility => "detail-missing-mobility",
        Missing::Allergies => "detail-missing-allergies",
    }
}

pub(super) fn value(scope: &Scope<'_>, label: &str, text: Option<String>) -> Option<Entry> {
    text.map(|text| Entry::labelled(scope.words.say(label), text))
}

pub(super) fn said(text: Option<&Text>) -> Option<String> {
    text.map(ToString::to_string)
}

pub(super) fn join(parts: &[Option<&Text>]) -> Option<String> {
    let parts: Vec<&str> = parts.iter().flatten().map(|part| part.as_str()).collect();
    (!parts.is_empty()).then(|| parts.join("  "))
}
