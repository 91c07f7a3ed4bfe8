//! What follows: actions of the session itself, and what screens ask for.

use crate::domain::checks::command::CheckCommand;
use crate::domain::command::{Command, Request};

use super::super::{Action, Confirmation, Effect, Happening, Intent, KeyContext, Notice, Preference, Route};
use super::{Session, Why};

/// Where an action of the session itself leads.
fn way(action: Action) -> Option<Intent> {
    Some(match action {
        Action::Help => Intent::Open(Route::Help),
        Action::Actions => Intent::Open(Route::Actions),
        Action::Board => Intent::Go(Route::Board),
        Action::Census => Intent::Go(Route::Census),
        Action::Beds => Intent::Go(Route::Beds),
        Action::Discrepancies => Intent::Open(Route::Discrepancies),
        Action::FirstList => Intent::Open(Route::FirstList),
        Action::Ids => Intent::Go(Route::Ids),
        Action::Slips => Intent::Go(Route::Slips),
        Action::Desk => Intent::Go(Route::Desk),
        Action::Runs => Intent::Open(Route::Runs),
        Action::Load => Intent::Open(Route::Load),
        Action::Find => Intent::Open(Route::Find(String::new())),
        Action::Menu => Intent::Open(Route::Menu),
        Action::CheckPaper => Intent::Open(Route::CheckPaper),
        Action::Checks => Intent::Open(Route::Checks),
        Action::BreakGlass => Intent::Open(Route::BreakGlass),
        Action::ReviewGlass => Intent::Open(Route::ReviewGlass),
        Action::Accounts => Intent::Open(Route::Accounts),
        Action::Mirror => Intent::Open(Route::Mirror),
        _ => return None,
    })
}

impl Session {
    /// An action of whoever works here: those of the session are done, all others are for the screen with the keyboard.
    pub(super) fn act(&mut self, action: Action) -> Vec<Effect> {
        if let Some(way) = way(action) {
            return self.go_somewhere(way);
        }
        match action {
            Action::Papers => {
                let of_screen = self.stack.last().and_then(|open| open.screen.papers(&self.scope()));
                let about = of_screen.unwrap_or_else(|| self.focus.clone());
                self.go_somewhere(Intent::Open(Route::Papers(about)))
            }
            Action::Print => self.print_list(),
            // A check that is begun is ended or given up; a second one beside it would be of nobody.
            Action::Check if self.is_checking() => {
                let places = [("back", self.first_key(Action::Back).into())];
                self.notice = Some(Notice::quiet(self.words.fill("check-under-way", &places)));
                Vec::new()
            }
            Action::Check if !self.has_somebody_in_hand() => {
                let nobody = super::Selection::default();
                self.go_somewhere(Intent::Open(Route::Form(Action::Check, nobody)))
            }
            Action::Language => self.next_language(),
            Action::Theme => self.next_theme(),
            // What is being answered is not what was saved; whoever presses it here means what they typed.
            Action::Undo if self.is_answering() => {
                self.notice = Some(Notice::quiet(self.words.say("cannot-undo-here")));
                Vec::new()
            }
            Action::Undo => self.undo(),
            Action::Redraw => vec![Effect::Repaint],
            Action::Lock => self.lock(),
            Action::ChangeUser => self.change_user(),
            Action::SetPin => self.ask_for_pin(),
            Action::Quit => self.ask_to_quit(),
            other => self.happen(Happening::Action(other)),
        }
    }

    /// Whether a form or a question has the keyboard.
    fn is_answering(&self) -> bool {
        let contexts = self.situation().contexts;
        contexts.contains(&KeyContext::Form) || contexts.contains(&KeyContext::Question)
    }

    fn is_checking(&self) -> bool {
        let contexts = self.situation().contexts;
        contexts.contains(&KeyContext::Check) || contexts.contains(&KeyContext::CheckPurpose)
    }

    /// Whether the screen knows whom or which slip a check would be for.
    fn has_somebody_in_hand(&self) -> bool {
        let contexts = self.situation().contexts;
        contexts.contains(&KeyContext::Movements) || contexts.contains(&KeyContext::Slips)
    }

    /// To another screen. Boxes that lie over this one make way first, so that none ever lies over another; where one is
    /// already, the line says so.
    pub(super) fn go_somewhere(&mut self, way: Intent) -> Vec<Effect> {
        let boxes = self.stack.len();
        let top = self.stack.last().map(|open| open.screen.title(&self.scope()));
        self.close_what_lies_over();
        let (closed, depth) = (boxes - self.stack.len(), self.stack.len());
        let effects = self.intend(way);
        if self.stack.len() <= depth && self.notice.is_some() {
            // It was refused, and the line says why.
            return effects;
        }
        let now = self.stack.last().map(|open| open.screen.title(&self.scope()));
        if now != top {
            return effects;
        }
        if self.stack.len() > depth {
            // The same once more: it is not opened a second time. A box is closed by the key that has opened it.
            self.stack.pop();
        }
        if closed == 0 {
            self.notice = Some(Notice::quiet(self.words.say("here-already")));
        }
        effects
    }

    /// What the screen with the keyboard wants.
    pub(super) fn intend(&mut self, intent: Intent) -> Vec<Effect> {
        let id = self.stack.last().map_or(0, |open| open.id);
        self.intend_from(id, intent)
    }

    /// What the screen `from` wants.
    pub(super) fn intend_from(&mut self, from: u64, intent: Intent) -> Vec<Effect> {
        match intent {
            Intent::Open(route) => self.open_on_top(&route),
            Intent::Go(route) if self.is_typed() => self.ask_to_forget(vec![Intent::Forget, Intent::Go(route)]),
            Intent::Go(route) => self.go_to(&route),
            Intent::Back => self.close(from),
            Intent::Quit => {
                // It was asked: what is being typed is given up, and does not come back.
                self.stack.retain(|open| open.screen.draft().is_none());
                vec![Effect::Quit]
            }
            Intent::Ask(question) => {
                let errand = self.errand(from, Why::Wonders, None);
                self.insight.asks(errand, &question);
                vec![Effect::Ask { errand, question }]
            }
            Intent::Search { typed, most } => {
                let errand = self.next_errand();
                self.looking = Some((errand, from));
                self.insight.seeks(from, &typed);
                vec![Effect::Search { errand, typed, most }]
            }
            Intent::Compare(person) => {
                let errand = self.next_errand();
                self.comparing = Some((errand, from));
                vec![Effect::Compare { errand, person }]
            }
            Intent::Agree => {
                self.settle();
                self.happen(Happening::Agreed)
            }
            Intent::Forget => self.forget_typed(),
            Intent::GiveUp => self.forget_top(),
            Intent::TakeBack { sequence, what } => {
                self.taking_back = what;
                let screen = self.stack.last().map_or(0, |open| open.id);
                let request = Box::new(Request::from(Command::Undo { sequence }));
                vec![self.decide(screen, request, Why::Undoes(sequence))]
            }
            Intent::TrySample => {
                let errand = self.opens(from);
                let language = self.words.language();
                vec![Effect::TrySample { errand, language }]
            }
            Intent::SetUp(set_up) => {
                let errand = self.opens(from);
                let language = self.words.language();
                vec![Effect::SetUp {
                    errand,
                    set_up,
                    language,
                }]
            }
            Intent::Print(order) => self.print(order),
            Intent::LookAtPaper { order, columns } => self.look_at_paper(from, order, columns),
            Intent::Note(trace) => vec![Effect::Note(trace)],
            Intent::AskLocked => vec![Effect::AskLocked {
                errand: self.errand(from, Why::Wonders, None),
            }],
            Intent::ResetPhrase(user) => vec![self.reset_phrase(from, user)],
            Intent::ChooseMirror(folder) => vec![self.choose_mirror(from, folder)],
            Intent::HandOut(text) => vec![self.hand_out(text)],
            Intent::Remember(preference) => vec![Effect::Remember(preference)],
            Intent::Act(action) => {
                self.settle();
                self.act(action)
            }
            Intent::Say(notice) => {
                self.notice = Some(notice);
                Vec::new()
            }
            Intent::Decide(request) => {
                let screen = self.answered_to(from);
                let why = why(&request.command);
                vec![self.decide(screen, request, why)]
            }
            Intent::DecideAs(user, phrase, request) => vec![self.decide_as(from, (user, phrase), request)],
            Intent::Ward(ward) => {
                self.ward.clone_from(&ward);
                vec![Effect::Remember(Preference::Ward(ward))]
            }
            Intent::Look(mut selection) => {
                // Whoever looks at a ward in between works at the same desk as before.
                let desk = self.focus.paper.post.take();
                let chosen = selection.paper.post.clone().filter(|post| desk.as_ref() != Some(post));
                selection.paper.post = selection.paper.post.or(desk);
                self.focus = selection;
                chosen
                    .map(|post| Effect::Remember(Preference::Post(post)))
                    .into_iter()
                    .collect()
            }
        }
    }

    /// Says what it would take back, and asks.
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let Some(saved) = self.saved.last() else {
            self.notice = Some(Notice::quiet(self.words.say("cannot-undo-nothing")));
            return Vec::new();
        };
        let question = match &saved.done {
            Some(done) => {
                let done = self.scope().done(done);
                self.words.fill("undo-question", &[("done", done.into())])
            }
            None => self.words.say("undo-question-unnamed"),
        };
        let confirmation = Confirmation {
            title: self.words.say("action-undo"),
            question,
            safe: self.words.say("undo-safe"),
            go: self.words.say("undo-go"),
            then: vec![Intent::TakeBack {
                sequence: saved.sequence,
                what: None,
            }],
        };
        self.go_somewhere(Intent::Open(Route::Confirm(Box::new(confirmation))))
    }
}

/// A check goes on from answer to answer; everything else is done when it is saved.
pub(super) fn why(command: &Command) -> Why {
    match command {
        Command::Check(CheckCommand::Paper { .. }) => Why::Asked,
        Command::Check(_) => Why::Steps,
        _ => Why::Asked,
    }
}
