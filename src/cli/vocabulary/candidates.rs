//! People who were found, as answers write them: the columns of the census under their names.

use std::io;

use crate::{
    app::door::Door,
    cli::json::{Json, Object},
    domain::{
        access::Asker,
        identity::{PatientRef, Sex},
        numbers::issue::{Issue, Newcomer},
        refusal::Refusal,
        text::Text,
    },
    exchange::moment::write_birth,
    search::{
        everyone::{Candidate, Double, Whom},
        fold::numbers,
        person::Person,
        same::{Particulars, Zone},
    },
};

/// One person who was found.
pub fn candidate(candidate: &Candidate) -> Object {
    let bed = candidate.bed.as_ref().map(ToString::to_string);
    found(&candidate.person, candidate.whom, bed)
        .with("score", u64::from(candidate.score))
        .with("other_numbers", candidate.others.join(" "))
}

/// Who it is, and where.
fn found(person: &Person, whom: Whom, bed: Option<String>) -> Object {
    Object::default()
        .with("patient_id", person.id.as_str())
        .with("name", person.name.as_str())
        .with("kana", person.kana.as_str())
        .with("dob", birth(person))
        .with("where", place(whom, bed))
}

/// The bed of an inpatient; `known` for somebody whom the hospital knows and who is not here, `register` for a former patient.
fn place(whom: Whom, bed: Option<String>) -> String {
    bed.unwrap_or_else(|| {
        match whom {
            Whom::Known(_) => "known",
            Whom::Former(_) => "register",
        }
        .to_owned()
    })
}

fn birth(person: &Person) -> Option<String> {
    person.birth.map(|day| day.to_string())
}

/// Everything about somebody of the register.
pub fn former(person: &Person) -> Object {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Object::default()
        .with("record", Json::Null)
        .with("identifiers", vec![person.id.clone()])
        .with("name", text(&person.name))
        .with("kana", text(&person.kana))
        .with("sex", (person.sex != Sex::Unknown).then(|| person.sex.word()))
        .with("dob", birth(person))
        .with("phone", text(&person.phone))
        .with("address", text(&person.address))
        .with("postcode", text(&person.postcode))
        .with("where", "register")
        .with("stay", Json::Null)
}

/// Somebody who may be the same person, with what was found field by field.
pub fn double(double: &Double) -> Object {
    let reasons = double
        .evidence
        .findings()
        .into_iter()
        .fold(Object::default(), |reasons, finding| {
            let level = finding.field.levels().into_iter().nth(finding.level);
            reasons.with(finding.field.name(), level)
        });
    found(
        &double.person,
        double.whom,
        double.bed.as_ref().map(ToString::to_string),
    )
    .with("points", Json::Written(double.points.to_string()))
    .with("zone", double.zone.name())
    .with("fields", reasons)
}

/// Who it may be that is to get a number, and was not ruled out with `none_of`: looked for in the whole hospital and among the
/// former patients, as the form does.
pub fn likely(door: &dyn Door, asker: &Asker, issue: &Issue) -> Result<Vec<Double>, Refusal> {
    let Newcomer::Known { person, .. } = &issue.newcomer else {
        return Ok(Vec::new());
    };
    let hospital = door.hospital();
    // Asked again after an answer that was lost: whom the search would find is the one who was given the number.
    let is_asked_again = issue
        .request
        .as_ref()
        .is_some_and(|request| hospital.asked_as(request).is_some());
    if is_asked_again {
        return Ok(Vec::new());
    }
    let text = |text: Option<&Text>| text.map(ToString::to_string).unwrap_or_default();
    let said = Particulars {
        name: text(person.name.as_ref()),
        kana: text(person.kana.as_ref()),
        sex: person.sex.unwrap_or(Sex::Unknown),
        birth: person.birth.map(write_birth).unwrap_or_default(),
        phone: text(person.phone.as_ref()),
        address: text(person.address.as_ref()),
    };
    let is_declined = |double: &Double| {
        issue.declined.iter().any(|reference| match (reference, double.whom) {
            (PatientRef::Record(id), Whom::Known(known)) => *id == known,
            (PatientRef::Identifier(number), whom) => {
                let meant = hospital.find_patient(reference).map(|known| known.id);
                let is_known = matches!(whom, Whom::Known(known) if meant == Some(known));
                is_known || numbers::identifier(number.as_str()) == numbers::identifier(&double.person.id)
            }
            (PatientRef::Record(_), Whom::Former(_)) => false,
        })
    };
    let found = door.same_person(asker, &said.registration())?;
    let found = found.into_iter().filter(|double| double.zone != Zone::Silent);
    Ok(found.filter(|double| !is_declined(double)).collect())
}

/// The people as a table for programs.
pub fn csv(found: &[Candidate], out: impl io::Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["patient_id", "name", "kana", "dob", "where", "score", "other_numbers"])?;
    for candidate in found {
        let person = &candidate.person;
        writer.write_record([
            person.id.as_str(),
            &person.name,
            &person.kana,
            &birth(person).unwrap_or_default(),
            &place(candidate.whom, candidate.bed.as_ref().map(ToString::to_string)),
            &candidate.score.to_string(),
            &candidate.others.join(" "),
        ])?;
    }
    writer.flush()
}
