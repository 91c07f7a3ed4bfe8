//! How many columns a text takes in this terminal, and how it is brought to a given number.
//!
//! All text is laid out in grapheme clusters: what a reader sees as one character is never torn.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Shape;

/// Columns and rows of a terminal below which nothing useful can be shown.
pub const LEAST: (u16, u16) = (80, 24);

/// Whether ● ─ ① take one column or two; terminals set up for Japanese often say two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ambiguous {
    Narrow,
    Wide,
}

/// Counts columns the way this terminal does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Measure {
    pub ambiguous: Ambiguous,
}

impl Measure {
    pub const fn new(ambiguous: Ambiguous) -> Self {
        Self { ambiguous }
    }

    /// The columns of a text.
    pub fn columns(self, text: &str) -> usize {
        self.clusters(text).map(|(_, columns)| columns).sum()
    }

    /// What a reader sees as characters, each with its columns. What takes none by itself (a lone joiner, a control
    /// character that came in from elsewhere) is left out: it could only move the cursor.
    ///
    /// The half-width voice marks of ｶﾞ and ﾊﾟ stand in a column of their own in every terminal, though Unicode counts them
    /// to the kana before them.
    pub fn clusters(self, text: &str) -> Clusters<'_> {
        Clusters {
            measure: self,
            rest: text,
            pieces: "",
        }
    }

    fn cluster(self, cluster: &str) -> usize {
        if cluster.starts_with(HALF_WIDTH_VOICES) {
            return 1;
        }
        match self.ambiguous {
            Ambiguous::Narrow => cluster.width(),
            // The terminal gives a cluster of several code points two columns at most.
            Ambiguous::Wide => cluster.width_cjk().min(cluster.width().max(2)),
        }
    }

    /// As many whole characters as fit into `room` columns, and the columns that they take.
    pub fn take(self, text: &str, room: usize) -> (String, usize) {
        let mut taken = String::new();
        let mut used = 0;
        for (cluster, columns) in self.clusters(text) {
            if used + columns > room {
                break;
            }
            taken.push_str(cluster);
            used += columns;
        }
        (taken, used)
    }

    /// The text if it fits, otherwise its beginning and the sign that something is missing.
    pub fn shorten(self, text: &str, room: usize) -> String {
        if self.columns(text) <= room {
            return self.take(text, room).0;
        }
        let (mut taken, _) = self.take(text, room.saturating_sub(1));
        if room > 0 {
            taken.push_str(Shape::Cut.sign(self.ambiguous));
        }
        taken
    }

    /// Exactly `room` columns, text at the left.
    pub fn left(self, text: &str, room: usize) -> String {
        let mut fitted = self.shorten(text, room);
        let missing = room.saturating_sub(self.columns(&fitted));
        fitted.extend(std::iter::repeat_n(' ', missing));
        fitted
    }

    /// Exactly `room` columns, text at the right: numbers.
    pub fn right(self, text: &str, room: usize) -> String {
        let fitted = self.shorten(text, room);
        let missing = room.saturating_sub(self.columns(&fitted));
        " ".repeat(missing) + &fitted
    }
}

/// ﾞ and ﾟ.
const HALF_WIDTH_VOICES: [char; 2] = ['\u{ff9e}', '\u{ff9f}'];

/// The columns of a character that is always one by itself, however its neighbours look: Latin letters and digits, kana, kanji
/// and the full-width forms. Nearly every name, number and word of a hospital is made of these, and a full screen of the list
/// asks for some thousands of them, so they are not sent through the segmentation (which is right about everything else).
fn alone(c: char) -> Option<usize> {
    match c {
        ' '..='~' | 'ｦ'..='ﾝ' => Some(1),
        '\u{3000}'..='\u{3003}'
        | '〈'..='】'
        | 'ぁ'..='ゖ'
        | 'ァ'..='ヺ'
        | 'ー'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '！'..='｠' => Some(2),
        _ => None,
    }
}

/// The characters of a text as a reader sees them, each with its columns.
#[derive(Debug, Clone)]
pub struct Clusters<'a> {
    measure: Measure,
    rest: &'a str,
    /// Of the cluster that was met last: what its voice marks cut it into and has not been given yet.
    pieces: &'a str,
}

impl<'a> Clusters<'a> {
    /// The next character when it stands alone: it and the one after it are of the kind that joins nothing.
    fn next_alone(&mut self) -> Option<(&'a str, usize)> {
        let mut chars = self.rest.chars();
        let first = chars.next()?;
        let columns = alone(first)?;
        if chars.next().is_some_and(|after| alone(after).is_none()) {
            return None;
        }
        let (one, rest) = self.rest.split_at_checked(first.len_utf8())?;
        self.rest = rest;
        Some((one, columns))
    }

    /// The next piece of a cluster: up to a half-width voice mark, or the mark.
    fn next_piece(&mut self) -> Option<&'a str> {
        if self.pieces.is_empty() {
            self.pieces = self.rest.graphemes(true).next()?;
            self.rest = self.rest.get(self.pieces.len()..).unwrap_or_default();
        }
        let mut places = self.pieces.char_indices();
        let (_, first) = places.next()?;
        let at = if HALF_WIDTH_VOICES.contains(&first) {
            first.len_utf8()
        } else {
            let mark = places.find(|(_, c)| HALF_WIDTH_VOICES.contains(c));
            mark.map_or(self.pieces.len(), |(at, _)| at)
        };
        let (piece, pieces) = self.pieces.split_at_checked(at)?;
        self.pieces = pieces;
        Some(piece)
    }
}

impl<'a> Iterator for Clusters<'a> {
    type Item = (&'a str, usize);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.pieces.is_empty()
                && let Some(found) = self.next_alone()
            {
                return Some(found);
            }
            let piece = self.next_piece()?;
            let columns = self.measure.cluster(piece);
            if columns > 0 && !piece.chars().any(char::is_control) {
                return Some((piece, columns));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NARROW: Measure = Measure::new(Ambiguous::Narrow);
    const WIDE: Measure = Measure::new(Ambiguous::Wide);

    #[test]
    fn columns_are_those_of_the_terminal() {
        assert_eq!(NARROW.columns("田中 太郎"), 9);
        assert_eq!(NARROW.columns("ﾀﾅｶ"), 3);
        assert_eq!(NARROW.columns("ｼﾞﾛｳ"), 4, "a half-width voice mark takes a column");
        assert_eq!(NARROW.take("ﾊﾟｸ", 2), ("ﾊﾟ".to_owned(), 2));
        assert_eq!(NARROW.columns("●─"), 2);
        assert_eq!(WIDE.columns("●─"), 4);
        assert_eq!(WIDE.columns("田中A"), 5);
        assert_eq!(
            NARROW.columns("か\u{3099}"),
            2,
            "a combining voice mark takes no column"
        );
        assert_eq!(NARROW.columns("a\u{1b}b"), 2, "a control character is not drawn");
    }

    /// The same by the segmentation alone: what the quick way must agree with.
    fn slowly(measure: Measure, text: &str) -> Vec<(String, usize)> {
        let pieces = text.graphemes(true).flat_map(|cluster| {
            let mut pieces = vec![String::new()];
            for c in cluster.chars() {
                if HALF_WIDTH_VOICES.contains(&c) {
                    pieces.push(c.to_string());
                    pieces.push(String::new());
                } else if let Some(last) = pieces.last_mut() {
                    last.push(c);
                }
            }
            pieces
        });
        pieces
            .map(|piece| (measure.cluster(&piece), piece))
            .filter(|(columns, piece)| *columns > 0 && !piece.chars().any(char::is_control))
            .map(|(columns, piece)| (piece, columns))
            .collect()
    }

    proptest::proptest! {
        #[test]
        fn the_quick_way_sees_the_same_characters(
            text in "([ -~]|[ぁ-ゖァ-ヺー]|[ｦ-ﾟ]|[一-龠]|[　-〿！-｠]|[\u{300}-\u{30f}\u{3099}\u{309a}\u{fe00}-\u{fe0f}\u{e0100}-\u{e0103}\u{200d}]|[①-⑳●─]|\\PC|[\u{1}-\u{1f}]){0,12}"
        ) {
            for measure in [NARROW, WIDE] {
                let quick: Vec<(String, usize)> =
                    measure.clusters(&text).map(|(cluster, columns)| (cluster.to_owned(), columns)).collect();
                proptest::prop_assert_eq!(quick, slowly(measure, &text));
            }
        }
    }

    #[test]
    fn a_wide_character_is_never_halved() {
        assert_eq!(NARROW.take("田中太郎", 5), ("田中".to_owned(), 4));
        assert_eq!(NARROW.left("田中太郎", 5), "田中…");
        assert_eq!(NARROW.left("田中太郎", 6), "田中… ");
        assert_eq!(WIDE.left("田中太郎", 5), "田中~");
        assert_eq!(NARROW.right("12", 4), "  12");
        assert_eq!(NARROW.shorten("田中", 0), "");
    }
}
