//! What can be found from every screen, and in which order: a number that is exactly so, what begins with the typed words,
//! what holds them, what has their letters in this order. People come before beds, beds before actions.

use std::collections::HashSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::app::{Action, Scope, Situation, sentences::Speaker};
use crate::domain::census::BedName;
use crate::domain::identity::{Patient, PatientId};
use crate::domain::slips::{CopyName, SlipNumber, number::SHORTEST_TAIL, term::Named};
use crate::input::{Ability, Named as _};
use crate::screens::matching::{Haystack, Needle};
use crate::theme::Role;
use crate::widgets::folded;

/// Slips and forms that are shown for the end of a number.
const ENDINGS: usize = 20;

/// One thing that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Person(PatientId),
    Bed(BedName),
    Slip(SlipNumber),
    /// A pre-numbered form that nobody has written on.
    Form(SlipNumber),
    Act(Action),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub what: What,
    pub text: String,
    pub note: String,
    pub role: Role,
    /// Numbers that name exactly this, without hyphens.
    numbers: Vec<String>,
    /// Names, readings, numbers: what typed words are looked for in.
    haystack: Haystack,
    /// The names of an action, for scattered letters.
    names: Vec<String>,
}

/// A line that fits, and how well: less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    rank: (u8, i64),
    pub line: usize,
}

impl Found {
    pub fn is_exact(self) -> bool {
        self.rank.0 == 0
    }
}

/// Everything: the people who are known, the beds, what can be done on the screen below.
pub fn all(scope: &Scope<'_>, below: Option<&Situation>) -> Vec<Line> {
    let mut people: Vec<Line> = scope
        .hospital
        .patients()
        .map(|patient| person(scope, patient))
        .collect();
    // Who is here comes before who has left, in the order of beds.
    people.sort_by(|a, b| (a.role == Role::Dim, &a.note, &a.text).cmp(&(b.role == Role::Dim, &b.note, &b.text)));
    let beds = scope.hospital.frame().into_iter().flat_map(|frame| {
        let beds: Vec<Line> = frame.beds().map(|one| bed(scope, &one.name)).collect();
        beds
    });
    people.into_iter().chain(beds).chain(actions(scope, below)).collect()
}

fn person(scope: &Scope<'_>, patient: &Patient) -> Line {
    let stay = scope.hospital.open_stay(patient.id).and_then(|stay| stay.place());
    let identifiers: Vec<String> = patient
        .identifiers
        .iter()
        .map(|(_, number)| number.to_string())
        .collect();
    let name = patient.name.get().map(ToString::to_string).unwrap_or_default();
    let kana = patient.kana.get().map(ToString::to_string).unwrap_or_default();
    let parts = [scope.patient(patient.id), kana.clone(), identifiers.join(" ")];
    let text: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let (note, role) = match stay.and_then(|place| place.answers()) {
        Some(bed) => (bed.to_string(), Role::Text),
        None => (scope.words.say("find-not-here"), Role::Dim),
    };
    let mut haystack = Haystack::default().with_reading(&kana);
    // The family name and the given name, and both together.
    for part in name
        .split_whitespace()
        .chain([name.as_str()])
        .chain(kana.split_whitespace())
    {
        haystack = haystack.with(part);
    }
    for part in kana.split_whitespace() {
        haystack = haystack.with_reading(part);
    }
    for number in &identifiers {
        haystack = haystack.with(number);
    }
    Line {
        what: What::Person(patient.id),
        text: text.join("  "),
        note,
        role,
        numbers: identifiers.iter().map(|number| bare(number)).collect(),
        haystack,
        names: Vec::new(),
    }
}

fn bed(scope: &Scope<'_>, name: &BedName) -> Line {
    let who: Vec<String> = scope
        .hospital
        .occupants(name)
        .filter_map(|stay| stay.patient())
        .map(|patient| scope.patient(patient))
        .collect();
    let note = if who.is_empty() {
        scope.words.say("find-empty-bed")
    } else {
        who.join(", ")
    };
    let text = name.to_string();
    Line {
        numbers: vec![bare(&text)],
        haystack: Haystack::default().with(&text),
        names: Vec::new(),
        what: What::Bed(name.clone()),
        text,
        note,
        role: Role::Text,
    }
}

fn actions(scope: &Scope<'_>, below: Option<&Situation>) -> Vec<Line> {
    let Some(below) = below else { return Vec::new() };
    let mut seen = HashSet::new();
    let offers = scope.keys.offers(below, &[]);
    let able = offers.iter().filter(|offer| offer.ability == Ability::Can);
    able.filter(|offer| !offer.action.only_walks() && offer.action != Action::Find && seen.insert(offer.action))
        .map(|offer| {
            let text = scope.words.say(&format!("action-{}", offer.action.name()));
            Line {
                what: What::Act(offer.action),
                haystack: Haystack::default().with(&text).with(offer.action.name()),
                names: vec![folded(&text), offer.action.name().to_owned()],
                text,
                note: offer.keys.to_string(),
                role: Role::Text,
                numbers: Vec::new(),
            }
        })
        .collect()
}

/// The slips and forms that a number means, whole or by its last digits. There are too many to look through them like people.
pub fn slips(scope: &Scope<'_>, typed: &str) -> Vec<Line> {
    let typed = typed.trim();
    let hospital = scope.hospital;
    let blank = |number: SlipNumber| hospital.pads().any(|pad| pad.blank().any(|one| one == number));
    let digits = (SHORTEST_TAIL..=7).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit());
    if digits {
        let mut slips: Vec<SlipNumber> = hospital
            .slips()
            .map(|slip| slip.number)
            .filter(|slip| slip.ends_with(typed))
            .collect();
        slips.sort_unstable();
        let forms = hospital
            .pads()
            .flat_map(|pad| pad.blank())
            .filter(|form| form.ends_with(typed));
        let slips = slips.into_iter().map(|number| slip(scope, number, typed));
        return slips
            .chain(forms.map(|number| form(scope, number, typed)))
            .take(ENDINGS)
            .collect();
    }
    let Some(name) = CopyName::parse(typed).map(|name| name.meant(hospital)) else {
        return Vec::new();
    };
    let number = name.slip;
    // One of this hospital that is not in memory lies in the store.
    let stored = || number.parts(hospital).is_some_and(|parts| parts.holds);
    if hospital.slip(number).is_some() {
        vec![slip(scope, number, typed)]
    } else if blank(number) {
        vec![form(scope, number, typed)]
    } else if stored() {
        vec![slip(scope, number, typed)]
    } else {
        Vec::new()
    }
}

fn slip(scope: &Scope<'_>, number: SlipNumber, typed: &str) -> Line {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    let (kind, note, role) = match scope.hospital.slip(number) {
        Some(slip) => {
            let who = slip.patient().map(|patient| scope.patient(patient)).unwrap_or_default();
            let open = !slip.is_finished();
            let next = speaker.next_step(slip).filter(|_| open);
            let note = next.unwrap_or_else(|| scope.words.say("find-slip"));
            (
                format!("{}  {who}", speaker.slip_kind(slip)),
                note,
                if open { Role::Text } else { Role::Dim },
            )
        }
        None => (String::new(), scope.words.say("find-slip-stored"), Role::Dim),
    };
    numbered(What::Slip(number), format!("{number}  {kind}"), note, role, typed)
}

fn form(scope: &Scope<'_>, number: SlipNumber, typed: &str) -> Line {
    let kind = scope
        .hospital
        .pads()
        .find(|pad| pad.holds(number))
        .and_then(|pad| pad.kind().cloned());
    let speaker = Speaker::new(scope.words, scope.hospital);
    let kind = kind
        .map(|kind| speaker.named(&Named::SlipType(kind)))
        .unwrap_or_default();
    let note = scope.words.say("find-form");
    numbered(What::Form(number), format!("{number}  {kind}"), note, Role::Text, typed)
}

/// A line that was found by what was typed, sheet or digits included.
fn numbered(what: What, text: String, note: String, role: Role, typed: &str) -> Line {
    Line {
        haystack: Haystack::default().with(typed),
        names: Vec::new(),
        numbers: vec![bare(typed)],
        what,
        text,
        note,
        role,
    }
}

/// A number without what stands between its digits.
fn bare(number: &str) -> String {
    folded(number).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The lines that fit what was typed, the best first; nothing typed finds nothing.
pub fn find(lines: &[Line], typed: &str, most: usize) -> Vec<Found> {
    let needle = Needle::new(typed);
    let letters = folded(typed);
    if needle.is_empty() {
        return Vec::new();
    }
    let number = bare(typed);
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut found: Vec<Found> = lines
        .iter()
        .enumerate()
        .filter_map(|(place, line)| {
            let rank = rank(line, &needle, &number, &letters, &matcher)?;
            Some(Found { rank, line: place })
        })
        .collect();
    found.sort_unstable();
    found.truncate(most);
    found
}

fn rank(line: &Line, needle: &Needle, number: &str, letters: &str, matcher: &SkimMatcherV2) -> Option<(u8, i64)> {
    if !number.is_empty() && line.numbers.iter().any(|one| one == number) {
        return Some((0, 0));
    }
    if line.haystack.begins(needle) {
        return Some((1, 0));
    }
    if line.haystack.holds(needle) {
        return Some((2, 0));
    }
    // Scattered letters help with the names of actions; among a thousand people they find everybody.
    let best = line
        .names
        .iter()
        .filter_map(|name| matcher.fuzzy_match(name, letters))
        .max()?;
    Some((3, -best))
}
