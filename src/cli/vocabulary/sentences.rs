//! What is wrong with a line, and what a field takes, in words.

use crate::i18n::{Value, Words};

use super::{kind::Kind, unreadable::Unreadable};

/// What is wrong with a line, and what was expected.
pub fn unreadable(words: &Words, fault: &Unreadable) -> String {
    let mut filling: Vec<(&str, Value<'_>)> = Vec::new();
    match fault {
        Unreadable::TooLong { most } => filling.push(("most", Value::from(*most / (1024 * 1024)))),
        Unreadable::NotJson { column } => filling.push(("column", Value::from(*column))),
        Unreadable::FieldTwice { field } | Unreadable::UnknownField { field, .. } => {
            filling.push(("field", Value::from(field.as_str())));
        }
        Unreadable::UnknownDo { found, .. } => filling.push(("found", Value::from(found.as_str()))),
        Unreadable::Missing { field } => {
            filling.push(("field", Value::from(field.name)));
            filling.push(("expected", Value::from(expected(words, field.kind))));
        }
        Unreadable::Wrong { field, found } => {
            filling.push(("field", Value::from(field.name)));
            filling.push(("found", Value::from(found.as_str())));
            filling.push(("expected", Value::from(expected(words, field.kind))));
        }
        Unreadable::OneOfMissing { names } => filling.push(("names", Value::from(names.join(", ")))),
        Unreadable::Apart { names } => {
            filling.push(("one", Value::from(names.0)));
            filling.push(("other", Value::from(names.1)));
        }
        Unreadable::Idle { field, because } => {
            filling.push(("field", Value::from(*field)));
            filling.push(("because", Value::from(*because)));
        }
        Unreadable::NotAnObject => filling.push(("example", Value::from(r#"{"do":"census"}"#))),
        Unreadable::NotUtf8 | Unreadable::CutShort | Unreadable::DoMissing => {}
    }
    let mut sentence = words.fill(fault.term(), &filling);
    let valid = fault.valid();
    if matches!(
        fault,
        Unreadable::DoMissing | Unreadable::UnknownDo { .. } | Unreadable::UnknownField { .. }
    ) {
        sentence.push(' ');
        sentence.push_str(&words.fill("unreadable-valid", &[("words", Value::from(valid.join(", ")))]));
    }
    if let Some(nearest) = fault.nearest() {
        sentence.push(' ');
        sentence.push_str(&words.fill("unreadable-nearest", &[("nearest", Value::from(nearest))]));
    }
    sentence
}

/// What a field of this kind takes.
pub fn expected(words: &Words, kind: Kind) -> String {
    let choices = kind.words().join(", ");
    words.fill(kind.term(), &[("words", Value::from(choices))])
}
