//! Everything that is known of one person, or of one bed: beside a list, beside a form, or alone on a small screen.
//!
//! `person` and `bed` say what there is to say, `by_hand` what the numbers given by hand say of a person, `history` where somebody has been, `entries` lays it out, `place` has the words
//! for where somebody is. The screen here fills the terminal with it; `records` lists what was recorded, to be taken back. Not
//! here: which person it is.

mod bed;
mod by_hand;
mod checks;
mod contacts;
mod entries;
mod history;
mod person;
pub(super) mod place;
mod records;
mod screen;

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::domain::census::BedName;
use crate::domain::identity::PatientId;
use crate::theme::Role;
use crate::widgets::{Canvas, Scrollbar, Span};

pub use bed::{others_in_room, room_mates};
pub use by_hand::{declined, found, whose_child};
pub use person::{alike_lines, allergy as allergy_words, concerns, missing_key};
pub use records::RecordsScreen;
pub use screen::PersonScreen;

/// Who or what is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    Person(PatientId),
    Bed(BedName),
    Nobody,
}

/// The lines of a detail, `width` columns wide.
pub fn lines(scope: &Scope<'_>, about: &About, width: u16) -> Vec<Vec<Span>> {
    let entries = match about {
        About::Person(id) => person::entries(scope, *id),
        About::Bed(name) => bed::entries(scope, name),
        About::Nobody => Vec::new(),
    };
    entries::lay_out(&entries, scope.look.measure(), usize::from(width))
}

/// Draws lines from `top` on, with a scrollbar when they do not fit.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, lines: &[Vec<Span>], top: usize) {
    let shown = usize::from(area.height);
    canvas.paint(area, Role::Text);
    for (y, line) in (area.top()..area.bottom()).zip(lines.iter().skip(top)) {
        canvas.put_spans(area.x, y, area.width.saturating_sub(1), line);
    }
    Scrollbar {
        top,
        shown,
        all: lines.len(),
    }
    .draw(canvas, area);
}
