//! The values, what was typed to find one, and which one it is.

use super::super::{Accepts, Edit, TextEdit};
use super::several::BETWEEN;
use super::value::{Choice, Likeness, Listed, number, plain};

/// What typing chooses by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Picks {
    /// The first that fits.
    #[default]
    First,
    /// The only one that fits as well as it does: a bed is not taken because it comes first.
    Sole,
    /// Only what is exactly that: a person is never guessed.
    Same,
}

/// What is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Chosen {
    /// By its key.
    One(String),
    /// None of them, but what was typed.
    Typed(String),
}

/// The field: the values, what was typed to find one, and which one it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceField {
    pub(super) choices: Vec<Choice>,
    pub(super) filter: TextEdit,
    pub(super) chosen: Option<Chosen>,
    /// What was chosen before something was typed.
    pub(super) before: Option<Chosen>,
    pub(super) picks: Picks,
    /// Everything of this kind that there is, whether it can be chosen or not.
    pub(super) names: Vec<String>,
    /// Set where what was typed may be the value itself: what the list says of it.
    pub(super) own: Option<String>,
    pub(super) numbered: bool,
    /// Set where several can be chosen: those that are, in the order of the list, and the same as one value.
    pub(super) several: Option<(Vec<String>, String)>,
}

impl ChoiceField {
    pub fn new(choices: Vec<Choice>) -> Self {
        Self {
            choices,
            filter: TextEdit::new(Accepts::Text),
            chosen: None,
            before: None,
            picks: Picks::First,
            names: Vec::new(),
            own: None,
            numbered: false,
            several: None,
        }
    }

    /// A short list whose lines are chosen by their number too.
    #[must_use]
    pub fn numbered(mut self) -> Self {
        self.numbered = true;
        self.choices = number(self.choices);
        self
    }

    /// What is typed may also be the value itself; `remark` says so in the list.
    #[must_use]
    pub fn or_typed(mut self, remark: impl Into<String>) -> Self {
        self.own = Some(remark.into());
        self
    }

    /// Nothing is chosen that was not typed exactly or walked to.
    #[must_use]
    pub fn exactly(mut self) -> Self {
        self.picks = Picks::Same;
        self
    }

    /// Of several that fit none is chosen.
    #[must_use]
    pub fn alone(mut self) -> Self {
        self.picks = Picks::Sole;
        self
    }

    /// These are names, too, of what cannot be chosen now: `5e101`, of which no bed is free, is no shorthand of 5E-102-1.
    #[must_use]
    pub fn among<'a>(mut self, names: impl Iterator<Item = &'a str>) -> Self {
        self.names = names.map(plain).collect();
        self
    }

    /// Starts with one chosen: the default that is right most of the time.
    #[must_use]
    pub fn with(mut self, key: &str) -> Self {
        self.choose(key);
        self
    }

    /// Chooses by key; nothing happens when there is no such value.
    pub fn choose(&mut self, key: &str) {
        if self.choices.iter().any(|choice| choice.key == key) {
            self.chosen = Some(Chosen::One(key.to_owned()));
            self.filter.apply(&Edit::Clear);
        }
    }

    /// Nothing is chosen any more.
    pub fn unchoose(&mut self) {
        self.chosen = None;
    }

    /// Chooses what is none of the values.
    pub fn choose_typed(&mut self, text: &str) {
        self.chosen = Some(Chosen::Typed(text.to_owned()));
        self.filter.apply(&Edit::Clear);
    }

    /// The same values in other words: the language has changed, a bed was taken.
    pub fn replace(&mut self, choices: Vec<Choice>) {
        self.choices = if self.numbered { number(choices) } else { choices };
        if let Some(Chosen::One(key)) = &self.chosen
            && !self.choices.iter().any(|choice| choice.key == *key)
        {
            self.chosen = None;
        }
    }

    /// What is chosen and typed, as it was, whether a list has it just now or not.
    pub fn restore(&mut self, chosen: Option<String>, own: Option<String>, typed: &str) {
        if self.several.is_some() {
            let kept = chosen.unwrap_or_default();
            self.pick(kept.split(BETWEEN).filter(|key| !key.is_empty()));
            self.filter = TextEdit::with(Accepts::Text, typed);
            return;
        }
        self.chosen = chosen.map(Chosen::One).or(own.map(Chosen::Typed));
        self.filter = TextEdit::with(Accepts::Text, typed);
    }

    /// What the list says of a value that was typed.
    pub fn remark_typed(&mut self, remark: impl Into<String>) {
        self.own = Some(remark.into());
    }

    /// The key of what is chosen.
    pub fn chosen(&self) -> Option<&str> {
        match &self.chosen {
            Some(Chosen::One(key)) => Some(key),
            Some(Chosen::Typed(_)) | None => None,
        }
    }

    /// What was typed, when that is the value.
    pub fn chosen_typed(&self) -> Option<&str> {
        match &self.chosen {
            Some(Chosen::Typed(text)) => Some(text),
            Some(Chosen::One(_)) | None => None,
        }
    }

    /// The value in words: what was chosen, or what was typed.
    pub fn value(&self) -> &str {
        if let Some((_, joined)) = &self.several {
            return joined;
        }
        self.chosen().or_else(|| self.chosen_typed()).unwrap_or_default()
    }

    /// Typed something that fits no value: the field is not empty, but wrong.
    pub fn is_lost(&self) -> bool {
        !self.filter.is_empty() && self.chosen.is_none()
    }

    /// Nothing that is typed behind it will make it fit.
    pub fn is_hopeless(&self) -> bool {
        self.is_lost() && self.matching().is_empty()
    }

    /// What was typed to find a value.
    pub fn typed(&self) -> &str {
        self.filter.text()
    }

    pub fn matching(&self) -> Vec<&Choice> {
        let typed = plain(self.filter.text());
        if typed.is_empty() {
            let listed = self.choices.iter().filter(|choice| choice.listed == Listed::Always);
            return listed.collect();
        }
        let found = self.choices.iter();
        let mut found: Vec<(Likeness, &Choice)> = found
            .filter_map(|choice| choice.likeness(&typed).map(|likeness| (likeness, choice)))
            .collect();
        found.sort_by_key(|(likeness, _)| *likeness);
        // Where something fits as it was typed, or is the name of what cannot be chosen, nobody means a shorthand.
        if self.names.iter().any(|name| name.starts_with(&typed))
            || found.first().is_some_and(|(best, _)| *best < Likeness::Shorthand)
        {
            found.retain(|(likeness, _)| *likeness < Likeness::Shorthand);
        }
        found.into_iter().map(|(_, choice)| choice).collect()
    }

    pub fn apply(&mut self, edit: &Edit) {
        let nothing_typed = self.filter.is_empty();
        if self.several.is_some() {
            match edit {
                Edit::Insert(text) if text.trim().is_empty() => return self.take_meant(),
                Edit::Backspace | Edit::Delete if nothing_typed => {
                    let last = self.several.as_ref().and_then(|(picked, _)| picked.last().cloned());
                    if let Some(last) = last {
                        self.toggle(&last);
                    }
                    return;
                }
                Edit::Clear if nothing_typed => {
                    self.pick([]);
                    self.chosen = None;
                    return;
                }
                _ => {}
            }
        }
        match edit {
            Edit::Backspace | Edit::Delete | Edit::Clear | Edit::DeleteWord if nothing_typed => {
                self.chosen = None;
            }
            Edit::Left | Edit::Right | Edit::Home | Edit::End => self.filter.apply(edit),
            _ => {
                if nothing_typed {
                    self.before.clone_from(&self.chosen);
                }
                self.filter.apply(edit);
                // Nothing typed any more: as it was before.
                self.chosen = if self.filter.is_empty() && !nothing_typed {
                    self.before.take()
                } else {
                    self.meant()
                };
            }
        }
    }

    /// What is chosen by what was typed.
    fn meant(&self) -> Option<Chosen> {
        let typed = plain(self.filter.text());
        if typed.is_empty() {
            return None;
        }
        let matching = self.matching();
        match (self.picks, matching.as_slice()) {
            (_, []) => self
                .own
                .as_ref()
                .map(|_| Chosen::Typed(self.filter.text().trim().to_owned())),
            (Picks::First, [first, ..]) => Some(Chosen::One(first.key.clone())),
            (Picks::Sole, [first, rest @ ..]) => {
                let likeness = first.likeness(&typed);
                let alone = rest.first().is_none_or(|next| next.likeness(&typed) != likeness);
                alone.then(|| Chosen::One(first.key.clone()))
            }
            (Picks::Same, [first, rest @ ..]) => {
                let same = |choice: &&Choice| choice.likeness(&typed) == Some(Likeness::Same);
                (same(first) && !rest.iter().any(same)).then(|| Chosen::One(first.key.clone()))
            }
        }
    }

    /// The next or previous one of those that match; before the first comes what was typed, where that may be the value.
    pub fn step(&mut self, steps: isize) {
        let matching = self.matching();
        let typed = self.filter.text().trim();
        let mut stops: Vec<Chosen> = matching.iter().map(|choice| Chosen::One(choice.key.clone())).collect();
        let own = self.own.is_some() && !typed.is_empty();
        if own {
            stops.push(Chosen::Typed(typed.to_owned()));
        }
        let last = stops.len().saturating_sub(1);
        let now = self
            .chosen
            .as_ref()
            .and_then(|chosen| stops.iter().position(|stop| stop == chosen));
        let next = match now {
            None | Some(0) if steps < 0 && own => last,
            None => 0,
            Some(index) => index.saturating_add_signed(steps).min(last),
        };
        self.chosen = stops.into_iter().nth(next);
    }

    /// Whether nothing is chosen and nothing was typed.
    pub fn is_untouched(&self) -> bool {
        self.chosen.is_none() && self.filter.text().trim().is_empty()
    }

    /// Chooses the line of the open list that was pointed at.
    pub fn point(&mut self, line: usize) {
        let now = self.lines().1.and_then(|now| isize::try_from(now).ok());
        let Ok(line) = isize::try_from(line) else { return };
        match now {
            Some(now) => self.step(line - now),
            None => {
                self.step(1);
                self.step(line);
            }
        }
    }

    /// The keyboard leaves the field: what was typed has done its work.
    pub fn leave(&mut self) {
        if self.several.is_some() && !self.is_lost() {
            // What was typed is meant. What was only walked past was not ticked.
            if !self.filter.is_empty() && self.chosen().is_some_and(|key| !self.has(key)) {
                self.take_meant();
            }
            self.chosen = None;
        }
        if !self.is_lost() {
            self.filter.apply(&Edit::Clear);
        }
    }

    /// Takes back what was typed to find a value: what was chosen before is chosen again. Says whether there was anything.
    pub fn forget_typed(&mut self) -> bool {
        if self.filter.is_empty() {
            return false;
        }
        self.filter.apply(&Edit::Clear);
        self.chosen = self.before.take();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::canvas::tests::drawn;
    use super::*;
    use ratatui::layout::Rect;

    fn field() -> ChoiceField {
        ChoiceField::new(vec![
            Choice::new("home", "自宅").with_note("じたく"),
            Choice::new("hospital", "他院").with_note("たいん"),
            Choice::new("died", "死亡").with_note("しぼう"),
        ])
    }

    fn insert(text: &str) -> Edit {
        Edit::Insert(text.to_owned())
    }

    #[test]
    fn typing_filters_and_chooses() {
        let mut field = field();
        field.apply(&insert("タイ"));
        assert_eq!(field.chosen(), Some("hospital"), "the reading finds it, in any kana");
        field.leave();
        assert_eq!((field.chosen(), field.typed()), (Some("hospital"), ""));
        field.apply(&Edit::Backspace);
        assert_eq!(field.chosen(), None);
        field.apply(&insert("zz"));
        assert!(field.is_lost());
        assert_eq!(field.chosen(), None);
        field.leave();
        assert_eq!(field.typed(), "zz", "what fits nothing stays to be corrected");
    }

    #[test]
    fn a_number_chooses_from_a_short_list() {
        let mut field = field().numbered();
        field.apply(&insert("２"));
        assert_eq!(field.chosen(), Some("hospital"));
        field.leave();
        let list = drawn(24, 4, |canvas, area| {
            field.draw_list(canvas, Rect::new(2, 0, 8, 1), area);
        });
        assert_eq!(list, "\n    1 自宅  じたく\n  ▸ 2 他院  たいん\n    3 死亡  しぼう\n");
    }

    #[test]
    fn hyphens_need_not_be_typed() {
        let mut field = ChoiceField::new(vec![
            Choice::new("5E-602-1", "5E-602-1"),
            Choice::new("6W-602-2", "6W-602-2").found_by("602-2"),
        ]);
        field.apply(&insert("6022"));
        assert_eq!(field.chosen(), Some("6W-602-2"));
    }

    #[test]
    fn what_is_typed_may_be_the_value_itself() {
        let mut field = ChoiceField::new(vec![Choice::new("常食", "常食")]).or_typed("入力のまま");
        field.apply(&insert("軟食"));
        assert_eq!((field.chosen(), field.value()), (None, "軟食"));
        assert!(!field.is_lost());
        field.apply(&Edit::Clear);
        field.apply(&insert("常"));
        assert_eq!(field.value(), "常食");
        field.step(-1);
        assert_eq!(field.value(), "常", "before the first comes what was typed");
    }

    #[test]
    fn a_person_is_never_guessed() {
        let person = |key: &str, name: &str| Choice::new(key, name).found_by(key);
        let mut field = ChoiceField::new(vec![person("0012345", "田中 太郎"), person("00123450", "田中 一")])
            .exactly()
            .or_typed("新しい患者");
        field.apply(&insert("田中"));
        assert_eq!(field.value(), "");
        assert!(field.is_lost());
        field.step(1);
        assert_eq!(field.value(), "0012345");
        field.apply(&Edit::Clear);
        field.apply(&insert("0012345"));
        assert_eq!(field.value(), "0012345", "a whole number is one person");
        field.apply(&Edit::Clear);
        field.apply(&insert("山田"));
        assert_eq!(field.chosen_typed(), Some("山田"));
    }

    #[test]
    fn arrows_choose_too() {
        let mut field = field().with("home");
        field.step(1);
        assert_eq!(field.chosen(), Some("hospital"));
        field.step(9);
        assert_eq!(field.chosen(), Some("died"));
    }
}
