//! What must be looked at before a slip is printed: asked once, with everything that is known, and the safe answer marked.

use crate::app::paper::PaperOrder;
use crate::app::{Confirmation, Intent, Notice, Route, Scope};
use crate::domain::printing::Paper;
use crate::domain::printing::decide::times_printed;
use crate::domain::slips::ask::present_warnings;
use crate::i18n::Value;
use crate::screens::slips::{told, with_look_alikes};

/// Prints; before the first time a slip is printed, its warnings are a question.
pub fn print(order: PaperOrder, scope: &Scope<'_>) -> Vec<Intent> {
    let making = Intent::Say(Notice::quiet(scope.words.say("papers-making")));
    let warnings = match &order.paper {
        Paper::Slip { slip, .. } if times_printed(scope.hospital, &order.paper) == 0 => {
            let slip = scope.hospital.slip(*slip);
            let mut found = slip
                .map(|slip| present_warnings(scope.hospital, slip))
                .unwrap_or_default();
            if let Some(patient) = slip.and_then(|slip| slip.patient()) {
                found = with_look_alikes(found, patient, scope);
            }
            told(found, scope)
        }
        _ => Vec::new(),
    };
    let about = order.paper.about().unwrap_or_default();
    let print = Intent::Print(Box::new(order));
    if warnings.is_empty() {
        return vec![making, print];
    }
    let question = scope.words.fill("slips-print-warned", &[("slip", Value::from(about))]);
    let confirmation = Confirmation {
        title: scope.words.say("action-print-slip"),
        question: format!("{question}\n{}", warnings.join("\n")),
        safe: scope.words.say("slips-print-warned-not"),
        go: scope.words.say("slips-print-warned-go"),
        then: vec![making, print],
    };
    vec![Intent::Open(Route::Confirm(Box::new(confirmation)))]
}
