//! From what was asked for to pages: the one way that screens and shell print, so that both get the same paper.

use chrono::NaiveDate;

use super::{
    document::{Kind, Teller, label::Edition},
    form::Filling,
    press::{Labels, Layout, Press, PressFault, Printed},
};
use crate::domain::{
    ask::{Person, board},
    printing::{Paper, decide::times_printed},
    refusal::Refusal,
};

/// What is needed beside the hospital.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The person that the paper is about, as the question about them was answered: somebody who left is there too.
    pub person: Option<Person>,
    pub labels: Labels,
    /// How many labels or strips.
    pub count: u16,
}

impl Default for Details {
    fn default() -> Self {
        Self {
            person: None,
            labels: Labels::OnSheet { first: 1 },
            count: 1,
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
        Paper::Packets { .. } => Kind::Packet,
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
    let date = |day: &crate::domain::record::Day| day.to_date().unwrap_or_else(|| teller.today());
    let person = || details.person.as_ref().ok_or(MakingFault::NoPerson);
    let filling: Filling = match paper {
        Paper::WardList { ward: code } => teller.ward_list(ward(code)?),
        Paper::HospitalList => teller.hospital_list(),
        Paper::Headcount { ward: code } => teller.headcount(ward(code)?),
        Paper::Labels { .. } | Paper::WristStrips { .. } => {
            let before = times_printed(teller.hospital, paper);
            // The job that is being printed is among them.
            let edition = match before {
                0 | 1 => Edition::First,
                times => Edition::Again { times: times - 1 },
            };
            let label = teller.label(&person()?.patient, &edition);
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
    };
    Ok(press.documents(kind, std::slice::from_ref(&filling), Layout::Single)?)
}

/// What the file of a paper, and its job, is called: never a name of a person. `at` is on the hospital's clocks.
pub fn title(paper: &Paper, at: chrono::NaiveDateTime) -> String {
    let mut title = kind_of(paper).name().to_owned();
    if let Some(ward) = paper.ward() {
        title.push('-');
        title.push_str(&ward.as_str().replace(['.', '_'], "-"));
    }
    let day: Option<NaiveDate> = match paper {
        Paper::NursingSheet { day, .. } | Paper::MealSheet { day, .. } | Paper::DailyReport { day } => day.to_date(),
        _ => None,
    };
    if let Some(day) = day {
        title.push_str(&day.format("-for-%Y%m%d").to_string());
    }
    title.push_str(&at.format("-%Y%m%d-%H%M").to_string());
    title
}
