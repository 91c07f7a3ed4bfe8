//! Surnames and given names that fit, brought together: the rows that have one of each, the best first.

use std::ops::Range;

use super::dictionary::Name;
use super::rows::Rows;

/// Names that fit a word, in classes of equal cost, the cheapest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fitting {
    pub classes: Vec<(u16, Vec<Range<Name>>)>,
}

impl Fitting {
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// Adds names at a cost.
    pub fn add(&mut self, cost: u16, names: Vec<Range<Name>>) {
        if names.iter().all(Range::is_empty) {
            return;
        }
        match self.classes.iter_mut().find(|(known, _)| *known == cost) {
            Some((_, known)) => known.extend(names),
            None => {
                let at = self.classes.partition_point(|(known, _)| *known < cost);
                self.classes.insert(at, (cost, names));
            }
        }
    }

    /// What a name costs, if it fits.
    fn cost(&self, name: Name) -> Option<u16> {
        let fits = |names: &Vec<Range<Name>>| names.iter().any(|range| range.contains(&name));
        self.classes
            .iter()
            .find(|(_, names)| fits(names))
            .map(|(cost, _)| *cost)
    }

    /// Only what costs less than `cost`.
    pub fn below(&self, cost: u16) -> Self {
        let classes = self.classes.iter().filter(|(known, _)| *known < cost);
        Self {
            classes: classes.cloned().collect(),
        }
    }
}

/// Ascending names as ranges of neighbours.
pub fn ranges(ascending: &[Name]) -> Vec<Range<Name>> {
    let mut ranges: Vec<Range<Name>> = Vec::new();
    for name in ascending.iter().copied() {
        match ranges.last_mut() {
            Some(last) if last.end == name => last.end = name + 1,
            _ => ranges.push(name..name + 1),
        }
    }
    ranges
}

/// Names in any order as ranges of neighbours. Many are marked rather than sorted.
pub fn ranges_of(names: &[Name]) -> Vec<Range<Name>> {
    const FEW: usize = 256;
    if names.len() <= FEW {
        let mut sorted = names.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        return ranges(&sorted);
    }
    let marks = Marks::of_names(names);
    let mut ascending = Vec::with_capacity(names.len());
    for (word, first) in marks.bits.iter().zip((0..).step_by(64)) {
        let mut left = *word;
        while left != 0 {
            ascending.push(first + left.trailing_zeros());
            left &= left - 1;
        }
    }
    ranges(&ascending)
}

/// Rows with their costs, up to a number of them, of those that pass.
pub struct Taking<'a> {
    pub found: Vec<(u16, u32)>,
    pub room: usize,
    pub passes: &'a dyn Fn(u32) -> bool,
    /// When few rows can be meant at all (those born on a day), only they are looked at.
    pub among: Option<&'a [u32]>,
}

impl Taking<'_> {
    fn take(&mut self, cost: u16, row: u32) -> bool {
        if (self.passes)(row) {
            self.found.push((cost, row));
            self.room = self.room.saturating_sub(1);
        }
        self.room > 0
    }
}

/// The costs of names for a few rows, each name looked up once.
struct Costs<'a> {
    fitting: &'a Fitting,
    known: std::collections::HashMap<Name, Option<u16>>,
}

impl<'a> Costs<'a> {
    fn new(fitting: &'a Fitting) -> Self {
        let known = std::collections::HashMap::new();
        Self { fitting, known }
    }

    fn of(&mut self, column: &[Name], row: u32) -> Option<u16> {
        let name = column.get(row as usize).copied()?;
        *self.known.entry(name).or_insert_with(|| self.fitting.cost(name))
    }
}

/// The rows with a fitting surname.
pub fn surnames(rows: &Rows, fitting: &Fitting, cost: u16, taking: &mut Taking<'_>) {
    if let Some(among) = taking.among {
        let mut costs = Costs::new(fitting);
        for row in among {
            if let Some(own) = costs.of(&rows.surname, *row) {
                taking.take(cost + own, *row);
            }
        }
        return;
    }
    for (own, names) in &fitting.classes {
        for range in names {
            for row in rows.of_surnames(range) {
                if !taking.take(cost + own, row) {
                    return;
                }
            }
        }
    }
}

/// The rows with a fitting given name.
pub fn givens(rows: &Rows, fitting: &Fitting, cost: u16, taking: &mut Taking<'_>) {
    if let Some(among) = taking.among {
        let mut costs = Costs::new(fitting);
        for row in among {
            if let Some(own) = costs.of(&rows.given, *row) {
                taking.take(cost + own, *row);
            }
        }
        return;
    }
    for (own, names) in &fitting.classes {
        for range in names {
            let places = rows.of_givens(range);
            let places = places.start as usize..places.end as usize;
            for row in rows.by_given.get(places).unwrap_or_default() {
                if !taking.take(cost + own, *row) {
                    return;
                }
            }
        }
    }
}

/// The rows with a fitting surname and a fitting given name, the best first.
pub fn both(rows: &Rows, surnames: &Fitting, givens: &Fitting, cost: u16, taking: &mut Taking<'_>) {
    if let Some(among) = taking.among {
        let (mut of_surname, mut of_given) = (Costs::new(surnames), Costs::new(givens));
        for row in among {
            if let Some(surname) = of_surname.of(&rows.surname, *row)
                && let Some(given) = of_given.of(&rows.given, *row)
            {
                taking.take(cost + surname + given, *row);
            }
        }
        return;
    }
    let mut pairs: Vec<(u16, usize, usize)> = Vec::new();
    for (s, (surname_cost, _)) in surnames.classes.iter().enumerate() {
        for (g, (given_cost, _)) in givens.classes.iter().enumerate() {
            pairs.push((surname_cost + given_cost, s, g));
        }
    }
    pairs.sort_unstable();
    for (own, s, g) in pairs {
        if let (Some((_, surnames)), Some((_, givens))) = (surnames.classes.get(s), givens.classes.get(g)) {
            one_class(rows, surnames, givens, cost + own, taking);
        }
        if taking.room == 0 {
            return;
        }
    }
}

fn one_class(rows: &Rows, surnames: &[Range<Name>], givens: &[Range<Name>], cost: u16, taking: &mut Taking<'_>) {
    let many = |ranges: &[Range<Name>]| ranges.iter().map(ExactSizeIterator::len).sum::<usize>();
    let of_surnames = || surnames.iter().map(|range| rows.of_surnames(range));
    let in_surnames: usize = of_surnames().map(|range| range.len()).sum();
    let in_givens: usize = givens.iter().map(|range| rows.of_givens(range).len()).sum();
    // What each way would have to look at; a search in an order is worth some sixteen rows.
    let by_surname = many(surnames) * givens.len() * 16;
    let by_given = many(givens) * surnames.len() * 16;
    let least = by_surname.min(by_given).min(in_surnames).min(in_givens);
    if least == by_surname {
        for name in surnames.iter().cloned().flatten() {
            let all = rows.of_surnames(&(name..name + 1));
            let column = rows.given.get(all.start as usize..all.end as usize).unwrap_or_default();
            for range in givens {
                let from = column.partition_point(|given| *given < range.start);
                let rest = column.get(from..).unwrap_or_default();
                let fitting = rest.partition_point(|given| *given < range.end);
                let first = all.start + u32::try_from(from).unwrap_or(u32::MAX);
                for row in first..first + u32::try_from(fitting).unwrap_or(0) {
                    if !taking.take(cost, row) {
                        return;
                    }
                }
            }
        }
    } else if least == by_given {
        let wanted: Vec<Range<u32>> = of_surnames().collect();
        for name in givens.iter().cloned().flatten() {
            let places = rows.of_givens(&(name..name + 1));
            let column = rows
                .by_given
                .get(places.start as usize..places.end as usize)
                .unwrap_or_default();
            for range in &wanted {
                let from = column.partition_point(|row| *row < range.start);
                for row in column.iter().skip(from).take_while(|row| **row < range.end) {
                    if !taking.take(cost, *row) {
                        return;
                    }
                }
            }
        }
    } else if least == in_surnames {
        let marked = Marks::of(givens);
        for range in of_surnames() {
            let column = rows
                .given
                .get(range.start as usize..range.end as usize)
                .unwrap_or_default();
            for (row, given) in range.clone().zip(column) {
                if marked.has(*given) && !taking.take(cost, row) {
                    return;
                }
            }
        }
    } else {
        let marked = Marks::of(surnames);
        for range in givens {
            let places = rows.of_givens(range);
            let column = rows
                .by_given
                .get(places.start as usize..places.end as usize)
                .unwrap_or_default();
            for row in column {
                let surname = rows.surname.get(*row as usize).copied().unwrap_or(u32::MAX);
                if marked.has(surname) && !taking.take(cost, *row) {
                    return;
                }
            }
        }
    }
}

/// A bit for each name.
struct Marks {
    bits: Vec<u64>,
}

impl Marks {
    fn of_names(names: &[Name]) -> Self {
        let last = names.iter().max().copied().unwrap_or(0) as usize;
        let mut bits = vec![0_u64; last / 64 + 1];
        for name in names {
            if let Some(word) = bits.get_mut(*name as usize / 64) {
                *word |= 1 << (name % 64);
            }
        }
        Self { bits }
    }

    fn of(names: &[Range<Name>]) -> Self {
        let last = names.iter().map(|range| range.end).max().unwrap_or(0) as usize;
        let mut bits = vec![0_u64; last / 64 + 1];
        for name in names.iter().cloned().flatten() {
            if let Some(word) = bits.get_mut(name as usize / 64) {
                *word |= 1 << (name % 64);
            }
        }
        Self { bits }
    }

    fn has(&self, name: Name) -> bool {
        self.bits
            .get(name as usize / 64)
            .is_some_and(|word| word & (1 << (name % 64)) != 0)
    }
}
