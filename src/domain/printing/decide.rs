//! Asking for paper, and keeping what became of it.

use smol_str::SmolStr;

use super::{
    PrintJobId, PrintState,
    fact::{Paper, PrintAsked, PrintEnd, PrintEnded, PrintHanded, PrintPlaced, PrintTo},
};
use crate::domain::{
    access::Context,
    census::decide::known,
    compose::Draft,
    identity::{Identifier, Patient, PatientId, PatientRef},
    numbers::{NumberRefusal, fact::NumberPrinted, issue::MOST_AT_ONCE},
    record::{Day, EventId, Fact, Timestamp},
    refusal::{Refusal, frame_of},
    slips::{
        Post, SlipRefusal,
        command::WarningsSeen,
        decide::{post, printing as of_slips},
    },
    state::Hospital,
    text::Text,
};

/// Days back for which the register of a desk is whole: finished slips leave the hot state two days after anybody touched
/// them (`state::evict`), so today's and yesterday's are here.
const REGISTER_DAYS: i32 = 1;

/// What somebody wants printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskPrint {
    pub paper: Paper,
    pub count: u16,
    pub to: PrintTo,
    pub reason: Option<Text>,
    /// Of a slip: whether what must be looked at was looked at.
    pub seen: WarningsSeen,
    /// Of a slip: the desk where it comes out; the ward that ordered when nothing is said.
    pub desk: Option<Post>,
}

/// Asks for paper. What may be on paper already and must not be twice (a patient's number, the copies of a slip, numbered
/// forms) is printed again only with a reason: two labels of one patient in use are how samples are mixed up.
pub fn ask(hospital: &Hospital, wanted: AskPrint, at: Timestamp, context: &Context<'_>) -> Result<Draft, Refusal> {
    let paper = match wanted.paper {
        Paper::Packets { numbers } => Paper::Packets {
            numbers: packets(hospital, &numbers)?,
        },
        other => other,
    };
    can_be_made(hospital, &paper, wanted.seen, at)?;
    if wanted.reason.is_none()
        && let Some(refusal) = again(hospital, &paper)
    {
        return Err(refusal);
    }
    let job = PrintJobId::issued(EventId {
        commit: context.commit,
        index: 0,
    });
    let mut draft = Draft::one(
        at,
        PrintAsked {
            job,
            paper,
            count: wanted.count.max(1),
            to: wanted.to,
            reason: wanted.reason,
        },
    );
    // The program may be gone when it comes out.
    if let Some(desk) = wanted.desk {
        draft.add(at, PrintPlaced { job, desk });
    }
    Ok(draft)
}

/// Whether there is such a thing to print.
fn can_be_made(hospital: &Hospital, paper: &Paper, seen: WarningsSeen, at: Timestamp) -> Result<(), Refusal> {
    if let Some(ward) = paper.ward()
        && frame_of(hospital)?.ward(ward.as_str()).is_none()
    {
        return Err(Refusal::UnknownWard { ward: ward.to_string() });
    }
    if let Some(patient) = paper.patient() {
        let person = known(hospital, &PatientRef::Record(patient))?;
        numbers_hold(hospital, paper, Some(&person))?;
    }
    match paper {
        Paper::Slip { slip, revision, copies } => of_slips::printable(hospital, *slip, *revision, copies, seen, at),
        Paper::Blanks { ward, pads } => {
            post(hospital, ward)?;
            of_slips::pads_known(hospital, pads)
        }
        Paper::RunSheet { run } => match hospital.run(*run).filter(|known| !known.opened.is_empty()) {
            Some(_) => Ok(()),
            None => Err(SlipRefusal::UnknownRun { run: *run }.into()),
        },
        Paper::DeskRegister { desk, day } => {
            post(hospital, desk)?;
            register_is_whole(hospital, *day, at)
        }
        // `ask` has read their numbers.
        Paper::Packets { .. }
        | Paper::WardList { .. }
        | Paper::HospitalList
        | Paper::Headcount { .. }
        | Paper::Labels { .. }
        | Paper::WristStrips { .. }
        | Paper::Summary { .. }
        | Paper::NursingSheet { .. }
        | Paper::MealSheet { .. }
        | Paper::DailyReport { .. } => Ok(()),
    }
}

/// A label with a number that is not to be used any more is how two people come to be one: it is not even shown, because who sees it
/// writes it down.
pub fn numbers_hold(hospital: &Hospital, paper: &Paper, person: Option<&Patient>) -> Result<(), Refusal> {
    match paper {
        Paper::Labels { .. } | Paper::WristStrips { .. } => {
            let number = person.and_then(|person| hospital.identifier_of(person));
            match number.filter(|number| hospital.is_voided(number)) {
                Some(number) => Err(NumberRefusal::Voided { number: number.clone() }.into()),
                None => Ok(()),
            }
        }
        Paper::Packets { numbers } => packets(hospital, numbers).map(|_| ()),
        _ => Ok(()),
    }
}

/// A register with slips missing from it would be taken for the whole one.
fn register_is_whole(hospital: &Hospital, day: Day, at: Timestamp) -> Result<(), Refusal> {
    let zone = hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone());
    let today = at.to_utc().map(|utc| Day::from(utc.with_timezone(&zone).date_naive()));
    match today {
        Some(today) if today.number() - day.number() > REGISTER_DAYS => Err(Refusal::RegisterGone { day }),
        _ => Ok(()),
    }
}

/// Why it is not printed without a reason, if it may be on paper.
pub fn again(hospital: &Hospital, paper: &Paper) -> Option<Refusal> {
    if times_printed(hospital, paper) == 0 {
        return None;
    }
    match paper {
        Paper::Labels { patient } | Paper::WristStrips { patient } => {
            Some(Refusal::ReprintReasonMissing { patient: *patient })
        }
        Paper::Slip { slip, .. } => Some(SlipRefusal::ReprintReasonMissing { slip: *slip }.into()),
        Paper::Blanks { pads, .. } => pads
            .first()
            .map(|pad| SlipRefusal::ReprintReasonMissing { slip: pad.0 }.into()),
        Paper::Packets { numbers } => {
            let mut known = numbers.iter().filter(|number| packet_printed(hospital, number) > 0);
            known
                .next()
                .map(|number| NumberRefusal::ReasonMissing { number: number.clone() }.into())
        }
        _ => None,
    }
}

/// How often the same may have come out, of what must not be twice on paper. Patients, slips and pads remember it for as
/// long as they are kept, so that it holds for somebody who comes back after weeks.
pub fn times_printed(hospital: &Hospital, paper: &Paper) -> usize {
    let may_be_out = |job: &PrintJobId| hospital.print_job(*job).is_none_or(|job| job.may_be_printed());
    match paper {
        Paper::Labels { patient } | Paper::WristStrips { patient } => {
            let printed = hospital.patient(*patient).map(|patient| patient.printed.as_slice());
            let same = printed.unwrap_or_default().iter().filter(|(_, known)| known == paper);
            let jobs = same.filter(|(job, _)| may_be_out(job)).count();
            // Labels of the same number may have come out of the packet, or at a linked record, or by a hand that said so.
            let labels = matches!(paper, Paper::Labels { .. }).then(|| labels_printed(hospital, *patient));
            jobs.max(labels.unwrap_or_default())
        }
        Paper::Slip { slip, revision, copies } => of_slips::times_printed(hospital, *slip, *revision, copies),
        Paper::Blanks { pads, .. } => {
            let of_pad = |pad| {
                let jobs = hospital.pad(pad).map(|pad| pad.asked.as_slice()).unwrap_or_default();
                jobs.iter().filter(|job| may_be_out(job)).count()
            };
            pads.iter().map(|pad| of_pad(*pad)).max().unwrap_or_default()
        }
        Paper::Packets { numbers } => {
            let printed = numbers.iter().map(|number| packet_printed(hospital, number));
            printed.max().unwrap_or_default()
        }
        _ => 0,
    }
}

/// How often labels of a number of this person have come out, as the ledger has it; more than for the record alone where it
/// is linked, because there is one wrist.
fn labels_printed(hospital: &Hospital, patient: PatientId) -> usize {
    let records = hospital.records(patient);
    let numbers = records.iter().flat_map(|record| &record.identifiers);
    let printed = numbers.filter_map(|(_, number)| Some(hospital.number(number)?.printed.len()));
    printed.max().unwrap_or_default()
}

/// How often the labels of a packet may have come out. The ledger keeps what did; what is under way is with its job.
fn packet_printed(hospital: &Hospital, number: &Identifier) -> usize {
    let under_way = hospital
        .print_jobs()
        .filter(|job| job.may_be_printed() && !matches!(job.state(), PrintState::Ended(_)))
        .filter_map(|job| job.asked.get())
        .filter(|asked| asked.paper.packets().contains(number))
        .count();
    under_way + hospital.number(number).map_or(0, |known| known.printed.len())
}

/// The numbers of packets, as they are written.
fn packets(hospital: &Hospital, numbers: &[Identifier]) -> Result<Vec<Identifier>, Refusal> {
    if numbers.is_empty() || numbers.len() > usize::from(MOST_AT_ONCE) {
        return Err(NumberRefusal::CountOutOfRange { most: MOST_AT_ONCE }.into());
    }
    let written = numbers.iter().map(|number| {
        let written = hospital.as_written(number);
        match hospital.number(&written) {
            None => Err(NumberRefusal::NotANumber { number: number.clone() }.into()),
            Some(known) if known.is_voided() => Err(NumberRefusal::Voided { number: written }.into()),
            Some(_) => Ok(written),
        }
    });
    written.collect()
}

/// What was asked to be printed of a slip, of a revision of it, or of a pad, and may have come out: then the paper is there, and a
/// record that is taken back would leave it without anybody who knows of it. It is cancelled, or seen and voided.
pub fn on_paper_since(hospital: &Hospital, fact: &Fact) -> Option<EventId> {
    let is_of = |paper: &Paper| match (fact, paper) {
        (Fact::SlipWritten(f), Paper::Slip { slip, .. }) => *slip == f.slip,
        (Fact::SlipRevised(f), Paper::Slip { slip, revision, .. }) => {
            *slip == f.slip && *revision == f.content.revision
        }
        (Fact::BlanksPrepared(f), Paper::Blanks { pads, .. }) => pads.contains(&f.pad),
        _ => false,
    };
    let asked = hospital
        .print_jobs()
        .filter(|job| job.may_be_printed())
        .filter_map(|job| job.asked.latest())
        .filter(|asked| is_of(&asked.value.paper));
    asked.map(|asked| asked.said.order.event).max()
}

/// The numbers given by hand that come to be on paper with it.
fn on_paper(hospital: &Hospital, paper: &Paper) -> Vec<Identifier> {
    match paper {
        Paper::Labels { patient } | Paper::WristStrips { patient } => {
            let own = hospital.numbers().filter(|number| number.patient() == Some(*patient));
            let mut own: Vec<Identifier> = own.map(|number| number.number.clone()).collect();
            own.sort_unstable();
            own
        }
        other => other.packets().to_vec(),
    }
}

/// The print system has taken a job.
pub fn hand(hospital: &Hospital, job: PrintJobId, request: SmolStr, at: Timestamp) -> Result<Draft, Refusal> {
    open(hospital, job)?;
    Ok(Draft::one(at, PrintHanded { job, request }))
}

/// A job is over. With the paper of a slip that was not printed before, the slip is printed: one commit, so that no copy
/// is ever on paper without a record of where it lies.
pub fn end(
    hospital: &Hospital,
    job: PrintJobId,
    end: PrintEnd,
    desk: Option<Post>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    open(hospital, job)?;
    let known = hospital.print_job(job);
    let asked = known.and_then(|known| known.asked.get());
    // Whoever looks after it in the next life of the program does not know where it was asked for.
    let desk = desk.or_else(|| known?.desk.clone());
    let came_out = matches!(end, PrintEnd::Printed { .. } | PrintEnd::Written { .. });
    let mut draft = Draft::one(at, PrintEnded { job, end });
    let Some(asked) = asked.filter(|_| came_out) else {
        return Ok(draft);
    };
    let printer = match &asked.to {
        PrintTo::Queue(queue) => Text::parse(queue, crate::domain::text::NAME).ok(),
        PrintTo::File | PrintTo::Folder => None,
    };
    if let Some(printed) = of_slips::came_out(hospital, &asked.paper, (printer, desk)) {
        draft.add(at, printed);
    }
    // The ledger of numbers says what is about.
    for number in on_paper(hospital, &asked.paper) {
        let reason = asked.reason.clone();
        draft.add(at, NumberPrinted { number, reason });
    }
    Ok(draft)
}

fn open(hospital: &Hospital, job: PrintJobId) -> Result<(), Refusal> {
    let known = hospital.print_job(job).filter(|job| !job.asked.is_empty());
    match known.map(|job| job.state()) {
        None => Err(Refusal::UnknownPrintJob { job }),
        Some(PrintState::Ended(_)) => Err(Refusal::PrintJobEnded { job }),
        Some(PrintState::Asked | PrintState::Handed(_)) => Ok(()),
    }
}
