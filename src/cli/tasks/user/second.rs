//! A second factor for whoever wants one: an authenticator or printed codes, or none again.

use zeroize::Zeroizing;

use crate::{
    cli::{
        arguments::{Format, SecondFactor},
        console::Console,
        exit::Exit,
        faults::list_of_faults,
        json::Object,
        machine::SecondKind,
    },
    domain::access::{decide::AccountCommand, second::Second},
    exchange::Faults,
    i18n::Value,
};

use super::{
    super::{Given, Stop, paper::Paper, store},
    complain, submit, told,
    wanted::name,
};

pub(super) fn factor(wanted: &SecondFactor, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let kind = match wanted.kind.as_str() {
        "authenticator" => Some(SecondKind::Authenticator),
        "codes" => Some(SecondKind::Codes),
        _ => None,
    };
    let paper = match kind {
        Some(_) => Paper::of(wanted.slips.slips.as_deref(), given, console)?,
        None => None,
    };
    let mut faults = Faults::default();
    let account = wanted.account.as_deref().map(|raw| name(raw, &mut faults));
    if faults.count() > 0 {
        console.complain(list_of_faults(given.words, &faults));
        return Ok(Exit::Refused);
    }
    let store = store::open(given, console)?;
    let user = store.asker().user;
    let (Some(kind), None) = (kind, &account) else {
        let (user, command) = match account.flatten() {
            Some(user) => (user.clone(), AccountCommand::DropSecond { user }),
            None => (user, AccountCommand::SetSecond(Second::default())),
        };
        return told(submit(store.as_ref(), command), &user, store.as_ref(), given, console);
    };
    let (second, drawn) = store
        .second_factor(&user, kind)
        .map_err(|fault| store::complain(&fault, given, console))?;
    if let Err(refused) = submit(store.as_ref(), AccountCommand::SetSecond(second)) {
        return Ok(complain(&refused, store.as_ref(), given, console));
    }
    let codes: Vec<&str> = drawn.codes.iter().map(|code| code.as_str()).collect();
    let secret = drawn.secret.as_ref().map_or("", |secret| secret.as_str());
    let shown = Zeroizing::new(codes.join("\n              "));
    let filling = [
        ("user", Value::from(user.as_str())),
        ("secret", Value::from(secret)),
        ("codes", Value::from(shown.as_str())),
    ];
    let key = match kind {
        SecondKind::Authenticator => "user-second-authenticator",
        SecondKind::Codes => "user-second-codes",
    };
    let slip = Zeroizing::new(given.words.fill(key, &filling));
    let said = given.words.say("user-second-set");
    match paper {
        Some(paper) => {
            paper.write(&slip, given, console)?;
            let values = Object::default().with("user", user.as_str());
            console.tell(wanted.slips.output.format, said, &values)?;
        }
        None if wanted.slips.output.format == Format::Table => {
            console.say(said)?;
            console.say(format!("\n{}", slip.as_str()))?;
        }
        None => {
            let object = Object::default()
                .with("user", user.as_str())
                .with("secret", drawn.secret.as_ref().map(|secret| secret.to_string()))
                .with("codes", codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>());
            console.tell(wanted.slips.output.format, "", &object)?;
        }
    }
    Ok(Exit::Fine)
}
