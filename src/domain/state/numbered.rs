//! What the hospital knows of the numbers that are given by hand.

use super::{Arc, Block, BlockNumber, Discrepancy, Hospital, Installation, Life, Scheme, Schemes, Station, Used};
use crate::domain::census::DiscrepancyKind;

impl Hospital {
    /// Numbers that could be, or were, given twice.
    pub(super) fn discrepancies_of_numbers(&self, found: &mut Vec<Discrepancy>) {
        for block in self.blocks.values().filter(|block| block.is_shared()) {
            let kind = DiscrepancyKind::BlockShared {
                station: block.station,
                block: block.number,
            };
            let events = block.holders.iter().map(|(said, _)| said.order.event).collect();
            found.push(Discrepancy::new(kind, events));
        }
        for ((station, installation), life) in &self.lives {
            for (said, fork) in &life.forks {
                let kind = DiscrepancyKind::StationForked {
                    station: *station,
                    installation: *installation,
                    sequence: fork.commit.sequence,
                };
                found.push(Discrepancy::new(kind, vec![said.order.event]));
            }
        }
    }

    /// The schemes in force: the hospital's own, or those that andon begins with.
    pub fn schemes(&self) -> &Arc<Schemes> {
        self.settings
            .schemes
            .get()
            .map_or(&self.first_schemes, |adopted| &adopted.schemes)
    }

    /// Every scheme by which numbers may have been given, those that andon begins with included.
    pub fn former_schemes(&self) -> Vec<Scheme> {
        let first = self.first_schemes.all().map(|(_, scheme)| scheme);
        let mut former: Vec<Scheme> = first.chain(&self.settings.former).cloned().collect();
        former.sort_unstable();
        former.dedup();
        former
    }

    pub fn blocks(&self) -> impl Iterator<Item = &Arc<Block>> {
        self.blocks.values()
    }

    pub fn block(&self, station: Station, number: BlockNumber) -> Option<&Arc<Block>> {
        self.blocks.get(&(station, number))
    }

    /// A life of a station, if something was found of it.
    pub fn life(&self, station: Station, installation: Installation) -> Option<&Life> {
        self.lives.get(&(station, installation)).map(AsRef::as_ref)
    }

    /// How far the blocks are used, of every station that is known.
    pub fn used(&self) -> &Used {
        &self.used
    }
}
