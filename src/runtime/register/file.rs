//! The file of a register. A head in the clear (magic, format, kind of the seal), then chunks: the length of the sealed bytes, the
//! sealed bytes. Each chunk is bound to its number by the label of the seal; an empty chunk is the end. The hash is of what was
//! sealed, so the same register has the same name on every laptop, whatever its key.

use std::{
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use crate::{
    domain::identity::RegisterAdopted,
    journal::files::{Files, How, OpenFile, read_full_at, write_all_at},
    search::index::{Index, Unreadable},
    vault::{Label, Seal, SealFault, SealKind},
};

const MAGIC: &[u8; 8] = b"ANDONREG";
const FORMAT: u8 = 1;
const HEAD: usize = 16;
/// Bytes of the content in one chunk.
const CHUNK: usize = 1024 * 1024;
/// The kind of payload in the label: no kind of record has it.
const KIND: u16 = 0xff01;

/// Why there is no register to search.
#[derive(Debug, thiserror::Error)]
pub enum RegisterFault {
    #[error("{0}")]
    Disk(#[from] io::Error),
    #[error(transparent)]
    Seal(#[from] SealFault),
    /// Not what the journal says it is.
    #[error("the file of the register is damaged or incomplete")]
    Damaged,
    /// Made by another version of the program.
    #[error("the register was imported by another version of the program: import it again")]
    OtherForm,
}

impl From<Unreadable> for RegisterFault {
    fn from(fault: Unreadable) -> Self {
        match fault {
            Unreadable::OtherForm(_) => Self::OtherForm,
            // What did not open is told by what did not open.
            Unreadable::Bytes(error) => match error.downcast::<Self>() {
                Ok(fault) => fault,
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Self::Damaged,
                Err(error) => Self::Disk(error),
            },
            Unreadable::Crooked => Self::Damaged,
        }
    }
}

/// Where the files of registers lie in a store.
pub const FOLDER: &str = "register";

fn folder(store: &Path) -> PathBuf {
    store.join(FOLDER)
}

fn label(chunk: u64) -> Label {
    Label {
        station: 0,
        installation: 0,
        sequence: chunk,
        kind: KIND,
    }
}

/// Writes the file of a register. Nothing that is searched changes by it: that is for the journal to say.
pub fn keep(files: &dyn Files, store: &Path, seal: &dyn Seal, index: &Index) -> Result<RegisterAdopted, RegisterFault> {
    let folder = folder(store);
    files.create_folder(&folder)?;
    let fresh = folder.join("new.part");
    let file = files.open(&fresh, How::CreateOrWrite)?;
    file.truncate(0)?;
    let mut head = [0; HEAD];
    for (place, byte) in head
        .iter_mut()
        .zip(MAGIC.iter().copied().chain([FORMAT, seal.kind().0]))
    {
        *place = byte;
    }
    write_all_at(file.as_ref(), &head, 0)?;
    let mut sealing = Sealing {
        file: file.as_ref(),
        seal,
        at: HEAD as u64,
        chunk: 0,
        plain: Vec::with_capacity(CHUNK),
        hasher: blake3::Hasher::new(),
    };
    index.write(&mut sealing)?;
    let content = sealing.finish()?;
    file.sync_data()?;
    drop(file);
    let adopted = RegisterAdopted {
        content,
        people: index.len() as u64,
    };
    files.rename(&fresh, &folder.join(adopted.name()))?;
    files.sync_folder(&folder)?;
    files.sync_folder(store)?;
    Ok(adopted)
}

/// Removes the files of all registers but this one.
pub fn sweep(files: &dyn Files, store: &Path, but: &RegisterAdopted) {
    let folder = folder(store);
    let kept = but.name();
    let Ok(names) = files.list(&folder) else { return };
    for name in names.into_iter().filter(|name| *name != *kept) {
        // What cannot be removed today is removed at the next import.
        let _left = files.remove(&folder.join(name));
    }
}

/// Reads a register into memory, and holds its content against the hash.
pub fn load(
    files: &dyn Files,
    store: &Path,
    seal: &dyn Seal,
    adopted: &RegisterAdopted,
) -> Result<Index, RegisterFault> {
    let file = files.open(&folder(store).join(adopted.name()), How::Read)?;
    let mut head = [0; HEAD];
    let read = read_full_at(file.as_ref(), &mut head, 0)?;
    let Some([format, kind, ..]) = head.strip_prefix(MAGIC).filter(|_| read == HEAD) else {
        return Err(RegisterFault::Damaged);
    };
    let (format, kind) = (*format, *kind);
    if format != FORMAT {
        return Err(RegisterFault::OtherForm);
    }
    let mut opening = Opening {
        file: file.as_ref(),
        seal,
        kind: SealKind(kind),
        at: HEAD as u64,
        chunk: 0,
        plain: Vec::new(),
        from: 0,
        hasher: blake3::Hasher::new(),
        ended: false,
    };
    let index = Index::read(&mut opening)?;
    // What stands behind the index is not of it.
    let behind = io::copy(&mut opening, &mut io::sink()).map_err(Unreadable::Bytes)?;
    if behind > 0 || opening.hasher.finalize() != adopted.content {
        return Err(RegisterFault::Damaged);
    }
    Ok(index)
}

struct Sealing<'a> {
    file: &'a dyn OpenFile,
    seal: &'a dyn Seal,
    at: u64,
    chunk: u64,
    plain: Vec<u8>,
    hasher: blake3::Hasher,
}

impl Sealing<'_> {
    fn put(&mut self) -> io::Result<()> {
        let mut bytes = std::mem::replace(&mut self.plain, Vec::with_capacity(CHUNK));
        self.seal
            .seal(&label(self.chunk), &mut bytes)
            .map_err(io::Error::other)?;
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        write_all_at(self.file, &length.to_le_bytes(), self.at)?;
        write_all_at(self.file, &bytes, self.at + 4)?;
        self.at += 4 + bytes.len() as u64;
        self.chunk += 1;
        Ok(())
    }

    fn finish(mut self) -> io::Result<[u8; 32]> {
        if !self.plain.is_empty() {
            self.put()?;
        }
        // The end is a chunk too, so that a file that was cut is not taken for a shorter register.
        self.put()?;
        Ok(*self.hasher.finalize().as_bytes())
    }
}

impl Write for Sealing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let many = bytes.len().min(CHUNK - self.plain.len());
        let taken = bytes.get(..many).unwrap_or_default();
        self.hasher.update(taken);
        self.plain.extend_from_slice(taken);
        if self.plain.len() == CHUNK {
            self.put()?;
        }
        Ok(many)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Opening<'a> {
    file: &'a dyn OpenFile,
    seal: &'a dyn Seal,
    kind: SealKind,
    at: u64,
    chunk: u64,
    plain: Vec<u8>,
    /// What of the chunk is read already.
    from: usize,
    hasher: blake3::Hasher,
    ended: bool,
}

impl Opening<'_> {
    fn next(&mut self) -> io::Result<()> {
        let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let mut length = [0; 4];
        if read_full_at(self.file, &mut length, self.at)? < 4 {
            return Err(cut());
        }
        let length = u32::from_le_bytes(length) as usize;
        if length > CHUNK + self.seal.overhead() {
            return Err(io::Error::other(RegisterFault::Damaged));
        }
        let mut bytes = std::mem::take(&mut self.plain);
        bytes.clear();
        bytes.resize(length, 0);
        if read_full_at(self.file, &mut bytes, self.at + 4)? < length {
            return Err(cut());
        }
        self.seal
            .open(self.kind, &label(self.chunk), &mut bytes)
            .map_err(|fault| io::Error::other(RegisterFault::Seal(fault)))?;
        self.hasher.update(&bytes);
        self.ended = bytes.is_empty();
        self.plain = bytes;
        self.from = 0;
        self.at += 4 + length as u64;
        self.chunk += 1;
        Ok(())
    }
}

impl Read for Opening<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.from >= self.plain.len() && !self.ended {
            self.next()?;
        }
        let rest = self.plain.get(self.from..).unwrap_or_default();
        let many = rest.len().min(buffer.len());
        if let (Some(to), Some(rest)) = (buffer.get_mut(..many), rest.get(..many)) {
            to.copy_from_slice(rest);
        }
        self.from += many;
        Ok(many)
    }
}
