//! Drawing a check. What is expected is never drawn before it was stated; who looks alike is named after.
//! The steps of one check are drawn in one place, where it is seen that none of them shows too much; one that is over is drawn
//! by `over`.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Scope;
use crate::domain::checks::{Check, Second, SlipNeed, ask, command::InHand};
use crate::domain::identity::{PatientId, PatientRef};
use crate::i18n::Value;
use crate::theme::{Role, Shape};
use crate::widgets::{Canvas, Scrollbar, TextEdit, TextField};

use super::{
    CheckScreen, over,
    purpose::name,
    stage::{self, Stage},
};

/// Columns of the labels before the fields.
const LABEL: u16 = 17;
/// Columns of a field.
const FIELD: u16 = 36;

impl CheckScreen {
    pub(super) fn draw(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let check = stage::find(scope, self.check);
        if self.stage == Stage::Result {
            if let Some(check) = check {
                over::draw(&mut canvas, area, check, scope);
            }
            return None;
        }
        let (x, width) = (area.x + 2, area.width.saturating_sub(4));
        let mut y = self.draw_steps(&mut canvas, Rect::new(x, area.y, width, 1), check, scope);
        y = Self::draw_text(
            &mut canvas,
            (x, y),
            width,
            &scope.words.say(self.instruction(scope)),
            Role::Text,
        ) + 1;
        let body = Rect::new(x, y, width, area.bottom().saturating_sub(y));
        match self.stage {
            Stage::Purpose => self.draw_purposes(&mut canvas, body, scope),
            Stage::StandIn => self.draw_stand_ins(&mut canvas, body, scope),
            Stage::Statement => self.draw_statement(&mut canvas, body, check, scope),
            Stage::Slip => self.draw_slip(&mut canvas, body, scope),
            Stage::Voucher | Stage::Second => self.draw_other(&mut canvas, body, scope),
            Stage::Result => {}
        }
        if let Some(error) = &self.error {
            let y = area.bottom().saturating_sub(2);
            let lines = canvas.measure().wrap(error, usize::from(width.saturating_sub(2)));
            for (row, line) in (y..area.bottom()).zip(&lines) {
                if row == y {
                    canvas.sign(x, row, Shape::Stop, Role::Warn);
                }
                canvas.put(x + 2, row, width.saturating_sub(2), line, Role::Warn);
            }
        }
        canvas.cursor()
    }

    /// What is to be done now, as one sentence.
    fn instruction(&self, scope: &Scope<'_>) -> &'static str {
        let check = stage::find(scope, self.check);
        match self.stage {
            Stage::Purpose => "check-say-purpose",
            Stage::StandIn => "check-say-stand-in",
            Stage::Statement if check.is_some_and(|check| check.used().is_some()) => "check-say-further",
            Stage::Statement if check.is_some_and(|check| check.stands_in().is_some()) => "check-say-instead",
            Stage::Statement => "check-say-statement",
            Stage::Voucher => "check-say-voucher",
            Stage::Slip => "check-say-slip",
            Stage::Second if !scope.hospital.has_accounts() => "check-say-second-trial",
            Stage::Second => "check-say-second",
            Stage::Result => "check-say-result",
        }
    }

    /// The way of a check, with the step that it is at; and the purpose.
    fn draw_steps(&self, canvas: &mut Canvas<'_>, area: Rect, check: Option<&Check>, scope: &Scope<'_>) -> u16 {
        let mut x = area.x;
        for step in Stage::STEPS {
            let is_wanted = match step {
                Stage::Second => check.is_none_or(|check| {
                    let begun = check.standing.begun();
                    begun.is_some_and(|begun| begun.fact.demand.second == Second::Needed)
                }),
                Stage::Slip => check.is_none_or(|check| {
                    let begun = check.standing.begun();
                    check.slip().is_some() || begun.is_some_and(|begun| begun.fact.demand.slip == SlipNeed::Needed)
                }),
                _ => true,
            };
            if !is_wanted {
                continue;
            }
            if x > area.x {
                canvas.sign(x + 1, area.y, Shape::Towards, Role::Dim);
                x += 3;
            }
            let role = if step == self.stage.step() {
                Role::Accent
            } else {
                Role::Dim
            };
            x += canvas.put(
                x,
                area.y,
                area.right().saturating_sub(x),
                &scope.words.say(step.term()),
                role,
            );
        }
        let Some(about) = check.and_then(|check| check.about.as_ref()) else {
            return area.y + 2;
        };
        let policy = Self::policy(scope);
        let purpose = policy.and_then(|policy| policy.purpose(&about.purpose));
        let mut line = purpose.map_or_else(|| about.purpose.to_string(), |purpose| name(purpose, scope));
        // The bed says where to stand; it never says who lies there.
        let place = scope.hospital.open_stay(about.patient).and_then(|stay| stay.place());
        if let Some(bed) = place.and_then(|place| place.answers()) {
            line = format!("{line}  {bed}");
        }
        if let Some(slip) = about.slip {
            line = format!(
                "{line}  {}",
                scope.words.fill("check-slip", &[("slip", slip.to_string().into())])
            );
        }
        canvas.put_short(area.x, area.y + 1, area.width, &line, Role::Text);
        area.y + 3
    }

    /// Wrapped text; says the row after it.
    fn draw_text(canvas: &mut Canvas<'_>, (x, y): (u16, u16), width: u16, text: &str, role: Role) -> u16 {
        let lines = canvas.measure().wrap(text, usize::from(width.min(74)));
        let mut row = y;
        for line in &lines {
            canvas.put(x, row, width, line, role);
            row += 1;
        }
        row
    }

    fn draw_purposes(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let hand = match &self.in_hand {
            Some(InHand::Slip(slip)) => scope.words.fill("check-slip", &[("slip", slip.to_string().into())]),
            Some(InHand::Patient(patient)) => {
                let known = scope.hospital.find_patient(patient).map(|known| known.id);
                let place = known.and_then(|id| scope.hospital.open_stay(id)?.place()?.answers().cloned());
                // A number is shown as it was typed; who it is, is not.
                let typed = match patient {
                    PatientRef::Identifier(number) => Some(number.to_string()),
                    PatientRef::Record(_) => None,
                };
                let parts = [typed, place.map(|bed| bed.shown().to_owned())];
                let said: Vec<String> = parts.into_iter().flatten().collect();
                if said.is_empty() {
                    scope.words.say("check-patient-chosen")
                } else {
                    said.join("  ")
                }
            }
            None => scope.words.say("check-nobody-yet"),
        };
        canvas.put(area.x, area.y, LABEL, &scope.words.say("check-for-whom"), Role::Dim);
        canvas.put_short(
            area.x + LABEL,
            area.y,
            area.width.saturating_sub(LABEL),
            &hand,
            Role::Accent,
        );
        canvas.put(area.x, area.y + 1, LABEL, &scope.words.say("check-type"), Role::Dim);
        let field = Rect::new(
            area.x + LABEL,
            area.y + 1,
            FIELD.min(area.width.saturating_sub(LABEL)),
            1,
        );
        TextField::new(self.purposes.edit.clone()).draw(canvas, field, true);
        let Some(policy) = Self::policy(scope) else { return };
        let shown = self.purposes.shown(policy, self.in_hand.as_ref(), scope);
        if shown.is_empty() {
            let text = scope.words.say("check-purpose-none");
            Self::draw_text(canvas, (area.x, area.y + 3), area.width, &text, Role::Dim);
        }
        let height = usize::from(area.height.saturating_sub(6)).max(1);
        let top = (self.purposes.selected + 1).saturating_sub(height);
        for (row, (place, (number, purpose))) in (area.y + 3..).zip(shown.iter().enumerate().skip(top).take(height)) {
            let is_selected = place == self.purposes.selected;
            let role = if is_selected { Role::Selection } else { Role::Text };
            if is_selected {
                canvas.paint(Rect::new(area.x, row, area.width, 1), Role::Selection);
                canvas.sign(area.x, row, Shape::Pointer, Role::Selection);
            }
            canvas.put(
                area.x + 2,
                row,
                3,
                &format!("{number:>2}"),
                if is_selected { role } else { Role::Dim },
            );
            canvas.put_short(area.x + 6, row, 28, &name(purpose, scope), role);
            let made = scope.words.say(purpose.made.term());
            canvas.put_short(area.x + 36, row, 14, &made, if is_selected { role } else { Role::Dim });
            if purpose.second == Second::Needed {
                canvas.put_short(area.x + 52, row, 20, &scope.words.say("check-two-people"), role);
            }
        }
        // Nobody thinks that the last one in sight is the last.
        let bar = Scrollbar {
            top,
            shown: height,
            all: shown.len(),
        };
        let rows = u16::try_from(height).unwrap_or(u16::MAX);
        bar.draw(canvas, Rect::new(area.x, area.y + 3, area.width + 1, rows));
    }

    fn draw_stand_ins(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        for (row, (place, stands_in)) in (area.y..area.bottom()).zip(self.stand_ins(scope).iter().enumerate()) {
            let is_selected = Some(place) == self.stands_in;
            if is_selected {
                canvas.paint(
                    Rect::new(area.x, row, area.width.min(LABEL + FIELD), 1),
                    Role::Selection,
                );
                canvas.sign(area.x, row, Shape::Pointer, Role::Selection);
            }
            let role = if is_selected { Role::Selection } else { Role::Text };
            canvas.put_short(area.x + 2, row, area.width, &scope.words.say(stands_in.term()), role);
        }
    }

    fn draw_statement(&self, canvas: &mut Canvas<'_>, area: Rect, check: Option<&Check>, scope: &Scope<'_>) {
        let mut y = area.y;
        if let Some(stands_in) = check.and_then(Check::stands_in) {
            let who = scope.words.say(stands_in.term());
            let text = scope.words.fill("check-speaks", &[("who", Value::from(who.as_str()))]);
            canvas.put_short(area.x, y, area.width, &text, Role::Accent);
            y += 1;
        }
        let (many, third) = check.map_or((2, false), stage::demanded);
        for (place, field) in self.statement.fields.iter().enumerate() {
            let label = scope.words.say(field.kind.term());
            let is_asked = place < many;
            let focused = place == self.statement.focus;
            if focused {
                canvas.sign(area.x.saturating_sub(2), y, Shape::Pointer, Role::Accent);
            }
            let role = match (focused, is_asked) {
                (true, _) => Role::Accent,
                (false, true) => Role::Text,
                (false, false) => Role::Dim,
            };
            canvas.put(area.x, y, LABEL, &label, role);
            if is_asked {
                canvas.put(area.x + LABEL - 2, y, 1, "*", Role::Accent);
            }
            let room = area.width.saturating_sub(LABEL);
            let place_of = Rect::new(area.x + LABEL, y, FIELD.min(room), 1);
            TextField::new(field.edit.clone()).draw(canvas, place_of, focused);
            if let Some(error) = &field.error {
                // A whole line of its own: it says what is wrong and how it is typed.
                y += 1;
                canvas.sign(place_of.x, y, Shape::Stop, Role::Warn);
                let x = place_of.x + 2;
                canvas.put_short(x, y, area.right().saturating_sub(x), error, Role::Warn);
            }
            y += 1;
        }
        y += 1;
        let places = [
            ("count", Value::from(many)),
            ("filled", Value::from(self.statement.filled().len())),
        ];
        let many = scope.words.fill("check-so-many", &places);
        canvas.put_short(area.x, y, area.width, &many, Role::Dim);
        y += 1;
        let Some(check) = check else { return };
        let row = ask::row(check, scope.now);
        let alike = row.map(|row| row.alike).unwrap_or_default();
        if third && alike.is_empty() {
            canvas.sign(area.x, y, Shape::LookAlike, Role::Warn);
            let room = area.width.saturating_sub(2);
            Self::draw_text(
                canvas,
                (area.x + 2, y),
                room,
                &scope.words.say("check-third-asked"),
                Role::Warn,
            );
        }
        Self::draw_alike(
            canvas,
            Rect::new(area.x, y, area.width, area.bottom().saturating_sub(y + 2)),
            &alike,
            scope,
        );
    }

    /// Who else it could be: named only after something was stated that agreed.
    fn draw_alike(canvas: &mut Canvas<'_>, area: Rect, alike: &[PatientId], scope: &Scope<'_>) {
        if alike.is_empty() {
            return;
        }
        canvas.sign(area.x, area.y, Shape::LookAlike, Role::Warn);
        canvas.put_short(
            area.x + 2,
            area.y,
            area.width.saturating_sub(2),
            &scope.words.say("check-not-this-one"),
            Role::Warn,
        );
        for (y, other) in (area.y + 1..area.bottom()).zip(alike) {
            canvas.put_short(
                area.x + 2,
                y,
                area.width.saturating_sub(2),
                &person(*other, scope),
                Role::Warn,
            );
        }
    }

    fn draw_slip(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        Self::draw_field(canvas, area, &scope.words.say("check-slip-number"), &self.slip, true);
    }

    fn draw_other(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        Self::draw_field(
            canvas,
            area,
            &scope.words.say("check-user"),
            &self.other.user,
            !self.other.on_phrase,
        );
        let below = Rect::new(area.x, area.y + 1, area.width, 1);
        Self::draw_field(
            canvas,
            below,
            &scope.words.say("check-phrase"),
            &self.other.phrase,
            self.other.on_phrase,
        );
    }

    fn draw_field(canvas: &mut Canvas<'_>, area: Rect, label: &str, edit: &TextEdit, focused: bool) {
        canvas.put(area.x, area.y, LABEL, label, Role::Text);
        let place = Rect::new(area.x + LABEL, area.y, FIELD.min(area.width.saturating_sub(LABEL)), 1);
        TextField::new(edit.clone()).draw(canvas, place, focused);
    }
}

/// A person with everything that tells them from another: name, reading, date of birth, bed.
pub(super) fn person(id: PatientId, scope: &Scope<'_>) -> String {
    let Some(patient) = scope.hospital.patient(id) else {
        return scope.patient(id);
    };
    let kana = patient.kana.get().map(ToString::to_string);
    let birth = patient.birth.get().map(|birth| scope.birth(*birth));
    let place = scope
        .hospital
        .open_stay(id)
        .and_then(|stay| stay.place()?.answers().cloned());
    let parts = [
        Some(scope.patient(id)),
        kana,
        birth,
        place.map(|bed| bed.shown().to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}
