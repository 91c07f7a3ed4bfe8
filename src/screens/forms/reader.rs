//! Reads what stands in the fields, and notes what cannot be read and why.

use chrono::Datelike;
use unicode_normalization::UnicodeNormalization;

use crate::app::door::Refused;
use crate::app::{Action, KeyCondition, KeyContext, Scope};
use crate::domain::census::{BedName, DepartmentCode};
use crate::domain::identity::{Birth, Identifier, PatientId, decide::plausible_birth};
use crate::domain::numbers::NumberRefusal;
use crate::domain::record::{Day, Timestamp};
use crate::domain::refusal::Refusal;
use crate::domain::slips::{FieldKind, decide::writing::fits};
use crate::domain::text::{NAME, Text, TextFault};
use crate::i18n::{EraYear, Looks, NoMoment, Value, Words, is_whole_day, read_date, read_moment};
use crate::screens::dates::why_no_date;
use crate::screens::fields;
use crate::widgets::{Form, Need};

use super::choices;

/// A field that cannot be taken as it is, and why, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub field: &'static str,
    pub text: String,
}

pub struct Reader<'a> {
    pub form: &'a Form,
    pub scope: &'a Scope<'a>,
    wrongs: Vec<Wrong>,
}

impl<'a> Reader<'a> {
    pub fn new(form: &'a Form, scope: &'a Scope<'a>) -> Self {
        Self {
            form,
            scope,
            wrongs: Vec::new(),
        }
    }

    pub fn wrongs(self) -> Vec<Wrong> {
        self.wrongs
    }

    pub fn is_right(&self) -> bool {
        self.wrongs.is_empty()
    }

    pub fn note(&mut self, field: &'static str, text: String) {
        self.wrongs.push(Wrong { field, text });
    }

    pub fn note_key(&mut self, field: &'static str, key: &str) {
        let text = self.scope.words.say(key);
        self.note(field, text);
    }

    /// What stands in a field that is asked for; what is needed and missing is noted.
    fn value(&mut self, id: &'static str) -> Option<&'a str> {
        let field = self.form.field(id).filter(|field| field.is_asked())?;
        let value = field.value();
        if value.is_empty() {
            let lost = self.form.choice(id).filter(|choice| choice.is_lost());
            if lost.is_some_and(|choice| !choice.is_hopeless()) {
                let key = match lost.map(|choice| choice.matching().len()) {
                    Some(1) => "form-wrong-one",
                    _ => "form-wrong-several",
                };
                self.note_key(id, key);
            } else if let Some(choice) = lost {
                let text = self.not_in_list("form-wrong-no-such", choice.typed());
                self.note(id, text);
            } else if field.need == Need::Required {
                self.note_key(id, "form-wrong-needed");
            }
            return None;
        }
        Some(value)
    }

    /// When it happened; `None` is now.
    pub fn at(&mut self) -> Option<Timestamp> {
        let at = self.moment("at", Looks::Back)?;
        // Said at once, before the rest of the form is filled.
        if at.minute() > self.scope.now {
            let text = self.scope.refused(&Refused::Refusal(Refusal::AtInFuture { at }));
            self.note("at", text);
            return None;
        }
        Some(at)
    }

    pub fn moment(&mut self, id: &'static str, looks: Looks) -> Option<Timestamp> {
        let typed = self.value(id)?;
        match read_moment(typed, self.scope.local_now(), looks) {
            Ok(local) => {
                let at = self.scope.timestamp(local);
                if at.is_none() {
                    self.note_key(id, "form-wrong-moment");
                }
                at
            }
            Err(NoMoment::TimeMissing) => {
                self.note_key(id, "form-wrong-time-missing");
                None
            }
            Err(NoMoment::Unreadable) => {
                self.note_key(id, "form-wrong-moment");
                None
            }
            Err(NoMoment::NoSuchDay { month, day }) => {
                let places = [("month", month.to_string().into()), ("day", day.to_string().into())];
                let text = self.scope.words.fill("form-wrong-no-such-day", &places);
                self.note(id, text);
                None
            }
            Err(NoMoment::NoSuchTime { hour, minute }) => {
                let places = [
                    ("hour", hour.to_string().into()),
                    ("minute", format!("{minute:02}").into()),
                ];
                let text = self.scope.words.fill("form-wrong-no-such-time", &places);
                self.note(id, text);
                None
            }
        }
    }

    /// A day or a moment on a slip: typed as everywhere, written as the book has it.
    pub fn on_slip(&mut self, id: &'static str, kind: &FieldKind) -> Option<Text> {
        let typed = self.value(id)?;
        let written = written_on_slip(kind, typed, self.scope.local_now());
        if written.is_none() {
            self.note_key(id, "slips-wrong-moment");
        }
        written.and_then(|written| Text::parse(&written, NAME).ok())
    }

    pub fn text(&mut self, id: &'static str, most: usize) -> Option<Text> {
        let typed = self.value(id)?;
        match Text::parse(typed, most) {
            Ok(text) => Some(text),
            Err(fault) => {
                let text = text_fault(&fault, self.scope.words);
                self.note(id, text);
                None
            }
        }
    }

    pub fn name(&mut self, id: &'static str) -> Option<Text> {
        self.text(id, NAME)
    }

    /// A reading, in the kana of the forms: full-width katakana, whatever it was typed in.
    pub fn kana(&mut self, id: &'static str) -> Option<Text> {
        let text = self.text(id, NAME)?;
        let kana = katakana(text.as_str());
        // Latin letters are the reading of somebody from abroad; kanji and digits are no reading.
        if kana
            .chars()
            .any(|c| c.is_numeric() || matches!(c, '\u{3400}'..='\u{9fff}'))
        {
            self.note_key(id, "form-wrong-kana");
            return None;
        }
        Text::parse(&kana, NAME).ok()
    }

    pub fn identifier(&mut self, id: &'static str) -> Option<Identifier> {
        let typed = self.value(id)?;
        let identifier = Identifier::parse(typed).ok();
        let key = if identifier.is_none() {
            "form-wrong-identifier"
        } else if choices::is_bed(self.scope.hospital, typed) {
            "form-wrong-identifier-is-bed"
        } else if typed.contains(['-', '/']) && read_date(typed).is_some() {
            "form-wrong-identifier-is-date"
        } else {
            return identifier;
        };
        self.note_key(id, key);
        None
    }

    pub fn birth(&mut self, id: &'static str) -> Option<Birth> {
        let typed = self.value(id)?;
        let birth = read_birth(typed, self.scope.local_now().date().year());
        if birth.is_none()
            && let Some(text) = why_no_date(self.scope, typed, "form-wrong-birth")
        {
            self.note(id, text);
        }
        // Said at once, before the rest of the form is filled.
        if let Err(refusal) = plausible_birth(self.scope.hospital, birth, self.scope.now) {
            let text = self.scope.refused(&Refused::Refusal(refusal));
            self.note(id, text);
            return None;
        }
        birth
    }

    /// One of the words of the hospital, by its key in the list.
    pub fn word<T>(&mut self, id: &'static str, from_word: fn(&str) -> Option<T>) -> Option<T> {
        from_word(self.value(id)?)
    }

    pub fn chosen(&mut self, id: &'static str) -> Option<&'a str> {
        self.value(id)
    }

    pub fn department(&mut self, id: &'static str) -> Option<DepartmentCode> {
        DepartmentCode::parse(self.value(id)?).ok()
    }

    /// The person chosen in a list.
    pub fn person(&mut self, id: &'static str) -> Option<PatientId> {
        PatientId::parse(self.value(id)?)
    }

    /// The bed; one that was typed and is not free is answered with who is in it. `taker` is whoever it is for.
    pub fn bed(&mut self, id: &'static str, taker: Option<PatientId>) -> Option<BedName> {
        let lost = self.form.choice(id).filter(|choice| choice.is_lost());
        if let Some(choice) = lost
            && let Some(refusal) = choices::why_not_free(self.scope.hospital, choice.typed(), taker)
        {
            let text = self.scope.refused(&Refused::Refusal(refusal));
            self.note(id, text);
            return None;
        }
        if let Some(choice) = lost
            && let Some(room) = choices::full_room(self.scope.hospital, choice.typed(), taker)
        {
            let text = self.scope.words.fill("form-wrong-room-full", &[("room", room.into())]);
            self.note(id, text);
            return None;
        }
        if let Some(choice) = lost.filter(|choice| choice.is_hopeless()) {
            let text = self.not_in_list("form-wrong-no-such-bed", choice.typed());
            self.note(id, text);
            return None;
        }
        BedName::parse(self.value(id)?)
    }

    /// The key of an action while a form is filled.
    pub fn key(&self, action: Action) -> String {
        let mut situation = fields::situation();
        situation.contexts.push(KeyContext::Everywhere);
        situation.holds.insert(KeyCondition::Hospital);
        let keys = self.scope.keys.keys_of(&situation, action);
        keys.first().map(ToString::to_string).unwrap_or_default()
    }

    /// No list is shown for what fits nothing in it: the key that brings it back is said.
    fn not_in_list(&self, key: &str, typed: &str) -> String {
        let clear = self.key(Action::EraseAll);
        let places = [("typed", Value::from(typed)), ("clear", clear.into())];
        self.scope.words.fill(key, &places)
    }
}

/// Why a text was not taken.
pub fn text_fault(fault: &TextFault, words: &Words) -> String {
    match fault {
        TextFault::Empty => words.say("text-fault-empty"),
        TextFault::TooLong { most } => words.fill("text-fault-too-long", &[("most", Value::from(*most))]),
        TextFault::Forbidden(code) => {
            let code = format!("U+{code:04X}");
            words.fill("text-fault-forbidden", &[("code", code.into())])
        }
    }
}

/// A day or a moment as a slip has it: `2026-11-27`, `2026-11-27T09:00`. A moment without its time is none.
pub fn written_on_slip(kind: &FieldKind, typed: &str, now: chrono::NaiveDateTime) -> Option<String> {
    if fits(kind, typed) {
        return Some(typed.to_owned());
    }
    match kind {
        FieldKind::Day => {
            let day = read_date(typed).or_else(|| read_moment(typed, now, Looks::Ahead).ok().map(|at| at.date()))?;
            Some(day.format("%Y-%m-%d").to_string())
        }
        FieldKind::Time => {
            let at = read_moment(typed, now, Looks::Ahead)
                .ok()
                .filter(|at| !is_whole_day(*at))?;
            Some(at.format("%Y-%m-%dT%H:%M").to_string())
        }
        _ => None,
    }
}

/// The fields that a refusal may be about, the likeliest first.
pub fn fields_of(refusal: &Refusal) -> &'static [&'static str] {
    match refusal {
        Refusal::UnknownBed { .. }
        | Refusal::BedOccupied { .. }
        | Refusal::BedBlocked { .. }
        | Refusal::BedReserved { .. }
        | Refusal::BedAwaited { .. }
        | Refusal::RoomForSex { .. }
        | Refusal::RoomForIsolation { .. }
        | Refusal::SameBed { .. }
        | Refusal::AlreadyReserved { .. } => &["bed", "with"],
        Refusal::AtInFuture { .. } | Refusal::AtBeforeStay { .. } | Refusal::AtBeforeLastMovement { .. } => &["at"],
        Refusal::UntilBeforeAt { .. } => &["until", "when"],
        Refusal::IdentifierTaken { .. } => &["id"],
        Refusal::AlreadyRegistered { .. } => &["id", "who"],
        Refusal::NameMissing => &["name"],
        Refusal::BirthInFuture | Refusal::BirthImpossible => &["birth"],
        Refusal::UnknownDepartment { .. } => &["department", "to"],
        Refusal::NothingToChange | Refusal::CameWithAdmission { .. } => &["to"],
        Refusal::AllergyKnown { .. } => &["what"],
        Refusal::AllergiesRecorded { .. } | Refusal::AllergyNotRecorded { .. } => &["answer"],
        Refusal::AlreadyAdmitted { .. } | Refusal::AlreadyExpected { .. } => &["who"],
        Refusal::Out { .. } | Refusal::InTransit { .. } | Refusal::NotAdmitted { .. } | Refusal::SamePatient { .. } => {
            &["with"]
        }
        Refusal::Number(refusal) => match refusal {
            NumberRefusal::CountOutOfRange { .. } => &["count", "babies"],
            NumberRefusal::NotANumber { .. }
            | NumberRefusal::Voided { .. }
            | NumberRefusal::PacketGiven { .. }
            | NumberRefusal::PacketUnused { .. }
            | NumberRefusal::Misread { .. }
            | NumberRefusal::NeverGiven { .. } => &["number", "id"],
            NumberRefusal::NumberNeeded { .. } => &["number"],
            NumberRefusal::ReasonMissing { .. } => &["reason"],
            NumberRefusal::LikelySame { .. } => &["same", "who"],
            NumberRefusal::MotherIsMan { .. } => &["mother"],
            NumberRefusal::FoundInFuture { .. } => &["found-at"],
            NumberRefusal::TagTooLong { .. } => &["tag"],
            NumberRefusal::AliasInUse { .. } | NumberRefusal::AliasMissing => &["alias"],
            NumberRefusal::AliasReading { .. } => &["kana"],
            NumberRefusal::TwoBeds { .. } => &["second", "link-with"],
            NumberRefusal::NotTemporary { .. } | NumberRefusal::NotLinked { .. } => &["link-with"],
            NumberRefusal::BlockUnsaid { .. }
            | NumberRefusal::BlockTaken { .. }
            | NumberRefusal::BlockTooLarge { .. } => &["block"],
            NumberRefusal::BlockOfAnother { .. } => &["station"],
            _ => &[],
        },
        _ => &[],
    }
}

/// A date of birth in either calendar, a year alone, or an age that staff estimated: 推40, 約40歳, 40歳.
pub fn read_birth(typed: &str, this_year: i32) -> Option<Birth> {
    if let Some(date) = read_date(typed) {
        return Some(Birth::On(Day::from(date)));
    }
    let folded: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect();
    let (guessed, rest) = match folded.strip_prefix(['推', '約', '~']) {
        Some(rest) => (true, rest.trim_start_matches('定')),
        None => (false, folded.as_str()),
    };
    let age = rest.strip_suffix(['歳', '才']);
    if guessed || age.is_some() {
        let age: i32 = age.unwrap_or(rest).parse().ok()?;
        return (0..=130).contains(&age).then_some(Birth::AboutYear(this_year - age));
    }
    let year = rest
        .trim_end_matches("ごろ")
        .trim_end_matches('頃')
        .trim_end_matches('年');
    if let Ok(year) = year.parse::<i32>() {
        return (1880..=this_year).contains(&year).then_some(Birth::AboutYear(year));
    }
    // An era year alone: its first day that was is enough to find the Western year.
    let within = ["1.1", "6.1", "12.31"];
    let date = within.iter().find_map(|day| read_date(&format!("{year}.{day}")))?;
    EraYear::of(date).map(|_| Birth::AboutYear(date.year()))
}

/// Hiragana and half-width kana as full-width katakana, blanks as they are.
pub fn katakana(text: &str) -> String {
    // Half-width kana with their voice marks become one character; what is wide already stays.
    let composed: String = text.nfkc().collect();
    composed
        .chars()
        .map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn births_are_read_as_they_are_known() {
        let day = Birth::On(Day::from(NaiveDate::from_ymd_opt(1948, 5, 6).unwrap()));
        for (typed, birth) in [
            ("1948-05-06", day),
            ("S23.5.6", day),
            ("昭和２３年５月６日", day),
            ("1948", Birth::AboutYear(1948)),
            ("1948年ごろ", Birth::AboutYear(1948)),
            ("S23", Birth::AboutYear(1948)),
            ("昭和64年", Birth::AboutYear(1989)),
            ("令元", Birth::AboutYear(2019)),
            ("推40", Birth::AboutYear(1986)),
            ("推定４０歳", Birth::AboutYear(1986)),
            ("約40歳", Birth::AboutYear(1986)),
            ("40才", Birth::AboutYear(1986)),
        ] {
            assert_eq!(read_birth(typed, 2026), Some(birth), "{typed}");
        }
        for typed in ["", "40", "S64.3.1", "H40", "推", "推400", "3000", "むかし"] {
            assert_eq!(read_birth(typed, 2026), None, "{typed}");
        }
    }

    #[test]
    fn readings_come_to_the_kana_of_the_forms() {
        assert_eq!(katakana("たなか たろう"), "タナカ タロウ");
        assert_eq!(katakana("ﾀﾅｶ ｼﾞﾛｳ"), "タナカ ジロウ");
    }
}
