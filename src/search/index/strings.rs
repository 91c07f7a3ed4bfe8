//! Many short texts in one piece of memory.

/// Texts, numbered from 0.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Strings {
    /// Where each begins, and where the last ends.
    pub(super) starts: Vec<u32>,
    pub(super) bytes: Vec<u8>,
}

impl Strings {
    /// Adds one and gives its number.
    pub fn push(&mut self, text: &[u8]) -> u32 {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.bytes.extend_from_slice(text);
        let number = self.starts.len() - 1;
        self.starts.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The bytes of one; empty when there is none of that number.
    pub fn get(&self, number: u32) -> &[u8] {
        let at = number as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => self.bytes.get(*start as usize..*end as usize).unwrap_or_default(),
            _ => &[],
        }
    }

    pub fn text(&self, number: u32) -> &str {
        std::str::from_utf8(self.get(number)).unwrap_or_default()
    }

    pub fn memory(&self) -> usize {
        self.starts.len() * 4 + self.bytes.len()
    }
}
