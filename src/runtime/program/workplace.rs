//! An open store with whoever works in it.
//!
//! Long because the ways to one (opened, tried, set up) share what they begin with, and its tests make whole stores.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use zeroize::Zeroizing;

use crate::app::door::Door;
use crate::app::sentences::Speaker;
use crate::app::{Desk, Drafts, NotOpened, Opening, Secret, SetUp, Unlocked, Way};
use crate::cli::faults::list_of_faults;
use crate::cli::{self, StoreFault};
use crate::domain::access::{Asker, PhraseState, Role};
use crate::domain::census::Frame;
use crate::domain::checks::CheckPolicy;
use crate::domain::command::{CensusLine, Command, Request};
use crate::domain::numbers::{BlockNumber, Schemes};
use crate::domain::record::{Station, UserName};
use crate::domain::slips::SlipBook;
use crate::domain::text::{NAME, Text};
use crate::exchange::source::LARGEST;
use crate::exchange::{Expected, Fault, Faults, Source, census};
use crate::i18n::{Value, Words};
use crate::settings::checks;
use crate::settings::hospital::{self, HospitalFiles};
use crate::settings::sample;
use crate::settings::slips::{self, SlipFiles};

use crate::journal::Purpose;

use super::super::drafts::DraftKeeper;
use super::super::entrance::Entry;
use super::super::init::{AdoptedSlips, Founded, Founding, Setup, fresh_identity};
use super::super::mark::Marking;
use super::super::open::{Means, OpenFault, Store};
use super::super::shell;
use super::super::writer::Handle;
use super::left_lying;
use super::sample_day::{self, NotLived};
use super::{ProgramFault, read_only};

/// Why there is nothing to work on, in the user's words: a line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoWorkplace(pub Vec<String>);

impl std::fmt::Display for NoWorkplace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl From<NoWorkplace> for NotOpened {
    fn from(NoWorkplace(lines): NoWorkplace) -> Self {
        Self { lines }
    }
}

/// The store, the one who works in it, and for the sample the folder that goes when this is dropped.
#[derive(Debug)]
pub(super) struct Workplace {
    // Closed before its folder is taken away.
    drafts: DraftKeeper,
    store: Store,
    asker: Asker,
    /// Of the store.
    folder: PathBuf,
    /// What people call this laptop.
    station_name: Option<String>,
    sample: Option<TempDir>,
    /// Of a store that was just made.
    recovery: Option<Zeroizing<String>>,
}

impl Workplace {
    /// The store of `folder`; nothing when there is none.
    pub fn open(
        folder: &Path,
        entry: &Entry,
        means: &Means,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Option<Self>, ProgramFault> {
        match Store::open(folder, means, entry, &mut |at| progress(at.records, at.of)) {
            Ok((store, _)) => {
                let asker = store.asker().ok_or(ProgramFault::Store(StoreFault::PhraseNeeded))?;
                Ok(Some(Self {
                    drafts: drafts(&store, folder, means),
                    store,
                    folder: folder.to_path_buf(),
                    asker,
                    station_name: None,
                    sample: None,
                    recovery: None,
                }))
            }
            Err(OpenFault::NoStore) => Ok(None),
            Err(fault) => Err(ProgramFault::Store(shell::fault(fault))),
        }
    }

    /// The sample hospital in a folder that only this user can read, and that goes at the end.
    pub fn sample(means: &Means, words: &Words) -> Result<Self, NoWorkplace> {
        let (workplace, left_out) = Self::sample_and_its_morning(means, words)?;
        for why in left_out {
            // A look around without it is still one.
            tracing::warn!(%why, "a part of the sample's morning did not happen");
        }
        Ok(workplace)
    }

    fn sample_and_its_morning(means: &Means, words: &Words) -> Result<(Self, Vec<NotLived>), NoWorkplace> {
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

    fn founded(
        founded: Founded,
        folder: &Path,
        sample: Option<TempDir>,
        means: &Means,
        words: &Words,
    ) -> Result<Self, NoWorkplace> {
        let Founded { store, recovery } = founded;
        let asker = store.asker().ok_or_else(|| nothing(words, "nobody"))?;
        Ok(Self {
            drafts: drafts(&store, folder, means),
            store,
            asker,
            folder: folder.to_path_buf(),
            station_name: None,
            sample,
            recovery,
        })
    }

    /// The name that this laptop remembers.
    pub fn called(self, station_name: Option<String>) -> Self {
        Self { station_name, ..self }
    }

    pub fn handle(&self) -> Handle {
        self.store.handle()
    }

    /// Copies what is saved to the mirror that was chosen. The sample is thrown away.
    pub fn mirror(&self) {
        if !self.is_sample() {
            self.store.mirror();
        }
    }

    /// Where the store lies.
    pub fn folder(&self) -> PathBuf {
        self.folder.clone()
    }

    pub fn is_sample(&self) -> bool {
        self.sample.is_some()
    }

    /// As whoever works here is shown: by the name of their account's person.
    fn shown(&self) -> String {
        let hospital = self.store.handle().hospital();
        let standing = hospital
            .account(&self.asker.user)
            .and_then(|account| account.standing());
        standing.map_or_else(|| self.asker.user.to_string(), |standing| standing.name.to_string())
    }

    /// What the store is for.
    pub fn purpose(&self) -> Purpose {
        self.store.purpose()
    }

    /// Somebody works here from now on, who was let in.
    pub fn admit(&mut self, user: &UserName, way: Way) -> Unlocked {
        let door = self.store.handle();
        let hospital = door.hospital();
        let role = hospital.account(user).and_then(|account| account.role());
        self.asker = Asker {
            user: user.clone(),
            role: match way {
                Way::Phrase => role.unwrap_or(self.asker.role),
                Way::Envelope => Role::Envelope,
            },
        };
        door.came_in(&self.asker);
        self.unlocked()
    }

    /// Who works here now, with what they were typing.
    pub fn unlocked(&self) -> Unlocked {
        let Opening {
            desk, drafts, phrase, ..
        } = self.as_it_is();
        Unlocked { desk, drafts, phrase }
    }

    /// Whether whoever works here still has the pass phrase that was drawn for them. By an envelope nobody thinks one up.
    fn phrase(&self) -> PhraseState {
        if self.asker.role == Role::Envelope {
            return PhraseState::Own;
        }
        let hospital = self.store.handle().hospital();
        let keys = hospital
            .account(&self.asker.user)
            .and_then(|account| account.keys.get());
        keys.map_or(PhraseState::Own, |keys| keys.phrase)
    }

    pub fn asker(&self) -> Asker {
        self.asker.clone()
    }

    pub fn keep(&self, drafts: Drafts) {
        self.drafts.keep(drafts);
    }

    /// What a session begins to work on. What its person left lying is given up first.
    pub fn opening(&self) -> Opening {
        let given_up = left_lying::give_up(&self.store.handle(), &self.asker, self.store.handle().now());
        Opening {
            given_up,
            recovery: self.recovery.clone().map(Secret),
            ..self.as_it_is()
        }
    }

    fn as_it_is(&self) -> Opening {
        let door = self.store.handle();
        Opening {
            hospital: door.hospital(),
            desk: Desk {
                user: self.shown(),
                login: self.asker.user.to_string(),
                station: match self.station_name.as_deref().unwrap_or_default() {
                    "" => format!("{:02}", door.status().station.number()),
                    name => format!("{:02} {name}", door.status().station.number()),
                },
                sample: self.sample.is_some(),
                life: Some((door.status().station, door.status().installation)),
                way: match self.asker.role {
                    Role::Envelope => Way::Envelope,
                    _ => Way::Phrase,
                },
                worn: door.worn(),
            },
            drafts: self.drafts.of(self.asker.user.as_str()),
            phrase: self.phrase(),
            given_up: None,
            read_only: read_only(&door),
            recovery: None,
        }
    }
}

fn drafts(store: &Store, folder: &Path, means: &Means) -> DraftKeeper {
    let status = store.handle().status();
    let whose = (status.station.number(), status.installation.number());
    DraftKeeper::open(folder, whose, &means.files, store.seal())
}

/// A folder that only this user can read.
fn throw_away() -> std::io::Result<TempDir> {
    tempfile::Builder::new().prefix("andon-").tempdir()
}

/// Whose store it will be.
#[derive(Clone)]
struct Begun {
    station: Station,
    block: Option<BlockNumber>,
    user: UserName,
    founding: Founding,
}

fn begin(
    folder: &Path,
    (frame, book): (Frame, Arc<SlipBook>),
    begun: Begun,
    means: &Means,
    words: &Words,
) -> Result<Founded, NoWorkplace> {
    let store = fresh_identity();
    let version = hospital::version(&frame).map_err(|fault| nothing(words, &fault.to_string()))?;
    let slips_version = slips::version(&book).map_err(|fault| nothing(words, &fault.to_string()))?;
    let setup = Setup {
        store,
        station: begun.station,
        block: begun.block,
        installation: shell::installation(store),
        user: begun.user,
        founding: begun.founding,
        version,
        frame: Arc::new(frame),
        slips: AdoptedSlips {
            version: slips_version,
            book,
        },
    };
    Store::init(folder, setup, means).map_err(|fault| {
        NoWorkplace(lines(&cli::store_fault(
            &shell::fault(fault),
            &folder.display().to_string(),
            words,
        )))
    })
}

/// Adopts the policy of identity checks.
fn check_by(store: &Store, asker: &Asker, policy: CheckPolicy, words: &Words) -> Result<(), NoWorkplace> {
    let adopt = checks::adopt(policy).map_err(|fault| nothing(words, &fault.to_string()))?;
    adopted(store, asker, adopt, words)
}

fn adopted(store: &Store, asker: &Asker, adopt: Command, words: &Words) -> Result<(), NoWorkplace> {
    let outcome = store.handle().submit(asker.clone(), Request::from(adopt)).wait();
    outcome.map(|_| ()).map_err(|refused| {
        let hospital = store.handle().hospital();
        NoWorkplace(vec![Speaker::new(words, &hospital).refused(&refused)])
    })
}

fn import(
    store: &Store,
    asker: &Asker,
    patients: Vec<CensusLine>,
    file: &str,
    words: &Words,
) -> Result<(), NoWorkplace> {
    let request = Request::from(Command::ImportCensus { lines: patients });
    match store.handle().decide(asker.clone(), request) {
        Ok(_) => Ok(()),
        Err(refused) => {
            let hospital = store.handle().hospital();
            Err(NoWorkplace(cli::import_refused(
                &refused,
                file,
                &Speaker::new(words, &hospital),
                words,
            )))
        }
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

fn nothing(words: &Words, why: &str) -> NoWorkplace {
    NoWorkplace(vec![words.fill("opened-nothing", &[("why", Value::from(why))])])
}

/// The list without its last line: that one tells what to do in a shell.
fn to_correct(text: &str) -> Vec<String> {
    let mut lines = lines(text);
    lines.pop();
    lines
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may stop")]

    use super::*;
    use crate::domain::access::PassPhrase;
    use crate::i18n::Language;

    fn means() -> Means {
        Means {
            marks: Marking::Needless,
            ..Means::machine("tests".to_owned())
        }
    }

    fn written(folder: &Path) -> SetUp {
        let files = sample::files();
        for source in [&files.departments, &files.wards, &files.beds] {
            std::fs::write(folder.join(source.name.as_str()), &source.bytes).unwrap();
        }
        std::fs::write(folder.join("inpatients.csv"), sample::INPATIENTS).unwrap();
        SetUp {
            folder: folder.to_path_buf(),
            hospital: "試験病院".to_owned(),
            time_zone: "Asia/Tokyo".to_owned(),
            station: 7,
            station_name: "5E-1".to_owned(),
            user: "k.mori".to_owned(),
            phrase: PassPhrase::new("three umbrellas in the rain"),
            census: Some(folder.join("inpatients.csv")),
        }
    }

    fn present(workplace: &Workplace) -> usize {
        let hospital = workplace.handle().hospital();
        hospital.present().count()
    }

    #[test]
    fn the_sample_is_there_and_gone() {
        let words = Words::load(Language::Japanese).unwrap();
        let workplace = Workplace::sample(&means(), &words).unwrap();
        assert_eq!(present(&workplace), 600);
        let folder = workplace.sample.as_ref().unwrap().path().to_path_buf();
        assert!(workplace.opening().desk.sample && folder.exists());
        drop(workplace);
        assert!(!folder.exists());
    }

    /// At any hour of the day, and on any day.
    #[test]
    fn the_whole_morning_of_the_sample_happens() {
        use crate::runtime::clock::SteeredClock;

        let words = Words::load(Language::Japanese).unwrap();
        for (day, hour) in [(0, 0), (0, 7), (1, 15), (40, 23), (-300, 0)] {
            let mut means = means();
            let millis = 1_795_618_830_000_i64 + (day * 24 + hour) * 3_600_000;
            means.clock = Arc::new(SteeredClock::at_millis(millis.try_into().unwrap()));
            let (workplace, left_out) = Workplace::sample_and_its_morning(&means, &words).unwrap();
            assert!(left_out.is_empty(), "day {day}, hour {hour}: {left_out:?}");
            let hospital = workplace.handle().hospital();
            assert_eq!(present(&workplace), 600, "day {day}, hour {hour}");
            assert_eq!(hospital.discrepancies().len(), 1);
            let under_way = hospital
                .present()
                .filter(|stay| matches!(stay.place(), Some(crate::domain::census::Place::Transit { .. })));
            assert_eq!(under_way.count(), 2);
        }
    }

    #[test]
    fn the_guide_makes_a_store_that_opens_again() {
        let words = Words::load(Language::English).unwrap();
        let (files, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = place.path().join("store");
        let wanted = written(files.path());
        let made = Workplace::set_up(&wanted, &store, &means(), &words).unwrap();
        assert_eq!((present(&made), made.opening().desk.station.as_str()), (600, "07 5E-1"));
        drop(made);
        let entry = Entry::Person {
            user: UserName::parse(&wanted.user).unwrap(),
            phrase: wanted.phrase.clone(),
            code: None,
        };
        let again = Workplace::open(&store, &entry, &means(), &mut |_, _| {})
            .unwrap()
            .unwrap();
        assert_eq!(present(&again), 600);
        drop(again);
        let refused = Workplace::set_up(&wanted, &store, &means(), &words).unwrap_err();
        assert!(refused.to_string().contains("already"), "{refused}");
    }

    #[test]
    fn a_wrong_file_makes_nothing() {
        let words = Words::load(Language::English).unwrap();
        let (files, place) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let store = place.path().join("store");
        let wanted = written(files.path());
        // One patient twice: each line is well formed, and only deciding finds it.
        let mut list: Vec<&str> = sample::INPATIENTS.lines().take(2).collect();
        list.extend(sample::INPATIENTS.lines().nth(1));
        std::fs::write(files.path().join("inpatients.csv"), list.join("\n")).unwrap();
        let refused = Workplace::set_up(&wanted, &store, &means(), &words).unwrap_err();
        assert!(refused.to_string().contains("inpatients.csv"), "{refused}");
        std::fs::remove_file(files.path().join("beds.csv")).unwrap();
        let refused = Workplace::set_up(&wanted, &store, &means(), &words).unwrap_err();
        assert!(refused.to_string().contains("beds.csv"), "{refused}");
        assert!(!store.exists());
    }
}
