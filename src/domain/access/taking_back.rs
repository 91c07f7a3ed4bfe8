//! What somebody has to be allowed who takes back what another did: no less than the deed itself.

use super::Deed;
use crate::domain::state::Subject;

/// By what the fact speaks of; whoever moves a patient speaks of beds as well.
pub(in crate::domain) fn deed_of(subjects: &[Subject]) -> Option<Deed> {
    let about = |wanted: fn(&Subject) -> bool| subjects.iter().find(|subject| wanted(subject));
    let main = about(|subject| matches!(subject, Subject::Stay(_)))
        .or_else(|| about(|subject| matches!(subject, Subject::Patient(_))))
        .or(subjects.first())?;
    Some(match main {
        Subject::Settings => Deed::ChangeSettings,
        Subject::Patient(_) => Deed::ChangePeople,
        Subject::Stay(_) => Deed::ChangeCensus,
        Subject::Bed(_) | Subject::Room(_) => Deed::ChangeBeds,
        Subject::Discrepancy(_) => Deed::CloseDiscrepancy,
        Subject::Block(..) | Subject::Life(..) => Deed::GrantNumbers,
        Subject::PrintJob(_) => Deed::Print,
        Subject::Slip(_) | Subject::Pad(_) | Subject::Run(_) => Deed::WriteSlips,
        Subject::Check(_) => Deed::CheckIdentity,
        Subject::Account(_) => Deed::ManageAccounts,
        Subject::Number(_) | Subject::Link(..) => Deed::IssueNumbers,
    })
}
