//! `andon find-duplicates`: registrations in, scored candidates out.

use crate::{
    app::reasons,
    cli::{
        arguments::{FindDuplicates, Format},
        console::Console,
        exit::{Exit, Unheard},
        faults::list_of_faults,
        json::Object,
        table::{Edge, Table},
        vocabulary::candidates,
    },
    domain::{
        access::trail::Trace,
        text::{REMARK, Text},
    },
    exchange::{Source, registrations, source::LARGEST},
    i18n::Value,
    search::{
        everyone::Double,
        same::{Registration, Zone},
    },
};

use super::{
    Given, Stop,
    census::refuse,
    store::{self, Bar},
};

pub(super) fn find(wanted: &FindDuplicates, given: &Given<'_>, console: &mut Console<'_>) -> Result<Exit, Stop> {
    let store = store::open(given, console)?;
    let asker = store.asker();
    let exit = store::looked_for_register(store.as_ref(), given, console);
    let lines = match Source::open(&wanted.file, LARGEST).and_then(|source| registrations::read(&source)) {
        Ok(lines) => lines,
        Err(faults) => {
            console.complain(list_of_faults(given.words, &faults));
            return Ok(Exit::Refused);
        }
    };
    // A list that is held against the register takes people out of it.
    if let Ok(what) = Text::parse("find-duplicates", REMARK) {
        let rows = lines.len() as u64;
        store.note(vec![Trace::Exported { what, rows }]);
    }
    let mut told = Told::new(wanted.output.format, given);
    let bar = Bar::new(console, given.words, "cli-progress-duplicates");
    let of = lines.len() as u64;
    for (done, line) in (0..).zip(&lines) {
        let registration = Registration {
            name: &line.name,
            kana: &line.kana,
            sex: line.sex,
            birth: &line.birth,
            phone: &line.phone,
            address: &line.address,
        };
        let before = given.machine.thread_time();
        let doubles = store
            .door()
            .same_person(&asker, &registration)
            .map_err(|refusal| refuse(&refusal, &store.door().hospital(), given, console))?;
        let took = given.machine.thread_time().saturating_sub(before);
        told.one(&line.id, &doubles, took, console)?;
        bar.show(done, of);
    }
    drop(bar);
    told.end(console)?;
    Ok(exit)
}

/// What is written of it.
struct Told<'a> {
    format: Format,
    given: &'a Given<'a>,
    table: Table,
    counts: [usize; 3],
    begun: bool,
}

impl<'a> Told<'a> {
    fn new(format: Format, given: &'a Given<'a>) -> Self {
        let words = given.words;
        let table = Table::default()
            .column(words.say("cli-column-registration"), Edge::Left)
            .column(words.say("cli-column-points"), Edge::Right)
            .column(words.say("cli-column-id"), Edge::Left)
            .column(words.say("run-field-name"), Edge::Left)
            .column(words.say("run-field-dob"), Edge::Left)
            .column(words.say("cli-column-zone"), Edge::Left)
            .column(words.say("cli-column-reasons"), Edge::Left);
        Self {
            format,
            given,
            table,
            counts: [0; 3],
            begun: false,
        }
    }

    fn one(
        &mut self,
        id: &str,
        doubles: &[Double],
        took: std::time::Duration,
        console: &mut Console<'_>,
    ) -> Result<(), Unheard> {
        let zone = doubles.iter().map(|double| double.zone).min().unwrap_or(Zone::Silent);
        let [must, look, silent] = &mut self.counts;
        *match zone {
            Zone::MustResolve => must,
            Zone::Look => look,
            Zone::Silent => silent,
        } += 1;
        match self.format {
            Format::Json => {
                let found: Vec<Object> = doubles.iter().map(|double| self.double(double)).collect();
                let answer = Object::default()
                    .with("reg_id", id)
                    .with("zone", zone.name())
                    .with("cpu_us", u64::try_from(took.as_micros()).unwrap_or(u64::MAX))
                    .with("candidates", found);
                console.say(answer)
            }
            Format::Csv => {
                if !std::mem::replace(&mut self.begun, true) {
                    console.say("reg_id,patient_id,points,zone")?;
                }
                doubles.iter().try_for_each(|double| {
                    let (points, zone) = (double.points, double.zone.name());
                    let mut row = csv::Writer::from_writer(Vec::new());
                    let fields = [id, &double.person.id, &points.to_string(), zone];
                    row.write_record(fields).map_err(|fault| Unheard(fault.into()))?;
                    let row = row.into_inner().map_err(|fault| Unheard(fault.into_error()))?;
                    console.results().write_all(&row).map_err(Unheard)
                })
            }
            Format::Table => {
                for double in doubles {
                    let person = &double.person;
                    self.table.row(vec![
                        id.to_owned(),
                        format!("{:+}", double.points),
                        person.id.clone(),
                        person.name.clone(),
                        person.birth.map(|day| day.to_string()).unwrap_or_default(),
                        self.given.words.say(&format!("same-zone-{}", double.zone.name())),
                        reasons(&double.evidence, self.given.words),
                    ]);
                }
                Ok(())
            }
        }
    }

    fn double(&self, double: &Double) -> Object {
        candidates::double(double).with("reasons", reasons(&double.evidence, self.given.words))
    }

    fn end(self, console: &mut Console<'_>) -> Result<(), Unheard> {
        if self.format != Format::Table {
            return Ok(());
        }
        self.table.lines().iter().try_for_each(|line| console.say(line))?;
        let [must, look, silent] = self.counts;
        let filling = [
            ("registrations", Value::from(must + look + silent)),
            ("must", Value::from(must)),
            ("look", Value::from(look)),
            ("silent", Value::from(silent)),
        ];
        console.say(self.given.words.fill("cli-duplicates-count", &filling))
    }
}
