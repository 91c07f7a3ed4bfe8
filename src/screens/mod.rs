//! The screens: each its state, update, view and tests in a folder of its own, and the frame around all of them.
//!
//! A screen looks at the hospital through `app::Scope` and asks for changes through `app::Intent`. Not here: keys (they arrive
//! as actions), texts (they come from the words), I/O.

mod actions;
mod confirm;
mod fields;
mod frame;
mod help;
mod set_up;
mod welcome;

pub use frame::draw;

use crate::app::{Route, Scope, Screen};

/// Builds the screen of a route; nothing when it is not built yet.
pub fn open(route: &Route, scope: &Scope<'_>) -> Option<Box<dyn Screen>> {
    match route {
        Route::Welcome => Some(Box::new(welcome::WelcomeScreen::default())),
        Route::SetUp => Some(Box::new(set_up::SetUpScreen::default())),
        Route::Help => Some(Box::new(help::HelpScreen::new(scope))),
        Route::Actions => Some(Box::new(actions::ActionsScreen::new(scope))),
        Route::Confirm(confirmation) => Some(Box::new(confirm::ConfirmScreen::new(confirmation))),
        Route::Board
        | Route::Census
        | Route::Beds
        | Route::Menu
        | Route::Discrepancies
        | Route::FirstList
        | Route::Wards
        | Route::Form(..) => None,
    }
}
