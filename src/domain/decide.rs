//! From a command to a commit, or to the reason why not. The only door to a change.

use super::{
    access::{self, Context, Deed},
    census, checks,
    command::{Command, Request},
    compose::{Draft, compose},
    identity, numbers, printing,
    record::{Commit, CommitId, EventId, Fact, History, Position, Sequence, Timestamp, fact::Retracted},
    recovery,
    refusal::Refusal,
    slips::{
        self,
        command::{SlipCommand, WriteSlip},
    },
    state::{Hospital, Subject},
};

/// What a command came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// To be made durable, then folded in.
    Commit(Box<Commit>),
    /// Everything asked for is already so: an import of a list that is already here.
    Nothing,
    /// This very request was decided before, by this commit.
    Already(CommitId),
}

/// Where this station's own commits lie, for taking one back.
pub trait OwnCommits: History {
    /// `None` when this installation never made it.
    fn position(&self, id: CommitId) -> Option<Position>;
}

/// Decides `request` on the newest state.
pub fn decide(
    hospital: &Hospital,
    mut request: Request,
    context: &Context<'_>,
    past: &dyn OwnCommits,
) -> Result<Decision, Refusal> {
    request.command = numbers::typed::written(hospital, request.command);
    context.allow(hospital, deed(&request.command))?;
    let at = request.at.unwrap_or(context.now);
    if at.minute() > context.now {
        return Err(Refusal::AtInFuture { at });
    }
    if let Some(commit) = numbers::asked::before(hospital, &request.command)? {
        return Ok(Decision::Already(commit));
    }
    let takes_away = matches!(request.command, Command::Undo { .. } | Command::Unlink { .. });
    let draft = draft(hospital, request.command, at, context, past)?;
    if draft.is_empty() {
        return Ok(Decision::Nothing);
    }
    let commit = compose(hospital, draft, request.note, context)?;
    if takes_away {
        leaves_a_number(hospital, &commit, past)?;
    }
    Ok(Decision::Commit(Box::new(commit)))
}

/// Refuses to take the last number that holds away from somebody in a bed, by whatever is taken back. Looked at on a copy, afterwards:
/// it may have been the hospital's own number, or a link to a record that has it.
fn leaves_a_number(hospital: &Hospital, commit: &Commit, past: &dyn OwnCommits) -> Result<(), Refusal> {
    let mut after = hospital.clone();
    after.apply(commit, Position(u64::MAX), past)?;
    let lacks_one = |known: &Hospital, patient| {
        let is_in_bed = known.open_stay(patient).is_some_and(|stay| stay.is_present());
        let number = census::decide::movement::only_voided(known, patient).filter(|_| is_in_bed);
        number.cloned()
    };
    for patient in after.present().filter_map(|stay| stay.patient()) {
        if let (Some(number), None) = (lacks_one(&after, patient), lacks_one(hospital, patient)) {
            return Err(numbers::NumberRefusal::NumberNeeded { number, patient }.into());
        }
    }
    Ok(())
}

fn draft(
    hospital: &Hospital,
    command: Command,
    at: Timestamp,
    context: &Context<'_>,
    past: &dyn OwnCommits,
) -> Result<Draft, Refusal> {
    use census::decide::{beds, details, import, movement};
    match command {
        Command::Register(person) => identity::decide::register(hospital, person, at, context),
        Command::Amend(amend) => identity::decide::amend(hospital, amend, at, context),
        Command::Allergy(allergy) => identity::decide::allergy(hospital, allergy, at),
        Command::Withdraw { patient, what } => details::withdraw(hospital, &patient, what, at),
        Command::Restrict { patient, inquiry } => identity::decide::restrict(hospital, &patient, inquiry, at, context),

        Command::Expect(expect) => movement::expect(hospital, expect, at, context),
        Command::Admit(admit) => movement::admit(hospital, &admit.patient, admit.admission, at, context),
        Command::AdmitNew { person, admission } => movement::admit_new(hospital, person, admission, at, context),
        Command::Depart { patient, bed } => movement::depart(hospital, &patient, bed, at),
        Command::Arrive { patient, bed } => movement::arrive(hospital, &patient, bed, at),
        Command::Transfer { patient, bed } => movement::transfer(hospital, &patient, bed, at),
        Command::Swap { patient, with } => movement::swap(hospital, &patient, &with, at),
        Command::Leave(leave) => movement::leave(hospital, leave, at),
        Command::Return { patient } => movement::come_back(hospital, &patient, at),
        Command::Discharge(discharge) => movement::discharge(hospital, discharge, at),

        Command::Department { patient, to } => details::department(hospital, &patient, to, at),
        Command::Diet { patient, to } => details::diet(hospital, &patient, to, at),
        Command::Mobility { patient, to } => details::mobility(hospital, &patient, to, at),
        Command::Isolation { patient, to } => details::isolation(hospital, &patient, to, at),

        Command::Block { bed, reason, until } => beds::block(hospital, bed, reason, until, at),
        Command::Unblock { bed } => beds::unblock(hospital, bed, at),
        Command::Reserve { bed, patient, until } => beds::reserve(hospital, bed, &patient, until, at),
        Command::Unreserve { bed } => beds::unreserve(hospital, bed, at),
        Command::RuleRoom { room, rule } => beds::rule(hospital, room, rule, at),

        Command::Inquire { name, caller } => Ok(census::decide::inquiry::inquire(hospital, name, caller, at)),

        Command::Diagnosis { patient, diagnosis } => recovery::decide::diagnosis(hospital, &patient, diagnosis, at),
        Command::Meal {
            patient,
            day,
            meal,
            diet,
        } => recovery::decide::meal(hospital, &patient, (day, meal), diet, at),
        Command::NursingScore { patient, day, score } => {
            recovery::decide::nursing_score(hospital, &patient, day, score, at)
        }

        Command::Check(step) => checks::decide::decide(hospital, step, at, context),

        Command::CloseDiscrepancy { discrepancy, remark } => close(hospital, discrepancy, remark, at),
        Command::Undo { sequence } => undo(hospital, sequence, at, context, past),

        Command::AdoptSchemes { version, schemes } => numbers::decide::adopt(hospital, version, schemes, at, context),
        Command::GrantBlock { station, block } => numbers::decide::grant(hospital, station, block, at, context),
        Command::ReportFork(fork) => Ok(numbers::decide::report(hospital, *fork, at)),
        Command::Issue(issue) => numbers::issue::issue(hospital, *issue, at, context),
        Command::PreparePackets { count, request } => numbers::packets::prepare(hospital, count, request, at, context),
        Command::ActivatePacket(activate) => numbers::packets::activate(hospital, *activate, at, context),
        Command::VoidId { number, reason } => numbers::issue::void(hospital, &number, reason, at),
        Command::PrintId { number, reason } => numbers::issue::print(hospital, &number, reason, at),
        Command::Link { patient, with } => numbers::link::link(hospital, &patient, &with, at, context),
        Command::ProposeLink { patient, with } => numbers::link::propose(hospital, &patient, &with, at, context),
        Command::ConfirmLink { patient, with } => numbers::link::confirm(hospital, &patient, &with, at, context),
        Command::Unlink { patient, with, reason } => numbers::link::unlink(hospital, &patient, &with, reason, at),

        Command::AdoptFrame { version, frame } => {
            if hospital.settings_version() == version {
                return Ok(Draft::default());
            }
            Ok(Draft::one(at, census::frame::FrameAdopted { version, frame }))
        }
        Command::Begin {
            version,
            frame,
            slips: book_version,
            book,
        } => {
            let mut draft = Draft::one(at, census::frame::FrameAdopted { version, frame });
            draft.add(
                at,
                slips::book::SlipTypesAdopted {
                    version: book_version,
                    book,
                },
            );
            Ok(draft)
        }
        Command::AdoptRegister(register) => {
            if hospital.register() == Some(&register) {
                return Ok(Draft::default());
            }
            Ok(Draft::one(at, register))
        }
        Command::ImportCensus { lines } => import::import(hospital, lines, at, context),

        Command::AskPrint(wanted) => printing::decide::ask(hospital, wanted, at, context),
        Command::HandPrint { job, request } => printing::decide::hand(hospital, job, request, at),
        Command::EndPrint { job, end, desk } => printing::decide::end(hospital, job, end, desk, at),
        Command::Slip(command) => slips::decide::decide(hospital, command, at, context),
        Command::Account(command) => access::decide::decide(hospital, command, at, context),
    }
}

/// The permission that a command needs.
pub fn deed(command: &Command) -> Deed {
    match command {
        Command::Register(_) | Command::Amend(_) | Command::Allergy(_) | Command::Restrict { .. } => Deed::ChangePeople,
        Command::Expect(_)
        | Command::Admit(_)
        | Command::AdmitNew { .. }
        | Command::Depart { .. }
        | Command::Arrive { .. }
        | Command::Transfer { .. }
        | Command::Swap { .. }
        | Command::Leave(_)
        | Command::Return { .. }
        | Command::Discharge(_)
        | Command::Department { .. }
        | Command::Diet { .. }
        | Command::Mobility { .. }
        | Command::Isolation { .. }
        | Command::Withdraw { .. } => Deed::ChangeCensus,
        Command::Block { .. }
        | Command::Unblock { .. }
        | Command::Reserve { .. }
        | Command::Unreserve { .. }
        | Command::RuleRoom { .. } => Deed::ChangeBeds,
        Command::Inquire { .. } => Deed::AnswerInquiry,
        Command::Diagnosis { .. } | Command::Meal { .. } | Command::NursingScore { .. } => Deed::KeepForRecovery,
        Command::CloseDiscrepancy { .. } => Deed::CloseDiscrepancy,
        Command::Undo { .. } => Deed::Undo,
        Command::AdoptFrame { .. }
        | Command::Begin { .. }
        | Command::Check(checks::command::CheckCommand::AdoptPolicy { .. }) => Deed::ChangeSettings,
        Command::Check(_) => Deed::CheckIdentity,
        Command::AdoptSchemes { .. } | Command::GrantBlock { .. } | Command::ReportFork(_) => Deed::GrantNumbers,
        Command::Issue(_)
        | Command::PreparePackets { .. }
        | Command::ActivatePacket(_)
        | Command::VoidId { .. }
        | Command::PrintId { .. }
        | Command::Link { .. }
        | Command::ProposeLink { .. }
        | Command::ConfirmLink { .. }
        | Command::Unlink { .. } => Deed::IssueNumbers,
        Command::ImportCensus { .. } | Command::AdoptRegister(_) => Deed::Import,
        Command::AskPrint(_) | Command::HandPrint { .. } | Command::EndPrint { .. } => Deed::Print,
        Command::Slip(command) => slip_deed(command),
        Command::Account(command) => command.deed(),
    }
}

fn slip_deed(command: &SlipCommand) -> Deed {
    match command {
        SlipCommand::AdoptBook { .. } => Deed::ChangeSlipTypes,
        SlipCommand::PrepareBlanks { .. }
        | SlipCommand::Write(WriteSlip { number: None, .. })
        | SlipCommand::Print { .. }
        | SlipCommand::Cancel { .. } => Deed::WriteSlips,
        SlipCommand::PickUp(_)
        | SlipCommand::HandOver { .. }
        | SlipCommand::Receive { .. }
        | SlipCommand::File { .. }
        | SlipCommand::Recall { .. }
        | SlipCommand::CannotFind { .. }
        | SlipCommand::Found { .. }
        | SlipCommand::PassNote { .. }
        | SlipCommand::OpenRun { .. }
        | SlipCommand::CloseRun { .. } => Deed::CarrySlips,
        // The first desk that has a form filled by hand registers it (domain.md, Order slips 1); whoever has asked back writes down
        // what was answered, on whose order (6).
        SlipCommand::Write(WriteSlip { number: Some(_), .. })
        | SlipCommand::Revise(_)
        | SlipCommand::Start { .. }
        | SlipCommand::Done { .. }
        | SlipCommand::Perform(_)
        | SlipCommand::ReturnResult { .. }
        | SlipCommand::Query(_)
        | SlipCommand::Follow { .. }
        | SlipCommand::Answer { .. } => Deed::WorkOnSlips,
        SlipCommand::Bill { .. } => Deed::BillSlips,
    }
}

fn close(
    hospital: &Hospital,
    discrepancy: census::DiscrepancyId,
    remark: super::text::Text,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let open = hospital
        .discrepancies()
        .into_iter()
        .find(|known| known.id == discrepancy);
    let known = open.ok_or(Refusal::UnknownDiscrepancy { discrepancy })?;
    if known.closed.is_some() {
        return Err(Refusal::AlreadyClosed { discrepancy });
    }
    Ok(Draft::one(
        at,
        census::discrepancy::DiscrepancyClosed { discrepancy, remark },
    ))
}

/// Takes back a commit of this installation, all of it, unless later facts rest on it.
fn undo(
    hospital: &Hospital,
    sequence: Sequence,
    at: Timestamp,
    context: &Context<'_>,
    past: &dyn OwnCommits,
) -> Result<Draft, Refusal> {
    let id = CommitId {
        sequence,
        ..context.commit
    };
    let position = past.position(id).ok_or(Refusal::UnknownCommit { sequence })?;
    let commit = past.commit(position)?;
    let mut draft = Draft::default();
    let mut gone = false;
    for (index, event) in commit.numbered() {
        let subjects = Subject::of(&event.fact);
        // One's own is one's own; what another did takes whoever might have done it.
        if commit.user != context.asker.user
            && let Some(deed) = access::taking_back::deed_of(&subjects)
        {
            context.allow(hospital, deed)?;
        }
        if subjects.is_empty() || is_lasting(&event.fact, &subjects) {
            return Err(Refusal::CannotUndo { sequence });
        }
        let order = commit.order(index);
        if let Some(by) = printing::decide::on_paper_since(hospital, &event.fact) {
            return Err(Refusal::LaterFacts {
                sequence,
                by,
                patient: None,
            });
        }
        // One of several facts may have been withdrawn by itself: then the others are what is left to take back.
        if is_retracted(hospital, &subjects, order.event, past)? {
            gone = true;
            continue;
        }
        for subject in &subjects {
            let by = match hospital.rests_on(subject, &event.fact, order) {
                None => hospital.cannot_be_kept_again(event, order, past)?,
                by => by,
            };
            if let Some(by) = by {
                return Err(Refusal::LaterFacts {
                    sequence,
                    by,
                    patient: hospital.person_of(subject),
                });
            }
        }
        in_one_bed(hospital, &event.fact, context.now)?;
        draft.add(
            at,
            Retracted {
                event: order.event,
                subjects: subjects.into_vec(),
            },
        );
    }
    if gone && draft.is_empty() {
        return Err(Refusal::AlreadyUndone { sequence });
    }
    Ok(draft)
}

/// What was taken back must not leave two records in two beds as one person: that takes a second person, who looks.
fn in_one_bed(hospital: &Hospital, fact: &Fact, now: Timestamp) -> Result<(), Refusal> {
    match fact {
        Fact::Unlinked(unlinked) => numbers::link::in_one_bed(hospital, unlinked.one, unlinked.other, now),
        Fact::Discharged(discharged) => census::decide::movement::not_here(hospital, discharged.patient),
        _ => Ok(()),
    }
}

/// Whether a fact stays for ever, whoever asks for it to be taken back.
fn is_lasting(fact: &Fact, subjects: &[Subject]) -> bool {
    match fact {
        Fact::FrameAdopted(_)
        | Fact::SlipTypesAdopted(_)
        | Fact::SchemesAdopted(_)
        | Fact::IdleTimeSet(_)
        | Fact::Retracted(_)
        // A number that was given, and the block it came from, stay given: void it instead. A voiding can be taken back: it
        // makes no number free.
        | Fact::BlockGranted(_)
        | Fact::ForkFound(_)
        | Fact::NumberIssued(_)
        | Fact::NumberAsked(_)
        | Fact::PacketActivated(_)
        | Fact::NumberPrinted(_)
        // The file of the register before may be gone: import it again instead.
        | Fact::RegisterAdopted(_)
        // What is on paper is not taken back by a record.
        | Fact::PrintAsked(_)
        | Fact::PrintPlaced(_)
        | Fact::PrintHanded(_)
        | Fact::PrintEnded(_) => true,
        // Accounts are changed again instead.
        other => matches!(subjects, [Subject::Account(_)]) || checks::stays(other),
    }
}

fn is_retracted(
    hospital: &Hospital,
    subjects: &[Subject],
    event: EventId,
    past: &dyn OwnCommits,
) -> Result<bool, Refusal> {
    for subject in subjects {
        if hospital.retracted(subject, past)?.contains(&event) {
            return Ok(true);
        }
    }
    Ok(false)
}
