//! What a request does, in words: the line that says it is saved, the question before it is taken back. Worked out before the
//! decision, because afterwards nobody knows the bed that was left. Long because every command has its sentence here.

use crate::domain::census::{BedName, DepartmentCode, OutKind};
use crate::domain::checks::command::CheckCommand;
use crate::domain::command::{AllergyAnswer, Care, Command, Request};
use crate::domain::identity::{Birth, Identifier, Inquiry, PatientId, PatientRef};
use crate::domain::numbers::issue::Newcomer;
use crate::domain::record::Timestamp;
use crate::domain::slips::command::{Dropped, PickUp, SlipCommand, Taken, WriteSlip};
use crate::domain::slips::decide::carrying::{missed, recalled, received, turned_up};
use crate::domain::slips::term::Named as Thing;
use crate::domain::slips::{CopyName, Post, SlipNumber};
use crate::domain::state::Hospital;
use crate::domain::text::Text;

use super::Scope;
use super::sentences::Speaker;
use crate::domain::slips::fact::{Handed, QueryOutcome};
use crate::i18n::{Value, date, is_whole_day};

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
                    Some(crate::domain::census::Place::Transit { to, .. }) => Some(to.clone()),
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
            Command::Slip(command) => of_slip(command, hospital),
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
                Newcomer::Mass { count, .. } => done("issue-mass", vec![("count", Number(usize::from(*count)))]),
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

    /// Whether it stays for ever: what was withdrawn is recorded again, a number that was given is voided, never taken back, and a block is not granted backwards. A
    /// key that is always refused is not offered.
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

/// What a command about slips did: the slip by its number, and whom it is for.
fn of_slip(command: &SlipCommand, hospital: &Hospital) -> Option<Done> {
    let key = match command {
        SlipCommand::AdoptBook { .. } => return None,
        SlipCommand::PrepareBlanks { count, .. } => {
            return Some(Done {
                key: "done-prepare-slips".to_owned(),
                places: vec![("count", Filling::Number(usize::from(*count)))],
                at: None,
            });
        }
        SlipCommand::Write(write) => return Some(written(write, hospital)),
        SlipCommand::Print { .. } => "done-print-slip",
        SlipCommand::PickUp(PickUp {
            what: Taken::AllAt(_), ..
        }) => "done-pick-up-all",
        SlipCommand::PickUp(_) => "done-pick-up",
        SlipCommand::HandOver {
            what: Dropped::OfRun(_),
            ..
        } => "done-hand-over-run",
        SlipCommand::HandOver { .. } => "done-hand-over",
        SlipCommand::Receive { .. } => "done-receive",
        SlipCommand::Start { .. } => "done-start",
        SlipCommand::Done { .. } => "done-done",
        SlipCommand::Perform(_) => "done-perform",
        SlipCommand::ReturnResult { .. } => "done-return-result",
        SlipCommand::Bill { .. } => "done-bill",
        SlipCommand::File { .. } => "done-file",
        SlipCommand::Query(_) => "done-query",
        SlipCommand::Follow { .. } => "done-follow-query",
        // What comes next is somebody's to do: the answer alone changes no paper.
        SlipCommand::Answer { outcome, .. } => match outcome {
            QueryOutcome::Unchanged => "done-answer",
            QueryOutcome::Note => "done-answer-note",
            QueryOutcome::Reissue => "done-answer-reissue",
        },
        SlipCommand::PassNote { .. } => "done-pass-note",
        SlipCommand::Revise(_) => "done-revise",
        SlipCommand::Recall { .. } => "done-recall",
        SlipCommand::CannotFind { .. } => "done-cannot-find",
        SlipCommand::Found { .. } => "done-found",
        SlipCommand::Cancel { .. } => "done-cancel-slip",
        SlipCommand::OpenRun { .. } => "done-run-open",
        SlipCommand::CloseRun { .. } => "done-run-close",
    };
    let slip = command.slips().first().map(|slip| SlipNumber::meant(*slip, hospital));
    let patient = slip.and_then(|slip| hospital.slip(slip)?.patient());
    let number = Filling::Word(slip.map(|slip| slip.to_string()).unwrap_or_default());
    let who = patient.map_or_else(
        || Filling::Word(String::new()),
        |patient| who(hospital, &PatientRef::Record(patient)),
    );
    let mut places = vec![("slip", sheet(command, hospital).unwrap_or(number)), ("who", who)];
    places.extend(at_desk(command, hospital));
    Some(Done {
        key: key.to_owned(),
        places,
        at: None,
    })
}

/// A new slip: its number is known when it is written.
fn written(write: &WriteSlip, hospital: &Hospital) -> Done {
    let who = ("who", who(hospital, &write.patient));
    let number = ("slip", Filling::Word(String::new()));
    match &write.kind {
        Some(kind) if write.number.is_none() => Done {
            key: "done-write-slip".to_owned(),
            places: vec![who, number, ("kind", Filling::Thing(Thing::SlipType(kind.clone())))],
            at: None,
        },
        _ => Done {
            key: "done-register-slip".to_owned(),
            places: vec![who, number],
            at: None,
        },
    }
}

/// The sheet that a command is about, where it is about one; what comes in together is told by its numbers.
fn sheet(command: &SlipCommand, hospital: &Hospital) -> Option<Filling> {
    let name = match command {
        SlipCommand::Receive { name, at } if name.copy.is_none() => {
            let copies = received(hospital, *name, at)?;
            return match copies.as_slice() {
                [only] => Some(Filling::Sheet(CopyName {
                    copy: Some(*only),
                    ..name.meant(hospital)
                })),
                several => {
                    let numbers: Vec<String> = several.iter().map(ToString::to_string).collect();
                    let slip = name.meant(hospital).slip;
                    Some(Filling::Word(format!("{slip}/{}", numbers.join("・"))))
                }
            };
        }
        SlipCommand::Recall { name, at } if name.copy.is_none() => CopyName {
            copy: Some(recalled(hospital, *name, at.as_ref())?),
            ..name.meant(hospital)
        },
        SlipCommand::CannotFind { name, .. } if name.copy.is_none() => CopyName {
            copy: Some(missed(hospital, *name)?),
            ..name.meant(hospital)
        },
        SlipCommand::Found { name, .. } if name.copy.is_none() => CopyName {
            copy: Some(turned_up(hospital, *name)?),
            ..name.meant(hospital)
        },
        SlipCommand::Receive { name, .. }
        | SlipCommand::File { name, .. }
        | SlipCommand::PassNote { name }
        | SlipCommand::Recall { name, .. }
        | SlipCommand::CannotFind { name, .. }
        | SlipCommand::Found { name, .. }
        | SlipCommand::HandOver {
            what: Dropped::Copy(name),
            ..
        }
        | SlipCommand::PickUp(PickUp {
            what: Taken::Copy(name),
            ..
        }) => name.meant(hospital),
        _ => return None,
    };
    name.copy.map(|_| Filling::Sheet(name))
}

/// Where, and which step: whoever reads the message sees what was ticked in whose place.
fn at_desk(command: &SlipCommand, hospital: &Hospital) -> Vec<(&'static str, Filling)> {
    let post = |post: &Post| ("post", Filling::Thing(Thing::Post(post.clone())));
    match command {
        SlipCommand::Receive { at, .. } | SlipCommand::Found { at, .. } => vec![post(at)],
        SlipCommand::HandOver {
            to: Handed::Post(to), ..
        }
        | SlipCommand::PickUp(PickUp {
            what: Taken::AllAt(to), ..
        }) => vec![post(to)],
        SlipCommand::HandOver {
            to: Handed::Carrier(carrier),
            ..
        } => vec![("post", Filling::Word(carrier.to_string()))],
        SlipCommand::Done { slip, step, at, .. } => {
            let number = SlipNumber::meant(*slip, hospital);
            let Some(slip) = hospital.slip(number) else {
                return vec![
                    ("step", Filling::Word(String::new())),
                    ("post", Filling::Word(String::new())),
                ];
            };
            let planned = match (step, at) {
                (Some(code), _) => slip.plan().iter().find(|one| one.code == *code),
                (None, Some(at)) => slip.next_step_at(at),
                (None, None) => slip.next_step(),
            };
            match planned {
                Some(step) => vec![
                    ("step", Filling::Thing(Thing::Step(number, step.code.clone()))),
                    post(&step.at),
                ],
                None => vec![
                    ("step", Filling::Word(String::new())),
                    ("post", Filling::Word(String::new())),
                ],
            }
        }
        SlipCommand::Revise(revise) => {
            let slip = hospital.slip(SlipNumber::meant(revise.slip, hospital));
            let next = slip.map_or(0, |slip| usize::from(slip.revision()) + 1);
            vec![("revision", Filling::Number(next))]
        }
        _ => Vec::new(),
    }
}

impl Scope<'_> {
    /// `S07-100123-41/1 正（薬剤部用）`.
    pub fn sheet(&self, name: CopyName) -> String {
        let slip = self.hospital.slip(name.slip);
        let copy = slip.and_then(|slip| Some((slip, slip.copy(name.copy?)?)));
        match copy {
            Some((slip, copy)) => {
                let role = Speaker::new(self.words, self.hospital).copy_role(slip, copy);
                format!("{name} {role}")
            }
            None => name.to_string(),
        }
    }

    /// `5E-501-1 田中 太郎 を 6W-602-2 へ転棟`.
    pub fn done(&self, done: &Done) -> String {
        let texts: Vec<(&str, Result<String, usize>)> = done
            .places
            .iter()
            .map(|(place, filling)| {
                let text = match filling {
                    Filling::Word(word) => Ok(word.clone()),
                    Filling::Term(key) => Ok(self.words.say(key)),
                    Filling::Department(code) => Ok(self.department(code)),
                    Filling::Patient(id) => Ok(self.patient(*id)),
                    Filling::Time(at) => Ok(self.moment(*at)),
                    Filling::Until(at) => Ok(self.until(*at)),
                    Filling::Thing(thing) => Ok(Speaker::new(self.words, self.hospital).named(thing)),
                    Filling::Sheet(name) => Ok(self.sheet(*name)),
                    Filling::Number(number) => Err(*number),
                };
                (*place, text)
            })
            .collect();
        let places: Vec<(&str, Value<'_>)> = texts
            .iter()
            .map(|(place, text)| match text {
                Ok(text) => (*place, Value::from(text)),
                Err(number) => (*place, Value::from(*number)),
            })
            .collect();
        let text = self.words.fill(&done.key, &places);
        match done.at {
            // A minute ago is now; a time that somebody has typed is read back.
            Some(at) if at.minute() != self.now.minute() => {
                let places = [("done", text.into()), ("at", self.moment(at).into())];
                self.words.fill("done-at", &places)
            }
            _ => text,
        }
    }

    /// A moment until which something holds: only the day where only the day was meant.
    fn until(&self, at: Timestamp) -> String {
        let local = self.local(at);
        if is_whole_day(local) {
            let day = date(local.date());
            let this_year = self.local_now().format("%Y-").to_string();
            return day.strip_prefix(&this_year).map_or_else(|| day.clone(), str::to_owned);
        }
        self.moment(at)
    }
}

fn stay_of<'a>(
    hospital: &'a Hospital,
    reference: &PatientRef,
) -> Option<&'a std::sync::Arc<crate::domain::census::Stay>> {
    hospital.open_stay(hospital.find_patient(reference)?.id)
}

/// `5E-501-1 田中 太郎`: the bed stands before the name, because that is how a ward speaks of people.
fn who(hospital: &Hospital, reference: &PatientRef) -> Filling {
    let Some(patient) = hospital.find_patient(reference) else {
        return match reference {
            PatientRef::Identifier(identifier) => Filling::Word(identifier.to_string()),
            PatientRef::Record(id) => Filling::Patient(*id),
        };
    };
    let name = patient.name.get().or_else(|| patient.kana.get());
    let name = name
        .map(ToString::to_string)
        .or_else(|| patient.identifier().map(ToString::to_string))
        .unwrap_or_else(|| patient.id.to_string());
    // Whoever shares the name with somebody who is here is told by the day of birth as well.
    let shares = |other: &crate::domain::identity::Patient| {
        let same = |one: &Text, two: &Text| plain_name(one) == plain_name(two);
        other.id != patient.id
            && matches!((other.name.get(), patient.name.get()), (Some(one), Some(two)) if same(one, two))
            && hospital.open_stay(other.id).is_some()
    };
    let name = match patient.birth.get() {
        Some(Birth::On(day)) if hospital.patients().any(|other| shares(other)) => format!("{name} ({day})"),
        _ => name,
    };
    let stay = hospital.open_stay(patient.id).filter(|stay| stay.is_present());
    match stay.and_then(|stay| stay.place()).and_then(|place| place.answers()) {
        Some(bed) => Filling::Word(format!("{} {name}", bed.shown())),
        None => Filling::Word(name),
    }
}

/// A name without the blanks in it.
fn plain_name(name: &Text) -> String {
    name.as_str().chars().filter(|c| !c.is_whitespace()).collect()
}

fn named(person: &crate::domain::command::Register) -> Filling {
    let name = person.name.as_ref().or(person.kana.as_ref());
    Filling::Word(
        name.map(ToString::to_string)
            .or_else(|| person.identifier.as_ref().map(ToString::to_string))
            .unwrap_or_default(),
    )
}
