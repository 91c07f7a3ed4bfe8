//! What a request does, in words: the line that says it is saved, the question before it is taken back. Worked out before the
//! decision, because afterwards nobody knows the bed that was left.
//!
//! Here is one arm for each command, and what the receipt adds; `slips` has the commands about slips, `who` names people, `said`
//! puts it into a language.

mod said;
mod slips;
mod who;

use crate::domain::census::{BedName, DepartmentCode, OutKind, Place};
use crate::domain::checks::command::CheckCommand;
use crate::domain::command::{AllergyAnswer, Care, Command, Request};
use crate::domain::identity::{Identifier, Inquiry, PatientId, PatientRef};
use crate::domain::numbers::issue::Newcomer;
use crate::domain::record::Timestamp;
use crate::domain::slips::term::Named as Thing;
use crate::domain::slips::{CopyName, SlipNumber};
use crate::domain::state::Hospital;

use who::{named, stay_of, who};

/// Ready to be said in any language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    key: String,
    places: Vec<(&'static str, Filling)>,
    /// When it happened, where somebody has typed that it was not just now.
    at: Option<Timestamp>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Filling {
    Word(String),
    Term(&'static str),
    Department(DepartmentCode),
    /// The name is looked up when it is said.
    Patient(PatientId),
    Time(Timestamp),
    /// A moment that lies ahead: only its day where only the day was meant.
    Until(Timestamp),
    Number(usize),
    /// A desk, a step, a kind of slip: by its title in the language of the screen.
    Thing(Thing),
    /// `S07-100123-41/1 正（薬剤部用）`.
    Sheet(CopyName),
}

impl Done {
    /// Nothing for what is never taken back and says for itself what it did.
    #[allow(clippy::too_many_lines, reason = "one arm for each command")]
    pub fn of(request: &Request, hospital: &Hospital) -> Option<Self> {
        use Filling::{Department, Number, Term, Time, Until, Word};
        let who = |reference: &PatientRef| ("who", who(hospital, reference));
        let bed = |bed: &BedName| ("bed", Word(bed.shown().to_owned()));
        let number = || ("number", Word(String::new()));
        let done = |key: &str, places: Vec<(&'static str, Filling)>| {
            Some(Self {
                key: format!("done-{key}"),
                places,
                at: request.at,
            })
        };
        match &request.command {
            Command::Register(person) => done("register", vec![("who", named(person))]),
            Command::Amend(amend) => done("amend", vec![who(&amend.patient)]),
            Command::Allergy(said) => match &said.answer {
                AllergyAnswer::None => done("allergy-none", vec![who(&said.patient)]),
                AllergyAnswer::Present(found) => done(
                    "allergy",
                    vec![who(&said.patient), ("what", Word(found.what.to_string()))],
                ),
                AllergyAnswer::Withdrawn(found) => done(
                    "allergy-withdrawn",
                    vec![who(&said.patient), ("what", Word(found.what.to_string()))],
                ),
                AllergyAnswer::NotAsked => done("allergy-not-asked", vec![who(&said.patient)]),
            },
            Command::Restrict { patient, inquiry } => match inquiry {
                Inquiry::Restricted => done("restrict", vec![who(patient)]),
                Inquiry::Open => done("restrict-not", vec![who(patient)]),
            },
            Command::Expect(expect) => done("expect", vec![who(&expect.patient)]),
            Command::Admit(admit) => done("admit", vec![who(&admit.patient), bed(&admit.admission.bed)]),
            Command::AdmitNew { person, admission } => done("admit", vec![("who", named(person)), bed(&admission.bed)]),
            Command::Depart { patient, bed: to } => done("depart", vec![who(patient), bed(to)]),
            Command::Arrive { patient, bed: to } => {
                let announced = stay_of(hospital, patient).and_then(|stay| match stay.place() {
                    Some(Place::Transit { to, .. }) => Some(to.clone()),
                    _ => None,
                });
                let to = to.clone().or(announced)?;
                done("arrive", vec![who(patient), bed(&to)])
            }
            Command::Transfer { patient, bed: to } => done("transfer", vec![who(patient), bed(to)]),
            Command::Swap { patient, with } => {
                let (_, other) = who(with);
                done("swap", vec![who(patient), ("with", other)])
            }
            Command::Leave(leave) => {
                let (key, by) = match leave.kind {
                    OutKind::Leave => ("leave", "leave-until"),
                    OutKind::Outing => ("outing", "outing-until"),
                    OutKind::OffWard => ("off-ward", "off-ward-until"),
                    OutKind::Absconded => ("absconded", "absconded"),
                };
                match leave.until {
                    Some(until) => done(by, vec![who(&leave.patient), ("until", Until(until))]),
                    None => done(key, vec![who(&leave.patient)]),
                }
            }
            Command::Return { patient } => done("return", vec![who(patient)]),
            Command::Discharge(discharge) => {
                let mut places = vec![
                    who(&discharge.patient),
                    ("disposition", Term(discharge.disposition.term())),
                ];
                // Whoever came through the door and was in no bed is not discharged from one.
                let stay = stay_of(hospital, &discharge.patient).filter(|stay| stay.is_present());
                let (key, to) = match stay {
                    Some(_) => ("discharge", "discharge-to"),
                    None => ("leave-door", "leave-door-to"),
                };
                match &discharge.place {
                    Some(place) => {
                        places.push(("place", Word(place.to_string())));
                        done(to, places)
                    }
                    None => done(key, places),
                }
            }
            Command::Department { patient, to } => {
                done("department", vec![who(patient), ("to", Department(to.clone()))])
            }
            Command::Diet { patient, to } => done("diet", vec![who(patient), ("to", Word(to.to_string()))]),
            Command::Mobility { patient, to } => done("mobility", vec![who(patient), ("to", Term(to.term()))]),
            Command::Isolation { patient, to } => done("isolation", vec![who(patient), ("to", Term(to.term()))]),
            Command::Withdraw { patient, what } => {
                let stay = stay_of(hospital, patient)?;
                let was = match what {
                    Care::Diet => stay.diet.get().map(|diet| Word(diet.to_string())),
                    Care::Mobility => stay.mobility.get().map(|mobility| Term(mobility.term())),
                    Care::Isolation => stay.isolation.get().map(|isolation| Term(isolation.term())),
                };
                done(
                    "withdraw",
                    vec![who(patient), ("what", Term(what.term())), ("was", was?)],
                )
            }
            Command::Block {
                bed: name,
                reason,
                until,
            } => {
                let reason = ("reason", Term(reason.term()));
                match until {
                    None => done("block", vec![bed(name), reason]),
                    Some(until) => done("block-until", vec![bed(name), reason, ("until", Time(*until))]),
                }
            }
            Command::Unblock { bed: name } => done("unblock", vec![bed(name)]),
            Command::Reserve { bed: name, patient, .. } => done("reserve", vec![bed(name), who(patient)]),
            Command::Unreserve { bed: name } => done("unreserve", vec![bed(name)]),
            Command::RuleRoom { room, .. } => done("room-rule", vec![("room", Word(room.to_string()))]),
            Command::Diagnosis { patient, .. } => done("diagnosis", vec![who(patient)]),
            Command::Meal { patient, .. } => done("meal", vec![who(patient)]),
            Command::NursingScore { patient, .. } => done("nursing-score", vec![who(patient)]),
            Command::CloseDiscrepancy { .. } => done("close", Vec::new()),
            Command::ImportCensus { lines } => done("import", vec![("count", Number(lines.len()))]),
            Command::Slip(command) => slips::of(command, hospital),
            Command::Check(CheckCommand::Paper { lines }) => done("check-paper", vec![("count", Number(lines.len()))]),
            // The check screen says itself how far it is.
            Command::Check(_)
            | Command::Inquire { .. }
            | Command::Undo { .. }
            | Command::AdoptFrame { .. }
            | Command::Begin { .. }
            | Command::AdoptRegister(_)
            | Command::AdoptSchemes { .. }
            | Command::ReportFork(_)
            // What came out of a printer is told by the printing itself.
            | Command::AskPrint(_)
            | Command::HandPrint { .. }
            | Command::EndPrint { .. }
            | Command::Account(_) => None,
            Command::GrantBlock { .. } => done("grant-block", Vec::new()),
            // The number is known once it is given; the receipt says it.
            Command::Issue(issue) => match &issue.newcomer {
                Newcomer::Mass { count, .. } => {
                    done("issue-mass", vec![("count", Number(usize::from(*count))), number()])
                }
                Newcomer::Newborn { .. } => done("issue-newborn", vec![number()]),
                Newcomer::Known { person, .. } => done("issue", vec![number(), ("who", named(person))]),
                // The alias is drawn with the number.
                Newcomer::Unidentified { .. } => {
                    done("issue-unidentified", vec![number(), ("who", Word(String::new()))])
                }
            },
            Command::PreparePackets { count, .. } => done("prepare-packets", vec![("count", Number(usize::from(*count)))]),
            Command::ActivatePacket(activate) => done(
                "issue-unidentified",
                vec![
                    ("number", Word(activate.number.to_string())),
                    ("who", Word(String::new())),
                ],
            ),
            Command::VoidId { number, .. } => done("void-id", vec![("number", Word(number.to_string()))]),
            Command::PrintId { number, .. } => done("print-id", vec![("number", Word(number.to_string()))]),
            Command::ProposeLink { patient, with } => {
                let (_, other) = who(with);
                done("propose-link", vec![who(patient), ("with", other)])
            }
            Command::Link { patient, with } | Command::ConfirmLink { patient, with } => {
                let (_, other) = who(with);
                done("link", vec![who(patient), ("with", other)])
            }
            Command::Unlink { patient, with, .. } => {
                let (_, other) = who(with);
                done("unlink", vec![who(patient), ("with", other)])
            }
        }
    }

    /// The receipt knows the number that a slip was given.
    #[must_use]
    pub fn of_slips(mut self, slips: &[SlipNumber]) -> Self {
        for (place, filling) in &mut self.places {
            if let (&"slip", Filling::Word(word), Some(slip)) = (&*place, &filling, slips.first())
                && word.is_empty()
            {
                *filling = Filling::Word(slip.to_string());
            }
        }
        self
    }

    /// Whether it stays for ever: what was withdrawn is recorded again, a number that was given is voided, never taken back,
    /// and a block is not granted backwards. A key that is always refused is not offered.
    pub fn is_lasting(&self) -> bool {
        const LASTING: [&str; 11] = [
            "done-allergy-withdrawn",
            "done-allergy-not-asked",
            "done-withdraw",
            "done-issue",
            "done-issue-mass",
            "done-issue-newborn",
            "done-issue-unidentified",
            "done-prepare-packets",
            "done-void-id",
            "done-print-id",
            "done-grant-block",
        ];
        LASTING.contains(&self.key.as_str())
    }

    /// Whether somebody has a number now who had none.
    pub fn gives_a_number(&self) -> bool {
        ["done-issue", "done-issue-newborn", "done-issue-unidentified"].contains(&self.key.as_str())
    }

    /// The receipt knows which numbers were given.
    #[must_use]
    pub fn numbered(mut self, numbers: &[Identifier]) -> Self {
        if !numbers.is_empty() {
            for (place, filling) in &mut self.places {
                if *place == "number" {
                    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
                    *filling = Filling::Word(numbers.join(" "));
                }
            }
        }
        self
    }

    /// The receipt knows whom it was about; a number that was typed gets its name.
    #[must_use]
    pub fn about(mut self, patient: Option<PatientId>) -> Self {
        if let Some(patient) = patient {
            for (place, filling) in &mut self.places {
                let is_unsaid = matches!(filling, Filling::Patient(_)) || *filling == Filling::Word(String::new());
                if *place == "who" && is_unsaid {
                    *filling = Filling::Patient(patient);
                }
            }
        }
        self
    }
}
