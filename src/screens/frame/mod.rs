//! The frame around every screen: title bar, body, message line, the line of keys (`key_line`), the box of a begun sequence.

mod key_line;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::door::Mirror;
use crate::app::{Keeping, Session, Tone};
use crate::domain::census::{OutKind, Place};
use crate::i18n::Value;
use crate::input::Named;
use crate::theme::{LEAST, Role, Shape};
use crate::widgets::{
    Bands, Canvas, KeyLine, MessageLine, Overlay, Span, TitleBar, TitlePart, Tone as Sound, TooSmall,
};

/// Draws the whole session; says where the text cursor stands.
pub fn draw(session: &Session, buffer: &mut Buffer) -> Option<Position> {
    let area = buffer.area;
    session.spots().clear();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let places = [("columns", Value::from(area.width)), ("rows", Value::from(area.height))];
        let text = session.words().fill("too-small", &places);
        TooSmall { text }.draw(&mut Canvas::new(buffer, session.look()), area);
        return None;
    }
    if session.locked().is_some() {
        return super::lock::draw(session, buffer);
    }
    let message = session.notice().map(|notice| MessageLine {
        text: notice.text,
        tone: sound(notice.tone),
    });
    // One row is always there for it, so that no list moves when a message comes and goes.
    let rows = message
        .as_ref()
        .map_or(1, |message| message.rows(session.look().measure(), area.width));
    let bands = Bands::of(area, rows);
    let mut canvas = Canvas::new(buffer, session.look());
    canvas.paint(bands.body, Role::Text);
    canvas.paint(bands.message, Role::Text);
    title(session).draw(&mut canvas, bands.title);
    if let Some(message) = message {
        message.draw(&mut canvas, bands.message);
    }
    let mut canvas = canvas.with_spots(session.spots());
    KeyLine {
        hints: key_line::hints(session),
    }
    .draw(&mut canvas, bands.keys);
    let scope = session.scope();
    let mut cursor = None;
    for screen in session.visible() {
        session.spots().cover();
        cursor = screen.view(&scope, bands.body, buffer);
    }
    pending(session, &mut Canvas::new(buffer, session.look()), bands.body);
    cursor
}

fn sound(tone: Tone) -> Sound {
    match tone {
        Tone::Quiet => Sound::Quiet,
        Tone::Saved => Sound::Saved,
        Tone::Warn => Sound::Warn,
        Tone::Alarm => Sound::Alarm,
    }
}

fn title(session: &Session) -> TitleBar {
    let (scope, words, look) = (session.scope(), session.words(), session.look());
    let (shape, keeping, role) = match session.keeping() {
        Keeping::Saved => (Shape::Saved, "keeping-saved", Role::Bar),
        Keeping::Saving => (Shape::Cut, "keeping-saving", Role::Bar),
        Keeping::ReadOnly => (Shape::NotSaved, "keeping-failed", Role::BarAlarm),
    };
    let hospital = scope
        .hospital
        .frame()
        .map(|frame| frame.hospital.to_string())
        .unwrap_or_default();
    let alarm = alarms(session);
    let screen = session
        .visible()
        .next()
        .map(|screen| screen.title(&scope))
        .unwrap_or_default();
    // Nobody may ever take the sample for the hospital, however narrow the terminal is.
    let strip = if scope.desk.sample {
        TitlePart::new(words.say("sample-strip"), 5).or_in_short(words.say("sample-strip-short"))
    } else {
        TitlePart::new(hospital, 2)
    };
    // Whoever works beyond their role sees it all the time, and so does whoever stands beside.
    let glass = scope.glass().map(|left| {
        let minutes = [("minutes", Value::from((left.max(0) + 59).div_euclid(60)))];
        format!("{} {}", look.sign(Shape::Stop), words.fill("glass-banner", &minutes))
    });
    let role = if glass.is_some() { Role::BarAlarm } else { role };
    let glass = glass.unwrap_or_default();
    // Before there is a store nothing is kept, and nothing is said to be.
    let kept = match scope.hospital.frame() {
        Some(_) => format!("{} {}", look.sign(shape), words.say(keeping)),
        None => String::new(),
    };
    let mirror = mirror(session);
    let station = match scope.desk.station.as_str() {
        "" => String::new(),
        number => words.fill("station", &[("number", Value::from(number))]),
    };
    let user = if scope.desk.sample {
        words.say("sample-user-shown")
    } else {
        scope.desk.user.clone()
    };
    TitleBar {
        left: vec![
            TitlePart::new(words.say("program"), 3),
            strip,
            TitlePart::new(screen, 0),
        ],
        right: vec![
            TitlePart::new(glass, 0),
            TitlePart::new(alarm, 0),
            TitlePart::new(station, 4),
            TitlePart::new(user, 1),
            TitlePart::new(scope.clock(), 0),
            mirror,
            TitlePart::new(kept, 0),
        ],
        role,
    }
}

/// Who is gone and what disagrees, counted.
fn alarms(session: &Session) -> String {
    let (scope, words, look) = (session.scope(), session.words(), session.look());
    let is_gone = |place: &&Place| {
        matches!(
            place,
            Place::Out {
                kind: OutKind::Absconded,
                ..
            }
        )
    };
    let gone = scope
        .hospital
        .present()
        .filter_map(|stay| stay.place())
        .filter(is_gone)
        .count();
    let counted = [
        ("absconded-open", gone),
        ("discrepancies-open", session.discrepancies()),
    ];
    let alarms: Vec<String> = counted
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| {
            let text = words.fill(key, &[("count", Value::from(count))]);
            format!("{}{text}", look.sign(Shape::Stop))
        })
        .collect();
    alarms.join(" ")
}

/// How the copy on a second disk does; nothing where none was chosen. Room goes to it when it is lost.
pub(super) fn mirror(session: &Session) -> TitlePart {
    let words = session.words();
    match session.mirror() {
        Mirror::Absent => TitlePart::new(String::new(), 6),
        Mirror::Comparing { .. } => TitlePart::new(words.say("mirror-title-comparing"), 6),
        Mirror::UpToDate { .. } => TitlePart::new(words.say("mirror-title-up-to-date"), 6),
        Mirror::Behind { records, .. } => {
            let count = [("count", Value::from(records.to_string()))];
            TitlePart::new(words.fill("mirror-title-behind", &count), 5)
        }
        Mirror::Lost { records, .. } => {
            let sign = session.look().sign(Shape::Stop);
            let short = format!("{sign}{}", words.say("mirror-title-lost"));
            let part = match records.filter(|records| *records > 0) {
                Some(records) => {
                    let count = [("count", Value::from(records.to_string()))];
                    let whole = format!("{sign}{}", words.fill("mirror-title-lost-behind", &count));
                    TitlePart::new(whole, 0).or_in_short(short)
                }
                None => TitlePart::new(short, 0),
            };
            part.in_alarm()
        }
    }
}

/// What may follow the keys that were pressed.
fn pending(session: &Session, canvas: &mut Canvas<'_>, body: Rect) {
    let (chords, situation) = session.pending();
    if chords.is_empty() {
        return;
    }
    let measure = canvas.measure();
    let lines: Vec<(String, String)> = session
        .keys()
        .offers(&situation, chords)
        .into_iter()
        .map(|offer| {
            let rest: Vec<String> = offer
                .keys
                .chords()
                .skip(chords.len())
                .map(|chord| chord.to_string())
                .collect();
            (
                rest.join(" "),
                session.words().say(&format!("action-{}", offer.action.name())),
            )
        })
        .collect();
    let columns = |text: &str| u16::try_from(measure.columns(text)).unwrap_or(u16::MAX);
    let keys = lines.iter().map(|(keys, _)| columns(keys)).max().unwrap_or(0);
    let texts = lines.iter().map(|(_, text)| columns(text)).max().unwrap_or(0);
    let height = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2)
        .min(body.height);
    let width = (keys + texts + 6).min(body.width);
    // In the corner over the keys, where it hides least.
    let place = Rect::new(body.right() - width, body.bottom() - height, width, height);
    let title: Vec<String> = chords.iter().map(ToString::to_string).collect();
    let inner = Overlay { title: title.join(" ") }.draw(canvas, place);
    for (y, (key, text)) in (inner.top()..inner.bottom()).zip(lines) {
        canvas.put(inner.x, y, keys, &key, Role::Accent);
        let x = inner.x + keys + 2;
        canvas.put_spans(x, y, inner.right().saturating_sub(x), &[Span::plain(text)]);
    }
}
