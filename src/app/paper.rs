//! One print job from the wish to the paper, as screens and shell both do it: what is wrong with it is found first, then
//! it is recorded, made, handed to the print system or written, followed, and its end recorded. Nothing is called printed
//! that the print system has not called so.
//!
//! The printer, the disk and the clock are handed in; this waits for them and runs on a worker.

use std::{collections::HashSet, io, path::PathBuf};

use crate::{
    domain::{
        access::Asker,
        ask::{Answer, Person},
        command::{Command, Question, Request},
        identity::{PatientId, PatientRef},
        printing::{NotPrinted, Paper, PrintEnd, PrintJobId, PrintTo, Trouble, decide::AskPrint},
        record::{EventId, Timestamp},
        refusal::Refusal,
        state::Hospital,
        text::{REMARK, Text},
    },
    i18n::Words,
    print::{
        Fonts, Press, Printed,
        document::{Origin, Teller},
        form::Spot,
        making::{self, Details, MakingFault, kind_of, make},
        pdf::PdfFault,
        press::{Labels, Shelf, paper_name},
        preview::PreviewPage,
        queue::{Papers, PrintSystem, Progress, Queue, WhyNot},
    },
    search::alike::LookAlikes,
};

use super::{
    door::{Door, Refused},
    sentences::local,
};

/// What somebody wants on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperOrder {
    pub paper: Paper,
    /// Labels or strips.
    pub count: u16,
    pub labels: Labels,
    pub to: Outlet,
    /// Why a number is printed again.
    pub reason: Option<Text>,
}

impl PaperOrder {
    /// One document.
    pub fn document(paper: Paper, to: Outlet) -> Self {
        Self {
            paper,
            count: 1,
            labels: Labels::OnSheet { first: 1 },
            to,
            reason: None,
        }
    }
}

/// Where the paper comes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outlet {
    /// Where this laptop printed last; whoever carries the order out knows.
    Usual,
    File(PathBuf),
    /// The folder of this laptop's papers.
    Folder,
    Queue(String),
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperDone {
    Printed { queue: String, request: String },
    Written { path: PathBuf },
    NotPrinted { queue: String, why: WhyNot },
}

/// A finished job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperReceipt {
    pub pages: usize,
    /// What is not on the paper as it should be.
    pub spots: Vec<Spot>,
    pub done: PaperDone,
}

/// What a paper will look like, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperShown {
    pub pages: Vec<PreviewPage>,
    /// What will not be on it as it should be, in words.
    pub spots: Vec<String>,
}

/// The answer to a look at a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperAnswer {
    /// The pages, or in words why there are none.
    pub pages: Result<PaperShown, Vec<String>>,
    pub queues: Result<Vec<Queue>, WhyNot>,
    /// The printer that was used last.
    pub usual: Option<String>,
}

/// How a print job goes, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperNews {
    /// The print system has it.
    Waiting(String),
    /// Printed or written, and everything is on it.
    Done(String),
    /// Printed or written, and something is not on it as it should be.
    Flawed(String),
    /// It is not on paper.
    NotPrinted(String),
}

impl PaperNews {
    /// Done; with the first flaw, and how many more there are, behind it.
    pub fn done(words: String, flaws: &[String]) -> Self {
        match flaws {
            [] => Self::Done(words),
            [one] => Self::Flawed(format!("{words} {one}")),
            [first, more @ ..] => Self::Flawed(format!("{words} {first} (+{})", more.len())),
        }
    }
}

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
        let person = self.person(&order.paper)?;
        self.pages(order, person, &self.door.hospital())
    }

    /// Prints. `heard` hears the name of the job as soon as the print system has it.
    pub fn print(&self, order: &PaperOrder, heard: &mut dyn FnMut(&str)) -> Result<PaperReceipt, PaperFault> {
        let person = self.person(&order.paper)?;
        // A wrong position or an unknown ward leaves no record.
        self.pages(order, person.clone(), &self.door.hospital())?;
        let job = self.ask(order)?;
        let printed = self.pages(order, person, &self.door.hospital())?;
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
        job: PrintJobId,
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
                    job,
                    request: request.as_str().into(),
                })?;
                heard(&request);
                match self.system.follow(queue, &request) {
                    Progress::Printed => {
                        self.end(job, PrintEnd::Printed { sheets })?;
                        return Ok(PaperDone::Printed {
                            queue: queue.to_owned(),
                            request,
                        });
                    }
                    Progress::Waiting => WhyNot::Slow,
                    Progress::NotPrinted(why) => why,
                }
            }
            Err(why) => why,
        };
        self.end(job, not_printed(trouble_of(&why), why.detail()))?;
        Ok(PaperDone::NotPrinted {
            queue: queue.to_owned(),
            why,
        })
    }

    /// Whom the paper is about. The question brings back who has left, and passes the permission door.
    fn person(&self, paper: &Paper) -> Result<Option<Person>, PaperFault> {
        let Some(patient) = paper.patient() else {
            self.door.ask(
                self.asker,
                &Question::Census {
                    ward: paper.ward().cloned(),
                },
            )?;
            return Ok(None);
        };
        let question = Question::Person {
            patient: PatientRef::Record(patient),
        };
        match self.door.ask(self.asker, &question)? {
            Answer::Person(person) => Ok(Some(*person)),
            // The question of a person has no other answer.
            _ => Err(MakingFault::NoPerson.into()),
        }
    }

    fn pages(&self, order: &PaperOrder, person: Option<Person>, hospital: &Hospital) -> Result<Printed, PaperFault> {
        let status = self.door.status();
        let origin = Origin {
            at: self.now,
            by: self.asker.user.clone(),
            station: status.station.to_string(),
            anchor: status.head.to_string(),
            sample: self.sample,
        };
        let alike: HashSet<PatientId> = LookAlikes::among(hospital).all().map(|(patient, _)| patient).collect();
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
        let details = Details {
            person,
            labels: order.labels,
            count: order.count,
        };
        Ok(make(&order.paper, &details, &teller, &press)?)
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
        };
        let outcome = self
            .door
            .submit(self.asker.clone(), Request::from(Command::AskPrint(wanted)))
            .wait()?;
        let commit = outcome.commit.ok_or(Refusal::NothingToChange)?;
        Ok(PrintJobId::issued(EventId { commit, index: 0 }))
    }

    fn end(&self, job: PrintJobId, end: PrintEnd) -> Result<(), PaperFault> {
        self.door_does(Command::EndPrint { job, end })
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
                (Some(request), PrintTo::Queue(queue)) => self.system.look(queue, request),
                _ => Progress::NotPrinted(WhyNot::Unconfirmed),
            };
            match progress {
                Progress::Waiting => {}
                Progress::Printed => self.end(job.id, PrintEnd::Printed { sheets: 0 })?,
                Progress::NotPrinted(why) => self.end(job.id, not_printed(trouble_of(&why), why.detail()))?,
            }
        }
        Ok(())
    }
}

/// The kind of document of an order, for its words.
pub fn document_term(paper: &Paper) -> String {
    kind_of(paper).term()
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
