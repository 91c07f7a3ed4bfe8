//! Every screen there is, in the states that matter. A new screen is hung here with one line, and is then pressed, resized,
//! scanned into, clicked on and read in both languages by the tests of `every_screen.rs`, and walked through by the monkey.

use std::cell::OnceCell;

use andon::app::{Action, Keys, Route};
use andon::i18n::Language;
use andon::input::Named;
use andon::screens;

use super::Player;
use crate::screens_accounts::staff;
use crate::screens_board::busy;
use crate::screens_census::ward;
use crate::screens_discrepancies::apart;
use crate::screens_paper::paper_hall;
use crate::world::Laptop;

/// Which hospital stands behind a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hall {
    /// Two small wards with everything that can be the matter with a patient.
    Ward,
    /// Stations that disagree.
    Apart,
    /// The sample hospital: 865 beds, 600 inpatients.
    Busy,
    /// Paper in every state.
    Paper,
    /// People with accounts, one of them locked out.
    Staff,
    /// A laptop without a store.
    Nothing,
}

/// One screen in one state: where it begins, and the keys that lead there. The keys are the same in both languages.
#[derive(Debug, Clone)]
pub struct Exhibit {
    pub name: String,
    pub hall: Hall,
    pub first: Route,
    pub keys: String,
}

/// The laptops behind the screens, made once.
pub struct Gallery {
    ward: Laptop,
    apart: Laptop,
    paper: Laptop,
    /// Large, so only made when it is looked at.
    busy: OnceCell<Laptop>,
}

/// Screens and states without the forms: name, hospital, where it begins, keys.
const SCREENS: &[(&str, Hall, Route, &str)] = &[
    ("welcome", Hall::Nothing, Route::Welcome, ""),
    ("set-up", Hall::Nothing, Route::Welcome, "down enter"),
    ("set-up-wrong", Hall::Nothing, Route::Welcome, "down enter F12"),
    ("mirror", Hall::Ward, Route::Board, "g M"),
    (
        "mirror-asked",
        Hall::Ward,
        Route::Board,
        "g M text:/media/stick/andon enter",
    ),
    ("board", Hall::Busy, Route::Board, "down down down"),
    ("board-small", Hall::Ward, Route::Board, "down"),
    ("census", Hall::Ward, Route::Census, "down"),
    ("census-busy", Hall::Busy, Route::Census, "down down"),
    ("census-ward", Hall::Busy, Route::Census, "] ] ] ] ] ] ] ] down"),
    ("census-filter", Hall::Ward, Route::Census, "/ text:5E"),
    ("census-filtered", Hall::Ward, Route::Census, "/ text:5E enter down"),
    ("census-nothing", Hall::Ward, Route::Census, "/ text:zzz"),
    ("census-empty-bed", Hall::Ward, Route::Census, "] end"),
    ("person", Hall::Ward, Route::Census, "down enter"),
    ("records", Hall::Ward, Route::Census, "down Z"),
    ("records-asked", Hall::Ward, Route::Census, "down Z enter"),
    ("beds", Hall::Ward, Route::Beds, "down"),
    ("beds-busy", Hall::Busy, Route::Beds, "right down"),
    ("beds-filter", Hall::Ward, Route::Beds, "/ text:1"),
    ("beds-empty", Hall::Ward, Route::Beds, "end"),
    ("discrepancies", Hall::Apart, Route::Discrepancies, "down"),
    ("discrepancies-none", Hall::Ward, Route::Discrepancies, ""),
    ("close", Hall::Apart, Route::Discrepancies, "z"),
    ("close-empty", Hall::Apart, Route::Discrepancies, "z enter"),
    ("first-list-no-ward", Hall::Ward, Route::Census, "L"),
    ("first-list", Hall::Ward, Route::Census, "] L"),
    (
        "first-list-department",
        Hall::Ward,
        Route::Census,
        "] L tab tab tab tab",
    ),
    ("ids-nobody", Hall::Ward, Route::Ids, ""),
    ("ids", Hall::Ward, Route::Ids, "G 1 F12 u 1 F12"),
    ("ids-ledger", Hall::Ward, Route::Ids, "G 1 F12 Q 2 F12 right"),
    ("slips-nothing", Hall::Ward, Route::Slips, ""),
    ("desk-nothing", Hall::Ward, Route::Desk, ""),
    ("runs-nothing", Hall::Ward, Route::Runs, ""),
    ("load-nothing", Hall::Ward, Route::Load, ""),
    ("board-paper", Hall::Paper, Route::Board, "down"),
    ("slips", Hall::Paper, Route::Slips, "down"),
    ("slips-filter", Hall::Paper, Route::Slips, "/ text:S07"),
    ("slips-unaccounted", Hall::Paper, Route::Slips, "right"),
    ("slips-billing", Hall::Paper, Route::Slips, "right right"),
    ("slips-queries", Hall::Paper, Route::Slips, "left"),
    ("slip", Hall::Paper, Route::Slips, "end enter"),
    ("slip-kinds", Hall::Paper, Route::Slips, "w"),
    ("slip-kinds-some", Hall::Paper, Route::Slips, "w text:rx"),
    ("slip-written", Hall::Paper, Route::Slips, "w text:rx-inpatient enter"),
    ("slip-operation", Hall::Paper, Route::Slips, "w text:operation enter"),
    ("slip-form", Hall::Paper, Route::Slips, "n"),
    ("slip-asked", Hall::Paper, Route::Slips, "end q"),
    ("slip-followed", Hall::Paper, Route::Slips, "home Q"),
    ("slip-answered", Hall::Paper, Route::Slips, "home a"),
    ("slip-revised", Hall::Paper, Route::Slips, "end R"),
    ("slip-performed", Hall::Paper, Route::Slips, "end e"),
    ("slip-cancelled", Hall::Paper, Route::Slips, "end x"),
    ("desk", Hall::Paper, Route::Desk, "D text:pharmacy enter down"),
    (
        "desk-filter",
        Hall::Paper,
        Route::Desk,
        "D text:pharmacy enter / text:1",
    ),
    (
        "desk-numbers",
        Hall::Paper,
        Route::Desk,
        "D text:pharmacy enter r text:12",
    ),
    ("desk-signed", Hall::Paper, Route::Desk, "D text:pharmacy enter d tab"),
    ("desks", Hall::Paper, Route::Desk, "D"),
    ("runs", Hall::Paper, Route::Runs, "down"),
    ("run-opened", Hall::Paper, Route::Runs, "U"),
    ("load", Hall::Paper, Route::Load, "down"),
    ("find-slip", Hall::Paper, Route::Board, "/ text:S07-100001"),
    ("check-purpose", Hall::Ward, Route::Census, "F6 down"),
    ("check-no-purpose", Hall::Ward, Route::Census, "F6 text:zzz"),
    ("check-statement", Hall::Ward, Route::Census, "F6 1 0 enter"),
    ("check-stand-in", Hall::Ward, Route::Census, "F6 1 0 enter C-y"),
    (
        "check-slip",
        Hall::Ward,
        Route::Census,
        "F6 5 enter text:たなかたろう enter text:S23.5.6 enter",
    ),
    (
        "check-second",
        Hall::Ward,
        Route::Census,
        "F6 3 enter text:たなかたろう enter text:S23.5.6 enter",
    ),
    (
        "check-mismatched",
        Hall::Ward,
        Route::Census,
        "F6 1 0 enter text:だれか enter text:S23.5.6 enter",
    ),
    (
        "check-verified",
        Hall::Ward,
        Route::Census,
        "F6 1 0 enter text:たなかたろう enter text:S23.5.6 enter",
    ),
    ("check-paper", Hall::Ward, Route::Census, "g o text:00012345 enter"),
    (
        "checks",
        Hall::Ward,
        Route::Census,
        "F6 1 0 enter text:だれか enter text:S23.5.6 enter enter g y",
    ),
    (
        "accounts",
        Hall::Staff,
        Route::Board,
        "g u text:k.mori tab text:x enter g U down",
    ),
    (
        "accounts-filter",
        Hall::Staff,
        Route::Board,
        "g u text:k.mori tab text:x enter g U / text:sato",
    ),
    (
        "accounts-asked",
        Hall::Staff,
        Route::Board,
        "g u text:k.mori tab text:x enter g U down r",
    ),
    (
        "accounts-role",
        Hall::Staff,
        Route::Board,
        "g u text:k.mori tab text:x enter g U down m",
    ),
    ("accounts-nobody", Hall::Ward, Route::Board, "g U"),
    ("menu", Hall::Ward, Route::Menu, "down down"),
    ("wards", Hall::Busy, Route::Census, "W"),
    ("wards-nothing", Hall::Ward, Route::Census, "W text:zzz"),
    ("find", Hall::Ward, Route::Census, "C-f"),
    ("find-some", Hall::Ward, Route::Census, "C-f text:5E"),
    ("find-busy", Hall::Busy, Route::Board, "/ text:5E-50"),
    ("find-nothing", Hall::Ward, Route::Board, "/ text:zzz"),
    ("actions", Hall::Ward, Route::Census, "C-p"),
    ("actions-some", Hall::Ward, Route::Census, "C-p text:admit"),
    ("actions-nothing", Hall::Ward, Route::Census, "C-p text:zzz"),
    ("help", Hall::Ward, Route::Census, "?"),
    ("help-form", Hall::Ward, Route::Census, "t F1"),
    ("pending", Hall::Ward, Route::Census, "g"),
    ("papers", Hall::Ward, Route::Census, "down P"),
    ("quit", Hall::Ward, Route::Census, "C-q"),
    ("undo", Hall::Ward, Route::Census, "m 3 enter C-z"),
    ("absconded-asked", Hall::Ward, Route::Census, "x enter enter"),
    ("admit-new", Hall::Ward, Route::Census, "a text:新井 tab"),
    (
        "admit-filled",
        Hall::Ward,
        Route::Census,
        "a text:新井 tab tab text:アライ tab 1 tab text:S23.5.6 tab text:99 tab",
    ),
    (
        "admit-wrong",
        Hall::Ward,
        Route::Census,
        "a text:新井 tab tab tab tab text:S64.5.6 tab F12",
    ),
    ("admit-forget", Hall::Ward, Route::Census, "a text:新井 esc esc"),
    ("transfer-taken", Hall::Ward, Route::Census, "t text:5E-101-2 enter"),
    (
        "at-in-future",
        Hall::Ward,
        Route::Census,
        "d S-tab text:2030-01-01_10:00 F12",
    ),
];

/// Where the patient of a movement is found in the small wards, so that its form opens.
fn way(action: Action) -> &'static str {
    match action {
        // On leave, in transit, expected: each further down the list.
        Action::Return => "/ text:00020391 enter r",
        Action::Arrive => "/ text:00027182 enter r",
        Action::Block => "] end up b",
        Action::Unblock => "] end b",
        _ => "",
    }
}

impl Gallery {
    pub fn new() -> Self {
        Self {
            ward: ward(),
            apart: apart(),
            paper: paper_hall(),
            busy: OnceCell::new(),
        }
    }

    /// Everything that can be on a screen, the form of every movement and every edit included.
    pub fn exhibits() -> Vec<Exhibit> {
        let screens = SCREENS.iter().map(|(name, hall, first, keys)| Exhibit {
            name: (*name).to_owned(),
            hall: *hall,
            first: first.clone(),
            keys: (*keys).to_owned(),
        });
        let forms = Action::ALL.iter().copied().filter(|action| action.is_movement());
        let forms = forms.map(|action| Exhibit {
            name: format!("form-{}", action.name()),
            hall: Hall::Ward,
            first: Route::Census,
            keys: match way(action) {
                // The palette knows every action by its name.
                "" => format!("C-p text:{} enter", action.name()),
                way => way.to_owned(),
            },
        });
        screens.chain(forms).collect()
    }

    pub fn laptop(&self, hall: Hall) -> Laptop {
        match hall {
            Hall::Ward => self.ward.clone(),
            Hall::Apart => self.apart.clone(),
            Hall::Paper => self.paper.clone(),
            Hall::Busy => self.busy.get_or_init(busy).clone(),
            Hall::Staff => staff(),
            Hall::Nothing => Laptop::new(7),
        }
    }

    pub fn open(&self, exhibit: &Exhibit, language: Language, size: (u16, u16)) -> Player {
        self.open_with(exhibit, language, size, super::keys())
    }

    /// The same with a table of keys of its own; a key that it does not have leads nowhere.
    pub fn open_with(&self, exhibit: &Exhibit, language: Language, size: (u16, u16), keys: Keys) -> Player {
        let laptop = self.laptop(exhibit.hall);
        let mut player = Player::with_keys(language, size, laptop, (exhibit.first.clone(), keys), screens::open);
        player.types(&exhibit.keys);
        player
    }
}
