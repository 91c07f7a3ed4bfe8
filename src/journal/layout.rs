//! The sizes of a store, and the names of its files.

use std::path::{Path, PathBuf};

/// The sizes that a store works with. Handed in, so that tests use small ones; nothing of it stands in the files, so
/// that any of it may change from one start to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// How long a segment file is made. A record that is longer gets a segment of its own.
    pub segment: u32,
    /// How many zeros are written ahead at a time, so that an fdatasync has no block to book.
    pub window: u32,
    /// How many appended bytes wait in memory before they are written without a sync.
    pub buffer: usize,
    /// The file that is given up when the disk is full.
    pub reserve: u64,
    /// Below this much free room the user is warned.
    pub warn_below: u64,
    /// Below this much free room nothing is accepted.
    pub refuse_below: u64,
}

const KIB: u32 = 1024;
const MIB: u32 = 1024 * KIB;

impl Layout {
    /// What hospitals get.
    pub const STANDARD: Self = Self {
        segment: 16 * MIB,
        window: MIB,
        buffer: MIB as usize,
        reserve: 64 * MIB as u64,
        warn_below: 1024 * MIB as u64,
        refuse_below: 8 * MIB as u64,
    };

    /// For tests: everything happens within a few kilobytes.
    pub const SMALL: Self = Self {
        segment: 4 * KIB,
        window: KIB,
        buffer: 2 * KIB as usize,
        reserve: 8 * KIB as u64,
        warn_below: 32 * KIB as u64,
        refuse_below: KIB as u64,
    };
}

/// Where the files of a store lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names {
    store: PathBuf,
    segments: PathBuf,
}

impl Names {
    pub(super) fn new(store: &Path) -> Self {
        Self {
            store: store.to_owned(),
            segments: store.join("journal"),
        }
    }

    pub(super) fn store(&self) -> &Path {
        &self.store
    }

    pub(super) fn segments(&self) -> &Path {
        &self.segments
    }

    pub(super) fn header(&self) -> PathBuf {
        self.store.join("header")
    }

    pub(super) fn reserve(&self) -> PathBuf {
        self.store.join("reserve")
    }

    /// What was cut off a torn tail is kept here.
    pub(super) fn cut(&self) -> PathBuf {
        self.store.join("cut")
    }

    /// Up to where a copy of the journal is whole. A folder that has it is a mirror or a backup, and no store to work in.
    pub(super) fn copied(&self) -> PathBuf {
        self.store.join("copied")
    }

    /// That this store was made out of a copy: it gives no numbers before it is a new installation.
    pub(super) fn restored(&self) -> PathBuf {
        self.store.join("restored")
    }

    pub(super) fn segment(&self, number: u32) -> PathBuf {
        self.segments.join(segment_name(number))
    }
}

/// The name of a segment's file.
pub(super) fn segment_name(number: u32) -> String {
    format!("{number:08}.segment")
}

/// The segment that a file's name stands for.
pub(super) fn segment_number(name: &str) -> Option<u32> {
    let digits = name.strip_suffix(".segment")?;
    let number = digits.parse().ok()?;
    (segment_name(number) == name).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_name_is_a_segment() {
        assert_eq!(segment_number(&segment_name(12)), Some(12));
        assert_eq!(segment_number(&segment_name(u32::MAX)), Some(u32::MAX));
        for name in [
            "12.segment",
            "00000012.segment.new",
            "+0000012.segment",
            "reserve",
            "00000012.segmen",
        ] {
            assert_eq!(segment_number(name), None, "{name}");
        }
    }
}
