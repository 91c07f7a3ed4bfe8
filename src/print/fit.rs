//! Making text fit its place. A name, a dose or an allergy is never clipped silently: first it shrinks to 60 %, then it
//! wraps, and what still does not fit ends in a mark and is told (evidence.md, Paper). Long because its tests
//! stand beside it, with the names that once were cut.

use unicode_segmentation::UnicodeSegmentation;

use super::{
    breaks::{Hold, is_figure, pieces},
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

/// Where lines stand in a place that is higher than they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stand {
    #[default]
    Middle,
    /// From the top, as a letter is written.
    Top,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    pub face: Face,
    pub points: f32,
    pub align: Align,
    pub flow: Flow,
    pub stand: Stand,
    /// The smallest that it becomes, as a part of its size: what names and allergies need not to be cut.
    pub least: f32,
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
            let lines = self.wrap(text, setting.face, width / full);
            if !lines.split {
                return at_full(lines.of);
            }
            let endless = Area {
                x: 0.0,
                y: 0.0,
                width,
                height: f32::MAX,
            };
            return self.shrink(text, *setting, endless, 19);
        }
        let ratio = width / (whole.width * full);
        let least = setting.least.max(SMALLEST);
        if ratio >= least {
            return Broken {
                points: setting.points * ratio,
                lines: vec![whole],
            };
        }
        let points = setting.points * least;
        Broken {
            points,
            lines: self.wrap(text, setting.face, width / mm(points)).of,
        }
    }

    /// How high `text` stands at so much of its size, in lines of `width` millimetres.
    pub fn height_at(&self, text: &str, setting: &Setting, part: f32, width: f32) -> f32 {
        let points = setting.points * part;
        let lines = self.wrap(text, setting.face, width / mm(points)).of;
        Broken { points, lines }.height()
    }

    /// `text` in `area`; what does not fit ends in `mark`.
    pub fn fit(&self, text: &str, setting: &Setting, area: Area, mark: &str) -> Fitted {
        let mut broken = self.break_to(text, setting, area.width);
        let mut is_cut = false;
        if broken.height() > area.height + 0.05 && broken.lines.len() > 1 {
            if setting.flow == Flow::Block {
                broken = self.shrink(text, *setting, area, 19);
            } else if setting.least < SMALLEST {
                broken = self.shrink(text, *setting, area, 11);
            }
            let size = mm(broken.points);
            let mut most = 1;
            while size * (1.0 + LEADING * times(most)) <= area.height + 0.05 {
                most += 1;
            }
            if broken.lines.len() > most {
                broken.lines.truncate(most);
                if let Some(last) = broken.lines.last_mut() {
                    *last = self.with_mark(last, area.width / size, mark);
                }
                is_cut = true;
            }
        }
        Fitted {
            lines: set(broken, setting, area),
            is_cut,
        }
    }

    /// The largest size at which lines fit and no number is split, down to the smallest; from so many twentieths on.
    fn shrink(&self, text: &str, setting: Setting, area: Area, twentieths: u8) -> Broken {
        let mut step = twentieths;
        loop {
            let points = setting.points * f32::from(step) / 20.0;
            let lines = self.wrap(text, setting.face, area.width / mm(points));
            let split = lines.split;
            let broken = Broken {
                points,
                lines: lines.of,
            };
            step = step.saturating_sub(1);
            if (broken.height() <= area.height + 0.05 && !split) || f32::from(step) / 20.0 < setting.least {
                return broken;
            }
        }
    }

    /// The line with the mark at its end, as much of it as stands before the mark in `width` ems.
    fn with_mark(&self, line: &Shaped, width: f32, mark: &str) -> Shaped {
        let mut text = line.text.trim_end().to_owned();
        loop {
            let marked = self.shape(&format!("{text}{mark}"), line.face);
            let shorter = text.grapheme_indices(true).next_back().map(|(at, _)| at);
            match shorter {
                Some(at) if marked.width > width => text.truncate(at),
                _ => return marked,
            }
        }
    }

    /// Lines of at most `width` ems.
    fn wrap(&self, text: &str, face: Face, width: f32) -> Lines {
        let mut breaking = Breaking {
            fonts: self,
            face,
            width,
            line: String::new(),
            filled: 0.0,
            lines: Lines::default(),
        };
        for piece in pieces(text, Hold::Together) {
            breaking.put(piece, Hold::Together);
        }
        if !breaking.line.trim().is_empty() || breaking.lines.of.is_empty() {
            breaking.end();
        }
        breaking.lines
    }
}

/// Lines of one width.
#[derive(Default)]
struct Lines {
    of: Vec<Shaped>,
    /// The width was so small that a number or a word had to be split: a smaller size is better than that.
    split: bool,
}

/// Text on its way into lines.
struct Breaking<'a> {
    fonts: &'a Fonts,
    face: Face,
    width: f32,
    line: String,
    filled: f32,
    lines: Lines,
}

impl Breaking<'_> {
    fn put(&mut self, piece: &str, hold: Hold) {
        let takes = self.fonts.width(piece, self.face);
        if self.filled + takes <= self.width + 0.001 {
            self.line.push_str(piece);
            self.filled += takes;
            return;
        }
        if !self.line.trim().is_empty() {
            self.end();
        }
        self.line.clear();
        self.filled = 0.0;
        let piece = piece.trim_start();
        let takes = self.fonts.width(piece, self.face);
        // What stands alone takes its place, however narrow it is.
        let alone = piece.graphemes(true).nth(1).is_none();
        // The blank behind a word needs no room.
        let bare = self.fonts.width(piece.trim_end(), self.face);
        if bare <= self.width + 0.001 || alone {
            self.line.push_str(piece);
            self.filled = takes;
            return;
        }
        // Longer than a line: it gives way where it does the least harm.
        let looser = hold.looser();
        self.lines.split |= match looser {
            Hold::Nothing => piece.contains(is_figure),
            // 1,320m | g is no dose, and neither is 1,320 | mg.
            Hold::Numbers => is_word(piece) || piece.contains(is_figure),
            Hold::Together | Hold::Doses => false,
        };
        for piece in pieces(piece, looser) {
            self.put(piece, looser);
        }
    }

    fn end(&mut self) {
        let shaped = self.fonts.shape(self.line.trim_end(), self.face);
        self.lines.of.push(shaped);
    }
}

/// Cardiovas-cular: a word of letters is read slowly in two halves.
fn is_word(piece: &str) -> bool {
    piece.chars().filter(char::is_ascii_alphabetic).count() > 3
}

/// Lines at their places. The baseline stands so that kanji look centred: they reach from
/// 0.12 em below to 0.88 above it.
fn set(broken: Broken, setting: &Setting, area: Area) -> Vec<Line> {
    let size = mm(broken.points);
    let top = match setting.stand {
        Stand::Middle => area.y + (area.height - broken.height()).max(0.0) / 2.0,
        Stand::Top => area.y,
    };
    let points = broken.points;
    broken
        .lines
        .into_iter()
        .enumerate()
        .map(|(row, shaped)| {
            let room = (area.width - shaped.width * size).max(0.0);
            let before = match setting.align {
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
            stand: Stand::Middle,
            least: SMALLEST,
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
        assert!(fonts.fit(name, &line, area(36.0, 5.0), CUT).lines[0].points > 9.99);
        let shrunk = fonts.fit(name, &line, area(25.0, 5.0), CUT);
        assert!(shrunk.lines.len() == 1 && shrunk.lines[0].points < 7.2 && !shrunk.is_cut);
        let wrapped = fonts.fit(name, &line, area(13.0, 5.0), CUT);
        assert_eq!(texts(&wrapped), ["勅使河原小次", "郎左衛門"]);
        assert!((wrapped.lines[0].points - 6.0).abs() < 0.01 && !wrapped.is_cut);
        let cut = fonts.fit(name, &line, area(13.0, 3.0), CUT);
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
            CUT,
        );
        for line in texts(&fitted) {
            assert!(!line.starts_with(crate::print::breaks::is_closing), "{line}");
        }
        assert!(texts(&fitted).iter().any(|line| line.contains("0012345-6")));
        let all: String = texts(&fitted).concat().replace(' ', "");
        assert_eq!(all, "患者番号は0012345-6です。セファゾリン（発疹）、ペニシリン。");
        let long = fonts.fit(&"x".repeat(100), &block, area(38.0, 60.0), CUT);
        assert_eq!(texts(&long).concat(), "x".repeat(100));
    }

    /// Wherever the line ends: no dose is torn apart, and nothing opens at the end of a line.
    #[test]
    fn a_dose_is_never_split() {
        let fonts = Fonts::load().unwrap();
        let doses = [
            "（1250）",
            "（0.25）増",
            "1,320mg",
            "「TE」（200）",
            "20時",
            "3カプセル",
            "0.05〜0.3μg/kg/分",
            "500 mg",
            "12.5単位",
        ];
        for dose in doses {
            for filler in 0..24 {
                for (flow, width) in [(Flow::Block, 40.0), (Flow::Line, 22.0)] {
                    let text = format!("{}{dose}", "注".repeat(filler));
                    let fitted = fonts.fit(&text, &setting(flow), area(width, 60.0), CUT);
                    let lines = texts(&fitted);
                    assert_eq!(lines.concat(), text);
                    for pair in lines.windows(2) {
                        let (end, begin) = (pair[0].chars().next_back().unwrap(), pair[1].chars().next().unwrap());
                        assert!(!is_figure(begin) || !is_figure(end), "{lines:?}");
                        assert!(
                            !crate::print::breaks::is_opening(end) && !crate::print::breaks::is_closing(begin),
                            "{lines:?}"
                        );
                    }
                    let number: String = dose
                        .chars()
                        .filter(|c| is_figure(*c) || matches!(c, '.' | ','))
                        .collect();
                    if !dose.contains('〜') {
                        assert!(lines.iter().any(|line| line.contains(&number)), "{number}: {lines:?}");
                    }
                    if width > 30.0 && dose != "「TE」（200）" && dose != "（0.25）増" {
                        assert!(lines.iter().any(|line| line.contains(dose)), "{dose}: {lines:?}");
                    }
                }
            }
        }
        // In a column narrower than the number it becomes smaller, and stays whole.
        let fitted = fonts.fit("1250000.5", &setting(Flow::Block), area(12.0, 20.0), CUT);
        assert_eq!(texts(&fitted), ["1250000.5"]);
        // And so does a dose: its unit stays with it.
        let fitted = fonts.fit("1,320mg", &setting(Flow::Block), area(12.0, 20.0), CUT);
        assert_eq!(texts(&fitted), ["1,320mg"]);
    }

    #[test]
    fn a_word_becomes_smaller_before_it_is_split() {
        let fonts = Fonts::load().unwrap();
        let fitted = fonts.fit("Cardiovascular Surgery", &setting(Flow::Block), area(20.0, 20.0), CUT);
        assert_eq!(texts(&fitted), ["Cardiovascular", "Surgery"]);
        assert!(fitted.lines[0].points < 10.0);
    }

    #[test]
    fn a_block_shrinks_before_anything_is_lost() {
        let fonts = Fonts::load().unwrap();
        let text = "あ".repeat(60);
        let fitted = fonts.fit(&text, &setting(Flow::Block), area(40.0, 16.0), CUT);
        assert!(!fitted.is_cut && fitted.lines[0].points < 10.0);
        assert_eq!(texts(&fitted).concat(), text);
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        let fonts = Fonts::load().unwrap();
        let fitted = fonts.fit("", &setting(Flow::Line), area(10.0, 5.0), CUT);
        assert_eq!(texts(&fitted), [""]);
    }
}
