//! What is bound to which keys in one context: one small tree gives lookup, the keys that may follow, and the way back.

use std::collections::BTreeMap;

use super::{Chord, Sequence};

/// A tree of chords; a value may stand where a sequence ends, and nothing else may then go on from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trie<T> {
    branches: BTreeMap<Chord, Node<T>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node<T> {
    Leaf(T),
    Branch(Trie<T>),
}

/// Where a row of chords leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Found<'a, T> {
    Leaf(&'a T),
    /// More keys are expected.
    Branch(&'a Trie<T>),
    Nothing,
}

/// One sequence begins with the other: whoever types the shorter would never reach the longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    pub with: Sequence,
}

impl<T> Default for Trie<T> {
    fn default() -> Self {
        Self {
            branches: BTreeMap::new(),
        }
    }
}

impl<T> Trie<T> {
    pub fn find(&self, chords: &[Chord]) -> Found<'_, T> {
        let Some((first, rest)) = chords.split_first() else {
            return Found::Branch(self);
        };
        match self.branches.get(first) {
            Some(Node::Branch(below)) => below.find(rest),
            Some(Node::Leaf(value)) if rest.is_empty() => Found::Leaf(value),
            Some(Node::Leaf(_)) | None => Found::Nothing,
        }
    }

    /// Binds a sequence; what was bound to exactly it is replaced.
    pub fn bind(&mut self, keys: &Sequence, value: T) -> Result<(), Overlap> {
        let chords: Vec<Chord> = keys.chords().collect();
        self.bind_below(&chords, Vec::new(), value)
    }

    fn bind_below(&mut self, chords: &[Chord], mut before: Vec<Chord>, value: T) -> Result<(), Overlap> {
        let Some((first, rest)) = chords.split_first() else {
            return Ok(());
        };
        before.push(*first);
        if rest.is_empty() {
            if let Some(Node::Branch(below)) = self.branches.get(first)
                && let Some((longer, _)) = below.walk().into_iter().next()
            {
                before.extend(longer);
                return Err(overlap(before));
            }
            self.branches.insert(*first, Node::Leaf(value));
            return Ok(());
        }
        match self
            .branches
            .entry(*first)
            .or_insert_with(|| Node::Branch(Self::default()))
        {
            Node::Leaf(_) => Err(overlap(before)),
            Node::Branch(below) => below.bind_below(rest, before, value),
        }
    }

    /// Takes a sequence out, and with it everything that goes on from it.
    pub fn unbind(&mut self, keys: &Sequence) {
        let chords: Vec<Chord> = keys.chords().collect();
        self.unbind_below(&chords);
    }

    fn unbind_below(&mut self, chords: &[Chord]) {
        match chords {
            [] => {}
            [last] => {
                self.branches.remove(last);
            }
            [first, rest @ ..] => {
                if let Some(Node::Branch(below)) = self.branches.get_mut(first) {
                    below.unbind_below(rest);
                    if below.branches.is_empty() {
                        self.branches.remove(first);
                    }
                }
            }
        }
    }

    /// Every sequence with its value, in the order of the keys.
    pub fn all(&self) -> Vec<(Sequence, &T)> {
        self.walk()
            .into_iter()
            .filter_map(|(chords, value)| {
                let (first, rest) = chords.split_first()?;
                Some((Sequence::of(*first, rest.to_vec()), value))
            })
            .collect()
    }

    fn walk(&self) -> Vec<(Vec<Chord>, &T)> {
        let mut all = Vec::new();
        for (chord, node) in &self.branches {
            match node {
                Node::Leaf(value) => all.push((vec![*chord], value)),
                Node::Branch(below) => all.extend(below.walk().into_iter().map(|(mut chords, value)| {
                    chords.insert(0, *chord);
                    (chords, value)
                })),
            }
        }
        all
    }
}

fn overlap(chords: Vec<Chord>) -> Overlap {
    let mut chords = chords.into_iter();
    let first = chords.next().unwrap_or(Chord::plain(super::Key::Esc));
    Overlap {
        with: Sequence::of(first, chords.collect()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    fn keys(written: &str) -> Sequence {
        Sequence::parse(written).unwrap()
    }

    fn find<'a>(trie: &'a Trie<u8>, written: &str) -> Found<'a, u8> {
        let chords: Vec<Chord> = keys(written).chords().collect();
        trie.find(&chords)
    }

    #[test]
    fn sequences_lead_to_their_value() {
        let mut trie = Trie::default();
        trie.bind(&keys("g b"), 1).unwrap();
        trie.bind(&keys("g c"), 2).unwrap();
        trie.bind(&keys("a"), 3).unwrap();
        assert_eq!(find(&trie, "g c"), Found::Leaf(&2));
        assert!(matches!(find(&trie, "g"), Found::Branch(_)));
        assert_eq!(find(&trie, "g x"), Found::Nothing);
        assert_eq!(find(&trie, "a b"), Found::Nothing);
        assert_eq!(trie.all().len(), 3);
    }

    #[test]
    fn a_sequence_that_could_never_be_typed_is_refused() {
        let mut trie = Trie::default();
        trie.bind(&keys("g b"), 1).unwrap();
        assert_eq!(trie.bind(&keys("g"), 2), Err(Overlap { with: keys("g b") }));
        trie.bind(&keys("a"), 3).unwrap();
        assert_eq!(trie.bind(&keys("a b"), 4), Err(Overlap { with: keys("a") }));
    }

    #[test]
    fn what_is_taken_out_is_gone() {
        let mut trie = Trie::default();
        trie.bind(&keys("g b"), 1).unwrap();
        trie.unbind(&keys("g b"));
        assert_eq!(find(&trie, "g"), Found::Nothing);
        trie.bind(&keys("g"), 2).unwrap();
        assert_eq!(find(&trie, "g"), Found::Leaf(&2));
    }
}
