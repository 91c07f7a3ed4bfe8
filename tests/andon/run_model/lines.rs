//! The fields of the commands that the dice throw.

use serde_json::{Map, Value, json};

use super::{
    dice::{Dice, present},
    hospital::Model,
    state::Place,
};

const NAMES: [&str; 5] = ["小森　眞希子", "田村　颯哉", "須田　麻穂美", "北原　梨粉", "井上　泰三"];
const KANA: [&str; 4] = ["コモリ　マキコ", "タムラ　ソウヤ", "スダ　マホミ", "キタハラ　リコナ"];
const DIETS: [&str; 4] = ["常食", "減塩食", "流動食", "絶食"];
const SUBSTANCES: [&str; 4] = ["卵", "ペニシリン", "造影剤", "そば"];
const ROOMS: [&str; 4] = ["5E-501", "5E-502", "6W-601", "6W-602"];
const DIAGNOSES: [&str; 3] = ["肺炎", "心不全", "大腿骨骨折"];
const ISOLATIONS: [&str; 5] = ["none", "contact", "droplet", "airborne", "protective"];
const REASONS: [&str; 5] = ["cleaning", "infection", "broken", "staff", "other"];
const DAYS: [&str; 2] = ["2026-11-01", "2026-11-02"];

type Line = Map<String, Value>;

impl Dice {
    pub fn fields(&mut self, word: &str, model: &Model) -> Line {
        let mut line = Map::new();
        for throw in [
            Self::people,
            Self::arrivals,
            Self::movements,
            Self::details,
            Self::beds,
            Self::questions,
        ] {
            throw(self, word, model, &mut line);
        }
        line
    }

    /// Persons, and what is taken back.
    fn people(&mut self, word: &str, model: &Model, line: &mut Line) {
        let mut put = |name: &str, value: Value| drop(line.insert(name.to_owned(), value));
        match word {
            "register" => {
                if self.chance(85) {
                    put("id", json!(self.number()));
                }
                if self.chance(88) {
                    put("name", json!(self.pick(&NAMES)));
                }
                self.particulars(line);
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
                self.particulars(line);
            }
            "allergy" => {
                put("patient", json!(self.patient(model)));
                if self.chance(40) {
                    let none = if self.chance(70) { "none" } else { "not-asked" };
                    put("status", json!(none));
                } else {
                    let present = if self.chance(70) { "present" } else { "withdrawn" };
                    put("status", json!(present));
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
            _ => {}
        }
    }

    /// Who comes.
    fn arrivals(&mut self, word: &str, model: &Model, line: &mut Line) {
        let mut put = |name: &str, value: Value| drop(line.insert(name.to_owned(), value));
        match word {
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
                    self.particulars(line);
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
            _ => {}
        }
    }

    /// Who is here and moves.
    fn movements(&mut self, word: &str, model: &Model, line: &mut Line) {
        let mut put = |name: &str, value: Value| drop(line.insert(name.to_owned(), value));
        match word {
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
                put("patient", json!(self.one_of(&coming, 85, model)));
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
                put("patient", json!(self.one_of(&out, 85, model)));
            }
            "discharge" => {
                put("patient", json!(self.inpatient(model)));
                put(
                    "disposition",
                    json!(self.pick(&["home", "hospital", "facility", "died", "against-advice"])),
                );
            }
            _ => {}
        }
    }

    /// What changes or is kept without anybody moving.
    fn details(&mut self, word: &str, model: &Model, line: &mut Line) {
        let mut put = |name: &str, value: Value| drop(line.insert(name.to_owned(), value));
        match word {
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
            "withdraw" => {
                put("patient", json!(self.inpatient(model)));
                put("what", json!(self.pick(&["diet", "mobility", "isolation"])));
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
            "inquire" => put("name", json!(self.pick(&NAMES))),
            "close-discrepancy" => {
                put("discrepancy", json!(format!("{:016x}", self.next())));
                put("remark", json!("確認済み"));
            }
            _ => {}
        }
    }

    /// Beds and rooms.
    fn beds(&mut self, word: &str, model: &Model, line: &mut Line) {
        let mut put = |name: &str, value: Value| drop(line.insert(name.to_owned(), value));
        match word {
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
            _ => {}
        }
    }

    /// What is asked.
    fn questions(&mut self, word: &str, model: &Model, line: &mut Line) {
        let mut put = |name: &str, value: Value| drop(line.insert(name.to_owned(), value));
        match word {
            "census" if self.chance(60) => put("ward", json!(self.pick(&["5E", "6W", "9Z"]))),
            "person" => put("patient", json!(self.patient(model))),
            "where" => {
                let bed = self.bed(model, 0);
                put("what", json!(if self.chance(50) { bed } else { self.patient(model) }));
            }
            _ => {}
        }
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
}
