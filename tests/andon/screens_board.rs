//! The board: keys in, the whole screen out.

use andon::app::Route;
use andon::domain::census::{BlockReason, OutKind};
use andon::domain::command::{Command, Leave};
use andon::i18n::Language;
use andon::screens;

use crate::harness::{Player, sample, snapshot};
use crate::world::bed;

fn board(language: Language, size: (u16, u16)) -> Player {
    Player::at(language, size, sample(), Route::Board, screens::open)
}

#[test]
fn look() {
    for l in [Language::Japanese, Language::English] {
        for size in [(80, 24), (120, 36), (200, 60)] {
            println!("{}", board(l, size).text());
        }
    }
}
