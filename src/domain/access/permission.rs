//! The permission table: which role may do which deed. One place for screens, shell and other stations.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What a person is here. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    WardClerk,
    /// Looks, changes nothing: what an unattended board may be. No person's.
    Reader,
    Nurse,
    Physician,
    /// ED: nurse or clerk.
    Emergency,
    Pharmacy,
    /// Laboratory, imaging, kitchen, theatre and the other desks.
    Desk,
    Carrier,
    Billing,
    InformationDesk,
    CommandPost,
    Administrator,
    Auditor,
    /// Whoever tries andon out: may do everything, and exists only in a store that is thrown away.
    Trial,
    /// Somebody whose account is locked and who came in by a sealed envelope: what broken glass gives, while it lasts.
    Envelope,
    /// Whoever holds the recovery sheet: nobody's name, and only what lets people in again.
    Recovery,
}

/// What somebody may do beside their role. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Duty {
    /// Resets a pass phrase at 03:00, when no administrator is there.
    NightSupervisor,
}

/// The groups of commands and questions that a permission is given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    ManageAccounts,
    /// Somebody else's.
    ResetPassPhrase,
    /// One's own.
    ChangePassPhrase,
    /// Who did and saw what.
    ReadAudit,
    /// Write down what one did that changes nothing.
    LeaveTrace,
    BreakGlass,
    ReviewGlass,
    /// Telephone, address, key person, insurance.
    ReadContacts,
    /// Who has an account, who is locked out, whose broken glass waits for a review.
    ReadAccounts,
    /// Everything that is saved, sealed, to another disk.
    CopyStore,
}

impl Role {
    /// The roles of people, in the order of the table.
    pub const PEOPLE: [Self; 12] = [
        Self::WardClerk,
        Self::Nurse,
        Self::Physician,
        Self::Emergency,
        Self::Pharmacy,
        Self::Desk,
        Self::Carrier,
        Self::Billing,
        Self::InformationDesk,
        Self::CommandPost,
        Self::Administrator,
        Self::Auditor,
    ];

    /// Every role there is, those of nobody at the end.
    pub const ALL: [Self; 16] = [
        Self::WardClerk,
        Self::Nurse,
        Self::Physician,
        Self::Emergency,
        Self::Pharmacy,
        Self::Desk,
        Self::Carrier,
        Self::Billing,
        Self::InformationDesk,
        Self::CommandPost,
        Self::Administrator,
        Self::Auditor,
        Self::Reader,
        Self::Trial,
        Self::Envelope,
        Self::Recovery,
    ];

    /// Everybody who cares for patients.
    pub const CARE: [Self; 5] = [
        Self::WardClerk,
        Self::Nurse,
        Self::Physician,
        Self::Emergency,
        Self::CommandPost,
    ];

    pub fn is_for_people(self) -> bool {
        Self::PEOPLE.contains(&self)
    }

    /// The stable word of files and the shell.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WardClerk => "ward-clerk",
            Self::Reader => "board",
            Self::Nurse => "nurse",
            Self::Physician => "physician",
            Self::Emergency => "emergency",
            Self::Pharmacy => "pharmacy",
            Self::Desk => "desk",
            Self::Carrier => "carrier",
            Self::Billing => "billing",
            Self::InformationDesk => "information-desk",
            Self::CommandPost => "command-post",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
            Self::Trial => "trial",
            Self::Envelope => "envelope",
            Self::Recovery => "recovery",
        }
    }

    /// The key of its name in the locale files.
    pub const fn term(self) -> &'static str {
        match self {
            Self::WardClerk => "role-ward-clerk",
            Self::Reader => "role-board",
            Self::Nurse => "role-nurse",
            Self::Physician => "role-physician",
            Self::Emergency => "role-emergency",
            Self::Pharmacy => "role-pharmacy",
            Self::Desk => "role-desk",
            Self::Carrier => "role-carrier",
            Self::Billing => "role-billing",
            Self::InformationDesk => "role-information-desk",
            Self::CommandPost => "role-command-post",
            Self::Administrator => "role-administrator",
            Self::Auditor => "role-auditor",
            Self::Trial => "role-trial",
            Self::Envelope => "role-envelope",
            Self::Recovery => "role-recovery",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

impl Duty {
    pub const ALL: [Self; 1] = [Self::NightSupervisor];

    pub const fn word(self) -> &'static str {
        match self {
            Self::NightSupervisor => "night-supervisor",
        }
    }

    pub const fn term(self) -> &'static str {
        match self {
            Self::NightSupervisor => "duty-night-supervisor",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.word() == word)
    }
}

use Role::{
    Administrator, Auditor, Billing, Carrier, CommandPost, Desk, Emergency, InformationDesk, Nurse, Pharmacy,
    Physician, Reader, WardClerk,
};

impl Deed {
    pub const ALL: [Self; 31] = [
        Self::ChangePeople,
        Self::ChangeCensus,
        Self::ChangeBeds,
        Self::ChangeSettings,
        Self::Import,
        Self::Undo,
        Self::CloseDiscrepancy,
        Self::AnswerInquiry,
        Self::KeepForRecovery,
        Self::GrantNumbers,
        Self::Print,
        Self::ChangeSlipTypes,
        Self::WriteSlips,
        Self::CarrySlips,
        Self::WorkOnSlips,
        Self::BillSlips,
        Self::CheckIdentity,
        Self::IssueNumbers,
        Self::ReadCensus,
        Self::ReadPerson,
        Self::ReadSlips,
        Self::ManageAccounts,
        Self::ResetPassPhrase,
        Self::ChangePassPhrase,
        Self::ReadAudit,
        Self::LeaveTrace,
        Self::BreakGlass,
        Self::ReviewGlass,
        Self::ReadContacts,
        Self::ReadAccounts,
        Self::CopyStore,
    ];

    /// The stable word of the shell.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ChangePeople => "change-people",
            Self::ChangeCensus => "change-census",
            Self::ChangeBeds => "change-beds",
            Self::ChangeSettings => "change-settings",
            Self::Import => "import",
            Self::Undo => "undo",
            Self::CloseDiscrepancy => "close-discrepancy",
            Self::AnswerInquiry => "answer-inquiry",
            Self::KeepForRecovery => "keep-for-recovery",
            Self::GrantNumbers => "grant-numbers",
            Self::Print => "print",
            Self::ChangeSlipTypes => "change-slip-types",
            Self::WriteSlips => "write-slips",
            Self::CarrySlips => "carry-slips",
            Self::WorkOnSlips => "work-on-slips",
            Self::BillSlips => "bill-slips",
            Self::CheckIdentity => "check-identity",
            Self::IssueNumbers => "issue-numbers",
            Self::ReadCensus => "read-census",
            Self::ReadPerson => "read-person",
            Self::ReadSlips => "read-slips",
            Self::ManageAccounts => "manage-accounts",
            Self::ResetPassPhrase => "reset-pass-phrase",
            Self::ChangePassPhrase => "change-pass-phrase",
            Self::ReadAudit => "read-audit",
            Self::LeaveTrace => "leave-trace",
            Self::BreakGlass => "break-glass",
            Self::ReviewGlass => "review-glass",
            Self::ReadContacts => "read-contacts",
            Self::ReadAccounts => "read-accounts",
            Self::CopyStore => "copy-store",
        }
    }

    /// Who may. The one table; [`Role::Trial`] may everything and stands in no row.
    const fn roles(self) -> &'static [Role] {
        match self {
            // Whoever receives a patient gives the number; packets are prepared and numbers are linked there as well.
            Self::ChangePeople | Self::ChangeCensus | Self::WriteSlips | Self::IssueNumbers => &Role::CARE,
            Self::ChangeBeds => &[WardClerk, Nurse, Emergency, CommandPost],
            Self::ChangeSettings
            | Self::ChangeSlipTypes
            | Self::GrantNumbers
            | Self::ManageAccounts
            | Self::ResetPassPhrase => &[Administrator],
            // On the first day a ward brings its own list.
            Self::Import => &[WardClerk, CommandPost, Administrator],
            Self::Undo | Self::ChangePassPhrase | Self::LeaveTrace | Self::BreakGlass => &Role::PEOPLE,
            Self::CloseDiscrepancy => &[WardClerk, Nurse, Emergency, Billing, CommandPost],
            Self::AnswerInquiry => &[WardClerk, Nurse, Emergency, InformationDesk, CommandPost],
            Self::KeepForRecovery => &[WardClerk, Nurse, Physician, Emergency, Desk, Billing, CommandPost],
            // Whoever imports the list of inpatients knows who is on it; a person's detail is not theirs.
            Self::ReadCensus => &[
                WardClerk,
                Reader,
                Nurse,
                Physician,
                Emergency,
                Pharmacy,
                Desk,
                Billing,
                CommandPost,
                Administrator,
            ],
            Self::ReadPerson => &[
                WardClerk,
                Reader,
                Nurse,
                Physician,
                Emergency,
                Pharmacy,
                Desk,
                Billing,
                CommandPost,
            ],
            Self::ReadSlips | Self::CarrySlips => &[
                WardClerk,
                Nurse,
                Physician,
                Emergency,
                Pharmacy,
                Desk,
                Carrier,
                Billing,
                CommandPost,
            ],
            // An identity is checked by whoever stands before the patient: at the bed, in the emergency department, at the
            // desk that draws the blood.
            Self::WorkOnSlips | Self::CheckIdentity => {
                &[WardClerk, Nurse, Physician, Emergency, Pharmacy, Desk, CommandPost]
            }
            Self::BillSlips => &[Billing],
            // What is on the paper is asked for as well. Packets of numbers are printed in peacetime.
            Self::Print => &[
                WardClerk,
                Nurse,
                Physician,
                Emergency,
                Pharmacy,
                Desk,
                Carrier,
                Billing,
                CommandPost,
                Administrator,
            ],
            Self::CopyStore => &[CommandPost, Administrator],
            Self::ReadAudit | Self::ReviewGlass => &[Auditor, CommandPost],
            Self::ReadAccounts => &[Auditor, CommandPost, Administrator],
            // Whoever calls a family, brings a patient home, or writes the bill. A desk and a pharmacy call the ward.
            Self::ReadContacts => &[WardClerk, Nurse, Physician, Emergency, Billing, CommandPost],
        }
    }

    /// Who may of those who are not let in as a person: by an envelope, with the recovery sheet.
    const fn let_in_otherwise(self) -> &'static [Role] {
        match self {
            Self::ManageAccounts | Self::ResetPassPhrase | Self::ReadAccounts => &[Role::Recovery],
            Self::BreakGlass => &[Role::Envelope],
            Self::LeaveTrace => &[Role::Envelope, Role::Recovery],
            _ => &[],
        }
    }

    /// Who may by a duty, whatever their role.
    pub const fn duties(self) -> &'static [Duty] {
        match self {
            // They see whom they help. A stick fails at 03:00 as well.
            Self::ResetPassPhrase | Self::ReadAccounts | Self::CopyStore => &[Duty::NightSupervisor],
            _ => &[],
        }
    }
}

/// The table, as the decision layer asks it. A row that is not there is not allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permissions {
    rows: BTreeSet<(Role, Deed)>,
}

impl Default for Permissions {
    fn default() -> Self {
        let row = |deed: Deed| {
            let roles = deed.roles().iter().chain(deed.let_in_otherwise());
            roles.map(move |role| (*role, deed))
        };
        Self {
            rows: Deed::ALL.into_iter().flat_map(row).collect(),
        }
    }
}

impl Permissions {
    /// Whether somebody of this role and duty may.
    pub fn allow(&self, role: Role, duty: Option<Duty>, deed: Deed) -> bool {
        let by_duty = duty.is_some_and(|duty| deed.duties().contains(&duty));
        role == Role::Trial || self.rows.contains(&(role, deed)) || by_duty
    }
}
