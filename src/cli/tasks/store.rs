//! Opening the store, and saying why it cannot be.

use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    app::{door::Access, phrase_in_words, sentences::Speaker},
    cli::{
        console::Console,
        exit::Exit,
        machine::{Holder, OpenStore, StoreFault},
    },
    i18n::{Value, Words},
};

use super::{
    Given, Stop,
    caller::{caller, open_for},
};

/// The store of this call, or the complaint and the exit.
pub(super) fn open(given: &Given<'_>, console: &mut Console<'_>) -> Result<Box<dyn OpenStore>, Stop> {
    let caller = caller(given, console)?;
    let bar = Bar::new(console, given.words, "cli-progress-open");
    let opened = open_for(&caller, given, console, &mut |caller| {
        given
            .machine
            .open(given.folder, caller, &mut |done, of| bar.show(done, of))
    });
    drop(bar);
    let store = opened.map_err(|fault| complain(&fault, given, console))?;
    if let Access::ReadOnly(why) = store.door().status().access {
        let hospital = store.door().hospital();
        console.complain(Speaker::new(given.words, &hospital).read_only(&why));
    }
    Ok(store)
}

/// Says why there is no store.
pub(super) fn complain(fault: &StoreFault, given: &Given<'_>, console: &mut Console<'_>) -> Stop {
    console.complain(fault_in_words(fault, &given.folder.display().to_string(), given.words));
    Exit::CouldNotRun.into()
}

/// A register that cannot be read is said once, and the people of the hospital are looked through all the same. How that ends.
pub(super) fn looked_for_register(store: &dyn OpenStore, given: &Given<'_>, console: &mut Console<'_>) -> Exit {
    match store.register() {
        Ok(_) => Exit::Fine,
        Err(fault) => {
            console.complain(fault_in_words(&fault, &given.folder.display().to_string(), given.words));
            Exit::CouldNotRun
        }
    }
}

/// Why there is no store in `folder`, and what to do.
pub fn fault_in_words(fault: &StoreFault, folder: &str, words: &Words) -> String {
    let (key, detail) = match fault {
        StoreFault::NoStore => ("cli-store-none", String::new()),
        StoreFault::StoreThere => ("cli-store-there", String::new()),
        StoreFault::Locked(holder) => ("cli-store-locked", held(holder.as_ref(), words)),
        StoreFault::Newer(format) => ("cli-store-newer", format.to_string()),
        StoreFault::Copy => ("cli-store-copy", String::new()),
        StoreFault::DiskFull { free } => ("cli-store-disk-full", (free / (1024 * 1024)).to_string()),
        StoreFault::NotPermitted => ("cli-store-not-permitted", String::new()),
        StoreFault::Header => ("cli-store-header", String::new()),
        StoreFault::PhraseNeeded => ("cli-store-phrase-needed", String::new()),
        StoreFault::Wrong { left } => ("cli-store-wrong", left.to_string()),
        StoreFault::LockedOut { minutes } => ("cli-store-locked-out", minutes.to_string()),
        StoreFault::CodeNeeded => ("cli-store-code-needed", String::new()),
        StoreFault::WrongCode { left } => ("cli-store-wrong-code", left.to_string()),
        StoreFault::EnvelopeNotNeeded => ("lock-envelope-not-needed", String::new()),
        StoreFault::NotByEnvelope => ("lock-not-by-envelope", String::new()),
        StoreFault::Phrase(fault) => ("cli-store-phrase", phrase_in_words(*fault, words)),
        StoreFault::Register(why) => ("cli-store-register", why.clone()),
        StoreFault::BlockTaken { block } => ("cli-store-block-taken", block.to_string()),
        StoreFault::BlockTooLarge { block, .. } => ("cli-store-block-too-large", block.to_string()),
        StoreFault::Other(why) => ("cli-store-other", why.clone()),
    };
    let most = match fault {
        StoreFault::BlockTooLarge { largest, .. } => largest.to_string(),
        _ => String::new(),
    };
    let filling = [
        ("folder", Value::from(folder)),
        ("detail", Value::from(detail.as_str())),
        ("most", Value::from(most.as_str())),
    ];
    words.fill(key, &filling)
}

fn held(holder: Option<&Holder>, words: &Words) -> String {
    let Some(holder) = holder else {
        return words.say("cli-holder-unknown");
    };
    let process = holder.process.to_string();
    let filling = [
        ("process", Value::from(process.as_str())),
        ("who", Value::from(holder.who.as_str())),
        ("since", Value::from(holder.since.as_str())),
    ];
    let key = if holder.who.is_empty() {
        "cli-holder-nameless"
    } else {
        "cli-holder"
    };
    words.fill(key, &filling)
}

/// How far long work has come; on a terminal only.
pub struct Bar(Option<ProgressBar>);

impl Bar {
    pub fn new(console: &Console<'_>, words: &Words, key: &str) -> Self {
        if !console.is_watched() {
            return Self(None);
        }
        let bar = ProgressBar::new(0).with_message(words.say(key));
        if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}") {
            bar.set_style(style.progress_chars("##-"));
        }
        Self(Some(bar))
    }

    pub fn show(&self, done: u64, of: u64) {
        if let Some(bar) = &self.0 {
            bar.set_length(of);
            bar.set_position(done);
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
