//! From a command, or a commit of another station, to a record that is appended and folded. Nothing here is saved yet.

use std::{sync::Arc, thread};

use super::{
    super::{
        super::{
            init::fresh_chance,
            mark::{Standing, Step},
            register::RegisterOf,
        },
        memory::{Memory, Unsaved},
        outcome::{self, not_saved, receipt},
    },
    Desk,
};
use crate::{
    app::door::{NotSaved, Outcome, ReadOnly, Receipt, Refused},
    domain::{
        access::{Asker, Context, Role, decide::AccountCommand},
        command::{Command, Request},
        decide::{Decision, OwnCommits, decide},
        numbers::{self, NumberRefusal, fact::ForkFound},
        record::{Commit, CommitId, Digest, Fact, History, HistoryLost, Position, UserName, wire},
        refusal::Refusal,
        state::{Subject, names::Name},
    },
    journal::{self, Class, Record},
    store::{label_of, position_of},
};

/// Bytes of a commit that the disk works on for as long as folding it takes: a hundred people and more.
const LARGE: usize = 64 << 10;

/// When the disk begins with what was appended.
#[derive(Debug, Clone, Copy)]
enum Saving {
    Afterwards,
    /// While it is folded. Only what comes after all that is known, so that no past is read for it that could be lost.
    Meanwhile,
}

/// Whose word it is that two laptops live one life: the program's own.
const FINDER: &str = "andon";

impl Desk {
    pub(super) fn submit(&mut self, asker: &Asker, request: &Request) -> Outcome {
        // The glass was broken with the envelope, by the house. Nobody breaks it again from inside, and it ends.
        let again = matches!(request.command, Command::Account(AccountCommand::BreakGlass { .. }));
        if again && asker.role == Role::Envelope {
            return Err(Refusal::NotAllowed.into());
        }
        self.submit_for_the_house(asker, request)
    }

    pub(super) fn submit_for_the_house(&mut self, asker: &Asker, request: &Request) -> Outcome {
        self.writable()?;
        self.bring_back(&request.command)?;
        let mut decision = self.decide(asker, request)?;
        // Whom only the decision names: rare, and then it is decided again.
        if let Decision::Commit(commit) = &decision
            && !self.shared.archive.is_empty()
        {
            let (names, archive) = (Name::of_commit(commit), &self.shared.archive);
            if archive.is_wanted(&self.working, &names) {
                let back = archive.bring_back(&mut self.working, &names).map_err(Refusal::from)?;
                self.returned.extend(back);
                decision = self.decide(asker, request)?;
            }
        }
        let commit = match decision {
            Decision::Nothing => return Ok(Receipt::default()),
            // It may not be durable yet: the answer waits as long as that of the first did.
            Decision::Already(id) => return self.again(id),
            Decision::Commit(commit) => *commit,
        };
        if outcome::gives(&commit) {
            self.may_give()?;
            self.claim(&commit)?;
        }
        let canonical = wire::write(&commit).map_err(|fault| NotSaved::Record(fault.to_string()))?;
        let looks_back = commit
            .events
            .iter()
            .any(|event| matches!(event.fact, Fact::Retracted(_)));
        self.append(commit, &canonical, looks_back)
    }

    /// What was answered when this was decided.
    fn again(&self, id: CommitId) -> Outcome {
        let position = self.memory().position(id);
        let position = position.or_else(|| self.shared.archive.past().search(id));
        let Some(position) = position else {
            return Ok(Receipt::default());
        };
        let commit = self.memory().commit(position).map_err(Refusal::from)?;
        let subjects: Vec<Subject> = commit
            .events
            .iter()
            .flat_map(|event| Subject::of(&event.fact))
            .collect();
        Ok(receipt(&commit, &subjects, &self.working))
    }

    /// Whoever the command names must be in the state that it is decided on.
    fn bring_back(&mut self, command: &Command) -> Result<(), Refusal> {
        let archive = Arc::clone(&self.shared.archive);
        if archive.is_empty() {
            return Ok(());
        }
        // Twice: an import names stays through the persons that come back the first time.
        for _ in 0..2 {
            let names = Name::of_command(command, &self.working);
            let back = archive.bring_back(&mut self.working, &names)?;
            if back.is_empty() {
                break;
            }
            self.returned.extend(back);
        }
        if let Command::Undo { sequence } = command {
            let (station, installation) = self.shared.whose;
            let memory = self.memory();
            let id = CommitId {
                station,
                installation,
                sequence: *sequence,
            };
            if let Some(position) = memory.position(id) {
                let names = Name::of_commit(memory.commit(position)?.as_ref());
                self.returned.extend(archive.bring_back(&mut self.working, &names)?);
            }
        }
        Ok(())
    }

    fn decide(&self, asker: &Asker, request: &Request) -> Result<Decision, Refusal> {
        let (station, installation) = self.shared.whose;
        let worn = self.shared.worn();
        let context = Context {
            asker,
            permissions: &self.shared.permissions,
            now: self.shared.clock.now(),
            stamp: self.working.newest().tick(self.shared.clock.millis()),
            commit: CommitId {
                station,
                installation,
                sequence: self.working.next_sequence(station, installation),
            },
            spelling: &self.shared.spelling,
            former: &RegisterOf::new(&self.shared.finder, &self.working),
            chance: fresh_chance(),
            worn: &worn,
        };
        decide(&self.working, request.clone(), &context, &self.memory())
    }

    pub(super) fn import(&mut self, canonical: &[u8]) -> Outcome {
        self.writable()?;
        let commit = wire::read(canonical).map_err(|fault| NotSaved::Record(fault.to_string()))?;
        if self.working.has_seen(commit.id) {
            return self.compare(&commit, canonical);
        }
        if self.shared.archive.is_own(commit.id) {
            // A commit of ours that this store never made: somebody lives our life, too.
            return self.report(ForkFound {
                commit: commit.id,
                here: Vec::new(),
                there: outcome::numbers(&commit),
                other: canonical.to_vec(),
            });
        }
        let archive = &self.shared.archive;
        let back = archive.bring_back(&mut self.working, &Name::of_commit(&commit));
        self.returned.extend(back.map_err(Refusal::from)?);
        self.append(commit, canonical, true)
    }

    /// A folder that is a copy, or older than itself, gives no numbers: the original may give the same.
    fn may_give(&mut self) -> Result<(), Refused> {
        // What stood in the way of the mark may be gone: a full disk, a share that was away.
        if let (Standing::Unmarked, Some(step), Some(mark)) = (self.standing, self.owed, self.mark.as_mut())
            && mark.raise(step).is_ok()
        {
            self.owed = None;
            self.standing = Standing::Original;
        }
        match self.standing {
            Standing::Original => Ok(()),
            Standing::Copied => Err(Refusal::from(NumberRefusal::StoreCopied).into()),
            Standing::RolledBack => Err(Refusal::from(NumberRefusal::StoreRolledBack).into()),
            Standing::Unmarked => Err(Refusal::from(NumberRefusal::NotMarked).into()),
        }
    }

    /// A block that another store of this machine gave numbers from is not given from again, whoever set the station up.
    fn claim(&self, commit: &Commit) -> Result<(), Refused> {
        let Some(mark) = &self.mark else { return Ok(()) };
        let (station, installation) = self.shared.whose;
        for event in &commit.events {
            let Fact::BlockGranted(granted) = &event.fact else {
                continue;
            };
            if granted.station != station || granted.to != Some(installation) {
                continue;
            }
            let block = granted.block;
            let is_free = mark
                .claim(station.number(), block.number())
                .map_err(|_| Refusal::from(NumberRefusal::NotMarked))?;
            if !is_free {
                return Err(Refusal::from(NumberRefusal::BlockTaken { station, block }).into());
            }
        }
        Ok(())
    }

    /// A commit that is here already comes again: the same one, or two laptops live one life.
    fn compare(&mut self, theirs: &Commit, canonical: &[u8]) -> Outcome {
        let position = self.memory().position(theirs.id);
        let position = position.or_else(|| self.shared.archive.past().search(theirs.id));
        // Not saved yet, or never understood: nothing to compare with.
        let Some(position) = position else {
            return Ok(Receipt::default());
        };
        let ours = self.memory().commit(position).map_err(Refusal::from)?;
        match numbers::decide::fork(&ours, theirs) {
            None => Ok(Receipt::default()),
            Some(fork) => self.report(ForkFound {
                other: canonical.to_vec(),
                ..fork
            }),
        }
    }

    /// What was found out becomes a record, so that everybody hears of it.
    fn report(&mut self, fork: ForkFound) -> Outcome {
        let Some(user) = UserName::parse(FINDER) else {
            return Ok(Receipt::default());
        };
        // The program itself: nobody has to be allowed to find it.
        let asker = Asker {
            user,
            role: Role::Trial,
        };
        self.submit(&asker, &Request::from(Command::ReportFork(Box::new(fork))))
    }

    /// Appends what was decided and folds it into the working state. One that `looks_back` may need a past that cannot be
    /// read: that shows in a rehearsal, before anything is written.
    fn append(&mut self, commit: Commit, canonical: &[u8], looks_back: bool) -> Outcome {
        let digest = Digest::of(canonical);
        if looks_back {
            let mut rehearsal = self.working.clone();
            rehearsal
                .apply_named(&commit, digest, Position(u64::MAX), &self.memory())
                .map_err(Refusal::from)?;
        }
        let record = Record {
            class: Class::Commit,
            label: label_of(commit.id),
            payload: canonical,
        };
        let point = match self.journal.append(&record) {
            Ok(point) => point,
            Err(refusal) => {
                if let journal::Refusal::Closed(why) = &refusal {
                    self.lay_down(outcome::read_only(why));
                }
                return Err(not_saved(refusal).into());
            }
        };
        let when = if canonical.len() < LARGE || looks_back {
            Saving::Afterwards
        } else {
            Saving::Meanwhile
        };
        match self.fold(&commit, digest, position_of(point.position), when) {
            Ok(touched) => {
                let is_access = touched.iter().any(|subject| matches!(subject, Subject::Account(_)));
                let receipt = receipt(&commit, &touched, &self.working);
                let is_own = self.shared.archive.is_own(commit.id);
                let step = || Step::new(commit.id.sequence.number(), position_of(point.position).0, digest);
                let step = is_own.then(step);
                self.unsaved.push(Unsaved {
                    commit: Arc::new(commit),
                    point,
                    touched,
                    step,
                });
                if is_access {
                    // In the same fdatasync: whoever is told that an account is there can use it.
                    self.cut_keys();
                }
                Ok(receipt)
            }
            Err(lost) => {
                // It went well in the rehearsal a moment ago. What is appended must not be saved without being folded.
                self.journal.give_up();
                self.lay_down(ReadOnly::WriteFailed(lost.to_string()));
                Err(Refused::Refusal(lost.into()))
            }
        }
    }

    /// Folds what was appended into the working state.
    fn fold(
        &mut self,
        commit: &Commit,
        digest: Digest,
        position: Position,
        when: Saving,
    ) -> Result<Vec<Subject>, HistoryLost> {
        let Self { journal, working, .. } = self;
        let memory = Memory {
            archive: &self.shared.archive,
            unsaved: &self.unsaved,
            hospital: &self.durable,
        };
        let mut fold = || working.apply_named(commit, digest, position, &memory);
        match when {
            Saving::Afterwards => fold(),
            Saving::Meanwhile => thread::scope(|scope| {
                // How it went is said when everybody waits for it: the next fdatasync has nothing left to do, or fails like this one.
                // Where there is no further thread, that one does it all.
                let _begun = thread::Builder::new().spawn_scoped(scope, || journal.sync());
                fold()
            }),
        }
    }

    fn writable(&self) -> Result<(), NotSaved> {
        self.shared
            .is_read_only()
            .map_or(Ok(()), |why| Err(NotSaved::ReadOnly(why)))
    }
}
