//! What a piece of the screen means. Few on purpose: whoever must learn twenty colours learns none.

/// The meaning that a style stands for. State is never shown by its colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// What is read.
    Text,
    /// What is there when it is looked for: labels, quiet states, hints.
    Dim,
    /// What can be pressed, headings, the matched part of a name.
    Accent,
    /// The row, bed or field that the keys act on.
    Selection,
    /// Fine, matched, verified.
    Good,
    /// Late, stale, low, look-alike.
    Warn,
    /// Stop: mismatch, conflict, lost, not saved.
    Alarm,
    /// Mother and newborn, told apart from each other and from everybody else.
    Newborn,
    /// Title bar and function-key line.
    Bar,
    /// A key in the function-key line.
    Key,
    /// A key in that line which cannot act on the selection.
    BarDim,
    /// The title bar when nothing can be saved.
    BarAlarm,
    /// The line between list and detail.
    Border,
    /// Where text can be typed.
    Field,
}

impl Role {
    pub const ALL: [Self; 14] = [
        Self::Text,
        Self::Dim,
        Self::Accent,
        Self::Selection,
        Self::Good,
        Self::Warn,
        Self::Alarm,
        Self::Newborn,
        Self::Bar,
        Self::Key,
        Self::BarDim,
        Self::BarAlarm,
        Self::Border,
        Self::Field,
    ];

    /// Its name in a theme file and in a snapshot.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Dim => "dim",
            Self::Accent => "accent",
            Self::Selection => "selection",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Alarm => "alarm",
            Self::Newborn => "newborn",
            Self::Bar => "bar",
            Self::Key => "key",
            Self::BarDim => "bar-dim",
            Self::BarAlarm => "bar-alarm",
            Self::Border => "border",
            Self::Field => "field",
        }
    }
}
