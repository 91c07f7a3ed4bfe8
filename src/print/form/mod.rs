//! A form: where each thing stands on the paper. Data, so that a hospital changes its paper without a compiler; `settings`
//! reads the files and lists what is wrong with them, here are the types, and `setting` puts values into them.

mod filling;
mod grow;
mod pattern;
mod setting;
mod table;

pub use filling::{Filling, Row, Values};
pub use pattern::{Pattern, PatternFault, Piece};
pub use setting::{Set, Sheet, Spot, SpotKind};

use super::{
    document::Kind,
    fit::Setting,
    page::Shade,
    paper::{Area, Place, Size},
};

/// A form, read without a mistake.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    pub document: Kind,
    /// Of one page; of one label when there is a grid.
    pub size: Size,
    /// Labels on a sheet.
    pub grid: Option<Grid>,
    pub elements: Vec<Element>,
}

/// Equal labels on a sheet of A4.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    pub sheet: Size,
    /// The upper left corner of the first label.
    pub first: Place,
    /// From a label to the next, across and down.
    pub pitch: Place,
    pub columns: u16,
    pub rows: u16,
}

impl Grid {
    pub fn count(&self) -> u16 {
        self.columns.saturating_mul(self.rows)
    }

    /// The corner of label `number`, counted from 0 along the rows.
    pub fn place(&self, number: u16) -> Place {
        let (row, column) = (number / self.columns.max(1), number % self.columns.max(1));
        Place {
            x: self.first.x + self.pitch.x * f32::from(column),
            y: self.first.y + self.pitch.y * f32::from(row),
        }
    }
}

/// One thing of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    pub what: What,
    /// Only when this field holds something; or only when it holds nothing.
    pub when: Option<When>,
    pub on: On,
}

/// A condition on a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    Filled(String),
    Empty(String),
}

/// On which pages of a document an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum On {
    #[default]
    Every,
    First,
    Further,
    Last,
}

impl On {
    /// `page` from 0.
    pub fn holds(self, page: usize, pages: usize) -> bool {
        match self {
            Self::Every => true,
            Self::First => page == 0,
            Self::Further => page > 0,
            Self::Last => page + 1 == pages,
        }
    }
}

/// What an element is.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Text {
        area: Area,
        text: Pattern,
        setting: Setting,
        shade: Shade,
        /// Millimetres by which the place may grow where the text needs them; what stands below gives way.
        grow: f32,
        /// What stands at the end where even that is too little.
        more: Pattern,
    },
    Box {
        area: Area,
        line: Option<f32>,
        fill: Option<Shade>,
    },
    Line {
        from: Place,
        to: Place,
        width: f32,
        dashed: bool,
    },
    /// The area with its quiet zone.
    Qr {
        area: Area,
        value: Pattern,
    },
    /// The area with its quiet zones.
    Code128 {
        area: Area,
        value: Pattern,
    },
    Check {
        area: Area,
        label: Pattern,
        setting: Setting,
        /// Ticked when this field holds something.
        ticked: Option<String>,
    },
    Table(Table),
}

/// Rows that go on over as many pages as they need.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The list of the filling that the rows come from.
    pub rows: String,
    pub area: Area,
    /// On the pages after the first, where there may be more room.
    pub further: Option<Area>,
    /// The list of a table before it in the form: this one begins where that one ends.
    pub below: Option<String>,
    pub row_height: f32,
    /// 0 without a head.
    pub head_height: f32,
    pub head_points: f32,
    /// Every other row is shaded, so that an eye does not slip.
    pub banded: bool,
    pub ruled: Ruled,
    /// Blank rows to write in, up to the end of the area: in the absence of rows, or below them.
    pub fill: bool,
    pub columns: Vec<Column>,
}

/// Which lines a table has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ruled {
    #[default]
    Rows,
    Grid,
    None,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub head: Pattern,
    pub width: f32,
    pub cell: Cell,
}

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text {
        text: Pattern,
        setting: Setting,
        /// Small, above: the reading of a name.
        over: Option<Pattern>,
    },
    /// An empty box to tick by hand, ticked when the field holds something.
    Check {
        ticked: Option<String>,
    },
    /// A bar: how much of how much.
    Bar {
        value: String,
        of: String,
        /// Without the figures beside it.
        plain: bool,
    },
    Qr {
        value: Pattern,
    },
    /// With the number to be read under the bars.
    Code128 {
        value: Pattern,
        text: Pattern,
    },
}
