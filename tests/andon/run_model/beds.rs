//! Beds and rooms: whether somebody may have a bed, blocking, reserving, rules of rooms.

use serde_json::Value;

use super::{
    hospital::{Model, Ruling, room},
    state::{Note, Place},
};

impl Model {
    pub fn bed_exists(&self, bed: &str) -> Ruling<()> {
        if self.tables.beds.iter().any(|known| known == bed) {
            Ok(())
        } else {
            Err("unknown-bed")
        }
    }

    /// Whether a bed can be given to somebody.
    pub fn may_have(&self, bed: &str, who: Option<usize>, sex: &str, isolation: &str) -> Ruling<()> {
        self.bed_exists(bed)?;
        if self.keeper(bed).is_some() {
            return Err("bed-occupied");
        }
        if self.state.blocked.contains_key(bed) {
            return Err("bed-blocked");
        }
        let coming = self
            .state
            .stays
            .values()
            .find(|stay| matches!(&stay.place, Place::Transit { to, .. } if to == bed) && Some(stay.who) != who);
        if coming.is_some() {
            return Err("bed-awaited");
        }
        if self.state.reserved.get(bed).is_some_and(|kept| Some(*kept) != who) {
            return Err("bed-reserved");
        }
        self.room_takes(bed, sex, isolation)
    }

    /// A room for one sex takes those of unknown sex; a room for an isolation takes that one only.
    pub fn room_takes(&self, bed: &str, sex: &str, isolation: &str) -> Ruling<()> {
        let Some((wanted_sex, wanted_isolation)) = self.state.rooms.get(room(bed)) else {
            return Ok(());
        };
        if !wanted_sex.is_empty() && matches!(sex, "M" | "F") && sex != wanted_sex {
            return Err("room-for-sex");
        }
        if !wanted_isolation.is_empty() && isolation != wanted_isolation {
            return Err("room-for-isolation");
        }
        Ok(())
    }

    pub fn beds(&mut self, line: &Value, at: &str) -> Ruling<Vec<Note>> {
        let bed = || line["bed"].as_str().unwrap().to_owned();
        match line["do"].as_str().unwrap() {
            "block" => {
                self.bed_exists(&bed())?;
                if self.state.blocked.contains_key(&bed()) {
                    return Err("already-blocked");
                }
                if self.keeper(&bed()).is_some() {
                    return Err("bed-occupied");
                }
                not_before(line, "until", at)?;
                let reason = line["reason"].as_str().map(str::to_owned);
                Ok(vec![Note::Blocked { bed: bed(), reason }])
            }
            "unblock" => {
                self.bed_exists(&bed())?;
                if !self.state.blocked.contains_key(&bed()) {
                    return Err("not-blocked");
                }
                Ok(vec![Note::Blocked {
                    bed: bed(),
                    reason: None,
                }])
            }
            "unreserve" => {
                self.bed_exists(&bed())?;
                if !self.state.reserved.contains_key(&bed()) {
                    return Err("not-reserved");
                }
                Ok(vec![Note::Reserved { bed: bed(), who: None }])
            }
            "reserve" => {
                let who = self.patient(line, "patient")?;
                self.bed_exists(&bed())?;
                if self.state.reserved.contains_key(&bed()) {
                    return Err("already-reserved");
                }
                if self.keeper(&bed()) == Some(who) {
                    return Err("same-bed");
                }
                not_before(line, "until", at)?;
                Ok(vec![Note::Reserved {
                    bed: bed(),
                    who: Some(who),
                }])
            }
            _ => {
                let name = line["room"].as_str().unwrap();
                if !self.tables.beds.iter().any(|bed| room(bed) == name) {
                    return Err("unknown-room");
                }
                let wanted = |field: &str| line[field].as_str().unwrap_or_default().to_owned();
                let rule = (wanted("sex"), wanted("isolation"));
                if self.state.rooms.get(name).cloned().unwrap_or_default() == rule {
                    return Err("nothing-to-change");
                }
                Ok(vec![Note::Room {
                    room: name.to_owned(),
                    sex: rule.0,
                    isolation: rule.1,
                }])
            }
        }
    }
}

/// An end must not lie before the beginning.
pub fn not_before(line: &Value, field: &str, at: &str) -> Ruling<()> {
    match line[field].as_str() {
        Some(until) if until < at && !until.starts_with("2999") => Err("until-before-at"),
        _ => Ok(()),
    }
}
