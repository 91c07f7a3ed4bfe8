//! A locked laptop: who may come back, and the hospital in numbers. Nothing personal, whatever was open before.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{LockField, Session};
use crate::domain::ask::board;
use crate::i18n::{Value, clock};
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, TitleBar, TitlePart};

/// Draws the lock in the place of everything else.
pub fn draw(session: &Session, buffer: &mut Buffer) -> Option<Position> {
    let lock = session.locked()?;
    let (scope, words) = (session.scope(), session.words());
    let area = buffer.area;
    let mut canvas = Canvas::new(buffer, session.look());
    canvas.paint(area, Role::Text);
    let hospital = scope
        .hospital
        .frame()
        .map(|frame| frame.hospital.to_string())
        .unwrap_or_default();
    let station = words.fill("station", &[("number", Value::from(scope.desk.station.as_str()))]);
    TitleBar {
        left: vec![
            TitlePart::new(words.say("program"), 3),
            TitlePart::new(hospital, 2),
            TitlePart::new(words.say("lock-title"), 0),
        ],
        right: vec![TitlePart::new(station, 4), TitlePart::new(clock(scope.local_now()), 0)],
        role: Role::Bar,
    }
    .draw(&mut canvas, Rect::new(area.x, area.y, area.width, 1));
    let (x, width) = (area.x + 4, area.width.saturating_sub(8));
    let mut y = area.y + 3;
    let measure = canvas.measure();
    for line in measure.wrap(&words.say("lock-means"), usize::from(width)) {
        canvas.put(x, y, width, &line, Role::Dim);
        y += 1;
    }
    y += 1;
    let labels = [words.say("lock-user"), words.say("lock-secret")];
    let label = labels
        .iter()
        .map(|label| measure.columns(label))
        .max()
        .unwrap_or_default();
    let field_x = x + u16::try_from(label).unwrap_or(20) + 2;
    let field_width = area.right().saturating_sub(field_x + 4).min(48);
    let shown = [
        lock.user().to_owned(),
        "*".repeat(lock.signs().min(usize::from(field_width).saturating_sub(1))),
    ];
    let mut cursor = None;
    for (field, (label, text)) in [LockField::User, LockField::Secret]
        .into_iter()
        .zip(labels.iter().zip(&shown))
    {
        canvas.put(x, y, width, label, Role::Text);
        canvas.paint(Rect::new(field_x, y, field_width, 1), Role::Field);
        let used = canvas.put(field_x, y, field_width.saturating_sub(1), text, Role::Field);
        if lock.field() == field {
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
    wards(
        session,
        &mut canvas,
        Rect::new(x, y, width, area.bottom().saturating_sub(y + 1)),
    );
    let keys = Rect::new(area.x, area.bottom().saturating_sub(1), area.width, 1);
    canvas.paint(keys, Role::Bar);
    canvas.put(
        keys.x + 1,
        keys.y,
        keys.width.saturating_sub(1),
        &words.say("lock-keys"),
        Role::Bar,
    );
    cursor
}

/// The wards in numbers, side by side.
fn wards(session: &Session, canvas: &mut Canvas<'_>, area: Rect) {
    const COLUMN: u16 = 24;
    let Ok(board) = board(session.scope().hospital) else {
        return;
    };
    let columns = (area.width / COLUMN).max(1);
    let sign = canvas.look().sign(Shape::Late).to_owned();
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
