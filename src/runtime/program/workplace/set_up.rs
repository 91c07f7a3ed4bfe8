//! A store of the hospital's own, made from the files that the guide was told.

use std::path::Path;
use std::sync::Arc;

use super::{
    NoWorkplace, Workplace,
    founding::{Begun, begin, check_by, import, lines, nothing, throw_away},
};
use crate::app::SetUp;
use crate::cli::faults::list_of_faults;
use crate::domain::census::Frame;
use crate::domain::checks::CheckPolicy;
use crate::domain::command::CensusLine;
use crate::domain::record::{Station, UserName};
use crate::domain::slips::SlipBook;
use crate::domain::text::{NAME, Text};
use crate::exchange::source::LARGEST;
use crate::exchange::{Expected, Fault, Faults, Source, census};
use crate::i18n::{Value, Words};
use crate::runtime::init::Founding;
use crate::runtime::mark::Marking;
use crate::runtime::open::Means;
use crate::settings::checks;
use crate::settings::hospital::{self, HospitalFiles};
use crate::settings::slips::{self, SlipFiles};

impl Workplace {
    /// A new store in `folder`, from the files that the guide was told. All of it is read and tried before anything is
    /// made where it is to stay.
    pub fn set_up(wanted: &SetUp, folder: &Path, means: &Means, words: &Words) -> Result<Self, NoWorkplace> {
        let plain = |why: String| nothing(words, &why);
        let ((frame, book), policy, patients) =
            read(wanted, means, words).map_err(|faults| NoWorkplace(to_correct(&list_of_faults(words, &faults))))?;
        let refused = || {
            let places = [("user", Value::from(wanted.user.as_str()))];
            NoWorkplace(vec![words.fill("set-up-user-refused", &places)])
        };
        let user = UserName::parse(&wanted.user).ok_or_else(refused)?;
        let founding = Founding::Real {
            name: Text::parse(&wanted.user, NAME).map_err(|_| refused())?,
            phrase: wanted.phrase.clone(),
        };
        let station = Station::new(wanted.station).ok_or_else(|| plain(wanted.station.to_string()))?;
        let begun = Begun {
            station,
            block: None,
            user,
            founding,
        };
        let file = wanted
            .census
            .as_deref()
            .map(|path| path.display().to_string())
            .unwrap_or_default();
        if let Some(patients) = &patients {
            let rehearsal = throw_away().map_err(|error| plain(error.to_string()))?;
            // Real people are in it, if only for a moment: sealed like the store itself, and nobody keeps its key.
            let hospital = (frame.clone(), Arc::clone(&book));
            let unmarked = Means {
                marks: Marking::Needless,
                ..means.clone()
            };
            let founded = begin(rehearsal.path(), hospital, begun.clone(), &unmarked, words)?;
            let made = Self::founded(founded, rehearsal.path(), None, means, words)?;
            import(&made.store, &made.asker, patients.clone(), &file, words)?;
        }
        let founded = begin(folder, (frame, book), begun, means, words)?;
        let made = Self::founded(founded, folder, None, means, words)?;
        check_by(&made.store, &made.asker, policy, words)?;
        if let Some(patients) = patients {
            import(&made.store, &made.asker, patients, &file, words)?;
        }
        Ok(made.called(Some(wanted.station_name.clone())))
    }
}

/// The frame and the book of slips, the policy of checks, and the patients of a list.
type Hospital = ((Frame, Arc<SlipBook>), CheckPolicy, Option<Vec<CensusLine>>);

/// The hospital and its patients, or all that is wrong in the files.
fn read(wanted: &SetUp, means: &Means, words: &Words) -> Result<Hospital, Faults> {
    let mut faults = Faults::default();
    // What was typed into the form is in no file: its field says where it stands.
    let field = |key: &str| words.say(key).into();
    let name = Text::parse(&wanted.hospital, NAME)
        .map_err(|fault| {
            faults.push(Fault::in_file(
                &field("set-up-hospital"),
                &wanted.hospital,
                Expected::from(fault),
            ));
        })
        .ok();
    let zone = hospital::zone(&wanted.time_zone)
        .map_err(|expected| faults.push(Fault::in_file(&field("set-up-zone"), &wanted.time_zone, expected)))
        .ok();
    let files = HospitalFiles::open(&wanted.folder)
        .map_err(|found| faults.append(found))
        .ok();
    let policy = checks::of_folder(&wanted.folder)
        .map_err(|found| faults.append(found))
        .ok();
    let (Some(name), Some(zone), Some(files), Some(policy)) = (name, zone, files, policy) else {
        return Err(faults);
    };
    let frame = hospital::read(&files, name, zone)?;
    let book = SlipFiles::open(&wanted.folder.join("slips")).and_then(|files| slips::read(&files))?;
    let patients = match &wanted.census {
        Some(path) => {
            Some(Source::open(path, LARGEST).and_then(|source| census::read(&source, &frame, means.clock.now()))?)
        }
        None => None,
    };
    Ok(((frame, Arc::new(book)), policy, patients))
}

/// The list without its last line: that one tells what to do in a shell.
fn to_correct(text: &str) -> Vec<String> {
    let mut lines = lines(text);
    lines.pop();
    lines
}
