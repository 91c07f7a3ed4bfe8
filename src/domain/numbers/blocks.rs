//! Which blocks there are, whose they are and how much of each is left: for whoever grants the next one, on any laptop. Of what
//! others gave, each laptop knows what it has heard.

use super::{
    fact::{Block, Life},
    scheme::NumberKind,
    series::{BlockNumber, left_in},
    verify::Here,
};
use crate::domain::{
    record::{Said, Station},
    state::Hospital,
};

/// Whose a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockHolder {
    /// This laptop, as it lives now.
    Here,
    /// Another laptop, or what this one was before it was set up anew.
    Elsewhere,
    /// Whoever sets the station up next.
    SetAside,
    /// Two believe that it is theirs: neither gives from it.
    Shared,
    /// A life of which there are two images: it gives nothing any more.
    Stopped,
}

/// One block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockRow {
    pub station: Station,
    pub number: BlockNumber,
    pub holder: BlockHolder,
    /// Who granted it, when and where: the last word.
    pub granted: Option<Said>,
    /// Numbers of each kind that can still be given from it, in the form of today.
    pub left: Vec<(NumberKind, u64)>,
}

impl BlockRow {
    pub fn left_of(&self, kind: NumberKind) -> u64 {
        let found = self.left.iter().find(|(known, _)| *known == kind);
        found.map_or(0, |(_, left)| *left)
    }
}

/// Every block that was granted, or of one station.
pub fn rows(hospital: &Hospital, station: Option<Station>, here: Here) -> Vec<BlockRow> {
    let granted = |block: &&Block| !block.holders.is_empty() || !block.set_aside.is_empty();
    let blocks = hospital.blocks().map(AsRef::as_ref).filter(granted);
    let wanted = blocks.filter(|block| station.is_none_or(|station| block.station == station));
    let mut rows: Vec<BlockRow> = wanted.map(|block| row(hospital, block, here)).collect();
    rows.sort_by_key(|row| (row.station, row.number));
    rows
}

fn row(hospital: &Hospital, block: &Block, here: Here) -> BlockRow {
    let holder = holder(hospital, block, here);
    let gives = !matches!(holder, BlockHolder::Shared | BlockHolder::Stopped);
    let left = hospital.schemes().all().map(|(kind, scheme)| {
        let fits = u32::from(block.station.number()) <= scheme.stations();
        let left = if gives && fits {
            left_in(hospital, scheme, block.station, block.number)
        } else {
            0
        };
        (kind, left)
    });
    let set_aside = block.set_aside.claims().iter().map(|claim| &claim.said);
    let said = block.holders.iter().map(|(said, _)| said).chain(set_aside);
    BlockRow {
        station: block.station,
        number: block.number,
        holder,
        granted: said.max_by_key(|said| said.order).cloned(),
        left: left.collect(),
    }
}

fn holder(hospital: &Hospital, block: &Block, here: Here) -> BlockHolder {
    if block.is_shared() {
        return BlockHolder::Shared;
    }
    let Some((_, life)) = block.holders.first() else {
        return BlockHolder::SetAside;
    };
    if hospital.life(block.station, *life).is_some_and(Life::is_forked) {
        BlockHolder::Stopped
    } else if block.station == here.station && *life == here.installation {
        BlockHolder::Here
    } else {
        BlockHolder::Elsewhere
    }
}
