//! まだ手元: which sheets are with whom, on a run or on none, since when and where they are to go.

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::app::sentences::Speaker;
use crate::domain::slips::CopyName;
use crate::domain::slips::ask::runs::{Held, InHands};
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Rule, Span};

/// A title and a line for each sheet, as many as there is room for; the selected one is in sight.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    hands: &[InHands],
    selected: Option<CopyName>,
    scope: &Scope<'_>,
) {
    if area.height == 0 {
        return;
    }
    let sheets: Vec<(&InHands, &Held)> = hands
        .iter()
        .flat_map(|one| one.sheets.iter().map(move |sheet| (one, sheet)))
        .collect();
    let title = scope.words.fill("runs-hands", &[("count", Value::from(sheets.len()))]);
    Rule::titled(title).draw(canvas, Rect { height: 1, ..area });
    let room = usize::from(area.height.saturating_sub(1));
    let place = sheets.iter().position(|(_, sheet)| Some(sheet.name) == selected);
    let top = place.map_or(0, |place| (place + 1).saturating_sub(room));
    let label = |one: &InHands| {
        let places = [("count", Value::from(one.sheets.len()))];
        format!("{}  {}", one.carrier, scope.words.fill("runs-in-hand", &places))
    };
    let longest = hands.iter().map(|one| canvas.measure().columns(&label(one))).max();
    let carrier = u16::try_from(longest.unwrap_or_default())
        .unwrap_or(u16::MAX)
        .min(MOST_OF_CARRIER);
    let mut before: Option<&InHands> = None;
    for (y, (one, sheet)) in (area.y + 1..area.bottom()).zip(sheets.iter().skip(top)) {
        // A carrier is named once, at the first of their sheets in sight.
        let is_first = before.is_none_or(|before| before.carrier != one.carrier);
        before = Some(one);
        let whose = if is_first { label(one) } else { String::new() };
        let row = Rect::new(area.x, y, area.width, 1);
        draw_sheet(canvas, row, (whose, carrier), sheet, selected, scope);
    }
    let right = area.right().saturating_sub(1);
    if top > 0 {
        canvas.sign(right, area.y + 1, Shape::MoreUp, Role::Dim);
    }
    if top + room < sheets.len() {
        canvas.sign(right, area.bottom().saturating_sub(1), Shape::MoreDown, Role::Dim);
    }
}

/// Columns that a carrier has at most.
const MOST_OF_CARRIER: u16 = 20;

/// `▸ ▲ 藤本  2枚  12:34  S07-100123-41/1 → 薬剤部  加藤 …`: what is carried for too long is late.
fn draw_sheet(
    canvas: &mut Canvas<'_>,
    area: Rect,
    (whose, carrier): (String, u16),
    sheet: &Held,
    selected: Option<CopyName>,
    scope: &Scope<'_>,
) {
    let is_selected = Some(sheet.name) == selected;
    if is_selected {
        canvas.paint(area, Role::Selection);
        canvas.sign(area.x, area.y, Shape::Pointer, Role::Selection);
    }
    let over = |role: Role| if is_selected { Role::Selection } else { role };
    let book = scope.hospital.slip_book();
    let carry = book.map_or(0, |book| i64::from(book.carry_minutes));
    let arrives = sheet.since.map(|since| since.plus_seconds(carry * 60));
    let (shape, role) = if arrives.is_some_and(|arrives| arrives <= scope.now) {
        (Shape::Late, Role::Warn)
    } else {
        (Shape::Towards, Role::Text)
    };
    canvas.sign(area.x + 2, area.y, shape, over(role));
    canvas.put_short(area.x + 4, area.y, carrier, &whose, over(Role::Text));
    let speaker = Speaker::new(scope.words, scope.hospital);
    let slip = scope.hospital.slip(sheet.name.slip);
    let patient = slip.and_then(|slip| slip.patient());
    let who = patient.map(|patient| scope.patient(patient)).unwrap_or_default();
    let kind = slip.map(|slip| speaker.slip_kind_short(slip)).unwrap_or_default();
    let since = sheet.since.map(|since| scope.moment(since)).unwrap_or_default();
    let way = scope.look.sign(Shape::Towards);
    let spans = [
        Span::new(format!("{since}  "), over(role)),
        Span::new(sheet.name.to_string(), over(Role::Text)),
        Span::new(format!(" {way} {}", speaker.post(&sheet.to)), over(Role::Text)),
        Span::new(format!("  {who}"), over(Role::Text)),
        Span::new(format!("  {kind}"), over(Role::Dim)),
    ];
    let x = area.x + 4 + carrier + 1;
    canvas.put_spans(x, area.y, area.right().saturating_sub(x + 1), &spans);
}
