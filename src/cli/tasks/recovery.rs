//! `andon recovery`: another key for the sheet that opens the store when nobody's pass phrase does.

use zeroize::Zeroizing;

use crate::{
    cli::{
        arguments::{Format, Recovery, RenewRecovery},
        console::Console,
        exit::Exit,
        json::Object,
    },
    i18n::Value,
};

use super::{Given, Stop, census, paper::Paper, store};

pub(super) fn recovery(wanted: &Recovery, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    match wanted {
        Recovery::Renew(wanted) => renew(wanted, given, console),
    }
}

/// Draws another key. From the moment that it is saved the sheet with the one before lets nobody in.
fn renew(wanted: &RenewRecovery, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let paper = Paper::of(wanted.recovery_file.as_deref(), given, console)?;
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    let drawn = store
        .renew_recovery()
        .map_err(|fault| store::complain(&fault, given, console))?;
    let drawn = drawn.map_err(|refusal| census::refuse(&refusal, &hospital, given, console))?;
    let name = hospital.frame().map(|frame| frame.hospital.to_string());
    let station = store.door().status().station.to_string();
    let filling = [
        ("recovery", Value::from(drawn.as_str())),
        ("hospital", Value::from(name.unwrap_or_default())),
        ("station", Value::from(station.as_str())),
    ];
    let sheet = Zeroizing::new(given.words.fill("cli-init-recovery", &filling));
    let said = given.words.say("recovery-renewed");
    let values = Object::default().with("station", station.as_str());
    match paper {
        Some(paper) => {
            paper.write(&sheet, given, console)?;
            console.tell(wanted.output.format, said, &values)?;
        }
        None if wanted.output.format == Format::Table => {
            console.say(said)?;
            console.say(format!("\n{}", sheet.as_str()))?;
        }
        None => console.tell(wanted.output.format, "", &values.with("recovery", drawn.as_str()))?,
    }
    Ok(Exit::Fine)
}
