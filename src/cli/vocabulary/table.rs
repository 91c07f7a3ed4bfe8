//! The vocabulary as data. What is not in this table cannot be said; what is in it is checked, helped and documented
//! from here. What a row is made of is in `verb`.

use crate::domain::{
    census::{BlockReason, Disposition, Isolation, Mobility, OutKind, Planned, fact::Insurance},
    checks::{StandIn, ask::CheckResult, fact::PaperException},
    command::Care,
    identity::{AllergyKind, Inquiry, Sex},
    numbers::{NumberKind, Triage, ledger::NumberState},
    recovery::Meal,
    slips::fact::{AskedOf, Method, Outcome, QueryOutcome, QueryReason},
};

use super::{
    kind::Kind,
    verb::{Area, Field, Need, Verb},
};

macro_rules! field {
    ($name:literal, $kind:expr, $need:expr) => {
        Field {
            name: $name,
            term: concat!("run-field-", $name),
            kind: $kind,
            need: $need,
        }
    };
    ($name:literal, $kind:expr) => {
        field!($name, $kind, Need::Required)
    };
    ($name:literal, $kind:expr, ?) => {
        field!($name, $kind, Need::Optional)
    };
}

/// The words of an enumeration of the domain, in the order of the forms.
macro_rules! words {
    ($type:ty) => {
        Kind::Word(|| <$type>::ALL.iter().map(|value| value.word()).collect())
    };
}

/// When it happened, and a remark: every command takes them.
pub(super) const EVERY_COMMAND: &[Field] = &[
    field!("at", Kind::Time, Need::Default("now")),
    field!("note", Kind::Remark, Need::Optional),
];

const PATIENT: Field = field!("patient", Kind::Patient);
const CHECK: Field = field!("check", Kind::Check);
const BED: Field = field!("bed", Kind::Bed);
const ID: Field = field!("id", Kind::Identifier, Need::Optional);
const NAME: Field = field!("name", Kind::Name, Need::Optional);
const KANA: Field = field!("kana", Kind::Name, Need::Optional);
const SEX: Field = field!("sex", words!(Sex), Need::Optional);
const DOB: Field = field!("dob", Kind::Birth, Need::Optional);
const AGE: Field = field!("age", Kind::Age, Need::Optional);
const PHONE: Field = field!("phone", Kind::Name, Need::Optional);
const ADDRESS: Field = field!("address", Kind::Remark, Need::Optional);
const UNTIL: Field = field!("until", Kind::Time, Need::Optional);
const DEPARTMENT: Field = field!("department", Kind::Department, Need::Optional);
const PLANNED: Field = field!("planned", words!(Planned), Need::Optional);
const ROUTE: Field = field!("route", Kind::Name, Need::Optional);

const SLIP: Field = field!("slip", Kind::Slip);
const DESK: Field = field!("desk", Kind::Post);
const AT_DESK: Field = field!("desk", Kind::Post, ?);
const BY: Field = field!("by", Kind::Name, ?);
const REMARK: Field = field!("remark", Kind::Remark, ?);
const VALUES: Field = field!("values", Kind::Values, ?);
const DRUGS: Field = field!("drugs", Kind::Drugs, ?);
const URGENCY: Field = field!("urgency", Kind::Code, ?);
const ORIGIN: Field = field!("origin", Kind::Post, ?);
const NUMBER: Field = field!("number", Kind::Identifier);
const TRIAGE: Field = field!("triage", words!(Triage), Need::Optional);
const TAG: Field = field!("tag", Kind::Name, Need::Optional);
const INCIDENT: Field = field!("incident", Kind::Name, Need::Optional);

const AGE_OR_DOB: &[(&str, &str)] = &[("dob", "age")];

/// The sexes that a room can be kept for.
fn room_sexes() -> Vec<&'static str> {
    vec![Sex::Male.word(), Sex::Female.word()]
}

/// How a sheet comes to its end when nothing is wrong with it.
fn endings() -> Vec<&'static str> {
    vec!["filed", "given"]
}

/// Who can be given a number.
fn newcomers() -> Vec<&'static str> {
    vec!["known", "unidentified", "newborn", "mass"]
}

/// The kinds of numbers that patients have.
fn patients_numbers() -> Vec<&'static str> {
    let patients = NumberKind::ALL.iter().filter(|kind| **kind != NumberKind::Slip);
    patients.map(|kind| kind.word()).collect()
}

/// Whether allergies were found.
fn allergy_answers() -> Vec<&'static str> {
    vec!["none", "not-asked", "withdrawn", "present"]
}

macro_rules! verb {
    ($area:ident $word:literal [$($field:expr),* $(,)?] [$($refusal:literal)*]
        $(one of $one:expr;)? $(apart $apart:expr;)?) => {
        Verb {
            fields: &[$($field),*],
            refusals: &[$($refusal),*],
            $(one_of: $one,)?
            $(apart: $apart,)?
            ..Verb { word: $word, area: Area::$area, fields: &[], one_of: &[], apart: &[], refusals: &[] }
        }
    };
}

/// Every `do` there is.
pub const VOCABULARY: &[Verb] = &[
    verb!(People "register" [ID, NAME, KANA, SEX, DOB, AGE, PHONE, ADDRESS]
        ["already-registered" "name-missing" "birth-in-future" "birth-impossible" "number-voided" "packet-unused" "number-misread" "number-never-given"]
        apart AGE_OR_DOB;),
    verb!(People "amend" [
            PATIENT, ID, NAME, KANA, SEX, DOB, AGE, PHONE, ADDRESS,
            field!("physician", Kind::Name, ?), field!("pager", Kind::Name, ?),
            field!("key_person", Kind::Name, ?), field!("key_relation", Kind::Name, ?), field!("key_phone", Kind::Name, ?),
            PLANNED, ROUTE, field!("insurance", words!(Insurance), ?),
        ]
        ["unknown-patient" "birth-in-future" "birth-impossible" "number-voided" "packet-unused" "number-misread" "number-never-given" "identifier-taken" "alias-reading" "not-admitted" "nothing-to-change"]
        apart AGE_OR_DOB;),
    verb!(People "allergy" [
            PATIENT,
            field!("status", Kind::Word(allergy_answers)),
            field!("kind", words!(AllergyKind), Need::Default("unsorted")),
            field!("what", Kind::Name, ?),
        ]
        ["unknown-patient" "allergies-recorded" "allergy-known" "allergy-not-recorded" "nothing-to-change"]),
    verb!(People "restrict" [PATIENT, field!("to", words!(Inquiry), Need::Default("restricted"))]
        ["unknown-patient" "nothing-to-change"]),
    verb!(Any "undo" [field!("seq", Kind::Sequence)]
        ["unknown-commit" "cannot-undo" "already-undone" "later-facts" "two-beds" "already-admitted" "number-needed"]),
    verb!(Census "admit" [
            field!("patient", Kind::Patient, ?),
            BED, DEPARTMENT, field!("mobility", words!(Mobility), ?), field!("isolation", words!(Isolation), ?),
            field!("diet", Kind::Name, ?), ROUTE, PLANNED,
            ID, NAME, KANA, SEX, DOB, AGE, PHONE, ADDRESS,
        ]
        ["no-hospital" "unknown-patient" "already-admitted" "already-registered" "number-voided" "packet-unused" "number-misread" "number-never-given" "unknown-department"
         "unknown-bed" "bed-occupied" "bed-blocked" "bed-awaited" "bed-reserved" "room-for-sex" "room-for-isolation"
         "birth-in-future" "birth-impossible"]
        one of &["patient", "name", "kana"];
        apart &[
            ("patient", "id"), ("patient", "name"), ("patient", "kana"), ("patient", "sex"), ("patient", "dob"),
            ("patient", "age"), ("patient", "phone"), ("patient", "address"), ("dob", "age"),
        ];),
    verb!(Census "expect" [PATIENT, field!("when", Kind::Time, ?), field!("bed", Kind::Bed, ?), DEPARTMENT]
        ["no-hospital" "unknown-patient" "already-admitted" "number-voided" "already-expected" "unknown-department" "until-before-at"
         "unknown-bed" "already-reserved"]),
    verb!(Census "depart" [PATIENT, BED]
        ["no-hospital" "unknown-patient" "not-admitted" "in-transit" "out" "same-bed" "unknown-bed" "bed-occupied"
         "bed-blocked" "bed-awaited" "bed-reserved" "room-for-sex" "room-for-isolation" "at-before-stay"
         "at-before-last-movement"]),
    verb!(Census "arrive" [PATIENT, field!("bed", Kind::Bed, ?)]
        ["no-hospital" "unknown-patient" "not-admitted" "not-in-transit" "unknown-bed" "bed-occupied" "bed-blocked"
         "bed-awaited" "bed-reserved" "room-for-sex" "room-for-isolation" "at-before-stay" "at-before-last-movement"]),
    verb!(Census "transfer" [PATIENT, BED]
        ["no-hospital" "unknown-patient" "not-admitted" "in-transit" "out" "same-bed" "unknown-bed" "bed-occupied"
         "bed-blocked" "bed-awaited" "bed-reserved" "room-for-sex" "room-for-isolation" "at-before-stay"
         "at-before-last-movement"]),
    verb!(Census "swap" [PATIENT, field!("with", Kind::Patient)]
        ["no-hospital" "unknown-patient" "not-admitted" "same-patient" "in-transit" "out" "unknown-bed" "bed-occupied"
         "room-for-sex" "room-for-isolation" "at-before-stay" "at-before-last-movement"]),
    verb!(Census "leave" [
            PATIENT, field!("kind", words!(OutKind), Need::Default("leave")), UNTIL, field!("place", Kind::Name, ?),
        ]
        ["unknown-patient" "not-admitted" "in-transit" "out" "until-before-at" "at-before-stay"
         "at-before-last-movement"]),
    verb!(Census "return" [PATIENT]
        ["unknown-patient" "not-admitted" "in-transit" "not-out" "at-before-stay" "at-before-last-movement"]),
    verb!(Census "discharge" [PATIENT, field!("disposition", words!(Disposition)), field!("place", Kind::Name, ?)]
        ["unknown-patient" "not-admitted" "in-transit" "at-before-stay" "at-before-last-movement"]),
    verb!(Census "department" [PATIENT, field!("to", Kind::Department)]
        ["no-hospital" "unknown-patient" "not-admitted" "unknown-department" "at-before-stay" "nothing-to-change"]),
    verb!(Census "diet" [PATIENT, field!("to", Kind::Name)]
        ["unknown-patient" "not-admitted" "at-before-stay" "nothing-to-change"]),
    verb!(Census "mobility" [PATIENT, field!("to", words!(Mobility))]
        ["unknown-patient" "not-admitted" "at-before-stay" "nothing-to-change"]),
    verb!(Census "isolation" [PATIENT, field!("to", words!(Isolation))]
        ["unknown-patient" "not-admitted" "at-before-stay" "nothing-to-change"]),
    verb!(Census "withdraw" [PATIENT, field!("what", words!(Care))]
        ["unknown-patient" "not-admitted" "nothing-to-change" "came-with-admission"]),
    verb!(Census "inquire" [field!("name", Kind::Name), field!("caller", Kind::Name, ?)] []),
    verb!(Beds "reserve" [BED, PATIENT, UNTIL]
        ["no-hospital" "unknown-patient" "number-voided" "unknown-bed" "already-reserved" "same-bed" "until-before-at"]),
    verb!(Beds "unreserve" [BED] ["no-hospital" "unknown-bed" "not-reserved"]),
    verb!(Beds "block" [BED, field!("reason", words!(BlockReason)), UNTIL]
        ["no-hospital" "unknown-bed" "already-blocked" "bed-occupied" "until-before-at"]),
    verb!(Beds "unblock" [BED] ["no-hospital" "unknown-bed" "not-blocked"]),
    verb!(Beds "restrict-room" [
            field!("room", Kind::Room), field!("sex", Kind::Word(room_sexes), ?),
            field!("isolation", words!(Isolation), ?),
        ]
        ["no-hospital" "unknown-room" "nothing-to-change"]),
    verb!(Headcount "close-discrepancy" [field!("discrepancy", Kind::Discrepancy), field!("remark", Kind::Remark)]
        ["unknown-discrepancy" "already-closed"]),
    verb!(Numbers "grant-block" [field!("station", Kind::Station, ?), field!("block", Kind::Block, ?)]
        ["station-forked" "store-copied" "store-rolled-back" "mark-not-kept" "block-too-large" "station-too-large" "nothing-to-change" "block-unsaid" "block-of-another" "block-taken"]
        one of &["station", "block"];),
    verb!(Slips "prepare-slips" [field!("type", Kind::Code), field!("count", Kind::Count)]
        ["no-slip-types" "unknown-slip-type" "station-forked" "no-block" "block-shared" "station-too-large" "block-empty" "store-copied" "store-rolled-back" "mark-not-kept" "too-many-blanks"]),
    verb!(Slips "write-slip" [
            field!("type", Kind::Code, ?), field!("number", Kind::Form, ?), PATIENT, ORIGIN, URGENCY,
            field!("orderer", Kind::Name, ?), VALUES, DRUGS,
        ]
        ["no-slip-types" "unknown-patient" "unknown-blank" "blank-ambiguous" "slip-already-written" "slip-type-differs"
         "slip-type-missing" "unknown-slip-type" "slip-misread" "station-forked" "no-block" "block-shared" "station-too-large" "block-empty" "store-copied" "store-rolled-back" "mark-not-kept" "unknown-post" "origin-missing" "unknown-urgency"
         "unknown-slip-field" "slip-field-wrong" "slip-field-missing" "orderer-missing"]
        one of &["type", "number"];),
    verb!(Slips "print-slip" [SLIP, field!("printer", Kind::Name, ?), field!("seen", Kind::Flag, ?), AT_DESK]
        ["unknown-post" "unknown-slip" "slip-misread" "at-before-last-movement" "slip-cancelled" "already-printed" "warnings-unseen"]),
    verb!(Slips "pick-up" [
            field!("slip", Kind::Slip, ?), AT_DESK, field!("carrier", Kind::Name, ?), field!("run", Kind::Run, ?),
            field!("to", Kind::Post, ?),
        ]
        ["unknown-run" "run-closed" "carrier-missing" "unknown-slip" "slip-misread" "unknown-copy" "nothing-to-carry" "not-printed"
         "copy-ended" "copy-void" "copy-lost" "already-carried" "at-before-last-movement" "unknown-post"]
        one of &["slip", "desk"];
        apart &[("slip", "desk")];),
    verb!(Slips "hand-over" [
            field!("slip", Kind::Slip, ?), field!("run", Kind::Run, ?), AT_DESK, field!("carrier", Kind::Name, ?),
        ]
        ["unknown-slip" "slip-misread" "unknown-copy" "not-carried" "not-printed" "copy-ended" "copy-void" "copy-lost" "at-before-last-movement"
         "unknown-post" "unknown-run" "run-closed" "nothing-to-carry"]
        one of &["slip", "run"];
        apart &[("slip", "run"), ("desk", "carrier")];),
    verb!(Slips "receive" [SLIP, DESK]
        ["unknown-slip" "slip-misread" "unknown-post" "not-printed" "unknown-copy" "no-copy-here" "copy-ended" "copy-void" "copy-lost"
         "already-received" "copy-recalled" "slip-expired" "at-before-last-movement" "others-receive"]),
    verb!(Slips "start" [SLIP, AT_DESK]
        ["unknown-slip" "slip-misread" "slip-cancelled" "query-open" "slip-held" "revision-due" "at-before-last-movement" "steps-done"
         "unknown-post" "not-received" "already-done"]),
    verb!(Slips "done" [SLIP, field!("step", Kind::Code, ?), AT_DESK, BY, field!("on-paper", Kind::Flag, ?)]
        ["unknown-slip" "slip-misread" "slip-cancelled" "query-open" "slip-held" "revision-due" "unknown-post" "step-elsewhere"
         "unknown-step" "already-done" "step-missing" "steps-done" "at-before-last-movement" "not-received" "other-profession"
         "same-person" "second-unproved" "check-needed" "lot-missing"]),
    verb!(Slips "perform" [
            SLIP, field!("outcome", words!(Outcome), Need::Default("done")), BY, field!("amount", Kind::Name, ?),
            field!("lot", Kind::Name, ?), REMARK,
        ]
        ["unknown-slip" "slip-misread" "slip-cancelled" "query-open" "slip-held" "revision-due" "at-before-last-movement" "nothing-to-perform"
         "already-done" "step-missing" "other-profession" "check-needed" "lot-missing"]),
    verb!(Slips "return-result" [SLIP, BY, REMARK]
        ["unknown-slip" "slip-misread" "slip-cancelled" "query-open" "slip-held" "revision-due" "nothing-to-return" "step-missing"
         "at-before-last-movement" "other-profession" "not-received" "same-person" "second-unproved" "check-needed"]),
    verb!(Slips "bill" [SLIP]
        ["unknown-slip" "slip-misread" "at-before-last-movement" "slip-cancelled" "already-billed" "not-billable" "not-performed"
         "not-received"]),
    verb!(Slips "file" [SLIP, field!("how", Kind::Word(endings), Need::Default("filed")), AT_DESK]
        ["unknown-slip" "slip-misread" "unknown-post" "unknown-copy" "no-copy-here" "not-printed" "copy-ended" "copy-void" "copy-lost"
         "copy-recalled" "already-carried" "query-open" "not-for-patient" "steps-open" "billing-open"
         "at-before-last-movement"]),
    verb!(Slips "query" [
            SLIP, AT_DESK, field!("reason", words!(QueryReason)), field!("asked", Kind::Name, ?),
            field!("how", words!(Method), Need::Default("phone")), field!("question", Kind::Remark),
            field!("caller", Kind::Name, ?),
        ]
        ["unknown-slip" "slip-misread" "at-before-last-movement" "slip-cancelled" "query-open" "unknown-post" "origin-missing"]),
    verb!(Slips "follow-query" [
            SLIP, field!("of", words!(AskedOf)), field!("asked", Kind::Name), field!("how", words!(Method), ?),
        ]
        ["unknown-slip" "slip-misread" "no-query"]),
    verb!(Slips "answer" [
            SLIP, field!("outcome", words!(QueryOutcome)), field!("answer", Kind::Remark), field!("by", Kind::Name),
        ]
        ["unknown-slip" "slip-misread" "no-query" "at-before-last-movement"]),
    verb!(Slips "pass-note" [SLIP] ["unknown-slip" "slip-misread" "unknown-copy" "no-note"]),
    verb!(Slips "revise" [SLIP, URGENCY, VALUES, DRUGS, BY, field!("why", Kind::Remark, ?)]
        ["no-slip-types" "unknown-slip" "at-before-last-movement" "slip-cancelled" "query-open" "steps-done"
         "revision-unordered" "unknown-slip-type" "nothing-to-change" "unknown-urgency" "unknown-slip-field" "slip-field-wrong"
         "slip-field-missing"]),
    verb!(Slips "recall" [SLIP, AT_DESK]
        ["unknown-slip" "slip-misread" "unknown-post" "unknown-copy" "copy-not-recalled" "copy-ended" "copy-void" "at-before-last-movement"]),
    verb!(Slips "cannot-find" [SLIP, REMARK]
        ["unknown-slip" "slip-misread" "unknown-copy" "not-printed" "copy-ended" "copy-void" "copy-lost" "at-before-last-movement"]),
    verb!(Slips "found" [SLIP, DESK]
        ["unknown-slip" "slip-misread" "unknown-post" "unknown-copy" "copy-not-lost" "at-before-last-movement"]),
    verb!(Slips "cancel-slip" [SLIP, field!("why", Kind::Remark)]
        ["unknown-slip" "slip-misread" "at-before-last-movement" "slip-cancelled" "steps-done"]),
    verb!(Slips "run-open" [field!("carrier", Kind::Name), field!("posts", Kind::Posts, ?)]
        ["no-slip-types" "unknown-post" "nothing-to-carry"]),
    verb!(Slips "run-close" [field!("run", Kind::Run), REMARK] ["unknown-run" "run-closed" "run-not-empty"]),
    verb!(Check "check-begin" [
            field!("purpose", Kind::Purpose), field!("patient", Kind::Patient, ?), field!("slip", Kind::Slip, ?),
        ]
        ["check-only-now" "no-check-policy" "unknown-purpose" "unknown-patient" "unknown-slip" "slip-misread" "slip-of-several" "purpose-differs" "unknown-copy" "copy-recalled" "slip-cancelled" "query-open"
         "revision-due"]
        one of &["patient", "slip"];
        apart &[("patient", "slip")];),
    verb!(Check "check-vouch" [CHECK, field!("by", words!(StandIn))]
        ["check-only-now" "unknown-check" "check-over" "already-stated" "stand-in-not-enough" "speaks-already" "other-person-needed"
         "check-of-another"]),
    verb!(Check "check-state" [
            CHECK, field!("name", Kind::Name, ?), field!("dob", Kind::StatedBirth, ?),
            field!("number", Kind::Identifier, ?), field!("address", Kind::Remark, ?), field!("phone", Kind::Name, ?),
        ]
        ["check-only-now" "unknown-check" "check-over" "check-of-another" "bed-never-counts" "identifier-does-not-count"
         "identifier-not-on-record"]
        one of &["name", "dob", "number", "address", "phone"];),
    verb!(Check "check-slip" [CHECK, field!("slip", Kind::Slip)]
        ["check-only-now" "unknown-check" "check-over" "check-of-another" "statement-first" "unknown-slip" "slip-misread" "slip-of-several" "purpose-differs" "unknown-copy" "copy-recalled" "slip-cancelled" "query-open"
         "revision-due"]),
    verb!(Check "check-second" [CHECK]
        ["check-only-now" "unknown-check" "check-over" "statement-first" "other-person-needed" "no-second-needed"]),
    verb!(Check "check-abandon" [CHECK] ["check-only-now" "unknown-check" "check-over" "check-of-another"]),
    verb!(Check "check-paper" [
            field!("purpose", Kind::Purpose), field!("patient", Kind::Patient, ?), field!("slip", Kind::Slip, ?),
            field!("exception", words!(PaperException), ?), field!("remark", Kind::Remark, ?),
        ]
        ["no-check-policy" "unknown-purpose" "unknown-slip" "slip-misread" "slip-of-several" "purpose-differs" "unknown-patient" "already-entered"
         "needs-laptop"]
        one of &["patient", "slip"];
        apart &[("patient", "slip")];),
    verb!(Numbers "issue" [
            field!("kind", Kind::Word(newcomers)), NAME, KANA, SEX, DOB, AGE, PHONE, ADDRESS,
            field!("found", Kind::Remark, ?), field!("found_at", Kind::Time, ?),
            field!("features", Kind::Remark, ?), field!("belongings", Kind::Remark, ?),
            field!("mother", Kind::Patient, ?), field!("babies", Kind::Babies, ?),
            field!("count", Kind::Count, ?), TRIAGE, TAG, INCIDENT,
            field!("none_of", Kind::Patients, ?), field!("request", Kind::Name, ?),
        ]
        ["found-in-future" "unknown-patient" "name-missing" "birth-in-future" "birth-impossible" "likely-same" "no-block"
         "block-shared" "station-too-large" "station-forked" "store-copied" "store-rolled-back" "count-out-of-range" "block-empty"
         "no-alias" "tag-too-long" "mother-is-man" "request-differs"]
        apart AGE_OR_DOB;),
    verb!(Numbers "prepare-packets" [field!("count", Kind::Count), field!("request", Kind::Name, ?)]
        ["no-block" "block-shared" "station-too-large" "station-forked" "store-copied" "store-rolled-back" "mark-not-kept"
         "count-out-of-range" "block-empty" "no-alias" "request-differs"]),
    verb!(Numbers "activate-packet" [
            NUMBER, field!("alias", Kind::Name, ?), SEX, DOB, AGE, TRIAGE, TAG, INCIDENT,
            field!("found", Kind::Remark, ?), field!("found_at", Kind::Time, ?),
            field!("features", Kind::Remark, ?), field!("belongings", Kind::Remark, ?),
        ]
        ["birth-in-future" "birth-impossible" "found-in-future" "number-voided" "packet-given" "not-a-number" "number-misread"
         "number-never-given" "alias-missing" "alias-in-use"]
        apart AGE_OR_DOB;),
    verb!(Numbers "void-id" [NUMBER, field!("reason", Kind::Remark)]
        ["not-a-number" "number-voided" "number-needed"]),
    verb!(Numbers "print-id" [NUMBER, field!("reason", Kind::Remark, ?)]
        ["not-a-number" "number-voided" "reason-missing"]),
    verb!(Numbers "link" [PATIENT, field!("with", Kind::Patient)]
        ["unknown-patient" "same-patient" "nothing-to-change" "not-temporary" "two-beds"]),
    verb!(Numbers "propose-link" [PATIENT, field!("with", Kind::Patient)]
        ["unknown-patient" "same-patient" "nothing-to-change" "not-temporary"]),
    verb!(Numbers "confirm-link" [PATIENT, field!("with", Kind::Patient)]
        ["unknown-patient" "same-patient" "nothing-to-change" "not-temporary" "link-not-proposed" "second-is-first"]),
    verb!(Numbers "unlink" [PATIENT, field!("with", Kind::Patient), field!("reason", Kind::Remark, ?)]
        ["unknown-patient" "same-patient" "not-linked" "number-needed"]),
    verb!(Recovery "diagnosis" [PATIENT, field!("what", Kind::Remark)]
        ["unknown-patient" "not-admitted" "at-before-stay" "nothing-to-change"]),
    verb!(Recovery "meal" [
            PATIENT, field!("day", Kind::Day), field!("meal", words!(Meal)),
            field!("diet", Kind::Name, ?), field!("skipped", Kind::Flag, ?),
        ]
        ["unknown-patient" "not-admitted" "at-before-stay"]
        one of &["diet", "skipped"];
        apart &[("diet", "skipped")];),
    verb!(Recovery "nursing-score" [
            PATIENT, field!("day", Kind::Day),
            field!("a", Kind::Points), field!("b", Kind::Points), field!("c", Kind::Points),
        ]
        ["unknown-patient" "not-admitted" "at-before-stay"]),
    verb!(Ask "census" [field!("ward", Kind::Ward, ?)] ["no-hospital" "unknown-ward" "statement-first"]),
    verb!(Ask "find" [field!("text", Kind::Remark), field!("limit", Kind::People, Need::Default("100"))] ["statement-first"]),
    verb!(Ask "person" [PATIENT, field!("reason", Kind::Remark, ?)] ["unknown-patient" "reason-needed" "statement-first"]),
    verb!(Ask "where" [field!("what", Kind::Whereabouts)]
        ["no-hospital" "unknown-patient" "unknown-bed" "unknown-slip" "slip-misread" "unknown-copy"
         "statement-first"]),
    verb!(Ask "slips" [PATIENT] ["unknown-patient" "statement-first"]),
    verb!(Ask "desk" [DESK, field!("when", Kind::Time, ?), field!("late", Kind::Flag, ?)] ["unknown-post" "statement-first"]),
    verb!(Ask "reconcile" [
            field!("day", Kind::Day, ?), ORIGIN, field!("patient", Kind::Patient, ?), field!("from", Kind::Day, ?),
            field!("until", Kind::Day, ?),
        ]
        ["unknown-post" "unknown-patient" "statement-first"]
        apart &[("day", "from"), ("day", "until")];),
    verb!(Ask "billing" [
            ORIGIN, field!("patient", Kind::Patient, ?), field!("from", Kind::Day, ?), field!("until", Kind::Day, ?),
        ]
        ["unknown-post" "unknown-patient" "statement-first"]),
    verb!(Ask "load" [] []),
    verb!(Ask "runs" [] ["statement-first"]),
    verb!(Ask "queries" [ORIGIN] ["unknown-post" "statement-first"]),
    verb!(Ask "check" [CHECK] ["unknown-check" "statement-first"]),
    verb!(Ask "checks" [
            field!("patient", Kind::Patient, ?), field!("ward", Kind::Ward, ?), field!("day", Kind::Day, ?),
            field!("purpose", Kind::Purpose, ?), field!("result", words!(CheckResult), ?),
        ]
        ["unknown-patient"]),
    verb!(Ask "check-figures" [field!("day", Kind::Day, Need::Default("today"))] []),
    verb!(Ask "discrepancies" [] ["statement-first"]),
    verb!(Ask "board" [] ["no-hospital" "statement-first"]),
    verb!(Ask "verify-id" [NUMBER] ["statement-first"]),
    verb!(Ask "ledger" [
            field!("kind", Kind::Word(patients_numbers), ?), field!("state", words!(NumberState), ?),
            field!("station", Kind::Station, ?), INCIDENT,
        ]
        ["statement-first"]),
];

/// The entry of a `do`.
pub fn verb(word: &str) -> Option<&'static Verb> {
    VOCABULARY.iter().find(|verb| verb.word == word)
}
