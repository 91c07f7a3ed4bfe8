//! Where the machine is: the one loop, threads, files, clock, paths. Everything else is handed what it needs from here.
//!
//! - `open`, `init`: a store from its folder, with its writer.
//! - `writer`: the one thread that decides, appends, and publishes what is saved.
//! - `clock`, `paths`: the time and the folders of this machine.

pub mod clock;
pub mod open;
pub mod writer;
