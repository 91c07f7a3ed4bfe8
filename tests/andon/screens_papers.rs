//! Paper from the screen: the list in one key, documents and printers with a preview, a reason for what is printed again.

use andon::app::paper::{Outlet, PaperOrder};
use andon::app::{Effect, Message, PaperNews, Preference, Route};
use andon::domain::census::WardCode;
use andon::domain::command::{Command, Request};
use andon::domain::printing::{Paper, PrintTo, decide::AskPrint};
use andon::i18n::Language;
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
    let order = PaperOrder::document(Paper::Headcount { ward: ward() }, Outlet::Queue("laser-er".into()));
    assert_eq!(printed(&player), [order]);
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
    let Some(Paper::Labels { patient }) = of(&player) else {
        panic!("{:?}", of(&player))
    };
    let asked = AskPrint {
        paper: Paper::Labels { patient },
        count: 12,
        to: PrintTo::Folder,
        reason: None,
    };
    player.laptop.does(Request::from(Command::AskPrint(asked))).unwrap();
    let hospital = std::sync::Arc::new(player.laptop.hospital.clone());
    player.session.message(Message::Hospital(hospital));
    player.types("enter");
    assert_eq!(printed(&player).len(), 1, "first it asks why");
    player.types("enter");
    assert_eq!(printed(&player).len(), 1, "nothing is no reason");
    player.types("text:torn enter");
    let again = printed(&player).pop().unwrap();
    assert_eq!(again.reason.map(|reason| reason.to_string()).as_deref(), Some("torn"));
}

#[test]
fn what_it_looks_like() {
    snapshot("papers", census, |player| {
        player.types("P");
    });
}
