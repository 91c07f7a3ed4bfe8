//! What may happen to schemes and blocks.

use std::sync::Arc;

use super::{
    fact::{BlockGranted, ForkFound, SchemesAdopted},
    fault::SchemeFault,
    refusal::NumberRefusal,
    scheme::{NumberKind, Scheme},
    schemes::Schemes,
    series::{BlockNumber, Series},
};
use crate::domain::{
    access::Context,
    compose::Draft,
    identity::{Identifier, RegisterUnread},
    record::{Commit, Fact, SettingsVersion, Station, Timestamp, wire},
    refusal::Refusal,
    state::Hospital,
};

/// The hospital's schemes, unless they could give a number twice.
pub fn adopt(
    hospital: &Hospital,
    version: SettingsVersion,
    schemes: Arc<Schemes>,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    // Adopted once more, they settle what laptops adopted apart.
    if **hospital.schemes() == *schemes && hospital.schemes_claimed().len() < 2 {
        return Ok(Draft::default());
    }
    let mut faults = schemes.faults(&hospital.former_schemes());
    if faults.is_empty() {
        faults.extend(in_use(hospital, &schemes));
        faults.extend(in_register(hospital, &schemes, context));
        faults.extend(left_out(hospital, &schemes));
    }
    if faults.is_empty() {
        Ok(Draft::one(at, SchemesAdopted { version, schemes }))
    } else {
        Err(NumberRefusal::Schemes { faults }.into())
    }
}

/// Stations and blocks that are at work and could give no number any more, at the moment in which the schemes are adopted.
fn left_out(hospital: &Hospital, schemes: &Schemes) -> Vec<SchemeFault> {
    let given = hospital.blocks().filter(|block| !block.holders.is_empty());
    let mut faults = Vec::new();
    for block in given {
        for (kind, scheme) in schemes.all() {
            let (station, number) = (block.station, block.number);
            let fault = if u32::from(station.number()) > scheme.stations() {
                SchemeFault::StationLeftOut { kind, station }
            } else if u32::from(number.number()) > scheme.blocks() {
                SchemeFault::BlockLeftOut {
                    kind,
                    station,
                    block: number,
                }
            } else {
                continue;
            };
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
    }
    faults
}

/// Patients whose number looks like one that the schemes would give, though it was not given by hand.
fn in_use(hospital: &Hospital, schemes: &Schemes) -> Vec<SchemeFault> {
    let former = hospital.former_schemes();
    let numbers = hospital.patients().flat_map(|patient| &patient.identifiers);
    let foreign = numbers.filter(|(_, number)| !former.iter().any(|scheme| scheme.read(number.as_str()).is_some()));
    let mut faults: Vec<SchemeFault> = Vec::new();
    for (_, number) in foreign {
        let meets = schemes.all().find(|(_, scheme)| scheme.read(number.as_str()).is_some());
        if let Some((kind, _)) = meets
            && !faults.iter().any(|fault| fault.kind() == kind)
        {
            faults.push(SchemeFault::InUse {
                kind,
                identifier: number.clone(),
            });
        }
    }
    faults
}

/// Former patients whose number looks like one that a new scheme would give. What was given by hand once may have come back in the
/// register. A register that cannot be asked keeps digits alone out: of numbers with a letter that no hospital number has, it would
/// have said nothing.
fn in_register(hospital: &Hospital, schemes: &Schemes, context: &Context<'_>) -> Vec<SchemeFault> {
    let now = hospital.schemes();
    let new = schemes.all().filter(|(kind, scheme)| now.of(*kind) != *scheme);
    let meets = |(kind, scheme): (NumberKind, &Scheme)| {
        let is_by_hand = |raw: &str| Identifier::parse(raw).is_ok_and(|number| hospital.is_somebodys_by_hand(&number));
        let fits = |raw: &str| scheme.read(raw).is_some() && !is_by_hand(raw);
        match context.former.number_that(&fits) {
            Ok(found) => found.map(|identifier| SchemeFault::InRegister { kind, identifier }),
            Err(RegisterUnread) => scheme.is_digits_only().then_some(SchemeFault::RegisterUnread { kind }),
        }
    };
    new.filter_map(meets).collect()
}

/// A block for this life of this station, or one set aside for another station.
pub fn grant(
    hospital: &Hospital,
    station: Option<Station>,
    block: Option<BlockNumber>,
    at: Timestamp,
    context: &Context<'_>,
) -> Result<Draft, Refusal> {
    let (own, installation) = (context.commit.station, context.commit.installation);
    if hospital.life(own, installation).is_some_and(super::Life::is_forked) {
        // The other image would grant the same.
        return Err(NumberRefusal::Forked { station: own }.into());
    }
    let station = station.unwrap_or(own);
    // One that was set up again since does not know all of the list.
    let knows_the_list = || {
        let first = hospital.block(own, BlockNumber::FIRST);
        own == Station::FIRST && first.is_some_and(|first| first.is_of(installation))
    };
    let block = match block {
        Some(block) if station == own || own == Station::FIRST => block,
        None if station != own && knows_the_list() => next_block(hospital, station)?,
        _ if station != own && own != Station::FIRST => return Err(NumberRefusal::BlockOfAnother { station }.into()),
        // A laptop that is set up anew does not know how often it was set up before: it asks, and never counts.
        _ => return Err(NumberRefusal::BlockUnsaid { station }.into()),
    };
    let largest = hospital.schemes().largest_block();
    if u32::from(block.number()) > largest {
        return Err(NumberRefusal::BlockTooLarge { block, largest }.into());
    }
    // Set aside for a laptop that could give nothing from it. An own block may come before the form that has room for it.
    if station != own && !hospital.schemes().have_room_for(station) {
        return Err(NumberRefusal::StationTooLarge { station }.into());
    }
    let to = (station == own).then_some(installation);
    if let Some(known) = hospital.block(station, block) {
        if to.is_some_and(|life| known.is_of(life)) {
            return Err(Refusal::NothingToChange);
        }
        if !known.holders.is_empty() || to.is_none() {
            return Err(NumberRefusal::BlockTaken { station, block }.into());
        }
    }
    // A number that came by paper, or by word of mouth, from a life that is not known here.
    let schemes = hospital.former_schemes();
    let mut series = schemes.iter().map(Series::of);
    let numbered = hospital.numbers().map(|number| &number.number);
    let mut heard = hospital.identifiers().chain(numbered).flat_map(|number| {
        let readings = schemes.iter().filter_map(|scheme| scheme.read(number.as_str()));
        readings.filter(|parts| parts.holds)
    });
    let used = series.any(|series| hospital.used().highest(series, station, block) > 0)
        || heard.any(|parts| parts.station == station.number() && parts.block == block.number());
    if used {
        return Err(NumberRefusal::BlockTaken { station, block }.into());
    }
    Ok(Draft::one(at, BlockGranted { station, block, to }))
}

/// The block after the last one that is known of a station.
pub fn next_block(hospital: &Hospital, station: Station) -> Result<BlockNumber, Refusal> {
    let known = hospital.blocks().filter(|block| block.station == station);
    let last = known.map(|block| block.number.number()).max().unwrap_or_default();
    let next = BlockNumber::new(last.saturating_add(1));
    next.ok_or_else(|| {
        NumberRefusal::BlockTaken {
            station,
            block: BlockNumber::FIRST,
        }
        .into()
    })
}

/// What there is to record when a commit comes from another laptop under a name that one here has already: `None` when
/// they are the same.
pub fn fork(ours: &Commit, theirs: &Commit) -> Option<ForkFound> {
    if ours == theirs {
        return None;
    }
    let numbers = |commit: &Commit| {
        let given = commit.events.iter().flat_map(|event| event.fact.given());
        given.map(|given| given.number.clone()).collect()
    };
    Some(ForkFound {
        commit: ours.id,
        here: numbers(ours),
        there: numbers(theirs),
        other: wire::write(theirs).unwrap_or_default(),
    })
}

/// A fork that was found becomes known, once for each commit that differs: a third image says a third thing under the same
/// name, and what any of them said must not be lost.
pub fn report(hospital: &Hospital, fork: ForkFound, at: Timestamp) -> Draft {
    let life = hospital.life(fork.commit.station, fork.commit.installation);
    let known = life.is_some_and(|life| {
        let mut forks = life.forks.iter();
        forks.any(|(_, known)| known.commit == fork.commit && known.other == fork.other)
    });
    // The reports of two images about each other have the same names, too, and would never end.
    let only_reports = wire::read(&fork.other).is_ok_and(|other| {
        let mut events = other.events.iter();
        events.all(|event| matches!(event.fact, Fact::ForkFound(_)))
    });
    let silent = only_reports && life.is_some_and(super::Life::is_forked);
    if known || silent {
        Draft::default()
    } else {
        Draft::one(at, fork)
    }
}

impl Fact {
    /// The numbers that were given by it. Whatever fact gives a number must say so here: this is what keeps the number
    /// from being given again.
    pub fn given(&self) -> impl Iterator<Item = &super::Given> {
        let (one, slip, blanks): (_, _, &[super::Given]) = match self {
            Self::NumberIssued(issued) => (Some(&issued.given), None, &[]),
            Self::SlipWritten(written) => (None, written.given.as_ref(), &[]),
            // The last of each block: those before it are used, too.
            Self::BlanksPrepared(prepared) => (None, None, &prepared.given),
            _ => (None, None, &[]),
        };
        one.into_iter().chain(slip).chain(blanks)
    }
}
