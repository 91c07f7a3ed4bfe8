//! What can have happened to slips and their copies. Each struct is frozen as a record format.
//!
//! A slip is written with its plan (which copies go where, which steps it has): so the fold needs no book, and a changed
//! book changes nothing that is under way.

use serde::{Deserialize, Serialize};

use super::{
    book::{Code, Post, Purpose, StepKind},
    copy::CopyNumber,
    number::SlipNumber,
    pad::PadId,
    run::RunId,
    safety::Warning,
};
use crate::domain::{
    census::StayId,
    checks::PurposeCode,
    identity::PatientId,
    numbers::Given,
    record::{EventId, SettingsVersion, Timestamp},
    text::Text,
};

/// Pre-numbered forms were made ready to be filled by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlanksPrepared {
    pub pad: PadId,
    pub kind: Code,
    pub numbers: Vec<SlipNumber>,
    /// The last number of each block that they were given from.
    pub given: Vec<Given>,
}

/// How the words came on the paper. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Source {
    Typed,
    /// A pre-numbered form, filled by hand.
    ByHand,
}

/// One drug as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DrugLine {
    pub name: Text,
    /// 1回量・1日量.
    pub amount: Option<Text>,
    /// 用法.
    pub usage: Option<Text>,
    /// 日数・回数.
    pub duration: Option<Text>,
}

/// What stands on the paper, and by when it must be done. A revision replaces it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// From 1.
    pub revision: u8,
    pub source: Source,
    pub urgency: Code,
    pub due: Timestamp,
    pub values: Vec<(Code, Text)>,
    pub drugs: Vec<DrugLine>,
}

/// One copy as planned.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PlannedCopy {
    /// n of N on the paper, from 1.
    pub number: u8,
    pub purpose: Purpose,
    pub to: Post,
}

/// One step as planned.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PlannedStep {
    pub code: Code,
    pub at: Post,
    pub kind: StepKind,
    pub unlike: Option<Code>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipWritten {
    pub slip: SlipNumber,
    pub patient: PatientId,
    /// The stay it was written in; `None` for an outpatient.
    pub stay: Option<StayId>,
    pub kind: Code,
    /// The book it was written by.
    pub book: SettingsVersion,
    /// Who ordered: a ward or a clinic.
    pub origin: Post,
    /// The physician, as on the paper.
    pub orderer: Option<Text>,
    pub content: Content,
    pub copies: Vec<PlannedCopy>,
    pub steps: Vec<PlannedStep>,
    /// Minutes after 実施 by which the billing copy must be at the billing desk.
    pub billing_minutes: u32,
    /// The last moment at which the outside pharmacy takes it.
    pub valid_until: Option<Timestamp>,
    /// What was shown to whoever wrote it.
    pub warned: Vec<Warning>,
    /// The pad that its number is from.
    pub pad: Option<PadId>,
    /// How its number was given; `None` for a form, whose number its pad has.
    pub given: Option<Given>,
}

/// All copies of a revision came out of the printer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipPrinted {
    pub slip: SlipNumber,
    pub revision: u8,
    pub printer: Option<Text>,
}

/// All copies of a revision came out of the printer of a desk, and lie there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipPrintedAt {
    pub slip: SlipNumber,
    pub revision: u8,
    pub printer: Option<Text>,
    pub at: Post,
}

/// A carrier took copies along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiesPickedUp {
    pub slip: SlipNumber,
    pub copies: Vec<CopyNumber>,
    pub carrier: Text,
    pub run: Option<RunId>,
    pub to: Post,
}

/// Whom a carrier gave copies to. The order of the variants is part of the record format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Handed {
    /// Put down there; nobody has received it yet.
    Post(Post),
    Carrier(Text),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiesHandedOver {
    pub slip: SlipNumber,
    pub copies: Vec<CopyNumber>,
    pub to: Handed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiesReceived {
    pub slip: SlipNumber,
    pub copies: Vec<CopyNumber>,
    pub at: Post,
}

/// How a copy ends. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Ending {
    /// Kept in the folder, to be scanned.
    Filed,
    /// 患者へ交付.
    Given,
    /// Seen to be void: of an old revision, or cancelled.
    Void,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiesEnded {
    pub slip: SlipNumber,
    pub copies: Vec<CopyNumber>,
    pub how: Ending,
    pub at: Post,
}

/// It cannot be found. What was known of its place stays beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyLost {
    pub slip: SlipNumber,
    pub copy: CopyNumber,
    pub remark: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyFound {
    pub slip: SlipNumber,
    pub copy: CopyNumber,
    pub at: Post,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkStarted {
    pub slip: SlipNumber,
    pub at: Post,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    pub slip: SlipNumber,
    pub step: Code,
    pub at: Post,
    /// Who signed on the paper; otherwise whoever records it.
    pub by: Option<Text>,
    /// A remark on a result.
    pub remark: Option<Text>,
}

/// Nobody recorded the step when it was done, and whoever has the sheet sees on it that it was: 医師署名, 指示受け. The word is
/// that of the reader, not of whoever did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepSeen {
    pub slip: SlipNumber,
    pub step: Code,
    /// Where the sheet was read.
    pub at: Post,
    /// Who read it; otherwise whoever records it.
    pub by: Option<Text>,
}

/// A step that waits for an identity check was done without one, because there was no laptop: recorded, because it happened, and
/// never as checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepUnchecked {
    pub slip: SlipNumber,
    pub step: Code,
    pub purpose: PurposeCode,
}

/// What came of an order at the patient. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Outcome {
    /// 実施.
    Done,
    /// 中止.
    Stopped,
    /// 返品.
    Returned,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Performed {
    pub slip: SlipNumber,
    pub outcome: Outcome,
    pub by: Option<Text>,
    /// What was really given or done.
    pub amount: Option<Text>,
    pub lot: Option<Text>,
    pub remark: Option<Text>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Billed {
    pub slip: SlipNumber,
}

/// Why a slip is asked about. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum QueryReason {
    Dose,
    Interaction,
    Allergy,
    Duplicate,
    Illegible,
    Missing,
    Other,
}

/// How it was asked. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Method {
    InPerson,
    Phone,
    Fax,
    Paper,
}

/// Whom the question went to. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AskedOf {
    Prescriber,
    /// The prescriber was absent: the same department.
    Department,
    /// Nobody of the department either: 当直医.
    OnDuty,
}

/// 疑義照会: the work stops.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryRaised {
    pub slip: SlipNumber,
    pub at: Post,
    pub reason: QueryReason,
    pub of: AskedOf,
    pub asked: Text,
    pub how: Method,
    pub question: Text,
    /// The pharmacy outside that asks, which has no account here.
    pub caller: Option<Text>,
}

/// Nobody answered; the next one is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryFollowed {
    pub slip: SlipNumber,
    pub query: EventId,
    pub of: AskedOf,
    pub asked: Text,
    pub how: Method,
}

/// What the answer means for the paper. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum QueryOutcome {
    /// 変更なし.
    Unchanged,
    /// 備考に記載: whoever holds another copy has to be told.
    Note,
    /// 再発行: a revision recalls the old copies.
    Reissue,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueryAnswered {
    pub slip: SlipNumber,
    pub query: EventId,
    pub outcome: QueryOutcome,
    pub answer: Text,
    pub by: Text,
}

/// Whoever holds a copy has the note on it, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotePassed {
    pub slip: SlipNumber,
    pub query: EventId,
    pub copies: Vec<CopyNumber>,
}

/// Reissued: the copies of earlier revisions have to be seen to be void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipRevised {
    pub slip: SlipNumber,
    pub content: Content,
    pub warned: Vec<Warning>,
}

/// Why a revision was made, and on whose order: whoever types it is not who decides a dose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisionOrdered {
    pub slip: SlipNumber,
    pub revision: u8,
    pub by: Text,
    pub reason: Text,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipCancelled {
    pub slip: SlipNumber,
    pub reason: Text,
}

/// One copy that a run is to fetch and bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    pub slip: SlipNumber,
    pub copy: CopyNumber,
    pub from: Post,
    pub to: Post,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunOpened {
    pub run: RunId,
    pub carrier: Text,
    /// In walking order.
    pub legs: Vec<Leg>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunClosed {
    pub run: RunId,
    pub remark: Option<Text>,
}
