//! Opening accounts, and the slips that hand over their first pass phrases.

use zeroize::Zeroizing;

use crate::{
    cli::{
        arguments::{AddUser, Envelopes, Format, ImportUsers, Output, ResetUser, Slips},
        console::Console,
        exit::Exit,
        faults::list_of_faults,
        json::Object,
        machine::OpenStore,
    },
    domain::{
        access::{
            Deed, Duty, Role, Standing,
            decide::{AccountCommand, OpenAccount},
        },
        record::UserName,
        refusal::Refusal,
        text::Text,
    },
    exchange::{Expected, Faults, Source, source::LARGEST, staff},
    i18n::Value,
};

use super::{
    super::{Given, Stop, census, paper::Paper, store},
    complain, submit,
    wanted::{name, optional, text, wards, word},
};

pub(super) fn add(wanted: &AddUser, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let paper = Paper::of(wanted.slips.slips.as_deref(), given, console)?;
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    let mut faults = Faults::default();
    let user = name(&wanted.account, &mut faults);
    let full_name = text(&wanted.full_name, &mut faults);
    let role = word("--role", &wanted.role, Role::parse, Expected::Role, &mut faults);
    let duty = optional(
        "--duty",
        wanted.duty.as_deref(),
        Duty::parse,
        Expected::Duty,
        &mut faults,
    );
    let wards = wards(&wanted.ward, &hospital, &mut faults);
    let (Some(user), Some(name), Some(role)) = (user, full_name, role) else {
        console.complain(list_of_faults(given.words, &faults));
        return Ok(Exit::Refused);
    };
    if faults.count() > 0 {
        console.complain(list_of_faults(given.words, &faults));
        return Ok(Exit::Refused);
    }
    let standing = Standing {
        name,
        role,
        duty,
        wards,
    };
    open_accounts(
        vec![(user, standing)],
        store.as_ref(),
        &wanted.slips,
        paper,
        given,
        console,
    )
}

pub(super) fn import(wanted: &ImportUsers, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let paper = if wanted.check {
        None
    } else {
        Paper::of(wanted.slips.slips.as_deref(), given, console)?
    };
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    let Some(frame) = hospital.frame() else {
        return Err(census::refuse(&Refusal::NoFrame, &hospital, given, console));
    };
    let read = Source::open(&wanted.file, LARGEST).and_then(|source| staff::read(&source, frame));
    let lines = match read {
        Ok(lines) => lines,
        Err(faults) => {
            console.complain(list_of_faults(given.words, &faults));
            return Ok(Exit::Refused);
        }
    };
    if wanted.check {
        let count = lines.len();
        let values = Object::default().with("lines", count);
        let filling = [("count", Value::from(count))];
        let told = given.words.fill("import-checked", &filling);
        console.tell(wanted.slips.output.format, told, &values)?;
        return Ok(Exit::Fine);
    }
    let people = lines.into_iter().map(|line| (line.user, line.standing)).collect();
    open_accounts(people, store.as_ref(), &wanted.slips, paper, given, console)
}

/// Opens accounts with first pass phrases, which go to paper.
pub(super) fn open_accounts(
    people: Vec<(UserName, Standing)>,
    store: &dyn OpenStore,
    slips: &Slips,
    paper: Option<Paper>,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let mut accounts = Vec::with_capacity(people.len());
    let mut handed = Vec::with_capacity(people.len());
    for (user, standing) in people {
        let (keys, phrase) = store
            .first_keys(&user)
            .map_err(|fault| store::complain(&fault, given, console))?;
        handed.push((user.clone(), standing.name.clone(), phrase));
        accounts.push(OpenAccount { user, standing, keys });
    }
    let outcome = submit(store, AccountCommand::Open(accounts));
    if let Err(refused) = outcome {
        return Ok(complain(&refused, store, given, console));
    }
    hand_over(&handed, slips.output, paper, given, console)
}

/// A person and the phrase that was drawn for them.
type Handed = (UserName, Text, Zeroizing<String>);

pub(super) fn hand_over(
    handed: &[Handed],
    output: Output,
    paper: Option<Paper>,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let slips: Vec<String> = handed
        .iter()
        .map(|(user, name, phrase)| {
            let filling = [
                ("user", Value::from(user.as_str())),
                ("name", Value::from(name.as_str())),
                ("phrase", Value::from(phrase.as_str())),
            ];
            given.words.fill("user-slip", &filling)
        })
        .collect();
    let count = [("count", Value::from(handed.len()))];
    match paper {
        Some(paper) => {
            let slips = Zeroizing::new(slips.join("\n"));
            paper.write(&slips, given, console)?;
            let values = Object::default().with("accounts", handed.len());
            console.tell(output.format, given.words.fill("user-opened", &count), &values)?;
        }
        None if output.format == Format::Table => {
            console.say(given.words.fill("user-opened", &count))?;
            slips.iter().try_for_each(|slip| console.say(format!("\n{slip}")))?;
        }
        None => {
            for (user, name, phrase) in handed {
                let object = Object::default()
                    .with("user", user.as_str())
                    .with("name", name.as_str())
                    .with("phrase", phrase.as_str());
                console.tell(output.format, "", &object)?;
            }
        }
    }
    Ok(Exit::Fine)
}

pub(super) fn reset(wanted: &ResetUser, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let paper = Paper::of(wanted.slips.slips.as_deref(), given, console)?;
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    let mut faults = Faults::default();
    let Some(user) = name(&wanted.account, &mut faults) else {
        console.complain(list_of_faults(given.words, &faults));
        return Ok(Exit::Refused);
    };
    let (keys, phrase) = store
        .first_keys(&user)
        .map_err(|fault| store::complain(&fault, given, console))?;
    let command = AccountCommand::ResetPassPhrase {
        user: user.clone(),
        keys,
    };
    if let Err(refused) = submit(store.as_ref(), command) {
        return Ok(complain(&refused, store.as_ref(), given, console));
    }
    let name = hospital
        .account(&user)
        .and_then(|account| account.standing().map(|standing| standing.name.clone()));
    let Some(name) = name else { return Ok(Exit::Refused) };
    hand_over(&[(user, name, phrase)], wanted.slips.output, paper, given, console)
}

/// Codes for sealed envelopes: each lets one person in once, when their account is locked.
pub(super) fn envelopes(wanted: &Envelopes, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let paper = Paper::of(wanted.slips.slips.as_deref(), given, console)?;
    let store = store::open(given, console)?;
    if let Err(refusal) = store.may(Deed::ManageAccounts) {
        let hospital = store.door().hospital();
        return Err(census::refuse(&refusal, &hospital, given, console));
    }
    let sealed = store
        .seal_envelopes(wanted.count)
        .map_err(|fault| store::complain(&fault, given, console))?;
    let slip = |(number, code): &(u32, Zeroizing<String>)| {
        let filling = [("number", Value::from(*number)), ("code", Value::from(code.as_str()))];
        given.words.fill("user-envelope", &filling)
    };
    let slips = Zeroizing::new(sealed.iter().map(slip).collect::<Vec<_>>().join("\n"));
    let count = [("count", Value::from(sealed.len()))];
    match paper {
        Some(paper) => {
            paper.write(&slips, given, console)?;
            let values = Object::default().with("envelopes", sealed.len());
            let told = given.words.fill("user-envelopes-sealed", &count);
            console.tell(wanted.slips.output.format, told, &values)?;
        }
        None if wanted.slips.output.format == Format::Table => {
            console.say(given.words.fill("user-envelopes-sealed", &count))?;
            console.say(slips.as_str())?;
        }
        None => {
            for (number, code) in &sealed {
                let object = Object::default()
                    .with("envelope", u64::from(*number))
                    .with("code", code.as_str());
                console.tell(wanted.slips.output.format, "", &object)?;
            }
        }
    }
    Ok(Exit::Fine)
}
