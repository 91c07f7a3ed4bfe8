//! Where the columns of the sheet stand, and how wide: what is there already is shown whole before there is air for what is typed.

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::theme::Measure;

use super::entry::{Entry, Field};
use super::sheet::{Held, Line};

/// The pointer.
const EDGE: u16 = 2;

/// Where the columns stand: the bed, the fields, the state.
pub struct Columns {
    pub bed: (u16, u16),
    pub fields: [(Field, u16, u16); 6],
    pub state: (u16, u16),
}

impl Columns {
    /// `widest` are the columns that the readings and the departments of these lines take.
    pub fn of(area: Rect, bed: u16, (kana, department): (u16, u16)) -> Self {
        let narrow = area.width < 100;
        let air: u16 = if narrow { 1 } else { 2 };
        // The least, and how much more each takes where there is room: first what is there already, whole, then air for what
        // is typed.
        let fields = [
            (Field::Name, 14, 0, 14),
            (Field::Kana, 17, kana.saturating_sub(17), 12),
            (Field::Sex, 3, 1, 0),
            (Field::Birth, 10, 1, 0),
            (Field::Department, 10, department.saturating_sub(10), 14),
            (Field::Number, 9, 0, 3),
        ];
        let state: u16 = if narrow { 2 } else { 14 };
        let used: u16 = EDGE + bed + air + fields.iter().map(|(_, least, ..)| least + air).sum::<u16>() + state + 1;
        let spare = area.width.saturating_sub(used);
        let whole: u16 = fields.iter().map(|(_, _, whole, _)| whole).sum();
        let more: u16 = fields.iter().map(|(.., more)| more).sum();
        let first = spare.min(whole);
        let second = (spare - first).min(more);
        let mut left = spare;
        let mut x = area.x + EDGE + bed + air;
        let fields = fields.map(|(field, least, wants, more_of)| {
            let share = |of: u16, all: u16, room: u16| (of * room).checked_div(all).unwrap_or(0);
            let extra = share(wants, whole, first) + share(more_of, more, second);
            left -= extra;
            let place = (field, x, least + extra);
            x += least + extra + air;
            place
        });
        Self {
            bed: (area.x + EDGE, bed),
            fields,
            state: (x, (state + left).min(area.right().saturating_sub(x + 1))),
        }
    }
}

/// The columns that the readings and the departments of the patients of these lines take.
pub fn widest(lines: &[Line], measure: Measure, scope: &Scope<'_>) -> (u16, u16) {
    let held = |line: &Line| match &line.held {
        Held::Patient(row) => Some(Entry::of(row)),
        _ => None,
    };
    let mut widest = (0, 0);
    for entry in lines.iter().filter_map(held) {
        let department = entry.department.as_ref().map(|code| scope.department(code));
        widest.0 = widest.0.max(measure.columns(&one_blank(entry.kana.text())));
        widest.1 = widest.1.max(measure.columns(&department.unwrap_or_default()));
    }
    let narrow = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
    (narrow(widest.0), narrow(widest.1))
}

/// A reading with a narrow blank between its parts: it has the least room of all.
pub fn one_blank(kana: &str) -> String {
    kana.replace('\u{3000}', " ")
}
