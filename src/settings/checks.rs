//! The policy of identity checks: `checks.toml` of the hospital folder, or the one that the program carries. All that is
//! wrong is listed at once, with its line.

use std::{path::Path, sync::Arc};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::{
    domain::{
        checks::{
            CheckPolicy, IdentifierKind, Identifiers, Made, Purpose, PurposeCode, Second, SlipNeed, StandIn,
            command::CheckCommand, policy::Flaw,
        },
        command::Command,
        record::{
            SettingsVersion,
            bytes::{self, BytesFault},
        },
        text::{NAME, Text},
    },
    exchange::{Expected, Fault, Faults, Source, faults::ColumnAt, nearest::nearest, source::LARGEST},
};

/// The name of the file in a hospital folder.
pub const FILE: &str = "checks.toml";

/// The policy as it lies in the binary.
pub const SHIPPED: &str = include_str!("../../assets/hospital/checks.toml");

/// The policy that the program carries.
pub fn shipped() -> Result<CheckPolicy, Faults> {
    read(&Source::new(FILE, SHIPPED.as_bytes()))
}

/// The policy of a hospital folder; the one that the program carries where the folder has none.
pub fn of_folder(folder: &Path) -> Result<CheckPolicy, Faults> {
    let file = folder.join(FILE);
    if file.exists() {
        Source::open(&file, LARGEST).and_then(|source| read(&source))
    } else {
        shipped()
    }
}

/// What makes a policy come into force.
pub fn adopt(policy: CheckPolicy) -> Result<Command, BytesFault> {
    let version = version(&policy)?;
    Ok(Command::Check(CheckCommand::AdoptPolicy {
        version,
        policy: Arc::new(policy),
    }))
}

/// What a policy is called in everything that is decided under it: the beginning of the hash of its content.
pub fn version(policy: &CheckPolicy) -> Result<SettingsVersion, BytesFault> {
    let hash = blake3::hash(&bytes::encode(policy)?);
    let mut version = [0; 8];
    for (to, from) in version.iter_mut().zip(hash.as_bytes()) {
        *to = *from;
    }
    Ok(SettingsVersion(version))
}

/// The policy of a file, or all that is wrong with it.
pub fn read(source: &Source) -> Result<CheckPolicy, Faults> {
    let (text, _) = source.text()?;
    let mut faults = Faults::default();
    let mut reader = Reader {
        file: source.name.as_str(),
        text: &text,
        faults: &mut faults,
    };
    let policy = reader.policy();
    match policy {
        Some(policy) => faults.or(policy),
        None => faults
            .or(None)
            .and_then(|nothing: Option<CheckPolicy>| nothing.ok_or_else(Faults::default)),
    }
}

const TOP: &[&str] = &[
    "counts",
    "third",
    "alike_second",
    "open_minutes",
    "alarm_after",
    "purpose",
];
const PURPOSE: &[&str] = &[
    "code",
    "name_ja",
    "name_en",
    "made",
    "identifiers",
    "second",
    "slip",
    "instead",
    "lasts_minutes",
];

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    faults: &'a mut Faults,
}

/// A table with the place where it begins, for what is missing in it.
struct Table<'t, 'i> {
    entries: &'t DeTable<'i>,
    at: usize,
}

impl Reader<'_> {
    fn blame(&mut self, at: usize, name: &str, found: &str, expected: Expected) {
        let line = self.text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let mut fault = Fault::in_line(
            &self.file.into(),
            u64::try_from(line).unwrap_or(u64::MAX),
            found,
            expected,
        );
        fault.column = Some(ColumnAt {
            name: name.into(),
            number: None,
        });
        self.faults.push(fault);
    }

    fn policy(&mut self) -> Option<CheckPolicy> {
        let (table, mistakes) = DeTable::parse_recoverable(self.text);
        for mistake in &mistakes {
            let at = mistake.span().map_or(0, |span| span.start);
            self.blame(at, "toml", mistake.message(), Expected::Setting("check-expected-toml"));
        }
        if !mistakes.is_empty() {
            // What the parser put in the place of a broken value is not the writer's mistake.
            return None;
        }
        let top = Table {
            entries: table.get_ref(),
            at: 0,
        };
        self.only(&top, TOP);
        let counts = self.identifiers(&top, "counts");
        let third = self.identifiers(&top, "third");
        let alike_second = self.word(&top, "alike_second", second);
        let open = self.number::<u16>(&top, "open_minutes");
        let alarm_after = self.number::<u8>(&top, "alarm_after");
        let places = self.purposes(&top);
        let purposes = places.iter().filter_map(|(_, purpose)| purpose.clone()).collect();
        let policy = CheckPolicy {
            counts: counts?,
            third: third?,
            alike_second: alike_second?,
            open: open?,
            alarm_after: alarm_after?,
            purposes,
        };
        for flaw in policy.flaws() {
            let (code, message) = of_flaw(&flaw);
            let place = code.and_then(|code| {
                let is_it = |(_, purpose): &&(usize, Option<Purpose>)| {
                    purpose.as_ref().is_some_and(|purpose| purpose.code == *code)
                };
                // Of two with one code the second is the one too many.
                places.iter().rfind(is_it).map(|(at, _)| *at)
            });
            let found = code.map(ToString::to_string).unwrap_or_default();
            self.blame(place.unwrap_or(0), "purpose", &found, Expected::Setting(message));
        }
        Some(policy)
    }

    fn purposes(&mut self, top: &Table<'_, '_>) -> Vec<(usize, Option<Purpose>)> {
        let Some(value) = self.value(top, "purpose") else {
            return Vec::new();
        };
        let DeValue::Array(list) = value.get_ref() else {
            self.blame(
                value.span().start,
                "purpose",
                "",
                Expected::Setting("check-expected-purposes"),
            );
            return Vec::new();
        };
        list.iter()
            .map(|entry| {
                let at = entry.span().start;
                let purpose = match entry.get_ref() {
                    DeValue::Table(entries) => self.purpose(&Table { entries, at }),
                    _ => {
                        self.blame(at, "purpose", "", Expected::Setting("check-expected-purposes"));
                        None
                    }
                };
                (at, purpose)
            })
            .collect()
    }

    fn purpose(&mut self, table: &Table<'_, '_>) -> Option<Purpose> {
        self.only(table, PURPOSE);
        let code = self.read(table, "code", "check-expected-code", PurposeCode::parse);
        let name_ja = self.name(table, "name_ja");
        let name_en = self.name(table, "name_en");
        let made = self.word(table, "made", |word| match word {
            "laptop" => Ok(Made::Laptop),
            "paper" => Ok(Made::Paper),
            _ => Err("check-expected-made"),
        });
        let identifiers = self.number::<u8>(table, "identifiers");
        let second = self.word(table, "second", second);
        let slip = self.word(table, "slip", |word| match word {
            "needed" => Ok(SlipNeed::Needed),
            "optional" => Ok(SlipNeed::Optional),
            _ => Err("check-expected-slip"),
        });
        let instead = self.words(table, "instead", |word| {
            StandIn::from_word(word).ok_or("check-expected-stand-in")
        });
        let lasts = self.number::<u16>(table, "lasts_minutes");
        Some(Purpose {
            code: code?,
            name_ja: name_ja?,
            name_en: name_en?,
            made: made?,
            identifiers: identifiers?,
            second: second?,
            slip: slip?,
            instead: instead?,
            lasts: lasts?,
        })
    }

    /// Names that are not in the table are mistakes: perhaps a misspelt one that would otherwise do nothing.
    fn only(&mut self, table: &Table<'_, '_>, known: &[&'static str]) {
        for (name, _) in table.entries {
            let raw = name.get_ref().as_ref();
            if !known.contains(&raw) {
                let nearest = nearest(raw, known.iter().copied());
                self.blame(name.span().start, raw, raw, Expected::KnownColumn { nearest });
            }
        }
    }

    fn value<'t, 'i>(&mut self, table: &Table<'t, 'i>, name: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        let value = table.entries.get(name);
        if value.is_none() {
            self.blame(table.at, name, "", Expected::Filled);
        }
        value
    }

    fn read<T>(
        &mut self,
        table: &Table<'_, '_>,
        name: &'static str,
        expected: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        self.word(table, name, |word| parse(word).ok_or(expected))
    }

    fn word<T>(
        &mut self,
        table: &Table<'_, '_>,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let value = self.value(table, name)?;
        self.one(value, name, &parse)
    }

    fn one<T>(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        name: &'static str,
        parse: &impl Fn(&str) -> Result<T, &'static str>,
    ) -> Option<T> {
        let at = value.span().start;
        let DeValue::String(word) = value.get_ref() else {
            let found = self.text.get(value.span()).unwrap_or_default().to_owned();
            self.blame(at, name, &found, Expected::Setting("check-expected-words"));
            return None;
        };
        parse(word)
            .map_err(|expected| self.blame(at, name, word, Expected::Setting(expected)))
            .ok()
    }

    fn words<T>(
        &mut self,
        table: &Table<'_, '_>,
        name: &'static str,
        parse: impl Fn(&str) -> Result<T, &'static str>,
    ) -> Option<Vec<T>> {
        let value = self.value(table, name)?;
        let DeValue::Array(list) = value.get_ref() else {
            let found = self.text.get(value.span()).unwrap_or_default().to_owned();
            self.blame(
                value.span().start,
                name,
                &found,
                Expected::Setting("check-expected-list"),
            );
            return None;
        };
        // Every word is read, so that every mistake is told.
        let read: Vec<Option<T>> = list.iter().map(|word| self.one(word, name, &parse)).collect();
        read.into_iter().collect()
    }

    /// A bed or a room is refused for what it is, not as a word that nobody knows.
    fn identifiers(&mut self, table: &Table<'_, '_>, name: &'static str) -> Option<Identifiers> {
        self.words(table, name, |word| match word {
            "bed" | "room" | "ward" | "病床" | "病室" => Err("check-expected-no-bed"),
            word => IdentifierKind::from_word(word).ok_or("check-expected-identifier"),
        })
        .map(|kinds| kinds.into_iter().collect())
    }

    fn name(&mut self, table: &Table<'_, '_>, name: &'static str) -> Option<Text> {
        self.read(table, name, "check-expected-name", |word| Text::parse(word, NAME).ok())
    }

    fn number<T: std::str::FromStr>(&mut self, table: &Table<'_, '_>, name: &'static str) -> Option<T> {
        let value = self.value(table, name)?;
        let read = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok(),
            _ => None,
        };
        if read.is_none() {
            let found = self.text.get(value.span()).unwrap_or_default().to_owned();
            self.blame(value.span().start, name, &found, Expected::Number);
        }
        read
    }
}

fn second(word: &str) -> Result<Second, &'static str> {
    match word {
        "needed" => Ok(Second::Needed),
        "not-needed" => Ok(Second::NotNeeded),
        _ => Err("check-expected-second"),
    }
}

fn of_flaw(flaw: &Flaw) -> (Option<&PurposeCode>, &'static str) {
    match flaw {
        Flaw::CountsTooFew => (None, "check-flaw-counts-too-few"),
        Flaw::ThirdDoesNotCount(_) => (None, "check-flaw-third-does-not-count"),
        Flaw::NoThird => (None, "check-flaw-no-third"),
        Flaw::NeverOpen => (None, "check-flaw-never-open"),
        Flaw::NoAlarm => (None, "check-flaw-no-alarm"),
        Flaw::NoPurpose => (None, "check-flaw-no-purpose"),
        Flaw::TooFew(code) => (Some(code), "check-flaw-too-few"),
        Flaw::TooMany(code) => (Some(code), "check-flaw-too-many"),
        Flaw::NeverHolds(code) => (Some(code), "check-flaw-never-holds"),
        Flaw::SecondOnPaper(code) => (Some(code), "check-flaw-second-on-paper"),
        Flaw::Twice(code) => (Some(code), "check-flaw-twice"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    fn faults(text: &str) -> String {
        read(&Source::new(FILE, text.as_bytes().to_vec())).unwrap_err().plain()
    }

    #[test]
    fn the_shipped_policy_asks_what_the_rules_ask() {
        let policy = shipped().unwrap();
        let needs_second: Vec<&str> = policy
            .purposes
            .iter()
            .filter(|purpose| purpose.second == Second::Needed && purpose.made == Made::Laptop)
            .map(|purpose| purpose.code.as_str())
            .collect();
        assert_eq!(
            needs_second,
            ["transfusion", "cross-match", "operation", "chemotherapy"]
        );
        assert_eq!(policy.made(Made::Laptop).count(), 4);
        assert!(policy.purposes.iter().all(|purpose| purpose.identifiers >= 2));
        assert_eq!(version(&policy).unwrap(), version(&shipped().unwrap()).unwrap());
    }

    #[test]
    fn a_bed_never_counts() {
        let text = SHIPPED.replace("counts = [\"name\",", "counts = [\"bed\", \"name\", \"room\",");
        assert_eq!(
            faults(&text),
            "checks.toml:7 counts (-): found `bed`, expected Setting(\"check-expected-no-bed\")\n\
             checks.toml:7 counts (-): found `room`, expected Setting(\"check-expected-no-bed\")"
        );
    }

    #[test]
    fn everything_that_is_wrong_is_listed_at_once() {
        let text = SHIPPED
            .replacen("identifiers = 2", "identifiers = 1", 1)
            .replacen("made = \"paper\"", "made = \"desk\"", 1)
            .replacen("lasts_minutes = 60", "lasts_minutes = \"long\"", 1)
            .replacen(
                "instead = [\"staff\", \"photo\"]",
                "instead = [\"friend\", \"photo\", \"nobody\"]",
                1,
            )
            .replacen("alarm_after = 2", "alarm_afer = 2", 1);
        let found = faults(&text);
        for part in [
            "alarm_afer (-): found `alarm_afer`, expected KnownColumn { nearest: Some(\"alarm_after\") }",
            "alarm_after (-): found ``, expected Filled",
            "made (-): found `desk`, expected Setting(\"check-expected-made\")",
            "lasts_minutes (-): found `\"long\"`, expected Number",
            "instead (-): found `friend`, expected Setting(\"check-expected-stand-in\")",
            "instead (-): found `nobody`, expected Setting(\"check-expected-stand-in\")",
        ] {
            assert!(found.contains(part), "{part}\n{found}");
        }
    }

    #[test]
    fn an_unsafe_policy_is_refused_however_well_it_is_written() {
        let few = SHIPPED.replacen("identifiers = 2", "identifiers = 1", 1);
        assert!(faults(&few).contains("found `transfusion`, expected Setting(\"check-flaw-too-few\")"));
        let paper = SHIPPED.replacen("made = \"laptop\"", "made = \"paper\"", 1);
        assert!(faults(&paper).contains("check-flaw-second-on-paper"));
        let third = SHIPPED.replacen(
            "counts = [\"name\", \"dob\", \"number\", \"address\", \"phone\"]",
            "counts = [\"name\", \"dob\", \"number\"]",
            1,
        );
        assert!(faults(&third).contains("check-flaw-third-does-not-count"));
        let twice = SHIPPED.replacen("code = \"meal\"", "code = \"transfer\"", 1);
        assert!(faults(&twice).contains("found `transfer`, expected Setting(\"check-flaw-twice\")"));
        assert!(faults("counts = [").contains("check-expected-toml"));
        assert!(faults("").contains("purpose (-): found ``, expected Filled"));
    }
}
