//! Whose keys open this store, and who tries to come in while it is open.

use std::sync::Arc;

use super::Desk;
use crate::{
    app::door::ReadOnly,
    domain::{
        access::{
            Account,
            control::{Control, EnvelopeKey, Way},
            lockout::FAILURES,
        },
        record::UserName,
    },
    journal::{Closed, Journal, Refusal, StoreHeader, files::Files},
    runtime::{
        entrance::{
            EntryFault, FirstPhrase, Knock, Knocked, Porter, Ring, append, envelope, key_for, of_envelope, unnamed,
        },
        writer::outcome,
    },
    vault::{DataKey, Drawn, Randomness, Wrap},
};

/// Commits after which the file beside the journal is written anew, so that the start after a kill has little to read.
const KEPT_EVERY: usize = 5_000;

/// What is needed to open this store for somebody else.
pub(in crate::runtime::writer) struct Locksmith {
    key: DataKey,
    ring: Ring,
    randomness: Arc<dyn Randomness>,
    files: Arc<dyn Files>,
    header: StoreHeader,
    /// Appended and not yet saved.
    pending: usize,
    commits: usize,
}

impl Locksmith {
    pub(in crate::runtime::writer) fn new(
        key: DataKey,
        ring: Ring,
        randomness: Arc<dyn Randomness>,
        files: Arc<dyn Files>,
        header: &StoreHeader,
    ) -> Self {
        Self {
            key,
            ring,
            randomness,
            files,
            header: *header,
            pending: 0,
            commits: 0,
        }
    }

    pub(super) fn has_appended(&self) -> bool {
        self.pending > 0
    }

    fn append(&mut self, journal: &mut Journal, control: Control) -> Result<(), Refusal> {
        append(journal, &self.header, &control)?;
        self.pending += 1;
        self.ring.keyring.take(control);
        Ok(())
    }
}

impl Desk {
    /// Makes the keys that accounts ask for and this store does not have, and drops those of closed accounts. Appended, not
    /// saved. What fails is tried again at the next start.
    pub(super) fn cut_keys(&mut self) {
        if self.shared.is_read_only().is_some() {
            return;
        }
        for control in self.missing_keys() {
            if let Err(refusal) = self.locksmith.append(&mut self.journal, control) {
                if let Refusal::Closed(why) = &refusal {
                    self.lay_down(outcome::read_only(why));
                }
                return;
            }
        }
    }

    fn missing_keys(&self) -> Vec<Control> {
        let Locksmith {
            key, ring, randomness, ..
        } = &self.locksmith;
        let wanted = |account: &&Arc<Account>| account.is_open();
        let mut controls = Vec::new();
        for account in self.working.accounts().filter(wanted) {
            let Some(keys) = account.keys.get() else { continue };
            let have = ring.keyring.person(&account.user);
            if have.is_none_or(|have| have.public != keys.public || have.wrap != keys.wrap) {
                // Sealing fails without randomness only; the next start tries again.
                controls.extend(key_for(&account.user, keys, key, randomness.as_ref()).ok());
            }
        }
        let lost = |user: &UserName| self.working.account(user).is_some_and(|account| !account.is_open());
        let gone = ring.keyring.people().filter(|person| lost(&person.user));
        controls.extend(gone.map(|person| Control::PersonKeyGone(person.user.clone())));
        controls
    }

    /// What was appended is saved.
    pub(super) fn keys_saved(&mut self, commits: usize) {
        let smith = &mut self.locksmith;
        let had_keys = std::mem::take(&mut smith.pending) > 0;
        smith.commits += commits;
        let saved = self.journal.saved();
        smith.ring.point = Some(saved);
        if had_keys {
            self.shared.change_status(|status| status.head = outcome::head(saved));
        }
        if smith.commits >= KEPT_EVERY {
            smith.commits = 0;
            self.keep_ring();
        }
    }

    pub(super) fn keep_ring(&self) {
        if self.shared.is_read_only().is_none() {
            let smith = &self.locksmith;
            smith
                .ring
                .keep(smith.files.as_ref(), self.journal.folder(), &smith.header);
        }
    }

    /// Somebody is about to say a pass phrase.
    pub(super) fn knock(&mut self, user: &UserName, way: Way) -> Result<Knocked, EntryFault> {
        let knocked = Porter::knock(user, way, &self.locksmith.ring, self.shared.clock.as_ref());
        match &knocked {
            Knocked::Try(knock) => self.write_down(knock.attempted())?,
            Knocked::TurnedAway { record, .. } => {
                if let Some(record) = record.clone() {
                    self.write_down(record)?;
                }
            }
        }
        Ok(knocked)
    }

    /// What became of it: how many more may be tried.
    pub(super) fn judged(&mut self, knock: &Knock, is_right: bool) -> Result<usize, EntryFault> {
        if is_right {
            self.write_down(knock.entered(self.shared.clock.as_ref()))?;
        }
        let left = |user| self.locksmith.ring.keyring.left(user, knock.reading());
        // Somebody who is not known is told what somebody who is would be told the first time.
        Ok(knock.user().map_or(FAILURES - 1, left))
    }

    /// Somebody says what lies in an envelope: it is used up before they come in.
    pub(super) fn open_envelope(&mut self, user: &UserName, drawn: &Drawn) -> Result<u32, EntryFault> {
        let clock = Arc::clone(&self.shared.clock);
        let attempt = unnamed(Way::Envelope, None, &self.locksmith.ring, clock.as_ref());
        self.write_down(Control::Attempted(attempt))?;
        let opened = envelope(&self.locksmith.ring, user, drawn);
        let (number, key) = opened.ok_or(EntryFault::Wrong { left: 0 })?;
        if key != self.locksmith.key {
            return Err(EntryFault::Broken);
        }
        self.write_down(Control::EnvelopeUsed(number))?;
        let attempt = unnamed(Way::Envelope, Some(user.clone()), &self.locksmith.ring, clock.as_ref());
        self.write_down(Control::Entered(attempt))?;
        Ok(number)
    }

    /// Seals so many envelopes, for paper.
    pub(super) fn seal_envelopes(&mut self, count: u16) -> Result<Vec<(u32, FirstPhrase)>, EntryFault> {
        let mut sealed = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            let smith = &self.locksmith;
            let number = smith.ring.keyring.next_envelope();
            let drawn = Drawn::fresh(Drawn::CODE, smith.randomness.as_ref())?;
            let wrap = Wrap::of_data(&smith.key, &of_envelope(number), &drawn, smith.randomness.as_ref())?;
            let wrap = wrap.bytes().to_vec();
            self.write_down(Control::EnvelopeKey(EnvelopeKey { number, wrap }))?;
            sealed.push((number, FirstPhrase::new(drawn.reveal().to_owned())));
        }
        Ok(sealed)
    }

    /// Saves one record of the entrance, with everything that waits. A journal that takes nothing any more does not keep
    /// people out: then the attempt is known to this process.
    fn write_down(&mut self, control: Control) -> Result<(), EntryFault> {
        if self.shared.is_read_only().is_some() {
            self.locksmith.ring.keyring.take(control);
            return Ok(());
        }
        let not_written = |refusal: &Refusal| EntryFault::NotWritten(refusal.to_string());
        if let Err(refusal) = self.locksmith.append(&mut self.journal, control) {
            if let Refusal::Closed(why) = &refusal {
                self.lay_down(outcome::read_only(why));
            }
            return Err(not_written(&refusal));
        }
        self.settle();
        match self.shared.is_read_only() {
            None => Ok(()),
            Some(ReadOnly::Ended) => Err(not_written(&Refusal::Closed(Closed::GivenUp))),
            Some(why) => Err(EntryFault::NotWritten(format!("{why:?}"))),
        }
    }
}
