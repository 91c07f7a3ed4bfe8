//! Whom and what a command, a question or a fact speaks of by name. What of it has left the hot state is brought back
//! before anybody decides, answers or folds: otherwise a person discharged last week would be unknown.

use super::{
    CheckId, Commit, Fact, Hospital, Identifier, PadId, PatientId, PatientRef, RunId, SlipNumber, StayId, Subject,
};
use crate::domain::{
    checks::command::{CheckCommand, InHand},
    command::{Command, Question, Whereabouts},
    numbers::issue::Newcomer,
    printing::Paper,
    slips::{ask::SlipQuestion, command::SlipCommand},
};

/// Something that is named.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Name {
    /// Everybody who holds it, and the record that would be derived from it.
    Identifier(Identifier),
    Patient(PatientId),
    /// And whose stay it is.
    Stay(StayId),
    /// And whom it is for, and the stay it was written in.
    Slip(SlipNumber),
    Pad(PadId),
    Run(RunId),
    /// And whom it was about.
    Check(CheckId),
}

impl Name {
    fn of_reference(reference: &PatientRef) -> Self {
        match reference {
            PatientRef::Identifier(identifier) => Self::Identifier(identifier.clone()),
            PatientRef::Record(id) => Self::Patient(*id),
        }
    }

    /// A number is looked for as it was typed and as it is printed, hyphens in their places: who has left is found by either.
    fn in_both_spellings(mut names: Vec<Self>, hospital: &Hospital) -> Vec<Self> {
        let written: Vec<Self> = names
            .iter()
            .filter_map(|name| match name {
                Self::Identifier(typed) => Some(hospital.as_written(typed)).filter(|written| written != typed),
                _ => None,
            })
            .map(Self::Identifier)
            .collect();
        names.extend(written);
        names
    }

    /// What a command names. An undo names what its commit speaks of; see [`Name::of_commit`].
    pub fn of_command(command: &Command, hospital: &Hospital) -> Vec<Self> {
        Self::in_both_spellings(Self::said_in(command, hospital), hospital)
    }

    /// Of an import, which names stays through persons, also what `hospital` makes of it: ask again when the persons are back.
    fn said_in(command: &Command, hospital: &Hospital) -> Vec<Self> {
        match command {
            Command::Register(person) | Command::AdmitNew { person, .. } => {
                person.identifier.iter().cloned().map(Self::Identifier).collect()
            }
            Command::Amend(amend) => std::iter::once(Self::of_reference(&amend.patient))
                .chain(amend.person.identifier.iter().cloned().map(Self::Identifier))
                .collect(),
            Command::Allergy(answer) => vec![Self::of_reference(&answer.patient)],
            Command::Expect(expect) => vec![Self::of_reference(&expect.patient)],
            Command::Admit(admit) => vec![Self::of_reference(&admit.patient)],
            Command::Leave(leave) => vec![Self::of_reference(&leave.patient)],
            Command::Discharge(discharge) => vec![Self::of_reference(&discharge.patient)],
            Command::Swap { patient, with }
            | Command::Link { patient, with }
            | Command::ProposeLink { patient, with }
            | Command::ConfirmLink { patient, with }
            | Command::Unlink { patient, with, .. } => {
                vec![Self::of_reference(patient), Self::of_reference(with)]
            }
            Command::Issue(issue) => {
                let mother = match &issue.newcomer {
                    Newcomer::Newborn { mother, .. } => Some(mother),
                    _ => None,
                };
                // Who was given the number when the same was asked for before.
                let asked = issue
                    .request
                    .as_ref()
                    .and_then(|request| hospital.asked_as(request)?.patient());
                let named = issue.declined.iter().chain(mother).map(Self::of_reference);
                named.chain(asked.map(Self::Patient)).collect()
            }
            Command::ActivatePacket(activate) => vec![Self::Identifier(hospital.as_written(&activate.number))],
            Command::VoidId { number, .. } | Command::PrintId { number, .. } => {
                vec![Self::Identifier(hospital.as_written(number))]
            }
            Command::Restrict { patient, .. }
            | Command::Depart { patient, .. }
            | Command::Arrive { patient, .. }
            | Command::Transfer { patient, .. }
            | Command::Return { patient }
            | Command::Department { patient, .. }
            | Command::Diet { patient, .. }
            | Command::Mobility { patient, .. }
            | Command::Isolation { patient, .. }
            | Command::Withdraw { patient, .. }
            | Command::Reserve { patient, .. }
            | Command::Diagnosis { patient, .. }
            | Command::Meal { patient, .. }
            | Command::NursingScore { patient, .. } => vec![Self::of_reference(patient)],
            Command::ImportCensus { lines } => lines
                .iter()
                .flat_map(|line| {
                    let number = hospital.as_written(&line.identifier);
                    let reference = PatientRef::Identifier(number.clone());
                    let known = hospital.find_patient(&reference).map(|patient| patient.id);
                    let patient = known.unwrap_or_else(|| PatientId::of(&number));
                    [
                        Self::Identifier(line.identifier.clone()),
                        Self::Stay(StayId::imported(patient, line.admitted)),
                    ]
                })
                .collect(),
            Command::AskPrint(wanted) => Self::of_paper(&wanted.paper),
            Command::EndPrint { job, .. } => {
                let asked = hospital.print_job(*job).and_then(|job| job.asked.get());
                asked.map(|asked| Self::of_paper(&asked.paper)).unwrap_or_default()
            }
            Command::Slip(command) => {
                let meant = |slip| Self::Slip(SlipNumber::meant(slip, hospital));
                let slips = command.slips().into_iter().map(meant);
                let runs = command.runs().into_iter().map(Self::Run);
                let patient = match command {
                    SlipCommand::Write(write) => Some(Self::of_reference(&write.patient)),
                    _ => None,
                };
                slips.chain(runs).chain(patient).collect()
            }
            Command::Check(step) => Self::of_check(step, hospital),
            // Beds, rooms, settings and what disagrees never leave the hot state; callers are told of inpatients only.
            Command::Block { .. }
            | Command::Unblock { .. }
            | Command::Unreserve { .. }
            | Command::RuleRoom { .. }
            | Command::Inquire { .. }
            | Command::CloseDiscrepancy { .. }
            | Command::Undo { .. }
            | Command::AdoptRegister(_)
            | Command::AdoptSchemes { .. }
            | Command::GrantBlock { .. }
            | Command::ReportFork(_)
            | Command::PreparePackets { .. }
            | Command::AdoptFrame { .. }
            | Command::HandPrint { .. }
            | Command::Account(_)
            | Command::Begin { .. } => Vec::new(),
        }
    }

    fn of_check(step: &CheckCommand, hospital: &Hospital) -> Vec<Self> {
        let in_hand = |hand: &InHand| match hand {
            InHand::Patient(patient) => Some(Self::of_reference(patient)),
            InHand::Slip(name) => Some(Self::Slip(name.meant(hospital).slip)),
        };
        match step {
            CheckCommand::Begin { in_hand: hand, .. } => in_hand(hand).into_iter().collect(),
            CheckCommand::Paper { lines } => lines.iter().filter_map(|line| in_hand(&line.in_hand)).collect(),
            CheckCommand::Slip { slip, .. } => vec![Self::Slip(slip.meant(hospital).slip)],
            // A check that is under way never leaves, and one that is over is not gone on with.
            CheckCommand::AdoptPolicy { .. }
            | CheckCommand::Vouch { .. }
            | CheckCommand::State { .. }
            | CheckCommand::Second { .. }
            | CheckCommand::Abandon { .. } => Vec::new(),
        }
    }

    fn of_paper(paper: &Paper) -> Vec<Self> {
        let patient = paper.patient().map(Self::Patient);
        let slip = paper.slip().map(Self::Slip);
        let run = paper.run().map(Self::Run);
        let pads = paper.pads().iter().copied().map(Self::Pad);
        let numbers = paper.packets().iter().cloned().map(Self::Identifier);
        patient
            .into_iter()
            .chain(slip)
            .chain(run)
            .chain(pads)
            .chain(numbers)
            .collect()
    }

    pub fn of_question(question: &Question, hospital: &Hospital) -> Vec<Self> {
        Self::in_both_spellings(Self::asked_in(question, hospital), hospital)
    }

    fn asked_in(question: &Question, hospital: &Hospital) -> Vec<Self> {
        match question {
            Question::Verify(number) => vec![Self::Identifier(hospital.as_written(number))],
            Question::Ledger(_) => hospital
                .numbers()
                .filter_map(|number| number.patient())
                .map(Self::Patient)
                .collect(),
            Question::Where {
                what: Whereabouts::Patient(patient),
            } => {
                // It may be a slip; without its hyphens it is asked for twice.
                let slip = match patient {
                    PatientRef::Identifier(identifier) => SlipNumber::parse(identifier.as_str()),
                    PatientRef::Record(_) => None,
                };
                slip.map(|slip| Self::Slip(SlipNumber::meant(slip, hospital)))
                    .into_iter()
                    .chain([Self::of_reference(patient)])
                    .collect()
            }
            Question::Person { patient }
            | Question::PersonFor { patient, .. }
            | Question::Slips(SlipQuestion::OfPatient(patient)) => {
                vec![Self::of_reference(patient)]
            }
            Question::Where {
                what: Whereabouts::Slip(name),
            }
            | Question::Slips(SlipQuestion::Slip(name)) => vec![Self::Slip(name.meant(hospital).slip)],
            Question::Slips(SlipQuestion::Billing(filter) | SlipQuestion::Reconcile(filter)) => {
                filter.patient.iter().map(Self::of_reference).collect()
            }
            Question::Where {
                what: Whereabouts::Bed(_),
            }
            | Question::Census { .. }
            | Question::Discrepancies
            | Question::Board
            | Question::Slips(_)
            | Question::CheckFigures { .. } => Vec::new(),
            Question::Check { check } => vec![Self::Check(*check)],
            Question::Checks { filter } => filter.patient.iter().map(Self::of_reference).collect(),
        }
    }

    /// What a commit names: the subjects that fold it, and whoever else becomes visible by it.
    pub fn of_commit(commit: &Commit) -> Vec<Self> {
        let mut names = Vec::new();
        for event in &commit.events {
            for subject in Subject::of(&event.fact) {
                names.extend(Self::of_subject(&subject));
            }
            match &event.fact {
                Fact::Registered(f) => names.extend(f.identifiers.iter().cloned().map(Self::Identifier)),
                Fact::IdentifierGiven(f) => names.push(Self::Identifier(f.identifier.clone())),
                Fact::Expected(f) => names.push(Self::Patient(f.patient)),
                Fact::CheckBegun(f) => names.push(Self::Patient(f.patient)),
                Fact::CheckedOnPaper(f) => names.push(Self::Patient(f.patient)),
                Fact::NumberIssued(f) => names.extend(f.patient.map(Self::Patient)),
                Fact::PacketActivated(f) => names.push(Self::Patient(f.patient)),
                Fact::ArrivalEnded(f) => names.push(Self::Patient(f.patient)),
                Fact::Linked(f) => names.extend([f.one, f.other].map(Self::Patient)),
                Fact::Unlinked(f) => names.extend([f.one, f.other].map(Self::Patient)),
                Fact::LinkProposed(f) => names.extend([f.one, f.other].map(Self::Patient)),
                Fact::BedReserved(f) => names.push(Self::Patient(f.reservation.patient)),
                Fact::SlipWritten(f) => {
                    names.push(Self::Patient(f.patient));
                    names.extend(f.stay.map(Self::Stay));
                }
                _ => {}
            }
        }
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The name of a subject, if it is one of those that come and go.
    pub fn of_subject(subject: &Subject) -> Option<Self> {
        match subject {
            Subject::Patient(id) => Some(Self::Patient(*id)),
            Subject::Stay(id) => Some(Self::Stay(*id)),
            Subject::Slip(number) => Some(Self::Slip(*number)),
            Subject::Pad(id) => Some(Self::Pad(*id)),
            Subject::Run(id) => Some(Self::Run(*id)),
            Subject::Check(id) => Some(Self::Check(*id)),
            _ => None,
        }
    }
}
