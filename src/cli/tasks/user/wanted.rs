//! What was asked for, read; what is wrong with it, listed.

use crate::{
    domain::{
        census::frame::WardCode,
        record::UserName,
        state::Hospital,
        text::{NAME, REMARK, Text},
    },
    exchange::{Expected, Fault, Faults, nearest::nearest},
};

pub(super) fn name(raw: &str, faults: &mut Faults) -> Option<UserName> {
    let user = UserName::parse(raw);
    if user.is_none() {
        faults.push(Fault::in_file(
            &"NAME".into(),
            raw,
            Expected::of_filled(raw, Expected::UserName),
        ));
    }
    user
}

pub(super) fn text(raw: &str, faults: &mut Faults) -> Option<Text> {
    Text::parse(raw, NAME)
        .map_err(|fault| faults.push(Fault::in_file(&"--full-name".into(), raw, Expected::from(fault))))
        .ok()
}

pub(super) fn remark(argument: &'static str, raw: &str, faults: &mut Faults) -> Option<Text> {
    Text::parse(raw, REMARK)
        .map_err(|fault| faults.push(Fault::in_file(&argument.into(), raw, Expected::from(fault))))
        .ok()
}

pub(super) fn word<T>(
    argument: &'static str,
    raw: &str,
    parse: impl Fn(&str) -> Option<T>,
    expected: Expected,
    faults: &mut Faults,
) -> Option<T> {
    let parsed = parse(raw);
    if parsed.is_none() {
        faults.push(Fault::in_file(&argument.into(), raw, expected));
    }
    parsed
}

/// `None` when nothing was given, and when what was given is wrong: then it is among the faults.
pub(super) fn optional<T>(
    argument: &'static str,
    raw: Option<&str>,
    parse: impl Fn(&str) -> Option<T>,
    expected: Expected,
    faults: &mut Faults,
) -> Option<T> {
    raw.and_then(|raw| word(argument, raw, parse, expected, faults))
}

pub(super) fn wards(raw: &[String], hospital: &Hospital, faults: &mut Faults) -> Vec<WardCode> {
    let Some(frame) = hospital.frame() else {
        return Vec::new();
    };
    let mut wards = Vec::new();
    for raw in raw {
        match frame.ward(raw) {
            Some(ward) => wards.push(ward.code.clone()),
            None => {
                let nearest = nearest(raw, frame.wards.iter().map(|ward| ward.code.as_str()));
                faults.push(Fault::in_file(&"--ward".into(), raw, Expected::KnownWard { nearest }));
            }
        }
    }
    wards
}
