//! The frame around every screen: title bar, body, message line, function-key line, the box of a begun sequence.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::door::Mirror;
use crate::app::{Action, Extent, Keeping, KeyCondition, KeyContext, Session, Situation, Tone};
use crate::domain::census::{OutKind, Place};
use crate::i18n::{Value, Words, clock};
use crate::input::{Ability, Key, Named, Offer, Sequence};
use crate::theme::{LEAST, Role, Shape};
use crate::widgets::{
    Bands, Canvas, Hint, KeyLine, MessageLine, Overlay, Span, TitleBar, TitlePart, Tone as Sound, TooSmall,
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
    KeyLine { hints: hints(session) }.draw(&mut canvas, bands.keys);
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
            TitlePart::new(clock(scope.local_now()), 0),
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

/// The keys of the line: those actions that have a short word; the function keys first, then the letters, then Esc and `?`.
fn hints(session: &Session) -> Vec<Hint> {
    let mut lines: Vec<(Action, Vec<Offer<Action, KeyContext>>)> = Vec::new();
    let situation = session.situation();
    let innermost = situation.contexts.first().copied();
    let is_typed = situation.contexts.contains(&KeyContext::Typing);
    let lies_over = session
        .visible()
        .last()
        .is_some_and(|screen| screen.extent() == Extent::Over);
    for offer in session.keys().offers(&situation, &[]) {
        match lines.iter_mut().find(|(action, _)| *action == offer.action) {
            Some((_, offers)) => offers.push(offer),
            None => lines.push((offer.action, vec![offer])),
        }
    }
    lines.sort_by_key(|(action, _)| *action);
    let mut hints: Vec<((u8, u8), Hint)> = lines
        .into_iter()
        .filter_map(|(action, offers)| {
            // A key that means something of its own here says so: Enter prints where papers are chosen.
            let here = situation.contexts.iter().find_map(|context| {
                let key = format!("short-{}-{}", context.name(), action.name());
                session.words().find(&key, &[])
            });
            let is_own = here.is_some();
            let elsewhere = offers.iter().all(|offer| offer.context == KeyContext::Everywhere);
            // A box is answered or left, and not the place for ways to other screens; its answers stand in it with their keys.
            let answers = matches!(action, Action::Yes | Action::No);
            if lies_over && (answers || elsewhere && !matches!(action, Action::Help | Action::Back)) {
                return None;
            }
            if action == Action::Admit && innermost == Some(KeyContext::Movements) && is_in(&situation) {
                return None;
            }
            let saves = action == Action::GoOn && situation.holds.contains(&KeyCondition::LastField);
            let word = here.or_else(|| session.words().find("short-save", &[]).filter(|_| saves));
            let word = word.or_else(|| session.words().find(&format!("short-{}", action.name()), &[]))?;
            let ability = offers.iter().map(|offer| offer.ability).min()?;
            // Before there is a hospital what cannot be done yet is no choice at all.
            if ability != Ability::Can && session.scope().hospital.frame().is_none() {
                return None;
            }
            let keys = best_key(action, &offers)?;
            let function = matches!(keys.first().key, Key::F(_));
            let own = is_own || offers.iter().any(|offer| Some(&offer.context) == innermost.as_ref());
            // Where something is typed the line says what the field needs, before all ways to other screens.
            let of_field = offers.iter().any(|offer| {
                matches!(
                    offer.context,
                    KeyContext::Form | KeyContext::Typing | KeyContext::FirstList | KeyContext::Finder
                )
            });
            // On a narrow line what can be done with the selection goes before other screens, which are all in the menu,
            // and what cannot be done now goes first of all.
            let (order, rank) = match (action, function) {
                // The way out, the way to all keys and what saves stay, however narrow the line is.
                (Action::Help, _) => (4, 0),
                (Action::Back, _) => (3, 0),
                (Action::Save, _) => (0, 0),
                (Action::GoOn, _) if is_typed => (0, 0),
                (_, false) if is_typed && own && !of_field && ability == Ability::Can => (1, 1),
                (_, false) if is_typed && of_field => (0, 2),
                (Action::Menu, true) if is_typed => (2, 4),
                (_, true) if is_typed => (2, 6),
                // Without function keys, too: from there everything is reached.
                (Action::Menu, _) => (0, 2),
                (Action::Board | Action::Census | Action::Beds, true) => (0, 4),
                (_, true) => (0, 5),
                (_, false) if ability != Ability::Can => (2, 6),
                // One query at a time.
                (Action::AskBack, false) if situation.holds.contains(&KeyCondition::Queried) => (2, 4),
                (action, false) if goes_first(action, innermost) || is_due(action, &situation) => (1, 1),
                (action, false) if is_rare(action, innermost) => (2, 4),
                (_, false) if own => (1, 2),
                // Ways to other screens are all in the menu.
                (_, false) if elsewhere => (2, 5),
                (_, false) => (2, 3),
            };
            // Function keys as they lie on the keyboard; before them, while something is typed, Enter and what else the field takes.
            let order = match keys.first().key {
                Key::F(number) if function => (order, number),
                key if is_typed && key != Key::Enter => (order, 1),
                _ => (order, 0),
            };
            let role = if ability == Ability::Can {
                Role::Key
            } else {
                Role::BarDim
            };
            Some((
                order,
                Hint {
                    name: key_name(keys, session.words()),
                    keys: keys.clone(),
                    word,
                    role,
                    rank,
                },
            ))
        })
        .collect();
    hints.sort_by_key(|(order, _)| *order);
    hints.into_iter().map(|(_, hint)| hint).collect()
}

/// Whether an inpatient is selected.
fn is_in(situation: &Situation) -> bool {
    use KeyCondition::{Away, InBed, InTransit};
    [InBed, Away, InTransit]
        .iter()
        .any(|place| situation.holds.contains(place))
}

/// What is done all day with patients, and at the desks with paper; of a list, how it is opened and narrowed; of a number, its
/// label.
fn goes_first(action: Action, innermost: Option<KeyContext>) -> bool {
    use Action::{Admit, Answer, AskBack, Discharge, Filter, Open, PrintId, Receive, Return, StepDone, Transfer};
    match action {
        Admit | Transfer | Discharge | Return | Receive | StepDone | AskBack | Answer | PrintId => true,
        Open | Filter => innermost == Some(KeyContext::Census),
        _ => false,
    }
}

/// What is done in peacetime, or once in a while: the palette has it, too.
fn is_rare(action: Action, innermost: Option<KeyContext>) -> bool {
    match action {
        Action::PreparePackets | Action::GrantBlock => true,
        Action::IssueNewborn => innermost != Some(KeyContext::Ids),
        _ => false,
    }
}

/// How the line calls a key: as people do, where the language has a word for it.
fn key_name(keys: &Sequence, words: &Words) -> String {
    let name = keys.to_string();
    words
        .find(&format!("key-name-{}", name.to_lowercase()), &[])
        .unwrap_or(name)
}

/// What the selected slip waits for: without its key on the line nobody knows how it goes on.
fn is_due(action: Action, situation: &Situation) -> bool {
    let due = match action {
        Action::FollowQuery => KeyCondition::Queried,
        Action::Revise => KeyCondition::RevisionDue,
        Action::PassNote => KeyCondition::NoteDue,
        Action::Recall => KeyCondition::Recalled,
        Action::Found => KeyCondition::Lost,
        _ => return false,
    };
    situation.holds.contains(&due)
}

/// The key that the line shows: the function key of a screen, otherwise the shortest. Help is `?`, because F1 is one of
/// twelve and `?` is what people try.
fn best_key(action: Action, offers: &[Offer<Action, KeyContext>]) -> Option<&Sequence> {
    offers.iter().map(|offer| &offer.keys).min_by_key(|keys| {
        let function = matches!(keys.first().key, Key::F(_));
        (function == (action == Action::Help), keys.chords().count())
    })
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
