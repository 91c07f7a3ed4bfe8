//! The slips of a hospital: `desks.toml`, `drugs.toml` and one file for each kind. The program carries a set that a
//! Japanese hospital recognises; a file of the same name in the hospital's folder takes its place, others are added, and
//! `off = true` takes a kind away.
//!
//! `page` takes a file apart, `kind` reads one kind. Here: which files count, desks, drug groups, and whether all of it
//! fits together.

mod kind;
mod page;

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use crate::{
    domain::{
        record::{
            SettingsVersion,
            bytes::{self, BytesFault},
        },
        slips::{Code, Desk, Destination, DrugGroup, SlipBook, SlipType},
        text::NAME,
    },
    exchange::{Expected, Fault, Faults, Source, expected::SlipExpected, nearest::nearest, source::LARGEST},
};
use page::{Page, Sheet};

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        /// The files that the program carries.
        const BUILT_IN: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../assets/slips/", $name)))),*];
    };
}

built_in![
    "desks.toml",
    "drugs.toml",
    "rx-inpatient.toml",
    "rx-discharge.toml",
    "rx-outside.toml",
    "rx-narcotic.toml",
    "injection.toml",
    "laboratory.toml",
    "microbiology.toml",
    "blood.toml",
    "imaging.toml",
    "physiology.toml",
    "endoscopy.toml",
    "pathology.toml",
    "operation.toml",
    "meal.toml",
    "rehabilitation.toml",
    "procedure.toml",
    "dialysis.toml",
    "chemotherapy.toml",
    "referral.toml",
    "admission-notice.toml",
    "transfer-notice.toml",
    "discharge-notice.toml",
    "consultation.toml",
    "reference-print.toml",
];

const DESKS: &str = "desks.toml";
const DRUGS: &str = "drugs.toml";

/// The files of a book, by name: the program's, with the hospital's own laid over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipFiles {
    /// In the order of the program; new kinds of the hospital come after, by name.
    order: Vec<String>,
    sources: BTreeMap<String, Source>,
}

impl Default for SlipFiles {
    fn default() -> Self {
        Self {
            order: BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect(),
            sources: BUILT_IN
                .iter()
                .map(|(name, text)| ((*name).to_owned(), Source::new(name, text.as_bytes())))
                .collect(),
        }
    }
}

impl SlipFiles {
    /// Lays every `*.toml` of `folder` over the files of the program. A folder that is not there changes nothing.
    pub fn open(folder: &Path) -> Result<Self, Faults> {
        let mut files = Self::default();
        let Ok(entries) = fs::read_dir(folder) else {
            return Ok(files);
        };
        let mut names: Vec<String> = entries
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "toml"))
            .collect();
        names.sort_unstable();
        let mut faults = Faults::default();
        for name in names {
            match Source::open(&folder.join(&name), LARGEST) {
                Ok(source) => files.lay(&name, source),
                Err(found) => faults.append(found),
            }
        }
        faults.or(files)
    }

    /// Lays one file over the program's.
    pub fn lay(&mut self, name: &str, source: Source) {
        if self.sources.insert(name.to_owned(), source).is_none() {
            self.order.push(name.to_owned());
        }
    }

    /// The text of a file, for whoever wants to see what one looks like.
    pub fn built_in(name: &str) -> Option<&'static str> {
        BUILT_IN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }
}

/// What a book is called in everything that is decided under it: the beginning of the hash of its content.
pub fn version(book: &SlipBook) -> Result<SettingsVersion, BytesFault> {
    let hash = blake3::hash(&bytes::encode(book)?);
    let mut version = [0; 8];
    for (to, from) in version.iter_mut().zip(hash.as_bytes()) {
        *to = *from;
    }
    Ok(SettingsVersion(version))
}

/// The book of the program alone, which a test holds to be without a mistake.
pub fn standard() -> Result<Arc<SlipBook>, Faults> {
    read(&SlipFiles::default()).map(Arc::new)
}

/// The book out of its files, or all that is wrong with them.
pub fn read(files: &SlipFiles) -> Result<SlipBook, Faults> {
    let mut faults = Faults::default();
    let mut book = SlipBook::default();
    let mut kinds: Vec<(String, String)> = Vec::new();
    for name in &files.order {
        let Some(source) = files.sources.get(name) else {
            continue;
        };
        let text = match source.text() {
            Ok((text, _)) => text.into_owned(),
            Err(found) => {
                faults.append(found);
                continue;
            }
        };
        match name.as_str() {
            DESKS => read_desks(&source.name, &text, &mut book, &mut faults),
            DRUGS => book.groups = read_groups(&source.name, &text, &mut faults),
            _ => kinds.push((name.clone(), text)),
        }
    }
    for (name, text) in &kinds {
        let Some(source) = files.sources.get(name) else {
            continue;
        };
        let stem = name.trim_end_matches(".toml");
        let page = Page::new(&source.name, text);
        let Some(code) = Code::parse(stem) else {
            page.blame(0, stem, SlipExpected::Code, None);
            faults.append(page.faults());
            continue;
        };
        let kind = kind::read(&page, code, &book.desks);
        faults.append(page.faults());
        book.types.extend(kind);
    }
    if book.types.is_empty() && faults.is_empty() {
        let file = smol_str::SmolStr::new_static("slips");
        let what = SlipExpected::Given;
        faults.push(Fault::in_file(&file, "", Expected::Slip { what, nearest: None }));
    }
    faults.or(book)
}

fn read_desks(file: &str, text: &str, book: &mut SlipBook, faults: &mut Faults) {
    let page = Page::new(file, text);
    let table = page.parse();
    let sheet = Sheet::new(&page, table.get_ref(), 0);
    book.billing_minutes = minutes(&sheet, "billing").unwrap_or(36 * 60);
    book.carry_minutes = minutes(&sheet, "carry").unwrap_or(60);
    for desk in sheet.sheets("desk") {
        let code = desk.code("code");
        let title = desk.title("title");
        let (phone, place) = (desk.text("phone", NAME), desk.text("place", NAME));
        let per_hour = desk
            .number("per_hour", 1, 10_000)
            .and_then(|number| u16::try_from(number).ok());
        if let (Some(code), Some(title)) = (code, title) {
            if book.desks.iter().any(|known| known.code == code) {
                desk.blame("code", code.as_str(), SlipExpected::Once);
            }
            book.desks.push(Desk {
                code,
                title,
                phone,
                per_hour,
                place,
            });
        }
        desk.close();
    }
    sheet.close();
    faults.append(page.faults());
}

fn minutes(sheet: &Sheet<'_, '_, '_>, key: &'static str) -> Option<u32> {
    let raw = sheet.raw(key)?;
    let minutes = kind::minutes(raw);
    if minutes.is_none() {
        sheet.blame(key, raw, SlipExpected::Minutes);
    }
    minutes
}

fn read_groups(file: &str, text: &str, faults: &mut Faults) -> Vec<DrugGroup> {
    let page = Page::new(file, text);
    let table = page.parse();
    let sheet = Sheet::new(&page, table.get_ref(), 0);
    let mut groups = Vec::new();
    for group in sheet.sheets("group") {
        let words = group.texts("words", NAME);
        if words.is_empty() {
            group.blame("words", "words", SlipExpected::Given);
        }
        groups.extend(group.title("title").map(|title| DrugGroup { title, words }));
        group.close();
    }
    sheet.close();
    faults.append(page.faults());
    groups
}

/// A place of a file: `origin`, or a desk that `desks.toml` has.
fn destination(raw: &str, desks: &[Desk]) -> Result<Destination, Option<smol_str::SmolStr>> {
    if raw == "origin" {
        return Ok(Destination::Origin);
    }
    let desk = desks.iter().find(|desk| desk.code.as_str() == raw);
    desk.map(|desk| Destination::Desk(crate::domain::slips::Post::of_desk(&desk.code)))
        .ok_or_else(|| nearest(raw, desks.iter().map(|desk| desk.code.as_str()).chain(["origin"])))
}

/// Whether a kind can live: somebody works from it, and steps name each other.
fn fits_together(kind: &SlipType) -> Result<(), SlipExpected> {
    use crate::domain::slips::{Purpose, StepKind};
    if kind.copies.is_empty() || kind.urgencies.is_empty() {
        return Err(SlipExpected::Given);
    }
    let performs = kind.steps.iter().filter(|step| step.kind == StepKind::Perform).count();
    if performs > 1 {
        return Err(SlipExpected::OnePerform);
    }
    let bills = kind
        .copies
        .iter()
        .filter(|copy| copy.purpose == Purpose::Billing)
        .count();
    if bills > 1 {
        return Err(SlipExpected::OneBilling);
    }
    Ok(())
}
