//! The permission table: every role with every command is decided as the table says, and nothing is missing from it.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path, sync::Arc};

use andon::domain::{
    access::{
        Deed, Keys, Permissions, PhraseState, Role, Standing,
        decide::{AccountCommand, OpenAccount},
        glass::GlassReason,
        second::{Second, Used},
    },
    census::{Isolation, RoomName, RoomRule, WardCode},
    checks::{CheckId, ask::CheckFilter},
    command::{Care, Command, Question, Request, Whereabouts},
    decide::deed,
    identity::{PatientId, PatientRef},
    numbers::{Schemes, fact::ForkFound},
    record::{CommitId, Day, EventId, Installation, Sequence, SettingsVersion, Station, Timestamp, UserName},
    recovery::NursingScore,
    slips::{CopyName, ask::SlipQuestion},
};
use andon::i18n::Language;

use crate::{
    access_samples,
    store_kit::{Scene, deed as sample},
    world::{Laptop, bed, department, frame, identifier, text},
};

/// The word of a command. A new command does not compile until it has one, and fails a test until it has a sample.
fn word(command: &Command) -> &'static str {
    match command {
        Command::Register(_) => "register",
        Command::Amend(_) => "amend",
        Command::Allergy(_) => "allergy",
        Command::Restrict { .. } => "restrict",
        Command::Expect(_) => "expect",
        Command::Admit(_) => "admit",
        Command::AdmitNew { .. } => "admit-new",
        Command::Depart { .. } => "depart",
        Command::Arrive { .. } => "arrive",
        Command::Transfer { .. } => "transfer",
        Command::Swap { .. } => "swap",
        Command::Leave(_) => "leave",
        Command::Return { .. } => "return",
        Command::Discharge(_) => "discharge",
        Command::Department { .. } => "department",
        Command::Diet { .. } => "diet",
        Command::Mobility { .. } => "mobility",
        Command::Isolation { .. } => "isolation",
        Command::Withdraw { .. } => "withdraw",
        Command::Block { .. } => "block",
        Command::Unblock { .. } => "unblock",
        Command::Reserve { .. } => "reserve",
        Command::Unreserve { .. } => "unreserve",
        Command::RuleRoom { .. } => "rule-room",
        Command::Inquire { .. } => "inquire",
        Command::Diagnosis { .. } => "diagnosis",
        Command::Meal { .. } => "meal",
        Command::NursingScore { .. } => "nursing-score",
        Command::CloseDiscrepancy { .. } => "close-discrepancy",
        Command::Undo { .. } => "undo",
        Command::AdoptSchemes { .. } => "adopt-schemes",
        Command::GrantBlock { .. } => "grant-block",
        Command::ReportFork(_) => "report-fork",
        Command::AdoptFrame { .. } => "adopt-frame",
        Command::Begin { .. } => "begin",
        Command::ImportCensus { .. } => "import-census",
        Command::AdoptRegister(_) => "adopt-register",
        Command::AskPrint(_) => "print-ask",
        Command::HandPrint { .. } => "print-hand",
        Command::EndPrint { .. } => "print-end",
        Command::Slip(command) => access_samples::word(command),
        Command::Check(step) => access_samples::word_of_check(step),
        Command::Issue(_)
        | Command::PreparePackets { .. }
        | Command::ActivatePacket(_)
        | Command::VoidId { .. }
        | Command::PrintId { .. }
        | Command::Link { .. }
        | Command::ProposeLink { .. }
        | Command::ConfirmLink { .. }
        | Command::Unlink { .. } => access_samples::word_of_number(command),
        Command::Account(AccountCommand::Open(_)) => "account-open",
        Command::Account(AccountCommand::Change { .. }) => "account-change",
        Command::Account(AccountCommand::ChangePassPhrase(_)) => "account-own-phrase",
        Command::Account(AccountCommand::ResetPassPhrase { .. }) => "account-reset-phrase",
        Command::Account(AccountCommand::Close { .. }) => "account-close",
        Command::Account(AccountCommand::Reopen { .. }) => "account-reopen",
        Command::Account(AccountCommand::Note(_)) => "account-note",
        Command::Account(AccountCommand::SetSecond(_)) => "account-second-set",
        Command::Account(AccountCommand::DropSecond { .. }) => "account-second-drop",
        Command::Account(AccountCommand::UseSecond(_)) => "account-second-use",
        Command::Account(AccountCommand::BreakGlass { .. }) => "account-break-glass",
        Command::Account(AccountCommand::ReviewGlass { .. }) => "account-review-glass",
        Command::Account(AccountCommand::SetIdleTime { .. }) => "account-idle-time",
    }
}

/// How many commands [`word`] tells apart; with a new one both go up.
const COMMANDS: usize = 50 + access_samples::COMMANDS;

fn user() -> UserName {
    UserName::parse("k.mori").unwrap()
}

#[allow(clippy::too_many_lines, reason = "one of each")]
fn commands(laptop: &Laptop) -> Vec<Command> {
    let scene = Scene::of_laptop(laptop);
    let patient = || PatientRef::Identifier(identifier("00001"));
    let mut all: Vec<Command> = (0..34).map(|what| sample(what, 1, 1, 2, &scene)).collect();
    let commit = CommitId {
        station: Station::new(1).unwrap(),
        installation: Installation::FIRST,
        sequence: Sequence::FIRST,
    };
    let keys = || Keys {
        public: [1; 32],
        wrap: vec![1],
        phrase: PhraseState::Own,
    };
    let standing = || Standing {
        name: text("森 健"),
        role: Role::Nurse,
        duty: None,
        wards: Vec::new(),
    };
    let account = |command| Command::Account(command);
    all.extend([
        Command::CloseDiscrepancy {
            discrepancy: andon::domain::census::DiscrepancyId::parse("0123456789abcdef").unwrap(),
            remark: text("済"),
        },
        Command::Meal {
            patient: patient(),
            day: Day::from(laptop.now().to_utc().unwrap().date_naive()),
            meal: andon::domain::recovery::Meal::Lunch,
            diet: None,
        },
        Command::Department {
            patient: patient(),
            to: department("CARD"),
        },
        Command::Isolation {
            patient: patient(),
            to: Isolation::ALL[0],
        },
        Command::Withdraw {
            patient: patient(),
            what: Care::Isolation,
        },
        Command::RuleRoom {
            room: RoomName::parse("5E-101").unwrap(),
            rule: RoomRule {
                sex: None,
                isolation: None,
            },
        },
        Command::NursingScore {
            patient: patient(),
            day: Day::from(laptop.now().to_utc().unwrap().date_naive()),
            score: NursingScore { a: 1, b: 2, c: 0 },
        },
        Command::Unreserve { bed: bed("5E-101-1") },
        Command::AdoptSchemes {
            version: SettingsVersion([3; 8]),
            schemes: Arc::new(Schemes::default()),
        },
        Command::GrantBlock {
            station: None,
            block: None,
        },
        Command::ReportFork(Box::new(ForkFound {
            commit,
            here: Vec::new(),
            there: Vec::new(),
            other: vec![1],
        })),
        Command::AdoptFrame {
            version: SettingsVersion([4; 8]),
            frame: Arc::new(frame()),
        },
        account(AccountCommand::Open(vec![OpenAccount {
            user: user(),
            standing: standing(),
            keys: keys(),
        }])),
        account(AccountCommand::Change {
            user: user(),
            standing: standing(),
        }),
        account(AccountCommand::ChangePassPhrase(keys())),
        account(AccountCommand::ResetPassPhrase {
            user: user(),
            keys: keys(),
        }),
        account(AccountCommand::Close { user: user() }),
        account(AccountCommand::Reopen { user: user() }),
        account(AccountCommand::Note(Vec::new())),
        account(AccountCommand::SetSecond(Second::default())),
        account(AccountCommand::DropSecond { user: user() }),
        account(AccountCommand::UseSecond(Used::Step(1))),
        account(AccountCommand::BreakGlass {
            reason: GlassReason::Emergency,
            words: None,
        }),
        account(AccountCommand::ReviewGlass {
            user: user(),
            event: EventId { commit, index: 0 },
            remark: text("妥当"),
        }),
        account(AccountCommand::SetIdleTime {
            ward: WardCode::parse("5E").unwrap(),
            after: None,
        }),
    ]);
    all.extend([access_samples::begin(), access_samples::register()]);
    all.extend(access_samples::of_slips(commit));
    all.extend(access_samples::of_paper(commit));
    all.extend(access_samples::of_checks(commit));
    all.extend(access_samples::of_numbers());
    all
}

fn event() -> EventId {
    let commit = CommitId {
        station: Station::new(1).unwrap(),
        installation: Installation::FIRST,
        sequence: Sequence::FIRST,
    };
    EventId { commit, index: 0 }
}

fn questions() -> Vec<(&'static str, Question)> {
    let patient = || PatientRef::Record(PatientId::of(&identifier("00001")));
    vec![
        ("ask-census", Question::Census { ward: None }),
        ("ask-person", Question::Person { patient: patient() }),
        (
            "ask-person-for",
            Question::PersonFor {
                patient: patient(),
                reason: text("引き継ぎ"),
            },
        ),
        (
            "ask-where",
            Question::Where {
                what: Whereabouts::Patient(patient()),
            },
        ),
        ("ask-discrepancies", Question::Discrepancies),
        ("ask-board", Question::Board),
        (
            "ask-where-slip",
            Question::Where {
                what: Whereabouts::Slip(CopyName::parse("S07-100123-41").unwrap()),
            },
        ),
        ("ask-slips", Question::Slips(SlipQuestion::Load)),
        (
            "ask-check",
            Question::Check {
                check: CheckId::issued(event()),
            },
        ),
        (
            "ask-checks",
            Question::Checks {
                filter: CheckFilter::default(),
            },
        ),
        ("ask-check-figures", Question::CheckFigures { day: None }),
        ("ask-verify", Question::Verify(identifier("T07-10001-05"))),
    ]
}

/// Decides every pair, holds each against the table, and the whole table against the file that people read: a change of it
/// shows in a diff. With `ANDON_NEW_GOLDEN` set, a missing file is written.
#[test]
fn every_role_and_command_is_decided_as_the_table_says() {
    let table = Permissions::default();
    let laptop = Laptop::set_up(1);
    let all = commands(&laptop);
    let words: BTreeSet<&str> = all.iter().map(word).collect();
    assert_eq!(
        words.len(),
        COMMANDS,
        "a command has no sample here, or none in the count: {words:?}"
    );
    let mut shown = String::from("command");
    for role in Role::ALL {
        write!(shown, ",{}", role.word()).unwrap();
    }
    shown.push('\n');
    let mut told = BTreeSet::new();
    for command in &all {
        if !told.insert(word(command)) {
            continue;
        }
        shown.push_str(word(command));
        for role in Role::ALL {
            let mut somebody = laptop.clone();
            somebody.role = role;
            let decided = somebody.does(Request::from(command.clone()));
            let refused = decided.is_err_and(|refusal| refusal.code() == "not-allowed");
            let says = table.allow(role, None, deed(command));
            assert_eq!(!refused, says, "{} by {}", word(command), role.word());
            shown.push_str(if says { ",yes" } else { "," });
        }
        shown.push('\n');
    }
    for (name, question) in questions() {
        shown.push_str(name);
        for role in Role::ALL {
            let mut somebody = laptop.clone();
            somebody.role = role;
            let answered = somebody.asks(&question);
            let refused = answered.is_err_and(|refusal| refusal.code() == "not-allowed");
            shown.push_str(if refused { "," } else { ",yes" });
        }
        shown.push('\n');
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/permissions.csv");
    if !path.exists() && std::env::var_os("ANDON_NEW_GOLDEN").is_some() {
        fs::write(&path, &shown).unwrap();
    }
    assert_eq!(shown, fs::read_to_string(path).unwrap(), "who may what has changed");
}

#[test]
fn every_deed_and_role_has_its_words() {
    for language in Language::ALL {
        let words = crate::harness::words(language);
        for deed in Deed::ALL {
            let key = format!("deed-{}", deed.word());
            assert!(words.find(&key, &[]).is_some(), "{key}");
        }
        for role in Role::ALL {
            assert!(words.find(role.term(), &[]).is_some(), "{}", role.term());
        }
    }
}

#[test]
fn every_deed_has_its_row_and_few_are_administrators() {
    let table = Permissions::default();
    for deed in Deed::ALL {
        assert!(
            Role::PEOPLE.iter().any(|role| table.allow(*role, None, deed)),
            "nobody may {}",
            deed.word()
        );
    }
    let only_administrators = [Deed::ChangeSettings, Deed::ManageAccounts, Deed::GrantNumbers];
    for deed in only_administrators {
        let may: Vec<Role> = Role::PEOPLE
            .into_iter()
            .filter(|role| table.allow(*role, None, deed))
            .collect();
        assert_eq!(may, [Role::Administrator], "{}", deed.word());
    }
    // An administrator sees no patient, an auditor changes nothing.
    assert!(!table.allow(Role::Administrator, None, Deed::ReadPerson));
    assert!(!table.allow(Role::Auditor, None, Deed::ChangeCensus));
    assert!(Timestamp::from_seconds(0) < laptop_time());
}

fn laptop_time() -> Timestamp {
    Laptop::new(1).now()
}

/// A user name is one person's for ever, and some are nobody's. Whoever reviews broken glass does not review their own.
#[test]
fn a_name_is_one_persons_for_ever_and_nobody_reviews_themselves() {
    let mut laptop = Laptop::set_up(1);
    let account = |name: &str| OpenAccount {
        user: UserName::parse(name).unwrap(),
        standing: Standing {
            name: text("森 健"),
            role: Role::CommandPost,
            duty: None,
            wards: Vec::new(),
        },
        keys: Keys {
            public: [1; 32],
            wrap: vec![1],
            phrase: PhraseState::Own,
        },
    };
    let mut opens = |names: &[&str]| {
        let accounts = names.iter().map(|name| account(name)).collect();
        let opened = laptop.does(Command::Account(AccountCommand::Open(accounts)));
        opened.map(|_| ()).map_err(|refusal| refusal.code())
    };
    assert_eq!(
        opens(&["c.ueda", "c.ueda"]),
        Err("user-name-taken"),
        "twice in one list"
    );
    for reserved in ["admin", "root", "recovery", "andon", "guest", "demo", "trial"] {
        assert_eq!(opens(&["c.ueda", reserved]), Err("user-name-reserved"));
    }
    assert_eq!(
        opens(&["c.ueda", "d.oka"]),
        Ok(()),
        "nothing of the lists before was opened"
    );
    assert_eq!(opens(&["c.ueda"]), Err("user-name-taken"));
    let user = |name: &str| UserName::parse(name).unwrap();
    let close = AccountCommand::Close { user: user("d.oka") };
    laptop.does(Command::Account(close)).unwrap();
    let again = laptop.does(Command::Account(AccountCommand::Open(vec![account("d.oka")])));
    assert_eq!(
        again.unwrap_err().code(),
        "user-name-taken",
        "what they did stays theirs"
    );
    let reopen = AccountCommand::Reopen { user: user("d.oka") };
    laptop.does(Command::Account(reopen)).unwrap();
    let broken = AccountCommand::BreakGlass {
        reason: GlassReason::Emergency,
        words: None,
    };
    laptop
        .does_as("c.ueda", Request::from(Command::Account(broken)))
        .unwrap();
    let event = laptop.hospital.account(&user("c.ueda")).unwrap().broken[0]
        .said
        .order
        .event;
    let mut reviews = |by: &str| {
        let review = AccountCommand::ReviewGlass {
            user: user("c.ueda"),
            event,
            remark: text("妥当"),
        };
        let reviewed = laptop.does_as(by, Request::from(Command::Account(review)));
        reviewed.map(|_| ()).map_err(|refusal| refusal.code())
    };
    assert_eq!(reviews("c.ueda"), Err("unknown-glass"));
    assert_eq!(reviews("d.oka"), Ok(()));
}
