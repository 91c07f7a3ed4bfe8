//! The vocabulary as people read it: `andon help run`, and the same in the man page.

use crate::{
    domain::refusal::Refusal,
    i18n::{Value, Words},
};

use super::{
    answer::UNREADABLE,
    sentences::expected,
    table::{Area, Field, Need, VOCABULARY, Verb},
};

/// The refusals of a store that could not write; beside [`Refusal::CODES`].
pub const NOT_SAVED: &[&str] = &["disk-full", "not-saved", "read-only", "closed"];

/// The whole vocabulary, for a terminal.
pub fn vocabulary(words: &Words) -> String {
    let mut out = words.say("run-help-shape");
    for area in Area::ALL {
        out.push_str(&format!("\n\n{}\n", words.say(area.term())));
        for verb in VOCABULARY.iter().filter(|verb| verb.area == area) {
            out.push_str(&format!("\n  {}\n    {}\n", verb.word, words.say(&verb.term())));
            for line in details(verb, words) {
                out.push_str(&format!("      {line}\n"));
            }
        }
    }
    out.push_str(&format!("\n{}\n", words.say("run-help-refusals")));
    for (code, sentence) in refusals(words) {
        out.push_str(&format!("\n  {code}\n    {sentence}\n"));
    }
    out.push_str(&format!("\n{}", words.say("run-help-exit")));
    out
}

/// What there is to say about one `do`, beside what it does.
pub fn details(verb: &Verb, words: &Words) -> Vec<String> {
    let mut lines: Vec<String> = verb.fields.iter().map(|field| self::field(field, words)).collect();
    if !verb.one_of.is_empty() {
        let names = verb.one_of.join(", ");
        lines.push(words.fill("run-help-one-of", &[("names", Value::from(names))]));
    }
    if !verb.apart.is_empty() {
        let pairs: Vec<String> = verb.apart.iter().map(|(one, other)| format!("{one}/{other}")).collect();
        lines.push(words.fill("run-help-apart", &[("pairs", Value::from(pairs.join(", ")))]));
    }
    if !verb.refusals.is_empty() {
        let codes = verb.refusals.join(", ");
        lines.push(words.fill("run-help-refusals-of", &[("codes", Value::from(codes))]));
    }
    lines
}

/// `bed (required): ward-room-bed, e.g. 5E-501-1`
fn field(field: &Field, words: &Words) -> String {
    let need = match field.need {
        Need::Required => format!(" ({})", words.say("run-help-required")),
        Need::Optional => String::new(),
        Need::Default(value) => format!(
            " ({})",
            words.fill("run-help-default", &[("value", Value::from(value))])
        ),
    };
    format!(
        "{}{need}: {} - {}",
        field.name,
        words.say(field.term),
        expected(words, field.kind)
    )
}

/// Every word of `refusal`, and its sentence with the names of what it speaks of in capitals.
pub fn refusals(words: &Words) -> Vec<(&'static str, String)> {
    let mut all = vec![(UNREADABLE, words.say("run-help-unreadable"))];
    for code in Refusal::CODES.iter().chain(NOT_SAVED) {
        let sentence = match *code {
            // Its sentence is the reason alone.
            "read-only" => words.fill(
                "read-only-write-failed",
                &PLACES.map(|name| (name.0, Value::from(name.1))),
            ),
            _ => words.fill(
                &format!("refusal-{code}"),
                &PLACES.map(|name| (name.0, Value::from(name.1))),
            ),
        };
        all.push((code, sentence));
    }
    all
}

/// What a sentence can speak of.
const PLACES: [(&str, &str); 24] = [
    ("admitted", "ADMITTED"),
    ("at", "AT"),
    ("bed", "BED"),
    ("by", "RECORD"),
    ("count", "N"),
    ("department", "DEPARTMENT"),
    ("discrepancy", "DISCREPANCY"),
    ("fault", "REASON"),
    ("field", "FIELD"),
    ("identifier", "ID"),
    ("isolation", "ISOLATION"),
    ("moved", "MOVED"),
    ("patient", "PATIENT"),
    ("position", "N"),
    ("reason", "REASON"),
    ("room", "ROOM"),
    ("sequence", "SEQ"),
    ("sex", "SEX"),
    ("until", "UNTIL"),
    ("ward", "WARD"),
    ("what", "REASON"),
    ("why", "REASON"),
    ("free", "N"),
    ("limit", "N"),
];
