//! A copy of a journal in a second folder: on a stick, where it follows what is saved (a mirror), or made once (a backup).
//!
//! The bytes of a copy are those of the journal, from the first one on; only what is saved is copied. `extent` says up to where
//! they have reached the disk. A folder gets the header of the store last, so that a copy with a header is a whole one.
//!
//! Nothing is repaired in silence: what is behind the extent was being copied and is copied again; what is before it and
//! differs from the journal is told, and so is a copy that knows more than the journal. A folder of another store is not written.
//!
//! Files that belong to a store and are no records (the register, forms) are copied in `beside`.

use std::{
    ffi::OsString,
    fmt,
    io::{self, ErrorKind},
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    extent::{self, Extent},
    fault::{DiskFault, OpenFault, is_full},
    files::{Files, How, OpenFile, read_full_at, write_all_at},
    header::{self, StoreHeader},
    layout::Names,
    position::{Number, Point, Position},
    reader::{Reader, Saved},
};
use crate::copying::NotCopied;

/// How much is copied or compared at a time.
const PIECE: usize = 1024 * 1024;

/// Which folders may become a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// One that is empty, or not there yet.
    Fresh,
    /// Also one with a copy of this very store, to go on with.
    OrOwn,
}

/// What a folder was before it was claimed: only what was begun by it is taken away when the copying fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claimed {
    /// It was empty, or not there.
    Begun,
    /// It holds a copy already.
    GoneOn,
}

/// Makes `folder` a place where the store of `reader` is copied to, if it may be one.
pub fn claim(reader: &Reader, files: &dyn Files, folder: &Path, claim: Claim) -> Result<Claimed, NotCopied> {
    let own = own_header(reader)?;
    let names = Names::new(folder);
    match (header_of(files, &names)?, extent::read(files, &names)) {
        (Some(theirs), _) if theirs != own => return Err(NotCopied::Foreign),
        (_, Some(extent)) if extent.store != own.store => return Err(NotCopied::Foreign),
        (Some(_), None) if extent::is_there(files, &names) => return Err(NotCopied::Unreadable),
        (Some(_), None) => return Err(NotCopied::Store),
        (Some(_), Some(_)) if claim == Claim::Fresh => return Err(NotCopied::NotEmpty),
        // A copying that was broken off is begun again.
        (_, Some(_)) => return Ok(Claimed::GoneOn),
        (None, None) => {}
    }
    let parent = folder.parent().filter(|parent| *parent != Path::new(""));
    let parent = parent.unwrap_or(Path::new("."));
    match files.list(folder) {
        Ok(there) if is_bare(files, &names, &there) => {}
        Ok(_) => return Err(NotCopied::NotEmpty),
        // Never the folders above: where a stick is missing, its place must not be made on the laptop.
        Err(_) => {
            files.list(parent).map_err(|_| NotCopied::NoFolder)?;
        }
    }
    let segments = names.segments();
    let made = files
        .create_folder(segments)
        .and_then(|()| files.sync_folder(parent))
        .and_then(|()| files.sync_folder(folder));
    made.map_err(|error| disk("create", segments, &error))?;
    extent::write(files, &names, &Extent::begun(own.store)).map_err(|fault| of_disk(&fault))?;
    Ok(Claimed::Begun)
}

/// Whether nothing is there but what a claim leaves that was cut short.
fn is_bare(files: &dyn Files, names: &Names, there: &[OsString]) -> bool {
    let fresh = fresh(&names.copied());
    let left = |name: &OsString| {
        [names.segments(), &fresh]
            .iter()
            .any(|path| path.file_name() == Some(name))
    };
    there.iter().all(left) && listed(files, names.segments()).is_empty()
}

/// One copy that is being kept in step.
#[derive(Debug)]
pub struct Mirror {
    pub(super) reader: Reader,
    own: StoreHeader,
    pub(super) files: Arc<dyn Files>,
    pub(super) names: Names,
    beside: &'static [&'static str],
    /// Everything before it is on the disk of the copy, and the same as in the journal.
    copied: Position,
    head: Point,
    has_header: bool,
}

impl Mirror {
    /// Takes up the copy in `folder`: what it holds is compared with the journal, all of it. `beside` are the folders of the
    /// store whose files are copied with it.
    pub fn take_up(
        reader: &Reader,
        files: &Arc<dyn Files>,
        folder: &Path,
        beside: &'static [&'static str],
    ) -> Result<Self, NotCopied> {
        let own = own_header(reader)?;
        let names = Names::new(folder);
        let header = header_of(files.as_ref(), &names)?;
        let extent = match (header, extent::read(files.as_ref(), &names)) {
            (Some(theirs), _) if theirs != own => return Err(NotCopied::Foreign),
            (_, Some(extent)) if extent.store != own.store => return Err(NotCopied::Foreign),
            (_, Some(extent)) => extent,
            (None, None) => return Err(NotCopied::NotThere),
            (Some(_), None) if extent::is_there(files.as_ref(), &names) => return Err(NotCopied::Unreadable),
            (Some(_), None) => return Err(NotCopied::Store),
        };
        let mirror = Self {
            reader: reader.clone(),
            own,
            files: Arc::clone(files),
            names,
            beside,
            copied: extent.end,
            head: extent.head,
            has_header: header.is_some(),
        };
        mirror.compare(reader.published.get())?;
        Ok(mirror)
    }

    /// The last record of which it is known that the copy has it.
    pub fn head(&self) -> Point {
        self.head
    }

    /// How many records are saved that the copy does not have yet.
    pub fn behind(&self) -> u64 {
        let Number(saved) = self.reader.saved().number;
        saved.saturating_sub(self.head.number.0)
    }

    /// Copies what was saved since, and returns when it has reached the disk of the copy. After a fault the copy is taken up
    /// again from its folder: nobody knows what reached the disk then.
    ///
    /// `tell` hears how many bytes of how many are copied.
    pub fn follow(&mut self, tell: &mut dyn FnMut(u64, u64)) -> Result<Point, NotCopied> {
        self.is_still_ours()?;
        for folder in self.beside {
            self.copy_beside(folder)?;
        }
        let saved = self.reader.published.get();
        let of = if self.copied < saved.end {
            self.bytes_up_to(saved)?
        } else {
            0
        };
        let mut done = 0;
        let mut tell = |bytes: u64| {
            done += bytes;
            tell(done, of);
        };
        let mut is_noted = self.head == saved.head && self.copied == saved.end;
        while self.copied < saved.end {
            self.copied = self.copy_segment(saved, &mut tell)?;
            if self.copied < saved.end {
                self.note(self.head)?;
            }
            is_noted = false;
        }
        if !is_noted {
            self.note(saved.head)?;
        }
        if !self.has_header {
            header::write(self.files.as_ref(), &self.names.header(), &self.own).map_err(|fault| of_disk(&fault))?;
            self.has_header = true;
        }
        Ok(self.head)
    }

    /// A stick can be exchanged while nobody looks.
    fn is_still_ours(&mut self) -> Result<(), NotCopied> {
        let files = self.files.as_ref();
        match header_of(files, &self.names)? {
            Some(theirs) if theirs != self.own => return Err(NotCopied::Foreign),
            None if self.has_header => return Err(NotCopied::NotThere),
            _ => {}
        }
        match extent::read(files, &self.names) {
            Some(extent) if extent.store == self.own.store => {
                // An older copying that ends late has taken it back.
                if extent.end < self.copied {
                    (self.copied, self.head) = (extent.end, extent.head);
                }
                Ok(())
            }
            Some(_) => Err(NotCopied::Foreign),
            None => Err(NotCopied::NotThere),
        }
    }

    /// How much is to be copied.
    fn bytes_up_to(&self, saved: Saved) -> Result<u64, NotCopied> {
        let mut bytes = 0;
        for number in self.copied.segment()..=saved.end.segment() {
            if number < saved.end.segment() || saved.end.offset() > 0 {
                bytes += self.saved_of(number, saved)?.1;
            }
        }
        Ok(bytes.saturating_sub(u64::from(self.copied.offset())))
    }

    fn note(&mut self, head: Point) -> Result<(), NotCopied> {
        let extent = Extent {
            store: self.own.store,
            end: self.copied,
            head,
        };
        extent::write(self.files.as_ref(), &self.names, &extent).map_err(|fault| of_disk(&fault))?;
        self.head = head;
        Ok(())
    }

    /// What of a segment is saved: all of its file, or up to the end of what is saved.
    fn saved_of(&self, number: u32, saved: Saved) -> Result<(Box<dyn OpenFile>, u64), NotCopied> {
        let path = self.reader.names.segment(number);
        let fault = |error: io::Error| source(&DiskFault::new("read", &path, &error));
        let file = self.reader.files.open(&path, How::Read).map_err(fault)?;
        let until = if number == saved.end.segment() {
            u64::from(saved.end.offset())
        } else {
            file.length().map_err(fault)?
        };
        Ok((file, until))
    }

    /// Copies the rest of the segment in which the copy ends, and syncs it. Says where the copy ends now.
    fn copy_segment(&self, saved: Saved, tell: &mut dyn FnMut(u64)) -> Result<Position, NotCopied> {
        let number = self.copied.segment();
        let (from, until) = self.saved_of(number, saved)?;
        let path = self.names.segment(number);
        let is_new = self.copied.offset() == 0;
        let to = self
            .files
            .open(&path, How::CreateOrWrite)
            .map_err(|error| disk("open", &path, &error))?;
        let stretch = u64::from(self.copied.offset())..until;
        self.copy(from.as_ref(), to.as_ref(), stretch, &path, tell)?;
        if is_new {
            let folder = self.names.segments();
            self.files
                .sync_folder(folder)
                .map_err(|error| disk("sync the folder of", folder, &error))?;
        }
        let following = Position::new(number.saturating_add(1), 0);
        Ok(if number == saved.end.segment() {
            saved.end
        } else {
            following
        })
    }

    pub(super) fn copy(
        &self,
        from: &dyn OpenFile,
        to: &dyn OpenFile,
        stretch: Range<u64>,
        path: &Path,
        tell: &mut dyn FnMut(u64),
    ) -> Result<(), NotCopied> {
        let (mut at, until) = (stretch.start, stretch.end);
        let mut piece = vec![0; PIECE.min(usize::try_from(until.saturating_sub(at)).unwrap_or(PIECE))];
        while at < until {
            let count = usize::try_from(until - at).unwrap_or(PIECE).min(piece.len());
            let piece = piece.get_mut(..count).unwrap_or_default();
            self.read_saved(from, piece, at)?;
            write_all_at(to, piece, at).map_err(|error| disk("write", path, &error))?;
            at += count as u64;
            tell(count as u64);
        }
        // Behind it lies at most what a copying that was broken off has left.
        let length = to.length().map_err(|error| disk("measure", path, &error))?;
        if length > until {
            to.truncate(until).map_err(|error| disk("shorten", path, &error))?;
        }
        to.sync_data().map_err(|error| disk("sync", path, &error))
    }

    /// Bytes of the journal that are saved: fewer is a fault of the journal.
    fn read_saved(&self, from: &dyn OpenFile, piece: &mut [u8], at: u64) -> Result<(), NotCopied> {
        let fault = |error: io::Error| {
            let path = self.reader.names.segments();
            source(&DiskFault::new("read", path, &error))
        };
        match read_full_at(from, piece, at) {
            Ok(read) if read == piece.len() => Ok(()),
            Ok(_) => Err(fault(ErrorKind::UnexpectedEof.into())),
            Err(error) => Err(fault(error)),
        }
    }

    /// Whether the copy is the beginning of the journal, as far as it says that it is whole.
    fn compare(&self, saved: Saved) -> Result<(), NotCopied> {
        let common = self.copied.min(saved.end);
        for number in 0..=common.segment() {
            let (from, mut until) = self.saved_of(number, saved)?;
            if number == common.segment() {
                until = until.min(u64::from(common.offset()));
            }
            if until == 0 {
                continue;
            }
            let path = self.names.segment(number);
            let to = match self.files.open(&path, How::Read) {
                Ok(to) => to,
                Err(error) if error.kind() == ErrorKind::NotFound => return Err(differs(number, 0)),
                Err(error) => return Err(disk("open", &path, &error)),
            };
            if let Some(offset) = self.first_difference(from.as_ref(), to.as_ref(), until, &path)? {
                return Err(differs(number, u32::try_from(offset).unwrap_or(u32::MAX)));
            }
        }
        if self.copied > saved.end {
            return Err(NotCopied::Ahead(self.copied.to_string()));
        }
        Ok(())
    }

    pub(super) fn first_difference(
        &self,
        from: &dyn OpenFile,
        to: &dyn OpenFile,
        until: u64,
        path: &Path,
    ) -> Result<Option<u64>, NotCopied> {
        let room = PIECE.min(usize::try_from(until).unwrap_or(PIECE));
        let (mut ours, mut theirs) = (vec![0; room], vec![0; room]);
        let mut at = 0;
        while at < until {
            let count = usize::try_from(until - at).unwrap_or(PIECE).min(room);
            let (ours, theirs) = (
                ours.get_mut(..count).unwrap_or_default(),
                theirs.get_mut(..count).unwrap_or_default(),
            );
            self.read_saved(from, ours, at)?;
            let read = read_full_at(to, theirs, at).map_err(|error| disk("read", path, &error))?;
            let same = ours.iter().zip(theirs.iter().take(read)).take_while(|(a, b)| a == b);
            let same = same.count();
            if same < count {
                return Ok(Some(at + same as u64));
            }
            at += count as u64;
        }
        Ok(None)
    }
}

fn own_header(reader: &Reader) -> Result<StoreHeader, NotCopied> {
    let header = header::read(reader.files.as_ref(), &reader.names.header()).map_err(|fault| source(&fault))?;
    header.ok_or(source(&OpenFault::HeaderMissing))
}

/// The header in the folder of a copy.
fn header_of(files: &dyn Files, names: &Names) -> Result<Option<StoreHeader>, NotCopied> {
    match header::read(files, &names.header()) {
        Ok(header) => Ok(header),
        // Of a stick that was pulled the system says many things.
        Err(OpenFault::Disk(fault)) => Err(of_disk(&fault)),
        Err(_) => Err(NotCopied::Unreadable),
    }
}

pub(super) fn disk(doing: &'static str, path: &Path, error: &io::Error) -> NotCopied {
    of_disk(&DiskFault::new(doing, path, error))
}

fn of_disk(fault: &DiskFault) -> NotCopied {
    match fault.kind {
        kind if is_full(kind) => NotCopied::Full,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => NotCopied::NotPermitted,
        // A file stands in its place.
        ErrorKind::NotADirectory => NotCopied::NoFolder,
        _ => NotCopied::Disk(fault.to_string()),
    }
}

/// What is to be copied cannot be read.
pub(super) fn source(fault: &dyn fmt::Display) -> NotCopied {
    NotCopied::Source(fault.to_string())
}

fn differs(segment: u32, offset: u32) -> NotCopied {
    NotCopied::Differs(Position::new(segment, offset).to_string())
}

/// The names in a folder; of one that is not there, none.
pub(super) fn listed(files: &dyn Files, folder: &Path) -> Vec<OsString> {
    files.list(folder).unwrap_or_default()
}

pub(super) fn fresh(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    name.into()
}
