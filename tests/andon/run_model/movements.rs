//! Admissions, movements, and what changes in a stay.

use serde_json::Value;

use super::{
    beds::not_before,
    hospital::{Model, Ruling},
    state::{Note, Place},
};

impl Model {
    pub fn movements(&mut self, line: &Value, at: &str) -> Ruling<Vec<Note>> {
        match line["do"].as_str().unwrap() {
            "admit" => self.admit(line, at),
            "expect" => self.expect(line, at),
            "depart" | "transfer" => self.depart(line, at),
            "arrive" => self.arrive(line, at),
            "swap" => self.swap(line, at),
            "leave" => self.leave(line, at),
            "return" => {
                let (who, stay) = self.who_is_here(line)?;
                let bed = self.kept(stay)?;
                if !self.state.stays[&stay].place.is_out() {
                    return Err("not-out");
                }
                self.in_order(stay, at)?;
                Ok(vec![moved(who, stay, Place::In { bed }, at, None, None)])
            }
            "discharge" => {
                let (who, stay) = self.who_is_here(line)?;
                let from = self.kept(stay)?;
                self.in_order(stay, at)?;
                Ok(vec![moved(who, stay, Place::Left, at, Some(from), None)])
            }
            _ => self.detail(line, at),
        }
    }

    fn who_is_here(&self, line: &Value) -> Ruling<(usize, usize)> {
        let who = self.patient(line, "patient")?;
        Ok((who, self.here(who)?))
    }

    /// The bed that is kept; in transit none is.
    fn kept(&self, stay: usize) -> Ruling<String> {
        self.state.stays[&stay]
            .place
            .keeps()
            .map(str::to_owned)
            .ok_or("in-transit")
    }

    fn in_stay(&self, stay: usize, at: &str) -> Ruling<()> {
        if at < self.state.stays[&stay].admitted.as_str() {
            Err("at-before-stay")
        } else {
            Ok(())
        }
    }

    /// Movements of one stay follow one another.
    fn in_order(&self, stay: usize, at: &str) -> Ruling<()> {
        self.in_stay(stay, at)?;
        if at < self.state.stays[&stay].since.as_str() {
            Err("at-before-last-movement")
        } else {
            Ok(())
        }
    }

    fn department_exists(&self, line: &Value, field: &str) -> Ruling<()> {
        match line[field].as_str() {
            Some(code) if !self.tables.departments.iter().any(|known| known == code) => Err("unknown-department"),
            _ => Ok(()),
        }
    }

    /// Whoever has a bed needs none kept.
    fn let_go(&self, who: usize, notes: &mut Vec<Note>) {
        for (bed, kept) in &self.state.reserved {
            if *kept == who {
                notes.push(Note::Reserved {
                    bed: bed.clone(),
                    who: None,
                });
            }
        }
    }

    fn admit(&mut self, line: &Value, at: &str) -> Ruling<Vec<Note>> {
        let bed = line["bed"].as_str().unwrap();
        let isolation = line["isolation"].as_str().unwrap_or_default();
        let (mut notes, who, stay) = if line.get("patient").is_some() {
            let who = self.patient(line, "patient")?;
            if self.here(who).is_ok() {
                return Err("already-admitted");
            }
            self.department_exists(line, "department")?;
            let sex = self.state.persons[&who].field("sex").to_owned();
            self.may_have(bed, Some(who), &sex, isolation)?;
            (Vec::new(), who, self.expected(who))
        } else {
            if let Some(who) = line["id"].as_str().and_then(|number| self.find(number).ok()) {
                return Err(if self.here(who).is_ok() {
                    "already-admitted"
                } else {
                    "already-registered"
                });
            }
            self.department_exists(line, "department")?;
            self.may_have(bed, None, line["sex"].as_str().unwrap_or_default(), isolation)?;
            let (notes, who) = self.newcomer(line)?;
            (notes, who, None)
        };
        let stay = match stay {
            Some(stay) => stay,
            None => self.fresh(),
        };
        notes.push(Note::Admitted {
            who,
            stay,
            bed: bed.to_owned(),
            at: at.to_owned(),
        });
        for field in ["department", "mobility", "isolation", "diet", "route", "planned"] {
            if let Some(value) = line[field].as_str() {
                notes.push(Note::OfStay {
                    stay,
                    field,
                    value: value.to_owned(),
                });
            }
        }
        self.let_go(who, &mut notes);
        Ok(notes)
    }

    fn expect(&mut self, line: &Value, at: &str) -> Ruling<Vec<Note>> {
        let who = self.patient(line, "patient")?;
        if self.here(who).is_ok() {
            return Err("already-admitted");
        }
        if self.expected(who).is_some() {
            return Err("already-expected");
        }
        self.department_exists(line, "department")?;
        not_before(line, "when", at)?;
        let bed = line["bed"].as_str();
        let kept = bed.and_then(|bed| self.state.reserved.get(bed));
        if let Some(bed) = bed {
            self.bed_exists(bed)?;
            if kept.is_some_and(|kept| *kept != who) {
                return Err("already-reserved");
            }
        }
        let reserve = bed.filter(|_| kept.is_none()).map(|bed| Note::Reserved {
            bed: bed.to_owned(),
            who: Some(who),
        });
        let stay = self.fresh();
        let mut notes = vec![Note::Expected {
            who,
            stay,
            when: line["when"].as_str().unwrap_or_default().to_owned(),
            bed: bed.unwrap_or_default().to_owned(),
        }];
        if let Some(code) = line["department"].as_str() {
            notes.push(Note::OfStay {
                stay,
                field: "department",
                value: code.to_owned(),
            });
        }
        notes.extend(reserve);
        Ok(notes)
    }

    fn depart(&mut self, line: &Value, at: &str) -> Ruling<Vec<Note>> {
        let (who, stay) = self.who_is_here(line)?;
        let from = self.kept(stay)?;
        if self.state.stays[&stay].place.is_out() {
            return Err("out");
        }
        let to = line["bed"].as_str().unwrap().to_owned();
        if from == to {
            return Err("same-bed");
        }
        self.may_have_now(&to, who, stay)?;
        self.in_order(stay, at)?;
        let mut notes = if line["do"] == "transfer" {
            vec![moved(
                who,
                stay,
                Place::In { bed: to.clone() },
                at,
                Some(from),
                Some(to),
            )]
        } else {
            let place = Place::Transit { from: from.clone(), to };
            vec![moved(who, stay, place, at, Some(from), None)]
        };
        self.let_go(who, &mut notes);
        Ok(notes)
    }

    fn may_have_now(&self, bed: &str, who: usize, stay: usize) -> Ruling<()> {
        let (sex, isolation) = (
            self.state.persons[&who].field("sex"),
            self.state.stays[&stay].field("isolation"),
        );
        self.may_have(bed, Some(who), sex, isolation)
    }

    fn arrive(&mut self, line: &Value, at: &str) -> Ruling<Vec<Note>> {
        let (who, stay) = self.who_is_here(line)?;
        let Place::Transit { to, .. } = self.state.stays[&stay].place.clone() else {
            return Err("not-in-transit");
        };
        let bed = line["bed"].as_str().map_or(to, str::to_owned);
        self.may_have_now(&bed, who, stay)?;
        self.in_order(stay, at)?;
        let mut notes = vec![moved(who, stay, Place::In { bed: bed.clone() }, at, None, Some(bed))];
        self.let_go(who, &mut notes);
        Ok(notes)
    }

    fn swap(&mut self, line: &Value, at: &str) -> Ruling<Vec<Note>> {
        let (one, one_stay) = self.who_is_here(line)?;
        let other = self.patient(line, "with")?;
        let other_stay = self.here(other)?;
        if one == other {
            return Err("same-patient");
        }
        let beds = (self.kept(one_stay)?, self.kept(other_stay)?);
        let mut notes = Vec::new();
        for (who, stay, from, to) in [(one, one_stay, &beds.0, &beds.1), (other, other_stay, &beds.1, &beds.0)] {
            let (sex, known) = (self.state.persons[&who].field("sex"), &self.state.stays[&stay]);
            if known.place.is_out() {
                return Err("out");
            }
            self.room_takes(to, sex, known.field("isolation"))?;
            self.in_order(stay, at)?;
            let place = Place::In { bed: to.clone() };
            notes.push(moved(who, stay, place, at, Some(from.clone()), Some(to.clone())));
            if self.state.reserved.get(to) == Some(&who) {
                notes.push(Note::Reserved {
                    bed: to.clone(),
                    who: None,
                });
            }
        }
        Ok(notes)
    }

    fn leave(&mut self, line: &Value, at: &str) -> Ruling<Vec<Note>> {
        let (who, stay) = self.who_is_here(line)?;
        let bed = self.kept(stay)?;
        let kind = line["kind"].as_str().unwrap_or("leave");
        if let Place::Out { kind: now, .. } = &self.state.stays[&stay].place
            && (kind != "absconded" || now == "absconded")
        {
            return Err("out");
        }
        not_before(line, "until", at)?;
        self.in_order(stay, at)?;
        let text = |field: &str| line[field].as_str().unwrap_or_default().to_owned();
        let place = Place::Out {
            bed,
            kind: kind.to_owned(),
            until: text("until"),
            place: text("place"),
        };
        Ok(vec![moved(who, stay, place, at, None, None)])
    }

    /// What changes without anybody moving.
    fn detail(&mut self, line: &Value, at: &str) -> Ruling<Vec<Note>> {
        let (_, stay) = self.who_is_here(line)?;
        let word = line["do"].as_str().unwrap();
        if word == "department" {
            self.department_exists(line, "to")?;
        }
        self.in_stay(stay, at)?;
        let known = &self.state.stays[&stay];
        let field = match word {
            "department" => "department",
            "diet" => "diet",
            "mobility" => "mobility",
            "isolation" => "isolation",
            "diagnosis" => {
                let what = line["what"].as_str().unwrap().to_owned();
                if known.diagnoses.contains(&what) {
                    return Err("nothing-to-change");
                }
                return Ok(vec![Note::Diagnosis { stay, what }]);
            }
            // Meals and scores may be said again; the later word counts, and the earlier one stays in sight.
            "meal" => {
                let what = serde_json::json!({"day": line["day"], "meal": line["meal"], "diet": line["diet"]});
                return Ok(vec![Note::Kept {
                    stay,
                    list: "meals",
                    what,
                }]);
            }
            _ => {
                let what = serde_json::json!({"day": line["day"], "a": line["a"], "b": line["b"], "c": line["c"]});
                return Ok(vec![Note::Kept {
                    stay,
                    list: "nursing_scores",
                    what,
                }]);
            }
        };
        let to = line["to"].as_str().unwrap();
        if known.field(field) == to {
            return Err("nothing-to-change");
        }
        Ok(vec![Note::OfStay {
            stay,
            field,
            value: to.to_owned(),
        }])
    }
}

fn moved(who: usize, stay: usize, place: Place, at: &str, from: Option<String>, to: Option<String>) -> Note {
    Note::Moved {
        who,
        stay,
        place,
        at: at.to_owned(),
        from,
        to,
    }
}
