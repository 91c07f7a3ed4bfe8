//! Why a pass phrase is not good enough, in words: before the lock, in a form, in the shell.

use crate::domain::access::{PassPhrase, PhraseFault};
use crate::i18n::{Value, Words};

/// Why a pass phrase is not good enough, and what would be.
pub fn phrase_in_words(fault: PhraseFault, words: &Words) -> String {
    let (key, found) = match fault {
        PhraseFault::TooShort { found } => ("phrase-too-short", found),
        PhraseFault::TooLong => ("phrase-too-long", 0),
        PhraseFault::Common => ("phrase-common", 0),
        PhraseFault::Monotonous => ("phrase-monotonous", 0),
        PhraseFault::HoldsUserName => ("phrase-holds-user-name", 0),
    };
    let filling = [("found", Value::from(found)), ("least", Value::from(PassPhrase::LEAST))];
    words.fill(key, &filling)
}
