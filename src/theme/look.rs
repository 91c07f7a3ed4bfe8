//! What drawing is handed: theme, shapes and measure of this terminal.

use ratatui::style::Style;

use super::{Ambiguous, Depth, Measure, Palette, Role, Shape, Theme, ThemeError};

/// What was chosen or measured; a `Look` is made out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    pub palette: Palette,
    pub depth: Depth,
    pub ambiguous: Ambiguous,
}

/// The look of the program in this terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    theme: Theme,
    setting: Setting,
    measure: Measure,
}

impl Look {
    pub fn new(setting: Setting) -> Result<Self, ThemeError> {
        Ok(Self {
            theme: Theme::load(setting.palette, setting.depth)?,
            setting,
            measure: Measure::new(setting.ambiguous),
        })
    }

    pub fn setting(&self) -> Setting {
        self.setting
    }

    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    pub fn sign(&self, shape: Shape) -> &'static str {
        shape.sign(self.setting.ambiguous)
    }

    /// A bar that fills so many eighths of its row.
    pub fn bar(&self, eighths: usize) -> &'static str {
        // Blocks take two columns where ambiguous characters are wide.
        let signs: [&'static str; 9] = match self.setting.ambiguous {
            Ambiguous::Narrow => [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
            Ambiguous::Wide => [" ", "_", ".", ":", "-", "=", "+", "*", "#"],
        };
        signs.get(eighths).copied().unwrap_or("#")
    }

    pub fn measure(&self) -> Measure {
        self.measure
    }
}
