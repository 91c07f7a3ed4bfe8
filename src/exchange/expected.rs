//! What would have been right in the place of what was found. Types, not words: the words are in the locale files under
//! the ids given here.

use smol_str::SmolStr;

use crate::domain::text::{TextFault, is_forbidden};

/// What was expected of a file, a line or a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    // -- the file
    /// A file of this name.
    Present,
    /// A file that this user may read, on a disk that answers.
    Readable,
    /// A file; not a folder, a pipe or a device.
    PlainFile,
    AtMostBytes(u64),
    /// Text; not a photograph, a program, an archive.
    TextFile,
    /// Text; not the workbook itself, but "save as CSV" from it.
    CsvNotWorkbook,
    /// UTF-8 (or Shift JIS); found UTF-16.
    NotUtf16,
    /// UTF-8 or Shift JIS; found bytes that are neither.
    Utf8OrShiftJis,
    /// At least one line under the names of the columns.
    Rows,

    // -- the columns
    /// A column of this name.
    Column(&'static str),
    /// One of the known columns.
    KnownColumn {
        nearest: Option<SmolStr>,
    },
    /// Each column once.
    ColumnOnce {
        first: u64,
    },

    // -- the line
    /// As many fields as the first line has names.
    Fields(u32),
    /// A quotation mark that closes, and after it a comma or the end of the line.
    ClosedQuotes,

    // -- the cell
    Filled,
    /// A name or its reading, at least.
    NameOrReading,
    /// No control characters and none that turn the direction of writing.
    PlainCharacters,
    AtMostCharacters(u32),
    /// 1 to 12 letters, digits, full stops or underscores.
    Code,
    Number,
    /// Something not yet listed; it is on line `first`.
    Unique {
        first: u64,
    },
    KnownWard {
        nearest: Option<SmolStr>,
    },
    KnownRoom {
        nearest: Option<SmolStr>,
    },
    KnownBed {
        nearest: Option<SmolStr>,
    },
    KnownDepartment {
        nearest: Option<SmolStr>,
    },
    /// general, critical or psychiatric.
    WardKind,
    /// bed or cot.
    BedKind,
    /// The number of licensed beds that the table of beds lists.
    BedsListed(u32),
    KnownZone {
        nearest: Option<SmolStr>,
    },
    /// 1 to 20 letters, digits and hyphens.
    Identifier,
    /// A number that has not the form of those that are given by hand.
    NotByHand,
    /// A patient who is not on the list yet; this one is on line `first`.
    OtherPatient {
        first: u64,
    },
    /// A bed that no other line has given away; line `first` has.
    FreeBed {
        first: u64,
    },
    /// A day such as 1948-05-06 or 1948/5/6, or a year alone where only that is known.
    Birth,
    /// A day such as 1948-05-06; a year alone finds nobody.
    WholeBirth,
    /// A day and a time such as 2026-11-23T09:00.
    DayAndTime,
    /// A day of the calendar (30 February is none).
    RealDay,
    /// A time that the clocks of the hospital showed (in the night they were put forward, an hour is missing).
    RealTime,
    /// Not before this year.
    Since(i32),
    NotInFuture,
    /// Born on the day of admission or earlier.
    BornBeforeAdmission,
    /// M, F or U.
    Sex,
    /// stretcher, assisted or walking.
    Mobility,
    /// none, or what the patient is allergic to; not both.
    NoneOrAllergies,
    /// open or restricted.
    Inquiry,

    // -- a settings file
    /// What one setting alone expects: the id of its message.
    Setting(&'static str),

    // -- the slips of a hospital
    Slip {
        what: SlipExpected,
        nearest: Option<SmolStr>,
    },

    // -- the staff list
    /// Small letters, digits and . - _
    UserName,
    Role,
    /// Administrators are made one by one, by name.
    NoAdministrator,
    Duty,
    /// Why somebody breaks the glass.
    GlassReason,
    /// After how long a laptop locks itself.
    IdleTime,
}

/// What was expected in a file of slips.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlipExpected {
    Toml,
    Key,
    Given,
    Text,
    List,
    Tables,
    Title,
    Number,
    Flag,
    Code,
    Once,
    KnownDesk,
    Profession,
    Purpose,
    FieldKind,
    Choices,
    StepKind,
    EarlierStep,
    Due,
    Clock,
    Minutes,
    OnePerform,
    OneBilling,
    FewCopies,
    FewFields,
}

impl SlipExpected {
    /// All of them, for the tests of the words.
    pub const ALL: &'static [Self] = &[
        Self::Toml,
        Self::Key,
        Self::Given,
        Self::Text,
        Self::List,
        Self::Tables,
        Self::Title,
        Self::Number,
        Self::Flag,
        Self::Code,
        Self::Once,
        Self::KnownDesk,
        Self::Profession,
        Self::Purpose,
        Self::FieldKind,
        Self::Choices,
        Self::StepKind,
        Self::EarlierStep,
        Self::Due,
        Self::Clock,
        Self::Minutes,
        Self::OnePerform,
        Self::OneBilling,
        Self::FewCopies,
        Self::FewFields,
    ];

    fn id(self) -> &'static str {
        match self {
            Self::Toml => "import-expected-slip-toml",
            Self::Key => "import-expected-slip-key",
            Self::Given => "import-expected-slip-given",
            Self::Text => "import-expected-slip-text",
            Self::List => "import-expected-slip-list",
            Self::Tables => "import-expected-slip-tables",
            Self::Title => "import-expected-slip-title",
            Self::Number => "import-expected-slip-number",
            Self::Flag => "import-expected-slip-flag",
            Self::Code => "import-expected-slip-code",
            Self::Once => "import-expected-slip-once",
            Self::KnownDesk => "import-expected-slip-known-desk",
            Self::Profession => "import-expected-slip-profession",
            Self::Purpose => "import-expected-slip-purpose",
            Self::FieldKind => "import-expected-slip-field-kind",
            Self::Choices => "import-expected-slip-choices",
            Self::StepKind => "import-expected-slip-step-kind",
            Self::EarlierStep => "import-expected-slip-earlier-step",
            Self::Due => "import-expected-slip-due",
            Self::Clock => "import-expected-slip-clock",
            Self::Minutes => "import-expected-slip-minutes",
            Self::OnePerform => "import-expected-slip-one-perform",
            Self::OneBilling => "import-expected-slip-one-billing",
            Self::FewCopies => "import-expected-slip-few-copies",
            Self::FewFields => "import-expected-slip-few-fields",
        }
    }
}

/// The id of a message in the locale files, and what is filled into its places.
pub type Message = (&'static str, Vec<(&'static str, Argument)>);

/// A value in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    Text(SmolStr),
    Number(i64),
}

impl From<TextFault> for Expected {
    fn from(fault: TextFault) -> Self {
        match fault {
            TextFault::Empty => Self::Filled,
            TextFault::TooLong { most } => Self::AtMostCharacters(u32::try_from(most).unwrap_or(u32::MAX)),
            TextFault::Forbidden(_) => Self::PlainCharacters,
        }
    }
}

impl Expected {
    /// `expected`, unless `raw` is empty or has characters that are wrong everywhere.
    pub fn of_filled(raw: &str, expected: Self) -> Self {
        if raw.is_empty() {
            Self::Filled
        } else if raw.chars().any(is_forbidden) {
            Self::PlainCharacters
        } else {
            expected
        }
    }

    /// The message and its arguments. The ids are stable: translations and scripts hold on to them.
    pub fn words(&self) -> Message {
        let number = |name, value: u64| vec![(name, Argument::Number(i64::try_from(value).unwrap_or(i64::MAX)))];
        let none = Vec::new();
        match self {
            Self::Present => ("import-expected-present", none),
            Self::Readable => ("import-expected-readable", none),
            Self::PlainFile => ("import-expected-plain-file", none),
            Self::AtMostBytes(most) => (
                "import-expected-at-most-bytes",
                number("mebibytes", most.div_ceil(1 << 20)),
            ),
            Self::TextFile => ("import-expected-text-file", none),
            Self::CsvNotWorkbook => ("import-expected-csv-not-workbook", none),
            Self::NotUtf16 => ("import-expected-not-utf16", none),
            Self::Utf8OrShiftJis => ("import-expected-utf8-or-shift-jis", none),
            Self::Rows => ("import-expected-rows", none),
            Self::Column(name) => (
                "import-expected-column",
                vec![("name", Argument::Text(SmolStr::new_static(name)))],
            ),
            Self::KnownColumn { .. } => ("import-expected-known-column", none),
            Self::ColumnOnce { first } => ("import-expected-column-once", number("first", *first)),
            Self::Fields(count) => ("import-expected-fields", number("count", u64::from(*count))),
            Self::ClosedQuotes => ("import-expected-closed-quotes", none),
            Self::Filled => ("import-expected-filled", none),
            Self::NameOrReading => ("import-expected-name-or-reading", none),
            Self::PlainCharacters => ("import-expected-plain-characters", none),
            Self::AtMostCharacters(most) => ("import-expected-at-most-characters", number("most", u64::from(*most))),
            Self::Code => ("import-expected-code", none),
            Self::Number => ("import-expected-number", none),
            Self::Unique { first } => ("import-expected-unique", number("first", *first)),
            Self::KnownWard { .. } => ("import-expected-known-ward", none),
            Self::KnownRoom { .. } => ("import-expected-known-room", none),
            Self::KnownBed { .. } => ("import-expected-known-bed", none),
            Self::KnownDepartment { .. } => ("import-expected-known-department", none),
            Self::WardKind => ("import-expected-ward-kind", none),
            Self::BedKind => ("import-expected-bed-kind", none),
            Self::BedsListed(listed) => ("import-expected-beds-listed", number("listed", u64::from(*listed))),
            Self::KnownZone { .. } => ("import-expected-known-zone", none),
            Self::Identifier => ("import-expected-identifier", none),
            Self::NotByHand => ("import-expected-not-by-hand", none),
            Self::OtherPatient { first } => ("import-expected-other-patient", number("first", *first)),
            Self::FreeBed { first } => ("import-expected-free-bed", number("first", *first)),
            Self::WholeBirth => ("import-expected-whole-birth", none),
            Self::Birth => ("import-expected-birth", none),
            Self::DayAndTime => ("import-expected-day-and-time", none),
            Self::RealDay => ("import-expected-real-day", none),
            Self::RealTime => ("import-expected-real-time", none),
            // A text, so that no language puts a separator into a year.
            Self::Since(year) => (
                "import-expected-since",
                vec![("year", Argument::Text(smol_str::format_smolstr!("{year}")))],
            ),
            Self::NotInFuture => ("import-expected-not-in-future", none),
            Self::BornBeforeAdmission => ("import-expected-born-before-admission", none),
            Self::Sex => ("import-expected-sex", none),
            Self::Mobility => ("import-expected-mobility", none),
            Self::NoneOrAllergies => ("import-expected-none-or-allergies", none),
            Self::Inquiry => ("import-expected-inquiry", none),
            Self::Slip { what, .. } => (what.id(), none),
            Self::Setting(id) => (id, none),
            Self::UserName => ("import-expected-user-name", none),
            Self::Role => ("import-expected-role", none),
            Self::NoAdministrator => ("import-expected-no-administrator", none),
            Self::Duty => ("import-expected-duty", none),
            Self::GlassReason => ("import-expected-glass-reason", none),
            Self::IdleTime => ("import-expected-idle-time", none),
        }
    }

    /// The known word that was probably meant.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            Self::KnownColumn { nearest }
            | Self::KnownWard { nearest }
            | Self::KnownRoom { nearest }
            | Self::KnownBed { nearest }
            | Self::KnownDepartment { nearest }
            | Self::KnownZone { nearest }
            | Self::Slip { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}
