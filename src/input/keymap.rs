//! A whole table of keys: for each context a tree, for each binding the conditions under which it acts.

use std::collections::{BTreeMap, BTreeSet};

use super::trie::{self, Overlap, Trie};
use super::{Chord, Key, Named, Sequence};

/// What a condition must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Expected {
    Holds,
    Fails,
}

/// A condition of a binding; in a file `bed-empty` or `!bed-empty`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Demand<C> {
    pub condition: C,
    pub expected: Expected,
}

/// An action and when it can act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding<A, C> {
    pub action: A,
    pub when: Vec<Demand<C>>,
}

/// Whether printing characters are text or keys just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Typing {
    Keys,
    Text,
}

/// Where the keyboard is: the contexts from the innermost outwards, and the conditions that hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation<X, C> {
    pub contexts: Vec<X>,
    pub holds: BTreeSet<C>,
    pub typing: Typing,
}

/// Whether an action can act on the present selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ability {
    Can,
    Cannot,
}

/// One line of help: keys, what they do, and whether they can just now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<A, X> {
    pub keys: Sequence,
    pub action: A,
    pub context: X,
    pub ability: Ability,
}

/// What a row of chords means in a situation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<A> {
    Action(A),
    /// Bound, but its conditions do not hold.
    Cannot(A),
    /// More keys are expected.
    Pending,
    Nothing,
}

type Tree<A, C> = Trie<Vec<Binding<A, C>>>;

/// The table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap<A, X, C> {
    contexts: BTreeMap<X, Tree<A, C>>,
}

impl<A, X: Ord, C> Default for Keymap<A, X, C> {
    fn default() -> Self {
        Self {
            contexts: BTreeMap::new(),
        }
    }
}

impl<X, C: Named> Situation<X, C> {
    fn allows(&self, when: &[Demand<C>]) -> bool {
        when.iter()
            .all(|demand| self.holds.contains(&demand.condition) == (demand.expected == Expected::Holds))
    }
}

impl<A: Named, X: Named, C: Named> Keymap<A, X, C> {
    pub fn bind(&mut self, context: X, keys: &Sequence, bindings: Vec<Binding<A, C>>) -> Result<(), Overlap> {
        self.contexts.entry(context).or_default().bind(keys, bindings)
    }

    pub fn unbind(&mut self, context: X, keys: &Sequence) {
        if let Some(tree) = self.contexts.get_mut(&context) {
            tree.unbind(keys);
        }
    }

    /// What `chords` mean: the innermost context that can act on them decides.
    pub fn find(&self, situation: &Situation<X, C>, chords: &[Chord]) -> Found<A> {
        let mut cannot = None;
        for tree in situation
            .contexts
            .iter()
            .filter_map(|context| self.contexts.get(context))
        {
            match tree.find(chords) {
                trie::Found::Branch(_) => return Found::Pending,
                trie::Found::Leaf(bindings) => match choose(situation, bindings) {
                    Some((action, Ability::Can)) => return Found::Action(action),
                    Some((action, Ability::Cannot)) => cannot = cannot.or(Some(action)),
                    None => {}
                },
                trie::Found::Nothing => {}
            }
        }
        cannot.map_or(Found::Nothing, Found::Cannot)
    }

    /// Everything that the keys do in a situation, innermost context first; what an inner context takes is not offered
    /// by an outer one. `after` keeps what goes on from those chords.
    pub fn offers(&self, situation: &Situation<X, C>, after: &[Chord]) -> Vec<Offer<A, X>> {
        let mut offers: Vec<Offer<A, X>> = Vec::new();
        for context in &situation.contexts {
            let Some(tree) = self.contexts.get(context) else {
                continue;
            };
            for (keys, bindings) in tree.all() {
                let begins = keys.chords().zip(after).filter(|(a, b)| a == *b).count() == after.len();
                let typed = situation.typing == Typing::Text && keys.first().types().is_some();
                if !begins || typed || !self.is_reached(situation, *context, &keys) {
                    continue;
                }
                let chosen = choose(situation, bindings);
                let able = chosen.is_some_and(|(_, ability)| ability == Ability::Can);
                if offers.iter().any(|other| other.keys == keys) {
                    if !able {
                        continue;
                    }
                    // Further in the keys are bound and cannot act: they do this.
                    offers.retain(|other| other.keys != keys);
                }
                offers.extend(bindings.iter().map(|binding| Offer {
                    keys: keys.clone(),
                    action: binding.action,
                    context: *context,
                    ability: if able && chosen.is_some_and(|(action, _)| action == binding.action) {
                        Ability::Can
                    } else {
                        Ability::Cannot
                    },
                }));
            }
        }
        offers
    }

    /// Whether pressing `keys` really arrives at `context`, and not at something that a context further in holds.
    fn is_reached(&self, situation: &Situation<X, C>, context: X, keys: &Sequence) -> bool {
        let chords: Vec<Chord> = keys.chords().collect();
        situation
            .contexts
            .iter()
            .take_while(|inner| **inner != context)
            .filter_map(|inner| self.contexts.get(inner))
            .all(|tree| {
                (1..=chords.len()).all(|length| match tree.find(chords.get(..length).unwrap_or_default()) {
                    trie::Found::Nothing => true,
                    trie::Found::Branch(_) => length < chords.len(),
                    trie::Found::Leaf(bindings) => {
                        choose(situation, bindings).is_none_or(|(_, ability)| ability == Ability::Cannot)
                    }
                })
            })
    }

    /// The keys that lead to `action` in a situation, single keys before sequences, letters before function keys.
    pub fn keys_of(&self, situation: &Situation<X, C>, action: A) -> Vec<Sequence> {
        let mut keys: Vec<Sequence> = self
            .offers(situation, &[])
            .into_iter()
            .filter(|offer| offer.action == action)
            .map(|offer| offer.keys)
            .collect();
        keys.sort_by_key(|keys| (keys.chords().count(), matches!(keys.first().key, Key::F(_))));
        keys
    }

    /// The whole table, for `andon keys` and the man page.
    pub fn table(&self) -> impl Iterator<Item = (X, Sequence, &[Binding<A, C>])> {
        self.contexts.iter().flat_map(|(context, tree)| {
            tree.all()
                .into_iter()
                .map(|(keys, bindings)| (*context, keys, bindings.as_slice()))
        })
    }
}

/// The first binding that can act, or the first at all.
fn choose<A: Copy, X, C: Named>(situation: &Situation<X, C>, bindings: &[Binding<A, C>]) -> Option<(A, Ability)> {
    bindings
        .iter()
        .find(|binding| situation.allows(&binding.when))
        .map(|binding| (binding.action, Ability::Can))
        .or_else(|| bindings.first().map(|binding| (binding.action, Ability::Cannot)))
}
