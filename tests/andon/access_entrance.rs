//! Who is let into a store, and who is not: pass phrases, locks that survive everything, keys that only a trial may have.

use std::sync::Arc;

use andon::{
    app::door::{Access, Door, Ticket},
    domain::{
        access::{
            Asker, Duty, PassPhrase, Role, Standing,
            decide::{AccountCommand, OpenAccount},
            lockout::{FAILURES, WINDOW},
        },
        census::WardCode,
        command::{Command, Question, Register, Request},
        record::{Installation, SettingsVersion, Station, Timestamp, UserName},
        refusal::Refusal,
    },
    journal::simulated::SimulatedDisk,
    runtime::{
        entrance::{Entry, EntryFault},
        init::{AdoptedSlips, Founded, Founding, Setup, fresh_identity},
        open::{OpenFault, Store},
    },
    store::Pace,
};

use crate::{
    store_kit::{Bench, clerk, does, rounds},
    world::text,
};

pub const PHRASE: &str = "three umbrellas in the rain";

fn user(name: &str) -> UserName {
    UserName::parse(name).unwrap()
}

pub fn person(name: &str, phrase: &str) -> Entry {
    Entry::Person {
        user: user(name),
        phrase: PassPhrase::new(phrase),
        code: None,
    }
}

fn founding(founding: Founding, bench: &Bench) -> Setup {
    Setup {
        store: fresh_identity(),
        station: Station::new(7).unwrap(),
        installation: Installation::FIRST,
        block: None,
        user: user("k.mori"),
        founding,
        version: SettingsVersion([7; 8]),
        frame: Arc::new(bench.frame.clone()),
        slips: AdoptedSlips {
            version: SettingsVersion([7; 8]),
            book: andon::settings::slips::standard().unwrap(),
        },
    }
}

fn real(bench: &Bench, phrase: &str) -> Result<Founded, OpenFault> {
    let real = Founding::Real {
        name: text("森 健"),
        phrase: PassPhrase::new(phrase),
    };
    Store::init(&bench.folder, founding(real, bench), &bench.means)
}

pub fn enter(bench: &Bench, entry: &Entry) -> Result<Store, OpenFault> {
    Store::open(&bench.folder, &bench.means, entry, &mut |_| {}).map(|(store, _)| store)
}

fn turned_away(bench: &Bench, entry: &Entry) -> EntryFault {
    match enter(bench, entry) {
        Err(OpenFault::Entry(fault)) => fault,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("let in"),
    }
}

/// A trial with accounts: its phrases are cheap to try.
pub fn trial_with_accounts(bench: &Bench) -> Store {
    let store = Store::init(&bench.folder, founding(Founding::Trial, bench), &bench.means)
        .unwrap()
        .store;
    let standing = |role, duty| Standing {
        name: text("森 健"),
        role,
        duty,
        // One ward is the clerk's own; everybody else has none.
        wards: match role {
            Role::WardClerk => vec![WardCode::parse("5E").unwrap()],
            _ => Vec::new(),
        },
    };
    let account = |name: &str, role, duty| OpenAccount {
        user: user(name),
        standing: standing(role, duty),
        keys: store.own_keys(&user(name), &PassPhrase::new(PHRASE)).unwrap(),
    };
    let accounts = vec![
        account("k.mori", Role::Administrator, None),
        account("h.sato", Role::WardClerk, None),
        account("n.abe", Role::Nurse, Some(Duty::NightSupervisor)),
        account("p.ito", Role::Pharmacy, None),
        account("b.mori", Role::Billing, None),
        account("i.kato", Role::InformationDesk, None),
        account("c.ueda", Role::CommandPost, None),
    ];
    let asker = Asker {
        user: user("k.mori"),
        role: Role::Trial,
    };
    let command = Command::Account(AccountCommand::Open(accounts));
    store.handle().submit(asker, Request::from(command)).wait().unwrap();
    store
}

#[test]
fn a_real_store_opens_with_the_phrase_and_with_nothing_else() {
    let bench = Bench::real(Pace::EAGER);
    let short = real(&bench, "too short").unwrap_err();
    assert!(matches!(short, OpenFault::Phrase(_)), "{short}");
    assert!(!bench.folder.join("header").exists(), "nothing is made of a bad phrase");
    let founded = real(&bench, PHRASE).unwrap();
    let recovery = founded.recovery.unwrap();
    drop(founded.store);
    let asker = enter(&bench, &person("k.mori", PHRASE)).unwrap().asker().unwrap();
    assert_eq!((asker.user.as_str(), asker.role), ("k.mori", Role::Administrator));
    assert_eq!(turned_away(&bench, &Entry::trial()), EntryFault::PhraseNeeded);
    assert_eq!(
        turned_away(&bench, &person("k.mori", "three umbrellas in the snow")),
        EntryFault::Wrong { left: FAILURES - 1 }
    );
    assert_eq!(
        turned_away(&bench, &person("nobody", PHRASE)),
        EntryFault::Wrong { left: FAILURES - 1 }
    );
    let sheet = Entry::Recovery(PassPhrase::new(recovery.to_uppercase()));
    // Nobody's name, whatever was given with it, and only what lets people in again.
    let store = enter(&bench, &sheet).unwrap();
    let holder = store.asker().unwrap();
    assert_eq!((holder.user.as_str(), holder.role), ("recovery", Role::Recovery));
    let does = |command| store.handle().submit(holder.clone(), Request::from(command)).wait();
    let refused = does(Command::Diet {
        patient: andon::domain::identity::PatientRef::Identifier(crate::world::identifier("00001")),
        to: text("軟食"),
    });
    assert!(refused.unwrap_err().to_string().contains("not-allowed"));
    assert!(store.handle().ask(&holder, &Question::Census { ward: None }).is_err());
    let (keys, _) = store.first_keys(&user("n.abe")).unwrap();
    let opened = OpenAccount {
        user: user("n.abe"),
        standing: Standing {
            name: text("阿部 直"),
            role: Role::Nurse,
            duty: None,
            wards: Vec::new(),
        },
        keys,
    };
    does(Command::Account(AccountCommand::Open(vec![opened]))).unwrap();
    drop(store);
    // The wraps of a trial are refused, whoever copies them over.
    let trial = Bench::real(Pace::EAGER);
    drop(trial_with_accounts(&trial));
    assert!(enter(&trial, &person("k.mori", PHRASE)).is_ok());
    let header = trial.folder.join("header");
    let mut bytes = std::fs::read(&header).unwrap();
    bytes[9] = 0;
    let end = bytes.len() - 32;
    let hash = blake3::hash(&bytes[..end]);
    bytes[end..].copy_from_slice(hash.as_bytes());
    std::fs::write(&header, bytes).unwrap();
    assert_eq!(turned_away(&trial, &person("k.mori", PHRASE)), EntryFault::TooWeak);
    assert_eq!(turned_away(&trial, &Entry::trial()), EntryFault::PhraseNeeded);
}

#[test]
fn the_sixth_correct_phrase_is_refused_and_nothing_shortens_the_wait() {
    let bench = Bench::real(Pace::EAGER);
    drop(trial_with_accounts(&bench));
    let wrong = person("h.sato", "a wrong phrase of some length");
    for left in (0..FAILURES).rev() {
        assert_eq!(turned_away(&bench, &wrong), EntryFault::Wrong { left });
        bench.clock.advance_seconds(20);
    }
    let right = person("h.sato", PHRASE);
    let locked = |fault: EntryFault| match fault {
        EntryFault::Locked { seconds } => seconds,
        other => panic!("{other}"),
    };
    let waits = locked(turned_away(&bench, &right));
    assert_eq!(waits, WINDOW / 1000 - 20);
    // The clock of the machine is put forward by a year, and back by two.
    for years in [1, -2] {
        let now = bench.now().plus_seconds(years * 365 * 24 * 3600);
        bench.clock.set(now);
        assert_eq!(locked(turned_away(&bench, &right)), waits, "{years}");
    }
    // The machine is started again: what it ran before counts no longer, it waits longer, never shorter.
    bench.clock.start_again();
    assert!(locked(turned_away(&bench, &right)) >= waits);
    // Somebody else is not concerned.
    assert!(enter(&bench, &person("n.abe", PHRASE)).is_ok());
    bench.clock.advance_seconds(WINDOW / 1000);
    assert!(enter(&bench, &right).is_ok());
    // And failures from before are forgotten.
    assert_eq!(turned_away(&bench, &wrong), EntryFault::Wrong { left: FAILURES - 1 });
}

#[test]
fn the_file_beside_the_journal_may_be_lost_or_forged() {
    let bench = Bench::real(Pace::EAGER);
    drop(trial_with_accounts(&bench));
    let ring = bench.folder.join("keyring");
    let fresh = std::fs::read(&ring).unwrap();
    let wrong = person("h.sato", "a wrong phrase of some length");
    for _ in 0..FAILURES {
        turned_away(&bench, &wrong);
    }
    let right = person("h.sato", PHRASE);
    // What the journal says counts: an older file knows nothing of the failures, and is read on from.
    for harm in [Some(fresh), Some(b"garbled".to_vec()), None] {
        match harm {
            Some(bytes) => std::fs::write(&ring, bytes).unwrap(),
            None => std::fs::remove_file(&ring).unwrap(),
        }
        assert!(matches!(turned_away(&bench, &right), EntryFault::Locked { .. }));
    }
}

/// A long outage, and the file that says what its records come to for the entrance is gone: one start reads them all.
#[test]
fn a_store_whose_file_is_lost_is_read_from_its_beginning_once() {
    let bench = Bench::real(Pace::EAGER);
    let store = bench.init(7);
    let handle = store.handle();
    let person = |number: u32| Register {
        name: Some(text(&format!("患者 {number}"))),
        ..Register::default()
    };
    let handed_in: Vec<Ticket> = (0..1_100)
        .map(|number| handle.submit(clerk(), Request::from(Command::Register(person(number)))))
        .collect();
    for ticket in handed_in {
        ticket.wait().unwrap();
    }
    drop((handle, store));
    let ring = bench.folder.join("keyring");
    std::fs::remove_file(&ring).unwrap();
    // Not only when it is closed: whoever pulls the plug would wait again, and again.
    let open = bench.open();
    assert!(ring.exists(), "the next start would read everything again");
    drop(open);
}

#[test]
fn an_open_store_locks_its_accounts_as_well() {
    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    let handle = store.handle();
    let wrong = PassPhrase::new("a wrong phrase of some length");
    for left in (0..FAILURES).rev() {
        assert_eq!(
            handle.log_in(&user("h.sato"), &wrong, None),
            Err(EntryFault::Wrong { left })
        );
    }
    let right = PassPhrase::new(PHRASE);
    assert!(matches!(
        handle.log_in(&user("h.sato"), &right, None),
        Err(EntryFault::Locked { .. })
    ));
    assert_eq!(handle.log_in(&user("n.abe"), &right, None), Ok(()));
    assert_eq!(
        handle.log_in(&user("nobody"), &right, None),
        Err(EntryFault::Wrong { left: FAILURES - 1 })
    );
    drop(store);
    assert!(matches!(
        turned_away(&bench, &person("h.sato", PHRASE)),
        EntryFault::Locked { .. }
    ));
    // A duty supervisor sets a first phrase: it opens at once, and is good for changing it only.
    let store = enter(&bench, &person("n.abe", PHRASE)).unwrap();
    let supervisor = store.asker().unwrap();
    let (keys, first) = store.first_keys(&user("h.sato")).unwrap();
    let reset = |keys| {
        Request::from(Command::Account(AccountCommand::ResetPassPhrase {
            user: user("h.sato"),
            keys,
        }))
    };
    store.handle().submit(supervisor, reset(keys)).wait().unwrap();
    drop(store);
    let store = enter(&bench, &person("h.sato", &first)).unwrap();
    let own = store.asker().unwrap();
    let asked = store.handle().ask(&own, &Question::Board).unwrap_err();
    assert_eq!(asked.code(), "first-pass-phrase");
    let keys = store
        .own_keys(&user("h.sato"), &PassPhrase::new("four kites over the sea"))
        .unwrap();
    let change = Request::from(Command::Account(AccountCommand::ChangePassPhrase(keys)));
    store.handle().submit(own.clone(), change).wait().unwrap();
    assert!(store.handle().ask(&own, &Question::Board).is_ok());
    drop(store);
    assert!(enter(&bench, &person("h.sato", "four kites over the sea")).is_ok());
    assert!(matches!(
        turned_away(&bench, &person("h.sato", &first)),
        EntryFault::Wrong { .. }
    ));
}

#[test]
fn a_closed_account_opens_nothing_and_does_nothing() {
    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    let administrator = Asker {
        user: user("k.mori"),
        role: Role::Administrator,
    };
    let sato = Asker {
        user: user("h.sato"),
        role: Role::WardClerk,
    };
    assert!(store.handle().ask(&sato, &Question::Board).is_ok());
    let close = |name: &str| {
        let command = AccountCommand::Close { user: user(name) };
        store
            .handle()
            .submit(administrator.clone(), Request::from(Command::Account(command)))
            .wait()
    };
    close("h.sato").unwrap();
    let refused = |result: Result<_, Refusal>| result.map(|_| ()).unwrap_err().code();
    assert_eq!(refused(store.handle().ask(&sato, &Question::Board)), "account-closed");
    assert_eq!(refused(store.handle().ask(&clerk(), &Question::Board)), "no-account");
    let last = close("k.mori").unwrap_err().to_string();
    assert!(last.contains("last-administrator"), "{last}");
    drop(store);
    assert!(matches!(
        turned_away(&bench, &person("h.sato", PHRASE)),
        EntryFault::Wrong { .. }
    ));
}

/// An account travels as a commit; the other laptop seals its own key to it, and never saw the phrase.
#[test]
fn an_account_opens_every_laptop() {
    let here = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&here);
    let commits = crate::store_kit::canonical(&store.handle());
    let there = Bench::real(Pace::EAGER);
    let setup = Setup {
        station: Station::new(8).unwrap(),
        ..founding(Founding::Trial, &there)
    };
    let other = Store::init(&there.folder, setup, &there.means).unwrap().store;
    for commit in commits {
        other.handle().import(commit).wait().unwrap();
    }
    assert_eq!(
        other.handle().log_in(&user("h.sato"), &PassPhrase::new(PHRASE), None),
        Ok(())
    );
    drop(other);
    let asker = enter(&there, &person("h.sato", PHRASE)).unwrap().asker().unwrap();
    assert_eq!(asker.role, Role::WardClerk);
}

/// Guesses with restarts, starts of the machine and a wall clock that somebody turns: five in any fifteen minutes of real
/// time are looked at, and not one more.
#[test]
fn a_hundred_thousand_guesses_get_five_a_window() {
    let disk = SimulatedDisk::new(11);
    let bench = Bench::simulated(&disk, Pace::STANDARD);
    drop(trial_with_accounts(&bench));
    let wrong = person("h.sato", "a wrong phrase of some length");
    let mut chance = crate::store_kit::Chance(77);
    let guesses = rounds(600, 100_000);
    let (mut ran, mut looked_at) = (0_u64, Vec::new());
    for _ in 0..guesses {
        match chance.below(12) {
            0 => bench.clock.start_again(),
            1 => bench.clock.set(Timestamp::from_seconds(
                i64::try_from(chance.below(4_000_000_000)).unwrap(),
            )),
            2 => {
                let seconds = chance.below(400);
                bench.clock.advance_seconds(seconds);
                ran += seconds;
            }
            _ => {}
        }
        bench.clock.advance_seconds(1);
        ran += 1;
        match turned_away(&bench, &wrong) {
            EntryFault::Wrong { .. } => looked_at.push(ran),
            EntryFault::Locked { .. } => {}
            other => panic!("{other}"),
        }
    }
    let window = WINDOW / 1000;
    let most = looked_at
        .iter()
        .map(|from| {
            looked_at
                .iter()
                .filter(|at| (*from..from + window).contains(*at))
                .count()
        })
        .max()
        .unwrap();
    assert_eq!(
        most,
        FAILURES,
        "of {} guesses {} were looked at",
        guesses,
        looked_at.len()
    );
    assert!(looked_at.len() > 20, "{}", looked_at.len());
}

#[test]
fn whoever_may_not_is_refused_by_the_account_not_by_what_they_say() {
    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    // A session that believes it is an administrator's.
    let liar = Asker {
        user: user("h.sato"),
        role: Role::Administrator,
    };
    let command = Command::Account(AccountCommand::Close { user: user("n.abe") });
    let refused = store.handle().submit(liar, Request::from(command)).wait().unwrap_err();
    assert!(refused.to_string().contains("not-allowed"), "{refused}");
    assert_eq!(store.handle().status().access, Access::Writable);
    assert!(
        does(
            &store.handle(),
            Command::Account(AccountCommand::Reopen { user: user("n.abe") })
        )
        .is_err()
    );
}

/// A whole staff list: everybody gets a first pass phrase, which opens every laptop of the hospital and is good for one thing.
#[test]
fn a_staff_list_comes_in_and_holds_on_every_laptop() {
    use std::fmt::Write as _;

    let people = usize::try_from(rounds(100, 2_000)).unwrap();
    let here = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&here);
    let mut list = String::from("user,name,role,wards,duty\n");
    for number in 0..people {
        writeln!(list, "u{number:05},職員 {number},nurse,5E,").unwrap();
    }
    let file = here.temporary.path().join("staff.csv");
    std::fs::write(&file, list).unwrap();
    let source = andon::exchange::Source::open(&file, andon::exchange::source::LARGEST).unwrap();
    let lines = andon::exchange::staff::read(&source, &here.frame).unwrap();
    assert_eq!(lines.len(), people);
    let mut slips = Vec::new();
    let accounts = lines.into_iter().map(|line| {
        let (keys, first) = store.first_keys(&line.user).unwrap();
        slips.push((line.user.clone(), first));
        OpenAccount {
            user: line.user,
            standing: line.standing,
            keys,
        }
    });
    let command = Command::Account(AccountCommand::Open(accounts.collect()));
    let chief = Asker {
        user: user("k.mori"),
        role: Role::Administrator,
    };
    store.handle().submit(chief, Request::from(command)).wait().unwrap();
    let phrases: std::collections::HashSet<&str> = slips.iter().map(|(_, first)| first.as_str()).collect();
    assert_eq!(phrases.len(), people, "no two are the same");
    let there = Bench::real(Pace::EAGER);
    let setup = Setup {
        station: Station::new(8).unwrap(),
        ..founding(Founding::Trial, &there)
    };
    let other = Store::init(&there.folder, setup, &there.means).unwrap().store;
    for commit in crate::store_kit::canonical(&store.handle()) {
        other.handle().import(commit).wait().unwrap();
    }
    drop((store, other));
    for bench in [&here, &there] {
        let (name, first) = &slips[people / 2];
        let store = enter(bench, &person(name.as_str(), first)).unwrap();
        let own = store.asker().unwrap();
        assert_eq!((&own.user, own.role), (name, Role::Nurse));
        assert_eq!(
            store.handle().ask(&own, &Question::Board).unwrap_err().code(),
            "first-pass-phrase"
        );
        store.close();
        let (_, another) = &slips[0];
        assert!(matches!(
            turned_away(bench, &person(name.as_str(), another)),
            EntryFault::Wrong { .. }
        ));
    }
}
