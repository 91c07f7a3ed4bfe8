//! `andon init`: a new store, which adopts the hospital of a folder.

use std::sync::Arc;

use crate::{
    app::sentences::Speaker,
    cli::{
        arguments::{Format, Init},
        console::Console,
        exit::Exit,
        faults::list_of_faults,
        json::Object,
        machine::{Founding, NewStore, OpenStore},
    },
    domain::{
        census::{BedKind, Frame},
        checks::CheckPolicy,
        command::{Command, Request},
        numbers::{BlockNumber, Schemes},
        record::Station,
        slips::SlipBook,
        text::{NAME, Text},
    },
    exchange::{Expected, Fault, Faults},
    i18n::Value,
    settings::{
        checks,
        hospital::{self, HospitalFiles},
        slips::{self, SlipFiles},
    },
};

use super::{
    Given, Stop,
    caller::{Caller, caller, twice},
    paper::Paper,
    store,
};

pub(super) fn init(wanted: &Init, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let caller = caller(given, console)?;
    let (frame, policy, book) = match read(wanted, given) {
        Ok(read) => read,
        Err(faults) => {
            console.complain(list_of_faults(given.words, &faults));
            return Ok(Exit::Refused);
        }
    };
    let refuse = |why: String, console: &mut Console<'_>| {
        let folder = given.folder.display().to_string();
        let filling = [
            ("folder", Value::from(folder.as_str())),
            ("detail", Value::from(why.as_str())),
        ];
        console.complain(given.words.fill("cli-store-other", &filling));
        Stop::Exit(Exit::CouldNotRun)
    };
    let version = hospital::version(&frame).map_err(|fault| refuse(fault.to_string(), console))?;
    let slips = slips::version(&book).map_err(|fault| refuse(fault.to_string(), console))?;
    let station = Station::new(wanted.station).ok_or_else(|| refuse(wanted.station.to_string(), console))?;
    let frame = Arc::new(frame);
    let new = NewStore {
        station,
        founding: founding(wanted, &caller, given, console)?,
        user: caller.user,
        version,
        frame: Arc::clone(&frame),
        block: wanted.installation.and_then(BlockNumber::new),
        slips,
        book: Arc::new(book),
    };
    let paper = Paper::of(wanted.recovery_file.as_deref(), given, console)?;
    let made = given.machine.init(given.folder, new);
    let made = made.map_err(|fault| store::complain(&fault, given, console))?;
    let adopt = checks::adopt(policy).map_err(|fault| refuse(fault.to_string(), console))?;
    let exit = begin_with(adopt, made.store.as_ref(), given, console);
    drop(made.store);
    let recovery = made.recovery.as_ref().map(|recovery| recovery.as_str());
    tell(wanted, &frame, recovery, paper, given, console)?;
    Ok(exit)
}

/// What was made; and the recovery sheet, on paper or below it.
fn tell(
    wanted: &Init,
    frame: &Frame,
    recovery: Option<&str>,
    paper: Option<Paper>,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<(), Stop> {
    let cots = frame.beds().filter(|bed| bed.kind == BedKind::Cot).count();
    let folder = given.folder.display().to_string();
    let filling = [
        ("folder", Value::from(folder.as_str())),
        ("hospital", Value::from(frame.hospital.as_str())),
        ("station", Value::from(wanted.station)),
        ("departments", Value::from(frame.departments.len())),
        ("wards", Value::from(frame.wards.len())),
        ("beds", Value::from(frame.licensed_beds())),
        ("cots", Value::from(cots)),
    ];
    let values = Object::default()
        .with("folder", folder.as_str())
        .with("hospital", frame.hospital.as_str())
        .with("station", u64::from(wanted.station))
        .with("departments", frame.departments.len())
        .with("wards", frame.wards.len())
        .with("beds", frame.licensed_beds())
        .with("cots", cots)
        .with("block", wanted.installation.map(u64::from));
    let shown = recovery.filter(|_| paper.is_none());
    let values = match shown {
        Some(recovery) => values.with("recovery", recovery),
        None => values,
    };
    console.tell(
        wanted.output.format,
        given.words.fill("cli-init-done", &filling),
        &values,
    )?;
    let largest = Schemes::default().largest_station();
    if u32::from(wanted.station) > largest {
        let most = largest.to_string();
        let filling = [
            ("station", Value::from(wanted.station)),
            ("most", Value::from(most.as_str())),
        ];
        console.complain(given.words.fill("cli-init-station-without-room", &filling));
    }
    if wanted.output.format == Format::Table {
        let number = wanted.station.to_string();
        let station = ("station", Value::from(number.as_str()));
        console.say(match wanted.installation {
            Some(block) => given.words.fill("cli-init-block", &[station, ("block", block.into())]),
            None => given.words.fill("cli-init-no-block", &[station]),
        })?;
    }
    if let Some(recovery) = recovery {
        let filling = [
            ("recovery", Value::from(recovery)),
            ("hospital", Value::from(frame.hospital.as_str())),
            ("station", Value::from(wanted.station)),
        ];
        let sheet = given.words.fill("cli-init-recovery", &filling);
        match paper {
            Some(paper) => paper.write(&sheet, given, console)?,
            None if wanted.output.format == Format::Table => console.say(format!("\n{sheet}"))?,
            None => {}
        }
    }
    Ok(())
}

/// The first that a new store is told. When it fails the store is there all the same, and its recovery sheet is still to be
/// printed.
fn begin_with(adopt: Command, store: &dyn OpenStore, given: &Given<'_>, console: &mut Console<'_>) -> Exit {
    match store.door().submit(store.asker(), Request::from(adopt)).wait() {
        Ok(_) => Exit::Fine,
        Err(refused) => {
            let hospital = store.door().hospital();
            console.complain(Speaker::new(given.words, &hospital).refused(&refused));
            Exit::CouldNotRun
        }
    }
}

/// The hospital of the folder, how it checks its patients and its slips, or all that is wrong with them and the arguments.
fn read(wanted: &Init, given: &Given<'_>) -> Result<(Frame, CheckPolicy, SlipBook), Faults> {
    let book = SlipFiles::open(&wanted.hospital.join("slips")).and_then(|files| slips::read(&files));
    match (frame(wanted, given), book) {
        (Ok((frame, policy)), Ok(book)) => Ok((frame, policy, book)),
        (frame, book) => {
            let mut faults = frame.err().unwrap_or_default();
            faults.append(book.err().unwrap_or_default());
            Err(faults)
        }
    }
}

/// What the store is made for: a hospital, unless a trial was asked for.
fn founding(wanted: &Init, caller: &Caller, given: &Given<'_>, console: &mut Console<'_>) -> Result<Founding, Stop> {
    if wanted.trial {
        return Ok(Founding::Trial);
    }
    let raw = wanted.administrator.as_deref().unwrap_or(caller.user.as_str());
    let name = Text::parse(raw, NAME).map_err(|fault| {
        let mut faults = Faults::default();
        faults.push(Fault::in_file(&"--administrator".into(), raw, Expected::from(fault)));
        console.complain(list_of_faults(given.words, &faults));
        Stop::Exit(Exit::Refused)
    })?;
    let phrase = match (&caller.phrase, given.user) {
        (Some(phrase), Some(_)) => phrase.clone(),
        (None, Some(_)) if console.is_watched() => twice(&caller.user, given, console)?,
        // Nobody becomes an administrator by leaving something out.
        _ => {
            console.complain(given.words.say("cli-init-who"));
            return Err(Exit::CouldNotRun.into());
        }
    };
    Ok(Founding::Real { name, phrase })
}

/// The hospital of the folder and its policy of checks, or all that is wrong with the folder and the arguments.
fn frame(wanted: &Init, given: &Given<'_>) -> Result<(Frame, CheckPolicy), Faults> {
    let mut faults = Faults::default();
    let fallback = given.words.say("cli-hospital-without-name");
    let name = Text::parse(wanted.name.as_deref().unwrap_or(&fallback), NAME)
        .map_err(|fault| {
            let raw = wanted.name.as_deref().unwrap_or_default();
            faults.push(Fault::in_file(&"--name".into(), raw, Expected::from(fault)));
        })
        .ok();
    let zone = hospital::zone(&wanted.time_zone)
        .map_err(|expected| faults.push(Fault::in_file(&"--time-zone".into(), &wanted.time_zone, expected)))
        .ok();
    let files = HospitalFiles::open(&wanted.hospital)
        .map_err(|found| faults.append(found))
        .ok();
    let policy = checks::of_folder(&wanted.hospital)
        .map_err(|found| faults.append(found))
        .ok();
    match (name, zone, files, policy) {
        (Some(name), Some(zone), Some(files), Some(policy)) => {
            hospital::read(&files, name, zone).map(|frame| (frame, policy))
        }
        _ => Err(faults),
    }
}
