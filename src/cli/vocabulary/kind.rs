//! The kinds of values, and how one is read. Full-width letters and digits are taken everywhere; nothing else is guessed.

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use crate::domain::{
    census::{BedName, DepartmentCode, DiscrepancyId, RoomName, WardCode},
    checks::{CheckId, PurposeCode},
    command::Whereabouts,
    identity::{Birth, Identifier, PatientRef, Sex},
    numbers::BlockNumber,
    record::{Day, Sequence, Station, Timestamp, UserName},
    refusal::Refusal,
    slips::{Code, CopyName, Post, RunId, command::NumberGiven, fact::DrugLine},
    text::{self, Text, TextFault},
};

use crate::search::fold::dates;

use super::{
    moment,
    object::Scalar,
    person,
    read::Setting,
    slip_build, slip_kind,
    unreadable::{Unreadable, Wrong},
    verb::Field,
};

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// An identifier of a person, or the `@…` of a record.
    Patient,
    Identifier,
    Bed,
    Room,
    Ward,
    Department,
    /// A person or a bed.
    Whereabouts,
    /// A short text: a name, a place, a telephone number.
    Name,
    /// A sentence.
    Remark,
    Time,
    Day,
    /// A date of birth, or the year alone.
    Birth,
    /// A whole date of birth as it was stated, in either calendar.
    StatedBirth,
    Check,
    Purpose,
    /// Estimated years of age.
    Age,
    /// One of these.
    Word(fn() -> Vec<&'static str>),
    Points,
    Sequence,
    Discrepancy,
    /// `true`, or left out.
    Flag,
    /// The number of a station.
    Station,
    /// The number of a block of numbers.
    Block,
    /// A slip number, or one sheet of it.
    Slip,
    /// A slip number, or its last digits.
    Form,
    /// A word of the hospital's book of slips.
    Code,
    /// A desk or a ward.
    Post,
    Posts,
    Run,
    /// `code=value; code=value`.
    Values,
    /// `name | amount | usage | duration; …`.
    Drugs,
    /// How many forms.
    Count,
    /// How many people at most.
    People,
    /// The name of an account.
    User,
    /// Persons, with blanks between them.
    Patients,
    /// The sexes of children, a letter each, in the order of birth.
    Babies,
}

/// Forms that are made at once, at most.
const MOST_FORMS: u64 = 1_000;

/// Nobody is older.
const OLDEST: u64 = 140;
/// People that an answer names.
const MOST_PEOPLE: u16 = 1000;
/// Points of one part of a nursing score.
const MOST_POINTS: u64 = 99;

/// One value that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Patient(PatientRef),
    Identifier(Identifier),
    Bed(BedName),
    Room(RoomName),
    Ward(WardCode),
    Department(DepartmentCode),
    Whereabouts(Whereabouts),
    Text(Text),
    Time(Timestamp),
    Day(Day),
    Birth(Birth),
    Word(&'static str),
    Number(u8),
    Sequence(Sequence),
    Discrepancy(DiscrepancyId),
    Flag,
    Station(Station),
    Block(BlockNumber),
    Slip(CopyName),
    Form(NumberGiven),
    Code(Code),
    Post(Post),
    Posts(Vec<Post>),
    Run(RunId),
    Values(Vec<(Code, Text)>),
    Drugs(Vec<DrugLine>),
    Count(u16),
    Check(CheckId),
    Purpose(PurposeCode),
    User(UserName),
    Patients(Vec<PatientRef>),
    Babies(Vec<Sex>),
}

impl Kind {
    /// The key of what is expected, for help and messages.
    pub const fn term(self) -> &'static str {
        match self {
            Self::Patient => "run-expects-patient",
            Self::Identifier => "run-expects-identifier",
            Self::Bed => "run-expects-bed",
            Self::Room => "run-expects-room",
            Self::Ward => "run-expects-ward",
            Self::Department => "run-expects-department",
            Self::Whereabouts => "run-expects-whereabouts",
            Self::Name => "run-expects-name",
            Self::Remark => "run-expects-remark",
            Self::Time => "run-expects-time",
            Self::Day => "run-expects-day",
            Self::Birth => "run-expects-birth",
            Self::StatedBirth => "run-expects-stated-birth",
            Self::Check => "run-expects-check",
            Self::Purpose => "run-expects-purpose",
            Self::Age => "run-expects-age",
            Self::Word(_) => "run-expects-word",
            Self::Points => "run-expects-points",
            Self::Sequence => "run-expects-sequence",
            Self::Discrepancy => "run-expects-discrepancy",
            Self::Flag => "run-expects-flag",
            Self::Station => "run-expects-station",
            Self::Block => "run-expects-block",
            Self::Slip => "run-expects-slip",
            Self::Form => "run-expects-form",
            Self::Code => "run-expects-code",
            Self::Post => "run-expects-post",
            Self::Posts => "run-expects-posts",
            Self::Run => "run-expects-run",
            Self::Values => "run-expects-values",
            Self::Drugs => "run-expects-drugs",
            Self::Count => "run-expects-count",
            Self::People => "run-expects-people",
            Self::User => "run-expects-user",
            Self::Patients => "run-expects-patients",
            Self::Babies => "run-expects-babies",
        }
    }

    /// The words that it takes, where it takes words.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Word(words) => words(),
            _ => Vec::new(),
        }
    }

    /// Reads the value of `field`.
    pub(super) fn read(self, field: &'static Field, value: &Scalar, setting: &Setting<'_>) -> Result<Cell, Wrong> {
        let wrong = || {
            Wrong::Unreadable(Unreadable::Wrong {
                field,
                found: value.shown(),
            })
        };
        let cell = match self {
            Self::Flag => matches!(value, Scalar::Flag(true)).then_some(Cell::Flag),
            Self::Age => value
                .number()
                .filter(|age| *age <= OLDEST)
                .and_then(|age| born_about(age, setting)),
            Self::Points => value
                .number()
                .filter(|points| *points <= MOST_POINTS)
                .and_then(|points| u8::try_from(points).ok())
                .map(Cell::Number),
            Self::Sequence => value.number().and_then(Sequence::new).map(Cell::Sequence),
            Self::People => small(value)
                .filter(|count| (1..=MOST_PEOPLE).contains(count))
                .map(Cell::Count),
            Self::Station => small(value).and_then(Station::new).map(Cell::Station),
            Self::Block => small(value).and_then(BlockNumber::new).map(Cell::Block),
            Self::Count => value
                .number()
                .filter(|count| (1..=MOST_FORMS).contains(count))
                .and_then(|count| u16::try_from(count).ok())
                .map(Cell::Count),
            Self::Values => {
                let read = slip_kind::values(value.text().ok_or_else(wrong)?).ok_or_else(wrong)?;
                return read.map(Cell::Values).map_err(|fault| refused(field, fault));
            }
            Self::Drugs => {
                let read = slip_kind::drugs(value.text().ok_or_else(wrong)?).ok_or_else(wrong)?;
                return read.map(Cell::Drugs).map_err(|fault| refused(field, fault));
            }
            Self::Name => return text(field, value.text().ok_or_else(wrong)?, text::NAME),
            Self::Remark => return text(field, value.text().ok_or_else(wrong)?, text::REMARK),
            Self::Patient
            | Self::Identifier
            | Self::Bed
            | Self::Room
            | Self::Ward
            | Self::Department
            | Self::Whereabouts
            | Self::Time
            | Self::Day
            | Self::Birth
            | Self::StatedBirth
            | Self::Check
            | Self::Purpose
            | Self::Word(_)
            | Self::Slip
            | Self::Form
            | Self::Code
            | Self::Post
            | Self::Posts
            | Self::Run
            | Self::User
            | Self::Patients
            | Self::Babies
            | Self::Discrepancy => value.text().and_then(|raw| self.read_code(&narrow(raw), setting)),
        };
        cell.ok_or_else(wrong)
    }

    /// What is written in letters and digits only.
    fn read_code(self, raw: &str, setting: &Setting<'_>) -> Option<Cell> {
        match self {
            Self::Patient => person::read(raw).map(Cell::Patient),
            Self::Identifier => Identifier::parse(raw).ok().map(Cell::Identifier),
            Self::Bed => BedName::parse(raw).map(Cell::Bed),
            Self::Room => RoomName::parse(raw).map(Cell::Room),
            Self::Ward => WardCode::parse(raw).ok().map(Cell::Ward),
            Self::Department => DepartmentCode::parse(raw).ok().map(Cell::Department),
            Self::Whereabouts => person::whereabouts(raw, setting.frame).map(Cell::Whereabouts),
            Self::Time => moment::time(raw, setting.zone).map(Cell::Time),
            Self::Day => day(raw).map(Day::from).map(Cell::Day),
            Self::Birth => birth(raw).map(Cell::Birth),
            Self::StatedBirth => dates::read(raw)?.day().map(Day::from).map(Cell::Day),
            Self::Check => CheckId::parse(raw).map(Cell::Check),
            Self::Purpose => PurposeCode::parse(raw).map(Cell::Purpose),
            Self::Word(words) => words().into_iter().find(|word| *word == raw).map(Cell::Word),
            Self::Discrepancy => DiscrepancyId::parse(raw).map(Cell::Discrepancy),
            Self::Slip => CopyName::parse(raw).map(Cell::Slip),
            Self::Form => slip_build::form(raw).map(Cell::Form),
            Self::Code => Code::parse(raw).map(Cell::Code),
            Self::Post => Post::parse(raw).map(Cell::Post),
            Self::Posts => slip_kind::posts(raw).map(Cell::Posts),
            Self::Run => RunId::parse(raw).map(Cell::Run),
            Self::User => UserName::parse(raw).map(Cell::User),
            Self::Patients => raw
                .split_whitespace()
                .map(person::read)
                .collect::<Option<_>>()
                .map(Cell::Patients),
            Self::Babies => {
                let sexes = raw
                    .chars()
                    .map(|letter| Sex::from_word(&letter.to_ascii_uppercase().to_string()));
                sexes
                    .collect::<Option<Vec<Sex>>>()
                    .filter(|sexes| !sexes.is_empty())
                    .map(Cell::Babies)
            }
            Self::Name
            | Self::Remark
            | Self::Age
            | Self::Points
            | Self::Sequence
            | Self::Flag
            | Self::Values
            | Self::Drugs
            | Self::Count
            | Self::People
            | Self::Station
            | Self::Block => None,
        }
    }
}

fn small(value: &Scalar) -> Option<u16> {
    value.number().and_then(|number| u16::try_from(number).ok())
}

/// A text is refused by the word that forms use too, not as an unreadable line: it was read, and it is not acceptable.
fn text(field: &'static Field, raw: &str, most: usize) -> Result<Cell, Wrong> {
    Text::parse(raw, most)
        .map(Cell::Text)
        .map_err(|fault| refused(field, fault))
}

fn refused(field: &'static Field, fault: TextFault) -> Wrong {
    Wrong::Refused(Refusal::TextRefused {
        field: field.term,
        fault,
    })
}

/// Full-width letters and digits as their narrow twins.
pub fn narrow(raw: &str) -> String {
    raw.trim().nfkc().collect()
}

/// `1948-05-06`, and nothing that only resembles it.
fn day(raw: &str) -> Option<NaiveDate> {
    moment::has_shape(raw, "0000-00-00").then(|| NaiveDate::parse_from_str(raw, "%Y-%m-%d").ok())?
}

fn birth(raw: &str) -> Option<Birth> {
    if moment::has_shape(raw, "0000") {
        return raw.parse().ok().map(Birth::AboutYear);
    }
    day(raw).map(Day::from).map(Birth::On)
}

/// The year in which somebody of this age was born, as people reckon: this year less the age.
fn born_about(age: u64, setting: &Setting<'_>) -> Option<Cell> {
    let today = setting.now.to_utc()?.with_timezone(&setting.zone);
    let year = today.year().checked_sub(i32::try_from(age).ok()?)?;
    Some(Cell::Birth(Birth::AboutYear(year)))
}
