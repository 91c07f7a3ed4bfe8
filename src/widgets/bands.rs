//! The grid of every screen: title bar, the screen itself, the message line, the function-key line.

use ratatui::layout::Rect;

/// Columns from which the detail stands beside the list.
pub const DETAIL_FROM: u16 = 100;

/// The bands of the terminal, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bands {
    pub title: Rect,
    pub body: Rect,
    pub message: Rect,
    pub keys: Rect,
}

impl Bands {
    /// `message` is how many rows the message needs just now.
    pub fn of(area: Rect, message: u16) -> Self {
        let message = message.min(area.height.saturating_sub(3));
        let body = area.height.saturating_sub(2 + message);
        let row = |y: u16, height: u16| Rect::new(area.x, area.y + y, area.width, height).intersection(area);
        Self {
            title: row(0, 1),
            body: row(1, body),
            message: row(1 + body, message),
            keys: row(1 + body + message, 1),
        }
    }
}

/// A list, and the detail beside it where there is room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListAndDetail {
    pub list: Rect,
    /// The line between them.
    pub divider: Option<Rect>,
    pub detail: Option<Rect>,
}

impl ListAndDetail {
    pub fn of(area: Rect) -> Self {
        if area.width < DETAIL_FROM {
            return Self {
                list: area,
                divider: None,
                detail: None,
            };
        }
        // Wider terminals show more of the list, not a bigger box beside it.
        // At 120 columns it shows what it shows at 80.
        let detail = area.width.saturating_sub(82).clamp(38, 48);
        let list = area.width - detail - 1;
        let part = |x: u16, width: u16| Rect::new(area.x + x, area.y, width, area.height);
        Self {
            list: part(0, list),
            divider: Some(part(list, 1)),
            detail: Some(part(list + 1, detail)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bands_fill_the_terminal() {
        let bands = Bands::of(Rect::new(0, 0, 80, 24), 1);
        assert_eq!(
            (bands.title.y, bands.body.height, bands.message.y, bands.keys.y),
            (0, 21, 22, 23)
        );
        let tiny = Bands::of(Rect::new(0, 0, 10, 2), 4);
        assert_eq!((tiny.body.height, tiny.message.height, tiny.keys.y), (0, 0, 1));
    }

    #[test]
    fn under_a_hundred_columns_the_list_is_alone() {
        assert_eq!(ListAndDetail::of(Rect::new(0, 0, 99, 20)).detail, None);
        let wide = ListAndDetail::of(Rect::new(0, 0, 120, 20));
        assert_eq!((wide.list.width, wide.detail.map(Rect::right)), (81, Some(120)));
    }
}
