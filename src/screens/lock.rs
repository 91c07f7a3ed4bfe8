//! Where nobody has come in, or somebody has left: who it is, what they say, and the hospital in numbers. Nothing personal,
//! whatever was open before.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{LockField, LockKind, Session, Way};
use crate::domain::ask::board_with;
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, TitleBar, TitlePart};

/// Draws the lock in the place of everything else.
pub fn draw(session: &Session, buffer: &mut Buffer) -> Option<Position> {
    let lock = session.locked()?;
    let words = session.words();
    let area = buffer.area;
    let term = lock.kind().term();
    let mut canvas = Canvas::new(buffer, session.look());
    canvas.paint(area, Role::Text);
    title(session, &mut canvas, &words.say(&format!("{term}-title")));
    let (x, width) = (area.x + 4, area.width.saturating_sub(8));
    let measure = canvas.measure();
    let is_open_to_all = lock.kind() == LockKind::Away && !session.scope().hospital.has_accounts();
    let means = match lock.way() {
        // Where there are no accounts nobody has a phrase.
        Way::Phrase if is_open_to_all => "lock-means-trial".to_owned(),
        Way::Phrase => format!("{term}-means"),
        Way::Envelope => "lock-code-means".to_owned(),
    };
    let mut y = area.y + 3;
    for line in measure.wrap(&words.say(&means), usize::from(width)) {
        canvas.put(x, y, width, &line, Role::Dim);
        y += 1;
    }
    y += 1;
    let label = |field: &LockField| match (field, lock.kind(), lock.way()) {
        (LockField::User, ..) => words.say("lock-user"),
        (LockField::Again, ..) => words.say("lock-again"),
        (LockField::Own, ..) => words.say("lock-own"),
        (LockField::Code, ..) => words.say("lock-second"),
        (LockField::Secret, _, Way::Envelope) => words.say("lock-code"),
        (LockField::Secret, LockKind::Entrance, _) => words.say("lock-secret"),
        (LockField::Secret, LockKind::Away, _) => words.say("lock-pin-or-secret"),
        (LockField::Secret, ..) => words.say(&format!("{term}-secret")),
    };
    let fields = lock.fields();
    let labels = fields.iter().map(|field| measure.columns(&label(field))).max();
    let field_x = x + u16::try_from(labels.unwrap_or_default()).unwrap_or(20) + 2;
    let field_width = area.right().saturating_sub(field_x + 4).min(48);
    let room = usize::from(field_width).saturating_sub(1);
    let mut cursor = None;
    for field in fields {
        canvas.put(x, y, width, &label(field), Role::Text);
        canvas.paint(Rect::new(field_x, y, field_width, 1), Role::Field);
        let text = match field {
            LockField::User => measure.shorten(lock.user(), room),
            // That something is typed is seen, what it is not.
            LockField::Own | LockField::Secret | LockField::Again | LockField::Code => {
                "*".repeat(lock.signs(*field).min(room))
            }
        };
        let used = canvas.put(field_x, y, field_width.saturating_sub(1), &text, Role::Field);
        if lock.field() == *field {
            cursor = Some(Position::new(field_x + used, y));
        }
        y += 1;
    }
    y += 1;
    if let Some(said) = lock.said() {
        for line in measure.wrap(said, usize::from(width)) {
            canvas.put(x, y, width, &line, Role::Warn);
            y += 1;
        }
    }
    y += 1;
    let below = Rect::new(x, y, width, area.bottom().saturating_sub(y + 1));
    wards(session, &mut canvas, below);
    let keys = Rect::new(area.x, area.bottom().saturating_sub(1), area.width, 1);
    canvas.paint(keys, Role::Bar);
    let text = words.say(&format!("{term}-keys"));
    canvas.put(keys.x + 1, keys.y, keys.width.saturating_sub(1), &text, Role::Bar);
    cursor
}

fn title(session: &Session, canvas: &mut Canvas<'_>, kind: &str) {
    let (scope, words) = (session.scope(), session.words());
    let hospital = scope.hospital.frame().map(|frame| frame.hospital.to_string());
    let station = match scope.desk.station.as_str() {
        "" => String::new(),
        number => words.fill("station", &[("number", Value::from(number))]),
    };
    let width = session.size().0;
    TitleBar {
        left: vec![
            TitlePart::new(words.say("program"), 3),
            TitlePart::new(hospital.unwrap_or_default(), 2),
            TitlePart::new(kind.to_owned(), 0),
        ],
        right: vec![
            TitlePart::new(station, 4),
            TitlePart::new(scope.clock(), 0),
            super::frame::mirror(session),
        ],
        role: Role::Bar,
    }
    .draw(canvas, Rect::new(0, 0, width, 1));
}

/// The wards in numbers, side by side.
fn wards(session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    const COLUMN: u16 = 24;
    let scope = session.scope();
    let Ok(board) = board_with(scope.hospital, scope.discrepancies) else {
        return;
    };
    let columns = (area.width / COLUMN).max(1);
    let sign = canvas.look().sign(Shape::Late).to_owned();
    // What the sign says stands under the wards: a shape alone is no word.
    if board.wards.iter().any(|row| row.discrepancies > 0) {
        let lines = u16::try_from(board.wards.len()).unwrap_or(u16::MAX).div_ceil(columns);
        if lines + 1 < area.height {
            let text = session
                .words()
                .fill("lock-wards-late", &[("sign", sign.as_str().into())]);
            canvas.put(area.x, area.y + lines + 1, area.width, &text, Role::Dim);
        }
    }
    for (number, row) in (0_u16..).zip(&board.wards) {
        let (column, line) = (number % columns, number / columns);
        if line >= area.height {
            break;
        }
        let alarm = if row.discrepancies > 0 { sign.as_str() } else { "" };
        let text = format!(
            "{:<6}{:>3}/{:<3} {alarm}",
            row.ward.as_str(),
            row.occupied,
            row.licensed
        );
        canvas.put(area.x + column * COLUMN, area.y + line, COLUMN, &text, Role::Dim);
    }
}
