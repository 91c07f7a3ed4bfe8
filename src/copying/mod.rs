//! Why a store is not copied: the one list that the journal finds its reasons in, and screens and shell their words. What a
//! copy is, is the journal's; nothing else belongs here.

/// Why a store is not copied: into a mirror, a backup, or back out of one. Nothing that was there before has been changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotCopied {
    /// The stick was pulled, or no copy of this store is on it.
    #[error("there is no copy of this store in the folder")]
    NotThere,
    /// There is nothing that could be copied.
    #[error("there is no store to copy")]
    NoStore,
    /// The folder in which it is to be made.
    #[error("there is no such folder")]
    NoFolder,
    #[error("the folder is not empty")]
    NotEmpty,
    #[error("the folder holds another store")]
    Foreign,
    /// The store itself, a folder in it, or one that was copied by hand.
    #[error("the folder holds a store, and no copy of one")]
    Store,
    #[error("the copy does not say how far it is whole")]
    Unreadable,
    /// Where.
    #[error("the copy differs from the journal at {0}")]
    Differs(String),
    /// Up to where.
    #[error("the copy knows more than the journal, up to {0}")]
    Ahead(String),
    #[error("the disk is full")]
    Full,
    #[error("this user may not")]
    NotPermitted,
    /// The disk of the copy, and what the system says.
    #[error("{0}")]
    Disk(String),
    /// What is to be copied cannot be read, and why.
    #[error("{0}")]
    Source(String),
}

impl NotCopied {
    /// Its word in the shell and in the keys of the texts.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NotThere => "not-there",
            Self::NoStore => "no-store",
            Self::NoFolder => "no-folder",
            Self::NotEmpty => "not-empty",
            Self::Foreign => "foreign",
            Self::Store => "store",
            Self::Unreadable => "unreadable",
            Self::Differs(_) => "differs",
            Self::Ahead(_) => "ahead",
            Self::Full => "full",
            Self::NotPermitted => "not-permitted",
            Self::Disk(_) => "disk",
            Self::Source(_) => "source",
        }
    }

    /// What the system says, or where it is.
    pub fn detail(&self) -> &str {
        match self {
            Self::Differs(detail) | Self::Ahead(detail) | Self::Disk(detail) | Self::Source(detail) => detail,
            _ => "",
        }
    }
}
