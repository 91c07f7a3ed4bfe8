//! The room left on the disk, and the reserve that is given up for the last records.

/// How much room is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    Plenty {
        free: u64,
    },
    /// Warn: some weeks or hours are left.
    Low {
        free: u64,
        reserve: Reserve,
    },
    /// Nothing is accepted.
    Full {
        free: u64,
    },
}

/// The file that is given up when the disk is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reserve {
    Held,
    GivenUp,
}
