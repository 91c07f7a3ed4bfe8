//! Why something was not done with a slip. Refused steps say what is missing.
//! Long because every refusal there is has one row in each of four tables.

use super::{
    book::{Code, Post, Profession},
    copy::{CopyName, CopyNumber},
    fact::Ending,
    number::SlipNumber,
    run::RunId,
    term::Named as Thing,
};
use crate::domain::{checks::PurposeCode, identity::PatientId, record::Timestamp, refusal::Spoken};

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipRefusal {
    /// No book of slips was adopted yet.
    NoBook,
    UnknownSlip {
        slip: SlipNumber,
    },
    /// No blank form at hand ends with these digits.
    UnknownBlank {
        tail: String,
    },
    /// More than one does.
    BlankAmbiguous {
        tail: String,
    },
    UnknownKind {
        kind: String,
    },
    UnknownUrgency {
        urgency: Code,
    },
    UnknownPost {
        post: Post,
    },
    UnknownField {
        field: Code,
    },
    UnknownStep {
        step: Code,
    },
    UnknownCopy {
        name: CopyName,
    },
    UnknownRun {
        run: RunId,
    },
    /// A kind is needed: the number is of no pad known here.
    KindMissing {
        slip: Option<SlipNumber>,
    },
    /// The number is of a pad of another kind.
    KindDiffers {
        slip: SlipNumber,
        kind: Code,
    },
    OriginMissing,
    FieldMissing {
        field: Code,
        kind: Code,
    },
    FieldWrong {
        field: Code,
        kind: Code,
    },
    /// The check digits do not fit, or it is no number of this hospital.
    Misread {
        slip: SlipNumber,
    },
    AlreadyWritten {
        slip: SlipNumber,
        patient: PatientId,
    },
    WarningsUnseen {
        slip: SlipNumber,
    },
    AlreadyPrinted {
        slip: SlipNumber,
    },
    NotPrinted {
        slip: SlipNumber,
    },
    /// The same paper may be in use: it is printed again only with a reason.
    ReprintReasonMissing {
        slip: SlipNumber,
    },
    Cancelled {
        slip: SlipNumber,
    },
    /// Beyond its last day.
    Expired {
        slip: SlipNumber,
        until: Timestamp,
    },
    /// No copy of it is meant for this place; name the sheet.
    NoCopyHere {
        slip: SlipNumber,
        post: Post,
    },
    AlreadyHere {
        name: CopyName,
        post: Post,
    },
    Ended {
        name: CopyName,
    },
    /// It was recalled: what lies there is of an old revision or of a cancelled slip.
    Void {
        name: CopyName,
    },
    NotCarried {
        name: CopyName,
    },
    Carried {
        name: CopyName,
        by: String,
    },
    Lost {
        name: CopyName,
    },
    NotLost {
        name: CopyName,
    },
    /// An old copy: it may only be recalled.
    Recalled {
        name: CopyName,
    },
    NotRecalled {
        name: CopyName,
    },
    QueryOpen {
        slip: SlipNumber,
    },
    /// An identity check with it in hand did not match, and none has since.
    Held {
        slip: SlipNumber,
    },
    NoQuery {
        slip: SlipNumber,
    },
    RevisionDue {
        slip: SlipNumber,
    },
    NotReceived {
        slip: SlipNumber,
        post: Post,
    },
    StepMissing {
        slip: SlipNumber,
        step: Code,
        missing: Code,
    },
    /// The next step is that of another place, and recorded there.
    StepElsewhere {
        slip: SlipNumber,
        step: Code,
        post: Post,
    },
    /// The step waits for an identity check of that purpose that holds.
    CheckNeeded {
        slip: SlipNumber,
        step: Code,
        purpose: PurposeCode,
    },
    /// 実施 of blood names its lot and its amount.
    LotMissing {
        slip: SlipNumber,
    },
    StepsDone {
        slip: SlipNumber,
    },
    AlreadyDone {
        slip: SlipNumber,
        step: Code,
    },
    /// 鑑査 must be another person's.
    SamePerson {
        slip: SlipNumber,
        step: Code,
    },
    /// The step of a second person was recorded with a name, and a name proves nothing where there are accounts.
    SecondUnproved {
        slip: SlipNumber,
        step: Code,
    },
    /// The step is theirs.
    OtherProfession {
        slip: SlipNumber,
        step: Code,
        who: Vec<Profession>,
    },
    /// They receive there.
    OthersReceive {
        slip: SlipNumber,
        post: Post,
        who: Vec<Profession>,
    },
    /// Only physicians issue the kind: the paper names who ordered.
    OrdererMissing {
        kind: Code,
    },
    /// A reissue says on whose order and why.
    RevisionUnordered {
        slip: SlipNumber,
    },
    /// The kind has no such step.
    NothingToPerform {
        slip: SlipNumber,
    },
    NothingToReturn {
        slip: SlipNumber,
    },
    NotPerformed {
        slip: SlipNumber,
    },
    NotBillable {
        slip: SlipNumber,
    },
    AlreadyBilled {
        slip: SlipNumber,
    },
    StepsOpen {
        name: CopyName,
        step: Code,
    },
    BillingOpen {
        name: CopyName,
    },
    NotForPatient {
        name: CopyName,
    },
    NoNote {
        name: CopyName,
    },
    NothingToCarry,
    CarrierMissing,
    RunClosed {
        run: RunId,
    },
    /// The carrier still has copies of it.
    RunNotEmpty {
        run: RunId,
        count: usize,
    },
    TooManyBlanks,
}

impl SlipRefusal {
    /// The stable word of the shell.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoBook => "no-slip-types",
            Self::UnknownSlip { .. } => "unknown-slip",
            Self::UnknownBlank { .. } => "unknown-blank",
            Self::BlankAmbiguous { .. } => "blank-ambiguous",
            Self::UnknownKind { .. } => "unknown-slip-type",
            Self::UnknownUrgency { .. } => "unknown-urgency",
            Self::UnknownPost { .. } => "unknown-post",
            Self::UnknownField { .. } => "unknown-slip-field",
            Self::UnknownStep { .. } => "unknown-step",
            Self::UnknownCopy { .. } => "unknown-copy",
            Self::UnknownRun { .. } => "unknown-run",
            Self::KindMissing { .. } => "slip-type-missing",
            Self::KindDiffers { .. } => "slip-type-differs",
            Self::OriginMissing => "origin-missing",
            Self::FieldMissing { .. } => "slip-field-missing",
            Self::FieldWrong { .. } => "slip-field-wrong",
            Self::Misread { .. } => "slip-misread",
            Self::AlreadyWritten { .. } => "slip-already-written",
            Self::WarningsUnseen { .. } => "warnings-unseen",
            Self::AlreadyPrinted { .. } => "already-printed",
            Self::NotPrinted { .. } => "not-printed",
            Self::ReprintReasonMissing { .. } => "slip-reprint-reason-missing",
            Self::Cancelled { .. } => "slip-cancelled",
            Self::Expired { .. } => "slip-expired",
            Self::NoCopyHere { .. } => "no-copy-here",
            Self::AlreadyHere { .. } => "already-received",
            Self::Ended { .. } => "copy-ended",
            Self::Void { .. } => "copy-void",
            Self::NotCarried { .. } => "not-carried",
            Self::Carried { .. } => "already-carried",
            Self::Lost { .. } => "copy-lost",
            Self::NotLost { .. } => "copy-not-lost",
            Self::Recalled { .. } => "copy-recalled",
            Self::NotRecalled { .. } => "copy-not-recalled",
            Self::QueryOpen { .. } => "query-open",
            Self::Held { .. } => "slip-held",
            Self::NoQuery { .. } => "no-query",
            Self::RevisionDue { .. } => "revision-due",
            Self::NotReceived { .. } => "not-received",
            Self::StepMissing { .. } => "step-missing",
            Self::StepElsewhere { .. } => "step-elsewhere",
            Self::CheckNeeded { .. } => "check-needed",
            Self::LotMissing { .. } => "lot-missing",
            Self::StepsDone { .. } => "steps-done",
            Self::AlreadyDone { .. } => "already-done",
            Self::SamePerson { .. } => "same-person",
            Self::SecondUnproved { .. } => "second-unproved",
            Self::OtherProfession { .. } => "other-profession",
            Self::OthersReceive { .. } => "others-receive",
            Self::OrdererMissing { .. } => "orderer-missing",
            Self::RevisionUnordered { .. } => "revision-unordered",
            Self::NothingToPerform { .. } => "nothing-to-perform",
            Self::NothingToReturn { .. } => "nothing-to-return",
            Self::NotPerformed { .. } => "not-performed",
            Self::NotBillable { .. } => "not-billable",
            Self::AlreadyBilled { .. } => "already-billed",
            Self::StepsOpen { .. } => "steps-open",
            Self::BillingOpen { .. } => "billing-open",
            Self::NotForPatient { .. } => "not-for-patient",
            Self::NoNote { .. } => "no-note",
            Self::NothingToCarry => "nothing-to-carry",
            Self::CarrierMissing => "carrier-missing",
            Self::RunClosed { .. } => "run-closed",
            Self::RunNotEmpty { .. } => "run-not-empty",
            Self::TooManyBlanks => "too-many-blanks",
        }
    }

    /// Every code there is.
    pub const CODES: &'static [&'static str] = &[
        "no-slip-types",
        "unknown-slip",
        "unknown-blank",
        "blank-ambiguous",
        "unknown-slip-type",
        "unknown-urgency",
        "unknown-post",
        "unknown-slip-field",
        "unknown-step",
        "unknown-copy",
        "unknown-run",
        "slip-type-missing",
        "slip-type-differs",
        "origin-missing",
        "slip-field-missing",
        "slip-field-wrong",
        "slip-misread",
        "slip-already-written",
        "warnings-unseen",
        "already-printed",
        "not-printed",
        "slip-reprint-reason-missing",
        "slip-cancelled",
        "slip-expired",
        "no-copy-here",
        "already-received",
        "copy-ended",
        "copy-void",
        "not-carried",
        "already-carried",
        "copy-lost",
        "copy-not-lost",
        "copy-recalled",
        "copy-not-recalled",
        "query-open",
        "slip-held",
        "no-query",
        "revision-due",
        "not-received",
        "step-missing",
        "step-elsewhere",
        "check-needed",
        "lot-missing",
        "steps-done",
        "already-done",
        "same-person",
        "second-unproved",
        "other-profession",
        "others-receive",
        "orderer-missing",
        "revision-unordered",
        "nothing-to-perform",
        "nothing-to-return",
        "not-performed",
        "not-billable",
        "already-billed",
        "steps-open",
        "billing-open",
        "not-for-patient",
        "no-note",
        "nothing-to-carry",
        "carrier-missing",
        "run-closed",
        "run-not-empty",
        "too-many-blanks",
    ];

    /// What the sentence is filled with.
    #[allow(clippy::too_many_lines, reason = "one arm for each refusal")]
    pub fn spoken(&self) -> Vec<(&'static str, Spoken)> {
        use Spoken::{Named, Number, Patient, Terms, Time, Word};
        let who = |who: &[Profession]| ("who", Terms(who.iter().map(|one| one.term()).collect()));
        let slip = |slip: &SlipNumber| ("slip", Word(slip.to_string()));
        let copy = |name: &CopyName| ("copy", Word(name.to_string()));
        let post = |post: &Post| ("post", Named(Thing::Post(post.clone())));
        let run = |run: &RunId| ("run", Spoken::Run(*run));
        let kind = |kind: &Code| ("kind", Named(Thing::SlipType(kind.clone())));
        match self {
            Self::NoBook | Self::OriginMissing | Self::NothingToCarry | Self::CarrierMissing | Self::TooManyBlanks => {
                Vec::new()
            }
            Self::UnknownSlip { slip: name }
            | Self::Misread { slip: name }
            | Self::WarningsUnseen { slip: name }
            | Self::AlreadyPrinted { slip: name }
            | Self::NotPrinted { slip: name }
            | Self::ReprintReasonMissing { slip: name }
            | Self::Cancelled { slip: name }
            | Self::QueryOpen { slip: name }
            | Self::Held { slip: name }
            | Self::NoQuery { slip: name }
            | Self::RevisionDue { slip: name }
            | Self::LotMissing { slip: name }
            | Self::RevisionUnordered { slip: name }
            | Self::StepsDone { slip: name }
            | Self::NothingToPerform { slip: name }
            | Self::NothingToReturn { slip: name }
            | Self::NotPerformed { slip: name }
            | Self::NotBillable { slip: name }
            | Self::AlreadyBilled { slip: name } => vec![slip(name)],
            Self::UnknownBlank { tail } | Self::BlankAmbiguous { tail } => vec![("slip", Word(tail.clone()))],
            Self::UnknownKind { kind } => vec![("kind", Word(kind.clone()))],
            Self::UnknownUrgency { urgency } => vec![("urgency", Word(urgency.to_string()))],
            Self::UnknownPost { post } => vec![("post", Word(post.to_string()))],
            Self::UnknownField { field } => vec![("field", Word(field.to_string()))],
            Self::UnknownStep { step } => vec![("step", Word(step.to_string()))],
            Self::UnknownCopy { name }
            | Self::Ended { name }
            | Self::Void { name }
            | Self::NotCarried { name }
            | Self::Lost { name }
            | Self::NotLost { name }
            | Self::Recalled { name }
            | Self::NotRecalled { name }
            | Self::BillingOpen { name }
            | Self::NotForPatient { name }
            | Self::NoNote { name } => vec![copy(name)],
            Self::Carried { name, by } => vec![copy(name), ("by", Word(by.clone()))],
            Self::UnknownRun { run: name } | Self::RunClosed { run: name } => vec![run(name)],
            Self::RunNotEmpty { run: name, count } => vec![run(name), ("count", Number(*count as u64))],
            Self::KindMissing { slip: name } => {
                vec![("slip", Word(name.map(|slip| slip.to_string()).unwrap_or_default()))]
            }
            Self::KindDiffers { slip: name, kind: code } => vec![slip(name), kind(code)],
            Self::FieldMissing { field, kind: code } | Self::FieldWrong { field, kind: code } => vec![
                ("field", Named(Thing::SlipField(code.clone(), field.clone()))),
                kind(code),
            ],
            Self::AlreadyWritten { slip: name, patient } => vec![slip(name), ("patient", Patient(*patient))],
            Self::Expired { slip: name, until } => vec![slip(name), ("until", Time(*until))],
            Self::NoCopyHere { slip: name, post: at } | Self::NotReceived { slip: name, post: at } => {
                vec![slip(name), post(at)]
            }
            Self::AlreadyHere { name, post: at } => vec![copy(name), post(at)],
            Self::StepMissing {
                slip: name,
                step,
                missing,
            } => vec![
                slip(name),
                ("step", Named(Thing::Step(*name, step.clone()))),
                ("missing", Named(Thing::Step(*name, missing.clone()))),
            ],
            Self::StepElsewhere {
                slip: name,
                step,
                post: at,
            } => vec![slip(name), ("step", Named(Thing::Step(*name, step.clone()))), post(at)],
            Self::CheckNeeded {
                slip: name,
                step,
                purpose,
            } => vec![
                slip(name),
                ("step", Named(Thing::Step(*name, step.clone()))),
                ("purpose", Named(Thing::Purpose(purpose.clone()))),
            ],
            Self::AlreadyDone { slip: name, step }
            | Self::SamePerson { slip: name, step }
            | Self::SecondUnproved { slip: name, step } => {
                vec![slip(name), ("step", Named(Thing::Step(*name, step.clone())))]
            }
            Self::OtherProfession {
                slip: name,
                step,
                who: theirs,
            } => vec![
                slip(name),
                ("step", Named(Thing::Step(*name, step.clone()))),
                who(theirs),
            ],
            Self::OthersReceive {
                slip: name,
                post: at,
                who: theirs,
            } => vec![slip(name), post(at), who(theirs)],
            Self::OrdererMissing { kind: code } => vec![kind(code)],
            Self::StepsOpen { name, step } => vec![copy(name), ("step", Named(Thing::Step(name.slip, step.clone())))],
        }
    }

    /// Why nothing is done with a copy that has come to its end.
    pub fn over(name: CopyName, how: Ending) -> Self {
        match how {
            Ending::Void => Self::Void { name },
            Ending::Filed | Ending::Given => Self::Ended { name },
        }
    }

    /// A copy as it is named.
    pub fn name(slip: SlipNumber, copy: CopyNumber) -> CopyName {
        CopyName { slip, copy: Some(copy) }
    }
}
