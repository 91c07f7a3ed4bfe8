//! The line of stations: for every sheet the places of its way, with the one where it is.

use ratatui::layout::Rect;

use crate::app::{Scope, sentences::Speaker};
use crate::domain::slips::{Copy, CopyName, Custody, Post, Slip};
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Span};

/// Every sheet of a slip, two lines each, those before the marked one left out where the room is short.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, slip: &Slip, marked: Option<CopyName>, scope: &Scope<'_>) {
    let marked = marked
        .filter(|name| name.slip == slip.number)
        .and_then(|name| name.copy);
    let room = usize::from(area.height / 2).max(1);
    let place = slip
        .copies
        .iter()
        .position(|copy| Some(copy.number) == marked)
        .unwrap_or_default();
    let top = (place + 1)
        .saturating_sub(room)
        .min(slip.copies.len().saturating_sub(room));
    let mut y = area.y;
    // A sheet without its place says nothing: those that fit are shown, and that there are more.
    for copy in slip.copies.iter().skip(top).take(room) {
        for line in lines(slip, copy, marked == Some(copy.number), scope) {
            if y < area.bottom() {
                canvas.put_spans(area.x, y, area.width.saturating_sub(2), &line);
                y += 1;
            }
        }
    }
    let right = area.right().saturating_sub(1);
    if top > 0 {
        canvas.sign(right, area.y, Shape::MoreUp, Role::Dim);
    }
    if top + room < slip.copies.len() {
        canvas.sign(right, y.saturating_sub(1), Shape::MoreDown, Role::Dim);
    }
}

/// `● 1 正（薬剤部）` and below it the line of stations.
pub fn lines(slip: &Slip, copy: &Copy, is_marked: bool, scope: &Scope<'_>) -> [Vec<Span>; 2] {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    let (shape, role) = state(slip, copy, scope);
    let title = if is_marked { Role::Accent } else { Role::Text };
    let mut head = vec![Span::new(format!("{} ", scope.look.sign(shape)), role)];
    // The void sheet and the valid one have the same role: their revision is read before it.
    if let Some(revision) = speaker.revision(slip, copy.number.revision) {
        head.push(Span::new(format!("{revision} "), title));
    }
    let role = speaker.copy_role(slip, copy);
    head.push(Span::new(format!("{} {role}", copy.number.number), title));
    if slip.is_recalled(copy) {
        head.push(Span::new(format!("  {}", speaker.recalled(slip)), Role::Warn));
    }
    let mut way = vec![Span::plain("    ")];
    way.extend(stations(slip, copy, scope, &speaker));
    [head, way]
}

fn state(slip: &Slip, copy: &Copy, scope: &Scope<'_>) -> (Shape, Role) {
    let carry = scope.hospital.slip_book().map_or(0, |book| book.carry_minutes);
    let late = slip.due(copy, carry).is_some_and(|due| due <= scope.now);
    match copy.custody() {
        Custody::Lost { .. } => (Shape::Stop, Role::Alarm),
        Custody::Ended { .. } => (Shape::Good, Role::Good),
        _ if late => (Shape::Late, Role::Warn),
        Custody::Carried { .. } => (Shape::Towards, Role::Accent),
        _ => (Shape::Saved, Role::Text),
    }
}

/// `5E ─ [薬剤部] ─ 医事課  14:02`.
fn stations(slip: &Slip, copy: &Copy, scope: &Scope<'_>, speaker: &Speaker<'_>) -> Vec<Span> {
    let mut way: Vec<Post> = slip.origin().cloned().into_iter().collect();
    for (_, custody) in &copy.moves {
        if let Some(post) = custody.post()
            && way.last() != Some(post)
        {
            way.push(post.clone());
        }
    }
    if !way.contains(&copy.to) {
        way.push(copy.to.clone());
    }
    let here = copy.custody().post();
    let place = way.iter().rposition(|post| Some(post) == here);
    let mut spans = Vec::new();
    for (index, post) in way.iter().enumerate() {
        if index > 0 {
            let carried = matches!(copy.custody(), Custody::Carried { .. }) && place == Some(index);
            let shape = if carried { Shape::Towards } else { Shape::Across };
            spans.push(Span::dim(format!(" {} ", scope.look.sign(shape))));
        }
        let name = speaker.post(post);
        if place == Some(index) {
            spans.push(Span::new(format!("[{name}]"), Role::Accent));
        } else {
            spans.push(Span::dim(name));
        }
    }
    let words = speaker.custody(copy.custody());
    let since = copy.since().map(|since| scope.moment(since)).unwrap_or_default();
    spans.push(Span::plain(format!("  {words}")));
    spans.push(Span::dim(format!("  {since}")));
    spans
}
