//! The vocabulary as people read it: `andon help run`, and the same in the man page.

use crate::{
    domain::refusal::Refusal,
    i18n::{Value, Words},
};

use super::{
    answer::UNREADABLE,
    sentences::expected,
    table::VOCABULARY,
    verb::{Area, Field, Need, Verb},
};

/// The refusals of a store that could not write; beside [`Refusal::codes`].
pub const NOT_SAVED: &[&str] = &["disk-full", "not-saved", "read-only", "closed"];

/// The whole vocabulary, for a terminal.
pub fn vocabulary(words: &Words) -> String {
    let mut lines = vec![words.say("run-help-shape")];
    for area in Area::ALL {
        lines.extend([String::new(), words.say(area.term())]);
        for verb in VOCABULARY.iter().filter(|verb| verb.area == area) {
            lines.extend([
                String::new(),
                format!("  {}", verb.word),
                format!("    {}", words.say(&verb.term())),
            ]);
            let details = details(verb, words).into_iter();
            lines.extend(details.map(|Detail { label, text }| format!("      {label}: {text}")));
        }
    }
    lines.extend([String::new(), words.say("run-help-refusals")]);
    for (code, sentence) in refusals(words) {
        lines.extend([String::new(), format!("  {code}"), format!("    {sentence}")]);
    }
    lines.extend([String::new(), words.say("run-help-exit")]);
    lines.join("\n")
}

/// Something that there is to say about one `do`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// A field, or what is spoken of.
    pub label: String,
    pub text: String,
}

/// What there is to say about one `do`, beside what it does: its fields, how they go together, its refusals.
pub fn details(verb: &Verb, words: &Words) -> Vec<Detail> {
    let mut details: Vec<Detail> = verb.fields.iter().map(|field| self::field(field, words)).collect();
    let mut more = |key: &str, names: Vec<String>| {
        if !names.is_empty() {
            details.push(Detail {
                label: words.say(key),
                text: names.join(", "),
            });
        }
    };
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    more("run-help-one-of", owned(verb.one_of));
    more(
        "run-help-apart",
        verb.apart.iter().map(|(one, other)| format!("{one}/{other}")).collect(),
    );
    more("run-help-refusals-of", owned(verb.refusals));
    details
}

/// `bed (required): the bed - ward-room-bed, e.g. 5E-501-1`
fn field(field: &Field, words: &Words) -> Detail {
    let need = match field.need {
        Need::Required => format!(" ({})", words.say("run-help-required")),
        Need::Optional => String::new(),
        Need::Default(value) => format!(
            " ({})",
            words.fill("run-help-default", &[("value", Value::from(value))])
        ),
    };
    Detail {
        label: format!("{}{need}", field.name),
        text: format!("{} - {}", words.say(field.term), expected(words, field.kind)),
    }
}

/// Every word of `refusal`, and its sentence with the names of what it speaks of in capitals.
pub fn refusals(words: &Words) -> Vec<(&'static str, String)> {
    let mut all = vec![(UNREADABLE, words.say("run-help-unreadable"))];
    for code in Refusal::codes().chain(NOT_SAVED.iter().copied()) {
        let sentence = match code {
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
const PLACES: [(&str, &str); 49] = [
    ("tag", "TAG"),
    ("left", "N"),
    ("minutes", "MINUTES"),
    ("user", "USER"),
    ("day", "DAY"),
    ("admitted", "ADMITTED"),
    ("at", "AT"),
    ("bed", "BED"),
    ("by", "RECORD"),
    ("count", "N"),
    ("department", "DEPARTMENT"),
    ("discrepancy", "DISCREPANCY"),
    ("job", "JOB"),
    ("fault", "REASON"),
    ("field", "FIELD"),
    ("identifier", "ID"),
    ("isolation", "ISOLATION"),
    ("moved", "MOVED"),
    ("patient", "PATIENT"),
    ("name", "NAME"),
    ("position", "N"),
    ("reason", "REASON"),
    ("room", "ROOM"),
    ("sequence", "SEQ"),
    ("sex", "SEX"),
    ("until", "UNTIL"),
    ("ward", "WARD"),
    ("what", "REASON"),
    ("why", "REASON"),
    ("copy", "COPY"),
    ("kind", "TYPE"),
    ("missing", "STEP"),
    ("post", "DESK"),
    ("run", "RUN"),
    ("slip", "SLIP"),
    ("step", "STEP"),
    ("urgency", "URGENCY"),
    ("free", "N"),
    ("limit", "N"),
    ("station", "STATION"),
    ("block", "BLOCK"),
    ("kind", "KIND"),
    ("most", "N"),
    ("check", "CHECK"),
    ("purpose", "PURPOSE"),
    ("slip", "SLIP"),
    ("who", "WHO"),
    ("other", "OTHER"),
    ("meant", "NUMBERS"),
];
