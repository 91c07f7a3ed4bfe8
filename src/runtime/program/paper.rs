//! Paper from the screens: previews and print jobs, each on a thread of its own, because printers are slow and the next
//! effect must not wait for one.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::thread;

use zeroize::Zeroizing;

use crate::app::paper::{Outlet, PaperDone, PaperFault, PaperOrder, PrintRoom, document_term};
use crate::app::sentences::Speaker;
use crate::app::{Errand, HandOut, Message, PaperAnswer, PaperNews, PaperShown};
use crate::cli;
use crate::domain::access::Asker;
use crate::domain::record::Timestamp;
use crate::i18n::{Language, Value, Words};
use crate::print::Fonts;
use crate::print::press::Layout;
use crate::print::preview::preview;
use crate::print::queue::{PrintSystem, Progress, WhyNot};
use crate::print::{pdf, plain};
use crate::runtime::printing::{Cups, folder::PaperFolder};
use crate::settings::forms;
use crate::theme::Measure;

use super::super::terminal::Post;
use super::super::writer::Handle;
use crate::app::door::Door;

/// What a paper that is handed to somebody is called where everybody sees it.
const HANDED: &str = "andon-hand-out";

/// Where somebody prints.
#[derive(Clone)]
pub(super) struct Desk {
    pub door: Handle,
    pub asker: Asker,
    /// The folder of the store.
    pub store: PathBuf,
    pub sample: bool,
    /// The printer that was used last.
    pub usual: Option<String>,
    /// How this laptop puts small pages on sheets.
    pub layout: Layout,
    pub language: Language,
    pub now: fn() -> Timestamp,
    pub fonts: Arc<OnceLock<Fonts>>,
}

impl Desk {
    /// Lays an order out and asks the print system for its queues.
    pub fn look(self, errand: Errand, order: PaperOrder, columns: u16, measure: Measure, post: Post) {
        thread::spawn(move || {
            let system = Cups::default();
            let queues = system.queues();
            let mut positions = 1;
            let pages = self.with_room(&system, |room, words| {
                let printed = room.preview(&order).map_err(|fault| lines(&fault, room, words))?;
                let form = room.shelf.form(printed.kind);
                positions = form.and_then(|form| form.grid).map_or(1, |grid| grid.count());
                let width = |text: &str| u16::try_from(measure.columns(text)).unwrap_or(u16::MAX);
                let told = |spot| cli::print_words::told(spot, words);
                Ok(PaperShown {
                    pages: preview(&printed.pages, columns, width),
                    spots: printed.spots.iter().map(told).collect(),
                })
            });
            let answer = Box::new(PaperAnswer {
                order,
                pages,
                queues,
                usual: self.usual.clone(),
                layout: self.layout,
                positions,
            });
            post.message(Message::PaperShown { errand, answer });
        });
    }

    /// Prints, and tells how it goes.
    pub fn print(self, mut order: PaperOrder, post: Post) {
        if order.to == Outlet::Usual {
            order.to = self.usual.clone().map_or(Outlet::Folder, Outlet::Queue);
        }
        order.layout = order.layout.or(Some(self.layout));
        thread::spawn(move || {
            let system = Cups::default();
            let done = self.with_room(&system, |room, words| {
                let document = document(&order, words);
                let mut heard = |request: &str| {
                    let filling = [
                        ("document", Value::from(document.as_str())),
                        ("job", Value::from(request)),
                    ];
                    post.message(Message::Paper(PaperNews::Waiting(
                        words.fill("papers-handed", &filling),
                    )));
                };
                let receipt = room
                    .print(&order, &mut heard)
                    .map_err(|fault| lines(&fault, room, words))?;
                let mut filling = vec![
                    ("document", Value::from(document.as_str())),
                    ("pages", Value::from(receipt.pages)),
                ];
                let spots: Vec<String> = receipt
                    .spots
                    .iter()
                    .map(|spot| cli::print_words::told(spot, words))
                    .collect();
                Ok(match &receipt.done {
                    PaperDone::Written { path } => {
                        filling.push(("place", Value::from(path.display().to_string())));
                        PaperNews::done(words.fill("print-written", &filling), &spots)
                    }
                    PaperDone::Printed { queue, request } => {
                        filling.extend([
                            ("queue", Value::from(queue.as_str())),
                            ("job", Value::from(request.as_str())),
                        ]);
                        PaperNews::done(words.fill("print-printed", &filling), &spots)
                    }
                    PaperDone::NotPrinted { queue, why } => {
                        filling.extend([
                            ("queue", Value::from(queue.as_str())),
                            ("why", Value::from(cli::print_words::why(why, words))),
                        ]);
                        PaperNews::NotPrinted(words.fill("print-not-printed", &filling))
                    }
                })
            });
            let news = done.unwrap_or_else(|lines| PaperNews::NotPrinted(lines.join(" ")));
            post.message(Message::Paper(news));
        });
    }

    /// Prints what is handed to somebody, on the printer that was used last or into the folder of papers. It leaves no record of
    /// what stands on it.
    pub fn hand_out(self, text: HandOut, post: Post) {
        thread::spawn(move || {
            let system = Cups::default();
            let done = self.with_room(&system, |room, words| {
                let pages = plain::pages(&text.0, room.fonts);
                let pdf = pdf::write(&pages, room.fonts, HANDED, words.language());
                let pdf = Zeroizing::new(pdf.map_err(|fault| vec![fault.to_string()])?);
                let mut filling = vec![
                    ("document", Value::from(words.say("paper-hand-out"))),
                    ("pages", Value::from(pages.len())),
                ];
                let Some(queue) = self.usual.as_deref() else {
                    let kept = room
                        .papers
                        .keep(HANDED, &pdf)
                        .map_err(|fault| vec![fault.to_string()])?;
                    filling.push(("place", Value::from(kept.display().to_string())));
                    return Ok(PaperNews::done(words.fill("print-written", &filling), &[]));
                };
                filling.push(("queue", Value::from(queue)));
                let handed = system.hand_in(queue, HANDED, Some(plain::PAPER), &pdf);
                let printed = handed.and_then(|request| match system.follow(queue, &request) {
                    Progress::Printed => Ok(request),
                    Progress::Waiting => Err(WhyNot::Slow),
                    Progress::NotPrinted(why) => Err(why),
                });
                Ok(match printed {
                    Ok(request) => {
                        filling.push(("job", Value::from(request)));
                        PaperNews::done(words.fill("print-printed", &filling), &[])
                    }
                    Err(why) => {
                        filling.push(("why", Value::from(cli::print_words::why(&why, words))));
                        PaperNews::NotPrinted(words.fill("print-not-printed", &filling))
                    }
                })
            });
            let news = done.unwrap_or_else(|lines| PaperNews::NotPrinted(lines.join(" ")));
            post.message(Message::Paper(news));
        });
    }

    /// Looks after the jobs that a former life of the program left.
    pub fn look_after(self, post: Post) {
        if self.door.hospital().print_jobs().all(|job| !job.is_open()) {
            return;
        }
        thread::spawn(move || {
            let system = Cups::default();
            let looked = self.with_room(&system, |room, words| {
                room.look_after().map_err(|fault| lines(&fault, room, words))?;
                Ok(words.say("papers-looked-after"))
            });
            let news = match looked {
                Ok(words) => PaperNews::NotPrinted(words),
                Err(lines) => PaperNews::NotPrinted(lines.join(" ")),
            };
            post.message(Message::Paper(news));
        });
    }

    fn with_room<T>(
        &self,
        system: &Cups,
        work: impl FnOnce(&PrintRoom<'_>, &Words) -> Result<T, Vec<String>>,
    ) -> Result<T, Vec<String>> {
        let words = Words::load(self.language).map_err(|fault| vec![fault.to_string()])?;
        let fonts = match self.fonts.get() {
            Some(fonts) => fonts,
            None => {
                let loaded = Fonts::load().map_err(|fault| vec![fault.to_string()])?;
                self.fonts.get_or_init(|| loaded)
            }
        };
        let shelved = forms::shelf(Some(&self.store.join(forms::FOLDER)), &words);
        let papers = PaperFolder::new(&self.store);
        let room = PrintRoom {
            door: &self.door,
            asker: &self.asker,
            words: &words,
            fonts,
            shelf: &shelved.shelf,
            system,
            papers: &papers,
            now: (self.now)(),
            sample: self.sample,
        };
        work(&room, &words)
    }
}

fn document(order: &PaperOrder, words: &Words) -> String {
    let mut document = words.say(&document_term(&order.paper));
    if let Some(about) = order.paper.about() {
        document.push(' ');
        document.push_str(&about);
    }
    document
}

fn lines(fault: &PaperFault, room: &PrintRoom<'_>, words: &Words) -> Vec<String> {
    let hospital = room.door.hospital();
    let speaker = Speaker::new(words, &hospital);
    let line = match fault {
        PaperFault::Refused(refused) => speaker.refused(refused),
        PaperFault::Making(crate::print::making::MakingFault::Refused(refusal)) => speaker.refusal(refusal),
        other => other.to_string(),
    };
    vec![line]
}
