//! Where each kind of subject is kept, its trace, and how it is made anew.

use super::{
    Account, Arc, Bed, Block, Check, ClosedDiscrepancy, Hospital, IssuedNumber, Life, Link, Pad, Patient, PrintJob,
    Room, Run, Settings, Slip, Stay, Subject, Trace, UserName,
};
use crate::domain::identity::Identifier;

impl Hospital {
    pub(super) fn trace(&self, subject: &Subject) -> Option<&Trace> {
        Some(match subject {
            Subject::Settings => &self.settings.trace,
            Subject::Patient(id) => &self.patients.get(id)?.trace,
            Subject::Stay(id) => &self.stays.get(id)?.trace,
            Subject::Bed(name) => &self.beds.get(name)?.trace,
            Subject::Room(name) => &self.rooms.get(name)?.trace,
            Subject::Discrepancy(id) => &self.closings.get(id)?.trace,
            Subject::Block(station, number) => &self.blocks.get(&(*station, *number))?.trace,
            Subject::Life(station, life) => &self.lives.get(&(*station, *life))?.trace,
            Subject::PrintJob(id) => &self.print_jobs.get(id)?.trace,
            Subject::Slip(number) => &self.slips.get(number)?.trace,
            Subject::Pad(id) => &self.pads.get(id)?.trace,
            Subject::Run(id) => &self.runs.get(id)?.trace,
            Subject::Check(id) => &self.checks.get(id)?.trace,
            Subject::Account(user) => &self.accounts.get(user)?.trace,
            Subject::Number(number) => &self.numbers.get(number)?.trace,
            Subject::Link(pair) => &self.links.get(&**pair)?.trace,
        })
    }

    /// Puts a blank in a subject's place, with its trace.
    #[allow(clippy::too_many_lines, reason = "one arm for each kind of subject")]
    pub(super) fn forget(&mut self, subject: &Subject, trace: Trace) {
        match subject {
            Subject::Settings => {
                self.settings = Arc::new(Settings {
                    trace,
                    ..Settings::default()
                });
            }
            Subject::Patient(id) => {
                let blank = Patient {
                    trace,
                    ..Patient::new(*id)
                };
                self.patients.insert(*id, Arc::new(blank));
            }
            Subject::Stay(id) => {
                let blank = Stay {
                    trace,
                    ..Stay::new(*id)
                };
                self.stays.insert(*id, Arc::new(blank));
            }
            Subject::Bed(name) => {
                let blank = Bed {
                    trace,
                    ..Bed::new(name.clone())
                };
                self.beds.insert(name.clone(), Arc::new(blank));
            }
            Subject::Room(name) => {
                let blank = Room {
                    trace,
                    ..Room::new(name.clone())
                };
                self.rooms.insert(name.clone(), Arc::new(blank));
            }
            Subject::Discrepancy(id) => {
                let blank = ClosedDiscrepancy {
                    trace,
                    ..ClosedDiscrepancy::default()
                };
                self.closings.insert(*id, Arc::new(blank));
            }
            Subject::Block(station, number) => {
                *self.block_mut(*station, *number) = Block {
                    trace,
                    ..Block::new(*station, *number)
                };
            }
            Subject::Life(station, life) => {
                *self.life_mut(*station, *life) = Life {
                    trace,
                    ..Life::default()
                };
            }
            Subject::PrintJob(id) => {
                let blank = PrintJob {
                    trace,
                    ..PrintJob::new(*id)
                };
                self.print_jobs.insert(*id, Arc::new(blank));
            }
            Subject::Slip(number) => {
                let blank = Slip {
                    trace,
                    ..Slip::new(*number)
                };
                self.slips.insert(*number, Arc::new(blank));
            }
            Subject::Pad(id) => {
                let blank = Pad { trace, ..Pad::new(*id) };
                self.pads.insert(*id, Arc::new(blank));
            }
            Subject::Run(id) => {
                let blank = Run { trace, ..Run::new(*id) };
                self.runs.insert(*id, Arc::new(blank));
            }
            Subject::Check(id) => {
                let blank = Check {
                    trace,
                    ..Check::new(*id)
                };
                self.checks.insert(*id, Arc::new(blank));
            }
            Subject::Number(number) => {
                *self.number_mut(number) = IssuedNumber {
                    trace,
                    ..IssuedNumber::new(number.clone())
                };
            }
            Subject::Link(pair) => {
                *self.link_mut(pair.0, pair.1) = Link {
                    trace,
                    ..Link::default()
                };
            }
            Subject::Account(user) => {
                self.accounts.insert(
                    user.clone(),
                    Arc::new(Account {
                        trace,
                        ..Account::new(user.clone())
                    }),
                );
            }
        }
    }

    pub(super) fn trace_mut(&mut self, subject: &Subject) -> &mut Trace {
        match subject {
            Subject::Settings => &mut Arc::make_mut(&mut self.settings).trace,
            Subject::Patient(id) => &mut self.patient_mut(*id).trace,
            Subject::Stay(id) => &mut self.stay_mut(*id).trace,
            Subject::Bed(name) => &mut self.bed_mut(name).trace,
            Subject::Room(name) => &mut self.room_mut(name).trace,
            Subject::Discrepancy(id) => &mut Arc::make_mut(self.closings.entry(*id).or_default()).trace,
            Subject::Block(station, number) => &mut self.block_mut(*station, *number).trace,
            Subject::Life(station, life) => &mut self.life_mut(*station, *life).trace,
            Subject::PrintJob(id) => &mut self.print_job_mut(*id).trace,
            Subject::Slip(number) => &mut self.slip_mut(*number).trace,
            Subject::Pad(id) => &mut self.pad_mut(*id).trace,
            Subject::Run(id) => &mut self.run_mut(*id).trace,
            Subject::Check(id) => &mut self.check_mut(*id).trace,
            Subject::Account(user) => &mut self.account_mut(user).trace,
            Subject::Number(number) => &mut self.number_mut(number).trace,
            Subject::Link(pair) => &mut self.link_mut(pair.0, pair.1).trace,
        }
    }

    pub(super) fn block_mut(&mut self, station: super::Station, number: super::BlockNumber) -> &mut Block {
        let entry = self.blocks.entry((station, number));
        Arc::make_mut(entry.or_insert_with(|| Arc::new(Block::new(station, number))))
    }

    pub(super) fn number_mut(&mut self, number: &Identifier) -> &mut IssuedNumber {
        let entry = self.numbers.entry(number.clone());
        Arc::make_mut(entry.or_insert_with(|| Arc::new(IssuedNumber::new(number.clone()))))
    }

    /// Changes a number, whether it was heard of before or not. Nobody looks for the new one a second and a third time, as the entry
    /// of a map in order does: five hundred come at once.
    pub(super) fn with_number<R>(&mut self, number: &Identifier, change: impl FnOnce(&mut IssuedNumber) -> R) -> R {
        if let Some(known) = self.numbers.get_mut(number) {
            return change(Arc::make_mut(known));
        }
        let mut fresh = IssuedNumber::new(number.clone());
        let changed = change(&mut fresh);
        self.numbers.insert(number.clone(), Arc::new(fresh));
        changed
    }

    pub(super) fn link_mut(&mut self, one: super::PatientId, other: super::PatientId) -> &mut Link {
        Arc::make_mut(self.links.entry((one, other)).or_default())
    }

    pub(super) fn life_mut(&mut self, station: super::Station, life: super::Installation) -> &mut Life {
        Arc::make_mut(self.lives.entry((station, life)).or_default())
    }

    /// The same for a person.
    pub(super) fn with_patient<R>(&mut self, id: super::PatientId, change: impl FnOnce(&mut Patient) -> R) -> R {
        if let Some(known) = self.patients.get_mut(&id) {
            return change(Arc::make_mut(known));
        }
        let mut fresh = Patient::new(id);
        let changed = change(&mut fresh);
        self.patients.insert(id, Arc::new(fresh));
        changed
    }

    pub(super) fn patient_mut(&mut self, id: super::PatientId) -> &mut Patient {
        Arc::make_mut(self.patients.entry(id).or_insert_with(|| Arc::new(Patient::new(id))))
    }

    pub(super) fn stay_mut(&mut self, id: super::StayId) -> &mut Stay {
        Arc::make_mut(self.stays.entry(id).or_insert_with(|| Arc::new(Stay::new(id))))
    }

    pub(super) fn print_job_mut(&mut self, id: super::PrintJobId) -> &mut PrintJob {
        Arc::make_mut(self.print_jobs.entry(id).or_insert_with(|| Arc::new(PrintJob::new(id))))
    }

    pub(super) fn bed_mut(&mut self, name: &super::BedName) -> &mut Bed {
        Arc::make_mut(
            self.beds
                .entry(name.clone())
                .or_insert_with(|| Arc::new(Bed::new(name.clone()))),
        )
    }

    pub(super) fn room_mut(&mut self, name: &super::RoomName) -> &mut Room {
        Arc::make_mut(
            self.rooms
                .entry(name.clone())
                .or_insert_with(|| Arc::new(Room::new(name.clone()))),
        )
    }

    pub(super) fn check_mut(&mut self, id: super::CheckId) -> &mut Check {
        Arc::make_mut(self.checks.entry(id).or_insert_with(|| Arc::new(Check::new(id))))
    }

    pub(super) fn account_mut(&mut self, user: &UserName) -> &mut Account {
        Arc::make_mut(
            self.accounts
                .entry(user.clone())
                .or_insert_with(|| Arc::new(Account::new(user.clone()))),
        )
    }
}
