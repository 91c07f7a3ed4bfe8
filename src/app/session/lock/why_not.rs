//! Why somebody has not come in, in their words and with the way on.

use crate::app::{NotUnlocked, phrase_in_words};
use crate::i18n::{Value, Words};

/// Why somebody has not come in, and the way on.
pub(super) fn why_not(why: &NotUnlocked, words: &Words) -> String {
    match why {
        NotUnlocked::Wrong { left } => words.fill("lock-wrong", &[("left", Value::from(*left))]),
        NotUnlocked::Locked { minutes } => {
            let minutes = i64::try_from(*minutes).unwrap_or(i64::MAX);
            words.fill("lock-locked-out", &[("minutes", Value::from(minutes))])
        }
        NotUnlocked::CodeNeeded => words.say("lock-code-needed"),
        NotUnlocked::WrongCode { left } => words.fill("lock-wrong-code", &[("left", Value::from(*left))]),
        NotUnlocked::NoUser => words.say("lock-no-user"),
        NotUnlocked::NoPin => words.say("lock-no-pin"),
        NotUnlocked::WrongPin { left } => words.fill("lock-wrong-pin", &[("left", Value::from(*left))]),
        NotUnlocked::BadPin => words.say("lock-bad-pin"),
        NotUnlocked::NoEnvelope => words.say("lock-no-envelope"),
        NotUnlocked::EnvelopeNotNeeded => words.say("lock-envelope-not-needed"),
        NotUnlocked::NotByEnvelope => words.say("lock-not-by-envelope"),
        NotUnlocked::Phrase(fault) => phrase_in_words(*fault, words),
        NotUnlocked::Failed(why) => words.fill("lock-failed", &[("why", Value::from(why.as_str()))]),
    }
}
