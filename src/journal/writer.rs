//! Appending: the only hand that writes in the journal.
use std::sync::Arc;

use super::{
    fault::{Closed, OpenFault, Refusal},
    files::Files,
    header::StoreHeader,
    layout::Layout,
    lock::StoreLock,
    open::Opened,
    position::Point,
    reader::Reader,
    record::Record,
    space::Space,
};
use crate::vault::Seal;

#[derive(Debug)]
pub struct Journal {}

#[allow(clippy::todo, unused_variables)]
impl Journal {
    /// A new, empty store in the folder of `lock`. Refused where one is.
    pub fn create(
        files: Arc<dyn Files>,
        lock: &StoreLock,
        layout: Layout,
        header: StoreHeader,
        seal: Arc<dyn Seal>,
    ) -> Result<Self, OpenFault> {
        todo!()
    }

    /// Opens the store in the folder of `lock`. With a `trusted` point only what lies behind it is read and proved; a
    /// point that does not hold is told in [`Opened::trust`] and everything is read. With damage in the middle
    /// the journal opens for reading, and [`Journal::closed`] says why it takes nothing.
    pub fn open(
        files: Arc<dyn Files>,
        lock: &StoreLock,
        layout: Layout,
        seal: Arc<dyn Seal>,
        trusted: Option<Point>,
    ) -> Result<(Self, Opened), OpenFault> {
        todo!()
    }

    /// Takes a record. It is not saved before the next [`Journal::sync`]; where it lies is known at once.
    pub fn append(&mut self, record: &Record<'_>) -> Result<Point, Refusal> {
        todo!()
    }

    /// Saves everything that was appended: one write, one fdatasync. When it returns `Ok`, and only then, all of it is
    /// saved, and readers see it.
    pub fn sync(&mut self) -> Result<Point, Refusal> {
        todo!()
    }

    /// Makes room ahead, so that a later sync does not wait for it. For moments when nobody waits: it takes about a
    /// millisecond, and is cheap when there is nothing to do.
    pub fn prepare(&mut self) -> Result<(), Refusal> {
        todo!()
    }

    /// The last record that was appended.
    pub fn head(&self) -> Point {
        todo!()
    }

    /// The last record that is saved.
    pub fn saved(&self) -> Point {
        todo!()
    }

    /// Why this journal takes no records, if it does not.
    pub fn closed(&self) -> Option<&Closed> {
        todo!()
    }

    pub fn header(&self) -> &StoreHeader {
        todo!()
    }

    /// For other threads; it sees what is saved.
    pub fn reader(&self) -> Reader {
        todo!()
    }

    /// How much room is left, so that people are warned early.
    pub fn space(&self) -> Result<Space, Refusal> {
        todo!()
    }
}
