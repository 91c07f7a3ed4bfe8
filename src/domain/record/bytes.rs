//! The only place that names bincode: one fixed configuration, a limit, and nothing left over.

use bincode::{
    config::{Configuration, Limit, LittleEndian, Varint},
    enc::write::Writer,
    error::EncodeError,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The largest record: far above 600 imported rows, far below what a damaged length could ask for.
pub const LARGEST: usize = 16 * 1024 * 1024;

const CONFIGURATION: Configuration<LittleEndian, Varint, Limit<LARGEST>> = bincode::config::standard()
    .with_little_endian()
    .with_variable_int_encoding()
    .with_limit::<LARGEST>();

/// Why bytes and a record did not fit together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BytesFault {
    #[error("cannot be written: {0}")]
    Write(String),
    #[error("cannot be read: {0}")]
    Read(String),
    /// bincode takes bytes with rubbish behind them; a record has none.
    #[error("{0} bytes left over")]
    LeftOver(usize),
}

/// Bytes that most records fit into.
const USUAL: usize = 256;

pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, BytesFault> {
    let mut bytes = Vec::with_capacity(USUAL);
    encode_behind(&mut bytes, value)?;
    Ok(bytes)
}

/// Appends the bytes of `value` to `bytes`.
pub fn encode_behind<T: Serialize>(bytes: &mut Vec<u8>, value: &T) -> Result<(), BytesFault> {
    let written = bincode::serde::encode_into_writer(value, Behind(bytes), CONFIGURATION);
    written.map_err(|e| BytesFault::Write(e.to_string()))
}

struct Behind<'a>(&'a mut Vec<u8>);

impl Writer for Behind<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), EncodeError> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, BytesFault> {
    let (value, used) =
        bincode::serde::decode_from_slice(bytes, CONFIGURATION).map_err(|e| BytesFault::Read(e.to_string()))?;
    whole(value, used, bytes)
}

/// Like [`decode`], for records that point into the bytes they were read from.
pub fn decode_borrowed<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, BytesFault> {
    let (value, used) =
        bincode::serde::borrow_decode_from_slice(bytes, CONFIGURATION).map_err(|e| BytesFault::Read(e.to_string()))?;
    whole(value, used, bytes)
}

fn whole<T>(value: T, used: usize, bytes: &[u8]) -> Result<T, BytesFault> {
    match bytes.len().saturating_sub(used) {
        0 => Ok(value),
        left => Err(BytesFault::LeftOver(left)),
    }
}
