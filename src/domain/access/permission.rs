//! The permission table: which role may do which deed.

/// What a person is here. Further roles come with accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    WardClerk,
    /// Looks, changes nothing: what an unattended board may be.
    Reader,
}

/// The groups of commands and questions that a permission is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    ChangePeople,
    ChangeCensus,
    ChangeBeds,
    ChangeSettings,
    Import,
    Undo,
    CloseDiscrepancy,
    AnswerInquiry,
    KeepForRecovery,
    /// Schemes and blocks of numbers.
    GrantNumbers,
    Print,
    /// The kinds of slips of the hospital.
    ChangeSlipTypes,
    /// Writing, printing, revising and cancelling slips.
    WriteSlips,
    /// Carrying, receiving, filing.
    CarrySlips,
    /// The steps of a slip, 実施, questions and answers.
    WorkOnSlips,
    BillSlips,
    CheckIdentity,
    IssueNumbers,
    ReadCensus,
    ReadPerson,
    ReadSlips,
}

/// The table. A row that is not there is not allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permissions {
    rows: Vec<(Role, Deed)>,
}

impl Default for Permissions {
    fn default() -> Self {
        const READING: [Deed; 3] = [Deed::ReadCensus, Deed::ReadPerson, Deed::ReadSlips];
        const CHANGING: [Deed; 18] = [
            Deed::ChangePeople,
            Deed::ChangeCensus,
            Deed::ChangeBeds,
            Deed::ChangeSettings,
            Deed::Import,
            Deed::Undo,
            Deed::CloseDiscrepancy,
            Deed::AnswerInquiry,
            Deed::KeepForRecovery,
            Deed::GrantNumbers,
            Deed::Print,
            Deed::ChangeSlipTypes,
            Deed::WriteSlips,
            Deed::CarrySlips,
            Deed::WorkOnSlips,
            Deed::BillSlips,
            Deed::CheckIdentity,
            Deed::IssueNumbers,
        ];
        let clerk = READING.into_iter().chain(CHANGING).map(|deed| (Role::WardClerk, deed));
        let reader = READING.into_iter().map(|deed| (Role::Reader, deed));
        Self {
            rows: clerk.chain(reader).collect(),
        }
    }
}

impl Permissions {
    pub fn allow(&self, role: Role, deed: Deed) -> bool {
        self.rows.contains(&(role, deed))
    }
}
