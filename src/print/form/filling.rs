//! What a document says: values under the names of fields, and lists of rows.

use std::{borrow::Cow, collections::BTreeMap};

/// Values under the names of fields. Most names are known to the program; the fields of a kind of slip are the hospital's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<Cow<'static, str>, String>);

impl Values {
    pub fn set(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// For conditions and check boxes: what is so holds something.
    pub fn flag(&mut self, name: &'static str, holds: bool) {
        self.set(name, if holds { "1" } else { "" });
    }

    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// Takes over all that another one says.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        let others = other.0.iter().map(|(name, value)| (name.clone(), value.clone()));
        self.0.extend(others);
        self
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(AsRef::as_ref)
    }
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    Values(Values),
    /// A band across the table: the ward that the next rows belong to.
    Heading(String),
}

/// What one document, or one label of a sheet, says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filling {
    pub values: Values,
    pub lists: BTreeMap<&'static str, Vec<Row>>,
}

impl Filling {
    pub fn rows(&self, list: &str) -> &[Row] {
        self.lists.get(list).map(Vec::as_slice).unwrap_or_default()
    }
}

impl From<Values> for Filling {
    fn from(values: Values) -> Self {
        Self {
            values,
            lists: BTreeMap::new(),
        }
    }
}
