//! The slips of the hospital: how they are found, and which subjects their facts speak of.

use std::sync::Arc;

use smallvec::smallvec;

use super::{
    Commit, Fact, Hospital, Pad, PadId, PatientId, Post, Run, RunId, SettingsVersion, Slip, SlipNumber, Subject,
};
use crate::domain::{
    record::Few,
    slips::{SlipBook, SlipFigures},
};

impl Subject {
    /// The subjects of a fact about slips.
    pub(super) fn of_slips(fact: &Fact) -> Few<Self> {
        let slip = |slip: SlipNumber| -> Few<Self> { smallvec![Self::Slip(slip)] };
        match fact {
            Fact::BlanksPrepared(f) => smallvec![Self::Pad(f.pad)],
            Fact::SlipWritten(f) => {
                let mut subjects = slip(f.slip);
                subjects.extend(f.pad.map(Self::Pad));
                subjects
            }
            Fact::SlipPrinted(f) => slip(f.slip),
            Fact::SlipPrintedAt(f) => slip(f.slip),
            Fact::CopiesPickedUp(f) => slip(f.slip),
            Fact::CopiesHandedOver(f) => slip(f.slip),
            Fact::CopiesReceived(f) => slip(f.slip),
            Fact::CopiesEnded(f) => slip(f.slip),
            Fact::CopyLost(f) => slip(f.slip),
            Fact::CopyFound(f) => slip(f.slip),
            Fact::WorkStarted(f) => slip(f.slip),
            Fact::StepDone(f) => slip(f.slip),
            Fact::Performed(f) => slip(f.slip),
            Fact::Billed(f) => slip(f.slip),
            Fact::QueryRaised(f) => slip(f.slip),
            Fact::QueryFollowed(f) => slip(f.slip),
            Fact::QueryAnswered(f) => slip(f.slip),
            Fact::NotePassed(f) => slip(f.slip),
            Fact::SlipRevised(f) => slip(f.slip),
            Fact::StepSeen(f) => slip(f.slip),
            Fact::StepUnchecked(f) => slip(f.slip),
            Fact::RevisionOrdered(f) => slip(f.slip),
            Fact::SlipCancelled(f) => slip(f.slip),
            Fact::RunOpened(f) => smallvec![Self::Run(f.run)],
            Fact::RunClosed(f) => smallvec![Self::Run(f.run)],
            _ => Few::new(),
        }
    }
}

/// The slips that a commit is about, forms that were made included.
pub fn slips_of(commit: &Commit) -> Vec<SlipNumber> {
    let mut slips: Vec<SlipNumber> = Vec::new();
    for event in &commit.events {
        if let Fact::BlanksPrepared(prepared) = &event.fact {
            slips.extend(&prepared.numbers);
        }
        for subject in Subject::of(&event.fact) {
            match subject {
                Subject::Slip(slip) if !slips.contains(&slip) => slips.push(slip),
                _ => {}
            }
        }
    }
    slips
}

/// The run that a commit is about.
pub fn run_of(commit: &Commit) -> Option<RunId> {
    commit.events.iter().find_map(|event| match &event.fact {
        Fact::RunOpened(opened) => Some(opened.run),
        Fact::RunClosed(closed) => Some(closed.run),
        _ => None,
    })
}

impl Hospital {
    /// The hospital's kinds of slips, desks and drug groups.
    pub fn slip_book(&self) -> Option<&Arc<SlipBook>> {
        self.settings.slips.get().map(|adopted| &adopted.book)
    }

    pub fn slip_book_version(&self) -> Option<SettingsVersion> {
        self.settings.slips.get().map(|adopted| adopted.version)
    }

    pub fn slip(&self, number: SlipNumber) -> Option<&Arc<Slip>> {
        self.slips.get(&number)
    }

    /// Every slip of the hot state, in no order.
    pub fn slips(&self) -> impl Iterator<Item = &Arc<Slip>> {
        self.slips.values()
    }

    /// The slips of a person of which something is open, at whichever of the linked records.
    pub fn open_slips(&self, patient: PatientId) -> impl Iterator<Item = &Arc<Slip>> {
        let persons = self.persons(patient).into_iter();
        persons.flat_map(|id| self.open_slips_of_record(id))
    }

    /// Those of one record alone, by number.
    pub fn open_slips_of_record(&self, patient: PatientId) -> impl Iterator<Item = &Arc<Slip>> {
        self.open_slips
            .get(&patient)
            .into_iter()
            .flatten()
            .filter_map(|number| self.slips.get(number))
    }

    /// The slips on the list of a desk or ward, by number.
    pub fn slips_at(&self, post: &Post) -> impl Iterator<Item = &Arc<Slip>> {
        self.slips_at
            .get(post)
            .into_iter()
            .flatten()
            .filter_map(|number| self.slips.get(number))
    }

    pub fn pad(&self, id: PadId) -> Option<&Arc<Pad>> {
        self.pads.get(&id)
    }

    /// What one slip adds to the counts.
    pub fn figures_of(&self, number: SlipNumber) -> Option<&SlipFigures> {
        self.slip_figures.get(&number).map(AsRef::as_ref)
    }

    /// What every slip of the hot state adds to the counts, in no order.
    pub fn slip_figures(&self) -> impl Iterator<Item = &SlipFigures> {
        self.slip_figures.values().map(AsRef::as_ref)
    }

    /// The slips of a ward or clinic, or of all, that are not through, in no order.
    pub fn slips_under_way(&self, origin: Option<&Post>) -> impl Iterator<Item = &Arc<Slip>> {
        self.slip_figures
            .iter()
            .filter(move |(_, figures)| {
                figures.is_open && origin.is_none_or(|origin| figures.origin.as_ref() == Some(origin))
            })
            .filter_map(|(number, _)| self.slips.get(number))
    }

    /// The slips of which a sheet is with a carrier, or was put down and not received.
    pub fn slips_on_the_way(&self) -> impl Iterator<Item = &Arc<Slip>> {
        let moving = |figures: &SlipFigures| figures.waits.iter().any(|wait| wait.carried.is_some());
        self.slip_figures
            .iter()
            .filter(move |(_, figures)| moving(figures))
            .filter_map(|(number, _)| self.slips.get(number))
    }

    pub fn pads(&self) -> impl Iterator<Item = &Arc<Pad>> {
        self.pads.values()
    }

    pub fn run(&self, id: RunId) -> Option<&Arc<Run>> {
        self.runs.get(&id)
    }

    pub fn runs(&self) -> impl Iterator<Item = &Arc<Run>> {
        self.runs.values()
    }

    pub(super) fn slip_mut(&mut self, number: SlipNumber) -> &mut Slip {
        Arc::make_mut(self.slips.entry(number).or_insert_with(|| Arc::new(Slip::new(number))))
    }

    pub(super) fn pad_mut(&mut self, id: PadId) -> &mut Pad {
        Arc::make_mut(self.pads.entry(id).or_insert_with(|| Arc::new(Pad::new(id))))
    }

    pub(super) fn run_mut(&mut self, id: RunId) -> &mut Run {
        Arc::make_mut(self.runs.entry(id).or_insert_with(|| Arc::new(Run::new(id))))
    }
}
