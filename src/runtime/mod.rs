//! Where the machine is: the one loop, threads, the terminal, files, clock, paths. Effects are carried out here, and
//! what one system has and another has not stays here, with its twin.
//!
//! - `open`, `init`: a store from its folder, with its writer; a new one.
//! - `drafts`: what is being typed, kept beside the loop.
//! - `entrance`: who may open a store, and what is written down of it.
//! - `writer`: the one desk where commands are decided, appended, saved and published.
//! - `proof`: a store proved with its key. `secrecy`: what the system must not write down of this process.
//! - `printing`: the printers of this machine, and the folder of papers of one that has none.
//! - `terminal`: the loop, the workers, the guard that gives the terminal back.
//! - `program`: the terminal program: what it begins with, and what carries out its effects.
//! - `register`: the register of former patients, in its file and in memory.
//! - `support_log`: what the program did, never about whom.
//! - `shell`: what the shell is given of all this.
//! - `renew`: a copied or restored folder becomes a new installation.
//! - `mirror`: the thread that copies what is saved to a second disk. `copies`: backups, and stores out of copies.
//!   `copy_notes`: that they were made, until it is in the audit trail.
//! - `mark`: what this machine keeps of its stores outside of their folders: copies and restored backups are told by it.
//! - `clock`, `paths`, `random`: the time, the folders and the randomness of this machine.
//!
//! Not here: decisions, drawing, texts.

pub mod clock;
pub mod copies;
pub mod copy_notes;
mod drafts;
pub mod entrance;
pub mod init;
pub mod mark;
pub mod mirror;
pub mod open;
pub mod paths;
pub mod printing;
pub mod program;
pub mod proof;
pub mod random;
pub mod register;
pub mod renew;
pub mod secrecy;
pub mod shell;
mod support_log;
pub mod terminal;
pub mod writer;
