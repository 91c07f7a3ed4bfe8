//! What was typed into the field, and what it means there: a number, the end of one, a place; and what is said about the sheet.

use crate::app::sentences::Speaker;
use crate::app::{Action, Scope};
use crate::domain::slips::{
    Copy, CopyName, Custody, Post, Slip, SlipNumber, ask::present_warnings, number::SHORTEST_TAIL, safety::Warning,
};
use crate::i18n::Value;
use crate::widgets::folded;

use super::super::posts;

/// Digits that are the end of a number and nothing else.
const LONGEST_TAIL: usize = 8;

/// What was typed.
pub(super) enum Typed {
    Nothing,
    Name(CopyName),
    /// No slip of the list ends so.
    Unknown,
    /// It stands in the number of a slip of the list, whose end is missing: the check digits, which tell a misread number.
    Unfinished,
    Ambiguous,
}

/// Reads a number; `listed` are the slips of the list.
pub(super) fn read(raw: &str, listed: &[SlipNumber]) -> Typed {
    if raw.is_empty() {
        return Typed::Nothing;
    }
    let (number, copy) = raw
        .split_once('/')
        .map_or((raw, None), |(number, copy)| (number, Some(copy)));
    // The end of a number, however many of its digits somebody reads off the paper.
    let digits = number.len() >= SHORTEST_TAIL && number.bytes().all(|byte| byte.is_ascii_digit());
    let whole = || CopyName::parse(&raw.to_lowercase());
    if digits {
        let mut fitting: Vec<SlipNumber> = listed.iter().copied().filter(|slip| slip.ends_with(number)).collect();
        fitting.sort_unstable();
        fitting.dedup();
        return match fitting.as_slice() {
            [only] => {
                let whole = copy.map_or_else(|| only.to_string(), |copy| format!("{only}/{copy}"));
                CopyName::parse(&whole).map_or(Typed::Unknown, Typed::Name)
            }
            // Some hospitals number with digits alone: a whole number need not be of the list.
            [] if number.len() > LONGEST_TAIL => whole().map_or(Typed::Unknown, Typed::Name),
            [] if listed.iter().any(|slip| holds(*slip, number)) => Typed::Unfinished,
            [] => Typed::Unknown,
            _ => Typed::Ambiguous,
        };
    }
    whole().map_or(Typed::Unknown, Typed::Name)
}

/// Whether these digits stand in a number, but not at its end.
fn holds(slip: SlipNumber, digits: &str) -> bool {
    let all: String = slip.as_str().chars().filter(char::is_ascii_digit).collect();
    all.contains(digits)
}

/// The last digits of a number, as an example of what is typed.
pub(super) fn example(slip: SlipNumber) -> String {
    let all: Vec<char> = slip.as_str().chars().filter(char::is_ascii_digit).collect();
    let skipped = all.len().saturating_sub(SHORTEST_TAIL);
    all.into_iter().skip(skipped).collect()
}

/// The place that was typed: its code, or the beginning of what it is called.
pub(super) fn found(typed: &str, scope: &Scope<'_>) -> Option<Post> {
    let typed = folded(typed.trim());
    let speaker = Speaker::new(scope.words, scope.hospital);
    let all = posts(scope);
    let same = all.iter().find(|post| folded(post.as_str()) == typed);
    let begins = || {
        all.iter()
            .find(|post| folded(post.as_str()).starts_with(&typed) || folded(&speaker.post(post)).contains(&typed))
    };
    same.or_else(begins).cloned()
}

/// Which sheet is meant has to be said where a slip has several that wait for it: nobody can tell which of them somebody has seen.
pub(super) fn which(action: Action, name: CopyName, here: Option<&Post>, scope: &Scope<'_>) -> Option<String> {
    if name.copy.is_some() {
        return None;
    }
    let slip = scope.hospital.slip(name.meant(scope.hospital).slip)?;
    let (key, waiting) = match action {
        Action::PassNote => {
            let waiting: Vec<&Copy> = slip.unpassed().map(|(_, copy)| copy).collect();
            ("slips-strip-which", (waiting.len() > 1).then_some(waiting)?)
        }
        Action::Recall => {
            let old: Vec<&Copy> = slip.copies.iter().filter(|copy| slip.is_recalled(copy)).collect();
            // The only one that lies here is the one in the hand; of what lies elsewhere the number alone says nothing.
            let here = old.iter().filter(|copy| copy.custody().post() == here).count();
            ("slips-strip-which-old", (!old.is_empty() && here != 1).then_some(old)?)
        }
        _ => return None,
    };
    let speaker = Speaker::new(scope.words, scope.hospital);
    let told: Vec<String> = waiting
        .iter()
        .map(|copy| format!("/{} {}", copy.number, speaker.copy_role(slip, copy)))
        .collect();
    let places = [
        ("slip", Value::from(slip.number.to_string())),
        ("copies", told.join(&scope.words.say("list-comma")).into()),
    ];
    Some(scope.words.fill(key, &places))
}

/// What is the matter with a sheet that was received: not meant for here, or its patient is not where it was ordered any more.
pub(super) fn misplaced(
    slip: &Slip,
    copy: Option<crate::domain::slips::CopyNumber>,
    here: &Post,
    scope: &Scope<'_>,
) -> Option<String> {
    let words = scope.words;
    let speaker = Speaker::new(words, scope.hospital);
    let copy = match copy {
        Some(number) => slip.copy(number),
        None => slip
            .current()
            .filter(|copy| matches!(copy.custody(), Custody::At { post } if post == here))
            .max_by_key(|copy| copy.since()),
    }?;
    if copy.to != *here && slip.origin() != Some(here) {
        let places = [
            ("role", speaker.copy_role(slip, copy).into()),
            ("post", speaker.post(&copy.to).into()),
        ];
        return Some(words.fill("slips-misrouted", &places));
    }
    super::super::elsewhere(slip, scope)
}

/// What on the slip the patient is allergic to, in words.
pub(super) fn harmful(slip: &Slip, scope: &Scope<'_>) -> Option<String> {
    let mut found = present_warnings(scope.hospital, slip);
    found.retain(|warning| matches!(warning, Warning::Allergy { .. }));
    let speaker = Speaker::new(scope.words, scope.hospital);
    let told: Vec<String> = found.iter().map(|warning| speaker.warning(warning)).collect();
    (!told.is_empty()).then(|| told.join(&scope.words.say("list-comma")))
}
