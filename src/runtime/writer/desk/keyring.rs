//! Whose keys open this store, and who tries to come in while it is open.

use std::sync::Arc;

use super::Desk;
use crate::{
    app::door::{NotSaved, ReadOnly, Refused},
    domain::{
        access::{
            Account, Asker, PassPhrase, Role,
            control::{Control, EnvelopeKey, GlassSeen, Way},
            decide::AccountCommand,
            glass::{self, GlassReason},
            lockout::{Admission, FAILURES},
            second::{Second, Used},
        },
        command::{Command, Request},
        record::UserName,
        text::{REMARK, Text},
    },
    journal::{Closed, Journal, Refusal, StoreHeader, files::Files},
    runtime::{
        entrance::{
            Code, EntryFault, FirstPhrase, Knock, Knocked, Porter, Ring, append, envelope, founding, is_readable,
            key_for, of_envelope, unnamed,
        },
        writer::outcome,
    },
    vault::{Authenticator, DataKey, Drawn, Randomness, Wrap},
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
        self.ring.take(control);
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
        controls.extend(self.unseen_glass());
        controls
    }

    /// Broken glass that this machine has not noted yet, by the time that it runs.
    fn unseen_glass(&self) -> impl Iterator<Item = Control> {
        let (keyring, clock) = (&self.locksmith.ring.keyring, self.shared.clock.as_ref());
        let (now, reading) = (clock.now(), keyring.reading().at(clock.uptime()));
        let broken = self
            .working
            .accounts()
            .filter_map(move |account| account.glass(now, &[]));
        let events = broken.map(|glass| glass.said.order.event);
        let new = events.filter(|event| !keyring.has_seen(*event));
        new.map(move |event| Control::GlassSeen(GlassSeen { event, reading }))
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
            self.keep_ring();
        }
        if had_keys {
            self.tell_of_glass();
        }
    }

    /// Writes the file beside the journal, if the next start would have much to read without it.
    pub(super) fn keep_ring(&mut self) {
        let smith = &mut self.locksmith;
        let is_worth_it = smith.ring.is_behind() || smith.commits >= KEPT_EVERY / 10;
        if is_worth_it && self.shared.is_read_only().is_none() {
            smith.commits = 0;
            smith.ring.keep(&mut self.journal, smith.files.as_ref(), &smith.header);
            let head = outcome::head(self.journal.saved());
            self.shared.change_status(|status| status.head = head);
        }
    }

    /// Whoever answers questions knows how long glass has been broken.
    pub(super) fn tell_of_glass(&self) {
        let keyring = &self.locksmith.ring.keyring;
        self.shared.glass.store(Arc::new(keyring.glass()));
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
    pub(super) fn judged(&mut self, knock: &Knock, is_right: bool, code: &Code) -> Result<usize, EntryFault> {
        if is_right {
            // Before it is written down that they came in: whoever knows the phrase does not guess the code for ever.
            if let (Some(user), Code::Asked(code)) = (knock.user().cloned(), code) {
                self.second(&user, code.as_ref(), knock)?;
            }
            self.write_down(knock.entered(self.shared.clock.as_ref()))?;
        }
        let left = |user| self.locksmith.ring.left(user, knock.reading());
        // Somebody who is not known is told what somebody who is would be told the first time.
        Ok(knock.user().map_or(FAILURES - 1, left))
    }

    /// The second factor of whoever has one. It is used up before they are in; a store that takes nothing lets people read.
    fn second(&mut self, user: &UserName, code: Option<&PassPhrase>, knock: &Knock) -> Result<(), EntryFault> {
        let Some(account) = self.working.account(user).cloned() else {
            return Ok(());
        };
        let Some(second) = account.second() else { return Ok(()) };
        let code = code.filter(|code| !code.is_empty()).ok_or(EntryFault::CodeNeeded)?;
        let left = self.locksmith.ring.left(user, knock.reading());
        let wrong = EntryFault::WrongCode { left };
        let used = self.matching(&account, second, code).ok_or(wrong.clone())?;
        let asker = Asker {
            user: user.clone(),
            role: account.role().unwrap_or(Role::Reader),
        };
        let request = Request::from(Command::Account(AccountCommand::UseSecond(used)));
        match self.submit_for_the_house(&asker, &request) {
            Ok(_) | Err(Refused::NotSaved(NotSaved::ReadOnly(_) | NotSaved::DiskFull { .. })) => Ok(()),
            Err(_) => Err(wrong),
        }
    }

    /// What of a second factor this is, if it is good.
    fn matching(&self, account: &Account, second: &Second, code: &PassPhrase) -> Option<Used> {
        let seconds = self.shared.clock.millis() / 1000;
        let authenticator = second.secret.as_deref().and_then(Authenticator::of);
        let shown = authenticator.and_then(|shows| shows.step_of(code.reveal(), seconds, account.used_step));
        if let Some(step) = shown {
            return Some(Used::Step(step));
        }
        let printed = Drawn::parse(code.reveal(), Drawn::SECOND).ok()?;
        let hash = printed.hash(account.user.as_str());
        let used = Used::Code(hash);
        (second.codes.contains(&hash) && !account.is_used(used)).then_some(used)
    }

    /// Somebody says what lies in an envelope: it is used up before they come in.
    pub(super) fn open_envelope(&mut self, user: &UserName, drawn: &Drawn) -> Result<u32, EntryFault> {
        let clock = Arc::clone(&self.shared.clock);
        let attempt = unnamed(Way::Envelope, None, &self.locksmith.ring, clock.as_ref());
        self.write_down(Control::Attempted(attempt))?;
        let (number, key) = envelope(&self.locksmith.ring, user, drawn, clock.as_ref())?;
        if key != self.locksmith.key {
            return Err(EntryFault::Broken);
        }
        self.use_envelope(user, number)?;
        Ok(number)
    }

    /// Uses an envelope up: it, that somebody came in, and the glass that they break by it, in one fdatasync. What cannot be
    /// done to the end is not begun.
    pub(super) fn use_envelope(&mut self, user: &UserName, number: u32) -> Result<(), EntryFault> {
        let account = self.working.account(user).filter(|account| account.is_open());
        let role = account.and_then(|account| account.role());
        let role = role.ok_or(EntryFault::Wrong { left: 0 })?;
        if !glass::is_for(role) {
            return Err(EntryFault::NotByEnvelope);
        }
        let asker = Asker {
            user: user.clone(),
            role: Role::Envelope,
        };
        let request = Request::from(Command::Account(AccountCommand::BreakGlass {
            reason: GlassReason::LockedOut,
            words: Text::parse(&format!("#{number}"), REMARK).ok(),
        }));
        let not_written = |why: &dyn std::fmt::Display| EntryFault::NotWritten(why.to_string());
        if let Some(why) = self.shared.is_read_only() {
            return Err(not_written(&why));
        }
        let attempt = unnamed(
            Way::Envelope,
            Some(user.clone()),
            &self.locksmith.ring,
            self.shared.clock.as_ref(),
        );
        self.submit_for_the_house(&asker, &request)
            .map_err(|refused| not_written(&refused))?;
        for control in [Control::EnvelopeUsed(number), Control::Entered(attempt)] {
            if let Err(refusal) = self.locksmith.append(&mut self.journal, control) {
                // The glass without the envelope must not be.
                let refusal = match refusal {
                    closed @ Refusal::Closed(_) => closed,
                    _ => self.journal.give_up(),
                };
                if let Refusal::Closed(why) = &refusal {
                    self.lay_down(outcome::read_only(why));
                }
                self.settle();
                return Err(not_written(&refusal));
            }
        }
        if self.settle().is_saved() {
            Ok(())
        } else {
            Err(not_written(&Refusal::Closed(Closed::GivenUp)))
        }
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
            self.strictly(Control::EnvelopeKey(EnvelopeKey { number, wrap }))?;
            sealed.push((number, FirstPhrase::new(drawn.reveal().to_owned())));
        }
        Ok(sealed)
    }

    /// Draws another recovery key: from now on the sheet with the one before lets nobody in.
    pub(super) fn renew_recovery(&mut self) -> Result<FirstPhrase, EntryFault> {
        let (drawn, control) = founding(&self.locksmith.key, self.locksmith.randomness.as_ref())?;
        self.strictly(control)?;
        Ok(FirstPhrase::new(drawn.reveal().to_owned()))
    }

    /// Whose account is locked at this laptop, and for how many milliseconds more.
    pub(super) fn who_is_locked(&self) -> Vec<(UserName, u64)> {
        let (ring, uptime) = (&self.locksmith.ring, self.shared.clock.uptime());
        let reading = ring.keyring.reading().at(uptime);
        let people = ring.keyring.people().map(|person| &person.user);
        let locked = people.filter_map(|user| match ring.admission(user, reading, uptime) {
            Admission::Locked { for_millis } => Some((user.clone(), for_millis)),
            Admission::May => None,
        });
        locked.collect()
    }

    /// Saves one record of the entrance, with everything that waits. A journal that takes nothing any more and a full disk do
    /// not keep people out: then the machine remembers the attempt, or at least this process.
    fn write_down(&mut self, control: Control) -> Result<(), EntryFault> {
        if self.shared.is_read_only().is_some() {
            self.locksmith.ring.take(control);
            return Ok(());
        }
        let not_written = |refusal: &Refusal| EntryFault::NotWritten(refusal.to_string());
        if let Err(refusal) = self.locksmith.append(&mut self.journal, control.clone()) {
            if is_readable(&refusal) {
                self.locksmith.ring.take(control);
                return Ok(());
            }
            if let Refusal::Closed(why) = &refusal {
                self.lay_down(outcome::read_only(why));
            }
            return Err(not_written(&refusal));
        }
        self.is_settled()
    }

    /// The same of what must be in the journal or not be at all.
    fn strictly(&mut self, control: Control) -> Result<(), EntryFault> {
        if let Err(refusal) = self.locksmith.append(&mut self.journal, control) {
            // A journal that takes nothing any more is told at once, not with the next key.
            if let Refusal::Closed(why) = &refusal {
                self.lay_down(outcome::read_only(why));
            }
            return Err(EntryFault::NotWritten(refusal.to_string()));
        }
        self.is_settled()
    }

    fn is_settled(&mut self) -> Result<(), EntryFault> {
        let not_written = |refusal: &Refusal| EntryFault::NotWritten(refusal.to_string());
        self.settle();
        match self.shared.is_read_only() {
            None => Ok(()),
            Some(ReadOnly::Ended) => Err(not_written(&Refusal::Closed(Closed::GivenUp))),
            Some(why) => Err(EntryFault::NotWritten(format!("{why:?}"))),
        }
    }
}
