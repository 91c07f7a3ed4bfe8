//! The room left on the disk, and the reserve that is given up for the last records.

use std::{io, sync::Arc};

use super::{
    fault::{DiskFault, Refusal},
    files::{Files, How},
    layout::{Layout, Names},
};

/// How much room is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    Plenty {
        free: u64,
    },
    /// Warn: it will not last.
    Low {
        free: u64,
        reserve: Reserve,
    },
    /// Nothing is accepted any more.
    Full {
        free: u64,
    },
}

/// The file that is given up when the disk is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserve {
    Held,
    GivenUp,
}

/// Watches the room and holds the reserve.
#[derive(Debug)]
pub(super) struct Room {
    files: Arc<dyn Files>,
    names: Names,
    layout: Layout,
    reserve: Reserve,
    /// Commits that go into blocks that are there already, before the disk is asked again.
    unasked: u32,
}

/// Asking the disk costs more than folding a commit. With twice the room that a warning needs, it is asked at every 64th.
const UNASKED: u32 = 63;

impl Room {
    /// Takes the reserve if it is there already, or if there is plenty of room for it.
    pub(super) fn new(files: Arc<dyn Files>, names: Names, layout: Layout) -> Self {
        let mut room = Self {
            files,
            names,
            layout,
            reserve: Reserve::GivenUp,
            unasked: 0,
        };
        room.reserve = room.take_reserve().unwrap_or(Reserve::GivenUp);
        room
    }

    pub(super) fn free(&self) -> Result<u64, DiskFault> {
        let folder = self.names.store();
        self.files
            .free_space(folder)
            .map_err(|error| DiskFault::new("ask for free space in", folder, &error))
    }

    pub(super) fn space(&self) -> Result<Space, DiskFault> {
        let free = self.free()?;
        Ok(match self.reserve {
            Reserve::GivenUp if free < self.layout.refuse_below => Space::Full { free },
            reserve if free < self.layout.warn_below => Space::Low { free, reserve },
            Reserve::GivenUp => Space::Low {
                free,
                reserve: Reserve::GivenUp,
            },
            Reserve::Held => Space::Plenty { free },
        })
    }

    /// Whether a commit is taken: it needs no new block, but a full disk takes none.
    pub(super) fn admit(&mut self) -> Result<(), Refusal> {
        if let Some(left) = self.unasked.checked_sub(1) {
            self.unasked = left;
            return Ok(());
        }
        let left = self.grant(u64::MAX, 0)?;
        if self.reserve == Reserve::Held && left / 2 >= self.layout.warn_below {
            self.unasked = UNASKED;
        }
        Ok(())
    }

    /// How many of `bytes` can be had, at least `least`; gives up the reserve for it if need be.
    pub(super) fn grant(&mut self, bytes: u64, least: u64) -> Result<u64, Refusal> {
        let kept = self.layout.refuse_below;
        let needed = kept.saturating_add(least);
        let mut free = self.free().map_err(Refusal::Disk)?;
        if free < needed && self.reserve == Reserve::Held {
            self.give_up_reserve().map_err(Refusal::Disk)?;
            free = self.free().map_err(Refusal::Disk)?;
        }
        if free < needed {
            Err(Refusal::DiskFull { free })
        } else {
            Ok(bytes.min(free - kept))
        }
    }

    fn give_up_reserve(&mut self) -> Result<(), DiskFault> {
        let path = self.names.reserve();
        self.reserve = Reserve::GivenUp;
        match self.files.remove(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(DiskFault::new("remove", &path, &error)),
            _ => Ok(()),
        }
    }

    fn take_reserve(&self) -> io::Result<Reserve> {
        let path = self.names.reserve();
        let there = match self.files.open(&path, How::Read) {
            Ok(file) => file.length()?,
            Err(_) => 0,
        };
        if there >= self.layout.reserve {
            return Ok(Reserve::Held);
        }
        let wanted = self.layout.reserve.saturating_add(self.layout.warn_below);
        if self.files.free_space(self.names.store())? < wanted {
            return Ok(Reserve::GivenUp);
        }
        self.files
            .open(&path, How::CreateOrWrite)?
            .allocate(self.layout.reserve)?;
        Ok(Reserve::Held)
    }
}
