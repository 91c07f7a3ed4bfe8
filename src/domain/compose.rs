//! From what was decided to a commit: every fact gets the heads that it was decided on.

use super::{
    access::Context,
    record::{Commit, Event, Fact, History, HistoryLost, Position, Timestamp},
    refusal::Refusal,
    state::Hospital,
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
    // A retraction is folded by reading the past; nothing in its commit rests on it.
    let rests_on_itself = draft.facts.len() > 1 && !draft.facts.iter().any(|(_, f)| matches!(f, Fact::Retracted(_)));
    let mut scratch = rests_on_itself.then(|| hospital.clone());
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

/// For callers that only fold on top and never refold.
pub fn no_history() -> impl History {
    Unwritten
}
