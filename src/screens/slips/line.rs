//! The line of stations: for every sheet the places of its way, with the one where it is.

use ratatui::layout::Rect;

use crate::app::{Scope, sentences::Speaker};
use crate::domain::slips::{Copy, CopyName, Custody, Post, Slip};
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Span};

/// Every sheet of a slip, a line each; returns the row below the last.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, slip: &Slip, marked: Option<CopyName>, scope: &Scope<'_>) -> u16 {
    let speaker = Speaker::new(scope.words, scope.hospital).at(scope.now);
    let mut y = area.y;
    for copy in &slip.copies {
        if y + 1 >= area.bottom() {
            break;
        }
        let selected = marked.is_some_and(|name| name.slip == slip.number && name.copy == Some(copy.number));
        let recalled = slip.is_recalled(copy);
        let (shape, role) = state(slip, copy, scope);
        canvas.sign(area.x, y, shape, role);
        let head = format!("{} {}", copy.number, speaker.copy_role(slip, copy));
        let title = if selected { Role::Accent } else { Role::Text };
        let mut spans = vec![Span::new(head, title)];
        if recalled {
            spans.push(Span::new(format!("  {}", scope.words.say("slip-recalled")), Role::Warn));
        }
        canvas.put_spans(area.x + 2, y, area.width.saturating_sub(2), &spans);
        canvas.put_spans(
            area.x + 4,
            y + 1,
            area.width.saturating_sub(4),
            &stations(slip, copy, scope, &speaker),
        );
        y += 2;
    }
    y
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
