//! The line of keys at the bottom: which actions stand on it, in which order, and which give way on a narrow terminal.

use crate::app::{Action, Extent, KeyCondition, KeyContext, Session, Situation};
use crate::i18n::Words;
use crate::input::{Ability, Key, Named, Offer, Sequence};
use crate::theme::Role;
use crate::widgets::Hint;

/// The keys of the line: those actions that have a short word; the function keys first, then the letters, then Esc and `?`.
pub(super) fn hints(session: &Session) -> Vec<Hint> {
    let line = Line::of(session);
    let mut actions: Vec<(Action, Vec<Offer<Action, KeyContext>>)> = Vec::new();
    for offer in session.keys().offers(&line.situation, &[]) {
        match actions.iter_mut().find(|(action, _)| *action == offer.action) {
            Some((_, offers)) => offers.push(offer),
            None => actions.push((offer.action, vec![offer])),
        }
    }
    actions.sort_by_key(|(action, _)| *action);
    let hints = actions.iter().filter_map(|(action, offers)| line.hint(*action, offers));
    let mut hints: Vec<((u8, u8), Hint)> = hints.collect();
    hints.sort_by_key(|(order, _)| *order);
    hints.into_iter().map(|(_, hint)| hint).collect()
}

/// Where the keyboard is, as far as the line goes by it.
struct Line<'a> {
    session: &'a Session,
    situation: Situation,
    innermost: Option<KeyContext>,
    is_typed: bool,
    /// Whether a box has the keyboard.
    lies_over: bool,
}

/// Whose keys an action has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// Of the place where the keyboard is.
    Here,
    /// Of no place: a way to another screen.
    Everywhere,
    Between,
}

/// What the place of an action on the line depends on.
struct Offered {
    key: Key,
    whose: Whose,
    /// Whether it is an action of the field that is typed into.
    of_field: bool,
    ability: Ability,
}

impl<'a> Line<'a> {
    fn of(session: &'a Session) -> Self {
        let situation = session.situation();
        let on_top = session.visible().last();
        Self {
            session,
            innermost: situation.contexts.first().copied(),
            is_typed: situation.contexts.contains(&KeyContext::Typing),
            lies_over: on_top.is_some_and(|screen| screen.extent() == Extent::Over),
            situation,
        }
    }

    /// How an action stands on the line, with its order; nothing when it does not.
    fn hint(&self, action: Action, offers: &[Offer<Action, KeyContext>]) -> Option<((u8, u8), Hint)> {
        let own_word = self.own_word(action);
        let everywhere = offers.iter().all(|offer| offer.context == KeyContext::Everywhere);
        let here = own_word.is_some()
            || offers
                .iter()
                .any(|offer| Some(&offer.context) == self.innermost.as_ref());
        // A box is answered or left, and not the place for ways to other screens; its answers stand in it with their keys.
        let answers = matches!(action, Action::Yes | Action::No);
        if self.lies_over && (answers || everywhere && !matches!(action, Action::Help | Action::Back)) {
            return None;
        }
        // Whoever lies here is not admitted.
        if action == Action::Admit && self.innermost == Some(KeyContext::Movements) && is_in(&self.situation) {
            return None;
        }
        let word = own_word.or_else(|| self.word(action))?;
        let ability = offers.iter().map(|offer| offer.ability).min()?;
        // Before there is a hospital what cannot be done yet is no choice at all.
        if ability != Ability::Can && self.session.scope().hospital.frame().is_none() {
            return None;
        }
        let keys = best_key(action, offers)?;
        let offered = Offered {
            key: keys.first().key,
            whose: match (here, everywhere) {
                (true, _) => Whose::Here,
                (false, true) => Whose::Everywhere,
                (false, false) => Whose::Between,
            },
            of_field: offers.iter().any(|offer| {
                matches!(
                    offer.context,
                    KeyContext::Form | KeyContext::Typing | KeyContext::FirstList | KeyContext::Finder
                )
            }),
            ability,
        };
        let (group, rank) = self.group_and_rank(action, &offered);
        // Function keys as they lie on the keyboard; before them, while something is typed, Enter and what else the field takes.
        let order = match offered.key {
            Key::F(number) => (group, number),
            key if self.is_typed && key != Key::Enter => (group, 1),
            _ => (group, 0),
        };
        let hint = Hint {
            name: key_name(keys, self.session.words()),
            keys: keys.clone(),
            word,
            role: if ability == Ability::Can {
                Role::Key
            } else {
                Role::BarDim
            },
            rank,
        };
        Some((order, hint))
    }

    /// A key that means something of its own here says so: Enter prints where papers are chosen.
    fn own_word(&self, action: Action) -> Option<String> {
        self.situation.contexts.iter().find_map(|context| {
            let key = format!("short-{}-{}", context.name(), action.name());
            self.session.words().find(&key, &[])
        })
    }

    fn word(&self, action: Action) -> Option<String> {
        let saves = action == Action::GoOn && self.situation.holds.contains(&KeyCondition::LastField);
        let saving = self.session.words().find("short-save", &[]).filter(|_| saves);
        saving.or_else(|| self.session.words().find(&format!("short-{}", action.name()), &[]))
    }

    /// In which group it stands, from the left; and when it gives way on a narrow line, the highest first. What can be done with
    /// the selection goes before other screens, which are all in the menu, and what cannot be done now goes first of all. Where
    /// something is typed the line says what the field needs, before all ways to other screens.
    fn group_and_rank(&self, action: Action, offered: &Offered) -> (u8, u8) {
        let is_function = matches!(offered.key, Key::F(_));
        let can = offered.ability == Ability::Can;
        let is_here = offered.whose == Whose::Here;
        match (action, is_function) {
            // The way out, the way to all keys and what saves stay, however narrow the line is.
            (Action::Help, _) => (4, 0),
            (Action::Back, _) => (3, 0),
            (Action::Save, _) => (0, 0),
            (Action::GoOn, _) if self.is_typed => (0, 0),
            (_, false) if self.is_typed && is_here && !offered.of_field && can => (1, 1),
            (_, false) if self.is_typed && offered.of_field => (0, 2),
            (Action::Menu, true) if self.is_typed => (2, 4),
            (_, true) if self.is_typed => (2, 6),
            // Without function keys, too: from there everything is reached.
            (Action::Menu, _) => (0, 2),
            (Action::Board | Action::Census | Action::Beds, true) => (0, 4),
            (_, true) => (0, 5),
            (_, false) if !can => (2, 6),
            // One query at a time.
            (Action::AskBack, false) if self.situation.holds.contains(&KeyCondition::Queried) => (2, 4),
            (action, false) if goes_first(action, self.innermost) || is_due(action, &self.situation) => (1, 1),
            (action, false) if is_rare(action, self.innermost) => (2, 4),
            (_, false) if is_here => (1, 2),
            // Ways to other screens are all in the menu.
            (_, false) if offered.whose == Whose::Everywhere => (2, 5),
            (_, false) => (2, 3),
        }
    }
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

/// How the line calls a key: as people do, where the language has a word for it.
fn key_name(keys: &Sequence, words: &Words) -> String {
    let name = keys.to_string();
    words
        .find(&format!("key-name-{}", name.to_lowercase()), &[])
        .unwrap_or(name)
}
