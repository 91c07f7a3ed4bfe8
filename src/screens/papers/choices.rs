//! What can be printed of what is selected.

use crate::app::{Scope, Selection};
use crate::domain::census::WardCode;
use crate::domain::numbers::issue::MOST_AT_ONCE;
use crate::domain::printing::Paper;
use crate::domain::record::Day;
use crate::print::document::packet::unprinted;
use crate::print::making::kind_of;

/// Labels that one patient gets at once: wristband, chart, samples, slips of the first day.
const LABELS: u16 = 12;

/// Those of a packet: one sheet.
const PACKET_LABELS: u16 = 24;

/// One document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub paper: Paper,
    pub count: u16,
    /// The title of the document, and what it is about.
    pub title: String,
}

/// The documents, those about the selected patient last, or first where a number is selected.
pub fn of(selection: &Selection, scope: &Scope<'_>) -> Vec<Choice> {
    let day = Day::from(scope.local_now().date());
    // Whoever comes from a number wants its labels; whoever comes from a ward, the list of the ward.
    let (mut papers, own) = match (&selection.number, own(selection, scope)) {
        (Some(_), own) => (own, Vec::new()),
        (None, own) => (Vec::new(), own),
    };
    let of_bed = selection.bed.as_ref().and_then(|bed| WardCode::parse(bed.ward()).ok());
    if let Some(ward) = scope.ward.cloned().or(of_bed) {
        papers.extend([
            (Paper::WardList { ward: ward.clone() }, 1),
            (Paper::Headcount { ward: ward.clone() }, 1),
            (
                Paper::NursingSheet {
                    ward: ward.clone(),
                    day,
                },
                1,
            ),
            (Paper::MealSheet { ward, day }, 1),
        ]);
    }
    papers.extend([(Paper::HospitalList, 1), (Paper::DailyReport { day }, 1)]);
    papers.extend(own);
    let title = |(paper, count): (Paper, u16)| {
        let mut title = scope.words.say(&kind_of(&paper).term());
        let about = paper
            .ward()
            .map(ToString::to_string)
            .or_else(|| paper.patient().map(|patient| scope.patient(patient)))
            .or_else(|| match paper.packets() {
                [] => None,
                [number] => Some(number.to_string()),
                [first, .., last] => Some(format!("{first} … {last}  ×{}", paper.packets().len())),
            });
        if let Some(about) = about {
            title.push_str("  ");
            title.push_str(&about);
        }
        Choice { paper, count, title }
    };
    papers.into_iter().map(title).collect()
}

/// What is printed of the selected number and its holder.
fn own(selection: &Selection, scope: &Scope<'_>) -> Vec<(Paper, u16)> {
    let mut papers = Vec::new();
    let packet = selection.number.clone().filter(|_| selection.patient.is_none());
    if let Some(number) = packet {
        let all = unprinted(scope.hospital.numbers());
        papers.push((Paper::Packets { numbers: vec![number] }, PACKET_LABELS));
        if all.len() > 1 {
            let numbers = all.into_iter().take(usize::from(MOST_AT_ONCE)).collect();
            papers.push((Paper::Packets { numbers }, PACKET_LABELS));
        }
    }
    if let Some(patient) = selection.patient {
        papers.extend([
            (Paper::Labels { patient }, LABELS),
            (Paper::WristStrips { patient }, 1),
            (Paper::Summary { patient }, 1),
        ]);
    }
    papers
}
