//! Labels and values, laid out under each other.

use crate::theme::{Measure, Role};
use crate::widgets::Span;

/// One piece of a detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A line as it is.
    Line(Vec<Span>),
    /// A label, and its value in as many lines as it needs.
    Labelled {
        label: String,
        value: String,
        role: Role,
    },
    /// A heading over what follows.
    Heading(String),
    Gap,
}

impl Entry {
    pub fn labelled(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self::Labelled {
            label: label.into(),
            value: value.into(),
            role: Role::Text,
        }
    }

    #[must_use]
    pub fn in_role(self, new: Role) -> Self {
        match self {
            Self::Labelled { label, value, .. } => Self::Labelled {
                label,
                value,
                role: new,
            },
            other => other,
        }
    }
}

/// Between a label and its value.
const AIR: usize = 2;

pub fn lay_out(entries: &[Entry], measure: Measure, width: usize) -> Vec<Vec<Span>> {
    let labels = entries
        .iter()
        .map(|entry| match entry {
            Entry::Labelled { label, .. } => measure.columns(label),
            Entry::Line(_) | Entry::Heading(_) | Entry::Gap => 0,
        })
        .max()
        .unwrap_or_default()
        .min(width / 2);
    // A comma may hang over the edge.
    let room = width.saturating_sub(labels + AIR + 2);
    let mut lines = Vec::new();
    for entry in entries {
        match entry {
            Entry::Gap => lines.push(Vec::new()),
            Entry::Line(spans) => lines.push(spans.clone()),
            Entry::Heading(text) => lines.push(vec![Span::new(text.clone(), Role::Accent)]),
            Entry::Labelled { label, value, role } => {
                for (index, part) in measure.wrap(value, room).into_iter().enumerate() {
                    let label = if index == 0 { label.as_str() } else { "" };
                    let mut label = measure.left(label, labels);
                    label.push_str("  ");
                    lines.push(vec![Span::dim(label), Span::new(part, *role)]);
                }
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Ambiguous;

    #[test]
    fn values_stand_under_each_other() {
        let entries = [
            Entry::labelled("食事", "常食"),
            Entry::labelled("アレルギー", "ペニシリン、そば"),
            Entry::Gap,
        ];
        let lines = lay_out(&entries, Measure::new(Ambiguous::Narrow), 24);
        let texts: Vec<String> = lines
            .iter()
            .map(|line| line.iter().map(|span| span.text.as_str()).collect())
            .collect();
        assert_eq!(
            texts,
            ["食事        常食", "アレルギー  ペニシリ", "            ン、そば", ""]
        );
    }
}
