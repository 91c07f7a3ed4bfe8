//! From hand to hand: picking up, handing over, receiving, filing, losing and finding, recall, runs.
//! Long because each hand that paper goes through has its own rule.

use super::{after_last, book, entitled, in_hand, known, post, sheet};
use crate::domain::{
    access::Context,
    compose::Draft,
    record::Timestamp,
    refusal::Refusal,
    slips::{
        book::{Post, Purpose, StepKind},
        command::{PickUp, Taken},
        copy::{Copy, CopyName, CopyNumber, Custody},
        fact::{
            CopiesEnded, CopiesHandedOver, CopiesPickedUp, CopiesReceived, CopyFound, CopyLost, Ending, Handed, Leg,
            Outcome, RunClosed, RunOpened,
        },
        refusal::SlipRefusal,
        run::{Run, RunId},
        slip::Slip,
    },
    state::Hospital,
    text::Text,
};

/// Where a copy still has to go.
pub fn onward(slip: &Slip, copy: &Copy) -> Option<Post> {
    if slip.is_recalled(copy) {
        // An old copy goes back to where it can be seen to be void.
        return slip.origin().cloned();
    }
    if copy.purpose == Purpose::Result {
        // It goes along to be written on, and comes back with the result.
        let here = copy.custody().post()?;
        let reports = slip.plan().iter().find(|step| step.kind == StepKind::Result);
        let to = match reports {
            Some(step) if !slip.is_done(step) && slip.outcome() != Some(Outcome::Stopped) => &step.at,
            _ => &copy.to,
        };
        return (here != to).then(|| to.clone());
    }
    let away = copy.custody().post() != Some(&copy.to);
    (away && !copy.has_arrived()).then(|| copy.to.clone())
}

pub(super) fn pick_up(hospital: &Hospital, take: PickUp, at: Timestamp) -> Result<Draft, Refusal> {
    let run = take.run.map(|id| open_one(hospital, id)).transpose()?;
    let carrier = take
        .carrier
        .or_else(|| run.and_then(|run| run.carrier().cloned()))
        .ok_or(SlipRefusal::CarrierMissing)?;
    let id = run.map(|run| run.id);
    let name = match take.what {
        Taken::Copy(name) => name,
        Taken::AllAt(wanted) => return all_at(hospital, run, &carrier, &post(hospital, &wanted)?, at),
    };
    let slip = known(hospital, name.slip)?;
    let waits = |copy: &Copy| {
        matches!(copy.custody(), Custody::At { .. } | Custody::HandedOver { .. }) && onward(slip, copy).is_some()
    };
    let name_is_of_the_slip = name.copy.is_none();
    let copy = sheet(slip, name, waits, || SlipRefusal::NothingToCarry)?;
    in_hand(slip, copy)?;
    let name = SlipRefusal::name(slip.number, copy.number);
    if let Custody::Carried { carrier: by, .. } = copy.custody() {
        return Err(SlipRefusal::Carried {
            name,
            by: by.to_string(),
        }
        .into());
    }
    after_last(copy, at)?;
    let to = match take.to {
        Some(to) => post(hospital, &to)?,
        None => onward(slip, copy).ok_or(SlipRefusal::NothingToCarry)?,
    };
    // Sheets of one slip that lie together and go to one place go together.
    let mut copies = vec![copy.number];
    if name_is_of_the_slip {
        let together = slip.copies.iter().filter(|other| {
            other.number != copy.number
                && waits(other)
                && other.custody().post() == copy.custody().post()
                && onward(slip, other).as_ref() == Some(&to)
        });
        for other in together {
            after_last(other, at)?;
            copies.push(other.number);
        }
    }
    Ok(Draft::one(
        at,
        CopiesPickedUp {
            slip: slip.number,
            copies,
            carrier,
            run: id,
            to,
        },
    ))
}

fn open_one(hospital: &Hospital, run: RunId) -> Result<&Run, Refusal> {
    let known = hospital.run(run).ok_or(SlipRefusal::UnknownRun { run })?;
    if !known.is_open() {
        return Err(SlipRefusal::RunClosed { run }.into());
    }
    Ok(known)
}

/// Everything of a run that still lies at one place.
fn all_at(
    hospital: &Hospital,
    run: Option<&Run>,
    carrier: &Text,
    here: &Post,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let mut draft = Draft::default();
    let legs = run.map(Run::legs).unwrap_or_default();
    for leg in legs.iter().filter(|leg| leg.from == *here) {
        let Some(slip) = hospital.slip(leg.slip) else { continue };
        let Some(copy) = slip.copy(leg.copy) else { continue };
        let lies_here = matches!(copy.custody(), Custody::At { post } | Custody::HandedOver { post } if post == here);
        if lies_here {
            after_last(copy, at)?;
            draft.add(
                at,
                CopiesPickedUp {
                    slip: leg.slip,
                    copies: vec![leg.copy],
                    carrier: carrier.clone(),
                    run: run.map(|run| run.id),
                    to: leg.to.clone(),
                },
            );
        }
    }
    if draft.is_empty() {
        return Err(SlipRefusal::NothingToCarry.into());
    }
    Ok(draft)
}

pub(super) fn hand_over(hospital: &Hospital, name: CopyName, to: Handed, at: Timestamp) -> Result<Draft, Refusal> {
    let slip = known(hospital, name.slip)?;
    let carried = |copy: &Copy| matches!(copy.custody(), Custody::Carried { .. });
    let copy = sheet(slip, name, carried, || SlipRefusal::NotCarried { name })?;
    in_hand(slip, copy)?;
    if !carried(copy) {
        let name = SlipRefusal::name(slip.number, copy.number);
        return Err(SlipRefusal::NotCarried { name }.into());
    }
    after_last(copy, at)?;
    let to = match to {
        Handed::Post(wanted) => Handed::Post(post(hospital, &wanted)?),
        carrier @ Handed::Carrier(_) => carrier,
    };
    Ok(Draft::one(
        at,
        CopiesHandedOver {
            slip: slip.number,
            copies: vec![copy.number],
            to,
        },
    ))
}

/// Everything of a run that is meant for one place is put down there; to another carrier goes all of it.
pub(super) fn hand_over_all(hospital: &Hospital, run: RunId, to: Handed, at: Timestamp) -> Result<Draft, Refusal> {
    let run = open_one(hospital, run)?.id;
    let to = match to {
        Handed::Post(wanted) => Handed::Post(post(hospital, &wanted)?),
        carrier @ Handed::Carrier(_) => carrier,
    };
    let mut carried: Vec<(&Slip, &Copy)> = still_carried(hospital, run)
        .filter(|(_, copy)| match &to {
            Handed::Post(here) => copy.custody().post() == Some(here),
            Handed::Carrier(_) => true,
        })
        .collect();
    carried.sort_by_key(|(slip, copy)| (slip.number, copy.number));
    if carried.is_empty() {
        return Err(SlipRefusal::NothingToCarry.into());
    }
    let mut draft = Draft::default();
    for (slip, copy) in carried {
        after_last(copy, at)?;
        draft.add(
            at,
            CopiesHandedOver {
                slip: slip.number,
                copies: vec![copy.number],
                to: to.clone(),
            },
        );
    }
    Ok(draft)
}

/// The sheets that come in at `here` when only the number is typed: all that are on their way here, then all that are meant for
/// here, then one that comes back.
fn arriving<'a>(slip: &'a Slip, name: CopyName, here: &Post) -> Result<Vec<&'a Copy>, Refusal> {
    if name.copy.is_some() {
        return sheet(slip, name, |_| true, || SlipRefusal::UnknownCopy { name }).map(|copy| vec![copy]);
    }
    let here_already = |copy: &Copy| matches!(copy.custody(), Custody::At { post } if post == here);
    let open = || {
        slip.copies
            .iter()
            .filter(|copy| copy.is_open() && *copy.custody() != Custody::Unprinted)
    };
    let on_its_way: Vec<&Copy> = open()
        .filter(|copy| {
            !here_already(copy)
                && matches!(copy.custody(), Custody::Carried { to, .. } | Custody::HandedOver { post: to } if to == here)
        })
        .collect();
    let meant = || -> Vec<&Copy> {
        let current = open().filter(|copy| copy.number.revision == slip.revision());
        current
            .filter(|copy| !here_already(copy) && copy.to == *here && !copy.has_arrived() && !copy.custody().is_lost())
            .collect()
    };
    let back = || -> Vec<&Copy> {
        let mut back: Vec<&Copy> = open()
            .filter(|copy| slip.origin() == Some(here) && !here_already(copy) && !copy.custody().is_lost())
            .collect();
        // The result that is waited for; an old sheet to be voided; what belongs here; then any.
        back.sort_by_key(|copy| {
            let awaited = copy.to == *here && slip.awaits_its_result(copy);
            (!awaited, !slip.is_recalled(copy), copy.to != *here)
        });
        back.truncate(1);
        back
    };
    let none = Vec::is_empty;
    for found in [on_its_way, meant(), back()] {
        if !none(&found) {
            return Ok(found);
        }
    }
    match open().find(|copy| here_already(copy)) {
        Some(copy) => Err(SlipRefusal::AlreadyHere {
            name: SlipRefusal::name(slip.number, copy.number),
            post: here.clone(),
        }
        .into()),
        None => {
            let (slip, post) = (slip.number, here.clone());
            Err(SlipRefusal::NoCopyHere { slip, post }.into())
        }
    }
}

/// Which sheets a number means that is received at a place.
pub fn received(hospital: &Hospital, name: CopyName, at_post: &Post) -> Option<Vec<CopyNumber>> {
    let name = name.meant(hospital);
    let here = post(hospital, at_post).ok()?;
    let copies = arriving(hospital.slip(name.slip)?, name, &here).ok()?;
    Some(copies.into_iter().map(|copy| copy.number).collect())
}

pub(super) fn receive(
    hospital: &Hospital,
    name: CopyName,
    at_post: &Post,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let slip = known(hospital, name.slip)?;
    let here = post(hospital, at_post)?;
    if slip.copies.iter().all(|copy| *copy.custody() == Custody::Unprinted) {
        return Err(SlipRefusal::NotPrinted { slip: slip.number }.into());
    }
    let copies = arriving(slip, name, &here)?;
    for copy in &copies {
        receivable(slip, copy, &here, at)?;
    }
    // Who brings paper to a desk puts it down there; whoever works there receives it.
    let works = copies.iter().any(|copy| copy.purpose.is_worked() && copy.to == here);
    if works
        && slip.origin() != Some(&here)
        && let Some(who) = entitled::not_receiving(hospital, slip, &here, context)
    {
        let (slip, post) = (slip.number, here);
        return Err(SlipRefusal::OthersReceive { slip, post, who }.into());
    }
    Ok(Draft::one(
        at,
        CopiesReceived {
            slip: slip.number,
            copies: copies.into_iter().map(|copy| copy.number).collect(),
            at: here,
        },
    ))
}

/// Whether one sheet can be received.
fn receivable(slip: &Slip, copy: &Copy, here: &Post, at: Timestamp) -> Result<(), Refusal> {
    let name = SlipRefusal::name(slip.number, copy.number);
    match copy.custody() {
        Custody::Unprinted => return Err(SlipRefusal::NotPrinted { slip: slip.number }.into()),
        Custody::Ended { how, .. } => return Err(SlipRefusal::over(name, *how).into()),
        Custody::Lost { .. } => return Err(SlipRefusal::Lost { name }.into()),
        Custody::At { post } if post == here => {
            let post = here.clone();
            return Err(SlipRefusal::AlreadyHere { name, post }.into());
        }
        _ => {}
    }
    // Whoever has an old sheet in the hand voids it there; only the ward gets it back.
    if slip.is_recalled(copy) && slip.origin() != Some(here) {
        return Err(void(slip, name).into());
    }
    let outside = slip.written().and_then(|written| written.valid_until);
    if let Some(until) = outside.filter(|until| at > *until && copy.purpose == Purpose::Patient) {
        return Err(SlipRefusal::Expired {
            slip: slip.number,
            until,
        }
        .into());
    }
    after_last(copy, at)
}

/// Why a sheet is void.
fn void(slip: &Slip, name: CopyName) -> SlipRefusal {
    if slip.is_cancelled() {
        SlipRefusal::Cancelled { slip: slip.number }
    } else {
        SlipRefusal::Recalled { name }
    }
}

/// Why a sheet is not to be called back: it holds, or what replaces it is not written yet.
fn not_void(slip: &Slip, name: CopyName) -> SlipRefusal {
    if slip.awaits_revision() {
        SlipRefusal::RevisionDue { slip: slip.number }
    } else {
        SlipRefusal::NotRecalled { name }
    }
}

pub(super) fn file(
    hospital: &Hospital,
    name: CopyName,
    how: Ending,
    at_post: Option<Post>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let slip = known(hospital, name.slip)?;
    let wanted = at_post.map(|wanted| post(hospital, &wanted)).transpose()?;
    let fits = |copy: &Copy| match (&wanted, copy.custody(), how) {
        (_, Custody::At { .. }, Ending::Given) => copy.purpose == Purpose::Patient,
        (Some(wanted), Custody::At { post }, _) => post == wanted,
        (None, Custody::At { post }, _) => copy.to == *post,
        _ => false,
    };
    let copy = sheet(slip, name, fits, || match &wanted {
        Some(post) => SlipRefusal::NoCopyHere {
            slip: slip.number,
            post: post.clone(),
        },
        None => SlipRefusal::UnknownCopy { name },
    })?;
    in_hand(slip, copy)?;
    let name = SlipRefusal::name(slip.number, copy.number);
    if slip.is_recalled(copy) {
        return Err(void(slip, name).into());
    }
    if let Custody::Carried { carrier, .. } = copy.custody() {
        let by = carrier.to_string();
        return Err(SlipRefusal::Carried { name, by }.into());
    }
    if slip.open_query().is_some() {
        return Err(SlipRefusal::QueryOpen { slip: slip.number }.into());
    }
    if how == Ending::Given && copy.purpose != Purpose::Patient {
        return Err(SlipRefusal::NotForPatient { name }.into());
    }
    // Nobody puts an order away on which their own work is not done, however far the others are.
    let open = slip
        .plan()
        .iter()
        .find(|step| step.at == copy.to && !slip.is_done(step));
    if copy.purpose.is_worked()
        && slip.next_step().is_some()
        && let Some(step) = open
    {
        let step = step.code.clone();
        return Err(SlipRefusal::StepsOpen { name, step }.into());
    }
    if copy.purpose == Purpose::Billing
        && slip.billed.is_empty()
        && (slip.billing_due().is_some() || slip.next_step().is_some())
    {
        return Err(SlipRefusal::BillingOpen { name }.into());
    }
    after_last(copy, at)?;
    // Whoever files it says where it lies: it may have been carried without a word.
    let here = wanted.unwrap_or_else(|| copy.custody().post().unwrap_or(&copy.to).clone());
    Ok(Draft::one(
        at,
        CopiesEnded {
            slip: slip.number,
            copies: vec![copy.number],
            how,
            at: here,
        },
    ))
}

/// Which sheet a number means that is recalled: any that is to be recalled, at the place where it is seen.
pub fn recalled(hospital: &Hospital, name: CopyName, at_post: Option<&Post>) -> Option<CopyNumber> {
    let name = name.meant(hospital);
    let slip = hospital.slip(name.slip)?;
    let wanted = at_post.map(|wanted| post(hospital, wanted)).transpose().ok()?;
    to_recall(slip, name, wanted.as_ref()).ok().map(|copy| copy.number)
}

fn to_recall<'s>(slip: &'s Slip, name: CopyName, wanted: Option<&Post>) -> Result<&'s Copy, Refusal> {
    let fits =
        |copy: &Copy| slip.is_recalled(copy) && wanted.is_none_or(|wanted| copy.custody().post() == Some(wanted));
    sheet(slip, name, fits, || not_void(slip, name))
}

/// An old copy was seen. What was lost may turn up like this, too.
pub(super) fn recall(
    hospital: &Hospital,
    name: CopyName,
    at_post: Option<Post>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let slip = known(hospital, name.slip)?;
    let wanted = at_post.map(|wanted| post(hospital, &wanted)).transpose()?;
    let copy = to_recall(slip, name, wanted.as_ref())?;
    let name = SlipRefusal::name(slip.number, copy.number);
    if let Custody::Ended { how, .. } = copy.custody() {
        return Err(SlipRefusal::over(name, *how).into());
    }
    if !slip.is_recalled(copy) {
        return Err(not_void(slip, name).into());
    }
    after_last(copy, at)?;
    let here = wanted.unwrap_or_else(|| copy.custody().post().unwrap_or(&copy.to).clone());
    Ok(Draft::one(
        at,
        CopiesEnded {
            slip: slip.number,
            copies: vec![copy.number],
            how: Ending::Void,
            at: here,
        },
    ))
}

fn is_about(copy: &Copy) -> bool {
    !matches!(copy.custody(), Custody::Unprinted | Custody::Lost { .. })
}

/// Which sheet a number means that cannot be found: the first that is about.
pub fn missed(hospital: &Hospital, name: CopyName) -> Option<CopyNumber> {
    let name = name.meant(hospital);
    let slip = hospital.slip(name.slip)?;
    let copy = sheet(slip, name, is_about, || SlipRefusal::UnknownCopy { name });
    copy.ok().map(|copy| copy.number)
}

pub(super) fn cannot_find(
    hospital: &Hospital,
    name: CopyName,
    remark: Option<Text>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    let slip = known(hospital, name.slip)?;
    let copy = sheet(slip, name, is_about, || SlipRefusal::UnknownCopy { name })?;
    in_hand(slip, copy)?;
    after_last(copy, at)?;
    Ok(Draft::one(
        at,
        CopyLost {
            slip: slip.number,
            copy: copy.number,
            remark,
        },
    ))
}

/// Which sheet a number means that is found: the first that cannot be.
pub fn turned_up(hospital: &Hospital, name: CopyName) -> Option<CopyNumber> {
    let name = name.meant(hospital);
    let lost = |copy: &Copy| copy.custody().is_lost();
    let copy = sheet(hospital.slip(name.slip)?, name, lost, || SlipRefusal::NotLost { name });
    copy.ok().map(|copy| copy.number)
}

pub(super) fn found(hospital: &Hospital, name: CopyName, at_post: &Post, at: Timestamp) -> Result<Draft, Refusal> {
    let slip = known(hospital, name.slip)?;
    let here = post(hospital, at_post)?;
    let lost = |copy: &Copy| copy.custody().is_lost();
    let copy = sheet(slip, name, lost, || SlipRefusal::NotLost { name })?;
    if !lost(copy) {
        let name = SlipRefusal::name(slip.number, copy.number);
        return Err(SlipRefusal::NotLost { name }.into());
    }
    after_last(copy, at)?;
    Ok(Draft::one(
        at,
        CopyFound {
            slip: slip.number,
            copy: copy.number,
            at: here,
        },
    ))
}

/// A run fetches what lies ready and has somewhere to go, in walking order.
pub(super) fn open_run(
    hospital: &Hospital,
    carrier: Text,
    posts: &[Post],
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    book(hospital)?;
    let wanted = posts
        .iter()
        .map(|wanted| post(hospital, wanted))
        .collect::<Result<Vec<Post>, Refusal>>()?;
    let legs = ready_to_go(hospital, &wanted);
    if legs.is_empty() {
        return Err(SlipRefusal::NothingToCarry.into());
    }
    let run = RunId(context.commit);
    Ok(Draft::one(at, RunOpened { run, carrier, legs }))
}

/// Everything that lies somewhere and should be elsewhere, in walking order; only from `posts`, unless empty. What another
/// open run is to fetch is left to it.
pub fn ready_to_go(hospital: &Hospital, posts: &[Post]) -> Vec<Leg> {
    let promised: std::collections::HashSet<_> = hospital
        .runs()
        .filter(|run| run.is_open())
        .flat_map(|run| run.legs())
        .map(|leg| (leg.slip, leg.copy, leg.from.clone()))
        .collect();
    let order = WalkingOrder::of(hospital);
    let mut legs: Vec<Leg> = Vec::new();
    // The ward writes the real amount on the billing copy: it goes when the work is done (domain.md, Order slips 7).
    let is_ripe = |slip: &Slip, copy: &Copy| {
        copy.purpose != Purpose::Billing
            || slip.is_recalled(copy)
            || slip.billing_due().is_some()
            || slip.next_step().is_none()
    };
    for slip in hospital.slips().filter(|slip| slip.written().is_some()) {
        for copy in slip.copies.iter().filter(|copy| copy.is_open() && is_ripe(slip, copy)) {
            let (Custody::At { post } | Custody::HandedOver { post }) = copy.custody() else {
                continue;
            };
            let Some(to) = onward(slip, copy).filter(|to| to != post) else {
                continue;
            };
            if posts.is_empty() || posts.contains(post) {
                let leg = Leg {
                    slip: slip.number,
                    copy: copy.number,
                    from: post.clone(),
                    to,
                };
                if !promised.contains(&(leg.slip, leg.copy, leg.from.clone())) {
                    legs.push(leg);
                }
            }
        }
    }
    legs.sort_by_cached_key(|leg| (order.of_post(&leg.from), order.of_post(&leg.to), leg.slip, leg.copy));
    legs
}

/// Wards in the order of the frame, then desks in the order of the book.
pub struct WalkingOrder(std::collections::HashMap<String, usize>);

impl WalkingOrder {
    pub fn of(hospital: &Hospital) -> Self {
        let wards = hospital.frame().into_iter().flat_map(|frame| &frame.wards);
        let desks = hospital.slip_book().into_iter().flat_map(|book| &book.desks);
        let posts = wards
            .map(|ward| ward.code.to_string())
            .chain(desks.map(|desk| desk.code.to_string()));
        Self(posts.enumerate().map(|(place, post)| (post, place)).collect())
    }

    pub fn of_post(&self, post: &Post) -> usize {
        self.0.get(post.as_str()).copied().unwrap_or(usize::MAX)
    }
}

pub(super) fn close_run(
    hospital: &Hospital,
    run: RunId,
    remark: Option<Text>,
    at: Timestamp,
) -> Result<Draft, Refusal> {
    open_one(hospital, run)?;
    let count = still_carried(hospital, run).count();
    if count > 0 {
        return Err(SlipRefusal::RunNotEmpty { run, count }.into());
    }
    Ok(Draft::one(at, RunClosed { run, remark }))
}

/// What the carrier of a run still has.
pub fn still_carried(hospital: &Hospital, run: RunId) -> impl Iterator<Item = (&Slip, &Copy)> {
    hospital.slips().flat_map(move |slip| {
        slip.copies
            .iter()
            .filter(move |copy| matches!(copy.custody(), Custody::Carried { run: Some(of), .. } if *of == run))
            .map(move |copy| (slip.as_ref(), copy))
    })
}
