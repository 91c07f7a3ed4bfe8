//! A place that grows with what stands in it: an allergy is not cut because somebody has many. What stands below moves
//! down, up to the first table, and the tables give the room.

use super::{Element, Filling, Form, What, setting::Sheet};
use crate::print::paper::Area;

/// From this part of its size on a text is small enough: from here the place grows instead.
const SMALL_ENOUGH: f32 = 0.75;

/// The elements of the form, moved for this filling.
pub(super) fn grown(form: &Form, filling: &Filling, sheet: Sheet<'_>) -> Vec<Element> {
    let mut elements = form.elements.clone();
    for element in &form.elements {
        let What::Text {
            area,
            text,
            setting,
            grow,
            ..
        } = &element.what
        else {
            continue;
        };
        if *grow <= 0.0 || !element.holds(&[&filling.values]) {
            continue;
        }
        let text = text.fill(&[&filling.values], sheet.words);
        let needed = sheet.fonts.height_at(&text, setting, SMALL_ENOUGH, area.width);
        let more = (needed - area.height).clamp(0.0, *grow);
        if more > 0.05 {
            push(&mut elements, *area, more);
        }
    }
    elements
}

/// Makes `more` room at the foot of `place`.
fn push(elements: &mut [Element], place: Area, more: f32) {
    let edge = place.bottom() - 0.1;
    let table_from = |element: &Element| match &element.what {
        What::Table(table) if table.area.y >= edge => Some(table.area.y),
        _ => None,
    };
    let tables = elements.iter().filter_map(table_from).fold(f32::MAX, f32::min);
    let moves = |y: f32| y >= edge && y < tables;
    let stretch = |area: &mut Area| {
        if moves(area.y) {
            area.y += more;
        } else if area.y <= place.y + 0.1 && area.bottom() >= edge && area.bottom() <= tables {
            area.height += more;
        }
    };
    for element in elements {
        match &mut element.what {
            What::Text { area, .. } if area.y < edge => {
                if *area == place {
                    area.height += more;
                }
            }
            What::Text { area, .. }
            | What::Box { area, .. }
            | What::Qr { area, .. }
            | What::Code128 { area, .. }
            | What::Check { area, .. }
            | What::Cells { area, .. } => stretch(area),
            What::Line { from, to, .. } => {
                for end in [from, to] {
                    if moves(end.y) {
                        end.y += more;
                    }
                }
            }
            What::Table(table) => {
                for area in [Some(&mut table.area), table.further.as_mut()].into_iter().flatten() {
                    if area.y >= edge {
                        area.y += more;
                        area.height = (area.height - more).max(0.0);
                    }
                }
            }
        }
    }
}
