//! Whether the program and the model show the same hospital.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::program::Program;

use super::hospital::{Model, NOW, Person, Place, Stay, ward};

/// Census, board, every bed and every person, and that nothing disagrees.
pub fn everything(program: &mut Program, model: &Model) {
    census(program, model);
    board(program, model);
    beds(program, model);
    persons(program, model);
    let open = program.ask(&json!({"do": "discrepancies"}));
    assert_eq!(open["rows"], json!([]), "one laptop alone cannot disagree with itself");
}

/// The columns that the model knows, by the name of the person.
type Row = BTreeMap<&'static str, String>;

fn census(program: &mut Program, model: &Model) {
    let answer = program.ask(&json!({"do": "census"}));
    let here: Vec<&Stay> = model.state.stays.values().filter(|stay| stay.is_here()).collect();
    assert_eq!(answer["count"], here.len());
    let mut said: BTreeMap<String, Row> = BTreeMap::new();
    let mut order = Vec::new();
    for row in answer["rows"].as_array().unwrap() {
        let (name, row) = shown(row);
        order.push(format!("{}-{}-{}", row["ward"], row["room"], row["bed"]));
        assert!(said.insert(name, row).is_none(), "twice in the census");
    }
    let wanted: BTreeMap<String, Row> = here.iter().map(|stay| expected_row(model, stay)).collect();
    assert_eq!(said, wanted);
    // In the order of the table of beds.
    let place = |bed: &String| model.tables.beds.iter().position(|known| known == bed);
    assert!(order.is_sorted_by_key(place), "{order:?}");
}

const COLUMNS: [&str; 21] = [
    "kanji_name",
    "kana_name",
    "sex",
    "dob",
    "ward",
    "room",
    "bed",
    "department",
    "admitted_at",
    "mobility",
    "diet",
    "allergies",
    "phone",
    "address",
    "inquiry",
    "position",
    "since",
    "destination",
    "until",
    "whereabouts",
    "isolation",
];

/// Cells that the model cannot know: the program wrote down the time of its own clock.
fn shown(row: &Value) -> (String, Row) {
    let name = match row["patient_id"].as_str().unwrap() {
        "" => row["record"].as_str().unwrap(),
        number => number,
    };
    let cells = COLUMNS
        .iter()
        .map(|column| (*column, row[column].as_str().unwrap().to_owned()));
    (name.to_owned(), today_as_now(cells.collect()))
}

/// The model's times end twelve days ago at the earliest and five days ago at the latest.
fn today_as_now(mut row: Row) -> Row {
    let limit = chrono::Utc::now().with_timezone(&chrono_tz::Asia::Tokyo) - chrono::Duration::days(2);
    let limit = limit.format("%Y-%m-%dT%H:%M").to_string();
    for column in ["admitted_at", "since"] {
        if row[column] > limit {
            row.insert(column, NOW.to_owned());
        }
    }
    row
}

fn expected_row(model: &Model, stay: &Stay) -> (String, Row) {
    let person = &model.state.persons[&stay.who];
    let bed = stay.place.answers().unwrap();
    let part = |number: usize| bed.split('-').nth(number).unwrap().to_owned();
    let (position, destination, until, whereabouts) = match &stay.place {
        Place::In { .. } => ("in-bed", "", "", ""),
        Place::Out { kind, until, place, .. } => (kind.as_str(), "", until.as_str(), place.as_str()),
        Place::Transit { to, .. } => ("in-transit", to.as_str(), "", ""),
        Place::Expected { .. } | Place::Left => unreachable!(),
    };
    let row = Row::from([
        ("kanji_name", person.field("name").to_owned()),
        ("kana_name", person.field("kana").to_owned()),
        ("sex", person.field("sex").to_owned()),
        ("dob", person.field("dob").to_owned()),
        ("ward", part(0)),
        ("room", part(1)),
        ("bed", part(2)),
        ("department", stay.field("department").to_owned()),
        ("admitted_at", stay.admitted.clone()),
        ("mobility", stay.field("mobility").to_owned()),
        ("diet", stay.field("diet").to_owned()),
        ("allergies", allergies(person)),
        ("phone", person.field("phone").to_owned()),
        ("address", person.field("address").to_owned()),
        ("inquiry", person.field("inquiry").replace("open", "")),
        ("position", position.to_owned()),
        ("since", stay.since.clone()),
        ("destination", destination.to_owned()),
        ("until", until.to_owned()),
        ("whereabouts", whereabouts.to_owned()),
        ("isolation", stay.field("isolation").to_owned()),
    ]);
    (person.called(), row)
}

fn allergies(person: &Person) -> String {
    if person.allergies.is_empty() {
        return if person.no_allergies {
            "none".to_owned()
        } else {
            String::new()
        };
    }
    let words: Vec<&str> = person.allergies.iter().map(|(_, what)| what.as_str()).collect();
    words.join(";")
}

fn board(program: &mut Program, model: &Model) {
    let answer = program.ask(&json!({"do": "board"}));
    let expected = model
        .state
        .stays
        .values()
        .filter(|stay| matches!(stay.place, Place::Expected { .. }))
        .count();
    assert_eq!(answer["expected"], expected);
    assert_eq!(answer["discrepancies"], 0);
    let wards: Vec<Value> = model
        .tables
        .wards
        .iter()
        .map(|(code, licensed)| ward_row(model, code, *licensed))
        .collect();
    assert_eq!(answer["wards"], Value::from(wards));
}

fn ward_row(model: &Model, code: &str, licensed: usize) -> Value {
    let state = &model.state;
    let here: Vec<&Stay> = state
        .stays
        .values()
        .filter(|stay| stay.is_here() && stay.place.answers().is_some_and(|bed| ward(bed) == code))
        .collect();
    let count = |fits: &dyn Fn(&Stay) -> bool| here.iter().filter(|stay| fits(stay)).count();
    let out = |kind: &str| count(&|stay| matches!(&stay.place, Place::Out { kind: word, .. } if word == kind));
    let is_cot = |bed: &str| model.tables.cots.iter().any(|cot| cot == bed);
    let mobility = |word: &str| count(&|stay| stay.field("mobility") == word);
    let coming = state
        .stays
        .values()
        .filter(|stay| matches!(&stay.place, Place::Transit { to, .. } if ward(to) == code));
    json!({
        "ward": code,
        "licensed": licensed,
        "occupied": count(&|stay| stay.place.keeps().is_some_and(|bed| !is_cot(bed))),
        "blocked": state.blocked.keys().filter(|bed| ward(bed) == code).count(),
        "reserved": state.reserved.keys().filter(|bed| ward(bed) == code).count(),
        "cots": count(&|stay| stay.place.keeps().is_some_and(is_cot)),
        "present": here.len(),
        "transit_out": count(&|stay| matches!(stay.place, Place::Transit { .. })),
        "transit_in": coming.count(),
        "off_ward": out("off-ward"),
        "outing": out("outing"),
        "leave": out("leave"),
        "absconded": out("absconded"),
        "stretcher": mobility("stretcher"),
        "assisted": mobility("assisted"),
        "walking": mobility("walking"),
        "not_asked": count(&|stay| {
            let person = &state.persons[&stay.who];
            let asked = person.no_allergies || !person.allergies.is_empty();
            !asked || stay.field("mobility").is_empty() || stay.field("isolation").is_empty()
        }),
        "incomplete": count(&|stay| {
            let person = &state.persons[&stay.who];
            let known = ["name", "kana", "sex", "dob"].iter().all(|field| !person.field(field).is_empty());
            !known || person.numbers.is_empty() || stay.field("department").is_empty()
        }),
        "discrepancies": 0,
    })
}

fn beds(program: &mut Program, model: &Model) {
    for bed in &model.tables.beds {
        let answer = program.ask(&json!({"do": "where", "what": bed}));
        let keepers: Vec<String> = answer["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| shown(row).0)
            .collect();
        let wanted: Vec<String> = model
            .keeper(bed)
            .iter()
            .map(|who| model.state.persons[who].called())
            .collect();
        assert_eq!(keepers, wanted, "{bed}");
        assert_eq!(answer["blocked"], json!(model.state.blocked.get(bed)), "{bed}");
        let kept = model
            .state
            .reserved
            .get(bed)
            .map(|who| model.state.persons[who].called());
        assert_eq!(answer["reserved"], json!(kept), "{bed}");
    }
}

fn persons(program: &mut Program, model: &Model) {
    for (who, person) in &model.state.persons {
        if !person.known {
            continue;
        }
        let name = person.called();
        let answer = &program.ask(&json!({"do": "person", "patient": name}))["person"];
        assert_eq!(answer["identifiers"], json!(person.numbers), "{name}");
        let here = model
            .state
            .stays
            .values()
            .find(|stay| stay.who == *who && stay.is_here());
        let whereabouts = program.ask(&json!({"do": "where", "what": name}));
        let rows = whereabouts["rows"].as_array().unwrap();
        match here {
            Some(stay) => {
                assert_eq!(rows.len(), 1);
                assert_eq!(shown(&rows[0]), expected_row(model, stay));
                let known: Vec<&str> = answer["stay"]["diagnoses"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|one| one["what"].as_str().unwrap())
                    .collect();
                assert_eq!(known, stay.diagnoses, "{name}");
                assert_eq!(
                    answer["stay"]["physician"].as_str().unwrap_or_default(),
                    stay.field("physician")
                );
                assert_eq!(
                    answer["stay"]["planned"].as_str().unwrap_or_default(),
                    stay.field("planned")
                );
            }
            None => {
                let announced = model.expected(*who).map(|stay| &model.state.stays[&stay].place);
                let bed = match announced {
                    Some(Place::Expected { bed, .. }) if !bed.is_empty() => 1,
                    _ => 0,
                };
                assert_eq!(rows.len(), bed, "{name}");
                assert_eq!(answer["stay"].is_null(), announced.is_none(), "{name}");
            }
        }
    }
}
