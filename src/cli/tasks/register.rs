//! `andon import register`: the register of former patients, all of it or nothing of it. It replaces the one before.

use crate::{
    app::door::Refused,
    cli::{arguments::ImportFile, console::Console, exit::Exit, faults::list_of_faults, json::Object},
    domain::{
        command::{Command, Request},
        identity::Identifier,
    },
    exchange::register,
    i18n::Value,
    search::{
        index::{Builder, Change, Index},
        person::Entry,
    },
};

use super::{
    Given, Stop,
    store::{self, Bar},
};

pub(super) fn import(wanted: &ImportFile, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let asker = store.asker();
    let hospital = store.door().hospital();
    // Of a number that somebody here goes by, the EHR may have heard since: then it is that person's. One that nobody has may still be
    // given, or is on a label of somebody else.
    let is_by_hand = |raw: &str| {
        let mut schemes = hospital.schemes().all();
        schemes.any(|(_, scheme)| scheme.read(raw).is_some())
            && Identifier::parse(raw).is_ok_and(|number| !hospital.is_somebodys_by_hand(&number))
    };
    let Some(index) = read(wanted, &is_by_hand, given, console) else {
        return Ok(Exit::Refused);
    };
    // The register before is only compared with; one that cannot be read is replaced all the same.
    let before = store.register().unwrap_or_else(|fault| {
        console.complain(store::fault_in_words(
            &fault,
            &given.folder.display().to_string(),
            given.words,
        ));
        None
    });
    let change = index.change_from(before.as_deref());
    drop(before);
    if !wanted.check {
        let adopted = store
            .keep_register(&index)
            .map_err(|fault| store::complain(&fault, given, console))?;
        drop(index);
        let outcome = store
            .door()
            .submit(asker, Request::from(Command::AdoptRegister(adopted)))
            .wait();
        if let Err(refused) = outcome {
            let hospital = store.door().hospital();
            let speaker = crate::app::sentences::Speaker::new(given.words, &hospital);
            let file = wanted.file.display().to_string();
            for line in super::import_refused(&refused, &file, &speaker, given.words) {
                console.complain(line);
            }
            return Ok(match refused {
                Refused::Refusal(_) => Exit::Refused,
                Refused::NotSaved(_) => Exit::CouldNotRun,
            });
        }
        store.sweep_registers();
    }
    tell(change, wanted, given, console)?;
    Ok(Exit::Fine)
}

/// The register in memory, or everything that is wrong with its file.
fn read(
    wanted: &ImportFile,
    is_by_hand: &dyn Fn(&str) -> bool,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Option<Index> {
    let bar = Bar::new(console, given.words, "cli-progress-register");
    let mut builder = Builder::default();
    let mut progress = |done, of| bar.show(done, of);
    let read = register::read(&wanted.file, &mut progress, is_by_hand, &mut |line| {
        builder.add(&Entry {
            id: line.id,
            name: line.name,
            kana: line.kana,
            sex: line.sex,
            birth: line.birth,
            phone: line.phone,
            address: line.address,
            postcode: line.postcode,
        });
    });
    drop(bar);
    match read {
        Ok(_) => Some(builder.finish()),
        Err(faults) => {
            console.complain(list_of_faults(given.words, &faults));
            None
        }
    }
}

fn tell(change: Change, wanted: &ImportFile, given: &Given<'_>, console: &mut Console<'_>) -> Result<(), Stop> {
    let filling = [
        ("people", Value::from(change.people)),
        ("new", Value::from(change.new)),
        ("changed", Value::from(change.changed)),
        ("gone", Value::from(change.gone)),
    ];
    let key = if wanted.check {
        "cli-register-checked"
    } else {
        "cli-register-done"
    };
    let values = Object::default()
        .with("people", change.people)
        .with("new", change.new)
        .with("changed", change.changed)
        .with("gone", change.gone);
    console.tell(wanted.output.format, given.words.fill(key, &filling), &values)?;
    Ok(())
}
