//! How many colours this terminal shows.

/// The colours that may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Depth {
    /// None: `NO_COLOR`, or a terminal that has none. Bold, underline and reverse carry the roles.
    None,
    Sixteen,
    /// The cube of 256.
    Indexed,
    TrueColour,
}

impl Depth {
    /// From the values of `NO_COLOR`, `COLORTERM` and `TERM`.
    pub fn from_environment(no_color: Option<&str>, colorterm: Option<&str>, term: Option<&str>) -> Self {
        if no_color.is_some_and(|value| !value.is_empty()) {
            return Self::None;
        }
        if colorterm.is_some_and(|value| value.contains("truecolor") || value.contains("24bit")) {
            return Self::TrueColour;
        }
        match term {
            None if cfg!(windows) => Self::TrueColour,
            Some("dumb") => Self::None,
            Some(name) if name.contains("direct") => Self::TrueColour,
            Some(name) if name.contains("256") => Self::Indexed,
            Some(name) if name.ends_with("-m") || name.starts_with("vt") => Self::None,
            None | Some(_) => Self::Sixteen,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_decides() {
        assert_eq!(
            Depth::from_environment(Some("1"), Some("truecolor"), Some("xterm-256color")),
            Depth::None
        );
        assert_eq!(
            Depth::from_environment(Some(""), Some("truecolor"), None),
            Depth::TrueColour
        );
        assert_eq!(
            Depth::from_environment(None, None, Some("xterm-256color")),
            Depth::Indexed
        );
        assert_eq!(Depth::from_environment(None, None, Some("linux")), Depth::Sixteen);
        assert_eq!(Depth::from_environment(None, None, Some("vt220")), Depth::None);
    }
}
