//! The guide to a store of one's own: the hospital folder, the number of this laptop, who sets it up, and a list of
//! inpatients if there is one. What is wrong in the files is listed under the form, by file and line.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::{
    Action, Confirmation, Extent, Happening, Intent, Notice, Preference, Route, Scope, Screen, SetUp, SetUpSoFar,
    Situation, Tone,
};
use crate::domain::access::PassPhrase;
use crate::domain::record::{Station, UserName};
use crate::domain::text::Text;
use crate::input::Spot;
use crate::screens::fields::{self, edit_of};
use crate::theme::Role;
use crate::widgets::{Accepts, Canvas, Face, Form, FormField, Moved, Need, TextEdit, TextField};

const FOLDER: &str = "folder";
const HOSPITAL: &str = "hospital";
const ZONE: &str = "zone";
const STATION: &str = "station";
const NAME: &str = "name";
const USER: &str = "user";
const PHRASE: &str = "phrase";
const AGAIN: &str = "again";
const CENSUS: &str = "census";

/// Never written down.
const SECRET: [&str; 2] = [PHRASE, AGAIN];

/// Characters of a station's name: it stands in the title bar.
const LONGEST_NAME: usize = 12;

/// Where the hospital of this program stands; another one changes the line.
const HOME: &str = "Asia/Tokyo";

#[derive(Debug)]
pub struct SetUpScreen {
    form: Form,
    /// Why it could not be done the last time.
    faults: Vec<String>,
}

impl SetUpScreen {
    /// With what had been typed when the guide was interrupted.
    pub fn new(so_far: &SetUpSoFar) -> Self {
        let text = |id: &'static str, need, accepts| {
            let typed = so_far.0.get(id).map(String::as_str).unwrap_or_default();
            FormField::text(id, need, TextField::new(TextEdit::with(accepts, typed)))
        };
        let zone = so_far.0.get(ZONE).map_or(HOME, String::as_str);
        let mut form = Form::new(vec![
            text(HOSPITAL, Need::Required, Accepts::Text),
            text(FOLDER, Need::Required, Accepts::Text),
            FormField::text(
                ZONE,
                Need::Required,
                TextField::new(TextEdit::with(Accepts::Folded, zone)),
            ),
            text(STATION, Need::Required, Accepts::Folded),
            text(NAME, Need::Optional, Accepts::Text),
            text(USER, Need::Required, Accepts::Folded),
            text(PHRASE, Need::Required, Accepts::Secret),
            text(AGAIN, Need::Required, Accepts::Secret),
            text(CENSUS, Need::Optional, Accepts::Text),
        ]);
        // On from the first field that still needs something.
        let open = form
            .fields()
            .iter()
            .find(|field| field.need == Need::Required && field.value().is_empty());
        if let Some(id) = open.map(|field| field.id).filter(|_| !so_far.is_empty()) {
            form.focus(id);
        }
        Self {
            form,
            faults: Vec::new(),
        }
    }

    /// What is kept of it. Whoever comes back types the pass phrase again.
    fn so_far(&self) -> SetUpSoFar {
        let kept = self.form.fields().iter().filter(|field| !SECRET.contains(&field.id));
        let typed = kept.filter(|field| !field.value().is_empty());
        SetUpSoFar(
            typed
                .map(|field| (field.id.to_owned(), field.value().to_owned()))
                .collect(),
        )
    }

    fn error(&self, field: &FormField) -> Option<&'static str> {
        let value = field.value();
        if value.is_empty() {
            return (field.need == Need::Required).then_some("set-up-needed");
        }
        match field.id {
            STATION if station(value).is_none() => Some("set-up-station-wrong"),
            NAME if Text::parse(value, LONGEST_NAME).is_err() => Some("set-up-name-wrong"),
            ZONE if value.parse::<chrono_tz::Tz>().is_err() => Some("set-up-zone-wrong"),
            USER if UserName::parse(value).is_none() => Some("set-up-user-wrong"),
            PHRASE if PassPhrase::new(value).len() < PassPhrase::LEAST => Some("set-up-phrase-short"),
            AGAIN if value != self.form.value(PHRASE) => Some("set-up-again-differs"),
            _ => None,
        }
    }

    fn save(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        self.form.reach_all();
        let wrong = self.form.fields().iter().find(|field| self.error(field).is_some());
        if let Some(id) = wrong.map(|field| field.id) {
            self.form.focus(id);
            return vec![Intent::Say(Notice::new(Tone::Warn, scope.words.say("form-not-yet")))];
        }
        let Some(station) = station(self.form.value(STATION)) else {
            return Vec::new();
        };
        self.faults.clear();
        let path = |id| {
            Some(self.form.value(id))
                .filter(|path| !path.is_empty())
                .map(PathBuf::from)
        };
        vec![Intent::SetUp(Box::new(SetUp {
            folder: path(FOLDER).unwrap_or_default(),
            hospital: self.form.value(HOSPITAL).to_owned(),
            time_zone: self.form.value(ZONE).to_owned(),
            station,
            station_name: self.form.value(NAME).to_owned(),
            user: self.form.value(USER).to_owned(),
            phrase: PassPhrase::new(self.form.value(PHRASE)),
            census: path(CENSUS),
        }))]
    }
}

fn station(value: &str) -> Option<u16> {
    value.parse().ok().filter(|number| Station::new(*number).is_some())
}

impl Screen for SetUpScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        fields::situation()
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if let Some(edit) = edit_of(&happening) {
            let before = self.so_far();
            self.form.apply(&edit);
            let now = self.so_far();
            return if now == before {
                Vec::new()
            } else {
                vec![Intent::Remember(Preference::SetUp(now))]
            };
        }
        match happening {
            Happening::Action(Action::Back) if self.is_unsaved() => {
                let forget = Intent::Remember(Preference::SetUp(SetUpSoFar::default()));
                return vec![Intent::Open(Route::Confirm(Box::new(Confirmation {
                    title: scope.words.say("forget-title"),
                    question: scope.words.say("forget-question"),
                    safe: scope.words.say("forget-safe"),
                    go: scope.words.say("forget-go"),
                    then: vec![forget, Intent::GiveUp],
                })))];
            }
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Action(Action::Save) => return self.save(scope),
            Happening::Action(action @ (Action::GoOn | Action::NextField | Action::Down)) => {
                let moved = self.form.go_on();
                if action == Action::GoOn && moved == Moved::PastEnd {
                    return self.save(scope);
                }
            }
            Happening::Action(Action::PreviousField | Action::Up) => self.form.previous(),
            Happening::Pointed(Spot::Field(id)) => self.form.focus(id),
            Happening::NotOpened(why) => {
                self.faults = why.lines;
                let keys = scope.keys.keys_of(&self.situation(scope), Action::Save);
                let save = keys.first().map(ToString::to_string).unwrap_or_default();
                let text = scope.words.fill("set-up-not-made", &[("save", save.into())]);
                return vec![Intent::Say(Notice::new(Tone::Warn, text))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn settle(&mut self, _: &Scope<'_>) {}

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let measure = canvas.measure();
        let (x, width) = (area.x + 2, area.width.saturating_sub(4));
        let mut y = area.y + 1;
        let explanation = if self.faults.is_empty() {
            vec![scope.words.say("set-up-means")]
        } else {
            Vec::new()
        };
        for line in explanation
            .iter()
            .flat_map(|text| measure.wrap(text, usize::from(width)))
        {
            canvas.put(x, y, width, &line, Role::Dim);
            y += 1;
        }
        y += 1;
        let rows = u16::try_from(self.form.fields().len()).unwrap_or(u16::MAX);
        // Errors that are too long to stand beside their field take a line more; what it means needs two or three.
        let below: u16 = if self.faults.is_empty() { 4 } else { 7 };
        let room = area.bottom().saturating_sub(y);
        let height = rows.max(room.saturating_sub(below)).min(room);
        let height = self
            .form
            .draw(&mut canvas, Rect::new(x, y, width, height), &|field| Face {
                warning: None,
                label: scope.words.say(&format!("set-up-{}", field.id)),
                error: self.error(field).map(|key| scope.words.say(key)),
                hint: None,
            });
        let cursor = canvas.cursor();
        y += height + 1;
        let text: Vec<String> = if self.faults.is_empty() {
            let id = self.form.focused().map_or(HOSPITAL, |field| field.id);
            vec![scope.words.say(&format!("set-up-{id}-means"))]
        } else {
            self.faults.clone()
        };
        let role = if self.faults.is_empty() { Role::Dim } else { Role::Warn };
        let mut lines: Vec<String> = text
            .iter()
            .flat_map(|line| measure.wrap(line, usize::from(width)))
            .collect();
        let room = usize::from(area.bottom().saturating_sub(y));
        if lines.len() > room {
            // Nothing is left out in silence; the shell lists all of it.
            lines.truncate(room.saturating_sub(1));
            lines.push(scope.words.say("set-up-more"));
        }
        for (y, line) in (y..area.bottom()).zip(lines) {
            canvas.put(x, y, width, &line, role);
        }
        cursor
    }

    fn is_unsaved(&self) -> bool {
        self.form
            .fields()
            .iter()
            .any(|field| field.id != ZONE && !field.value().is_empty())
    }

    fn extent(&self) -> Extent {
        Extent::Full
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("set-up-title")
    }
}
