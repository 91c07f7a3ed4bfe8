//! Paper from the screen: the list in one key, documents and printers with a preview, a reason for what is printed again.

use andon::app::paper::{Outlet, PaperOrder};
use andon::app::{Effect, Message, PaperNews, Preference, Route};
use andon::domain::census::WardCode;
use andon::domain::printing::Paper;
use andon::i18n::Language;
use andon::print::press::{Labels, Layout};
use andon::screens;

use crate::harness::{LARGE, Player, SMALL, sample, snapshot};

fn census(language: Language, size: (u16, u16)) -> Player {
    let mut player = Player::at(language, size, sample(), Route::Census, screens::open);
    player.types("W text:5E enter");
    player
}

fn printed(player: &Player) -> Vec<PaperOrder> {
    let orders = player.effects.iter().filter_map(|effect| match effect {
        Effect::Print { order, .. } => Some((**order).clone()),
        _ => None,
    });
    orders.collect()
}

fn ward() -> WardCode {
    WardCode::parse("5E").unwrap()
}

#[test]
fn the_ward_list_is_one_key_away() {
    let mut player = census(Language::Japanese, SMALL);
    player.types("p");
    let order = PaperOrder::document(Paper::WardList { ward: ward() }, Outlet::Usual);
    assert_eq!(printed(&player), [order]);
}

#[test]
fn how_a_job_goes_is_said_and_what_is_not_printed_is_never_called_saved() {
    let mut player = census(Language::English, LARGE);
    let mut says = |news: PaperNews| {
        player.session.message(Message::Paper(news));
        let notice = player.session.notice().unwrap();
        (notice.tone, notice.text)
    };
    let (tone, text) = says(PaperNews::NotPrinted("Not printed: paper jam.".into()));
    assert_eq!(
        (tone, text.as_str()),
        (
            andon::app::Tone::Alarm,
            "Not printed: paper jam. g p offers another printer or the PDF folder."
        )
    );
    assert_eq!(says(PaperNews::Waiting("waiting".into())).0, andon::app::Tone::Quiet);
    assert_eq!(says(PaperNews::Done("printed".into())).0, andon::app::Tone::Saved);
    assert_eq!(
        says(PaperNews::done("printed".into(), &["one".into(), "two".into()])),
        (andon::app::Tone::Warn, "printed one (+1)".into())
    );
}

#[test]
fn documents_and_printers_are_chosen_with_the_arrows() {
    let mut player = census(Language::English, LARGE);
    player.types("P down right enter");
    let order = &printed(&player)[0];
    assert_eq!(order.paper, Paper::Headcount { ward: ward() });
    assert_eq!(order.to, Outlet::Queue("laser-er".into()));
    assert!(
        player
            .effects
            .contains(&Effect::Remember(Preference::Printer(Some("laser-er".into()))))
    );
    player.types("left left enter");
    assert_eq!(printed(&player)[1].to, Outlet::Folder);
}

#[test]
fn a_number_that_was_printed_is_printed_again_with_a_reason() {
    let mut player = census(Language::English, LARGE);
    // The list opens with a patient selected; labels come behind the six documents of ward and hospital.
    player.types("down P down down down down down down");
    let of = |player: &Player| printed(player).last().map(|order| order.paper.clone());
    player.types("enter");
    assert!(matches!(of(&player), Some(Paper::Labels { .. })), "{:?}", of(&player));
    player.types("enter");
    assert_eq!(printed(&player).len(), 1, "first it asks why");
    player.types("enter");
    assert_eq!(printed(&player).len(), 1, "nothing is no reason");
    player.types("text:torn enter");
    let again = printed(&player).pop().unwrap();
    assert_eq!(again.reason.map(|reason| reason.to_string()).as_deref(), Some("torn"));
}

/// Walks down to the document whose order this is true of; the screen has it chosen.
fn choose(player: &mut Player, is_it: impl Fn(&PaperOrder) -> bool) {
    player.types("P");
    for _ in 0..30 {
        let looked = player.effects.iter().rev().find_map(|effect| match effect {
            Effect::LookAtPaper { order, .. } => Some((**order).clone()),
            _ => None,
        });
        if looked.is_some_and(|order| is_it(&order)) {
            return;
        }
        player.types("down");
    }
    panic!("{}", player.text());
}

#[test]
fn the_first_free_label_and_how_many_are_chosen() {
    let mut player = census(Language::English, LARGE);
    player.types("down");
    choose(&mut player, |order| matches!(order.paper, Paper::Labels { .. }));
    assert!(player.text().contains("first free 1/24"), "{}", player.text());
    player.types("] ] + + -");
    assert!(player.text().contains("13 (- +)  first free 3/24"), "{}", player.text());
    player.types("enter");
    let order = printed(&player).pop().unwrap();
    assert_eq!((order.labels, order.count), (Labels::OnSheet { first: 3 }, 13));
    player.types("[ [ [ [");
    assert!(player.text().contains("one by one"), "{}", player.text());
    player.types("enter text:printer enter");
    assert_eq!(printed(&player).pop().unwrap().labels, Labels::Singly);
}

#[test]
fn new_forms_of_a_kind_or_of_all_are_made_for_the_ward() {
    let (laptop, _) = crate::screens_slips::morning(1);
    let mut player = Player::at(Language::English, LARGE, laptop, Route::Census, screens::open);
    player.types("W text:5E enter");
    choose(&mut player, |order| order.fresh.is_some());
    assert!(player.text().contains("every type"), "{}", player.text());
    let order = |player: &mut Player| {
        player.types("enter");
        printed(player).pop().unwrap()
    };
    // Hundreds of forms are asked about, and the safe answer makes none.
    player.types("enter");
    assert!(player.text().contains("blank forms are made"), "{}", player.text());
    player.types("enter");
    assert!(printed(&player).is_empty());
    player.types("enter y");
    let all = printed(&player).pop().unwrap();
    assert!(matches!(&all.paper, Paper::Blanks { ward, pads } if ward.as_str() == "5E" && pads.is_empty()));
    let fresh = all.fresh.unwrap();
    assert!(fresh.kinds.len() > 20 && fresh.count == 10);
    player.types("] - -");
    let one = order(&mut player).fresh.unwrap();
    assert_eq!((one.kinds.len(), one.count), (1, 8));
    player.types("s");
    assert!(
        player
            .effects
            .contains(&Effect::Remember(Preference::Layout(Layout::Single)))
    );
    assert_eq!(order(&mut player).layout, Some(Layout::Single));
}

#[test]
fn what_it_looks_like() {
    snapshot("papers", census, |player| {
        player.types("P");
    });
}

#[test]
fn a_paper_that_is_ready_late_never_stands_for_another() {
    let mut player = census(Language::English, LARGE);
    player.types("P down down");
    let wanted = player.text();
    let mut player = census(Language::English, LARGE);
    player.types("P");
    player.slow = true;
    player.types("down down");
    player.slow = false;
    player.rest_backwards();
    assert_eq!(player.text(), wanted);
}

/// A print system that does not answer once has not taken the printer away: slips must not become files that nobody fetches.
#[test]
fn a_print_system_that_is_silent_once_changes_no_printer() {
    let mut player = census(Language::English, LARGE);
    player.lpstat_hangs = true;
    player.types("P enter");
    let to = |player: &Player| printed(player).last().map(|order| order.to.clone());
    assert_eq!(to(&player), Some(Outlet::Queue("laser-5e".into())), "{}", player.text());
    let remembered = |player: &Player| {
        let remembers = |effect: &Effect| matches!(effect, Effect::Remember(Preference::Printer(_)));
        player.effects.iter().any(remembers)
    };
    assert!(!remembered(&player), "nobody has chosen anything");
    assert!(player.text().contains("laser-5e"), "{}", player.text());
    // The folder is chosen by whoever means it.
    player.types("left enter");
    assert_eq!(to(&player), Some(Outlet::Folder));
    assert!(player.effects.contains(&Effect::Remember(Preference::Printer(None))));
}

/// While a reason is typed every key is a letter: no other is offered there.
#[test]
fn the_question_why_it_is_printed_again() {
    let arrival = |language, size| {
        let laptop = crate::world::Laptop::with_numbers(7, 1);
        let mut player = Player::at(language, size, laptop, Route::Board, screens::open);
        player.types("F5 u F12 P enter");
        player
    };
    snapshot("papers-why-again", arrival, |player| {
        assert!(!player.text().contains("papers-reason"));
        player.types("enter text:torn");
    });
    let player = arrival(Language::English, SMALL);
    assert!(player.text().contains("chooses a ward"), "{}", player.text());
}
