//! Signs and lines, each with a twin in ASCII for terminals where characters of ambiguous width are wide.

use super::Ambiguous;

/// A sign with a meaning, or a part of a line. Always one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    Saved,
    NotSaved,
    Good,
    Late,
    Stop,
    LookAlike,
    Restricted,
    EmptyBed,
    BlockedBed,
    /// The selected row, beside its colour.
    Pointer,
    /// A row that has just changed.
    Changed,
    /// From there to here.
    Towards,
    /// To here from there.
    From,
    /// Linked with other stations.
    Linked,
    /// Something stands more to the left or right, above or below.
    MoreUp,
    MoreDown,
    /// A text that did not fit.
    Cut,
    Across,
    Down,
    TopLeft,
    TopRight,
    BottomLeft,
    BottomRight,
    BarFull,
    BarEmpty,
    Thumb,
    Track,
}

impl Shape {
    pub const ALL: [Self; 27] = [
        Self::Saved,
        Self::NotSaved,
        Self::Good,
        Self::Late,
        Self::Stop,
        Self::LookAlike,
        Self::Restricted,
        Self::EmptyBed,
        Self::BlockedBed,
        Self::Pointer,
        Self::Changed,
        Self::Towards,
        Self::From,
        Self::Linked,
        Self::MoreUp,
        Self::MoreDown,
        Self::Cut,
        Self::Across,
        Self::Down,
        Self::TopLeft,
        Self::TopRight,
        Self::BottomLeft,
        Self::BottomRight,
        Self::BarFull,
        Self::BarEmpty,
        Self::Thumb,
        Self::Track,
    ];

    /// The character for terminals of this kind.
    pub const fn sign(self, ambiguous: Ambiguous) -> &'static str {
        let (full, plain) = self.twins();
        match ambiguous {
            Ambiguous::Narrow => full,
            Ambiguous::Wide => plain,
        }
    }

    const fn twins(self) -> (&'static str, &'static str) {
        match self {
            Self::Saved => ("●", "*"),
            Self::NotSaved => ("✖", "X"),
            Self::Good => ("✔", "+"),
            Self::Late => ("▲", "^"),
            Self::Stop => ("■", "#"),
            Self::LookAlike => ("≠", "%"),
            Self::Restricted => ("◇", "&"),
            Self::EmptyBed => ("·", "."),
            Self::BlockedBed => ("▒", "x"),
            Self::Pointer => ("▸", ">"),
            Self::Changed => ("•", "*"),
            Self::Towards => ("→", ">"),
            Self::From => ("←", "<"),
            Self::Linked => ("⇄", "="),
            Self::MoreUp => ("↑", "^"),
            Self::MoreDown => ("↓", "v"),
            Self::Cut => ("…", "~"),
            Self::Across => ("─", "-"),
            Self::Down | Self::Track => ("│", "|"),
            Self::TopLeft => ("┌", "+"),
            Self::TopRight => ("┐", "+"),
            Self::BottomLeft => ("└", "+"),
            Self::BottomRight => ("┘", "+"),
            Self::BarFull | Self::Thumb => ("█", "#"),
            Self::BarEmpty => ("░", "."),
        }
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn a_sign_takes_one_column_in_its_terminal() {
        for shape in Shape::ALL {
            assert_eq!(shape.sign(Ambiguous::Narrow).width(), 1, "{shape:?}");
            assert_eq!(shape.sign(Ambiguous::Wide).width_cjk(), 1, "{shape:?}");
            assert!(shape.sign(Ambiguous::Wide).is_ascii(), "{shape:?}");
        }
    }

    /// State is read by shape where colour is missing, so the states must differ in both sets.
    #[test]
    fn states_differ_by_shape() {
        let states = [
            Shape::Saved,
            Shape::NotSaved,
            Shape::Good,
            Shape::Late,
            Shape::Stop,
            Shape::LookAlike,
            Shape::Restricted,
            Shape::EmptyBed,
            Shape::BlockedBed,
        ];
        for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
            for (place, one) in states.iter().enumerate() {
                for other in states.iter().skip(place + 1) {
                    assert_ne!(one.sign(ambiguous), other.sign(ambiguous));
                }
            }
        }
    }
}
