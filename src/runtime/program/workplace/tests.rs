//! Whole stores, made and opened again on a real disk.

#![allow(clippy::unwrap_used, reason = "tests may stop")]

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::app::SetUp;
use crate::domain::access::PassPhrase;
use crate::i18n::{Language, Words};
use crate::runtime::mark::Marking;
use crate::settings::sample;

fn means() -> Means {
    Means {
        marks: Marking::Needless,
        ..Means::machine("tests".to_owned())
    }
}

fn written(folder: &Path) -> SetUp {
    let files = sample::files();
    for source in [&files.departments, &files.wards, &files.beds] {
        std::fs::write(folder.join(source.name.as_str()), &source.bytes).unwrap();
    }
    std::fs::write(folder.join("inpatients.csv"), sample::INPATIENTS).unwrap();
    SetUp {
        folder: folder.to_path_buf(),
        hospital: "試験病院".to_owned(),
        time_zone: "Asia/Tokyo".to_owned(),
        station: 7,
        station_name: "5E-1".to_owned(),
        user: "k.mori".to_owned(),
        phrase: PassPhrase::new("three umbrellas in the rain"),
        census: Some(folder.join("inpatients.csv")),
    }
}

fn present(workplace: &Workplace) -> usize {
    let hospital = workplace.handle().hospital();
    hospital.present().count()
}

#[test]
fn the_sample_is_there_and_gone() {
    let words = Words::load(Language::Japanese).unwrap();
    let workplace = Workplace::sample(&means(), &words).unwrap();
    assert_eq!(present(&workplace), 600);
    let folder = workplace.sample.as_ref().unwrap().path().to_path_buf();
    assert!(workplace.opening().desk.sample && folder.exists());
    drop(workplace);
    assert!(!folder.exists());
}

/// At any hour of the day, and on any day.
#[test]
fn the_whole_morning_of_the_sample_happens() {
    use crate::runtime::clock::SteeredClock;

    let words = Words::load(Language::Japanese).unwrap();
    for (day, hour) in [(0, 0), (0, 7), (1, 15), (40, 23), (-300, 0)] {
        let mut means = means();
        let millis = 1_795_618_830_000_i64 + (day * 24 + hour) * 3_600_000;
        means.clock = Arc::new(SteeredClock::at_millis(millis.try_into().unwrap()));
        let (workplace, left_out) = Workplace::sample_and_its_morning(&means, &words).unwrap();
        assert!(left_out.is_empty(), "day {day}, hour {hour}: {left_out:?}");
        let hospital = workplace.handle().hospital();
        assert_eq!(present(&workplace), 600, "day {day}, hour {hour}");
        assert_eq!(hospital.discrepancies().len(), 1);
        let under_way = hospital
            .present()
            .filter(|stay| matches!(stay.place(), Some(crate::domain::census::Place::Transit { .. })));
        assert_eq!(under_way.count(), 2);
    }
}

#[test]
fn the_guide_makes_a_store_that_opens_again() {
    let words = Words::load(Language::English).unwrap();
    let (files, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = place.path().join("store");
    let wanted = written(files.path());
    let made = Workplace::set_up(&wanted, &store, &means(), &words).unwrap();
    assert_eq!((present(&made), made.opening().desk.station.as_str()), (600, "07 5E-1"));
    drop(made);
    let entry = Entry::Person {
        user: UserName::parse(&wanted.user).unwrap(),
        phrase: wanted.phrase.clone(),
        code: None,
    };
    let again = Workplace::open(&store, &entry, &means(), &mut |_, _| {})
        .unwrap()
        .unwrap();
    assert_eq!(present(&again), 600);
    drop(again);
    let refused = Workplace::set_up(&wanted, &store, &means(), &words).unwrap_err();
    assert!(refused.to_string().contains("already"), "{refused}");
}

#[test]
fn a_wrong_file_makes_nothing() {
    let words = Words::load(Language::English).unwrap();
    let (files, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = place.path().join("store");
    let wanted = written(files.path());
    // One patient twice: each line is well formed, and only deciding finds it.
    let mut list: Vec<&str> = sample::INPATIENTS.lines().take(2).collect();
    list.extend(sample::INPATIENTS.lines().nth(1));
    std::fs::write(files.path().join("inpatients.csv"), list.join("\n")).unwrap();
    let refused = Workplace::set_up(&wanted, &store, &means(), &words).unwrap_err();
    assert!(refused.to_string().contains("inpatients.csv"), "{refused}");
    std::fs::remove_file(files.path().join("beds.csv")).unwrap();
    let refused = Workplace::set_up(&wanted, &store, &means(), &words).unwrap_err();
    assert!(refused.to_string().contains("beds.csv"), "{refused}");
    assert!(!store.exists());
}
