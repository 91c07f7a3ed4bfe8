//! Up to where the index is in, and what has to add up for it to be believed.

use serde::{Deserialize, Serialize};

use super::{
    fault::IndexFault,
    gaps::Gaps,
    parcel::{Keys, Proof, Tally},
    tree::{Batch, Tree},
};
use crate::{
    domain::{
        record::bytes,
        state::snapshot::{Extent, FOLD_VERSION},
    },
    journal::Point,
};

/// Written with everything it speaks of in one batch. It is a hint: the journal must hold this very point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Checkpoint {
    /// Everything up to here is in.
    pub(super) point: Point,
    pub(super) extent: Extent,
    pub(super) hot: Tally,
    pub(super) archived: Tally,
    /// What proves the catalogue of shelves, if there is one.
    pub(super) shelves: Option<Proof>,
    /// The own sequence up to which the pages are filled.
    pub(super) own: u64,
    /// What lies before the point and is not in all the same.
    pub(super) gaps: Gaps,
}

#[derive(Serialize, Deserialize)]
struct Written {
    store: [u8; 16],
    point: Vec<u8>,
    extent: Extent,
    hot: Tally,
    archived: Tally,
    shelves: Option<Proof>,
    own: u64,
    gaps: Gaps,
}

impl Checkpoint {
    pub(super) fn write(&self, keys: &Keys, before: Option<&Proof>, batch: &mut Batch) -> Result<Proof, IndexFault> {
        let written = Written {
            store: keys.store(),
            point: self.point.bytes().to_vec(),
            extent: self.extent.clone(),
            hot: self.hot,
            archived: self.archived,
            shelves: self.shelves,
            own: self.own,
            gaps: self.gaps,
        };
        // The version stands in front in fixed bytes: what follows it may have any shape.
        let mut plain = FOLD_VERSION.to_le_bytes().to_vec();
        plain.extend(bytes::encode(&written).map_err(|_| IndexFault::Damaged("the checkpoint"))?);
        keys.pack(&Keys::of_checkpoint(), plain, before, batch)
    }

    pub(super) fn read(keys: &Keys, tree: &Tree) -> Result<(Self, Proof), IndexFault> {
        let (plain, proof) = keys.fetch(tree, &Keys::of_checkpoint())?.ok_or(IndexFault::Empty)?;
        let damaged = || IndexFault::Damaged("the checkpoint");
        let (fold, rest) = plain.split_first_chunk().ok_or_else(damaged)?;
        let found = u32::from_le_bytes(*fold);
        if found != FOLD_VERSION {
            return Err(IndexFault::OtherFold {
                found,
                here: FOLD_VERSION,
            });
        }
        let written: Written = bytes::decode(rest).map_err(|_| damaged())?;
        if written.store != keys.store() {
            return Err(IndexFault::OtherStore);
        }
        let point = Point::from_bytes(&written.point).ok_or_else(damaged)?;
        let Written {
            extent,
            hot,
            archived,
            shelves,
            own,
            gaps,
            ..
        } = written;
        Ok((
            Self {
                point,
                extent,
                hot,
                archived,
                shelves,
                own,
                gaps,
            },
            proof,
        ))
    }
}
