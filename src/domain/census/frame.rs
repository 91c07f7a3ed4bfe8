//! The hospital frame: departments, wards, rooms and beds, as adopted by an event. What is decided names its version.

use std::{collections::HashMap, fmt};

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::domain::{record::SettingsVersion, text::Text};

/// A code from the hospital's own tables did not have the shape of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code: 1 to 12 letters, digits, full stops or underscores")]
pub struct CodeFault;

/// 1 to 12 ASCII letters, digits, `.` or `_`; no hyphen, because hyphens join ward, room and bed.
fn code(raw: &str) -> Result<SmolStr, CodeFault> {
    let raw = raw.trim();
    let fits =
        (1..=12).contains(&raw.len()) && raw.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_'));
    fits.then(|| SmolStr::new(raw)).ok_or(CodeFault)
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(SmolStr);

        impl $name {
            pub fn parse(raw: &str) -> Result<Self, CodeFault> {
                code(raw).map(Self)
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    )*};
}

codes! {
    /// `5E`, `ICU`.
    WardCode
    /// `CARD`.
    DepartmentCode
    /// The room or bed part of a name: `501`, `2`.
    PlaceCode
}

/// ward-room, e.g. `5E-501`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RoomName(SmolStr);

impl RoomName {
    pub fn new(ward: &WardCode, room: &PlaceCode) -> Self {
        Self(smol_str::format_smolstr!("{ward}-{room}"))
    }

    /// `None` unless two codes are joined by one hyphen.
    pub fn parse(raw: &str) -> Option<Self> {
        let (ward, room) = raw.trim().split_once('-')?;
        Some(Self::new(&WardCode::parse(ward).ok()?, &PlaceCode::parse(room).ok()?))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RoomName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// ward-room-bed, e.g. `5E-501-2`. Never an identifier of a patient.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BedName(SmolStr);

impl BedName {
    pub fn new(ward: &WardCode, room: &PlaceCode, bed: &PlaceCode) -> Self {
        Self(smol_str::format_smolstr!("{ward}-{room}-{bed}"))
    }

    /// `None` unless three codes are joined by hyphens.
    pub fn parse(raw: &str) -> Option<Self> {
        let mut parts = raw.trim().split('-');
        let (ward, room, bed) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        Some(Self::new(
            &WardCode::parse(ward).ok()?,
            &PlaceCode::parse(room).ok()?,
            &PlaceCode::parse(bed).ok()?,
        ))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people say it: a ward that is one room is not named twice. `ICU-07`, not `ICU-ICU-07`. Files, the shell and the record
    /// have the whole name.
    pub fn shown(&self) -> &str {
        match self.0.split_once('-') {
            Some((ward, rest)) if rest.split('-').next() == Some(ward) => rest,
            _ => &self.0,
        }
    }

    pub fn ward(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    pub fn room(&self) -> &str {
        self.0.split('-').nth(1).unwrap_or_default()
    }

    pub fn bed(&self) -> &str {
        self.0.split('-').nth(2).unwrap_or_default()
    }

    pub fn room_name(&self) -> RoomName {
        RoomName(
            self.0
                .rsplit_once('-')
                .map_or_else(|| self.0.clone(), |(room, _)| SmolStr::new(room)),
        )
    }
}

impl fmt::Display for BedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// What a ward is for. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum WardKind {
    General,
    Critical,
    Psychiatric,
}

/// A licensed bed, or a cot of a healthy newborn: cots count for headcount and evacuation, not for licensed beds
/// (domain.md, Census 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BedKind {
    Licensed,
    Cot,
}

/// One department of the hospital.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    pub code: DepartmentCode,
    pub name_ja: Text,
    pub name_en: Text,
}

/// One bed of a ward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameBed {
    pub name: BedName,
    pub kind: BedKind,
}

/// One ward with its beds, in the order of the hospital's table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameWard {
    pub code: WardCode,
    pub name_ja: Text,
    /// The code stands in where a hospital gave none.
    pub name_en: Option<Text>,
    pub kind: WardKind,
    pub departments: Vec<DepartmentCode>,
    pub beds: Vec<FrameBed>,
}

impl FrameWard {
    pub fn licensed_beds(&self) -> usize {
        self.beds.iter().filter(|bed| bed.kind == BedKind::Licensed).count()
    }
}

/// The whole frame, as one setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    pub hospital: Text,
    /// IANA name of the hospital's time zone, e.g. `Asia/Tokyo`.
    pub time_zone: SmolStr,
    pub departments: Vec<Department>,
    pub wards: Vec<FrameWard>,
}

impl Frame {
    /// The zone; UTC when the name is unknown to this program.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.time_zone.parse().unwrap_or(chrono_tz::UTC)
    }

    pub fn ward(&self, code: &str) -> Option<&FrameWard> {
        self.wards.iter().find(|ward| ward.code.as_str() == code)
    }

    pub fn department(&self, code: &str) -> Option<&Department> {
        self.departments
            .iter()
            .find(|department| department.code.as_str() == code)
    }

    pub fn bed(&self, name: &BedName) -> Option<&FrameBed> {
        self.ward(name.ward())?.beds.iter().find(|bed| bed.name == *name)
    }

    pub fn beds(&self) -> impl Iterator<Item = &FrameBed> {
        self.wards.iter().flat_map(|ward| &ward.beds)
    }

    /// At which place of the frame each bed stands: the order of lists.
    pub fn order(&self) -> HashMap<&BedName, usize> {
        self.beds().enumerate().map(|(place, bed)| (&bed.name, place)).collect()
    }

    pub fn licensed_beds(&self) -> usize {
        self.wards.iter().map(FrameWard::licensed_beds).sum()
    }
}

/// The hospital works by this frame from here on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameAdopted {
    pub version: SettingsVersion,
    pub frame: std::sync::Arc<Frame>,
}
