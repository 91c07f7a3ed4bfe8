//! Who calls, and the pass phrase they bring.

use std::{fs::File, io::Read, path::Path};

use zeroize::Zeroizing;

pub(super) use crate::cli::machine::Caller;
use crate::{
    cli::{console::Console, exit::Exit, faults::of_system, machine::StoreFault},
    domain::{access::PassPhrase, record::UserName},
    i18n::{Value, Words},
};

use super::{Given, Stop};

/// Who stands at a laptop where nobody has given a name: good for a store that is tried out.
const NOBODY: &str = "andon";

/// Whoever the arguments and the environment name, with what their file says.
pub(super) fn caller(given: &Given<'_>, console: &mut Console<'_>) -> Result<Caller, Stop> {
    let user = user(given, console)?;
    let mut read = |file: Option<&Path>| {
        let read = file.map(|file| {
            phrase_of_file(file).map_err(|fault| {
                console.complain(cannot_read(&file.display().to_string(), &fault, given.words));
                Stop::Exit(Exit::CouldNotRun)
            })
        });
        read.transpose()
    };
    let phrase = read(given.phrase_file)?;
    let recovery = read(given.recovery_file)?;
    let code = given.code.map(PassPhrase::new);
    Ok(Caller {
        user,
        phrase,
        code,
        recovery,
    })
}

pub(super) fn user(given: &Given<'_>, console: &mut Console<'_>) -> Result<UserName, Stop> {
    let name = given.user.unwrap_or(NOBODY);
    UserName::parse(name).ok_or_else(|| {
        let shown = crate::exchange::faults::shown(name);
        let told = given
            .words
            .fill("cli-wrong-user", &[("user", Value::from(shown.as_str()))]);
        console.complain(told);
        Exit::CouldNotRun.into()
    })
}

/// Opens with what the caller brought; where that is nothing and a person is there, they are asked.
pub(super) fn open_for<T>(
    caller: &Caller,
    given: &Given<'_>,
    console: &Console<'_>,
    open: &mut dyn FnMut(&Caller) -> Result<T, StoreFault>,
) -> Result<T, StoreFault> {
    match open(caller) {
        Err(StoreFault::PhraseNeeded) if console.is_watched() => {
            let prompt = [("user", Value::from(caller.user.as_str()))];
            let typed = given
                .machine
                .ask_phrase(&given.words.fill("cli-phrase-prompt", &prompt));
            let phrase = Some(typed.ok_or(StoreFault::PhraseNeeded)?);
            let caller = Caller {
                phrase,
                recovery: None,
                ..caller.clone()
            };
            with_code(&caller, given, console, open)
        }
        Err(StoreFault::CodeNeeded) if console.is_watched() => with_code(caller, given, console, open),
        other => other,
    }
}

/// Whoever has a second factor is asked for it; the phrase was right already.
fn with_code<T>(
    caller: &Caller,
    given: &Given<'_>,
    console: &Console<'_>,
    open: &mut dyn FnMut(&Caller) -> Result<T, StoreFault>,
) -> Result<T, StoreFault> {
    match open(caller) {
        Err(StoreFault::CodeNeeded) if console.is_watched() => {
            let typed = given.machine.ask_phrase(&given.words.say("cli-code-prompt"));
            let code = Some(typed.ok_or(StoreFault::CodeNeeded)?);
            open(&Caller { code, ..caller.clone() })
        }
        other => other,
    }
}

/// A person types a new pass phrase, and types it again.
pub(super) fn twice(user: &UserName, given: &Given<'_>, console: &mut Console<'_>) -> Result<PassPhrase, Stop> {
    let filling = [("user", Value::from(user.as_str()))];
    let typed = given.machine.ask_phrase(&given.words.fill("cli-phrase-new", &filling));
    let again = given
        .machine
        .ask_phrase(&given.words.fill("cli-phrase-again", &filling));
    match (typed, again) {
        (Some(typed), Some(again)) if typed == again => Ok(typed),
        (Some(_), Some(_)) => {
            console.complain(given.words.say("cli-phrase-differs"));
            Err(Exit::CouldNotRun.into())
        }
        _ => Err(super::store::complain(&StoreFault::PhraseNeeded, given, console)),
    }
}

/// Why the file of the pass phrase was of no use.
pub fn cannot_read(file: &str, fault: &std::io::Error, words: &Words) -> String {
    let why = of_system(fault, words);
    let filling = [("file", Value::from(file)), ("why", Value::from(why.as_str()))];
    words.fill("cli-cannot-read", &filling)
}

/// A new installation was broken off, and cannot be put in the place of the old one.
pub fn renewal_unfinished(folder: &Path, words: &Words) -> String {
    let folder = folder.display().to_string();
    words.fill("cli-renew-unfinished", &[("folder", Value::from(folder.as_str()))])
}

/// The pass phrase in a file: its first line.
pub fn phrase_of_file(file: &Path) -> std::io::Result<PassPhrase> {
    /// No phrase is longer; whatever is behind it is not read.
    const LONGEST: u64 = 4096;

    let mut text = Zeroizing::new(String::with_capacity(4096));
    File::open(file)?.take(LONGEST).read_to_string(&mut text)?;
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    Ok(PassPhrase::new(line.trim_start_matches('\u{feff}')))
}
