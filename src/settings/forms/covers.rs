//! Page 2 printed over itself: words that stand on every page where the rows of a table go on.

use crate::print::form::{Element, On, What};

/// Whether words stand where the table goes on after the first page.
pub(super) fn covers(table: &Element, element: &Element) -> bool {
    let What::Table(table) = &table.what else { return false };
    let (Some(rows), On::Every | On::Further) = (table.further, element.on) else {
        return false;
    };
    let area = match &element.what {
        What::Text { area, .. }
        | What::Qr { area, .. }
        | What::Code128 { area, .. }
        | What::Check { area, .. }
        | What::Cells { area, .. } => area,
        What::Box { .. } | What::Line { .. } | What::Table(_) => return false,
    };
    let apart = 0.1;
    area.x + apart < rows.right()
        && rows.x + apart < area.right()
        && area.y + apart < rows.bottom()
        && rows.y + apart < area.bottom()
}
