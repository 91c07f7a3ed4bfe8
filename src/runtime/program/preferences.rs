//! What this laptop remembers from one start to the next: language, colours, ward, who worked here last; and the user's own
//! keys. A file that cannot be read costs its content, never the start. Nothing about patients is kept here.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::app::{OwnKeys, Preference, SetUpSoFar};
use crate::domain::access::IdleTime;
use crate::i18n::Language;
use crate::print::press::Layout;
use crate::theme::Palette;

use super::super::terminal::{Ambiguity, LockAfter};

/// The variable that names the folder of preferences.
const VARIABLE: &str = "ANDON_CONFIG";
const PREFERENCES: &str = "preferences.toml";
const KEYS: &str = "keys.toml";

/// Where preferences and keys lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ConfigFolder(PathBuf);

/// `ANDON_CONFIG`, or the platform's own: `~/.config/andon`, `~/Library/Application Support/andon`, `%APPDATA%\andon\config`.
pub(super) fn config_folder(environment: impl Fn(&str) -> Option<String>) -> Option<ConfigFolder> {
    environment(VARIABLE)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
        .or_else(|| directories::ProjectDirs::from("", "", "andon").map(|own| own.config_dir().to_path_buf()))
        .map(ConfigFolder)
}

impl ConfigFolder {
    #[cfg(test)]
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// The user's own keys, and the tables that are to be laid over the default.
    pub fn keys(&self, preferences: &Preferences) -> OwnKeys {
        let path = self.0.join(KEYS);
        let table = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            read => Some((path, read.map_err(|error| error.to_string()))),
        };
        OwnKeys {
            overlays: (self.preferences(), preferences.keymaps.clone()),
            table,
        }
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    fn preferences(&self) -> PathBuf {
        self.0.join(PREFERENCES)
    }
}

/// The file, field by field; what is not understood is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Preferences {
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ward: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// What people call this laptop, e.g. `5E-1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub station_name: Option<String>,
    /// The desk or ward whose paper was worked on last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// The printer that was used last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printer: Option<String>,
    /// `single`, `two-on-one`: how A5 pages are put on sheets.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheets: Option<String>,
    /// `auto`, `narrow`, `wide`: how wide this terminal draws ● and ─.
    #[serde(skip_serializing_if = "Option::is_none")]
    ambiguous: Option<String>,
    /// `compact`, `vim`: laid over the default keys.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keymaps: Vec<String>,
    /// Minutes without a key after which this laptop locks itself, where that is to be sooner than its ward says.
    #[serde(skip_serializing_if = "Option::is_none")]
    lock_after: Option<u8>,
    /// The same in seconds, where a minute is too long: a laptop in a corridor. It goes before the minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    lock_after_seconds: Option<u16>,
    /// What had been typed into the set-up guide: there is no store yet that could keep it.
    #[serde(skip_serializing_if = "SetUpSoFar::is_empty")]
    pub set_up: SetUpSoFar,
    /// The zone of the hospital of each store, by its folder: the clock shows it before the store is open.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    zones: BTreeMap<String, String>,
}

impl Preferences {
    /// The zone of the hospital whose store is in `folder`, from the last time that it was open.
    pub fn zone(&self, folder: &Path) -> Option<Tz> {
        self.zones.get(&folder.display().to_string())?.parse().ok()
    }

    pub fn take_zone(&mut self, folder: &Path, zone: Tz) {
        self.zones.insert(folder.display().to_string(), zone.name().to_owned());
    }

    /// After how long without a key this laptop locks itself, where it is to differ from its ward.
    pub fn lock_after(&self) -> LockAfter {
        let minutes = self.lock_after.map(|minutes| u64::from(minutes.max(1)) * 60);
        let seconds = self.lock_after_seconds.map(u64::from).or(minutes);
        LockAfter {
            own: seconds.map(IdleTime::nearest),
        }
    }

    pub fn read(folder: Option<&ConfigFolder>) -> Self {
        let text = folder.and_then(|folder| fs::read_to_string(folder.preferences()).ok());
        text.and_then(|text| toml::from_str(&text).ok()).unwrap_or_default()
    }

    /// Beside the old one and then in its place, so that a power cut leaves one of the two.
    pub fn write(&self, folder: &ConfigFolder) -> io::Result<()> {
        let text = toml::to_string(self).map_err(io::Error::other)?;
        fs::create_dir_all(&folder.0)?;
        let path = folder.preferences();
        let beside: &Path = &path.with_extension("toml.new");
        fs::write(beside, text)?;
        fs::rename(beside, path)
    }

    pub fn take(&mut self, preference: Preference) {
        match preference {
            Preference::Language(language) => self.language = Some(language.code().to_owned()),
            Preference::Theme(palette) => self.theme = Some(palette.name().to_owned()),
            Preference::Ward(ward) => self.ward = ward.map(|ward| ward.to_string()),
            Preference::Post(post) => self.post = Some(post.to_string()),
            Preference::Printer(printer) => self.printer = printer,
            Preference::Layout(layout) => self.sheets = Some(layout.name().to_owned()),
            Preference::SetUp(so_far) => self.set_up = so_far,
        }
    }

    pub fn language(&self) -> Option<Language> {
        self.language.as_deref().and_then(Language::parse)
    }

    pub fn layout(&self) -> Layout {
        self.sheets
            .as_deref()
            .and_then(Layout::parse)
            .unwrap_or(Layout::TwoOnOne)
    }

    pub fn palette(&self) -> Option<Palette> {
        self.theme.as_deref().and_then(Palette::parse)
    }

    pub fn ambiguity(&self) -> Option<Ambiguity> {
        self.ambiguous.as_deref().and_then(Ambiguity::parse)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;
    use crate::domain::census::WardCode;

    #[test]
    fn what_is_remembered_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let folder = ConfigFolder::at(folder.path().join("andon"));
        assert_eq!(Preferences::read(Some(&folder)), Preferences::default());
        let mut preferences = Preferences::default();
        preferences.take(Preference::Language(Language::English));
        preferences.take(Preference::Theme(Palette::Light));
        preferences.take(Preference::Ward(Some(WardCode::parse("5E").unwrap())));
        preferences.write(&folder).unwrap();
        let read = Preferences::read(Some(&folder));
        assert_eq!(
            (read.language(), read.palette(), read.ward.as_deref()),
            (Some(Language::English), Some(Palette::Light), Some("5E"))
        );
    }

    /// The shorter of what the laptop and its ward say; two minutes where neither says anything.
    #[test]
    fn a_laptop_locks_itself_when_it_or_its_ward_says() {
        let after = |own: &str, ward: Option<u16>| {
            let preferences: Preferences = toml::from_str(own).unwrap();
            let ward = ward.map(|seconds| IdleTime::seconds(seconds).unwrap());
            preferences.lock_after().on(ward).as_secs()
        };
        assert_eq!(after("", None), 120);
        assert_eq!(after("", Some(300)), 300);
        assert_eq!(after("lock_after = 10", Some(60)), 60);
        assert_eq!(after("lock_after = 3", Some(300)), 180);
        assert_eq!(after("lock_after = 200", None), 1_800);
        assert_eq!(after("lock_after_seconds = 30\nlock_after = 9", None), 30);
        assert_eq!((IdleTime::seconds(4), IdleTime::seconds(1_801)), (None, None));
    }

    #[test]
    fn a_broken_file_costs_its_content_and_not_the_start() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(PREFERENCES), "theme = [").unwrap();
        let read = Preferences::read(Some(&ConfigFolder::at(folder.path())));
        assert_eq!(read, Preferences::default());
    }
}
