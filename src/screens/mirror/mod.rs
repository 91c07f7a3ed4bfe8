//! ミラー: how the copy on a second disk does, when it last had everything and how far it is behind; and where it is to be.
//! Everybody sees it; who may choose it is the decision layer's.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::door::{Mirror, MirrorChosen, NotChosen};
use crate::app::{Action, Confirmation, Happening, Intent, Notice, Route, Scope, Screen, Situation, Tone};
use crate::copying::NotCopied;
use crate::domain::access::Deed;
use crate::domain::record::Timestamp;
use crate::i18n::{Value, when};
use crate::screens::fields::edit_of;
use crate::screens::finder;
use crate::theme::{Role, Shape};
use crate::widgets::{Accepts, Canvas, Rule, Span, TextEdit, TextField};

/// Columns of the text: longer lines are hard to read.
const WIDEST: u16 = 76;

pub struct MirrorScreen {
    /// The folder that it is to be in.
    edit: TextEdit,
    /// What was asked for last.
    asked: Option<String>,
}

impl Default for MirrorScreen {
    fn default() -> Self {
        Self {
            edit: TextEdit::new(Accepts::Text),
            asked: None,
        }
    }
}

impl MirrorScreen {
    /// Everything here is asked about once, with its consequence.
    fn ask(&mut self, scope: &Scope<'_>) -> Vec<Intent> {
        let say = |text: String| vec![Intent::Say(Notice::new(Tone::Warn, text))];
        let typed = self.edit.text().trim();
        let words = scope.words;
        if scope.desk.sample {
            return say(words.say("mirror-sample"));
        }
        if let Err(refusal) = scope.may(Deed::CopyStore) {
            return say(scope.refused(&refusal.into()));
        }
        let folder = Some(typed.to_owned()).filter(|typed| !typed.is_empty());
        let now = scope.mirror.folder().unwrap_or_default();
        let (what, shown) = match &folder {
            Some(folder) => ("choose", folder.as_str()),
            None if now.is_empty() => return say(words.say("mirror-folder-needed")),
            None => ("stop", now),
        };
        let question = words.fill(&format!("mirror-ask-{what}"), &[("folder", Value::from(shown))]);
        self.asked.clone_from(&folder);
        vec![Intent::Open(Route::Confirm(Box::new(Confirmation {
            title: words.say("action-mirror"),
            question,
            safe: words.say("mirror-leave"),
            go: words.say(&format!("mirror-go-{what}")),
            then: vec![Intent::ChooseMirror(folder)],
        })))]
    }

    fn heard(&mut self, chosen: Result<MirrorChosen, NotChosen>, scope: &Scope<'_>) -> Vec<Intent> {
        let words = scope.words;
        let folder = self.asked.clone().unwrap_or_default();
        let notice = match chosen {
            Ok(_) if folder.is_empty() => Notice::new(Tone::Saved, words.say("mirror-forgotten")),
            Ok(MirrorChosen { is_same_disk }) => {
                self.edit = TextEdit::new(Accepts::Text);
                let (key, tone) = if is_same_disk {
                    ("mirror-set-same-disk", Tone::Warn)
                } else {
                    ("mirror-set", Tone::Saved)
                };
                Notice::new(tone, words.fill(key, &[("folder", Value::from(folder.as_str()))]))
            }
            Err(NotChosen::Refusal(refusal)) => Notice::new(Tone::Warn, scope.refused(&refusal.into())),
            Err(NotChosen::NotCopied(why)) => Notice::new(Tone::Warn, not_copied("copy", &folder, &why, scope)),
        };
        vec![Intent::Say(notice)]
    }
}

/// Why nothing is copied, and the way on: in the nearest words that there are.
fn not_copied(nearest: &str, folder: &str, why: &NotCopied, scope: &Scope<'_>) -> String {
    let filling = [("folder", Value::from(folder)), ("detail", Value::from(why.detail()))];
    let near = scope.words.find(&format!("{nearest}-{}", why.word()), &filling);
    near.unwrap_or_else(|| scope.words.fill(&format!("copy-{}", why.word()), &filling))
}

/// Its state in a few words.
pub fn in_short(mirror: &Mirror, scope: &Scope<'_>) -> String {
    let words = scope.words;
    match mirror {
        Mirror::Absent => words.say("mirror-none"),
        Mirror::Comparing { .. } => words.say("mirror-title-comparing"),
        Mirror::UpToDate { .. } => words.say("mirror-title-up-to-date"),
        Mirror::Behind { records, .. } => {
            let count = [("count", Value::from(records.to_string()))];
            words.fill("mirror-title-behind", &count)
        }
        Mirror::Lost { .. } => words.say("mirror-title-lost"),
    }
}

const fn sign(mirror: &Mirror) -> (Shape, Role) {
    match mirror {
        Mirror::Absent => (Shape::Late, Role::Warn),
        Mirror::Comparing { .. } | Mirror::Behind { .. } => (Shape::Late, Role::Text),
        Mirror::UpToDate { .. } => (Shape::Good, Role::Good),
        Mirror::Lost { .. } => (Shape::Stop, Role::Alarm),
    }
}

/// What stands behind each of the words.
fn facts(mirror: &Mirror, scope: &Scope<'_>) -> Vec<(&'static str, String)> {
    let words = scope.words;
    let moment = |whole: &Option<Timestamp>| match whole {
        Some(at) => when(scope.local(*at), scope.local_now()),
        None => words.say("mirror-not-yet"),
    };
    let records = |count: u64| {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        words.fill("mirror-records", &[("count", Value::from(count))])
    };
    let (whole, behind) = match mirror {
        Mirror::Absent => return Vec::new(),
        Mirror::Comparing { .. } => (words.say("mirror-being-read"), words.say("mirror-being-read")),
        Mirror::UpToDate { .. } => (words.say("mirror-now"), records(0)),
        Mirror::Behind {
            records: count, whole, ..
        }
        | Mirror::Lost {
            records: Some(count),
            whole,
            ..
        } => (moment(whole), records(*count)),
        Mirror::Lost { whole, .. } => (moment(whole), words.say("mirror-unknown")),
    };
    let folder = mirror.folder().unwrap_or_default().to_owned();
    vec![
        ("mirror-folder", folder),
        ("mirror-whole", whole),
        ("mirror-behind", behind),
    ]
}

fn means(mirror: &Mirror, scope: &Scope<'_>) -> String {
    match mirror {
        Mirror::Lost { folder, why, .. } => not_copied("mirror", folder, why, scope),
        Mirror::Absent => scope.words.say("mirror-means-none"),
        _ => scope.words.say("mirror-means"),
    }
}

impl Screen for MirrorScreen {
    fn situation(&self, _: &Scope<'_>) -> Situation {
        finder::situation()
    }

    fn update(&mut self, happening: Happening, scope: &Scope<'_>) -> Vec<Intent> {
        match happening {
            Happening::Action(Action::Back) => return vec![Intent::Back],
            Happening::Action(Action::Open) => return self.ask(scope),
            Happening::MirrorChosen(chosen) => return self.heard(chosen, scope),
            other => {
                if let Some(edit) = edit_of(&other) {
                    self.edit.apply(&edit);
                }
            }
        }
        Vec::new()
    }

    fn settle(&mut self, _: &Scope<'_>) {}

    fn view(&self, scope: &Scope<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let mut canvas = Canvas::new(buffer, scope.look).with_spots(scope.spots);
        let (words, mirror, measure) = (scope.words, scope.mirror, canvas.measure());
        let width = area.width.saturating_sub(4).min(WIDEST);
        let x = area.x + 2;
        Rule::titled(words.say("mirror-heading")).draw(&mut canvas, Rect { height: 1, ..area });
        let mut y = area.y + 2;
        let (shape, role) = sign(mirror);
        let state = format!("{} {}", scope.look.sign(shape), in_short(mirror, scope));
        canvas.put(x, y, width, &state, role);
        y += 2;
        let facts = facts(mirror, scope);
        let labels = facts.iter().map(|(key, _)| measure.columns(&words.say(key))).max();
        let column = u16::try_from(labels.unwrap_or_default()).unwrap_or(20) + 2;
        for (key, text) in &facts {
            canvas.put_spans(x, y, column, &[Span::dim(words.say(key))]);
            // A folder may be longer than the line; its end says which it is.
            for line in measure.wrap(text, usize::from(width.saturating_sub(column))) {
                canvas.put(x + column, y, width.saturating_sub(column), &line, Role::Text);
                y += 1;
            }
        }
        y += u16::from(!facts.is_empty());
        for line in measure.wrap(&means(mirror, scope), usize::from(width)) {
            canvas.put(x, y, width, &line, Role::Text);
            y += 1;
        }
        y += 1;
        canvas.put(x, y, width, &words.say("mirror-new-folder"), Role::Text);
        y += 1;
        let field = Rect::new(x, y, width, 1);
        TextField::new(self.edit.clone()).draw(&mut canvas, field, true);
        y += 2;
        for line in measure.wrap(&words.say("mirror-how"), usize::from(width)) {
            canvas.put_spans(x, y, width, &[Span::dim(line)]);
            y += 1;
        }
        canvas.cursor()
    }

    fn title(&self, scope: &Scope<'_>) -> String {
        scope.words.say("action-mirror")
    }
}
