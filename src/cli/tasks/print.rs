//! `andon print`: paper, from the shell.

use std::collections::HashSet;

use crate::{
    app::{door::Outcome, sentences::Speaker},
    cli::{
        arguments::{Print, PrintWhat, Target},
        console::Console,
        exit::{Exit, Unheard},
        faults::of_system,
    },
    domain::{
        access::Asker,
        ask::{Answer, Person},
        census::WardCode,
        command::{Command, Question, Request},
        identity::{Identifier, PatientId, PatientRef},
        printing::{NotPrinted, Paper, PrintEnd, PrintJobId, PrintTo, Trouble, decide::AskPrint},
        record::{Day, EventId},
        refusal::Refusal,
        state::Hospital,
        text::{REMARK, Text},
    },
    i18n::{Value, Words, read_date},
    print::{
        Fonts, Press, Printed,
        document::{Origin, Teller, namesakes},
        making::{self, Details, MakingFault, kind_of, make},
        press::{Labels, PressFault, paper_name},
        queue::{PrintSystem, Progress, WhyNot},
    },
    settings::forms,
};

use super::{Given, Stop, asker::asker, census::refuse, print_words::{told, trouble_of, why}, store};

pub(super) fn print(wanted: &Print, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    match &wanted.what {
        PrintWhat::Queues => return queues(given, console),
        PrintWhat::Jobs => return super::print_jobs::jobs(given, console),
        PrintWhat::Forecast { days } => return forecast(*days, given, console),
        _ => {}
    }
    let asker = asker(given, console)?;
    let store = store::open(given, console)?;
    let door = store.door();
    let hospital = door.hospital();
    let order = order(&wanted.what, &hospital, given, console)?;
    let person = match order.paper.patient() {
        Some(patient) => {
            let question = Question::Person { patient: PatientRef::Record(patient) };
            match door.ask(&asker, &question) {
                Ok(Answer::Person(person)) => Some(*person),
                Ok(_) => None,
                Err(refusal) => return Err(refuse(&refusal, &hospital, given, console)),
            }
        }
        None => None,
    };
    let fonts = Fonts::load().map_err(|fault| broken(&fault.to_string(), console))?;
    let target = wanted.what.target();
    if target.is_some_and(|target| target.preview) {
        let printed = pages(&order, person, door.status(), &asker, &hospital, &fonts, given, console)?;
        return preview(&printed, console);
    }
    let to = match target {
        Some(Target { printer: Some(queue), .. }) => PrintTo::Queue(queue.as_str().into()),
        Some(Target { pdf: Some(_), .. }) => PrintTo::File,
        _ => PrintTo::Folder,
    };
    // What is wrong with the order is found before anything is recorded.
    let trial = pages(&order, person.clone(), door.status(), &asker, &hospital, &fonts, given, console)?;
    drop(trial);
    let ask = AskPrint {
        paper: order.paper.clone(),
        count: order.details.count,
        to: to.clone(),
        reason: order.reason.clone(),
    };
    let job = match decide(door.submit(asker.clone(), Request::from(Command::AskPrint(ask))).wait(), door, given, console)? {
        Some(commit) => PrintJobId::issued(EventId { commit, index: 0 }),
        None => return Err(broken("no job", console)),
    };
    let printed = pages(&order, person, door.status(), &asker, &door.hospital(), &fonts, given, console)?;
    spots(&printed, given.words, console);
    let hospital = door.hospital();
    let at = crate::app::sentences::local(&hospital, given.machine.now());
    let title = making::title(&order.paper, at);
    let pdf = printed
        .pdf(&fonts, &title, given.words.language())
        .map_err(|fault| broken(&fault.to_string(), console))?;
    let sheets = u32::try_from(printed.sheets()).unwrap_or(u32::MAX);
    let said = Said { document: given.words.say(&kind_of(&order.paper).term()), pages: printed.pages.len() };
    let finish = |end: PrintEnd, console: &mut Console<'_>| {
        let request = Request::from(Command::EndPrint { job, end });
        decide(door.submit(asker.clone(), request).wait(), door, given, console)
    };
    match to {
        PrintTo::Queue(queue) => {
            let system = given.machine.print_system();
            let size = printed.pages.first().and_then(|page| paper_name(page.size));
            let request = match system.hand_in(&queue, &title, size, &pdf) {
                Ok(request) => request,
                Err(why_not) => {
                    finish(ended(&why_not), console)?;
                    return not_printed(&said, &queue, &why_not, system.as_ref(), given.words, console);
                }
            };
            let handed = Request::from(Command::HandPrint { job, request: request.as_str().into() });
            decide(door.submit(asker.clone(), handed).wait(), door, given, console)?;
            match system.follow(&queue, &request) {
                Progress::Printed => {
                    finish(PrintEnd::Printed { sheets }, console)?;
                    let filling = [
                        ("document", Value::from(said.document.as_str())),
                        ("pages", Value::from(said.pages)),
                        ("queue", Value::from(queue.as_str())),
                        ("job", Value::from(request.as_str())),
                    ];
                    console.say(given.words.fill("print-printed", &filling))?;
                    Ok(Exit::Fine)
                }
                Progress::NotPrinted(why_not) => {
                    finish(ended(&why_not), console)?;
                    not_printed(&said, &queue, &why_not, system.as_ref(), given.words, console)
                }
                Progress::Waiting => {
                    finish(ended(&WhyNot::Slow), console)?;
                    not_printed(&said, &queue, &WhyNot::Slow, system.as_ref(), given.words, console)
                }
            }
        }
        PrintTo::File | PrintTo::Folder => {
            let out = target.and_then(|target| target.pdf.as_deref());
            let written = match out {
                Some(path) => given.machine.write_paper(path, &pdf).map(|()| path.to_path_buf()),
                None => given.machine.keep_paper(given.folder, &title, &pdf),
            };
            match written {
                Ok(path) => {
                    finish(PrintEnd::Written { sheets }, console)?;
                    let place = path.display().to_string();
                    let filling = [
                        ("document", Value::from(said.document.as_str())),
                        ("pages", Value::from(said.pages)),
                        ("place", Value::from(place.as_str())),
                    ];
                    console.say(given.words.fill("print-written", &filling))?;
                    Ok(Exit::Fine)
                }
                Err(fault) => {
                    let said = Text::parse(&fault.to_string(), REMARK).ok();
                    finish(PrintEnd::NotPrinted(NotPrinted { trouble: Trouble::Disk, said }), console)?;
                    let place = out.unwrap_or(given.folder).display().to_string();
                    let why = of_system(&fault, given.words);
                    let filling = [("folder", Value::from(place.as_str())), ("why", Value::from(why.as_str()))];
                    console.complain(given.words.fill("cli-cannot-write", &filling));
                    Ok(Exit::CouldNotRun)
                }
            }
        }
    }
}

/// What was asked for, read.
struct Order {
    paper: Paper,
    details: Details,
    reason: Option<Text>,
}

/// What messages say of the document.
struct Said {
    document: String,
    pages: usize,
}

fn order(what: &PrintWhat, hospital: &Hospital, given: &Given<'_>, console: &mut Console<'_>) -> Result<Order, Stop> {
    let plain = |paper| Order { paper, details: Details::default(), reason: None };
    let today = Day::from(crate::app::sentences::local(hospital, given.machine.now()).date());
    Ok(match what {
        PrintWhat::List { .. } => plain(Paper::HospitalList),
        PrintWhat::Ward { which, .. } => plain(Paper::WardList { ward: ward_of(which, hospital, given, console)? }),
        PrintWhat::Headcount { which, .. } => plain(Paper::Headcount { ward: ward_of(which, hospital, given, console)? }),
        PrintWhat::Scores { which, day, .. } => plain(Paper::NursingSheet {
            ward: ward_of(which, hospital, given, console)?,
            day: day_of(day.as_deref(), today, given, console)?,
        }),
        PrintWhat::Meals { which, day, .. } => plain(Paper::MealSheet {
            ward: ward_of(which, hospital, given, console)?,
            day: day_of(day.as_deref(), today, given, console)?,
        }),
        PrintWhat::Report { day, .. } => plain(Paper::DailyReport { day: day_of(day.as_deref(), today, given, console)? }),
        PrintWhat::Summary { patient, .. } => plain(Paper::Summary { patient: patient_of(patient, hospital, given, console)? }),
        PrintWhat::Labels(labels) | PrintWhat::Wrist(labels) => {
            let patient = patient_of(&labels.patient, hospital, given, console)?;
            let paper = match what {
                PrintWhat::Labels(_) => Paper::Labels { patient },
                _ => Paper::WristStrips { patient },
            };
            let reason = match labels.reason.as_deref().map(|raw| Text::parse(raw, REMARK)) {
                None => None,
                Some(Ok(reason)) => Some(reason),
                Some(Err(fault)) => {
                    let refusal = Refusal::TextRefused { field: "run-field-note", fault };
                    return Err(refuse(&refusal, hospital, given, console));
                }
            };
            Order {
                paper,
                details: Details {
                    person: None,
                    labels: if labels.single { Labels::Singly } else { Labels::OnSheet { first: labels.first } },
                    count: labels.count,
                },
                reason,
            }
        }
        PrintWhat::Queues | PrintWhat::Jobs | PrintWhat::Forecast { .. } => plain(Paper::HospitalList),
    })
}

fn ward_of(raw: &str, hospital: &Hospital, given: &Given<'_>, console: &mut Console<'_>) -> Result<WardCode, Stop> {
    let unknown = || Refusal::UnknownWard { ward: crate::exchange::faults::shown(raw).to_string() };
    match WardCode::parse(raw) {
        Ok(ward) if hospital.frame().is_none_or(|frame| frame.ward(ward.as_str()).is_some()) => Ok(ward),
        _ => Err(refuse(&unknown(), hospital, given, console)),
    }
}

fn patient_of(raw: &str, hospital: &Hospital, given: &Given<'_>, console: &mut Console<'_>) -> Result<PatientId, Stop> {
    let reference = match Identifier::parse(raw) {
        Ok(identifier) => PatientRef::Identifier(identifier),
        Err(_) => match PatientId::parse(raw) {
            Some(record) => PatientRef::Record(record),
            None => {
                console.complain(given.words.say("print-patient-needed"));
                return Err(Exit::CouldNotRun.into());
            }
        },
    };
    match hospital.find_patient(&reference) {
        Some(patient) => Ok(patient.id),
        // Somebody who left is brought back by the question that follows.
        None => match reference {
            PatientRef::Identifier(identifier) => Ok(PatientId::of(&identifier)),
            PatientRef::Record(record) => Ok(record),
        },
    }
}

fn day_of(raw: Option<&str>, today: Day, given: &Given<'_>, console: &mut Console<'_>) -> Result<Day, Stop> {
    match raw.map(read_date) {
        None => Ok(today),
        Some(Some(day)) => Ok(Day::from(day)),
        Some(None) => {
            console.complain(given.words.say("print-day-wrong"));
            Err(Exit::CouldNotRun.into())
        }
    }
}

#[allow(clippy::too_many_arguments, reason = "everything that a page is made of")]
fn pages(
    order: &Order,
    person: Option<Person>,
    status: crate::app::door::Status,
    asker: &Asker,
    hospital: &Hospital,
    fonts: &Fonts,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Printed, Stop> {
    let folder = given.folder.join(forms::FOLDER);
    let shelved = forms::shelf(Some(&folder), given.words);
    let kind = kind_of(&order.paper);
    if shelved.stood_in.contains(&kind) {
        let document = given.words.say(&kind.term());
        console.complain(given.words.fill("print-stood-in", &[("document", Value::from(document))]));
    }
    let origin = Origin {
        at: given.machine.now(),
        by: asker.user.clone(),
        station: status.station.to_string(),
        anchor: status.head.to_string(),
        sample: false,
    };
    let alike: HashSet<PatientId> = namesakes(hospital);
    let teller = Teller { hospital, words: given.words, origin: &origin, alike: &alike };
    let press = Press { fonts, words: given.words, shelf: &shelved.shelf };
    let details = Details { person, ..order.details.clone() };
    make(&order.paper, &details, &teller, &press).map_err(|fault| match fault {
        MakingFault::Refused(refusal) => refuse(&refusal, hospital, given, console),
        MakingFault::Press(PressFault::NoPosition { labels, .. }) => {
            console.complain(given.words.fill("print-position-wrong", &[("labels", Value::from(labels))]));
            Exit::CouldNotRun.into()
        }
        MakingFault::Press(PressFault::NoForm(_)) | MakingFault::NoPerson => broken(&fault.to_string(), console),
    })
}

/// Hands a command's outcome on: the commit, or the words why not.
fn decide(
    outcome: Outcome,
    door: &dyn crate::app::door::Door,
    given: &Given<'_>,
    console: &mut Console<'_>,
) -> Result<Option<crate::domain::record::CommitId>, Stop> {
    outcome.map(|receipt| receipt.commit).map_err(|refused| {
        let hospital = door.hospital();
        console.complain(Speaker::new(given.words, &hospital).refused(&refused));
        Exit::Refused.into()
    })
}

fn ended(why_not: &WhyNot) -> PrintEnd {
    PrintEnd::NotPrinted(NotPrinted {
        trouble: trouble_of(why_not),
        said: Text::parse(why_not.detail(), REMARK).ok(),
    })
}

fn not_printed(
    said: &Said,
    queue: &str,
    why_not: &WhyNot,
    system: &dyn PrintSystem,
    words: &Words,
    console: &mut Console<'_>,
) -> Result<Exit, Stop> {
    let why = why(why_not, words);
    let filling = [
        ("document", Value::from(said.document.as_str())),
        ("queue", Value::from(queue)),
        ("why", Value::from(why.as_str())),
    ];
    console.complain(words.fill("print-not-printed", &filling));
    let others: Vec<String> = system
        .queues()
        .unwrap_or_default()
        .into_iter()
        .filter(|other| other.name != queue)
        .map(|other| other.name)
        .collect();
    let others = if others.is_empty() { words.say("print-no-queues") } else { others.join(" ") };
    console.complain(words.fill("print-not-printed-how", &[("queues", Value::from(others))]));
    Ok(Exit::Refused)
}

/// What is not on the paper as it should be.
fn spots(printed: &Printed, words: &Words, console: &mut Console<'_>) {
    for spot in &printed.spots {
        console.complain(told(spot, words));
    }
}

fn preview(printed: &Printed, console: &mut Console<'_>) -> Result<Exit, Stop> {
    use unicode_width::UnicodeWidthStr;
    let width = |text: &str| u16::try_from(text.width()).unwrap_or(u16::MAX);
    for (number, page) in crate::print::preview::preview(&printed.pages, 130, width).iter().enumerate() {
        if number > 0 {
            console.say("")?;
        }
        page.lines.iter().try_for_each(|line| line_of(line, console))?;
    }
    Ok(Exit::Fine)
}

fn line_of(line: &crate::print::preview::PreviewLine, console: &mut Console<'_>) -> Result<(), Unheard> {
    use crate::print::preview::PreviewLine;
    use unicode_width::UnicodeWidthStr;
    match line {
        PreviewLine::Blank => console.say(""),
        PreviewLine::Rule => console.say("-".repeat(130)),
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
            for queue in queues {
                console.say(super::print_words::queue_line(&queue, given.words))?;
            }
            Ok(Exit::Fine)
        }
        Err(why_not) => {
            console.complain(why(&why_not, given.words));
            Ok(Exit::CouldNotRun)
        }
    }
}

fn forecast(days: u32, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let _asker = asker(given, console)?;
    let store = store::open(given, console)?;
    let hospital = store.door().hospital();
    let forecast = crate::print::forecast::forecast(&hospital, crate::print::forecast::Rates::default(), days);
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

fn broken(what: &str, console: &mut Console<'_>) -> Stop {
    console.complain(what);
    Exit::CouldNotRun.into()
}
