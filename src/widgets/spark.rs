//! A line of small bars: how it went, hour by hour. Its number always stands beside it.

use ratatui::layout::Rect;

use super::Canvas;
use crate::theme::Role;

/// From the oldest to the newest; the highest fills the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spark<'a> {
    pub values: &'a [u32],
    /// What counts as full; the highest of the values where nothing is said.
    pub full: Option<u32>,
    pub role: Role,
}

impl Spark<'_> {
    /// The newest values that fit, a column each, on the right.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let room = usize::from(area.width);
        let shown = self.values.iter().skip(self.values.len().saturating_sub(room));
        let full = self
            .full
            .unwrap_or_default()
            .max(self.values.iter().copied().max().unwrap_or_default());
        for (x, value) in (area.x..area.right()).zip(shown) {
            let sign = canvas.look().bar(step(*value, full));
            let role = if *value == 0 { Role::Border } else { self.role };
            canvas.put(x, area.y, 1, sign, role);
        }
    }
}

/// Of nine steps: nought is nothing, and whatever is there is seen.
pub fn step(value: u32, full: u32) -> usize {
    if value == 0 || full == 0 {
        return 0;
    }
    let eighths = (u64::from(value) * 8 + u64::from(full) / 2) / u64::from(full);
    usize::try_from(eighths.clamp(1, 8)).unwrap_or(8)
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    #[test]
    fn nothing_is_nothing_and_little_is_seen() {
        assert_eq!([0, 1, 50, 100, 900].map(|value| step(value, 900)), [0, 1, 1, 1, 8]);
        assert_eq!(step(5, 0), 0);
        let spark = Spark {
            values: &[0, 1, 4, 8],
            full: None,
            role: Role::Accent,
        };
        assert_eq!(drawn(4, 1, |canvas, area| spark.draw(canvas, area)), " ▁▄█\n");
        assert_eq!(drawn(2, 1, |canvas, area| spark.draw(canvas, area)), "▄█\n");
    }
}
