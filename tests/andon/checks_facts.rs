//! The facts of identity checks, every variant of every enum at least once, for the golden files.

use std::sync::Arc;

use andon::{
    domain::{
        census::WardCode,
        checks::{
            CheckId, CheckPolicy, IdentifierKind, Identifiers, Made, Purpose, PurposeCode, Second, SlipNeed, StandIn,
            fact::{
                BegunFrom, CheckAbandoned, CheckBegun, CheckMatched, CheckMismatched, CheckSeconded, CheckSlipMatched,
                CheckStated, CheckVouched, CheckedOnPaper, Comparison, Demand, Mismatch, PaperException,
            },
            policy::CheckPolicyAdopted,
        },
        identity::PatientId,
        record::{EventId, Fact, SettingsVersion},
        slips::SlipNumber,
    },
    search::stated::Spellings,
};

use crate::world::{identifier, text};

fn purpose(code: &str, made: Made, second: Second, slip: SlipNeed) -> Purpose {
    Purpose {
        code: PurposeCode::parse(code).unwrap(),
        name_ja: text("目的"),
        name_en: text("Purpose"),
        made,
        identifiers: 2,
        second,
        slip,
        instead: vec![StandIn::Family, StandIn::Staff, StandIn::Photo, StandIn::Tag],
        lasts: 30,
    }
}

#[allow(clippy::too_many_lines, reason = "one fact of each kind, one after the other")]
pub fn all(event: impl Fn(u64, u16) -> EventId) -> Vec<(&'static str, Fact)> {
    // The table of spellings is no part of a record; that it can be read is enough here.
    let _ = Spellings::shipped();
    let (begun, entered) = (CheckId::issued(event(50, 0)), CheckId::issued(event(51, 3)));
    let patient = PatientId::of(&identifier("00022012"));
    let slip = SlipNumber::parse("S07-100123-41").unwrap();
    let every: Identifiers = IdentifierKind::ALL.iter().copied().collect();
    let version = SettingsVersion([6; 8]);
    let mut all: Vec<(&'static str, Fact)> = vec![
        (
            "check-policy-adopted",
            CheckPolicyAdopted {
                version,
                policy: Arc::new(CheckPolicy {
                    counts: every.clone(),
                    third: [IdentifierKind::Number].into_iter().collect(),
                    alike_second: Second::Needed,
                    open: 15,
                    alarm_after: 2,
                    purposes: vec![
                        purpose("transfusion", Made::Laptop, Second::Needed, SlipNeed::Needed),
                        purpose("meal", Made::Paper, Second::NotNeeded, SlipNeed::Optional),
                    ],
                }),
            }
            .into(),
        ),
        ("check-slip-matched", CheckSlipMatched { check: begun, slip }.into()),
        ("check-seconded", CheckSeconded { check: begun }.into()),
        ("check-matched", CheckMatched { check: begun }.into()),
        ("check-abandoned", CheckAbandoned { check: begun }.into()),
    ];
    let from = [
        (BegunFrom::Patient, None, None, vec![patient]),
        (BegunFrom::Slip, Some(slip), WardCode::parse("5E").ok(), vec![]),
    ];
    for (from, slip, ward, alike) in from {
        let demand = Demand {
            policy: version,
            made: if slip.is_some() { Made::Laptop } else { Made::Paper },
            identifiers: 3,
            third: every.clone(),
            second: if slip.is_some() {
                Second::Needed
            } else {
                Second::NotNeeded
            },
            slip: if slip.is_some() {
                SlipNeed::Needed
            } else {
                SlipNeed::Optional
            },
            instead: StandIn::ALL.to_vec(),
            lasts: 15,
            open: 15,
        };
        let purpose = PurposeCode::parse("transfusion").unwrap();
        all.push((
            "check-begun",
            CheckBegun {
                check: begun,
                patient,
                purpose,
                from,
                slip,
                ward,
                demand,
                alike,
            }
            .into(),
        ));
    }
    for by in StandIn::ALL {
        all.push(("check-vouched", CheckVouched { check: begun, by: *by }.into()));
    }
    for comparison in [Comparison::Agrees { also: vec![patient] }, Comparison::Differs] {
        let used = every.clone();
        all.push((
            "check-stated",
            CheckStated {
                check: begun,
                used,
                comparison,
            }
            .into(),
        ));
    }
    for (mismatch, slip) in [(Mismatch::Statement, None), (Mismatch::Slip, Some(slip))] {
        all.push((
            "check-mismatched",
            CheckMismatched {
                check: begun,
                mismatch,
                slip,
            }
            .into(),
        ));
    }
    for exception in PaperException::ALL.iter().copied().map(Some).chain([None]) {
        all.push((
            "checked-on-paper",
            CheckedOnPaper {
                check: entered,
                patient,
                purpose: PurposeCode::parse("meal").unwrap(),
                slip: exception.map(|_| slip),
                ward: WardCode::parse("5E").ok(),
                policy: version,
                lasts: 60,
                exception,
                remark: exception.map(|_| text("病室で確認")),
            }
            .into(),
        ));
    }
    all
}
