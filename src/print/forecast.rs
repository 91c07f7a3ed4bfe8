//! How much paper and toner a day of paper operation takes, so that it is bought before it is missing. Reckoned with what
//! this hospital prints, as soon as it has printed enough to be counted; before that, with what was measured on our pages.

use super::{
    document::{Kind, Teller, label::Edition, order::Wanted},
    press::{Layout, Press},
};
use crate::domain::{record::Timestamp, slips::book::Due, state::Hospital};

/// What a day is reckoned with. The defaults are those of the outage that the program is sized for (domain.md §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// Slips for each patient and day.
    pub slips: u32,
    /// Copies of a slip.
    pub copies: u32,
    /// Pages of A5 that a hundred copies take: a long order goes on over the page, a report has a page of its own.
    pub pages: u32,
    /// Of a hundred slips, those that cannot wait: their urgency is printed in black.
    pub urgent: u32,
    /// How often the list of a ward is printed anew in a day.
    pub ward_lists: u32,
    /// How often the list of the whole hospital is.
    pub hospital_lists: u32,
    /// Pages of black that a cartridge is sold for, at 5 % of ink.
    pub pages_a_cartridge: u32,
    /// How much of a page of a slip is ink, of one that cannot wait, and of a sheet of a list, in thousandths.
    pub slip_ink: u32,
    pub urgent_ink: u32,
    pub list_ink: u32,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            slips: 10,
            copies: 3,
            // Measured on slips of every kind, filled as wards fill them (`the_forecast_reckons_with_real_pages`).
            pages: 114,
            urgent: 20,
            ward_lists: 3,
            hospital_lists: 3,
            pages_a_cartridge: 10_000,
            // Measured on drawn pages by the same test. Forms to be filled by hand take less and are reckoned as slips.
            slip_ink: 86,
            urgent_ink: 96,
            list_ink: 56,
        }
    }
}

/// From so many on, what a hospital does is counted and not assumed.
const ENOUGH: u32 = 200;
const DAY: i64 = 86_400;

impl Rates {
    /// What this hospital does, as far as it has done enough of it. `pages` is what a hundred copies of its own slips take,
    /// where that was measured.
    pub fn observed(hospital: &Hospital, now: Timestamp, pages: Option<u32>) -> Self {
        let mut rates = Self::default();
        rates.pages = pages.unwrap_or(rates.pages);
        let patients = count(hospital.present().count());
        let (mut slips, mut copies, mut urgent, mut today) = (0_u32, 0_u32, 0_u32, 0_u32);
        let mut whole_day = false;
        for slip in hospital.slips() {
            let (Some(written), Some(content)) = (slip.written(), slip.content()) else {
                continue;
            };
            slips += 1;
            copies += count(slip.current().count());
            let kind = hospital.slip_book().and_then(|book| book.slip_type(&written.kind));
            let class = kind.and_then(|kind| kind.urgency(&content.urgency));
            urgent += u32::from(class.is_some_and(|class| matches!(class.due, Due::Within(minutes) if minutes < 60)));
            let at = slip.written.latest().map(|claim| claim.said.at);
            let ago = at.map(|at| now.seconds() - at.seconds());
            today += u32::from(ago.is_some_and(|ago| (0..DAY).contains(&ago)));
            // Before a day is over nobody knows what a day takes.
            whole_day |= ago.is_some_and(|ago| ago >= DAY);
        }
        if slips >= ENOUGH {
            rates.copies = copies.div_ceil(slips).max(1);
            rates.urgent = urgent * 100 / slips;
        }
        if whole_day && today >= ENOUGH && patients > 0 {
            rates.slips = today.div_ceil(patients).max(1);
        }
        rates
    }
}

/// Slips that are set to see how many pages they take, and the fewest that tell anything.
const SET: usize = 30;
const FEWEST: usize = 20;

/// Pages of A5 that a hundred copies take, measured on the newest slips: set as they would be printed now. A job does not
/// tell, because two pages may have been on one sheet or not.
pub fn pages_of_copies(teller: &Teller<'_>, press: &Press<'_>) -> Option<u32> {
    let hospital = teller.hospital;
    let mut slips: Vec<_> = hospital.slips().filter(|slip| slip.content().is_some()).collect();
    slips.sort_by_key(|slip| std::cmp::Reverse(slip.content.latest().map(|claim| claim.said.order)));
    slips.truncate(SET);
    if slips.len() < FEWEST {
        return None;
    }
    let (mut pages, mut copies) = (0, 0);
    for slip in slips {
        let patient = slip.patient().and_then(|patient| hospital.patient(patient));
        let wanted = Wanted {
            revision: slip.revision(),
            copies: &[],
            edition: Edition::First,
        };
        let Some(sheet) = teller.slip_sheet(slip, patient.map(AsRef::as_ref), wanted) else {
            continue;
        };
        let set = press.documents(Kind::Slip, &teller.slip(&sheet), Layout::Single).ok()?;
        pages += set.pages.len();
        copies += sheet.copies.len();
    }
    (copies > 0).then(|| count((pages * 100).div_ceil(copies)))
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// What a number of days takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    pub copies: u32,
    /// Sheets of A4, two slips on each.
    pub sheets: u32,
    /// Of 500 sheets, rounded up.
    pub reams: u32,
    /// Rounded up.
    pub cartridges: u32,
}

/// Rows of a ward list, of a hospital list and of a ward's daily sheets on one page.
const WARD_ROWS: u32 = 21;
const HOSPITAL_ROWS: u32 = 38;
const DAILY_ROWS: u32 = 31;

/// The forecast for `days`, from the patients who are here now.
pub fn forecast(hospital: &Hospital, rates: Rates, days: u32) -> Forecast {
    let patients = count(hospital.present().count());
    let wards = hospital.frame().map(|frame| frame.wards.as_slice()).unwrap_or_default();
    let copies = patients.saturating_mul(rates.slips).saturating_mul(rates.copies);
    let pages_of = |rows: u32| -> u32 {
        wards
            .iter()
            .map(|ward| u32::try_from(ward.beds.len()).unwrap_or(u32::MAX).div_ceil(rows).max(1))
            .sum()
    };
    let lists = pages_of(WARD_ROWS) * rates.ward_lists + patients.div_ceil(HOSPITAL_ROWS) * rates.hospital_lists;
    // Scores, meals and a headcount a ward.
    let daily = pages_of(DAILY_ROWS) * 3;
    let pages = copies.saturating_mul(rates.pages).div_ceil(100);
    let slips = pages.div_ceil(2).saturating_mul(days);
    let others = lists.saturating_add(daily).saturating_mul(days);
    let sheets = slips.saturating_add(others);
    // A cartridge is sold for so many pages of 5 %.
    let urgent = u64::from(slips) * u64::from(rates.urgent.min(100)) / 100;
    let thousandths = (u64::from(slips) - urgent) * u64::from(rates.slip_ink)
        + urgent * u64::from(rates.urgent_ink)
        + u64::from(others) * u64::from(rates.list_ink);
    let ink = thousandths / 50 / u64::from(rates.pages_a_cartridge);
    Forecast {
        copies: copies.saturating_mul(days),
        sheets,
        reams: sheets.div_ceil(500),
        cartridges: u32::try_from(ink).unwrap_or(u32::MAX).saturating_add(1),
    }
}
