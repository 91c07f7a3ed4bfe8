//! What was printed, by whom, where and why: a job is asked for, handed to a printer, and ends. A job that was asked for
//! and has not ended is still to be looked after, whatever happened to the program.
//!
//! Not here: what a document looks like (print), printers (runtime).

pub mod decide;
pub mod fact;
mod job;

pub use fact::{NotPrinted, Paper, PrintEnd, PrintTo, Trouble};
pub use job::{PrintJob, PrintJobId, PrintState};
