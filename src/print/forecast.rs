//! How much paper and toner a day of paper operation takes, so that it is bought before it is missing.

use crate::domain::state::Hospital;

/// What a day is reckoned with. The defaults are those of the outage that the program is sized for (domain.md §1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rates {
    /// Slips for each patient and day.
    pub slips: u32,
    /// Copies of a slip.
    pub copies: u32,
    /// How often the list of a ward is printed anew in a day.
    pub ward_lists: u32,
    /// How often the list of the whole hospital is.
    pub hospital_lists: u32,
    /// Pages of black that a cartridge is sold for, at 5 % of ink.
    pub pages_a_cartridge: u32,
    /// How much of a sheet of slips is ink, and of a sheet of a list, in thousandths.
    pub slip_ink: u32,
    pub list_ink: u32,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            slips: 10,
            copies: 3,
            ward_lists: 3,
            hospital_lists: 3,
            pages_a_cartridge: 10_000,
            // Measured on drawn pages (`the_forecast_reckons_with_the_ink_of_real_pages`): a full prescription 99 ‰, the
            // list of a ward 56 ‰. Forms to be filled by hand take about 72 ‰ and are reckoned as slips.
            slip_ink: 100,
            list_ink: 56,
        }
    }
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
    let patients = u32::try_from(hospital.present().count()).unwrap_or(u32::MAX);
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
    let slips = copies.div_ceil(2).saturating_mul(days);
    let others = lists.saturating_add(daily).saturating_mul(days);
    let sheets = slips.saturating_add(others);
    // A cartridge is sold for so many pages of 5 %.
    let thousandths = u64::from(slips) * u64::from(rates.slip_ink) + u64::from(others) * u64::from(rates.list_ink);
    let ink = thousandths / 50 / u64::from(rates.pages_a_cartridge);
    Forecast {
        copies: copies.saturating_mul(days),
        sheets,
        reams: sheets.div_ceil(500),
        cartridges: u32::try_from(ink).unwrap_or(u32::MAX).saturating_add(1),
    }
}
