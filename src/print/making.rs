//! From what was asked for to pages: the one way that screens and shell print, so that both get the same paper.

use chrono::NaiveDate;

use super::{
    document::{Kind, Teller, label::Edition, order::Wanted},
    form::Filling,
    press::{Labels, Layout, Press, PressFault, Printed},
};
use crate::domain::{
    ask::{Person, board},
    printing::Paper,
    record::Day,
    refusal::Refusal,
    slips::{Code, CopyName, CopyNumber, PadId, Post, SlipNumber, SlipRefusal, SlipType, ask::SlipView},
};

/// What is needed beside the hospital.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The person that the paper is about, as the question about them was answered: somebody who left is there too.
    pub person: Option<Person>,
    /// The slip, in the same way.
    pub slip: Option<SlipView>,
    pub labels: Labels,
    /// How many labels or strips.
    pub count: u16,
    /// How often the same came out before.
    pub before: usize,
    /// How small pages are put on sheets.
    pub layout: Layout,
    /// Kinds of forms that have no number yet: a look at them before they are made.
    pub samples: Vec<Code>,
}

impl Default for Details {
    fn default() -> Self {
        Self {
            person: None,
            slip: None,
            labels: Labels::OnSheet { first: 1 },
            count: 1,
            before: 0,
            layout: Layout::Single,
            samples: Vec::new(),
        }
    }
}

/// Why there are no pages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MakingFault {
    #[error(transparent)]
    Press(#[from] PressFault),
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The person was not asked for first.
    #[error("the person is not known")]
    NoPerson,
    /// The slip was not asked for first.
    #[error("the slip is not known")]
    NoSlip,
}

/// The kind of document that a paper is.
pub fn kind_of(paper: &Paper) -> Kind {
    match paper {
        Paper::WardList { .. } => Kind::WardList,
        Paper::HospitalList => Kind::HospitalList,
        Paper::Headcount { .. } => Kind::Headcount,
        Paper::Labels { .. } => Kind::Label,
        Paper::WristStrips { .. } => Kind::WristStrip,
        Paper::Summary { .. } => Kind::Summary,
        Paper::NursingSheet { .. } => Kind::NursingSheet,
        Paper::MealSheet { .. } => Kind::MealSheet,
        Paper::DailyReport { .. } => Kind::DailyReport,
        Paper::Slip { .. } | Paper::Blanks { .. } => Kind::Slip,
        Paper::RunSheet { .. } => Kind::RunSheet,
        Paper::DeskRegister { .. } => Kind::DeskRegister,
        Paper::Packets { .. } => Kind::Packet,
    }
}

/// The key of the title of a paper in the locale files.
pub fn term_of(paper: &Paper) -> String {
    match paper {
        Paper::Blanks { .. } => "paper-title-blanks".to_owned(),
        other => kind_of(other).term(),
    }
}

/// Makes the pages of a paper.
pub fn make(paper: &Paper, details: &Details, teller: &Teller<'_>, press: &Press<'_>) -> Result<Printed, MakingFault> {
    let kind = kind_of(paper);
    let ward = |code| {
        teller
            .ward_of(code)
            .ok_or_else(|| Refusal::UnknownWard { ward: code.to_string() })
    };
    let date = |day: &Day| day.to_date().unwrap_or_else(|| teller.today());
    let person = || details.person.as_ref().ok_or(MakingFault::NoPerson);
    let filling: Filling = match paper {
        Paper::WardList { ward: code } => teller.ward_list(ward(code)?),
        Paper::HospitalList => teller.hospital_list(),
        Paper::Headcount { ward: code } => teller.headcount(ward(code)?),
        Paper::Labels { .. } | Paper::WristStrips { .. } => {
            let label = teller.label(&person()?.patient, &Edition::after(details.before));
            let labels = vec![label; usize::from(details.count.max(1))];
            return Ok(press.labels(kind, &labels, details.labels)?);
        }
        Paper::Packets { numbers } => {
            let labels = usize::from(details.count.max(1));
            let mut all = press.documents(kind, &[], Layout::Single)?;
            for number in numbers {
                all.follow(press.documents(kind, &[teller.prepared(number)], Layout::Single)?);
                let labels = vec![teller.packet_label(number); labels];
                all.follow(press.labels(Kind::Label, &labels, Labels::OnSheet { first: 1 })?);
            }
            return Ok(all);
        }
        Paper::Summary { .. } => teller.summary(person()?),
        Paper::NursingSheet { ward: code, day } => teller.nursing_sheet(ward(code)?, date(day)),
        Paper::MealSheet { ward: code, day } => teller.meal_sheet(ward(code)?, date(day)),
        Paper::DailyReport { day } => teller.daily_report(&board(teller.hospital)?, date(day)),
        Paper::Slip { slip, revision, copies } => {
            let copies = slip_copies(*slip, (*revision, copies), details, teller)?;
            return Ok(press.documents(kind, &copies, details.layout)?);
        }
        Paper::Blanks { ward, pads } => {
            let forms = forms(ward, pads, details, teller)?;
            return Ok(press.documents(kind, &forms, details.layout)?);
        }
        Paper::RunSheet { run } => {
            let known = teller.hospital.run(*run).ok_or(SlipRefusal::UnknownRun { run: *run });
            teller.run_sheet(&teller.run(known.map_err(Refusal::from)?))
        }
        Paper::DeskRegister { desk, day } => teller.desk_register(&teller.register(desk, date(day))),
    };
    Ok(press.documents(kind, std::slice::from_ref(&filling), Layout::Single)?)
}

/// A page for each copy.
fn slip_copies(
    slip: SlipNumber,
    (revision, copies): (u8, &[u8]),
    details: &Details,
    teller: &Teller<'_>,
) -> Result<Vec<Filling>, MakingFault> {
    let view = details.slip.as_ref().ok_or(MakingFault::NoSlip)?;
    let wanted = Wanted {
        revision,
        copies,
        edition: Edition::after(details.before),
    };
    let sheet = teller.slip_sheet(&view.slip, view.patient.as_deref(), wanted);
    let sheet = sheet.filter(|sheet| !sheet.copies.is_empty()).ok_or_else(|| {
        let copy = copies.first().copied().unwrap_or(1);
        let copy = Some(CopyNumber { revision, number: copy });
        Refusal::from(SlipRefusal::UnknownCopy {
            name: CopyName { slip, copy },
        })
    })?;
    Ok(teller.slip(&sheet))
}

/// Every form of the pads that nobody has written on, in all its copies; or a look at kinds that have no numbers yet.
fn forms(ward: &Post, pads: &[PadId], details: &Details, teller: &Teller<'_>) -> Result<Vec<Filling>, MakingFault> {
    let book = teller
        .hospital
        .slip_book()
        .ok_or(SlipRefusal::NoBook)
        .map_err(Refusal::from)?;
    let kind_of = |code: &Code| -> Result<&SlipType, Refusal> {
        let unknown = || SlipRefusal::UnknownKind { kind: code.to_string() };
        Ok(book.slip_type(code).ok_or_else(unknown)?)
    };
    let edition = Edition::after(details.before);
    let mut forms = Vec::new();
    for pad in pads {
        let unknown = || SlipRefusal::UnknownBlank { tail: pad.to_string() };
        let pad = teller.hospital.pad(*pad).ok_or_else(unknown).map_err(Refusal::from)?;
        let kind = kind_of(pad.kind().ok_or_else(unknown).map_err(Refusal::from)?)?;
        for number in pad.blank() {
            forms.extend(teller.slip(&teller.blank_sheet(kind, number, ward, edition)));
        }
    }
    if let Some(number) = SlipNumber::parse(NO_NUMBER) {
        for code in &details.samples {
            forms.extend(teller.slip(&teller.blank_sheet(kind_of(code)?, number, ward, edition)));
        }
    }
    Ok(forms)
}

/// Stands for a number that is not given yet, in a look at a form.
const NO_NUMBER: &str = "000000";

/// What the file of a paper, and its job, is called: never a name of a person. `at` is on the hospital's clocks.
pub fn title(paper: &Paper, at: chrono::NaiveDateTime) -> String {
    let mut title = match paper {
        Paper::Blanks { .. } => "blanks",
        other => kind_of(other).name(),
    }
    .to_owned();
    if let Some(about) = paper.about() {
        title.push('-');
        title.push_str(&about.replace(['.', '_', '/', ','], "-"));
    }
    let day: Option<NaiveDate> = match paper {
        Paper::NursingSheet { day, .. }
        | Paper::MealSheet { day, .. }
        | Paper::DailyReport { day }
        | Paper::DeskRegister { day, .. } => day.to_date(),
        _ => None,
    };
    if let Some(day) = day {
        title.push_str(&day.format("-for-%Y%m%d").to_string());
    }
    title.push_str(&at.format("-%Y%m%d-%H%M").to_string());
    title
}
