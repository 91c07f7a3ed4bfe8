//! Whether the program and the model show the same hospital.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::program::{Program, Store};

use super::{
    hospital::{Model, NOW, ward},
    state::{Person, Place, Stay},
};

/// Census, board, every bed and every person, and that nothing disagrees.
pub fn everything(program: &mut Program, model: &Model) {
    census(program, model);
    board(program, model);
    beds(program, model);
    persons(program, model);
    let open = program.ask(&json!({"do": "discrepancies"}));
    assert_eq!(open["rows"], json!([]), "one laptop alone cannot disagree with itself");
}

/// The lists that the shell writes of a store that nobody works with: for programs, of one ward, of one person.
pub fn lists(store: &Store, model: &Model) {
    let wanted = |ward_only: &str| -> BTreeMap<String, Row> {
        let here = model.state.stays.values().filter(|stay| stay.is_here());
        here.filter(|stay| ward_only.is_empty() || ward(stay.place.answers().unwrap()) == ward_only)
            .map(|stay| expected_row(model, stay))
            .collect()
    };
    let written = |arguments: &[&str]| {
        let done = store.do_once(arguments);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        done.stdout
    };
    assert_eq!(of_csv(&written(&["census", "--format", "csv"])), wanted(""));
    assert_eq!(of_json(&written(&["census", "--format", "json"])), wanted(""));
    let of_ward = written(&["census", "--format", "csv", "--ward", "6W"]);
    assert_eq!(of_csv(&of_ward), wanted("6W"));
    if let Some(stay) = model.state.stays.values().find(|stay| stay.is_here()) {
        let (name, row) = expected_row(model, stay);
        let found = of_json(&written(&["where", &name, "--format", "json"]));
        assert_eq!(found, BTreeMap::from([(name, row)]));
    }
}

fn of_csv(text: &[u8]) -> BTreeMap<String, Row> {
    let mut reader = csv::Reader::from_reader(text);
    let rows = reader.deserialize::<BTreeMap<String, String>>();
    rows.map(|row| shown(&json!(row.unwrap()))).collect()
}

fn of_json(text: &[u8]) -> BTreeMap<String, Row> {
    let rows: Vec<Value> = serde_json::from_slice(text).unwrap();
    rows.iter().map(shown).collect()
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

/// The times that commands name lie days ago: what is newer was the clock of the program.
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
    let kept: Vec<&str> = here
        .iter()
        .filter_map(|stay| stay.place.keeps())
        .filter(|bed| !is_cot(bed))
        .collect();
    let beds: BTreeSet<&str> = kept.iter().copied().collect();
    let mobility = |word: &str| count(&|stay| stay.field("mobility") == word);
    let coming = state
        .stays
        .values()
        .filter(|stay| matches!(&stay.place, Place::Transit { to, .. } if ward(to) == code));
    json!({
        "ward": code,
        "licensed": licensed,
        "occupied": beds.len(),
        "shared": kept.len() - beds.len(),
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
    for (who, person) in model.known() {
        let name = person.called();
        let answer = &program.ask(&json!({"do": "person", "patient": name}))["person"];
        of_person(answer, person);
        let stays = || model.state.stays.values().filter(move |stay| stay.who == who);
        let here = stays().find(|stay| stay.is_here());
        let open = here.or_else(|| stays().find(|stay| matches!(stay.place, Place::Expected { .. })));
        match open {
            Some(stay) => of_stay(&answer["stay"], stay, person),
            None => assert_eq!(answer["stay"], Value::Null, "{name}"),
        }
        let whereabouts = program.ask(&json!({"do": "where", "what": name}));
        let rows = whereabouts["rows"].as_array().unwrap();
        match open {
            Some(stay) if stay.is_here() => {
                assert_eq!(rows.len(), 1, "{name}");
                assert_eq!(shown(&rows[0]), expected_row(model, stay));
            }
            // Somebody expected is shown where a bed is kept.
            Some(stay) => assert_eq!(rows.len(), usize::from(!stay.place.words().1.is_empty()), "{name}"),
            None => assert_eq!(rows.len(), 0, "{name}"),
        }
    }
}

fn of_person(answer: &Value, person: &Person) {
    assert_eq!(answer["identifiers"], json!(person.numbers));
    for field in ["name", "kana", "sex", "dob", "phone", "address"] {
        assert_eq!(text(&answer[field]), person.field(field), "{field} of {answer}");
    }
    let inquiry = Some(person.field("inquiry")).filter(|word| !word.is_empty());
    assert_eq!(answer["inquiry"], inquiry.unwrap_or("open"), "{answer}");
    let found: Vec<Value> = person
        .allergies
        .iter()
        .map(|(kind, what)| json!({"kind": kind, "what": what}))
        .collect();
    let status = match (found.is_empty(), person.no_allergies) {
        (false, _) => "present",
        (true, true) => "none",
        (true, false) => "not-asked",
    };
    assert_eq!(answer["allergies"], json!({"status": status, "found": found}));
}

const DETAILS: [&str; 12] = [
    "department",
    "mobility",
    "isolation",
    "diet",
    "physician",
    "pager",
    "key_person",
    "key_relation",
    "key_phone",
    "planned",
    "route",
    "insurance",
];

fn of_stay(answer: &Value, stay: &Stay, person: &Person) {
    for field in DETAILS {
        assert_eq!(text(&answer[field]), stay.field(field), "{field} of {answer}");
    }
    let said = |list: &str, names: &[&str]| -> Vec<Value> {
        let rows = answer[list].as_array().unwrap().iter();
        rows.map(|row| {
            names
                .iter()
                .map(|name| ((*name).to_owned(), row[*name].clone()))
                .collect::<Value>()
        })
        .collect()
    };
    let kept = |wanted: &str| -> Vec<Value> {
        let of_list = stay.kept.iter().filter(|(list, _)| *list == wanted);
        of_list.map(|(_, what)| what.clone()).collect()
    };
    assert_eq!(said("meals", &["day", "meal", "diet"]), kept("meals"));
    assert_eq!(said("nursing_scores", &["day", "a", "b", "c"]), kept("nursing_scores"));
    let diagnoses: Vec<Value> = stay.diagnoses.iter().map(|what| json!({"what": what})).collect();
    assert_eq!(said("diagnoses", &["what"]), diagnoses);
    let moves: Vec<(&str, &str)> = answer["movements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (text(&one["position"]), text(&one["bed"])))
        .collect();
    let wanted: Vec<(&str, &str)> = stay
        .moves
        .iter()
        .map(|(word, bed)| (word.as_str(), bed.as_str()))
        .collect();
    assert_eq!(moves, wanted, "{answer}");
    assert_eq!(answer["missing"], json!(missing(stay, person)), "{answer}");
}

fn missing(stay: &Stay, person: &Person) -> Vec<&'static str> {
    let asked = person.no_allergies || !person.allergies.is_empty();
    let known = [
        ("identifiers", !person.numbers.is_empty()),
        ("name", !person.field("name").is_empty()),
        ("kana", !person.field("kana").is_empty()),
        ("sex", !person.field("sex").is_empty()),
        ("dob", !person.field("dob").is_empty()),
        ("department", !stay.field("department").is_empty()),
        ("mobility", !stay.field("mobility").is_empty()),
        ("allergies", asked),
    ];
    known
        .into_iter()
        .filter(|(_, known)| !known)
        .map(|(name, _)| name)
        .collect()
}

/// A text, or nothing.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
