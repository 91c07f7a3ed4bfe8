//! Where the columns of the sheet stand.

use ratatui::layout::Rect;

use super::entry::Field;

/// The pointer.
const EDGE: u16 = 2;

/// Where the columns stand: the bed, the fields, the state.
pub(super) struct Columns {
    pub bed: (u16, u16),
    pub fields: [(Field, u16, u16); 6],
    pub state: (u16, u16),
}

impl Columns {
    pub fn of(area: Rect, bed: u16) -> Self {
        let air: u16 = if area.width < 100 { 1 } else { 2 };
        let least = [
            (Field::Name, 15),
            (Field::Kana, 15),
            (Field::Sex, 4),
            (Field::Birth, 11),
            (Field::Department, 9),
            (Field::Number, 9),
        ];
        let more = [13, 13, 0, 0, 15, 3];
        let state: u16 = if area.width < 100 { 2 } else { 18 };
        let used: u16 = EDGE + bed + air + least.iter().map(|(_, width)| width + air).sum::<u16>() + state + 1;
        let mut spare = area.width.saturating_sub(used);
        let all: u16 = more.iter().sum();
        let share = spare.min(all);
        let mut x = area.x + EDGE + bed + air;
        let mut index = 0;
        let fields = least.map(|(field, width)| {
            let extra = more.get(index).copied().unwrap_or(0) * share / all;
            index += 1;
            spare -= extra;
            let place = (field, x, width + extra);
            x += width + extra + air;
            place
        });
        Self {
            bed: (area.x + EDGE, bed),
            fields,
            state: (x, (state + spare).min(area.right().saturating_sub(x + 1))),
        }
    }
}
