//! The durable truth: what was said to be saved is here, and can be proved to be whole.
//!
//! A journal is a row of segment files. A record (a commit, or a control record in the clear) is one or more frames and
//! ends in a mark; without its mark it does not exist. Each frame holds the hash of the frame before it. "Saved" is true
//! when [`Journal::sync`] has returned, and at no other moment.
//!
//! - `files` is the one layer through which every file of the store goes; `disk` is the machine's, `simulated` tears,
//!   fails and forgets for tests and drills.
//! - `position`, `record`, `fault`, `layout`: the words of this room.
//! - `frame`, `header`: the bytes, frozen by golden files in `tests/golden/journal`.
//! - `lock`: one process per store.
//! - `writer` appends, `open` recovers, `reader` reads for other threads, `verify` proves.
//! - `walk` finds frames, also behind damage; `records` makes records of them; `survey` tells a torn end from damage.
//! - `create` makes an empty store; `segment`, `space`: files made ready ahead, and the room left on the disk.
//!
//! A mirror of the journal in a second folder will be a reader of its own that follows [`Reader::scan`]; it needs
//! nothing from the writer.
//!
//! Not here: what a record means, the index (sled), threads, clocks, randomness. Nothing here is ever repaired in place:
//! damage is reported, read around, and left as it is.

mod create;
pub mod disk;
pub mod fault;
pub mod files;
mod frame;
pub mod header;
mod layout;
pub mod lock;
mod look;
mod open;
mod position;
mod reader;
mod record;
mod records;
mod segment;
pub mod simulated;
mod space;
mod survey;
mod verify;
mod walk;
mod writer;

pub use fault::{Closed, Damage, DiskFault, Fault, OpenFault, ReadFault, Refusal};
pub use header::{Purpose, StoreHeader};
pub use layout::Layout;
pub use lock::{Holder, LockFault, StoreLock};
pub use look::{look, whose};
pub use open::{Opened, TornTail, Trust};
pub use position::{Hash, Number, Point, Position};
pub use reader::{Reader, Scan};
pub use record::{Class, Record, Stored};
pub use space::{Reserve, Space};
pub use verify::{Progress, Verdict, verify};
pub use writer::Journal;
