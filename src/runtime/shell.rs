//! The machine as the shell sees it: this clock, this disk, stores that it opens and closes.

use std::{
    io::ErrorKind,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::{Local, TimeZone};
use zeroize::Zeroizing;

use super::{
    copies,
    copy_notes::{self, CopyNote},
    entrance::{Entry, EntryFault, KeysFault},
    init::{self, AdoptedSlips, Founded, Setup, fresh_identity},
    open::{Means, OpenFault, OpenProgress, Store},
    printing,
    proof::prove,
    register::{self, RegisterFault},
    renew::{RenewFault, renew},
    writer::{Handle, RecoveryFault},
};
use crate::{
    app::{
        OwnKeys,
        door::{Door, Head, Mirror},
    },
    cli::{
        Caller, Copied, Founding, Holder, Machine, MadeStore, NewStore, NotRenewed, OpenStore, Proven, Reach,
        SecondKind, SecondPaper, Soundness, StoreFault,
    },
    copying::NotCopied,
    domain::{
        access::{
            Asker, Deed, Keys, PassPhrase, Role,
            control::Control,
            second::Second,
            trail::{self, Copying, Trace, TrailLine},
        },
        identity::RegisterAdopted,
        numbers::BlockNumber,
        record::{Installation, Timestamp, UserName},
        refusal::Refusal,
        state::Hospital,
        text::{REMARK, Text},
    },
    journal::{self, Class, Point},
    print::queue::{Papers, PrintSystem},
    search::index::Index,
    store::Past,
};

/// This machine. `who` is told to whoever finds a store locked.
#[derive(Debug, Clone)]
pub struct ThisMachine {
    means: Means,
}

impl ThisMachine {
    pub fn new(who: String) -> Self {
        Self {
            means: Means::machine(who),
        }
    }
}

/// An open store and the way into it.
struct Opened {
    handle: Handle,
    asker: Asker,
    /// What was found wrong with the journal when it was opened: an end that the index remembers, for one.
    faults: Vec<String>,
    /// Closed, and its lock given back, when this is dropped.
    store: Store,
}

impl OpenStore for Opened {
    fn door(&self) -> &dyn Door {
        &self.handle
    }

    fn asker(&self) -> Asker {
        self.asker.clone()
    }

    fn trail(&self, reach: Reach, each: &mut dyn FnMut(TrailLine)) -> u64 {
        let station = self.handle.status().station;
        let mut hospital = Hospital::clone(&self.handle.hospital());
        let mut unread = 0;
        if reach == Reach::Everybody {
            let archive = self.handle.archive();
            let back = archive.bring_back(&mut hospital, &archive.everybody());
            unread += u64::from(back.is_err());
        }
        for stored in self.handle.archive().past().reader().scan() {
            let Ok(stored) = stored else {
                unread += 1;
                continue;
            };
            let record = stored.number().0;
            if stored.class == Class::Control {
                let control = Control::read(stored.label.kind, &stored.payload).ok();
                let line = control.and_then(|control| trail::of_control(&control, station, record));
                line.into_iter().for_each(&mut *each);
            } else if let Some(commit) = Past::understand(&stored) {
                trail::of_commit(&commit, record, &hospital)
                    .into_iter()
                    .for_each(&mut *each);
            } else {
                unread += 1;
            }
        }
        unread
    }

    fn may(&self, deed: Deed) -> Result<(), Refusal> {
        self.handle.may(&self.asker, deed)
    }

    fn seal_envelopes(&self, count: u16) -> Result<Vec<(u32, Zeroizing<String>)>, StoreFault> {
        let sealed = self.handle.seal_envelopes(count);
        let sealed = sealed.map_err(|fault| StoreFault::Other(fault.to_string()))?;
        let first = sealed.first().map_or(0, |(number, _)| *number);
        let count = u32::from(count);
        self.handle
            .note(&self.asker, vec![Trace::SealedEnvelopes { first, count }]);
        Ok(sealed)
    }

    fn renew_recovery(&self) -> Result<Result<Zeroizing<String>, Refusal>, StoreFault> {
        match self.handle.renew_recovery(&self.asker) {
            Ok(drawn) => Ok(Ok(drawn)),
            Err(RecoveryFault::Refused(refusal)) => Ok(Err(refusal)),
            Err(RecoveryFault::Entry(fault)) => Err(StoreFault::Other(fault.to_string())),
        }
    }

    fn note(&self, traces: Vec<Trace>) {
        self.handle.note(&self.asker, traces);
    }

    fn note_now(&self, trace: Trace) -> bool {
        self.handle.note_now(self.asker.clone(), trace, None)
    }

    fn prove(&self, each: &mut dyn FnMut(u64)) -> Proven {
        let status = self.handle.status();
        let whose = (status.station, status.installation);
        let proof = prove(self.handle.archive().past().reader(), whose, each);
        let mut faults = self.faults.clone();
        faults.extend(proof.faults.iter().map(ToString::to_string));
        let register = self.handle.finder().register(&self.handle.hospital());
        let register = register.unwrap_or_else(|fault| {
            faults.push(format!("{}: {fault}", register::FOLDER));
            None
        });
        Proven {
            commits: proof.commits,
            anchors: proof.anchors,
            register: register.map(|index| index.len() as u64),
            faults,
        }
    }

    fn own_keys(&self, user: &UserName, phrase: &PassPhrase) -> Result<Keys, StoreFault> {
        self.store.own_keys(user, phrase).map_err(no_keys)
    }

    fn first_keys(&self, user: &UserName) -> Result<(Keys, Zeroizing<String>), StoreFault> {
        self.store.first_keys(user).map_err(no_keys)
    }

    fn second_factor(&self, user: &UserName, kind: SecondKind) -> Result<(Second, SecondPaper), StoreFault> {
        let drawn = self.store.second_factor(user, kind);
        drawn.map_err(|fault| StoreFault::Other(fault.to_string()))
    }

    fn register(&self) -> Result<Option<Arc<Index>>, StoreFault> {
        self.handle
            .finder()
            .register(&self.handle.hospital())
            .map_err(of_register)
    }

    fn keep_register(&self, index: &Index) -> Result<RegisterAdopted, StoreFault> {
        self.handle.finder().keep(index).map_err(of_register)
    }

    fn keep_mirrored(&self) {
        self.store.mirror();
    }

    fn sweep_registers(&self) {
        self.handle.finder().sweep(&self.handle.hospital());
    }
}

fn boxed(store: Store, faults: Vec<String>, caller: &UserName) -> Box<dyn OpenStore> {
    // Whoever has come in is known; a store that is being made in the name of nobody is read.
    let asker = store.asker().unwrap_or_else(|| Asker {
        user: caller.clone(),
        role: Role::Reader,
    });
    Box::new(Opened {
        handle: store.handle(),
        asker,
        faults,
        store,
    })
}

impl Machine for ThisMachine {
    fn now(&self) -> Timestamp {
        self.means.clock.now()
    }

    fn thread_time(&self) -> std::time::Duration {
        super::clock::thread_time()
    }

    fn own_keys(&self) -> OwnKeys {
        super::program::own_keys(|name| std::env::var(name).ok())
    }

    fn open(
        &self,
        folder: &Path,
        caller: &Caller,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Box<dyn OpenStore>, StoreFault> {
        let entry = entry(caller);
        let opened = Store::open(folder, &self.means, &entry, &mut |at| progress(at.records, at.of));
        opened
            .map(|(store, opened)| {
                let faults = opened.faults.iter().map(ToString::to_string).collect();
                boxed(store, faults, &caller.user)
            })
            .map_err(fault)
    }

    fn ask_phrase(&self, prompt: &str) -> Option<PassPhrase> {
        rpassword::prompt_password(prompt).ok().map(PassPhrase::new)
    }

    fn init(&self, folder: &Path, new: NewStore) -> Result<MadeStore, StoreFault> {
        let store = fresh_identity();
        let setup = Setup {
            store,
            station: new.station,
            installation: installation(store),
            user: new.user.clone(),
            founding: match new.founding {
                Founding::Trial => init::Founding::Trial,
                Founding::Real { name, phrase } => init::Founding::Real { name, phrase },
            },
            version: new.version,
            frame: new.frame,
            block: new.block,
            slips: AdoptedSlips {
                version: new.slips,
                book: new.book,
            },
        };
        let Founded { store, recovery } = Store::init(folder, setup, &self.means).map_err(fault)?;
        let store = boxed(store, Vec::new(), &new.user);
        Ok(MadeStore { store, recovery })
    }

    fn print_system(&self) -> Box<dyn PrintSystem> {
        Box::new(printing::Cups::default())
    }

    fn papers(&self, folder: &Path) -> Box<dyn Papers> {
        Box::new(printing::folder::PaperFolder::new(folder))
    }

    fn renew(
        &self,
        folder: &Path,
        block: BlockNumber,
        caller: &Caller,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<PathBuf, NotRenewed> {
        let mut tell = |at: OpenProgress| progress(at.records, at.of);
        renew(folder, block, &entry(caller), &self.means, &mut tell).map_err(|found| match found {
            RenewFault::Open(found) => fault(found).into(),
            RenewFault::Refused(refused) => refused.into(),
            other => StoreFault::Other(other.to_string()).into(),
        })
    }

    fn back_up(
        &self,
        folder: &Path,
        to: &Path,
        set_out: &mut dyn FnMut(),
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Copied, NotCopied> {
        copies::back_up(folder, to, &self.means, set_out, progress)
    }

    fn restore(&self, from: &Path, folder: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Copied, NotCopied> {
        copies::restore(from, folder, &self.means, progress)
    }

    fn choose_mirror(
        &self,
        folder: &Path,
        to: &Path,
        set_out: &mut dyn FnMut(),
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Option<Copied>, NotCopied> {
        copies::choose(folder, to, &self.means, set_out, progress)
    }

    fn forget_mirror(&self, folder: &Path) -> Result<(), NotCopied> {
        copies::forget(folder, &self.means)
    }

    fn leave_note(&self, folder: &Path, what: Copying, to: Option<Text>) -> bool {
        let note = CopyNote {
            at: self.means.clock.now(),
            what,
            folder: to,
            account: Text::cut(&self.means.who, REMARK),
        };
        copy_notes::leave(self.means.files.as_ref(), folder, &note).is_ok()
    }

    fn mirror(&self, folder: &Path) -> Result<Option<(PathBuf, Mirror)>, NotCopied> {
        copies::compare(folder, &self.means)
    }

    fn verify(&self, folder: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Soundness, StoreFault> {
        let mut tell = |at: journal::Progress| {
            progress(at.bytes, at.of);
            ControlFlow::Continue(())
        };
        let verdict = journal::verify(&self.means.files, folder, None, &mut tell)
            .map_err(|found| fault(OpenFault::from(found)))?;
        let mut damage: Vec<String> = verdict.faults.iter().map(ToString::to_string).collect();
        let listed = u64::try_from(damage.len()).unwrap_or(u64::MAX);
        if verdict.fault_count > listed {
            damage.push(format!("+{}", verdict.fault_count - listed));
        }
        Ok(Soundness {
            is_copy: journal::is_copy(self.means.files.as_ref(), folder),
            records: verdict.records,
            bytes: verdict.bytes,
            head: head(verdict.head).to_string(),
            torn: verdict.unfinished.is_some(),
            damage,
        })
    }
}

/// The number of this life of a station. A laptop that is set up anew must not issue the numbers of its former life, and
/// the former life may be gone with its disk; so the number is drawn, not counted.
pub(super) fn installation(store: [u8; 16]) -> Installation {
    let [low, high, ..] = store;
    Installation::new(u16::from_le_bytes([low, high])).unwrap_or(Installation::FIRST)
}

fn no_keys(fault: KeysFault) -> StoreFault {
    match fault {
        KeysFault::Phrase(fault) => StoreFault::Phrase(fault),
        KeysFault::Seal(fault) => StoreFault::Other(fault.to_string()),
    }
}

/// The way in for whoever calls.
pub(super) fn entry(caller: &Caller) -> Entry {
    let user = caller.user.clone();
    match (&caller.recovery, &caller.phrase) {
        (Some(sheet), _) => Entry::Recovery(sheet.clone()),
        (None, Some(phrase)) => Entry::Person {
            user,
            phrase: phrase.clone(),
            code: caller.code.clone(),
        },
        (None, None) => Entry::Trial(user),
    }
}

pub(super) fn head(point: Point) -> Head {
    Head {
        number: point.number.0,
        hash: point.hash.0,
    }
}

pub(super) fn fault(fault: OpenFault) -> StoreFault {
    match fault {
        OpenFault::NoStore => StoreFault::NoStore,
        OpenFault::StoreThere => StoreFault::StoreThere,
        OpenFault::Locked(holder) => StoreFault::Locked(holder.map(|holder| Holder {
            process: holder.process,
            who: holder.who,
            since: local(holder.since),
        })),
        OpenFault::Newer(format) => StoreFault::Newer(format),
        OpenFault::Journal(journal::OpenFault::Copy) => StoreFault::Copy,
        OpenFault::Phrase(fault) => StoreFault::Phrase(fault),
        OpenFault::Entry(EntryFault::PhraseNeeded) => StoreFault::PhraseNeeded,
        OpenFault::Entry(EntryFault::Wrong { left }) => StoreFault::Wrong { left },
        OpenFault::Entry(EntryFault::CodeNeeded) => StoreFault::CodeNeeded,
        OpenFault::Entry(EntryFault::WrongCode { left }) => StoreFault::WrongCode { left },
        OpenFault::Entry(EntryFault::EnvelopeNotNeeded) => StoreFault::EnvelopeNotNeeded,
        OpenFault::Entry(EntryFault::NotByEnvelope) => StoreFault::NotByEnvelope,
        OpenFault::Entry(EntryFault::Locked { seconds }) => StoreFault::LockedOut {
            minutes: seconds.div_ceil(60),
        },
        OpenFault::DiskFull { free } => StoreFault::DiskFull { free },
        OpenFault::Journal(journal::OpenFault::HeaderMissing | journal::OpenFault::HeaderDamaged) => StoreFault::Header,
        OpenFault::Journal(journal::OpenFault::Disk(disk)) if is_not_permitted(disk.kind) => StoreFault::NotPermitted,
        OpenFault::BlockTooLarge { block, largest } => StoreFault::BlockTooLarge {
            block: block.number(),
            largest,
        },
        OpenFault::BlockTaken { block, .. } => StoreFault::BlockTaken { block: block.number() },
        other => StoreFault::Other(other.to_string()),
    }
}

fn of_register(fault: RegisterFault) -> StoreFault {
    match fault {
        RegisterFault::Disk(error) if is_not_permitted(error.kind()) => StoreFault::NotPermitted,
        RegisterFault::Disk(error) if error.kind() == ErrorKind::StorageFull => StoreFault::DiskFull { free: 0 },
        other => StoreFault::Register(other.to_string()),
    }
}

fn is_not_permitted(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

fn local(millis: i64) -> String {
    match Local.timestamp_millis_opt(millis).earliest() {
        Some(time) => time.format("%Y-%m-%d %H:%M").to_string(),
        None => millis.to_string(),
    }
}
