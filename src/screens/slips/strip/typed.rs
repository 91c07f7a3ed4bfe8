//! What was typed into the field, and what it means there: a number, the end of one, a place; and what is said about the sheet.

use crate::app::sentences::Speaker;
use crate::app::{Action, Scope};
use crate::domain::slips::{CopyName, Custody, Post, Slip, SlipNumber, number::SHORTEST_TAIL};
use crate::i18n::Value;
use crate::widgets::folded;

use super::super::posts;

/// What was typed.
pub(super) enum Typed {
    Nothing,
    Name(CopyName),
    /// No slip of the list ends so.
    Unknown,
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
    let tail = (SHORTEST_TAIL..=7).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    if tail {
        let mut fitting: Vec<SlipNumber> = listed.iter().copied().filter(|slip| slip.ends_with(number)).collect();
        fitting.sort_unstable();
        fitting.dedup();
        return match fitting.as_slice() {
            [only] => {
                let whole = copy.map_or_else(|| only.to_string(), |copy| format!("{only}/{copy}"));
                CopyName::parse(&whole).map_or(Typed::Unknown, Typed::Name)
            }
            [] => Typed::Unknown,
            _ => Typed::Ambiguous,
        };
    }
    CopyName::parse(&raw.to_lowercase()).map_or(Typed::Unknown, Typed::Name)
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

/// Which sheet is meant has to be said where a slip has several that wait for it.
pub(super) fn which(action: Action, name: CopyName, scope: &Scope<'_>) -> Option<String> {
    if action != Action::PassNote || name.copy.is_some() {
        return None;
    }
    let slip = scope.hospital.slip(name.meant(scope.hospital).slip)?;
    let waiting: Vec<String> = slip.unpassed().map(|(_, copy)| format!("/{}", copy.number)).collect();
    let places = [("copies", Value::from(waiting.join(" ")))];
    (waiting.len() > 1).then(|| scope.words.fill("slips-strip-which", &places))
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
