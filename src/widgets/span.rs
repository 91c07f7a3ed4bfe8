//! A piece of text with its meaning.

use crate::theme::{Measure, Role};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    pub role: Role,
}

impl Span {
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
        }
    }

    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Role::Text)
    }

    pub fn dim(text: impl Into<String>) -> Self {
        Self::new(text, Role::Dim)
    }
}

/// Pieces that do not fit beside those before them go on to the next line, whole and indented: of an order nobody misses the days.
pub fn in_lines(spans: Vec<Span>, room: usize, indent: usize, measure: Measure) -> Vec<Vec<Span>> {
    let mut lines: Vec<Vec<Span>> = vec![Vec::new()];
    let mut used = 0;
    for mut span in spans {
        let begins = lines.last().is_none_or(Vec::is_empty);
        if !begins && used + measure.columns(span.text.trim_end()) > room {
            span.text = format!("{}{}", " ".repeat(indent), span.text.trim_start());
            lines.push(Vec::new());
            used = 0;
        }
        used += measure.columns(&span.text);
        if let Some(line) = lines.last_mut() {
            line.push(span);
        }
    }
    lines
}

impl From<String> for Span {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

impl From<&str> for Span {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Ambiguous;

    #[test]
    fn no_piece_of_an_order_is_cut() {
        let spans = ["  メトホルミン錠250mg", "  2錠", "  1日2回 朝夕食後", "  14日分"].map(Span::plain);
        let said = |room| {
            let lines = in_lines(spans.to_vec(), room, 4, Measure::new(Ambiguous::Narrow));
            let text = |line: Vec<Span>| line.into_iter().map(|span| span.text).collect::<String>();
            lines.into_iter().map(text).collect::<Vec<String>>()
        };
        assert_eq!(said(80), ["  メトホルミン錠250mg  2錠  1日2回 朝夕食後  14日分"]);
        assert_eq!(said(40), ["  メトホルミン錠250mg  2錠", "    1日2回 朝夕食後  14日分"]);
    }
}
