//! What may be decided about accounts.

use super::{
    AccessRefusal, Account, AccountState, Context, Deed, Keys, Role,
    fact::{AccountChanged, AccountOpened, AccountShut, PassPhraseSet, Standing},
    glass::{Glass, GlassBroken, GlassReason, GlassReviewed, LASTS},
    idle::{self, IdleTime},
    second::{Second, SecondSet, SecondUsed, Used},
    trail::{Noted, Trace},
};
use crate::domain::{
    census::WardCode,
    compose::Draft,
    record::{EventId, Timestamp, UserName},
    refusal::Refusal,
    state::Hospital,
    text::Text,
};

/// An account to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAccount {
    pub user: UserName,
    pub standing: Standing,
    /// Made by whoever heard, or drew, the pass phrase.
    pub keys: Keys,
}

/// What is asked for about accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountCommand {
    /// One, or a whole staff list: all of them or none.
    Open(Vec<OpenAccount>),
    Change {
        user: UserName,
        standing: Standing,
    },
    /// One's own.
    ChangePassPhrase(Keys),
    /// Somebody else's.
    ResetPassPhrase {
        user: UserName,
        keys: Keys,
    },
    /// One's own second factor; an empty one is none.
    SetSecond(Second),
    /// Somebody else's, who has lost it.
    DropSecond {
        user: UserName,
    },
    /// The program's own: one came in with it.
    UseSecond(Used),
    Close {
        user: UserName,
    },
    Reopen {
        user: UserName,
    },
    /// What was done that changes nothing.
    Note(Vec<Trace>),
    BreakGlass {
        reason: GlassReason,
        words: Option<Text>,
    },
    ReviewGlass {
        user: UserName,
        event: EventId,
        remark: Text,
    },
    /// After how long the laptops of a ward lock themselves; none is as everywhere.
    SetIdleTime {
        ward: WardCode,
        after: Option<IdleTime>,
    },
}

impl AccountCommand {
    /// The permission that it needs.
    pub fn deed(&self) -> Deed {
        match self {
            Self::Open(_) | Self::Change { .. } | Self::Close { .. } | Self::Reopen { .. } => Deed::ManageAccounts,
            Self::ChangePassPhrase(_) | Self::SetSecond(_) => Deed::ChangePassPhrase,
            Self::ResetPassPhrase { .. } | Self::DropSecond { .. } => Deed::ResetPassPhrase,
            Self::Note(_) | Self::UseSecond(_) => Deed::LeaveTrace,
            Self::BreakGlass { .. } => Deed::BreakGlass,
            Self::ReviewGlass { .. } => Deed::ReviewGlass,
            Self::SetIdleTime { .. } => Deed::ChangeSettings,
        }
    }
}

/// Names that no person has, in the field or in a store that is tried out.
const RESERVED: &[&str] = &[
    "andon",
    "root",
    "admin",
    "administrator",
    "guest",
    "demo",
    "trial",
    "recovery",
];

pub(in crate::domain) fn decide(
    hospital: &Hospital,
    command: AccountCommand,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let by = &context.asker.user;
    match command {
        AccountCommand::Open(accounts) => open(hospital, accounts, at),
        AccountCommand::Change { user, standing } => change(hospital, user, standing, at),
        AccountCommand::ChangePassPhrase(keys) => {
            known(hospital, by)?;
            Ok(Draft::one(at, PassPhraseSet { user: by.clone(), keys }))
        }
        AccountCommand::ResetPassPhrase { user, keys } => {
            if !known(hospital, &user)?.is_open() {
                return Err(AccessRefusal::AccountNotOpen { user }.into());
            }
            not_above(hospital, &user, context)?;
            Ok(Draft::one(at, PassPhraseSet { user, keys }))
        }
        AccountCommand::SetSecond(second) => {
            let (account, user) = (known(hospital, by)?, by.clone());
            if account.second.get() == Some(&second) || account.second().is_none() && !second.is_asked() {
                return Err(AccessRefusal::NothingNew { user }.into());
            }
            Ok(Draft::one(at, SecondSet { user, second }))
        }
        AccountCommand::DropSecond { user } => {
            if known(hospital, &user)?.second().is_none() {
                return Err(AccessRefusal::NothingNew { user }.into());
            }
            not_above(hospital, &user, context)?;
            let second = Second::default();
            Ok(Draft::one(at, SecondSet { user, second }))
        }
        AccountCommand::UseSecond(used) => {
            if known(hospital, by)?.is_used(used) {
                return Err(AccessRefusal::NotProved { left: 0 }.into());
            }
            let user = by.clone();
            Ok(Draft::one(at, SecondUsed { user, used }))
        }
        AccountCommand::Close { user } => {
            let account = known(hospital, &user)?;
            if !account.is_open() {
                return Err(AccessRefusal::AccountNotOpen { user }.into());
            }
            keeps_an_administrator(hospital, &user)?;
            let state = AccountState::Closed;
            Ok(Draft::one(at, AccountShut { user, state }))
        }
        AccountCommand::Reopen { user } => {
            if known(hospital, &user)?.is_open() {
                return Err(AccessRefusal::AccountIsOpen { user }.into());
            }
            let state = AccountState::Open;
            Ok(Draft::one(at, AccountShut { user, state }))
        }
        AccountCommand::Note(traces) if traces.is_empty() => Ok(Draft::default()),
        AccountCommand::Note(traces) => Ok(Draft::one(at, Noted { traces })),
        AccountCommand::BreakGlass { reason, words } => {
            known(hospital, by)?;
            if reason == GlassReason::Other && words.is_none() {
                return Err(AccessRefusal::WordsNeeded.into());
            }
            let until = at.plus_seconds(LASTS);
            let user = by.clone();
            Ok(Draft::one(
                at,
                GlassBroken {
                    user,
                    reason,
                    words,
                    until,
                },
            ))
        }
        AccountCommand::ReviewGlass { user, event, remark } => {
            let account = known(hospital, &user)?;
            let waits = |glass: &Glass| glass.said.order.event == event && glass.reviewed.is_none();
            // Nobody reviews themselves.
            if user == *by || !account.broken.iter().any(waits) {
                return Err(AccessRefusal::NoSuchGlass.into());
            }
            Ok(Draft::one(at, GlassReviewed { user, event, remark }))
        }
        AccountCommand::SetIdleTime { ward, after } => idle::decide(hospital, ward, after, at),
    }
}

/// A duty is no way to become an administrator, nor to read the trail of others or to review oneself.
fn not_above(hospital: &Hospital, user: &UserName, context: &Context<'_>) -> Result<(), Refusal> {
    let role = hospital.account(user).and_then(|account| account.role());
    let may = |deed| role.is_some_and(|role| context.permissions.allow(role, None, deed));
    let is_mighty = [Deed::ManageAccounts, Deed::ReadAudit, Deed::ReviewGlass]
        .into_iter()
        .any(may);
    if is_mighty && context.allow(hospital, Deed::ManageAccounts).is_err() {
        return Err(AccessRefusal::OnlyAdministrators.into());
    }
    Ok(())
}

fn open(hospital: &Hospital, accounts: Vec<OpenAccount>, at: Timestamp) -> Result<Draft, Refusal> {
    let mut draft = Draft::default();
    let mut names = std::collections::HashSet::new();
    for OpenAccount { user, standing, keys } in accounts {
        if RESERVED.contains(&user.as_str()) {
            return Err(AccessRefusal::NameReserved { user }.into());
        }
        // A name that somebody ever had is not given again: what they did would be another's.
        if !names.insert(user.clone()) || hospital.account(&user).is_some_and(|account| account.is_known()) {
            return Err(AccessRefusal::NameTaken { user }.into());
        }
        for_people(standing.role)?;
        draft.add(at, AccountOpened { user, standing, keys });
    }
    Ok(draft)
}

fn change(hospital: &Hospital, user: UserName, standing: Standing, at: Timestamp) -> Result<Draft, Refusal> {
    let account = known(hospital, &user)?;
    for_people(standing.role)?;
    if account.standing() == Some(&standing) {
        return Err(AccessRefusal::NothingNew { user }.into());
    }
    if standing.role != Role::Administrator {
        keeps_an_administrator(hospital, &user)?;
    }
    Ok(Draft::one(at, AccountChanged { user, standing }))
}

fn for_people(role: Role) -> Result<(), Refusal> {
    if role.is_for_people() {
        Ok(())
    } else {
        Err(AccessRefusal::RoleNotForPeople.into())
    }
}

/// Refused when `user` is the only administrator.
fn keeps_an_administrator(hospital: &Hospital, user: &UserName) -> Result<(), Refusal> {
    let mut administrators = hospital
        .accounts()
        .filter(|account| account.is_open() && account.role() == Some(Role::Administrator));
    let is_one = hospital.account(user).and_then(|account| account.role()) == Some(Role::Administrator);
    if is_one && !administrators.any(|another| another.user != *user) {
        return Err(AccessRefusal::LastAdministrator.into());
    }
    Ok(())
}

fn known<'a>(hospital: &'a Hospital, user: &UserName) -> Result<&'a Account, Refusal> {
    hospital
        .account(user)
        .map(std::sync::Arc::as_ref)
        .filter(|account| account.is_known())
        .ok_or_else(|| AccessRefusal::UnknownAccount { user: user.clone() }.into())
}
