//! How the session speaks and looks: language and colours.

use super::super::{Effect, Notice, Preference};
use super::Session;
use crate::theme::{Ambiguous, Depth, Look, Palette, Setting};

impl Session {
    /// The other language, on all that is open.
    pub(super) fn next_language(&mut self) -> Vec<Effect> {
        let language = self.words.language().next();
        self.words = self.words.in_language(language);
        self.notice = Some(Notice::quiet(language.own_name()));
        vec![Effect::Remember(Preference::Language(language))]
    }

    /// The next palette, where the terminal has colours.
    pub(super) fn next_theme(&mut self) -> Vec<Effect> {
        let setting = self.look.setting();
        if setting.depth == Depth::None {
            self.notice = Some(Notice::quiet(self.words.say("theme-no-colour")));
            return Vec::new();
        }
        let now = Palette::ALL
            .into_iter()
            .position(|palette| palette == setting.palette)
            .unwrap_or(0);
        let palette = Palette::ALL.into_iter().cycle().nth(now + 1).unwrap_or(Palette::Dark);
        if !self.change_look(Setting { palette, ..setting }) {
            return Vec::new();
        }
        let name = self.words.say(&format!("theme-{}", palette.name()));
        self.notice = Some(Notice::quiet(name));
        vec![Effect::Remember(Preference::Theme(palette))]
    }

    /// What was measured of this terminal.
    pub fn measured(&mut self, ambiguous: Ambiguous) {
        self.change_look(Setting {
            ambiguous,
            ..self.look.setting()
        });
        self.settle();
    }

    fn change_look(&mut self, setting: Setting) -> bool {
        match Look::new(setting) {
            Ok(look) => {
                self.look = look;
                true
            }
            Err(_) => false,
        }
    }
}
