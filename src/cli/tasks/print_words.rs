//! What is said about printing: why not, what is not on the paper as it should be, how queues do.

use crate::{
    i18n::{Value, Words},
    print::{
        fonts::Lack,
        form::{Spot, SpotKind},
        queue::{Queue, QueueState, WhyNot},
    },
};

/// Why a job is not printed, in words.
pub fn why(why_not: &WhyNot, words: &Words) -> String {
    words
        .fill(why_not.term(), &[("detail", Value::from(why_not.detail()))])
        .trim_end()
        .to_owned()
}

/// What is not on the paper as it should be.
pub fn told(spot: &Spot, words: &Words) -> String {
    let page = ("page", Value::from(spot.page));
    match &spot.kind {
        SpotKind::Lacks { text, lack } => {
            let (key, character) = match lack {
                Lack::Character(c) => ("print-spot-character", *c),
                Lack::Variation(c, _) => ("print-spot-variation", *c),
            };
            // What no font has may be what no terminal can show either.
            let code = format!("U+{:04X}", u32::from(character));
            let filling = [
                page,
                ("text", Value::from(text.as_str())),
                ("character", Value::from(character.to_string())),
                ("code", Value::from(code)),
            ];
            words.fill(key, &filling)
        }
        SpotKind::Cut { text } => words.fill("print-spot-cut", &[page, ("text", Value::from(text.as_str()))]),
        SpotKind::NoCode { value, .. } => {
            words.fill("print-spot-code", &[page, ("value", Value::from(value.as_str()))])
        }
        SpotKind::RowsLeft { count } => words.fill("print-spot-rows", &[page, ("count", Value::from(*count))]),
    }
}

pub fn queue_line(queue: &Queue, words: &Words) -> String {
    let state = match &queue.state {
        QueueState::Idle => words.say("print-queue-idle"),
        QueueState::Printing => words.say("print-queue-printing"),
        QueueState::Stopped(why) => words.fill("print-queue-stopped", &[("why", Value::from(why.as_str()))]),
    };
    format!("{}  {}", queue.name, state.trim_end())
}
