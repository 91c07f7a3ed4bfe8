//! What a fact is and how it is kept: identities, clocks, causality, events, commits, their canonical bytes.
//!
//! Not here: what the facts mean (each subject folds its own), where the bytes lie (journal), who may (access).

pub mod bytes;
pub mod clock;
pub mod digest;
pub mod event;
pub mod fact;
pub mod few;
pub mod ids;
pub mod register;
pub mod said;
pub mod trace;
pub mod twins;
pub mod wire;

pub use clock::{Day, Order, Stamp, Timestamp};
pub use digest::Digest;
pub use event::{Commit, Event, SettingsVersion};
pub use fact::Fact;
pub use few::Few;
pub use ids::{CommitId, EventId, Installation, Key, Sequence, Station};
pub use register::{Claim, Register, Seldom};
pub use said::{Said, UserName};
pub use trace::{History, HistoryLost, Locator, Position, Trace};
pub use twins::Twins;
