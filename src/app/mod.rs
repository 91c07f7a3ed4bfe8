//! What the screens and the shell share: the door to the one writer. Session, actions, effects, messages and the screen
//! stack come to stand here too.
//!
//! Not here: files, threads, clocks, the terminal (runtime).

pub mod door;

pub use door::{
    Access, Door, Head, Index, NotSaved, Notice, Outcome, Promise, ReadOnly, Receipt, Refused, Status, Ticket,
};
