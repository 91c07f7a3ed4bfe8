//! From what was decided to a commit: every fact gets the heads that it was decided on.

use std::collections::HashMap;

use foldhash::quality::RandomState;

use super::{
    access::Context,
    record::{Commit, Event, Fact, Few, History, HistoryLost, Position, Timestamp},
    refusal::Refusal,
    state::{Hospital, Subject},
    text::Text,
};

/// What a command comes to: facts with their times, before they have causes and an identity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Resting on nothing yet.
    events: Vec<Event>,
}

impl Draft {
    /// One fact that happened at `at`.
    pub fn one(at: Timestamp, fact: impl Into<Fact>) -> Self {
        let mut draft = Self::of(1);
        draft.add(at, fact);
        draft
    }

    /// Room for so many facts.
    pub fn of(facts: usize) -> Self {
        Self {
            events: Vec::with_capacity(facts),
        }
    }

    pub fn add(&mut self, at: Timestamp, fact: impl Into<Fact>) {
        self.events.push(Event {
            at,
            basis: Vec::new(),
            fact: fact.into(),
        });
    }

    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.events.iter().map(|event| &event.fact)
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// How many facts there are: the index that the next one will get.
    pub fn len(&self) -> u16 {
        u16::try_from(self.events.len()).unwrap_or(u16::MAX)
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
    mut draft: Draft,
    note: Option<Text>,
    context: &Context<'_>,
) -> Result<Commit, Refusal> {
    if draft.events.len() >= usize::from(u16::MAX) {
        return Err(Refusal::TooLarge);
    }
    let mut commit = Commit {
        id: context.commit,
        stamp: context.stamp,
        user: context.asker.user.clone(),
        settings: hospital.settings_version(),
        note,
        events: Vec::new(),
    };
    let rests_on = |fact: &Fact| match fact {
        // By what name, and for which desk, something was asked for is said beside it, and rests on nothing.
        Fact::NumberAsked(_) | Fact::PrintPlaced(_) => Few::new(),
        fact => Subject::of(fact),
    };
    let subjects: Vec<Few<Subject>> = draft.facts().map(rests_on).collect();
    let mut scratch = rests_on_itself(&draft, &subjects).then(|| hospital.clone());
    for ((index, event), subjects) in (0..=u16::MAX).zip(&mut draft.events).zip(&subjects) {
        event.basis = scratch.as_ref().unwrap_or(hospital).basis_of(subjects, &event.fact);
        if let Some(scratch) = &mut scratch {
            // It reads who and when of the commit, and no event but this.
            scratch.try_on(&commit, index, event);
        }
    }
    commit.events = draft.events;
    Ok(commit)
}

/// Whether a fact speaks of something that an earlier one of the same commit has changed: then its heads are among them. Five
/// hundred people who come at once have nothing to do with one another, and are folded once, not twice.
fn rests_on_itself(draft: &Draft, subjects: &[Few<Subject>]) -> bool {
    if draft.events.len() < 2 {
        return false;
    }
    // A retraction is folded by reading the past; nothing in its commit rests on it.
    if draft.facts().any(|fact| matches!(fact, Fact::Retracted(_))) {
        return false;
    }
    let mut met: HashMap<&Subject, usize, RandomState> =
        HashMap::with_capacity_and_hasher(subjects.len(), RandomState::default());
    let each = subjects.iter().enumerate();
    let mut named = each.flat_map(|(place, of_one)| of_one.iter().map(move |subject| (place, subject)));
    // The same twice in one fact is not two facts.
    named.any(|(place, subject)| met.insert(subject, place).is_some_and(|earlier| earlier != place))
}

/// For callers that only fold on top and never refold.
pub fn no_history() -> impl History {
    Unwritten
}
