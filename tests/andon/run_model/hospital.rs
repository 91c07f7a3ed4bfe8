//! A hospital in plain structs: what was recorded, in order, and what follows from it.
//!
//! Every accepted command becomes an entry with a few notes; the hospital is what the notes say that were not taken
//! back. Nothing is clever: after an undo everything is computed anew.

use serde_json::Value;

use crate::program::{BEDS, DEPARTMENTS, WARDS};

use super::state::{Note, Person, Place, State, about, of_stay};

/// Who is registered before the model begins.
pub const FIRST_PERSON: &str = "最初の人";

/// "Now": later than every time that a command names, and not known to the model.
pub const NOW: &str = "9999-12-31T23:59";

/// What the model says of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Done {
        seq: u64,
        who: Option<usize>,
    },
    Told {
        seq: u64,
        ward: Option<String>,
    },
    Refused(&'static str),
    /// A question that is answered.
    Answered,
}

pub type Ruling<T> = Result<T, &'static str>;

/// An accepted command.
#[derive(Debug, Clone)]
pub struct Entry {
    pub seq: u64,
    pub notes: Vec<Note>,
    pub undone: bool,
}

/// The tables of the hospital.
#[derive(Debug, Clone)]
pub struct Tables {
    pub departments: Vec<String>,
    /// In the order of the table, with their licensed beds.
    pub wards: Vec<(String, usize)>,
    pub beds: Vec<String>,
    pub cots: Vec<String>,
}

pub fn tables() -> Tables {
    let rows = |table: &str| -> Vec<Vec<String>> {
        table
            .lines()
            .skip(1)
            .map(|line| line.split(',').map(str::to_owned).collect())
            .collect()
    };
    let named = |row: &Vec<String>| format!("{}-{}-{}", row[0], row[1], row[2]);
    let beds = rows(BEDS);
    Tables {
        departments: rows(DEPARTMENTS).iter().map(|row| row[0].clone()).collect(),
        wards: rows(WARDS)
            .iter()
            .map(|row| (row[0].clone(), row[3 + 1].parse().unwrap()))
            .collect(),
        cots: beds.iter().filter(|row| row[3] == "cot").map(named).collect(),
        beds: beds.iter().map(named).collect(),
    }
}

/// The whole of it.
#[derive(Debug, Clone)]
pub struct Model {
    pub tables: Tables,
    prefix: String,
    pub entries: Vec<Entry>,
    pub state: State,
    next: usize,
}

impl Model {
    pub fn new(tables: &Tables, prefix: String) -> Self {
        let mut model = Self {
            tables: tables.clone(),
            prefix,
            // The first records of a store are the hospital itself and its policy of identity checks.
            entries: [1, 2]
                .map(|seq| Entry {
                    seq,
                    notes: vec![Note::Log],
                    undone: false,
                })
                .into(),
            state: State::default(),
            next: 0,
        };
        let first = serde_json::json!({"do": "register", "name": FIRST_PERSON});
        assert!(matches!(model.take(&first), Verdict::Done { seq: 3, .. }));
        model
    }

    pub fn next_seq(&self) -> u64 {
        self.entries.last().unwrap().seq + 1
    }

    /// A number that nothing else has.
    pub fn fresh(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    /// What a record of this laptop is called that the next command makes.
    pub fn next_record(&self) -> String {
        format!("{}{}.0", self.prefix, self.next_seq())
    }

    /// Decides one command and keeps what came of it.
    pub fn take(&mut self, line: &Value) -> Verdict {
        if let Some(ruling) = self.question(line) {
            return ruling.map_or_else(Verdict::Refused, |()| Verdict::Answered);
        }
        match self.decide(line) {
            Err(word) => Verdict::Refused(word),
            Ok(notes) => {
                let seq = self.next_seq();
                let who = notes.iter().find_map(about).or_else(|| {
                    let stay = notes.iter().find_map(of_stay)?;
                    Some(self.state.stays.get(&stay)?.who)
                });
                self.keep(seq, notes);
                match line["do"].as_str().unwrap() {
                    "inquire" => Verdict::Told {
                        seq,
                        ward: self.told(line["name"].as_str().unwrap()),
                    },
                    // The answer of these names no person.
                    "undo" | "reserve" => Verdict::Done { seq, who: None },
                    _ => Verdict::Done { seq, who },
                }
            }
        }
    }

    fn question(&self, line: &Value) -> Option<Ruling<()>> {
        Some(match line["do"].as_str().unwrap() {
            "board" | "discrepancies" => Ok(()),
            "person" => self.patient(line, "patient").map(drop),
            "census" => match line["ward"].as_str() {
                Some(code) if !self.tables.wards.iter().any(|(known, _)| known == code) => Err("unknown-ward"),
                _ => Ok(()),
            },
            "where" => {
                let what = line["what"].as_str().unwrap();
                // What is no bed of a ward of ours is a number, and nobody has such a number.
                let a_ward = self.tables.wards.iter().any(|(known, _)| known == ward(what));
                let a_bed = a_ward && what.split('-').count() == 3 && !what.starts_with('@');
                if a_bed {
                    self.bed_exists(what)
                } else {
                    self.find(what).map(drop)
                }
            }
            _ => return None,
        })
    }

    fn decide(&mut self, line: &Value) -> Ruling<Vec<Note>> {
        let at = line["at"].as_str().unwrap_or(NOW).to_owned();
        unreadable(line)?;
        texts(line)?;
        // The only times in commands that lie ahead are far ahead.
        if line["at"].as_str().is_some_and(|at| at.starts_with("2999")) {
            return Err("at-in-future");
        }
        match line["do"].as_str().unwrap() {
            "register" | "amend" | "allergy" | "restrict" => self.people(line),
            "reserve" | "unreserve" | "block" | "unblock" | "restrict-room" => self.beds(line, &at),
            "undo" => self.undo(line),
            "withdraw" => self.withdraw(line),
            "close-discrepancy" => Err("unknown-discrepancy"),
            "inquire" => Ok(vec![Note::Log]),
            _ => self.movements(line, &at),
        }
    }

    /// Writes an entry down and lets it have its effect.
    fn keep(&mut self, seq: u64, notes: Vec<Note>) {
        for note in &notes {
            self.state.effect(note);
        }
        self.entries.push(Entry {
            seq,
            notes,
            undone: false,
        });
    }

    /// Computes everything anew, without what was taken back.
    pub fn anew(&mut self) {
        let persons = std::mem::take(&mut self.state.persons);
        self.state = State::default();
        for (who, Person { record, ever, .. }) in persons {
            let blank = Person {
                record,
                ever,
                ..Person::default()
            };
            self.state.persons.insert(who, blank);
        }
        for entry in self.entries.iter().filter(|entry| !entry.undone) {
            for note in &entry.notes {
                self.state.effect(note);
            }
        }
    }

    /// The person of a number or a record.
    pub fn find(&self, name: &str) -> Ruling<usize> {
        self.state
            .persons
            .iter()
            .find(|(_, person)| {
                person.known && (person.record == name || person.numbers.iter().any(|number| number == name))
            })
            .map(|(who, _)| *who)
            .ok_or("unknown-patient")
    }

    /// Everybody who is registered.
    pub fn known(&self) -> impl Iterator<Item = (usize, &Person)> {
        let persons = self.state.persons.iter().filter(|(_, person)| person.known);
        persons.map(|(who, person)| (*who, person))
    }

    /// The bed that somebody has.
    pub fn keeps(&self, who: usize) -> Option<String> {
        let stay = self.here(who).ok()?;
        self.state.stays[&stay].place.keeps().map(str::to_owned)
    }

    pub fn patient(&self, line: &Value, field: &str) -> Ruling<usize> {
        self.find(line[field].as_str().unwrap())
    }

    /// The stay of somebody who is here.
    pub fn here(&self, who: usize) -> Ruling<usize> {
        self.state
            .stays
            .iter()
            .find(|(_, stay)| stay.who == who && stay.is_here())
            .map(|(stay, _)| *stay)
            .ok_or("not-admitted")
    }

    pub fn expected(&self, who: usize) -> Option<usize> {
        self.state
            .stays
            .iter()
            .find(|(_, stay)| stay.who == who && matches!(stay.place, Place::Expected { .. }))
            .map(|(stay, _)| *stay)
    }

    pub fn keeper(&self, bed: &str) -> Option<usize> {
        self.state
            .stays
            .values()
            .find(|stay| stay.is_here() && stay.place.keeps() == Some(bed))
            .map(|stay| stay.who)
    }

    /// What a caller is told: the ward of the only inpatient of that whole name, unless nobody may know.
    fn told(&self, name: &str) -> Option<String> {
        let letters = |name: &str| name.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let mut named = self.state.stays.values().filter(|stay| stay.is_here()).filter(|stay| {
            let person = &self.state.persons[&stay.who];
            ["name", "kana"]
                .iter()
                .any(|field| letters(person.field(field)) == letters(name))
        });
        match (named.next(), named.next()) {
            (Some(stay), None) if self.state.persons[&stay.who].field("inquiry") != "restricted" => {
                Some(ward(stay.place.answers()?).to_owned())
            }
            _ => None,
        }
    }
}

pub fn ward(bed: &str) -> &str {
    bed.split('-').next().unwrap()
}

pub fn room(bed: &str) -> &str {
    bed.rsplit_once('-').unwrap().0
}

/// The dice misspell in one way only.
fn unreadable(line: &Value) -> Ruling<()> {
    let misspelt = line.get("pateint").is_some() || line["sex"] == "x" || line["bed"] == "nowhere";
    if misspelt { Err("unreadable") } else { Ok(()) }
}

/// And they write one kind of text that nobody may write.
fn texts(line: &Value) -> Ruling<()> {
    let bad = line
        .as_object()
        .unwrap()
        .values()
        .filter_map(Value::as_str)
        .any(|text| text.contains('\u{202e}'));
    if bad { Err("text-refused") } else { Ok(()) }
}
