//! The ways in beside the pass phrase, and what is behind each: envelopes, the recovery sheet, forged and damaged records, a
//! full disk; and glass that ends by a clock that nobody sets.

use andon::{
    app::door::Door,
    domain::{
        access::{
            Asker, PassPhrase, Role,
            control::{Control, PersonKey},
            decide::AccountCommand,
            glass::{GlassReason, LASTS},
            lockout::{FAILURES, WINDOW},
        },
        command::{Admission, Command, Question, Register, Request},
        identity::{Inquiry, PatientRef},
        record::UserName,
    },
    journal::{Class, Holder, Journal, Record, StoreLock, simulated::SimulatedDisk, whose},
    runtime::{
        entrance::{Entry, EntryFault},
        mark::Marking,
        open::{IndexPlace, OpenFault, Store},
        writer::Handle,
    },
    store::Pace,
    vault::{Label, NoKey},
};

use crate::{
    access_entrance::{PHRASE, enter, person, trial_with_accounts},
    store_kit::Bench,
    world::{bed, identifier, text},
};

const WRONG: &str = "a wrong phrase of some length";

fn user(name: &str) -> UserName {
    UserName::parse(name).unwrap()
}

fn asker(name: &str, role: Role) -> Asker {
    Asker { user: user(name), role }
}

fn patient() -> PatientRef {
    PatientRef::Identifier(identifier("00001"))
}

fn does(handle: &Handle, who: &Asker, command: Command) -> Result<(), String> {
    let outcome = handle.submit(who.clone(), Request::from(command)).wait();
    outcome.map(|_| ()).map_err(|refused| refused.to_string())
}

fn account(command: AccountCommand) -> Command {
    Command::Account(command)
}

fn admitted(handle: &Handle) {
    let admit = Command::AdmitNew {
        person: Register {
            identifier: Some(identifier("00001")),
            name: Some(text("田中 太郎")),
            phone: Some(text("06-1234-5678")),
            ..Register::default()
        },
        admission: Admission::into_bed(bed("5E-101-1")),
    };
    does(handle, &asker("h.sato", Role::WardClerk), admit).unwrap();
}

fn diet(what: &str) -> Command {
    Command::Diet {
        patient: patient(),
        to: text(what),
    }
}

fn locks(handle: &Handle, name: &str) {
    for _ in 0..FAILURES {
        let _wrong = handle.log_in(&user(name), &PassPhrase::new(WRONG), None);
    }
}

fn turned_away(bench: &Bench, entry: &Entry) -> EntryFault {
    match enter(bench, entry) {
        Err(OpenFault::Entry(fault)) => fault,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("let in"),
    }
}

/// An envelope lets in whose account is locked, gives the care of patients and nothing of the person's own role, and all of
/// it ends with the hour of the glass: by the time that the machine ran, whoever turns the clock.
#[test]
fn an_envelope_gives_what_broken_glass_gives_and_ends_with_it() {
    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    let handle = store.handle();
    admitted(&handle);
    let envelopes = handle.seal_envelopes(2).unwrap();
    let code = |number: usize| PassPhrase::new(envelopes[number].1.as_str());
    let opens = |name: &str, number: usize| handle.use_envelope(&user(name), &code(number));
    // Whose account is not locked has a pass phrase.
    assert_eq!(opens("b.mori", 0), Err(EntryFault::EnvelopeNotNeeded));
    for mighty in ["k.mori", "c.ueda"] {
        locks(&handle, mighty);
        assert_eq!(opens(mighty, 0), Err(EntryFault::NotByEnvelope), "{mighty}");
    }
    locks(&handle, "b.mori");
    assert_eq!(opens("nobody", 0), Err(EntryFault::Wrong { left: 0 }));
    assert_eq!(opens("b.mori", 0), Ok(1), "it was not used up by all that");
    assert_eq!(opens("b.mori", 0), Err(EntryFault::Wrong { left: 0 }), "good once");
    // The lock goes on: the envelope said nothing of the phrase.
    assert!(matches!(
        handle.log_in(&user("b.mori"), &PassPhrase::new(PHRASE), None),
        Err(EntryFault::Locked { .. })
    ));
    let billing = asker("b.mori", Role::Envelope);
    does(&handle, &billing, diet("軟食")).unwrap();
    let keys = store
        .own_keys(&user("b.mori"), &PassPhrase::new("four kites over the sea"))
        .unwrap();
    let standing = handle
        .hospital()
        .account(&user("b.mori"))
        .unwrap()
        .standing()
        .unwrap()
        .clone();
    let never = [
        account(AccountCommand::ChangePassPhrase(keys)),
        account(AccountCommand::Close { user: user("n.abe") }),
        account(AccountCommand::Change {
            user: user("b.mori"),
            standing,
        }),
        account(AccountCommand::BreakGlass {
            reason: GlassReason::Emergency,
            words: None,
        }),
    ];
    for command in never {
        let refused = does(&handle, &billing, command.clone()).unwrap_err();
        assert!(refused.contains("not-allowed"), "{command:?}: {refused}");
    }
    let hospital = handle.hospital();
    let glass = &hospital.account(&user("b.mori")).unwrap().broken;
    assert_eq!((glass.len(), glass[0].reason), (1, GlassReason::LockedOut));
    // An hour of the machine's own time; the clock is put back in the middle of it.
    bench.clock.advance_seconds(u64::try_from(LASTS).unwrap() - 1);
    does(&handle, &billing, diet("常食")).unwrap();
    bench.clock.set(bench.now().plus_seconds(-1800));
    bench.clock.advance_seconds(2);
    let refused = does(&handle, &billing, diet("絶食")).unwrap_err();
    assert!(refused.contains("not-allowed"), "{refused}");
    let asked = handle.ask(&billing, &Question::Census { ward: None });
    assert_eq!(asked.unwrap_err().code(), "not-allowed");
    drop(store);
    // The same at a store that is shut; and the clock is put back to before the glass was over.
    let wrong = person("p.ito", WRONG);
    for _ in 0..FAILURES {
        turned_away(&bench, &wrong);
    }
    let by = |name: &str, number| Entry::Envelope {
        user: user(name),
        code: code(number),
    };
    assert_eq!(turned_away(&bench, &by("p.ito", 0)), EntryFault::Wrong { left: 0 });
    assert_eq!(turned_away(&bench, &by("n.abe", 1)), EntryFault::EnvelopeNotNeeded);
    let store = enter(&bench, &by("p.ito", 1)).unwrap();
    let pharmacist = store.asker().unwrap();
    assert_eq!((pharmacist.user.as_str(), pharmacist.role), ("p.ito", Role::Envelope));
    does(&store.handle(), &pharmacist, diet("全粥")).unwrap();
    drop(store);
    assert_eq!(turned_away(&bench, &by("p.ito", 1)), EntryFault::Wrong { left: 0 });
}

/// Broken glass is over after an hour in which the machine ran, also when somebody turns the clock back and starts the
/// program again; another machine start makes it no longer either.
#[test]
fn glass_ends_by_a_clock_that_nobody_sets() {
    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    admitted(&store.handle());
    let billing = asker("b.mori", Role::Billing);
    let reason = GlassReason::Emergency;
    let broken = account(AccountCommand::BreakGlass { reason, words: None });
    does(&store.handle(), &billing, broken).unwrap();
    drop(store);
    let began = bench.now();
    for (round, minutes) in [20, 20, 19].into_iter().enumerate() {
        bench.clock.advance_seconds(minutes * 60);
        bench.clock.set(began);
        let store = enter(&bench, &person("b.mori", PHRASE)).unwrap();
        does(&store.handle(), &billing, diet(&format!("食{round}"))).unwrap();
    }
    bench.clock.advance_seconds(61);
    bench.clock.set(began);
    let store = enter(&bench, &person("b.mori", PHRASE)).unwrap();
    let refused = does(&store.handle(), &billing, diet("絶食")).unwrap_err();
    assert!(refused.contains("not-allowed"), "{refused}");
}

/// What the file beside the journal says counts when the journal names it. Its failures taken out, and its sum made right
/// again, it is not believed.
#[test]
fn a_forged_file_beside_the_journal_resets_nothing() {
    let bench = Bench::real(Pace::EAGER);
    drop(trial_with_accounts(&bench));
    enter(&bench, &person("n.abe", PHRASE)).unwrap().close();
    let ring = bench.folder.join("keyring");
    let before = std::fs::read(&ring).unwrap();
    for _ in 0..FAILURES {
        turned_away(&bench, &person("h.sato", WRONG));
    }
    enter(&bench, &person("n.abe", PHRASE)).unwrap().close();
    let after = std::fs::read(&ring).unwrap();
    assert_ne!(before, after);
    // Format, store, length and bytes of the point; then the keyring, and the sum.
    let keyring = 1 + 16 + 1 + 48;
    let mut forged = after[..keyring].to_vec();
    forged.extend(&before[keyring..before.len() - 32]);
    let sum = blake3::hash(&forged);
    forged.extend(sum.as_bytes());
    std::fs::write(&ring, forged).unwrap();
    assert!(matches!(
        turned_away(&bench, &person("h.sato", PHRASE)),
        EntryFault::Locked { .. }
    ));
}

/// Five guesses a window at a journal that takes no record, with a start of the program before each: the machine remembers.
/// Whoever knows their phrase reads.
#[test]
fn a_damaged_journal_and_a_full_disk_are_no_way_round_the_lock() {
    let mut bench = Bench::real(Pace::EAGER);
    bench.means.marks = Marking::of_machine(Some(bench.temporary.path().join("marks")));
    let store = trial_with_accounts(&bench);
    admitted(&store.handle());
    store.close();
    let segment = bench.folder.join("journal/00000000.segment");
    let mut bytes = std::fs::read(&segment).unwrap();
    bytes[400] ^= 1;
    std::fs::write(&segment, bytes).unwrap();
    five_a_window(&mut bench, |bench| {
        let _there_or_not = std::fs::remove_file(bench.folder.join("keyring"));
    });

    let disk = SimulatedDisk::new(5);
    let mut bench = Bench::simulated(&disk, Pace::EAGER);
    bench.means.marks = Marking::of_machine(Some(bench.temporary.path().join("marks")));
    let store = trial_with_accounts(&bench);
    admitted(&store.handle());
    let sato = asker("h.sato", Role::WardClerk);
    disk.set_capacity(Some(disk.used()));
    // The journal gives up its reserve first.
    let full = (0..5_000).find_map(|number| does(&store.handle(), &sato, diet(&format!("食{number}"))).err());
    assert!(full.unwrap().contains("full"));
    store.close();
    five_a_window(&mut bench, |_| {});
    let store = enter(&bench, &person("h.sato", PHRASE)).unwrap();
    let refused = does(&store.handle(), &sato, diet("軟食")).unwrap_err();
    assert!(refused.contains("full"), "{refused}");
}

fn five_a_window(bench: &mut Bench, between: impl Fn(&Bench)) {
    for window in 0..2 {
        let mut looked_at = 0;
        for _ in 0..20 {
            between(bench);
            match turned_away(bench, &person("h.sato", WRONG)) {
                EntryFault::Wrong { .. } => looked_at += 1,
                EntryFault::Locked { .. } => {}
                other => panic!("{other}"),
            }
            bench.clock.advance_seconds(2);
        }
        assert_eq!(looked_at, FAILURES, "window {window}");
        between(bench);
        assert!(matches!(
            turned_away(bench, &person("h.sato", PHRASE)),
            EntryFault::Locked { .. }
        ));
        bench.clock.advance_seconds(WINDOW / 1000);
    }
    between(bench);
    let store = enter(bench, &person("h.sato", PHRASE)).unwrap();
    let sato = asker("h.sato", Role::WardClerk);
    assert!(store.handle().ask(&sato, &Question::Census { ward: None }).is_ok());
}

/// Whoever has an account can unseal the key of the store, and write a record in the clear that gives it to them under the
/// name of an administrator. The account says whose key it is.
#[test]
fn a_key_that_the_account_does_not_know_opens_nothing() {
    let bench = Bench::real(Pace::EAGER);
    drop(trial_with_accounts(&bench));
    let header = whose(&bench.means.files, &bench.folder).unwrap();
    let holder = Holder {
        process: 1,
        who: "nurse".to_owned(),
        since: 0,
    };
    let lock = StoreLock::take(bench.means.files.as_ref(), &bench.folder, &holder).unwrap();
    let (files, layout) = (bench.means.files.clone(), bench.means.layout);
    let seal = std::sync::Arc::new(NoKey);
    let (mut journal, _) = Journal::open(files, &lock, layout, seal, None).unwrap();
    // In a trial one phrase opens all wraps: what the nurse has is enough to make one, under any name.
    let own: Vec<PersonKey> = journal
        .reader()
        .scan()
        .filter_map(|stored| {
            let stored = stored.ok().filter(|stored| stored.class == Class::Control)?;
            match Control::read(stored.label.kind, &stored.payload).ok()? {
                Control::PersonKey(key) => Some(key),
                _ => None,
            }
        })
        .collect();
    let data = own.iter().find(|key| key.user == user("n.abe")).unwrap().clone();
    let randomness = andon::runtime::random::SystemRandomness;
    let mine = andon::vault::PersonKey::fresh(&randomness).unwrap();
    let abe = andon::vault::Wrap::from_bytes(data.wrap.clone())
        .open_person("n.abe", PHRASE, andon::vault::Stretch::TRIAL)
        .unwrap();
    let key = abe.open(&andon::vault::Sealed(data.data.clone())).unwrap();
    let my_own = "five lanterns on the bridge";
    let wrap =
        andon::vault::Wrap::by_phrase(&mine, "k.mori", my_own, andon::vault::Stretch::TRIAL, &randomness).unwrap();
    let forged = Control::PersonKey(PersonKey {
        user: user("k.mori"),
        public: mine.public().0,
        wrap: wrap.bytes().to_vec(),
        data: mine.public().seal(&key, &randomness).unwrap().0,
    });
    let label = Label {
        station: header.station,
        installation: header.installation,
        sequence: 0,
        kind: forged.kind(),
    };
    let payload = forged.write().unwrap();
    let class = Class::Control;
    let record = Record {
        class,
        label,
        payload: &payload,
    };
    journal.append(&record).unwrap();
    journal.sync().unwrap();
    drop((journal, lock));
    assert!(matches!(
        turned_away(&bench, &person("k.mori", my_own)),
        EntryFault::Wrong { .. }
    ));
    // And the desk has cut the key that the account asks for again.
    assert!(enter(&bench, &person("k.mori", PHRASE)).is_ok());
}

/// A duty is no way to become whoever reads the trail, reviews the glass or makes accounts.
#[test]
fn a_night_supervisor_resets_nobody_who_is_above_them() {
    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    let resets = |who: &Asker, name: &str| {
        let (keys, _) = store.first_keys(&user(name)).unwrap();
        let user = user(name);
        does(
            &store.handle(),
            who,
            account(AccountCommand::ResetPassPhrase { user, keys }),
        )
    };
    let supervisor = asker("n.abe", Role::Nurse);
    for mighty in ["k.mori", "c.ueda"] {
        let refused = resets(&supervisor, mighty).unwrap_err();
        assert!(refused.contains("only-administrators"), "{mighty}: {refused}");
    }
    resets(&supervisor, "p.ito").unwrap();
    resets(&asker("k.mori", Role::Administrator), "c.ueda").unwrap();
    // With the sheet, whoever it is: it is kept for the day when there is nobody else.
    resets(&asker("recovery", Role::Recovery), "k.mori").unwrap();
}

/// A restricted patient: telephone and address are in no list for whoever would be asked why, nor for roles that call
/// nobody; and only the own ward lifts the restriction.
#[test]
fn what_a_role_does_not_need_is_in_no_list() {
    use andon::domain::ask::Answer;

    let bench = Bench::real(Pace::EAGER);
    let store: Store = trial_with_accounts(&bench);
    let handle = store.handle();
    admitted(&handle);
    let listed = |who: &Asker| match handle.ask(who, &Question::Census { ward: None }).unwrap() {
        Answer::Census(rows) => rows[0].clone(),
        other => panic!("{other:?}"),
    };
    let (clerk, nurse) = (asker("h.sato", Role::WardClerk), asker("n.abe", Role::Nurse));
    let (pharmacist, chief) = (asker("p.ito", Role::Pharmacy), asker("k.mori", Role::Administrator));
    assert!(listed(&clerk).phone.is_some() && listed(&nurse).phone.is_some());
    assert!(listed(&pharmacist).phone.is_none() && listed(&pharmacist).missing == listed(&clerk).missing);
    assert!(listed(&chief).phone.is_none() && listed(&chief).missing.is_empty());
    let opened = |who: &Asker| match handle.ask(who, &Question::Person { patient: patient() }).unwrap() {
        Answer::Person(person) => person.patient.phone.get().cloned(),
        other => panic!("{other:?}"),
    };
    assert!(opened(&nurse).is_some() && opened(&pharmacist).is_none());
    let restrict = |who: &Asker, inquiry| {
        let patient = patient();
        does(&handle, who, Command::Restrict { patient, inquiry })
    };
    restrict(&clerk, Inquiry::Restricted).unwrap();
    assert!(listed(&clerk).phone.is_some(), "the ward is the clerk's own");
    assert!(listed(&nurse).phone.is_none(), "and not the nurse's");
    let refused = restrict(&nurse, Inquiry::Open).unwrap_err();
    assert!(refused.contains("only-the-ward"), "{refused}");
    let found = handle.find(&nurse, "田中", 10).unwrap();
    assert!(found.people[0].person.phone.is_empty(), "{:?}", found.people[0]);
    restrict(&clerk, Inquiry::Open).unwrap();
    let found = handle.find(&nurse, "田中", 10).unwrap();
    assert_eq!(found.people[0].person.phone, "0612345678");
}

/// A second factor is asked for behind the phrase, counts as a failure when it is wrong, and each number or code is good
/// once; whoever has lost it is helped by whoever may.
#[test]
fn a_second_factor_is_asked_for_and_good_once() {
    use andon::cli::SecondKind;
    use andon::domain::access::second::Second;
    use andon::runtime::clock::Clock;

    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    let sato = asker("h.sato", Role::WardClerk);
    let (second, paper) = store.second_factor(&sato.user, SecondKind::Authenticator).unwrap();
    let secret = second.secret.clone().unwrap();
    does(&store.handle(), &sato, account(AccountCommand::SetSecond(second))).unwrap();
    drop(store);
    let with = |code: &str| Entry::Person {
        user: user("h.sato"),
        phrase: PassPhrase::new(PHRASE),
        code: Some(PassPhrase::new(code)),
    };
    assert_eq!(turned_away(&bench, &person("h.sato", PHRASE)), EntryFault::CodeNeeded);
    let shows = andon::vault::Authenticator::of(&secret).unwrap();
    let number = |seconds: u64| {
        let numbers = (0..1_000_000).map(|number| format!("{number:06}"));
        let mut shown = numbers.filter(|number| shows.step_of(number, seconds, seconds / 30 - 1) == Some(seconds / 30));
        shown.next().unwrap()
    };
    let now = number(bench.clock.millis() / 1000);
    let other = if now == "000000" { "000001" } else { "000000" };
    // The right phrase does not begin the count anew.
    assert_eq!(
        turned_away(&bench, &with(other)),
        EntryFault::WrongCode { left: FAILURES - 2 }
    );
    enter(&bench, &with(&now)).unwrap().close();
    assert!(
        matches!(turned_away(&bench, &with(&now)), EntryFault::WrongCode { .. }),
        "good once"
    );
    let printed = paper.codes[3].as_str();
    let store = enter(&bench, &with(&printed.to_uppercase())).unwrap();
    // Whoever is in proves who they are with the phrase alone.
    assert_eq!(store.handle().proves(&sato.user, &PassPhrase::new(PHRASE)), Ok(()));
    assert_eq!(
        store
            .handle()
            .log_in(&sato.user, &PassPhrase::new(PHRASE), Some(&PassPhrase::new(printed))),
        Err(EntryFault::WrongCode { left: FAILURES - 1 })
    );
    drop(store);
    for _ in 0..FAILURES {
        let _wrong = turned_away(&bench, &with(other));
    }
    assert!(matches!(
        turned_away(&bench, &with(paper.codes[4].as_str())),
        EntryFault::Locked { .. }
    ));
    bench.clock.advance_seconds(WINDOW / 1000);
    let store = enter(&bench, &person("n.abe", PHRASE)).unwrap();
    let user = sato.user.clone();
    let drops = account(AccountCommand::DropSecond { user });
    does(&store.handle(), &asker("p.ito", Role::Pharmacy), drops.clone()).unwrap_err();
    does(&store.handle(), &asker("n.abe", Role::Nurse), drops).unwrap();
    assert_eq!(
        store.handle().log_in(&sato.user, &PassPhrase::new(PHRASE), None),
        Ok(())
    );
    assert!(
        does(
            &store.handle(),
            &sato,
            account(AccountCommand::SetSecond(Second::default()))
        )
        .is_err()
    );
}

/// A sheet that is lost or was seen: an administrator draws another, and the one before lets nobody in any more, also after a
/// start and with the file beside the journal written in between. Nobody else draws one, not even the holder of the sheet.
#[test]
fn a_new_recovery_key_ends_the_one_before() {
    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    let handle = store.handle();
    let chief = asker("k.mori", Role::Administrator);
    let sheet = |drawn: &str| Entry::Recovery(PassPhrase::new(drawn));
    let first = handle.renew_recovery(&chief).unwrap();
    for who in [
        asker("n.abe", Role::Nurse),
        asker("recovery", Role::Recovery),
        asker("c.ueda", Role::CommandPost),
    ] {
        assert!(handle.renew_recovery(&who).is_err(), "{}", who.user);
    }
    store.close();
    let store = enter(&bench, &sheet(&first)).unwrap();
    let holder = store.asker().unwrap();
    assert!(
        store.handle().renew_recovery(&holder).is_err(),
        "whoever found the sheet does not take it over"
    );
    store.close();
    let store = enter(&bench, &person("k.mori", PHRASE)).unwrap();
    let second = store.handle().renew_recovery(&chief).unwrap();
    assert_ne!(first, second);
    store.handle().settle_index();
    let past = store.handle().archive().past().reader().scan().map(Result::unwrap);
    let commits = past.filter(|stored| stored.class == Class::Commit).collect::<Vec<_>>();
    let hospital = store.handle().hospital();
    let lines = commits.iter().flat_map(|stored| {
        let commit = andon::store::Past::understand(stored).unwrap();
        andon::domain::access::trail::of_commit(&commit, stored.number().0, &hospital)
    });
    let renewed: Vec<_> = lines.filter(|line| line.what == "renewed-recovery").collect();
    assert_eq!(renewed.len(), 2);
    assert!(renewed.iter().all(|line| line.user.as_ref() == Some(&chief.user)));
    store.close();
    for _ in 0..2 {
        assert_eq!(turned_away(&bench, &sheet(&first)), EntryFault::Wrong { left: 0 });
        enter(&bench, &sheet(&second)).unwrap().close();
        let _read_from_the_journal = std::fs::remove_file(bench.folder.join("keyring"));
    }
}

/// Who is locked out at this laptop is told to whoever may help, and to nobody else.
#[test]
fn who_is_locked_out_is_for_whoever_helps() {
    let bench = Bench::real(Pace::EAGER);
    let store = trial_with_accounts(&bench);
    let handle = store.handle();
    let locked = |who: &Asker| {
        handle
            .locked_out(who)
            .map(|locked| locked.len())
            .map_err(|refusal| refusal.code())
    };
    let supervisor = asker("n.abe", Role::Nurse);
    assert_eq!(locked(&supervisor), Ok(0));
    locks(&handle, "h.sato");
    let told = handle.locked_out(&supervisor).unwrap();
    assert_eq!((told[0].user.as_str(), told[0].minutes), ("h.sato", 15));
    bench.clock.advance_seconds(14 * 60);
    assert_eq!(handle.locked_out(&supervisor).unwrap()[0].minutes, 1);
    for who in [
        asker("h.sato", Role::WardClerk),
        asker("p.ito", Role::Pharmacy),
        asker("b.mori", Role::Billing),
    ] {
        assert_eq!(locked(&who), Err("not-allowed"), "{}", who.user);
    }
    for who in [asker("k.mori", Role::Administrator), asker("c.ueda", Role::CommandPost)] {
        assert_eq!(locked(&who), Ok(1), "{}", who.user);
    }
    // A first phrase ends the lock.
    let (keys, _) = store.first_keys(&user("h.sato")).unwrap();
    let user = user("h.sato");
    does(
        &handle,
        &supervisor,
        account(AccountCommand::ResetPassPhrase { user, keys }),
    )
    .unwrap();
    assert_eq!(locked(&supervisor), Ok(0));
}

/// Pulling the plug between a guess and its answer gains no guess: it was written down before it was looked at, at the door
/// and at a laptop that is open.
#[test]
fn an_attempt_is_written_down_before_it_is_looked_at() {
    let disk = SimulatedDisk::new(21);
    let bench = Bench::simulated(&disk, Pace::EAGER);
    let store = trial_with_accounts(&bench);
    let left = |bench: &Bench| match turned_away(bench, &person("h.sato", WRONG)) {
        EntryFault::Wrong { left } => left,
        other => panic!("{other}"),
    };
    let _wrong = store.handle().log_in(&user("h.sato"), &PassPhrase::new(WRONG), None);
    disk.power_cut();
    drop(store);
    let _index_goes_too = std::fs::remove_dir_all(bench.index());
    assert_eq!(left(&bench), FAILURES - 2, "one at the open laptop, one now");
    // At the door: whichever write or sync of it fails, nobody hears whether the phrase was right before the attempt is on the
    // disk.
    let told = |phrase: &str, number: u64, fails: fn(&SimulatedDisk, u64)| {
        let disk = disk.fork();
        let bench = bench.twin(&disk, IndexPlace::Nowhere);
        fails(&disk, number);
        let entered = enter(&bench, &person("h.sato", phrase));
        entered.map(|_| ()).map_err(|fault| fault.to_string())
    };
    let mut unheard = 0;
    for fails in [SimulatedDisk::fail_write, SimulatedDisk::fail_sync] {
        for number in 0..6 {
            let wrong = told(WRONG, number, fails);
            if !wrong
                .as_ref()
                .is_err_and(|said| said.contains("not the right pass phrase"))
            {
                assert_eq!(told(PHRASE, number, fails), wrong, "{number}");
                unheard += 1;
            }
        }
    }
    assert!(unheard > 1, "{unheard}");
}
