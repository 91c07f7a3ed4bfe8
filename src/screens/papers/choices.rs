//! What can be printed of what is selected.

use crate::app::paper::FreshForms;
use crate::app::sentences::Speaker;
use crate::app::{Scope, Selection};
use crate::domain::census::WardCode;
use crate::domain::numbers::issue::MOST_AT_ONCE;
use crate::domain::printing::decide::times_printed;
use crate::domain::printing::{Paper, PrintEnd, PrintState};
use crate::domain::record::Day;
use crate::domain::slips::{Code, CopyName, Custody, Post, term::Named};
use crate::print::document::packet::unprinted;
use crate::print::making::term_of;

/// The last runs, and the last forms that did not come out.
const LAST: usize = 3;

/// How much of it, and where it goes on its paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amounts {
    /// Labels that one patient gets at once: wristband, chart, samples, slips of the first day.
    pub labels: u16,
    /// The first free label of the sheet, from 1; 0 is each on a paper of its own.
    pub first: u16,
    /// Forms of each kind.
    pub forms: u16,
    /// Of this kind of the book, counted from 1; 0 is of every kind.
    pub kind: usize,
}

impl Default for Amounts {
    fn default() -> Self {
        Self {
            labels: 12,
            first: 1,
            forms: 10,
            kind: 0,
        }
    }
}

/// Those of a packet: one sheet.
const PACKET_LABELS: u16 = 24;

/// One document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub paper: Paper,
    pub count: u16,
    pub fresh: Option<FreshForms>,
    /// The title of the document, and what it is about.
    pub title: String,
}

/// The documents: the sheet of the selected run or those of the selected slip first, those of the ward and the hospital, those about the selected patient,
/// and of slips what the ward needs.
pub fn of(selection: &Selection, amounts: &Amounts, scope: &Scope<'_>) -> Vec<Choice> {
    let day = Day::from(scope.local_now().date());
    let mut papers: Vec<(Paper, u16, Option<FreshForms>)> = Vec::new();
    // Whoever comes from a number wants its labels; whoever comes from a ward, the list of the ward.
    if selection.number.is_some() {
        papers.extend(own(selection, amounts, scope));
    }
    let mut add = |paper| papers.push((paper, 1, None));
    if let Some(run) = selection.paper.run {
        add(Paper::RunSheet { run });
    }
    if let Some(name) = selection.paper.slip {
        of_slip(name, scope).into_iter().for_each(&mut add);
    }
    let ward = ward(selection, scope);
    if let Some(ward) = ward.clone() {
        add(Paper::WardList { ward: ward.clone() });
        add(Paper::Headcount { ward: ward.clone() });
        add(Paper::NursingSheet {
            ward: ward.clone(),
            day,
        });
        add(Paper::MealSheet { ward, day });
    }
    add(Paper::HospitalList);
    add(Paper::DailyReport { day });
    if selection.number.is_none() {
        papers.extend(own(selection, amounts, scope));
    }
    papers.extend(of_desk(selection, day, scope).into_iter().map(|paper| (paper, 1, None)));
    if let Some(ward) = ward.and_then(|ward| Post::parse(ward.as_str()))
        && let Some(fresh) = fresh(amounts, scope)
    {
        let pads = Vec::new();
        papers.push((Paper::Blanks { ward, pads }, 1, Some(fresh)));
    }
    papers.extend(left_over(scope).into_iter().map(|paper| (paper, 1, None)));
    let title = |(paper, count, fresh): (Paper, u16, Option<FreshForms>)| {
        let title = title(&paper, scope);
        Choice {
            paper,
            count,
            fresh,
            title,
        }
    };
    papers.into_iter().map(title).collect()
}

/// What it is about, as people call it: a desk by its title, a run by its carrier.
pub(super) fn about(paper: &Paper, scope: &Scope<'_>) -> Option<String> {
    match paper {
        Paper::RunSheet { run } => {
            let carrier = scope.hospital.run(*run).and_then(|run| run.carrier());
            carrier.map(ToString::to_string).or_else(|| paper.about())
        }
        Paper::Blanks { ward, pads } => pads
            .first()
            .map(|pad| format!("{ward} {pad}"))
            .or_else(|| paper.about()),
        // By its title: its code is for programs.
        Paper::DeskRegister { desk, .. } => {
            let speaker = Speaker::new(scope.words, scope.hospital);
            Some(speaker.named(&Named::Post(desk.clone())))
        }
        _ => paper
            .about()
            .or_else(|| paper.patient().map(|patient| scope.patient(patient))),
    }
}

fn title(paper: &Paper, scope: &Scope<'_>) -> String {
    let mut title = scope.words.say(&term_of(paper));
    if let Some(about) = about(paper, scope) {
        title.push_str("  ");
        title.push_str(&about);
    }
    if let Paper::Slip { slip, revision, .. } = paper
        && scope
            .hospital
            .slip(*slip)
            .is_some_and(|known| known.revision() != *revision)
    {
        title.push_str("  ");
        title.push_str(&scope.words.say("paper-void"));
    }
    title
}

/// What is printed of the selected number and its holder.
fn own(selection: &Selection, amounts: &Amounts, scope: &Scope<'_>) -> Vec<(Paper, u16, Option<FreshForms>)> {
    let mut papers = Vec::new();
    let packet = selection.number.clone().filter(|_| selection.patient.is_none());
    if let Some(number) = packet {
        let all = unprinted(scope.hospital.numbers());
        papers.push((Paper::Packets { numbers: vec![number] }, PACKET_LABELS, None));
        if all.len() > 1 {
            let numbers = all.into_iter().take(usize::from(MOST_AT_ONCE)).collect();
            papers.push((Paper::Packets { numbers }, PACKET_LABELS, None));
        }
    }
    if let Some(patient) = selection.patient {
        papers.push((Paper::Labels { patient }, amounts.labels, None));
        papers.push((Paper::WristStrips { patient }, 1, None));
        papers.push((Paper::Summary { patient }, 1, None));
    }
    papers
}

/// The ward that is shown, that of the selected bed, or the place where a slip is looked at.
pub(super) fn ward(selection: &Selection, scope: &Scope<'_>) -> Option<WardCode> {
    let of_bed = || WardCode::parse(selection.bed.as_ref()?.ward()).ok();
    let of_post = || {
        let ward = WardCode::parse(selection.paper.post.as_ref()?.as_str()).ok()?;
        scope.hospital.frame()?.ward(ward.as_str()).map(|_| ward)
    };
    let of_slip = || {
        let origin = scope.hospital.slip(selection.paper.slip?.slip)?.origin()?;
        let ward = WardCode::parse(origin.as_str()).ok()?;
        scope.hospital.frame()?.ward(ward.as_str()).map(|_| ward)
    };
    scope.ward.cloned().or_else(of_bed).or_else(of_post).or_else(of_slip)
}

/// All copies of the slip, the selected copy alone, and what is left of a revision that was replaced.
fn of_slip(name: CopyName, scope: &Scope<'_>) -> Vec<Paper> {
    let Some(known) = scope.hospital.slip(name.slip) else {
        return Vec::new();
    };
    let slip = name.slip;
    let paper = |revision, copies| Paper::Slip { slip, revision, copies };
    let mut papers = vec![paper(known.revision(), Vec::new())];
    if let Some(copy) = name.copy {
        let printed = known
            .copy(copy)
            .is_some_and(|copy| *copy.custody() != Custody::Unprinted);
        if printed {
            papers.push(paper(copy.revision, vec![copy.number]));
        }
    }
    papers
}

/// The register of the desk, and the last rounds of its carriers.
fn of_desk(selection: &Selection, day: Day, scope: &Scope<'_>) -> Vec<Paper> {
    let mut papers = Vec::new();
    if let Some(desk) = selection.paper.post.clone()
        && scope
            .hospital
            .slip_book()
            .is_some_and(|book| book.desk(&desk).is_some())
    {
        papers.push(Paper::DeskRegister { desk, day });
    }
    if selection.paper.slip.is_some() || selection.paper.post.is_some() {
        let mut runs: Vec<_> = scope.hospital.runs().filter(|run| run.is_open()).collect();
        runs.sort_by_key(|run| std::cmp::Reverse(run.opened.last().map(|(said, _)| said.order)));
        papers.extend(runs.into_iter().take(LAST).map(|run| Paper::RunSheet { run: run.id }));
        papers.retain(|paper| !matches!(paper, Paper::RunSheet { run } if selection.paper.run == Some(*run)));
    }
    papers
}

/// New forms of the kind that is chosen, or of every kind.
fn fresh(amounts: &Amounts, scope: &Scope<'_>) -> Option<FreshForms> {
    let types = &scope.hospital.slip_book()?.types;
    let kinds: Vec<Code> = match amounts.kind.checked_sub(1) {
        Some(place) => types.get(place).map(|kind| kind.code.clone()).into_iter().collect(),
        None => types.iter().map(|kind| kind.code.clone()).collect(),
    };
    let count = amounts.forms;
    (!kinds.is_empty()).then_some(FreshForms { kinds, count })
}

/// Forms that have their numbers and never came out of a printer.
fn left_over(scope: &Scope<'_>) -> Vec<Paper> {
    let mut jobs: Vec<_> = scope
        .hospital
        .print_jobs()
        .filter(|job| matches!(job.state(), PrintState::Ended(PrintEnd::NotPrinted(_))))
        .filter_map(|job| job.asked.latest())
        .filter(|claim| matches!(claim.value.paper, Paper::Blanks { .. }))
        .filter(|claim| times_printed(scope.hospital, &claim.value.paper) == 0)
        .collect();
    jobs.sort_by_key(|claim| std::cmp::Reverse(claim.said.order));
    let mut papers: Vec<Paper> = Vec::new();
    for claim in jobs {
        if !papers.contains(&claim.value.paper) && papers.len() < LAST {
            papers.push(claim.value.paper.clone());
        }
    }
    papers
}
