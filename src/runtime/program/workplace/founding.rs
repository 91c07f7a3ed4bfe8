//! What the sample and the guide have in common: a store is made, adopts what decides in it, and takes in its patients.

use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::{NoWorkplace, Workplace, drafts};
use crate::app::door::Door;
use crate::app::sentences::Speaker;
use crate::cli;
use crate::domain::access::Asker;
use crate::domain::census::Frame;
use crate::domain::checks::CheckPolicy;
use crate::domain::command::{CensusLine, Command, Request};
use crate::domain::numbers::BlockNumber;
use crate::domain::record::{Station, UserName};
use crate::domain::slips::SlipBook;
use crate::i18n::{Value, Words};
use crate::runtime::init::{AdoptedSlips, Founded, Founding, Setup, fresh_identity};
use crate::runtime::open::{Means, Store};
use crate::runtime::shell;
use crate::settings::{checks, hospital, slips};

/// Whose store it will be.
#[derive(Clone)]
pub(super) struct Begun {
    pub(super) station: Station,
    pub(super) block: Option<BlockNumber>,
    pub(super) user: UserName,
    pub(super) founding: Founding,
}

pub(super) fn begin(
    folder: &Path,
    (frame, book): (Frame, Arc<SlipBook>),
    begun: Begun,
    means: &Means,
    words: &Words,
) -> Result<Founded, NoWorkplace> {
    let store = fresh_identity();
    let version = hospital::version(&frame).map_err(|fault| nothing(words, &fault.to_string()))?;
    let slips_version = slips::version(&book).map_err(|fault| nothing(words, &fault.to_string()))?;
    let setup = Setup {
        store,
        station: begun.station,
        block: begun.block,
        installation: shell::installation(store),
        user: begun.user,
        founding: begun.founding,
        version,
        frame: Arc::new(frame),
        slips: AdoptedSlips {
            version: slips_version,
            book,
        },
    };
    Store::init(folder, setup, means).map_err(|fault| {
        NoWorkplace(lines(&cli::store_fault(
            &shell::fault(fault),
            &folder.display().to_string(),
            words,
        )))
    })
}

/// Adopts the policy of identity checks.
pub(super) fn check_by(store: &Store, asker: &Asker, policy: CheckPolicy, words: &Words) -> Result<(), NoWorkplace> {
    let adopt = checks::adopt(policy).map_err(|fault| nothing(words, &fault.to_string()))?;
    adopted(store, asker, adopt, words)
}

pub(super) fn adopted(store: &Store, asker: &Asker, adopt: Command, words: &Words) -> Result<(), NoWorkplace> {
    let outcome = store.handle().submit(asker.clone(), Request::from(adopt)).wait();
    outcome.map(|_| ()).map_err(|refused| {
        let hospital = store.handle().hospital();
        NoWorkplace(vec![Speaker::new(words, &hospital).refused(&refused)])
    })
}

pub(super) fn import(
    store: &Store,
    asker: &Asker,
    patients: Vec<CensusLine>,
    file: &str,
    words: &Words,
) -> Result<(), NoWorkplace> {
    let request = Request::from(Command::ImportCensus { lines: patients });
    match store.handle().decide(asker.clone(), request) {
        Ok(_) => Ok(()),
        Err(refused) => {
            let hospital = store.handle().hospital();
            Err(NoWorkplace(cli::import_refused(
                &refused,
                file,
                &Speaker::new(words, &hospital),
                words,
            )))
        }
    }
}

impl Workplace {
    /// With whoever founded the store at work in it.
    pub(super) fn founded(
        founded: Founded,
        folder: &Path,
        sample: Option<TempDir>,
        means: &Means,
        words: &Words,
    ) -> Result<Self, NoWorkplace> {
        let Founded { store, recovery } = founded;
        let asker = store.asker().ok_or_else(|| nothing(words, "nobody"))?;
        Ok(Self {
            drafts: drafts(&store, folder, means),
            store,
            asker,
            folder: folder.to_path_buf(),
            station_name: None,
            sample,
            recovery,
        })
    }
}

/// A folder that only this user can read.
pub(super) fn throw_away() -> std::io::Result<TempDir> {
    tempfile::Builder::new().prefix("andon-").tempdir()
}

/// Why nothing was made, where only the machine can say why.
pub(super) fn nothing(words: &Words, why: &str) -> NoWorkplace {
    NoWorkplace(vec![words.fill("opened-nothing", &[("why", Value::from(why))])])
}

pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}
