//! Commands thrown at random, mostly sensible, often enough not.

use serde_json::{Map, Value, json};

use super::{
    hospital::{Model, NOW},
    state::Place,
};

/// A small generator of numbers: the same seed, the same run.
pub struct Dice {
    state: u64,
    /// The minute of the last command.
    minute: chrono::NaiveDateTime,
}

const NUMBERS: u64 = 60;

/// How often each `do` is thrown.
const WEIGHTS: [(&str, u64); 35] = [
    ("register", 6),
    ("amend", 6),
    ("allergy", 3),
    ("restrict", 2),
    ("undo", 10),
    ("admit", 20),
    ("expect", 4),
    ("depart", 6),
    ("arrive", 7),
    ("transfer", 8),
    ("swap", 5),
    ("leave", 6),
    ("return", 5),
    ("discharge", 5),
    ("department", 2),
    ("diet", 2),
    ("mobility", 2),
    ("isolation", 3),
    ("withdraw", 3),
    ("inquire", 2),
    ("reserve", 3),
    ("unreserve", 4),
    ("block", 3),
    ("unblock", 4),
    ("restrict-room", 2),
    ("close-discrepancy", 1),
    ("diagnosis", 2),
    ("meal", 2),
    ("nursing-score", 1),
    ("census", 1),
    ("person", 1),
    ("where", 1),
    ("discrepancies", 1),
    ("board", 1),
    ("admit new", 4),
];

impl Dice {
    /// The first command happened so many `days` ago; each comes a minute after the last.
    pub fn new(seed: u64, days: i64) -> Self {
        let today = chrono::Utc::now().with_timezone(&chrono_tz::Asia::Tokyo).naive_local();
        Self {
            state: seed,
            minute: today - chrono::Duration::days(days),
        }
    }

    /// splitmix64
    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    /// True `percent` times in a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }

    /// Commands for somebody who does not wait for the answers.
    pub fn plan(&mut self, model: &Model, commands: usize) -> Vec<Value> {
        let mut ahead = model.clone();
        let line = |_| {
            let line = self.command(&ahead);
            ahead.take(&line);
            line
        };
        (0..commands).map(line).collect()
    }

    /// The next command.
    pub fn command(&mut self, model: &Model) -> Value {
        let total = WEIGHTS.iter().map(|(_, weight)| weight).sum();
        let mut at = self.below(total);
        let (word, _) = WEIGHTS
            .iter()
            .find(|(_, weight)| {
                let here = at < *weight;
                at = at.saturating_sub(*weight);
                here
            })
            .unwrap();
        let mut line = self.fields(word, model);
        let asks = matches!(*word, "census" | "person" | "where" | "discrepancies" | "board");
        line.insert("do".into(), json!(word.split(' ').next().unwrap()));
        if !asks {
            self.when(&mut line, model);
            if self.chance(2) {
                line.insert("note".into(), json!("申し送り"));
            }
            self.spoil(&mut line);
        }
        Value::Object(line)
    }

    /// When it happened: a minute after the last, sometimes earlier, ahead, or not said.
    fn when(&mut self, line: &mut Map<String, Value>, model: &Model) {
        self.minute += chrono::Duration::minutes(1);
        let who = line
            .get("patient")
            .and_then(Value::as_str)
            .and_then(|name| model.find(name).ok());
        let stay = who
            .and_then(|who| model.here(who).ok())
            .map(|stay| &model.state.stays[&stay]);
        let moved_now = stay.is_some_and(|stay| stay.since == NOW);
        let roll = self.below(100);
        if roll < 1 {
            line.insert("at".into(), json!("2999-01-01T00:00"));
        } else if roll < 3 || moved_now && roll < 60 {
            // Now.
        } else if roll < 9 {
            let earlier = i64::try_from(self.below(2880)).unwrap();
            line.insert(
                "at".into(),
                json!(written(self.minute - chrono::Duration::minutes(earlier))),
            );
        } else {
            line.insert("at".into(), json!(written(self.minute)));
        }
    }

    /// Once in a while a line has a mistake in it.
    fn spoil(&mut self, line: &mut Map<String, Value>) {
        match self.below(300) {
            0 => drop(line.insert("pateint".into(), json!("1"))),
            1 => drop(line.insert("note".into(), json!("右から\u{202e}左へ"))),
            2 if line.contains_key("bed") => drop(line.insert("bed".into(), json!("nowhere"))),
            3 if line.contains_key("sex") => drop(line.insert("sex".into(), json!("x"))),
            _ => {}
        }
    }

    pub fn number(&mut self) -> String {
        format!("{:08}", 100 + self.below(NUMBERS))
    }

    pub fn department(&mut self) -> &'static str {
        if self.chance(4) {
            "NONE"
        } else {
            self.pick(&["CARD", "SURG", "PEDI"])
        }
    }

    /// An end: behind us, or far ahead.
    pub fn end(&mut self) -> String {
        if self.chance(80) {
            return "2999-12-31T00:00".to_owned();
        }
        let before = i64::try_from(self.below(3000)).unwrap();
        written(self.minute - chrono::Duration::minutes(before))
    }

    /// A bed; `free` times in a hundred one that nobody keeps.
    pub fn bed(&mut self, model: &Model, free: u64) -> String {
        if self.chance(2) {
            return self.pick(&["5E-501-9", "9Z-101-1"]).to_owned();
        }
        let beds: Vec<&str> = model.tables.beds.iter().map(String::as_str).collect();
        let empty: Vec<&str> = beds.iter().copied().filter(|bed| model.keeper(bed).is_none()).collect();
        if !empty.is_empty() && self.chance(free) {
            self.pick(&empty).to_owned()
        } else {
            self.pick(&beds).to_owned()
        }
    }

    /// Anybody, or nobody.
    pub fn patient(&mut self, model: &Model) -> String {
        let known: Vec<usize> = model.known().map(|(who, _)| who).collect();
        self.one_of(&known, 97, model)
    }

    /// One of these, by one of the names that this person has; sometimes anybody, or nobody.
    pub fn one_of(&mut self, who: &[usize], percent: u64, model: &Model) -> String {
        if who.is_empty() || !self.chance(percent) {
            let anybody: Vec<usize> = model.known().map(|(who, _)| who).collect();
            if anybody.is_empty() || self.chance(30) {
                return self.number();
            }
            return self.one_of(&anybody, 100, model);
        }
        let person = &model.state.persons[&who[usize::try_from(self.below(who.len() as u64)).unwrap()]];
        let names: Vec<&str> = person.numbers.iter().map(String::as_str).collect();
        match names.as_slice() {
            [] => person.record.clone(),
            [first] => (*first).to_owned(),
            more if self.chance(50) => self.pick(more).to_owned(),
            [first, ..] => (*first).to_owned(),
        }
    }

    pub fn inpatient(&mut self, model: &Model) -> String {
        let here = present(model, |_| true);
        self.one_of(&here, 92, model)
    }

    /// Somebody who is not here, mostly.
    pub fn outsider(&mut self, model: &Model) -> String {
        let here = present(model, |_| true);
        let expected: Vec<usize> = model
            .state
            .stays
            .values()
            .filter(|stay| matches!(stay.place, Place::Expected { .. }))
            .map(|stay| stay.who)
            .collect();
        if !expected.is_empty() && self.chance(35) {
            return self.one_of(&expected, 100, model);
        }
        let out = model.known().map(|(who, _)| who).filter(|who| !here.contains(who));
        let out: Vec<usize> = out.collect();
        self.one_of(&out, 92, model)
    }
}

/// Who is here and in such a place.
pub fn present(model: &Model, fits: impl Fn(&Place) -> bool) -> Vec<usize> {
    let here = model.state.stays.values().filter(|stay| stay.is_here());
    here.filter(|stay| fits(&stay.place)).map(|stay| stay.who).collect()
}

fn written(minute: chrono::NaiveDateTime) -> String {
    minute.format("%Y-%m-%dT%H:%M").to_string()
}
