//! Themes: a role's style, read from a data file.

use std::collections::BTreeMap;

use ratatui::style::{Modifier, Style};
use serde::Deserialize;

use super::colour::Colour;
use super::{Depth, Role};

/// The themes that are part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Palette {
    Dark,
    Light,
    HighContrast,
    Monochrome,
}

impl Palette {
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::HighContrast, Self::Monochrome];

    /// Its name in settings and arguments; `theme-NAME` is its text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Monochrome => "monochrome",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|palette| palette.name() == name)
    }

    const fn source(self) -> &'static str {
        match self {
            Self::Dark => include_str!("../../assets/themes/dark.toml"),
            Self::Light => include_str!("../../assets/themes/light.toml"),
            Self::HighContrast => include_str!("../../assets/themes/high-contrast.toml"),
            Self::Monochrome => include_str!("../../assets/themes/monochrome.toml"),
        }
    }
}

/// A theme file that cannot be used, with everything that is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("theme {name}: {}", faults.join("; "))]
pub struct ThemeError {
    pub name: String,
    pub faults: Vec<String>,
}

/// How each role is drawn in this terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    styles: BTreeMap<Role, Style>,
}

/// One role in a theme file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    ink: Option<String>,
    paper: Option<String>,
    #[serde(default)]
    bold: Mark,
    #[serde(default)]
    underline: Mark,
    #[serde(default)]
    reverse: Mark,
    #[serde(default)]
    faint: Mark,
}

/// Whether a mark is set; in the file a plain `true`.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "bool")]
enum Mark {
    #[default]
    Off,
    On,
}

impl From<bool> for Mark {
    fn from(set: bool) -> Self {
        if set { Self::On } else { Self::Off }
    }
}

impl Entry {
    fn colours(&self) -> Result<(Option<Colour>, Option<Colour>), String> {
        let read = |text: &Option<String>| {
            text.as_ref()
                .map(|text| Colour::parse(text).ok_or_else(|| format!("\"{text}\" is no colour (\"#rrggbb name\")")))
                .transpose()
        };
        Ok((read(&self.ink)?, read(&self.paper)?))
    }

    fn style(&self, depth: Depth) -> Result<Style, String> {
        let (ink, paper) = self.colours()?;
        let mut style = Style::new();
        if let Some(ink) = ink {
            style = style.fg(ink.at(depth));
        }
        if let Some(paper) = paper {
            style = style.bg(paper.at(depth));
        }
        for (mark, modifier) in [
            (self.bold, Modifier::BOLD),
            (self.underline, Modifier::UNDERLINED),
            (self.reverse, Modifier::REVERSED),
            (self.faint, Modifier::DIM),
        ] {
            if mark == Mark::On {
                style = style.add_modifier(modifier);
            }
        }
        Ok(style)
    }
}

impl Theme {
    /// One of the program's own themes. Without colours it is the monochrome one, whatever was asked for.
    pub fn load(palette: Palette, depth: Depth) -> Result<Self, ThemeError> {
        let palette = if depth == Depth::None {
            Palette::Monochrome
        } else {
            palette
        };
        Self::parse(palette.name(), palette.source(), depth)
    }

    /// A theme out of a file: every role must be there, nothing unknown may be.
    pub fn parse(name: &str, source: &str, depth: Depth) -> Result<Self, ThemeError> {
        let fail = |faults: Vec<String>| ThemeError {
            name: name.to_owned(),
            faults,
        };
        let mut entries: BTreeMap<String, Entry> =
            toml::from_str(source).map_err(|fault| fail(vec![fault.to_string()]))?;
        let mut styles = BTreeMap::new();
        let mut faults = Vec::new();
        for role in Role::ALL {
            match entries.remove(role.name()).map(|entry| entry.style(depth)) {
                Some(Ok(style)) => {
                    styles.insert(role, style);
                }
                Some(Err(fault)) => faults.push(format!("[{}] {fault}", role.name())),
                None => faults.push(format!("[{}] is missing", role.name())),
            }
        }
        faults.extend(entries.keys().map(|unknown| format!("[{unknown}] is no role")));
        if faults.is_empty() {
            Ok(Self { styles })
        } else {
            Err(fail(faults))
        }
    }

    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may stop")]

    use ratatui::style::Color;

    use super::*;

    #[test]
    fn every_theme_reads_at_every_depth() {
        for palette in Palette::ALL {
            for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::TrueColour] {
                Theme::load(palette, depth).unwrap();
            }
        }
    }

    #[test]
    fn what_is_read_stands_out_from_its_paper() {
        for palette in Palette::ALL {
            let entries: BTreeMap<String, Entry> = toml::from_str(palette.source()).unwrap();
            for (role, entry) in &entries {
                if let (Some(ink), Some(paper)) = entry.colours().unwrap() {
                    let least = match (palette, role.as_str()) {
                        (_, "border") => 1.5,
                        (Palette::HighContrast, _) => 7.0,
                        _ => 4.5,
                    };
                    let contrast = ink.contrast(paper);
                    assert!(
                        contrast >= least,
                        "{}: {role} has {contrast:.2}, needs {least}",
                        palette.name()
                    );
                }
            }
        }
    }

    /// The sixteen as old consoles draw them: the Linux console (and every VGA), and that of Windows.
    fn drawn(colour: Color) -> [Colour; 2] {
        let (vga, windows) = match colour {
            Color::Black | Color::Reset => ("000000", "0c0c0c"),
            Color::Red => ("aa0000", "c50f1f"),
            Color::Green => ("00aa00", "13a10e"),
            Color::Yellow => ("aa5500", "c19c00"),
            Color::Blue => ("0000aa", "0037da"),
            Color::Magenta => ("aa00aa", "881798"),
            Color::Cyan => ("00aaaa", "3a96dd"),
            Color::Gray => ("aaaaaa", "cccccc"),
            Color::DarkGray => ("555555", "767676"),
            Color::LightRed => ("ff5555", "e74856"),
            Color::LightGreen => ("55ff55", "16c60c"),
            Color::LightYellow => ("ffff55", "f9f1a5"),
            Color::LightBlue => ("5555ff", "3b78ff"),
            Color::LightMagenta => ("ff55ff", "b4009e"),
            Color::LightCyan => ("55ffff", "61d6d6"),
            Color::White => ("ffffff", "f2f2f2"),
            other => panic!("{other:?} is none of the sixteen"),
        };
        [vga, windows].map(|hex| Colour::parse(&format!("#{hex} black")).unwrap())
    }

    #[test]
    fn it_stands_out_among_sixteen_colours_too() {
        for palette in Palette::ALL {
            let entries: BTreeMap<String, Entry> = toml::from_str(palette.source()).unwrap();
            for (role, entry) in &entries {
                let (Some(ink), Some(paper)) = entry.colours().unwrap() else {
                    continue;
                };
                let least = match role.as_str() {
                    // A line, and what is only said once more.
                    "border" => continue,
                    // Keys that cannot act just now.
                    "bar-dim" => 2.8,
                    "dim" | "good" | "newborn" => 3.0,
                    _ => 4.5,
                };
                for (ink, paper) in drawn(ink.sixteen).into_iter().zip(drawn(paper.sixteen)) {
                    let contrast = ink.contrast(paper);
                    assert!(
                        contrast >= least,
                        "{}: {role} has {contrast:.2}, needs {least}",
                        palette.name()
                    );
                }
            }
        }
    }

    /// A snapshot names the role of a run by its style; and two roles that look the same say nothing.
    #[test]
    fn no_two_roles_look_the_same() {
        for (palette, depth) in [
            (Palette::Dark, Depth::TrueColour),
            (Palette::Light, Depth::TrueColour),
            (Palette::HighContrast, Depth::TrueColour),
            (Palette::Dark, Depth::Sixteen),
            (Palette::Light, Depth::Sixteen),
        ] {
            let theme = Theme::load(palette, depth).unwrap();
            for (place, one) in Role::ALL.into_iter().enumerate() {
                for other in Role::ALL.into_iter().skip(place + 1) {
                    assert_ne!(
                        theme.style(one),
                        theme.style(other),
                        "{}: {one:?} {other:?}",
                        palette.name()
                    );
                }
            }
        }
    }

    #[test]
    fn without_colour_what_matters_still_stands_out() {
        let theme = Theme::load(Palette::Dark, Depth::None).unwrap();
        let text = theme.style(Role::Text);
        for role in [Role::Selection, Role::Warn, Role::Alarm, Role::Bar, Role::Accent] {
            assert_ne!(theme.style(role), text, "{role:?}");
            assert_eq!(theme.style(role).fg, None, "{role:?} has a colour");
        }
    }

    #[test]
    fn a_broken_file_says_all_that_is_wrong() {
        let fault = Theme::parse("mine", "[text]\nink = \"#zz red\"\n[shiny]\n", Depth::TrueColour).unwrap_err();
        let said = fault.to_string();
        for part in ["[text]", "[dim] is missing", "[shiny] is no role"] {
            assert!(said.contains(part), "{said}");
        }
    }
}
