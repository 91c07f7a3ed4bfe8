//! Who somebody is on paper: name, numbers, birth, allergies, whom they can be taken for, whose child they are.

use super::{Teller, teller::text};
use crate::{
    domain::{
        ask::others,
        census::BedKind,
        identity::{Allergy, AllergyKind, AllergyStatus, Birth, Identifier, Patient, PatientId},
        record::Day,
    },
    i18n::Value,
    print::form::Values,
};

impl Teller<'_> {
    /// Who it is: the fields of a person.
    pub fn person(&self, patient: &Patient) -> Values {
        let birth = patient.birth.get().copied();
        let allergies = self.allergies(patient);
        let mut values = Values::default()
            .with("name", text(patient.name.get()))
            .with("kana", text(patient.kana.get()))
            .with(
                "sex",
                patient
                    .sex
                    .get()
                    .map(|sex| self.words.say(sex.term()))
                    .unwrap_or_default(),
            )
            .with(
                "age",
                birth.map_or_else(|| self.words.say("paper-age-unknown"), |birth| self.age(birth)),
            )
            // Nobody may take "not known" for "not printed", or write one in.
            .with(
                "birth",
                birth.map_or_else(|| self.words.say("paper-birth-unknown"), |birth| self.birth(birth)),
            )
            .with("birth_era", birth.and_then(|birth| self.era(birth)).unwrap_or_default())
            .with("id", self.number(patient))
            .with(
                "id_code",
                self.hospital
                    .identifier_of(patient)
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            )
            .with("other_ids", self.other_numbers(patient.id))
            .with("allergies", allergies)
            .with("phone", text(patient.phone.get()))
            .with("address", text(patient.address.get()));
        // Also what was said at a linked record.
        let status = self.hospital.allergies(patient.id);
        values.flag("allergic", matches!(status, AllergyStatus::Present(_)));
        values.flag("not_asked", matches!(status, AllergyStatus::NotAsked));
        values.flag("no_allergies", matches!(status, AllergyStatus::None));
        values.set("look_alike", self.look_alike(patient.id));
        let word = if self.alike.contains_key(&patient.id) {
            self.words.say("paper-look-alike")
        } else {
            String::new()
        };
        values.set("look_alike_word", word);
        values.set("newborn", self.newborn(patient));
        values.set("mother", self.mother(patient));
        values
    }

    /// The numbers beside the one that is shown, those of linked records included: blood that was taken under the other one
    /// is still on the way.
    fn other_numbers(&self, patient: PatientId) -> String {
        let others = others(self.hospital, patient);
        let others: Vec<&str> = others.iter().map(Identifier::as_str).collect();
        others.join(" ")
    }

    /// A child that was given a number here, lies in a cot or is not four weeks old says so, so that it is not taken for
    /// the mother whose name it has (domain.md, Patient IDs 5).
    fn newborn(&self, patient: &Patient) -> String {
        let numbers = patient
            .identifiers
            .iter()
            .filter_map(|(_, number)| self.hospital.number(number));
        let is_child = numbers.into_iter().any(|number| number.mother().is_some());
        if is_child || self.is_newborn(patient) {
            self.words.say("paper-newborn")
        } else {
            String::new()
        }
    }

    /// Whose child it is, where that is known: `母 高橋 有世 00199002`.
    fn mother(&self, patient: &Patient) -> String {
        let numbers = patient.identifiers.iter();
        let mut known = numbers.filter_map(|(_, number)| self.hospital.number(number)?.mother());
        let Some(mother) = known.find_map(|mother| self.hospital.patient(mother.patient)) else {
            return String::new();
        };
        let parts = [
            ("name", Value::from(text(mother.name.get()))),
            ("id", Value::from(self.number(mother))),
        ];
        self.words.fill("paper-mother", &parts)
    }

    /// The number that is shown; the record where there is none.
    pub fn number(&self, patient: &Patient) -> String {
        self.hospital
            .identifier_of(patient)
            .map_or_else(|| patient.id.to_string(), ToString::to_string)
    }

    /// One whose number came from elsewhere: in a cot, or not four weeks old.
    fn is_newborn(&self, patient: &Patient) -> bool {
        let young = match patient.birth.get() {
            Some(Birth::On(day)) => (0..28).contains(&(Day::from(self.today()).number() - day.number())),
            _ => false,
        };
        let bed = self
            .hospital
            .open_stay(patient.id)
            .and_then(|stay| stay.place())
            .and_then(|place| place.answers());
        let in_cot = || {
            let frame = self.hospital.frame()?;
            frame
                .beds()
                .find(|known| Some(&known.name) == bed)
                .map(|known| known.kind == BedKind::Cot)
        };
        young || in_cot() == Some(true)
    }

    /// Whose name can be taken for this one, by name and bed (domain.md, Identity check 6).
    pub fn look_alike(&self, patient: PatientId) -> String {
        let Some(others) = self.alike.get(&patient) else {
            return String::new();
        };
        let named: Vec<String> = others.iter().take(2).filter_map(|other| self.named(*other)).collect();
        if named.is_empty() {
            return self.words.say("paper-look-alike");
        }
        let more = if others.len() > named.len() { "…" } else { "" };
        let who = format!("{}{more}", named.join(&self.words.say("list-comma")));
        self.words.fill("paper-look-alike-named", &[("who", Value::from(who))])
    }

    /// The same for a row, where there is room for a word.
    pub fn look_alike_word(&self, patient: PatientId) -> String {
        if self.alike.contains_key(&patient) {
            self.words.say("paper-look-alike-short")
        } else {
            String::new()
        }
    }

    fn named(&self, patient: PatientId) -> Option<String> {
        let name = self.hospital.patient(patient)?.name.get()?;
        let bed = self
            .hospital
            .open_stay(patient)
            .and_then(|stay| stay.place())
            .and_then(|place| place.answers());
        let bed = bed.map(|bed| format!("（{bed}）")).unwrap_or_default();
        Some(format!("{name}{bed}"))
    }

    /// What they are allergic to, by kind; "none" and "not asked" are words too.
    pub fn allergies(&self, patient: &Patient) -> String {
        match self.hospital.allergies(patient.id) {
            AllergyStatus::NotAsked => self.words.say("paper-allergies-not-asked"),
            AllergyStatus::None => self.words.say("paper-allergies-none"),
            AllergyStatus::Present(found) => self.by_kind(found, AllergyKind::Drug),
        }
    }

    /// `【薬】ペニシリン系、セフェム系　【食】卵`: the kind that the reader works with first.
    pub(super) fn by_kind<'a>(&self, found: impl IntoIterator<Item = &'a Allergy>, first: AllergyKind) -> String {
        let found: Vec<&Allergy> = found.into_iter().collect();
        // What came from a list without kinds may be anything: nobody may miss it.
        let mut order = vec![
            AllergyKind::Unsorted,
            AllergyKind::Drug,
            AllergyKind::Food,
            AllergyKind::Contrast,
            AllergyKind::Other,
        ];
        order.sort_by_key(|kind| *kind != first && *kind != AllergyKind::Unsorted);
        let groups = order.into_iter().filter_map(|kind| {
            let of: Vec<&str> = found
                .iter()
                .filter(|one| one.kind == kind)
                .map(|one| one.what.as_str())
                .collect();
            let what = of.join(&self.words.say("list-comma"));
            let key = match kind {
                AllergyKind::Drug => "paper-allergy-drug",
                AllergyKind::Food => "paper-allergy-food",
                AllergyKind::Contrast => "paper-allergy-contrast",
                AllergyKind::Other => "paper-allergy-other",
                AllergyKind::Unsorted => "paper-allergy-unsorted",
            };
            (!of.is_empty()).then(|| self.words.fill(key, &[("what", Value::from(what))]))
        });
        groups
            .collect::<Vec<_>>()
            .join(&self.words.say("paper-allergy-between"))
    }
}
