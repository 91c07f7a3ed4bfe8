//! Reading what is saved, from any thread.
use super::{
    fault::ReadFault,
    position::{Point, Position},
    record::Stored,
};

/// Reads what is saved while the writer goes on. Cheap to clone; never waits for the writer.
#[derive(Debug, Clone)]
pub struct Reader {}

#[allow(clippy::todo, unused_variables, clippy::unused_self)]
impl Reader {
    /// The last record that is saved.
    pub fn saved(&self) -> Point {
        todo!()
    }

    /// The one record that begins at `position`.
    pub fn read(&self, position: Position) -> Result<Stored, ReadFault> {
        todo!()
    }

    /// All records in order, from the first.
    pub fn scan(&self) -> Scan {
        todo!()
    }

    /// The records behind `point`, which must be here and the same: else the first item is a [`ReadFault::Another`] and
    /// the last one.
    pub fn scan_after(&self, point: &Point) -> Scan {
        todo!()
    }

    /// The records from the one that begins at `position`.
    pub fn scan_from(&self, position: Position) -> Scan {
        todo!()
    }
}

/// Records in order. A damaged stretch is one `Err`, and the records behind it follow. `None` is the end of what is
/// saved; asked again later, it goes on with what was saved since.
#[derive(Debug)]
pub struct Scan {}

#[allow(clippy::todo)]
impl Iterator for Scan {
    type Item = Result<Stored, ReadFault>;

    fn next(&mut self) -> Option<Self::Item> {
        todo!()
    }
}
