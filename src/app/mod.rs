//! The program without its machine: what people can do (`action`), which keys lead there (`keys`), what screens ask for
//! (`intent`), the door to the one writer (`door`), what is asked of the machine (`effect`) and what comes back (`message`), the
//! stack of screens and everything that a session remembers (`session`).
//!
//! What a screen is given and is: `scope`, `route`, `selection`, `screen`; what is being typed: `draft`; how a print job goes:
//! `paper`. What screens and shell say alike: `sentences`, `slip_words`, `phrase_words`, `reasons`, `worn`, and `done`, what a
//! request does.
//!
//! All of it is pure: inputs, messages and the time go in, effects and a picture come out, so that a whole session can be
//! replayed in a test. Not here: I/O, threads, clocks, drawing (`screens`, `widgets`), the screens themselves.

mod accounts;
mod action;
mod done;
pub mod door;
mod draft;
mod effect;
mod intent;
mod keys;
mod message;
mod notice;
mod opening;
mod own_keys;
pub mod paper;
mod phrase_words;
mod preview;
mod reasons;
mod route;
mod scope;
mod screen;
mod selection;
pub mod sentences;
mod session;
pub mod slip_words;
mod telling;
mod worn;

pub use accounts::{FirstSlip, HandOut, Secret};
pub use action::Action;
pub use done::Done;
pub use draft::{Answer, Draft, Drafts, Step};
pub use effect::{Effect, Errand, Preference};
pub use intent::Intent;
pub use keys::{DEFAULT, KeyCondition, KeyContext, Keys, Overlay, Situation, load};
pub use message::Message;
pub use notice::{Notice, Tone};
pub use opening::{NotOpened, NotUnlocked, Opening, SetUp, SetUpSoFar, Unlocked, Way};
pub use own_keys::{OwnKeys, fault_in_words};
pub use paper::{PaperAnswer, PaperNews, PaperShown};
pub use phrase_words::phrase_in_words;
pub use reasons::{outside_era, reasons};
pub use route::{Confirmation, Route};
pub use scope::{Desk, Scope};
pub use screen::{Extent, Happening, Screen};
pub use selection::{Paper, Selection};
pub use session::{Keeping, Lock, LockField, LockKind, Pulse, Session, Start};
pub use worn::{WornTwice, worn_twice, worn_words};
