//! What is handed to the machine: every errand has a name, and the screen that waits for its answer.

use super::super::paper::{Outlet, PaperOrder};
use super::super::{Done, Effect, Errand, HandOut, Intent, Notice};
use super::{Keeping, Session, Waiting, Why, follow::why};
use crate::domain::access::PassPhrase;
use crate::domain::command::Request;
use crate::domain::printing::Paper;
use crate::domain::record::UserName;

impl Session {
    /// A request goes to the writer; what comes of it is for `screen`.
    pub(super) fn decide(&mut self, screen: u64, request: Box<Request>, why: Why) -> Effect {
        let done = Done::of(&request, &self.hospital);
        let errand = self.errand(screen, why, done);
        if self.keeping == Keeping::Saved {
            self.keeping = Keeping::Saving;
        }
        Effect::Decide { errand, request }
    }

    /// The same as somebody else. What it comes to is said as of whoever works here: of the step before it stands there only that it
    /// was proposed.
    pub(super) fn decide_as(
        &mut self,
        screen: u64,
        (user, phrase): (UserName, PassPhrase),
        request: Box<Request>,
    ) -> Effect {
        let done = Done::of(&request, &self.hospital);
        let errand = self.errand(screen, why(&request.command), done);
        Effect::DecideAs {
            errand,
            user,
            phrase,
            request,
        }
    }

    /// The drawn phrase comes back to the screen that the question lay over.
    pub(super) fn reset_phrase(&mut self, from: u64, user: UserName) -> Effect {
        let errand = self.errand(self.answered_to(from), Why::Wonders, None);
        let language = self.words.language();
        Effect::ResetPhrase { errand, user, language }
    }

    /// So does whether a mirror was chosen.
    pub(super) fn choose_mirror(&mut self, from: u64, folder: Option<String>) -> Effect {
        let errand = self.errand(self.answered_to(from), Why::Wonders, None);
        Effect::ChooseMirror { errand, folder }
    }

    /// Lines for somebody's hand go on a plain sheet.
    pub(super) fn hand_out(&mut self, text: HandOut) -> Effect {
        self.notice = Some(Notice::quiet(self.words.say("papers-making")));
        let language = self.words.language();
        Effect::HandOut { text, language }
    }

    /// What was chosen goes to a printer, or into the folder of papers.
    pub(super) fn print(&self, order: Box<PaperOrder>) -> Vec<Effect> {
        let language = self.words.language();
        vec![Effect::Print { order, language }]
    }

    /// The list of the ward that is shown, or of the hospital, on the printer that was used last.
    pub(super) fn print_list(&mut self) -> Vec<Effect> {
        let paper = match &self.ward {
            Some(ward) => Paper::WardList { ward: ward.clone() },
            None => Paper::HospitalList,
        };
        let order = Box::new(PaperOrder::document(paper, Outlet::Usual));
        self.notice = Some(Notice::quiet(self.words.say("papers-making")));
        self.intend(Intent::Print(order))
    }

    /// The pages as they would be printed, `columns` wide.
    pub(super) fn look_at_paper(&mut self, from: u64, order: Box<PaperOrder>, columns: u16) -> Vec<Effect> {
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

    /// A store is opened or made, which takes a moment.
    pub(super) fn opens(&mut self, screen: u64) -> Errand {
        let errand = self.errand(screen, Why::Opens, None);
        self.notice = None;
        errand
    }

    /// A name for what is asked of the machine; `screen` waits for the answer.
    pub(super) fn errand(&mut self, screen: u64, why: Why, done: Option<Done>) -> Errand {
        self.next += 1;
        let errand = Errand(self.next);
        self.waiting.insert(errand, Waiting { screen, why, done });
        errand
    }

    /// The same for what only the newest answer counts of.
    pub(super) fn next_errand(&mut self) -> Errand {
        self.next += 1;
        Errand(self.next)
    }
}
