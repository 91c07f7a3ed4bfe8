//! The bytes of everything about accounts: facts, and the control records that lie in the clear.

use std::{fs, path::Path};

use andon::domain::{
    access::{
        AccountState, Duty, Keys, PhraseState, Role, Standing,
        control::{Attempt, Control, EnvelopeKey, PersonKey, Way},
        fact::{AccountChanged, AccountOpened, AccountShut, PassPhraseSet},
        glass::{GlassBroken, GlassReason, GlassReviewed},
        idle::{IdleTime, IdleTimeSet},
        lockout::{Reading, Running, Uptime},
        second::{Second, SecondSet, SecondUsed, Used},
        trail::{Copying, Noted, Trace},
    },
    census::frame::WardCode,
    identity::PatientId,
    record::{CommitId, EventId, Fact, Installation, Sequence, Station, Timestamp, UserName},
};

use crate::{
    event_golden::{hex, unhex},
    world::{identifier, text},
};

fn user(name: &str) -> UserName {
    UserName::parse(name).unwrap()
}

fn keys(phrase: PhraseState) -> Keys {
    Keys {
        public: [7; 32],
        wrap: vec![1, 1, 0, 9],
        phrase,
    }
}

/// One or more of every fact, every variant of every enum at least once.
#[allow(clippy::too_many_lines, reason = "one of each")]
pub fn all() -> Vec<(&'static str, Fact)> {
    let mut all: Vec<(&'static str, Fact)> = Vec::new();
    // No account has the roles of those who are not let in as a person.
    let stored = Role::ALL
        .into_iter()
        .filter(|role| !matches!(role, Role::Envelope | Role::Recovery));
    for (number, role) in stored.enumerate() {
        let standing = Standing {
            name: text("森 健"),
            role,
            duty: (number % 2 == 0).then_some(Duty::NightSupervisor),
            wards: (number % 3 == 0)
                .then(|| WardCode::parse("5E").unwrap())
                .into_iter()
                .collect(),
        };
        let opened = AccountOpened {
            user: user("k.mori"),
            standing: standing.clone(),
            keys: keys(PhraseState::First),
        };
        all.push(("account-opened", opened.into()));
        let changed = AccountChanged {
            user: user("k.mori"),
            standing,
        };
        all.push(("account-changed", changed.into()));
    }
    for phrase in [PhraseState::Own, PhraseState::First] {
        let set = PassPhraseSet {
            user: user("k.mori"),
            keys: keys(phrase),
        };
        all.push(("pass-phrase-set", set.into()));
    }
    let patient = PatientId::of(&identifier("00022012"));
    let traces = vec![
        Trace::Opened { patient, reason: None },
        Trace::Opened {
            patient,
            reason: Some(text("引き継ぎ")),
        },
        Trace::Searched {
            words: text("たなか")
        },
        Trace::Printed {
            what: text("病棟一覧 5E"),
        },
        Trace::Exported {
            what: text("census"),
            rows: 600,
        },
        Trace::CameIn {
            number: 41,
            chain: [8; 32],
        },
    ];
    all.push(("noted", Noted { traces }.into()));
    let traces = vec![Trace::SealedEnvelopes { first: 1, count: 20 }, Trace::EndMissing];
    all.push(("noted", Noted { traces }.into()));
    let copying = [
        (Copying::Backup, Some("/media/stick/2026-11-27"), None),
        (Copying::Mirror, Some("E:\\andon"), Some("ward@laptop07")),
        (Copying::MirrorEnded, None, None),
        (Copying::Restored, Some("写し"), Some("ward@laptop07")),
    ];
    let traces = copying.map(|(what, folder, account)| Trace::Copied {
        what,
        folder: folder.map(text),
        account: account.map(text),
    });
    all.push((
        "noted-copied",
        Noted {
            traces: traces.to_vec(),
        }
        .into(),
    ));
    for reason in GlassReason::ALL {
        let broken = GlassBroken {
            user: user("k.mori"),
            reason,
            words: (reason == GlassReason::Other).then(|| text("当直医不在")),
            until: Timestamp::from_seconds(1_795_395_540),
        };
        all.push(("glass-broken", broken.into()));
    }
    for second in [
        Second::default(),
        Second {
            secret: Some(vec![5; 20]),
            codes: vec![[6; 32], [7; 32]],
        },
    ] {
        let user = user("k.mori");
        all.push(("second-set", SecondSet { user, second }.into()));
    }
    for used in [Used::Step(59_846_184), Used::Code([6; 32])] {
        let user = user("k.mori");
        all.push(("second-used", SecondUsed { user, used }.into()));
    }
    let commit = CommitId {
        station: Station::new(7).unwrap(),
        installation: Installation::new(2).unwrap(),
        sequence: Sequence::new(40).unwrap(),
    };
    let reviewed = GlassReviewed {
        user: user("k.mori"),
        event: EventId { commit, index: 1 },
        remark: text("妥当"),
    };
    all.push(("glass-reviewed", reviewed.into()));
    for state in [AccountState::Closed, AccountState::Open] {
        let shut = AccountShut {
            user: user("k.mori"),
            state,
        };
        all.push(("account-shut", shut.into()));
    }
    for after in [IdleTime::seconds(300), None] {
        let ward = WardCode::parse("5E").unwrap();
        all.push(("idle-time-set", IdleTimeSet { ward, after }.into()));
    }
    all
}

/// One of every control record.
fn controls() -> Vec<(&'static str, Control)> {
    let attempt = |user: Option<UserName>, way| Attempt {
        user,
        way,
        reading: Reading {
            running: Running(900_000),
            uptime: Uptime {
                boot: [3; 16],
                millis: 300_000,
            },
        },
        at: Timestamp::from_seconds(1_795_391_940),
    };
    vec![
        (
            "person-key",
            Control::PersonKey(PersonKey {
                user: user("k.mori"),
                public: [7; 32],
                wrap: vec![1, 1, 0, 9],
                data: vec![5; 104],
            }),
        ),
        ("person-key-gone", Control::PersonKeyGone(user("k.mori"))),
        ("recovery-key", Control::RecoveryKey(vec![1, 0, 2])),
        (
            "envelope-key",
            Control::EnvelopeKey(EnvelopeKey {
                number: 3,
                wrap: vec![1, 0, 4],
            }),
        ),
        ("envelope-used", Control::EnvelopeUsed(3)),
        ("trial-key", Control::TrialKey(vec![6; 104])),
        (
            "attempted",
            Control::Attempted(attempt(Some(user("k.mori")), Way::PassPhrase)),
        ),
        ("entered", Control::Entered(attempt(None, Way::Recovery))),
        (
            "turned-away",
            Control::TurnedAway(attempt(Some(user("k.mori")), Way::Envelope)),
        ),
    ]
}

/// With `ANDON_NEW_GOLDEN` set, missing files are written; present ones never are.
#[test]
fn every_control_record_has_its_bytes_for_ever() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/control");
    for (name, control) in controls() {
        let bytes = control.write().unwrap();
        let path = folder.join(format!("{:04x}-{name}.hex", control.kind()));
        if !path.exists() && std::env::var_os("ANDON_NEW_GOLDEN").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, hex(&bytes)).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap_or_else(|_| panic!("no golden file: {}", path.display()));
        assert_eq!(
            hex(&bytes),
            kept,
            "the bytes of {name} changed: old stores would not open"
        );
        assert_eq!(Control::read(control.kind(), &unhex(&kept)).unwrap(), control);
        for length in 0..bytes.len() {
            assert!(
                Control::read(control.kind(), &bytes[..length]).is_err(),
                "{name} cut at {length}"
            );
        }
    }
    assert!(Control::read(0x7fff, &[1, 0]).is_err());
    assert!(Control::read(0x0011, &[9, 0]).is_err());
}
