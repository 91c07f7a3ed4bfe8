//! Making text fit its place. A name, a dose or an allergy is never clipped silently: first it shrinks to 60 %, then it
//! wraps, and what still does not fit ends in a mark and is told (evidence.md, Paper).

use unicode_segmentation::UnicodeSegmentation;

use super::{
    fonts::{Face, Fonts, Shaped},
    paper::{Area, Place, mm, times},
};

/// The smallest that text becomes, as a part of the size asked for.
pub const SMALLEST: f32 = 0.6;
/// From baseline to baseline, in sizes.
pub const LEADING: f32 = 1.22;
/// What stands at the end of a text that is not all there.
pub const CUT: &str = "…▲";

/// Where a text stands in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    #[default]
    Left,
    Centre,
    Right,
}

/// Which way a text gives way first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flow {
    /// One line that shrinks, then wraps.
    #[default]
    Line,
    /// Lines from the start, that shrink when there are too many.
    Block,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    pub face: Face,
    pub points: f32,
    pub align: Align,
    pub flow: Flow,
}

/// One line at its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The left end of the baseline.
    pub at: Place,
    pub points: f32,
    pub shaped: Shaped,
}

/// A text in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    pub lines: Vec<Line>,
    /// Not all of it is there, and the mark says so.
    pub is_cut: bool,
}

/// Text that was broken into lines of one size.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken {
    pub points: f32,
    pub lines: Vec<Shaped>,
}

impl Broken {
    /// Millimetres from the top of the first line to the bottom of the last.
    pub fn height(&self) -> f32 {
        mm(self.points) * (1.0 + LEADING * times(self.lines.len().saturating_sub(1)))
    }
}

impl Fonts {
    /// `text` broken into lines of `width` millimetres, as low as it may become: rows of a table grow by it.
    pub fn break_to(&self, text: &str, setting: &Setting, width: f32) -> Broken {
        let whole = self.shape(text, setting.face);
        let full = mm(setting.points);
        let at_full = |lines| Broken {
            points: setting.points,
            lines,
        };
        if whole.width * full <= width + 0.01 {
            return at_full(vec![whole]);
        }
        if setting.flow == Flow::Block {
            return at_full(self.wrap(text, setting.face, width / full));
        }
        let ratio = width / (whole.width * full);
        if ratio >= SMALLEST {
            return Broken {
                points: setting.points * ratio,
                lines: vec![whole],
            };
        }
        let points = setting.points * SMALLEST;
        Broken {
            points,
            lines: self.wrap(text, setting.face, width / mm(points)),
        }
    }

    /// `text` in `area`.
    pub fn fit(&self, text: &str, setting: &Setting, area: Area) -> Fitted {
        let mut broken = self.break_to(text, setting, area.width);
        let mut is_cut = false;
        if broken.height() > area.height + 0.05 && broken.lines.len() > 1 {
            if setting.flow == Flow::Block {
                broken = self.shrink_block(text, *setting, area);
            }
            let size = mm(broken.points);
            let mut most = 1;
            while size * (1.0 + LEADING * times(most)) <= area.height + 0.05 {
                most += 1;
            }
            if broken.lines.len() > most {
                broken.lines.truncate(most);
                if let Some(last) = broken.lines.last_mut() {
                    *last = self.with_mark(last, area.width / size);
                }
                is_cut = true;
            }
        }
        Fitted {
            lines: set(broken, setting.align, area),
            is_cut,
        }
    }

    /// The largest size at which a block fits, down to the smallest.
    fn shrink_block(&self, text: &str, setting: Setting, area: Area) -> Broken {
        let mut step = 19_u8;
        loop {
            let points = setting.points * f32::from(step) / 20.0;
            let broken = Broken {
                points,
                lines: self.wrap(text, setting.face, area.width / mm(points)),
            };
            step -= 1;
            if broken.height() <= area.height + 0.05 || f32::from(step) / 20.0 < SMALLEST {
                return broken;
            }
        }
    }

    /// The line with the mark at its end, as much of it as stands before the mark in `width` ems.
    fn with_mark(&self, line: &Shaped, width: f32) -> Shaped {
        let mut text = line.text.trim_end().to_owned();
        loop {
            let marked = self.shape(&format!("{text}{CUT}"), line.face);
            let shorter = text.grapheme_indices(true).next_back().map(|(at, _)| at);
            match shorter {
                Some(at) if marked.width > width => text.truncate(at),
                _ => return marked,
            }
        }
    }

    /// Lines of at most `width` ems. Words and numbers stay whole where they can; no line begins with a closing sign.
    fn wrap(&self, text: &str, face: Face, width: f32) -> Vec<Shaped> {
        let mut lines: Vec<Shaped> = Vec::new();
        let mut line = String::new();
        let mut filled = 0.0;
        for piece in pieces(text) {
            let takes = self.width(piece, face);
            if filled + takes <= width + 0.001 {
                line.push_str(piece);
                filled += takes;
                continue;
            }
            // A closing sign takes the character before it along.
            let last = line.grapheme_indices(true).next_back().map(|(at, _)| at);
            let carried = last
                .filter(|_| piece.starts_with(is_closing))
                .map(|at| line.split_off(at));
            if !line.trim().is_empty() {
                lines.push(self.shape(line.trim_end(), face));
            }
            line = carried.unwrap_or_default();
            filled = self.width(&line, face);
            if filled + takes <= width + 0.001 {
                let piece = if line.is_empty() { piece.trim_start() } else { piece };
                line.push_str(piece);
                filled = self.width(&line, face);
                continue;
            }
            // A word that is longer than a line is broken anywhere.
            for grapheme in piece.graphemes(true) {
                let takes = self.width(grapheme, face);
                if filled + takes > width + 0.001 && !line.is_empty() {
                    lines.push(self.shape(&line, face));
                    line.clear();
                    filled = 0.0;
                }
                line.push_str(grapheme);
                filled += takes;
            }
        }
        if !line.trim().is_empty() || lines.is_empty() {
            lines.push(self.shape(line.trim_end(), face));
        }
        lines
    }
}

/// Lines at their places, in the middle of the height. The baseline stands so that kanji look centred: they reach from
/// 0.12 em below to 0.88 above it.
fn set(broken: Broken, align: Align, area: Area) -> Vec<Line> {
    let size = mm(broken.points);
    let top = area.y + (area.height - broken.height()).max(0.0) / 2.0;
    let points = broken.points;
    broken
        .lines
        .into_iter()
        .enumerate()
        .map(|(row, shaped)| {
            let room = (area.width - shaped.width * size).max(0.0);
            let before = match align {
                Align::Left => 0.0,
                Align::Centre => room / 2.0,
                Align::Right => room,
            };
            Line {
                at: Place {
                    x: area.x + before,
                    y: top + size * (0.88 + LEADING * times(row)),
                },
                points,
                shaped,
            }
        })
        .collect()
}

/// What stays together: runs of letters and figures with the blank behind them, every other character alone.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, grapheme) in text.grapheme_indices(true) {
        let word = grapheme.chars().all(|c| c.is_ascii_graphic());
        let blank = grapheme.chars().all(char::is_whitespace);
        if at > start && !(in_word && word) && !blank {
            pieces.extend(text.get(start..at));
            start = at;
        }
        in_word = word;
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '、' | '。'
            | '，'
            | '．'
            | '）'
            | ')'
            | '」'
            | '』'
            | '】'
            | '〕'
            | '〉'
            | '》'
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
            | ':'
            | ';'
            | '：'
            | '；'
            | '℃'
            | '％'
            | '%'
    )
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "tests may stop"
    )]

    use super::*;

    fn area(width: f32, height: f32) -> Area {
        Area {
            x: 10.0,
            y: 20.0,
            width,
            height,
        }
    }

    fn setting(flow: Flow) -> Setting {
        Setting {
            face: Face::Regular,
            points: 10.0,
            align: Align::Left,
            flow,
        }
    }

    fn texts(fitted: &Fitted) -> Vec<&str> {
        fitted.lines.iter().map(|line| line.shaped.text.as_str()).collect()
    }

    #[test]
    fn first_it_shrinks_then_it_wraps_then_it_is_marked() {
        let fonts = Fonts::load().unwrap();
        let line = setting(Flow::Line);
        // Ten characters of 10 points are 35.3 mm.
        let name = "勅使河原小次郎左衛門";
        assert!(fonts.fit(name, &line, area(36.0, 5.0)).lines[0].points > 9.99);
        let shrunk = fonts.fit(name, &line, area(25.0, 5.0));
        assert!(shrunk.lines.len() == 1 && shrunk.lines[0].points < 7.2 && !shrunk.is_cut);
        let wrapped = fonts.fit(name, &line, area(13.0, 5.0));
        assert_eq!(texts(&wrapped), ["勅使河原小次", "郎左衛門"]);
        assert!((wrapped.lines[0].points - 6.0).abs() < 0.01 && !wrapped.is_cut);
        let cut = fonts.fit(name, &line, area(13.0, 3.0));
        assert!(cut.is_cut);
        assert_eq!(texts(&cut), ["勅使河原…▲"]);
    }

    #[test]
    fn numbers_stay_whole_and_no_line_begins_with_a_closing_sign() {
        let fonts = Fonts::load().unwrap();
        let block = setting(Flow::Block);
        // 40 half-width characters a line.
        let fitted = fonts.fit(
            "患者番号は 0012345-6 です。セファゾリン（発疹）、ペニシリン。",
            &block,
            area(38.0, 30.0),
        );
        for line in texts(&fitted) {
            assert!(!line.starts_with(is_closing), "{line}");
        }
        assert!(texts(&fitted).iter().any(|line| line.contains("0012345-6")));
        let all: String = texts(&fitted).concat().replace(' ', "");
        assert_eq!(all, "患者番号は0012345-6です。セファゾリン（発疹）、ペニシリン。");
        let long = fonts.fit(&"x".repeat(100), &block, area(38.0, 60.0));
        assert_eq!(texts(&long).concat(), "x".repeat(100));
    }

    #[test]
    fn a_block_shrinks_before_anything_is_lost() {
        let fonts = Fonts::load().unwrap();
        let text = "あ".repeat(60);
        let fitted = fonts.fit(&text, &setting(Flow::Block), area(40.0, 16.0));
        assert!(!fitted.is_cut && fitted.lines[0].points < 10.0);
        assert_eq!(texts(&fitted).concat(), text);
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        let fonts = Fonts::load().unwrap();
        let fitted = fonts.fit("", &setting(Flow::Line), area(10.0, 5.0));
        assert_eq!(texts(&fitted), [""]);
    }
}
