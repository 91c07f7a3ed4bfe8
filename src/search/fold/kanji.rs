//! The forms of name characters: which are one character written in two ways, and which are only taken for each other.
//!
//! The table is the project's own (`assets/search/name_kanji.txt`, origin in its head): NFKC and variation selectors cover few of
//! the pairs that stand on insurance cards, Unihan merges what is different, and the tables of the register offices may not be
//! passed on under our licence.

use std::collections::HashMap;

/// The table as it is shipped.
pub const SHIPPED: &str = include_str!("../../../assets/search/name_kanji.txt");

/// U+FE00…FE0F and U+E0100…E01EF choose the shape of the character before them.
pub const fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// How near two written names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Likeness {
    /// The same, or the same in another form (高 and 髙).
    Same,
    /// Different characters that are taken for each other (斎 and 斉).
    Alike,
    Different,
}

/// The table in memory.
#[derive(Debug, Clone)]
pub struct NameKanji {
    /// The first of its group, among the same and among the look-alikes.
    forms: HashMap<char, (char, char)>,
}

/// A line of the table that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: expected `same` or `alike` and two or more characters, none of them twice")]
pub struct TableFault {
    pub line: usize,
}

impl NameKanji {
    /// The shipped table. A test reads it strictly; here a line that cannot be read is left out.
    pub fn shipped() -> Self {
        let mut table = Self { forms: HashMap::new() };
        for line in SHIPPED.lines() {
            table.take(line);
        }
        table
    }

    /// Reads a table and says its first mistake.
    pub fn read(text: &str) -> Result<Self, TableFault> {
        let mut table = Self { forms: HashMap::new() };
        for (place, line) in text.lines().enumerate() {
            if !table.take(line) {
                return Err(TableFault { line: place + 1 });
            }
        }
        Ok(table)
    }

    fn take(&mut self, line: &str) -> bool {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return true;
        }
        let Some((kind, group)) = line.split_once(' ') else {
            return false;
        };
        let mut group = group.chars().filter(|c| !c.is_whitespace());
        let Some(first) = group.next() else { return false };
        let rest: Vec<char> = group.collect();
        if rest.is_empty() {
            return false;
        }
        match kind {
            "same" => rest
                .iter()
                .chain([&first])
                .all(|c| self.forms.insert(*c, (first, first)).is_none()),
            "alike" => {
                let (_, to) = self.form(first);
                for other in rest {
                    self.is_taken_for(other, to);
                }
                self.forms.entry(first).or_insert((first, to));
                true
            }
            _ => false,
        }
    }

    /// Everything that stands under `other` among the look-alikes goes under `to`.
    fn is_taken_for(&mut self, other: char, to: char) {
        let (same, from) = self.form(other);
        self.forms.insert(other, (same, to));
        for form in self.forms.values_mut().filter(|form| form.1 == from) {
            form.1 = to;
        }
    }

    fn form(&self, c: char) -> (char, char) {
        self.forms.get(&c).copied().unwrap_or((c, c))
    }

    /// How many characters the table knows.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// A name with every character in the first of its forms: equal for names that are the same.
    pub fn same(&self, name: &str) -> String {
        self.folded(name, |form| form.0)
    }

    /// A name with look-alikes as one character as well: equal for names that are the same or taken for each other.
    pub fn alike(&self, name: &str) -> String {
        self.folded(name, |form| form.1)
    }

    pub fn likeness(&self, one: &str, other: &str) -> Likeness {
        if self.same(one) == self.same(other) {
            Likeness::Same
        } else if self.alike(one) == self.alike(other) {
            Likeness::Alike
        } else {
            Likeness::Different
        }
    }

    fn folded(&self, name: &str, which: impl Fn((char, char)) -> char) -> String {
        let mut folded = String::with_capacity(name.len());
        for c in super::plain(name).chars() {
            match c {
                ' ' | '・' => {}
                // 佐々木 is 佐佐木.
                '々' => folded.push(folded.chars().next_back().unwrap_or('々')),
                // A small ケ in the middle of a name (龍ヶ崎) is written large as often.
                'ヶ' | 'ヵ' => folded.push(if c == 'ヶ' { 'ケ' } else { 'カ' }),
                'ぁ'..='ゖ' => folded.push(char::from_u32(c as u32 + 0x60).unwrap_or(c)),
                c => folded.extend(which(self.form(c)).to_lowercase()),
            }
        }
        folded
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn the_shipped_table_is_whole() {
        let table = NameKanji::read(SHIPPED).unwrap();
        assert!(table.len() > 300, "{}", table.len());
        assert_eq!(table.len(), NameKanji::shipped().len());
        assert_eq!(NameKanji::read("same 高").unwrap_err().line, 1);
        assert_eq!(NameKanji::read("same 高髙\n\nsame 髙橋").unwrap_err().line, 3);
        assert_eq!(NameKanji::read("other 高髙").unwrap_err().line, 1);
    }

    #[test]
    fn the_same_is_told_from_the_look_alike() {
        let table = NameKanji::shipped();
        for (one, other) in [
            ("高橋", "髙𣘺"),
            ("山崎", "山﨑"),
            ("渡辺", "渡邉"),
            ("渡邊", "渡辺"),
            ("斎藤", "齋藤"),
            ("吉田", "𠮷田"),
            ("佐々木", "佐佐木"),
            ("葛\u{e0100}西", "葛西"),
            ("さくら", "サクラ"),
            ("田中　太郎", "田中太郎"),
        ] {
            assert_eq!(table.likeness(one, other), Likeness::Same, "{one} {other}");
        }
        for (one, other) in [("斎藤", "斉藤"), ("齋藤", "齊藤"), ("荻原", "萩原"), ("大坂", "大阪")] {
            assert_eq!(table.likeness(one, other), Likeness::Alike, "{one} {other}");
        }
        assert_eq!(table.likeness("田中", "山中"), Likeness::Different);
    }
}
