//! The writer has answered: what was saved is said in words and can be taken back, what was not is never lost in silence.

use crate::domain::record::{CommitId, EventId, Said, Sequence};
use crate::domain::refusal::Refusal;
use crate::domain::state::Hospital;
use crate::i18n::Value;
use crate::input::{Named, Typing};

use super::super::door::{Outcome, Refused};
use super::super::{
    Action, Done, Effect, Errand, Happening, KeyCondition, KeyContext, Notice, Situation, Tone, worn_twice, worn_words,
};
use super::{Keeping, Saved, Session, Why};

/// Tags that the message line has room for.
const WORN_SHOWN: usize = 2;

impl Session {
    pub(super) fn decided(&mut self, errand: Errand, outcome: Outcome) -> Vec<Effect> {
        let Some(waiting) = self.waiting.remove(&errand) else {
            return Vec::new();
        };
        let saving = |why: Why| matches!(why, Why::Asked | Why::Steps | Why::Undoes(_));
        if self.keeping == Keeping::Saving && !self.waiting.values().any(|other| saving(other.why)) {
            self.keeping = Keeping::Saved;
        }
        let receipt = outcome.as_ref().ok();
        let commit = receipt.and_then(|receipt| receipt.commit);
        let patient = receipt.and_then(|receipt| receipt.patient);
        let slips = receipt.map(|receipt| receipt.slips.as_slice()).unwrap_or_default();
        let numbers = receipt.map(|receipt| receipt.numbers.as_slice()).unwrap_or_default();
        let done = waiting
            .done
            .map(|done| done.about(patient).numbered(numbers).of_slips(slips));
        match waiting.why {
            Why::Undoes(sequence) => {
                self.taken_back(sequence, &outcome);
                Vec::new()
            }
            Why::Steps => {
                let screen = self.stack.iter().position(|open| open.id == waiting.screen);
                screen.map_or_else(Vec::new, |index| self.happen_at(index, Happening::Decided(outcome)))
            }
            Why::Asked | Why::Wonders | Why::Opens | Why::Unlocks => {
                self.notice = Some(self.said_of(&outcome, done.as_ref()));
                self.saved
                    .extend(commit.map(|CommitId { sequence, .. }| Saved { sequence, done }));
                // The screen may have something better to say. When it is gone, this stands.
                let screen = self.stack.iter().position(|open| open.id == waiting.screen);
                screen.map_or_else(Vec::new, |index| self.happen_at(index, Happening::Decided(outcome)))
            }
        }
    }

    /// `5E-501-1 田中 太郎 を 6W-602-2 へ転棟  保存済  Ctrl-Z 取消`, or why nothing changed.
    fn said_of(&self, outcome: &Outcome, done: Option<&Done>) -> Notice {
        match outcome {
            Err(refused) => Notice::new(Tone::Alarm, self.scope().refused(refused)),
            Ok(receipt) if receipt.commit.is_none() => Notice::quiet(self.words.say("saved-nothing")),
            Ok(receipt) => {
                let key = if done.is_some_and(Done::is_lasting) {
                    "saved-line-lasting"
                } else {
                    "saved-line"
                };
                let next = done.filter(|done| done.gives_a_number()).map(|_| self.after_a_number());
                let done = done.map_or_else(|| self.words.say("saved-change"), |done| self.scope().done(done));
                let keys = self.first_key_everywhere(Action::Undo);
                let places = [("done", done.into()), ("keys", keys.into())];
                let saved = self.words.fill(key, &places);
                // It was pointed at while it was typed, and whoever was in a hurry has gone on.
                let worn = worn_words(&worn_twice(receipt, &self.hospital), WORN_SHOWN, &self.words);
                let tone = if worn.is_some() { Tone::Warn } else { Tone::Saved };
                let parts: Vec<String> = [Some(saved), worn, next].into_iter().flatten().collect();
                Notice::new(tone, parts.join("　"))
            }
        }
    }

    /// What comes next once somebody has a number: the label, and a bed; elsewhere, where that is done.
    fn after_a_number(&self) -> String {
        let in_list = Situation {
            contexts: vec![KeyContext::Ids, KeyContext::Movements],
            holds: KeyCondition::ALL.iter().copied().collect(),
            typing: Typing::Keys,
        };
        let scope = self.scope();
        // The form that was saved lies on top still.
        let mut screens = self.stack.iter().map(|open| open.screen.situation(&scope));
        let is_here = screens.any(|situation| situation.contexts.contains(&KeyContext::Ids));
        let ids = self.first_key_everywhere(Action::Ids);
        let places = [
            ("print", scope.shown_key(&in_list, Action::PrintId).into()),
            ("admit", scope.shown_key(&in_list, Action::Admit).into()),
            ("ids", ids.into()),
        ];
        self.words.fill(
            if is_here {
                "saved-number-next"
            } else {
                "saved-number-next-elsewhere"
            },
            &places,
        )
    }

    fn taken_back(&mut self, sequence: Sequence, outcome: &Outcome) {
        let place = self.saved.iter().position(|saved| saved.sequence == sequence);
        let done = place
            .and_then(|place| self.saved.get(place))
            .and_then(|saved| saved.done.as_ref())
            .map(|done| self.scope().done(done))
            .or(self.taking_back.take())
            .unwrap_or_else(|| self.words.say("saved-change"));
        let gone = match outcome {
            Ok(_) | Err(Refused::Refusal(Refusal::AlreadyUndone { .. })) => true,
            Err(_) => false,
        };
        if let (true, Some(place)) = (gone, place) {
            self.saved.remove(place);
        }
        self.notice = Some(match outcome {
            Ok(_) => Notice::new(Tone::Saved, self.words.fill("undone", &[("done", done.into())])),
            Err(Refused::Refusal(Refusal::LaterFacts { by, .. })) => {
                Notice::new(Tone::Alarm, self.rested_on(&done, *by))
            }
            Err(refused) => Notice::new(Tone::Alarm, self.scope().refused(refused)),
        });
    }

    /// Who did what rests on it, and when: whoever wants to take it back must speak with them.
    fn rested_on(&self, done: &str, by: EventId) -> String {
        let scope = self.scope();
        match said(&self.hospital, by) {
            Some(said) => {
                let places = [
                    ("done", Value::from(done)),
                    ("user", Value::from(said.by.as_str())),
                    ("at", scope.moment(said.at).into()),
                    ("station", by.commit.station.to_string().into()),
                ];
                self.words.fill("undo-later-facts", &places)
            }
            None => self.words.fill("undo-later-facts-unnamed", &[("done", done.into())]),
        }
    }
}

/// Who said what an event says, as far as stays and beds still show it.
fn said(hospital: &Hospital, event: EventId) -> Option<Said> {
    let of_stays = hospital.stays().flat_map(|stay| {
        let moved = stay.movements.iter().map(|movement| &movement.said);
        let department = stay.department.claims().iter().map(|claim| &claim.said);
        let diet = stay.diet.claims().iter().map(|claim| &claim.said);
        let mobility = stay.mobility.claims().iter().map(|claim| &claim.said);
        let isolation = stay.isolation.claims().iter().map(|claim| &claim.said);
        moved.chain(department).chain(diet).chain(mobility).chain(isolation)
    });
    let of_patients = hospital.patients().flat_map(|patient| {
        let name = patient.name.claims().iter().map(|claim| &claim.said);
        let kana = patient.kana.claims().iter().map(|claim| &claim.said);
        let birth = patient.birth.claims().iter().map(|claim| &claim.said);
        let sex = patient.sex.claims().iter().map(|claim| &claim.said);
        name.chain(kana).chain(birth).chain(sex)
    });
    let found = of_stays.chain(of_patients).find(|said| said.order.event == event);
    found.cloned().or_else(|| {
        let frame = hospital.frame()?;
        let beds = frame.beds().filter_map(|bed| hospital.bed(&bed.name));
        beds.flat_map(|bed| {
            let block = bed.block.claims().iter().map(|claim| &claim.said);
            block.chain(bed.reservation.claims().iter().map(|claim| &claim.said))
        })
        .find(|said| said.order.event == event)
        .cloned()
    })
}
