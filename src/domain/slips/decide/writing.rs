//! New slips, forms, revisions, cancellation.
//! Long because a number, a form, the fields of a kind and the time of day meet in one decision.

use chrono::{Days, NaiveTime, Timelike};

use super::{after_writing, book, entitled, known, post};
use crate::domain::{
    access::Context,
    census,
    compose::Draft,
    numbers::{BlockNumber, Counter, Given, NumberKind, Series, series::blocks_of},
    record::{Timestamp, UserName},
    refusal::Refusal,
    slips::{
        book::{Code, Due, FieldKind, Post, Profession, Required, SlipBook, SlipType, Urgency},
        command::{NumberGiven, Revise, WriteSlip},
        fact::{
            BlanksPrepared, Content, PlannedCopy, PlannedStep, RevisionOrdered, SlipCancelled, SlipRevised,
            SlipWritten, Source,
        },
        number::SlipNumber,
        pad::{Pad, PadId},
        refusal::SlipRefusal,
        safety::{Ordered, Warning, warnings},
    },
    state::Hospital,
    text::Text,
};

/// Forms that one command makes.
const MOST_BLANKS: u16 = 1_000;

/// The one place where new slip numbers come from: the hospital's scheme, from a block of this laptop.
fn numbers(hospital: &Hospital, context: &Context<'_>, count: u16) -> Result<Vec<Given>, Refusal> {
    let mut counter = Counter::new(hospital, context.former, NumberKind::Slip, context.life())?;
    let mut given = Vec::with_capacity(usize::from(count));
    while given.len() < usize::from(count) {
        let next = counter.take()?;
        // Somebody may have registered a misread number that was not given yet.
        if hospital.slip(SlipNumber::from(&next.number)).is_none() {
            given.push(next);
        }
    }
    Ok(given)
}

fn one_number(hospital: &Hospital, context: &Context<'_>) -> Result<Given, Refusal> {
    let mut counter = Counter::new(hospital, context.former, NumberKind::Slip, context.life())?;
    loop {
        let next = counter.take()?;
        if hospital.slip(SlipNumber::from(&next.number)).is_none() {
            return Ok(next);
        }
    }
}

pub(super) fn prepare_blanks(
    hospital: &Hospital,
    kind: Code,
    count: u16,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    kind_of(book(hospital)?, &kind)?;
    if !(1..=MOST_BLANKS).contains(&count) {
        return Err(SlipRefusal::TooManyBlanks.into());
    }
    let taken = numbers(hospital, context, count)?;
    let numbers: Vec<SlipNumber> = taken.iter().map(|given| SlipNumber::from(&given.number)).collect();
    let pad = PadId(*numbers.first().ok_or(SlipRefusal::TooManyBlanks)?);
    let given = taken
        .iter()
        .zip(taken.iter().skip(1).map(Some).chain([None]))
        .filter(|(one, next)| next.is_none_or(|next| next.block != one.block))
        .map(|(one, _)| one.clone())
        .collect();
    Ok(Draft::one(
        at,
        BlanksPrepared {
            pad,
            kind,
            numbers,
            given,
        },
    ))
}

fn kind_of<'a>(book: &'a SlipBook, kind: &Code) -> Result<&'a SlipType, Refusal> {
    book.slip_type(kind)
        .ok_or_else(|| SlipRefusal::UnknownKind { kind: kind.to_string() }.into())
}

/// A form by its number: which one, of which pad, of which kind.
struct Form {
    number: SlipNumber,
    pad: Option<PadId>,
    kind: Code,
    given: Option<Given>,
}

/// Whether a number on a form can be one of this hospital. One of this laptop that it never gave is a misread one.
fn is_given(hospital: &Hospital, slip: SlipNumber, context: &Context<'_>) -> Result<(), Refusal> {
    let known = hospital.former_schemes();
    let mut schemes = std::iter::once(&hospital.schemes().slip).chain(&known);
    let Some((scheme, parts)) = schemes.find_map(|scheme| Some((scheme, slip.read(scheme)?))) else {
        return Err(SlipRefusal::Misread { slip }.into());
    };
    if !parts.holds {
        return Err(SlipRefusal::Misread { slip }.into());
    }
    let block = BlockNumber::new(parts.block);
    let own = block.is_some_and(|block| {
        parts.station == context.commit.station.number()
            && blocks_of(hospital, context.commit.station, context.commit.installation).contains(&block)
    });
    if let Some(block) = block.filter(|_| own)
        && parts.sequence
            > hospital
                .used()
                .highest(Series::of(scheme), context.commit.station, block)
    {
        let tail = slip.to_string();
        return Err(SlipRefusal::UnknownBlank { tail }.into());
    }
    Ok(())
}

fn form(hospital: &Hospital, given: &NumberGiven, kind: Option<&Code>, context: &Context<'_>) -> Result<Form, Refusal> {
    let pads = || hospital.pads();
    let number = match given {
        NumberGiven::Whole(number) => {
            let number = SlipNumber::meant(*number, hospital);
            is_given(hospital, number, context)?;
            number
        }
        NumberGiven::Tail(tail) => {
            let mut fitting = pads()
                .flat_map(|pad| pad.blank())
                .filter(|number| number.ends_with(tail));
            let tail = || tail.clone();
            let found = fitting
                .next()
                .ok_or_else(|| SlipRefusal::UnknownBlank { tail: tail() })?;
            if fitting.next().is_some() {
                return Err(SlipRefusal::BlankAmbiguous { tail: tail() }.into());
            }
            found
        }
    };
    if let Some(patient) = hospital.slip(number).and_then(|slip| slip.patient()) {
        return Err(SlipRefusal::AlreadyWritten { slip: number, patient }.into());
    }
    let pad: Option<&Pad> = pads().find(|pad| pad.holds(number)).map(AsRef::as_ref);
    let of_pad = pad.and_then(|pad| pad.kind());
    let kind = match (kind, of_pad) {
        (Some(kind), Some(of_pad)) if kind != of_pad => {
            return Err(SlipRefusal::KindDiffers {
                slip: number,
                kind: of_pad.clone(),
            }
            .into());
        }
        (Some(kind), _) | (None, Some(kind)) => kind.clone(),
        (None, None) => return Err(SlipRefusal::KindMissing { slip: Some(number) }.into()),
    };
    Ok(Form {
        number,
        pad: pad.map(|pad| pad.id),
        kind,
        given: None,
    })
}

pub(super) fn write(
    hospital: &Hospital,
    wanted: WriteSlip,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let book = book(hospital)?;
    let patient = census::decide::known(hospital, &wanted.patient)?;
    let (form, source) = match &wanted.number {
        Some(given) => (form(hospital, given, wanted.kind.as_ref(), context)?, Source::ByHand),
        None => {
            let kind = wanted.kind.clone().ok_or(SlipRefusal::KindMissing { slip: None })?;
            kind_of(book, &kind)?;
            let given = one_number(hospital, context)?;
            let number = SlipNumber::from(&given.number);
            let form = Form {
                number,
                pad: None,
                kind,
                given: Some(given),
            };
            (form, Source::Typed)
        }
    };
    let kind = kind_of(book, &form.kind)?;
    let stay = hospital.open_stay(patient.id).filter(|stay| stay.is_present());
    let origin = match &wanted.origin {
        Some(origin) => post(hospital, origin)?,
        None => stay
            .and_then(|stay| stay.place()?.answers())
            .and_then(|bed| Post::parse(bed.ward()))
            .ok_or(SlipRefusal::OriginMissing)?,
    };
    let urgency = urgency_of(kind, wanted.urgency.as_ref())?;
    let ordered = Ordered {
        kind: Some(kind),
        drugs: &wanted.drugs,
        values: &wanted.values,
    };
    let mut warned = warnings(hospital, book, &patient, &ordered, Some(form.number), context.spelling);
    let due = due(hospital, urgency, at, &mut warned);
    let content = Content {
        revision: 1,
        source,
        urgency: urgency.code.clone(),
        due,
        values: wanted.values,
        drugs: wanted.drugs,
    };
    check(kind, &content)?;
    let orderer = wanted.orderer.or_else(|| own_name(hospital, context));
    if orderer.is_none() && source == Source::Typed && entitled::needs_an_orderer(kind) {
        return Err(SlipRefusal::OrdererMissing { kind: form.kind }.into());
    }
    let valid_until = kind.valid_days.and_then(|days| end_of_day(hospital, at, days));
    Ok(Draft::one(
        at,
        SlipWritten {
            slip: form.number,
            patient: patient.id,
            stay: stay.map(|stay| stay.id),
            kind: form.kind,
            book: hospital.slip_book_version().unwrap_or_default(),
            copies: copies(kind, &origin),
            steps: steps(kind, &origin),
            origin,
            orderer,
            content,
            billing_minutes: book.billing_minutes,
            valid_until,
            warned,
            pad: form.pad,
            given: form.given,
        },
    ))
}

/// A physician who types a slip orders it.
fn own_name(hospital: &Hospital, context: &Context<'_>) -> Option<Text> {
    let account = hospital.account(&context.asker.user)?;
    let prescribes = entitled::professions(account.role()?).contains(&Profession::Physician);
    account
        .standing()
        .filter(|_| prescribes)
        .map(|standing| standing.name.clone())
}

fn copies(kind: &SlipType, origin: &Post) -> Vec<PlannedCopy> {
    (1..)
        .zip(&kind.copies)
        .map(|(number, copy)| PlannedCopy {
            number,
            purpose: copy.purpose,
            to: copy.to.post(origin),
        })
        .collect()
}

fn steps(kind: &SlipType, origin: &Post) -> Vec<PlannedStep> {
    let plan = |step: &crate::domain::slips::book::StepPlan| PlannedStep {
        code: step.code.clone(),
        at: step.at.post(origin),
        kind: step.kind,
        unlike: step.unlike.clone(),
    };
    kind.steps.iter().map(plan).collect()
}

fn urgency_of<'a>(kind: &'a SlipType, wanted: Option<&Code>) -> Result<&'a Urgency, Refusal> {
    let Some(code) = wanted else {
        let first = kind.urgencies.first();
        return first.ok_or_else(|| {
            SlipRefusal::UnknownKind {
                kind: kind.code.to_string(),
            }
            .into()
        });
    };
    kind.urgency(code)
        .ok_or_else(|| SlipRefusal::UnknownUrgency { urgency: code.clone() }.into())
}

/// By when, on the clocks of the hospital, and whether the cut-off has passed: then it counts for the day after.
pub fn due_of(hospital: &Hospital, urgency: &Urgency, at: Timestamp) -> (Timestamp, bool) {
    let zone = hospital.frame().map_or(chrono_tz::UTC, |frame| frame.zone());
    let Some(local) = at.to_utc().map(|utc| utc.with_timezone(&zone)) else {
        return (at, false);
    };
    let minute = local.hour() * 60 + local.minute();
    let late = urgency.cut_off.is_some_and(|cut_off| minute > u32::from(cut_off));
    let due = match urgency.due {
        Due::Within(minutes) => at.plus_seconds(i64::from(minutes) * 60),
        Due::Clock { days, minute } => {
            let days = u64::from(days) + u64::from(late);
            on_clock(hospital, at, days, u32::from(minute)).unwrap_or_else(|| at.plus_seconds(24 * 3600))
        }
    };
    (due, late)
}

fn due(hospital: &Hospital, urgency: &Urgency, at: Timestamp, warned: &mut Vec<Warning>) -> Timestamp {
    let (due, late) = due_of(hospital, urgency, at);
    if late {
        warned.push(Warning::AfterCutOff);
    }
    due
}

fn on_clock(hospital: &Hospital, at: Timestamp, days: u64, minute: u32) -> Option<Timestamp> {
    let zone = hospital.frame()?.zone();
    let date = at.to_utc()?.with_timezone(&zone).date_naive();
    let date = date.checked_add_days(Days::new(days))?;
    let time = NaiveTime::from_hms_opt(minute / 60 % 24, minute % 60, 0)?;
    let local = date.and_time(time).and_local_timezone(zone).earliest()?;
    Some(Timestamp::from(local.to_utc()))
}

/// The last second of the `days`-th day, the day of issue being the first.
fn end_of_day(hospital: &Hospital, at: Timestamp, days: u8) -> Option<Timestamp> {
    on_clock(hospital, at, u64::from(days), 0).map(|midnight| midnight.plus_seconds(-1))
}

/// Whether what stands on a slip fits its kind. By hand, what the form asks for is on the paper and not here.
fn check(kind: &SlipType, content: &Content) -> Result<(), Refusal> {
    for (code, value) in &content.values {
        let field = kind
            .field(code)
            .ok_or_else(|| SlipRefusal::UnknownField { field: code.clone() })?;
        if !fits(&field.kind, value.as_str()) {
            return Err(SlipRefusal::FieldWrong {
                field: code.clone(),
                kind: kind.code.clone(),
            }
            .into());
        }
    }
    if content.source == Source::ByHand {
        return Ok(());
    }
    let given = |field: &crate::domain::slips::book::Field| match field.kind {
        FieldKind::Drugs => !content.drugs.is_empty(),
        _ => content.values.iter().any(|(code, _)| *code == field.code),
    };
    match kind
        .fields
        .iter()
        .find(|field| field.required == Required::Yes && !given(field))
    {
        Some(field) => Err(SlipRefusal::FieldMissing {
            field: field.code.clone(),
            kind: kind.code.clone(),
        }
        .into()),
        None => Ok(()),
    }
}

/// Whether a value can stand in a field of this kind.
pub fn fits(kind: &FieldKind, value: &str) -> bool {
    match kind {
        FieldKind::Text => true,
        FieldKind::Number { .. } => value.parse::<f64>().is_ok_and(f64::is_finite),
        FieldKind::Day => chrono::NaiveDate::parse_from_str(value, "%Y-%m-%d").is_ok(),
        FieldKind::Time => chrono::NaiveDateTime::parse_from_str(value, "%Y-%m-%dT%H:%M").is_ok(),
        FieldKind::Choice(choices) => choices
            .iter()
            .any(|choice| choice.ja.as_str() == value || choice.en.as_str() == value),
        FieldKind::Checks(choices) => value.split([',', '、']).all(|one| {
            choices
                .iter()
                .any(|choice| choice.ja.as_str() == one.trim() || choice.en.as_str() == one.trim())
        }),
        // Lines of drugs have a place of their own.
        FieldKind::Drugs => false,
    }
}

pub(super) fn revise(
    hospital: &Hospital,
    wanted: Revise,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let book = book(hospital)?;
    let slip = wanted.slip;
    let known = known(hospital, slip)?;
    after_writing(known, at)?;
    if known.is_cancelled() {
        return Err(SlipRefusal::Cancelled { slip }.into());
    }
    if known.open_query().is_some() {
        return Err(SlipRefusal::QueryOpen { slip }.into());
    }
    let (Some(written), Some(before)) = (known.written(), known.content()) else {
        return Err(SlipRefusal::UnknownSlip { slip }.into());
    };
    if known.outcome().is_some() {
        return Err(SlipRefusal::StepsDone { slip }.into());
    }
    // Whoever types it is not who decides a dose; an answer that asked for it has said who does.
    if wanted.ordered.is_none() && !known.awaits_revision() {
        return Err(SlipRefusal::RevisionUnordered { slip }.into());
    }
    let kind = kind_of(book, &written.kind)?;
    let mut content = before.clone();
    content.revision = before.revision.saturating_add(1);
    content.source = Source::Typed;
    for (code, value) in wanted.values {
        content.values.retain(|(known, _)| *known != code);
        content.values.push((code, value));
    }
    if !wanted.drugs.is_empty() {
        content.drugs = wanted.drugs;
    }
    if content.values == before.values && content.drugs == before.drugs && wanted.urgency.is_none() {
        return Err(Refusal::NothingToChange);
    }
    let mut warned = match hospital.patient(written.patient) {
        Some(patient) => {
            let ordered = Ordered::of(Some(kind), &content);
            warnings(hospital, book, patient, &ordered, Some(slip), context.spelling)
        }
        None => Vec::new(),
    };
    if let Some(code) = &wanted.urgency {
        let urgency = urgency_of(kind, Some(code))?;
        content.urgency = urgency.code.clone();
        content.due = due(hospital, urgency, at, &mut warned);
    }
    if before.source == Source::Typed {
        check(kind, &content)?;
    }
    let revision = content.revision;
    let mut draft = Draft::one(at, SlipRevised { slip, content, warned });
    if let Some((by, reason)) = wanted.ordered {
        draft.add(
            at,
            RevisionOrdered {
                slip,
                revision,
                by,
                reason,
            },
        );
    }
    Ok(draft)
}

pub(super) fn cancel(hospital: &Hospital, slip: SlipNumber, reason: Text, at: Timestamp) -> Result<Draft, Refusal> {
    let known = known(hospital, slip)?;
    after_writing(known, at)?;
    if known.is_cancelled() {
        return Err(SlipRefusal::Cancelled { slip }.into());
    }
    if known.outcome().is_some() {
        return Err(SlipRefusal::StepsDone { slip }.into());
    }
    Ok(Draft::one(at, SlipCancelled { slip, reason }))
}

/// Who does something: the name on the paper, otherwise the account.
pub(super) fn person(by: Option<&Text>, user: &UserName) -> String {
    by.map_or_else(|| user.to_string(), ToString::to_string)
}
