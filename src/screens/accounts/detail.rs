//! Everything that is known of one account: how it stands, and every breaking of the glass with what was said to it.

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::i18n::Value;
use crate::screens::beside::draw_known;
use crate::theme::Role;
use crate::widgets::Canvas;

use super::lines::{self, Row};

/// The newest are enough: all of them are in the list of `andon user glass`.
const BROKEN: usize = 8;

pub fn draw(canvas: &mut Canvas<'_>, area: Rect, row: &Row, scope: &Scope<'_>) {
    draw_known(canvas, area, format!("{}  {}", row.user, row.name), entries(row, scope));
}

/// Label, text, and how it is meant.
fn entries(row: &Row, scope: &Scope<'_>) -> Vec<(String, String, Role)> {
    let words = scope.words;
    let mut entries: Vec<(String, String, Role)> = Vec::new();
    let mut add = |key: &str, text: String, role: Role| {
        if !text.is_empty() {
            entries.push((words.say(key), text, role));
        }
    };
    let (_, role) = lines::sign(row);
    add("user-column-state", lines::state(row, words), role);
    add("user-column-role", row.role.clone(), Role::Text);
    add("user-column-wards", row.wards.clone(), Role::Text);
    if row.has_second {
        add("accounts-second", words.say("accounts-second-set"), Role::Text);
    }
    let account = scope.hospital.account(&row.user);
    let broken = account.map(|account| account.broken.as_slice()).unwrap_or_default();
    for glass in broken.iter().rev().take(BROKEN) {
        let reason = words.say(glass.reason.term());
        let more = glass.words.as_ref().map(ToString::to_string).unwrap_or_default();
        let (said, role) = match &glass.reviewed {
            Some((said, remark)) => {
                let places = [
                    ("user", Value::from(said.by.as_str())),
                    ("remark", Value::from(remark.to_string())),
                ];
                (words.fill("accounts-reviewed", &places), Role::Text)
            }
            None => (words.say("accounts-unreviewed"), Role::Warn),
        };
        let text = format!("{}  {reason}  {more}  {said}", scope.moment(glass.said.at));
        add("action-break-glass", text.replace("    ", "  "), role);
    }
    entries
}
