//! Bars over hours, with the line that they must not reach. Its numbers always stand beside it.

use ratatui::layout::Rect;

use super::{Canvas, canvas::narrow, spark::step};
use crate::theme::{Role, Shape};

/// From the oldest to the newest, a bar each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chart<'a> {
    pub values: &'a [u32],
    /// Drawn across, where there is one.
    pub limit: Option<u32>,
    pub role: Role,
}

impl Chart<'_> {
    /// The value that fills the whole height: the highest bar, and the limit where there is one.
    pub fn full(&self) -> u32 {
        let most = self.values.iter().copied().max().unwrap_or_default();
        most.max(self.limit.unwrap_or_default()).max(1)
    }

    /// Columns of one bar in so much room, the gap behind it included.
    pub fn stride(&self, width: u16) -> u16 {
        (width / narrow(self.values.len().max(1))).clamp(1, 6)
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        if area.height == 0 || self.values.is_empty() {
            return;
        }
        let full = self.full();
        let stride = self.stride(area.width);
        let rows = u32::from(area.height);
        // The limit lies on the row that a bar of its height ends in.
        let line = self.limit.map(|limit| {
            let up = u64::from(limit) * u64::from(rows) / u64::from(full);
            area.bottom() - 1 - u16::try_from(up.min(u64::from(rows - 1))).unwrap_or(0)
        });
        let room = usize::from(area.width / stride);
        let shown = self.values.iter().skip(self.values.len().saturating_sub(room));
        if let Some(y) = line {
            // An alarm only where a bar has reached it: a red line over a calm day would cry wolf.
            let reached = self
                .limit
                .is_some_and(|limit| self.values.iter().any(|value| *value >= limit));
            let role = if reached { Role::Alarm } else { Role::Dim };
            for x in area.x..area.right() {
                canvas.sign(x, y, Shape::Across, role);
            }
        }
        for (place, value) in shown.enumerate() {
            let x = area.x + narrow(place) * stride;
            let over = self.limit.is_some_and(|limit| *value >= limit);
            let role = if over { Role::Alarm } else { self.role };
            for (row, y) in (0..rows).zip((area.y..area.bottom()).rev()) {
                // What of the bar lies in this row, of a row's worth.
                let (low, high) = (u64::from(row) * u64::from(full), u64::from(row + 1) * u64::from(full));
                let height = u64::from(*value) * u64::from(rows);
                let part = height.clamp(low, high) - low;
                if part == 0 {
                    break;
                }
                let part = u32::try_from(part).unwrap_or(full);
                let sign = canvas.look().bar(step(part, full));
                for x in x..x + stride.saturating_sub(1).max(1) {
                    canvas.put(x, y, 1, sign, role);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    #[test]
    fn bars_stand_on_the_ground_and_the_limit_lies_across() {
        let chart = |values: &[u32], limit| {
            drawn(6, 2, |canvas, area| {
                Chart {
                    values,
                    limit,
                    role: Role::Accent,
                }
                .draw(canvas, area);
            })
        };
        assert_eq!(chart(&[0, 4, 8], None), "    █\n  █ █\n");
        assert_eq!(
            chart(&[0, 4, 8], Some(4)),
            "──────\n  █ █\n".replace("──────", "────█─")
        );
        assert_eq!(chart(&[], None), "\n\n");
    }
}
