//! Lists of copies: at a desk, of a person, missing, to be billed; open questions.

use super::PaperFilter;
use crate::domain::{
    census::fact::Insurance,
    identity::PatientId,
    record::{Day, Timestamp},
    refusal::Refusal,
    slips::{
        book::{Code, Post, Purpose},
        copy::{Copy, CopyNumber, Custody},
        decide::post,
        number::SlipNumber,
        query::Query,
        slip::Slip,
    },
    state::Hospital,
};

/// One sheet on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyRow {
    pub slip: SlipNumber,
    pub copy: CopyNumber,
    pub purpose: Purpose,
    pub kind: Option<Code>,
    pub patient: Option<PatientId>,
    /// Who ordered.
    pub origin: Option<Post>,
    pub urgency: Option<Code>,
    pub custody: Custody,
    pub since: Option<Timestamp>,
    /// Whose word the place is.
    pub by: Option<String>,
    pub to: Post,
    pub due: Option<Timestamp>,
    pub step: Option<Code>,
    pub query: QueryState,
    pub standing: Standing,
}

/// Whether a question stops the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueryState {
    None,
    Open,
    /// Answered: has to be written anew.
    RevisionDue,
    /// Answered with a note that this sheet's holder does not have yet.
    Note,
}

/// Whether a sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Holds,
    /// Of an earlier revision or a cancelled slip: to be seen and voided.
    Recalled,
}

impl CopyRow {
    pub fn of(slip: &Slip, copy: &Copy, carry_minutes: u32) -> Self {
        let query = if slip.open_query().is_some() {
            QueryState::Open
        } else if slip.awaits_revision() {
            QueryState::RevisionDue
        } else if slip.unpassed().any(|(_, other)| other.number == copy.number) {
            QueryState::Note
        } else {
            QueryState::None
        };
        let standing = if slip.is_recalled(copy) {
            Standing::Recalled
        } else {
            Standing::Holds
        };
        Self {
            slip: slip.number,
            copy: copy.number,
            purpose: copy.purpose,
            kind: slip.written().map(|written| written.kind.clone()),
            patient: slip.patient(),
            origin: slip.origin().cloned(),
            urgency: slip.content().map(|content| content.urgency.clone()),
            custody: copy.custody().clone(),
            since: copy.since(),
            by: copy.said().map(|said| said.by.to_string()),
            to: copy.to.clone(),
            due: slip.due(copy, carry_minutes),
            step: slip.next_step().map(|step| step.code.clone()),
            query,
            standing,
        }
    }

    /// Lost and recalled sheets are always late: somebody has to do something now.
    pub fn is_late(&self, now: Timestamp) -> bool {
        self.due.is_some_and(|due| due <= now)
    }

    /// Minutes that it has been on its way, or has lain unreceived, for longer than paper may be; `None` when it is late for
    /// another reason, or not at all.
    pub fn carried_too_long(&self, carry_minutes: u32, now: Timestamp) -> Option<i64> {
        let is_on_its_way = matches!(self.custody, Custody::Carried { .. } | Custody::HandedOver { .. });
        let arrives = self.since?.plus_seconds(i64::from(carry_minutes) * 60);
        // Until then nothing else of it was due.
        let is_why = is_on_its_way && arrives <= now && self.due.is_some_and(|due| due >= arrives);
        is_why.then(|| (now.seconds() - arrives.seconds()) / 60)
    }

    pub fn is_at(&self, here: &Post) -> bool {
        matches!(&self.custody, Custody::At { post } if post == here)
    }
}

fn carry_minutes(hospital: &Hospital) -> u32 {
    hospital.slip_book().map_or(0, |book| book.carry_minutes)
}

/// What a desk or ward has to deal with or waits for: the late ones first, the latest of them on top.
pub fn desk(hospital: &Hospital, here: &Post, now: Timestamp) -> Vec<CopyRow> {
    let carry = carry_minutes(hospital);
    let mut rows: Vec<CopyRow> = hospital
        .slips_at(here)
        .flat_map(|slip| {
            slip.copies
                .iter()
                .filter(|copy| slip.posts_of(copy).any(|post| post == here))
                .map(|copy| CopyRow::of(slip, copy, carry))
        })
        .collect();
    sort(&mut rows, here, now);
    rows
}

/// Late first; then what is due soonest; what is here before what is to come.
fn sort(rows: &mut [CopyRow], here: &Post, now: Timestamp) {
    rows.sort_by_cached_key(|row| {
        let due = row.due.map_or(i64::MAX, Timestamp::seconds);
        (!row.is_late(now), due, !row.is_at(here), row.slip, row.copy)
    });
}

/// The open sheets of a person's slips.
pub fn of_patient(hospital: &Hospital, patient: PatientId, now: Timestamp) -> Vec<CopyRow> {
    let carry = carry_minutes(hospital);
    let mut rows: Vec<CopyRow> = hospital
        .open_slips(patient)
        .flat_map(|slip| slip.copies.iter().map(|copy| CopyRow::of(slip, copy, carry)))
        .filter(|row| !row.custody.is_ended())
        .collect();
    rows.sort_by_cached_key(|row| {
        let due = row.due.map_or(i64::MAX, Timestamp::seconds);
        (!row.is_late(now), due, row.slip, row.copy)
    });
    rows
}

/// Every sheet on paper that has not come to its end: N printed, N accounted for, or here.
pub fn unaccounted(hospital: &Hospital, filter: &PaperFilter, now: Timestamp) -> Result<Vec<CopyRow>, Refusal> {
    let carry = carry_minutes(hospital);
    let wanted = Wanted::of(hospital, filter)?;
    let mut rows: Vec<CopyRow> = hospital
        .slips_under_way(wanted.ward.as_ref())
        .filter(|slip| wanted.takes(hospital, slip) && wanted.takes_day(written_on(hospital, slip)))
        .flat_map(|slip| {
            slip.copies
                .iter()
                .filter(|copy| copy.is_open() && *copy.custody() != Custody::Unprinted)
                .map(|copy| CopyRow::of(slip, copy, carry))
        })
        .collect();
    rows.sort_by_cached_key(|row| (!row.custody.is_lost(), !row.is_late(now), row.due, row.slip, row.copy));
    Ok(rows)
}

/// A filter with whom and what it names found.
struct Wanted<'f> {
    filter: &'f PaperFilter,
    ward: Option<Post>,
    person: Option<PatientId>,
}

impl<'f> Wanted<'f> {
    fn of(hospital: &Hospital, filter: &'f PaperFilter) -> Result<Self, Refusal> {
        let patient = filter.patient.as_ref();
        let person = patient.map(|patient| crate::domain::census::decide::known(hospital, patient));
        Ok(Self {
            filter,
            ward: filter.ward.as_ref().map(|ward| post(hospital, ward)).transpose()?,
            person: person.transpose()?.map(|person| person.id),
        })
    }

    fn takes(&self, hospital: &Hospital, slip: &Slip) -> bool {
        self.ward.as_ref().is_none_or(|ward| slip.origin() == Some(ward))
            && self.person.is_none_or(|person| {
                let whose = slip.patient();
                whose.is_some_and(|whose| hospital.is_one_person(person, whose))
            })
    }

    fn takes_day(&self, day: Option<Day>) -> bool {
        self.filter.from.is_none_or(|from| day.is_some_and(|day| day >= from))
            && self.filter.to.is_none_or(|to| day.is_some_and(|day| day <= to))
    }
}

fn day_of(hospital: &Hospital, at: Timestamp) -> Option<Day> {
    let zone = hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone());
    at.to_utc().map(|utc| Day::from(utc.with_timezone(&zone).date_naive()))
}

fn written_on(hospital: &Hospital, slip: &Slip) -> Option<Day> {
    day_of(hospital, slip.written.latest()?.said.at)
}

/// One slip that is not billed though something was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillingRow {
    pub slip: SlipNumber,
    pub kind: Option<Code>,
    pub patient: Option<PatientId>,
    pub origin: Option<Post>,
    /// The day of 実施.
    pub day: Option<Day>,
    pub due: Timestamp,
    pub copy: CopyNumber,
    pub custody: Custody,
    pub since: Option<Timestamp>,
    /// Who had it last.
    pub by: Option<String>,
    /// `None`: nobody has looked.
    pub insurance: Option<Insurance>,
}

/// What billing still misses or has not done.
pub fn billing(hospital: &Hospital, filter: &PaperFilter, now: Timestamp) -> Result<Vec<BillingRow>, Refusal> {
    let wanted = Wanted::of(hospital, filter)?;
    let mut rows: Vec<BillingRow> = hospital
        .slips_under_way(None)
        .filter(|slip| wanted.takes(hospital, slip))
        .filter_map(|slip| billing_row(hospital, slip))
        .filter(|row| wanted.takes_day(row.day))
        .collect();
    rows.sort_by_cached_key(|row| (row.due > now, row.day, row.origin.clone(), row.slip));
    Ok(rows)
}

fn billing_row(hospital: &Hospital, slip: &Slip) -> Option<BillingRow> {
    let due = slip.billing_due()?;
    let copy = slip.billing_copy()?;
    let written = slip.written()?;
    let performed = due.plus_seconds(-60 * i64::from(written.billing_minutes));
    Some(BillingRow {
        slip: slip.number,
        kind: Some(written.kind.clone()),
        patient: Some(written.patient),
        origin: Some(written.origin.clone()),
        day: day_of(hospital, performed),
        due,
        copy: copy.number,
        custody: copy.custody().clone(),
        since: copy.since(),
        by: copy.said().map(|said| said.by.to_string()),
        insurance: written
            .stay
            .and_then(|stay| hospital.stay(stay))
            .and_then(|stay| stay.insurance.get().copied()),
    })
}

/// A question that stops work, or whose answer has not reached everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryRow {
    pub slip: SlipNumber,
    pub kind: Option<Code>,
    pub patient: Option<PatientId>,
    pub origin: Option<Post>,
    pub query: Query,
    pub state: QueryState,
}

/// Open questions, the oldest first; of one ward, or of all.
pub fn queries(hospital: &Hospital, ward: Option<&Post>) -> Vec<QueryRow> {
    let mut rows = Vec::new();
    for slip in hospital.slips_under_way(ward).filter(|slip| !slip.queries.is_empty()) {
        for query in &slip.queries {
            let state = if query.is_open() {
                QueryState::Open
            } else if slip.awaits_revision() {
                QueryState::RevisionDue
            } else if slip.unpassed().any(|(noted, _)| noted.id() == query.id()) {
                QueryState::Note
            } else {
                continue;
            };
            rows.push(QueryRow {
                slip: slip.number,
                kind: slip.written().map(|written| written.kind.clone()),
                patient: slip.patient(),
                origin: slip.origin().cloned(),
                query: query.clone(),
                state,
            });
        }
    }
    rows.sort_by_key(|row| (row.query.said.at, row.slip));
    rows
}
