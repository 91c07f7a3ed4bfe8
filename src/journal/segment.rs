//! One segment file under the pen: its room taken, its zeros written ahead.
//!
//! Room that was only taken (`fallocate`) costs the file system a record of its own at the first write, and the
//! fdatasync of a commit would wait for it. So zeros are really written, a window at a time, before a commit needs them.

use super::{
    fault::DiskFault,
    files::{Files, How, OpenFile, blank, write_all_at},
    layout::{Names, segment_name},
};

#[derive(Debug)]
pub(super) struct Segment {
    number: u32,
    file: Box<dyn OpenFile>,
    length: u32,
    /// Up to here zeros were really written.
    ready: u32,
}

impl Segment {
    /// The next segment, `length` bytes long or longer, with its first `window` ready and its name durable. A blank file
    /// that is there already is taken.
    pub(super) fn make(
        files: &dyn Files,
        names: &Names,
        number: u32,
        length: u32,
        window: u32,
    ) -> Result<Self, DiskFault> {
        let path = names.segment(number);
        let fault = |doing| {
            let path = path.clone();
            move |error: std::io::Error| DiskFault::new(doing, &path, &error)
        };
        let file = files.open(&path, How::CreateOrWrite).map_err(fault("create"))?;
        let mut segment = Self {
            number,
            file,
            length: 0,
            ready: 0,
        };
        segment.lengthen(length)?;
        segment.make_ready(window)?;
        segment.sync()?;
        files
            .sync_folder(names.segments())
            .map_err(fault("sync the folder of"))?;
        Ok(segment)
    }

    /// A segment that is there, with `used` bytes in it.
    pub(super) fn resume(files: &dyn Files, names: &Names, number: u32, used: u32) -> Result<Self, DiskFault> {
        let path = names.segment(number);
        let fault = |error: std::io::Error| DiskFault::new("open", &path, &error);
        let file = files.open(&path, How::Write).map_err(fault)?;
        let length = u32::try_from(file.length().map_err(fault)?).unwrap_or(u32::MAX);
        Ok(Self {
            number,
            file,
            length,
            ready: used,
        })
    }

    pub(super) fn number(&self) -> u32 {
        self.number
    }

    pub(super) fn length(&self) -> u32 {
        self.length
    }

    /// Up to where an fdatasync has nothing to book.
    pub(super) fn ready(&self) -> u32 {
        self.ready
    }

    /// Takes room for at least `length` bytes.
    pub(super) fn lengthen(&mut self, length: u32) -> Result<(), DiskFault> {
        self.file
            .allocate(u64::from(length))
            .map_err(|error| self.fault("take room for", &error))?;
        let now = self.file.length().map_err(|error| self.fault("measure", &error))?;
        self.length = u32::try_from(now).unwrap_or(u32::MAX);
        Ok(())
    }

    /// Writes zeros up to `until`, without a sync. Nothing may lie there yet.
    pub(super) fn make_ready(&mut self, until: u32) -> Result<(), DiskFault> {
        let until = until.min(self.length);
        if until > self.ready {
            self.blank(self.ready, until)?;
            self.ready = until;
        }
        Ok(())
    }

    pub(super) fn blank(&self, from: u32, until: u32) -> Result<(), DiskFault> {
        blank(self.file.as_ref(), u64::from(from), u64::from(until)).map_err(|error| self.fault("write", &error))
    }

    pub(super) fn write(&mut self, bytes: &[u8], offset: u32) -> Result<(), DiskFault> {
        write_all_at(self.file.as_ref(), bytes, u64::from(offset)).map_err(|error| self.fault("write", &error))?;
        let end = offset.saturating_add(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        self.ready = self.ready.max(end);
        Ok(())
    }

    pub(super) fn sync(&self) -> Result<(), DiskFault> {
        self.file.sync_data().map_err(|error| self.fault("sync", &error))
    }

    fn fault(&self, doing: &'static str, error: &std::io::Error) -> DiskFault {
        DiskFault::new(doing, segment_name(self.number).as_ref(), error)
    }
}
