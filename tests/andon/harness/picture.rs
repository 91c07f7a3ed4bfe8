//! A screen as text: what a reader sees, then which role each run of columns has, so that a lost colour is a failed test.

use std::fmt::Write as _;

use andon::theme::{Look, Role};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

pub fn picture(buffer: &Buffer, look: &Look, cursor: Option<Position>) -> String {
    let mut text = String::new();
    let mut styles = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        let mut runs: Vec<(&str, u16, u16)> = Vec::new();
        let mut covered = 0;
        for x in buffer.area.left()..buffer.area.right() {
            let cell = &buffer[(x, y)];
            let role = role_of(cell, look);
            match runs.last_mut() {
                Some((last, _, end)) if *last == role => *end = x,
                _ => runs.push((role, x, x)),
            }
            if covered > 0 {
                covered -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            covered = cell.symbol().width().saturating_sub(1);
        }
        assert_eq!(covered, 0, "line {y} ends in half a character: {line}");
        assert_eq!(
            line.width(),
            usize::from(buffer.area.width),
            "line {y} is not as wide as the screen: {line}"
        );
        text.push_str(line.trim_end());
        text.push('\n');
        runs.retain(|(role, _, _)| *role != Role::Text.name());
        if !runs.is_empty() {
            let runs: Vec<String> = runs
                .iter()
                .map(|(role, from, to)| format!("{role} {from}-{to}"))
                .collect();
            writeln!(styles, "{y:>2}: {}", runs.join(", ")).unwrap();
        }
    }
    let cursor = cursor.map_or("none".to_owned(), |at| format!("{},{}", at.x, at.y));
    format!("{text}-- cursor {cursor}\n{styles}")
}

fn role_of(cell: &Cell, look: &Look) -> &'static str {
    let same = |role: &Role| {
        let style = look.style(*role);
        style.fg.unwrap_or_default() == cell.fg
            && style.bg.unwrap_or_default() == cell.bg
            && style.add_modifier == cell.modifier
    };
    Role::ALL
        .iter()
        .find(|role| same(role))
        .map_or("unstyled", |role| role.name())
}
