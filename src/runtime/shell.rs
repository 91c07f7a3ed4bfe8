//! The machine as the shell sees it: this clock, this disk, stores that it opens and closes.

use std::{
    io::ErrorKind,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::{Local, TimeZone};

use super::{
    init::{AdoptedSlips, Setup, fresh_identity},
    open::{Means, OpenFault, OpenProgress, Store},
    printing,
    register::RegisterFault,
    renew::{RenewFault, renew},
    writer::Handle,
};
use crate::{
    app::{
        OwnKeys,
        door::{Door, Head},
    },
    cli::{Holder, Machine, NewStore, NotRenewed, OpenStore, Soundness, StoreFault},
    domain::{
        access::Asker,
        identity::RegisterAdopted,
        numbers::BlockNumber,
        record::{Installation, Timestamp},
    },
    journal::{self, Point},
    print::queue::{Papers, PrintSystem},
    search::index::Index,
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
    /// Closed, and its lock given back, when this is dropped.
    _store: Store,
}

impl OpenStore for Opened {
    fn door(&self) -> &dyn Door {
        &self.handle
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

    fn sweep_registers(&self) {
        self.handle.finder().sweep(&self.handle.hospital());
    }
}

fn boxed(store: Store) -> Box<dyn OpenStore> {
    Box::new(Opened {
        handle: store.handle(),
        _store: store,
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

    fn open(&self, folder: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Box<dyn OpenStore>, StoreFault> {
        let opened = Store::open(folder, &self.means, &mut |at| progress(at.records, at.of));
        opened.map(|(store, _)| boxed(store)).map_err(fault)
    }

    fn init(&self, folder: &Path, new: NewStore) -> Result<Box<dyn OpenStore>, StoreFault> {
        let store = fresh_identity();
        let setup = Setup {
            store,
            station: new.station,
            installation: installation(store),
            asker: new.asker,
            version: new.version,
            frame: new.frame,
            block: new.block,
            slips: AdoptedSlips {
                version: new.slips,
                book: new.book,
            },
        };
        Store::init(folder, setup, &self.means).map(boxed).map_err(fault)
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
        asker: &Asker,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<PathBuf, NotRenewed> {
        let mut tell = |at: OpenProgress| progress(at.records, at.of);
        renew(folder, block, asker, &self.means, &mut tell).map_err(|found| match found {
            RenewFault::Open(found) => fault(found).into(),
            RenewFault::Refused(refused) => refused.into(),
            other => StoreFault::Other(other.to_string()).into(),
        })
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

fn head(point: Point) -> Head {
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
        OpenFault::DiskFull { free } => StoreFault::DiskFull { free },
        OpenFault::Journal(journal::OpenFault::HeaderMissing | journal::OpenFault::HeaderDamaged) => StoreFault::Header,
        OpenFault::Journal(journal::OpenFault::Disk(disk)) if is_not_permitted(disk.kind) => StoreFault::NotPermitted,
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
