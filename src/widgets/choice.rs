//! A field whose value is one of several; typing filters them. Some fields also take what none of them is.
//! Long because the field, its list and what typing chooses are one thing; its tests press every way of choosing.

use ratatui::layout::Rect;

use super::edit::folded;
use super::{Accepts, Canvas, Edit, Span, TextEdit, TextField, canvas::narrow};
use crate::input::Spot;
use crate::theme::{Measure, Role, Shape};

/// One of the values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the program calls it.
    pub key: String,
    pub label: String,
    /// Stands behind the label: a reading, a free bed's note.
    pub note: String,
    /// What typing finds it by, in one form; the label first.
    found_by: Vec<String>,
    listed: Listed,
}

/// When the list shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    Always,
    /// Once something was typed that finds it.
    WhenSought,
}

impl Choice {
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        let (key, label) = (key.into(), label.into());
        let found_by = vec![plain(&label), plain(&key)];
        Self {
            key,
            label,
            note: String::new(),
            found_by,
            listed: Listed::Always,
        }
    }

    /// Stays out of the list until it is looked for.
    #[must_use]
    pub fn when_sought(mut self) -> Self {
        self.listed = Listed::WhenSought;
        self
    }

    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self.found_by.push(plain(&self.note));
        self
    }

    /// Stands behind the label and is not looked for: words that many share.
    #[must_use]
    pub fn with_remark(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Typing finds it by this too: a number, a reading, the bed without its ward.
    #[must_use]
    pub fn found_by(mut self, word: &str) -> Self {
        let word = plain(word);
        if !word.is_empty() {
            self.found_by.push(word);
        }
        self
    }

    fn likeness(&self, typed: &str) -> Option<Likeness> {
        let words = || self.found_by.iter();
        if words().any(|word| word == typed) {
            Some(Likeness::Same)
        } else if words().any(|word| word.starts_with(typed)) {
            Some(Likeness::Begins)
        } else if words().any(|word| word.contains(typed)) {
            Some(Likeness::Holds)
        } else if words().any(|word| is_shorthand(typed, word)) {
            Some(Likeness::Shorthand)
        } else {
            None
        }
    }
}

/// Whether a code is meant by some of its letters: `6w22` is `6W-602-2`. The ward must be among them: digits alone that stand
/// apart in the name of a bed (502 in 5E-504-2) mean another room. Names are never guessed like this.
fn is_shorthand(typed: &str, word: &str) -> bool {
    let mut rest = word.chars();
    let is_code =
        |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric()) && text.chars().any(|c| c.is_ascii_digit());
    is_code(typed)
        && typed.chars().any(|c| c.is_ascii_alphabetic())
        && is_code(word)
        && typed.chars().next() == word.chars().next()
        && typed.chars().all(|c| rest.any(|other| other == c))
}

/// How a value is like what was typed; the best comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Same,
    Begins,
    Holds,
    Shorthand,
}

/// One form for comparing; hyphens are nobody's business when a bed is typed.
fn plain(text: &str) -> String {
    folded(text)
        .chars()
        .filter(|c| !matches!(c, '-' | '‐' | '−' | '―'))
        .collect()
}

/// What typing chooses by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Picks {
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
enum Chosen {
    /// By its key.
    One(String),
    /// None of them, but what was typed.
    Typed(String),
}

/// Columns below which a note says nothing.
const NOTE: u16 = 8;

/// Rows of the list that opens under the field.
const LIST: usize = 7;

/// The field: the values, what was typed to find one, and which one it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceField {
    choices: Vec<Choice>,
    filter: TextEdit,
    chosen: Option<Chosen>,
    /// What was chosen before something was typed.
    before: Option<Chosen>,
    picks: Picks,
    /// Everything of this kind that there is, whether it can be chosen or not.
    names: Vec<String>,
    /// Set where what was typed may be the value itself: what the list says of it.
    own: Option<String>,
    numbered: bool,
    /// Set where several can be chosen: those that are, in the order of the list, and the same as one value.
    several: Option<(Vec<String>, String)>,
}

/// What parts the values of a field that takes several.
const BETWEEN: &str = "、";

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

    /// Several can be chosen: Space takes the one under the cursor, or lets it go.
    #[must_use]
    pub fn several(mut self) -> Self {
        self.several = Some((Vec::new(), String::new()));
        self
    }

    /// Whether several can be chosen.
    pub fn is_several(&self) -> bool {
        self.several.is_some()
    }

    fn has(&self, key: &str) -> bool {
        self.several
            .as_ref()
            .is_some_and(|(picked, _)| picked.iter().any(|one| one == key))
    }

    /// Takes a value among several, or lets it go.
    fn toggle(&mut self, key: &str) {
        let Some((picked, joined)) = &mut self.several else {
            return;
        };
        match picked.iter().position(|one| one == key) {
            Some(place) => {
                picked.remove(place);
            }
            None => picked.push(key.to_owned()),
        }
        let place = |key: &String| self.choices.iter().position(|choice| choice.key == *key);
        picked.sort_by_key(place);
        *joined = picked.join(BETWEEN);
    }

    /// Takes these and no others, in a field that takes several.
    pub fn pick<'a>(&mut self, keys: impl IntoIterator<Item = &'a str>) {
        if let Some(several) = &mut self.several {
            *several = (Vec::new(), String::new());
        }
        for key in keys {
            self.toggle(key);
        }
    }

    /// The one that was typed or walked to is taken.
    fn take_meant(&mut self) {
        let meant = self.chosen().map(str::to_owned);
        if let Some(key) = meant {
            self.toggle(&key);
        }
        // Whoever walks goes on from where they are; what was typed has done its work.
        if !self.filter.is_empty() {
            self.chosen = None;
        }
        self.before = None;
        self.filter.apply(&Edit::Clear);
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

    /// The columns that show what is chosen whole: who it is, with everything that tells two of one name apart.
    pub fn columns(&self, measure: Measure) -> usize {
        if !self.filter.is_empty() || self.several.is_some() {
            return 0;
        }
        let chosen = self
            .choices
            .iter()
            .find(|choice| Some(choice.key.as_str()) == self.chosen());
        chosen.map_or(0, |choice| {
            let note = self.note();
            let beside = if note.is_empty() { 0 } else { 2 + measure.columns(note) };
            measure.columns(&choice.label) + beside
        })
    }

    pub fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
        if !self.filter.is_empty() {
            TextField::new(self.filter.clone()).draw(canvas, area, focused);
            return;
        }
        canvas.paint(area, Role::Field);
        if let Some((picked, _)) = &self.several {
            let labels: Vec<&str> = self
                .choices
                .iter()
                .filter(|choice| picked.contains(&choice.key))
                .map(|choice| choice.label.as_str())
                .collect();
            canvas.put_short(area.x, area.y, area.width, &labels.join(BETWEEN), Role::Field);
            if focused {
                canvas.set_cursor(area.x, area.y);
            }
            return;
        }
        let label = self.chosen_typed().or_else(|| {
            let chosen = self
                .choices
                .iter()
                .find(|choice| Some(choice.key.as_str()) == self.chosen());
            chosen.map(|choice| choice.label.as_str())
        });
        if let Some(label) = label {
            let used = canvas.put_short(area.x, area.y, area.width, label, Role::Field);
            // What tells two of one name apart stays in sight: sex, date of birth, number.
            let note = self.note();
            let room = area.width.saturating_sub(used + 2);
            if !note.is_empty() && room >= NOTE {
                let note = canvas.measure().shorten(note, usize::from(room));
                canvas.put(area.x + used + 2, area.y, room, &note, Role::Field);
            }
        }
        if focused {
            canvas.set_cursor(area.x, area.y);
        }
    }

    /// The note of what is chosen.
    pub fn note(&self) -> &str {
        let chosen = self
            .choices
            .iter()
            .find(|choice| Some(choice.key.as_str()) == self.chosen());
        chosen.map(|choice| choice.note.as_str()).unwrap_or_default()
    }

    /// The lines of the list, and which of them is chosen.
    fn lines(&self) -> (Vec<(&str, &str)>, Option<usize>) {
        let matching = self.matching();
        let mut lines: Vec<(&str, &str)> = matching
            .iter()
            .map(|choice| (choice.label.as_str(), choice.note.as_str()))
            .collect();
        let mut now = matching
            .iter()
            .position(|choice| Some(choice.key.as_str()) == self.chosen());
        if let Some(remark) = &self.own
            && !self.filter.is_empty()
        {
            if self.chosen_typed().is_some() {
                now = Some(lines.len());
            }
            lines.push((self.filter.text().trim(), remark));
        }
        (lines, now)
    }

    /// The list that opens under the field (above it when there is no room below), drawn over what is there.
    pub fn draw_list(&self, canvas: &mut Canvas<'_>, field: Rect, within: Rect) {
        let (lines, now) = self.lines();
        if lines.is_empty() {
            return;
        }
        let measure = canvas.measure();
        let matching = self.matching();
        let number = if self.numbered { 2 } else { 0 };
        let labels = widest(measure, lines.iter().map(|(label, _)| *label));
        let notes = widest(measure, lines.iter().map(|(_, note)| *note));
        let below = within.bottom().saturating_sub(field.bottom());
        let above = field.y.saturating_sub(within.y);
        let wanted = narrow(lines.len().min(LIST));
        let (y, height) = if below >= wanted || below >= above {
            (field.bottom(), wanted.min(below))
        } else {
            let height = wanted.min(above);
            (field.y - height, height)
        };
        let shown = usize::from(height);
        if shown == 0 {
            return;
        }
        // The pointer, the line, and a column for the sign that it goes on.
        let widest = narrow(2 + number + labels + if notes > 0 { notes + 2 } else { 0 } + 1);
        // It stands under its field. One that is wider than the room there takes the whole line instead: from where the labels
        // stand, not from somewhere between.
        let x = if field.x.saturating_add(widest) <= within.right() {
            field.x
        } else {
            within.x + 2.min(within.width)
        };
        let width = within.right().saturating_sub(x);
        // The lines under it are covered whole: a label that stays beside the list reads as its own.
        let covered = Rect::new(within.x, y, within.width, height).intersection(within);
        canvas.paint(covered, Role::Text);
        let top = now
            .unwrap_or(0)
            .saturating_sub(shown / 2)
            .min(lines.len().saturating_sub(shown));
        for (row, (index, (label, note))) in (y..).zip(lines.iter().enumerate().skip(top).take(shown)) {
            let role = if now == Some(index) {
                Role::Selection
            } else {
                Role::Field
            };
            canvas.paint(Rect::new(x, row, width, 1), role);
            canvas.mark(Rect::new(x, row, width, 1), Spot::Choice(index));
            if now == Some(index) {
                canvas.sign(x, row, Shape::Pointer, role);
            }
            let picked = matching.get(index).is_some_and(|choice| self.has(&choice.key));
            if picked {
                canvas.sign(x + 1, row, Shape::Good, role);
            }
            let mut spans = Vec::new();
            if self.numbered {
                // Each keeps its number, whatever else is typed.
                let key = matching.get(index).map(|choice| &choice.key);
                let place = self.choices.iter().position(|choice| Some(&choice.key) == key);
                spans.push(Span::new(format!("{} ", place.unwrap_or(index) + 1), role));
            }
            if note.is_empty() {
                spans.push(Span::new(*label, role));
            } else {
                spans.push(Span::new(measure.left(label, labels), role));
                spans.push(Span::new(format!("  {note}"), role));
            }
            canvas.put_spans(x + 2, row, width.saturating_sub(3), &spans);
        }
        if lines.len() > shown {
            let x = x + width.saturating_sub(1);
            if top > 0 {
                canvas.sign(x, y, Shape::MoreUp, Role::Field);
            }
            if top + shown < lines.len() {
                canvas.sign(x, y + height - 1, Shape::MoreDown, Role::Field);
            }
        }
    }
}

fn widest<'a>(measure: Measure, texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(|text| measure.columns(text)).max().unwrap_or_default()
}

fn number(choices: Vec<Choice>) -> Vec<Choice> {
    let numbered = choices.into_iter().enumerate();
    numbered
        .map(|(index, choice)| choice.found_by(&(index + 1).to_string()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::canvas::tests::drawn;
    use super::*;

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

    #[test]
    fn the_list_stands_under_its_field_or_takes_the_whole_line() {
        let field = field();
        let under = drawn(24, 4, |canvas, area| {
            field.draw_list(canvas, Rect::new(6, 0, 8, 1), area);
        });
        assert!(under.contains("\n        自宅  じたく"), "{under}");
        let wide = drawn(24, 4, |canvas, area| {
            field.draw_list(canvas, Rect::new(12, 0, 8, 1), area);
        });
        assert!(wide.contains("\n    自宅  じたく"), "not somewhere between:\n{wide}");
    }

    #[test]
    fn the_list_opens_where_there_is_room() {
        let field = field().with("hospital");
        let below = drawn(20, 4, |canvas, area| {
            field.draw_list(canvas, Rect::new(2, 0, 8, 1), area);
        });
        assert_eq!(below, "\n    自宅  じたく\n  ▸ 他院  たいん\n    死亡  しぼう\n");
        let above = drawn(20, 4, |canvas, area| {
            field.draw_list(canvas, Rect::new(2, 3, 8, 1), area);
        });
        assert_eq!(above, "    自宅  じたく\n  ▸ 他院  たいん\n    死亡  しぼう\n\n");
    }
}
