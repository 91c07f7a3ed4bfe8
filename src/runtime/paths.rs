//! Where the store is: named, in the environment, or where the platform keeps such things.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// The variable that names the store.
pub const VARIABLE: &str = "ANDON_DIR";

/// The platform does not say where a user's data lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this system names no folder for a user's data; name one with --dir or {VARIABLE}")]
pub struct NoFolder;

/// The folder of the store: `--dir` before `ANDON_DIR` before the platform's own. `environment` is the value of the
/// variable, `platform` what [`platform_folder`] says; an empty variable is none.
pub fn store_folder(
    named: Option<&Path>,
    environment: Option<OsString>,
    platform: Option<PathBuf>,
) -> Result<PathBuf, NoFolder> {
    named
        .map(Path::to_path_buf)
        .or_else(|| environment.filter(|value| !value.is_empty()).map(PathBuf::from))
        .or(platform)
        .ok_or(NoFolder)
}

/// Where this machine keeps the marks of its stores: never in the folder of a store.
pub fn marks_folder(environment: Option<OsString>, platform: Option<PathBuf>) -> Option<PathBuf> {
    let named = environment.filter(|value| !value.is_empty()).map(PathBuf::from);
    named.or_else(|| platform.map(|folder| folder.with_file_name("andon-machine")))
}

/// `~/.local/share/andon`, `~/Library/Application Support/andon`, `%LOCALAPPDATA%\andon\data`.
pub fn platform_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "andon").map(|folders| folders.data_local_dir().to_path_buf())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    #[test]
    fn the_nearest_word_counts() {
        let platform = || Some(PathBuf::from("/platform"));
        let variable = |value: &str| Some(OsString::from(value));
        let named = Some(Path::new("named"));
        assert_eq!(
            store_folder(named, variable("set"), platform()).unwrap(),
            PathBuf::from("named")
        );
        assert_eq!(
            store_folder(None, variable("set"), platform()).unwrap(),
            PathBuf::from("set")
        );
        assert_eq!(
            store_folder(None, variable(""), platform()).unwrap(),
            PathBuf::from("/platform")
        );
        assert_eq!(
            store_folder(None, None, platform()).unwrap(),
            PathBuf::from("/platform")
        );
        assert_eq!(store_folder(None, None, None), Err(NoFolder));
    }
}
