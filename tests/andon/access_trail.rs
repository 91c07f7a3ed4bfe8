//! The audit trail: what is in it, broken glass, restricted patients, and whether anybody can change it unseen.

use std::{fs, path::Path};

use andon::{
    app::door::Door,
    domain::{
        access::{
            Asker, Role,
            decide::AccountCommand,
            glass::{GlassReason, LASTS},
            trail,
        },
        command::{Admission, Command, Question, Register, Request},
        identity::{Inquiry, PatientRef},
        record::{Installation, Station, UserName},
    },
    journal::{Class, Layout},
    runtime::{open::Store, proof::prove, writer::Handle},
    store::{Pace, Past},
};

use crate::{
    access_entrance::{PHRASE, enter, person, trial_with_accounts},
    store_kit::Bench,
    world::{bed, identifier, text},
};

fn asker(name: &str, role: Role) -> Asker {
    Asker {
        user: UserName::parse(name).unwrap(),
        role,
    }
}

fn sato() -> Asker {
    asker("h.sato", Role::WardClerk)
}

fn does(handle: &Handle, who: &Asker, command: Command) -> Result<(), String> {
    let request = Request::from(command);
    handle
        .submit(who.clone(), request)
        .wait()
        .map(|_| ())
        .map_err(|refused| refused.to_string())
}

fn patient() -> PatientRef {
    PatientRef::Identifier(identifier("00001"))
}

fn admitted(handle: &Handle) {
    let admit = Command::AdmitNew {
        person: Register {
            identifier: Some(identifier("00001")),
            name: Some(text("田中 太郎")),
            ..Register::default()
        },
        admission: Admission::into_bed(bed("5E-101-1")),
    };
    does(handle, &sato(), admit).unwrap();
}

/// The words of the trail, with who.
fn told(handle: &Handle) -> Vec<(String, Option<String>)> {
    let station = handle.status().station;
    let mut lines = Vec::new();
    for stored in handle.archive().past().reader().scan().map(Result::unwrap) {
        let record = stored.number().0;
        if stored.class == Class::Control {
            let control = andon::domain::access::control::Control::read(stored.label.kind, &stored.payload).unwrap();
            lines.extend(trail::of_control(&control, station, record));
        } else {
            lines.extend(trail::of_commit(
                &Past::understand(&stored).unwrap(),
                record,
                &handle.hospital(),
            ));
        }
    }
    lines
        .into_iter()
        .map(|line| (line.what, line.user.map(|user| user.to_string())))
        .collect()
}

#[test]
fn changes_openings_and_attempts_are_in_the_trail() {
    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    admitted(&store.handle());
    drop(store);
    let store = enter(&bench, &person("h.sato", PHRASE)).unwrap();
    let question = Question::Person { patient: patient() };
    store.handle().ask(&sato(), &question).unwrap();
    store.handle().settle_index();
    let lines = told(&store.handle());
    let has = |what: &str, who: &str| lines.iter().any(|(is, by)| is == what && by.as_deref() == Some(who));
    for (what, who) in [
        ("account-opened", "k.mori"),
        ("admitted", "h.sato"),
        ("attempted", "h.sato"),
        ("entered", "h.sato"),
        ("came-in", "h.sato"),
        ("opened", "h.sato"),
    ] {
        assert!(has(what, who), "{what} by {who} in {lines:?}");
    }
    // A list that is looked at opens nobody.
    let before = lines.iter().filter(|(what, _)| what == "opened").count();
    store.handle().ask(&sato(), &Question::Census { ward: None }).unwrap();
    store.handle().settle_index();
    let after = told(&store.handle())
        .iter()
        .filter(|(what, _)| what == "opened")
        .count();
    assert_eq!(before, after);
}

#[test]
fn a_restricted_patient_asks_why_unless_the_ward_is_ones_own() {
    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    let handle = store.handle();
    admitted(&handle);
    let restrict = Command::Restrict {
        patient: patient(),
        inquiry: Inquiry::Restricted,
    };
    does(&handle, &sato(), restrict).unwrap();
    let ask = |who: &Asker, reason: Option<&str>| {
        let question = match reason {
            None => Question::Person { patient: patient() },
            Some(reason) => Question::PersonFor {
                patient: patient(),
                reason: text(reason),
            },
        };
        handle.ask(who, &question).map(|_| ()).map_err(|refusal| refusal.code())
    };
    // A clerk of every ward cares for this one; a pharmacist says why.
    assert_eq!(ask(&sato(), None), Ok(()));
    let pharmacist = asker("p.ito", Role::Pharmacy);
    assert_eq!(ask(&pharmacist, None), Err("reason-needed"));
    assert_eq!(ask(&pharmacist, Some("疑義照会")), Ok(()));
    // The inquiry desk hears the same of a restricted person and of nobody.
    let desk = asker("i.kato", Role::InformationDesk);
    let inquire = |name: &str| {
        let command = Command::Inquire {
            name: text(name),
            caller: None,
        };
        handle.submit(desk.clone(), Request::from(command)).wait().unwrap().told
    };
    assert_eq!(inquire("田中 太郎"), inquire("居ない 人"));
}

#[test]
fn broken_glass_gives_care_for_an_hour_and_waits_for_a_review() {
    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    let handle = store.handle();
    admitted(&handle);
    let billing = asker("b.mori", Role::Billing);
    let diet = || Command::Diet {
        patient: patient(),
        to: text("軟食"),
    };
    let refused = does(&handle, &billing, diet()).unwrap_err();
    assert!(refused.contains("not-allowed"), "{refused}");
    let broken = |reason, words: Option<&str>| {
        Command::Account(AccountCommand::BreakGlass {
            reason,
            words: words.map(text),
        })
    };
    let wordless = does(&handle, &billing, broken(GlassReason::Other, None)).unwrap_err();
    assert!(wordless.contains("words-needed"), "{wordless}");
    does(&handle, &billing, broken(GlassReason::Emergency, None)).unwrap();
    does(&handle, &billing, diet()).unwrap();
    // Care, and nothing else.
    let close = Command::Account(AccountCommand::Close {
        user: UserName::parse("n.abe").unwrap(),
    });
    assert!(does(&handle, &billing, close).is_err());
    let hospital = handle.hospital();
    let glass = hospital.account(&billing.user).unwrap().broken[0].clone();
    let review = |user: &Asker| {
        let command = AccountCommand::ReviewGlass {
            user: billing.user.clone(),
            event: glass.said.order.event,
            remark: text("妥当"),
        };
        does(&handle, user, Command::Account(command))
    };
    assert!(review(&billing).is_err(), "nobody reviews themselves");
    let post = asker("c.ueda", Role::CommandPost);
    review(&post).unwrap();
    assert!(review(&post).is_err(), "once");
    bench.clock.advance_seconds(u64::try_from(LASTS).unwrap());
    let diet = Command::Diet {
        patient: patient(),
        to: text("常食"),
    };
    assert!(does(&handle, &billing, diet).unwrap_err().contains("not-allowed"));
}

/// Frames as they lie in a segment: where each begins and how long it is.
fn frames(bytes: &[u8]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while bytes.len() > at + 120 && bytes[at..at + 4] == [0xF5, b'a', b'n', b'd'] {
        let payload = u32::from_le_bytes(bytes[at + 8..at + 12].try_into().unwrap()) as usize;
        let length = 88 + payload + 32;
        found.push((at, length));
        at += length;
    }
    found
}

/// What somebody does who has the disk and no key: takes frames, and makes positions, numbers, chain and hashes agree.
fn rewritten(bytes: &[u8], chosen: &[(usize, usize)]) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::new();
    let mut previous = [0; 32];
    for (number, (from, length)) in chosen.iter().enumerate() {
        let mut frame = bytes[*from..from + length].to_vec();
        let position = out.len() as u64;
        frame[16..24].copy_from_slice(&position.to_le_bytes());
        // The head of the segment carries the number of the record before it.
        frame[24..32].copy_from_slice(&(number as u64).to_le_bytes());
        frame[32..40].copy_from_slice(&position.to_le_bytes());
        frame[56..88].copy_from_slice(&previous);
        let end = frame.len() - 32;
        previous = *blake3::hash(&frame[..end]).as_bytes();
        frame[end..].copy_from_slice(&previous);
        out.extend(frame);
    }
    out.resize(bytes.len(), 0);
    out
}

/// All of it in one file.
fn one_segment() -> Layout {
    Layout {
        segment: 1024 * 1024,
        window: 64 * 1024,
        ..Layout::SMALL
    }
}

fn proof_of(store: &Store) -> Vec<String> {
    let handle = store.handle();
    let whose = (Station::new(7).unwrap(), Installation::FIRST);
    let proof = prove(handle.archive().past().reader(), whose, &mut |_| {});
    proof.faults.iter().map(ToString::to_string).collect()
}

/// Somebody without the key edits, deletes and reorders records and makes the whole chain agree again. Without the key
/// nobody can tell; with it each is named. A cut end is told by the index, which is sealed.
#[test]
fn whoever_rewrites_the_chain_is_named() {
    let bench = Bench::real(Pace::EAGER);
    let mut bench = bench;
    bench.means.layout = one_segment();
    drop(trial_with_accounts(&bench));
    let store = enter(&bench, &person("h.sato", PHRASE)).unwrap();
    admitted(&store.handle());
    for diet in ["軟食", "常食", "絶食"] {
        let command = Command::Diet {
            patient: patient(),
            to: text(diet),
        };
        does(&store.handle(), &sato(), command).unwrap();
    }
    store.handle().settle_index();
    assert_eq!(proof_of(&store), Vec::<String>::new(), "an honest store proves itself");
    store.close();
    // Another day, so that something remembers what the journal was.
    enter(&bench, &person("h.sato", PHRASE)).unwrap().close();
    let segment = bench.folder.join("journal/00000000.segment");
    let honest = fs::read(&segment).unwrap();
    let all = frames(&honest);
    assert!(all.len() > 12, "{}", all.len());
    let is_commit = |(at, _): &(usize, usize)| honest[at + 5] == 2;
    let commits: Vec<usize> = (0..all.len()).filter(|place| is_commit(&all[*place])).collect();
    let is_control = |(at, _): &(usize, usize)| honest[at + 5] == 3;
    let control = (2..all.len()).find(|place| is_control(&all[*place])).unwrap();
    let without = |place: usize| {
        let mut chosen = all.clone();
        chosen.remove(place);
        rewritten(&honest, &chosen)
    };
    let mut swapped = all.clone();
    swapped.swap(commits[3], commits[4]);
    let mut edited = honest.clone();
    edited[all[commits[3]].0 + 90] ^= 1;
    let forged = [
        ("edited", rewritten(&edited, &all), "seal"),
        ("deleted", without(commits[3]), "missing"),
        ("reordered", rewritten(&honest, &swapped), "out of order"),
        ("an attempt deleted", without(control), "rewritten"),
    ];
    for (what, bytes, named) in forged {
        fs::write(&segment, &bytes).unwrap();
        remove_index(&bench.folder);
        // Frames and chain agree: without a key nothing is found.
        let plain = andon::journal::verify(&bench.means.files, &bench.folder, None, &mut |_| {
            std::ops::ControlFlow::Continue(())
        });
        assert_eq!(plain.unwrap().fault_count, 0, "{what}");
        let store = enter(&bench, &person("h.sato", PHRASE)).unwrap();
        let faults = proof_of(&store).join("\n");
        assert!(faults.contains(named), "{what}: {faults:?}");
        store.close();
    }
}

/// Whoever cuts off the end leaves no hole in the chain. The sealed index and the file beside the journal remember a later
/// record: either is enough, at the first look and at every later one. Where the attempts of those who look have grown over
/// the gap, the program's own note in the trail names it.
#[test]
fn a_cut_end_is_named_at_every_look() {
    for witness in ["sled", "keyring"] {
        let mut bench = Bench::real(Pace::EAGER);
        bench.means.layout = one_segment();
        drop(trial_with_accounts(&bench));
        let store = enter(&bench, &person("h.sato", PHRASE)).unwrap();
        admitted(&store.handle());
        store.handle().settle_index();
        store.close();
        let segment = bench.folder.join("journal/00000000.segment");
        let honest = fs::read(&segment).unwrap();
        let all = frames(&honest);
        let (end, _) = all[all.len() - 4];
        let mut cut = honest.clone();
        cut[end..].fill(0);
        fs::write(&segment, &cut).unwrap();
        let other = if witness == "sled" { "keyring" } else { "sled" };
        remove(&bench.folder.join(other));
        for look in ["the first", "the second", "the third"] {
            let (store, opened) =
                Store::open(&bench.folder, &bench.means, &person("h.sato", PHRASE), &mut |_| {}).unwrap();
            let mut faults: Vec<String> = opened.faults.iter().map(ToString::to_string).collect();
            faults.extend(proof_of(&store));
            let named = faults
                .iter()
                .any(|fault| fault.contains("end of the journal is missing") || fault.contains("was cut off"));
            assert!(named, "{look} look, by {witness}: {faults:?}");
            store.handle().settle_index();
            store.close();
        }
    }
}

fn remove_index(folder: &Path) {
    for name in ["sled", "keyring"] {
        remove(&folder.join(name));
    }
}

fn remove(path: &Path) {
    let _there_or_not = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
}

/// Whoever looks through the hospital from the shell, or takes a list out, is in the trail, and so is whoever asks and is not
/// told; a stay is somebody's, and when a thing was recorded stands beside when it is said to have been.
#[test]
fn searches_lists_and_refusals_are_in_the_trail() {
    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    let handle = store.handle();
    admitted(&handle);
    bench.clock.advance_seconds(300);
    let diet = Request {
        at: Some(bench.now().plus_seconds(-60)),
        ..Request::from(Command::Diet {
            patient: patient(),
            to: text("軟食"),
        })
    };
    handle.submit(sato(), diet).wait().unwrap();
    handle.ask(&sato(), &Question::Census { ward: None }).unwrap();
    let desk = asker("i.kato", Role::InformationDesk);
    handle.ask(&desk, &Question::Person { patient: patient() }).unwrap_err();
    let found = andon::domain::access::trail::Trace::Searched { words: text("田中") };
    Door::note(&handle, &sato(), vec![found]);
    handle.settle_index();
    let station = handle.status().station;
    let hospital = handle.hospital();
    let mut lines = Vec::new();
    for stored in handle.archive().past().reader().scan().map(Result::unwrap) {
        let record = stored.number().0;
        if stored.class == Class::Control {
            let control = andon::domain::access::control::Control::read(stored.label.kind, &stored.payload).unwrap();
            lines.extend(trail::of_control(&control, station, record));
        } else {
            lines.extend(trail::of_commit(&Past::understand(&stored).unwrap(), record, &hospital));
        }
    }
    let line = |what: &str| {
        lines
            .iter()
            .rev()
            .find(|line| line.what == what)
            .unwrap_or_else(|| panic!("{what}"))
    };
    let number = |what: &str| line(what).number.as_ref().map(ToString::to_string);
    assert_eq!(number("diet-changed").as_deref(), Some("00001"));
    assert!(line("diet-changed").at < line("diet-changed").recorded);
    assert_eq!(line("exported").detail, "census (1)");
    assert_eq!(line("searched").detail, "田中");
    assert_eq!(line("refused").user.as_ref(), Some(&desk.user));
    assert_eq!(number("refused").as_deref(), Some("00001"));
}
