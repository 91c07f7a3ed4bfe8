//! The hospital's own rules for paper: kinds of slips with their copies and steps, the desks that work on them, and groups
//! of drugs. Data, adopted by an event; a slip carries what it was written under, so that a changed book never changes the
//! life of a slip that is already under way (architecture.md §3.6).

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::domain::{record::SettingsVersion, text::Text};

/// A word of the book: `rx-inpatient`, `dispense`, `urgent`. 1 to 24 small letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Code(SmolStr);

impl Code {
    pub fn parse(raw: &str) -> Option<Self> {
        let raw = raw.trim();
        let fits = (1..=24).contains(&raw.len())
            && raw
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !raw.starts_with('-');
        fits.then(|| Self(SmolStr::new(raw)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A place where paper lies and somebody answers for it: a ward by its code, or a desk by its word.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Post(SmolStr);

impl Post {
    /// 1 to 24 letters, digits, hyphens, full stops or underscores.
    pub fn parse(raw: &str) -> Option<Self> {
        let raw = raw.trim();
        let fits = (1..=24).contains(&raw.len())
            && raw
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'));
        fits.then(|| Self(SmolStr::new(raw)))
    }

    pub fn of_desk(desk: &Code) -> Self {
        Self(desk.0.clone())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A name in both languages of the paper.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Title {
    pub ja: Text,
    pub en: Text,
}

/// Where a copy goes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Destination {
    /// Back to, or staying at, the ward or clinic that ordered.
    Origin,
    Desk(Post),
}

impl Destination {
    /// Which place that is for a slip of `origin`.
    pub fn post(&self, origin: &Post) -> Post {
        match self {
            Self::Origin => origin.clone(),
            Self::Desk(post) => post.clone(),
        }
    }
}

/// What a copy is for. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Purpose {
    /// The destination works from it.
    Work,
    /// Kept where it was ordered.
    Origin,
    /// For the money: falls due after 実施.
    Billing,
    /// For a second pharmacist or the archive of the desk.
    Audit,
    /// Travels with a specimen or a drug.
    Companion,
    /// Comes back with the result on it.
    Result,
    /// The patient takes it away.
    Patient,
}

impl Purpose {
    /// Whether its due time is that of the work.
    pub fn is_worked(self) -> bool {
        matches!(self, Self::Work | Self::Companion)
    }
}

/// One copy of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CopyPlan {
    /// 正、控、医事用 and the like.
    pub role: Title,
    pub purpose: Purpose,
    /// The word of its colour, because a black and white printer has none.
    pub colour: Title,
    pub to: Destination,
    /// Where it is kept at the end.
    pub keep: Title,
}

/// What is entered in a field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FieldKind {
    Text,
    Number {
        unit: Option<Text>,
    },
    Day,
    Time,
    /// One of these.
    Choice(Vec<Title>),
    /// Any of these.
    Checks(Vec<Title>),
    /// Name, amount, how to take it, for how long: one line each.
    Drugs,
}

/// One field of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Field {
    pub code: Code,
    pub title: Title,
    pub kind: FieldKind,
    pub required: Required,
}

/// Whether a typed slip may go without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Required {
    Yes,
    No,
}

/// What a step stands for beside its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum StepKind {
    Plain,
    /// 実施: what was really done; billing follows it.
    Perform,
    /// The result goes back to whoever ordered.
    Result,
}

/// One step of a kind, in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StepPlan {
    pub code: Code,
    pub title: Title,
    pub at: Destination,
    pub kind: StepKind,
    /// Must be somebody else than did this step (鑑査).
    pub unlike: Option<Code>,
    /// Whose step it is; of everybody who works on slips when empty.
    pub by: Vec<Profession>,
}

/// How urgent, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Urgency {
    pub code: Code,
    pub title: Title,
    pub due: Due,
    /// Minutes after midnight until which a slip counts for today.
    pub cut_off: Option<u16>,
}

/// When the work must be done. The order of the variants is part of the record format.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Due {
    /// So many minutes after it was written.
    Within(u32),
    /// At a time of day, so many days later.
    Clock { days: u16, minute: u16 },
}

/// Who may issue or receive. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Profession {
    Physician,
    Dentist,
    Midwife,
    Nurse,
    Pharmacist,
    Technologist,
    Radiographer,
    Dietitian,
    Therapist,
    Clerk,
}

/// One kind of slip.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SlipType {
    pub code: Code,
    pub title: Title,
    pub fields: Vec<Field>,
    pub copies: Vec<CopyPlan>,
    pub steps: Vec<StepPlan>,
    pub urgencies: Vec<Urgency>,
    pub issued_by: Vec<Profession>,
    pub received_by: Vec<Profession>,
    /// The line of places that a reader follows with the finger.
    pub route: Vec<Destination>,
    /// Where questions about it are asked.
    pub phone: Option<Text>,
    /// Days it is valid, the day of issue included (院外処方箋: 4).
    pub valid_days: Option<u8>,
}

impl SlipType {
    pub fn step(&self, code: &Code) -> Option<&StepPlan> {
        self.steps.iter().find(|step| step.code == *code)
    }

    pub fn urgency(&self, code: &Code) -> Option<&Urgency> {
        self.urgencies.iter().find(|urgency| urgency.code == *code)
    }

    pub fn field(&self, code: &Code) -> Option<&Field> {
        self.fields.iter().find(|field| field.code == *code)
    }
}

/// One desk that works on slips.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Desk {
    pub code: Code,
    pub title: Title,
    pub phone: Option<Text>,
    /// Slips an hour that it can do on paper; the board warns before it is reached.
    pub per_hour: Option<u16>,
    /// Where it is, for whoever walks there.
    pub place: Option<Text>,
}

/// Drugs that are one for an allergy: ペニシリン系.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DrugGroup {
    pub title: Title,
    /// Words that name the group or a drug of it, in any spelling.
    pub words: Vec<Text>,
}

/// The whole book. Desks stand in walking order: a run visits them in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SlipBook {
    pub desks: Vec<Desk>,
    pub types: Vec<SlipType>,
    pub groups: Vec<DrugGroup>,
    /// Minutes after 実施 by which the billing copy must be at the billing desk.
    pub billing_minutes: u32,
    /// Minutes that paper may be on its way.
    pub carry_minutes: u32,
}

impl SlipBook {
    pub fn slip_type(&self, code: &Code) -> Option<&SlipType> {
        self.types.iter().find(|kind| kind.code == *code)
    }

    pub fn desk(&self, post: &Post) -> Option<&Desk> {
        self.desks.iter().find(|desk| desk.code.as_str() == post.as_str())
    }
}

/// The hospital writes slips by this book from here on. Version 2 of the record; what version 1 did not say stands in
/// [`super::former`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipTypesAdopted {
    pub version: SettingsVersion,
    pub book: Arc<SlipBook>,
}
