//! The forms of every movement and every edit: one screen, and a sheet for each of them.
//!
//! `screen` is the paper that all sheets lie on: it walks the fields, shows what is wrong as the hospital itself would say it,
//! asks before what is hard to take back, saves, and keeps everything as it was when it was refused. A sheet says which fields
//! there are and what request they make. `reader` turns what was typed into values, `choices` are the lists that fields open.
//!
//! Not here: whether something is allowed (the domain decides, the same way for the preview and for the save).

mod admit;
mod allergy;
mod away;
mod beds;
mod casualty;
mod changes;
mod choices;
mod discharge;
mod doubts;
mod draft;
mod expect;
mod hint;
mod issuing;
mod moving;
mod newcomer;
mod numbers;
mod person;
mod reader;
mod room;
mod screen;
mod sheet;
mod slips;
mod view;

use crate::app::{Action, Draft, Scope, Screen, Selection};
use crate::domain::census::OutKind;

use screen::FormScreen;
use sheet::Sheet;

/// The form of an action about what is selected; nothing when the action has none, or when what it is about is missing.
pub fn open(action: Action, selection: &Selection, scope: &Scope<'_>) -> Option<Box<dyn Screen>> {
    let sheet = sheet(action, selection)?;
    Some(Box::new(FormScreen::new(action, selection.clone(), sheet, scope)))
}

/// A form that was interrupted, as it was; nothing when what it is about is missing now.
pub fn resume(draft: &Draft, scope: &Scope<'_>) -> Option<Box<dyn Screen>> {
    let sheet = sheet(draft.form, &draft.selection)?;
    let mut screen = FormScreen::new(draft.form, draft.selection.clone(), sheet, scope);
    screen.take(draft, scope);
    Some(Box::new(screen))
}

fn sheet(action: Action, selection: &Selection) -> Option<Box<dyn Sheet>> {
    let patient = selection.patient;
    let bed = selection.bed.clone();
    Some(match action {
        Action::Admit => Box::new(admit::Admit::new(selection)),
        Action::Expect => Box::new(expect::Expecting::new(selection)),
        Action::Register => Box::new(person::Registering::default()),
        Action::Amend => Box::new(person::Amending(patient?)),
        Action::Restrict => Box::new(person::Restricting(patient?)),
        Action::Transfer => Box::new(moving::ToBed::transfer(patient?)),
        Action::Depart => Box::new(moving::ToBed::depart(patient?)),
        Action::Arrive => Box::new(moving::ToBed::arrive(patient?)),
        Action::Swap => Box::new(moving::Swapping::new(patient?)),
        Action::Discharge => Box::new(discharge::Discharging(patient?)),
        Action::Leave => Box::new(away::Going::new(patient?, OutKind::Leave)),
        Action::Outing => Box::new(away::Going::new(patient?, OutKind::Outing)),
        Action::OffWard => Box::new(away::Going::new(patient?, OutKind::OffWard)),
        Action::Absconded => Box::new(away::Going::new(patient?, OutKind::Absconded)),
        Action::Return => Box::new(away::Returning(patient?)),
        Action::Department => Box::new(changes::Changing::department(patient?)),
        Action::Diet => Box::new(changes::Changing::diet(patient?)),
        Action::Mobility => Box::new(changes::Changing::mobility(patient?)),
        Action::Isolation => Box::new(changes::Changing::isolation(patient?)),
        Action::Allergy => Box::new(allergy::Asking(patient?)),
        Action::Reserve => Box::new(beds::Reserving::new(selection)),
        Action::Block => Box::new(beds::Blocking(bed?)),
        Action::Unblock => Box::new(beds::Unblocking(bed?)),
        Action::RoomRule => Box::new(beds::Ruling(bed?)),
        Action::WriteSlip => Box::new(slips::Writing::new(selection)?),
        Action::RegisterSlip => Box::new(slips::Registering::new(selection)),
        Action::AskBack => Box::new(slips::AskingBack::new(selection)),
        Action::Answer => Box::new(slips::Answering::new(selection)),
        Action::FollowQuery => Box::new(slips::Following::new(selection)),
        Action::Revise => Box::new(slips::Revising::new(selection)),
        Action::Perform => Box::new(slips::Performing::new(selection)),
        Action::CancelSlip => Box::new(slips::Cancelling::new(selection)),
        Action::OpenRun => Box::new(slips::OpeningRun),
        Action::IssueUnidentified => Box::new(issuing::Unidentified),
        Action::IssueKnown => Box::new(issuing::Known::default()),
        Action::IssueNewborn => Box::new(issuing::Newborn::new(patient)),
        Action::IssueMass => Box::new(issuing::Mass),
        Action::PreparePackets => Box::new(numbers::Preparing),
        Action::ActivatePacket => Box::new(numbers::Activating(
            selection.number.clone().filter(|_| patient.is_none()),
        )),
        Action::VoidId => Box::new(numbers::Voiding(selection.number.clone())),
        Action::Link => Box::new(numbers::Linking::new(patient?)),
        Action::Unlink => Box::new(numbers::Unlinking(patient?)),
        Action::GrantBlock => Box::new(numbers::Granting),
        _ => return None,
    })
}
