//! The second person of a step (鑑査): somebody else with an account of their own, who proves it at the same laptop. Whoever works
//! here goes on.

use ratatui::layout::Rect;

use crate::app::Scope;
use crate::domain::access::PassPhrase;
use crate::domain::record::UserName;
use crate::domain::slips::CopyName;
use crate::theme::Role;
use crate::widgets::{Accepts, Canvas, Edit, TextEdit, TextField};

/// Columns of each field.
const FIELD: u16 = 16;

/// Who confirms which sheet.
pub(super) struct Second {
    pub name: CopyName,
    /// What is to be done, in words.
    pub question: String,
    user: TextEdit,
    phrase: TextEdit,
    on_phrase: bool,
}

/// What Enter came to.
pub(super) enum Confirmed {
    /// Something is still to be typed; in words, where nothing was.
    NotYet(Option<&'static str>),
    By(UserName, PassPhrase),
}

impl Second {
    pub fn new(name: CopyName, question: String) -> Self {
        Self {
            name,
            question,
            user: TextEdit::new(Accepts::Folded),
            phrase: TextEdit::new(Accepts::Secret),
            on_phrase: false,
        }
    }

    pub fn apply(&mut self, edit: &Edit) {
        if self.on_phrase {
            self.phrase.apply(edit);
        } else {
            self.user.apply(edit);
        }
    }

    /// The laptop is locked: whoever confirmed has perhaps gone.
    pub fn forget(&mut self) {
        self.user = TextEdit::new(Accepts::Folded);
        self.phrase = TextEdit::new(Accepts::Secret);
        self.on_phrase = false;
    }

    pub fn turn(&mut self) {
        self.on_phrase = !self.on_phrase;
    }

    /// Enter: from the account to its pass phrase, and from there to the confirmation.
    pub fn enter(&mut self) -> Confirmed {
        let Some(user) = UserName::parse(self.user.text().trim()) else {
            self.on_phrase = false;
            return Confirmed::NotYet(Some("check-no-user"));
        };
        if !self.on_phrase {
            self.on_phrase = true;
            return Confirmed::NotYet(None);
        }
        let phrase = PassPhrase::new(self.phrase.text());
        if phrase.is_empty() {
            return Confirmed::NotYet(Some("check-no-phrase"));
        }
        Confirmed::By(user, phrase)
    }

    /// Both fields in one row; the phrase is never shown.
    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, scope: &Scope<'_>) {
        let fields = [
            ("check-user", &self.user, !self.on_phrase),
            ("check-phrase", &self.phrase, self.on_phrase),
        ];
        let mut x = area.x;
        for (key, edit, focused) in fields {
            let room = area.right().saturating_sub(x);
            x += canvas.put(x, area.y, room, &format!("{} ", scope.words.say(key)), Role::Text);
            let field = Rect::new(x, area.y, FIELD.min(area.right().saturating_sub(x)), 1);
            TextField::new(edit.clone()).draw(canvas, field, focused);
            x = field.right() + 1;
        }
    }
}
