//! What questions about slips are answered with.

use chrono_tz::Tz;

use crate::{
    app::sentences::Speaker,
    cli::json::{Json, Object},
    domain::{
        census::fact::Insurance,
        checks::alarm,
        identity::PatientId,
        record::{Said, Timestamp},
        slips::{
            Copy, Custody, Query, Slip,
            ask::lists::{QueryState, Standing},
            ask::{BillingRow, CopyRow, DeskLoad, InHands, LoadState, QueryRow, RunRow, SlipAnswer, SlipView, Todo},
            fact::Outcome,
            safety::Warning,
        },
    },
    exchange::moment::write_time,
};

use super::answer::called;

/// An answer as data; every row with the words a person would read beside the words for programs.
pub fn answer(object: Object, answer: &SlipAnswer, now: Timestamp, zone: Tz, speaker: &Speaker<'_>) -> Object {
    let counted = |object: Object, rows: Vec<Object>| object.with("count", rows.len()).with("rows", rows);
    match answer {
        SlipAnswer::Slip(view) => object.with("slip", slip(view, zone, speaker)),
        SlipAnswer::Copies(rows) => counted(
            object,
            rows.iter().map(|row| copy_row(row, now, zone, speaker)).collect(),
        ),
        SlipAnswer::Billing(rows) => counted(
            object,
            rows.iter().map(|row| billing(row, now, zone, speaker)).collect(),
        ),
        SlipAnswer::Load(rows) => counted(object, rows.iter().map(|row| load(row, zone)).collect()),
        SlipAnswer::Runs(rows, hands) => counted(object, rows.iter().map(|row| run(row, zone)).collect()).with(
            "hands",
            hands.iter().map(|one| in_hands(one, zone)).collect::<Vec<Object>>(),
        ),
        SlipAnswer::Queries(rows) => counted(object, rows.iter().map(|row| query_row(row, zone, speaker)).collect()),
    }
}

fn patient(id: Option<PatientId>, speaker: &Speaker<'_>) -> Option<String> {
    id.map(|id| called(id, speaker.hospital()))
}

fn time(at: Option<Timestamp>, zone: Tz) -> Option<String> {
    at.map(|at| write_time(at, zone))
}

/// Where a sheet is, in words for programs.
fn custody(object: Object, custody: &Custody) -> Object {
    match custody {
        Custody::Unprinted => object.with("place", "unprinted"),
        Custody::At { post } => object.with("place", "at").with("post", post.to_string()),
        Custody::Carried { carrier, run, from, to } => object
            .with("place", "carried")
            .with("post", to.to_string())
            .with("from", from.to_string())
            .with("carrier", carrier.to_string())
            .with_some("run", run.map(|run| run.to_string())),
        Custody::HandedOver { post } => object.with("place", "handed-over").with("post", post.to_string()),
        Custody::Ended { how, post } => object.with("place", how.word()).with("post", post.to_string()),
        Custody::Lost { last } => object
            .with("place", "lost")
            .with_some("last", last.post().map(ToString::to_string)),
    }
}

fn said(object: Object, said: &Said, zone: Tz) -> Object {
    object
        .with("at", write_time(said.at, zone))
        .with("said_by", said.by.to_string())
        .with("station", said.order.event.commit.station.to_string())
        .with("seq", said.order.event.commit.sequence.number())
}

pub fn warnings(warnings: &[Warning], speaker: &Speaker<'_>) -> Vec<Object> {
    warnings
        .iter()
        .map(|warning| {
            Object::default()
                .with("warning", warning.word())
                .with("message", speaker.warning(warning))
        })
        .collect()
}

/// One slip with everything.
pub fn slip(view: &SlipView, zone: Tz, speaker: &Speaker<'_>) -> Object {
    let slip: &Slip = &view.slip;
    let written = slip.written.latest();
    let content = slip.content();
    let steps: Vec<Object> = slip
        .plan()
        .iter()
        .map(|step| {
            let object = Object::default()
                .with("step", step.code.to_string())
                .with("desk", step.at.to_string());
            match slip.done(step) {
                Some((by, done)) => self::said(object.with("by", done.by.as_ref().map(ToString::to_string)), by, zone),
                None => object.with("done", slip.is_done(step)),
            }
        })
        .collect();
    let performed: Vec<Object> = slip
        .performed
        .iter()
        .map(|(by, performed)| {
            let object = Object::default()
                .with("outcome", performed.outcome.word())
                .with_some("by", performed.by.as_ref().map(ToString::to_string))
                .with_some("amount", performed.amount.as_ref().map(ToString::to_string))
                .with_some("lot", performed.lot.as_ref().map(ToString::to_string));
            said(object, by, zone)
        })
        .collect();
    let queries: Vec<Object> = slip.queries.iter().map(|query| self::query(query, zone)).collect();
    let copies: Vec<Object> = slip
        .copies
        .iter()
        .map(|copy| self::copy(slip, copy, zone, speaker))
        .collect();
    let drugs: Vec<String> = content
        .into_iter()
        .flat_map(|content| &content.drugs)
        .map(|drug| drug.name.to_string())
        .collect();
    Object::default()
        .with("number", slip.number.to_string())
        .with("type", written.map(|claim| claim.value.kind.to_string()))
        .with("title", speaker.slip_kind(slip))
        .with("patient", patient(slip.patient(), speaker))
        .with("origin", slip.origin().map(ToString::to_string))
        .with(
            "orderer",
            written
                .and_then(|claim| claim.value.orderer.as_ref())
                .map(ToString::to_string),
        )
        .with("written_at", written.map(|claim| write_time(claim.said.at, zone)))
        .with("revision", u64::from(slip.revision()))
        .with("urgency", content.map(|content| content.urgency.to_string()))
        .with("due", time(content.map(|content| content.due), zone))
        .with("drugs", drugs)
        .with("next_step", slip.next_step().map(|step| step.code.to_string()))
        .with("outcome", slip.outcome().map(Outcome::word))
        .with("billed", !slip.billed.is_empty())
        .with("billing_due", time(slip.billing_due(), zone))
        .with("held", alarm::holds(speaker.hospital(), slip.number).is_some())
        .with("cancelled", slip.cancelled.last().map(|(_, reason)| reason.to_string()))
        .with("copies", copies)
        .with("steps", steps)
        .with("performed", performed)
        .with("queries", queries)
        .with("warnings", warnings(&view.warnings, speaker))
}

fn copy(slip: &Slip, copy: &Copy, zone: Tz, speaker: &Speaker<'_>) -> Object {
    let moves: Vec<Object> = copy
        .moves
        .iter()
        .map(|(by, place)| said(custody(Object::default(), place), by, zone))
        .collect();
    custody(Object::default().with("copy", copy.number.to_string()), copy.custody())
        .with("purpose", copy.purpose.word())
        .with("role", speaker.copy_role(slip, copy))
        .with("to", copy.to.to_string())
        .with("since", time(copy.since(), zone))
        .with("by", copy.said().map(|said| said.by.to_string()))
        .with("recalled", slip.is_recalled(copy))
        .with("message", speaker.custody(copy.custody()))
        .with("moves", moves)
}

fn copy_row(row: &CopyRow, now: Timestamp, zone: Tz, speaker: &Speaker<'_>) -> Object {
    let slip = speaker.hospital().slip(row.slip);
    let object = Object::default()
        .with("slip", row.slip.to_string())
        .with("copy", row.copy.to_string())
        .with("purpose", row.purpose.word())
        .with("type", row.kind.as_ref().map(ToString::to_string))
        .with("patient", patient(row.patient, speaker))
        .with("origin", row.origin.as_ref().map(ToString::to_string))
        .with("urgency", row.urgency.as_ref().map(ToString::to_string));
    custody(object, &row.custody)
        .with("to", row.to.to_string())
        .with("since", time(row.since, zone))
        .with("by", row.by.clone())
        .with("due", time(row.due, zone))
        .with("late", row.is_late(now))
        .with("next_step", row.step.as_ref().map(ToString::to_string))
        .with(
            "query",
            match row.query {
                QueryState::None => Json::Null,
                state => Json::from(query_word(state)),
            },
        )
        .with("recalled", row.standing == Standing::Recalled)
        .with("todo", slip.and_then(|slip| Todo::of(slip)).map(Todo::word))
        .with("held", alarm::holds(speaker.hospital(), row.slip).is_some())
        .with("message", speaker.custody(&row.custody))
}

pub fn query_word(state: QueryState) -> &'static str {
    match state {
        QueryState::None => "none",
        QueryState::Open => "open",
        QueryState::RevisionDue => "revision-due",
        QueryState::Note => "note",
    }
}

fn billing(row: &BillingRow, now: Timestamp, zone: Tz, speaker: &Speaker<'_>) -> Object {
    let object = Object::default()
        .with("slip", row.slip.to_string())
        .with("type", row.kind.as_ref().map(ToString::to_string))
        .with("patient", patient(row.patient, speaker))
        .with("origin", row.origin.as_ref().map(ToString::to_string))
        .with("day", row.day.map(|day| day.to_string()))
        .with("due", write_time(row.due, zone))
        .with("late", row.due <= now)
        .with("copy", row.copy.to_string());
    custody(object, &row.custody)
        .with("since", time(row.since, zone))
        .with("by", row.by.clone())
        .with("insurance", row.insurance.map(Insurance::word))
        .with("message", speaker.custody(&row.custody))
}

fn load(load: &DeskLoad, zone: Tz) -> Object {
    let numbers = |hours: &[u32]| hours.iter().map(|hour| u64::from(*hour)).collect::<Vec<u64>>();
    Object::default()
        .with("desk", load.desk.to_string())
        .with("waiting", u64::from(load.waiting()))
        .with("late", u64::from(load.late))
        .with("arrived_last_hour", u64::from(load.arrived_last_hour()))
        .with("done_last_hour", u64::from(load.done_last_hour()))
        .with("oldest", time(load.oldest, zone))
        .with("limit", load.limit.map(u64::from))
        .with("minutes_to_clear", load.clear.map(u64::from))
        .with(
            "state",
            match load.state {
                LoadState::Fine => "fine",
                LoadState::Near => "near",
                LoadState::Over => "over",
            },
        )
        .with("arrivals", numbers(&load.arrivals))
        .with("done", numbers(&load.done))
        .with("backlog", numbers(&load.backlog))
}

fn run(row: &RunRow, zone: Tz) -> Object {
    let carried: Vec<String> = row
        .carried
        .iter()
        .map(|(slip, copy)| format!("{slip}/{copy}"))
        .collect();
    let legs: Vec<Object> = row
        .run
        .legs()
        .iter()
        .map(|leg| {
            Object::default()
                .with("slip", format!("{}/{}", leg.slip, leg.copy))
                .with("from", leg.from.to_string())
                .with("to", leg.to.to_string())
        })
        .collect();
    Object::default()
        .with("run", row.run.id.to_string())
        .with("carrier", row.run.carrier().map(ToString::to_string))
        .with("opened_at", time(row.run.opened.last().map(|(said, _)| said.at), zone))
        .with("still_carried", carried)
        .with("waiting", row.waiting)
        .with("legs", legs)
}

fn in_hands(hands: &InHands, zone: Tz) -> Object {
    let sheets: Vec<String> = hands.sheets.iter().map(|sheet| sheet.name.to_string()).collect();
    Object::default()
        .with("carrier", hands.carrier.to_string())
        .with("since", time(hands.oldest, zone))
        .with("sheets", sheets)
}

fn query(query: &Query, zone: Tz) -> Object {
    let raised = &query.raised;
    let answers: Vec<Object> = query
        .answers
        .iter()
        .map(|(by, answer)| {
            let object = Object::default()
                .with("outcome", answer.outcome.word())
                .with("answer", answer.answer.to_string())
                .with("by", answer.by.to_string());
            said(object, by, zone)
        })
        .collect();
    let object = Object::default()
        .with("reason", raised.reason.word())
        .with("asked", query.asked())
        .with("how", raised.how.word())
        .with("question", raised.question.to_string())
        .with_some("caller", raised.caller.as_ref().map(ToString::to_string))
        .with("desk", raised.at.to_string());
    said(object, &query.said, zone).with("answers", answers)
}

fn query_row(row: &QueryRow, zone: Tz, speaker: &Speaker<'_>) -> Object {
    Object::default()
        .with("slip", row.slip.to_string())
        .with("type", row.kind.as_ref().map(ToString::to_string))
        .with("patient", patient(row.patient, speaker))
        .with("origin", row.origin.as_ref().map(ToString::to_string))
        .with("state", query_word(row.state))
        .with("query", query(&row.query, zone))
}
