//! `andon print jobs`: what was printed, and what was asked for and is not on paper yet. Jobs that the print system has
//! are looked at; a job that the program did not live to hand in is said to be not printed.

use crate::{
    app::sentences::{Speaker, local},
    cli::{
        console::Console,
        exit::Exit,
        table::{Edge, Table},
    },
    domain::{
        command::{Command, Request},
        printing::{NotPrinted, PrintEnd, PrintState, PrintTo},
        text::{REMARK, Text},
    },
    i18n::Value,
    print::{
        making::kind_of,
        queue::{Progress, WhyNot},
    },
};

use super::{Given, Stop, asker::asker, print_words::trouble_of, store};

pub(super) fn jobs(given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let asker = asker(given, console)?;
    let store = store::open(given, console)?;
    let door = store.door();
    let system = given.machine.print_system();
    let mut open: Vec<_> = door.hospital().print_jobs().filter(|job| job.is_open()).cloned().collect();
    open.sort_by_key(|job| job.id);
    for job in open {
        let Some(asked) = job.asked.get() else { continue };
        let progress = match (job.state(), &asked.to) {
            (PrintState::Handed(request), PrintTo::Queue(queue)) => system.look(queue, request),
            // Nobody knows how far it came; the next look at the printer does.
            _ => Progress::NotPrinted(WhyNot::Unconfirmed),
        };
        let end = match progress {
            Progress::Waiting => continue,
            Progress::Printed => PrintEnd::Printed { sheets: 0 },
            Progress::NotPrinted(why_not) => PrintEnd::NotPrinted(NotPrinted {
                trouble: trouble_of(&why_not),
                said: Text::parse(why_not.detail(), REMARK).ok(),
            }),
        };
        let outcome = door.submit(asker.clone(), Request::from(Command::EndPrint { job: job.id, end })).wait();
        if let Err(refused) = outcome {
            console.complain(Speaker::new(given.words, &door.hospital()).refused(&refused));
        }
    }
    let hospital = door.hospital();
    let mut jobs: Vec<_> = hospital.print_jobs().collect();
    jobs.sort_by_key(|job| std::cmp::Reverse(job.asked.latest().map(|claim| claim.said.order)));
    let mut table = Table::default();
    for key in ["print-column-at", "print-column-document", "print-column-to", "print-column-by", "print-column-state"] {
        table = table.column(given.words.say(key), Edge::Left);
    }
    for job in jobs {
        let Some(claim) = job.asked.latest() else { continue };
        let at = local(&hospital, claim.said.order.stamp.recorded());
        let paper = &claim.value.paper;
        let mut document = given.words.say(&kind_of(paper).term());
        if let Some(ward) = paper.ward() {
            document = format!("{document} {ward}");
        }
        let to = match &claim.value.to {
            PrintTo::Queue(queue) => queue.to_string(),
            PrintTo::File | PrintTo::Folder => "PDF".to_owned(),
        };
        let state = match job.state() {
            PrintState::Asked => given.words.say("print-state-asked"),
            PrintState::Handed(_) => given.words.say("print-state-handed"),
            PrintState::Ended(PrintEnd::Printed { .. }) => given.words.say("print-state-printed"),
            PrintState::Ended(PrintEnd::Written { .. }) => given.words.say("print-state-written"),
            PrintState::Ended(PrintEnd::GivenUp) => given.words.say("print-state-given-up"),
            PrintState::Ended(PrintEnd::NotPrinted(why)) => {
                let said = why.said.as_ref().map(ToString::to_string).unwrap_or_default();
                given.words.fill("print-state-not-printed", &[("why", Value::from(said))])
            }
        };
        table.row(vec![at.format("%m-%d %H:%M").to_string(), document, to, claim.said.by.to_string(), state.trim_end().to_owned()]);
    }
    table.lines().iter().try_for_each(|line| console.say(line))?;
    Ok(Exit::Fine)
}
