//! Saying that a breaking of the glass was looked at.

use crate::{
    cli::{arguments::ReviewUse, console::Console, exit::Exit, faults::list_of_faults},
    domain::{
        access::{AccessRefusal, decide::AccountCommand},
        record::EventId,
        text::{REMARK, Text},
    },
    exchange::Faults,
};

use super::{
    super::{Given, Stop, census, store},
    submit, told, wanted,
};

pub(super) fn review(wanted: &ReviewUse, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let mut faults = Faults::default();
    let user = wanted::name(&wanted.account, &mut faults);
    let remark = match wanted.remark.as_deref() {
        Some(raw) => wanted::remark("--remark", raw, &mut faults),
        None => Text::parse(&given.words.say("glass-seen"), REMARK).ok(),
    };
    let (Some(user), Some(remark)) = (user, remark) else {
        console.complain(list_of_faults(given.words, &faults));
        return Ok(Exit::Refused);
    };
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    let waits = |account: &crate::domain::access::Account| {
        let mut broken = account.broken.iter().filter(|glass| glass.reviewed.is_none());
        broken.next().map(|glass| glass.said.order.event)
    };
    let event = match wanted.event.as_deref() {
        Some(raw) => EventId::parse(raw),
        None => hospital.account(&user).and_then(|account| waits(account)),
    };
    let Some(event) = event else {
        let refusal = AccessRefusal::NoSuchGlass;
        return Err(census::refuse(&refusal.into(), &hospital, given, console));
    };
    let command = AccountCommand::ReviewGlass {
        user: user.clone(),
        event,
        remark,
    };
    told(submit(store.as_ref(), command), &user, store.as_ref(), given, console)
}
