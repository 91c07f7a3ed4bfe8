//! JSON that is written: names stay in the order in which they were said, so that a person can read a line too.

use std::fmt::{self, Write as _};

use crate::exchange::sheet::{self, Audience};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    Null,
    Flag(bool),
    Number(u64),
    Text(String),
    List(Vec<Json>),
    Object(Object),
    /// JSON already, without a line break: rows that `exchange` writes.
    Written(String),
}

/// Names and values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Object(Vec<(&'static str, Json)>);

impl Object {
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Json>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    /// All values of another object behind these.
    #[must_use]
    pub fn with_all(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// `name` only when there is a value.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Into<Json>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

impl Json {
    /// As a cell of a table: a text as it is, a list with blanks between its parts, nothing for nothing.
    pub fn cell(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) => text.clone(),
            Self::List(list) => list.iter().map(Self::cell).collect::<Vec<String>>().join(" "),
            other => other.to_string(),
        }
    }
}

impl Object {
    /// Rows for whoever opens the file in a spreadsheet, which would garble it without a byte order mark and calculate what
    /// begins like a formula. The heads are there when nothing else is.
    pub fn sheet(rows: &[Self], heads: &[&str], out: impl std::io::Write) -> std::io::Result<()> {
        let named = rows.first().map(|row| row.names().map(str::to_owned).collect());
        let heads = named.unwrap_or_else(|| heads.iter().map(|head| (*head).to_owned()).collect());
        let cells = rows
            .iter()
            .map(|row| row.0.iter().map(|(_, value)| plain(value)).collect());
        let table: Vec<Vec<String>> = std::iter::once(heads).chain(cells).collect();
        let table = table.iter().map(|row| row.iter().map(String::as_str));
        sheet::write(table, Audience::Spreadsheet, out)
    }

    /// The value of a name, as a cell of a table; empty when there is none.
    pub fn text(&self, name: &str) -> String {
        self.0
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| plain(value))
            .unwrap_or_default()
    }

    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &Json)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.fields().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The names, in their order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.fields().map(|(name, _)| name)
    }

    /// The value of a name as a cell of a table: nothing for what is not there, blanks between the parts of a list.
    pub fn cell(&self, name: &str) -> String {
        self.get(name).map(Json::cell).unwrap_or_default()
    }

    /// The names and the values, for a table with one row.
    pub fn csv(&self, out: impl std::io::Write) -> std::io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(self.0.iter().map(|(name, _)| *name))?;
        writer.write_record(self.0.iter().map(|(_, value)| match value {
            Json::Text(text) => text.clone(),
            other => other.to_string(),
        }))?;
        writer.flush()
    }
}

/// A value as a cell of a table.
fn plain(value: &Json) -> String {
    match value {
        Json::Text(text) => text.clone(),
        Json::Null => String::new(),
        other => other.to_string(),
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<u64> for Json {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Json {
    fn from(number: usize) -> Self {
        Self::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(list: Vec<T>) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl fmt::Display for Json {
    /// On one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Flag(flag) => flag.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => quoted(text, f),
            Self::List(list) => {
                f.write_char('[')?;
                for (place, value) in list.iter().enumerate() {
                    if place > 0 {
                        f.write_char(',')?;
                    }
                    value.fmt(f)?;
                }
                f.write_char(']')
            }
            Self::Object(object) => object.fmt(f),
            Self::Written(json) => f.write_str(json),
        }
    }
}

impl fmt::Display for Object {
    /// On one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('{')?;
        for (place, (name, value)) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_char(',')?;
            }
            write!(f, "\"{name}\":")?;
            value.fmt(f)?;
        }
        f.write_char('}')
    }
}

fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&serde_json::to_string(text).map_err(|_| fmt::Error)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_has_its_names_above() {
        let object = Object::default().with("a", "x,y").with("b", 2_u64).with("c", true);
        let mut out = Vec::new();
        assert!(object.csv(&mut out).is_ok());
        assert_eq!(String::from_utf8_lossy(&out), "a,b,c\n\"x,y\",2,true\n");
    }

    #[test]
    fn names_stay_in_their_order() {
        let object = Object::default()
            .with("line", 1_u64)
            .with("ok", true)
            .with("a", vec!["x", "y"])
            .with_some("none", None::<&str>)
            .with("row", Json::Written("{\"q\":1}".to_owned()))
            .with(
                "nested",
                Object::default().with("z", None::<&str>).with("b", "\u{1b}\n\"\\"),
            );
        assert_eq!(
            object.to_string(),
            r#"{"line":1,"ok":true,"a":["x","y"],"row":{"q":1},"nested":{"z":null,"b":"\u001b\n\"\\"}}"#
        );
    }
}
