//! Which columns the list of numbers has: as wide as what stands in them, so that at 80 columns, too, there is room for how long
//! somebody has been here, whatever a casualty wears.

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::domain::numbers::ledger::Row;
use crate::widgets::{Align, Cell, Column, Room, Table};

use super::lines;

/// One column, and how what stands in it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Sign,
    Number,
    Name(Naming),
    SexAge,
    Triage,
    Tag,
    Place,
    Came(Came),
}

/// An alias is never cut: its second word tells two people apart. What it can do without is the word before it, which the sign of
/// the row says, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    Whole,
    AliasAlone,
}

/// When somebody came, or in less room how long ago that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    At,
    Ago,
}

/// The widest text of each column, as the rows stood when they were read.
#[derive(Debug, Default)]
pub struct Widest(Vec<(Part, u16)>);

const ALL: [Part; 10] = [
    Part::Sign,
    Part::Number,
    Part::Name(Naming::Whole),
    Part::Name(Naming::AliasAlone),
    Part::SexAge,
    Part::Triage,
    Part::Tag,
    Part::Place,
    Part::Came(Came::At),
    Part::Came(Came::Ago),
];

/// Names have at least this much where there is room, so that the columns behind them stand still when the next one comes.
const NAMES: u16 = 34;
/// And so much is enough for all of them: no alias is longer, and the person's page has the whole.
const LONGEST_NAME: u16 = 30;
const LONGEST_TAG: u16 = 12;

impl Widest {
    pub fn of(rows: &[Row], scope: &Scope<'_>) -> Self {
        let measure = scope.look.measure();
        let columns = |text: &str| u16::try_from(measure.columns(text)).unwrap_or(u16::MAX);
        let widest = |part: Part| {
            let texts = rows.iter().map(|row| columns(&lines::text(row, part, scope)));
            texts.max().unwrap_or_default()
        };
        Self(ALL.into_iter().map(|part| (part, widest(part))).collect())
    }

    fn room(&self, part: Part) -> u16 {
        let found = self.0.iter().find(|(known, _)| *known == part);
        found.map_or(0, |(_, room)| *room)
    }

    /// The columns in this place: all of them whole, or the first way of being shorter that fits.
    pub fn columns(&self, place: Rect, scope: &Scope<'_>) -> Vec<(Part, Column)> {
        use {
            Came::{Ago, At},
            Naming::{AliasAlone, Whole},
        };
        let ways = [
            (Whole, At, Some(Part::SexAge)),
            (Whole, At, None),
            (Whole, Ago, None),
            (AliasAlone, Ago, None),
        ];
        let mut columns = Vec::new();
        for (naming, came, sex_and_age) in ways {
            let parts = [
                Some(Part::Sign),
                Some(Part::Number),
                Some(Part::Name(naming)),
                sex_and_age,
                // Only where somebody wears it.
                Some(Part::Triage).filter(|part| self.room(*part) > 0),
                Some(Part::Tag).filter(|part| self.room(*part) > 0),
                Some(Part::Place),
                Some(Part::Came(came)),
            ];
            let parts = parts.into_iter().flatten();
            columns = parts.map(|part| (part, self.column(part, scope))).collect();
            let plain: Vec<Column> = columns.iter().map(|(_, column)| column.clone()).collect();
            if Table::layout(&plain, place.width).len() == plain.len() {
                break;
            }
        }
        columns
    }

    fn column(&self, part: Part, scope: &Scope<'_>) -> Column {
        let (key, rank) = match part {
            Part::Sign => ("ids-state", 0),
            Part::Number => ("form-id", 0),
            Part::Name(_) => ("form-name", 0),
            Part::SexAge => ("ids-sex-age", 3),
            // A tag can be as long as a name. It stands with the person, too.
            Part::Tag => ("ids-tag", 2),
            Part::Triage => ("ids-triage", 1),
            Part::Place => ("ids-where", 0),
            Part::Came(Came::At) => ("ids-since", 0),
            Part::Came(Came::Ago) => ("ids-ago", 0),
        };
        let title = scope.words.say(key);
        let titled = u16::try_from(scope.look.measure().columns(&title)).unwrap_or(u16::MAX);
        // One long name, or one long tag, is cut in its own row, and takes no column from the others.
        let longest = match part {
            Part::Name(_) => LONGEST_NAME,
            Part::Tag => LONGEST_TAG,
            _ => u16::MAX,
        };
        let least = self.room(part).min(longest).max(titled);
        let most = match part {
            Part::Name(_) => least.max(NAMES),
            _ => least,
        };
        Column {
            title,
            room: Room::between(least, most),
            align: Align::Left,
            rank,
        }
    }
}

/// One row in these columns.
pub fn cells(row: &Row, columns: &[(Part, Column)], scope: &Scope<'_>) -> Vec<Cell> {
    let cell = |(part, _): &(Part, Column)| vec![lines::span(row, *part, scope)];
    columns.iter().map(cell).collect()
}
