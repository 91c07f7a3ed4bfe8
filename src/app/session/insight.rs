//! What whoever works here may look at for the moment: whom they have given a reason for, how long their broken glass has
//! lasted by a clock that nobody sets, and what they have looked for and is not in the trail yet. All of it ends when they
//! leave.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::Session;
use crate::app::{Action, Effect, Errand, Route, Way};
use crate::domain::access::{glass::LASTS, trail::Trace};
use crate::domain::ask::Answer;
use crate::domain::command::Question;
use crate::domain::identity::PatientId;
use crate::domain::record::{EventId, UserName};
use crate::domain::refusal::Refusal;
use crate::domain::text::{REMARK, Text};

#[derive(Debug, Default)]
pub(super) struct Insight {
    /// Restricted patients who were opened for a reason.
    reasoned: BTreeSet<PatientId>,
    /// Questions with a reason that are not answered yet.
    giving: BTreeSet<Errand>,
    /// How long the machine has run, as it was told last; when a breaking was first seen by it; what is over.
    ran: Duration,
    broken: BTreeMap<EventId, Duration>,
    worn: Vec<EventId>,
    /// What was typed to look for somebody, and on which screen.
    sought: Option<(u64, String)>,
}

impl Insight {
    pub(super) fn reasoned(&self) -> &BTreeSet<PatientId> {
        &self.reasoned
    }

    pub(super) fn worn(&self) -> &[EventId] {
        &self.worn
    }

    pub(super) fn asks(&mut self, errand: Errand, question: &Question) {
        if matches!(question, Question::PersonFor { .. }) {
            self.giving.insert(errand);
        }
    }

    pub(super) fn hears(&mut self, errand: Errand, answer: &Result<Answer, Refusal>) {
        if self.giving.remove(&errand)
            && let Ok(Answer::Person(person)) = answer
        {
            self.reasoned.insert(person.patient.id);
        }
    }

    pub(super) fn seeks(&mut self, screen: u64, typed: &str) {
        self.sought = Some((screen, typed.to_owned()));
    }
}

impl Session {
    /// How long the machine has run, by a clock that goes on whatever becomes of the wall clock.
    pub fn has_run(&mut self, ran: Duration) {
        self.insight.ran = ran;
        let user = UserName::parse(&self.desk.login);
        let Some(account) = user.and_then(|user| self.hospital.account(&user)) else {
            return;
        };
        let lasts = Duration::from_secs(u64::try_from(LASTS).unwrap_or_default());
        // Those of former days are over by any clock.
        let newest = account.broken.iter().rev().take(8).map(|glass| glass.said.order.event);
        for event in newest {
            let since = *self.insight.broken.entry(event).or_insert(ran);
            if ran.saturating_sub(since) >= lasts && !self.insight.worn.contains(&event) {
                self.insight.worn.push(event);
            }
        }
    }

    /// Whether somebody works here by an envelope, and its hour is over: then nobody works here.
    pub fn is_glass_over(&self) -> bool {
        self.is_somebody_here() && self.desk.way == Way::Envelope && self.scope().glass().is_none()
    }

    /// Whoever works here leaves, or another comes: with them goes what they were let to see.
    pub(super) fn forget_insight(&mut self) {
        let Insight { ran, broken, worn, .. } = std::mem::take(&mut self.insight);
        self.insight = Insight {
            ran,
            broken,
            worn,
            ..Insight::default()
        };
        self.insight.worn.extend(self.desk.worn.iter().copied());
    }

    /// What was looked for goes into the trail when the screen is left, by whatever way; `now` when the laptop is.
    pub(super) fn sought(&mut self, leaving: Leaving) -> Option<Effect> {
        let (screen, _) = self.insight.sought.as_ref()?;
        let is_open = self.stack.iter().any(|open| open.id == *screen);
        if is_open && leaving == Leaving::Screens {
            return None;
        }
        let (_, typed) = self.insight.sought.take()?;
        let words = Text::cut(&typed, REMARK)?;
        Some(Effect::Note(Trace::Searched { words }))
    }

    /// The form of what is known of a restricted patient opens behind their reason.
    pub(super) fn behind_a_reason(&self, route: &Route) -> Route {
        match route {
            Route::Form(Action::Amend | Action::TakeBack, selection) => match selection.patient {
                Some(patient) if self.scope().asks_why(patient) => Route::Person(patient),
                _ => route.clone(),
            },
            _ => route.clone(),
        }
    }
}

/// Who leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaving {
    /// Screens that are not open any more.
    Screens,
    /// Whoever works here.
    Laptop,
}
