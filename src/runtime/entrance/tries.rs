//! What this machine remembers of failed attempts, outside of the folder of the store. The journal has them as well; this
//! counts where the journal cannot take them (it is damaged, the disk is full), and where somebody brings the folder back as
//! it was before. Written in place, in two slots in turn, so that it needs no room and a power cut leaves the other slot whole.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use crate::domain::{
    access::lockout::{Admission, FAILURES, Lockout, Reading, Uptime},
    record::{UserName, bytes},
};

const MAGIC: [u8; 8] = *b"andtry01";
/// How long a slot is: a hundred people who fail within a quarter of an hour.
const SLOT: usize = 16 * 1024;
/// Magic, store, turn, length; the hash at the end.
const HEAD: usize = 8 + 16 + 8 + 4;

/// The attempts on one store, as its machine remembers them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::runtime) struct Tries {
    /// `None` where a machine keeps no marks: then this process remembers, and nobody behind it.
    path: Option<PathBuf>,
    store: [u8; 16],
    turn: u64,
    book: Book,
}

/// Who failed, on a clock of its own: the one in the folder may be brought back with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Book {
    reading: Reading,
    failed: BTreeMap<UserName, Tried>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Tried {
    /// What they tried to open: whoever gets a new pass phrase begins anew.
    wrap: Vec<u8>,
    lockout: Lockout,
}

/// A few bytes that tell one wrapped key from another.
fn sign(wrap: &[u8]) -> Vec<u8> {
    blake3::hash(wrap).as_bytes().iter().take(8).copied().collect()
}

impl Tries {
    pub(in crate::runtime) fn open(marks: Option<&Path>, store: [u8; 16]) -> Self {
        let path = marks.map(|marks| marks.join(format!("{:032x}.tries", u128::from_be_bytes(store))));
        let read = |path: &PathBuf| {
            [0, 1]
                .into_iter()
                .filter_map(|slot| read(path, slot, store))
                .max_by_key(|one| one.0)
        };
        let (turn, book) = path.as_ref().and_then(read).unwrap_or_default();
        Self {
            path,
            store,
            turn,
            book,
        }
    }

    /// Whether a person may try, as far as this machine remembers.
    pub(in crate::runtime) fn admission(&self, user: &UserName, wrap: &[u8], uptime: Uptime) -> Admission {
        let now = self.book.reading.at(uptime).running;
        self.tried(user, wrap)
            .map_or(Admission::May, |tried| tried.lockout.judge(now))
    }

    pub(in crate::runtime) fn left(&self, user: &UserName, wrap: &[u8], uptime: Uptime) -> usize {
        let now = self.book.reading.at(uptime).running;
        self.tried(user, wrap).map_or(FAILURES, |tried| tried.lockout.left(now))
    }

    fn tried(&self, user: &UserName, wrap: &[u8]) -> Option<&Tried> {
        self.book.failed.get(user).filter(|tried| tried.wrap == sign(wrap))
    }

    /// Somebody is about to try. False when it is known to this process only.
    pub(in crate::runtime) fn attempted(&mut self, user: &UserName, wrap: &[u8], uptime: Uptime) -> bool {
        self.book.reading = self.book.reading.at(uptime);
        let now = self.book.reading.running;
        let wrap = sign(wrap);
        let fresh = Tried {
            wrap: wrap.clone(),
            lockout: Lockout::default(),
        };
        let tried = self.book.failed.entry(user.clone()).or_insert_with(|| fresh.clone());
        if tried.wrap != wrap {
            *tried = fresh;
        }
        tried.lockout.attempted(now);
        self.write()
    }

    /// It was the right phrase.
    pub(in crate::runtime) fn entered(&mut self, user: &UserName, uptime: Uptime) -> bool {
        self.book.reading = self.book.reading.at(uptime);
        self.book.failed.remove(user).is_none() || self.write()
    }

    fn write(&mut self) -> bool {
        let now = self.book.reading.running;
        // Whose failures are forgotten takes no room.
        self.book.failed.retain(|_, tried| tried.lockout.left(now) < FAILURES);
        let Some(path) = self.path.clone() else { return false };
        self.turn += 1;
        let written = self.slot().and_then(|slot| put(&path, self.turn % 2, &slot).ok());
        written.is_some()
    }

    fn slot(&self) -> Option<Vec<u8>> {
        let body = bytes::encode(&self.book).ok()?;
        let length = u32::try_from(body.len()).ok()?;
        let mut slot = Vec::with_capacity(SLOT);
        slot.extend_from_slice(&MAGIC);
        slot.extend_from_slice(&self.store);
        slot.extend_from_slice(&self.turn.to_le_bytes());
        slot.extend_from_slice(&length.to_le_bytes());
        slot.extend_from_slice(&body);
        if slot.len() > SLOT - 32 {
            return None;
        }
        slot.resize(SLOT - 32, 0);
        let hash = blake3::hash(&slot);
        slot.extend_from_slice(hash.as_bytes());
        Some(slot)
    }
}

fn put(path: &Path, place: u64, slot: &[u8]) -> io::Result<()> {
    let mut file = match OpenOptions::new().write(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // Both slots at once: later, on a full disk, there is room in place.
            if let Some(marks) = path.parent() {
                fs::create_dir_all(marks)?;
            }
            let mut file = File::create_new(path)?;
            file.write_all(&vec![0; SLOT * 2])?;
            file.sync_all()?;
            file
        }
        Err(error) => return Err(error),
    };
    file.seek(SeekFrom::Start(place * SLOT as u64))?;
    file.write_all(slot)?;
    file.sync_data()
}

fn read(path: &Path, place: u64, store: [u8; 16]) -> Option<(u64, Book)> {
    let mut file = File::open(path).ok()?;
    file.seek(SeekFrom::Start(place * SLOT as u64)).ok()?;
    let mut slot = vec![0; SLOT];
    file.read_exact(&mut slot).ok()?;
    let (all, hash) = slot.split_last_chunk::<32>()?;
    let (head, body) = all.split_at_checked(HEAD)?;
    let rest = head.strip_prefix(&MAGIC).filter(|_| blake3::hash(all) == *hash)?;
    let (of, rest) = rest.split_first_chunk::<16>()?;
    let (turn, rest) = rest.split_first_chunk::<8>()?;
    let length = usize::try_from(u32::from_le_bytes(rest.try_into().ok()?)).ok()?;
    let book = bytes::decode(body.get(..length)?).ok()?;
    (*of == store).then_some((u64::from_le_bytes(*turn), book))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]
    use super::*;

    const STORE: [u8; 16] = [7; 16];

    fn at(seconds: u64) -> Uptime {
        Uptime {
            boot: [1; 16],
            millis: seconds * 1000,
        }
    }

    #[test]
    fn failures_are_there_again_after_a_start_and_a_new_phrase_begins_anew() {
        let marks = tempfile::tempdir().unwrap();
        let user = UserName::parse("h.sato").unwrap();
        let open = || Tries::open(Some(marks.path()), STORE);
        for second in 0..5 {
            assert_eq!(open().admission(&user, b"wrap", at(second)), Admission::May);
            assert!(open().attempted(&user, b"wrap", at(second)));
        }
        assert!(matches!(
            open().admission(&user, b"wrap", at(6)),
            Admission::Locked { .. }
        ));
        assert_eq!(open().admission(&user, b"another wrap", at(6)), Admission::May);
        assert_eq!(open().admission(&user, b"wrap", at(4 + 15 * 60)), Admission::May);
        // A slot that was torn: the other one, one failure older.
        let path = marks.path().read_dir().unwrap().next().unwrap().unwrap().path();
        let mut raw = fs::read(&path).unwrap();
        let newest = SLOT * usize::try_from(open().turn % 2).unwrap();
        raw.get_mut(newest..newest + 100).unwrap().fill(0);
        fs::write(&path, raw).unwrap();
        assert_eq!(open().left(&user, b"wrap", at(6)), 1);
        // And of another store it says nothing.
        assert_eq!(Tries::open(None, STORE).left(&user, b"wrap", at(6)), FAILURES);
    }
}
