//! Papers about slips: the sheet of a carrier's round, the register of a desk.

use chrono::NaiveDate;

use super::{Teller, list::filling, teller::text};
use crate::{
    domain::{
        record::Timestamp,
        slips::{
            Slip,
            book::{Post, SlipType},
            copy::{Copy, CopyName, CopyNumber, Custody},
            fact::Leg,
            run::Run,
        },
    },
    print::form::{Filling, Row, Values},
};

/// One round of a carrier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RunSheet {
    pub run: String,
    pub carrier: String,
    pub from: String,
    pub starts: String,
    pub copies: Vec<CarriedCopy>,
}

/// One copy on a round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CarriedCopy {
    pub number: String,
    pub slip_type: String,
    pub role: String,
    pub from: String,
    pub to: String,
    /// Name and number of the patient.
    pub patient: String,
    pub urgency: String,
    pub on_the_way: Way,
}

/// How far a copy of a round is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// Still to be fetched.
    #[default]
    Waits,
    /// With a carrier.
    Fetched,
    /// There.
    Brought,
}

/// What a desk received in one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskRegister {
    pub desk: String,
    pub day: String,
    pub slips: Vec<RegisteredSlip>,
}

/// One received copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisteredSlip {
    pub at: String,
    pub number: String,
    pub slip_type: String,
    pub role: String,
    pub patient: String,
    pub id: String,
    pub from: String,
    pub urgency: String,
    /// When it was done; empty while it is not.
    pub done: String,
    pub by: String,
}

impl Teller<'_> {
    /// What a round fetches, in walking order.
    pub fn run(&self, run: &Run) -> RunSheet {
        let opened = run.opened.last();
        let mut from: Vec<String> = Vec::new();
        for leg in run.legs() {
            let post = self.post(&leg.from);
            if !from.contains(&post) {
                from.push(post);
            }
        }
        RunSheet {
            run: run.id.to_string(),
            carrier: text(run.carrier()),
            from: from.join(&self.words.say("list-comma")),
            starts: opened.map(|(said, _)| self.time(said.at)).unwrap_or_default(),
            copies: run.legs().iter().map(|leg| self.carried(leg)).collect(),
        }
    }

    fn carried(&self, leg: &Leg) -> CarriedCopy {
        let slip = self.hospital.slip(leg.slip);
        let name = CopyName {
            slip: leg.slip,
            copy: Some(leg.copy),
        };
        CarriedCopy {
            number: name.to_string(),
            slip_type: slip.map(|slip| self.slip_type(slip)).unwrap_or_default(),
            role: slip.map(|slip| self.role(slip, leg.copy)).unwrap_or_default(),
            from: self.post(&leg.from),
            to: self.post(&leg.to),
            patient: slip.map(|slip| self.slip_patient(slip).join(" ")).unwrap_or_default(),
            urgency: slip.map(|slip| self.slip_urgency(slip)).unwrap_or_default(),
            on_the_way: match slip.and_then(|slip| slip.copy(leg.copy)).map(Copy::custody) {
                Some(Custody::Carried { .. }) => Way::Fetched,
                Some(Custody::At { post }) if *post == leg.to => Way::Brought,
                _ => Way::Waits,
            },
        }
    }

    /// What a desk received on a day, in the order of its arrival, as far as this laptop knows.
    pub fn register(&self, desk: &Post, day: NaiveDate) -> DeskRegister {
        let mut slips: Vec<(Timestamp, RegisteredSlip)> = Vec::new();
        for slip in self.hospital.slips() {
            for copy in &slip.copies {
                let came = copy.moves.iter().enumerate().filter(|(_, (said, custody))| {
                    matches!(custody, Custody::At { post } if post == desk) && self.local(said.at).date() == day
                });
                // A copy that came twice is one line: when it came first.
                if let Some((place, (said, _))) = came.min_by_key(|(_, (said, _))| said.at)
                    && (place > 0 || slip.origin() != Some(desk))
                {
                    slips.push((said.at, self.registered(slip, copy, place, desk)));
                }
            }
        }
        slips.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.number.cmp(&b.number)));
        DeskRegister {
            desk: self.post(desk),
            day: self.day(day),
            slips: slips.into_iter().map(|(_, row)| row).collect(),
        }
    }

    /// `place`: of the move by which it came.
    fn registered(&self, slip: &Slip, copy: &Copy, place: usize, desk: &Post) -> RegisteredSlip {
        let said = copy.moves.get(place).map(|(said, _)| said);
        let before = place.checked_sub(1).and_then(|place| copy.moves.get(place));
        let from = match before.map(|(_, custody)| custody) {
            Some(Custody::Carried { from, .. }) => Some(from),
            Some(Custody::At { post }) => Some(post),
            // Put down there by somebody: it came from where it was ordered.
            _ => slip.origin(),
        };
        let name = CopyName {
            slip: slip.number,
            copy: Some(copy.number),
        };
        let own: Vec<_> = slip.plan().iter().filter(|step| step.at == *desk).collect();
        let done: Option<Vec<_>> = own.iter().map(|step| slip.done(step)).collect();
        let last = done.and_then(|done| done.into_iter().max_by_key(|(said, _)| said.at));
        let [patient, id] = self.slip_patient(slip);
        RegisteredSlip {
            at: said.map(|said| self.clock(said.at)).unwrap_or_default(),
            number: name.to_string(),
            slip_type: self.slip_type(slip),
            role: self.role(slip, copy.number),
            patient,
            id,
            from: from.map(|from| self.post(from)).unwrap_or_default(),
            urgency: self.slip_urgency(slip),
            done: last.map(|(said, _)| self.short_time(said.at)).unwrap_or_default(),
            by: match last {
                Some((said, done)) => done
                    .by
                    .as_ref()
                    .map_or_else(|| self.user(&said.by), ToString::to_string),
                None => said.map(|said| self.user(&said.by)).unwrap_or_default(),
            },
        }
    }

    /// `14:02` of a day that is plain.
    fn clock(&self, at: Timestamp) -> String {
        self.local(at).format("%H:%M").to_string()
    }

    fn slip_kind(&self, slip: &Slip) -> Option<&SlipType> {
        self.hospital.slip_book()?.slip_type(&slip.written()?.kind)
    }

    pub(super) fn slip_type(&self, slip: &Slip) -> String {
        self.slip_kind(slip).map_or_else(
            || {
                slip.written()
                    .map(|written| written.kind.to_string())
                    .unwrap_or_default()
            },
            |kind| self.titled(&kind.title),
        )
    }

    fn role(&self, slip: &Slip, copy: CopyNumber) -> String {
        let plan = self
            .slip_kind(slip)
            .and_then(|kind| kind.copies.get(usize::from(copy.number).checked_sub(1)?));
        match (plan, slip.copy(copy)) {
            (Some(plan), _) => self.titled(&plan.role),
            (None, Some(copy)) => self.words.say(copy.purpose.term()),
            (None, None) => String::new(),
        }
    }

    /// Name and number of the person.
    fn slip_patient(&self, slip: &Slip) -> [String; 2] {
        let patient = slip.patient().and_then(|id| self.hospital.patient(id));
        match patient {
            Some(patient) => {
                let name = format!("{} {}", text(patient.name.get()), self.look_alike_word(patient.id));
                [name.trim_end().to_owned(), self.number(patient)]
            }
            None => [String::new(), String::new()],
        }
    }

    fn slip_urgency(&self, slip: &Slip) -> String {
        slip.content()
            .map(|content| self.urgency(self.slip_kind(slip), &content.urgency))
            .unwrap_or_default()
    }

    /// What to pick up, where to drop it.
    pub fn run_sheet(&self, run: &RunSheet) -> Filling {
        let values = self
            .common()
            .with("run", run.run.clone())
            .with("carrier", run.carrier.clone())
            .with("from", run.from.clone())
            .with("starts", run.starts.clone())
            .with("count", run.copies.len().to_string());
        let rows = run.copies.iter().map(|copy| {
            Row::Values(
                Values::default()
                    .with("number", copy.number.clone())
                    .with("number_shown", copy.number.clone())
                    .with("type", copy.slip_type.clone())
                    .with("role", copy.role.clone())
                    .with("from", copy.from.clone())
                    .with("to", copy.to.clone())
                    .with("patient", copy.patient.clone())
                    .with("urgency", copy.urgency.clone())
                    .with("picked", if copy.on_the_way == Way::Waits { "" } else { "1" })
                    .with("dropped", if copy.on_the_way == Way::Brought { "1" } else { "" }),
            )
        });
        let mut sheet = filling(values, "copies", rows.collect());
        let mut stops: Vec<(&str, usize)> = Vec::new();
        for copy in &run.copies {
            match stops.iter_mut().find(|(to, _)| *to == copy.to) {
                Some((_, count)) => *count += 1,
                None => stops.push((&copy.to, 1)),
            }
        }
        let stops = stops.into_iter().map(|(to, count)| {
            let row = Values::default().with("to", to.to_owned());
            Row::Values(row.with("count", count.to_string()))
        });
        sheet.lists.insert("stops", stops.collect());
        sheet
    }

    /// What came to a desk, and what became of it.
    pub fn desk_register(&self, register: &DeskRegister) -> Filling {
        let values = self
            .common()
            .with("desk", register.desk.clone())
            .with("day", register.day.clone())
            .with("count", register.slips.len().to_string());
        let rows = register.slips.iter().enumerate().map(|(place, slip)| {
            Row::Values(
                Values::default()
                    .with("line", (place + 1).to_string())
                    .with("at", slip.at.clone())
                    .with("number", slip.number.clone())
                    .with("number_shown", slip.number.clone())
                    .with("type", slip.slip_type.clone())
                    .with("role", slip.role.clone())
                    .with("patient", slip.patient.clone())
                    .with("id", slip.id.clone())
                    .with("from", slip.from.clone())
                    .with("urgency", slip.urgency.clone())
                    .with("done", slip.done.clone())
                    .with("by", slip.by.clone()),
            )
        });
        filling(values, "slips", rows.collect())
    }
}
