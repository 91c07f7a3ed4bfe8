//! Where the machine is: the one loop, threads, files, clock, paths. Everything else is handed what it needs from here.
//!
//! - `open`, `init`: a store from its folder, with its writer.
//! - `writer`: the one thread that decides, appends, and publishes what is saved.
//! - `shell`: what the shell is given of all this.
//! - `clock`, `paths`: the time and the folders of this machine.

pub mod clock;
pub mod init;
pub mod open;
pub mod paths;
pub mod shell;
pub mod writer;
