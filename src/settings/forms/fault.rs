//! What is wrong with a form file.

/// A mistake, with the place and what was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFault {
    pub file: String,
    /// From 1; none for the file as a whole.
    pub line: Option<usize>,
    pub kind: FormFaultKind,
    pub nearest: Option<String>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormFaultKind {
    Unreadable(String),
    Syntax(String),
    UnknownDocument(String),
    UnknownElement(String),
    UnknownKey(String),
    Missing(&'static str),
    /// Not what this key needs; what it needs is a key of the locale files.
    Shape {
        key: String,
        needs: &'static str,
    },
    UnknownField(String),
    UnknownWord(String),
    UnknownList(String),
    /// A form of another document that names kinds of slips, or words that are none.
    NotASlip(String),
    /// A brace that is not closed, or opens nothing.
    Braces(String),
    OffPaper(&'static str),
    /// A code smaller than scanners read.
    SmallCode(&'static str),
    /// The columns together are wider than the table.
    WideColumns {
        columns: u32,
        table: u32,
    },
    /// Words that would stand over the rows of a table on its further pages.
    OverTable,
    /// No table for a list without which the paper does not say all.
    NoList(&'static str),
    NoDocument,
}

impl FormFaultKind {
    /// The key of its words, and what fills the place `found`.
    pub fn text(&self) -> (&'static str, String) {
        match self {
            Self::Unreadable(found) => ("form-fault-unreadable", found.clone()),
            Self::Syntax(found) => ("form-fault-syntax", found.clone()),
            Self::UnknownDocument(found) => ("form-fault-document", found.clone()),
            Self::UnknownElement(found) => ("form-fault-element", found.clone()),
            Self::UnknownKey(found) => ("form-fault-key", found.clone()),
            Self::Missing(key) => ("form-fault-missing", (*key).to_owned()),
            Self::Shape { key, needs } => (needs, key.clone()),
            Self::UnknownField(found) => ("form-fault-field", found.clone()),
            Self::UnknownWord(found) => ("form-fault-word", found.clone()),
            Self::NotASlip(found) => ("form-fault-only-for", found.clone()),
            Self::UnknownList(found) => ("form-fault-list", found.clone()),
            Self::Braces(found) => ("form-fault-braces", found.clone()),
            Self::OffPaper(found) => ("form-fault-off-paper", (*found).to_owned()),
            Self::SmallCode(found) => ("form-fault-small-code", (*found).to_owned()),
            Self::WideColumns { columns, table } => ("form-fault-wide-columns", format!("{columns} > {table}")),
            Self::OverTable => ("form-fault-over-table", String::new()),
            Self::NoList(list) => ("form-fault-no-list", (*list).to_owned()),
            Self::NoDocument => ("form-fault-no-document", String::new()),
        }
    }
}
