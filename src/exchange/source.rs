//! Opening a file that somebody else wrote, and turning its bytes into text. What cannot be a table is refused before it
//! is read into memory, by the name of what it is.

use std::{
    borrow::Cow,
    fs::{self, File},
    io::Read,
    path::Path,
};

use smol_str::SmolStr;

use super::{
    expected::Expected,
    faults::{Fault, Faults, shown},
};

/// The bytes of a file, and the name that its faults carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub name: SmolStr,
    pub bytes: Cow<'static, [u8]>,
}

/// Bytes of the largest table: eighty times a list of 900 inpatients with all its columns. In memory it is some eight
/// times as much.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// How a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8WithBom,
    /// As Japanese spreadsheets write it: Shift JIS with the additions of CP932.
    ShiftJis,
}

impl Source {
    pub fn new(name: &str, bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        Self {
            name: shown(name),
            bytes: bytes.into(),
        }
    }

    /// Reads a table file of at most `most` bytes. Its size, and whether it is a file at all, is asked first.
    pub fn open(path: &Path, most: u64) -> Result<Self, Faults> {
        let name = shown(&path.to_string_lossy());
        let refuse = |found: &str, expected| Faults::of(Fault::in_file(&name, found, expected));
        let unreadable = |error: &std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => refuse("", Expected::Present),
            // The system's own words: the id of a message cannot know every disk.
            _ => refuse(&error.to_string(), Expected::Readable),
        };
        let metadata = fs::metadata(path).map_err(|e| unreadable(&e))?;
        if !metadata.is_file() {
            return Err(refuse("", Expected::PlainFile));
        }
        if metadata.len() > most {
            return Err(refuse(&metadata.len().to_string(), Expected::AtMostBytes(most)));
        }
        let file = File::open(path).map_err(|e| unreadable(&e))?;
        let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
        // It may grow while it is read; one byte more than allowed shows it.
        file.take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|e| unreadable(&e))?;
        if bytes.len() as u64 > most {
            return Err(refuse(&bytes.len().to_string(), Expected::AtMostBytes(most)));
        }
        Ok(Self {
            name,
            bytes: bytes.into(),
        })
    }

    /// The text of the file, without a byte order mark.
    pub fn text(&self) -> Result<(Cow<'_, str>, Encoding), Faults> {
        decode(&self.bytes).map_err(|(at, expected)| {
            Faults::of(match at {
                Some(at) => Fault::in_line(&self.name, line_of(&self.bytes, at), &around(&self.bytes, at), expected),
                None => Fault::in_file(&self.name, "", expected),
            })
        })
    }
}

/// The text in `bytes`, or where and why there is none.
fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), (Option<usize>, Expected)> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return match std::str::from_utf8(rest) {
            Ok(_) if rest.contains(&0) => Err((None, Expected::TextFile)),
            Ok(text) => Ok((Cow::Borrowed(text), Encoding::Utf8WithBom)),
            Err(e) => Err((Some(e.valid_up_to().saturating_add(3)), Expected::Utf8OrShiftJis)),
        };
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err((None, Expected::NotUtf16));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err((None, Expected::CsvNotWorkbook));
    }
    if bytes.contains(&0) {
        return Err((
            None,
            if looks_like_utf16(bytes) {
                Expected::NotUtf16
            } else {
                Expected::TextFile
            },
        ));
    }
    let broken_at = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((Cow::Borrowed(text), Encoding::Utf8)),
        Err(e) => e.valid_up_to(),
    };
    // Many broken UTF-8 texts can be read as Shift JIS, as rubbish; a patient must not be named that way.
    if is_damaged_utf8(bytes) {
        return Err((Some(broken_at), Expected::Utf8OrShiftJis));
    }
    match encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok((text, Encoding::ShiftJis)),
        None => Err((Some(first_not_shift_jis(bytes)), Expected::Utf8OrShiftJis)),
    }
}

/// A quarter of the bytes at even or at odd places of the beginning are zero: Latin letters and commas in UTF-16.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    let zeros = |odd: usize| {
        bytes
            .iter()
            .take(4096)
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let places = bytes.len().min(4096).div_ceil(2);
    bytes.len() >= 4 && (zeros(0) * 4 > places || zeros(1) * 4 > places) && (zeros(0) == 0 || zeros(1) == 0)
}

/// More Japanese characters are whole than are broken. In Shift JIS hardly three bytes in a row happen to be one.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| c.len_utf8() >= 3).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

/// Where the Shift JIS of `bytes` breaks first.
fn first_not_shift_jis(bytes: &[u8]) -> usize {
    let mut decoder = encoding_rs::SHIFT_JIS.new_decoder_without_bom_handling();
    let mut text = [0_u8; 4096];
    let mut read = 0_usize;
    while let Some(rest) = bytes.get(read..).filter(|rest| !rest.is_empty()) {
        let (result, used, _) = decoder.decode_to_utf8_without_replacement(rest, &mut text, true);
        read = read.saturating_add(used);
        match result {
            encoding_rs::DecoderResult::Malformed(length, after) => {
                return read.saturating_sub(usize::from(length) + usize::from(after));
            }
            encoding_rs::DecoderResult::InputEmpty => break,
            encoding_rs::DecoderResult::OutputFull => {}
        }
    }
    read
}

/// The line that byte `at` stands in, from 1.
fn line_of(bytes: &[u8], at: usize) -> u64 {
    let before = bytes.get(..at).unwrap_or(bytes);
    let mut lines = 1_u64;
    for (place, byte) in before.iter().enumerate() {
        // CR LF is one end; the LF of it counts.
        let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(place.saturating_add(1)) != Some(&b'\n'));
        lines = lines.saturating_add(u64::from(ends));
    }
    lines
}

/// The bytes at `at` in hexadecimal, as many as a broken character has.
fn around(bytes: &[u8], at: usize) -> String {
    let piece = bytes.get(at..).unwrap_or_default().iter().take(4);
    piece.map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        reason = "tests may stop"
    )]

    use super::*;

    fn text(bytes: &[u8]) -> Result<(String, Encoding), String> {
        let source = Source::new("list.csv", bytes.to_vec());
        source
            .text()
            .map(|(text, encoding)| (text.into_owned(), encoding))
            .map_err(|faults| faults.plain())
    }

    #[test]
    fn the_encodings_of_japanese_lists() {
        assert_eq!(text("小森,ID\n".as_bytes()), Ok(("小森,ID\n".into(), Encoding::Utf8)));
        assert_eq!(
            text("\u{feff}小森".as_bytes()),
            Ok(("小森".into(), Encoding::Utf8WithBom))
        );
        // 髙 and ① are CP932's additions; ｺﾓﾘ is half-width.
        assert_eq!(
            text(b"\xfb\xfc\x87\x40\xba\xd3\xd8"),
            Ok(("髙①ｺﾓﾘ".into(), Encoding::ShiftJis))
        );
        assert_eq!(text(b""), Ok((String::new(), Encoding::Utf8)));
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        assert_eq!(
            text(b"\xff\xfea\0b\0").unwrap_err(),
            "list.csv: found ``, expected NotUtf16"
        );
        assert_eq!(
            text(b"\xfe\xff\0a").unwrap_err(),
            "list.csv: found ``, expected NotUtf16"
        );
        assert_eq!(
            text(b"a\0,\0b\0\n\0").unwrap_err(),
            "list.csv: found ``, expected NotUtf16"
        );
        assert_eq!(
            text(b"PK\x03\x04\x14\0").unwrap_err(),
            "list.csv: found ``, expected CsvNotWorkbook"
        );
        assert_eq!(
            text(b"\x7fELF\0\0\0\x01").unwrap_err(),
            "list.csv: found ``, expected TextFile"
        );
        assert_eq!(
            text(b"\xef\xbb\xbfa\0b").unwrap_err(),
            "list.csv: found ``, expected TextFile"
        );
    }

    #[test]
    fn a_broken_byte_is_found_in_its_line() {
        let mut utf8 = "氏名,病棟\r\n小森　眞希子,ICU\r\n田村　颯哉,ICU\r\n"
            .as_bytes()
            .to_vec();
        let at = utf8.len() - 8;
        utf8[at] = 0xff;
        assert_eq!(
            text(&utf8).unwrap_err(),
            "list.csv:3: found `E5 FF 89 2C`, expected Utf8OrShiftJis"
        );
        // Neither: 0x80 and 0xfd begin nothing in either.
        assert_eq!(
            text(b"a\nb\n\x8f\xac\xfd\x80,c").unwrap_err(),
            "list.csv:3: found `FD 80 2C 63`, expected Utf8OrShiftJis"
        );
        assert_eq!(
            text(b"\xef\xbb\xbfa\n\x8f\xac").unwrap_err(),
            "list.csv:2: found `8F AC`, expected Utf8OrShiftJis"
        );
    }

    #[test]
    fn sizes_and_folders_are_asked_before_anything_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let open = |name: &str, most| Source::open(&folder.path().join(name), most);
        let first = |result: Result<Source, Faults>| result.unwrap_err().iter().next().unwrap().clone();
        assert_eq!(first(open("none.csv", 10)).expected, Expected::Present);
        assert_eq!(first(open("", 10)).expected, Expected::PlainFile);
        fs::write(folder.path().join("ten.csv"), b"0123456789").unwrap();
        assert_eq!(open("ten.csv", 10).unwrap().bytes.len(), 10);
        let fault = first(open("ten.csv", 9));
        assert_eq!((fault.found.as_str(), fault.expected), ("10", Expected::AtMostBytes(9)));
    }

    #[test]
    fn two_gigabytes_are_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("huge.csv");
        // Sparse: it takes no room on the disk, and would take two gigabytes in memory.
        File::create(&path).unwrap().set_len(2 << 30).unwrap();
        let begun = std::time::Instant::now();
        let faults = Source::open(&path, LARGEST).unwrap_err();
        assert!(
            begun.elapsed() < std::time::Duration::from_millis(500),
            "read instead of asked"
        );
        let fault = faults.iter().next().unwrap();
        assert_eq!(
            (fault.found.as_str(), &fault.expected),
            ("2147483648", &Expected::AtMostBytes(LARGEST))
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_not_read() {
        let faults = Source::open(Path::new("/dev/zero"), LARGEST).unwrap_err();
        assert_eq!(faults.iter().next().unwrap().expected, Expected::PlainFile);
    }
}
