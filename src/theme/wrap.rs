//! How a text is broken into lines: English at its blanks, Japanese between its phrases.

use unicode_segmentation::UnicodeSegmentation;

use super::Measure;

impl Measure {
    /// Lines of at most `room` columns. Breaks at blanks where there are some, in Japanese between phrases (it has no blanks) or,
    /// far from any seam, between wide characters; never before closing punctuation.
    pub fn wrap(self, text: &str, room: usize) -> Vec<String> {
        let room = room.max(2);
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let by_phrase = self.wrap_paragraph(paragraph, room, Seams::Phrases);
            // A seam is worth no line more: the room is for the patients.
            let closest = self.wrap_paragraph(paragraph, room, Seams::Words);
            lines.extend(if by_phrase.len() > closest.len() {
                closest
            } else {
                by_phrase
            });
        }
        lines
    }

    fn wrap_paragraph(self, text: &str, room: usize, seams: Seams) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        let mut used = 0;
        for piece in text.split_word_bounds() {
            let columns = self.columns(piece);
            if used > 0 && used + columns > room {
                let carried = self.carried(&mut line, room, piece, seams);
                lines.push(std::mem::replace(&mut line, carried).trim_end().to_owned());
                used = self.columns(&line);
                if used == 0 && piece.trim().is_empty() {
                    continue;
                }
            }
            if columns <= room {
                line.push_str(piece);
                used += columns;
                continue;
            }
            // One word longer than a line.
            for (cluster, columns) in self.clusters(piece) {
                if used + columns > room {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(cluster);
                used += columns;
            }
        }
        lines.push(line.trim_end().to_owned());
        lines
    }

    /// What goes on to the next line with `next`: a phrase that was begun near the end of the line, and at least the number that
    /// `next` counts (1件). It is taken off the line.
    fn carried(self, line: &mut String, room: usize, next: &str, seams: Seams) -> String {
        if next.trim().is_empty() {
            return String::new();
        }
        let number = line.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let phrase = match seams {
            Seams::Phrases => self.phrase(line, room, next),
            Seams::Words => self.word(line, room),
        };
        let from = phrase.unwrap_or(number);
        if line.get(..from).is_some_and(|kept| !kept.trim().is_empty()) {
            return if is_closing(next) && from == line.len() {
                self.hung(line, room, next)
            } else {
                line.split_off(from)
            };
        }
        if is_closing(next) {
            return self.hung(line, room, next);
        }
        String::new()
    }

    /// Closing punctuation never begins a line, and never hangs over the edge: what stands before it goes along.
    fn hung(self, line: &mut String, room: usize, next: &str) -> String {
        let before = line
            .split_word_bound_indices()
            .rev()
            .find(|(_, piece)| !is_closing(piece));
        let from = before.map_or(0, |(at, _)| at);
        let fits = |carried: &str| self.columns(carried) + self.columns(next) <= room;
        if line.get(..from).is_some_and(|kept| !kept.trim().is_empty()) && line.get(from..).is_some_and(fits) {
            return line.split_off(from);
        }
        // A word that fills the line by itself (a long name in katakana): its last character goes.
        let last = line.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
        if last > 0 { line.split_off(last) } else { String::new() }
    }

    /// Where the word begins that the line ends with: behind the last blank, when that is near.
    fn word(self, line: &str, room: usize) -> Option<usize> {
        let blank = line.char_indices().rev().find(|(_, c)| c.is_whitespace());
        let word = blank.map(|(at, c)| at + c.len_utf8());
        word.filter(|at| line.get(*at..).is_some_and(|tail| self.columns(tail) * 5 <= room))
    }

    /// Where the phrase begins that the line ends with and `next` goes on with, when that is near the end of the line. Japanese
    /// sets no blanks: a phrase ends with punctuation or with its particle in hiragana, and the next one begins with something else.
    fn phrase(self, line: &str, room: usize, next: &str) -> Option<usize> {
        if room < NEAR {
            return None;
        }
        let mut following = next.chars().next();
        let mut beyond = 0;
        for (at, c) in line.char_indices().rev() {
            let end = at + c.len_utf8();
            if beyond > (room / 4).max(NEAR).min(room * 2 / 3) {
                return None;
            }
            if following.is_some_and(|following| is_seam(line.get(..end).unwrap_or_default(), following)) {
                return Some(end);
            }
            beyond += self.columns(c.encode_utf8(&mut [0; 4]));
            following = Some(c);
        }
        None
    }
}

/// At what a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seams {
    Phrases,
    Words,
}

/// A line may stay short by the fourth part of its room, and by a word like `11-17 00:57 から` in any case.
const NEAR: usize = 16;

/// Whether a phrase ends with `before` and another begins with `following`.
fn is_seam(before: &str, following: char) -> bool {
    let is_hiragana = |c: char| ('ぁ'..='ん').contains(&c);
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    if following.is_whitespace() || is_hiragana(following) || is_closing(following.encode_utf8(&mut [0; 4])) {
        // A particle never begins a line: 「Enter を押す」.
        return false;
    }
    if last.is_whitespace() {
        // What is set apart by two blanks is something else; a date stays with its time.
        if before.ends_with("  ") {
            return true;
        }
        let word = before.trim_end().chars().next_back();
        return !(word.is_some_and(|c| c.is_ascii_digit()) && following.is_ascii_digit());
    }
    match last {
        // お and ご stand before a noun; the others end the first half of a verb (取り消す, 受け渡し).
        'お' | 'ご' | 'き' | 'ぎ' | 'け' | 'げ' | 'し' | 'じ' | 'せ' | 'ち' | 'び' | 'べ' | 'み' | 'め' | 'り'
        | 'れ' | 'え' => false,
        '、' | '。' | '」' | '）' | '：' => true,
        _ => is_hiragana(last) || (!last.is_ascii() && matches!(following, '（' | '「')),
    }
}

/// 、。」）・ー: does not begin a line.
fn is_closing(piece: &str) -> bool {
    matches!(
        piece,
        "、" | "。" | "」" | "）" | "：" | "・" | "ー" | "々" | ")" | "," | "." | "?" | "!" | "？" | "！"
    )
}

#[cfg(test)]
mod tests {
    use super::super::Ambiguous;
    use super::*;

    const NARROW: Measure = Measure::new(Ambiguous::Narrow);

    #[test]
    fn lines_break_where_a_reader_expects_it() {
        assert_eq!(NARROW.wrap("the bed is taken", 8), ["the bed", "is taken"]);
        assert_eq!(NARROW.wrap("病床は使用中です。", 10), ["病床は使用", "中です。"]);
        assert_eq!(NARROW.wrap("病床は使用中です。", 16), ["病床は", "使用中です。"]);
        assert_eq!(NARROW.wrap("「病床」。", 8), ["「病", "床」。"]);
        assert_eq!(NARROW.wrap("the bed.", 7), ["the", "bed."]);
        assert_eq!(NARROW.wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(NARROW.wrap("a\nb", 4), ["a", "b"]);
    }

    #[test]
    fn japanese_breaks_between_phrases() {
        // No particle begins a line, no word is torn where a seam is near, and no line begins with the end of a verb.
        assert_eq!(
            NARROW.wrap("伝票か患者の番号を入力して Enter を押してください。", 40),
            ["伝票か患者の番号を入力して Enter を", "押してください。"]
        );
        assert_eq!(
            NARROW.wrap("警報として表示され続け、病床は残ります。", 38),
            ["警報として表示され続け、病床は", "残ります。"]
        );
        assert_eq!(
            NARROW.wrap("5E-501-1  11-17 00:57 から", 24),
            ["5E-501-1", "11-17 00:57 から"]
        );
        assert_eq!(NARROW.wrap("操作を取り消します", 16), ["操作を", "取り消します"]);
        assert_eq!(
            NARROW.wrap("まとめて一度に保存します（500人まで）。", 34),
            ["まとめて一度に保存します", "（500人まで）。"]
        );
    }
}
