//! Registering people and correcting what is known of them.

use serde_json::Value;

use super::{
    hospital::{Model, Ruling},
    state::{Note, Person},
};

const FIELDS: [&str; 5] = ["name", "kana", "sex", "phone", "address"];
const DETAILS: [&str; 8] = [
    "physician",
    "pager",
    "key_person",
    "key_relation",
    "key_phone",
    "route",
    "planned",
    "insurance",
];

impl Model {
    pub fn people(&mut self, line: &Value) -> Ruling<Vec<Note>> {
        match line["do"].as_str().unwrap() {
            "register" => {
                if let Some(number) = line["id"].as_str()
                    && self.find(number).is_ok()
                {
                    return Err("already-registered");
                }
                self.newcomer(line).map(|(notes, _)| notes)
            }
            "amend" => self.amend(line),
            "allergy" => self.allergy(line),
            _ => {
                let who = self.patient(line, "patient")?;
                let now = match self.state.persons[&who].field("inquiry") {
                    "" => "open",
                    word => word,
                };
                let to = line["to"].as_str().unwrap_or("restricted");
                if now == to {
                    return Err("nothing-to-change");
                }
                Ok(vec![of(who, "inquiry", to)])
            }
        }
    }

    /// Somebody new: the notes, and who it is.
    pub fn newcomer(&mut self, line: &Value) -> Ruling<(Vec<Note>, usize)> {
        if line.get("name").is_none() && line.get("kana").is_none() {
            return Err("name-missing");
        }
        let said = said(line)?;
        let record = match line["id"].as_str() {
            Some(number) => format!("@{number}"),
            None => self.next_record(),
        };
        // Whoever was taken back and comes again under the same number is the same record.
        let again = self
            .state
            .persons
            .iter()
            .find(|(_, person)| person.record == record)
            .map(|(who, _)| *who);
        let who = match again {
            Some(who) => who,
            None => self.fresh(),
        };
        self.state.persons.entry(who).or_insert_with(|| Person {
            ever: vec![record.clone()],
            record,
            ..Person::default()
        });
        let mut notes = vec![Note::Person { who }];
        notes.extend(line["id"].as_str().map(|number| Note::Number {
            who,
            number: number.to_owned(),
        }));
        notes.extend(said.into_iter().map(|(field, value)| of(who, field, &value)));
        Ok((notes, who))
    }

    fn amend(&mut self, line: &Value) -> Ruling<Vec<Note>> {
        let who = self.patient(line, "patient")?;
        let said = said(line)?;
        let mut notes = Vec::new();
        if let Some(number) = line["id"].as_str() {
            match self.find(number) {
                Ok(other) if other != who => return Err("identifier-taken"),
                Ok(_) => {}
                Err(_) => notes.push(Note::Number {
                    who,
                    number: number.to_owned(),
                }),
            }
        }
        let person = &self.state.persons[&who];
        let new = said.into_iter().filter(|(field, value)| person.field(field) != value);
        notes.extend(new.map(|(field, value)| of(who, field, &value)));
        for field in DETAILS {
            if let Some(value) = line[field].as_str() {
                let stay = self.here(who)?;
                notes.push(Note::OfStay {
                    stay,
                    field,
                    value: value.to_owned(),
                });
            }
        }
        if notes.is_empty() {
            Err("nothing-to-change")
        } else {
            Ok(notes)
        }
    }

    fn allergy(&mut self, line: &Value) -> Ruling<Vec<Note>> {
        let who = self.patient(line, "patient")?;
        let person = &self.state.persons[&who];
        if line["status"] == "none" {
            return match (person.allergies.is_empty(), person.no_allergies) {
                (false, _) => Err("allergies-recorded"),
                (true, true) => Err("nothing-to-change"),
                (true, false) => Ok(vec![Note::NoAllergies { who }]),
            };
        }
        if line["status"] == "not-asked" {
            if !person.allergies.is_empty() {
                return Err("allergies-recorded");
            }
            let is_it = |note: &Note| *note == Note::NoAllergies { who };
            return if self.forget(is_it) {
                Ok(vec![Note::Log])
            } else {
                Err("nothing-to-change")
            };
        }
        let kind = line["kind"].as_str().unwrap_or("unsorted").to_owned();
        let what = line["what"].as_str().unwrap().to_owned();
        if line["status"] == "withdrawn" {
            let is_it = |note: &Note| {
                *note
                    == Note::Allergy {
                        who,
                        kind: kind.clone(),
                        what: what.clone(),
                    }
            };
            return if self.forget(is_it) {
                Ok(vec![Note::Log])
            } else {
                Err("allergy-not-recorded")
            };
        }
        if person.allergies.contains(&(kind.clone(), what.clone())) {
            return Err("allergy-known");
        }
        Ok(vec![Note::Allergy { who, kind, what }])
    }
}

fn of(who: usize, field: &'static str, value: &str) -> Note {
    Note::Of {
        who,
        field,
        value: value.to_owned(),
    }
}

/// What a line says of a person, with the birth as a list writes it.
fn said(line: &Value) -> Ruling<Vec<(&'static str, String)>> {
    let mut said: Vec<(&'static str, String)> = Vec::new();
    for field in FIELDS {
        said.extend(line[field].as_str().map(|value| (field, value.to_owned())));
    }
    if let Some(age) = line["age"].as_i64() {
        let year = chrono::Datelike::year(&chrono::Utc::now().with_timezone(&chrono_tz::Asia::Tokyo));
        said.push(("dob", (i64::from(year) - age).to_string()));
    }
    if let Some(birth) = line["dob"].as_str() {
        // The dice know two impossible births.
        match birth.get(..4).unwrap() {
            "2999" => return Err("birth-in-future"),
            "1850" => return Err("birth-impossible"),
            _ => said.push(("dob", birth.to_owned())),
        }
    }
    Ok(said)
}
