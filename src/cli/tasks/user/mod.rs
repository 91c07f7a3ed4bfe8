//! `andon user`: who may work here, and what opens the laptops for them.
//!
//! `second` is the second factor of whoever wants one. `locking` says when laptops lock themselves. `listing` shows, `reviewing` says that broken glass was looked at, `opening` opens accounts and hands over first pass phrases, `wanted` reads what was asked for; changes
//! of one account are here.

mod listing;
mod locking;
mod opening;
mod reviewing;
mod second;
mod wanted;

use crate::{
    app::{
        door::{Outcome, Refused},
        sentences::Speaker,
    },
    cli::{
        arguments::{BreakGlass, ChangeUser, NewPhrase, User},
        console::Console,
        exit::Exit,
        faults::list_of_faults,
        machine::{OpenStore, StoreFault},
    },
    domain::{
        access::{
            AccessRefusal, Duty, Role, Standing,
            decide::AccountCommand,
            glass::{GlassReason, LASTS},
        },
        command::{Command, Request},
        record::UserName,
    },
    exchange::{Expected, Faults},
    i18n::Value,
};

use super::{Given, Stop, caller, store};
use listing::Row;
use wanted::{name, optional, text, wards};

pub(super) fn user(wanted: &User, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    match wanted {
        User::Roles(wanted) => listing::roles(wanted.output, given.words, console),
        User::List(wanted) => listing::list(wanted.output, given, console),
        User::Envelopes(wanted) => opening::envelopes(wanted, given, console),
        User::BreakGlass(wanted) => break_glass(wanted, given, console),
        User::SecondFactor(wanted) => second::factor(wanted, given, console),
        User::Glass(wanted) => listing::glass(wanted.output, given, console),
        User::Review(wanted) => reviewing::review(wanted, given, console),
        User::LockAfter(wanted) => locking::lock_after(wanted, given, console),
        User::Add(add) => opening::add(add, given, console),
        User::Import(import) => opening::import(import, given, console),
        User::Change(change) => self::change(change, given, console),
        User::Passphrase(new) => passphrase(new, given, console),
        User::Reset(reset) => opening::reset(reset, given, console),
        User::Close(one) => on_one(&one.account, |user| AccountCommand::Close { user }, given, console),
        User::Reopen(one) => on_one(&one.account, |user| AccountCommand::Reopen { user }, given, console),
    }
}

fn change(wanted: &ChangeUser, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    let mut faults = Faults::default();
    let user = name(&wanted.account, &mut faults);
    let full_name = wanted.full_name.as_deref().map(|raw| text(raw, &mut faults));
    let role = optional(
        "--role",
        wanted.role.as_deref(),
        Role::parse,
        Expected::Role,
        &mut faults,
    );
    let parse_duty = |raw: &str| {
        if raw.is_empty() || raw == "none" {
            Some(None)
        } else {
            Duty::parse(raw).map(Some)
        }
    };
    let duty = optional(
        "--duty",
        wanted.duty.as_deref(),
        parse_duty,
        Expected::Duty,
        &mut faults,
    );
    let wards = wards(&wanted.ward, &hospital, &mut faults);
    if faults.count() > 0 {
        console.complain(list_of_faults(given.words, &faults));
        return Ok(Exit::Refused);
    }
    let Some(user) = user else { return Ok(Exit::Refused) };
    let known = hospital.account(&user).and_then(|account| account.standing().cloned());
    let Some(standing) = known else {
        let refusal = AccessRefusal::UnknownAccount { user };
        return Err(super::census::refuse(&refusal.into(), &hospital, given, console));
    };
    let standing = Standing {
        name: full_name.flatten().unwrap_or(standing.name),
        role: role.unwrap_or(standing.role),
        duty: duty.unwrap_or(standing.duty),
        wards: if wanted.ward.is_empty() { standing.wards } else { wards },
    };
    let command = AccountCommand::Change {
        user: user.clone(),
        standing,
    };
    told(submit(store.as_ref(), command), &user, store.as_ref(), given, console)
}

/// One's own pass phrase.
fn passphrase(wanted: &NewPhrase, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let new = match &wanted.new_file {
        Some(file) => Some(caller::phrase_of_file(file).map_err(|fault| {
            let file = file.display().to_string();
            console.complain(caller::cannot_read(&file, &fault, given.words));
            Stop::Exit(Exit::CouldNotRun)
        })?),
        None => None,
    };
    let store = store::open(given, console)?;
    let user = store.asker().user;
    let new = match new {
        Some(new) => new,
        None if console.is_watched() => caller::twice(&user, given, console)?,
        None => return Err(store::complain(&StoreFault::PhraseNeeded, given, console)),
    };
    let keys = store
        .own_keys(&user, &new)
        .map_err(|fault| store::complain(&fault, given, console))?;
    let command = AccountCommand::ChangePassPhrase(keys);
    told(submit(store.as_ref(), command), &user, store.as_ref(), given, console)
}

/// Care beyond one's role, at once, for an hour.
fn break_glass(wanted: &BreakGlass, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let mut faults = Faults::default();
    let reason = wanted::word(
        "REASON",
        &wanted.reason,
        GlassReason::parse,
        Expected::GlassReason,
        &mut faults,
    );
    let words = wanted
        .words
        .as_deref()
        .map(|raw| wanted::remark("--words", raw, &mut faults));
    let Some(reason) = reason.filter(|_| faults.count() == 0) else {
        console.complain(list_of_faults(given.words, &faults));
        return Ok(Exit::Refused);
    };
    let store = store::open(given, console)?;
    let user = store.asker().user;
    let command = AccountCommand::BreakGlass {
        reason,
        words: words.flatten(),
    };
    let outcome = submit(store.as_ref(), command);
    if outcome.is_ok() {
        let minutes = [("minutes", Value::from(LASTS / 60))];
        console.say(given.words.fill("user-glass-broken", &minutes))?;
    }
    told(outcome, &user, store.as_ref(), given, console)
}

fn on_one(
    account: &str,
    command: impl FnOnce(UserName) -> AccountCommand,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let mut faults = Faults::default();
    let Some(user) = name(account, &mut faults) else {
        console.complain(list_of_faults(given.words, &faults));
        return Ok(Exit::Refused);
    };
    let store = store::open(given, console)?;
    let outcome = submit(store.as_ref(), command(user.clone()));
    told(outcome, &user, store.as_ref(), given, console)
}

fn submit(store: &dyn OpenStore, command: AccountCommand) -> Outcome {
    let request = Request::from(Command::Account(command));
    store.door().submit(store.asker(), request).wait()
}

/// How it stands with an account after something was done to it.
fn told(
    outcome: Outcome,
    user: &UserName,
    store: &dyn OpenStore,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    if let Err(refused) = outcome {
        return Ok(complain(&refused, store, given, console));
    }
    let hospital = store.door().hospital();
    let row = hospital.account(user).and_then(|account| Row::of(account, given.words));
    if let Some(row) = row {
        let filling = [
            ("user", Value::from(row.user.as_str())),
            ("name", Value::from(row.name.as_str())),
            ("role", Value::from(row.role_said.as_str())),
            ("state", Value::from(row.state_said.as_str())),
        ];
        console.say(given.words.fill("user-is-now", &filling))?;
    }
    Ok(Exit::Fine)
}

fn complain(refused: &Refused, store: &dyn OpenStore, given: &Given<'_>, console: &mut Console<'_>) -> Exit {
    let hospital = store.door().hospital();
    let speaker = Speaker::new(given.words, &hospital);
    match refused {
        Refused::Refusal(refusal) => {
            console.complain(speaker.refusal(refusal));
            Exit::Refused
        }
        Refused::NotSaved(fault) => {
            console.complain(speaker.not_saved(fault));
            Exit::CouldNotRun
        }
    }
}
