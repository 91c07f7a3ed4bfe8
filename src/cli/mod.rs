//! The shell: everything that can be done without a terminal program.
//!
//! `arguments` is the command line, `help` what is said about it and `complaint` why it cannot be followed; `tasks` has one file
//! for each thing it can do, `machine` is what they need of the machine (the runtime gives it, tests may too). `vocabulary` is the
//! language of `andon run`, whose `lines` are read one by one; `faults` turns the faults of a file into words, `console` is where
//! results are told and `table` and `json` how, `key_table` lists the keys, `man` makes the manual pages, `exit` says how it ended.
//!
//! Results go to standard output, everything else to standard error; nothing asks a question but for a pass phrase.
//! Not here: deciding (domain), the store (runtime behind `machine`), other people's formats (exchange), screens.

pub mod arguments;
mod complaint;
pub mod console;
pub mod exit;
pub mod faults;
pub mod help;
pub mod json;
pub mod key_table;
pub mod lines;
pub mod machine;
pub mod man;
pub mod table;
pub mod tasks;
pub mod vocabulary;

pub use arguments::{Arguments, Task, parse};
pub use console::Console;
pub use exit::Exit;
pub use machine::{
    Caller, Copied, Founding, Holder, Machine, MadeStore, NewStore, NotRenewed, OpenStore, Proven, Reach, SecondKind,
    SecondPaper, Soundness, StoreFault,
};
pub use tasks::print_words;
pub use tasks::{Bar, cannot_read, import_refused, perform, phrase_of_file, renewal_unfinished, store_fault};
