//! Picking the kind of a new slip, or the desk to look at, by typing.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::sentences::Speaker;
use crate::app::{Action, Extent, Happening, Intent, KeyContext, Route, Scope, Screen, Selection, Situation};
use crate::domain::identity::PatientId;
use crate::domain::slips::{Code, Post, SlipType, ask::lists};
use crate::i18n::Language;
use crate::input::Typing;
use crate::screens::fields::edit_of;
use crate::theme::Role;
use crate::widgets::{Accepts, Canvas, Palette, PaletteLine, TextEdit, folded};

/// A list that is narrowed by typing.
struct Picker<T> {
    title: &'static str,
    lines: Vec<(T, String, String, String)>,
    edit: TextEdit,
    selected: usize,
    /// The hospital and the language that the lines are of: counting what lies on every desk is not for every key.
    made_for: Option<(u64, Language)>,
}

impl<T: Clone> Picker<T> {
    fn new(title: &'static str) -> Self {
        Self {
            title,
            lines: Vec::new(),
            edit: TextEdit::new(Accepts::Text),
            selected: 0,
            made_for: None,
        }
    }

    /// Whether the lines have to be made anew.
    fn is_old(&mut self, scope: &Scope<'_>) -> bool {
        let now = Some((scope.edition, scope.words.language()));
        let old = self.made_for != now;
        self.made_for = now;
        old
    }

    fn matching(&self) -> Vec<&(T, String, String, String)> {
        let typed = folded(self.edit.text());
        let (begins, holds): (Vec<_>, Vec<_>) = self
            .lines
            .iter()
            .filter(|(.., found_by)| found_by.contains(&typed))
            .partition(|(.., found_by)| found_by.starts_with(&typed));
        begins.into_iter().chain(holds).collect()
    }

    fn step(&mut self, steps: isize) {
        let last = self.matching().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(steps).min(last);
    }

    /// What was chosen, when it was.
    fn update(&mut self, happening: &Happening) -> Option<T> {
        match happening {
            Happening::Action(Action::Up) => self.step(-1),
            Happening::Action(Action::Down) => self.step(1),
            Happening::Action(Action::PageUp) => self.step(-10),
            Happening::Action(Action::PageDown) => self.step(10),
            Happening::Action(Action::Open) => {
                return self.matching().get(self.selected).map(|(one, ..)| one.clone());
            }
            other => {
                if let Some(edit) = edit_of(other) {
                    self.edit.apply(&edit);
                    self.selected = 0;
                }
            }
        }
        None
    }

    fn draw(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look);
        Palette {
            title: scope.words.say(self.title),
            edit: self.edit.clone(),
            lines: self
                .matching()
                .iter()
                .map(|(_, text, note, _)| PaletteLine {
                    text: text.clone(),
                    note: note.clone(),
                    role: Role::Text,
                    marks: Vec::new(),
                })
                .collect(),
            selected: self.selected,
            nothing: scope.words.say("slips-nothing-fits"),
        }
        .draw(&mut canvas, area);
        canvas.cursor()
    }
}

fn situation() -> Situation {
    Situation {
        contexts: vec![KeyContext::Finder, KeyContext::Typing],
        holds: BTreeSet::new(),
        typing: Typing::Text,
    }
}

/// The kind of a slip that is to be written.
pub struct KindsScreen(Picker<Code>, Option<PatientId>);

impl KindsScreen {
    /// `patient`: whose slip it was opened from. What is selected elsewhere says nothing of whom a slip is for.
    pub fn new(patient: Option<PatientId>, scope: &Scope<'_>) -> Self {
        let mut screen = Self(Picker::new("slips-choose-kind"), patient);
        screen.settle(scope);
        screen
    }
}

/// Whose signature a kind needs.
fn issuers(kind: &SlipType, scope: &Scope<'_>) -> String {
    let who: Vec<String> = kind.issued_by.iter().map(|one| scope.words.say(one.term())).collect();
    who.join(&scope.words.say("list-comma"))
}

impl Screen for KindsScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        situation()
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if happening == Happening::Action(Action::Back) {
            return vec![Intent::Back];
        }
        match self.0.update(&happening) {
            Some(kind) => {
                let mut selection = Selection {
                    patient: self.1,
                    ..Selection::default()
                };
                selection.paper.kind = Some(kind);
                selection.paper.post.clone_from(&scope.focus.paper.post);
                vec![Intent::Back, Intent::Open(Route::Form(Action::WriteSlip, selection))]
            }
            None => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        if !self.0.is_old(scope) {
            return;
        }
        let speaker = Speaker::new(scope.words, scope.hospital);
        let kinds = scope.hospital.slip_book().into_iter().flat_map(|book| &book.types);
        self.0.lines = kinds
            .map(|kind| {
                let found_by = folded(&format!("{} {} {}", kind.code, kind.title.ja, kind.title.en));
                (
                    kind.code.clone(),
                    speaker.title(&kind.title),
                    issuers(kind, scope),
                    found_by,
                )
            })
            .collect();
        self.0.step(0);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.0.draw(scope, area, buffer)
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("slips-choose-kind")
    }
}

/// The desk that F8 shows.
pub struct DesksScreen(Picker<Post>);

impl DesksScreen {
    pub fn new(scope: &Scope<'_>) -> Self {
        let mut screen = Self(Picker::new("action-choose-desk"));
        screen.settle(scope);
        screen
    }
}

impl Screen for DesksScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        situation()
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        if happening == Happening::Action(Action::Back) {
            return vec![Intent::Back];
        }
        match self.0.update(&happening) {
            Some(post) => {
                let mut look = scope.focus.clone();
                look.paper.post = Some(post);
                vec![Intent::Look(look), Intent::Back]
            }
            None => Vec::new(),
        }
    }

    fn settle(&mut self, scope: &Scope<'_>) {
        if !self.0.is_old(scope) {
            return;
        }
        let speaker = Speaker::new(scope.words, scope.hospital);
        self.0.lines = super::posts(scope)
            .into_iter()
            .map(|post| {
                let open = lists::desk(scope.hospital, &post, scope.now).len();
                let title = speaker.post(&post);
                // In both languages, like wards: the sign on the door may be in the other one.
                let book = scope.hospital.slip_book();
                let desk = book.and_then(|book| book.desk(&post)).map(|desk| &desk.title);
                let signs = desk
                    .map(|title| format!("{} {}", title.ja, title.en))
                    .unwrap_or_default();
                let found_by = folded(&format!("{post} {title} {signs}"));
                (post, title, open.to_string(), found_by)
            })
            .collect();
        self.0.step(0);
    }

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        self.0.draw(scope, area, buffer)
    }

    fn extent(&self) -> Extent {
        Extent::Over
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-choose-desk")
    }
}
