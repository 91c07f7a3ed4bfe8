//! `andon id`: numbers that are given by hand.

mod blocks;
mod book;
mod forms;
mod look;

use crate::{
    app::{
        door::{Door, Receipt, Refused},
        sentences::{Speaker, zone},
        worn_twice, worn_words,
    },
    cli::{
        arguments::{Format, Id, IdNew, IdRenew},
        console::Console,
        exit::Exit,
        json::Object,
        machine::NotRenewed,
        vocabulary::{self, Asked, Setting, answer, candidates, kind::narrow, ledger},
    },
    domain::{
        access::Asker,
        command::{Command, Request},
        identity::Identifier,
        numbers::{
            BlockNumber, NumberRefusal,
            ledger::{Filter, NumberState},
        },
        refusal::Refusal,
        state::Hospital,
    },
    i18n::Value,
};

use self::{
    blocks::grant,
    book::{book, found, write},
    forms::{counted, scheme_fault, schemes},
    look::look,
};
use super::{
    Given, Stop,
    caller::{caller, open_for},
    census::refuse,
    run::tongue,
    store,
};

pub(super) fn id(wanted: &Id, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    if let Id::Rates(rates) = wanted {
        return counted(rates, given, console);
    }
    if let Id::Renew(wanted) = wanted {
        return renew(wanted, given, console);
    }
    let store = store::open(given, console)?;
    let asker = store.asker();
    let door = store.door();
    match wanted {
        Id::New(new) => issue(new, door, asker, given, console),
        Id::Verify(wanted) => look(wanted, door, &asker, given, console),
        Id::Ledger(wanted) => book(wanted, door, &asker, given, console),
        Id::Crosswalk(wanted) => {
            let rows = found(Filter::default(), door, &asker, given, console)?;
            let hospital = door.hospital();
            let zone = zone(&hospital);
            let known = rows.iter().filter(|row| row.state != NumberState::Prepared);
            let rows: Vec<Object> = known.flat_map(|row| ledger::crosswalk(row, &hospital, zone)).collect();
            write(
                &rows,
                wanted.output,
                (
                    &["number", "hospital_id", "name", "state", "linked_at", "linked_by"],
                    &ledger::CROSSWALK,
                ),
                given,
                console,
            )
        }
        Id::Blocks(wanted) => blocks::list(wanted, door, given, console),
        Id::Grant(wanted) => grant(wanted, door, asker, given, console),
        Id::Schemes(wanted) => schemes(wanted, door, asker, given, console),
        Id::Rates(_) | Id::Renew(_) => Ok(Exit::Fine),
    }
}

/// A copied or restored folder becomes a new installation.
fn renew(wanted: &IdRenew, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let block = BlockNumber::new(wanted.block).unwrap_or(BlockNumber::FIRST);
    let caller = caller(given, console)?;
    let bar = store::Bar::new(console, given.words, "cli-progress-open");
    let renewed = open_for(&caller, given, console, &mut |caller| {
        let renewed = given
            .machine
            .renew(given.folder, block, caller, &mut |done, of| bar.show(done, of));
        match renewed {
            Ok(kept) => Ok(Ok(kept)),
            Err(NotRenewed::Refused(refused)) => Ok(Err(refused)),
            Err(NotRenewed::Store(fault)) => Err(fault),
        }
    });
    drop(bar);
    match renewed.map_err(|fault| store::complain(&fault, given, console))? {
        Ok(kept) => {
            let kept = kept.display().to_string();
            let number = block.to_string();
            let filling = [
                ("folder", Value::from(kept.as_str())),
                ("block", Value::from(number.as_str())),
            ];
            console.say(given.words.fill("cli-id-renewed", &filling))?;
            Ok(Exit::Fine)
        }
        Err(refused) => {
            let hospital = Hospital::default();
            console.complain(Speaker::new(given.words, &hospital).refused(&refused));
            Ok(Exit::Refused)
        }
    }
}

/// A command of this task, decided and saved; or what there was to say instead.
fn submit(
    command: Command,
    door: &dyn Door,
    asker: Asker,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Receipt, Stop> {
    door.submit(asker, Request::from(command)).wait().map_err(|refused| {
        let hospital = door.hospital();
        let speaker = Speaker::new(given.words, &hospital);
        console.complain(speaker.refused(&refused));
        if let Refused::Refusal(Refusal::Number(NumberRefusal::Schemes { faults })) = &refused {
            for fault in faults {
                console.complain(scheme_fault(fault, given));
            }
        }
        match refused {
            Refused::Refusal(_) => Exit::Refused.into(),
            Refused::NotSaved(_) => Exit::CouldNotRun.into(),
        }
    })
}

/// The fields are those of `issue`, so the line of `andon run` is made of them.
fn issue(
    wanted: &IdNew,
    door: &dyn Door,
    asker: Asker,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let line = match line_of(wanted) {
        Ok(line) => line,
        Err(field) => {
            let shown = crate::exchange::faults::shown(field);
            let places = [("found", Value::from(shown.as_str()))];
            console.complain(given.words.fill("cli-id-field", &places));
            return Ok(Exit::Refused);
        }
    };
    let hospital = door.hospital();
    let setting = Setting {
        now: given.machine.now(),
        zone: zone(&hospital),
        frame: hospital.frame().map(AsRef::as_ref),
        tongue: tongue(given.words),
    };
    let speaker = Speaker::new(given.words, &hospital);
    let command = match vocabulary::read(&line, &setting) {
        Ok(Asked::Change(request)) => request.command,
        Ok(Asked::Question(_) | Asked::Find(_)) => return Ok(Exit::Refused),
        Err(wrong) => {
            console.complain(answer::wrong_words(&wrong, &speaker));
            return Ok(Exit::Refused);
        }
    };
    if let Command::Issue(issue) = &command {
        match candidates::likely(door, &asker, issue) {
            Ok(doubles) if doubles.is_empty() => {}
            Ok(doubles) if wanted.output.format == Format::Json => {
                console.tell(Format::Json, String::new(), &answer::likely(1, &doubles, &speaker))?;
                return Ok(Exit::Refused);
            }
            Ok(doubles) => {
                console.complain(answer::likely_words(&doubles, &speaker));
                return Ok(Exit::Refused);
            }
            Err(refusal) => return Err(refuse(&refusal, &hospital, given, console)),
        }
    }
    let receipt = submit(command, door, asker, given, console)?;
    let hospital = door.hospital();
    if wanted.output.format != Format::Table {
        let object = answer::done(1, &receipt, &Speaker::new(given.words, &hospital), given.machine.now());
        console.tell(wanted.output.format, String::new(), &object)?;
        return Ok(Exit::Fine);
    }
    tell(&receipt.numbers, &hospital, given, console)?;
    if let Some((kind, left)) = answer::few_left(&receipt, &hospital) {
        let (kind, station) = (given.words.say(kind.term()), door.status().station.to_string());
        let filling = [
            ("left", Value::from(usize::try_from(left).unwrap_or(usize::MAX))),
            ("kind", Value::from(kind.as_str())),
            ("station", Value::from(station.as_str())),
        ];
        console.complain(given.words.fill("cli-id-left", &filling));
    }
    let worn = worn_twice(&receipt, &hospital);
    if let Some(worn) = worn_words(&worn, worn.len(), given.words) {
        console.complain(worn);
    }
    Ok(Exit::Fine)
}

/// The line of `andon run` that says the same; or the field that is none.
fn line_of(wanted: &IdNew) -> Result<String, &str> {
    let mut line = serde_json::Map::new();
    line.insert("do".to_owned(), "issue".into());
    line.insert("kind".to_owned(), wanted.who.as_str().into());
    for field in &wanted.fields {
        let (name, value) = field.split_once('=').ok_or(field.as_str())?;
        // A Japanese keyboard types wide digits, which every form takes.
        let number = matches!(name, "count" | "age")
            .then(|| narrow(value).parse::<u64>().ok())
            .flatten();
        line.insert(name.to_owned(), number.map_or_else(|| value.into(), Into::into));
    }
    Ok(serde_json::Value::Object(line).to_string())
}

/// Each number that was given, with the name it was given to.
fn tell(numbers: &[Identifier], hospital: &Hospital, given: &Given<'_>, console: &mut Console<'_>) -> Result<(), Stop> {
    for number in numbers {
        let named = hospital
            .number(number)
            .and_then(|known| hospital.patient(known.patient()?)?.name.get().cloned());
        let (number, name) = (
            number.to_string(),
            named.map(|name| name.to_string()).unwrap_or_default(),
        );
        let filling = [
            ("number", Value::from(number.as_str())),
            ("name", Value::from(name.as_str())),
        ];
        console.say(given.words.fill("cli-id-issued", &filling).trim_end())?;
    }
    Ok(())
}
