//! A plain sheet: lines of text from the top, for what is handed to one person and stands in no form.

use super::{
    fit::{Align, Flow, LEADING, Line, Setting, Stand},
    fonts::{Face, Fonts},
    page::{Mark, Page, Shade},
    paper::{Place, Size, mm},
};

/// The name of its paper.
pub const PAPER: &str = "A5";

const EDGE: f32 = 15.0;
const POINTS: f32 = 11.0;

/// The text, broken into lines where it is too wide. Blanks at the beginning of a line move it in.
pub fn pages(text: &str, fonts: &Fonts) -> Vec<Page> {
    let (size, step) = (Size::A5, mm(POINTS) * LEADING * 1.2);
    let setting = Setting {
        face: Face::Regular,
        points: POINTS,
        align: Align::Left,
        flow: Flow::Block,
        stand: Stand::Top,
        least: 1.0,
    };
    let mut pages = vec![Page::blank(size)];
    let mut y = EDGE;
    for line in text.lines() {
        let words = line.trim_start();
        let indent = fonts.width(line.get(..line.len() - words.len()).unwrap_or_default(), Face::Regular) * mm(POINTS);
        let broken = fonts.break_to(words, &setting, size.width - 2.0 * EDGE - indent);
        for shaped in broken.lines {
            if y + step > size.height - EDGE {
                pages.push(Page::blank(size));
                y = EDGE;
            }
            y += step;
            let at = Place { x: EDGE + indent, y };
            let line = Line {
                at,
                points: broken.points,
                shaped,
            };
            if let Some(page) = pages.last_mut() {
                page.marks.push(Mark::Text {
                    line,
                    shade: Shade::Black,
                });
            }
        }
    }
    pages
}
