//! The columns of the board: which figures, in which order, and which go when the room is short.

use crate::i18n::Words;
use crate::theme::{Measure, Role};

use super::model::Figures;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    Ward,
    Name,
    Bar,
    Beds,
    Count(Count),
}

/// A number of a ward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Count {
    Free,
    Blocked,
    Reserved,
    Cots,
    Present,
    TransitIn,
    TransitOut,
    Leave,
    Outing,
    OffWard,
    Absconded,
    Expected,
    Stretcher,
    Assisted,
    Walking,
    NotAsked,
    Incomplete,
    Discrepancies,
    LookAlikes,
    Slips,
    LateSlips,
    QueriedSlips,
}

impl Count {
    /// Whether there is anything to count only where slips are written.
    fn is_of_paper(self) -> bool {
        matches!(self, Self::Slips | Self::LateSlips | Self::QueriedSlips)
    }
}

/// A column and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub column: Column,
    pub x: u16,
    pub width: u16,
    /// One or two lines.
    pub head: Vec<String>,
}

/// In the order of the screen; the highest number goes first when the room is short, 0 never.
const ORDER: [(Column, u8); 26] = [
    (Column::Ward, 0),
    (Column::Name, 3),
    (Column::Bar, 0),
    (Column::Beds, 0),
    (Column::Count(Count::Free), 1),
    (Column::Count(Count::Blocked), 0),
    (Column::Count(Count::Reserved), 4),
    (Column::Count(Count::Cots), 0),
    (Column::Count(Count::Present), 2),
    (Column::Count(Count::TransitIn), 0),
    (Column::Count(Count::TransitOut), 0),
    (Column::Count(Count::Leave), 0),
    (Column::Count(Count::Outing), 0),
    (Column::Count(Count::OffWard), 0),
    (Column::Count(Count::Absconded), 0),
    (Column::Count(Count::Expected), 2),
    (Column::Count(Count::Stretcher), 5),
    (Column::Count(Count::Assisted), 5),
    (Column::Count(Count::Walking), 5),
    (Column::Count(Count::NotAsked), 0),
    (Column::Count(Count::LookAlikes), 6),
    (Column::Count(Count::Incomplete), 0),
    (Column::Count(Count::Discrepancies), 0),
    (Column::Count(Count::Slips), 2),
    (Column::Count(Count::LateSlips), 1),
    (Column::Count(Count::QueriedSlips), 1),
];

/// `865/865`. A bar that is narrower than a few columns is a number: `100%`.
const BEDS: u16 = 7;
const LEAST_BAR: u16 = 4;
const MOST_BAR: u16 = 40;

impl Count {
    fn key(self) -> &'static str {
        match self {
            Self::Free => "board-head-free",
            Self::Blocked => "board-head-blocked",
            Self::Reserved => "board-head-reserved",
            Self::Cots => "board-head-cots",
            Self::Present => "board-head-present",
            Self::TransitIn => "board-head-transit-in",
            Self::TransitOut => "board-head-transit-out",
            Self::Leave => "board-head-leave",
            Self::Outing => "board-head-outing",
            Self::OffWard => "board-head-off-ward",
            Self::Absconded => "board-head-absconded",
            Self::Expected => "board-head-expected",
            Self::Stretcher => "board-head-stretcher",
            Self::Assisted => "board-head-assisted",
            Self::Walking => "board-head-walking",
            Self::NotAsked => "board-head-not-asked",
            Self::Incomplete => "board-head-incomplete",
            Self::Discrepancies => "board-head-discrepancies",
            Self::Slips => "board-head-slips",
            Self::LateSlips => "board-head-late-slips",
            Self::QueriedSlips => "board-head-queried-slips",
            Self::LookAlikes => "board-head-look-alikes",
        }
    }

    pub fn of(self, figures: &Figures) -> usize {
        match self {
            Self::Free => figures.free,
            Self::Blocked => figures.blocked,
            Self::Reserved => figures.reserved,
            Self::Cots => figures.cots,
            Self::Present => figures.present,
            Self::TransitIn => figures.transit_in,
            Self::TransitOut => figures.transit_out,
            Self::Leave => figures.leave,
            Self::Outing => figures.outing,
            Self::OffWard => figures.off_ward,
            Self::Absconded => figures.absconded,
            Self::Expected => figures.expected,
            Self::Stretcher => figures.stretcher,
            Self::Assisted => figures.assisted,
            Self::Walking => figures.walking,
            Self::NotAsked => figures.not_asked,
            Self::Incomplete => figures.incomplete,
            Self::Discrepancies => figures.discrepancies,
            Self::Slips => figures.slips,
            Self::LateSlips => figures.late_slips,
            Self::QueriedSlips => figures.queried_slips,
            Self::LookAlikes => figures.look_alikes,
        }
    }

    /// How a number other than nought sounds.
    pub fn role(self) -> Role {
        match self {
            Self::Absconded => Role::Alarm,
            Self::Discrepancies | Self::LateSlips | Self::QueriedSlips => Role::Warn,
            Self::Cots => Role::Newborn,
            _ => Role::Text,
        }
    }
}

/// Whether slips are written in this hospital.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnPaper {
    Yes,
    No,
}

/// Places the columns in `width`, beginning at `x`.
pub fn place(
    words: &Words,
    measure: Measure,
    (x, width): (u16, u16),
    widest: (u16, u16),
    on_paper: OnPaper,
) -> Vec<Placed> {
    let air: u16 = if width < 100 { 1 } else { 2 };
    let mut shown: Vec<(u8, Placed)> = ORDER
        .into_iter()
        .filter(|(column, _)| match column {
            Column::Count(count) => on_paper == OnPaper::Yes || !count.is_of_paper(),
            _ => true,
        })
        .map(|(column, rank)| (rank, unplaced(words, measure, column, widest)))
        .collect();
    let needs = |shown: &[(u8, Placed)]| {
        let columns = u16::try_from(shown.len()).unwrap_or(u16::MAX).saturating_sub(1);
        shown.iter().map(|(_, column)| column.width).sum::<u16>() + air * columns
    };
    while needs(&shown) > width {
        let Some(most) = shown.iter().map(|(rank, _)| *rank).max().filter(|most| *most > 0) else {
            break;
        };
        shown.retain(|(rank, _)| *rank < most);
    }
    let mut spare = width.saturating_sub(needs(&shown));
    let mut x = x;
    shown
        .into_iter()
        .map(|(_, mut column)| {
            if column.column == Column::Bar {
                let more = spare.min(MOST_BAR - LEAST_BAR);
                column.width += more;
                spare -= more;
            }
            column.x = x;
            x += column.width + air;
            column
        })
        .collect()
}

fn unplaced(words: &Words, measure: Measure, column: Column, (codes, names): (u16, u16)) -> Placed {
    let head: Vec<String> = match column {
        Column::Ward => words.say("board-head-ward"),
        Column::Beds => words.say("board-head-beds"),
        Column::Name | Column::Bar => String::new(),
        Column::Count(count) => words.say(count.key()),
    }
    .lines()
    .map(str::to_owned)
    .collect();
    let widest = head.iter().map(|line| measure.columns(line)).max().unwrap_or(0);
    let widest = u16::try_from(widest).unwrap_or(u16::MAX);
    let width = match column {
        Column::Ward => widest.max(codes),
        Column::Name => names,
        Column::Bar => LEAST_BAR,
        Column::Beds => widest.max(BEDS),
        Column::Count(_) => widest.max(3),
    };
    Placed {
        column,
        x: 0,
        width,
        head,
    }
}
