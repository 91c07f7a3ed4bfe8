//! The whole program with the register loaded and 900 inpatients, in a terminal of its own: from a key of a search to the painted
//! frame, and what the process has of the machine's memory. A search that held up the keys would be seen here.

use std::path::Path;

use andon::app::door::Door as _;
use andon::domain::access::{Asker, Role};
use andon::domain::command::{Command, Request};
use andon::domain::record::UserName;
use andon::runtime::entrance::Entry;
use andon::runtime::open::{Means, Store};
use andon::search::index::Index;

use crate::Form;
use crate::figures::{aim, quantile};
use crate::person::Person;
use crate::simulate::first_morning;

const AIM_MEGABYTES: u64 = 300;
const AIM_MILLISECONDS: f64 = 16.0;

/// What is typed after `/`, and wiped out again.
const TYPED: [&str; 6] = ["たかはし", "ｻﾄｳ", "yamada", "髙橋", "S23.5.6", "やまざし"];

pub fn measure(folder: &Path, index: &Index, form: Form) {
    let (store, home) = (folder.join("register-900"), folder.join("home"));
    std::fs::create_dir_all(&home).expect("a folder");
    if !store.exists() {
        first_morning(&store, 900);
        adopt(&store, index);
    }
    let mut person = Person::sit_down(Some(&store), &home);
    person.first_frame();
    let mut times = Vec::new();
    for _ in 0..form.either(1, 20) {
        for typed in TYPED {
            person.press("\x06");
            for letter in typed.chars() {
                times.push(person.press(&letter.to_string()));
            }
            person.press("\x1b[27u");
        }
    }
    let (resident, peak) = person.memory();
    let p99 = quantile(&times, 0.99);
    println!(
        "\n## The whole program with {} former patients and 900 inpatients",
        index.len()
    );
    println!(
        "{} keys of searches, key to painted frame: median {:.1} ms, p99 {p99:.1} ms, max {:.1} ms; aim 16 ms: {}",
        times.len(),
        quantile(&times, 0.5),
        quantile(&times, 1.0),
        aim(form, p99 <= AIM_MILLISECONDS)
    );
    println!(
        "memory {resident} MB, at most {peak} MB; aim {AIM_MEGABYTES} MB: {}",
        aim(form, peak <= AIM_MEGABYTES)
    );
}

fn adopt(folder: &Path, index: &Index) {
    let (store, _) =
        Store::open(folder, &Means::machine("a bench".into()), &Entry::trial(), &mut |_| {}).expect("it opens");
    let handle = store.handle();
    let adopted = handle.finder().keep(index).expect("the disk takes it");
    let clerk = Asker {
        user: UserName::parse("clerk").expect("a name"),
        role: Role::WardClerk,
    };
    let saved = handle
        .submit(clerk, Request::from(Command::AdoptRegister(adopted)))
        .wait();
    saved.expect("saved");
}
