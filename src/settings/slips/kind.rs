//! One kind of slip out of its file.

use super::{
    destination, fits_together,
    page::{Page, Sheet},
};
use crate::{
    domain::{
        slips::{
            Code, CopyPlan, Desk, Destination, Field, FieldKind, Purpose, SlipType, StepKind, StepPlan, Urgency,
            book::{Due, Profession, Required},
            decide::entitled::usual,
        },
        text::NAME,
    },
    exchange::expected::SlipExpected,
};

/// Copies that one kind can have: real forms reach seven.
const MOST_COPIES: usize = 12;
/// Fields beside the drugs: a form at the terminal has places for so many.
const MOST_FIELDS: usize = 24;

/// The kind of a page; `None` when it is off or cannot be read.
pub(super) fn read(page: &Page<'_>, code: Code, desks: &[Desk]) -> Option<SlipType> {
    let table = page.parse();
    let sheet = Sheet::new(page, table.get_ref(), 0);
    if sheet.flag("off") {
        return None;
    }
    let professions: Vec<&'static str> = Profession::ALL.iter().map(|one| one.word()).collect();
    let people = |key| sheet.words(key, &professions, SlipExpected::Profession, Profession::from_word);
    let (issued_by, received_by) = (people("issued_by"), people("received_by"));
    let title = sheet.title("title");
    let phone = sheet.text("phone", NAME);
    let valid_days = sheet
        .number("valid_days", 1, 250)
        .and_then(|days| u8::try_from(days).ok());
    let route = route(page, &sheet, desks);
    let urgencies: Vec<Urgency> = sheet.sheets("urgency").into_iter().filter_map(urgency).collect();
    let fields: Vec<Field> = sheet.sheets("field").into_iter().filter_map(field).collect();
    let copies: Vec<CopyPlan> = sheet
        .sheets("copy")
        .into_iter()
        .filter_map(|sheet| copy(page, &sheet, desks))
        .collect();
    let steps = steps(page, &sheet, desks, (&issued_by, &received_by));
    if fields.iter().filter(|field| field.kind != FieldKind::Drugs).count() > MOST_FIELDS {
        sheet.blame("field", "field", SlipExpected::FewFields);
    }
    if copies.len() > MOST_COPIES {
        sheet.blame("copy", "copy", SlipExpected::FewCopies);
    }
    let kind = SlipType {
        code,
        title: title?,
        fields,
        copies,
        steps,
        urgencies,
        issued_by,
        received_by,
        route,
        phone,
        valid_days,
    };
    if let Err(what) = fits_together(&kind) {
        let key = match what {
            SlipExpected::OnePerform => "step",
            _ if kind.urgencies.is_empty() => "urgency",
            _ => "copy",
        };
        sheet.blame(key, key, what);
    }
    for (list, key) in [
        (kind.fields.iter().map(|field| &field.code).collect::<Vec<_>>(), "field"),
        (kind.urgencies.iter().map(|urgency| &urgency.code).collect(), "urgency"),
        (kind.steps.iter().map(|step| &step.code).collect(), "step"),
    ] {
        let twice = list
            .iter()
            .enumerate()
            .find(|(place, code)| list.iter().take(*place).any(|other| other == *code));
        if let Some((_, code)) = twice {
            sheet.blame(key, code.as_str(), SlipExpected::Once);
        }
    }
    sheet.close();
    Some(kind)
}

fn route(page: &Page<'_>, sheet: &Sheet<'_, '_, '_>, desks: &[Desk]) -> Vec<Destination> {
    let mut stops = Vec::new();
    for (at, raw) in sheet.list("route") {
        match destination(raw, desks) {
            Ok(stop) => stops.push(stop),
            Err(meant) => page.blame(at, raw, SlipExpected::KnownDesk, meant),
        }
    }
    stops
}

fn place(page: &Page<'_>, sheet: &Sheet<'_, '_, '_>, key: &'static str, desks: &[Desk]) -> Option<Destination> {
    let raw = sheet.needed(key)?;
    destination(raw, desks)
        .map_err(|meant| page.blame(sheet.place(key), raw, SlipExpected::KnownDesk, meant))
        .ok()
}

fn urgency(sheet: Sheet<'_, '_, '_>) -> Option<Urgency> {
    let code = sheet.code("code");
    let title = sheet.title("title");
    let due = sheet.needed("due").and_then(|raw| {
        let due = self::due(raw);
        if due.is_none() {
            sheet.blame("due", raw, SlipExpected::Due);
        }
        due
    });
    let cut_off = sheet.raw("cut_off").and_then(|raw| {
        let minute = clock(raw);
        if minute.is_none() {
            sheet.blame("cut_off", raw, SlipExpected::Clock);
        }
        minute
    });
    sheet.close();
    Some(Urgency {
        code: code?,
        title: title?,
        due: due?,
        cut_off,
    })
}

/// `90 min`, or `+1d 08:00`.
fn due(raw: &str) -> Option<Due> {
    if let Some(minutes) = minutes(raw) {
        return Some(Due::Within(minutes));
    }
    let (days, time) = raw.trim().strip_prefix('+')?.split_once('d')?;
    let days = days.parse::<u16>().ok().filter(|days| *days <= 60)?;
    Some(Due::Clock {
        days,
        minute: clock(time)?,
    })
}

/// `90 min`: more than none, at most sixty days.
pub(super) fn minutes(raw: &str) -> Option<u32> {
    let number = raw.trim().strip_suffix("min")?.trim();
    number
        .parse::<u32>()
        .ok()
        .filter(|minutes| (1..=60 * 24 * 60).contains(minutes))
}

/// `14:00` as minutes after midnight.
fn clock(raw: &str) -> Option<u16> {
    let (hour, minute) = raw.trim().split_once(':')?;
    let hour = hour.parse::<u16>().ok().filter(|hour| *hour < 24)?;
    let minute = minute.parse::<u16>().ok().filter(|minute| *minute < 60)?;
    Some(hour * 60 + minute)
}

fn field(sheet: Sheet<'_, '_, '_>) -> Option<Field> {
    const KINDS: [&str; 7] = ["text", "number", "day", "time", "choice", "checks", "drugs"];
    let code = sheet.code("code");
    let title = sheet.title("title");
    let unit = sheet.text("unit", NAME);
    let choices = sheet.titles("choices");
    let required = if sheet.flag("required") {
        Required::Yes
    } else {
        Required::No
    };
    let known = |word: &str| KINDS.into_iter().find(|known| *known == word);
    let kind = sheet
        .word("kind", &KINDS, SlipExpected::FieldKind, known)
        .unwrap_or("text");
    let kind = match kind {
        "number" => FieldKind::Number { unit },
        "day" => FieldKind::Day,
        "time" => FieldKind::Time,
        "choice" | "checks" if choices.is_empty() => {
            sheet.blame("kind", kind, SlipExpected::Choices);
            FieldKind::Text
        }
        "choice" => FieldKind::Choice(choices),
        "checks" => FieldKind::Checks(choices),
        "drugs" => FieldKind::Drugs,
        _ => FieldKind::Text,
    };
    sheet.close();
    Some(Field {
        code: code?,
        title: title?,
        kind,
        required,
    })
}

fn copy(page: &Page<'_>, sheet: &Sheet<'_, '_, '_>, desks: &[Desk]) -> Option<CopyPlan> {
    let purposes: Vec<&'static str> = Purpose::ALL.iter().map(|one| one.word()).collect();
    if !sheet.has("purpose") {
        sheet.blame("purpose", "purpose", SlipExpected::Given);
    }
    let purpose = sheet.word("purpose", &purposes, SlipExpected::Purpose, Purpose::from_word);
    let (role, colour, keep) = (sheet.title("role"), sheet.title("colour"), sheet.title("keep"));
    let to = place(page, sheet, "to", desks);
    Some(CopyPlan {
        role: role?,
        purpose: purpose?,
        colour: colour?,
        to: to?,
        keep: keep?,
    })
}

fn steps(
    page: &Page<'_>,
    sheet: &Sheet<'_, '_, '_>,
    desks: &[Desk],
    (issued_by, received_by): (&[Profession], &[Profession]),
) -> Vec<StepPlan> {
    let professions: Vec<&'static str> = Profession::ALL.iter().map(|one| one.word()).collect();
    let mut steps: Vec<StepPlan> = Vec::new();
    for (place_of_step, sheet) in sheet.sheets("step").into_iter().enumerate() {
        let code = sheet.code("code");
        let title = sheet.title("title");
        let at = place(page, &sheet, "at", desks);
        let read = |word: &str| match word {
            "plain" => Some(StepKind::Plain),
            "perform" => Some(StepKind::Perform),
            "result" => Some(StepKind::Result),
            _ => None,
        };
        let words = ["plain", "perform", "result"];
        let kind = sheet
            .word("kind", &words, SlipExpected::StepKind, read)
            .unwrap_or(StepKind::Plain);
        let unlike = sheet.raw("unlike").and_then(|raw| {
            let earlier = steps.iter().find(|step| step.code.as_str() == raw);
            if earlier.is_none() {
                sheet.blame("unlike", raw, SlipExpected::EarlierStep);
            }
            earlier.map(|step| step.code.clone())
        });
        let by = sheet
            .has("by")
            .then(|| sheet.words("by", &professions, SlipExpected::Profession, Profession::from_word));
        sheet.close();
        if let (Some(code), Some(title), Some(at)) = (code, title, at) {
            let by = by.unwrap_or_else(|| usual(place_of_step, &at, kind, (issued_by, received_by)));
            steps.push(StepPlan {
                code,
                title,
                at,
                kind,
                unlike,
                by,
            });
        }
    }
    steps
}
