//! Whose word it is that the shell writes down.

use crate::{
    cli::{console::Console, exit::Exit},
    domain::{
        access::{Asker, Role},
        record::UserName,
    },
    i18n::Value,
};

use super::{Given, Stop};

/// Who stands at a laptop where nobody has a name yet.
const NOBODY: &str = "andon";

/// The one who asks: named by the argument, or nobody in particular.
pub(super) fn asker(given: &Given<'_>, console: &mut Console<'_>) -> Result<Asker, Stop> {
    let name = given.user.unwrap_or(NOBODY);
    let Some(user) = UserName::parse(name) else {
        let shown = crate::exchange::faults::shown(name);
        let told = given
            .words
            .fill("cli-wrong-user", &[("user", Value::from(shown.as_str()))]);
        console.complain(told);
        return Err(Exit::CouldNotRun.into());
    };
    Ok(Asker {
        user,
        role: Role::WardClerk,
    })
}
