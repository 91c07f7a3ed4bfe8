//! The title bar: what this is, where one is, whether it is saved.

use ratatui::layout::Rect;

use super::{Canvas, canvas::narrow};
use crate::theme::Role;

/// A part of the title; the one with the highest `rank` goes first when the room is short, rank 0 never.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitlePart {
    pub text: String,
    /// What stands there instead of nothing when it would have to go.
    pub short: Option<String>,
    pub rank: u8,
    /// Where it does not look like the rest of the bar.
    pub role: Option<Role>,
}

impl TitlePart {
    pub fn new(text: impl Into<String>, rank: u8) -> Self {
        Self {
            text: text.into(),
            short: None,
            rank,
            role: None,
        }
    }

    /// Seen at once, whatever else stands in the bar.
    #[must_use]
    pub fn in_alarm(self) -> Self {
        Self {
            role: Some(Role::BarAlarm),
            ..self
        }
    }

    /// A part that must be seen always, if only in a word.
    #[must_use]
    pub fn or_in_short(self, short: impl Into<String>) -> Self {
        Self {
            short: Some(short.into()),
            ..self
        }
    }

    /// What is left of it when everything of `rank` has to go.
    fn shortened(self, rank: u8) -> Option<Self> {
        match self.short {
            _ if self.rank < rank => Some(self),
            Some(short) => Some(Self {
                role: self.role,
                ..Self::new(short, 0)
            }),
            None => None,
        }
    }
}

/// One reversed line; wholly in alarm when nothing can be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleBar {
    pub left: Vec<TitlePart>,
    pub right: Vec<TitlePart>,
    /// `Role::Bar`, or `Role::BarAlarm`.
    pub role: Role,
}

impl TitleBar {
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect) {
        const AIR: usize = 2;
        canvas.paint(area, self.role);
        let measure = canvas.measure();
        let filled = |parts: &[TitlePart]| -> Vec<TitlePart> {
            parts.iter().filter(|part| !part.text.is_empty()).cloned().collect()
        };
        let (mut left, mut right) = (filled(&self.left), filled(&self.right));
        let columns = |parts: &[TitlePart]| {
            parts
                .iter()
                .map(|part| measure.columns(&part.text) + AIR)
                .sum::<usize>()
        };
        while columns(&left) + columns(&right) > usize::from(area.width) {
            let most = left.iter().chain(&right).map(|part| part.rank).max().unwrap_or(0);
            if most == 0 {
                break;
            }
            for side in [&mut left, &mut right] {
                *side = side.drain(..).filter_map(|part| part.shortened(most)).collect();
            }
        }
        let room = usize::from(area.width).saturating_sub(columns(&right));
        let mut x = area.x + 1;
        for part in left {
            let end = area.x + narrow(room);
            let role = part.role.unwrap_or(self.role);
            x += canvas.put_short(x, area.y, end.saturating_sub(x), &part.text, role) + narrow(AIR);
        }
        let mut x = area.right().saturating_sub(narrow(columns(&right)).saturating_sub(1));
        for part in right {
            let role = part.role.unwrap_or(self.role);
            x += canvas.put(x, area.y, area.right().saturating_sub(x), &part.text, role) + narrow(AIR);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

    fn bar() -> TitleBar {
        TitleBar {
            left: vec![
                TitlePart::new("行灯 andon", 0),
                TitlePart::new("大阪サンプル病院", 2),
                TitlePart::new("5E", 0),
            ],
            right: vec![
                TitlePart::new("山田", 1),
                TitlePart::new("14:02", 0),
                TitlePart::new("● 保存済", 0),
            ],
            role: Role::Bar,
        }
    }

    #[test]
    fn what_matters_least_goes_first() {
        assert_eq!(
            drawn(70, 1, |canvas, area| bar().draw(canvas, area)),
            " 行灯 andon  大阪サンプル病院  5E               山田  14:02  ● 保存済\n"
        );
        assert_eq!(
            drawn(44, 1, |canvas, area| bar().draw(canvas, area)),
            " 行灯 andon  5E       山田  14:02  ● 保存済\n"
        );
    }

    #[test]
    fn what_must_be_seen_stays_in_a_word() {
        let mut bar = bar();
        bar.left[1] = TitlePart::new("見本病院（架空のデータ）", 2).or_in_short("見本");
        assert_eq!(
            drawn(50, 1, |canvas, area| bar.draw(canvas, area)),
            " 行灯 andon  見本  5E       山田  14:02  ● 保存済\n"
        );
    }
}
