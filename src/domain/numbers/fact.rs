//! What can have happened to blocks and schemes, and what blocks and lives of stations come to. Each payload is frozen as
//! a record format.

use std::{borrow::Cow, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{Given, alias::Alias, schemes::Schemes, series::BlockNumber};
use crate::domain::{
    census::{Disposition, StayId},
    identity::{Identifier, PatientId},
    record::{
        CommitId, EventId, Fact, Few, Installation, Order, Register, Said, Seldom, SettingsVersion, Station, Timestamp,
        Trace, UserName,
    },
    text::Text,
};

/// The hospital numbers by these schemes from here on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemesAdopted {
    pub version: SettingsVersion,
    pub schemes: Arc<Schemes>,
}

/// A block of a station was given to one of its lives, or set aside for its next one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockGranted {
    pub station: Station,
    pub block: BlockNumber,
    /// The life that gives numbers from it; `None`: told to whoever sets the station up next.
    pub to: Option<Installation>,
}

/// Two laptops live the same life: one is the image of the other. Both made this commit, and they are not the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForkFound {
    pub commit: CommitId,
    /// The numbers that the commit known here gave.
    pub here: Vec<Identifier>,
    /// Those that the other one gave.
    pub there: Vec<Identifier>,
    /// The other commit, in its canonical bytes: it cannot be folded beside ours, and must not be lost.
    pub other: Vec<u8>,
}

/// One block of a station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub station: Station,
    pub number: BlockNumber,
    /// Every life that it was given to; more than one is a collision that a person must end.
    pub holders: Vec<(Said, Installation)>,
    /// Who set it aside for a station.
    pub set_aside: Register<()>,
    pub trace: Trace,
}

impl Block {
    pub fn new(station: Station, number: BlockNumber) -> Self {
        Self {
            station,
            number,
            holders: Vec::new(),
            set_aside: Register::default(),
            trace: Trace::default(),
        }
    }

    pub fn is_of(&self, installation: Installation) -> bool {
        self.holders.iter().any(|(_, holder)| *holder == installation)
    }

    /// Two lives believe that it is theirs, or two laptops counted apart and told it to two.
    pub fn is_shared(&self) -> bool {
        self.holders.len() > 1 || self.set_aside.claims().len() > 1
    }

    pub(crate) fn apply(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        if let Fact::BlockGranted(granted) = fact {
            match granted.to {
                Some(holder) if self.is_of(holder) => {}
                Some(holder) => self.holders.push((said.clone(), holder)),
                None => self.set_aside.claim(said.clone(), basis, ()),
            }
        }
    }

    pub(crate) fn heads(&self) -> impl Iterator<Item = Order> + '_ {
        let holders = self.holders.iter().map(|(said, _)| said.order);
        holders.chain(self.set_aside.orders())
    }
}

/// One life of a station, as far as something is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    pub forks: Vec<(Said, ForkFound)>,
    pub trace: Trace,
}

impl Life {
    /// A second laptop lives it, too: neither may give numbers any more.
    pub fn is_forked(&self) -> bool {
        !self.forks.is_empty()
    }

    pub(crate) fn apply(&mut self, said: &Said, fact: &Fact) {
        if let Fact::ForkFound(fork) = fact {
            self.forks.push((said.clone(), fork.clone()));
        }
    }
}

/// The colour of triage. The order of the variants is part of the record format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Triage {
    Red,
    Yellow,
    Green,
    Black,
}

/// What is known of somebody who came without a number. Frozen as part of records.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// Where the person was found, and when.
    pub found: Option<Text>,
    pub found_at: Option<Timestamp>,
    /// Hair, scars, clothing.
    pub features: Option<Text>,
    pub belongings: Option<Text>,
    pub triage: Option<Triage>,
    /// The number of the tag from the field.
    pub tag: Option<Text>,
    /// The event that brought many at once.
    pub incident: Option<Text>,
}

impl Arrival {
    /// What a later word adds or changes.
    fn take(&mut self, later: &Self) {
        let Self {
            found,
            found_at,
            features,
            belongings,
            triage,
            tag,
            incident,
        } = later.clone();
        self.found = found.or(self.found.take());
        self.found_at = found_at.or(self.found_at);
        self.features = features.or(self.features.take());
        self.belongings = belongings.or(self.belongings.take());
        self.triage = triage.or(self.triage);
        self.tag = tag.or(self.tag.take());
        self.incident = incident.or(self.incident.take());
    }
}

/// Whose child a newborn is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mother {
    pub patient: PatientId,
    pub stay: Option<StayId>,
    /// The how-manieth child, from 1.
    pub order: u8,
    /// How many there are.
    pub of: u8,
}

/// A number was given, together with the record of the person; or set aside in a packet for somebody to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberIssued {
    pub given: Given,
    /// `None`: a packet, prepared in peacetime.
    pub patient: Option<PatientId>,
    pub alias: Option<Alias>,
    /// Of newborns only: five hundred others carry no room for it.
    pub mother: Option<Box<Mother>>,
    pub arrival: Arrival,
    /// Whom the search showed, and who is none of them.
    pub declined: Vec<PatientId>,
}

/// Somebody came, and was given a packet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PacketActivated {
    pub number: Identifier,
    pub patient: PatientId,
    pub arrival: Arrival,
}

/// Somebody who was given a number has left without having been in a bed: went home from the emergency department, was taken
/// elsewhere, died.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrivalEnded {
    pub number: Identifier,
    pub patient: PatientId,
    pub disposition: Disposition,
    pub place: Option<Text>,
}

/// By what name a number was asked for, so that the same request is known when it comes again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberAsked {
    /// The first that was given.
    pub number: Identifier,
    pub request: Text,
}

/// A number is not to be used any more. It is not given again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberVoided {
    pub number: Identifier,
    pub reason: Text,
}

/// Labels of a number were printed; with a reason every time after the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberPrinted {
    pub number: Identifier,
    pub reason: Option<Text>,
}

/// Two records are one person. The smaller name stands first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    pub one: PatientId,
    pub other: PatientId,
    /// Where they lie in two beds: who said it first. Whose word this is has confirmed it, with an account of their own.
    pub second: Option<UserName>,
}

/// Two records in two beds are one person, says somebody; another person must have looked, too, before it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkProposed {
    pub one: PatientId,
    pub other: PatientId,
}

/// They are two persons after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlinked {
    pub one: PatientId,
    pub other: PatientId,
    pub reason: Option<Text>,
}

/// One number of a patient, from the packet to the bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedNumber {
    pub number: Identifier,
    /// More than once only when two laptops lived one life.
    pub issued: Few<(Said, Arc<NumberIssued>)>,
    /// More than once when two laptops gave one packet away.
    pub activated: Vec<(Said, Arc<PacketActivated>)>,
    pub voided: Seldom<Text>,
    /// What whoever voided it knew of it.
    pub voided_on: Vec<EventId>,
    pub printed: Vec<(Said, Option<Text>)>,
    /// How it ended, of somebody who was in no bed.
    pub ended: Seldom<Disposition>,
    /// By what name whoever asked for it knows the request again.
    pub request: Option<Text>,
    pub trace: Trace,
}

impl IssuedNumber {
    pub fn new(number: Identifier) -> Self {
        Self {
            number,
            issued: Few::new(),
            activated: Vec::new(),
            voided: Seldom::default(),
            voided_on: Vec::new(),
            printed: Vec::new(),
            ended: Seldom::default(),
            request: None,
            trace: Trace::default(),
        }
    }

    /// Whose it is: `None` for a packet that nobody was given, and for what was only heard of.
    pub fn patient(&self) -> Option<PatientId> {
        let activated = self.activated.first().map(|(_, fact)| fact.patient);
        activated.or_else(|| self.issued.first().and_then(|(_, fact)| fact.patient))
    }

    pub fn alias(&self) -> Option<&Alias> {
        self.issued.iter().find_map(|(_, fact)| fact.alias.as_ref())
    }

    pub fn mother(&self) -> Option<&Mother> {
        self.issued.iter().find_map(|(_, fact)| fact.mother.as_deref())
    }

    /// How the person came: what was said when the number was given, with what was said when
    /// it was given away.
    pub fn arrival(&self) -> Cow<'_, Arrival> {
        let given = self.issued.iter().map(|(_, fact)| &fact.arrival);
        let said = given.chain(self.activated.iter().map(|(_, fact)| &fact.arrival));
        // Nothing was said of a packet; of nearly everybody something was said once.
        let mut said = said.filter(|arrival| **arrival != Arrival::default());
        let Some(first) = said.next() else {
            return Cow::Owned(Arrival::default());
        };
        said.fold(Cow::Borrowed(first), |mut arrival, later| {
            arrival.to_mut().take(later);
            arrival
        })
    }

    pub fn is_voided(&self) -> bool {
        !self.voided.is_empty()
    }

    /// Somebody was given it, unknown to whoever voided it.
    pub fn is_voided_apart(&self) -> bool {
        let unseen = |said: &Said| !self.voided_on.contains(&said.order.event);
        self.is_voided() && self.activated.iter().any(|(said, _)| unseen(said))
    }

    /// Two people have it: two laptops gave it, or gave one packet away.
    pub fn is_given_twice(&self) -> bool {
        let directly = self.issued.iter().filter(|(_, fact)| fact.patient.is_some()).count();
        self.issued.len() > 1 || directly + self.activated.len() > 1
    }

    /// Since when the person has been here under it.
    pub fn since(&self) -> Option<&Said> {
        let activated = self.activated.first().map(|(said, _)| said);
        activated.or_else(|| {
            self.issued
                .first()
                .filter(|(_, fact)| fact.patient.is_some())
                .map(|(said, _)| said)
        })
    }

    pub(crate) fn apply(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        match fact {
            Fact::NumberIssued(fact) => self.issued.push((said.clone(), Arc::clone(fact))),
            Fact::PacketActivated(fact) => self.activated.push((said.clone(), Arc::clone(fact))),
            Fact::NumberVoided(fact) => {
                self.voided_on.extend_from_slice(basis);
                self.voided.claim(said.clone(), basis, fact.reason.clone());
            }
            Fact::NumberPrinted(fact) => self.printed.push((said.clone(), fact.reason.clone())),
            Fact::NumberAsked(fact) => self.request = Some(fact.request.clone()),
            Fact::ArrivalEnded(fact) => self.ended.claim(said.clone(), basis, fact.disposition),
            _ => {}
        }
    }

    /// What a fact about it is decided on.
    pub(crate) fn heads(&self) -> impl Iterator<Item = Order> + '_ {
        let issued = self.issued.last().map(|(said, _)| said.order);
        let activated = self.activated.last().map(|(said, _)| said.order);
        let said = self.voided.orders().chain(self.ended.orders());
        issued.into_iter().chain(activated).chain(said)
    }
}

/// How long a proposal waits for the second person, in seconds. Who confirms it looks at both beds now, not at last week's.
const PROPOSED_FOR: i64 = 12 * 3600;

/// Whether two records are one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What was said last holds; both ways stay in the history.
    pub linked: Register<bool>,
    /// Everything that was said of it, in order: linked or not, and the second person.
    pub history: Vec<(Said, bool, Option<UserName>)>,
    /// Said by one person, and not confirmed by another yet.
    pub proposed: Vec<Said>,
    pub trace: Trace,
}

impl Link {
    /// Whether somebody says now that they are one, and nobody else has confirmed it; the newest word.
    pub fn proposal(&self, now: Timestamp) -> Option<&Said> {
        let fresh = |said: &&Said| said.at >= now.plus_seconds(-PROPOSED_FOR);
        self.proposed.iter().rfind(fresh)
    }

    pub fn holds(&self) -> bool {
        self.linked.get().copied().unwrap_or_default()
    }

    pub(crate) fn apply(&mut self, said: &Said, basis: &[EventId], fact: &Fact) {
        let (holds, second) = match fact {
            Fact::Linked(fact) => (true, fact.second.clone()),
            Fact::Unlinked(_) => (false, None),
            Fact::LinkProposed(_) => {
                self.proposed.push(said.clone());
                return;
            }
            _ => return,
        };
        self.linked.claim(said.clone(), basis, holds);
        self.history.push((said.clone(), holds, second));
        self.proposed.clear();
    }
}
