//! Names, dates and places as paper has them: whole, because nobody can press Enter on a sheet of paper.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use crate::{
    domain::{
        ask::others,
        census::{BedKind, BedName, DepartmentCode, Disposition, Place},
        identity::{Allergy, AllergyKind, AllergyStatus, Birth, Identifier, Patient, PatientId},
        record::{Day, Timestamp, UserName},
        state::Hospital,
    },
    i18n::{EraYear, Language, Value, Words, date},
    print::form::Values,
};

/// Who prints, when and where, and what proves the state that was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub at: Timestamp,
    pub by: UserName,
    /// As the title bar shows it.
    pub station: String,
    /// The last record of this station and what proves it, as `andon verify` shows it.
    pub anchor: String,
    /// The sample hospital: nobody may take its paper for real.
    pub sample: bool,
}

/// Patients whose names can be confused, each with the others.
pub type Alike = HashMap<PatientId, Vec<PatientId>>;

/// Tells about one hospital in one language.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    pub hospital: &'a Hospital,
    pub words: &'a Words,
    pub origin: &'a Origin,
    /// Patients whose names can be confused with somebody else's present, and with whose.
    pub alike: &'a Alike,
}

impl Teller<'_> {
    pub fn zone(&self) -> Tz {
        self.hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone())
    }

    /// A moment on the hospital's clocks.
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        at.to_utc()
            .map(|at| at.with_timezone(&self.zone()).naive_local())
            .unwrap_or_default()
    }

    pub fn today(&self) -> NaiveDate {
        self.local(self.origin.at).date()
    }

    /// `2026-11-26 14:02`.
    pub fn time(&self, at: Timestamp) -> String {
        self.local(at).format("%Y-%m-%d %H:%M").to_string()
    }

    /// `11-26 14:02` where the year is plain.
    pub fn short_time(&self, at: Timestamp) -> String {
        let at = self.local(at);
        if at.year() == self.today().year() {
            at.format("%m-%d %H:%M").to_string()
        } else {
            at.format("%Y-%m-%d").to_string()
        }
    }

    pub fn day(&self, day: NaiveDate) -> String {
        let key = format!("paper-weekday-{}", day.weekday().num_days_from_monday());
        self.words.fill(
            "paper-day",
            &[
                ("date", Value::from(date(day))),
                ("weekday", Value::from(self.words.say(&key))),
            ],
        )
    }

    /// The fields that every document has.
    pub fn common(&self) -> Values {
        let hospital = self.hospital.frame().map(|frame| frame.hospital.to_string());
        let others: Vec<String> = self
            .hospital
            .seen()
            .map(|((station, _), seen)| format!("{station}:{}", seen.newest()))
            .collect();
        let anchor = self.words.fill(
            "paper-anchor",
            &[
                ("head", Value::from(self.origin.anchor.as_str())),
                ("stations", Value::from(others.join(" "))),
            ],
        );
        Values::default()
            .with("hospital", hospital.unwrap_or_default())
            .with("printed_at", self.time(self.origin.at))
            .with("printed_by", self.origin.by.to_string())
            .with("station", self.origin.station.clone())
            .with("anchor", anchor)
            .with(
                "sample",
                if self.origin.sample {
                    self.words.say("paper-sample")
                } else {
                    String::new()
                },
            )
    }

    /// Who it is: the fields of a person.
    pub fn person(&self, patient: &Patient) -> Values {
        let birth = patient.birth.get().copied();
        let allergies = self.allergies(patient);
        let mut values = Values::default()
            .with("name", text(patient.name.get()))
            .with("kana", text(patient.kana.get()))
            .with(
                "sex",
                patient
                    .sex
                    .get()
                    .map(|sex| self.words.say(sex.term()))
                    .unwrap_or_default(),
            )
            .with(
                "age",
                birth.map_or_else(|| self.words.say("paper-age-unknown"), |birth| self.age(birth)),
            )
            // Nobody may take "not known" for "not printed", or write one in.
            .with(
                "birth",
                birth.map_or_else(|| self.words.say("paper-birth-unknown"), |birth| self.birth(birth)),
            )
            .with("birth_era", birth.and_then(|birth| self.era(birth)).unwrap_or_default())
            .with("id", self.number(patient))
            .with(
                "id_code",
                self.hospital
                    .identifier_of(patient)
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            )
            .with("other_ids", self.other_numbers(patient.id))
            .with("allergies", allergies);
        // Also what was said at a linked record.
        let status = self.hospital.allergies(patient.id);
        values.flag("allergic", matches!(status, AllergyStatus::Present(_)));
        values.flag("not_asked", matches!(status, AllergyStatus::NotAsked));
        values.flag("no_allergies", matches!(status, AllergyStatus::None));
        values.set("look_alike", self.look_alike(patient.id));
        let word = if self.alike.contains_key(&patient.id) {
            self.words.say("paper-look-alike")
        } else {
            String::new()
        };
        values.set("look_alike_word", word);
        values.set("newborn", self.newborn(patient));
        values
    }

    /// The numbers beside the one that is shown, those of linked records included: blood that was taken under the other one
    /// is still on the way.
    fn other_numbers(&self, patient: PatientId) -> String {
        let others = others(self.hospital, patient);
        let others: Vec<&str> = others.iter().map(Identifier::as_str).collect();
        others.join(" ")
    }

    /// A child that was given a number here, lies in a cot or is not four weeks old says so, so that it is not taken for
    /// the mother whose name it has (domain.md, Patient IDs 5).
    fn newborn(&self, patient: &Patient) -> String {
        let numbers = patient
            .identifiers
            .iter()
            .filter_map(|(_, number)| self.hospital.number(number));
        let is_child = numbers.into_iter().any(|number| number.mother().is_some());
        if is_child || self.is_newborn(patient) {
            self.words.say("paper-newborn")
        } else {
            String::new()
        }
    }

    /// The number that is shown; the record where there is none.
    pub fn number(&self, patient: &Patient) -> String {
        self.hospital
            .identifier_of(patient)
            .map_or_else(|| patient.id.to_string(), ToString::to_string)
    }

    /// One whose number came from elsewhere: in a cot, or not four weeks old.
    fn is_newborn(&self, patient: &Patient) -> bool {
        let young = match patient.birth.get() {
            Some(Birth::On(day)) => (0..28).contains(&(Day::from(self.today()).number() - day.number())),
            _ => false,
        };
        let bed = self
            .hospital
            .open_stay(patient.id)
            .and_then(|stay| stay.place())
            .and_then(|place| place.answers());
        let in_cot = || {
            let frame = self.hospital.frame()?;
            frame
                .beds()
                .find(|known| Some(&known.name) == bed)
                .map(|known| known.kind == BedKind::Cot)
        };
        young || in_cot() == Some(true)
    }

    /// Whose name can be taken for this one, by name and bed (domain.md, Identity check 6).
    pub fn look_alike(&self, patient: PatientId) -> String {
        let Some(others) = self.alike.get(&patient) else {
            return String::new();
        };
        let named: Vec<String> = others.iter().take(2).filter_map(|other| self.named(*other)).collect();
        if named.is_empty() {
            return self.words.say("paper-look-alike");
        }
        let more = if others.len() > named.len() { "…" } else { "" };
        let who = format!("{}{more}", named.join(&self.words.say("list-comma")));
        self.words.fill("paper-look-alike-named", &[("who", Value::from(who))])
    }

    /// The same for a row, where there is room for a word.
    pub fn look_alike_word(&self, patient: PatientId) -> String {
        if self.alike.contains_key(&patient) {
            self.words.say("paper-look-alike-short")
        } else {
            String::new()
        }
    }

    fn named(&self, patient: PatientId) -> Option<String> {
        let name = self.hospital.patient(patient)?.name.get()?;
        let bed = self
            .hospital
            .open_stay(patient)
            .and_then(|stay| stay.place())
            .and_then(|place| place.answers());
        let bed = bed.map(|bed| format!("（{bed}）")).unwrap_or_default();
        Some(format!("{name}{bed}"))
    }

    /// What they are allergic to, by kind; "none" and "not asked" are words too.
    pub fn allergies(&self, patient: &Patient) -> String {
        match patient.allergies.status() {
            AllergyStatus::NotAsked => self.words.say("paper-allergies-not-asked"),
            AllergyStatus::None => self.words.say("paper-allergies-none"),
            AllergyStatus::Present(found) => self.by_kind(found, AllergyKind::Drug),
        }
    }

    /// `【薬】ペニシリン系、セフェム系　【食】卵`: the kind that the reader works with first.
    pub(super) fn by_kind<'a>(&self, found: impl IntoIterator<Item = &'a Allergy>, first: AllergyKind) -> String {
        let found: Vec<&Allergy> = found.into_iter().collect();
        // What came from a list without kinds may be anything: nobody may miss it.
        let mut order = vec![
            AllergyKind::Unsorted,
            AllergyKind::Drug,
            AllergyKind::Food,
            AllergyKind::Contrast,
            AllergyKind::Other,
        ];
        order.sort_by_key(|kind| *kind != first && *kind != AllergyKind::Unsorted);
        let groups = order.into_iter().filter_map(|kind| {
            let of: Vec<&str> = found
                .iter()
                .filter(|one| one.kind == kind)
                .map(|one| one.what.as_str())
                .collect();
            let what = of.join(&self.words.say("list-comma"));
            let key = match kind {
                AllergyKind::Drug => "paper-allergy-drug",
                AllergyKind::Food => "paper-allergy-food",
                AllergyKind::Contrast => "paper-allergy-contrast",
                AllergyKind::Other => "paper-allergy-other",
                AllergyKind::Unsorted => "paper-allergy-unsorted",
            };
            (!of.is_empty()).then(|| self.words.fill(key, &[("what", Value::from(what))]))
        });
        groups
            .collect::<Vec<_>>()
            .join(&self.words.say("paper-allergy-between"))
    }

    /// `1948-05-06`, or the year that was estimated.
    pub fn birth(&self, birth: Birth) -> String {
        match birth {
            Birth::On(day) => day.to_string(),
            Birth::AboutYear(year) => self
                .words
                .fill("birth-about", &[("year", Value::from(year.to_string()))]),
        }
    }

    /// The same date in the Japanese calendar: `昭和23年5月6日`, in English `S23.5.6`.
    pub fn era(&self, birth: Birth) -> Option<String> {
        let Birth::On(day) = birth else { return None };
        let day = day.to_date()?;
        let year = EraYear::of(day)?;
        Some(match self.words.language() {
            Language::Japanese => format!("{}{}月{}日", year.long(), day.month(), day.day()),
            Language::English => format!("{}.{}.{}", year.latin(), day.month(), day.day()),
        })
    }

    /// The year alone in the Japanese calendar, for rows: `昭23`, in English `S23`.
    pub fn era_year(&self, birth: Birth) -> Option<String> {
        let Birth::On(day) = birth else { return None };
        let year = EraYear::of(day.to_date()?)?;
        Some(match self.words.language() {
            Language::Japanese => year.short(),
            Language::English => year.latin(),
        })
    }

    /// Years; months under three years and days under three months, as wards write it.
    pub fn age(&self, birth: Birth) -> String {
        let today = self.today();
        let (key, count) = match birth {
            Birth::AboutYear(year) => ("age-about", today.year() - year),
            Birth::On(day) => match day.to_date() {
                Some(born) => age_between(born, today),
                None => return String::new(),
            },
        };
        self.words.fill(key, &[("count", Value::from(count))])
    }

    pub fn department(&self, code: &DepartmentCode) -> String {
        let known = self.hospital.frame().and_then(|frame| frame.department(code.as_str()));
        match (known, self.words.language()) {
            (Some(known), Language::Japanese) => known.name_ja.to_string(),
            (Some(known), Language::English) => known.name_en.to_string(),
            (None, _) => code.to_string(),
        }
    }

    pub fn ward(&self, code: &str) -> String {
        let known = self.hospital.frame().and_then(|frame| frame.ward(code));
        match (known, self.words.language()) {
            (Some(ward), Language::Japanese) => ward.name_ja.to_string(),
            (Some(ward), Language::English) => ward
                .name_en
                .as_ref()
                .map_or_else(|| code.to_owned(), ToString::to_string),
            (None, _) => code.to_owned(),
        }
    }

    /// Where somebody is when it is not the bed: nothing for who lies in it.
    pub fn place(&self, place: &Place) -> String {
        match place {
            Place::InBed { .. } => String::new(),
            Place::Out { kind, until, place, .. } => {
                let mut parts = vec![self.words.say(kind.term())];
                parts.extend(place.as_ref().map(ToString::to_string));
                parts.extend(until.map(|until| {
                    let at = self.short_time(until);
                    self.words.fill("until", &[("at", Value::from(at))])
                }));
                parts.join(" ")
            }
            Place::Transit { to, .. } => self.words.fill("paper-transit", &[("bed", Value::from(to.as_str()))]),
            Place::Expected { .. } => self.words.say("paper-expected"),
            Place::Left { disposition, .. } => self.left(*disposition),
        }
    }

    fn left(&self, disposition: Disposition) -> String {
        let how = self.words.say(disposition.term());
        self.words.fill("paper-left", &[("how", Value::from(how))])
    }

    /// A movement of the bed history.
    pub fn movement(&self, place: &Place) -> String {
        match place {
            Place::InBed { bed } => bed.to_string(),
            Place::Transit { from, to } => format!("{from} → {to}"),
            Place::Out { bed, .. } => format!("{bed} {}", self.place(place)),
            Place::Expected { bed, .. } => {
                let bed = bed.as_ref().map(BedName::as_str).unwrap_or_default();
                format!("{} {bed}", self.words.say("paper-expected"))
                    .trim_end()
                    .to_owned()
            }
            Place::Left {
                from,
                disposition,
                place,
            } => {
                let to = text(place.as_ref());
                format!("{from} {} {to}", self.left(*disposition)).trim_end().to_owned()
            }
        }
    }
}

pub(super) fn text(value: Option<&impl ToString>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn age_between(born: NaiveDate, today: NaiveDate) -> (&'static str, i32) {
    let months = (today.year() - born.year()) * 12 + today.month().cast_signed()
        - born.month().cast_signed()
        - i32::from(today.day() < born.day());
    let days = Day::from(today).number() - Day::from(born).number();
    match months {
        ..3 => ("age-days", days.max(0)),
        3..36 => ("age-months", months),
        _ => ("age-years", months / 12),
    }
}
