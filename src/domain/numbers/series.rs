//! Which number comes next. A block belongs to one life of one station; its number stands in every number given from
//! it, so two lives never give the same number, whatever they know of each other (domain.md, Patient IDs 1).

use std::fmt;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use super::{
    fact::Life,
    refusal::NumberRefusal,
    scheme::{NumberKind, Scheme, WriteFault},
};
use crate::domain::{
    identity::{FormerPatients, Identifier},
    record::{Installation, Station},
    refusal::Refusal,
    state::Hospital,
};

/// The how-manieth block of a station, from 1. The first block of a life is what people call its installation number: it
/// is granted, or asked for, never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BlockNumber(u16);

impl BlockNumber {
    pub const FIRST: Self = Self(1);
    pub const LAST: u16 = 9999;

    pub fn new(number: u16) -> Option<Self> {
        (1..=Self::LAST).contains(&number).then_some(Self(number))
    }

    pub fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for BlockNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// All numbers of one scheme: named by the scheme, so that a scheme that comes back after another goes on where it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Series([u8; 8]);

impl Series {
    pub fn of(scheme: &Scheme) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("andon 2026 series of numbers by scheme");
        hasher.update(scheme.to_string().as_bytes());
        let mut name = [0; 8];
        hasher.finalize_xof().fill(&mut name);
        Self(name)
    }
}

/// A number that was given, as it stands in the record that it belongs to. Whatever fact holds one says so in
/// [`Fact::given`](crate::domain::record::Fact::given); nothing else keeps it from being given again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub kind: NumberKind,
    /// As printed.
    pub number: Identifier,
    pub series: Series,
    pub station: Station,
    pub block: BlockNumber,
    pub sequence: u32,
}

/// How far each block is used, in each series. Grows only: nothing that is undone makes a number free again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Used(OrdMap<(Series, Station, BlockNumber), u32>);

impl Used {
    /// The numbers up to and including `given` are used, whether the others were seen or not.
    pub fn note(&mut self, given: &Given) {
        let highest = self.0.entry((given.series, given.station, given.block)).or_default();
        *highest = (*highest).max(given.sequence);
    }

    /// The last number used; 0 when none is.
    pub fn highest(&self, series: Series, station: Station, block: BlockNumber) -> u32 {
        self.0.get(&(series, station, block)).copied().unwrap_or_default()
    }

    /// For the index, where it is kept with the checkpoint.
    pub fn rows(&self) -> Vec<((Series, Station, BlockNumber), u32)> {
        self.0.iter().map(|(place, highest)| (*place, *highest)).collect()
    }

    pub fn from_rows(rows: Vec<((Series, Station, BlockNumber), u32)>) -> Self {
        Self(rows.into_iter().collect())
    }
}

/// How many numbers of a kind a station can still give.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Left {
    pub numbers: u64,
    /// When the blocks were fresh.
    pub of: u64,
}

impl Left {
    /// A tenth of one block or less: time to ask for a further one.
    pub fn is_low(self, scheme: &Scheme) -> bool {
        self.numbers <= u64::from(scheme.capacity() / 10)
    }
}

/// The blocks that a life of a station may give from, in the order of their numbers.
pub fn blocks_of(hospital: &Hospital, station: Station, installation: Installation) -> Vec<BlockNumber> {
    let mut blocks: Vec<BlockNumber> = hospital
        .blocks()
        .filter(|block| block.station == station && block.is_of(installation))
        .map(|block| block.number)
        .collect();
    blocks.sort_unstable();
    blocks
}

/// Numbers of a form that can still be given from a block; none where the form has no room for it.
pub fn left_in(hospital: &Hospital, scheme: &Scheme, station: Station, block: BlockNumber) -> u64 {
    if u32::from(block.number()) > scheme.blocks() {
        return 0;
    }
    let used = hospital.used().highest(Series::of(scheme), station, block);
    u64::from(scheme.capacity().saturating_sub(used))
}

/// What is left of a kind at a station.
pub fn left(hospital: &Hospital, kind: NumberKind, station: Station, installation: Installation) -> Left {
    let schemes = hospital.schemes();
    let scheme = schemes.of(kind);
    let capacity = u64::from(scheme.capacity());
    let blocks = blocks_of(hospital, station, installation);
    let fitting = blocks
        .iter()
        .filter(|block| u32::from(block.number()) <= scheme.blocks());
    fitting.fold(Left::default(), |left, block| Left {
        numbers: left.numbers + left_in(hospital, scheme, station, *block),
        of: left.of + capacity,
    })
}

/// Gives the numbers of one command, one after the other. They are taken by the commit that holds them: a command that is
/// refused takes none.
#[derive(Debug, Clone)]
pub struct Counter<'h> {
    kind: NumberKind,
    scheme: Scheme,
    series: Series,
    station: Station,
    /// Each block with its last used number.
    blocks: Vec<(BlockNumber, u32)>,
    /// How many there were to give when the command began.
    left: u64,
    /// Where somebody may have a number already that was never given.
    hospital: Option<(&'h Hospital, &'h dyn FormerPatients)>,
}

impl<'h> Counter<'h> {
    /// The numbers of `kind` that a life of a station may give; a refusal when it may give none. What a former patient has is left
    /// out.
    pub fn new(
        hospital: &'h Hospital,
        former: &'h dyn FormerPatients,
        kind: NumberKind,
        (station, installation): (Station, Installation),
    ) -> Result<Self, Refusal> {
        if hospital.life(station, installation).is_some_and(Life::is_forked) {
            return Err(NumberRefusal::Forked { station }.into());
        }
        let blocks = blocks_of(hospital, station, installation);
        if blocks.is_empty() {
            return Err(NumberRefusal::NoBlock { station }.into());
        }
        // What another life may give from, too, is left out; a further block goes on.
        let is_shared = |number: &BlockNumber| hospital.block(station, *number).is_some_and(|block| block.is_shared());
        let (shared, blocks): (Vec<BlockNumber>, Vec<BlockNumber>) = blocks.into_iter().partition(is_shared);
        if let (Some(block), true) = (shared.first().copied(), blocks.is_empty()) {
            return Err(NumberRefusal::BlockShared { station, block }.into());
        }
        let schemes = hospital.schemes();
        let scheme = schemes.of(kind);
        if u32::from(station.number()) > scheme.stations() {
            return Err(NumberRefusal::StationTooLarge { station }.into());
        }
        Ok(Self {
            hospital: Some((hospital, former)),
            ..Self::of(kind, scheme.clone(), station, &blocks, hospital.used())
        })
    }

    /// The numbers of a scheme that a station may give out of its blocks, behind those that are used.
    pub fn of(kind: NumberKind, scheme: Scheme, station: Station, blocks: &[BlockNumber], used: &Used) -> Self {
        let series = Series::of(&scheme);
        let fitting = blocks
            .iter()
            .filter(|block| u32::from(block.number()) <= scheme.blocks());
        let blocks: Vec<(BlockNumber, u32)> = fitting
            .map(|block| (*block, used.highest(series, station, *block)))
            .collect();
        let left = |used: &u32| u64::from(scheme.capacity().saturating_sub(*used));
        Self {
            kind,
            series,
            station,
            left: blocks.iter().map(|(_, used)| left(used)).sum(),
            blocks,
            scheme,
            hospital: None,
        }
    }

    /// Heard of before it was given: typed from a label, given away as a packet elsewhere, or the hospital's own number of somebody
    /// who was here once. No hospital number has a letter, and of those that have one the register is not asked: it need not be in
    /// memory yet, and nobody waits for a number until it is.
    fn is_somebodys(&self, number: &Identifier) -> bool {
        self.hospital.is_some_and(|(hospital, former)| {
            let is_digits = || {
                number
                    .as_str()
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'-')
            };
            hospital.number(number).is_some() || hospital.holds(number) || is_digits() && former.have(number)
        })
    }

    /// The next number that nobody has.
    pub fn take(&mut self) -> Result<Given, Refusal> {
        let capacity = self.scheme.capacity();
        loop {
            let Some((block, used)) = self.blocks.iter_mut().find(|(_, used)| *used < capacity) else {
                return Err(NumberRefusal::Empty {
                    kind: self.kind,
                    station: self.station,
                    left: self.left,
                }
                .into());
            };
            *used += 1;
            let (block, used) = (*block, *used);
            match self.scheme.write(self.station, block, used) {
                Ok(number) if self.is_somebodys(&number) => {}
                Ok(number) => {
                    return Ok(Given {
                        kind: self.kind,
                        number,
                        series: self.series,
                        station: self.station,
                        block,
                        sequence: used,
                    });
                }
                // A sum that no digit stands for: that number does not exist.
                Err(WriteFault::Check(super::check::CheckFault::NoDigit)) => {}
                Err(_) => return Err(NumberRefusal::StationTooLarge { station: self.station }.into()),
            }
        }
    }

    /// Leaves out the next `numbers`: those of twins must not be neighbours.
    pub fn skip(&mut self, numbers: u32) {
        let capacity = self.scheme.capacity();
        if let Some((_, used)) = self.blocks.iter_mut().find(|(_, used)| *used < capacity) {
            *used = used.saturating_add(numbers).min(capacity);
        }
    }
}
