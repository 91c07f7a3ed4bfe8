//! From a filled document to pages: the form is taken from the shelf, labels are laid on their sheet, small pages two on a
//! large one.

use std::collections::BTreeMap;

use super::{
    document::{Kind, example::examples, letterhead::Letterhead},
    fonts::Fonts,
    form::{Filling, Form, Set, Sheet, Spot},
    page::{Mark, Page, two_on_one},
    paper::{Area, Place, Size},
    pdf::{self, PdfFault},
};
use crate::i18n::{Language, Words};

pub use super::form::SpotKind as Trouble;

/// The forms in force: one for each kind of document, and those of single kinds of slips.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shelf {
    /// With the code of the kind of slip that it is for, where it is for one.
    forms: BTreeMap<(Kind, Option<String>), Form>,
    /// Who the hospital is, for papers that leave it.
    pub letterhead: Letterhead,
}

impl Shelf {
    /// Lays a form on the shelf, over the one that was there.
    pub fn lay(&mut self, form: Form) {
        if form.only_for.is_empty() {
            self.forms.insert((form.document, None), form);
            return;
        }
        for slip in &form.only_for {
            self.forms.insert((form.document, Some(slip.clone())), form.clone());
        }
    }

    /// The form of a kind of document.
    pub fn form(&self, kind: Kind) -> Option<&Form> {
        self.forms.get(&(kind, None))
    }

    /// The form of this very paper: a kind of slip may have its own.
    fn form_of(&self, kind: Kind, filling: &Filling) -> Option<&Form> {
        let slip = filling.values.get("slip_code").unwrap_or_default();
        self.forms
            .get(&(kind, Some(slip.to_owned())))
            .or_else(|| self.form(kind))
    }

    /// Every form, and what it is called: its document, with the kind of slip that it is for.
    pub fn all(&self) -> impl Iterator<Item = (String, &Form)> {
        self.forms.iter().map(|((kind, slip), form)| match slip {
            Some(slip) => (format!("{}-{slip}", kind.name()), form),
            None => (kind.name().to_owned(), form),
        })
    }
}

/// How pages are put on sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layout {
    /// A page a sheet.
    #[default]
    Single,
    /// Two A5 on an A4.
    TwoOnOne,
}

impl Layout {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::TwoOnOne => "two-on-one",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        [Self::Single, Self::TwoOnOne]
            .into_iter()
            .find(|layout| layout.name() == name)
    }
}

/// Where labels begin on their sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labels {
    /// On a sheet, from this free position on, counted from 1.
    OnSheet { first: u16 },
    /// Each on a paper of its own, for a label printer.
    Singly,
}

/// The shelf has no form of this kind. Only a build without its built-in forms can meet it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PressFault {
    #[error("there is no form for {}", .0.name())]
    NoForm(Kind),
    /// Positions are counted from 1 to the number of labels of the sheet.
    #[error("position {first} is not on a sheet of {labels} labels")]
    NoPosition { first: u16, labels: u16 },
}

/// Pages of one job, and what to tell about them.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    pub kind: Kind,
    pub pages: Vec<Page>,
    /// In the order of the pages; what is the same is told once.
    pub spots: Vec<Spot>,
}

impl Printed {
    /// The pages as PDF. `title` is seen by everybody at the printer.
    pub fn pdf(&self, fonts: &Fonts, title: &str, language: Language) -> Result<Vec<u8>, PdfFault> {
        pdf::write(&self.pages, fonts, title, language)
    }

    /// Lays the pages of another one behind these.
    pub fn follow(&mut self, other: Self) {
        let before = self.pages.len();
        self.pages.extend(other.pages);
        let behind = other.spots.into_iter().map(|spot| Spot {
            page: spot.page + before,
            ..spot
        });
        let spots = std::mem::take(&mut self.spots);
        self.spots = once(spots.into_iter().chain(behind).collect());
    }

    /// Sheets of paper, printed on one side.
    pub fn sheets(&self) -> usize {
        self.pages.len()
    }
}

/// What makes pages.
#[derive(Clone, Copy)]
pub struct Press<'a> {
    pub fonts: &'a Fonts,
    pub words: &'a Words,
    pub shelf: &'a Shelf,
}

impl Press<'_> {
    /// Documents of one kind, one after the other: each counts its own pages.
    pub fn documents(&self, kind: Kind, fillings: &[Filling], layout: Layout) -> Result<Printed, PressFault> {
        self.form(kind)?;
        let mut all = Set::default();
        for filling in fillings {
            let form = self.shelf.form_of(kind, filling).ok_or(PressFault::NoForm(kind))?;
            add(self.sheet().set(form, filling), &mut all);
        }
        let pages = match layout {
            Layout::Single => all.pages,
            Layout::TwoOnOne => two_on_one(all.pages),
        };
        Ok(Printed {
            kind,
            pages,
            spots: once(all.spots),
        })
    }

    /// Labels or wrist strips.
    pub fn labels(&self, kind: Kind, fillings: &[Filling], labels: Labels) -> Result<Printed, PressFault> {
        let form = self.form(kind)?;
        let (Some(grid), Labels::OnSheet { first }) = (form.grid, labels) else {
            return self.documents(kind, fillings, Layout::Single);
        };
        let count = grid.count();
        if first == 0 || first > count {
            return Err(PressFault::NoPosition { first, labels: count });
        }
        let mut pages: Vec<Page> = Vec::new();
        let mut spots = Vec::new();
        let mut place = first - 1;
        for filling in fillings {
            if pages.is_empty() || place == count {
                place = if pages.is_empty() { place } else { 0 };
                pages.push(Page::blank(grid.sheet));
            }
            let set = self.sheet().set(form, filling);
            let number = pages.len();
            if let (Some(page), Some(label)) = (pages.last_mut(), set.pages.into_iter().next()) {
                page.lay(label, grid.place(place));
            }
            spots.extend(set.spots.into_iter().map(|spot| Spot { page: number, ..spot }));
            place += 1;
        }
        Ok(Printed {
            kind,
            pages,
            spots: once(spots),
        })
    }

    /// What a form looks like: empty, then filled with the longest that is realistic, on as many pages as that takes, and
    /// with everything that may be marked on it.
    pub fn examples(&self, form: &Form) -> Vec<Page> {
        let mut pages = vec![self.outline(form)];
        for filling in examples(form, self.words) {
            let set = self.sheet().set(form, &filling);
            let Some(grid) = form.grid else {
                pages.extend(set.pages);
                continue;
            };
            let mut page = Page::blank(grid.sheet);
            if let Some(label) = set.pages.into_iter().next() {
                for number in 0..grid.count() {
                    page.lay(label.clone(), grid.place(number));
                }
            }
            pages.push(page);
        }
        pages
    }

    /// An empty form with its outlines.
    fn outline(&self, form: &Form) -> Page {
        let size = form.grid.map_or(form.size, |grid| grid.sheet);
        let mut page = Page::blank(size);
        if let Some(grid) = form.grid {
            for number in 0..grid.count() {
                page.marks.push(Mark::Box {
                    area: Area::new(grid.place(number), form.size),
                    line: Some(0.1),
                    fill: None,
                });
            }
        }
        let set = self.sheet().set(form, &Filling::default());
        if let Some(first) = set.pages.into_iter().next() {
            let at = form.grid.map_or(Place { x: 0.0, y: 0.0 }, |grid| grid.place(0));
            page.lay(first, at);
        }
        page
    }

    fn form(&self, kind: Kind) -> Result<&Form, PressFault> {
        self.shelf.form(kind).ok_or(PressFault::NoForm(kind))
    }

    fn sheet(&self) -> Sheet<'_> {
        Sheet {
            fonts: self.fonts,
            words: self.words,
        }
    }
}

/// More pages of the same job.
fn add(set: Set, all: &mut Set) {
    let before = all.pages.len();
    all.pages.extend(set.pages);
    let spots = set.spots.into_iter();
    all.spots.extend(spots.map(|spot| Spot {
        page: spot.page + before,
        ..spot
    }));
}

/// Each trouble once, at the first page that has it.
fn once(spots: Vec<Spot>) -> Vec<Spot> {
    let mut kept: Vec<Spot> = Vec::new();
    for spot in spots {
        if !kept.iter().any(|known| known.kind == spot.kind) {
            kept.push(spot);
        }
    }
    kept
}

/// Whether a page is of the size that printers call by name.
pub fn paper_name(size: Size) -> Option<&'static str> {
    let is = |other: Size| size == other || size == other.turned();
    if is(Size::A4) {
        Some("A4")
    } else if is(Size::A5) {
        Some("A5")
    } else {
        None
    }
}
