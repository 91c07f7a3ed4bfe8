//! A mistake of hours ago: the records of a patient, and which of them can be taken back.

use andon::domain::census::Place;
use andon::i18n::Language;

use crate::harness::{Player, SMALL, snapshot};
use crate::screens_census::{census, ward, who};

fn bed(player: &Player) -> String {
    let patient = player.hospital().find_patient(&who("00012345")).unwrap();
    let stay = player.hospital().open_stay(patient.id).unwrap();
    match stay.place().unwrap() {
        Place::InBed { bed } => bed.to_string(),
        other => format!("{other:?}"),
    }
}

/// Moved to a wrong bed, then away and back; the session that did it has ended since.
fn hours_later() -> Player {
    let mut player = census(Language::Japanese, SMALL, ward());
    player.types("/ text:00012345 enter t text:6w1022 enter w 1 enter enter r enter");
    assert_eq!(bed(&player), "6W-102-2", "{}", player.text());
    let mut later = census(Language::Japanese, SMALL, player.laptop);
    later.types("C-z");
    assert!(later.text().contains("「記録の訂正・取消」"), "{}", later.text());
    later.types("/ text:00012345 enter Z");
    later
}

/// From the list with one key, newest first, until the wrong one is gone; then the right one is recorded.
#[test]
fn a_wrong_bed_is_mended_hours_later() {
    let mut player = hours_later();
    let text = player.text();
    assert!(text.contains("新しいものから順に"), "{text}");
    // The wrong movement carries what came after it: it says so, and what to do, before it asks anything.
    player.types("down down enter");
    let text = player.text();
    assert!(text.contains("このあとに「"), "{text}");
    for _ in 0..3 {
        player.types("home enter y");
    }
    assert_eq!(bed(&player), "5E-101-1", "{}", player.text());
    assert!(player.text().contains("を取り消しました"), "{}", player.text());
    player.types("esc t text:6w1022 enter");
    assert_eq!(bed(&player), "6W-102-2", "{}", player.text());
}

/// Not what was recorded elsewhere, and no list of a whole hospital from one patient.
#[test]
fn what_is_not_taken_back_here_says_why() {
    let mut player = hours_later();
    player.laptop.installation = andon::domain::record::Installation::new(77).unwrap();
    let mut elsewhere = census(Language::Japanese, SMALL, player.laptop);
    elsewhere.types("/ text:00012345 enter Z enter");
    let text = elsewhere.text();
    assert!(text.contains("で記録されたものです"), "{text}");
    assert_eq!(bed(&elsewhere), "6W-102-2");
}

#[test]
fn the_records_of_a_patient() {
    snapshot(
        "records",
        |language, size| census(language, size, ward()),
        |player| {
            player.types("/ text:00012345 enter t text:6w1022 enter i 4 enter y 2 enter text:卵 enter Z");
        },
    );
}
