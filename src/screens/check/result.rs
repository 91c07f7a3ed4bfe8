//! What came of a check, to be read from an arm's length: a shape as large as the screen allows, a word, a colour. Each
//! alone says it.

use ratatui::layout::Rect;

use crate::theme::{Role, Shape};
use crate::widgets::Canvas;

/// The three ways in which a check ends on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    Verified,
    Mismatched,
    /// Given up, or left lying.
    Abandoned,
}

impl Verdict {
    pub const fn role(self) -> Role {
        match self {
            Self::Verified => Role::Good,
            Self::Mismatched => Role::Alarm,
            Self::Abandoned => Role::Warn,
        }
    }

    pub const fn shape(self) -> Shape {
        match self {
            Self::Verified => Shape::Good,
            Self::Mismatched => Shape::Stop,
            Self::Abandoned => Shape::Late,
        }
    }

    /// The key of its word.
    pub const fn term(self) -> &'static str {
        match self {
            Self::Verified => "check-result-verified",
            Self::Mismatched => "check-result-mismatched",
            Self::Abandoned => "check-result-abandoned",
        }
    }

    /// The shape as dots: a hook, a filled square, a triangle. They differ in outline, not only in colour.
    const fn dots(self) -> [&'static str; 7] {
        match self {
            Self::Verified => [
                "           ##",
                "          ## ",
                "         ##  ",
                "##      ##   ",
                " ##    ##    ",
                "  ##  ##     ",
                "   ####      ",
            ],
            Self::Mismatched => [
                "#############",
                "#############",
                "####     ####",
                "####     ####",
                "####     ####",
                "#############",
                "#############",
            ],
            Self::Abandoned => [
                "      #      ",
                "     ###     ",
                "    #####    ",
                "   #######   ",
                "  #########  ",
                " ########### ",
                "#############",
            ],
        }
    }
}

/// Columns and rows that a shape takes when every dot is `by` rows high.
fn size(by: u16) -> (u16, u16) {
    (26 * by, 7 * by)
}

/// Draws the shape and the word in the middle of `area`; says the first free row below.
/// `below`: so many rows are needed for the word and what is said under it.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, verdict: Verdict, word: &str, below: u16) -> u16 {
    // As large as fits, with room for the word and what is said below it.
    let by = (1..=3)
        .rev()
        .find(|by| size(*by).0 <= area.width && size(*by).1 + below <= area.height)
        .unwrap_or(0);
    let mut y = area.y;
    if by > 0 {
        let left = area.x + area.width.saturating_sub(size(by).0) / 2;
        for (row, dots) in (0_u16..).zip(verdict.dots()) {
            for (column, dot) in (0_u16..).zip(dots.bytes()) {
                if dot == b'#' {
                    // Two columns are about as wide as one row is high.
                    for (dx, dy) in (0..2 * by).flat_map(|dx| (0..by).map(move |dy| (dx, dy))) {
                        let (x, y) = (left + column * 2 * by + dx, area.y + row * by + dy);
                        if verdict == Verdict::Mismatched {
                            // A square filled with the colour of the alarm, as its line is.
                            canvas.paint(Rect::new(x, y, 1, 1), verdict.role());
                        } else {
                            canvas.sign(x, y, Shape::BarFull, verdict.role());
                        }
                    }
                }
            }
        }
        y += size(by).1 + 1;
    }
    let spaced: Vec<String> = word.chars().map(|letter| letter.to_string()).collect();
    let wide = format!("{}  {}", canvas.look().sign(verdict.shape()), spaced.join(" "));
    let columns = u16::try_from(canvas.measure().columns(&wide)).unwrap_or(u16::MAX);
    // The whole line carries the colour, so that it is seen from the side as well.
    canvas.paint(Rect::new(area.x, y, area.width, 1), verdict.role());
    let left = area.x + area.width.saturating_sub(columns) / 2;
    canvas.put(left, y, area.right().saturating_sub(left), &wide, verdict.role());
    y + 2
}
