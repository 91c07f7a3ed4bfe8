//! Saving what was appended, making it visible, and answering. What the disk did not take is refolded away.

use std::{
    mem::take,
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    super::{
        super::mark::Standing,
        memory::Memory,
        outcome::{self, head, newest_own},
    },
    Desk, Waiting,
};
use crate::{
    app::door::{Access, NotSaved, Notice, Outcome, ReadOnly},
    domain::state::{Hospital, Subject, names::Name, snapshot::Snapshot},
    journal,
};

/// How the saving went.
pub(in crate::runtime::writer) struct Settled {
    /// How many of the commits that were appended are saved.
    saved: usize,
    read_only: Option<ReadOnly>,
}

impl Settled {
    /// Whether everything that was appended is saved.
    pub(super) fn is_saved(&self) -> bool {
        self.read_only.is_none()
    }

    /// What is true of a command that was decided on top of `rests_on` of those commits.
    pub(super) fn outcome(&self, decided: Outcome, rests_on: usize) -> Outcome {
        match &self.read_only {
            Some(why) if rests_on > self.saved => Err(NotSaved::ReadOnly(why.clone()).into()),
            _ => decided,
        }
    }
}

/// To note every commit would cost a fifth of its time. A backup that is brought back is older than a second.
const NOTED_EVERY: Duration = Duration::from_secs(1);

impl Desk {
    /// Saves what was appended, publishes it, and answers everybody who waits.
    pub(in crate::runtime::writer) fn settle(&mut self) -> Settled {
        let mut saved = self.unsaved.len();
        let has_appended = saved > 0 || self.locksmith.has_appended();
        if has_appended
            && self.shared.is_read_only().is_none()
            && let Err(refusal) = self.journal.sync()
        {
            self.lay_down(match refusal {
                journal::Refusal::Closed(why) => outcome::read_only(&why),
                other => ReadOnly::WriteFailed(other.to_string()),
            });
        }
        let read_only = self.shared.is_read_only();
        if read_only.is_some() {
            // A segment that was full was saved on the way; what came after it is gone.
            let last = self.journal.saved().number;
            saved = self
                .unsaved
                .iter()
                .filter(|unsaved| unsaved.point.number <= last)
                .count();
            self.fall_back(saved);
        }
        self.raise_mark(saved);
        if saved > 0 {
            self.publish(saved);
        }
        if has_appended && read_only.is_none() {
            self.keys_saved(saved);
        }
        let settled = Settled { saved, read_only };
        for Waiting {
            promise,
            outcome,
            rests_on,
        } in self.waiting.drain(..)
        {
            promise.answer(settled.outcome(outcome, rests_on));
        }
        self.unsaved.clear();
        if saved > 0 {
            self.tell(&Notice::Changed);
        }
        settled
    }

    /// Before anybody hears of a number, the machine knows outside of the folder that it was given: a backup that is brought
    /// back is older then, and shows it.
    fn raise_mark(&mut self, saved: usize) {
        let Some(mark) = self.mark.as_mut() else { return };
        let own = || self.unsaved.iter().take(saved).filter(|unsaved| unsaved.step.is_some());
        let Some(newest) = own().next_back().and_then(|unsaved| unsaved.step) else {
            return;
        };
        if !own().any(|unsaved| outcome::gives(&unsaved.commit)) {
            self.unnoted = Some(newest);
            if self.noted.is_none_or(|noted| noted.elapsed() >= NOTED_EVERY) {
                self.note_in_mark();
            }
            return;
        }
        self.unnoted = None;
        if mark.raise(newest).is_err() {
            // These numbers are saved, and in the journal for ever. Further ones wait until the mark is raised: a folder that is
            // brought back could not be told from this one.
            self.standing = Standing::Unmarked;
            self.owed = Some(newest);
        }
    }

    /// What gives no number is told to the mark, and not waited for. Where it cannot be written, the next number says so.
    pub(super) fn note_in_mark(&mut self) {
        if let (Some(mark), Some(newest)) = (self.mark.as_mut(), self.unnoted.take()) {
            let _told_by_the_next_number = mark.note(newest);
            self.noted = Some(Instant::now());
        }
    }

    /// Back to the saved state, and the first `saved` of the unsaved commits on top of it.
    fn fall_back(&mut self, saved: usize) {
        self.working = Hospital::clone(&self.durable);
        let mut rest = take(&mut self.unsaved);
        rest.truncate(saved);
        for unsaved in rest {
            let archive = &self.shared.archive;
            let back = archive.bring_back(&mut self.working, &Name::of_commit(&unsaved.commit));
            let memory = Memory {
                archive,
                unsaved: &self.unsaved,
                hospital: &self.durable,
            };
            let Ok(back) = back else { continue };
            self.returned.extend(back);
            if self.working.apply(&unsaved.commit, unsaved.position(), &memory).is_ok() {
                self.unsaved.push(unsaved);
            }
        }
    }

    fn publish(&mut self, commits: usize) {
        self.durable = Arc::new(self.working.clone());
        self.shared.durable.store(Arc::clone(&self.durable));
        for unsaved in &self.unsaved {
            if self.shared.archive.is_own(unsaved.commit.id) {
                self.shared
                    .archive
                    .own()
                    .note(unsaved.commit.id.sequence, unsaved.position());
            }
        }
        let saved = self.journal.saved();
        let sequence = newest_own(&self.durable, self.shared.whose);
        self.shared.change_status(|status| {
            status.head = head(saved);
            status.sequence = sequence;
        });
        let touched = self.unsaved.iter_mut().map(|unsaved| take(&mut unsaved.touched));
        let touched = touched.chain(std::iter::once(take(&mut self.returned)));
        self.follower.push(&self.durable, saved, touched, commits);
    }

    /// Takes those out who were archived, if nothing has happened to them since.
    pub(super) fn let_leave(&mut self, snapshots: &[Snapshot]) {
        let before = self
            .working
            .newest()
            .recorded()
            .plus_seconds(self.keep_hot.saturating_neg());
        let finished = self.working.finished(before);
        let mut left: Vec<Subject> = Vec::new();
        for snapshot in snapshots {
            let subject = snapshot.subject();
            let same = self.working.snapshot(&subject).is_some_and(|now| now.is_same(snapshot));
            if same && finished.contains(&subject) {
                self.working.take_out(&subject);
                left.push(subject);
            }
        }
        if !left.is_empty() {
            self.durable = Arc::new(self.working.clone());
            self.shared.durable.store(Arc::clone(&self.durable));
            self.follower.push(&self.durable, self.journal.saved(), [left], 0);
        }
    }

    /// Nothing is accepted any more until the store is opened again.
    pub(super) fn lay_down(&mut self, why: ReadOnly) {
        if self.shared.is_read_only().is_none() {
            self.shared
                .change_status(|status| status.access = Access::ReadOnly(why.clone()));
            self.tell(&Notice::ReadOnly(why));
        }
    }
}
