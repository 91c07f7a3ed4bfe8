//! Reads the tables of a form: where their rows come from, under which they hang, what their cells show.

use toml::de::DeTable;

use super::{
    fault::FormFaultKind,
    fields::{Blame, Fields, tables, tenths},
    reader::{Reading, setting},
};
use crate::print::form::{Cell, Column, Rows, Ruled, Table, What};

/// How the tables of a form call themselves.
pub(super) fn table_names(form: &DeTable<'_>) -> Vec<String> {
    let section = form.iter().find(|(key, _)| key.get_ref() == "table");
    let found = section.and_then(|(_, value)| tables(value)).unwrap_or_default();
    found
        .into_iter()
        .filter_map(|(table, _)| {
            let (_, value) = table.iter().find(|(key, _)| key.get_ref() == "name")?;
            value.get_ref().as_str().map(str::to_owned)
        })
        .collect()
}

impl Reading<'_> {
    pub(super) fn table(&self, fields: &mut Fields<'_, '_, '_>) -> Option<What> {
        let area = fields.area("at", "size", self.paper);
        let further = match (fields.place("further_at"), fields.size("further_size")) {
            (Some(at), Some(size)) => Some(crate::print::paper::Area::new(at, size)),
            _ => None,
        };
        if let Some(area) = further {
            fields.on_paper(area, self.paper);
        }
        let below = self.below(fields);
        let name = fields.text("name").map(|(name, _)| name);
        let (rows, own) = self.rows(fields)?;
        let name = name.or_else(|| match &rows {
            Rows::List(list) => Some(list.clone()),
            Rows::Written(_) => None,
        });
        let room = fields.number("room");
        let (row_height, head_height) = (fields.number("row_height"), fields.number("head_height"));
        let head_points = fields.number("head_points");
        let (banded, fill) = (fields.flag("banded"), fields.flag("fill"));
        let ruled = fields.choice(
            "ruled",
            &[("rows", Ruled::Rows), ("grid", Ruled::Grid), ("none", Ruled::None)],
        );
        let columns = fields.list("columns");
        let columns: Vec<Column> = fields
            .need("columns", columns)?
            .into_iter()
            .filter_map(|(column, at)| self.column(column, at, own, fields.blame))
            .collect();
        let area = area?;
        let width: f32 = columns.iter().map(|column| column.width).sum();
        if width > area.width + 0.05 {
            let at = fields.at();
            let (columns, table) = (tenths(width), tenths(area.width));
            fields
                .blame
                .say(at, FormFaultKind::WideColumns { columns, table }, None);
        }
        Some(What::Table(Table {
            name: name.unwrap_or_default(),
            rows,
            area,
            further,
            below,
            room: room.unwrap_or_default(),
            row_height: row_height.unwrap_or(6.0).max(2.0),
            head_height: head_height.unwrap_or(6.0),
            head_points: head_points.unwrap_or(7.5),
            banded,
            ruled: ruled.unwrap_or_default(),
            fill,
            columns,
        }))
    }

    /// The tables under which one hangs.
    fn below(&self, fields: &mut Fields<'_, '_, '_>) -> Vec<String> {
        let Some((written, at)) = fields.text("below") else {
            return Vec::new();
        };
        let names: Vec<String> = written.split('|').map(|name| name.trim().to_owned()).collect();
        for name in &names {
            if !self.tables.contains(name) {
                self.rows_of(name, at, fields);
            }
        }
        names
    }

    /// Where the rows of a table come from, and the fields that they have.
    fn rows(&self, fields: &mut Fields<'_, '_, '_>) -> Option<(Rows, &'static [&'static str])> {
        let written = fields.texts("written");
        let rows = fields.text("rows");
        if let Some((lines, at)) = written {
            let lines = lines
                .into_iter()
                .filter_map(|line| self.read_pattern(line, &[], at, fields));
            return Some((Rows::Written(lines.collect()), &["line", "text"]));
        }
        let (name, at) = fields.need("rows", rows)?;
        let own = self.rows_of(&name, at, fields);
        Some((Rows::List(name), own.unwrap_or_default()))
    }

    fn column(&self, table: &DeTable<'_>, at: usize, own: &[&str], blame: &mut Blame<'_>) -> Option<Column> {
        let mut fields = Fields::new(table, at, blame);
        let width = fields.number("width");
        let width = fields.need("width", width);
        let head = self.pattern("head", own, &mut fields).unwrap_or_default();
        let setting = setting(&mut fields);
        let (text, over) = (
            self.pattern("text", own, &mut fields),
            self.pattern("over", own, &mut fields),
        );
        let check = fields.flag("check");
        let ticked = self.name_of_field("ticked", own, &mut fields);
        let bar = self.name_of_field("bar", own, &mut fields);
        let of = self.name_of_field("of", own, &mut fields);
        let plain = fields.flag("plain");
        let (qr, code128) = (
            self.pattern("qr", own, &mut fields),
            self.pattern("code128", own, &mut fields),
        );
        fields.finish();
        let cell = if let Some(value) = qr {
            Cell::Qr { value }
        } else if let Some(value) = code128 {
            Cell::Code128 {
                value,
                text: text.unwrap_or_default(),
            }
        } else if let Some((value, of)) = bar.zip(of) {
            Cell::Bar { value, of, plain }
        } else if check {
            Cell::Check { ticked }
        } else {
            Cell::Text {
                text: text.unwrap_or_default(),
                setting,
                over,
            }
        };
        Some(Column {
            head,
            width: width?,
            cell,
        })
    }
}
