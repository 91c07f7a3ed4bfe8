//! What still carries another number of a person, in words.

use crate::app::Scope;
use crate::domain::numbers::link::Attention;
use crate::i18n::Value;

/// Slips that are named one by one; of more, how many there are.
const NAMED: usize = 3;

pub fn words(one: &Attention, scope: &Scope<'_>) -> String {
    let words = scope.words;
    match one {
        Attention::Bed { patient, bed } => {
            let places = [
                ("who", Value::from(scope.patient(*patient))),
                ("bed", bed.as_str().into()),
            ];
            words.fill("link-bed", &places)
        }
        Attention::Labels { number, printed } => {
            let places = [("number", Value::from(number.as_str())), ("count", (*printed).into())];
            words.fill("link-labels", &places)
        }
        Attention::Slips { patient, slips } => {
            let named: Vec<String> = slips.iter().take(NAMED).map(ToString::to_string).collect();
            let places = [
                ("who", Value::from(number(*patient, scope))),
                ("slips", named.join(" ").into()),
                ("count", slips.len().into()),
                ("more", slips.len().saturating_sub(NAMED).into()),
            ];
            words.fill("link-slips", &places)
        }
        Attention::Checks { patient, checks, last } => {
            let places = [
                ("who", Value::from(number(*patient, scope))),
                ("count", (*checks).into()),
                ("at", scope.moment(*last).into()),
            ];
            words.fill("link-checks", &places)
        }
    }
}

/// Under which number it was done.
fn number(patient: crate::domain::identity::PatientId, scope: &Scope<'_>) -> String {
    let known = scope.hospital.patient(patient);
    let number = known.and_then(|known| scope.hospital.identifier_of(known));
    number.map_or_else(|| scope.patient(patient), ToString::to_string)
}
