//! Where a line may end. A dose that is torn apart is read as another dose: a number stays whole, with its unit, its
//! counter, its range and the brackets around it (1250, 0.25mg, 20時, 0.05〜0.3μg/kg/分).

use unicode_segmentation::UnicodeSegmentation;

/// What is held together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// Words, numbers with all that belongs to them, options with their boxes.
    Together,
    /// In a piece longer than a line: numbers with their units.
    Doses,
    /// Longer still: the figures of one number.
    Numbers,
    /// A number longer than a line.
    Nothing,
}

impl Hold {
    pub fn looser(self) -> Self {
        match self {
            Self::Together => Self::Doses,
            Self::Doses => Self::Numbers,
            Self::Numbers | Self::Nothing => Self::Nothing,
        }
    }
}

/// What follows a number and belongs to it. Longer ones stand before those that they begin with.
const UNITS: &[&str] = &[
    "カプセル",
    "アンプル",
    "バイアル",
    "シリンジ",
    "キット",
    "パック",
    "プッシュ",
    "コース",
    "サイクル",
    "グラム",
    "単位",
    "日分",
    "日間",
    "日目",
    "日前",
    "日後",
    "日",
    "回分",
    "回目",
    "回",
    "週間",
    "週",
    "か月",
    "ヶ月",
    "カ月",
    "ヵ月",
    "月",
    "年",
    "時間",
    "時",
    "分間",
    "分割",
    "分",
    "秒",
    "錠",
    "包",
    "個",
    "本",
    "枚",
    "滴",
    "管",
    "袋",
    "瓶",
    "筒",
    "吸入",
    "噴霧",
    "人",
    "名",
    "件",
    "頁",
    "歳",
    "床",
    "度",
    "倍",
    "割",
    "号",
    "級",
    "番",
    "丁目",
    "杯",
    "％",
    "℃",
    "μ",
    "µ",
    "㎎",
    "㎏",
    "㎖",
    "ℓ",
    "万",
    "千",
    "百",
];

/// Units behind a blank, as English and package texts write them.
const SPACED: &[&str] = &[
    "mg",
    "g",
    "kg",
    "mcg",
    "μg",
    "µg",
    "ng",
    "mL",
    "ml",
    "L",
    "dL",
    "mm",
    "cm",
    "mEq",
    "mmol",
    "IU",
    "U",
    "h",
    "min",
    "s",
    "%",
    "tab",
    "cap",
    "amp",
    "vial",
    "dose",
    "times",
    "days",
    "day",
    "weeks",
    "units",
    "単位",
    "錠",
    "回",
    "日",
    "分",
    "時",
    "本",
    "個",
    "包",
    "コース",
    "枚",
];

/// Characters in brackets that no line parts.
const IN_BRACKETS: usize = 4;

/// The pieces between which a line may end.
pub fn pieces(text: &str, hold: Hold) -> Vec<&str> {
    let graphemes: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut unit_ends = 0;
    let mut in_option = false;
    let mut bracket_ends = 0;
    for pair in graphemes.windows(2) {
        let [(before, a), (at, b)] = pair else { continue };
        let (before, at) = (*before, *at);
        let rest = text.get(at..).unwrap_or_default();
        if hold != Hold::Nothing && hold != Hold::Numbers && at >= unit_ends && a.ends_with(is_figure) {
            let unit = UNITS.iter().find(|unit| rest.starts_with(**unit));
            unit_ends = unit.map_or(unit_ends, |unit| at + unit.len());
        }
        if matches!(hold, Hold::Together | Hold::Doses)
            && is_blank(a)
            && text.get(..before).is_some_and(|head| head.ends_with(is_figure))
        {
            // `10 単位`: the unit behind the blank is one word.
            let unit = SPACED.iter().find(|unit| is_word_of(rest, unit));
            unit_ends = unit.map_or(unit_ends, |unit| at + unit.len());
        }
        if hold == Hold::Together && *a == "（" {
            bracket_ends = bracket_end(rest).map_or(bracket_ends, |end| at + end);
        }
        in_option = (in_option || is_box(a)) && !is_blank(b) && !is_box(b);
        let head = text.get(..before).unwrap_or_default();
        let held = match hold {
            Hold::Nothing => is_blank(b),
            Hold::Numbers => is_blank(b) || in_number(head, a, b) || b.starts_with(is_closing),
            Hold::Doses => at < unit_ends || is_held(head, a, b, rest),
            Hold::Together => {
                at < unit_ends.max(bracket_ends) || in_option || is_joined(head, a, b) || is_held(head, a, b, rest)
            }
        };
        if !held {
            pieces.extend(text.get(start..at));
            start = at;
        }
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

/// Where a bracket with a few characters ends: （以下余白）, （確認済）.
fn bracket_end(rest: &str) -> Option<usize> {
    rest.char_indices()
        .take(IN_BRACKETS + 1)
        .take_while(|(_, c)| *c != '（')
        .find_map(|(at, c)| (c == '）').then_some(at))
}

fn is_held(head: &str, a: &str, b: &str, rest: &str) -> bool {
    if is_blank(b) || a == TIED || b.starts_with(is_closing) || a.ends_with(is_opening) {
        return true;
    }
    if is_blank(a) {
        // `500 mg`: the blank does not part them.
        return head.ends_with(is_figure) && a.chars().count() == 1 && SPACED.iter().any(|unit| is_word_of(rest, unit));
    }
    let slash = |sign: &str| matches!(sign, "/" | "／");
    is_word(a) && is_word(b)
        || in_number(head, a, b)
        || slash(a) && !head.ends_with(char::is_whitespace)
        || slash(b)
        || b.starts_with(is_figure) && a.ends_with(is_before_figures)
}

/// A range, a course of rates: `0.05〜0.3`, `25→50→100`.
fn is_joined(head: &str, a: &str, b: &str) -> bool {
    let joint = |sign: &str| matches!(sign, "〜" | "～" | "→" | "−" | "－" | "–");
    joint(b) && (a.ends_with(is_figure) || is_word(a)) || joint(a) && is_word(b) && !head.ends_with(char::is_whitespace)
}

fn in_number(head: &str, a: &str, b: &str) -> bool {
    let point = |sign: &str| matches!(sign, "." | "," | "．" | "，");
    a.ends_with(is_figure) && (b.starts_with(is_figure) || point(b))
        || point(a) && head.ends_with(is_figure) && b.starts_with(is_figure)
}

fn is_word_of(rest: &str, unit: &str) -> bool {
    rest.strip_prefix(unit).is_some_and(|after| {
        !unit.ends_with(|c: char| c.is_ascii_alphabetic()) || !after.starts_with(|c: char| c.is_ascii_alphabetic())
    })
}

/// A box to tick. Texts of the locale files have the second one, which is one column wide in every terminal.
fn is_box(grapheme: &str) -> bool {
    matches!(grapheme, "□" | "☐")
}

/// A blank at which no line ends.
pub const TIED: &str = "\u{a0}";

fn is_blank(grapheme: &str) -> bool {
    grapheme.chars().all(char::is_whitespace)
}

/// Letters and figures.
fn is_word(grapheme: &str) -> bool {
    grapheme
        .chars()
        .all(|c| c.is_ascii_graphic() || is_figure(c) || matches!(c, 'μ' | 'µ' | '²' | '³'))
}

pub fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// Belongs to the number behind it: 約5, 分3, ≧65.
fn is_before_figures(c: char) -> bool {
    matches!(
        c,
        '≧' | '≦' | '≥' | '≤' | '＜' | '＞' | '±' | '×' | '＋' | '約' | '計' | '第' | '分' | '￥' | '＃' | '各'
    )
}

pub fn is_opening(c: char) -> bool {
    matches!(
        c,
        '（' | '「' | '『' | '【' | '〔' | '〈' | '《' | '［' | '｛' | '(' | '['
    )
}

pub fn is_closing(c: char) -> bool {
    matches!(
        c,
        '、' | '。'
            | '，'
            | '．'
            | '）'
            | ')'
            | ']'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '〉'
            | '》'
            | '］'
            | '｝'
            | '・'
            | 'ー'
            | '々'
            | 'ゝ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
            | 'ヮ'
            | 'ヵ'
            | 'ヶ'
            | 'ぁ'
            | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'ゎ'
            | ':'
            | ';'
            | '：'
            | '；'
            | '℃'
            | '％'
            | '%'
            | '〜'
            | '～'
            | '／'
            | '？'
            | '！'
            | '…'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_together_is_one_piece() {
        for whole in [
            "（1250）",
            "1,320mg",
            "0.25mg",
            "20時",
            "3カプセル",
            "14日分",
            "0.05〜0.3μg/kg/分",
            "（0.25）",
            "「TE」",
            "（200）",
            "（確認済）",
            "（以下余白）",
            "500 mg",
            "1250.5 mL/h",
            "１２５０",
            "≧65",
            "分3",
            "25→50→100→200mL/h",
            "10 単位",
            "□アルブミン",
            "75%",
            "□acid-fast\u{a0}smear",
            "2\u{a0}of\u{a0}3",
        ] {
            assert_eq!(pieces(whole, Hold::Together), [whole]);
        }
        assert_eq!(
            pieces("点滴静注時（1250） 1日1回", Hold::Together),
            ["点", "滴", "静", "注", "時", "（1250） ", "1日", "1回"]
        );
        assert_eq!(pieces("8時・20時、朝", Hold::Together), ["8時・", "20時、", "朝"]);
        assert_eq!(pieces("□尿 □便", Hold::Together), ["□尿 ", "□便"]);
        assert_eq!(pieces("25→50mL/h", Hold::Doses), ["25", "→", "50mL/h"]);
        assert_eq!(pieces("12,500mL", Hold::Numbers), ["12,500", "m", "L"]);
    }
}
