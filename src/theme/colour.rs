//! Colours as a theme file writes them, brought to what the terminal can show.

use ratatui::style::Color;

use super::Depth;

/// A colour with its stand-in for terminals of sixteen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
    pub sixteen: Color,
}

impl Colour {
    /// Reads `#101418 black`: the true colour, then its name among the sixteen.
    pub fn parse(text: &str) -> Option<Self> {
        let (hex, name) = text.split_once(' ')?;
        let digits = hex.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
        Some(Self {
            red: part(0)?,
            green: part(2)?,
            blue: part(4)?,
            sixteen: sixteen(name.trim())?,
        })
    }

    /// The nearest that `depth` can show.
    pub fn at(self, depth: Depth) -> Color {
        match depth {
            Depth::None => Color::Reset,
            Depth::Sixteen => self.sixteen,
            Depth::Indexed => Color::Indexed(self.nearest_index()),
            Depth::TrueColour => Color::Rgb(self.red, self.green, self.blue),
        }
    }

    /// The nearest of the 6×6×6 cube and the 24 greys.
    fn nearest_index(self) -> u8 {
        const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
        let step = |value: u8| {
            (0_u8..)
                .zip(STEPS)
                .min_by_key(|(_, level)| level.abs_diff(value))
                .unwrap_or((0, 0))
        };
        let (red, green, blue) = (step(self.red), step(self.green), step(self.blue));
        let distance = |r: u8, g: u8, b: u8| {
            [(r, self.red), (g, self.green), (b, self.blue)]
                .into_iter()
                .map(|(a, b)| u32::from(a.abs_diff(b)).pow(2))
                .sum::<u32>()
        };
        let cube = (16 + 36 * red.0 + 6 * green.0 + blue.0, distance(red.1, green.1, blue.1));
        let grey = (0_u8..24)
            .map(|n| (232 + n, distance(8 + 10 * n, 8 + 10 * n, 8 + 10 * n)))
            .min_by_key(|(_, far)| *far)
            .unwrap_or(cube);
        if grey.1 < cube.1 { grey.0 } else { cube.0 }
    }

    /// How far two colours stand apart for the eye (WCAG 2): 1 is the same, 21 is black on white.
    #[cfg(test)]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[cfg(test)]
    fn luminance(self) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

fn sixteen(name: &str) -> Option<Color> {
    Some(match name {
        "default" => Color::Reset,
        "black" => Color::Black,
        "red" => Color::Red,
        "green" => Color::Green,
        "yellow" => Color::Yellow,
        "blue" => Color::Blue,
        "magenta" => Color::Magenta,
        "cyan" => Color::Cyan,
        "grey" => Color::Gray,
        "dark-grey" => Color::DarkGray,
        "light-red" => Color::LightRed,
        "light-green" => Color::LightGreen,
        "light-yellow" => Color::LightYellow,
        "light-blue" => Color::LightBlue,
        "light-magenta" => Color::LightMagenta,
        "light-cyan" => Color::LightCyan,
        "white" => Color::White,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;

    #[test]
    fn a_colour_carries_its_stand_in() {
        let colour = Colour::parse("#ff8700 light-red").unwrap();
        assert_eq!(colour.at(Depth::TrueColour), Color::Rgb(255, 135, 0));
        assert_eq!(colour.at(Depth::Indexed), Color::Indexed(208));
        assert_eq!(colour.at(Depth::Sixteen), Color::LightRed);
        assert_eq!(colour.at(Depth::None), Color::Reset);
        assert_eq!(
            Colour::parse("#808080 grey").unwrap().at(Depth::Indexed),
            Color::Indexed(244)
        );
        for wrong in ["#ff8700", "ff8700 red", "#ff87 red", "#ff8700 orange", "#gg8700 red"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }
}
