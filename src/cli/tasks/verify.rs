//! `andon verify`: whether all that was saved can be read. It writes nothing.

use crate::{
    cli::{
        arguments::{Format, Verify},
        console::Console,
        exit::Exit,
        json::Object,
        machine::{Proven, Soundness},
    },
    i18n::Value,
};

use super::{
    Given, Stop,
    store::{self, Bar},
};

pub(super) fn verify(wanted: &Verify, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let bar = Bar::new(console, given.words, "cli-progress-verify");
    let found = given.machine.verify(given.folder, &mut |done, of| bar.show(done, of));
    drop(bar);
    let mut sound = found.map_err(|fault| store::complain(&fault, given, console))?;
    let proven = match given.phrase_file {
        Some(_) if sound.damage.is_empty() && !sound.is_copy => Some(prove(given, console)?),
        _ => None,
    };
    if let Some(proven) = &proven {
        sound.damage.extend(proven.faults.iter().cloned());
    }
    match wanted.output.format {
        Format::Json => {
            let object = json(&sound);
            console.say(match &proven {
                Some(proven) => object
                    .with("opened", proven.commits)
                    .with("anchors", proven.anchors)
                    .with_some("register", proven.register),
                None => object,
            })?;
        }
        Format::Csv => {
            console.say("records,bytes,torn,damage,head")?;
            let (records, bytes, torn) = (sound.records, sound.bytes, sound.torn);
            console.say(format!(
                "{records},{bytes},{torn},{},{}",
                sound.damage.len(),
                sound.head
            ))?;
        }
        Format::Table => {
            tell(&sound, given, console)?;
            match &proven {
                Some(proven) => {
                    let filling = [
                        ("commits", Value::from(proven.commits.to_string())),
                        ("anchors", Value::from(proven.anchors.to_string())),
                    ];
                    console.say(given.words.fill("verify-opened", &filling))?;
                    if let Some(people) = proven.register {
                        let filling = [("people", Value::from(people.to_string()))];
                        console.say(given.words.fill("verify-register", &filling))?;
                    }
                }
                None if sound.is_copy => console.say(given.words.say("verify-copy"))?,
                None => console.say(given.words.say("verify-frames-only"))?,
            }
        }
    }
    Ok(if sound.damage.is_empty() {
        Exit::Fine
    } else {
        Exit::Refused
    })
}

/// What lies behind the seal, for whoever may open it.
fn prove(given: &Given<'_>, console: &mut Console<'_>) -> Result<Proven, Stop> {
    let store = store::open(given, console)?;
    let bar = Bar::new(console, given.words, "cli-progress-verify");
    Ok(store.prove(&mut |records| bar.show(records, records)))
}

fn json(sound: &Soundness) -> Object {
    Object::default()
        .with("sound", sound.damage.is_empty())
        .with("records", sound.records)
        .with("bytes", sound.bytes)
        .with("head", sound.head.as_str())
        .with("torn", sound.torn)
        .with("copy", sound.is_copy)
        .with("damage", sound.damage.clone())
}

fn tell(sound: &Soundness, given: &Given<'_>, console: &mut Console<'_>) -> Result<(), Stop> {
    let words = given.words;
    for place in &sound.damage {
        console.say(words.fill("cli-verify-damage", &[("place", Value::from(place.as_str()))]))?;
    }
    let filling = [
        ("records", Value::from(sound.records.to_string())),
        ("bytes", Value::from(sound.bytes.to_string())),
        ("head", Value::from(sound.head.as_str())),
        ("count", Value::from(sound.damage.len())),
    ];
    console.say(words.fill("cli-verify-read", &filling))?;
    if sound.torn {
        console.say(words.say("cli-verify-torn"))?;
    }
    let verdict = if sound.damage.is_empty() {
        "cli-verify-sound"
    } else {
        "cli-verify-damaged"
    };
    console.say(words.fill(verdict, &filling))?;
    Ok(())
}
