//! One print job from the wish to the paper, as screens and shell both do it: what is wrong with it is found first, then
//! it is recorded, made, handed to the print system or written, followed, and its end recorded. Nothing is called printed
//! that the print system has not called so.
//!
//! `order` is what goes in and what comes out. The printer, the disk and the clock are handed in; this waits for them and runs on a worker.

mod order;

use std::io;

use crate::{
    domain::{
        access::Asker,
        ask::Answer,
        command::{Command, Question, Request},
        identity::PatientRef,
        printing::{
            NotPrinted, Paper, PrintEnd, PrintJobId, PrintTo, Trouble,
            decide::{AskPrint, numbers_hold, times_printed},
        },
        record::{EventId, Timestamp},
        refusal::Refusal,
        slips::{
            PadId, Post,
            ask::{SlipAnswer, SlipQuestion},
            command::SlipCommand,
        },
        state::Hospital,
        text::{REMARK, Text},
    },
    i18n::Words,
    print::{
        Fonts, Press, Printed,
        document::{Alike, Origin, Teller},
        making::{self, Details, MakingFault, make, term_of},
        pdf::PdfFault,
        press::{Layout, Shelf, paper_name},
        queue::{Papers, PrintSystem, Progress, WhyNot},
    },
    search::alike::LookAlikes,
};

use super::{
    door::{Door, Refused},
    sentences::local,
};

pub use order::{FreshForms, Outlet, PaperAnswer, PaperDone, PaperNews, PaperOrder, PaperReceipt, PaperShown};

/// Why nothing came out, other than the printer.
#[derive(Debug, thiserror::Error)]
pub enum PaperFault {
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error(transparent)]
    Making(#[from] MakingFault),
    #[error(transparent)]
    Pdf(#[from] PdfFault),
    /// The file could not be written.
    #[error("{0}")]
    Disk(#[from] io::Error),
}

impl From<Refusal> for PaperFault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.into())
    }
}

/// A job, and the desk where its paper comes out.
struct Job {
    id: PrintJobId,
    desk: Option<Post>,
}

/// Everything that printing needs.
pub struct PrintRoom<'a> {
    pub door: &'a dyn Door,
    pub asker: &'a Asker,
    pub words: &'a Words,
    pub fonts: &'a Fonts,
    pub shelf: &'a Shelf,
    pub system: &'a dyn PrintSystem,
    pub papers: &'a dyn Papers,
    pub now: Timestamp,
    /// The sample hospital.
    pub sample: bool,
}

impl PrintRoom<'_> {
    /// The pages, without a record and without a printer.
    pub fn preview(&self, order: &PaperOrder) -> Result<Printed, PaperFault> {
        let details = self.details(order)?;
        let hospital = self.door.hospital();
        let person = details.person.as_ref().map(|person| person.patient.as_ref());
        numbers_hold(&hospital, &order.paper, person)?;
        self.pages(&order.paper, &details, &hospital)
    }

    /// Prints. `heard` hears the name of the job as soon as the print system has it.
    pub fn print(&self, order: &PaperOrder, heard: &mut dyn FnMut(&str)) -> Result<PaperReceipt, PaperFault> {
        let mut details = self.details(order)?;
        // A wrong position or an unknown ward leaves no record and takes no number.
        self.pages(&order.paper, &details, &self.door.hospital())?;
        let order = &self.with_numbers(order)?;
        details.samples.clear();
        // Before it is asked for: the same state gives the same paper, to the last byte of its anchor.
        let printed = self.pages(&order.paper, &details, &self.door.hospital())?;
        let job = &Job {
            id: self.ask(order)?,
            desk: order.desk.clone(),
        };
        let title = making::title(&order.paper, local(&self.door.hospital(), self.now));
        let pdf = match printed.pdf(self.fonts, &title, self.words.language()) {
            Ok(pdf) => pdf,
            Err(fault) => {
                self.end(job, not_printed(Trouble::Refused, &fault.to_string()))?;
                return Err(fault.into());
            }
        };
        let sheets = u32::try_from(printed.sheets()).unwrap_or(u32::MAX);
        let done = match &order.to {
            Outlet::Queue(queue) => self.queue(job, queue, &title, &printed, &pdf, sheets, heard)?,
            Outlet::File(_) | Outlet::Folder | Outlet::Usual => {
                let written = match &order.to {
                    Outlet::File(path) => self.papers.write(path, &pdf).map(|()| path.clone()),
                    _ => self.papers.keep(&title, &pdf),
                };
                match written {
                    Ok(path) => {
                        self.end(job, PrintEnd::Written { sheets })?;
                        PaperDone::Written { path }
                    }
                    Err(fault) => {
                        self.end(job, not_printed(Trouble::Disk, &fault.to_string()))?;
                        return Err(fault.into());
                    }
                }
            }
        };
        Ok(PaperReceipt {
            pages: printed.pages.len(),
            spots: printed.spots,
            done,
        })
    }

    #[allow(clippy::too_many_arguments, reason = "one job, with everything that is known of it")]
    fn queue(
        &self,
        job: &Job,
        queue: &str,
        title: &str,
        printed: &Printed,
        pdf: &[u8],
        sheets: u32,
        heard: &mut dyn FnMut(&str),
    ) -> Result<PaperDone, PaperFault> {
        let size = printed.pages.first().and_then(|page| paper_name(page.size));
        let why = match self.system.hand_in(queue, title, size, pdf) {
            Ok(request) => {
                self.door_does(Command::HandPrint {
                    job: job.id,
                    request: request.as_str().into(),
                })?;
                heard(&request);
                let why = match self.system.follow(queue, &request) {
                    Progress::Printed => return self.printed(job, queue, request, sheets),
                    Progress::Waiting => WhyNot::Slow,
                    Progress::NotPrinted(why) => why,
                };
                if self.take_back(queue, &request, &why) == Progress::Printed {
                    return self.printed(job, queue, request, sheets);
                }
                why
            }
            Err(why) => why,
        };
        self.end(job, not_printed(trouble_of(&why), why.detail()))?;
        Ok(PaperDone::NotPrinted {
            queue: queue.to_owned(),
            why,
        })
    }

    /// Nothing that is called not printed may come out later, when it was printed elsewhere meanwhile. What was too late to
    /// be taken back is printed.
    fn take_back(&self, queue: &str, request: &str, why: &WhyNot) -> Progress {
        if *why == WhyNot::Hung {
            return Progress::NotPrinted(WhyNot::Hung);
        }
        self.system.cancel(request);
        self.system.look(queue, request)
    }

    fn printed(&self, job: &Job, queue: &str, request: String, sheets: u32) -> Result<PaperDone, PaperFault> {
        self.end(job, PrintEnd::Printed { sheets })?;
        Ok(PaperDone::Printed {
            queue: queue.to_owned(),
            request,
        })
    }

    /// What is needed beside the hospital. The questions bring back who has left, and pass the permission door.
    fn details(&self, order: &PaperOrder) -> Result<Details, PaperFault> {
        let paper = &order.paper;
        let mut details = Details {
            labels: order.labels,
            count: order.count,
            layout: order.layout.unwrap_or(Layout::TwoOnOne),
            samples: order.fresh.iter().flat_map(|fresh| fresh.kinds.clone()).collect(),
            ..Details::default()
        };
        let question = match paper {
            Paper::Slip { slip, .. } => Question::Slips(SlipQuestion::Slip((*slip).into())),
            Paper::Blanks { .. } | Paper::RunSheet { .. } | Paper::DeskRegister { .. } => {
                Question::Slips(SlipQuestion::Runs)
            }
            _ => match paper.patient() {
                Some(patient) => {
                    let patient = PatientRef::Record(patient);
                    // A restricted patient's paper is made for a reason, too.
                    match order.reason.clone() {
                        Some(reason) => Question::PersonFor { patient, reason },
                        None => Question::Person { patient },
                    }
                }
                None => Question::Census {
                    ward: paper.ward().cloned(),
                },
            },
        };
        match self.door.ask(self.asker, &question)? {
            Answer::Person(person) => details.person = Some(*person),
            Answer::Slips(SlipAnswer::Slip(view)) => details.slip = Some(*view),
            // The others ask for permission only: their paper is made of the hospital.
            _ => {}
        }
        details.before = times_printed(&self.door.hospital(), paper);
        Ok(details)
    }

    /// The order with the forms that it needs. Their numbers are given for good: what is not printed now can be printed
    /// again, and is never given to others.
    fn with_numbers(&self, order: &PaperOrder) -> Result<PaperOrder, PaperFault> {
        let mut order = order.clone();
        let Some(fresh) = order.fresh.take() else {
            return Ok(order);
        };
        if let Paper::Blanks { pads, .. } = &mut order.paper {
            for kind in fresh.kinds {
                let count = fresh.count;
                let command = Command::Slip(SlipCommand::PrepareBlanks { kind, count });
                let receipt = self.door.decide(self.asker.clone(), Request::from(command))?;
                pads.extend(receipt.slips.first().copied().map(PadId));
            }
        }
        Ok(order)
    }

    fn pages(&self, paper: &Paper, details: &Details, hospital: &Hospital) -> Result<Printed, PaperFault> {
        let status = self.door.status();
        let origin = Origin {
            at: self.now,
            by: self.asker.user.clone(),
            station: status.station.to_string(),
            anchor: status.head.to_string(),
            letterhead: self.shelf.letterhead.clone(),
            sample: self.sample,
        };
        let found = LookAlikes::among(hospital);
        let alike: Alike = found
            .all()
            .map(|(patient, others)| (patient, others.iter().map(|other| other.who).collect()))
            .collect();
        let teller = Teller {
            hospital,
            words: self.words,
            origin: &origin,
            alike: &alike,
        };
        let press = Press {
            fonts: self.fonts,
            words: self.words,
            shelf: self.shelf,
        };
        Ok(make(paper, details, &teller, &press)?)
    }

    fn ask(&self, order: &PaperOrder) -> Result<PrintJobId, PaperFault> {
        let to = match &order.to {
            Outlet::File(_) => PrintTo::File,
            Outlet::Folder | Outlet::Usual => PrintTo::Folder,
            Outlet::Queue(queue) => PrintTo::Queue(queue.as_str().into()),
        };
        let wanted = AskPrint {
            paper: order.paper.clone(),
            count: order.count,
            to,
            reason: order.reason.clone(),
            seen: order.seen,
            desk: order.desk.clone(),
        };
        let outcome = self
            .door
            .submit(self.asker.clone(), Request::from(Command::AskPrint(wanted)))
            .wait()?;
        let commit = outcome.commit.ok_or(Refusal::NothingToChange)?;
        Ok(PrintJobId::issued(EventId { commit, index: 0 }))
    }

    fn end(&self, job: &Job, end: PrintEnd) -> Result<(), PaperFault> {
        self.door_does(Command::EndPrint {
            job: job.id,
            end,
            desk: job.desk.clone(),
        })
    }

    fn door_does(&self, command: Command) -> Result<(), PaperFault> {
        self.door.submit(self.asker.clone(), Request::from(command)).wait()?;
        Ok(())
    }

    /// Looks after the jobs that have not ended: those that the print system has are looked at; of the others nobody knows
    /// how far they came. Called at the start of the program and when somebody wants to see the jobs.
    pub fn look_after(&self) -> Result<(), PaperFault> {
        let mut open: Vec<_> = self
            .door
            .hospital()
            .print_jobs()
            .filter(|job| job.is_open())
            .cloned()
            .collect();
        open.sort_by_key(|job| job.id);
        let station = self.door.status().station;
        for job in open {
            let Some(claim) = job.asked.latest() else { continue };
            // Another laptop looks after its own.
            if claim.said.order.event.commit.station != station {
                continue;
            }
            let progress = match (job.handed.get(), &claim.value.to) {
                (Some(request), PrintTo::Queue(queue)) => match self.system.look(queue, request) {
                    Progress::NotPrinted(why) => match self.take_back(queue, request, &why) {
                        Progress::Printed => Progress::Printed,
                        _ => Progress::NotPrinted(why),
                    },
                    other => other,
                },
                _ => Progress::NotPrinted(WhyNot::Unconfirmed),
            };
            // At which desk it comes out stands in the record.
            let job = &Job { id: job.id, desk: None };
            match progress {
                Progress::Waiting => {}
                Progress::Printed => self.end(job, PrintEnd::Printed { sheets: 0 })?,
                Progress::NotPrinted(why) => self.end(job, not_printed(trouble_of(&why), why.detail()))?,
            }
        }
        Ok(())
    }
}

/// The kind of document of an order, for its words.
pub fn document_term(paper: &Paper) -> String {
    term_of(paper)
}

fn not_printed(trouble: Trouble, said: &str) -> PrintEnd {
    PrintEnd::NotPrinted(NotPrinted {
        trouble,
        said: Text::parse(said, REMARK).ok(),
    })
}

fn trouble_of(why: &WhyNot) -> Trouble {
    match why {
        WhyNot::NoPrintSystem => Trouble::NoPrintSystem,
        WhyNot::NoQueue => Trouble::NoQueue,
        WhyNot::Paused(_) => Trouble::Paused,
        WhyNot::Unreachable(_) => Trouble::Unreachable,
        WhyNot::Refused(_) => Trouble::Refused,
        WhyNot::Hung => Trouble::Hung,
        WhyNot::Slow => Trouble::Slow,
        WhyNot::Cancelled => Trouble::Cancelled,
        WhyNot::Unconfirmed => Trouble::Unconfirmed,
    }
}
