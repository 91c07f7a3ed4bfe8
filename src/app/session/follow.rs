//! What follows: actions of the session itself, and what screens ask for. Long because each of them has its arm.

use crate::domain::checks::command::CheckCommand;
use crate::domain::command::{Command, Request};
use crate::domain::printing::Paper;
use crate::domain::record::UserName;
use crate::theme::{Ambiguous, Depth, Look, Palette, Setting};

use super::super::paper::{Outlet, PaperOrder};
use super::super::sentences::Speaker;
use super::super::{
    Action, Confirmation, Done, Effect, Errand, HandOut, Happening, Intent, KeyContext, Notice, Preference, Route,
    Scope, Tone,
};
use super::{Keeping, Open, Session, Waiting, Why};

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
    fn go_somewhere(&mut self, way: Intent) -> Vec<Effect> {
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

    pub(super) fn happen(&mut self, happening: Happening) -> Vec<Effect> {
        self.happen_at(self.stack.len().saturating_sub(1), happening)
    }

    pub(super) fn happen_at(&mut self, index: usize, happening: Happening) -> Vec<Effect> {
        // The screen is taken out while it thinks, so that it can look at everything else.
        if index >= self.stack.len() {
            return Vec::new();
        }
        let mut open = self.stack.remove(index);
        let intents = open.screen.update(happening, &self.scope());
        let id = open.id;
        self.stack.insert(index.min(self.stack.len()), open);
        intents
            .into_iter()
            .flat_map(|intent| self.intend_from(id, intent))
            .collect()
    }

    fn open_on_top(&mut self, route: &Route) -> Vec<Effect> {
        let before = self.stack.len();
        self.open(route);
        // Whatever has to be asked for before it is shown.
        if self.stack.len() > before {
            self.settle();
            return self.happen(Happening::Begins);
        }
        Vec::new()
    }

    pub(super) fn intend(&mut self, intent: Intent) -> Vec<Effect> {
        let id = self.stack.last().map_or(0, |open| open.id);
        self.intend_from(id, intent)
    }

    fn intend_from(&mut self, from: u64, intent: Intent) -> Vec<Effect> {
        match intent {
            Intent::Open(route) => self.open_on_top(&route),
            Intent::Go(route) if self.is_unsaved() => self.ask_to_forget(vec![Intent::Forget, Intent::Go(route)]),
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
            Intent::Forget => {
                self.forget_unsaved();
                Vec::new()
            }
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
            Intent::DecideAs(user, phrase, request) => {
                let errand = self.errand(from, Why::Steps, None);
                vec![Effect::DecideAs {
                    errand,
                    user,
                    phrase,
                    request,
                }]
            }
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

    /// The drawn phrase comes back to the screen that the question lay over.
    fn reset_phrase(&mut self, from: u64, user: UserName) -> Effect {
        let errand = self.errand(self.answered_to(from), Why::Wonders, None);
        let language = self.words.language();
        Effect::ResetPhrase { errand, user, language }
    }

    /// So does whether a mirror was chosen.
    fn choose_mirror(&mut self, from: u64, folder: Option<String>) -> Effect {
        let errand = self.errand(self.answered_to(from), Why::Wonders, None);
        Effect::ChooseMirror { errand, folder }
    }

    fn hand_out(&mut self, text: HandOut) -> Effect {
        self.notice = Some(Notice::quiet(self.words.say("papers-making")));
        let language = self.words.language();
        Effect::HandOut { text, language }
    }

    /// Nothing but this screen is open after that.
    fn go_to(&mut self, route: &Route) -> Vec<Effect> {
        let before = self.stack.len();
        self.open(route);
        if self.stack.len() > before {
            let closed: Vec<Open> = self.stack.drain(..before).collect();
            self.keep_closed(closed);
            self.before = self.root.replace(route.clone());
        }
        Vec::new()
    }

    /// Closes the screen `from`. The last one is not left by accident.
    fn close(&mut self, from: u64) -> Vec<Effect> {
        self.listener.forget();
        if self.stack.len() > 1 {
            if let Some(place) = self.stack.iter().position(|open| open.id == from) {
                let closed = self.stack.remove(place);
                self.keep_closed([closed]);
            }
            return Vec::new();
        }
        if let Some(before) = self.before.take() {
            let effects = self.go_to(&before);
            // Once: two screens do not lead to each other for ever.
            self.before = None;
            return effects;
        }
        let places = [("keys", self.first_key(Action::Quit).into())];
        self.notice = Some(Notice::quiet(self.words.fill("quit-how", &places)));
        Vec::new()
    }

    /// A question that has been answered is closed; the answer is for the screen that asked it.
    fn answered_to(&self, from: u64) -> u64 {
        if self.stack.iter().any(|open| open.id == from) {
            return from;
        }
        self.stack.last().map_or(0, |open| open.id)
    }

    fn next_errand(&mut self) -> Errand {
        self.next += 1;
        Errand(self.next)
    }

    /// Closes what is being typed, unless nothing else is open.
    fn forget_unsaved(&mut self) {
        if self.stack.iter().any(|open| !open.screen.is_unsaved()) {
            self.stack.retain(|open| !open.screen.is_unsaved());
        }
    }

    fn print(&self, order: Box<PaperOrder>) -> Vec<Effect> {
        let language = self.words.language();
        vec![Effect::Print { order, language }]
    }

    fn look_at_paper(&mut self, from: u64, order: Box<PaperOrder>, columns: u16) -> Vec<Effect> {
        let errand = self.errand(from, Why::Wonders, None);
        let (measure, language) = (self.look.measure(), self.words.language());
        vec![Effect::LookAtPaper {
            errand,
            order,
            columns,
            measure,
            language,
        }]
    }

    /// The list of the ward that is shown, or of the hospital, on the printer that was used last.
    fn print_list(&mut self) -> Vec<Effect> {
        let paper = match &self.ward {
            Some(ward) => Paper::WardList { ward: ward.clone() },
            None => Paper::HospitalList,
        };
        let order = Box::new(PaperOrder::document(paper, Outlet::Usual));
        self.notice = Some(Notice::quiet(self.words.say("papers-making")));
        self.intend(Intent::Print(order))
    }

    fn decide(&mut self, screen: u64, request: Box<Request>, why: Why) -> Effect {
        let done = Done::of(&request, &self.hospital);
        let errand = self.errand(screen, why, done);
        if self.keeping == Keeping::Saved {
            self.keeping = Keeping::Saving;
        }
        Effect::Decide { errand, request }
    }

    pub(super) fn errand(&mut self, screen: u64, why: Why, done: Option<Done>) -> Errand {
        self.next += 1;
        let errand = Errand(self.next);
        self.waiting.insert(errand, Waiting { screen, why, done });
        errand
    }

    fn opens(&mut self, screen: u64) -> Errand {
        let errand = self.errand(screen, Why::Opens, None);
        self.notice = None;
        errand
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

    /// Whether something is typed that is not saved, be it short.
    fn is_typing(&self) -> bool {
        self.is_unsaved() || self.stack.iter().any(|open| open.screen.draft().is_some())
    }

    fn is_unsaved(&self) -> bool {
        self.stack.iter().any(|open| open.screen.is_unsaved())
    }

    fn ask_to_forget(&mut self, then: Vec<Intent>) -> Vec<Effect> {
        let confirmation = Confirmation {
            title: self.words.say("forget-title"),
            question: self.words.say("forget-question"),
            safe: self.words.say("forget-safe"),
            go: self.words.say("forget-go"),
            then,
        };
        self.intend(Intent::Open(Route::Confirm(Box::new(confirmation))))
    }

    pub(super) fn open(&mut self, route: &Route) {
        self.listener.forget();
        let wanted = route;
        let route = &self.behind_a_reason(wanted);
        let mut deeds = wanted.deed().into_iter().chain(route.deed());
        if let Some(refusal) = deeds.find_map(|deed| self.scope().may(deed).err()) {
            let text = Speaker::new(&self.words, &self.hospital).refusal(&refusal);
            self.notice = Some(Notice::new(Tone::Warn, text));
            return;
        }
        let below = self.situation_below();
        let screen = (self.opener)(
            route,
            &Scope {
                below: Some(&below),
                ..self.scope()
            },
        );
        self.next += 1;
        match screen {
            Some(screen) => self.stack.push(Open { id: self.next, screen }),
            // A key that does nothing at all leaves people wondering.
            None => self.notice = Some(Notice::quiet(self.words.say("not-built"))),
        }
    }

    pub(super) fn ask_to_quit(&mut self) -> Vec<Effect> {
        let confirmation = Confirmation {
            title: self.words.say("quit-title"),
            question: self.words.say(if self.is_typing() {
                "quit-question-unsaved"
            } else {
                "quit-question"
            }),
            safe: self.words.say("quit-safe"),
            go: self.words.say("quit-go"),
            then: vec![Intent::Quit],
        };
        self.go_somewhere(Intent::Open(Route::Confirm(Box::new(confirmation))))
    }

    pub(super) fn next_language(&mut self) -> Vec<Effect> {
        let language = self.words.language().next();
        self.words = self.words.in_language(language);
        self.notice = Some(Notice::quiet(language.own_name()));
        vec![Effect::Remember(Preference::Language(language))]
    }

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

    pub(super) fn settle(&mut self) {
        for index in 0..self.stack.len() {
            if index >= self.stack.len() {
                break;
            }
            let mut open = self.stack.remove(index);
            open.screen.settle(&self.scope());
            self.stack.insert(index, open);
        }
    }
}

/// A check goes on from answer to answer; everything else is done when it is saved.
fn why(command: &Command) -> Why {
    match command {
        Command::Check(CheckCommand::Paper { .. }) => Why::Asked,
        Command::Check(_) => Why::Steps,
        _ => Why::Asked,
    }
}
