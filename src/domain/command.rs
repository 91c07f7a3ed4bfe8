//! What people ask for. Screens, shell and imports all come in through these.

use super::{
    access::decide::AccountCommand,
    census::{
        BedName, BlockReason, DepartmentCode, DiscrepancyId, Disposition, Frame, Isolation, Mobility, OutKind, Planned,
        RoomName, RoomRule,
        fact::{Insurance, StayDetail},
        frame::WardCode,
    },
    checks::{CheckId, ask::CheckFilter, command::CheckCommand},
    identity::{Allergy, Birth, Identifier, Inquiry, PatientRef, RegisterAdopted, Sex},
    numbers::{BlockNumber, Schemes, fact::ForkFound, issue::Issue, ledger::Filter, packets::Activate},
    printing::{PrintEnd, PrintJobId, decide::AskPrint},
    record::{Day, Sequence, SettingsVersion, Station, Timestamp},
    recovery::{Meal, NursingScore},
    slips::{CopyName, Post, SlipBook, ask::SlipQuestion, command::SlipCommand},
    text::Text,
};

/// A command, when it happened, and a remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub command: Command,
    /// When it happened; `None` is now.
    pub at: Option<Timestamp>,
    pub note: Option<Text>,
}

impl From<Command> for Request {
    fn from(command: Command) -> Self {
        Self {
            command,
            at: None,
            note: None,
        }
    }
}

/// Every change there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    Register(Register),
    Amend(Amend),
    Allergy(RecordAllergy),
    Restrict {
        patient: PatientRef,
        inquiry: Inquiry,
    },

    Expect(Expect),
    Admit(Admit),
    /// Somebody who is not in the records yet, straight into a bed: one durable step.
    AdmitNew {
        person: Register,
        admission: Admission,
    },
    Depart {
        patient: PatientRef,
        bed: BedName,
    },
    /// `bed` is the announced one when empty.
    Arrive {
        patient: PatientRef,
        bed: Option<BedName>,
    },
    Transfer {
        patient: PatientRef,
        bed: BedName,
    },
    Swap {
        patient: PatientRef,
        with: PatientRef,
    },
    Leave(Leave),
    Return {
        patient: PatientRef,
    },
    Discharge(Discharge),
    Department {
        patient: PatientRef,
        to: DepartmentCode,
    },
    Diet {
        patient: PatientRef,
        to: Text,
    },
    Mobility {
        patient: PatientRef,
        to: Mobility,
    },
    Isolation {
        patient: PatientRef,
        to: Isolation,
    },
    /// What was recorded last of this was a mistake: what was known before holds again.
    Withdraw {
        patient: PatientRef,
        what: Care,
    },

    Block {
        bed: BedName,
        reason: BlockReason,
        until: Option<Timestamp>,
    },
    Unblock {
        bed: BedName,
    },
    Reserve {
        bed: BedName,
        patient: PatientRef,
        until: Option<Timestamp>,
    },
    Unreserve {
        bed: BedName,
    },
    RuleRoom {
        room: RoomName,
        rule: RoomRule,
    },

    Inquire {
        name: Text,
        caller: Option<Text>,
    },

    Diagnosis {
        patient: PatientRef,
        diagnosis: Text,
    },
    Meal {
        patient: PatientRef,
        day: Day,
        meal: Meal,
        diet: Option<Text>,
    },
    NursingScore {
        patient: PatientRef,
        day: Day,
        score: NursingScore,
    },

    /// A step of an identity check.
    Check(CheckCommand),

    CloseDiscrepancy {
        discrepancy: DiscrepancyId,
        remark: Text,
    },
    /// Takes back a commit of this station.
    Undo {
        sequence: Sequence,
    },

    AdoptSchemes {
        version: SettingsVersion,
        schemes: std::sync::Arc<Schemes>,
    },
    /// `station` is this one when empty; `block` the next that is known of it.
    GrantBlock {
        station: Option<Station>,
        block: Option<BlockNumber>,
    },
    /// Found by the runtime when a commit comes under a name that is here already, and is another.
    ReportFork(Box<ForkFound>),
    /// Somebody without a number is here.
    Issue(Box<Issue>),
    /// Packets of numbers for many who may come.
    PreparePackets {
        count: u16,
        /// By what whoever asks knows this request again; see [`Issue::request`].
        request: Option<Text>,
    },
    ActivatePacket(Box<Activate>),
    VoidId {
        number: Identifier,
        reason: Text,
    },
    /// Labels were printed; again only with a reason.
    PrintId {
        number: Identifier,
        reason: Option<Text>,
    },
    /// Two records are one person.
    Link {
        patient: PatientRef,
        with: PatientRef,
    },
    /// The same of two who lie in two beds: it holds when another person has confirmed it.
    ProposeLink {
        patient: PatientRef,
        with: PatientRef,
    },
    /// Whoever asks is that other person.
    ConfirmLink {
        patient: PatientRef,
        with: PatientRef,
    },
    Unlink {
        patient: PatientRef,
        with: PatientRef,
        reason: Option<Text>,
    },

    AdoptFrame {
        version: SettingsVersion,
        frame: std::sync::Arc<Frame>,
    },
    /// A new store: the hospital and its slips, in one step.
    Begin {
        version: SettingsVersion,
        frame: std::sync::Arc<Frame>,
        slips: SettingsVersion,
        book: std::sync::Arc<SlipBook>,
    },
    ImportCensus {
        lines: Vec<CensusLine>,
    },
    /// The register of former patients, whose file is kept already.
    AdoptRegister(RegisterAdopted),

    AskPrint(AskPrint),
    /// The print system has taken a job, under this name.
    HandPrint {
        job: PrintJobId,
        request: smol_str::SmolStr,
    },
    EndPrint {
        job: PrintJobId,
        end: PrintEnd,
        /// The desk where the copies of a slip came out; where it was ordered when nothing is said.
        desk: Option<Post>,
    },
    Slip(SlipCommand),
    Account(AccountCommand),
}

/// A person to be recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    pub identifier: Option<Identifier>,
    pub name: Option<Text>,
    pub kana: Option<Text>,
    pub sex: Option<Sex>,
    pub birth: Option<Birth>,
    pub phone: Option<Text>,
    pub address: Option<Text>,
}

/// Corrections and completions of a person and of the present stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amend {
    pub patient: PatientRef,
    /// What changes; `identifier` is given in addition to those known.
    pub person: Register,
    pub stay: Vec<StayDetail>,
}

/// What was said about allergies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordAllergy {
    pub patient: PatientRef,
    pub answer: AllergyAnswer,
}

/// The answer to "any allergies?".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AllergyAnswer {
    None,
    Present(Allergy),
    /// This one was recorded by mistake.
    Withdrawn(Allergy),
    /// "None" was recorded by mistake: nobody has asked.
    NotAsked,
}

/// What is known of a stay and may have been recorded by mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Care {
    Diet,
    Mobility,
    Isolation,
}

/// Somebody announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expect {
    pub patient: PatientRef,
    pub when: Option<Timestamp>,
    pub bed: Option<BedName>,
    pub department: Option<DepartmentCode>,
}

/// An admission of somebody known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admit {
    pub patient: PatientRef,
    pub admission: Admission,
}

/// Into which bed, and what is known of the stay at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admission {
    pub bed: BedName,
    pub department: Option<DepartmentCode>,
    pub mobility: Option<Mobility>,
    pub isolation: Option<Isolation>,
    pub diet: Option<Text>,
    pub route: Option<Text>,
    pub planned: Option<Planned>,
}

impl Admission {
    /// Into a bed, nothing else known.
    pub fn into_bed(bed: BedName) -> Self {
        Self {
            bed,
            department: None,
            mobility: None,
            isolation: None,
            diet: None,
            route: None,
            planned: None,
        }
    }
}

/// Away from the bed, which is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    pub patient: PatientRef,
    pub kind: OutKind,
    pub until: Option<Timestamp>,
    pub place: Option<Text>,
}

/// The patient has left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discharge {
    pub patient: PatientRef,
    pub disposition: Disposition,
    pub place: Option<Text>,
}

/// One line of a census list from a file, checked against the hospital frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CensusLine {
    /// As counted in the file.
    pub line: u64,
    pub identifier: Identifier,
    pub name: Option<Text>,
    pub kana: Option<Text>,
    pub sex: Option<Sex>,
    pub birth: Option<Birth>,
    pub bed: BedName,
    pub department: Option<DepartmentCode>,
    pub admitted: Timestamp,
    pub mobility: Option<Mobility>,
    pub diet: Option<Text>,
    /// `None`: not asked. Empty: none.
    pub allergies: Option<Vec<Allergy>>,
    pub phone: Option<Text>,
    pub address: Option<Text>,
    pub inquiry: Inquiry,
}

/// What people want to know; changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    Census {
        ward: Option<WardCode>,
    },
    Person {
        patient: PatientRef,
    },
    /// With the reason that a restricted patient's detail asks for.
    PersonFor {
        patient: PatientRef,
        reason: Text,
    },
    /// An identifier or a bed.
    Where {
        what: Whereabouts,
    },
    Discrepancies,
    Board,
    Slips(SlipQuestion),
    /// Refused while nothing was stated.
    Check {
        check: CheckId,
    },
    Checks {
        filter: CheckFilter,
    },
    /// The figures of a day; `None` is today.
    CheckFigures {
        day: Option<Day>,
    },
    /// The numbers that were given by hand.
    Ledger(Filter),
    /// What is wrong with a number that somebody read, and whose it may be.
    Verify(Identifier),
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    Patient(PatientRef),
    Bed(BedName),
    Slip(CopyName),
}

/// Insurance as a detail of a stay.
impl From<Insurance> for StayDetail {
    fn from(insurance: Insurance) -> Self {
        Self::InsuranceConfirmed(insurance)
    }
}
