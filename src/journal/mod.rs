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
//! - `mirror` copies what is saved into a second folder, byte by byte, and needs nothing from the writer; `extent` says up to
//!   where such a copy is whole, `beside` copies what is no record. A copy is no store: it is proved by `verify`, and made a
//!   store by `restore`.
//!
//! Not here: what a record means, the index (sled), threads, clocks, randomness. Nothing here is ever repaired in place:
//! damage is reported, read around, and left as it is.

mod beside;
mod create;
pub mod disk;
mod extent;
pub mod fault;
pub mod files;
mod frame;
pub mod header;
mod layout;
pub mod lock;
mod look;
mod mirror;
mod open;
mod position;
mod reader;
mod record;
mod records;
mod restore;
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
pub use look::{is_copy, is_restored, look, whose};
pub use mirror::{Claim, Claimed, Mirror, claim};
pub use open::{Opened, TornTail, Trust};
pub use position::{Hash, Number, Point, Position};
pub use reader::{Reader, Scan};
pub use record::{Class, Record, Stored};
pub use restore::{restore, take_back};
pub use space::{Reserve, Space};
pub use verify::{Progress, Verdict, verify};
pub use writer::Journal;
