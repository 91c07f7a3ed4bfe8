//! Keys: from what the terminal sends to the name of an action.
//!
//! `chord` is one key with its modifiers, `sequence` several after one another, `trie` finds what is bound to them,
//! `keymap` is a whole table with its contexts and conditions, `file` reads one from TOML and reports every mistake,
//! `kana` finds the key behind 日本語入力, `script` reads the key scripts of tests, `spot` is what a
//! click means, `event` is the only place that knows crossterm's events.
//!
//! Not here: which actions there are and what they do (`app`), texts, drawing. The tables are data in `keymaps/`.

mod chord;
mod event;
mod file;
mod kana;
mod keymap;
mod listener;
mod named;
mod nearest;
mod script;
mod sequence;
mod spot;
#[cfg(test)]
mod tests;
mod trie;

pub use chord::{Chord, Held, Key, Unreadable};
pub use event::{Input, Roll, translate};
pub use file::{Entry, Fault, FaultKind, Layer, merge};
pub use kana::key_behind;
pub use keymap::{Ability, Binding, Demand, Expected, Found, Keymap, Offer, Situation, Typing};
pub use listener::{Heard, Listener, Method};
pub use named::Named;
pub use nearest::nearest;
pub use script::{Step, read_script};
pub use sequence::Sequence;
pub use spot::{Part, Spot, Spots};
