//! What a screen and the machine say to each other about accounts, beside commands: a first pass phrase that was drawn for
//! somebody, and what of it goes on paper. Both hold secrets, are wiped when they are let go, and are never shown by `Debug`.

use std::fmt;

use zeroize::Zeroizing;

use crate::domain::record::UserName;

/// A first pass phrase that was drawn for somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct FirstSlip {
    pub user: UserName,
    pub phrase: Zeroizing<String>,
}

/// The key of the recovery sheet, to be shown once.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub Zeroizing<String>);

/// What is handed to somebody on paper: lines of text.
#[derive(Clone, PartialEq, Eq)]
pub struct HandOut(pub Zeroizing<String>);

impl fmt::Debug for FirstSlip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FirstSlip({})", self.user)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl fmt::Debug for HandOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HandOut(..)")
    }
}
