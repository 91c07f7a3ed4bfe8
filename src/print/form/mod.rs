//! A form: where each thing stands on the paper. Data, so that a hospital changes its paper without a compiler; `settings`
//! reads the files and lists what is wrong with them, here are the types, and `setting` puts values into them.

mod filling;
mod grow;
mod pattern;
mod setting;
mod table;
mod when;

pub use filling::{Filling, Row, Values};
pub use pattern::{Pattern, PatternFault, Piece};
pub use setting::{Set, Sheet, Spot, SpotKind};
pub use when::When;

use super::{
    document::Kind,
    fit::Setting,
    page::{Run, Shade},
    paper::{Area, Place, Size},
};

/// A form, read without a mistake.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    pub document: Kind,
    /// The kinds of slips that it is for; all that have no form of their own when empty.
    pub only_for: Vec<String>,
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
    /// Only when all of these hold.
    pub when: Vec<When>,
    pub on: On,
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
        run: Run,
        /// A second one of the same, that may be left out where it is too long: nobody is told.
        spare: bool,
    },
    Check {
        area: Area,
        label: Pattern,
        setting: Setting,
        /// Ticked when these hold; empty when nothing is asked.
        ticked: Vec<When>,
    },
    /// A box for each row of a list, side by side: what is done to a slip, each with room for a seal and a time.
    Cells {
        rows: String,
        area: Area,
        text: Pattern,
        /// At the foot of each box.
        foot: Pattern,
        setting: Setting,
    },
    Table(Table),
}

/// Rows that go on over as many pages as they need.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// By what other tables name it: the list of its rows, or a name of its own.
    pub name: String,
    pub rows: Rows,
    pub area: Area,
    /// On the pages after the first, where there may be more room.
    pub further: Option<Area>,
    /// The names of tables before it in the form: this one begins where the last of them that stands ends.
    pub below: Vec<String>,
    /// Millimetres that must be left under that one: else it begins on the next page.
    pub room: f32,
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

/// Where the rows of a table come from.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// A list of the document.
    List(String),
    /// The form itself: each is the field `text` of a row.
    Written(Vec<Pattern>),
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
