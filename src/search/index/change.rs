//! What a register has that the one before it had not.

use std::cmp::Ordering;

use super::{Index, Row};
use crate::search::fold::numbers;

/// The difference between two registers, by the numbers of the people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Change {
    pub people: usize,
    pub new: usize,
    /// Anything else about them is different.
    pub changed: usize,
    pub gone: usize,
}

impl Index {
    /// How this register differs from the one before it.
    pub fn change_from(&self, before: Option<&Self>) -> Change {
        let mut change = Change {
            people: self.len(),
            ..Change::default()
        };
        let Some(before) = before else {
            change.new = self.len();
            return change;
        };
        // Both are walked in the order of their numbers.
        let mut ours = self.rows.by_id.iter().copied().peekable();
        let mut theirs = before.rows.by_id.iter().copied().peekable();
        loop {
            let (mine, other) = match (ours.peek(), theirs.peek()) {
                (None, None) => return change,
                (Some(_), None) => {
                    change.new += 1;
                    ours.next();
                    continue;
                }
                (None, Some(_)) => {
                    change.gone += 1;
                    theirs.next();
                    continue;
                }
                (Some(mine), Some(other)) => (*mine, *other),
            };
            let key = |index: &Self, row: u32| numbers::identifier(index.rows.id(row));
            match key(self, mine).cmp(&key(before, other)) {
                Ordering::Less => {
                    change.new += 1;
                    ours.next();
                }
                Ordering::Greater => {
                    change.gone += 1;
                    theirs.next();
                }
                Ordering::Equal => {
                    change.changed += usize::from(self.person(Row(mine)) != before.person(Row(other)));
                    ours.next();
                    theirs.next();
                }
            }
        }
    }
}
