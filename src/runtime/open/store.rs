//! An open store: its writer, its mirror, who has come in, and the keys that it cuts.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use zeroize::Zeroizing;

use super::{IndexFound, Means, OpenFault, index::of_gaps};
use crate::{
    cli::{SecondKind, SecondPaper},
    domain::{
        access::{Asker, Keys, PassPhrase, Role, second::Second},
        record::{Installation, Station, UserName},
    },
    journal::{Journal, Purpose, StoreHeader, files::Files},
    runtime::{
        entrance::{self, CameInBy, Entered, FirstPhrase, KeysFault},
        mark::{Mark, Standing},
        mirror::{Mirroring, Patience},
        register::Finder,
        writer::{self, Handle, Start, Writer, read_only},
    },
    store::{Ready, Replayed},
    vault::{Authenticator, Drawn, NoRandomness, Randomness, Seal},
};

/// An open store. Dropping it, or [`Store::close`], lets the writer finish what was handed in, and gives the lock back.
#[derive(Debug)]
pub struct Store {
    pub(super) handle: Handle,
    writer: Writer,
    mirroring: Mutex<Option<Mirroring>>,
    files: Arc<dyn Files>,
    folder: PathBuf,
    purpose: Purpose,
    pub(super) user: Option<UserName>,
    pub(super) way: CameInBy,
    randomness: Arc<dyn Randomness>,
    seal: Arc<dyn Seal>,
}

impl Store {
    /// Sets the writer on what was opened.
    #[allow(clippy::too_many_arguments, reason = "everything that was opened, once")]
    pub(super) fn start(
        journal: Journal,
        ready: Ready,
        replayed: Replayed,
        index: &IndexFound,
        header: StoreHeader,
        ((standing, mark), finder): ((Standing, Option<Mark>), Finder),
        means: &Means,
        entered: Entered,
    ) -> Result<Self, OpenFault> {
        let whose = Station::new(header.station).zip(Installation::new(header.installation));
        let StoreHeader {
            station, installation, ..
        } = header;
        let seal = means.seal(&entered.key);
        let start = Start {
            read_only: journal.closed().map(read_only).or_else(|| of_gaps(ready.gaps)),
            journal,
            ready,
            replayed,
            clock: Arc::clone(&means.clock),
            permissions: Arc::clone(&means.permissions),
            files: Arc::clone(&means.files),
            randomness: Arc::clone(&means.randomness),
            key: entered.key,
            ring: entered.ring,
            standing,
            mark,
            finder,
            whose: whose.ok_or(OpenFault::Identity { station, installation })?,
            without_index: match index {
                IndexFound::Without(fault) => Some(fault.clone()),
                IndexFound::Used | IndexFound::Rebuilt(_) => None,
            },
        };
        let folder = start.journal.folder().to_owned();
        let (handle, writer) = writer::start(start).map_err(|error| OpenFault::NoThread(error.to_string()))?;
        Ok(Self {
            handle,
            writer,
            mirroring: Mutex::default(),
            files: Arc::clone(&means.files),
            folder,
            purpose: header.purpose,
            user: entered.user,
            way: entered.way,
            randomness: Arc::clone(&means.randomness),
            seal,
        })
    }

    /// The door of the store, for any thread.
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }

    /// From now on what is saved is copied to the mirror that was chosen, if there is one: see [`crate::runtime::mirror`].
    pub fn mirror(&self) {
        self.mirror_with(Patience::STANDARD);
    }

    /// The same for whoever cannot wait so long.
    pub fn mirror_with(&self, patience: Patience) {
        let mut mirroring = self.mirroring.lock().unwrap_or_else(PoisonError::into_inner);
        if mirroring.is_none() {
            let started = Mirroring::start(Arc::clone(&self.files), self.folder.clone(), self.handle(), patience);
            if let Err(error) = &started {
                tracing::error!(%error, "no thread for the mirror");
            }
            *mirroring = started.ok();
        }
    }

    /// The writer first: what it saves last is copied as well.
    fn end(&mut self) {
        self.writer.end();
        let mirroring = self.mirroring.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut mirroring) = mirroring {
            mirroring.end();
        }
    }

    /// Keys closed by a person's own pass phrase, if it is good enough. Slow, on purpose.
    pub fn own_keys(&self, user: &UserName, phrase: &PassPhrase) -> Result<Keys, KeysFault> {
        entrance::own_keys(user, phrase, entrance::floor(self.purpose), self.randomness.as_ref())
    }

    /// Keys closed by a phrase that is drawn, with that phrase for paper.
    pub fn first_keys(&self, user: &UserName) -> Result<(Keys, FirstPhrase), KeysFault> {
        entrance::first_keys(user, self.randomness.as_ref())
    }

    /// A second factor for somebody, and what of it goes on paper: always printed codes, for the day when the authenticator or
    /// the clock of a laptop fails.
    pub fn second_factor(&self, user: &UserName, kind: SecondKind) -> Result<(Second, SecondPaper), NoRandomness> {
        const PRINTED: usize = 10;
        let randomness = self.randomness.as_ref();
        let secret = match kind {
            SecondKind::Authenticator => Some(Authenticator::draw(randomness)?),
            SecondKind::Codes => None,
        };
        let drawn: Vec<Drawn> = (0..PRINTED)
            .map(|_| Drawn::fresh(Drawn::SECOND, randomness))
            .collect::<Result<_, _>>()?;
        let paper = SecondPaper {
            secret: secret
                .as_deref()
                .and_then(Authenticator::of)
                .map(|shows| Zeroizing::new(shows.base32())),
            codes: drawn
                .iter()
                .map(|code| Zeroizing::new(code.reveal().to_owned()))
                .collect(),
        };
        let codes = drawn.iter().map(|code| code.hash(user.as_str())).collect();
        Ok((Second { secret, codes }, paper))
    }

    /// What small files beside the journal are sealed with: drafts.
    pub fn seal(&self) -> Arc<dyn Seal> {
        Arc::clone(&self.seal)
    }

    /// What this store is for.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Who has come in, and what they are here. Of a store that is being founded, whoever may make accounts; of one that is
    /// tried out, whoever may everything; with the recovery sheet, nobody's name and what lets people in again.
    pub fn asker(&self) -> Option<Asker> {
        use crate::app::door::Door;
        if self.way == CameInBy::Recovery {
            return Some(entrance::of_the_sheet());
        }
        let user = self.user.clone()?;
        if matches!(self.way, CameInBy::Envelope(_)) {
            let role = Role::Envelope;
            return Some(Asker { user, role });
        }
        let hospital = self.handle.hospital();
        let account = hospital.account(&user).and_then(|account| account.role());
        let role = match (account, self.purpose) {
            (Some(role), _) => role,
            (None, Purpose::Trial) => Role::Trial,
            (None, Purpose::Real) => Role::Administrator,
        };
        Some(Asker { user, role })
    }

    /// Saves what was handed in, brings the index up to date, and gives the lock back.
    pub fn close(mut self) {
        self.end();
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.end();
    }
}
