//! Typing a line of text: by key, by paste, by an input method; the cursor walks over what a reader sees as characters.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroize;

/// One thing done to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    Insert(String),
    Backspace,
    Delete,
    DeleteWord,
    Clear,
    Left,
    Right,
    Home,
    End,
}

/// What becomes of what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Accepts {
    /// Names, remarks: as typed.
    Text,
    /// Dates, times, telephone numbers: full-width digits and signs become half-width ones.
    Folded,
    /// Identifiers, codes: folded, and in capitals.
    Code,
    /// Pass phrases: as typed, never shown, wiped when they are let go.
    Secret,
}

/// A line of text and the place of the cursor in it.
#[derive(Clone, PartialEq, Eq)]
pub struct TextEdit {
    text: String,
    /// Characters (grapheme clusters) before the cursor.
    cursor: usize,
    accepts: Accepts,
    /// What stands in it was put there: the first letter replaces it, as in a field whose text is marked.
    proposed: bool,
}

impl TextEdit {
    pub fn new(accepts: Accepts) -> Self {
        Self {
            text: String::new(),
            cursor: 0,
            accepts,
            proposed: false,
        }
    }

    /// With a text that is probably right: Enter takes it, typing replaces it.
    #[must_use]
    pub fn proposing(accepts: Accepts, text: &str) -> Self {
        let mut edit = Self::with(accepts, text);
        edit.proposed = !edit.is_empty();
        edit
    }

    /// Whether nobody has touched what was proposed.
    pub fn is_proposed(&self) -> bool {
        self.proposed
    }

    #[must_use]
    pub fn with(accepts: Accepts, text: &str) -> Self {
        let mut edit = Self::new(accepts);
        edit.apply(&Edit::Insert(text.to_owned()));
        edit
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nobody may read what is typed.
    pub fn is_secret(&self) -> bool {
        self.accepts == Accepts::Secret
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What stands before the cursor and what behind it.
    pub fn halves(&self) -> (&str, &str) {
        self.text
            .split_at_checked(self.byte(self.cursor))
            .unwrap_or((&self.text, ""))
    }

    pub fn apply(&mut self, edit: &Edit) {
        if std::mem::take(&mut self.proposed) && matches!(edit, Edit::Insert(_)) {
            self.text.clear();
            self.cursor = 0;
        }
        match edit {
            Edit::Insert(text) => self.insert(text),
            Edit::Backspace if self.cursor > 0 => {
                self.cursor -= 1;
                self.remove_one();
            }
            Edit::Delete => self.remove_one(),
            Edit::DeleteWord => {
                let (before, _) = self.halves();
                let keep = before
                    .trim_end()
                    .unicode_word_indices()
                    .next_back()
                    .map_or(0, |(at, _)| at);
                let gone = self.byte(self.cursor);
                self.cursor = self.text.get(..keep).unwrap_or_default().graphemes(true).count();
                self.text.replace_range(keep..gone, "");
            }
            Edit::Clear => {
                self.text.clear();
                self.cursor = 0;
            }
            Edit::Left => self.cursor = self.cursor.saturating_sub(1),
            Edit::Right => self.cursor = (self.cursor + 1).min(self.length()),
            Edit::Backspace => {}
            Edit::Home => self.cursor = 0,
            Edit::End => self.cursor = self.length(),
        }
    }

    fn insert(&mut self, typed: &str) {
        // A paste may hold lines and tabs; a field is one line.
        let line: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let line = match self.accepts {
            Accepts::Text | Accepts::Secret => line,
            Accepts::Folded => self.with_hyphens(line.nfkc()),
            Accepts::Code => self.with_hyphens(line.nfkc()).to_uppercase(),
        };
        let line = if typed.len() > 1 && self.text.is_empty() && !self.is_secret() {
            line.trim()
        } else {
            &line
        };
        let at = self.byte(self.cursor);
        if self.is_secret() && self.text.capacity() < self.text.len() + line.len() {
            // A string that grows leaves its smaller copy behind.
            let mut larger = String::with_capacity((self.text.len() + line.len()).max(256));
            larger.push_str(&self.text);
            self.text.zeroize();
            self.text = larger;
        }
        self.text.insert_str(at, line);
        // A combining mark joins the character before it, so the place is counted anew.
        let end = at + line.len();
        self.cursor = self.text.get(..end).unwrap_or(&self.text).graphemes(true).count();
    }

    /// What an input method makes of the key of the hyphen is one behind a digit or a Latin letter; in センター it is none.
    fn with_hyphens(&self, typed: impl Iterator<Item = char>) -> String {
        let (before, _) = self.halves();
        let mut last = before.chars().next_back();
        typed
            .map(|c| {
                let is_hyphen = matches!(c, 'ー' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−');
                let c = match last {
                    Some(last) if is_hyphen && last.is_ascii_alphanumeric() => '-',
                    _ => c,
                };
                last = Some(c);
                c
            })
            .collect()
    }

    fn remove_one(&mut self) {
        let (from, to) = (self.byte(self.cursor), self.byte(self.cursor + 1));
        self.text.replace_range(from..to, "");
    }

    fn length(&self) -> usize {
        self.text.graphemes(true).count()
    }

    fn byte(&self, cluster: usize) -> usize {
        self.text
            .grapheme_indices(true)
            .nth(cluster)
            .map_or(self.text.len(), |(at, _)| at)
    }
}

impl Drop for TextEdit {
    fn drop(&mut self) {
        if self.is_secret() {
            self.text.zeroize();
        }
    }
}

/// A secret shows nowhere, in no log and no panic.
impl fmt::Debug for TextEdit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = if self.is_secret() { "(secret)" } else { &self.text };
        f.debug_struct("TextEdit")
            .field("text", &text)
            .field("cursor", &self.cursor)
            .field("accepts", &self.accepts)
            .finish_non_exhaustive()
    }
}

/// One form for comparing what was typed with what is there: width, case and kind of kana do not matter.
pub fn folded(text: &str) -> String {
    // Most names and numbers are in that form already; the tables of Unicode would be asked about each of their characters.
    if text.chars().all(is_plain) {
        return text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| hiragana(c.to_ascii_lowercase()))
            .collect();
    }
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace())
        .map(hiragana)
        .collect()
}

/// Written the same in every normal form, and joined by nothing of its kind.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{3000}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_quick_way_folds_alike(text in "([ -~]|[ぁ-ゖァ-ヺー]|[一-龠]|[　-〿！-｠ｦ-ﾟ]|[\u{3099}\u{309a}]|\\PC){0,10}") {
            let slowly: String = text
                .nfkc()
                .flat_map(char::to_lowercase)
                .filter(|c| !c.is_whitespace())
                .map(hiragana)
                .collect();
            proptest::prop_assert_eq!(folded(&text), slowly);
        }
    }

    fn typed(accepts: Accepts, edits: &[Edit]) -> TextEdit {
        let mut edit = TextEdit::new(accepts);
        for one in edits {
            edit.apply(one);
        }
        edit
    }

    fn insert(text: &str) -> Edit {
        Edit::Insert(text.to_owned())
    }

    #[test]
    fn the_cursor_walks_over_whole_characters() {
        let edit = typed(
            Accepts::Text,
            &[insert("葛\u{E0100}城が\u{3099}"), Edit::Left, Edit::Backspace],
        );
        assert_eq!(edit.halves(), ("葛\u{E0100}", "が\u{3099}"));
        let edit = typed(
            Accepts::Text,
            &[insert("ab"), Edit::Home, Edit::Delete, Edit::Delete, Edit::Delete],
        );
        assert!(edit.is_empty());
        let edit = typed(Accepts::Text, &[insert("か"), insert("\u{3099}"), Edit::Backspace]);
        assert!(edit.is_empty(), "a voice mark that came later belongs to its kana");
    }

    #[test]
    fn full_width_digits_and_letters_are_taken() {
        assert_eq!(typed(Accepts::Code, &[insert("ｔ０７－００１２")]).text(), "T07-0012");
        assert_eq!(typed(Accepts::Folded, &[insert("昭２３．５．６")]).text(), "昭23.5.6");
        assert_eq!(typed(Accepts::Text, &[insert("ＡＢ")]).text(), "ＡＢ");
        // The key of the hyphen with the input method on.
        assert_eq!(
            typed(Accepts::Code, &[insert("００１２ー３４５６")]).text(),
            "0012-3456"
        );
        assert_eq!(
            typed(Accepts::Folded, &[insert("０９０ー１２３４ー５６７８")]).text(),
            "090-1234-5678"
        );
        assert_eq!(
            typed(Accepts::Folded, &[insert("12"), insert("ー"), insert("3")]).text(),
            "12-3"
        );
        assert_eq!(typed(Accepts::Folded, &[insert("センター")]).text(), "センター");
        assert_eq!(typed(Accepts::Text, &[insert("マリー")]).text(), "マリー");
    }

    #[test]
    fn a_paste_becomes_one_line() {
        assert_eq!(typed(Accepts::Text, &[insert("田中\t太郎\r\n")]).text(), "田中 太郎");
        assert_eq!(
            typed(Accepts::Text, &[insert("a"), insert(" "), insert("b")]).text(),
            "a b"
        );
    }

    #[test]
    fn words_and_all_can_be_taken_away() {
        assert_eq!(
            typed(Accepts::Text, &[insert("one two "), Edit::DeleteWord]).text(),
            "one "
        );
        assert_eq!(
            typed(Accepts::Text, &[insert("one"), Edit::Clear, insert("x")]).text(),
            "x"
        );
        assert_eq!(typed(Accepts::Text, &[Edit::DeleteWord, Edit::Backspace]).text(), "");
    }

    #[test]
    fn width_case_and_kana_do_not_matter_when_comparing() {
        assert_eq!(folded("ﾀﾅｶ ＡＢ"), folded("たなかab"));
    }
}
