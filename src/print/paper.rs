//! Paper and places on it. Every length is in millimetres, from the upper left corner, unless its name says points.

/// Points in a millimetre: a point is 1/72 inch.
pub const POINTS_PER_MM: f32 = 72.0 / 25.4;

/// Points as millimetres.
pub fn mm(points: f32) -> f32 {
    points / POINTS_PER_MM
}

/// A count as a length factor. More than 65,535 of anything is no longer laid out on paper.
pub fn times(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

/// A point on the paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub x: f32,
    pub y: f32,
}

/// How large something is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    pub width: f32,
    pub height: f32,
}

impl Size {
    pub const A4: Self = Self {
        width: 210.0,
        height: 297.0,
    };
    pub const A5: Self = Self {
        width: 148.0,
        height: 210.0,
    };

    /// Turned by a quarter.
    #[must_use]
    pub fn turned(self) -> Self {
        Self {
            width: self.height,
            height: self.width,
        }
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub fn new(at: Place, size: Size) -> Self {
        Self {
            x: at.x,
            y: at.y,
            width: size.width,
            height: size.height,
        }
    }

    pub fn right(self) -> f32 {
        self.x + self.width
    }

    pub fn bottom(self) -> f32 {
        self.y + self.height
    }

    /// Smaller by `by` on every side; never inside out.
    #[must_use]
    pub fn inset(self, by: f32) -> Self {
        Self {
            x: self.x + by,
            y: self.y + by,
            width: (self.width - 2.0 * by).max(0.0),
            height: (self.height - 2.0 * by).max(0.0),
        }
    }

    #[must_use]
    pub fn moved(self, by: Place) -> Self {
        Self {
            x: self.x + by.x,
            y: self.y + by.y,
            ..self
        }
    }

    /// Whether it lies on a paper of this size, to a twentieth of a millimetre.
    pub fn lies_on(self, paper: Size) -> bool {
        self.x >= -0.05 && self.y >= -0.05 && self.right() <= paper.width + 0.05 && self.bottom() <= paper.height + 0.05
    }
}
