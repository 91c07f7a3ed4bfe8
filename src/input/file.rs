//! Reads a keymap file. Every mistake is reported, with its file, its line and the nearest name that exists; a file with a
//! mistake changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Binding, Chord, Demand, Expected, Keymap, Named, Sequence, nearest};

/// What one file says about one row of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<A, X, C> {
    pub context: X,
    pub keys: Sequence,
    /// Empty: the keys do nothing any more.
    pub bindings: Vec<Binding<A, C>>,
    pub line: usize,
}

/// One file, read without a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer<A, X, C> {
    pub file: String,
    pub entries: Vec<Entry<A, X, C>>,
}

/// What is wrong at a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    Syntax(String),
    UnknownContext(String),
    UnknownAction(String),
    UnknownCondition(String),
    UnreadableKey(String),
    /// These keys are in the file twice, perhaps written in two ways.
    BoundTwice(String),
    /// One sequence begins with the other.
    Overlap {
        keys: String,
        with: String,
    },
    /// The file is there and cannot be read.
    Unreadable(String),
    /// No table of this name can be laid over the default.
    UnknownOverlay(String),
    /// Neither a name, `false`, `{ do, when }` nor a list of these.
    Shape(String),
}

/// A mistake in a keymap file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    /// None when it is about the file as a whole.
    pub line: Option<usize>,
    pub kind: FaultKind,
    /// What was probably meant.
    pub nearest: Option<String>,
}

impl FaultKind {
    /// The text key of this mistake, and what fills its place `found`.
    pub fn text(&self) -> (&'static str, &str) {
        match self {
            Self::Syntax(found) => ("keymap-fault-syntax", found),
            Self::UnknownContext(found) => ("keymap-fault-context", found),
            Self::UnknownAction(found) => ("keymap-fault-action", found),
            Self::UnknownCondition(found) => ("keymap-fault-condition", found),
            Self::UnreadableKey(found) => ("keymap-fault-key", found),
            Self::BoundTwice(found) => ("keymap-fault-twice", found),
            Self::Overlap { keys, .. } => ("keymap-fault-overlap", keys),
            Self::Unreadable(found) => ("keymap-fault-unreadable", found),
            Self::UnknownOverlay(found) => ("keymap-fault-overlay", found),
            Self::Shape(found) => ("keymap-fault-shape", found),
        }
    }
}

/// For the log; people are told in their language by `FaultKind::text`.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (key, found) = self.kind.text();
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {key}: {found}")?;
        if let Some(nearest) = &self.nearest {
            write!(f, " ({nearest}?)")?;
        }
        Ok(())
    }
}

impl<A: Named, X: Named, C: Named> Layer<A, X, C> {
    /// Reads `source`; either the whole file or all that is wrong in it.
    pub fn read(file: &str, source: &str) -> Result<Self, Vec<Fault>> {
        let mut reader = Reader {
            file,
            source,
            faults: Vec::new(),
        };
        let (table, mistakes) = DeTable::parse_recoverable(source);
        for mistake in mistakes {
            let at = mistake.span().map_or(0, |span| span.start);
            reader.blame(at, FaultKind::Syntax(mistake.message().to_owned()), None);
        }
        let mut entries = Vec::new();
        for (name, value) in table.get_ref() {
            let context = reader.name::<X>(name.get_ref(), name.span().start, FaultKind::UnknownContext);
            match value.get_ref() {
                DeValue::Table(keys) => entries.extend(reader.context(context, keys)),
                _ => reader.shape(name.get_ref(), value.span().start),
            }
        }
        let mut faults = reader.faults;
        // What the parser put in the place of a broken value is not the writer's mistake.
        // It has no place of its own, and stands at the beginning.
        let mut broken: BTreeSet<Option<usize>> = faults
            .iter()
            .filter(|fault| matches!(fault.kind, FaultKind::Syntax(_)))
            .map(|fault| fault.line)
            .collect();
        if !broken.is_empty() {
            broken.insert(Some(1));
        }
        faults.retain(|fault| !matches!(fault.kind, FaultKind::Shape(_)) || !broken.contains(&fault.line));
        if faults.is_empty() {
            return Ok(Self {
                file: file.to_owned(),
                entries,
            });
        }
        faults.sort_by_key(|fault| fault.line);
        Err(faults)
    }
}

/// Lays the files over one another, later ones on top.
pub fn merge<A: Named, X: Named, C: Named>(layers: &[Layer<A, X, C>]) -> Result<Keymap<A, X, C>, Vec<Fault>> {
    let mut keymap = Keymap::default();
    let mut faults = Vec::new();
    for layer in layers {
        // First what is taken away, so that the file may use the keys otherwise.
        for entry in layer.entries.iter().filter(|entry| entry.bindings.is_empty()) {
            keymap.unbind(entry.context, &entry.keys);
        }
        for entry in layer.entries.iter().filter(|entry| !entry.bindings.is_empty()) {
            if let Err(overlap) = keymap.bind(entry.context, &entry.keys, entry.bindings.clone()) {
                faults.push(Fault {
                    file: layer.file.clone(),
                    line: Some(entry.line),
                    kind: FaultKind::Overlap {
                        keys: entry.keys.to_string(),
                        with: overlap.with.to_string(),
                    },
                    nearest: Some(overlap.with.to_string()),
                });
            }
        }
    }
    if faults.is_empty() { Ok(keymap) } else { Err(faults) }
}

struct Reader<'a> {
    file: &'a str,
    source: &'a str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        1 + self.source.bytes().take(at).filter(|byte| *byte == b'\n').count()
    }

    fn blame(&mut self, at: usize, kind: FaultKind, nearest: Option<String>) {
        let (file, line) = (self.file.to_owned(), Some(self.line(at)));
        self.faults.push(Fault {
            file,
            line,
            kind,
            nearest,
        });
    }

    fn shape(&mut self, found: &str, at: usize) {
        self.blame(at, FaultKind::Shape(found.to_owned()), None);
    }

    fn name<N: Named>(&mut self, written: &str, at: usize, kind: fn(String) -> FaultKind) -> Option<N> {
        let found = N::from_name(written);
        if found.is_none() {
            let near = nearest(written, N::ALL.iter().map(|one| one.name())).map(str::to_owned);
            self.blame(at, kind(written.to_owned()), near);
        }
        found
    }

    fn context<A: Named, X: Named, C: Named>(&mut self, context: Option<X>, keys: &DeTable<'_>) -> Vec<Entry<A, X, C>> {
        let mut entries: Vec<Entry<A, X, C>> = Vec::new();
        let mut seen = BTreeMap::new();
        for (written, value) in keys {
            let at = written.span().start;
            let bindings = self.bindings(written.get_ref(), value);
            let sequence = match Sequence::parse(written.get_ref()) {
                Ok(sequence) => sequence,
                Err(unreadable) => {
                    let near = nearest_key(&unreadable.written);
                    self.blame(at, FaultKind::UnreadableKey(unreadable.written), near);
                    continue;
                }
            };
            if let Some(other) = seen.insert(sequence.clone(), at) {
                let last = at.max(other);
                self.blame(last, FaultKind::BoundTwice(sequence.to_string()), None);
            }
            if let (Some(context), Some(bindings)) = (context, bindings) {
                entries.push(Entry {
                    context,
                    keys: sequence,
                    bindings,
                    line: self.line(at),
                });
            }
        }
        entries
    }

    /// `"admit"`, `false`, `{ do = "admit", when = "bed-empty" }`, or a list of these.
    fn bindings<A: Named, C: Named>(&mut self, keys: &str, value: &Spanned<DeValue<'_>>) -> Option<Vec<Binding<A, C>>> {
        match value.get_ref() {
            DeValue::Boolean(false) => Some(Vec::new()),
            DeValue::Array(several) => several.iter().map(|one| self.binding(keys, one)).collect(),
            _ => self.binding(keys, value).map(|one| vec![one]),
        }
    }

    fn binding<A: Named, C: Named>(&mut self, keys: &str, value: &Spanned<DeValue<'_>>) -> Option<Binding<A, C>> {
        let at = value.span().start;
        match value.get_ref() {
            DeValue::String(name) => Some(Binding {
                action: self.name(name, at, FaultKind::UnknownAction)?,
                when: Vec::new(),
            }),
            DeValue::Table(parts) => {
                // Both parts are read before either is given up, so that both mistakes are told.
                let mut action = None;
                let mut named = false;
                let mut when = Some(Vec::new());
                for (part, value) in parts {
                    match (part.get_ref().as_ref(), value.get_ref()) {
                        ("do", DeValue::String(name)) => {
                            named = true;
                            action = self.name(name, value.span().start, FaultKind::UnknownAction);
                        }
                        ("when", DeValue::String(_)) => {
                            when = self.demand(keys, value).map(|demand| vec![demand]);
                        }
                        ("when", DeValue::Array(several)) => {
                            when = several.iter().map(|one| self.demand(keys, one)).collect();
                        }
                        (other, _) => {
                            self.shape(other, part.span().start);
                            return None;
                        }
                    }
                }
                if !named {
                    self.shape(keys, at);
                }
                Some(Binding {
                    action: action?,
                    when: when?,
                })
            }
            _ => {
                self.shape(keys, at);
                None
            }
        }
    }

    fn demand<C: Named>(&mut self, keys: &str, value: &Spanned<DeValue<'_>>) -> Option<Demand<C>> {
        let at = value.span().start;
        let DeValue::String(written) = value.get_ref() else {
            self.shape(keys, at);
            return None;
        };
        let (name, expected) = match written.strip_prefix('!') {
            Some(name) => (name, Expected::Fails),
            None => (written.as_ref(), Expected::Holds),
        };
        Some(Demand {
            condition: self.name(name, at, FaultKind::UnknownCondition)?,
            expected,
        })
    }
}

/// A key that is written almost like this.
fn nearest_key(written: &str) -> Option<String> {
    let letters: Vec<Chord> = ('a'..='z')
        .chain('0'..='9')
        .map(|c| Chord::plain(super::Key::Char(c)))
        .collect();
    let plain = (1..=12)
        .map(super::Key::F)
        .chain([
            super::Key::Enter,
            super::Key::Esc,
            super::Key::Tab,
            super::Key::Backspace,
            super::Key::Delete,
            super::Key::Home,
            super::Key::End,
            super::Key::PageUp,
            super::Key::PageDown,
            super::Key::Up,
            super::Key::Down,
            super::Key::Left,
            super::Key::Right,
            super::Key::Char(' '),
        ])
        .map(Chord::plain);
    let names: Vec<String> = letters
        .iter()
        .flat_map(|chord| {
            [super::Held::Down, super::Held::Up].map(|ctrl| Chord {
                ctrl,
                alt: if ctrl == super::Held::Up {
                    super::Held::Down
                } else {
                    super::Held::Up
                },
                ..*chord
            })
        })
        .chain(plain)
        .map(|chord| chord.to_string().to_ascii_lowercase())
        .collect();
    nearest(&written.to_ascii_lowercase(), names.iter().map(String::as_str)).map(str::to_owned)
}
