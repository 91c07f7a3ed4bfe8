//! What the message line says.

/// How it sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// A hint.
    Quiet,
    /// It is on the disk. Nothing else may sound like this.
    Saved,
    Warn,
    /// Refused, lost, not saved.
    Alarm,
}

/// One message: what happened, whether it is saved, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub tone: Tone,
    pub text: String,
}

impl Notice {
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self {
            tone,
            text: text.into(),
        }
    }

    pub fn is_saved(&self) -> bool {
        self.tone == Tone::Saved
    }

    pub fn quiet(text: impl Into<String>) -> Self {
        Self::new(Tone::Quiet, text)
    }
}
