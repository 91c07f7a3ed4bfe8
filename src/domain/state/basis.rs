//! What a fact rests on: the newest facts about what it speaks of, as they were known when it was decided.

use super::{EventId, Fact, Hospital, Order, Subject};

impl Hospital {
    /// The heads that a fact is decided on: those of its subjects, once each.
    pub fn basis(&self, fact: &Fact) -> Vec<EventId> {
        self.basis_of(&Subject::of(fact), fact)
    }

    /// The same, of subjects that are told already.
    pub(crate) fn basis_of(&self, subjects: &[Subject], fact: &Fact) -> Vec<EventId> {
        let mut heads = Vec::new();
        for subject in subjects {
            self.heads_for(subject, fact, &mut heads);
        }
        let mut basis: Vec<EventId> = heads.into_iter().map(|order| order.event).collect();
        basis.sort_unstable();
        basis.dedup();
        basis
    }

    pub(crate) fn heads_for(&self, subject: &Subject, fact: &Fact, heads: &mut Vec<Order>) {
        match subject {
            Subject::Settings => match fact {
                Fact::SlipTypesAdopted(_) => heads.extend(self.settings.slips.orders()),
                Fact::CheckPolicyAdopted(_) => heads.extend(self.settings.checks.orders()),
                Fact::SchemesAdopted(_) => heads.extend(self.settings.schemes.orders()),
                Fact::RegisterAdopted(_) => heads.extend(self.settings.register.orders()),
                Fact::IdleTimeSet(f) => {
                    heads.extend(
                        self.settings
                            .idle_of(&f.ward)
                            .into_iter()
                            .flat_map(crate::domain::record::Register::orders),
                    );
                }
                _ => heads.extend(self.settings.frame.orders()),
            },
            Subject::Patient(id) => {
                if let Some(patient) = self.patients.get(id) {
                    patient.heads_for(fact, heads);
                }
            }
            Subject::Stay(id) => {
                if let Some(stay) = self.stays.get(id) {
                    stay.heads_for(fact, heads);
                }
            }
            Subject::Bed(name) => {
                if let Some(bed) = self.beds.get(name) {
                    bed.heads_for(fact, heads);
                }
            }
            Subject::Room(name) => {
                if let Some(room) = self.rooms.get(name) {
                    room.heads_for(heads);
                }
            }
            Subject::Discrepancy(id) => {
                if let Some(closed) = self.closings.get(id) {
                    heads.extend(closed.closing.orders());
                }
            }
            Subject::Block(station, number) => {
                if let Some(block) = self.blocks.get(&(*station, *number)) {
                    heads.extend(block.heads());
                }
            }
            Subject::PrintJob(id) => {
                if let Some(job) = self.print_jobs.get(id) {
                    job.heads_for(heads);
                }
            }
            Subject::Slip(number) => {
                if let Some(slip) = self.slips.get(number) {
                    slip.heads_for(fact, heads);
                }
            }
            // What was found of a life stands beside whatever else was found; forms and runs only add up.
            Subject::Life(..) | Subject::Pad(_) | Subject::Run(_) => {}
            Subject::Check(id) => {
                if let Some(check) = self.checks.get(id) {
                    heads.extend(check.heads());
                }
            }
            Subject::Account(user) => {
                if let Some(account) = self.accounts.get(user) {
                    account.heads_for(fact, heads);
                }
            }
            Subject::Number(number) => {
                if let Some(number) = self.numbers.get(number) {
                    heads.extend(number.heads());
                }
            }
            Subject::Link(pair) => {
                if let Some(link) = self.links.get(&**pair) {
                    heads.extend(link.linked.orders());
                }
            }
        }
    }
}
