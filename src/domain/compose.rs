//! From what was decided to a commit: every fact gets the heads that it was decided on.

use std::collections::HashSet;

use super::{
    access::Context,
    record::{Commit, Event, Fact, History, HistoryLost, Position, Timestamp},
    refusal::Refusal,
    state::{Hospital, Subject},
    text::Text,
};

/// What a command comes to: facts with their times, before they have causes and an identity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    facts: Vec<(Timestamp, Fact)>,
}

impl Draft {
    /// One fact that happened at `at`.
    pub fn one(at: Timestamp, fact: impl Into<Fact>) -> Self {
        let mut draft = Self::default();
        draft.add(at, fact);
        draft
    }

    pub fn add(&mut self, at: Timestamp, fact: impl Into<Fact>) {
        self.facts.push((at, fact.into()));
    }

    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// How many facts there are: the index that the next one will get.
    pub fn len(&self) -> u16 {
        u16::try_from(self.facts.len()).unwrap_or(u16::MAX)
    }
}

/// The facts of a commit that is being composed: later ones rest on earlier ones, which the journal does not hold yet.
struct Unwritten;

impl History for Unwritten {
    fn commit(&self, position: Position) -> Result<std::sync::Arc<Commit>, HistoryLost> {
        Err(HistoryLost(position))
    }
}

/// Makes the commit. Each fact's basis is the heads of its subjects at that point, those of earlier facts of the same
/// commit included.
pub fn compose(
    hospital: &Hospital,
    draft: Draft,
    note: Option<Text>,
    context: &Context<'_>,
) -> Result<Commit, Refusal> {
    if draft.facts.len() >= usize::from(u16::MAX) {
        return Err(Refusal::TooLarge);
    }
    let mut commit = Commit {
        id: context.commit,
        stamp: context.stamp,
        user: context.asker.user.clone(),
        settings: hospital.settings_version(),
        note,
        events: Vec::with_capacity(draft.facts.len()),
    };
    let mut scratch = rests_on_itself(&draft).then(|| hospital.clone());
    for (at, fact) in draft.facts {
        let basis = scratch.as_ref().unwrap_or(hospital).basis(&fact);
        let event = Event { at, basis, fact };
        if let Some(scratch) = &mut scratch {
            let index = u16::try_from(commit.events.len()).map_err(|_| Refusal::TooLarge)?;
            scratch.try_on(&commit, index, &event);
        }
        commit.events.push(event);
    }
    Ok(commit)
}

/// Whether a fact speaks of something that an earlier one of the same commit has changed: then its heads are among them. Five
/// hundred people who come at once have nothing to do with one another, and are folded once, not twice.
fn rests_on_itself(draft: &Draft) -> bool {
    // A retraction is folded by reading the past; nothing in its commit rests on it.
    if draft.facts.iter().any(|(_, fact)| matches!(fact, Fact::Retracted(_))) {
        return false;
    }
    let mut met: HashSet<Subject> = HashSet::with_capacity(draft.facts.len());
    let mut subjects = draft.facts.iter().flat_map(|(_, fact)| {
        let mut of_one = Subject::of(fact);
        // The same twice in one fact is not two facts.
        of_one.sort_unstable();
        of_one.dedup();
        of_one
    });
    subjects.any(|subject| !met.insert(subject))
}

/// For callers that only fold on top and never refold.
pub fn no_history() -> impl History {
    Unwritten
}
