//! One line taken apart: a flat JSON object of texts, numbers and `true`, each name once. What serde would forgive (a
//! name twice, the last one wins) is refused, because one of the two was meant.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::exchange::faults;

use super::unreadable::Unreadable;

/// One value of the object.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    Text(String),
    Number(u64),
    /// A number that is not a whole one, or below zero.
    OtherNumber(f64),
    Flag(bool),
    Null,
    /// A list or an object; no field takes one.
    Nested,
}

impl Scalar {
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// As a message can quote it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => format!("\"{}\"", faults::shown(text)),
            Self::Number(number) => number.to_string(),
            Self::OtherNumber(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Null => "null".to_owned(),
            Self::Nested => "[…]".to_owned(),
        }
    }
}

/// The fields of a line, in its order.
pub type Fields = Vec<(String, Scalar)>;

/// Takes a line apart.
pub fn fields(line: &str) -> Result<Fields, Unreadable> {
    let object: Object = serde_json::from_str(line).map_err(|fault| match fault.classify() {
        serde_json::error::Category::Eof => Unreadable::CutShort,
        serde_json::error::Category::Data => Unreadable::NotAnObject,
        serde_json::error::Category::Syntax | serde_json::error::Category::Io => {
            Unreadable::NotJson { column: fault.column() }
        }
    })?;
    let mut seen: Vec<&str> = Vec::with_capacity(object.0.len());
    for (name, _) in &object.0 {
        if seen.contains(&name.as_str()) {
            return Err(Unreadable::FieldTwice {
                field: faults::shown(name).to_string(),
            });
        }
        seen.push(name);
    }
    Ok(object.0)
}

/// More fields than any `do` has; the rest of such a line need not be compared with itself.
const MOST_FIELDS: usize = 64;

struct Object(Fields);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut fields = Fields::new();
        while let Some(name) = map.next_key::<String>()? {
            let value = map.next_value::<Scalar>()?;
            if fields.len() < MOST_FIELDS {
                fields.push((name, value));
            }
        }
        Ok(Object(fields))
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Value)
    }
}

struct Value;

impl<'de> Visitor<'de> for Value {
    type Value = Scalar;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Scalar, E> {
        Ok(Scalar::Flag(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
        Ok(Scalar::Number(number))
    }

    #[allow(clippy::cast_precision_loss, reason = "only quoted in a message")]
    fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
        Ok(u64::try_from(number).map_or(Scalar::OtherNumber(number as f64), Scalar::Number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
        Ok(Scalar::OtherNumber(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
        Ok(Scalar::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Scalar, E> {
        Ok(Scalar::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scalar, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nested)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn values_keep_their_type() {
        let found = fields(r#"{"a":"1","b":1,"c":-1,"d":true,"e":null,"f":[1,{"x":[]}],"g":{"h":1},"i":1.5}"#).unwrap();
        let values: Vec<Scalar> = found.into_iter().map(|(_, value)| value).collect();
        assert_eq!(
            values,
            [
                Scalar::Text("1".into()),
                Scalar::Number(1),
                Scalar::OtherNumber(-1.0),
                Scalar::Flag(true),
                Scalar::Null,
                Scalar::Nested,
                Scalar::Nested,
                Scalar::OtherNumber(1.5),
            ]
        );
    }

    #[test]
    fn what_is_no_object_is_told_apart() {
        assert_eq!(fields(r#"{"a":1"#), Err(Unreadable::CutShort));
        assert_eq!(fields(r#"{"a" 1}"#), Err(Unreadable::NotJson { column: 6 }));
        assert_eq!(fields("[1]"), Err(Unreadable::NotAnObject));
        assert_eq!(fields("\"admit\""), Err(Unreadable::NotAnObject));
        assert!(matches!(fields(r#"{"a":1} {"b":2}"#), Err(Unreadable::NotJson { .. })));
        assert_eq!(
            fields(r#"{"a":1,"a":1}"#),
            Err(Unreadable::FieldTwice { field: "a".into() })
        );
        // Deeper than any command, and deep enough to overflow a careless reader.
        let deep = format!("{{\"a\":{}", "[".repeat(100_000));
        assert_eq!(fields(&deep), Err(Unreadable::CutShort));
    }
}
