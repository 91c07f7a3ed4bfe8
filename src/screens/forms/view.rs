//! How a form is drawn: whom it is about, what it means, the fields, and what the next key does.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{Action, KeyCondition, KeyContext, Scope, Screen, Situation};
use crate::domain::census::Place;
use crate::domain::identity::Patient;
use crate::i18n::Value;
use crate::input::{Named, Typing};
use crate::screens::detail::{self, About};
use crate::theme::{Measure, Role, Shape};
use crate::widgets::{Canvas, Face, FormField, ListAndDetail, Rule, Span};

use super::hint::hint;
use super::newcomer::Newcomer;
use super::room::same_room;
use super::screen::{FormScreen, Progress, Said};
use super::sheet::Beside;

impl FormScreen {
    pub(super) fn draw(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let measure = canvas.measure();
        let required = scope.words.say("form-required");
        // The line at both ends, and the air around the title.
        let room = usize::from(area.width).saturating_sub(8);
        let (left, about) = self.head(scope, room);
        // Who it is goes before how fields are marked.
        let columns: usize = left.iter().map(|span| measure.columns(&span.text)).sum();
        let right = if columns + measure.columns(&required) + 4 <= room {
            vec![Span::dim(required)]
        } else {
            Vec::new()
        };
        Rule { left, right }.draw(&mut canvas, Rect { height: 1, ..area });
        let mut body = Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(1));
        if let Some(patient) = self.sheet.patient() {
            let parts = ListAndDetail::of(body);
            if let (Some(divider), Some(place)) = (parts.divider, parts.detail) {
                canvas.down(divider.x, divider.y, divider.height, Shape::Down, Role::Border);
                let place = Rect::new(place.x + 1, place.y, place.width.saturating_sub(1), place.height);
                let lines = detail::lines(scope, &About::Person(patient), place.width.saturating_sub(1));
                detail::draw(&mut canvas, place, &lines, 0);
                body = parts.list;
            }
        }
        // Long lines are hard to read, and fields need no more.
        let width = body.width.saturating_sub(4).min(110);
        let x = body.x + 2;
        let mut y = body.y;
        if let Some(about) = about {
            canvas.put_short(x, y, width, &about, Role::Accent);
            y += 1;
        }
        let means = self.means(scope);
        for line in measure.wrap(&means, usize::from(width)) {
            canvas.put(x, y, width, &line, Role::Dim);
            y += 1;
        }
        y += 1;
        let (shape, text, role) = self.foot(scope);
        let mark: u16 = if shape.is_some() { 2 } else { 0 };
        let lines = measure.wrap(&text, usize::from(width.saturating_sub(mark)));
        let rows = u16::try_from(lines.len()).unwrap_or(1);
        let foot = body.bottom().saturating_sub(rows).max(y);
        for (y, line) in (foot..body.bottom()).zip(&lines) {
            if let (Some(shape), true) = (shape, y == foot) {
                canvas.sign(x, y, shape, role);
            }
            canvas.put(x + mark, y, width.saturating_sub(mark), line, role);
        }
        let beside = in_rows(&self.sheet.beside(scope), width, measure);
        // Fields go before what stands under them; of that at least the first lines are seen.
        let needs = u16::try_from(self.form.asked().count())
            .unwrap_or(u16::MAX)
            .saturating_add(2);
        let room = foot.saturating_sub(y);
        let below = match u16::try_from(beside.len()).unwrap_or(u16::MAX) {
            0 => 0,
            lines => (lines + 1).min(room.saturating_sub(needs).max(3)).min(room),
        };
        let fields = Rect::new(x - 2, y, width + 2, room - below);
        let face = |field: &FormField| self.face(field, scope);
        self.form.draw(&mut canvas, fields, &face);
        let place = Rect::new(x, foot - below, width, below);
        draw_beside(&mut canvas, place, &self.sheet.beside_title(scope), &beside, scope);
        canvas.cursor()
    }

    /// What the action means; where another one may be meant, its key stands there as the list has it.
    fn means(&self, scope: &Scope<'_>) -> String {
        if let Some(own) = self.sheet.means(scope) {
            return own;
        }
        let list = Situation {
            contexts: vec![KeyContext::Movements, KeyContext::Lists],
            holds: [KeyCondition::Patient, KeyCondition::InBed, KeyCondition::Writable].into(),
            typing: Typing::Keys,
        };
        let keys = scope.keys.keys_of(&list, Action::Depart);
        let depart = keys.first().map(ToString::to_string).unwrap_or_default();
        let key = format!("form-means-{}", self.action.name());
        scope.words.fill(&key, &[("depart", depart.into())])
    }

    fn face(&self, field: &FormField, scope: &Scope<'_>) -> Face {
        let words = scope.words;
        let own = format!("form-{}-{}", self.action.name(), field.id);
        let label = self
            .sheet
            .label(field.id, scope)
            .or_else(|| words.find(&own, &[]))
            .unwrap_or_else(|| words.say(&format!("form-{}", field.id)));
        let said = match &self.refused {
            Some((Some(id), refused)) if *id == field.id => Some(self.worded(refused, scope)),
            _ => None,
        };
        let wrong = self.wrongs.iter().find(|wrong| wrong.field == field.id);
        Face {
            label,
            error: said.or_else(|| wrong.map(|wrong| wrong.text.clone())),
            warning: self.sheet.warning(field, &self.form, scope),
            hint: self
                .sheet
                .hint(field.id, field.value(), scope)
                .filter(|_| !field.value().is_empty() || self.form.focused() == Some(field))
                .or_else(|| hint(scope, field, self.form.focused() == Some(field))),
        }
    }

    /// What stands at the foot: why it was refused, or what Enter does now.
    fn foot(&self, scope: &Scope<'_>) -> (Option<Shape>, String, Role) {
        if let Some((None, refused)) = &self.refused {
            return (Some(Shape::Stop), self.worded(refused, scope), Role::Alarm);
        }
        if self.progress == Progress::Saving {
            return (None, scope.words.say("form-saving"), Role::Accent);
        }
        let general = self.general.as_ref();
        if let Some(general) = general.filter(|general| self.tried || general.said == Said::AtOnce) {
            return (Some(Shape::Late), general.text.clone(), Role::Warn);
        }
        if let Some(remark) = self.sheet.remark(&self.form, scope) {
            return (Some(Shape::LookAlike), remark, Role::Warn);
        }
        if let Some(alike) = same_room(&self.form, self.sheet.patient(), scope) {
            return (Some(Shape::LookAlike), alike, Role::Warn);
        }
        let situation = self.situation(scope);
        // The same key that the line at the bottom shows.
        let key = |action: Action| Value::from(scope.shown_key(&situation, action));
        let places = [
            ("enter", key(Action::GoOn)),
            ("save", key(Action::Save)),
            ("next", key(Action::NextField)),
        ];
        let choosing = self.form.is_choosing();
        let text = match (self.form.is_at_end(), choosing) {
            (true, true) => scope.words.fill("form-foot-choose-save", &places),
            (true, false) => scope.words.fill("form-foot-save", &places),
            (false, true) => scope.words.fill("form-foot-choose-next", &places),
            (false, false) => scope.words.fill("form-foot-next", &places),
        };
        (None, text, Role::Dim)
    }

    /// Whom or what it is about: enough to see that it is the right one; and what has to stand on a line of its own for that.
    fn head(&self, scope: &Scope<'_>, room: usize) -> (Vec<Span>, Option<String>) {
        let measure = scope.look.measure();
        if let Some(id) = self.sheet.patient() {
            let stay = scope.hospital.open_stay(id);
            let place = stay.and_then(|stay| stay.place());
            let mut line = Vec::new();
            if let Some(bed) = place.and_then(Place::answers) {
                line.push(Span::plain(format!("{}  ", bed.shown())));
            }
            line.push(Span::new(scope.patient(id), Role::Accent));
            if let Some(patient) = scope.hospital.patient(id) {
                let kana = patient.kana.get().map(|kana| format!("  {kana}"));
                let columns: usize = line.iter().map(|span| measure.columns(&span.text)).sum();
                let who = who(scope, patient, room.saturating_sub(columns));
                // The reading goes first when the room is short.
                let needs = columns + measure.columns(&who);
                if let Some(kana) = kana.filter(|kana| needs + measure.columns(kana) <= room) {
                    line.push(Span::plain(kana));
                }
                line.push(Span::plain(who));
            }
            let state = place.and_then(|place| detail::place::state(scope, place));
            let state = state.map(|state| Span::new(format!("  {}", state.said(scope)), state.role));
            let mut below = None;
            if let Some(about) = self.sheet.about(scope) {
                let spans = line.iter().chain(&state);
                let used: usize = spans.map(|span| measure.columns(&span.text)).sum();
                // The number of a slip is read whole, or it is another.
                if used + 2 + measure.columns(&about) <= room {
                    line.push(Span::new(format!("  {about}"), Role::Accent));
                } else {
                    below = Some(about);
                }
            }
            if let Some(state) = state {
                let spans = line.iter().chain([&state]);
                let columns: usize = spans.map(|span| measure.columns(&span.text)).sum();
                // It stands in the list that the form was opened from; half of it says nothing.
                line.extend((columns <= room).then_some(state));
            }
            return (line, below);
        }
        if let Some(bed) = &self.selection.bed
            && self.sheet.is_about_bed()
        {
            return (vec![Span::new(bed.shown().to_owned(), Role::Accent)], None);
        }
        let mut line = vec![Span::new(self.title(scope), Role::Accent)];
        line.extend(self.sheet.about(scope).map(|about| Span::plain(format!("  {about}"))));
        // A list may lie over the fields that say who it is.
        if let Some(who) = Newcomer::named(&self.form, scope) {
            let columns = measure.columns(&self.title(scope)) + 2;
            line.push(Span::plain(format!(
                "  {}",
                measure.shorten(&who, room.saturating_sub(columns))
            )));
        }
        // So may it over the bed that the form began with.
        let bed = self.form.field("bed").filter(|field| field.is_asked());
        let bed = bed.map(FormField::value).unwrap_or_default();
        let used: usize = line.iter().map(|span| measure.columns(&span.text)).sum();
        if !bed.is_empty() && used + measure.columns(bed) + 2 <= room {
            line.push(Span::new(format!("  {bed}"), Role::Accent));
        }
        (line, None)
    }
}

/// Sex, date of birth, age and number. Where the room is short the number stays: half of it is another one. The age goes first, which
/// the date says, too.
fn who(scope: &Scope<'_>, patient: &Patient, room: usize) -> String {
    let birth = patient.birth.get().copied();
    let parts = [
        patient.sex.get().map(|sex| (2, scope.words.say(sex.term()))),
        birth.map(|birth| (1, scope.birth(birth))),
        birth.map(|birth| (3, scope.age(birth))),
        scope.hospital.identifier_of(patient).map(|id| (0, format!("ID {id}"))),
    ];
    let mut parts: Vec<(u8, String)> = parts.into_iter().flatten().collect();
    loop {
        let texts: Vec<&str> = parts.iter().map(|(_, text)| text.as_str()).collect();
        let who = format!("  {}", texts.join("  "));
        let goes = parts.iter().map(|(rank, _)| *rank).max().filter(|rank| *rank > 0);
        match goes {
            Some(rank) if scope.look.measure().columns(&who) > room => parts.retain(|(other, _)| *other != rank),
            _ => return who,
        }
    }
}

/// One row of what stands under the fields.
struct BesideRow {
    /// The line that it belongs to.
    line: usize,
    /// Before the first row of a line.
    shape: Option<Shape>,
    text: String,
    role: Role,
}

/// An order is read whole, its days included: a line that is too long goes on in the next row.
fn in_rows(lines: &[Beside], width: u16, measure: Measure) -> Vec<BesideRow> {
    let width = usize::from(width.saturating_sub(2));
    let rows = lines.iter().enumerate().flat_map(|(line, beside)| {
        let parts = measure.wrap(&beside.text, width).into_iter().enumerate();
        parts.map(move |(place, text)| BesideRow {
            line,
            shape: (place == 0).then_some(beside.shape),
            text,
            role: beside.role,
        })
    });
    rows.collect()
}

/// What has to be seen before it is saved; the last row says how many lines more there are.
fn draw_beside(canvas: &mut Canvas<'_>, area: Rect, title: &str, lines: &[BesideRow], scope: &Scope<'_>) {
    if area.height == 0 {
        return;
    }
    Rule::titled(title.to_owned()).draw(canvas, Rect { height: 1, ..area });
    let rows = usize::from(area.height - 1);
    let shown = if lines.len() > rows {
        rows.saturating_sub(1)
    } else {
        rows
    };
    for (y, line) in (area.y + 1..area.bottom()).zip(lines.iter().take(shown)) {
        if let Some(shape) = line.shape {
            canvas.sign(area.x, y, shape, line.role);
        }
        canvas.put_short(area.x + 2, y, area.width.saturating_sub(2), &line.text, line.role);
    }
    if let (Some(first), Some(last)) = (lines.get(shown), lines.last()) {
        let places = [("count", Value::from(last.line + 1 - first.line))];
        let text = scope.words.fill("list-more", &places);
        canvas.put(
            area.x + 2,
            area.bottom() - 1,
            area.width.saturating_sub(2),
            &text,
            Role::Dim,
        );
    }
}
