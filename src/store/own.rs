//! Where the commits of this installation lie, for taking one back. The newest are in memory; the others are in pages in
//! sled. A page is only a hint: whoever follows it looks whether the right commit lies there.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{
    fault::IndexFault,
    parcel::{Keys, Proof},
    tree::{Batch, Tree},
};
use crate::domain::record::{Position, Sequence, bytes};

/// Sequences on one page.
const PAGE: u64 = 512;

/// The positions of the own commits.
#[derive(Debug, Default)]
pub struct OwnCommitsIndex {
    newest: Mutex<BTreeMap<u64, u64>>,
}

impl OwnCommitsIndex {
    fn newest(&self) -> MutexGuard<'_, BTreeMap<u64, u64>> {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers where a commit lies.
    pub fn note(&self, sequence: Sequence, position: Position) {
        self.newest().insert(sequence.number(), position.0);
    }

    pub(super) fn find(&self, sequence: Sequence) -> Option<Position> {
        self.newest().get(&sequence.number()).copied().map(Position)
    }

    /// Those that are not on a page yet.
    fn unpaged(&self, up_to: u64) -> BTreeMap<u64, u64> {
        self.newest()
            .range(..=up_to)
            .map(|(sequence, position)| (*sequence, *position))
            .collect()
    }

    /// Forgets what is on a page.
    fn forget(&self, up_to: u64) {
        let mut newest = self.newest();
        *newest = newest.split_off(&up_to.saturating_add(1));
    }
}

/// Fills the pages.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// The page that is not full, as it was written last.
    page: Page,
    proof: Option<Proof>,
    /// Everything up to here is on pages.
    up_to: u64,
}

/// Positions, one for each sequence; 0 where there is none.
#[derive(Debug, Clone, Default)]
struct Page {
    number: u64,
    positions: Vec<u64>,
}

impl Page {
    fn plain(&self) -> Result<Vec<u8>, IndexFault> {
        // Differences are short numbers.
        let mut last = 0_u64;
        let steps: Vec<u64> = self
            .positions
            .iter()
            .map(|position| {
                let step = position.wrapping_sub(last);
                last = *position;
                step
            })
            .collect();
        bytes::encode(&steps).map_err(|_| IndexFault::Damaged("a page of own commits"))
    }

    fn read(number: u64, plain: &[u8]) -> Result<Self, IndexFault> {
        let steps: Vec<u64> = bytes::decode(plain).map_err(|_| IndexFault::Damaged("a page of own commits"))?;
        let mut last = 0_u64;
        let positions = steps
            .into_iter()
            .map(|step| {
                last = last.wrapping_add(step);
                last
            })
            .collect();
        Ok(Self { number, positions })
    }

    fn put(&mut self, sequence: u64, position: u64) {
        let place = usize::try_from(sequence % PAGE).unwrap_or_default();
        if self.positions.len() <= place {
            self.positions.resize(place + 1, 0);
        }
        if let Some(slot) = self.positions.get_mut(place) {
            *slot = position;
        }
    }

    fn get(&self, sequence: u64) -> Option<u64> {
        let place = usize::try_from(sequence % PAGE).unwrap_or_default();
        self.positions.get(place).copied().filter(|position| *position > 0)
    }
}

impl Pages {
    /// Goes on from where a checkpoint stopped.
    pub(super) fn load(keys: &Keys, tree: &Tree, up_to: u64) -> Result<Self, IndexFault> {
        let number = up_to / PAGE;
        match keys.fetch(tree, &Keys::of_page(number))? {
            Some((plain, proof)) => Ok(Self {
                page: Page::read(number, &plain)?,
                proof: Some(proof),
                up_to,
            }),
            None => Ok(Self {
                page: Page {
                    number,
                    ..Page::default()
                },
                proof: None,
                up_to,
            }),
        }
    }

    pub(super) fn up_to(&self) -> u64 {
        self.up_to
    }

    /// Lays everything up to the sequence `newest` into `batch`; [`Pages::written`] when it is in.
    pub(super) fn fill(
        &mut self,
        keys: &Keys,
        own: &OwnCommitsIndex,
        newest: u64,
        batch: &mut Batch,
    ) -> Result<(), IndexFault> {
        let unpaged = own.unpaged(newest);
        for (sequence, position) in &unpaged {
            if sequence / PAGE != self.page.number {
                self.lay(keys, batch)?;
                self.page = Page {
                    number: sequence / PAGE,
                    ..Page::default()
                };
                self.proof = None;
            }
            self.page.put(*sequence, *position);
        }
        if !unpaged.is_empty() {
            self.lay(keys, batch)?;
        }
        self.up_to = self.up_to.max(newest);
        Ok(())
    }

    fn lay(&mut self, keys: &Keys, batch: &mut Batch) -> Result<(), IndexFault> {
        let address = Keys::of_page(self.page.number);
        self.proof = Some(keys.pack(&address, self.page.plain()?, self.proof.as_ref(), batch)?);
        Ok(())
    }

    /// What was filled is in sled; it need not be in memory any more.
    pub(super) fn written(&self, own: &OwnCommitsIndex) {
        own.forget(self.up_to);
    }
}

/// Where a page says that a commit lies.
pub(super) fn on_page(keys: &Keys, tree: &Tree, sequence: Sequence) -> Result<Option<Position>, IndexFault> {
    let number = sequence.number() / PAGE;
    let Some((plain, _)) = keys.fetch(tree, &Keys::of_page(number))? else {
        return Ok(None);
    };
    Ok(Page::read(number, &plain)?.get(sequence.number()).map(Position))
}
