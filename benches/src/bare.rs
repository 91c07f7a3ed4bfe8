//! The bare disk: a file whose blocks are there already, and nothing but the write and the fdatasync.

use std::{
    fs::{File, OpenOptions},
    io::{Seek as _, Write as _},
    path::Path,
};

pub struct Bare {
    file: File,
}

impl Bare {
    /// With room for so many bytes.
    pub fn new(path: &Path, room: usize) -> Self {
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(path)
            .expect("a file");
        let zeros = vec![0; 1 << 20];
        for _ in 0..room.div_ceil(zeros.len()) {
            file.write_all(&zeros).expect("room");
        }
        file.sync_all().expect("a sync");
        file.rewind().expect("the beginning");
        Self { file }
    }

    /// Behind what was written before; on the disk when it returns.
    pub fn append(&mut self, bytes: &[u8]) {
        self.file.write_all(bytes).expect("room");
        self.file.sync_data().expect("a sync");
    }
}
