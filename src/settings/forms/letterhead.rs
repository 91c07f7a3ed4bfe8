//! Reads `letterhead.toml`: address, phone and numbers of the hospital, each a text under the name of its field on a form.

use super::{
    fault::{FormFault, FormFaultKind},
    fields::{Blame, Fields},
};
use crate::{
    domain::text::{REMARK, Text},
    print::document::letterhead::{LETTERHEAD, Letterhead},
};

/// The letterhead, or every mistake in it.
pub(super) fn read(file: &str, source: &str) -> Result<Letterhead, Vec<FormFault>> {
    let (table, mut blame) = Blame::parsed(file, source);
    let mut letterhead = Letterhead::default();
    if blame.faults.is_empty() {
        let mut fields = Fields::new(table.get_ref(), 0, &mut blame);
        for name in LETTERHEAD {
            let Some((value, at)) = fields.text(name) else {
                continue;
            };
            if Text::parse(&value, REMARK).is_ok() {
                letterhead.set(name, value);
            } else {
                let (key, needs) = ((*name).to_owned(), "form-fault-text");
                fields.blame.say(at, FormFaultKind::Shape { key, needs }, None);
            }
        }
        fields.finish();
    }
    if blame.faults.is_empty() {
        Ok(letterhead)
    } else {
        Err(blame.faults)
    }
}
