//! The patient summary: what another hospital must know of somebody who is transferred to it.

use super::{Teller, teller::text};
use crate::{
    domain::{ask::Person, identity::AllergyStatus, slips::ask::todo},
    i18n::Value,
    print::form::{Filling, Row, Values},
};

impl Teller<'_> {
    /// Everything that is known of a person and of the present stay.
    pub fn summary(&self, person: &Person) -> Filling {
        let mut values = self.common().and(&self.person(&person.patient));
        self.stay(person, &mut values);
        let mut filling = Filling::from(values);
        let movements = person.movements().map(|movement| {
            let station = movement.said.order.event.commit.station.to_string();
            let said = self.words.fill(
                "said-by",
                &[
                    ("user", Value::from(self.user(&movement.said.by))),
                    ("at", Value::from(self.short_time(movement.said.order.stamp.recorded()))),
                    ("station", Value::from(station)),
                ],
            );
            Row::Values(
                Values::default()
                    .with("at", self.time(movement.said.at))
                    .with("what", self.movement(&movement.place))
                    .with("said", said),
            )
        });
        filling.lists.insert("movements", movements.collect());
        let open = todo::open(self.hospital, person.patient.id).map(|(slip, todo)| {
            let ordered = slip.content.latest().map(|claim| self.moment(claim.said.at));
            Row::Values(
                Values::default()
                    .with("number", slip.number.to_string())
                    .with("type", self.slip_type(slip))
                    .with("todo", self.words.say(&format!("slip-todo-{}", todo.word())))
                    .with("ordered", ordered.unwrap_or_default()),
            )
        });
        filling.lists.insert("open_slips", open.collect());
        let allergies = match self.hospital.allergies(person.patient.id) {
            AllergyStatus::Present(found) => found
                .iter()
                .map(|allergy| {
                    Row::Values(
                        Values::default()
                            .with("kind", self.words.say(allergy.kind.term()))
                            .with("what", allergy.what.to_string()),
                    )
                })
                .collect(),
            AllergyStatus::None | AllergyStatus::NotAsked => Vec::new(),
        };
        filling.lists.insert("allergy_list", allergies);
        filling
    }

    fn stay(&self, person: &Person, values: &mut Values) {
        let Some(stay) = &person.stay else { return };
        let place = stay.place();
        let bed = place.and_then(|place| place.answers());
        values.set("ward", bed.map(|bed| self.ward(bed.ward())).unwrap_or_default());
        values.set("bed", text(bed));
        values.set("place", place.map(|place| self.place(place)).unwrap_or_default());
        values.set(
            "admitted",
            stay.admitted_at().map(|at| self.time(at)).unwrap_or_default(),
        );
        values.set(
            "department",
            stay.department
                .get()
                .map(|code| self.department(code))
                .unwrap_or_default(),
        );
        let not_asked = || self.words.say("paper-not-asked");
        values.set(
            "physician",
            stay.physician.get().map_or_else(not_asked, ToString::to_string),
        );
        values.set("pager", text(stay.pager.get()));
        values.set(
            "mobility",
            stay.mobility
                .get()
                .map_or_else(not_asked, |one| self.words.say(one.term())),
        );
        values.set(
            "isolation",
            stay.isolation
                .get()
                .map_or_else(not_asked, |one| self.words.say(one.term())),
        );
        values.set("diet", stay.diet.get().map_or_else(not_asked, ToString::to_string));
        let diagnoses: Vec<&str> = stay.diagnoses.iter().map(|(_, diagnosis)| diagnosis.as_str()).collect();
        values.set("diagnoses", diagnoses.join(&self.words.say("list-comma")));
        values.set("key_person", text(stay.key_person.get()));
        values.set("key_relation", text(stay.key_relation.get()));
        values.set("key_phone", text(stay.key_phone.get()));
        values.set(
            "planned",
            stay.planned
                .get()
                .map_or_else(not_asked, |one| self.words.say(one.term())),
        );
        values.set("route", stay.route.get().map_or_else(not_asked, ToString::to_string));
        values.set(
            "insurance",
            stay.insurance
                .get()
                .map_or_else(not_asked, |one| self.words.say(one.term())),
        );
    }
}
