//! What is typed on one line of the first list, what is wrong with it, and the commands that it comes to.

use chrono::Datelike;
use unicode_normalization::UnicodeNormalization;

use crate::app::Scope;
use crate::domain::ask::CensusRow;
use crate::domain::census::{BedName, DepartmentCode};
use crate::domain::command::{Admission, Amend, Command, Register, Request};
use crate::domain::identity::{Birth, Identifier, PatientId, PatientRef, Sex};
use crate::domain::numbers::NumberRefusal;
use crate::domain::record::Day;
use crate::domain::refusal::Refusal;
use crate::domain::text::{NAME, Text, TextFault};
use crate::i18n::read_date;
use crate::input::key_behind;
use crate::screens::dates::why_no_date;
use crate::widgets::{Accepts, Edit, TextEdit};

/// The fields of a line, from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Name,
    Kana,
    Sex,
    Birth,
    Department,
    Number,
}

impl Field {
    pub const ALL: [Self; 6] = [
        Self::Name,
        Self::Kana,
        Self::Sex,
        Self::Birth,
        Self::Department,
        Self::Number,
    ];

    /// The key of its label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "census-name",
            Self::Kana => "census-kana",
            Self::Sex => "beds-sex",
            Self::Birth => "beds-birth",
            Self::Department => "beds-department",
            Self::Number => "beds-number",
        }
    }

    /// The key of the head of its column.
    pub const fn head(self) -> &'static str {
        match self {
            Self::Department => "first-head-department",
            Self::Sex => "census-sex",
            Self::Number => "first-head-number",
            _ => self.label(),
        }
    }

    /// The key of the line that says how it is typed.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Name => "first-hint-name",
            Self::Kana => "first-hint-kana",
            Self::Sex => "first-hint-sex",
            Self::Birth => "first-hint-birth",
            Self::Department => "first-hint-department",
            Self::Number => "first-hint-number",
        }
    }
}

/// What was typed on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub name: TextEdit,
    pub kana: TextEdit,
    pub sex: Option<Sex>,
    pub birth: TextEdit,
    pub department: Option<DepartmentCode>,
    pub number: TextEdit,
}

/// Why a line cannot be saved as it is, and in which field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub field: Field,
    pub text: String,
}

impl Default for Entry {
    fn default() -> Self {
        Self {
            name: TextEdit::new(Accepts::Text),
            kana: TextEdit::new(Accepts::Text),
            sex: None,
            birth: TextEdit::new(Accepts::Folded),
            department: None,
            number: TextEdit::new(Accepts::Code),
        }
    }
}

impl Entry {
    /// What is recorded of an inpatient, ready to be completed.
    pub fn of(row: &CensusRow) -> Self {
        let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string).unwrap_or_default();
        let birth = row.birth.map(write_birth).unwrap_or_default();
        let number = row.identifier.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            name: TextEdit::with(Accepts::Text, &text(&row.name)),
            kana: TextEdit::with(Accepts::Text, &text(&row.kana)),
            sex: row.sex,
            birth: TextEdit::with(Accepts::Folded, &birth),
            department: row.department.clone(),
            number: TextEdit::with(Accepts::Code, &number),
        }
    }

    /// What stands in a field, as it is written down.
    pub fn text(&self, field: Field) -> String {
        match field {
            Field::Name => self.name.text().to_owned(),
            Field::Kana => self.kana.text().to_owned(),
            Field::Sex => self.sex.map(Sex::word).unwrap_or_default().to_owned(),
            Field::Birth => self.birth.text().to_owned(),
            Field::Department => self.department.as_ref().map(ToString::to_string).unwrap_or_default(),
            Field::Number => self.number.text().to_owned(),
        }
    }

    /// Whether nothing was typed; a department that was only proposed does not count.
    pub fn is_blank(&self) -> bool {
        self.name.is_empty()
            && self.kana.is_empty()
            && self.sex.is_none()
            && self.birth.is_empty()
            && self.number.is_empty()
    }

    /// Whether it says something else than `other`; the place of the cursor does not count.
    pub fn differs(&self, other: &Self) -> bool {
        self.name.text() != other.name.text()
            || self.kana.text() != other.kana.text()
            || self.sex != other.sex
            || self.birth.text() != other.birth.text()
            || self.department != other.department
            || self.number.text() != other.number.text()
    }

    pub fn edit(&mut self, field: Field, edit: &Edit) {
        match field {
            Field::Name => self.name.apply(edit),
            Field::Kana => self.kana.apply(edit),
            Field::Birth => self.birth.apply(edit),
            Field::Number => self.number.apply(edit),
            Field::Sex => {
                if matches!(edit, Edit::Backspace | Edit::Delete | Edit::DeleteWord | Edit::Clear) {
                    self.sex = None;
                }
            }
            Field::Department => {}
        }
    }

    /// The keyboard leaves a field: what was typed takes the form in which it is kept.
    pub fn settle(&mut self, field: Field) {
        match field {
            Field::Name => {
                let name = tidy(self.name.text());
                if self.kana.is_empty() && is_kana(&name) {
                    self.kana = TextEdit::with(Accepts::Text, &tidy(&katakana(&name)));
                }
                self.name = TextEdit::with(Accepts::Text, &name);
            }
            Field::Kana => self.kana = TextEdit::with(Accepts::Text, &tidy(&katakana(self.kana.text()))),
            Field::Birth => {
                if let Some(birth) = read_birth(self.birth.text()) {
                    self.birth = TextEdit::with(Accepts::Folded, &write_birth(birth));
                }
            }
            Field::Sex | Field::Department | Field::Number => {}
        }
    }

    pub fn birth(&self) -> Option<Birth> {
        read_birth(self.birth.text())
    }

    /// What is wrong in one field, as far as the field alone can tell.
    pub fn wrong(&self, field: Field, scope: &Scope<'_>) -> Option<Wrong> {
        let words = scope.words;
        let text = match field {
            Field::Name => text_of(&self.name).err().map(|fault| fault_words(&fault, scope)),
            Field::Kana if self.kana.text().chars().any(is_kanji) => Some(words.say("first-kana-kanji")),
            Field::Kana => text_of(&self.kana).err().map(|fault| fault_words(&fault, scope)),
            Field::Birth => match self.birth() {
                None if !self.birth.text().trim().is_empty() => {
                    why_no_date(scope, self.birth.text(), "first-birth-unreadable")
                }
                Some(Birth::AboutYear(year)) if year > scope.local_now().year() => {
                    Some(words.say("refusal-birth-in-future"))
                }
                Some(Birth::On(day)) if day > Day::from(scope.local_now().date()) => {
                    Some(words.say("refusal-birth-in-future"))
                }
                _ => None,
            },
            Field::Number => {
                let typed = self.number.text().trim();
                (!typed.is_empty() && Identifier::parse(typed).is_err()).then(|| words.say("first-number-wrong"))
            }
            Field::Sex | Field::Department => None,
        };
        text.map(|text| Wrong { field, text })
    }

    /// The first thing that is wrong on the line.
    pub fn first_wrong(&self, scope: &Scope<'_>) -> Option<Wrong> {
        Field::ALL.into_iter().find_map(|field| self.wrong(field, scope))
    }

    fn register(&self) -> Register {
        let text = |edit: &TextEdit| text_of(edit).ok().flatten();
        Register {
            identifier: Identifier::parse(self.number.text()).ok(),
            name: text(&self.name),
            kana: text(&self.kana),
            sex: self.sex,
            birth: self.birth(),
            phone: None,
            address: None,
        }
    }

    /// Somebody new in a free bed. That they were listed and not admitted just now stands in the remark.
    pub fn admission(&self, bed: &BedName, scope: &Scope<'_>) -> Request {
        let admission = Admission {
            department: self.department.clone(),
            ..Admission::into_bed(bed.clone())
        };
        let person = self.register();
        Request {
            command: Command::AdmitNew { person, admission },
            at: None,
            note: Text::parse(&scope.words.say("first-note"), NAME).ok(),
        }
    }

    /// What must be recorded of an inpatient: what the line says otherwise than when it began. What somebody else has corrected
    /// meanwhile is left as it is.
    pub fn changes(&self, patient: PatientId, began: &Self) -> Vec<Request> {
        let before = began.register();
        let now = self.register();
        let person = Register {
            identifier: now
                .identifier
                .filter(|number| Some(number) != before.identifier.as_ref()),
            name: now.name.filter(|name| Some(name) != before.name.as_ref()),
            kana: now.kana.filter(|kana| Some(kana) != before.kana.as_ref()),
            sex: now.sex.filter(|sex| Some(*sex) != before.sex),
            birth: now.birth.filter(|birth| Some(*birth) != before.birth),
            phone: None,
            address: None,
        };
        let patient = PatientRef::Record(patient);
        let mut requests = Vec::new();
        if person != Register::default() {
            requests.push(Request::from(Command::Amend(Amend {
                patient: patient.clone(),
                person,
                stay: Vec::new(),
            })));
        }
        if let Some(to) = self
            .department
            .clone()
            .filter(|to| Some(to) != began.department.as_ref())
        {
            requests.push(Request::from(Command::Department { patient, to }));
        }
        requests
    }

    /// A field that the line has emptied since it began.
    pub fn emptied(&self, before: &Self) -> Option<Field> {
        let emptied = |before: &TextEdit, now: &TextEdit| !before.is_empty() && now.text().trim().is_empty();
        Field::ALL.into_iter().find(|field| match field {
            Field::Name => emptied(&before.name, &self.name),
            Field::Kana => emptied(&before.kana, &self.kana),
            Field::Sex => before.sex.is_some() && self.sex.is_none(),
            Field::Birth => emptied(&before.birth, &self.birth),
            Field::Department => before.department.is_some() && self.department.is_none(),
            Field::Number => emptied(&before.number, &self.number),
        })
    }
}

/// The field that a refusal is about.
pub fn field_of(refusal: &Refusal) -> Field {
    match refusal {
        Refusal::Number(NumberRefusal::AliasReading { .. }) => Field::Kana,
        Refusal::IdentifierTaken { .. }
        | Refusal::AlreadyRegistered { .. }
        | Refusal::AlreadyAdmitted { .. }
        | Refusal::Number(_) => Field::Number,
        Refusal::BirthInFuture | Refusal::BirthImpossible => Field::Birth,
        Refusal::RoomForSex { .. } => Field::Sex,
        Refusal::UnknownDepartment { .. } => Field::Department,
        _ => Field::Name,
    }
}

/// The sex behind one key: m, f, u, or 1, 2, 3, or the word itself; with the input method on, the kana of the key.
pub fn sex_of(typed: &str) -> Option<Sex> {
    let typed: Vec<char> = typed.nfkc().collect();
    let [letter] = typed.as_slice() else {
        return match typed.iter().collect::<String>().as_str() {
            "男性" => Some(Sex::Male),
            "女性" => Some(Sex::Female),
            "不明" => Some(Sex::Unknown),
            _ => None,
        };
    };
    match key_behind(*letter).unwrap_or(*letter).to_ascii_lowercase() {
        'm' | '1' | '男' => Some(Sex::Male),
        'f' | '2' | '女' => Some(Sex::Female),
        'u' | '3' | '不' => Some(Sex::Unknown),
        // は is the key h, and ふ that of f as well.
        'h' if *letter == 'ふ' => Some(Sex::Female),
        _ => None,
    }
}

fn text_of(edit: &TextEdit) -> Result<Option<Text>, TextFault> {
    if edit.text().trim().is_empty() {
        return Ok(None);
    }
    Text::parse(edit.text(), NAME).map(Some)
}

fn fault_words(fault: &TextFault, scope: &Scope<'_>) -> String {
    let words = scope.words;
    match fault {
        TextFault::Empty => words.say("text-fault-empty"),
        TextFault::TooLong { most } => words.fill("text-fault-too-long", &[("most", (*most).into())]),
        TextFault::Forbidden(code) => words.fill("text-fault-forbidden", &[("code", format!("U+{code:04X}").into())]),
    }
}

/// A day in either calendar; four digits are a year that was estimated.
fn read_birth(typed: &str) -> Option<Birth> {
    let folded: String = typed.nfkc().collect();
    let typed = folded.trim();
    let year = (typed.len() == 4).then(|| typed.parse::<i32>().ok()).flatten();
    match year {
        Some(year) if year > 1800 => Some(Birth::AboutYear(year)),
        _ => read_date(typed).map(|date| Birth::On(Day::from(date))),
    }
}

fn write_birth(birth: Birth) -> String {
    match birth {
        Birth::On(day) => day.to_string(),
        Birth::AboutYear(year) => year.to_string(),
    }
}

/// One blank between the parts of a name, none around it: a wide one, as Japanese lists have it.
fn tidy(text: &str) -> String {
    let blank = if text.is_ascii() { " " } else { "\u{3000}" };
    text.split_whitespace().collect::<Vec<_>>().join(blank)
}

fn katakana(text: &str) -> String {
    text.nfkc()
        .map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            other => other,
        })
        .collect()
}

fn is_kana(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ー' | 'ｦ'..='ﾟ') || c.is_whitespace())
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_says_the_sex() {
        for (typed, sex) in [
            ("m", Some(Sex::Male)),
            ("１", Some(Sex::Male)),
            ("男", Some(Sex::Male)),
            ("も", Some(Sex::Male)),
            ("F", Some(Sex::Female)),
            ("2", Some(Sex::Female)),
            ("女性", Some(Sex::Female)),
            ("ふ", Some(Sex::Female)),
            ("u", Some(Sex::Unknown)),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(sex_of(typed), sex, "{typed}");
        }
    }

    #[test]
    fn what_is_typed_takes_the_form_in_which_it_is_kept() {
        let mut entry = Entry {
            name: TextEdit::with(Accepts::Text, "たなか  たろう "),
            birth: TextEdit::with(Accepts::Folded, "ｓ２３．５．６"),
            ..Entry::default()
        };
        entry.settle(Field::Name);
        entry.settle(Field::Birth);
        assert_eq!(entry.name.text(), "たなか\u{3000}たろう");
        assert_eq!(
            entry.kana.text(),
            "タナカ\u{3000}タロウ",
            "a name in kana is its own reading"
        );
        assert_eq!(entry.birth.text(), "1948-05-06");
        entry.kana = TextEdit::with(Accepts::Text, "ﾀﾅｶ たろう");
        entry.settle(Field::Kana);
        assert_eq!(entry.kana.text(), "タナカ\u{3000}タロウ");
    }

    #[test]
    fn a_year_alone_is_an_estimate() {
        assert_eq!(read_birth("1948"), Some(Birth::AboutYear(1948)));
        assert_eq!(read_birth("48"), None);
        assert_eq!(read_birth("0506"), None);
        assert_eq!(write_birth(Birth::AboutYear(1948)), "1948");
    }
}
