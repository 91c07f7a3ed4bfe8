//! `andon print jobs`: what was printed, and what was asked for and is not on paper yet. Jobs that the print system has
//! are looked at; a job that the program did not live to hand in is said to be not printed.

use crate::{
    app::{
        paper::{PaperFault, PrintRoom},
        sentences::{Speaker, local},
    },
    cli::{
        console::Console,
        exit::Exit,
        table::{Edge, Table},
    },
    domain::printing::{PrintEnd, PrintState, PrintTo},
    i18n::Value,
    print::{Fonts, making::term_of, press::Shelf},
};

use super::{Given, Stop, store};

pub(super) fn jobs(given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let asker = store.asker();
    let door = store.door();
    let fonts = Fonts::load().map_err(|fault| {
        console.complain(fault);
        Exit::CouldNotRun
    })?;
    let (system, papers) = (given.machine.print_system(), given.machine.papers(given.folder));
    let room = PrintRoom {
        door,
        asker: &asker,
        words: given.words,
        fonts: &fonts,
        shelf: &Shelf::default(),
        system: system.as_ref(),
        papers: papers.as_ref(),
        now: given.machine.now(),
        sample: false,
    };
    if let Err(PaperFault::Refused(refused)) = room.look_after() {
        console.complain(Speaker::new(given.words, &door.hospital()).refused(&refused));
    }
    let hospital = door.hospital();
    let mut jobs: Vec<_> = hospital.print_jobs().collect();
    jobs.sort_by_key(|job| std::cmp::Reverse(job.asked.latest().map(|claim| claim.said.order)));
    let mut table = Table::default();
    for key in [
        "print-column-at",
        "print-column-document",
        "print-column-to",
        "print-column-by",
        "print-column-state",
    ] {
        table = table.column(given.words.say(key), Edge::Left);
    }
    for job in jobs {
        let Some(claim) = job.asked.latest() else { continue };
        let at = local(&hospital, claim.said.order.stamp.recorded());
        let paper = &claim.value.paper;
        let mut document = given.words.say(&term_of(paper));
        if let Some(about) = paper.about() {
            document = format!("{document} {about}");
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
                given
                    .words
                    .fill("print-state-not-printed", &[("why", Value::from(said))])
            }
        };
        table.row(vec![
            at.format("%m-%d %H:%M").to_string(),
            document,
            to,
            claim.said.by.to_string(),
            state.trim_end().to_owned(),
        ]);
    }
    table.lines().iter().try_for_each(|line| console.say(line))?;
    Ok(Exit::Fine)
}
