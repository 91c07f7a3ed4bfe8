//! Commands thrown at random, mostly sensible, often enough not.

use serde_json::{Map, Value, json};

use super::hospital::{Model, NOW, Place};

/// A small generator of numbers: the same seed, the same run.
pub struct Dice {
    state: u64,
    /// The minute of the last command.
    minute: chrono::NaiveDateTime,
}

const NUMBERS: u64 = 60;
const NAMES: [&str; 5] = ["小森　眞希子", "田村　颯哉", "須田　麻穂美", "北原　梨粉", "井上　泰三"];
const KANA: [&str; 4] = ["コモリ　マキコ", "タムラ　ソウヤ", "スダ　マホミ", "キタハラ　リコナ"];
const DIETS: [&str; 4] = ["常食", "減塩食", "流動食", "絶食"];
const SUBSTANCES: [&str; 4] = ["卵", "ペニシリン", "造影剤", "そば"];
const ROOMS: [&str; 4] = ["5E-501", "5E-502", "6W-601", "6W-602"];
const DIAGNOSES: [&str; 3] = ["肺炎", "心不全", "大腿骨骨折"];
const ISOLATIONS: [&str; 5] = ["none", "contact", "droplet", "airborne", "protective"];
const REASONS: [&str; 5] = ["cleaning", "infection", "broken", "staff", "other"];
const DAYS: [&str; 2] = ["2026-11-01", "2026-11-02"];

/// How often each `do` is thrown.
const WEIGHTS: [(&str, u64); 34] = [
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
    fn next(&mut self) -> u64 {
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

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
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

    fn fields(&mut self, word: &str, model: &Model) -> Map<String, Value> {
        let mut line = Map::new();
        let mut put = |name: &str, value: Value| drop(line.insert(name.to_owned(), value));
        match word {
            "register" => {
                if self.chance(85) {
                    put("id", json!(self.number()));
                }
                if self.chance(88) {
                    put("name", json!(self.pick(&NAMES)));
                }
                self.particulars(&mut line);
            }
            "amend" => {
                put("patient", json!(self.patient(model)));
                if self.chance(20) {
                    put("id", json!(self.number()));
                }
                if self.chance(40) {
                    put("name", json!(self.pick(&NAMES)));
                }
                if self.chance(25) {
                    put("physician", json!(self.pick(&["佐藤", "鈴木"])));
                }
                if self.chance(10) {
                    put("key_person", json!(self.pick(&["長女", "夫"])));
                    put("planned", json!(self.pick(&["scheduled", "emergency"])));
                }
                if self.chance(10) {
                    put("key_relation", json!(self.pick(&["子", "配偶者"])));
                    put("key_phone", json!(self.pick(&["06-0000-0001", "06-0000-0002"])));
                }
                if self.chance(10) {
                    put("pager", json!(self.pick(&["7001", "7002"])));
                    put("insurance", json!(self.pick(&["not-confirmed", "confirmed"])));
                }
                if self.chance(5) {
                    put("route", json!(self.pick(&["救急車", "外来"])));
                }
                self.particulars(&mut line);
            }
            "allergy" => {
                put("patient", json!(self.patient(model)));
                if self.chance(40) {
                    put("status", json!("none"));
                } else {
                    put("status", json!("present"));
                    put("what", json!(self.pick(&SUBSTANCES)));
                    if self.chance(60) {
                        put("kind", json!(self.pick(&["drug", "food"])));
                    }
                }
            }
            "restrict" => {
                put("patient", json!(self.patient(model)));
                if self.chance(60) {
                    put("to", json!(self.pick(&["open", "restricted"])));
                }
            }
            "undo" => {
                // Mostly something recent: what is old carries the rest.
                let newest = model.next_seq() - 1;
                let back = if self.chance(80) {
                    self.below(12)
                } else {
                    self.below(newest)
                };
                let unknown = self.chance(3);
                put(
                    "seq",
                    json!(if unknown {
                        newest + 5
                    } else {
                        newest - back.min(newest - 1)
                    }),
                );
            }
            "admit" | "admit new" => {
                if word == "admit" {
                    put("patient", json!(self.outsider(model)));
                } else {
                    put("name", json!(self.pick(&NAMES)));
                    if self.chance(70) {
                        put("id", json!(self.number()));
                    }
                }
                put("bed", json!(self.bed(model, 85)));
                if self.chance(70) {
                    put("department", json!(self.department()));
                }
                if self.chance(50) {
                    put("mobility", json!(self.pick(&["stretcher", "assisted", "walking"])));
                }
                if self.chance(40) {
                    put("isolation", json!(self.pick(&ISOLATIONS)));
                }
                if self.chance(50) {
                    put("diet", json!(self.pick(&DIETS)));
                }
                if self.chance(20) {
                    put("route", json!("救急車"));
                    put("planned", json!("emergency"));
                }
                if word == "admit new" {
                    self.particulars(&mut line);
                }
            }
            "expect" => {
                put("patient", json!(self.outsider(model)));
                if self.chance(50) {
                    put("bed", json!(self.bed(model, 60)));
                }
                if self.chance(40) {
                    put("when", json!(self.end()));
                }
                if self.chance(40) {
                    put("department", json!(self.department()));
                }
            }
            "depart" | "transfer" => {
                let who = self.inpatient(model);
                let own = model.find(&who).ok().and_then(|who| model.keeps(who));
                put(
                    "bed",
                    json!(match own {
                        Some(own) if self.chance(5) => own,
                        _ => self.bed(model, 75),
                    }),
                );
                put("patient", json!(who));
            }
            "arrive" => {
                let coming = present(model, |place| matches!(place, Place::Transit { .. }));
                put("patient", json!(self.one_of(coming, 85, model)));
                if self.chance(30) {
                    put("bed", json!(self.bed(model, 75)));
                }
            }
            "swap" => {
                put("patient", json!(self.inpatient(model)));
                put("with", json!(self.inpatient(model)));
            }
            "leave" => {
                put("patient", json!(self.inpatient(model)));
                if self.chance(70) {
                    put("kind", json!(self.pick(&["leave", "outing", "off-ward", "absconded"])));
                }
                if self.chance(40) {
                    put("until", json!(self.end()));
                }
                if self.chance(30) {
                    put("place", json!("手術室"));
                }
            }
            "return" => {
                let out = present(model, Place::is_out);
                put("patient", json!(self.one_of(out, 85, model)));
            }
            "discharge" => {
                put("patient", json!(self.inpatient(model)));
                put(
                    "disposition",
                    json!(self.pick(&["home", "hospital", "facility", "died", "against-advice"])),
                );
            }
            "department" | "diet" | "mobility" | "isolation" => {
                put("patient", json!(self.inpatient(model)));
                let to = match word {
                    "department" => self.department(),
                    "diet" => self.pick(&DIETS),
                    "mobility" => self.pick(&["stretcher", "assisted", "walking"]),
                    _ => self.pick(&ISOLATIONS),
                };
                put("to", json!(to));
            }
            "inquire" => put("name", json!(self.pick(&NAMES))),
            "reserve" => {
                put("bed", json!(self.bed(model, 40)));
                put("patient", json!(self.patient(model)));
                if self.chance(30) {
                    put("until", json!(self.end()));
                }
            }
            "block" => {
                put("bed", json!(self.bed(model, 60)));
                put("reason", json!(self.pick(&REASONS)));
                if self.chance(40) {
                    put("until", json!(self.end()));
                }
            }
            "unblock" | "unreserve" => {
                let beds: Vec<&str> = match word {
                    "unblock" => model.state.blocked.keys().map(String::as_str).collect(),
                    _ => model.state.reserved.keys().map(String::as_str).collect(),
                };
                let bed = self.bed(model, 0);
                put(
                    "bed",
                    json!(if beds.is_empty() || self.chance(20) {
                        bed
                    } else {
                        self.pick(&beds).to_owned()
                    }),
                );
            }
            "restrict-room" => {
                put("room", json!(if self.chance(5) { "5E-599" } else { self.pick(&ROOMS) }));
                if self.chance(35) {
                    put("sex", json!(self.pick(&["M", "F"])));
                }
                if self.chance(15) {
                    put("isolation", json!(self.pick(&ISOLATIONS)));
                }
            }
            "close-discrepancy" => {
                put("discrepancy", json!(format!("{:016x}", self.next())));
                put("remark", json!("確認済み"));
            }
            "diagnosis" => {
                put("patient", json!(self.inpatient(model)));
                put("what", json!(self.pick(&DIAGNOSES)));
            }
            "meal" => {
                put("patient", json!(self.inpatient(model)));
                put("day", json!(self.pick(&DAYS)));
                put("meal", json!(self.pick(&["breakfast", "dinner"])));
                if self.chance(75) {
                    put("diet", json!(self.pick(&DIETS)));
                } else {
                    put("skipped", json!(true));
                }
            }
            "nursing-score" => {
                put("patient", json!(self.inpatient(model)));
                put("day", json!(self.pick(&DAYS)));
                for part in ["a", "b", "c"] {
                    put(part, json!(self.below(10)));
                }
            }
            "census" => {
                if self.chance(60) {
                    put("ward", json!(self.pick(&["5E", "6W", "9Z"])));
                }
            }
            "person" => put("patient", json!(self.patient(model))),
            "where" => {
                let bed = self.bed(model, 0);
                put("what", json!(if self.chance(50) { bed } else { self.patient(model) }));
            }
            _ => {}
        }
        line
    }

    fn particulars(&mut self, line: &mut Map<String, Value>) {
        let mut put = |name: &str, value: Value| drop(line.insert(name.to_owned(), value));
        if self.chance(30) {
            put("kana", json!(self.pick(&KANA)));
        }
        if self.chance(40) {
            put("sex", json!(self.pick(&["M", "F", "F", "M", "U"])));
        }
        if self.chance(4) {
            put("age", json!(self.below(100)));
        } else if self.chance(30) {
            let births = ["1948-05-06", "2001-03-31", "1950", "2999-01-01", "2999", "1850-01-01"];
            put(
                "dob",
                json!(if self.chance(85) {
                    self.pick(&births[..3])
                } else {
                    self.pick(&births[3..])
                }),
            );
        }
        if self.chance(15) {
            put("phone", json!(self.pick(&["090-0000-0000", "06-0000-0000"])));
            put("address", json!(self.pick(&["東京都練馬区細竹5-18-9", "大阪市住吉区"])));
        }
    }

    fn number(&mut self) -> String {
        format!("{:08}", 100 + self.below(NUMBERS))
    }

    fn department(&mut self) -> &'static str {
        if self.chance(4) {
            "NONE"
        } else {
            self.pick(&["CARD", "SURG", "PEDI"])
        }
    }

    /// An end: behind us, or far ahead.
    fn end(&mut self) -> String {
        if self.chance(80) {
            return "2999-12-31T00:00".to_owned();
        }
        let before = i64::try_from(self.below(3000)).unwrap();
        written(self.minute - chrono::Duration::minutes(before))
    }

    /// A bed; `free` times in a hundred one that nobody keeps.
    fn bed(&mut self, model: &Model, free: u64) -> String {
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
    fn patient(&mut self, model: &Model) -> String {
        let known: Vec<usize> = model.known().map(|(who, _)| who).collect();
        self.one_of(known, 97, model)
    }

    /// One of these, by one of the names that this person has; sometimes anybody, or nobody.
    fn one_of(&mut self, who: Vec<usize>, percent: u64, model: &Model) -> String {
        if who.is_empty() || !self.chance(percent) {
            let anybody: Vec<usize> = model.known().map(|(who, _)| who).collect();
            if anybody.is_empty() || self.chance(30) {
                return self.number();
            }
            return self.one_of(anybody, 100, model);
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

    fn inpatient(&mut self, model: &Model) -> String {
        let here = present(model, |_| true);
        self.one_of(here, 92, model)
    }

    /// Somebody who is not here, mostly.
    fn outsider(&mut self, model: &Model) -> String {
        let here = present(model, |_| true);
        let expected: Vec<usize> = model
            .state
            .stays
            .values()
            .filter(|stay| matches!(stay.place, Place::Expected { .. }))
            .map(|stay| stay.who)
            .collect();
        if !expected.is_empty() && self.chance(35) {
            return self.one_of(expected, 100, model);
        }
        let out = model.known().map(|(who, _)| who).filter(|who| !here.contains(who));
        let out: Vec<usize> = out.collect();
        self.one_of(out, 92, model)
    }
}

/// Who is here and in such a place.
fn present(model: &Model, fits: impl Fn(&Place) -> bool) -> Vec<usize> {
    let here = model.state.stays.values().filter(|stay| stay.is_here());
    here.filter(|stay| fits(&stay.place)).map(|stay| stay.who).collect()
}

fn written(minute: chrono::NaiveDateTime) -> String {
    minute.format("%Y-%m-%dT%H:%M").to_string()
}
