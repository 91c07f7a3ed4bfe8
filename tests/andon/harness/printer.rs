//! The printers of the harness: they print everything, at once, and the pages are those of the program.

use std::sync::Arc;

use andon::app::paper::PaperOrder;
use andon::app::{Message, PaperAnswer, PaperNews, PaperShown};
use andon::domain::ask::Answer;
use andon::domain::command::{Command, Question};
use andon::domain::identity::PatientRef;
use andon::domain::printing::decide::{AskPrint, times_printed};
use andon::domain::printing::{PrintEnd, PrintJobId, PrintTo};
use andon::domain::record::{EventId, UserName};
use andon::domain::slips::ask::{SlipAnswer, SlipQuestion};
use andon::i18n::Language;
use andon::print::document::letterhead::Letterhead;
use andon::print::document::{Origin, Teller};
use andon::print::making::{Details, kind_of, make};
use andon::print::press::Layout;
use andon::print::preview::preview;
use andon::print::queue::{Queue, QueueState, WhyNot};
use andon::print::{Fonts, Press};
use andon::search::alike::LookAlikes;
use andon::settings::forms;
use andon::theme::Measure;

use super::{Player, words};

impl Player {
    /// A printer that prints everything, at once.
    pub(super) fn print(&mut self, order: &PaperOrder) {
        if order.fresh.is_some() {
            return;
        }
        let asked = self.laptop.does(Command::AskPrint(AskPrint {
            paper: order.paper.clone(),
            count: order.count,
            to: PrintTo::Queue("laser-5e".into()),
            reason: order.reason.clone(),
            seen: order.seen,
            desk: None,
        }));
        let Ok(Some(asked)) = asked else {
            return self.hear(Message::Paper(PaperNews::NotPrinted(format!("{asked:?}"))));
        };
        let job = PrintJobId::issued(EventId {
            commit: asked.id,
            index: 0,
        });
        let end = PrintEnd::Printed { sheets: 1 };
        self.laptop
            .does(Command::EndPrint {
                job,
                end,
                desk: order.desk.clone(),
            })
            .unwrap();
        self.hear(Message::Hospital(Arc::new(self.laptop.hospital.clone())));
    }

    /// A print system of two printers, one of them stopped; the pages are those of the program.
    pub(super) fn paper(&self, order: &PaperOrder, columns: u16, measure: Measure, language: Language) -> PaperAnswer {
        let words = words(language);
        let shelved = forms::shelf(None, &words);
        let fonts = Fonts::load().unwrap();
        let origin = Origin {
            at: self.laptop.now(),
            by: UserName::parse("k.mori").unwrap(),
            station: "07".to_owned(),
            letterhead: Letterhead::default(),
            anchor: "12 0123456789abcdef".to_owned(),
            sample: false,
        };
        let alike = LookAlikes::among(&self.laptop.hospital)
            .all()
            .map(|(patient, others)| (patient, others.iter().map(|other| other.who).collect()))
            .collect();
        let teller = Teller {
            hospital: &self.laptop.hospital,
            words: &words,
            origin: &origin,
            alike: &alike,
        };
        let press = Press {
            fonts: &fonts,
            words: &words,
            shelf: &shelved.shelf,
        };
        let person = order.paper.patient().map(|patient| {
            let question = Question::Person {
                patient: PatientRef::Record(patient),
            };
            match self.laptop.asks(&question) {
                Ok(Answer::Person(person)) => *person,
                other => panic!("{other:?}"),
            }
        });
        let slip =
            order.paper.slip().map(
                |slip| match self.laptop.asks(&Question::Slips(SlipQuestion::Slip(slip.into()))) {
                    Ok(Answer::Slips(SlipAnswer::Slip(view))) => *view,
                    other => panic!("{other:?}"),
                },
            );
        let details = Details {
            person,
            slip,
            labels: order.labels,
            count: order.count,
            before: times_printed(&self.laptop.hospital, &order.paper),
            layout: order.layout.unwrap_or(Layout::TwoOnOne),
            samples: order.fresh.iter().flat_map(|fresh| fresh.kinds.clone()).collect(),
        };
        let form = shelved.shelf.form(kind_of(&order.paper));
        let positions = form.and_then(|form| form.grid).map_or(1, |grid| grid.count());
        let printed = make(&order.paper, &details, &teller, &press).unwrap();
        let width = |text: &str| u16::try_from(measure.columns(text)).unwrap();
        PaperAnswer {
            order: order.clone(),
            pages: Ok(PaperShown {
                pages: preview(&printed.pages, columns, width),
                spots: Vec::new(),
            }),
            queues: if self.lpstat_hangs {
                Err(WhyNot::Hung)
            } else {
                Ok(vec![
                    Queue {
                        name: "laser-5e".to_owned(),
                        state: QueueState::Idle,
                    },
                    Queue {
                        name: "laser-er".to_owned(),
                        state: QueueState::Stopped("Paper jam".to_owned()),
                    },
                ])
            },
            usual: Some("laser-5e".to_owned()),
            layout: Layout::TwoOnOne,
            positions,
        }
    }
}
