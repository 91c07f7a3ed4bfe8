//! What can be found from every screen, and in which order: a number that is exactly so, what begins with the typed words,
//! what holds them, what has their letters in this order. People come before beds, beds before actions.

use std::collections::HashSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::app::sentences::Speaker;
use crate::app::{Action, Scope, Situation};
use crate::domain::census::BedName;
use crate::domain::identity::{Birth, Patient, PatientId, Sex};
use crate::domain::slips::{CopyName, SlipNumber, term::Named};
use crate::input::{Ability, Named as _};
use crate::screens::matching::{Haystack, Needle};
use crate::search::everyone::{Candidate, Whom};
use crate::search::person::Person;
use crate::theme::{Measure, Role, Shape};
use crate::widgets::folded;

/// Slips that a few digits may mean; whoever sees so many types on.
const FEW: usize = 20;

/// One thing that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Person(PatientId),
    /// A former patient: whoever is not in the hospital's own records.
    Former(Box<Person>),
    /// A slip, by the number on the paper.
    Slip(SlipNumber),
    /// A pre-numbered form that nobody has written on.
    Form(SlipNumber),
    Bed(BedName),
    Act(Action),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub what: What,
    pub text: String,
    /// Of a person: name, date of birth, sex, numbers, reading. They stand under one another.
    pub cells: Vec<String>,
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

impl Line {
    /// Whether `typed` is the whole of one of its numbers.
    pub fn is_named(&self, typed: &str) -> bool {
        let number = bare(typed);
        !number.is_empty() && self.numbers.contains(&number)
    }
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

fn in_one_line(cells: &[String]) -> String {
    let said: Vec<&str> = cells
        .iter()
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
        .collect();
    said.join("  ")
}

/// No name makes the columns of the others wider than this; a longer one pushes its own line.
const NAME_MOST: usize = 26;
const NUMBERS_MOST: usize = 16;

/// The columns that the cells of these lines take.
pub fn columns<'a>(lines: impl Iterator<Item = &'a Line>, measure: Measure) -> Vec<usize> {
    let mut columns: Vec<usize> = Vec::new();
    for cells in lines.map(|line| &line.cells) {
        columns.resize(columns.len().max(cells.len()), 0);
        for (place, (most, cell)) in columns.iter_mut().zip(cells).enumerate() {
            let bound = if place == 0 { NAME_MOST } else { NUMBERS_MOST };
            *most = (*most).max(measure.columns(cell).min(bound));
        }
    }
    columns
}

impl Line {
    /// The text with its cells under those of the other lines.
    pub fn aligned(&self, columns: &[usize], measure: Measure) -> String {
        if self.cells.is_empty() {
            return self.text.clone();
        }
        let mut text = String::new();
        for (cell, columns) in self.cells.iter().zip(columns) {
            text.push_str(cell);
            let air = columns.saturating_sub(measure.columns(cell)) + 2;
            text.extend(std::iter::repeat_n(' ', if *columns == 0 { 0 } else { air }));
        }
        text.trim_end().to_owned()
    }
}

fn person(scope: &Scope<'_>, patient: &Patient) -> Line {
    let stay = scope.hospital.open_stay(patient.id).and_then(|stay| stay.place());
    let own = scope.hospital.identifier_of(patient).into_iter().cloned();
    let others = crate::domain::ask::others(scope.hospital, patient.id);
    let identifiers: Vec<String> = own.chain(others).map(|number| number.to_string()).collect();
    let name = patient.name.get().map(ToString::to_string).unwrap_or_default();
    let kana = patient.kana.get().map(ToString::to_string).unwrap_or_default();
    // Two of one name are told apart by the day of birth.
    let mark = scope
        .look_alikes
        .worst(patient.id)
        .map(|_| scope.look.sign(Shape::LookAlike));
    let birth = patient.birth.get().map(|birth| match birth {
        Birth::On(day) => day.to_string(),
        Birth::AboutYear(_) => scope.age(*birth),
    });
    let who = match mark {
        Some(mark) => format!("{} {mark}", scope.patient(patient.id)),
        None => scope.patient(patient.id),
    };
    // The desk that answers a caller reads exactly this line.
    let who = if patient.is_restricted() {
        format!(
            "{}{} {who}",
            scope.look.sign(Shape::Restricted),
            scope.words.say("find-restricted")
        )
    } else {
        who
    };
    let sex = patient
        .sex
        .get()
        .map(|sex| scope.words.say(&format!("census-{}", sex.term())))
        .unwrap_or_default();
    // The reading goes first where the line is short.
    let cells = vec![who, birth.unwrap_or_default(), sex, identifiers.join(" "), kana.clone()];
    let (note, role) = match stay.and_then(|place| place.answers()) {
        Some(bed) => (bed.shown().to_owned(), Role::Text),
        None => (scope.words.say("find-not-here"), Role::Dim),
    };
    let mut haystack = Haystack::default().with_reading(&kana);
    // The family name and the given name, and both together.
    for part in name.split_whitespace().chain([name.as_str()]) {
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
        text: in_one_line(&cells),
        cells,
        note,
        role,
        numbers: identifiers.iter().map(|number| bare(number)).collect(),
        haystack,
        names: Vec::new(),
    }
}

/// Somebody whom the index found: with a mistake in the name, in another script, or among the former patients.
pub fn found(scope: &Scope<'_>, candidate: &Candidate) -> Line {
    // Who has left the hot state is opened as a former patient is: admitted again, by the number.
    let known = match candidate.whom {
        Whom::Known(id) => scope.hospital.patient(id),
        Whom::Former(_) => None,
    };
    if let Some(patient) = known {
        return person(scope, patient);
    }
    let found = &candidate.person;
    // Without the era: the number behind it has to be seen on a small terminal.
    let birth = found.birth.map(|day| day.to_string());
    let sex = match found.sex {
        Sex::Unknown => String::new(),
        known => scope.words.say(known.term()),
    };
    let (name, kana) = (found.name.clone(), found.kana.clone());
    let cells = vec![name, birth.unwrap_or_default(), sex, found.id.clone(), kana];
    Line {
        what: What::Former(Box::new(found.clone())),
        text: in_one_line(&cells),
        cells,
        note: scope.words.say(match candidate.whom {
            Whom::Known(_) => "find-not-here",
            Whom::Former(_) => "search-former",
        }),
        role: Role::Dim,
        numbers: vec![bare(&found.id)],
        haystack: Haystack::default(),
        names: Vec::new(),
    }
}

/// The slips that a number means: the whole number, with or without its hyphens, or its last digits among the slips at hand.
pub fn slips(scope: &Scope<'_>, typed: &str) -> Vec<Line> {
    let typed = folded(typed);
    let Some(name) = CopyName::parse(&typed) else {
        return Vec::new();
    };
    let number = SlipNumber::meant(name.slip, scope.hospital);
    if scope
        .hospital
        .pads()
        .any(|pad| pad.blank().any(|blank| blank == number))
    {
        return vec![form(scope, number)];
    }
    // One that is done long ago is asked of the store by the screen that it opens.
    if scope.hospital.slip(number).is_some() || number.parts(scope.hospital).is_some() {
        let mut line = slip(scope, number);
        // A sheet of it names the slip, too.
        line.numbers.push(bare(&typed));
        return vec![line];
    }
    let mut ends: Vec<SlipNumber> = scope
        .hospital
        .slips()
        .map(|slip| slip.number)
        .filter(|number| number.ends_with(&typed))
        .collect();
    ends.sort_unstable();
    ends.truncate(FEW);
    ends.into_iter().map(|number| slip(scope, number)).collect()
}

fn form(scope: &Scope<'_>, number: SlipNumber) -> Line {
    let pad = scope.hospital.pads().find(|pad| pad.holds(number));
    let kind = pad.and_then(|pad| pad.kind().cloned()).map(Named::SlipType);
    let kind = kind.map(|kind| Speaker::new(scope.words, scope.hospital).named(&kind));
    Line {
        what: What::Form(number),
        text: format!("{number}  {}", kind.unwrap_or_default()),
        cells: Vec::new(),
        note: scope.words.say("find-form"),
        role: Role::Text,
        numbers: vec![bare(number.as_str())],
        haystack: Haystack::default(),
        names: Vec::new(),
    }
}

fn slip(scope: &Scope<'_>, number: SlipNumber) -> Line {
    let speaker = Speaker::new(scope.words, scope.hospital);
    let known = scope.hospital.slip(number);
    let parts = known.map(|slip| {
        let patient = slip.patient().map(|patient| speaker.patient(patient));
        [Some(speaker.slip_kind(slip)), patient]
    });
    let parts = parts.into_iter().flatten().flatten();
    let text: Vec<String> = [number.to_string()]
        .into_iter()
        .chain(parts.filter(|part| !part.is_empty()))
        .collect();
    Line {
        what: What::Slip(number),
        text: text.join("  "),
        cells: Vec::new(),
        note: scope.words.say("find-slip"),
        role: Role::Text,
        numbers: vec![bare(number.as_str())],
        haystack: Haystack::default(),
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
        cells: Vec::new(),
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
                cells: Vec::new(),
                note: offer.keys.to_string(),
                role: Role::Text,
                numbers: Vec::new(),
            }
        })
        .collect()
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
