//! What a document says: values under the names of fields, and lists of rows.

use std::collections::BTreeMap;

/// Values under the names of fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<&'static str, String>);

impl Values {
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.0.insert(name, value.into());
    }

    /// For conditions and check boxes: what is so holds something.
    pub fn flag(&mut self, name: &'static str, holds: bool) {
        self.set(name, if holds { "1" } else { "" });
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
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
