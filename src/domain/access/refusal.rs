//! Why something about accounts was not done.

use super::super::{record::UserName, refusal::Spoken};

/// Why not. The words are in `access.ftl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccessRefusal {
    /// Whoever asks has no account here.
    NoAccount,
    /// Whoever asks had one.
    AccountClosed,
    /// Whoever asks still has the pass phrase that was drawn for them.
    FirstPassPhrase,
    UnknownAccount {
        user: UserName,
    },
    NameTaken {
        user: UserName,
    },
    NameReserved {
        user: UserName,
    },
    /// No person has this role.
    RoleNotForPeople,
    /// Without one nobody could make another.
    LastAdministrator,
    AccountNotOpen {
        user: UserName,
    },
    AccountIsOpen {
        user: UserName,
    },
    NothingNew {
        user: UserName,
    },
    /// A restricted patient opens for a reason only.
    ReasonNeeded,
    /// Other is a reason when it is said in words.
    WordsNeeded,
    NoSuchGlass,
    /// Whoever may reset pass phrases by a duty would become an administrator.
    OnlyAdministrators,
    /// Not the pass phrase, nor the number of the shift, of whoever was to confirm; or nobody has the name.
    NotProved {
        left: usize,
    },
    /// Whoever was to confirm has failed too often.
    LockedOut {
        minutes: u64,
    },
    /// A number was typed, and its person has set none in this shift.
    NoPin,
    /// The restriction of a patient is lifted by those who care for them.
    OnlyTheWard,
}

impl AccessRefusal {
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoAccount => "no-account",
            Self::AccountClosed => "account-closed",
            Self::FirstPassPhrase => "first-pass-phrase",
            Self::UnknownAccount { .. } => "unknown-account",
            Self::NameTaken { .. } => "user-name-taken",
            Self::NameReserved { .. } => "user-name-reserved",
            Self::RoleNotForPeople => "role-not-for-people",
            Self::LastAdministrator => "last-administrator",
            Self::AccountNotOpen { .. } => "account-not-open",
            Self::AccountIsOpen { .. } => "account-is-open",
            Self::NothingNew { .. } => "account-unchanged",
            Self::ReasonNeeded => "reason-needed",
            Self::WordsNeeded => "words-needed",
            Self::NoSuchGlass => "unknown-glass",
            Self::OnlyAdministrators => "only-administrators",
            Self::NotProved { .. } => "not-proved",
            Self::LockedOut { .. } => "locked-out",
            Self::NoPin => "no-pin",
            Self::OnlyTheWard => "only-the-ward",
        }
    }

    /// Every code there is, for the tests.
    pub const CODES: &'static [&'static str] = &[
        "no-account",
        "account-closed",
        "first-pass-phrase",
        "unknown-account",
        "user-name-taken",
        "user-name-reserved",
        "role-not-for-people",
        "last-administrator",
        "account-not-open",
        "account-is-open",
        "account-unchanged",
        "reason-needed",
        "words-needed",
        "unknown-glass",
        "only-administrators",
        "not-proved",
        "locked-out",
        "no-pin",
        "only-the-ward",
    ];

    pub fn spoken(&self) -> Vec<(&'static str, Spoken)> {
        match self {
            Self::NoAccount
            | Self::AccountClosed
            | Self::FirstPassPhrase
            | Self::RoleNotForPeople
            | Self::LastAdministrator
            | Self::ReasonNeeded
            | Self::WordsNeeded
            | Self::NoSuchGlass
            | Self::OnlyAdministrators
            | Self::NoPin
            | Self::OnlyTheWard => Vec::new(),
            Self::NotProved { left } => vec![("left", Spoken::Number(u64::try_from(*left).unwrap_or(u64::MAX)))],
            Self::LockedOut { minutes } => vec![("minutes", Spoken::Number(*minutes))],
            Self::UnknownAccount { user }
            | Self::NameTaken { user }
            | Self::NameReserved { user }
            | Self::AccountNotOpen { user }
            | Self::AccountIsOpen { user }
            | Self::NothingNew { user } => vec![("user", Spoken::Word(user.to_string()))],
        }
    }
}
