//! Wards, rooms, beds and the stays in them: who is where, and every movement that made it so.
//!
//! Not here: who the person is (identity), how the map is drawn (screens), how a list is read from a file (exchange).

pub mod bed;
pub mod decide;
pub mod discrepancy;
pub mod fact;
pub mod frame;
pub mod place;
pub mod stay;

pub use bed::{Bed, Block, BlockReason, Reservation, Room, RoomRule};
pub use discrepancy::{Discrepancy, DiscrepancyId, DiscrepancyKind};
pub use frame::{
    BedKind, BedName, Department, DepartmentCode, Frame, FrameBed, FrameWard, RoomName, WardCode, WardKind,
};
pub use place::{Disposition, Isolation, Mobility, OutKind, Place, Placed, Planned};
pub use stay::{Missing, Stay, StayId};
