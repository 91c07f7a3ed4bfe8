//! Reads a form file: the whole form, or every mistake in it with its line and what was probably meant.

use toml::de::DeTable;

use super::{
    covers::covers,
    fault::{FormFault, FormFaultKind},
    fields::{Blame, Fields, tables},
    tables::table_names,
};
use crate::{
    domain::slips::Code,
    i18n::Words,
    print::{
        Kind,
        code::SMALLEST_QR,
        document::SLIP_FIELD,
        fit::{Align, Flow, SMALLEST, Setting, Stand},
        fonts::Face,
        form::{Element, Form, Grid, On, Pattern, Piece, Rows, What, When},
        page::{Run, Shade},
        paper::Size,
    },
};

/// What the sections of a form may be called.
const ELEMENTS: [&str; 8] = ["text", "box", "line", "qr", "code128", "check", "cells", "table"];

/// In this order they are drawn: fillings under everything, words on top.
const DRAWN: [&str; 8] = ["box", "line", "table", "cells", "check", "qr", "code128", "text"];

const SHADES: [(&str, Shade); 4] = [
    ("black", Shade::Black),
    ("grey", Shade::Grey),
    ("light", Shade::Light),
    ("white", Shade::White),
];

/// What is known while a file is read.
pub(super) struct Reading<'a> {
    words: &'a Words,
    kind: Option<Kind>,
    pub(super) paper: Size,
    /// The names that tables of the form gave themselves.
    pub(super) tables: Vec<String>,
}

/// Reads `source`.
pub fn read(file: &str, source: &str, words: &Words) -> Result<Form, Vec<FormFault>> {
    let (table, mut blame) = Blame::parsed(file, source);
    if !blame.faults.is_empty() {
        // What the parser put in the place of something broken is not the writer's mistake.
        return Err(blame.faults);
    }
    let form = form(table.get_ref(), words, &mut blame);
    let mut faults = blame.faults;
    faults.sort_by_key(|fault| fault.line);
    match form {
        Some(form) if faults.is_empty() => Ok(form),
        _ => Err(faults),
    }
}

fn form(table: &DeTable<'_>, words: &Words, blame: &mut Blame<'_>) -> Option<Form> {
    let mut fields = Fields::new(table, 0, blame);
    let named = fields.text("document");
    let kind = named.as_ref().and_then(|(name, _)| Kind::from_name(name));
    match &named {
        None => fields.blame.say(0, FormFaultKind::NoDocument, None),
        Some((name, at)) if kind.is_none() => {
            let known = Kind::ALL.map(Kind::name);
            fields.blame.unknown(*at, name, FormFaultKind::UnknownDocument, known);
        }
        Some(_) => {}
    }
    let only_for = only_for(kind, &mut fields);
    let sheets = [("A4", Size::A4), ("A5", Size::A5)];
    let own = fields.size("size");
    let named = if own.is_none() {
        fields.choice("paper", &sheets)
    } else {
        None
    };
    let size = own.or(named).unwrap_or(Size::A4);
    let size = if fields.flag("landscape") { size.turned() } else { size };
    let grid = fields
        .table("grid")
        .and_then(|(grid, at)| read_grid(grid, at, size, fields.blame));
    for (name, value) in table {
        let name_of = name.get_ref().as_ref();
        let known = ["document", "only_for", "size", "paper", "landscape", "grid"];
        if known.contains(&name_of) {
            continue;
        }
        if !ELEMENTS.contains(&name_of) {
            let names = ELEMENTS.iter().chain(&known).copied();
            fields
                .blame
                .unknown(name.span().start, name_of, FormFaultKind::UnknownElement, names);
        } else if tables(value).is_none() {
            let key = name_of.to_owned();
            let needs = "form-fault-tables";
            fields
                .blame
                .say(value.span().start, FormFaultKind::Shape { key, needs }, None);
        }
    }
    let reading = Reading {
        words,
        kind,
        paper: size,
        tables: table_names(table),
    };
    let mut elements = Vec::new();
    let mut places = Vec::new();
    for name in DRAWN {
        let section = table.iter().find(|(key, _)| key.get_ref() == name);
        let Some((_, value)) = section else { continue };
        for (element, at) in tables(value).unwrap_or_default() {
            if let Some(element) = reading.element(name, element, at, fields.blame) {
                places.push(at);
                elements.push(element);
            }
        }
    }
    for (element, at) in elements.iter().zip(places) {
        if elements.iter().any(|table| covers(table, element)) {
            fields.blame.say(at, FormFaultKind::OverTable, None);
        }
    }
    // Forms for single kinds of slips give each answer a place of its own.
    let must = kind.filter(|_| only_for.is_empty()).map_or(&[][..], Kind::must_list);
    for list in must {
        let lists = |element: &Element| matches!(&element.what, What::Table(table) if matches!(&table.rows, Rows::List(name) if name == list));
        if !elements.iter().any(lists) {
            fields.blame.say(0, FormFaultKind::NoList(list), None);
        }
    }
    Some(Form {
        document: kind?,
        only_for,
        size,
        grid,
        elements,
    })
}

/// The kinds of slips that a form is for.
fn only_for(kind: Option<Kind>, fields: &mut Fields<'_, '_, '_>) -> Vec<String> {
    let Some((written, at)) = fields.texts("only_for") else {
        return Vec::new();
    };
    let is_code = |code: &String| Code::parse(code).is_some_and(|read| read.as_str() == code.as_str());
    if kind.is_some_and(|kind| kind != Kind::Slip) || !written.iter().all(is_code) {
        let found = written.join(", ");
        fields.blame.say(at, FormFaultKind::NotASlip(found), None);
    }
    written
}

fn read_grid(table: &DeTable<'_>, at: usize, label: Size, blame: &mut Blame<'_>) -> Option<Grid> {
    let mut fields = Fields::new(table, at, blame);
    let sheet = fields.choice("sheet", &[("A4", Size::A4), ("A4-landscape", Size::A4.turned())]);
    let first = fields.place("first");
    let pitch = fields.place("pitch");
    let (columns, rows) = (fields.count("columns"), fields.count("rows"));
    let grid = Grid {
        sheet: fields.need("sheet", sheet)?,
        first: fields.need("first", first)?,
        pitch: fields.need("pitch", pitch)?,
        columns: fields.need("columns", columns)?,
        rows: fields.need("rows", rows)?,
    };
    let last = grid.place(grid.count().saturating_sub(1));
    fields.on_paper(crate::print::paper::Area::new(last, label), grid.sheet);
    fields.finish();
    Some(grid)
}

impl Reading<'_> {
    fn element(&self, name: &str, table: &DeTable<'_>, at: usize, blame: &mut Blame<'_>) -> Option<Element> {
        let mut fields = Fields::new(table, at, blame);
        let when = fields
            .text("when")
            .map(|(written, at)| self.when(&written, at, &mut fields))
            .unwrap_or_default();
        let on = fields.choice(
            "on",
            &[
                ("every", On::Every),
                ("first", On::First),
                ("further", On::Further),
                ("last", On::Last),
            ],
        );
        let what = match name {
            "text" => self.text(&mut fields),
            "box" => self.boxed(&mut fields),
            "line" => self.line(&mut fields),
            "qr" => self.code(&mut fields, "qr"),
            "code128" => self.code(&mut fields, "code128"),
            "check" => self.check(&mut fields),
            "cells" => self.cells(&mut fields),
            _ => self.table(&mut fields),
        };
        fields.finish();
        Some(Element {
            what: what?,
            when,
            on: on.unwrap_or_default(),
        })
    }

    fn when(&self, written: &str, at: usize, fields: &mut Fields<'_, '_, '_>) -> Vec<When> {
        let all = When::parse(written);
        for when in &all {
            self.field(&when.field, &[], at, fields);
        }
        all
    }

    fn text(&self, fields: &mut Fields<'_, '_, '_>) -> Option<What> {
        let area = fields.area("at", "size", self.paper);
        let setting = setting(fields);
        let shade = fields.choice("shade", &SHADES).unwrap_or(Shade::Black);
        let text = self.pattern("text", &[], fields);
        let more = self.pattern("more", &[], fields);
        let grow = fields.number("grow");
        Some(What::Text {
            area: area?,
            text: fields.need("text", text)?,
            setting,
            shade,
            grow: grow.unwrap_or_default().clamp(0.0, 200.0),
            more: more.unwrap_or_default(),
        })
    }

    fn boxed(&self, fields: &mut Fields<'_, '_, '_>) -> Option<What> {
        let area = fields.area("at", "size", self.paper);
        let (line, fill) = (fields.number("line"), fields.choice("fill", &SHADES));
        Some(What::Box {
            area: area?,
            line: line.or_else(|| fill.is_none().then_some(0.2)),
            fill,
        })
    }

    fn line(&self, fields: &mut Fields<'_, '_, '_>) -> Option<What> {
        let (from, to) = (fields.place("from"), fields.place("to"));
        let (width, dashed) = (fields.number("width"), fields.flag("dashed"));
        let (from, to) = (fields.need("from", from), fields.need("to", to));
        let (from, to) = (from?, to?);
        for end in [from, to] {
            let point = Size {
                width: 0.0,
                height: 0.0,
            };
            fields.on_paper(crate::print::paper::Area::new(end, point), self.paper);
        }
        Some(What::Line {
            from,
            to,
            width: width.unwrap_or(0.2),
            dashed,
        })
    }

    fn code(&self, fields: &mut Fields<'_, '_, '_>, name: &'static str) -> Option<What> {
        let area = fields.area("at", "size", self.paper);
        let value = self.pattern("value", &[], fields);
        let value = fields.need("value", value);
        let area = area?;
        let run = if name != "qr" && fields.flag("down") {
            Run::Down
        } else {
            Run::Across
        };
        let spare = name != "qr" && fields.flag("spare");
        // The quiet zone of the smallest QR code (21 modules) takes 8 more of its modules.
        let small = match (name, run) {
            ("qr", _) => area.width.min(area.height) < SMALLEST_QR * 29.0 / 21.0 - 0.01,
            (_, Run::Across) => area.height < 5.0 || area.width < 20.0,
            (_, Run::Down) => area.width < 5.0 || area.height < 20.0,
        };
        if small {
            let at = fields.at();
            fields.blame.say(at, FormFaultKind::SmallCode(name), None);
        }
        let value = value?;
        Some(match name {
            "qr" => What::Qr { area, value },
            _ => What::Code128 {
                area,
                value,
                run,
                spare,
            },
        })
    }

    fn check(&self, fields: &mut Fields<'_, '_, '_>) -> Option<What> {
        let area = fields.area("at", "size", self.paper);
        let setting = setting(fields);
        let label = self.pattern("label", &[], fields).unwrap_or_default();
        let ticked = fields
            .text("ticked")
            .map(|(written, at)| self.when(&written, at, fields))
            .unwrap_or_default();
        Some(What::Check {
            area: area?,
            label,
            setting,
            ticked,
        })
    }

    fn cells(&self, fields: &mut Fields<'_, '_, '_>) -> Option<What> {
        let area = fields.area("at", "size", self.paper);
        let rows = fields.text("rows");
        let named = fields.need("rows", rows);
        let own = named.as_ref().and_then(|(name, at)| self.rows_of(name, *at, fields));
        let own = own.unwrap_or_default();
        let text = self.pattern("text", own, fields);
        let text = fields.need("text", text);
        let foot = self.pattern("foot", own, fields).unwrap_or_default();
        let setting = setting(fields);
        Some(What::Cells {
            rows: named?.0,
            area: area?,
            text: text?,
            foot,
            setting,
        })
    }

    /// The fields of the rows of a list.
    pub(super) fn rows_of(
        &self,
        name: &str,
        at: usize,
        fields: &mut Fields<'_, '_, '_>,
    ) -> Option<&'static [&'static str]> {
        let lists = self.kind?.lists();
        let found = lists.iter().find(|(list, _)| *list == name);
        if found.is_none() {
            let names = lists.iter().map(|(list, _)| *list);
            fields.blame.unknown(at, name, FormFaultKind::UnknownList, names);
        }
        found.map(|(_, fields)| *fields)
    }

    pub(super) fn name_of_field(
        &self,
        key: &'static str,
        own: &[&str],
        fields: &mut Fields<'_, '_, '_>,
    ) -> Option<String> {
        let (name, at) = fields.text(key)?;
        self.field(&name, own, at, fields);
        Some(name)
    }

    /// Whether the document has the field; with a document that is not known nothing can be said.
    fn field(&self, name: &str, own: &[&str], at: usize, fields: &mut Fields<'_, '_, '_>) {
        let Some(kind) = self.kind else { return };
        // The fields of a kind of slip are in the hospital's book, which a form is read without.
        let of_kind = name
            .strip_prefix(SLIP_FIELD)
            .is_some_and(|code| Code::parse(code).is_some());
        if kind == Kind::Slip && of_kind {
            return;
        }
        let known = || own.iter().copied().chain(kind.fields().into_iter().flatten().copied());
        if !known().any(|field| field == name) {
            fields.blame.unknown(at, name, FormFaultKind::UnknownField, known());
        }
    }

    pub(super) fn pattern(&self, key: &'static str, own: &[&str], fields: &mut Fields<'_, '_, '_>) -> Option<Pattern> {
        let (written, at) = fields.text(key)?;
        self.read_pattern(written, own, at, fields)
    }

    pub(super) fn read_pattern(
        &self,
        written: String,
        own: &[&str],
        at: usize,
        fields: &mut Fields<'_, '_, '_>,
    ) -> Option<Pattern> {
        let Ok(pattern) = Pattern::parse(&written) else {
            fields.blame.say(at, FormFaultKind::Braces(written), None);
            return None;
        };
        for piece in pattern.pieces() {
            match piece {
                Piece::Field(name) => self.field(name, own, at, fields),
                Piece::Word(word) if self.words.find(word, &[]).is_none() => {
                    fields.blame.say(at, FormFaultKind::UnknownWord(word.clone()), None);
                }
                Piece::Word(_) | Piece::Plain(_) => {}
            }
        }
        Some(pattern)
    }
}

/// How a text is set: `points`, `bold`, `align`, `flow`, `least`.
pub(super) fn setting(fields: &mut Fields<'_, '_, '_>) -> Setting {
    let points = fields.number("points");
    let bold = fields.flag("bold");
    let align = fields.choice(
        "align",
        &[
            ("left", Align::Left),
            ("centre", Align::Centre),
            ("right", Align::Right),
        ],
    );
    let flow = fields.choice("flow", &[("line", Flow::Line), ("block", Flow::Block)]);
    let stand = fields.choice("stand", &[("middle", Stand::Middle), ("top", Stand::Top)]);
    let least = fields.number("least");
    Setting {
        face: if bold { Face::Bold } else { Face::Regular },
        points: points.unwrap_or(9.0).clamp(3.0, 200.0),
        align: align.unwrap_or_default(),
        flow: flow.unwrap_or_default(),
        stand: stand.unwrap_or_default(),
        least: least.unwrap_or(SMALLEST).clamp(0.3, 1.0),
    }
}
