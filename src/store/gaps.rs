//! What of the journal is not in a state.

use serde::{Deserialize, Serialize};

/// What was saved and could not be folded. Whoever decides on such a state decides on too little, and a laptop might give one of
/// its own numbers twice: the store is for reading only as long as there is a gap. An index remembers its gaps, because what
/// follows on it never reads the place again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gaps {
    /// Places that cannot be read.
    pub damaged: u64,
    /// Commits that are whole but not understood (of a newer program), or whose past cannot be read.
    pub not_folded: u64,
}

impl Gaps {
    pub(super) fn and(self, more: Self) -> Self {
        Self {
            damaged: self.damaged.saturating_add(more.damaged),
            not_folded: self.not_folded.saturating_add(more.not_folded),
        }
    }
}
