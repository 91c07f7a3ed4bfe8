//! What may be taken back: an entry on which nothing later rests.

use serde_json::Value;

use super::{
    hospital::{Entry, Model, Ruling},
    state::{Note, Place, about, of_stay},
};

impl Model {
    pub fn undo(&mut self, line: &Value) -> Ruling<Vec<Note>> {
        let seq = line["seq"].as_u64().unwrap();
        let place = self
            .entries
            .iter()
            .position(|entry| entry.seq == seq)
            .ok_or("unknown-commit")?;
        let entry = &self.entries[place];
        if entry.notes.contains(&Note::Log) {
            return Err("cannot-undo");
        }
        // All that it said may have been withdrawn one by one.
        if entry.undone || entry.notes.is_empty() {
            return Err("already-undone");
        }
        let later = self.entries[place + 1..].iter().filter(|later| !later.undone);
        let later = later
            .flat_map(|later| &later.notes)
            .filter(|note| !self.was_let_go(note));
        if later.into_iter().any(|note| rests_on(note, entry)) || self.would_clash(entry) {
            return Err("later-facts");
        }
        self.entries[place].undone = true;
        self.anew();
        Ok(vec![Note::Log])
    }

    /// Takes single notes out of whatever entries hold them, as what was recorded by mistake; whether there were any.
    pub fn forget(&mut self, is_it: impl Fn(&Note) -> bool) -> bool {
        let mut found = false;
        for entry in self.entries.iter_mut().filter(|entry| !entry.undone) {
            let before = entry.notes.len();
            entry.notes.retain(|note| !is_it(note));
            found |= entry.notes.len() < before;
        }
        if found {
            self.anew();
        }
        found
    }

    /// The diet, mobility or isolation that was said last; what came with the admission stays.
    pub fn withdraw(&mut self, line: &Value) -> Ruling<Vec<Note>> {
        let who = self.patient(line, "patient")?;
        let stay = self.here(who)?;
        let what = line["what"].as_str().unwrap();
        let is_it = |note: &Note| matches!(note, Note::OfStay { stay: of, field, .. } if *of == stay && *field == what);
        let mut holding = self.entries.iter_mut().rev().filter(|entry| !entry.undone);
        let entry = holding
            .find(|entry| entry.notes.iter().any(is_it))
            .ok_or("nothing-to-change")?;
        if entry.notes.iter().any(|note| matches!(note, Note::Admitted { .. })) {
            return Err("came-with-admission");
        }
        entry.notes.retain(|note| !is_it(note));
        self.anew();
        Ok(vec![Note::Log])
    }

    /// An entry, what rests on it, and what the program named, for the one who has to find out why the two disagree.
    pub fn explain(&self, line: &Value, answer: &Value) -> String {
        let Some(entry) = line["seq"].as_u64().and_then(|seq| self.entry(seq)) else {
            return String::new();
        };
        let later = self.entries.iter().filter(|later| later.seq > entry.seq);
        let resting: Vec<&Entry> = later
            .filter(|later| later.notes.iter().any(|note| rests_on(note, entry)))
            .collect();
        let by = answer["by"].as_str().and_then(|by| by.rsplit('-').next()?.parse().ok());
        let named = by.and_then(|seq| self.entry(seq));
        format!("{entry:?}\nresting on it: {resting:#?}\nthe program names: {named:#?}")
    }

    fn entry(&self, seq: u64) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.seq == seq)
    }

    /// Whether a bed was kept by this note, and is not kept for the same one any more.
    fn was_let_go(&self, note: &Note) -> bool {
        matches!(note, Note::Reserved { bed, who: Some(who) } if self.state.reserved.get(bed) != Some(who))
    }

    /// Whether the state before `entry` cannot be had again: its bed is blocked now, or in use.
    fn would_clash(&self, entry: &Entry) -> bool {
        entry.notes.iter().any(|note| match note {
            Note::Moved { from: Some(bed), .. } => self.state.blocked.contains_key(bed),
            Note::Blocked { bed, reason: None } => self.keeper(bed).is_some(),
            _ => false,
        }) || self.cannot_be_kept_again(entry)
    }

    /// Whether a bed that was let go cannot be kept again: whom it was kept for came into it since, or is gone.
    fn cannot_be_kept_again(&self, entry: &Entry) -> bool {
        entry.notes.iter().any(|note| {
            let Note::Reserved { bed, who: None } = note else {
                return false;
            };
            let before = self
                .entries
                .iter()
                .rev()
                .filter(|before| before.seq < entry.seq && !before.undone);
            let kept_for = before
                .flat_map(|before| before.notes.iter().rev())
                .find_map(|note| match note {
                    Note::Reserved { bed: same, who } if same == bed => *who,
                    _ => None,
                });
            let Some(who) = kept_for else {
                return false;
            };
            let moves_itself = entry.notes.iter().any(|note| about(note) == Some(who));
            !self.state.persons[&who].known || !moves_itself && self.keeper(bed) == Some(who)
        })
    }
}

/// Whether a later note rests on something that `entry` said.
fn rests_on(later: &Note, entry: &Entry) -> bool {
    entry.notes.iter().any(|note| match note {
        // Everything else that is said of a person rests on the registration.
        Note::Person { who } => about(later) == Some(*who) || matches!(later, Note::Reserved { who: Some(kept), .. } if kept == who),
        // And everything of a stay on its beginning.
        Note::Expected { stay, .. } => of_stay(later) == Some(*stay),
        Note::Admitted { stay, bed, .. } => of_stay(later) == Some(*stay) || touches(later, bed),
        Note::Moved { who, stay, from, to, place, .. } => {
            let moved = matches!(later, Note::Moved { stay: other, .. } if other == stay);
            let beds = [from, to].into_iter().flatten().any(|bed| touches(later, bed));
            // A new stay, or the announcement of one, rests on the end of the last.
            let anew = *place == Place::Left
                && matches!(later, Note::Expected { who: other, .. } | Note::Admitted { who: other, .. } if other == who);
            moved || beds || anew
        }
        Note::Of { who, field, .. } => matches!(later, Note::Of { who: other, field: same, .. } if other == who && same == field),
        Note::OfStay { stay, field, .. } => {
            matches!(later, Note::OfStay { stay: other, field: same, .. } if other == stay && same == field)
        }
        Note::Blocked { bed, .. } => matches!(later, Note::Blocked { bed: other, .. } if other == bed),
        Note::Reserved { bed, .. } => matches!(later, Note::Reserved { bed: other, .. } if other == bed),
        Note::Room { room, .. } => matches!(later, Note::Room { room: other, .. } if other == room),
        // Findings stand beside each other; a meal said again leaves the first word where it was.
        Note::Number { .. }
        | Note::Allergy { .. }
        | Note::NoAllergies { .. }
        | Note::Diagnosis { .. }
        | Note::Kept { .. }
        | Note::Log => false,
    })
}

/// Whether somebody came into this bed or left it.
fn touches(note: &Note, bed: &str) -> bool {
    match note {
        Note::Admitted { bed: taken, .. } => taken == bed,
        Note::Moved { from, to, .. } => [from, to].into_iter().flatten().any(|one| one == bed),
        _ => false,
    }
}
