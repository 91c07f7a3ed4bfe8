//! How what was done is said, in the language of the screen and by the titles of the hospital.

use super::{Done, Filling};
use crate::app::Scope;
use crate::app::sentences::Speaker;
use crate::domain::record::Timestamp;
use crate::domain::slips::CopyName;
use crate::i18n::{Value, date, is_whole_day};

impl Scope<'_> {
    /// `S07-100123-41/1 正（薬剤部用）`.
    pub fn sheet(&self, name: CopyName) -> String {
        let slip = self.hospital.slip(name.slip);
        let copy = slip.and_then(|slip| Some((slip, slip.copy(name.copy?)?)));
        match copy {
            Some((slip, copy)) => {
                let role = Speaker::new(self.words, self.hospital).copy_role(slip, copy);
                format!("{name} {role}")
            }
            None => name.to_string(),
        }
    }

    /// `5E-501-1 田中 太郎 を 6W-602-2 へ転棟`.
    pub fn done(&self, done: &Done) -> String {
        let texts: Vec<(&str, Result<String, usize>)> = done
            .places
            .iter()
            .map(|(place, filling)| {
                let text = match filling {
                    Filling::Word(word) => Ok(word.clone()),
                    Filling::Term(key) => Ok(self.words.say(key)),
                    Filling::Department(code) => Ok(self.department(code)),
                    Filling::Patient(id) => Ok(self.patient(*id)),
                    Filling::Time(at) => Ok(self.moment(*at)),
                    Filling::Until(at) => Ok(self.until(*at)),
                    Filling::Thing(thing) => Ok(Speaker::new(self.words, self.hospital).named(thing)),
                    Filling::Sheet(name) => Ok(self.sheet(*name)),
                    Filling::Number(number) => Err(*number),
                };
                (*place, text)
            })
            .collect();
        let places: Vec<(&str, Value<'_>)> = texts
            .iter()
            .map(|(place, text)| match text {
                Ok(text) => (*place, Value::from(text)),
                Err(number) => (*place, Value::from(*number)),
            })
            .collect();
        let text = self.words.fill(&done.key, &places);
        match done.at {
            // A minute ago is now; a time that somebody has typed is read back.
            Some(at) if at.minute() != self.now.minute() => {
                let places = [("done", text.into()), ("at", self.moment(at).into())];
                self.words.fill("done-at", &places)
            }
            _ => text,
        }
    }

    /// A moment until which something holds: only the day where only the day was meant.
    fn until(&self, at: Timestamp) -> String {
        let local = self.local(at);
        if is_whole_day(local) {
            let day = date(local.date());
            let this_year = self.local_now().format("%Y-").to_string();
            return day.strip_prefix(&this_year).map_or_else(|| day.clone(), str::to_owned);
        }
        self.moment(at)
    }
}
