//! What is read instead of the whole journal: snapshots of the hot subjects, the archive of those that have left, and
//! where the own commits lie. All of it follows behind the journal, can be thrown away, and is made again from there.
//!
//! sled keeps it (`tree`, the only file that names sled). sled loses what it called flushed, opens empty after a power cut
//! and panics over a flipped bit, so nothing here is believed unless it proves itself: every value has a hash over its
//! key and its bytes, and the checkpoint has the sum of all hashes. What does not add up is rebuilt; a single archived
//! subject that cannot be read is folded anew from the journal at once.
//!
//! - `contain`, `fault`: a panic in sled stays in a thread of its own.
//! - `tree`, `parcel`: keys and sealed values. Keys hold nothing personal.
//! - `checkpoint`: up to where the index is in, and what must add up.
//! - `directory`, `archive`: who has left the hot state, and how they come back.
//! - `shelves`: slips, of which there are too many for a line each in memory.
//! - `gaps`: what of the journal is not in it.
//! - `own`: where the commits of this installation lie.
//! - `drafts`: forms that are being typed; a file of its own beside sled.
//! - `past`: commits read back from the journal.
//! - `scribe` writes, `follower` is its thread, `load` reads at the start, `replay` folds what is behind, `rebuild` makes
//!   everything again.
//!
//! Not here: deciding, saving (the journal), what a fact means (domain).

mod archive;
mod checkpoint;
mod contain;
mod directory;
mod drafts;
mod fault;
mod follower;
mod gaps;
mod load;
mod own;
mod parcel;
mod past;
mod rebuild;
mod replay;
mod scribe;
mod shelves;
mod tree;

pub use archive::{Archive, ArchiveState};
pub use contain::THREAD;
pub use drafts::{DraftFault, Drafts};
pub use fault::IndexFault;
pub use follower::{Follower, Listener};
pub use gaps::Gaps;
pub use load::{Found, Ready, open};
pub use own::OwnCommitsIndex;
pub use parcel::Keys;
pub use past::{Past, label_of, position_of};
pub use rebuild::{Progress, catch_up, put_aside, rebuild, without_index};
pub use replay::Replayed;
pub use scribe::{Pace, Scribe};
