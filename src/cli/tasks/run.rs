//! `andon run`: commands as JSON lines. Many lines are decided while input is there and share one write to the disk;
//! before it waits for more, everything that was decided is durable and answered.

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, IsTerminal},
    path::Path,
};

use crate::{
    app::{
        door::{Door, Findings, Receipt, Refused, Ticket},
        sentences::{Speaker, zone},
    },
    cli::{
        arguments::Run as Wanted,
        console::Console,
        exit::{Exit, Unheard},
        faults::of_system,
        json::Object,
        lines::{Content, LONGEST, Line, Lines, Next},
        machine::Machine,
        vocabulary::{
            self, Asked, Find, Setting, Unreadable, Wrong, answer, candidates, checks, ledger, rows, slip_rows,
        },
    },
    domain::{
        access::Asker,
        ask::Answer,
        checks::{CheckRefusal, ask::blind_of},
        command::{Command, Question, Whereabouts},
        identity::PatientRef,
        numbers::{
            Tongue,
            issue::{Issue, Newcomer},
        },
        refusal::Refusal,
        slips::ask::SlipQuestion,
        state::Hospital,
        text::Text,
    },
    i18n::{Language, Value, Words},
    search::{alike::in_room, fold::kanji::NameKanji},
};

use super::{Given, Stop, store};

/// People whom one number may mean, as a number or a phone.
const MOST_ALIKE: usize = 100;
/// Commands that may be under way before their answers are written.
const UNDER_WAY: usize = 512;

pub(super) fn from_file(wanted: &Wanted, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let lines = match input(&wanted.file) {
        Ok(lines) => lines,
        Err(fault) => {
            let (file, why) = (wanted.file.display().to_string(), of_system(&fault, given.words));
            let filling = [("file", Value::from(file.as_str())), ("why", Value::from(why.as_str()))];
            console.complain(given.words.fill("cli-cannot-read", &filling));
            return Ok(Exit::CouldNotRun);
        }
    };
    let store = store::open(given, console)?;
    let asker = store.asker();
    if wanted.file == Path::new("-") && io::stdin().is_terminal() {
        console.complain(given.words.say("cli-run-keyboard"));
    }
    store.keep_mirrored();
    let exit = run(&lines, store.door(), &asker, given.machine, given.words, console)?;
    Ok(exit)
}

/// In which language names are made for those who have none.
pub(super) fn tongue(words: &Words) -> Tongue {
    match words.language() {
        Language::Japanese => Tongue::Japanese,
        Language::English => Tongue::English,
    }
}

fn input(file: &Path) -> io::Result<Lines> {
    if file == Path::new("-") {
        return Lines::of(io::stdin());
    }
    let opened = File::open(file)?;
    if opened.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Lines::of(opened)
}

/// Answers the lines of an input, in order.
pub fn run(
    lines: &Lines,
    door: &dyn Door,
    asker: &Asker,
    machine: &dyn Machine,
    words: &Words,
    console: &mut Console<'_>,
) -> Result<Exit, Unheard> {
    let mut run = Run {
        door,
        asker,
        machine,
        words,
        console,
        waiting: VecDeque::new(),
        exit: Exit::Fine,
        kanji: NameKanji::shipped(),
    };
    loop {
        let next = match lines.next_now() {
            Next::Later => {
                run.settle()?;
                lines.next_or_end()
            }
            next => next,
        };
        match next {
            Next::Line(line) => run.line(line)?,
            Next::Later | Next::End => break,
        }
        if run.waiting.len() >= UNDER_WAY {
            run.settle()?;
        }
    }
    run.settle()?;
    Ok(run.exit)
}

struct Run<'a, 'c> {
    door: &'a dyn Door,
    asker: &'a Asker,
    machine: &'a dyn Machine,
    words: &'a Words,
    console: &'a mut Console<'c>,
    waiting: VecDeque<Waiting>,
    exit: Exit,
    /// The characters of names that are taken for each other.
    kanji: NameKanji,
}

/// An answer that is to come, in its place.
enum Waiting {
    Command { line: u64, ticket: Ticket, lays: Lays },
    Wrong { line: u64, wrong: Wrong },
}

/// Whether a command puts somebody into a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lays {
    Somebody,
    Nobody,
}

impl Lays {
    const fn by(command: &Command) -> Self {
        match command {
            Command::Admit(_)
            | Command::AdmitNew { .. }
            | Command::Arrive { .. }
            | Command::Transfer { .. }
            | Command::Swap { .. } => Self::Somebody,
            _ => Self::Nobody,
        }
    }
}

impl Run<'_, '_> {
    fn line(&mut self, line: Line) -> Result<(), Unheard> {
        let text = match line.content {
            Content::Text(text) => text,
            Content::NotUtf8 => {
                self.wrong(line.number, Unreadable::NotUtf8.into());
                return Ok(());
            }
            Content::TooLong => {
                self.wrong(line.number, Unreadable::TooLong { most: LONGEST }.into());
                return Ok(());
            }
            Content::Failed(why) => {
                self.settle()?;
                let told = self
                    .words
                    .fill("cli-input-failed", &[("why", Value::from(why.as_str()))]);
                self.console.complain(told);
                self.exit = Exit::CouldNotRun;
                return Ok(());
            }
        };
        if text.trim().is_empty() {
            return Ok(());
        }
        let hospital = self.door.hospital();
        let setting = Setting {
            now: self.machine.now(),
            zone: zone(&hospital),
            frame: hospital.frame().map(AsRef::as_ref),
            tongue: tongue(self.words),
        };
        match vocabulary::read(&text, &setting) {
            Ok(Asked::Change(request)) => {
                if let Command::Issue(issue) = &request.command
                    && matches!(issue.newcomer, Newcomer::Known { .. })
                {
                    // The search sees everybody who was registered before.
                    self.settle()?;
                    if self.is_likely_known(line.number, issue)? {
                        return Ok(());
                    }
                }
                self.waiting.push_back(Waiting::Command {
                    line: line.number,
                    lays: Lays::by(&request.command),
                    ticket: self.door.submit(self.asker.clone(), request),
                });
            }
            Ok(Asked::Question(question)) => {
                // A question sees everything before it and nothing behind it.
                self.settle()?;
                self.ask(line.number, &question)?;
            }
            Ok(Asked::Find(find)) => {
                self.settle()?;
                self.find(line.number, &find)?;
            }
            Err(wrong) => self.wrong(line.number, wrong),
        }
        Ok(())
    }

    /// Says who it may be that gets a number, when nobody has ruled them out: nothing is given then.
    fn is_likely_known(&mut self, line: u64, issue: &Issue) -> Result<bool, Unheard> {
        let found = candidates::likely(self.door, self.asker, issue);
        let hospital = self.door.hospital();
        let speaker = Speaker::new(self.words, &hospital);
        let object = match found {
            Ok(doubles) if doubles.is_empty() => return Ok(false),
            Ok(doubles) => answer::likely(line, &doubles, &speaker),
            Err(refusal) => answer::refusal_of(line, &refusal, &speaker),
        };
        self.exit = self.exit.and(Exit::Refused);
        self.console.say(object)?;
        self.console.flush()?;
        Ok(true)
    }

    fn find(&mut self, line: u64, find: &Find) -> Result<(), Unheard> {
        let hospital = self.door.hospital();
        let station = self.door.status().station;
        let blind = blind_of(&hospital, &self.asker.user, station, self.machine.now()).next();
        let found = match blind {
            Some(check) => Err(CheckRefusal::StatementFirst { check: check.id }.into()),
            None => self.looked_for(find.text.as_str(), usize::from(find.most)),
        };
        let object = match found {
            Ok(found) => {
                let rows: Vec<Object> = found.people.iter().map(candidates::candidate).collect();
                answer::fine(line)
                    .with("count", rows.len())
                    .with("rows", rows)
                    .with("register", found.former.word())
            }
            Err(refusal) => {
                self.exit = self.exit.and(Exit::Refused);
                let hospital = self.door.hospital();
                answer::refusal_of(line, &refusal, &Speaker::new(self.words, &hospital))
            }
        };
        self.console.say(object)?;
        self.console.flush()
    }

    /// Looks for people, which is in the trail.
    fn looked_for(&self, typed: &str, most: usize) -> Result<Findings, Refusal> {
        let found = self.door.find(self.asker, typed, most)?;
        let trace = super::search::searched(typed);
        self.door.note(self.asker, trace.into_iter().collect());
        Ok(found)
    }

    /// Somebody whom the hospital does not know may be a former patient.
    fn former(&self, question: &Question) -> Option<Object> {
        let Question::Person {
            patient: PatientRef::Identifier(identifier),
        } = question
        else {
            return None;
        };
        // The digits may be the end of somebody's phone as well.
        let found = self.looked_for(identifier.as_str(), MOST_ALIKE).ok()?;
        let meant = found.people.iter().find(|one| one.person.id == identifier.as_str())?;
        Some(candidates::former(&meant.person))
    }

    fn wrong(&mut self, line: u64, wrong: Wrong) {
        self.waiting.push_back(Waiting::Wrong { line, wrong });
    }

    /// Waits until everything under way is durable or refused, and answers it.
    fn settle(&mut self) -> Result<(), Unheard> {
        while let Some(waiting) = self.waiting.pop_front() {
            let answer = match waiting {
                Waiting::Command { line, ticket, lays } => {
                    let outcome = ticket.wait();
                    let hospital = self.door.hospital();
                    match outcome {
                        Ok(receipt) => {
                            let speaker = Speaker::new(self.words, &hospital);
                            let done = answer::done(line, &receipt, &speaker, self.machine.now());
                            let alike = match lays {
                                Lays::Somebody => self.same_room(&receipt, &hospital),
                                Lays::Nobody => Vec::new(),
                            };
                            done.with_some("warnings", (!alike.is_empty()).then_some(alike))
                        }
                        Err(refused) => {
                            self.exit = self.exit.and(match refused {
                                Refused::Refusal(_) => Exit::Refused,
                                Refused::NotSaved(_) => Exit::CouldNotRun,
                            });
                            answer::refused(line, &refused, &Speaker::new(self.words, &hospital))
                        }
                    }
                }
                Waiting::Wrong { line, wrong } => {
                    self.exit = self.exit.and(Exit::Refused);
                    let hospital = self.door.hospital();
                    answer::wrong(line, &wrong, &Speaker::new(self.words, &hospital))
                }
            };
            self.console.say(answer)?;
        }
        self.console.flush()
    }

    /// Who is in the room now into which somebody was put, and can be taken for them.
    fn same_room(&self, receipt: &Receipt, hospital: &Hospital) -> Vec<Object> {
        let patient = receipt.patient.and_then(|id| hospital.patient(id));
        let stay = receipt.patient.and_then(|id| hospital.open_stay(id));
        let bed = stay.and_then(|stay| stay.place()?.answers());
        let (Some(patient), Some(bed)) = (patient, bed) else {
            return Vec::new();
        };
        let name = patient.name.get().map_or("", Text::as_str);
        let kana = patient.kana.get().map_or("", Text::as_str);
        let speaker = Speaker::new(self.words, hospital);
        let alike = in_room(hospital, bed, (name, kana), Some(patient.id), &self.kanji);
        let alike = alike.into_iter().map(|other| {
            let bed = hospital.open_stay(other.who).and_then(|stay| stay.place()?.answers());
            let (kind, who) = (
                self.words.say(&format!("alike-{}", other.kind.name())),
                speaker.patient(other.who),
            );
            let places = [("kind", Value::from(kind.as_str())), ("who", Value::from(who.as_str()))];
            Object::default()
                .with("warning", "look-alike")
                .with("patient", answer::called(other.who, hospital))
                .with("kind", other.kind.name())
                .with("bed", bed.map(ToString::to_string))
                .with("message", self.words.fill("alike-same-room", &places))
        });
        alike.collect()
    }

    fn ask(&mut self, line: u64, question: &Question) -> Result<(), Unheard> {
        let answer = self.door.ask(self.asker, question);
        let hospital = self.door.hospital();
        let zone = zone(&hospital);
        let object = match answer {
            Ok(Answer::Census(found)) => answer::fine(line)
                .with("count", found.len())
                .with("rows", rows::census_rows(&found, zone)),
            Ok(Answer::Where(found)) => self
                .bed(answer::fine(line), question)
                .with("rows", rows::census_rows(&found, zone)),
            Ok(Answer::Person(person)) => answer::fine(line).with("person", rows::person(&person, &hospital, zone)),
            Ok(Answer::Discrepancies(found)) => {
                let rows: Vec<Object> = found
                    .iter()
                    .map(|one| rows::discrepancy(one, &hospital, zone))
                    .collect();
                answer::fine(line).with("count", found.len()).with("rows", rows)
            }
            Ok(Answer::Check(row)) => answer::fine(line).with("row", checks::check(&row, &hospital, zone)),
            Ok(Answer::Checks(found)) => {
                let rows: Vec<Object> = found.iter().map(|one| checks::check(one, &hospital, zone)).collect();
                answer::fine(line).with("count", found.len()).with("rows", rows)
            }
            Ok(Answer::CheckFigures(day, found)) => checks::figures(answer::fine(line), day, &found),
            Ok(Answer::Board(board)) => rows::board(answer::fine(line), &board, &hospital, zone),
            Ok(Answer::Slips(found)) => {
                let now = match question {
                    Question::Slips(SlipQuestion::Desk { at: Some(at), .. }) => *at,
                    _ => self.machine.now(),
                };
                let speaker = Speaker::new(self.words, &hospital);
                slip_rows::answer(answer::fine(line), &found, now, zone, &speaker)
            }
            Ok(Answer::Verdict(verdict)) => {
                answer::fine(line).with_all(ledger::looked_at(verdict.as_deref(), &hospital))
            }
            Ok(Answer::Ledger(found)) => {
                let rows: Vec<Object> = found.iter().map(|one| ledger::row(one, &hospital, zone)).collect();
                answer::fine(line).with("count", found.len()).with("rows", rows)
            }
            Err(refusal) => match self.former(question).filter(|_| is_unknown(&refusal)) {
                Some(former) => answer::fine(line).with("person", former),
                None => {
                    self.exit = self.exit.and(Exit::Refused);
                    answer::refusal_of(line, &refusal, &Speaker::new(self.words, &hospital))
                }
            },
        };
        self.console.say(object)
    }

    /// Of a bed also whether it can be used, and for whom it is kept.
    fn bed(&self, object: Object, question: &Question) -> Object {
        let Question::Where {
            what: Whereabouts::Bed(name),
        } = question
        else {
            return object;
        };
        let hospital = self.door.hospital();
        let bed = hospital.bed(name);
        object
            .with(
                "blocked",
                bed.and_then(|bed| bed.blocked()).map(|block| block.reason.word()),
            )
            .with(
                "reserved",
                bed.and_then(|bed| bed.reserved())
                    .map(|kept| answer::called(kept.patient, &hospital)),
            )
    }
}

const fn is_unknown(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::UnknownPatient { .. })
}
