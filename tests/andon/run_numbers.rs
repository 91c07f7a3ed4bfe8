//! Random commands about numbers through the real program, beside a plain model that says what each comes to: which number
//! is next, or which refusal. The program ends and starts again on the way. What one laptop alone cannot come to stands in
//! `numbers_forks` (copies, images) and `numbers_schemes`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::program::{Program, Store};

/// How many commands, in lives of the program.
const LIVES: usize = 4;
const A_LIFE: usize = 250;

struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        (!all.is_empty()).then(|| &all[self.below(all.len())])
    }
}

/// One record. Each has one number here, the hospital's own or one given by hand.
struct Person {
    number: String,
    by_hand: bool,
    /// Name and date of birth, where they were said.
    said: Option<(&'static str, &'static str)>,
    /// M or F, where it was said.
    sex: Option<&'static str>,
    stay: Option<usize>,
    linked: BTreeSet<usize>,
    mother: Option<usize>,
}

/// One number that was given by hand.
struct Number {
    person: Option<usize>,
    voided: bool,
    printed: bool,
}

#[derive(Default)]
struct Model {
    persons: Vec<Person>,
    numbers: BTreeMap<String, Number>,
    used: BTreeMap<char, u32>,
    beds: Vec<&'static str>,
    stays: usize,
    reached: BTreeSet<String>,
}

/// What the program has to answer.
enum Verdict {
    /// So many numbers, the first of them after so many that are left out.
    Gives(char, Vec<u32>),
    Done,
    Refused(&'static str),
}

const NAMES: [&str; 3] = ["見本 太郎", "見本 花子", "例 一郎"];
const BIRTHS: [&str; 2] = ["1948-05-06", "1990-12-31"];

impl Model {
    fn group(&self, person: usize) -> Vec<usize> {
        let mut found = vec![person];
        let mut next = 0;
        while let Some(one) = found.get(next).copied() {
            next += 1;
            for other in &self.persons[one].linked {
                if !found.contains(other) {
                    found.push(*other);
                }
            }
        }
        found
    }

    fn stays_of(&self, person: usize) -> usize {
        let group = self.group(person);
        group.iter().filter(|one| self.persons[**one].stay.is_some()).count()
    }

    fn add(&mut self, number: &str, by_hand: bool, said: Option<(&'static str, &'static str)>) -> usize {
        self.persons.push(Person {
            number: number.to_owned(),
            by_hand,
            said,
            sex: None,
            stay: None,
            linked: BTreeSet::new(),
            mother: None,
        });
        self.persons.len() - 1
    }

    fn any(&self, dice: &mut Dice) -> Option<usize> {
        (!self.persons.is_empty()).then(|| dice.below(self.persons.len()))
    }

    fn any_number(&self, dice: &mut Dice) -> Option<String> {
        let all: Vec<&String> = self.numbers.keys().collect();
        dice.of(&all).map(|number| (*number).clone())
    }
}

/// Asks, compares, and says which numbers were given.
fn asks(program: &mut Program, model: &mut Model, line: &Value, verdict: &Verdict) -> Vec<String> {
    let answer = program.ask(line);
    match verdict {
        Verdict::Refused(word) => {
            assert_eq!(answer["refusal"], *word, "{line}\n{answer}");
            assert!(
                answer["message"].as_str().is_some_and(|words| words.len() > 5),
                "{answer}"
            );
            let verb = andon::cli::vocabulary::table::verb(line["do"].as_str().unwrap()).unwrap();
            assert!(
                *word == "unreadable" || verb.all_refusals().any(|known| known == *word),
                "{word} is not in the help of {line}"
            );
            model.reached.insert((*word).to_owned());
            Vec::new()
        }
        Verdict::Done => {
            assert_eq!(answer["ok"], true, "{line}\n{answer}");
            Vec::new()
        }
        Verdict::Gives(letter, steps) => {
            assert_eq!(answer["ok"], true, "{line}\n{answer}");
            let one = [answer.clone()];
            let given: &[Value] = answer["numbers"].as_array().map_or(&one, Vec::as_slice);
            let given: Vec<String> = given
                .iter()
                .map(|one| one["number"].as_str().unwrap().to_owned())
                .collect();
            assert_eq!(given.len(), steps.len(), "{line}\n{answer}");
            for (number, step) in given.iter().zip(steps) {
                let next = model.used.get(letter).copied().unwrap_or_default() + step;
                model.used.insert(*letter, next);
                assert_eq!(
                    number.get(..9),
                    Some(format!("{letter}07-1{next:04}").as_str()),
                    "{line}"
                );
                let fresh = model.numbers.insert(
                    number.clone(),
                    Number {
                        person: None,
                        voided: false,
                        printed: false,
                    },
                );
                assert!(fresh.is_none(), "{number} was given twice");
            }
            given
        }
    }
}

fn newborn(program: &mut Program, model: &mut Model, mother: usize, babies: usize) {
    // All of this is one day: what the mothers of one person bear in it is one birth.
    let mothers = model.group(mother);
    let alive = |model: &Model, person: usize| !model.numbers[&model.persons[person].number].voided;
    let before = (0..model.persons.len())
        .filter(|child| {
            model.persons[*child]
                .mother
                .is_some_and(|mother| mothers.contains(&mother))
                && alive(model, *child)
        })
        .count();
    let steps: Vec<u32> = (0..babies)
        .map(|child| if child > 0 || before > 0 { 8 } else { 1 })
        .collect();
    let needed: u32 = steps.iter().sum();
    let free = 9999 - model.used.get(&'B').copied().unwrap_or_default();
    let said: BTreeSet<&str> = model
        .group(mother)
        .into_iter()
        .filter_map(|one| model.persons[one].sex)
        .collect();
    let line =
        json!({"do": "issue", "kind": "newborn", "mother": model.persons[mother].number, "babies": "F".repeat(babies)});
    if said == BTreeSet::from(["M"]) {
        asks(program, model, &line, &Verdict::Refused("mother-is-man"));
        return;
    }
    if needed > free {
        asks(program, model, &line, &Verdict::Refused("block-empty"));
        return;
    }
    for number in asks(program, model, &line, &Verdict::Gives('B', steps)) {
        let child = model.add(&number, true, None);
        model.persons[child].sex = Some("F");
        model.persons[child].mother = Some(mother);
        model.numbers.get_mut(&number).unwrap().person = Some(child);
    }
}

#[allow(clippy::too_many_lines, reason = "one arm for each command")]
fn something(program: &mut Program, model: &mut Model, dice: &mut Dice) {
    match dice.below(16) {
        0 | 1 => {
            let sex = ["M", "F"][dice.below(2)];
            let line = json!({"do": "issue", "kind": "unidentified", "sex": sex, "age": 40});
            for number in asks(program, model, &line, &Verdict::Gives('T', vec![1])) {
                let person = model.add(&number, true, None);
                model.persons[person].sex = Some(sex);
                model.numbers.get_mut(&number).unwrap().person = Some(person);
            }
        }
        2 | 3 => {
            let said = (NAMES[dice.below(NAMES.len())], BIRTHS[dice.below(BIRTHS.len())]);
            let same: Vec<&str> = model
                .persons
                .iter()
                .filter(|person| person.said == Some(said))
                .map(|person| person.number.as_str())
                .collect();
            let mut line = json!({"do": "issue", "kind": "known", "name": said.0, "dob": said.1});
            if dice.below(2) == 0 && !same.is_empty() {
                asks(program, model, &line, &Verdict::Refused("likely-same"));
                return;
            }
            // Whoever has a name that is like it may be shown as well: nobody of them.
            let named = model.persons.iter().filter(|person| person.said.is_some());
            let named: Vec<&str> = named.map(|person| person.number.as_str()).collect();
            if !named.is_empty() {
                line["none_of"] = named.join(" ").into();
            }
            for number in asks(program, model, &line, &Verdict::Gives('T', vec![1])) {
                let person = model.add(&number, true, Some(said));
                model.numbers.get_mut(&number).unwrap().person = Some(person);
            }
        }
        4 => {
            let Some(mother) = model.any(dice) else { return };
            newborn(program, model, mother, dice.below(3) + 1);
        }
        5 => {
            let count = [1, 3, 501][dice.below(3)];
            let line = json!({"do": "issue", "kind": "mass", "count": count, "triage": "red", "tag": "A-098"});
            let verdict = match u16::try_from(count) {
                Ok(count) if count <= 500 => Verdict::Gives('M', vec![1; usize::from(count)]),
                _ => Verdict::Refused("count-out-of-range"),
            };
            for number in asks(program, model, &line, &verdict) {
                let person = model.add(&number, true, None);
                model.numbers.get_mut(&number).unwrap().person = Some(person);
            }
        }
        6 => {
            let count = dice.below(2) + 1;
            let line = json!({"do": "prepare-packets", "count": count});
            asks(program, model, &line, &Verdict::Gives('M', vec![1; count]));
        }
        7 | 8 => {
            let line = |number: &str| json!({"do": "activate-packet", "number": number, "sex": "F"});
            let Some(number) = model.any_number(dice) else { return };
            let packets: Vec<String> = model
                .numbers
                .iter()
                .filter(|(_, known)| known.person.is_none() && !known.voided)
                .map(|(number, _)| number.clone())
                .collect();
            let packet = dice.of(&packets).cloned();
            let number = packet.filter(|_| dice.below(2) == 0).unwrap_or(number);
            let known = &model.numbers[&number];
            let verdict = if known.voided {
                Verdict::Refused("number-voided")
            } else if known.person.is_some() {
                Verdict::Refused("packet-given")
            } else {
                Verdict::Done
            };
            let gives = matches!(verdict, Verdict::Done);
            asks(program, model, &line(&number), &verdict);
            if gives {
                let person = model.add(&number, true, None);
                model.persons[person].sex = Some("F");
                model.numbers.get_mut(&number).unwrap().person = Some(person);
            }
        }
        9 | 10 => {
            let Some(number) = model.any_number(dice) else { return };
            let known = &model.numbers[&number];
            let another = |person: usize| {
                let others = model.group(person).into_iter().map(|one| &model.persons[one].number);
                let mut others = others.filter(|other| **other != number);
                others.any(|other| model.numbers.get(other).is_none_or(|known| !known.voided))
            };
            let needed = known
                .person
                .is_some_and(|person| model.stays_of(person) > 0 && !another(person));
            let verdict = match (known.voided, needed) {
                (true, _) => Verdict::Refused("number-voided"),
                (false, true) => Verdict::Refused("number-needed"),
                (false, false) => Verdict::Done,
            };
            let voids = matches!(verdict, Verdict::Done);
            asks(
                program,
                model,
                &json!({"do": "void-id", "number": number, "reason": "汚損"}),
                &verdict,
            );
            if voids {
                model.numbers.get_mut(&number).unwrap().voided = true;
            }
        }
        11 => {
            let Some(number) = model.any_number(dice) else { return };
            let mut line = json!({"do": "print-id", "number": number});
            let reason = dice.below(2) == 0;
            if reason {
                line["reason"] = "汚損".into();
            }
            let known = &model.numbers[&number];
            let verdict = match (known.voided, known.printed && !reason) {
                (true, _) => Verdict::Refused("number-voided"),
                (false, true) => Verdict::Refused("reason-missing"),
                (false, false) => Verdict::Done,
            };
            let prints = matches!(verdict, Verdict::Done);
            asks(program, model, &line, &verdict);
            if prints {
                model.numbers.get_mut(&number).unwrap().printed = true;
            }
        }
        12 => {
            let (Some(one), Some(other)) = (model.any(dice), model.any(dice)) else {
                return;
            };
            let line = |word: &str| json!({"do": word, "patient": model.persons[one].number, "with": model.persons[other].number});
            let (line, propose, confirm) = (line("link"), line("propose-link"), line("confirm-link"));
            let in_two_beds = model.stays_of(one) > 0 && model.stays_of(other) > 0;
            let verdict = if one == other {
                Verdict::Refused("same-patient")
            } else if model.group(one).contains(&other) {
                Verdict::Refused("nothing-to-change")
            } else if !model.persons[one].by_hand && !model.persons[other].by_hand {
                Verdict::Refused("not-temporary")
            } else if in_two_beds {
                if dice.below(2) == 0 {
                    // Whoever proposes it is not the other person.
                    asks(program, model, &propose, &Verdict::Done);
                    asks(program, model, &confirm, &Verdict::Refused("second-is-first"));
                }
                Verdict::Refused("two-beds")
            } else {
                Verdict::Done
            };
            let links = matches!(verdict, Verdict::Done);
            asks(program, model, &line, &verdict);
            if links {
                model.persons[one].linked.insert(other);
                model.persons[other].linked.insert(one);
            }
        }
        13 => {
            let Some(one) = model.any(dice) else { return };
            let other = model.persons[one]
                .linked
                .iter()
                .next()
                .copied()
                .filter(|_| dice.below(3) > 0);
            let Some(other) = other.or_else(|| model.any(dice)) else {
                return;
            };
            let line =
                json!({"do": "unlink", "patient": model.persons[one].number, "with": model.persons[other].number});
            let verdict = if one == other {
                Verdict::Refused("same-patient")
            } else if model.persons[one].linked.contains(&other) {
                Verdict::Done
            } else {
                Verdict::Refused("not-linked")
            };
            let unlinks = matches!(verdict, Verdict::Done);
            asks(program, model, &line, &verdict);
            if unlinks {
                model.persons[one].linked.remove(&other);
                model.persons[other].linked.remove(&one);
            }
        }
        14 => {
            let Some(person) = model.any(dice).filter(|person| model.stays_of(*person) == 0) else {
                return;
            };
            let Some(bed) = model.beds.pop() else { return };
            let line =
                json!({"do": "admit", "patient": model.persons[person].number, "bed": bed, "department": "CARD"});
            let holds = |one: usize| {
                let known = model.numbers.get(&model.persons[one].number);
                known.is_none_or(|known| !known.voided)
            };
            if model.group(person).into_iter().any(holds) {
                asks(program, model, &line, &Verdict::Done);
                model.stays += 1;
                model.persons[person].stay = Some(model.stays);
            } else {
                asks(program, model, &line, &Verdict::Refused("number-voided"));
                model.beds.push(bed);
            }
        }
        _ => {
            let number = format!("{:08}", 22_000 + model.persons.len());
            let said = (NAMES[dice.below(NAMES.len())], BIRTHS[dice.below(BIRTHS.len())]);
            let line = json!({"do": "register", "id": number, "name": said.0, "dob": said.1});
            asks(program, model, &line, &Verdict::Done);
            model.add(&number, false, Some(said));
        }
    }
}

/// What needs no chance to come to.
fn the_rest(program: &mut Program, model: &mut Model) {
    let bad = json!({"do": "activate-packet", "number": "M07-19999-00"});
    for (line, word) in [
        (
            json!({"do": "void-id", "number": "T07-19999-00", "reason": "x"}),
            "not-a-number",
        ),
        (json!({"do": "print-id", "number": "00000001"}), "not-a-number"),
        (bad, "number-misread"),
        (
            json!({"do": "issue", "kind": "newborn", "mother": "99999999", "babies": "F"}),
            "unknown-patient",
        ),
        (json!({"do": "issue", "kind": "known"}), "name-missing"),
        (json!({"do": "issue", "kind": "mass", "count": 0}), "unreadable"),
        (
            json!({"do": "issue", "kind": "mass", "count": 3, "name": "x"}),
            "unreadable",
        ),
        (
            json!({"do": "issue", "kind": "unidentified", "dob": "2999-01-01"}),
            "birth-in-future",
        ),
        (json!({"do": "grant-block", "block": 1}), "nothing-to-change"),
        (json!({"do": "grant-block", "block": 999}), "block-too-large"),
        (json!({"do": "grant-block", "station": 7}), "block-unsaid"),
        (
            json!({"do": "register", "id": "T07-10001-50", "name": "例"}),
            "number-misread",
        ),
        (
            json!({"do": "register", "id": "T07-19000-71", "name": "例"}),
            "number-never-given",
        ),
        (json!({"do": "undo", "seq": 2}), "cannot-undo"),
    ] {
        asks(program, model, &line, &Verdict::Refused(word));
    }
    for (number, bed) in [("00090001", "6W-601-1"), ("00090002", "6W-601-2")] {
        let line = json!({"do": "register", "id": number, "name": format!("例 {bed}")});
        asks(program, model, &line, &Verdict::Done);
    }
    let line = json!({"do": "link", "patient": "00090001", "with": "00090002"});
    asks(program, model, &line, &Verdict::Refused("not-temporary"));
    let line = json!({"do": "issue", "kind": "unidentified"});
    let unknown = asks(program, model, &line, &Verdict::Gives('T', vec![1])).remove(0);
    let person = model.add(&unknown, true, None);
    model.numbers.get_mut(&unknown).unwrap().person = Some(person);
    for (number, bed) in [("00090001", "6W-601-1"), (unknown.as_str(), "6W-601-2")] {
        let line = json!({"do": "admit", "patient": number, "bed": bed, "department": "CARD"});
        asks(program, model, &line, &Verdict::Done);
    }
    let line = json!({"do": "link", "patient": "00090001", "with": unknown});
    asks(program, model, &line, &Verdict::Refused("two-beds"));
    let line = json!({"do": "void-id", "number": unknown, "reason": "汚損"});
    asks(program, model, &line, &Verdict::Refused("number-needed"));
    let line = json!({"do": "print-id", "number": unknown});
    asks(program, model, &line, &Verdict::Done);
    asks(program, model, &line, &Verdict::Refused("reason-missing"));
    let line = |word: &str, with: &str| json!({"do": word, "patient": unknown, "with": with});
    asks(
        program,
        model,
        &line("link", &unknown),
        &Verdict::Refused("same-patient"),
    );
    asks(
        program,
        model,
        &line("unlink", "00090001"),
        &Verdict::Refused("not-linked"),
    );
    let line = json!({"do": "issue", "kind": "known", "name": "例 六郎", "dob": "1931-01-31"});
    asks(program, model, &line, &Verdict::Gives('T', vec![1]));
    asks(program, model, &line, &Verdict::Refused("likely-same"));
    // Newborns until the block is used up, and a further one.
    let line = json!({"do": "issue", "kind": "unidentified"});
    let number = asks(program, model, &line, &Verdict::Gives('T', vec![1])).remove(0);
    let mother = model.add(&number, true, None);
    model.numbers.get_mut(&number).unwrap().person = Some(mother);
    while !model.reached.contains("block-empty") {
        newborn(program, model, mother, 6);
    }
    asks(
        program,
        model,
        &json!({"do": "grant-block", "block": 2}),
        &Verdict::Done,
    );
    let line = json!({"do": "issue", "kind": "newborn", "mother": number, "babies": "FFFFFF"});
    let answer = program.ask(&line);
    // The rest of the block, then the next one.
    let last = answer["numbers"]
        .as_array()
        .and_then(|numbers| numbers.last()?["number"].as_str());
    assert_eq!(last.and_then(|number| number.get(..5)), Some("B07-2"), "{answer}");
}

#[test]
fn a_thousand_commands_about_numbers_come_to_what_a_plain_model_says() {
    let seed = crate::run_model::seed_of_environment().unwrap_or(0x000A_4D0F);
    let folder = tempfile::tempdir().unwrap();
    let store = Store::small(folder.path());
    let mut dice = Dice(seed);
    let mut model = Model {
        // Two more are for [`the_rest`].
        beds: vec!["5E-501-1", "5E-501-2", "5E-502-1", "5E-502-2"],
        ..Model::default()
    };
    let mut program = store.run(&[]);
    let line = json!({"do": "issue", "kind": "unidentified"});
    asks(&mut program, &mut model, &line, &Verdict::Refused("no-block"));
    asks(
        &mut program,
        &mut model,
        &json!({"do": "grant-block", "block": 1}),
        &Verdict::Done,
    );
    for _ in 0..LIVES {
        for _ in 0..A_LIFE {
            something(&mut program, &mut model, &mut dice);
        }
        program.end();
        program = store.run(&[]);
    }
    // What the ledger says is what was given.
    let answer = program.ask(&json!({"do": "ledger"}));
    let rows = answer["rows"].as_array().unwrap();
    assert_eq!(rows.len(), model.numbers.len());
    for row in rows {
        let known = &model.numbers[row["number"].as_str().unwrap()];
        let others = known.person.map_or(0, |person| model.group(person).len() - 1);
        let state = match (known.voided, known.person, others) {
            (true, ..) => "voided",
            (false, None, _) => "prepared",
            (false, Some(_), 0) => "issued",
            (false, Some(_), _) => "linked",
        };
        assert_eq!(row["state"], state, "{row}");
        assert_eq!(
            row["printed"].as_u64().is_some_and(|times| times > 0),
            known.printed,
            "{row}"
        );
    }
    the_rest(&mut program, &mut model);
    program.end();
    for word in [
        "no-block",
        "block-empty",
        "block-too-large",
        "nothing-to-change",
        "count-out-of-range",
        "not-a-number",
        "number-voided",
        "packet-given",
        "number-needed",
        "reason-missing",
        "likely-same",
        "mother-is-man",
        "not-temporary",
        "two-beds",
        "not-linked",
        "same-patient",
        "unknown-patient",
        "name-missing",
        "birth-in-future",
        "cannot-undo",
        "unreadable",
    ] {
        assert!(
            model.reached.contains(word),
            "{word} was not reached with ANDON_SEED={seed}"
        );
    }
}
