//! The sample hospital: a store that is thrown away, with the patients and the morning of a ward.

use std::sync::Arc;

use super::super::sample_day::{self, NotLived};
use super::{
    NoWorkplace, Workplace,
    founding::{Begun, adopted, begin, check_by, import, lines, nothing, throw_away},
};
use crate::cli::faults::list_of_faults;
use crate::domain::command::Command;
use crate::domain::numbers::{BlockNumber, Schemes};
use crate::domain::record::{Station, UserName};
use crate::domain::text::{NAME, Text};
use crate::i18n::Words;
use crate::runtime::init::Founding;
use crate::runtime::mark::Marking;
use crate::runtime::open::Means;
use crate::settings::{checks, hospital, sample, slips};

impl Workplace {
    /// The sample hospital in a folder that only this user can read, and that goes at the end.
    pub fn sample(means: &Means, words: &Words) -> Result<Self, NoWorkplace> {
        let (workplace, left_out) = Self::sample_and_its_morning(means, words)?;
        for why in left_out {
            // A look around without it is still one.
            tracing::warn!(%why, "a part of the sample's morning did not happen");
        }
        Ok(workplace)
    }

    /// Says what of the morning did not happen.
    pub(super) fn sample_and_its_morning(means: &Means, words: &Words) -> Result<(Self, Vec<NotLived>), NoWorkplace> {
        let plain = |why: String| nothing(words, &why);
        let folder = throw_away().map_err(|error| plain(error.to_string()))?;
        let name = Text::parse(&words.say("sample-hospital"), NAME).map_err(|fault| plain(fault.to_string()))?;
        let zone = hospital::zone("Asia/Tokyo").map_err(|_| plain("Asia/Tokyo".to_owned()))?;
        let now = means.clock.now();
        let mut sample =
            sample::sample(name, zone, now).map_err(|faults| NoWorkplace(lines(&list_of_faults(words, &faults))))?;
        sample_day::asked(&mut sample.lines);
        sample_day::told(&mut sample.lines, words.language());
        let user = UserName::parse(&words.say("sample-user")).ok_or_else(|| plain("sample-user".to_owned()))?;
        let station = Station::new(1).ok_or_else(|| plain("1".to_owned()))?;
        let book = slips::standard().map_err(|faults| NoWorkplace(lines(&list_of_faults(words, &faults))))?;
        let begun = Begun {
            station,
            block: Some(BlockNumber::FIRST),
            user,
            founding: Founding::Trial,
        };
        // What is thrown away needs no mark.
        let unmarked = Means {
            marks: Marking::Needless,
            ..means.clone()
        };
        let founded = begin(folder.path(), (sample.frame, book), begun, &unmarked, words)?;
        let path = folder.path().to_path_buf();
        let made = Self::founded(founded, &path, Some(folder), means, words)?;
        let policy = checks::shipped().map_err(|faults| NoWorkplace(lines(&list_of_faults(words, &faults))))?;
        check_by(&made.store, &made.asker, policy, words)?;
        let schemes = Schemes::sample();
        let adopt = Command::AdoptSchemes {
            version: schemes.version(),
            schemes: Arc::new(schemes),
        };
        adopted(&made.store, &made.asker, adopt, words)?;
        import(&made.store, &made.asker, sample.lines.clone(), "inpatients.csv", words)?;
        let left_out = sample_day::live(&made.store, &made.asker, &sample.lines, (now, words.language()));
        Ok((made, left_out))
    }
}
