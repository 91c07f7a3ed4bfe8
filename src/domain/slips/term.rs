//! The words of slips: those of the program in the locale files, those of the hospital in its book.

use super::{
    book::{Code, Destination, Post, Purpose, SlipBook, Title},
    copy::CopyNumber,
    fact::{AskedOf, Ending, Method, Outcome, QueryOutcome, QueryReason},
    number::SlipNumber,
    slip::Slip,
};
use crate::domain::{checks::PurposeCode, state::Hospital, text::Text};

/// The word for a unit of the book in the language of whoever reads. The book has one word for a unit; those that are Japanese words
/// have an English one. `None`: it is a sign that is the same in every language, or the hospital's own word.
pub fn unit_term(unit: &str) -> Option<&'static str> {
    Some(match unit {
        "回" => "paper-unit-times",
        "単位" => "paper-unit-units",
        "分" => "paper-unit-minutes",
        "時間" => "paper-unit-hours",
        "個" => "paper-unit-pieces",
        "コース" => "paper-unit-course",
        "回/日" => "paper-unit-times-a-day",
        "日目" => "paper-unit-day",
        "部" => "paper-unit-copies",
        _ => return None,
    })
}

/// Something that the book, or the frame, has a title for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    Post(Post),
    SlipType(Code),
    /// A field of a kind.
    SlipField(Code, Code),
    /// A step of a slip.
    Step(SlipNumber, Code),
    /// What an identity check is for.
    Purpose(PurposeCode),
}

impl Named {
    /// What stands in where the book does not know it any more.
    pub fn code(&self) -> &str {
        match self {
            Self::Post(post) => post.as_str(),
            Self::Purpose(purpose) => purpose.as_str(),
            Self::SlipType(code) | Self::SlipField(_, code) | Self::Step(_, code) => code.as_str(),
        }
    }

    pub fn title(&self, hospital: &Hospital) -> Option<Title> {
        let book = hospital.slip_book();
        match self {
            Self::Post(post) => post_title(hospital, post),
            Self::SlipType(code) => Some(book?.slip_type(code)?.title.clone()),
            Self::SlipField(kind, field) => Some(book?.slip_type(kind)?.field(field)?.title.clone()),
            Self::Purpose(code) => {
                let purpose = hospital.check_policy()?.policy.purpose(code)?;
                Some(Title {
                    ja: purpose.name_ja.clone(),
                    en: purpose.name_en.clone(),
                })
            }
            Self::Step(slip, step) => {
                let kind = &hospital.slip(*slip)?.written()?.kind;
                Some(book?.slip_type(kind)?.step(step)?.title.clone())
            }
        }
    }
}

/// A desk by its title, a ward by its name.
pub fn post_title(hospital: &Hospital, post: &Post) -> Option<Title> {
    if let Some(desk) = hospital.slip_book().and_then(|book| book.desk(post)) {
        return Some(desk.title.clone());
    }
    let ward = hospital.frame()?.ward(post.as_str())?;
    let code = Text::parse(ward.code.as_str(), 24).ok()?;
    Some(Title {
        ja: code.clone(),
        en: code,
    })
}

/// The role of a copy, as its paper says it.
pub fn role(book: &SlipBook, slip: &Slip, copy: CopyNumber) -> Option<Title> {
    let kind = book.slip_type(&slip.written()?.kind)?;
    let plan = kind.copies.get(usize::from(copy.number).checked_sub(1)?)?;
    Some(plan.role.clone())
}

/// The places that a slip passes, in the order of its route.
pub fn route(book: &SlipBook, slip: &Slip) -> Vec<Post> {
    let Some(written) = slip.written() else {
        return Vec::new();
    };
    let mut stops: Vec<Post> = book
        .slip_type(&written.kind)
        .map(|kind| {
            kind.route
                .iter()
                .map(|stop: &Destination| stop.post(&written.origin))
                .collect()
        })
        .unwrap_or_default();
    if stops.is_empty() {
        stops.push(written.origin.clone());
    }
    for copy in &slip.copies {
        for post in [Some(&copy.to), copy.custody().post()].into_iter().flatten() {
            if !stops.contains(post) {
                stops.push(post.clone());
            }
        }
    }
    stops
}

macro_rules! words {
    ($($type:ty { $prefix:literal, $($variant:ident = $word:literal),* $(,)? })*) => {$(
        impl $type {
            /// Every value, in the order of the forms.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The key of its word in the locale files.
            pub fn term(self) -> &'static str {
                match self { $(Self::$variant => concat!($prefix, "-", $word)),* }
            }

            /// Its word in the shell and in files.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The value of a word of the shell.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}

words! {
    Purpose { "slip-purpose", Work = "work", Origin = "origin", Billing = "billing", Audit = "audit", Companion = "companion", Result = "result", Patient = "patient" }
    Outcome { "slip-outcome", Done = "done", Stopped = "stopped", Returned = "returned" }
    Ending { "slip-ending", Filed = "filed", Given = "given", Void = "void" }
    QueryReason { "query-reason", Dose = "dose", Interaction = "interaction", Allergy = "allergy", Duplicate = "duplicate", Illegible = "illegible", Missing = "missing", Other = "other" }
    QueryOutcome { "query-outcome", Unchanged = "unchanged", Note = "note", Reissue = "reissue" }
    Method { "query-method", InPerson = "in-person", Phone = "phone", Fax = "fax", Paper = "paper" }
    AskedOf { "query-of", Prescriber = "prescriber", Department = "department", OnDuty = "on-duty" }
    super::book::Profession { "profession", Physician = "physician", Dentist = "dentist", Midwife = "midwife", Nurse = "nurse", Pharmacist = "pharmacist", Technologist = "technologist", Radiographer = "radiographer", Dietitian = "dietitian", Therapist = "therapist", Clerk = "clerk" }
}
