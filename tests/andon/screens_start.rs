//! A laptop without a store: the one question, and the guide.

use std::path::PathBuf;

use andon::app::{Effect, Errand, Message, NotOpened, Preference, Route, SetUp, SetUpSoFar};
use andon::domain::access::PassPhrase;
use andon::i18n::Language;
use andon::screens;

use crate::harness::{Player, SMALL, snapshot};
use crate::world::Laptop;

fn start(language: Language, size: (u16, u16)) -> Player {
    Player::at(language, size, Laptop::new(1), Route::Welcome, screens::open)
}

#[test]
fn the_question_and_the_guide() {
    snapshot("start-welcome", start, |_| {});
    snapshot("start-set-up", start, |player| {
        player.types("down enter text:試験病院 enter enter enter text:０ enter");
    });
}

#[test]
fn enter_tries_the_sample() {
    let mut player = start(Language::Japanese, SMALL);
    player.slow = true;
    player.types("enter");
    assert!(player.text().contains("準備しています"), "{}", player.text());
    let language = Language::Japanese;
    let errand = Errand(2);
    assert_eq!(player.effects, [Effect::TrySample { errand, language }]);
}

#[test]
fn nothing_else_can_be_done_without_a_hospital() {
    let mut player = start(Language::English, SMALL);
    player.types("F2");
    assert!(player.text().contains("no hospital yet"), "{}", player.text());
    assert_eq!(player.effects, []);
}

#[test]
fn the_guide_asks_for_everything_and_lists_what_is_wrong() {
    let mut player = start(Language::English, SMALL);
    player.slow = true;
    player.types("down enter F12");
    assert_eq!(player.effects, [], "nothing is made of an empty form");
    assert!(player.text().contains("required"), "{}", player.text());
    player.types("text:Harbour enter text:/media/usb enter enter text:７ enter text:5E-1 enter text:k.mori enter");
    player.types("text:umbrellas@in@the@rain enter text:umbrellas@in@the@rain enter F12");
    // What is typed is remembered key by key, but never a pass phrase.
    let remembered: Vec<Effect> = player
        .effects
        .extract_if(.., |effect| matches!(effect, Effect::Remember(_)))
        .collect();
    let Some(Effect::Remember(Preference::SetUp(so_far))) = remembered.last() else {
        panic!("{remembered:?}")
    };
    assert_eq!(so_far.0.get("user").map(String::as_str), Some("k.mori"));
    assert!(!format!("{remembered:?}").contains("umbrellas"), "{remembered:?}");
    let [Effect::SetUp { errand, set_up, .. }] = player.effects.as_slice() else {
        panic!("{:?}", player.effects)
    };
    let wanted = SetUp {
        folder: PathBuf::from("/media/usb"),
        hospital: "Harbour".to_owned(),
        time_zone: "Asia/Tokyo".to_owned(),
        station: 7,
        station_name: "5E-1".to_owned(),
        user: "k.mori".to_owned(),
        phrase: PassPhrase::new("umbrellas@in@the@rain"),
        census: None,
    };
    assert_eq!(**set_up, wanted);
    let lines = vec!["beds.csv line 3: ward: 9Z: a ward of wards.csv".to_owned()];
    let (errand, opened) = (*errand, Err(NotOpened { lines }));
    player.tell(Message::Opened { errand, opened });
    assert!(player.text().contains("beds.csv line 3"), "{}", player.text());
    assert!(player.text().contains("Harbour"), "what was typed is still there");
}

#[test]
fn a_guide_that_was_interrupted_goes_on_where_it_was() {
    let typed = [("hospital", "港"), ("folder", "/media/usb"), ("zone", "Asia/Seoul")];
    let typed = typed.map(|(field, text)| (field.to_owned(), text.to_owned()));
    let mut player = start(Language::Japanese, SMALL);
    player.session.take_up(&SetUpSoFar(typed.into()));
    assert!(player.text().contains("途中で終わった"), "{}", player.text());
    player.types("text:7");
    for shown in ["港", "/media/usb", "Asia/Seoul"] {
        assert!(player.text().contains(shown), "{shown}: {}", player.text());
    }
    let Some(Effect::Remember(Preference::SetUp(so_far))) = player.effects.last() else {
        panic!("{:?}", player.effects)
    };
    assert_eq!(
        so_far.0.get("station").map(String::as_str),
        Some("7"),
        "the keyboard is in the first field that is empty"
    );
    // Whoever leaves the guide begins anew the next time.
    player.types("esc y");
    let gone = Effect::Remember(Preference::SetUp(SetUpSoFar::default()));
    assert_eq!(player.effects.last(), Some(&gone));
}
