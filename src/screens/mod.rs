//! The screens: each its state, update, view and tests in a folder of its own, and the frame around all of them.
//!
//! A screen looks at the hospital through `app::Scope` and asks for changes through `app::Intent`. Not here: keys (they arrive
//! as actions), texts (they come from the words), I/O.
//!
//! What several of them share: `finder` (a line to type into over a short list), `beside` (a list with the detail beside it),
//! `fields`, `dates`, `matching` (what a filter lets through), `empty` (nothing to show), `detail` (what is known of somebody).

mod accounts;
mod actions;
mod beds;
mod beside;
mod board;
mod census;
mod check;
mod confirm;
mod dates;
mod detail;
mod discrepancies;
mod empty;
mod fields;
mod find;
mod finder;
mod first_list;
mod forms;
mod frame;
mod glass;
mod help;
mod ids;
mod lock;
mod matching;
mod menu;
mod mirror;
mod papers;
mod set_up;
mod slips;
mod wards;
mod welcome;

pub use frame::draw;

use crate::app::{Action, Route, Scope, Screen};

/// Builds the screen of a route; nothing when it is not built yet.
pub fn open(route: &Route, scope: &Scope<'_>) -> Option<Box<dyn Screen>> {
    match route {
        Route::Welcome => Some(Box::new(welcome::WelcomeScreen::default())),
        Route::SetUp(so_far) => Some(Box::new(set_up::SetUpScreen::new(so_far))),
        Route::Help => Some(Box::new(help::HelpScreen::new(scope))),
        Route::Actions => Some(Box::new(actions::ActionsScreen::new(scope))),
        Route::Confirm(confirmation) => Some(Box::new(confirm::ConfirmScreen::new(confirmation))),
        Route::Find(typed) => Some(Box::new(find::FindScreen::new(typed, scope))),
        Route::Board => Some(Box::new(board::BoardScreen::new(scope))),
        Route::Beds => Some(Box::new(beds::BedsScreen::new(scope))),
        Route::Discrepancies => Some(Box::new(discrepancies::DiscrepanciesScreen::new(scope))),
        Route::Form(Action::Close, selection) => Some(Box::new(discrepancies::CloseScreen::new(selection, scope))),
        Route::Menu => Some(Box::new(menu::MenuScreen::default())),
        Route::FirstList => Some(Box::new(first_list::FirstListScreen::new(scope))),
        Route::Papers(selection) => Some(Box::new(papers::PapersScreen::new(selection, scope))),
        Route::Slips => Some(Box::new(slips::SlipsScreen::new(scope))),
        Route::Desk => Some(Box::new(slips::DeskScreen::new(scope))),
        Route::Runs => Some(Box::new(slips::RunsScreen::new(scope))),
        Route::Load => Some(Box::new(slips::LoadScreen::new(scope))),
        Route::Slip(number) => Some(Box::new(slips::SlipScreen::new(*number, scope))),
        Route::SlipKinds(patient) => Some(Box::new(slips::KindsScreen::new(*patient, scope))),
        Route::Desks => Some(Box::new(slips::DesksScreen::new(scope))),
        Route::BreakGlass => Some(Box::new(glass::GlassScreen::default())),
        Route::Accounts => Some(Box::new(accounts::AccountsScreen::new(scope))),
        Route::AccountRole(user) => Some(Box::new(accounts::RoleScreen::new(user, scope))),
        Route::Mirror => Some(Box::new(mirror::MirrorScreen::default())),
        Route::ReviewGlass => Some(Box::new(glass::ReviewScreen::new(scope))),
        Route::Ids => Some(Box::new(ids::IdsScreen::new(scope))),
        Route::Wards => Some(Box::new(wards::WardsScreen::new(scope))),
        Route::Census => Some(Box::new(census::CensusScreen::new(scope))),
        Route::Person(patient) => Some(Box::new(detail::PersonScreen::new(*patient))),
        Route::Form(Action::TakeBack, selection) => {
            let records = |patient| detail::RecordsScreen::new(patient, scope);
            selection
                .patient
                .map(|patient| Box::new(records(patient)) as Box<dyn Screen>)
        }
        Route::Form(Action::Check, selection) => Some(Box::new(check::CheckScreen::new(selection, scope))),
        Route::CheckPaper => Some(Box::<check::PaperScreen>::default()),
        Route::Checks => Some(Box::new(check::ChecksScreen::new(scope))),
        Route::Form(action, selection) => forms::open(*action, selection, scope),
        Route::Resume(draft) => match draft.form {
            Action::Close => Some(Box::new(discrepancies::CloseScreen::resume(draft, scope))),
            Action::FirstList => Some(Box::new(first_list::FirstListScreen::resume(draft, scope))),
            Action::CheckPaper => Some(Box::new(check::PaperScreen::resume(draft, scope))),
            _ => forms::resume(draft, scope),
        },
    }
}
