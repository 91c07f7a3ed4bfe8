//! Paper on the screen: F7, the slips of a ward or of the hospital and where every sheet of each is; F8, what lies on one
//! desk, with a field that takes one number after another.
//!
//! `list` is F7, `desk` is F8, `runs` the rounds of the carriers, `load` how much every desk has to do, `one` is a single slip
//! with everything that happened to it, `choose` picks a kind or a desk,
//! `line` draws the line of stations, `deed` is what the keys do with the selected sheet, `strip` the field for numbers.

mod choose;
mod deed;
mod desk;
mod line;
mod list;
mod load;
mod one;
mod runs;
mod strip;

use crate::app::Scope;
use crate::domain::identity::PatientId;
use crate::domain::slips::safety::Warning;

pub use choose::{DesksScreen, KindsScreen};
pub use desk::DeskScreen;
pub use list::SlipsScreen;
pub use load::{LoadScreen, sign as load_sign};
pub use one::SlipScreen;
pub use runs::RunsScreen;

/// What the domain warns of, and every other inpatient whose name can be taken for this one: the domain knows the same name and
/// the same reading, the look-alikes also a name that is one sound or one form of a character apart.
pub fn with_look_alikes(mut warnings: Vec<Warning>, patient: PatientId, scope: &Scope<'_>) -> Vec<Warning> {
    for other in scope.look_alikes.of(patient) {
        let warning = Warning::LookAlike(other.who);
        if !warnings.contains(&warning) {
            warnings.push(warning);
        }
    }
    warnings
}
