//! The keys under which the locale files have the words of the hospital. The part behind
//! the prefix is the word of the shell and of the CSV files.

use super::census::{BlockReason, Disposition, Isolation, Mobility, OutKind, Planned};

macro_rules! terms {
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

terms! {
    OutKind { "out", Leave = "leave", Outing = "outing", OffWard = "off-ward", Absconded = "absconded" }
    Disposition { "disposition", Home = "home", Hospital = "hospital", Facility = "facility", Died = "died", AgainstAdvice = "against-advice" }
    Mobility { "mobility", Stretcher = "stretcher", Assisted = "assisted", Walking = "walking" }
    Isolation { "isolation", None = "none", Contact = "contact", Droplet = "droplet", Airborne = "airborne", Protective = "protective" }
    super::command::Care { "care", Diet = "diet", Mobility = "mobility", Isolation = "isolation" }
    Planned { "planned", Scheduled = "scheduled", Emergency = "emergency" }
    BlockReason { "block", Cleaning = "cleaning", Infection = "infection", Broken = "broken", Staff = "staff", Other = "other" }
    super::identity::AllergyKind { "allergy", Drug = "drug", Food = "food", Contrast = "contrast", Other = "other", Unsorted = "unsorted" }
    super::identity::Sex { "sex", Male = "M", Female = "F", Unknown = "U" }
    super::identity::Inquiry { "inquiry", Open = "open", Restricted = "restricted" }
    super::numbers::NumberKind { "number", Temporary = "temporary", Newborn = "newborn", MassCasualty = "mass", Slip = "slip" }
    super::numbers::Triage { "triage", Red = "red", Yellow = "yellow", Green = "green", Black = "black" }
    super::numbers::ledger::NumberState { "number-state", Prepared = "prepared", Issued = "issued", Linked = "linked", Voided = "voided" }
    super::numbers::blocks::BlockHolder { "block-holder", Here = "here", Elsewhere = "elsewhere", SetAside = "set-aside", Shared = "shared", Stopped = "stopped" }
    super::recovery::Meal { "meal", Breakfast = "breakfast", Lunch = "lunch", Dinner = "dinner" }
    super::checks::IdentifierKind { "identifier", Name = "name", Birth = "dob", Number = "number", Address = "address", Phone = "phone" }
    super::checks::Made { "made", Laptop = "laptop", Paper = "paper" }
    super::checks::StandIn { "stand-in", Family = "family", Staff = "staff", Photo = "photo", Tag = "tag" }
    super::checks::fact::PaperException { "paper-exception", NotTicked = "not-ticked", Mismatch = "mismatch", StoodIn = "stood-in", NoLaptop = "no-laptop" }
    super::checks::fact::Mismatch { "check-mismatch", Statement = "statement", Slip = "slip" }
    super::checks::ask::CheckResult { "check-result", Open = "open", Verified = "verified", Mismatched = "mismatched", Abandoned = "abandoned", OnPaper = "on-paper" }
    super::census::fact::Insurance { "insurance", Confirmed = "confirmed", NotConfirmed = "not-confirmed" }
}
