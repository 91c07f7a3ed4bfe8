//! `andon print`: paper, from the shell.

use crate::{
    app::{
        paper::{Outlet, PaperDone, PaperFault, PaperOrder, PaperReceipt, PrintRoom, document_term},
        sentences::Speaker,
    },
    cli::{
        arguments::{Print, PrintWhat, Target},
        console::Console,
        exit::{Exit, Unheard},
        faults::of_system,
    },
    domain::state::Hospital,
    i18n::{Value, Words},
    print::{
        Fonts, Press, Printed,
        document::{Alike, Origin, Teller},
        forecast::{self, Rates},
        making::{MakingFault, kind_of},
        press::PressFault,
        preview::PreviewLine,
        queue::{PrintSystem, WhyNot},
    },
    settings::forms,
};

use unicode_width::UnicodeWidthStr;

use super::{
    Given, Stop,
    census::refuse,
    print_order::order,
    print_words::{queue_line, told, why},
    store,
};

/// Columns of a preview in the shell: landscape pages need them.
const COLUMNS: u16 = 130;

pub(super) fn print(wanted: &Print, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let target = match &wanted.what {
        PrintWhat::Queues => return queues(given, console),
        PrintWhat::Jobs => return super::print_jobs::jobs(given, console),
        PrintWhat::Forecast { days } => return forecast(*days, given, console),
        other => other.target(),
    };
    let store = store::open(given, console)?;
    let asker = store.asker();
    let door = store.door();
    let to = match target {
        Some(Target {
            printer: Some(queue), ..
        }) => Outlet::Queue(queue.clone()),
        Some(Target { pdf: Some(path), .. }) => Outlet::File(path.clone()),
        _ => Outlet::Folder,
    };
    let order = order(&wanted.what, to, (door, &asker), given, console)?;
    let fonts = Fonts::load().map_err(|fault| stop(&fault.to_string(), console))?;
    let shelved = forms::shelf(Some(&given.folder.join(forms::FOLDER)), given.words);
    let document = given.words.say(&document_term(&order.paper));
    if shelved.stood_in.contains(&kind_of(&order.paper)) {
        let filling = [("document", Value::from(document.as_str()))];
        console.complain(given.words.fill("print-stood-in", &filling));
    }
    let (system, papers) = (given.machine.print_system(), given.machine.papers(given.folder));
    let room = PrintRoom {
        door,
        asker: &asker,
        words: given.words,
        fonts: &fonts,
        shelf: &shelved.shelf,
        system: system.as_ref(),
        papers: papers.as_ref(),
        now: given.machine.now(),
        sample: false,
    };
    if target.is_some_and(|target| target.preview) {
        let printed = room
            .preview(&order)
            .map_err(|fault| said(&fault, &order, given, &door.hospital(), console))?;
        return preview(&printed, console);
    }
    let receipt = room
        .print(&order, &mut |_| {})
        .map_err(|fault| said(&fault, &order, given, &door.hospital(), console))?;
    for spot in &receipt.spots {
        console.complain(told(spot, given.words));
    }
    tell(&receipt, &document, system.as_ref(), given.words, console)
}

/// Says why nothing came out.
fn said(
    fault: &PaperFault,
    order: &PaperOrder,
    given: &Given<'_>,
    hospital: &Hospital,
    console: &mut Console<'_>,
) -> Stop {
    match fault {
        PaperFault::Refused(refused) => {
            console.complain(Speaker::new(given.words, hospital).refused(refused));
            Exit::Refused.into()
        }
        PaperFault::Making(MakingFault::Refused(refusal)) => refuse(refusal, hospital, given, console),
        PaperFault::Making(MakingFault::Press(PressFault::NoPosition { labels, .. })) => {
            let filling = [("labels", Value::from(*labels))];
            console.complain(given.words.fill("print-position-wrong", &filling));
            Exit::CouldNotRun.into()
        }
        PaperFault::Disk(fault) => {
            let place = match &order.to {
                Outlet::File(path) => path.display().to_string(),
                Outlet::Folder | Outlet::Usual | Outlet::Queue(_) => given.folder.display().to_string(),
            };
            let why = of_system(fault, given.words);
            let filling = [
                ("folder", Value::from(place.as_str())),
                ("why", Value::from(why.as_str())),
            ];
            console.complain(given.words.fill("cli-cannot-write", &filling));
            Exit::CouldNotRun.into()
        }
        PaperFault::Making(_) | PaperFault::Pdf(_) => stop(&fault.to_string(), console),
    }
}

fn tell(
    receipt: &PaperReceipt,
    document: &str,
    system: &dyn PrintSystem,
    words: &Words,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let mut filling = vec![
        ("document", Value::from(document)),
        ("pages", Value::from(receipt.pages)),
    ];
    match &receipt.done {
        PaperDone::Written { path } => {
            filling.push(("place", Value::from(path.display().to_string())));
            console.say(words.fill("print-written", &filling))?;
            Ok(Exit::Fine)
        }
        PaperDone::Printed { queue, request } => {
            filling.extend([
                ("queue", Value::from(queue.as_str())),
                ("job", Value::from(request.as_str())),
            ]);
            console.say(words.fill("print-printed", &filling))?;
            Ok(Exit::Fine)
        }
        PaperDone::NotPrinted { queue, why: why_not } => {
            filling.extend([
                ("queue", Value::from(queue.as_str())),
                ("why", Value::from(why(why_not, words))),
            ]);
            console.complain(words.fill("print-not-printed", &filling));
            let queues = others(queue, why_not, system, words);
            console.complain(words.fill("print-not-printed-how", &[("queues", Value::from(queues))]));
            Ok(Exit::Refused)
        }
    }
}

/// The other printers, unless the print system itself does not answer.
fn others(queue: &str, why_not: &WhyNot, system: &dyn PrintSystem, words: &Words) -> String {
    let known = match why_not {
        WhyNot::Hung | WhyNot::NoPrintSystem => Vec::new(),
        _ => system.queues().unwrap_or_default(),
    };
    let names: Vec<String> = known
        .into_iter()
        .map(|known| known.name)
        .filter(|name| name != queue)
        .collect();
    if names.is_empty() {
        words.say("print-no-queues")
    } else {
        names.join(" ")
    }
}

fn preview(printed: &Printed, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let width = |text: &str| u16::try_from(text.width()).unwrap_or(u16::MAX);
    let pages = crate::print::preview::preview(&printed.pages, COLUMNS, width);
    for (number, page) in pages.iter().enumerate() {
        if number > 0 {
            console.say("")?;
        }
        page.lines.iter().try_for_each(|line| line_of(line, console))?;
    }
    Ok(Exit::Fine)
}

fn line_of(line: &PreviewLine, console: &mut Console<'_>) -> Result<(), Unheard> {
    match line {
        PreviewLine::Blank => console.say(""),
        PreviewLine::Rule => console.say("-".repeat(usize::from(COLUMNS))),
        PreviewLine::Text(pieces) => {
            let mut text = String::new();
            for (column, piece) in pieces {
                let missing = usize::from(*column).saturating_sub(text.width());
                text.push_str(&" ".repeat(missing));
                text.push_str(piece);
            }
            console.say(text)
        }
    }
}

fn queues(given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    match given.machine.print_system().queues() {
        Ok(queues) => {
            queues
                .iter()
                .try_for_each(|queue| console.say(queue_line(queue, given.words)))?;
            Ok(Exit::Fine)
        }
        Err(why_not) => {
            console.complain(why(&why_not, given.words));
            Ok(Exit::CouldNotRun)
        }
    }
}

fn forecast(days: u32, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    let fonts = Fonts::load().map_err(|fault| stop(&fault.to_string(), console))?;
    let shelved = forms::shelf(Some(&given.folder.join(forms::FOLDER)), given.words);
    let origin = Origin {
        at: given.machine.now(),
        by: store.asker().user.clone(),
        station: String::new(),
        anchor: String::new(),
        letterhead: shelved.shelf.letterhead.clone(),
        sample: false,
    };
    let teller = Teller {
        hospital: &hospital,
        words: given.words,
        origin: &origin,
        alike: &Alike::new(),
    };
    let press = Press {
        fonts: &fonts,
        words: given.words,
        shelf: &shelved.shelf,
    };
    let pages = forecast::pages_of_copies(&teller, &press);
    let rates = Rates::observed(&hospital, given.machine.now(), pages);
    let forecast = forecast::forecast(&hospital, rates, days);
    let filling = [
        ("days", Value::from(days)),
        ("copies", Value::from(forecast.copies)),
        ("sheets", Value::from(forecast.sheets)),
        ("reams", Value::from(forecast.reams)),
        ("toners", Value::from(forecast.cartridges)),
    ];
    console.say(given.words.fill("print-forecast", &filling))?;
    Ok(Exit::Fine)
}

fn stop(what: &str, console: &mut Console<'_>) -> Stop {
    console.complain(what);
    Exit::CouldNotRun.into()
}
